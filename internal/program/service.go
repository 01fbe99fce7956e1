package program

import (
	"context"
	"fmt"
	"time"

	"habitue/internal/catalog"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/cache"
	"habitue/internal/platform/check"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
	"habitue/internal/program/engine"
	"habitue/internal/program/internal/programdb"
	"habitue/internal/staff"
	"habitue/internal/tier"
)

// There is one rule of each kind.
const (
	earningRuleID  = 1
	spendingRuleID = 1
)

// Deps is what the programme needs.
type Deps struct {
	DB      *postgres.DB
	Clock   clock.Clock
	Notices *notice.Bus
	Org     *org.Service
	Staff   *staff.Service
	Catalog *catalog.Service
	Members *member.Service
	Orders  *order.Service
	Ledger  *ledger.Service
	Tiers   *tier.Service
}

// Service runs the programme.
type Service struct {
	Deps
	// Earning are the versions of the earning rule.
	Earning staff.Rules[engine.Rule]
	// Spending are the versions of the spending rule.
	Spending staff.Rules[engine.Spending]

	// What every order names by id and hardly ever changes.
	stores   *cache.Cache[org.StoreID, org.Store]
	channels *cache.Cache[org.ChannelID, org.Channel]
	articles *cache.Cache[catalog.ArticleID, catalog.Article]
}

// What is kept of stores, channels and articles, and for how long a change of
// theirs may go unseen.
const (
	keptStores   = 20_000
	keptArticles = 50_000
	keptFor      = 5 * time.Second
)

// New returns the programme over its dependencies.
func New(d Deps) *Service {
	return &Service{
		Deps: d,
		Earning: staff.Rules[engine.Rule]{
			Book:  rulebook.New[engine.Rule]("program.earning_rule", earningRuleID, d.Clock),
			Staff: d.Staff, Kind: staff.PublishEarning, Owner: "program",
		},
		Spending: staff.Rules[engine.Spending]{
			Book:  rulebook.New[engine.Spending]("program.spending_rule", spendingRuleID, d.Clock),
			Staff: d.Staff, Kind: staff.PublishSpending, Owner: "program",
		},
		stores:   cache.New[org.StoreID, org.Store](keptStores, keptFor),
		channels: cache.New[org.ChannelID, org.Channel](keptStores, keptFor),
		articles: cache.New[catalog.ArticleID, catalog.Article](keptArticles, keptFor),
	}
}

// Seed makes the default rules hold where there are none.
func (s *Service) Seed(ctx context.Context, tx postgres.Tx) error {
	if err := s.Spending.Seed(ctx, tx, engine.DefaultSpending()); err != nil {
		return err
	}
	return s.Earning.Seed(ctx, tx, engine.Default())
}

func query(q postgres.Querier) *programdb.Queries { return programdb.New(q.(programdb.DBTX)) }

// Proofs are what must hold of earnings and takings.
func Proofs() []check.Proof {
	return []check.Proof{
		check.None("program.takings_within_earnings",
			func(ctx context.Context, q postgres.Querier) ([]programdb.TakenBeyondEarnedRow, error) {
				return query(q).TakenBeyondEarned(ctx)
			},
			func(r programdb.TakenBeyondEarnedRow) string {
				return fmt.Sprintf("order %d of member %d earned %d points and %d growth, of which %d and %d were taken back",
					r.OrderID, r.MemberID, r.Points, r.Growth, r.PointsTaken, r.GrowthTaken)
			}),
	}
}
