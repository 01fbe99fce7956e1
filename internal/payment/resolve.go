package payment

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Policy is what holds for settling differences.
type Policy struct {
	Alone   int64 // up to how much one person settles alone, in minor units of its currency
	Version int   // 0: the default
}

var defaultPolicy = Policy{Alone: 100_00}

// Policy returns what holds for settling differences.
func (s *Service) Policy(ctx context.Context, q postgres.Querier) (p Policy, err error) {
	err = q.QueryRow(ctx, `SELECT alone, version FROM payment.policy`).Scan(&p.Alone, &p.Version)
	if errors.Is(err, pgx.ErrNoRows) {
		return defaultPolicy, nil
	}
	if err != nil {
		return p, fmt.Errorf("read policy of differences: %w", err)
	}
	return p, nil
}

// SavePolicy replaces the policy. Its version is the one that was looked at.
// Errors: ErrBadPolicy, ErrPolicyChanged.
func (s *Service) SavePolicy(ctx context.Context, tx postgres.Tx, p Policy, act staff.Act) (Policy, error) {
	if p.Alone < 0 || !money.Safe(p.Alone) {
		return p, ErrBadPolicy.Field("alone", "payment.bad_amount")
	}
	before, err := s.Policy(ctx, tx)
	if err != nil {
		return p, err
	}
	tag, err := tx.Exec(ctx, `INSERT INTO payment.policy (alone, version) VALUES ($1, 1)
		ON CONFLICT (one) DO UPDATE SET alone = excluded.alone, version = policy.version + 1 WHERE policy.version = $2`, p.Alone, p.Version)
	if err != nil {
		return p, fmt.Errorf("save policy of differences: %w", err)
	}
	if tag.RowsAffected() == 0 || p.Version != before.Version {
		return p, ErrPolicyChanged
	}
	p.Version++
	return p, s.Staff.Audit(ctx, tx, staff.Entry{By: act.By, Action: "payment.policy", Subject: staff.Subject{Kind: "payment_policy", ID: "1"},
		Address: act.Address, Before: map[string]any{"alone": before.Alone}, After: map[string]any{"alone": p.Alone}})
}

// Size is what a difference is about: by how much two amounts differ, or the one
// that the other side does not have.
func (d *Difference) Size() int64 {
	switch {
	case d.Ours != nil && d.Theirs != nil && *d.Ours != *d.Theirs:
		return size(*d.Ours - *d.Theirs)
	case d.Theirs != nil:
		return size(*d.Theirs)
	}
	return size(postgres.Value(d.Ours))
}

// Hash is of everything that an approval of settling a difference is about.
func (d *Difference) Hash() []byte {
	body, err := json.Marshal([]any{d.ID, d.Provider, d.Kind, d.Reference, d.Number, d.Ours, d.Theirs, d.Currency, d.AskedNote})
	if err != nil {
		panic("payment: a difference that cannot be written as JSON: " + err.Error())
	}
	sum := sha256.Sum256(body)
	return sum[:]
}

// Difference returns one. Errors: ErrNoDifference.
func (s *Service) Difference(ctx context.Context, q postgres.Querier, id int64) (Difference, error) {
	return difference1(ctx, q, id, "")
}

func difference1(ctx context.Context, q postgres.Querier, id int64, how string) (Difference, error) {
	list, err := differences(ctx, q, `WHERE id = $1`+how, id)
	if err == nil && len(list) == 0 {
		err = ErrNoDifference.With("difference", id)
	}
	if err != nil {
		return Difference{}, err
	}
	return list[0], nil
}

// DifferenceOf is the one that an approval is about.
func (s *Service) DifferenceOf(ctx context.Context, q postgres.Querier, subject string) (Difference, error) {
	id, err := strconv.ParseInt(subject, 10, 64)
	if err != nil {
		return Difference{}, fmt.Errorf("read subject of %s: %w", staff.SettleDifference, err)
	}
	return s.Difference(ctx, q, id)
}

// maxNote bounds what is said of how a difference was settled.
const maxNote = 500

