package intake

import "time"

// Documents and timelines as records: of the second sort, and of the spool.

func (e *encoder) customer(c Customer) {
	e.uint(uint64(len(c)))
	for _, id := range c {
		e.text(id.Kind)
		e.text(id.Value)
	}
}

func (d *decoder) customer() Customer {
	n := d.count()
	if n == 0 {
		return nil
	}
	c := make(Customer, n)
	for i := range c {
		c[i] = Identity{Kind: d.text(), Value: d.text()}
	}
	return c
}

func (e *encoder) time(t time.Time) { e.int(t.UnixMicro()) }

func (d *decoder) time() time.Time { return time.UnixMicro(d.int()).UTC() }

func (e *encoder) document(doc Document) {
	e.bool(doc.Order != nil)
	if doc.Order != nil {
		e.order(doc.Order)
	} else {
		e.refund(doc.Refund)
	}
}

func (d *decoder) document() Document {
	if d.bool() {
		return Document{Order: d.order()}
	}
	return Document{Refund: d.refund()}
}

func (e *encoder) order(o *Order) {
	e.time(o.OccurredAt)
	for _, t := range []string{o.Reference, o.Store, o.Channel, o.Currency, o.Tender} {
		e.text(t)
	}
	e.uint(uint64(len(o.Lines)))
	for i := range o.Lines {
		l := &o.Lines[i]
		e.int(l.Row)
		for _, t := range []string{l.Article, l.Name, l.Category, l.Brand, string(l.Kind)} {
			e.text(t)
		}
		e.bool(l.Earns)
		e.int(int64(l.Quantity))
		e.int(l.List)
		e.int(l.Amount)
	}
}

func (d *decoder) order() *Order {
	o := &Order{OccurredAt: d.time(), Reference: d.text(), Store: d.text(), Channel: d.text(), Currency: d.text(), Tender: d.text()}
	o.Lines = make([]Line, d.count())
	for i := range o.Lines {
		o.Lines[i] = Line{
			Row: d.int(), Article: d.text(), Name: d.text(), Category: d.text(), Brand: d.text(), Kind: d.kind(),
			Earns: d.bool(), Quantity: Quantity(d.int()), List: d.int(), Amount: d.int(),
		}
	}
	return o
}

func (e *encoder) refund(r *Refund) {
	e.time(r.OccurredAt)
	for _, t := range []string{r.Reference, r.Store, r.Channel, r.Currency} {
		e.text(t)
	}
	e.uint(uint64(len(r.Lines)))
	for i := range r.Lines {
		l := &r.Lines[i]
		e.int(l.Row)
		for _, t := range []string{l.Article, l.Name, l.Category, l.Brand, string(l.Kind)} {
			e.text(t)
		}
		e.bool(l.Earns)
		e.int(int64(l.Quantity))
		e.int(l.Amount)
		e.bool(l.Fine)
		e.text(l.Order)
		e.int(int64(l.Line))
	}
}

func (d *decoder) refund() *Refund {
	r := &Refund{OccurredAt: d.time(), Reference: d.text(), Store: d.text(), Channel: d.text(), Currency: d.text()}
	r.Lines = make([]RefundLine, d.count())
	for i := range r.Lines {
		r.Lines[i] = RefundLine{
			Row: d.int(), Article: d.text(), Name: d.text(), Category: d.text(), Brand: d.text(), Kind: d.kind(),
			Earns: d.bool(), Quantity: Quantity(d.int()), Amount: d.int(), Fine: d.bool(), Order: d.text(), Line: int(d.int()),
		}
	}
	return r
}

// kind takes the kind of a line without making a new string of it.
func (d *decoder) kind() LineKind {
	b := d.bytes()
	for _, k := range lineKinds {
		if string(b) == string(k) {
			return k
		}
	}
	d.fail()
	return ""
}

// decodeTimeline reads one record of the spool.
func decodeTimeline(record []byte) (Timeline, error) {
	d := decoder{b: record}
	t := Timeline{Customer: d.customer(), Part: int(d.uint()), Last: d.bool()}
	t.Documents = make([]Document, d.count())
	for i := range t.Documents {
		t.Documents[i] = d.document()
	}
	return t, d.end()
}
