package order_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"habitue/internal/order"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
)

func record(shop *programtest.Shop, r order.Report) (o order.Order, err error) {
	err = shop.Try(func(ctx context.Context, tx postgres.Tx) (err error) {
		o, err = shop.Orders.Record(ctx, tx, r)
		return err
	})
	return o, err
}

func refund(shop *programtest.Shop, r order.Return) (f order.Refund, err error) {
	err = shop.Try(func(ctx context.Context, tx postgres.Tx) (err error) {
		f, err = shop.Orders.Refund(ctx, tx, r)
		return err
	})
	return f, err
}

func TestSameReportAgainIsTheSameOrderAndAnotherIsRefused(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	r := shop.Report(shop.Join(), "2026-01-01 09:00", programtest.Item("tea", 2, 30_00))
	shop.Clock.Set(r.OccurredAt)
	first, err := record(shop, r)
	if err != nil {
		t.Fatal(err)
	}
	again, err := record(shop, r)
	if err != nil || again.ID != first.ID {
		t.Fatalf("again: order %d, %v; first %d", again.ID, err, first.ID)
	}
	r.Lines[0].List++
	if _, err := record(shop, r); !errors.Is(err, order.ErrReferenceTaken) {
		t.Fatalf("another report under the reference: %v", err)
	}
	shop.Check()
}

func TestReferenceIsTakenOnceByManyAtOnce(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	r := shop.Report(shop.Join(), "2026-01-01 09:00", programtest.Item("tea", 2, 30_00))
	shop.Clock.Set(r.OccurredAt)
	var wait sync.WaitGroup
	ids := make([]order.ID, 16)
	for i := range ids {
		wait.Go(func() {
			o, err := record(shop, r)
			if err != nil {
				t.Errorf("client %d: %v", i, err)
			}
			ids[i] = o.ID
		})
	}
	wait.Wait()
	for _, id := range ids {
		if id != ids[0] {
			t.Fatalf("orders %v", ids)
		}
	}
}

func TestReturnsNeverExceedThePurchase(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	wang, li := shop.Join(), shop.Join()
	o := shop.Buy(wang, "2026-01-01 09:00", programtest.Item("tea", 3, 100_00), programtest.Item("cake", 1, 20_00))
	try := func(change func(*order.Return)) error {
		r := shop.ReturnOf(o, "2026-01-02 09:00", 1, 1)
		shop.Clock.Set(r.OccurredAt)
		change(&r)
		_, err := refund(shop, r)
		return err
	}
	amount := int64(100_01)
	for name, c := range map[string]struct {
		want   error
		change func(*order.Return)
	}{
		"more_pieces_than_bought":  {order.ErrRefundTooMuch, func(r *order.Return) { r.Lines[0].Quantity = 4 }},
		"more_money_than_was_paid": {order.ErrRefundTooMuch, func(r *order.Return) { r.Lines[0].Amount = &amount }},
		"a_line_that_is_not_there": {order.ErrNoLine, func(r *order.Return) { r.Lines[0].LineNo = 7 }},
		"another_members_order":    {order.ErrOtherMember, func(r *order.Return) { r.Member = li }},
		"before_the_purchase":      {order.ErrBeforePurchase, func(r *order.Return) { r.OccurredAt = o.OccurredAt.Add(-time.Second) }},
		"an_order_nobody_knows":    {order.ErrNotFound, func(r *order.Return) { r.Order.ID = 1 }},
		"nothing":                  {order.ErrInvalid, func(r *order.Return) { r.Lines = nil }},
		"one_line_twice":           {order.ErrInvalid, func(r *order.Return) { r.Lines = append(r.Lines, r.Lines[0]) }},
		"minus_one_piece":          {order.ErrInvalid, func(r *order.Return) { r.Lines[0].Quantity = -1 }},
	} {
		if err := try(c.change); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	// In steps: the last piece takes what rounding left.
	var got []int64
	for range 3 {
		r := shop.ReturnOf(o, "2026-01-02 09:00", 1, 1)
		f, err := refund(shop, r)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, f.Amount)
	}
	if got[0] != 33_33 || got[1] != 33_33 || got[2] != 33_34 {
		t.Fatalf("amounts %v", got)
	}
	if err := try(func(*order.Return) {}); !errors.Is(err, order.ErrRefundTooMuch) {
		t.Fatalf("a fourth of three: %v", err)
	}
	shop.Check()
}

