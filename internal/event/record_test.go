package event_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"habitue/internal/event"
	"habitue/internal/member"
	"habitue/internal/member/membertest"
	"habitue/internal/platform/postgres"
)

func want(t *testing.T, got []string, list ...string) {
	t.Helper()
	if !slices.Equal(got, list) {
		t.Errorf("%v, want %v", got, list)
	}
}

func TestAMessageCountsOnce(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.clock.Set(at(60))
	one := viewed("a", "", 1, "TEA")
	one.Key = "m1"
	other := one
	other.Key = "m2"
	if taken := b.send(one, other, one); taken.Kept != 2 || taken.Known != 1 {
		t.Errorf("within a batch: %+v", taken)
	}
	if taken := b.send(one, viewed("a", "", 2, "CUP")); taken.Kept != 1 || taken.Known != 1 {
		t.Errorf("sent again: %+v", taken)
	}
	if taken, err := b.Record(t.Context(), event.Source{Key: 8, System: site.System}, []event.Report{one}); err != nil || taken.Kept != 1 {
		t.Errorf("of another source: %+v, %v", taken, err)
	}
	// In whatever order batches hold the same messages at the same time, each counts once.
	var reports []event.Report
	for i := range 40 {
		r := viewed(fmt.Sprint("v", i%7), "", i, "TEA")
		r.Key = fmt.Sprint("c", i)
		reports = append(reports, r)
	}
	var all sync.WaitGroup
	kept := make([]int, 8)
	for i := range kept {
		all.Go(func() {
			mine := slices.Clone(reports)
			if i%2 == 1 {
				slices.Reverse(mine)
			}
			taken, err := b.Record(t.Context(), site, mine)
			if err != nil {
				t.Error(err)
			}
			kept[i] = taken.Kept
		})
	}
	all.Wait()
	sum := 0
	for _, n := range kept {
		sum += n
	}
	if sum != len(reports) {
		t.Errorf("%d of %d messages were kept: %v", sum, len(reports), kept)
	}
	b.clock.Set(at(60).AddDate(0, 0, 31))
	if n, err := b.ForgetKeys(t.Context(), 1000); err != nil || n != 43 {
		t.Errorf("%d keys were forgotten, %v", n, err)
	}
}

func TestOneBadReportLosesNoOther(t *testing.T) {
	t.Parallel()
	b := setup(t)
	good := viewed("a", "", 1, "TEA")
	taken := b.send(good, event.Report{Deed: event.Track, Name: "x"}, event.Report{Deed: event.Track, Anonymous: "a", Name: " "},
		event.Report{Deed: event.Page, Anonymous: strings.Repeat("x", 300)}, event.Report{Deed: event.Alias, User: "u"}, viewed("", "a\nb", 1, "TEA"), good)
	if taken.Kept != 2 || len(taken.Refused) != 5 {
		t.Fatalf("%+v", taken)
	}
	for i, wanted := range map[int]error{1: event.ErrNobody, 2: event.ErrNameless, 3: event.ErrBadID, 4: event.ErrNobody, 5: event.ErrBadID} {
		if !errors.Is(taken.Refused[i], wanted) {
			t.Errorf("report %d: %v, want %v", i, taken.Refused[i], wanted)
		}
	}
	for _, system := range []member.Kind{"phone", "email", "external:", "external:Ä", "oidc"} {
		if _, err := b.Record(t.Context(), event.Source{Key: 7, System: system}, []event.Report{good}); !errors.Is(err, event.ErrBadSystem) {
			t.Errorf("%s: %v", system, err)
		}
	}
}

// What somebody did before he was known is his, once, up to then; also what arrives later.
func TestWhatAVisitorDidIsTheMembers(t *testing.T) {
	t.Parallel()
	b := setup(t)
	wang := b.join(membertest.External("shop", "u-1"))
	b.clock.Set(at(100))
	b.send(viewed("a", "", 1, "TEA"), viewed("b", "", 2, "CUP"), viewed("a", "", 3, "POT"))
	want(t, b.seen(wang.ID))
	b.send(identify("a", "u-1", 10), viewed("a", "u-1", 11, "MUG"))
	want(t, b.seen(wang.ID), "MUG", "POT", "TEA")
	// A phone that was without a net sends what happened before.
	b.send(viewed("a", "", 4, "JAR"), viewed("a", "", 12, "LATER"))
	want(t, b.seen(wang.ID), "MUG", "JAR", "POT", "TEA")
	b.send(identify("a", "u-1", 20)) // nobody else was there
	want(t, b.seen(wang.ID), "LATER", "MUG", "JAR", "POT", "TEA")
	// Somebody who is no member of the shop's system is nobody.
	b.send(viewed("", "u-2", 30, "HAT"))
	want(t, b.seen(wang.ID), "LATER", "MUG", "JAR", "POT", "TEA")
	list, err := b.List(t.Context(), b.db, event.KindsIn("search"), nil, 10, wang.ID)
	if err != nil || len(list) != 0 {
		t.Errorf("%v, %v", list, err)
	}
	first, err := b.List(t.Context(), b.db, event.KindsIn("product"), nil, 2, wang.ID)
	b.must(err)
	rest, err := b.List(t.Context(), b.db, event.KindsIn("product"), &event.Spot{At: first[1].OccurredAt, ID: first[1].ID}, 10, wang.ID)
	if err != nil || len(first) != 2 || len(rest) != 3 || rest[0].SKUs[0] != "JAR" {
		t.Errorf("%v, %v, %v", first, rest, err)
	}
}

