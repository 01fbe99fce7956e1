package prepaid

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/coupon"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/payment"
	"habitue/internal/platform/money"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Refunding is principal that a member wants back.
type Refunding struct {
	Member member.ID
	Amount int64  // how much; with Close: all that can be paid out
	Close  bool   // the bonus goes wholly, whatever is left
	TopUp  ID     // of which all is there: it is withdrawn; 0: of the card as it stands
	Key    string // unique of the member; the same again gets the refund of then
	Reason string
	Payout Payout // of what an earlier system knew; empty where no such principal goes
	Act    staff.Act

	trial bool
}

// Refunded is what a refund comes to.
type Refunded struct {
	Refund
	Currency      string
	PrincipalLeft int64
	BonusLeft     int64
	Coupons       []coupon.Coupon // that are taken back with it
	Sources       []Source        // where the money goes
}

// Source is so much by one method.
type Source struct {
	TopUp  ID
	Method string
	Amount int64
}

// Refund pays principal out to where it came from, the latest top-up first. Principal that
// an earlier system knew comes last: it has no charge to go back to, so staff pay it out and
// say how, with the number that proves it. As large
// a share of the bonus goes with it, rounded up; all of it when the card is closed.
// Coupons of the top-ups concerned that were not used are taken back, and so are their
// labels once nothing of them is left.
//
// Errors: ErrInvalid, member.ErrUnknown, ErrNoTopUp, ErrNotPaid, ErrUsed, ErrTooMuch,
// ErrHeld, ErrNeedsPayout, payment.ErrNoMethod.
func (s *Service) Refund(ctx context.Context, tx postgres.Tx, in Refunding) (Refunded, error) {
	if in.Key == "" || len(in.Key) > maxKey || in.Reason == "" || in.Amount < 0 {
		return Refunded{}, ErrInvalid
	}
	holder, err := s.Members.Lock(ctx, tx, in.Member)
	if err != nil {
		return Refunded{}, err
	}
	card, err := s.Card(ctx, tx, holder, "")
	if err != nil {
		return Refunded{}, err
	}
	if known, err := s.refundBy(ctx, tx, holder, in.Key); err != nil || known.ID != 0 {
		return Refunded{Refund: known, Currency: card.Currency, PrincipalLeft: card.Principal.Available, BonusLeft: card.Bonus.Available}, err
	}
	out, err := decide(card, in)
	if err != nil {
		return out, err
	}
	if err := s.payable(ctx, tx, in, &out); err != nil {
		return out, err
	}
	if out.ID, err = s.IDs.Next(ctx); err != nil {
		return out, err
	}
	out.Reason, out.Staff, out.At = in.Reason, in.Act.By.ID, s.Clock.Now()
	return out, s.payOut(ctx, tx, card, in, &out)
}

// reference is what the number of a slip or transfer looks like. It is kept when the member
// is erased, and so has no room for words.
var reference = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z ._/#-]{0,63}$`)

// payable refuses to pay out by hand without saying how.
func (s *Service) payable(ctx context.Context, tx postgres.Tx, in Refunding, out *Refunded) error {
	if out.Opened == 0 {
		return nil
	}
	if in.trial { // what it comes to does not depend on it
		out.Payout = Payout{Method: "-", Reference: "-"}
		return nil
	}
	if in.Payout.Method == "" || !reference.MatchString(in.Payout.Reference) {
		return ErrNeedsPayout.With("opened", money.Amount{Minor: out.Opened, Currency: out.Currency})
	}
	methods, err := s.Payment.Methods(ctx, tx)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(methods, func(m payment.Method) bool { return m.Code == in.Payout.Method && m.Provider == "" && !m.Archived }) {
		return payment.ErrNoMethod.With("method", in.Payout.Method)
	}
	out.Payout = in.Payout
	return nil
}

// payOut does what was decided.
func (s *Service) payOut(ctx context.Context, tx postgres.Tx, card Card, in Refunding, out *Refunded) error {
	if err := s.takeCoupons(ctx, tx, card, in.Act, out); err != nil {
		return err
	}
	receipt, err := s.Ledger.Do(ctx, tx, posting(card, in, *out))
	if err != nil {
		return err
	}
	out.Posting = receipt.Receipt.Posting
	for _, p := range out.Parts {
		if err := s.refundTopUp(ctx, tx, card, p, out); err != nil {
			return err
		}
	}
	if err := s.writeRefund(ctx, tx, in.Key, *out); err != nil {
		return err
	}
	if err := s.Staff.Audit(ctx, tx, staff.Entry{By: in.Act.By, Action: "prepaid.refund", Address: in.Act.Address, Reason: in.Reason,
		Subject: staff.Subject{Kind: "member", ID: strconv.FormatInt(int64(card.Member), 10)},
		Before:  map[string]any{"principal": card.Principal.Available, "bonus": card.Bonus.Available},
		After: map[string]any{"principal": out.PrincipalLeft, "bonus": out.BonusLeft, "opened": out.Opened, "method": out.Payout.Method,
			"reference": out.Payout.Reference}}); err != nil {
		return err
	}
	return s.Notices.Speak(ctx, tx, RefundedNotice, notice.Ref{Member: int64(card.Member), ID: out.ID})
}

