package intake

import (
	"context"
	"io"
	"slices"
	"strings"
	"time"

	"habitue/internal/catalog"
	"habitue/internal/org"
	"habitue/internal/platform/coded"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
)

// ListKind is what the rows of a list are about.
type ListKind string

// The kinds of lists that are about goods.
const (
	GoodsList  ListKind = "goods"
	PricesList ListKind = "prices"
	StockList  ListKind = "stock"
)

// ListRequest is a file about goods, and how to read it.
type ListRequest struct {
	Kind  ListKind
	File  io.Reader
	Price string // prices: code of the list, where the file has no column of it
	By    string
	Of    org.Scope // stock: of which stores it may tell
	Note  string    // kept with changed prices: the name of the file
}

// ListOutcome says what became of a file. What it does not count did not happen.
type ListOutcome struct {
	Kind      ListKind                `json:"kind"`
	Rows      int                     `json:"rows"`
	Outcomes  map[catalog.Outcome]int `json:"outcomes"`
	Columns   []ListColumn            `json:"columns"`
	Unused    []string                `json:"unused"`
	WrongRows []WrongRow              `json:"wrong_rows"` // the first ones
}

// ListColumn is a column and what it was taken for.
type ListColumn struct {
	Column string `json:"column"`
	Field  string `json:"field"`
}

// WrongRow is a row that was refused.
type WrongRow struct {
	Row  int64       `json:"row"`
	Code string      `json:"code"` // of the article, as far as it could be read
	Why  *errs.Error `json:"-"`
}

// maxWrong bounds how many wrong rows an outcome names; all are counted.
const maxWrong = 500

// ImportList brings a file about goods in. Each row counts for itself: a wrong one
// is named and left out. A file that cannot be trusted as a whole (cut off, without
// the columns it needs) changes nothing. To try it, roll the transaction back.
// Errors: ErrNoRows, ErrTooManyRows, ErrFieldMissing, ErrTwoColumns, catalog.ErrUnknownList,
// those of table, sheet.ErrUnreadable.
func (s *Service) ImportList(ctx context.Context, tx postgres.Tx, r ListRequest) (ListOutcome, error) {
	out := ListOutcome{Kind: r.Kind, Outcomes: map[catalog.Outcome]int{}, Columns: []ListColumn{}, Unused: []string{}, WrongRows: []WrongRow{}}
	l, err := readList(r.File)
	if err != nil {
		return out, err
	}
	heads, err := recogniseList(r.Kind, l.header)
	if err != nil {
		return out, err
	}
	out.Rows, out.Columns, out.Unused = len(l.rows), heads.columns, heads.unused
	settings, err := s.Org.Settings(ctx, tx)
	if err != nil {
		return out, err
	}
	zone, err := time.LoadLocation(settings.Zone)
	if err != nil {
		return out, ErrZoneMissing
	}
	in := listReader{listHeads: heads, zone: &zoner{location: zone}, currency: settings.Currency, price: r.Price}
	if r.Kind == PricesList {
		lists, err := s.Catalog.PriceLists(ctx, tx)
		if err != nil {
			return out, err
		}
		in.currencies = map[string]string{}
		for _, l := range lists {
			in.currencies[l.Code] = l.Currency
		}
		if r.Price == "" && !heads.has("list") {
			return out, ErrFieldMissing.With("field", "list", "columns", strings.Join(l.header, ", "))
		}
		// Once, and not of each of a hundred thousand rows.
		if _, known := in.currencies[r.Price]; r.Price != "" && !known {
			return out, catalog.ErrUnknownList.With("list", r.Price)
		}
	}
	var numbers []int64
	var good []listRow
	for _, row := range l.rows {
		if row.fault != nil {
			out.refuse(row.number, row.cell(heads.at["code"]), row.fault)
			continue
		}
		good, numbers = append(good, row), append(numbers, row.number)
	}
	results, err := s.applyList(ctx, tx, r, &in, good, &out)
	for i, result := range results {
		if result.Outcome == catalog.Refused {
			out.refuse(in.numbers[i], result.Code, result.Err)
			continue
		}
		out.Outcomes[result.Outcome]++
	}
	slices.SortStableFunc(out.WrongRows, func(a, b WrongRow) int { return int(a.Row - b.Row) })
	out.WrongRows = out.WrongRows[:min(len(out.WrongRows), maxWrong)]
	return out, err
}

func (o *ListOutcome) refuse(row int64, code string, why *errs.Error) {
	o.Outcomes[catalog.Refused]++
	o.WrongRows = append(o.WrongRows, WrongRow{Row: row, Code: i18n.Clean(code, coded.MaxLength), Why: why})
}

// applyList reads the rows and hands them to the catalogue. The results stand in
// the order of in.numbers: rows that could not even be read are not among them.
func (s *Service) applyList(ctx context.Context, tx postgres.Tx, r ListRequest, in *listReader, rows []listRow, out *ListOutcome) ([]catalog.RowResult, error) {
	switch r.Kind {
	case GoodsList:
		return s.Catalog.SyncArticles(ctx, tx, collect(in, rows, out, (*listReader).article))
	case PricesList:
		return s.Catalog.SyncPrices(ctx, tx, collect(in, rows, out, (*listReader).priceRow), r.By, r.Note)
	default:
		return s.Catalog.ReportStock(ctx, tx, collect(in, rows, out, (*listReader).stock), r.By, r.Of)
	}
}

