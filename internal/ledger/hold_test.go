package ledger_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
)

func capture(m member.ID, key string, hold ledger.HoldID, amount int64) ledger.Capture {
	return ledger.Capture{Posting: ledger.Posting{Member: m, Key: key, Reason: ledger.CaptureHold}, Hold: hold, Amount: amount, To: ledger.Redeemed}
}

// Holds that the available balance does not know of (blnkfinance/blnk#181): what is
// held can be spent, held, given away or expire nowhere, before a job and after it.
func TestWhatIsHeldIsAvailableNowhere(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	m, other := p.Join(), p.Join()
	p.credit(m, "e", ledger.Points, 100, 0, 2*day)
	p.hold(m, "h", 70, 5*day)
	p.Want(m, ledger.Points, programtest.Balance{Available: 30, Held: 70})
	now := p.Clock.Now()
	p.refused(spend(m, "s", 31, now), ledger.ErrInsufficient)
	p.refused(ledger.Authorisation{Member: m, Key: "h2", Asset: ledger.Points, Amount: 31, ExpiresAt: now.Add(day)}, ledger.ErrInsufficient)
	err := p.DB.InTx(t.Context(), func(tx postgres.Tx) error {
		_, err := p.Ledger.Transfer(t.Context(), tx, ledger.Transfer{From: m, To: other, Key: "t", Asset: ledger.Points, Amount: 31})
		return err
	})
	if !errors.Is(err, ledger.ErrInsufficient) {
		t.Errorf("more than is available goes to another: %v", err)
	}
	p.spend(m, "all", 30)
	p.Clock.Advance(3 * day) // beyond the end of the lot, and before that of the hold
	p.Want(m, ledger.Points, programtest.Balance{Held: 70})
	p.RunJobs()
	p.Want(m, ledger.Points, programtest.Balance{Held: 70})
	p.Check()
}

// A hold that was rejected and captured all the same (blnkfinance/blnk#182): one that
// was released, has timed out or is used up takes nothing more, whoever has not heard
// of it yet.
func TestAHoldThatIsOverTakesNothingMore(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		end  func(p people, m member.ID, hold ledger.HoldID)
		left int64 // available afterwards, of 100
	}{
		{"released", func(p people, m member.ID, hold ledger.HoldID) { p.must(ledger.Release{Member: m, Hold: hold}) }, 100},
		{"timed_out_before_any_job", func(p people, _ member.ID, _ ledger.HoldID) { p.Clock.Advance(time.Hour) }, 100},
		{"timed_out_and_recorded", func(p people, _ member.ID, _ ledger.HoldID) { p.Clock.Advance(time.Hour); p.RunJobs() }, 100},
		{"used_up", func(p people, m member.ID, hold ledger.HoldID) {
			p.must(capture(m, "part", hold, 15))
			p.refused(capture(m, "beyond", hold, 26), ledger.ErrOverCaptured)
			p.must(capture(m, "rest", hold, 25))
		}, 60},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := newPeople(t)
			m := p.Join()
			p.credit(m, "e", ledger.Points, 100, 0, 30*day)
			hold := p.hold(m, "h", 40, time.Hour)
			c.end(p, m, hold)
			p.refused(capture(m, "late", hold, 1), ledger.ErrHoldOver)
			p.refused(ledger.Release{Member: m, Hold: hold}, ledger.ErrHoldOver)
			p.Want(m, ledger.Points, programtest.Balance{Available: c.left})
			p.Check()
		})
	}
}

// A retry behind an expiry that makes another transaction (formancehq/wallets#109):
// the answer is the first, with the lots from which it drew, although these are over
// and others would be drawn from now; and another body is another ask.
func TestARetryBehindAnExpiryIsTheFirstAnswer(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	g := p.Ledger.Together()
	defer g.Stop()
	m := p.Join()
	p.credit(m, "soon", ledger.Points, 50, 0, day)
	p.credit(m, "later", ledger.Points, 50, 0, 30*day)
	ask := spend(m, "s", 30, p.Clock.Now())
	first := p.must(ask)
	p.Want(m, ledger.Points, programtest.Balance{Available: 70})
	again := func(when string) {
		t.Helper()
		for way, do := range map[string]func(ledger.Ask) (ledger.Answer, error){
			"alone": p.do, "together": func(a ledger.Ask) (ledger.Answer, error) { return g.Submit(t.Context(), a) },
		} {
			a, err := do(ask)
			if err != nil || !a.Replayed || a.Receipt.Posting != first.Receipt.Posting || !slices.Equal(a.Receipt.Draws, first.Receipt.Draws) {
				t.Errorf("%s, %s: %+v, %v; the first answer was %+v", when, way, a, err, first)
			}
			other := spend(m, "s", 31, ask.OccurredAt)
			if _, err := do(other); !errors.Is(err, ledger.ErrKeyReused) {
				t.Errorf("%s, %s: another body under the key: %v", when, way, err)
			}
		}
	}
	again("at once")
	p.Clock.Advance(2 * day)
	again("behind the expiry")
	p.RunJobs()
	again("when it is recorded")
	p.Want(m, ledger.Points, programtest.Balance{Available: 50})
	p.Check()
}
