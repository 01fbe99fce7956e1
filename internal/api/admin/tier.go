package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
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
	SeenDraft
}

// LadderDraft is a version to be made.
type LadderDraft struct {
	Body tier.Ladder `json:"body" doc:"Levels, and how they are reached, kept and lost" zh:"等级及其升、保、降的规则"`
}

func (d LadderDraft) body() tier.Ladder { return d.Body }

func (h *handlers) tiers(e *edge.Edge) {
	registerRule[tier.Ladder, LadderDraft, LadderRevision](h, e, ruleFace[tier.Ladder, LadderVersion]{
		id: "ladder", path: "/tiers/ladder", tag: "tier", called: edge.Words{Chinese: "等级规则", English: "the tiers"},
		read: staff.TierRead, publish: staff.TierPublish, bad: tier.ErrBadLadder, rules: func() staff.Rules[tier.Ladder] { return h.Reader.Tiers.Ladders }, show: h.shownLadders,
	})
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
