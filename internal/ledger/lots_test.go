package ledger_test

import (
	"testing"
	"time"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/program/programtest"
)

// lotNow is what matters of a lot.
type lotNow struct {
	amount, remaining, pinned int64
	state                     ledger.LotState
}

// lots reads all pages, two lots each.
func (b shopBooks) lots(m member.ID, f ledger.LotFilter) (all []lotNow) {
	b.t.Helper()
	var after ledger.LotPlace
	for {
		page, err := b.Ledger.Lots(b.t.Context(), m, f, after, 2)
		if err != nil {
			b.t.Fatal(err)
		}
		for _, l := range page {
			all = append(all, lotNow{l.Amount, l.Remaining, l.Pinned, l.State})
			after = l.Place()
		}
		if len(page) < 2 {
			return all
		}
	}
}

func (b shopBooks) wantLots(m member.ID, f ledger.LotFilter, want ...lotNow) {
	b.t.Helper()
	got := b.lots(m, f)
	same := len(got) == len(want)
	for i := range want {
		same = same && got[i] == want[i]
	}
	if !same {
		b.t.Errorf("lots %+v\nwant %+v", got, want)
	}
}

// What was due counts in a lot although no job has been there, and recording it
// changes nothing that is shown.
func TestLotsAreShownAsTheyStandNow(t *testing.T) {
	t.Parallel()
	b := shopBooks{programtest.Open(t), t}
	start, wang := b.Clock.Now(), b.Join()
	after := func(days int) time.Time { return start.AddDate(0, 0, days) }
	credit := func(key string, amount int64, matures, expires int) {
		t.Helper()
		c := ledger.Credit{Asset: ledger.Points, Amount: amount, From: ledger.Issued, MaturesAt: after(matures), ExpiresAt: after(expires)}
		b.do(ledger.Posting{Member: wang, Key: key, Reason: ledger.Earn, Credits: []ledger.Credit{c}})
	}
	credit("late", 50, 0, 30)
	credit("soon", 10, 0, 5)
	credit("pending", 20, 8, 40)
	b.do(spend(wang, "s", 4, start))
	b.do(ledger.Authorisation{Member: wang, Key: "h", Asset: ledger.Points, Amount: 8, ExpiresAt: after(6)})

	open, all := ledger.LotFilter{Open: true}, ledger.LotFilter{}
	b.wantLots(wang, open, lotNow{10, 6, 6, ledger.LotAvailable}, lotNow{50, 50, 2, ledger.LotAvailable}, lotNow{20, 20, 0, ledger.LotPending})
	b.wantLots(wang, ledger.LotFilter{Open: true, ExpiresBefore: after(6)}, lotNow{10, 6, 6, ledger.LotAvailable})
	b.wantLots(wang, ledger.LotFilter{Asset: ledger.Growth})

	b.Clock.Set(after(5)) // the first is over, but what a hold pins lives on
	b.wantLots(wang, open, lotNow{10, 6, 6, ledger.LotAvailable}, lotNow{50, 50, 2, ledger.LotAvailable}, lotNow{20, 20, 0, ledger.LotPending})
	b.Clock.Set(after(8)) // the hold is over and frees the second lot; the third has matured
	then := []lotNow{{50, 50, 0, ledger.LotAvailable}, {20, 20, 0, ledger.LotAvailable}}
	b.wantLots(wang, open, then...)
	b.wantLots(wang, all, append([]lotNow{{10, 0, 0, ledger.LotExpired}}, then...)...)
	b.RunJobs()
	b.wantLots(wang, open, then...)
	b.wantLots(wang, all, append([]lotNow{{10, 0, 0, ledger.LotExpired}}, then...)...)

	b.do(spend(wang, "rest", 70, after(8)))
	b.wantLots(wang, open)
	b.wantLots(wang, all, lotNow{10, 0, 0, ledger.LotExpired}, lotNow{50, 0, 0, ledger.LotSpent}, lotNow{20, 0, 0, ledger.LotSpent})
	b.wantLots(wang, ledger.LotFilter{State: ledger.LotExpired}, lotNow{10, 0, 0, ledger.LotExpired})
	b.wantLots(wang, ledger.LotFilter{State: ledger.LotSpent}, lotNow{50, 0, 0, ledger.LotSpent}, lotNow{20, 0, 0, ledger.LotSpent})
}

