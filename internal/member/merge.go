package member

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/postgres"
)

// mostMerges bounds the list of one member's merges; it is longer than what can be in force.
const mostMerges = 200

// Merge is a merge on record, in force or undone.
type Merge struct {
	Merging
	Reason    string
	UndoneAt  time.Time // zero: in force
	UndoneBy  int64
	UndoneWhy string
}

// InForce reports whether the two are one.
func (m Merge) InForce() bool { return m.UndoneAt.IsZero() }

// Follow names the capabilities that keep state of members, in the order in which
// they are asked. The wiring calls it once, before anybody is served.
func (s *Service) Follow(followers ...Follower) { s.followers = followers }

// Merge lets one member become another, within tx: his identities, sessions and
// labels lead to the other from then on, and each follower brings what it keeps.
// What happened stays under the member with whom it happened. Of two that merge
// the same member at once, one wins.
//
// Errors: ErrSame, ErrUnknown, ErrNotActive, ErrRestricted, and whatever a follower refuses.
func (s *Service) Merge(ctx context.Context, tx postgres.Tx, into, from ID, reason string, by int64) (Merge, error) {
	if err := s.lockActive(ctx, tx, into, from); err != nil {
		return Merge{}, err
	}
	next, err := s.ids.Next(ctx)
	if err != nil {
		return Merge{}, err
	}
	m := Merge{Merging: Merging{ID: next, From: from, Into: into, Staff: by, MadeAt: s.clock.Now()}, Reason: reason}
	if err := s.changingConsents(ctx, tx, into, func() error { return s.absorb(ctx, tx, m) }); err != nil {
		return Merge{}, fmt.Errorf("merge member %d into %d: %w", from, into, err)
	}
	if err := s.noteMerged(ctx, tx, m); err != nil {
		return m, fmt.Errorf("note that %d and %d are one: %w", from, into, err)
	}
	for _, f := range s.followers {
		if err := f.Merge(ctx, tx, m.Merging); err != nil {
			return Merge{}, err
		}
	}
	return m, s.mergeChanged(ctx, tx, m)
}

// mergeChanged says that the two are others than before, and so is whoever may be the
// same person as one of them.
func (s *Service) mergeChanged(ctx context.Context, tx postgres.Tx, m Merge) error {
	near, err := query(tx).TwinPartners(ctx, []int64{int64(m.Into), int64(m.From)})
	if err != nil {
		return fmt.Errorf("find who may be member %d or %d: %w", m.Into, m.From, err)
	}
	all := append(ids(near), m.Into, m.From)
	slices.Sort(all)
	return s.recordChanged(ctx, tx, slices.Compact(all)...)
}

func (s *Service) absorb(ctx context.Context, tx postgres.Tx, m Merge) error {
	q, from, into := query(tx), int64(m.From), int64(m.Into)
	err := q.InsertMerge(ctx, memberdb.InsertMergeParams{MemberID: from, ID: m.ID, IntoID: into, Reason: m.Reason, StaffID: m.Staff, MadeAt: m.MadeAt})
	if err != nil {
		return err
	}
	if err := q.Absorb(ctx, into, from); err != nil {
		return err
	}
	if _, err := q.BringIdentities(ctx, into, m.ID, from); err != nil {
		return err
	}
	if err := q.PassClaims(ctx, into, from); err != nil {
		return err
	}
	if err := q.EndIdentities(ctx, m.MadeAt, from); err != nil {
		return err
	}
	if _, err := q.PassSessions(ctx, into, from); err != nil {
		return err
	}
	if err := q.PassMarks(ctx, into, from); err != nil {
		return err
	}
	if _, err = q.BringLabels(ctx, memberdb.BringLabelsParams{IntoID: into, MergeID: m.ID, FromID: from, Now: m.MadeAt}); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, oneOfGroup, into, m.ID, m.MadeAt)
	return err
}

