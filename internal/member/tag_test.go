package member_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// TestTags puts tags on members and takes them, one and many, undoes it, and follows a
// merge and an erasure.
func TestTags(t *testing.T) {
	t.Parallel()
	b := setup(t)
	wang, li, zhao := b.must(member.Join{Phone: "13800001234"}), b.must(member.Join{Phone: "13800005678"}), b.must(member.Join{Phone: "13800009999"})
	names := i18n.Of("标签", "Tag")
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		return b.SaveTagGroup(ctx, tx, member.TagGroup{Code: "skin", Name: names, Exclusive: true}, "staff:1")
	})
	for _, tag := range []member.Tag{{Code: "dry", Group: "skin"}, {Code: "oily", Group: "skin"}, {Code: "vip"}, {Code: "month", Days: 30}} {
		tag.Name, tag.Colour = names, "gold"
		b.in(func(ctx context.Context, tx postgres.Tx) error { return b.SaveTag(ctx, tx, tag, "staff:1") })
	}
	save := func(tag member.Tag) error {
		return b.db.InTx(t.Context(), func(tx postgres.Tx) error { return b.SaveTag(t.Context(), tx, tag, "staff:1") })
	}
	for what, c := range map[string]struct {
		tag  member.Tag
		want error
	}{
		"made twice":        {member.Tag{Code: "vip", Name: names, Colour: "gold"}, member.ErrTagMoved},
		"no colour":         {member.Tag{Code: "new", Name: names, Colour: "beige"}, member.ErrBadTag},
		"a code with space": {member.Tag{Code: "a b", Name: names, Colour: "gold"}, member.ErrBadTag},
		"no such group":     {member.Tag{Code: "new", Name: names, Colour: "gold", Group: "hair"}, member.ErrBadTag},
		"not as it is":      {member.Tag{Code: "vip", Name: names, Colour: "gold", Version: 7}, member.ErrTagMoved},
	} {
		if err := save(c.tag); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", what, err)
		}
	}
	do := func(tagging member.Tagging, dry bool) (done member.Tagged, err error) {
		tagging.By = "staff:2"
		err = b.db.InTx(t.Context(), func(tx postgres.Tx) error {
			done, err = b.Tagging(t.Context(), tx, tagging, dry)
			return err
		})
		return done, err
	}
	must := func(tagging member.Tagging) member.Tagged {
		t.Helper()
		done, err := do(tagging, false)
		if err != nil {
			t.Fatal(err)
		}
		return done
	}
	has := func(id member.ID, want ...string) {
		t.Helper()
		found, err := b.Labels(t.Context(), b.db, id)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, l := range found[id] {
			got = append(got, l.Label)
		}
		if !slices.Equal(got, want) {
			t.Errorf("member %d bears %v, want %v", id, got, want)
		}
	}
	must(member.Tagging{Tag: "dry", Members: []member.ID{wang.ID}, Reason: "  told\nus "})
	must(member.Tagging{Tag: "month", Members: []member.ID{wang.ID}})
	has(wang.ID, "tag:dry", "tag:month")
	held, err := b.HeldTags(t.Context(), b.db, wang.ID)
	if err != nil || len(held) != 2 || held[1].Until.Sub(held[1].Since) < 27*24*time.Hour {
		t.Errorf("%+v, %v", held, err)
	}
	must(member.Tagging{Tag: "oily", Members: []member.ID{wang.ID}})
	has(wang.ID, "tag:month", "tag:oily")
	if again := must(member.Tagging{Tag: "oily", Members: []member.ID{wang.ID}}); again.Same != 1 || again.Changed != 0 {
		t.Errorf("put twice: %+v", again)
	}
	for what, c := range map[string]struct {
		tagging member.Tagging
		want    error
	}{
		"no such tag":      {member.Tagging{Tag: "none", Members: []member.ID{wang.ID}}, member.ErrNoTag},
		"until a past day": {member.Tagging{Tag: "vip", Members: []member.ID{wang.ID}, Until: time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC)}, member.ErrBadTagging},
	} {
		if _, err := do(c.tagging, false); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", what, err)
		}
	}

	// Many at once: first seen, then done, then undone but for whom somebody changed since.
	all := []member.ID{wang.ID, li.ID, zhao.ID, li.ID, 999}
	if would, err := do(member.Tagging{Tag: "dry", Members: all}, true); err != nil || would.Changed != 3 || would.Replaced != 1 || would.Inactive != 1 || would.Batch != 0 {
		t.Errorf("would %+v, %v", would, err)
	}
	has(li.ID)
	done := must(member.Tagging{Tag: "dry", Members: all, Reason: "skin day"})
	has(wang.ID, "tag:dry", "tag:month")
	has(zhao.ID, "tag:dry")
	must(member.Tagging{Tag: "dry", Take: true, Members: []member.ID{zhao.ID}})
	must(member.Tagging{Tag: "dry", Members: []member.ID{zhao.ID}})
	undo := func() (n int, err error) {
		err = b.db.InTx(t.Context(), func(tx postgres.Tx) error {
			n, err = b.UndoTagging(t.Context(), tx, done.Batch, "staff:3")
			return err
		})
		return n, err
	}
	if n, err := undo(); err != nil || n != 3 { // dry of two, and oily comes back
		t.Errorf("undone %d, %v", n, err)
	}
	has(wang.ID, "tag:month", "tag:oily")
	has(li.ID)
	has(zhao.ID, "tag:dry")
	if _, err := undo(); !errors.Is(err, member.ErrTaggingUndone) {
		t.Errorf("undone twice: %v", err)
	}
	history, err := b.TagHistory(t.Context(), b.db, wang.ID, 0, 50)
	if err != nil || len(history) != 8 || history[len(history)-1].Reason != "told us" || history[0].By != "staff:3" {
		t.Errorf("%d of history, %v", len(history), err)
	}

	// Of a merge what who goes on has stands, and both are as they were when it is undone.
	must(member.Tagging{Tag: "vip", Members: []member.ID{wang.ID}})
	var merge member.Merge
	b.in(func(ctx context.Context, tx postgres.Tx) (err error) {
		merge, err = b.Merge(ctx, tx, zhao.ID, wang.ID, "one person", 1)
		return err
	})
	has(zhao.ID, "tag:dry", "tag:month", "tag:vip")
	if done := must(member.Tagging{Tag: "vip", Take: true, Members: []member.ID{wang.ID}}); done.Changed != 1 {
		t.Errorf("by way of who was merged: %+v", done)
	}
	has(zhao.ID, "tag:dry", "tag:month")
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := b.Unmerge(ctx, tx, merge.ID, "two", 1)
		return err
	})
	has(wang.ID, "tag:month", "tag:oily", "tag:vip")
	has(zhao.ID, "tag:dry")

	b.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := b.Erase(ctx, tx, member.Erasing{Member: wang.ID, Waive: true, Cause: member.CauseAsked})
		return err
	})
	has(wang.ID)
	var said int
	if err := b.db.QueryRow(t.Context(), `SELECT count(*) FROM member.tag_change WHERE member_id = $1 AND reason <> ''`, int64(wang.ID)).Scan(&said); err != nil || said > 0 {
		t.Errorf("%d reasons stay of who was erased, %v", said, err)
	}
}
