package admin

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/coupon"
	"habitue/internal/ledger"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
	"habitue/internal/pricing"
	"habitue/internal/staff"
)

// Approval is what one person asked for and another one decides.
type Approval struct {
	ID        edge.ID               `json:"id" doc:"Id" zh:"编号"`
	Kind      string                `json:"kind" enum:"earning_rule,spending_rule,ladder,profile_rule,asset_rule,promotion,floor_rule,prepaid_rule,privacy_rule,adjustment,coupon_template,coupon_handout,coupon_batch" doc:"What is asked for" zh:"申请类型" example:"earning_rule"`
	Subject   string                `json:"subject" doc:"Version of the draft; of an asset's rule asset/version, of a promotion promotion/version, of a template of coupons template/version, of an adjustment member/adjustment, of a handout or batch its id" zh:"草稿版本；资产规则、促销与券模板为 编码/版本，人工调整为 会员/调整，发券与券码为编号" example:"4"`
	Hash      string                `json:"hash" doc:"Of the draft as it was asked for" zh:"申请时草稿的哈希" example:"9f86d081884c7d65"`
	StartsAt  *edge.Time            `json:"starts_at" doc:"From when it is to hold; null: at once" zh:"生效时间；null 为批准后立即" example:"2026-10-01T00:00:00Z"`
	Note      string                `json:"note" doc:"What the asker says about it" zh:"申请说明" example:"双十一前把银卡倍率调回 2 倍"`
	AskedBy   Colleague             `json:"asked_by" doc:"Who asked" zh:"申请人"`
	AskedAt   edge.Time             `json:"asked_at" doc:"When" zh:"申请时间" example:"2026-09-12T01:00:00Z"`
	ExpiresAt edge.Time             `json:"expires_at" doc:"Until when it can be decided" zh:"处理期限" example:"2026-09-19T01:00:00Z"`
	Status    string                `json:"status" enum:"asked,approved,refused,withdrawn,expired,done,failed" doc:"Where it is in its life" zh:"状态" example:"asked"`
	DecidedBy edge.Maybe[Colleague] `json:"decided_by" doc:"Who decided" zh:"处理人"`
	DecidedAt *edge.Time            `json:"decided_at" doc:"When" zh:"处理时间" example:"2026-09-12T02:00:00Z"`
	Reason    *string               `json:"reason" doc:"What the decider said" zh:"处理意见" example:"金卡倍率过高"`
	Fault     *string               `json:"fault" doc:"Why an approved one could not be carried out, in the reader's language" zh:"批准后未能执行的原因" example:"草稿已被改动"`
	MayDecide bool                  `json:"may_decide" doc:"Whether the reader may decide on it now" zh:"读者现在能否处理" example:"true"`
}

// Colleague is a person of the staff beside something they did.
type Colleague struct {
	ID   edge.ID `json:"id" doc:"Id of the account" zh:"账号编号"`
	Name string  `json:"name" doc:"Name" zh:"姓名" example:"李店长"`
}

// ApprovalDetail is an approval with what would change.
type ApprovalDetail struct {
	Approval
	Changed     bool                           `json:"changed" doc:"The draft is no longer what was asked for" zh:"草稿在申请后被改动" example:"false"`
	Words       []string                       `json:"words" doc:"The draft in sentences of the reader's language" zh:"草稿的文字说明"`
	Differences []view.Difference              `json:"differences" doc:"What it changes against what holds until it does, in sentences" zh:"与此前规则相比的变化"`
	Adjustment  edge.Maybe[AdjustmentToDecide] `json:"adjustment" doc:"Of an adjustment: what it is, and what would come of it now" zh:"人工调整的内容及此刻执行的结果"`
}

// AdjustmentToDecide is an adjustment before somebody who may decide on it.
type AdjustmentToDecide struct {
	view.Adjustment
	Before  edge.Maybe[view.Possession] `json:"before" doc:"What the member has now; null where it can no longer be done, or is decided" zh:"会员现有；已处理或已不能执行时为 null"`
	After   edge.Maybe[view.Possession] `json:"after" doc:"And would have" zh:"执行后"`
	Problem *string                     `json:"problem" doc:"Why it could not be done now, in the reader's language" zh:"此刻不能执行的原因" example:"余额不足。"`
}

