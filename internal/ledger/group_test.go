package ledger_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/heavy"
	"habitue/internal/program/programtest"
)

func earn(m member.ID, key string, amount int64, at time.Time) ledger.Posting {
	return ledger.Posting{Member: m, Key: key, Reason: ledger.Earn, OccurredAt: at,
		Credits: []ledger.Credit{{Asset: ledger.Points, Amount: amount, From: ledger.Issued}}}
}

func spend(m member.ID, key string, amount int64, at time.Time) ledger.Posting {
	return ledger.Posting{Member: m, Key: key, Reason: ledger.Spend, OccurredAt: at,
		Debits: []ledger.Debit{{Asset: ledger.Points, Amount: amount, To: ledger.Redeemed}}}
}

// bothWays holds a contract for members who share commits and for members each of
// whom is committed alone.
func bothWays(t *testing.T, contract func(t *testing.T, shop *programtest.Shop, g *ledger.Group)) {
	t.Helper()
	t.Parallel()
	for name, perMember := range map[string]bool{"together": false, "per_member": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			shop := programtest.Open(t)
			shop.Ledger.PerMember = perMember
			g := shop.Ledger.Together()
			defer g.Stop()
			contract(t, shop, g)
		})
	}
}

func TestTogetherEachGetsItsOwnVerdict(t *testing.T) {
	bothWays(t, togetherEachGetsItsOwnVerdict)
}

func togetherEachGetsItsOwnVerdict(t *testing.T, shop *programtest.Shop, g *ledger.Group) {
	now := shop.Clock.Now()
	members := make([]member.ID, 20)
	for i := range members {
		members[i] = shop.Join()
	}
	var all sync.WaitGroup
	var refused atomic.Int64
	for i := range 400 {
		all.Go(func() {
			m := members[i%len(members)]
			if _, err := g.Submit(t.Context(), earn(m, fmt.Sprintf("earn:%d", i), 10, now)); err != nil {
				t.Errorf("earn %d: %v", i, err)
			}
			// Far more than anybody has.
			_, err := g.Submit(t.Context(), spend(m, fmt.Sprintf("spend:%d", i), 1_000_000, now))
			if !errors.Is(err, ledger.ErrInsufficient) {
				t.Errorf("spend %d: %v", i, err)
			}
			refused.Add(1)
		})
	}
	all.Wait()
	for _, m := range members {
		shop.Want(m, ledger.Points, programtest.Balance{Available: 200})
	}
	if refused.Load() != 400 {
		t.Errorf("%d refused", refused.Load())
	}
	shop.Check()
}

func TestOneMemberWithManyWritersLosesNothing(t *testing.T) {
	bothWays(t, oneMemberWithManyWritersLosesNothing)
}

func oneMemberWithManyWritersLosesNothing(t *testing.T, shop *programtest.Shop, g *ledger.Group) {
	m, now := shop.Join(), shop.Clock.Now()
	if _, err := g.Submit(t.Context(), earn(m, "earn", 500, now)); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	var took atomic.Int64
	for w := range 64 {
		all.Go(func() {
			for i := range 10 {
				_, err := g.Submit(t.Context(), spend(m, fmt.Sprintf("spend:%d:%d", w, i), 1, now))
				switch {
				case err == nil:
					took.Add(1)
				case !errors.Is(err, ledger.ErrInsufficient):
					t.Errorf("writer %d: %v", w, err)
				}
			}
		})
	}
	all.Wait()
	if took.Load() != 500 {
		t.Errorf("%d of 500 points were spent", took.Load())
	}
	shop.Want(m, ledger.Points, programtest.Balance{})
	shop.Check()
}

func TestOneKeyFromManyAtOncePostsOnce(t *testing.T) {
	bothWays(t, oneKeyFromManyAtOncePostsOnce)
}

