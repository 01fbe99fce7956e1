package admin

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// NewAdjustment is what somebody asks to change by hand.
type NewAdjustment struct {
	Kind      string      `json:"kind" enum:"adjust,extend,undo" doc:"Gives or takes; lets lots live longer; or undoes an adjustment" zh:"调整、延期或撤销调整" example:"adjust"`
	Asset     string      `json:"asset,omitempty" maxLength:"40" doc:"Code of the asset; not of an undoing" zh:"资产代码；撤销时不填" example:"points"`
	Amount    edge.Points `json:"amount,omitempty" doc:"Of an adjusting: what the member gets, or loses when negative" zh:"调整数量：正为增加，负为扣减"`
	Lots      []edge.ID   `json:"lots,omitempty" maxItems:"1000" doc:"Of an extension: these lots; all of the asset when absent" zh:"延期的批次；缺省为该资产的全部"`
	Until     string      `json:"until,omitempty" format:"date" doc:"Of an extension: the last good day they have at least" zh:"延期：至少到哪一天（含）" example:"2027-03-31"`
	Undoes    edge.ID     `json:"undoes,omitempty" doc:"Of an undoing: the posting of an adjustment" zh:"所撤销的调整的记账编号"`
	Reason    string      `json:"reason" minLength:"1" maxLength:"40" doc:"Code of the reason, of the retailer's list" zh:"原因代码" example:"goodwill"`
	Note      string      `json:"note,omitempty" maxLength:"500" doc:"What to say beside it; no personal data" zh:"说明；请勿写个人信息" example:"客诉补偿"`
	Reference string      `json:"reference,omitempty" maxLength:"100" doc:"Your own number for it" zh:"外部单号" example:"CS-20260912-17"`
}

// AdjustmentOutcome is what an adjustment does, or would do.
type AdjustmentOutcome struct {
	Adjustment    edge.Maybe[view.Adjustment] `json:"adjustment" doc:"What was done or is asked for; null when it was tried only" zh:"已执行或已申请的调整；试算时为 null"`
	Asset         string                      `json:"asset" doc:"Code of the asset" zh:"资产代码" example:"points"`
	Amount        edge.Points                 `json:"amount" doc:"What the member gets, or loses when negative; of an extension how much lives longer" zh:"会员所得（负为扣减）；延期则为涉及数量"`
	Limit         edge.Points                 `json:"limit" doc:"Up to how much the asker does it alone" zh:"发起人可独自执行的限额"`
	NeedsApproval bool                        `json:"needs_approval" doc:"Whether a second person has to look" zh:"是否需要第二人批准" example:"false"`
	Before        view.Possession             `json:"before" doc:"What the member has before" zh:"调整前"`
	After         view.Possession             `json:"after" doc:"And afterwards" zh:"调整后"`
	Lots          []LotMoved                  `json:"lots" doc:"Of an extension: lots whose end moves" zh:"延期的批次"`
}

// LotMoved is a lot whose end an extension moves.
type LotMoved struct {
	LotID     edge.ID     `json:"lot_id" doc:"The lot" zh:"批次编号"`
	Remaining edge.Points `json:"remaining" doc:"What is left of it" zh:"剩余"`
	Was       edge.Time   `json:"was" doc:"When it would have ended" zh:"原到期时间" example:"2026-12-31T16:00:00Z"`
	Until     edge.Time   `json:"until" doc:"When it ends" zh:"新到期时间" example:"2027-03-31T16:00:00Z"`
}

// AdjustReason is why staff adjust by hand, as the retailer puts it.
type AdjustReason struct {
	Code     string    `json:"code" pattern:"^[a-z][a-z0-9_]{0,39}$" doc:"Code; stays" zh:"原因代码" example:"goodwill"`
	Name     string    `json:"name,omitempty" readOnly:"true" doc:"Name in the reader's language" zh:"名称（读者的语言）" example:"补偿"`
	NameI18n i18n.Text `json:"name_i18n" doc:"Name in every language" zh:"各语言名称"`
}

// AdjustReasons is the list that staff choose from.
type AdjustReasons struct {
	Items []AdjustReason `json:"items" minItems:"1" maxItems:"50" doc:"In the order in which they are shown" zh:"按显示顺序"`
}

// LotStatement is a lot with everything that happened to it.
type LotStatement struct {
	view.Lot
	Changes []view.LotChange `json:"changes" doc:"Oldest first: credited, drawn, given back, extended" zh:"按时间：入账、抽取、放回、延期"`
}

type (
	adjust struct {
		MemberPath
		edge.Keyed
		DryRun bool `query:"dry_run" doc:"Say what would come of it, and write nothing" zh:"只试算，不写入" example:"true"`
		Body   NewAdjustment
	}
	memberAdjustments struct {
		MemberPath
		edge.Paging
	}
	adjustmentsReply struct{ Body edge.Page[view.Adjustment] }
	reasonsReply     struct{ Body AdjustReasons }
)

