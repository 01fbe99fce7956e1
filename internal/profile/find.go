package profile

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
)

//go:embed analysis/find.sql
var findSQL string

// Filter says which members are wanted; what is empty wants everybody.
type Filter struct {
	Among     []member.ID // of these only; nil: of all, empty: of nobody
	Levels    []string
	Unranked  bool // also who has no level yet, with Levels
	Homes     []org.StoreID
	Bought    []org.StoreID // of their orders
	Of        []org.StoreID // who joined there or bought there
	Channels  []org.ChannelID
	Sources   []string
	Classes   []Class // None is who never bought, or gave everything back
	R, F, M   []int   // scores
	Labels    []string
	LastOrder Days
	Joined    Span
}

// Days are the business days from the first until the last, both counted; zero is open.
type Days struct{ First, Last time.Time }

// Span is the time [From, Until); zero is open.
type Span struct{ From, Until time.Time }

// Order is how a list of members is ordered; what is largest or latest comes first.
type Order string

// The orders. Among equals the larger id comes first.
const (
	ByJoining   Order = "joined"
	ByLastOrder Order = "last_order"
	BySpend     Order = "spend"
)

// key is what a list is ordered by: a column, how the parameter that continues
// it is written, and how it is kept in a Place.
var keys = map[Order]struct {
	column, param string
	read          func(rows replica.Rows, p *Place) error
	write         func(p Place) any
}{
	ByJoining: {"joined_at", "::timestamptz",
		func(rows replica.Rows, p *Place) error {
			var at time.Time
			err := rows.Scan(&p.Member, &at)
			p.Key = at.UnixMicro()
			return err
		},
		func(p Place) any { return time.UnixMicro(p.Key).UTC() }},
	ByLastOrder: {"last_order_on", "::date",
		func(rows replica.Rows, p *Place) error {
			var on time.Time
			err := rows.Scan(&p.Member, &on)
			p.Key = on.Unix() / secondsOfDay
			return err
		},
		func(p Place) any { return time.Unix(p.Key*secondsOfDay, 0).UTC() }},
	BySpend: {"spend", "::bigint",
		func(rows replica.Rows, p *Place) error { return rows.Scan(&p.Member, &p.Key) },
		func(p Place) any { return p.Key }},
}

const secondsOfDay = 24 * 60 * 60

// ErrBadOrder says that members cannot be ordered so.
var ErrBadOrder = errs.New(errs.Invalid, "profile.bad_order")

// Place is a member's place in a list.
type Place struct {
	Member member.ID
	Key    int64 // of the order: microseconds, days since 1970, or minor units
}

// Find returns a page of the members who are wanted, behind a place or from the
// first. The replica answers, a few seconds behind. Errors: ErrBadOrder.
func (s *Service) Find(ctx context.Context, f Filter, by Order, after *Place, limit int) ([]Place, error) {
	k, ok := keys[by]
	if !ok {
		return nil, ErrBadOrder.With("order", string(by))
	}
	w := s.wanted(f)
	if after != nil {
		at, id := w.param(k.write(*after))+k.param, w.param(int64(after.Member))
		w.conditions = append(w.conditions, fmt.Sprintf("(%s < %s OR (%[1]s = %[2]s AND member_id < %[3]s))", k.column, at, id))
	}
	sql := fmt.Sprintf("%s SELECT member_id, %s FROM known%s ORDER BY %[2]s DESC, member_id DESC LIMIT %[4]s",
		findSQL, k.column, w.where(), w.param(limit))
	list, err := replica.Collect(ctx, s.Analyst, sql, w.args, func(rows replica.Rows) (p Place, err error) {
		err = k.read(rows, &p)
		return p, err
	})
	if err != nil {
		return nil, fmt.Errorf("find members: %w", err)
	}
	return list, nil
}

