package profile_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/check"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
	"habitue/internal/profile"
	"habitue/internal/program/programtest"
)

// bundle is a shop of two brands whose members are rated.
type bundle struct {
	*programtest.Shop
	*profile.Service
	t      testing.TB
	owner  *postgres.DB
	brands []org.BrandID // of the stores S0 and S1; S2 has none
}

func setup(t testing.TB) *bundle {
	t.Helper()
	shop := programtest.Open(t)
	b := &bundle{Shop: shop, t: t, owner: shop.DB.Owner(t)}
	b.Service = profile.New(profile.Deps{
		DB: shop.DB.DB, IDs: shop.IDs, Clock: shop.Clock, Org: shop.Org, Members: shop.Members,
		Analyst: replica.Postgres{DB: b.owner},
	})
	b.Tx(func(ctx context.Context, tx postgres.Tx) error {
		if err := b.Seed(ctx, tx); err != nil {
			return err
		}
		ids, err := shop.Org.SaveBrands(ctx, tx, org.Brand{Code: "tea", Name: i18n.Of("茶", "Tea")}, org.Brand{Code: "cake", Name: i18n.Of("糕", "Cake")})
		if err != nil {
			return err
		}
		b.brands = []org.BrandID{ids["tea"], ids["cake"]}
		_, err = shop.Org.SaveStores(ctx, tx,
			org.Store{Code: "S0", Name: i18n.Of("甲", "A"), Brand: ids["tea"]},
			org.Store{Code: "S1", Name: i18n.Of("乙", "B"), Brand: ids["cake"]}, org.Store{Code: "S2", Name: i18n.Of("丙", "C")})
		return err
	})
	return b
}

// publish lets another rule hold from now on.
func (b *bundle) publish(rule profile.Rule) {
	b.t.Helper()
	b.Tx(func(ctx context.Context, tx postgres.Tx) error {
		v, err := b.Rules.Book.Draft(ctx, tx, rule, "test")
		if err != nil {
			return err
		}
		_, err = b.Rules.Book.Publish(ctx, tx, v.Number, time.Time{}, "test")
		return err
	})
}

// bought records an order of one piece in a store.
func (b *bundle) bought(m member.ID, local, store string, paid int64) order.Order {
	b.t.Helper()
	r := b.Report(m, local, programtest.Item("tea", 1, paid))
	r.Store = store
	b.Clock.Set(r.OccurredAt)
	return b.Record(r)
}

