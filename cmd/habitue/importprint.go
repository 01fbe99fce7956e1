package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"habitue/internal/intake"
	"habitue/internal/platform/money"
)

// printOutcome tells what a file held and what came of it.
func (s *session) printOutcome(w io.Writer, d importDocument) {
	plan, done := d.Plan, d.Applied
	line := func(code string, pairs ...any) { fmt.Fprintln(w, s.say(code, params(pairs...)...)) }
	line("import.rows", "file", plan.File.Name, "read", grouped(plan.Rows.Read), "good", grouped(plan.Rows.Good),
		"bad", grouped(plan.Rows.Bad), "held", grouped(plan.Rows.HeldBack), "duplicates", grouped(plan.Rows.Duplicates))
	for _, why := range slices.Sorted(maps.Keys(plan.Rows.Aside)) {
		line("import.aside", "rows", grouped(plan.Rows.Aside[why]), "why", why)
	}
	line("import.found", "orders", grouped(plan.Orders.Count), "without", grouped(plan.Orders.WithoutCustomer),
		"refunds", grouped(plan.Refund.Count), "customers", grouped(plan.Customers),
		"from", day(plan.From, plan), "until", day(plan.Until, plan))
	line("import.links", "linked", grouped(plan.Links.Linked), "partly", grouped(plan.Links.Partly), "unlinked", grouped(plan.Links.Unlinked))
	for _, t := range plan.Totals {
		line("import.total", "currency", t.Currency, "sales", major(t.Sales, t.Currency), "refunds", major(t.Refunds, t.Currency))
	}
	for _, c := range plan.Codes {
		line("import.code", "code", c.Code, "kind", string(c.Kind), "rows", grouped(c.Rows), "name", c.Name)
	}
	s.printColumns(w, plan)
	s.printErrors(w, plan)
	switch {
	case d.Already:
		line("import.already")
	case d.DryRun:
		line("import.would", "orders", grouped(done.Orders), "refunds", grouped(done.Refunds), "known", grouped(done.Known))
	default:
		line("import.done", "orders", grouped(done.Orders), "refunds", grouped(done.Refunds), "known", grouped(done.Known),
			"joined", grouped(done.Joined), "points", grouped(done.Points), "growth", grouped(done.Growth),
			"seconds", fmt.Sprintf("%.1f", d.Seconds), "rate", grouped(int64(d.LinesPerSecond)))
	}
}

// day is the date of an instant where the file was written, not in Greenwich.
func day(at time.Time, plan intake.Plan) string {
	if zone, err := time.LoadLocation(plan.Mapping.Zone); err == nil { // intake has checked it
		at = at.In(zone)
	}
	return at.Format(time.DateOnly)
}

// printColumns shows which column was taken for what, and why, so that a wrong
// guess is seen before anything is brought in.
func (s *session) printColumns(w io.Writer, plan intake.Plan) {
	for _, r := range plan.Columns {
		from := strings.Join(r.Columns, " + ")
		if len(r.Columns) == 0 {
			from = "“" + r.Constant + "”"
		}
		why := s.say("import.how."+string(r.How), params("mapping", r.Mapping)...)
		if len(r.AlsoFits) > 0 {
			why += s.say("import.also_fits", params("columns", strings.Join(r.AlsoFits, ", "))...)
		}
		fmt.Fprintf(w, "  %s ← %s %s\n", s.say("field."+string(r.Field)), from, why)
	}
	if len(plan.Unused) > 0 {
		fmt.Fprintln(w, s.say("import.unused", params("columns", strings.Join(plan.Unused, ", "))...))
	}
}

// printErrors shows the first rows that are wrong, and where all of them are.
func (s *session) printErrors(w io.Writer, plan intake.Plan) {
	for _, e := range plan.Errors {
		where := s.say("import.row", params("row", e.Row)...)
		if e.Column != "" {
			where = s.say("import.cell", params("row", e.Row, "column", e.Column)...)
		}
		fmt.Fprintf(w, "  %s%s\n", where, intake.Message(e.Code, e.Params, string(s.language)))
	}
	if len(plan.Errors) > 0 && plan.ErrorFile != "" {
		fmt.Fprintln(w, s.say("import.error_file", params("file", plan.ErrorFile)...))
	}
}

// major writes minor units as people do: 1234567 of GBP is 12,345.67.
func major(amount int64, currency string) string {
	per := money.MinorPerMajor(currency)
	sign := ""
	if amount < 0 {
		sign, amount = "-", -amount
	}
	text := sign + grouped(amount/per)
	if digits := money.Exponent(currency); digits > 0 {
		text += "." + strings.Repeat("0", digits-len(fmt.Sprint(amount%per))) + fmt.Sprint(amount%per)
	}
	return text
}
