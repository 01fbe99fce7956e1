package order

import (
	"context"
	"time"

	"habitue/internal/catalog"
	"habitue/internal/org"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// Prepare makes orders of reports, without keeping them: codes become ids,
// articles nobody knew become known, days are counted and totals summed. It
// asks the same few questions for one report as for thousands. Reports must
// have passed Validate. Errors: ErrUnknownStore, ErrUnknownChannel.
func (s *Service) Prepare(ctx context.Context, tx postgres.Tx, run int64, reports ...Report) ([]*Order, error) {
	var stores, channels []string
	var inputs []catalog.ArticleInput
	seen := map[string]bool{}
	for _, r := range reports {
		stores, channels = append(stores, r.Store), append(channels, r.Channel)
		inputs = r.addArticles(inputs, seen)
	}
	where, err := s.places(ctx, tx, stores, channels)
	if err != nil {
		return nil, err
	}
	articles, err := s.Catalog.Ensure(ctx, tx, inputs)
	if err != nil {
		return nil, err
	}
	ids, err := s.IDs.Take(ctx, len(reports))
	if err != nil {
		return nil, err
	}
	now := s.Clock.Now()
	orders := make([]*Order, len(reports))
	for i, r := range reports {
		o := r.order(articles)
		o.ID, o.RecordedAt, o.Run = ID(ids[i]), now, run
		if err := where.put(&o.Store, &o.Channel, &o.LocalDate, &o.Zone, r.Store, r.Channel, o.OccurredAt); err != nil {
			return nil, err
		}
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
	var stores, channels []string
	for _, r := range reports {
		stores, channels = append(stores, r.Store), append(channels, r.Channel)
	}
	where, err := s.places(ctx, tx, stores, channels)
	if err != nil {
		return nil, err
	}
	ids, err := s.IDs.Take(ctx, len(reports))
	if err != nil {
		return nil, err
	}
	now := s.Clock.Now()
	refunds := make([]*Refund, len(reports))
	for i, r := range reports {
		refund := r.refund(find)
		refund.ID, refund.RecordedAt, refund.Run = RefundID(ids[i]), now, run
		if err := where.put(&refund.Store, &refund.Channel, &refund.LocalDate, &refund.Zone, r.Store, r.Channel, refund.OccurredAt); err != nil {
			return nil, err
		}
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

// places are stores and channels by code, and how days are counted there.
type places struct {
	settings org.Settings
	stores   map[string]org.Store
	channels map[string]org.Channel
}

func (s *Service) places(ctx context.Context, tx postgres.Tx, storeCodes, channelCodes []string) (p places, err error) {
	if p.settings, err = s.Org.Settings(ctx, tx); err != nil {
		return p, err
	}
	if p.stores, err = s.Org.StoresByCodes(ctx, tx, given(storeCodes)...); err != nil {
		return p, err
	}
	p.channels, err = s.Org.ChannelsByCodes(ctx, tx, given(channelCodes)...)
	return p, err
}

// given returns the codes that are not empty, each once.
func given(codes []string) []string {
	var list []string
	seen := map[string]bool{"": true}
	for _, c := range codes {
		if !seen[c] {
			seen[c] = true
			list = append(list, c)
		}
	}
	return list
}

// put fills in where something happened and on which business day.
func (p places) put(store *org.StoreID, channel *org.ChannelID, day *time.Time, zone *string, storeCode, channelCode string, at time.Time) error {
	var here *org.Store
	if storeCode != "" {
		found, ok := p.stores[storeCode]
		if !ok {
			return ErrUnknownStore.With("code", i18n.Clean(storeCode, maxCode))
		}
		here, *store = &found, found.ID
	}
	if channelCode != "" {
		found, ok := p.channels[channelCode]
		if !ok {
			return ErrUnknownChannel.With("code", i18n.Clean(channelCode, maxCode))
		}
		*channel = found.ID
	}
	days, err := p.settings.DayAt(here)
	if err != nil {
		return err
	}
	*day, *zone = days.Of(at), days.Zone
	return nil
}
