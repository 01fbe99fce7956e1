package insight_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"habitue/internal/insight"
	"habitue/internal/org"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
	"habitue/internal/program/programtest"
)

// desk is a shop and who counts in it.
type desk struct {
	*programtest.Shop
	*insight.Service
}

func open(t *testing.T) desk {
	t.Helper()
	shop := programtest.Open(t)
	d := desk{Shop: shop}
	d.again()
	return d
}

// again forgets what was answered: questions are answered from the database.
func (d *desk) again() {
	d.Service = insight.New(insight.Deps{
		DB: d.Shop.DB.DB, Analyst: replica.Postgres{DB: d.Shop.DB.Owner(d.T)}, Clock: d.Shop.Clock,
		Org: d.Shop.Org, Catalog: d.Shop.Catalog, Members: d.Shop.Members, Tiers: d.Shop.Tiers,
	})
}

// store makes a store that the test's orders may name.
func (d *desk) store(code string) org.StoreID {
	d.T.Helper()
	var id org.StoreID
	d.Tx(func(ctx context.Context, tx postgres.Tx) error {
		ids, err := d.Shop.Org.SaveStores(ctx, tx, org.Store{Code: code, Name: i18n.Of(code, code)})
		id = ids[code]
		return err
	})
	return id
}

func itoa(n int64) string { return fmt.Sprint(n) }

func date(t testing.TB, s string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func period(t testing.TB, from, until string) insight.Period {
	t.Helper()
	return insight.Period{From: date(t, from), Until: date(t, until)}
}

// shown writes a value as the tests say it: "-" is none.
func shown(v *int64) string {
	if v == nil {
		return "-"
	}
	return fmt.Sprint(*v)
}

// want asks for the overview and compares figures: "value before last_year".
func (d *desk) want(a insight.Ask, want map[string]string) {
	d.T.Helper()
	d.again()
	o, err := d.Overview(d.T.Context(), a)
	if err != nil {
		d.T.Fatal(err)
	}
	got := map[string]string{}
	for _, f := range o.Figures {
		got[f.Key] = shown(f.Value) + " " + shown(f.Before) + " " + shown(f.LastYear)
	}
	for key, w := range want {
		if got[key] != w {
			d.T.Errorf("%s: %s, want %s", key, got[key], w)
		}
	}
}
