package order_test

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
)

// TestSearchesFindWhatMatchesOnceAndInOrder asks for every mix of filters, in
// pages of three, and compares with a plain loop over what was sold.
func TestSearchesFindWhatMatchesOnceAndInOrder(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	r := rand.New(rand.NewPCG(3, 9))
	stores, channels := places(shop)
	unlimited(shop)
	people := []member.ID{0, 0, shop.Join(), shop.Join()}
	var sold []order.Order
	for i := range 60 {
		report := shop.Report(people[r.IntN(len(people))], fmt.Sprintf("2026-01-%02d %02d:00", 1+r.IntN(9), r.IntN(24)),
			programtest.Item(fmt.Sprint("art-", r.IntN(4)), 1, 1+r.Int64N(90_00)))
		report.Store, report.Channel = []string{"", "s1", "s2"}[r.IntN(3)], []string{"", "c1", "c2"}[r.IntN(3)]
		shop.Clock.Set(shop.At("2026-01-10 00:00"))
		o := shop.Record(report)
		if i%4 == 0 {
			shop.Return(o, "2026-01-10 00:00", 1, 1)
			o.Refunded = o.Paid
		}
		if i%7 == 0 && o.Member == 0 {
			mustAttach(shop, lateOf(o, people[2]))
			o.Member = people[2]
		}
		sold = append(sold, o)
	}
	slices.SortFunc(sold, func(a, b order.Order) int { return cmp.Or(b.OccurredAt.Compare(a.OccurredAt), cmp.Compare(b.ID, a.ID)) })
	asked := 0
	for range 120 {
		f := randomFilter(r, stores, channels)
		var want []order.ID
		for _, o := range sold {
			if matches(f, o) {
				want = append(want, o.ID)
			}
		}
		if got := searchAll(shop, f); !slices.Equal(got, want) {
			t.Fatalf("%+v: %v, want %v", f, got, want)
		}
		asked += len(want)
	}
	if asked < 500 {
		t.Errorf("only %d orders matched; the filters are too narrow to prove anything", asked)
	}
	shop.Check()
}

func places(shop *programtest.Shop) (stores []org.StoreID, channels []org.ChannelID) {
	shop.Tx(func(ctx context.Context, tx postgres.Tx) error {
		s, err := shop.Org.SaveStores(ctx, tx, org.Store{Code: "s1", Name: i18n.Of("一店", "One")},
			org.Store{Code: "s2", Name: i18n.Of("二店", "Two"), Zone: "Europe/London"})
		if err != nil {
			return err
		}
		c, err := shop.Org.SaveChannels(ctx, tx, org.Channel{Code: "c1", Kind: org.Till, Name: i18n.Of("门店", "Till")},
			org.Channel{Code: "c2", Kind: org.App, Name: i18n.Of("应用", "App")})
		stores, channels = []org.StoreID{0, s["s1"], s["s2"]}, []org.ChannelID{0, c["c1"], c["c2"]}
		return err
	})
	return stores, channels
}

func randomFilter(r *rand.Rand, stores []org.StoreID, channels []org.ChannelID) (f order.Filter) {
	some := func() bool { return r.IntN(3) == 0 }
	day := func() time.Time { return time.Date(2026, 1, 1+r.IntN(9), 0, 0, 0, 0, time.UTC) }
	if some() {
		f.From = day()
	}
	if some() {
		f.Until = day()
	}
	if some() {
		f.Stores = stores[1 : 2+r.IntN(2)] // one of them, or both
	}
	if r.IntN(2) == 0 { // half of them go by an index
		return f
	}
	if some() {
		f.Channel = channels[r.IntN(3)]
	}
	f.Member, f.Refunded = order.Either(r.IntN(3)-1), order.Either(r.IntN(3)-1)
	if some() {
		low := r.Int64N(50_00)
		f.MinPaid = &low
	}
	if some() {
		high := r.Int64N(90_00)
		f.MaxPaid = &high
	}
	if some() {
		f.Article = fmt.Sprint("art-", r.IntN(5))
	}
	return f
}

func matches(f order.Filter, o order.Order) bool {
	is := func(e order.Either, yes bool) bool { return e == order.Open || (e == order.Yes) == yes }
	return (f.From.IsZero() || !o.LocalDate.Before(f.From)) && (f.Until.IsZero() || !o.LocalDate.After(f.Until)) &&
		(len(f.Stores) == 0 || slices.Contains(f.Stores, o.Store)) && (f.Channel == 0 || o.Channel == f.Channel) &&
		is(f.Member, o.Member != 0) && is(f.Refunded, o.Refunded > 0) &&
		(f.MinPaid == nil || o.Paid >= *f.MinPaid) && (f.MaxPaid == nil || o.Paid <= *f.MaxPaid) &&
		(f.Article == "" || o.Lines[0].Code == f.Article)
}

func searchAll(shop *programtest.Shop, f order.Filter) (found []order.ID) {
	shop.T.Helper()
	var after *order.Spot
	for {
		page, err := shop.Orders.Search(shop.T.Context(), shop.DB.DB, f, after, 3)
		if err != nil {
			shop.T.Fatal(err)
		}
		for _, o := range page {
			found = append(found, o.ID)
			after = &order.Spot{At: o.OccurredAt, ID: o.ID}
		}
		if len(page) < 3 {
			return found
		}
	}
}
