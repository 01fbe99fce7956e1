package ledger_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/check"
	"habitue/internal/platform/heavy"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
)

// What is carried over is a posting like any other: it comes once, it is the same whether
// the member was made a moment before or was there, it can be told apart from everything
// else, and it goes back whole.
func TestWhatIsCarriedOverComesOnceAndGoesBackWhole(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	ctx, at := t.Context(), shop.Clock.Now()
	for run := int64(1); run <= int64(heavy.Or(3, 40)); run++ {
		lots := make([][]ledger.CarriedLot, 1+random.IntN(6))
		want := map[ledger.AssetID]int64{}
		for i := range lots {
			for range 1 + random.IntN(4) {
				l := ledger.CarriedLot{Asset: []ledger.AssetID{ledger.Points, ledger.Growth}[random.IntN(2)], Amount: 1 + random.Int64N(5000)}
				if random.IntN(2) == 0 {
					l.ExpiresAt = at.AddDate(0, 1+random.IntN(30), 0)
				}
				lots[i] = append(lots[i], l)
				want[l.Asset] += 2 * l.Amount // once to who is new, once to who was there
			}
		}
		var list []ledger.Carry
		var known, fresh []member.ID
		for i := range lots {
			m := shop.Join()
			known = append(known, m)
			list = append(list, ledger.Carry{Member: m, Key: fmt.Sprintf("k%d:%d", run, i), Lots: lots[i]})
		}
		carry := func(tx postgres.Tx, list []ledger.Carry) error {
			refused, err := shop.Ledger.CarryOver(ctx, tx, run, at, list)
			if slices.ContainsFunc(refused, func(e error) bool { return e != nil }) {
				t.Errorf("refused: %v", refused)
			}
			return err
		}
		shop.Tx(func(ctx context.Context, tx postgres.Tx) error {
			joined, err := shop.Members.JoinMany(ctx, tx, unknowns(len(lots)))
			if err != nil {
				return err
			}
			both := slices.Clone(list)
			for i, j := range joined {
				fresh = append(fresh, j.ID)
				both = append(both, ledger.Carry{Member: j.ID, Key: fmt.Sprintf("k%d:%d", run, i), Lots: lots[i], New: true})
			}
			return carry(tx, both)
		})
		for i := range lots {
			a, b := bookOf(t, shop, known[i]), bookOf(t, shop, fresh[i])
			if !slices.Equal(a, b) {
				t.Errorf("who was there %v\nwho is new   %v", a, b)
			}
		}

		// The same again, now that all are there, changes nothing.
		again := slices.Clone(list)
		for i, m := range fresh {
			again = append(again, ledger.Carry{Member: m, Key: fmt.Sprintf("k%d:%d", run, i), Lots: lots[i]})
		}
		shop.Tx(func(_ context.Context, tx postgres.Tx) error { return carry(tx, again) })
		sums, err := shop.Ledger.CarriedSums(ctx, shop.DB, run)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range sums {
			if s.Amount != want[s.Asset] {
				t.Errorf("asset %d: %d was carried over, not %d", s.Asset, s.Amount, want[s.Asset])
			}
			each := int64(0)
			for _, m := range append(known, fresh...) {
				one, err := shop.Ledger.CarriedTo(ctx, shop.DB, s.Asset, int64(m))
				if err != nil {
					t.Fatal(err)
				}
				each += one
			}
			if each != s.Amount {
				t.Errorf("asset %d: members were carried over %d, all together %d", s.Asset, each, s.Amount)
			}
		}

		// Some get something else besides: it stays when what was carried over goes back.
		post(t, shop, earn(known[0], fmt.Sprintf("own%d", run), 7, at))
		for range 2 {
			shop.Tx(func(ctx context.Context, tx postgres.Tx) error {
				return shop.Ledger.CarryBack(ctx, tx, run, append(known, fresh...)...)
			})
		}
		for _, m := range append(known[1:], fresh...) {
			shop.Want(m, ledger.Points, programtest.Balance{})
			shop.Want(m, ledger.Growth, programtest.Balance{})
		}
		shop.Want(known[0], ledger.Points, programtest.Balance{Available: 7})
		if sums, err := shop.Ledger.CarriedSums(ctx, shop.DB, run); err != nil || slices.ContainsFunc(sums, func(s ledger.CarriedSum) bool { return s.Amount != 0 }) {
			t.Errorf("after it was taken back: %+v %v", sums, err)
		}
		shop.Clock.Advance(time.Hour)
	}
	results, err := check.Run(ctx, shop.DB.Owner(t), ledger.Proofs())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		if !r.Holds {
			t.Errorf("%s: %v", r.Name, r.Broken)
		}
	}
}

func unknowns(n int) []member.Join {
	list := make([]member.Join, n)
	for i := range list {
		list[i].Source = "old"
	}
	return list
}

// bookOf is what stands in the books of a member, without ids.
func bookOf(t *testing.T, shop *programtest.Shop, m member.ID) (all []string) {
	t.Helper()
	for _, sql := range []string{
		`SELECT concat_ws(' ', 'account', asset_id, balance, pending, held, owed, active_at, merged_into) FROM ledger.account WHERE member_id = $1`,
		`SELECT concat_ws(' ', 'lot', asset_id, amount, remaining, pinned, expired, matured, matures_at, expires_at, credited_at, idle_months) FROM ledger.lot WHERE member_id = $1`,
		`SELECT concat_ws(' ', 'entry', no, asset_id, account, amount) FROM ledger.entry WHERE member_id = $1`,
		`SELECT concat_ws(' ', 'posting', key, reason, ref_kind, ref_id, occurred_at) FROM ledger.posting WHERE member_id = $1`,
	} {
		rows, err := shop.DB.Query(t.Context(), sql, int64(m))
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var text string
			if err := rows.Scan(&text); err != nil {
				t.Fatal(err)
			}
			all = append(all, text)
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(all)
	return all
}