// TryRefund says what a refund would come to, and undoes it. Errors: those of Refund.
func (s *Service) TryRefund(ctx context.Context, in Refunding) (out Refunded, err error) {
	in.Key, in.trial = "try", true
	err = s.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		if out, err = s.Refund(ctx, tx, in); err == nil {
			err = errTried
		}
		return err
	})
	if errors.Is(err, errTried) {
		err = nil
	}
	out.Payout = Payout{}
	return out, err
}

// errTried ends the transaction of a trial without a trace.
var errTried = errors.New("tried, not done")

// decide says what a refund takes of a card, and of which top-ups.
func decide(c Card, in Refunding) (Refunded, error) {
	out := Refunded{Currency: c.Currency, Refund: Refund{Member: c.Member, Money: in.Amount, Closing: in.Close}}
	if c.Principal.Held+c.Bonus.Held > 0 {
		return out, ErrHeld.With("held", c.Principal.Held+c.Bonus.Held)
	}
	if in.TopUp != 0 {
		return withdraw(c, in, out)
	}
	can := c.Refundable()
	if in.Close {
		out.Money = can
	}
	if out.Money <= 0 || out.Money > can {
		return out, ErrTooMuch.With("refundable", can)
	}
	out.Bonus = c.Bonus.Available
	if !in.Close {
		out.Bonus = shareUp(c.Bonus.Available, out.Money, c.Principal.Available)
	}
	rest := out.Money
	for _, t := range slices.Backward(c.TopUps) {
		if part := min(rest, t.Left()); part > 0 {
			out.Parts = append(out.Parts, Part{t.ID, part})
			rest -= part
		}
	}
	out.Opened = rest
	out.PrincipalLeft, out.BonusLeft = c.Principal.Available-out.Money, c.Bonus.Available-out.Bonus
	return out, nil
}

// withdraw takes one top-up back whole, of which as much as it gave is there.
func withdraw(c Card, in Refunding, out Refunded) (Refunded, error) {
	at := slices.IndexFunc(c.TopUps, func(t TopUp) bool { return t.ID == in.TopUp })
	if at < 0 {
		return out, ErrNoTopUp.With("top_up", int64(in.TopUp))
	}
	t := c.TopUps[at]
	if t.Refunded > 0 || c.own() < t.Principal || c.Bonus.Available < t.Bonus {
		return out, ErrUsed.With("top_up", int64(in.TopUp))
	}
	out.Money, out.Bonus, out.Parts = t.Principal, t.Bonus, []Part{{t.ID, t.Principal}}
	out.PrincipalLeft, out.BonusLeft = c.Principal.Available-t.Principal, c.Bonus.Available-t.Bonus
	return out, nil
}

// shareUp is part ÷ whole of an amount, rounded up: what the rest of the whole would
// keep of it, rounded down, stays.
func shareUp(amount, part, whole int64) int64 {
	stays, _ := money.MulDiv(amount, whole-part, whole)
	return amount - stays
}

// posting is what a refund does to the ledger: a withdrawal undoes the posting of its
// top-up, in the very lots; any other refund takes of the card as it stands.
func posting(c Card, in Refunding, out Refunded) ledger.Posting {
	p := ledger.Posting{Member: c.Member, Key: fmt.Sprintf("top_up_refund:%d", out.ID), Reason: ledger.Refund,
		Ref: ledger.Ref{Kind: refundKind, ID: out.ID}, Debits: debits(c, out.Money, out.Bonus)}
	if in.Act.By.Kind == staff.Person {
		p.Staff = in.Act.By.ID
	}
	at := slices.IndexFunc(c.TopUps, func(t TopUp) bool { return t.ID == in.TopUp })
	if in.TopUp == 0 || c.TopUps[at].Holder != c.Member {
		return p
	}
	p.Reason, p.Debits, p.Reverses = ledger.Reverse, nil, &ledger.Reversal{Posting: c.TopUps[at].Posting}
	for _, d := range debits(c, out.Money, out.Bonus) {
		p.Reverses.Amounts = append(p.Reverses.Amounts, ledger.Amount{Asset: d.Asset, Amount: d.Amount})
	}
	return p
}

