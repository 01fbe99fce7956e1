package ledger_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
	"habitue/internal/staff"
)

const day = 24 * time.Hour

// people are members of a shop who become one.
type people struct {
	*programtest.Shop
	t *testing.T
}

func newPeople(t *testing.T) people { return people{programtest.Open(t), t} }

func (p people) do(ask ledger.Ask) (a ledger.Answer, err error) {
	err = p.DB.InTx(p.t.Context(), func(tx postgres.Tx) (err error) {
		a, err = p.Ledger.Do(p.t.Context(), tx, ask)
		return err
	})
	return a, err
}

func (p people) must(ask ledger.Ask) ledger.Answer {
	p.t.Helper()
	a, err := p.do(ask)
	if err != nil {
		p.t.Fatalf("%+v: %v", ask, err)
	}
	return a
}

// refused wants an ask to be refused.
func (p people) refused(ask ledger.Ask, want error) {
	p.t.Helper()
	if a, err := p.do(ask); !errors.Is(err, want) {
		p.t.Errorf("%+v: %+v %v, want %v", ask, a, err, want)
	}
}

func (p people) join(join joining, m member.Merging) (out ledger.MergeOutcome, err error) {
	err = p.DB.InTx(p.t.Context(), func(tx postgres.Tx) (err error) {
		out, err = join(p.t.Context(), tx, m)
		return err
	})
	return out, err
}

func (p people) merge(id int64, from, into member.ID) member.Merging {
	p.t.Helper()
	m := member.Merging{ID: id, From: from, Into: into}
	if _, err := p.join(p.Ledger.Merge, m); err != nil {
		p.t.Fatal(err)
	}
	return m
}

func (p people) unmerge(m member.Merging) ledger.MergeOutcome {
	p.t.Helper()
	out, err := p.join(p.Ledger.Unmerge, m)
	if err != nil {
		p.t.Fatal(err)
	}
	return out
}

// credit earns points or growth that mature and end in so many days.
func (p people) credit(m member.ID, key string, asset ledger.AssetID, amount int64, matures, ends time.Duration) ledger.PostingID {
	p.t.Helper()
	c := ledger.Credit{Asset: asset, Amount: amount, From: ledger.Issued, MaturesAt: p.Clock.Now().Add(matures)}
	if ends != 0 {
		c.ExpiresAt = p.Clock.Now().Add(ends)
	}
	return p.must(ledger.Posting{Member: m, Key: key, Reason: ledger.Earn, Credits: []ledger.Credit{c}}).Receipt.Posting
}

func (p people) spend(m member.ID, key string, amount int64) ledger.Answer {
	p.t.Helper()
	return p.must(spend(m, key, amount, p.Clock.Now()))
}

func (p people) hold(m member.ID, key string, amount int64, lasts time.Duration) ledger.HoldID {
	p.t.Helper()
	return p.must(ledger.Authorisation{Member: m, Key: key, Asset: ledger.Points, Amount: amount, ExpiresAt: p.Clock.Now().Add(lasts)}).Hold.ID
}

// back is a reversal of so many points of a posting.
func back(m member.ID, key string, posting ledger.PostingID, amount int64) ledger.Posting {
	p := reversal(posting, amount)
	p.Member, p.Key = m, key
	return p
}

// state is all that members have, as it stands in the books.
func (p people) state(members ...member.ID) (all string) {
	p.t.Helper()
	for _, m := range members {
		all += p.stateOf(m) + "\n"
	}
	return all
}

