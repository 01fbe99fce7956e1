package ledger_test

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
)

// byActivity lets points live so many months from the last activity.
func byActivity(months int) func(*ledger.AssetRule) {
	return func(r *ledger.AssetRule) {
		r.Expiry, r.GraceDays = ledger.Expiry{Rule: ledger.ByActivity, N: months}, 0
	}
}

// openIdle is a shop whose points live so many months from the last activity.
func openIdle(t *testing.T, months int) shopBooks {
	t.Helper()
	b := shopBooks{programtest.Open(t), t}
	b.AssetRule(ledger.Points, byActivity(months))
	return b
}

// given is value that staff give: it is no activity.
func given(m member.ID, key string, amount int64) ledger.Posting {
	return ledger.Posting{Member: m, Key: key, Reason: ledger.Adjust,
		Credits: []ledger.Credit{{Asset: ledger.Points, Amount: amount, From: ledger.Adjusted}}}
}

func reverse(m member.ID, key string, posting ledger.PostingID, amount int64) ledger.Posting {
	return ledger.Posting{Member: m, Key: key, Reason: ledger.Reverse,
		Reverses: &ledger.Reversal{Posting: posting, Amounts: []ledger.Amount{{Asset: ledger.Points, Amount: amount}}}}
}

func (b shopBooks) points(m member.ID, want int64) {
	b.t.Helper()
	b.Want(m, ledger.Points, programtest.Balance{Available: want})
}

// end returns when the open lots of a member end, in the order of drawing.
func (b shopBooks) ends(m member.ID) (days []string) {
	b.t.Helper()
	list, err := b.Ledger.Lots(b.t.Context(), m, ledger.LotFilter{Asset: ledger.Points, Open: true}, ledger.LotPlace{}, 100)
	if err != nil {
		b.t.Fatal(err)
	}
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		b.t.Fatal(err)
	}
	for _, l := range list {
		days = append(days, fmt.Sprint(l.Remaining, " until ", l.ExpiresAt.Add(-1).In(zone).Format(time.DateOnly)))
	}
	return days
}

func (b shopBooks) wantEnds(m member.ID, want ...string) {
	b.t.Helper()
	if got := b.ends(m); !slices.Equal(got, want) {
		b.t.Errorf("lots %v, want %v", got, want)
	}
}

// TestWhoDoesSomethingKeepsAll follows one member who earns, spends and then
// does nothing any more.
func TestWhoDoesSomethingKeepsAll(t *testing.T) {
	t.Parallel()
	b := openIdle(t, 6)
	m := b.Join()
	at := func(local string) { b.t.Helper(); b.Clock.Set(b.At(local)) }
	at("2026-01-31 10:00")
	b.do(earn(m, "a", 100, b.Clock.Now()))
	b.wantEnds(m, "100 until 2026-07-31")
	at("2026-03-15 10:00")
	b.do(given(m, "gift", 7)) // what staff give lives by itself, and keeps nothing else alive
	b.wantEnds(m, "100 until 2026-07-31", "7 until 2026-09-15")
	at("2026-05-31 10:00")
	b.do(earn(m, "b", 10, b.Clock.Now()))
	b.wantEnds(m, "100 until 2026-11-30", "7 until 2026-11-30", "10 until 2026-11-30")
	at("2026-09-01 10:00") // later than the ends of before
	b.points(m, 117)
	b.RunJobs()
	b.points(m, 117)
	b.do(spend(m, "c", 30, b.Clock.Now()))
	b.wantEnds(m, "70 until 2027-03-01", "7 until 2027-03-01", "10 until 2027-03-01")
	at("2027-03-01 23:59")
	b.points(m, 87)
	at("2027-03-02 00:00")
	b.points(m, 0)
	b.RunJobs()
	b.points(m, 0)
	b.Check()
	var n int
	err := b.DB.QueryRow(t.Context(), `SELECT count(*) FROM ledger.posting WHERE reason = 'expire' AND occurred_at = $1`, b.At("2027-03-02 00:00")).Scan(&n)
	if err != nil || n != 3 {
		t.Errorf("%d expiries at the end, %v", n, err)
	}
}

