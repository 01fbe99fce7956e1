package staff

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/org"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff/internal/staffdb"
)

// accountsLock is taken by whatever could leave the installation without an
// administrator, so that of two who disable each other one is refused.
const accountsLock = "SELECT pg_advisory_xact_lock(7221002)"

// administer locks an account for a change by somebody else. Nobody changes
// their own standing, nor that of somebody who may do more than they.
// Errors: ErrNoAccount, ErrOwnAccount, ErrMayNot.
func (s *Service) administer(ctx context.Context, tx postgres.Tx, id AccountID, by Principal) (Account, error) {
	if _, err := tx.Exec(ctx, accountsLock); err != nil {
		return Account{}, fmt.Errorf("lock accounts: %w", err)
	}
	row, err := staffdb.New(tx).AccountForUpdate(ctx, int64(id))
	if errors.Is(err, pgx.ErrNoRows) {
		return Account{}, ErrNoAccount
	}
	if err != nil {
		return Account{}, fmt.Errorf("lock account %d: %w", id, err)
	}
	a := accountOf(row)
	if by.Kind == Person && by.ID == row.ID {
		return a, ErrOwnAccount
	}
	return a, by.mayGive(May(a.Roles...))
}

// keepAnAdministrator refuses to take the last one away. An account that is
// disabled is none.
func (s *Service) keepAnAdministrator(ctx context.Context, tx postgres.Tx, but Account) error {
	if but.DisabledAt != nil || !slices.Contains(but.Roles, Administrator) {
		return nil
	}
	n, err := staffdb.New(tx).CountOthers(ctx, []string{string(Administrator)}, int64(but.ID))
	if err != nil {
		return fmt.Errorf("count administrators: %w", err)
	}
	if n == 0 {
		return ErrLastAdmin
	}
	return nil
}

// ChangeRoles gives somebody other roles; they count from their next request.
// Errors: those of administer, ErrInvalidAccount, ErrLastAdmin.
func (s *Service) ChangeRoles(ctx context.Context, tx postgres.Tx, id AccountID, roles []Role, act Act) (Account, error) {
	if bad := rolesFault(ErrInvalidAccount, roles); len(bad.Fields) > 0 {
		return Account{}, bad
	}
	a, err := s.administer(ctx, tx, id, act.By)
	if err != nil {
		return a, err
	}
	if err := act.By.mayGive(May(roles...)); err != nil {
		return a, err
	}
	if !slices.Contains(roles, Administrator) {
		if err := s.keepAnAdministrator(ctx, tx, a); err != nil {
			return a, err
		}
	}
	if err := staffdb.New(tx).SetRoles(ctx, int64(id), texts(roles)); err != nil {
		return a, fmt.Errorf("set roles of %d: %w", id, err)
	}
	before := a.Roles
	a.Roles = roles
	return a, s.note(ctx, tx, "staff.change_roles", id, act, map[string]any{"roles": before}, map[string]any{"roles": roles})
}

func (s *Service) note(ctx context.Context, tx postgres.Tx, action string, id AccountID, act Act, before, after any) error {
	return s.Audit(ctx, tx, Entry{
		By: act.By, Action: action, Subject: accountSubject(id), Before: before, After: after, Reason: act.Reason, Address: act.Address,
	})
}

// Disable ends somebody's sessions at once and lets them sign in no more.
// Errors: those of administer, ErrLastAdmin.
func (s *Service) Disable(ctx context.Context, tx postgres.Tx, id AccountID, act Act) (Account, error) {
	a, err := s.administer(ctx, tx, id, act.By)
	if err != nil || a.DisabledAt != nil {
		return a, err
	}
	if err := s.keepAnAdministrator(ctx, tx, a); err != nil {
		return a, err
	}
	a.DisabledAt = ptr(s.Clock.Now())
	q := staffdb.New(tx)
	if err := q.SetDisabled(ctx, int64(id), a.DisabledAt); err != nil {
		return a, fmt.Errorf("disable account %d: %w", id, err)
	}
	if err := q.DeleteSessionsOf(ctx, int64(id)); err != nil {
		return a, fmt.Errorf("end sessions of %d: %w", id, err)
	}
	return a, s.note(ctx, tx, "staff.disable_account", id, act, nil, nil)
}

