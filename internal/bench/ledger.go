package bench

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"habitue/internal/app"
	"habitue/internal/platform/config"
	"habitue/internal/platform/pgserver"
	"habitue/internal/platform/postgres"
	"habitue/internal/sample"
	"habitue/internal/sample/fill"
	"habitue/internal/staff"
)

// LedgerOptions say how hard to press.
type LedgerOptions struct {
	Program     string // this executable: it serves in a process of its own
	PGBin       string
	Connections int
	Members     int
	Postings    int // of a measurement
	Rounds      int // odd
	Entries     int // bulk-loaded after the rounds, to measure once more; 0: none
	Log         io.Writer
}

// LedgerReport is how many postings a second the program takes over HTTP, each
// durable when it is answered, beside what PostgreSQL itself does with the same
// facts. The figures are medians of the rounds, in which both take turns.
type LedgerReport struct {
	Bench       string  `json:"bench"`
	Machine     Machine `json:"machine"`
	Connections int     `json:"connections"`
	Members     int     `json:"members"`

	Distinct Pair `json:"distinct"` // one posting a request, many members
	Alone    Pair `json:"alone"`    // one client
	Hundred  Pair `json:"hundred"`  // a hundred postings a request; the baseline commits a hundred at once
	Hot16    Run  `json:"hot_16"`   // one member, 16 clients
	Hot      Run  `json:"hot"`      // one member, all clients
	Spend    Run  `json:"spend"`    // debits of many members into one house code
	Balance  Pair `json:"balance"`  // reads; the baseline is a point read behind net/http

	Drain *Drain       `json:"drain,omitempty"` // of Distinct: the log behind the postings
	Grown *LedgerGrown `json:"grown,omitempty"` // Distinct once more behind many entries

	HotRatio16  float64 `json:"hot_16_to_distinct"`
	HotRatio    float64 `json:"hot_to_distinct"`
	SpendRatio  float64 `json:"spend_to_distinct"`
	CPUMillis   float64 `json:"cpu_ms_per_posting"` // of Distinct: program and PostgreSQL
	ProgramCPU  float64 `json:"cpu_ms_program"`
	PostgresCPU float64 `json:"cpu_ms_postgres"`
	BareCPU     float64 `json:"cpu_ms_bare"` // what PostgreSQL spends on one posting of the baseline, with as many connections
	PeakRSSMiB  int64   `json:"peak_rss_mib"`
	Acknowledge string  `json:"durable"`
}

// poster does one request of client number n for members under a key.
type poster func(ctx context.Context, client int, members []int64, key string) error

// Ledger measures on a private PostgreSQL that syncs as it does for merchants.
func Ledger(ctx context.Context, o LedgerOptions) (r LedgerReport, err error) {
	r = LedgerReport{Bench: "ledger", Machine: thisMachine(o.PGBin), Connections: o.Connections, Members: o.Members,
		Acknowledge: "fsync and synchronous_commit on"}
	return r, scratch(ctx, func(dir string) error { return r.run(ctx, o, dir) })
}

// ledgerBench is what the measurements share.
type ledgerBench struct {
	LedgerOptions
	server  *pgserver.Server
	first   int // PostgreSQL's first process
	program *served
	key     string
	pool    *pgxpool.Pool // of the baseline
	members []int64
	keys    int
}

func (r *LedgerReport) run(ctx context.Context, o LedgerOptions, dir string) (err error) {
	log := slog.New(slog.NewTextHandler(o.Log, &slog.HandlerOptions{Level: slog.LevelWarn}))
	b := &ledgerBench{LedgerOptions: o}
	if b.server, err = pgserver.Start(ctx, pgserver.Options{DataDir: filepath.Join(dir, "pg"), BinDir: o.PGBin, Log: log}); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.server.Stop(context.WithoutCancel(ctx))) }()
	data := filepath.Join(dir, "data")
	if err := b.prepare(ctx, data, log); err != nil {
		return err
	}
	bare, err := postgres.Open(ctx, b.server.DSN(), postgres.Options{MaxConns: o.Connections, AsOwner: true})
	if err != nil {
		return err
	}
	defer bare.Close()
	b.pool = bare.Pool
	if b.first, err = postmasterOf(ctx, b.pool); err != nil {
		return err
	}
	if b.program, err = serveProgram(ctx, o.Program, o.PGBin, data, b.server.DSN(), o.Log); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.program.stop()) }()
	return r.measure(ctx, b)
}

