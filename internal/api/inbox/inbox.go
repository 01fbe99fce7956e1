// Package inbox takes files that arrive over HTTP, keeps them for a while, and
// has them brought in behind the request, one at a time.
//
//	Receive ──► <folder>/files/<file>/ name, file.json ─┐
//	Ask     ──► intake.run: waiting ────────────────────┴─► work ──► intake.Import ──► intake.run: done …
//	                                                          └──► <folder>/runs/<run>/ errors.csv, spool
//
// What is to be done with a file and what came of it is on record in the
// database; a process that is killed takes its unfinished runs up again when it
// starts, and an import goes on where it was. A file holds personal data in the
// clear: it goes when it has been brought in, when somebody deletes it, and
// when nobody has touched it for KeepFile. The file of refused rows stays for
// KeepErrors.
package inbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"habitue/internal/intake"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/id"
	"habitue/internal/platform/postgres"
)

const (
	// KeepFile is how long a file waits for somebody to do something with it.
	KeepFile = 3 * 24 * time.Hour
	// KeepErrors is how long the refused rows of a run can be fetched.
	KeepErrors = 30 * 24 * time.Hour
	// MaxFile is the largest file taken, in bytes.
	MaxFile = 2 << 30
	// MaxWaiting is how many runs may wait for their turn.
	MaxWaiting = 16
	// MaxFiles and MaxBytes bound what is kept at a time.
	MaxFiles = 64
	MaxBytes = 8 << 30
)

// What a file or a run can be refused for.
var (
	ErrFull       = errs.New(errs.Unavailable, "http.too_many_files") // too many runs wait already
	ErrNoRoom     = errs.New(errs.Exhausted, "http.no_room")          // files, bytes: that are kept; others must go first
	ErrElsewhere  = errs.New(errs.Unavailable, "http.no_inbox")       // this process takes no files
	ErrNoSuchFile = errs.New(errs.NotFound, "http.no_such_file")      // never received, deleted, or too old
	ErrFileInUse  = errs.New(errs.Conflict, "http.file_in_use")       // run: that still needs it
)

// Deps is what the inbox needs.
type Deps struct {
	DB     *postgres.DB // for bulk work
	IDs    *id.Source
	Clock  clock.Clock
	Intake *intake.Service
	Folder string // made when missing, for the owner's eyes only
	Log    *slog.Logger

	MaxFiles int   // MaxFiles when zero
	MaxBytes int64 // MaxBytes when zero

	// Watch sees the progress of runs before anybody else; for tests.
	Watch func(intake.RunID, intake.Progress)
}

// Inbox receives files and has them brought in. A nil one takes none.
type Inbox struct {
	Deps
	wake chan struct{}

	mu    sync.Mutex
	files map[FileID]*File
	queue []intake.RunID
	hand  *hand // the run in hand; nil between runs

	stop    context.CancelFunc
	drain   chan struct{}
	running sync.WaitGroup
}

// hand is the run that is being carried out.
type hand struct {
	run      intake.RunID
	file     FileID
	progress intake.Progress
	cancel   context.CancelCauseFunc
}

// New returns an inbox that works from Start to Stop.
func New(d Deps) *Inbox {
	if d.MaxFiles == 0 {
		d.MaxFiles = MaxFiles
	}
	if d.MaxBytes == 0 {
		d.MaxBytes = MaxBytes
	}
	return &Inbox{Deps: d, wake: make(chan struct{}, 1), files: map[FileID]*File{}, drain: make(chan struct{})}
}

// Start takes up what an earlier process left and begins to work.
func (b *Inbox) Start(ctx context.Context) error {
	for _, folder := range []string{b.filesFolder(), b.runsFolder()} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return fmt.Errorf("make the folder of incoming files: %w", err)
		}
	}
	if err := b.loadFiles(); err != nil {
		return err
	}
	if err := b.loadRuns(ctx); err != nil {
		return err
	}
	ctx, b.stop = context.WithCancel(context.WithoutCancel(ctx))
	b.running.Go(func() { b.work(ctx) })
	return nil
}

// loadRuns queues the runs that earlier processes left and whose files are here, and
// those that are being taken back, which need none.
func (b *Inbox) loadRuns(ctx context.Context) error {
	runs, err := b.Intake.Unfinished(ctx, b.DB)
	if err != nil {
		return err
	}
	for _, r := range runs {
		if r.Status == intake.Undoing || r.Asked != nil && b.files[FileID(r.Asked.File)] != nil {
			b.queue = append(b.queue, r.ID)
		}
	}
	return nil
}

// Stop breaks off the run in hand, which is taken up at the next Start.
func (b *Inbox) Stop() {
	if b.stop != nil {
		b.stop()
	}
	b.running.Wait()
}

// Drain lets everything that was asked for be brought in, and then stops. No
// run may be asked for meanwhile.
func (b *Inbox) Drain() {
	close(b.drain)
	b.running.Wait()
}

func (b *Inbox) filesFolder() string { return filepath.Join(b.Folder, "files") }
func (b *Inbox) runsFolder() string  { return filepath.Join(b.Folder, "runs") }

func (b *Inbox) runFolder(id intake.RunID) string {
	return filepath.Join(b.runsFolder(), strconv.FormatInt(int64(id), 10))
}

func (b *Inbox) errorFile(id intake.RunID) string {
	return filepath.Join(b.runFolder(id), "errors.csv")
}

// Progress is how far the run in hand came; false where it is not in hand here.
func (b *Inbox) Progress(id intake.RunID) (intake.Progress, bool) {
	if b == nil {
		return intake.Progress{}, false
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.hand == nil || b.hand.run != id {
		return intake.Progress{}, false
	}
	return b.hand.progress, true
}

// Errors opens the file of refused rows; nil where no row was refused or it is
// kept no more.
func (b *Inbox) Errors(id intake.RunID) (io.ReadCloser, error) {
	if b == nil {
		return nil, ErrElsewhere
	}
	file, err := os.Open(b.errorFile(id))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("open refused rows: %w", err)
	}
	return file, nil
}
