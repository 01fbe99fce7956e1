package view

import (
	"habitue/internal/api/edge"
)

// Kinds of what happens to a member.
const (
	HappenedOrder   = "order"
	HappenedRefund  = "refund"
	HappenedPosting = "posting"
	HappenedTier    = "tier"
	HappenedClass   = "class"
	HappenedReveal  = "reveal"
	HappenedJoin    = "join"
)

// Happening is one thing that happened to a member. What belongs to its kind is
// there, the rest is null.
type Happening struct {
	Kind    string                       `json:"kind" enum:"order,refund,posting,tier,class,reveal,join" doc:"What happened" zh:"类型：订单、退款、记账、等级变动、分层变动、查看完整信息、入会" example:"order"`
	ID      edge.ID                      `json:"id" doc:"Id of the order, refund, posting, move, entry of the trail or member" zh:"对应的编号"`
	At      edge.Time                    `json:"at" doc:"When it happened" zh:"发生时间" example:"2026-09-12T04:20:00Z"`
	Order   edge.Maybe[OrderSummary]     `json:"order" doc:"An order, with what it brought or why nothing" zh:"订单及其带来的积分，或为何没有"`
	Refund  edge.Maybe[HappenedReturn]   `json:"refund" doc:"Money given back" zh:"退款"`
	Posting edge.Maybe[HappenedPostings] `json:"posting" doc:"A posting in the books" zh:"记账"`
	Tier    edge.Maybe[TierChange]       `json:"tier" doc:"A move between levels" zh:"等级变动"`
	Class   edge.Maybe[ClassChange]      `json:"class" doc:"A move between value classes" zh:"价值分层变动"`
	Reveal  edge.Maybe[HappenedLook]     `json:"reveal" doc:"Somebody looked at the personal data in full" zh:"有人查看了完整信息"`
	Join    edge.Maybe[HappenedJoining]  `json:"join" doc:"How the person joined" zh:"入会方式"`
}

// HappenedReturn is a refund in a time line.
type HappenedReturn struct {
	Reference string              `json:"reference" doc:"The till's own number" zh:"收银系统单号" example:"T7-20260913-0009"`
	OrderID   edge.Maybe[edge.ID] `json:"order_id" doc:"The order returned, where it is one" zh:"原订单"`
	Currency  string              `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	Amount    edge.Minor          `json:"amount" doc:"What was given back" zh:"退款金额"`
	Reason    *string             `json:"reason" doc:"As the till reported it" zh:"退款原因" example:"商品破损"`
}

// HappenedPostings is a posting in a time line: its changes on the member's side.
type HappenedPostings struct {
	Reason    Reason                `json:"reason" doc:"Why" zh:"原因"`
	Reference edge.Maybe[Reference] `json:"reference" doc:"What caused it" zh:"由何引起"`
	Entries   []Entry               `json:"entries" doc:"What it changed, each with how it came about" zh:"变动的分录及其由来"`
}

// HappenedLook is somebody looking at the personal data of a member.
type HappenedLook struct {
	By     Doer    `json:"by" doc:"Who looked" zh:"查看人"`
	Reason *string `json:"reason" doc:"Why, as they said" zh:"查看理由" example:"顾客来电核对手机号"`
}

// HappenedJoining is how somebody joined.
type HappenedJoining struct {
	Source  string            `json:"source" doc:"Which system reported the member" zh:"来源系统" example:"till"`
	Store   edge.Maybe[Place] `json:"store" doc:"Store of joining" zh:"入会门店"`
	Channel edge.Maybe[Place] `json:"channel" doc:"Channel of joining" zh:"入会渠道"`
}
