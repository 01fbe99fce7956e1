package view

import (
	"context"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/member"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/tier"
)

// Standing is where a member stands on the ladder and the way to the next level.
type Standing struct {
	Level    RankedLevel           `json:"level" doc:"Level now" zh:"当前等级"`
	Since    edge.Time             `json:"since" doc:"Since when" zh:"自何时起" example:"2026-03-01T16:00:00Z"`
	ReviewAt *edge.Time            `json:"review_at" doc:"When keeping it is decided; null where nothing is to be lost" zh:"保级评定时间；无可失去为 null" example:"2027-03-01T16:00:00Z"`
	Spend    Spend                 `json:"spend" doc:"What counts now" zh:"当前计入的消费"`
	Next     edge.Maybe[NextLevel] `json:"next" doc:"The level above; null at the top" zh:"上一级；最高级为 null"`
	Keep     edge.Maybe[Keeping]   `json:"keep" doc:"What keeps this level; null where nothing is to be lost" zh:"保级条件；无可失去为 null"`
	Levels   []LadderLevel         `json:"levels" doc:"The whole ladder" zh:"全部等级"`
	History  []TierChange          `json:"history" doc:"Moves, newest first" zh:"等级变动，新的在前"`
}

// RankedLevel is a level and its rank from 0.
type RankedLevel struct {
	Code string `json:"code" doc:"Code" zh:"等级代码" example:"gold"`
	Name string `json:"name" doc:"Name in the reader's language" zh:"等级名称" example:"金卡"`
	Rank int    `json:"rank" doc:"0 is the lowest" zh:"级次，0 为最低" example:"2"`
}

