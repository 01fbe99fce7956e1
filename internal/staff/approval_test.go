package staff_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

var payload = []byte("hash of what was looked at")

func (b *bundle) tx(fn func(tx postgres.Tx) error) error { return b.db.InTx(b.t.Context(), fn) }

// ask lets somebody ask for version 2 of the earning rule.
func (b *bundle) ask(by staff.Account) staff.Approval {
	b.t.Helper()
	a, err := b.tryAsk(by)
	if err != nil {
		b.t.Fatal(err)
	}
	return a
}

func (b *bundle) tryAsk(by staff.Account) (a staff.Approval, err error) {
	err = b.tx(func(tx postgres.Tx) (err error) {
		a, err = b.Ask(b.t.Context(), tx, staff.Asking{
			Kind: staff.PublishEarning, Subject: "2", Hash: payload, Note: "please look", By: by.Principal()})
		return err
	})
	return a, err
}

func (b *bundle) approve(a staff.Approval, by staff.Principal, now []byte) error {
	return b.tx(func(tx postgres.Tx) error {
		_, err := b.Approve(b.t.Context(), tx, staff.Decision{Approval: a.ID, Seen: payload, Now: now, By: by})
		return err
	})
}

func (b *bundle) status(a staff.Approval) staff.Approval {
	b.t.Helper()
	is, err := b.Approval(b.t.Context(), b.db, a.ID, staff.Operator)
	if err != nil {
		b.t.Fatal(err)
	}
	return is
}

// hear carries out what is approved by running do.
func (b *bundle) hear(do func(postgres.Tx, staff.Approval, staff.Act) error) {
	notice.Hear(b.bus, staff.Approved, "test.on_approved", func(ctx context.Context, _ int64, ids []staff.ApprovalID) error {
		for _, id := range ids {
			if err := b.CarryOut(ctx, id, staff.PublishEarning, do); err != nil {
				return err
			}
		}
		return nil
	})
}

