package view

import (
	"habitue/internal/api/edge"
)

// OrderMember is the member of an order, as far as the reader may see one.
type OrderMember struct {
	ID     edge.ID `json:"id" doc:"Id of the member" zh:"会员编号"`
	Number *string `json:"number" doc:"Member number; null for readers who may not see members" zh:"会员号；无会员权限时为 null" example:"8000 0012 3456"`
	Name   *string `json:"name" doc:"Name, as far as the reader may see it" zh:"姓名，按读者权限遮蔽" example:"王**"`
}

// FoundOrder is an order in a list of everybody's.
type FoundOrder struct {
	ID             edge.ID                 `json:"id" doc:"Id of the order" zh:"订单编号"`
	Reference      string                  `json:"reference" doc:"The till's own number" zh:"收银系统单号" example:"T7-20260912-0183"`
	Source         string                  `json:"source" doc:"Which system reported it" zh:"来源系统" example:"till"`
	Member         edge.Maybe[OrderMember] `json:"member" doc:"Who bought; null without a member" zh:"会员；非会员为 null"`
	Store          edge.Maybe[Place]       `json:"store" doc:"Where it was bought" zh:"门店"`
	Channel        edge.Maybe[Place]       `json:"channel" doc:"How it was bought" zh:"渠道"`
	Currency       string                  `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	PaidAmount     edge.Minor              `json:"paid_amount" doc:"What was paid" zh:"实付"`
	RefundedAmount edge.Minor              `json:"refunded_amount" doc:"What of it was given back" zh:"已退"`
	LinesCount     int                     `json:"lines_count" doc:"How many lines it has" zh:"行数" example:"3"`
	OccurredAt     edge.Time               `json:"occurred_at" doc:"When it was bought" zh:"发生时间" example:"2026-09-12T04:20:00Z"`
	LocalDate      string                  `json:"local_date" format:"date" doc:"Business day of the store" zh:"门店营业日" example:"2026-09-12"`
}

// OrderPage is an order with all that came of it.
type OrderPage struct {
	Order
	Zone      string                   `json:"zone" doc:"Time zone of the place where it was bought" zh:"购买地时区" example:"Asia/Shanghai"`
	Member    edge.Maybe[OrderMember]  `json:"member" doc:"Who bought; null without a member" zh:"会员；非会员为 null"`
	Earning   edge.Maybe[OrderEarning] `json:"earning" doc:"What it brought; null without a member and while that is not yet decided" zh:"带来的积分与成长值；非会员或尚未计算为 null"`
	Nothing   edge.Maybe[Reason]       `json:"nothing" doc:"Why it brought no points; null when it did" zh:"为何没有积分；有积分时为 null"`
	Refunds   []OrderRefund            `json:"refunds" doc:"What was given back, oldest first" zh:"退款，按时间"`
	LateEntry edge.Maybe[LateEntry]    `json:"late_entry" doc:"How it came to its member, where it was attached later" zh:"补登记录；非补登为 null"`
}

// OrderEarning is what an order brought its member, and how.
type OrderEarning struct {
	Points      edge.Points           `json:"points" doc:"Points earned" zh:"获得积分"`
	Growth      edge.Points           `json:"growth" doc:"Growth earned" zh:"获得成长值"`
	TakenPoints edge.Points           `json:"taken_points" doc:"Points that refunds took back" zh:"退款收回的积分"`
	TakenGrowth edge.Points           `json:"taken_growth" doc:"Growth that refunds took back" zh:"退款收回的成长值"`
	Level       Level                 `json:"level" doc:"The member's level before it" zh:"下单时的会员等级"`
	Rule        RuleVersion           `json:"rule" doc:"The rule it followed" zh:"依据的规则"`
	PostingID   edge.Maybe[edge.ID]   `json:"posting_id" doc:"The posting in the books; null when nothing was posted" zh:"记账编号；无记账为 null"`
	MaturesAt   edge.Maybe[edge.Time] `json:"matures_at" doc:"From when the points can be spent; null without points" zh:"积分可用时间；无积分为 null"`
	Why         []Why                 `json:"why" doc:"How the points came about" zh:"积分如何得出"`
	Lines       []EarnedLine          `json:"lines" doc:"Line by line" zh:"逐行"`
}

// EarnedLine is what one line of an order brought.
type EarnedLine struct {
	No          int         `json:"no" doc:"Line number" zh:"行号" example:"1"`
	Points      edge.Points `json:"points" doc:"Points earned" zh:"获得积分"`
	Growth      edge.Points `json:"growth" doc:"Growth earned" zh:"获得成长值"`
	TakenPoints edge.Points `json:"taken_points" doc:"Points taken back for pieces returned" zh:"退货收回的积分"`
	TakenGrowth edge.Points `json:"taken_growth" doc:"Growth taken back for pieces returned" zh:"退货收回的成长值"`
	Why         []Why       `json:"why" doc:"What raised it, or why it brought nothing" zh:"加倍或未获得的原因"`
}

// OrderRefund is a refund of an order and what it took back.
type OrderRefund struct {
	Refund
	Store       edge.Maybe[Place]   `json:"store" doc:"Where it was given back" zh:"门店"`
	TakenPoints edge.Points         `json:"taken_points" doc:"Points it took back" zh:"收回的积分"`
	TakenGrowth edge.Points         `json:"taken_growth" doc:"Growth it took back" zh:"收回的成长值"`
	PostingID   edge.Maybe[edge.ID] `json:"posting_id" doc:"The posting in the books; null when nothing was taken" zh:"记账编号；无收回为 null"`
}

// Doer is a member of staff or a program that did something.
type Doer struct {
	Principal string `json:"principal" doc:"As the audit trail names it" zh:"审计中的标识" example:"staff:73014444033"`
	Name      string `json:"name" doc:"Name, where it is still known" zh:"名称（若仍存在）" example:"李店长"`
}

// LateEntry is a receipt that was attached to a member later.
type LateEntry struct {
	OrderID    edge.ID           `json:"order_id" doc:"The order" zh:"订单编号"`
	MemberID   edge.ID           `json:"member_id" doc:"Whose it became" zh:"会员编号"`
	By         Doer              `json:"by" doc:"Who attached it" zh:"补登人"`
	Reason     *string           `json:"reason" doc:"Why, as they said" zh:"补登原因" example:"顾客忘带会员码"`
	Flagged    bool              `json:"flagged" doc:"Whether its amount lies above the one from which a reason is due" zh:"是否超过须注明原因的金额"`
	Currency   string            `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	Amount     edge.Minor        `json:"amount" doc:"What was paid" zh:"实付"`
	Store      edge.Maybe[Place] `json:"store" doc:"Where it was bought" zh:"门店"`
	OccurredAt edge.Time         `json:"occurred_at" doc:"When it was bought" zh:"购买时间" example:"2026-09-12T04:20:00Z"`
	RecordedAt edge.Time         `json:"recorded_at" doc:"When it was attached" zh:"补登时间" example:"2026-09-14T02:00:00Z"`
}
