package ledger_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"habitue/internal/ledger"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
	"habitue/internal/staff"
)

// Two reversals of one posting that share a commit saw its draws twice, and could
// together give back twice what it took.
func TestReversalsThatShareACommitGiveBackNoMoreThanWasTaken(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	g := p.Ledger.Together()
	defer g.Stop()
	m, now := p.Join(), p.Clock.Now()
	p.credit(m, "e", ledger.Points, 1000, 0, 30*day)
	p.spend(m, "other", 600) // so that there is room for too much in the lot
	for round := range 5 {
		spent := p.spend(m, fmt.Sprint("s", round), 40).Receipt.Posting
		var waits []func() (ledger.Answer, error)
		for i := range 8 {
			waits = append(waits, g.Begin(t.Context(), earn(m, fmt.Sprint("e", round, i), 1, now)))
			waits = append(waits, g.Begin(t.Context(), back(m, fmt.Sprint("r", round, i), spent, 40)))
			waits = append(waits, g.Begin(t.Context(), spend(m, fmt.Sprint("x", round, i), 1, now)))
		}
		made := 0
		for i, wait := range waits {
			if _, err := wait(); i%3 == 1 && err == nil {
				made++
			} else if i%3 == 1 && !errors.Is(err, ledger.ErrOverReversed) {
				t.Errorf("%v", err)
			}
		}
		if made != 1 {
			t.Fatalf("round %d: %d of 8 reversals of the whole were made", round, made)
		}
	}
	p.Check()
}

// What came back to a lot that only a hold had let outlive its end moved the end of
// what the hold still kept there.
func TestWhatReturnsToALotBehindItsEndLeavesWhatAHoldKeeps(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	m := p.Join()
	p.credit(m, "e", ledger.Points, 10, 0, 2*day)
	hold := p.hold(m, "h", 10, 5*day)
	paid := p.must(ledger.Capture{Posting: ledger.Posting{Member: m, Key: "c", Reason: ledger.CaptureHold}, Hold: hold, Amount: 3, To: ledger.Redeemed})
	lot := func() ledger.LotView {
		list, err := p.Ledger.Lots(t.Context(), m, ledger.LotFilter{Asset: ledger.Points}, ledger.LotPlace{}, 10)
		if err != nil || len(list) != 1 {
			t.Fatalf("%+v, %v", list, err)
		}
		return list[0]
	}
	end := lot().ExpiresAt
	p.Clock.Set(p.Clock.Now().Add(3 * day))
	p.must(back(m, "r", paid.Receipt.Posting, 2))
	if l := lot(); !l.ExpiresAt.Equal(end) || l.Remaining != 7 || l.Pinned != 7 {
		t.Errorf("%+v, want 7 that are pinned and the end %s", l, end)
	}
	p.must(ledger.Release{Member: m, Hold: hold})
	if l := lot(); !l.ExpiresAt.Equal(end) || l.Remaining != 0 {
		t.Errorf("released: %+v", l)
	}
	p.Check()
}

// What is due is due, and a reversal is followed by another posting: reversing one of
// points that were pending made them available before their time.
func TestWhatCannotBeReversed(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	m, other := p.Join(), p.Join()
	earned := p.credit(m, "e", ledger.Points, 10, 5*day, 30*day)
	p.refused(back(m, "r2", p.must(back(m, "r1", earned, 4)).Receipt.Posting, 4), ledger.ErrFinal)
	p.merge(1, m, other)
	var merged int64
	if err := p.DB.QueryRow(t.Context(), `SELECT id FROM ledger.posting WHERE member_id = $1 AND key = 'merge:1'`, other).Scan(&merged); err != nil {
		t.Fatal(err)
	}
	p.refused(back(other, "r3", ledger.PostingID(merged), 6), ledger.ErrFinal)
	// The part of a posting that lies with another is undone with the whole.
	p.credit(m, "through", ledger.Points, 3, 0, 30*day)
	var part int64
	if err := p.DB.QueryRow(t.Context(), `SELECT id FROM ledger.posting WHERE member_id = $1 AND key LIKE 'with:%'`, other).Scan(&part); err != nil {
		t.Fatal(err)
	}
	p.refused(back(other, "r4", ledger.PostingID(part), 3), ledger.ErrFinal)
	p.Want(other, ledger.Points, programtest.Balance{Available: 3, Pending: 6})
	p.Check()
}

