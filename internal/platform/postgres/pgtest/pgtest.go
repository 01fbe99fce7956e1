package pgtest

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"habitue/internal/platform/postgres"
)

// DB is a database of one test. Its pool serves as the program's does: with the
// rights of the serving role.
type DB struct {
	*postgres.DB
	DSN string // for a pool of the test's own; as the owner
}

// New returns a database with the program's schema and no rows. It is dropped
// when the test ends.
func New(t testing.TB) *DB {
	t.Helper()
	c := shared(t)
	template, err := c.template()
	if err != nil {
		t.Fatalf("migrate the template database: %v", err)
	}
	return c.make(t, "TEMPLATE "+template+" STRATEGY file_copy")
}

// Empty returns a database without any schema of ours. It is dropped when the
// test ends.
func Empty(t testing.TB) *DB {
	t.Helper()
	return shared(t).make(t, "STRATEGY file_copy")
}

// Owner opens a pool with the owner's rights: for damage done on purpose, and
// for what migrations do.
func (db *DB) Owner(t testing.TB) *postgres.DB {
	t.Helper()
	return open(t, db.DSN, postgres.Options{MaxConns: 4, AsOwner: true})
}

// cluster is the shared server as this process sees it.
type cluster struct {
	admin    *pgxpool.Pool // makes and drops databases
	dsn      string
	template func() (string, error)
}

// process holds what a test process needs once.
var process struct {
	once    sync.Once
	cluster *cluster
	err     error
	names   atomic.Int64
}

// shared returns the server, started where none runs yet.
func shared(t testing.TB) *cluster {
	t.Helper()
	process.once.Do(func() { process.cluster, process.err = join(context.Background()) })
	if process.err != nil {
		t.Fatalf("a test needs PostgreSQL: %v", process.err)
	}
	return process.cluster
}

// make creates a database and opens it.
func (c *cluster) make(t testing.TB, how string) *DB {
	t.Helper()
	name := fmt.Sprintf("t_%d_%d", os.Getpid(), process.names.Add(1))
	if _, err := c.admin.Exec(t.Context(), "CREATE DATABASE "+name+" "+how); err != nil {
		t.Fatalf("make the test's database: %v", err)
	}
	t.Cleanup(func() {
		// The test's context has ended by now.
		if _, err := c.admin.Exec(context.Background(), "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
			t.Errorf("drop the test's database: %v", err)
		}
	})
	dsn := withDatabase(c.dsn, name)
	return &DB{DB: open(t, dsn, postgres.Options{StatementTimeout: patience}), DSN: dsn}
}

// patience is how long a statement of a test may take. A machine that stands
// still for a while makes a test slow, not false.
const patience = 5 * time.Minute

func open(t testing.TB, dsn string, o postgres.Options) *postgres.DB {
	t.Helper()
	db, err := postgres.Open(t.Context(), dsn, o)
	if err != nil {
		t.Fatalf("open the test's database: %v", err)
	}
	t.Cleanup(db.Close)
	return db
}

// withDatabase returns the address of another database on the same server.
func withDatabase(dsn, name string) string {
	u, err := url.Parse(dsn)
	if err != nil {
		panic("pgtest: the server's address is no URL: " + err.Error())
	}
	u.Path = "/" + name
	return u.String()
}