// refundTopUp pays a part of a top-up back to its charges.
func (s *Service) refundTopUp(ctx context.Context, tx postgres.Tx, c Card, p Part, out *Refunded) error {
	t := c.TopUps[slices.IndexFunc(c.TopUps, func(t TopUp) bool { return t.ID == p.TopUp })]
	err := s.Payment.GiveBackOf(ctx, tx, t.Member, t.Subject(), p.Amount, func(charge payment.Charge, amount int64) error {
		out.Sources = append(out.Sources, Source{t.ID, charge.Method, amount})
		_, err := s.Payment.Refund(ctx, tx, payment.NewRefund{
			Charge: charge.ID, Key: fmt.Sprintf("top_up_refund:%d:%d", out.ID, charge.ID), Amount: amount, Reason: "top_up_refund",
		})
		return err
	})
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `UPDATE prepaid.top_up SET refunded = refunded + $3, xid = pg_current_xact_id() WHERE member_id = $1 AND id = $2`,
		int64(t.Member), int64(t.ID), p.Amount); err != nil {
		return fmt.Errorf("count refund: %w", err)
	}
	if p.Amount < t.Left() || t.Terms.Tier.Label == "" {
		return nil
	}
	now := s.Clock.Now()
	return s.Members.SetLabels(ctx, tx, member.Label{Member: t.Holder, Label: labelOf(t.Terms.Tier), Source: "prepaid", Since: t.EndedAt, ExpiresAt: now})
}

// takeCoupons takes back what went with the top-ups concerned and was not used.
func (s *Service) takeCoupons(ctx context.Context, tx postgres.Tx, c Card, act staff.Act, out *Refunded) error {
	for _, p := range out.Parts {
		t := c.TopUps[slices.IndexFunc(c.TopUps, func(t TopUp) bool { return t.ID == p.TopUp })]
		list, err := s.Coupons.IssuedBy(ctx, tx, t.Holder, t.key())
		if err != nil {
			return err
		}
		ids := make([]coupon.ID, len(list))
		for i, given := range list {
			ids[i] = given.ID
		}
		// Those of who was merged away are the living member's now.
		now, err := s.Coupons.ByIDs(ctx, tx, c.Member, ids...)
		if err != nil {
			return err
		}
		for _, id := range ids {
			given, has := now[id]
			if !has || given.Status != coupon.Held {
				continue
			}
			if _, err := s.Coupons.Cancel(ctx, tx, coupon.Cancelling{Member: c.Member, Coupon: id, Reason: "refunded", Act: act}); err != nil {
				return err
			}
			out.Coupons = append(out.Coupons, given)
		}
	}
	return nil
}

func (s *Service) writeRefund(ctx context.Context, tx postgres.Tx, key string, r Refunded) error {
	topUps, amounts := make([]int64, len(r.Parts)), make([]int64, len(r.Parts))
	for i, p := range r.Parts {
		topUps[i], amounts[i] = int64(p.TopUp), p.Amount
	}
	if _, err := tx.Exec(ctx, `
		INSERT INTO prepaid.refund (member_id, id, key, currency, money, bonus, top_ups, amounts, closing, posting_id, reason, staff_id, refunded_at,
			opened, method, reference)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
		int64(r.Member), r.ID, key, r.Currency, r.Money, r.Bonus, topUps, amounts, r.Closing, int64(r.Posting), r.Reason, r.Staff,
		r.At.UTC().Truncate(time.Microsecond), r.Opened, postgres.Optional(r.Payout.Method), postgres.Optional(r.Payout.Reference)); err != nil {
		return fmt.Errorf("write refund: %w", err)
	}
	return nil
}

func (s *Service) refundBy(ctx context.Context, q postgres.Querier, m member.ID, key string) (Refund, error) {
	kin, err := s.kin(ctx, q, m)
	if err != nil {
		return Refund{}, err
	}
	list, err := refunds(ctx, q, `WHERE member_id = ANY ($1) AND key = $2`, kin, key)
	if err != nil || len(list) == 0 {
		return Refund{}, err
	}
	return list[0], nil
}

// Refunds are what was paid out to a member, the latest first.
func (s *Service) Refunds(ctx context.Context, q postgres.Querier, m member.ID) ([]Refund, error) {
	kin, err := s.kin(ctx, q, m)
	if err != nil {
		return nil, err
	}
	return refunds(ctx, q, `WHERE member_id = ANY ($1) ORDER BY id DESC`, kin)
}

func refunds(ctx context.Context, q postgres.Querier, where string, args ...any) ([]Refund, error) {
	rows, err := q.Query(ctx, `SELECT member_id, id, money, bonus, top_ups, amounts, closing, posting_id, reason, staff_id, refunded_at,
			opened, coalesce(method, ''), coalesce(reference, '')
		FROM prepaid.refund `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("read refunds: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (r Refund, err error) {
		var topUps, amounts []int64
		err = row.Scan(&r.Member, &r.ID, &r.Money, &r.Bonus, &topUps, &amounts, &r.Closing, &r.Posting, &r.Reason, &r.Staff, &r.At,
			&r.Opened, &r.Payout.Method, &r.Payout.Reference)
		for i, id := range topUps {
			r.Parts = append(r.Parts, Part{ID(id), amounts[i]})
		}
		return r, err
	})
	if err != nil {
		return nil, fmt.Errorf("read refunds: %w", err)
	}
	return list, nil
}
