package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"habitue/internal/app"
	"habitue/internal/intake"
	"habitue/internal/platform/table"
)

// importOpening brings a file in that says what the system before this one knew of members.
type importOpening struct {
	File        string   `arg:"" help:"CSV (UTF-8, GB18030, also .gz) or XLSX, with any names of columns."`
	Map         []string `placeholder:"FIELD=COLUMN" sep:"none" help:"Which column is which, such as phone=手机; FIELD==TEXT for the same text on every row, FIELD= for nothing, word:黄金会员=gold for what a word of the file means here. May be repeated."`
	ConsentText []string `placeholder:"PURPOSE=VERSION" sep:"none" help:"By which version of the consent text members said yes, such as marketing=2 or marketing:sms=2; =file where the file names versions of ours, =none to leave agreement out. May be repeated."`
	Mapping     string   `placeholder:"NAME|FILE" help:"Saved mapping, or a JSON file of one."`
	SaveMapping string   `placeholder:"NAME" help:"Keep the mapping under this name when the file was good."`
	DryRun      bool     `help:"Read, clean and judge the file, say what would happen, and change nothing."`
	Sample      int      `placeholder:"N" help:"With --dry-run: bring the first N rows in, show their members, and take them back (1000 at most)."`
	System      string   `placeholder:"NAME" help:"Which system the file is from: it numbers the customers, and what a member has of it comes once."`
	AsOf        string   `placeholder:"DATE" help:"Day of the change: what is over by then is not brought. Now unless told."`
	Duplicates  string   `enum:"keep,drop" default:"keep" help:"Rows of balances and coupons that are the same: keep or drop."`
	Zone        string   `placeholder:"ZONE" help:"Time zone of the file's days; the retailer's unless told."`
	Country     string   `placeholder:"CODE" help:"Country of phones without a country code; the retailer's unless told."`
	DateOrder   string   `placeholder:"dmy|mdy" help:"Whether 3/4/2026 begins with the day or the month."`
	Decimal     string   `placeholder:"MARK" enum:"point,comma" default:"point" help:"Whether amounts are written 1,234.50 (point) or 1.234,50 (comma)."`
	Encoding    string   `placeholder:"NAME" help:"utf-8 or gb18030; found out unless told."`
	Delimiter   string   `placeholder:"CHAR" help:"What stands between columns; found out unless told."`
	MaxBad      int      `placeholder:"PERCENT" help:"Refuse the file when more rows than this are wrong; 10 unless told."`
	Errors      string   `placeholder:"FILE" help:"Where rows that are wrong go."`
	Totals      string   `placeholder:"FILE" help:"Totals of the earlier system, to compare with at the end."`
	Total       []string `placeholder:"NAME=NUMBER" sep:"none" help:"One such total: members=1000, points=…, principal=…, tier:gold=…, coupons:CODE=…. May be repeated."`
	JSON        bool     `help:"Print JSON."`

	kind intake.OpeningKind
}

type (
	importMembers  struct{ importOpening }
	importBalances struct{ importOpening }
	importTiers    struct{ importOpening }
	importCoupons  struct{ importOpening }
)

// Run implements the command.
func (c *importMembers) Run(s *session) error { return c.run(s, intake.OpenMembers) }

// Run implements the command.
func (c *importBalances) Run(s *session) error { return c.run(s, intake.OpenBalances) }

// Run implements the command.
func (c *importTiers) Run(s *session) error { return c.run(s, intake.OpenTiers) }

// Run implements the command.
func (c *importCoupons) Run(s *session) error { return c.run(s, intake.OpenCoupons) }

// openingDocument is what --json prints.
type openingDocument struct {
	intake.Opened
	Seconds       float64 `json:"seconds"`
	RowsPerSecond float64 `json:"rows_per_second"`
	PeakRSSMiB    int64   `json:"peak_rss_mib"` // of this program, without PostgreSQL
	CPUSeconds    float64 `json:"cpu_seconds"`  // likewise
}

func (c *importOpening) run(s *session, kind intake.OpeningKind) error {
	s.json, c.kind = c.JSON, kind
	return s.with(app.Options{}, func(a *app.App) error { return c.local(s, a) })
}

func (c *importOpening) local(s *session, a *app.App) error {
	request, err := c.request(s, a)
	if err != nil {
		return err
	}
	p, begun := s.progress(), time.Now()
	out, err := a.Open(s.ctx, request, p.show)
	p.end()
	document := openingDocument{Opened: out, Seconds: time.Since(begun).Seconds()}
	if err != nil {
		if !c.JSON {
			s.printOpeningColumns(s.err, out)
			s.printOpeningErrors(s.err, out)
		}
		return err
	}
	if c.SaveMapping != "" {
		request.Mapping.Name = c.SaveMapping
		if err := a.SaveOpeningMapping(s.ctx, c.kind, request.Mapping); err != nil {
			return err
		}
	}
	document.RowsPerSecond = float64(out.Rows.Read) / document.Seconds
	document.PeakRSSMiB, document.CPUSeconds = used()
	return s.result(document, func(w io.Writer) { s.printOpening(w, document) })
}