func (p people) stateOf(m member.ID) (text string) {
	p.t.Helper()
	err := p.DB.QueryRow(p.t.Context(), `
		SELECT 'accounts ' || coalesce((SELECT string_agg(concat_ws(',', asset_id, balance, pending, held, owed), ' ' ORDER BY asset_id)
			FROM ledger.account WHERE member_id = $1), '')
		|| ' lots ' || coalesce((SELECT string_agg(concat_ws(',', id, remaining, pinned, expired, matured, expires_at), ' ' ORDER BY id)
			FROM ledger.lot WHERE member_id = $1 AND remaining > 0), '')
		|| ' holds ' || coalesce((SELECT string_agg(concat_ws(',', id, amount, captured, state), ' ' ORDER BY id)
			FROM ledger.hold WHERE member_id = $1 AND state = 'held'), '')`, m).Scan(&text)
	if err != nil {
		p.t.Fatal(err)
	}
	return text
}

// furnish gives a member something of everything: points that can be spent, that
// are pending and that are held, of two of the last a part captured; growth; or a debt.
func (p people) furnish(m member.ID) {
	p.credit(m, "soon", ledger.Points, 100, 0, 10*day)
	p.credit(m, "later", ledger.Points, 50, 0, 40*day)
	p.credit(m, "pending", ledger.Points, 30, 5*day, 60*day)
	p.credit(m, "growth", ledger.Growth, 70, 0, 0)
	hold := p.hold(m, "checkout", 120, 3*day)
	p.must(ledger.Capture{Posting: ledger.Posting{Member: m, Key: "paid", Reason: ledger.CaptureHold}, Hold: hold, Amount: 15, To: ledger.Redeemed})
	p.spend(m, "spent", 7)
}

// owe leaves a member in debt.
func (p people) owe(m member.ID, amount int64) {
	p.t.Helper()
	earned := p.credit(m, "owed", ledger.Points, amount, 0, 30*day)
	p.spend(m, "gone", amount)
	p.must(back(m, "returned", earned, amount))
}

// A merge moves all that a member has, of every asset: nothing is left on a second
// card (odoo/odoo#171706), and undoing it puts back the very same state.
func TestAMergeMovesEverythingAndUndoingItPutsItBack(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	old, kept, poor := p.Join(), p.Join(), p.Join()
	p.furnish(old)
	p.furnish(kept)
	p.owe(poor, 40)
	before := p.state(old, kept, poor)

	first, second := p.merge(1, old, kept), p.merge(2, poor, kept)
	for _, m := range []member.ID{old, poor} {
		p.Want(m, ledger.Points, programtest.Balance{})
		p.Want(m, ledger.Growth, programtest.Balance{})
	}
	p.Want(kept, ledger.Points, programtest.Balance{Available: 2*23 - 40, Pending: 60, Held: 210, Owed: 40})
	p.Want(kept, ledger.Growth, programtest.Balance{Available: 140})
	p.Check()

	// In the other order than they were made: each stands for itself.
	out := p.unmerge(first)
	if a := out.Assets[0]; a.Available != 23 || a.Pending != 30 || a.Held != 105 || a.Short != 0 || a.Lapsed != 0 || a.Came != 158 {
		t.Errorf("%+v", out)
	}
	p.unmerge(second)
	if after := p.state(old, kept, poor); after != before {
		t.Errorf("before %s\nafter  %s", before, after)
	}
	p.Check()
}

// Whoever was absorbed by way of another returns after that other, to the state in
// which he was.
func TestAChainOfMergesIsUndoneFromItsEnd(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	a, b, c := p.Join(), p.Join(), p.Join()
	for _, m := range []member.ID{a, b, c} {
		p.furnish(m)
	}
	start := p.state(a, b, c)
	first := p.merge(1, a, b)
	middle := p.state(a, b, c)
	second := p.merge(2, b, c)
	p.Want(c, ledger.Points, programtest.Balance{Available: 69, Pending: 90, Held: 315})
	if _, err := p.join(p.Ledger.Unmerge, first); !errors.Is(err, ledger.ErrMerged) {
		t.Errorf("undone in the middle of a chain: %v", err)
	}
	p.unmerge(second)
	if got := p.state(a, b, c); got != middle {
		t.Errorf("in the middle\n%sgot\n%s", middle, got)
	}
	p.unmerge(first)
	if got := p.state(a, b, c); got != start {
		t.Errorf("at the start\n%sgot\n%s", start, got)
	}
	// And once more, under other names.
	again := p.merge(3, b, a)
	p.unmerge(again)
	if got := p.state(a, b, c); got != start {
		t.Errorf("at the start\n%sgot\n%s", start, got)
	}
	p.Check()
}

