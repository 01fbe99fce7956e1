package admin

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
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
	Hash string `json:"hash" minLength:"1" maxLength:"64" doc:"Of the draft as it was seen; where somebody else has changed it since, it is refused" zh:"所见草稿的哈希；他人已改动则拒绝" example:"9f86d081884c7d65"`
}

type (
	earningReply  struct{ Body EarningRule }
	earningsReply struct{ Body edge.Page[EarningRule] }
)

func (h *handlers) program(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-earning-rule", Method: "GET", Path: "/program/earning", Tag: "program", Permission: staff.ProgramRead,
		Summary: edge.Words{Chinese: "现行积分获取规则", English: "The earning rule in force"},
	}, h.getEarning)
	edge.Register(e, edge.Operation{
		ID: "list-earning-rules", Method: "GET", Path: "/program/earning/versions", Tag: "program", Permission: staff.ProgramRead,
		Summary: edge.Words{Chinese: "积分获取规则的全部版本", English: "Every version of the earning rule"},
	}, h.listEarnings)
	edge.Register(e, edge.Operation{
		ID: "draft-earning-rule", Method: "POST", Path: "/program/earning/versions", Tag: "program", Permission: staff.ProgramPublish, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "起草积分获取规则", English: "Draft a version of the earning rule"},
		Errors:  []*errs.Error{engine.ErrBadRule},
	}, h.draftEarning)
	edge.Register(e, edge.Operation{
		ID: "revise-earning-rule", Method: "PUT", Path: "/program/earning/versions/{version}", Tag: "program", Permission: staff.ProgramPublish,
		Summary: edge.Words{Chinese: "修改积分获取规则的草稿", English: "Change a draft of the earning rule"},
		Errors:  append([]*errs.Error{engine.ErrBadRule}, revisionErrors...),
	}, h.reviseEarning)
	edge.Register(e, edge.Operation{
		ID: "discard-earning-rule", Method: "DELETE", Path: "/program/earning/versions/{version}", Tag: "program", Permission: staff.ProgramPublish, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "扔掉积分获取规则的草稿", English: "Throw a draft of the earning rule away"},
		Errors:  revisionErrors,
	}, h.discardEarning)
	edge.Register(e, edge.Operation{
		ID: "publish-earning-rule", Method: "POST", Path: "/program/earning/versions/{version}/publish", Tag: "program", Permission: staff.ProgramPublish,
		Summary:     edge.Words{Chinese: "独自发布积分获取规则", English: "Publish a version of the earning rule alone"},
		Description: publishAlone,
		Errors:      append([]*errs.Error{engine.ErrBadRule}, publishErrors...),
	}, h.publishEarning)
}

func (h *handlers) getEarning(ctx context.Context, _ *struct{}) (*earningReply, error) {
	live, err := h.Reader.Program.Earning.Live(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	return h.earningReply(ctx, live)
}

func (h *handlers) listEarnings(ctx context.Context, _ *struct{}) (*earningsReply, error) {
	list, err := h.Reader.Program.Earning.List(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	shown, err := h.shownEarnings(ctx, list...)
	return &earningsReply{Body: edge.PageOf(shown, "")}, err
}

func (h *handlers) draftEarning(ctx context.Context, in *struct{ Body EarningDraft }) (*earningReply, error) {
	v, err := draftRule(ctx, h, h.Reader.Program.Earning, in.Body.Body)
	if err != nil {
		return nil, err
	}
	return h.earningReply(ctx, v)
}

func (h *handlers) reviseEarning(ctx context.Context, in *struct {
	VersionPath
	Body EarningRevision
}) (*earningReply, error) {
	v, err := reviseRule(ctx, h, h.Reader.Program.Earning, in.Version, in.Body.Hash, in.Body.Body)
	if err != nil {
		return nil, err
	}
	return h.earningReply(ctx, v)
}

func (h *handlers) discardEarning(ctx context.Context, in *discardVersion) (*struct{}, error) {
	return discardRule(ctx, h, h.Reader.Program.Earning, in)
}

func (h *handlers) publishEarning(ctx context.Context, in *publishVersion) (*earningReply, error) {
	v, err := publishRule(ctx, h, h.Reader.Program.Earning, in)
	if err != nil {
		return nil, err
	}
	return h.earningReply(ctx, v)
}

func (h *handlers) earningReply(ctx context.Context, v rulebook.Version[engine.Rule]) (*earningReply, error) {
	shown, err := h.shownEarnings(ctx, v)
	if err != nil {
		return nil, err
	}
	return &earningReply{Body: shown[0]}, nil
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

// levelRates returns the rate that the rule in force gives each level.
func (h *handlers) levelRates(ctx context.Context) (func(level string) int64, error) {
	live, err := h.Reader.Program.Earning.Live(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	return func(level string) int64 {
		if rate, ok := live.Body.Levels[level]; ok {
			return int64(rate)
		}
		return int64(money.One)
	}, nil
}
