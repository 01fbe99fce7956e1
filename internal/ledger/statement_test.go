package ledger_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"pgregory.net/rapid"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/replica"
	"habitue/internal/program/programtest"
)

// leg is an entry on the member's side, as it stands in the tables.
type leg struct {
	posting            ledger.PostingID
	side               ledger.Side
	amount             int64
	occurred, recorded time.Time
}

func (l leg) by(c ledger.Clock) time.Time {
	if c == ledger.ByRecorded {
		return l.recorded
	}
	return l.occurred
}

// legsOf reads a member's entries of points one by one.
func legsOf(t testing.TB, shop *programtest.Shop, m member.ID) (legs []leg) {
	t.Helper()
	rows, err := shop.DB.Query(t.Context(), `
		SELECT e.posting_id, e.account, e.amount, p.occurred_at, p.recorded_at
		FROM ledger.entry e JOIN ledger.posting p ON p.member_id = e.member_id AND p.id = e.posting_id
		WHERE e.member_id = $1 AND p.member_id = $1 AND e.asset_id = 1 AND e.account IN ('available', 'pending')`, m)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var l leg
		if err := rows.Scan(&l.posting, &l.side, &l.amount, &l.occurred, &l.recorded); err != nil {
			t.Fatal(err)
		}
		legs = append(legs, l)
	}
	return legs
}

// fold adds up entries before an instant, in no order.
func fold(legs []leg, cut ledger.Cut) (s ledger.Holding) {
	for _, l := range legs {
		switch {
		case !l.by(cut.Clock).Before(cut.At):
		case l.side == ledger.Available:
			s.Available += l.amount
		default:
			s.Pending += l.amount
		}
	}
	return s
}

// period is what was asked of a statement and what came of it.
type period struct {
	clock            ledger.Clock
	from, until      time.Time
	opening, closing ledger.Holding
}

// read walks over a statement page by page: it ties at every line.
func read(t testing.TB, shop *programtest.Shop, m member.ID, clock ledger.Clock, from, until time.Time, limit int) period {
	t.Helper()
	ask := ledger.StatementAsk{Member: m, Asset: ledger.Points, Clock: clock, From: from, Until: until, Limit: limit}
	var p period
	var balance ledger.Holding
	var lines int64
	for first := true; ; first = false {
		st, err := shop.Ledger.Statement(t.Context(), ask)
		if err != nil {
			t.Fatal(err)
		}
		if first {
			p = period{clock, from, until, st.Opening, st.Closing}
			balance = st.Opening
		}
		if st.Opening != p.opening || st.Closing != p.closing {
			t.Fatalf("from page to page opening and closing went from %+v to %+v", p, st)
		}
		for _, l := range st.Lines {
			balance.Available += l.Change.Available
			balance.Pending += l.Change.Pending
			if l.After != balance {
				t.Fatalf("after posting %d there is %+v, the lines say %+v", l.Posting, l.After, balance)
			}
		}
		if lines += int64(len(st.Lines)); st.Next == nil {
			if balance != p.closing || lines != st.Postings {
				t.Fatalf("%d lines end with %+v, closing is %+v of %d postings", lines, balance, p.closing, st.Postings)
			}
			return p
		}
		ask.After = st.Next
	}
}

// Whatever happened, and whether or not a job has recorded what is due: opening,
// lines and closing of any period tie by either clock, and are what adding up the
// entries says once all is recorded.
func TestAnyStatementTiesByBothClocks(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	rapid.Check(t, func(t *rapid.T) {
		shop.T.Helper()
		start := shop.At("2026-01-01 00:00")
		shop.Clock.Set(start)
		h := &history{T: t, shop: shop, model: newModel(start), members: []member.ID{shop.Join(), shop.Join()}}
		t.Repeat(map[string]func(*rapid.T){
			"earn": h.earn, "earn late": h.earnLate, "spend": h.spend, "take back": h.takeBack, "give back": h.giveBack,
			"hold": h.hold, "capture": h.capture, "release": h.release, "wait": h.wait,
			"transfer": h.transfer, "return transfer": h.returnTransfer, "merge": h.merge, "unmerge": h.unmerge,
		})
		_, m := h.who(t, "whose")
		hours := int(h.model.now.Sub(start) / time.Hour)
		var told []period
		for range 6 {
			from := rapid.IntRange(-1, hours).Draw(t, "from")
			until := rapid.IntRange(from+1, hours+1).Draw(t, "until")
			for _, clock := range []ledger.Clock{ledger.ByOccurred, ledger.ByRecorded} {
				if clock == ledger.ByRecorded {
					until = min(until, hours) // what is recorded later on at this very hour is not yet known
				}
				if from >= until {
					continue
				}
				told = append(told, read(shop.T, shop, m, clock, start.Add(time.Duration(from)*time.Hour),
					start.Add(time.Duration(until)*time.Hour), rapid.IntRange(1, 9).Draw(t, "page")))
			}
		}
		if _, err := shop.Ledger.SettleDue(t.Context()); err != nil {
			t.Fatal(err)
		}
		legs := legsOf(shop.T, shop, m)
		for _, p := range told {
			opening, closing := fold(legs, ledger.Cut{Clock: p.clock, At: p.from}), fold(legs, ledger.Cut{Clock: p.clock, At: p.until})
			if p.opening != opening || p.closing != closing {
				t.Fatalf("by %s, %s to %s: %+v to %+v, the entries say %+v to %+v", p.clock, p.from, p.until, p.opening, p.closing, opening, closing)
			}
			at, err := shop.Ledger.HoldingAt(t.Context(), m, ledger.Points, ledger.Cut{Clock: p.clock, At: p.until})
			if err != nil || at != closing {
				t.Fatalf("at %s: %+v %v, want %+v", p.until, at, err, closing)
			}
		}
	})
	everybodysBooksTie(t, shop)
	breakageTies(t, shop)
}