// TestWhatIsNoActivityLetsValueEnd holds that staff, reversals and transfers
// make nothing younger.
func TestWhatIsNoActivityLetsValueEnd(t *testing.T) {
	t.Parallel()
	b := openIdle(t, 6)
	m, other := b.Join(), b.Join()
	b.Clock.Set(b.At("2026-01-10 10:00"))
	first := b.do(earn(m, "a", 100, b.Clock.Now()))
	spent := b.do(spend(m, "s", 20, b.Clock.Now()))
	b.Clock.Set(b.At("2026-06-10 10:00"))
	b.do(given(m, "gift", 5))
	b.do(reverse(m, "back", spent.Receipt.Posting, 20))
	b.do(reverse(m, "off", first.Receipt.Posting, 10))
	if _, err := transfer(t, b.Shop, ledger.Transfer{From: m, To: other, Key: "t", Asset: ledger.Points, Amount: 40}); err != nil {
		t.Fatal(err)
	}
	b.wantEnds(m, "50 until 2026-07-10", "5 until 2026-12-10")
	b.wantEnds(other, "40 until 2026-07-10")
	b.do(earn(other, "x", 1, b.Clock.Now())) // what was given away ends when it would have
	b.wantEnds(other, "40 until 2026-07-10", "1 until 2026-12-10")
	b.Check()
}

// TestAnotherRuleLeavesLotsAsTheyAre publishes rule after rule.
func TestAnotherRuleLeavesLotsAsTheyAre(t *testing.T) {
	t.Parallel()
	b := shopBooks{programtest.Open(t), t}
	m := b.Join()
	b.Clock.Set(b.At("2026-01-10 10:00"))
	b.do(earn(m, "a", 1, b.Clock.Now())) // 12 months, to the end of the month
	b.Clock.Set(b.At("2026-02-10 10:00"))
	b.AssetRule(ledger.Points, byActivity(24))
	b.Clock.Set(b.At("2026-03-10 10:00"))
	b.do(earn(m, "b", 2, b.Clock.Now()))
	b.Clock.Set(b.At("2026-04-10 10:00"))
	b.AssetRule(ledger.Points, func(r *ledger.AssetRule) { r.Expiry = ledger.Expiry{Rule: "days", N: 30} })
	b.do(earn(m, "c", 3, b.Clock.Now()))
	b.do(earn(m, "late", 4, b.At("2026-01-20 10:00"))) // by the rule of its time, however late it comes
	b.do(earn(m, "late too", 5, b.At("2026-03-20 10:00")))
	b.wantEnds(m, "3 until 2026-05-10", "1 until 2027-01-31", "4 until 2027-01-31", "2 until 2028-04-10", "5 until 2028-04-10")
	b.Check()
}

// TestWhatEndedIsNotBroughtBack has a lot outlive its end by being pinned, and
// one that was spent come back after its end.
func TestWhatEndedIsNotBroughtBack(t *testing.T) {
	t.Parallel()
	b := openIdle(t, 1)
	m := b.Join()
	b.Clock.Set(b.At("2026-01-10 10:00"))
	b.do(earn(m, "a", 100, b.Clock.Now()))
	spent := b.do(spend(m, "s", 60, b.Clock.Now()))
	b.Clock.Set(b.At("2026-02-09 10:00"))
	held := b.do(ledger.Authorisation{Member: m, Key: "h", Asset: ledger.Points, Amount: 40, ExpiresAt: b.At("2026-02-15 10:00")})
	b.Clock.Set(b.At("2026-02-12 10:00")) // the lot has ended on the 10th; only the hold keeps it
	b.do(earn(m, "b", 5, b.Clock.Now()))
	b.do(ledger.Release{Member: m, Hold: held.Hold.ID})
	b.points(m, 5)
	b.do(reverse(m, "back", spent.Receipt.Posting, 60))
	b.points(m, 5)
	b.Clock.Set(b.At("2026-02-20 10:00"))
	again := b.do(spend(m, "s2", 5, b.Clock.Now())) // drawn to the last, alive until 20 March
	b.do(earn(m, "c", 1, b.At("2026-02-20 10:00")))
	b.Clock.Set(b.At("2026-03-15 10:00"))
	b.do(earn(m, "d", 1, b.Clock.Now()))
	b.do(reverse(m, "back2", again.Receipt.Posting, 5))
	b.points(m, 7) // it came back in time and lives on with the others
	b.wantEnds(m, "5 until 2026-04-15", "1 until 2026-04-15", "1 until 2026-04-15")
	b.RunJobs()
	b.Check()
}

