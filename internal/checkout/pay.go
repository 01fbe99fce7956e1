package checkout

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"habitue/internal/coupon"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/payment"
	"habitue/internal/platform/money"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/pricing"
)

// Tender is so much by one method.
type Tender = payment.Tender

// Pay charges a checkout by one or several methods, which come to what is
// payable. When all of it is taken at the counter, the checkout is paid at once, or
// waits for its group;
// providers are to be asked for their charges (payment.Ask) once tx is committed,
// and their answers pay it.
//
// Errors: ErrNoCheckout, ErrNotOpen, pricing.ErrGroupOver and those of payment.Tender.
func (s *Service) Pay(ctx context.Context, tx postgres.Tx, id ID, tenders []Tender) (Checkout, []payment.Charge, error) {
	c, err := s.lock(ctx, tx, id)
	if err != nil {
		return Checkout{}, nil, err
	}
	if c.State != Open || !s.Clock.Now().Before(c.ExpiresAt) {
		return c, nil, ErrNotOpen.With("checkout", int64(id), "state", string(c.State))
	}
	charges, err := s.Payment.Tender(ctx, tx, payment.Due{
		Member: c.Member, Key: c.holdKey(), Subject: c.Subject(), Payable: c.Payable, Currency: c.Currency, Store: c.StoreID, Until: c.ExpiresAt,
	}, tenders)
	if err != nil {
		return c, nil, err
	}
	c, err = s.settle(ctx, tx, c, charges)
	return c, charges, err
}

// settle pays a checkout whose charges are all paid. One that has a seat in a group
// waits for it; what becomes of it is done when the group has ended.
func (s *Service) settle(ctx context.Context, tx postgres.Tx, c Checkout, charges []payment.Charge) (Checkout, error) {
	if payment.PaidOf(charges) != c.Payable {
		return c, nil
	}
	if c.Group != 0 {
		return s.wait(ctx, tx, c)
	}
	return s.complete(ctx, tx, c, charges, c.OpenedAt)
}

// complete uses what the checkout holds and records the order, as of an instant.
func (s *Service) complete(ctx context.Context, tx postgres.Tx, c Checkout, charges []payment.Charge, at time.Time) (Checkout, error) {
	o, err := s.Orders.Record(ctx, tx, c.report(charges, at))
	if err != nil {
		return c, err
	}
	if used := c.usedCoupons(); len(used) > 0 {
		saved := map[coupon.ID]int64{}
		for _, a := range c.Sale.Quote.Applied {
			if id, ok := CouponOf(a.Offer); ok {
				saved[id] = a.Off
			}
		}
		if _, err := s.Coupons.Redeem(ctx, tx, c.holdKey(), coupon.Redemption{Order: o.ID, Saved: saved}); err != nil {
			return c, err
		}
	}
	if len(c.claims()) > 0 {
		if err := s.Pricing.Confirm(ctx, tx, c.holdKey()); err != nil {
			return c, err
		}
	}
	if err := s.capture(ctx, tx, &c, o.ID); err != nil {
		return c, err
	}
	c.State, c.Order, c.EndedAt = Paid, o.ID, s.Clock.Now()
	if err := s.end(ctx, tx, &c); err != nil {
		return c, err
	}
	return c, s.Notices.Speak(ctx, tx, PaidNotice, notice.Ref{Member: c.key(), ID: int64(c.ID)})
}

// capture spends what is held of points and stored value.
func (s *Service) capture(ctx context.Context, tx postgres.Tx, c *Checkout, o order.ID) error {
	for _, name := range []string{"points", "principal", "bonus"} {
		p := c.Spent.parts()[name]
		if p == nil {
			continue
		}
		a, err := s.Ledger.Do(ctx, tx, ledger.Capture{
			Posting: ledger.Posting{Member: c.Member, Key: c.holdKey() + ":" + name + ":paid", Reason: ledger.CaptureHold,
				Ref: ledger.Ref{Kind: "order", ID: int64(o)}},
			Hold: p.Hold, Amount: p.Amount, To: ledger.Redeemed, Last: true,
		})
		if err != nil {
			return err
		}
		p.Posting = a.Receipt.Posting
	}
	return nil
}