// everybodysBooksTie: the trial balance sums to zero, the roll-forward goes from
// month to month and ends where the trial balance is, and so does the liability.
func everybodysBooksTie(t *testing.T, shop *programtest.Shop) {
	t.Helper()
	shop.Ledger.Record = replica.Postgres{DB: shop.DB.Owner(t)} // who may scan
	ctx := t.Context()
	zone, err := shop.Ledger.Zone(ctx)
	if err != nil {
		t.Fatal(err)
	}
	first := ledger.MonthOf(shop.At("2026-01-01 00:00"), zone)
	until := first.Add(6)
	for _, clock := range []ledger.Clock{ledger.ByOccurred, ledger.ByRecorded} {
		months, err := shop.Ledger.RollForward(ctx, ledger.FromRecord, clock, ledger.Points, first, until)
		if err != nil {
			t.Fatal(err)
		}
		for i, m := range months {
			sum := m.Opening
			for _, f := range m.Flows {
				sum += f.Amount
			}
			if sum != m.Closing || (i > 0 && m.Opening != months[i-1].Closing) {
				t.Fatalf("month %d of %+v does not tie", i, months)
			}
			cut := ledger.Cut{Clock: clock, At: m.Month.Add(1).Begins(zone)}
			rows, err := shop.Ledger.Trial(ctx, ledger.FromRecord, cut)
			if err != nil {
				t.Fatal(err)
			}
			members, all := trialSums(rows)
			if all != 0 || members != m.Closing {
				t.Fatalf("the trial balance of %s has %d of members and %d of all, the month closes with %d", m.Month, members, all, m.Closing)
			}
			l, err := shop.Ledger.Liability(ctx, ledger.FromRecord, ledger.Points, cut)
			if err != nil || l.Total() != members || total(l.ByCredit) != l.Open || total(l.ByExpiry) != l.Open {
				t.Fatalf("the liability of %s is %+v %v, members have %d", m.Month, l, err, members)
			}
			if clock == ledger.ByOccurred && l.Owed < 0 {
				t.Fatalf("members owe %d", l.Owed)
			}
		}
	}
}