func TestLastPieceIsReturnedOnceByManyAtOnce(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	o := shop.Buy(shop.Join(), "2026-01-01 09:00", programtest.Item("tea", 1, 10_00))
	returns := make([]order.Return, 12)
	for i := range returns {
		returns[i] = shop.ReturnOf(o, "2026-01-01 10:00", 1, 1)
	}
	shop.Clock.Set(returns[0].OccurredAt)
	var wait sync.WaitGroup
	var mu sync.Mutex
	done := 0
	for _, r := range returns {
		wait.Go(func() {
			_, err := refund(shop, r)
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				done++
			case !errors.Is(err, order.ErrRefundTooMuch):
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if done != 1 {
		t.Fatalf("%d returns of one piece", done)
	}
	shop.Check()
}

func TestOrderWithoutAMemberIsKeptAndReturned(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	o := shop.Buy(0, "2026-01-01 09:00", programtest.Item("tea", 2, 10_00))
	r := shop.ReturnOf(o, "2026-01-01 10:00", 1, 1)
	shop.Clock.Set(r.OccurredAt)
	f, err := refund(shop, r)
	if err != nil || f.Member != 0 || f.Amount != 5_00 {
		t.Fatalf("%+v, %v", f, err)
	}
	if again, err := refund(shop, r); err != nil || again.ID != f.ID {
		t.Fatalf("again: %+v, %v", again, err)
	}
	shop.Hear()
	list, err := shop.Orders.RefundsOf(t.Context(), shop.DB.DB, 0, o.ID)
	if err != nil || len(list) != 1 || list[0].ID != f.ID {
		t.Fatalf("refunds %+v, %v", list, err)
	}
	shop.Check()
}

func TestHostileReportsAreRefusedWithTheirPartsAndLeaveNothing(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	wang := shop.Join()
	lines := func(n int) []order.ReportLine {
		list := make([]order.ReportLine, n)
		for i := range list {
			list[i] = programtest.Item("tea", 1, 1)
		}
		return list
	}
	for name, c := range map[string]struct {
		path   string
		change func(*order.Report)
	}{
		"no_lines":              {"lines", func(r *order.Report) { r.Lines = nil }},
		"too_many_lines":        {"lines", func(r *order.Report) { r.Lines = lines(10_001) }},
		"negative_quantity":     {"lines[0].quantity", func(r *order.Report) { r.Lines[0].Quantity = -1 }},
		"absurd_quantity":       {"lines[0].quantity", func(r *order.Report) { r.Lines[0].Quantity = 1 << 60 }},
		"negative_amount":       {"lines[0].list_amount", func(r *order.Report) { r.Lines[0].List = -1 }},
		"absurd_amount":         {"lines[0].list_amount", func(r *order.Report) { r.Lines[0].List = money.MaxSafe }},
		"discount_that_adds":    {"lines[0].list_amount", func(r *order.Report) { r.Lines[0].Kind = "discount" }},
		"discount_below_nought": {"lines[0].list_amount", func(r *order.Report) { r.Lines[0].Discounted = r.Lines[0].List + 1 }},
		"unknown_kind":          {"lines[0].kind", func(r *order.Report) { r.Lines[0].Kind = "gold" }},
		"no_reference":          {"reference", func(r *order.Report) { r.Reference = "" }},
		"long_reference":        {"reference", func(r *order.Report) { r.Reference = strings.Repeat("x", 121) }},
		"a_line_break":          {"reference", func(r *order.Report) { r.Reference = "a\nb" }},
		"invalid_utf8":          {"lines[0].name", func(r *order.Report) { r.Lines[0].Name = "\xff\xfe" }},
		"a_nul":                 {"lines[0].code", func(r *order.Report) { r.Lines[0].Code = "a\x00b" }},
		"the_far_past":          {"occurred_at", func(r *order.Report) { r.OccurredAt = time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC) }},
		"the_future":            {"occurred_at", func(r *order.Report) { r.OccurredAt = r.OccurredAt.AddDate(0, 0, 3) }},
		"small_letters":         {"currency", func(r *order.Report) { r.Currency = "cny" }},
	} {
		r := shop.Report(wang, "2026-01-01 09:00", programtest.Item("tea", 1, 10_00))
		shop.Clock.Set(r.OccurredAt)
		c.change(&r)
		_, err := record(shop, r)
		e := errs.Of(err)
		if !errors.Is(err, order.ErrInvalid) || len(e.Fields) == 0 || e.Fields[0].Path != c.path {
			t.Errorf("%s: %v, want a word about %s", name, err, c.path)
		}
	}
	unknown := shop.Report(999_999, "2026-01-01 09:00", programtest.Item("tea", 1, 10_00))
	if _, err := record(shop, unknown); !errors.Is(err, order.ErrUnknownMember) {
		t.Errorf("unknown member: %v", err)
	}
	nowhere := shop.Report(wang, "2026-01-01 09:00", programtest.Item("tea", 1, 10_00))
	nowhere.Store = "'; DROP TABLE orders.orders; --"
	if _, err := record(shop, nowhere); !errors.Is(err, order.ErrUnknownStore) {
		t.Errorf("unknown store: %v", err)
	}
	var kept int
	if err := shop.DB.QueryRow(t.Context(), `SELECT count(*) FROM orders.orders`).Scan(&kept); err != nil || kept != 0 {
		t.Fatalf("%d orders kept, %v", kept, err)
	}
	big := shop.Report(wang, "2026-01-01 09:00", lines(10_000)...)
	if o, err := record(shop, big); err != nil || o.Paid != 10_000 {
		t.Fatalf("an order of 10,000 lines: %v", err)
	}
	shop.Hear()
	shop.Check()
}

func TestTheDayOfAMembersFirstOrderIsNoted(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	wang := shop.Join()
	walkIn := shop.Buy(0, "2026-01-01 09:00", programtest.Item("tea", 1, 10_00))
	noted := func(want string) {
		t.Helper()
		var day string
		err := shop.DB.QueryRow(t.Context(), `SELECT first_date::text FROM orders.buyer WHERE member_id = $1`, int64(wang)).Scan(&day)
		if err != nil || day != want {
			t.Errorf("first on %q, want %s; %v", day, want, err)
		}
	}
	shop.Buy(wang, "2026-01-05 09:00", programtest.Item("tea", 1, 10_00))
	noted("2026-01-05")
	shop.Buy(wang, "2026-01-03 09:00", programtest.Item("tea", 1, 10_00)) // a till that was offline
	noted("2026-01-03")
	shop.Buy(wang, "2026-01-04 09:00", programtest.Item("tea", 1, 10_00))
	noted("2026-01-03")
	mustAttach(shop, lateOf(walkIn, wang))
	noted("2026-01-01")

	// Many at once, for many members in any order: the earliest day stays.
	li := shop.Join()
	shop.Clock.Set(shop.At("2026-01-25 09:00"))
	var tills sync.WaitGroup
	for day := range 20 {
		at := fmt.Sprintf("2026-01-%02d 10:00", 21-day)
		ours, theirs := shop.Report(wang, at, programtest.Item("tea", 1, 10_00)), shop.Report(li, at, programtest.Item("tea", 1, 10_00))
		tills.Go(func() {
			for _, r := range []order.Report{ours, theirs} {
				if _, err := record(shop, r); err != nil {
					t.Error(err)
				}
			}
		})
	}
	tills.Wait()
	noted("2026-01-01")
	for _, p := range shop.Orders.Proofs() {
		if broken, err := p.Broken(t.Context(), shop.DB.DB); err != nil || len(broken) > 0 {
			t.Errorf("%s: %v, %v", p.Name, broken, err)
		}
	}
}
