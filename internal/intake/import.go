package intake

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/jackc/pgx/v5"

	"habitue/internal/intake/internal/intakedb"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
)

// ImportRequest is a file to be brought in. Currency, zone and country that its
// mapping leaves open are the retailer's. Folder is where runs keep their
// spools, each in a folder of its own; Now may be left out.
type ImportRequest struct {
	Request
	Run       RunID  // that was asked for; 0: one is begun, or an earlier one of the same file goes on
	Principal string // who asked, for the record
	DryRun    bool   // say what would happen, and change nothing
}

// Outcome is what came of a run.
type Outcome struct {
	Run     RunID    `json:"run,omitempty"` // 0: a dry run
	Already bool     `json:"already,omitempty"`
	DryRun  bool     `json:"dry_run,omitempty"`
	Plan    Plan     `json:"plan"`
	Applied Applied  `json:"applied"`
	Problem *Problem `json:"problem,omitempty"`
}

// Applied is what a run changed, or a dry run would.
type Applied struct {
	Lines   int64 `json:"lines"`
	Orders  int64 `json:"orders"`
	Refunds int64 `json:"refunds"`
	Known   int64 `json:"known"`  // orders and refunds that were there before: left as they are
	Joined  int64 `json:"joined"` // new members
	Points  int64 `json:"points"`
	Growth  int64 `json:"growth"`
}

func (a *Applied) add(b Applied) {
	a.Lines += b.Lines
	a.Orders += b.Orders
	a.Refunds += b.Refunds
	a.Known += b.Known
	a.Joined += b.Joined
	a.Points += b.Points
	a.Growth += b.Growth
}

// Problem is why a run ended badly.
type Problem struct {
	Code   string       `json:"code"`
	Params []errs.Param `json:"params,omitempty"`
}

// Import brings a file of orders in: Prepare, then the timelines chunk by chunk.
//
// It may be killed at any moment: the same request goes on where it was, and
// the end is that of one clean import. The same file read in the same way again
// is answered from the record (Already); read in another way, what is known by
// its number is left as it is.
//
// A run that was asked for (Run) is on record with its end, also a dry one and
// one that is refused before anything is read. One that is broken off (Cancel)
// ends with ErrCancelled at once where ctx is cancelled with that cause, and
// before its next chunk where it is not.
//
// Errors: those of Prepare, ErrRunning, ErrCancelled.
func (s *Service) Import(ctx context.Context, r ImportRequest) (Outcome, error) {
	if r.Run != 0 {
		if err := s.claim(ctx, r.Run); err != nil {
			return Outcome{}, err
		}
	}
	w, err := s.begin(ctx, r)
	if err != nil {
		return s.settled(ctx, r.Run, Outcome{}, err)
	}
	if r.DryRun {
		outcome, err := w.dryRun(ctx)
		return s.settled(ctx, r.Run, outcome, err)
	}
	unlock, err := w.lock(ctx)
	if err != nil {
		return s.settled(ctx, r.Run, Outcome{}, err)
	}
	defer unlock()
	outcome, err := w.bring(ctx)
	if outcome.Already && r.Run == 0 {
		return outcome, err
	}
	outcome, err = s.settled(ctx, w.run, outcome, err)
	if ctx.Err() == nil && (err == nil || statusOf(err) != Failed) {
		w.clean()
	}
	return outcome, err
}

// claim begins a run that was asked for. Errors: ErrCancelled.
func (s *Service) claim(ctx context.Context, id RunID) error {
	now := s.Clock.Now()
	n, err := query(s.DB).ClaimRun(ctx, &now, int64(id))
	if err != nil {
		return fmt.Errorf("begin run %d: %w", id, err)
	}
	if n == 0 {
		return ErrCancelled.With("run", int64(id))
	}
	return nil
}

// settled puts the end of a run on record. One whose process ends is left as it
// is, and goes on another time.
func (s *Service) settled(ctx context.Context, run RunID, outcome Outcome, err error) (Outcome, error) {
	if cause := context.Cause(ctx); errors.Is(cause, ErrCancelled) {
		err = cause
	} else if ctx.Err() != nil {
		return outcome, errors.Join(ctx.Err(), err)
	}
	if run == 0 {
		return outcome, err
	}
	return outcome, errors.Join(err, s.end(context.WithoutCancel(ctx), run, &outcome, err))
}

// work is one file being brought in.
type work struct {
	*Service
	request   Request
	principal string
	facts     FileFacts
	options   string
	settings  org.Settings
	run       RunID
}

