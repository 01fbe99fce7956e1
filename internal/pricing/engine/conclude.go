package engine

import (
	"cmp"
	"slices"

	"habitue/internal/coupon/terms"
)

// conclude puts together what the searches found.
func (p *pricing) conclude(runs []search) Quote {
	chosen := p.flags.take(len(p.cands)) // by number
	q := Quote{Currency: p.in.Basket.Currency, Exact: true}
	for i := range runs {
		s := &runs[i]
		for i, c := range s.seq {
			chosen[c.n] = s.best.chosen[i]
		}
		if s.stopped {
			q.Exact = false
			q.Missed += s.missed()
		}
	}
	p.replay(&q, chosen)
	p.spend(&q)
	q.RunnerUp = p.runnerUp(runs, q.Totals.Net)
	return q
}

// missed bounds by how much a set that was not walked may be better.
func (s *search) missed() int64 {
	if s.p.in.Objective == MarginBest {
		base := make([]int64, len(s.p.lines))
		for _, c := range s.seq { // without member prices the most would be paid
			for _, l := range c.strips {
				base[l] = s.p.lines[l].list - s.p.lines[l].member
			}
		}
		most := s.best.off
		for _, more := range base {
			most += more
		}
		return max(most, 0)
	}
	return max(s.open-s.best.off, 0)
}

// takenOff is what an offer takes off a line, by the line's place in the basket.
type takenOff struct {
	Off
	at int
}

// replay applies the chosen offers to the whole basket and writes down every step.
func (p *pricing) replay(q *Quote, chosen []bool) {
	lines := make([]LineQuote, len(p.lines)) // as given
	net, entry := p.amounts.take(len(p.lines)), p.amounts.take(len(p.lines))
	for i := range p.lines {
		net[i] = p.lines[i].member
	}
	applied := 0
	for i, c := range p.cands {
		if !chosen[i] {
			continue
		}
		applied++
		for _, l := range c.strips {
			net[l] = p.lines[l].list
		}
	}
	for i := range p.lines {
		l := &p.lines[i]
		lines[l.at] = LineQuote{No: l.No, List: l.list, Member: l.list - net[i]}
		q.Totals.List += l.list
		q.Totals.Member += l.list - net[i]
	}
	room := p.roomOf(net)
	copy(entry, net)
	p.rest = p.amounts.take(len(p.lines))
	if p.in.Margin == nil {
		room = unlimited
	}
	if applied > 0 {
		q.Applied = make([]Applied, 0, applied)
	}
	p.taken = p.taken[:0]
	for i, c := range p.cands {
		if i > 0 && p.cands[i-1].stage != c.stage {
			copy(entry, net)
		}
		e := p.effect(c, entry, net, room)
		if !chosen[i] || e.nothing() {
			p.refuse(c, e, chosen)
			continue
		}
		p.settle(c, e)
		for _, l := range c.writes {
			if p.take[l] > 0 {
				net[l] -= p.take[l]
				p.taken = append(p.taken, takenOff{Off{Offer: c.ID, Version: c.Version, Amount: p.take[l], Rest: p.rest[l]}, p.lines[l].at})
			}
		}
		if room < unlimited {
			room -= p.floored(c)
		}
		q.apply(c, e)
	}
	if len(q.Applied) == 0 {
		q.Applied = nil
	}
	p.tell(lines)
	for i := range p.lines {
		l := &lines[p.lines[i].at]
		l.Net, l.Payable = net[i], net[i]
		q.Totals.Net += net[i]
	}
	q.Lines, q.Refused = lines, p.refused
}

// tell writes down what was taken of each line, in the order in which it was.
func (p *pricing) tell(lines []LineQuote) {
	many := p.ints.take(len(lines))
	for i := range p.taken {
		many[p.taken[i].at]++
	}
	all := make([]Off, len(p.taken))
	for i := range lines {
		if many[i] > 0 {
			lines[i].Offs, all = all[:0:many[i]], all[many[i]:]
		}
	}
	for i := range p.taken {
		l := &lines[p.taken[i].at]
		l.Offs = append(l.Offs, p.taken[i].Off)
	}
}

