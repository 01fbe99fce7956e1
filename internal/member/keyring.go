package member

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
)

// KeyHolder is a process and the keys that it holds.
type KeyHolder struct {
	Process   string
	StartedAt time.Time
	SeenAt    time.Time
	Masters   []string
	Wraps     string
	Indexes   []int // the one first by which it lets people be found
}

// Holds reports whether it holds a master key.
func (h KeyHolder) Holds(key string) bool { return slices.Contains(h.Masters, key) }

// HoldsIndex reports whether it holds the index key of a generation.
func (h KeyHolder) HoldsIndex(generation int) bool { return slices.Contains(h.Indexes, generation) }

// KeyState is what is known of the keys.
type KeyState struct {
	Current   string
	Since     time.Time        // of the current one
	Held      []string         // by this process
	File      string           // where they lie; empty: in the environment
	Under     map[string]int64 // members' keys by the master key that wraps them
	Rotations []Rotation       // of the master key, the latest first
	Index     IndexState
	Holders   []KeyHolder // processes that were seen lately
}

// IndexState is what is known of the index keys.
type IndexState struct {
	Current   int
	Since     time.Time // of the current one
	Held      []int     // by this process
	Under     map[int]IndexUse
	Rotations []Rotation // the latest first
}

// IndexUse is what follows from an index key.
type IndexUse struct {
	Members  int64 // who are found under it
	Sessions int64 // of an old one: sign-ins whose tokens follow from it, until they are renewed
	Visitors int64 // of an old one: purchases by which a visitor is recognised when he joins
}

// Rest reports whether something would be lost with the key.
func (u IndexUse) Rest() bool { return u.Members+u.Sessions+u.Visitors > 0 }

