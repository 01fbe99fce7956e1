package pos

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/idempotency"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Joining is a person who joins. At least one of phone, e-mail and card is needed.
type Joining struct {
	Phone    string `json:"phone,omitempty" maxLength:"40" doc:"Phone, E.164 or as written in the retailer's country" zh:"手机号" example:"13800005678"`
	Email    string `json:"email,omitempty" maxLength:"254" doc:"E-mail" zh:"邮箱" example:"wang@example.com"`
	Name     string `json:"name,omitempty" maxLength:"80" doc:"Name" zh:"姓名" example:"王小云"`
	Birthday string `json:"birthday,omitempty" maxLength:"10" pattern:"^([0-9]{4}-)?[0-9]{2}-[0-9]{2}$" doc:"MM-DD or YYYY-MM-DD" zh:"生日：MM-DD 或 YYYY-MM-DD" example:"05-20"`
	Card     string `json:"card,omitempty" maxLength:"64" doc:"Card number" zh:"卡号" example:"800000123456"`
	Store    string `json:"store,omitempty" maxLength:"60" doc:"Code of the store" zh:"门店代码" example:"S001"`
	Channel  string `json:"channel,omitempty" maxLength:"60" doc:"Code of the channel" zh:"渠道代码" example:"mini"`
}

func (h *handlers) members(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "join-member", Method: "POST", Path: "/members", Tag: "member", Permission: staff.MemberJoin, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "入会", English: "Take a person in as a member"},
		Errors: []*errs.Error{member.ErrInvalid, member.ErrBadBirthday, member.ErrAlreadyKnown, member.ErrCrowded,
			order.ErrUnknownStore, order.ErrUnknownChannel, idempotency.ErrBodyDiffers},
	}, h.join)
	edge.Register(e, edge.Operation{
		ID: "scan-member", Method: "POST", Path: "/members/scan", Tag: "member", Permission: staff.MemberRead,
		Summary: edge.Words{Chinese: "扫码识别会员", English: "Find the member whose code was scanned"},
		Errors:  []*errs.Error{member.ErrBadPass, member.ErrUnknown, member.ErrBadIdentity},
	}, h.scan)
}

// Scanned is what a till's scanner read.
type Scanned struct {
	Text string `json:"text" minLength:"2" maxLength:"120" doc:"A member's QR code, which is a minute old at most, or the number or barcode of a card" zh:"会员动态二维码（一分钟内有效），或卡号、条码" example:"HMAAAAAAAAAEAGVY4EDM3Q5JQK2Y7C4XNYQ7W6M3VBA"`
}

func (h *handlers) scan(ctx context.Context, in *struct{ Body Scanned }) (*struct{ Body view.Member }, error) {
	m, err := h.Reader.Members.Scan(ctx, h.DB, in.Body.Text)
	if err != nil {
		return nil, err
	}
	shown, err := h.Reader.Member(ctx, h.DB, edge.From(ctx), m)
	return &struct{ Body view.Member }{shown}, err
}

func (h *handlers) join(ctx context.Context, in *struct {
	edge.Keyed
	Body Joining
}) (*edge.Answer[view.Member], error) {
	c := edge.From(ctx)
	join, err := joinOf(in.Body)
	if err != nil {
		return nil, err
	}
	join.Source = source(ctx, "")
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (shown view.Member, err error) {
		if join.Store, join.Channel, err = h.placesOf(ctx, tx, in.Body.Store, in.Body.Channel); err != nil {
			return shown, err
		}
		m, err := h.Reader.Members.Join(ctx, tx, join)
		if err != nil {
			return shown, err
		}
		return h.Reader.Member(ctx, tx, c, m)
	})
}

func joinOf(b Joining) (member.Join, error) {
	birthday, err := member.ParseBirthday(b.Birthday)
	if err != nil {
		return member.Join{}, err
	}
	return member.Join{Phone: b.Phone, Email: b.Email, Name: b.Name, Birthday: birthday, Card: b.Card}, nil
}

// placesOf finds store and channel by their codes.
func (h *handlers) placesOf(ctx context.Context, tx postgres.Tx, store, channel string) (s org.StoreID, c org.ChannelID, err error) {
	if store != "" {
		found, err := h.Reader.Org.StoresByCodes(ctx, tx, store)
		if err != nil {
			return 0, 0, err
		}
		if s = found[store].ID; s == 0 || !edge.From(ctx).Scope().Sees(s) {
			return 0, 0, order.ErrUnknownStore.With("store", store)
		}
	}
	if channel != "" {
		found, err := h.Reader.Org.ChannelsByCodes(ctx, tx, channel)
		if err != nil {
			return 0, 0, err
		}
		if c = found[channel].ID; c == 0 {
			return 0, 0, order.ErrUnknownChannel.With("channel", channel)
		}
	}
	return s, c, nil
}
