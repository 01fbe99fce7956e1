package engine_test

import (
	"reflect"
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"habitue/internal/coupon/terms"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/heavy"
	"habitue/internal/platform/money"
	"habitue/internal/pricing/engine"
)

// each runs a property over 2,000 random baskets, and 100,000 in make check.
func each(t *testing.T, property func(*rapid.T)) {
	t.Helper()
	heavy.Check(t, 2_000, 100_000, func(t *rapid.T) int {
		property(t)
		return 1
	})
}

func TestSearchFindsWhatTryingEverythingFinds(t *testing.T) {
	t.Parallel()
	each(t, func(t *rapid.T) {
		in := anyInput(t, 12)
		in.Nodes = 1 << 20
		got := evaluate(t, in)
		if want, found := newOracle(in).best(); !got.Exact || found && got.Totals.Net != want {
			t.Fatalf("net %d (exact: %v), trying everything %d; applied %+v", got.Totals.Net, got.Exact, want, got.Applied)
		}
	})
}

// A search that has to stop says how much it may have missed.
func TestStoppedSearchBoundsWhatItMissed(t *testing.T) {
	t.Parallel()
	stopped := 0
	rapid.Check(t, func(t *rapid.T) {
		in := anyInput(t, 12)
		in.Nodes = rapid.IntRange(1, 40).Draw(t, "nodes")
		got := evaluate(t, in)
		if got.Exact {
			return
		}
		stopped++
		best, found := newOracle(in).best()
		off := got.Totals.Net - best
		if in.Objective == engine.MarginBest {
			off = -off
		}
		if found && off > got.Missed {
			t.Fatalf("misses %d, says at most %d", off, got.Missed)
		}
	})
	if stopped == 0 {
		t.Error("no search was stopped")
	}
}

func TestSumsOrderCouponsAndFloor(t *testing.T) {
	t.Parallel()
	each(t, func(t *rapid.T) {
		in := anyInput(t, 10)
		if rapid.Bool().Draw(t, "short of nodes") {
			in.Nodes = rapid.IntRange(1, 30).Draw(t, "nodes")
		}
		got := evaluate(t, in)
		adds(t, got)
		floored(t, in, got)
		orderIsNothing(t, in, got)
		moreCoupons(t, in, got)
	})
}

func adds(t *rapid.T, q engine.Quote) {
	var sum engine.Totals
	by := map[string]int64{}
	for _, l := range q.Lines {
		left := l.List - l.Member
		for _, o := range l.Offs {
			left -= o.Amount
			by[o.Offer] += o.Amount
		}
		if left != l.Net || l.Net-l.Points-l.Stored != l.Payable || l.Net < 0 || l.Payable < 0 || l.Points < 0 || l.Stored < 0 || l.Member < 0 {
			t.Fatalf("line %+v", l)
		}
		sum.List, sum.Member, sum.Net = sum.List+l.List, sum.Member+l.Member, sum.Net+l.Net
		sum.PointsOff, sum.Stored, sum.Payable = sum.PointsOff+l.Points, sum.Stored+l.Stored, sum.Payable+l.Payable
	}
	for _, a := range q.Applied {
		if by[a.Offer] != a.Off || a.Off < 0 {
			t.Fatalf("offer %s takes %d, its lines %d", a.Offer, a.Off, by[a.Offer])
		}
		if a.Source == terms.FromCoupon {
			sum.Coupons += a.Off
		} else {
			sum.Promotions += a.Off
		}
	}
	sum.Points = q.Totals.Points
	if sum != q.Totals {
		t.Fatalf("lines sum to %+v, totals are %+v", sum, q.Totals)
	}
}

func floored(t *rapid.T, in engine.Input, q engine.Quote) {
	if in.Margin == nil {
		return
	}
	o := newOracle(in)
	var net, least int64
	for i, l := range o.lines {
		if o.least(i) == 0 {
			continue
		}
		for _, x := range q.Lines {
			if x.No == l.No {
				net += x.Net
				least += min(x.List-x.Member, o.least(i))
			}
		}
	}
	if net < least {
		t.Fatalf("goods cost %d, the floor is %d", net, least)
	}
}

func orderIsNothing(t *rapid.T, in engine.Input, q engine.Quote) {
	other := in
	other.Basket.Lines = rapid.Permutation(in.Basket.Lines).Draw(t, "lines")
	other.Offers = rapid.Permutation(in.Offers).Draw(t, "offers")
	again := evaluate(t, other)
	byNo := func(a, b engine.LineQuote) int { return a.No - b.No }
	slices.SortFunc(again.Lines, byNo)
	sorted := q
	sorted.Lines = slices.Clone(q.Lines)
	slices.SortFunc(sorted.Lines, byNo)
	if !reflect.DeepEqual(sorted, again) {
		t.Fatalf("given in another order:\n%+v\nbefore:\n%+v", again, sorted)
	}
}

