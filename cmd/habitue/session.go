package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"habitue/internal/api/messages"
	"habitue/internal/app"
	"habitue/internal/platform/config"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/log"
)

// session is one call of the program: who reads, what holds, where to write.
type session struct {
	ctx      context.Context
	in       io.Reader
	out, err io.Writer
	language messages.Language
	config   *config.Loaded
	json     bool // the result is one JSON document, also when it is an error
}

// tell says something on standard error.
func (s *session) tell(code string, pairs ...any) {
	fmt.Fprintln(s.err, s.say(code, errs.Params(pairs...)...))
}

// result writes what the command was asked for: as JSON, or through text.
func (s *session) result(document any, text func(w io.Writer)) error {
	if !s.json {
		text(s.out)
		return nil
	}
	e := json.NewEncoder(s.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(document)
}

// logger writes the program's log to standard error.
func (s *session) logger() *slog.Logger {
	return log.New(s.err, log.Options{Level: s.config.LogLevel, Format: s.config.LogFormat})
}

// quietLogger is that of commands whose reader waits for an answer, not a log.
func (s *session) quietLogger() *slog.Logger {
	level := s.config.LogLevel
	if level == "info" {
		level = "warn"
	}
	return log.New(s.err, log.Options{Level: level, Format: s.config.LogFormat})
}

// open brings the program up for one command.
func (s *session) open(o app.Options) (*app.App, error) {
	if o.Log == nil {
		o.Log = s.quietLogger()
	}
	o.Tell, o.Version = s.tell, version()
	return app.Open(s.ctx, s.config.Config, o)
}

// with runs do on an opened program and closes it.
func (s *session) with(o app.Options, do func(a *app.App) error) error {
	a, err := s.open(o)
	if err != nil {
		return err
	}
	if a.Shared() {
		s.tell("cli.shared", "folder", s.config.Data)
	}
	return errors.Join(do(a), a.Close(s.ctx))
}
