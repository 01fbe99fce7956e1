package inbox_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"habitue/internal/api/inbox"
	"habitue/internal/intake"
	"habitue/internal/org/orgtest"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
)

var start = time.Date(2026, 9, 12, 4, 20, 0, 0, time.UTC)

// importer stands for intake: it reads the file and answers what it is told to.
type importer struct {
	begun  chan string // what each file held
	answer chan error  // what becomes of it; nothing until something is sent
}

func (i *importer) Import(ctx context.Context, r intake.ImportRequest) (intake.Outcome, error) {
	text, err := os.ReadFile(r.File)
	if err != nil {
		return intake.Outcome{}, err
	}
	r.Progress(intake.Progress{Phase: intake.PhaseApply, Done: 1, Total: 2, Rows: 2})
	i.begun <- string(text)
	select {
	case err := <-i.answer:
		return intake.Outcome{Applied: intake.Applied{Orders: 7}}, err
	case <-ctx.Done():
		return intake.Outcome{}, ctx.Err()
	}
}

func (i *importer) Mapping(_ context.Context, _ postgres.Querier, name string) (intake.Mapping, error) {
	return intake.Preset(name)
}

type bundle struct {
	*inbox.Inbox
	*importer
	t     *testing.T
	clock *clock.Fake
	deps  inbox.Deps
}

func setup(t *testing.T) *bundle {
	t.Helper()
	db := pgtest.New(t).DB
	b := &bundle{t: t, clock: clock.NewFake(start), importer: &importer{begun: make(chan string, 8), answer: make(chan error, 8)}}
	b.deps = inbox.Deps{DB: db, IDs: orgtest.IDs(t, db), Clock: b.clock, Intake: b.importer,
		Folder: filepath.Join(t.TempDir(), "in"), Log: slog.New(slog.DiscardHandler)}
	b.restart()
	return b
}

// restart stands for the process that comes after.
func (b *bundle) restart() {
	b.t.Helper()
	if b.Inbox != nil {
		b.Stop()
	}
	b.Inbox = inbox.New(b.deps)
	if err := b.Start(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(b.Stop)
}

func (b *bundle) receive(name, text string) inbox.Ticket {
	b.t.Helper()
	t, err := b.Receive(b.t.Context(), inbox.Upload{Name: name, Body: strings.NewReader(text), Principal: "key:1", Language: "en"})
	if err != nil {
		b.t.Fatal(err)
	}
	return t
}

// ended waits until the file is done with, by sending another behind it.
func (b *bundle) ended(id inbox.ID) inbox.Ticket {
	b.t.Helper()
	b.receive("after.csv", "after")
	for text := range b.begun {
		if text == "after" {
			break
		}
	}
	t, err := b.Get(id)
	if err != nil || t.FinishedAt.IsZero() {
		b.t.Fatalf("%+v %v", t, err)
	}
	return t
}

func TestAFileIsBroughtInAndDeleted(t *testing.T) {
	t.Parallel()
	b := setup(t)
	ticket := b.receive("../../orders.csv", "a,b\n1,2\n")
	if ticket.FileName != "orders.csv" || ticket.Status != intake.Reading {
		t.Fatalf("%+v", ticket)
	}
	if text := <-b.begun; text != "a,b\n1,2\n" {
		t.Fatalf("brought in %q", text)
	}
	if during, _ := b.Get(ticket.ID); during.Status != intake.Applying || during.Progress.Total != 2 {
		t.Errorf("while it is applied: %+v", during)
	}
	b.answer <- nil
	if after := b.ended(ticket.ID); after.Status != intake.Done || after.Outcome.Applied.Orders != 7 || after.Problem != nil {
		t.Errorf("%+v", after)
	}
	if _, err := os.Stat(filepath.Join(b.deps.Folder, ticket.ID.String(), "orders.csv")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file is still there: %v", err)
	}
}

func TestARefusedFileSaysWhy(t *testing.T) {
	t.Parallel()
	b := setup(t)
	ticket := b.receive("x.csv", "x")
	<-b.begun
	b.answer <- intake.ErrNoHeader.With("first", "x")
	if after := b.ended(ticket.ID); after.Status != intake.Refused || after.Problem.Code != "intake.no_header" {
		t.Errorf("%+v", after)
	}
	b.answer <- nil
	other := b.receive("y.csv", "y")
	<-b.begun
	b.answer <- errors.New("disk /secret/path full")
	if after := b.ended(other.ID); after.Status != intake.Failed || after.Problem.Code != "http.internal" {
		t.Errorf("%+v", after)
	}
}

func TestAnUnfinishedFileIsTakenUpByTheNextProcess(t *testing.T) {
	t.Parallel()
	b := setup(t)
	first := b.receive("1.csv", "first")
	b.clock.Advance(time.Second)
	b.receive("2.csv", "second")
	if text := <-b.begun; text != "first" {
		t.Fatal(text)
	}
	b.restart() // while the first is being brought in and the second waits
	for _, want := range []string{"first", "second"} {
		if text := <-b.begun; text != want {
			t.Fatalf("took up %q, want %q", text, want)
		}
		b.answer <- nil
	}
	done := b.ended(first.ID)
	b.restart()
	if again, err := b.Get(first.ID); err != nil || again.Status != intake.Done || !again.FinishedAt.Equal(done.FinishedAt) {
		t.Errorf("after another restart: %+v %v", again, err)
	}
}

// broken is a body whose sender goes away.
type broken struct{ sent bool }

func (b *broken) Read(p []byte) (int, error) {
	if b.sent {
		return 0, io.ErrUnexpectedEOF
	}
	b.sent = true
	return copy(p, "half"), nil
}

func TestHalfAFileLeavesNothing(t *testing.T) {
	t.Parallel()
	b := setup(t)
	_, err := b.Receive(t.Context(), inbox.Upload{Name: "x.csv", Body: &broken{}})
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(b.deps.Folder); err != nil || len(left) != 0 {
		t.Errorf("left %v %v", left, err)
	}
}

func TestOldTicketsAndUnknownPresets(t *testing.T) {
	t.Parallel()
	b := setup(t)
	ticket := b.receive("x.csv", "x")
	<-b.begun
	b.answer <- nil
	b.ended(ticket.ID)
	b.clock.Advance(inbox.Keep + time.Hour)
	b.answer <- nil // the file that ended waited behind
	other := b.receive("y.csv", "y")
	<-b.begun
	b.answer <- nil
	b.ended(other.ID)
	if _, err := b.Get(ticket.ID); !errors.Is(err, intake.ErrNoSuchRun) {
		t.Errorf("an old ticket is still there: %v", err)
	}
	if _, err := b.Receive(t.Context(), inbox.Upload{Preset: "nobody's", Body: strings.NewReader("")}); !errors.Is(err, intake.ErrNoSuchPreset) {
		t.Error(err)
	}
}
