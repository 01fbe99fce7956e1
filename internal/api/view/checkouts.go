package view

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"habitue/internal/api/edge"
	"habitue/internal/checkout"
	"habitue/internal/coupon"
	"habitue/internal/coupon/terms"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/payment"
	"habitue/internal/platform/postgres"
	"habitue/internal/pricing/engine"
)

// FoundCheckouts shows a page of everybody's checkouts.
func (r *Reader) FoundCheckouts(ctx context.Context, q postgres.Querier, c *edge.Call, list []checkout.Checkout) ([]FoundCheckout, error) {
	stores, members := make([]org.StoreID, len(list)), make([]member.ID, len(list))
	for i, one := range list {
		stores[i], members[i] = one.StoreID, one.Member
	}
	places, err := r.places(ctx, q, c.Language, stores, nil)
	if err != nil {
		return nil, err
	}
	buyers, err := r.Named(ctx, q, c, members...)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(one checkout.Checkout) FoundCheckout {
		t := one.Sale.Quote.Totals
		return FoundCheckout{
			ID: edge.IDOf(one.ID), State: string(one.State), Reference: one.Reference, Source: one.Source, Member: buyers(one.Member),
			Store: places.store(one.StoreID), OrderID: idOrNull(one.Order), Currency: one.Currency, List: edge.Minor(t.List), Net: edge.Minor(t.Net),
			Payable: edge.Minor(one.Payable), OpenedAt: edge.At(one.OpenedAt), EndedAt: edge.AtUnlessZero(one.EndedAt),
		}
	}), nil
}

// explaining is a checkout with all that came of it, while it is put together.
type explaining struct {
	checkout.Checkout
	call    *edge.Call
	charges []payment.Charge
	refunds []payment.Refund
	returns []checkout.Returned
	names   map[string]string // of offers, by id
	lost    map[string]bool   // offers that what is kept no longer meets
}

// ExplainCheckout shows a checkout with the reason for every cent.
func (r *Reader) ExplainCheckout(ctx context.Context, q postgres.Querier, c *edge.Call, one checkout.Checkout) (ExplainedCheckout, error) {
	x := explaining{Checkout: one, call: c, names: map[string]string{}, lost: map[string]bool{}}
	if err := x.gather(ctx, q, r); err != nil {
		return ExplainedCheckout{}, err
	}
	quote := one.Sale.Quote
	t := quote.Totals
	shown := ExplainedCheckout{
		Checkout: CheckoutOf(one, x.charges), Source: one.Source, Till: postgres.Optional(one.Till), Cashier: postgres.Optional(one.Cashier),
		MemberOff: edge.Minor(t.Member), PromoOff: edge.Minor(t.Promotions), CouponOff: edge.Minor(t.Coupons), Points: edge.Points(t.Points),
		Exact: quote.Exact, Missed: edge.Minor(quote.Missed), RunnerUp: x.runnerUp(), Refunds: x.shownRefunds(),
		Refused: edge.Each(quote.Refused, func(f engine.Refusal) QuoteRefusal { return refusalOf(f, x.names, one.Currency, c.Language) }),
	}
	for _, add := range []func(context.Context, postgres.Querier, *explaining, *ExplainedCheckout) error{
		r.whereAndWhose, r.explainLines, r.explainOffers, r.explainSpent, r.explainEarned,
	} {
		if err := add(ctx, q, &x, &shown); err != nil {
			return shown, err
		}
	}
	return shown, nil
}

func (x *explaining) gather(ctx context.Context, q postgres.Querier, r *Reader) (err error) {
	if x.charges, err = r.Payment.Of(ctx, q, x.Member, x.Subject()); err != nil {
		return err
	}
	for _, c := range x.charges {
		back, err := r.Payment.RefundsOf(ctx, q, c)
		if err != nil {
			return err
		}
		x.refunds = append(x.refunds, back...)
	}
	if x.returns, err = r.Checkouts.Returns(ctx, q, x.Checkout); err != nil {
		return err
	}
	for _, back := range x.returns {
		for _, offer := range back.Back.Lost {
			x.lost[offer] = true
		}
	}
	language := string(x.call.Language)
	for _, f := range x.Sale.Quote.Refused {
		x.names[f.Offer] = f.Name.In(language)
	}
	for _, a := range x.Sale.Quote.Applied {
		x.names[a.Offer] = a.Name.In(language)
	}
	return nil
}

