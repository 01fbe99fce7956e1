package staff

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff/internal/staffdb"
)

// keyHash is the SHA-256 of a key, by which it is looked up.
type keyHash [sha256.Size]byte

const (
	keySecretBytes = 32
	keyPrefixShown = len(KeyPrefix) + 6
	keyUsedEvery   = time.Minute
)

// NewKey is an API key to be made.
type NewKey struct {
	Name      string
	Scopes    []Permission
	ExpiresAt *time.Time
	By        Principal
	Address   string
}

// Validate says what is wrong with it by itself, with each field.
func (n NewKey) Validate(now time.Time) error {
	bad := ErrInvalidKey
	if strings.TrimSpace(n.Name) == "" || utf8.RuneCountInString(n.Name) > 80 || !i18n.OneLine(n.Name) {
		bad = bad.Field("name", "staff.name_unreadable")
	}
	if len(n.Scopes) == 0 {
		bad = bad.Field("scopes", "staff.no_scope")
	}
	for i, p := range n.Scopes {
		if !p.Known() {
			bad = bad.Field("scopes["+strconv.Itoa(i)+"]", "staff.unknown_permission", "permission", string(p))
		}
	}
	if n.ExpiresAt != nil && !n.ExpiresAt.After(now) {
		bad = bad.Field("expires_at", "staff.expires_in_the_past")
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}

// CreateKey makes an API key and returns its secret, which is kept nowhere.
// Nobody makes a key that may do more than they may. Errors: ErrInvalidKey, ErrMayNot.
func (s *Service) CreateKey(ctx context.Context, tx postgres.Tx, n NewKey) (secret string, _ Key, err error) {
	n.Name = strings.TrimSpace(n.Name)
	if err := n.Validate(s.Clock.Now()); err != nil {
		return "", Key{}, err
	}
	if err := n.By.mayGive(n.Scopes); err != nil {
		return "", Key{}, err
	}
	keyID, err := s.IDs.Next(ctx)
	if err != nil {
		return "", Key{}, err
	}
	secret = newSecret()
	k := Key{ID: KeyID(keyID), Name: n.Name, Prefix: secret[:keyPrefixShown], Scopes: n.Scopes, CreatedAt: s.Clock.Now(), ExpiresAt: n.ExpiresAt}
	var by *int64
	if n.By.Kind == Person {
		by, k.CreatedBy = &n.By.ID, ptr(AccountID(n.By.ID))
	}
	hash := keyHash(sha256.Sum256([]byte(secret)))
	err = staffdb.New(tx).InsertKey(ctx, staffdb.InsertKeyParams{
		ID: keyID, Name: k.Name, Prefix: k.Prefix, Hash: hash[:], Scopes: texts(k.Scopes), CreatedBy: by,
		CreatedAt: k.CreatedAt, ExpiresAt: k.ExpiresAt,
	})
	if err != nil {
		return "", Key{}, fmt.Errorf("insert key: %w", err)
	}
	return secret, k, s.Audit(ctx, tx, Entry{
		By: n.By, Action: "staff.create_key", Subject: keySubject(k.ID), Address: n.Address,
		After: map[string]any{"name": k.Name, "scopes": k.Scopes, "expires_at": k.ExpiresAt},
	})
}

func newSecret() string {
	var raw [keySecretBytes]byte
	rand.Read(raw[:])
	return KeyPrefix + base64.RawURLEncoding.EncodeToString(raw[:])
}

// ByKey returns the principal of an API key, or ErrNotSignedIn for one that is
// unknown, ended or revoked. What it knows of a key may be a few seconds old.
func (s *Service) ByKey(ctx context.Context, secret string) (Principal, error) {
	hash := keyHash(sha256.Sum256([]byte(secret)))
	row, err := s.keyRow(ctx, hash)
	if err != nil {
		return Principal{}, err
	}
	now := s.Clock.Now()
	if row.RevokedAt != nil || (row.ExpiresAt != nil && !now.Before(*row.ExpiresAt)) {
		return Principal{}, ErrNotSignedIn
	}
	if row.UsedAt == nil || now.Sub(*row.UsedAt) >= keyUsedEvery {
		if err := s.noteUse(ctx, hash, row, now); err != nil {
			return Principal{}, err
		}
	}
	p := Principal{Kind: Program, ID: row.ID, Name: row.Name}
	for _, scope := range row.Scopes {
		p.Permissions = append(p.Permissions, Permission(scope))
	}
	return p, nil
}

func (s *Service) keyRow(ctx context.Context, hash keyHash) (staffdb.StaffApiKey, error) {
	if known, _ := s.keys.Get(hash); len(known) == 1 {
		return known[hash], nil
	}
	row, err := staffdb.New(s.DB).KeyByHash(ctx, hash[:])
	if errors.Is(err, pgx.ErrNoRows) {
		return row, ErrNotSignedIn
	}
	if err != nil {
		return row, fmt.Errorf("find key: %w", err)
	}
	s.keys.Put(hash, row)
	return row, nil
}

// noteUse writes the use down at most once a minute, whatever the number of
// requests and processes.
func (s *Service) noteUse(ctx context.Context, hash keyHash, row staffdb.StaffApiKey, now time.Time) error {
	if err := staffdb.New(s.DB).TouchKey(ctx, &now, row.ID, ptr(now.Add(-keyUsedEvery))); err != nil {
		return fmt.Errorf("note use of key %d: %w", row.ID, err)
	}
	row.UsedAt = &now
	s.keys.Put(hash, row)
	return nil
}

// Keys returns a page of keys by id, after the given one.
func (s *Service) Keys(ctx context.Context, q postgres.Querier, after KeyID, limit int) ([]Key, error) {
	rows, err := staffdb.New(q).Keys(ctx, int64(after), int32(limit))
	if err != nil {
		return nil, fmt.Errorf("list keys: %w", err)
	}
	list := make([]Key, len(rows))
	for i, r := range rows {
		list[i] = Key{ID: KeyID(r.ID), Name: r.Name, Prefix: r.Prefix, CreatedBy: (*AccountID)(r.CreatedBy),
			CreatedAt: r.CreatedAt, UsedAt: r.UsedAt, ExpiresAt: r.ExpiresAt, RevokedAt: r.RevokedAt}
		for _, scope := range r.Scopes {
			list[i].Scopes = append(list[i].Scopes, Permission(scope))
		}
	}
	return list, nil
}

// RevokeKey takes a key back. Errors: ErrNoKey, also where it was taken back before.
func (s *Service) RevokeKey(ctx context.Context, tx postgres.Tx, key KeyID, by Principal, address string) error {
	hash, err := staffdb.New(tx).RevokeKey(ctx, int64(key), ptr(s.Clock.Now()))
	if errors.Is(err, pgx.ErrNoRows) {
		return ErrNoKey
	}
	if err != nil {
		return fmt.Errorf("revoke key %d: %w", key, err)
	}
	s.keys.Forget(keyHash(hash))
	return s.Audit(ctx, tx, Entry{By: by, Action: "staff.revoke_key", Subject: keySubject(key), Address: address})
}
