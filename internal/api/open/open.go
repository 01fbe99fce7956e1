// Package open is the API of other systems: what providers tell us is believed for their
// signature, and what sites and apps report of behaviour for their write key.
package open

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/event"
	"habitue/internal/org"
	"habitue/internal/payment"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Deps is what these operations translate for.
type Deps struct {
	DB      *postgres.DB
	Clock   clock.Clock
	Org     *org.Service
	Staff   *staff.Service
	Events  *event.Service
	Payment *payment.Service
}

// Register adds the operations to e.
func Register(e *edge.Edge, d Deps) {
	d.events(e)
	edge.Register(e, edge.Operation{
		ID: "notify-payment", Method: "POST", Path: "/payments/providers/{provider}/notifications", Tag: "payment", Permission: edge.Anyone,
		Status: http.StatusNoContent, MaxBody: 64 << 10,
		Summary: edge.Words{Chinese: "支付机构的通知", English: "A payment provider's notification"},
		Description: edge.Words{Chinese: "签名由支付机构的规则校验；同一通知重复到达只算一次，也同样应答。",
			English: "Believed for its signature, by the provider's own rules; one that comes again counts once and is answered alike."},
		Errors: []*errs.Error{payment.ErrNoProvider, payment.ErrForged, payment.ErrBadReport},
	}, func(ctx context.Context, in *notification) (*struct{}, error) {
		c := edge.From(ctx)
		return nil, d.Payment.Notified(ctx, in.Provider, c.Request.Header, c.Body())
	})
}

// notification is what a provider sends. Its signature is over the bytes and the
// headers as they came, which is why nobody reads Body.
type notification struct {
	Provider string `path:"provider" maxLength:"40" doc:"The provider" zh:"支付机构" example:"sandbox"`
	Body     any    `doc:"As the provider writes it" zh:"支付机构定义的内容"`
}
