package member_test

import (
	"context"
	"testing"
	"time"

	"pgregory.net/rapid"

	"habitue/internal/member"
	"habitue/internal/member/membertest"
	"habitue/internal/order"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
)

// bearer is whom a phone leads to, and who brought it there.
func (f *family) bearer(phone string) member.Bearer {
	f.T.Helper()
	b, err := f.Members.Bearer(context.Background(), f.DB, member.Key{Kind: member.Phone, Value: phone})
	if err != nil {
		f.T.Fatal(err)
	}
	return b
}

// bind lets a member be known by one more phone.
func (f *family) bind(m member.ID) string {
	f.T.Helper()
	phone := f.phone()
	f.Tx(func(ctx context.Context, tx postgres.Tx) error {
		return f.Members.Bind(ctx, tx, member.Binding{Member: m, Key: member.Key{Kind: member.Phone, Value: phone}, Via: member.ByStaff, By: "staff:1"})
	})
	return phone
}

// buyBy lets whoever shows a phone buy, as a till reports it.
func (f *family) buyBy(phone string, fen int64) order.Order {
	f.T.Helper()
	f.Clock.Set(f.Clock.Now().Add(time.Minute))
	r := f.Report(f.bearer(phone).Own, "2026-01-01 00:00", programtest.Item("latte", 1, fen))
	r.OccurredAt = f.Clock.Now()
	o := f.Record(r)
	f.Hear()
	return o
}

// points are what a member has, also what is not spendable yet.
func (f *family) points(m member.ID) (n int64) {
	f.row(&n, `SELECT coalesce(sum(remaining), 0)::bigint FROM ledger.lot WHERE member_id = $1 AND asset_id = 1`, int64(m))
	return n
}

// spent is what a member spent, with what those spent who are he.
func (f *family) spent(m member.ID) (sum int64) {
	f.T.Helper()
	history, err := f.Orders.History(context.Background(), f.DB, "CNY", m)
	if err != nil {
		f.T.Fatal(err)
	}
	for _, e := range history[m] {
		if e.Refund != 0 {
			e.Amount = -e.Amount
		}
		sum += e.Amount
	}
	return sum
}

// returning is how many orders the preview of an undoing says that go back.
func (f *family) returning(m member.Merge) any {
	f.T.Helper()
	var effects []member.Effect
	f.Tx(func(ctx context.Context, tx postgres.Tx) (err error) {
		effects, err = f.Members.PreviewUnmerge(ctx, tx, m.ID)
		return err
	})
	for _, e := range effects {
		if e.Code == "order.merge.returns" {
			return e.Params["orders"]
		}
	}
	return nil
}

// bookkeeping is the model of who bought what: each phone is somebody's own, whomever it
// leads to, and what was bought by it is his with what it earned.
type bookkeeping struct {
	*family
	into   map[member.ID]member.ID // who became whom, as the state machine knows it
	phones []string
	owner  map[string]member.ID
	sales  []sale
}

type sale struct {
	by          member.ID
	at          time.Time
	fen, points int64
}

func (b *bookkeeping) knows(phone string, m member.ID) {
	b.phones, b.owner[phone] = append(b.phones, phone), m
}

func (b *bookkeeping) bind(t *rapid.T, m member.ID) {
	phone := b.family.bind(m)
	if got := b.bearer(phone); got != (member.Bearer{Member: m, Own: m}) {
		t.Fatalf("the new phone of %d leads to %+v", m, got)
	}
	b.knows(phone, m)
}

// phonesOf is by how many phones a member is known.
func (b *bookkeeping) phonesOf(m member.ID) (n int) {
	for _, own := range b.owner {
		if b.goes(own, m) {
			n++
		}
	}
	return n
}

// goes reports whether a member is another, or has become him, by whichever way.
func (b *bookkeeping) goes(m, with member.ID) bool {
	for ; m != 0; m = b.into[m] {
		if m == with {
			return true
		}
	}
	return false
}

func (b *bookkeeping) buy(t *rapid.T, phone string, fen int64) {
	own := b.owner[phone]
	if got := b.bearer(phone); got.Own != own || !b.goes(own, got.Member) {
		t.Fatalf("the phone of %d leads to %+v", own, got)
	}
	o := b.buyBy(phone, fen)
	var points int64
	b.row(&points, `SELECT points FROM program.earning WHERE member_id = $1 AND order_id = $2`, int64(own), int64(o.ID))
	b.sales = append(b.sales, sale{own, o.RecordedAt, fen, points})
}

// foresees makes sure that the preview counts what was bought since by those who go.
func (b *bookkeeping) foresees(t *rapid.T, m member.Merge) {
	var want int64
	for _, s := range b.sales {
		if b.goes(s.by, m.From) && !s.at.Before(m.MadeAt) {
			want++
		}
	}
	if got := b.returning(m); got != want {
		t.Fatalf("undoing %d foresees that %v orders go back, want %d", m.ID, got, want)
	}
}

// agree makes sure that a member has what he and those who are he bought and earned, and
// one who is another has nothing.
func (b *bookkeeping) agree(t *rapid.T, m member.ID) {
	var spent, points int64
	for _, s := range b.sales {
		if b.goes(s.by, m) {
			spent, points = spent+s.fen, points+s.points
		}
	}
	if b.into[m] != 0 {
		points = 0
	} else if got := b.spent(m); got != spent {
		t.Fatalf("%d has spent %d, want %d", m, got, spent)
	}
	if got := b.points(m); got != points {
		t.Fatalf("%d has %d points, want %d", m, got, points)
	}
}