// TestOfManyApprovalsAtOnceOneCountsAndIsCarriedOutOnce lets many people
// approve at once, and tells the notice again and again.
func TestOfManyApprovalsAtOnceOneCountsAndIsCarriedOutOnce(t *testing.T) {
	t.Parallel()
	b := setup(t)
	var done atomic.Int32
	b.hear(func(postgres.Tx, staff.Approval, staff.Act) error { done.Add(1); return nil })
	a := b.ask(b.person("asks@example.com", staff.Operations))
	const many = 6
	people := make([]staff.Account, many)
	for i := range people {
		people[i] = b.person("p"+itoa(int64(i))+"@example.com", staff.Operations)
	}
	var group sync.WaitGroup
	var agreed, late atomic.Int32
	for _, p := range people {
		group.Go(func() {
			switch err := b.approve(a, p.Principal(), payload); {
			case err == nil:
				agreed.Add(1)
			case errors.Is(err, staff.ErrDecided):
				late.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	group.Wait()
	if agreed.Load() != 1 || late.Load() != many-1 {
		t.Fatalf("%d approved, %d came late", agreed.Load(), late.Load())
	}
	if err := b.bus.DrainNow(t.Context()); err != nil {
		t.Fatal(err)
	}
	var again sync.WaitGroup
	for range 4 {
		again.Go(func() {
			err := b.CarryOut(t.Context(), a.ID, staff.PublishEarning, func(postgres.Tx, staff.Approval, staff.Act) error { done.Add(1); return nil })
			if err != nil {
				t.Error(err)
			}
		})
	}
	again.Wait()
	if is := b.status(a); done.Load() != 1 || is.Status != staff.Done || is.SettledAt == nil {
		t.Fatalf("carried out %d times: %+v", done.Load(), is)
	}
}

// TestNobodyApprovesForThemselves is held by the service and, behind it, by the
// database.
func TestNobodyApprovesForThemselves(t *testing.T) {
	t.Parallel()
	b := setup(t)
	asker := b.person("asks@example.com", staff.Operations)
	a := b.ask(asker)
	if err := b.approve(a, asker.Principal(), payload); !errors.Is(err, staff.ErrOwnAsking) {
		t.Fatal(err)
	}
	_, err := b.db.Exec(t.Context(), `UPDATE staff.approval SET status = 'approved', decided_by = asked_by, decided_at = now() WHERE id = $1`, int64(a.ID))
	if pg := new(pgconn.PgError); !errors.As(err, &pg) || pg.Code != "23514" {
		t.Fatalf("the database lets somebody approve for themselves: %v", err)
	}
	for _, c := range []struct {
		name string
		by   staff.Principal
		want error
	}{
		{"a_key", staff.Principal{Kind: staff.Program, ID: 1, Permissions: staff.Permissions()}, staff.ErrPeopleOnly},
		{"the_command_line", staff.Operator, staff.ErrPeopleOnly},
		{"somebody_who_may_not", b.person("sees@example.com", staff.Marketing).Principal(), staff.ErrMayNot},
	} {
		if err := b.approve(a, c.by, payload); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if is := b.status(a); is.Status != staff.Asked || is.DecidedBy != nil {
		t.Errorf("%+v", is)
	}
}

func TestAnApprovalIsForWhatWasLookedAt(t *testing.T) {
	t.Parallel()
	b := setup(t)
	asker, other := b.person("asks@example.com", staff.Operations), b.person("looks@example.com", staff.Administrator)
	a := b.ask(asker)
	if err := b.approve(a, other.Principal(), []byte("changed since")); !errors.Is(err, staff.ErrPayloadChanged) {
		t.Fatal(err)
	}
	if _, err := b.tryAsk(asker); !errors.Is(err, staff.ErrAlreadyAsked) {
		t.Fatalf("asked twice: %v", err)
	}
	payload2 := staff.Asking{Kind: staff.PublishEarning, Subject: "2", Hash: []byte("changed since"), Note: "again", By: asker.Principal()}
	err := b.tx(func(tx postgres.Tx) error { _, err := b.Ask(t.Context(), tx, payload2); return err })
	if err != nil {
		t.Fatalf("a changed draft cannot be asked for again: %v", err)
	}
	if is := b.status(a); is.Status != staff.Withdrawn {
		t.Errorf("the stale asking is %s", is.Status)
	}
}

func TestAnAskingExpires(t *testing.T) {
	t.Parallel()
	b := setup(t)
	asker, other := b.person("asks@example.com", staff.Operations), b.person("looks@example.com", staff.Operations)
	a := b.ask(asker)
	b.clock.Advance(7*24*time.Hour - time.Second)
	if list, err := b.Waiting(t.Context(), b.db, other.Principal()); err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	b.clock.Advance(time.Second)
	if err := b.approve(a, other.Principal(), payload); !errors.Is(err, staff.ErrApprovalExpired) {
		t.Fatal(err)
	}
	if list, err := b.Waiting(t.Context(), b.db, other.Principal()); err != nil || len(list) != 0 || b.status(a).Status != staff.Expired {
		t.Fatal(list, err, b.status(a))
	}
	b.ask(asker) // makes room by itself
}

func TestRefusingAndTakingBack(t *testing.T) {
	t.Parallel()
	b := setup(t)
	asker, other := b.person("asks@example.com", staff.Operations), b.person("looks@example.com", staff.Operations)
	a := b.ask(asker)
	withdraw := func(by staff.Account) error {
		return b.tx(func(tx postgres.Tx) error {
			_, err := b.Withdraw(t.Context(), tx, a.ID, by.Principal(), "")
			return err
		})
	}
	if err := withdraw(other); !errors.Is(err, staff.ErrNotYourAsking) {
		t.Fatal(err)
	}
	if err := withdraw(asker); err != nil || b.status(a).Status != staff.Withdrawn {
		t.Fatal(err, b.status(a))
	}
	a = b.ask(asker)
	err := b.tx(func(tx postgres.Tx) error {
		_, err := b.Refuse(t.Context(), tx, staff.Decision{Approval: a.ID, Reason: "too dear", By: other.Principal()})
		return err
	})
	is := b.status(a)
	if err != nil || is.Status != staff.Refused || is.Reason != "too dear" || *is.DecidedBy != other.ID {
		t.Fatal(err, is)
	}
	if err := withdraw(asker); !errors.Is(err, staff.ErrDecided) {
		t.Fatal(err)
	}
	trail, err := b.Trail(t.Context(), b.db, staff.TrailFilter{Subject: staff.Subject{Kind: "approval", ID: itoa(int64(a.ID))}}, nil, 10)
	if err != nil || len(trail) != 2 || trail[0].Action != "approval.refuse" || trail[0].Reason != "too dear" || trail[1].Action != "approval.ask" {
		t.Fatal(trail, err)
	}
}

// TestWhatNoLongerHoldsFails tells a payload that its owner refuses from one
// that could not be carried out for the moment.
func TestWhatNoLongerHoldsFails(t *testing.T) {
	t.Parallel()
	b := setup(t)
	asker, other := b.person("asks@example.com", staff.Operations), b.person("looks@example.com", staff.Operations)
	a := b.ask(asker)
	if err := b.approve(a, other.Principal(), payload); err != nil {
		t.Fatal(err)
	}
	gone := errs.New(errs.Conflict, "test.gone")
	broken := errors.New("the wire broke")
	run := func(result error) error {
		return b.CarryOut(t.Context(), a.ID, staff.PublishEarning, func(tx postgres.Tx, _ staff.Approval, act staff.Act) error {
			if act.By.ID != int64(other.ID) || act.Reason != "please look" || act.Approval != a.ID {
				t.Errorf("acts as %+v", act)
			}
			if _, err := tx.Exec(t.Context(), `UPDATE staff.account SET name = 'half done'`); err != nil {
				return err
			}
			return result
		})
	}
	if err := run(broken); !errors.Is(err, broken) || b.status(a).Status != staff.Agreed {
		t.Fatal(err, b.status(a))
	}
	if err := run(gone); err != nil {
		t.Fatal(err)
	}
	if is := b.status(a); is.Status != staff.Failed || is.Fault != "test.gone" {
		t.Fatalf("%+v", is)
	}
	if who, err := b.Account(t.Context(), b.db, other.ID); err != nil || who.Name == "half done" {
		t.Fatalf("what was refused has left something behind: %+v %v", who, err)
	}
}

// TestWhoIsAloneSaysWhy lets somebody publish by themselves only while nobody
// else could look.
func TestWhoIsAloneSaysWhy(t *testing.T) {
	t.Parallel()
	b := setup(t)
	only := b.person("only@example.com", staff.Administrator)
	alone := func(by staff.Principal, reason string) error {
		return b.Alone(t.Context(), b.db, staff.PublishLadder, staff.Act{By: by, Reason: reason})
	}
	if err := alone(only.Principal(), ""); !errors.Is(err, staff.ErrSayWhyAlone) {
		t.Fatal(err)
	}
	if err := alone(only.Principal(), "nobody else is here"); err != nil {
		t.Fatal(err)
	}
	b.person("cannot@example.com", staff.Cashier, staff.Marketing)
	if err := alone(only.Principal(), "nobody else is here"); err != nil {
		t.Fatalf("somebody who may not decide counts: %v", err)
	}
	if err := alone(staff.Principal{Kind: staff.Program, Permissions: staff.Permissions()}, "a key"); !errors.Is(err, staff.ErrPeopleOnly) {
		t.Fatal(err)
	}
	second := b.person("second@example.com", staff.Operations)
	if err := alone(only.Principal(), "in a hurry"); !errors.Is(err, staff.ErrSecondPerson) {
		t.Fatal(err)
	}
	err := b.tx(func(tx postgres.Tx) error {
		_, err := b.Disable(t.Context(), tx, second.ID, staff.Act{By: only.Principal(), Reason: "left"})
		return err
	})
	if err != nil || alone(only.Principal(), "she left") != nil {
		t.Fatal(err)
	}
}