// Spend is what was spent in the window that counts.
type Spend struct {
	Amount   edge.Minor `json:"amount" doc:"How much counts" zh:"计入金额"`
	Currency string     `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	From     edge.Time  `json:"from" doc:"Where the window begins" zh:"起" example:"2025-09-12T16:00:00Z"`
	To       edge.Time  `json:"to" doc:"Where the window ends, not included" zh:"止（不含）" example:"2026-09-12T04:20:00Z"`
}

// NextLevel is the way to the level above.
type NextLevel struct {
	Code      string     `json:"code" doc:"Code" zh:"等级代码" example:"diamond"`
	Name      string     `json:"name" doc:"Name in the reader's language" zh:"等级名称" example:"钻石"`
	Threshold edge.Minor `json:"threshold" doc:"What it takes" zh:"升级门槛"`
	Missing   edge.Minor `json:"missing" doc:"What is missing" zh:"还差"`
}

// Keeping is what keeps a level.
type Keeping struct {
	Threshold edge.Minor `json:"threshold" doc:"What it takes" zh:"保级门槛"`
	Missing   edge.Minor `json:"missing" doc:"What is missing" zh:"还差"`
	Until     edge.Time  `json:"until" doc:"Until when" zh:"截止" example:"2027-03-01T16:00:00Z"`

	// What comes of it if nothing more is bought.
	AtReview Level `json:"at_review" doc:"Level after the review, if nothing more is bought until then" zh:"若此后不再消费，评定后的等级"`
	Today    Level `json:"today" doc:"Level that a review of today would give" zh:"若今天评定，所得等级"`
}

// LadderLevel is one level of the ladder.
type LadderLevel struct {
	Code          string     `json:"code" doc:"Code" zh:"等级代码" example:"gold"`
	Name          string     `json:"name" doc:"Name in the reader's language" zh:"等级名称" example:"金卡"`
	Threshold     edge.Minor `json:"threshold" doc:"What it takes to reach" zh:"升级门槛"`
	KeepThreshold edge.Minor `json:"keep_threshold" doc:"What it takes to keep" zh:"保级门槛"`
	MultiplierBps int64      `json:"multiplier_bps" doc:"Multiplier of points in basis points" zh:"积分倍率（万分之一）" example:"30000"`
}

// ChangesShown is how many moves a member's page tells; nobody has more in years.
const ChangesShown = 50

// Standing shows where a member stands at an instant, and the way to the next level.
func (r *Reader) Standing(ctx context.Context, q postgres.Querier, l messages.Language, m member.Member, now time.Time) (Standing, error) {
	p, err := r.Tiers.Progress(ctx, q, m.ID)
	if err != nil {
		return Standing{}, err
	}
	changes, err := r.Tiers.Changes(ctx, q, m.ID, nil, ChangesShown)
	if err != nil {
		return Standing{}, err
	}
	rates, err := r.LevelRates(ctx, q)
	if err != nil {
		return Standing{}, err
	}
	moves, err := r.Moves(ctx, q, l, changes)
	if err != nil {
		return Standing{}, err
	}
	return Standing{
		Level: rankedLevel(p, l), Since: edge.At(sinceOr(p.Since, m.JoinedAt)), ReviewAt: edge.AtUnlessZero(p.ReviewAt),
		Spend: Spend{Amount: edge.Minor(p.Spend), Currency: p.Currency, From: edge.At(p.Opens), To: edge.At(now)},
		Next:  nextLevel(p, l), Keep: keeping(p, l),
		Levels: edge.Each(p.Ladder.Levels, func(level tier.Level) LadderLevel {
			return LadderLevel{Code: level.Code, Name: level.Name.In(string(l)), Threshold: edge.Minor(level.Threshold),
				KeepThreshold: edge.Minor(level.Keep), MultiplierBps: rates(level.Code)}
		}),
		History: moves,
	}, nil
}

// TierNews is that a member has another level than he saw last.
type TierNews struct {
	From     RankedLevel `json:"from" doc:"What the member saw last" zh:"上次看到的等级"`
	To       RankedLevel `json:"to" doc:"Level now" zh:"当前等级"`
	Up       bool        `json:"up" doc:"Whether it is a higher one" zh:"是否升级" example:"true"`
	Since    edge.Time   `json:"since" doc:"Since when" zh:"自何时起" example:"2026-03-01T16:00:00Z"`
	ReviewAt *edge.Time  `json:"review_at" doc:"When keeping it is decided; null where nothing is to be lost" zh:"保级评定时间；无可失去为 null" example:"2027-03-01T16:00:00Z"`
	WasBps   int64       `json:"was_multiplier_bps" doc:"What points were multiplied by, in basis points" zh:"原积分倍率（万分之一）" example:"10000"`
	IsBps    int64       `json:"multiplier_bps" doc:"What points are multiplied by now, in basis points" zh:"现积分倍率（万分之一）" example:"12000"`
}

// TierNews tells what a member was not told yet of his level; nothing where there is none.
func (r *Reader) TierNews(ctx context.Context, q postgres.Querier, l messages.Language, m member.Member) (edge.Maybe[TierNews], error) {
	news, ok, err := r.Tiers.News(ctx, q, m.ID)
	if err != nil || !ok {
		return edge.Maybe[TierNews]{}, err
	}
	rates, err := r.LevelRates(ctx, q)
	if err != nil {
		return edge.Maybe[TierNews]{}, err
	}
	to := rankedLevel(news.Progress, l)
	from := RankedLevel{Code: news.From.Code, Name: news.From.Name.In(string(l))}
	for rank, level := range news.Ladder.Levels {
		if level.Code == from.Code {
			from.Rank = rank
		}
	}
	return edge.Some(TierNews{From: from, To: to, Up: news.Up, Since: edge.At(sinceOr(news.Since, m.JoinedAt)),
		ReviewAt: edge.AtUnlessZero(news.ReviewAt), WasBps: rates(from.Code), IsBps: rates(to.Code)}), nil
}

// LevelRates returns the rate that the rule in force gives each level.
func (r *Reader) LevelRates(ctx context.Context, q postgres.Querier) (func(level string) int64, error) {
	live, err := r.Program.Earning.Live(ctx, q)
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

func rankedLevel(p tier.Progress, l messages.Language) RankedLevel {
	level := p.Ladder.Levels[p.Rank]
	return RankedLevel{Code: level.Code, Name: level.Name.In(string(l)), Rank: p.Rank}
}

func nextLevel(p tier.Progress, l messages.Language) edge.Maybe[NextLevel] {
	if p.Next == nil {
		return edge.Maybe[NextLevel]{}
	}
	return edge.Some(NextLevel{Code: p.Next.Code, Name: p.Next.Name.In(string(l)),
		Threshold: edge.Minor(p.Next.Threshold), Missing: edge.Minor(p.Missing)})
}

func keeping(p tier.Progress, l messages.Language) edge.Maybe[Keeping] {
	if p.ReviewAt.IsZero() {
		return edge.Maybe[Keeping]{}
	}
	return edge.Some(Keeping{Threshold: edge.Minor(p.Keep), Missing: edge.Minor(p.KeepGap), Until: edge.At(p.ReviewAt),
		AtReview: LevelOf(*p.AtReview, l), Today: LevelOf(*p.Today, l)})
}

func sinceOr(since, joined time.Time) time.Time {
	if since.IsZero() {
		return joined
	}
	return since
}
