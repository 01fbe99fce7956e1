package ledger

import (
	"testing"
	"time"

	"habitue/internal/platform/money"
)

func ym(y int, m time.Month) Month { return Month{time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)} }

// Two cohorts lived through three months each: of 100 a half was used at once, and
// of what was left then 40 % lapsed two months later. What a third one has open
// after one month is expected to fare as those did from there on.
func TestExpectedBreakageFollowsOlderCohorts(t *testing.T) {
	t.Parallel()
	january := ym(2026, time.January)
	var rows []became
	for i := range 2 {
		c := january.Add(i)
		rows = append(rows, became{c, c, "credited", 100}, became{c, c, "used", 50}, became{c, c.Add(2), "expired", 20})
	}
	now := january.Add(5)
	young := now.Add(-1)
	rows = append(rows, became{young, young, "credited", 1000}, became{young, young, "used", 500})
	b := breakageOf(rows, now)

	if len(b.Cohorts) != 3 || b.Cohorts[0].Open() != 30 || b.Cohorts[2].Open() != 500 {
		t.Fatalf("%+v", b.Cohorts)
	}
	if got := b.Curve[0]; got != (Shares{Used: 5000, Open: 5000}) {
		t.Errorf("after the month itself: %+v", got)
	}
	if got := b.Curve[2]; got != (Shares{Used: 5000, Expired: 2000, Open: 3000}) {
		t.Errorf("after two months more: %+v", got)
	}
	// Of 500 that are open at the age of one month, 20 of 50 lapse; what the old
	// ones still have is as old as anything known, and nothing is expected of it.
	if x := b.Expected; x.Open != 560 || x.Expired != 200 || x.Used != 0 {
		t.Errorf("%+v", x)
	}
	// Everything used that ever will be: all breakage may be recognised.
	if b.Expected.Recognised != 240 {
		t.Errorf("recognised %d", b.Expected.Recognised)
	}
}

// Breakage is recognised as rights are exercised: a half of the use, a half of it.
func TestBreakageIsRecognisedInProportionToUse(t *testing.T) {
	t.Parallel()
	january := ym(2026, time.January)
	rows := []became{
		{january, january, "credited", 100}, {january, january, "used", 40}, {january, january.Add(1), "used", 40}, {january, january.Add(2), "expired", 20},
		{january.Add(3), january.Add(3), "credited", 1000}, {january.Add(3), january.Add(3), "used", 400},
	}
	b := breakageOf(rows, january.Add(4))
	young := b.Cohorts[1]
	if x := young.Expected; x.Used != 400 || x.Expired != 200 || x.Recognised != 100 {
		t.Errorf("%+v", x)
	}
}

// What is given back, or dated before it was earned, or yet to come, leaves every
// share a share.
func TestBreakageBearsOddHistories(t *testing.T) {
	t.Parallel()
	january := ym(2026, time.January)
	b := breakageOf([]became{
		{january, january, "credited", 10}, {january, january.Add(-3), "used", 10}, {january, january.Add(1), "used", -4},
		{january.Add(9), january.Add(9), "credited", 7},
	}, january.Add(2))
	if len(b.Cohorts) != 1 || b.Cohorts[0].Now().Used != 6 || b.Cohorts[0].Open() != 4 {
		t.Fatalf("%+v", b.Cohorts)
	}
	for age, s := range b.Curve {
		if s.Used < 0 || s.Used > money.One || s.Used+s.Expired+s.TakenBack+s.Left+s.Open != money.One {
			t.Errorf("age %d: %+v", age, s)
		}
	}
	if b := breakageOf(nil, january); len(b.Cohorts) != 0 || len(b.Curve) != 0 || b.Expected != (Expected{}) {
		t.Errorf("%+v", b)
	}
}
