package admin

import (
	"context"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/program"
	"habitue/internal/program/engine"
	"habitue/internal/staff"
	"habitue/internal/tier"
)

// EarningTrial is a draft and on what it is tried.
type EarningTrial struct {
	EarningDraft
	Orders         int    `json:"orders,omitempty" minimum:"1" maximum:"500" default:"200" doc:"How many of the latest orders" zh:"最近多少笔订单" example:"200"`
	Day            string `json:"day,omitempty" maxLength:"10" pattern:"^[0-9]{4}-[0-9]{2}-[0-9]{2}$" doc:"Only orders of this business day, such as a member day" zh:"只看这一营业日，例如会员日" example:"2026-09-08"`
	PointsPerMajor int    `json:"points_per_major,omitempty" minimum:"1" maximum:"1000000" default:"100" doc:"How many points are taken to be worth 1 of the currency" zh:"按多少积分折合 1 元估算" example:"100"`
}

// EarningSentences is a draft in words.
type EarningSentences struct {
	Words       []string          `json:"words" doc:"The draft in sentences of the reader's language" zh:"草稿的文字说明"`
	Differences []view.Difference `json:"differences" doc:"What it changes against the rule in force" zh:"与现行规则相比的变化"`
	Levels      []LevelEarning    `json:"levels" doc:"What each level earns before multipliers and bonuses" zh:"各等级的基础获取（不含加倍与赠送）"`
	Warnings    []view.Warning    `json:"warnings" doc:"What is allowed and yet seldom meant" zh:"允许但通常并非本意之处"`
}

// LevelEarning is what a level earns now and under a draft.
type LevelEarning struct {
	Level        view.Level `json:"level" doc:"Level" zh:"等级"`
	LiveRateBps  int64      `json:"live_rate_bps" doc:"Points for 1 of the currency now, in basis points" zh:"现行：每 1 元积分（万分之一）" example:"20000"`
	DraftRateBps int64      `json:"draft_rate_bps" doc:"Under the draft" zh:"草稿：每 1 元积分（万分之一）" example:"30000"`
	LiveCashBps  int64      `json:"live_cash_bps" doc:"Cash value of earning now, in basis points of what is paid" zh:"现行返利率（万分之一）" example:"200"`
	DraftCashBps int64      `json:"draft_cash_bps" doc:"Under the draft" zh:"草稿返利率（万分之一）" example:"300"`
}

// EarningTried is what a draft does to real orders.
type EarningTried struct {
	EarningSentences
	Currency string       `json:"currency" doc:"Currency of the sample" zh:"样本币种" example:"CNY"`
	Spending edge.Minor   `json:"spending" doc:"Spent in the sample" zh:"样本消费额"`
	Live     TrialSum     `json:"live" doc:"What the sample earns under the rule in force" zh:"样本按现行规则"`
	Draft    TrialSum     `json:"draft" doc:"What it earns under the draft" zh:"样本按草稿"`
	Orders   []TriedOrder `json:"orders" doc:"Order by order, the latest first" zh:"逐单对比，新的在前"`
}

// TrialSum is what a sample earns under one rule.
type TrialSum struct {
	Points  edge.Points `json:"points" doc:"Points" zh:"积分"`
	Growth  edge.Points `json:"growth" doc:"Growth" zh:"成长值"`
	Earning int         `json:"earning" doc:"Orders that earn points" zh:"得分订单数" example:"180"`
	CashBps int64       `json:"cash_bps" doc:"Cash value of the points, in basis points of what was spent" zh:"返利率（万分之一）" example:"215"`
}

// TriedOrder is one order of the sample.
type TriedOrder struct {
	ID          edge.ID                `json:"id" doc:"Id of the order" zh:"订单编号"`
	MemberID    edge.ID                `json:"member_id" doc:"Whose it is" zh:"会员编号"`
	Reference   string                 `json:"reference" doc:"Its number at the source" zh:"来源单号" example:"A-1001"`
	OccurredAt  edge.Time              `json:"occurred_at" doc:"When it was bought" zh:"发生时间" example:"2026-09-12T01:00:00Z"`
	Store       edge.Maybe[view.Place] `json:"store" doc:"Store" zh:"门店"`
	Level       view.Level             `json:"level" doc:"Level before the order" zh:"下单前等级"`
	Spending    edge.Minor             `json:"spending" doc:"Spent on goods" zh:"消费额"`
	LivePoints  edge.Points            `json:"live_points" doc:"Points under the rule in force" zh:"现行规则得分"`
	DraftPoints edge.Points            `json:"draft_points" doc:"Points under the draft" zh:"草稿得分"`
	Why         []view.Why             `json:"why" doc:"How the draft comes to it" zh:"草稿的计算步骤"`
}

type (
	sentencesReply    struct{ Body EarningSentences }
	earningTriedReply struct{ Body EarningTried }
)

func (h *handlers) programTrials(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "word-earning-rule", Method: "POST", Path: "/program/earning/words", Tag: "program", Permission: staff.ProgramPublish,
		Summary: edge.Words{Chinese: "用文字说明一份积分规则，不保存", English: "Say an earning rule in words, without keeping it"},
		Errors:  []*errs.Error{engine.ErrBadRule},
	}, h.wordEarning)
	edge.Register(e, edge.Operation{
		ID: "preview-earning-rule", Method: "POST", Path: "/program/earning/preview", Tag: "program", Permission: staff.ProgramPublish,
		Summary: edge.Words{Chinese: "用真实订单试算一份积分规则", English: "Try an earning rule on real orders"},
		Description: edge.Words{Chinese: "对最近的会员订单分别按现行规则与草稿计算，不写入任何数据。",
			English: "Reckons recent orders of members under the rule in force and under the draft. Writes nothing."},
		Errors: []*errs.Error{engine.ErrBadRule},
	}, h.previewEarning)
}