func TestTheLotsOfAPostingAreThoseItOpenedOrDrewFrom(t *testing.T) {
	t.Parallel()
	b := shopBooks{programtest.Open(t), t}
	now, wang := b.Clock.Now().Add(-time.Hour), b.Join()
	caused := earn(wang, "e1", 50, now)
	caused.Ref = ledger.Ref{Kind: "game", ID: 7}
	first := b.do(caused).Receipt.Posting
	second := b.do(earn(wang, "e2", 20, now.Add(time.Minute))).Receipt.Posting
	b.do(earn(wang, "e3", 10, now.Add(2*time.Minute)))
	spent := b.do(spend(wang, "s", 60, now.Add(3*time.Minute))).Receipt.Posting
	for posting, want := range map[ledger.PostingID][]lotNow{
		first: {{50, 0, 0, ledger.LotSpent}}, second: {{20, 10, 0, ledger.LotAvailable}},
		spent: {{50, 0, 0, ledger.LotSpent}, {20, 10, 0, ledger.LotAvailable}}, 4711: nil,
	} {
		b.wantLots(wang, ledger.LotFilter{Posting: posting}, want...)
	}
	page, err := b.Ledger.Lots(t.Context(), wang, ledger.LotFilter{}, ledger.LotPlace{}, 1)
	if err != nil || len(page) != 1 || page[0].Reason != ledger.Earn || page[0].Ref != caused.Ref {
		t.Errorf("%+v does not say what brought it: %v", page, err)
	}
}

func TestHoldsOfAMember(t *testing.T) {
	t.Parallel()
	b := shopBooks{programtest.Open(t), t}
	start, wang, li := b.Clock.Now(), b.Join(), b.Join()
	b.do(earn(wang, "e", 100, start))
	b.do(earn(li, "e", 100, start))
	hold := func(m member.ID, key string, amount int64, hours int) ledger.HoldID {
		t.Helper()
		b.Clock.Advance(time.Minute)
		return b.do(ledger.Authorisation{Member: m, Key: key, Asset: ledger.Points, Amount: amount, ExpiresAt: start.Add(time.Duration(hours) * time.Hour)}).Hold.ID
	}
	short, long, gone := hold(wang, "short", 10, 1), hold(wang, "long", 20, 9), hold(wang, "gone", 30, 9)
	hold(li, "others", 5, 9)
	b.do(ledger.Release{Member: wang, Hold: gone})
	b.do(ledger.Capture{Posting: ledger.Posting{Member: wang, Key: "c", Reason: ledger.CaptureHold}, Hold: long, Amount: 5, To: ledger.Redeemed})
	b.Clock.Set(start.Add(time.Hour))

	read := func(open bool, after *ledger.HoldPlace, limit int) []ledger.Hold {
		t.Helper()
		list, err := b.Ledger.Holds(t.Context(), b.DB, wang, open, after, limit)
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	all := read(false, nil, 9)
	if len(all) != 3 || all[0].ID != gone || all[0].State != ledger.Released || all[1].ID != long || all[2].ID != short || all[2].State != ledger.TimedOut {
		t.Fatalf("%+v", all)
	}
	if h := all[1]; h.Left() != 15 || len(h.Lots) != 1 || h.Lots[0].Amount != 15 {
		t.Errorf("a hold of 20 of which 5 were captured: %+v", h)
	}
	if open := read(true, nil, 9); len(open) != 1 || open[0].ID != long {
		t.Errorf("open: %+v", open)
	}
	place := all[0].Place()
	if next := read(false, &place, 1); len(next) != 1 || next[0].ID != long {
		t.Errorf("after the first: %+v", next)
	}
}