func TestWhatAMergeRefusesAndRepeats(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	a, b, c := p.Join(), p.Join(), p.Join()
	p.furnish(a)
	m := p.merge(1, a, b)
	before := p.state(a, b, c)
	for name, x := range map[string]struct {
		do   joining
		ask  member.Merging
		want error
	}{
		"into_oneself":              {p.Ledger.Merge, member.Merging{ID: 2, From: c, Into: c}, ledger.ErrToOneself},
		"who_was_absorbed":          {p.Ledger.Merge, member.Merging{ID: 2, From: a, Into: c}, ledger.ErrMerged},
		"into_who_was_absorbed":     {p.Ledger.Merge, member.Merging{ID: 2, From: c, Into: a}, ledger.ErrMerged},
		"others_under_a_known_name": {p.Ledger.Merge, member.Merging{ID: 1, From: b, Into: a}, ledger.ErrMergeKnown},
		"undoing_what_was_not_made": {p.Ledger.Unmerge, member.Merging{ID: 2, From: a, Into: b}, ledger.ErrNoMerge},
		"undoing_it_of_others":      {p.Ledger.Unmerge, member.Merging{ID: 1, From: b, Into: a}, ledger.ErrNoMerge},
	} {
		if out, err := p.join(x.do, x.ask); !errors.Is(err, x.want) {
			t.Errorf("%s: %+v %v, want %v", name, out, err, x.want)
		}
	}
	if out, err := p.join(p.Ledger.Merge, m); err != nil || !out.Replayed {
		t.Errorf("the same again: %+v %v", out, err)
	}
	if got := p.state(a, b, c); got != before {
		t.Errorf("before %s\nafter %s", before, got)
	}
	p.unmerge(m)
	if out := p.unmerge(m); !out.Replayed {
		t.Errorf("undone again: %+v", out)
	}
	if out, err := p.join(p.Ledger.Merge, m); err != nil || !out.Replayed {
		t.Errorf("made again after it was undone: %+v %v", out, err)
	}
	p.Want(b, ledger.Points, programtest.Balance{})
}

func TestAtMostSixteenBecomeOne(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	all := p.Join()
	for i := range 16 {
		p.merge(int64(i+1), p.Join(), all)
	}
	_, err := p.join(p.Ledger.Merge, member.Merging{ID: 20, From: p.Join(), Into: all})
	if !errors.Is(err, ledger.ErrTooMany) {
		t.Errorf("a seventeenth: %v", err)
	}
	if _, err := p.join(p.Ledger.Merge, member.Merging{ID: 21, From: all, Into: p.Join()}); !errors.Is(err, ledger.ErrTooMany) {
		t.Errorf("with those before him: %v", err)
	}
}

