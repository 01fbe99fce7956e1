package catalog_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"habitue/internal/catalog"
	"habitue/internal/catalog/catalogtest"
	"habitue/internal/org"
	"habitue/internal/org/orgtest"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
)

// mall is a catalogue with places to sell: two channels, three stores of which two
// lie in a town of a province, and three articles of which two are variants.
type mall struct {
	t     testing.TB
	db    *postgres.DB
	owner *postgres.DB
	s     *catalog.Service
}

func newMall(t testing.TB) *mall {
	t.Helper()
	home := pgtest.New(t)
	db := home.DB
	ids, now := orgtest.IDs(t, db), clock.NewFake(catalogtest.Now)
	places := org.New(org.Deps{IDs: ids, Clock: now})
	m := &mall{t, db, home.Owner(t), catalog.New(catalog.Deps{IDs: ids, Clock: now, Org: places})}
	m.in(func(ctx context.Context, tx postgres.Tx) error {
		if _, err := places.SaveChannels(ctx, tx, org.Channel{Code: "till", Kind: org.Till, Name: i18n.Of("门店", "")},
			org.Channel{Code: "app", Kind: org.App, Name: i18n.Of("应用", "")}); err != nil {
			return err
		}
		province, err := places.SaveRegion(ctx, tx, org.Region{Code: "zhejiang", Name: i18n.Of("浙江", "")})
		if err != nil {
			return err
		}
		town, err := places.SaveRegion(ctx, tx, org.Region{Code: "hangzhou", Name: i18n.Of("杭州", ""), Parent: province})
		if err != nil {
			return err
		}
		if _, err := places.SaveStores(ctx, tx, org.Store{Code: "H1", Name: i18n.Of("湖滨", ""), Region: town},
			org.Store{Code: "H2", Name: i18n.Of("西溪", ""), Region: town}, org.Store{Code: "S1", Name: i18n.Of("上海", "")}); err != nil {
			return err
		}
		_, err = m.s.Ensure(ctx, tx, []catalog.ArticleInput{{Code: "TEE", Name: i18n.Of("T恤", "")}, {Code: "TEE-R"}, {Code: "TEE-B"}})
		return err
	})
	m.variant("TEE-R", "TEE")
	m.variant("TEE-B", "TEE")
	return m
}

func (m *mall) in(fn func(ctx context.Context, tx postgres.Tx) error) {
	m.t.Helper()
	if err := m.db.InTx(m.t.Context(), func(tx postgres.Tx) error { return fn(m.t.Context(), tx) }); err != nil {
		m.t.Fatal(err)
	}
}

func (m *mall) article(code string) catalog.Article {
	m.t.Helper()
	list, err := m.s.Search(m.t.Context(), m.db, catalog.Filter{Text: code}, "", 10)
	if err != nil || len(list) == 0 {
		m.t.Fatal(code, list, err)
	}
	return list[slices.IndexFunc(list, func(a catalog.Article) bool { return a.Code == code })]
}

func (m *mall) variant(code, of string) {
	m.t.Helper()
	a := m.article(code)
	m.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := m.s.EditTrade(ctx, tx, a.ID, a.Version, catalog.Detail{VariantOf: &of})
		return err
	})
}

func (m *mall) list(l catalog.PriceList, edits ...catalog.PriceEdit) catalog.PriceList {
	m.t.Helper()
	if l.Currency == "" {
		l.Currency = "CNY"
	}
	l.Name = i18n.Of(l.Code, "")
	m.in(func(ctx context.Context, tx postgres.Tx) (err error) {
		if l, err = m.s.CreatePriceList(ctx, tx, l); err != nil {
			return err
		}
		_, err = m.s.ChangePrices(ctx, tx, l.ID, edits, "staff:1", "test")
		return err
	})
	return l
}

func (m *mall) quote(ask catalog.PriceQuery) map[string]catalog.Quoted {
	m.t.Helper()
	if ask.Currency == "" {
		ask.Currency = "CNY"
	}
	if ask.At.IsZero() {
		ask.At = catalogtest.Now
	}
	if len(ask.Codes) == 0 {
		ask.Codes = []string{"TEE", "TEE-R", "TEE-B"}
	}
	quoted, err := m.s.Prices(m.t.Context(), m.db, ask)
	if err != nil {
		m.t.Fatal(err)
	}
	return quoted
}

