package main

import (
	"io"
	"os"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/log"
)

// params are the parameters of a sentence.
func params(pairs ...any) []errs.Param { return errs.Params(pairs...) }

// colours are the terminal's, or nothing where nobody looks.
func (s *session) colours(w io.Writer) (green, red, plain string) {
	if !log.Terminal(w) || os.Getenv("NO_COLOR") != "" {
		return "", "", ""
	}
	return "\x1b[32m", "\x1b[31m", "\x1b[0m"
}
