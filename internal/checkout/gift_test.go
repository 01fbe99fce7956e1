package checkout_test

import (
	"context"
	"testing"
	"time"

	"habitue/internal/catalog"
	"habitue/internal/checkout"
	"habitue/internal/coupon/terms"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/pricing"
	"habitue/internal/staff"
)

// gives hands out a cup, which costs 30.00, from 100.00 on.
func (s *counter) gives() {
	s.T.Helper()
	act := staff.Act{By: staff.Operator}
	s.Tx(func(ctx context.Context, tx postgres.Tx) error {
		if _, err := s.Catalog.SaveArticles(ctx, tx, catalog.ArticleInput{Code: "cup"}); err != nil {
			return err
		}
		if _, err := s.Catalog.CreatePriceList(ctx, tx, catalog.PriceList{Code: "base", Name: i18n.Of("标准价", "Base"), Currency: "CNY"}); err != nil {
			return err
		}
		rows, err := s.Catalog.SyncPrices(ctx, tx, []catalog.PriceRow{{List: "base", PriceEdit: catalog.PriceEdit{Article: "cup", Amount: 30_00}}}, "test", "")
		if err == nil && rows[0].Err != nil {
			err = rows[0].Err
		}
		if err != nil {
			return err
		}
		p, draft, err := s.pricing.Create(ctx, tx, pricing.Rule{Name: i18n.Of("满赠", "Gift"), Offer: terms.Offer{
			Benefit:   terms.Benefit{Kind: terms.Gift, Parts: []terms.Part{{Goods: terms.Goods{Articles: []string{"cup"}}, Quantity: 1}}},
			Threshold: terms.Threshold{Amount: 100_00}}}, act)
		if err != nil {
			return err
		}
		_, err = s.pricing.Rules(p.ID).Publish(ctx, tx, draft.Number, time.Time{}, act)
		return err
	})
	s.pricing.Forget()
}

func TestAGiftIsALineOfTheOrderAndComesBackWithItsPurchase(t *testing.T) {
	t.Parallel()
	s := open(t)
	s.gives()
	m := s.Join()
	c := s.buy(checkout.Ask{Member: m, Lines: []pricing.AskLine{line(1, "tea", 2, 60_00)}})
	o, err := s.Orders.Get(t.Context(), s.DB.DB, m, c.Order)
	if err != nil {
		t.Fatal(err)
	}
	if len(o.Lines) != 2 || o.Lines[1].Code != "cup" || o.Lines[1].Paid != 0 || o.Lines[1].List != 0 || o.Paid != 120_00 {
		t.Fatalf("%+v", o.Lines)
	}
	r, err := s.bring(c, map[int]int64{1: 2, 2: 1})
	if err != nil || r.Back.Money != 120_00 || r.Back.Gifts != 0 {
		t.Fatalf("%+v, %v", r.Back, err)
	}
	if o, err = s.Orders.Get(t.Context(), s.DB.DB, m, c.Order); err != nil || o.Refunded != 120_00 || o.Lines[1].RefundedQuantity != 1 {
		t.Fatalf("%+v, %v", o, err)
	}
	if _, err := s.bring(c, map[int]int64{2: 1}); err == nil {
		t.Error("the gift came back twice")
	}
	s.proven()
}

func TestWhoKeepsAGiftWithoutItsPurchasePaysForItUntilItIsBroughtBack(t *testing.T) {
	t.Parallel()
	s := open(t)
	s.gives()
	c := s.buy(checkout.Ask{Member: s.Join(), Lines: []pricing.AskLine{line(1, "tea", 2, 60_00)}})
	r, err := s.bring(c, map[int]int64{1: 2})
	if err != nil || r.Back.Money != 90_00 || r.Back.Gifts != 30_00 {
		t.Fatalf("%+v, %v", r.Back, err)
	}
	if r, err = s.bring(c, map[int]int64{2: 1}); err != nil || r.Back.Money != 30_00 || r.Back.Gifts != 0 {
		t.Fatalf("%+v, %v", r.Back, err)
	}
	s.proven()
}
