package pricing_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"habitue/internal/catalog"
	"habitue/internal/coupon/terms"
	"habitue/internal/platform/check"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
	"habitue/internal/pricing"
	"habitue/internal/program/programtest"
	"habitue/internal/staff"
)

type shop struct {
	*programtest.Shop
	pricing *pricing.Service
}

func open(t *testing.T) *shop {
	t.Helper()
	s := programtest.Open(t)
	return &shop{Shop: s, pricing: pricing.New(pricing.Deps{
		DB: s.DB.DB, IDs: s.IDs, Clock: s.Clock, Org: s.Org, Staff: s.Staff, Catalog: s.Catalog, Members: s.Members, Orders: s.Orders, Tiers: s.Tiers,
	})}
}

var by = staff.Act{By: staff.Principal{Kind: staff.Person, ID: 1}}

func off(amount int64, limits pricing.Limits) pricing.Rule {
	return pricing.Rule{Name: i18n.Of("立减", "Off"), Limits: limits, Offer: terms.Offer{Benefit: terms.Benefit{Kind: terms.AmountOff, Amount: amount}}}
}

// promote publishes a promotion from now on.
func (s *shop) promote(rule pricing.Rule) pricing.Promotion {
	s.T.Helper()
	var p pricing.Promotion
	s.Tx(func(ctx context.Context, tx postgres.Tx) error {
		made, draft, err := s.pricing.Create(ctx, tx, rule, by)
		if err != nil {
			return err
		}
		if _, err := s.pricing.Rules(made.ID).Publish(ctx, tx, draft.Number, time.Time{}, by); err != nil {
			return err
		}
		p, err = s.pricing.Get(ctx, tx, made.ID)
		return err
	})
	return p
}

// day is the business day that it is.
func (s *shop) day() time.Time {
	s.T.Helper()
	day, err := s.pricing.Today(s.T.Context(), s.DB.DB)
	if err != nil {
		s.T.Fatal(err)
	}
	return day
}

func (s *shop) proven() {
	s.T.Helper()
	results, err := check.Run(s.T.Context(), s.DB.Owner(s.T), pricing.Proofs())
	if err != nil {
		s.T.Fatal(err)
	}
	for _, r := range results {
		if len(r.Broken) > 0 {
			s.T.Errorf("%s: %v", r.Name, r.Broken)
		}
	}
}

