package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/platform/errs"
	"habitue/internal/pricing"
	"habitue/internal/staff"
)

// PromotionFinding is what is provably odd about a promotion.
type PromotionFinding struct {
	Promotion NamedPromotion   `json:"promotion" doc:"Of which it is found" zh:"所指促销"`
	Code      string           `json:"code" enum:"over,no_day,no_level,no_store,no_channel,no_goods,no_part,used_up,used_up_today,outdone,twice,doubled" doc:"What is found" zh:"结论代码" example:"outdone"`
	Never     bool             `json:"never" doc:"Because of it, the promotion applies to nothing" zh:"是否因此不会适用于任何购物篮" example:"false"`
	Others    []NamedPromotion `json:"others" doc:"Which make it so" zh:"由哪些促销造成"`
	Words     string           `json:"words" doc:"The same in a sentence of the reader's language" zh:"文字说明" example:"凡它适用的购物篮，“满100减20”也适用且优惠不少于它，两者又互斥：单独相比它从不更优。"`
}

// NamedPromotion is a promotion by its name.
type NamedPromotion struct {
	ID   string `json:"id" doc:"Its id; draft: the draft that is no promotion yet" zh:"促销编号；draft 为尚未建成促销的草稿" example:"1024"`
	Name string `json:"name" doc:"Its name in the reader's language" zh:"名称" example:"满100减20"`
}

// PromotionToCheck is what a promotion shall say, beside those that are live.
type PromotionToCheck struct {
	PromotionDraft
	Promotion edge.ID `json:"promotion,omitempty" doc:"The promotion in whose place it is looked at" zh:"所替代的促销编号"`
}

type findingsReply struct {
	Body edge.Page[PromotionFinding]
}

var findingsMeaning = edge.Words{
	Chinese: "只说可以证明的结论：对每一个购物篮都成立，并说明由哪些促销造成。",
	English: "Only what can be proven: it is true of every basket, and says which promotions make it so.",
}

func (h *handlers) promotionFindings(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-promotion-findings", Method: "GET", Path: "/promotions/findings", Tag: "pricing", Permission: staff.PricingRead,
		Summary:     edge.Words{Chinese: "进行中与即将开始的促销里不会生效、重复或相互压过的", English: "Promotions, live or yet to begin, that apply to nothing, stand twice or outdo each other"},
		Description: findingsMeaning,
		Errors:      []*errs.Error{pricing.ErrManyLive},
	}, h.listPromotionFindings)
	edge.Register(e, edge.Operation{
		ID: "check-promotion", Method: "POST", Path: "/promotions/check", Tag: "pricing", Permission: staff.PricingRead,
		Summary:     edge.Words{Chinese: "检查一份草稿与进行中的促销，不保存", English: "Look at a draft beside what is live, without keeping it"},
		Description: findingsMeaning,
		Errors:      []*errs.Error{pricing.ErrBadPromotion, pricing.ErrManyLive},
	}, h.checkPromotion)
}

func (h *handlers) listPromotionFindings(ctx context.Context, _ *struct{}) (*findingsReply, error) {
	found, live, err := h.Pricing.Findings(ctx, h.DB, nil)
	if err != nil {
		return nil, err
	}
	return &findingsReply{Body: edge.PageOf(shownFindings(ctx, found, live), "")}, nil
}

func (h *handlers) checkPromotion(ctx context.Context, in *struct{ Body PromotionToCheck }) (*findingsReply, error) {
	if err := in.Body.Body.Validate(); err != nil {
		return nil, err
	}
	draft := pricing.Promotion{ID: edge.As[pricing.PromotionID](in.Body.Promotion), Rule: in.Body.Body}
	found, live, err := h.Pricing.Findings(ctx, h.DB, &draft)
	if err != nil {
		return nil, err
	}
	var of []pricing.Finding
	for _, f := range found {
		if f.Concerns(draft.ID) {
			of = append(of, f)
		}
	}
	return &findingsReply{Body: edge.PageOf(shownFindings(ctx, of, live), "")}, nil
}

func shownFindings(ctx context.Context, found []pricing.Finding, live []pricing.Promotion) []PromotionFinding {
	language := edge.From(ctx).Language
	named := make(map[pricing.PromotionID]NamedPromotion, len(live))
	for _, p := range live {
		named[p.ID] = NamedPromotion{ID: p.Offer(), Name: p.Rule.Name.In(string(language))}
	}
	return edge.Each(found, func(f pricing.Finding) PromotionFinding {
		return PromotionFinding{
			Promotion: named[f.Promotion], Code: f.Code, Never: f.Never(),
			Others: edge.Each(f.Others, func(id pricing.PromotionID) NamedPromotion { return named[id] }),
			Words:  view.FindingWords(f, func(id pricing.PromotionID) string { return named[id].Name }, language),
		}
	})
}
