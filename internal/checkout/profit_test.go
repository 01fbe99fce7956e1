package checkout_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"habitue/internal/checkout"
	"habitue/internal/coupon"
	"habitue/internal/coupon/coupontest"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/heavy"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/pricing"
	"habitue/internal/pricing/engine"
	"habitue/internal/program/programtest"
	"habitue/internal/staff"
)

// shopper is somebody who buys and returns at random, and what he has put in.
type shopper struct {
	*rapid.T
	s      *counter
	member member.ID
	coupon coupon.TemplateID
	bought []*basket
	spent  int64 // money over the counter, less money back
	steps  int
}

type basket struct {
	checkout.Checkout
	left map[int]int64
}

// Whatever somebody buys, returns in parts, pays with points, stored value and
// coupons, exchanges for other goods, and in which order: when he has brought back
// everything he has at most what he began with. His coupons are as many, his points
// and his stored value are no more, no money is his that he did not bring, and the
// limits of promotions are as if he had never come.
func TestNoSequenceOfBuyingAndReturningIsAProfit(t *testing.T) {
	t.Parallel()
	s := open(t)
	principal, bonus := s.card()
	s.off(10_00, 50_00, pricing.Limits{Total: pricing.Limit{Money: 1e12}, MemberOnDay: pricing.Limit{Uses: 2}})
	s.off(25_00, 200_00, pricing.Limits{Member: pricing.Limit{Uses: 3}})
	s.flash("pot", 5_00, 1e9)
	template := coupontest.Live(t, s.DB.DB, s.coupons, func(b *coupon.Terms) { b.OnReturn = coupon.GivenBack })
	heavy.Check(t, 300, 20_000, func(t *rapid.T) int {
		b := &shopper{T: t, s: s, member: s.Join(), coupon: template.ID}
		coupontest.Give(s.T, s.DB.DB, s.coupons, b.member, template.ID, 2)
		b.credit(ledger.Points, 2_000)
		b.credit(principal, 200_00)
		b.credit(bonus, 50_00)
		t.Repeat(map[string]func(*rapid.T){"buy": b.buy, "return": b.bring, "exchange": b.exchange, "wait": b.wait})
		b.bringAll()
		b.hasNoMore(principal, bonus)
		s.nothingTaken()
		return b.steps
	})
	s.proven()
}

// card makes the assets of stored value.
func (s *counter) card() (principal, bonus ledger.AssetID) {
	s.T.Helper()
	rule := ledger.AssetRule{Expiry: ledger.Expiry{Rule: "never"}, ClawBack: ledger.ClawBackRefuse, Limits: []ledger.Limit{}}
	rule.Rounding.Mode, rule.Rounding.Step = "floor", 1
	s.Tx(func(ctx context.Context, tx postgres.Tx) error {
		for _, kind := range []ledger.AssetKind{ledger.KindPrincipal, ledger.KindBonus} {
			a, err := s.Ledger.CreateAsset(ctx, tx, ledger.NewAsset{Code: string(kind), Kind: kind, Currency: "CNY", Name: i18n.Of("储值", "Stored value"),
				Unit: i18n.Of("分", "cent"), Rule: rule, Act: staff.Act{By: staff.Operator}})
			if err != nil {
				return err
			}
			if principal, bonus = bonus, a.ID; kind == ledger.KindPrincipal {
				principal, bonus = a.ID, a.ID
			}
		}
		return nil
	})
	return principal, bonus
}

func (b *shopper) credit(asset ledger.AssetID, amount int64) {
	b.s.Tx(func(ctx context.Context, tx postgres.Tx) error {
		_, err := b.s.Ledger.Do(ctx, tx, ledger.Posting{Member: b.member, Key: "start:" + string(rune('a'+asset)), Reason: ledger.Adjust,
			Credits: []ledger.Credit{{Asset: asset, Amount: amount, From: ledger.Adjusted, ExpiresAt: b.s.Clock.Now().AddDate(20, 0, 0)}}})
		return err
	})
}

