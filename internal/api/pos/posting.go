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

// NewPosting is a change of one member's value.
type NewPosting struct {
	MemberID   edge.ID           `json:"member_id" doc:"Whose value changes" zh:"会员编号"`
	Key        string            `json:"key" minLength:"1" maxLength:"200" doc:"Your own name for it, unique for the member: the same key and body again gets the first answer, another body is refused" zh:"调用方自定的记账键，会员内唯一：同键同内容返回首次结果，内容不同则拒绝" example:"game:7781"`
	Reason     string            `json:"reason" enum:"earn,spend,adjust,donate,top_up,refund" doc:"Why" zh:"原因" example:"earn"`
	Credits    []PostingCredit   `json:"credits,omitempty" maxItems:"20" doc:"What the member gets" zh:"收入"`
	Debits     []PostingDebit    `json:"debits,omitempty" maxItems:"20" doc:"What the member gives, drawn from the lots that expire first" zh:"支出，先到期的批次先扣"`
	OccurredAt *time.Time        `json:"occurred_at,omitempty" doc:"When it happened; when it is recorded, where absent" zh:"发生时间；缺省为记账时刻" example:"2026-09-12T04:20:00Z"`
	Memo       map[string]string `json:"memo,omitempty" maxProperties:"4" doc:"A note for people, by language" zh:"备注（按语言）"`
	Reference  *PostingReference `json:"reference,omitempty" doc:"What of yours caused it" zh:"业务来源"`
}

// PostingCredit is so much for the member.
type PostingCredit struct {
	Asset     string      `json:"asset" maxLength:"40" doc:"Code of the asset" zh:"资产代码" example:"points"`
	Amount    edge.Points `json:"amount" minimum:"1" doc:"How much" zh:"数量"`
	MaturesAt *time.Time  `json:"matures_at,omitempty" doc:"From when it can be used; at once where absent" zh:"生效时间；缺省立即" example:"2026-09-19T16:00:00Z"`
	ExpiresAt *time.Time  `json:"expires_at,omitempty" doc:"When it ends; by the asset's rule where absent" zh:"到期时间；缺省按资产规则" example:"2027-09-30T16:00:00Z"`
}

// PostingDebit is so much of the member's.
type PostingDebit struct {
	Asset  string      `json:"asset" maxLength:"40" doc:"Code of the asset" zh:"资产代码" example:"points"`
	Amount edge.Points `json:"amount" minimum:"1" doc:"How much" zh:"数量"`
}

// PostingReference is what of the caller's caused a posting.
type PostingReference struct {
	Kind string  `json:"kind" pattern:"^[a-z][a-z_]{0,39}$" doc:"What it is" zh:"类型" example:"order"`
	ID   edge.ID `json:"id" doc:"Its id" zh:"编号"`
}

// NewPostings are postings that are sent together.
type NewPostings struct {
	Items []NewPosting `json:"items" minItems:"1" maxItems:"100" doc:"The postings; each is decided by itself" zh:"记账列表，逐笔判定"`
}

// PostingVerdicts are the answers to postings that were sent together.
type PostingVerdicts struct {
	Items []PostingVerdict `json:"items" doc:"One for each, in their order" zh:"逐笔结果，顺序一致"`
}

// PostingVerdict is what came of one of several postings.
type PostingVerdict struct {
	Posting edge.Maybe[view.Posting] `json:"posting" doc:"What was posted; null where it was refused" zh:"记账结果；被拒绝时为 null"`
	Problem edge.Maybe[edge.Problem] `json:"problem" doc:"Why it was refused; null where it was posted" zh:"拒绝原因；成功时为 null"`
}

