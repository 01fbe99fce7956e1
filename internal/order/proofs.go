package order

import (
	"context"
	"fmt"

	"habitue/internal/member"
	"habitue/internal/order/internal/orderdb"
	"habitue/internal/platform/check"
	"habitue/internal/platform/postgres"
)

// Proofs are what must hold of the record at any instant.
func (s *Service) Proofs() []check.Proof {
	return []check.Proof{
		check.None("order.lines_have_orders", on((*orderdb.Queries).LinesWithoutOrders),
			func(r orderdb.LinesWithoutOrdersRow) string {
				return fmt.Sprintf("line %d of order %d, which does not exist", r.No, r.OrderID)
			}),
		check.None("order.refunds_within_orders", on((*orderdb.Queries).RefundsBeyondOrders),
			func(r orderdb.RefundsBeyondOrdersRow) string {
				return fmt.Sprintf("order %d: paid %d, says refunded %d, refunds sum to %d", r.ID, r.PaidAmount, r.RefundedAmount, r.Refunds)
			}),
		check.None("order.refunds_within_lines", on((*orderdb.Queries).LinesBeyondPurchase),
			func(r orderdb.LinesBeyondPurchaseRow) string {
				return fmt.Sprintf("order %d line %d: bought %d, says returned %d, refunds sum to %d",
					r.OrderID, r.No, r.Quantity, r.RefundedQuantity, r.Refunds)
			}),
		check.None("order.totals_equal_lines", on((*orderdb.Queries).OrdersOffLines),
			func(r orderdb.OrdersOffLinesRow) string {
				return fmt.Sprintf("order %d: paid %d, lines sum to %d", r.ID, r.PaidAmount, r.LinesPaid)
			}),
		check.None("order.attached_orders_moved", on((*orderdb.Queries).MovedAstray),
			func(r orderdb.MovedAstrayRow) string {
				return fmt.Sprintf("order %d was attached to member %d and is not there as it was, or without an entry", r.ID, r.MemberID)
			}),
		check.None("order.first_days_told", on((*orderdb.Queries).BuyersOffOrders),
			func(r orderdb.BuyersOffOrdersRow) string {
				return fmt.Sprintf("member %d: bought first on %s, and noted is %s", r.MemberID, r.Bought, r.Noted)
			}),
		{Name: "order.members_known", Broken: s.unknownMembers},
	}
}

// unknownMembers finds orders of members that do not exist, page by page.
func (s *Service) unknownMembers(ctx context.Context, q postgres.Querier) (broken []string, err error) {
	const page = 10_000
	for after := int64(0); ; {
		owners, err := query(q).MembersOfOrders(ctx, after, page)
		if err != nil {
			return nil, err
		}
		ids := make([]member.ID, len(owners))
		for i, o := range owners {
			ids[i], after = member.ID(o), o
		}
		known, err := s.Members.ByIDs(ctx, q, ids...)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			if _, ok := known[id]; !ok && len(broken) < 20 {
				broken = append(broken, fmt.Sprintf("orders of member %d, who does not exist", id))
			}
		}
		if len(owners) < page {
			return broken, nil
		}
	}
}

func on[R any](find func(*orderdb.Queries, context.Context) ([]R, error)) func(context.Context, postgres.Querier) ([]R, error) {
	return func(ctx context.Context, q postgres.Querier) ([]R, error) { return find(query(q), ctx) }
}
