package insight

import (
	"context"
	"time"

	"habitue/internal/catalog"
	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/cache"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
	"habitue/internal/tier"
)

// Deps is what counting needs.
type Deps struct {
	DB      *postgres.DB // for what owners answer: names, settings
	Analyst replica.Analyst
	Clock   clock.Clock
	Org     *org.Service
	Catalog *catalog.Service
	Members *member.Service
	Tiers   *tier.Service
}

// Service counts.
type Service struct {
	Deps
	answers *cache.Cache[string, any]
	slots   chan struct{} // one for each question that is being answered
}

// What is asked at once, and how long answers may be looked at again.
const (
	atOnce      = 4
	keptAnswers = 300 // the largest, years of many stores day by day, are some MB each
	answerLife  = 10 * time.Second
)

// New returns the service over its dependencies.
func New(d Deps) *Service {
	return &Service{Deps: d, answers: cache.New[string, any](keptAnswers, answerLife), slots: make(chan struct{}, atOnce)}
}

// Ask is what a reader wants to know about.
type Ask struct {
	Period   Period // zero: the 30 days until yesterday
	Stores   []org.StoreID
	Channels []org.ChannelID
	Brand    org.BrandID // 0: every brand
	Currency string      // empty: the only one that there is
}

// scope is an Ask made ready for questions.
type scope struct {
	Period
	stores, channels []int64 // {0} stands for all
	currency         string
	home             string // the retailer's own currency
	days             org.Day
	early            int // days by which repurchases are looked for earlier; see ripe
}

// all is how questions are told that nothing is left out.
var all = []int64{0}

// filtered reports whether something is left out.
func (s scope) filtered() bool { return s.stores[0] != 0 || s.channels[0] != 0 }

// during is the same scope in another period.
func (s scope) during(p Period) scope { s.Period = p; return s }

// ripe is the scope moved back, where its last days are too recent, until every
// purchase in it has had its days to be followed by another: one that has just
// begun to count would always look worse than those that had their time. The
// periods beside it move by as much.
func (s scope) ripe() scope {
	return s.during(Period{s.From.AddDate(0, 0, -s.early), s.Until.AddDate(0, 0, -s.early)})
}

// from and until are the instants at which the period begins and ends for the
// retailer: what has no business day of its own is counted by them.
func (s scope) from() time.Time  { return s.begin(s.Period.From) }
func (s scope) until() time.Time { return s.begin(s.Period.Until) }

func (s scope) begin(d time.Time) time.Time {
	return time.Date(d.Year(), d.Month(), d.Day(), 0, s.days.CutoffMinutes, 0, 0, s.days.Location()).UTC()
}

// args are what every question about orders takes: $1 to $4, and the currency as $5.
func (s scope) args(more ...any) []any {
	return append([]any{s.From, s.Until, s.stores, s.channels, s.currency}, more...)
}

// scope settles what an Ask leaves open, but for the currency. Its stores are
// those that the reader sees: whoever asks has narrowed them by org.Scope.
func (s *Service) scope(ctx context.Context, a Ask) (scope, error) {
	settings, err := s.Org.Settings(ctx, s.DB)
	if err != nil {
		return scope{}, err
	}
	sc := scope{Period: a.Period, channels: all, currency: a.Currency, home: settings.Currency}
	if sc.days, err = settings.DayAt(nil); err != nil {
		return scope{}, err
	}
	today := sc.days.Of(s.Clock.Now())
	if sc.Period == (Period{}) {
		sc.Period = Period{Until: today}.last(defaultDays)
	}
	if err := sc.validate(); err != nil {
		return scope{}, err
	}
	sc.early = max(0, Period{today, sc.Until.AddDate(0, 0, repurchaseDays-1)}.Days())
	if len(a.Channels) > 0 {
		sc.channels = postgres.IDs(a.Channels)
	}
	sc.stores, err = s.stores(ctx, a)
	return sc, err
}

// stores returns the stores that an Ask names, by themselves or by their brand.
func (s *Service) stores(ctx context.Context, a Ask) ([]int64, error) {
	if a.Brand == 0 {
		if len(a.Stores) == 0 {
			return all, nil
		}
		return postgres.IDs(a.Stores), nil
	}
	ids := []int64{int64(org.Nowhere)} // a list of none would read as all
	after := ""
	for {
		page, err := s.Org.ListStores(ctx, s.DB, after, storePage)
		if err != nil {
			return nil, err
		}
		for _, store := range page {
			if store.Brand == a.Brand && a.names(store.ID) {
				ids = append(ids, int64(store.ID))
			}
		}
		if len(page) < storePage {
			return ids, nil
		}
		after = page[len(page)-1].Code
	}
}

const storePage = 1000

func (a Ask) names(store org.StoreID) bool {
	if len(a.Stores) == 0 {
		return true
	}
	for _, s := range a.Stores {
		if s == store {
			return true
		}
	}
	return false
}
