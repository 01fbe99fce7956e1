package view

import (
	"habitue/internal/api/edge"
)

// FoundCheckout is a checkout in a list of everybody's.
type FoundCheckout struct {
	ID        edge.ID                 `json:"id" doc:"Id" zh:"结账编号" example:"73014444121"`
	State     string                  `json:"state" enum:"open,waiting,paid,cancelled,expired" doc:"Where it is in its life; waiting: paid, and its group is not full yet" zh:"状态；waiting：已付款，待成团" example:"paid"`
	Reference string                  `json:"reference" doc:"Number of the order that it becomes" zh:"订单单号" example:"CK73014444121"`
	Source    string                  `json:"source" doc:"Who numbers the references" zh:"单号来源" example:"till"`
	Member    edge.Maybe[OrderMember] `json:"member" doc:"Whose it is; null: nobody's" zh:"会员；非会员为 null"`
	Store     edge.Maybe[Place]       `json:"store" doc:"Where it was agreed on" zh:"门店"`
	OrderID   edge.Maybe[edge.ID]     `json:"order_id" doc:"The order, once it is paid" zh:"支付后的订单编号"`
	Currency  string                  `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	List      edge.Minor              `json:"list" doc:"At list prices" zh:"原价合计"`
	Net       edge.Minor              `json:"net" doc:"After all offers" zh:"优惠后金额"`
	Payable   edge.Minor              `json:"payable" doc:"What is to be paid in money" zh:"应付金额"`
	OpenedAt  edge.Time               `json:"opened_at" doc:"When it was agreed on" zh:"提交时间"`
	EndedAt   *edge.Time              `json:"ended_at" doc:"When it ended" zh:"结束时间"`
}

// ExplainedCheckout is a checkout with the reason for every cent of it: how it
// was priced, how it was paid, what it brought and what came back.
type ExplainedCheckout struct {
	Checkout
	Source     string                   `json:"source" doc:"Who numbers the references" zh:"单号来源" example:"till"`
	Till       *string                  `json:"till" doc:"Till" zh:"收银台" example:"T7"`
	Cashier    *string                  `json:"cashier" doc:"Cashier" zh:"收银员" example:"小李"`
	Store      edge.Maybe[Place]        `json:"store" doc:"Where it was agreed on" zh:"门店"`
	Channel    edge.Maybe[Place]        `json:"channel" doc:"How it was bought" zh:"渠道"`
	Member     edge.Maybe[OrderMember]  `json:"member" doc:"Whose it is; null: nobody's" zh:"会员；非会员为 null"`
	Level      edge.Maybe[Level]        `json:"level" doc:"The member's level, by which it was priced" zh:"计价时的会员等级"`
	MemberOff  edge.Minor               `json:"member_off" doc:"Off by member prices" zh:"会员价优惠"`
	PromoOff   edge.Minor               `json:"promotions_off" doc:"Off by promotions" zh:"促销优惠"`
	CouponOff  edge.Minor               `json:"coupons_off" doc:"Off by coupons" zh:"优惠券优惠"`
	Points     edge.Points              `json:"points" doc:"Points that pay" zh:"使用积分"`
	Lines      []ExplainedLine          `json:"lines" doc:"Line by line, as sold" zh:"逐行"`
	Applied    []ExplainedOffer         `json:"applied" doc:"What was applied, in that order" zh:"已用优惠，按适用顺序"`
	Refused    []QuoteRefusal           `json:"refused" doc:"What was not, why, and the smallest change that would have let it be" zh:"未用优惠、原因与最小凑单"`
	RunnerUp   *QuoteRunnerUp           `json:"runner_up" doc:"The best other combination; null: none was met" zh:"次优方案；null 为没有"`
	Exact      bool                     `json:"exact" doc:"No combination is better" zh:"是否确为最优" example:"true"`
	Missed     edge.Minor               `json:"missed_at_most" doc:"Where not exact: none is better by more than this" zh:"非确切最优时，最多相差"`
	Spending   edge.Maybe[RuleVersion]  `json:"spending_rule" doc:"By which points and stored value paid; null: neither did, or from before it was kept" zh:"积分与储值抵扣所依的规则；未使用或早期记录为 null"`
	Floor      edge.Maybe[RuleVersion]  `json:"floor_rule" doc:"The margin floor that held; null: from before it was kept" zh:"当时的毛利底线版本；早期记录为 null"`
	Spent      []SpentValue             `json:"spent" doc:"Points and stored value that it took, lot by lot" zh:"动用的积分与储值，逐批"`
	Expected   *QuoteEarns              `json:"expected" doc:"What it was said to earn; null: nothing kept" zh:"报价时预计可得；早期记录为 null"`
	Earning    edge.Maybe[OrderEarning] `json:"earning" doc:"What it did earn; null while that is not decided" zh:"实际所得；尚未计算为 null"`
	Nothing    edge.Maybe[Reason]       `json:"nothing" doc:"Why it brought no points; null where it did, or is not paid" zh:"为何没有积分；有积分或未支付时为 null"`
	Refunds    []CheckoutRefund         `json:"refunds" doc:"Money that went back of its charges, oldest first" zh:"退款，按时间"`
	Returns    []ExplainedReturn        `json:"returns" doc:"What came back, oldest first" zh:"退货，按时间"`
	Deviations []string                 `json:"deviations" enum:"points_differ,growth_differ" doc:"Where what came of it is another than was said" zh:"与报价不符之处"`
}

// ExplainedLine is one line of a checkout, from its list price to what is payable.
type ExplainedLine struct {
	No         int             `json:"no" doc:"Number of the line" zh:"行号" example:"1"`
	Article    string          `json:"article" doc:"Code of the article" zh:"商品代码" example:"TEA-0042"`
	Name       *string         `json:"name" doc:"Its name in the reader's language; null: not in the catalogue" zh:"名称；目录中没有为 null" example:"茉莉绿茶"`
	Kind       string          `json:"kind" doc:"What the line is" zh:"类型" example:"goods"`
	Quantity   int64           `json:"quantity" doc:"In units of 10^-scale" zh:"数量（10^-scale 为单位）" example:"2"`
	Scale      int             `json:"scale" doc:"Decimals of the quantity" zh:"数量的小数位" example:"0"`
	Unit       edge.Minor      `json:"unit" doc:"List price of one" zh:"单价（原价）"`
	List       edge.Minor      `json:"list" doc:"At the list price" zh:"原价"`
	MemberOff  edge.Minor      `json:"member_off" doc:"Off by the price of the member's level" zh:"会员价优惠"`
	Offs       []ExplainedPart `json:"offs" doc:"What each offer takes off it, in the order of applied" zh:"各优惠在此行的金额"`
	Net        edge.Minor      `json:"net" doc:"After all offers" zh:"优惠后金额"`
	PointsOff  edge.Minor      `json:"points_off" doc:"What points pay of it" zh:"积分抵扣"`
	PointsRest edge.Minor      `json:"points_rest" doc:"Of it, the left-over unit that came to this line" zh:"其中分摊余数"`
	Stored     edge.Minor      `json:"stored_value" doc:"What stored value pays of it" zh:"储值支付"`
	StoredRest edge.Minor      `json:"stored_rest" doc:"Of it, the left-over unit that came to this line" zh:"其中分摊余数"`
	Payable    edge.Minor      `json:"payable" doc:"What is to be paid in money" zh:"应付"`
	Gift       bool            `json:"gift" doc:"Given with the purchase, for nothing; unit is what it costs who keeps it without" zh:"赠品；单价为只退主商品时的计价" example:"false"`
	Returned   int64           `json:"returned" doc:"What of the quantity came back" zh:"已退数量" example:"0"`
	Back       edge.Minor      `json:"back" doc:"What was given back for it, all ways of paying together" zh:"已退还"`
}

// ExplainedPart is what one offer takes off a line.
type ExplainedPart struct {
	QuotePart
	Rest edge.Minor `json:"rest" doc:"Of it, the left-over unit that came to this line when the sum was spread" zh:"其中分摊余数"`
}

// ExplainedOffer is an offer that was applied, with where its rule stands.
type ExplainedOffer struct {
	QuoteOffer
	PromotionID edge.Maybe[edge.ID] `json:"promotion_id" doc:"Of a promotion" zh:"促销编号；券为 null"`
	CouponID    edge.Maybe[edge.ID] `json:"coupon_id" doc:"Of a coupon" zh:"券编号；促销为 null"`
	TemplateID  edge.Maybe[edge.ID] `json:"template_id" doc:"Its template" zh:"券模板编号；促销为 null"`
	Status      *string             `json:"coupon_status" doc:"Where the coupon is in its life now" zh:"券当前状态；促销为 null" example:"redeemed"`
	Lost        bool                `json:"lost" doc:"What is kept after returns no longer meets it" zh:"退货后不再满足" example:"false"`
}

// SpentValue is so much of one asset that a checkout took.
type SpentValue struct {
	Asset     string              `json:"asset" enum:"points,principal,bonus" doc:"Which" zh:"资产" example:"points"`
	Amount    edge.Points         `json:"amount" doc:"How much" zh:"数量"`
	Back      edge.Points         `json:"back" doc:"What of it came back with returns" zh:"退货已退回"`
	PostingID edge.Maybe[edge.ID] `json:"posting_id" doc:"The posting that took it; null: it is held, or was let go" zh:"扣款的记账编号；预占中或已释放为 null"`
	HoldID    edge.ID             `json:"hold_id" doc:"The hold that set it aside" zh:"预占编号"`
	Lots      []SpentLot          `json:"lots" doc:"Out of which lots" zh:"所动用的批次"`
}

// SpentLot is so much of a lot.
type SpentLot struct {
	LotDraw
	Back      edge.Points `json:"back" doc:"What of it was put back" zh:"已退回"`
	ExpiresAt *edge.Time  `json:"expires_at" doc:"When the lot ends; null: never" zh:"批次到期时间；null 为永久"`
}

// CheckoutRefund is money of a charge on its way back.
type CheckoutRefund struct {
	ID       edge.ID    `json:"id" doc:"Id" zh:"退款编号"`
	ChargeID edge.ID    `json:"charge_id" doc:"The charge" zh:"收款编号"`
	Method   string     `json:"method" doc:"Code of the method" zh:"支付方式代码" example:"cash"`
	Amount   edge.Minor `json:"amount" doc:"How much" zh:"金额（分）"`
	Reason   string     `json:"reason" doc:"Why, as a code" zh:"原因代码" example:"return"`
	State    string     `json:"state" enum:"due,done,failed" doc:"Where it is in its life" zh:"状态" example:"done"`
	AskedAt  edge.Time  `json:"asked_at" doc:"When it was asked for" zh:"发起时间"`
}

// ExplainedReturn is a return, with what it gave and what it took back.
type ExplainedReturn struct {
	ReturnBack
	ID          edge.ID     `json:"id" doc:"Id of the return" zh:"退货编号"`
	RefundID    edge.ID     `json:"refund_id" doc:"The refund that was recorded with the order" zh:"退款记录编号"`
	Reason      string      `json:"reason" doc:"Why, as was said" zh:"原因" example:"不合适"`
	ReturnedAt  edge.Time   `json:"returned_at" doc:"When" zh:"退货时间"`
	LostNames   []string    `json:"lost_names" doc:"Names of the offers that what is kept no longer meets" zh:"不再满足的优惠名称"`
	TakenPoints edge.Points `json:"taken_points" doc:"Earned points that it took back" zh:"收回的积分"`
	TakenGrowth edge.Points `json:"taken_growth" doc:"Earned growth that it took back" zh:"收回的成长值"`
}
