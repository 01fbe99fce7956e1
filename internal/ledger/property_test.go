package ledger_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/check"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
)

// Random histories of earning, spending, taking back, giving back, waiting and
// retrying on the real database are compared, after each step, with a model
// that knows nothing of lots and draws as rows: it moves single points about.
// A failure prints the seed that repeats it (-rapid.seed).
func TestNoHistoryLosesOrConjuresValue(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	rapid.Check(t, func(t *rapid.T) {
		shop.T.Helper()
		start := shop.At("2026-01-01 00:00")
		shop.Clock.Set(start)
		h := &history{T: t, shop: shop, member: shop.Join(), model: &model{now: start}}
		t.Repeat(map[string]func(*rapid.T){
			"earn":      h.earn,
			"spend":     h.spend,
			"take back": h.takeBack,
			"give back": h.giveBack,
			"hold":      h.hold,
			"capture":   h.capture,
			"release":   h.release,
			"wait":      h.wait,
			"retry":     h.retry,
			"":          h.agree,
		})
		h.returnEverything()
	})
	results, err := check.Run(t.Context(), shop.DB.DB, ledger.Proofs())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		if !r.Holds {
			t.Errorf("%s: %v", r.Name, r.Broken)
		}
	}
}

// history drives the ledger and the model side by side.
type history struct {
	*rapid.T
	shop   *programtest.Shop
	member member.ID
	model  *model

	keys     int
	holds    []*modelHold
	held     []ledger.HoldID
	earned   []made
	spent    []made
	postings []ledger.Posting
	receipts []ledger.Receipt
}

// made is a posting that can be reversed.
type made struct {
	posting ledger.PostingID
	index   int // in the model
	amount  int64
	back    int64
}

func (h *history) post(t *rapid.T, p ledger.Posting) (ledger.Receipt, error) {
	h.keys++
	p.Member, p.Key, p.OccurredAt = h.member, fmt.Sprintf("k%d", h.keys), h.model.now
	var receipt ledger.Receipt
	err := h.shop.DB.InTx(t.Context(), func(tx postgres.Tx) (err error) {
		receipt, err = h.shop.Ledger.Post(t.Context(), tx, p)
		return err
	})
	if err == nil {
		h.postings, h.receipts = append(h.postings, p), append(h.receipts, receipt)
	}
	return receipt, err
}

func (h *history) earn(t *rapid.T) {
	amount := rapid.Int64Range(1, 12).Draw(t, "amount")
	matures := h.model.now.Add(time.Duration(rapid.IntRange(0, 5).Draw(t, "matures in days")) * 24 * time.Hour)
	expires := matures.Add(time.Duration(rapid.IntRange(1, 10).Draw(t, "lives days")) * 24 * time.Hour)
	r, err := h.post(t, ledger.Posting{Reason: ledger.Earn, Credits: []ledger.Credit{{
		Asset: ledger.Points, Amount: amount, From: ledger.Issued, MaturesAt: matures, ExpiresAt: expires,
	}}})
	if err != nil {
		t.Fatal(err)
	}
	h.earned = append(h.earned, made{r.Posting, h.model.earn(amount, matures, expires), amount, 0})
}

func (h *history) spend(t *rapid.T) {
	amount := rapid.Int64Range(1, 20).Draw(t, "amount")
	r, err := h.post(t, ledger.Posting{Reason: ledger.Spend, Debits: []ledger.Debit{{Asset: ledger.Points, Amount: amount, To: ledger.Redeemed}}})
	index, ok := h.model.spend(amount)
	if ok != (err == nil) || (err != nil && !errors.Is(err, ledger.ErrInsufficient)) {
		t.Fatalf("spend %d: %v, the model says %v", amount, err, ok)
	}
	if ok {
		h.spent = append(h.spent, made{r.Posting, index, amount, 0})
	}
}

// do asks the ledger within a transaction of its own.
func (h *history) do(t *rapid.T, ask ledger.Ask) (answer ledger.Answer, err error) {
	err = h.shop.DB.InTx(t.Context(), func(tx postgres.Tx) (err error) {
		answer, err = h.shop.Ledger.Do(t.Context(), tx, ask)
		return err
	})
	return answer, err
}

func (h *history) hold(t *rapid.T) {
	amount := rapid.Int64Range(1, 20).Draw(t, "amount")
	ends := h.model.now.Add(time.Duration(rapid.IntRange(1, 7*24).Draw(t, "hours")) * time.Hour)
	h.keys++
	ask := ledger.Authorisation{Member: h.member, Key: fmt.Sprintf("k%d", h.keys), Asset: ledger.Points, Amount: amount, ExpiresAt: ends}
	answer, err := h.do(t, ask)
	held, ok := h.model.hold(amount, ends)
	if ok != (err == nil) || (err != nil && !errors.Is(err, ledger.ErrInsufficient)) {
		t.Fatalf("hold %d: %v, the model says %v", amount, err, ok)
	}
	if !ok {
		return
	}
	h.holds, h.held = append(h.holds, held), append(h.held, answer.Hold.ID)
	if again, err := h.do(t, ask); err != nil || !again.Replayed || again.Hold.ID != answer.Hold.ID {
		t.Fatalf("the same hold again: %+v %v", again, err)
	}
}

