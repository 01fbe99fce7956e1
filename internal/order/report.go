package order

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"habitue/internal/catalog"
	"habitue/internal/member"
	"habitue/internal/platform/coded"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
)

// Report is an order as a till or shop tells it.
type Report struct {
	Source     string
	Reference  string
	Member     member.ID // 0: none
	Store      string    // codes; unknown ones are refused
	Channel    string
	Currency   string
	OccurredAt time.Time
	Till       string
	Cashier    string
	Lines      []ReportLine
	Tenders    []Tender
	Payers     []Payer `json:"-"` // by whom; no part of the record, nor of its hash
}

// Payer is who paid, as a wallet or a bank calls him: an openid, a buyer id, the
// fingerprint of a card. It is kept blind, as a mark of the member's (member.Mark).
type Payer struct{ System, ID string }

// String keeps ids out of logs.
func (Payer) String() string { return "order.Payer" }

// GoString keeps ids out of logs.
func (Payer) GoString() string { return "order.Payer" }

const (
	maxPayer      = 128 // bytes
	shortestCard  = 12  // digits of the number of a payment card
	longestCard   = 19
	walletNumbers = "2088" // with which buyer ids of Alipay begin, and no card does
)

var payerSystem = regexp.MustCompile(`^[a-z0-9_.-]{1,40}$`)

// readsAsCard reports whether a text may be the number of a payment card, which is
// nothing that anybody should hand in, be it kept blind.
func readsAsCard(text string) bool {
	digits := strings.NewReplacer(" ", "", "-", "").Replace(text)
	return len(digits) >= shortestCard && len(digits) <= longestCard && !strings.HasPrefix(digits, walletNumbers) && member.ValidNumber(digits)
}

// ReportLine is one line as told. Category and Brand describe an article that
// the catalogue does not know yet; Earns overrides what the catalogue says only
// to forbid.
type ReportLine struct {
	Kind        Kind
	Code        string
	Name        string
	Category    string
	Brand       string
	Quantity    int64
	Scale       int
	List        int64
	Discounted  int64
	TaxRateBps  *int32
	TaxIncluded bool
	Tax         int64
	Earns       *bool
}

// Bounds of a report. They are far beyond any shop and keep every sum exact.
const (
	MaxLines     = 10_000
	MaxAmount    = 1_000_000_000_000 // minor units, per line and per order
	MaxReference = 120               // bytes
	MaxText      = 200               // characters of a name, a till, a reason
	maxSource    = 80                // bytes
	maxCount     = 1_000_000_000
)

// earliest is before anything a shop still has on file.
var earliest = time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)

// Period returns the instants between which an order or refund may have
// happened when it is told now: a till's clock may be in another zone than it says.
func Period(now time.Time) (from, until time.Time) { return earliest, now.Add(24 * time.Hour) }

// Validate says everything that is wrong with the report by itself.
func (r Report) Validate(now time.Time) error {
	v := validation{bad: ErrInvalid}
	v.head(r.Source, r.Reference, r.OccurredAt, now)
	v.currency(r.Currency)
	v.text("till", r.Till)
	v.text("cashier", r.Cashier)
	if len(r.Lines) == 0 || len(r.Lines) > MaxLines {
		v.wrong("lines", "order.line_count", "max", MaxLines)
	}
	var sum int64
	for i, l := range r.Lines {
		v.line(i, l)
		sum += l.List - l.Discounted
		if len(v.bad.Fields) >= 20 {
			break
		}
	}
	if len(v.bad.Fields) == 0 && (sum < 0 || sum > MaxAmount) {
		v.wrong("lines", "order.total_out_of_range", "total", sum, "max", int64(MaxAmount))
	}
	for i, t := range r.Tenders {
		v.text(at("tenders", i, "kind"), t.Kind)
		v.amount(at("tenders", i, "amount"), t.Amount)
	}
	for i, p := range r.Payers {
		switch {
		case !payerSystem.MatchString(p.System) || p.ID == "" || len(p.ID) > maxPayer || !i18n.OneLine(p.ID):
			v.wrong(at("payers", i, "id"), "order.bad_payer", "max", maxPayer)
		case readsAsCard(p.ID):
			v.wrong(at("payers", i, "id"), "order.payer_is_card")
		}
	}
	return v.result()
}

// validation collects what is wrong.
type validation struct{ bad *errs.Error }

func (v *validation) wrong(path, code string, pairs ...any) {
	v.bad = v.bad.Field(path, code, pairs...)
}

func (v *validation) result() error {
	if len(v.bad.Fields) > 0 {
		return v.bad
	}
	return nil
}

func (v *validation) head(source, reference string, occurred, now time.Time) {
	if source == "" || len(source) > maxSource || !i18n.OneLine(source) {
		v.wrong("source", "order.bad_reference")
	}
	if reference == "" || len(reference) > MaxReference || !i18n.OneLine(reference) {
		v.wrong("reference", "order.bad_reference")
	}
	if from, until := Period(now); occurred.Before(from) || occurred.After(until) {
		v.wrong("occurred_at", "order.time_out_of_range", "earliest", from.Format(time.DateOnly))
	}
}

func (v *validation) currency(code string) {
	ok := len(code) == 3
	for i := range len(code) {
		ok = ok && code[i] >= 'A' && code[i] <= 'Z'
	}
	if !ok {
		v.wrong("currency", "order.bad_currency")
	}
}

func (v *validation) text(path, s string) {
	if utf8.RuneCountInString(s) > MaxText || !i18n.OneLine(s) {
		v.wrong(path, "order.bad_text", "max", MaxText)
	}
}

func (v *validation) amount(path string, a int64) {
	if a < -MaxAmount || a > MaxAmount {
		v.wrong(path, "order.amount_out_of_range", "max", int64(MaxAmount))
	}
}

func (v *validation) line(i int, l ReportLine) {
	if !l.Kind.Known() {
		v.wrong(at("lines", i, "kind"), "order.unknown_kind")
	}
	if l.Code == "" || utf8.RuneCountInString(l.Code) > coded.MaxLength || !i18n.OneLine(l.Code) {
		v.wrong(at("lines", i, "code"), "order.bad_code")
	}
	v.text(at("lines", i, "name"), l.Name)
	if l.Quantity <= 0 || l.Quantity > maxCount || l.Scale < 0 || l.Scale > 6 {
		v.wrong(at("lines", i, "quantity"), "order.quantity_out_of_range", "max", maxCount)
	}
	v.amount(at("lines", i, "list_amount"), l.List)
	v.amount(at("lines", i, "discount_amount"), l.Discounted)
	v.amount(at("lines", i, "tax_amount"), l.Tax)
	if rate := l.TaxRateBps; rate != nil && (*rate < 0 || *rate > int32(10*money.One)) {
		v.wrong(at("lines", i, "tax_rate_bps"), "order.amount_out_of_range", "max", int64(10*money.One))
	}
	paid := l.List - l.Discounted
	if l.Kind == catalog.KindDiscount && paid > 0 {
		v.wrong(at("lines", i, "list_amount"), "order.discount_must_be_negative")
	}
	if l.Kind != catalog.KindDiscount && (paid < 0 || l.List < 0) {
		v.wrong(at("lines", i, "list_amount"), "order.negative_amount")
	}
}

// at names a part of an item of a list: lines[3].quantity.
func at(list string, i int, part string) string {
	return list + "[" + itoa(i) + "]." + part
}
