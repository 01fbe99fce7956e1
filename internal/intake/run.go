package intake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/intake/internal/intakedb"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
)

// RunID names a run.
type RunID int64

// Status tells how far a run came.
type Status string

// The states of a run:
//
//	waiting ──► reading ──► applying ──► done
//	   ▲           │ └────────┐ │ └───────► failed, cancelled ──► waiting (Retry)
//	   └───────────┴──────────┴─┴─────────► refused
//
// An opening that is done may be taken back: undoing, undone.
//
// A run whose process ended stays where it is and is taken up again.
const (
	Waiting   Status = "waiting"
	Reading   Status = "reading"
	Applying  Status = "applying"
	Done      Status = "done"
	Failed    Status = "failed"    // for a reason that may pass
	Refused   Status = "refused"   // the file is wrong; nothing was applied
	Cancelled Status = "cancelled" // somebody broke it off; what was applied stays
	Undoing   Status = "undoing"   // an opening is being taken back
	Undone    Status = "undone"    // an opening was taken back
)

var statuses = [...]Status{Waiting, Reading, Applying, Done, Failed, Refused, Cancelled, Undoing, Undone}

// Statuses lists the states.
func Statuses() []Status { return slices.Clone(statuses[:]) }

// Unfinished lists the states of what is still to come to an end.
func Unfinished() []Status { return []Status{Waiting, Reading, Applying, Undoing} }

// Over says that nothing more happens to the run by itself.
func (s Status) Over() bool { return !slices.Contains(Unfinished(), s) }

// kindOrders is the kind of files that are no opening.
const kindOrders = "orders"

// Run is one file brought in.
type Run struct {
	ID         RunID
	FileName   string
	DryRun     bool
	Status     Status
	Applied    int64 // lines
	Total      int64
	Kind       string   // "orders", or an OpeningKind
	Outcome    *Outcome // of orders; nil while it runs
	Opened     *Opened  // of an opening; nil while it runs
	Asked      *Asked   // nil where it was not queued: from the command line
	Principal  string
	StartedAt  time.Time // when it was asked for
	BegunAt    time.Time // when its turn came; zero while it waits
	UpdatedAt  time.Time
	FinishedAt time.Time // zero while it runs
}

// Asked is how a queued run is to be carried out, as somebody asked for it.
type Asked struct {
	File       int64           `json:"file"` // number under which the asker keeps the file
	Preset     string          `json:"preset,omitempty"`
	Mapping    Mapping         `json:"mapping"`
	Duplicates DuplicatePolicy `json:"duplicates,omitempty"`
	MaxBad     int             `json:"max_bad,omitempty"`
	Language   string          `json:"language"`

	// Of an opening.
	Kind   OpeningKind `json:"kind,omitempty"`
	AsOf   time.Time   `json:"as_of,omitzero"`
	Sample int         `json:"sample,omitempty"`
	Totals []OldTotal  `json:"totals,omitempty"`
	By     Bringer     `json:"by"`
}

func runOf(r intakedb.IntakeRun) (Run, error) {
	run := Run{
		ID: RunID(r.ID), Kind: r.Kind, FileName: r.FileName, DryRun: r.DryRun, Status: Status(r.Status), Applied: r.Applied, Total: r.Total,
		Principal: r.Principal, StartedAt: r.StartedAt.UTC(), UpdatedAt: r.UpdatedAt.UTC(),
		BegunAt: postgres.Value(r.BegunAt).UTC(), FinishedAt: postgres.Value(r.FinishedAt).UTC(),
	}
	for _, part := range []struct {
		from []byte
		make func() any
	}{
		{r.Report, func() any {
			if r.Kind != kindOrders {
				run.Opened = &Opened{}
				return run.Opened
			}
			run.Outcome = &Outcome{}
			return run.Outcome
		}},
		{r.Request, func() any { run.Asked = &Asked{}; return run.Asked }},
	} {
		if part.from == nil {
			continue
		}
		if err := json.Unmarshal(part.from, part.make()); err != nil {
			return Run{}, fmt.Errorf("read the record of run %d: %w", r.ID, err)
		}
	}
	return run, nil
}

// Get returns a run. Errors: ErrNoSuchRun.
func (s *Service) Get(ctx context.Context, q postgres.Querier, id RunID) (Run, error) {
	row, err := query(q).GetRun(ctx, int64(id))
	if errors.Is(err, pgx.ErrNoRows) {
		return Run{}, ErrNoSuchRun.With("run", int64(id))
	}
	if err != nil {
		return Run{}, fmt.Errorf("read run %d: %w", id, err)
	}
	return runOf(row.IntakeRun)
}

// RunFilter narrows a list of runs and says where it begins.
type RunFilter struct {
	Statuses []Status  // none: all
	Before   time.Time // runs asked for before this instant; zero: from the newest
	BeforeID RunID     // or at it, with a smaller number
}

// distant is later than any run.
var distant = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// List returns up to limit runs, the newest first.
func (s *Service) List(ctx context.Context, q postgres.Querier, f RunFilter, limit int) ([]Run, error) {
	if f.Before.IsZero() {
		f.Before = distant
	}
	if len(f.Statuses) == 0 {
		f.Statuses = Statuses()
	}
	wanted := make([]string, len(f.Statuses))
	for i, status := range f.Statuses {
		wanted[i] = string(status)
	}
	rows, err := query(q).RunsBefore(ctx, intakedb.RunsBeforeParams{At: f.Before, ID: int64(f.BeforeID), Statuses: wanted, Lim: int32(limit)})
	if err != nil {
		return nil, fmt.Errorf("list runs: %w", err)
	}
	runs := make([]Run, len(rows))
	for i, r := range rows {
		if runs[i], err = runOf(r.IntakeRun); err != nil {
			return nil, err
		}
	}
	return runs, nil
}

