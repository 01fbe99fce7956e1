package intake

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/table"
)

// Mapping says how a file is to be read. It is what a merchant saves and uses
// again for the next file of the same system.
type Mapping struct {
	Name         string           `json:"name,omitempty"`
	Fields       map[Field]Source `json:"fields"`
	Guess        bool             `json:"guess,omitempty"`         // find fields without a source by the names of columns
	Currency     string           `json:"currency,omitempty"`      // of rows without one
	Zone         string           `json:"zone,omitempty"`          // IANA; of times without an offset
	DateOrder    DateOrder        `json:"date_order,omitempty"`    // of dates like 3/4/2026; told from the first rows when empty
	DecimalComma bool             `json:"decimal_comma,omitempty"` // 1.234,50
	Country      string           `json:"country,omitempty"`       // ISO 3166; of phones without a country code; CN when empty
	System       string           `json:"system,omitempty"`        // who numbers the orders and customers; "import" when empty
	Encoding     table.Encoding   `json:"encoding,omitempty"`
	Delimiter    string           `json:"delimiter,omitempty"`
	Documents    []DocumentRule   `json:"documents,omitempty"`
	Codes        []CodeRule       `json:"codes,omitempty"`

	// Words of an opening that stand for tiers, coupon templates and assets: 黄金会员 is gold.
	Words map[string]string `json:"words,omitempty"`

	// Texts by which members said yes, by purpose ("marketing") or question ("marketing:sms"):
	// a version, "file" where the cells name one of ours, "none" where there is no proof.
	Texts map[string]string `json:"texts,omitempty"`
}

// Source is where a field comes from: columns, joined when there are several,
// or a constant. Neither means that the field shall stay empty.
type Source struct {
	Columns  []string `json:"columns,omitempty"`
	Constant string   `json:"constant,omitempty"`

	byHand bool // stated for this file, over whatever mapping it is read with
}

// DateOrder tells 3 April from 4 March.
type DateOrder string

// The orders of a date. Dates that begin with the year need none of them.
const (
	DayMonthYear DateOrder = "dmy"
	MonthDayYear DateOrder = "mdy"
)

// DocumentRule tells by the beginning of an order number, followed by digits,
// what the document is.
type DocumentRule struct {
	Prefix string       `json:"prefix"`
	Kind   DocumentKind `json:"kind"`
	Note   string       `json:"note,omitempty"` // why it is ignored; counted under this word
}

// DocumentKind is what a document is.
type DocumentKind string

// The kinds of document.
const (
	Sale    DocumentKind = "sale"
	Return  DocumentKind = "refund"
	Ignored DocumentKind = "ignore" // neither sold nor returned: an entry of the books
)

// CodeRule tells by the article code what a line is. Letter case does not
// matter; a code that ends with * matches every code that begins like it.
type CodeRule struct {
	Code  string   `json:"code"`
	Kind  LineKind `json:"kind"`
	Earns bool     `json:"earns,omitempty"`
}

// Set gives a field its source as flags write it: "order=InvoiceNo" is a column,
// "time=日期+时间" two columns, "store==S01" a constant, "brand=" nothing.
func (m *Mapping) Set(assignment string) error {
	name, value, ok := strings.Cut(assignment, "=")
	f := Field(strings.TrimSpace(name))
	if !ok || !f.known() {
		return ErrBadMapping.With("assignment", assignment, "fields", Fields())
	}
	m.assign(f, value)
	return nil
}

// assign is Set of a field that is known.
func (m *Mapping) assign(f Field, value string) {
	if m.Fields == nil {
		m.Fields = map[Field]Source{}
	}
	if constant, ok := strings.CutPrefix(value, "="); ok {
		m.Fields[f] = Source{Constant: constant, byHand: true}
		return
	}
	if value = strings.TrimSpace(value); value == "" {
		m.Fields[f] = Source{}
		return
	}
	m.Fields[f] = Source{Columns: []string{value}, byHand: true} // a + is looked at when the header is known
}

