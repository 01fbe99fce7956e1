package sample

import (
	"slices"
	"strconv"
)

// Timeline is the history of the member with an index from 0 to Config.Members−1.
func (g *Generator) Timeline(i int) Timeline {
	b := g.memberBuyer(i)
	r := newRandom(g.config.Seed, streamBasket, i)
	return g.timeline(&b, g.plan.visits[g.plan.first[i]:g.plan.first[i+1]], &r)
}

// walkIn is the one order of a customer whom nobody knows.
func (g *Generator) walkIn(i int) Timeline {
	r := newRandom(g.config.Seed, streamWalkInBasket, i)
	b := walkInBuyer(&r)
	return g.timeline(&b, g.plan.walkIns[i:i+1], &r)
}

// timeline makes the orders of the visits, and refunds of some, and puts them in the
// order of time; of two at the same second the order comes first.
func (g *Generator) timeline(b *buyer, visits []visit, r *random) Timeline {
	t := Timeline{Member: b.member, Records: make([]Record, 0, len(visits)+1)}
	orders := make([]Order, len(visits))
	refunds := 0
	for i, v := range visits {
		g.makeOrder(&orders[i], b, v, r)
		t.Records = append(t.Records, Record{Order: &orders[i]})
	}
	for i, v := range visits {
		for _, refund := range g.makeRefunds(&orders[i], v, r) {
			t.Records = append(t.Records, Record{Refund: refund})
			refunds++
		}
	}
	if refunds > 0 {
		slices.SortStableFunc(t.Records, func(a, b Record) int { return a.OccurredAt().Compare(b.OccurredAt()) })
	}
	return t
}

// makeOrder fills the basket of a visit, prices it and lets it be paid.
func (g *Generator) makeOrder(o *Order, b *buyer, v visit, r *random) {
	store := &g.retailer.Stores[v.store]
	s := shopping{g: g, day: v.day(), menu: store.menu, buyer: b, r: r, lines: make([]Line, 0, 4)}
	s.fill(v)
	promotion := s.discount(v)
	s.bring(v)
	for i := range s.lines {
		s.lines[i].Paid = s.lines[i].List() - s.lines[i].Discount
	}
	*o = Order{
		Reference: reference(store.Code, g.calendar.days[s.day].stamp, v.number),
		Member:    b.member, Store: int(v.store), Channel: int(v.channel),
		OccurredAt: g.calendar.instant(s.day, v.second()),
		Promotion:  promotion, Lines: s.lines,
	}
	if v.channel == Till {
		o.Till, o.Cashier = store.staffed(v)
	}
	o.Tenders = pay(b, v, o.Total(), r)
}

// reference is what the till prints, such as S07-20260310-0042.
func reference(store, stamp string, number uint32) string {
	text := make([]byte, 0, len(store)+len(stamp)+6)
	text = append(append(text, store...), '-')
	text = append(append(text, stamp...), '-')
	for limit := uint32(1000); limit > number && limit > 1; limit /= 10 {
		text = append(text, '0')
	}
	return string(strconv.AppendUint(text, uint64(number), 10))
}

// staffed tells till and cashier of a visit. The late shift starts at 14:30; a cashier
// stays at one till for a shift, and the roster moves on by one each day.
func (s *Store) staffed(v visit) (till, cashier string) {
	t := int(v.number) % s.Tills
	late := 0
	if v.second() >= 14*hour+hour/2 {
		late = s.Tills
	}
	return s.tillCodes[t], s.cashiers[(v.day()+t+late)%len(s.cashiers)]
}

// What bringing costs, in fen.
const (
	parcelFee     = 800
	parcelFreeAt  = 9_900
	riderFeeFrom  = 3 // yuan
	riderFeeUntil = 6
	riderFree     = 0.22
)

// bring adds the fee of a delivery, which is waived for large parcels and, by the
// platform's grace, for some meals.
func (s *shopping) bring(v visit) {
	fee := Line{Kind: Delivery, Article: NoArticle, Quantity: 1}
	switch v.channel {
	case DeliveryPlatform:
		fee.UnitPrice = int64(s.r.between(riderFeeFrom, riderFeeUntil)) * 100
		if s.r.chance(riderFree) {
			fee.Discount = fee.UnitPrice
		}
	case WebShop:
		fee.UnitPrice = parcelFee
		if s.list() >= parcelFreeAt {
			fee.Discount = fee.UnitPrice
		}
	default:
		return
	}
	s.lines = append(s.lines, fee)
}

// pay chooses the tender. Only a till takes cards and cash; rarely somebody empties the
// purse first and pays the rest by phone.
func pay(b *buyer, v visit, total int64, r *random) []Tender {
	const note = 2_000
	kind := b.tender
	if r.chance(0.15) {
		kind = WeChat
	}
	if v.channel != Till && (kind == Card || kind == Cash) || v.channel == MiniProgram {
		kind = WeChat
	}
	if v.channel == Till && total > 2*note && r.chance(0.012) {
		return []Tender{{Cash, note}, {WeChat, total - note}}
	}
	return []Tender{{kind, total}}
}
