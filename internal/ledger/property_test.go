package ledger_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/check"
	"habitue/internal/platform/heavy"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
)

// A look at 30 histories are about 1,000 steps; -rapid.checks asks for more.
func init() {
	if err := flag.Set("rapid.checks", "30"); err != nil {
		panic(err)
	}
}

// Random histories of four people on the real database are compared, after each
// step, with a model that knows nothing of lots and draws as rows: it moves single
// points about. They earn, also late, spend, hold, give away, become one and two
// again; all of it is taken back in parts, sent again and sent changed, while the
// clock runs and jumps. A failure prints the seed that repeats it (-rapid.seed).
func TestNoHistoryLosesOrConjuresValue(t *testing.T) {
	t.Parallel()
	for lane := range 2 {
		t.Run(fmt.Sprint(lane), func(t *testing.T) {
			t.Parallel()
			shop := programtest.Open(t)
			heavy.Check(t, 1_000, 50_000, func(t *rapid.T) int { return live(t, shop) })
			results, err := check.Run(t.Context(), shop.DB.DB, ledger.Proofs())
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range results {
				if !r.Holds {
					t.Errorf("%s: %v", r.Name, r.Broken)
				}
			}
		})
	}
}

// live lets one history happen and tells of how many steps it was.
func live(t *rapid.T, shop *programtest.Shop) int {
	shop.T.Helper()
	start := shop.At("2026-01-01 00:00")
	shop.Clock.Set(start)
	h := &history{T: t, shop: shop, model: newModel(start)}
	for range 4 {
		h.members = append(h.members, shop.Join())
	}
	t.Repeat(map[string]func(*rapid.T){
		"earn":            h.earn,
		"earn late":       h.earnLate,
		"spend":           h.spend,
		"take back":       h.takeBack,
		"give back":       h.giveBack,
		"hold":            h.hold,
		"capture":         h.capture,
		"release":         h.release,
		"transfer":        h.transfer,
		"return transfer": h.returnTransfer,
		"merge":           h.merge,
		"unmerge":         h.unmerge,
		"wait":            h.wait,
		"jump":            h.jump,
		"retry":           h.retry,
		"":                h.agree,
	})
	h.returnEverything()
	h.whole()
	return h.steps
}

// whole wants every lot, entry and draw of the history to belong to a posting.
func (h *history) whole() {
	var lost []string
	if err := h.shop.DB.QueryRow(context.Background(), `SELECT array_agg(concat_ws(' ', kind, r.member_id, r.id)) FROM (
		SELECT 'lot' AS kind, member_id, posting_id AS id FROM ledger.lot WHERE member_id = ANY ($1::bigint[])
		UNION ALL SELECT 'entry', member_id, posting_id FROM ledger.entry WHERE member_id = ANY ($1::bigint[])
		UNION ALL SELECT 'draw', member_id, posting_id FROM ledger.draw WHERE member_id = ANY ($1::bigint[])
	) r WHERE NOT EXISTS (SELECT FROM ledger.posting p WHERE p.member_id = r.member_id AND p.id = r.id)`, postgres.IDs(h.members)).Scan(&lost); err != nil {
		h.Fatal(err)
	}
	if len(lost) > 0 {
		h.Fatalf("these belong to postings that are not there: %v", lost)
	}
}

// history drives the ledger and the model side by side.
type history struct {
	*rapid.T
	shop    *programtest.Shop
	members []member.ID
	model   *model

	steps, keys int
	holds       []*holding
	earned      []*earning
	spent       []*spending
	gifts       []*gift
	merges      []*merging
	late        []func(*rapid.T)
	asked       []func(*rapid.T) // what was answered, to be asked again
}

// made is a posting that can be reversed, in parts.
type made struct {
	member  member.ID
	posting ledger.PostingID
	amount  int64
	back    int64
}

type (
	earning struct {
		made
		lot *modelLot
	}
	spending struct {
		made
		spend *modelSpend
	}
	gift struct {
		from, to made
		spend    *modelSpend
		lots     []*modelLot
	}
	holding struct {
		*modelHold
		member member.ID
		id     ledger.HoldID
	}
	merging struct {
		*modelMerge
		ask member.Merging
	}
)

// who draws one of the four.
func (h *history) who(t *rapid.T, label string) (int, member.ID) {
	i := rapid.IntRange(0, len(h.members)-1).Draw(t, label)
	return i, h.members[i]
}

// tick moves the clock by so little that nothing falls due, so that no two things
// happen at one instant.
func (h *history) tick() time.Time {
	h.steps++
	now := h.model.now.Add(time.Duration(h.steps) * time.Microsecond)
	h.shop.Clock.Set(now)
	return now
}

