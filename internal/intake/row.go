package intake

import (
	"bytes"
	"hash/maphash"
	"strings"
	"time"
	"unicode/utf8"

	"habitue/internal/catalog"
	"habitue/internal/order"
	"habitue/internal/platform/coded"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/table"
)

// RowError says what is wrong with a row, and in which column.
type RowError struct {
	Row    int64        `json:"row"`
	Column string       `json:"column,omitempty"`
	Code   string       `json:"code"`
	Params []errs.Param `json:"params,omitempty"`
}

// rowReader turns rows of the table into lines.
type rowReader struct {
	*binding
	codes    *codebook
	zone     zoner
	currency []byte // of rows that name none
	people   *folder
	seed     maphash.Seed
	earliest int64 // microseconds; outside is a typing error
	latest   int64

	line   line
	wrong  []RowError // of the row at hand
	joined []byte     // texts made of several columns
}

func newRowReader(b *binding, zone *time.Location, now time.Time) *rowReader {
	earliest, latest := order.Period(now)
	return &rowReader{
		binding:  b,
		codes:    newCodebook(b.mapping.Codes),
		zone:     zoner{location: zone},
		currency: []byte(b.mapping.Currency),
		people:   newFolder(b.mapping),
		seed:     maphash.MakeSeed(),
		earliest: earliest.UnixMicro(),
		latest:   latest.UnixMicro(),
	}
}

// verdict is what became of a row.
type verdict struct {
	note  string     // why it is left aside; it is neither sold nor returned
	wrong []RowError // valid until the next row
}

// read fills r.line from a row. A row with errors still says which order it
// belongs to where that can be read, and is marked faulty.
func (r *rowReader) read(row *table.Row) verdict {
	r.wrong = r.wrong[:0]
	r.joined = r.joined[:0]
	r.line = line{row: row.Number}
	if row.Fault != nil {
		r.fault(row)
		return verdict{wrong: r.wrong}
	}
	note := r.readDocument(row)
	if note == "" {
		r.readCustomer(row)
		r.readTime(row)
		r.readTexts(row)
		note = r.readAmounts(row)
	}
	if len(r.wrong) > 0 {
		r.line.faulty = true
		return verdict{wrong: r.wrong}
	}
	r.line.digest = r.digest(row)
	return verdict{note: note}
}

// refuse notes an error of the row at hand.
func (r *rowReader) refuse(f Field, code string, pairs ...any) {
	r.wrong = append(r.wrong, RowError{Row: r.line.row, Column: r.columnName(f), Code: code, Params: errs.Params(pairs...)})
}

// fault takes over what the table found wrong. The order number may still be
// readable, but which column it stands in is not sure any more.
func (r *rowReader) fault(row *table.Row) {
	e := errs.Of(row.Fault)
	wrong := RowError{Row: row.Number, Code: e.Code, Params: e.Params}
	for _, p := range e.Params {
		if c, ok := p.Value.(int); ok && p.Name == "column" && c <= len(r.header) {
			wrong.Column = r.header[c-1]
		}
	}
	r.wrong = append(r.wrong, wrong)
	r.line.faulty = true
	if e.Code != table.FaultColumns.Code {
		r.line.reference = r.value(row, FieldOrder)
	}
}

// value returns the text of a field, trimmed.
func (r *rowReader) value(row *table.Row, f Field) []byte { return r.text(row, r.source(f), f.joint()) }

// text returns what stands in a source.
func (r *rowReader) text(row *table.Row, s boundSource, joint string) []byte {
	switch len(s.columns) {
	case 0:
		return s.constant
	case 1:
		return bare(row.Fields[s.columns[0]])
	}
	from := len(r.joined)
	for i, c := range s.columns {
		if i > 0 {
			r.joined = append(r.joined, joint...)
		}
		r.joined = append(r.joined, bare(row.Fields[c])...)
	}
	return r.joined[from:]
}

