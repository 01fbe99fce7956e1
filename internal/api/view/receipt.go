package view

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/checkout"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
	"habitue/internal/platform/pdf"
	"habitue/internal/platform/postgres"
)

// Receipt is an order as a PDF: what was bought at which list price, what each offer
// took off, taxes, how it was paid, what it brought, and what came back since. What
// offers took off line by line is known of orders that a checkout made; of others the
// till told a sum.
func (r *Reader) Receipt(ctx context.Context, q postgres.Querier, c *edge.Call, o order.Order, paper pdf.Paper, now time.Time) ([]byte, error) {
	w, err := r.receiptOf(ctx, q, c, o)
	if err != nil {
		return nil, err
	}
	about := pdf.About{Title: w.say("title") + " " + o.Reference, Author: w.shop, Made: now, PageNos: func(page, pages int) string {
		return w.say("page", "n", strconv.Itoa(page), "of", strconv.Itoa(pages))
	}}
	return pdf.Write(paper, about, w.write)
}

// receiptsmith writes one receipt.
type receiptsmith struct {
	language messages.Language
	zone     *time.Location
	shop     string
	page     OrderPage
	number   string             // of the member, where the reader may see it
	sale     *ExplainedCheckout // nil: the till reckoned
	offers   map[string]string  // what offers of the sale do, in a sentence
	methods  map[string]string
}

func (r *Reader) receiptOf(ctx context.Context, q postgres.Querier, c *edge.Call, o order.Order) (*receiptsmith, error) {
	l := c.Language
	w := &receiptsmith{language: l, offers: map[string]string{}, methods: map[string]string{}}
	settings, err := r.Org.Settings(ctx, q)
	if err != nil {
		return nil, err
	}
	w.shop = settings.Name.In(string(l))
	if w.zone, err = org.Location(cmp.Or(o.Zone, settings.Zone)); err != nil {
		return nil, err
	}
	if w.page, err = r.OrderPage(ctx, q, c, o); err != nil {
		return nil, err
	}
	if m, ok := w.page.Member.Get(); ok && m.Number != nil {
		w.number = *m.Number
	} else {
		w.number = c.Member.Member.Number
	}
	methods, err := r.Payment.Methods(ctx, q)
	if err != nil {
		return nil, err
	}
	for _, m := range methods {
		w.methods[m.Code] = m.Name.In(string(l))
	}
	return w, r.receiptSale(ctx, q, c, o, w)
}

// receiptSale adds how the order was priced, where a checkout made it.
func (r *Reader) receiptSale(ctx context.Context, q postgres.Querier, c *edge.Call, o order.Order, w *receiptsmith) error {
	id, err := r.Checkouts.OfOrder(ctx, q, o.ID)
	if errors.Is(err, checkout.ErrNoSale) {
		return nil
	}
	if err != nil {
		return err
	}
	one, err := r.Checkouts.Get(ctx, q, id)
	if err != nil {
		return err
	}
	sale, err := r.ExplainCheckout(ctx, q, c, one)
	if err != nil {
		return err
	}
	w.sale = &sale
	ladder, err := r.Tiers.Ladders.Live(ctx, q)
	if err != nil {
		return err
	}
	smith := newOffersmith(ladder.Body, o.Currency, c.Language)
	for _, offer := range one.Sale.Input.Offers {
		if smith.names, err = r.namesIn(ctx, q, c.Language, *offer.Terms); err != nil {
			return err
		}
		w.offers[offer.ID] = smith.benefit(*offer.Terms)
	}
	return nil
}

func (w *receiptsmith) say(code string, pairs ...any) string {
	return messages.Text(w.language, "words.receipt."+code, errs.Params(pairs...)...)
}

func (w *receiptsmith) money(n edge.Minor) string { return messages.Money(int64(n), w.page.Currency) }

// moment is an instant on the clock of the place where it was bought.
func (w *receiptsmith) moment(t edge.Time) string {
	layout := "Jan 2, 2006, 15:04"
	if w.language == messages.Chinese {
		layout = "2006/01/02 15:04"
	}
	return t.In(w.zone).Format(layout)
}

// Sizes of letters, in points, and how far details are moved in.
const (
	headSize   = 14
	bodySize   = 9
	sumSize    = 11
	detailSize = 7.5
	detailIn   = 8
)