// Case 16 of the basket: many tills, one budget, one stock.
func TestManyClientsNeverOverspendABudgetOrAStock(t *testing.T) {
	t.Parallel()
	s := open(t)
	budget := s.promote(off(7_00, pricing.Limits{Total: pricing.Limit{Money: 100_00}}))
	flash := s.promote(pricing.Rule{
		Name: i18n.Of("秒杀", "Flash sale"), Limits: pricing.Limits{Total: pricing.Limit{Pieces: 10}},
		Offer: terms.Offer{Benefit: terms.Benefit{Kind: terms.FixedPrice, Amount: 9_90}},
	})
	day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	var wait sync.WaitGroup
	var money, pieces atomic.Int64
	keys := make(chan string, 128)
	for i := range 64 {
		wait.Go(func() {
			for kind, c := range []pricing.Claim{
				{Promotion: budget.ID, Version: budget.Version, Money: 7_00},
				{Promotion: flash.ID, Version: flash.Version, Money: 28_10, Pieces: 1},
			} {
				key := fmt.Sprintf("till-%d-%d", i, kind)
				err := s.DB.InTx(context.Background(), func(tx postgres.Tx) error {
					return s.pricing.Reserve(context.Background(), tx, pricing.Reserving{
						Key: key, Day: day, ExpiresAt: s.Clock.Now().Add(time.Minute), Claims: []pricing.Claim{c},
					})
				})
				switch {
				case err == nil && kind == 0:
					money.Add(c.Money)
					keys <- key
				case err == nil:
					pieces.Add(c.Pieces)
					keys <- key
				case !errors.Is(err, pricing.ErrUsedUp):
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	close(keys)
	if money.Load() != 98_00 || pieces.Load() != 10 {
		t.Fatalf("reserved %d of 10000 and %d of 10 pieces", money.Load(), pieces.Load())
	}
	s.proven()
	// Cancelled at once, twice each: everything is there again, and no more.
	for key := range keys {
		for range 2 {
			wait.Go(func() {
				if err := s.DB.InTx(context.Background(), func(tx postgres.Tx) error { return s.pricing.Release(context.Background(), tx, key) }); err != nil {
					t.Error(err)
				}
			})
		}
	}
	wait.Wait()
	s.proven()
	var left int64
	if err := s.DB.QueryRow(t.Context(), `SELECT sum(money) + sum(uses) + sum(pieces) FROM pricing.budget`).Scan(&left); err != nil || left != 0 {
		t.Fatalf("%d still taken, %v", left, err)
	}
}

func TestAReservationIsHeldOnceAndConfirmedOrReleased(t *testing.T) {
	t.Parallel()
	s := open(t)
	wang := s.Join()
	p := s.promote(off(5_00, pricing.Limits{Total: pricing.Limit{Money: 100_00}, Member: pricing.Limit{Uses: 2}, MemberOnDay: pricing.Limit{Uses: 1}}))
	day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	reserve := func(key string, on time.Time, amount int64) error {
		return s.Try(func(ctx context.Context, tx postgres.Tx) error {
			return s.pricing.Reserve(ctx, tx, pricing.Reserving{Key: key, Member: wang, Day: on, ExpiresAt: s.Clock.Now().Add(time.Minute),
				Claims: []pricing.Claim{{Promotion: p.ID, Version: p.Version, Money: amount}}})
		})
	}
	want := func(err, want error) {
		t.Helper()
		if !errors.Is(err, want) {
			t.Fatalf("%v, want %v", err, want)
		}
	}
	want(reserve("a", day, 5_00), nil)
	want(reserve("a", day, 5_00), nil) // again: the same
	want(reserve("a", day, 4_00), pricing.ErrOtherClaim)
	want(reserve("b", day, 5_00), pricing.ErrUsedUp) // once a day
	want(reserve("c", day.AddDate(0, 0, 1), 5_00), nil)
	want(reserve("d", day.AddDate(0, 0, 2), 5_00), pricing.ErrUsedUp) // twice in all
	s.proven()
	do := func(key string, act func(context.Context, postgres.Tx, string) error) error {
		return s.Try(func(ctx context.Context, tx postgres.Tx) error { return act(ctx, tx, key) })
	}
	want(do("a", s.pricing.Confirm), nil)
	want(do("a", s.pricing.Confirm), nil)
	s.Clock.Advance(time.Hour)
	n, err := s.pricing.ReleaseOverdue(t.Context())
	if err != nil || n != 1 {
		t.Fatalf("%d released, %v", n, err)
	}
	want(do("c", s.pricing.Confirm), pricing.ErrNotHeld) // its time was over
	want(reserve("c", day, 5_00), pricing.ErrNotHeld)
	want(reserve("d", day.AddDate(0, 0, 2), 5_00), nil)
	want(do("a", s.pricing.Release), nil) // returned
	want(reserve("e", day, 5_00), nil)
	s.proven()
}

func TestAPromotionAppliesFromItsPublicationUntilItsEnd(t *testing.T) {
	t.Parallel()
	s := open(t)
	price := int64(30_00)
	s.Tx(func(ctx context.Context, tx postgres.Tx) error {
		_, err := s.Catalog.SaveArticles(ctx, tx, catalog.ArticleInput{Code: "latte", Category: "coffee"})
		return err
	})
	net := func() int64 {
		t.Helper()
		got, err := s.pricing.Quote(t.Context(), s.DB.DB, pricing.Ask{Lines: []pricing.AskLine{{No: 1, Article: "latte", Quantity: 2, Unit: &price}}})
		if err != nil {
			t.Fatal(err)
		}
		return got.Totals.Net
	}
	var p pricing.Promotion
	var draft rulebook.Version[pricing.Rule]
	s.Tx(func(ctx context.Context, tx postgres.Tx) (err error) {
		rule := off(5_00, pricing.Limits{})
		rule.Offer.On.Categories = []string{"coffee"}
		p, draft, err = s.pricing.Create(ctx, tx, rule, by)
		return err
	})
	if net() != 60_00 || p.State(s.day()) == pricing.Running {
		t.Fatal("a draft applies")
	}
	s.Tx(func(ctx context.Context, tx postgres.Tx) error {
		_, err := s.pricing.Rules(p.ID).Publish(ctx, tx, draft.Number, s.Clock.Now().Add(time.Hour), by)
		return err
	})
	s.pricing.Forget()
	if net() != 60_00 {
		t.Fatal("it applies before it begins")
	}
	s.Clock.Advance(time.Hour)
	if net() != 55_00 {
		t.Fatal("it does not apply")
	}
	end := func(do func(context.Context, postgres.Tx, pricing.PromotionID, staff.Act) (pricing.Promotion, error)) {
		s.Tx(func(ctx context.Context, tx postgres.Tx) (err error) {
			p, err = do(ctx, tx, p.ID, by)
			return err
		})
		s.pricing.Forget()
	}
	end(s.pricing.End)
	if net() != 60_00 || p.State(s.day()) == pricing.Running {
		t.Fatal("it goes on after its end")
	}
	end(s.pricing.Resume)
	if net() != 55_00 || p.State(s.day()) != pricing.Running {
		t.Fatal("its end cannot be taken back")
	}
	list, err := s.pricing.List(t.Context(), s.DB.DB, pricing.Filter{}, 0, 10)
	if err != nil || len(list) != 1 || list[0].Version != 2 || list[0].Drafts != 0 {
		t.Fatalf("%+v, %v", list, err)
	}
}

// The budget that is left, the member's level and the first order are facts of a quote.
func TestAQuoteKnowsTheMemberAndWhatIsLeft(t *testing.T) {
	t.Parallel()
	s := open(t)
	wang := s.Join()
	first := off(3_00, pricing.Limits{})
	first.Offer.When.First = true
	s.promote(first)
	once := s.promote(off(5_00, pricing.Limits{Member: pricing.Limit{Uses: 1}}))
	price := int64(30_00)
	ask := pricing.Ask{Member: wang, Lines: []pricing.AskLine{{No: 1, Article: "latte", Quantity: 1, Unit: &price}}}
	quote := func() pricing.Quoted {
		t.Helper()
		got, err := s.pricing.Quote(t.Context(), s.DB.DB, ask)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	got := quote()
	if got.Totals.Net != 22_00 || len(pricing.Claims(got.Quote)) != 2 {
		t.Fatalf("%+v", got.Totals)
	}
	s.Tx(func(ctx context.Context, tx postgres.Tx) error {
		return s.pricing.Reserve(ctx, tx, pricing.Reserving{Key: "till-1", Member: wang, Day: got.Input.Occasion.Day, ExpiresAt: s.Clock.Now().Add(time.Minute), Claims: pricing.Claims(got.Quote)})
	})
	s.Buy(wang, "2026-03-10 09:00", programtest.Item("latte", 1, 22_00))
	if got = quote(); got.Totals.Net != 30_00 || len(got.Refused) != 1 || got.Refused[0].Offer != fmt.Sprint(once.ID) || got.Refused[0].Code != "uses" {
		t.Fatalf("%+v %+v", got.Totals, got.Refused)
	}
	if _, err := s.pricing.Quote(t.Context(), s.DB.DB, pricing.Ask{Lines: []pricing.AskLine{{No: 1, Article: "unheard-of", Quantity: 1}}}); !errors.Is(err, pricing.ErrNoArticle) {
		t.Fatal(err)
	}
}
