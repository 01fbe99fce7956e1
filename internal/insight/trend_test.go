package insight_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"habitue/internal/catalog"
	"habitue/internal/insight"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
)

// told writes a trend as the tests say it, a line for each series.
func told(t insight.Trend) string {
	var b strings.Builder
	for _, v := range t.Series {
		fmt.Fprintf(&b, "%s %v %v %v %v %v\n", v.Key, v.Sales, v.Counts, v.Total, v.Before, v.LastYear)
	}
	return b.String()
}

func (d *desk) trend(a insight.Ask, grain insight.Grain, split insight.Split) insight.Trend {
	d.T.Helper()
	d.again()
	got, err := d.Trend(d.T.Context(), a, grain, split)
	if err != nil {
		d.T.Fatal(err)
	}
	return got
}

func TestTrendByDayWeekAndMonth(t *testing.T) {
	t.Parallel()
	d := open(t)
	wang := d.Join()
	d.Buy(wang, "2026-02-25 12:00", programtest.Item("tea", 1, 5_00))
	d.Buy(wang, "2026-02-27 12:00", programtest.Item("tea", 1, 10_00)) // a Friday
	o := d.Buy(0, "2026-02-28 12:00", programtest.Item("tea", 1, 20_00))
	d.Shop.Clock.Set(d.At("2026-03-01 09:00"))
	li := d.Join()
	d.Buy(li, "2026-03-01 12:00", programtest.Item("tea", 1, 40_00)) // a Sunday
	d.Buy(wang, "2026-03-02 12:00", programtest.Item("tea", 1, 80_00))
	d.Return(o, "2026-03-02 13:00", 1, 1)
	a := insight.Ask{Period: period(t, "2026-02-27", "2026-03-03")}
	for grain, want := range map[insight.Grain]string{
		insight.ByDay:   "all [1000 2000 4000 6000] [1 1 1 1] {13000 4} {500 1} {0 0}\n[1 0 1 1] [0 0 1 0] [1 1 2 2]",
		insight.ByWeek:  "all [7000 6000] [3 1] {13000 4} {500 1} {0 0}\n[2 1] [1 0] [2 2]",
		insight.ByMonth: "all [3000 10000] [2 2] {13000 4} {500 1} {0 0}\n[1 2] [0 1] [1 2]",
	} {
		got := d.trend(a, grain, insight.NoSplit)
		if s := told(got) + fmt.Sprint(got.Buyers, " ", got.Joined, " ", got.Members); s != want {
			t.Errorf("by %s:\n%s\nwant\n%s", grain, s, want)
		}
	}
	if starts := d.trend(a, insight.ByWeek, insight.NoSplit).Starts; !starts[0].Equal(date(t, "2026-02-23")) || len(starts) != 2 {
		t.Errorf("weeks begin on %v", starts)
	}
}

