// Package postgres opens the database and runs transactions on it.
//
// A write takes the caller's Tx in plain sight; whoever starts a transaction
// with InTx ends it by returning. What PostgreSQL refuses for reasons of
// timing (deadlock, serialization, a connection lost before the commit) is
// tried again, so the function given to InTx may run more than once and must
// keep its effects inside the transaction.
package postgres

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"

	"habitue/internal/platform/errs"
)

// AppRole is the role that serving connections take. It may not change or
// delete what is append-only.
const AppRole = "habitue_app"

// ErrUnavailable says that the database does not answer or is not ready.
var ErrUnavailable = errs.New(errs.Unavailable, "postgres.unavailable")

// Tx is a transaction in which a caller does its writes.
type Tx = pgx.Tx

// Querier reads; a Tx and the database itself both do.
type Querier interface {
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
	SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults
}

// Options shape a pool. The zero value is the interactive pool of a small machine.
type Options struct {
	MaxConns         int           // 12 when zero
	StatementTimeout time.Duration // 10 s when zero; negative: none
	AsOwner          bool          // keep the owner's rights: migrations, backup
	Scans            bool          // let plans read and join whole tables: analysis

	Tracer pgx.QueryTracer

	// Redone lets a commit return before it is on disk. It is for work alone that
	// is done again from what is on disk when it was lost: see package notice.
	Redone bool
}

// DB is a pool of connections for one class of work.
type DB struct {
	*pgxpool.Pool
}

// Open connects to dsn and answers once PostgreSQL does.
func Open(ctx context.Context, dsn string, o Options) (*DB, error) {
	cfg, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return nil, errs.New(errs.Invalid, "postgres.bad_dsn").Because(err)
	}
	cfg.MaxConns = int32(orDefault(o.MaxConns, 12))
	timeout := orDefault(o.StatementTimeout, 10*time.Second)
	rp := cfg.ConnConfig.RuntimeParams
	rp["timezone"] = "UTC"
	rp["application_name"] = "habitue"
	rp["search_path"] = "pg_catalog" // every name is written with its schema
	rp["statement_timeout"] = fmt.Sprint(max(timeout.Milliseconds(), 0))
	rp["idle_in_transaction_session_timeout"] = "30000" // a forgotten transaction holds everyone's horizon back
	if o.Redone {
		rp["synchronous_commit"] = "off"
	}
	cfg.AfterConnect = speakUTC
	if !o.AsOwner {
		cfg.AfterConnect = func(ctx context.Context, c *pgx.Conn) error {
			return errors.Join(speakUTC(ctx, c), takeAppRole(ctx, c))
		}
	}
	cfg.ConnConfig.Tracer = o.Tracer
	if !o.AsOwner && !o.Scans {
		planOnce(cfg)
	}
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("open pool: %w", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, ErrUnavailable.Because(err)
	}
	return &DB{Pool: pool}, nil
}

// speakUTC lets instants be read as UTC, whatever the machine's zone is.
func speakUTC(_ context.Context, c *pgx.Conn) error {
	c.TypeMap().RegisterType(utcType())
	return nil
}

func utcType() *pgtype.Type {
	return &pgtype.Type{Name: "timestamptz", OID: pgtype.TimestamptzOID, Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC}}
}

// takeAppRole gives up the owner's rights where the role exists; where it could
// not be made, check says so.
func takeAppRole(ctx context.Context, c *pgx.Conn) error {
	var has bool
	err := c.QueryRow(ctx, `SELECT pg_has_role(current_user, oid, 'MEMBER') FROM pg_roles WHERE rolname = $1`, AppRole).Scan(&has)
	if errors.Is(err, pgx.ErrNoRows) || (err == nil && !has) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("look for role %s: %w", AppRole, err)
	}
	_, err = c.Exec(ctx, "SET ROLE "+AppRole)
	return err
}

// maxTries bounds how often a transaction is run again.
const maxTries = 6

// InTx runs fn in a transaction and commits what it did when fn returns nil.
func (db *DB) InTx(ctx context.Context, fn func(tx Tx) error) error {
	return db.inTx(ctx, pgx.TxOptions{}, fn)
}

// AsOwner runs fn within tx with the rights of whoever owns the tables: a partition is
// made and dropped by nobody else.
func AsOwner(ctx context.Context, tx Tx, fn func() error) error {
	var role string
	if err := tx.QueryRow(ctx, `SELECT current_setting('role')`).Scan(&role); err != nil {
		return fmt.Errorf("ask for the role: %w", err)
	}
	take := func(role string) error {
		if _, err := tx.Exec(ctx, `SELECT set_config('role', $1, true)`, role); err != nil {
			return fmt.Errorf("take role %s: %w", role, err)
		}
		return nil
	}
	if err := take("none"); err != nil {
		return err
	}
	if err := fn(); err != nil {
		return err // the transaction has ended, and with it the role
	}
	return take(role)
}

// Snapshot runs fn on one unchanging picture of the database, reading only.
func (db *DB) Snapshot(ctx context.Context, fn func(tx Tx) error) error {
	return db.inTx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, fn)
}

func (db *DB) inTx(ctx context.Context, o pgx.TxOptions, fn func(tx Tx) error) error {
	var err error
	for try := range maxTries {
		err = pgx.BeginTxFunc(ctx, db.Pool, o, fn)
		if err == nil || !Retryable(err) || ctx.Err() != nil {
			break
		}
		pause := time.Duration(rand.Int64N(int64(5*time.Millisecond) << try))
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
	if isConnectionError(err) {
		return ErrUnavailable.Because(err)
	}
	return err
}

// Retryable reports whether the same transaction may succeed when run again.
// A connection lost during commit is not: what became of it is unknown, and
// the caller's idempotency key must decide.
func Retryable(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == "40001" || pg.Code == "40P01"
	}
	return pgconn.SafeToRetry(err)
}

func isConnectionError(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		// Shutting down, starting up, too many clients.
		return pg.Code == "57P01" || pg.Code == "57P02" || pg.Code == "57P03" || pg.Code == "53300"
	}
	var connect *pgconn.ConnectError
	return errors.As(err, &connect) || pgconn.SafeToRetry(err)
}

// IsUnique reports whether err is a refused duplicate. Which one it was follows
// from what was asked, not from the constraint's name, which a shard changes.
func IsUnique(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.Code == "23505"
}

// IsReferenced reports whether err is a refused reference: to what is not there,
// or of what others still point at.
func IsReferenced(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.Code == "23503"
}

func orDefault[T comparable](v, d T) T {
	var zero T
	if v == zero {
		return d
	}
	return v
}
