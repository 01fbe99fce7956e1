package profile_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
	"habitue/internal/profile"
	"habitue/internal/program/programtest"
)

// A few members buy and bring back over two years, in stores of two brands and
// of none. Whenever a day ends, what is stored is what a naive count says; at
// the end, the picture of each of these days, taken in retrospect, is what was
// stored then; refreshing again writes nothing; and what is reckoned from
// nothing is what was kept up all the way.
func TestAnyDayIsWhatWasLivedThrough(t *testing.T) {
	t.Parallel()
	b := setup(t)
	begin := b.Clock.Now()
	rapid.Check(t, func(rt *rapid.T) {
		b.empty(rt)
		b.Clock.Set(begin)
		b.SetBatch(rapid.IntRange(1, 9).Draw(rt, "batch"))
		rule := profile.Default()
		if rapid.Bool().Draw(rt, "own thresholds") {
			rule = own()
		}
		rule.Months = rapid.SampledFrom([]int{0, 1, 6, 24}).Draw(rt, "months")
		b.publish(rule)
		var people []member.ID
		for range rapid.IntRange(1, 6).Draw(rt, "members") {
			people = append(people, b.Join())
		}
		at := b.At("2026-01-01 09:00")
		var bought []order.Order
		lived := map[time.Time]map[string]profile.Rated{}
		for range rapid.IntRange(1, 4).Draw(rt, "days") {
			for range rapid.IntRange(0, 5).Draw(rt, "events") {
				at = at.Add(time.Minute)
				b.Clock.Set(at)
				if which := rapid.IntRange(0, 2*len(bought)+2).Draw(rt, "which"); which < len(bought) {
					b.back(rt, bought[which], at)
					continue
				}
				bought = append(bought, b.buy(rt, rapid.SampledFrom(people).Draw(rt, "who"), at))
			}
			today, err := b.Today(t.Context())
			if err != nil {
				rt.Fatal(err)
			}
			b.refresh()
			lived[today] = b.stored()
			b.same("as of "+today.Format(time.DateOnly), lived[today], b.naive(today, rule))
			if r := b.refresh(); r.Written != 0 {
				rt.Fatalf("again: %+v", r)
			}
			at = at.AddDate(0, 0, rapid.SampledFrom([]int{1, 7, 31, 200, 400}).Draw(rt, "pause"))
		}
		for today, was := range lived {
			b.pictured(rt, today, was)
		}
		b.rebuilt(rt)
		b.check()
	})
}

// empty lets the shop begin anew.
func (b *bundle) empty(rt *rapid.T) {
	_, err := b.owner.Exec(b.t.Context(), `TRUNCATE orders.reference, orders.orders, orders.line, orders.refund,
		orders.refund_line, profile.rfm, profile.change, profile.refresh, member.label`)
	if err != nil {
		rt.Fatal(err)
	}
}

func (b *bundle) buy(rt *rapid.T, m member.ID, at time.Time) (o order.Order) {
	r := order.Report{
		Source: "test", Reference: fmt.Sprint(at.UnixNano()), Member: m, Currency: "CNY", OccurredAt: at,
		Store: rapid.SampledFrom([]string{"", "S0", "S1", "S2"}).Draw(rt, "store"),
		Lines: []order.ReportLine{programtest.Item("tea", 3, rapid.SampledFrom([]int64{0, 1, 30_00, 90_00, 999_99, 5000_00}).Draw(rt, "paid"))},
	}
	if rapid.Bool().Draw(rt, "delivered") {
		r.Lines = append(r.Lines, order.ReportLine{Kind: "delivery", Code: "van", Name: "van", Quantity: 1, List: 500})
	}
	return b.Record(r)
}

// back returns some pieces of an order, goods or delivery; what exceeds it is refused.
func (b *bundle) back(rt *rapid.T, o order.Order, at time.Time) {
	line := rapid.IntRange(1, 2).Draw(rt, "line")
	pieces := rapid.Int64Range(1, 3).Draw(rt, "pieces")
	_ = b.Try(func(ctx context.Context, tx postgres.Tx) error {
		_, err := b.Orders.Refund(ctx, tx, order.Return{
			Source: "test", Reference: fmt.Sprint("R", at.UnixNano()), OccurredAt: at, Order: order.Place{Member: o.Member, ID: int64(o.ID)},
			Lines: []order.ReturnLine{{LineNo: line, Quantity: pieces}},
		})
		return err
	})
}

// pictured fails the test where the picture of a day, taken now, counts otherwise
// than what was stored then.
func (b *bundle) pictured(rt *rapid.T, today time.Time, was map[string]profile.Rated) {
	for _, brand := range append([]org.BrandID{0}, b.brands...) {
		asked, err := b.On(b.t.Context(), today)
		if err != nil {
			rt.Fatal(err)
		}
		p, err := b.Picture(b.t.Context(), asked, profile.View{Brand: brand})
		if err != nil {
			rt.Fatal(err)
		}
		want := map[string][2]int64{}
		for _, v := range was {
			if v.Brand == brand {
				k := fmt.Sprint(v.Value.R, v.Value.F, v.Value.Class)
				want[k] = [2]int64{want[k][0] + 1, want[k][1] + v.Spend}
			}
		}
		for _, c := range p.Cells {
			k := fmt.Sprint(c.R, c.F, c.Class)
			if want[k] != [2]int64{c.Members, c.Spend} {
				rt.Fatalf("%s, brand %d: cell %+v, lived through %v", today.Format(time.DateOnly), brand, c, want[k])
			}
			delete(want, k)
		}
		if len(want) != 0 {
			rt.Fatalf("%s, brand %d: the picture lacks %v", today.Format(time.DateOnly), brand, want)
		}
		var counted, members int64
		for _, last := range p.Last {
			counted += last.Members
		}
		for _, c := range p.Cells {
			members += c.Members
		}
		if counted != members {
			rt.Fatalf("%s, brand %d: %d bought last on some day, of %d", today.Format(time.DateOnly), brand, counted, members)
		}
	}
}

// rebuilt throws everything stored away and reckons it anew.
func (b *bundle) rebuilt(rt *rapid.T) {
	kept := b.stored()
	if _, err := b.owner.Exec(b.t.Context(), `TRUNCATE profile.rfm, profile.change, member.label`); err != nil {
		rt.Fatal(err)
	}
	b.refresh()
	fresh := b.stored()
	b.same("rebuilt", fresh, kept)
	for k, v := range kept {
		if fresh[k].Value != v.Value || fresh[k].Version != v.Version {
			rt.Fatalf("rebuilt %s: %+v, was %+v", k, fresh[k], v)
		}
	}
}
