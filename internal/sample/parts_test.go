package sample

import (
	"math"
	"reflect"
	"testing"
	"time"
)

func TestADiscountIsSplitToTheFen(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		prices []int64
		amount int64
		want   []int64
	}{
		"evenly_where_it_can_be":                  {[]int64{1000, 1000}, 600, []int64{300, 300}},
		"by_price":                                {[]int64{3000, 1000}, 400, []int64{300, 100}},
		"the_rest_to_the_earlier_of_equal_lines":  {[]int64{1000, 1000, 1000}, 500, []int64{167, 167, 166}},
		"the_rest_to_the_largest_remainder_first": {[]int64{1000, 1900, 1100}, 501, []int64{125, 238, 138}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := shopping{}
			for _, price := range c.prices {
				s.lines = append(s.lines, Line{Quantity: 1, UnitPrice: price})
			}
			s.spread(c.amount)
			for i, want := range c.want {
				if s.lines[i].Discount != want {
					t.Errorf("line %d: %d, want %d", i, s.lines[i].Discount, want)
				}
			}
		})
	}
}

func TestRefundsGoBackToTheTendersInTheirOrder(t *testing.T) {
	t.Parallel()
	b := returns{order: &Order{Tenders: []Tender{{Cash, 2000}, {WeChat, 1500}}}}
	want := [][]Tender{{{Cash, 1200}}, {{Cash, 800}, {WeChat, 400}}, {{WeChat, 1100}}}
	for i, total := range []int64{1200, 1200, 1100} {
		tenders := b.repay(total)
		if !reflect.DeepEqual(tenders, want[i]) {
			t.Errorf("refund %d of %d: %+v, want %+v", i+1, total, tenders, want[i])
		}
		b.refunds = append(b.refunds, &Refund{Lines: []RefundLine{{Amount: total}}})
	}
}

func TestReferencesGrowBeyondFourDigits(t *testing.T) {
	t.Parallel()
	for number, want := range map[uint32]string{
		1: "S07-20260310-0001", 42: "S07-20260310-0042", 9_999: "S07-20260310-9999", 12_345: "S07-20260310-12345",
	} {
		if got := reference("S07", "20260310", number); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestTheCalendarKnowsTheFeasts(t *testing.T) {
	t.Parallel()
	c := Default(time.Date(2028, time.January, 1, 0, 0, 0, 0, Shanghai()))
	c.Months = 36
	cal := newCalendar(c)
	rest := map[string]bool{ // by the almanac on the wall
		"20250129": true, "20250404": true, "20251006": true, // 春节, 清明, 中秋 on workdays
		"20260216": true, "20260217": true, "20260223": true, "20260224": false,
		"20260405": true, "20260619": true, "20260618": false, "20260925": true, "20261008": false,
		"20270206": true, "20270205": true, "20270204": false, "20270915": true, "20270501": true,
	}
	for _, d := range cal.days {
		if want, ok := rest[d.stamp]; ok && d.rest != want {
			t.Errorf("%s: rest is %v", d.stamp, d.rest)
		}
	}
}

func TestPhonesArePermuted(t *testing.T) {
	t.Parallel()
	g := &Generator{config: Config{Seed: 9}}
	seen := map[string]bool{}
	for i := range 50_000 {
		r := newRandom(9, streamIdentity, i)
		suffix := g.phone(i, &r)[6:]
		if seen[suffix] {
			t.Fatalf("%s is there twice, again at %d", suffix, i)
		}
		seen[suffix] = true
	}
}

func TestDrawsHaveTheirMoments(t *testing.T) {
	t.Parallel()
	const n = 200_000
	moments := func(draw func(*random) float64) (mean, variance float64) {
		r := newRandom(1, streamHabit, 0)
		var sum, squares float64
		for range n {
			x := draw(&r)
			sum, squares = sum+x, squares+x*x
		}
		mean = sum / n
		return mean, squares/n - mean*mean
	}
	cases := map[string]struct {
		draw           func(*random) float64
		mean, variance float64
	}{
		"uniform":     {(*random).float, 0.5, 1.0 / 12},
		"exponential": {(*random).exponential, 1, 1},
		"normal":      {(*random).normal, 0, 1},
		"gamma_1.5":   {func(r *random) float64 { return r.gamma(1.5) }, 1, 1 / 1.5},
		"chooser":     {func(r *random) float64 { return float64(newChooser(1, 0, 3).pick(r)) }, 1.5, 0.75},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mean, variance := moments(c.draw)
			if math.Abs(mean-c.mean) > 0.01 || math.Abs(variance-c.variance) > 0.02 {
				t.Errorf("mean %.4f, variance %.4f; want %.4f and %.4f", mean, variance, c.mean, c.variance)
			}
		})
	}
}
