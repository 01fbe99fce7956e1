package program_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
	"habitue/internal/sample"
	"habitue/internal/sample/fill"
)

// Importing a history gives the state as if its orders had arrived one by one
// in time: the same sample goes into one shop as a file and into another order
// by order, with jobs running every night, and the books are compared.
func TestReplayedHistoryEqualsOrdersThatArrivedOneByOne(t *testing.T) {
	t.Parallel()
	config := sample.Small(time.Date(2026, 9, 1, 0, 0, 0, 0, sample.Shanghai()))
	config.Members, config.Orders, config.Months = 40, 1_000, 15
	g := sample.New(config)
	end := config.End.Add(time.Hour)

	filled := open(t, end)
	if err := fill.All(t.Context(), into(filled), g, nil); err != nil {
		t.Fatal(err)
	}
	filled.Check()

	lived := open(t, config.End.AddDate(0, -config.Months, 0))
	live(t, lived, g, end)
	lived.Check()

	for name, query := range states {
		a, b := state(t, filled, query), state(t, lived, query)
		if len(a) < 8 {
			t.Errorf("%s: only %d rows, which proves little", name, len(a))
		}
		if d := difference(a, b); d != "" {
			t.Errorf("%s differ:\n%s", name, d)
		}
	}
}

// The same file again, and a file that overlaps, change nothing twice.
func TestReplayingAgainChangesNothing(t *testing.T) {
	t.Parallel()
	config := sample.Small(time.Date(2026, 9, 1, 0, 0, 0, 0, sample.Shanghai()))
	config.Members, config.Orders = 30, 300
	g := sample.New(config)
	shop := open(t, config.End)
	if err := fill.All(t.Context(), into(shop), g, nil); err != nil {
		t.Fatal(err)
	}
	before := map[string][]string{}
	for name, query := range states {
		before[name] = state(t, shop, query)
	}
	if err := fill.All(t.Context(), into(shop), g, nil); err != nil {
		t.Fatal(err)
	}
	for name, query := range states {
		if d := difference(before[name], state(t, shop, query)); d != "" {
			t.Errorf("%s changed:\n%s", name, d)
		}
	}
	shop.Check()
}

// states are what must come out the same, without ids and recording times.
var states = map[string]string{
	"entries": `SELECT m.number, p.reason, p.occurred_at, e.asset_id, e.account, e.amount
		FROM ledger.posting p JOIN ledger.entry e ON e.member_id = p.member_id AND e.posting_id = p.id
		JOIN member.member m ON m.member_id = p.member_id`,
	"accounts": `SELECT m.number, a.asset_id, a.balance, a.pending, a.owed
		FROM ledger.account a JOIN member.member m ON m.member_id = a.member_id
		WHERE (a.balance, a.pending, a.owed) <> (0, 0, 0)`,
	"lots": `SELECT m.number, l.asset_id, l.amount, l.remaining, l.expired, l.matured, l.matures_at, l.expires_at
		FROM ledger.lot l JOIN member.member m ON m.member_id = l.member_id`,
	"earnings": `SELECT m.number, o.reference, e.level, e.points, e.growth, e.line_points, e.why::text
		FROM program.earning e JOIN member.member m ON m.member_id = e.member_id
		JOIN orders.orders o ON o.member_id = e.member_id AND o.id = e.order_id`,
	"takings": `SELECT m.number, r.reference, t.points, t.growth
		FROM program.taking t JOIN member.member m ON m.member_id = t.member_id
		JOIN orders.refund r ON r.member_id = t.member_id AND r.id = t.refund_id`,
	"standings": `SELECT m.number, s.level, s.since, s.review_at
		FROM tier.standing s JOIN member.member m ON m.member_id = s.member_id`,
	"changes": `SELECT m.number, c.from_level, c.to_level, c.cause, c.spend, c.effective_at
		FROM tier.change c JOIN member.member m ON m.member_id = c.member_id`,
	"refunded": `SELECT o.reference, o.refunded_amount, l.no, l.refunded_quantity, l.refunded_amount
		FROM orders.orders o JOIN orders.line l ON l.member_id = o.member_id AND l.order_id = o.id
		WHERE l.refunded_quantity > 0 AND o.member_id > 0`,
}

