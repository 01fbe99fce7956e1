package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/staff"
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
}

// LadderLevel is one level of the ladder.
type LadderLevel struct {
	Code          string     `json:"code" doc:"Code" zh:"等级代码" example:"gold"`
	Name          string     `json:"name" doc:"Name in the reader's language" zh:"等级名称" example:"金卡"`
	Threshold     edge.Minor `json:"threshold" doc:"What it takes to reach" zh:"升级门槛"`
	KeepThreshold edge.Minor `json:"keep_threshold" doc:"What it takes to keep" zh:"保级门槛"`
	MultiplierBps int64      `json:"multiplier_bps" doc:"Multiplier of points in basis points" zh:"积分倍率（万分之一）" example:"30000"`
}

// TierChange is one move between levels.
type TierChange struct {
	From        view.Level  `json:"from" doc:"From" zh:"原等级"`
	To          view.Level  `json:"to" doc:"To" zh:"新等级"`
	Cause       view.Reason `json:"cause" doc:"Why" zh:"原因"`
	EffectiveAt edge.Time   `json:"effective_at" doc:"From when on" zh:"生效时间" example:"2026-03-01T16:00:00Z"`
}

type standingReply struct{ Body Standing }

func (h *handlers) memberTier(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-member-tier", Method: "GET", Path: "/members/{id}/tier", Tag: "tier", Permission: staff.TierRead,
		Summary: edge.Words{Chinese: "会员等级、进度与变动", English: "A member's level, progress and moves"},
		Errors:  memberErrors,
	}, h.getMemberTier)
}

func (h *handlers) getMemberTier(ctx context.Context, in *oneMember) (*standingReply, error) {
	return nil, errPending
}
