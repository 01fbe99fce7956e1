package insight_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"habitue/internal/insight"
	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/program/programtest"
)

func TestFiguresOfAMonthStandBesideTheMonthBeforeAndLastYear(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.Shop.Clock.Set(d.At("2025-03-01 09:00"))
	wang, li := d.Join(), d.Join()
	d.Buy(wang, "2025-03-10 12:00", programtest.Item("tea", 1, 50_00)) // last year
	d.Buy(wang, "2026-02-10 12:00", programtest.Item("tea", 2, 60_00)) // before
	d.Shop.Clock.Set(d.At("2026-03-02 09:00"))
	d.Join()
	d.Buy(wang, "2026-03-10 12:00", programtest.Item("tea", 2, 60_00), programtest.Item("cake", 1, 30_00))
	d.Buy(li, "2026-03-11 12:00", programtest.Item("tea", 1, 30_00))
	d.Buy(li, "2026-03-12 18:00", programtest.Item("tea", 1, 30_00))
	d.Buy(0, "2026-03-12 19:00", programtest.Item("tea", 1, 50_00))
	d.Hear()
	d.Shop.Clock.Set(d.At("2026-05-01 09:00")) // all have had their time to come again
	d.want(insight.Ask{Period: period(t, "2026-03-01", "2026-03-29")}, map[string]string{
		"sales":            "20000 6000 5000",
		"orders":           "4 1 1",
		"sales_per_order":  "5000 6000 5000",
		"buyers":           "2 1 1",
		"sales_per_buyer":  "7500 6000 5000",
		"items_per_order":  "150 200 100", // 6 pieces in 4 orders
		"price_per_item":   "3333 3000 5000",
		"member_share":     "7500 10000 10000",
		"coverage":         "7500 10000 10000",
		"members":          "3 2 2",
		"new_members":      "1 0 2",
		"active_members":   "2 1 1",
		"repurchase_rate":  "5000 10000 0", // li within a day; wang, who bought in February, within 28
		"repurchase_cycle": "146 - -",      // 28 days and 1.25
		"points_issued":    "150 60 50",
		"points_redeemed":  "0 0 0",
		"points_expired":   "0 0 0",
		"points_liability": "260 110 50",
	})
}

func TestRepurchasesAreCountedOfThoseWhoHadTheirTime(t *testing.T) {
	t.Parallel()
	d := open(t)
	wang, li := d.Join(), d.Join()
	d.Buy(wang, "2026-02-20 12:00", programtest.Item("tea", 1, 10_00))
	d.Buy(li, "2026-02-21 12:00", programtest.Item("tea", 1, 10_00))
	d.Buy(wang, "2026-03-12 12:00", programtest.Item("tea", 1, 10_00))
	d.Buy(li, "2026-03-30 12:00", programtest.Item("tea", 1, 10_00)) // 37 days later
	d.Hear()
	recent := insight.Ask{Period: period(t, "2026-03-01", "2026-03-31")}
	for _, c := range []struct{ at, rate string }{
		{"2026-03-30 13:00", "5000 - -"}, // looks at 30 January to 28 February
		{"2026-04-28 13:00", "0 5000 -"}, // 28 February to 29 March: wang, not again; before it 29 January to 27 February
		{"2026-04-29 13:00", "0 5000 -"}, // the month itself: wang and li, neither of them again
	} {
		d.Shop.Clock.Set(d.At(c.at))
		d.want(recent, map[string]string{"repurchase_rate": c.rate})
	}
	d.Shop.Clock.Set(d.At("2026-03-30 13:00"))
	d.again()
	ids, err := d.Service.Members(t.Context(), recent, insight.Who{Behind: insight.Repurchased}, 0, 10)
	if err != nil || !slices.Equal(ids, []member.ID{wang}) {
		t.Errorf("%v, want wang; %v", ids, err)
	}
}

