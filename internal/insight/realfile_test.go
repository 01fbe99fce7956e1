package insight_test

import (
	"compress/gzip"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"habitue/internal/insight"
	"habitue/internal/intake"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
)

// asItIs lays the file's rows into a table as they are, and says in SQL that
// shares nothing with the program what they mean: an invoice that begins with C
// gives back, one with A nobody bought, pieces below zero are stock.
const asItIs = `
	CREATE SCHEMA raw;
	CREATE TABLE raw.row (invoice text, code text, name text, quantity bigint, at timestamp, price numeric, customer text, country text);
	CREATE VIEW raw.line AS
		SELECT invoice, code, quantity, nullif(customer, '') AS customer, floor(abs(quantity) * price * 100 + 0.5)::bigint AS pence,
		       upper(code) NOT IN ('POST','DOT','C2','D','M','S','B','BANK CHARGES','AMAZONFEE','CRUK') AND upper(code) NOT LIKE 'GIFT\_0001\_%' AS goods,
		       min(at) OVER (PARTITION BY invoice) AS at
		FROM raw.row WHERE invoice NOT LIKE 'A%' AND (invoice LIKE 'C%' OR quantity > 0);
	CREATE VIEW raw.sold AS
		SELECT invoice, at, at::date AS day, at AT TIME ZONE 'Europe/London' AS instant, max(customer) AS customer, sum(pence)::bigint AS pence
		FROM raw.line WHERE invoice NOT LIKE 'C%' GROUP BY invoice, at;
	CREATE VIEW raw.repaid AS
		SELECT invoice, at::date AS day, max(customer) AS customer, sum(pence)::bigint AS pence
		FROM raw.line WHERE invoice LIKE 'C%' GROUP BY invoice, at;`

