package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/platform/rulebook"
	"habitue/internal/program/engine"
	"habitue/internal/staff"
)

// SpendingRule is one version of the rule by which points and stored value pay.
type SpendingRule struct {
	ID        edge.ID         `json:"id" doc:"Id of the rule" zh:"规则编号"`
	Version   int             `json:"version" doc:"Version" zh:"版本" example:"3"`
	Status    string          `json:"status" enum:"draft,approved,live,ended" doc:"Where it is in its life" zh:"状态" example:"live"`
	ValidFrom *edge.Time      `json:"valid_from" doc:"From when it counts; null: since ever, or a draft" zh:"生效时间；null 为自始或草稿" example:"2026-01-01T00:00:00Z"`
	Body      engine.Spending `json:"body" doc:"What points are worth, from when on and how far, and out of what stored value is drawn" zh:"积分抵扣比例、门槛与上限，储值扣用顺序"`
	Words     []string        `json:"words" doc:"The rule in sentences of the reader's language" zh:"规则的文字说明"`
	Written
}

// SpendingDraft is a version to be made.
type SpendingDraft struct {
	Body engine.Spending `json:"body" doc:"What points are worth, from when on and how far, and out of what stored value is drawn" zh:"积分抵扣比例、门槛与上限，储值扣用顺序"`
}

// SpendingRevision is another body for a draft.
type SpendingRevision struct {
	SpendingDraft
	SeenDraft
}

func (d SpendingDraft) body() engine.Spending { return d.Body }

func (h *handlers) spending(e *edge.Edge) {
	registerRule[engine.Spending, SpendingDraft, SpendingRevision](h, e, ruleFace[engine.Spending, SpendingRule]{
		id: "spending-rule", path: "/program/spending", tag: "program", called: edge.Words{Chinese: "积分与储值抵扣规则", English: "the spending rule"},
		read: staff.ProgramRead, publish: staff.ProgramPublish, bad: engine.ErrBadSpending, rules: func() staff.Rules[engine.Spending] { return h.Reader.Program.Spending }, show: h.shownSpendings,
	})
	h.spendingTrials(e)
}

func (h *handlers) shownSpendings(ctx context.Context, list ...rulebook.Version[engine.Spending]) ([]SpendingRule, error) {
	words, err := h.spendingWords(ctx)
	if err != nil {
		return nil, err
	}
	written, err := written(ctx, h, list)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(v rulebook.Version[engine.Spending]) SpendingRule {
		return SpendingRule{ID: edge.IDOf(v.ID), Version: v.Number, Status: v.Status, ValidFrom: edge.AtUnlessZero(v.From), Body: v.Body,
			Words: words(v.Body), Written: written(v)}
	}), nil
}

// spendingWords returns what says a spending rule in the reader's sentences.
func (h *handlers) spendingWords(ctx context.Context) (func(engine.Spending) []string, error) {
	settings, err := h.Reader.Org.Settings(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	ladder, err := h.Reader.Tiers.Ladders.Live(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	language := edge.From(ctx).Language
	return func(r engine.Spending) []string {
		return view.SpendingWords(r, ladder.Body, settings.Currency, language)
	}, nil
}
