package main

import (
	"errors"
	"fmt"
	"io"
	"time"

	"habitue/internal/app"
	"habitue/internal/platform/replica"
)

// replicaCommand is about the columnar replica.
type replicaCommand struct {
	Status  replicaStatus  `cmd:"" help:"How it stands: as of when, rows, size, and what it is doing."`
	Rebuild replicaRebuild `cmd:"" help:"Make it anew: by the server that keeps it, otherwise here and now."`
}

// replicaStatus tells how it stands.
type replicaStatus struct {
	JSON bool `help:"Print JSON."`
}

// Run implements the command.
func (c *replicaStatus) Run(s *session) error {
	s.json = c.JSON
	status, err := app.ReplicaStatus(s.ctx, s.config.Config, s.quietLogger())
	if err != nil {
		return err
	}
	return s.result(status, func(w io.Writer) { s.printReplica(w, status) })
}

func (s *session) printReplica(w io.Writer, r replica.Status) {
	fmt.Fprintln(w, s.say("cli.replica."+string(r.State)))
	if b := r.Building; b != nil {
		fmt.Fprintln(w, s.say("cli.replica.progress", params("table", b.Table, "rows", grouped(b.Rows), "percent", b.Percent())...))
	}
	if !r.AsOf.IsZero() {
		fmt.Fprintln(w, s.say("cli.replica.as_of", params("at", r.AsOf.Local().Format(time.DateTime), "lag", fmt.Sprintf("%.0f", r.Lag))...))
	}
	if r.Bytes > 0 {
		fmt.Fprintln(w, s.say("cli.replica.size", params("rows", grouped(r.Rows), "mib", r.Bytes>>20)...))
	}
	if r.Problem != "" {
		fmt.Fprintln(w, s.say("cli.replica.problem", params("why", r.Problem)...))
	}
}

// replicaRebuild makes it anew.
type replicaRebuild struct {
	JSON bool `help:"Print JSON."`
}

// rebuildAnswer is what came of asking.
type rebuildAnswer struct {
	Asked  bool            `json:"asked"` // a server keeps it and makes it anew
	Status *replica.Status `json:"status,omitempty"`
}

// Run implements the command.
func (c *replicaRebuild) Run(s *session) error {
	s.json = c.JSON
	p := s.progress()
	return s.with(app.Options{Share: true}, func(a *app.App) error {
		status, err := a.RebuildReplica(s.ctx, p.show)
		p.end()
		if errors.Is(err, replica.ErrHeld) { // whoever holds it has been asked
			return s.result(rebuildAnswer{Asked: true}, func(w io.Writer) { fmt.Fprintln(w, s.say("cli.replica.asked")) })
		}
		if err != nil {
			return err
		}
		return s.result(rebuildAnswer{Status: &status}, func(w io.Writer) { s.printReplica(w, status) })
	})
}
