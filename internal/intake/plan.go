package intake

import (
	"cmp"
	"slices"
	"time"

	"habitue/internal/catalog"
	"habitue/internal/platform/table"
)

// Plan says what was found in a file and what applying it would do. It is what
// a dry run shows, and stays with the spool.
type Plan struct {
	File    FileFacts    `json:"file"`
	Options string       `json:"options"` // hash of everything that decides what the rows mean
	Mapping Mapping      `json:"mapping"` // as used, with what was recognised
	Columns []Recognised `json:"columns"`
	Unused  []string     `json:"unused_columns,omitempty"`

	Rows   Counts     `json:"rows"`
	Orders Documents  `json:"orders"`
	Refund Documents  `json:"refunds"`
	Links  Links      `json:"links"`
	Totals []Total    `json:"totals"` // per currency
	Codes  []CodeLine `json:"codes,omitempty"`

	Customers int64     `json:"customers"`
	From      time.Time `json:"from,omitzero"`  // of the first document
	Until     time.Time `json:"until,omitzero"` // of the last

	Errors    []RowError `json:"errors,omitempty"` // the first, by row
	ErrorFile string     `json:"error_file,omitempty"`
}

// FileFacts is what the file is.
type FileFacts struct {
	Name      string         `json:"name"`
	Bytes     int64          `json:"bytes"`
	SHA256    string         `json:"sha256"`
	Encoding  table.Encoding `json:"encoding"`
	Delimiter string         `json:"delimiter"`
	Packed    bool           `json:"packed,omitempty"`
}

// Counts tells what became of the rows: Read is the sum of Good, Bad, HeldBack,
// Dropped and everything in Aside.
type Counts struct {
	Read       int64            `json:"read"` // below the header, without blank ones
	Good       int64            `json:"good"`
	Bad        int64            `json:"bad"`
	HeldBack   int64            `json:"held_back"`         // right, but another row of their order is not
	Duplicates int64            `json:"duplicates"`        // the same to the byte as an earlier row
	Dropped    int64            `json:"dropped,omitempty"` // duplicates that were left out
	Aside      map[string]int64 `json:"aside,omitempty"`   // neither sold nor returned, by why
	Blank      int64            `json:"blank,omitempty"`
}

// Documents counts orders or refunds.
type Documents struct {
	Count           int64 `json:"count"`
	WithoutCustomer int64 `json:"without_customer"`
	Lines           int64 `json:"lines"` // rows of the file
}

// Links counts rows of refunds by what is known of what they return.
type Links struct {
	Linked     int64 `json:"linked"`
	Partly     int64 `json:"partly"`
	Unlinked   int64 `json:"unlinked"`
	NoArticles int64 `json:"no_articles"` // discounts, fees: nothing that could be returned
}

// Total sums one currency in minor units.
type Total struct {
	Currency string `json:"currency"`
	Sales    int64  `json:"sales"`
	Refunds  int64  `json:"refunds"`
}

// CodeLine counts the rows of an article code that is not goods.
type CodeLine struct {
	Code string   `json:"code"`
	Name string   `json:"name,omitempty"` // as first met
	Kind LineKind `json:"kind"`
	Rows int64    `json:"rows"`
}

// firstErrors is how many errors a plan repeats from the error file.
const firstErrors = 20

// maxCodes bounds the list of codes; a kind column may name any number of them.
const maxCodes = 200

// tally counts documents as they come.
type tally struct {
	plan   *Plan
	totals map[string]*Total
	codes  map[string]*CodeLine
}

func newTally(p *Plan) *tally {
	return &tally{plan: p, totals: map[string]*Total{}, codes: map[string]*CodeLine{}}
}

func (t *tally) document(doc Document, known bool) {
	to, at, currency := &t.plan.Orders, time.Time{}, ""
	if o := doc.Order; o != nil {
		at, currency = o.OccurredAt, o.Currency
		to.Lines += int64(len(o.Lines))
		for i := range o.Lines {
			t.code(o.Lines[i].Article, o.Lines[i].Name, o.Lines[i].Kind)
		}
		t.total(currency).Sales += o.Total()
	} else {
		to, at, currency = &t.plan.Refund, doc.Refund.OccurredAt, doc.Refund.Currency
		t.refundLines(doc.Refund)
		t.total(currency).Refunds += doc.Refund.Total()
	}
	to.Count++
	if !known {
		to.WithoutCustomer++
	}
	if t.plan.From.IsZero() || at.Before(t.plan.From) {
		t.plan.From = at
	}
	if at.After(t.plan.Until) {
		t.plan.Until = at
	}
}

// refundLines counts by row of the file: its pieces stand together.
func (t *tally) refundLines(r *Refund) {
	for from := 0; from < len(r.Lines); {
		linked, until := 0, from
		for ; until < len(r.Lines) && r.Lines[until].Row == r.Lines[from].Row; until++ {
			if r.Lines[until].Linked() {
				linked++
			}
		}
		l := &r.Lines[from]
		t.plan.Refund.Lines++
		t.code(l.Article, l.Name, l.Kind)
		switch {
		case !returnable(l.Kind):
			t.plan.Links.NoArticles++
		case linked == 0:
			t.plan.Links.Unlinked++
		case linked < until-from:
			t.plan.Links.Partly++
		default:
			t.plan.Links.Linked++
		}
		from = until
	}
}

func (t *tally) total(currency string) *Total {
	if t.totals[currency] == nil {
		t.totals[currency] = &Total{Currency: currency}
	}
	return t.totals[currency]
}

func (t *tally) code(article, name string, kind LineKind) {
	if kind == catalog.KindGoods {
		return
	}
	c := t.codes[article]
	if c == nil {
		if len(t.codes) == maxCodes {
			return
		}
		c = &CodeLine{Code: article, Name: name, Kind: kind}
		t.codes[article] = c
	}
	c.Rows++
}

// finish writes the sums into the plan, in an order that is the same every time.
func (t *tally) finish() {
	t.plan.Totals = nil
	for _, total := range t.totals {
		t.plan.Totals = append(t.plan.Totals, *total)
	}
	slices.SortFunc(t.plan.Totals, func(a, b Total) int { return cmp.Compare(a.Currency, b.Currency) })
	t.plan.Codes = nil
	for _, c := range t.codes {
		t.plan.Codes = append(t.plan.Codes, *c)
	}
	slices.SortFunc(t.plan.Codes, func(a, b CodeLine) int {
		return cmp.Or(cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.Code, b.Code))
	})
}