func (q *Quote) apply(c *candidate, e *effect) {
	q.Applied = append(q.Applied, Applied{
		Offer: c.ID, Version: c.Version, Source: c.Source, Template: c.Template, Name: c.Name,
		Off: e.off, Pieces: e.pieces, Cut: e.cut, Short: e.short,
	})
	if c.Source == terms.FromCoupon {
		q.Totals.Coupons += e.off
	} else {
		q.Totals.Promotions += e.off
	}
	for i, due := range e.due {
		if due > 0 {
			q.Gifts = append(q.Gifts, GiftDue{Offer: c.ID, Goods: c.Terms.Benefit.Parts[i].Goods, Quantity: due})
		}
	}
}

// runnerUp is the best other combination: one component's second best in the
// place of its best, where that costs the least.
func (p *pricing) runnerUp(runs []search, net int64) *Alternative {
	at := -1
	var least score
	for i := range runs {
		s := &runs[i]
		if !s.second.valid {
			continue
		}
		loss := score{s.second.off - s.best.off, s.second.gifts - s.best.gifts, s.second.coupons - s.best.coupons, s.second.offers - s.best.offers}
		if at < 0 || p.in.Objective.better(loss, least) {
			at, least = i, loss
		}
	}
	if at < 0 {
		return nil
	}
	alt := &Alternative{Net: net - least.off, Offers: make([]string, 0, len(p.cands))}
	for i := range runs {
		s := &runs[i]
		o := &s.best
		if i == at {
			o = &s.second
		}
		for k, c := range s.seq {
			if o.chosen[k] {
				alt.Offers = append(alt.Offers, c.ID)
			}
		}
	}
	slices.SortFunc(alt.Offers, byID)
	return alt
}

func refusal(o *Offer, code string) Refusal {
	return Refusal{Offer: o.ID, Version: o.Version, Source: o.Source, Template: o.Template, Name: o.Name, Code: code}
}

// refuse says why a candidate is not applied, as the basket stands in its place.
func (p *pricing) refuse(c *candidate, e *effect, chosen []bool) {
	r := refusal(c.Offer, cmp.Or(e.why, WhyWorse))
	r.Need, r.Have = e.need, e.have
	for _, j := range c.not {
		if chosen[j] {
			r.Without = append(r.Without, p.cands[j].ID)
		}
	}
	slices.SortFunc(r.Without, byID)
	switch r.Code {
	case WhyAmount:
		r.Unlock = &Unlock{Amount: r.Need - r.Have, Of: c.Terms.On}
	case WhyPieces:
		r.Unlock = &Unlock{Pieces: r.Need - r.Have, Of: c.Terms.On}
	default:
		if len(r.Without) > 0 && (r.Code == WhyWorse || r.Code == WhyNoGain) {
			r.Code, r.Need, r.Have = WhyExcluded, 0, 0
		}
	}
	if r.Code != WhyExcluded {
		r.Without = nil
	}
	p.refused = append(p.refused, r)
}

// inOrder puts coupons before promotions, and what is nearest first.
func (p *pricing) inOrder(list []Refusal) []Refusal {
	if p.refused = list; len(list) == 0 {
		return nil
	}
	rank := func(r *Refusal) int {
		switch r.Source {
		case terms.FromCoupon:
			return 0
		case terms.FromPromotion:
			return 1
		}
		return 2
	}
	short := func(r *Refusal) int64 {
		if r.Unlock == nil {
			return unlimited
		}
		return r.Unlock.Amount + r.Unlock.Pieces
	}
	order := p.ints.take(len(list))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := &list[i], &list[j]
		if c := rank(a) - rank(b); c != 0 {
			return c
		}
		return cmp.Or(cmp.Compare(short(a), short(b)), byID(a.Offer, b.Offer))
	})
	sorted := make([]Refusal, len(list))
	for i, at := range order {
		sorted[i] = list[at]
	}
	return sorted
}
