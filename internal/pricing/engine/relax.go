package engine

import (
	"cmp"
	"slices"

	"habitue/internal/coupon/terms"
	"habitue/internal/platform/money"
)

// ppm is the unit of shares in the relaxed bound: fine enough for any price, and
// small enough that price times share stays within 64 bits.
const ppm = 1_000_000

// relaxed bounds what all sets can take, by letting go of what ties lines together:
// each line gets the best legal set of its own. What is had of
// a line is a share of what it costs just then, so offers that follow each other
// share what there is instead of adding up. Offers of which no share can be told are
// bounded by themselves, one of each clique.
//
// Sound, because
//   - in the stage of goods an offer takes at most its share of what a line costs
//     when it is applied, and less of less;
//   - whatever pieces are the cheapest cost no more than any as many others, so those
//     that are at list price will do; since it may be another line of which they are
//     taken, the line is left to other offers as if they were not;
//   - in later stages all it takes is at most its share of what the lines cost when
//     their stage began, which is no more than the stage of goods has left;
//   - that a line goes back to its list price only counts where an offer that
//     brings it there is in the set, or is decided;
//   - a minor unit for each offer and line covers what rounding moves.
type relaxed struct {
	shares [][]share // by line
	back   [][]int   // by line, which offers bring it back to its list price
	loose  []bool    // by line: it may be at its list price without any of its shares
	apart  []bool    // by place in seq: bounded by itself
	out    []bool    // by place in seq: decided against
	high   []int64   // scratch, by clique
	of     []share   // scratch of lineCap
	taken  []int     // and of its walk
}

// for one search; what the last one needed of memory is used again.
func (r *relaxed) begin(s *search) {
	n, lines := len(s.seq), len(s.p.lines)
	for len(r.shares) < lines {
		r.shares, r.back = append(r.shares, nil), append(r.back, nil)
	}
	for l := range lines {
		r.shares[l], r.back[l] = r.shares[l][:0], r.back[l][:0]
	}
	r.loose, r.apart, r.out = s.p.flags.take(lines), s.p.flags.take(n), s.p.flags.take(n)
	r.high, r.taken = s.p.amounts.take(n), s.p.ints.take(n+1)
}

// clear lets go of what is not its own.
func (r *relaxed) clear() { r.loose, r.apart, r.out, r.high, r.taken = nil, nil, nil, nil, nil }

// share is what an offer can take of one line at the most.
type share struct {
	at     int   // place in seq
	ppm    int64 // of what the line costs, rounded up
	later  bool  // of a later stage than that of goods
	moves  bool  // it may be taken of another line instead
	strips bool  // the line is at its list price with it
	has    bool  // it is decided for
}

const (
	// manyOffers is from how many offers on the search may have to stop, so that it is
	// worth knowing what it can miss.
	manyOffers = 6
	// mostSets bounds how many sets of one line are looked at; a line with more is
	// bounded as if nothing excluded anything.
	mostSets = 512
	// mostWide bounds how many offers for many lines are decided for all of them.
	mostWide = 4
)

// relax returns the most that any set can take.
func (s *search) relax() int64 {
	r := &s.p.relaxed
	r.begin(s)
	list := s.p.atList()
	for i, c := range s.seq {
		shares := s.p.sharesOf(c)
		if shares != nil {
			var total int64
			for k, l := range c.writes {
				total += portion(list[l], shares[k])
			}
			// Where both are known the smaller counts; a share also gives way to others.
			if total > s.reach[i]+s.reach[i]/4 {
				shares = nil
			}
		}
		r.apart[i] = shares == nil
		for k, l := range c.writes {
			if shares != nil {
				r.shares[l] = append(r.shares[l], share{at: i, ppm: shares[k], later: c.stage != stageLine, moves: moves(c)})
			}
		}
		for _, l := range c.strips {
			r.back[l] = append(r.back[l], i)
			at := slices.IndexFunc(r.shares[l], func(x share) bool { return x.at == i })
			if at < 0 { // it is bounded by itself, or takes of other lines
				r.loose[l] = true
				continue
			}
			r.shares[l][at].strips = true
		}
	}
	return s.decided(r, r.wide(s), s.p.ints.take(mostWide)[:0])
}