// begin completes the request and learns to know the file.
func (s *Service) begin(ctx context.Context, r ImportRequest) (*work, error) {
	w := &work{Service: s, run: r.Run, principal: r.Principal}
	var err error
	if w.settings, err = s.Org.Settings(ctx, s.DB); err != nil {
		return nil, err
	}
	if r.Now.IsZero() {
		r.Now = s.Clock.Now()
	}
	r.Mapping = Mapping{Currency: w.settings.Currency, Zone: w.settings.Zone, Country: w.settings.Country}.Over(r.Mapping)
	w.request = r.Request.withDefaults()
	if err := w.request.Validate(); err != nil {
		return nil, err
	}
	if w.facts, err = w.request.fingerprint(); err != nil {
		return nil, err
	}
	if w.options, err = w.request.options(); err != nil {
		return nil, err
	}
	w.request.Folder = filepath.Join(r.Folder, w.facts.SHA256[:16]+"-"+w.options[:8])
	if r.ErrorFile == "" {
		w.request.ErrorFile = filepath.Join(w.request.Folder, "errors.csv")
	}
	return w, nil
}

// lock keeps two processes from bringing in the same file at a time.
func (w *work) lock(ctx context.Context) (unlock func(), err error) {
	sum, err := hex.DecodeString(w.facts.SHA256[:16])
	if err != nil {
		panic("intake: a hash that is not hexadecimal: " + w.facts.SHA256)
	}
	return w.lockKey(ctx, int64(binary.BigEndian.Uint64(sum)), w.facts.Name)
}

// lockKey takes a lock that belongs to a connection, so that it ends with the process
// however that ends. Errors: ErrRunning.
func (s *Service) lockKey(ctx context.Context, key int64, name string) (unlock func(), err error) {
	conn, err := s.DB.Acquire(ctx)
	if err != nil {
		return nil, fmt.Errorf("lock a run: %w", err)
	}
	var free bool
	if err := conn.QueryRow(ctx, "SELECT pg_try_advisory_lock($1)", key).Scan(&free); err != nil {
		conn.Release()
		return nil, fmt.Errorf("lock a run: %w", err)
	}
	if !free {
		conn.Release()
		return nil, ErrRunning.With("file", name)
	}
	return func() {
		// Given back in so many words: a connection that is only closed keeps its lock
		// until PostgreSQL has noticed. What cannot be given back goes with the connection.
		ctx := context.WithoutCancel(ctx)
		if _, err := conn.Exec(ctx, "SELECT pg_advisory_unlock($1)", key); err != nil {
			_ = conn.Hijack().Close(ctx)
			return
		}
		conn.Release()
	}, nil
}

// bring finds or makes the run and carries it out.
func (w *work) bring(ctx context.Context) (Outcome, error) {
	earlier, found, err := w.find(ctx)
	if err != nil {
		return Outcome{}, err
	}
	if found && earlier.Status == Done && earlier.Outcome != nil {
		earlier.Outcome.Already = true
		w.clean()
		return *earlier.Outcome, nil
	}
	if w.run == 0 {
		w.run, err = w.open(ctx, earlier, found)
	} else {
		err = w.takeOver(ctx, earlier, found)
	}
	if err != nil {
		return Outcome{}, err
	}
	outcome, err := w.carryOut(ctx)
	outcome.Run = w.run
	return outcome, err
}

// takeOver makes what an earlier run of the same file applied part of this one.
func (w *work) takeOver(ctx context.Context, earlier Run, found bool) error {
	options, err := json.Marshal(w.request.Mapping)
	if err != nil {
		return fmt.Errorf("begin run %d: %w", w.run, err)
	}
	now := w.Clock.Now()
	err = w.DB.InTx(ctx, func(tx postgres.Tx) error {
		q := query(tx)
		err := q.KnowRun(ctx, intakedb.KnowRunParams{
			FileHash: unhex(w.facts.SHA256), OptionsHash: unhex(w.options), Options: options, At: now, ID: int64(w.run),
		})
		if err != nil || !found {
			return err
		}
		return errors.Join(
			q.TakeOverChunks(ctx, int64(w.run), int64(earlier.ID)),
			q.TakeOverCount(ctx, int64(w.run), int64(earlier.ID)),
			q.TakenOver(ctx, now, int64(earlier.ID)))
	})
	if err != nil {
		return fmt.Errorf("begin run %d: %w", w.run, err)
	}
	return nil
}