// prepare joins the members, makes a key and the tables of the baseline.
func (b *ledgerBench) prepare(ctx context.Context, data string, log *slog.Logger) error {
	fmt.Fprintf(b.Log, "%d members join\n", b.Members)
	c := config.Default()
	c.Data, c.DatabaseURL = data, b.server.DSN()
	a, err := app.Open(ctx, c, app.Options{Log: log, Tell: func(string, ...any) {}, Ladder: fill.Ladder()})
	if err != nil {
		return err
	}
	err = func() error {
		s := sample.Default(sampleEnd)
		s.Members, s.Orders = b.Members, 1
		into := fill.Into{DB: a.Bulk.DB, Org: a.Bulk.Org, Catalog: a.Bulk.Catalog, Members: a.Bulk.Members, Tiers: a.Bulk.Tiers, Program: a.Bulk.Program}
		members, err := fill.Members(ctx, into, sample.New(s))
		if err != nil {
			return err
		}
		if err := settle(ctx, a.Bulk); err != nil {
			return err
		}
		b.members = postgres.IDs(members)
		b.key, _, err = a.CreateKey(ctx, staff.NewKey{Name: "bench", By: staff.Operator, Scopes: []staff.Permission{staff.LedgerPost, staff.LedgerRead}})
		return err
	}()
	if err := errors.Join(err, a.Close(ctx)); err != nil {
		return err
	}
	owner, err := postgres.Open(ctx, b.server.DSN(), postgres.Options{MaxConns: 1, StatementTimeout: -1, AsOwner: true})
	if err != nil {
		return err
	}
	defer owner.Close()
	if _, err := owner.Exec(ctx, bareTables); err != nil {
		return fmt.Errorf("make the tables of the baseline: %w", err)
	}
	return nil
}

// measure lets program and baseline take turns.
func (r *LedgerReport) measure(ctx context.Context, b *ledgerBench) error {
	var rounds []LedgerReport
	for n := range b.Rounds {
		fmt.Fprintf(b.Log, "round %d of %d\n", n+1, b.Rounds)
		one, err := b.round(ctx)
		if err != nil {
			return err
		}
		rounds = append(rounds, one)
	}
	r.Distinct = middlePair(rounds, func(x *LedgerReport) Pair { return x.Distinct })
	r.Alone = middlePair(rounds, func(x *LedgerReport) Pair { return x.Alone })
	r.Hundred = middlePair(rounds, func(x *LedgerReport) Pair { return x.Hundred })
	r.Balance = middlePair(rounds, func(x *LedgerReport) Pair { return x.Balance })
	r.Hot16 = middle(rounds, func(x *LedgerReport) Run { return x.Hot16 })
	r.Hot = middle(rounds, func(x *LedgerReport) Run { return x.Hot })
	r.Spend = middle(rounds, func(x *LedgerReport) Run { return x.Spend })
	r.HotRatio16 = middleOf(rounds, func(x *LedgerReport) float64 { return x.Hot16.PerSecond / x.Distinct.Program.PerSecond })
	r.HotRatio = middleOf(rounds, func(x *LedgerReport) float64 { return x.Hot.PerSecond / x.Distinct.Program.PerSecond })
	r.SpendRatio = middleOf(rounds, func(x *LedgerReport) float64 { return x.Spend.PerSecond / x.Distinct.Program.PerSecond })
	r.CPUMillis = middleOf(rounds, func(x *LedgerReport) float64 { return x.CPUMillis })
	r.ProgramCPU = middleOf(rounds, func(x *LedgerReport) float64 { return x.ProgramCPU })
	r.PostgresCPU = middleOf(rounds, func(x *LedgerReport) float64 { return x.PostgresCPU })
	r.BareCPU = middleOf(rounds, func(x *LedgerReport) float64 { return x.BareCPU })
	r.PeakRSSMiB = rounds[len(rounds)-1].PeakRSSMiB
	r.Drain = slices.MinFunc(rounds, func(x, y LedgerReport) int { return cmp.Compare(x.Drain.Ratio, y.Drain.Ratio) }).Drain
	if b.Entries == 0 {
		return nil
	}
	return r.grow(ctx, b)
}

func (b *ledgerBench) round(ctx context.Context) (r LedgerReport, err error) {
	var spent cost
	if r.Distinct.Program, spent, err = b.priced(ctx, b.over(earning)); err != nil {
		return r, err
	}
	if r.Drain, err = b.drain(ctx, r.Distinct.Program.PerSecond); err != nil {
		return r, err
	}
	each := func(t time.Duration) float64 { return milliseconds(t) / float64(b.Postings) }
	r.ProgramCPU, r.PostgresCPU, r.CPUMillis = each(spent.program), each(spent.postgres), each(spent.program+spent.postgres)
	if r.Distinct.Baseline, spent, err = b.priced(ctx, barePost(b.pool)); err != nil {
		return r, err
	}
	r.BareCPU = each(spent.postgres)
	r.Distinct.Ratio = r.Distinct.Program.PerSecond / r.Distinct.Baseline.PerSecond

	few := max(b.Postings/20, 200)
	if r.Alone.Program, err = b.press(ctx, 1, few, b.any, b.over(earning)); err != nil {
		return r, err
	}
	if r.Alone.Baseline, err = b.press(ctx, 1, few, b.any, barePost(b.pool)); err != nil {
		return r, err
	}
	r.Alone.Ratio = r.Alone.Program.P50 / r.Alone.Baseline.P50

	// A hundred at once; a rate is of postings.
	writers := 4
	if r.Hundred.Program, err = b.press(ctx, writers, b.Postings/100, b.hundred, b.over(earning)); err != nil {
		return r, err
	}
	if r.Hundred.Baseline, err = b.press(ctx, writers, b.Postings/100, b.hundred, bareMany(b.pool)); err != nil {
		return r, err
	}
	r.Hundred.Program.PerSecond *= 100
	r.Hundred.Baseline.PerSecond *= 100
	r.Hundred.Ratio = r.Hundred.Program.PerSecond / r.Hundred.Baseline.PerSecond

	hot := func(int) []int64 { return b.members[:1] }
	if r.Hot16, err = b.press(ctx, min(16, b.Connections), b.Postings/2, hot, b.over(earning)); err != nil {
		return r, err
	}
	if r.Hot, err = b.press(ctx, b.Connections, b.Postings/2, hot, b.over(earning)); err != nil {
		return r, err
	}
	if r.Spend, err = b.press(ctx, b.Connections, b.Postings/2, b.any, b.over(spending)); err != nil {
		return r, err
	}
	return r, b.reads(ctx, &r)
}

