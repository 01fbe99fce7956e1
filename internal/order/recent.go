package order

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgtype"

	"habitue/internal/member"
	"habitue/internal/order/internal/orderdb"
	"habitue/internal/platform/postgres"
)

// Sampling says which orders are wanted to try something on.
type Sampling struct {
	Currency      string
	Since, Before time.Time // when they occurred
	Day           time.Time // their business day; zero: any
	Limit         int
}

// Recent returns the latest orders of members with their lines, the latest
// first. It reads across members: for a sample, not for a member's page.
func (s *Service) Recent(ctx context.Context, q postgres.Querier, want Sampling) ([]*Order, error) {
	rows, err := query(postgres.Anew(q)).Recent(ctx, orderdb.RecentParams{
		Currency: want.Currency, Since: want.Since, Before: want.Before, Day: pgtype.Date{Time: want.Day, Valid: !want.Day.IsZero()}, Lim: int32(want.Limit),
	})
	if err != nil {
		return nil, fmt.Errorf("sample orders: %w", err)
	}
	ofMember := map[member.ID][]ID{}
	for _, r := range rows {
		ofMember[member.ID(r.MemberID)] = append(ofMember[member.ID(r.MemberID)], ID(r.ID))
	}
	found := map[ID]*Order{}
	for m, ids := range ofMember {
		orders, err := s.ByIDs(ctx, q, m, ids...)
		if err != nil {
			return nil, err
		}
		for id, o := range orders {
			found[id] = o
		}
	}
	var list []*Order
	for _, r := range rows {
		if o := found[ID(r.ID)]; o != nil {
			list = append(list, o)
		}
	}
	return list, nil
}
