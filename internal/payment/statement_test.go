package payment_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"habitue/internal/payment"
	"habitue/internal/payment/sandbox"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

var firstDay = time.Date(2026, 3, 10, 0, 0, 0, 0, time.UTC)

// line is what a statement says of a charge.
func told(c payment.Charge, number string, at time.Time) payment.Moved {
	return payment.Moved{Reference: c.Reference(), Number: number, Amount: c.Amount, Currency: c.Currency, At: at}
}

func (s *till) uploaded(from, until time.Time, lines ...payment.Moved) (out payment.Compared, err error) {
	err = s.db.InTx(s.Context(), func(tx postgres.Tx) error {
		out, err = s.Upload(s.Context(), tx, sandbox.Name, from, until, lines)
		return err
	})
	return out, err
}

// person is somebody of the staff.
func (s *till) person(name string, roles ...staff.Role) staff.Principal {
	s.Helper()
	a, err := s.Staff.CreateAccount(s.Context(), staff.NewAccount{Email: name + "@example.com", Name: name, Password: "a long enough one", Roles: roles, By: staff.Operator})
	if err != nil {
		s.Fatal(err)
	}
	return a.Principal()
}

func (s *till) upload(day time.Time, lines ...payment.Moved) payment.Compared {
	s.Helper()
	out, err := s.uploaded(day, day, lines...)
	if err != nil {
		s.Fatal(err)
	}
	return out
}

// collected is a charge that is paid, as the wallet told.
func (s *till) collected(amount int64) payment.Charge {
	s.Helper()
	c := s.asked(amount)
	s.pay(c)
	return s.is(c, payment.Paid)
}

func TestAnUploadedDayIsComparedAndAgainChangesNothing(t *testing.T) {
	t.Parallel()
	s := open(t)
	known, lost, gone := s.collected(38_00), s.asked(20_03), s.collected(7_00)
	refund, err := s.refund(known, "r", 8_00)
	if err != nil {
		t.Fatal(err)
	}
	s.giveBack(1)
	at := s.clock.Now()
	day := []payment.Moved{
		told(known, known.Slip, at), told(lost, "N2", at.Add(time.Second)),
		{Reference: refund.Reference(), Number: "R1", Amount: -8_00, Currency: "CNY", At: at},
		{Reference: "ORDER-OF-ANOTHER-SYSTEM", Number: "N9", Amount: 5_00, Currency: "CNY", At: at},
	}
	if _, err := s.uploaded(firstDay, firstDay, day...); !errors.Is(err, payment.ErrDayNotOver) {
		t.Fatalf("today is not over: %v", err)
	}
	s.clock.Advance(24 * time.Hour)
	out := s.upload(firstDay, append(day, day...)...) // each line twice
	if out.Lines != 4 || out.New != 4 || out.Applied != 1 || out.Found["unknown_here"] != 1 || out.Found["missing_there"] != 1 {
		t.Fatalf("%+v", out)
	}
	s.is(lost, payment.Paid)
	s.spoken(lost, 1)
	s.differences("missing_there", "unknown_here")
	again := s.upload(firstDay, day...)
	if again.New != 0 || again.Again != 4 || again.Applied != 0 || len(again.Found) != 0 {
		t.Fatalf("again: %+v", again)
	}
	s.spoken(lost, 1)
	// A second file of the day, as of another merchant number, adds to the first.
	second := s.upload(firstDay, told(gone, gone.Slip, at))
	if second.Lines != 5 || second.Cleared != 1 || len(second.Found) != 0 {
		t.Fatalf("%+v", second)
	}
	s.differences("unknown_here")
	list, err := s.Statements(t.Context(), s.db, payment.StatementPlace{}, 10)
	if err != nil || len(list) != 1 || list[0].Lines != 5 || list[0].Collected != 38_00+20_03+7_00+5_00 || list[0].Returned != 8_00 || list[0].Open != 1 {
		t.Fatalf("%+v, %v", list, err)
	}
}

