package engine_test

import (
	"cmp"
	"slices"
	"strconv"

	"habitue/internal/coupon/terms"
	"habitue/internal/platform/money"
	"habitue/internal/pricing/engine"
)

// The oracle prices every subset of the offers, one after the other, piece by
// piece and without any cleverness. It has the meaning of the rules from the
// package's page, and nothing of its code but the types.
type oracle struct {
	in    engine.Input
	lines []engine.Line // in the canonical order
	list  []int64
}

func newOracle(in engine.Input) *oracle {
	o := &oracle{in: in, lines: slices.Clone(in.Basket.Lines)}
	cost := func(l engine.Line) int64 { return o.amount(l.Unit, l) }
	slices.SortFunc(o.lines, func(a, b engine.Line) int {
		return cmp.Or(cmp.Compare(a.Article, b.Article), cmp.Compare(a.Kind, b.Kind), cmp.Compare(cost(b), cost(a)), cmp.Compare(a.Quantity, b.Quantity),
			cmp.Compare(a.Scale, b.Scale), cmp.Compare(o.member(a), o.member(b)), cmp.Compare(a.Cost, b.Cost), cmp.Compare(a.Brand, b.Brand),
			slices.Compare(a.Categories, b.Categories), cmp.Compare(a.No, b.No))
	})
	for _, l := range o.lines {
		o.list = append(o.list, cost(l))
	}
	return o
}

func (o *oracle) amount(unit int64, l engine.Line) int64 {
	scale := max(l.Scale, 1)
	return (unit*l.Quantity*2 + scale) / (scale * 2)
}

func (o *oracle) member(l engine.Line) int64 {
	if price, ok := l.Members[o.in.Occasion.Level]; ok {
		return min(o.amount(price, l), o.amount(l.Unit, l))
	}
	return o.amount(l.Unit, l)
}

func (o *oracle) pieces(i int) int64 {
	if o.lines[i].Scale > 1 {
		return 1
	}
	return o.lines[i].Quantity
}

func (o *oracle) touchable(i int) bool {
	l := o.lines[i]
	return l.Kind == "goods" && !l.NoDiscount && o.list[i] > 0
}

func (o *oracle) matching(on, except terms.Goods) (out []int) {
	for i, l := range o.lines {
		item := terms.Item{Article: l.Article, Categories: l.Categories, Brand: l.Brand}
		if o.touchable(i) && (on.Empty() || on.Match(item)) && !except.Match(item) {
			out = append(out, i)
		}
	}
	return out
}

func (o *oracle) on(f engine.Offer) []int { return o.matching(f.Terms.On, f.Terms.Except) }

func (o *oracle) part(f engine.Offer, k int) []int {
	return o.matching(f.Terms.Benefit.Parts[k].Goods, f.Terms.Except)
}

func (o *oracle) delivery() (out []int) {
	for i, l := range o.lines {
		if l.Kind == "delivery" && !l.NoDiscount && o.list[i] > 0 {
			out = append(out, i)
		}
	}
	return out
}

// counts reports whether goods of On must be in the basket.
func counts(f engine.Offer) bool {
	threshold := f.Terms.Threshold.Amount+f.Terms.Threshold.Pieces > 0
	switch f.Terms.Benefit.Kind {
	case terms.BundlePrice:
		return threshold
	case terms.Delivery:
		return threshold || !f.Terms.On.Empty()
	}
	return true
}

// concerned are all lines of which an offer reads or takes something.
func (o *oracle) concerned(f engine.Offer) (out []int) {
	if counts(f) {
		out = append(out, o.on(f)...)
	}
	for k := range f.Terms.Benefit.Parts {
		out = append(out, o.part(f, k)...)
	}
	if f.Terms.Benefit.Kind == terms.Delivery {
		out = append(out, o.delivery()...)
	}
	return out
}

