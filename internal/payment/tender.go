package payment

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
)

// Tender is so much by one method.
type Tender struct {
	Method string
	Amount int64
	Slip   string // of what was taken at the counter
}

// Due is what is to be paid for one thing, by one or several methods.
type Due struct {
	Member   member.ID
	Key      string // with which the keys of its charges begin
	Subject  Subject
	Payable  int64
	Currency string
	Store    org.StoreID
	Until    time.Time // when charges of providers are given up
}

// Tender makes a charge of each tender; with the charges that stand already they
// come to what is due. It returns all charges of the thing.
// Errors: ErrTenders and those of Begin.
func (s *Service) Tender(ctx context.Context, tx postgres.Tx, due Due, tenders []Tender) ([]Charge, error) {
	var charges []Charge
	var methods []Method
	if err := postgres.Together(ctx, tx, func(ctx context.Context, q postgres.Querier) (err error) {
		charges, err = s.Of(ctx, q, due.Member, due.Subject)
		return err
	}, func(ctx context.Context, q postgres.Querier) (err error) {
		methods, err = s.Methods(ctx, q)
		return err
	}); err != nil {
		return nil, err
	}
	if err := fits(tenders, standing(charges), due); err != nil {
		return nil, err
	}
	for _, t := range tenders {
		charge, err := s.beginBy(ctx, tx, NewCharge{
			Member: due.Member, Key: fmt.Sprintf("%s:%d", due.Key, len(charges)+1), Subject: due.Subject, Method: t.Method, Amount: t.Amount,
			Currency: due.Currency, Store: due.Store, Slip: t.Slip, Until: due.Until,
		}, methods)
		if err != nil {
			return nil, err
		}
		charges = append(charges, charge)
	}
	return charges, nil
}

// standing is what of a payable is paid or being paid.
func standing(charges []Charge) (sum int64) {
	for _, c := range charges {
		if c.State != Closed {
			sum += c.Amount
		}
	}
	return sum
}

// fits refuses tenders that do not come to what is left to pay.
func fits(tenders []Tender, standing int64, due Due) error {
	off := func(given int64) error {
		return ErrTenders.With("payable", money.Amount{Minor: due.Payable, Currency: due.Currency}, "given", money.Amount{Minor: given, Currency: due.Currency})
	}
	sum := standing
	for _, t := range tenders {
		if t.Amount <= 0 || t.Amount > due.Payable {
			return off(t.Amount)
		}
		sum += t.Amount
	}
	if sum != due.Payable {
		return off(sum)
	}
	return nil
}

// PaidOf is what charges have brought in.
func PaidOf(charges []Charge) (sum int64) {
	for _, c := range charges {
		if c.State == Paid {
			sum += c.Amount
		}
	}
	return sum
}

// Surplus reports whether a charge is money that nobody waited for: it came late,
// and without it everything is paid. Of what paid the thing, however late and
// however often it is heard of, nothing is surplus.
func Surplus(all []Charge, c Charge, payable int64) bool {
	return c.Late && PaidOf(all)-payable >= c.Amount
}

// Return gives back what is left of charges that pay for nothing any more.
func (s *Service) Return(ctx context.Context, tx postgres.Tx, reason string, charges ...Charge) error {
	for _, c := range charges {
		if c.Left() == 0 {
			continue
		}
		key := "unwanted:" + strconv.FormatInt(int64(c.ID), 10)
		if _, err := s.Refund(ctx, tx, NewRefund{Charge: c.ID, Key: key, Amount: c.Left(), Reason: reason}); err != nil {
			return err
		}
	}
	return nil
}

// GiveBackOf takes so much money out of the charges of one thing, the last one
// first: what was paid to complete a sum is taken before what it completed. take
// says what becomes of each part.
func (s *Service) GiveBackOf(ctx context.Context, tx postgres.Tx, m member.ID, of Subject, amount int64, take func(Charge, int64) error) error {
	charges, err := s.Of(ctx, tx, m, of)
	if err != nil {
		return err
	}
	rest := amount
	for i := len(charges) - 1; i >= 0; i-- {
		part := min(rest, charges[i].Left())
		if part <= 0 {
			continue
		}
		if err := take(charges[i], part); err != nil {
			return err
		}
		rest -= part
	}
	if rest != 0 {
		return fmt.Errorf("%s %d: %d of %d are on no charge", of.Kind, of.ID, rest, amount)
	}
	return nil
}
