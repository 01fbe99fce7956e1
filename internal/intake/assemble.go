package intake

import (
	"bytes"
	"encoding/binary"
	"time"

	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/platform/errs"
)

// Bounds of one document.
const (
	maxLines  = order.MaxLines
	maxSpread = 24 * time.Hour // between first and last line; more is a number used twice
)

// assembler builds documents from rows that come sorted by document, and hands
// them on with the customer they belong to.
type assembler struct {
	*binding
	duplicates DuplicatePolicy
	counts     *Counts
	refuse     func(RowError) error
	emit       func(key, record []byte) error

	key      []byte // of the document at hand
	rows     []byte // its encoded rows, one after the other
	ends     []int  // where each of them ends
	overflow bool   // it has more rows than maxLines; those before were refused already

	poisoned    []byte // root and reference of an order with a faulty row
	poisonedBy  int64  // that row
	root        []byte // what the documents at hand name as their order
	rootOwner   Customer
	kinds       [len(identityFields)]member.Kind
	now         time.Time
	names       interner
	lines       []line
	seen        map[uint64]bool
	out, sortBy []byte
}

// add takes the next row.
func (a *assembler) add(key, record []byte) error {
	if !bytes.Equal(key, a.key) {
		if err := a.finish(); err != nil {
			return err
		}
		a.begin(key)
	}
	if len(a.ends) == maxLines {
		a.overflow = true
		if err := a.flush(rowOrderTooLarge, FieldOrder, "limit", maxLines); err != nil {
			return err
		}
	}
	a.rows = append(a.rows, record...)
	a.ends = append(a.ends, len(a.rows))
	return nil
}

func (a *assembler) begin(key []byte) {
	a.key = append(a.key[:0], key...)
	a.rows, a.ends, a.overflow = a.rows[:0], a.ends[:0], false
	if root, _, _ := bytes.Cut(key, []byte{0}); !bytes.Equal(root, a.root) {
		a.root = append(a.root[:0], root...)
		a.rootOwner = nil
	}
}

// finish builds the document at hand and hands it on, or refuses its rows.
func (a *assembler) finish() error {
	if len(a.ends) == 0 {
		return nil
	}
	document := a.key[:len(a.key)-1] // without its rank
	if a.key[len(a.key)-1] == rankFaulty {
		return a.poison(document)
	}
	switch {
	case a.overflow:
		return a.flush(rowOrderTooLarge, FieldOrder, "limit", maxLines)
	case bytes.Equal(document, a.poisoned):
		return a.flush(rowOrderIncomplete, FieldOrder, "row", a.poisonedBy)
	}
	if err := a.decode(); err != nil {
		return err
	}
	b := builder{assembler: a}
	if code, f, params := b.build(); code != "" {
		return a.flush(code, f, params...)
	}
	a.counts.Good += int64(len(a.lines))
	return b.handOn()
}

// poison remembers the order of faulty rows. Their errors were told when they were read.
func (a *assembler) poison(document []byte) error {
	if err := a.decode(); err != nil {
		return err
	}
	a.poisoned = append(a.poisoned[:0], document...)
	a.poisonedBy = a.lines[0].row
	return nil
}

// decode makes lines of the rows at hand.
func (a *assembler) decode() error {
	a.lines = a.lines[:0]
	from := 0
	for _, end := range a.ends {
		var l line
		if err := l.decode(a.rows[from:end]); err != nil {
			return err
		}
		a.lines = append(a.lines, l)
		from = end
	}
	return nil
}

// flush refuses the rows at hand.
func (a *assembler) flush(code string, f Field, params ...any) error {
	if err := a.decode(); err != nil {
		return err
	}
	for i := range a.lines {
		if code == rowOrderIncomplete {
			a.counts.HeldBack++
		} else {
			a.counts.Bad++
		}
		e := RowError{Row: a.lines[i].row, Column: a.columnName(f), Code: code, Params: errs.Params(params...)}
		if err := a.refuse(e); err != nil {
			return err
		}
	}
	a.rows, a.ends = a.rows[:0], a.ends[:0]
	return nil
}

// dropDuplicates counts rows that are the same to the byte, and takes them out
// where the merchant wants it. They are within one document, since the number
// of the order is part of them.
func (a *assembler) dropDuplicates() {
	if len(a.lines) < 2 {
		return
	}
	clear(a.seen)
	kept := a.lines[:0]
	for _, l := range a.lines {
		if a.seen[l.digest] {
			a.counts.Duplicates++
			if a.duplicates == DropDuplicates {
				a.counts.Dropped++
				continue
			}
		}
		a.seen[l.digest] = true
		kept = append(kept, l)
	}
	a.lines = kept
}

// hand gives a document to the second sort: by customer, then time, then sales
// before refunds, then number.
func (a *assembler) hand(customer Customer, doc Document, at time.Time, rank byte, reference string) error {
	k := a.sortBy[:0]
	if customer.Known() {
		k = append(append(append(k, 1), customer[0].Kind...), 0)
		k = append(append(k, customer[0].Value...), 0)
	} else {
		k = append(append(append(k, 2), a.root...), 0)
	}
	k = binary.BigEndian.AppendUint64(k, uint64(at.UnixMicro()))
	k = append(append(k, rank), reference...)
	e := encoder{a.out[:0]}
	e.customer(customer)
	e.document(doc)
	a.out, a.sortBy = e.b, k
	return a.emit(k, e.b)
}

// groupOf returns the part of a key that names the customer.
func groupOf(key []byte) []byte {
	end := bytes.IndexByte(key, 0)
	if key[0] == 1 {
		end += 1 + bytes.IndexByte(key[end+1:], 0)
	}
	return key[:end+1]
}

// interner keeps one copy of texts that come again and again.
type interner map[string]string

func (in interner) of(b []byte) string {
	if s, ok := in[string(b)]; ok {
		return s
	}
	if len(in) >= codebookLimit {
		clear(in)
	}
	s := string(b)
	in[s] = s
	return s
}