// ApprovalKind is what can be asked for, and who could look.
type ApprovalKind struct {
	Kind   string `json:"kind" doc:"What can be asked for" zh:"申请类型" example:"earning_rule"`
	May    bool   `json:"may" doc:"Whether the reader may ask for it and decide on it" zh:"读者能否申请与处理" example:"true"`
	Others int    `json:"others" doc:"How many other people may decide; with none, the reader publishes alone and says why" zh:"另有几人可处理；没有他人时由本人发布并说明理由" example:"2"`
}

// NewApproval is what somebody asks for.
type NewApproval struct {
	Kind      string     `json:"kind" enum:"earning_rule,spending_rule,ladder,profile_rule,asset_rule,promotion,floor_rule,prepaid_rule,privacy_rule,coupon_template" doc:"What is asked for" zh:"申请类型" example:"earning_rule"`
	Template  string     `json:"template,omitempty" maxLength:"40" doc:"Code of the template, of a template of coupons" zh:"券模板编码（券模板时）" example:"off_20"`
	Promotion edge.ID    `json:"promotion,omitempty" doc:"Id of the promotion, of a promotion" zh:"促销编号（促销时）"`
	Asset     string     `json:"asset,omitempty" maxLength:"40" doc:"Code of the asset, of an asset's rule" zh:"资产代码（资产规则时）" example:"points"`
	Version   int        `json:"version" minimum:"1" maximum:"2147483647" doc:"Version of the draft" zh:"草稿版本" example:"4"`
	Hash      string     `json:"hash" minLength:"1" maxLength:"64" doc:"Of the draft as it was seen" zh:"所见草稿的哈希" example:"9f86d081884c7d65"`
	StartsAt  *time.Time `json:"starts_at,omitempty" doc:"From when it is to hold; at once when absent" zh:"生效时间；缺省为批准后立即" example:"2026-10-01T00:00:00Z"`
	Note      string     `json:"note" minLength:"2" maxLength:"500" doc:"What the other person should know" zh:"给审批人的说明" example:"双十一前把银卡倍率调回 2 倍"`
}

// Agreement is the hash of what was looked at.
type Agreement struct {
	Hash   string `json:"hash" minLength:"1" maxLength:"64" doc:"Of the draft that was looked at" zh:"所查看草稿的哈希" example:"9f86d081884c7d65"`
	Reason string `json:"reason,omitempty" maxLength:"500" doc:"What the decider says" zh:"处理意见" example:"同意"`
}

// Refusal is why something is refused.
type Refusal struct {
	Reason string `json:"reason" minLength:"2" maxLength:"500" doc:"Why" zh:"拒绝理由" example:"金卡倍率过高"`
}

type (
	approvalSearch struct {
		edge.Paging
		Waiting bool `query:"waiting" doc:"Only what waits for a decision, the oldest first, on one page" zh:"只看待处理的，先申请在前，不分页"`
	}
	// ApprovalPath names an approval in a path.
	ApprovalPath struct {
		ID edge.ID `path:"id" doc:"Id of the approval" zh:"申请编号"`
	}
	approvalReply       struct{ Body Approval }
	approvalDetailReply struct{ Body ApprovalDetail }
	approvalsReply      struct{ Body edge.Page[Approval] }
	approvalKindsReply  struct{ Body edge.Page[ApprovalKind] }
)

// decisionErrors are what every decision can be refused with.
var decisionErrors = []*errs.Error{staff.ErrNoApproval, staff.ErrMayNot, staff.ErrOwnAsking, staff.ErrDecided, staff.ErrApprovalExpired}