// TestALateOrderLivesOnlyIfItWouldHave records an order long after it occurred.
func TestALateOrderLivesOnlyIfItWouldHave(t *testing.T) {
	t.Parallel()
	b := openIdle(t, 1)
	m := b.Join()
	b.AssetRule(ledger.Points, byActivity(1))
	b.Clock.Set(b.At("2026-06-10 10:00"))
	b.do(earn(m, "now", 1, b.Clock.Now()))
	b.do(earn(m, "in time", 10, b.At("2026-05-20 10:00")))
	b.do(earn(m, "too late", 100, b.At("2026-03-01 10:00")))
	b.points(m, 11)
	b.wantEnds(m, "10 until 2026-07-10", "1 until 2026-07-10")
	b.Check()
}

// TestManyLotsByActivityAreDrawnInOrder has more lots than a grouped spend reads,
// by three rules, and compares what is drawn with the order of their ends.
func TestManyLotsByActivityAreDrawnInOrder(t *testing.T) {
	t.Parallel()
	b := openIdle(t, 6)
	m := b.Join()
	g := b.Ledger.Together()
	defer g.Stop()
	day := b.At("2026-01-05 10:00")
	for i := range 90 {
		b.Clock.Set(day)
		day = day.AddDate(0, 0, 1)
		switch i {
		case 30:
			b.AssetRule(ledger.Points, byActivity(3))
		case 60:
			b.AssetRule(ledger.Points, func(r *ledger.AssetRule) { r.Expiry = ledger.Expiry{Rule: "days", N: 60 + i} })
		}
		if _, err := g.Submit(t.Context(), earn(m, fmt.Sprint("e", i), 10, b.Clock.Now())); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 30 {
		b.Clock.Set(b.Clock.Now().Add(time.Hour))
		before, err := b.Ledger.Lots(t.Context(), m, ledger.LotFilter{Asset: ledger.Points, Open: true}, ledger.LotPlace{}, 200)
		if err != nil {
			t.Fatal(err)
		}
		// The spend itself lets those by activity live on before it draws.
		zone, err := time.LoadLocation("Asia/Shanghai")
		if err != nil {
			t.Fatal(err)
		}
		for j := range before {
			if l := &before[j]; l.Idle > 0 {
				if end := (ledger.Expiry{Rule: ledger.ByActivity, N: l.Idle}).At(b.Clock.Now(), zone); end.After(l.ExpiresAt) {
					l.ExpiresAt = end
				}
			}
		}
		slices.SortStableFunc(before, func(x, y ledger.LotView) int {
			return cmp.Or(x.ExpiresAt.Compare(y.ExpiresAt), x.CreditedAt.Compare(y.CreditedAt), cmp.Compare(x.ID, y.ID))
		})
		a, err := g.Submit(t.Context(), spend(m, fmt.Sprint("s", i), 25, b.Clock.Now()))
		if err != nil {
			t.Fatal(err)
		}
		left := int64(25)
		for j, d := range a.Receipt.Draws {
			if take := min(before[j].Remaining, left); d.Lot != before[j].ID || d.Amount != take {
				t.Fatalf("spend %d drew %+v, want %d of lot %d", i, a.Receipt.Draws, take, before[j].ID)
			}
			left -= d.Amount
		}
	}
	b.points(m, 900-30*25)
	b.Check()
}

// eager is a second implementation of expiry by activity: it moves the end of
// every live lot at each activity.
type eager struct {
	lots   []*eagerLot
	active time.Time
	end    func(time.Time) time.Time
}

type eagerLot struct {
	left, pinned  int64
	end, credited time.Time
	no            int
}

func (e *eager) settle(now time.Time) {
	for _, l := range e.lots {
		if !l.end.After(now) {
			l.left = l.pinned
		}
	}
}

func (e *eager) act(now time.Time) {
	e.active = now
	for _, l := range e.lots {
		if l.left > 0 && l.end.After(now) {
			l.end = e.end(now)
		}
	}
}

func (e *eager) add(amount int64, now time.Time) {
	e.lots = append(e.lots, &eagerLot{left: amount, end: e.end(now), credited: now, no: len(e.lots)})
}

func (e *eager) live(now time.Time) (list []*eagerLot, sum int64) {
	for _, l := range e.lots {
		if free := l.left - l.pinned; free > 0 && l.end.After(now) {
			list, sum = append(list, l), sum+free
		}
	}
	slices.SortFunc(list, func(a, b *eagerLot) int {
		return cmp.Or(a.end.Compare(b.end), a.credited.Compare(b.credited), cmp.Compare(a.no, b.no))
	})
	return list, sum
}

type eagerDraw struct {
	lot    *eagerLot
	amount int64
}

func (e *eager) take(amount int64, now time.Time, from func(*eagerLot, int64)) (draws []eagerDraw) {
	list, _ := e.live(now)
	for _, l := range list {
		if part := min(l.left-l.pinned, amount); part > 0 {
			from(l, part)
			draws, amount = append(draws, eagerDraw{l, part}), amount-part
		}
	}
	return draws
}

// TestExpiryByActivityIsAsIfEveryLotWereMoved lets members do this and that at
// random times, with jobs that run now and then, and compares each balance and
// each end with the second implementation.
func TestExpiryByActivityIsAsIfEveryLotWereMoved(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	b := openIdle(t, 2)
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	end := func(at time.Time) time.Time { return ledger.Expiry{Rule: ledger.ByActivity, N: 2}.At(at, zone) }
	now := b.At("2026-01-05 10:00")
	for member := range 12 {
		m, e := b.Join(), &eager{end: end}
		var hold ledger.HoldID
		var heldAt time.Time
		var pins, spent []eagerDraw
		var spentBy ledger.PostingID
		for step := range 40 {
			days := random.IntN(45)
			if hold != 0 {
				days = random.IntN(3)
			}
			now = now.AddDate(0, 0, days).Add(time.Duration(1+random.IntN(600)) * time.Minute)
			b.Clock.Set(now)
			if random.IntN(3) == 0 {
				b.RunJobs()
			}
			e.settle(now)
			key, amount := fmt.Sprintf("%d:%d", member, step), int64(1+random.IntN(50))
			_, free := e.live(now)
			what := random.IntN(6)
			if hold != 0 && now.After(heldAt.AddDate(0, 0, 3)) {
				what = 2 // before it times out
			}
			switch {
			case what == 0:
				b.do(given(m, key, amount))
				e.add(amount, now)
			case what == 1 && free > 0 && hold == 0:
				amount = min(amount, free)
				hold = b.do(ledger.Authorisation{Member: m, Key: key, Asset: ledger.Points, Amount: amount, ExpiresAt: now.AddDate(0, 0, 7)}).Hold.ID
				heldAt = now
				pins = e.take(amount, now, func(l *eagerLot, n int64) { l.pinned += n })
			case what == 2 && hold != 0:
				if random.IntN(2) == 0 {
					b.do(ledger.Release{Member: m, Hold: hold})
				} else {
					sum := int64(0)
					for _, p := range pins {
						sum += p.amount
					}
					b.do(ledger.Capture{Posting: ledger.Posting{Member: m, Key: key, Reason: ledger.CaptureHold}, Hold: hold, Amount: sum, To: ledger.Redeemed})
					e.act(now)
					for _, p := range pins {
						p.lot.left -= p.amount
					}
				}
				for _, p := range pins {
					p.lot.pinned -= p.amount
				}
				hold, pins = 0, nil
				e.settle(now)
			case what == 3 && free > 0:
				amount = min(amount, free)
				spentBy = b.do(spend(m, key, amount, now)).Receipt.Posting
				e.act(now)
				spent = e.take(amount, now, func(l *eagerLot, n int64) { l.left -= n })
			case what == 4 && spentBy != 0:
				sum := int64(0)
				for _, d := range spent {
					sum += d.amount
					d.lot.left += d.amount
					if d.lot.end.After(now) {
						if on := end(e.active); on.After(d.lot.end) {
							d.lot.end = on
						}
					}
				}
				b.do(reverse(m, key, spentBy, sum))
				e.settle(now)
				spentBy, spent = 0, nil
			default:
				b.do(earn(m, key, amount, now))
				e.act(now)
				e.add(amount, now)
			}
			live, want := e.live(now)
			if got := b.Balance(m, ledger.Points); got.Available != want {
				t.Fatalf("seed %d, step %s: %d points, want %d", seed, key, got.Available, want)
			}
			var ends []string
			for _, l := range live {
				ends = append(ends, fmt.Sprint(l.left, " until ", l.end.Add(-1).In(zone).Format(time.DateOnly)))
			}
			if got := b.ends(m); hold == 0 && !slices.Equal(got, ends) {
				t.Fatalf("seed %d, step %s: lots %v, want %v", seed, key, got, ends)
			}
		}
	}
	b.Clock.Set(now.AddDate(1, 0, 0))
	b.RunJobs()
	b.Check()
}

// TestWhoBecameOneIsActiveForBoth merges, and takes it back: what came lives on
// by what the survivor does, and returns with the end that it has by then.
func TestWhoBecameOneIsActiveForBoth(t *testing.T) {
	t.Parallel()
	b := openIdle(t, 3)
	gone, stays := b.Join(), b.Join()
	at := func(local string) { b.t.Helper(); b.Clock.Set(b.At(local)) }
	merging := member.Merging{ID: 1, From: gone, Into: stays}
	at("2026-01-10 10:00")
	b.do(earn(gone, "a", 10, b.Clock.Now()))
	at("2026-01-20 10:00")
	b.do(earn(stays, "b", 5, b.Clock.Now()))
	b.Tx(func(ctx context.Context, tx postgres.Tx) error {
		_, err := b.Ledger.Merge(ctx, tx, merging)
		return err
	})
	b.wantEnds(stays, "10 until 2026-04-20", "5 until 2026-04-20")
	at("2026-03-31 10:00")
	b.do(earn(gone, "c", 2, b.Clock.Now())) // asked of who was absorbed, it is the survivor's
	b.wantEnds(stays, "10 until 2026-06-30", "5 until 2026-06-30", "2 until 2026-06-30")
	b.Check()
	at("2026-05-01 10:00")
	b.RunJobs()
	b.Tx(func(ctx context.Context, tx postgres.Tx) error {
		_, err := b.Ledger.Unmerge(ctx, tx, merging)
		return err
	})
	b.wantEnds(stays, "5 until 2026-06-30")
	b.wantEnds(gone, "10 until 2026-06-30", "2 until 2026-06-30")
	at("2026-06-10 10:00")
	b.do(spend(gone, "d", 1, b.Clock.Now()))
	b.wantEnds(gone, "9 until 2026-09-10", "2 until 2026-09-10")
	at("2026-07-01 00:00")
	b.points(stays, 0)
	b.points(gone, 11)
	b.RunJobs()
	b.Check()
}
