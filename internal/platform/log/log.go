// Package log makes the program's logger: one line an event on standard error,
// JSON for machines or text for a person at a terminal.
//
// Fixed keys let lines be searched: member_id, order_id, job, listener,
// request_id, error. Ids are logged, never what they stand for: a message or a
// value that holds a name, a phone or an e-mail is a defect. As a last defence
// against such a defect the logger masks what looks like one.
package log

import (
	"io"
	"log/slog"
	"os"

	"golang.org/x/sys/unix"
)

// Options shape a logger.
type Options struct {
	Level  string // debug, info, warn, error; info when empty
	Format string // json or text; auto (or empty) is text on a terminal
}

// New returns a logger that writes to w.
func New(w io.Writer, o Options) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(o.Level)); err != nil {
		level = slog.LevelInfo
	}
	h := &slog.HandlerOptions{Level: level, ReplaceAttr: mask}
	if o.Format == "text" || o.Format != "json" && Terminal(w) {
		return slog.New(slog.NewTextHandler(w, h))
	}
	return slog.New(slog.NewJSONHandler(w, h))
}

// Terminal reports whether a person reads w.
func Terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	_, err := unix.IoctlGetTermios(int(f.Fd()), unix.TCGETS)
	return err == nil
}
