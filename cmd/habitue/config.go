package main

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// configCommand prints what is in force.
type configCommand struct {
	JSON bool `help:"Print JSON."`
}

// Run implements the command.
func (c *configCommand) Run(s *session) error {
	s.json = c.JSON
	shown := s.config.Show()
	return s.result(shown, func(w io.Writer) {
		table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for _, one := range shown {
			fmt.Fprintf(table, "%s\t%s\t%s\t# %s\n", one.Name, one.Value, one.Origin, one.Help)
		}
		table.Flush()
	})
}
