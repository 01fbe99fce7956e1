package sample

import (
	"cmp"
	"slices"
	"testing"
)

// within fails unless lo ≤ got ≤ hi. The sample is fixed by its seed, so these are not
// statistical tests that may fail by chance: the room is for changes of the process.
func within(t *testing.T, what string, got, lo, hi float64) {
	t.Helper()
	t.Logf("%s: %.3f", what, got)
	if got < lo || got > hi {
		t.Errorf("%s is %.3f, want %g to %g", what, got, lo, hi)
	}
}

func TestTheDefaultHasItsSize(t *testing.T) {
	t.Parallel()
	f := theFigures()
	memberOrders := 0
	for _, d := range f.days {
		memberOrders += d.memberOrders
	}
	if f.orders != 300_000 || memberOrders != 180_000 {
		t.Errorf("%d orders, %d of members", f.orders, memberOrders)
	}
	world := f.g.Retailer()
	within(t, "articles", float64(len(world.Articles)), 115, 130)
	if len(world.Stores) != 20 || len(world.Brands) != 2 || len(world.Channels) != channelCount {
		t.Errorf("%d stores, %d brands, %d channels", len(world.Stores), len(world.Brands), len(world.Channels))
	}
}

func TestRefundsAreFewAndMostlyPartial(t *testing.T) {
	t.Parallel()
	f := theFigures()
	within(t, "refunds per order", float64(f.refunds)/float64(f.orders), 0.02, 0.03)
	within(t, "refunds in part", float64(f.inPart)/float64(f.refunds), 0.60, 0.90)
}

func TestDaysDiffer(t *testing.T) {
	t.Parallel()
	f := theFigures()

	t.Run("a_member_day_sells_half_more_than_its_weekday", func(t *testing.T) {
		t.Parallel()
		var on, around int64
		for n := 7; n < len(f.days)-7; n++ {
			if f.g.calendar.days[n].memberDay {
				on += f.days[n].sales
				around += (f.days[n-7].sales + f.days[n+7].sales) / 2
			}
		}
		within(t, "member day lift", float64(on)/float64(around), 1.35, 1.65)
	})
	t.Run("streets_are_empty_at_new_year", func(t *testing.T) {
		t.Parallel()
		eve := f.day(t, "20260216")
		quiet, usual := 0, 0
		for n := range 4 {
			quiet += f.days[eve+n].orders
			usual += f.days[eve+n-28].orders
		}
		within(t, "orders of 除夕–初三 to four weeks before", float64(quiet)/float64(usual), 0.4, 0.85)
	})
	t.Run("a_birthday_brings_people", func(t *testing.T) {
		t.Parallel()
		on, orders, told := 0, 0, 0
		for i, m := range f.members {
			if f.g.habits[i].birthday != 0 {
				on, orders, told = on+m.onBirthday, orders+m.orders, told+1
			}
		}
		within(t, "members who told", float64(told)/float64(len(f.members)), 0.60, 0.70)
		within(t, "orders on birthdays to those of a mean day", float64(on)/float64(orders)*365, 4, 14)
	})
	t.Run("the_members_share_of_orders_grows", func(t *testing.T) {
		t.Parallel()
		third := len(f.days) / 3
		early, late := f.memberShare(0, third), f.memberShare(2*third, len(f.days))
		within(t, "members' share in the first third", early, 0.45, 0.58)
		within(t, "members' share in the last third", late, 0.60, 0.72)
	})
}

// day finds a date of the records.
func (f *figures) day(t *testing.T, stamp string) int {
	t.Helper()
	n := slices.IndexFunc(f.g.calendar.days, func(d day) bool { return d.stamp == stamp })
	if n < 0 {
		t.Fatalf("%s is not in the records", stamp)
	}
	return n
}

func (f *figures) memberShare(from, until int) float64 {
	members, all := 0, 0
	for _, d := range f.days[from:until] {
		members, all = members+d.memberOrders, all+d.orders
	}
	return float64(members) / float64(all)
}

func TestHoursHavePeaks(t *testing.T) {
	t.Parallel()
	f := theFigures()
	workdays, restdays := f.hours[0], f.hours[1]
	for _, p := range []struct{ peak, beside int }{{8, 7}, {9, 10}, {12, 11}, {12, 13}, {15, 14}, {16, 17}} {
		if workdays[p.peak] <= workdays[p.beside] {
			t.Errorf("workdays: %d orders at %d h, %d at %d h", workdays[p.peak], p.peak, workdays[p.beside], p.beside)
		}
	}
	share := func(hours [24]int, from, until int) float64 {
		part, all := 0, 0
		for h, n := range hours {
			all += n
			if h >= from && h < until {
				part += n
			}
		}
		return float64(part) / float64(all)
	}
	within(t, "workday orders before ten", share(workdays, 0, 10), 0.15, 0.25)
	within(t, "orders before ten on days of rest", share(restdays, 0, 10), 0.06, 0.13)
	within(t, "orders at night", share(workdays, 22, 24)+share(workdays, 0, 7), 0, 0)
}

