package member

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
)

// indexing is under which index keys members are found at a moment: under one, or
// under two while it is exchanged.
//
// What the database says of the exchange is looked at by whoever writes what somebody
// is found by, in his own transaction and after it has its id: an exchange goes on
// only when everybody who looked before has ended. Whoever reads goes by what this
// process saw last, and looks when he misses somebody.
type indexing struct {
	current *secret.Index
	former  *secret.Index // nil: one generation lives
}

// same reports whether members are found under the same index keys.
func (x indexing) same(y indexing) bool {
	return x.current.Generation() == y.current.Generation() && (x.former == nil) == (y.former == nil) &&
		(x.former == nil || x.former.Generation() == y.former.Generation())
}

// blind is the blind index under which what is new is found.
func (x indexing) blind(k key) []byte { return x.current.Blind(string(k.kind), k.value) }

// formerly is the other blind index of an identity while the index key is exchanged; nil: none.
func (x indexing) formerly(k key) []byte {
	if x.former == nil {
		return nil
	}
	return x.former.Blind(string(k.kind), k.value)
}

// eachBlind calls do with each identity's number in the list and its blind index, under
// every index key under which members are found.
func (x indexing) eachBlind(keys []key, do func(no int, k key, blind []byte)) {
	for _, index := range x.each() {
		for no, k := range keys {
			do(no, k, index.Blind(string(k.kind), k.value))
		}
	}
}

func (x indexing) under() int16 { return int16(x.current.Generation()) }

// claims are what a member claims with an identity. While two generations live it is
// claimed under both: of two who want it, of whom one has not heard of the new key yet,
// one wins.
func (x indexing) claims(k key, m ID) []memberdb.MemberClaim {
	list := []memberdb.MemberClaim{{Kind: string(k.kind), Blind: x.blind(k), MemberID: int64(m), IndexKey: x.under()}}
	if x.former != nil {
		list = append(list, memberdb.MemberClaim{Kind: string(k.kind), Blind: x.formerly(k), MemberID: int64(m), IndexKey: int16(x.former.Generation())})
	}
	return list
}

// each are the index keys under which members are found.
func (x indexing) each() []*secret.Index {
	if x.former == nil {
		return []*secret.Index{x.current}
	}
	return []*secret.Index{x.current, x.former}
}

// indexing is what this process saw last.
func (s *Service) indexing() indexing {
	return indexing{current: s.keys.Indexes()[0], former: s.keys.Former()}
}

const latestIndexRotation = rotationColumns + `WHERE what = 'index' ` + latestFirst + ` LIMIT 1`

// look sees under which index keys members are found now, and goes by it.
// Errors: secret.ErrUnknownKey, where an exchange brought one that cannot be got at.
func (s *Service) look(ctx context.Context, q postgres.Querier) (indexing, error) {
	rows, err := q.Query(ctx, latestIndexRotation)
	if err != nil {
		return indexing{}, fmt.Errorf("read rotations: %w", err)
	}
	return s.readIndexing(rows)
}

// lookToWrite is look in a transaction that is about to write what members are found by.
// It has its id before it looks, so that an exchange waits for it.
func (s *Service) lookToWrite(ctx context.Context, tx postgres.Tx) (indexing, error) {
	b := new(pgx.Batch)
	b.Queue(`SELECT pg_current_xact_id()`)
	b.Queue(latestIndexRotation)
	results := tx.SendBatch(ctx, b)
	defer results.Close()
	if _, err := results.Exec(); err != nil {
		return indexing{}, fmt.Errorf("begin to write: %w", err)
	}
	rows, err := results.Query()
	if err != nil {
		return indexing{}, fmt.Errorf("read rotations: %w", err)
	}
	x, err := s.readIndexing(rows)
	return x, errors.Join(err, results.Close())
}

func (s *Service) readIndexing(rows pgx.Rows) (x indexing, err error) {
	latest, err := collectRotations(rows)
	if err != nil {
		return x, err
	}
	if len(latest) == 0 {
		return s.indexing(), nil
	}
	if x, err = s.indexingIn(latest[0]); err != nil {
		return x, err
	}
	former := 0
	if x.former != nil {
		former = x.former.Generation()
	}
	return x, s.keys.UseIndex(x.current.Generation(), former)
}

// indexingIn is under which index keys members are found in the phase of an exchange.
func (s *Service) indexingIn(r Rotation) (x indexing, err error) {
	from, to, err := r.generations()
	if err != nil {
		return x, err
	}
	switch r.Phase {
	case Spreading:
		x.current, err = s.keys.Index(from)
	case Rewrapping, Draining:
		if x.former, err = s.keys.Index(from); err != nil {
			return x, err
		}
		x.current, err = s.keys.Index(to)
	default:
		x.current, err = s.keys.Index(to)
	}
	return x, err
}

// generations are the index keys of an exchange.
func (r Rotation) generations() (from, to int, err error) {
	from, err = strconv.Atoi(r.From)
	if err != nil {
		return 0, 0, fmt.Errorf("read rotation %d: %w", r.ID, err)
	}
	if to, err = strconv.Atoi(r.To); err != nil {
		return 0, 0, fmt.Errorf("read rotation %d: %w", r.ID, err)
	}
	return from, to, nil
}

// everyBlind are the blind indexes of something that lives for minutes or weeks under
// each index key that is held, the current one first: nobody makes them anew, they
// lapse.
func (s *Service) everyBlind(kind, text string) [][]byte {
	list := s.keys.Indexes()
	blinds := make([][]byte, len(list))
	for i, x := range list {
		blinds[i] = x.Blind(kind, text)
	}
	return blinds
}