func (w *receiptsmith) write(d *pdf.Document) {
	d.Text(w.shop, headSize, pdf.Middle)
	if store, ok := w.page.Store.Get(); ok {
		d.Text(store.Name, bodySize, pdf.Middle)
	}
	d.Text(w.say("title"), bodySize, pdf.Middle)
	d.Rule()
	d.Row(w.say("number"), w.page.Reference, detailSize, 0)
	d.Row(w.say("time"), w.moment(w.page.OccurredAt), detailSize, 0)
	if channel, ok := w.page.Channel.Get(); ok {
		d.Row(w.say("channel"), channel.Name, detailSize, 0)
	}
	if w.number != "" {
		d.Row(w.say("member"), lastOf(w.number), detailSize, 0)
	}
	d.Rule()
	for _, line := range w.page.Lines {
		w.line(d, line)
	}
	d.Rule()
	w.sums(d)
	w.applied(d)
	w.paid(d)
	w.value(d)
	w.refunds(d)
	d.Rule()
	d.Text(w.say("no_invoice"), detailSize, pdf.Middle)
}

// lastOf shows the end of a member's number, by which he knows it is his.
func lastOf(number string) string {
	if len(number) <= 4 {
		return number
	}
	return "**** " + number[len(number)-4:]
}

// line is one line at its list price, and below it what was taken off.
func (w *receiptsmith) line(d *pdf.Document, line OrderLine) {
	name := cmp.Or(line.Name, line.Code)
	sold := w.soldLine(line.No)
	if sold != nil && sold.Name != nil {
		name = *sold.Name
	}
	d.Row(name, w.money(line.ListAmount), bodySize, 0)
	count := quantity(line.Quantity, line.Scale)
	switch {
	case sold != nil && sold.Gift:
		d.Row(w.say("gift", "count", count), "", detailSize, detailIn)
	case sold != nil:
		d.Row(w.say("each", "count", count, "unit", w.money(sold.Unit)), "", detailSize, detailIn)
	case line.Kind == "goods":
		d.Row(w.say("count", "count", count), "", detailSize, detailIn)
	}
	if sold == nil {
		if line.DiscountAmount != 0 {
			d.Row(w.say("off"), w.money(-line.DiscountAmount), detailSize, detailIn)
		}
		return
	}
	if sold.MemberOff != 0 {
		d.Row(w.say("member_price"), w.money(-sold.MemberOff), detailSize, detailIn)
	}
	for _, off := range sold.Offs {
		d.Row(w.offerName(off.Offer), w.money(-off.Amount), detailSize, detailIn)
	}
	if sold.PointsOff != 0 {
		d.Row(w.say("points_pay"), w.money(-sold.PointsOff), detailSize, detailIn)
	}
}

// soldLine is how a checkout priced a line; nil: none did.
func (w *receiptsmith) soldLine(no int) *ExplainedLine {
	if w.sale == nil {
		return nil
	}
	i := slices.IndexFunc(w.sale.Lines, func(l ExplainedLine) bool { return l.No == no })
	if i < 0 {
		return nil
	}
	return &w.sale.Lines[i]
}

func (w *receiptsmith) offerName(id string) string {
	for _, a := range w.sale.Applied {
		if a.Offer == id {
			return a.Name
		}
	}
	return w.say("off")
}

func (w *receiptsmith) sums(d *pdf.Document) {
	d.Row(w.say("list_sum"), w.money(w.page.ListAmount), bodySize, 0)
	points := w.paidByPoints()
	if off := w.page.DiscountAmount - points; off != 0 {
		d.Row(w.say("off_sum"), w.money(-off), bodySize, 0)
	}
	if points != 0 {
		d.Row(w.say("points_pay"), w.money(-points), bodySize, 0)
	}
	d.Row(w.say("paid"), w.money(w.page.PaidAmount), sumSize, 0)
	type rate struct {
		bps      int32
		included bool
	}
	sums := map[rate]edge.Minor{}
	for _, l := range w.page.Lines {
		if l.TaxRateBps != nil && l.TaxAmount != 0 {
			sums[rate{*l.TaxRateBps, l.TaxIncluded}] += l.TaxAmount
		}
	}
	rates := make([]rate, 0, len(sums))
	for k := range sums {
		rates = append(rates, k)
	}
	slices.SortFunc(rates, func(a, b rate) int {
		return cmp.Or(cmp.Compare(a.bps, b.bps), cmp.Compare(w.taxCode(a.included), w.taxCode(b.included)))
	})
	for _, k := range rates {
		d.Row(w.say(w.taxCode(k.included), "rate", messages.Rate(money.RateBps(k.bps)*100)), w.money(sums[k]), detailSize, 0)
	}
}

