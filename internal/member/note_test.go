package member_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
)

// TestNotes writes notes, corrects, removes and restores them, and follows a merge and
// an erasure.
func TestNotes(t *testing.T) {
	t.Parallel()
	b := setup(t)
	wang, li := b.must(member.Join{Phone: "13800001234"}), b.must(member.Join{Phone: "13800005678"})
	all := org.Everywhere()
	write := func(of member.ID, w member.NoteWords) (id member.NoteID, err error) {
		err = b.db.InTx(t.Context(), func(tx postgres.Tx) error {
			id, err = b.WriteNote(t.Context(), tx, of, w, "staff:1")
			return err
		})
		return id, err
	}
	list := func(of member.ID, f member.NoteFilter) []member.Note {
		t.Helper()
		f.Scope = all
		notes, err := b.Notes(t.Context(), b.db, of, f, nil, 50)
		if err != nil {
			t.Fatal(err)
		}
		return notes
	}
	correct := func(of member.ID, id member.NoteID, seen int, w member.NoteWords) error {
		return b.db.InTx(t.Context(), func(tx postgres.Tx) error {
			return b.CorrectNote(t.Context(), tx, of, id, seen, w, "staff:2", all)
		})
	}
	first, err := write(wang.ID, member.NoteWords{Kind: member.NoteCall, Text: "  埋下的备注\r\n\r\n\r\n第二行\x00 \n"})
	if err != nil {
		t.Fatal(err)
	}
	second, err := write(wang.ID, member.NoteWords{Kind: member.NoteComplaint, Text: "too slow"})
	if err != nil {
		t.Fatal(err)
	}
	if got := list(wang.ID, member.NoteFilter{}); len(got) != 2 || got[0].ID != second || got[1].Text != "埋下的备注\n\n第二行" {
		t.Errorf("%d notes, not the latest first, or %q", len(got), got[1].Text)
	}
	if got := list(wang.ID, member.NoteFilter{Kind: member.NoteCall}); len(got) != 1 || got[0].ID != first {
		t.Errorf("of calls %d", len(got))
	}
	for what, w := range map[string]member.NoteWords{
		"nothing": {Kind: member.NoteCall, Text: " \n "}, "too long": {Kind: member.NoteCall, Text: strings.Repeat("字", 2001)}, "no kind": {Kind: "gossip", Text: "x"},
	} {
		if _, err := write(wang.ID, w); !errors.Is(err, member.ErrBadNote) {
			t.Errorf("%s: %v", what, err)
		}
	}

	// A correction keeps how it read before; who has not seen it changes nothing.
	if err := correct(wang.ID, first, 1, member.NoteWords{Kind: member.NoteWish, Text: "更正的备注"}); err != nil {
		t.Fatal(err)
	}
	if err := correct(wang.ID, first, 1, member.NoteWords{Kind: member.NoteWish, Text: "again"}); !errors.Is(err, member.ErrNoteMoved) {
		t.Errorf("as it was not seen: %v", err)
	}
	if err := correct(li.ID, first, 2, member.NoteWords{Kind: member.NoteWish, Text: "x"}); !errors.Is(err, member.ErrNoNote) {
		t.Errorf("another's: %v", err)
	}
	if err := correct(wang.ID, first, 2, member.NoteWords{Kind: member.NoteWish, Text: "更正的备注", Pinned: true}); err != nil {
		t.Fatal(err)
	}
	if got := list(wang.ID, member.NoteFilter{}); got[0].ID != first || !got[0].Pinned || got[0].Text != "更正的备注" || got[0].ChangedBy != "staff:2" || got[0].WrittenBy != "staff:1" {
		t.Errorf("corrected and on top: %+v", got[0].Version)
	}
	history := func(of member.ID, id member.NoteID) (acts []member.NoteAct, texts []string) {
		t.Helper()
		n, err := b.Note(t.Context(), b.db, of, id, all)
		if err != nil {
			t.Fatal(err)
		}
		steps, err := b.NoteHistory(t.Context(), b.db, n)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range steps {
			acts, texts = append(acts, s.Act), append(texts, s.Text)
		}
		return acts, texts
	}
	if acts, texts := history(wang.ID, first); !slices.Equal(acts, []member.NoteAct{member.NoteWritten, member.NoteCorrected, member.NotePinned}) || texts[0] != "埋下的备注\n\n第二行" {
		t.Errorf("%v", acts)
	}

	// Removed with the reason, and brought back.
	remove := func(seen int, why string) error {
		return b.db.InTx(t.Context(), func(tx postgres.Tx) error {
			return b.RemoveNote(t.Context(), tx, wang.ID, second, seen, why, "staff:3", all)
		})
	}
	if err := remove(1, " "); !errors.Is(err, member.ErrBadNote) {
		t.Errorf("without a reason: %v", err)
	}
	if err := remove(1, "of another member"); err != nil {
		t.Fatal(err)
	}
	if err := remove(2, "twice"); !errors.Is(err, member.ErrNoteRemoved) {
		t.Errorf("twice: %v", err)
	}
	if got := list(wang.ID, member.NoteFilter{Removed: true}); len(got) != 1 || got[0].Why != "of another member" || got[0].ChangedBy != "staff:3" || got[0].Text != "too slow" {
		t.Errorf("removed: %d", len(got))
	}
	if err := correct(wang.ID, second, 2, member.NoteWords{Kind: member.NoteCall, Text: "x"}); !errors.Is(err, member.ErrNoteRemoved) {
		t.Errorf("what was removed was changed: %v", err)
	}
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		return b.RestoreNote(ctx, tx, wang.ID, second, 2, "staff:3", all)
	})
	if got := list(wang.ID, member.NoteFilter{}); len(got) != 2 {
		t.Errorf("brought back: %d", len(got))
	}

	// Of certain stores: theirs, and those of none.
	store := org.StoreID(77)
	if _, err := write(wang.ID, member.NoteWords{Kind: member.NoteVisit, Text: "here", Store: store}); err != nil {
		t.Fatal(err)
	}
	for scope, want := range map[string]int{"theirs": 3, "another's": 2} {
		of := map[string]org.Scope{"theirs": org.Only(store), "another's": org.Only(78)}[scope]
		if notes, err := b.Notes(t.Context(), b.db, wang.ID, member.NoteFilter{Scope: of}, nil, 50); err != nil || len(notes) != want {
			t.Errorf("%s: %d notes, %v", scope, len(notes), err)
		}
	}

	// Pages go on where they ended, from those on top to the others.
	var spot *member.NoteSpot
	var seen []member.NoteID
	for range 4 {
		page, err := b.Notes(t.Context(), b.db, wang.ID, member.NoteFilter{Scope: all}, spot, 1)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range page {
			seen, spot = append(seen, n.ID), &member.NoteSpot{Pinned: n.Pinned, ID: n.ID}
		}
	}
	if len(seen) != 3 || seen[0] != first || seen[2] != second {
		t.Errorf("page by page %v", seen)
	}
	for i := range 5 {
		if _, err := write(wang.ID, member.NoteWords{Kind: member.NoteOther, Text: "top", Pinned: true}); (err == nil) != (i < 4) || err != nil && !errors.Is(err, member.ErrTooManyPinned) {
			t.Errorf("%d more on top: %v", i+1, err)
		}
	}

	// A merge reads them through, and undoing it gives them back.
	var merge member.Merge
	b.in(func(ctx context.Context, tx postgres.Tx) (err error) {
		merge, err = b.Merge(ctx, tx, li.ID, wang.ID, "one person", 1)
		return err
	})
	if got := list(li.ID, member.NoteFilter{}); len(got) != 7 || got[len(got)-1].Member != wang.ID {
		t.Errorf("after the merge %d notes", len(got))
	}
	if err := correct(li.ID, first, 3, member.NoteWords{Kind: member.NoteWish, Text: "以合并后的会员更正", Pinned: true}); err != nil {
		t.Errorf("corrected by way of who goes on: %v", err)
	}
	if _, err := write(wang.ID, member.NoteWords{Kind: member.NoteCall, Text: "x"}); !errors.Is(err, member.ErrHasLeft) {
		t.Errorf("of who is another now: %v", err)
	}
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := b.Unmerge(ctx, tx, merge.ID, "two", 1)
		return err
	})
	if mine, his := list(wang.ID, member.NoteFilter{}), list(li.ID, member.NoteFilter{}); len(mine) != 7 || len(his) != 0 {
		t.Errorf("two again: %d and %d", len(mine), len(his))
	}

	// In the tables nothing reads as it was written; erasure leaves nothing.
	var plain, left int
	err = b.db.QueryRow(t.Context(), `SELECT count(*) FROM member.note_version WHERE position('备注'::bytea IN sealed) > 0 OR position('another'::bytea IN sealed) > 0`).Scan(&plain)
	if err != nil || plain > 0 {
		t.Errorf("%d notes in plain text, %v", plain, err)
	}
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := b.Erase(ctx, tx, member.Erasing{Member: wang.ID, Waive: true, Cause: member.CauseAsked})
		return err
	})
	err = b.db.QueryRow(t.Context(), `SELECT (SELECT count(*) FROM member.note) + (SELECT count(*) FROM member.note_version)`).Scan(&left)
	if err != nil || left > 0 || len(list(wang.ID, member.NoteFilter{})) > 0 {
		t.Errorf("%d rows stay of who was erased, %v", left, err)
	}
}
