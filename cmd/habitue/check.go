package main

import (
	"fmt"
	"io"

	"habitue/internal/app"
	"habitue/internal/platform/errs"
)

// checkCommand proves that the books are right.
type checkCommand struct {
	JSON bool `help:"Print JSON."`
}

// errBroken ends a check that found something.
var errBroken = errs.New(errs.Internal, "cli.proofs_broken")

// Run implements the command.
func (c *checkCommand) Run(s *session) error {
	s.json = c.JSON
	return s.with(app.Options{Share: true}, func(a *app.App) error {
		report, err := a.Check(s.ctx)
		if err != nil {
			return err
		}
		if err := s.result(report, func(w io.Writer) { s.printProofs(w, report) }); err != nil {
			return err
		}
		if !report.Holds {
			s.json = false // the document is written
			return errBroken.With("broken", report.Broken())
		}
		return nil
	})
}

func (s *session) printProofs(w io.Writer, report app.CheckReport) {
	green, red, plain := s.colours(w)
	for _, p := range report.Proofs {
		if p.Holds {
			fmt.Fprintf(w, "%s✓%s %s\n", green, plain, s.proof(p.Name))
			continue
		}
		fmt.Fprintf(w, "%s✗ %s%s\n", red, s.proof(p.Name), plain)
		for _, b := range p.Broken {
			fmt.Fprintf(w, "    %s\n", b)
		}
	}
	for _, warning := range report.Warnings {
		fmt.Fprintf(w, "! %s\n", s.say(warning))
	}
}

// proof names a proof in words, or by its code where there are none.
func (s *session) proof(name string) string {
	if text, ok := catalogs[s.language]["proof."+name]; ok {
		return fmt.Sprintf("%s (%s)", text, name)
	}
	return name
}