// breakageTies holds that of every cohort what was credited is what became of it.
func breakageTies(t *testing.T, shop *programtest.Shop) {
	t.Helper()
	ctx := t.Context()
	shop.Clock.Set(shop.At("2027-06-01 00:00")) // after all of everybody's
	b, err := shop.Ledger.Breakage(ctx, ledger.FromRecord, ledger.Points)
	if err != nil {
		t.Fatal(err)
	}
	var open, credited int64
	err = shop.DB.QueryRow(ctx, `SELECT sum(remaining)::bigint, sum(amount)::bigint FROM ledger.lot
		WHERE asset_id = 1 HAVING count(*) > 0`).Scan(&open, &credited)
	if errors.Is(err, pgx.ErrNoRows) {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	var lapsed, expired int64
	err = shop.DB.QueryRow(ctx, `SELECT coalesce(sum(amount), 0)::bigint FROM ledger.entry WHERE asset_id = 1 AND account = 'expired'`).Scan(&lapsed)
	if err != nil {
		t.Fatal(err)
	}
	var sum int64
	for _, c := range b.Cohorts {
		sum += c.Credited
		expired += c.Now().Expired
	}
	if b.Expected.Open != open || sum != credited || expired != lapsed {
		t.Fatalf("open %d, credited %d, expired %d; the tables say %d, %d, %d", b.Expected.Open, sum, expired, open, credited, lapsed)
	}
	if x := b.Expected; x.Used < 0 || x.Expired < 0 || x.Used+x.Expired > x.Open {
		t.Fatalf("expected %+v", x)
	}
}

func trialSums(rows []ledger.TrialRow) (members, all int64) {
	for _, r := range rows {
		if r.Asset != ledger.Points {
			continue
		}
		if all += r.Amount; r.Side == ledger.Available || r.Side == ledger.Pending {
			members += r.Amount
		}
	}
	return members, all
}

func total(list []ledger.Outstanding) (sum int64) {
	for _, o := range list {
		sum += o.Amount
	}
	return sum
}

// What expired in March and was recorded in April is March's by when it happened,
// and April's by when it was known.
func TestALateExpiryTellsTheClocksApart(t *testing.T) {
	t.Parallel()
	b := shopBooks{programtest.Open(t), t}
	m := b.Join()
	ends := b.At("2026-03-31 00:00")
	b.Clock.Set(b.At("2026-03-01 12:00"))
	p := earn(m, "e", 100, b.Clock.Now())
	p.Credits[0].ExpiresAt = ends
	b.do(p)
	b.Clock.Set(b.At("2026-04-02 12:00"))
	april := b.At("2026-04-01 00:00")
	at := func(c ledger.Clock, instant time.Time) ledger.Holding {
		s, err := b.Ledger.HoldingAt(t.Context(), m, ledger.Points, ledger.Cut{Clock: c, At: instant})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	// No job has run: what is due counts by when it happened, and only so.
	for _, job := range []bool{false, true} {
		if job {
			b.Now("2026-04-02 12:00")
		}
		if got := at(ledger.ByOccurred, april).Available; got != 0 {
			t.Errorf("job ran %v: by when it happened there is %d", job, got)
		}
		if got := at(ledger.ByRecorded, april).Available; got != 100 {
			t.Errorf("job ran %v: the books of then said %d", job, got)
		}
		if got := at(ledger.ByOccurred, ends).Available; got != 100 {
			t.Errorf("job ran %v: just before it expired there is %d", job, got)
		}
	}
	zone, err := b.Ledger.Zone(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	march := ledger.MonthOf(b.At("2026-03-01 12:00"), zone)
	for clock, want := range map[ledger.Clock][]int64{ledger.ByOccurred: {-100, 0}, ledger.ByRecorded: {0, -100}} {
		months, err := b.Ledger.RollForward(t.Context(), ledger.FromRecord, clock, ledger.Points, march, march.Add(2))
		if err != nil {
			t.Fatal(err)
		}
		if got := []int64{months[0].Flows[ledger.Expired].Amount, months[1].Flows[ledger.Expired].Amount}; !slices.Equal(got, want) {
			t.Errorf("by %s: expired %v, want %v", clock, got, want)
		}
	}
}

func TestAStatementShowsWhatIsDueAsItWillBeRecorded(t *testing.T) {
	t.Parallel()
	b := shopBooks{programtest.Open(t), t}
	m := b.Join()
	b.Clock.Set(b.At("2026-03-01 12:00"))
	p := earn(m, "e", 100, b.Clock.Now())
	p.Credits[0].MaturesAt, p.Credits[0].ExpiresAt = b.At("2026-03-02 00:00"), b.At("2026-03-03 00:00")
	b.do(p)
	b.Clock.Set(b.At("2026-03-04 12:00"))
	ask := ledger.StatementAsk{Member: m, Asset: ledger.Points, Clock: ledger.ByOccurred, From: b.At("2026-03-01 00:00"), Until: b.At("2026-04-01 00:00"), Limit: 50}
	tell := func() (lines []string) {
		st, err := b.Ledger.Statement(t.Context(), ask)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range st.Lines {
			lines = append(lines, fmt.Sprint(l.Reason, " ", l.Change, " ", l.After, " ", l.OccurredAt.Equal(l.OccurredAt.Truncate(24*time.Hour).Add(16*time.Hour))))
		}
		return lines
	}
	before := tell()
	b.Now("2026-03-04 12:01")
	after := tell()
	if want := []string{"earn {0 100} {0 100} false", "mature {100 -100} {100 0} true", "expire {-100 0} {0 0} true"}; !slices.Equal(before, want) || !slices.Equal(after, want) {
		t.Errorf("before the job %q\nafter it %q\nwant %q", before, after, want)
	}
	ask.Until = ask.From
	if _, err := b.Ledger.Statement(t.Context(), ask); !errors.Is(err, ledger.ErrBadPeriod) {
		t.Errorf("a period of nothing: %v", err)
	}
}
