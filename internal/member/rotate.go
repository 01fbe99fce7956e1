package member

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
)

// RotationPhase is how far an exchange of the master key has come.
//
//	spreading ──every process holds the new key──► rewrapping ──no key is left under the old──►
//	draining ──whoever began before has ended, and still none is left──► wrapped ──DestroyKey──► destroyed
//
// From rewrapping on the new key wraps what is new; both open. The old one may be
// destroyed only when it is wrapped, because then the database needs it no more;
// backups from before still do.
type RotationPhase string

// The phases.
const (
	Spreading  RotationPhase = "spreading"
	Rewrapping RotationPhase = "rewrapping"
	Draining   RotationPhase = "draining"
	Rewrapped  RotationPhase = "wrapped"
	Destroyed  RotationPhase = "destroyed"
)

// Rotation is one exchange of the master key.
type Rotation struct {
	ID          int64
	From, To    string // ids of the master keys
	Phase       RotationPhase
	AskedBy     string
	AskedAt     time.Time
	BegunAt     time.Time // since then the new key wraps
	WrappedAt   time.Time // since then nothing is under the old one
	DestroyedAt time.Time
	Total, Done int64 // members' keys
}

// KeyHolder is a process and the master keys that it holds.
type KeyHolder struct {
	Process   string
	StartedAt time.Time
	SeenAt    time.Time
	Masters   []string
	Wraps     string
}

// Holds reports whether it holds a master key.
func (h KeyHolder) Holds(key string) bool { return slices.Contains(h.Masters, key) }

// KeyState is what is known of the master keys.
type KeyState struct {
	Current   string
	Since     time.Time        // of the current one
	Held      []string         // by this process
	File      string           // where they lie; empty: in the environment
	Under     map[string]int64 // members' keys by the master key that wraps them
	Rotations []Rotation       // the latest first
	Holders   []KeyHolder      // processes that were seen lately
}

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
// made at an instant cannot be opened without: a key was in use from the exchange that
// brought it until the one that replaced it was through.
func (k KeyState) NeededFor(at time.Time) (keys []string) {
	for _, r := range k.Rotations {
		later := func(brought Rotation) bool { return brought.To == r.From && at.Before(brought.BegunAt) }
		if !r.WrappedAt.IsZero() && at.Before(r.WrappedAt) && !slices.ContainsFunc(k.Rotations, later) {
			keys = append(keys, r.From)
		}
	}
	return keys
}

const (
	// holderGone is how long after its last word a process counts as gone.
	holderGone = time.Minute
	// rewrappedAtOnce is how many members' keys one transaction wraps anew.
	rewrappedAtOnce = 500
	// rotationsShown is how many exchanges are told of.
	rotationsShown = 20
)

const rotationColumns = `SELECT id, from_key, to_key, phase, asked_by, asked_at, begun_at, wrapped_at, destroyed_at, total, done FROM member.key_rotation `

func rotations(ctx context.Context, q postgres.Querier, where string, args ...any) ([]Rotation, error) {
	rows, err := q.Query(ctx, rotationColumns+where, args...)
	if err != nil {
		return nil, fmt.Errorf("read rotations: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (r Rotation, err error) {
		var begun, wrapped, destroyed *time.Time
		err = row.Scan(&r.ID, &r.From, &r.To, &r.Phase, &r.AskedBy, &r.AskedAt, &begun, &wrapped, &destroyed, &r.Total, &r.Done)
		r.BegunAt, r.WrappedAt, r.DestroyedAt = postgres.Value(begun), postgres.Value(wrapped), postgres.Value(destroyed)
		return r, err
	})
	if err != nil {
		return nil, fmt.Errorf("read rotations: %w", err)
	}
	return list, nil
}