func (h *handlers) approvals(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-approvals", Method: "GET", Path: "/approvals", Tag: "staff", Permission: edge.SignedIn,
		Summary: edge.Words{Chinese: "审批列表", English: "List approvals"},
		Description: edge.Words{Chinese: "读者可处理的与读者自己申请的，新的在前。",
			English: "Those that the reader may decide on and those the reader asked for, the latest first."},
		Errors: []*errs.Error{edge.ErrBadCursor},
	}, h.listApprovals)
	edge.Register(e, edge.Operation{
		ID: "list-approval-kinds", Method: "GET", Path: "/approvals/kinds", Tag: "staff", Permission: edge.SignedIn,
		Summary: edge.Words{Chinese: "需要第二人批准的事项", English: "What a second person looks at"},
	}, h.listApprovalKinds)
	edge.Register(e, edge.Operation{
		ID: "get-approval", Method: "GET", Path: "/approvals/{id}", Tag: "staff", Permission: edge.SignedIn,
		Summary: edge.Words{Chinese: "一项审批及其变化", English: "One approval and what it would change"},
		Errors:  []*errs.Error{staff.ErrNoApproval},
	}, h.getApproval)
	edge.Register(e, edge.Operation{
		ID: "ask-approval", Method: "POST", Path: "/approvals", Tag: "staff", Permission: edge.SignedIn, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "申请发布草稿", English: "Ask for a draft to be published"},
		Description: edge.Words{Chinese: "由申请人之外的人批准。草稿在申请后改动，申请即失效，需重新申请。",
			English: "Somebody other than the asker approves. A draft that is changed afterwards has to be asked for again."},
		Errors: []*errs.Error{staff.ErrMayNot, staff.ErrAlreadyAsked, ledger.ErrNoAsset, coupon.ErrNoTemplate, rulebook.ErrNoVersion, rulebook.ErrPublished, rulebook.ErrChanged, rulebook.ErrPast},
	}, h.askApproval)
	edge.Register(e, edge.Operation{
		ID: "approve-approval", Method: "POST", Path: "/approvals/{id}/approve", Tag: "staff", Permission: edge.SignedIn,
		Summary: edge.Words{Chinese: "批准", English: "Approve"},
		Errors:  append([]*errs.Error{staff.ErrPayloadChanged}, decisionErrors...),
	}, h.approve)
	edge.Register(e, edge.Operation{
		ID: "refuse-approval", Method: "POST", Path: "/approvals/{id}/refuse", Tag: "staff", Permission: edge.SignedIn,
		Summary: edge.Words{Chinese: "拒绝", English: "Refuse"},
		Errors:  decisionErrors,
	}, h.refuse)
	edge.Register(e, edge.Operation{
		ID: "withdraw-approval", Method: "POST", Path: "/approvals/{id}/withdraw", Tag: "staff", Permission: edge.SignedIn,
		Summary: edge.Words{Chinese: "撤回自己的申请", English: "Take one's own asking back"},
		Errors:  []*errs.Error{staff.ErrNoApproval, staff.ErrNotYourAsking, staff.ErrDecided, staff.ErrApprovalExpired},
	}, h.withdraw)
}

const approvalCursor = "approval"

func (h *handlers) listApprovals(ctx context.Context, in *approvalSearch) (*approvalsReply, error) {
	reader := edge.From(ctx).Principal
	if in.Waiting {
		list, err := h.Staff.Waiting(ctx, h.DB, reader)
		if err != nil {
			return nil, err
		}
		shown, err := h.shownApprovals(ctx, list...)
		return &approvalsReply{Body: edge.PageOf(shown, "")}, err
	}
	position, err := edge.Position(approvalCursor, in.Cursor, 2)
	if err != nil {
		return nil, err
	}
	var after *staff.ApprovalSpot
	if position != nil {
		after = &staff.ApprovalSpot{At: time.UnixMicro(position[0]), ID: staff.ApprovalID(position[1])}
	}
	list, err := h.Staff.Approvals(ctx, h.DB, reader, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(a staff.Approval) string {
		return edge.Cursor(approvalCursor, a.AskedAt.UnixMicro(), int64(a.ID))
	})
	shown, err := h.shownApprovals(ctx, list...)
	return &approvalsReply{Body: edge.PageOf(shown, next)}, err
}

func (h *handlers) listApprovalKinds(ctx context.Context, _ *struct{}) (*approvalKindsReply, error) {
	p := edge.From(ctx).Principal
	var list []ApprovalKind
	for _, k := range staff.ApprovalKinds() {
		others, err := h.Staff.OthersFor(ctx, h.DB, k, staff.AccountID(p.ID))
		if err != nil {
			return nil, err
		}
		list = append(list, ApprovalKind{Kind: string(k), May: p.May(k.Permission()), Others: others})
	}
	return &approvalKindsReply{Body: edge.PageOf(list, "")}, nil
}