// priced presses postings of distinct members and tells what the processes spent
// on them.
func (b *ledgerBench) priced(ctx context.Context, post poster) (run Run, spent cost, err error) {
	before, err := b.program.cost(b.first)
	if err != nil {
		return run, spent, err
	}
	if run, err = b.press(ctx, b.Connections, b.Postings, b.any, post); err != nil {
		return run, spent, err
	}
	after, err := b.program.cost(b.first)
	return run, cost{program: after.program - before.program, postgres: after.postgres - before.postgres}, err
}

func (b *ledgerBench) reads(ctx context.Context, r *LedgerReport) (err error) {
	if r.Balance.Program, err = b.press(ctx, b.Connections, b.Postings, b.any, b.reading(b.program.address, "/api/v1/members/%d/balances")); err != nil {
		return err
	}
	bare := bareReads(b.pool)
	defer bare.Close()
	if r.Balance.Baseline, err = b.press(ctx, b.Connections, b.Postings, b.any, b.reading(bare.Listener.Addr().String(), "/?member=%d")); err != nil {
		return err
	}
	r.Balance.Ratio = r.Balance.Program.PerSecond / r.Balance.Baseline.PerSecond
	spent, err := b.program.cost(b.first)
	r.PeakRSSMiB = spent.peakMiB
	return err
}

// any picks a member; requests that follow each other have different ones.
func (b *ledgerBench) any(n int) []int64 { return []int64{b.members[n%len(b.members)]} }

func (b *ledgerBench) hundred(n int) []int64 {
	list := make([]int64, 100)
	for i := range list {
		list[i] = b.members[(n*100+i)%len(b.members)]
	}
	return list
}

// press posts n times by so many clients side by side.
func (b *ledgerBench) press(ctx context.Context, clients, n int, who func(int) []int64, post poster) (Run, error) {
	b.keys++
	prefix := strconv.Itoa(b.keys) + ":"
	start := rand.IntN(len(b.members))
	return press(ctx, clients, n, func(ctx context.Context, client, i int) error {
		return post(ctx, client, who(start+i), prefix+strconv.Itoa(i))
	})
}

const (
	earning  = `{"member_id":"%d","key":"%s","reason":"earn","credits":[{"asset":"points","amount":1}]}`
	spending = `{"member_id":"%d","key":"%s","reason":"spend","debits":[{"asset":"points","amount":1}]}`
)

// over posts over HTTP, many in one request. Clients keep their connections.
func (b *ledgerBench) over(body string) poster {
	wire := wires(b.Connections, b.program.address, b.key)
	return func(_ context.Context, client int, members []int64, key string) error {
		w, err := wire(client)
		if err != nil {
			return err
		}
		path, text, want := "/api/v1/ledger/postings", fmt.Sprintf(body, members[0], key), 201
		if len(members) > 1 {
			items := make([]string, len(members))
			for i, m := range members {
				items[i] = fmt.Sprintf(body, m, key+":"+strconv.Itoa(i))
			}
			path, text, want = path+"/batch", `{"items":[`+strings.Join(items, ",")+`]}`, 200
		}
		status, answer, err := w.ask("POST", path, []byte(text))
		if err != nil {
			return err
		}
		if status != want || strings.Contains(string(answer), `"problem":{`) {
			return fmt.Errorf("post: status %d: %.300s", status, answer)
		}
		return nil
	}
}

func (b *ledgerBench) reading(address, path string) poster {
	wire := wires(b.Connections, address, b.key)
	return func(_ context.Context, client int, members []int64, _ string) error {
		w, err := wire(client)
		if err != nil {
			return err
		}
		status, answer, err := w.ask("GET", fmt.Sprintf(path, members[0]), nil)
		if err == nil && status != 200 {
			err = fmt.Errorf("read a balance: status %d: %.300s", status, answer)
		}
		return err
	}
}
