package member

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
)

// RotationPhase is how far an exchange of the master key or of the index key has come.
//
//	spreading ──every process holds the new key──► rewrapping ──nothing is left under the old──►
//	draining ──whoever began before has ended, and still nothing is left──► wrapped ──DestroyKey──► destroyed
//
// From rewrapping on the new key wraps what is new; both open. The old one may be
// destroyed only when it is wrapped, because then the database needs it no more;
// backups from before still do. Between draining and wrapped an index key has one phase
// more, clearing, in which nobody is found under the old one any longer (see reindex.go).
type RotationPhase string

// The phases.
const (
	Spreading  RotationPhase = "spreading"
	Rewrapping RotationPhase = "rewrapping"
	Draining   RotationPhase = "draining"
	Clearing   RotationPhase = "clearing" // of the index key only
	Rewrapped  RotationPhase = "wrapped"
	Destroyed  RotationPhase = "destroyed"
)

// KeyKind is a kind of key that is exchanged.
type KeyKind string

// The kinds.
const (
	MasterKey KeyKind = "master"
	IndexKey  KeyKind = "index"
)

// Trail is how the trail names what is done with a key: "key", as there was one kind
// once, or "index_key".
func (k KeyKind) Trail() string {
	if k == IndexKey {
		return "index_key"
	}
	return "key"
}

// Subject is how the trail names a key.
func (k KeyKind) Subject() string { return string(k) + "_key" }

// Rotation is one exchange of a key.
type Rotation struct {
	ID          int64
	What        KeyKind
	From, To    string // ids of the master keys, generations of the index keys
	Phase       RotationPhase
	AskedBy     string
	AskedAt     time.Time
	BegunAt     time.Time // since then the new key is in use
	WrappedAt   time.Time // since then nothing is under the old one
	DestroyedAt time.Time
	Total, Done int64 // members' keys, or members
}

// Over reports whether nothing is left to be done of it.
func (r Rotation) Over() bool { return r.Phase == Rewrapped || r.Phase == Destroyed }

const (
	// holderGone is how long after its last word a process counts as gone.
	holderGone = time.Minute
	// rewrappedAtOnce is how many members' keys one transaction wraps anew.
	rewrappedAtOnce = 500
	// rotationsShown is how many exchanges are told of.
	rotationsShown = 20
)

const rotationColumns = `SELECT id, what, from_key, to_key, phase, asked_by, asked_at, begun_at, wrapped_at, destroyed_at, total, done FROM member.key_rotation `

// latestFirst orders exchanges; their ids have no order.
const latestFirst = `ORDER BY asked_at DESC, id DESC`

// goingOn are exchanges of which something is left to be done: one at most.
const goingOn = `WHERE phase NOT IN ('wrapped', 'destroyed')`

func rotations(ctx context.Context, q postgres.Querier, where string, args ...any) ([]Rotation, error) {
	rows, err := q.Query(ctx, rotationColumns+where, args...)
	if err != nil {
		return nil, fmt.Errorf("read rotations: %w", err)
	}
	return collectRotations(rows)
}

func collectRotations(rows pgx.Rows) ([]Rotation, error) {
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (r Rotation, err error) {
		var begun, wrapped, destroyed *time.Time
		err = row.Scan(&r.ID, &r.What, &r.From, &r.To, &r.Phase, &r.AskedBy, &r.AskedAt, &begun, &wrapped, &destroyed, &r.Total, &r.Done)
		r.BegunAt, r.WrappedAt, r.DestroyedAt = postgres.Value(begun), postgres.Value(wrapped), postgres.Value(destroyed)
		return r, err
	})
	if err != nil {
		return nil, fmt.Errorf("read rotations: %w", err)
	}
	return list, nil
}

// useCurrentKey wraps from now on under the master key that the latest rotation says.
// Errors: secret.ErrUnknownKey.
func (s *Service) useCurrentKey(ctx context.Context, q postgres.Querier) error {
	latest, err := rotations(ctx, q, `WHERE what = 'master' `+latestFirst+` LIMIT 1`)
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

// RotateKeys goes on with the exchange of a key, if there is one: as far as it can at
// this moment, in steps of which each is whole. It counts the members' keys that it
// wrapped anew, or the members who are found under the new index key.
func (s *Service) RotateKeys(ctx context.Context) (done int, err error) {
	for {
		going, err := rotations(ctx, s.db, goingOn)
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
	switch {
	case r.What == IndexKey:
		return s.reindexOn(ctx, r)
	case r.Phase == Spreading:
		more, err = s.beginRewrapping(ctx, r)
	case r.Phase == Rewrapping:
		return s.rewrap(ctx, r)
	case r.Phase == Draining:
		more, err = s.drain(ctx, r)
	}
	return 0, more, err
}

// everybodyHolds reports whether every process that serves holds the new key.
func (s *Service) everybodyHolds(ctx context.Context, holds func(KeyHolder) bool) (bool, error) {
	holders, err := s.holders(ctx, s.db)
	if err != nil {
		return false, err
	}
	return !slices.ContainsFunc(holders, func(h KeyHolder) bool { return !holds(h) }), nil
}

// ended reports whether everybody has ended who may have looked before the horizon of
// an exchange. One that lies ahead of every transaction came with a backup of another
// cluster, whose transactions are gone.
func (s *Service) ended(ctx context.Context, r Rotation) (over bool, err error) {
	err = s.db.QueryRow(ctx, `SELECT coalesce(pg_snapshot_xmin(now.snapshot) >= horizon OR pg_snapshot_xmax(now.snapshot) < horizon, false)
		FROM member.key_rotation, (SELECT pg_current_snapshot() AS snapshot) AS now WHERE id = $1`, r.ID).Scan(&over)
	if err != nil {
		return false, fmt.Errorf("look who began before: %w", err)
	}
	return over, nil
}

// beginRewrapping lets the new master key be the current one, once every process that
// serves holds it.
func (s *Service) beginRewrapping(ctx context.Context, r Rotation) (more bool, err error) {
	all, err := s.everybodyHolds(ctx, func(h KeyHolder) bool { return h.Holds(r.To) })
	if err != nil || !all {
		return false, err
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
	over, err := s.ended(ctx, r)
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
		EXISTS (SELECT FROM member.key_rotation WHERE what = 'master' AND phase = 'destroyed' AND 'master/' || from_key = ANY ($1))`, used).Scan(&retired)
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