// Enable lets somebody sign in again. Errors: those of administer.
func (s *Service) Enable(ctx context.Context, tx postgres.Tx, id AccountID, act Act) (Account, error) {
	a, err := s.administer(ctx, tx, id, act.By)
	if err != nil || a.DisabledAt == nil {
		return a, err
	}
	a.DisabledAt = nil
	if err := staffdb.New(tx).SetDisabled(ctx, int64(id), nil); err != nil {
		return a, fmt.Errorf("enable account %d: %w", id, err)
	}
	return a, s.note(ctx, tx, "staff.enable_account", id, act, nil, nil)
}

// Unlock takes the lock of failed sign-ins away. Errors: those of administer.
func (s *Service) Unlock(ctx context.Context, tx postgres.Tx, id AccountID, act Act) (Account, error) {
	a, err := s.administer(ctx, tx, id, act.By)
	if err != nil {
		return a, err
	}
	a.LockedUntil = nil
	if err := staffdb.New(tx).SetAttempts(ctx, int64(id), 0, nil); err != nil {
		return a, fmt.Errorf("unlock account %d: %w", id, err)
	}
	return a, s.note(ctx, tx, "staff.unlock_account", id, act, nil, nil)
}

// GiveNewPassword returns a password that holds for somebody's next sign-in
// only, and ends their sessions. It is shown this once.
// Errors: those of administer, ErrBusy.
func (s *Service) GiveNewPassword(ctx context.Context, id AccountID, act Act) (Account, string, error) {
	password := oneTimePassword()
	hash, err := s.hasher.Hash(ctx, password) // outside of the transaction: it takes its time
	if err != nil {
		return Account{}, "", err
	}
	var a Account
	err = s.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		if a, err = s.administer(ctx, tx, id, act.By); err != nil {
			return err
		}
		q := staffdb.New(tx)
		if err := q.SetPassword(ctx, int64(id), hash, true); err != nil {
			return fmt.Errorf("set password of %d: %w", id, err)
		}
		if err := q.DeleteSessionsOf(ctx, int64(id)); err != nil {
			return fmt.Errorf("end sessions of %d: %w", id, err)
		}
		return s.note(ctx, tx, "staff.reset_password", id, act, nil, nil)
	})
	a.MustChange, a.LockedUntil = true, nil
	return a, password, err
}

// oneTimeLetters leaves out what is mistaken for something else when it is read
// aloud or copied by hand.
const oneTimeLetters = "abcdefghjkmnpqrstuvwxyz23456789x"

// oneTimePassword is 80 random bits in four groups: k3mw-9xpt-….
func oneTimePassword() string {
	var raw [16]byte
	rand.Read(raw[:])
	var b strings.Builder
	for i, r := range raw {
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(oneTimeLetters[int(r)%len(oneTimeLetters)])
	}
	return b.String()
}

// Seen is a session as others may see it.
type Seen struct {
	ID                           string // tells sessions of one account apart; worth nothing as a token
	CreatedAt, SeenAt, ExpiresAt time.Time
	Address, Agent               string
}

// SessionsOf returns the sessions somebody has now, the last used first.
// Errors: ErrNoAccount.
func (s *Service) SessionsOf(ctx context.Context, q postgres.Querier, id AccountID) ([]Seen, error) {
	rows, err := s.sessionRows(ctx, q, id)
	if err != nil {
		return nil, err
	}
	list := make([]Seen, len(rows))
	for i, r := range rows {
		list[i] = Seen{ID: sessionName(r.TokenHash), CreatedAt: r.CreatedAt, SeenAt: r.SeenAt, ExpiresAt: r.ExpiresAt, Address: r.Address, Agent: r.Agent}
	}
	return list, nil
}

