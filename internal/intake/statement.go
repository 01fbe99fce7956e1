package intake

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"habitue/internal/payment"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/table"
)

// StatementRequest is a provider's statement (对账单) as a file.
type StatementRequest struct {
	Provider    string
	From, Until time.Time // days of the provider's calendar, both in it
	File        []byte
	Columns     map[string]string // field to heading, over what is recognised
}

// StatementOutcome says what became of a statement.
type StatementOutcome struct {
	payment.Compared
	Rows    int            `json:"rows"`
	Aside   map[string]int `json:"aside"` // rows that move no money, by why
	Columns []ListColumn   `json:"columns"`
	Unused  []string       `json:"unused"`
}

// statementFields are the fields of a statement and the headings that mean them, the
// better ones first: WeChat Pay's has several that are amounts.
var statementFields = []struct {
	field string
	names []string
}{
	{"reference", []string{"商户订单号", "商户单号", "out_trade_no", "reference", "our reference", "merchant order number"}},
	{"number", []string{"微信订单号", "支付宝交易号", "交易号", "交易单号", "transaction_id", "trade_no", "number", "流水号", "transaction number"}},
	{"refund_reference", []string{"商户退款单号", "退款批次号/请求号", "退款请求号", "out_refund_no", "out_request_no", "refund reference"}},
	{"refund_number", []string{"微信退款单号", "refund_id", "refund number"}},
	{"type", []string{"交易状态", "业务类型", "type", "kind"}},
	{"refund_state", []string{"退款状态", "refund state"}},
	{"amount", []string{"订单金额", "订单金额（元）", "订单金额(元)", "总金额", "应结订单金额", "交易金额", "金额", "amount"}},
	{"refund_amount", []string{"申请退款金额", "退款金额", "refund amount"}},
	{"currency", []string{"货币种类", "币种", "货币", "currency"}},
	{"time", []string{"完成时间", "交易时间", "支付时间", "入账时间", "time", "paid at", "创建时间"}},
}

// StatementFields are the fields that can be told by hand.
func StatementFields() (list []string) {
	for _, f := range statementFields {
		list = append(list, f.field)
	}
	return list
}

// shapes are statements that say how many lines they have, so that half a file is
// not taken for a whole one: by a heading that only they have.
var shapes = []struct{ heading, end string }{
	{"微信订单号", "总交易单数"},
	{"支付宝交易号", "明细列表结束"},
}

// Where headings may stand: a preamble is no longer.
const maxPreamble = 30

// maxMoved bounds the numbers of a statement.
const maxMoved = 100

// ImportStatement holds a provider's statement against what we know. A file with a
// wrong row changes nothing, since money would be missing that is there; so does one
// that was cut off. To try it, roll the transaction back.
// Errors: ErrStatement, ErrStatementCut, ErrFieldMissing, ErrNoSuchColumn, ErrNoRows,
// ErrTooManyRows, those of table and of payment.Upload, sheet.ErrUnreadable.
func (s *Service) ImportStatement(ctx context.Context, tx postgres.Tx, r StatementRequest) (StatementOutcome, error) {
	out := StatementOutcome{Aside: map[string]int{}, Columns: []ListColumn{}, Unused: []string{}}
	zone, err := s.Payment.Zone(r.Provider)
	if err != nil {
		return out, err
	}
	settings, err := s.Org.Settings(ctx, tx)
	if err != nil {
		return out, err
	}
	rows, heads, err := statementRows(r)
	if err != nil {
		return out, err
	}
	if !heads.has("time") && !r.From.Equal(r.Until) {
		return out, ErrFieldMissing.With("field", "time", "columns", strings.Join(heads.header, ", "))
	}
	out.Rows, out.Columns, out.Unused = len(rows), heads.columns, heads.unused
	in := statementReader{statementHeads: heads, zone: &zoner{location: zone}, currency: settings.Currency,
		day: time.Date(r.From.Year(), r.From.Month(), r.From.Day(), 12, 0, 0, 0, zone)}
	var lines []payment.Moved
	bad := ErrStatement
	for _, row := range rows {
		m, aside, wrong := in.line(row)
		switch {
		case wrong != nil:
			if len(bad.Fields) < maxWrong {
				bad = bad.Field("row "+strconv.FormatInt(row.number, 10), wrong.Code)
				bad.Fields[len(bad.Fields)-1].Params = wrong.Params
			}
		case aside != "":
			out.Aside[aside]++
		default:
			lines = append(lines, m)
		}
	}
	if len(bad.Fields) > 0 {
		return out, bad
	}
	out.Compared, err = s.Payment.Upload(ctx, tx, r.Provider, r.From, r.Until, lines)
	return out, err
}

