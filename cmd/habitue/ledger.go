package main

import (
	"fmt"
	"io"
	"os"

	"habitue/internal/app"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
)

// ledgerCommand is about the books.
type ledgerCommand struct {
	Verify ledgerVerify `cmd:"" help:"Verify every entry against the signed Merkle log, without asking the server."`
}

// ledgerVerify verifies the Merkle log.
type ledgerVerify struct {
	From   string    `help:"File with a checkpoint that you have kept: the log must continue it." placeholder:"FILE"`
	Key    string    `help:"Public key that it was signed with, where that is not today's." placeholder:"KEY"`
	Member member.ID `help:"Only this member's entries, each with its way to the signed root." placeholder:"ID"`
	JSON   bool      `help:"Print JSON."`
}

// errNotAsSigned ends a verification that found something.
var errNotAsSigned = errs.New(errs.Internal, "cli.books_not_as_signed")

// Run implements the command.
func (c *ledgerVerify) Run(s *session) error {
	s.json = c.JSON
	what := app.Verification{Key: c.Key, Member: c.Member}
	if c.From != "" {
		text, err := os.ReadFile(c.From)
		if err != nil {
			return app.ErrNoFile.With("path", c.From).Because(err)
		}
		what.Earlier = string(text)
	}
	return s.with(app.Options{Share: true}, func(a *app.App) error {
		v, err := a.VerifyLedger(s.ctx, what)
		if err != nil {
			return err
		}
		if err := s.result(v, func(w io.Writer) { s.printVerified(w, v) }); err != nil || len(v.Breaches) == 0 {
			return err
		}
		s.json = false // the document is written
		return errNotAsSigned.With("breaches", len(v.Breaches))
	})
}

func (s *session) printVerified(w io.Writer, v ledger.Verified) {
	fmt.Fprintln(w, s.say("cli.ledger.verified", params("leaves", grouped(v.Leaves), "signed", grouped(v.Signed))...))
	for _, b := range v.Breaches {
		fmt.Fprintf(w, "    %s\n", b)
	}
}
