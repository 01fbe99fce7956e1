package member_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/postgres"
)

func (b *bundle) marks(m member.ID) (kinds []member.MarkKind) {
	b.t.Helper()
	kept, err := b.Marks(b.t.Context(), b.db, m)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, k := range kept {
		kinds = append(kinds, k.Kind)
	}
	return kinds
}

func (b *bundle) leave(m member.ID, marks ...member.Mark) {
	b.t.Helper()
	b.in(func(ctx context.Context, tx postgres.Tx) error { return b.LeaveMarks(ctx, tx, m, marks...) })
}

var (
	tablet = member.Mark{Kind: member.DeviceMark, Name: "5b1e0c8f2a9d"}
	wallet = member.Mark{Kind: member.PayerMark, System: "wechat", Name: "o6_bmjrPTlm6_2sgVt7hMZOPfL2M"}
)

// TestWhoSignsInLeavesTheDevice: once, however often; not of whose data may not be used;
// and what it is called stands nowhere.
func TestWhoSignsInLeavesTheDevice(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	with := func(in *member.SigningIn) { in.Device.ID = tablet.Name }
	enter := func() member.ID {
		t.Helper()
		if err := d.ask(phone); err != nil {
			t.Fatal(err)
		}
		s, _, err := d.signIn(phone, d.tray.last(), with)
		if err != nil {
			t.Fatal(err)
		}
		d.now.Advance(2 * time.Hour)
		return s.Member.ID
	}
	m := enter()
	enter()
	if got := d.marks(m); !slices.Equal(got, []member.MarkKind{member.DeviceMark}) {
		t.Errorf("left %v", got)
	}
	d.in(func(ctx context.Context, tx postgres.Tx) error { return d.Restrict(ctx, tx, m, 1, "member") })
	d.leave(m, wallet)
	if got := d.marks(m); len(got) != 1 {
		t.Errorf("of who is restricted: %v", got)
	}
	var readable bool
	err := d.db.QueryRow(t.Context(), `SELECT bool_or(k::text LIKE '%' || $1 || '%') FROM member.mark k`, tablet.Name).Scan(&readable)
	if err != nil || readable {
		t.Errorf("readable: %v, %v", readable, err)
	}
}

// TestMarksThroughMergeAndErasure: they go with their member and come back; with what was
// signed in while two were one goes, because nobody knows whose it is.
func TestMarksThroughMergeAndErasure(t *testing.T) {
	t.Parallel()
	b := setup(t)
	now := b.deps.Clock.(*clock.Fake)
	one, two := b.must(member.Join{Phone: phoneOf(1)}).ID, b.must(member.Join{Phone: phoneOf(2)}).ID
	b.leave(one, tablet)
	b.leave(two, tablet, wallet)
	now.Advance(time.Minute)
	var m member.Merge
	b.in(func(ctx context.Context, tx postgres.Tx) (err error) {
		m, err = b.Merge(ctx, tx, one, two, "one person", 7)
		return err
	})
	now.Advance(time.Minute)
	b.leave(one, member.Mark{Kind: member.DeviceMark, Name: "while they were one"})
	b.leave(two, member.Mark{Kind: member.PayerMark, System: "alipay", Name: "2088102116773037"}) // by his own card
	if len(b.marks(one)) != 5 || len(b.marks(two)) != 0 {
		t.Errorf("of one: %v, %v", b.marks(one), b.marks(two))
	}
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := b.Unmerge(ctx, tx, m.ID, "two people", 7)
		return err
	})
	if len(b.marks(one)) != 1 || len(b.marks(two)) != 3 {
		t.Errorf("of two again: %v, %v", b.marks(one), b.marks(two))
	}
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := b.Erase(ctx, tx, member.Erasing{Member: two, Cause: member.CauseAsked})
		return err
	})
	b.leave(two, tablet)
	if len(b.marks(one)) != 1 || len(b.marks(two)) != 0 {
		t.Errorf("after an erasure: %v, %v", b.marks(one), b.marks(two))
	}
}

