package admin

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/coupon/terms"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
	"habitue/internal/pricing"
	"habitue/internal/staff"
)

// Promotion is a promotion with the version that is in force.
type Promotion struct {
	ID        edge.ID      `json:"id" doc:"Id" zh:"编号"`
	Name      string       `json:"name" doc:"Name in the reader's language" zh:"名称" example:"满100减20"`
	NameI18n  i18n.Text    `json:"name_i18n" doc:"Name in every language" zh:"各语言名称"`
	Status    string       `json:"status" enum:"draft,scheduled,live,off,over,ended" doc:"draft: nothing of it was published yet; scheduled: it is published and its first day is to come; live; off: a published version says that it applies to nothing; over: its last day has passed; ended: by hand" zh:"draft：尚未发布；scheduled：已发布，尚未到首日；live：进行中；off：已发布的版本为停用；over：最后一天已过；ended：已手动结束" example:"live"`
	Version   int          `json:"version" doc:"The version in force" zh:"现行版本" example:"2"`
	ValidFrom *edge.Time   `json:"valid_from" doc:"From when it holds; null: since ever" zh:"现行版本的生效时间；null 为自始"`
	Rule      pricing.Rule `json:"rule" doc:"What the version in force says; where nothing of it holds yet, what the next one, or its draft, is to say" zh:"现行版本的内容；尚无生效版本时为将生效的版本或草稿"`
	Words     []string     `json:"words" doc:"The same in sentences of the reader's language" zh:"文字说明"`
	Waiting   int          `json:"waiting" doc:"How many drafts and versions yet to begin there are" zh:"草稿与待生效版本数" example:"1"`
	CreatedBy string       `json:"created_by" doc:"Name of who made it" zh:"创建人" example:"李店长"`
	CreatedAt edge.Time    `json:"created_at" doc:"When" zh:"创建时间"`
	EndedAt   *edge.Time   `json:"ended_at" doc:"When it was ended by hand; null: it was not" zh:"手动结束的时间；null 为未结束"`
}

// PromotionVersion is one version of a promotion.
type PromotionVersion struct {
	Version   int          `json:"version" doc:"Version" zh:"版本" example:"3"`
	Status    string       `json:"status" enum:"draft,approved,live,ended" doc:"Where it is in its life" zh:"状态" example:"live"`
	ValidFrom *edge.Time   `json:"valid_from" doc:"From when it counts; null: since ever, or a draft" zh:"生效时间；null 为自始或草稿"`
	Body      pricing.Rule `json:"body" doc:"What it says" zh:"内容"`
	Words     []string     `json:"words" doc:"The same in sentences of the reader's language" zh:"文字说明"`
	Written
}

// PromotionDraft is what a promotion shall say.
type PromotionDraft struct {
	Body pricing.Rule `json:"body" doc:"Name, offer, priority and limits" zh:"名称、优惠、优先级与限额"`
}

// PromotionRevision is another body for a draft.
type PromotionRevision struct {
	PromotionDraft
	Hash string `json:"hash" minLength:"1" maxLength:"64" doc:"Of the draft as it was seen; where somebody else has changed it since, it is refused" zh:"所见草稿的哈希；他人已改动则拒绝" example:"9f86d081884c7d65"`
}

type (
	// PromotionPath names a promotion in a path.
	PromotionPath struct {
		ID edge.ID `path:"id" doc:"Id of the promotion" zh:"促销编号"`
	}
	promotionSearch struct {
		edge.Paging
		Status string `query:"status" enum:"draft,scheduled,live,off,over,ended" doc:"Only these" zh:"只看此状态"`
		Kind   string `query:"kind" enum:"amount_off,percent_off,fixed_price,bundle_price,nth_piece,buy_get,add_on,gift,delivery,exchange,group_buy" doc:"Only of this kind" zh:"只看此类优惠"`
		Text   string `query:"q" maxLength:"100" doc:"Part of a name in any language" zh:"名称中的文字（任一语言）" example:"满减"`
	}
	promotionReply         struct{ Body Promotion }
	promotionsReply        struct{ Body edge.Page[Promotion] }
	promotionVersionReply  struct{ Body PromotionVersion }
	promotionVersionsReply struct{ Body edge.Page[PromotionVersion] }
)