// Keyring tells how the master keys stand.
func (s *Service) Keyring(ctx context.Context, q postgres.Querier) (k KeyState, err error) {
	k = KeyState{Current: s.keys.Current(), Held: s.keys.Masters(), File: s.keys.File(), Under: map[string]int64{}}
	if k.Rotations, err = rotations(ctx, q, `ORDER BY id DESC LIMIT $1`, rotationsShown); err != nil {
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
	err = q.QueryRow(ctx, `SELECT recorded_at FROM member.key_probe WHERE key = $1`, masterPrefix+k.Current).Scan(&k.Since)
	if errors.Is(err, pgx.ErrNoRows) {
		err = nil
	}
	return k, err
}

func (s *Service) holders(ctx context.Context, q postgres.Querier) ([]KeyHolder, error) {
	rows, err := q.Query(ctx, `SELECT process, started_at, seen_at, masters, wraps FROM member.key_holder WHERE seen_at > $1 ORDER BY process`,
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

// AskRotation begins an exchange of the master key: a new one is put into the file of
// the keys, or one is taken that staff put there and that nothing was wrapped under.
// The rest is done by SeeKeys in every process and by RotateKeys.
// Errors: ErrRotating, secret.ErrFixed.
func (s *Service) AskRotation(ctx context.Context, tx postgres.Tx, by string) (r Rotation, err error) {
	if _, err := tx.Exec(ctx, `LOCK TABLE member.key_rotation IN SHARE ROW EXCLUSIVE MODE`); err != nil {
		return r, fmt.Errorf("lock rotations: %w", err)
	}
	going, err := rotations(ctx, tx, `WHERE phase NOT IN ('wrapped', 'destroyed')`)
	if err != nil {
		return r, err
	}
	if len(going) > 0 {
		return r, ErrRotating
	}
	r = Rotation{From: s.keys.Current(), Phase: Spreading, AskedBy: by, AskedAt: s.clock.Now()}
	if r.To, err = s.spareKey(ctx, tx); err != nil {
		return r, err
	}
	if r.To == "" {
		if r.To, err = s.keys.Add(); err != nil {
			return r, err
		}
	}
	if r.ID, err = s.nextID(ctx); err != nil {
		return r, err
	}
	_, err = tx.Exec(ctx, `INSERT INTO member.key_rotation (id, from_key, to_key, phase, asked_by, asked_at) VALUES ($1, $2, $3, $4, $5, $6)`,
		r.ID, r.From, r.To, r.Phase, r.AskedBy, r.AskedAt)
	if err != nil {
		return r, fmt.Errorf("ask for a rotation: %w", err)
	}
	return r, nil
}

func (s *Service) nextID(ctx context.Context) (int64, error) { return s.ids.Next(ctx) }

// spareKey is a master key that we hold and that this database never knew.
func (s *Service) spareKey(ctx context.Context, q postgres.Querier) (string, error) {
	if err := s.keys.Learn(); err != nil && !errors.Is(err, secret.ErrFixed) {
		return "", err
	}
	rows, err := query(q).KeyProbes(ctx)
	if err != nil {
		return "", fmt.Errorf("read keys noted: %w", err)
	}
	known := map[string]bool{}
	for _, r := range rows {
		known[strings.TrimPrefix(r.Key, masterPrefix)] = true
	}
	old, err := rotations(ctx, q, `ORDER BY id`)
	if err != nil {
		return "", err
	}
	for _, r := range old { // a destroyed one that stands in somebody's copy must not come back
		known[r.From] = true
	}
	for _, key := range s.keys.Masters() {
		if !known[key] {
			return key, nil
		}
	}
	return "", nil
}

// SeeKeys is what a process that serves does every few seconds: it takes over the
// master keys that a rotation brought, wraps under the one that is current, and says
// which it holds. Where it cannot get at a key it says so by not holding it.
func (s *Service) SeeKeys(ctx context.Context, process string, started time.Time) error {
	if err := s.useCurrentKey(ctx, s.db); err != nil && !errors.Is(err, secret.ErrUnknownKey) {
		return err
	}
	now := s.clock.Now()
	_, err := s.db.Exec(ctx, `
		WITH gone AS (DELETE FROM member.key_holder WHERE seen_at < $6)
		INSERT INTO member.key_holder (process, started_at, seen_at, masters, wraps) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (process) DO UPDATE SET seen_at = $3, masters = $4, wraps = $5`,
		process, started, now, s.keys.Masters(), s.keys.Current(), now.Add(-24*time.Hour))
	if err != nil {
		return fmt.Errorf("tell which keys are held: %w", err)
	}
	return nil
}

// useCurrentKey wraps from now on under the master key that the latest rotation says.
// Errors: secret.ErrUnknownKey.
func (s *Service) useCurrentKey(ctx context.Context, q postgres.Querier) error {
	latest, err := rotations(ctx, q, `ORDER BY id DESC LIMIT 1`)
	if err != nil || len(latest) == 0 {
		return err
	}
	r := latest[0]
	if !s.keys.Has(r.To) || r.Phase == Destroyed && s.keys.Has(r.From) {
		if err := s.keys.Learn(); err != nil && !errors.Is(err, secret.ErrFixed) {
			return err
		}
	}
	if r.Phase == Spreading {
		return nil
	}
	return s.keys.Use(r.To)
}

// RotateKeys goes on with the exchange of the master key, if there is one: as far as
// it can at this moment, in steps of which each is whole. It counts the members' keys
// that it wrapped anew.
func (s *Service) RotateKeys(ctx context.Context) (done int, err error) {
	for {
		going, err := rotations(ctx, s.db, `WHERE phase NOT IN ('wrapped', 'destroyed')`)
		if err != nil || len(going) == 0 {
			return done, err
		}
		n, more, err := s.rotateOn(ctx, going[0])
		if done += n; err != nil || !more {
			return done, err
		}
	}
}

// rotateOn takes one step of an exchange; more says that the next can be taken at once.
func (s *Service) rotateOn(ctx context.Context, r Rotation) (done int, more bool, err error) {
	switch r.Phase {
	case Spreading:
		more, err = s.beginRewrapping(ctx, r)
	case Rewrapping:
		return s.rewrap(ctx, r)
	case Draining:
		more, err = s.drain(ctx, r)
	}
	return 0, more, err
}

// beginRewrapping lets the new master key be the current one, once every process that
// serves holds it.
func (s *Service) beginRewrapping(ctx context.Context, r Rotation) (more bool, err error) {
	holders, err := s.holders(ctx, s.db)
	if err != nil {
		return false, err
	}
	if slices.ContainsFunc(holders, func(h KeyHolder) bool { return !h.Holds(r.To) }) {
		return false, nil
	}
	err = s.db.InTx(ctx, func(tx postgres.Tx) error {
		now := s.clock.Now()
		probe, err := s.keys.ProbeOf(r.To)
		if err != nil {
			return err
		}
		if err := query(tx).AddKeyProbe(ctx, masterPrefix+r.To, probe.Key, now); err != nil {
			return fmt.Errorf("note master key: %w", err)
		}
		tag, err := tx.Exec(ctx, `UPDATE member.key_rotation SET phase = 'rewrapping', begun_at = $2,
			total = (SELECT count(*) FROM member.data_key WHERE master_key_id <> to_key) WHERE id = $1 AND phase = 'spreading'`, r.ID, now)
		more = tag.RowsAffected() == 1
		return err
	})
	if err != nil || !more {
		return false, err
	}
	if err := s.keys.Promote(r.To); err != nil && !errors.Is(err, secret.ErrFixed) {
		return false, err
	}
	return true, s.keys.Use(r.To)
}

// rewrap wraps the next members' keys anew. Where none is left it lets nothing be
// wrapped under the old keys any more, and then looks who may still be at it.
func (s *Service) rewrap(ctx context.Context, r Rotation) (done int, more bool, err error) {
	if err := s.keys.Use(r.To); err != nil {
		return 0, false, err
	}
	err = s.db.InTx(ctx, func(tx postgres.Tx) error {
		done, more, err = s.rewrapSome(ctx, tx, r)
		return err
	})
	if err != nil || done > 0 || more {
		return done, err == nil, err
	}
	err = s.db.InTx(ctx, func(tx postgres.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE member.key_probe SET retired_at = $2 WHERE key LIKE 'master/%' AND key <> $1 AND retired_at IS NULL`,
			masterPrefix+r.To, s.clock.Now())
		return err
	})
	if err != nil {
		return 0, false, fmt.Errorf("retire old keys: %w", err)
	}
	// A transaction of its own: whoever began before this snapshot may have looked
	// before the line above; nobody else can.
	_, err = s.db.Exec(ctx, `UPDATE member.key_rotation SET phase = 'draining', horizon = pg_snapshot_xmax(pg_current_snapshot()), after_member = 0
		WHERE id = $1 AND phase = 'rewrapping'`, r.ID)
	if err != nil {
		return 0, false, fmt.Errorf("drain old keys: %w", err)
	}
	return 0, true, nil
}

// rewrapSome wraps a page of members' keys anew; more says that it begins again from
// the first member, because some were left behind.
func (s *Service) rewrapSome(ctx context.Context, tx postgres.Tx, r Rotation) (done int, more bool, err error) {
	var after int64
	err = tx.QueryRow(ctx, `SELECT after_member FROM member.key_rotation WHERE id = $1 AND phase = 'rewrapping' FOR UPDATE`, r.ID).Scan(&after)
	if errors.Is(err, pgx.ErrNoRows) { // somebody else went on
		return 0, true, nil
	}
	if err != nil {
		return 0, false, fmt.Errorf("read rotation: %w", err)
	}
	// Who is being erased is waited for, and is gone then.
	rows, err := tx.Query(ctx, `SELECT member_id, master_key_id, wrapped FROM member.data_key
		WHERE member_id > $1 AND master_key_id <> $2 ORDER BY member_id LIMIT $3 FOR UPDATE`, after, r.To, rewrappedAtOnce)
	if err != nil {
		return 0, false, fmt.Errorf("read members' keys: %w", err)
	}
	var ids []int64
	var fresh [][]byte
	var id int64
	var old secret.Wrapped
	_, err = pgx.ForEachRow(rows, []any{&id, &old.MasterKeyID, &old.Key}, func() error {
		w, err := s.keys.RewrapTo(r.To, old, owner(ID(id)))
		ids, fresh = append(ids, id), append(fresh, w.Key)
		old.Key = nil
		return err
	})
	if err != nil {
		return 0, false, fmt.Errorf("wrap the key of member %d anew: %w", id, err)
	}
	if len(ids) == 0 {
		more = after > 0 // from the beginning once more: ids do not come in order
		_, err = tx.Exec(ctx, `UPDATE member.key_rotation SET after_member = 0 WHERE id = $1`, r.ID)
		return 0, more, err
	}
	_, err = tx.Exec(ctx, `UPDATE member.data_key k SET master_key_id = $1, wrapped = n.wrapped
		FROM (SELECT unnest($2::bigint[]), unnest($3::bytea[])) AS n (member_id, wrapped) WHERE k.member_id = n.member_id`, r.To, ids, fresh)
	if err != nil {
		return 0, false, fmt.Errorf("keep members' keys: %w", err)
	}
	_, err = tx.Exec(ctx, `UPDATE member.key_rotation SET after_member = $2, done = done + $3 WHERE id = $1`, r.ID, ids[len(ids)-1], len(ids))
	return len(ids), false, err
}

// drain ends an exchange once everybody has ended who may have wrapped under an old
// key, and counts again.
func (s *Service) drain(ctx context.Context, r Rotation) (more bool, err error) {
	var over bool
	err = s.db.QueryRow(ctx, `SELECT pg_snapshot_xmin(pg_current_snapshot()) >= horizon FROM member.key_rotation WHERE id = $1`, r.ID).Scan(&over)
	if err != nil || !over {
		return false, err
	}
	var left int64
	if err := s.db.QueryRow(ctx, `SELECT count(*) FROM member.data_key WHERE master_key_id <> $1`, r.To).Scan(&left); err != nil {
		return false, fmt.Errorf("count keys: %w", err)
	}
	if left > 0 {
		_, err = s.db.Exec(ctx, `UPDATE member.key_rotation SET phase = 'rewrapping', total = done + $2 WHERE id = $1 AND phase = 'draining'`, r.ID, left)
		return err == nil, err
	}
	_, err = s.db.Exec(ctx, `UPDATE member.key_rotation SET phase = 'wrapped', wrapped_at = $2, total = done WHERE id = $1 AND phase = 'draining'`, r.ID, s.clock.Now())
	return false, err
}

// underLiveKey looks whether what was just wrapped, in this transaction, is under a
// master key that was retired meanwhile, and wraps it anew then. It is asked after the
// rows were written: a rotation waits for whoever wrote before it retired the key.
func (s *Service) underLiveKey(ctx context.Context, tx postgres.Tx, people []*person) error {
	var used []string // one, or two where a rotation began in between
	for _, p := range people {
		if key := masterPrefix + p.master; !slices.Contains(used, key) {
			used = append(used, key)
		}
	}
	if len(used) == 0 {
		return nil
	}
	var retired bool
	err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM member.key_probe WHERE key = ANY ($1) AND retired_at IS NOT NULL) OR
		EXISTS (SELECT FROM member.key_rotation WHERE phase = 'destroyed' AND 'master/' || from_key = ANY ($1))`, used).Scan(&retired)
	if err != nil || !retired {
		return err
	}
	if err := s.useCurrentKey(ctx, tx); err != nil {
		return err
	}
	for _, p := range people {
		row, err := query(tx).DataKey(ctx, int64(p.id))
		if err != nil {
			return fmt.Errorf("read key of member %d: %w", p.id, err)
		}
		w, err := s.keys.Rewrap(secret.Wrapped{MasterKeyID: row.MasterKeyID, Key: row.Wrapped}, owner(p.id))
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE member.data_key SET master_key_id = $2, wrapped = $3 WHERE member_id = $1`, int64(p.id), w.MasterKeyID, w.Key); err != nil {
			return fmt.Errorf("wrap the key of member %d anew: %w", p.id, err)
		}
	}
	return nil
}

// DestroyKey ends the use of an old master key for good: the database forgets that it
// was written with it. The caller then takes it out of the file with DropKey. Backups
// from before the exchange cannot be opened without it. Errors: ErrNoRotation, ErrKeyNeeded.
func (s *Service) DestroyKey(ctx context.Context, tx postgres.Tx, key string) (Rotation, error) {
	if _, err := tx.Exec(ctx, `LOCK TABLE member.key_rotation IN SHARE ROW EXCLUSIVE MODE`); err != nil {
		return Rotation{}, fmt.Errorf("lock rotations: %w", err)
	}
	list, err := rotations(ctx, tx, `WHERE from_key = $1 ORDER BY id DESC LIMIT 1`, key)
	if err != nil {
		return Rotation{}, err
	}
	if len(list) == 0 || list[0].Phase == Destroyed {
		return Rotation{}, ErrNoRotation.With("key", key)
	}
	r := list[0]
	var left int64
	if err := tx.QueryRow(ctx, `SELECT count(*) FROM member.data_key WHERE master_key_id = $1`, key).Scan(&left); err != nil {
		return r, fmt.Errorf("count keys: %w", err)
	}
	if left > 0 || r.Phase != Rewrapped {
		return r, ErrKeyNeeded.With("key", key, "members", left)
	}
	r.Phase, r.DestroyedAt = Destroyed, s.clock.Now()
	if _, err := tx.Exec(ctx, `UPDATE member.key_rotation SET phase = 'destroyed', destroyed_at = $2 WHERE id = $1`, r.ID, r.DestroyedAt); err != nil {
		return r, fmt.Errorf("destroy key: %w", err)
	}
	if _, err := tx.Exec(ctx, `DELETE FROM member.key_probe WHERE key = $1`, masterPrefix+key); err != nil {
		return r, fmt.Errorf("destroy key: %w", err)
	}
	return r, nil
}

// DropKey takes a master key that was destroyed out of the file. Errors: secret.ErrFixed,
// where it stands in the environment and is to be taken out there.
func (s *Service) DropKey(key string) error { return s.keys.Drop(key) }