// Of a device of two, each has what he did while he was known, and the first what was
// done before anybody was. In whatever order it is told.
func TestASharedDeviceGivesNothingToWhoComesLater(t *testing.T) {
	t.Parallel()
	for name, order := range map[string][]int{"as_it_happened": {0, 1, 2}, "the_second_first": {2, 1, 0}, "the_first_last": {1, 2, 0}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := setup(t)
			wang, li := b.join(membertest.External("shop", "w")), b.join(membertest.External("shop", "l"))
			b.clock.Set(at(100))
			batches := [][]event.Report{
				{viewed("tv", "", 1, "BEFORE"), identify("tv", "w", 10), viewed("tv", "w", 11, "WANG")},
				{viewed("tv", "", 15, "BETWEEN")},
				{identify("tv", "l", 20), viewed("tv", "l", 21, "LI"), viewed("tv", "", 25, "AFTER"), identify("tv", "l", 26)},
			}
			for _, i := range order {
				b.send(batches[i]...)
			}
			want(t, b.seen(wang.ID), "WANG", "BEFORE")
			want(t, b.seen(li.ID), "LI")
			b.send(identify("tv", "w", 30))
			want(t, b.seen(wang.ID), "WANG", "BEFORE")
		})
	}
}

// What somebody did while he was known says that he was there, as identifying does; also
// when it is told late.
func TestWhoIsSeenEarlierWasThereBefore(t *testing.T) {
	t.Parallel()
	b := setup(t)
	wang, li := b.join(membertest.External("shop", "w")), b.join(membertest.External("shop", "l"))
	b.clock.Set(at(100))
	b.send(viewed("tv", "", 1, "BEFORE"), viewed("tv", "", 6, "BETWEEN"), identify("tv", "w", 10))
	b.send(viewed("tv", "w", 5, "EARLY"))
	b.send(identify("tv", "l", 7))
	want(t, b.seen(wang.ID), "EARLY", "BEFORE")
	want(t, b.seen(li.ID))
}

// Whoever shops with an account of the site before he joins has it all on joining, with
// what he did before he signed in there; two who sign in on one device each their own.
func TestJoiningAndBindingFindWhatWasDoneBefore(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.clock.Set(at(100))
	b.send(viewed("a", "", 1, "TEA"), identify("a", "u-1", 5), viewed("a", "u-1", 6, "CUP"), viewed("a", "u-2", 8, "OTHER"), viewed("b", "", 0, "B"))
	b.send(event.Report{Deed: event.Alias, Previous: "b", User: "u-1", At: at(9)})
	wang := b.join(membertest.External("shop", "u-1"))
	b.send(viewed("a", "u-1", 30, "MUG")) // before the notice is heard
	for range 2 {
		b.hear()
	}
	want(t, b.seen(wang.ID), "MUG", "CUP", "TEA", "B")
	li := b.join(membertest.Card("LI-1"))
	b.must(b.bind(li.ID, member.Key{Kind: site.System, Value: "u-2"}))
	b.hear()
	want(t, b.seen(li.ID), "OTHER")
	if n := b.number(`SELECT count(*) FROM member.trace`); n != 0 {
		t.Errorf("%d traces are left", n)
	}
}

// Many say at once whose a device is: it is one's, and what was done is there once.
func TestManyIdentifyAtOnce(t *testing.T) {
	t.Parallel()
	b := setup(t)
	wang, li := b.join(membertest.External("shop", "w")), b.join(membertest.External("shop", "l"))
	b.clock.Set(at(100))
	for i := range 10 {
		b.send(viewed(fmt.Sprint("d", i), "", 1, fmt.Sprint("S", i)))
	}
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			var reports []event.Report
			for j := range 10 {
				reports = append(reports, identify(fmt.Sprint("d", (i+j)%10), map[bool]string{true: "w", false: "l"}[i%2 == 0], 10+i))
			}
			if _, err := b.Record(t.Context(), site, reports); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := len(b.seen(wang.ID)); n != 10 || len(b.seen(li.ID)) != 0 {
		t.Errorf("%d and %d", n, len(b.seen(li.ID)))
	}
}

