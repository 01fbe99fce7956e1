package member

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
)

// Fields of the vault. Identities are named by their kind; a second phone of the
// same member is "phone/2".
const (
	nameField      = "name"
	birthYearField = "birth_year"
)

const firstVersion = int32(1)

// identityField names the nth identity of a kind, from 1.
func identityField(kind Kind, n int) string {
	if n == 1 {
		return string(kind)
	}
	return string(kind) + "/" + strconv.Itoa(n)
}

// owner names a member to the key that wraps his.
func owner(id ID) string { return strconv.FormatInt(int64(id), 10) }

// place binds a sealed text to where it stands: moved to another member, field
// or version it does not open.
func place(id ID, field string, version int32) string {
	return owner(id) + "|" + field + "|" + strconv.FormatInt(int64(version), 10)
}

// Personal opens the vault of the members. Who was erased, or does not exist, is
// not in the answer. Plain data keys are kept nowhere: to unwrap one costs a
// microsecond, and a destroyed one is gone at once in every process.
func (s *Service) Personal(ctx context.Context, q postgres.Querier, ids ...ID) (map[ID]Personal, error) {
	found := make(map[ID]Personal, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	rows, err := query(q).Vault(ctx, postgres.IDs(ids))
	if err != nil {
		return nil, fmt.Errorf("read vault: %w", err)
	}
	if err := s.openEach(rows, func(row memberdb.VaultRow, p Personal) { found[ID(row.MemberID)] = p }); err != nil {
		return nil, err
	}
	return found, nil
}

// openEach opens members whose rows stand together, one after the other; each gets
// the first row of a member with what it told.
func (s *Service) openEach(rows []memberdb.VaultRow, each func(memberdb.VaultRow, Personal)) error {
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && rows[n].MemberID == rows[0].MemberID {
			n++
		}
		id := ID(rows[0].MemberID)
		p, err := s.open(id, rows[:n])
		if err != nil {
			return fmt.Errorf("open vault of member %d: %w", id, err)
		}
		each(rows[0], p)
		rows = rows[n:]
	}
	return nil
}

// open reads the sealed fields of one member.
func (s *Service) open(id ID, rows []memberdb.VaultRow) (Personal, error) {
	p := Personal{Identities: []Key{{Card, rows[0].Number}}}
	data, err := s.keys.Unwrap(secret.Wrapped{MasterKeyID: rows[0].MasterKeyID, Key: rows[0].Wrapped}, owner(id))
	if err != nil {
		return p, err
	}
	for _, r := range rows {
		if r.Field == nil || r.Version == nil {
			break // a member of whom nothing is known but his card
		}
		text, err := data.Open(r.Sealed, place(id, *r.Field, *r.Version))
		if err != nil {
			return p, err
		}
		switch *r.Field {
		case nameField:
			p.Name = text
		case birthYearField:
			if p.BirthYear, err = strconv.Atoi(text); err != nil {
				return p, secret.ErrSealed.With("field", *r.Field)
			}
		default:
			kind, _, _ := strings.Cut(*r.Field, "/")
			p.Identities = append(p.Identities, Key{Kind(kind), text})
		}
	}
	return p, nil
}