// wide are the offers for the most lines. What one line would rather do without
// another one may not have: they are decided for all lines at once.
func (r *relaxed) wide(s *search) []int {
	list := s.p.ints.take(len(s.seq))[:0]
	for i, c := range s.seq {
		if !r.apart[i] && 4*len(c.writes) > len(s.p.lines) {
			list = append(list, i)
		}
	}
	slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(s.reach[b], s.reach[a]) })
	return list[:min(len(list), mostWide)]
}

// decided is the most that can be taken with these and without any other of the
// wide ones that were decided.
func (s *search) decided(r *relaxed, wide, with []int) int64 {
	if len(wide) == 0 {
		return s.cap(r, with)
	}
	i, others := wide[0], wide[1:]
	r.out[i] = true
	most := s.decided(r, others, with)
	r.out[i] = false
	if !s.bars(i, with) {
		most = max(most, s.decided(r, others, append(with, i)))
	}
	return most
}

// bars reports whether an offer excludes any of these.
func (s *search) bars(i int, of []int) bool {
	return slices.ContainsFunc(of, func(j int) bool { return slices.Contains(s.not[i], j) })
}

// portion is so many millionths of an amount, rounded up.
func portion(amount, share int64) int64 {
	if share == 0 {
		return 0
	}
	n, ok := money.MulDiv(amount, share, ppm)
	if !ok {
		return unlimited
	}
	return n + 1
}

// sharesOf tells of each line that an offer writes which share of it the offer can
// take; nil where that cannot be told.
func (p *pricing) sharesOf(c *candidate) []int64 {
	b, t := &c.Terms.Benefit, &c.Terms.Threshold
	out := p.amounts.take(len(c.writes))
	switch b.Kind {
	case terms.PercentOff:
		for i := range out {
			out[i] = int64(b.Rate) * (ppm / int64(money.One))
		}
	case terms.AmountOff:
		// For every threshold or once: never more than its part of what is counted.
		if t.Amount <= 0 || t.Of == terms.BeforeDiscount || !slices.Equal(c.on, c.writes) || b.Amount >= t.Amount {
			return nil
		}
		for i := range out {
			out[i] = up(b.Amount, ppm, t.Amount)
		}
	case terms.FixedPrice:
		for i, l := range c.writes {
			out[i] = up(max(p.lines[l].list-amountOf(b.Amount, p.lines[l].Line), 0), ppm, p.lines[l].list)
		}
	case terms.NthPiece, terms.BuyGet:
		if len(b.Parts) > 0 {
			return nil
		}
		p.pick(&c.writesBy, p.atList(), p.freed(c), cheapest)
		for i, l := range c.writes {
			if n := p.count[l]; n > 0 {
				out[i] = up(n, int64(b.Rate)*(ppm/int64(money.One)), p.lines[l].pieces)
			}
		}
	default:
		return nil
	}
	return out
}

// moves reports whether what an offer takes may be of other lines than its shares.
func moves(c *candidate) bool {
	k := c.Terms.Benefit.Kind
	return len(c.writes) > 1 && (k == terms.NthPiece || k == terms.BuyGet)
}

// atList is what the lines cost at list prices.
func (p *pricing) atList() []int64 {
	list := p.amounts.take(len(p.lines))
	for i := range p.lines {
		list[i] = p.lines[i].list
	}
	return list
}

// freed is how many pieces an N-th piece or a buy and get concerns at the most.
func (p *pricing) freed(c *candidate) int64 {
	b, pieces := &c.Terms.Benefit, c.pieces
	if b.Kind == terms.NthPiece {
		n := pieces / b.Nth
		if b.Times > 0 {
			n = min(n, b.Times)
		}
		return n
	}
	n := pieces * b.Get / (b.Buy + b.Get)
	if b.Times > 0 {
		n = min(n, b.Times*b.Get)
	}
	return n
}

