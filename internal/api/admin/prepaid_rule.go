package admin

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/rulebook"
	"habitue/internal/prepaid"
	"habitue/internal/staff"
)

// PrepaidRuleVersion is one version of how stored value is sold and given back.
type PrepaidRuleVersion struct {
	ID        edge.ID      `json:"id" doc:"Id of the rule" zh:"规则编号"`
	Version   int          `json:"version" doc:"Version" zh:"版本" example:"3"`
	Status    string       `json:"status" enum:"draft,approved,live,ended" doc:"Where it is in its life" zh:"状态" example:"live"`
	ValidFrom *edge.Time   `json:"valid_from" doc:"From when it counts; null: since ever, or a draft" zh:"生效时间；null 为自始或草稿" example:"2026-01-01T00:00:00Z"`
	Body      prepaid.Rule `json:"body" doc:"What is offered, what is drawn first, how it is given back, and the limits" zh:"档位与赠送、扣用方式、退款办法与限额"`
	Words     []string     `json:"words" doc:"The rule in sentences of the reader's language" zh:"规则的文字说明"`
	Written
}

// PrepaidDraft is a version to be made.
type PrepaidDraft struct {
	Body prepaid.Rule `json:"body" doc:"What is offered, what is drawn first, how it is given back, and the limits" zh:"档位与赠送、扣用方式、退款办法与限额"`
}

// PrepaidRevision is another body for a draft.
type PrepaidRevision struct {
	PrepaidDraft
	Hash string `json:"hash" minLength:"1" maxLength:"64" doc:"Of the draft as it was seen; where somebody else has changed it since, it is refused" zh:"所见草稿的哈希；他人已改动则拒绝" example:"9f86d081884c7d65"`
}

type (
	prepaidRuleReply  struct{ Body PrepaidRuleVersion }
	prepaidRulesReply struct{ Body edge.Page[PrepaidRuleVersion] }
)

func (h *handlers) prepaidRules(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-prepaid-rule", Method: "GET", Path: "/prepaid/rule", Tag: "prepaid", Permission: staff.PrepaidRead,
		Summary: edge.Words{Chinese: "现行储值规则", English: "The rule of stored value in force"},
	}, h.getPrepaidRule)
	edge.Register(e, edge.Operation{
		ID: "list-prepaid-rules", Method: "GET", Path: "/prepaid/rule/versions", Tag: "prepaid", Permission: staff.PrepaidRead,
		Summary: edge.Words{Chinese: "储值规则的全部版本", English: "Every version of the rule of stored value"},
	}, h.listPrepaidRules)
	edge.Register(e, edge.Operation{
		ID: "draft-prepaid-rule", Method: "POST", Path: "/prepaid/rule/versions", Tag: "prepaid", Permission: staff.PrepaidPublish, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "起草储值规则", English: "Draft a version of the rule of stored value"},
		Errors:  []*errs.Error{prepaid.ErrBadRule},
	}, h.draftPrepaidRule)
	edge.Register(e, edge.Operation{
		ID: "revise-prepaid-rule", Method: "PUT", Path: "/prepaid/rule/versions/{version}", Tag: "prepaid", Permission: staff.PrepaidPublish,
		Summary: edge.Words{Chinese: "修改储值规则的草稿", English: "Change a draft of the rule of stored value"},
		Errors:  append([]*errs.Error{prepaid.ErrBadRule}, revisionErrors...),
	}, h.revisePrepaidRule)
	edge.Register(e, edge.Operation{
		ID: "discard-prepaid-rule", Method: "DELETE", Path: "/prepaid/rule/versions/{version}", Tag: "prepaid", Permission: staff.PrepaidPublish, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "扔掉储值规则的草稿", English: "Throw a draft of the rule of stored value away"},
		Errors:  revisionErrors,
	}, h.discardPrepaidRule)
	edge.Register(e, edge.Operation{
		ID: "publish-prepaid-rule", Method: "POST", Path: "/prepaid/rule/versions/{version}/publish", Tag: "prepaid", Permission: staff.PrepaidPublish,
		Summary:     edge.Words{Chinese: "独自发布储值规则", English: "Publish a version of the rule of stored value alone"},
		Description: publishAlone,
		Errors:      append([]*errs.Error{prepaid.ErrBadRule}, publishErrors...),
	}, h.publishPrepaidRule)
	edge.Register(e, edge.Operation{
		ID: "word-prepaid-rule", Method: "POST", Path: "/prepaid/rule/words", Tag: "prepaid", Permission: staff.PrepaidRead,
		Summary: edge.Words{Chinese: "把储值规则说成文字，不保存", English: "Say a rule of stored value in words, without keeping it"},
		Errors:  []*errs.Error{prepaid.ErrBadRule},
	}, h.wordPrepaidRule)
}

