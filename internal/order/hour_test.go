package order_test

import (
	"context"
	"testing"
	"time"

	"habitue/internal/org"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
	"habitue/internal/program/programtest"
)

func TestOrderKeepsTheHourOfTheShopsWall(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	cutoff := 240
	shop.Tx(func(ctx context.Context, tx postgres.Tx) error {
		_, err := shop.Org.SaveStores(ctx, tx, org.Store{Code: "LON", Name: i18n.Of("伦敦店", "London"), Zone: "Europe/London", CutoffMinutes: &cutoff})
		return err
	})
	for _, c := range []struct {
		at, day string
		hour    int
	}{
		{"2026-03-29T00:30:00Z", "2026-03-28", 0}, // still the evening's business day
		{"2026-03-29T01:30:00Z", "2026-03-28", 2}, // the clocks have gone forward
		{"2026-10-25T00:30:00Z", "2026-10-24", 1},
		{"2026-10-25T01:30:00Z", "2026-10-24", 1}, // the same hour again
		{"2026-10-25T22:30:00Z", "2026-10-25", 22},
	} {
		at, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		r := shop.Report(shop.Join(), "2026-01-01 09:00", programtest.Item("tea", 1, 30_00))
		r.OccurredAt, r.Store = at, "LON"
		shop.Clock.Set(at)
		o, err := record(shop, r)
		if err != nil {
			t.Fatal(err)
		}
		if o, err = shop.Orders.Get(t.Context(), shop.DB, o.Member, o.ID); err != nil || o.LocalHour != c.hour || o.LocalDate.Format(time.DateOnly) != c.day {
			t.Errorf("%s: hour %d of %s, %v", c.at, o.LocalHour, o.LocalDate, err)
		}
		var onLines int
		err = shop.DB.QueryRow(t.Context(), `SELECT count(*) FROM orders.line WHERE order_id = $1 AND local_date = $2`, int64(o.ID), o.LocalDate).Scan(&onLines)
		if err != nil || onLines != len(o.Lines) {
			t.Errorf("%s: %d lines of that day, %v", c.at, onLines, err)
		}
	}
}

// TestEarlierOrdersGetTheirHour brings orders over a change of the schema.
func TestEarlierOrdersGetTheirHour(t *testing.T) {
	t.Parallel()
	db := pgtest.Empty(t)
	if err := postgres.MigrateTo(t.Context(), db.DSN, 10); err != nil {
		t.Fatal(err)
	}
	_, err := db.Owner(t).Exec(t.Context(), `
		INSERT INTO orders.orders (member_id, id, source, reference, currency, occurred_at, recorded_at, local_date, zone,
		    list_amount, discount_amount, paid_amount, goods_amount, payload_hash)
		SELECT -id, id, 's', id::text, 'GBP', at, at, '2026-03-28', 'Europe/London', 100, 0, 100, 100, '\x00'
		FROM (VALUES (1::bigint, '2026-03-28T12:30Z'::timestamptz), (2, '2026-03-29T01:30Z')) o(id, at);
		INSERT INTO orders.line (member_id, order_id, no, kind, code, name, quantity, list_amount, discount_amount, paid_amount, earns)
		SELECT -1, 1, no, 'goods', 'A', 'A', 1, 50, 0, 50, true FROM generate_series(1, 2) no`)
	if err != nil {
		t.Fatal(err)
	}
	if err := postgres.Migrate(t.Context(), db.DSN); err != nil {
		t.Fatal(err)
	}
	var hours, lines string
	err = db.Owner(t).QueryRow(t.Context(), `
		SELECT (SELECT string_agg(local_hour::text, ' ' ORDER BY id) FROM orders.orders),
		       (SELECT string_agg(local_date::text, ' ' ORDER BY no) FROM orders.line)`).Scan(&hours, &lines)
	if err != nil || hours != "12 2" || lines != "2026-03-28 2026-03-28" {
		t.Errorf("hours %q, days of lines %q, %v", hours, lines, err)
	}
}