// openReal imports the file and lays it beside as it is.
func openReal(t *testing.T) desk {
	t.Helper()
	d := desk{Shop: programtest.Open(t)}
	d.Shop.Clock.Set(time.Date(2011, 9, 10, 8, 0, 0, 0, time.UTC))
	mapping, err := intake.Preset("online-retail")
	if err != nil {
		t.Fatal(err)
	}
	in := intake.New(intake.Deps{DB: d.DB.DB, IDs: d.IDs, Clock: d.Shop.Clock, Org: d.Shop.Org, Catalog: d.Shop.Catalog,
		Members: d.Shop.Members, Orders: d.Shop.Orders, Program: d.Program})
	file := programtest.RealFile(t)
	r := intake.ImportRequest{Request: intake.Request{File: file, Folder: t.TempDir(), Mapping: mapping}, Principal: "test"}
	if _, err := in.Import(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	owner := d.DB.Owner(t)
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	d.exec(asItIs)
	conn, err := owner.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	if _, err := conn.Conn().PgConn().CopyFrom(t.Context(), rows, `COPY raw.row FROM STDIN (FORMAT csv, HEADER)`); err != nil {
		t.Fatal(err)
	}
	d.exec(`ANALYZE`)
	d.again()
	return d
}

// figuresAsTheyAre reckons each figure from the rows.
var figuresAsTheyAre = map[string]string{
	"sales":           `(SELECT coalesce(sum(pence), 0) FROM sold) - (SELECT coalesce(sum(pence), 0) FROM repaid)`,
	"orders":          `(SELECT count(*) FROM sold)`,
	"sales_per_order": `floor(((SELECT sum(pence) FROM sold) - (SELECT sum(pence) FROM repaid))::numeric / (SELECT count(*) FROM sold) + 0.5)`,
	"buyers":          `(SELECT count(DISTINCT customer) FROM sold)`,
	"sales_per_buyer": `floor(((SELECT sum(pence) FROM sold WHERE customer IS NOT NULL) - (SELECT sum(pence) FROM repaid WHERE customer IS NOT NULL))::numeric
		/ (SELECT count(DISTINCT customer) FROM sold) + 0.5)`,
	"items_per_order": `floor(100 * (SELECT sum(quantity) FROM lines WHERE goods)::numeric / (SELECT count(*) FROM sold) + 0.5)`,
	"price_per_item":  `floor((SELECT sum(pence) FROM lines WHERE goods)::numeric / (SELECT sum(quantity) FROM lines WHERE goods) + 0.5)`,
	"member_share": `floor(10000 * ((SELECT sum(pence) FROM sold WHERE customer IS NOT NULL) - (SELECT sum(pence) FROM repaid WHERE customer IS NOT NULL))::numeric
		/ ((SELECT sum(pence) FROM sold) - (SELECT sum(pence) FROM repaid)) + 0.5)`,
	"coverage": `floor(10000 * (SELECT count(*) FROM sold WHERE customer IS NOT NULL)::numeric / (SELECT count(*) FROM sold) + 0.5)`,
	"members":  `(SELECT count(DISTINCT customer) FROM raw.line WHERE at < $2::date)`,
	"new_members": `(SELECT count(*) FROM (SELECT customer FROM raw.line WHERE customer IS NOT NULL GROUP BY customer
		HAVING min(at) >= $1::date AND min(at) < $2::date) first)`,
	"active_members": `(SELECT count(DISTINCT customer) FROM raw.sold WHERE day >= $2::date - 30 AND day < $2::date)`,
	"repurchase_rate": `floor(10000 * (SELECT count(DISTINCT a.customer) FROM sold a JOIN raw.sold b ON b.customer = a.customer AND b.invoice <> a.invoice
			AND b.instant >= a.instant AND b.instant <= a.instant + interval '720 hours')::numeric / (SELECT count(DISTINCT customer) FROM sold) + 0.5)`,
	"repurchase_cycle": `floor((SELECT 10 * extract(epoch FROM sum(gap)) / 86400 / count(gap) FROM (
		SELECT instant - lag(instant) OVER (PARTITION BY customer ORDER BY instant, invoice) AS gap
		FROM raw.sold WHERE customer IS NOT NULL AND day >= $2::date - 180 AND day < $2::date) g) + 0.5)`,
	"points_liability": `(SELECT sum(remaining) FROM ledger.lot WHERE asset_id = 1) - (SELECT sum(owed) FROM ledger.account WHERE asset_id = 1)`,
}

func TestRealFilesFiguresAreThoseOfItsRows(t *testing.T) {
	t.Parallel()
	d := openReal(t)
	owner := d.DB.Owner(t)
	d.Shop.Clock.Set(d.At("2011-11-01 09:00")) // everybody has had their 30 days
	for _, p := range []insight.Period{
		period(t, "2011-08-01", "2011-09-01"), period(t, "2010-12-01", "2011-09-10"), period(t, "2011-03-20", "2011-04-03"),
	} {
		o, err := d.Overview(t.Context(), insight.Ask{Period: p})
		if err != nil || o.Currency != "GBP" {
			t.Fatal(o.Currency, err)
		}
		got := map[string]string{}
		for _, f := range o.Figures {
			got[f.Key] = shown(f.Value)
		}
		for key, sql := range figuresAsTheyAre {
			if key == "points_liability" && p.Until != date(t, "2011-09-10") {
				continue // lots are of now
			}
			var want int64
			err := owner.QueryRow(t.Context(), `
				WITH sold AS (SELECT * FROM raw.sold WHERE day >= $1::date AND day < $2::date),
				     repaid AS (SELECT * FROM raw.repaid WHERE day >= $1::date AND day < $2::date),
				     lines AS (SELECT * FROM raw.line WHERE invoice NOT LIKE 'C%' AND at >= $1::date AND at < $2::date)
				SELECT (`+sql+`)::bigint`, p.From, p.Until).Scan(&want)
			if err != nil {
				t.Fatal(key, err)
			}
			if got[key] != fmt.Sprint(want) || want == 0 {
				t.Errorf("%s from %s: %s, want %d", key, p.From.Format(time.DateOnly), got[key], want)
			}
		}
	}
	d.trendsAreThoseOfTheRows(t)
	d.levelsAreThoseOfTheMembers(t)
}

// lines runs SQL over the rows and writes its answer as the tests say it.
func (d *desk) lines(sql string, args ...any) string {
	d.T.Helper()
	var text string
	if err := d.DB.Owner(d.T).QueryRow(d.T.Context(), `SELECT string_agg(row_text, E'\n') FROM (`+sql+`) lines(row_text)`, args...).Scan(&text); err != nil {
		d.T.Fatal(err)
	}
	return text
}

func (d *desk) same(what, got, want string) {
	d.T.Helper()
	if got != want || got == "" {
		d.T.Errorf("%s:\n%s\nwant\n%s", what, got, want)
	}
}

func (d *desk) trendsAreThoseOfTheRows(t *testing.T) {
	t.Helper()
	p := period(t, "2011-06-15", "2011-08-20")
	a := insight.Ask{Period: p}
	for _, grain := range []insight.Grain{insight.ByDay, insight.ByWeek, insight.ByMonth} {
		trend := d.trend(a, grain, insight.NoSplit)
		var b strings.Builder
		for i, s := range trend.Starts {
			if trend.Series[0].Counts[i] > 0 { // the shop is closed on Saturdays
				fmt.Fprintf(&b, "%s %d %d %d\n", s.Format(time.DateOnly), trend.Series[0].Sales[i], trend.Series[0].Counts[i], trend.Buyers[i])
			}
		}
		d.same("by "+string(grain), strings.TrimSpace(b.String()), d.lines(`
			SELECT concat_ws(' ', s.start, s.pence - coalesce(r.pence, 0), s.orders, s.buyers)
			FROM (SELECT date_trunc($3, day)::date AS start, sum(pence) AS pence, count(*) AS orders, count(DISTINCT customer) AS buyers
			      FROM raw.sold WHERE day >= $1 AND day < $2 GROUP BY 1) s
			LEFT JOIN (SELECT date_trunc($3, day)::date AS start, sum(pence) AS pence FROM raw.repaid WHERE day >= $1 AND day < $2 GROUP BY 1) r USING (start)
			ORDER BY s.start`, p.From, p.Until, string(grain)))
	}

	var b strings.Builder
	for _, s := range d.trend(a, insight.ByMonth, insight.ByReturn).Series {
		fmt.Fprintf(&b, "%s %d %d\n", s.Key, s.Total.Sales, s.Total.Count)
	}
	d.same("new and returning", strings.TrimSpace(b.String()), d.lines(`
		SELECT concat_ws(' ', CASE WHEN s.customer IS NULL THEN 'walk_in' WHEN s.day = f.day THEN 'new' ELSE 'returning' END, sum(s.pence), count(*))
		FROM raw.sold s LEFT JOIN (SELECT customer, min(day) AS day FROM raw.sold GROUP BY customer) f ON f.customer = s.customer
		WHERE s.day >= $1 AND s.day < $2
		GROUP BY CASE WHEN s.customer IS NULL THEN 'walk_in' WHEN s.day = f.day THEN 'new' ELSE 'returning' END ORDER BY sum(s.pence) DESC`, p.From, p.Until))
	for _, split := range []insight.Split{insight.ByChannel, insight.ByCategory, insight.ByStore} { // of which the file has one or none
		d.same("by "+string(split), fmt.Sprint(d.trend(a, insight.ByMonth, split).Series[0].Total.Sales), d.lines(`
			SELECT ((SELECT sum(pence) FROM raw.sold WHERE day >= $1 AND day < $2) - (SELECT sum(pence) FROM raw.repaid WHERE day >= $1 AND day < $2))::text`, p.From, p.Until))
	}

	hours, err := d.Hours(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	b.Reset()
	for _, c := range hours.Cells {
		fmt.Fprintln(&b, c.Weekday, c.Hour, c.Orders, c.Sales)
	}
	d.same("hours", strings.TrimSpace(b.String()), d.lines(`
		SELECT concat_ws(' ', extract(isodow FROM at), extract(hour FROM at), count(*), sum(pence)) FROM raw.sold WHERE day >= $1 AND day < $2
		GROUP BY extract(isodow FROM at), extract(hour FROM at) ORDER BY extract(isodow FROM at), extract(hour FROM at)`, p.From, p.Until))

	for by, column := range map[insight.Ranking]string{insight.BySales: "sum(pence)", insight.ByPieces: "sum(quantity)"} {
		top, err := d.Articles(t.Context(), a, by, 12)
		if err != nil {
			t.Fatal(err)
		}
		b.Reset()
		for _, v := range top.List {
			fmt.Fprintln(&b, strings.ToUpper(top.Known[v.ID].Code), v.Total.Sales, v.Total.Count)
		}
		d.same("articles by "+string(by), strings.TrimSpace(b.String()), d.lines(`
			SELECT concat_ws(' ', upper(code), sum(pence), sum(quantity)) FROM raw.line
			WHERE goods AND invoice NOT LIKE 'C%' AND at >= $1 AND at < $2 GROUP BY code ORDER BY `+column+` DESC LIMIT 12`, p.From, p.Until))
	}
}

// levelsAreThoseOfTheMembers asks the tiers of every member.
func (d *desk) levelsAreThoseOfTheMembers(t *testing.T) {
	t.Helper()
	var ids []member.ID
	a := insight.Ask{Period: period(t, "2010-12-01", "2011-09-11")}
	for {
		after := member.ID(0)
		if len(ids) > 0 {
			after = ids[len(ids)-1]
		}
		page, err := d.Service.Members(t.Context(), a, insight.Who{Behind: insight.Joined}, after, 1000)
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, page...)
		if len(page) < 1000 {
			break
		}
	}
	if joined := d.lines(`SELECT count(DISTINCT customer)::text FROM raw.line`); fmt.Sprint(len(ids)) != joined || !slices.IsSorted(ids) {
		t.Errorf("%d members joined, want %s", len(ids), joined)
	}
	levels, err := d.Shop.Tiers.Levels(t.Context(), postgres.Querier(d.DB), ids...)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int64{}
	for _, l := range levels {
		want[l.Level.Code]++
	}
	got, err := d.Levels(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range got.Mix {
		if c.End != want[c.Level.Code] || c.Begin != 0 {
			t.Errorf("%s: %d at the end, want %d; %d at the beginning", c.Level.Code, c.End, want[c.Level.Code], c.Begin)
		}
	}
}
