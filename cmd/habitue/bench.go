package main

import (
	"fmt"
	"io"
	"os"

	"habitue/internal/bench"
	"habitue/internal/platform/config"
)

// benchCommand measures the program on this machine.
type benchCommand struct {
	Books    benchBooks    `cmd:"" help:"Reports on everybody's books in the replica and in PostgreSQL, and statements."`
	Overview benchOverview `cmd:"" help:"Each question of the overview in the replica and in PostgreSQL."`

	Basket  benchBasket  `cmd:"" help:"Quotes and checkouts a second over HTTP, beside a bare read and the bare statements, and the engine alone."`
	Coupons benchCoupons `cmd:"" help:"How long batches of coupon codes take, beside a bare COPY of the same rows."`
	Events  benchEvents  `cmd:"" help:"Behaviour a second through Segment's API, beside a bare insert of the same rows."`
	Import  benchImport  `cmd:"" help:"Lines a second that an import brings in, and its memory."`
	Orders  benchOrders  `cmd:"" help:"Live orders a second over HTTP, beside a bare pipeline of the same statements."`
	Replica benchReplica `cmd:"" help:"Rows a second that the columnar replica copies and applies while orders arrive."`
	Members benchMembers `cmd:"" help:"How quickly people join, and are found by phone, name, pinyin and initials among many."`
	Ledger  benchLedger  `cmd:"" help:"Postings a second over HTTP, beside what PostgreSQL does with the same facts."`
	RFM     benchRFM     `cmd:"" name:"rfm" help:"How long it takes to score and class everybody, beside PostgreSQL, and to write it back."`
}

// benchImport measures an import.
type benchImport struct {
	Lines  int    `default:"400000" help:"Lines of the file that is made of the sample."`
	File   string `help:"Bring in this file instead." type:"existingfile"`
	Preset string `help:"Mapping of that file, such as online-retail."`

	Members int  `placeholder:"N" help:"Instead of orders, so many members of an earlier system with their balances and tiers."`
	JSON    bool `help:"Print JSON."`
}

// Run implements the command.
func (c *benchImport) Run(s *session) error {
	s.json = c.JSON
	program, err := os.Executable()
	if err != nil {
		return err
	}
	o := bench.ImportOptions{Program: program, PGBin: s.config.PGBin, File: c.File, Preset: c.Preset, Lines: c.Lines, Log: s.err}
	var r bench.ImportReport
	if c.Members > 0 {
		r, err = bench.Openings(s.ctx, o, c.Members)
	} else {
		r, err = bench.Import(s.ctx, o)
	}
	if err != nil {
		return err
	}
	return s.result(r, func(w io.Writer) {
		fmt.Fprintf(w, "%.0f lines/s (%d lines, %.1f s), %d MiB\n", r.LinesPerSecond, r.Lines, r.Seconds, r.PeakRSSMiB)
	})
}

// benchOrders measures live orders.
type benchOrders struct {
	Connections int  `default:"64" help:"Tills at the same time."`
	Orders      int  `default:"4000" help:"Orders of a round."`
	Members     int  `default:"5000" help:"Members who buy them."`
	Rounds      int  `default:"3" help:"Rounds; medians are told."`
	JSON        bool `help:"Print JSON."`
}

// Run implements the command.
func (c *benchOrders) Run(s *session) error {
	s.json = c.JSON
	if c.Rounds < 1 || c.Orders < 10 || c.Connections < 1 || c.Members < 1 {
		return errUsage.With("why", "--rounds ≥ 1, --orders ≥ 10, --connections ≥ 1, --members ≥ 1")
	}
	r, err := bench.Orders(s.ctx, bench.OrdersOptions{
		PGBin: s.config.PGBin, Connections: c.Connections, Orders: c.Orders, Members: c.Members, Rounds: c.Rounds, Log: s.err})
	if err != nil {
		return err
	}
	return s.result(r, func(w io.Writer) {
		fmt.Fprintf(w, "%.0f orders/s, bare %.0f, ratio %.2f\n", r.PerSecond, r.Baseline, r.Ratio)
	})
}

// benchMembers measures joining and finding.
type benchMembers struct {
	Members     int  `default:"200000" help:"Members to search among."`
	Searches    int  `default:"500" help:"Searches of each kind."`
	Lookups     int  `default:"20000" help:"Look-ups by phone of a round."`
	Joinings    int  `default:"5000" help:"People who join in a round."`
	Connections int  `default:"64" help:"Clients at the same time."`
	Rounds      int  `default:"3" help:"Rounds; medians are told."`
	JSON        bool `help:"Print JSON."`
}

// Run implements the command.
func (c *benchMembers) Run(s *session) error {
	s.json = c.JSON
	if c.Members < 1000 || c.Searches < 100 || c.Lookups < 100 || c.Joinings < 100 || c.Connections < 1 || c.Rounds%2 == 0 {
		return errUsage.With("why", "--members ≥ 1000, --searches, --lookups, --joinings ≥ 100, --connections ≥ 1, --rounds odd")
	}
	r, err := bench.Members(s.ctx, bench.MembersOptions{PGBin: s.config.PGBin, Members: c.Members, Searches: c.Searches, LookUps: c.Lookups,
		Joinings: c.Joinings, Connections: c.Connections, Rounds: c.Rounds, Log: s.err})
	if err != nil {
		return err
	}
	return s.result(r, func(w io.Writer) {
		fmt.Fprintf(w, "worst p99 %.1f ms among %d members; %.0f indexed/s, %.0f MiB\n", r.WorstP99, r.Members, r.IndexRate, r.TableMiB)
		fmt.Fprintf(w, "look-up by phone %.0f/s, %.2f of a bare read; %.0f join a second, %.2f of the bare statements\n",
			r.LookUp.Program.PerSecond, r.LookUp.Ratio, r.SignUp.Through, r.SignUp.Ratio)
	})
}

// benchReplica measures the columnar replica.
type benchReplica struct {
	Members int    `default:"20000" help:"Members of the sample."`
	Orders  int    `default:"120000" help:"Orders: a third is copied at once, a third applied, a third arrives meanwhile."`
	Memory  string `default:"1GiB" help:"Memory of the replica."`
	JSON    bool   `help:"Print JSON."`
}

// Run implements the command.
func (c *benchReplica) Run(s *session) error {
	s.json = c.JSON
	if n, err := config.Bytes(c.Memory); err != nil || n < config.LeastReplica || c.Orders < 300 || c.Members < 10 {
		return errUsage.With("why", "--orders ≥ 300, --members ≥ 10, --memory ≥ 128MiB")
	}
	r, err := bench.Replica(s.ctx, bench.ReplicaOptions{
		PGBin: s.config.PGBin, Members: c.Members, Orders: c.Orders, Memory: c.Memory, Log: s.err})
	if err != nil {
		return err
	}
	return s.result(r, func(w io.Writer) {
		fmt.Fprintf(w, "%.0f rows/s copied, %.0f rows/s applied while orders arrive, lag %.1f s, %d differences\n",
			r.FilledPerSecond, r.AppliedPerSecond, r.LagMedian, r.Differences)
	})
}
