package staff

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff/internal/staffdb"
)

const (
	sessionUnseen = 12 * time.Hour
	sessionOld    = 7 * 24 * time.Hour
	tokenBytes    = 32
)

// Credentials are what somebody signs in with, and from where.
type Credentials struct {
	Email, Password string
	Address, Agent  string
	Previous        string // token of the session that the browser had, which ends
}

// SignIn begins a session and returns its token, which is kept nowhere. It
// runs transactions of its own: a failure must be counted even though the
// caller gets an error, and no transaction may wait for a password's hash.
// Errors: ErrWrongCredentials, ErrLockedOut, ErrBusy.
func (s *Service) SignIn(ctx context.Context, c Credentials) (token string, _ Session, err error) {
	email := normalEmail(c.Email)
	account, err := s.countAttempt(ctx, email)
	if err != nil {
		return "", Session{}, err
	}
	ok, err := s.hasher.Verify(ctx, account.PasswordHash, c.Password)
	if err != nil {
		return "", Session{}, err
	}
	if !ok {
		return "", Session{}, ErrWrongCredentials
	}
	var session Session
	err = s.DB.InTx(ctx, func(tx postgres.Tx) error {
		if err := staffdb.New(tx).SetSignedIn(ctx, account.ID, ptr(s.Clock.Now())); err != nil {
			return fmt.Errorf("note sign-in of %d: %w", account.ID, err)
		}
		if c.Previous != "" {
			if err := staffdb.New(tx).DeleteSession(ctx, tokenHash(c.Previous)); err != nil {
				return fmt.Errorf("end the session before: %w", err)
			}
		}
		token, session, err = s.begin(ctx, tx, accountOf(account), c.Address, c.Agent)
		if err != nil {
			return err
		}
		return s.Audit(ctx, tx, Entry{By: session.Principal, Action: "staff.sign_in", Subject: accountSubject(session.Account.ID), Address: c.Address})
	})
	return token, session, err
}

// countAttempt counts a try of the e-mail and returns its account, or an empty
// one where there is none that may sign in. The fifth failure locks; the right
// password, which follows, takes the lock away again.
func (s *Service) countAttempt(ctx context.Context, email string) (account staffdb.StaffAccount, err error) {
	found, err := staffdb.New(s.DB).AccountByEmail(ctx, email)
	if errors.Is(err, pgx.ErrNoRows) || (err == nil && found.DisabledAt != nil) {
		now := s.Clock.Now()
		if until := s.strangers.attempt(email, now); !until.IsZero() {
			return account, ErrLockedOut.With("retry_s", retry(now, until), "minutes", minutes(now, until))
		}
		return account, nil
	}
	if err != nil {
		return account, fmt.Errorf("find account: %w", err)
	}
	err = s.DB.InTx(ctx, func(tx postgres.Tx) error {
		q := staffdb.New(tx)
		if account, err = q.AccountForUpdate(ctx, found.ID); err != nil {
			return fmt.Errorf("lock account %d: %w", found.ID, err)
		}
		now := s.Clock.Now()
		if until := account.LockedUntil; until != nil && until.After(now) {
			return ErrLockedOut.With("retry_s", retry(now, *until), "minutes", minutes(now, *until))
		}
		account.FailedAttempts++
		var until *time.Time
		if d := lockAfter(int(account.FailedAttempts)); d > 0 {
			until = ptr(now.Add(d))
			s.Log.WarnContext(ctx, "account locked", "account_id", account.ID, "until", until)
		}
		if err := q.SetAttempts(ctx, account.ID, account.FailedAttempts, until); err != nil {
			return fmt.Errorf("count attempt of %d: %w", account.ID, err)
		}
		return nil
	})
	return account, err
}

func minutes(now, until time.Time) int { return (retry(now, until) + 59) / 60 }

// begin makes a session. The token is new each time: one that somebody planted
// before the sign-in is worth nothing after it.
func (s *Service) begin(ctx context.Context, tx postgres.Tx, a Account, address, agent string) (token string, _ Session, err error) {
	var raw [tokenBytes]byte
	rand.Read(raw[:])
	token = base64.RawURLEncoding.EncodeToString(raw[:])
	now := s.Clock.Now()
	session := Session{Account: a, Principal: a.Principal(), CreatedAt: now, ExpiresAt: now.Add(sessionOld), hash: tokenHash(token)}
	err = staffdb.New(tx).InsertSession(ctx, staffdb.InsertSessionParams{
		TokenHash: session.hash, AccountID: int64(a.ID), CreatedAt: now, ExpiresAt: session.ExpiresAt,
		Address: i18n.Clean(address, 64), Agent: i18n.Clean(agent, 200),
	})
	if err != nil {
		return "", Session{}, fmt.Errorf("begin session of %d: %w", a.ID, err)
	}
	return token, session, nil
}

func tokenHash(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

func normalEmail(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

func ptr[T any](v T) *T { return &v }
