package postgres

import (
	"context"
	"sync"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/errs"
)

// Together lets readers that know nothing of each other share trips to the
// database: each runs by itself over a Querier of its own, and whenever all wait
// for an answer, what they asked goes in one batch. Whoever asks three times in
// turn beside others who ask once costs three trips, and the others none.
//
// Answers are read to their end before anybody sees them, so that no connection is
// kept waiting for a reader: they are for few rows. What a reader returns as an
// error first ends the others, and is returned.
func Together(ctx context.Context, q Querier, readers ...func(ctx context.Context, q Querier) error) error {
	if len(readers) == 1 {
		return readers[0](ctx, q)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	t := &table{q: q, calls: make(chan *call, len(readers)), ended: make(chan error, len(readers))}
	for _, read := range readers {
		go func() { t.ended <- t.seated(ctx, read) }()
	}
	var first error
	var waiting []*call
	for seated := len(readers); seated > 0; {
		if len(waiting) == seated {
			t.serve(ctx, waiting)
			waiting = waiting[:0]
			continue
		}
		select {
		case c := <-t.calls:
			waiting = append(waiting, c)
		case err := <-t.ended:
			if seated--; err != nil && first == nil {
				first = err
				cancel(err)
			}
		}
	}
	return first
}

// table is where readers wait for each other.
type table struct {
	q     Querier
	mu    sync.Mutex // one at a time says something to q
	calls chan *call
	ended chan error
}

// call is one question of a reader.
type call struct {
	sql    string
	args   []any
	answer chan *readRows
}

// seated lets a reader read. Its panic is its error: the one who called Together would
// have caught it, and here it would end the program.
func (t *table) seated(ctx context.Context, read func(context.Context, Querier) error) (err error) {
	s := &seat{table: t}
	defer s.leave()
	defer errs.Caught(&err)
	return read(ctx, s)
}

// serve asks what is waiting in one batch.
func (t *table) serve(ctx context.Context, waiting []*call) {
	var all pgx.Batch
	for _, c := range waiting {
		all.Queue(c.sql, c.args...)
	}
	answers := make([]*readRows, len(waiting))
	t.mu.Lock()
	results := t.q.SendBatch(ctx, &all)
	for i := range waiting {
		answers[i] = readAll(results.Query())
	}
	_ = results.Close() // what went wrong was said with the answer
	t.mu.Unlock()
	for i, c := range waiting {
		c.answer <- answers[i]
	}
}

// seat is a reader's Querier at a table.
type seat struct {
	*table
	batch *seatResults // the last that was sent by itself
}

func (s *seat) ask(ctx context.Context, sql string, args []any) *readRows {
	if isLiteral(args) { // a batch has no room for how one of it is sent
		s.mu.Lock()
		defer s.mu.Unlock()
		return readAll(s.q.Query(ctx, sql, args...))
	}
	c := &call{sql, args, make(chan *readRows, 1)}
	s.calls <- c
	return <-c.answer
}

// Query implements Querier.
func (s *seat) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	r := s.ask(ctx, sql, args)
	return r, r.err
}

// QueryRow implements Querier.
func (s *seat) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row {
	return readRow{s.ask(ctx, sql, args)}
}

// Exec implements Querier.
func (s *seat) Exec(ctx context.Context, sql string, args ...any) (CommandTag, error) {
	r := s.ask(ctx, sql, args)
	return r.tag, r.err
}

// SendBatch implements Querier. A batch goes by itself; who sends it closes it
// before asking again.
func (s *seat) SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults {
	s.mu.Lock()
	s.batch = &seatResults{BatchResults: s.q.SendBatch(ctx, b), free: sync.OnceFunc(s.mu.Unlock)}
	return s.batch
}

// leave ends a batch that a panic left open: the others wait for its end.
func (s *seat) leave() {
	if s.batch != nil {
		_ = s.batch.Close()
	}
}

// seatResults let others ask when they are closed.
type seatResults struct {
	pgx.BatchResults
	free func()
}

func (r *seatResults) Close() error {
	defer r.free()
	return r.BatchResults.Close()
}
