package staff

import (
	"slices"
	"strconv"
)

// AccountID and KeyID are the ids of a staff account and of an API key.
type (
	AccountID int64
	KeyID     int64
)

// PrincipalKind tells a person from a program.
type PrincipalKind string

// The kinds of principals.
const (
	Person  PrincipalKind = "staff"
	Program PrincipalKind = "key"
	Machine PrincipalKind = "operator"
)

// Operator is whoever sits at the machine itself: the command line may do
// everything, because it could as well open the database.
var Operator = Principal{Kind: Machine, Name: "operator", Permissions: Permissions()}

// Principal is whoever a request acts for. The zero value is nobody and may
// nothing.
type Principal struct {
	Kind        PrincipalKind
	ID          int64
	Name        string
	Permissions []Permission
}

// May reports whether the principal may do p.
func (p Principal) May(permission Permission) bool { return slices.Contains(p.Permissions, permission) }

// String names the principal in the audit trail and in idempotency keys: "staff:17".
func (p Principal) String() string {
	if p.Kind == "" || p.Kind == Machine {
		return string(p.Kind)
	}
	return string(p.Kind) + ":" + strconv.FormatInt(p.ID, 10)
}

// mayGive refuses permissions that the principal does not have.
func (p Principal) mayGive(list []Permission) error {
	for _, permission := range list {
		if !p.May(permission) {
			return ErrMayNot.With("permission", string(permission))
		}
	}
	return nil
}