func (h *handlers) getApproval(ctx context.Context, in *ApprovalPath) (*approvalDetailReply, error) {
	a, err := h.Staff.Approval(ctx, h.DB, edge.As[staff.ApprovalID](in.ID), edge.From(ctx).Principal)
	if err != nil {
		return nil, err
	}
	shown, err := h.shownApprovals(ctx, a)
	if err != nil {
		return nil, err
	}
	p, err := h.payloadOf(ctx, h.DB, a.Kind, a.Subject)
	if errors.Is(err, rulebook.ErrNoVersion) {
		p, err = payload{words: []string{}}, nil // the draft was thrown away; the request stays on record
	}
	if err != nil {
		return nil, err
	}
	detail := ApprovalDetail{Approval: shown[0], Changed: hexOf(p.hash) != shown[0].Hash, Words: p.words, Differences: []view.Difference{}}
	if a.Kind != staff.AdjustValue {
		detail.Differences = view.Differences(p.before, p.words)
		return &approvalDetailReply{Body: detail}, nil
	}
	detail.Adjustment, err = h.adjustmentToDecide(ctx, a)
	return &approvalDetailReply{Body: detail}, err
}

// adjustmentToDecide tries an adjustment that waits on the books as they are now.
func (h *handlers) adjustmentToDecide(ctx context.Context, a staff.Approval) (edge.Maybe[AdjustmentToDecide], error) {
	none, c := edge.Maybe[AdjustmentToDecide]{}, edge.From(ctx)
	is, err := h.Reader.Ledger.AdjustmentOf(ctx, h.DB, a.Subject)
	if err != nil {
		return none, err
	}
	shown, err := h.Reader.Adjustments(ctx, h.DB, c.Language, []ledger.AdjustmentState{is})
	if err != nil {
		return none, err
	}
	decide := AdjustmentToDecide{Adjustment: shown[0]}
	if a.Status != staff.Asked {
		return edge.Some(decide), nil
	}
	o, err := h.Reader.Ledger.TryApproved(ctx, is.Adjustment)
	var refused *errs.Error
	switch {
	case errors.As(err, &refused) && refused.Kind != errs.Internal && refused.Kind != errs.Unavailable:
		decide.Problem = edge.OrNull(c.Text(refused.Code))
	case err != nil:
		return none, err
	default:
		decide.Before, decide.After = edge.Some(view.PossessionOf(o.Before)), edge.Some(view.PossessionOf(o.After))
	}
	return edge.Some(decide), nil
}

// payload is what an approval is about, as its owner has it.
type payload struct {
	hash          []byte
	before, words []string // what it takes the place of, and the draft, in sentences
}

// payloadOf asks the owner of a kind for a draft.
func (h *handlers) payloadOf(ctx context.Context, q postgres.Querier, kind staff.ApprovalKind, subject string) (payload, error) {
	switch kind {
	case staff.AdjustValue:
		a, err := h.Reader.Ledger.AdjustmentOf(ctx, q, subject)
		if err != nil {
			return payload{}, err
		}
		words, err := h.Reader.AdjustmentWords(ctx, q, edge.From(ctx).Language, a)
		return payload{hash: a.Hash(), words: words}, err
	case staff.PublishCoupon, staff.HandOutCoupons, staff.OrderCodes:
		return h.couponPayload(ctx, q, kind, subject)
	case staff.SettleDifference:
		d, err := h.Payment.DifferenceOf(ctx, q, subject)
		if err != nil {
			return payload{}, err
		}
		return payload{hash: d.Hash(), words: h.differenceWords(ctx, d)}, nil
	case staff.PublishAsset:
		code, number, err := ledger.VersionOf(subject)
		if err != nil {
			return payload{}, fmt.Errorf("read subject of %s: %w", kind, err)
		}
		asset, err := h.Reader.Ledger.Asset(ctx, q, code)
		if err != nil {
			return payload{}, err
		}
		say := func(ctx context.Context) (func(ledger.AssetRule) []string, error) { return assetWords(ctx, asset), nil }
		return payloadFrom(ctx, q, h.Reader.Ledger.AssetRules(asset).Book, number, say)
	}
	if kind == staff.PublishPromotion {
		p, number, err := pricing.VersionOf(subject)
		if err != nil {
			return payload{}, err
		}
		return payloadFrom(ctx, q, h.Pricing.Rules(p).Book, number, h.promotionWords)
	}
	number, err := strconv.Atoi(subject)
	if err != nil {
		return payload{}, fmt.Errorf("read subject of %s: %w", kind, err)
	}
	switch kind {
	case staff.PublishEarning:
		return payloadFrom(ctx, q, h.Reader.Program.Earning.Book, number, h.earningWords)
	case staff.PublishSpending:
		return payloadFrom(ctx, q, h.Reader.Program.Spending.Book, number, h.spendingWords)
	case staff.PublishFloor:
		return payloadFrom(ctx, q, h.Pricing.Floors.Book, number, h.floorWords)
	case staff.PublishPrepaid:
		return payloadFrom(ctx, q, h.Reader.Prepaid.Rules.Book, number, h.prepaidWords)
	case staff.PublishPrivacy:
		return payloadFrom(ctx, q, h.Reader.Privacy.Rules.Book, number, h.privacyWords)
	case staff.PublishLadder:
		return payloadFrom(ctx, q, h.Reader.Tiers.Ladders.Book, number, h.ladderWords)
	case staff.PublishProfile:
		return payloadFrom(ctx, q, h.Reader.Profile.Rules.Book, number, h.profileWords)
	}
	return payload{}, fmt.Errorf("nobody owns approvals of %s", kind)
}

