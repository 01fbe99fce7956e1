package system

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/clock"
	"habitue/internal/platform/id"
	"habitue/internal/platform/job"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
)

// Keeper is what keeps the columnar replica in this process.
type Keeper interface {
	replica.Analyst
	Status(ctx context.Context) replica.Status
}

// State is one thing that must be right for requests to be answered, or one
// that somebody should look at.
type State struct {
	Name   string `json:"name"`
	OK     bool   `json:"ok"`
	Warn   bool   `json:"warning,omitempty"` // not right, but no reason to turn requests away
	Open   bool   `json:"open,omitempty"`    // nobody has looked yet
	Detail string `json:"detail,omitempty"`
}

// Pool is a pool of connections and what it is for.
type Pool struct {
	Name string
	*postgres.DB
}

// Deps are what the service looks at.
type Deps struct {
	DB     *postgres.DB
	IDs    *id.Source
	Clock  clock.Clock
	Jobs   *job.Jobs
	Keeper Keeper // nil: this process keeps no replica
	Pools  []Pool

	Version string // of the program
	Roles   []string
	Private bool      // the PostgreSQL is the program's own
	Started time.Time // this process
	States  func(context.Context) []State
}

// Service tells of the running program.
type Service struct{ Deps }

// New returns a service.
func New(d Deps) *Service { return &Service{d} }

// About is which program runs on what.
type About struct {
	Program, Go, PostgreSQL string
	DuckDB                  string // empty where this process keeps no replica, or it does not answer
	Schema, Known           int64  // of the database, and the newest that the program knows
}

// About tells which program runs on what.
func (s *Service) About(ctx context.Context) (a About, err error) {
	a.Program, a.Go = s.Version, runtime.Version()
	if a.Schema, a.Known, err = postgres.SchemaVersion(ctx, s.DB); err != nil {
		return a, err
	}
	if err := s.DB.QueryRow(ctx, `SELECT current_setting('server_version')`).Scan(&a.PostgreSQL); err != nil {
		return a, fmt.Errorf("read version of PostgreSQL: %w", err)
	}
	a.DuckDB = s.engine(ctx)
	return a, nil
}

// engine is the version of the replica's engine; one that is being made cannot
// be asked.
func (s *Service) engine(ctx context.Context) string {
	if s.Keeper == nil {
		return ""
	}
	list, err := replica.Collect(ctx, s.Keeper, `SELECT version()`, nil,
		func(rows replica.Rows) (v string, err error) { return v, rows.Scan(&v) })
	if err != nil || len(list) == 0 {
		return ""
	}
	return list[0]
}

// Table is how large a table of ours is.
type Table struct {
	Schema, Name string
	Kind         string // its class; see docs/architecture.md
	Rows         int64  // as PostgreSQL estimates; −1 where it has not counted yet
	Bytes        int64  // with its indexes
	IndexBytes   int64
}

// Tables tells how large every table is, with its partitions, by schema and name. Rows are
// estimates: counting would read everything.
func (s *Service) Tables(ctx context.Context, q postgres.Querier) ([]Table, error) {
	rows, err := q.Query(ctx, `
		SELECT n.nspname, c.relname, split_part(split_part(coalesce(obj_description(c.oid, 'pg_class'), ''), ':', 1), ' ', 1),
		       p.tuples, p.bytes, p.index_bytes
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		CROSS JOIN LATERAL (
			SELECT coalesce(sum(greatest(l.reltuples, 0)) FILTER (WHERE l.reltuples >= 0), -1)::bigint AS tuples,
			       coalesce(sum(pg_total_relation_size(l.oid)), 0)::bigint AS bytes, coalesce(sum(pg_indexes_size(l.oid)), 0)::bigint AS index_bytes
			FROM pg_class l WHERE l.relkind = 'r' AND (l.oid = c.oid OR l.oid IN (SELECT relid FROM pg_partition_tree(c.oid)))
		) p
		WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname <> ALL ($1) AND n.nspname NOT LIKE 'pg\_%'
		ORDER BY 1, 2`, []string{"information_schema", "public"})
	if err != nil {
		return nil, fmt.Errorf("read sizes of tables: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Table])
	if err != nil {
		return nil, fmt.Errorf("read sizes of tables: %w", err)
	}
	return list, nil
}