// Count returns how many members are wanted, or more than most.
func (s *Service) Count(ctx context.Context, f Filter, most int) (n int, more bool, err error) {
	w := s.wanted(f)
	sql := fmt.Sprintf("%s SELECT count(*) FROM (SELECT member_id FROM known%s LIMIT %s) AS wanted", findSQL, w.where(), w.param(most+1))
	counts, err := replica.Collect(ctx, s.Analyst, sql, w.args, func(rows replica.Rows) (n int, err error) {
		err = rows.Scan(&n)
		return n, err
	})
	if err != nil {
		return 0, false, fmt.Errorf("count members: %w", err)
	}
	return min(counts[0], most), counts[0] > most, nil
}

// wanting is a filter as conditions with parameters. The conditions are ours,
// what somebody typed is a parameter always.
type wanting struct {
	args       []any
	conditions []string
}

func (s *Service) wanted(f Filter) *wanting {
	w := &wanting{args: []any{s.Clock.Now()}}
	if f.Among != nil {
		w.any("member_id = ANY (%s::bigint[])", postgres.IDs(f.Among))
	}
	if len(f.Levels) > 0 {
		condition := "level = ANY (%s::text[])"
		if f.Unranked {
			condition = "(level IS NULL OR level = ANY (%s::text[]))"
		}
		w.any(condition, f.Levels)
	}
	among(w, "store_id = ANY (%s::bigint[])", f.Homes, int64Of)
	among(w, "channel_id = ANY (%s::bigint[])", f.Channels, int64Of)
	among(w, "member_id IN (SELECT member_id FROM bought WHERE store_id = ANY (%s::bigint[]))", f.Bought, int64Of)
	among(w, "(store_id = ANY (%[1]s::bigint[]) OR member_id IN (SELECT member_id FROM bought WHERE store_id = ANY (%[1]s::bigint[])))", f.Of, int64Of)
	among(w, "source = ANY (%s::text[])", f.Sources, textOf)
	among(w, "class = ANY (%s::text[])", f.Classes, textOf)
	among(w, "r = ANY (%s::bigint[])", f.R, func(n int) int64 { return int64(n) })
	among(w, "f = ANY (%s::bigint[])", f.F, func(n int) int64 { return int64(n) })
	among(w, "m = ANY (%s::bigint[])", f.M, func(n int) int64 { return int64(n) })
	for _, label := range f.Labels {
		w.any("member_id IN (SELECT member_id FROM labelled WHERE label = %s::text)", label)
	}
	w.between("last_order_on >= %s::date", f.LastOrder.First)
	w.between("last_order_on <= %s::date", f.LastOrder.Last)
	if !f.LastOrder.Last.IsZero() {
		w.conditions = append(w.conditions, "class <> 'none'") // who never bought has no last purchase
	}
	w.between("joined_at >= %s::timestamptz", f.Joined.From)
	w.between("joined_at < %s::timestamptz", f.Joined.Until)
	return w
}

func int64Of[T ~int64](v T) int64  { return int64(v) }
func textOf[T ~string](v T) string { return string(v) }

// among wants a value of a list, unless it is empty.
func among[T, P any](w *wanting, condition string, list []T, param func(T) P) {
	if len(list) == 0 {
		return
	}
	values := make([]P, len(list))
	for i, v := range list {
		values[i] = param(v)
	}
	w.any(condition, values)
}

func (w *wanting) between(condition string, t time.Time) {
	if !t.IsZero() {
		w.any(condition, t)
	}
}

// any adds a condition with one parameter.
func (w *wanting) any(condition string, value any) {
	w.conditions = append(w.conditions, fmt.Sprintf(condition, w.param(value)))
}

// param adds a parameter and returns how it is named.
func (w *wanting) param(value any) string {
	w.args = append(w.args, value)
	return "$" + strconv.Itoa(len(w.args))
}

func (w *wanting) where() string {
	if len(w.conditions) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(slices.Clone(w.conditions), " AND ")
}
