// Package pos is the API of tills, shops and other programs that sell: they
// report orders and refunds, take people in as members, post and hold value.
// Every operation may be sent again: under its Idempotency-Key, or under the key
// that a posting has of its own.
package pos

import (
	"context"
	"log/slog"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/checkout"
	"habitue/internal/ledger"
	"habitue/internal/payment"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/postgres"
	"habitue/internal/pricing"
	"habitue/internal/staff"
)

// Deps is what the tills' operations translate for.
type Deps struct {
	DB       *postgres.DB
	Clock    clock.Clock
	Log      *slog.Logger
	Reader   *view.Reader
	Group    *ledger.Group // through which postings share commits
	Checkout *checkout.Service
	Payment  *payment.Service
	Pricing  *pricing.Service
}

type handlers struct {
	Deps
	edge *edge.Edge
}

// Register adds the tills' operations to e.
func Register(e *edge.Edge, d Deps) {
	h := &handlers{Deps: d, edge: e}
	h.members(e)
	h.orders(e)
	h.refunds(e)
	h.postings(e)
	h.holds(e)
	h.transfers(e)
	h.quotes(e)
	h.groups(e)
	h.checkouts(e)
	h.exchanges(e)
	h.topUps(e)
	h.coupons(e)
}

// source is who numbers the references of a report: what it says itself, else
// the name of the key it came with, else the console.
func source(ctx context.Context, said string) string {
	if p := edge.From(ctx).Principal; said == "" && p.Kind == staff.Program {
		return p.Name
	}
	if said == "" {
		return "console"
	}
	return said
}
