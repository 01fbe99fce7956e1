package view

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
)

// ActsFor refuses who works in certain stores and acts for another one: for him that
// store is not there, so that the answer is the one about a store that nobody knows.
// Whoever sees every store is not asked twice; an empty code names none.
func (r *Reader) ActsFor(ctx context.Context, q postgres.Querier, c *edge.Call, code string, missing *errs.Error) error {
	scope := c.Scope()
	if code == "" || scope.All() {
		return nil
	}
	stores, err := r.Org.StoresByCodes(ctx, q, code)
	if err != nil {
		return err
	}
	if !scope.Sees(stores[code].ID) {
		return missing.With("store", code)
	}
	return nil
}
