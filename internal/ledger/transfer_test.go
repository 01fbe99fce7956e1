package ledger_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
)

func transfer(t *testing.T, shop *programtest.Shop, ask ledger.Transfer) (r ledger.TransferReceipt, err error) {
	t.Helper()
	err = shop.DB.InTx(t.Context(), func(tx postgres.Tx) (err error) {
		r, err = shop.Ledger.Transfer(t.Context(), tx, ask)
		return err
	})
	return r, err
}

func post(t *testing.T, shop *programtest.Shop, p ledger.Posting) {
	t.Helper()
	err := shop.DB.InTx(t.Context(), func(tx postgres.Tx) error {
		_, err := shop.Ledger.Post(t.Context(), tx, p)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// What is given away ends when it would have ended with the giver, whatever the
// asset's rule would say of something new.
func TestATransferCarriesTheExpiryOfItsLots(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	giver, taker, now := shop.Join(), shop.Join(), shop.Clock.Now()
	soon, later := now.Add(10*24*time.Hour), now.Add(40*24*time.Hour)
	for key, ends := range map[string]time.Time{"soon": soon, "later": later} {
		p := earn(giver, key, 30, now)
		p.Credits[0].ExpiresAt = ends
		post(t, shop, p)
	}
	ask := ledger.Transfer{From: giver, To: taker, Key: "gift", Asset: ledger.Points, Amount: 40}
	first, err := transfer(t, shop, ask)
	if err != nil {
		t.Fatal(err)
	}
	again, err := transfer(t, shop, ask)
	if err != nil || !again.Replayed || again.From.Posting != first.From.Posting || again.To.Posting != first.To.Posting ||
		again.To.Moved(ledger.Points) != 40 || again.From.Moved(ledger.Points) != -40 {
		t.Errorf("first %+v\nagain %+v %v", first, again, err)
	}
	shop.Want(giver, ledger.Points, programtest.Balance{Available: 20})
	shop.Want(taker, ledger.Points, programtest.Balance{Available: 40})
	shop.Clock.Set(soon)
	shop.Want(taker, ledger.Points, programtest.Balance{Available: 10}) // 30 of them came out of the lot that ends first
	shop.Clock.Set(later)
	shop.Want(taker, ledger.Points, programtest.Balance{})
	shop.Want(giver, ledger.Points, programtest.Balance{})
	shop.Check()
}

func TestWhatATransferRefuses(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	giver, taker := shop.Join(), shop.Join()
	post(t, shop, earn(giver, "e", 10, shop.Clock.Now()))
	good := ledger.Transfer{From: giver, To: taker, Key: "g", Asset: ledger.Points, Amount: 5}
	if _, err := transfer(t, shop, good); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		change func(*ledger.Transfer)
		want   error
	}{
		"more than there is": {func(a *ledger.Transfer) { a.Key, a.Amount = "g2", 6 }, ledger.ErrInsufficient},
		"to oneself":         {func(a *ledger.Transfer) { a.Key, a.To = "g3", giver }, ledger.ErrToOneself},
		"growth":             {func(a *ledger.Transfer) { a.Key, a.Asset = "g4", ledger.Growth }, ledger.ErrStays},
		"nothing":            {func(a *ledger.Transfer) { a.Key, a.Amount = "g5", 0 }, ledger.ErrInvalid},
		"another body":       {func(a *ledger.Transfer) { a.Amount = 4 }, ledger.ErrKeyReused},
	} {
		ask := good
		c.change(&ask)
		if _, err := transfer(t, shop, ask); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	shop.Want(giver, ledger.Points, programtest.Balance{Available: 5})
	shop.Want(taker, ledger.Points, programtest.Balance{Available: 5})
}

// Members who give to each other at the same time neither wait for each other
// for ever nor make anything.
func TestTransfersBothWaysAtOnceConserveValue(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	members := []member.ID{shop.Join(), shop.Join(), shop.Join()}
	for _, m := range members {
		post(t, shop, earn(m, "e", 100, shop.Clock.Now()))
	}
	var all sync.WaitGroup
	for w := range 8 {
		all.Go(func() {
			for i := range 15 {
				from, to := members[(w+i)%3], members[(w+i+1+i%2)%3]
				if from == to {
					continue
				}
				_, err := transfer(t, shop, ledger.Transfer{From: from, To: to, Key: fmt.Sprintf("%d:%d", w, i), Asset: ledger.Points, Amount: int64(1 + i)})
				if err != nil && !errors.Is(err, ledger.ErrInsufficient) {
					t.Errorf("%d to %d: %v", from, to, err)
				}
			}
		})
	}
	all.Wait()
	var sum int64
	for _, m := range members {
		sum += shop.Balance(m, ledger.Points).Available
	}
	if sum != 300 {
		t.Errorf("300 points became %d", sum)
	}
	shop.Check()
}

// A transfer is reversed at either side, and both are: in parts, up to the whole.
// Before, the giver got it back and the taker kept it.
func TestAReversedTransferIsReversedAtBothSides(t *testing.T) {
	t.Parallel()
	for name, ofTaker := range map[string]bool{"asked_of_the_giver": false, "asked_of_the_taker": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPeople(t)
			giver, taker := p.Join(), p.Join()
			p.credit(giver, "soon", ledger.Points, 30, 0, 10*day)
			p.credit(giver, "later", ledger.Points, 30, 0, 40*day)
			gift, err := transfer(t, p.Shop, ledger.Transfer{From: giver, To: taker, Key: "gift", Asset: ledger.Points, Amount: 40})
			if err != nil {
				t.Fatal(err)
			}
			asked, posting, other, others := giver, gift.From.Posting, taker, gift.To.Posting
			if ofTaker {
				asked, posting, other, others = other, others, asked, posting
			}
			first := p.must(back(asked, "r1", posting, 15))
			p.Want(giver, ledger.Points, programtest.Balance{Available: 35})
			p.Want(taker, ledger.Points, programtest.Balance{Available: 25})
			if again := p.must(back(asked, "r1", posting, 15)); !again.Replayed || !sameReceipt(first.Receipt, again.Receipt) {
				t.Errorf("first %+v, again %+v", first, again)
			}
			p.refused(back(asked, "r2", posting, 26), ledger.ErrOverReversed)
			p.refused(back(other, "r2", others, 26), ledger.ErrOverReversed)
			p.must(back(other, "r3", others, 25))
			p.refused(back(asked, "r4", posting, 1), ledger.ErrOverReversed)
			p.Want(giver, ledger.Points, programtest.Balance{Available: 60})
			p.Want(taker, ledger.Points, programtest.Balance{})
			p.Clock.Advance(11 * day)
			p.Want(giver, ledger.Points, programtest.Balance{Available: 30}) // in the lots that they came from
			p.Check()
		})
	}
}

// What the taker has spent he owes, by the asset's policy; what lapsed with him
// comes back lapsed.
func TestAReversedTransferOfWhatIsNotThereAnyMore(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	giver, taker := p.Join(), p.Join()
	p.credit(giver, "soon", ledger.Points, 10, 0, 10*day)
	p.credit(giver, "later", ledger.Points, 30, 0, 40*day)
	gift, err := transfer(t, p.Shop, ledger.Transfer{From: giver, To: taker, Key: "gift", Asset: ledger.Points, Amount: 40})
	if err != nil {
		t.Fatal(err)
	}
	p.Clock.Advance(10 * day)
	p.spend(taker, "spent", 25)
	p.credit(taker, "own", ledger.Points, 5, 0, 90*day)
	p.must(back(giver, "r", gift.From.Posting, 40))
	p.Want(giver, ledger.Points, programtest.Balance{Available: 30})
	p.Want(taker, ledger.Points, programtest.Balance{Owed: 20}) // 25 less 5 of his own
	p.credit(taker, "more", ledger.Points, 50, 0, 90*day)
	p.Want(taker, ledger.Points, programtest.Balance{Available: 30})
	p.Check()
}

// Both sides of a transfer may have become others since, even one.
func TestAReversedTransferFindsWhoBecameOne(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	giver, taker, heir := p.Join(), p.Join(), p.Join()
	p.credit(giver, "e", ledger.Points, 50, 0, 40*day)
	gift, err := transfer(t, p.Shop, ledger.Transfer{From: giver, To: taker, Key: "gift", Asset: ledger.Points, Amount: 40})
	if err != nil {
		t.Fatal(err)
	}
	first := p.merge(1, taker, heir)
	p.must(back(taker, "r1", gift.To.Posting, 10))
	p.Want(giver, ledger.Points, programtest.Balance{Available: 20})
	p.Want(heir, ledger.Points, programtest.Balance{Available: 30})
	second := p.merge(2, giver, heir)
	p.must(back(giver, "r2", gift.From.Posting, 10))
	p.refused(back(giver, "r3", gift.From.Posting, 21), ledger.ErrOverReversed)
	p.refused(back(taker, "r3", gift.To.Posting, 21), ledger.ErrOverReversed)
	p.Want(heir, ledger.Points, programtest.Balance{Available: 50})
	p.unmerge(second)
	p.unmerge(first)
	p.Want(giver, ledger.Points, programtest.Balance{Available: 30})
	p.Want(taker, ledger.Points, programtest.Balance{Available: 20})
	p.Want(heir, ledger.Points, programtest.Balance{})
	p.Check()
}
