package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"habitue/internal/app"
	"habitue/internal/intake"
	"habitue/internal/platform/table"
)

// importCommand brings files in.
type importCommand struct {
	Orders importOrders   `cmd:"" help:"Orders and refunds: CSV, also .gz, with any names of columns."`
	Goods  importArticles `cmd:"" help:"Articles with variants, attributes, cost, tax, unit and barcodes."`
	Prices importPrices   `cmd:"" help:"Prices of price lists, with member prices and periods."`
	Stock  importStock    `cmd:"" help:"Stock by store and channel, as another system reports it."`

	Members  importMembers  `cmd:"" help:"Members of an earlier system, also with their balances and tiers."`
	Balances importBalances `cmd:"" help:"What members had in an earlier system: points, growth and stored value, by lot."`
	Tiers    importTiers    `cmd:"" help:"Which tier members had in an earlier system, from when and until when."`
	Coupons  importCoupons  `cmd:"" help:"Coupons that members held in an earlier system."`
	Undo     importUndo     `cmd:"" help:"Take back what one of these four brought in, as long as nothing depends on it."`
	Parity   importParity   `cmd:"" help:"Compare the totals of an earlier system with what was brought in."`

	Statement importStatement `cmd:"" help:"A payment provider's statement of a day (对账单), held against what we know."`
}

// importOrders brings orders in, into the data folder or through a server.
type importOrders struct {
	File        string   `arg:"" help:"CSV file, also .csv.gz."`
	Preset      string   `placeholder:"NAME" help:"Built-in mapping, such as online-retail."`
	Mapping     string   `placeholder:"NAME|FILE" help:"Saved mapping, or a JSON file of one."`
	Map         []string `placeholder:"FIELD=COLUMN" sep:"none" help:"Which column is which, such as order=InvoiceNo; time=DATE+CLOCK joins two; FIELD==TEXT for the same text on every row. May be repeated. Fields: ${fields}."`
	SaveMapping string   `placeholder:"NAME" help:"Keep the mapping under this name when the file was good."`
	DryRun      bool     `help:"Say what would happen and change nothing."`
	Duplicates  string   `enum:"keep,drop" default:"keep" help:"Rows that are the same to the byte: keep or drop."`
	Currency    string   `placeholder:"CODE" help:"Currency of rows without one (ISO 4217)."`
	Zone        string   `placeholder:"ZONE" help:"Time zone of the file, such as Asia/Shanghai."`
	Country     string   `placeholder:"CODE" help:"Country of phones without a country code (ISO 3166)."`
	DateOrder   string   `placeholder:"dmy|mdy" help:"Whether 3/4/2026 begins with the day or the month."`
	Decimal     string   `placeholder:"MARK" enum:"point,comma" default:"point" help:"Whether amounts are written 1,234.50 (point) or 1.234,50 (comma)."`
	System      string   `placeholder:"NAME" help:"Who numbered these orders and customers; files of one system know each other's numbers."`
	Encoding    string   `placeholder:"NAME" help:"utf-8 or gb18030; found out unless told."`
	Delimiter   string   `placeholder:"CHAR" help:"What stands between columns; found out unless told."`
	MaxBad      int      `placeholder:"PERCENT" help:"Refuse the file when more rows than this are wrong; 10 unless told."`
	Errors      string   `placeholder:"FILE" help:"Where rows that are wrong go."`
	Server      string   `placeholder:"URL" help:"Bring the file in through a running server."`
	Key         string   `placeholder:"KEY" env:"HABITUE_KEY" help:"API key for the server, with scope intake:run."`
	JSON        bool     `help:"Print JSON."`
}

