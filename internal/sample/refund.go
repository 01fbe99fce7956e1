package sample

import "strconv"

// How often something comes back. A basket of several pieces is refunded more often, and
// then mostly in part: one cup was wrong, one box was too many.
const (
	refundOne     = 0.010
	refundSeveral = 0.034
	refundWhole   = 0.12
	refundAgain   = 0.06
	parcelDelay   = 9 // days: what is sent is sent back within nine
	counterDelay  = 3 // what is drunk is complained of within three
)

// makeRefunds decides whether, when and what the customer brings back. What would fall
// beyond the end of the records has not happened yet.
func (g *Generator) makeRefunds(o *Order, v visit, r *random) []*Refund {
	p := refundSeveral
	if pieces(o) == 1 {
		p = refundOne
	}
	if !r.chance(p) {
		return nil
	}
	back := returns{g: g, order: o, visit: v, r: r, given: make([]RefundLine, len(o.Lines))}
	for again := true; again && back.next(); {
		again = r.chance(refundAgain)
	}
	return back.refunds
}

func pieces(o *Order) (n int64) {
	for _, l := range o.Lines {
		if l.Kind == Goods {
			n += l.Quantity
		}
	}
	return n
}

// returns follows what of an order has come back so far.
type returns struct {
	g       *Generator
	order   *Order
	visit   visit // the latest: where the order was bought, when it was last dealt with
	r       *random
	given   []RefundLine // by line, over all refunds
	refunds []*Refund
}

// next makes one more refund, unless nothing is left or the records end before it.
func (b *returns) next() bool {
	if !b.later() {
		return false
	}
	var lines []RefundLine
	if b.r.chance(refundWhole) {
		lines = b.everything()
	} else {
		lines = b.something()
	}
	if len(lines) == 0 {
		return false
	}
	o, store := b.order, &b.g.retailer.Stores[b.order.Store]
	refund := &Refund{
		Reference: o.Reference + "-R" + strconv.Itoa(len(b.refunds)+1), Order: o.Reference,
		Member: o.Member, Store: o.Store, OccurredAt: b.g.calendar.instant(b.visit.day(), b.visit.second()),
		Reason: b.reason(), Lines: lines,
	}
	if o.Channel == Till {
		refund.Till, refund.Cashier = store.staffed(b.visit)
	}
	refund.Tenders = b.repay(refund.Total())
	b.refunds = append(b.refunds, refund)
	return true
}

// later moves to the moment of the refund: within the hour, or some days on at an hour
// when somebody answers. It is false when the records end before.
func (b *returns) later() bool {
	v := &b.visit
	shift := &b.g.shifts[v.store][restday]
	delay := b.r.between(0, counterDelay)
	if v.channel == WebShop {
		shift = &b.g.shifts[v.store][online]
		delay = b.r.between(1, parcelDelay)
	}
	if soon := v.second() + b.r.between(300, 3000); delay == 0 && soon < shift.until {
		v.at = uint32(v.day()*secondsPerDay + soon)
		return true
	}
	v.at = uint32((v.day()+max(1, delay))*secondsPerDay + shift.pick(b.r))
	return v.day() < len(b.g.calendar.days)
}

// everything gives back all that is left, the fee included.
func (b *returns) everything() []RefundLine {
	var lines []RefundLine
	for i, l := range b.order.Lines {
		if left := l.Quantity - b.given[i].Quantity; left > 0 {
			lines = append(lines, b.give(i, left))
		}
	}
	return lines
}

// something gives back pieces of one line of goods: usually one piece.
func (b *returns) something() []RefundLine {
	start := b.r.below(len(b.order.Lines))
	for k := range b.order.Lines {
		i := (start + k) % len(b.order.Lines)
		l := b.order.Lines[i]
		left := l.Quantity - b.given[i].Quantity
		if l.Kind != Goods || left == 0 {
			continue
		}
		quantity := int64(1)
		if b.r.chance(0.2) {
			quantity = int64(b.r.between(1, int(left)))
		}
		return []RefundLine{b.give(i, quantity)}
	}
	return nil
}

// give refunds pieces of a line: of q pieces so far the share ⌊paid × q ÷ quantity⌋, less
// what was given before. The last piece takes the rest.
func (b *returns) give(i int, quantity int64) RefundLine {
	l, given := b.order.Lines[i], &b.given[i]
	given.Quantity += quantity
	due := l.Paid * given.Quantity / l.Quantity
	line := RefundLine{Line: i, Quantity: quantity, Amount: due - given.Amount}
	given.Amount = due
	return line
}

func (b *returns) reason() RefundReason {
	switch x := b.r.float(); {
	case b.order.Channel == DeliveryPlatform && x < 0.30:
		return Late
	case x < 0.55:
		return WrongItem
	case x < 0.80:
		return BadQuality
	default:
		return ChangedMind
	}
}

// repay returns the money to the tenders in their order, each up to what it paid and
// has not got back yet.
func (b *returns) repay(total int64) []Tender {
	var before int64
	for _, r := range b.refunds {
		before += r.Total()
	}
	var tenders []Tender
	for _, t := range b.order.Tenders {
		skip := min(before, t.Amount)
		before -= skip
		if amount := min(t.Amount-skip, total); amount > 0 {
			tenders = append(tenders, Tender{t.Kind, amount})
			total -= amount
		}
	}
	return tenders
}
