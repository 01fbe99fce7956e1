package main

import (
	"fmt"
	"io"

	"habitue/internal/bench"
)

// benchBooks measures reports on everybody's books and statements.
type benchBooks struct {
	Credits int    `default:"300000" help:"Credits of the ledger that is made; a tenth of them are members. 3000000 are 10 million entries."`
	Memory  string `default:"1GiB" help:"Memory of the replica."`
	JSON    bool   `help:"Print JSON."`
}

// Run implements the command.
func (c *benchBooks) Run(s *session) error {
	s.json = c.JSON
	if c.Credits < 20_000 {
		return errUsage.With("why", "--credits ≥ 20000")
	}
	r, err := bench.Books(s.ctx, bench.BooksOptions{PGBin: s.config.PGBin, Credits: c.Credits, Memory: c.Memory, Log: s.err})
	if err != nil {
		return err
	}
	return s.result(r, func(w io.Writer) {
		fmt.Fprintf(w, "%d entries; copied in %.1f s\n", r.Entries, r.CopiedIn)
	})
}