// statementHeads says which column is what.
type statementHeads struct {
	listHeads
	header []string
}

// statementRows finds the headings below a preamble, and the rows between them and
// what ends the list.
func statementRows(r StatementRequest) (rows []listRow, heads statementHeads, err error) {
	var first error
	for _, delimiter := range []byte{0, ',', '\t', ';'} { // a preamble misleads whoever guesses
		all, err := rawRows(r.File, delimiter)
		if err != nil {
			return nil, heads, err
		}
		at, found, err := findHeads(all, r.Columns)
		if err == nil {
			rows, err = listed(all[at+1:], found.header)
			if err == nil && len(rows) == 0 {
				err = ErrNoRows
			}
			return rows, found, err
		}
		if first == nil || errors.Is(err, ErrNoSuchColumn) { // it comes nearer
			first = err
		}
	}
	return nil, heads, first
}

// rawRows reads every row, also those that have other columns than the first one.
func rawRows(file []byte, delimiter byte) ([]listRow, error) {
	var l list
	var err error
	if bytes.HasPrefix(file, []byte("PK\x03\x04")) {
		l, err = readWorkbook(bytes.NewReader(file))
	} else {
		l, err = readText(bytes.NewReader(file), table.Options{Delimiter: delimiter})
	}
	if err != nil {
		return nil, err
	}
	rows := append([]listRow{{number: 1, cells: l.header}}, l.rows...)
	for i := range rows {
		if rows[i].fault != nil && rows[i].fault.Code == table.FaultColumns.Code {
			rows[i].fault = nil
		}
		for j, c := range rows[i].cells {
			// A mark before each value keeps a spreadsheet from rounding long numbers.
			rows[i].cells[j] = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(c), "`"))
		}
	}
	return rows, nil
}

// findHeads is the first row in which what is needed is recognised.
func findHeads(rows []listRow, told map[string]string) (at int, heads statementHeads, err error) {
	best := statementHeads{}
	for i, row := range rows[:min(len(rows), maxPreamble)] {
		h := recogniseStatement(row.cells, told)
		if h.has("reference") && h.has("amount") {
			for field, heading := range told {
				if !h.has(field) {
					return 0, h, ErrNoSuchColumn.With("column", i18n.Clean(heading, 60), "field", field, "columns", i18n.Clean(strings.Join(row.cells, ", "), 300))
				}
			}
			return i, h, nil
		}
		if len(h.at) > len(best.at) || i == 0 {
			best = h
		}
	}
	missing := "reference"
	if best.has("reference") {
		missing = "amount"
	}
	return 0, best, ErrFieldMissing.With("field", missing, "columns", i18n.Clean(strings.Join(best.header, ", "), 300))
}

func recogniseStatement(header []string, told map[string]string) statementHeads {
	h := statementHeads{listHeads{at: map[string]int{}, columns: []ListColumn{}, unused: []string{}}, header}
	used := map[int]bool{}
	for _, f := range statementFields {
		names := f.names
		if heading, ok := told[f.field]; ok {
			names = []string{strings.ToLower(strings.TrimSpace(heading))}
		}
		for _, name := range names {
			i := slices.IndexFunc(header, func(c string) bool { return strings.ToLower(c) == name })
			if i >= 0 && !used[i] {
				h.at[f.field], used[i] = i, true
				h.columns = append(h.columns, ListColumn{header[i], f.field})
				break
			}
		}
	}
	for i, c := range header {
		if c != "" && !used[i] {
			h.unused = append(h.unused, c)
		}
	}
	return h
}

// listed are the rows up to what ends the list. Errors: ErrStatementCut, where a file
// that says how it ends does not, or has another number of rows than it says.
func listed(rows []listRow, header []string) (list []listRow, err error) {
	end := ""
	for _, shape := range shapes {
		if slices.Contains(header, shape.heading) {
			end = shape.end
		}
	}
	for i, row := range rows {
		first := row.cell(0)
		switch {
		case end != "" && strings.Contains(first, end):
			if said := totalOf(rows[i+1:], end); said >= 0 && said != len(list) {
				return nil, ErrStatementCut.With("rows", len(list), "said", said)
			}
			return list, nil
		case strings.HasPrefix(first, "#"):
			continue
		}
		list = append(list, row)
	}
	if end != "" {
		return nil, ErrStatementCut.With("rows", len(list), "said", "—")
	}
	return list, nil
}

