package main

import (
	"fmt"
	"io"

	"habitue/internal/app"
	"habitue/internal/platform/backup"
)

// backupCommand writes a backup.
type backupCommand struct {
	File string `arg:"" help:"File to write; one that exists is replaced when the new one is whole."`
	JSON bool   `help:"Print JSON."`
}

// Run implements the command.
func (c *backupCommand) Run(s *session) error {
	s.json = c.JSON
	return s.with(app.Options{Share: true}, func(a *app.App) error {
		summary, err := a.Backup(s.ctx, c.File)
		if err != nil {
			return err
		}
		return s.result(summary, func(w io.Writer) { s.printSummary(w, "cli.backed_up", c.File, summary) })
	})
}

// restoreCommand loads a backup.
type restoreCommand struct {
	File string `arg:"" help:"Backup to load."`
	JSON bool   `help:"Print JSON."`
}

// Run implements the command.
func (c *restoreCommand) Run(s *session) error {
	s.json = c.JSON
	done, err := app.Restore(s.ctx, s.config.Config, s.quietLogger(), c.File)
	if err != nil {
		return err
	}
	return s.result(done, func(w io.Writer) {
		s.printSummary(w, "cli.restored", c.File, done.Summary)
		code := "cli.erased_again"
		if !done.ListFound {
			code = "cli.no_erasure_list"
		}
		fmt.Fprintln(w, s.say(code, params("file", done.List, "members", done.ErasedAgain)...))
	})
}

func (s *session) printSummary(w io.Writer, code, file string, b backup.Summary) {
	fmt.Fprintln(w, s.say(code, params("file", file, "tables", b.Tables, "rows", b.Rows, "mib", b.Bytes>>20)...))
}