// Keys that the ledger chooses itself are nobody else's: who took one could keep a
// lot from maturing.
func TestKeysOfTheLedgersOwn(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	m := p.Join()
	for _, key := range []string{"mature:7", "expire:7:0:0", "merge:1", "unmerge:1", "with:7"} {
		p.refused(earn(m, key, 1, p.Clock.Now()), ledger.ErrInvalid)
		p.refused(ledger.Authorisation{Member: m, Key: key, Asset: ledger.Points, Amount: 1, ExpiresAt: p.Clock.Now().Add(time.Hour)}, ledger.ErrInvalid)
	}
}

// What a hold kept while a debt was made pays it before it expires: available was 5
// of these 10, and is never less than nothing afterwards.
func TestWhatIsFreedPaysWhatIsOwedBeforeItExpires(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	m := p.Join()
	p.credit(m, "kept", ledger.Points, 10, 0, 5*day)
	hold := p.hold(m, "h", 10, 2*day)
	earned := p.credit(m, "e", ledger.Points, 5, 0, 30*day)
	p.spend(m, "s", 5)
	p.must(back(m, "r", earned, 5))
	p.Want(m, ledger.Points, programtest.Balance{Held: 10, Owed: 5})
	p.must(ledger.Release{Member: m, Hold: hold})
	p.Want(m, ledger.Points, programtest.Balance{Available: 5, Owed: 5})
	p.spend(m, "all", 5)
	p.Clock.Advance(6 * day)
	p.Want(m, ledger.Points, programtest.Balance{}) // as it is read
	p.RunJobs()
	p.Want(m, ledger.Points, programtest.Balance{}) // as it is recorded
	p.Check()
}

// Buy, refund, and keep the points (odoo/odoo#257854, #238806), or pay those spent a
// second time (odoo/odoo#212922, #221928): neither, in whatever parts it comes back.
func TestARefundTakesBackWhatWasEarnedAndGivesBackWhatWasSpent(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	m := p.Join()
	p.credit(m, "before", ledger.Points, 50, 0, 30*day)
	spent := p.spend(m, "pays with", 50).Receipt.Posting
	earned := p.credit(m, "earns", ledger.Points, 20, 7*day, 60*day)
	for i, part := range []struct{ give, take int64 }{{20, 8}, {5, 2}, {25, 10}} {
		p.must(back(m, fmt.Sprint("give", i), spent, part.give))
		p.must(back(m, fmt.Sprint("take", i), earned, part.take))
	}
	p.Want(m, ledger.Points, programtest.Balance{Available: 50})
	p.refused(back(m, "again", spent, 1), ledger.ErrOverReversed)
	p.refused(back(m, "again", earned, 1), ledger.ErrOverReversed)
	p.Clock.Advance(30 * day)
	p.Want(m, ledger.Points, programtest.Balance{}) // with the expiry that they had
	p.Check()
}

