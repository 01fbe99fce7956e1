package admin

import (
	"bufio"
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/api/view"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/httpx"
	"habitue/internal/platform/sheet"
	"habitue/internal/staff"
)

// FileAsk says as what kind of file something is wanted. It is exported because
// it is embedded.
type FileAsk struct {
	Format string `query:"format" enum:"csv,xlsx" default:"csv" doc:"Kind of file" zh:"文件格式" example:"xlsx"`
}

var fileAnswer = &huma.Response{Description: "OK", Content: map[string]*huma.MediaType{
	sheet.CSV.MediaType():  {Schema: &huma.Schema{Type: huma.TypeString}},
	sheet.XLSX.MediaType(): {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}},
}}

var fileWords = edge.Words{Chinese: "CSV（UTF-8 带 BOM）或 XLSX，表头为中英双语；文本单元格不会被当作公式执行。",
	English: "CSV (UTF-8 with a byte order mark) or XLSX; headers are in both languages, and no text runs as a formula."}

func (h *handlers) ledgerExports(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "export-trial-balance", Method: "GET", Path: "/ledger/trial-balance/export", Tag: "ledger", Permission: staff.LedgerBooks, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "导出试算平衡表", English: "Export the trial balance"}, Description: fileWords, Errors: booksErrors, Answer: fileAnswer,
	}, h.exportTrialBalance)
	edge.Register(e, edge.Operation{
		ID: "export-roll-forward", Method: "GET", Path: "/ledger/roll-forward/export", Tag: "ledger", Permission: staff.LedgerBooks, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "导出逐月变动表", English: "Export the roll-forward"}, Description: fileWords, Errors: booksErrors, Answer: fileAnswer,
	}, h.exportRollForward)
	edge.Register(e, edge.Operation{
		ID: "export-liability", Method: "GET", Path: "/ledger/liability/export", Tag: "ledger", Permission: staff.LedgerBooks, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "导出积分负债", English: "Export the liability"}, Description: fileWords, Errors: booksErrors, Answer: fileAnswer,
	}, h.exportLiability)
	edge.Register(e, edge.Operation{
		ID: "export-member-statement", Method: "GET", Path: "/members/{id}/statement/export", Tag: "ledger", Permission: staff.LedgerRead, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "导出会员对账单", English: "Export a member's statement"}, Description: fileWords,
		Errors: []*errs.Error{member.ErrUnknown, ledger.ErrBadPeriod}, Answer: fileAnswer,
	}, h.exportStatement)
}

// both says a code in both languages: a file is read by others than whoever made it.
func both(code string) string {
	return messages.Text(messages.Chinese, code) + " " + messages.Text(messages.English, code)
}

// header is a row of columns in both languages.
func header(columns ...string) []any {
	cells := make([]any, len(columns))
	for i, c := range columns {
		cells[i] = both("ledger.column." + c)
	}
	return cells
}

// file answers with a table that is written while it is sent. What it is of stands
// in its name.
func (h *handlers) file(ctx context.Context, in FileAsk, name, code string, write func(sheet.Writer) error) *fileReply {
	c, format := edge.From(ctx), sheet.Format(in.Format)
	return &fileReply{Body: func(answer http.ResponseWriter) {
		answer.Header().Set("Content-Type", format.MediaType())
		answer.Header().Set("Content-Disposition", `attachment; filename="`+name+"."+in.Format+`"`)
		answer.WriteHeader(http.StatusOK)
		out := bufio.NewWriter(httpx.SlowAnswer(c.Writer, silence))
		w, err := sheet.New(format, out, both(code))
		if err == nil {
			err = write(w)
		}
		if err == nil {
			err = w.Close()
		}
		if errors.Join(err, out.Flush()) != nil {
			panic(http.ErrAbortHandler) // half a file must not look whole
		}
	}}
}

func (h *handlers) exportTrialBalance(ctx context.Context, in *struct {
	BooksCut
	FileAsk
}) (*fileReply, error) {
	r, err := h.getTrialBalance(ctx, &in.BooksCut)
	if err != nil {
		return nil, err
	}
	return h.file(ctx, in.FileAsk, "trial-balance"+before(in.AsOf), "ledger.books.trial", func(w sheet.Writer) error {
		err := w.Row(header("asset", "side", "amount", "entries")...)
		for _, a := range r.Body.Assets {
			for _, s := range a.Sides {
				err = errors.Join(err, w.Row(a.Asset, both("ledger.side."+s.Side), int64(s.Amount), s.Entries))
			}
			err = errors.Join(err, w.Row(a.Asset, both("ledger.column.sum"), int64(a.Sum), a.Entries))
		}
		return err
	}), nil
}

// before is what the name of a file says of its cut.
func before(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return "-" + at.UTC().Format("20060102T150405Z")
}

