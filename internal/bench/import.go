package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"habitue/internal/sample"
)

// ImportOptions say what to bring in.
type ImportOptions struct {
	Program string // the habitue to measure
	PGBin   string // folder of PostgreSQL's programs; empty looks for them
	File    string // empty: made of the sample
	Preset  string // how File is mapped
	Lines   int    // of the file that is made
	Log     io.Writer
}

// ImportReport is what an import took. Memory and CPU are the program's, without
// PostgreSQL's.
type ImportReport struct {
	Bench          string          `json:"bench"`
	Machine        Machine         `json:"machine"`
	File           string          `json:"file"`
	Lines          int64           `json:"lines"`
	Seconds        float64         `json:"seconds"`
	LinesPerSecond float64         `json:"lines_per_second"`
	PeakRSSMiB     int64           `json:"peak_rss_mib"`
	CPUSeconds     float64         `json:"cpu_seconds"`
	Applied        json.RawMessage `json:"applied"`
}

// sampleEnd lets the file that is made be the same on any day.
var sampleEnd = time.Date(2026, 9, 1, 0, 0, 0, 0, sample.Shanghai())

// Import measures the command line: a process of its own brings the file into a
// new private PostgreSQL that syncs as it does for merchants.
func Import(ctx context.Context, o ImportOptions) (r ImportReport, err error) {
	r = ImportReport{Bench: "import", Machine: thisMachine(o.PGBin), File: o.File}
	err = scratch(ctx, func(dir string) error {
		file := o.File
		if file == "" {
			file = filepath.Join(dir, "orders.csv")
			if err := makeFile(file, o.Lines); err != nil {
				return err
			}
			r.File = "sample"
		}
		return r.measure(ctx, o, "orders", file, filepath.Join(dir, "data"))
	})
	return r, err
}

func makeFile(path string, lines int) error {
	c := sample.Default(sampleEnd)
	// An order has 2.1 lines; the rest is for orders that are not reached.
	if orders := lines * 10 / 19; orders > c.Orders {
		c.Members, c.Orders = c.Members*orders/c.Orders, orders
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if _, err := WriteOrders(file, sample.New(c), lines); err != nil {
		return fmt.Errorf("make a file of orders: %w", err)
	}
	return file.Close()
}

func (r *ImportReport) measure(ctx context.Context, o ImportOptions, kind, file, data string) error {
	args := []string{"import", kind, file, "--json", "--data", data}
	if o.Preset != "" {
		args = append(args, "--preset", o.Preset)
	}
	cmd := exec.CommandContext(ctx, o.Program, args...)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGINT) }
	cmd.Env = append(os.Environ(), "HABITUE_PG_BIN="+o.PGBin, "DATABASE_URL=", "HABITUE_DATABASE_URL=")
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, o.Log
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("import %s: %w", file, err)
	}
	var document struct {
		Plan       struct{ Rows struct{ Read int64 } }
		Rows       struct{ Read int64 } // of an opening
		Applied    json.RawMessage
		Seconds    float64
		PeakRSSMiB int64   `json:"peak_rss_mib"`
		CPUSeconds float64 `json:"cpu_seconds"`
	}
	if err := json.Unmarshal(out.Bytes(), &document); err != nil {
		return fmt.Errorf("read what the import said: %w", err)
	}
	r.Lines, r.Seconds, r.Applied = document.Plan.Rows.Read+document.Rows.Read, document.Seconds, document.Applied
	r.PeakRSSMiB, r.CPUSeconds = document.PeakRSSMiB, document.CPUSeconds
	r.LinesPerSecond = float64(r.Lines) / r.Seconds
	return nil
}
