package view

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/ledger"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Adjustment is what somebody of the staff asked to change by hand, and what came of it.
type Adjustment struct {
	ID         edge.ID             `json:"id" doc:"Id" zh:"编号"`
	MemberID   edge.ID             `json:"member_id" doc:"Whose value it changes" zh:"会员编号"`
	Kind       string              `json:"kind" enum:"adjust,extend,undo" doc:"Gives or takes; lets lots live longer; or undoes an adjustment" zh:"调整、延期或撤销调整" example:"adjust"`
	Asset      string              `json:"asset" doc:"Code of the asset" zh:"资产代码" example:"points"`
	Amount     edge.Points         `json:"amount" doc:"What the member gets, or loses when negative; of an extension how much lives longer" zh:"会员所得（负为扣减）；延期则为涉及数量"`
	Until      *edge.Time          `json:"until" doc:"Of an extension: the end that lots have at least" zh:"延期至少到何时" example:"2027-03-31T16:00:00Z"`
	Lots       []edge.ID           `json:"lots" doc:"Of an extension: which lots" zh:"延期的批次"`
	Undoes     edge.Maybe[edge.ID] `json:"undoes" doc:"Of an undoing: the posting" zh:"所撤销的记账"`
	Reason     Reason              `json:"reason" doc:"Why" zh:"原因"`
	Note       string              `json:"note" doc:"What was typed beside it" zh:"说明" example:"客诉补偿"`
	Reference  string              `json:"reference" doc:"The staff's own number for it" zh:"外部单号" example:"CS-20260912-17"`
	AskedBy    Doer                `json:"asked_by" doc:"Who asked" zh:"发起人"`
	AskedAt    edge.Time           `json:"asked_at" doc:"When" zh:"发起时间" example:"2026-09-12T04:20:00Z"`
	Status     string              `json:"status" enum:"asked,approved,refused,withdrawn,expired,done,failed" doc:"Where it is in its life" zh:"状态" example:"done"`
	ApprovalID edge.Maybe[edge.ID] `json:"approval_id" doc:"The approval it needs; null: within the limit" zh:"审批编号；null 为限额以内"`
	DecidedBy  edge.Maybe[Doer]    `json:"decided_by" doc:"Who decided" zh:"审批人"`
	Fault      *string             `json:"fault" doc:"Why an approved one could not be done, in the reader's language" zh:"批准后未能执行的原因" example:"余额不足。"`
	PostingID  edge.Maybe[edge.ID] `json:"posting_id" doc:"What was posted" zh:"记账编号"`
	Undone     bool                `json:"undone" doc:"All of it was reversed" zh:"已全部撤销" example:"false"`
}

// Adjustments shows adjustments of members.
func (r *Reader) Adjustments(ctx context.Context, q postgres.Querier, l messages.Language, list []ledger.AdjustmentState) ([]Adjustment, error) {
	assets, err := r.Ledger.Assets(ctx, q)
	if err != nil {
		return nil, err
	}
	who := []string{}
	for _, a := range list {
		who = append(who, principal(a.AskedBy))
		if a.DecidedBy != nil {
			who = append(who, principal(*a.DecidedBy))
		}
	}
	doers, err := r.Doers(ctx, q, who...)
	return edge.Each(list, func(a ledger.AdjustmentState) Adjustment {
		shown := Adjustment{
			ID: edge.IDOf(a.ID), MemberID: edge.IDOf(a.Member), Kind: string(a.Kind), Asset: assets[a.Asset].Code, Amount: edge.Points(a.Amount),
			Until: edge.AtUnlessZero(a.Until), Lots: edge.Each(a.Lots, edge.IDOf[ledger.LotID]), Undoes: idOrNull(a.Undoes),
			Reason: Reason{Code: a.Reason, Text: a.ReasonName.In(string(l))}, Note: a.Note, Reference: a.Reference,
			AskedBy: doers(principal(a.AskedBy)), AskedAt: edge.At(a.AskedAt), Status: string(a.Status), ApprovalID: idOrNull(a.Approval),
			PostingID: idOrNull(a.Posting), Undone: a.Undone,
		}
		if a.DecidedBy != nil {
			shown.DecidedBy = edge.Some(doers(principal(*a.DecidedBy)))
		}
		if a.Fault != "" {
			shown.Fault = edge.OrNull(messages.Text(l, a.Fault))
		}
		return shown
	}), err
}

func principal(a staff.AccountID) string {
	return staff.Principal{Kind: staff.Person, ID: int64(a)}.String()
}