const promotionCursor = "promotions"

func (h *handlers) promotions(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-promotions", Method: "GET", Path: "/promotions", Tag: "pricing", Permission: staff.PricingRead,
		Summary: edge.Words{Chinese: "促销列表，新建在前", English: "Promotions, the newest first"},
	}, h.listPromotions)
	edge.Register(e, edge.Operation{
		ID: "create-promotion", Method: "POST", Path: "/promotions", Tag: "pricing", Permission: staff.PricingPublish, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "新建促销，附一份草稿", English: "Make a promotion with a draft of what it says"},
		Description: edge.Words{Chinese: "新促销处于停用状态；草稿由第二人批准后才生效。",
			English: "It applies to nothing until a second person has approved the draft."},
		Errors: []*errs.Error{pricing.ErrBadPromotion},
	}, h.createPromotion)
	edge.Register(e, edge.Operation{
		ID: "get-promotion", Method: "GET", Path: "/promotions/{id}", Tag: "pricing", Permission: staff.PricingRead,
		Summary: edge.Words{Chinese: "一个促销及其现行版本", English: "One promotion with the version in force"},
		Errors:  []*errs.Error{pricing.ErrNoPromotion},
	}, h.getPromotion)
	edge.Register(e, edge.Operation{
		ID: "end-promotion", Method: "POST", Path: "/promotions/{id}/end", Tag: "pricing", Permission: staff.PricingPublish, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "立即结束促销，无需第二人", English: "End a promotion at once; it needs nobody else"},
		Errors:  []*errs.Error{pricing.ErrNoPromotion},
	}, h.endPromotion)
	edge.Register(e, edge.Operation{
		ID: "resume-promotion", Method: "POST", Path: "/promotions/{id}/resume", Tag: "pricing", Permission: staff.PricingPublish, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "撤销结束：已发布的版本恢复有效", English: "Take an end back: what was published holds again"},
		Errors:  []*errs.Error{pricing.ErrNoPromotion},
	}, h.resumePromotion)
	edge.Register(e, edge.Operation{
		ID: "list-promotion-versions", Method: "GET", Path: "/promotions/{id}/versions", Tag: "pricing", Permission: staff.PricingRead,
		Summary: edge.Words{Chinese: "促销的全部版本", English: "Every version of a promotion"},
		Errors:  []*errs.Error{pricing.ErrNoPromotion},
	}, h.listPromotionVersions)
	edge.Register(e, edge.Operation{
		ID: "draft-promotion", Method: "POST", Path: "/promotions/{id}/versions", Tag: "pricing", Permission: staff.PricingPublish, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "起草促销的新版本", English: "Draft a version of a promotion"},
		Errors:  []*errs.Error{pricing.ErrNoPromotion, pricing.ErrBadPromotion},
	}, h.draftPromotion)
	edge.Register(e, edge.Operation{
		ID: "revise-promotion", Method: "PUT", Path: "/promotions/{id}/versions/{version}", Tag: "pricing", Permission: staff.PricingPublish,
		Summary: edge.Words{Chinese: "修改促销的草稿", English: "Change a draft of a promotion"},
		Errors:  append([]*errs.Error{pricing.ErrNoPromotion, pricing.ErrBadPromotion}, revisionErrors...),
	}, h.revisePromotion)
	edge.Register(e, edge.Operation{
		ID: "discard-promotion-draft", Method: "DELETE", Path: "/promotions/{id}/versions/{version}", Tag: "pricing", Permission: staff.PricingPublish, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "扔掉促销的草稿", English: "Throw a draft of a promotion away"},
		Errors:  append([]*errs.Error{pricing.ErrNoPromotion}, revisionErrors...),
	}, h.discardPromotionDraft)
	edge.Register(e, edge.Operation{
		ID: "publish-promotion", Method: "POST", Path: "/promotions/{id}/versions/{version}/publish", Tag: "pricing", Permission: staff.PricingPublish,
		Summary:     edge.Words{Chinese: "独自发布促销", English: "Publish a version of a promotion alone"},
		Description: publishAlone,
		Errors:      append([]*errs.Error{pricing.ErrNoPromotion, pricing.ErrBadPromotion}, publishErrors...),
	}, h.publishPromotion)
}

