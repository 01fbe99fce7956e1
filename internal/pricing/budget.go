package pricing

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
	"habitue/internal/pricing/engine"
	"habitue/internal/pricing/internal/pricingdb"
)

// Reserving is what a checkout takes of promotions.
type Reserving struct {
	Key       string    // of the checkout; the same key reserves once
	Member    member.ID // 0: no member
	Day       time.Time // the business day, as midnight UTC
	ExpiresAt time.Time
	Claims    []Claim
}

// Claim is what is taken of one promotion.
type Claim struct {
	Promotion PromotionID
	Version   int
	Money     int64
	Pieces    int64
}

// Reserve takes what a checkout needs of limits, all of it or nothing: on an error
// tx is to be rolled back. A key that reserved the same before is left as it is.
// The rows for which others wait are locked last of all within tx, if the caller
// reserves last.
// Errors: ErrUsedUp, ErrOtherClaim, ErrNotHeld, ErrNoPromotion.
func (s *Service) Reserve(ctx context.Context, tx postgres.Tx, r Reserving) error {
	claims := slices.Clone(r.Claims)
	slices.SortFunc(claims, func(a, b Claim) int { return cmp.Compare(a.Promotion, b.Promotion) })
	limits, err := s.limitsOf(ctx, tx, claims)
	if err != nil {
		return err
	}
	claims = slices.DeleteFunc(claims, func(c Claim) bool { return len(limits[c.Promotion].scopes(int64(r.Member), r.Day)) == 0 })
	if len(claims) > 0 {
		taken, err := s.take(ctx, tx, r, claims, limits)
		if taken || err != nil {
			return err
		}
	}
	known, err := query(tx).LockReservations(ctx, r.Key)
	if err != nil {
		return fmt.Errorf("read reservations: %w", err)
	}
	if len(known) == 0 && len(claims) == 0 {
		return nil
	}
	return sameClaims(known, claims, r)
}

// sameClaims tells a repeated request from another one under the same key.
func sameClaims(known []pricingdb.PricingReservation, claims []Claim, r Reserving) error {
	same := len(known) == len(claims)
	for i, k := range known {
		if k.State == "released" {
			return ErrNotHeld.With("key", r.Key)
		}
		same = same && k.PromotionID == int64(claims[i].Promotion) && int(k.Version) == claims[i].Version &&
			k.Money == claims[i].Money && k.Pieces == claims[i].Pieces && k.MemberKey == int64(r.Member)
	}
	if !same {
		return ErrOtherClaim.With("key", r.Key)
	}
	return nil
}

// limitsOf returns the limits of the versions that are claimed.
func (s *Service) limitsOf(ctx context.Context, q postgres.Querier, claims []Claim) (map[PromotionID]Limits, error) {
	limits := make(map[PromotionID]Limits, len(claims))
	all, err := s.published(ctx, q)
	if err != nil {
		return nil, err
	}
	for _, c := range claims {
		if i := slices.IndexFunc(all.versions[c.Promotion], func(v rulebook.Version[Rule]) bool { return v.Number == c.Version }); i >= 0 {
			limits[c.Promotion] = all.versions[c.Promotion][i].Body.Limits
			continue
		}
		v, err := s.Rules(c.Promotion).Get(ctx, q, c.Version)
		if err != nil {
			return nil, err
		}
		limits[c.Promotion] = v.Body.Limits
	}
	return limits, nil
}

// take counts claims against each limit, unless the key has done so before: then it
// takes nothing. Rows are taken in one order, so that two checkouts wait for each
// other and never in a circle.
func (s *Service) take(ctx context.Context, tx postgres.Tx, r Reserving, claims []Claim, limits map[PromotionID]Limits) (taken bool, err error) {
	ask := pricingdb.TakeLimitsParams{Key: r.Key, MemberKey: int64(r.Member), Day: r.Day, MadeAt: s.Clock.Now(), ExpiresAt: r.ExpiresAt}
	most := map[budgetKey]Limit{}
	for _, c := range claims {
		for _, sc := range limits[c.Promotion].scopes(int64(r.Member), r.Day) {
			most[budgetKey{int64(c.Promotion), sc.name}] = sc.limit
			ask.PromotionIds, ask.Versions, ask.Scopes = append(ask.PromotionIds, int64(c.Promotion)), append(ask.Versions, int32(c.Version)), append(ask.Scopes, sc.name)
			ask.Money, ask.Pieces = append(ask.Money, c.Money), append(ask.Pieces, c.Pieces)
		}
	}
	rows, err := query(tx).TakeLimits(ctx, ask)
	if err != nil {
		return false, fmt.Errorf("take of promotions: %w", err)
	}
	for _, b := range rows {
		if most[budgetKey{b.PromotionID, b.Scope}].exceeded(b.Money, b.Uses, b.Pieces) {
			return false, ErrUsedUp.With("promotion", b.PromotionID)
		}
	}
	switch len(rows) {
	case 0:
		return false, nil
	case len(ask.Scopes):
		return true, nil
	}
	return false, ErrOtherClaim.With("key", r.Key) // of some of them it has
}

// budgetKey names what is counted against one limit.
type budgetKey struct {
	promotion int64
	scope     string
}

