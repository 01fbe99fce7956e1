package catalog

import (
	"cmp"
	"slices"
	"time"

	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
)

// PriceListID is the id of a price list.
type PriceListID int64

// EveryMember stands for a member of any level among member prices.
const EveryMember = "*"

// PriceList is prices that hold together. What is empty is not asked about: a
// list that names no channel holds in every channel.
type PriceList struct {
	ID         PriceListID
	Code       string
	Name       i18n.Text
	Currency   string // ISO 4217; stays
	Priority   int    // the higher goes first
	Channels   []string
	Stores     []string
	Regions    []string  // with everything below them
	From       time.Time // inclusive; zero: since ever
	Until      time.Time // exclusive; zero: without end
	ArchivedAt time.Time // zero: in use
	UpdatedAt  time.Time
	Version    int
}

// Price is what one unit of an article costs by a list.
type Price struct {
	List    PriceListID
	Article ArticleID
	From    time.Time        // inclusive; zero: since ever
	Until   time.Time        // exclusive; zero: without end
	Amount  int64            // minor units of the list's currency
	Member  map[string]int64 // by code of the member's level, or under EveryMember; shared, not to be changed
}

// For returns what a member of a level pays, where members pay something else.
// The level's own price goes before that of every member. No level is no member.
func (p Price) For(level string) (amount int64, is bool) {
	if level == "" {
		return 0, false
	}
	if amount, is = p.Member[level]; is {
		return amount, true
	}
	amount, is = p.Member[EveryMember]
	return amount, is
}

// in reports whether a moment lies in [from, until).
func in(at, from, until time.Time) bool {
	return !at.Before(from) && (until.IsZero() || at.Before(until))
}

// PriceQuery asks what articles cost.
type PriceQuery struct {
	At       time.Time
	Currency string   // ISO 4217
	Channel  string   // code; empty: lists that name channels do not hold
	Store    string   // code; empty: lists that name stores or regions do not hold
	Level    string   // the member's; empty: not a member
	Codes    []string // of articles
}

// Quoted is an article with what it costs by a PriceQuery.
type Quoted struct {
	Article
	Priced   bool  // whether any list prices it; otherwise what follows is empty
	Amount   int64 // list price of one unit, minor units
	Member   int64 // what this member pays
	IsMember bool  // whether Member says anything
	Price    Price // what says so
	List     string
	Of       ArticleID // whose price it is: its own, or that of the article of which it is a variant
	From     time.Time
	Until    time.Time
	Taxed    TaxClass // zero: no tax is known
}

// CostIn returns the cost of one unit where it is known in a currency.
func (q Quoted) CostIn(currency string) (amount int64, known bool) {
	return q.Cost.Amount, q.Cost.Currency == currency && currency != ""
}

// TaxClass is how goods are taxed.
type TaxClass struct {
	Code     string
	Name     i18n.Text
	Rate     money.RateBps
	Included bool // prices hold the tax already
	Version  int
}

// spot is where somebody buys: a store, and the regions in which it lies.
type spot struct {
	channel, store string
	regions        []string
}

// holds reports whether a list is asked at all.
func (l *PriceList) holds(at time.Time, currency string, p spot) bool {
	return l.Currency == currency && l.ArchivedAt.IsZero() && in(at, l.From, l.Until) &&
		(len(l.Channels) == 0 || slices.Contains(l.Channels, p.channel)) && (l.everywhere() || l.nearness(p) > 0)
}

func (l *PriceList) everywhere() bool { return len(l.Stores)+len(l.Regions) == 0 }

// nearness says how particularly a list names a place: 2 the store, 1 a region in
// which it lies, 0 not.
func (l *PriceList) nearness(p spot) int {
	switch {
	case p.store != "" && slices.Contains(l.Stores, p.store):
		return 2
	case slices.ContainsFunc(l.Regions, func(r string) bool { return slices.Contains(p.regions, r) }):
		return 1
	}
	return 0
}

// goesBefore is the rule by which lists win: the higher priority; then the one that
// names the store, then a region of it, then neither; then one that names the
// channel; then one that is for a time; then by code, so that it never is chance.
func (l *PriceList) goesBefore(m *PriceList, p spot) int {
	return cmp.Or(
		cmp.Compare(m.Priority, l.Priority),
		cmp.Compare(m.nearness(p), l.nearness(p)),
		compareBool(len(m.Channels) > 0, len(l.Channels) > 0),
		compareBool(m.forATime(), l.forATime()),
		cmp.Compare(l.Code, m.Code),
	)
}

func (l *PriceList) forATime() bool { return !l.From.IsZero() || !l.Until.IsZero() }

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// priced are the prices of one article by one list, the article's own and that of
// which it is a variant, each in the order in which they begin.
type priced struct{ own, general []Price }

// at returns the price in force: the one that began last, and the article's own
// before the one it has from the article of which it is a variant.
func (p priced) at(at time.Time) *Price {
	for _, list := range [2][]Price{p.own, p.general} {
		for i := len(list) - 1; i >= 0; i-- {
			if in(at, list[i].From, list[i].Until) {
				return &list[i]
			}
		}
	}
	return nil
}
