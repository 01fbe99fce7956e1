package checkout

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/payment"
	"habitue/internal/platform/postgres"
	"habitue/internal/pricing/engine"
)

// Exchanging gives lines of a checkout back and takes other goods instead.
type Exchanging struct {
	Return  Returning
	Sale    Commit   // by the digest of a plan, or of a quote where the return changes nothing of it
	Tenders []Tender // what the return does not pay; none: it is paid later, as of any checkout
}

// Exchanged is an exchange that was done.
type Exchanged struct {
	Of        Checkout // of which something came back
	Returned  Returned
	Checkout  Checkout
	Charges   []payment.Charge
	Carried   int64 // of the money of the return, what pays for the new goods
	GivenBack int64 // and what went back to where it came from
}

// Exchange takes goods back and sells others, in one commit: the money of the
// return pays for the new goods as far as they cost as much, what is left of it goes
// back to its source, what is missing is paid. Points, stored value, coupons and
// limits that come back can be used for the new goods at once. Where either side
// fails, neither is done.
//
// Errors: ErrOtherBuyer, ErrOtherCurrency, those of Return, Open and Pay.
func (s *Service) Exchange(ctx context.Context, tx postgres.Tx, in Exchanging) (Exchanged, error) {
	old, known, err := s.before(ctx, tx, in.Return)
	if err != nil {
		return Exchanged{}, err
	}
	if known.ID != 0 {
		return s.exchanged(ctx, tx, old, known)
	}
	if in.Sale.Group != nil { // what comes back would pay for what may never be
		return Exchanged{}, ErrInvalid.Field("group", "checkout.no_exchange_in_a_group")
	}
	if in.Sale.Member != old.Member {
		return Exchanged{}, ErrOtherBuyer.With("checkout", int64(old.ID))
	}
	out := Exchanged{Of: old}
	if out.Returned, err = s.takeBack(ctx, tx, old, in.Return); err != nil {
		return out, err
	}
	if out.Checkout, err = s.Open(ctx, tx, in.Sale); err != nil {
		return out, err
	}
	if out.Checkout.Currency != old.Currency {
		return out, ErrOtherCurrency.With("currency", old.Currency)
	}
	if err := s.carry(ctx, tx, old, &out); err != nil {
		return out, err
	}
	if len(in.Tenders) > 0 || out.Carried == out.Checkout.Payable {
		out.Checkout, out.Charges, err = s.Pay(ctx, tx, out.Checkout.ID, in.Tenders)
	} else {
		out.Charges, err = s.Payment.Of(ctx, tx, out.Checkout.Member, out.Checkout.Subject())
	}
	return out, err
}

// carry lets the money of a return pay for a new checkout, gives back what is too
// much, and writes the exchange.
func (s *Service) carry(ctx context.Context, tx postgres.Tx, old Checkout, out *Exchanged) error {
	out.Carried = min(out.Returned.Back.Money, out.Checkout.Payable)
	out.GivenBack = out.Returned.Back.Money - out.Carried
	if err := s.payBack(ctx, tx, old, out.Returned, out.GivenBack); err != nil {
		return err
	}
	err := s.Payment.GiveBackOf(ctx, tx, old.Member, old.Subject(), out.Carried, func(charge payment.Charge, amount int64) error {
		_, err := s.Payment.Carry(ctx, tx, payment.Carrying{
			From: charge.ID, Key: fmt.Sprintf("exchange:%d:%d", out.Returned.ID, charge.ID),
			Member: out.Checkout.Member, To: out.Checkout.Subject(), Amount: amount, Reason: "exchange",
		})
		return err
	})
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `INSERT INTO checkout.exchange (member_id, return_id, checkout_id, carried, given_back, exchanged_at)
		VALUES ($1, $2, $3, $4, $5, $6)`,
		old.key(), out.Returned.ID, int64(out.Checkout.ID), out.Carried, out.GivenBack, out.Returned.ReturnedAt.UTC().Truncate(time.Microsecond)); err != nil {
		return fmt.Errorf("write exchange: %w", err)
	}
	return nil
}

// exchanged is what an exchange came to that was done before. Errors: ErrInvalid,
// where the key is that of a mere return.
func (s *Service) exchanged(ctx context.Context, tx postgres.Tx, old Checkout, known Returned) (Exchanged, error) {
	out := Exchanged{Of: old, Returned: known}
	var id ID
	err := tx.QueryRow(ctx, `SELECT checkout_id, carried, given_back FROM checkout.exchange WHERE member_id = $1 AND return_id = $2`,
		old.key(), known.ID).Scan(&id, &out.Carried, &out.GivenBack)
	if errors.Is(err, pgx.ErrNoRows) {
		return out, ErrInvalid.Field("key", "checkout.key_of_another")
	}
	if err != nil {
		return out, fmt.Errorf("read exchange: %w", err)
	}
	if out.Checkout, err = s.Get(ctx, tx, id); err != nil {
		return out, err
	}
	out.Charges, err = s.Payment.Of(ctx, tx, out.Checkout.Member, out.Checkout.Subject())
	return out, err
}

// Planned is what an exchange would come to.
type Planned struct {
	Of    Checkout // of which something would come back
	Back  engine.Back
	Quote Quote
}

// PlanExchange tells what an exchange would come to, with the digest to agree on. It
// does the return and undoes it: what comes back of coupons, limits, points and
// stored value counts for the new goods, and no second arithmetic says how.
// Errors: those of Return and of Quote, ErrOtherBuyer.
func (s *Service) PlanExchange(ctx context.Context, r Returning, ask Ask) (p Planned, err error) {
	r.Key = "plan"
	err = s.DB.InTx(ctx, func(tx postgres.Tx) error {
		c, err := s.lock(ctx, tx, r.Checkout)
		if err != nil {
			return err
		}
		if ask.Group != nil {
			return ErrInvalid.Field("group", "checkout.no_exchange_in_a_group")
		}
		if ask.Member != c.Member {
			return ErrOtherBuyer.With("checkout", int64(c.ID))
		}
		out, err := s.takeBack(ctx, tx, c, r)
		if err != nil {
			return err
		}
		if p.Quote, err = s.Quote(ctx, tx, ask); err != nil {
			return err
		}
		if p.Of, p.Back = c, out.Back; p.Quote.Currency != c.Currency {
			return ErrOtherCurrency.With("currency", c.Currency)
		}
		return errPlanned
	})
	if errors.Is(err, errPlanned) {
		err = nil
	}
	return p, err
}

// errPlanned ends the transaction of a plan without a trace.
var errPlanned = errors.New("planned, not done")