// Unmerge makes two members of one again, within tx. Identities, sessions and
// labels go back as the merge brought them; whoever signed in since must do so
// again, as nobody can say who of the two it was. A member who came by way of
// another goes back after that other: the latest merge is undone first.
//
// Errors: ErrNoMerge, ErrMergeUndone, ErrMergedOn, ErrErased, and whatever a follower
// refuses.
func (s *Service) Unmerge(ctx context.Context, tx postgres.Tx, merge int64, why string, by int64) (Merge, error) {
	m, err := s.lockMerge(ctx, tx, merge)
	if err != nil {
		return m, err
	}
	m.UndoneAt, m.UndoneBy, m.UndoneWhy = s.clock.Now(), by, why
	if err := s.changingConsents(ctx, tx, m.Into, func() error { return s.part(ctx, tx, m) }); err != nil {
		return m, fmt.Errorf("undo merge %d: %w", m.ID, err)
	}
	if err := s.noteMerged(ctx, tx, m); err != nil {
		return m, fmt.Errorf("note that %d and %d are two: %w", m.From, m.Into, err)
	}
	if err := s.inheritRestriction(ctx, tx, m); err != nil {
		return m, err
	}
	undoing := m.Merging
	undoing.Staff = by
	for _, f := range s.followers {
		if err := f.Unmerge(ctx, tx, undoing); err != nil {
			return m, err
		}
	}
	return m, s.mergeChanged(ctx, tx, m)
}

func (s *Service) part(ctx context.Context, tx postgres.Tx, m Merge) error {
	q, from, into := query(tx), int64(m.From), int64(m.Into)
	brought, err := q.Brought(ctx, from)
	if err != nil {
		return err
	}
	err = q.EndMerge(ctx, memberdb.EndMergeParams{MemberID: from, ID: m.ID, Now: m.UndoneAt, Staff: m.UndoneBy, Why: m.UndoneWhy})
	if err != nil {
		return err
	}
	if err := q.Part(ctx, from, brought); err != nil {
		return err
	}
	if err := q.ReviveIdentities(ctx, from, into, m.ID); err != nil {
		return err
	}
	if err := q.PassClaims(ctx, from, into); err != nil {
		return err
	}
	if err := q.EndIdentitiesOfMerge(ctx, m.UndoneAt, into, m.ID); err != nil {
		return err
	}
	if err := q.EndSessionsSince(ctx, m.UndoneAt, into, m.MadeAt); err != nil {
		return err
	}
	if err := q.ReturnSessions(ctx, from, into, brought); err != nil {
		return err
	}
	if err := q.ReturnMarks(ctx, from, into, brought); err != nil {
		return err
	}
	if err := q.DropMarksSince(ctx, into, m.MadeAt); err != nil {
		return err
	}
	return q.EndLabelsOfMerge(ctx, m.UndoneAt, into, m.ID)
}

// PreviewMerge says what Merge would do, and does nothing. Errors: as of Merge.
func (s *Service) PreviewMerge(ctx context.Context, tx postgres.Tx, into, from ID) ([]Effect, error) {
	if err := s.lockActive(ctx, tx, into, from); err != nil {
		return nil, err
	}
	n, err := query(tx).CountFollowing(ctx, int64(from), s.clock.Now())
	if err != nil {
		return nil, fmt.Errorf("count what follows member %d: %w", from, err)
	}
	own := Effect{"member.merge.moves", map[string]any{"identities": n.Identities, "sessions": n.Sessions, "labels": n.Labels}}
	withdrawn, err := s.withdrawnBy(ctx, tx, into, from)
	if err != nil {
		return nil, err
	}
	effects, err := s.foresee(ctx, tx, own, Merging{From: from, Into: into}, false)
	if err != nil || withdrawn == 0 {
		return effects, err
	}
	return append(effects, Effect{"member.merge.withdraws", map[string]any{"consents": withdrawn}}), nil
}

