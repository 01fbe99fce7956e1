package bench

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"habitue/internal/platform/clock"
	"habitue/internal/platform/pgserver"
)

// Machine is what a figure was measured on.
type Machine struct {
	Cores    int    `json:"cores"`
	System   string `json:"system"`
	Go       string `json:"go"`
	Postgres string `json:"postgres"`
}

func thisMachine(binDir string) Machine {
	m := Machine{Cores: runtime.NumCPU(), System: runtime.GOOS + "/" + runtime.GOARCH, Go: runtime.Version()}
	if b, err := pgserver.Find(binDir, 0); err == nil {
		m.Postgres = b.Version
	}
	return m
}

// scratch makes a folder that PostgreSQL's account can reach, and removes it.
func scratch(ctx context.Context, do func(dir string) error) error {
	dir, err := os.MkdirTemp("", "habitue-bench-")
	if err != nil {
		return fmt.Errorf("make a folder: %w", err)
	}
	defer os.RemoveAll(dir)
	if err := os.Chmod(dir, 0o711); err != nil {
		return fmt.Errorf("open the folder: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return do(filepath.Clean(dir))
}

// watch measures what passes on the machine's clock.
type watch struct{ begun time.Time }

func startWatch() watch { return watch{clock.System{}.Now()} }

func (w watch) read() time.Duration { return clock.System{}.Now().Sub(w.begun) }

// median is the middle of an odd number of figures.
func median(list []float64) float64 {
	sorted := slices.Sorted(slices.Values(list))
	return sorted[len(sorted)/2]
}