func (h *handlers) exportRollForward(ctx context.Context, in *struct {
	RollAsk
	FileAsk
}) (*fileReply, error) {
	r, err := h.getRollForward(ctx, &in.RollAsk)
	if err != nil {
		return nil, err
	}
	name := "roll-forward-" + r.Body.Asset + "-" + r.Body.From + "-" + r.Body.Until
	return h.file(ctx, in.FileAsk, name, "ledger.books.roll_forward", func(w sheet.Writer) error {
		cells := header("month", "opening")
		for _, f := range r.Body.Months[0].Flows {
			cells = append(cells, both("ledger.side."+f.Side))
		}
		err := w.Row(append(cells, header("closing")...)...)
		for _, m := range r.Body.Months {
			row := []any{m.Month, int64(m.Opening)}
			for _, f := range m.Flows {
				row = append(row, int64(f.Amount))
			}
			err = errors.Join(err, w.Row(append(row, int64(m.Closing))...))
		}
		return err
	}), nil
}

func (h *handlers) exportLiability(ctx context.Context, in *struct {
	BooksCut
	AssetAsk
	FileAsk
}) (*fileReply, error) {
	r, err := h.getLiability(ctx, &liabilityAsk{in.BooksCut, in.AssetAsk})
	if err != nil {
		return nil, err
	}
	return h.file(ctx, in.FileAsk, "liability-"+r.Body.Asset+before(in.AsOf), "ledger.books.liability", func(w sheet.Writer) error {
		err := w.Row(header("kind", "month", "amount", "lots")...)
		for _, part := range []struct {
			kind   string
			months []Outstanding
		}{{"by_credit", r.Body.ByCredit}, {"by_expiry", r.Body.ByExpiry}} {
			for _, m := range part.months {
				month := both("ledger.books.never")
				if m.Month != nil {
					month = *m.Month
				}
				err = errors.Join(err, w.Row(both("ledger.column."+part.kind), month, int64(m.Amount), m.Lots))
			}
		}
		for _, sum := range []struct {
			column string
			amount edge.Points
		}{{"open", r.Body.Open}, {"owed", -r.Body.Owed}} {
			err = errors.Join(err, w.Row(both("ledger.column."+sum.column), nil, int64(sum.amount), nil))
		}
		return errors.Join(err, w.Row(both("ledger.side.available"), nil, int64(r.Body.Available), nil),
			w.Row(both("ledger.side.pending"), nil, int64(r.Body.Pending), nil))
	}), nil
}

// linesAtOnce is how many lines of a statement are in memory at a time.
const linesAtOnce = 500

func (h *handlers) exportStatement(ctx context.Context, in *struct {
	StatementAsk
	FileAsk
}) (*fileReply, error) {
	ask, named, err := h.statementAsk(ctx, &in.StatementAsk)
	if err != nil {
		return nil, err
	}
	zone, err := h.Reader.Ledger.Zone(ctx)
	if err != nil {
		return nil, err
	}
	if !ask.From.Before(ask.Until) {
		return nil, ledger.ErrBadPeriod // while there is still somebody to tell
	}
	ask.Limit = linesAtOnce
	name := "statement-" + string(in.ID) + "-" + named.Asset + "-" + ask.From.In(zone).Format(time.DateOnly)
	return h.file(ctx, in.FileAsk, name, "ledger.books.statement", func(w sheet.Writer) error {
		x := statementFile{handlers: h, call: edge.From(ctx), ask: ask, zone: zone, out: w}
		return x.write(ctx)
	}), nil
}

// statementFile writes a statement page by page.
type statementFile struct {
	*handlers
	call *edge.Call
	ask  ledger.StatementAsk
	zone *time.Location
	out  sheet.Writer
}

func (x *statementFile) write(ctx context.Context) error {
	err := x.out.Row(header("occurred_at", "recorded_at", "reason", "why", "reference", "posting",
		"available", "pending", "available_after", "pending_after", "memo")...)
	if err != nil {
		return err
	}
	first := true
	return x.Reader.Ledger.WholeStatement(ctx, x.ask, func(page ledger.Statement) error {
		if first {
			first = false
			if err := x.total("opening", x.ask.From, page.Opening); err != nil {
				return err
			}
		}
		if err := x.lines(ctx, page.Lines); err != nil || page.Next != nil {
			return err
		}
		return x.total("closing", x.ask.Until, page.Closing)
	})
}

func (x *statementFile) total(column string, at time.Time, s ledger.Holding) error {
	return x.out.Row(x.at(at), nil, both("ledger.column."+column), nil, nil, nil, nil, nil, s.Available, s.Pending, nil)
}

func (x *statementFile) lines(ctx context.Context, list []ledger.Line) error {
	shown, err := x.Reader.Lines(ctx, x.DB, x.call.Language, x.ask.Member, x.ask.Asset, list)
	if err != nil {
		return err
	}
	for i, l := range shown {
		reference := named(l.Reference, func(r view.Reference) string { return r.Text })
		why := edge.Each(l.Why, func(w view.Why) string { return w.Text })
		posting := named(l.PostingID, func(id edge.ID) string { return string(id) })
		err := x.out.Row(x.at(list[i].OccurredAt), x.at(list[i].RecordedAt), both("ledger.reason."+l.Reason.Code), strings.Join(why, "; "),
			reference, posting, int64(l.Change.Available), int64(l.Change.Pending), int64(l.After.Available), int64(l.After.Pending), textOr(l.Memo))
		if err != nil {
			return err
		}
	}
	return nil
}

// at writes an instant by the retailer's clock; none is nothing.
func (x *statementFile) at(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.In(x.zone).Format("2006-01-02 15:04:05")
}
