package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/platform/rulebook"
	"habitue/internal/program/engine"
	"habitue/internal/staff"
)

// EarningRule is one version of the rules by which orders earn.
type EarningRule struct {
	ID        edge.ID     `json:"id" doc:"Id of the rule" zh:"规则编号"`
	Version   int         `json:"version" doc:"Version" zh:"版本" example:"3"`
	Status    string      `json:"status" enum:"draft,approved,live,ended" doc:"Where it is in its life" zh:"状态" example:"live"`
	ValidFrom *edge.Time  `json:"valid_from" doc:"From when it counts; null: since ever, or a draft" zh:"生效时间；null 为自始或草稿" example:"2026-01-01T00:00:00Z"`
	Body      engine.Rule `json:"body" doc:"Rates, multipliers, bonuses and exclusions" zh:"倍率、加倍、奖励与排除"`
	Words     []string    `json:"words" doc:"The rule in sentences of the reader's language" zh:"规则的文字说明"`
	Written
}

// EarningDraft is a version to be made.
type EarningDraft struct {
	Body engine.Rule `json:"body" doc:"Rates, multipliers, bonuses and exclusions" zh:"倍率、加倍、奖励与排除"`
}

// EarningRevision is another body for a draft.
type EarningRevision struct {
	EarningDraft
	SeenDraft
}

func (d EarningDraft) body() engine.Rule { return d.Body }

func (h *handlers) program(e *edge.Edge) {
	registerRule[engine.Rule, EarningDraft, EarningRevision](h, e, ruleFace[engine.Rule, EarningRule]{
		id: "earning-rule", path: "/program/earning", tag: "program", called: edge.Words{Chinese: "积分获取规则", English: "the earning rule"},
		read: staff.ProgramRead, publish: staff.ProgramPublish, bad: engine.ErrBadRule, rules: func() staff.Rules[engine.Rule] { return h.Reader.Program.Earning }, show: h.shownEarnings,
	})
}

func (h *handlers) shownEarnings(ctx context.Context, list ...rulebook.Version[engine.Rule]) ([]EarningRule, error) {
	words, err := h.earningWords(ctx)
	if err != nil {
		return nil, err
	}
	written, err := written(ctx, h, list)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(v rulebook.Version[engine.Rule]) EarningRule {
		return EarningRule{ID: edge.IDOf(v.ID), Version: v.Number, Status: v.Status, ValidFrom: edge.AtUnlessZero(v.From), Body: v.Body,
			Words: words(v.Body), Written: written(v)}
	}), nil
}

// earningWords returns what says an earning rule in the reader's sentences.
func (h *handlers) earningWords(ctx context.Context) (func(engine.Rule) []string, error) {
	settings, err := h.Reader.Org.Settings(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	ladder, err := h.Reader.Tiers.Ladders.Live(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	language := edge.From(ctx).Language
	return func(r engine.Rule) []string { return view.EarningWords(r, ladder.Body, settings.Currency, language) }, nil
}
