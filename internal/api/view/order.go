package view

import (
	"habitue/internal/api/edge"
)

// Earned is what an order brought its member.
type Earned struct {
	Points      edge.Points `json:"points" doc:"Points earned" zh:"获得积分"`
	Growth      edge.Points `json:"growth" doc:"Growth earned" zh:"获得成长值"`
	TakenPoints edge.Points `json:"taken_points" doc:"Points that refunds took back" zh:"退款收回的积分"`
	Why         []Why       `json:"why" doc:"How it came about" zh:"如何得出"`
}

// OrderSummary is an order in a member's list.
type OrderSummary struct {
	ID             edge.ID            `json:"id" doc:"Id of the order" zh:"订单编号"`
	Reference      string             `json:"reference" doc:"The till's own number" zh:"收银系统单号" example:"T7-20260912-0183"`
	Source         string             `json:"source" doc:"Which system reported it" zh:"来源系统" example:"till"`
	Store          edge.Maybe[Place]  `json:"store" doc:"Where it was bought" zh:"门店"`
	Channel        edge.Maybe[Place]  `json:"channel" doc:"How it was bought" zh:"渠道"`
	Currency       string             `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	PaidAmount     edge.Minor         `json:"paid_amount" doc:"What was paid" zh:"实付"`
	RefundedAmount edge.Minor         `json:"refunded_amount" doc:"What of it was given back" zh:"已退"`
	ListAmount     edge.Minor         `json:"list_amount" doc:"Before discounts" zh:"折前金额"`
	DiscountAmount edge.Minor         `json:"discount_amount" doc:"Discounts" zh:"优惠金额"`
	LinesCount     int                `json:"lines_count" doc:"How many lines it has" zh:"行数" example:"3"`
	OccurredAt     edge.Time          `json:"occurred_at" doc:"When it was bought" zh:"发生时间" example:"2026-09-12T04:20:00Z"`
	LocalDate      string             `json:"local_date" format:"date" doc:"Business day of the store" zh:"门店营业日" example:"2026-09-12"`
	Earned         edge.Maybe[Earned] `json:"earned" doc:"What it brought; null while that is not yet decided" zh:"带来的积分与成长值；尚未计算为 null"`
}

// OrderLine is one line of an order.
type OrderLine struct {
	No               int        `json:"no" doc:"Line number from 1" zh:"行号" example:"1"`
	Kind             string     `json:"kind" enum:"goods,delivery,service,tip,discount,other" doc:"What the line is" zh:"行类型" example:"goods"`
	Code             string     `json:"code" doc:"Code of the article" zh:"商品代码" example:"TEA-0042"`
	Name             string     `json:"name" doc:"Name on the receipt" zh:"小票名称" example:"茉莉绿茶 大杯"`
	Quantity         int64      `json:"quantity" doc:"In units of 10^-scale" zh:"数量（10^-scale 为单位）" example:"2"`
	Scale            int        `json:"scale" doc:"Decimals of the quantity" zh:"数量的小数位" example:"0"`
	ListAmount       edge.Minor `json:"list_amount" doc:"Before discounts" zh:"折前金额"`
	DiscountAmount   edge.Minor `json:"discount_amount" doc:"Discounts" zh:"优惠金额"`
	PaidAmount       edge.Minor `json:"paid_amount" doc:"What was paid" zh:"实付"`
	TaxRateBps       *int32     `json:"tax_rate_bps" doc:"Tax rate in basis points" zh:"税率（万分之一）" example:"600"`
	TaxIncluded      bool       `json:"tax_included" doc:"Whether the amounts include the tax" zh:"金额是否含税" example:"true"`
	TaxAmount        edge.Minor `json:"tax_amount" doc:"Tax of the line" zh:"税额"`
	Earns            bool       `json:"earns" doc:"Whether it can earn points" zh:"是否参与积分" example:"true"`
	RefundedQuantity int64      `json:"refunded_quantity" doc:"What of the quantity was given back" zh:"已退数量" example:"0"`
	RefundedAmount   edge.Minor `json:"refunded_amount" doc:"What of the amount was given back" zh:"已退金额"`
}

// Tender is one way in which an order was paid.
type Tender struct {
	Kind   string     `json:"kind" minLength:"1" maxLength:"40" doc:"cash, card, wechat, alipay, …" zh:"支付方式" example:"wechat"`
	Amount edge.Minor `json:"amount" doc:"How much" zh:"金额"`
}

// Order is one order.
type Order struct {
	ID             edge.ID             `json:"id" doc:"Id of the order" zh:"订单编号"`
	Reference      string              `json:"reference" doc:"The till's own number" zh:"收银系统单号" example:"T7-20260912-0183"`
	Source         string              `json:"source" doc:"Which system reported it" zh:"来源系统" example:"till"`
	MemberID       edge.Maybe[edge.ID] `json:"member_id" doc:"Who bought; who stands for him, if he was merged; null without a member" zh:"会员编号；已合并的为合并后的会员；非会员为 null"`
	Store          edge.Maybe[Place]   `json:"store" doc:"Where it was bought" zh:"门店"`
	Channel        edge.Maybe[Place]   `json:"channel" doc:"How it was bought" zh:"渠道"`
	Currency       string              `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	OccurredAt     edge.Time           `json:"occurred_at" doc:"When it was bought" zh:"发生时间" example:"2026-09-12T04:20:00Z"`
	RecordedAt     edge.Time           `json:"recorded_at" doc:"When it was written" zh:"记录时间" example:"2026-09-12T04:20:01Z"`
	LocalDate      string              `json:"local_date" format:"date" doc:"Business day of the store" zh:"门店营业日" example:"2026-09-12"`
	Till           *string             `json:"till" doc:"Till" zh:"收银台" example:"7"`
	Cashier        *string             `json:"cashier" doc:"Cashier" zh:"收银员" example:"0012"`
	ListAmount     edge.Minor          `json:"list_amount" doc:"Before discounts" zh:"折前金额"`
	DiscountAmount edge.Minor          `json:"discount_amount" doc:"Discounts" zh:"优惠金额"`
	PaidAmount     edge.Minor          `json:"paid_amount" doc:"What was paid" zh:"实付"`
	RefundedAmount edge.Minor          `json:"refunded_amount" doc:"What of it was given back" zh:"已退"`
	Tenders        []Tender            `json:"tenders" doc:"How it was paid" zh:"支付方式"`
	Lines          []OrderLine         `json:"lines" doc:"Its lines" zh:"明细"`
}