func TestTrendSplitByStoreChannelCategoryAndReturn(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.store("N")
	d.Tx(func(ctx context.Context, tx postgres.Tx) error {
		if _, err := d.Shop.Org.SaveChannels(ctx, tx, org.Channel{Code: "mini", Kind: org.MiniProgram, Name: i18n.Of("小程序", "Mini")}); err != nil {
			return err
		}
		if _, err := d.Shop.Catalog.SaveCategories(ctx, tx, catalog.CategoryInput{Code: "drinks", Name: i18n.Of("饮品", "Drinks")},
			catalog.CategoryInput{Code: "tea", Parent: "drinks", Name: i18n.Of("茶", "Tea")}); err != nil {
			return err
		}
		_, err := d.Shop.Catalog.SaveArticles(ctx, tx, catalog.ArticleInput{Code: "green", Name: i18n.Of("绿茶", "Green"), Kind: catalog.KindGoods, Category: "tea"})
		return err
	})
	wang, li := d.Join(), d.Join()
	sell := func(m member.ID, at, store, channel string, lines ...order.ReportLine) order.Order {
		r := d.Report(m, at, lines...)
		r.Store, r.Channel = store, channel
		d.Shop.Clock.Set(r.OccurredAt)
		return d.Record(r)
	}
	o := sell(wang, "2026-02-10 12:00", "N", "", programtest.Item("green", 2, 20_00))
	sell(wang, "2026-03-10 12:00", "N", "mini", programtest.Item("green", 2, 20_00), programtest.Item("mug", 1, 30_00))
	sell(li, "2026-03-10 12:00", "", "mini", programtest.Item("mug", 1, 30_00))
	sell(li, "2026-03-11 12:00", "N", "", programtest.Item("green", 1, 10_00),
		order.ReportLine{Kind: catalog.KindDelivery, Code: "bike", Name: "外送", Quantity: 1, List: 5_00})
	sell(0, "2026-03-11 13:00", "", "", programtest.Item("mug", 1, 30_00))
	d.Return(o, "2026-03-11 14:00", 1, 1)
	a := insight.Ask{Period: period(t, "2026-03-10", "2026-03-12")}
	for split, want := range map[insight.Split]string{
		insight.ByStore:    "none [3000 3000] [1 1] {6000 2} {0 0} {0 0}\nN [5000 500] [1 1] {5500 2} {0 0} {0 0}\n",
		insight.ByChannel:  "mini [8000 0] [2 0] {8000 2} {0 0} {0 0}\nnone [0 3500] [0 2] {3500 2} {0 0} {0 0}\n",
		insight.ByCategory: "none [6000 3500] [2 1] {9500 3} {0 0} {0 0}\ndrinks [2000 0] [2 1] {2000 3} {0 0} {0 0}\n",
		insight.ByReturn:   "returning [5000 1500] [1 1] {6500 2} {0 0} {0 0}\nnew [3000 0] [1 0] {3000 1} {0 0} {0 0}\nwalk_in [0 3000] [0 1] {3000 1} {0 0} {0 0}\n",
	} {
		if got := told(d.trend(a, insight.ByDay, split)); got != want {
			t.Errorf("by %s:\n%s\nwant\n%s", split, got, want)
		}
	}
	top, err := d.Articles(t.Context(), a, insight.BySales, 1)
	if err != nil || len(top.List) != 1 || top.Known[top.List[0].ID].Code != "mug" || top.List[0].Total != (insight.Amount{Sales: 9000, Count: 3}) {
		t.Errorf("by sales %+v, %v", top.List, err)
	}
	march := insight.Ask{Period: period(t, "2026-03-01", "2026-03-29")}
	top, err = d.Articles(t.Context(), march, insight.ByPieces, 5)
	if err != nil || len(top.List) != 2 || top.List[0].Total.Count != 3 || top.List[0].Before.Sales+top.List[1].Before.Sales != 2000 {
		t.Errorf("by pieces %+v, %v", top.List, err)
	}
}

func TestManyStoresAreTwelveAndTheRest(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.Shop.Clock.Set(d.At("2026-03-10 12:00"))
	for i := range int64(15) {
		code := fmt.Sprintf("S%02d", i)
		d.store(code)
		r := d.Report(0, "2026-03-10 12:00", programtest.Item("tea", 1, 100*(i+1)))
		r.Store = code
		d.Record(r)
	}
	got := d.trend(insight.Ask{Period: period(t, "2026-03-10", "2026-03-11")}, insight.ByDay, insight.ByStore)
	if len(got.Series) != 13 || got.Series[0].Key != "S14" || got.Series[12].Key != "rest" || got.Series[12].Total != (insight.Amount{Sales: 600, Count: 3}) {
		t.Errorf("%s", told(got))
	}
}

func TestWhoIsNewIsNewWhereverThatWas(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.Shop.Clock.Set(d.At("2026-03-20 12:00"))
	here := d.store("HERE")
	d.store("THERE")
	wang, li, lis := d.Join(), d.Join(), d.Join()
	buy := func(m member.ID, at, store string) {
		r := d.Report(m, at, programtest.Item("tea", 1, 10_00))
		r.Store = store
		d.Record(r)
	}
	buy(wang, "2026-03-11 12:00", "HERE")
	buy(wang, "2026-03-10 12:00", "THERE") // reported after, and before it
	buy(li, "2026-03-10 12:00", "HERE")
	buy(lis, "2026-02-10 12:00", "THERE")
	d.merge(lis, li) // who therefore is not new
	got := d.trend(insight.Ask{Period: period(t, "2026-03-10", "2026-03-12"), Stores: []org.StoreID{here}}, insight.ByDay, insight.ByReturn)
	if s, want := told(got), "returning [1000 1000] [1 1] {2000 2} {0 0} {0 0}\n"; s != want {
		t.Errorf("%swant %s", s, want)
	}
}