func (h *handlers) adjusting(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "adjust-member", Method: "POST", Path: "/members/{id}/adjustments", Tag: "ledger", Permission: staff.LedgerAdjust, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "人工调整会员的资产", English: "Adjust a member's value by hand"},
		Description: edge.Words{Chinese: "限额以内立即执行；超过则成为申请，须由另一位有 ledger:approve 权限的人在 7 天内批准。限额按角色在资产规则中设定。仅限员工本人，密钥不可用。",
			English: "Done at once within the limit of the asker's roles, which the asset's rule sets; above it somebody else with ledger:approve has 7 days to approve. For people: keys are refused."},
		Errors: []*errs.Error{member.ErrUnknown, ledger.ErrBadAdjustment, ledger.ErrNoReason, ledger.ErrInsufficient, ledger.ErrOverflow, ledger.ErrNothingToExtend,
			ledger.ErrNoPosting, ledger.ErrNotAdjustment, ledger.ErrNothingToUndo, staff.ErrPeopleOnly},
	}, h.adjust)
	edge.Register(e, edge.Operation{
		ID: "list-member-adjustments", Method: "GET", Path: "/members/{id}/adjustments", Tag: "ledger", Permission: staff.LedgerRead,
		Summary: edge.Words{Chinese: "会员的人工调整", English: "What was adjusted by hand, newest first"},
		Errors:  []*errs.Error{member.ErrUnknown, edge.ErrBadCursor},
	}, h.listAdjustments)
	edge.Register(e, edge.Operation{
		ID: "get-member-lot", Method: "GET", Path: "/members/{id}/lots/{lot}", Tag: "ledger", Permission: staff.LedgerRead,
		Summary: edge.Words{Chinese: "一个批次的来龙去脉", English: "One lot, with everything that happened to it"},
		Errors:  []*errs.Error{member.ErrUnknown, ledger.ErrNoLot},
	}, h.getLot)
	edge.Register(e, edge.Operation{
		ID: "list-adjust-reasons", Method: "GET", Path: "/ledger/adjust-reasons", Tag: "ledger", Permission: staff.LedgerRead,
		Summary: edge.Words{Chinese: "人工调整的原因", English: "Reasons of adjusting by hand"},
	}, h.listAdjustReasons)
	edge.Register(e, edge.Operation{
		ID: "set-adjust-reasons", Method: "PUT", Path: "/ledger/adjust-reasons", Tag: "ledger", Permission: staff.LedgerPublish,
		Summary: edge.Words{Chinese: "修改人工调整的原因", English: "Replace the reasons of adjusting by hand"},
		Errors:  []*errs.Error{ledger.ErrBadReasons},
	}, h.setAdjustReasons)
}

func (h *handlers) adjust(ctx context.Context, in *adjust) (*edge.Answer[AdjustmentOutcome], error) {
	if _, err := h.member(ctx, in.ID); err != nil {
		return nil, err
	}
	asking, err := h.askingOf(ctx, in)
	if err != nil {
		return nil, err
	}
	if in.DryRun {
		o, err := h.Reader.Ledger.TryAdjusting(ctx, asking)
		if err != nil {
			return nil, err
		}
		shown, err := h.shownOutcome(ctx, h.DB, o)
		if err != nil {
			return nil, err
		}
		body, err := json.Marshal(shown)
		return &edge.Answer[AdjustmentOutcome]{Status: http.StatusOK, Body: body}, err
	}
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (AdjustmentOutcome, error) {
		o, err := h.Reader.Ledger.Adjust(ctx, tx, asking)
		if err != nil {
			return AdjustmentOutcome{}, err
		}
		shown, err := h.shownOutcome(ctx, tx, o)
		if err != nil {
			return shown, err
		}
		made, err := h.Reader.Ledger.AdjustmentsByIDs(ctx, tx, o.Member, o.ID)
		if err != nil {
			return shown, err
		}
		list, err := h.Reader.Adjustments(ctx, tx, edge.From(ctx).Language, []ledger.AdjustmentState{made[o.ID]})
		if err != nil {
			return shown, err
		}
		shown.Adjustment = edge.Some(list[0])
		return shown, nil
	})
}

