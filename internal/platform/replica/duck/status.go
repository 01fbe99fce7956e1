package duck

import (
	"context"
	"strings"

	"github.com/prometheus/client_golang/prometheus"

	"habitue/internal/platform/replica"
)

// Status tells how the copy stands.
func (r *Replica) Status(ctx context.Context) replica.Status {
	s := r.State()
	if s.Answers {
		s.Rows = r.ask(ctx, r.countAll())
		s.Memory = r.ask(ctx, `SELECT sum(memory_usage_bytes)::bigint FROM duckdb_memory()`)
	}
	return s
}

// ask returns one number about the copy; 0 where it is just being closed.
func (r *Replica) ask(ctx context.Context, sql string) int64 {
	n, err := replica.Collect(ctx, r, sql, nil, func(rows replica.Rows) (n int64, err error) { return n, rows.Scan(&n) })
	if err != nil || len(n) == 0 {
		return 0
	}
	return n[0]
}

// countAll asks for the rows of all tables, which the file knows without reading
// them.
func (r *Replica) countAll() string {
	parts := make([]string, len(r.Tables))
	for i, t := range r.Tables {
		parts[i] = "(SELECT count(*) FROM " + newTable(t).ident + ")"
	}
	return "SELECT " + strings.Join(parts, " + ")
}

// State is Status without what must be asked for: rows and memory.
func (r *Replica) State() replica.Status {
	r.mu.Lock()
	defer r.mu.Unlock()
	s := r.status
	if s.Building != nil {
		p := *s.Building
		s.Building = &p
	}
	if !s.AsOf.IsZero() {
		s.Lag = max(0, r.Clock.Now().Sub(s.AsOf).Seconds())
	}
	if r.engine != nil {
		s.Bytes = r.engine.bytes()
	}
	return s
}

func (r *Replica) set(change func(*replica.Status)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	change(&r.status)
}

// begin tells that a copy is being made.
func (r *Replica) begin(because string) {
	r.set(func(s *replica.Status) {
		s.State, s.Because, s.Building = replica.Building, because, &replica.Progress{}
	})
}

func (r *Replica) expect(total int64) {
	r.set(func(s *replica.Status) { s.Building.Total = total })
}

func (r *Replica) filling(table string) {
	r.set(func(s *replica.Status) { s.Building.Table = table })
}

func (r *Replica) filled(n int64) {
	r.set(func(s *replica.Status) { s.Building.Rows += n })
}

// finished tells that the new copy answers.
func (r *Replica) finished(ctx context.Context) {
	s := r.State()
	r.Log.InfoContext(ctx, "replica was made", "because", s.Because, "rows", s.Building.Rows, "bytes", s.Bytes)
	r.set(func(s *replica.Status) {
		s.State, s.Because, s.Building, s.Rebuilt = replica.Following, "", nil, s.Rebuilt+1
	})
}

// applied counts what a step brought.
func (r *Replica) applied(rows int64) {
	r.set(func(s *replica.Status) { s.Applied += rows })
}

// lastCompared tells what a comparison found.
func (r *Replica) lastCompared(found replica.Comparison) {
	r.set(func(s *replica.Status) {
		s.Compared, s.Differed = r.Clock.Now(), s.Differed+int64(len(found.Differences))
	})
}

// advance tells that every transaction before the watermark is in the copy.
func (r *Replica) advance(watermark int64) {
	r.mark.watermark = watermark
	r.mark.asOf = r.samples.asOf(watermark, r.mark.asOf)
	r.samples.forget(watermark)
	r.set(func(s *replica.Status) { s.State, s.AsOf, s.Problem = replica.Following, r.mark.asOf, "" })
}

// problem notes why the replica waits, and hands the error on.
func (r *Replica) problem(err error) error {
	if err != nil {
		r.set(func(s *replica.Status) { s.State, s.Problem = replica.Waiting, err.Error() })
	}
	return err
}

// figures are read when somebody asks for the metrics.
type figures struct{ *Replica }

var (
	lag      = prometheus.NewDesc("habitue_replica_lag_seconds", "How far the columnar replica is behind the database.", nil, nil)
	rowsDone = prometheus.NewDesc("habitue_replica_applied_rows_total", "Rows that were brought into the columnar replica.", nil, nil)
	rebuilds = prometheus.NewDesc("habitue_replica_rebuilds_total", "How often the columnar replica was made anew.", nil, nil)
	size     = prometheus.NewDesc("habitue_replica_bytes", "Size of the columnar replica on disk.", nil, nil)
	differed = prometheus.NewDesc("habitue_replica_differences_total", "Days of tables that comparisons found to differ from the database.", nil, nil)
	compared = prometheus.NewDesc("habitue_replica_compared_timestamp_seconds", "When the columnar replica was last compared with the database.", nil, nil)
	state    = prometheus.NewDesc("habitue_replica_state", "1 for the state in which the columnar replica is.", []string{"state"}, nil)
)

// Describe implements prometheus.Collector.
func (f *figures) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{lag, rowsDone, rebuilds, size, differed, compared, state} {
		to <- d
	}
}

// Collect implements prometheus.Collector.
func (f *figures) Collect(to chan<- prometheus.Metric) {
	s := f.State()
	tell := func(d *prometheus.Desc, kind prometheus.ValueType, v float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, kind, v, labels...)
	}
	for _, one := range []replica.State{replica.Stopped, replica.Building, replica.Following, replica.Waiting} {
		is := 0.0
		if s.State == one {
			is = 1
		}
		tell(state, prometheus.GaugeValue, is, string(one))
	}
	if s.State == replica.Stopped {
		return
	}
	if !s.AsOf.IsZero() {
		tell(lag, prometheus.GaugeValue, s.Lag)
	}
	tell(rowsDone, prometheus.CounterValue, float64(s.Applied))
	tell(rebuilds, prometheus.CounterValue, float64(s.Rebuilt))
	tell(size, prometheus.GaugeValue, float64(s.Bytes))
	tell(differed, prometheus.CounterValue, float64(s.Differed))
	if !s.Compared.IsZero() {
		tell(compared, prometheus.GaugeValue, float64(s.Compared.Unix()))
	}
}