// TestWhatWasBoughtSinceGoesWithTheIdentity: of a chain of three, each gets back what was
// bought by his own phone while they were one, with its points, and his level; a phone that
// came since is of whoever got it.
func TestWhatWasBoughtSinceGoesWithTheIdentity(t *testing.T) {
	t.Parallel()
	f := newFamily(t)
	pa, pb, pc := f.phone(), f.phone(), f.phone()
	a, b, c := f.Join(membertest.Phone(pa)), f.Join(membertest.Phone(pb)), f.Join(membertest.Phone(pc))
	f.buyBy(pa, 100_00)
	f.Clock.Set(f.Clock.Now().Add(time.Minute))
	first, err := f.merge(b, a)
	if err != nil {
		t.Fatal(err)
	}
	second := f.bind(b)
	o := f.buyBy(pa, 2000_00)
	f.buyBy(pb, 30_00)
	f.buyBy(second, 4_00)
	f.Clock.Set(f.Clock.Now().Add(time.Minute))
	chained, err := f.merge(c, b)
	if err != nil {
		t.Fatal(err)
	}
	f.buyBy(pa, 500_00)
	f.buyBy(pc, 6_00)
	if got := f.bearer(pa); got != (member.Bearer{Member: c, Own: a}) {
		t.Errorf("the first phone leads to %+v", got)
	}
	all, err := f.Members.Bearers(t.Context(), f.DB, []member.Key{{Kind: member.Phone, Value: pa}, {Kind: member.Phone, Value: pb}, {Kind: member.Phone, Value: pc}, {Kind: member.Phone, Value: f.phone()}})
	if err != nil || len(all) != 3 || all[member.Key{Kind: member.Phone, Value: pb}].Own != b {
		t.Errorf("%+v %v", all, err)
	}
	level := func(m member.ID) string {
		levels, err := f.Tiers.Levels(t.Context(), f.DB, m)
		if err != nil {
			t.Fatal(err)
		}
		return levels[m].Level.Code
	}
	together := level(c)
	if got := f.spent(c); got != 2640_00 || f.points(a) != 0 || f.points(b) != 0 {
		t.Errorf("together they spent %d; points %d, %d, %d", got, f.points(a), f.points(b), f.points(c))
	}
	if bought, err := f.Orders.Bought(t.Context(), f.DB, c); err != nil || !bought {
		t.Errorf("bought %t %v", bought, err)
	}
	person, err := f.Members.Person(t.Context(), f.DB, c)
	if err != nil {
		t.Fatal(err)
	}
	list, err := f.Orders.List(t.Context(), f.DB, nil, 4, person...)
	if err != nil || len(list) != 4 || list[0].Member != c || list[1].Member != a || list[3].Member != b {
		t.Errorf("the first page of them: %+v %v", list, err)
	}
	again, err := f.Orders.List(t.Context(), f.DB, &order.Spot{At: list[3].OccurredAt, ID: list[3].ID}, 4, person...)
	if err != nil || len(again) != 2 || again[0].ID != o.ID {
		t.Errorf("the second: %+v %v", again, err)
	}
	if got, err := f.Orders.OfPerson(t.Context(), f.DB, c, o.ID); err != nil || got.ID != o.ID {
		t.Errorf("the order of one of them: %+v %v", got, err)
	}
	// Who returns it may name who stands for them all.
	back := f.ReturnOf(o, "2026-01-01 00:00", 1, 1)
	back.OccurredAt, back.Member = f.Clock.Now(), c
	fen := int64(1000_00)
	back.Lines[0].Quantity, back.Lines[0].Amount = 0, &fen
	f.Tx(func(ctx context.Context, tx postgres.Tx) error {
		_, err := f.Orders.Refund(ctx, tx, back)
		return err
	})
	f.Hear()

	if got := f.returning(chained); got != int64(1) {
		t.Errorf("undoing the second says that %v orders go back", got)
	}
	if err := f.unmerge(chained); err != nil {
		t.Fatal(err)
	}
	if f.spent(c) != 6_00 || f.spent(b) != 1634_00 {
		t.Errorf("apart: %d and %d", f.spent(c), f.spent(b))
	}
	if got := f.returning(first); got != int64(2) {
		t.Errorf("undoing the first says that %v orders go back", got)
	}
	if err := f.unmerge(first); err != nil {
		t.Fatal(err)
	}
	if f.spent(a) != 1600_00 || f.spent(b) != 34_00 || f.spent(c) != 6_00 {
		t.Errorf("all apart: %d, %d, %d", f.spent(a), f.spent(b), f.spent(c))
	}
	if f.points(b) == 0 || f.points(a) <= f.points(b) || f.points(c) == 0 {
		t.Errorf("points %d, %d, %d", f.points(a), f.points(b), f.points(c))
	}
	if level(a) != together || level(b) == together {
		t.Errorf("levels %s, %s, together %s", level(a), level(b), together)
	}
	if _, err := f.Orders.OfPerson(t.Context(), f.DB, c, o.ID); err == nil {
		t.Error("the order is another's still")
	}
	if got := f.bearer(second); got.Own != b {
		t.Errorf("the phone that came since leads to %+v", got)
	}
	f.proofs()
}
