package app

import (
	"context"
	"fmt"
	"reflect"
	"sync"
	"testing"
	"time"

	"habitue/internal/insight"
	"habitue/internal/org"
	"habitue/internal/platform/postgres/pgtest"
	"habitue/internal/platform/replica"
)

// TestBothEnginesCountAlike asks every question of the replica and of PostgreSQL.
func TestBothEnginesCountAlike(t *testing.T) {
	t.Parallel()
	a := open(t, configure(t, pgtest.New(t)))
	_, err := a.FillDemo(t.Context(), true, func(Progress) {})
	must(t, err)
	joinByPosters(t, a)
	asked := map[string]bool{}
	must(t, a.KeepReplica(t.Context(), func() error {
		columnar := a.insightBy(noting{a.Replica, new(sync.Mutex), asked})
		rows := a.insightBy(replica.Postgres{DB: a.db.analysis})
		for name, ask := range asksOf(t, a) {
			for what, count := range counts {
				got, err := count(t.Context(), columnar, ask)
				must(t, err)
				want, err := count(t.Context(), rows, ask)
				must(t, err)
				if !reflect.DeepEqual(got, want) {
					t.Errorf("%s of %s:\nreplica    %+v\nPostgreSQL %+v", what, name, got, want)
				}
			}
		}
		found, err := rows.Posters(t.Context(), asksOf(t, a)["half a year"], insight.PosterByStore, 30)
		must(t, err)
		if found.Total.Joined == 0 || found.Total.Ordered == 0 {
			t.Errorf("nobody joined by a poster: %+v", found.Total)
		}
		booksAlike(t, a)
		return nil
	}))
	for name, text := range insight.Questions() {
		if !asked[text] {
			t.Errorf("%s was not asked", name)
		}
	}
}

// joinByPosters puts some members down to one poster or the other.
func joinByPosters(t *testing.T, a *App) {
	t.Helper()
	_, err := a.db.bulk.Exec(t.Context(), `
		INSERT INTO member.poster (id, code, name, headline, words, begins_at, paused, version, made_by, made_at, changed_by, changed_at)
		SELECT n, 'ABCDEFG' || n, 'test', '{}', '{}', '2020-01-01', false, 1, 'test', '2020-01-01', 'test', '2020-01-01' FROM generate_series(2, 3) n`)
	must(t, err)
	_, err = a.db.bulk.Exec(t.Context(), `
		INSERT INTO member.origin (member_id, poster) SELECT member_id, 'ABCDEFG' || 2 + member_id % 2 FROM member.member WHERE member_id % 3 = 0
		ON CONFLICT DO NOTHING`)
	must(t, err)
}

// noting writes down what is asked, by several at once.
type noting struct {
	replica.Analyst
	mu    *sync.Mutex
	asked map[string]bool
}

func (n noting) Query(ctx context.Context, sql string, args ...any) (replica.Rows, error) {
	n.mu.Lock()
	n.asked[sql] = true
	n.mu.Unlock()
	return n.Analyst.Query(ctx, sql, args...)
}

func (a *App) insightBy(analyst replica.Analyst) *insight.Service {
	c := a.Bulk
	return insight.New(insight.Deps{DB: c.DB, Analyst: analyst, Clock: a.clock, Org: c.Org, Catalog: c.Catalog, Members: c.Members, Tiers: c.Tiers})
}

func asksOf(t *testing.T, a *App) map[string]insight.Ask {
	t.Helper()
	var last time.Time
	must(t, a.db.bulk.QueryRow(t.Context(), `SELECT max(local_date) FROM orders.orders`).Scan(&last))
	stores, err := a.Bulk.Org.ListStores(t.Context(), a.db.bulk, "", 2)
	must(t, err)
	channels, err := a.Bulk.Org.Channels(t.Context(), a.db.bulk)
	must(t, err)
	back := func(days, length int) insight.Period {
		from := last.AddDate(0, 0, 1-days).UTC()
		return insight.Period{From: from, Until: from.AddDate(0, 0, length)}
	}
	return map[string]insight.Ask{
		"a month":         {Period: back(40, 30)},
		"half a year":     {Period: back(180, 180)},
		"two stores":      {Period: back(200, 90), Stores: []org.StoreID{stores[0].ID, stores[1].ID}},
		"a channel":       {Period: back(60, 30), Channels: []org.ChannelID{channels[0].ID}},
		"another money":   {Period: back(60, 30), Currency: "GBP"},
		"days to come":    {Period: back(-10, 5)},
		"the usual month": {},
	}
}

type counting func(context.Context, *insight.Service, insight.Ask) (any, error)

// counts is everything that can be asked for, by name.
var counts = func() map[string]counting {
	all := map[string]counting{
		"overview": func(ctx context.Context, s *insight.Service, a insight.Ask) (any, error) { return s.Overview(ctx, a) },
		"hours":    func(ctx context.Context, s *insight.Service, a insight.Ask) (any, error) { return s.Hours(ctx, a) },
		"levels":   func(ctx context.Context, s *insight.Service, a insight.Ask) (any, error) { return s.Levels(ctx, a) },
	}
	all["stores"] = func(ctx context.Context, s *insight.Service, a insight.Ask) (any, error) {
		c, figures, err := s.Stores(ctx, a)
		return []any{c, figures}, err
	}
	for _, by := range []insight.PosterBy{insight.PosterByPoster, insight.PosterByStore, insight.PosterByAdviser, insight.PosterByDay} {
		all[fmt.Sprint("posters by ", by)] = func(ctx context.Context, s *insight.Service, a insight.Ask) (any, error) {
			return s.Posters(ctx, a, by, 30)
		}
	}
	all["sold within"] = func(ctx context.Context, s *insight.Service, _ insight.Ask) (any, error) {
		return s.SoldWithin(ctx, 90)
	}
	for _, by := range []insight.Ranking{insight.BySales, insight.ByPieces} {
		all[fmt.Sprint("articles by ", by)] = func(ctx context.Context, s *insight.Service, a insight.Ask) (any, error) {
			return s.Articles(ctx, a, by, 10)
		}
	}
	for _, split := range []insight.Split{insight.NoSplit, insight.ByStore, insight.ByChannel, insight.ByCategory, insight.ByReturn} {
		for _, grain := range []insight.Grain{insight.ByDay, insight.ByWeek, insight.ByMonth} {
			all[fmt.Sprintf("trend by %s of %s", grain, split)] = func(ctx context.Context, s *insight.Service, a insight.Ask) (any, error) {
				return s.Trend(ctx, a, grain, split)
			}
		}
	}
	for _, who := range []insight.Who{{Behind: insight.Buyers}, {Behind: insight.Active}, {Behind: insight.Joined}, {Behind: insight.Repurchased},
		{Behind: insight.Moved, To: "basic"}, {Behind: insight.Moved, From: "basic", To: "silver"}} {
		all[fmt.Sprint("members behind ", who)] = func(ctx context.Context, s *insight.Service, a insight.Ask) (any, error) {
			return s.Members(ctx, a, who, 0, 50)
		}
	}
	return all
}()