// AdjustmentWords says an adjustment in sentences: what is asked for, why, and
// under which number.
func (r *Reader) AdjustmentWords(ctx context.Context, q postgres.Querier, l messages.Language, a ledger.AdjustmentState) ([]string, error) {
	assets, err := r.Ledger.Assets(ctx, q)
	if err != nil {
		return nil, err
	}
	settings, err := r.Org.Settings(ctx, q)
	if err != nil {
		return nil, err
	}
	days, err := settings.DayAt(nil)
	if err != nil {
		return nil, err
	}
	say := func(code string, pairs ...any) string {
		return messages.Text(l, "words.adjustment."+code, errs.Params(pairs...)...)
	}
	asset := assets[a.Asset]
	code := string(a.Kind)
	if a.Kind != ledger.ExtendTo {
		code += map[bool]string{true: "_gives", false: "_takes"}[a.Amount > 0]
	}
	until := ""
	if !a.Until.IsZero() {
		until = Date(days.Of(a.Until.Add(-1)))
	}
	words := []string{say(code, "amount", AmountWords(max(a.Amount, -a.Amount), asset, l), "asset", asset.Name.In(string(l)),
		"until", until, "lots", messages.Number(int64(len(a.Lots))))}
	words = append(words, say("reason", "reason", a.ReasonName.In(string(l))))
	if a.Note != "" {
		words = append(words, say("note", "note", a.Note))
	}
	if a.Reference != "" {
		words = append(words, say("reference", "reference", a.Reference))
	}
	return words, nil
}

// Possession is what a member has of an asset.
type Possession struct {
	Available edge.Points `json:"available" doc:"Can be spent" zh:"可用"`
	Pending   edge.Points `json:"pending" doc:"Waiting for the return window to close" zh:"待生效"`
	Owed      edge.Points `json:"owed" doc:"Taken back after it was spent" zh:"欠扣"`
}

// PossessionOf shows what a member has of an asset.
func PossessionOf(s ledger.Standing) Possession {
	return Possession{Available: edge.Points(s.Available), Pending: edge.Points(s.Pending), Owed: edge.Points(s.Owed)}
}

// LotChange is one thing that happened to a lot.
type LotChange struct {
	At         edge.Time           `json:"at" doc:"When" zh:"时间" example:"2026-09-12T04:20:00Z"`
	Reason     Reason              `json:"reason" doc:"Why: the reason of the posting, or of whoever moved the end" zh:"原因"`
	Amount     edge.Points         `json:"amount" doc:"Credited or given back; drawn when negative; 0 where the end was moved" zh:"入账或放回；负为抽取；延期为 0"`
	PostingID  edge.Maybe[edge.ID] `json:"posting_id" doc:"The posting; null where the end was moved" zh:"记账编号；延期为 null"`
	Adjustment edge.Maybe[edge.ID] `json:"adjustment_id" doc:"The adjustment that moved the end" zh:"延期的调整编号"`
	Was        *edge.Time          `json:"was" doc:"When it would have ended" zh:"原到期时间" example:"2026-12-31T16:00:00Z"`
	Until      *edge.Time          `json:"until" doc:"When it ended since" zh:"新到期时间" example:"2027-03-31T16:00:00Z"`
	By         edge.Maybe[Doer]    `json:"by" doc:"Who moved the end" zh:"延期发起人"`
	Note       *string             `json:"note" doc:"What was typed beside it" zh:"说明" example:"客诉补偿"`
}

// LotChanges shows what happened to a lot.
func (r *Reader) LotChanges(ctx context.Context, q postgres.Querier, l messages.Language, list []ledger.LotChange) ([]LotChange, error) {
	who := []string{}
	for _, c := range list {
		if c.By != 0 {
			who = append(who, principal(c.By))
		}
	}
	doers, err := r.Doers(ctx, q, who...)
	return edge.Each(list, func(c ledger.LotChange) LotChange {
		shown := LotChange{
			At: edge.At(c.At), Amount: edge.Points(c.Amount), PostingID: idOrNull(c.Posting), Adjustment: idOrNull(c.Adjustment),
			Was: edge.AtUnlessZero(c.Was), Until: edge.AtUnlessZero(c.Until), Note: edge.OrNull(c.Note),
			Reason: Reason{Code: "extend", Text: c.Why.In(string(l))},
		}
		if c.Posting != 0 {
			shown.Reason = Reason{Code: string(c.Reason), Text: messages.Text(l, "ledger.reason."+string(c.Reason))}
		}
		if c.By != 0 {
			shown.By = edge.Some(doers(principal(c.By)))
		}
		return shown
	}), err
}
