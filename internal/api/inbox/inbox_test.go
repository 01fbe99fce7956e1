package inbox_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"habitue/internal/api/inbox"
	"habitue/internal/intake"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/httpx"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/sheet"
	"habitue/internal/platform/table"
	"habitue/internal/program/programtest"
)

// bundle is an inbox over a shop that really brings files in.
type bundle struct {
	*inbox.Inbox
	t    *testing.T
	shop *programtest.Shop
	deps inbox.Deps

	mu      sync.Mutex
	holdAt  intake.Phase
	reached chan struct{} // closed when a run comes to the phase
	release chan struct{} // lets it go on
}

func setup(t *testing.T) *bundle {
	t.Helper()
	b := &bundle{t: t, shop: programtest.Open(t)}
	b.shop.Now("2026-04-01 10:00")
	s := b.shop
	b.deps = inbox.Deps{DB: s.DB.DB, IDs: s.IDs, Clock: s.Clock, Folder: filepath.Join(t.TempDir(), "in"), Log: slog.New(slog.DiscardHandler),
		Intake: intake.New(intake.Deps{DB: s.DB.DB, IDs: s.IDs, Clock: s.Clock, Org: s.Org, Catalog: s.Catalog, Members: s.Members,
			Orders: s.Orders, Program: s.Program}),
		Watch: b.watch}
	b.start()
	return b
}

func (b *bundle) start() {
	b.t.Helper()
	b.Inbox = inbox.New(b.deps)
	if err := b.Start(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(b.Inbox.Stop)
}

// watch stops the first run that comes to the phase of hold.
func (b *bundle) watch(_ intake.RunID, p intake.Progress) {
	b.mu.Lock()
	held := b.holdAt != "" && p.Phase == b.holdAt
	if held {
		b.holdAt = ""
		close(b.reached)
	}
	release := b.release
	b.mu.Unlock()
	if held {
		<-release
	}
}

// hold lets the next run stop at a phase until the result is called.
func (b *bundle) hold(phase intake.Phase) (reached <-chan struct{}, release func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.holdAt, b.reached, b.release = phase, make(chan struct{}), make(chan struct{})
	return b.reached, sync.OnceFunc(func() { close(b.release) })
}

// restart stands for the process that comes after; a held run is let go so that
// it sees that its process ends.
func (b *bundle) restart(release func()) {
	b.t.Helper()
	stopped := make(chan struct{})
	go func() { b.Stop(); close(stopped) }()
	release()
	<-stopped
	b.start()
}

func (b *bundle) receive(name, text string) inbox.File {
	b.t.Helper()
	f, err := b.Receive(b.t.Context(), inbox.Upload{Name: name, Size: int64(len(text)), Body: strings.NewReader(text), Principal: "key:1"})
	if err != nil {
		b.t.Fatal(err)
	}
	return f
}

func (b *bundle) ask(f inbox.File) intake.Run {
	b.t.Helper()
	run, err := b.Ask(b.t.Context(), inbox.NewRun{File: f.ID, Principal: "key:1",
		Asked: intake.Asked{Mapping: intake.Mapping{Guess: true}, Language: "en"}})
	if err != nil {
		b.t.Fatal(err)
	}
	return run
}

// drained lets everything be brought in, and goes on with another process.
func (b *bundle) drained() {
	b.t.Helper()
	b.Drain()
	b.start()
}

func (b *bundle) run(id intake.RunID) intake.Run {
	b.t.Helper()
	run, err := b.deps.Intake.Get(b.t.Context(), b.deps.DB, id)
	if err != nil {
		b.t.Fatal(err)
	}
	return run
}

func (b *bundle) change(id intake.RunID, change func(context.Context, postgres.Tx, intake.RunID) (intake.Run, error)) error {
	return b.shop.Try(func(ctx context.Context, tx postgres.Tx) error { _, err := change(ctx, tx, id); return err })
}

// kept lists what lies in the folder of files.
func (b *bundle) kept() (names []string) {
	b.t.Helper()
	err := filepath.WalkDir(filepath.Join(b.deps.Folder, "files"), func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, d.Name())
		}
		return err
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return names
}

// orders is a file of n orders of as many customers, one line each.
func orders(n int) string {
	var s strings.Builder
	s.WriteString("order id,time,sku,quantity,price,customer id\n")
	for i := range n {
		fmt.Fprintf(&s, "F-%d,2026-03-01 10:00:00,TEA,1,18.00,C%d\n", i, i)
	}
	return s.String()
}

func (b *bundle) orders() (n int) {
	b.t.Helper()
	if err := b.deps.DB.QueryRow(b.t.Context(), "SELECT count(*) FROM orders.orders").Scan(&n); err != nil {
		b.t.Fatal(err)
	}
	return n
}

