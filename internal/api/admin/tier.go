package admin

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/rulebook"
	"habitue/internal/staff"
	"habitue/internal/tier"
)

// LadderVersion is one version of the tiers.
type LadderVersion struct {
	Track     string      `json:"track" doc:"Which ladder" zh:"等级体系" example:"main"`
	Version   int         `json:"version" doc:"Version" zh:"版本" example:"3"`
	Status    string      `json:"status" enum:"draft,approved,live,ended" doc:"Where it is in its life" zh:"状态" example:"live"`
	ValidFrom *edge.Time  `json:"valid_from" doc:"From when it counts; null: since ever, or a draft" zh:"生效时间；null 为自始或草稿" example:"2026-01-01T00:00:00Z"`
	Body      tier.Ladder `json:"body" doc:"Levels, and how they are reached, kept and lost" zh:"等级及其升、保、降的规则"`
	Words     []string    `json:"words" doc:"The rule in sentences of the reader's language" zh:"规则的文字说明"`
	Written
}

// LadderRevision is another body for a draft.
type LadderRevision struct {
	LadderDraft
	Hash string `json:"hash" minLength:"1" maxLength:"64" doc:"Of the draft as it was seen; where somebody else has changed it since, it is refused" zh:"所见草稿的哈希；他人已改动则拒绝" example:"9f86d081884c7d65"`
}

// LadderDraft is a version to be made.
type LadderDraft struct {
	Body tier.Ladder `json:"body" doc:"Levels, and how they are reached, kept and lost" zh:"等级及其升、保、降的规则"`
}

type (
	ladderReply  struct{ Body LadderVersion }
	laddersReply struct{ Body edge.Page[LadderVersion] }
)

func (h *handlers) tiers(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-ladder", Method: "GET", Path: "/tiers/ladder", Tag: "tier", Permission: staff.TierRead,
		Summary: edge.Words{Chinese: "现行等级规则", English: "The tiers in force"},
	}, h.getLadder)
	edge.Register(e, edge.Operation{
		ID: "list-ladders", Method: "GET", Path: "/tiers/ladder/versions", Tag: "tier", Permission: staff.TierRead,
		Summary: edge.Words{Chinese: "等级规则的全部版本", English: "Every version of the tiers"},
	}, h.listLadders)
	edge.Register(e, edge.Operation{
		ID: "draft-ladder", Method: "POST", Path: "/tiers/ladder/versions", Tag: "tier", Permission: staff.TierPublish, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "起草等级规则", English: "Draft a version of the tiers"},
		Errors:  []*errs.Error{tier.ErrBadLadder},
	}, h.draftLadder)
	edge.Register(e, edge.Operation{
		ID: "revise-ladder", Method: "PUT", Path: "/tiers/ladder/versions/{version}", Tag: "tier", Permission: staff.TierPublish,
		Summary: edge.Words{Chinese: "修改等级规则的草稿", English: "Change a draft of the tiers"},
		Errors:  append([]*errs.Error{tier.ErrBadLadder}, revisionErrors...),
	}, h.reviseLadder)
	edge.Register(e, edge.Operation{
		ID: "discard-ladder", Method: "DELETE", Path: "/tiers/ladder/versions/{version}", Tag: "tier", Permission: staff.TierPublish, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "扔掉等级规则的草稿", English: "Throw a draft of the tiers away"},
		Errors:  revisionErrors,
	}, h.discardLadder)
	edge.Register(e, edge.Operation{
		ID: "publish-ladder", Method: "POST", Path: "/tiers/ladder/versions/{version}/publish", Tag: "tier", Permission: staff.TierPublish,
		Summary:     edge.Words{Chinese: "独自发布等级规则", English: "Publish a version of the tiers alone"},
		Description: publishAlone,
		Errors:      append([]*errs.Error{tier.ErrBadLadder}, publishErrors...),
	}, h.publishLadder)
}

func (h *handlers) getLadder(ctx context.Context, _ *struct{}) (*ladderReply, error) {
	live, err := h.Reader.Tiers.Ladders.Live(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	return h.ladderReply(ctx, live)
}

func (h *handlers) listLadders(ctx context.Context, _ *struct{}) (*laddersReply, error) {
	list, err := h.Reader.Tiers.Ladders.List(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	shown, err := h.shownLadders(ctx, list...)
	return &laddersReply{Body: edge.PageOf(shown, "")}, err
}

func (h *handlers) draftLadder(ctx context.Context, in *struct{ Body LadderDraft }) (*ladderReply, error) {
	v, err := draftRule(ctx, h, h.Reader.Tiers.Ladders, in.Body.Body)
	if err != nil {
		return nil, err
	}
	return h.ladderReply(ctx, v)
}

func (h *handlers) reviseLadder(ctx context.Context, in *struct {
	VersionPath
	Body LadderRevision
}) (*ladderReply, error) {
	v, err := reviseRule(ctx, h, h.Reader.Tiers.Ladders, in.Version, in.Body.Hash, in.Body.Body)
	if err != nil {
		return nil, err
	}
	return h.ladderReply(ctx, v)
}

func (h *handlers) discardLadder(ctx context.Context, in *discardVersion) (*struct{}, error) {
	return discardRule(ctx, h, h.Reader.Tiers.Ladders, in)
}

func (h *handlers) publishLadder(ctx context.Context, in *publishVersion) (*ladderReply, error) {
	v, err := publishRule(ctx, h, h.Reader.Tiers.Ladders, in)
	if err != nil {
		return nil, err
	}
	return h.ladderReply(ctx, v)
}

func (h *handlers) ladderReply(ctx context.Context, v rulebook.Version[tier.Ladder]) (*ladderReply, error) {
	shown, err := h.shownLadders(ctx, v)
	if err != nil {
		return nil, err
	}
	return &ladderReply{Body: shown[0]}, nil
}

func (h *handlers) shownLadders(ctx context.Context, list ...rulebook.Version[tier.Ladder]) ([]LadderVersion, error) {
	words, err := h.ladderWords(ctx)
	if err != nil {
		return nil, err
	}
	written, err := written(ctx, h, list)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(v rulebook.Version[tier.Ladder]) LadderVersion {
		return LadderVersion{Track: "main", Version: v.Number, Status: v.Status, ValidFrom: edge.AtUnlessZero(v.From), Body: v.Body,
			Words: words(v.Body), Written: written(v)}
	}), nil
}

// ladderWords returns what says a ladder in the reader's sentences.
func (h *handlers) ladderWords(ctx context.Context) (func(tier.Ladder) []string, error) {
	settings, err := h.Reader.Org.Settings(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	language := edge.From(ctx).Language
	return func(l tier.Ladder) []string { return view.LadderWords(l, settings.Currency, language) }, nil
}