func (x *explaining) runnerUp() *QuoteRunnerUp {
	other := x.Sale.Quote.RunnerUp
	if other == nil {
		return nil
	}
	return &QuoteRunnerUp{Net: edge.Minor(other.Net), Names: edge.Each(other.Offers, func(id string) string { return x.names[id] })}
}

func (x *explaining) shownRefunds() []CheckoutRefund {
	methods := map[payment.ChargeID]string{}
	for _, c := range x.charges {
		methods[c.ID] = c.Method
	}
	slices.SortFunc(x.refunds, func(a, b payment.Refund) int { return cmp.Compare(a.ID, b.ID) })
	return edge.Each(x.refunds, func(f payment.Refund) CheckoutRefund {
		return CheckoutRefund{ID: edge.IDOf(f.ID), ChargeID: edge.IDOf(f.Charge), Method: methods[f.Charge], Amount: edge.Minor(f.Amount), Reason: f.Reason,
			State: string(f.State), AskedAt: edge.At(f.AskedAt)}
	})
}

func (r *Reader) whereAndWhose(ctx context.Context, q postgres.Querier, x *explaining, shown *ExplainedCheckout) error {
	var channels []org.ChannelID
	if x.Channel != "" {
		found, err := r.Org.ChannelsByCodes(ctx, q, x.Channel)
		if err != nil {
			return err
		}
		channels = append(channels, found[x.Channel].ID)
	}
	places, err := r.places(ctx, q, x.call.Language, []org.StoreID{x.StoreID}, channels)
	if err != nil {
		return err
	}
	shown.Store = places.store(x.StoreID)
	for _, id := range channels {
		shown.Channel = places.channel(id)
	}
	buyers, err := r.Named(ctx, q, x.call, x.Member)
	if err != nil {
		return err
	}
	shown.Member = buyers(x.Member)
	if code := x.Sale.Input.Occasion.Level; code != "" {
		t, err := r.teller(ctx, q, x.call.Language)
		if err != nil {
			return err
		}
		shown.Level = edge.Some(Level{Code: code, Name: cmp.Or(t.level(code), code)})
	}
	return nil
}

func (r *Reader) explainLines(ctx context.Context, q postgres.Querier, x *explaining, shown *ExplainedCheckout) error {
	codes := edge.Each(x.Sale.Numbers(), func(no int) string {
		article, _ := x.Sale.LineOf(no)
		return article
	})
	articles, err := r.Catalog.ArticlesByCodes(ctx, q, codes...)
	if err != nil {
		return err
	}
	for i, l := range x.Sale.Input.Basket.Lines {
		priced := x.Sale.Quote.Lines[i]
		line := ExplainedLine{
			No: l.No, Article: l.Article, Kind: l.Kind, Quantity: l.Quantity, Scale: decimalsOf(l.Scale), Unit: edge.Minor(l.Unit),
			List: edge.Minor(priced.List), MemberOff: edge.Minor(priced.Member), Net: edge.Minor(priced.Net), PointsOff: edge.Minor(priced.Points),
			PointsRest: edge.Minor(priced.PointsRest), Stored: edge.Minor(priced.Stored), StoredRest: edge.Minor(priced.StoredRest),
			Payable: edge.Minor(priced.Payable),
			Offs: edge.Each(priced.Offs, func(o engine.Off) ExplainedPart {
				return ExplainedPart{QuotePart{Offer: o.Offer, Version: o.Version, Amount: edge.Minor(o.Amount)}, edge.Minor(o.Rest)}
			}),
		}
		shown.Lines = append(shown.Lines, line)
	}
	for _, g := range x.Sale.Given {
		shown.Lines = append(shown.Lines, ExplainedLine{No: g.No, Article: g.Article, Kind: "goods", Quantity: g.Quantity, Unit: edge.Minor(g.Unit),
			Gift: true, Offs: []ExplainedPart{}})
	}
	for i := range shown.Lines {
		line := &shown.Lines[i]
		if a, ok := articles[line.Article]; ok {
			line.Name = postgres.Optional(a.Name.In(string(x.call.Language)))
		}
		x.cameBack(line)
	}
	return nil
}

