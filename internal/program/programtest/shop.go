// Package programtest sets up a whole small programme on a database of its own:
// members that join, orders that earn, refunds that take back, on a clock that
// the test moves.
//
//	shop := programtest.Open(t)
//	wang := shop.Join()
//	o := shop.Buy(wang, "2026-03-10 09:00", programtest.Item("latte", 3, 30_00))
//	shop.Hear()
//	shop.Want(wang, ledger.Points, programtest.Balance{Pending: 90})
package programtest

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"habitue/internal/catalog"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/member/membertest"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/org/orgtest"
	"habitue/internal/platform/check"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/id"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
	"habitue/internal/platform/rulebook"
	"habitue/internal/program"
	"habitue/internal/program/engine"
	"habitue/internal/staff"
	"habitue/internal/tier"
)

// Shop is a programme under test.
type Shop struct {
	T  testing.TB
	DB *pgtest.DB

	Clock   *clock.Fake
	IDs     *id.Source
	Bus     *notice.Bus
	Org     *org.Service
	Staff   *staff.Service
	Catalog *catalog.Service
	Members *member.Service
	Orders  *order.Service
	Ledger  *ledger.Service
	Tiers   *tier.Service
	Program *program.Service

	zone *time.Location
	n    int
}

// Open returns a shop in Shanghai with the default rules, on 1 January 2026.
func Open(t testing.TB) *Shop {
	t.Helper()
	return OpenWith(t, func(ctx context.Context, s *Shop, tx postgres.Tx) error {
		if err := s.Tiers.Seed(ctx, tx); err != nil {
			return err
		}
		return s.Program.Seed(ctx, tx)
	})
}

// OpenWith returns a shop with the rules that seed makes.
func OpenWith(t testing.TB, seed func(ctx context.Context, s *Shop, tx postgres.Tx) error) *Shop {
	t.Helper()
	db := pgtest.New(t)
	s := &Shop{T: t, DB: db, Clock: clock.NewFake(time.Date(2025, 12, 31, 16, 0, 0, 0, time.UTC)), IDs: orgtest.IDs(t, db.DB)}
	s.Bus = notice.New(db.DB, s.IDs, s.Clock, slog.New(slog.DiscardHandler))
	s.Org = org.New(org.Deps{IDs: s.IDs, Clock: s.Clock})
	s.Staff = staff.New(staff.Deps{DB: db.DB, IDs: s.IDs, Clock: s.Clock, Log: slog.New(slog.DiscardHandler), Notices: s.Bus})
	s.Catalog = catalog.New(catalog.Deps{IDs: s.IDs, Clock: s.Clock, Org: s.Org})
	people := membertest.Deps(t, db.DB)
	people.IDs, people.Clock, people.Notices, people.Org = s.IDs, s.Clock, s.Bus, s.Org
	s.Members = member.New(people)
	s.Orders = order.New(order.Deps{DB: s.DB.DB, IDs: s.IDs, Clock: s.Clock, Notices: s.Bus, Org: s.Org, Catalog: s.Catalog, Members: s.Members})
	s.Ledger = ledger.New(ledger.Deps{DB: db.DB, IDs: s.IDs, Clock: s.Clock, Notices: s.Bus, Org: s.Org, Staff: s.Staff, Members: s.Members, Keys: people.Keys})
	s.Tiers = tier.New(tier.Deps{DB: db.DB, IDs: s.IDs, Clock: s.Clock, Notices: s.Bus, Org: s.Org, Members: s.Members, Orders: s.Orders})
	s.Program = program.New(program.Deps{
		DB: db.DB, Clock: s.Clock, Notices: s.Bus, Org: s.Org, Catalog: s.Catalog, Members: s.Members,
		Orders: s.Orders, Ledger: s.Ledger, Tiers: s.Tiers,
	})
	notice.Hear(s.Bus, staff.Approved, "ledger.approved", s.Ledger.OnApproved)
	notice.Hear(s.Bus, member.NoticeVisited, "order.visited", s.Orders.OnVisited)
	notice.Hear(s.Bus, order.Paid, "program.paid", s.Program.OnOrderPaid)
	notice.Hear(s.Bus, order.Refunded, "program.refunded", s.Program.OnRefunded)
	notice.Hear(s.Bus, order.Paid, "tier.paid", s.Tiers.OnOrderPaid)
	notice.Hear(s.Bus, order.Refunded, "tier.refunded", s.Tiers.OnRefunded)
	s.zone, _ = org.Location("Asia/Shanghai")
	s.Tx(func(ctx context.Context, tx postgres.Tx) error { return seed(ctx, s, tx) })
	return s
}