// readDocument reads which document the row belongs to and what it is.
func (r *rowReader) readDocument(row *table.Row) (note string) {
	l := &r.line
	l.reference = r.code(row, FieldOrder)
	l.returns = r.code(row, FieldReturns)
	switch {
	case len(l.reference) == 0:
		r.refuse(FieldOrder, rowMissing)
	case damaged(l.reference):
		r.refuse(FieldOrder, rowDamaged, "value", string(l.reference))
	}
	l.kind, note = documentKind(r.mapping.Documents, l.reference)
	if word := r.value(row, FieldDocument); len(word) > 0 {
		kind, ok := documentWords[strings.ToLower(string(word))]
		if !ok {
			r.refuse(FieldDocument, rowDocument, "value", clip(word))
		}
		l.kind = kind
	}
	if l.kind != Ignored {
		return ""
	}
	if note == "" {
		note = string(Ignored)
	}
	return note
}

// readCustomer reads by which identities the customer is known.
func (r *rowReader) readCustomer(row *table.Row) {
	for i, f := range identityFields {
		v := r.value(row, f)
		if isNobody(v) {
			continue
		}
		if damaged(v) {
			r.refuse(f, rowDamaged, "value", clip(v))
			continue
		}
		var ok bool
		if r.line.customer[i], ok = r.people.fold(i, v); !ok {
			r.refuse(f, rowIdentity)
		}
	}
}

func (r *rowReader) readTime(row *table.Row) {
	v := r.value(row, FieldTime)
	if len(v) == 0 {
		r.refuse(FieldTime, rowMissing)
		return
	}
	c, ok := parseCivil(v, r.mapping.DateOrder)
	if !ok {
		r.refuse(FieldTime, rowTime, "value", clip(v))
		return
	}
	r.line.at = r.zone.instant(c)
	if r.line.at < r.earliest || r.line.at > r.latest {
		r.refuse(FieldTime, rowTimeRange, "value", clip(v))
	}
}

func (r *rowReader) readTexts(row *table.Row) {
	l := &r.line
	l.store = r.code(row, FieldStore)
	l.channel = r.code(row, FieldChannel)
	l.tender = r.code(row, FieldTender)
	l.article = r.code(row, FieldArticle)
	l.category = r.name(row, FieldCategory, coded.MaxLength)
	l.brand = r.name(row, FieldBrand, coded.MaxLength)
	l.name = r.name(row, FieldName, order.MaxText)
	l.currency = r.code(row, FieldCurrency)
	if len(l.currency) == 0 {
		l.currency = r.currency
	} else if !bytes.Equal(l.currency, r.currency) {
		l.currency = bytes.ToUpper(l.currency)
	}
	if !validCurrency(string(l.currency)) {
		r.refuse(FieldCurrency, rowCurrency, "value", clip(l.currency))
	}
	c := r.codes.of(l.article)
	l.lineKind, l.earns = c.kind, c.earns
	if word := r.value(row, FieldKind); len(word) > 0 {
		kind, ok := kindWords[strings.ToLower(string(word))]
		if !ok {
			r.refuse(FieldKind, rowKind, "value", clip(word))
		}
		l.lineKind, l.earns = kind, kind == catalog.KindGoods && c.earns
	}
}

// code reads a text that identifies something: it is never cut.
func (r *rowReader) code(row *table.Row, f Field) []byte {
	v := oneLine(r.value(row, f))
	if len(v) <= coded.MaxLength {
		return v
	}
	if f == FieldOrder || f == FieldReturns {
		if len(v) <= maxReference {
			return v
		}
		r.refuse(f, rowTooLong, "limit", maxReference)
		return nil
	}
	if utf8.RuneCount(v) > coded.MaxLength {
		r.refuse(f, rowTooLong, "limit", coded.MaxLength)
		return nil
	}
	return v
}

// name reads a text for people; it may lose its end.
func (r *rowReader) name(row *table.Row, f Field, limit int) []byte {
	v := oneLine(r.value(row, f))
	if len(v) > limit && utf8.RuneCount(v) > limit {
		return []byte(i18n.Clean(string(v), limit))
	}
	return v
}

// digest tells exact duplicates from rows that look alike.
func (r *rowReader) digest(row *table.Row) uint64 {
	var h maphash.Hash
	h.SetSeed(r.seed)
	for _, f := range row.Fields {
		_, _ = h.Write(f)
		_ = h.WriteByte(0)
	}
	return h.Sum64()
}

// clip keeps what is shown of a wrong value short.
func clip(b []byte) string {
	const limit = 40
	if runes := []rune(string(b)); len(runes) > limit {
		return string(runes[:limit]) + "…"
	}
	return string(b)
}
