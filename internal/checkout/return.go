package checkout

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"habitue/internal/coupon"
	"habitue/internal/ledger"
	"habitue/internal/order"
	"habitue/internal/payment"
	"habitue/internal/platform/money"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/pricing"
	"habitue/internal/pricing/engine"
)

// Returning is what comes back of a checkout.
type Returning struct {
	Checkout ID
	Key      string        // unique of the member; the same again gets the return of then
	Lines    map[int]int64 // by number of the basket's line: how much of it
	Reason   string
}

// Plan tells what a return would give, without doing it.
// Errors: ErrNoCheckout, ErrNotPaid, ErrNothing, engine.ErrNotSold.
func (s *Service) Plan(ctx context.Context, q postgres.Querier, r Returning) (engine.Back, error) {
	c, err := s.Get(ctx, q, r.Checkout)
	if err != nil {
		return engine.Back{}, err
	}
	back, _, err := s.reckon(ctx, q, c, r)
	return back, err
}

// reckon prices what is kept again and says what is given back, and what all
// returns of before gave.
func (s *Service) reckon(ctx context.Context, q postgres.Querier, c Checkout, r Returning) (back, before engine.Back, err error) {
	if c.State != Paid {
		return back, before, ErrNotPaid.With("checkout", int64(c.ID), "state", string(c.State))
	}
	earlier, err := s.Returns(ctx, q, c)
	if err != nil {
		return back, before, err
	}
	gone := map[int]int64{}
	for _, e := range earlier {
		for no, n := range e.Gone {
			gone[no] += n
		}
		before.Value, before.Points, before.Worth = before.Value+e.Back.Value, before.Points+e.Back.Points, before.Worth+e.Back.Worth
		before.Stored, before.Money = before.Stored+e.Back.Stored, before.Money+e.Back.Money
	}
	back, err = engine.Return(c.Sale, gone, r.Lines, before)
	if err == nil && len(back.Lines) == 0 {
		err = ErrNothing
	}
	return back, before, err
}

// Return takes lines back: the money goes to where it came from, points and
// stored value to the very lots, coupons by the rule of their template, limits of
// promotions as far as what is kept no longer uses them. What the purchase earned is
// taken back by whoever hears of the refund.
//
// Errors: ErrInvalid, those of Plan, of order.Refund and of payment.Refund.
func (s *Service) Return(ctx context.Context, tx postgres.Tx, r Returning) (Returned, error) {
	c, known, err := s.before(ctx, tx, r)
	if err != nil || known.ID != 0 {
		return known, err
	}
	out, err := s.takeBack(ctx, tx, c, r)
	if err != nil {
		return out, err
	}
	return out, s.payBack(ctx, tx, c, out, out.Back.Money)
}

// before locks the checkout of which something is to come back and returns it, with
// the return that was done under the key before, if there was one.
func (s *Service) before(ctx context.Context, tx postgres.Tx, r Returning) (c Checkout, known Returned, err error) {
	if r.Key == "" || len(r.Key) > maxKey {
		return c, known, ErrInvalid.Field("key", "checkout.bad_key", "max", maxKey)
	}
	if c, err = s.lock(ctx, tx, r.Checkout); err != nil {
		return c, known, err
	}
	known, err = s.returnOf(ctx, tx, c, r.Key)
	return c, known, err
}

// takeBack does everything of a return but the money: that goes back, or pays for
// what is taken instead. Coupons, limits and value are touched in the order in which
// a commit takes them.
func (s *Service) takeBack(ctx context.Context, tx postgres.Tx, c Checkout, r Returning) (Returned, error) {
	back, earlier, err := s.reckon(ctx, tx, c, r)
	if err != nil {
		return Returned{}, err
	}
	id, err := s.IDs.Next(ctx)
	if err != nil {
		return Returned{}, err
	}
	out := Returned{ID: id, Checkout: c.ID, Gone: r.Lines, Back: back, Reason: r.Reason, ReturnedAt: s.Clock.Now()}
	if out.Refund, err = s.refund(ctx, tx, c, out); err != nil {
		return out, err
	}
	if err := s.restore(ctx, tx, c, out); err != nil {
		return out, err
	}
	if err := s.giveBack(ctx, tx, c, out, earlier); err != nil {
		return out, err
	}
	if err := s.writeReturn(ctx, tx, c, r.Key, out); err != nil {
		return out, err
	}
	return out, s.Notices.Speak(ctx, tx, ReturnedNotice, notice.Ref{Member: c.key(), ID: id})
}

const maxKey = 200

func (s *Service) returnOf(ctx context.Context, tx postgres.Tx, c Checkout, key string) (Returned, error) {
	var id int64
	err := tx.QueryRow(ctx, `SELECT coalesce(max(id), 0) FROM checkout.return WHERE member_id = $1 AND key = $2`, c.key(), key).Scan(&id)
	if err != nil || id == 0 {
		return Returned{}, err
	}
	list, err := s.Returns(ctx, tx, c)
	if err != nil {
		return Returned{}, err
	}
	at := slices.IndexFunc(list, func(r Returned) bool { return r.ID == id })
	if at < 0 {
		return Returned{}, ErrInvalid.Field("key", "checkout.key_of_another")
	}
	return list[at], nil
}