// said is a quote in one line: list, amount, and what the member pays.
func said(q catalog.Quoted) string {
	if !q.Priced {
		return "none"
	}
	text := fmt.Sprintf("%s %d", q.List, q.Amount)
	if q.IsMember {
		text += fmt.Sprintf(" member %d", q.Member)
	}
	return text
}

// TestWhichListWins is the rule of decision 0024 as a table.
func TestWhichListWins(t *testing.T) {
	t.Parallel()
	m := newMall(t)
	price := func(amount int64) catalog.PriceEdit { return catalog.PriceEdit{Article: "TEE", Amount: amount} }
	m.list(catalog.PriceList{Code: "base"}, price(10000), catalog.PriceEdit{Article: "TEE-R", Amount: 9900, Member: map[string]int64{"gold": 9000, "*": 9500}})
	m.list(catalog.PriceList{Code: "app", Channels: []string{"app"}}, price(9800))
	m.list(catalog.PriceList{Code: "town", Regions: []string{"zhejiang"}}, price(9700))
	m.list(catalog.PriceList{Code: "lake", Stores: []string{"H1"}}, price(9600))
	m.list(catalog.PriceList{Code: "festival", Priority: 10, From: catalogtest.Now.Add(time.Hour), Until: catalogtest.Now.Add(2 * time.Hour)}, price(8000))
	m.list(catalog.PriceList{Code: "usd", Currency: "USD"}, price(1500))
	for name, c := range map[string]struct {
		ask  catalog.PriceQuery
		code string
		want string
	}{
		"what_names_nothing_holds_everywhere":              {catalog.PriceQuery{}, "TEE", "base 10000"},
		"a_channel_goes_before_none":                       {catalog.PriceQuery{Channel: "app"}, "TEE", "app 9800"},
		"a_region_above_the_store_goes_before_the_channel": {catalog.PriceQuery{Channel: "app", Store: "H2"}, "TEE", "town 9700"},
		"the_store_goes_before_its_region":                 {catalog.PriceQuery{Channel: "app", Store: "H1"}, "TEE", "lake 9600"},
		"a_store_elsewhere_has_the_common_price":           {catalog.PriceQuery{Store: "S1"}, "TEE", "base 10000"},
		"priority_goes_before_everything":                  {catalog.PriceQuery{Store: "H1", At: catalogtest.Now.Add(time.Hour)}, "TEE", "festival 8000"},
		"a_second_before_it_begins_it_does_not_hold":       {catalog.PriceQuery{Store: "H1", At: catalogtest.Now.Add(time.Hour - time.Second)}, "TEE", "lake 9600"},
		"in_its_last_second_it_holds":                      {catalog.PriceQuery{Store: "H1", At: catalogtest.Now.Add(2*time.Hour - time.Second)}, "TEE", "festival 8000"},
		"in_the_second_in_which_it_ends_it_does_not":       {catalog.PriceQuery{Store: "H1", At: catalogtest.Now.Add(2 * time.Hour)}, "TEE", "lake 9600"},
		"another_currency_has_lists_of_its_own":            {catalog.PriceQuery{Currency: "USD", Store: "H1"}, "TEE", "usd 1500"},
		"a_variant_has_the_price_of_its_article":           {catalog.PriceQuery{}, "TEE-B", "base 10000"},
		"its_own_price_goes_before_it":                     {catalog.PriceQuery{}, "TEE-R", "base 9900"},
		"but_lists_go_first":                               {catalog.PriceQuery{Channel: "app"}, "TEE-R", "app 9800"},
		"a_level_has_its_price":                            {catalog.PriceQuery{Level: "gold"}, "TEE-R", "base 9900 member 9000"},
		"another_level_has_that_of_every_member":           {catalog.PriceQuery{Level: "silver"}, "TEE-R", "base 9900 member 9500"},
		"the_list_that_wins_says_what_members_pay":         {catalog.PriceQuery{Level: "gold", Channel: "app"}, "TEE-R", "app 9800"},
		"a_currency_without_lists_has_no_prices":           {catalog.PriceQuery{Currency: "EUR"}, "TEE", "none"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := said(m.quote(c.ask)[c.code]); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
	t.Run("an_unknown_code_is_left_out", func(t *testing.T) {
		if q := m.quote(catalog.PriceQuery{Codes: []string{"TEE", "nothing", "\x00", ""}}); len(q) != 1 {
			t.Error(q)
		}
	})
}

// TestPricesOfAList holds that of prices in force the one that began last holds, to
// the second, and that the one before it comes back.
func TestPricesOfAList(t *testing.T) {
	t.Parallel()
	m := newMall(t)
	at := catalogtest.Now
	m.list(catalog.PriceList{Code: "base"},
		catalog.PriceEdit{Article: "TEE", Amount: 100},
		catalog.PriceEdit{Article: "TEE", Amount: 80, From: at, Until: at.Add(time.Hour)},
		catalog.PriceEdit{Article: "TEE", Amount: 70, From: at.Add(10 * time.Minute), Until: at.Add(20 * time.Minute)},
		catalog.PriceEdit{Article: "TEE", Amount: 120, From: at.Add(2 * time.Hour)},
		catalog.PriceEdit{Article: "TEE-R", Amount: 5, Until: at})
	for offset, want := range map[time.Duration]string{
		-time.Second: "base 100", 0: "base 80", 10*time.Minute - time.Second: "base 80", 10 * time.Minute: "base 70",
		20 * time.Minute: "base 80", time.Hour: "base 100", 2*time.Hour - time.Second: "base 100", 2 * time.Hour: "base 120",
	} {
		q := m.quote(catalog.PriceQuery{At: at.Add(offset)})
		if got := said(q["TEE"]); got != want {
			t.Errorf("%v: %s, want %s", offset, got, want)
		}
		if got := said(q["TEE-R"]); offset >= 0 && got != want {
			t.Errorf("%v: a variant whose own price has ended: %s, want %s", offset, got, want)
		}
	}
}

// naive answers which price holds by comparing everything with everything, without
// any of the code that is tested.
func naive(lists []catalog.PriceList, prices []catalog.Price, codes map[catalog.ArticleID]string, ask catalog.PriceQuery, own, general catalog.ArticleID) string {
	regions := map[string][]string{"H1": {"hangzhou", "zhejiang"}, "H2": {"hangzhou", "zhejiang"}}[ask.Store]
	within := func(from, until time.Time) bool {
		return !from.After(ask.At) && (until.IsZero() || until.After(ask.At))
	}
	type candidate struct {
		list  catalog.PriceList
		price catalog.Price
		score [6]int64
	}
	var all []candidate
	for _, l := range lists {
		near := int64(-1)
		switch {
		case slices.Contains(l.Stores, ask.Store) && ask.Store != "":
			near = 2
		case slices.ContainsFunc(regions, func(r string) bool { return slices.Contains(l.Regions, r) }):
			near = 1
		case len(l.Stores) == 0 && len(l.Regions) == 0:
			near = 0
		}
		channel := int64(len(l.Channels))
		if near < 0 || l.Currency != ask.Currency || !within(l.From, l.Until) || channel > 0 && !slices.Contains(l.Channels, ask.Channel) {
			continue
		}
		timed := int64(0)
		if !l.From.IsZero() || !l.Until.IsZero() {
			timed = 1
		}
		for _, p := range prices {
			if p.List != l.ID || p.Article != own && p.Article != general || !within(p.From, p.Until) {
				continue
			}
			its := int64(0)
			if p.Article == own {
				its = 1
			}
			all = append(all, candidate{l, p, [6]int64{int64(l.Priority), near, min(channel, 1), timed, its, p.From.Unix()}})
		}
	}
	best := -1
	for i, c := range all {
		if best < 0 {
			best = i
			continue
		}
		b := all[best]
		head := slices.Compare(c.score[:4], b.score[:4])
		switch {
		case head > 0, head == 0 && c.list.Code < b.list.Code,
			head == 0 && c.list.Code == b.list.Code && slices.Compare(c.score[4:], b.score[4:]) > 0:
			best = i
		}
	}
	if best < 0 {
		return "none"
	}
	p := all[best].price
	text := fmt.Sprintf("%s %d", all[best].list.Code, p.Amount)
	if ask.Level != "" {
		if amount, ok := p.Member[ask.Level]; ok {
			text += fmt.Sprintf(" member %d", amount)
		} else if amount, ok := p.Member["*"]; ok {
			text += fmt.Sprintf(" member %d", amount)
		}
	}
	return text
}

// TestWinnersAreThoseOfAnotherSearch draws lists, prices and questions.
func TestWinnersAreThoseOfAnotherSearch(t *testing.T) {
	t.Parallel()
	m := newMall(t)
	ids := map[string]catalog.ArticleID{}
	codes := map[catalog.ArticleID]string{}
	for _, code := range []string{"TEE", "TEE-R", "TEE-B"} {
		ids[code] = m.article(code).ID
		codes[ids[code]] = code
	}
	moment := rapid.Custom(func(t *rapid.T) time.Time {
		if rapid.IntRange(0, 2).Draw(t, "open") == 0 {
			return time.Time{}
		}
		return catalogtest.Now.Add(time.Duration(rapid.IntRange(-5, 5).Draw(t, "second")) * time.Second)
	})
	some := func(of ...string) *rapid.Generator[[]string] {
		return rapid.Custom(func(t *rapid.T) []string {
			return slices.DeleteFunc(slices.Clone(of), func(string) bool { return rapid.IntRange(0, 3).Draw(t, "in") > 0 })
		})
	}
	ended := func(from, until time.Time) time.Time {
		if !until.IsZero() && !from.Before(until) {
			return from.Add(time.Second)
		}
		return until
	}
	round := 0
	rapid.Check(t, func(t *rapid.T) {
		round++
		// What was drawn before is nobody's business; the program itself never takes it away.
		if _, err := m.owner.Exec(context.Background(), "TRUNCATE catalog.price_list CASCADE"); err != nil {
			t.Fatal(err)
		}
		var lists []catalog.PriceList
		var prices []catalog.Price
		for i := range rapid.IntRange(1, 5).Draw(t, "lists") {
			l := catalog.PriceList{
				Code: fmt.Sprintf("L%d-%d", rapid.IntRange(0, 9).Draw(t, "code"), i), Currency: rapid.SampledFrom([]string{"CNY", "CNY", "USD"}).Draw(t, "currency"),
				Priority: rapid.IntRange(0, 1).Draw(t, "priority"), Channels: some("till", "app").Draw(t, "channels"),
				Stores: some("H1", "S1").Draw(t, "stores"), Regions: some("hangzhou", "zhejiang").Draw(t, "regions"), From: moment.Draw(t, "from"),
			}
			l.Until = ended(l.From, moment.Draw(t, "until"))
			seen := map[string]bool{}
			var edits []catalog.PriceEdit
			for range rapid.IntRange(0, 4).Draw(t, "prices") {
				e := catalog.PriceEdit{Article: rapid.SampledFrom([]string{"TEE", "TEE-R", "TEE-B"}).Draw(t, "article"),
					From: moment.Draw(t, "from"), Amount: int64(rapid.IntRange(0, 999).Draw(t, "amount"))}
				e.Until = ended(e.From, moment.Draw(t, "until"))
				if rapid.Bool().Draw(t, "for members") {
					e.Member = map[string]int64{rapid.SampledFrom([]string{"*", "gold"}).Draw(t, "level"): int64(rapid.IntRange(0, 999).Draw(t, "member"))}
				}
				if key := e.Article + e.From.String(); !seen[key] {
					seen[key] = true
					edits = append(edits, e)
				}
			}
			l = m.list(l, edits...)
			lists = append(lists, l)
			for _, e := range edits {
				prices = append(prices, catalog.Price{List: l.ID, Article: ids[e.Article], From: e.From, Until: e.Until, Amount: e.Amount, Member: e.Member})
			}
		}
		for range 10 {
			ask := catalog.PriceQuery{
				At: catalogtest.Now.Add(time.Duration(rapid.IntRange(-6, 6).Draw(t, "at")) * time.Second), Currency: rapid.SampledFrom([]string{"CNY", "USD"}).Draw(t, "currency"),
				Channel: rapid.SampledFrom([]string{"", "till", "app"}).Draw(t, "channel"), Store: rapid.SampledFrom([]string{"", "H1", "H2", "S1"}).Draw(t, "store"),
				Level: rapid.SampledFrom([]string{"", "gold", "silver"}).Draw(t, "level"), Codes: slices.Sorted(maps.Keys(ids)),
			}
			for code, q := range m.quote(ask) {
				if want := naive(lists, prices, codes, ask, ids[code], ids["TEE"]); said(q) != want {
					t.Fatalf("%s of %+v: %s, another search says %s", code, ask, said(q), want)
				}
			}
		}
	})
	if round == 0 {
		t.Error("nothing was drawn")
	}
}

// TestPriceChangesAreSeenAtOnce holds that no process goes on asking an old price,
// and that none ever sees what was rolled back.
func TestPriceChangesAreSeenAtOnce(t *testing.T) {
	t.Parallel()
	m := newMall(t)
	l := m.list(catalog.PriceList{Code: "base"}, catalog.PriceEdit{Article: "TEE", Amount: 100})
	other := catalogtest.New(t, m.db) // another process
	ask := catalog.PriceQuery{At: catalogtest.Now, Currency: "CNY", Codes: []string{"TEE"}}
	both := func(want int64) {
		t.Helper()
		for i, s := range []*catalog.Service{m.s, other} {
			if q, err := s.Prices(t.Context(), m.db, ask); err != nil || q["TEE"].Amount != want {
				t.Errorf("process %d: %d, %v; want %d", i, q["TEE"].Amount, err, want)
			}
		}
	}
	both(100)
	m.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := m.s.ChangePrices(ctx, tx, l.ID, []catalog.PriceEdit{{Article: "TEE", Amount: 90}}, "", "")
		return err
	})
	both(90)
	err := m.db.InTx(t.Context(), func(tx postgres.Tx) error {
		if _, err := m.s.ChangePrices(t.Context(), tx, l.ID, []catalog.PriceEdit{{Article: "TEE", Amount: 1}}, "", ""); err != nil {
			return err
		}
		q, err := m.s.Prices(t.Context(), tx, ask)
		if err != nil || q["TEE"].Amount != 1 {
			t.Errorf("inside: %d, %v", q["TEE"].Amount, err)
		}
		both(90)
		return context.Canceled
	})
	if err == nil {
		t.Fatal("it was to be rolled back")
	}
	both(90)
	a := m.article("TEE")
	m.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := m.s.EditArticle(ctx, tx, a.ID, a.Version, catalog.Edit{Name: a.Name, Kind: a.Kind, Earns: false})
		return err
	})
	if q, err := other.Prices(t.Context(), m.db, ask); err != nil || q["TEE"].Earns {
		t.Errorf("earns %v, %v", q["TEE"].Earns, err)
	}
}

