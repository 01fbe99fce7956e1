package member

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
)

// How the index key is exchanged, as far as it is not as with the master key:
//
//	phase                  claimed under   found under   says who is whose
//	spreading              old             old           old
//	rewrapping, draining   both            both          old: each has a claim under it
//	clearing, wrapped      new             new           new: each has a claim under it
//
// In every phase everybody claims under the key that says who is whose in it and in
// the phase before and after, so that of two who want one phone one wins, whatever each
// has heard. From rewrapping to clearing it goes only when nobody is left without a
// claim under the new key and everybody has ended who looked before rewrapping began;
// it is through when nobody is left with a claim under the old one and everybody has
// ended who looked before clearing began.

// reindexedAtOnce is how many members one transaction lets be found anew. They are
// locked for as long; who is locked by somebody else is left for later.
const reindexedAtOnce = 200

// reindexOn takes one step of an exchange of the index key.
func (s *Service) reindexOn(ctx context.Context, r Rotation) (done int, more bool, err error) {
	switch r.Phase {
	case Spreading:
		more, err = s.beginReindexing(ctx, r)
	case Rewrapping:
		return s.reindex(ctx, r)
	case Draining:
		more, err = s.drainIndex(ctx, r)
	case Clearing:
		more, err = s.clear(ctx, r)
	}
	return done, more, err
}

// beginReindexing lets people be found under both keys, once every process that serves
// holds the new one.
func (s *Service) beginReindexing(ctx context.Context, r Rotation) (more bool, err error) {
	_, to, err := r.generations()
	if err != nil {
		return false, err
	}
	all, err := s.everybodyHolds(ctx, func(h KeyHolder) bool { return h.HoldsIndex(to) })
	if err != nil || !all {
		return false, err
	}
	index, err := s.keys.Index(to)
	if err != nil {
		return false, err
	}
	err = s.db.InTx(ctx, func(tx postgres.Tx) error {
		now := s.clock.Now()
		if err := query(tx).AddKeyProbe(ctx, indexKeyOf(to), indexProbe(index), now); err != nil {
			return fmt.Errorf("note index key: %w", err)
		}
		tag, err := tx.Exec(ctx, `UPDATE member.key_rotation SET phase = 'rewrapping', begun_at = $2,
			total = (SELECT count(*) FROM member.data_key) WHERE id = $1 AND phase = 'spreading'`, r.ID, now)
		more = tag.RowsAffected() == 1
		return err
	})
	if err != nil || !more {
		return false, err
	}
	if err := s.keys.PromoteIndex(to); err != nil && !errors.Is(err, secret.ErrFixed) {
		return false, err
	}
	_, err = s.look(ctx, s.db)
	return true, err
}

// reindex lets the next members be found under the new key. Where none is left it looks
// who may still be at it who looked before rewrapping began: once, because whoever
// began since has looked since.
func (s *Service) reindex(ctx context.Context, r Rotation) (done int, more bool, err error) {
	none := false
	err = s.db.InTx(ctx, func(tx postgres.Tx) error {
		done, more, none, err = s.reindexSome(ctx, tx, r)
		return err
	})
	if err != nil || !none {
		return done, more && err == nil, err
	}
	_, err = s.db.Exec(ctx, `UPDATE member.key_rotation SET phase = 'draining', horizon = coalesce(horizon, pg_snapshot_xmax(pg_current_snapshot())), after_member = 0
		WHERE id = $1 AND phase = 'rewrapping'`, r.ID)
	if err != nil {
		return 0, false, fmt.Errorf("drain old index key: %w", err)
	}
	return 0, true, nil
}

