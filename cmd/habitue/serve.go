package main

import (
	"errors"

	"habitue/internal/app"
)

// serveCommand runs the server until it is told to stop.
type serveCommand struct {
	serving
}

// Run implements the command.
func (c *serveCommand) Run(s *session) error {
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