func oneKeyFromManyAtOncePostsOnce(t *testing.T, shop *programtest.Shop, g *ledger.Group) {
	m, now := shop.Join(), shop.Clock.Now()
	var all sync.WaitGroup
	answers := make([]ledger.Answer, 64)
	for i := range answers {
		all.Go(func() {
			var err error
			if answers[i], err = g.Submit(t.Context(), earn(m, "same", 7, now)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	first := 0
	for _, a := range answers {
		if !a.Replayed {
			first++
		}
		if a.Receipt.Posting != answers[0].Receipt.Posting || a.Receipt.Moved(ledger.Points) != 7 {
			t.Errorf("one key, two answers: %+v and %+v", answers[0].Receipt, a.Receipt)
		}
	}
	if first != 1 {
		t.Errorf("%d first answers", first)
	}
	if _, err := g.Submit(t.Context(), earn(m, "same", 8, now)); !errors.Is(err, ledger.ErrKeyReused) {
		t.Errorf("another body: %v", err)
	}
	shop.Want(m, ledger.Points, programtest.Balance{Available: 7})
}

// A panic is the error of the ask whose fault it is: the others of its batch are done,
// and the lane goes on.
func TestAFaultyAskDisturbsNobody(t *testing.T) {
	bothWays(t, func(t *testing.T, shop *programtest.Shop, g *ledger.Group) {
		m, now := shop.Join(), shop.Clock.Now()
		for round := range 3 {
			faulty := g.Begin(t.Context(), ledger.Faulty{Member: m})
			sound := g.Begin(t.Context(), earn(m, fmt.Sprint("e", round), 1, now))
			if _, err := faulty(); err == nil || !strings.Contains(err.Error(), "a faulty decision") {
				t.Errorf("told is %v", err)
			}
			if _, err := sound(); err != nil {
				t.Errorf("beside it: %v", err)
			}
		}
		if _, err := g.Submit(t.Context(), ledger.Faulty{Member: m}); err == nil {
			t.Error("nothing was told")
		}
		if _, err := g.Submit(t.Context(), earn(m, "last", 1, now)); err != nil {
			t.Errorf("behind it: %v", err)
		}
		shop.Want(m, ledger.Points, programtest.Balance{Available: 4})
		shop.Check()
	})
}

// Whoever gives up waiting has still asked: what was queued is done, once.
func TestWhatIsQueuedIsDoneAlthoughNobodyWaits(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	g := shop.Ledger.Together()
	m, now := shop.Join(), shop.Clock.Now()
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for i := range 50 {
		if _, err := g.Submit(gone, earn(m, fmt.Sprint(i), 1, now)); err != nil && !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
	}
	g.Stop()
	shop.Want(m, ledger.Points, programtest.Balance{Available: 50})
	if _, err := g.Submit(t.Context(), earn(m, "late", 1, now)); !errors.Is(err, ledger.ErrBusy) {
		t.Errorf("after the end: %v", err)
	}
}

// Connections that die in the middle, also while committing, make nobody's
// verdict wrong: acknowledged is there once, everything else not at all or found
// again by its key.
func TestConnectionsThatDieLoseAndDoubleNothing(t *testing.T) {
	bothWays(t, connectionsThatDieLoseAndDoubleNothing)
}

func connectionsThatDieLoseAndDoubleNothing(t *testing.T, shop *programtest.Shop, g *ledger.Group) {
	now := shop.Clock.Now()
	members := []member.ID{shop.Join(), shop.Join(), shop.Join(), shop.Join()}
	killing, stop := context.WithCancel(t.Context())
	killer := sync.WaitGroup{}
	killer.Go(func() {
		own := shop.DB.Owner(t)
		for killing.Err() == nil {
			_, err := own.Exec(killing, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
				WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%COMMIT%'`)
			if err != nil && killing.Err() == nil {
				t.Error(err)
				return
			}
		}
	})
	var all sync.WaitGroup
	acknowledged := make([]atomic.Int64, len(members))
	for w := range 32 {
		all.Go(func() {
			for i := range 20 {
				n := (w + i) % len(members)
				ask := earn(members[n], fmt.Sprintf("%d:%d", w, i), 1, now)
				for try := 0; ; try++ {
					_, err := g.Submit(t.Context(), ask)
					if err == nil {
						acknowledged[n].Add(1)
						break
					}
					if try == 50 {
						t.Errorf("never acknowledged: %v", err)
						break
					}
				}
			}
		})
	}
	all.Wait()
	stop()
	killer.Wait()
	shop.DB.Reset() // connections that died unseen
	for i, m := range members {
		shop.Want(m, ledger.Points, programtest.Balance{Available: acknowledged[i].Load()})
	}
	shop.Check()
}

// Concurrent asks of one member can be put into one order that explains every
// answer.
func TestOneMembersHistoryIsLinearizable(t *testing.T) {
	bothWays(t, oneMembersHistoryIsLinearizable)
}

func oneMembersHistoryIsLinearizable(t *testing.T, shop *programtest.Shop, g *ledger.Group) {
	for range heavy.Or(4, 60) {
		seed := rand.Uint64()
		history := record(t, shop, g, seed, 200)
		result, _ := porcupine.CheckEventsVerbose(pointsModel, history, time.Minute)
		if result != porcupine.Ok {
			t.Fatalf("seed %d: the history is %s", seed, result)
		}
	}
}

// input and output of an operation as the checker sees them.
type (
	input struct {
		kind   string // "earn", "spend", "balance"
		amount int64
	}
	output struct {
		refused bool
		balance int64 // what the reader saw, or what a refusal said is there
	}
)

// pointsModel is an account as anybody understands it.
var pointsModel = porcupine.Model{
	Init: func() any { return int64(0) },
	Step: func(state, in, out any) (bool, any) {
		has, ask, answer := state.(int64), in.(input), out.(output)
		switch ask.kind {
		case "earn":
			return !answer.refused, has + ask.amount
		case "spend":
			if has < ask.amount {
				return answer.refused && answer.balance == has, has
			}
			return !answer.refused, has - ask.amount
		default:
			return answer.balance == has, has
		}
	},
	DescribeOperation: func(in, out any) string { return fmt.Sprintf("%+v → %+v", in, out) },
}

// record lets eight clients work on one new member and writes down who asked
// what, and when the answer came.
func record(t *testing.T, shop *programtest.Shop, g *ledger.Group, seed uint64, operations int) []porcupine.Event {
	m, now := shop.Join(), shop.Clock.Now()
	var mu sync.Mutex
	var events []porcupine.Event
	note := func(kind porcupine.EventKind, client, id int, value any) {
		mu.Lock()
		defer mu.Unlock()
		events = append(events, porcupine.Event{ClientId: client, Kind: kind, Value: value, Id: id})
	}
	const clients = 8
	var all sync.WaitGroup
	for client := range clients {
		random := rand.New(rand.NewPCG(seed, uint64(client)))
		all.Go(func() {
			for i := range operations / clients {
				id := i*clients + client
				ask := input{[]string{"earn", "spend", "spend", "balance"}[random.IntN(4)], 1 + random.Int64N(9)}
				note(porcupine.CallEvent, client, id, ask)
				note(porcupine.ReturnEvent, client, id, ask.of(t, shop, g, m, fmt.Sprint(id), now))
			}
		})
	}
	all.Wait()
	return events
}

func (in input) of(t *testing.T, shop *programtest.Shop, g *ledger.Group, m member.ID, key string, now time.Time) output {
	var err error
	switch in.kind {
	case "earn":
		_, err = g.Submit(t.Context(), earn(m, key, in.amount, now))
	case "spend":
		_, err = g.Submit(t.Context(), spend(m, key, in.amount, now))
	default:
		var all map[member.ID][]ledger.Balance
		all, err = shop.Ledger.Balances(t.Context(), shop.DB.DB, m)
		for _, b := range all[m] {
			if b.Asset == ledger.Points {
				return output{balance: b.Available}
			}
		}
	}
	if errors.Is(err, ledger.ErrInsufficient) {
		return output{refused: true, balance: param(err, "available")}
	}
	if err != nil {
		t.Error(err)
	}
	return output{}
}

// param is a number that an error's sentence has.
func param(err error, name string) int64 {
	var e *errs.Error
	if errors.As(err, &e) {
		for _, p := range e.Params {
			if n, ok := p.Value.(int64); ok && p.Name == name {
				return n
			}
		}
	}
	return -1
}

// A spend that needs more lots than were read at first finds them, in their
// order, alone and among others.
func TestASpendOfManyLotsFindsThemAll(t *testing.T) {
	bothWays(t, aSpendOfManyLotsFindsThemAll)
}

func aSpendOfManyLotsFindsThemAll(t *testing.T, shop *programtest.Shop, g *ledger.Group) {
	m, now := shop.Join(), shop.Clock.Now()
	var all sync.WaitGroup
	for i := range 200 {
		all.Go(func() {
			if _, err := g.Submit(t.Context(), earn(m, fmt.Sprint("lot:", i), 1, now)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for i := range 3 {
		all.Go(func() {
			if _, err := g.Submit(t.Context(), spend(m, fmt.Sprint("spend:", i), 60, now)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	shop.Want(m, ledger.Points, programtest.Balance{Available: 20})
	if _, err := g.Submit(t.Context(), spend(m, "rest", 21, now)); !errors.Is(err, ledger.ErrInsufficient) {
		t.Errorf("more than there is: %v", err)
	}
	shop.Check()
}