// totalOf is how many lines the end of a statement counts; −1: it does not say.
func totalOf(rest []listRow, end string) int {
	if end != "总交易单数" || len(rest) == 0 {
		return -1
	}
	n, err := strconv.Atoi(rest[0].cell(0))
	if err != nil {
		return -1
	}
	return n
}

// statementReader reads rows as lines.
type statementReader struct {
	statementHeads
	zone     *zoner
	currency string    // the retailer's, where the file names none
	day      time.Time // of lines without a time
}

func (in *statementReader) text(row listRow, field string) string {
	if i, ok := in.at[field]; ok {
		return row.cell(i)
	}
	return ""
}

// What the words of a statement mean.
var (
	collectedWords = []string{"success", "交易", "支付", "收款", "payment", "charge"}
	returnedWords  = []string{"refund", "revoked", "退款", "撤销", "交易退款"}
	undoneWords    = []string{"processing", "fail", "change", "处理中", "退款处理中", "退款失败", "失败", "转入代发"}
)

// line reads a row: what was moved, or why it moves nothing.
func (in *statementReader) line(row listRow) (m payment.Moved, aside string, wrong *errs.Error) {
	if row.fault != nil {
		return m, "", row.fault
	}
	amount, wrong := in.amount(row, "amount")
	if wrong != nil {
		return m, "", wrong
	}
	back := amount < 0
	switch kind := strings.ToLower(in.text(row, "type")); {
	case slices.Contains(returnedWords, kind):
		back = true
	case kind == "" || slices.Contains(collectedWords, kind):
	default:
		return m, "", unreadable("type", kind)
	}
	m.Reference, m.Number, m.Amount = in.text(row, "reference"), in.text(row, "number"), amount
	if back {
		if slices.Contains(undoneWords, strings.ToLower(in.text(row, "refund_state"))) {
			return m, "refund_not_done", nil
		}
		if m.Amount, wrong = in.refunded(row, amount); wrong != nil {
			return m, "", wrong
		}
		if v := in.text(row, "refund_reference"); v != "" && v != "0" {
			m.Reference = v
		}
		if v := in.text(row, "refund_number"); v != "" && v != "0" {
			m.Number = v
		}
	}
	if m.Amount == 0 {
		return m, "nothing_moved", nil
	}
	if m.Reference == "" || len(m.Reference) > maxMoved || len(m.Number) > maxMoved || !i18n.OneLine(m.Reference+m.Number) {
		return m, "", unreadable("reference", m.Reference)
	}
	if m.Currency, wrong = in.currencyOf(row); wrong != nil {
		return m, "", wrong
	}
	m.At, wrong = in.when(row)
	return m, "", wrong
}

// refunded is the amount of a refund, below zero.
func (in *statementReader) refunded(row listRow, amount int64) (int64, *errs.Error) {
	back, wrong := in.amount(row, "refund_amount")
	if wrong != nil {
		return 0, wrong
	}
	if back == 0 {
		back = amount
	}
	return min(back, -back), nil
}

func (in *statementReader) currencyOf(row listRow) (string, *errs.Error) {
	c := strings.ToUpper(in.text(row, "currency"))
	switch c {
	case "":
		return in.currency, nil
	case "人民币", "RMB":
		return "CNY", nil
	}
	if !validCurrency(c) {
		return "", unreadable("currency", c)
	}
	return c, nil
}

// amount reads money; a cell that is empty is nothing.
func (in *statementReader) amount(row listRow, field string) (int64, *errs.Error) {
	v := in.text(row, field)
	if v == "" {
		return 0, nil
	}
	d, ok := parseDecimal([]byte(v), false)
	if !ok {
		return 0, unreadable(field, v)
	}
	currency, wrong := in.currencyOf(row)
	if wrong != nil {
		return 0, wrong
	}
	if d = d.trimmed(); d.scale > money.Exponent(currency) {
		return 0, ErrDecimals.With("field", field, "value", i18n.Clean(v, 60), "currency", currency)
	}
	amount, ok := d.minor(currency)
	if !ok || !money.Safe(amount) {
		return 0, unreadable(field, v)
	}
	return amount, nil
}

func (in *statementReader) when(row listRow) (time.Time, *errs.Error) {
	if !in.has("time") {
		return in.day, nil
	}
	v := in.text(row, "time")
	reader := listReader{listHeads: in.listHeads, zone: in.zone}
	at, wrong := reader.moment(listRow{cells: row.cells}, "time", false)
	if wrong != nil || at.IsZero() {
		return at, unreadable("time", v)
	}
	return at, nil
}
