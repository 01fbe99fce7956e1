package intake

import (
	"habitue/internal/catalog"
	"habitue/internal/order"
	"habitue/internal/platform/coded"
	"habitue/internal/platform/i18n"
)

// noArticle is the code of lines of which the file tells neither code nor name.
const noArticle = "unspecified"

// articleCode is under which code the catalogue knows an article: a file without
// codes has names.
func articleCode(article, name string) string {
	switch {
	case article != "":
		return article
	case name != "":
		return i18n.Clean(name, coded.MaxLength)
	}
	return noArticle
}

// scaled is a quantity as the record of orders keeps it: whole pieces as such,
// everything else in thousandths.
func (q Quantity) scaled(fine bool) (quantity int64, scale int) {
	if q < 0 {
		q = -q
	}
	if fine || !q.whole() {
		return int64(q), 3
	}
	return int64(q / QuantityOne), 0
}

func (q Quantity) whole() bool { return q%QuantityOne == 0 }

// report is the order as a till would report it, but for the member.
func (o *Order) report(system string) order.Report {
	r := order.Report{
		Source: system, Reference: o.Reference, Store: o.Store, Channel: o.Channel, Currency: o.Currency, OccurredAt: o.OccurredAt,
		Lines: make([]order.ReportLine, len(o.Lines)),
	}
	for i := range o.Lines {
		l := &o.Lines[i]
		told := order.ReportLine{
			Kind: l.Kind, Code: articleCode(l.Article, l.Name), Name: l.Name, Category: l.Category, Brand: l.Brand,
			List: l.List, Discounted: l.List - l.Amount, TaxIncluded: true,
		}
		told.Quantity, told.Scale = l.Quantity.scaled(false)
		if !l.Earns && l.Kind == catalog.KindGoods {
			told.Earns = new(bool)
		}
		r.Lines[i] = told
	}
	if o.Tender != "" {
		r.Tenders = []order.Tender{{Kind: o.Tender, Amount: o.Total()}}
	}
	return r
}

// report is the refund as the record of orders wants to be told.
func (r *Refund) report(system string) order.ReturnReport {
	out := order.ReturnReport{
		Source: system, Reference: r.Reference, Store: r.Store, Channel: r.Channel, Currency: r.Currency, OccurredAt: r.OccurredAt,
		Lines: make([]order.ReturnReportLine, len(r.Lines)),
	}
	for i := range r.Lines {
		l := &r.Lines[i]
		told := order.ReturnReportLine{Code: articleCode(l.Article, l.Name), Name: l.Name, Amount: l.Amount}
		told.Quantity, told.Scale = l.Quantity.scaled(l.Fine)
		if l.Linked() {
			told.Of, told.LineNo = order.Reference{Source: system, Reference: l.Order}, l.Line+1
		}
		out.Lines[i] = told
	}
	return out
}

// asSale is a refund as if it were an order, to ask whether its texts and
// amounts are acceptable.
func (r *Refund) asSale(system string) order.Report {
	o := Order{Reference: r.Reference, Store: r.Store, Channel: r.Channel, Currency: r.Currency, OccurredAt: r.OccurredAt}
	for i := range r.Lines {
		l := &r.Lines[i]
		o.Lines = append(o.Lines, Line{Kind: catalog.KindGoods, Article: l.Article, Name: l.Name, Quantity: l.Quantity, List: l.Amount, Amount: l.Amount})
	}
	return o.report(system)
}
