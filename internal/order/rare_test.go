package order_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"habitue/internal/member"
	"habitue/internal/member/membertest"
	"habitue/internal/order"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
)

// TestWhatFewBuyIsTold: of what was bought in stores and few others buy, also by who has
// become the member; not what everybody buys, nor what was bought in no store.
func TestWhatFewBuyIsTold(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	shop.Clock.Set(shop.At("2026-01-10 00:00"))
	places(shop)
	unlimited(shop)
	wang, li, was := shop.Join(), shop.Join(), shop.Join(membertest.Phone("13800005678"))
	buy := func(m member.ID, store string, codes ...string) {
		r := shop.Report(m, "2026-01-02 09:00", programtest.Item(codes[0], 1, 10_00))
		for _, code := range codes[1:] {
			r.Lines = append(r.Lines, programtest.Item(code, 1, 10_00))
		}
		r.Store = store
		shop.Record(r)
	}
	buy(wang, "s1", "latte", "saffron")
	buy(wang, "", "truffle")
	buy(li, "s1", "latte")
	buy(was, "s2", "saffron")
	for range 300 {
		buy(shop.Join(), "s1", "latte")
	}
	shop.Tx(func(ctx context.Context, tx postgres.Tx) error {
		_, err := shop.Members.Merge(ctx, tx, li, was, "one person", 1)
		return err
	})
	got, err := shop.Orders.Rare(t.Context(), shop.DB.DB, wang, li)
	if err != nil {
		t.Fatal(err)
	}
	if len(got[wang]) != 1 || len(got[li]) != 1 || got[wang][0].Article != got[li][0].Article || got[wang][0].Store == got[li][0].Store ||
		got[wang][0].Share > 0.01 || got[wang][0].Share <= 0 {
		t.Errorf("%+v", got)
	}
}

// TestWhoPaidIsLeftAsAMark: of the member whose order it is, whatever is reported how
// often; a number of a card is refused, and the id is no part of the record.
func TestWhoPaidIsLeftAsAMark(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	shop.Clock.Set(shop.At("2026-01-10 00:00"))
	wang := shop.Join()
	r := shop.Report(wang, "2026-01-02 09:00", programtest.Item("tea", 1, 40_00))
	r.Payers = []order.Payer{{System: "wechat", ID: "o6_bmjrPTlm6_2sgVt7hMZOPfL2M"}, {System: "alipay", ID: "2088102116773037"}}
	first := shop.Record(r)
	r.Payers = r.Payers[:1]
	if again := shop.Record(r); again.ID != first.ID {
		t.Errorf("the same again is %d, not %d", again.ID, first.ID)
	}
	kept, err := shop.Members.Marks(t.Context(), shop.DB.DB, wang)
	if err != nil || len(kept) != 2 || !slices.Equal([]member.MarkKind{kept[0].Kind, kept[1].Kind}, []member.MarkKind{member.PayerMark, member.PayerMark}) {
		t.Errorf("%+v, %v", kept, err)
	}
	for name, p := range map[string]order.Payer{"a card": {System: "bank", ID: "4111 1111 1111 1111"}, "no system": {ID: "x"}, "none": {System: "bank"}, "lines": {System: "bank", ID: "a\nb"}} {
		r.Reference, r.Payers = name, []order.Payer{p}
		err := shop.Try(func(ctx context.Context, tx postgres.Tx) error {
			_, err := shop.Orders.Record(ctx, tx, r)
			return err
		})
		if !errors.Is(err, order.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
