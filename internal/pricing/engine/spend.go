package engine

import (
	"habitue/internal/coupon/terms"
	"habitue/internal/platform/money"
)

// spend pays with points, then with stored value, what is left of the basket.
func (p *pricing) spend(q *Quote) {
	due := make([]int64, len(p.lines)) // in the canonical order
	var total int64
	for i, l := range p.lines {
		if l.Kind != "tip" {
			due[i] = q.Lines[l.at].Net
			total += due[i]
		}
	}
	if p.in.Points.Want != None {
		points, amount, refused := p.in.Points.spend(total)
		if refused != nil {
			q.Refused = append(q.Refused, *refused)
		}
		q.Totals.Points, q.Totals.PointsOff = points, amount
		parts := money.Spread(amount, due)
		for i, rest := range leftOver(amount, due, parts) {
			at, part := p.lines[i].at, parts[i]
			q.Lines[at].Points, q.Lines[at].PointsRest = part, rest
			q.Lines[at].Payable -= part
			due[i] -= part
		}
	}
	left := q.Totals.Net - q.Totals.PointsOff
	if want := p.in.Stored.Want; want != None {
		amount := min(p.in.Stored.Have, left)
		if want > 0 {
			amount = min(amount, want)
		}
		if amount == 0 {
			q.Refused = append(q.Refused, Refusal{Source: terms.FromStoredValue, Code: WhyNothing})
		}
		rest := make([]int64, len(p.lines))
		for i, l := range p.lines {
			rest[i] = q.Lines[l.at].Payable
		}
		q.Totals.Stored = amount
		parts := money.Spread(amount, rest)
		for i, over := range leftOver(amount, rest, parts) {
			at, part := p.lines[i].at, parts[i]
			q.Lines[at].Stored, q.Lines[at].StoredRest = part, over
			q.Lines[at].Payable -= part
		}
		left -= amount
	}
	q.Totals.Payable = left
}

// spend returns how many points pay how much of a total. No point is spent whose
// worth would be lost in rounding, where the step allows it.
func (o Points) spend(total int64) (points, amount int64, refused *Refusal) {
	refuse := func(code string, need, have int64) (int64, int64, *Refusal) {
		r := &Refusal{Source: terms.FromPoints, Code: code, Need: need, Have: have}
		if code == WhyMinimum {
			r.Unlock = &Unlock{Amount: need - have}
		}
		return 0, 0, r
	}
	if total < o.MinBasket {
		return refuse(WhyMinimum, o.MinBasket, total)
	}
	most := total
	if o.MaxShare > 0 {
		most, _ = money.MulDiv(total, int64(o.MaxShare), int64(money.One))
	}
	points = o.Have
	if o.Want > 0 {
		points = min(points, o.Want)
	}
	if worth, ok := money.MulDiv(most, o.Per, o.Worth); ok {
		points = min(points, worth)
	}
	points -= points % max(o.Step, 1)
	amount, _ = money.MulDiv(points, o.Worth, o.Per)
	if needed, ok := ceilDiv(amount, o.Per, o.Worth); ok {
		if step := max(o.Step, 1); needed%step == 0 {
			points = min(points, needed)
		}
	}
	if amount == 0 {
		return refuse(WhyNothing, 0, 0)
	}
	return points, amount, nil
}

// ceilDiv is a·b/c rounded up.
func ceilDiv(a, b, c int64) (int64, bool) {
	n, ok := money.MulDiv(a, b, c)
	if ok && rest(a, b, c) > 0 {
		n++
	}
	return n, ok
}
