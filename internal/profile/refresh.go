package profile

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/jackc/pgx/v5"
	"golang.org/x/sync/errgroup"

	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/profile/internal/profiledb"
)

// The causes of a refresh.
const (
	Nightly = "nightly" // a business day has ended, or a file was brought in
	ByHand  = "asked"
)

// The states of a refresh. One that was cut off stays running and is done again.
const (
	Waiting = "waiting"
	Running = "running"
	Done    = "done"
	Failed  = "failed"
)

// ErrNoRefresh says that there is no such refresh.
var ErrNoRefresh = errs.New(errs.NotFound, "profile.no_such_refresh")

// Refresh is values being reckoned anew and written.
type Refresh struct {
	ID         int64
	Cause      string
	AskedBy    string
	AskedAt    time.Time
	Status     string
	AsOf       time.Time
	Version    int // of the rule; 0 while it waits
	StartedAt  time.Time
	FinishedAt time.Time
	Total      int64 // members with a value; 0 while that is not known
	Done       int64
	Written    int64 // rows that differed
	Moved      int64 // members and brands whose class did
	Edges      map[org.BrandID]Edges
	Problem    string // code of why it failed
}

// Ask asks for a refresh as of today; where one waits already, that is the answer.
func (s *Service) Ask(ctx context.Context, tx postgres.Tx, by string) (Refresh, error) {
	today, err := s.Today(ctx)
	if err != nil {
		return Refresh{}, err
	}
	r, err := s.queue(ctx, tx, ByHand, by, today)
	if err != nil || s.Wake == nil {
		return r, err
	}
	return r, s.Wake(ctx, tx)
}

func (s *Service) queue(ctx context.Context, q postgres.Querier, cause, by string, asOf time.Time) (Refresh, error) {
	id, err := s.IDs.Next(ctx)
	if err != nil {
		return Refresh{}, err
	}
	row, err := query(q).AddRefresh(ctx, profiledb.AddRefreshParams{
		ID: id, Cause: cause, AskedBy: by, AskedAt: s.Clock.Now(), AsOf: asOf,
	})
	if err != nil {
		return Refresh{}, fmt.Errorf("queue refresh: %w", err)
	}
	return refreshOf(row)
}

// Refresh returns a refresh; 0 is the latest. Errors: ErrNoRefresh.
func (s *Service) Refresh(ctx context.Context, q postgres.Querier, id int64) (Refresh, error) {
	read := query(q).LatestRefresh
	if id != 0 {
		read = func(ctx context.Context) (profiledb.ProfileRefresh, error) { return query(q).GetRefresh(ctx, id) }
	}
	return s.one(ctx, read, ErrNoRefresh)
}

// LastDone returns the last refresh that came to its end; zero where none did.
func (s *Service) LastDone(ctx context.Context) (Refresh, error) {
	return s.one(ctx, query(s.DB).LastDone, nil)
}

func (s *Service) one(ctx context.Context, read func(context.Context) (profiledb.ProfileRefresh, error), none error) (Refresh, error) {
	row, err := read(ctx)
	if errors.Is(err, pgx.ErrNoRows) {
		return Refresh{}, none
	}
	if err != nil {
		return Refresh{}, fmt.Errorf("read refresh: %w", err)
	}
	return refreshOf(row)
}

func refreshOf(row profiledb.ProfileRefresh) (Refresh, error) {
	r := Refresh{
		ID: row.ID, Cause: row.Cause, AskedBy: row.AskedBy, AskedAt: row.AskedAt, Status: row.Status, AsOf: row.AsOf.UTC(),
		Version: int(postgres.Value(row.RuleVersion)), StartedAt: postgres.Value(row.StartedAt), FinishedAt: postgres.Value(row.FinishedAt),
		Total: row.Total, Done: row.Done, Written: row.Written, Moved: row.Moved, Problem: postgres.Value(row.Problem),
	}
	if row.Edges == nil {
		return r, nil
	}
	if err := json.Unmarshal(row.Edges, &r.Edges); err != nil {
		return r, fmt.Errorf("read edges of refresh %d: %w", r.ID, err)
	}
	return r, nil
}

// refreshLock is the advisory lock of whoever refreshes.
const refreshLock = 7_221_015