// cameBack tells what of a line came back, and what was given for it.
func (x *explaining) cameBack(line *ExplainedLine) {
	for _, back := range x.returns {
		line.Returned += back.Gone[line.No]
		for _, b := range back.Back.Lines {
			if b.No == line.No {
				line.Back += edge.Minor(b.Value)
			}
		}
	}
}

// decimalsOf is how many of a quantity's digits are behind the point, where so
// many parts make one.
func decimalsOf(scale int64) (n int) {
	for ; scale > 1; scale /= 10 {
		n++
	}
	return n
}

func (r *Reader) explainOffers(ctx context.Context, q postgres.Querier, x *explaining, shown *ExplainedCheckout) error {
	used := map[string]coupon.ID{}
	for _, a := range x.Sale.Quote.Applied {
		if id, ok := checkout.CouponOf(a.Offer); ok {
			used[a.Offer] = id
		}
	}
	ids := make([]coupon.ID, 0, len(used))
	for _, id := range used {
		ids = append(ids, id)
	}
	coupons, err := r.CouponService.ByIDs(ctx, q, x.Member, ids...)
	if err != nil {
		return err
	}
	shown.Applied = edge.Each(x.Sale.Quote.Applied, func(a engine.Applied) ExplainedOffer {
		o := ExplainedOffer{QuoteOffer: appliedOf(a, x.names[a.Offer], x.Sale.Quote.Currency, x.call.Language), Lost: x.lost[a.Offer]}
		switch a.Source {
		case terms.FromPromotion:
			o.PromotionID = edge.Some(edge.ID(a.Offer))
		case terms.FromCoupon:
			o.CouponID = edge.Some(edge.IDOf(used[a.Offer]))
			if a.Template != "" {
				o.TemplateID = edge.Some(edge.ID(a.Template))
			}
			if c, ok := coupons[used[a.Offer]]; ok {
				o.Status = postgres.Optional(string(c.Status))
			}
		}
		return o
	})
	return nil
}

func (r *Reader) explainEarned(ctx context.Context, q postgres.Querier, x *explaining, shown *ExplainedCheckout) error {
	if told := x.Told; told != nil {
		shown.Expected = &QuoteEarns{Points: edge.Points(told.Points), Growth: edge.Points(told.Growth)}
		if told.Floor.Number > 0 {
			shown.Floor = edge.Some(RuleVersion{ID: edge.IDOf(told.Floor.ID), Version: told.Floor.Number})
		}
		if spent := x.Spent; spent.Points != nil || spent.Principal != nil || spent.Bonus != nil {
			shown.Spending = edge.Some(RuleVersion{ID: edge.IDOf(told.Spending.ID), Version: told.Spending.Number})
		}
	}
	var taken []OrderRefund
	shown.Deviations = []string{}
	if x.Order != 0 {
		o, err := r.Orders.Find(ctx, q, x.Order)
		if err != nil {
			return err
		}
		page, err := r.OrderPage(ctx, q, x.call, o)
		if err != nil {
			return err
		}
		shown.Earning, shown.Nothing, taken = page.Earning, page.Nothing, page.Refunds
		shown.deviate()
	}
	shown.Returns = edge.Each(x.returns, func(back checkout.Returned) ExplainedReturn {
		one := ExplainedReturn{ReturnBack: BackOf(back.Back), ID: edge.IDOf(back.ID), RefundID: edge.IDOf(back.Refund), Reason: back.Reason,
			ReturnedAt: edge.At(back.ReturnedAt), LostNames: edge.Each(back.Back.Lost, func(id string) string { return x.names[id] })}
		for _, t := range taken {
			if t.ID == one.RefundID {
				one.TakenPoints, one.TakenGrowth = t.TakenPoints, t.TakenGrowth
			}
		}
		return one
	})
	return nil
}

// deviate notes where what was earned is another than was said.
func (shown *ExplainedCheckout) deviate() {
	got, ok := shown.Earning.Get()
	if !ok || shown.Expected == nil {
		return
	}
	if got.Points != shown.Expected.Points {
		shown.Deviations = append(shown.Deviations, "points_differ")
	}
	if got.Growth != shown.Expected.Growth {
		shown.Deviations = append(shown.Deviations, "growth_differ")
	}
}