// SettleDifference says that a person has put a difference in order, and how. What is
// larger than one person may settle is put before a second one, who has a week, as long
// as there is another who may; it is settled when that one agrees. It returns the
// difference as it is then.
//
// Errors: ErrNoDifference, ErrSettled, ErrNeedsNote, staff.ErrPeopleOnly,
// staff.ErrMayNot, staff.ErrAlreadyAsked.
func (s *Service) SettleDifference(ctx context.Context, tx postgres.Tx, id int64, note string, act staff.Act) (Difference, error) {
	if note = strings.TrimSpace(note); note == "" || len([]rune(note)) > maxNote {
		return Difference{}, ErrNeedsNote.With("max", maxNote)
	}
	d, err := difference1(ctx, tx, id, " FOR UPDATE")
	if err != nil {
		return d, err
	}
	if !d.SettledAt.IsZero() {
		return d, ErrSettled
	}
	policy, err := s.Policy(ctx, tx)
	if err != nil {
		return d, err
	}
	if d.Size() > policy.Alone {
		if act.By.Kind != staff.Person {
			return d, staff.ErrPeopleOnly
		}
		others, err := s.Staff.OthersFor(ctx, tx, staff.SettleDifference, staff.AccountID(act.By.ID))
		if err != nil {
			return d, err
		}
		if others > 0 {
			return s.askToSettle(ctx, tx, d, note, act)
		}
	}
	return s.settleDifference(ctx, tx, d, note, act)
}

// askToSettle puts a difference before a second person.
func (s *Service) askToSettle(ctx context.Context, tx postgres.Tx, d Difference, note string, act staff.Act) (Difference, error) {
	d.AskedNote, d.AskedBy = note, act.By.ID
	asked, err := s.Staff.Ask(ctx, tx, staff.Asking{Kind: staff.SettleDifference, Subject: strconv.FormatInt(d.ID, 10), Hash: d.Hash(), Note: note,
		By: act.By, Address: act.Address})
	if err != nil {
		return d, err
	}
	d.Approval = asked.ID
	if _, err := tx.Exec(ctx, `UPDATE payment.difference SET asked_note = $2, asked_by = $3, approval_id = $4 WHERE id = $1`,
		d.ID, note, d.AskedBy, int64(asked.ID)); err != nil {
		return d, fmt.Errorf("ask to settle difference: %w", err)
	}
	return d, nil
}

func (s *Service) settleDifference(ctx context.Context, tx postgres.Tx, d Difference, note string, act staff.Act) (Difference, error) {
	d.SettledAt, d.SettledBy, d.Note = s.Clock.Now(), act.By.ID, note
	if _, err := tx.Exec(ctx, `UPDATE payment.difference SET settled_at = $2, settled_by = $3, note = $4 WHERE id = $1`,
		d.ID, d.SettledAt, d.SettledBy, note); err != nil {
		return d, fmt.Errorf("settle difference: %w", err)
	}
	entry := act.Entry("payment.settle_difference", staff.Subject{Kind: "difference", ID: fmt.Sprint(d.ID)}, nil, map[string]any{"note": note})
	return d, s.Staff.Audit(ctx, tx, entry)
}

// OnApproved settles differences that a second person has agreed to.
func (s *Service) OnApproved(ctx context.Context, _ int64, approvals []staff.ApprovalID) error {
	for _, id := range approvals {
		if err := s.Staff.CarryOut(ctx, id, staff.SettleDifference, func(tx postgres.Tx, a staff.Approval, act staff.Act) error {
			d, err := s.DifferenceOf(ctx, tx, a.Subject)
			if err != nil {
				return err
			}
			if d, err = difference1(ctx, tx, d.ID, " FOR UPDATE"); err != nil {
				return err
			}
			if !d.SettledAt.IsZero() {
				return ErrSettled
			}
			if string(d.Hash()) != string(a.Hash) {
				return staff.ErrPayloadChanged
			}
			_, err = s.settleDifference(ctx, tx, d, d.AskedNote, act)
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}
