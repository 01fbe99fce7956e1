package admin

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// DeviceOfMember is where a member is signed in.
type DeviceOfMember struct {
	ID        edge.ID   `json:"id" doc:"Id of the sign-in" zh:"登录编号"`
	Device    *string   `json:"device" doc:"What kind of device and program; null where it does not say" zh:"设备与程序；未知为 null" example:"iPhone · WeChat"`
	Network   *string   `json:"network" doc:"From which network, coarsely; null where unknown" zh:"网络（粗略）；未知为 null" example:"203.0.113.0/24"`
	CreatedAt edge.Time `json:"created_at" doc:"When it signed in" zh:"登录时间" example:"2026-09-12T01:00:00Z"`
	SeenAt    edge.Time `json:"seen_at" doc:"Last use, to the minute" zh:"最近使用（精确到分钟）" example:"2026-09-12T02:00:00Z"`
}

// EndingSignIns says which sign-ins shall end, and why.
type EndingSignIns struct {
	Device edge.ID `json:"device,omitempty" doc:"Id of one sign-in; absent: all" zh:"登录编号；缺省为全部" example:"73014444033"`
	Reason string  `json:"reason" minLength:"2" maxLength:"200" doc:"Why; kept in the audit trail" zh:"理由，记入审计" example:"会员手机遗失"`
}

type devicesReply struct{ Body edge.Page[DeviceOfMember] }

func (h *handlers) memberDevices(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-member-devices", Method: "GET", Path: "/members/{id}/devices", Tag: "member", Permission: staff.MemberRead,
		Summary: edge.Words{Chinese: "会员登录的设备", English: "Where a member is signed in"},
		Errors:  memberErrors,
	}, h.listMemberDevices)
	edge.Register(e, edge.Operation{
		ID: "end-member-devices", Method: "POST", Path: "/members/{id}/devices/end", Tag: "member", Permission: staff.MemberEdit, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "让会员退出一台或全部设备（记入审计）", English: "Sign a member out of one device or all (audited)"},
		Errors:  append([]*errs.Error{member.ErrNoSession}, memberErrors...),
	}, h.signMemberOut)
}

func (h *handlers) listMemberDevices(ctx context.Context, in *MemberPath) (*devicesReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	list, err := h.Reader.Members.Sessions(ctx, m)
	return &devicesReply{edge.PageOf(edge.Each(list, func(s member.Session) DeviceOfMember {
		return DeviceOfMember{ID: edge.IDOf(s.ID), Device: edge.OrNull(s.Device), Network: edge.OrNull(s.Network), CreatedAt: edge.At(s.CreatedAt), SeenAt: edge.At(s.SeenAt)}
	}), "")}, err
}

// signMemberOut writes down who did it and why before it is done.
func (h *handlers) signMemberOut(ctx context.Context, in *struct {
	MemberPath
	Body EndingSignIns
}) (*devicesReply, error) {
	c := edge.From(ctx)
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	err = h.DB.InTx(ctx, func(tx postgres.Tx) error {
		return h.Staff.Audit(ctx, tx, staff.Entry{By: c.Principal, Action: "member.sign_out", Subject: staff.Subject{Kind: "member", ID: string(in.ID)},
			After: map[string]any{"device": in.Body.Device}, Reason: i18n.Clean(in.Body.Reason, 200), Address: c.Address})
	})
	if err != nil {
		return nil, err
	}
	if in.Body.Device != "" {
		err = h.Reader.Members.EndSession(ctx, m.ID, edge.As[member.SessionID](in.Body.Device))
	} else {
		_, err = h.Reader.Members.EndSessions(ctx, m.ID, 0)
	}
	if err != nil {
		return nil, err
	}
	return h.listMemberDevices(ctx, &in.MemberPath)
}