// reindexSome takes a page of members; none says that nobody is left, more that the next
// page can be taken at once.
func (s *Service) reindexSome(ctx context.Context, tx postgres.Tx, r Rotation) (done int, more, none bool, err error) {
	_, to, err := r.generations()
	if err != nil {
		return 0, false, false, err
	}
	index, err := s.keys.Index(to)
	if err != nil {
		return 0, false, false, err
	}
	p, err := pageOf(ctx, tx, r, Rewrapping, `
		SELECT member_id FROM (
			(SELECT DISTINCT i.member_id FROM member.identity i WHERE i.member_id > $1 AND i.index_key <> $2 ORDER BY i.member_id LIMIT $3)
			UNION
			(SELECT t.member_id FROM member.search_member t WHERE t.member_id > $1 AND t.index_key <> $2 ORDER BY t.member_id LIMIT $3)) AS left_over
		ORDER BY member_id LIMIT $3`, to)
	if err != nil || p.gone || p.none {
		return 0, p.gone, p.none, err
	}
	if err := s.reindexIdentities(ctx, tx, index, p.locked); err != nil {
		return 0, false, false, err
	}
	if err := s.reindexTokens(ctx, tx, to, p.locked); err != nil {
		return 0, false, false, err
	}
	if err := s.rehashEvidence(ctx, tx, p.locked); err != nil {
		return 0, false, false, err
	}
	err = p.goOn(ctx, tx, r)
	return len(p.locked), p.more(), false, err
}

// page is who is next in an exchange of the index key.
type page struct {
	locked []int64
	last   int64
	again  bool // it began with the first member again
	none   bool // nobody is left
	gone   bool // somebody else took the exchange to another phase
}

// pageOf reads the place of an exchange and locks who comes behind it, of those whom a
// query finds; from the first on again behind the last, because ids do not come in order.
func pageOf(ctx context.Context, tx postgres.Tx, r Rotation, phase RotationPhase, query string, to int) (p page, err error) {
	var after int64
	err = tx.QueryRow(ctx, `SELECT after_member FROM member.key_rotation WHERE id = $1 AND phase = $2 FOR UPDATE`, r.ID, phase).Scan(&after)
	if errors.Is(err, pgx.ErrNoRows) {
		return page{gone: true}, nil
	}
	if err != nil {
		return p, fmt.Errorf("read rotation: %w", err)
	}
	list, err := numbers(ctx, tx, query, after, to, reindexedAtOnce)
	if err == nil && len(list) == 0 && after > 0 {
		p.again = true
		list, err = numbers(ctx, tx, query, 0, to, reindexedAtOnce)
	}
	if err != nil || len(list) == 0 {
		p.none = err == nil
		return p, err
	}
	p.last = list[len(list)-1]
	p.locked, err = numbers(ctx, tx, `SELECT member_id FROM member.member WHERE member_id = ANY ($1) ORDER BY member_id FOR NO KEY UPDATE SKIP LOCKED`, list)
	return p, err
}