// moreCoupons adds a coupon to a basket that was quoted.
func moreCoupons(t *rapid.T, in engine.Input, q engine.Quote) {
	if in.Objective == engine.MarginBest || in.Points.Want != engine.None {
		return
	}
	more := in
	extra := anyOffer(t, 99)
	extra.Source = terms.FromCoupon
	more.Offers = append(slices.Clone(in.Offers), extra)
	for _, a := range q.Applied {
		more.Incumbent = append(more.Incumbent, a.Offer)
	}
	if dearer := evaluate(t, more); dearer.Totals.Net > q.Totals.Net {
		t.Fatalf("with one more coupon %d, without %d", dearer.Totals.Net, q.Totals.Net)
	}
}

func evaluate(t *rapid.T, in engine.Input) engine.Quote {
	q, err := engine.Evaluate(in)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return q
}

// No sequence of returns gives back more than was paid, and one that brings
// everything back gives exactly that, in each of the ways of paying.
func TestReturnsGiveBackWhatWasPaidAndNoMore(t *testing.T) {
	t.Parallel()
	each(t, func(t *rapid.T) {
		in := anyInput(t, 6)
		in.Points = anyPoints(t)
		in.Stored = engine.Stored{Have: rapid.Int64Range(0, 20_000).Draw(t, "stored"), Want: rapid.SampledFrom([]int64{0, -1, 500}).Draw(t, "want stored")}
		s := engine.Sale{Input: in, Quote: evaluate(t, in)}
		paid := s.Quote.Totals
		adds(t, s.Quote)
		excludedWaysOfPaying(t, in, s.Quote)
		gone, before := map[int]int64{}, engine.Back{}
		for len(gone) < len(in.Basket.Lines) || !allGone(in, gone) {
			back := map[int]int64{}
			for _, l := range in.Basket.Lines {
				if left := l.Quantity - gone[l.No]; left > 0 {
					back[l.No] = rapid.Int64Range(0, left).Draw(t, "back")
				} else {
					gone[l.No] = l.Quantity
				}
			}
			b, err := engine.Return(s, gone, back, before)
			if err != nil {
				t.Fatal(err)
			}
			if b.Value < 0 || b.Money < 0 || b.Points < 0 || b.Worth < 0 || b.Stored < 0 || b.Value != b.Money+b.Worth+b.Stored {
				t.Fatalf("%+v", b)
			}
			before.Value, before.Money, before.Points = before.Value+b.Value, before.Money+b.Money, before.Points+b.Points
			before.Worth, before.Stored = before.Worth+b.Worth, before.Stored+b.Stored
			if before.Money > paid.Payable || before.Points > paid.Points || before.Stored > paid.Stored {
				t.Fatalf("given back %v of %+v", before, paid)
			}
			for no, n := range back {
				gone[no] += n
			}
		}
		if before.Value != paid.Net || before.Money != paid.Payable || before.Points != paid.Points || before.Worth != paid.PointsOff || before.Stored != paid.Stored {
			t.Fatalf("everything returned, given back %v of %+v", before, paid)
		}
	})
}

// excludedWaysOfPaying holds that nothing is applied that excludes how it is paid.
func excludedWaysOfPaying(t *rapid.T, in engine.Input, q engine.Quote) {
	for _, a := range q.Applied {
		for _, f := range in.Offers {
			if f.ID != a.Offer {
				continue
			}
			not := f.Terms.Stacking.NotWith
			if q.Totals.Points > 0 && slices.Contains(not, terms.FromPoints) || q.Totals.Stored > 0 && slices.Contains(not, terms.FromStoredValue) {
				t.Fatalf("offer %s is applied beside %d points and %d of stored value", a.Offer, q.Totals.Points, q.Totals.Stored)
			}
		}
	}
}

func allGone(in engine.Input, gone map[int]int64) bool {
	return !slices.ContainsFunc(in.Basket.Lines, func(l engine.Line) bool { return gone[l.No] < l.Quantity })
}

var sunday = time.Date(2026, 11, 29, 0, 0, 0, 0, time.UTC)

