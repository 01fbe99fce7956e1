package pos

import (
	"context"
	"net/http"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/staff"
)

// NewHold sets value aside.
type NewHold struct {
	MemberID  edge.ID           `json:"member_id" doc:"Whose value is set aside" zh:"会员编号"`
	Key       string            `json:"key" minLength:"1" maxLength:"200" doc:"Your own name for it, unique for the member" zh:"调用方自定的键，会员内唯一" example:"checkout:5521"`
	Asset     string            `json:"asset" maxLength:"40" doc:"Code of the asset" zh:"资产代码" example:"points"`
	Amount    edge.Points       `json:"amount" minimum:"1" doc:"How much" zh:"数量"`
	ExpiresAt time.Time         `json:"expires_at" doc:"When it is released by itself; at most 7 days ahead" zh:"自动释放时间，最长 7 天" example:"2026-09-12T04:35:00Z"`
	Reference *PostingReference `json:"reference,omitempty" doc:"What of yours it is for" zh:"业务来源"`
}

// NewCapture spends what a hold has set aside.
type NewCapture struct {
	MemberID edge.ID           `json:"member_id" doc:"Whose hold it is" zh:"会员编号"`
	Key      string            `json:"key" minLength:"1" maxLength:"200" doc:"Your own name for it, unique for the member" zh:"调用方自定的记账键，会员内唯一" example:"checkout:5521:paid"`
	Amount   edge.Points       `json:"amount" minimum:"1" doc:"How much of what is left" zh:"扣款数量，不超过剩余预占"`
	Last     bool              `json:"last,omitempty" doc:"Whether what is left is released" zh:"是否同时释放剩余部分" example:"true"`
	Memo     map[string]string `json:"memo,omitempty" maxProperties:"4" doc:"A note for people, by language" zh:"备注（按语言）"`
}

type (
	holdReply struct {
		Status   int
		Replayed string `header:"Idempotency-Replayed" doc:"true when the key was known"`
		Body     view.Hold
	}
	// HoldPath names a hold.
	HoldPath struct {
		ID edge.ID `path:"id" doc:"Id of the hold" zh:"预占编号"`
	}
	holdOfMember struct {
		HoldPath
		Body struct {
			MemberID edge.ID `json:"member_id" doc:"Whose hold it is" zh:"会员编号"`
			Key      string  `json:"key,omitempty" maxLength:"200" doc:"Your own name for the release, unique for the member: with it, the same again gets the hold as it is, instead of a refusal" zh:"调用方自定的释放键，会员内唯一：带键重发返回该预占，不再拒绝" example:"checkout:5521:cancelled"`
		}
	}
)

func (h *handlers) holds(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "hold-value", Method: "POST", Path: "/ledger/holds", Tag: "ledger", Permission: staff.LedgerPost, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "预占", English: "Set value aside"},
		Description: edge.Words{Chinese: "预占的部分不计入可用，期间不会到期；可分次扣款、释放，超时自动释放。",
			English: "What is held is not available and does not expire meanwhile; it is captured, in parts if need be, released, or released by itself when its time is over."},
		Errors: postingErrors,
	}, h.hold)
	edge.Register(e, edge.Operation{
		ID: "capture-hold", Method: "POST", Path: "/ledger/holds/{id}/capture", Tag: "ledger", Permission: staff.LedgerPost, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "预占扣款", English: "Spend what a hold has set aside"},
		Errors:  append([]*errs.Error{ledger.ErrNoHold, ledger.ErrHoldOver, ledger.ErrOverCaptured}, postingErrors...),
	}, h.capture)
	edge.Register(e, edge.Operation{
		ID: "release-hold", Method: "POST", Path: "/ledger/holds/{id}/release", Tag: "ledger", Permission: staff.LedgerPost, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "释放预占", English: "Release a hold"},
		Errors:  []*errs.Error{member.ErrUnknown, ledger.ErrInvalid, ledger.ErrNoHold, ledger.ErrHoldOver, ledger.ErrKeyReused, ledger.ErrBusy},
	}, h.release)
}

func (h *handlers) hold(ctx context.Context, in *struct{ Body NewHold }) (*holdReply, error) {
	asset, err := h.Reader.AssetByCode(ctx, h.DB, in.Body.Asset)
	if err != nil {
		return nil, err
	}
	ask := ledger.Authorisation{Member: edge.As[member.ID](in.Body.MemberID), Key: in.Body.Key, Asset: asset,
		Amount: int64(in.Body.Amount), ExpiresAt: in.Body.ExpiresAt.UTC()}
	if r := in.Body.Reference; r != nil {
		ask.Ref = ledger.Ref{Kind: r.Kind, ID: edge.As[int64](r.ID)}
	}
	return h.onHold(ctx, ask, http.StatusCreated)
}

func (h *handlers) release(ctx context.Context, in *holdOfMember) (*holdReply, error) {
	return h.onHold(ctx, ledger.Release{Member: edge.As[member.ID](in.Body.MemberID), Hold: edge.As[ledger.HoldID](in.ID), Key: in.Body.Key}, http.StatusOK)
}

func (h *handlers) onHold(ctx context.Context, ask ledger.Ask, status int) (*holdReply, error) {
	a, err := h.Group.Submit(ctx, ask)
	if err != nil {
		return nil, err
	}
	r := &holdReply{Status: status}
	if a.Replayed {
		r.Replayed = "true"
	}
	r.Body, err = h.Reader.Hold(ctx, h.DB, a.Hold)
	return r, err
}

func (h *handlers) capture(ctx context.Context, in *struct {
	HoldPath
	Body NewCapture
}) (*postedReply, error) {
	return h.submit(ctx, ledger.Capture{
		Posting: ledger.Posting{Member: edge.As[member.ID](in.Body.MemberID), Key: in.Body.Key, Reason: ledger.CaptureHold, Memo: in.Body.Memo},
		Hold:    edge.As[ledger.HoldID](in.ID), Amount: int64(in.Body.Amount), To: ledger.Redeemed, Last: in.Body.Last,
	})
}
