package bench

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
)

// statement is one that the program sent.
type statement struct {
	sql  string
	args []any
}

// unit is a transaction from begin to commit, or a statement outside of one.
type unit []statement

// reads says whether the transaction was begun for reading only.
func (u unit) reads() bool { return strings.HasSuffix(strings.ToLower(u[0].sql), "read only") }

// statementsEach is how many statements each of n things took.
func statementsEach(units []unit, n int) float64 {
	sum := 0
	for _, u := range units {
		sum += len(u)
	}
	return float64(sum) / float64(n)
}

// recorder writes down what connections send, as units in the order in which
// they ended. It is a pgx tracer.
type recorder struct {
	paused atomic.Bool // nothing is written down: it would be measured

	mu    sync.Mutex
	open  map[*pgx.Conn]unit
	units []unit
}

func newRecorder() *recorder { return &recorder{open: map[*pgx.Conn]unit{}} }

// ours marks what the bench itself asks.
type ours struct{}

func unrecorded(ctx context.Context) context.Context { return context.WithValue(ctx, ours{}, true) }

// take returns what was written down since the last call.
func (r *recorder) take() []unit {
	r.mu.Lock()
	defer r.mu.Unlock()
	units := r.units
	r.units = nil
	return units
}

// TraceQueryStart implements pgx.QueryTracer.
func (r *recorder) TraceQueryStart(ctx context.Context, conn *pgx.Conn, q pgx.TraceQueryStartData) context.Context {
	if ctx.Value(ours{}) == nil && !r.paused.Load() {
		r.add(conn, statement{q.SQL, q.Args})
	}
	return ctx
}

// TraceQueryEnd implements pgx.QueryTracer.
func (*recorder) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

// TraceBatchStart implements pgx.BatchTracer.
func (r *recorder) TraceBatchStart(ctx context.Context, conn *pgx.Conn, b pgx.TraceBatchStartData) context.Context {
	if r.paused.Load() {
		return ctx
	}
	for _, q := range b.Batch.QueuedQueries {
		r.add(conn, statement{q.SQL, q.Arguments})
	}
	return ctx
}

// TraceBatchQuery implements pgx.BatchTracer.
func (*recorder) TraceBatchQuery(context.Context, *pgx.Conn, pgx.TraceBatchQueryData) {}

// TraceBatchEnd implements pgx.BatchTracer.
func (*recorder) TraceBatchEnd(context.Context, *pgx.Conn, pgx.TraceBatchEndData) {}

func (r *recorder) add(conn *pgx.Conn, s statement) {
	if strings.Contains(s.sql, "river.") || strings.HasPrefix(s.sql, "-- ping") || strings.HasPrefix(s.sql, "LISTEN") || s.sql == "DISCARD PLANS" {
		return // the pulse of the job queue and of connections
	}
	if len(s.args) > 0 {
		if _, how := s.args[0].(pgx.QueryExecMode); how {
			s.args = s.args[1:] // how it was sent is no value
		}
	}
	word, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(s.sql)), " ")
	r.mu.Lock()
	defer r.mu.Unlock()
	u, within := r.open[conn]
	switch {
	case word == "begin":
		r.open[conn] = unit{s}
	case within && u.reads():
		// A picture of the database that a job takes: no order causes it.
		if word == "commit" || word == "rollback" {
			delete(r.open, conn)
		}
	case word == "rollback":
		delete(r.open, conn)
	case word == "commit" && within:
		delete(r.open, conn)
		r.units = append(r.units, append(u, s))
	case within:
		r.open[conn] = append(u, s)
	default:
		r.units = append(r.units, unit{s})
	}
}