func TestAFileIsBroughtInAndDeleted(t *testing.T) {
	t.Parallel()
	b := setup(t)
	reached, release := b.hold(intake.PhaseLink)
	f := b.receive("../../etc/orders.csv", orders(3))
	if f.Name != "orders.csv" {
		t.Fatalf("named %q", f.Name)
	}
	asked := b.ask(f)
	if asked.Status != intake.Waiting {
		t.Fatalf("%+v", asked)
	}
	<-reached
	if p, ok := b.Progress(asked.ID); !ok || p.Rows != 3 {
		t.Errorf("in hand: %+v %v", p, ok)
	}
	if err := b.Delete(t.Context(), f.ID); !errors.Is(err, inbox.ErrFileInUse) {
		t.Errorf("a file in use was deleted: %v", err)
	}
	release()
	b.drained()
	run := b.run(asked.ID)
	if run.Status != intake.Done || run.Outcome.Applied.Orders != 3 || run.Outcome.Applied.Joined != 3 || run.BegunAt.IsZero() {
		t.Errorf("%+v", run)
	}
	if left := b.kept(); len(left) > 0 || b.Has(f.ID) {
		t.Errorf("left %v", left)
	}
}

func TestARefusedFileWaitsForAnotherMapping(t *testing.T) {
	t.Parallel()
	b := setup(t)
	f := b.receive("x.csv", "a,b,c,d\nF-1,2026-03-01,TEA,18\n")
	refused := b.ask(f)
	b.drained()
	if run := b.run(refused.ID); run.Status != intake.Refused || run.Outcome.Problem.Code != "intake.field_missing" {
		t.Fatalf("%+v", run)
	}
	if err := b.change(refused.ID, b.deps.Intake.Retry); !errors.Is(err, intake.ErrNotAgain) {
		t.Errorf("what is wrong is done again: %v", err)
	}
	var m intake.Mapping
	for _, s := range []string{"order=a", "time=b", "article=c", "amount=d"} {
		if err := m.Set(s); err != nil {
			t.Fatal(err)
		}
	}
	good, err := b.Ask(t.Context(), inbox.NewRun{File: f.ID, DryRun: true, Principal: "key:1", Asked: intake.Asked{Mapping: m}})
	if err != nil {
		t.Fatal(err)
	}
	b.drained()
	if run := b.run(good.ID); run.Status != intake.Done || !run.Outcome.DryRun || run.Outcome.Applied.Orders != 1 || b.orders() != 0 {
		t.Errorf("%+v", run)
	}
	if !b.Has(f.ID) {
		t.Error("the file went with its dry run")
	}
	if err := b.Delete(t.Context(), f.ID); err != nil || len(b.kept()) > 0 {
		t.Errorf("%v %v", err, b.kept())
	}
}

func TestAnUnfinishedRunIsTakenUpByTheNextProcess(t *testing.T) {
	t.Parallel()
	b := setup(t)
	reached, release := b.hold(intake.PhaseApply)
	first, second := b.ask(b.receive("1.csv", orders(4500))), b.ask(b.receive("2.csv", orders(2)))
	<-reached // something is applied
	b.restart(release)
	if run := b.run(first.ID); run.Status.Over() && run.Status != intake.Done {
		t.Fatalf("after the restart: %+v", run)
	}
	b.drained()
	for id, want := range map[intake.RunID]int64{first.ID: 4500, second.ID: 0} {
		if run := b.run(id); run.Status != intake.Done || run.Outcome.Applied.Orders != want {
			t.Errorf("run %d: %s %+v", id, run.Status, run.Outcome.Applied)
		}
	}
	if known := b.run(second.ID).Outcome.Applied.Known; known != 2 || b.orders() != 4500 {
		t.Errorf("%d known, %d orders", known, b.orders())
	}
	b.shop.Check()
}

func TestARunIsBrokenOffAndGoesOn(t *testing.T) {
	t.Parallel()
	b := setup(t)
	reached, release := b.hold(intake.PhaseApply)
	run, waiting := b.ask(b.receive("1.csv", orders(12_000))), b.ask(b.receive("2.csv", orders(1)))
	<-reached
	for _, id := range []intake.RunID{run.ID, waiting.ID} {
		if err := b.change(id, b.deps.Intake.Cancel); err != nil {
			t.Fatal(err)
		}
		b.Cancelled(id)
	}
	release()
	b.drained()
	cut := b.run(run.ID)
	applied := b.orders()
	if cut.Status != intake.Cancelled || cut.FinishedAt.IsZero() || applied == 0 || applied == 12_000 || int64(applied) != cut.Applied {
		t.Fatalf("%d orders: %+v", applied, cut)
	}
	if other := b.run(waiting.ID); other.Status != intake.Cancelled || !b.Has(inbox.FileID(other.Asked.File)) {
		t.Errorf("%+v", other)
	}
	if err := b.change(run.ID, b.deps.Intake.Cancel); !errors.Is(err, intake.ErrOver) {
		t.Errorf("broken off twice: %v", err)
	}
	if err := b.change(run.ID, b.deps.Intake.Retry); err != nil {
		t.Fatal(err)
	}
	b.Retried(run.ID)
	b.drained()
	if done := b.run(run.ID); done.Status != intake.Done || done.Outcome.Applied.Orders != 12_000 || done.Outcome.Applied.Known != 0 {
		t.Errorf("%+v %v %+v", done, done.Outcome.Problem, done.Outcome)
	}
	b.shop.Check()
}

