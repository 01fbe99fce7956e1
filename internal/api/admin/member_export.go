package admin

import (
	"bufio"
	"context"
	"encoding/csv"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/httpx"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/sheet"
	"habitue/internal/profile"
	"habitue/internal/staff"
)

// MemberExport says what of which members is written into a file.
type MemberExport struct {
	Filter  MemberFilter `json:"filter" doc:"Which members, as in the list" zh:"筛选，与列表相同"`
	Sort    string       `json:"sort,omitempty" enum:"joined,last_order,spend" default:"joined" doc:"In which order, latest or largest first" zh:"排序，新或大的在前" example:"joined"`
	Columns []string     `json:"columns" minItems:"1" maxItems:"20" uniqueItems:"true" nullable:"false" enum:"number,name,phone,level,points,joined_on,home_store,channel,source,class,r,f,m,last_order_on,orders,spend,labels,restricted" doc:"Which columns, in this order" zh:"列，按此顺序" example:"number"`
	Reason  string       `json:"reason" minLength:"2" maxLength:"200" doc:"Why; kept in the audit trail" zh:"导出理由，记入审计" example:"会员日短信名单核对"`
}

func (h *handlers) memberExport(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "export-members", Method: "POST", Path: "/members/export", Tag: "member", Permission: staff.MemberExport, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "导出会员列表（遮蔽，记入审计）", English: "Export a list of members (masked, audited)"},
		Description: edge.Words{Chinese: "CSV（UTF-8 带 BOM），姓名与手机号一律遮蔽；以 = + - @ 开头的单元格前加单引号。最多 100,000 人。",
			English: "CSV (UTF-8 with a byte order mark); names and phones are masked for everybody; cells that begin with = + - @ get an apostrophe in front. At most 100,000 members."},
		Errors: []*errs.Error{member.ErrTooMany},
		Answer: &huma.Response{Description: "OK", Content: map[string]*huma.MediaType{
			"text/csv": {Schema: &huma.Schema{Type: huma.TypeString}}}},
	}, h.exportMembers)
}

// exportedAtOnce is how many members are in memory at a time.
const exportedAtOnce = 500