// withdrawnBy counts what a member agreed to and another refused, or somebody who was
// merged into the other: it is refused from their merge on, whatever the other said
// since for both.
func (s *Service) withdrawnBy(ctx context.Context, q postgres.Querier, into, from ID) (n int, err error) {
	agreed, err := s.inForce(ctx, q, into)
	if err != nil {
		return 0, err
	}
	kin, err := s.Absorbed(ctx, q, from)
	if err != nil {
		return 0, err
	}
	refused, err := query(q).Withdrawn(ctx, postgres.IDs(append(kin, from)))
	if err != nil {
		return 0, fmt.Errorf("read what was withdrawn before a merge: %w", err)
	}
	for _, r := range refused {
		if agreed.of(Question{Purpose(r.Purpose), Way(r.Channel)}).Granted {
			n++
		}
	}
	return n, nil
}

// PreviewUnmerge says what Unmerge would do, and does nothing. Errors: as of Unmerge.
func (s *Service) PreviewUnmerge(ctx context.Context, tx postgres.Tx, merge int64) ([]Effect, error) {
	m, err := s.lockMerge(ctx, tx, merge)
	if err != nil {
		return nil, err
	}
	brought, err := query(tx).Brought(ctx, int64(m.From))
	if err != nil {
		return nil, fmt.Errorf("find who returns with member %d: %w", m.From, err)
	}
	n, err := query(tx).CountReturning(ctx, memberdb.CountReturningParams{IntoID: int64(m.Into), MergeID: m.ID, Whose: brought, Now: s.clock.Now()})
	if err != nil {
		return nil, fmt.Errorf("count what returns to member %d: %w", m.From, err)
	}
	own := Effect{"member.merge.returns", map[string]any{"identities": n.Identities, "sessions": n.Sessions, "labels": n.Labels}}
	return s.foresee(ctx, tx, own, m.Merging, true)
}

func (s *Service) foresee(ctx context.Context, tx postgres.Tx, own Effect, m Merging, undo bool) ([]Effect, error) {
	effects := []Effect{own}
	for _, f := range s.followers {
		more, err := f.Preview(ctx, tx, m, undo)
		if err != nil {
			return nil, err
		}
		effects = append(effects, more...)
	}
	return effects, nil
}

// Merges returns the merges in which a member took part, himself or by way of those
// who are he now, the latest first.
func (s *Service) Merges(ctx context.Context, q postgres.Querier, id ID) ([]Merge, error) {
	kin, err := s.Absorbed(ctx, q, id)
	if err != nil {
		return nil, err
	}
	rows, err := query(q).MergesOf(ctx, postgres.IDs(append(kin, id)), mostMerges)
	if err != nil {
		return nil, fmt.Errorf("read merges of member %d: %w", id, err)
	}
	list := make([]Merge, len(rows))
	for i, r := range rows {
		list[i] = mergeOf(r)
	}
	return list, nil
}

// Aliases returns who else each of the members stands for: whoever was merged into
// him. History is read under all of their ids.
func (s *Service) Aliases(ctx context.Context, q postgres.Querier, ids ...ID) (map[ID][]ID, error) {
	rows, err := query(q).AbsorbedBy(ctx, postgres.IDs(ids))
	if err != nil {
		return nil, fmt.Errorf("find who was merged: %w", err)
	}
	found := make(map[ID][]ID, len(rows))
	for _, r := range rows {
		found[ID(r.IntoID)] = append(found[ID(r.IntoID)], ID(r.MemberID))
	}
	return found, nil
}

// Person returns a member and whoever was merged into him: what they did is read as one
// history.
func (s *Service) Person(ctx context.Context, q postgres.Querier, id ID) ([]ID, error) {
	aliases, err := s.Aliases(ctx, q, id)
	return append([]ID{id}, aliases[id]...), err
}

// Brought returns whoever goes with a member when his merge is undone: himself, and
// those who had become he before.
func (s *Service) Brought(ctx context.Context, q postgres.Querier, from ID) ([]ID, error) {
	list, err := query(q).Brought(ctx, int64(from))
	if err != nil {
		return nil, fmt.Errorf("find who returns with member %d: %w", from, err)
	}
	return ids(list), nil
}

