package profile_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/member/membertest"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
	"habitue/internal/profile"
	"habitue/internal/program/programtest"
)

func TestEqualMembersAreScoredAlike(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.onBoth()
	var crowd []member.ID
	for i := range 9 { // eight alike, one who is better by a cent
		m := b.Join()
		crowd = append(crowd, m)
		b.bought(m, "2026-01-02 09:00", "S0", 100_00+int64(i/8))
	}
	if r := b.refresh(); r.Total != 9 || r.Written != 18 || r.Moved != 0 {
		t.Fatalf("%+v; nine people of all brands and of one", r)
	}
	for _, m := range crowd[:8] {
		if v := b.of(m).Value; v.R != 1 || v.F != 1 || v.M != 1 {
			t.Fatalf("one of many scored %+v", v)
		}
	}
	if v := b.of(crowd[8]).Value; v.R != 1 || v.F != 1 || v.M != 5 {
		t.Fatalf("who is better than eight ninths scored %+v", v)
	}
}

func TestRefundsChangeTheClassAndItsLabel(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.onBoth()
	rule := own()
	rule.Classes = []profile.Line{{Class: profile.High, When: []profile.Condition{{Of: profile.Spend, Min: bound(100_00)}}}}
	b.publish(rule)
	wang, li := b.Join(), b.Join()
	o := b.Buy(wang, "2026-01-02 09:00", programtest.Item("tea", 4, 100_00))
	b.bought(li, "2026-01-02 10:00", "S0", 99_99)
	b.refresh()
	if c := b.of(wang).Value.Class; c != profile.High || b.of(li).Value.Class != profile.Low {
		t.Fatalf("wang %s, li %+v", c, b.of(li))
	}
	if l := b.labels(wang); !slices.Equal(l, []string{"value:high"}) {
		t.Fatal(l)
	}
	b.Return(o, "2026-01-04 09:00", 1, 1)
	b.refresh()
	if v := b.of(wang); v.Value.Class != profile.Low || v.Spend != 75_00 || v.Since != day("2026-01-04") {
		t.Fatalf("a quarter came back: %+v", v)
	}
	if l := b.labels(wang); !slices.Equal(l, []string{"value:low"}) {
		t.Fatal(l)
	}
	b.Return(o, "2026-01-05 09:00", 1, 3)
	b.refresh()
	if v := b.of(wang); v.Value.Class != profile.None || v.Orders != 0 || !v.Last.IsZero() {
		t.Fatalf("everything came back: %+v", v)
	}
	if l := b.labels(wang); len(l) != 0 {
		t.Fatal(l)
	}
	b.bought(wang, "2026-01-06 09:00", "S0", 100_00)
	b.refresh()
	moves, err := b.Changes(t.Context(), b.Shop.DB, wang, 0, nil, 10)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, m := range moves {
		said = append(said, fmt.Sprintf("%s %s>%s %s", m.To.AsOf.Format(time.DateOnly), m.From, m.To.Value.Class, m.Cause))
	}
	want := []string{"2026-01-06 none>high purchase", "2026-01-05 low>none less", "2026-01-04 high>low less"}
	if !slices.Equal(said, want) {
		t.Errorf("moves %v, want %v", said, want)
	}
	b.check()
}

func TestTimeAndRulesMoveMembersToo(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.onBoth()
	wang := b.Join()
	b.bought(wang, "2026-01-02 09:00", "S0", 100_00)
	b.refresh()
	b.Now("2026-06-30 12:00") // 179 days on
	b.refresh()
	if c := b.of(wang).Value.Class; c == profile.Dormant {
		t.Fatal("dormant a day too early")
	}
	b.Now("2026-07-01 12:00")
	b.refresh()
	if v := b.of(wang); v.Value.Class != profile.Dormant || v.Since != day("2026-07-01") {
		t.Fatalf("%+v", v)
	}
	why := profile.Default().Why(b.of(wang), day("2026-07-03"))
	if len(why) != 1 || why[0].Of != profile.Recency || why[0].Value != 182 || *why[0].Min != 180 {
		t.Errorf("why %+v", why)
	}
	rule := profile.Default()
	rule.Classes = nil
	b.publish(rule)
	b.refresh()
	b.Now("2028-01-02 12:00") // the window has passed, the last purchase has not
	b.refresh()
	if v := b.of(wang); v.Orders != 0 || v.Spend != 0 || v.Last != day("2026-01-02") || v.Value.Class != profile.Low {
		t.Errorf("%+v", v)
	}
	moves, err := b.Changes(t.Context(), b.Shop.DB, wang, 0, nil, 10)
	if err != nil || len(moves) != 2 || moves[0].Cause != profile.CauseRule || moves[1].Cause != profile.CauseTime {
		t.Errorf("moves %+v, %v", moves, err)
	}
	b.check()
}