// askingOf translates what is asked for: a day ends at its midnight in the
// retailer's zone.
func (h *handlers) askingOf(ctx context.Context, in *adjust) (ledger.Adjusting, error) {
	b := in.Body
	a := ledger.Adjusting{
		Member: edge.As[member.ID](in.ID), Kind: ledger.AdjustmentKind(b.Kind), Amount: int64(b.Amount), Undoes: edge.As[ledger.PostingID](b.Undoes),
		Reason: b.Reason, Note: b.Note, Reference: b.Reference, Act: actOf(ctx, b.Note),
	}
	for _, id := range b.Lots {
		a.Lots = append(a.Lots, edge.As[ledger.LotID](id))
	}
	if a.Kind == ledger.UndoEarly {
		return a, nil
	}
	if b.Asset == "" {
		return a, edge.ErrRequest.Field("asset", "http.required")
	}
	var err error
	if a.Asset, err = h.Reader.AssetByCode(ctx, h.DB, b.Asset); err != nil {
		return a, err
	}
	if b.Until != "" {
		a.Until, err = h.endOf(ctx, b.Until)
	}
	return a, err
}

// endOf is the midnight after a day in the retailer's zone.
func (h *handlers) endOf(ctx context.Context, day string) (time.Time, error) {
	settings, err := h.Reader.Org.Settings(ctx, h.DB)
	if err != nil {
		return time.Time{}, err
	}
	zone, err := time.LoadLocation(settings.Zone)
	if err != nil {
		return time.Time{}, err
	}
	d := dayOf(day)
	return time.Date(d.Year(), d.Month(), d.Day()+1, 0, 0, 0, 0, zone).UTC(), nil
}

func (h *handlers) shownOutcome(ctx context.Context, q postgres.Querier, o ledger.Outcome) (AdjustmentOutcome, error) {
	assets, err := h.Reader.Ledger.Assets(ctx, q)
	return AdjustmentOutcome{
		Asset: assets[o.Asset].Code, Amount: edge.Points(o.Amount), Limit: edge.Points(o.Limit), NeedsApproval: o.NeedsApproval(),
		Before: view.PossessionOf(o.Before), After: view.PossessionOf(o.After),
		Lots: edge.Each(o.Moved, func(m ledger.LotMoved) LotMoved {
			return LotMoved{LotID: edge.IDOf(m.Lot), Remaining: edge.Points(m.Remaining), Was: edge.At(m.Was), Until: edge.At(m.Until)}
		}),
	}, err
}

const adjustmentCursor = "adjustment"

func (h *handlers) listAdjustments(ctx context.Context, in *memberAdjustments) (*adjustmentsReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	position, err := edge.Position(adjustmentCursor, in.Cursor, 2)
	if err != nil {
		return nil, err
	}
	var after *ledger.AdjustmentSpot
	if position != nil {
		after = &ledger.AdjustmentSpot{At: time.UnixMicro(position[0]).UTC(), ID: ledger.AdjustmentID(position[1])}
	}
	list, err := h.Reader.Ledger.Adjustments(ctx, h.DB, m.ID, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(a ledger.AdjustmentState) string {
		return edge.Cursor(adjustmentCursor, a.AskedAt.UnixMicro(), int64(a.ID))
	})
	shown, err := h.Reader.Adjustments(ctx, h.DB, edge.From(ctx).Language, list)
	return &adjustmentsReply{Body: edge.PageOf(shown, next)}, err
}

func (h *handlers) getLot(ctx context.Context, in *struct {
	MemberPath
	Lot edge.ID `path:"lot" doc:"Id of the lot" zh:"批次编号"`
}) (*struct{ Body LotStatement }, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	l, changes, err := h.Reader.Ledger.Lot(ctx, m.ID, edge.As[ledger.LotID](in.Lot))
	if err != nil {
		return nil, err
	}
	lots, err := h.Reader.Lots(ctx, h.DB, edge.From(ctx).Language, m.ID, []ledger.LotView{l})
	if err != nil {
		return nil, err
	}
	shown, err := h.Reader.LotChanges(ctx, h.DB, edge.From(ctx).Language, changes)
	return &struct{ Body LotStatement }{LotStatement{Lot: lots[0], Changes: shown}}, err
}

func (h *handlers) listAdjustReasons(ctx context.Context, _ *struct{}) (*reasonsReply, error) {
	list, err := h.Reader.Ledger.AdjustReasons(ctx, h.DB)
	language := string(edge.From(ctx).Language)
	return &reasonsReply{Body: AdjustReasons{Items: edge.Each(list, func(r ledger.AdjustReason) AdjustReason {
		return AdjustReason{Code: r.Code, Name: r.Name.In(language), NameI18n: r.Name}
	})}}, err
}

func (h *handlers) setAdjustReasons(ctx context.Context, in *struct{ Body AdjustReasons }) (*reasonsReply, error) {
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		return h.Reader.Ledger.SaveAdjustReasons(ctx, tx, edge.Each(in.Body.Items, func(r AdjustReason) ledger.AdjustReason {
			return ledger.AdjustReason{Code: r.Code, Name: r.NameI18n}
		}), actOf(ctx, ""))
	})
	if err != nil {
		return nil, err
	}
	return h.listAdjustReasons(ctx, nil)
}
