package payment

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

const selectMethod = `SELECT code, name, coalesce(provider, ''), reference, position, archived_at IS NOT NULL, version FROM payment.method `

func scanMethod(row pgx.CollectableRow) (m Method, err error) {
	return m, row.Scan(&m.Code, &m.Name, &m.Provider, &m.Reference, &m.Position, &m.Archived, &m.Version)
}

// Methods are the ways to pay that can be used here, in their order: of those of
// a provider, the ones whose provider is connected.
func (s *Service) Methods(ctx context.Context, q postgres.Querier) ([]Method, error) {
	rows, err := q.Query(ctx, selectMethod+`ORDER BY position, code`)
	if err != nil {
		return nil, fmt.Errorf("read methods of payment: %w", err)
	}
	all, err := pgx.CollectRows(rows, scanMethod)
	if err != nil {
		return nil, fmt.Errorf("read methods of payment: %w", err)
	}
	var list []Method
	for _, m := range all {
		if _, connected := s.Providers[m.Provider]; m.Provider == "" || connected {
			list = append(list, m)
		}
	}
	return list, nil
}

func methodAmong(list []Method, code string) (Method, error) {
	for _, m := range list {
		if m.Code == code && !m.Archived {
			return m, nil
		}
	}
	return Method{}, ErrNoMethod.With("method", code)
}

// MethodForm is what staff say of a way to pay.
type MethodForm struct {
	Name      i18n.Text
	Reference bool // the slip's number must be told; only of what is taken at the counter
	Position  int  // the lower first
	Archived  bool
}

const maxPosition = 10_000

func (f MethodForm) validate(provider string) error {
	bad := ErrBadMethod
	if !f.Name.Valid() {
		bad = bad.Field("name_i18n", "payment.bad_name")
	}
	if f.Position < 0 || f.Position > maxPosition {
		bad = bad.Field("position", "payment.bad_position", "max", maxPosition)
	}
	if f.Reference && provider != "" {
		bad = bad.Field("needs_slip", "payment.slip_of_provider")
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}

// ownCodes are how orders call what members pay with value of theirs: a method of that
// name would earn as stored value does.
var ownCodes = []string{"points", "stored_value"}

var methodCode = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

// AddMethod offers another way to pay at the counter. Those of a provider come
// with him. Errors: ErrBadMethod, ErrMethodTaken.
func (s *Service) AddMethod(ctx context.Context, tx postgres.Tx, code string, f MethodForm, act staff.Act) (Method, error) {
	if !methodCode.MatchString(code) {
		return Method{}, ErrBadMethod.Field("code", "payment.bad_code")
	}
	if slices.Contains(ownCodes, code) {
		return Method{}, ErrBadMethod.Field("code", "payment.reserved_code", "code", code)
	}
	if err := f.validate(""); err != nil {
		return Method{}, err
	}
	tag, err := tx.Exec(ctx, `INSERT INTO payment.method (code, name, reference, position, archived_at)
		VALUES ($1, $2, $3, $4, CASE WHEN $5 THEN $6::timestamptz END) ON CONFLICT (code) DO NOTHING`,
		code, f.Name, f.Reference, f.Position, f.Archived, s.Clock.Now())
	if err != nil {
		return Method{}, fmt.Errorf("add method of payment: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return Method{}, ErrMethodTaken.With("code", code)
	}
	return s.saved(ctx, tx, "payment.add_method", code, nil, act)
}

// ChangeMethod changes a way to pay as it was seen. What was paid by it stays.
// Errors: ErrUnknownMethod, ErrBadMethod, ErrMethodChanged.
func (s *Service) ChangeMethod(ctx context.Context, tx postgres.Tx, code string, seen int, f MethodForm, act staff.Act) (Method, error) {
	before, err := methodOf(ctx, tx, code)
	if err != nil {
		return Method{}, err
	}
	if before.Version != seen {
		return Method{}, ErrMethodChanged.With("code", code)
	}
	if err := f.validate(before.Provider); err != nil {
		return Method{}, err
	}
	if _, err := tx.Exec(ctx, `UPDATE payment.method SET name = $2, reference = $3, position = $4, version = version + 1,
		archived_at = CASE WHEN $5 THEN coalesce(archived_at, $6::timestamptz) END WHERE code = $1`,
		code, f.Name, f.Reference, f.Position, f.Archived, s.Clock.Now()); err != nil {
		return Method{}, fmt.Errorf("change method of payment: %w", err)
	}
	return s.saved(ctx, tx, "payment.change_method", code, &before, act)
}

// methodOf reads a way to pay and keeps it from changing until tx ends.
func methodOf(ctx context.Context, tx postgres.Tx, code string) (Method, error) {
	rows, err := tx.Query(ctx, selectMethod+`WHERE code = $1 FOR UPDATE`, code)
	if err != nil {
		return Method{}, fmt.Errorf("read method of payment: %w", err)
	}
	m, err := pgx.CollectExactlyOneRow(rows, scanMethod)
	if errors.Is(err, pgx.ErrNoRows) {
		return Method{}, ErrUnknownMethod.With("code", code)
	}
	if err != nil {
		return Method{}, fmt.Errorf("read method of payment: %w", err)
	}
	return m, nil
}

// saved notes in the trail what a way to pay was and is.
func (s *Service) saved(ctx context.Context, tx postgres.Tx, action, code string, before *Method, act staff.Act) (Method, error) {
	after, err := methodOf(ctx, tx, code)
	if err != nil {
		return after, err
	}
	entry := staff.Entry{By: act.By, Action: action, Subject: staff.Subject{Kind: "payment_method", ID: code}, Address: act.Address, Reason: act.Reason,
		After: after.state()}
	if before != nil {
		entry.Before = before.state()
	}
	return after, s.Staff.Audit(ctx, tx, entry)
}

func (m Method) state() map[string]any {
	return map[string]any{"code": m.Code, "name": m.Name, "needs_slip": m.Reference, "position": m.Position, "archived": m.Archived}
}
