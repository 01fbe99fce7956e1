package staff

import (
	"time"

	"habitue/internal/org"
)

// Account is a person of the retailer who uses console or till.
type Account struct {
	ID          AccountID
	Email       string
	Name        string
	Roles       []Role
	Locale      string // BCP 47: zh-CN or en
	MustChange  bool   // the password has been seen by somebody else
	CreatedAt   time.Time
	SignedInAt  *time.Time
	LockedUntil *time.Time
	DisabledAt  *time.Time
}

// Principal is the account as somebody who acts. Whoever must change the
// password may nothing else before.
func (a Account) Principal() Principal {
	p := Principal{Kind: Person, ID: int64(a.ID), Name: a.Name}
	if !a.MustChange {
		p.Permissions = May(a.Roles...)
	}
	return p
}

// Session is one sign-in of a person.
type Session struct {
	Account   Account
	Principal Principal
	Scope     org.Scope // of which stores they see the rows
	CreatedAt time.Time
	ExpiresAt time.Time
	hash      []byte
}

// Key is an API key without its secret, of which only a hash is kept.
type Key struct {
	ID        KeyID
	Name      string
	Prefix    string // the first characters, by which people tell keys apart
	Scopes    []Permission
	CreatedBy *AccountID
	CreatedAt time.Time
	UsedAt    *time.Time
	ExpiresAt *time.Time
	RevokedAt *time.Time
}

// KeyPrefix begins every API key, so that leaked ones can be found by searching.
const KeyPrefix = "hbk_"