// Points without expiry, a history beside the balance (odoo/odoo#206048), points that
// can be spent although they are over, or are over although they are not
// (alphajiang/hyena#3): at the very instant, before any job.
func TestWhatIsOverCannotBeSpentAndWhatIsNotCan(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	m := p.Join()
	p.credit(m, "soon", ledger.Points, 10, 0, 5*day)
	p.credit(m, "later", ledger.Points, 10, 0, 9*day)
	p.Clock.Advance(5*day - time.Microsecond)
	p.Want(m, ledger.Points, programtest.Balance{Available: 20})
	p.Clock.Advance(time.Microsecond)
	p.Want(m, ledger.Points, programtest.Balance{Available: 10})
	p.refused(spend(m, "too much", 11, p.Clock.Now()), ledger.ErrInsufficient)
	p.spend(m, "rest", 10)
	p.Want(m, ledger.Points, programtest.Balance{})
	moves, err := p.Ledger.Movements(t.Context(), p.DB, m, ledger.Points, nil, 10)
	if err != nil {
		t.Fatal(err)
	}
	var sum int64
	for _, move := range moves {
		sum += move.Amount
	}
	if len(moves) != 4 || sum != 0 || moves[1].Reason != ledger.Expire {
		t.Errorf("the history comes to %d: %+v", sum, moves)
	}
	p.Check()
}

// card makes an asset of stored value that never ends.
func (p people) card(kind ledger.AssetKind) ledger.AssetID {
	p.T.Helper()
	var a ledger.Asset
	p.Tx(func(ctx context.Context, tx postgres.Tx) (err error) {
		a, err = p.Ledger.CreateAsset(ctx, tx, ledger.NewAsset{
			Code: "card_" + string(kind), Kind: kind, Currency: "CNY", Name: i18n.Of("储值", "Card"), Unit: i18n.Of("分", "fen"),
			Rule: ledger.AssetRule{Expiry: ledger.Expiry{Rule: "never"}, ClawBack: ledger.ClawBackRefuse, Rounding: money.Rounding{Mode: money.Floor, Step: 1}},
			Act:  staff.Act{By: staff.Operator},
		})
		return err
	})
	return a.ID
}

// A return of what was paid for in several kinds of value (odoo/odoo#135400: one with
// a gift card in it blocks the till) gives back of each what it took, in parts.
func TestAReturnGivesBackOfEveryKindOfValueWhatItTook(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	m := p.Join()
	principal, bonus := p.card(ledger.KindPrincipal), p.card(ledger.KindBonus)
	sold := p.must(ledger.Posting{Member: m, Key: "card", Reason: ledger.TopUp, Credits: []ledger.Credit{
		{Asset: principal, Amount: 100_00, From: ledger.Paid}, {Asset: bonus, Amount: 20_00, From: ledger.Issued}}}).Receipt.Posting
	paid := p.must(ledger.Posting{Member: m, Key: "paid", Reason: ledger.Spend, Debits: []ledger.Debit{
		{Asset: principal, Amount: 50_00, To: ledger.Redeemed}, {Asset: bonus, Amount: 10_00, To: ledger.Redeemed}}}).Receipt.Posting
	give := func(key string, a, b int64) ledger.Posting {
		return ledger.Posting{Member: m, Key: key, Reason: ledger.Reverse, Reverses: &ledger.Reversal{Posting: paid,
			Amounts: []ledger.Amount{{Asset: principal, Amount: a}, {Asset: bonus, Amount: b}}}}
	}
	p.must(give("r1", 20_00, 4_00))
	p.refused(give("r2", 30_00, 6_01), ledger.ErrOverReversed)
	p.must(give("r3", 30_00, 6_00))
	p.Want(m, principal, programtest.Balance{Available: 100_00})
	p.Want(m, bonus, programtest.Balance{Available: 20_00})
	// The card itself comes back only with all that was on it: stored value is never
	// below zero.
	p.must(ledger.Posting{Member: m, Key: "again", Reason: ledger.Spend, Debits: []ledger.Debit{{Asset: bonus, Amount: 5_00, To: ledger.Redeemed}}})
	p.refused(ledger.Posting{Member: m, Key: "close", Reason: ledger.Reverse, Reverses: &ledger.Reversal{Posting: sold,
		Amounts: []ledger.Amount{{Asset: principal, Amount: 100_00}, {Asset: bonus, Amount: 20_00}}}}, ledger.ErrInsufficient)
	p.Check()
}