// A preview says what would be done, and does nothing.
func TestAPreviewOfAMergeChangesNothing(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	old, kept := p.Join(), p.Join()
	p.furnish(old)
	p.credit(kept, "own", ledger.Points, 40, 0, 90*day)
	m := member.Merging{ID: 1, From: old, Into: kept}
	before := p.state(old, kept)
	foreseen, err := p.join(p.Ledger.PreviewMerge, m)
	if err != nil || p.state(old, kept) != before {
		t.Fatalf("%+v %v", foreseen, err)
	}
	made, err := p.join(p.Ledger.Merge, m)
	if err != nil || fmt.Sprint(made) != fmt.Sprint(foreseen) {
		t.Errorf("foreseen %+v, made %+v %v", foreseen, made, err)
	}

	// 23 of the 60 came with the merge, and are drawn first.
	p.spend(kept, "together", 60)
	before = p.state(old, kept)
	var effects []member.Effect
	err = p.DB.InTx(t.Context(), func(tx postgres.Tx) (err error) {
		effects, err = p.Ledger.Follower().Preview(t.Context(), tx, m, true)
		return err
	})
	if err != nil || len(effects) != 2 || effects[0].Code != "ledger.merge.returns" {
		t.Fatalf("%+v %v", effects, err)
	}
	for name, want := range map[string]int64{"available": 0, "pending": 30, "held": 105, "owed": 0, "lapsed": 0, "short": 23} {
		if got := effects[0].Params[name]; got != want {
			t.Errorf("%s: %v, want %d", name, got, want)
		}
	}
	if p.state(old, kept) != before {
		t.Error("the preview changed something")
	}
	p.unmerge(m)
	p.Want(old, ledger.Points, programtest.Balance{Pending: 30, Held: 105})
	p.Want(kept, ledger.Points, programtest.Balance{Available: 3})
	p.Check()
}

// What expires while two are one has expired when they are two again; what matures
// has matured.
func TestTimePassesBetweenAMergeAndItsUndoing(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	old, kept := p.Join(), p.Join()
	p.credit(old, "soon", ledger.Points, 10, 0, 5*day)
	p.credit(old, "pending", ledger.Points, 20, 8*day, 30*day)
	p.credit(old, "later", ledger.Points, 40, 0, 60*day)
	m := p.merge(1, old, kept)
	p.Clock.Advance(9 * day)
	p.Want(kept, ledger.Points, programtest.Balance{Available: 60})
	out := p.unmerge(m)
	if a := out.Assets[0]; a.Available != 60 || a.Lapsed != 10 || a.Short != 0 {
		t.Errorf("%+v", out)
	}
	p.Want(old, ledger.Points, programtest.Balance{Available: 60})
	p.Want(kept, ledger.Points, programtest.Balance{})
	p.Clock.Advance(30 * day)
	p.Want(old, ledger.Points, programtest.Balance{Available: 40})
	p.Check()
}

// An order of before the merge comes back: what it earned is found with the one who
// has the value now, and what it spent goes back to where it came from, while they
// are one and when they are two again.
func TestReversalsOfBeforeAMergeFindTheValue(t *testing.T) {
	t.Parallel()
	for name, apart := range map[string]bool{"while_they_are_one": false, "when_they_are_two_again": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPeople(t)
			old, kept := p.Join(), p.Join()
			earned := p.credit(old, "earned", ledger.Points, 100, 0, 30*day)
			spent := p.spend(old, "spent", 40).Receipt.Posting
			p.credit(kept, "own", ledger.Points, 10, 0, 5*day)
			m := p.merge(1, old, kept)
			p.spend(kept, "together", 25) // 10 of their own, which end first, and 15
			if apart {
				p.unmerge(m)
			}
			has := map[bool]member.ID{false: kept, true: old}[apart]
			p.Want(has, ledger.Points, programtest.Balance{Available: 45})

			first := p.must(back(old, "r1", spent, 30))
			if again := p.must(back(old, "r1", spent, 30)); !again.Replayed || !sameReceipt(first.Receipt, again.Receipt) {
				t.Errorf("first %+v, again %+v", first, again)
			}
			p.Want(has, ledger.Points, programtest.Balance{Available: 75})
			p.refused(back(old, "r2", spent, 11), ledger.ErrOverReversed)
			p.must(back(old, "r3", earned, 60))
			p.Want(has, ledger.Points, programtest.Balance{Available: 15})
			p.refused(back(old, "r4", earned, 41), ledger.ErrOverReversed)
			p.must(back(old, "r5", earned, 40))
			p.Want(has, ledger.Points, programtest.Balance{Owed: 25})
			p.must(back(old, "r6", spent, 10))
			p.Want(has, ledger.Points, programtest.Balance{Owed: 15}) // which were spent together
			if !apart {
				p.unmerge(m)
			}
			p.Check()
		})
	}
}

