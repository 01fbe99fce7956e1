package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
)

// Migrate brings the database at dsn to a version of the schema; 0 is the
// newest that this program knows. postgres.MigrateTo is one.
type Migrate func(ctx context.Context, dsn string, version int64) error

// Restore loads a backup into the empty database at dsn, reached as its owner,
// and brings it to this program's schema. It reads the file twice: nothing is
// written before all of it is known to be good. When it fails, the database is
// empty again.
//
// Errors: ErrForeign, ErrFormat, ErrDamaged, ErrNotEmpty, ErrNewerSchema, ErrDiffers.
func Restore(ctx context.Context, dsn string, r io.ReadSeeker, migrate Migrate) (Summary, error) {
	h, m, size, err := verify(r)
	if err != nil {
		return Summary{}, err
	}
	db, err := postgres.Open(ctx, dsn, postgres.Options{MaxConns: 2, StatementTimeout: -1, AsOwner: true})
	if err != nil {
		return Summary{}, err
	}
	defer db.Close()
	if err := claim(ctx, db); err != nil {
		return Summary{}, err
	}
	l := load{db: db, dsn: dsn, file: r, migrate: migrate, head: h, want: m}
	if err := l.run(ctx); err != nil {
		// Also when it was interrupted: half a database must not be left to serve.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
		defer cancel()
		return Summary{}, errors.Join(err, clear(ctx, db))
	}
	return summarize(h, m, size), release(ctx, db)
}

// load is one restore under way.
type load struct {
	db      *postgres.DB
	dsn     string
	file    io.ReadSeeker
	migrate Migrate
	head    head
	want    manifest
}

func (l *load) run(ctx context.Context) error {
	if l.head.SchemaVersion > 0 {
		if err := l.migrate(ctx, l.dsn, l.head.SchemaVersion); err != nil {
			return err
		}
	}
	version, err := schemaVersion(ctx, l.db)
	if err != nil {
		return err
	}
	if version != l.head.SchemaVersion {
		return ErrNewerSchema.With("backup", l.head.SchemaVersion, "program", version).
			Because(errors.New("the backup was made by a newer program; restore it with that one"))
	}
	if err := pgx.BeginFunc(ctx, l.db, func(tx pgx.Tx) error { return l.fill(ctx, tx) }); err != nil {
		return err
	}
	if err := l.migrate(ctx, l.dsn, 0); err != nil {
		return err
	}
	// Without statistics the first plans are those of empty tables, and stay.
	if _, err := l.db.Exec(ctx, "ANALYZE"); err != nil {
		return fmt.Errorf("analyze: %w", err)
	}
	return nil
}

// fill loads all rows, as one transaction.
func (l *load) fill(ctx context.Context, tx pgx.Tx) error {
	if _, err := tx.Exec(ctx, plainText); err != nil {
		return fmt.Errorf("begin restore: %w", err)
	}
	parts, err := takeOff(ctx, tx)
	if err != nil {
		return err
	}
	if err := emptyTables(ctx, tx); err != nil {
		return err
	}
	tables, err := l.copyIn(ctx, tx)
	if err != nil {
		return err
	}
	if err := setAgain(ctx, tx, parts); err != nil {
		return err
	}
	for _, s := range l.want.Sequences {
		_, err := tx.Exec(ctx, "SELECT setval($1::regclass, $2, $3)", pgx.Identifier{s.Schema, s.Name}.Sanitize(), s.Value, s.Called)
		if err != nil {
			return fmt.Errorf("set sequence %s.%s: %w", s.Schema, s.Name, err)
		}
	}
	return l.compare(ctx, tx, tables)
}

// copyIn loads table after table from the file.
func (l *load) copyIn(ctx context.Context, tx pgx.Tx) ([]table, error) {
	if _, err := l.file.Seek(int64(len(magic)), io.SeekStart); err != nil {
		return nil, fmt.Errorf("read backup: %w", err)
	}
	in, err := newReader(l.file)
	if err != nil {
		return nil, err
	}
	var tables []table
	for in.next() {
		t := in.current
		if t.Partition != nil {
			if err := makePartition(ctx, tx, t); err != nil {
				return nil, err
			}
		}
		// The table was emptied in this transaction, so its rows can be frozen at
		// once and need not be vacuumed later.
		sql := "COPY " + t.ident() + " (" + t.columns() + ") FROM STDIN (FREEZE)"
		if _, err := tx.Conn().PgConn().CopyFrom(ctx, in, sql); err != nil {
			return nil, fmt.Errorf("load %s: %w", t.ident(), err)
		}
		tables = append(tables, t)
	}
	return tables, in.err
}

// compare reads everything back.
func (l *load) compare(ctx context.Context, tx pgx.Tx, tables []table) error {
	for i, t := range tables {
		var d digest
		if _, err := tx.Conn().PgConn().CopyTo(ctx, &d, copyOut(t)); err != nil {
			return fmt.Errorf("compare %s: %w", t.ident(), err)
		}
		if got, want := d.count(t), l.want.Tables[i]; got != want {
			return ErrDiffers.With("table", t.Schema+"."+t.Name, "rows", got.Rows, "wanted", want.Rows)
		}
	}
	return nil
}
