package engine

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"strings"

	"habitue/internal/coupon/terms"
	"habitue/internal/platform/money"
)

// The stages in which offers are applied. The member price is before all.
const (
	stageLine = iota + 1
	stageOrder
	stageCoupon
)

// stageOf tells when an offer is applied. A coupon comes after promotions; a
// promotion that looks at the basket comes after those that look at goods.
func stageOf(o *Offer) int {
	t := o.Terms.Threshold
	switch {
	case o.Source == terms.FromCoupon:
		return stageCoupon
	case o.Terms.Benefit.Kind == terms.AddOn, o.Terms.Benefit.Kind == terms.Gift, o.Terms.Benefit.Kind == terms.Delivery:
		return stageOrder
	case t.Amount > 0 || t.Pieces > 0:
		return stageOrder
	case o.Terms.Benefit.Kind == terms.AmountOff:
		return stageOrder
	}
	return stageLine
}

// line is a line in the canonical order with its amounts.
type line struct {
	*Line        // as given
	at       int // in the basket
	list     int64
	member   int64 // at the member's level; list where there is no better price
	least    int64 // the margin floor; 0 where cost is unknown
	pieces   int64
	goods    bool // offers may touch it
	delivery bool
	items    terms.Item
}

// candidate is an offer that is for something in this basket.
type candidate struct {
	*Offer
	n        int // its number
	stage    int
	on       []int     // lines that are counted for its threshold
	listed   int64     // what they cost at list prices
	pieces   int64     // of them
	parts    []ordered // lines of each of its parts
	writes   []int     // lines from which it may take
	writesBy ordered   // the same
	there    int64     // pieces of them
	own      bool      // the same lines as it counts
	written  set       // the lines that it writes
	touch    set       // all of these
	strips   []int     // lines that lose their member price with it
	not      []int     // candidates that it excludes, by number
}

// set is a set of small numbers.
type set []uint64

func (s set) add(i int)      { s[i/64] |= 1 << (i % 64) }
func (s set) has(i int) bool { return s[i/64]&(1<<(i%64)) != 0 }
func (s set) meets(t set) bool {
	for i := range s {
		if s[i]&t[i] != 0 {
			return true
		}
	}
	return false
}
func (s set) covers(t set) bool {
	for i := range s {
		if t[i]&^s[i] != 0 {
			return false
		}
	}
	return true
}
func (s set) join(t set) {
	for i := range s {
		s[i] |= t[i]
	}
}

// newSet returns an empty set of numbers below n.
func (m *memory) newSet(n int) set { return m.words.take((n + 63) / 64) }

// list lists a set.
func (m *memory) list(s set) []int {
	n := 0
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	if n == 0 {
		return nil
	}
	out := m.ints.take(n)[:0]
	for w, word := range s {
		for word != 0 {
			out = append(out, w*64+bits.TrailingZeros64(word))
			word &= word - 1
		}
	}
	return out
}

// pricing is one basket on its way through Evaluate.
type pricing struct {
	*memory
	in      Input
	lines   []line
	goods   set          // lines that offers may touch
	cands   []*candidate // in the order in which they are applied
	refused []Refusal    // of offers that never became candidates

	now                effect  // that was reckoned last
	take, value, count []int64 // scratch of effect, by line
	used, one, due     []int64
	weights, parts     []int64 // and of what it divides
	rest               []int64 // by line, what was left over when it was divided; nil where nobody asks
}

func prepare(in Input, m *memory) *pricing {
	p := &pricing{memory: m, in: in, refused: m.keptRefused[:0], cands: m.keptCands[:0]}
	m.candidates = withRoom(m.candidates, len(in.Offers))
	p.readLines()
	for i := range in.Offers {
		p.consider(&in.Offers[i])
	}
	slices.SortFunc(p.cands, func(a, b *candidate) int {
		if a.stage != b.stage {
			return a.stage - b.stage
		}
		if a.Priority != b.Priority {
			return cmp.Compare(b.Priority, a.Priority)
		}
		return byID(a.ID, b.ID)
	})
	for i, c := range p.cands {
		c.n = i
	}
	p.exclude()
	n := len(p.lines)
	for _, scratch := range []*[]int64{&p.take, &p.value, &p.count, &p.used, &p.one, &p.weights, &p.parts} {
		*scratch = m.amounts.take(n)
	}
	return p
}

// byID orders numbers written as text by their size.
func byID(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) }