// What two spent together and give back when they are two again goes to whose it was.
func TestWhatWasSpentTogetherGoesBackToWhoseItWas(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	old, kept := p.Join(), p.Join()
	p.credit(old, "theirs", ledger.Points, 30, 0, 5*day)
	p.credit(kept, "own", ledger.Points, 30, 0, 9*day)
	m := p.merge(1, old, kept)
	spent := p.spend(kept, "together", 40).Receipt.Posting // 30 of theirs, 10 of their own
	p.unmerge(m)
	p.Want(old, ledger.Points, programtest.Balance{})
	p.Want(kept, ledger.Points, programtest.Balance{Available: 20})
	p.must(back(kept, "r1", spent, 25)) // the last drawn first
	p.Want(kept, ledger.Points, programtest.Balance{Available: 30})
	p.Want(old, ledger.Points, programtest.Balance{Available: 15})
	p.Clock.Advance(6 * day)
	p.Want(old, ledger.Points, programtest.Balance{}) // with the expiry that they had
	p.Check()
}

// A hold goes along with its value. Whoever has its number from before goes on with
// it, and what was captured stays captured when they are two again.
func TestAHoldGoesOnWithTheOneWhoHasTheValue(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	old, kept := p.Join(), p.Join()
	p.credit(old, "earned", ledger.Points, 100, 0, 30*day)
	hold := p.hold(old, "checkout", 80, 3*day)
	take := func(key string, amount int64) ledger.Capture {
		return ledger.Capture{Posting: ledger.Posting{Member: old, Key: key, Reason: ledger.CaptureHold}, Hold: hold, Amount: amount, To: ledger.Redeemed}
	}
	p.must(take("before", 10))
	m := p.merge(1, old, kept)
	p.Want(kept, ledger.Points, programtest.Balance{Available: 20, Held: 70})

	captured := p.must(take("between", 20))
	if captured.Hold.ID != hold || captured.Hold.Member != old || captured.Hold.Captured != 30 || captured.Hold.Left() != 50 {
		t.Errorf("%+v", captured.Hold)
	}
	for _, key := range []string{"before", "between"} {
		if again := p.must(take(key, map[string]int64{"before": 10, "between": 20}[key])); !again.Replayed {
			t.Errorf("%s: %+v", key, again)
		}
	}
	p.refused(take("more", 51), ledger.ErrOverCaptured)
	if again := p.must(ledger.Authorisation{Member: old, Key: "checkout", Asset: ledger.Points, Amount: 80, ExpiresAt: p.Clock.Now().Add(3 * day)}); !again.Replayed || again.Hold.Left() != 50 {
		t.Errorf("%+v", again)
	}
	list, err := p.Ledger.Holds(t.Context(), p.DB, kept, true, nil, 10)
	if err != nil || len(list) != 1 || list[0].Left() != 50 || len(list[0].Lots) != 1 {
		t.Errorf("%+v %v", list, err)
	}
	p.unmerge(m)
	p.Want(old, ledger.Points, programtest.Balance{Available: 20, Held: 50})
	if again := p.must(take("between", 20)); !again.Replayed {
		t.Errorf("%+v", again)
	}
	p.must(take("after", 5))
	p.must(back(old, "r", captured.Receipt.Posting, 20))
	release := ledger.Release{Member: old, Hold: hold, Key: "released"}
	if a := p.must(release); a.Hold.State != ledger.Released || a.Replayed {
		t.Errorf("%+v", a)
	}
	if a := p.must(release); a.Hold.State != ledger.Released || !a.Replayed {
		t.Errorf("again %+v", a)
	}
	p.Want(old, ledger.Points, programtest.Balance{Available: 85})
	p.Want(kept, ledger.Points, programtest.Balance{})
	p.Check()
}