func (h *history) key() string {
	h.keys++
	return fmt.Sprintf("k%d", h.keys)
}

// ask asks the ledger within a transaction of its own.
func (h *history) ask(t *rapid.T, ask ledger.Ask) (answer ledger.Answer, err error) {
	err = h.shop.DB.InTx(t.Context(), func(tx postgres.Tx) (err error) {
		answer, err = h.shop.Ledger.Do(t.Context(), tx, ask)
		return err
	})
	return answer, err
}

// do asks for something new and keeps it for a retry. changed is the same key
// with another body.
func (h *history) do(t *rapid.T, ask, changed ledger.Ask) (ledger.Answer, error) {
	first, err := h.ask(t, ask)
	if err != nil {
		return first, err
	}
	h.asked = append(h.asked, func(t *rapid.T) {
		again, err := h.ask(t, ask)
		if err != nil {
			t.Fatalf("%+v again: %v", ask, err)
		}
		if !again.Replayed || again.Hold.ID != first.Hold.ID || !sameReceipt(again.Receipt, first.Receipt) {
			t.Fatalf("the first answer to %+v was %+v, again it is %+v", ask, first, again)
		}
		if changed == nil {
			return
		}
		if _, err := h.ask(t, changed); !errors.Is(err, ledger.ErrKeyReused) {
			t.Fatalf("another body under a known key: %+v: %v", changed, err)
		}
	})
	return first, nil
}

func sameReceipt(a, b ledger.Receipt) bool {
	return a.Posting == b.Posting && slices.Equal(a.Entries, b.Entries) && slices.Equal(a.Draws, b.Draws)
}

func (h *history) post(t *rapid.T, p ledger.Posting) (ledger.Receipt, error) {
	if p.Key == "" {
		p.Key, p.OccurredAt = h.key(), h.tick()
	}
	changed := p
	changed.Ref = ledger.Ref{Kind: "other", ID: 1}
	a, err := h.do(t, p, changed)
	return a.Receipt, err
}

func days(t *rapid.T, from, to int, label string) time.Duration {
	return time.Duration(rapid.IntRange(from, to).Draw(t, label)) * 24 * time.Hour
}

func (h *history) earn(t *rapid.T) { h.prepareEarn(t)(t) }

// earnLate keeps an order for later, or sends one that was kept.
func (h *history) earnLate(t *rapid.T) {
	if len(h.late) == 0 || rapid.Bool().Draw(t, "keep") {
		h.late = append(h.late, h.prepareEarn(t))
		return
	}
	i := rapid.IntRange(0, len(h.late)-1).Draw(t, "which")
	send := h.late[i]
	h.late = slices.Delete(h.late, i, i+1)
	send(t)
}

func (h *history) prepareEarn(t *rapid.T) func(*rapid.T) {
	p, m := h.who(t, "who")
	amount := rapid.Int64Range(1, 12).Draw(t, "amount")
	matures := h.model.now.Add(days(t, 0, 5, "matures in days"))
	expires := matures.Add(days(t, 1, 10, "lives days"))
	at, key := h.tick(), h.key()
	return func(t *rapid.T) {
		h.tick()
		r, err := h.post(t, ledger.Posting{Member: m, Key: key, OccurredAt: at, Reason: ledger.Earn, Credits: []ledger.Credit{{
			Asset: ledger.Points, Amount: amount, From: ledger.Issued, MaturesAt: matures, ExpiresAt: expires,
		}}})
		if err != nil {
			t.Fatal(err)
		}
		h.earned = append(h.earned, &earning{made{m, r.Posting, amount, 0}, h.model.earn(p, amount, matures, expires, at)})
	}
}

func (h *history) spend(t *rapid.T) {
	p, m := h.who(t, "who")
	amount := rapid.Int64Range(1, 20).Draw(t, "amount")
	r, err := h.post(t, ledger.Posting{Member: m, Reason: ledger.Spend, Debits: []ledger.Debit{{Asset: ledger.Points, Amount: amount, To: ledger.Redeemed}}})
	s, ok := h.model.spend(p, amount)
	h.enough(t, "spend", err, ok)
	if ok {
		h.spent = append(h.spent, &spending{made{m, r.Posting, amount, 0}, s})
	}
}

// enough wants a refusal just where the model has too little.
func (h *history) enough(t *rapid.T, what string, err error, ok bool) {
	if ok != (err == nil) || (err != nil && !errors.Is(err, ledger.ErrInsufficient)) {
		t.Fatalf("%s: %v, the model says %v", what, err, ok)
	}
}