// exceeded reports whether more is taken than may be.
func (l Limit) exceeded(money, uses, pieces int64) bool {
	return l.Money > 0 && money > l.Money || l.Uses > 0 && uses > l.Uses || l.Pieces > 0 && pieces > l.Pieces
}

// Confirm keeps what was reserved under a key: it was paid. Confirming again
// changes nothing. Errors: ErrNotHeld, when it was released before.
func (s *Service) Confirm(ctx context.Context, tx postgres.Tx, key string) error {
	all, err := query(tx).ConfirmReservations(ctx, key)
	if err != nil {
		return fmt.Errorf("confirm reservations: %w", err)
	}
	if all.Confirmed == all.There {
		return nil
	}
	// Some were confirmed before, or were released, perhaps just now.
	held, err := query(tx).LockReservations(ctx, key)
	if err != nil {
		return fmt.Errorf("read reservations: %w", err)
	}
	for _, h := range held {
		if h.State == "released" {
			return ErrNotHeld.With("key", key)
		}
	}
	return nil
}

// Release gives back what was reserved under a key, confirmed or not: it was
// cancelled, timed out, or returned. Releasing again changes nothing.
func (s *Service) Release(ctx context.Context, tx postgres.Tx, key string) error {
	return s.release(ctx, tx, key, "held", "confirmed")
}

func (s *Service) release(ctx context.Context, tx postgres.Tx, key string, states ...string) error {
	q := query(tx)
	rows, err := q.LockReservations(ctx, key)
	if err != nil {
		return fmt.Errorf("read reservations: %w", err)
	}
	for _, r := range rows {
		if !slices.Contains(states, r.State) {
			continue
		}
		if err := giveBack(ctx, q, r); err != nil {
			return err
		}
	}
	if err := q.SetReservations(ctx, key, "released", states); err != nil {
		return fmt.Errorf("release reservations: %w", err)
	}
	return nil
}

// giveBack gives a reservation back to each limit that it was taken of.
func giveBack(ctx context.Context, q *pricingdb.Queries, r pricingdb.PricingReservation) error {
	for _, scope := range r.Scopes {
		if err := q.GiveBudget(ctx, r.Money, r.Pieces, r.PromotionID, scope); err != nil {
			return fmt.Errorf("give back to promotion %d: %w", r.PromotionID, err)
		}
	}
	return nil
}

// ReleaseOverdue releases what was held beyond its time, so many checkouts at
// once, each in a transaction of its own, and returns how many.
func (s *Service) ReleaseOverdue(ctx context.Context) (int, error) {
	const batch = 200
	keys, err := query(s.DB).OverdueReservations(ctx, s.Clock.Now(), batch)
	if err != nil {
		return 0, fmt.Errorf("read overdue reservations: %w", err)
	}
	for _, key := range keys {
		// What was paid in between is confirmed and stays.
		if err := s.DB.InTx(ctx, func(tx postgres.Tx) error { return s.release(ctx, tx, key, "held") }); err != nil {
			return 0, err
		}
	}
	return len(keys), nil
}

// left tells what remains for a member on a day of the limits of those promotions
// that have any.
func (s *Service) left(ctx context.Context, q postgres.Querier, o *offering, m member.ID, day time.Time) ([]engine.Left, error) {
	if len(o.limited) == 0 {
		return nil, nil
	}
	names := scopesOf(int64(m), day)
	ids, asked, scopes := make([]int64, 0, len(o.limited)), make([]string, 0, 4), make([]scope, 0, 2*len(o.limited))
	for _, at := range o.limited {
		p := &o.promotions[at]
		before := len(scopes)
		if scopes = p.Rule.Limits.in(names, scopes); len(scopes) > before {
			ids = append(ids, int64(p.ID))
		}
		for _, sc := range scopes[before:] {
			if !slices.Contains(asked, sc.name) {
				asked = append(asked, sc.name)
			}
		}
	}
	left := make([]engine.Left, len(o.limited))
	if len(ids) == 0 {
		return left, nil
	}
	rows, err := query(q).Spent(ctx, ids, asked)
	if err != nil {
		return nil, fmt.Errorf("read budgets: %w", err)
	}
	spent := make(map[budgetKey]*pricingdb.PricingBudget, len(rows))
	for i := range rows {
		spent[budgetKey{rows[i].PromotionID, rows[i].Scope}] = &rows[i]
	}
	var none pricingdb.PricingBudget
	for i, at := range o.limited {
		p, l := &o.promotions[at], &left[i]
		for _, sc := range p.Rule.Limits.in(names, scopes[:0]) {
			b := spent[budgetKey{int64(p.ID), sc.name}]
			if b == nil {
				b = &none
			}
			l.Money = least(l.Money, sc.limit.Money, b.Money)
			l.Uses = least(l.Uses, sc.limit.Uses, b.Uses)
			l.Pieces = least(l.Pieces, sc.limit.Pieces, b.Pieces)
		}
	}
	return left, nil
}

// least is the smaller of what was known to be left and what a limit leaves; a
// limit of 0 is none.
func least(known *int64, limit, spent int64) *int64 {
	if limit == 0 {
		return known
	}
	n := max(limit-spent, 0)
	if known != nil {
		*known = min(n, *known)
		return known
	}
	return &n
}