func (s *Service) sessionRows(ctx context.Context, q postgres.Querier, id AccountID) ([]staffdb.StaffSession, error) {
	if _, err := s.account(ctx, q, id); err != nil {
		return nil, err
	}
	now := s.Clock.Now()
	rows, err := staffdb.New(q).SessionsOf(ctx, int64(id), now, now.Add(-sessionUnseen))
	if err != nil {
		return nil, fmt.Errorf("list sessions of %d: %w", id, err)
	}
	return rows, nil
}

func sessionName(hash []byte) string { return hex.EncodeToString(hash[:8]) }

// EndSession ends one of somebody's sessions. Errors: ErrNoAccount, ErrNoSession.
func (s *Service) EndSession(ctx context.Context, tx postgres.Tx, id AccountID, session string, act Act) error {
	rows, err := s.sessionRows(ctx, tx, id)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if sessionName(r.TokenHash) != session {
			continue
		}
		if _, err := staffdb.New(tx).DeleteSessionOf(ctx, int64(id), r.TokenHash); err != nil {
			return fmt.Errorf("end session of %d: %w", id, err)
		}
		return s.note(ctx, tx, "staff.end_session", id, act, map[string]any{"session": session}, nil)
	}
	return ErrNoSession
}

// StoresOf returns the stores in which the accounts work. It is a fact about
// people and no limit to what they see.
func (s *Service) StoresOf(ctx context.Context, q postgres.Querier, accounts ...AccountID) (map[AccountID][]org.StoreID, error) {
	rows, err := staffdb.New(q).StoresOfAccounts(ctx, postgres.IDs(accounts))
	if err != nil {
		return nil, fmt.Errorf("read stores of accounts: %w", err)
	}
	stores := map[AccountID][]org.StoreID{}
	for _, r := range rows {
		stores[AccountID(r.AccountID)] = append(stores[AccountID(r.AccountID)], org.StoreID(r.StoreID))
	}
	return stores, nil
}

// SetStores says in which stores somebody works. Errors: those of administer.
func (s *Service) SetStores(ctx context.Context, tx postgres.Tx, id AccountID, stores []org.StoreID, act Act) (Account, error) {
	a, err := s.administer(ctx, tx, id, act.By)
	if err != nil {
		return a, err
	}
	before, err := s.StoresOf(ctx, tx, id)
	if err != nil {
		return a, err
	}
	stores = slices.Compact(slices.Sorted(slices.Values(stores)))
	q := staffdb.New(tx)
	if err := q.DeleteStoresOf(ctx, int64(id)); err != nil {
		return a, fmt.Errorf("set stores of %d: %w", id, err)
	}
	if err := q.InsertStoresOf(ctx, int64(id), postgres.IDs(stores)); err != nil {
		return a, fmt.Errorf("set stores of %d: %w", id, err)
	}
	return a, s.note(ctx, tx, "staff.set_stores", id, act, map[string]any{"stores": before[id]}, map[string]any{"stores": stores})
}

// Account returns one account. Errors: ErrNoAccount.
func (s *Service) Account(ctx context.Context, q postgres.Querier, id AccountID) (Account, error) {
	return s.account(ctx, q, id)
}

// Names returns what principals, as the trail names them, are called. Who is
// no more known is left out.
func (s *Service) Names(ctx context.Context, q postgres.Querier, principals ...string) (map[string]string, error) {
	var people, programs []int64
	for _, p := range principals {
		kind, id, _ := strings.Cut(p, ":")
		n, err := strconv.ParseInt(id, 10, 64)
		switch {
		case err != nil:
		case PrincipalKind(kind) == Person:
			people = append(people, n)
		case PrincipalKind(kind) == Program:
			programs = append(programs, n)
		}
	}
	names := map[string]string{}
	accounts, err := staffdb.New(q).AccountsByIDs(ctx, people)
	if err != nil {
		return nil, fmt.Errorf("read accounts: %w", err)
	}
	for _, a := range accounts {
		names[Principal{Kind: Person, ID: a.ID}.String()] = a.Name
	}
	keys, err := staffdb.New(q).KeysByIDs(ctx, programs)
	if err != nil {
		return nil, fmt.Errorf("read keys: %w", err)
	}
	for _, k := range keys {
		names[Principal{Kind: Program, ID: k.ID}.String()] = k.Name
	}
	return names, nil
}
