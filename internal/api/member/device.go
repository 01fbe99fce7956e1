package member

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
)

// MemberDevice is where a member is signed in.
type MemberDevice struct {
	ID        edge.ID   `json:"id" doc:"Id of the sign-in" zh:"登录编号"`
	Device    *string   `json:"device" doc:"What kind of device and program; null where it does not say" zh:"设备与程序；未知为 null" example:"iPhone · WeChat"`
	Network   *string   `json:"network" doc:"From which network, coarsely; null where unknown" zh:"网络（粗略）；未知为 null" example:"203.0.113.0/24"`
	Here      bool      `json:"here" doc:"Whether it is the one that asks" zh:"是否当前设备" example:"true"`
	CreatedAt edge.Time `json:"created_at" doc:"When it signed in" zh:"登录时间" example:"2026-09-12T01:00:00Z"`
	SeenAt    edge.Time `json:"seen_at" doc:"Last use, to the minute" zh:"最近使用（精确到分钟）" example:"2026-09-12T02:00:00Z"`
	ExpiresAt edge.Time `json:"expires_at" doc:"When it ends if it is not used before" zh:"若不再使用，结束时间" example:"2026-12-11T02:00:00Z"`
}

// Ended says how many sign-ins came to an end.
type Ended struct {
	Ended int `json:"ended" doc:"How many" zh:"结束的登录数" example:"2"`
}

func (h *handlers) devices(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-my-devices", Method: "GET", Path: "/me/devices", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "我登录的设备", English: "Where I am signed in"},
	}, h.listDevices)
	edge.Register(e, edge.Operation{
		ID: "end-my-device", Method: "DELETE", Path: "/me/devices/{id}", Tag: tag, Permission: edge.AsMember, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "退出一台设备", English: "Sign one device out"},
		Errors:  []*errs.Error{member.ErrNoSession},
	}, h.endDevice)
	edge.Register(e, edge.Operation{
		ID: "end-my-other-devices", Method: "POST", Path: "/me/devices/end-others", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "退出其他所有设备", English: "Sign out everywhere else"},
	}, h.endOtherDevices)
}

func (h *handlers) listDevices(ctx context.Context, _ *struct{}) (*struct{ Body edge.Page[MemberDevice] }, error) {
	c := edge.From(ctx)
	list, err := h.Members.Sessions(ctx, c.Member.Member)
	if err != nil {
		return nil, err
	}
	return &struct{ Body edge.Page[MemberDevice] }{edge.PageOf(edge.Each(list, func(s member.Session) MemberDevice {
		return MemberDevice{ID: edge.IDOf(s.ID), Device: edge.OrNull(s.Device), Network: edge.OrNull(s.Network), Here: s.ID == c.Member.ID,
			CreatedAt: edge.At(s.CreatedAt), SeenAt: edge.At(s.SeenAt), ExpiresAt: edge.At(s.ExpiresAt)}
	}), "")}, nil
}

func (h *handlers) endDevice(ctx context.Context, in *struct {
	ID edge.ID `path:"id" doc:"Id of the sign-in" zh:"登录编号"`
}) (*struct{}, error) {
	return nil, h.Members.EndSession(ctx, edge.From(ctx).Member.Member.ID, edge.As[member.SessionID](in.ID))
}

func (h *handlers) endOtherDevices(ctx context.Context, _ *struct{}) (*struct{ Body Ended }, error) {
	s := edge.From(ctx).Member
	n, err := h.Members.EndSessions(ctx, s.Member.ID, s.ID)
	return &struct{ Body Ended }{Ended{n}}, err
}
