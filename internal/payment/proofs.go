package payment

import (
	"context"
	"fmt"

	"habitue/internal/payment/internal/paymentdb"
	"habitue/internal/platform/check"
	"habitue/internal/platform/postgres"
)

// Proofs are what must hold of charges and refunds at any instant.
func Proofs() []check.Proof {
	return []check.Proof{
		check.None("payment.refunds_within_charges", on((*paymentdb.Queries).ChargesOffRefunds), func(r paymentdb.ChargesOffRefundsRow) string {
			return fmt.Sprintf("charge %d: says %d is given back, refunds sum to %d", r.ID, r.RefundedAmount, r.Refunds)
		}),
		check.None("payment.charges_can_be_found", on((*paymentdb.Queries).ChargesWithoutReference), func(r paymentdb.ChargesWithoutReferenceRow) string {
			return fmt.Sprintf("charge %d has no reference", r.ID)
		}),
		check.None("payment.open_charges_are_watched", on((*paymentdb.Queries).ChargesUnwatched), func(r paymentdb.ChargesUnwatchedRow) string {
			return fmt.Sprintf("charge %d is open and nobody asks for it", r.ID)
		}),
	}
}

func on[R any](find func(*paymentdb.Queries, context.Context) ([]R, error)) func(context.Context, postgres.Querier) ([]R, error) {
	return func(ctx context.Context, q postgres.Querier) ([]R, error) { return find(paymentdb.New(q), ctx) }
}
