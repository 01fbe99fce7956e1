package profile

import (
	"context"
	"fmt"
	"time"

	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
	"habitue/internal/profile/internal/profiledb"
)

// Rated returns what is stored of members: all brands together first, then each
// brand by id. Who never bought is left out.
func (s *Service) Rated(ctx context.Context, q postgres.Querier, ids ...member.ID) (map[member.ID][]Rated, error) {
	rows, err := query(q).OfMembers(ctx, postgres.IDs(ids))
	if err != nil {
		return nil, fmt.Errorf("read values: %w", err)
	}
	found := make(map[member.ID][]Rated, len(ids))
	for _, r := range rows {
		v := ratedOf(profiledb.StoredRow(r))
		found[v.Member] = append(found[v.Member], v)
	}
	return found, nil
}

// Change is one move of a member between classes; To says what it followed from.
type Change struct {
	ID         int64
	From       Class
	To         Rated
	Cause      string
	RecordedAt time.Time
}

// Spot is where a page of a member's moves ended.
type Spot struct {
	At time.Time
	ID int64
}

// Changes returns a member's moves, of one brand or (0) of all, the newest
// first, after a spot or from the newest.
func (s *Service) Changes(ctx context.Context, q postgres.Querier, m member.ID, brand org.BrandID, after *Spot, limit int) ([]Change, error) {
	before := Spot{At: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)}
	if after != nil {
		before = *after
	}
	rows, err := query(q).Changes(ctx, profiledb.ChangesParams{
		MemberID: int64(m), BrandID: int64(brand), BeforeAt: before.At, BeforeID: before.ID, Lim: int32(limit),
	})
	if err != nil {
		return nil, fmt.Errorf("read moves: %w", err)
	}
	list := make([]Change, len(rows))
	for i, r := range rows {
		list[i] = Change{ID: r.ID, From: Class(r.FromClass), Cause: r.Cause, RecordedAt: r.RecordedAt, To: Rated{
			Member: m, Brand: brand, First: postgres.Value(r.FirstOrderOn).UTC(), Last: postgres.Value(r.LastOrderOn).UTC(),
			Orders: r.Orders, Spend: r.Spend, Version: int(r.RuleVersion), AsOf: r.AsOf.UTC(), Since: r.AsOf.UTC(),
			Value: Value{R: int(r.R), F: int(r.F), M: int(r.M), Class: Class(r.ToClass), Line: int(r.RuleNo)},
		}}
	}
	return list, nil
}

// Reason is a condition that a member met, and with what.
type Reason struct {
	Condition
	Value int64
}

// Why returns the conditions of the line that gave a member the class, with what
// the member meets them as of a day; none where no line was met.
func (r Rule) Why(v Rated, day time.Time) []Reason {
	f := Facts{First: v.First, Last: v.Last, Orders: v.Orders, Spend: v.Spend}
	var reasons []Reason
	for _, c := range r.line(v.Value.Line).When {
		reasons = append(reasons, Reason{Condition: c, Value: c.Of.of(f, v.Value, day)})
	}
	return reasons
}

// Recency is how many days before a day the last purchase was.
func (r Rated) Recency(day time.Time) int64 { return daysBetween(r.Last, day) }
