package prepaid

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"habitue/internal/coupon"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/payment"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
)

// Pay charges a top-up by one or several methods, which come to its price. When all
// of it is taken at the counter, the value is there at once; providers are to be
// asked for their charges (payment.Ask) once tx is committed.
//
// Errors: ErrNoTopUp, ErrNotOpen, payment.ErrTenders and those of payment.Begin.
func (s *Service) Pay(ctx context.Context, tx postgres.Tx, id ID, tenders []payment.Tender) (TopUp, []payment.Charge, error) {
	t, err := s.lock(ctx, tx, id)
	if err != nil {
		return TopUp{}, nil, err
	}
	if t.State != Open || !s.Clock.Now().Before(t.ExpiresAt) {
		return t, nil, ErrNotOpen.With("top_up", int64(id), "state", string(t.State))
	}
	charges, err := s.Payment.Tender(ctx, tx, payment.Due{
		Member: t.Member, Key: t.key(), Subject: t.Subject(), Payable: t.Principal, Currency: t.Currency, Store: t.Store, Until: t.ExpiresAt,
	}, tenders)
	if err != nil {
		return t, nil, err
	}
	t, err = s.settle(ctx, tx, t, charges)
	return t, charges, err
}

// key names what belongs to the top-up, wherever that is.
func (t *TopUp) key() string { return "top_up:" + strconv.FormatInt(int64(t.ID), 10) }

// settle gives the value of a top-up whose charges are all paid.
func (s *Service) settle(ctx context.Context, tx postgres.Tx, t TopUp, charges []payment.Charge) (TopUp, error) {
	if payment.PaidOf(charges) != t.Principal {
		return t, nil
	}
	holder, err := s.Members.Lock(ctx, tx, t.Member)
	if err != nil {
		return t, err
	}
	card, err := s.Card(ctx, tx, holder, t.Currency)
	if err != nil {
		return t, err
	}
	if err := s.sellCard(ctx, tx, card, t); err != nil {
		return t, err
	}
	receipt, err := s.Ledger.Do(ctx, tx, ledger.Posting{
		Member: holder, Key: t.key(), Reason: ledger.TopUp, Ref: ledger.Ref{Kind: SubjectKind, ID: int64(t.ID)},
		Rule: ledger.Rule{ID: ruleID, Version: t.Terms.Version}, Credits: credits(card, t.Principal, t.Bonus),
	})
	if err != nil {
		return t, err
	}
	t.State, t.EndedAt, t.Holder, t.Posting = Paid, s.Clock.Now(), holder, receipt.Receipt.Posting
	if err := s.give(ctx, tx, &t); err != nil {
		return t, err
	}
	if err := s.end(ctx, tx, t); err != nil {
		return t, err
	}
	return t, s.Notices.Speak(ctx, tx, SoldNotice, notice.Ref{Member: int64(t.Member), ID: int64(t.ID)})
}

// give hands out what goes with a top-up. The money is here: coupons that are sold
// out by now leave the sale as it is, and a note that they are missing.
func (s *Service) give(ctx context.Context, tx postgres.Tx, t *TopUp) error {
	if t.Terms.Tier.Label != "" {
		label := member.Label{Member: t.Holder, Label: labelOf(t.Terms.Tier), Source: "prepaid", Since: s.Clock.Now()}
		if err := s.Members.SetLabels(ctx, tx, label); err != nil {
			return err
		}
	}
	_, err := s.coupons(ctx, tx, *t)
	var coded *errs.Error
	if errors.As(err, &coded) && coded.Kind != errs.Internal {
		t.Missing = coded.Code
		return nil
	}
	return err
}

// labelOf is the label that a member carries for a top-up of a tier.
func labelOf(t Tier) string { return "prepaid:" + t.Label }

// coupons are those that go with a top-up: issued, or as they are by now.
func (s *Service) coupons(ctx context.Context, tx postgres.Tx, t TopUp) ([]coupon.Coupon, error) {
	if len(t.Terms.Tier.Coupons) == 0 {
		return nil, nil
	}
	var items []coupon.Item
	for _, c := range t.Terms.Tier.Coupons {
		template, err := s.Coupons.TemplateByCode(ctx, tx, c.Template)
		if err != nil {
			return nil, err
		}
		items = append(items, coupon.Item{Template: template.ID, Quantity: c.Quantity})
	}
	return s.Coupons.Issue(ctx, tx, coupon.Issuing{Member: t.Holder, Items: items, Key: t.key(), Source: coupon.ByRule, Rule: t.key()})
}

// OnSettled hears of charges. One that pays the rest pays its top-up; money for a
// top-up that is no longer open goes back.
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
	if err != nil || charge.Subject.Kind != SubjectKind || charge.State != payment.Paid {
		return err
	}
	t, err := s.lock(ctx, tx, ID(charge.Subject.ID))
	if err != nil {
		return err
	}
	all, err := s.Payment.Of(ctx, tx, t.Member, t.Subject())
	if err != nil {
		return err
	}
	switch {
	case t.State == Open:
		_, err := s.settle(ctx, tx, t, all)
		return err
	case t.State == Paid && !payment.Surplus(all, charge, t.Principal):
		return nil
	}
	return s.Payment.Return(ctx, tx, "top_up_"+string(t.State), charge)
}

// end writes down how a top-up ended.
func (s *Service) end(ctx context.Context, tx postgres.Tx, t TopUp) error {
	if _, err := tx.Exec(ctx, `
		UPDATE prepaid.top_up SET state = $3, ended_at = $4, holder = $5, posting_id = $6, missing = $7, xid = pg_current_xact_id()
		WHERE member_id = $1 AND id = $2`,
		int64(t.Member), int64(t.ID), string(t.State), t.EndedAt, postgres.Optional(int64(t.Holder)), postgres.Optional(int64(t.Posting)),
		postgres.Optional(t.Missing)); err != nil {
		return fmt.Errorf("end top-up: %w", err)
	}
	return nil
}
