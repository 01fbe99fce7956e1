package view

import (
	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/checkout"
	"habitue/internal/payment"
	"habitue/internal/platform/errs"
	"habitue/internal/pricing/engine"
)

// ExchangePlan is what an exchange would come to.
type ExchangePlan struct {
	Back     ReturnBack     `json:"back" doc:"What comes back, and what is given for it" zh:"退回部分"`
	Quote    Quote          `json:"quote" doc:"What is taken instead; its digest agrees on it" zh:"换购部分；其摘要用于提交"`
	Carried  edge.Minor     `json:"carried" doc:"Of the money of the return, what pays for the new goods" zh:"退款中抵付新商品的金额"`
	ToPay    edge.Minor     `json:"to_pay" doc:"What is to be paid on top" zh:"需补差价"`
	GiveBack edge.Minor     `json:"give_back" doc:"What goes back to where it was paid" zh:"原路退回差价"`
	Lines    []ExchangeLine `json:"lines" doc:"The same line by line, in words" zh:"逐行说明"`
}

// Exchange is an exchange that was done.
type Exchange struct {
	ReturnID edge.ID        `json:"return_id" doc:"Id of the return" zh:"退货编号"`
	RefundID edge.ID        `json:"refund_id" doc:"The refund that was recorded with the first order" zh:"原订单的退款记录编号"`
	Back     ReturnBack     `json:"back" doc:"What came back, and what was given for it" zh:"退回部分"`
	Checkout Checkout       `json:"checkout" doc:"What was taken instead" zh:"换购部分"`
	Carried  edge.Minor     `json:"carried" doc:"Of the money of the return, what pays for the new goods" zh:"退款中抵付新商品的金额"`
	ToPay    edge.Minor     `json:"to_pay" doc:"What is still to be paid; 0: nothing" zh:"尚待补付；0 为无"`
	GiveBack edge.Minor     `json:"give_back" doc:"What went back to where it was paid" zh:"原路退回差价"`
	Lines    []ExchangeLine `json:"lines" doc:"The same line by line, in words" zh:"逐行说明"`
}

// ExchangeLine is one step of what an exchange comes to.
type ExchangeLine struct {
	Side   string     `json:"side" enum:"returned,bought,carried,to_pay,give_back" doc:"What it is of" zh:"类别" example:"returned"`
	No     int        `json:"no" doc:"Number of the basket's line; 0: of none" zh:"行号；0 为汇总" example:"1"`
	Amount edge.Minor `json:"amount" doc:"How much, in money" zh:"金额"`
	Words  string     `json:"words" doc:"In a sentence" zh:"说明" example:"退回 tea × 1：¥60.00"`
}

// ExchangePlanOf shows what an exchange would come to.
func ExchangePlanOf(p checkout.Planned, language messages.Language) ExchangePlan {
	carried := min(p.Back.Money, p.Quote.Totals.Payable)
	shown := ExchangePlan{Back: BackOf(p.Back), Quote: QuoteOf(p.Quote, language), Carried: edge.Minor(carried),
		ToPay: edge.Minor(p.Quote.Totals.Payable - carried), GiveBack: edge.Minor(p.Back.Money - carried)}
	say := exchangeWords{p.Of, language}
	shown.Lines = say.all(p.Back, engine.Sale{Input: p.Quote.Input, Quote: p.Quote.Quote}, shown.Carried, shown.ToPay, shown.GiveBack)
	return shown
}

// ExchangeOf shows an exchange that was done.
func ExchangeOf(e checkout.Exchanged, language messages.Language) Exchange {
	paid := int64(0)
	for _, c := range e.Charges {
		if c.State != payment.Closed {
			paid += c.Amount
		}
	}
	shown := Exchange{ReturnID: edge.IDOf(e.Returned.ID), RefundID: edge.IDOf(e.Returned.Refund), Back: BackOf(e.Returned.Back),
		Checkout: CheckoutOf(e.Checkout, e.Charges), Carried: edge.Minor(e.Carried), GiveBack: edge.Minor(e.GivenBack),
		ToPay: edge.Minor(e.Checkout.Payable - paid)}
	say := exchangeWords{e.Of, language}
	shown.Lines = say.all(e.Returned.Back, e.Checkout.Sale, shown.Carried, edge.Minor(e.Checkout.Payable-e.Carried), shown.GiveBack)
	return shown
}

// exchangeWords says an exchange of goods of a checkout.
type exchangeWords struct {
	of       checkout.Checkout
	language messages.Language
}

func (w exchangeWords) all(back engine.Back, sale engine.Sale, carried, toPay, giveBack edge.Minor) (lines []ExchangeLine) {
	for _, l := range back.Lines {
		lines = append(lines, w.goods("returned", w.of.Sale, l.No, l.Quantity, l.Value))
	}
	for i, l := range sale.Quote.Lines {
		lines = append(lines, w.goods("bought", sale, l.No, sale.Input.Basket.Lines[i].Quantity, l.Net))
	}
	for _, sum := range []struct {
		side   string
		amount edge.Minor
	}{{"carried", carried}, {"to_pay", toPay}, {"give_back", giveBack}} {
		if sum.amount > 0 {
			lines = append(lines, w.line(sum.side, 0, int64(sum.amount)))
		}
	}
	return lines
}

func (w exchangeWords) goods(side string, sale engine.Sale, no int, quantity, amount int64) ExchangeLine {
	article, _ := sale.LineOf(no)
	return w.line(side, no, amount, "article", article, "quantity", quantity)
}

func (w exchangeWords) line(side string, no int, amount int64, more ...any) ExchangeLine {
	params := errs.Params(append(more, "amount", messages.Money(amount, w.of.Currency))...)
	return ExchangeLine{Side: side, No: no, Amount: edge.Minor(amount), Words: messages.Text(w.language, "words.exchange."+side, params...)}
}
