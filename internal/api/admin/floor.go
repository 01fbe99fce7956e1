package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/rulebook"
	"habitue/internal/pricing"
	"habitue/internal/staff"
)

// FloorRule is one version of the margin floor.
type FloorRule struct {
	ID        edge.ID       `json:"id" doc:"Id of the rule" zh:"规则编号"`
	Version   int           `json:"version" doc:"Version" zh:"版本" example:"3"`
	Status    string        `json:"status" enum:"draft,approved,live,ended" doc:"Where it is in its life" zh:"状态" example:"live"`
	ValidFrom *edge.Time    `json:"valid_from" doc:"From when it counts; null: since ever, or a draft" zh:"生效时间；null 为自始或草稿" example:"2026-01-01T00:00:00Z"`
	Body      pricing.Floor `json:"body" doc:"What share of the net price offers leave above cost, of all goods and of some" zh:"优惠后须保留的毛利率（占不含税价），整体与个别商品"`
	Words     []string      `json:"words" doc:"The rule in sentences of the reader's language" zh:"规则的文字说明"`
	Written
}

// FloorDraft is a version to be made.
type FloorDraft struct {
	Body pricing.Floor `json:"body" doc:"What share of the net price offers leave above cost, of all goods and of some" zh:"优惠后须保留的毛利率（占不含税价），整体与个别商品"`
}

// FloorRevision is another body for a draft.
type FloorRevision struct {
	FloorDraft
	SeenDraft
}

func (d FloorDraft) body() pricing.Floor { return d.Body }

// FloorSentences is a draft in words.
type FloorSentences struct {
	Words       []string          `json:"words" doc:"The draft in sentences of the reader's language" zh:"草稿的文字说明"`
	Differences []view.Difference `json:"differences" doc:"What it changes against the rule in force" zh:"与现行规则相比的变化"`
}

func (h *handlers) floors(e *edge.Edge) {
	registerRule[pricing.Floor, FloorDraft, FloorRevision](h, e, ruleFace[pricing.Floor, FloorRule]{
		id: "floor-rule", path: "/promotions/floor", tag: "pricing", called: edge.Words{Chinese: "毛利底线", English: "the margin floor"},
		read: staff.PricingRead, publish: staff.PricingPublish, bad: pricing.ErrBadFloor,
		rules: func() staff.Rules[pricing.Floor] { return h.Pricing.Floors }, show: h.shownFloors,
	})
	edge.Register(e, edge.Operation{
		ID: "word-floor-rule", Method: "POST", Path: "/promotions/floor/words", Tag: "pricing", Permission: staff.PricingRead,
		Summary: edge.Words{Chinese: "用文字说明一份毛利底线，不保存", English: "Say a margin floor in words, without keeping it"},
		Errors:  []*errs.Error{pricing.ErrBadFloor},
	}, h.wordFloor)
}

func (h *handlers) shownFloors(ctx context.Context, list ...rulebook.Version[pricing.Floor]) ([]FloorRule, error) {
	words, err := h.floorWords(ctx)
	if err != nil {
		return nil, err
	}
	written, err := written(ctx, h, list)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(v rulebook.Version[pricing.Floor]) FloorRule {
		return FloorRule{ID: edge.IDOf(v.ID), Version: v.Number, Status: v.Status, ValidFrom: edge.AtUnlessZero(v.From), Body: v.Body,
			Words: words(v.Body), Written: written(v)}
	}), nil
}

// floorWords returns what says a floor in the reader's sentences.
func (h *handlers) floorWords(ctx context.Context) (func(pricing.Floor) []string, error) {
	settings, err := h.Reader.Org.Settings(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	var c view.Costless
	if c.Goods, c.Without, err = h.Catalog.Costless(ctx, h.DB, settings.Currency); err != nil {
		return nil, err
	}
	language := edge.From(ctx).Language
	return func(f pricing.Floor) []string { return view.FloorWords(f, c, language) }, nil
}

func (h *handlers) wordFloor(ctx context.Context, in *struct{ Body FloorDraft }) (*struct{ Body FloorSentences }, error) {
	if err := in.Body.Body.Validate(); err != nil {
		return nil, err
	}
	words, err := h.floorWords(ctx)
	if err != nil {
		return nil, err
	}
	live, err := h.Pricing.Floors.Live(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	said := words(in.Body.Body)
	return &struct{ Body FloorSentences }{FloorSentences{Words: said, Differences: view.Differences(words(live.Body), said)}}, nil
}