// Tx runs fn in a transaction that must succeed.
func (s *Shop) Tx(fn func(ctx context.Context, tx postgres.Tx) error) {
	s.T.Helper()
	if err := s.Try(fn); err != nil {
		s.T.Fatal(err)
	}
}

// Try runs fn in a transaction.
func (s *Shop) Try(fn func(ctx context.Context, tx postgres.Tx) error) error {
	ctx := context.Background()
	return s.DB.InTx(ctx, func(tx postgres.Tx) error { return fn(ctx, tx) })
}

// At reads a local time of the shop: "2026-03-10 09:00".
func (s *Shop) At(local string) time.Time {
	s.T.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", local, s.zone)
	if err != nil {
		s.T.Fatal(err)
	}
	return at.UTC()
}

// Now moves the clock to a local time and lets the jobs run.
func (s *Shop) Now(local string) {
	s.T.Helper()
	s.Clock.Set(s.At(local))
	s.RunJobs()
}

// RunJobs lets the jobs of the present instant run.
func (s *Shop) RunJobs() {
	s.T.Helper()
	if _, err := s.Ledger.SettleDue(context.Background()); err != nil {
		s.T.Fatal(err)
	}
	if _, err := s.Tiers.ReviewDue(context.Background()); err != nil {
		s.T.Fatal(err)
	}
}

// Join lets somebody join.
func (s *Shop) Join(options ...membertest.Option) member.ID {
	s.T.Helper()
	var m member.Member
	s.Tx(func(_ context.Context, tx postgres.Tx) error {
		m = membertest.New(s.T, tx, s.Members, options...)
		return nil
	})
	return m.ID
}

// Item is a line of goods: so many pieces for so much in all, in fen.
func Item(code string, pieces, paid int64) order.ReportLine {
	return order.ReportLine{Kind: catalog.KindGoods, Code: code, Name: code, Quantity: pieces, List: paid}
}

// Report is an order at a local time under a reference of its own.
func (s *Shop) Report(m member.ID, local string, lines ...order.ReportLine) order.Report {
	s.T.Helper()
	s.n++
	return order.Report{
		Source: "test", Reference: fmt.Sprintf("T-%06d", s.n), Member: m, Currency: "CNY", OccurredAt: s.At(local), Lines: lines,
	}
}

// Buy moves the clock to a local time and records an order then.
func (s *Shop) Buy(m member.ID, local string, lines ...order.ReportLine) order.Order {
	s.T.Helper()
	r := s.Report(m, local, lines...)
	s.Clock.Set(r.OccurredAt)
	return s.Record(r)
}

// Record records an order.
func (s *Shop) Record(r order.Report) (o order.Order) {
	s.T.Helper()
	s.Tx(func(ctx context.Context, tx postgres.Tx) (err error) {
		o, err = s.Orders.Record(ctx, tx, r)
		return err
	})
	return o
}

// Return moves the clock to a local time and gives back pieces of a line then.
func (s *Shop) Return(o order.Order, local string, line int, pieces int64) order.Refund {
	s.T.Helper()
	s.Clock.Set(s.At(local))
	var f order.Refund
	s.Tx(func(ctx context.Context, tx postgres.Tx) (err error) {
		f, err = s.Orders.Refund(ctx, tx, s.ReturnOf(o, local, line, pieces))
		return err
	})
	return f
}