// Twenty articles of a basket with three lists, as a till asks again and again.
func BenchmarkPrices(b *testing.B) {
	m := newMall(b)
	ask := catalog.PriceQuery{At: catalogtest.Now, Currency: "CNY", Channel: "app", Store: "H1", Level: "gold"}
	var edits []catalog.PriceEdit
	m.in(func(ctx context.Context, tx postgres.Tx) error {
		var inputs []catalog.ArticleInput
		for i := range 20 {
			code := fmt.Sprintf("A%02d", i)
			inputs = append(inputs, catalog.ArticleInput{Code: code, Category: "tea"})
			ask.Codes = append(ask.Codes, code)
			edits = append(edits, catalog.PriceEdit{Article: code, Amount: int64(i), Member: map[string]int64{"gold": 1}})
		}
		_, err := m.s.Ensure(ctx, tx, inputs)
		return err
	})
	m.list(catalog.PriceList{Code: "base"}, edits...)
	m.list(catalog.PriceList{Code: "app", Channels: []string{"app"}}, edits[:10]...)
	m.list(catalog.PriceList{Code: "town", Regions: []string{"hangzhou"}}, edits[:5]...)
	m.quote(ask)
	b.ResetTimer()
	for b.Loop() {
		if q, err := m.s.Prices(b.Context(), m.db, ask); err != nil || len(q) != 20 {
			b.Fatal(len(q), err)
		}
	}
}