// report is the order that the checkout becomes. What points pay is a discount on
// its lines, so that they earn nothing; stored value is money that was paid before.
// It is kept under who was identified.
func (c *Checkout) report(charges []payment.Charge, at time.Time) order.Report {
	r := order.Report{Source: c.Source, Reference: c.Reference, Member: cmp.Or(c.Bearer, c.Member), Store: c.Store, Channel: c.Channel, Currency: c.Currency,
		OccurredAt: at, Till: c.Till, Cashier: c.Cashier}
	for i, l := range c.Sale.Input.Basket.Lines {
		q := c.Sale.Quote.Lines[i]
		line := order.ReportLine{
			Kind: order.Kind(l.Kind), Code: l.Article, Quantity: l.Quantity, Scale: decimals(l.Scale),
			List: q.List, Discounted: q.List - q.Net + q.Points,
		}
		if l.TaxRate != nil {
			rate := int32(*l.TaxRate)
			line.TaxRateBps, line.TaxIncluded, line.Tax = &rate, true, taxIn(q.Net-q.Points, *l.TaxRate)
		}
		r.Lines = append(r.Lines, line)
	}
	for _, g := range c.Sale.Given {
		r.Lines = append(r.Lines, order.ReportLine{Kind: order.Kind("goods"), Code: g.Article, Quantity: g.Quantity})
	}
	for _, charge := range charges {
		if charge.State == payment.Paid {
			r.Tenders = append(r.Tenders, order.Tender{Kind: charge.Method, Amount: charge.Amount})
		}
	}
	if stored := c.Sale.Quote.Totals.Stored; stored > 0 {
		r.Tenders = append(r.Tenders, order.Tender{Kind: "stored_value", Amount: stored})
	}
	return r
}

// taxIn is the tax that an amount holds, half a minor unit rounded up.
func taxIn(paid int64, rate money.RateBps) int64 {
	twice, _ := money.MulDiv(paid, 2*int64(rate), int64(money.One+rate))
	return (twice + 1) / 2
}

// decimals is how many of a quantity's digits are behind the point.
func decimals(scale int64) (n int) {
	for ; scale > 1; scale /= 10 {
		n++
	}
	return n
}

// end writes down how a checkout ended, and of which checkout an order came.
func (s *Service) end(ctx context.Context, tx postgres.Tx, c *Checkout) error {
	spent, err := json.Marshal(c.Spent)
	if err != nil {
		return fmt.Errorf("write what is spent: %w", err)
	}
	if _, err := tx.Exec(ctx, `
		WITH sold AS (INSERT INTO checkout.sold (order_id, checkout_id) SELECT $5::bigint, $2::bigint WHERE $5::bigint IS NOT NULL)
		UPDATE checkout.checkout SET state = $3, ended_at = $4, order_id = $5, spent = $6, xid = pg_current_xact_id()
		WHERE member_id = $1 AND id = $2`,
		c.key(), int64(c.ID), string(c.State), c.EndedAt, postgres.Optional(int64(c.Order)), spent); err != nil {
		return fmt.Errorf("end checkout: %w", err)
	}
	return nil
}

// OnSettled hears of charges. One that pays the rest pays its checkout; money for
// a checkout that is no longer open goes back.
func (s *Service) OnSettled(ctx context.Context, _ member.ID, charges []payment.ChargeID) error {
	for _, id := range charges {
		if err := s.DB.InTx(ctx, func(tx postgres.Tx) error { return s.settled(ctx, tx, id) }); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) settled(ctx context.Context, tx postgres.Tx, id payment.ChargeID) error {
	charge, err := s.Payment.Charge(ctx, tx, id)
	if err != nil || charge.Subject.Kind != subjectKind || charge.State != payment.Paid {
		return err
	}
	c, err := s.lock(ctx, tx, ID(charge.Subject.ID))
	if err != nil {
		return err
	}
	all, err := s.Payment.Of(ctx, tx, c.Member, c.Subject())
	if err != nil {
		return err
	}
	switch {
	case c.State == Open:
		_, err := s.settle(ctx, tx, c, all)
		if errors.Is(err, pricing.ErrGroupOver) {
			_, err = s.letGo(ctx, tx, c, Expired)
		}
		return err
	case (c.State == Paid || c.State == Waiting) && !payment.Surplus(all, charge, c.Payable):
		return nil
	}
	return s.Payment.Return(ctx, tx, "checkout_"+string(c.State), charge)
}
