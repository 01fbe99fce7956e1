package event_test

import (
	"context"
	"testing"
	"time"

	"habitue/internal/event"
	"habitue/internal/member"
	"habitue/internal/member/membertest"
	"habitue/internal/platform/postgres"
)

// say lets a member say yes or no.
func (b *bundle) say(m member.ID, p member.Purpose, granted bool) {
	b.t.Helper()
	text := 0
	if granted {
		text = 1
	}
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		return b.members.StateConsents(ctx, tx, m, member.Statement{Question: member.Question{Purpose: p}, Granted: granted, Text: text, Via: member.ViaCounter, By: "staff:1", Reason: "test"})
	})
	b.clock.Set(b.clock.Now().Add(time.Minute))
}

// Two who are one: what one of them refused is refused by both while they are one, and
// what both did goes.
func TestARefusalHoldsForWhoBecameOne(t *testing.T) {
	t.Parallel()
	b := setup(t)
	wang, li := b.join(membertest.External("shop", "w")), b.join(membertest.External("shop", "l"))
	b.clock.Set(at(100))
	b.send(viewed("", "w", 1, "WANG"), viewed("d", "", 1, "BEFORE"), identify("d", "w", 2), viewed("", "l", 2, "LI"))
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := b.members.Merge(ctx, tx, li.ID, wang.ID, "one person", 0)
		return err
	})
	want(t, b.seen(li.ID), "LI", "BEFORE", "WANG")
	b.say(li.ID, member.Profiling, false)
	b.hear()
	want(t, b.seen(li.ID))
	if taken := b.send(viewed("", "w", 110, "AGAIN"), viewed("", "l", 110, "AGAIN"), viewed("e", "w", 110, "AGAIN")); taken.Kept != 0 || taken.Unkept != 3 {
		t.Errorf("%+v", taken)
	}
	b.say(li.ID, member.Profiling, true)
	b.hear()
	if taken := b.send(viewed("", "w", 120, "YES")); taken.Kept != 1 {
		t.Errorf("%+v", taken)
	}
	if n := b.number(`SELECT count(*) FROM event.event WHERE member_id = $1`, int64(wang.ID)); n != 1 {
		t.Errorf("%d events are under whose identity was shown", n)
	}
}

// Who refuses something else than to be watched loses nothing, and who joins having
// refused has nothing of before.
func TestWhatIsSaidOfOtherThings(t *testing.T) {
	t.Parallel()
	b := setup(t)
	wang := b.join(membertest.External("shop", "w"))
	b.clock.Set(at(100))
	b.send(viewed("", "w", 1, "TEA"), viewed("", "later", 1, "CUP"))
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		return b.members.StateConsents(ctx, tx, wang.ID, member.Statement{Question: member.Question{Purpose: member.Marketing, Way: member.BySMS}, Via: member.ViaCounter, By: "staff:1", Reason: "test"})
	})
	b.hear()
	want(t, b.seen(wang.ID), "TEA")

	li := b.join(membertest.Card("LI-1"))
	b.say(li.ID, member.Profiling, false)
	b.must(b.bind(li.ID, member.Key{Kind: site.System, Value: "later"}))
	b.hear()
	b.say(li.ID, member.Profiling, true)
	b.hear()
	want(t, b.seen(li.ID))
	if n := b.number(`SELECT count(*) FROM event.event WHERE skus = '{CUP}'`); n != 0 {
		t.Errorf("%d events of who refused are left", n)
	}
	if taken := b.send(event.Report{Deed: event.Group, User: "later", At: at(1)}); taken.Unkept != 1 {
		t.Errorf("%+v", taken)
	}
}