// refresh reckons everybody anew as of today and returns what it did.
func (b *bundle) refresh() profile.Refresh {
	b.t.Helper()
	var asked profile.Refresh
	b.Tx(func(ctx context.Context, tx postgres.Tx) (err error) {
		asked, err = b.Ask(ctx, tx, "test")
		return err
	})
	if _, err := b.RefreshDue(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
	r, err := b.Refresh(b.t.Context(), b.Shop.DB, asked.ID)
	if err != nil || r.Status != profile.Done {
		b.t.Fatalf("refresh %+v, %v", r, err)
	}
	return r
}

// stored returns every row that says something, by member and brand.
func (b *bundle) stored() map[string]profile.Rated {
	b.t.Helper()
	var ids []member.ID
	rows, err := b.Shop.DB.Query(b.t.Context(), `SELECT DISTINCT member_id FROM profile.rfm`)
	if err != nil {
		b.t.Fatal(err)
	}
	for rows.Next() {
		var id member.ID
		if err := rows.Scan(&id); err != nil {
			b.t.Fatal(err)
		}
		ids = append(ids, id)
	}
	found, err := b.Rated(b.t.Context(), b.Shop.DB, ids...)
	if err != nil {
		b.t.Fatal(err)
	}
	all := map[string]profile.Rated{}
	for _, list := range found {
		for _, v := range list {
			if v.Value.Class != profile.None {
				all[key(v.Member, v.Brand)] = v
			}
		}
	}
	return all
}

func key(m member.ID, b org.BrandID) string { return fmt.Sprintf("%d/%d", m, b) }

// of returns what is stored of a member, all brands together.
func (b *bundle) of(m member.ID) profile.Rated {
	b.t.Helper()
	found, err := b.Rated(b.t.Context(), b.Shop.DB, m)
	if err != nil || len(found[m]) == 0 {
		b.t.Fatalf("member %d: %v, %v", m, found, err)
	}
	return found[m][0]
}

// labels returns what the member bears.
func (b *bundle) labels(m member.ID) (names []string) {
	b.t.Helper()
	found, err := b.Members.Labels(b.t.Context(), b.Shop.DB, m)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, l := range found[m] {
		names = append(names, l.Label)
	}
	return names
}

func (b *bundle) check() {
	b.t.Helper()
	results, err := check.Run(b.t.Context(), b.owner, profile.Proofs())
	if err != nil {
		b.t.Fatal(err)
	}
	for _, r := range results {
		if !r.Holds {
			b.t.Errorf("%s: %v", r.Name, r.Broken)
		}
	}
}

// naive reckons everybody's value the straightforward way: every order and every
// returned line is read, and each member is compared with each. It shares with
// the code under test only the rule.
func (b *bundle) naive(day time.Time, rule profile.Rule) map[string]profile.Rated {
	b.t.Helper()
	people := b.naiveFacts(day, rule)
	all := map[string]profile.Rated{}
	for _, p := range people {
		better := func(less func(o, p *profile.Rated) bool) (n, of int) {
			for _, o := range people {
				if o.Brand == p.Brand {
					of++
					if less(o, p) {
						n++
					}
				}
			}
			return n, of
		}
		score := func(s profile.Scale, reached func(step int64) bool, less func(o, p *profile.Rated) bool) int {
			if s.By == profile.ByThreshold {
				at := 1
				for _, step := range s.Steps {
					if reached(step) {
						at++
					}
				}
				return at
			}
			n, of := better(less)
			at := 1
			for k := 1; k <= 4; k++ { // better than k fifths
				if 5*n >= k*of {
					at = k + 1
				}
			}
			return at
		}
		days := int64(day.Sub(p.Last).Hours() / 24)
		v := *p
		v.Value.R = score(rule.Recency, func(s int64) bool { return days <= s }, func(o, p *profile.Rated) bool { return o.Last.Before(p.Last) })
		v.Value.F = score(rule.Frequency, func(s int64) bool { return p.Orders >= s }, func(o, p *profile.Rated) bool { return o.Orders < p.Orders })
		v.Value.M = score(rule.Monetary, func(s int64) bool { return p.Spend >= s }, func(o, p *profile.Rated) bool { return o.Spend < p.Spend })
		all[key(p.Member, p.Brand)] = v
	}
	return all
}

func (b *bundle) naiveFacts(day time.Time, rule profile.Rule) []*profile.Rated {
	b.t.Helper()
	type bought struct {
		m     member.ID
		brand org.BrandID
		on    time.Time
		kept  int64
	}
	orders := map[int64]*bought{}
	rows, err := b.owner.Query(b.t.Context(), `
		SELECT o.id, coalesce((SELECT m.merged_into FROM member.member m WHERE m.member_id = o.member_id), o.member_id), coalesce(s.brand_id, 0), o.local_date, o.goods_amount
		FROM orders.orders o LEFT JOIN org.store s ON s.id = o.store_id
		WHERE o.member_id > 0 AND o.local_date <= $1`, day)
	if err != nil {
		b.t.Fatal(err)
	}
	for rows.Next() {
		var id int64
		var o bought
		if err := rows.Scan(&id, &o.m, &o.brand, &o.on, &o.kept); err != nil {
			b.t.Fatal(err)
		}
		orders[id] = &o
	}
	rows, err = b.owner.Query(b.t.Context(), `
		SELECT l.order_id, l.amount FROM orders.refund_line l, orders.refund r
		WHERE r.member_id = l.member_id AND r.id = l.refund_id AND r.local_date <= $1 AND l.order_id IS NOT NULL
		AND 'goods' = (SELECT kind FROM orders.line b WHERE b.member_id = l.member_id AND b.order_id = l.order_id AND b.no = l.line_no)`, day)
	if err != nil {
		b.t.Fatal(err)
	}
	for rows.Next() {
		var id, amount int64
		if err := rows.Scan(&id, &amount); err != nil {
			b.t.Fatal(err)
		}
		if o := orders[id]; o != nil {
			o.kept -= amount
		}
	}
	opens := time.Time{}
	if rule.Months > 0 {
		opens = time.Date(day.Year(), day.Month()-time.Month(rule.Months), day.Day(), 0, 0, 0, 0, time.UTC)
	}
	people := map[string]*profile.Rated{}
	for _, o := range orders {
		for _, brand := range slices.Compact([]org.BrandID{0, o.brand}) {
			if o.kept <= 0 {
				continue
			}
			p := people[key(o.m, brand)]
			if p == nil {
				p = &profile.Rated{Member: o.m, Brand: brand, First: o.on, Last: o.on}
				people[key(o.m, brand)] = p
			}
			if o.on.Before(p.First) {
				p.First = o.on
			}
			if o.on.After(p.Last) {
				p.Last = o.on
			}
			if o.on.After(opens) {
				p.Orders++
				p.Spend += o.kept
			}
		}
	}
	var list []*profile.Rated
	for _, p := range people {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b *profile.Rated) int {
		return cmp.Or(cmp.Compare(a.Member, b.Member), cmp.Compare(a.Brand, b.Brand))
	})
	return list
}

// same fails the test where what is stored is not what the naive count says.
func (b *bundle) same(what string, got, want map[string]profile.Rated) {
	b.t.Helper()
	if len(got) != len(want) {
		b.t.Fatalf("%s: %d rows, want %d", what, len(got), len(want))
	}
	for k, w := range want {
		g := got[k]
		if g.Orders != w.Orders || g.Spend != w.Spend || !g.First.Equal(w.First) || !g.Last.Equal(w.Last) ||
			g.Value.R != w.Value.R || g.Value.F != w.Value.F || g.Value.M != w.Value.M {
			b.t.Fatalf("%s: %s is %+v, want %+v", what, k, g, w)
		}
	}
}