// Known lists the master keys that are held or under which something is wrapped, the
// current one first.
func (k KeyState) Known() []string {
	list := slices.Clone(k.Held)
	for _, id := range slices.Sorted(maps.Keys(k.Under)) {
		if !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return list
}

// Holds reports whether this process holds a master key.
func (k KeyState) Holds(id string) bool { return slices.Contains(k.Held, id) }

// NeededFor lists the old master keys, of exchanges that are through, that a backup
// made at an instant cannot be opened without.
func (k KeyState) NeededFor(at time.Time) []string { return neededFor(k.Rotations, at) }

// NeededFor lists the old index keys without which nobody is found in a backup made at an instant.
func (k IndexState) NeededFor(at time.Time) []string { return neededFor(k.Rotations, at) }

// neededFor lists old keys that were in use at an instant: from the exchange that
// brought each until the one that replaced it was through.
func neededFor(all []Rotation, at time.Time) (keys []string) {
	for _, r := range all {
		later := func(brought Rotation) bool { return brought.To == r.From && at.Before(brought.BegunAt) }
		if !r.WrappedAt.IsZero() && at.Before(r.WrappedAt) && !slices.ContainsFunc(all, later) {
			keys = append(keys, r.From)
		}
	}
	return keys
}

// Keyring tells how the keys stand.
func (s *Service) Keyring(ctx context.Context, q postgres.Querier) (k KeyState, err error) {
	k = KeyState{Current: s.keys.Current(), Held: s.keys.Masters(), File: s.keys.File(), Under: map[string]int64{}}
	if k.Rotations, err = rotations(ctx, q, `WHERE what = 'master' `+latestFirst+` LIMIT $1`, rotationsShown); err != nil {
		return k, err
	}
	rows, err := q.Query(ctx, `SELECT master_key_id, count(*) FROM member.data_key GROUP BY 1`)
	if err != nil {
		return k, fmt.Errorf("count keys: %w", err)
	}
	var key string
	var n int64
	if _, err := pgx.ForEachRow(rows, []any{&key, &n}, func() error { k.Under[key] = n; return nil }); err != nil {
		return k, fmt.Errorf("count keys: %w", err)
	}
	if k.Holders, err = s.holders(ctx, q); err != nil {
		return k, err
	}
	if k.Since, err = notedAt(ctx, q, masterPrefix+k.Current); err != nil {
		return k, err
	}
	k.Index, err = s.indexState(ctx, q, k.Under)
	return k, err
}

// indexState tells how the index keys stand; members are by the master keys that wrap theirs.
func (s *Service) indexState(ctx context.Context, q postgres.Querier, members map[string]int64) (k IndexState, err error) {
	x, err := s.look(ctx, q)
	if err != nil && !errors.Is(err, secret.ErrUnknownKey) {
		return k, err
	}
	k = IndexState{Current: s.keys.IndexGeneration(), Held: s.keys.IndexGenerations(), Under: map[int]IndexUse{}}
	if k.Rotations, err = rotations(ctx, q, `WHERE what = 'index' `+latestFirst+` LIMIT $1`, rotationsShown); err != nil {
		return k, err
	}
	if k.Since, err = notedAt(ctx, q, indexKeyOf(k.Current)); err != nil {
		return k, err
	}
	for _, generation := range k.Held {
		if generation == k.Current {
			continue
		}
		if k.Under[generation], err = s.indexUse(ctx, q, generation); err != nil {
			return k, err
		}
	}
	current := k.Under[k.Current]
	for _, n := range members { // an exchange tells how many are left; where none goes on, nobody is
		current.Members += n
	}
	if x.former != nil {
		old := k.Under[x.former.Generation()]
		old.Members = min(max(0, k.Rotations[0].Total-k.Rotations[0].Done), current.Members)
		current.Members -= old.Members
		k.Under[x.former.Generation()] = old
	}
	k.Under[k.Current] = current
	return k, nil
}

// indexUse counts what follows from an index key and lapses with it.
func (s *Service) indexUse(ctx context.Context, q postgres.Querier, generation int) (u IndexUse, err error) {
	err = q.QueryRow(ctx, `SELECT (SELECT count(*) FROM member.session WHERE index_key = $1 AND ended_at IS NULL AND expires_at > $2),
		(SELECT count(*) FROM member.trace WHERE index_key = $1 AND member_id IS NULL AND until > $2)`, generation, s.clock.Now()).Scan(&u.Sessions, &u.Visitors)
	if err != nil {
		return u, fmt.Errorf("count what follows from index key %d: %w", generation, err)
	}
	return u, nil
}

// notedAt is since when the database knows a key; zero: it does not.
func notedAt(ctx context.Context, q postgres.Querier, key string) (at time.Time, err error) {
	err = q.QueryRow(ctx, `SELECT recorded_at FROM member.key_probe WHERE key = $1`, key).Scan(&at)
	if errors.Is(err, pgx.ErrNoRows) {
		err = nil
	}
	return at, err
}

func (s *Service) holders(ctx context.Context, q postgres.Querier) ([]KeyHolder, error) {
	rows, err := q.Query(ctx, `SELECT process, started_at, seen_at, masters, wraps, indexes FROM member.key_holder WHERE seen_at > $1 ORDER BY process`,
		s.clock.Now().Add(-holderGone))
	if err != nil {
		return nil, fmt.Errorf("read who holds keys: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[KeyHolder])
	if err != nil {
		return nil, fmt.Errorf("read who holds keys: %w", err)
	}
	return list, nil
}

// SeeKeys is what a process that serves does every few seconds: it takes over the keys
// that an exchange brought, goes by the ones that are current, and says which it
// holds. Where it cannot get at a key it says so by not holding it.
func (s *Service) SeeKeys(ctx context.Context, process string, started time.Time) error {
	if err := s.useCurrentKey(ctx, s.db); err != nil && !errors.Is(err, secret.ErrUnknownKey) {
		return err
	}
	if err := s.useCurrentIndex(ctx, s.db); err != nil && !errors.Is(err, secret.ErrUnknownKey) {
		return err
	}
	now := s.clock.Now()
	_, err := s.db.Exec(ctx, `
		WITH gone AS (DELETE FROM member.key_holder WHERE seen_at < $7)
		INSERT INTO member.key_holder (process, started_at, seen_at, masters, wraps, indexes) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (process) DO UPDATE SET seen_at = $3, masters = $4, wraps = $5, indexes = $6`,
		process, started, now, s.keys.Masters(), s.keys.Current(), s.keys.IndexGenerations(), now.Add(-24*time.Hour))
	if err != nil {
		return fmt.Errorf("tell which keys are held: %w", err)
	}
	return nil
}

// useCurrentIndex lets people be found from now on as the latest exchange of the index
// key says. Errors: secret.ErrUnknownKey.
func (s *Service) useCurrentIndex(ctx context.Context, q postgres.Querier) error {
	latest, err := rotations(ctx, q, `WHERE what = 'index' `+latestFirst+` LIMIT 1`)
	if err != nil || len(latest) == 0 {
		return err
	}
	r := latest[0]
	from, to, err := r.generations()
	if err != nil {
		return err
	}
	if !s.keys.HasIndex(to) || r.Phase == Destroyed && s.keys.HasIndex(from) {
		if err := s.keys.Learn(); err != nil && !errors.Is(err, secret.ErrFixed) {
			return err
		}
	}
	_, err = s.look(ctx, q)
	return err
}

// AskRotation begins an exchange of a key: a new one is put into the file of the keys,
// or one is taken that staff put there and that nothing was made with. The rest is done
// by SeeKeys in every process and by RotateKeys. Errors: ErrRotating, secret.ErrFixed.
func (s *Service) AskRotation(ctx context.Context, tx postgres.Tx, what KeyKind, by string) (r Rotation, err error) {
	if _, err := tx.Exec(ctx, `LOCK TABLE member.key_rotation IN SHARE ROW EXCLUSIVE MODE`); err != nil {
		return r, fmt.Errorf("lock rotations: %w", err)
	}
	going, err := rotations(ctx, tx, goingOn)
	if err != nil {
		return r, err
	}
	if len(going) > 0 {
		return r, ErrRotating
	}
	r = Rotation{What: what, Phase: Spreading, AskedBy: by, AskedAt: s.clock.Now()}
	if r.From, r.To, err = s.nextKey(ctx, tx, what); err != nil {
		return r, err
	}
	if r.ID, err = s.ids.Next(ctx); err != nil {
		return r, err
	}
	_, err = tx.Exec(ctx, `INSERT INTO member.key_rotation (id, what, from_key, to_key, phase, asked_by, asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		r.ID, r.What, r.From, r.To, r.Phase, r.AskedBy, r.AskedAt)
	if err != nil {
		return r, fmt.Errorf("ask for a rotation: %w", err)
	}
	return r, nil
}

// nextKey is the key in use and the one that shall take its place: one that we hold and
// this database never knew, or else a new one.
func (s *Service) nextKey(ctx context.Context, q postgres.Querier, what KeyKind) (from, to string, err error) {
	if err := s.keys.Learn(); err != nil && !errors.Is(err, secret.ErrFixed) {
		return "", "", err
	}
	known, err := knownKeys(ctx, q, what)
	if err != nil {
		return "", "", err
	}
	if what == IndexKey {
		return s.nextIndex(ctx, q, known)
	}
	from = s.keys.Current()
	for _, key := range s.keys.Masters() {
		if !known[key] {
			return from, key, nil
		}
	}
	to, err = s.keys.Add()
	return from, to, err
}

// nextIndex is nextKey of index keys, whose generations only rise.
func (s *Service) nextIndex(ctx context.Context, q postgres.Querier, known map[string]bool) (from, to string, err error) {
	x, err := s.look(ctx, q)
	if err != nil {
		return "", "", err
	}
	last := x.current.Generation()
	for key := range known {
		generation, err := strconv.Atoi(key)
		if err != nil {
			return "", "", fmt.Errorf("read index key %q: %w", key, err)
		}
		last = max(last, generation)
	}
	held := slices.Sorted(slices.Values(s.keys.IndexGenerations()))
	next := 0
	if spare := slices.IndexFunc(held, func(generation int) bool { return generation > last }); spare >= 0 {
		next = held[spare]
	} else if next, err = s.keys.AddIndex(last); err != nil {
		return "", "", err
	}
	return strconv.Itoa(x.current.Generation()), strconv.Itoa(next), nil
}

// knownKeys are the keys of a kind that this database was written with at any time. A
// destroyed one that stands in somebody's copy must not come back.
func knownKeys(ctx context.Context, q postgres.Querier, what KeyKind) (map[string]bool, error) {
	rows, err := query(q).KeyProbes(ctx)
	if err != nil {
		return nil, fmt.Errorf("read keys noted: %w", err)
	}
	known := map[string]bool{}
	for _, r := range rows {
		if key, is := strings.CutPrefix(r.Key, string(what)+"/"); is {
			known[key] = true
		}
	}
	old, err := rotations(ctx, q, `WHERE what = $1`, what)
	if err != nil {
		return nil, err
	}
	for _, r := range old {
		known[r.From] = true
		known[r.To] = known[r.To] || what == IndexKey
	}
	return known, nil
}

// KeyEnd is an old key that shall be destroyed.
type KeyEnd struct {
	What   KeyKind
	Key    string // id of a master key, generation of an index key
	GiveUp bool   // of an index key: what still follows from it
}

// NeededBy refuses to destroy the key because of so many backups.
func (e KeyEnd) NeededBy(backups int) error {
	if e.What == IndexKey {
		return ErrIndexKeyNeeded.With("key", e.Key, "members", 0, "sessions", 0, "visitors", 0, "backups", backups)
	}
	return ErrKeyNeeded.With("key", e.Key, "members", 0, "backups", backups)
}

// DestroyKey ends the use of an old key for good: the database forgets that it was
// written with it. The caller then takes it out of the file with DropKey. Backups from
// before the exchange cannot be used without it.
// Errors: ErrNoRotation, ErrKeyNeeded, ErrIndexKeyNeeded.
func (s *Service) DestroyKey(ctx context.Context, tx postgres.Tx, end KeyEnd) (Rotation, error) {
	if _, err := tx.Exec(ctx, `LOCK TABLE member.key_rotation IN SHARE ROW EXCLUSIVE MODE`); err != nil {
		return Rotation{}, fmt.Errorf("lock rotations: %w", err)
	}
	list, err := rotations(ctx, tx, `WHERE what = $1 AND from_key = $2 `+latestFirst+` LIMIT 1`, end.What, end.Key)
	if err != nil {
		return Rotation{}, err
	}
	if len(list) == 0 || list[0].Phase == Destroyed {
		return Rotation{}, ErrNoRotation.With("key", end.Key)
	}
	r := list[0]
	if err := s.freeOf(ctx, tx, r, end.GiveUp); err != nil {
		return r, err
	}
	r.Phase, r.DestroyedAt = Destroyed, s.clock.Now()
	if _, err := tx.Exec(ctx, `UPDATE member.key_rotation SET phase = 'destroyed', destroyed_at = $2 WHERE id = $1`, r.ID, r.DestroyedAt); err != nil {
		return r, fmt.Errorf("destroy key: %w", err)
	}
	if _, err := tx.Exec(ctx, `DELETE FROM member.key_probe WHERE key = $1`, string(r.What)+"/"+r.From); err != nil {
		return r, fmt.Errorf("destroy key: %w", err)
	}
	return r, nil
}

// freeOf refuses to destroy a key that the database needs.
func (s *Service) freeOf(ctx context.Context, tx postgres.Tx, r Rotation, giveUp bool) error {
	if r.What == IndexKey {
		return s.freeOfIndex(ctx, tx, r, giveUp)
	}
	var left int64
	if err := tx.QueryRow(ctx, `SELECT count(*) FROM member.data_key WHERE master_key_id = $1`, r.From).Scan(&left); err != nil {
		return fmt.Errorf("count keys: %w", err)
	}
	if left > 0 || r.Phase != Rewrapped {
		return ErrKeyNeeded.With("key", r.From, "members", left)
	}
	return nil
}

// freeOfIndex refuses while members are found under an index key, and while something
// follows from it that would lapse, unless that is given up. What nobody can recognise
// without the key goes with it.
func (s *Service) freeOfIndex(ctx context.Context, tx postgres.Tx, r Rotation, giveUp bool) error {
	from, _, err := r.generations()
	if err != nil {
		return err
	}
	use, err := s.indexUse(ctx, tx, from)
	if err != nil {
		return err
	}
	if r.Phase != Rewrapped {
		use.Members = max(1, r.Total-r.Done)
	}
	if use.Members > 0 || use.Rest() && !giveUp {
		return ErrIndexKeyNeeded.With("key", r.From, "members", use.Members, "sessions", use.Sessions, "visitors", use.Visitors)
	}
	if _, err := tx.Exec(ctx, `DELETE FROM member.trace WHERE index_key = $1 AND member_id IS NULL`, from); err != nil {
		return fmt.Errorf("forget visitors of index key %d: %w", from, err)
	}
	return nil
}

// DropKey takes a key that was destroyed out of the file. Errors: secret.ErrFixed,
// where it stands in the environment and is to be taken out there.
func (s *Service) DropKey(what KeyKind, key string) error {
	if what == MasterKey {
		return s.keys.Drop(key)
	}
	generation, err := strconv.Atoi(key)
	if err != nil {
		return ErrNoRotation.With("key", key)
	}
	return s.keys.DropIndex(generation)
}
