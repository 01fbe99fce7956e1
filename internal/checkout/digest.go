package checkout

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"maps"
	"slices"
	"sync"

	"habitue/internal/coupon/terms"
	"habitue/internal/pricing/engine"
)

// digest is of all that is agreed on: what each line costs and why, what is used,
// what is to be paid. When it was asked, and how far the search went, is no part.
// Two quotes have the same one only where all of that is the same: what is written
// down says of each text and list how long it is.
func digest(q *Quote) string {
	w := digests.Get().(*writer)
	defer digests.Put(w)
	w.text = w.text[:0]
	w.string(q.Currency)
	w.basket(&q.Input.Basket)
	w.quote(&q.Quote)
	for _, p := range [...]*Part{q.Spent.Points, q.Spent.Principal, q.Spent.Bonus} {
		if w.bool(p != nil); p != nil {
			w.ints(int64(p.Asset), p.Amount)
		}
	}
	sum := sha256.Sum256(w.text)
	return hex.EncodeToString(sum[:16])
}

var digests = sync.Pool{New: func() any { return new(writer) }}

// writer writes values down so that each list of them is written in one way, and
// no other is written like it.
type writer struct {
	text []byte
	keys []string // scratch of sorted
}

// sorted are the keys of a map in their order, good until it is asked again.
func sorted[V any](w *writer, m map[string]V) []string {
	w.keys = slices.AppendSeq(w.keys[:0], maps.Keys(m))
	slices.Sort(w.keys)
	return w.keys
}

func (w *writer) ints(list ...int64) {
	for _, n := range list {
		w.text = binary.AppendVarint(w.text, n)
	}
}

func (w *writer) bool(b bool) {
	if b {
		w.ints(1)
	} else {
		w.ints(0)
	}
}

func (w *writer) string(s string) {
	w.ints(int64(len(s)))
	w.text = append(w.text, s...)
}

func (w *writer) strings(list []string) {
	w.ints(int64(len(list)))
	for _, s := range list {
		w.string(s)
	}
}

func (w *writer) basket(b *engine.Basket) {
	w.string(b.Currency)
	w.ints(int64(len(b.Lines)))
	for i := range b.Lines {
		l := &b.Lines[i]
		w.ints(int64(l.No), l.Unit, l.Quantity, l.Scale, l.Cost)
		w.string(l.Kind)
		w.string(l.Article)
		w.string(l.Brand)
		w.strings(l.Categories)
		w.ints(int64(len(l.Members)))
		for _, level := range sorted(w, l.Members) {
			w.string(level)
			w.ints(l.Members[level])
		}
		w.bool(l.NoDiscount)
		if w.bool(l.TaxRate != nil); l.TaxRate != nil {
			w.ints(int64(*l.TaxRate))
		}
	}
}

func (w *writer) quote(q *engine.Quote) {
	w.ints(int64(len(q.Lines)))
	for i := range q.Lines {
		l := &q.Lines[i]
		w.ints(int64(l.No), l.List, l.Member, l.Net, l.Points, l.Stored, l.Payable, l.PointsRest, l.StoredRest, int64(len(l.Offs)))
		for j := range l.Offs {
			o := &l.Offs[j]
			w.string(o.Offer)
			w.ints(int64(o.Version), o.Amount, o.Rest)
		}
	}
	w.ints(int64(len(q.Applied)))
	for i := range q.Applied {
		a := &q.Applied[i]
		w.string(a.Offer)
		w.ints(int64(a.Version), a.Off, a.Pieces, a.Short, int64(len(a.Name)))
		w.string(string(a.Source))
		w.string(a.Template)
		w.string(a.Cut)
		for _, language := range sorted(w, a.Name) {
			w.string(language)
			w.string(a.Name[language])
		}
	}
	w.ints(int64(len(q.Gifts)))
	for i := range q.Gifts {
		g := &q.Gifts[i]
		w.string(g.Offer)
		w.goods(g.Goods)
		w.ints(g.Quantity)
	}
	t := &q.Totals
	w.ints(t.List, t.Member, t.Promotions, t.Coupons, t.Net, t.Points, t.PointsOff, t.Stored, t.Payable)
}

func (w *writer) goods(g terms.Goods) {
	w.strings(g.Articles)
	w.strings(g.Categories)
	w.strings(g.Brands)
}
