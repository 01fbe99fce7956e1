package coupon

import (
	"context"
	"fmt"
	"time"

	"habitue/internal/coupon/internal/coupondb"
	"habitue/internal/order"
	"habitue/internal/platform/check"
	"habitue/internal/platform/postgres"
)

// lateness is how far behind the job may be that records ends of locks.
const lateness = time.Hour

// Proofs are what must hold of coupons at any instant.
func (s *Service) Proofs() []check.Proof {
	return []check.Proof{
		check.None("coupon.stock_equals_coupons", on((*coupondb.Queries).StockOffRows), func(r coupondb.StockOffRowsRow) string {
			return fmt.Sprintf("template %d: the counter says %d, coupons and codes are %d", r.TemplateID, r.Issued, r.Counted)
		}),
		check.None("coupon.in_one_state", on((*coupondb.Queries).InTwoStates), func(r coupondb.InTwoStatesRow) string {
			return fmt.Sprintf("coupon %d has %d members and began %d times", r.ID, r.Homes, r.Births)
		}),
		check.None("coupon.state_follows_history", on((*coupondb.Queries).OffHistory), func(r coupondb.OffHistoryRow) string {
			return fmt.Sprintf("coupon %d of member %d is %s, and its time line led to %q", r.ID, r.MemberID, r.Status, r.Led)
		}),
		{Name: "coupon.redeemed_for_an_order", Broken: s.withoutOrder},
		check.None("coupon.locks_end", func(ctx context.Context, q postgres.Querier) ([]coupondb.OverdueLocksRow, error) {
			return query(q).OverdueLocks(ctx, s.Clock.Now().Add(-lateness))
		}, func(r coupondb.OverdueLocksRow) string {
			return fmt.Sprintf("coupon %d of member %d is still held by %q, which ended at %s", r.ID, r.MemberID, postgres.Value(r.LockKey), utc(r.Until).Format(time.RFC3339))
		}),
		check.None("coupon.codes_equal_batches", on((*coupondb.Queries).CodesOffBatch), func(r coupondb.CodesOffBatchRow) string {
			return fmt.Sprintf("batch %d says that %d codes are made, and there are %d", r.ID, r.Made, r.Counted)
		}),
	}
}

func on[R any](find func(*coupondb.Queries, context.Context) ([]R, error)) func(context.Context, postgres.Querier) ([]R, error) {
	return func(ctx context.Context, q postgres.Querier) ([]R, error) { return find(query(q), ctx) }
}

// mostBroken bounds how many breaches are told.
const mostBroken = 20

// withoutOrder finds redeemed coupons whose order nobody knows.
func (s *Service) withoutOrder(ctx context.Context, q postgres.Querier) (broken []string, err error) {
	const page = 5000
	var after coupondb.RedeemedAfterRow
	for len(broken) < mostBroken {
		rows, err := query(q).RedeemedAfter(ctx, after.MemberID, after.ID, page)
		if err != nil {
			return nil, fmt.Errorf("list redeemed coupons: %w", err)
		}
		ids := make([]order.ID, len(rows))
		for i, r := range rows {
			ids[i] = order.ID(r.OrderID)
		}
		places, err := s.Orders.LocateIDs(ctx, q, ids...)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if _, known := places[order.ID(r.OrderID)]; !known && len(broken) < mostBroken {
				broken = append(broken, fmt.Sprintf("coupon %d of member %d was redeemed for order %d, which is not there", r.ID, r.MemberID, r.OrderID))
			}
		}
		if len(rows) < page {
			break
		}
		after = rows[len(rows)-1]
	}
	return broken, nil
}