// TestWhatAHouseholdSharesMakesNobodyOne: a tablet, a card, a door and what is eaten, all
// of them together, are a family's; with one name they are one person's.
func TestWhatAHouseholdSharesMakesNobodyOne(t *testing.T) {
	t.Parallel()
	b := setup(t)
	now := b.deps.Clock.(*clock.Fake)
	mother := b.must(member.Join{Name: "司徒慧敏", Phone: "15800000001"}).ID
	child := b.must(member.Join{Name: "司徒子轩", Phone: "15700000003", Birthday: member.Birthday{Year: 2012, Month: 3, Day: 9}}).ID
	card := b.must(member.Join{Card: "A1"}).ID
	again := b.must(member.Join{Name: "司徒慧敏", Phone: "13911112222"}).ID
	for i := range 40 {
		b.must(member.Join{Name: surnamesOften[i] + givenOften[i], Phone: phoneOf(i)})
	}
	b.AskPurchases(func(_ context.Context, _ postgres.Querier, ids ...member.ID) (map[member.ID][]member.Bought, error) {
		of := map[member.ID][]member.Bought{}
		for _, id := range ids {
			of[id] = []member.Bought{{Article: 1, Store: 1, Share: 0.001}, {Article: 2, Store: 1, Share: 0.001}}
		}
		return of, nil
	})
	for _, m := range []member.ID{mother, child, card, again} {
		b.leave(m, tablet, wallet)
		b.in(func(ctx context.Context, tx postgres.Tx) error {
			_, err := b.SaveAddress(ctx, tx, m, 0, 0, member.Address{Division: "310104", Line: "天钥桥路580号3-502室", Recipient: "收件人"}, true, "test")
			return err
		})
	}
	now.Advance(25 * time.Hour)
	if _, err := b.FindTwins(t.Context()); err != nil {
		t.Fatal(err)
	}
	found := b.twins(member.TwinOpen)
	if len(found) != 1 || found[0].Member != mother || found[0].Other != again {
		t.Fatalf("found %+v, want %d and %d", found, mother, again)
	}
	bits := map[string]int{}
	for _, e := range found[0].Evidence {
		bits[e.Code] = e.Weight
	}
	for code, most := range map[string]int{"home_same": 800, "device_same": 100, "payer_same": 101, "basket_same": 50} {
		if w, ok := bits[code]; !ok || w < 0 || w > most {
			t.Errorf("%s says %d, want at most %d; of %v", code, w, most, bits)
		}
	}
}

// TestADeviceOfManySaysLittle: the fewer share it the more it says, and a shop's own says
// nothing. What was bought is not asked of who does not want to be profiled.
func TestADeviceOfManySaysLittle(t *testing.T) {
	t.Parallel()
	b := setup(t)
	now := b.deps.Clock.(*clock.Fake)
	one, two := b.must(member.Join{Name: "欧阳娜", Phone: "15800000001"}).ID, b.must(member.Join{Name: "欧阳娜", Phone: "13911112222"}).ID
	var others []member.ID
	for i := range 40 {
		others = append(others, b.must(member.Join{Name: surnamesOften[i] + givenOften[i], Phone: phoneOf(i)}).ID)
	}
	asked := map[member.ID]bool{}
	b.AskPurchases(func(_ context.Context, _ postgres.Querier, ids ...member.ID) (map[member.ID][]member.Bought, error) {
		for _, id := range ids {
			asked[id] = true
		}
		return nil, nil
	})
	weight := func() int {
		t.Helper()
		now.Advance(25 * time.Hour)
		if _, err := b.FindTwins(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, w := range b.twins(member.TwinOpen) {
			for _, e := range w.Evidence {
				if w.Member == one && w.Other == two && e.Code == "device_same" {
					return e.Weight
				}
			}
		}
		return -1
	}
	b.leave(one, tablet)
	b.leave(two, tablet)
	last := weight()
	if last < 700 {
		t.Errorf("a device of two says %d", last)
	}
	for _, more := range []int{1, 3, 34} {
		for _, m := range others[:more] {
			b.leave(m, tablet)
		}
		others = others[more:]
		now := weight()
		if now >= last {
			t.Errorf("with %d more it says %d, with fewer %d", more, now, last)
		}
		last = now
	}
	if last > 0 {
		t.Errorf("a device of forty says %d", last)
	}
	if !asked[one] || !asked[two] || len(asked) > 4 {
		t.Errorf("asked of %d what they bought", len(asked))
	}
	clear(asked)
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		return b.StateConsents(ctx, tx, two, member.Statement{Question: member.Question{Purpose: member.Profiling}, Via: member.ViaCounter, By: "staff:1"})
	})
	if weight(); !asked[one] || asked[two] {
		t.Errorf("asked of %v; %d refused", asked, two)
	}
}