func (h *handlers) exportMembers(ctx context.Context, in *struct{ Body MemberExport }) (*fileReply, error) {
	c, by := edge.From(ctx), profile.Order(in.Body.Sort)
	if err := mayFilter(c.Principal, in.Body.Filter, by); err != nil {
		return nil, err
	}
	if err := mayExport(c.Principal, in.Body.Columns); err != nil {
		return nil, err
	}
	f, err := h.filter(ctx, in.Body.Filter)
	if err != nil {
		return nil, err
	}
	n, more, err := h.Reader.Profile.Count(ctx, f, countedAtMost)
	if err != nil {
		return nil, err
	}
	if more {
		return nil, member.ErrTooMany.With("most", countedAtMost)
	}
	x, err := h.newExport(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	// Written down before the first row leaves: what is not recorded did not happen.
	err = h.DB.InTx(ctx, func(tx postgres.Tx) error {
		return h.Staff.Audit(ctx, tx, staff.Entry{
			By: c.Principal, Action: "member.export", Subject: staff.Subject{Kind: "members", ID: "list"}, Address: c.Address,
			After:  map[string]any{"filter": in.Body.Filter, "columns": in.Body.Columns, "members": n},
			Reason: i18n.Clean(in.Body.Reason, 200),
		})
	})
	if err != nil {
		return nil, err
	}
	return &fileReply{Body: func(answer http.ResponseWriter) {
		answer.Header().Set("Content-Type", "text/csv; charset=utf-8")
		answer.Header().Set("Content-Disposition", `attachment; filename="members-`+x.today+`.csv"`)
		answer.WriteHeader(http.StatusOK)
		out := bufio.NewWriter(httpx.SlowAnswer(c.Writer, silence))
		if err := x.write(ctx, out, f, by); err != nil || out.Flush() != nil {
			panic(http.ErrAbortHandler) // half a file must not look whole
		}
	}}, nil
}

// mayExport refuses columns that the reader does not see in the list either.
func mayExport(reader staff.Principal, columns []string) error {
	for _, c := range columns {
		needed := staff.MemberRead
		switch c {
		case "points":
			needed = staff.LedgerRead
		case "last_order_on", "orders", "spend":
			needed = staff.OrderRead
		case "class", "r", "f", "m", "labels":
			needed = staff.ProfileRead
		}
		if !reader.May(needed) {
			return staff.ErrMayNot.With("permission", string(needed))
		}
	}
	return nil
}

// export writes members into a file, a few at a time.
type export struct {
	*handlers
	call     *edge.Call
	columns  []string
	zone     *time.Location
	currency string
	today    string
}

func (h *handlers) newExport(ctx context.Context, m MemberExport) (*export, error) {
	settings, err := h.Reader.Org.Settings(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	day, err := settings.DayAt(nil)
	if err != nil {
		return nil, err
	}
	return &export{handlers: h, call: edge.From(ctx), columns: m.Columns, zone: day.Location(), currency: settings.Currency,
		today: view.Date(day.Of(h.Clock.Now()))}, nil
}

func (x *export) write(ctx context.Context, out *bufio.Writer, f profile.Filter, by profile.Order) error {
	if _, err := out.WriteString("\ufeff"); err != nil { // Excel takes a file without a mark for the local code page
		return err
	}
	file := csv.NewWriter(out)
	err := file.Write(edge.Each(x.columns, func(c string) string { return messages.Text(x.call.Language, "member.column."+c) }))
	for after, more := (*profile.Place)(nil), true; more && err == nil; {
		var page []profile.Place
		if page, err = x.Reader.Profile.Find(ctx, f, by, after, exportedAtOnce); err != nil {
			return err
		}
		if more = len(page) == exportedAtOnce; more {
			after = &page[exportedAtOnce-1]
		}
		err = x.rows(ctx, file, page)
	}
	if err != nil {
		return err
	}
	file.Flush()
	return file.Error()
}

func (x *export) rows(ctx context.Context, file *csv.Writer, page []profile.Place) error {
	members, err := x.membersInOrder(ctx, edge.Each(page, func(p profile.Place) member.ID { return p.Member }))
	if err != nil {
		return err
	}
	list, err := x.Reader.Masked(ctx, x.DB, x.call, members)
	if err != nil {
		return err
	}
	for _, m := range list {
		if err := file.Write(edge.Each(x.columns, func(c string) string { return sheet.Harmless(x.cell(m, c)) })); err != nil {
			return err
		}
	}
	return nil
}

// cell is what a column says of a member; nothing where nothing is known.
func (x *export) cell(m view.MemberSummary, column string) string {
	switch column {
	case "number":
		return m.Number
	case "name":
		return textOr(m.Name)
	case "phone":
		return textOr(m.PhoneMasked)
	case "level":
		return named(m.Level, func(l view.Level) string { return l.Name })
	case "points":
		return strconv.FormatInt(int64(m.PointsAvailable), 10)
	case "joined_on":
		return m.JoinedAt.In(x.zone).Format(time.DateOnly)
	case "home_store":
		return named(m.Store, placeName)
	case "channel":
		return named(m.Channel, placeName)
	case "source":
		return m.Source
	case "labels":
		return strings.Join(m.Labels, " ")
	case "restricted":
		return map[bool]string{true: messages.Text(x.call.Language, "member.restricted_yes")}[m.Restricted]
	}
	v, known := m.Value.Get()
	if !known {
		return ""
	}
	switch column {
	case "class":
		return v.Class.Name
	case "last_order_on":
		return textOr(v.LastOrderOn)
	case "orders":
		return strconv.FormatInt(v.Orders, 10)
	case "spend":
		return sheet.Decimal{Units: int64(v.Spend), Decimals: money.Exponent(x.currency)}.String()
	case "r":
		return strconv.Itoa(v.R)
	case "f":
		return strconv.Itoa(v.F)
	default:
		return strconv.Itoa(v.M)
	}
}

func placeName(p view.Place) string { return p.Name }

func named[T any](v edge.Maybe[T], name func(T) string) string {
	if shown, ok := v.Get(); ok {
		return name(shown)
	}
	return ""
}

func textOr(s *string) string { return postgres.Value(s) }