func payloadFrom[B rulebook.Body](ctx context.Context, q postgres.Querier, book *rulebook.Book[B], number int,
	say func(context.Context) (func(B) []string, error)) (payload, error) {
	draft, err := book.Get(ctx, q, number)
	if err != nil {
		return payload{}, err
	}
	before, err := beforeOf(ctx, q, book, draft)
	if err != nil {
		return payload{}, err
	}
	words, err := say(ctx)
	if err != nil {
		return payload{}, err
	}
	return payload{hash: draft.Hash, before: words(before.Body), words: words(draft.Body)}, nil
}

// beforeOf returns what a version takes the place of: of a draft the rule in
// force, of a published one what held until then.
func beforeOf[B rulebook.Body](ctx context.Context, q postgres.Querier, book *rulebook.Book[B], v rulebook.Version[B]) (rulebook.Version[B], error) {
	if v.Status == "draft" {
		return book.Live(ctx, q)
	}
	published, err := book.Published(ctx, q)
	if err != nil {
		return v, err
	}
	before := v
	for _, w := range published {
		if w.Number == v.Number {
			break
		}
		before = w
	}
	return before, nil
}

func (h *handlers) askApproval(ctx context.Context, in *struct{ Body NewApproval }) (*approvalReply, error) {
	c, kind := edge.From(ctx), staff.ApprovalKind(in.Body.Kind)
	if in.Body.StartsAt != nil && !in.Body.StartsAt.After(h.Clock.Now()) {
		return nil, rulebook.ErrPast
	}
	var a staff.Approval
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		hash, subject := hashOf(in.Body.Hash), strconv.Itoa(in.Body.Version)
		switch kind {
		case staff.PublishAsset:
			subject, err = h.expectAssetRule(ctx, tx, in.Body.Asset, in.Body.Version, hash)
		case staff.PublishCoupon:
			subject, err = h.expectCouponVersion(ctx, tx, in.Body.Template, in.Body.Version, hash)
		case staff.PublishPromotion:
			rules := h.Pricing.Rules(edge.As[pricing.PromotionID](in.Body.Promotion))
			subject, err = rules.Subject(in.Body.Version), rules.Expect(ctx, tx, in.Body.Version, hash)
		case staff.PublishEarning:
			err = h.Reader.Program.Earning.Expect(ctx, tx, in.Body.Version, hash)
		case staff.PublishSpending:
			err = h.Reader.Program.Spending.Expect(ctx, tx, in.Body.Version, hash)
		case staff.PublishFloor:
			err = h.Pricing.Floors.Expect(ctx, tx, in.Body.Version, hash)
		case staff.PublishPrepaid:
			err = h.Reader.Prepaid.Rules.Expect(ctx, tx, in.Body.Version, hash)
		case staff.PublishPrivacy:
			err = h.Reader.Privacy.Rules.Expect(ctx, tx, in.Body.Version, hash)
		case staff.PublishLadder:
			err = h.Reader.Tiers.Ladders.Expect(ctx, tx, in.Body.Version, hash)
		case staff.PublishProfile:
			err = h.Reader.Profile.Rules.Expect(ctx, tx, in.Body.Version, hash)
		}
		if err != nil {
			return err
		}
		a, err = h.Staff.Ask(ctx, tx, staff.Asking{
			Kind: kind, Subject: subject, Hash: hash, StartsAt: in.Body.StartsAt, Note: in.Body.Note,
			By: c.Principal, Address: c.Address,
		})
		return err
	})
	if err != nil {
		return nil, err
	}
	return h.approvalReply(ctx, a)
}