func numbers(ctx context.Context, tx postgres.Tx, sql string, args ...any) ([]int64, error) {
	rows, err := tx.Query(ctx, sql, args...)
	if err != nil {
		return nil, fmt.Errorf("read members: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return nil, fmt.Errorf("read members: %w", err)
	}
	return list, nil
}

// more reports whether the next page can be taken at once: where only such are left whom
// others hold, it waits.
func (p page) more() bool { return len(p.locked) > 0 || !p.again }

// goOn keeps the place.
func (p page) goOn(ctx context.Context, tx postgres.Tx, r Rotation) error {
	_, err := tx.Exec(ctx, `UPDATE member.key_rotation SET after_member = $2, done = done + $3 WHERE id = $1`, r.ID, p.last, len(p.locked))
	if err != nil {
		return fmt.Errorf("keep the place of a rotation: %w", err)
	}
	return nil
}

// oldIdentity is an identity that is found under another index key than the new one.
type oldIdentity struct {
	Member int64
	Kind   string
	Blind  []byte
	Under  int16
	Ended  bool
}

// reindexIdentities lets members be found under the new key by what the vault says, and
// claims it for them. What is ended and stands in no vault any more is found by nobody:
// it keeps a row, and nothing by which the old key would tell what it was.
func (s *Service) reindexIdentities(ctx context.Context, tx postgres.Tx, to *secret.Index, members []int64) error {
	rows, err := tx.Query(ctx, `SELECT member_id, kind, blind, index_key, ended_at IS NOT NULL FROM member.identity
		WHERE member_id = ANY ($1) AND index_key <> $2 ORDER BY member_id, kind, blind`, members, to.Generation())
	if err != nil {
		return fmt.Errorf("read identities: %w", err)
	}
	old, err := pgx.CollectRows(rows, pgx.RowToStructByPos[oldIdentity])
	if err != nil {
		return fmt.Errorf("read identities: %w", err)
	}
	values, err := s.valuesOfOld(ctx, tx, old)
	if err != nil {
		return err
	}
	var moved movedIdentities
	for _, o := range old {
		known, ok := values[handle{Kind(o.Kind), string(o.Blind)}]
		switch {
		case ok:
			moved.add(o, to.Blind(o.Kind, known.value), o.Blind)
		case o.Ended:
			moved.add(o, to.Blind("ended", o.Kind+"|"+string(o.Blind)), nil)
		default:
			return fmt.Errorf("exchange the index key: an identity of member %d stands in no vault", o.Member)
		}
	}
	return moved.write(ctx, tx, to.Generation())
}

// valuesOfOld opens identities in the vaults of their members and, where they are not
// there, of whoever was merged into those.
func (s *Service) valuesOfOld(ctx context.Context, tx postgres.Tx, old []oldIdentity) (map[handle]placed, error) {
	var under []int16
	var of []ID
	for _, o := range old {
		if !slices.Contains(under, o.Under) {
			under = append(under, o.Under)
		}
		if len(of) == 0 || of[len(of)-1] != ID(o.Member) {
			of = append(of, ID(o.Member))
		}
	}
	values, err := s.valuesOf(ctx, tx, of, under...)
	if err != nil {
		return nil, err
	}
	var kin []ID
	asked := map[int64]bool{}
	for _, o := range old {
		if _, ok := values[handle{Kind(o.Kind), string(o.Blind)}]; ok || asked[o.Member] {
			continue
		}
		asked[o.Member] = true
		absorbed, err := s.Absorbed(ctx, tx, ID(o.Member))
		if err != nil {
			return nil, err
		}
		kin = append(kin, absorbed...)
	}
	if len(kin) == 0 {
		return values, nil
	}
	brought, err := s.valuesOf(ctx, tx, kin, under...)
	if err != nil {
		return nil, err
	}
	for h, v := range brought {
		values[h] = v
	}
	return values, nil
}

// movedIdentities are identities with their blind indexes under the new key.
type movedIdentities struct {
	members         []int64
	kinds           []string
	olds, news, was [][]byte
}

func (m *movedIdentities) add(o oldIdentity, fresh, former []byte) {
	m.members, m.kinds = append(m.members, o.Member), append(m.kinds, o.Kind)
	m.olds, m.news, m.was = append(m.olds, o.Blind), append(m.news, fresh), append(m.was, former)
}

// write keeps them and claims under the new key what is claimed under the old one, in
// the order in which everybody claims. Where the member was bound to the same identity
// anew under the new key, the old row is gone.
func (m *movedIdentities) write(ctx context.Context, tx postgres.Tx, to int) error {
	if len(m.members) == 0 {
		return nil
	}
	const moved = `(SELECT unnest($1::bigint[]) AS member_id, unnest($2::text[]) AS kind, unnest($3::bytea[]) AS old, unnest($4::bytea[]) AS fresh) AS n`
	_, err := tx.Exec(ctx, `INSERT INTO member.claim (kind, blind, member_id, index_key)
		SELECT c.kind, n.fresh, c.member_id, $5 FROM `+moved+`
		JOIN member.identity i ON i.member_id = n.member_id AND i.kind = n.kind AND i.blind = n.old AND i.ended_at IS NULL
		JOIN member.claim c ON c.kind = n.kind AND c.blind = n.old
		ORDER BY c.kind COLLATE "C", n.fresh ON CONFLICT (kind, blind) DO NOTHING`, m.members, m.kinds, m.olds, m.news, to)
	if err != nil {
		return fmt.Errorf("claim identities under the new index key: %w", err)
	}
	_, err = tx.Exec(ctx, `DELETE FROM member.identity i USING `+moved+`
		WHERE i.member_id = n.member_id AND i.kind = n.kind AND i.blind = n.old
		AND EXISTS (SELECT FROM member.identity t WHERE t.member_id = n.member_id AND t.kind = n.kind AND t.blind = n.fresh)`,
		m.members, m.kinds, m.olds, m.news)
	if err != nil {
		return fmt.Errorf("forget identities that are there anew: %w", err)
	}
	_, err = tx.Exec(ctx, `UPDATE member.identity i SET blind = n.fresh, former = n.was, index_key = $6, xid = pg_current_xact_id()
		FROM (SELECT unnest($1::bigint[]) AS member_id, unnest($2::text[]) AS kind, unnest($3::bytea[]) AS old, unnest($4::bytea[]) AS fresh,
			unnest($5::bytea[]) AS was) AS n
		WHERE i.member_id = n.member_id AND i.kind = n.kind AND i.blind = n.old`, m.members, m.kinds, m.olds, m.news, m.was, to)
	if err != nil {
		return fmt.Errorf("keep identities under the new index key: %w", err)
	}
	return nil
}

// reindexTokens lets members be found by their names under the new key.
func (s *Service) reindexTokens(ctx context.Context, tx postgres.Tx, to int, members []int64) error {
	due, err := numbers(ctx, tx, `SELECT member_id FROM member.search_member WHERE member_id = ANY ($1) AND index_key <> $2 ORDER BY member_id`, members, to)
	if err != nil || len(due) == 0 {
		return err
	}
	return s.Index(ctx, tx, ids(due)...)
}

// rehashEvidence puts what consents keep of networks, where it was hashed under an index
// key as it was once, under the lasting key: who has the old index key alone cannot try
// all addresses, who has both can still check one.
func (s *Service) rehashEvidence(ctx context.Context, tx postgres.Tx, members []int64) error {
	rows, err := tx.Query(ctx, `SELECT member_id, consent_id, address FROM member.consent
		WHERE member_id = ANY ($1) AND octet_length(address) = $2`, members, secret.BlindSize)
	if err != nil {
		return fmt.Errorf("read evidence of consents: %w", err)
	}
	var of, consents []int64
	var fresh [][]byte
	var member, consent int64
	var address []byte
	_, err = pgx.ForEachRow(rows, []any{&member, &consent, &address}, func() error {
		of, consents, fresh = append(of, member), append(consents, consent), append(fresh, s.keys.Lasting("consent", string(address)))
		return nil
	})
	if err != nil || len(of) == 0 {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE member.consent c SET address = n.address
		FROM (SELECT unnest($1::bigint[]) AS member_id, unnest($2::bigint[]) AS consent_id, unnest($3::bytea[]) AS address) AS n
		WHERE c.member_id = n.member_id AND c.consent_id = n.consent_id`, of, consents, fresh)
	if err != nil {
		return fmt.Errorf("keep evidence of consents: %w", err)
	}
	return nil
}

// drainIndex lets nobody be found under the old key any more, once everybody has ended
// who may not have claimed under the new one, and nobody is left.
func (s *Service) drainIndex(ctx context.Context, r Rotation) (more bool, err error) {
	over, err := s.ended(ctx, r)
	if err != nil || !over {
		return false, err
	}
	_, to, err := r.generations()
	if err != nil {
		return false, err
	}
	err = s.db.InTx(ctx, func(tx postgres.Tx) error {
		var left bool
		err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT FROM member.identity WHERE index_key <> $1) OR
			EXISTS (SELECT FROM member.search_member WHERE index_key <> $1)`, to).Scan(&left)
		if err != nil {
			return fmt.Errorf("look who is left: %w", err)
		}
		if left {
			_, err = tx.Exec(ctx, `UPDATE member.key_rotation SET phase = 'rewrapping' WHERE id = $1 AND phase = 'draining'`, r.ID)
			return err
		}
		tag, err := tx.Exec(ctx, `UPDATE member.key_rotation SET phase = 'clearing', horizon = NULL, total = done WHERE id = $1 AND phase = 'draining'`, r.ID)
		if err != nil || tag.RowsAffected() == 0 {
			return err
		}
		// What was compared before was compared by other keys.
		_, err = tx.Exec(ctx, `UPDATE member.twin_run SET done = 0, compared = 0, found = 0, cut_blocks = 0, largest_block = 0 WHERE ended_at IS NULL`)
		return err
	})
	return err == nil, err
}

