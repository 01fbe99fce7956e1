package main

import (
	"fmt"
	"io"
	"strings"

	"habitue/internal/intake"
	"habitue/internal/member"
)

// printOpening tells what was found in an opening and what came of it.
func (s *session) printOpening(w io.Writer, d openingDocument) {
	line := func(code string, pairs ...any) { fmt.Fprintln(w, s.say(code, params(pairs...)...)) }
	named := s.fieldNames(d.Opened)
	s.printOpeningColumns(w, d.Opened)
	line("opening.rows", "file", d.File.Name, "read", grouped(d.Rows.Read), "good", grouped(d.Rows.Good), "bad", grouped(d.Rows.Bad),
		"duplicates", grouped(d.Rows.Duplicates), "members", grouped(d.Rows.Members), "known", grouped(d.Rows.Known))
	for _, r := range d.Repairs {
		line("opening.repair."+string(r.Repair), "rows", grouped(r.Rows), "field", named(r.Field))
		for _, e := range r.Examples[:min(len(r.Examples), 2)] {
			line("opening.example", "row", grouped(e.Row), "before", e.Before, "after", e.After)
		}
	}
	for _, u := range d.Unknown {
		line("opening.unknown", "field", named(u.Field), "word", u.Word, "rows", grouped(u.Rows))
	}
	s.printOpeningErrors(w, d.Opened)
	found := d.Found
	if !d.DryRun { // what does not count shows only when a member is met
		found.Consents = d.Applied.Consents
	}
	s.printSums(w, found)
	if d.Sample != nil {
		s.printSample(w, *d.Sample)
	}
	switch {
	case d.Already:
		line("import.already")
	case d.DryRun:
		line("opening.would", "rows", grouped(d.Rows.Good))
	default:
		line("opening.done", "run", fmt.Sprint(d.Run), "rows", grouped(d.Applied.Rows), "joined", grouped(d.Applied.Joined), "refused", grouped(d.Applied.Refused),
			"seconds", fmt.Sprintf("%.1f", d.Seconds), "rate", grouped(int64(d.RowsPerSecond)))
	}
	s.printParity(w, d.Parity)
}

// fieldNames names the fields of an opening: those of the retailer's own as the retailer does.
func (s *session) fieldNames(o intake.Opened) func(intake.Field) string {
	return func(f intake.Field) string {
		for _, own := range o.Own {
			if own.Field == f {
				return own.Name.In(string(s.language))
			}
		}
		return s.say("opening.field." + string(f))
	}
}

func (s *session) printOpeningColumns(w io.Writer, o intake.Opened) {
	named := s.fieldNames(o)
	for _, r := range o.Columns {
		from := strings.Join(r.Columns, " + ")
		if len(r.Columns) == 0 {
			from = "“" + r.Constant + "”"
		}
		why := s.say("opening.how."+string(r.How), params("mapping", r.Mapping, "confidence", r.Confidence)...)
		if len(r.AlsoFits) > 0 {
			why += s.say("import.also_fits", params("columns", strings.Join(r.AlsoFits, ", "))...)
		}
		fmt.Fprintf(w, "  %s ← %s %s\n", named(r.Field), from, why)
	}
	if len(o.Unused) > 0 {
		fmt.Fprintln(w, s.say("import.unused", params("columns", strings.Join(o.Unused, ", "))...))
	}
}

func (s *session) printOpeningErrors(w io.Writer, o intake.Opened) {
	for _, e := range o.Errors {
		fmt.Fprintln(w, "  "+s.say("import.cell", params("row", e.Row, "column", e.Column)...)+intake.Message(e.Code, e.Params, string(s.language)))
	}
	if len(o.Errors) > 0 && o.ErrorFile != "" {
		fmt.Fprintln(w, s.say("import.error_file", params("file", o.ErrorFile)...))
	}
}

// printSums tells what rows bring, by asset, tier and coupon.
func (s *session) printSums(w io.Writer, o intake.OpeningSums) {
	for _, a := range o.Assets {
		line := s.say("opening.asset", params("asset", a.Asset, "amount", worth(a.Amount, a.Currency), "lots", grouped(a.Lots))...)
		if a.Lapsed > 0 {
			line += s.say("opening.lapsed", params("amount", worth(a.Lapsed, a.Currency))...)
		}
		fmt.Fprintln(w, line)
	}
	for _, l := range o.Levels {
		fmt.Fprintln(w, s.say("opening.level", params("level", l.Code, "members", grouped(l.Count))...))
	}
	for _, c := range o.Consents {
		s.printConsents(w, c)
	}
	for _, c := range o.Coupons {
		fmt.Fprintln(w, s.say("opening.coupon", params("template", c.Code, "coupons", grouped(c.Count))...))
	}
}

// printConsents tells what members said to one question, and what of it does not count.
func (s *session) printConsents(w io.Writer, c intake.OpeningConsents) {
	rest := ""
	for _, left := range []struct {
		word string
		n    int64
	}{{"same", c.Same}, {"kept", c.Kept}, {"unasked", c.Unasked}} {
		if left.n > 0 {
			rest += s.say("opening.consent_"+left.word, params("members", grouped(left.n))...)
		}
	}
	name := intake.ConsentHeading(member.Question{Purpose: member.Purpose(c.Purpose), Way: member.Way(c.Channel)}, string(s.language))
	fmt.Fprintln(w, s.say("opening.consent", params("consent", name, "yes", grouped(c.Yes), "no", grouped(c.No), "rest", rest)...))
}

// worth is an amount as people write it: money in major units.
func worth(amount int64, currency string) string {
	if currency == "" {
		return grouped(amount)
	}
	return major(amount, currency) + " " + currency
}

func (s *session) printSample(w io.Writer, sample intake.Sampled) {
	fmt.Fprintln(w, s.say("opening.sample", params("rows", grouped(sample.Sums.Rows), "joined", grouped(sample.Sums.Joined))...))
	for _, m := range sample.Members {
		parts := []string{m.Name, m.Identity}
		for _, b := range m.Balances {
			parts = append(parts, b.Asset+" "+worth(b.Amount, b.Currency))
		}
		if m.Level != "" {
			parts = append(parts, m.Level)
		}
		fmt.Fprintln(w, s.say("opening.sampled", params("row", grouped(m.Row), "member", strings.TrimSpace(strings.Join(parts, "  ")))...))
	}
}

func (s *session) printParity(w io.Writer, lines []intake.ParityLine) {
	for _, l := range lines {
		switch {
		case l.Problem != "":
			fmt.Fprintln(w, s.say("opening.parity_problem", params("of", l.Of, "problem", intake.Message(l.Problem, params("value", l.Of), string(s.language)))...))
		case l.Differs():
			fmt.Fprintln(w, s.say("opening.parity_differs", params("of", l.Of, "old", worth(l.Old, l.Currency), "here", worth(l.Here, l.Currency), "more", worth(l.Here-l.Old, l.Currency))...))
		default:
			fmt.Fprintln(w, s.say("opening.parity_same", params("of", l.Of, "here", worth(l.Here, l.Currency))...))
		}
	}
}
