package pos

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// NewTransfer moves value from one member to another.
type NewTransfer struct {
	FromMemberID edge.ID           `json:"from_member_id" doc:"Who gives" zh:"转出会员"`
	ToMemberID   edge.ID           `json:"to_member_id" doc:"Who gets" zh:"转入会员"`
	Key          string            `json:"key" minLength:"1" maxLength:"200" doc:"Your own name for it, unique for both members" zh:"调用方自定的记账键，双方会员内唯一" example:"family:90"`
	Asset        string            `json:"asset" maxLength:"40" doc:"Code of the asset" zh:"资产代码" example:"points"`
	Amount       edge.Points       `json:"amount" minimum:"1" doc:"How much" zh:"数量"`
	Memo         map[string]string `json:"memo,omitempty" maxProperties:"4" doc:"A note for people, by language" zh:"备注（按语言）"`
}

// TransferMade is what was posted to each of both.
type TransferMade struct {
	From view.Posting `json:"from" doc:"Posting of who gave" zh:"转出方的记账"`
	To   view.Posting `json:"to" doc:"Posting of who got" zh:"转入方的记账"`
}

func (h *handlers) transfers(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "transfer-value", Method: "POST", Path: "/ledger/transfers", Tag: "ledger", Permission: staff.LedgerPost, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "转让", English: "Move value from one member to another"},
		Description: edge.Words{Chinese: "先到期的批次先转，到期时间不变；成长值不可转让。",
			English: "The lots that expire first go first and keep their expiry. Growth cannot be given away."},
		Errors: append([]*errs.Error{ledger.ErrToOneself, ledger.ErrStays, ledger.ErrMerged}, postingErrors...),
	}, h.transfer)
}

type transferReply struct {
	Status   int
	Replayed string `header:"Idempotency-Replayed" doc:"true when this is the first answer again"`
	Body     TransferMade
}

func (h *handlers) transfer(ctx context.Context, in *struct{ Body NewTransfer }) (*transferReply, error) {
	asset, err := h.Reader.AssetByCode(ctx, h.DB, in.Body.Asset)
	if err != nil {
		return nil, err
	}
	ask := ledger.Transfer{
		From: edge.As[member.ID](in.Body.FromMemberID), To: edge.As[member.ID](in.Body.ToMemberID),
		Key: in.Body.Key, Asset: asset, Amount: int64(in.Body.Amount), Memo: in.Body.Memo,
	}
	var made ledger.TransferReceipt
	err = h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		for _, m := range []member.ID{ask.From, ask.To} {
			if _, err := h.Reader.Members.Get(ctx, tx, m); err != nil {
				return err
			}
		}
		made, err = h.Reader.Ledger.Transfer(ctx, tx, ask)
		return err
	})
	if err != nil {
		return nil, err
	}
	r := &transferReply{Status: http.StatusCreated}
	if made.Replayed {
		r.Replayed = "true"
	}
	if r.Body.From, err = h.Reader.Posting(ctx, h.DB, made.From); err != nil {
		return nil, err
	}
	r.Body.To, err = h.Reader.Posting(ctx, h.DB, made.To)
	return r, err
}