func TestHoursAreThoseOnTheShopsWall(t *testing.T) {
	t.Parallel()
	d := open(t)
	cutoff := 180
	d.Tx(func(ctx context.Context, tx postgres.Tx) error {
		_, err := d.Shop.Org.SaveStores(ctx, tx, org.Store{Code: "LON", Name: i18n.Of("伦敦店", "London"), Zone: "Europe/London", CutoffMinutes: &cutoff})
		return err
	})
	for _, at := range []string{"2026-03-29 08:30", "2026-03-29 09:30"} { // 00:30 and, an hour later, 02:30: the clocks went forward
		r := d.Report(0, at, programtest.Item("tea", 1, 10_00))
		r.Store = "LON"
		d.Shop.Clock.Set(r.OccurredAt)
		d.Record(r)
	}
	d.Buy(0, "2026-03-30 09:30", programtest.Item("tea", 1, 10_00)) // in Shanghai
	h, err := d.Hours(t.Context(), insight.Ask{Period: period(t, "2026-03-28", "2026-03-31")})
	want := []insight.Hour{{Weekday: 1, Hour: 9, Orders: 1, Sales: 1000}, {Weekday: 6, Hour: 0, Orders: 1, Sales: 1000}, {Weekday: 6, Hour: 2, Orders: 1, Sales: 1000}}
	if err != nil || !slices.Equal(h.Cells, want) {
		t.Errorf("%+v, %v", h.Cells, err)
	}
}

func TestLevelsAtTwoInstantsAndTheMovesBetween(t *testing.T) {
	t.Parallel()
	d := open(t)
	wang, li := d.Join(), d.Join()
	d.Buy(wang, "2026-02-10 12:00", programtest.Item("tea", 1, 1000_00)) // silver
	d.Hear()
	d.Shop.Clock.Set(d.At("2026-03-05 12:00"))
	zhao := d.Join()
	d.Buy(wang, "2026-03-10 12:00", programtest.Item("tea", 1, 2000_00)) // gold
	d.Hear()
	d.Buy(wang, "2026-04-10 12:00", programtest.Item("tea", 1, 2000_00)) // diamond, which is later
	d.Buy(li, "2026-04-10 12:00", programtest.Item("tea", 1, 1000_00))
	d.Hear()
	d.Shop.Clock.Set(d.At("2026-05-20 12:00"))
	march := insight.Ask{Period: period(t, "2026-03-01", "2026-04-01")}
	got, err := d.Levels(t.Context(), march)
	want := []insight.Move{{To: "basic", Members: 1}, {From: "basic", To: "basic", Members: 1}, {From: "silver", To: "gold", Members: 1}}
	if err != nil || !slices.Equal(got.Moves, want) {
		t.Fatalf("%+v, %v", got.Moves, err)
	}
	var mix []string
	for _, c := range got.Mix {
		mix = append(mix, fmt.Sprint(c.Level.Code, c.Begin, c.End))
	}
	if s := strings.Join(mix, " "); s != "basic1 2 silver1 0 gold0 1 diamond0 0" {
		t.Errorf("mix %s", s)
	}
	for _, c := range []struct {
		who  insight.Who
		want []member.ID
	}{
		{insight.Who{Behind: insight.Moved, From: "silver", To: "gold"}, []member.ID{wang}},
		{insight.Who{Behind: insight.Moved, To: "basic"}, []member.ID{zhao}},
		{insight.Who{Behind: insight.Joined}, []member.ID{zhao}},
		{insight.Who{Behind: insight.Buyers}, []member.ID{wang}},
		{insight.Who{Behind: insight.Active}, []member.ID{wang}},
		{insight.Who{Behind: insight.Repurchased}, nil}, // 31 days later
	} {
		ids, err := d.Service.Members(t.Context(), march, c.who, 0, 10)
		if err != nil || !slices.Equal(ids, c.want) {
			t.Errorf("%+v: %v, want %v; %v", c.who, ids, c.want, err)
		}
	}
	since := insight.Ask{Period: period(t, "2026-02-01", "2026-05-01")}
	first, err := d.Service.Members(t.Context(), since, insight.Who{Behind: insight.Buyers}, 0, 1)
	if err != nil || !slices.Equal(first, []member.ID{min(wang, li)}) {
		t.Fatalf("the first page: %v, %v", first, err)
	}
	second, err := d.Service.Members(t.Context(), since, insight.Who{Behind: insight.Buyers}, first[0], 1)
	if err != nil || !slices.Equal(second, []member.ID{max(wang, li)}) {
		t.Errorf("the second page: %v, %v", second, err)
	}
}
