// Package inbox takes files that arrive over HTTP and has them brought in
// behind the request, one at a time.
//
//	Receive ──► <folder>/<id>/<name> + ticket.json ──► queue ──► intake.Import ──► ticket.json
//
// A file is on disk, with a ticket that says what to do with it, before its
// sender gets an answer; a process that is killed takes its unfinished files up
// again when it starts, and an import goes on where it was. When a file is done
// with, it is deleted, because it holds personal data in the clear; its ticket
// and the file of refused rows stay for Keep.
package inbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"habitue/internal/intake"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/httpx"
	"habitue/internal/platform/id"
	"habitue/internal/platform/postgres"
)

const (
	// Keep is how long the outcome of a file can be read.
	Keep = 30 * 24 * time.Hour
	// MaxFile is the largest file taken, in bytes.
	MaxFile = 2 << 30
	// MaxWaiting is how many files may wait for their turn.
	MaxWaiting = 16
)

// ErrFull says that too many files wait already.
var ErrFull = errs.New(errs.Unavailable, "http.too_many_files")

// ErrElsewhere says that this process takes no files: it was started without a
// folder for them.
var ErrElsewhere = errs.New(errs.Unavailable, "http.no_inbox")

// Importer brings one file in and knows how the columns of a preset are mapped.
type Importer interface {
	Import(ctx context.Context, r intake.ImportRequest) (intake.Outcome, error)
	Mapping(ctx context.Context, q postgres.Querier, name string) (intake.Mapping, error)
}

// Deps is what the inbox needs.
type Deps struct {
	DB     *postgres.DB
	IDs    *id.Source
	Clock  clock.Clock
	Intake Importer
	Folder string // made when missing, for the owner's eyes only
	Log    *slog.Logger
}

// Inbox receives files and has them brought in. A nil one takes none.
type Inbox struct {
	Deps
	queue chan *Ticket

	mu      sync.Mutex
	tickets map[ID]*Ticket

	stop    context.CancelFunc
	running sync.WaitGroup
}

// New returns an inbox that works from Start to Stop.
func New(d Deps) *Inbox {
	return &Inbox{Deps: d, queue: make(chan *Ticket, MaxWaiting), tickets: map[ID]*Ticket{}}
}

// Start takes up what an earlier process left and begins to work.
func (b *Inbox) Start(ctx context.Context) error {
	if err := os.MkdirAll(b.Folder, 0o700); err != nil {
		return fmt.Errorf("make the folder of incoming files: %w", err)
	}
	waiting, err := b.load()
	if err != nil {
		return err
	}
	ctx, b.stop = context.WithCancel(context.WithoutCancel(ctx))
	b.running.Go(func() { b.work(ctx, waiting) })
	return nil
}

// Stop breaks off the file in hand, which is taken up at the next Start.
func (b *Inbox) Stop() {
	if b.stop != nil {
		b.stop()
	}
	b.running.Wait()
}

// Drain lets everything that was received be brought in, and then stops. No
// file may arrive meanwhile.
func (b *Inbox) Drain() {
	close(b.queue)
	b.running.Wait()
}

// Upload is a file that arrives.
type Upload struct {
	Name      string
	Preset    string
	DryRun    bool
	Principal string
	Language  string
	Body      io.Reader
}

// Receive writes the file down and queues it. Errors: ErrElsewhere, ErrFull,
// httpx.ErrBodyTooLarge, intake.ErrNoSuchPreset, and those of reading Body.
func (b *Inbox) Receive(ctx context.Context, u Upload) (Ticket, error) {
	if b == nil {
		return Ticket{}, ErrElsewhere
	}
	if len(b.queue) == MaxWaiting {
		return Ticket{}, ErrFull
	}
	if u.Preset != "" { // before gigabytes are sent in vain
		if _, err := b.Intake.Mapping(ctx, b.DB, u.Preset); err != nil {
			return Ticket{}, err
		}
	}
	next, err := b.IDs.Next(ctx)
	if err != nil {
		return Ticket{}, err
	}
	t := &Ticket{
		ID: ID(next), FileName: fileName(u.Name), Preset: u.Preset, DryRun: u.DryRun, Principal: u.Principal, Language: u.Language,
		Status: intake.Reading, ReceivedAt: b.Clock.Now(),
	}
	if err := b.keep(t, u.Body); err != nil {
		return Ticket{}, errors.Join(err, os.RemoveAll(b.folder(t.ID)))
	}
	seen := *t
	b.mu.Lock()
	b.tickets[t.ID] = t
	b.mu.Unlock()
	select {
	case b.queue <- t:
		return seen, nil
	default:
		b.forget(t.ID)
		return Ticket{}, ErrFull
	}
}

// keep writes the file and then its ticket: a file without one was never received.
func (b *Inbox) keep(t *Ticket, body io.Reader) error {
	if err := os.Mkdir(b.folder(t.ID), 0o700); err != nil {
		return fmt.Errorf("keep incoming file: %w", err)
	}
	file, err := os.OpenFile(b.file(t), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("keep incoming file: %w", err)
	}
	n, err := io.Copy(file, io.LimitReader(body, MaxFile+1))
	if err == nil && n > MaxFile {
		err = httpx.ErrBodyTooLarge.With("max_bytes", int64(MaxFile))
	}
	if err == nil {
		err = file.Sync()
	}
	if err := errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("keep incoming file: %w", err)
	}
	return b.write(t)
}

func (b *Inbox) folder(id ID) string    { return filepath.Join(b.Folder, id.String()) }
func (b *Inbox) file(t *Ticket) string  { return filepath.Join(b.folder(t.ID), t.FileName) }
func (b *Inbox) errorFile(id ID) string { return filepath.Join(b.folder(id), errorsName) }

// Get returns what is known of a file. Errors: ErrElsewhere, intake.ErrNoSuchRun.
func (b *Inbox) Get(id ID) (Ticket, error) {
	if b == nil {
		return Ticket{}, ErrElsewhere
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	t, ok := b.tickets[id]
	if !ok {
		return Ticket{}, intake.ErrNoSuchRun.With("run", int64(id))
	}
	return *t, nil
}

// Errors opens the file of refused rows; nil where no row was refused.
// Errors: intake.ErrNoSuchRun.
func (b *Inbox) Errors(id ID) (io.ReadCloser, error) {
	if _, err := b.Get(id); err != nil {
		return nil, err
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