// ask is a basket at random.
func (b *shopper) ask(t *rapid.T) checkout.Ask {
	ask := checkout.Ask{Member: b.member, Points: engine.None, Stored: engine.None}
	for no := range rapid.IntRange(1, 3).Draw(t, "lines") {
		article := rapid.SampledFrom([]string{"tea", "cup", "pot"}).Draw(t, "article")
		ask.Lines = append(ask.Lines, line(no+1, article, rapid.Int64Range(1, 3).Draw(t, "quantity"), rapid.SampledFrom([]int64{1, 9_99, 33_33, 80_00}).Draw(t, "unit")))
	}
	if rapid.Bool().Draw(t, "points") {
		ask.Points = engine.All
	}
	if rapid.Bool().Draw(t, "stored value") {
		ask.Stored = engine.All
	}
	return ask
}

func (b *shopper) buy(t *rapid.T) {
	b.steps++
	c := b.s.agreed(b.ask(t))
	c, _ = b.s.tender(c, cash(c.Payable)...)
	b.s.Hear()
	b.spent += c.Payable
	b.took(c)
}

// cash pays so much in cash.
func cash(amount int64) []checkout.Tender {
	if amount == 0 {
		return nil
	}
	return []checkout.Tender{{Method: "cash", Amount: amount}}
}

func (b *shopper) took(c checkout.Checkout) {
	sold := &basket{Checkout: c, left: map[int]int64{}}
	for _, l := range c.Sale.Input.Basket.Lines {
		sold.left[l.No] = l.Quantity
	}
	b.bought = append(b.bought, sold)
}

// some are goods of one basket, at random.
func (b *shopper) some(t *rapid.T) (*basket, map[int]int64) {
	if len(b.bought) == 0 {
		t.Skip("nothing was bought")
	}
	sold := rapid.SampledFrom(b.bought).Draw(t, "basket")
	lines := map[int]int64{}
	for no := 1; no <= len(sold.left); no++ {
		if n := rapid.Int64Range(0, sold.left[no]).Draw(t, "back"); n > 0 {
			lines[no] = n
		}
	}
	return sold, lines
}

func (b *shopper) bring(t *rapid.T) {
	sold, lines := b.some(t)
	b.back(sold, lines)
}

func (b *shopper) exchange(t *rapid.T) {
	sold, lines := b.some(t)
	if len(lines) == 0 {
		t.Skip("nothing is brought")
	}
	b.steps++
	done := b.s.exchange(sold.Checkout, lines, b.ask(t))
	b.s.Hear()
	b.spent += done.Checkout.Payable - done.Carried - done.GivenBack
	for no, n := range lines {
		sold.left[no] -= n
	}
	b.took(done.Checkout)
	if b.spent < 0 {
		b.Fatalf("%d came back that was never paid", -b.spent)
	}
}

func (b *shopper) back(sold *basket, lines map[int]int64) {
	b.steps++
	r, err := b.s.bring(sold.Checkout, lines)
	if len(lines) == 0 && errors.Is(err, checkout.ErrNothing) {
		return
	}
	if err != nil {
		b.Fatal(err)
	}
	b.s.Hear()
	b.spent -= r.Back.Money
	for no, n := range lines {
		sold.left[no] -= n
	}
	if b.spent < 0 {
		b.Fatalf("%d came back that was never paid", -b.spent)
	}
}

func (b *shopper) wait(t *rapid.T) {
	b.s.Clock.Advance(time.Duration(rapid.IntRange(1, 48).Draw(t, "hours")) * time.Hour)
}

func (b *shopper) bringAll() {
	for _, sold := range b.bought {
		rest := map[int]int64{}
		for no, n := range sold.left {
			if n > 0 {
				rest[no] = n
			}
		}
		b.back(sold, rest)
	}
}

func (b *shopper) hasNoMore(principal, bonus ledger.AssetID) {
	if b.spent != 0 {
		b.Fatalf("%d of his money is gone", b.spent)
	}
	b.s.Want(b.member, ledger.Points, programtest.Balance{Available: 2_000})
	b.s.Want(b.member, principal, programtest.Balance{Available: 200_00})
	b.s.Want(b.member, bonus, programtest.Balance{Available: 50_00})
	usable, err := b.s.coupons.Usable(context.Background(), b.s.DB.DB, b.member)
	if err != nil || len(usable) != 2 {
		b.Fatalf("%d coupons, %v", len(usable), err)
	}
}