func (p *pricing) readLines() {
	m, n := p.memory, len(p.in.Basket.Lines)
	given, sorted := withRoom(m.keptLines[0], n), withRoom(m.keptLines[1], n)
	order := m.ints.take(n)
	for i := range p.in.Basket.Lines {
		l := &p.in.Basket.Lines[i]
		n := line{
			Line: l, at: i, pieces: l.Quantity, items: terms.Item{Article: l.Article, Categories: l.Categories, Brand: l.Brand},
			delivery: l.Kind == "delivery",
		}
		n.list = amountOf(l.Unit, l)
		n.member = n.list
		if price, ok := l.Members[p.in.Occasion.Level]; ok {
			n.member = min(n.list, amountOf(price, l))
		}
		if l.Scale > 1 {
			n.pieces = 1
		}
		n.goods = l.Kind == "goods" && !l.NoDiscount && n.list > 0
		if margin, is := p.in.Margin.of(n.items); is && l.Cost > 0 && n.goods {
			n.least = floorOf(l, margin)
		}
		given, order[i] = append(given, n), i
	}
	slices.SortFunc(order, func(i, j int) int {
		a, b := &given[i], &given[j]
		if c := strings.Compare(a.Article, b.Article); c != 0 {
			return c
		}
		return cmp.Or(strings.Compare(a.Kind, b.Kind), cmp.Compare(b.list, a.list), cmp.Compare(a.Quantity, b.Quantity),
			cmp.Compare(a.Scale, b.Scale), cmp.Compare(a.member, b.member), cmp.Compare(a.Cost, b.Cost), strings.Compare(a.Brand, b.Brand),
			slices.Compare(a.Categories, b.Categories), cmp.Compare(a.No, b.No))
	})
	for _, at := range order {
		sorted = append(sorted, given[at])
	}
	m.keptLines, p.lines = [2][]line{given, sorted}, sorted
	p.goods = m.newSet(n)
	for i := range p.lines {
		l := &p.lines[i]
		if !l.goods {
			continue
		}
		p.goods.add(i)
		p.index(0, l.Article, i)
		for _, c := range l.Categories {
			p.index(1, c, i)
		}
		if l.Brand != "" {
			p.index(2, l.Brand, i)
		}
	}
}

// index notes that a line is named by a code.
func (p *pricing) index(kind int, code string, at int) {
	s, ok := p.byCode[kind][code]
	if !ok {
		s = p.newSet(len(p.lines))
		p.byCode[kind][code] = s
	}
	s.add(at)
}

// amountOf is what a line costs at a price of one, half a minor unit rounded up.
func amountOf(unit int64, l *Line) int64 {
	scale := max(l.Scale, 1)
	n, ok := money.MulDiv(unit, l.Quantity, scale)
	if !ok || n > math.MaxInt64/4 {
		return math.MaxInt64 / 4
	}
	if scale > 1 && rest(unit, l.Quantity, scale)*2 >= scale {
		n++
	}
	return n
}

// rest is a·b mod c.
func rest(a, b, c int64) int64 {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	_, r := bits.Div64(hi%uint64(c), lo, uint64(c))
	return int64(r)
}

// floorOf is the least that a line may cost: its cost over one less the margin,
// rounded up.
func floorOf(l *Line, margin money.RateBps) int64 {
	cost := amountOf(l.Cost, l)
	kept := int64(money.One - margin)
	n, _ := money.MulDiv(cost, int64(money.One), kept)
	if rest(cost, int64(money.One), kept) > 0 {
		n++
	}
	return n
}

// named returns the lines that an offer's goods name; all where nothing is named.
func (p *pricing) named(on, except *terms.Goods) set {
	s := p.newSet(len(p.lines))
	if on.Empty() {
		copy(s, p.goods)
	}
	for kind, codes := range [...][]string{on.Articles, on.Categories, on.Brands} {
		for _, code := range codes {
			for i, word := range p.byCode[kind][code] {
				s[i] |= word
			}
		}
	}
	for kind, codes := range [...][]string{except.Articles, except.Categories, except.Brands} {
		for _, code := range codes {
			for i, word := range p.byCode[kind][code] {
				s[i] &^= word
			}
		}
	}
	return s
}

// consider makes an offer a candidate, or refuses it.
func (p *pricing) consider(o *Offer) {
	if o.Unfit != "" {
		p.refusePlainly(o, WhyUnfit, o.Unfit)
		return
	}
	if !p.reaches(o) {
		p.refusePlainly(o, WhyNoGoods, "")
		return
	}
	if unmet := o.Terms.When.Unmet(p.in.Occasion); unmet != "" {
		p.refusePlainly(o, WhyCondition, unmet)
		return
	}
	p.candidates = append(p.candidates, candidate{Offer: o, stage: stageOf(o)})
	c := &p.candidates[len(p.candidates)-1]
	if !p.find(c) {
		p.refusePlainly(o, WhyNoGoods, "")
		return
	}
	if o.Left.Uses != nil && *o.Left.Uses <= 0 {
		p.refused = append(p.refused, refusal(o, WhyUses))
		return
	}
	if slices.Contains(o.Terms.Stacking.NotWith, terms.FromMemberPrice) {
		for _, l := range p.list(c.touch) {
			if p.lines[l].member < p.lines[l].list {
				c.strips = append(c.strips, l)
			}
		}
	}
	p.cands = append(p.cands, c)
}