// NewReversal undoes so much of a posting.
type NewReversal struct {
	MemberID edge.ID           `json:"member_id" doc:"Whose posting it is" zh:"会员编号"`
	Key      string            `json:"key" minLength:"1" maxLength:"200" doc:"Your own name for it, unique for the member" zh:"调用方自定的记账键，会员内唯一" example:"game:7781:back"`
	Amounts  []PostingDebit    `json:"amounts" minItems:"1" maxItems:"20" doc:"How much of what, up to what is left of the posting" zh:"各资产冲正数量，不超过尚未冲正的部分"`
	Memo     map[string]string `json:"memo,omitempty" maxProperties:"4" doc:"A note for people, by language" zh:"备注（按语言）"`
}

type postedReply struct {
	Status   int
	Replayed string `header:"Idempotency-Replayed" doc:"true when this is the first answer again"`
	Body     view.Posting
}

// postingErrors are what a posting may be refused with.
var postingErrors = []*errs.Error{member.ErrUnknown, ledger.ErrInvalid, ledger.ErrInsufficient, ledger.ErrKeyReused, ledger.ErrOverflow, ledger.ErrBusy}

func (h *handlers) postings(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "post-value", Method: "POST", Path: "/ledger/postings", Tag: "ledger", Permission: staff.LedgerPost, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "记一笔账", English: "Post a change of value"},
		Description: edge.Words{Chinese: "返回时已持久保存。可用余额不足则整笔拒绝。",
			English: "Durable when it is answered. Refused as a whole where the balance does not suffice."},
		Errors: postingErrors,
	}, h.post)
	edge.Register(e, edge.Operation{
		ID: "post-values", Method: "POST", Path: "/ledger/postings/batch", Tag: "ledger", Permission: staff.LedgerPost, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "批量记账", English: "Post many changes of value"},
		Description: edge.Words{Chinese: "最多 100 笔，逐笔判定，互不影响。",
			English: "Up to 100, each decided by itself: a refusal of one leaves the others alone."},
	}, h.postMany)
	edge.Register(e, edge.Operation{
		ID: "reverse-posting", Method: "POST", Path: "/ledger/postings/{id}/reverse", Tag: "ledger", Permission: staff.LedgerPost, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "冲正一笔账", English: "Reverse a posting, in part or whole"},
		Description: edge.Words{Chinese: "可分多次，合计不超过原数。支出冲正到原批次，保留原到期时间。转让从任一方冲正，双方同时冲正。",
			English: "As often as needed, up to the whole. What was drawn goes back to the very lots, with their expiry. A transfer is reversed at either of its two postings, and both are."},
		Errors: append([]*errs.Error{ledger.ErrNoPosting, ledger.ErrOverReversed, ledger.ErrFinal}, postingErrors...),
	}, h.reverse)
}