// ReturnOf is a return at a local time under a reference of its own.
func (s *Shop) ReturnOf(o order.Order, local string, line int, pieces int64) order.Return {
	s.n++
	return order.Return{
		Source: "test", Reference: fmt.Sprintf("R-%06d", s.n), Order: order.Place{Member: o.Member, ID: int64(o.ID)},
		OccurredAt: s.At(local), Lines: []order.ReturnLine{{LineNo: line, Quantity: pieces}},
	}
}

// Hear lets every listener hear what it has not heard.
func (s *Shop) Hear() {
	s.T.Helper()
	if err := s.Bus.DrainNow(context.Background()); err != nil {
		s.T.Fatal(err)
	}
	waiting, err := s.Bus.Backlog(context.Background())
	if err != nil {
		s.T.Fatal(err)
	}
	for _, w := range waiting {
		if w.Due+w.Parked > 0 {
			var why string
			_ = s.DB.QueryRow(context.Background(), `SELECT error FROM notice.pending WHERE listener = $1`, w.Listener).Scan(&why)
			s.T.Fatalf("%s still has %d to hear: %s", w.Listener, w.Due+w.Parked, why)
		}
	}
}

// Rule publishes another earning rule from now on.
func (s *Shop) Rule(change func(*engine.Rule)) {
	s.T.Helper()
	rule := engine.Default()
	change(&rule)
	publish(s, s.Program.Earning.Book, rule)
}

// Ladder publishes another ladder from now on.
func (s *Shop) Ladder(change func(*tier.Ladder)) {
	s.T.Helper()
	ladder := tier.Default()
	change(&ladder)
	publish(s, s.Tiers.Ladders.Book, ladder)
}

// AssetRule publishes another rule of an asset from now on.
func (s *Shop) AssetRule(id ledger.AssetID, change func(*ledger.AssetRule)) {
	s.T.Helper()
	assets, err := s.Ledger.Assets(context.Background(), s.DB.DB)
	if err != nil {
		s.T.Fatal(err)
	}
	rule := assets[id].AssetRule
	change(&rule)
	publish(s, s.Ledger.AssetRules(assets[id]).Book, rule)
	s.Ledger.AssetsChanged()
}

func publish[B rulebook.Body](s *Shop, book *rulebook.Book[B], body B) {
	s.T.Helper()
	s.Tx(func(ctx context.Context, tx postgres.Tx) error {
		v, err := book.Draft(ctx, tx, body, "test")
		if err != nil {
			return err
		}
		_, err = book.Publish(ctx, tx, v.Number, time.Time{}, "test")
		return err
	})
}

// Balance is what a test expects of an account.
type Balance struct{ Available, Pending, Held, Owed int64 }

// Balance returns what a member has of an asset now.
func (s *Shop) Balance(m member.ID, asset ledger.AssetID) Balance {
	s.T.Helper()
	all, err := s.Ledger.Balances(context.Background(), s.DB.DB, m)
	if err != nil {
		s.T.Fatal(err)
	}
	for _, b := range all[m] {
		if b.Asset == asset {
			return Balance{Available: b.Available, Pending: b.Pending, Held: b.Held, Owed: b.Owed}
		}
	}
	return Balance{}
}

// Want fails the test when a member does not have just that.
func (s *Shop) Want(m member.ID, asset ledger.AssetID, want Balance) {
	s.T.Helper()
	if got := s.Balance(m, asset); got != want {
		s.T.Fatalf("asset %d: %+v, want %+v", asset, got, want)
	}
}

// Check fails the test when any book is not right.
func (s *Shop) Check() {
	s.T.Helper()
	proofs := append(ledger.Proofs(), s.Orders.Proofs()...)
	proofs = append(append(proofs, tier.Proofs()...), program.Proofs()...)
	results, err := check.Run(context.Background(), s.DB.Owner(s.T), proofs)
	if err != nil {
		s.T.Fatal(err)
	}
	for _, r := range results {
		if !r.Holds {
			s.T.Errorf("%s: %v", r.Name, r.Broken)
		}
	}
}
