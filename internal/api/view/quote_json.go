package view

import "habitue/internal/api/edge"

// AppendJSON implements edge.Appender.
func (q *Quote) AppendJSON(w *edge.Writer) {
	w.Open('{')
	q.members(w)
	w.String("digest", q.Digest)
	w.Int("points", int64(q.Points))
	w.Key("have")
	w.Open('{')
	w.Int("points", int64(q.Have.Points))
	w.Int("stored_value", int64(q.Have.Stored))
	w.Close('}')
	w.Key("earns")
	w.Open('{')
	w.Int("points", int64(q.Earns.Points))
	w.Int("growth", int64(q.Earns.Growth))
	w.Close('}')
	w.Key("group")
	w.Any(q.Group)
	w.Close('}')
}

func (p *PricedBasket) members(w *edge.Writer) {
	w.String("currency", p.Currency)
	each(w, "lines", p.Lines, (*QuoteLine).append)
	each(w, "applied", p.Applied, (*QuoteOffer).append)
	each(w, "refused", p.Refused, (*QuoteRefusal).append)
	each(w, "gifts", p.Gifts, (*QuoteGift).append)
	w.Int("list", int64(p.List))
	w.Int("member_off", int64(p.MemberOff))
	w.Int("promotions_off", int64(p.PromoOff))
	w.Int("coupons_off", int64(p.CouponOff))
	w.Int("net", int64(p.Net))
	w.Int("points_off", int64(p.PointsOff))
	w.Int("stored_value", int64(p.Stored))
	w.Int("payable", int64(p.Payable))
	w.Key("runner_up")
	if r := p.RunnerUp; r == nil {
		w.Null()
	} else {
		w.Open('{')
		stringList(w, "names", r.Names)
		w.Int("net", int64(r.Net))
		w.Close('}')
	}
	w.Bool("exact", p.Exact)
	w.Int("missed_at_most", int64(p.Missed))
	if len(p.Notes) > 0 {
		stringList(w, "floor_notes", p.Notes)
	}
}

// each writes a list of objects; none at all is null, as encoding/json has it.
func each[T any](w *edge.Writer, key string, list []T, members func(*T, *edge.Writer)) {
	w.Key(key)
	if list == nil {
		w.Null()
		return
	}
	w.Open('[')
	for i := range list {
		w.Open('{')
		members(&list[i], w)
		w.Close('}')
	}
	w.Close(']')
}

func stringList(w *edge.Writer, key string, list []string) {
	w.Key(key)
	if list == nil {
		w.Null()
		return
	}
	w.Open('[')
	for _, s := range list {
		w.Element(s)
	}
	w.Close(']')
}

func (l *QuoteLine) append(w *edge.Writer) {
	w.Int("no", int64(l.No))
	w.Int("list", int64(l.List))
	w.Int("member_off", int64(l.MemberOff))
	each(w, "offs", l.Offs, func(o *QuotePart, w *edge.Writer) {
		w.String("offer", o.Offer)
		w.Int("version", int64(o.Version))
		w.Int("amount", int64(o.Amount))
	})
	w.Int("net", int64(l.Net))
	w.Int("points_off", int64(l.PointsOff))
	w.Int("stored_value", int64(l.Stored))
	w.Int("payable", int64(l.Payable))
}

func (o *QuoteOffer) append(w *edge.Writer) {
	w.String("offer", o.Offer)
	w.Int("version", int64(o.Version))
	w.String("source", o.Source)
	w.String("name", o.Name)
	w.Int("off", int64(o.Off))
	w.StringOrNull("cut", o.Cut)
	if o.Told != nil {
		w.String("cut_words", *o.Told)
	}
}

func (r *QuoteRefusal) append(w *edge.Writer) {
	w.String("offer", r.Offer)
	w.String("source", r.Source)
	w.String("name", r.Name)
	w.String("code", r.Code)
	w.String("words", r.Words)
	w.Int("short", int64(r.Short))
}

func (g *QuoteGift) append(w *edge.Writer) {
	w.String("offer", g.Offer)
	w.String("goods", g.Goods)
	w.Int("quantity", g.Quantity)
	w.Key("no")
	if g.No == nil {
		w.Null()
	} else {
		w.Any(*g.No)
	}
}