func (h *handlers) getPrepaidRule(ctx context.Context, _ *struct{}) (*prepaidRuleReply, error) {
	live, err := h.Reader.Prepaid.Rules.Live(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	return h.prepaidRuleReply(ctx, live)
}

func (h *handlers) listPrepaidRules(ctx context.Context, _ *struct{}) (*prepaidRulesReply, error) {
	list, err := h.Reader.Prepaid.Rules.List(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	shown, err := h.shownPrepaidRules(ctx, list...)
	return &prepaidRulesReply{Body: edge.PageOf(shown, "")}, err
}

func (h *handlers) draftPrepaidRule(ctx context.Context, in *struct{ Body PrepaidDraft }) (*prepaidRuleReply, error) {
	v, err := draftRule(ctx, h, h.Reader.Prepaid.Rules, in.Body.Body)
	if err != nil {
		return nil, err
	}
	return h.prepaidRuleReply(ctx, v)
}

func (h *handlers) revisePrepaidRule(ctx context.Context, in *struct {
	VersionPath
	Body PrepaidRevision
}) (*prepaidRuleReply, error) {
	v, err := reviseRule(ctx, h, h.Reader.Prepaid.Rules, in.Version, in.Body.Hash, in.Body.Body)
	if err != nil {
		return nil, err
	}
	return h.prepaidRuleReply(ctx, v)
}

func (h *handlers) discardPrepaidRule(ctx context.Context, in *discardVersion) (*struct{}, error) {
	return discardRule(ctx, h, h.Reader.Prepaid.Rules, in)
}

func (h *handlers) publishPrepaidRule(ctx context.Context, in *publishVersion) (*prepaidRuleReply, error) {
	v, err := publishRule(ctx, h, h.Reader.Prepaid.Rules, in)
	if err != nil {
		return nil, err
	}
	return h.prepaidRuleReply(ctx, v)
}

func (h *handlers) prepaidRuleReply(ctx context.Context, v rulebook.Version[prepaid.Rule]) (*prepaidRuleReply, error) {
	shown, err := h.shownPrepaidRules(ctx, v)
	if err != nil {
		return nil, err
	}
	return &prepaidRuleReply{Body: shown[0]}, nil
}

func (h *handlers) shownPrepaidRules(ctx context.Context, list ...rulebook.Version[prepaid.Rule]) ([]PrepaidRuleVersion, error) {
	words, err := h.prepaidWords(ctx)
	if err != nil {
		return nil, err
	}
	written, err := written(ctx, h, list)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(v rulebook.Version[prepaid.Rule]) PrepaidRuleVersion {
		return PrepaidRuleVersion{ID: edge.IDOf(v.ID), Version: v.Number, Status: v.Status, ValidFrom: edge.AtUnlessZero(v.From), Body: v.Body,
			Words: words(v.Body), Written: written(v)}
	}), nil
}

// prepaidWords returns what says a rule of stored value in the reader's sentences.
func (h *handlers) prepaidWords(ctx context.Context) (func(prepaid.Rule) []string, error) {
	settings, err := h.Reader.Org.Settings(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	language := edge.From(ctx).Language
	return func(r prepaid.Rule) []string { return view.PrepaidWords(r, settings.Currency, language) }, nil
}

// PrepaidSaid is a rule in words.
type PrepaidSaid struct {
	Words       []string          `json:"words" doc:"The rule in sentences of the reader's language" zh:"规则的文字说明"`
	Differences []view.Difference `json:"differences" doc:"What it changes against the rule in force" zh:"与现行规则相比的变化"`
	Warnings    []view.Warning    `json:"warnings" doc:"What it gives away that may not be meant" zh:"可能并非本意之处"`
}

// wordPrepaidRule says a body that is kept nowhere.
func (h *handlers) wordPrepaidRule(ctx context.Context, in *struct{ Body PrepaidDraft }) (*struct{ Body PrepaidSaid }, error) {
	if err := in.Body.Body.Validate(); err != nil {
		return nil, err
	}
	settings, err := h.Reader.Org.Settings(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	live, err := h.Reader.Prepaid.Rules.Live(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	language := edge.From(ctx).Language
	said := view.PrepaidWords(in.Body.Body, settings.Currency, language)
	return &struct{ Body PrepaidSaid }{PrepaidSaid{
		Words: said, Differences: view.Differences(view.PrepaidWords(live.Body, settings.Currency, language), said),
		Warnings: view.PrepaidWarnings(in.Body.Body, settings.Currency, language),
	}}, nil
}
