package view

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
)

// ActsFor is the code of the store for which somebody acts who names it by its code, or
// none. Who works in certain stores acts for no other: for him that one is not there, so
// that the answer is the one about a store that nobody knows. Where he names none it is
// his own, if he has one only; what he sells must not be of no store, which he would not
// see himself. Whoever sees every store is not asked twice. Errors: missing,
// org.ErrStoreNeeded.
func (r *Reader) ActsFor(ctx context.Context, q postgres.Querier, c *edge.Call, code string, missing *errs.Error) (string, error) {
	scope := c.Scope()
	if scope.All() {
		return code, nil
	}
	if code == "" {
		own, one := scope.One()
		if !one {
			return "", org.ErrStoreNeeded
		}
		stores, err := r.Org.StoresByIDs(ctx, q, own)
		return stores[own].Code, err
	}
	stores, err := r.Org.StoresByCodes(ctx, q, code)
	if err != nil {
		return "", err
	}
	if !scope.Sees(stores[code].ID) {
		return "", missing.With("store", code)
	}
	return code, nil
}
