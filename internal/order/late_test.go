package order_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
)

// lateOf is the receipt of an order, in the hand of a clerk.
func lateOf(o order.Order, m member.ID) order.Late {
	return order.Late{Order: o.ID, Member: m, Reference: o.Reference, Paid: o.Paid, Day: o.LocalDate, By: "staff:17"}
}

func attach(shop *programtest.Shop, l order.Late) (e order.LateEntry, err error) {
	err = shop.Try(func(ctx context.Context, tx postgres.Tx) (err error) {
		e, _, err = shop.Orders.Attach(ctx, tx, l)
		return err
	})
	return e, err
}

func mustAttach(shop *programtest.Shop, l order.Late) order.LateEntry {
	shop.T.Helper()
	e, err := attach(shop, l)
	if err != nil {
		shop.T.Fatal(err)
	}
	return e
}

func TestAnAttachedReceiptEarnsAndIsReturnedAsTheMembers(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	o := shop.Buy(0, "2026-01-02 09:00", programtest.Item("tea", 2, 40_00))
	back := shop.Return(o, "2026-01-02 10:00", 1, 1)
	wang := shop.Join()
	shop.Clock.Set(shop.At("2026-01-05 09:00"))
	e := mustAttach(shop, lateOf(o, wang))
	if e.Flagged || e.Amount != 40_00 || e.By != "staff:17" {
		t.Fatalf("%+v", e)
	}
	shop.Hear()
	shop.Want(wang, ledger.Points, programtest.Balance{Pending: 20})

	for name, get := range map[string]func() (order.Order, error){
		"by_its_id":             func() (order.Order, error) { return shop.Orders.Find(t.Context(), shop.DB.DB, o.ID) },
		"where_it_was":          func() (order.Order, error) { return shop.Orders.Get(t.Context(), shop.DB.DB, 0, o.ID) },
		"where_it_is":           func() (order.Order, error) { return shop.Orders.Get(t.Context(), shop.DB.DB, wang, o.ID) },
		"by_reporting_it_again": func() (order.Order, error) { return record(shop, reportOf(o)) },
		"by_searching_for_number": func() (order.Order, error) {
			return onlyOne(shop.Orders.ByNumber(t.Context(), shop.DB.DB, "", o.Reference))
		},
		"by_its_refunds_number": func() (order.Order, error) {
			return onlyOne(shop.Orders.ByNumber(t.Context(), shop.DB.DB, "test", back.Reference))
		},
	} {
		if got, err := get(); err != nil || got.Member != wang || got.ID != o.ID || got.Refunded != 20_00 {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	// The rest comes back after it was attached, asked for by the old place.
	rest := shop.ReturnOf(o, "2026-01-06 09:00", 1, 1)
	shop.Clock.Set(rest.OccurredAt)
	f, err := refund(shop, rest)
	if err != nil || f.Member != wang {
		t.Fatalf("%+v, %v", f, err)
	}
	shop.Hear()
	shop.Want(wang, ledger.Points, programtest.Balance{})
	shop.Check()
}

func reportOf(o order.Order) order.Report {
	r := order.Report{Source: o.Source, Reference: o.Reference, Currency: o.Currency, OccurredAt: o.OccurredAt}
	for _, l := range o.Lines {
		r.Lines = append(r.Lines, programtest.Item(l.Code, l.Quantity, l.List))
	}
	return r
}

func onlyOne(list []order.Summary, err error) (order.Order, error) {
	if err != nil || len(list) != 1 {
		return order.Order{}, fmt.Errorf("%d orders, %w", len(list), err)
	}
	return list[0].Order, nil
}

func TestWhatIsNotTheReceiptIsNotAttached(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	o := shop.Buy(0, "2026-01-02 09:00", programtest.Item("tea", 1, 40_00))
	big := shop.Buy(0, "2026-01-02 09:05", programtest.Item("pot", 1, 1000_01))
	wang := shop.Join()
	owned := shop.Buy(wang, "2026-01-02 09:10", programtest.Item("tea", 1, 10_00))
	shop.Clock.Set(shop.At("2026-02-01 23:59"))
	for name, c := range map[string]struct {
		want   error
		change func(*order.Late)
	}{
		"another_number":            {order.ErrReceiptDiffers, func(l *order.Late) { l.Reference = "T-999999" }},
		"another_amount":            {order.ErrReceiptDiffers, func(l *order.Late) { l.Paid++ }},
		"another_day":               {order.ErrReceiptDiffers, func(l *order.Late) { l.Day = l.Day.AddDate(0, 0, 1) }},
		"no_number":                 {order.ErrInvalid, func(l *order.Late) { l.Reference = "" }},
		"a_reason_of_two_lines":     {order.ErrInvalid, func(l *order.Late) { l.Reason = "a\nb" }},
		"an_order_nobody_knows":     {order.ErrNotFound, func(l *order.Late) { l.Order = 1 }},
		"a_member_nobody_knows":     {order.ErrUnknownMember, func(l *order.Late) { l.Member = 999_999 }},
		"no_member":                 {order.ErrUnknownMember, func(l *order.Late) { l.Member = 0 }},
		"what_has_a_member":         {order.ErrHasMember, func(l *order.Late) { *l = lateOf(owned, wang) }},
		"much_without_a_reason":     {order.ErrReasonMissing, func(l *order.Late) { *l = lateOf(big, wang) }},
		"a_refund_that_is_no_order": {order.ErrNotFound, func(l *order.Late) { l.Order = -l.Order }},
	} {
		l := lateOf(o, wang)
		c.change(&l)
		if _, err := attach(shop, l); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	shop.Clock.Set(shop.At("2026-02-02 00:00"))
	if _, err := attach(shop, lateOf(o, wang)); !errors.Is(err, order.ErrTooLate) {
		t.Errorf("a day after the window: %v", err)
	}
	shop.Clock.Set(shop.At("2026-02-01 12:00"))
	told := lateOf(big, wang)
	told.Reason = "顾客在店出示小票"
	if e := mustAttach(shop, told); !e.Flagged || e.Reason != told.Reason {
		t.Errorf("%+v", e)
	}
	if e := mustAttach(shop, lateOf(o, wang)); e.Flagged {
		t.Errorf("%+v", e)
	}
	shop.Hear()
	shop.Check()
}

func TestLimitsHoldForMembersAndStaff(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	limits := order.LatePolicy{WindowDays: 30, ReasonAbove: 1000_00, MemberDay: 2, MemberMonth: 3, StaffDay: 3, StaffMonth: 5}
	shop.Tx(func(ctx context.Context, tx postgres.Tx) error {
		_, _, err := shop.Orders.SaveLatePolicy(ctx, tx, limits)
		return err
	})
	var receipts []order.Order
	for i := range 12 {
		receipts = append(receipts, shop.Buy(0, fmt.Sprintf("2026-01-10 09:%02d", i), programtest.Item("tea", 1, 10_00)))
	}
	next := func(at string, m member.ID, by string, want error) {
		t.Helper()
		shop.Clock.Set(shop.At(at))
		l := lateOf(receipts[0], m)
		l.By = by
		_, err := attach(shop, l)
		if !errors.Is(err, want) {
			t.Fatalf("%s: %v, want %v", at, err, want)
		}
		if err == nil {
			receipts = receipts[1:]
		}
	}
	wang, li, zhao := shop.Join(), shop.Join(), shop.Join()
	next("2026-01-20 09:00", wang, "staff:1", nil)
	next("2026-01-20 09:01", wang, "staff:2", nil)
	next("2026-01-20 09:02", wang, "staff:3", order.ErrMemberDay) // two a day for a member, whoever does it
	next("2026-01-20 09:03", li, "staff:1", nil)
	next("2026-01-20 09:04", li, "staff:1", nil)
	next("2026-01-20 09:05", zhao, "staff:1", order.ErrStaffDay) // three a day by one
	next("2026-01-21 09:00", wang, "staff:1", nil)
	next("2026-01-21 09:01", wang, "staff:2", order.ErrMemberMonth) // three a month for a member
	next("2026-01-21 09:02", zhao, "staff:1", nil)
	next("2026-01-22 09:00", zhao, "staff:1", order.ErrStaffMonth) // five a month by one
	next("2026-02-01 09:00", wang, "staff:1", nil)                 // another month
	if sums := sumsOf(shop, 2026, time.January); len(sums) != 2 || sums[0].By != "staff:1" || sums[0].Entries != 5 ||
		sums[0].Members != 3 || sums[0].Favourite != min(wang, li) || sums[0].Most != 2 || sums[0].Amount != 50_00 {
		t.Errorf("%+v", sums)
	}
	shop.Clock.Set(shop.At("2026-06-01 09:00"))
	if n, err := shop.Orders.ForgetTallies(t.Context(), shop.DB.DB, 100); err != nil || n == 0 {
		t.Errorf("%d counts forgotten, %v", n, err)
	}
	shop.Hear()
	shop.Check()
}

func sumsOf(shop *programtest.Shop, year int, month time.Month) []order.LateSum {
	shop.T.Helper()
	first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	sums, err := shop.Orders.LateByStaff(shop.T.Context(), shop.DB.DB, first, first.AddDate(0, 1, -1))
	if err != nil {
		shop.T.Fatal(err)
	}
	return sums
}

// TestAReceiptIsAttachedOnce lets many clerks attach one receipt, for many
// members, while it is being returned.
func TestAReceiptIsAttachedOnce(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	o := shop.Buy(0, "2026-01-02 09:00", programtest.Item("tea", 8, 80_00))
	members := []member.ID{shop.Join(), shop.Join(), shop.Join(), shop.Join()}
	returns := make([]order.Return, 4)
	for i := range returns {
		returns[i] = shop.ReturnOf(o, "2026-01-03 09:00", 1, 1)
	}
	shop.Clock.Set(shop.At("2026-01-03 09:00"))
	var wait sync.WaitGroup
	var mu sync.Mutex
	var done []member.ID
	for i, m := range members {
		wait.Go(func() {
			l := lateOf(o, m)
			l.By = fmt.Sprint("staff:", i)
			_, err := attach(shop, l)
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				done = append(done, m)
			case !errors.Is(err, order.ErrAttachedBefore):
				t.Error(err)
			}
		})
		wait.Go(func() {
			if _, err := refund(shop, returns[i]); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if len(done) != 1 {
		t.Fatalf("attached for %v", done)
	}
	shop.Hear()
	shop.Want(done[0], ledger.Points, programtest.Balance{Pending: 40})
	for _, m := range members {
		if m != done[0] && shop.Balance(m, ledger.Points) != (programtest.Balance{}) {
			t.Errorf("member %d has points as well", m)
		}
	}
	var tallied int
	if err := shop.DB.QueryRow(t.Context(), `SELECT sum(count) FROM orders.late_tally WHERE period = 'day'`).Scan(&tallied); err != nil || tallied != 2 {
		t.Errorf("%d counted, %v; want one for the member and one for the clerk", tallied, err)
	}
	shop.Check()
}

func TestTheSameAgainIsTheSameEntryAndEveryoneElseIsRefused(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	o := shop.Buy(0, "2026-01-02 09:00", programtest.Item("tea", 1, 40_00))
	wang, li := shop.Join(), shop.Join()
	first := mustAttach(shop, lateOf(o, wang))
	shop.Clock.Advance(time.Hour)
	if again := mustAttach(shop, lateOf(o, wang)); again != first {
		t.Errorf("again %+v, first %+v", again, first)
	}
	if _, err := attach(shop, lateOf(o, li)); !errors.Is(err, order.ErrAttachedBefore) {
		t.Errorf("for another member: %v", err)
	}
	other := lateOf(o, wang)
	other.By = "staff:18"
	if _, err := attach(shop, other); !errors.Is(err, order.ErrAttachedBefore) {
		t.Errorf("by another clerk: %v", err)
	}
	list, err := shop.Orders.LateEntries(t.Context(), shop.DB.DB, order.LateFilter{}, nil, 10)
	if err != nil || len(list) != 1 || list[0] != first {
		t.Errorf("%+v, %v", list, err)
	}
	shop.Hear()
	shop.Want(wang, ledger.Points, programtest.Balance{Pending: 40})
	shop.Check()
}

// TestAttachingEqualsHavingHadTheMember lives random months twice: once the till
// knew the member, once the receipts were attached. Whoever attaches before
// anything else happens has the very same books; who does so later has those of
// a till that reported late.
func TestAttachingEqualsHavingHadTheMember(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		t.Run(fmt.Sprint("seed_", seed), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(seed, 7))
			at, late := programtest.Open(t), programtest.Open(t)
			unlimited(at)
			unlimited(late)
			a, b := at.Join(), late.Join()
			instant := r.IntN(2) == 0 // attached at once
			var waiting []func()
			for day := 1; day <= 28; day++ {
				for hour := 9; hour < 9+r.IntN(3); hour++ {
					buyTwice(r, at, late, a, b, fmt.Sprintf("2026-03-%02d %02d:00", day, hour), instant, &waiting)
				}
				if r.IntN(3) == 0 || day == 28 {
					for _, later := range waiting {
						later()
					}
					waiting = nil
				}
				now := fmt.Sprintf("2026-03-%02d 23:00", day)
				for _, shop := range []*programtest.Shop{at, late} {
					shop.Clock.Set(shop.At(now))
					shop.Hear()
					shop.RunJobs()
				}
			}
			if x, y := books(at, a), books(late, b); !slices.Equal(x, y) {
				t.Errorf("seed %d: with the member from the start\n%v\nattached\n%v", seed, x, y)
			}
			at.Check()
			late.Check()
		})
	}
}

func unlimited(shop *programtest.Shop) {
	shop.Tx(func(ctx context.Context, tx postgres.Tx) error {
		_, _, err := shop.Orders.SaveLatePolicy(ctx, tx, order.LatePolicy{WindowDays: 366, ReasonAbove: order.MaxAmount,
			MemberDay: 10_000, MemberMonth: 10_000, StaffDay: 10_000, StaffMonth: 10_000})
		return err
	})
}

// buyTwice sells the same goods in both shops. Where the receipt is attached
// later, the other shop's till reports it at that same moment; a refund comes
// before or after that.
func buyTwice(r *rand.Rand, at, late *programtest.Shop, a, b member.ID, local string, instant bool, waiting *[]func()) {
	pieces := 1 + r.Int64N(4)
	line := programtest.Item(fmt.Sprint("tea-", r.IntN(5)), pieces, pieces*(1+r.Int64N(40_000)))
	known, loose := at.Report(a, local, line), late.Report(0, local, line)
	at.Clock.Set(known.OccurredAt)
	late.Clock.Set(known.OccurredAt)
	back, before := r.Int64N(pieces+1), r.IntN(2) == 0
	giveBack := func(shop *programtest.Shop, o order.Order) {
		if back == 0 {
			return
		}
		f := shop.ReturnOf(o, local, 1, back)
		f.OccurredAt = f.OccurredAt.Add(time.Minute)
		if _, err := refund(shop, f); err != nil {
			shop.T.Error(err)
		}
	}
	bought := late.Record(loose)
	if before {
		giveBack(late, bought)
	}
	meet := func() {
		o := at.Record(known)
		mustAttach(late, lateOf(bought, b))
		giveBack(at, o)
		if !before {
			giveBack(late, bought)
		}
	}
	if r.IntN(3) == 0 { // some show their card
		own := at.Record(at.Report(a, local, line))
		giveBack(at, own)
		giveBack(late, late.Record(late.Report(b, local, line)))
	}
	if instant {
		meet()
		return
	}
	*waiting = append(*waiting, meet)
}

// books is everything a member has, without ids and without when it was written.
func books(shop *programtest.Shop, m member.ID) []string {
	shop.T.Helper()
	var all []string
	for _, sql := range []string{
		`SELECT 'posting ' || p.reason || ' ' || coalesce(p.rule_version, 0) || ' ' || p.occurred_at || ' ' || e.asset_id || ' ' || e.account || ' ' || e.amount
			FROM ledger.posting p JOIN ledger.entry e ON e.member_id = p.member_id AND e.posting_id = p.id WHERE p.member_id = $1`,
		`SELECT 'lot ' || asset_id || ' ' || amount || ' ' || remaining || ' ' || matured || ' ' || matures_at || ' ' || coalesce(expires_at::text, 'never')
			FROM ledger.lot WHERE member_id = $1`,
		`SELECT 'account ' || asset_id || ' ' || balance || ' ' || pending || ' ' || owed FROM ledger.account WHERE member_id = $1`,
		`SELECT 'earning ' || level || ' ' || points || ' ' || growth || ' ' || line_points::text || ' ' || occurred_at || ' ' || why::text
			FROM program.earning WHERE member_id = $1`,
		`SELECT 'taking ' || points || ' ' || growth FROM program.taking WHERE member_id = $1`,
		`SELECT 'standing ' || level || ' ' || since || ' ' || coalesce(review_at::text, 'never') FROM tier.standing WHERE member_id = $1`,
		`SELECT 'order ' || o.occurred_at || ' ' || o.local_date || ' ' || o.paid_amount || ' ' || o.goods_amount || ' ' || o.refunded_amount || ' '
			|| l.code || ' ' || l.quantity || ' ' || l.refunded_quantity FROM orders.orders o
			JOIN orders.line l ON l.member_id = o.member_id AND l.order_id = o.id WHERE o.member_id = $1`,
		`SELECT 'refund ' || r.occurred_at || ' ' || r.amount || ' ' || l.quantity || ' ' || l.amount FROM orders.refund r
			JOIN orders.refund_line l ON l.member_id = r.member_id AND l.refund_id = r.id WHERE r.member_id = $1`,
	} {
		rows, err := shop.DB.Query(shop.T.Context(), sql, int64(m))
		if err != nil {
			shop.T.Fatal(err)
		}
		list, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			shop.T.Fatal(err)
		}
		all = append(all, list...)
	}
	slices.Sort(all)
	return all
}