// capture takes a part of a hold, or more than it has, or of one that is over.
func (h *history) capture(t *rapid.T) {
	if len(h.holds) == 0 {
		t.Skip("nothing is held")
	}
	i := rapid.IntRange(0, len(h.holds)-1).Draw(t, "which")
	held := h.holds[i]
	left := int64(len(held.from))
	amount := rapid.Int64Range(1, left+1).Draw(t, "amount")
	last := rapid.Bool().Draw(t, "last")
	h.keys++
	answer, err := h.do(t, ledger.Capture{
		Posting: ledger.Posting{Member: h.member, Key: fmt.Sprintf("k%d", h.keys), Reason: ledger.CaptureHold, OccurredAt: h.model.now},
		Hold:    h.held[i], Amount: amount, To: ledger.Redeemed, Last: last,
	})
	switch {
	case held.over:
		if !errors.Is(err, ledger.ErrHoldOver) {
			t.Fatalf("capture of a hold that is over: %v", err)
		}
	case amount > left:
		if !errors.Is(err, ledger.ErrOverCaptured) {
			t.Fatalf("capture %d of %d: %v", amount, left, err)
		}
	case err != nil:
		t.Fatal(err)
	default:
		h.spent = append(h.spent, made{answer.Receipt.Posting, h.model.capture(held, amount), amount, 0})
		if last && !held.over {
			h.model.release(held)
		}
	}
}

func (h *history) release(t *rapid.T) {
	if len(h.holds) == 0 {
		t.Skip("nothing is held")
	}
	i := rapid.IntRange(0, len(h.holds)-1).Draw(t, "which")
	_, err := h.do(t, ledger.Release{Member: h.member, Hold: h.held[i]})
	if h.holds[i].over {
		if !errors.Is(err, ledger.ErrHoldOver) {
			t.Fatalf("release of a hold that is over: %v", err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	h.model.release(h.holds[i])
}

func (h *history) takeBack(t *rapid.T) { h.reverse(t, h.earned, h.model.takeBack) }

func (h *history) giveBack(t *rapid.T) { h.reverse(t, h.spent, h.model.giveBack) }

func (h *history) reverse(t *rapid.T, list []made, apply func(index int, amount int64)) {
	if len(list) == 0 {
		t.Skip("nothing to reverse")
	}
	m := &list[rapid.IntRange(0, len(list)-1).Draw(t, "which")]
	amount := rapid.Int64Range(1, m.amount+1).Draw(t, "amount")
	_, err := h.post(t, reversal(m.posting, amount))
	if amount > m.amount-m.back {
		if !errors.Is(err, ledger.ErrOverReversed) {
			t.Fatalf("reverse %d of %d, %d before: %v", amount, m.amount, m.back, err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	apply(m.index, amount)
	m.back += amount
}

func reversal(p ledger.PostingID, amount int64) ledger.Posting {
	return ledger.Posting{Reason: ledger.Reverse, Reverses: &ledger.Reversal{
		Posting: p, Amounts: []ledger.Amount{{Asset: ledger.Points, Amount: amount}},
	}}
}

// wait lets days pass; the job may or may not run afterwards.
func (h *history) wait(t *rapid.T) {
	h.model.until(h.model.now.Add(time.Duration(rapid.IntRange(1, 100).Draw(t, "hours")) * time.Hour))
	h.shop.Clock.Set(h.model.now)
	if rapid.Bool().Draw(t, "job runs") {
		if _, err := h.shop.Ledger.SettleDue(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

// retry sends an earlier posting again, as it was or changed.
func (h *history) retry(t *rapid.T) {
	if len(h.postings) == 0 {
		t.Skip("nothing to retry")
	}
	i := rapid.IntRange(0, len(h.postings)-1).Draw(t, "which")
	p := h.postings[i]
	changed := rapid.Bool().Draw(t, "changed")
	if changed {
		p.Ref = ledger.Ref{Kind: "other", ID: 1}
	}
	var receipt ledger.Receipt
	err := h.shop.DB.InTx(t.Context(), func(tx postgres.Tx) (err error) {
		receipt, err = h.shop.Ledger.Post(t.Context(), tx, p)
		return err
	})
	switch {
	case changed && !errors.Is(err, ledger.ErrKeyReused):
		t.Fatalf("another body under a known key: %v", err)
	case changed:
	case err != nil:
		t.Fatal(err)
	case !receipt.Replayed || receipt.Posting != h.receipts[i].Posting ||
		!slices.Equal(receipt.Entries, h.receipts[i].Entries) || !slices.Equal(receipt.Draws, h.receipts[i].Draws):
		t.Fatalf("the first answer was %+v, again it is %+v", h.receipts[i], receipt)
	}
}

// agree compares ledger and model.
func (h *history) agree(t *rapid.T) {
	available, pending, owed := h.model.balance()
	want := programtest.Balance{Available: available, Pending: pending, Held: h.model.held(), Owed: owed}
	if got := h.shop.Balance(h.member, ledger.Points); got != want {
		t.Fatalf("at %s the ledger says %+v, the model %+v", h.model.now, got, want)
	}
}

// returnEverything gives back all that was spent and takes back all that was
// earned: whoever returns everything ends with nothing and owes nothing but
// what expired in between.
func (h *history) returnEverything() {
	for i, held := range h.holds {
		if held.over {
			continue
		}
		if _, err := h.do(h.T, ledger.Release{Member: h.member, Hold: h.held[i]}); err != nil {
			h.Fatal(err)
		}
		h.model.release(held)
	}
	for _, m := range h.spent {
		if left := m.amount - m.back; left > 0 {
			if _, err := h.post(h.T, reversal(m.posting, left)); err != nil {
				h.Fatal(err)
			}
			h.model.giveBack(m.index, left)
		}
	}
	for _, m := range h.earned {
		if left := m.amount - m.back; left > 0 {
			if _, err := h.post(h.T, reversal(m.posting, left)); err != nil {
				h.Fatal(err)
			}
			h.model.takeBack(m.index, left)
		}
	}
	h.agree(h.T)
	if b := h.shop.Balance(h.member, ledger.Points); b.Available != 0 || b.Pending != 0 {
		h.Fatalf("who returned everything still has %+v", b)
	}
}