// A hold that went back is captured by the number that it had meanwhile: whose
// value is spent was active, and the books say so.
func TestACaptureByTheNumberOfAMergeThatWasUndone(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	old, kept := p.Join(), p.Join()
	p.credit(old, "earned", ledger.Points, 100, 0, 30*day)
	p.hold(old, "checkout", 80, 3*day)
	m := p.merge(1, old, kept)
	list, err := p.Ledger.Holds(t.Context(), p.DB, kept, true, nil, 10)
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	p.unmerge(m)
	p.Clock.Advance(time.Hour)
	p.must(ledger.Capture{Posting: ledger.Posting{Member: kept, Key: "late", Reason: ledger.CaptureHold}, Hold: list[0].ID, Amount: 80, To: ledger.Redeemed})
	p.Want(old, ledger.Points, programtest.Balance{Available: 20})
	p.Check()
}

// What is set aside after a merge keeps the two from coming apart until it ends.
func TestAHoldOfSinceAMergeKeepsItFromBeingUndone(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	old, kept := p.Join(), p.Join()
	p.credit(old, "earned", ledger.Points, 100, 0, 30*day)
	m := p.merge(1, old, kept)
	hold := p.hold(old, "by the old number", 30, 2*day) // asked of who was absorbed
	if _, err := p.join(p.Ledger.Unmerge, m); !errors.Is(err, ledger.ErrHeldSince) {
		t.Errorf("undone: %v", err)
	}
	p.must(ledger.Release{Member: old, Hold: hold, Key: "r"})
	p.unmerge(m)
	if again := p.must(ledger.Authorisation{Member: old, Key: "by the old number", Asset: ledger.Points, Amount: 30, ExpiresAt: p.Clock.Now().Add(2 * day)}); !again.Replayed || again.Hold.ID != hold {
		t.Errorf("asked again when they are two: %+v", again)
	}
	p.Want(old, ledger.Points, programtest.Balance{Available: 100})
	p.Check()
}

// What was answered to a member who was absorbed is answered again, by his name and
// by that of who has his value, alone and among others; and what he is asked for
// anew is done where the value is.
func TestWhoWasAbsorbedIsStillAnswered(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	g := p.Ledger.Together()
	defer g.Stop()
	old, kept := p.Join(), p.Join()
	now := p.Clock.Now()
	first, err := g.Submit(t.Context(), earn(old, "before", 50, now))
	if err != nil {
		t.Fatal(err)
	}
	m := p.merge(1, old, kept)
	for _, ask := range []ledger.Posting{earn(old, "before", 50, now), earn(kept, "before", 50, now)} {
		again, err := g.Submit(t.Context(), ask)
		if err != nil || !again.Replayed || !sameReceipt(again.Receipt, first.Receipt) {
			t.Errorf("of %d: first %+v, again %+v %v", ask.Member, first, again, err)
		}
		if again := p.must(ask); !again.Replayed || !sameReceipt(again.Receipt, first.Receipt) {
			t.Errorf("of %d: first %+v, again %+v", ask.Member, first, again)
		}
	}
	if _, err := g.Submit(t.Context(), earn(old, "before", 51, now)); !errors.Is(err, ledger.ErrKeyReused) {
		t.Errorf("another body: %v", err)
	}
	// Keys are a member's: what the one was asked under a name is not what the other was.
	for _, ask := range []ledger.Posting{earn(kept, "between", 5, now), earn(old, "between", 6, now), spend(old, "gone", 30, now)} {
		if a, err := g.Submit(t.Context(), ask); err != nil || a.Replayed {
			t.Errorf("%+v: %+v %v", ask, a, err)
		}
	}
	p.Want(kept, ledger.Points, programtest.Balance{Available: 31})
	if _, err := g.Submit(t.Context(), spend(old, "too much", 32, now)); !errors.Is(err, ledger.ErrInsufficient) {
		t.Errorf("more than there is: %v", err)
	}
	p.unmerge(m)
	// The old number earned 56 and spent 30; the other has its own.
	p.Want(old, ledger.Points, programtest.Balance{Available: 26})
	p.Want(kept, ledger.Points, programtest.Balance{Available: 5})
	if again, err := g.Submit(t.Context(), spend(old, "gone", 30, now)); err != nil || !again.Replayed {
		t.Errorf("again when they are two: %+v %v", again, err)
	}
	p.Check()
}

