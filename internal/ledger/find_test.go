package ledger_test

import (
	"context"
	"log/slog"
	"slices"
	"testing"
	"time"

	"habitue/internal/ledger"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
	"habitue/internal/platform/replica/duck"
	"habitue/internal/program/programtest"
)

// shopBooks posts into one shop at its present instant.
type shopBooks struct {
	*programtest.Shop
	t *testing.T
}

func (b shopBooks) do(ask ledger.Ask) (a ledger.Answer) {
	b.t.Helper()
	b.Tx(func(ctx context.Context, tx postgres.Tx) (err error) {
		a, err = b.Ledger.Do(ctx, tx, ask)
		return err
	})
	return a
}

func (b shopBooks) find(f ledger.Search) []*ledger.Record {
	b.t.Helper()
	list, err := b.Ledger.Find(b.t.Context(), b.DB, f, nil, 50)
	if err != nil {
		b.t.Fatal(err)
	}
	return list
}

func idsOf(list []*ledger.Record) (ids []ledger.PostingID) {
	for _, r := range list {
		ids = append(ids, r.Posting)
	}
	return ids
}

func TestAPostingIsFoundByWhateverNamesIt(t *testing.T) {
	t.Parallel()
	b := shopBooks{programtest.Open(t), t}
	wang, li := b.Join(), b.Join()
	now := b.Clock.Now()
	caused := func(p ledger.Posting, kind string, id int64) ledger.Posting {
		p.Ref = ledger.Ref{Kind: kind, ID: id}
		return p
	}
	earned := b.do(caused(earn(wang, "e", 100, now), "game", 7)).Receipt
	others := b.do(caused(earn(li, "e", 30, now.Add(-time.Hour)), "game", 7)).Receipt
	spent := b.do(caused(spend(wang, "s", 40, now.Add(time.Minute)), "shop", 7)).Receipt
	hold := b.do(ledger.Authorisation{Member: wang, Key: "h", Asset: ledger.Points, Amount: 10, ExpiresAt: now.Add(time.Hour)}).Hold
	captured := b.do(ledger.Capture{Posting: ledger.Posting{Member: wang, Key: "c", Reason: ledger.CaptureHold}, Hold: hold.ID, Amount: 10, To: ledger.Redeemed}).Receipt
	back := reversal(spent.Posting, 15)
	back.Member, back.Key = wang, "r"
	reversed := b.do(back).Receipt

	for name, c := range map[string]struct {
		search ledger.Search
		want   []ledger.PostingID
	}{
		"by_id":                           {ledger.Search{Member: wang, Posting: spent.Posting}, []ledger.PostingID{spent.Posting}},
		"not_under_another_member":        {ledger.Search{Member: li, Posting: spent.Posting}, nil},
		"by_key_of_one_of_two_who_use_it": {ledger.Search{Member: li, Key: "e"}, []ledger.PostingID{others.Posting}},
		"by_what_caused_it":               {ledger.Search{Member: wang, Refs: []ledger.Ref{{Kind: "shop", ID: 7}}}, []ledger.PostingID{spent.Posting}},
		"by_any_of_its_causes":            {ledger.Search{Member: wang, Refs: []ledger.Ref{{Kind: "shop", ID: 7}, {Kind: "game", ID: 7}, {Kind: "game", ID: 8}}}, []ledger.PostingID{spent.Posting, earned.Posting}},
		"by_its_hold":                     {ledger.Search{Member: wang, Hold: hold.ID}, []ledger.PostingID{captured.Posting}},
		"at_large_by_id":                  {ledger.Search{Posting: others.Posting}, []ledger.PostingID{others.Posting}},
		"at_large_by_what_caused_it":      {ledger.Search{Refs: []ledger.Ref{{Kind: "game", ID: 7}}}, []ledger.PostingID{earned.Posting, others.Posting}},
		"of_nothing_there_is_nothing":     {ledger.Search{Refs: []ledger.Ref{{Kind: "game", ID: 8}}}, nil},
	} {
		if got := idsOf(b.find(c.search)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}

	r := b.find(ledger.Search{Member: wang, Posting: spent.Posting})[0]
	if !slices.Equal(r.Entries, spent.Entries) || !slices.Equal(r.Draws, spent.Draws) || !slices.Equal(r.ReversedBy, []ledger.PostingID{reversed.Posting}) {
		t.Errorf("%+v\nwas answered as %+v", r, spent)
	}
	if r := b.find(ledger.Search{Member: wang, Posting: reversed.Posting})[0]; r.Reverses != spent.Posting {
		t.Errorf("%+v reverses nothing", r)
	}
	if r := b.find(ledger.Search{Member: wang, Posting: earned.Posting})[0]; !slices.Equal(r.Opened, []ledger.LotID{spent.Draws[0].Lot}) {
		t.Errorf("%+v opened another lot than was drawn: %+v", r, spent.Draws)
	}
}

// The columnar replica finds what PostgreSQL finds, page by page.
func TestBothEnginesFindTheSamePostings(t *testing.T) {
	t.Parallel()
	b := shopBooks{programtest.Open(t), t}
	now := b.Clock.Now()
	for i := range 7 { // two each at the same instant
		p := earn(b.Join(), "e", int64(10+i), now.Add(-time.Duration(i/2)*time.Hour))
		p.Ref = ledger.Ref{Kind: "game", ID: 7}
		b.do(p)
	}
	copied := duck.New(duck.Deps{DB: b.DB.Owner(t), Tables: ledger.Replicated(), Folder: t.TempDir(), Memory: 512 << 20, Threads: 1,
		Clock: clock.System{}, Log: slog.New(slog.DiscardHandler)})
	if err := copied.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := copied.Close(); err != nil {
			t.Error(err)
		}
	}()
	if err := copied.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	var found [2][]ledger.PostingID
	for i, engine := range []replica.Analyst{replica.Postgres{DB: b.DB.Owner(t)}, copied} {
		b.Ledger.Analyst = engine
		var after *ledger.Place
		for {
			list, err := b.Ledger.Find(t.Context(), b.DB, ledger.Search{Refs: []ledger.Ref{{Kind: "game", ID: 7}}}, after, 3)
			if err != nil {
				t.Fatal(err)
			}
			if len(list) == 0 {
				break
			}
			found[i] = append(found[i], idsOf(list)...)
			last := list[len(list)-1].Place()
			after = &last
		}
	}
	if len(found[0]) != 7 || !slices.Equal(found[0], found[1]) {
		t.Errorf("PostgreSQL finds %v, the replica %v", found[0], found[1])
	}
}