// RefundLine is one line of a refund.
type RefundLine struct {
	No       int                 `json:"no" doc:"Line number from 1" zh:"行号" example:"1"`
	OrderID  edge.Maybe[edge.ID] `json:"order_id" doc:"The order it returns from; null where unknown" zh:"原订单；未知为 null"`
	LineNo   *int                `json:"line_no" doc:"The line of that order" zh:"原订单行号" example:"1"`
	Code     string              `json:"code" doc:"Code of the article" zh:"商品代码" example:"TEA-0042"`
	Name     string              `json:"name" doc:"Name on the receipt" zh:"小票名称" example:"茉莉绿茶 大杯"`
	Quantity int64               `json:"quantity" doc:"In units of 10^-scale" zh:"数量" example:"1"`
	Scale    int                 `json:"scale" doc:"Decimals of the quantity" zh:"数量的小数位" example:"0"`
	Amount   edge.Minor          `json:"amount" doc:"What was given back" zh:"退款金额"`
}

// Refund is one refund.
type Refund struct {
	ID         edge.ID             `json:"id" doc:"Id of the refund" zh:"退款编号"`
	Reference  string              `json:"reference" doc:"The till's own number" zh:"收银系统单号" example:"T7-20260913-0009"`
	Source     string              `json:"source" doc:"Which system reported it" zh:"来源系统" example:"till"`
	OrderID    edge.Maybe[edge.ID] `json:"order_id" doc:"The order returned, where it is one" zh:"原订单"`
	MemberID   edge.Maybe[edge.ID] `json:"member_id" doc:"Whose it was; null without a member" zh:"会员编号；非会员为 null"`
	Currency   string              `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	Amount     edge.Minor          `json:"amount" doc:"What was given back" zh:"退款金额"`
	Reason     *string             `json:"reason" doc:"As the till reported it" zh:"退款原因" example:"商品破损"`
	OccurredAt edge.Time           `json:"occurred_at" doc:"When it happened" zh:"发生时间" example:"2026-09-13T02:05:00Z"`
	RecordedAt edge.Time           `json:"recorded_at" doc:"When it was written" zh:"记录时间" example:"2026-09-13T02:05:01Z"`
	Lines      []RefundLine        `json:"lines" doc:"Its lines" zh:"明细"`
}