func collect[T any](in *listReader, rows []listRow, out *ListOutcome, read func(*listReader, listRow) (T, *errs.Error)) []T {
	var list []T
	for _, row := range rows {
		v, wrong := read(in, row)
		if wrong != nil {
			out.refuse(row.number, row.cell(in.at["code"]), wrong)
			continue
		}
		list, in.numbers = append(list, v), append(in.numbers, row.number)
	}
	return list
}

// listReader reads cells as what their columns are.
type listReader struct {
	listHeads
	zone       *zoner
	currency   string            // the retailer's
	currencies map[string]string // of price lists, by code
	price      string            // code of the list, where rows name none
	numbers    []int64           // of the rows that were read
}

// unreadable says that a cell is not what its column should hold.
func unreadable(field, value string) *errs.Error {
	return ErrCell.With("field", field, "value", i18n.Clean(value, 60))
}

// text returns a cell, and whether the file has such a column with anything in it.
func (in *listReader) text(row listRow, field string) (string, bool) {
	i, ok := in.at[field]
	if !ok {
		return "", false
	}
	v := row.cell(i)
	return v, v != ""
}

// optional is text as what an update takes: an empty cell says nothing.
func (in *listReader) optional(row listRow, field string) *string {
	if v, ok := in.text(row, field); ok {
		return &v
	}
	return nil
}

// none is what somebody writes into a cell to take something away.
const none = "-"

// orNone is optional, where a dash takes away what is there.
func (in *listReader) orNone(row listRow, field string) *string {
	v := in.optional(row, field)
	if v != nil && *v == none {
		*v = ""
	}
	return v
}

func (in *listReader) yesNo(row listRow, field string) (*bool, *errs.Error) {
	v, ok := in.text(row, field)
	if !ok {
		return nil, nil
	}
	yes, known := catalog.YesNo(v)
	if !known {
		return nil, unreadable(field, v)
	}
	return &yes, nil
}

// amount reads money. What has more decimals than the currency is refused, where an
// order's line would be rounded: nobody wrote such a price on purpose.
func (in *listReader) amount(field, v, currency string) (int64, *errs.Error) {
	d, ok := parseDecimal([]byte(v), false)
	if !ok {
		return 0, unreadable(field, v)
	}
	d = d.trimmed()
	if d.scale > money.Exponent(currency) {
		return 0, ErrDecimals.With("field", field, "value", i18n.Clean(v, 60), "currency", currency)
	}
	amount, ok := d.minor(currency)
	if !ok || amount < 0 {
		return 0, catalog.ErrBadAmount
	}
	return amount, nil
}

// trimmed takes decimals off that say nothing.
func (d decimal) trimmed() decimal {
	for d.scale > 0 && d.mantissa%10 == 0 {
		d.mantissa, d.scale = d.mantissa/10, d.scale-1
	}
	return d
}

// Days of a spreadsheet's calendar that are taken for dates: 1954 to 2118.
const firstSerial, lastSerial = 20_000, 80_000

// moment reads a time. A date alone is the beginning of the day in the retailer's
// zone or, of an end, its end: whoever writes until 30 November means that day too.
func (in *listReader) moment(row listRow, field string, isEnd bool) (time.Time, *errs.Error) {
	v, ok := in.text(row, field)
	if !ok || v == none {
		return time.Time{}, nil
	}
	if d, ok := parseDecimal([]byte(v), false); ok && d.scale <= maxDecimals {
		if whole := d.mantissa / int64(powers[d.scale]); firstSerial <= whole && whole <= lastSerial {
			rest := d.mantissa % int64(powers[d.scale]) // of a day
			seconds := (rest*day + int64(powers[d.scale])/2) / int64(powers[d.scale])
			c := civil{}
			at := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(whole)).Add(time.Duration(seconds) * time.Second)
			c.year, c.day, c.hour, c.minute, c.second = at.Year(), at.Day(), at.Hour(), at.Minute(), at.Second()
			c.month = int(at.Month())
			return in.instantOf(c, isEnd && seconds == 0), nil
		}
	}
	c, ok := parseCivil([]byte(v), "")
	if !ok {
		return time.Time{}, unreadable(field, v)
	}
	return in.instantOf(c, isEnd && !strings.ContainsAny(v, ":时点") && !c.unix), nil
}

func (in *listReader) instantOf(c civil, wholeDay bool) time.Time {
	if wholeDay {
		next := time.Date(c.year, time.Month(c.month), c.day+1, 0, 0, 0, 0, time.UTC)
		c.year, c.month, c.day = next.Year(), int(next.Month()), next.Day()
	}
	return time.UnixMicro(in.zone.instant(c)).UTC().Truncate(time.Second)
}