// request makes the flags into what intake understands.
func (c *importOpening) request(s *session, a *app.App) (intake.OpeningRequest, error) {
	mapping, err := c.mapping(s, a)
	r := intake.OpeningRequest{Kind: c.kind, DryRun: c.DryRun, Sample: c.Sample, Mapping: mapping, Duplicates: intake.DuplicatePolicy(c.Duplicates),
		MaxBad: c.MaxBad, Language: string(s.language)}
	if c.AsOf != "" {
		at, wrong := time.Parse(time.DateOnly, c.AsOf)
		if wrong != nil {
			at, wrong = time.Parse(time.RFC3339, c.AsOf)
		}
		if wrong != nil {
			err = errors.Join(err, errUsage.With("why", "--as-of YYYY-MM-DD"))
		}
		r.AsOf = at
	}
	totals, wrong := totalsOf(c.Totals, c.Total)
	r.Totals = totals
	var paths, wrongPath error
	r.File, paths = filepath.Abs(c.File)
	if c.Errors != "" {
		r.ErrorFile, wrongPath = filepath.Abs(c.Errors)
	}
	return r, errors.Join(err, wrong, paths, wrongPath)
}

// totalsOf reads totals of a file and of flags.
func totalsOf(path string, typed []string) (list []intake.OldTotal, err error) {
	if path != "" {
		file, err := os.Open(path)
		if err != nil {
			return nil, app.ErrNoFile.With("path", path).Because(err)
		}
		defer file.Close()
		if list, err = intake.ReadTotals(file); err != nil {
			return nil, err
		}
	}
	more, err := intake.ReadTotals(strings.NewReader(strings.Join(typed, "\n")))
	if err == nil && len(more) != len(typed) {
		err = errUsage.With("why", "--total NAME=NUMBER")
	}
	return append(list, more...), err
}

// mapping is the saved one, with the flags over it. Columns that it does not name are
// recognised by their headings and by what stands in them.
func (c *importOpening) mapping(s *session, a *app.App) (intake.Mapping, error) {
	base := intake.Mapping{Guess: true}
	var err error
	switch {
	case strings.HasSuffix(c.Mapping, ".json"):
		var text []byte
		if text, err = os.ReadFile(c.Mapping); err != nil {
			return base, app.ErrNoFile.With("path", c.Mapping).Because(err)
		}
		base, err = intake.ParseOpeningMapping(c.kind, text)
	case c.Mapping != "":
		base, err = a.OpeningMapping(s.ctx, c.kind, c.Mapping)
	}
	if err != nil {
		return base, err
	}
	flags := intake.Mapping{Zone: c.Zone, Country: strings.ToUpper(c.Country), DateOrder: intake.DateOrder(c.DateOrder),
		DecimalComma: c.Decimal == "comma", System: c.System, Encoding: table.Encoding(c.Encoding), Delimiter: c.Delimiter}
	for _, assignment := range c.Map {
		if err := flags.SetOpening(c.kind, assignment); err != nil {
			return base, err
		}
	}
	for _, assignment := range c.ConsentText {
		if err := flags.SetText(assignment); err != nil {
			return base, err
		}
	}
	return base.Over(flags), nil
}

// importUndo takes back what an opening brought in.
type importUndo struct {
	Number int64 `arg:"" name:"run" help:"Number of the import."`
	Look   bool  `help:"Only say what hinders it."`
	JSON   bool  `help:"Print JSON."`
}

// Run implements the command.
func (c *importUndo) Run(s *session) error {
	s.json = c.JSON
	return s.with(app.Options{}, func(a *app.App) error {
		list, err := a.Hindrances(s.ctx, intake.RunID(c.Number))
		if err != nil {
			return err
		}
		if c.Look || len(list) > 0 {
			if err := s.result(struct {
				Hindrances []intake.Hindrance `json:"hindrances"`
			}{list}, func(w io.Writer) { s.printHindrances(w, list) }); err != nil || c.Look {
				return err
			}
			return intake.ErrHindered.With("run", c.Number)
		}
		p := s.progress()
		out, err := a.UndoOpening(s.ctx, intake.RunID(c.Number), p.show)
		p.end()
		if err != nil {
			return err
		}
		return s.result(out, func(w io.Writer) {
			fmt.Fprintln(w, s.say("opening.undone", params("rows", grouped(out.Undone.Rows), "joined", grouped(out.Undone.Joined))...))
		})
	})
}

func (s *session) printHindrances(w io.Writer, list []intake.Hindrance) {
	if len(list) == 0 {
		fmt.Fprintln(w, s.say("opening.unhindered"))
	}
	for _, h := range list {
		fmt.Fprintln(w, "  "+s.say(h.Code, params("members", grouped(h.Members))...))
	}
}

// importParity compares totals of the earlier system with what was brought in.
type importParity struct {
	System string   `placeholder:"NAME" default:"import" help:"Which system, as the imports called it."`
	Totals string   `arg:"" optional:"" help:"File of totals: a name and a number in each row."`
	Total  []string `placeholder:"NAME=NUMBER" sep:"none" help:"One total, such as points=1234567. May be repeated."`
	JSON   bool     `help:"Print JSON."`
}

// Run implements the command. It fails where the two differ.
func (c *importParity) Run(s *session) error {
	s.json = c.JSON
	totals, err := totalsOf(c.Totals, c.Total)
	if err != nil {
		return err
	}
	return s.with(app.Options{}, func(a *app.App) error {
		lines, err := a.Parity(s.ctx, c.System, totals)
		if err != nil {
			return err
		}
		return s.result(struct {
			Lines []intake.ParityLine `json:"lines"`
		}{lines}, func(w io.Writer) { s.printParity(w, lines) })
	})
}