// RefreshDue does the refreshes that somebody asked for, that were cut off, or
// that are due because a business day has ended or a file was brought in since
// the last one. It returns how many it did; where another process is at it, none.
func (s *Service) RefreshDue(ctx context.Context) (done int, err error) {
	conn, err := s.DB.Acquire(ctx)
	if err != nil {
		return 0, fmt.Errorf("lock refresh: %w", err)
	}
	defer conn.Release()
	var free bool
	if err := conn.QueryRow(ctx, "SELECT pg_try_advisory_lock($1)", int64(refreshLock)).Scan(&free); err != nil || !free {
		return 0, err
	}
	defer func() {
		// Also when ctx has ended: the connection goes back to the pool.
		_, unlock := conn.Exec(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", int64(refreshLock))
		err = errors.Join(err, unlock)
	}()
	for {
		r, err := s.due(ctx)
		if err != nil || r.ID == 0 {
			return done, err
		}
		if err := s.run(ctx, r); err != nil {
			return done, err
		}
		done++
	}
}

// due returns the refresh to be done now; zero where none is.
func (s *Service) due(ctx context.Context) (Refresh, error) {
	open, err := s.one(ctx, query(s.DB).OpenRefresh, nil)
	if err != nil || open.ID != 0 {
		return open, err
	}
	day, err := s.day(ctx)
	if err != nil {
		return Refresh{}, err
	}
	now := s.Clock.Now()
	ended := day.Of(now).AddDate(0, 0, -1)
	due := day.Ends(ended)
	if s.Imported != nil {
		at, err := s.Imported(ctx)
		if err != nil {
			return Refresh{}, err
		}
		if at.After(due) {
			due, ended = at, day.Of(now)
		}
	}
	last, err := s.LastDone(ctx)
	if err != nil || last.StartedAt.After(due) || last.AsOf.After(ended) {
		return Refresh{}, err
	}
	latest, err := s.one(ctx, query(s.DB).LatestRefresh, nil)
	if err != nil || latest.Status == Failed && now.Sub(latest.FinishedAt) < failPause {
		return Refresh{}, err
	}
	return s.queue(ctx, s.DB, Nightly, "habitue", ended)
}

// failPause is how long a refresh that failed is left alone.
const failPause = 10 * time.Minute

// run does one refresh. What ends before it is done, because ctx does, stays
// running and is done again from the start; what it wrote is found right then.
func (s *Service) run(ctx context.Context, r Refresh) error {
	a, err := s.On(ctx, r.AsOf)
	if err != nil {
		return s.fail(ctx, r, err)
	}
	version := int32(a.Rule.Number)
	begun := s.Clock.Now()
	if err := query(s.DB).BeginRefresh(ctx, &begun, r.AsOf, &version, r.ID); err != nil {
		return fmt.Errorf("begin refresh: %w", err)
	}
	if s.CatchUp != nil {
		if err := s.CatchUp(ctx); err != nil {
			return s.fail(ctx, r, err)
		}
	}
	edges, err := s.write(ctx, r, a)
	if err != nil {
		return s.fail(ctx, r, err)
	}
	text, err := json.Marshal(edges)
	if err != nil {
		return fmt.Errorf("write edges: %w", err)
	}
	return s.end(ctx, r, profiledb.EndRefreshParams{Status: Done, Edges: text})
}

func (s *Service) fail(ctx context.Context, r Refresh, err error) error {
	if ctx.Err() != nil {
		return err
	}
	code := "http.internal"
	if e := errs.Of(err); e != nil && e.Kind != errs.Internal {
		code = e.Code
	}
	return errors.Join(err, s.end(ctx, r, profiledb.EndRefreshParams{Status: Failed, Problem: &code}))
}

func (s *Service) end(ctx context.Context, r Refresh, p profiledb.EndRefreshParams) error {
	now := s.Clock.Now()
	p.ID, p.At = r.ID, &now
	if err := query(s.DB).EndRefresh(ctx, p); err != nil {
		return fmt.Errorf("end refresh: %w", err)
	}
	return nil
}

// batchSize is how many rows are compared and written in one transaction: enough
// that a trip costs nothing, few enough that nobody waits for it.
const batchSize = 5_000

// keepers is how many batches are compared and written at a time, while the next
// is read: reading what is stored costs as much as the picture itself.
const keepers = 2

// write takes the picture and writes what differs from what is stored, in batches
// that begin in the order of the members' ids. It returns where the scores begin.
func (s *Service) write(ctx context.Context, r Refresh, a Asked) (map[org.BrandID]Edges, error) {
	keeping, ctx := errgroup.WithContext(ctx)
	keeping.SetLimit(keepers)
	edges, err := s.walk(ctx, r, a, func(b batch, progress profiledb.AdvanceRefreshParams) error {
		keeping.Go(func() error { return s.keep(ctx, &b, &progress) })
		return ctx.Err()
	})
	return edges, cmp.Or(keeping.Wait(), err) // what a keeper met comes first: it ended the walk
}

// walk takes the picture and gives each batch away.
func (s *Service) walk(ctx context.Context, r Refresh, a Asked, give func(batch, profiledb.AdvanceRefreshParams) error) (map[org.BrandID]Edges, error) {
	all, err := s.open(ctx, a, View{Brand: everyBrand})
	if err != nil {
		return nil, err
	}
	defer all.close()
	edges := map[org.BrandID]Edges{}
	b := batch{asked: a, people: make([]person, 0, s.batch+1)}
	progress := profiledb.AdvanceRefreshParams{ID: r.ID}
	for {
		p, more, err := all.next()
		if err != nil {
			return nil, err
		}
		if more {
			edges[p.Brand] = edges[p.Brand].with(p, a.Day)
		}
		full := len(b.people) >= s.batch && p.Member != b.people[len(b.people)-1].Member
		if full || !more {
			b.upto = math.MaxInt64
			if more {
				b.upto = b.people[len(b.people)-1].Member
			}
			if err := give(b, progress); err != nil {
				return nil, err
			}
			b.after, b.people = b.upto, make([]person, 0, s.batch+1)
		}
		if !more {
			return edges, nil
		}
		if p.Brand == 0 {
			progress.Total = p.Of
			progress.Done++
		}
		b.people = append(b.people, p)
	}
}

// batch is some of the people of a picture: all whose ids lie between two.
type batch struct {
	asked       Asked
	after, upto member.ID // upto belongs to it
	people      []person
}