// up is a·b/c rounded up, and at most the whole of b.
func up(a, b, c int64) int64 {
	n, ok := money.MulDiv(a, b, c)
	if !ok {
		return b
	}
	return min(n+1, b)
}

// cap is the most that any set comes to that has these and nothing that is out.
func (s *search) cap(r *relaxed, with []int) (total int64) {
	clear(r.high)
	for i := range s.seq {
		if !r.apart[i] || s.bars(i, with) {
			continue
		}
		if k := s.clique[i]; s.reach[i] > r.high[k] {
			total += s.reach[i] - r.high[k]
			r.high[k] = s.reach[i]
		}
	}
	for l := range s.p.lines {
		total += s.lineCap(r, l, with)
	}
	return total
}

// lineCap is the most that shares can take of one line, less what going back to its
// list price costs.
func (s *search) lineCap(r *relaxed, l int, with []int) int64 {
	line := &s.p.lines[l]
	stripped := slices.ContainsFunc(r.back[l], func(i int) bool { return slices.Contains(with, i) })
	at := r.of[:0]
	for _, x := range r.shares[l] {
		if x.has = slices.Contains(with, x.at); x.has || !r.out[x.at] && !s.bars(x.at, with) {
			at = append(at, x)
		}
	}
	r.of = at
	w := lineWalk{s: s, line: line, at: at, loose: r.loose[l], best: -unlimited, left: mostSets}
	w.walk(0, sums{kept: ppm, stripped: stripped}, r.taken[:0])
	if w.left <= 0 {
		w.loose = true
		w.best = max(w.value(w.all()), w.best)
	}
	return w.best + int64(len(at))
}

// lineWalk looks at the legal sets of one line.
type lineWalk struct {
	s     *search
	line  *line
	at    []share
	loose bool
	best  int64
	left  int // sets that may still be looked at
}

// sums are what the sets of one line come to, in millionths.
type sums struct {
	kept     int64 // of the line, by the stage of goods
	moved    int64 // of the line, taken beside that
	later    int64 // of what is kept, taken by later stages
	stripped bool  // the line is at its list price
}

// walk goes on at one offer.
func (w *lineWalk) walk(i int, now sums, taken []int) {
	if w.left--; w.left <= 0 {
		return
	}
	if i == len(w.at) {
		w.best = max(w.best, w.value(now))
		return
	}
	x := &w.at[i]
	if !w.s.bars(x.at, taken) {
		with := now
		with.stripped = now.stripped || x.strips
		with.take(x, now.kept)
		w.walk(i+1, with, append(taken, x.at))
	}
	if !x.has {
		w.walk(i+1, now, taken)
	}
}

// take adds a share, of so much of the line.
func (n *sums) take(x *share, of int64) {
	switch {
	case x.later:
		n.later += x.ppm
	case x.moves:
		n.moved += of*x.ppm/ppm + 1
	default:
		n.kept = n.kept * (ppm - x.ppm) / ppm
	}
}

// all takes everything, whatever it excludes, and from the member price.
func (w *lineWalk) all() sums {
	n := sums{kept: ppm}
	for i := range w.at {
		n.take(&w.at[i], ppm)
	}
	return n
}

// value is what a set takes of the line.
func (w *lineWalk) value(n sums) int64 {
	if n.later >= ppm {
		// The more is left by the stage of goods the more later ones take.
		return w.line.member - w.line.list + portion(w.line.list, n.later+n.moved)
	}
	base := w.line.member
	if n.stripped {
		base = w.line.list
	}
	moved := portion(base, n.moved)
	if w.loose {
		moved = portion(w.line.list, n.moved)
	}
	rest, _ := money.MulDiv(base, n.kept, ppm)
	return w.line.member - rest + portion(rest, n.later) + moved
}