func state(t *testing.T, shop *programtest.Shop, query string) []string {
	t.Helper()
	rows, err := shop.DB.Owner(t).Query(t.Context(), "SELECT r::text FROM ("+query+") r")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var row string
		if err := rows.Scan(&row); err != nil {
			t.Fatal(err)
		}
		list = append(list, row)
	}
	slices.Sort(list)
	return list
}

func difference(a, b []string) string {
	var lines []string
	for _, r := range a {
		if _, found := slices.BinarySearch(b, r); !found {
			lines = append(lines, "- "+r)
		}
	}
	for _, r := range b {
		if _, found := slices.BinarySearch(a, r); !found {
			lines = append(lines, "+ "+r)
		}
	}
	if len(lines) == 0 && len(a) != len(b) {
		return fmt.Sprintf("%d rows against %d", len(a), len(b))
	}
	return strings.Join(lines[:min(len(lines), 12)], "\n")
}

func open(t *testing.T, now time.Time) *programtest.Shop {
	t.Helper()
	shop := programtest.OpenWith(t, func(ctx context.Context, s *programtest.Shop, tx postgres.Tx) error {
		return fill.Rules(ctx, tx, into(s))
	})
	shop.Clock.Set(now)
	return shop
}

func into(s *programtest.Shop) fill.Into {
	return fill.Into{DB: s.DB.DB, Org: s.Org, Catalog: s.Catalog, Members: s.Members, Tiers: s.Tiers, Program: s.Program}
}

// live lets the sample's members join and then reports every order and refund
// at its own time, hearing each at once and running the jobs every night.
func live(t *testing.T, shop *programtest.Shop, g *sample.Generator, end time.Time) {
	t.Helper()
	type event struct {
		member member.ID
		record sample.Record
	}
	var events []event
	night := shop.Clock.Now()
	shop.Clock.Set(end) // nobody may join in the future
	members, err := fill.Members(t.Context(), into(shop), g)
	if err != nil {
		t.Fatal(err)
	}
	for line := range g.Customers() {
		if line.Member == sample.NoMember {
			continue
		}
		for _, r := range line.Records {
			events = append(events, event{members[line.Member], r})
		}
	}
	slices.SortStableFunc(events, func(a, b event) int { return a.record.OccurredAt().Compare(b.record.OccurredAt()) })
	world := fill.WorldOf(g)
	placed := map[string]order.Order{}
	for _, e := range events {
		for ; night.Before(e.record.OccurredAt()); night = night.AddDate(0, 0, 1) {
			shop.Clock.Set(night)
			shop.RunJobs()
		}
		shop.Clock.Set(e.record.OccurredAt())
		if o := e.record.Order; o != nil {
			report := world.Report(o)
			report.Member = e.member
			placed[o.Reference] = shop.Record(report)
		} else {
			r := e.record.Refund
			back := order.Return{
				Source: "sample", Reference: r.Reference, Reason: string(r.Reason), OccurredAt: r.OccurredAt,
				Order: order.Place{Member: e.member, ID: int64(placed[r.Order].ID)},
			}
			for _, l := range r.Lines {
				back.Lines = append(back.Lines, order.ReturnLine{LineNo: l.Line + 1, Quantity: l.Quantity, Amount: &l.Amount})
			}
			shop.Tx(func(ctx context.Context, tx postgres.Tx) error {
				_, err := shop.Orders.Refund(ctx, tx, back)
				return err
			})
		}
		shop.Hear()
	}
	shop.Clock.Set(end)
	shop.RunJobs()
}