func (o *oracle) exclude(a, b engine.Offer) bool {
	sa, sb := a.Terms.Stacking, b.Terms.Stacking
	clash := slices.Contains(sa.NotWith, b.Source) || slices.Contains(sb.NotWith, a.Source)
	for _, g := range sa.Groups {
		clash = clash || slices.Contains(sb.Groups, g)
	}
	if !clash || sa.Whole || sb.Whole {
		return clash
	}
	there := o.concerned(b)
	return slices.ContainsFunc(o.concerned(a), func(l int) bool { return slices.Contains(there, l) })
}

func stage(f engine.Offer) int {
	t := f.Terms.Threshold
	switch kind := f.Terms.Benefit.Kind; {
	case f.Source == terms.FromCoupon:
		return 3
	case kind == terms.AddOn, kind == terms.Gift, kind == terms.Delivery, kind == terms.AmountOff, t.Amount > 0, t.Pieces > 0:
		return 2
	}
	return 1
}

// best returns the least net over all legal subsets, or under MarginBest the most
// over those to which nothing can be added; found is false where there are none.
func (o *oracle) best() (net int64, found bool) {
	offers := slices.Clone(o.in.Offers)
	offers = slices.DeleteFunc(offers, func(f engine.Offer) bool {
		return f.Unfit != "" || !f.Terms.When.Holds(o.in.Occasion) || f.Left.Uses != nil && *f.Left.Uses <= 0
	})
	slices.SortFunc(offers, func(a, b engine.Offer) int {
		x, _ := strconv.Atoi(a.ID)
		y, _ := strconv.Atoi(b.ID)
		return cmp.Or(cmp.Compare(stage(a), stage(b)), cmp.Compare(b.Priority, a.Priority), cmp.Compare(x, y))
	})
	for mask := range 1 << len(offers) {
		legal := true
		var set []engine.Offer
		for i, f := range offers {
			if mask>>i&1 == 0 {
				continue
			}
			legal = legal && !slices.ContainsFunc(set, func(g engine.Offer) bool { return o.exclude(f, g) })
			set = append(set, f)
		}
		if !legal {
			continue
		}
		total, does := o.price(offers, mask)
		all, more := true, false
		for k := range offers {
			if mask>>k&1 == 1 {
				all = all && does[k]
			} else if o.in.Objective == engine.MarginBest && !slices.ContainsFunc(set, func(g engine.Offer) bool { return o.exclude(offers[k], g) }) {
				_, with := o.price(offers, mask|1<<k)
				more = more || with[k]
			}
		}
		if !all {
			continue // one of them does nothing: a smaller subset says the same
		}
		if o.in.Objective == engine.MarginBest {
			if !more && (!found || total > net) {
				net, found = total, true
			}
		} else if !found || total < net {
			net, found = total, true
		}
	}
	return net, found
}

// price applies a subset, and says which of them do something.
func (o *oracle) price(offers []engine.Offer, mask int) (total int64, does []bool) {
	net := make([]int64, len(o.lines))
	for i, l := range o.lines {
		net[i] = o.member(l)
	}
	for k, f := range offers {
		if mask>>k&1 == 1 && slices.Contains(f.Terms.Stacking.NotWith, terms.FromMemberPrice) {
			for _, i := range o.concerned(f) {
				net[i] = o.list[i]
			}
		}
	}
	begin := slices.Clone(net)
	entry, at := slices.Clone(net), 0
	does = make([]bool, len(offers))
	for k, f := range offers {
		if stage(f) != at {
			at, entry = stage(f), slices.Clone(net)
		}
		if mask>>k&1 == 0 {
			continue
		}
		take, gives := o.take(f, entry, net, begin)
		does[k] = gives || sumOf(take) > 0
		for i, v := range take {
			net[i] -= v
		}
	}
	return sumOf(net), does
}

func (o *oracle) least(i int) int64 {
	l := o.lines[i]
	if o.in.Margin == nil || l.Cost == 0 || !o.touchable(i) {
		return 0
	}
	rate := o.in.Margin.Rate
	for _, part := range slices.Backward(o.in.Margin.Parts) {
		if part.Goods.Match(terms.Item{Article: l.Article, Categories: l.Categories, Brand: l.Brand}) {
			if rate = part.Rate; part.None {
				rate = -1
			}
		}
	}
	if rate < 0 {
		return 0
	}
	kept := int64(money.One - rate)
	return (o.amount(l.Cost, l)*10_000 + kept - 1) / kept
}

