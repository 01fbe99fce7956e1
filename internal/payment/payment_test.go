package payment_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/org/orgtest"
	"habitue/internal/payment"
	"habitue/internal/payment/sandbox"
	"habitue/internal/platform/check"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
	"habitue/internal/staff"
)

// till is payment over a wallet, with what was heard of it.
type till struct {
	testing.TB
	*payment.Service
	db     *postgres.DB
	clock  *clock.Fake
	bus    *notice.Bus
	wallet *sandbox.Wallet
	line   *line

	mu    sync.Mutex
	heard []payment.ChargeID
	n     atomic.Int64
}

// line is what lies between us and the wallet: it may be cut.
type line struct {
	payment.Provider
	cut atomic.Bool
}

var errCut = errors.New("the line is cut")

func (l *line) Collect(ctx context.Context, c payment.Collect) (string, error) {
	if l.cut.Load() {
		return "", errCut
	}
	return l.Provider.Collect(ctx, c)
}

func (l *line) State(ctx context.Context, reference string) (payment.Report, error) {
	if l.cut.Load() {
		return payment.Report{}, errCut
	}
	return l.Provider.State(ctx, reference)
}

// GiveBack loses the answer, not the deed, which is the worse of the two.
func (l *line) GiveBack(ctx context.Context, g payment.GiveBack) (bool, error) {
	done, err := l.Provider.GiveBack(ctx, g)
	if l.cut.Load() {
		return false, errCut
	}
	return done, err
}