func (h *handlers) expectAssetRule(ctx context.Context, tx postgres.Tx, code string, version int, hash []byte) (subject string, err error) {
	asset, err := h.Reader.Ledger.Asset(ctx, tx, code)
	if err != nil {
		return "", err
	}
	rules := h.Reader.Ledger.AssetRules(asset)
	return rules.Subject(version), rules.Expect(ctx, tx, version, hash)
}

func (h *handlers) approve(ctx context.Context, in *struct {
	ApprovalPath
	Body Agreement
}) (*approvalReply, error) {
	return h.decide(ctx, in.ID, func(tx postgres.Tx, d staff.Decision) (staff.Approval, error) {
		a, err := h.Staff.Approval(ctx, tx, d.Approval, d.By)
		if err != nil {
			return a, err
		}
		p, err := h.payloadOf(ctx, tx, a.Kind, a.Subject)
		if err != nil {
			return a, err
		}
		d.Seen, d.Now, d.Reason = hashOf(in.Body.Hash), p.hash, in.Body.Reason
		return h.Staff.Approve(ctx, tx, d)
	})
}

func (h *handlers) refuse(ctx context.Context, in *struct {
	ApprovalPath
	Body Refusal
}) (*approvalReply, error) {
	return h.decide(ctx, in.ID, func(tx postgres.Tx, d staff.Decision) (staff.Approval, error) {
		d.Reason = in.Body.Reason
		return h.Staff.Refuse(ctx, tx, d)
	})
}

func (h *handlers) withdraw(ctx context.Context, in *ApprovalPath) (*approvalReply, error) {
	return h.decide(ctx, in.ID, func(tx postgres.Tx, d staff.Decision) (staff.Approval, error) {
		return h.Staff.Withdraw(ctx, tx, d.Approval, d.By, d.Address)
	})
}

func (h *handlers) decide(ctx context.Context, id edge.ID, say func(postgres.Tx, staff.Decision) (staff.Approval, error)) (*approvalReply, error) {
	c := edge.From(ctx)
	var a staff.Approval
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		a, err = say(tx, staff.Decision{Approval: edge.As[staff.ApprovalID](id), By: c.Principal, Address: c.Address})
		return err
	})
	if err != nil {
		return nil, err
	}
	return h.approvalReply(ctx, a)
}

func (h *handlers) approvalReply(ctx context.Context, a staff.Approval) (*approvalReply, error) {
	shown, err := h.shownApprovals(ctx, a)
	if err != nil {
		return nil, err
	}
	return &approvalReply{Body: shown[0]}, nil
}

func (h *handlers) shownApprovals(ctx context.Context, list ...staff.Approval) ([]Approval, error) {
	c := edge.From(ctx)
	var people []string
	for _, a := range list {
		people = append(people, principalOf(a.AskedBy))
		if a.DecidedBy != nil {
			people = append(people, principalOf(*a.DecidedBy))
		}
	}
	names, err := h.Staff.Names(ctx, h.DB, people...)
	if err != nil {
		return nil, err
	}
	colleague := func(id staff.AccountID) Colleague { return Colleague{ID: edge.IDOf(id), Name: names[principalOf(id)]} }
	return edge.Each(list, func(a staff.Approval) Approval {
		shown := Approval{
			ID: edge.IDOf(a.ID), Kind: string(a.Kind), Subject: a.Subject, Hash: hexOf(a.Hash), StartsAt: edge.AtOrNull(a.StartsAt), Note: a.Note,
			AskedBy: colleague(a.AskedBy), AskedAt: edge.At(a.AskedAt), ExpiresAt: edge.At(a.ExpiresAt), Status: string(a.Status),
			DecidedAt: edge.AtOrNull(a.DecidedAt), Reason: edge.OrNull(a.Reason),
			MayDecide: a.Status == staff.Asked && c.Principal.May(a.Kind.Permission()) && staff.AccountID(c.Principal.ID) != a.AskedBy,
		}
		if a.DecidedBy != nil {
			shown.DecidedBy = edge.Some(colleague(*a.DecidedBy))
		}
		if a.Fault != "" {
			shown.Fault = edge.OrNull(c.Text(a.Fault))
		}
		return shown
	}), nil
}

func principalOf(a staff.AccountID) string {
	return staff.Principal{Kind: staff.Person, ID: int64(a)}.String()
}

// hexOf and hashOf tell a hash in the contract; what is no hash is nobody's.
func hexOf(hash []byte) string { return hex.EncodeToString(hash) }

func hashOf(text string) []byte {
	hash, err := hex.DecodeString(text)
	if err != nil {
		return nil
	}
	return hash
}
