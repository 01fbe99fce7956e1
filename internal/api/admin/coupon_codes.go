package admin

import (
	"bufio"
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/coupon"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/httpx"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// NewBatch is codes that somebody wants.
type NewBatch struct {
	Count      int    `json:"count" minimum:"1" maximum:"5000000" doc:"How many" zh:"数量" example:"1000"`
	ValidUntil string `json:"valid_until,omitempty" format:"date" doc:"The last day on which one can be claimed" zh:"最后可领取日（含）" example:"2026-12-31"`
	Reason     string `json:"reason" minLength:"1" maxLength:"40" doc:"Code of the reason" zh:"原因代码" example:"promotion"`
	Note       string `json:"note,omitempty" maxLength:"500" doc:"What to say beside it" zh:"说明" example:"双十一卡片"`
}

// Batch is codes that were ordered together.
type Batch struct {
	ID         edge.ID             `json:"id" doc:"Id" zh:"编号"`
	TemplateID edge.ID             `json:"template_id" doc:"Of which template" zh:"模板编号"`
	Count      int                 `json:"count" doc:"How many were ordered" zh:"数量" example:"1000"`
	Made       int                 `json:"made" doc:"How many are made" zh:"已生成" example:"1000"`
	Claimed    int                 `json:"claimed" doc:"How many are claimed" zh:"已领取" example:"120"`
	Status     string              `json:"status" enum:"asked,making,ready" doc:"Where it is" zh:"状态" example:"ready"`
	ValidUntil *edge.Time          `json:"valid_until" doc:"Until when one can be claimed, exclusive" zh:"领取截止（不含）" example:"2026-12-31T16:00:00Z"`
	Reason     string              `json:"reason" doc:"Code of the reason" zh:"原因代码" example:"promotion"`
	Note       string              `json:"note" doc:"What was said beside it" zh:"说明" example:"双十一卡片"`
	ApprovalID edge.Maybe[edge.ID] `json:"approval_id" doc:"The approval it needs; null: within the limit" zh:"审批编号；null 为限额以内"`
	AskedBy    view.Doer           `json:"asked_by" doc:"Who asked" zh:"发起人"`
	AskedAt    edge.Time           `json:"asked_at" doc:"When" zh:"发起时间" example:"2026-09-12T04:20:00Z"`
}

// BatchPath names a batch in a path.
type BatchPath struct {
	Batch edge.ID `path:"batch" doc:"Id of the batch" zh:"批次编号"`
}

func (h *handlers) couponCodes(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "order-codes", Method: "POST", Path: "/coupons/templates/{template}/batches", Tag: "coupon", Permission: staff.CouponManage, Status: http.StatusCreated,
		Summary:     edge.Words{Chinese: "生成券码", English: "Order personal codes"},
		Description: edge.Words{Chinese: "立即占用库存，由后台任务生成；超过限额须第二人批准。", English: "They count against the stock at once and are made by a job; above the limit a second person has to agree."},
		Errors:      []*errs.Error{coupon.ErrBadBatch, coupon.ErrNoReason, coupon.ErrNoTemplate, coupon.ErrNotLive, coupon.ErrEnded, coupon.ErrSoldOut, staff.ErrPeopleOnly},
	}, h.orderCodes)
	edge.Register(e, edge.Operation{
		ID: "list-batches", Method: "GET", Path: "/coupons/templates/{template}/batches", Tag: "coupon", Permission: staff.CouponRead,
		Summary: edge.Words{Chinese: "券码批次", English: "Batches of codes, newest first"},
		Errors:  []*errs.Error{edge.ErrBadCursor},
	}, h.listBatches)
	edge.Register(e, edge.Operation{
		ID: "get-batch", Method: "GET", Path: "/coupons/batches/{batch}", Tag: "coupon", Permission: staff.CouponRead,
		Summary: edge.Words{Chinese: "一个券码批次及进度", English: "One batch and how far it has come"},
		Errors:  []*errs.Error{coupon.ErrNoBatch},
	}, h.getBatch)
	edge.Register(e, edge.Operation{
		ID: "export-codes", Method: "POST", Path: "/coupons/batches/{batch}/export", Tag: "coupon", Permission: staff.CouponManage, Status: http.StatusOK,
		Summary:     edge.Words{Chinese: "导出券码（记入审计）", English: "Export the codes of a batch (audited)"},
		Description: edge.Words{Chinese: "CSV（UTF-8 带 BOM）：券码、领取时间；给出 address 时另有会员打开即可领取的链接。", English: "CSV (UTF-8 with a byte order mark): code, when it was claimed; with an address also the link by which a member claims it."},
		Errors:      []*errs.Error{coupon.ErrNoBatch, coupon.ErrNotMade},
		Answer:      &huma.Response{Description: "OK", Content: map[string]*huma.MediaType{"text/csv": {Schema: &huma.Schema{Type: huma.TypeString}}}},
	}, h.exportCodes)
}