// defaultPerMajor is the trade's usual rate: 100 points are worth 1.
const defaultPerMajor = 100

func (h *handlers) wordEarning(ctx context.Context, in *struct{ Body EarningDraft }) (*sentencesReply, error) {
	if err := in.Body.Body.Validate(); err != nil {
		return nil, err
	}
	ladder, err := h.Reader.Tiers.Ladders.Live(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	said, err := h.sentences(ctx, h.DB, in.Body.Body, defaultPerMajor, program.RuleWarnings(in.Body.Body, ladder.Body, defaultPerMajor))
	return &sentencesReply{Body: said}, err
}

func (h *handlers) previewEarning(ctx context.Context, in *struct{ Body EarningTrial }) (*earningTriedReply, error) {
	b := in.Body
	want := program.Sample{Limit: b.Orders}
	if b.Day != "" {
		day, err := time.Parse(time.DateOnly, b.Day)
		if err != nil {
			return nil, edge.ErrRequest.Field("day", "http.bad_date")
		}
		want.Day = day
	}
	var reply *earningTriedReply
	err := h.reading(ctx, func(tx postgres.Tx) error {
		trial, err := h.Reader.Program.Try(ctx, tx, b.Body, want, int64(b.PointsPerMajor))
		if err != nil {
			return err
		}
		said, err := h.sentences(ctx, tx, b.Body, int64(b.PointsPerMajor), trial.Warnings)
		if err != nil {
			return err
		}
		orders, err := h.triedOrders(ctx, tx, trial)
		reply = &earningTriedReply{Body: EarningTried{
			EarningSentences: said, Currency: trial.Currency, Spending: edge.Minor(trial.Spending), Orders: orders,
			Live: trialSum(trial, trial.Live, int64(b.PointsPerMajor)), Draft: trialSum(trial, trial.Draft, int64(b.PointsPerMajor)),
		}}
		return err
	})
	return reply, err
}

// reading runs fn in a transaction that cannot write, over one state of the data.
func (h *handlers) reading(ctx context.Context, fn func(postgres.Tx) error) error {
	return h.DB.InTx(ctx, func(tx postgres.Tx) error {
		if _, err := tx.Exec(ctx, `SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`); err != nil {
			return err
		}
		return fn(tx)
	})
}

func trialSum(t program.Trial, s program.Sum, perMajor int64) TrialSum {
	return TrialSum{Points: edge.Points(s.Points), Growth: edge.Points(s.Growth), Earning: s.Earning, CashBps: t.CashBps(s.Points, perMajor)}
}

// sentences says a draft, what it changes and what it gives each level.
func (h *handlers) sentences(ctx context.Context, q postgres.Querier, draft engine.Rule, perMajor int64, warnings []program.Warning) (EarningSentences, error) {
	words, err := h.earningWords(ctx)
	if err != nil {
		return EarningSentences{}, err
	}
	live, err := h.Reader.Program.Earning.Live(ctx, q)
	if err != nil {
		return EarningSentences{}, err
	}
	ladder, err := h.Reader.Tiers.Ladders.Live(ctx, q)
	if err != nil {
		return EarningSentences{}, err
	}
	language := edge.From(ctx).Language
	said := words(draft)
	return EarningSentences{
		Words: said, Differences: view.Differences(words(live.Body), said), Warnings: view.Warnings(warnings, ladder.Body, language),
		Levels: edge.Each(ladder.Body.Levels, func(l tier.Level) LevelEarning {
			now, then := live.Body.LevelRate(l.Code), draft.LevelRate(l.Code)
			return LevelEarning{
				Level:       view.Level{Code: l.Code, Name: l.Name.In(string(language))},
				LiveRateBps: int64(now), DraftRateBps: int64(then), LiveCashBps: cashBps(now, perMajor), DraftCashBps: cashBps(then, perMajor),
			}
		}),
	}, nil
}

// cashBps is what a rate gives back, where so many points are worth 1.
func cashBps(rate money.RateBps, perMajor int64) int64 { return int64(rate) / perMajor }

func (h *handlers) triedOrders(ctx context.Context, q postgres.Querier, t program.Trial) ([]TriedOrder, error) {
	teller, err := h.Reader.TriedTeller(ctx, q, edge.From(ctx).Language, t)
	if err != nil {
		return nil, err
	}
	return edge.Each(t.Orders, func(o program.Tried) TriedOrder {
		return TriedOrder{
			ID: edge.IDOf(o.Order.ID), MemberID: edge.IDOf(o.Order.Member), Reference: o.Order.Reference, OccurredAt: edge.At(o.Order.OccurredAt),
			Store: teller.Store(o), Level: teller.Level(o), Spending: edge.Minor(o.Order.Spending),
			LivePoints: edge.Points(o.Live.Points), DraftPoints: edge.Points(o.Draft.Points), Why: teller.Why(o),
		}
	}), nil
}
