package checkout

import (
	"context"
	"fmt"

	"habitue/internal/checkout/internal/checkoutdb"
	"habitue/internal/platform/check"
	"habitue/internal/platform/postgres"
)

// Proofs are what must hold of checkouts at any instant.
func Proofs() []check.Proof {
	return []check.Proof{
		check.None("checkout.paid_ones_are_orders", on((*checkoutdb.Queries).CheckoutsWithoutOrder), func(r checkoutdb.CheckoutsWithoutOrderRow) string {
			return fmt.Sprintf("checkout %d and order %d do not know of each other", r.ID, r.OrderID)
		}),
		check.None("checkout.returns_within_payments", on((*checkoutdb.Queries).CheckoutsOffPayable), func(r checkoutdb.CheckoutsOffPayableRow) string {
			return fmt.Sprintf("checkout %d: %d was payable, %d was given back", r.ID, r.Payable, r.Returned)
		}),
	}
}

func on[R any](find func(*checkoutdb.Queries, context.Context) ([]R, error)) func(context.Context, postgres.Querier) ([]R, error) {
	return func(ctx context.Context, q postgres.Querier) ([]R, error) {
		return find(checkoutdb.New(q.(checkoutdb.DBTX)), ctx)
	}
}
