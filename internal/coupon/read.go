package coupon

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"habitue/internal/coupon/internal/coupondb"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// mostUsable bounds what a checkout looks at: of more, those that end first.
const mostUsable = 200

// Usable is a coupon that a member could use now, and what it says.
type Usable struct {
	Coupon
	Terms    *Terms // is not to be changed
	Currency string
}

// Usable returns what a member holds and may use now, the one that ends first
// before: held, or in a lock or an offer whose time is over. Conditions of its
// offer are for whoever prices a basket.
func (s *Service) Usable(ctx context.Context, q postgres.Querier, m member.ID) ([]Usable, error) {
	rows, err := query(q).CouponsInHand(ctx, int64(m), mostUsable)
	if err != nil {
		return nil, fmt.Errorf("read coupons of member %d: %w", m, err)
	}
	now := s.Clock.Now()
	list := make([]Usable, 0, len(rows))
	for _, r := range rows {
		c := couponOf(r)
		if c.Usable(now) != nil {
			continue
		}
		v, err := s.version(ctx, q, c.Template, c.Version)
		if err != nil {
			return nil, err
		}
		list = append(list, Usable{Coupon: c.At(now), Terms: &v.terms, Currency: v.currency})
	}
	return list, nil
}

// InBasket is a coupon that may be used now, as a basket must know it.
type InBasket struct {
	ID       ID
	Template string // its id
	Version  int
	Terms    *Terms // is not to be changed
	Currency string
	ends     time.Time
}

// ForBasket is Usable for a basket.
func (s *Service) ForBasket(ctx context.Context, q postgres.Querier, m member.ID) ([]InBasket, error) {
	rows, err := query(q).CouponsToUse(ctx, int64(m), mostUsable+1)
	if err != nil {
		return nil, fmt.Errorf("read coupons of member %d: %w", m, err)
	}
	if len(rows) > mostUsable { // which of them count is a matter of their order
		return s.firstInBasket(ctx, q, m)
	}
	now, list := s.Clock.Now(), make([]InBasket, 0, len(rows))
	for i := range rows {
		r := &rows[i]
		c := Coupon{ID: ID(r.ID), Status: Status(r.Status), ValidFrom: r.ValidFrom, ExpiresAt: r.ExpiresAt, Until: postgres.Value(r.Until)}
		if c.Usable(now) != nil {
			continue
		}
		v, err := s.version(ctx, q, TemplateID(r.TemplateID), int(r.Version))
		if err != nil {
			return nil, err
		}
		list = append(list, InBasket{c.ID, v.template, int(r.Version), &v.terms, v.currency, r.ExpiresAt})
	}
	slices.SortFunc(list, func(a, b InBasket) int { return cmp.Or(a.ends.Compare(b.ends), cmp.Compare(a.ID, b.ID)) })
	return list, nil
}

func (s *Service) firstInBasket(ctx context.Context, q postgres.Querier, m member.ID) ([]InBasket, error) {
	usable, err := s.Usable(ctx, q, m)
	list := make([]InBasket, len(usable))
	for i := range usable {
		u := &usable[i]
		list[i] = InBasket{u.ID, strconv.FormatInt(int64(u.Template), 10), u.Version, u.Terms, u.Currency, u.ExpiresAt}
	}
	return list, err
}

// InHand returns what a member has and may still come to use, the one that ends
// first before: also what does not hold yet, is in a checkout or on offer.
func (s *Service) InHand(ctx context.Context, q postgres.Querier, m member.ID) ([]Coupon, error) {
	rows, err := query(q).CouponsInHand(ctx, int64(m), mostUsable)
	if err != nil {
		return nil, fmt.Errorf("read coupons of member %d: %w", m, err)
	}
	return slices.DeleteFunc(s.present(rows), func(c Coupon) bool { return c.Status == Expired }), nil
}

// Wallet returns a page of a member's coupons in any state, the latest first.
func (s *Service) Wallet(ctx context.Context, q postgres.Querier, m member.ID, after *Spot, limit int) ([]Coupon, error) {
	before := after.before()
	rows, err := query(q).CouponsPage(ctx, int64(m), before.At, before.ID, int32(limit))
	if err != nil {
		return nil, fmt.Errorf("list coupons of member %d: %w", m, err)
	}
	return s.present(rows), nil
}

// OfTemplate returns a page of the coupons of a template, the latest first.
func (s *Service) OfTemplate(ctx context.Context, q postgres.Querier, t TemplateID, after *Spot, limit int) ([]Coupon, error) {
	before := after.before()
	rows, err := query(q).CouponsOfTemplate(ctx, int64(t), before.At, before.ID, int32(limit))
	if err != nil {
		return nil, fmt.Errorf("list coupons of template %d: %w", t, err)
	}
	return s.present(rows), nil
}

// ByIDs returns coupons of a member by their ids.
func (s *Service) ByIDs(ctx context.Context, q postgres.Querier, m member.ID, ids ...ID) (map[ID]Coupon, error) {
	rows, err := query(q).Coupons(ctx, int64(m), postgres.IDs(ids))
	if err != nil {
		return nil, fmt.Errorf("read coupons of member %d: %w", m, err)
	}
	found := make(map[ID]Coupon, len(rows))
	for _, c := range s.present(rows) {
		found[c.ID] = c
	}
	return found, nil
}

// TimeLine returns a coupon of a member and everything that happened to it, with
// what happened to it while it was another's, in order. Errors: ErrNoCoupon.
func (s *Service) TimeLine(ctx context.Context, q postgres.Querier, m member.ID, id ID) (c Coupon, line []Change, err error) {
	found, err := s.ByIDs(ctx, q, m, id)
	if err != nil {
		return c, nil, err
	}
	c, ok := found[id]
	if !ok {
		return c, nil, ErrNoCoupon.With("coupon", int64(id))
	}
	seen := map[member.ID]bool{}
	for at := m; at != 0 && !seen[at]; {
		seen[at] = true
		rows, err := query(q).Changes(ctx, int64(at), int64(id))
		if err != nil {
			return c, nil, fmt.Errorf("read time line of coupon %d: %w", id, err)
		}
		part := make([]Change, len(rows))
		for i, r := range rows {
			part[i] = changeOf(r)
		}
		line = append(part, line...)
		before, err := s.ByIDs(ctx, q, at, id)
		if err != nil {
			return c, nil, err
		}
		at = before[id].CameFrom
	}
	sortChanges(line)
	return c, line, nil
}

func (s *Service) present(rows []coupondb.CouponCoupon) []Coupon {
	return at(couponsOf(rows), s.Clock.Now())
}