// explainSpent tells out of which lots points and stored value came, and into
// which they were put back.
func (r *Reader) explainSpent(ctx context.Context, q postgres.Querier, x *explaining, shown *ExplainedCheckout) error {
	shown.Spent = []SpentValue{}
	parts := []struct {
		asset string
		part  *checkout.Part
	}{{"points", x.Spent.Points}, {"principal", x.Spent.Principal}, {"bonus", x.Spent.Bonus}}
	for _, p := range parts {
		if p.part == nil {
			continue
		}
		spent := SpentValue{Asset: p.asset, Amount: edge.Points(p.part.Amount), HoldID: edge.IDOf(p.part.Hold), PostingID: idOrNull(p.part.Posting)}
		var err error
		if spent.Lots, err = r.lotsOf(ctx, q, x, p.part); err != nil {
			return err
		}
		for _, lot := range spent.Lots {
			spent.Back += lot.Back
		}
		shown.Spent = append(shown.Spent, spent)
	}
	return nil
}

// lotsOf reads the lots of what was captured, or of what is still held.
func (r *Reader) lotsOf(ctx context.Context, q postgres.Querier, x *explaining, p *checkout.Part) ([]SpentLot, error) {
	drawn, err := r.drawn(ctx, q, x.Member, p)
	if err != nil || len(drawn) == 0 {
		return []SpentLot{}, err
	}
	back, err := r.putBack(ctx, q, x)
	if err != nil {
		return nil, err
	}
	ends := map[ledger.LotID]*edge.Time{}
	if p.Posting != 0 {
		lots, err := r.Ledger.Lots(ctx, x.Member, ledger.LotFilter{Posting: p.Posting}, ledger.LotPlace{}, maxLotsShown)
		if err != nil {
			return nil, err
		}
		for _, l := range lots {
			ends[l.ID] = edge.AtUnlessZero(l.ExpiresAt)
		}
	}
	return edge.Each(drawn, func(d ledger.Pin) SpentLot {
		return SpentLot{LotDraw: LotDraw{LotID: edge.IDOf(d.Lot), Amount: edge.Points(d.Amount)}, Back: edge.Points(back[d.Lot]), ExpiresAt: ends[d.Lot]}
	}), nil
}

// maxLotsShown bounds what is read of one posting; a member has few lots at a time.
const maxLotsShown = 200

func (r *Reader) drawn(ctx context.Context, q postgres.Querier, m member.ID, p *checkout.Part) (pins []ledger.Pin, err error) {
	if p.Posting == 0 {
		holds, err := r.Ledger.Holds(ctx, q, m, true, nil, maxLotsShown)
		if at := slices.IndexFunc(holds, func(h ledger.Hold) bool { return h.ID == p.Hold }); at >= 0 {
			pins = holds[at].Lots
		}
		return pins, err
	}
	records, err := r.Ledger.Find(ctx, q, ledger.Search{Member: m, Posting: p.Posting}, nil, 1)
	for _, record := range records {
		for _, d := range record.Draws {
			pins = append(pins, ledger.Pin{Lot: d.Lot, Amount: d.Amount})
		}
	}
	return pins, err
}

// putBack is how much of which lots the returns of a checkout put back.
func (r *Reader) putBack(ctx context.Context, q postgres.Querier, x *explaining) (map[ledger.LotID]int64, error) {
	back := map[ledger.LotID]int64{}
	for _, ret := range x.returns {
		records, err := r.Ledger.Find(ctx, q, ledger.Search{Member: x.Member, Refs: []ledger.Ref{{Kind: "refund", ID: int64(ret.Refund)}}}, nil, maxLotsShown)
		if err != nil {
			return nil, err
		}
		for _, record := range records {
			if record.Reason != ledger.Reverse || !returnsKey(record.Key, ret.ID) {
				continue // what the refund took back of what was earned
			}
			for _, d := range record.Draws {
				back[d.Lot] -= d.Amount
			}
		}
	}
	return back, nil
}

func returnsKey(key string, id int64) bool {
	prefix := "return:" + strconv.FormatInt(id, 10) + ":"
	return len(key) > len(prefix) && key[:len(prefix)] == prefix
}