func TestTwoFilesAtOnceBothComeIn(t *testing.T) {
	t.Parallel()
	b := setup(t)
	var group sync.WaitGroup
	for i := range 4 {
		group.Go(func() {
			text := strings.ReplaceAll(orders(5), "F-", fmt.Sprintf("F%d-", i))
			f, err := b.Receive(t.Context(), inbox.Upload{Name: "same.csv", Size: -1, Body: strings.NewReader(text)})
			if err == nil {
				_, err = b.Ask(t.Context(), inbox.NewRun{File: f.ID, Principal: "key:1", Asked: intake.Asked{Mapping: intake.Mapping{Guess: true}}})
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	b.drained()
	if n := b.orders(); n != 20 {
		t.Errorf("%d orders", n)
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

func packed(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestHostileFilesLeaveNothing(t *testing.T) {
	t.Parallel()
	b := setup(t)
	whole := packed(t, orders(2000))
	for name, c := range map[string]struct {
		body io.Reader
		size int64
		want error
	}{
		"cut off on its way":     {&broken{}, -1, io.ErrUnexpectedEOF},
		"nothing":                {strings.NewReader(""), 0, table.ErrEmpty},
		"no spreadsheet":         {strings.NewReader("PK\x03\x04 sheet"), -1, sheet.ErrUnreadable},
		"a picture":              {strings.NewReader("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"), -1, table.ErrNotText},
		"the head of a gzip":     {bytes.NewReader(whole[:12]), -1, nil},
		"a header without end":   {strings.NewReader(strings.Repeat("x", 20<<20)), -1, table.ErrRowTooLong},
		"a header of many parts": {strings.NewReader(strings.Repeat("x,", 200_000) + "\n1\n"), -1, table.ErrManyColumns},
		"more than is taken":     {strings.NewReader(""), inbox.MaxFile + 1, httpx.ErrBodyTooLarge},
	} {
		_, err := b.Receive(t.Context(), inbox.Upload{Name: "x.csv", Size: c.size, Body: c.body})
		if err == nil || c.want != nil && !errors.Is(err, c.want) || c.want == nil && errs.Of(err).Kind != errs.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if left := b.kept(); len(left) > 0 {
		t.Errorf("left %v", left)
	}
	cut := b.ask(b.receive("cut.csv.gz", string(whole[:len(whole)/2]))) // its beginning is a table
	b.drained()
	if run := b.run(cut.ID); run.Status != intake.Refused || run.Outcome.Problem.Code != "table.truncated" || b.orders() != 0 {
		t.Errorf("%+v", run)
	}
}

func TestWhatIsKeptIsBounded(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.Stop()
	b.deps.MaxFiles, b.deps.MaxBytes = 3, 300
	b.start()
	first := b.receive("1.csv", "order\n"+strings.Repeat("x", 90)+"\n")
	b.shop.Clock.Advance(time.Hour)
	b.receive("2.csv", "order\n"+strings.Repeat("x", 90)+"\n")
	if _, err := b.Receive(t.Context(), inbox.Upload{Name: "3.csv", Size: 200, Body: strings.NewReader("a")}); !errors.Is(err, inbox.ErrNoRoom) {
		t.Errorf("too many bytes: %v", err)
	}
	if _, err := b.Receive(t.Context(), inbox.Upload{Name: "3.csv", Size: -1, Body: strings.NewReader("a\n" + strings.Repeat("x", 200))}); !errors.Is(err, inbox.ErrNoRoom) {
		t.Errorf("too many bytes that were not announced: %v", err)
	}
	b.receive("3.csv", "a\n1\n")
	if _, err := b.Receive(t.Context(), inbox.Upload{Name: "4.csv", Size: 4, Body: strings.NewReader("a\n1\n")}); !errors.Is(err, inbox.ErrNoRoom) {
		t.Errorf("too many files: %v", err)
	}
	b.shop.Clock.Advance(inbox.KeepFile - time.Minute) // the first is too old now, the second nearly
	if f := b.receive("4.csv", "a\n1\n"); !b.Has(f.ID) || b.Has(first.ID) {
		t.Error("the oldest did not go")
	}
	if n := len(b.Files()); n != 3 {
		t.Errorf("%d files", n)
	}
}

func TestRefusedRowsGoWhenTheirTimeIsOver(t *testing.T) {
	t.Parallel()
	b := setup(t)
	var rows strings.Builder
	rows.WriteString(orders(20))
	rows.WriteString("F-21,never,TEA,1,18.00,C21\n")
	run := b.ask(b.receive("x.csv", rows.String()))
	b.drained()
	read := func() string {
		file, err := b.Errors(run.ID)
		if err != nil {
			t.Fatal(err)
		}
		if file == nil {
			return ""
		}
		defer file.Close()
		text, err := io.ReadAll(file)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	if text := read(); !strings.Contains(text, "intake.time_unreadable") {
		t.Errorf("%q", text)
	}
	b.shop.Clock.Advance(inbox.KeepErrors + time.Hour)
	b.ask(b.receive("y.csv", orders(1)))
	b.drained()
	if text := read(); text != "" {
		t.Errorf("still there: %q", text)
	}
}