func (w *work) find(ctx context.Context) (Run, bool, error) {
	row, err := query(w.DB).FindRun(ctx, intakedb.FindRunParams{
		Kind: kindOrders, FileHash: unhex(w.facts.SHA256), OptionsHash: unhex(w.options), OtherThan: int64(w.run),
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return Run{}, false, nil
	}
	if err != nil {
		return Run{}, false, fmt.Errorf("look for an earlier run: %w", err)
	}
	run, err := runOf(row.IntakeRun)
	return run, true, err
}

func unhex(s string) []byte {
	b, err := hex.DecodeString(s)
	if err != nil {
		panic("intake: a hash that is not hexadecimal: " + s)
	}
	return b
}

// open begins a run, or takes up an earlier one.
func (w *work) open(ctx context.Context, earlier Run, found bool) (RunID, error) {
	now := w.Clock.Now()
	if found {
		if err := query(w.DB).Resume(ctx, now, int64(earlier.ID)); err != nil {
			return 0, fmt.Errorf("take up run %d: %w", earlier.ID, err)
		}
		return earlier.ID, nil
	}
	next, err := w.IDs.Next(ctx)
	if err != nil {
		return 0, err
	}
	options, err := json.Marshal(w.request.Mapping)
	if err != nil {
		return 0, fmt.Errorf("begin a run: %w", err)
	}
	err = query(w.DB).AddRun(ctx, intakedb.AddRunParams{
		ID: next, Kind: kindOrders, FileName: w.facts.Name, FileHash: unhex(w.facts.SHA256), OptionsHash: unhex(w.options),
		Options: options, Principal: w.principal, At: now,
	})
	if err != nil {
		return 0, fmt.Errorf("begin a run: %w", err)
	}
	return RunID(next), nil
}

// carryOut reads the file and applies it.
func (w *work) carryOut(ctx context.Context) (Outcome, error) {
	plan, err := prepare(ctx, w.request, w.facts, w.options)
	outcome := Outcome{Plan: plan}
	if err != nil {
		return outcome, err
	}
	timelines, err := OpenTimelines(w.request.Spool())
	if err != nil {
		return outcome, err
	}
	defer timelines.Close()
	if err := w.choose(ctx); err != nil {
		return outcome, err
	}
	total := plan.Orders.Lines + plan.Refund.Lines
	begun, err := query(w.DB).BeginApplying(ctx, total, w.Clock.Now(), int64(w.run))
	if err != nil {
		return outcome, fmt.Errorf("begin applying: %w", err)
	}
	if begun == 0 {
		return outcome, ErrCancelled.With("run", int64(w.run))
	}
	outcome.Applied, err = w.apply(ctx, timelines, total)
	return outcome, err
}

// choose makes currency and zone of the first import the retailer's.
func (w *work) choose(ctx context.Context) error {
	if w.settings.Chosen {
		return nil
	}
	m := w.request.Mapping
	return w.DB.InTx(ctx, func(tx postgres.Tx) error {
		_, err := w.Org.Choose(ctx, tx, org.Choice{Currency: m.Currency, Zone: m.Zone, Country: m.Country})
		return err
	})
}

// end writes down what came of the run; its chunks are needed no more when all
// are applied. The error file stays.
func (s *Service) end(ctx context.Context, run RunID, outcome *Outcome, why error) error {
	status := Done
	if why != nil {
		status = statusOf(why)
		outcome.Problem = &Problem{Code: "internal"}
		if e := errs.Of(why); e != nil {
			outcome.Problem = &Problem{Code: e.Code, Params: e.Params}
		}
	}
	report, err := json.Marshal(outcome)
	if err != nil {
		return fmt.Errorf("end run %d: %w", run, err)
	}
	err = s.DB.InTx(ctx, func(tx postgres.Tx) error {
		q := query(tx)
		if status == Done {
			if err := q.ForgetChunks(ctx, int64(run)); err != nil {
				return err
			}
		}
		return q.EndRun(ctx, intakedb.EndRunParams{Status: string(status), Report: report, At: s.Clock.Now(), ID: int64(run)})
	})
	if err != nil {
		return fmt.Errorf("end run %d: %w", run, err)
	}
	return nil
}

// statusOf is the end of a run that came to nothing.
func statusOf(why error) Status {
	if errors.Is(why, ErrCancelled) {
		return Cancelled
	}
	if e := errs.Of(why); e != nil && (e.Kind == errs.Invalid || e.Kind == errs.NotFound) {
		return Refused
	}
	return Failed
}

// clean removes the spool, which holds personal data in the clear, and the
// folder when nothing else is in it.
func (w *work) clean() {
	_ = os.Remove(w.request.Spool())
	_ = os.Remove(w.request.Spool() + ".part")
	_ = os.Remove(w.request.Folder)
}