// take is what an offer takes of each line, and whether it gives something that is
// not in the basket.
func (o *oracle) take(f engine.Offer, entry, net, begin []int64) (take []int64, gives bool) {
	take, gives = o.wish(f, entry, net)
	var off int64
	for _, v := range take {
		off += v
	}
	if most := f.Terms.Benefit.Cap; most > 0 && off > most {
		take = money.Spread(most, take)
		off = most
	}
	if o.in.Margin != nil {
		var room, known int64
		weights := make([]int64, len(take))
		for i := range o.lines {
			if least := o.least(i); least > 0 {
				room += net[i] - min(begin[i], least)
				known += take[i]
				weights[i] = take[i]
			}
		}
		if known > room {
			for i, v := range money.Spread(room, weights) {
				if o.least(i) > 0 {
					take[i] = v
				}
			}
			off -= known - room
		}
	}
	if left := f.Left.Money; left != nil && off > *left {
		return make([]int64, len(take)), false
	}
	return take, gives
}

// met is how often the threshold is met by the offer's goods without the pieces
// in without.
func (o *oracle) met(f engine.Offer, entry []int64, without []int64) int64 {
	var amount, pieces int64
	for _, i := range o.on(f) {
		worth := entry[i]
		if f.Terms.Threshold.Of == terms.BeforeDiscount {
			worth = o.list[i]
		}
		amount += worth - worth*without[i]/o.pieces(i)
		pieces += o.pieces(i) - without[i]
	}
	n := int64(1) << 40
	if t := f.Terms.Threshold.Amount; t > 0 {
		n = min(n, amount/t)
	}
	if t := f.Terms.Threshold.Pieces; t > 0 {
		n = min(n, pieces/t)
	}
	if n > 0 && !f.Terms.Benefit.Every {
		n = 1
	}
	if most := f.Terms.Benefit.Times; most > 0 {
		n = min(n, most)
	}
	return n
}

// first counts off n pieces one by one, the cheapest or the dearest first.
func (o *oracle) first(lines []int, net, taken []int64, n int64, dear bool) (missing int64) {
	for ; n > 0; n-- {
		at := -1
		for _, i := range lines {
			if taken[i] == o.pieces(i) {
				continue
			}
			if at < 0 || dear && net[i]*o.pieces(at) > net[at]*o.pieces(i) || !dear && net[i]*o.pieces(at) < net[at]*o.pieces(i) {
				at = i
			}
		}
		if at < 0 {
			return n
		}
		taken[at]++
	}
	return 0
}

func (o *oracle) worth(net, taken []int64) []int64 {
	out := make([]int64, len(net))
	for i := range net {
		out[i] = net[i] * taken[i] / o.pieces(i)
	}
	return out
}

func only(lines []int, net []int64) []int64 {
	out := make([]int64, len(net))
	for _, i := range lines {
		out[i] = net[i]
	}
	return out
}

func sumOf(list []int64) (n int64) {
	for _, v := range list {
		n += v
	}
	return n
}

func (o *oracle) union(f engine.Offer) (out []int) {
	for k := range f.Terms.Benefit.Parts {
		for _, i := range o.part(f, k) {
			if !slices.Contains(out, i) {
				out = append(out, i)
			}
		}
	}
	slices.Sort(out)
	return out
}

// lowered makes pieces cost so much each.
func (o *oracle) lowered(net, taken []int64, price int64) []int64 {
	out := o.worth(net, taken)
	for i := range out {
		out[i] = max(out[i]-price*taken[i], 0)
	}
	return out
}

