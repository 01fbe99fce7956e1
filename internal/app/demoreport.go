package app

import (
	"fmt"
	"time"

	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/program"
	"habitue/internal/sample"
)

// sampleSource is the till system of the sample.
const sampleSource = "sample"

// reports writes a batch as tills would have told it. The people who are
// members come first, one join for each.
func (f *filling) reports(b batch) (timelines []program.Timeline, joins []member.Join, err error) {
	now := f.clock.Now()
	for _, t := range b.people {
		if t.Member != sample.NoMember {
			j, err := f.world.join(f.retailer.Member(t.Member))
			if err != nil {
				return nil, nil, err
			}
			joins = append(joins, j)
		}
		timeline, err := f.world.timeline(t, now)
		if err != nil {
			return nil, nil, err
		}
		timelines = append(timelines, timeline)
	}
	return timelines, joins, nil
}

func (w *world) join(m sample.Member) (member.Join, error) {
	j := member.Join{
		Phone: m.Phone, Email: m.Email, Name: m.Name, Card: m.Card, Source: sampleSource,
		Store: w.stores[m.Store], Channel: w.channels[m.Channel], JoinedAt: m.JoinedAt,
	}
	if m.Birthday == "" {
		return j, nil
	}
	var err error
	j.Birthday, err = member.ParseBirthday(m.Birthday)
	return j, err
}

func (w *world) timeline(t sample.Timeline, now time.Time) (program.Timeline, error) {
	var out program.Timeline
	orders := map[string]*sample.Order{}
	for _, r := range t.Records {
		if r.Refund != nil {
			out.Refunds = append(out.Refunds, w.refund(r.Refund, orders[r.Refund.Order]))
			continue
		}
		report := w.order(r.Order)
		if err := report.Validate(now); err != nil {
			return out, fmt.Errorf("order %s: %w", report.Reference, err)
		}
		orders[r.Order.Reference] = r.Order
		out.Orders = append(out.Orders, report)
	}
	return out, nil
}

func (w *world) order(o *sample.Order) order.Report {
	r := order.Report{
		Source: sampleSource, Reference: o.Reference, OccurredAt: o.OccurredAt, Currency: sample.Currency,
		Store: w.Stores[o.Store].Code, Channel: w.Channels[o.Channel].Code, Till: o.Till, Cashier: o.Cashier,
	}
	for _, l := range o.Lines {
		code, name := w.article(l)
		r.Lines = append(r.Lines, order.ReportLine{
			Kind: order.Kind(l.Kind), Code: code, Name: name, Quantity: l.Quantity,
			List: l.Quantity * l.UnitPrice, Discounted: l.Discount,
		})
	}
	for _, t := range o.Tenders {
		r.Tenders = append(r.Tenders, order.Tender{Kind: string(t.Kind), Amount: t.Amount})
	}
	return r
}

// article is the code of a line and what the receipt says.
func (w *world) article(l sample.Line) (code, name string) {
	if l.Article == sample.NoArticle {
		return feeCode, "配送费"
	}
	return w.Articles[l.Article].SKU, w.Articles[l.Article].Name.ZH
}

func (w *world) refund(f *sample.Refund, o *sample.Order) order.ReturnReport {
	r := order.ReturnReport{
		Source: sampleSource, Reference: f.Reference, OccurredAt: f.OccurredAt, Currency: sample.Currency,
		Store: w.Stores[f.Store].Code, Channel: w.Channels[o.Channel].Code, Reason: string(f.Reason),
	}
	for _, l := range f.Lines {
		code, name := w.article(o.Lines[l.Line])
		r.Lines = append(r.Lines, order.ReturnReportLine{
			Of:     order.Reference{Source: sampleSource, Reference: o.Reference},
			LineNo: l.Line + 1, Code: code, Name: name, Quantity: l.Quantity, Amount: l.Amount,
		})
	}
	return r
}
