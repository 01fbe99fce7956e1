package view

import (
	"cmp"
	"context"
	"slices"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/catalog"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
)

// SpendingYear is what somebody spent in a year, in the retailer's currency.
type SpendingYear struct {
	Year       int             `json:"year" doc:"Calendar year" zh:"年份" example:"2026"`
	FirstYear  int             `json:"first_year" doc:"Year of the first order there is; this year without one" zh:"首笔订单的年份；无订单为今年" example:"2024"`
	LatestYear int             `json:"latest_year" doc:"This year" zh:"今年" example:"2026"`
	Currency   string          `json:"currency" doc:"ISO 4217; orders in others are left out" zh:"货币代码；其他货币的订单不计" example:"CNY"`
	Orders     int64           `json:"orders" doc:"Orders" zh:"订单数" example:"12"`
	Amount     edge.Minor      `json:"amount" doc:"Paid less refunded" zh:"实付减退款"`
	Saved      edge.Minor      `json:"saved" doc:"Discounts" zh:"优惠合计"`
	Months     []SpendingMonth `json:"months" doc:"Its twelve months" zh:"十二个月"`
	Categories []SpendingPart  `json:"categories" doc:"Goods by category of the top, most first" zh:"按一级品类，由多到少"`
	Stores     []SpendingPart  `json:"stores" doc:"By store, most first" zh:"按门店，由多到少"`
}

// SpendingMonth is one month of it.
type SpendingMonth struct {
	Month  int        `json:"month" doc:"1 to 12" zh:"月份" example:"9"`
	Orders int64      `json:"orders" doc:"Orders" zh:"订单数" example:"3"`
	Amount edge.Minor `json:"amount" doc:"Paid less refunded" zh:"实付减退款"`
	Saved  edge.Minor `json:"saved" doc:"Discounts" zh:"优惠"`
}

// SpendingPart is a part of it.
type SpendingPart struct {
	Place    edge.Maybe[Place] `json:"place" doc:"Category or store; null: none" zh:"品类或门店；无则为 null"`
	Amount   edge.Minor        `json:"amount" doc:"Paid less refunded" zh:"实付减退款"`
	ShareBps int64             `json:"share_bps" doc:"Of all parts, in basis points" zh:"占比（万分之一）" example:"4200"`
}

// SpendingIn reads a year of a member and of those who became the member; 0: this year.
func (r *Reader) SpendingIn(ctx context.Context, q postgres.Querier, c *edge.Call, m member.ID, year int, now time.Time) (SpendingYear, error) {
	var shown SpendingYear
	settings, err := r.Org.Settings(ctx, q)
	if err != nil {
		return shown, err
	}
	days, err := settings.DayAt(nil)
	if err != nil {
		return shown, err
	}
	absorbed, err := r.Members.Absorbed(ctx, q, m)
	if err != nil {
		return shown, err
	}
	shown.LatestYear, shown.Currency = days.Of(now).Year(), settings.Currency
	shown.Year = cmp.Or(year, shown.LatestYear)
	from := time.Date(shown.Year, 1, 1, 0, 0, 0, 0, time.UTC)
	spent, err := r.Orders.SpendingOf(ctx, q, settings.Currency, from, from.AddDate(1, 0, 0), append(absorbed, m)...)
	if err != nil {
		return shown, err
	}
	if shown.FirstYear = shown.LatestYear; !spent.Since.IsZero() {
		shown.FirstYear = spent.Since.Year()
	}
	shown.months(spent.Months)
	if shown.Categories, err = r.spentByCategory(ctx, q, c, spent.Articles); err != nil {
		return shown, err
	}
	shown.Stores, err = r.spentByStore(ctx, q, c, spent.Stores)
	return shown, err
}

func (y *SpendingYear) months(spent []order.SpentMonth) {
	y.Months = make([]SpendingMonth, 12)
	for i := range y.Months {
		y.Months[i].Month = i + 1
	}
	for _, s := range spent {
		at := int(s.Month.Month())
		y.Months[at-1] = SpendingMonth{Month: at, Orders: s.Orders, Amount: edge.Minor(s.Amount), Saved: edge.Minor(s.Saved)}
		y.Orders, y.Amount, y.Saved = y.Orders+s.Orders, y.Amount+edge.Minor(s.Amount), y.Saved+edge.Minor(s.Saved)
	}
}

func (r *Reader) spentByCategory(ctx context.Context, q postgres.Querier, c *edge.Call, spent []order.SpentArticle) ([]SpendingPart, error) {
	ids := make([]catalog.ArticleID, len(spent))
	for i, s := range spent {
		ids[i] = s.Article
	}
	articles, err := r.Catalog.ArticlesByIDs(ctx, q, ids...)
	if err != nil {
		return nil, err
	}
	tree, err := r.Catalog.Tree(ctx, q)
	if err != nil {
		return nil, err
	}
	amounts := map[string]int64{}
	for _, s := range spent {
		top := ""
		if path := articles[s.Article].Categories; len(path) > 0 {
			top = path[len(path)-1]
		}
		amounts[top] += s.Amount
	}
	var parts []SpendingPart
	for code, amount := range amounts {
		p := SpendingPart{Amount: edge.Minor(amount)}
		if category, ok := tree.ByCode(code); ok {
			p.Place = edge.Some(Place{Code: code, Name: category.Name.In(string(c.Language))})
		}
		parts = append(parts, p)
	}
	return shared(parts), nil
}

func (r *Reader) spentByStore(ctx context.Context, q postgres.Querier, c *edge.Call, spent []order.SpentStore) ([]SpendingPart, error) {
	stores := make([]org.StoreID, len(spent))
	for i, s := range spent {
		stores[i] = s.Store
	}
	places, err := r.places(ctx, q, c.Language, stores, nil)
	if err != nil {
		return nil, err
	}
	var parts []SpendingPart
	for _, s := range spent {
		if s.Amount > 0 {
			parts = append(parts, SpendingPart{Place: places.store(s.Store), Amount: edge.Minor(s.Amount)})
		}
	}
	return shared(parts), nil
}

// shared puts parts in order, most first, and says which share each has.
func shared(parts []SpendingPart) []SpendingPart {
	var all int64
	for _, p := range parts {
		all += int64(p.Amount)
	}
	for i := range parts {
		parts[i].ShareBps = int64(parts[i].Amount) * 10_000 / all
	}
	slices.SortFunc(parts, func(a, b SpendingPart) int {
		x, _ := a.Place.Get()
		y, _ := b.Place.Get()
		return cmp.Or(cmp.Compare(b.Amount, a.Amount), cmp.Compare(x.Code, y.Code))
	})
	return slices.Clip(append([]SpendingPart{}, parts...))
}