func open(t testing.TB) *till {
	t.Helper()
	db := pgtest.New(t).DB
	s := &till{TB: t, db: db, clock: clock.NewFake(time.Date(2026, 3, 10, 2, 0, 0, 0, time.UTC))}
	ids, log := orgtest.IDs(t, db), slog.New(slog.DiscardHandler)
	s.bus = notice.New(db, ids, s.clock, log)
	zone, err := org.Location("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	s.wallet = sandbox.New(sandbox.Options{Key: []byte("secret"), Clock: s.clock, Zone: zone, Tell: s.take})
	s.line = &line{Provider: s.wallet}
	s.Service = payment.New(payment.Deps{
		DB: db, IDs: ids, Clock: s.clock, Notices: s.bus, Log: log,
		Staff:     staff.New(staff.Deps{DB: db, IDs: ids, Clock: s.clock, Log: log, Notices: s.bus}),
		Providers: map[string]payment.Provider{sandbox.Name: s.line},
	})
	notice.Hear(s.bus, payment.Settled, "test.on_settled", func(_ context.Context, _ member.ID, ids []payment.ChargeID) error {
		s.mu.Lock()
		s.heard = append(s.heard, ids...)
		s.mu.Unlock()
		return nil
	})
	t.Cleanup(func() {
		results, err := check.Run(context.Background(), db, payment.Proofs())
		if err != nil {
			t.Error(err)
		}
		for _, r := range results {
			if !r.Holds {
				t.Errorf("%s: %v", r.Name, r.Broken)
			}
		}
	})
	return s
}

// take is the door at which notifications arrive.
func (s *till) take(ctx context.Context, header http.Header, body []byte) error {
	return s.Notified(ctx, sandbox.Name, header, body)
}

func (s *till) begin(n payment.NewCharge) payment.Charge {
	s.Helper()
	i := s.n.Add(1)
	if n.Key == "" {
		n.Key = fmt.Sprintf("pay:%d", i)
	}
	n.Subject, n.Currency = payment.Subject{Kind: "checkout", ID: i}, "CNY"
	n.Until = s.clock.Now().Add(15 * time.Minute)
	var c payment.Charge
	err := s.db.InTx(s.Context(), func(tx postgres.Tx) (err error) {
		c, err = s.Begin(s.Context(), tx, n)
		return err
	})
	if err != nil {
		s.Fatal(err)
	}
	return c
}

// asked is a charge that the wallet knows.
func (s *till) asked(amount int64) payment.Charge {
	s.Helper()
	c, err := s.Ask(s.Context(), s.begin(payment.NewCharge{Member: 7, Method: "sandbox", Amount: amount}).ID)
	if err != nil || c.Payer == "" {
		s.Fatalf("%+v, %v", c, err)
	}
	return c
}

func (s *till) pay(c payment.Charge) {
	s.Helper()
	if _, err := s.wallet.Pay(s.Context(), c.Reference()); err != nil {
		s.Fatal(err)
	}
}

func (s *till) is(c payment.Charge, want payment.State) payment.Charge {
	s.Helper()
	now, err := s.Charge(s.Context(), s.db, c.ID)
	if err != nil || now.State != want {
		s.Fatalf("charge is %+v, %v; want %s", now, err, want)
	}
	return now
}

// spoken is how often a charge was stated.
func (s *till) spoken(c payment.Charge, want int) {
	s.Helper()
	if err := s.bus.DrainNow(s.Context()); err != nil {
		s.Fatal(err)
	}
	if n := len(slices.DeleteFunc(slices.Clone(s.heard), func(id payment.ChargeID) bool { return id != c.ID })); n != want {
		s.Fatalf("stated %d times, want %d", n, want)
	}
}

func (s *till) lookAfter() {
	s.Helper()
	if _, err := s.LookAfter(s.Context(), 100); err != nil {
		s.Fatal(err)
	}
}

func (s *till) refund(c payment.Charge, key string, amount int64) (r payment.Refund, err error) {
	err = s.db.InTx(s.Context(), func(tx postgres.Tx) error {
		r, err = s.Refund(s.Context(), tx, payment.NewRefund{Charge: c.ID, Key: key, Amount: amount, Reason: "return"})
		return err
	})
	return r, err
}

func (s *till) differences(want ...string) {
	s.Helper()
	list, err := s.Differences(s.Context(), s.db, unsettled(), 50)
	if err != nil {
		s.Fatal(err)
	}
	var kinds []string
	for _, d := range list {
		kinds = append(kinds, d.Kind)
	}
	slices.Sort(kinds)
	slices.Sort(want)
	if !slices.Equal(kinds, want) {
		s.Fatalf("differences %v, want %v", kinds, want)
	}
}

func TestMoneyAtTheCounterIsPaidAtOnceAndOnce(t *testing.T) {
	t.Parallel()
	s := open(t)
	c := s.begin(payment.NewCharge{Method: "cash", Amount: 38_00, Key: "a"})
	s.is(c, payment.Paid)
	s.spoken(c, 0) // whoever began it knows
	err := s.db.InTx(t.Context(), func(tx postgres.Tx) error {
		n := payment.NewCharge{Key: "a", Subject: c.Subject, Method: "cash", Amount: 38_00, Currency: "CNY"}
		again, err := s.Begin(t.Context(), tx, n)
		if err != nil || again.ID != c.ID {
			t.Errorf("again: %+v, %v", again, err)
		}
		n.Amount++
		if _, err := s.Begin(t.Context(), tx, n); !errors.Is(err, payment.ErrKeyReused) {
			t.Errorf("another amount under the key: %v", err)
		}
		n.Key, n.Method = "b", "card"
		if _, err := s.Begin(t.Context(), tx, n); !errors.Is(err, payment.ErrNeedsSlip) {
			t.Errorf("a card without a slip: %v", err)
		}
		n.Method = "shells"
		if _, err := s.Begin(t.Context(), tx, n); !errors.Is(err, payment.ErrNoMethod) {
			t.Errorf("shells: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	s.spoken(c, 0)
}

func TestWalletTellsOnceTwiceLateOrNever(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		amount int64
		after  func(s *till)
	}{
		{"once", 10_00, func(*till) {}},
		{"twice", 10_01, func(*till) {}},
		{"late", 10_02, func(s *till) {
			s.clock.Advance(31 * time.Second)
			if err := s.wallet.Deliver(s.Context()); err != nil {
				s.Fatal(err)
			}
		}},
		{"never", 10_03, func(s *till) { s.clock.Advance(16 * time.Second); s.lookAfter() }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := open(t)
			charge := s.asked(c.amount)
			s.pay(charge)
			c.after(s)
			if got := s.is(charge, payment.Paid); got.Late || got.Slip == "" {
				t.Errorf("%+v", got)
			}
			s.spoken(charge, 1)
			s.lookAfter()
			s.spoken(charge, 1)
		})
	}
}

func TestWhatIsPaidAfterItWasClosedIsPaidAndSaysSo(t *testing.T) {
	t.Parallel()
	s := open(t)
	c := s.asked(10_03)
	s.pay(c)
	if err := s.db.InTx(t.Context(), func(tx postgres.Tx) error {
		paid, err := s.Close(t.Context(), tx, c.Member, c.Subject)
		if len(paid) > 0 {
			t.Errorf("nobody had said that %v is paid", paid)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	s.is(c, payment.Closed)
	s.spoken(c, 1)
	s.lookAfter() // it tells the wallet, who refuses, and asks
	if got := s.is(c, payment.Paid); !got.Late {
		t.Error("it is not called late")
	}
	s.spoken(c, 2)
}

func TestNobodyPaysAndTheChargeIsGivenUp(t *testing.T) {
	t.Parallel()
	s := open(t)
	c := s.asked(10_00)
	s.clock.Advance(16 * time.Minute)
	s.lookAfter()
	s.is(c, payment.Pending) // he may still tell of the last moment
	s.clock.Advance(10 * time.Minute)
	s.lookAfter()
	s.is(c, payment.Closed)
	s.spoken(c, 1)
	if paid, err := s.wallet.Pay(t.Context(), c.Reference()); paid || err != nil {
		t.Errorf("the wallet still takes money: %v, %v", paid, err)
	}
}

func TestWhileTheLineIsCutNothingIsGivenUp(t *testing.T) {
	t.Parallel()
	s := open(t)
	c := s.asked(10_03)
	s.pay(c)
	s.line.cut.Store(true)
	for range 12 {
		s.clock.Advance(10 * time.Minute)
		s.lookAfter()
	}
	s.is(c, payment.Pending)
	s.line.cut.Store(false)
	s.clock.Advance(10 * time.Minute)
	s.lookAfter()
	s.is(c, payment.Paid)
	s.spoken(c, 1)
}

func TestReportsThatDoNotFitChangeNothing(t *testing.T) {
	t.Parallel()
	s := open(t)
	c := s.asked(10_05) // tells of another amount
	s.pay(c)
	s.is(c, payment.Pending)
	stranger := []byte(`{"ID":"x1","Reference":"HC999999999","State":"paid","Amount":1,"Currency":"CNY"}`)
	if err := s.take(t.Context(), s.wallet.Sign(stranger), stranger); err != nil {
		t.Fatal(err)
	}
	s.differences("misfit", "unknown_here")
	header := s.wallet.Sign(stranger)
	if err := s.take(t.Context(), header, append(stranger, ' ')); !errors.Is(err, payment.ErrForged) {
		t.Errorf("a changed body: %v", err)
	}
	s.clock.Advance(6 * time.Minute)
	if err := s.take(t.Context(), header, stranger); !errors.Is(err, payment.ErrForged) {
		t.Errorf("an old notification: %v", err)
	}
	if err := s.Notified(t.Context(), "nobody", header, stranger); !errors.Is(err, payment.ErrNoProvider) {
		t.Errorf("nobody: %v", err)
	}
}

func TestNoMoreIsGivenBackThanWasPaid(t *testing.T) {
	t.Parallel()
	s := open(t)
	c := s.begin(payment.NewCharge{Member: 7, Method: "cash", Amount: 100_00})
	var all sync.WaitGroup
	var given, refused atomic.Int64
	for i := range 64 {
		all.Go(func() {
			switch _, err := s.refund(c, fmt.Sprint(i), 10_00); {
			case err == nil:
				given.Add(1)
			case errors.Is(err, payment.ErrTooMuch):
				refused.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	all.Wait()
	if given.Load() != 10 || refused.Load() != 54 {
		t.Fatalf("%d given, %d refused", given.Load(), refused.Load())
	}
	if _, err := s.refund(s.asked(10_00), "x", 1); !errors.Is(err, payment.ErrNotPaid) {
		t.Errorf("of what is not paid: %v", err)
	}
}

func TestARefundReachesItsSourceOnce(t *testing.T) {
	t.Parallel()
	s := open(t)
	c := s.asked(10_00)
	s.pay(c)
	first, err := s.refund(c, "r", 4_00)
	if err != nil || first.State != payment.RefundDue {
		t.Fatalf("%+v, %v", first, err)
	}
	if again, err := s.refund(c, "r", 4_00); err != nil || again.ID != first.ID {
		t.Fatalf("again: %+v, %v", again, err)
	}
	s.line.cut.Store(true) // he does it, and the answer is lost
	s.giveBack(1)
	s.line.cut.Store(false)
	s.giveBack(0) // not yet
	s.clock.Advance(time.Minute)
	s.giveBack(1)
	list, err := s.RefundsOf(t.Context(), s.db, c)
	if err != nil || len(list) != 1 || list[0].State != payment.RefundDone || list[0].Attempts != 2 {
		t.Fatalf("%+v, %v", list, err)
	}
	moved, err := s.wallet.Statement(t.Context(), time.Date(2026, 3, 10, 0, 0, 0, 0, time.UTC))
	if err != nil || len(moved) != 2 || moved[1].Amount != -4_00 {
		t.Fatalf("the wallet moved %+v, %v", moved, err)
	}
}

func (s *till) giveBack(want int) {
	s.Helper()
	if n, err := s.GiveBackDue(s.Context(), 100); err != nil || n != want {
		s.Fatalf("%d refunds, %v; want %d", n, err, want)
	}
}

func TestARefundThatIsRefusedAsksForAPerson(t *testing.T) {
	t.Parallel()
	s := open(t)
	c := s.asked(10_06)
	s.pay(c)
	if _, err := s.refund(c, "r", 1_00); err != nil {
		t.Fatal(err)
	}
	s.giveBack(1)
	s.differences("refund_failed")
	list, err := s.Differences(t.Context(), s.db, unsettled(), 50)
	if err != nil {
		t.Fatal(err)
	}
	settle := func(note string) error {
		return s.db.InTx(t.Context(), func(tx postgres.Tx) error {
			_, err := s.SettleDifference(t.Context(), tx, list[0].ID, note, staff.Act{By: staff.Operator})
			return err
		})
	}
	if err := settle(" "); !errors.Is(err, payment.ErrNeedsNote) {
		t.Errorf("without a note: %v", err)
	}
	if err := settle("退现金 1.00"); err != nil {
		t.Fatal(err)
	}
	if err := settle("again"); !errors.Is(err, payment.ErrSettled) {
		t.Errorf("again: %v", err)
	}
	s.differences()
}

func TestADayIsComparedBothWays(t *testing.T) {
	t.Parallel()
	s := open(t)
	lost, mine := s.asked(20_03), s.asked(30_00)
	s.pay(lost) // we never hear of it
	// The wallet knows nothing of what we think that it collected.
	body := []byte(`{"ID":"y1","Reference":"` + mine.Reference() + `","Number":"N1","State":"paid","Amount":3000,"Currency":"CNY"}`)
	if err := s.take(t.Context(), s.wallet.Sign(body), body); err != nil {
		t.Fatal(err)
	}
	// And he has collected something for nobody.
	if _, err := s.wallet.Collect(t.Context(), payment.Collect{Reference: "HC4711", Amount: 5_00, Currency: "CNY", Until: s.clock.Now().Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.wallet.Pay(t.Context(), "HC4711"); err != nil {
		t.Fatal(err)
	}
	s.differences("unknown_here")
	if n, err := s.ReconcileDue(t.Context(), 10); n != 0 || err != nil {
		t.Fatalf("today is not over: %d, %v", n, err)
	}
	s.clock.Advance(24 * time.Hour)
	if n, err := s.ReconcileDue(t.Context(), 10); n != 1 || err != nil {
		t.Fatalf("%d days, %v", n, err)
	}
	s.is(lost, payment.Paid)
	s.differences("missing_there", "unknown_here")
	days, err := s.Statements(t.Context(), s.db, payment.StatementPlace{}, 10)
	if err != nil || len(days) != 1 || days[0].Lines != 2 || days[0].Collected != 25_03 || days[0].Open != 2 {
		t.Fatalf("%+v, %v", days, err)
	}
	if n, err := s.ReconcileDue(t.Context(), 10); n != 0 || err != nil {
		t.Fatalf("again: %d, %v", n, err)
	}
}

func unsettled() payment.DifferenceFilter { return payment.DifferenceFilter{Settled: new(bool)} }
