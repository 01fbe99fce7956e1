package order_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/member/membertest"
	"habitue/internal/order"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
)

// visit records what a visitor bought, as the channel that knows the keys reports it.
func visit(shop *programtest.Shop, o order.Order, number string, keys ...member.Key) (got order.Order, err error) {
	r := reportOf(o)
	r.Reference = number
	err = shop.Try(func(ctx context.Context, tx postgres.Tx) (err error) {
		got, err = shop.Orders.RecordVisit(ctx, tx, r, keys...)
		return err
	})
	return got, err
}

func traces(shop *programtest.Shop) (n int) {
	shop.T.Helper()
	if err := shop.DB.Owner(shop.T).QueryRow(shop.T.Context(), `SELECT count(*) FROM member.trace`).Scan(&n); err != nil {
		shop.T.Fatal(err)
	}
	return n
}

// What somebody bought before joining is theirs from then on, once, and earns by the
// rule of when it was bought; what came back of it before is gone.
func TestWhatAVisitorBoughtIsTheMembersOnJoining(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	device, phone := member.Key{Kind: member.External("app"), Value: "device-7"}, member.Key{Kind: member.Phone, Value: "138 0013 8000"}
	like := shop.Buy(0, "2026-01-02 09:00", programtest.Item("tea", 2, 40_00))
	first, err := visit(shop, like, "V1", device)
	if err != nil || first.Member > 0 {
		t.Fatalf("%+v, %v", first, err)
	}
	second, err := visit(shop, like, "V2", device, phone)
	if err != nil {
		t.Fatal(err)
	}
	other, err := visit(shop, like, "V3", member.Key{Kind: member.External("app"), Value: "device-8"})
	if err != nil {
		t.Fatal(err)
	}
	if again, err := visit(shop, like, "V2", device, phone); err != nil || again.ID != second.ID {
		t.Fatalf("the same report again: %+v, %v", again, err)
	}
	shop.Return(second, "2026-01-02 10:00", 1, 1)
	shop.Clock.Set(shop.At("2026-01-05 09:00"))

	wang := shop.Join(membertest.External("app", "device-7"), membertest.Phone("+8613800138000"))
	for range 2 { // twice, as notices may come
		shop.Hear()
	}
	shop.Want(wang, ledger.Points, programtest.Balance{Pending: 60})
	for _, o := range []order.Order{first, second} {
		if got, err := shop.Orders.Find(t.Context(), shop.DB.DB, o.ID); err != nil || got.Member != wang {
			t.Errorf("order %s is of %d, %v", o.Reference, got.Member, err)
		}
		entries, err := shop.Orders.LateEntriesOf(t.Context(), shop.DB.DB, wang, o.ID)
		if err != nil || len(entries) != 1 || entries[0].By != order.ByVisitor {
			t.Errorf("%+v, %v", entries, err)
		}
	}
	if got, err := shop.Orders.Find(t.Context(), shop.DB.DB, other.ID); err != nil || got.Member > 0 {
		t.Errorf("somebody else's order is of %d, %v", got.Member, err)
	}
	if n := traces(shop); n != 1 {
		t.Errorf("%d traces are left, want that of the other visitor", n)
	}

	// From now on the key leads to the member at once; what is sent again is what it was.
	if again, err := visit(shop, like, "V1", device); err != nil || again.ID != first.ID || again.Member != wang {
		t.Errorf("%+v, %v", again, err)
	}
	if third, err := visit(shop, like, "V4", device); err != nil || third.Member != wang {
		t.Errorf("%+v, %v", third, err)
	}
	if again, err := visit(shop, like, "V4", device); err != nil || again.Member != wang {
		t.Errorf("%+v, %v", again, err)
	}
	// No report of the staff's entries counts what nobody did.
	if sums, err := shop.Orders.LateByStaff(t.Context(), shop.DB.DB, shop.At("2026-01-01 00:00"), shop.At("2026-02-01 00:00")); err != nil || len(sums) != 0 {
		t.Errorf("%+v, %v", sums, err)
	}
	shop.Check()
}

// A receipt that a clerk attached is the one's to whom; what is too long ago, and what
// the erased left, is nobody's.
func TestTracesThatLeadNowhere(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	like := shop.Buy(0, "2026-01-02 09:00", programtest.Item("tea", 2, 40_00))
	key := func(id string) member.Key { return member.Key{Kind: member.External("app"), Value: id} }
	for number, device := range map[string]string{"V1": "clerk", "V2": "late", "V3": "gone"} {
		if _, err := visit(shop, like, number, key(device)); err != nil {
			t.Fatal(err)
		}
	}
	find := func(number string) order.Order {
		t.Helper()
		list, err := shop.Orders.ByNumber(t.Context(), shop.DB.DB, like.Source, number)
		if err != nil || len(list) != 1 {
			t.Fatalf("%+v, %v", list, err)
		}
		o, err := shop.Orders.Find(t.Context(), shop.DB.DB, list[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	shop.Clock.Set(shop.At("2026-01-05 09:00"))
	li := shop.Join()
	mustAttach(shop, lateOf(find("V1"), li))
	shop.Join(membertest.External("app", "clerk"))
	gone := shop.Join(membertest.External("app", "gone"))
	if err := shop.Try(func(ctx context.Context, tx postgres.Tx) error {
		_, err := shop.Members.Erase(ctx, tx, member.Erasing{Member: gone, Cause: member.CauseAsked})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	shop.Hear()
	if o := find("V1"); o.Member != li {
		t.Errorf("what a clerk attached is of %d, want %d", o.Member, li)
	}
	if o := find("V3"); o.Member > 0 {
		t.Errorf("an erased member got an order")
	}
	if n := traces(shop); n != 1 {
		t.Errorf("%d traces are left, want one", n)
	}
	shop.Clock.Advance(60 * 24 * time.Hour)
	late := shop.Join(membertest.External("app", "late"))
	shop.Hear()
	if o := find("V2"); o.Member == late {
		t.Error("what is too long ago was attached")
	}
	if n, err := shop.Members.ForgetTraces(t.Context(), 100); err != nil || n != 1 || traces(shop) != 0 {
		t.Errorf("%d forgotten, %v, %d left", n, err, traces(shop))
	}
	if _, err := visit(shop, like, "V9", member.Key{Kind: member.Phone, Value: "1.38E+10"}); !errors.Is(err, member.ErrBadIdentity) {
		t.Error(err)
	}
	shop.Check()
}