func (h *handlers) orderCodes(ctx context.Context, in *struct {
	CouponTemplatePath
	edge.Keyed
	Body NewBatch
}) (*edge.Answer[Batch], error) {
	want := coupon.Ordering{Template: edge.As[coupon.TemplateID](in.Template), Count: in.Body.Count, Reason: in.Body.Reason, Note: in.Body.Note, Act: actOf(ctx, in.Body.Note)}
	if in.Body.ValidUntil != "" {
		var err error
		if want.ValidUntil, err = h.endOf(ctx, in.Body.ValidUntil); err != nil {
			return nil, err
		}
	}
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (Batch, error) {
		made, err := h.Reader.CouponService.OrderBatch(ctx, tx, want)
		if err != nil {
			return Batch{}, err
		}
		shown, err := h.shownBatches(ctx, tx, made)
		if err != nil {
			return Batch{}, err
		}
		return shown[0], nil
	})
}

func (h *handlers) shownBatches(ctx context.Context, q postgres.Querier, list ...coupon.Batch) ([]Batch, error) {
	who := edge.Each(list, func(b coupon.Batch) string { return principalOf(b.AskedBy) })
	doers, err := h.Reader.Doers(ctx, q, who...)
	return edge.Each(list, func(b coupon.Batch) Batch {
		shown := Batch{ID: edge.IDOf(b.ID), TemplateID: edge.IDOf(b.Template), Count: b.Count, Made: b.Made, Claimed: b.Claimed, Status: b.Status(),
			ValidUntil: edge.AtUnlessZero(b.ValidUntil), Reason: b.Reason, Note: b.Note, AskedBy: doers(principalOf(b.AskedBy)), AskedAt: edge.At(b.AskedAt)}
		if b.Approval != 0 {
			shown.ApprovalID = edge.Some(edge.IDOf(b.Approval))
		}
		return shown
	}), err
}

func (h *handlers) listBatches(ctx context.Context, in *struct {
	CouponTemplatePath
	edge.Paging
}) (*struct{ Body edge.Page[Batch] }, error) {
	after, err := spotOf(in.Paging, batchCursor)
	if err != nil {
		return nil, err
	}
	list, err := h.Reader.CouponService.Batches(ctx, h.DB, edge.As[coupon.TemplateID](in.Template), after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(b coupon.Batch) string { return edge.Cursor(batchCursor, b.AskedAt.UnixMicro(), int64(b.ID)) })
	shown, err := h.shownBatches(ctx, h.DB, list...)
	return &struct{ Body edge.Page[Batch] }{edge.PageOf(shown, next)}, err
}

func (h *handlers) getBatch(ctx context.Context, in *BatchPath) (*struct{ Body Batch }, error) {
	b, err := h.Reader.CouponService.BatchOf(ctx, h.DB, string(in.Batch))
	if err != nil {
		return nil, err
	}
	shown, err := h.shownBatches(ctx, h.DB, b)
	if err != nil {
		return nil, err
	}
	return &struct{ Body Batch }{shown[0]}, nil
}

