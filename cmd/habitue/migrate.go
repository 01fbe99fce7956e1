package main

import (
	"fmt"
	"io"

	"habitue/internal/app"
)

// migrateCommand brings the schema up to date. Every start does so by itself;
// this is for who wants to do it at another time.
type migrateCommand struct {
	JSON bool `help:"Print JSON."`
}

// Run implements the command.
func (c *migrateCommand) Run(s *session) error {
	s.json = c.JSON
	return s.with(app.Options{}, func(a *app.App) error {
		schema, err := a.Schema(s.ctx)
		if err != nil {
			return err
		}
		return s.result(map[string]int64{"schema": schema}, func(w io.Writer) {
			fmt.Fprintln(w, s.say("cli.migrated", params("schema", schema)...))
		})
	})
}