// refusePlainly says why an offer is no candidate. Of thousands of promotions
// nobody asks that, but of the one that is being made.
func (p *pricing) refusePlainly(o *Offer, code, what string) {
	if o.Source == terms.FromCoupon || o.Explain {
		r := refusal(o, code)
		r.What = what
		p.refused = append(p.refused, r)
	}
}

// reaches reports quickly whether an offer's goods name any line. Of thousands of
// promotions most name none.
func (p *pricing) reaches(o *Offer) bool {
	on := &o.Terms.On
	if on.Empty() {
		return true
	}
	for kind, codes := range [3][]string{on.Articles, on.Categories, on.Brands} {
		for _, code := range codes {
			if _, ok := p.byCode[kind][code]; ok {
				return true
			}
		}
	}
	return false
}

// find fills in which lines an offer concerns, and says whether there are any.
func (p *pricing) find(c *candidate) bool {
	b, t := &c.Terms.Benefit, &c.Terms.Threshold
	on := p.named(&c.Terms.On, &c.Terms.Except)
	c.touch = p.newSet(len(p.lines))
	counts := t.Amount > 0 || t.Pieces > 0
	switch b.Kind {
	case terms.BundlePrice:
	case terms.Delivery: // free for tea: with tea in the basket
		counts = counts || !c.Terms.On.Empty()
	default:
		counts = true
	}
	if counts {
		c.on = p.list(on)
		if len(c.on) == 0 {
			return false
		}
		copy(c.touch, on)
	}
	write := p.newSet(len(p.lines))
	c.parts = p.sorts.take(len(b.Parts))
	for i := range b.Parts {
		s := p.named(&b.Parts[i].Goods, &c.Terms.Except)
		c.parts[i].lines = p.list(s)
		if len(c.parts[i].lines) == 0 && b.Kind == terms.BundlePrice {
			return false
		}
		write.join(s)
	}
	switch {
	case b.Kind == terms.Delivery:
		for i := range p.lines {
			if l := &p.lines[i]; l.delivery && !l.NoDiscount && l.list > 0 {
				write.add(i)
			}
		}
	case len(b.Parts) == 0:
		copy(write, on)
	}
	c.written, c.writes = write, p.list(write)
	c.writesBy.lines = c.writes
	c.own = slices.Equal(c.on, c.writes)
	c.touch.join(write)
	for _, l := range c.on {
		c.listed += p.lines[l].list
		c.pieces += p.lines[l].pieces
	}
	for _, l := range c.writes {
		c.there += p.lines[l].pieces
	}
	if len(c.writes) == 0 {
		return b.Kind == terms.Gift || b.Kind == terms.BuyGet || b.Kind == terms.AddOn
	}
	return true
}

// exclude fills in which candidates exclude each other.
func (p *pricing) exclude() {
	seen := p.newSet(len(p.cands))
	sources := false
	for i, c := range p.cands {
		for _, g := range c.Terms.Stacking.Groups {
			p.join(g, i)
		}
		sources = sources || slices.ContainsFunc(c.Terms.Stacking.NotWith, func(s terms.Source) bool { return s == terms.FromPromotion || s == terms.FromCoupon })
	}
	for i, c := range p.cands {
		clear(seen)
		with := func(j int) {
			other := p.cands[j]
			if j == i || seen.has(j) {
				return
			}
			if c.Terms.Stacking.Whole || other.Terms.Stacking.Whole || c.touch.meets(other.touch) {
				seen.add(j)
			}
		}
		for _, g := range c.Terms.Stacking.Groups {
			for _, j := range p.ofGroup[p.groups[g]] {
				with(j)
			}
		}
		if sources {
			for j, other := range p.cands {
				if slices.Contains(c.Terms.Stacking.NotWith, other.Source) || slices.Contains(other.Terms.Stacking.NotWith, c.Source) {
					with(j)
				}
			}
		}
		c.not = p.list(seen)
	}
}

// join adds a candidate to those of an exclusion group.
func (p *pricing) join(group string, i int) {
	at, known := p.groups[group]
	if !known {
		at = len(p.groups)
		p.groups[group] = at
		if at == len(p.ofGroup) {
			p.ofGroup = append(p.ofGroup, nil)
		}
		p.ofGroup[at] = p.ofGroup[at][:0]
	}
	p.ofGroup[at] = append(p.ofGroup[at], i)
}
