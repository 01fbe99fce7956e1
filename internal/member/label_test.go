package member_test

import (
	"context"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/postgres"
)

func TestLabelsHoldUntilTheyEndAndComeBack(t *testing.T) {
	t.Parallel()
	b := setup(t)
	wang, li := b.must(member.Join{Phone: "13800001234"}).ID, b.must(member.Join{Phone: "13800001235"}).ID
	now := b.deps.Clock.(*clock.Fake)
	set := func(labels ...member.Label) {
		b.t.Helper()
		b.in(func(ctx context.Context, tx postgres.Tx) error { return b.SetLabels(ctx, tx, labels...) })
	}
	want := func(id member.ID, labels ...string) {
		t.Helper()
		found, err := b.Labels(t.Context(), b.db, wang, li)
		if err != nil {
			t.Fatal(err)
		}
		if len(found[id]) != len(labels) {
			t.Fatalf("labels %+v, want %v", found[id], labels)
		}
		for i, l := range found[id] {
			if l.Label != labels[i] || l.Source != "profile" {
				t.Fatalf("labels %+v, want %v", found[id], labels)
			}
		}
	}
	at := now.Now()
	label := func(id member.ID, name string, until time.Time) member.Label {
		return member.Label{Member: id, Label: name, Source: "profile", Since: now.Now(), ExpiresAt: until}
	}
	set(label(wang, "value:low", time.Time{}), label(wang, "birthday", at.Add(time.Hour)), label(li, "value:high", time.Time{}))
	want(wang, "birthday", "value:low")
	want(li, "value:high")
	now.Advance(time.Hour)
	want(wang, "value:low")
	set(label(wang, "value:low", now.Now()), label(wang, "value:high", time.Time{}))
	want(wang, "value:high")
	set(label(wang, "value:low", time.Time{}), label(wang, "value:high", now.Now()))
	want(wang, "value:low")
	want(li, "value:high")
	var rows, seen int
	err := b.db.QueryRow(t.Context(), `SELECT count(*), count(DISTINCT xid::text) FROM member.label`).Scan(&rows, &seen)
	if err != nil || rows != 4 || seen != 2 {
		t.Errorf("%d rows of %d transactions, %v; the replica follows the last that wrote each", rows, seen, err)
	}
}