// promotionWords returns what says promotions in the reader's language.
func (h *handlers) promotionWords(ctx context.Context) (func(pricing.Rule) []string, error) {
	settings, err := h.Reader.Org.Settings(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	ladder, err := h.Reader.Tiers.Ladders.Live(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	language := edge.From(ctx).Language
	return func(r pricing.Rule) []string {
		return view.PromotionWords(r, ladder.Body, settings.Currency, language)
	}, nil
}

func (h *handlers) listPromotions(ctx context.Context, in *promotionSearch) (*promotionsReply, error) {
	before := int64(0)
	if in.Cursor != "" {
		position, err := edge.Position(promotionCursor, in.Cursor, 1)
		if err != nil {
			return nil, err
		}
		before = position[0]
	}
	list, err := h.Pricing.List(ctx, h.DB, pricing.Filter{State: pricing.State(in.Status), Kind: terms.Kind(in.Kind), Text: in.Text}, pricing.PromotionID(before), in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(p pricing.Promotion) string { return edge.Cursor(promotionCursor, int64(p.ID)) })
	shown, err := h.shownPromotions(ctx, list...)
	return &promotionsReply{Body: edge.PageOf(shown, next)}, err
}

func (h *handlers) shownPromotions(ctx context.Context, list ...pricing.Promotion) ([]Promotion, error) {
	words, err := h.promotionWords(ctx)
	if err != nil {
		return nil, err
	}
	people := make([]string, len(list))
	for i, p := range list {
		people[i] = p.CreatedBy
	}
	names, err := h.Staff.Names(ctx, h.DB, people...)
	if err != nil {
		return nil, err
	}
	today, err := h.Pricing.Today(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	shown := make([]Promotion, len(list))
	for i, p := range list {
		shown[i] = Promotion{
			ID: edge.IDOf(p.ID), Name: p.Meant.Name.In(string(edge.From(ctx).Language)), NameI18n: p.Meant.Name, Status: string(p.State(today)),
			Version: p.Version, ValidFrom: edge.AtUnlessZero(p.From), Rule: p.Meant, Words: words(p.Meant), Waiting: p.Drafts,
			CreatedBy: cmp.Or(names[p.CreatedBy], p.CreatedBy), CreatedAt: edge.At(p.CreatedAt), EndedAt: edge.AtUnlessZero(p.EndedAt),
		}
	}
	return shown, nil
}

func (h *handlers) promotionReply(ctx context.Context, p pricing.Promotion, err error) (*promotionReply, error) {
	if err != nil {
		return nil, err
	}
	shown, err := h.shownPromotions(ctx, p)
	if err != nil {
		return nil, err
	}
	return &promotionReply{Body: shown[0]}, nil
}

func (h *handlers) createPromotion(ctx context.Context, in *struct {
	edge.Keyed
	Body PromotionDraft
}) (*edge.Answer[Promotion], error) {
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (Promotion, error) {
		p, _, err := h.Pricing.Create(ctx, tx, in.Body.Body, actOf(ctx, ""))
		if err != nil {
			return Promotion{}, err
		}
		shown, err := h.shownPromotions(ctx, p)
		if err != nil {
			return Promotion{}, err
		}
		return shown[0], nil
	})
}

func (h *handlers) getPromotion(ctx context.Context, in *PromotionPath) (*promotionReply, error) {
	p, err := h.Pricing.Get(ctx, h.DB, edge.As[pricing.PromotionID](in.ID))
	return h.promotionReply(ctx, p, err)
}

func (h *handlers) endPromotion(ctx context.Context, in *PromotionPath) (*promotionReply, error) {
	return h.promotionChanged(ctx, in, h.Pricing.End)
}

func (h *handlers) resumePromotion(ctx context.Context, in *PromotionPath) (*promotionReply, error) {
	return h.promotionChanged(ctx, in, h.Pricing.Resume)
}

func (h *handlers) promotionChanged(ctx context.Context, in *PromotionPath,
	change func(context.Context, postgres.Tx, pricing.PromotionID, staff.Act) (pricing.Promotion, error)) (*promotionReply, error) {
	var p pricing.Promotion
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		p, err = change(ctx, tx, edge.As[pricing.PromotionID](in.ID), actOf(ctx, ""))
		return err
	})
	h.Pricing.Forget()
	return h.promotionReply(ctx, p, err)
}

