package member

import (
	"context"
	"fmt"
	"math"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
)

// NoteFilter says which notes of a member are wanted; what is empty wants all that are
// not removed.
type NoteFilter struct {
	Kind    NoteKind
	Removed bool      // those that were removed, and no others
	Scope   org.Scope // whose they must be: of these stores, or of none
}

// NoteSpot is where a page of notes ended.
type NoteSpot struct {
	Pinned bool
	ID     NoteID
}

// Notes returns a page of what staff wrote of a member, and of whoever became he: what
// stands on top first, then the latest.
func (s *Service) Notes(ctx context.Context, q postgres.Querier, of ID, f NoteFilter, after *NoteSpot, limit int) ([]Note, error) {
	kin, err := s.Absorbed(ctx, q, of)
	if err != nil {
		return nil, err
	}
	return s.notes(ctx, q, append(kin, of), f, 0, after, limit)
}

func (s *Service) notes(ctx context.Context, q postgres.Querier, of []ID, f NoteFilter, one NoteID, after *NoteSpot, limit int) ([]Note, error) {
	p := memberdb.NotesParams{Ids: postgres.IDs(of), Kind: string(f.Kind), Removed: f.Removed, Everywhere: f.Scope.All(),
		Stores: postgres.IDs(f.Scope.Narrow()), One: int64(one), BeforePinned: 2, BeforeID: math.MaxInt64, Max: int32(limit)}
	if after != nil {
		p.BeforeID, p.BeforePinned = int64(after.ID), 0
		if after.Pinned {
			p.BeforePinned = 1
		}
	}
	rows, err := query(q).Notes(ctx, p)
	if err != nil {
		return nil, fmt.Errorf("read notes: %w", err)
	}
	list := make([]Note, len(rows))
	for i, r := range rows {
		if list[i], err = s.openNote(r); err != nil {
			return nil, fmt.Errorf("open a note of member %d: %w", r.MemberID, err)
		}
	}
	return list, nil
}

func (s *Service) openNote(r memberdb.NotesRow) (Note, error) {
	n := Note{Member: ID(r.MemberID), ID: NoteID(r.NoteID), Version: int(r.Version), Kind: NoteKind(r.Kind), Pinned: r.Pinned,
		Store: org.StoreID(postgres.Value(r.StoreID)), WrittenBy: r.WrittenBy, WrittenAt: r.WrittenAt.UTC(), ChangedBy: r.SaidBy, ChangedAt: r.SaidAt.UTC()}
	data, err := s.keys.Unwrap(secret.Wrapped{MasterKeyID: r.MasterKeyID, Key: r.Wrapped}, owner(n.Member))
	if err != nil {
		return n, err
	}
	if n.Text, err = data.Open(r.Sealed, place(n.Member, noteField(n.ID), r.TextVersion)); err != nil {
		return n, err
	}
	if r.RemovedAt == nil {
		return n, nil
	}
	n.Removed, n.ChangedBy, n.ChangedAt = true, r.RemovedBy, r.RemovedAt.UTC()
	n.Why, err = data.Open(r.RemovedSealed, place(n.Member, noteField(n.ID), r.RemovedVersion))
	return n, err
}

// noteField names a note to the key that seals it.
func noteField(id NoteID) string { return fmt.Sprintf("note/%d", id) }

// Note returns one note of a member, or of somebody who became he, whether it was removed
// or not. Errors: ErrNoNote.
func (s *Service) Note(ctx context.Context, q postgres.Querier, of ID, id NoteID, scope org.Scope) (Note, error) {
	kin, err := s.Absorbed(ctx, q, of)
	if err != nil {
		return Note{}, err
	}
	for _, removed := range []bool{false, true} {
		list, err := s.notes(ctx, q, append(kin, of), NoteFilter{Removed: removed, Scope: scope}, id, nil, 1)
		if err != nil || len(list) > 0 {
			return append(list, Note{})[0], err
		}
	}
	return Note{}, ErrNoNote.With("note", int64(id))
}

// NoteHistory returns what was done to a note, from its beginning.
func (s *Service) NoteHistory(ctx context.Context, q postgres.Querier, n Note) ([]NoteStep, error) {
	history, err := s.noteHistory(ctx, q, n.Member, n.ID)
	return history[n.ID], err
}

// NoteHistories returns what was done to each note of a member himself, for his copy.
func (s *Service) NoteHistories(ctx context.Context, q postgres.Querier, of ID) (map[NoteID][]NoteStep, error) {
	return s.noteHistory(ctx, q, of, 0)
}

func (s *Service) noteHistory(ctx context.Context, q postgres.Querier, of ID, id NoteID) (map[NoteID][]NoteStep, error) {
	rows, err := query(q).NoteVersions(ctx, int64(of), int64(id))
	if err != nil {
		return nil, fmt.Errorf("read what was done to notes: %w", err)
	}
	found := map[NoteID][]NoteStep{}
	for _, r := range rows {
		note := NoteID(r.NoteID)
		step := NoteStep{Version: int(r.Version), Act: NoteAct(r.Act), Kind: NoteKind(r.Kind), By: r.SaidBy, At: r.SaidAt.UTC()}
		if r.Sealed != nil {
			data, err := s.keys.Unwrap(secret.Wrapped{MasterKeyID: r.MasterKeyID, Key: r.Wrapped}, owner(of))
			if err == nil {
				step.Text, err = data.Open(r.Sealed, place(of, noteField(note), r.Version))
			}
			if err != nil {
				return nil, fmt.Errorf("open a note of member %d: %w", of, err)
			}
		}
		found[note] = append(found[note], step)
	}
	return found, nil
}