func TestRefundCountsOnItsOwnDay(t *testing.T) {
	t.Parallel()
	d := open(t)
	wang := d.Join()
	o := d.Buy(wang, "2026-03-31 12:00", programtest.Item("tea", 2, 60_00))
	walkIn := d.Buy(0, "2026-03-31 13:00", programtest.Item("tea", 1, 40_00))
	d.Return(o, "2026-04-02 12:00", 1, 1)
	d.Return(walkIn, "2026-04-02 12:00", 1, 1)
	d.Hear()
	d.want(insight.Ask{Period: period(t, "2026-04-01", "2026-04-11")}, map[string]string{
		"sales": "-7000 10000 0", "orders": "0 2 0", "sales_per_order": "- 5000 -",
		"member_share": "- 6000 -", "buyers": "0 1 0", "active_members": "1 1 0",
		"points_issued": "-30 60 0", "points_liability": "30 60 0",
	})
}

func TestFilterByStoreChannelAndBrand(t *testing.T) {
	t.Parallel()
	d := open(t)
	north, south := d.store("N"), d.store("S")
	r := d.Report(d.Join(), "2026-03-10 12:00", programtest.Item("tea", 1, 10_00))
	r.Store = "N"
	d.Shop.Clock.Set(d.At("2026-03-20 12:00"))
	d.Record(r)
	r = d.Report(0, "2026-03-10 12:00", programtest.Item("tea", 1, 20_00))
	r.Store = "S"
	d.Record(r)
	d.Record(d.Report(0, "2026-03-10 12:00", programtest.Item("tea", 1, 40_00))) // in no store
	d.Hear()
	march := period(t, "2026-03-01", "2026-04-01")
	for name, c := range map[string]struct {
		ask  insight.Ask
		want string
	}{
		"all":               {insight.Ask{}, "7000 0 0"},
		"one store":         {insight.Ask{Stores: []org.StoreID{north}}, "1000 0 0"},
		"two stores":        {insight.Ask{Stores: []org.StoreID{north, south}}, "3000 0 0"},
		"an unknown store":  {insight.Ask{Stores: []org.StoreID{999}}, "0 0 0"},
		"a channel unused":  {insight.Ask{Channels: []org.ChannelID{999}}, "0 0 0"},
		"a brand of nobody": {insight.Ask{Brand: 999}, "0 0 0"},
	} {
		c.ask.Period = march
		t.Run(strings.ReplaceAll(name, " ", "_"), func(t *testing.T) {
			d := d
			d.T = t
			d.want(c.ask, map[string]string{"sales": c.want, "points_issued": "10 0 0"})
		})
	}
}

func TestCurrenciesAreNeverAdded(t *testing.T) {
	t.Parallel()
	d := open(t)
	wang := d.Join()
	d.Buy(wang, "2026-03-10 12:00", programtest.Item("tea", 1, 10_00))
	r := d.Report(wang, "2026-03-11 12:00", programtest.Item("tea", 1, 7_00))
	r.Currency = "GBP"
	d.Shop.Clock.Set(r.OccurredAt)
	d.Record(r)
	march := insight.Ask{Period: period(t, "2026-03-01", "2026-04-01")}
	_, err := d.Overview(t.Context(), march)
	if !errors.Is(err, insight.ErrSeveralCurrencies) || !strings.Contains(errs.Of(err).Error(), "CNY, GBP") {
		t.Fatalf("got %v", err)
	}
	march.Currency = "GBP"
	d.want(march, map[string]string{"sales": "700 0 0", "orders": "1 0 0", "buyers": "1 0 0"})
	d.want(insight.Ask{Period: period(t, "2026-03-11", "2026-03-12"), Currency: "CNY"}, map[string]string{"sales": "0 1000 0"})
}

func TestPeriodsThatAreNone(t *testing.T) {
	t.Parallel()
	d := open(t)
	for _, p := range []insight.Period{
		period(t, "2026-03-01", "2026-03-01"), period(t, "2026-03-02", "2026-03-01"), period(t, "2020-01-01", "2026-01-01"),
		{From: date(t, "2026-03-01")}, {Until: date(t, "2026-03-01")},
	} {
		if _, err := d.Overview(t.Context(), insight.Ask{Period: p}); !errors.Is(err, insight.ErrBadPeriod) {
			t.Errorf("%v: %v", p, err)
		}
	}
	d.want(insight.Ask{}, map[string]string{ // of a shop that sold nothing
		"sales": "0 0 0", "sales_per_order": "- - -", "coverage": "- - -", "members": "0 0 0", "repurchase_cycle": "- - -",
	})
	o, err := d.Overview(t.Context(), insight.Ask{})
	if err != nil || o.Period != period(t, "2025-12-02", "2026-01-01") || o.Currency != "CNY" {
		t.Errorf("without a period: %+v, %v", o.Period, err)
	}
}