// lockActive locks both, and with them who stands behind them, and makes sure that
// they are members of their own.
func (s *Service) lockActive(ctx context.Context, tx postgres.Tx, into, from ID) error {
	if into == from {
		return ErrSame.With("member", int64(into))
	}
	locked, err := s.lockPair(ctx, tx, into, from)
	if err != nil {
		return err
	}
	for _, id := range []ID{into, from} {
		switch status, ok := locked[id]; {
		case !ok:
			return ErrUnknown.With("member", int64(id))
		case status != Active:
			return ErrNotActive.With("member", int64(id), "status", string(status))
		}
	}
	restricted, err := s.Restricted(ctx, tx, into, from)
	if err != nil {
		return err
	}
	for _, id := range []ID{into, from} {
		if _, ok := restricted[id]; ok {
			return ErrRestricted.With("member", int64(id))
		}
	}
	return nil
}

// lockPair locks those who stand behind two members and then the two, each in
// ascending order: who locks one who was merged goes from him to the other, too.
func (s *Service) lockPair(ctx context.Context, tx postgres.Tx, x, y ID) (map[ID]Status, error) {
	behind, err := query(tx).AbsorbedBy(ctx, postgres.IDs([]ID{x, y}))
	if err != nil {
		return nil, fmt.Errorf("find who was merged into %d and %d: %w", x, y, err)
	}
	aliases := make([]int64, 0, len(behind))
	for _, r := range behind {
		if id := ID(r.MemberID); id != x && id != y {
			aliases = append(aliases, r.MemberID)
		}
	}
	pair := []int64{int64(x), int64(y)}
	slices.Sort(pair)
	locked := map[ID]Status{}
	for _, group := range [][]int64{aliases, pair} {
		rows, err := query(tx).LockAll(ctx, group)
		if err != nil {
			return nil, fmt.Errorf("lock members %d and %d: %w", x, y, err)
		}
		for _, r := range rows {
			locked[ID(r.MemberID)] = Status(r.Status)
		}
	}
	return locked, nil
}

// lockMerge reads a merge that can be undone now, with both members locked.
func (s *Service) lockMerge(ctx context.Context, tx postgres.Tx, merge int64) (Merge, error) {
	seen, err := s.merge(ctx, tx, merge)
	if err != nil {
		return seen, err
	}
	locked, err := s.lockPair(ctx, tx, seen.Into, seen.From)
	if err != nil {
		return seen, err
	}
	m, err := s.merge(ctx, tx, merge) // as it stands behind the lock
	switch {
	case err != nil:
		return m, err
	case !m.InForce():
		return m, ErrMergeUndone.With("merge", merge)
	case locked[m.Into] == Erased:
		return m, ErrErased.With("member", int64(m.Into))
	case locked[m.Into] == Merged:
		return m, ErrMergedOn.With("merge", merge, "member", int64(m.Into))
	}
	return m, nil
}

func (s *Service) merge(ctx context.Context, q postgres.Querier, merge int64) (Merge, error) {
	row, err := query(q).MergeByID(ctx, merge)
	if errors.Is(err, pgx.ErrNoRows) {
		return Merge{}, ErrNoMerge.With("merge", merge)
	}
	if err != nil {
		return Merge{}, fmt.Errorf("read merge %d: %w", merge, err)
	}
	return mergeOf(row), nil
}

func mergeOf(r memberdb.MemberMerge) Merge {
	return Merge{
		Merging: Merging{ID: r.ID, From: ID(r.MemberID), Into: ID(r.IntoID), Staff: r.StaffID, MadeAt: r.MadeAt.UTC()}, Reason: r.Reason,
		UndoneAt: postgres.Value(r.UndoneAt).UTC(), UndoneBy: postgres.Value(r.UndoneBy), UndoneWhy: postgres.Value(r.UndoneWhy),
	}
}