// Over returns m with everything that top states put over it.
func (m Mapping) Over(top Mapping) Mapping {
	m.Fields = maps.Clone(m.Fields)
	if m.Fields == nil {
		m.Fields = map[Field]Source{}
	}
	maps.Copy(m.Fields, top.Fields)
	m.Guess = m.Guess || top.Guess
	m.DecimalComma = m.DecimalComma || top.DecimalComma
	for _, o := range []struct {
		to   *string
		from string
	}{
		{&m.Name, top.Name}, {&m.Currency, top.Currency}, {&m.Zone, top.Zone}, {(*string)(&m.DateOrder), string(top.DateOrder)},
		{&m.Country, top.Country}, {&m.System, top.System}, {(*string)(&m.Encoding), string(top.Encoding)}, {&m.Delimiter, top.Delimiter},
	} {
		if o.from != "" {
			*o.to = o.from
		}
	}
	m.Documents = append(slices.Clone(top.Documents), m.Documents...) // the first that matches decides
	m.Codes = append(slices.Clone(top.Codes), m.Codes...)
	m.Words, m.Texts = over(m.Words, top.Words), over(m.Texts, top.Texts)
	return m
}

func over(m, top map[string]string) map[string]string {
	if len(m)+len(top) == 0 {
		return m
	}
	all := maps.Clone(m)
	if all == nil {
		all = map[string]string{}
	}
	maps.Copy(all, top)
	return all
}

// ParseMapping reads a saved mapping. What it does not know it refuses.
func ParseMapping(saved []byte) (Mapping, error) {
	var m Mapping
	d := json.NewDecoder(strings.NewReader(string(saved)))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return Mapping{}, ErrBadMapping.With("reason", err.Error())
	}
	return m, m.Validate()
}

// Validate finds what no file can make right.
func (m Mapping) Validate() error {
	for f := range m.Fields {
		if !f.known() {
			return ErrBadMapping.With("field", string(f), "fields", Fields())
		}
	}
	for _, r := range m.Documents {
		if r.Prefix == "" || !slices.Contains([]DocumentKind{Sale, Return, Ignored}, r.Kind) {
			return ErrBadMapping.With("document", r.Prefix, "kind", string(r.Kind))
		}
	}
	for _, r := range m.Codes {
		if strings.Trim(r.Code, "*") == "" || !slices.Contains(LineKinds(), r.Kind) {
			return ErrBadMapping.With("code", r.Code, "kind", string(r.Kind))
		}
	}
	if m.DateOrder != "" && m.DateOrder != DayMonthYear && m.DateOrder != MonthDayYear {
		return ErrBadMapping.With("date_order", string(m.DateOrder))
	}
	if len(m.Delimiter) > 1 {
		return ErrBadMapping.With("delimiter", m.Delimiter)
	}
	if m.Currency != "" && !validCurrency(m.Currency) {
		return ErrBadMapping.With("currency", m.Currency)
	}
	if m.Country != "" && (len(m.Country) != 2 || strings.Trim(m.Country, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "") {
		return ErrBadMapping.With("country", m.Country)
	}
	if _, err := member.Fold(member.External(m.system()), "1", ""); err != nil {
		return ErrBadMapping.With("system", m.System)
	}
	if _, err := time.LoadLocation(m.Zone); err != nil {
		return ErrBadMapping.With("zone", m.Zone)
	}
	return nil
}

// system is who numbers the orders and customers of the file.
func (m Mapping) system() string {
	if m.System == "" {
		return "import"
	}
	return m.System
}

// reading returns the options under which the file is opened.
func (m Mapping) reading() table.Options {
	o := table.Options{Encoding: m.Encoding}
	if m.Delimiter != "" {
		o.Delimiter = m.Delimiter[0]
	}
	return o
}

func (s Source) String() string {
	if s.Constant != "" {
		return fmt.Sprintf("=%s", s.Constant)
	}
	return strings.Join(s.Columns, "+")
}
