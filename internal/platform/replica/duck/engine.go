package duck

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	duckdb "github.com/duckdb/duckdb-go/v2"
)

// readers is how many queries run at the same time; more wait.
const readers = 6

// limits are what an engine may take of the machine.
type limits struct {
	memory  int64 // bytes
	threads int   // 0: all
	spill   string
}

// engine is an open DuckDB file: a pool that reads and one connection that
// writes. It ends when nobody uses it any more.
type engine struct {
	path  string
	db    *sql.DB
	write *sql.Conn
	users sync.WaitGroup

	// Queries end with it, when there is no time to wait for them.
	life context.Context
	end  context.CancelFunc
}

// openEngine opens the file or makes it. Nothing outside of it can be reached
// afterwards, and no setting changed.
func openEngine(ctx context.Context, path string, l limits) (*engine, error) {
	var once sync.Once
	connector, err := duckdb.NewConnector(path, func(conn driver.ExecerContext) (err error) {
		once.Do(func() { err = lockDown(ctx, conn, l) }) // settings are the database's, not the connection's
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", filepath.Base(path), err)
	}
	e := &engine{path: path, db: sql.OpenDB(connector)}
	e.life, e.end = context.WithCancel(context.WithoutCancel(ctx))
	e.db.SetMaxOpenConns(readers + 1)
	e.db.SetMaxIdleConns(readers + 1)
	if e.write, err = e.db.Conn(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", filepath.Base(path), err), e.db.Close())
	}
	return e, nil
}

func lockDown(ctx context.Context, conn driver.ExecerContext, l limits) error {
	for _, s := range []string{
		fmt.Sprintf("SET GLOBAL memory_limit = '%dMiB'", l.memory>>20),
		"SET GLOBAL temp_directory = " + quote(l.spill),
		"SET GLOBAL TimeZone = 'UTC'",
		// As PostgreSQL has it.
		"SET GLOBAL integer_division = true",
		"SET GLOBAL default_null_order = 'nulls_last_on_asc_first_on_desc'",
		"SET GLOBAL autoload_known_extensions = false",
		"SET GLOBAL autoinstall_known_extensions = false",
		"SET GLOBAL enable_external_access = false",
	} {
		if _, err := conn.ExecContext(ctx, s, nil); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	if l.threads > 0 {
		if _, err := conn.ExecContext(ctx, fmt.Sprintf("SET GLOBAL threads = %d", l.threads), nil); err != nil {
			return fmt.Errorf("set threads: %w", err)
		}
	}
	if _, err := conn.ExecContext(ctx, "SET GLOBAL lock_configuration = true", nil); err != nil {
		return fmt.Errorf("lock the configuration: %w", err)
	}
	return nil
}

// close waits for whoever still reads, and writes everything into the one file.
func (e *engine) close() error {
	e.users.Wait()
	e.end()
	return errors.Join(e.write.Close(), e.db.Close())
}

// bytes is what lies on disk.
func (e *engine) bytes() int64 {
	var n int64
	for _, path := range []string{e.path, e.path + ".wal"} {
		if info, err := os.Stat(path); err == nil {
			n += info.Size()
		}
	}
	return n
}

// exec runs statements on the writing connection.
func (e *engine) exec(ctx context.Context, statements ...string) error {
	for _, s := range statements {
		if _, err := e.write.ExecContext(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", firstWords(s), err)
		}
	}
	return nil
}

// inTx runs fn as one transaction of the writing connection. A transaction that
// was begun is ended also when ctx is over.
func (e *engine) inTx(ctx context.Context, fn func() error) error {
	if err := e.exec(ctx, "BEGIN TRANSACTION"); err != nil {
		return err
	}
	err := fn()
	if err == nil {
		err = e.exec(ctx, "COMMIT")
	}
	if err != nil {
		if _, undo := e.write.ExecContext(context.WithoutCancel(ctx), "ROLLBACK"); undo != nil && !strings.Contains(undo.Error(), "no transaction") {
			err = errors.Join(err, fmt.Errorf("undo: %w", undo))
		}
	}
	return err
}

// firstWords names a statement in an error.
func firstWords(sql string) string {
	words := strings.Fields(sql)
	return strings.Join(words[:min(len(words), 6)], " ")
}

// quote writes a text as SQL does.
func quote(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }
