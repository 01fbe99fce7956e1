package view

import (
	"habitue/internal/api/edge"
	"habitue/internal/checkout"
	"habitue/internal/payment"
	"habitue/internal/platform/postgres"
	"habitue/internal/pricing/engine"
)

// Checkout is a basket that was agreed on.
type Checkout struct {
	ID        edge.ID             `json:"id" doc:"Id" zh:"结账编号" example:"73014444121"`
	State     string              `json:"state" enum:"open,waiting,paid,cancelled,expired" doc:"Where it is in its life; waiting: paid, and its group is not full yet" zh:"状态；waiting：已付款，待成团" example:"open"`
	MemberID  edge.Maybe[edge.ID] `json:"member_id" doc:"The member; null: none" zh:"会员编号；null 为非会员"`
	Reference string              `json:"reference" doc:"Number of the order that it becomes" zh:"订单单号" example:"CK73014444121"`
	OrderID   edge.Maybe[edge.ID] `json:"order_id" doc:"The order, once it is paid" zh:"支付后的订单编号"`
	Currency  string              `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	List      edge.Minor          `json:"list" doc:"At list prices" zh:"原价合计"`
	Net       edge.Minor          `json:"net" doc:"After all offers" zh:"优惠后金额"`
	PointsOff edge.Minor          `json:"points_off" doc:"What points pay" zh:"积分抵扣"`
	Stored    edge.Minor          `json:"stored_value" doc:"What stored value pays" zh:"储值支付"`
	Payable   edge.Minor          `json:"payable" doc:"What is to be paid in money" zh:"应付金额"`
	OpenedAt  edge.Time           `json:"opened_at" doc:"When it was agreed on" zh:"提交时间"`
	ExpiresAt edge.Time           `json:"expires_at" doc:"When it ends by itself" zh:"超时时间"`
	EndedAt   *edge.Time          `json:"ended_at" doc:"When it ended" zh:"结束时间"`
	GroupID   edge.Maybe[edge.ID] `json:"group_id" doc:"The group in which it has a seat; null: it is bought alone" zh:"所在的团；null 为单独购买"`
	Charges   []CheckoutCharge    `json:"charges" doc:"How it is paid" zh:"付款"`
}

// CheckoutCharge is a payment of a checkout.
type CheckoutCharge struct {
	ID       edge.ID    `json:"id" doc:"Id of the charge" zh:"收款编号" example:"73014444130"`
	Method   string     `json:"method" doc:"Code of the method" zh:"支付方式代码" example:"cash"`
	Amount   edge.Minor `json:"amount" doc:"How much" zh:"金额（分）"`
	State    string     `json:"state" enum:"pending,paid,closed" doc:"Where it is in its life" zh:"状态" example:"paid"`
	Refunded edge.Minor `json:"refunded" doc:"Given back or about to be" zh:"已退或在途"`
	Payer    *string    `json:"payer" doc:"What the payer needs: the text of a QR code; null: nothing" zh:"付款二维码内容；null 为不需要"`
}

// CheckoutOf shows a checkout with its charges.
func CheckoutOf(c checkout.Checkout, charges []payment.Charge) Checkout {
	t := c.Sale.Quote.Totals
	return Checkout{
		ID: edge.IDOf(c.ID), State: string(c.State), MemberID: idOrNull(c.Member), Reference: c.Reference, OrderID: idOrNull(c.Order), Currency: c.Currency,
		List: edge.Minor(t.List), Net: edge.Minor(t.Net), PointsOff: edge.Minor(t.PointsOff), Stored: edge.Minor(t.Stored), Payable: edge.Minor(c.Payable),
		OpenedAt: edge.At(c.OpenedAt), ExpiresAt: edge.At(c.ExpiresAt), EndedAt: edge.AtUnlessZero(c.EndedAt),
		GroupID: idOrNull(c.Group), Charges: edge.Each(charges, chargeOfCheckout),
	}
}

func chargeOfCheckout(p payment.Charge) CheckoutCharge {
	return CheckoutCharge{ID: edge.IDOf(p.ID), Method: p.Method, Amount: edge.Minor(p.Amount), State: string(p.State),
		Refunded: edge.Minor(p.Refunded), Payer: postgres.Optional(p.Payer)}
}

// ReturnBack is what a return gives, line by line and by how it was paid.
type ReturnBack struct {
	Value     edge.Minor       `json:"value" doc:"All of it, in money" zh:"退还总值"`
	Money     edge.Minor       `json:"money" doc:"Of it, money to where it came from" zh:"其中原路退款"`
	Points    edge.Points      `json:"points" doc:"Points that come back" zh:"退还积分"`
	PointsOff edge.Minor       `json:"points_worth" doc:"What they paid" zh:"积分对应金额"`
	Stored    edge.Minor       `json:"stored_value" doc:"Stored value that comes back" zh:"退还储值"`
	Lines     []ReturnBackLine `json:"lines" doc:"Line by line" zh:"逐行"`
	Lost      []string         `json:"lost" doc:"Offers that what is kept no longer meets" zh:"保留商品不再满足的优惠"`
	GiftsKept edge.Minor       `json:"gifts_kept" doc:"What gifts cost that are kept without the purchase they were given for; brought back, it is given back" zh:"未随主商品退回的赠品按原价计，退回后返还"`
	Short     edge.Minor       `json:"short" doc:"What is kept costs so much more than was left with us; later returns settle it" zh:"保留商品的差额，由以后的退货抵扣"`
	KeptNet   edge.Minor       `json:"kept_net" doc:"What is kept costs" zh:"保留商品的应付"`
}

// ReturnBackLine is what one line gives back.
type ReturnBackLine struct {
	No       int        `json:"no" doc:"Number of the line" zh:"行号" example:"1"`
	Quantity int64      `json:"quantity" doc:"How much of it" zh:"数量" example:"1"`
	Paid     edge.Minor `json:"paid" doc:"Its share of what was paid" zh:"原分摊实付"`
	Value    edge.Minor `json:"value" doc:"What is given back for it" zh:"退还"`
}

// BackOf shows what a return gives.
func BackOf(b engine.Back) ReturnBack {
	lost := b.Lost
	if lost == nil {
		lost = []string{}
	}
	return ReturnBack{
		Value: edge.Minor(b.Value), Money: edge.Minor(b.Money), Points: edge.Points(b.Points), PointsOff: edge.Minor(b.Worth), Stored: edge.Minor(b.Stored),
		Lost: lost, GiftsKept: edge.Minor(b.Gifts), Short: edge.Minor(b.Short), KeptNet: edge.Minor(b.Kept.Totals.Net),
		Lines: edge.Each(b.Lines, func(l engine.LineBack) ReturnBackLine {
			return ReturnBackLine{No: l.No, Quantity: l.Quantity, Paid: edge.Minor(l.Paid), Value: edge.Minor(l.Value)}
		}),
	}
}