// Merges in circles, and postings meanwhile, neither wait for each other for ever nor
// make anything.
func TestMergesAndPostingsAtOnceConserveValue(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	g := p.Ledger.Together()
	defer g.Stop()
	members := []member.ID{p.Join(), p.Join(), p.Join()}
	for _, m := range members {
		p.credit(m, "e", ledger.Points, 100, 0, 30*day)
	}
	var all sync.WaitGroup
	for w := range 4 {
		all.Go(func() {
			for i := range 6 {
				m := member.Merging{ID: int64(w*100 + i + 1), From: members[w%3], Into: members[(w+1+i%2)%3]}
				_, err := p.join(p.Ledger.Merge, m)
				if err == nil {
					_, err = p.join(p.Ledger.Unmerge, m)
				}
				if err != nil && !errors.Is(err, ledger.ErrMerged) {
					t.Errorf("%+v: %v", m, err)
				}
			}
		})
		all.Go(func() {
			for i := range 12 {
				m, key := members[(w+i)%3], fmt.Sprintf("%d:%d", w, i)
				if _, err := g.Submit(t.Context(), earn(m, "e"+key, 3, p.Clock.Now())); err != nil {
					t.Errorf("earn: %v", err)
				}
				if _, err := g.Submit(t.Context(), spend(m, "s"+key, 3, p.Clock.Now())); err != nil {
					t.Errorf("spend: %v", err)
				}
			}
		})
	}
	all.Wait()
	var sum int64
	for _, m := range members {
		sum += p.Balance(m, ledger.Points).Available
	}
	if sum != 300 {
		t.Errorf("300 points became %d", sum)
	}
	p.Check()
}

// Points that live by activity live on by what is done while two are one, and not by
// what the other did before they were.
func TestWhatLivesByActivityReturnsAsItWas(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	var asset ledger.Asset
	p.Tx(func(ctx context.Context, tx postgres.Tx) (err error) {
		asset, err = p.Ledger.CreateAsset(ctx, tx, ledger.NewAsset{
			Code: "stars", Kind: ledger.KindPoints, Name: i18n.Of("星星", "Stars"), Unit: i18n.Of("颗", "stars"),
			Rule: ledger.AssetRule{Expiry: ledger.Expiry{Rule: ledger.ByActivity, N: 3}, ClawBack: ledger.ClawBackOwe,
				Rounding: money.Rounding{Mode: money.Floor, Step: 1}},
			Act: staff.Act{By: staff.Operator},
		})
		return err
	})
	old, kept := p.Join(), p.Join()
	p.credit(old, "stars", asset.ID, 10, 0, 0)
	p.Clock.Advance(40 * day)
	p.credit(kept, "stars", asset.ID, 5, 0, 0)
	p.Clock.Advance(10 * day)
	before := p.state(old, kept)
	p.unmerge(p.merge(1, old, kept))
	if after := p.state(old, kept); after != before {
		t.Errorf("before\n%safter\n%s", before, after)
	}
	second := p.merge(2, old, kept)
	p.must(ledger.Posting{Member: kept, Key: "spent", Reason: ledger.Spend, Debits: []ledger.Debit{{Asset: asset.ID, Amount: 1, To: ledger.Redeemed}}})
	p.unmerge(second)
	p.Clock.Advance(60 * day) // 110 days after the one credit, 60 after what they did together
	p.Want(old, asset.ID, programtest.Balance{Available: 9})
	p.Clock.Advance(40 * day)
	p.Want(old, asset.ID, programtest.Balance{})
	p.Check()
}

