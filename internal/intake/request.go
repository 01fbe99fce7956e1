package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"habitue/internal/platform/table"
)

// DuplicatePolicy says what becomes of rows that are the same to the byte.
type DuplicatePolicy string

// Keeping is the default: a till that scans the same article twice writes the
// same row twice, and dropping one would take points from the customer. Files
// that were put together from overlapping exports want dropping.
const (
	KeepDuplicates DuplicatePolicy = "keep"
	DropDuplicates DuplicatePolicy = "drop"
)

// Phase is what an import is doing.
type Phase string

// The phases, in order.
const (
	PhaseHash     Phase = "hash"     // of the file, to know it again
	PhaseRead     Phase = "read"     // and validate
	PhaseAssemble Phase = "assemble" // rows to orders
	PhaseLink     Phase = "link"     // refunds to what they return
	PhaseApply    Phase = "apply"    // to members, points and levels
	PhaseBring    Phase = "bring"    // the rows of an opening in
	PhaseUndo     Phase = "undo"     // of an opening
)

// Progress is told every few thousand rows.
type Progress struct {
	Phase Phase `json:"phase"`
	Done  int64 `json:"done"`  // bytes of the file while hashing and reading, rows after that, lines while applying
	Total int64 `json:"total"` // of the same
	Rows  int64 `json:"rows"`  // read so far
}

// Request is a file to be prepared.
type Request struct {
	File       string
	Folder     string // for the spool and for sorting; made when missing, for the owner's eyes only
	Mapping    Mapping
	Duplicates DuplicatePolicy // empty: keep
	MaxBad     int             // per cent of rows that may be wrong; 0: 10
	Now        time.Time
	Language   string // of the error file
	ErrorFile  string // empty: errors.csv in Folder
	Budget     int    // bytes of memory for sorting; 0: 96 MiB
	Progress   func(Progress)
}

const (
	defaultMaxBad = 10
	defaultBudget = 96 << 20
	spoolName     = "timelines.spool"
	spoolFormat   = 1 // changes with what a record of the spool means
)

func (r Request) withDefaults() Request {
	if r.Duplicates == "" {
		r.Duplicates = KeepDuplicates
	}
	if r.MaxBad == 0 {
		r.MaxBad = defaultMaxBad
	}
	if r.Budget == 0 {
		r.Budget = defaultBudget
	}
	if r.ErrorFile == "" {
		r.ErrorFile = filepath.Join(r.Folder, "errors.csv")
	}
	if r.Progress == nil {
		r.Progress = func(Progress) {}
	}
	return r
}

// Spool is where Prepare leaves the timelines.
func (r Request) Spool() string { return filepath.Join(r.Folder, spoolName) }

// Validate finds what is wrong before the file is opened.
func (r Request) Validate() error {
	if r.Duplicates != "" && r.Duplicates != KeepDuplicates && r.Duplicates != DropDuplicates {
		return ErrBadMapping.With("duplicates", string(r.Duplicates))
	}
	if r.MaxBad < 0 || r.MaxBad > 100 {
		return ErrBadMapping.With("max_bad", r.MaxBad)
	}
	if r.Now.IsZero() || r.Folder == "" {
		return ErrBadMapping.With("missing", "now, folder")
	}
	if err := r.Mapping.Validate(); err != nil {
		return err
	}
	if r.Mapping.Zone == "" {
		return ErrZoneMissing
	}
	if _, ok := r.Mapping.Fields[FieldCurrency]; r.Mapping.Currency == "" && !ok && !r.Mapping.Guess {
		return ErrCurrencyMissing
	}
	return nil
}

// options is a hash of everything that decides what the rows mean.
func (r Request) options() (string, error) {
	body, err := json.Marshal(struct {
		Format     int
		Mapping    Mapping
		Duplicates DuplicatePolicy
		MaxBad     int
	}{spoolFormat, r.Mapping, r.Duplicates, r.MaxBad})
	if err != nil {
		return "", fmt.Errorf("hash the options: %w", err)
	}
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:]), nil
}

// fingerprint reads the file once to know it again.
func (r Request) fingerprint() (FileFacts, error) {
	f, err := os.Open(r.File)
	if os.IsNotExist(err) {
		return FileFacts{}, table.ErrNoSuchFile.With("path", r.File)
	}
	if err != nil {
		return FileFacts{}, table.ErrUnreadable.With("path", r.File).Because(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return FileFacts{}, table.ErrUnreadable.With("path", r.File).Because(err)
	}
	sum := sha256.New()
	told := &told{report: r.Progress, total: info.Size()}
	n, err := io.Copy(io.MultiWriter(sum, told), f)
	if err != nil {
		return FileFacts{}, table.ErrUnreadable.With("path", r.File).Because(err)
	}
	return FileFacts{Name: filepath.Base(r.File), Bytes: n, SHA256: hex.EncodeToString(sum.Sum(nil))}, nil
}

// told reports how much passed it, every 16 MiB.
type told struct {
	report      func(Progress)
	done, total int64
	next        int64
}

func (t *told) Write(p []byte) (int, error) {
	t.done += int64(len(p))
	if t.done >= t.next {
		t.next += 16 << 20
		t.report(Progress{Phase: PhaseHash, Done: t.done, Total: t.total})
	}
	return len(p), nil
}
