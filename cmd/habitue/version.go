package main

import (
	"fmt"
	"io"
	"runtime/debug"
)

// release is set by the build: -ldflags "-X main.release=0.1.0".
var release = "0.1.0-dev"

// version is the release, with the commit where the build knows it.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return release
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return release + "+" + s.Value[:12]
		}
	}
	return release
}

// versionCommand prints the version.
type versionCommand struct {
	JSON bool `help:"Print JSON."`
}

// Run implements the command.
func (c *versionCommand) Run(s *session) error {
	s.json = c.JSON
	return s.result(map[string]string{"version": version()}, func(w io.Writer) { fmt.Fprintln(w, "habitue", version()) })
}
