package intake_test

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"maps"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"habitue/internal/intake"
)

// realFile is a gift shop's books of nine months, public and as dirty as life.
const realFile = "../../../shared/data/online-retail/orders-until-2011-09-09.csv.gz"

var afterRealFile = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)

func prepareReal(t testing.TB, change func(*intake.Request)) (intake.Plan, intake.Request) {
	t.Helper()
	if _, err := os.Stat(realFile); err != nil {
		t.Fatalf("the test needs the public file online-retail: %v", err)
	}
	mapping, err := intake.Preset("online-retail")
	if err != nil {
		t.Fatal(err)
	}
	r := intake.Request{File: realFile, Folder: t.TempDir(), Mapping: mapping, Now: afterRealFile, Language: "en"}
	if change != nil {
		change(&r)
	}
	plan, err := intake.Prepare(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return plan, r
}

// naive counts the real file the straightforward way: everything in memory,
// floats where they suffice, nothing shared with the code under test.
type naive struct {
	rows, duplicates, withoutCustomer      int64
	adjustments, writeOffs                 int64
	orders, orderLines, walkIns            int64
	refunds, refundLines, refundsNoOne     int64
	customers                              map[string]bool
	sales, repaid                          int64
	codes                                  map[string]int64
	first, last                            string
	minutes                                int
	articlesReturned, articlesNoOneReturns int64
}

func countNaively(t *testing.T) naive {
	t.Helper()
	f, err := os.Open(realFile)
	if err != nil {
		t.Fatalf("the test needs the public file online-retail: %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	n := naive{customers: map[string]bool{}, codes: map[string]int64{}}
	notGoods := map[string]bool{"POST": true, "DOT": true, "C2": true, "D": true, "M": true, "S": true, "B": true, "BANK CHARGES": true, "AMAZONFEE": true, "CRUK": true}
	seen, invoices := map[string]bool{}, map[string]string{}
	r := csv.NewReader(z)
	if _, err := r.Read(); err != nil {
		t.Fatal(err)
	}
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		n.rows++
		if key := strings.Join(row, "\x00"); seen[key] {
			n.duplicates++
		} else {
			seen[key] = true
		}
		invoice, article, customer := row[0], row[1], row[6]
		quantity, err1 := strconv.ParseInt(row[3], 10, 64)
		price, err2 := strconv.ParseFloat(row[5], 64)
		if err1 != nil || err2 != nil {
			t.Fatal(row)
		}
		mills := int64(price*1000 + 0.5) // prices have three decimals at most
		pence := (max(quantity, -quantity)*mills + 5) / 10
		if customer == "" {
			n.withoutCustomer++
		}
		if n.first == "" || row[4] < n.first {
			n.first = row[4]
		}
		n.last = max(n.last, row[4])
		if at, ok := invoices[invoice]; ok && at != row[4] && at != "" {
			n.minutes++
			row[4] = ""
		}
		switch {
		case strings.HasPrefix(invoice, "A"):
			n.adjustments++
			continue
		case strings.HasPrefix(invoice, "C"):
			n.refundLines++
			n.repaid += pence
			if _, again := invoices[invoice]; !again {
				n.refunds++
				if customer == "" {
					n.refundsNoOne++
				}
			}
		case quantity < 0:
			n.writeOffs++
			continue
		default:
			n.orderLines++
			n.sales += pence
			if _, again := invoices[invoice]; !again {
				n.orders++
				if customer == "" {
					n.walkIns++
				}
			}
		}
		if _, again := invoices[invoice]; !again || row[4] == "" {
			invoices[invoice] = row[4]
		}
		if customer != "" {
			n.customers[customer] = true
		}
		if upper := strings.ToUpper(article); notGoods[upper] || strings.HasPrefix(upper, "GIFT_0001_") {
			n.codes[article]++
		}
	}
	return n
}

func TestRealFileComesOutAsAnIndependentCountSays(t *testing.T) {
	t.Parallel()
	want := countNaively(t)
	plan, ample := prepareReal(t, nil)
	for _, c := range []struct {
		what      string
		got, want int64
	}{
		{"rows, as the data's description says", plan.Rows.Read, 334_054},
		{"rows", plan.Rows.Read, want.rows},
		{"exact duplicates, as the data's description says", plan.Rows.Duplicates, 2_572},
		{"exact duplicates", plan.Rows.Duplicates, want.duplicates},
		{"duplicates dropped", plan.Rows.Dropped, 0},
		{"bad rows", plan.Rows.Bad + plan.Rows.HeldBack, 0},
		{"adjustments", plan.Rows.Aside["adjustment"], 3},
		{"adjustments counted", plan.Rows.Aside["adjustment"], want.adjustments},
		{"write-offs", plan.Rows.Aside["stock"], 946},
		{"write-offs counted", plan.Rows.Aside["stock"], want.writeOffs},
		{"good rows", plan.Rows.Good, want.orderLines + want.refundLines},
		{"orders", plan.Orders.Count, want.orders},
		{"orders without a customer", plan.Orders.WithoutCustomer, want.walkIns},
		{"order lines", plan.Orders.Lines, want.orderLines},
		{"refunds, as the data's description says", plan.Refund.Count, 2_624},
		{"refunds", plan.Refund.Count, want.refunds},
		{"refunds without a customer", plan.Refund.WithoutCustomer, want.refundsNoOne},
		{"refund lines", plan.Refund.Lines, want.refundLines},
		{"customers", plan.Customers, int64(len(want.customers))},
		{"sales in pence", plan.Totals[0].Sales, want.sales},
		{"refunds in pence", plan.Totals[0].Refunds, want.repaid},
		{"invoices with two minutes", int64(want.minutes), 38},
		{"links", plan.Links.Linked + plan.Links.Partly + plan.Links.Unlinked + plan.Links.NoArticles, want.refundLines},
	} {
		if c.got != c.want {
			t.Errorf("%s: %d, want %d", c.what, c.got, c.want)
		}
	}
	got := map[string]int64{}
	for _, c := range plan.Codes {
		got[c.Code] = c.Rows
	}
	delete(want.codes, "B") // only in adjustments
	if !maps.Equal(got, want.codes) {
		t.Errorf("codes %v, want %v", got, want.codes)
	}
	if first := plan.From.Format("2006-01-02 15:04:05"); first != want.first { // winter: London is UTC
		t.Errorf("begins %s, want %s", first, want.first)
	}
	if last := plan.Until.Add(time.Hour).Format("2006-01-02 15:04:05"); last != want.last { // summer
		t.Errorf("ends %s, want %s", last, want.last)
	}
	t.Logf("links %+v", plan.Links)

	// On a budget that makes it spill again and again the spool is the same to the byte.
	_, tight := prepareReal(t, func(r *intake.Request) { r.Budget = 2 << 20 })
	one, err1 := os.ReadFile(ample.Spool())
	two, err2 := os.ReadFile(tight.Spool())
	if err1 != nil || err2 != nil || !bytes.Equal(one, two) {
		t.Errorf("the spools differ: %d and %d bytes (%v %v)", len(one), len(two), err1, err2)
	}
}

func BenchmarkPrepareRealFile(b *testing.B) {
	rows := int64(0)
	for b.Loop() {
		plan, _ := prepareReal(b, nil)
		rows += plan.Rows.Read
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
