package member

import (
	"context"
	"fmt"
	"time"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/org"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// WriteNote keeps what somebody of the staff writes about a member.
// Errors: ErrUnknown, ErrHasLeft, ErrBadNote, ErrTooManyPinned.
func (s *Service) WriteNote(ctx context.Context, tx postgres.Tx, of ID, w NoteWords, by string) (NoteID, error) {
	w, err := w.fold()
	if err != nil {
		return 0, err
	}
	if err := s.lockLiving(ctx, tx, of); err != nil {
		return 0, err
	}
	if err := s.roomOnTop(ctx, tx, of, w.Pinned); err != nil {
		return 0, err
	}
	next, err := s.ids.Next(ctx)
	if err != nil {
		return 0, err
	}
	now, id := s.clock.Now(), NoteID(next)
	err = query(tx).AddNote(ctx, memberdb.AddNoteParams{MemberID: int64(of), NoteID: next, Kind: string(w.Kind), Pinned: w.Pinned,
		StoreID: postgres.Optional(int64(w.Store)), WrittenBy: by, WrittenAt: now})
	if err != nil {
		return 0, fmt.Errorf("keep a note of member %d: %w", of, err)
	}
	return id, s.addNoteStep(ctx, tx, of, id, NoteStep{Version: 1, Act: NoteWritten, Kind: w.Kind, Text: w.Text, By: by, At: now})
}

// roomOnTop refuses one more note on top than a reader can overlook.
func (s *Service) roomOnTop(ctx context.Context, tx postgres.Tx, of ID, pinned bool) error {
	if !pinned {
		return nil
	}
	kin, err := s.Absorbed(ctx, tx, of)
	if err != nil {
		return err
	}
	n, err := query(tx).CountPinned(ctx, postgres.IDs(append(kin, of)))
	if err != nil {
		return fmt.Errorf("count notes on top of member %d: %w", of, err)
	}
	if n >= mostPinned {
		return ErrTooManyPinned.With("most", mostPinned)
	}
	return nil
}

func (s *Service) addNoteStep(ctx context.Context, tx postgres.Tx, of ID, id NoteID, step NoteStep) error {
	var sealed []byte
	if step.Text != "" {
		data, err := s.dataKey(ctx, tx, of)
		if err != nil {
			return err
		}
		sealed = data.Seal(step.Text, place(of, noteField(id), int32(step.Version)))
	}
	err := query(tx).AddNoteVersion(ctx, memberdb.AddNoteVersionParams{MemberID: int64(of), NoteID: int64(id), Version: int32(step.Version),
		Act: string(step.Act), Kind: string(step.Kind), Sealed: sealed, SaidBy: step.By, SaidAt: step.At})
	if err != nil {
		return fmt.Errorf("keep a note of member %d: %w", of, err)
	}
	return nil
}

// CorrectNote changes a note as it was seen; how it read before stays in its history.
// What is the same changes nothing.
// Errors: ErrUnknown, ErrHasLeft, ErrNoNote, ErrBadNote, ErrNoteMoved, ErrNoteRemoved, ErrTooManyPinned.
func (s *Service) CorrectNote(ctx context.Context, tx postgres.Tx, of ID, id NoteID, seen int, w NoteWords, by string, scope org.Scope) error {
	w, err := w.fold()
	if err != nil {
		return err
	}
	n, err := s.noteToChange(ctx, tx, of, id, seen, scope)
	if err != nil {
		return err
	}
	step := NoteStep{Version: seen + 1, Kind: w.Kind, By: by, At: s.clock.Now()}
	switch {
	case n.Removed:
		return ErrNoteRemoved.With("note", int64(id))
	case n.Text != w.Text || n.Kind != w.Kind || n.Store != w.Store:
		step.Act, step.Text = NoteCorrected, w.Text
	case n.Pinned == w.Pinned:
		return nil
	case w.Pinned:
		step.Act = NotePinned
	default:
		step.Act = NoteUnpinned
	}
	if err := s.roomOnTop(ctx, tx, of, w.Pinned && !n.Pinned); err != nil {
		return err
	}
	return s.changeNote(ctx, tx, n, w, nil, step)
}

// noteToChange finds a note as it was seen, with its member locked.
func (s *Service) noteToChange(ctx context.Context, tx postgres.Tx, of ID, id NoteID, seen int, scope org.Scope) (Note, error) {
	if err := s.lockLiving(ctx, tx, of); err != nil {
		return Note{}, err
	}
	n, err := s.Note(ctx, tx, of, id, scope)
	if err == nil && n.Version != seen {
		err = ErrNoteMoved.With("note", int64(id))
	}
	return n, err
}

func (s *Service) changeNote(ctx context.Context, tx postgres.Tx, n Note, w NoteWords, removed *time.Time, step NoteStep) error {
	rows, err := query(tx).ChangeNote(ctx, memberdb.ChangeNoteParams{MemberID: int64(n.Member), NoteID: int64(n.ID), Seen: int32(n.Version),
		Kind: string(w.Kind), Pinned: w.Pinned, StoreID: postgres.Optional(int64(w.Store)), RemovedAt: removed})
	if err != nil {
		return fmt.Errorf("change a note of member %d: %w", n.Member, err)
	}
	if rows == 0 {
		return ErrNoteMoved.With("note", int64(n.ID))
	}
	return s.addNoteStep(ctx, tx, n.Member, n.ID, step)
}

// RemoveNote takes a note away, with the reason; it is kept in its history and can be
// restored. Errors: as of CorrectNote.
func (s *Service) RemoveNote(ctx context.Context, tx postgres.Tx, of ID, id NoteID, seen int, why, by string, scope org.Scope) error {
	why = i18n.Clean(why, mostWhy)
	if why == "" {
		return ErrBadNote.Field("reason", "http.required")
	}
	n, err := s.noteToChange(ctx, tx, of, id, seen, scope)
	if err != nil {
		return err
	}
	if n.Removed {
		return ErrNoteRemoved.With("note", int64(id))
	}
	now := s.clock.Now()
	return s.changeNote(ctx, tx, n, NoteWords{Kind: n.Kind, Pinned: n.Pinned, Store: n.Store}, &now,
		NoteStep{Version: seen + 1, Act: NoteRemoved, Kind: n.Kind, Text: why, By: by, At: now})
}

// RestoreNote brings a removed note back. Errors: as of CorrectNote.
func (s *Service) RestoreNote(ctx context.Context, tx postgres.Tx, of ID, id NoteID, seen int, by string, scope org.Scope) error {
	n, err := s.noteToChange(ctx, tx, of, id, seen, scope)
	if err != nil || !n.Removed {
		return err
	}
	if err := s.roomOnTop(ctx, tx, of, n.Pinned); err != nil {
		return err
	}
	return s.changeNote(ctx, tx, n, NoteWords{Kind: n.Kind, Pinned: n.Pinned, Store: n.Store}, nil,
		NoteStep{Version: seen + 1, Act: NoteRestored, Kind: n.Kind, By: by, At: s.clock.Now()})
}
