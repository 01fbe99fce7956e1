package ledger_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"habitue/internal/ledger"
	"habitue/internal/program/programtest"
)

// outstanding tells what is left by month.
func outstanding(list []ledger.Outstanding) (told []string) {
	for _, o := range list {
		month := "never"
		if !o.Month.IsZero() {
			month = o.Month.Format("2006-01")
		}
		told = append(told, fmt.Sprint(month, " ", o.Amount, " in ", o.Lots))
	}
	return told
}

func (b shopBooks) liability(cut ledger.Cut) ledger.Liability {
	b.t.Helper()
	l, err := b.Ledger.Liability(b.t.Context(), ledger.FromRecord, ledger.Points, cut)
	if err != nil {
		b.t.Fatal(err)
	}
	return l
}

// What is left is told by the month of the shop's calendar in which it was
// credited, and by that of the last day on which it is good. What a member owes
// is taken off.
func TestTheLiabilityIsToldByAgeAndByExpiry(t *testing.T) {
	t.Parallel()
	b := shopBooks{programtest.Open(t), t}
	wang, li := b.Join(), b.Join()
	b.Clock.Set(b.At("2026-01-31 23:30")) // still January in Shanghai, and until the end of next January
	b.do(earn(wang, "a", 100, b.Clock.Now()))
	b.Clock.Set(b.At("2026-02-01 00:30"))
	p := earn(li, "a", 50, b.Clock.Now())
	p.Credits[0].ExpiresAt = b.At("2026-04-01 00:00") // the last good day is in March
	spent := b.do(p).Receipt.Posting
	b.Clock.Set(b.At("2026-02-10 12:00"))
	b.do(spend(wang, "b", 30, b.Clock.Now()))
	b.do(spend(li, "b", 40, b.Clock.Now()))
	february := b.Clock.Now()
	b.Clock.Set(b.At("2026-02-20 12:00"))
	b.do(reverse(li, "c", spent, 50)) // 10 are left, 40 are owed

	now := b.liability(ledger.Cut{})
	if got, want := outstanding(now.ByCredit), []string{"2026-01 70 in 1"}; !slices.Equal(got, want) {
		t.Errorf("by age %q, want %q", got, want)
	}
	if got, want := outstanding(now.ByExpiry), []string{"2027-01 70 in 1"}; !slices.Equal(got, want) {
		t.Errorf("by expiry %q, want %q", got, want)
	}
	if now.Open != 70 || now.Owed != 40 || now.Available != 30 || now.Pending != 0 {
		t.Errorf("%+v", now)
	}
	then := b.liability(ledger.Cut{Clock: ledger.ByOccurred, At: february.Add(time.Microsecond)})
	if got, want := outstanding(then.ByExpiry), []string{"2026-03 10 in 1", "2027-01 70 in 1"}; !slices.Equal(got, want) || then.Owed != 0 || then.Total() != 80 {
		t.Errorf("on 10 February %q %+v, want %q", got, then, want)
	}
	before := b.liability(ledger.Cut{Clock: ledger.ByRecorded, At: b.At("2026-01-01 00:00")})
	if before.Open != 0 || before.Total() != 0 || len(before.ByCredit) != 0 {
		t.Errorf("before anything %+v", before)
	}
}

// Where value lives on by activity, it ends so many months after the member's
// last one, whatever stands on the lot.
func TestTheLiabilityKnowsThatValueLivesOnByActivity(t *testing.T) {
	t.Parallel()
	b := openIdle(t, 3)
	m := b.Join()
	b.Clock.Set(b.At("2026-01-10 12:00"))
	b.do(earn(m, "a", 100, b.Clock.Now()))
	b.Clock.Set(b.At("2026-03-20 12:00"))
	b.do(earn(m, "b", 20, b.Clock.Now()))
	want := []string{"2026-06 120 in 2"}
	for _, cut := range []ledger.Cut{{}, {Clock: ledger.ByOccurred, At: b.Clock.Now().Add(time.Microsecond)}} {
		if got := outstanding(b.liability(cut).ByExpiry); !slices.Equal(got, want) {
			t.Errorf("%+v: %q, want %q", cut, got, want)
		}
	}
}