// What was paid at the end of a day stands on the provider's next one.
func TestWhatIsToldOnAnotherDayIsNotMissing(t *testing.T) {
	t.Parallel()
	s := open(t)
	s.clock.Advance(13*time.Hour + 59*time.Minute) // 23:59 in Shanghai
	c := s.collected(38_00)
	s.clock.Advance(48 * time.Hour)
	s.upload(firstDay)
	s.differences("missing_there")
	next := told(c, c.Slip, c.PaidAt.Add(2*time.Minute))
	if _, err := s.uploaded(firstDay, firstDay, next); !errors.Is(err, payment.ErrOtherDay) {
		t.Fatalf("a line of another day: %v", err)
	}
	if out := s.upload(firstDay.AddDate(0, 0, 1), next); out.Cleared != 1 || len(out.Found) != 0 {
		t.Fatalf("%+v", out)
	}
	s.differences()
	settled := true
	list, err := s.Differences(t.Context(), s.db, payment.DifferenceFilter{Settled: &settled}, 10)
	if err != nil || len(list) != 1 || !list[0].ToldOn.Equal(firstDay.AddDate(0, 0, 1)) || list[0].SettledBy != 0 {
		t.Fatalf("%+v, %v", list, err)
	}
	// Told first and looked for later, in one file of both days, it is no difference either.
	if out, err := s.uploaded(firstDay, firstDay.AddDate(0, 0, 1), next); err != nil || len(out.Found) != 0 || out.Lines != 1 {
		t.Fatalf("%+v, %v", out, err)
	}
	for name, days := range map[string][2]int{"backwards": {1, 0}, "too many": {-100, 0}} {
		if _, err := s.uploaded(firstDay.AddDate(0, 0, days[0]), firstDay.AddDate(0, 0, days[1])); !errors.Is(err, payment.ErrBadDays) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEachWayInWhichALineDiffersIsSaid(t *testing.T) {
	t.Parallel()
	s := open(t)
	wrong, other, twice, closed, failed := s.asked(10_00), s.collected(11_00), s.collected(12_00), s.asked(13_00), s.collected(14_06)
	if _, err := s.Look(t.Context(), closed.ID); err != nil {
		t.Fatal(err)
	}
	refund, err := s.refund(other, "r", 3_00)
	if err != nil {
		t.Fatal(err)
	}
	refused, err := s.refund(failed, "f", 1_00)
	if err != nil {
		t.Fatal(err)
	}
	s.giveBack(2)
	s.differences("refund_failed")
	at := s.clock.Now()
	if err := s.db.InTx(t.Context(), func(tx postgres.Tx) error {
		_, err := s.Close(t.Context(), tx, closed.Member, closed.Subject)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	s.clock.Advance(24 * time.Hour)
	less := told(wrong, "N1", at)
	less.Amount = 9_99
	clash := told(other, other.Slip, at)
	clash.Amount = 11_01
	out := s.upload(firstDay, less, told(other, other.Slip, at), clash, told(twice, twice.Slip, at), told(twice, "N7", at.Add(time.Minute)),
		told(closed, "N8", at), told(failed, failed.Slip, at),
		payment.Moved{Reference: refund.Reference(), Number: "R1", Amount: -2_99, Currency: "CNY", At: at},
		payment.Moved{Reference: refused.Reference(), Number: "R2", Amount: -1_00, Currency: "CNY", At: at},
		payment.Moved{Reference: "HR4711", Number: "R3", Amount: -1_00, Currency: "CNY", At: at},
		payment.Moved{Reference: twice.Reference(), Number: "R4", Amount: -12_00, Currency: "CNY", At: at}, // given back, and we did not ask
	)
	for kind, want := range map[string]int{"misfit": 1, "amount": 2, "twice": 2, "state": 1, "unknown_here": 1, "missing_there": 0} {
		if out.Found[kind] != want {
			t.Errorf("%s: %d, want %d in %v", kind, out.Found[kind], want, out.Found)
		}
	}
	s.is(wrong, payment.Pending)
	if late := s.is(closed, payment.Paid); !late.Late { // whoever asked for it hears so and gives it back
		t.Errorf("%+v", late)
	}
}

// Whatever lines are uploaded, in which files and how often: charges are paid once,
// and in the end the same stands there as after one file with all of them.
func TestFilesInAnyOrderComeToTheSame(t *testing.T) {
	t.Parallel()
	outer := t
	rapid.Check(t, func(t *rapid.T) {
		s := open(outer)
		at := s.clock.Now()
		var lines []payment.Moved
		var charges []payment.Charge
		for i := range rapid.IntRange(1, 6).Draw(t, "charges") {
			c := s.asked(int64(10_00 + 100*i))
			charges = append(charges, c)
			if rapid.Bool().Draw(t, "is told") {
				lines = append(lines, told(c, fmt.Sprintf("N%d", i), at))
			}
		}
		s.clock.Advance(24 * time.Hour)
		for range rapid.IntRange(1, 5).Draw(t, "files") {
			var file []payment.Moved
			for _, l := range lines {
				if rapid.Bool().Draw(t, "in it") {
					file = append(file, l)
				}
			}
			s.upload(firstDay, rapid.Permutation(file).Draw(t, "file")...)
		}
		s.upload(firstDay, rapid.Permutation(lines).Draw(t, "all")...)
		s.differences()
		for i, c := range charges {
			want := payment.Pending
			for _, l := range lines {
				if l.Reference == c.Reference() {
					want = payment.Paid
				}
			}
			s.is(charges[i], want)
		}
		list, err := s.Statements(context.Background(), s.db, payment.StatementPlace{}, 10)
		if err != nil || list[0].Lines != len(lines) {
			t.Fatalf("%+v, %v", list, err)
		}
	})
}

// A day of many lines is compared without locking what agrees: whoever works on a
// charge meanwhile is not waited for.
func TestADayIsComparedWhileAChargeIsLocked(t *testing.T) {
	t.Parallel()
	s := open(t)
	var lines []payment.Moved
	var first payment.Charge
	for i := range 40 {
		c := s.collected(int64(10_00 + 100*i))
		if i == 0 {
			first = c
		}
		lines = append(lines, told(c, c.Slip, s.clock.Now()))
	}
	s.clock.Advance(24 * time.Hour)
	err := s.db.InTx(t.Context(), func(tx postgres.Tx) error {
		if _, err := tx.Exec(t.Context(), `SELECT FROM payment.charge WHERE id = $1 FOR UPDATE`, int64(first.ID)); err != nil {
			return err
		}
		if out := s.upload(firstDay, lines...); out.New != 40 || len(out.Found) != 0 {
			t.Errorf("%+v", out)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestALargeDifferenceIsSettledByTwo(t *testing.T) {
	t.Parallel()
	s := open(t)
	anna := s.person("anna", staff.Operations)
	s.clock.Advance(24 * time.Hour)
	at := firstDay.Add(3 * time.Hour)
	s.upload(firstDay,
		payment.Moved{Reference: "X1", Number: "1", Amount: 100_00, Currency: "CNY", At: at},
		payment.Moved{Reference: "X2", Number: "2", Amount: 100_01, Currency: "CNY", At: at},
		payment.Moved{Reference: "X3", Number: "3", Amount: 500_00, Currency: "CNY", At: at})
	find := func(reference string) payment.Difference {
		t.Helper()
		list, err := s.Differences(t.Context(), s.db, payment.DifferenceFilter{}, 50)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range list {
			if d.Reference == reference {
				return d
			}
		}
		t.Fatalf("no %s in %+v", reference, list)
		return payment.Difference{}
	}
	settle := func(by staff.Principal, reference, note string) (d payment.Difference, err error) {
		id := find(reference).ID
		err = s.db.InTx(t.Context(), func(tx postgres.Tx) error {
			d, err = s.SettleDifference(t.Context(), tx, id, note, staff.Act{By: by})
			return err
		})
		return d, err
	}
	// Nobody else may: alone, with the note as the reason.
	if d, err := settle(anna, "X3", "只有我"); err != nil || d.SettledAt.IsZero() {
		t.Fatalf("%+v, %v", d, err)
	}
	bert := s.person("bert", staff.Operations)
	if d, err := settle(anna, "X1", "小额"); err != nil || d.SettledAt.IsZero() {
		t.Fatalf("up to the limit: %+v, %v", d, err)
	}
	if _, err := settle(staff.Operator, "X2", "x"); !errors.Is(err, staff.ErrPeopleOnly) {
		t.Fatalf("a program: %v", err)
	}
	asked, err := settle(anna, "X2", "转入其他应付款")
	if err != nil || !asked.SettledAt.IsZero() || asked.Approval == 0 {
		t.Fatalf("%+v, %v", asked, err)
	}
	if _, err := settle(bert, "X2", "转入其他应付款"); err == nil {
		t.Fatal("asked for twice")
	}
	decide := func(by staff.Principal) error {
		now := find("X2")
		return s.db.InTx(t.Context(), func(tx postgres.Tx) error {
			_, err := s.Staff.Approve(t.Context(), tx, staff.Decision{Approval: asked.Approval, Seen: now.Hash(), Now: now.Hash(), By: by})
			return err
		})
	}
	if err := decide(anna); !errors.Is(err, staff.ErrOwnAsking) {
		t.Fatalf("who asked decides: %v", err)
	}
	if err := decide(bert); err != nil {
		t.Fatal(err)
	}
	for range 2 { // heard twice
		if err := s.OnApproved(t.Context(), 0, []staff.ApprovalID{asked.Approval}); err != nil {
			t.Fatal(err)
		}
	}
	if d := find("X2"); d.SettledBy != bert.ID || d.Note != "转入其他应付款" {
		t.Fatalf("%+v", d)
	}
	s.differences()
	policy, err := s.Policy(t.Context(), s.db)
	if err != nil || policy != (payment.Policy{Alone: 100_00}) {
		t.Fatalf("%+v, %v", policy, err)
	}
	save := func(p payment.Policy) error {
		return s.db.InTx(t.Context(), func(tx postgres.Tx) error {
			_, err := s.SavePolicy(t.Context(), tx, p, staff.Act{By: anna})
			return err
		})
	}
	if err := save(payment.Policy{Alone: -1}); !errors.Is(err, payment.ErrBadPolicy) {
		t.Error(err)
	}
	if err := save(payment.Policy{Alone: 5}); err != nil {
		t.Fatal(err)
	}
	if err := save(payment.Policy{Alone: 6}); !errors.Is(err, payment.ErrPolicyChanged) {
		t.Errorf("from a version that is past: %v", err)
	}
	if err := save(payment.Policy{Alone: 6, Version: 1}); err != nil {
		t.Error(err)
	}
}