func TestPeriodsBesideAPeriod(t *testing.T) {
	t.Parallel()
	p := period(t, "2028-02-29", "2028-03-02")
	if p.Before() != period(t, "2028-02-27", "2028-02-29") || p.LastYear() != period(t, "2027-02-28", "2027-03-02") {
		t.Errorf("before %v, last year %v", p.Before(), p.LastYear())
	}
}

func TestNobodyCountsTwice(t *testing.T) {
	t.Parallel()
	d := open(t)
	wang, li := d.Join(), d.Join()
	d.Buy(wang, "2026-03-10 12:00", programtest.Item("tea", 1, 10_00))
	d.Buy(li, "2026-03-11 12:00", programtest.Item("tea", 1, 10_00))
	o := d.Buy(0, "2026-03-12 12:00", programtest.Item("tea", 2, 20_00))
	d.Return(o, "2026-03-13 12:00", 1, 1)
	d.Hear()
	d.merge(li, wang)
	d.attach(int64(o.ID), wang)
	d.Shop.Clock.Set(d.At("2026-05-01 09:00"))
	d.want(insight.Ask{Period: period(t, "2026-03-01", "2026-04-01")}, map[string]string{
		"sales": "3000 0 0", "orders": "3 0 0", "buyers": "1 0 0", "members": "1 1 0", "items_per_order": "133 - -",
		"coverage": "10000 - -", "member_share": "10000 - -", "repurchase_rate": "10000 - -", "repurchase_cycle": "10 - -",
	})
	for split, want := range map[insight.Split]int64{
		insight.NoSplit: 3000, insight.ByStore: 3000, insight.ByChannel: 3000, insight.ByCategory: 3000, insight.ByReturn: 4000,
	} {
		sum := int64(0)
		for _, v := range d.trend(insight.Ask{Period: period(t, "2026-03-01", "2026-04-01")}, insight.ByMonth, split).Series {
			sum += v.Total.Sales
		}
		if sum != want {
			t.Errorf("by %s: %d, want %d", split, sum, want)
		}
	}
}

// merge marks a member as merged, as merging will.
func (d *desk) merge(gone, into member.ID) {
	d.T.Helper()
	d.exec(`UPDATE member.member SET status = 'merged', merged_into = $2 WHERE member_id = $1`, int64(gone), int64(into))
}

// attach lays an order without a member, and its refunds, under one.
func (d *desk) attach(order int64, to member.ID) {
	d.T.Helper()
	for _, table := range []string{"orders", "line", "refund", "refund_line"} {
		d.exec(`CREATE TEMP TABLE moved AS SELECT * FROM orders.` + table + ` WHERE member_id = -` + itoa(order) + `;
			UPDATE moved SET member_id = ` + itoa(int64(to)) + `; INSERT INTO orders.` + table + ` SELECT * FROM moved; DROP TABLE moved`)
	}
	d.exec(`UPDATE orders.orders SET moved_to = $2 WHERE member_id = -$1::bigint AND id = $1`, order, int64(to))
	d.exec(`INSERT INTO orders.buyer (member_id, first_date) SELECT member_id, local_date FROM orders.orders WHERE member_id = $2 AND id = $1
		ON CONFLICT (member_id) DO UPDATE SET first_date = least(buyer.first_date, excluded.first_date)`, order, int64(to))
}

func (d *desk) exec(sql string, args ...any) {
	d.T.Helper()
	if _, err := d.Shop.DB.Owner(d.T).Exec(d.T.Context(), sql, args...); err != nil {
		d.T.Fatal(err)
	}
}