// paidByPoints is what points paid: the books count it among the discounts, and a
// member does not.
func (w *receiptsmith) paidByPoints() (sum edge.Minor) {
	if w.sale != nil {
		for _, l := range w.sale.Lines {
			sum += l.PointsOff
		}
	}
	return sum
}

func (w *receiptsmith) taxCode(included bool) string {
	if included {
		return "tax_included"
	}
	return "tax_added"
}

// applied says what each offer that was used does, and what it came to.
func (w *receiptsmith) applied(d *pdf.Document) {
	if w.sale == nil || len(w.sale.Applied)+int(w.sale.MemberOff) == 0 {
		return
	}
	d.Rule()
	d.Row(w.say("offers"), "", bodySize, 0)
	if w.sale.MemberOff != 0 {
		said := w.say("member_price")
		if level, ok := w.sale.Level.Get(); ok {
			said = w.say("member_price_of", "level", level.Name)
		}
		d.Row(said, w.money(-w.sale.MemberOff), detailSize, detailIn)
	}
	for _, a := range w.sale.Applied {
		code := "by_promotion"
		if a.Source == "coupon" {
			code = "by_coupon"
		}
		d.Row(w.say(code, "name", a.Name), w.money(-a.Off), detailSize, detailIn)
		if words := w.offers[a.Offer]; words != "" {
			d.Row(words, "", detailSize, 2*detailIn)
		}
		if a.Told != nil {
			d.Row(*a.Told, "", detailSize, 2*detailIn)
		}
	}
}

func (w *receiptsmith) paid(d *pdf.Document) {
	if len(w.page.Tenders) == 0 {
		return
	}
	d.Rule()
	d.Row(w.say("payment"), "", bodySize, 0)
	for _, t := range w.page.Tenders {
		d.Row(w.tender(t.Kind), w.money(t.Amount), detailSize, detailIn)
	}
}

// tender is a way to pay by its name, and as the till calls it where we know none.
func (w *receiptsmith) tender(kind string) string {
	if name, ok := w.methods[kind]; ok {
		return name
	}
	if code := "words.receipt.tender_" + kind; messages.Has(w.language, code) {
		return messages.Text(w.language, code)
	}
	return kind
}

// value is what points had to do with it.
func (w *receiptsmith) value(d *pdf.Document) {
	earning, decided := w.page.Earning.Get()
	_, ofMember := w.page.Member.Get()
	if !ofMember {
		return
	}
	d.Rule()
	if w.sale != nil && w.sale.Points != 0 {
		d.Row(w.say("points_used"), messages.Number(int64(w.sale.Points)), detailSize, 0)
	}
	nothing, none := w.page.Nothing.Get()
	switch {
	case none:
		d.Row(w.say("points_earned"), "0", detailSize, 0)
		d.Row(nothing.Text, "", detailSize, detailIn)
	case !decided:
		d.Row(w.say("points_earned"), w.say("undecided"), detailSize, 0)
	default:
		d.Row(w.say("points_earned"), messages.Number(int64(earning.Points)), detailSize, 0)
		if at, ok := earning.MaturesAt.Get(); ok {
			d.Row(w.say("points_from", "at", w.moment(at)), "", detailSize, detailIn)
		}
		for _, why := range earning.Why {
			d.Row(why.Text, "", detailSize, detailIn)
		}
	}
}

// refunds are what came back since, and what of it all is left.
func (w *receiptsmith) refunds(d *pdf.Document) {
	if len(w.page.Refunds) == 0 {
		return
	}
	d.Rule()
	d.Row(w.say("refunds"), "", bodySize, 0)
	for _, back := range w.page.Refunds {
		d.Row(w.moment(back.OccurredAt), w.money(-back.Amount), bodySize, 0)
		for _, l := range back.Lines {
			d.Row(w.say("back", "name", cmp.Or(l.Name, l.Code), "count", quantity(l.Quantity, l.Scale)), w.money(-l.Amount), detailSize, detailIn)
		}
		if back.TakenPoints != 0 {
			d.Row(w.say("points_taken"), messages.Number(-int64(back.TakenPoints)), detailSize, detailIn)
		}
	}
	d.Row(w.say("kept"), w.money(w.page.PaidAmount-w.page.RefundedAmount), sumSize, 0)
}

// quantity writes units of 10^-scale: 1250 of scale 3 is 1.25.
func quantity(n int64, scale int) string {
	digits := strconv.FormatInt(n, 10)
	if scale == 0 {
		return digits
	}
	for len(digits) <= scale {
		digits = "0" + digits
	}
	return strings.TrimSuffix(strings.TrimRight(digits[:len(digits)-scale]+"."+digits[len(digits)-scale:], "0"), ".")
}
