// Package pos is the API of tills, shops and other programs that sell: they
// report orders and refunds and take people in as members. Every operation may
// be sent again under its Idempotency-Key.
package pos

import (
	"habitue/internal/api/edge"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
)

// Deps is what the tills' operations translate for.
type Deps struct {
	DB    *postgres.DB
	Clock clock.Clock
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
}

var errPending = errs.New(errs.Unavailable, "http.pending")