func TestTwoProcessesMakeAMonthAtOnce(t *testing.T) {
	t.Parallel()
	b := setup(t)
	var all sync.WaitGroup
	for i := range 12 {
		all.Go(func() {
			s := event.New(b.deps) // knows of no month
			if i%3 == 0 {
				if err := s.MakeMonths(t.Context()); err != nil {
					t.Error(err)
				}
				return
			}
			if taken, err := s.Record(t.Context(), site, []event.Report{viewed(fmt.Sprint(i), "", 1, "TEA")}); err != nil || taken.Kept != 1 {
				t.Error(taken, err)
			}
		})
	}
	all.Wait()
	if n := b.number(`SELECT count(*) FROM pg_inherits WHERE inhparent = 'event.event'::regclass`); n != 3 {
		t.Errorf("%d months", n)
	}
	// Somebody dropped the month by hand.
	if _, err := b.db.Owner(t).Exec(t.Context(), `DROP TABLE event.event_2026_03`); err != nil {
		t.Fatal(err)
	}
	if taken := b.send(viewed("x", "", 1, "TEA")); taken.Kept != 1 {
		t.Errorf("%+v", taken)
	}
	if taken := b.send(viewed("x", "", 1, "TEA")); taken.Kept != 1 {
		t.Errorf("%+v", taken)
	}
	// The next year nobody made a month.
	b.clock.Set(membertest.Now.AddDate(1, 0, 0))
	if taken := b.send(viewed("x", "", 1, "TEA")); taken.Kept != 1 {
		t.Errorf("%+v", taken)
	}
	if n := b.number(`SELECT count(*) FROM event.event`); n != 3 {
		t.Errorf("%d events", n)
	}
}

func TestMonthsThatAreTooOldAreDropped(t *testing.T) {
	t.Parallel()
	b := setup(t)
	for month := range 5 {
		b.clock.Set(membertest.Now.AddDate(0, month, 0))
		b.send(viewed(fmt.Sprint("v", month), "", 0, "TEA"), viewed("always", "", 0, "TEA"))
	}
	before := time.Date(2026, 6, 2, 0, 0, 0, 0, time.UTC) // March to May are over
	var aged event.Aged
	found, err := aged.Old(t.Context(), b.db, before)
	if err != nil || found.Old < 6 || !found.Oldest.Equal(time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)) {
		t.Fatalf("%+v, %v", found, err)
	}
	sum := int64(0)
	for {
		n, err := b.sweep(before)
		b.must(err)
		if sum += n; n == 0 {
			break
		}
	}
	if sum != found.Old {
		t.Errorf("%d rows went, foretold were %d", sum, found.Old)
	}
	if n := b.number(`SELECT count(*) FROM event.event`); n != 4 {
		t.Errorf("%d events are left", n)
	}
	if n := b.number(`SELECT count(*) FROM pg_class WHERE relname ~ '^event_2026_0[345]$'`); n != 0 {
		t.Errorf("%d old months are left", n)
	}
	if again, err := aged.Old(t.Context(), b.db, before); err != nil || again.Old != 0 {
		t.Errorf("%+v, %v", again, err)
	}
	b.send(viewed("always", "", 0, "CUP")) // its row is still there
	if n := b.number(`SELECT count(*) FROM event.visitor`); n != 3 {
		t.Errorf("%d visitors", n)
	}
}

// A report that comes in while its member is erased leaves nothing: either it is deleted
// with the rest, or nobody is known by the number any more.
func TestWhatComesInWhileAMemberIsErased(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.clock.Set(at(100))
	for round := range 8 {
		user := fmt.Sprint("u-", round)
		wang := b.join(membertest.External("shop", user))
		var all sync.WaitGroup
		for i := range 4 {
			all.Go(func() {
				for j := range 5 {
					if _, err := b.Record(t.Context(), site, []event.Report{viewed(fmt.Sprint("d", round, i), user, j, "TEA"), identify(fmt.Sprint("d", round, i), user, j)}); err != nil {
						t.Error(err)
					}
				}
			})
		}
		all.Go(func() {
			b.in(func(ctx context.Context, tx postgres.Tx) error {
				_, err := b.members.Erase(ctx, tx, member.Erasing{Member: wang.ID, Cause: member.CauseAsked})
				return err
			})
		})
		all.Wait()
		if n := b.number(`SELECT (SELECT count(*) FROM event.event WHERE member_id = $1) + (SELECT count(*) FROM event.visitor WHERE owner = $1)`, int64(wang.ID)); n != 0 {
			t.Fatalf("round %d: %d rows are left", round, n)
		}
	}
}

// While a month is dropped, reports come in and pages are read.
func TestReportsComeInWhileMonthsAreDropped(t *testing.T) {
	t.Parallel()
	b := setup(t)
	wang := b.join(membertest.External("shop", "u"))
	for month := range 4 {
		b.clock.Set(membertest.Now.AddDate(0, month, 0))
		b.send(viewed("", "u", 0, "OLD"))
	}
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			for range 10 {
				if _, err := b.Record(t.Context(), site, []event.Report{viewed(fmt.Sprint("d", i), "u", 0, "TEA")}); err != nil {
					t.Error(err)
				}
				if _, err := b.List(t.Context(), b.db, nil, nil, 10, wang.ID); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Go(func() {
		for n := int64(1); n > 0; {
			var err error
			if n, err = b.sweep(membertest.Now.AddDate(0, 3, 0)); err != nil {
				t.Error(err)
			}
		}
	})
	all.Wait()
	if n := b.number(`SELECT count(*) FROM event.event`); n != 41 {
		t.Errorf("%d events", n)
	}
}