// rulesOfPromotion finds a promotion's versions.
func (h *handlers) rulesOfPromotion(ctx context.Context, id edge.ID) (staff.Rules[pricing.Rule], error) {
	p, err := h.Pricing.Get(ctx, h.DB, edge.As[pricing.PromotionID](id))
	return h.Pricing.Rules(p.ID), err
}

func (h *handlers) listPromotionVersions(ctx context.Context, in *PromotionPath) (*promotionVersionsReply, error) {
	rules, err := h.rulesOfPromotion(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	list, err := rules.List(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	// The first says that it is off, which nobody wrote.
	list = slices.DeleteFunc(list, func(v rulebook.Version[pricing.Rule]) bool { return v.Number == 1 })
	shown, err := h.shownPromotionVersions(ctx, list...)
	return &promotionVersionsReply{Body: edge.PageOf(shown, "")}, err
}

func (h *handlers) shownPromotionVersions(ctx context.Context, list ...rulebook.Version[pricing.Rule]) ([]PromotionVersion, error) {
	words, err := h.promotionWords(ctx)
	if err != nil {
		return nil, err
	}
	by, err := written(ctx, h, list)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(v rulebook.Version[pricing.Rule]) PromotionVersion {
		return PromotionVersion{Version: v.Number, Status: v.Status, ValidFrom: edge.AtUnlessZero(v.From), Body: v.Body, Words: words(v.Body), Written: by(v)}
	}), nil
}

func (h *handlers) promotionVersionReply(ctx context.Context, v rulebook.Version[pricing.Rule], err error) (*promotionVersionReply, error) {
	if err != nil {
		return nil, err
	}
	shown, err := h.shownPromotionVersions(ctx, v)
	if err != nil {
		return nil, err
	}
	return &promotionVersionReply{Body: shown[0]}, nil
}

func (h *handlers) draftPromotion(ctx context.Context, in *struct {
	PromotionPath
	Body PromotionDraft
}) (*promotionVersionReply, error) {
	rules, err := h.rulesOfPromotion(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	v, err := draftRule(ctx, h, rules, in.Body.Body)
	return h.promotionVersionReply(ctx, v, err)
}

func (h *handlers) revisePromotion(ctx context.Context, in *struct {
	PromotionPath
	VersionPath
	Body PromotionRevision
}) (*promotionVersionReply, error) {
	rules, err := h.rulesOfPromotion(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	v, err := reviseRule(ctx, h, rules, in.Version, in.Body.Hash, in.Body.Body)
	return h.promotionVersionReply(ctx, v, err)
}

func (h *handlers) discardPromotionDraft(ctx context.Context, in *struct {
	PromotionPath
	VersionPath
	Hash string `query:"hash" required:"true" minLength:"1" maxLength:"64" doc:"Of the draft as it was seen; where somebody else has changed it since, it is refused" zh:"所见草稿的哈希；他人已改动则拒绝" example:"9f86d081884c7d65"`
}) (*struct{}, error) {
	rules, err := h.rulesOfPromotion(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	return discardRule(ctx, h, rules, &discardVersion{in.VersionPath, in.Hash})
}

func (h *handlers) publishPromotion(ctx context.Context, in *struct {
	PromotionPath
	VersionPath
	Body Publishing
}) (*promotionVersionReply, error) {
	rules, err := h.rulesOfPromotion(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	v, err := publishRule(ctx, h, rules, &publishVersion{in.VersionPath, in.Body})
	h.Pricing.Forget()
	return h.promotionVersionReply(ctx, v, err)
}
