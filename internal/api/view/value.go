package view

import (
	"habitue/internal/api/edge"
)

// Money is an amount with its currency.
type Money struct {
	Amount   edge.Minor `json:"amount" doc:"In minor units" zh:"最小货币单位的金额"`
	Currency string     `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
}

// Expiring is value that ends at an instant.
type Expiring struct {
	Amount    edge.Points `json:"amount" doc:"How much" zh:"数量"`
	ExpiresAt edge.Time   `json:"expires_at" doc:"When it ends" zh:"到期时间" example:"2026-12-31T16:00:00Z"`
}

// Balance is what a member has of one asset.
type Balance struct {
	Asset     string      `json:"asset" doc:"Code of the asset" zh:"资产代码" example:"points"`
	Name      string      `json:"name" doc:"Name in the reader's language" zh:"名称" example:"积分"`
	Unit      string      `json:"unit" doc:"Unit in the reader's language" zh:"单位" example:"分"`
	Currency  *string     `json:"currency" doc:"ISO 4217, of stored value: amounts are its minor units; null: no money" zh:"货币代码（储值）：数额以最小货币单位计；null 为非货币" example:"CNY"`
	Available edge.Points `json:"available" doc:"Can be spent now" zh:"当前可用"`
	Pending   edge.Points `json:"pending" doc:"Earned, waiting for the return window to close" zh:"待生效（退货期未过）"`
	Held      edge.Points `json:"held" doc:"Set aside for a checkout" zh:"已冻结"`
	Owed      edge.Points `json:"owed" doc:"Taken back after it was spent; later earning repays it" zh:"欠扣（将由以后获得的抵回）"`
	Worth     *Money      `json:"worth,omitempty" doc:"What the available value is worth, where the retailer states a rate" zh:"可用部分的折算金额（若商家设定）"`
	Expiring  []Expiring  `json:"expiring" doc:"What ends when, soonest first" zh:"即将到期，按时间"`
}

// Reason is a code and its sentence in the reader's language.
type Reason struct {
	Code string `json:"code" doc:"Stable code" zh:"稳定代码" example:"earn"`
	Text string `json:"text" doc:"In the reader's language" zh:"说明（读者的语言）" example:"消费获得"`
}

// Why is one step of how an amount came about.
type Why struct {
	Code    string       `json:"code" doc:"Stable code" zh:"稳定代码" example:"program.tier_multiplier"`
	Text    string       `json:"text" doc:"In the reader's language" zh:"说明（读者的语言）" example:"金卡 ×3"`
	Amount  *edge.Points `json:"amount,omitempty" doc:"What this step gave" zh:"该步数量"`
	RateBps *int64       `json:"rate_bps,omitempty" doc:"Its rate in basis points: 10000 is one" zh:"倍率（万分之一）" example:"30000"`
}

// Reference is what caused an entry.
type Reference struct {
	Kind string  `json:"kind" doc:"order, refund, …" zh:"类型" example:"order"`
	ID   edge.ID `json:"id" doc:"Its id" zh:"编号"`
	Text string  `json:"text" doc:"Its own number or name" zh:"单号或名称" example:"T7-20260912-0183"`
	// Of a refund of several orders there is no one order.
	OrderID edge.Maybe[edge.ID] `json:"order_id" doc:"The order that it is, or of which it is a refund" zh:"所属订单（订单本身或其退款）"`
}

// RuleVersion is the version of a rule.
type RuleVersion struct {
	ID      edge.ID `json:"id" doc:"Id of the rule" zh:"规则编号"`
	Version int     `json:"version" doc:"Its version" zh:"版本" example:"3"`
}

// Entry is one change on the member's side of the books.
type Entry struct {
	ID         edge.EntryID            `json:"id" doc:"Id of the entry" zh:"分录编号"`
	PostingID  edge.ID                 `json:"posting_id" doc:"The posting it belongs to" zh:"所属记账"`
	Asset      string                  `json:"asset" doc:"Code of the asset" zh:"资产代码" example:"points"`
	Amount     edge.Points             `json:"amount" doc:"Signed, from the member's side" zh:"数量（会员方的正负）"`
	Bucket     string                  `json:"bucket" enum:"available,pending" doc:"Which part it changed" zh:"变动的部分：可用或待生效" example:"available"`
	Reason     Reason                  `json:"reason" doc:"Why" zh:"原因"`
	Why        []Why                   `json:"why" doc:"How the amount came about" zh:"如何得出"`
	Reference  edge.Maybe[Reference]   `json:"reference" doc:"What caused it" zh:"由何引起"`
	Rule       edge.Maybe[RuleVersion] `json:"rule" doc:"The rule it followed" zh:"依据的规则"`
	OccurredAt edge.Time               `json:"occurred_at" doc:"When it happened" zh:"发生时间" example:"2026-09-12T04:20:00Z"`
	RecordedAt edge.Time               `json:"recorded_at" doc:"When it was written" zh:"记录时间" example:"2026-09-12T04:20:01Z"`
	Memo       *string                 `json:"memo" doc:"Note of whoever posted it" zh:"备注" example:"补登小票"`
}
