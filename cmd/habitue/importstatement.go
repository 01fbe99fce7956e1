package main

import (
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"habitue/internal/app"
	"habitue/internal/intake"
)

// importStatement holds a provider's statement against what we know.
type importStatement struct {
	File     string   `arg:"" help:"CSV (UTF-8, GB18030, also .gz) or XLSX, as WeChat Pay and Alipay give it or with clear headings."`
	Provider string   `required:"" placeholder:"CODE" help:"Whose statement it is."`
	Day      string   `required:"" placeholder:"DATE" help:"Day of the provider's calendar, such as 2026-09-12; over."`
	Until    string   `placeholder:"DATE" help:"Last day of the file; the same day unless told."`
	Map      []string `placeholder:"FIELD=COLUMN" sep:"none" help:"Which column is which, such as reference=商户订单号. May be repeated. Fields: ${statement_fields}."`
	DryRun   bool     `help:"Say what would happen and change nothing."`
	JSON     bool     `help:"Print JSON."`
}

// statementFieldNames lists what --map can give, for its help.
func statementFieldNames() string { return strings.Join(intake.StatementFields(), ", ") }

// maxStatement bounds a statement, in bytes.
const maxStatement = 32 << 20

// Run implements the command.
func (c *importStatement) Run(s *session) error {
	s.json = c.JSON
	r, err := c.request()
	if err != nil {
		return err
	}
	return s.with(app.Options{}, func(a *app.App) error {
		out, err := a.ImportStatement(s.ctx, r, c.DryRun)
		if err != nil {
			return err
		}
		return s.result(out, func(w io.Writer) { c.print(s, w, out) })
	})
}

func (c *importStatement) request() (intake.StatementRequest, error) {
	r := intake.StatementRequest{Provider: c.Provider, Columns: map[string]string{}}
	var err error
	if r.From, err = time.Parse(time.DateOnly, c.Day); err != nil {
		return r, errUsage.With("why", "--day "+c.Day)
	}
	if r.Until = r.From; c.Until != "" {
		if r.Until, err = time.Parse(time.DateOnly, c.Until); err != nil {
			return r, errUsage.With("why", "--until "+c.Until)
		}
	}
	for _, assigned := range c.Map {
		field, column, ok := strings.Cut(assigned, "=")
		if !ok || !slices.Contains(intake.StatementFields(), field) {
			return r, errUsage.With("why", "--map "+assigned)
		}
		r.Columns[field] = column
	}
	file, err := os.Open(c.File)
	if err != nil {
		return r, app.ErrNoFile.With("path", c.File).Because(err)
	}
	defer file.Close()
	if r.File, err = io.ReadAll(io.LimitReader(file, maxStatement)); err != nil {
		return r, app.ErrNoFile.With("path", c.File).Because(err)
	}
	return r, nil
}

// print tells what came of the lines, and which differences were found.
func (c *importStatement) print(s *session, w io.Writer, out intake.StatementOutcome) {
	line := func(code string, pairs ...any) { fmt.Fprintln(w, s.say(code, params(pairs...)...)) }
	for _, col := range out.Columns {
		line("import.list_column", "column", col.Column, "field", col.Field)
	}
	if len(out.Unused) > 0 {
		line("import.unused", "columns", strings.Join(out.Unused, ", "))
	}
	for _, why := range slices.Sorted(maps.Keys(out.Aside)) {
		line("import.statement_aside."+why, "rows", grouped(int64(out.Aside[why])))
	}
	for _, kind := range slices.Sorted(maps.Keys(out.Found)) {
		line("import.statement_found."+kind, "lines", grouped(int64(out.Found[kind])))
	}
	code := "import.statement_done"
	if c.DryRun {
		code = "import.statement_would"
	}
	line(code, "rows", grouped(int64(out.Rows)), "new", grouped(int64(out.New)), "again", grouped(int64(out.Again)),
		"applied", grouped(int64(out.Applied)), "cleared", grouped(int64(out.Cleared)))
}
