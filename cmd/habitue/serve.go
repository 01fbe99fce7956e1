package main

import (
	"errors"
	"runtime"

	"habitue/internal/app"
)

// serveCommand runs the server until it is told to stop.
type serveCommand struct {
	serving
}

// headroom counts as memory in use and is never touched, so that it is never really
// taken. Of a server little is in use between requests: without it the collector
// would come for every few megabytes of them.
const headroom = 8 << 20

// Run implements the command.
func (c *serveCommand) Run(s *session) error {
	spare := make([]byte, headroom)
	defer runtime.KeepAlive(spare)
	log := s.logger()
	l, err := app.Listen(s.ctx, s.config.Listen)
	if err != nil {
		return err
	}
	a, err := s.open(app.Options{Log: log})
	if err != nil {
		return errors.Join(err, l.Close())
	}
	log.Info("serving", "address", "http://"+l.Addr().String(), "roles", s.config.Roles, "version", version())
	return errors.Join(a.Serve(s.ctx, l), a.Close(s.ctx))
}
