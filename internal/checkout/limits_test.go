package checkout_test

import (
	"fmt"
	"testing"

	"habitue/internal/checkout"
	"habitue/internal/member"
	"habitue/internal/pricing"
)

// taken is what is reserved of all limits together, by scope.
type taken struct{ money, uses, pieces int64 }

func (s *counter) taken(scope string) (sum taken) {
	s.T.Helper()
	if err := s.DB.QueryRow(s.T.Context(), `SELECT coalesce(sum(money), 0)::bigint, coalesce(sum(uses), 0)::bigint, coalesce(sum(pieces), 0)::bigint
		FROM pricing.budget WHERE scope LIKE $1`, scope).Scan(&sum.money, &sum.uses, &sum.pieces); err != nil {
		s.T.Fatal(err)
	}
	return sum
}

func (s *counter) nothingTaken() {
	s.T.Helper()
	if left := s.taken("%"); left != (taken{}) {
		s.T.Errorf("of limits is still taken: %+v", left)
	}
}

// A part return gives back of limits what the kept goods no longer use; whatever the
// order, everything is free again when everything is back.
func TestLimitsFollowWhatIsKept(t *testing.T) {
	t.Parallel()
	after := func(money, uses, pieces int64) taken { return taken{money, uses, pieces} }
	for _, c := range []struct {
		name  string
		steps []map[int]int64
		want  []taken // of the whole, after each step
	}{
		// Three pots at 5 instead of 20, and 10 off from 50 on: 55 in all, two uses, three pieces.
		{"pieces_first", []map[int]int64{{1: 1}, {1: 2}, {2: 1}}, []taken{after(40_00, 2, 2), after(10_00, 1, 0), {}}},
		{"the_threshold_first", []map[int]int64{{2: 1}, {1: 1}, {1: 2}}, []taken{after(45_00, 1, 3), after(30_00, 1, 2), {}}},
		{"everything_at_once", []map[int]int64{{1: 3, 2: 1}}, []taken{{}}},
		{"a_piece_at_a_time", []map[int]int64{{1: 1}, {2: 1}, {1: 1}, {1: 1}}, []taken{after(40_00, 2, 2), after(30_00, 1, 2), after(15_00, 1, 1), {}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := open(t)
			m := s.Join()
			s.flash("pot", 5_00, 3)
			s.off(10_00, 50_00, pricing.Limits{Total: pricing.Limit{Money: 10_00}, Member: pricing.Limit{Uses: 1}, Day: pricing.Limit{Money: 10_00}})
			sold := s.buy(checkout.Ask{Member: m, Lines: []pricing.AskLine{line(1, "pot", 3, 20_00), line(2, "tea", 1, 60_00)}})
			if all := s.taken("total"); all != after(55_00, 2, 3) {
				t.Fatalf("%+v", all)
			}
			for i, lines := range c.steps {
				if _, err := s.bring(sold, lines); err != nil {
					t.Fatal(err)
				}
				if left := s.taken("total"); left != c.want[i] {
					t.Errorf("after %v: %+v, want %+v", lines, left, c.want[i])
				}
				s.proven()
			}
			s.nothingTaken()
		})
	}
}

// What is free again is had by the next: no more of it than there is.
func TestAPieceThatCameBackIsSoldOnce(t *testing.T) {
	t.Parallel()
	s := open(t)
	s.flash("pot", 5_00, 3)
	first := s.buy(checkout.Ask{Lines: []pricing.AskLine{line(1, "pot", 3, 20_00)}})
	cost := func(m member.ID, want int64) {
		t.Helper()
		if q := s.quote(checkout.Ask{Member: m, Lines: []pricing.AskLine{line(1, "pot", 2, 20_00)}}); q.Totals.Payable != want {
			t.Errorf("two cost %d, want %d", q.Totals.Payable, want)
		}
	}
	cost(0, 40_00)
	for i, want := range []int64{25_00, 10_00} {
		if _, err := s.bring(first, map[int]int64{1: 1}); err != nil {
			t.Fatal(fmt.Errorf("return %d: %w", i, err))
		}
		cost(s.Join(), want)
	}
	s.proven()
}