func (h *history) hold(t *rapid.T) {
	p, m := h.who(t, "who")
	amount := rapid.Int64Range(1, 20).Draw(t, "amount")
	ends := h.model.now.Add(time.Duration(rapid.IntRange(1, 7*24).Draw(t, "hours")) * time.Hour)
	h.tick()
	ask := ledger.Authorisation{Member: m, Key: h.key(), Asset: ledger.Points, Amount: amount, ExpiresAt: ends}
	changed := ask
	changed.Amount++
	answer, err := h.do(t, ask, changed)
	held, ok := h.model.hold(p, amount, ends)
	h.enough(t, "hold", err, ok)
	if ok {
		h.holds = append(h.holds, &holding{held, m, answer.Hold.ID})
	}
}

// capture takes a part of a hold, or more than it has, or of one that is over.
func (h *history) capture(t *rapid.T) {
	held := draw(t, h.holds)
	left := int64(len(held.from))
	amount := rapid.Int64Range(1, left+1).Draw(t, "amount")
	last := rapid.Bool().Draw(t, "last")
	ask := ledger.Capture{
		Posting: ledger.Posting{Member: held.member, Key: h.key(), Reason: ledger.CaptureHold, OccurredAt: h.tick()},
		Hold:    held.id, Amount: amount, To: ledger.Redeemed, Last: last,
	}
	changed := ask
	changed.Amount++
	wasOver := held.over
	answer, err := h.do(t, ask, changed)
	switch {
	case wasOver:
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
		h.spent = append(h.spent, &spending{made{held.member, answer.Receipt.Posting, amount, 0}, h.model.capture(held.modelHold, amount)})
		if last && !held.over {
			h.model.release(held.modelHold)
		}
	}
}