// wish is what an offer would take without cap, floor and budget.
func (o *oracle) wish(f engine.Offer, entry, net []int64) (take []int64, gives bool) {
	b, on := f.Terms.Benefit, o.on(f)
	none := make([]int64, len(net))
	taken := make([]int64, len(net))
	n := o.met(f, entry, none)
	if n == 0 || counts(f) && len(on) == 0 {
		return none, false
	}
	goods := only(on, net)
	rated := func(weights []int64) []int64 { return money.Spread(sumOf(weights)*int64(b.Rate)/10_000, weights) }
	switch b.Kind {
	case terms.AmountOff:
		return money.Spread(min(n*b.Amount, sumOf(goods)), goods), false
	case terms.PercentOff:
		return rated(goods), false
	case terms.Delivery:
		fee := only(o.delivery(), net)
		off := sumOf(fee)
		if b.Amount > 0 {
			off = min(off, b.Amount)
		}
		return money.Spread(off, fee), false
	case terms.FixedPrice:
		gain := make([]int64, len(net))
		for _, i := range on {
			gain[i] = max(net[i]-o.amount(b.Amount, o.lines[i]), 0)
		}
		most := int64(1) << 40
		if b.Times > 0 {
			most = b.Times
		}
		if f.Left.Pieces != nil {
			most = min(most, *f.Left.Pieces)
		}
		o.first(on, gain, taken, most, true)
		return o.worth(gain, taken), false
	case terms.NthPiece:
		var all int64
		for _, i := range on {
			all += o.pieces(i)
		}
		times := all / b.Nth
		if b.Times > 0 {
			times = min(times, b.Times)
		}
		o.first(on, net, taken, times, false)
		return rated(o.worth(net, taken)), false
	case terms.BuyGet:
		return o.buyGet(f, net), false
	case terms.AddOn:
		for ; n > 0; n-- {
			taken = make([]int64, len(net))
			if o.first(o.union(f), net, taken, n, true) == 0 && o.met(f, entry, taken) >= n {
				return o.lowered(net, taken, b.Amount), false
			}
		}
	case terms.Exchange:
		o.first(on, net, taken, max(b.Times, 1), true)
		return o.lowered(net, taken, b.Amount), false
	case terms.Gift:
		for ; n > 0; n-- {
			taken, gives = make([]int64, len(net)), false
			for k, p := range b.Parts {
				gives = o.first(o.part(f, k), net, taken, n*p.Quantity, false) > 0 || gives
			}
			if o.met(f, entry, taken) >= n {
				return o.worth(net, taken), gives
			}
		}
	case terms.BundlePrice:
		return o.bundle(f, net), false
	}
	return none, false
}

func (o *oracle) buyGet(f engine.Offer, net []int64) []int64 {
	b, on, get := f.Terms.Benefit, o.on(f), o.on(f)
	if len(b.Parts) > 0 {
		get = o.union(f)
	}
	var there int64
	for _, i := range get {
		there += o.pieces(i)
	}
	if b.Times > 0 {
		there = min(there, b.Times*b.Get)
	}
	for g := there; g > 0; g-- {
		taken := make([]int64, len(net))
		o.first(get, net, taken, g, false)
		var buys int64
		for _, i := range on {
			buys += o.pieces(i) - taken[i]
		}
		if buys/b.Buy*b.Get >= g {
			worth := o.worth(net, taken)
			return money.Spread(sumOf(worth)*int64(b.Rate)/10_000, worth)
		}
	}
	return make([]int64, len(net))
}

// bundle puts one bundle together after the other.
func (o *oracle) bundle(f engine.Offer, net []int64) []int64 {
	b := f.Terms.Benefit
	taken := make([]int64, len(net))
	var made int64
	for b.Times == 0 || made < b.Times {
		next := slices.Clone(taken)
		whole := true
		for k, p := range b.Parts {
			whole = whole && o.first(o.part(f, k), net, next, p.Quantity, true) == 0
		}
		if !whole || sumOf(o.worth(net, next))-sumOf(o.worth(net, taken)) <= b.Amount {
			break
		}
		taken = next
		made++
	}
	worth := o.worth(net, taken)
	return money.Spread(sumOf(worth)-made*b.Amount, worth)
}
