package staff

import (
	"context"
	"errors"
	"fmt"
	"net/mail"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff/internal/staffdb"
)

var locales = map[string]bool{"zh-CN": true, "en": true}

// NewAccount is an account to be made.
type NewAccount struct {
	Email, Name, Password string
	Roles                 []Role
	Locale                string // zh-CN when empty
	MustChange            bool   // the password holds for one sign-in only
	By                    Principal
	Address               string
}

// Validate says what is wrong with it by itself, with each field.
func (n NewAccount) Validate() error {
	bad := ErrInvalidAccount
	if a, err := mail.ParseAddress(n.Email); err != nil || a.Address != n.Email || len(n.Email) > 254 {
		bad = bad.Field("email", "staff.email_unreadable")
	}
	if strings.TrimSpace(n.Name) == "" || utf8.RuneCountInString(n.Name) > 80 || !i18n.OneLine(n.Name) {
		bad = bad.Field("name", "staff.name_unreadable")
	}
	if code := passwordFault(n.Password, n.Email); code != "" {
		bad = bad.Field("password", code, "min", passwordMin)
	}
	bad = rolesFault(bad, n.Roles)
	if !locales[n.Locale] {
		bad = bad.Field("locale", "staff.unknown_locale", "locale", n.Locale)
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}

func rolesFault(bad *errs.Error, roles []Role) *errs.Error {
	if len(roles) == 0 {
		bad = bad.Field("roles", "staff.no_role")
	}
	for i, r := range roles {
		if !r.Known() {
			bad = bad.Field("roles["+strconv.Itoa(i)+"]", "staff.unknown_role", "role", string(r))
		}
	}
	return bad
}

// Invite makes an account with a password that holds for the first sign-in
// only, and returns it; it is shown this once. Errors: those of CreateAccount.
func (s *Service) Invite(ctx context.Context, n NewAccount) (Account, string, error) {
	n.Password, n.MustChange = oneTimePassword(), true
	a, err := s.CreateAccount(ctx, n)
	return a, n.Password, err
}

// CreateAccount makes an account, in a transaction of its own because the
// password is hashed first. Nobody makes an account that may do more than they
// may. Errors: ErrInvalidAccount, ErrMayNot, ErrEmailTaken, ErrBusy.
func (s *Service) CreateAccount(ctx context.Context, n NewAccount) (Account, error) {
	return s.createAccount(ctx, n, func(postgres.Tx) error { return nil })
}

// FirstAdministrator makes the first account of an installation; where there
// is one already it refuses with ErrNotFirst. Of two at once one succeeds.
func (s *Service) FirstAdministrator(ctx context.Context, n NewAccount) (Account, error) {
	n.Roles, n.By = []Role{Administrator}, Operator
	return s.createAccount(ctx, n, func(tx postgres.Tx) error {
		if _, err := tx.Exec(ctx, accountsLock); err != nil {
			return fmt.Errorf("lock accounts: %w", err)
		}
		any, err := staffdb.New(tx).AnyAccount(ctx)
		if err != nil {
			return fmt.Errorf("look for accounts: %w", err)
		}
		if any {
			return ErrNotFirst
		}
		return nil
	})
}

func (s *Service) createAccount(ctx context.Context, n NewAccount, first func(postgres.Tx) error) (Account, error) {
	n.Email, n.Name = normalEmail(n.Email), strings.TrimSpace(n.Name)
	if n.Locale == "" {
		n.Locale = "zh-CN"
	}
	if err := n.Validate(); err != nil {
		return Account{}, err
	}
	if err := n.By.mayGive(May(n.Roles...)); err != nil {
		return Account{}, err
	}
	hash, err := s.hasher.Hash(ctx, n.Password)
	if err != nil {
		return Account{}, err
	}
	accountID, err := s.IDs.Next(ctx)
	if err != nil {
		return Account{}, err
	}
	a := Account{ID: AccountID(accountID), Email: n.Email, Name: n.Name, Roles: n.Roles, Locale: n.Locale, MustChange: n.MustChange, CreatedAt: s.Clock.Now()}
	err = s.DB.InTx(ctx, func(tx postgres.Tx) error {
		if err := first(tx); err != nil {
			return err
		}
		err := staffdb.New(tx).InsertAccount(ctx, staffdb.InsertAccountParams{
			ID: accountID, Email: a.Email, Name: a.Name, PasswordHash: hash, Roles: texts(a.Roles), Locale: a.Locale, CreatedAt: a.CreatedAt,
			MustChange: a.MustChange,
		})
		if postgres.IsUnique(err) {
			return ErrEmailTaken
		}
		if err != nil {
			return fmt.Errorf("insert account: %w", err)
		}
		return s.Audit(ctx, tx, Entry{
			By: n.By, Action: "staff.create_account", Subject: accountSubject(a.ID), Address: n.Address,
			After: map[string]any{"roles": a.Roles, "locale": a.Locale},
		})
	})
	return a, err
}

// Accounts returns a page of accounts by id, after the given one.
func (s *Service) Accounts(ctx context.Context, q postgres.Querier, after AccountID, limit int) ([]Account, error) {
	rows, err := staffdb.New(q).Accounts(ctx, int64(after), int32(limit))
	if err != nil {
		return nil, fmt.Errorf("list accounts: %w", err)
	}
	list := make([]Account, len(rows))
	for i, r := range rows {
		list[i] = accountOf(r)
	}
	return list, nil
}

// HasAccounts reports whether anybody can sign in yet.
func (s *Service) HasAccounts(ctx context.Context, q postgres.Querier) (bool, error) {
	any, err := staffdb.New(q).AnyAccount(ctx)
	if err != nil {
		return false, fmt.Errorf("look for accounts: %w", err)
	}
	return any, nil
}

func (s *Service) account(ctx context.Context, q postgres.Querier, id AccountID) (Account, error) {
	row, err := staffdb.New(q).Account(ctx, int64(id))
	if errors.Is(err, pgx.ErrNoRows) {
		return Account{}, ErrNoAccount
	}
	if err != nil {
		return Account{}, fmt.Errorf("read account %d: %w", id, err)
	}
	return accountOf(row), nil
}

func accountOf(r staffdb.StaffAccount) Account {
	a := Account{
		ID: AccountID(r.ID), Email: r.Email, Name: r.Name, Locale: r.Locale, CreatedAt: r.CreatedAt, MustChange: r.MustChange,
		SignedInAt: r.SignedInAt, LockedUntil: r.LockedUntil, DisabledAt: r.DisabledAt,
	}
	for _, role := range r.Roles {
		a.Roles = append(a.Roles, Role(role))
	}
	return a
}

func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}