// What comes back when its time is over lapses when it comes back, also where it goes
// through to another: not before it was there.
func TestWhatComesBackTooLateLapsesWhenItComesBack(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	old, kept := p.Join(), p.Join()
	p.credit(old, "e", ledger.Points, 10, 0, 5*day)
	spent := p.spend(old, "s", 10).Receipt.Posting
	p.merge(1, old, kept)
	p.Clock.Advance(8 * day)
	p.must(back(old, "r", spent, 10))
	p.Want(kept, ledger.Points, programtest.Balance{})
	moves, err := p.Ledger.Movements(t.Context(), p.DB, kept, ledger.Points, nil, 10)
	if err != nil || len(moves) != 2 {
		t.Fatalf("%+v %v", moves, err)
	}
	for _, m := range moves {
		if !m.OccurredAt.Equal(p.Clock.Now()) {
			t.Errorf("%s is dated %s", m.Reason, m.OccurredAt)
		}
	}
	p.Check()
}

// What fell due while it was with another is due when it comes back: the lot that it
// had left was empty then, and nobody had recorded it. It stayed pending for a moment,
// in which other lots paid what is owed.
func TestWhatFellDueWithAnotherIsDueWhenItComesBack(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	m, other := p.Join(), p.Join()
	earned := p.credit(m, "later", ledger.Points, 4, 5*day, 10*day)
	first := p.merge(1, m, other)
	p.Clock.Advance(5 * day)
	p.credit(other, "soon", ledger.Points, 3, 0, 2*day)
	spent := p.spend(other, "s", 5).Receipt.Posting // 3 that end first, and 2 of the 4
	p.must(back(m, "taken", earned, 4))             // the 2 that are left, and 2 that are owed
	p.unmerge(first)
	p.merge(2, m, other)
	p.must(back(other, "r", spent, 5))
	p.Want(other, ledger.Points, programtest.Balance{Available: 3})
	var ends time.Time
	var left, pending int64
	if err := p.DB.QueryRow(t.Context(), `SELECT l.expires_at, l.remaining, a.pending FROM ledger.lot l JOIN ledger.account a USING (member_id, asset_id)
		WHERE l.member_id = $1 AND l.remaining > 0`, other).Scan(&ends, &left, &pending); err != nil {
		t.Fatal(err)
	}
	if left != 3 || pending != 0 || !ends.Equal(p.Clock.Now().Add(2*day)) {
		t.Errorf("%d that end %s are left, %d are pending; the 2 of the lot whose earning was taken back pay what is owed", left, ends, pending)
	}
	p.Check()
}

// Who holds just as much as he owes brings lots and nothing else: the other's part of
// the merge sums to nothing and was not written, and the lots belonged to no posting.
func TestWhoOwesWhatIsHeldBecomesAnother(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	m, other := p.Join(), p.Join()
	p.credit(m, "kept", ledger.Points, 5, 0, 10*day)
	hold := p.hold(m, "h", 5, 2*day)
	earned := p.credit(m, "e", ledger.Points, 5, 0, 30*day)
	p.spend(m, "s", 5)
	p.must(back(m, "r", earned, 5))
	p.Want(m, ledger.Points, programtest.Balance{Held: 5, Owed: 5})
	merging := p.merge(1, m, other)
	p.Want(other, ledger.Points, programtest.Balance{Held: 5, Owed: 5})
	p.Check()
	p.unmerge(merging)
	p.must(ledger.Release{Member: m, Hold: hold})
	p.Want(m, ledger.Points, programtest.Balance{Owed: 5}) // of 5 that are there: nothing is available
	p.Check()
}