// refund records what came back with the order. An order knows for each line what
// was paid for it, and no line gives back more. Where what is kept became cheaper
// than its share was, the rest stands with the lines that are kept.
func (s *Service) refund(ctx context.Context, tx postgres.Tx, c Checkout, r Returned) (order.RefundID, error) {
	o, err := s.Orders.Find(ctx, tx, c.Order)
	if err != nil {
		return 0, err
	}
	place, number := map[int]int{}, map[int]int{} // of the basket's line in the order, and back
	for i, no := range c.Sale.Numbers() {
		place[no], number[i+1] = i+1, no
	}
	left := func(line int) int64 { l := o.Line(line); return l.Paid - l.RefundedAmount }
	rest := r.Back.Stored + r.Back.Money
	amounts := map[int]int64{}
	take := func(line int, most int64) {
		amount := max(min(most, rest, left(line)-amounts[line]), 0)
		amounts[line] += amount
		rest -= amount
	}
	weights := make([]int64, len(r.Back.Lines))
	for i, l := range r.Back.Lines {
		weights[i] = max(left(place[l.No]), 0)
	}
	for i, part := range money.Spread(rest, weights) {
		take(place[r.Back.Lines[i].No], part)
	}
	for _, l := range r.Back.Lines {
		take(place[l.No], rest)
	}
	for _, line := range slices.Sorted(maps.Keys(number)) {
		take(line, rest)
	}
	if rest != 0 {
		return 0, fmt.Errorf("return %d of checkout %d: %d are on no line", r.ID, c.ID, rest)
	}
	in := order.Return{Source: c.Source, Reference: "RT" + strconv.FormatInt(r.ID, 10), Member: o.Member,
		Order: order.Place{Member: o.Member, ID: int64(c.Order)}, OccurredAt: r.ReturnedAt, Reason: r.Reason}
	for _, line := range slices.Sorted(maps.Keys(number)) {
		amount, came := amounts[line], r.Gone[number[line]]
		if came > 0 || amount > 0 {
			in.Lines = append(in.Lines, order.ReturnLine{LineNo: line, Quantity: came, Amount: &amount})
		}
	}
	refund, err := s.Orders.Refund(ctx, tx, in)
	return refund.ID, err
}

// payBack gives so much money of a return back to the charges.
func (s *Service) payBack(ctx context.Context, tx postgres.Tx, c Checkout, r Returned, amount int64) error {
	return s.Payment.GiveBackOf(ctx, tx, c.Member, c.Subject(), amount, func(charge payment.Charge, amount int64) error {
		_, err := s.Payment.Refund(ctx, tx, payment.NewRefund{
			Charge: charge.ID, Key: fmt.Sprintf("return:%d:%d", r.ID, charge.ID), Amount: amount, Reason: "return",
		})
		return err
	})
}

// giveBack puts points and stored value back into the lots out of which they were
// drawn: principal and bonus as they were used. What does not divide evenly of the
// principal stays used, as it was when it was drawn: it is what can be paid out.
func (s *Service) giveBack(ctx context.Context, tx postgres.Tx, c Checkout, r Returned, before engine.Back) error {
	amounts := map[string]int64{"points": r.Back.Points}
	if principal := c.Spent.Principal; principal != nil {
		stored := c.Sale.Quote.Totals.Stored
		gave := money.Portion(principal.Amount, stored, before.Stored, 0)
		amounts["principal"] = money.Portion(principal.Amount, stored, before.Stored+r.Back.Stored, gave)
	}
	amounts["bonus"] = r.Back.Stored - amounts["principal"]
	for _, name := range []string{"points", "principal", "bonus"} {
		p, amount := c.Spent.parts()[name], amounts[name]
		if amount == 0 {
			continue
		}
		if _, err := s.Ledger.Do(ctx, tx, ledger.Posting{
			Member: c.Member, Key: fmt.Sprintf("return:%d:%s", r.ID, name), Reason: ledger.Reverse,
			Ref:      ledger.Ref{Kind: "refund", ID: int64(r.Refund)},
			Reverses: &ledger.Reversal{Posting: p.Posting, Amounts: []ledger.Amount{{Asset: p.Asset, Amount: amount}}},
		}); err != nil {
			return err
		}
	}
	return nil
}

// restore gives back what the offers took that what is kept no longer meets:
// coupons by the rule of their template, limits as far as the kept goods leave them.
func (s *Service) restore(ctx context.Context, tx postgres.Tx, c Checkout, r Returned) error {
	var lost []coupon.ID
	for _, offer := range r.Back.Lost {
		if id, ok := CouponOf(offer); ok {
			lost = append(lost, id)
		}
	}
	if len(lost) > 0 {
		if _, err := s.Coupons.Return(ctx, tx, coupon.Returning{Member: c.Member, Order: c.Order, Coupons: lost, Key: fmt.Sprintf("return:%d", r.ID)}); err != nil {
			return err
		}
	}
	if len(c.claims()) > 0 {
		return s.Pricing.Keep(ctx, tx, c.holdKey(), pricing.Claims(r.Back.Kept))
	}
	return nil
}

func (s *Service) writeReturn(ctx context.Context, tx postgres.Tx, c Checkout, key string, r Returned) error {
	gone, err := json.Marshal(r.Gone)
	if err != nil {
		return fmt.Errorf("write return: %w", err)
	}
	back, err := json.Marshal(r.Back)
	if err != nil {
		return fmt.Errorf("write return: %w", err)
	}
	if _, err := tx.Exec(ctx, `INSERT INTO checkout.return (member_id, id, checkout_id, refund_id, key, gone, back, reason, returned_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		c.key(), r.ID, int64(c.ID), int64(r.Refund), key, gone, back, r.Reason, r.ReturnedAt.UTC().Truncate(time.Microsecond)); err != nil {
		return fmt.Errorf("write return: %w", err)
	}
	return nil
}