// clear takes the claims under the old key away, a page of members at a time. Where none
// is left, and everybody has ended who may have made some, the old key is retired.
func (s *Service) clear(ctx context.Context, r Rotation) (more bool, err error) {
	// A transaction of its own: whoever began before this snapshot may have looked
	// before the phase began; nobody else can.
	_, err = s.db.Exec(ctx, `UPDATE member.key_rotation SET horizon = pg_snapshot_xmax(pg_current_snapshot())
		WHERE id = $1 AND phase = 'clearing' AND horizon IS NULL`, r.ID)
	if err != nil {
		return false, fmt.Errorf("clear old index key: %w", err)
	}
	over, err := s.ended(ctx, r)
	if err != nil {
		return false, err
	}
	none := false
	err = s.db.InTx(ctx, func(tx postgres.Tx) error {
		more, none, err = s.clearSome(ctx, tx, r)
		return err
	})
	if err != nil || !none || !over {
		return more && err == nil, err
	}
	return false, s.db.InTx(ctx, func(tx postgres.Tx) error { return s.retireIndex(ctx, tx, r) })
}

func (s *Service) clearSome(ctx context.Context, tx postgres.Tx, r Rotation) (more, none bool, err error) {
	_, to, err := r.generations()
	if err != nil {
		return false, false, err
	}
	p, err := pageOf(ctx, tx, r, Clearing, `SELECT DISTINCT member_id FROM member.identity
		WHERE member_id > $1 AND former IS NOT NULL AND index_key = $2 ORDER BY member_id LIMIT $3`, to)
	if err != nil || p.gone || p.none {
		return p.gone, p.none, err
	}
	_, err = tx.Exec(ctx, `DELETE FROM member.claim c USING member.identity i
		WHERE i.member_id = ANY ($1) AND c.kind = i.kind AND c.blind = i.former AND c.index_key <> $2`, p.locked, to)
	if err != nil {
		return false, false, fmt.Errorf("release claims under the old index key: %w", err)
	}
	_, err = tx.Exec(ctx, `UPDATE member.identity SET former = NULL, xid = pg_current_xact_id() WHERE member_id = ANY ($1) AND former IS NOT NULL`, p.locked)
	if err != nil {
		return false, false, fmt.Errorf("forget the old index key: %w", err)
	}
	_, err = tx.Exec(ctx, `UPDATE member.key_rotation SET after_member = $2 WHERE id = $1`, r.ID, p.last)
	return p.more(), false, err
}

// retireIndex ends an exchange of the index key.
func (s *Service) retireIndex(ctx context.Context, tx postgres.Tx, r Rotation) error {
	from, to, err := r.generations()
	if err != nil {
		return err
	}
	now := s.clock.Now()
	tag, err := tx.Exec(ctx, `UPDATE member.key_rotation SET phase = 'wrapped', wrapped_at = $2, total = done WHERE id = $1 AND phase = 'clearing'`, r.ID, now)
	if err != nil || tag.RowsAffected() == 0 {
		return err
	}
	// A claim that belongs to no identity would be found by nobody from now on.
	if _, err := tx.Exec(ctx, `DELETE FROM member.claim WHERE index_key <> $1`, to); err != nil {
		return fmt.Errorf("release claims under the old index key: %w", err)
	}
	_, err = tx.Exec(ctx, `UPDATE member.key_probe SET retired_at = $2 WHERE key = $1 AND retired_at IS NULL`, indexPrefix+strconv.Itoa(from), now)
	if err != nil {
		return fmt.Errorf("retire index key %d: %w", from, err)
	}
	return nil
}