func anyInput(t *rapid.T, offers int) engine.Input {
	in := engine.Input{
		Basket:    engine.Basket{Currency: rapid.SampledFrom([]string{"CNY", "JPY", "KWD"}).Draw(t, "currency"), Lines: anyLines(t)},
		Occasion:  terms.Occasion{Level: rapid.SampledFrom([]string{"", "gold"}).Draw(t, "level"), Day: sunday, Minute: 600},
		Objective: rapid.SampledFrom([]engine.Objective{"", engine.CustomerBest, engine.FewestCoupons, engine.MarginBest}).Draw(t, "objective"),
	}
	for i := range rapid.IntRange(0, offers).Draw(t, "how many offers") {
		in.Offers = append(in.Offers, anyOffer(t, i+1))
	}
	if rapid.IntRange(0, 3).Draw(t, "floor") == 0 {
		rate := func() money.RateBps { return money.RateBps(rapid.IntRange(0, 4_000).Draw(t, "margin")) }
		in.Margin = &engine.Margin{Rate: rate()}
		for range rapid.IntRange(0, 2).Draw(t, "floors of goods") {
			in.Margin.Parts = append(in.Margin.Parts, engine.MarginOf{Goods: anyGoods(t), None: rapid.IntRange(0, 3).Draw(t, "none") == 0, Rate: rate()})
		}
	}
	return in
}

func anyPoints(t *rapid.T) engine.Points {
	return engine.Points{
		Have: rapid.Int64Range(0, 5_000).Draw(t, "points"), Per: 100, Worth: rapid.SampledFrom([]int64{100, 1, 33}).Draw(t, "worth"),
		MinBasket: rapid.SampledFrom([]int64{0, 5_000}).Draw(t, "from"), Step: rapid.SampledFrom([]int64{0, 1, 100}).Draw(t, "step"),
		MaxShare: rapid.SampledFrom([]money.RateBps{0, 5_000}).Draw(t, "share"), Want: rapid.SampledFrom([]int64{0, -1, 300}).Draw(t, "want points"),
	}
}

func anyLines(t *rapid.T) []engine.Line {
	lines := make([]engine.Line, rapid.IntRange(1, 6).Draw(t, "how many lines"))
	for i := range lines {
		l := engine.Line{
			No: i + 1, Kind: rapid.SampledFrom([]string{"goods", "goods", "goods", "goods", "goods", "delivery", "tip"}).Draw(t, "kind"),
			Article:    rapid.SampledFrom([]string{"a", "b", "c", "d"}).Draw(t, "article"),
			Categories: rapid.SampledFrom([][]string{{"tea"}, {"green", "tea"}, {"cups"}, nil}).Draw(t, "categories"),
			Brand:      rapid.SampledFrom([]string{"", "x", "y"}).Draw(t, "brand"),
			Unit:       rapid.SampledFrom([]int64{0, 1, 333, 1_000, 1_999, 5_000, 10_000}).Draw(t, "unit"),
			Quantity:   rapid.Int64Range(1, 5).Draw(t, "quantity"),
			NoDiscount: rapid.IntRange(0, 9).Draw(t, "no discount") == 0,
		}
		if rapid.IntRange(0, 5).Draw(t, "weighed") == 0 {
			l.Scale, l.Quantity = 1_000, rapid.Int64Range(1, 3_000).Draw(t, "grams")
		}
		if rapid.Bool().Draw(t, "member price") {
			l.Members = map[string]int64{"gold": l.Unit * rapid.Int64Range(70, 105).Draw(t, "share") / 100}
		}
		if rapid.Bool().Draw(t, "cost known") {
			l.Cost = l.Unit * rapid.Int64Range(30, 110).Draw(t, "cost") / 100
		}
		lines[i] = l
	}
	return lines
}

func anyGoods(t *rapid.T) terms.Goods {
	return rapid.SampledFrom([]terms.Goods{
		{Articles: []string{"a"}}, {Articles: []string{"b", "c"}}, {Categories: []string{"tea"}},
		{Categories: []string{"green"}}, {Brands: []string{"x"}}, {Categories: []string{"cups"}, Brands: []string{"y"}},
	}).Draw(t, "goods")
}

func anyOffer(t *rapid.T, id int) engine.Offer {
	f := engine.Offer{
		ID: strconv.Itoa(id), Version: rapid.IntRange(1, 3).Draw(t, "version"), Priority: rapid.IntRange(0, 2).Draw(t, "priority"),
		Source: rapid.SampledFrom([]terms.Source{terms.FromPromotion, terms.FromPromotion, terms.FromCoupon}).Draw(t, "source"),
	}
	f.Terms = anyTerms(t)
	limit := func(name string, high int64) *int64 {
		if rapid.IntRange(0, 5).Draw(t, name) > 0 {
			return nil
		}
		n := rapid.Int64Range(0, high).Draw(t, name+" left")
		return &n
	}
	f.Left = engine.Left{Money: limit("money", 3_000), Uses: limit("uses", 2)}
	if f.Terms.Benefit.Kind == terms.FixedPrice {
		f.Left.Pieces = limit("pieces", 4)
	}
	return f
}

