package order

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// LocateIDs returns where orders are kept that are known by their ids alone;
// those nobody knows are left out. The claim of an order's number is what
// remembers it: it is written with the order and moves with it.
func (s *Service) LocateIDs(ctx context.Context, q postgres.Querier, orders ...ID) (map[ID]Place, error) {
	rows, err := query(q).LocatedByID(ctx, postgres.IDs(orders))
	if err != nil {
		return nil, fmt.Errorf("locate orders: %w", err)
	}
	places := make(map[ID]Place, len(rows))
	for _, r := range rows {
		places[ID(r.ID)] = Place{Member: max(member.ID(r.MemberID), 0), ID: r.ID, key: r.MemberID}
	}
	return places, nil
}

// Find returns an order with its lines by its id alone. Errors: ErrNotFound.
func (s *Service) Find(ctx context.Context, q postgres.Querier, id ID) (Order, error) {
	places, err := s.LocateIDs(ctx, q, id)
	if err != nil {
		return Order{}, err
	}
	p, ok := places[id]
	if !ok {
		return Order{}, ErrNotFound
	}
	return s.Get(ctx, q, p.Member, id)
}

// sameNumber bounds how many orders of one number are looked at: sources are
// few, and each has a number once.
const sameNumber = 50

// ByNumber returns the orders that bear a number, and those of which a refund
// bears it, newest first; of all sources where source is empty.
func (s *Service) ByNumber(ctx context.Context, q postgres.Querier, source, number string) ([]Summary, error) {
	rows, err := query(q).LocatedByNumber(ctx, number, source, sameNumber)
	if err != nil {
		return nil, fmt.Errorf("look for number: %w", err)
	}
	var spots []place
	for _, r := range rows {
		if r.Kind == "order" {
			spots = append(spots, place{r.MemberID, r.ID})
			continue
		}
		refunds, err := s.refunds(ctx, q, []RefundID{RefundID(r.ID)}, r.MemberID)
		if err != nil {
			return nil, err
		}
		for i := range refunds {
			for _, id := range refunds[i].Orders() {
				spots = append(spots, place{r.MemberID, int64(id)})
			}
		}
	}
	list, err := s.summaries(ctx, q, spots)
	slices.SortFunc(list, func(a, b Summary) int {
		return cmp.Or(b.OccurredAt.Compare(a.OccurredAt), cmp.Compare(b.ID, a.ID))
	})
	return list, err
}

// Any reports whether anything was ever recorded.
func (s *Service) Any(ctx context.Context, q postgres.Querier) (bool, error) {
	any, err := query(q).Any(ctx)
	if err != nil {
		return false, fmt.Errorf("look for orders: %w", err)
	}
	return any, nil
}
