package order

import (
	"context"
	"time"

	"habitue/internal/catalog"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// Prepare makes orders of reports, without keeping them: codes become ids,
// articles nobody knew become known, days are counted and totals summed. It
// asks the same few questions for one report as for thousands. Reports must
// have passed Validate. Errors: ErrUnknownStore, ErrUnknownChannel.
func (s *Service) Prepare(ctx context.Context, tx postgres.Tx, run int64, reports ...Report) ([]*Order, error) {
	var inputs []catalog.ArticleInput
	seen, sites := map[string]bool{}, make([]site, len(reports))
	for i, r := range reports {
		sites[i] = site{r.Store, r.Channel, r.OccurredAt}
		inputs = r.addArticles(inputs, seen)
	}
	stamps, err := s.stamp(ctx, tx, sites)
	if err != nil {
		return nil, err
	}
	articles, err := s.Catalog.Ensure(ctx, tx, inputs)
	if err != nil {
		return nil, err
	}
	orders := make([]*Order, len(reports))
	for i, r := range reports {
		o, st := r.order(articles), stamps[i]
		o.ID, o.RecordedAt, o.Run = ID(st.id), st.recorded, run
		o.Store, o.Channel, o.LocalDate, o.LocalHour, o.Zone = st.store, st.channel, st.day, st.hour, st.zone
		orders[i] = o
	}
	return orders, nil
}

// addArticles adds the articles of a report that were not seen before.
func (r Report) addArticles(list []catalog.ArticleInput, seen map[string]bool) []catalog.ArticleInput {
	for _, l := range r.Lines {
		if seen[l.Code] {
			continue
		}
		seen[l.Code] = true
		list = append(list, catalog.ArticleInput{
			Code: l.Code, Name: i18n.Of(l.Name, ""), Kind: l.Kind, Category: l.Category, Brand: l.Brand,
			NoEarn: l.Earns != nil && !*l.Earns,
		})
	}
	return list
}

func (r Report) order(articles map[string]catalog.Article) *Order {
	o := &Order{
		Member: r.Member, Source: r.Source, Reference: r.Reference, Currency: r.Currency,
		OccurredAt: r.OccurredAt.UTC().Truncate(time.Microsecond),
		Till:       r.Till, Cashier: r.Cashier, Tenders: r.Tenders, Hash: hashOf(r),
		Lines: make([]Line, len(r.Lines)),
	}
	for i, l := range r.Lines {
		article := articles[l.Code]
		name := l.Name
		if name == "" {
			name = article.Name.In(i18n.Chinese)
		}
		o.Lines[i] = Line{
			No: i + 1, Kind: l.Kind, Article: article.ID, Code: l.Code, Name: name,
			Quantity: l.Quantity, Scale: l.Scale, List: l.List, Discounted: l.Discounted, Paid: l.List - l.Discounted,
			TaxRateBps: l.TaxRateBps, TaxIncluded: l.TaxIncluded, Tax: l.Tax,
			Earns: l.Kind == catalog.KindGoods && article.Earns && (l.Earns == nil || *l.Earns),
		}
	}
	o.Sum()
	return o
}

// ReturnReport is a refund as a file tells it: of lines of several orders, or
// of what is not known any more.
type ReturnReport struct {
	Source     string
	Reference  string
	Store      string
	Channel    string
	Currency   string
	OccurredAt time.Time
	Reason     string
	Lines      []ReturnReportLine
}

// ReturnReportLine is one line of it. Of is empty where what it returns is not known.
type ReturnReportLine struct {
	Of       Reference
	LineNo   int
	Code     string
	Name     string
	Quantity int64
	Scale    int
	Amount   int64
}

// PrepareReturns makes refunds of reports, without keeping them. Lines name
// their orders by reference; find says which order that is, or nil.
func (s *Service) PrepareReturns(ctx context.Context, tx postgres.Tx, run int64, find func(Reference) *Order, reports ...ReturnReport) ([]*Refund, error) {
	sites := make([]site, len(reports))
	for i, r := range reports {
		sites[i] = site{r.Store, r.Channel, r.OccurredAt}
	}
	stamps, err := s.stamp(ctx, tx, sites)
	if err != nil {
		return nil, err
	}
	refunds := make([]*Refund, len(reports))
	for i, r := range reports {
		refund, st := r.refund(find), stamps[i]
		refund.ID, refund.RecordedAt, refund.Run = RefundID(st.id), st.recorded, run
		refund.Store, refund.Channel, refund.LocalDate, refund.Zone = st.store, st.channel, st.day, st.zone
		refunds[i] = refund
	}
	return refunds, nil
}

func (r ReturnReport) refund(find func(Reference) *Order) *Refund {
	refund := &Refund{
		Source: r.Source, Reference: r.Reference, Currency: r.Currency,
		OccurredAt: r.OccurredAt.UTC().Truncate(time.Microsecond), Reason: r.Reason, Hash: hashOf(r),
		Lines: make([]RefundLine, len(r.Lines)),
	}
	for i, l := range r.Lines {
		line := RefundLine{No: i + 1, Code: l.Code, Name: l.Name, Quantity: l.Quantity, Scale: l.Scale, Amount: l.Amount}
		if l.Of != (Reference{}) {
			if o := find(l.Of); o != nil {
				line.Order, line.LineNo = o.ID, l.LineNo
			}
		}
		refund.Lines[i] = line
		refund.Amount += l.Amount
	}
	return refund
}