func (h *handlers) post(ctx context.Context, in *struct{ Body NewPosting }) (*postedReply, error) {
	p, err := h.postingOf(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	return h.submit(ctx, p)
}

// submit has a posting or capture decided and shows what was posted.
func (h *handlers) submit(ctx context.Context, ask ledger.Ask) (*postedReply, error) {
	a, err := h.Group.Submit(ctx, ask)
	if err != nil {
		return nil, err
	}
	r := &postedReply{Status: http.StatusCreated}
	if a.Replayed {
		r.Replayed = "true"
	}
	r.Body, err = h.Reader.Posting(ctx, h.DB, a.Receipt)
	return r, err
}

func (h *handlers) postMany(ctx context.Context, in *struct{ Body NewPostings }) (*struct{ Body PostingVerdicts }, error) {
	verdicts := make([]PostingVerdict, len(in.Body.Items))
	answers := make([]func() (ledger.Answer, error), len(in.Body.Items))
	for i, item := range in.Body.Items {
		p, err := h.postingOf(ctx, item)
		if err != nil {
			answers[i] = func() (ledger.Answer, error) { return ledger.Answer{}, err }
			continue
		}
		answers[i] = h.Group.Begin(ctx, p)
	}
	for i, answer := range answers {
		a, err := answer()
		var shown view.Posting
		if err == nil {
			shown, err = h.Reader.Posting(ctx, h.DB, a.Receipt)
		}
		if err != nil {
			problem, err := edge.ProblemOf(ctx, err)
			if err != nil {
				return nil, err
			}
			verdicts[i].Problem = edge.Some(problem)
			continue
		}
		verdicts[i].Posting = edge.Some(shown)
	}
	return &struct{ Body PostingVerdicts }{PostingVerdicts{Items: verdicts}}, nil
}

func (h *handlers) reverse(ctx context.Context, in *struct {
	ID   edge.ID `path:"id" doc:"Id of the posting" zh:"记账编号"`
	Body NewReversal
}) (*postedReply, error) {
	amounts, err := h.amountsOf(ctx, in.Body.Amounts)
	if err != nil {
		return nil, err
	}
	return h.submit(ctx, ledger.Posting{
		Member: edge.As[member.ID](in.Body.MemberID), Key: in.Body.Key, Reason: ledger.Reverse, Memo: in.Body.Memo, Staff: byHand(ctx),
		Reverses: &ledger.Reversal{Posting: edge.As[ledger.PostingID](in.ID), Amounts: amounts},
	})
}

// byHand is who posts, where a person does; what a program posts is its owner's.
func byHand(ctx context.Context) int64 {
	if p := edge.From(ctx).Principal; p.Kind == staff.Person {
		return p.ID
	}
	return 0
}

// houseOf says where value comes from or goes to, by the reason.
var houseOf = map[ledger.Reason]struct{ from, to ledger.Side }{
	ledger.Earn:   {from: ledger.Issued, to: ledger.Issued},
	ledger.Spend:  {from: ledger.Redeemed, to: ledger.Redeemed},
	ledger.Adjust: {from: ledger.Adjusted, to: ledger.Adjusted},
	ledger.Donate: {from: ledger.Donated, to: ledger.Donated},
	ledger.TopUp:  {from: ledger.Paid, to: ledger.Paid},
	ledger.Refund: {from: ledger.Paid, to: ledger.Paid},
}

// postingOf translates; an asset that is not known is refused by its path.
func (h *handlers) postingOf(ctx context.Context, b NewPosting) (ledger.Posting, error) {
	reason := ledger.Reason(b.Reason)
	p := ledger.Posting{Member: edge.As[member.ID](b.MemberID), Key: b.Key, Reason: reason, Memo: b.Memo, Staff: byHand(ctx), OccurredAt: instant(b.OccurredAt)}
	if b.Reference != nil {
		p.Ref = ledger.Ref{Kind: b.Reference.Kind, ID: edge.As[int64](b.Reference.ID)}
	}
	house := houseOf[reason]
	for _, c := range b.Credits {
		asset, err := h.Reader.AssetByCode(ctx, h.DB, c.Asset)
		if err != nil {
			return p, err
		}
		p.Credits = append(p.Credits, ledger.Credit{Asset: asset, Amount: int64(c.Amount), From: house.from,
			MaturesAt: instant(c.MaturesAt), ExpiresAt: instant(c.ExpiresAt)})
	}
	for _, d := range b.Debits {
		asset, err := h.Reader.AssetByCode(ctx, h.DB, d.Asset)
		if err != nil {
			return p, err
		}
		p.Debits = append(p.Debits, ledger.Debit{Asset: asset, Amount: int64(d.Amount), To: house.to})
	}
	return p, nil
}

func (h *handlers) amountsOf(ctx context.Context, list []PostingDebit) ([]ledger.Amount, error) {
	amounts := make([]ledger.Amount, len(list))
	for i, a := range list {
		asset, err := h.Reader.AssetByCode(ctx, h.DB, a.Asset)
		if err != nil {
			return nil, err
		}
		amounts[i] = ledger.Amount{Asset: asset, Amount: int64(a.Amount)}
	}
	return amounts, nil
}

func instant(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.UTC()
}
