package engine

import (
	"cmp"
	"slices"

	"habitue/internal/coupon/terms"
)

// conclude puts together what the searches found.
func (p *pricing) conclude(runs []*search) Quote {
	chosen := make(map[*candidate]bool, len(p.cands))
	q := Quote{Currency: p.in.Basket.Currency, Exact: true}
	for _, s := range runs {
		for i, c := range s.seq {
			chosen[c] = s.best.chosen[i]
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

// replay applies the chosen offers to the whole basket and writes down every step.
func (p *pricing) replay(q *Quote, chosen map[*candidate]bool) {
	lines := make([]LineQuote, len(p.lines)) // as given
	net := make([]int64, len(p.lines))
	for i, l := range p.lines {
		net[i] = l.member
	}
	for _, c := range p.cands {
		for _, l := range c.strips {
			if chosen[c] {
				net[l] = p.lines[l].list
			}
		}
	}
	for i, l := range p.lines {
		lines[l.at] = LineQuote{No: l.No, List: l.list, Member: l.list - net[i]}
		q.Totals.List += l.list
		q.Totals.Member += l.list - net[i]
	}
	entry, room := slices.Clone(net), p.roomOf(net)
	p.rest = make([]int64, len(p.lines))
	if p.in.Margin == nil {
		room = unlimited
	}
	for i, c := range p.cands {
		if i > 0 && p.cands[i-1].stage != c.stage {
			copy(entry, net)
		}
		e := p.effect(c, entry, net, room)
		if !chosen[c] || e.nothing() {
			p.refuse(c, e, chosen)
			continue
		}
		for _, l := range c.writes {
			if p.take[l] > 0 {
				net[l] -= p.take[l]
				at := p.lines[l].at
				lines[at].Offs = append(lines[at].Offs, Off{Offer: c.ID, Version: c.Version, Amount: p.take[l], Rest: p.rest[l]})
			}
		}
		if room < unlimited {
			room -= p.floored(c)
		}
		q.apply(c, e)
	}
	for i, l := range p.lines {
		lines[l.at].Net = net[i]
		lines[l.at].Payable = net[i]
		q.Totals.Net += net[i]
	}
	q.Lines, q.Refused = lines, p.refused
}

func (q *Quote) apply(c *candidate, e effect) {
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
func (p *pricing) runnerUp(runs []*search, net int64) *Alternative {
	at := -1
	var least score
	for i, s := range runs {
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
	alt := &Alternative{Net: net - least.off, Offers: []string{}}
	for i, s := range runs {
		o := s.best
		if i == at {
			o = s.second
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
func (p *pricing) refuse(c *candidate, e effect, chosen map[*candidate]bool) {
	r := refusal(c.Offer, cmp.Or(e.why, WhyWorse))
	r.Need, r.Have = e.need, e.have
	for _, j := range c.not {
		if other := p.cands[j]; chosen[other] {
			r.Without = append(r.Without, other.ID)
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

// sortRefusals puts coupons before promotions, and what is nearest first.
func sortRefusals(list []Refusal) {
	rank := func(r Refusal) int {
		switch {
		case r.Source == terms.FromCoupon:
			return 0
		case r.Source == terms.FromPromotion:
			return 1
		}
		return 2
	}
	slices.SortStableFunc(list, func(a, b Refusal) int {
		short := func(r Refusal) int64 {
			if r.Unlock == nil {
				return unlimited
			}
			return r.Unlock.Amount + r.Unlock.Pieces
		}
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(short(a), short(b)), byID(a.Offer, b.Offer))
	})
}
