package intake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/catalog"
	"habitue/internal/intake/internal/intakedb"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/coded"
	"habitue/internal/platform/id"
	"habitue/internal/platform/postgres"
	"habitue/internal/program"
)

// Deps is what bringing files in needs. DB is the pool for bulk work.
type Deps struct {
	DB      *postgres.DB
	IDs     *id.Source
	Clock   clock.Clock
	Org     *org.Service
	Catalog *catalog.Service
	Members *member.Service
	Orders  *order.Service
	Program *program.Service
}

// Service brings files in.
type Service struct{ Deps }

// New returns the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }

func query(q postgres.Querier) *intakedb.Queries { return intakedb.New(q.(intakedb.DBTX)) }

// RunID names a run.
type RunID int64

// Status tells how far a run came.
type Status string

// The states of a run. A run that was broken off stays reading or applying, and
// the same file goes on with it.
const (
	Reading  Status = "reading"
	Applying Status = "applying"
	Done     Status = "done"
	Failed   Status = "failed"  // for a reason that may pass
	Refused  Status = "refused" // the file is wrong; nothing was applied
)

// kindOrders is the only kind of file so far.
const kindOrders = "orders"

// Run is one file brought in.
type Run struct {
	ID         RunID
	FileName   string
	Status     Status
	Applied    int64 // lines
	Total      int64
	Outcome    *Outcome // nil while it runs
	Principal  string
	StartedAt  time.Time
	UpdatedAt  time.Time
	FinishedAt time.Time // zero while it runs
}

func runOf(r intakedb.IntakeRun) (Run, error) {
	run := Run{
		ID: RunID(r.ID), FileName: r.FileName, Status: Status(r.Status), Applied: r.Applied, Total: r.Total,
		Principal: r.Principal, StartedAt: r.StartedAt.UTC(), UpdatedAt: r.UpdatedAt.UTC(),
	}
	if r.FinishedAt != nil {
		run.FinishedAt = r.FinishedAt.UTC()
	}
	if r.Report != nil {
		run.Outcome = &Outcome{}
		if err := json.Unmarshal(r.Report, run.Outcome); err != nil {
			return Run{}, fmt.Errorf("read the report of run %d: %w", r.ID, err)
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

// List returns up to limit runs, newest first, before a run or from the newest (0).
func (s *Service) List(ctx context.Context, q postgres.Querier, before RunID, limit int) ([]Run, error) {
	if before == 0 {
		before = 1<<63 - 1
	}
	rows, err := query(q).RunsBefore(ctx, int64(before), int32(limit))
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

// SaveMapping keeps a mapping under its name for the next file.
// Errors: ErrBadMapping.
func (s *Service) SaveMapping(ctx context.Context, tx postgres.Tx, m Mapping) error {
	if m.Name == "" || len(m.Name) > coded.MaxLength {
		return ErrBadMapping.With("name", m.Name)
	}
	if err := m.Validate(); err != nil {
		return err
	}
	body, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("save mapping %s: %w", m.Name, err)
	}
	if err := query(tx).SaveMapping(ctx, intakedb.SaveMappingParams{Name: m.Name, Kind: kindOrders, Body: body, At: s.Clock.Now()}); err != nil {
		return fmt.Errorf("save mapping %s: %w", m.Name, err)
	}
	return nil
}

// Mapping returns the mapping of a name: one that was saved, else a preset.
// Errors: ErrNoSuchPreset.
func (s *Service) Mapping(ctx context.Context, q postgres.Querier, name string) (Mapping, error) {
	body, err := query(q).GetMapping(ctx, name)
	if errors.Is(err, pgx.ErrNoRows) {
		return Preset(name)
	}
	if err != nil {
		return Mapping{}, fmt.Errorf("read mapping %s: %w", name, err)
	}
	return ParseMapping(body)
}
