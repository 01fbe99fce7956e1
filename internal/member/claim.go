package member

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/postgres"
)

// maxTries bounds how often others may be quicker than we.
const maxTries = 8

// errTaken says that somebody claimed an identity between our look and our claim.
var errTaken = errors.New("an identity was taken meanwhile")

// settle finds out which of the people are members already and claims the
// identities of the others. Where another transaction is quicker, we look again
// and find who it made. Errors: ErrCrowded.
func (s *Service) settle(ctx context.Context, tx postgres.Tx, x indexing, people []*person) error {
	for try := range maxTries {
		err := attempt(ctx, tx, func(tx postgres.Tx) error {
			owners, err := owners(ctx, tx, x, people, try == 0)
			if err != nil {
				return err
			}
			fresh, err := s.recognise(ctx, owners, people)
			if err != nil {
				return err
			}
			return s.claim(ctx, tx, x, fresh)
		})
		if !errors.Is(err, errTaken) {
			return err
		}
	}
	return ErrCrowded
}

// attempt runs fn so that what it wrote can be undone alone.
func attempt(ctx context.Context, tx postgres.Tx, fn func(tx postgres.Tx) error) error {
	savepoint, err := tx.Begin(ctx)
	if err != nil {
		return fmt.Errorf("begin attempt: %w", err)
	}
	if err := fn(savepoint); err != nil {
		if undo := savepoint.Rollback(ctx); undo != nil {
			return errors.Join(err, undo)
		}
		return err
	}
	return savepoint.Commit(ctx)
}

// recognise gives each person the id of the member he is, or a new one. It
// returns those who are new.
func (s *Service) recognise(ctx context.Context, owners map[key]ID, people []*person) (fresh []*person, err error) {
	for _, p := range people {
		p.known = false
		for _, k := range p.keys {
			if owner, ok := owners[k]; ok {
				p.id, p.known, p.by = owner, true, k
				break
			}
		}
		if p.known {
			continue
		}
		next, err := s.ids.Next(ctx)
		if err != nil {
			return nil, err
		}
		p.id = ID(next)
		fresh = append(fresh, p)
		for _, k := range p.keys {
			owners[k] = p.id // later ones in the list find him
		}
	}
	return fresh, nil
}

// Of so many people, one of so many is looked for before all of them are.
const (
	crowd     = 1_000
	oneOfMany = 50
)

// owners reads whose the people's identities are. A crowd of whom a part is looked for and
// nobody is known, as when a file of another system comes in, may be taken for new (hope):
// claiming tells whether they are.
func owners(ctx context.Context, q postgres.Querier, x indexing, people []*person, hope bool) (map[key]ID, error) {
	if hope && len(people) >= crowd {
		var some []*person
		for i := 0; i < len(people); i += oneOfMany {
			some = append(some, people[i])
		}
		if known, err := owners(ctx, q, x, some, false); err != nil || len(known) == 0 {
			return known, err
		}
	}
	var keys []key
	for _, p := range people {
		keys = append(keys, p.keys...)
	}
	return readOwners(ctx, q, x, keys)
}

// owners returns whose identities are. Where this process missed an exchange of the
// index key, it asks again before somebody is nobody's.
func (s *Service) owners(ctx context.Context, q postgres.Querier, keys ...key) (map[key]ID, error) {
	x := s.indexing()
	owners, err := readOwners(ctx, q, x, keys)
	if err != nil || !slices.ContainsFunc(keys, func(k key) bool { return owners[k] == 0 }) {
		return owners, err
	}
	now, err := s.look(ctx, q)
	if err != nil || now.same(x) {
		return owners, err
	}
	return readOwners(ctx, q, now, keys)
}

func readOwners(ctx context.Context, q postgres.Querier, x indexing, keys []key) (map[key]ID, error) {
	owners := make(map[key]ID, len(keys))
	if len(keys) == 0 {
		return owners, nil
	}
	asked := make(map[handle]key, len(keys))
	var kinds []string
	var blinds [][]byte
	x.eachBlind(keys, func(_ int, k key, blind []byte) {
		asked[handle{k.kind, string(blind)}] = k
		kinds, blinds = append(kinds, string(k.kind)), append(blinds, blind)
	})
	rows, err := query(q).Claims(ctx, kinds, blinds)
	if err != nil {
		return nil, fmt.Errorf("read claims: %w", err)
	}
	for _, r := range rows {
		owners[asked[handle{Kind(r.Kind), string(r.Blind)}]] = ID(r.MemberID)
	}
	return owners, nil
}

// claim takes the identities of the new members, and a number for each who has
// none. It fails with errTaken when somebody else has one of the identities.
func (s *Service) claim(ctx context.Context, tx postgres.Tx, x indexing, fresh []*person) error {
	var wanted []memberdb.MemberClaim
	var unnumbered []*person
	for _, p := range fresh {
		for _, k := range p.keys {
			wanted = append(wanted, x.claims(k, p.id)...)
		}
		if p.number == "" {
			unnumbered = append(unnumbered, p)
		}
	}
	got, err := take(ctx, tx, wanted)
	if err != nil {
		return err
	}
	if len(got) < len(wanted) {
		return errTaken
	}
	return s.number(ctx, tx, x, unnumbered)
}

// take claims what is free, and returns it. All transactions claim in one order,
// so that they wait for each other and do not lock each other out.
func take(ctx context.Context, tx postgres.Tx, wanted []memberdb.MemberClaim) ([]memberdb.MemberClaim, error) {
	if len(wanted) == 0 {
		return nil, nil
	}
	slices.SortFunc(wanted, compareClaims)
	var p memberdb.ClaimParams
	for _, w := range wanted {
		p.Kinds, p.Blinds = append(p.Kinds, w.Kind), append(p.Blinds, w.Blind)
		p.MemberIds, p.IndexKeys = append(p.MemberIds, w.MemberID), append(p.IndexKeys, w.IndexKey)
	}
	got, err := query(tx).Claim(ctx, p)
	if err != nil {
		return nil, fmt.Errorf("claim identities: %w", err)
	}
	return got, nil
}

func compareClaims(a, b memberdb.MemberClaim) int {
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), slices.Compare(a.Blind, b.Blind))
}
