package checkout_test

import (
	"context"
	"errors"
	"testing"

	"pgregory.net/rapid"

	"habitue/internal/checkout"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/heavy"
	"habitue/internal/platform/postgres"
	"habitue/internal/prepaid"
	"habitue/internal/pricing"
	"habitue/internal/pricing/engine"
	spending "habitue/internal/program/engine"
)

// holders are people with cards who do whatever can be done with them.
type holders struct {
	*rapid.T
	s     *counter
	all   []member.ID
	bonus bool // the bonus is drawn first: whoever spends it first has had it for nothing
	cash  int64
	sold  map[member.ID][]*basket
	got   int64 // goods that are kept, at what they were sold for
	given int64 // bonus of all top-ups that were sold
	steps int
}

// Whatever several people do with stored value, in which order and as often as they
// like: top up, spend, bring goods back in parts, give to each other, take back a
// top-up or a part of it, close the card: no money comes out that was not put in, all
// of them together have never had goods for more than the best offer gives for what
// they left with us, and who brings everything back and closes his card leaves nothing
// behind and takes nothing along.
func TestNoSequenceOfStoredValueIsAProfit(t *testing.T) {
	t.Parallel()
	s := open(t)
	draws := []spending.Draw{spending.ProRata, spending.PrincipalFirst, spending.BonusFirst}
	heavy.Check(t, 2_000, 20_000, func(t *rapid.T) int {
		draw := draws[rapid.IntRange(0, 2).Draw(t, "draw")]
		s.sells(func(r *prepaid.Rule) {
			r.Draw, r.Giving.Off, r.Giving.Day, r.Most = draw, false, 1e9, prepaid.Most{Named: 1e9, Unnamed: 1e9}
		})
		h := &holders{T: t, s: s, all: []member.ID{s.Join(), s.Join()}, bonus: draw == spending.BonusFirst, sold: map[member.ID][]*basket{}}
		t.Repeat(map[string]func(*rapid.T){"top up": h.topUp, "spend": h.spend, "return": h.bring, "give": h.give, "refund": h.refund,
			"withdraw": h.withdraw, "close": h.close, "": h.noProfit})
		h.leave()
		return h.steps
	})
	s.proven()
}

func (h *holders) one(t *rapid.T) member.ID {
	h.steps++
	return rapid.SampledFrom(h.all).Draw(t, "who")
}

func (h *holders) topUp(t *rapid.T) {
	sold := h.s.topUp(h.one(t), rapid.SampledFrom([]int64{200_00, 500_00, 1_000_00}).Draw(t, "pay"))
	h.cash += sold.Principal
	h.given += sold.Bonus
}

func (h *holders) spend(t *rapid.T) {
	m := h.one(t)
	c := h.s.onCard(m)
	most := c.Principal.Available + c.Bonus.Available
	if most == 0 {
		return
	}
	amount := min(rapid.SampledFrom([]int64{1, 99, 50_00, 249_99, 700_00, most}).Draw(t, "amount"), most)
	pieces := rapid.Int64Range(1, 3).Draw(t, "pieces")
	unit := max(amount/pieces, 1)
	pieces = min(pieces, most/unit)
	sold := h.s.buy(checkout.Ask{Member: m, Points: engine.None, Stored: engine.All, Lines: []pricing.AskLine{line(1, "tea", pieces, unit)}})
	if sold.Payable != 0 {
		h.Fatalf("%d are on the card and %d is to be paid", most, sold.Payable)
	}
	h.got += pieces * unit
	h.sold[m] = append(h.sold[m], &basket{Checkout: sold, left: map[int]int64{1: pieces}})
}

func (h *holders) bring(t *rapid.T) {
	m := h.one(t)
	if len(h.sold[m]) == 0 {
		return
	}
	sold := rapid.SampledFrom(h.sold[m]).Draw(t, "basket")
	if n := rapid.Int64Range(0, sold.left[1]).Draw(t, "back"); n > 0 {
		h.back(sold, n)
	}
}

func (h *holders) back(sold *basket, n int64) {
	r, err := h.s.bring(sold.Checkout, map[int]int64{1: n})
	if err != nil || r.Back.Money != 0 {
		h.Fatalf("%+v, %v", r, err)
	}
	h.got -= r.Back.Stored
	sold.left[1] -= n
}

func (h *holders) give(t *rapid.T) {
	from := h.one(t)
	to := h.all[0]
	if to == from {
		to = h.all[1]
	}
	key := rapid.StringMatching(`[a-z]{12}`).Draw(t, "key")
	err := h.s.Try(func(ctx context.Context, tx postgres.Tx) error {
		_, err := h.s.cards.Give(ctx, tx, prepaid.Handing{From: from, To: to, Amount: rapid.SampledFrom([]int64{1_00, 33_00, 300_00}).Draw(t, "amount"), Key: key})
		return err
	})
	if err != nil && !errors.Is(err, ledger.ErrInsufficient) {
		h.Fatal(err)
	}
}

func (h *holders) paidOut(in prepaid.Refunding) {
	r, err := h.s.refunding(in)
	switch {
	case errors.Is(err, prepaid.ErrTooMuch), errors.Is(err, prepaid.ErrUsed):
	case err != nil:
		h.Fatal(err)
	default:
		h.cash -= r.Money
	}
}

func (h *holders) refund(t *rapid.T) {
	h.paidOut(prepaid.Refunding{Member: h.one(t), Amount: rapid.SampledFrom([]int64{1, 33_33, 200_00, 1_000_00}).Draw(t, "amount")})
}

func (h *holders) withdraw(t *rapid.T) {
	m := h.one(t)
	if list := h.s.onCard(m).TopUps; len(list) > 0 {
		h.paidOut(prepaid.Refunding{Member: m, TopUp: rapid.SampledFrom(list).Draw(t, "top-up").ID})
	}
}

func (h *holders) close(t *rapid.T) {
	h.paidOut(prepaid.Refunding{Member: h.one(t), Close: true})
}

// noProfit holds after every step. The best offer gives 1.4 of goods for 1; where the
// bonus is drawn first, what is had for nothing is at most the bonus that was sold.
func (h *holders) noProfit(*rapid.T) {
	if h.cash < 0 {
		h.Fatalf("%d came out that was never put in", -h.cash)
	}
	most := h.cash * 14 / 10
	if h.bonus {
		most = h.cash + h.given
	}
	if h.got > most {
		h.Fatalf("%d was left with us and buys at most %d, goods for %d are gone", h.cash, most, h.got)
	}
}

// leave brings everything back and closes the cards.
func (h *holders) leave() {
	for _, m := range h.all {
		for _, sold := range h.sold[m] {
			if sold.left[1] > 0 {
				h.back(sold, sold.left[1])
			}
		}
	}
	var stays int64
	for _, m := range h.all {
		h.paidOut(prepaid.Refunding{Member: m, Close: true})
		stays += h.s.onCard(m).Principal.Available
	}
	if h.got != 0 || h.cash != stays {
		h.Fatalf("goods for %d are kept; %d of money is here, %d is owed for it", h.got, h.cash, stays)
	}
}