// Unfinished returns the queued runs that have not come to an end, the earliest first.
func (s *Service) Unfinished(ctx context.Context, q postgres.Querier) ([]Run, error) {
	rows, err := query(q).UnfinishedRuns(ctx)
	if err != nil {
		return nil, fmt.Errorf("list unfinished runs: %w", err)
	}
	runs := make([]Run, len(rows))
	for i, r := range rows {
		if runs[i], err = runOf(r.IntakeRun); err != nil {
			return nil, err
		}
	}
	return runs, nil
}

// NewRun is a run that somebody asks for.
type NewRun struct {
	FileName  string
	DryRun    bool
	Principal string
	Asked     Asked
}

// Ask puts a run on record; it waits until Import is called for it.
// Errors: ErrBadMapping.
func (s *Service) Ask(ctx context.Context, tx postgres.Tx, n NewRun) (Run, error) {
	kind, err := kindOrders, error(nil)
	if n.Asked.Kind != "" {
		kind, err = string(n.Asked.Kind), checkOpening(n.Asked.Kind, n.Asked.Mapping)
	} else {
		err = n.Asked.Mapping.Validate()
	}
	if err != nil {
		return Run{}, err
	}
	next, err := s.IDs.Next(ctx)
	if err != nil {
		return Run{}, err
	}
	request, err := json.Marshal(n.Asked)
	if err != nil {
		return Run{}, fmt.Errorf("ask for a run: %w", err)
	}
	options, err := json.Marshal(n.Asked.Mapping)
	if err != nil {
		return Run{}, fmt.Errorf("ask for a run: %w", err)
	}
	err = query(tx).AskRun(ctx, intakedb.AskRunParams{
		ID: next, Kind: kind, FileName: n.FileName, Options: options, Request: request, DryRun: n.DryRun,
		Principal: n.Principal, At: s.Clock.Now(),
	})
	if err != nil {
		return Run{}, fmt.Errorf("ask for a run: %w", err)
	}
	return s.Get(ctx, tx, RunID(next))
}

// Cancel breaks a run off, wherever it is carried out: no chunk is applied
// after it, and what was applied stays. Errors: ErrNoSuchRun, ErrOver.
func (s *Service) Cancel(ctx context.Context, tx postgres.Tx, id RunID) (Run, error) {
	n, err := query(tx).CancelRun(ctx, s.Clock.Now(), int64(id))
	if err != nil {
		return Run{}, fmt.Errorf("cancel run %d: %w", id, err)
	}
	return s.changed(ctx, tx, id, n, ErrOver)
}

// Retry lets a run that failed or was broken off wait for its turn again; it
// goes on where it stopped. Errors: ErrNoSuchRun, ErrNotAgain.
func (s *Service) Retry(ctx context.Context, tx postgres.Tx, id RunID) (Run, error) {
	n, err := query(tx).RetryRun(ctx, s.Clock.Now(), int64(id))
	if err != nil {
		return Run{}, fmt.Errorf("retry run %d: %w", id, err)
	}
	return s.changed(ctx, tx, id, n, ErrNotAgain)
}

// changed returns a run after a change that refused runs in the wrong state.
func (s *Service) changed(ctx context.Context, tx postgres.Tx, id RunID, rows int64, refusal *errs.Error) (Run, error) {
	run, err := s.Get(ctx, tx, id)
	if err == nil && rows == 0 {
		err = refusal.With("status", string(run.Status))
	}
	return run, err
}

// breath is how long a run that is at work may go without telling how far it is.
const breath = time.Minute

// AtWork reports whether a file is being brought in, by whatever process.
func (s *Service) AtWork(ctx context.Context) (bool, error) {
	busy, err := query(s.DB).AtWork(ctx, s.Clock.Now().Add(-breath))
	if err != nil {
		return false, fmt.Errorf("look for runs at work: %w", err)
	}
	return busy, nil
}

// LastApplied returns when a file was last brought in to its end; the epoch where
// none was.
func (s *Service) LastApplied(ctx context.Context) (time.Time, error) {
	at, err := query(s.DB).LastApplied(ctx)
	if err != nil {
		return time.Time{}, fmt.Errorf("look for the last run: %w", err)
	}
	return at, nil
}

// RunName is what somebody knows a run by.
type RunName struct {
	FileName  string
	StartedAt time.Time
}

// RunNames returns the names of the runs of these ids; unknown ones are left out.
func (s *Service) RunNames(ctx context.Context, q postgres.Querier, runs ...RunID) (map[RunID]RunName, error) {
	found := make(map[RunID]RunName, len(runs))
	if len(runs) == 0 {
		return found, nil
	}
	rows, err := query(q).RunsByIDs(ctx, postgres.IDs(runs))
	if err != nil {
		return nil, fmt.Errorf("read names of imports: %w", err)
	}
	for _, r := range rows {
		found[RunID(r.ID)] = RunName{r.FileName, r.StartedAt.UTC()}
	}
	return found, nil
}
