package staff

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/org"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff/internal/staffdb"
)

// seenEvery is how often a session's use is written down; the time after which
// it ends unseen is that much shorter at worst.
const seenEvery = time.Minute

// SignedIn returns the session of a token, or ErrNotSignedIn.
func (s *Service) SignedIn(ctx context.Context, token string) (Session, error) {
	hash := tokenHash(token)
	q := staffdb.New(s.DB)
	row, err := q.Session(ctx, hash)
	if errors.Is(err, pgx.ErrNoRows) {
		return Session{}, ErrNotSignedIn
	}
	if err != nil {
		return Session{}, fmt.Errorf("find session: %w", err)
	}
	now := s.Clock.Now()
	if row.StaffAccount.DisabledAt != nil || !now.Before(row.ExpiresAt) || !now.Before(row.SeenAt.Add(sessionUnseen)) {
		return Session{}, ErrNotSignedIn
	}
	if now.Sub(row.SeenAt) >= seenEvery {
		if err := q.TouchSession(ctx, hash, now); err != nil {
			return Session{}, fmt.Errorf("note use of session: %w", err)
		}
	}
	a := accountOf(row.StaffAccount)
	scope, err := s.scope(ctx, a)
	return Session{Account: a, Principal: a.Principal(), Scope: scope, CreatedAt: row.SessionCreatedAt, ExpiresAt: row.ExpiresAt, hash: hash}, err
}

// scope says of which stores an account sees the rows. It is asked with every
// request, so that another store counts from the next one.
func (s *Service) scope(ctx context.Context, a Account) (org.Scope, error) {
	if !InStores(a.Roles...) {
		return org.Everywhere(), nil
	}
	tied, err := s.StoresOf(ctx, s.DB, a.ID)
	return org.Only(tied[a.ID]...), err
}

// SignOut ends a session.
func (s *Service) SignOut(ctx context.Context, session Session) error {
	return s.DB.InTx(ctx, func(tx postgres.Tx) error {
		if err := staffdb.New(tx).DeleteSession(ctx, session.hash); err != nil {
			return fmt.Errorf("end session: %w", err)
		}
		return s.Audit(ctx, tx, Entry{By: session.Principal, Action: "staff.sign_out", Subject: accountSubject(session.Account.ID)})
	})
}

// PasswordChange is a person's wish for another password.
type PasswordChange struct {
	Account        AccountID
	Current, New   string
	Address, Agent string
}

// ChangePassword sets a new password, ends every session of the account and
// begins a new one. A wrong present password counts as a failed sign-in.
// Errors: ErrWrongPassword, ErrLockedOut, ErrInvalidAccount, ErrBusy.
func (s *Service) ChangePassword(ctx context.Context, c PasswordChange) (token string, _ Session, err error) {
	account, err := s.account(ctx, s.DB, c.Account)
	if err != nil {
		return "", Session{}, err
	}
	row, err := s.countAttempt(ctx, account.Email)
	if err != nil {
		return "", Session{}, err
	}
	ok, err := s.hasher.Verify(ctx, row.PasswordHash, c.Current)
	if err != nil {
		return "", Session{}, err
	}
	if !ok {
		return "", Session{}, ErrWrongPassword
	}
	if c.New == c.Current && account.MustChange {
		return "", Session{}, ErrInvalidAccount.Field("new", "staff.password_same")
	}
	account.MustChange = false
	var session Session
	err = s.setPassword(ctx, account, c.New, Entry{By: account.Principal(), Address: c.Address}, func(tx postgres.Tx) error {
		token, session, err = s.begin(ctx, tx, account, c.Address, c.Agent)
		return err
	})
	return token, session, err
}

// ResetPassword sets the password of the account with that e-mail, takes a lock
// away and ends its sessions. It is what the operator at the machine can do for
// somebody who is locked out. Errors: ErrNoAccount, ErrInvalidAccount, ErrBusy.
func (s *Service) ResetPassword(ctx context.Context, email, password string) error {
	row, err := staffdb.New(s.DB).AccountByEmail(ctx, normalEmail(email))
	if errors.Is(err, pgx.ErrNoRows) {
		return ErrNoAccount
	}
	if err != nil {
		return fmt.Errorf("find account: %w", err)
	}
	return s.setPassword(ctx, accountOf(row), password, Entry{By: Operator}, func(postgres.Tx) error { return nil })
}

// setPassword sets a password that its owner chose.
func (s *Service) setPassword(ctx context.Context, a Account, password string, audit Entry, then func(postgres.Tx) error) error {
	if code := passwordFault(password, a.Email); code != "" {
		return ErrInvalidAccount.Field("new", code, "min", passwordMin)
	}
	hash, err := s.hasher.Hash(ctx, password)
	if err != nil {
		return err
	}
	audit.Action, audit.Subject = "staff.password", accountSubject(a.ID)
	return s.DB.InTx(ctx, func(tx postgres.Tx) error {
		q := staffdb.New(tx)
		if err := q.SetPassword(ctx, int64(a.ID), hash, false); err != nil {
			return fmt.Errorf("set password of %d: %w", a.ID, err)
		}
		if err := q.DeleteSessionsOf(ctx, int64(a.ID)); err != nil {
			return fmt.Errorf("end sessions of %d: %w", a.ID, err)
		}
		if err := s.Audit(ctx, tx, audit); err != nil {
			return err
		}
		return then(tx)
	})
}

// ChangeLocale sets the language of somebody's console: zh-CN or en.
func (s *Service) ChangeLocale(ctx context.Context, a AccountID, locale string) error {
	if !locales[locale] {
		return ErrInvalidAccount.Field("locale", "staff.unknown_locale", "locale", locale)
	}
	if err := staffdb.New(s.DB).SetLocale(ctx, int64(a), locale); err != nil {
		return fmt.Errorf("set language of %d: %w", a, err)
	}
	return nil
}

// ForgetSessions deletes at most limit sessions that have ended and says how
// many it found; a job calls it until there are none.
func (s *Service) ForgetSessions(ctx context.Context, limit int) (int, error) {
	now := s.Clock.Now()
	n, err := staffdb.New(s.DB).DeleteEndedSessions(ctx, now, now.Add(-sessionUnseen), int32(limit))
	if err != nil {
		return 0, fmt.Errorf("forget sessions: %w", err)
	}
	return int(n), nil
}
