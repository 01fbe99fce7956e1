package pricing

import (
	"context"
	"fmt"

	"habitue/internal/platform/postgres"
)

// Used is what was taken of a promotion's limits so far.
type Used struct {
	Total, Day Limit // as sums; 0 where nothing limits, since nothing is counted then
	Members    int64 // who have used it, where the use by each is limited
}

// Used tells how much of a promotion's limits is used, in all and today.
func (s *Service) Used(ctx context.Context, q postgres.Querier, p Promotion) (u Used, err error) {
	today, err := s.Today(ctx, q)
	if err != nil {
		return u, err
	}
	limits := Limits{Total: p.Rule.Limits.Total, Day: p.Rule.Limits.Day}
	var names []string
	for _, scope := range limits.scopes(0, today) {
		names = append(names, scope.name)
	}
	rows, err := query(q).Spent(ctx, []int64{int64(p.ID)}, names)
	if err != nil {
		return u, fmt.Errorf("read budget of promotion %d: %w", p.ID, err)
	}
	for _, r := range rows {
		sum := Limit{Money: r.Money, Uses: r.Uses, Pieces: r.Pieces}
		if r.Scope == "total" {
			u.Total = sum
		} else {
			u.Day = sum
		}
	}
	if !p.Rule.Limits.Member.None() {
		if u.Members, err = query(q).MembersOf(ctx, int64(p.ID)); err != nil {
			return u, fmt.Errorf("count members of promotion %d: %w", p.ID, err)
		}
	}
	return u, nil
}
