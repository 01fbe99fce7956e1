package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/api/view"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
	"habitue/internal/tier"
)

// LadderSentences is a draft in words.
type LadderSentences struct {
	Words       []string          `json:"words" doc:"The draft in sentences of the reader's language" zh:"草稿的文字说明"`
	Differences []view.Difference `json:"differences" doc:"What it changes against the tiers in force" zh:"与现行等级相比的变化"`
}

// LadderTried is where members would stand if a draft had held since ever.
type LadderTried struct {
	LadderSentences
	Currency string       `json:"currency" doc:"Currency of the thresholds" zh:"门槛币种" example:"CNY"`
	Members  int64        `json:"members" doc:"Members who ever bought something" zh:"有过消费的会员数" example:"20000"`
	LookedAt int64        `json:"looked_at" doc:"Of them, so many were reckoned: all, or an even sample" zh:"其中参与试算的人数：全部，或均匀抽样" example:"20000"`
	Now      []LevelCount `json:"now" doc:"Members by level now" zh:"现在各等级人数"`
	Draft    []LevelCount `json:"draft" doc:"Members by level under the draft" zh:"按草稿各等级人数"`
	Moves    []LevelMove  `json:"moves" doc:"Who would stand elsewhere" zh:"变动人数"`
	Gaps     []LevelGap   `json:"gaps" doc:"Spending that keeps a level and does not reach it" zh:"能保级却够不到升级的消费区间"`
}

// LevelCount is how many members have a level.
type LevelCount struct {
	Level   view.Level `json:"level" doc:"Level" zh:"等级"`
	Members int64      `json:"members" doc:"Members" zh:"人数" example:"1200"`
}

// LevelMove is how many members would stand on another level.
type LevelMove struct {
	From    view.Level `json:"from" doc:"Level now" zh:"现在的等级"`
	To      view.Level `json:"to" doc:"Level under the draft" zh:"按草稿的等级"`
	Up      bool       `json:"up" doc:"Whether that is a rise" zh:"是否上升" example:"true"`
	Members int64      `json:"members" doc:"Members" zh:"人数" example:"37"`
}

// LevelGap is the hysteresis of a level.
type LevelGap struct {
	Level  view.Level `json:"level" doc:"Level" zh:"等级"`
	Keep   edge.Minor `json:"keep" doc:"Spending that keeps it" zh:"保级消费额"`
	Reach  edge.Minor `json:"reach" doc:"Spending that reaches it" zh:"升级消费额"`
	Holds  int64      `json:"holds" doc:"Members between the two who have the level" zh:"区间内已在该等级的人数" example:"84"`
	Misses int64      `json:"misses" doc:"Members between the two who have not" zh:"区间内未达该等级的人数" example:"210"`
	Text   string     `json:"text" doc:"The same in the reader's language" zh:"文字说明"`
}

type (
	ladderSentencesReply struct{ Body LadderSentences }
	ladderTriedReply     struct{ Body LadderTried }
)

func (h *handlers) tierTrials(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "word-ladder", Method: "POST", Path: "/tiers/ladder/words", Tag: "tier", Permission: staff.TierPublish,
		Summary: edge.Words{Chinese: "用文字说明一份等级规则，不保存", English: "Say tiers in words, without keeping them"},
		Errors:  []*errs.Error{tier.ErrBadLadder},
	}, h.wordLadder)
	edge.Register(e, edge.Operation{
		ID: "preview-ladder", Method: "POST", Path: "/tiers/ladder/preview", Tag: "tier", Permission: staff.TierPublish,
		Summary: edge.Words{Chinese: "用会员历史试算一份等级规则", English: "Try tiers on the members' histories"},
		Description: edge.Words{Chinese: "假设草稿一直有效，重算会员等级并与现在对比，不写入任何数据；发布后等级在下次消费、退款或评定时才变动。",
			English: "Reckons levels as if the draft had always held, beside those of now. Writes nothing; after publishing, levels move at the next purchase, refund or review."},
		Errors: []*errs.Error{tier.ErrBadLadder},
	}, h.previewLadder)
}

func (h *handlers) wordLadder(ctx context.Context, in *struct{ Body LadderDraft }) (*ladderSentencesReply, error) {
	if err := in.Body.Body.Validate(); err != nil {
		return nil, err
	}
	said, err := h.ladderSentences(ctx, h.DB, in.Body.Body)
	return &ladderSentencesReply{Body: said}, err
}

func (h *handlers) ladderSentences(ctx context.Context, q postgres.Querier, draft tier.Ladder) (LadderSentences, error) {
	words, err := h.ladderWords(ctx)
	if err != nil {
		return LadderSentences{}, err
	}
	live, err := h.Reader.Tiers.Ladders.Live(ctx, q)
	said := words(draft)
	return LadderSentences{Words: said, Differences: view.Differences(words(live.Body), said)}, err
}

func (h *handlers) previewLadder(ctx context.Context, in *struct{ Body LadderDraft }) (*ladderTriedReply, error) {
	draft := in.Body.Body
	var reply *ladderTriedReply
	err := h.reading(ctx, func(tx postgres.Tx) error {
		tried, err := h.Reader.Tiers.WhatIf(ctx, tx, draft)
		if err != nil {
			return err
		}
		said, err := h.ladderSentences(ctx, tx, draft)
		if err != nil {
			return err
		}
		live, err := h.Reader.Tiers.Ladders.Live(ctx, tx)
		if err != nil {
			return err
		}
		reply = &ladderTriedReply{Body: shownWhatIf(tried, live.Body, draft, edge.From(ctx).Language)}
		reply.Body.LadderSentences = said
		return nil
	})
	return reply, err
}

func shownWhatIf(w tier.WhatIf, live, draft tier.Ladder, l messages.Language) LadderTried {
	name := func(ladder tier.Ladder) (func(code string) view.Level, map[string]int) {
		levels, ranks := map[string]view.Level{}, map[string]int{}
		for i, v := range ladder.Levels {
			levels[v.Code], ranks[v.Code] = view.Level{Code: v.Code, Name: v.Name.In(string(l))}, i
		}
		return func(code string) view.Level { return levels[code] }, ranks
	}
	before, ranks := name(live)
	after, newRanks := name(draft)
	counts := func(ladder tier.Ladder, named func(string) view.Level, members map[string]int64) []LevelCount {
		return edge.Each(ladder.Levels, func(v tier.Level) LevelCount { return LevelCount{Level: named(v.Code), Members: members[v.Code]} })
	}
	return LadderTried{
		Currency: w.Currency, Members: w.Members, LookedAt: w.LookedAt,
		Now: counts(live, before, w.Now), Draft: counts(draft, after, w.Draft),
		Moves: edge.Each(w.Moves, func(m tier.Move) LevelMove {
			return LevelMove{From: before(m.From), To: after(m.To), Up: newRanks[m.To] > ranks[m.From], Members: m.Members}
		}),
		Gaps: edge.Each(w.Gaps, func(g tier.Gap) LevelGap {
			return LevelGap{Level: after(g.Level), Keep: edge.Minor(g.Keep), Reach: edge.Minor(g.Reach), Holds: g.Holds, Misses: g.Misses,
				Text: view.GapWords(g, after(g.Level).Name, w.Currency, draft.Window, l)}
		}),
	}
}