func anyTerms(t *rapid.T) *terms.Offer {
	kinds := []terms.Kind{terms.AmountOff, terms.PercentOff, terms.FixedPrice, terms.BundlePrice, terms.NthPiece, terms.BuyGet, terms.AddOn, terms.Gift, terms.Delivery, terms.Exchange}
	pick := func(name string, of ...int64) int64 { return rapid.SampledFrom(of).Draw(t, name) }
	o := &terms.Offer{Benefit: terms.Benefit{Kind: rapid.SampledFrom(kinds).Draw(t, "kind")}}
	b := &o.Benefit
	if rapid.Bool().Draw(t, "some goods") {
		o.On = anyGoods(t)
	}
	if rapid.IntRange(0, 5).Draw(t, "but") == 0 {
		o.Except = anyGoods(t)
	}
	if b.Kind == terms.Gift || b.Kind == terms.AddOn || b.Kind != terms.Exchange && rapid.Bool().Draw(t, "threshold") {
		if rapid.Bool().Draw(t, "of an amount") {
			o.Threshold.Amount = pick("from", 100, 1_000, 3_000, 10_000)
		} else {
			o.Threshold.Pieces = pick("pieces", 1, 2, 3)
		}
		o.Threshold.Of = rapid.SampledFrom([]terms.Basis{"", terms.AfterDiscounts, terms.BeforeDiscount}).Draw(t, "of")
	}
	parts := func(least, most int) {
		for range rapid.IntRange(least, most).Draw(t, "parts") {
			quantity := int64(1)
			if b.Kind == terms.Gift || b.Kind == terms.BundlePrice {
				quantity = pick("quantity", 1, 1, 2)
			}
			b.Parts = append(b.Parts, terms.Part{Goods: anyGoods(t), Quantity: quantity})
		}
	}
	every := func() { b.Every = o.Threshold.Amount+o.Threshold.Pieces > 0 && rapid.Bool().Draw(t, "every") }
	rate := func() { b.Rate = money.RateBps(pick("rate", 500, 2_000, 3_333, 10_000)) }
	times := func() { b.Times = pick("times", 0, 0, 1, 2) }
	switch b.Kind {
	case terms.AmountOff:
		b.Amount = pick("amount", 1, 500, 2_000)
		every()
		times()
	case terms.PercentOff:
		rate()
	case terms.FixedPrice:
		b.Amount = pick("amount", 1, 300, 1_500)
		times()
	case terms.BundlePrice:
		b.Amount = pick("amount", 100, 1_500, 4_000)
		parts(2, 3)
		times()
		if o.Threshold.Amount+o.Threshold.Pieces == 0 {
			o.On, o.Except = terms.Goods{}, terms.Goods{}
		}
	case terms.NthPiece:
		rate()
		b.Nth = pick("nth", 2, 3)
		times()
	case terms.BuyGet:
		rate()
		b.Buy, b.Get = pick("buy", 1, 2, 3), pick("get", 1, 2)
		parts(0, 1)
		times()
	case terms.AddOn:
		b.Amount = pick("amount", 0, 100, 900)
		parts(1, 2)
		every()
		times()
	case terms.Gift:
		parts(1, 2)
		every()
		times()
	case terms.Delivery:
		b.Amount = pick("amount", 0, 500)
	case terms.Exchange:
		b.Amount = pick("amount", 0, 1, 300)
		times()
	}
	if rapid.IntRange(0, 3).Draw(t, "cap") == 0 {
		b.Cap = pick("at most", 1, 700, 2_500)
	}
	o.Stacking = anyStacking(t)
	if err := o.Validate(errs.New(errs.Invalid, "test"), "offer"); len(err.Fields) > 0 {
		t.Fatalf("%+v: %v", o, err)
	}
	return o
}

func anyStacking(t *rapid.T) (s terms.Stacking) {
	s.Groups = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"g", "h", "i"}), 0, 2, rapid.ID).Draw(t, "groups")
	if rapid.IntRange(0, 2).Draw(t, "alone") == 0 {
		s.NotWith = rapid.SliceOfNDistinct(rapid.SampledFrom([]terms.Source{
			terms.FromMemberPrice, terms.FromPromotion, terms.FromCoupon, terms.FromPoints, terms.FromStoredValue,
		}), 1, 2, rapid.ID).Draw(t, "not with")
	}
	s.Whole = rapid.IntRange(0, 5).Draw(t, "whole") == 0
	return s
}