// claimLink is what stands before a code in the link that claims it; the code is
// behind the #, where no server along the way writes it down.
func claimLink(address string) (string, error) {
	if address == "" {
		return "", nil
	}
	at, err := url.Parse(address)
	if err != nil || at.Scheme != "https" && at.Scheme != "http" || at.Host == "" || strings.ContainsAny(address, ",\"\r\n") {
		return "", edge.ErrRequest.Field("address", "http.bad_address")
	}
	return strings.TrimRight(at.Scheme+"://"+at.Host+at.Path, "/") + "/m/claim#code=", nil
}

// codesAtOnce is how many codes are in memory at a time.
const codesAtOnce = 5000

func (h *handlers) exportCodes(ctx context.Context, in *struct {
	BatchPath
	Body struct {
		Reason  string `json:"reason" minLength:"2" maxLength:"200" doc:"Why; kept in the audit trail" zh:"导出理由，记入审计" example:"交印刷厂"`
		Address string `json:"address,omitempty" maxLength:"200" doc:"Where members reach this program: scheme and host; each line then has a link" zh:"会员访问本程序的地址，给出后每行附领取链接" example:"http://127.0.0.1:8080"`
	}
}) (*fileReply, error) {
	link, err := claimLink(in.Body.Address)
	if err != nil {
		return nil, err
	}
	c := edge.From(ctx)
	b, err := h.Reader.CouponService.BatchOf(ctx, h.DB, string(in.Batch))
	if err != nil {
		return nil, err
	}
	if b.Status() != "ready" {
		return nil, coupon.ErrNotMade
	}
	err = h.DB.InTx(ctx, func(tx postgres.Tx) error {
		return h.Staff.Audit(ctx, tx, staff.Entry{By: c.Principal, Action: "coupon.export_codes", Subject: staff.Subject{Kind: "coupon_batch", ID: string(in.Batch)},
			Address: c.Address, After: map[string]any{"count": b.Count}, Reason: i18n.Clean(in.Body.Reason, 200)})
	})
	if err != nil {
		return nil, err
	}
	return &fileReply{Body: func(answer http.ResponseWriter) {
		answer.Header().Set("Content-Type", "text/csv; charset=utf-8")
		answer.Header().Set("Content-Disposition", `attachment; filename="codes-`+string(in.Batch)+`.csv"`)
		answer.WriteHeader(http.StatusOK)
		out := bufio.NewWriter(httpx.SlowAnswer(c.Writer, silence))
		if err := h.writeCodes(ctx, out, b.ID, link); err != nil || out.Flush() != nil {
			panic(http.ErrAbortHandler) // half a file must not look whole
		}
	}}, nil
}

// writeCodes writes codes as people read them; they hold no sign that a table
// program would take for a formula.
func (h *handlers) writeCodes(ctx context.Context, out *bufio.Writer, id coupon.BatchID, link string) error {
	head := "\ufeffcode,claimed_at"
	if link != "" {
		head += ",link"
	}
	if _, err := out.WriteString(head + "\r\n"); err != nil {
		return err
	}
	for after := ""; ; {
		page, err := h.Reader.CouponService.Codes(ctx, h.DB, id, after, codesAtOnce)
		if err != nil {
			return err
		}
		for _, code := range page {
			at := ""
			if !code.ClaimedAt.IsZero() {
				at = code.ClaimedAt.Format(time.RFC3339)
			}
			line := coupon.ShowCode(code.Code) + "," + at
			if link != "" {
				line += "," + link + coupon.ShowCode(code.Code)
			}
			if _, err := out.WriteString(line + "\r\n"); err != nil {
				return err
			}
			after = code.Code
		}
		if len(page) < codesAtOnce {
			return nil
		}
	}
}