// fieldNames lists what --map can give, for its help.
func fieldNames() string {
	var names []string
	for _, f := range intake.Fields() {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}

// importDocument is what --json prints.
type importDocument struct {
	intake.Outcome
	Seconds        float64 `json:"seconds"`
	LinesPerSecond float64 `json:"lines_per_second"`
	PeakRSSMiB     int64   `json:"peak_rss_mib"` // of this program, without PostgreSQL
	CPUSeconds     float64 `json:"cpu_seconds"`  // likewise
}

// Run implements the command.
func (c *importOrders) Run(s *session) error {
	s.json = c.JSON
	if c.Server != "" {
		return c.remote(s)
	}
	return s.with(app.Options{}, func(a *app.App) error { return c.local(s, a) })
}

func (c *importOrders) local(s *session, a *app.App) error {
	request, err := c.request(s, a)
	if err != nil {
		return err
	}
	p, begun := s.progress(), time.Now()
	outcome, err := a.Import(s.ctx, request, p.show)
	p.end()
	if err != nil {
		if !c.JSON {
			s.printColumns(s.err, outcome.Plan)
			s.printErrors(s.err, outcome.Plan)
		}
		return err
	}
	if c.SaveMapping != "" && !c.DryRun {
		request.Mapping.Name = c.SaveMapping
		if err := a.SaveMapping(s.ctx, request.Mapping); err != nil {
			return err
		}
	}
	document := importDocument{Outcome: outcome, Seconds: time.Since(begun).Seconds()}
	document.LinesPerSecond = float64(outcome.Plan.Rows.Read) / document.Seconds
	document.PeakRSSMiB, document.CPUSeconds = used()
	return s.result(document, func(w io.Writer) { s.printOutcome(w, document) })
}

// request makes the flags into what intake understands.
func (c *importOrders) request(s *session, a *app.App) (intake.ImportRequest, error) {
	mapping, err := c.mapping(s, a)
	r := intake.ImportRequest{DryRun: c.DryRun, Request: intake.Request{
		Mapping: mapping, Duplicates: intake.DuplicatePolicy(c.Duplicates), MaxBad: c.MaxBad, Language: string(s.language),
	}}
	var paths error
	r.File, paths = filepath.Abs(c.File)
	if c.Errors != "" {
		var wrong error
		r.ErrorFile, wrong = filepath.Abs(c.Errors)
		paths = errors.Join(paths, wrong)
	}
	return r, errors.Join(err, paths)
}

// mapping is the preset or saved one, with the flags over it. Without either,
// columns are recognised by their names.
func (c *importOrders) mapping(s *session, a *app.App) (intake.Mapping, error) {
	base := intake.Mapping{Guess: c.Preset == "" && c.Mapping == ""}
	var err error
	switch {
	case c.Preset != "" && c.Mapping != "":
		return base, errUsage.With("why", "--preset | --mapping")
	case strings.HasSuffix(c.Mapping, ".json"):
		var text []byte
		if text, err = os.ReadFile(c.Mapping); err != nil {
			return base, app.ErrNoFile.With("path", c.Mapping).Because(err)
		}
		base, err = intake.ParseMapping(text)
	case c.Preset+c.Mapping != "":
		base, err = a.Mapping(s.ctx, c.Preset+c.Mapping)
	}
	if err != nil {
		return base, err
	}
	flags := intake.Mapping{
		Currency: strings.ToUpper(c.Currency), Zone: c.Zone, Country: strings.ToUpper(c.Country),
		DateOrder: intake.DateOrder(c.DateOrder), DecimalComma: c.Decimal == "comma", System: c.System,
		Encoding: table.Encoding(c.Encoding), Delimiter: c.Delimiter,
	}
	for _, assignment := range c.Map {
		if err := flags.Set(assignment); err != nil {
			return base, err
		}
	}
	return base.Over(flags), nil
}

// used is what the process has taken of the machine so far.
func used() (peakRSSMiB int64, cpuSeconds float64) {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0, 0
	}
	seconds := func(t syscall.Timeval) float64 { return time.Duration(t.Nano()).Seconds() }
	return u.Maxrss >> 10, seconds(u.Utime) + seconds(u.Stime)
}
