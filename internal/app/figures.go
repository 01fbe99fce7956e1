package app

import (
	"context"
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"habitue/internal/platform/pgserver"
	"habitue/internal/platform/system"
)

// figures are read when somebody asks for the metrics.
type figures struct{ *App }

var (
	noticesDue = prometheus.NewDesc("habitue_notices_due", "Notices that a listener still has to hear.", []string{"listener"}, nil)
	parked     = prometheus.NewDesc("habitue_notices_parked", "Notices that failed again and again.", []string{"listener"}, nil)
	oldest     = prometheus.NewDesc("habitue_notices_oldest_seconds", "Age of the oldest notice that waits.", []string{"listener"}, nil)
	poolConns  = prometheus.NewDesc("habitue_pool_connections", "Database connections of a pool by state.", []string{"pool", "state"}, nil)
	checkedAt  = prometheus.NewDesc("habitue_check_timestamp_seconds", "When the proofs were last run to their end.", nil, nil)
	broken     = prometheus.NewDesc("habitue_check_broken", "1 when a proof did not hold then.", nil, nil)
	logWaiting = prometheus.NewDesc("habitue_ledger_log_waiting", "Transactions whose postings are not in the Merkle log yet.", nil, nil)
	logLag     = prometheus.NewDesc("habitue_ledger_log_lag_seconds", "Age of the oldest of them.", nil, nil)
	tableRows  = prometheus.NewDesc("habitue_table_rows", "Rows of a table whose rows mostly go with age, as PostgreSQL estimates.", []string{"table"}, nil)
	freeDisk   = prometheus.NewDesc("habitue_data_free_bytes", "Space left on the disk of the data folder.", nil, nil)
)

// Describe implements prometheus.Collector.
func (f *figures) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{noticesDue, parked, oldest, poolConns, checkedAt, broken, logWaiting, logLag, tableRows, freeDisk} {
		to <- d
	}
}

// Collect implements prometheus.Collector. What cannot be read is left out: a
// scrape must not fail because the database is away.
func (f *figures) Collect(to chan<- prometheus.Metric) {
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	for _, pool := range f.pools() {
		s := pool.Stat()
		gauge(poolConns, float64(s.AcquiredConns()), pool.Name, "used")
		gauge(poolConns, float64(s.IdleConns()), pool.Name, "idle")
	}
	if free, err := pgserver.FreeBytes(f.Config.Data); err == nil {
		gauge(freeDisk, float64(free))
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	waiting, err := f.Notices.Backlog(ctx)
	if err != nil {
		return
	}
	for _, w := range waiting {
		gauge(noticesDue, float64(w.Due), w.Listener)
		gauge(parked, float64(w.Parked), w.Listener)
		gauge(oldest, w.OldestSeconds, w.Listener)
	}
	if lag, err := f.Background.Ledger.LogLag(ctx, f.db.interactive); err == nil {
		gauge(logWaiting, float64(lag.Transactions))
		gauge(logLag, lag.Seconds)
	}
	if tables, err := f.System.Tables(ctx, f.db.interactive); err == nil {
		for _, t := range tables {
			if t.Rows >= 0 && (t.Kind == "keyed" || t.Kind == "local" || t.Schema == "event") {
				gauge(tableRows, float64(t.Rows), t.Schema+"."+t.Name)
			}
		}
	}
	if last, known := f.lastCheck(ctx); known {
		one := 0.0
		if last.Outcome == system.Broken {
			one = 1
		}
		gauge(checkedAt, float64(last.EndedAt.Unix()))
		gauge(broken, one)
	}
}

// lastCheck is the latest check that came to a result.
func (a *App) lastCheck(ctx context.Context) (system.Record, bool) {
	list, err := a.System.Latest(ctx, a.db.interactive, system.Check, 10)
	if err != nil {
		return system.Record{}, false
	}
	i := slices.IndexFunc(list, func(r system.Record) bool { return r.Outcome == system.Holds || r.Outcome == system.Broken })
	if i < 0 {
		return system.Record{}, false
	}
	return list[i], true
}
