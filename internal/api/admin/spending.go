package admin

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/platform/errs"
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
	Hash string `json:"hash" minLength:"1" maxLength:"64" doc:"Of the draft as it was seen; where somebody else has changed it since, it is refused" zh:"所见草稿的哈希；他人已改动则拒绝" example:"9f86d081884c7d65"`
}

type (
	spendingReply  struct{ Body SpendingRule }
	spendingsReply struct{ Body edge.Page[SpendingRule] }
)

func (h *handlers) spending(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-spending-rule", Method: "GET", Path: "/program/spending", Tag: "program", Permission: staff.ProgramRead,
		Summary: edge.Words{Chinese: "现行积分与储值抵扣规则", English: "The spending rule in force"},
	}, h.getSpending)
	edge.Register(e, edge.Operation{
		ID: "list-spending-rules", Method: "GET", Path: "/program/spending/versions", Tag: "program", Permission: staff.ProgramRead,
		Summary: edge.Words{Chinese: "积分与储值抵扣规则的全部版本", English: "Every version of the spending rule"},
	}, h.listSpendings)
	edge.Register(e, edge.Operation{
		ID: "draft-spending-rule", Method: "POST", Path: "/program/spending/versions", Tag: "program", Permission: staff.ProgramPublish, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "起草积分与储值抵扣规则", English: "Draft a version of the spending rule"},
		Errors:  []*errs.Error{engine.ErrBadSpending},
	}, h.draftSpending)
	edge.Register(e, edge.Operation{
		ID: "revise-spending-rule", Method: "PUT", Path: "/program/spending/versions/{version}", Tag: "program", Permission: staff.ProgramPublish,
		Summary: edge.Words{Chinese: "修改积分与储值抵扣规则的草稿", English: "Change a draft of the spending rule"},
		Errors:  append([]*errs.Error{engine.ErrBadSpending}, revisionErrors...),
	}, h.reviseSpending)
	edge.Register(e, edge.Operation{
		ID: "discard-spending-rule", Method: "DELETE", Path: "/program/spending/versions/{version}", Tag: "program", Permission: staff.ProgramPublish, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "扔掉积分与储值抵扣规则的草稿", English: "Throw a draft of the spending rule away"},
		Errors:  revisionErrors,
	}, h.discardSpending)
	edge.Register(e, edge.Operation{
		ID: "publish-spending-rule", Method: "POST", Path: "/program/spending/versions/{version}/publish", Tag: "program", Permission: staff.ProgramPublish,
		Summary:     edge.Words{Chinese: "独自发布积分与储值抵扣规则", English: "Publish a version of the spending rule alone"},
		Description: publishAlone,
		Errors:      append([]*errs.Error{engine.ErrBadSpending}, publishErrors...),
	}, h.publishSpending)
}

func (h *handlers) getSpending(ctx context.Context, _ *struct{}) (*spendingReply, error) {
	live, err := h.Reader.Program.Spending.Live(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	return h.spendingReply(ctx, live)
}

func (h *handlers) listSpendings(ctx context.Context, _ *struct{}) (*spendingsReply, error) {
	list, err := h.Reader.Program.Spending.List(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	shown, err := h.shownSpendings(ctx, list...)
	return &spendingsReply{Body: edge.PageOf(shown, "")}, err
}

func (h *handlers) draftSpending(ctx context.Context, in *struct{ Body SpendingDraft }) (*spendingReply, error) {
	v, err := draftRule(ctx, h, h.Reader.Program.Spending, in.Body.Body)
	if err != nil {
		return nil, err
	}
	return h.spendingReply(ctx, v)
}

func (h *handlers) reviseSpending(ctx context.Context, in *struct {
	VersionPath
	Body SpendingRevision
}) (*spendingReply, error) {
	v, err := reviseRule(ctx, h, h.Reader.Program.Spending, in.Version, in.Body.Hash, in.Body.Body)
	if err != nil {
		return nil, err
	}
	return h.spendingReply(ctx, v)
}

func (h *handlers) discardSpending(ctx context.Context, in *discardVersion) (*struct{}, error) {
	return discardRule(ctx, h, h.Reader.Program.Spending, in)
}

func (h *handlers) publishSpending(ctx context.Context, in *publishVersion) (*spendingReply, error) {
	v, err := publishRule(ctx, h, h.Reader.Program.Spending, in)
	if err != nil {
		return nil, err
	}
	return h.spendingReply(ctx, v)
}

func (h *handlers) spendingReply(ctx context.Context, v rulebook.Version[engine.Spending]) (*spendingReply, error) {
	shown, err := h.shownSpendings(ctx, v)
	if err != nil {
		return nil, err
	}
	return &spendingReply{Body: shown[0]}, nil
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
