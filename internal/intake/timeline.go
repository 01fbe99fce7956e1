package intake

import (
	"bytes"
	"encoding/json"
	"fmt"

	"habitue/internal/platform/extsort"
)

// Bounds of one record of the spool; a longer timeline has several parts.
const (
	partLines     = 5_000
	maxIdentities = 16
)

// timelineWriter makes timelines of documents that come sorted by customer and time.
type timelineWriter struct {
	spool *extsort.SpoolWriter
	tally *tally

	group    []byte
	customer Customer
	linker   *Linker
	docs     []Document
	unlinked bool // the last document is a refund that may still get lines
	lines    int
	part     int
	out      []byte
}

// add takes the next document.
func (w *timelineWriter) add(key, record []byte) error {
	if group := groupOf(key); !bytes.Equal(group, w.group) {
		if err := w.finish(); err != nil {
			return err
		}
		w.group = append(w.group[:0], group...)
		w.customer, w.linker, w.part = nil, &Linker{}, 0
	}
	d := decoder{b: record}
	customer, doc := d.customer(), d.document()
	if err := d.end(); err != nil {
		return err
	}
	w.know(customer)
	if w.merge(doc) {
		return nil
	}
	w.link()
	if w.lines >= partLines {
		if err := w.write(false); err != nil {
			return err
		}
	}
	w.docs = append(w.docs, doc)
	if doc.Order != nil {
		w.lines += len(doc.Order.Lines)
		w.linker.Sold(doc.Order)
	} else {
		w.lines += len(doc.Refund.Lines)
		w.unlinked = true
	}
	return nil
}

// know adds identities under which the customer was not known yet.
func (w *timelineWriter) know(c Customer) {
	for _, id := range c {
		if len(w.customer) == maxIdentities {
			return
		}
		if !has(w.customer, id) {
			w.customer = append(w.customer, id)
		}
	}
}

func has(c Customer, id Identity) bool {
	for _, own := range c {
		if own == id {
			return true
		}
	}
	return false
}

// merge joins the parts of a refund whose rows name several orders.
func (w *timelineWriter) merge(doc Document) bool {
	if doc.Refund == nil || !w.unlinked {
		return false
	}
	last := w.docs[len(w.docs)-1].Refund
	if last.Reference != doc.Refund.Reference || last.Currency != doc.Refund.Currency {
		return false
	}
	last.Lines = append(last.Lines, doc.Refund.Lines...)
	return true
}

// link finds what the last document returns, once it is complete.
func (w *timelineWriter) link() {
	if w.unlinked {
		w.linker.Link(w.docs[len(w.docs)-1].Refund)
		w.unlinked = false
	}
}

// finish ends the timeline at hand.
func (w *timelineWriter) finish() error {
	if len(w.docs) == 0 {
		return nil
	}
	w.link()
	if w.customer.Known() {
		w.tally.plan.Customers++
	}
	return w.write(true)
}

// write makes a record of what was collected.
func (w *timelineWriter) write(last bool) error {
	e := encoder{w.out[:0]}
	e.customer(w.customer)
	e.uint(uint64(w.part))
	e.bool(last)
	e.uint(uint64(len(w.docs)))
	for _, doc := range w.docs {
		e.document(doc)
		w.tally.document(doc, w.customer.Known())
	}
	w.out = e.b
	w.docs, w.lines = w.docs[:0], 0
	w.part++
	return w.spool.Add(e.b)
}

// Timelines is a finished spool: what a file holds, ready to be applied.
type Timelines struct {
	spool *extsort.Spool
	plan  Plan
}

// OpenTimelines opens what Prepare left at path. Errors: extsort.ErrUnfinished.
func OpenTimelines(path string) (*Timelines, error) {
	spool, err := extsort.OpenSpool(path)
	if err != nil {
		return nil, err
	}
	t := &Timelines{spool: spool}
	if err := json.Unmarshal(spool.Meta(), &t.plan); err != nil {
		_ = spool.Close()
		return nil, fmt.Errorf("read the plan of a spool: %w", err)
	}
	return t, nil
}

// Plan returns what was found in the file.
func (t *Timelines) Plan() Plan { return t.plan }

// Count returns the number of timelines; the parts of a long one count singly.
func (t *Timelines) Count() int64 { return t.spool.Count() }

// Close closes the file.
func (t *Timelines) Close() error { return t.spool.Close() }

// From returns a reader that begins with timeline n, counted from 0.
func (t *Timelines) From(n int64) (*TimelineReader, error) {
	r, err := t.spool.From(n)
	if err != nil {
		return nil, err
	}
	return &TimelineReader{records: r}, nil
}

// TimelineReader reads timelines in the order of the spool: customers by their
// identity, then purchases without a customer by their number.
type TimelineReader struct{ records *extsort.SpoolReader }

// Pos returns the number of the timeline that Next will return.
func (r *TimelineReader) Pos() int64 { return r.records.Pos() }

// Next returns the next timeline, and whether there was one.
func (r *TimelineReader) Next() (Timeline, bool, error) {
	record, ok, err := r.records.Next()
	if err != nil || !ok {
		return Timeline{}, false, err
	}
	t, err := decodeTimeline(record)
	return t, err == nil, err
}