func TestRefreshingAgainWritesNothingAndOneThatWasCutOffIsDoneAgain(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.SetBatch(3)
	for i := range 20 {
		b.bought(b.Join(), "2026-01-02 09:00", fmt.Sprint("S", i%3), int64(100+i))
	}
	ctx, cut := context.WithCancel(t.Context())
	whole := b.Analyst
	b.Analyst = cutter{whole, 11, cut} // in the fourth batch
	asked := func() profile.Refresh {
		r, err := b.Refresh(t.Context(), b.Shop.DB, 0)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	b.Clock.Set(b.At("2026-01-03 09:00"))
	if _, err := b.RefreshDue(ctx); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if r := asked(); r.Status != profile.Running || r.Written == 0 || r.Done == 0 || len(b.stored()) == 34 {
		t.Fatalf("cut off: %+v with %d rows", r, len(b.stored()))
	}
	b.Analyst = whole
	before := asked()
	if n, err := b.RefreshDue(t.Context()); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	r := asked()
	if r.ID != before.ID || r.Status != profile.Done || r.Total != 20 || r.Done != 20 || r.Written != 34 || r.Cause != profile.Nightly {
		t.Fatalf("taken up: %+v", r)
	}
	b.same("taken up", b.stored(), b.naive(day("2026-01-02"), profile.Default()))
	if n, err := b.RefreshDue(t.Context()); err != nil || n != 0 {
		t.Fatalf("%d more were due, %v", n, err)
	}
	if r := b.refresh(); r.Written != 0 || r.Moved != 0 || r.Done != 20 {
		t.Errorf("again, a day later: %+v", r)
	}
}

// cutter is an analyst whose asker goes away after so many rows.
type cutter struct {
	replica.Analyst
	after int
	cut   context.CancelFunc
}

func (c cutter) Query(ctx context.Context, sql string, args ...any) (replica.Rows, error) {
	rows, err := c.Analyst.Query(ctx, sql, args...)
	return &cutRows{rows, c.after, c.cut}, err
}

type cutRows struct {
	replica.Rows
	left int
	cut  context.CancelFunc
}

func (r *cutRows) Next() bool {
	if r.left--; r.left < 0 {
		r.cut()
		return false
	}
	return r.Rows.Next()
}

func (r *cutRows) Err() error {
	if r.left < 0 {
		return context.Canceled
	}
	return r.Rows.Err()
}

func TestRefreshesAreDueAfterADayEndsAndAfterAFileCameIn(t *testing.T) {
	t.Parallel()
	b := setup(t)
	due := func(want int, what string) {
		t.Helper()
		if n, err := b.RefreshDue(t.Context()); err != nil || n != want {
			t.Errorf("%s: %d refreshes, %v", what, n, err)
		}
	}
	b.Clock.Set(b.At("2026-01-03 09:00"))
	due(1, "never refreshed")
	due(0, "the same day")
	b.Clock.Set(b.At("2026-01-03 23:59"))
	due(0, "before the day ends")
	b.Clock.Set(b.At("2026-01-04 00:01"))
	due(1, "the day has ended")
	if r, err := b.Refresh(t.Context(), b.Shop.DB, 0); err != nil || r.AsOf != day("2026-01-03") {
		t.Errorf("%+v, %v", r, err)
	}
	imported := b.At("2026-01-04 10:00")
	b.Imported = func(context.Context) (time.Time, error) { return imported, nil }
	b.Clock.Set(b.At("2026-01-04 10:01"))
	due(1, "a file came in")
	due(0, "and was taken note of")
	b.Analyst = broken{}
	b.Clock.Set(b.At("2026-01-05 00:01"))
	if _, err := b.RefreshDue(t.Context()); !errors.Is(err, errBroken) {
		t.Error(err)
	}
	if r, _ := b.Refresh(t.Context(), b.Shop.DB, 0); r.Status != profile.Failed || r.Problem != "http.internal" {
		t.Errorf("%+v", r)
	}
	due(0, "just after a failure")
	b.Analyst = replica.Postgres{DB: b.owner}
	b.Clock.Advance(11 * time.Minute)
	due(1, "a while after a failure")
}

var errBroken = errors.New("broken")

type broken struct{}

func (broken) Query(context.Context, string, ...any) (replica.Rows, error) { return nil, errBroken }

// What one bought who has become another is the other's, and his own again when they are
// told apart: his class goes with it.
func TestWhoBecameAnotherIsReckonedWithHim(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.onBoth()
	kept, old, gone := b.Join(), b.Join(), b.Join()
	b.bought(kept, "2026-01-02 09:00", "S0", 10_00)
	b.bought(old, "2026-01-03 09:00", "S1", 20_00)
	b.refresh()
	apart := b.stored()
	b.Tx(func(ctx context.Context, tx postgres.Tx) error {
		for _, from := range []member.ID{old, gone} {
			if _, err := b.Members.Merge(ctx, tx, kept, from, "one person", 1); err != nil {
				return err
			}
		}
		return nil
	})
	b.bought(gone, "2026-01-04 09:00", "S0", 5_00)
	b.refresh()
	if v := b.of(kept); v.Orders != 3 || v.Spend != 35_00 || !v.Last.Equal(day("2026-01-04")) || !v.First.Equal(day("2026-01-02")) {
		t.Errorf("of all of them %+v", v)
	}
	if v := b.of(old).Value; v.Class != profile.None {
		t.Errorf("of who became him %+v", v)
	}
	if l := b.labels(old); len(l) != 0 {
		t.Errorf("who became him bears %v", l)
	}
	merges, err := b.Members.Merges(t.Context(), b.Shop.DB, kept)
	if err != nil || len(merges) != 2 {
		t.Fatal(merges, err)
	}
	b.Tx(func(ctx context.Context, tx postgres.Tx) error {
		for _, m := range merges {
			if _, err := b.Members.Unmerge(ctx, tx, m.ID, "three people", 1); err != nil {
				return err
			}
		}
		return nil
	})
	b.refresh()
	if v := b.of(kept); v.Orders != 1 || v.Spend != apart[key(kept, 0)].Spend {
		t.Errorf("apart %+v, before %+v", v, apart[key(kept, 0)])
	}
	if v := b.of(old); v.Spend != 20_00 || v.Value.Class == profile.None {
		t.Errorf("who went back %+v", v)
	}
	if v := b.of(gone); v.Spend != 5_00 || v.Orders != 1 {
		t.Errorf("what he bought meanwhile %+v", v)
	}
}

// Who works in a store sees who joined or bought there, scored among all, of today as of a
// day that is over, and those who moved.
func TestAPictureOfAStoreIsOfItsMembers(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.onBoth()
	stores, err := b.Org.StoresByCodes(t.Context(), b.Shop.DB, "S0", "S1")
	if err != nil {
		t.Fatal(err)
	}
	near, far, both := b.Join(), b.Join(), b.Join(membertest.At(stores["S0"].ID))
	b.bought(near, "2026-01-02 09:00", "S0", 10_00)
	b.bought(far, "2026-01-02 09:00", "S1", 20_00)
	b.bought(both, "2026-01-03 09:00", "S1", 50_00)
	b.refresh()
	latest, err := b.Latest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	past, err := b.On(t.Context(), day("2026-01-02"))
	if err != nil {
		t.Fatal(err)
	}
	of := func(p profile.Picture) (members, spend, scores int64) {
		for _, c := range p.Cells {
			members, spend, scores = members+c.Members, spend+c.Spend, scores+c.ScoresM
		}
		return members, spend, scores
	}
	for name, c := range map[string]struct {
		at             profile.Asked
		store          org.StoreID
		members, spend int64
	}{
		"of_all":                    {latest, 0, 3, 80_00},
		"of_one_with_who_joined":    {latest, stores["S0"].ID, 2, 60_00},
		"of_the_other":              {latest, stores["S1"].ID, 2, 70_00},
		"of_none":                   {latest, org.Nowhere, 0, 0},
		"reckoned_of_a_day_over":    {past, stores["S0"].ID, 1, 10_00},
		"of_the_other_on_that_day":  {past, stores["S1"].ID, 1, 20_00},
		"of_nobody_on_that_day":     {past, org.Nowhere, 0, 0},
		"and_of_everybody_that_day": {past, 0, 2, 30_00},
	} {
		v := profile.View{}
		if c.store != 0 {
			v.Stores = []org.StoreID{c.store}
		}
		p, err := b.Picture(t.Context(), c.at, v)
		if err != nil {
			t.Fatal(err)
		}
		if members, spend, _ := of(p); members != c.members || spend != c.spend {
			t.Errorf("%s: %d members, %d", name, members, spend)
		}
	}
	p, err := b.Picture(t.Context(), latest, profile.View{Stores: []org.StoreID{stores["S0"].ID}})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, scores := of(p); scores != int64(b.of(near).Value.M+b.of(both).Value.M) {
		t.Errorf("scored %d among those of the store", scores)
	}
	c, err := b.Compare(t.Context(), past, latest, profile.View{Stores: []org.StoreID{stores["S0"].ID}})
	if err != nil || len(c.Moves) == 0 {
		t.Fatal(c, err)
	}
	var moved int64
	for _, m := range c.Moves {
		moved += m.Members
	}
	if moved != 1 {
		t.Errorf("%d moved: %+v", moved, c.Moves)
	}
}