func (h *history) release(t *rapid.T) {
	held := draw(t, h.holds)
	h.tick()
	_, err := h.do(t, ledger.Release{Member: held.member, Hold: held.id, Key: h.key()}, nil)
	if held.over {
		if !errors.Is(err, ledger.ErrHoldOver) {
			t.Fatalf("release of a hold that is over: %v", err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	h.model.release(held.modelHold)
}

// draw picks one of a list; where there is none, something else happens.
func draw[T any](t *rapid.T, list []T) T {
	if len(list) == 0 {
		t.Skip("there is none")
	}
	return list[rapid.IntRange(0, len(list)-1).Draw(t, "which")]
}

func (h *history) takeBack(t *rapid.T) {
	c := draw(t, h.earned)
	h.reverse(t, &c.made, &c.made, func(n int64) { h.model.takeBack(c.lot, n) })
}

func (h *history) giveBack(t *rapid.T) {
	d := draw(t, h.spent)
	h.reverse(t, &d.made, &d.made, func(n int64) { h.model.giveBack(d.spend, n) })
}

// returnTransfer is asked at either side.
func (h *history) returnTransfer(t *rapid.T) {
	g := draw(t, h.gifts)
	side := &g.from
	if rapid.Bool().Draw(t, "asked of the taker") {
		side = &g.to
	}
	h.reverse(t, side, &g.from, func(n int64) { h.model.returned(g.spend, g.lots, n) })
}

// reverse undoes so much of a posting; counted is where its parts are counted.
func (h *history) reverse(t *rapid.T, m, counted *made, apply func(amount int64)) {
	amount := rapid.Int64Range(1, m.amount+1).Draw(t, "amount")
	_, err := h.post(t, m.reversal(amount))
	if amount > m.amount-counted.back {
		if !errors.Is(err, ledger.ErrOverReversed) {
			t.Fatalf("reverse %d of %d, %d before: %v", amount, m.amount, counted.back, err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	apply(amount)
	counted.back += amount
}

func (m *made) reversal(amount int64) ledger.Posting {
	p := reversal(m.posting, amount)
	p.Member = m.member
	return p
}

func reversal(p ledger.PostingID, amount int64) ledger.Posting {
	return ledger.Posting{Reason: ledger.Reverse, Reverses: &ledger.Reversal{
		Posting: p, Amounts: []ledger.Amount{{Asset: ledger.Points, Amount: amount}},
	}}
}

func (h *history) transfer(t *rapid.T) {
	from, giver := h.who(t, "from")
	to, taker := h.who(t, "to")
	amount := rapid.Int64Range(1, 15).Draw(t, "amount")
	at := h.tick()
	ask := ledger.Transfer{From: giver, To: taker, Key: h.key(), Asset: ledger.Points, Amount: amount}
	send := func(ask ledger.Transfer) (r ledger.TransferReceipt, err error) {
		err = h.shop.DB.InTx(t.Context(), func(tx postgres.Tx) (err error) {
			r, err = h.shop.Ledger.Transfer(t.Context(), tx, ask)
			return err
		})
		return r, err
	}
	r, err := send(ask)
	switch {
	case from == to:
		if !errors.Is(err, ledger.ErrToOneself) {
			t.Fatalf("a transfer to oneself: %v", err)
		}
		return
	case h.model.root(from) != from || h.model.root(to) != to:
		if !errors.Is(err, ledger.ErrMerged) {
			t.Fatalf("a transfer of who was merged: %v", err)
		}
		return
	}
	s, lots, ok := h.model.transfer(from, to, amount, at)
	h.enough(t, "transfer", err, ok)
	if !ok {
		return
	}
	h.gifts = append(h.gifts, &gift{made{giver, r.From.Posting, amount, 0}, made{taker, r.To.Posting, amount, 0}, s, lots})
	h.asked = append(h.asked, func(t *rapid.T) {
		again, err := send(ask)
		if err != nil || !again.Replayed || !sameReceipt(again.From, r.From) || !sameReceipt(again.To, r.To) {
			t.Fatalf("the first answer was %+v, again it is %+v %v", r, again, err)
		}
		changed := ask
		changed.Amount++
		if _, err := send(changed); !errors.Is(err, ledger.ErrKeyReused) {
			t.Fatalf("another transfer under a known key: %v", err)
		}
	})
}

func (h *history) merge(t *rapid.T) {
	from, absorbed := h.who(t, "from")
	into, survivor := h.who(t, "into")
	if from == into {
		t.Skip("one person")
	}
	h.tick()
	h.keys++
	ask := member.Merging{ID: int64(h.members[0])*1000 + int64(h.keys), From: absorbed, Into: survivor}
	_, err := h.join(t, h.shop.Ledger.Merge, ask)
	if h.model.root(from) != from || h.model.root(into) != into {
		if !errors.Is(err, ledger.ErrMerged) {
			t.Fatalf("a merge of who was merged: %v", err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	h.merges = append(h.merges, &merging{h.model.merge(from, into), ask})
	h.again(h.shop.Ledger.Merge, ask)
}

func (h *history) unmerge(t *rapid.T) {
	m := draw(t, h.merges)
	h.tick()
	out, err := h.join(t, h.shop.Ledger.Unmerge, m.ask)
	switch {
	case m.undone:
		if err != nil || !out.Replayed {
			t.Fatalf("undone before: %+v %v", out, err)
		}
	case h.model.root(m.into) != m.into:
		if !errors.Is(err, ledger.ErrMerged) {
			t.Fatalf("who has the value was merged himself: %v", err)
		}
	case h.model.heldSince(m.modelMerge):
		if !errors.Is(err, ledger.ErrHeldSince) {
			t.Fatalf("something is held since: %v", err)
		}
	case err != nil:
		t.Fatal(err)
	default:
		h.model.unmerge(m.modelMerge)
		h.again(h.shop.Ledger.Unmerge, m.ask)
	}
}

type joining = func(ctx context.Context, tx postgres.Tx, m member.Merging) (ledger.MergeOutcome, error)

func (h *history) join(t *rapid.T, join joining, ask member.Merging) (out ledger.MergeOutcome, err error) {
	err = h.shop.DB.InTx(t.Context(), func(tx postgres.Tx) (err error) {
		out, err = join(t.Context(), tx, ask)
		return err
	})
	return out, err
}

// again keeps a merge or its undoing for a retry.
func (h *history) again(join joining, ask member.Merging) {
	h.asked = append(h.asked, func(t *rapid.T) {
		if out, err := h.join(t, join, ask); err != nil || !out.Replayed {
			t.Fatalf("merge %d again: %+v %v", ask.ID, out, err)
		}
	})
}

// wait lets hours pass; the job may or may not run afterwards.
func (h *history) wait(t *rapid.T) { h.pass(t, rapid.IntRange(1, 100).Draw(t, "hours")) }

// jump sets the clock ahead, as when a machine slept.
func (h *history) jump(t *rapid.T) { h.pass(t, rapid.IntRange(1, 60).Draw(t, "days")*24) }

func (h *history) pass(t *rapid.T, hours int) {
	h.model.until(h.model.now.Add(time.Duration(hours) * time.Hour))
	h.tick()
	if rapid.Bool().Draw(t, "job runs") {
		if _, err := h.shop.Ledger.SettleDue(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

// retry asks for something again that was answered before, however long ago.
func (h *history) retry(t *rapid.T) {
	h.tick()
	draw(t, h.asked)(t)
}

// agree compares ledger and model: balances, every open lot with what is pinned
// of it, and what the house gave and took.
func (h *history) agree(t *rapid.T) {
	var all int64
	for p, m := range h.members {
		available, pending, held, owed := h.model.balance(p)
		want := programtest.Balance{Available: available, Pending: pending, Held: held, Owed: owed}
		if got := h.shop.Balance(m, ledger.Points); got != want {
			t.Fatalf("at %s the ledger says of person %d %+v, the model %+v", h.model.now, p, got, want)
		}
		if got, want := h.openLots(t, m), h.modelLots(p); !maps.Equal(got, want) {
			t.Fatalf("at %s person %d has lots %v, in the model %v", h.model.now, p, got, want)
		}
	}
	rows, err := h.shop.DB.Query(t.Context(), `SELECT account, sum(amount)::bigint FROM ledger.entry
		WHERE member_id = ANY ($1::bigint[]) GROUP BY account`, postgres.IDs(h.members))
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	sides := map[ledger.Side]int64{}
	for rows.Next() {
		var side ledger.Side
		var sum int64
		if err := rows.Scan(&side, &sum); err != nil {
			t.Fatal(err)
		}
		sides[side] = sum
		all += sum
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
	if all != 0 || sides[ledger.Issued] != -h.model.issued || sides[ledger.Redeemed] != h.model.redeemed ||
		sides[ledger.Merged] != 0 || sides[ledger.Moved] != 0 {
		t.Fatalf("at %s the trial balance is %v; the model issued %d, redeemed %d", h.model.now, sides, h.model.issued, h.model.redeemed)
	}
}

// lotID tells lots apart on both sides: no two are credited at one instant but
// those that one transfer opened.
type (
	lotKey    struct{ credited, expires int64 }
	lotAmount struct{ remaining, pinned int64 }
)

func (h *history) openLots(t *rapid.T, m member.ID) map[lotKey]lotAmount {
	page, err := h.shop.Ledger.Lots(t.Context(), m, ledger.LotFilter{Asset: ledger.Points, Open: true}, ledger.LotPlace{}, 1000)
	if err != nil {
		t.Fatal(err)
	}
	lots := map[lotKey]lotAmount{}
	for _, l := range page {
		k := lotKey{l.CreditedAt.UnixMicro(), l.ExpiresAt.UnixMicro()}
		lots[k] = lotAmount{lots[k].remaining + l.Remaining, lots[k].pinned + l.Pinned}
	}
	return lots
}

func (h *history) modelLots(p int) map[lotKey]lotAmount {
	lots := map[lotKey]lotAmount{}
	for _, l := range h.model.lots {
		if h.model.root(p) == p && h.model.root(l.owner) == p && l.live+l.held > 0 {
			k := lotKey{l.credited.UnixMicro(), l.expires.UnixMicro()}
			lots[k] = lotAmount{lots[k].remaining + l.live + l.held, lots[k].pinned + l.held}
		}
	}
	return lots
}

// returnEverything gives back all that was spent and given away, and takes back
// all that was earned. Who returns everything ends with nothing and owes nothing but
// what expired in between. Of those who were one for a while, one may be left with
// what another owes: what was spent together was whose it was.
func (h *history) returnEverything() {
	for _, held := range h.holds {
		if held.over {
			continue
		}
		h.tick()
		if _, err := h.ask(h.T, ledger.Release{Member: held.member, Hold: held.id}); err != nil {
			h.Fatal(err)
		}
		h.model.release(held.modelHold)
	}
	rest := func(m, counted *made, apply func(int64)) {
		left := m.amount - counted.back
		if left == 0 {
			return
		}
		if _, err := h.post(h.T, m.reversal(left)); err != nil {
			h.Fatal(err)
		}
		apply(left)
	}
	for _, d := range h.spent {
		rest(&d.made, &d.made, func(n int64) { h.model.giveBack(d.spend, n) })
	}
	for _, g := range h.gifts {
		rest(&g.from, &g.from, func(n int64) { h.model.returned(g.spend, g.lots, n) })
	}
	for _, c := range h.earned {
		rest(&c.made, &c.made, func(n int64) { h.model.takeBack(c.lot, n) })
	}
	h.agree(h.T)
	var left int64
	for p, m := range h.members {
		b := h.shop.Balance(m, ledger.Points)
		left += b.Available + b.Pending + b.Held - b.Owed
		if len(h.merges) == 0 && b.Available+b.Pending+b.Held > 0 {
			h.Fatalf("who returned everything still has %+v (person %d)", b, p)
		}
	}
	if left > 0 {
		h.Fatalf("who returned everything still has %d together", left)
	}
}