func TestSeasonsMoveTheAssortment(t *testing.T) {
	t.Parallel()
	f := theFigures()

	t.Run("iced_in_summer_and_hot_in_winter", func(t *testing.T) {
		t.Parallel()
		ratio := func(from string) float64 {
			var icedCups, hotCups int64
			n := f.day(t, from)
			for _, d := range f.days[n : n+31] {
				icedCups, hotCups = icedCups+d.iced, hotCups+d.hot
			}
			return float64(icedCups) / float64(hotCups)
		}
		within(t, "iced cups to a hot one in July", ratio("20260701"), 4, 30)
		within(t, "iced cups to a hot one in January", ratio("20260101"), 0.1, 0.9)
	})
	t.Run("boxes_are_sold_before_their_feasts_only", func(t *testing.T) {
		t.Parallel()
		// The dates are from the almanac on the wall, not from the library.
		feastDates := [feastCount][]string{
			springFestival: {"20260217"}, dragonBoat: {"20250531", "20260619"}, midAutumn: {"20251006", "20260925"},
		}
		for feast, dates := range feastDates {
			allowed := map[int]bool{}
			for _, date := range dates {
				last := f.day(t, date)
				for n := last - feastDays[feast]; n <= last; n++ {
					allowed[n] = true
				}
			}
			sold := int64(0)
			for n, d := range f.days {
				if sold += d.boxes[feast]; d.boxes[feast] > 0 && !allowed[n] {
					t.Errorf("boxes for feast %d on %s", feast, f.g.calendar.days[n].stamp)
				}
			}
			within(t, "boxes", float64(sold), 100, 10_000)
		}
	})
}

func TestMembersDiffer(t *testing.T) {
	t.Parallel()
	f := theFigures()

	t.Run("a_gold_one_spends_twice_a_diamond_one_five_times_the_mean", func(t *testing.T) {
		t.Parallel()
		var sums, counts [4]float64
		sum, count := 0.0, 0.0
		for _, m := range f.members {
			if m.spentInYear <= 0 {
				continue
			}
			tier := 0
			for tier < len(TierSpend) && m.spentInYear >= TierSpend[tier] {
				tier++
			}
			sums[tier] += float64(m.spentInYear)
			counts[tier]++
			sum, count = sum+float64(m.spentInYear), count+1
		}
		mean := sum / count
		within(t, "ordinary members", counts[0]/count, 0.40, 0.60)
		within(t, "silver members", counts[1]/count, 0.20, 0.33)
		within(t, "gold members", counts[2]/count, 0.12, 0.23)
		within(t, "diamond members", counts[3]/count, 0.02, 0.08)
		within(t, "spend of gold to the mean", sums[2]/counts[2]/mean, 1.7, 2.5)
		within(t, "spend of diamond to the mean", sums[3]/counts[3]/mean, 4.2, 6)
	})
	t.Run("few_spend_much", func(t *testing.T) {
		t.Parallel()
		spent := make([]int64, 0, len(f.members))
		sum := int64(0)
		for _, m := range f.members {
			spent = append(spent, m.spent)
			sum += m.spent
		}
		slices.SortFunc(spent, func(a, b int64) int { return cmp.Compare(b, a) })
		top := int64(0)
		for _, s := range spent[:len(spent)/100] {
			top += s
		}
		within(t, "share of the top 1 %", float64(top)/float64(sum), 0.06, 0.13)
	})
	t.Run("counts_are_spread_wider_than_chance", func(t *testing.T) {
		t.Parallel()
		n, sum, squares, none, once := float64(len(f.members)), 0.0, 0.0, 0.0, 0.0
		for _, m := range f.members {
			sum, squares = sum+float64(m.orders), squares+float64(m.orders*m.orders)
			switch m.orders {
			case 0:
				none++
			case 1:
				once++
			}
		}
		mean := sum / n
		within(t, "variance to mean of orders per member", (squares/n-mean*mean)/mean, 5, 30)
		within(t, "members without an order", none/n, 0.03, 0.12)
		within(t, "members with one order", once/n, 0.12, 0.28)
	})
	t.Run("some_have_left", func(t *testing.T) {
		t.Parallel()
		left, bought := 0.0, 0.0
		for _, m := range f.members {
			if m.orders > 0 {
				bought++
				if m.lastOrder < len(f.days)-90 {
					left++
				}
			}
		}
		within(t, "buyers silent for 90 days", left/bought, 0.25, 0.60)
	})
	t.Run("the_price_sensitive_wait_for_discounts", func(t *testing.T) {
		t.Parallel()
		share := func(lo, hi float64) float64 {
			discounted, orders := 0, 0
			for i, m := range f.members {
				if s := f.g.habits[i].sensitivity; s >= lo && s < hi {
					discounted, orders = discounted+m.discounted, orders+m.ordinary
				}
			}
			return float64(discounted) / float64(orders)
		}
		within(t, "discounted orders of the sensitive to those of the others", share(0.5, 1)/share(0, 0.15), 1.6, 5)
	})
	t.Run("the_usual_is_usual", func(t *testing.T) {
		t.Parallel()
		shares, n := 0.0, 0.0
		for _, m := range f.members {
			most, all := 0, 0
			for _, count := range m.drinks {
				most, all = max(most, count), all+count
			}
			if all >= 20 {
				shares, n = shares+float64(most)/float64(all), n+1
			}
		}
		within(t, "share of the favourite drink", shares/n, 0.22, 0.5)
	})
}

func TestPricesChangeOnce(t *testing.T) {
	t.Parallel()
	g := theFigures().g
	dearer := 0
	for _, a := range g.Retailer().Articles {
		if a.Cost <= 0 || a.Cost >= a.Prices[0].Amount {
			t.Errorf("%s costs %d and sells for %d", a.SKU, a.Cost, a.Prices[0].Amount)
		}
		if len(a.Prices) == 2 {
			dearer++
			if a.Prices[1].Amount <= a.Prices[0].Amount || a.Prices[1].From != a.Prices[1].From.UTC() {
				t.Errorf("%s: %+v", a.SKU, a.Prices)
			}
		}
	}
	within(t, "articles that became dearer", float64(dearer), 20, 60)
}
