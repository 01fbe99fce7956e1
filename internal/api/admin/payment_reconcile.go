package admin

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/api/view"
	"habitue/internal/intake"
	"habitue/internal/payment"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/httpx"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/sheet"
	"habitue/internal/platform/table"
	"habitue/internal/staff"
)

// PaymentStatement is a provider's day that was compared with ours.
type PaymentStatement struct {
	Provider  string     `json:"provider" doc:"Provider" zh:"支付机构" example:"sandbox"`
	Day       string     `json:"day" format:"date" doc:"Day of the provider's calendar" zh:"账单日" example:"2026-09-12"`
	ReadAt    edge.Time  `json:"read_at" doc:"When it was compared" zh:"对账时间"`
	Lines     int        `json:"lines" doc:"Lines of it" zh:"笔数"`
	Collected edge.Minor `json:"collected" doc:"Collected, in minor units" zh:"收款合计（分）"`
	Returned  edge.Minor `json:"returned" doc:"Given back" zh:"退款合计（分）"`
	Open      int        `json:"open" doc:"Differences that nobody has settled" zh:"未处理的差异"`
}

// PaymentDifference is where a provider and we disagree.
type PaymentDifference struct {
	ID        edge.ID               `json:"id" doc:"Id" zh:"编号"`
	Provider  string                `json:"provider" doc:"Provider" zh:"支付机构" example:"sandbox"`
	Day       string                `json:"day" format:"date" doc:"The day it concerns" zh:"日期" example:"2026-09-12"`
	Kind      string                `json:"kind" enum:"unknown_here,missing_there,amount,state,misfit,refund_failed,twice" doc:"In what" zh:"差异类型" example:"amount"`
	Reference string                `json:"reference" doc:"Our reference" zh:"商户单号" example:"HC73014444121"`
	Number    *string               `json:"number" doc:"The provider's number" zh:"机构流水号"`
	Ours      *edge.Minor           `json:"ours" doc:"The amount we hold for right" zh:"我方金额（分）"`
	Theirs    *edge.Minor           `json:"theirs" doc:"The amount the provider tells" zh:"机构金额（分）"`
	Currency  string                `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	FoundAt   edge.Time             `json:"found_at" doc:"When it was found" zh:"发现时间"`
	SettledAt *edge.Time            `json:"settled_at" doc:"When it was settled; null: open" zh:"处理时间；null 为未处理"`
	SettledBy edge.Maybe[view.Doer] `json:"settled_by" doc:"Who settled it" zh:"处理人"`
	Note      *string               `json:"note" doc:"How" zh:"处理说明"`
	ToldOn    *string               `json:"told_on" format:"date" doc:"Of what was missing: the day on whose statement it stood after all, which settled it" zh:"后来出现在哪一天的账单上，因而自动销账"`
	Asked     *SettlementAsked      `json:"asked" doc:"How somebody wants it settled, which a second person looks at; null: nobody asked" zh:"待第二人批准的处理；null 为无"`
}

// SettlementAsked is how somebody wants a difference settled.
type SettlementAsked struct {
	Note       string    `json:"note" doc:"How" zh:"处理说明"`
	By         view.Doer `json:"by" doc:"Who asked" zh:"申请人"`
	ApprovalID edge.ID   `json:"approval_id" doc:"The approval" zh:"审批编号"`
	Status     string    `json:"status" enum:"asked,approved,refused,withdrawn,expired,done,failed" doc:"Where that is in its life" zh:"审批状态" example:"asked"`
}

// SettlementPolicy says which differences one person settles alone.
type SettlementPolicy struct {
	Alone   edge.Minor `json:"alone" doc:"Up to how much, in minor units of the difference's currency; above it a second person looks, where there is one" zh:"一人可独自处理的上限（分）；超过须第二人批准"`
	Version int        `json:"version" minimum:"0" doc:"Counts the changes; a change names the one that was seen" zh:"版本；修改时须注明所见版本" example:"1"`
}

// StatementUpload is what came of a statement that was sent as a file.
type StatementUpload struct {
	DryRun  bool                `json:"dry_run" doc:"Whether it was tried only" zh:"是否仅试算" example:"false"`
	Rows    int                 `json:"rows" doc:"Rows of the file" zh:"行数" example:"154"`
	New     int                 `json:"new" doc:"Lines that were not told before" zh:"新账单行" example:"150"`
	Again   int                 `json:"again" doc:"Lines that were" zh:"此前已有的账单行" example:"0"`
	Applied int                 `json:"applied" doc:"Charges of which we had not heard and that are paid by it" zh:"据此补记为已支付的收款" example:"1"`
	Cleared int                 `json:"cleared" doc:"What was missing before and is told now" zh:"据此销账的差异" example:"0"`
	Found   map[string]int      `json:"found" doc:"Differences that were not known, by kind" zh:"新发现的差异，按类型"`
	Aside   map[string]int      `json:"aside" doc:"Rows that move no money, by why: refund_not_done, nothing_moved" zh:"不涉及资金的行，按原因"`
	Columns []intake.ListColumn `json:"columns" doc:"What the columns were taken for" zh:"各列的含义"`
	Unused  []string            `json:"unused" doc:"Columns that nothing is taken from" zh:"未使用的列" example:"手续费"`
}

// PaymentDayAsk is a provider's day that shall be compared.
type PaymentDayAsk struct {
	Provider string `json:"provider" minLength:"1" maxLength:"40" doc:"Provider" zh:"支付机构" example:"sandbox"`
	Day      string `json:"day" format:"date" doc:"Day of the provider's calendar; over" zh:"账单日（已过）" example:"2026-09-12"`
}

// Settlement says how a difference was put in order.
type Settlement struct {
	Note string `json:"note" minLength:"1" maxLength:"500" doc:"How it was put in order" zh:"处理说明" example:"已退现金 1.00 元"`
}

type (
	statementsReply  struct{ Body edge.Page[PaymentStatement] }
	differencesReply struct{ Body edge.Page[PaymentDifference] }
)

const (
	paymentDayCursor = "statement"
	differenceCursor = "difference"
)

func (h *handlers) reconciling(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-payment-statements", Method: "GET", Path: "/payments/statements", Tag: "payment", Permission: staff.PaymentRead,
		Summary: edge.Words{Chinese: "对账记录", English: "Days that were reconciled"},
		Errors:  []*errs.Error{edge.ErrBadCursor},
	}, h.listStatements)
	edge.Register(e, edge.Operation{
		ID: "reconcile-payment-day", Method: "POST", Path: "/payments/statements", Tag: "payment", Permission: staff.PaymentSettle, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "取账单并对账", English: "Fetch a day's statement and compare it"},
		Description: edge.Words{Chinese: "每天自动进行；机构当日未答或事后补账时可手动再取，已有的差异不会重复。",
			English: "Done by itself each day. Again by hand where the provider did not answer, or has corrected his books; a difference is noted once."},
		Errors: []*errs.Error{payment.ErrNoProvider, payment.ErrDayNotOver, payment.ErrSilent},
	}, h.reconcileDay)
	edge.Register(e, edge.Operation{
		ID: "list-payment-differences", Method: "GET", Path: "/payments/differences", Tag: "payment", Permission: staff.PaymentRead,
		Summary: edge.Words{Chinese: "对账差异", English: "Where providers and we disagree"},
		Errors:  []*errs.Error{edge.ErrBadCursor},
	}, h.listDifferences)
	edge.Register(e, edge.Operation{
		ID: "settle-payment-difference", Method: "POST", Path: "/payments/differences/{id}/settle", Tag: "payment", Permission: staff.PaymentSettle,
		Summary: edge.Words{Chinese: "处理一条差异", English: "Say how a difference was put in order"},
		Description: edge.Words{Chinese: "超过一人上限的差异成为申请，由另一位有 payment:settle 权限的人在 7 天内批准；没有他人时由本人处理。",
			English: "What is larger than one person may settle is asked for, and another one with payment:settle has 7 days to agree; where there is nobody else it is settled at once."},
		Errors: []*errs.Error{payment.ErrNoDifference, payment.ErrSettled, payment.ErrNeedsNote, staff.ErrPeopleOnly, staff.ErrMayNot, staff.ErrAlreadyAsked},
	}, h.settleDifference)
	edge.Register(e, edge.Operation{
		ID: "upload-payment-statement", Method: "POST", Path: "/payments/statements/file", Tag: "payment", Permission: staff.PaymentSettle, File: listFileTypes,
		Status:  http.StatusCreated,
		Summary: edge.Words{Chinese: "上传对账单", English: "Send a provider's statement as a file"},
		Description: edge.Words{Chinese: "请求体即文件：微信支付、支付宝下载的对账单或任何列名清楚的表，CSV（UTF-8、GB18030，可 gzip）或 XLSX，最大 32 MiB、100,000 行。同一行再次出现不产生变化；有错误行、被截断或含其他日期的文件整体不生效。",
			English: "The body is the file: as WeChat Pay and Alipay give it, or any table with clear headings; CSV (UTF-8, GB18030, also gzip) or XLSX, up to 32 MiB and 100,000 rows. A line that is told again changes nothing; a file with a wrong row, with lines of other days or one that was cut off changes nothing as a whole."},
		Errors: []*errs.Error{payment.ErrNoProvider, payment.ErrDayNotOver, payment.ErrBadDays, payment.ErrOtherDay, intake.ErrStatement, intake.ErrStatementCut,
			intake.ErrFieldMissing, intake.ErrNoSuchColumn, intake.ErrNoRows, intake.ErrTooManyRows, httpx.ErrBodyTooLarge, edge.ErrMediaType, table.ErrNotText,
			table.ErrEmpty, table.ErrTruncated, table.ErrCorrupt, table.ErrRowTooLong, table.ErrManyColumns, table.ErrQuote, sheet.ErrUnreadable},
	}, h.uploadStatement)
	edge.Register(e, edge.Operation{
		ID: "get-settlement-policy", Method: "GET", Path: "/payments/settlement-policy", Tag: "payment", Permission: staff.PaymentRead,
		Summary: edge.Words{Chinese: "差异处理的上限", English: "Which differences one person settles alone"},
	}, h.getSettlementPolicy)
	edge.Register(e, edge.Operation{
		ID: "save-settlement-policy", Method: "PUT", Path: "/payments/settlement-policy", Tag: "payment", Permission: staff.PaymentManage,
		Summary: edge.Words{Chinese: "修改差异处理的上限", English: "Change which differences one person settles alone"},
		Errors:  []*errs.Error{payment.ErrBadPolicy, payment.ErrPolicyChanged},
	}, h.saveSettlementPolicy)
}

func (h *handlers) listStatements(ctx context.Context, in *edge.Paging) (*statementsReply, error) {
	position, err := in.AfterText(paymentDayCursor)
	if err != nil {
		return nil, err
	}
	if !edge.From(ctx).Scope().All() { // a statement tells what every store took together
		return &statementsReply{Body: edge.PageOf([]PaymentStatement{}, "")}, nil
	}
	var after payment.StatementPlace
	if position != "" {
		day, provider, _ := strings.Cut(position, " ")
		after = payment.StatementPlace{Day: dayOf(day), Provider: provider}
	}
	list, err := h.Payment.Statements(ctx, h.DB, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(t payment.Statement) string {
		return edge.TextCursor(paymentDayCursor, t.Day.Format(time.DateOnly)+" "+t.Provider)
	})
	return &statementsReply{Body: edge.PageOf(edge.Each(list, func(t payment.Statement) PaymentStatement {
		return PaymentStatement{Provider: t.Provider, Day: t.Day.Format(time.DateOnly), ReadAt: edge.At(t.ReadAt), Lines: t.Lines,
			Collected: edge.Minor(t.Collected), Returned: edge.Minor(t.Returned), Open: t.Open}
	}), next)}, nil
}

func (h *handlers) reconcileDay(ctx context.Context, in *struct{ Body PaymentDayAsk }) (*struct{}, error) {
	if err := h.Payment.Reconcile(ctx, in.Body.Provider, dayOf(in.Body.Day)); err != nil {
		return nil, err
	}
	return nil, h.DB.InTx(ctx, func(tx postgres.Tx) error {
		return h.note(ctx, tx, "payment.reconcile", staff.Subject{Kind: "statement", ID: in.Body.Provider + " " + in.Body.Day}, nil, nil)
	})
}

// differenceSearch is what a list of differences takes.
type differenceSearch struct {
	edge.Paging
	Open     bool   `query:"open" doc:"Only those that nobody has settled" zh:"只看未处理"`
	Settled  bool   `query:"settled" doc:"Only those that somebody has settled" zh:"只看已处理"`
	Kind     string `query:"kind" enum:"unknown_here,missing_there,amount,state,misfit,refund_failed,twice" doc:"Only of this kind" zh:"差异类型"`
	Provider string `query:"provider" maxLength:"40" doc:"Only of this provider" zh:"支付机构" example:"sandbox"`
	Day      string `query:"day" format:"date" doc:"Only of this day" zh:"账单日" example:"2026-09-12"`
}

func (in *differenceSearch) filter() (payment.DifferenceFilter, error) {
	f := payment.DifferenceFilter{Kind: in.Kind, Provider: in.Provider, Day: dayOf(in.Day)}
	if in.Open && in.Settled {
		return f, edge.ErrRequest.Field("open", "http.not_both", "other", "settled")
	}
	if in.Open || in.Settled {
		f.Settled = &in.Settled
	}
	position, err := edge.Position(differenceCursor, in.Cursor, 1)
	if position != nil {
		f.Before = position[0]
	}
	return f, err
}

func (h *handlers) listDifferences(ctx context.Context, in *differenceSearch) (*differencesReply, error) {
	f, err := in.filter()
	if err != nil {
		return nil, err
	}
	f.Stores = edge.From(ctx).Scope().Narrow()
	list, err := h.Payment.Differences(ctx, h.DB, f, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(d payment.Difference) string { return edge.Cursor(differenceCursor, d.ID) })
	shown, err := h.shownDifferences(ctx, h.DB, list...)
	return &differencesReply{Body: edge.PageOf(shown, next)}, err
}

func (h *handlers) shownDifferences(ctx context.Context, q postgres.Querier, list ...payment.Difference) ([]PaymentDifference, error) {
	var who []string
	var asked []string
	for _, d := range list {
		if d.SettledBy != 0 {
			who = append(who, doerOf(d.SettledBy))
		}
		if d.Approval != 0 {
			who, asked = append(who, doerOf(d.AskedBy)), append(asked, strconv.FormatInt(d.ID, 10))
		}
	}
	doers, err := h.Reader.Doers(ctx, q, who...)
	if err != nil {
		return nil, err
	}
	approvals, err := h.Staff.ApprovalsOf(ctx, q, staff.SettleDifference, asked...)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(d payment.Difference) PaymentDifference {
		shown := PaymentDifference{ID: edge.IDOf(d.ID), Provider: d.Provider, Day: d.Day.Format(time.DateOnly), Kind: d.Kind, Reference: d.Reference,
			Number: postgres.Optional(d.Number), Ours: maybeMinor(d.Ours), Theirs: maybeMinor(d.Theirs), Currency: d.Currency,
			FoundAt: edge.At(d.FoundAt), SettledAt: edge.AtUnlessZero(d.SettledAt), Note: postgres.Optional(d.Note)}
		if d.SettledBy != 0 {
			shown.SettledBy = edge.Some(doers(doerOf(d.SettledBy)))
		}
		if !d.ToldOn.IsZero() {
			day := d.ToldOn.Format(time.DateOnly)
			shown.ToldOn = &day
		}
		if d.Approval != 0 {
			shown.Asked = &SettlementAsked{Note: d.AskedNote, By: doers(doerOf(d.AskedBy)), ApprovalID: edge.IDOf(d.Approval)}
			for _, a := range approvals[strconv.FormatInt(d.ID, 10)] {
				if a.ID == d.Approval {
					shown.Asked.Status = string(a.Status)
				}
			}
		}
		return shown
	}), nil
}

func doerOf(account int64) string { return staff.Principal{Kind: staff.Person, ID: account}.String() }

func maybeMinor(v *int64) *edge.Minor {
	if v == nil {
		return nil
	}
	m := edge.Minor(*v)
	return &m
}

func (h *handlers) settleDifference(ctx context.Context, in *struct {
	ID   edge.ID `path:"id" doc:"Id of the difference" zh:"差异编号"`
	Body Settlement
}) (*struct{ Body PaymentDifference }, error) {
	var shown []PaymentDifference
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		d, err := h.Payment.SettleDifference(ctx, tx, edge.As[int64](in.ID), in.Body.Note, actOf(ctx, ""))
		if err != nil {
			return err
		}
		shown, err = h.shownDifferences(ctx, tx, d)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &struct{ Body PaymentDifference }{shown[0]}, nil
}

// differenceWords says what a second person is asked to agree to.
func (h *handlers) differenceWords(ctx context.Context, d payment.Difference) []string {
	language := edge.From(ctx).Language
	amount := func(v *int64) string {
		if v == nil {
			return "—"
		}
		return messages.Text(language, "words.amount", errs.Params("amount", messages.Money(*v, d.Currency))...)
	}
	return []string{
		messages.Text(language, "words.difference."+d.Kind, errs.Params("provider", d.Provider, "day", d.Day.Format(time.DateOnly), "reference", d.Reference)...),
		messages.Text(language, "words.difference.amounts", errs.Params("ours", amount(d.Ours), "theirs", amount(d.Theirs))...),
		messages.Text(language, "words.difference.settled", errs.Params("note", d.AskedNote)...),
	}
}

type uploadedStatement struct {
	edge.Keyed
	Provider string   `query:"provider" required:"true" minLength:"1" maxLength:"40" doc:"Provider" zh:"支付机构" example:"sandbox"`
	Day      string   `query:"day" required:"true" format:"date" doc:"Day of the provider's calendar; over" zh:"账单日（已过）" example:"2026-09-12"`
	Until    string   `query:"until" format:"date" doc:"Last day of the file; the same day when absent" zh:"文件的最后一天；缺省为同一天" example:"2026-09-12"`
	FileName string   `query:"file_name" maxLength:"200" doc:"Name of the file; kept in the trail" zh:"文件名；随操作记录保存" example:"20260912.csv"`
	DryRun   bool     `query:"dry_run" doc:"Say what would come of it, and write nothing" zh:"只试算，不写入" example:"true"`
	Columns  []string `query:"map" maxItems:"20" doc:"Which column is what, field=heading: reference, number, refund_reference, refund_number, type, refund_state, amount, refund_amount, currency, time" zh:"列的含义，字段=列名" example:"reference=商户订单号"`
}

func (h *handlers) uploadStatement(ctx context.Context, in *uploadedStatement) (*edge.Answer[StatementUpload], error) {
	ask := intake.StatementRequest{Provider: in.Provider, From: dayOf(in.Day), Until: dayOf(in.Day), Columns: map[string]string{}}
	if in.Until != "" {
		ask.Until = dayOf(in.Until)
	}
	for _, assigned := range in.Columns {
		field, heading, _ := strings.Cut(assigned, "=")
		if !slices.Contains(intake.StatementFields(), field) {
			return nil, edge.ErrRequest.Field("map", "payment.unknown_field", "given", field, "fields", strings.Join(intake.StatementFields(), ", "))
		}
		ask.Columns[field] = heading
	}
	var err error
	if ask.File, err = fileOf(ctx, maxListFile, append([]string{in.Provider, in.Day, in.Until}, in.Columns...)...); err != nil {
		return nil, err
	}
	work := func(tx postgres.Tx) (StatementUpload, error) {
		out, err := h.Intake.ImportStatement(ctx, tx, ask)
		if err != nil {
			return StatementUpload{}, err
		}
		shown := StatementUpload{DryRun: in.DryRun, Rows: out.Rows, New: out.New, Again: out.Again, Applied: out.Applied, Cleared: out.Cleared,
			Found: out.Found, Aside: out.Aside, Columns: out.Columns, Unused: out.Unused}
		return shown, h.note(ctx, tx, "payment.upload_statement", staff.Subject{Kind: "statement", ID: in.Provider + " " + in.Day}, nil,
			map[string]any{"file": in.FileName, "until": ask.Until.Format(time.DateOnly), "new": out.New, "applied": out.Applied, "found": out.Found})
	}
	if in.DryRun {
		return tried(ctx, h, work)
	}
	return edge.Once(ctx, h.edge, in.Key, work)
}

func (h *handlers) getSettlementPolicy(ctx context.Context, _ *struct{}) (*struct{ Body SettlementPolicy }, error) {
	p, err := h.Payment.Policy(ctx, h.DB)
	return &struct{ Body SettlementPolicy }{SettlementPolicy{edge.Minor(p.Alone), p.Version}}, err
}

func (h *handlers) saveSettlementPolicy(ctx context.Context, in *struct{ Body SettlementPolicy }) (*struct{ Body SettlementPolicy }, error) {
	var p payment.Policy
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		p, err = h.Payment.SavePolicy(ctx, tx, payment.Policy{Alone: int64(in.Body.Alone), Version: in.Body.Version}, actOf(ctx, ""))
		return err
	})
	return &struct{ Body SettlementPolicy }{SettlementPolicy{edge.Minor(p.Alone), p.Version}}, err
}
