package pgtest

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/db"
	"habitue/internal/platform/postgres"
)

// templateLock serialises the making of templates among test processes.
const templateLock = 7221100

// makeTemplate returns the name of the migrated template, made by the first
// process that needs it.
func (c *cluster) makeTemplate() (string, error) {
	ctx := context.Background()
	sum, err := schemaHash()
	if err != nil {
		return "", err
	}
	name := "template_" + sum
	// Of its own connection, so that a killed process gives the lock free.
	conn, err := pgx.Connect(ctx, c.dsn)
	if err != nil {
		return "", err
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock($1)", templateLock); err != nil {
		return "", err
	}
	var there bool
	if err := conn.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", name).Scan(&there); err != nil || there {
		return name, err
	}
	begun := time.Now()
	if err := c.migrateTemplate(ctx, conn, name); err != nil {
		return "", err
	}
	fmt.Fprintf(os.Stderr, "pgtest: template migrated in %s\n", time.Since(begun).Round(time.Millisecond))
	return name, nil
}

// migrateTemplate gives the template its name when it is whole, and lets nobody
// connect: a clone needs its template for itself.
func (c *cluster) migrateTemplate(ctx context.Context, conn *pgx.Conn, name string) error {
	raw := name + "_raw"
	for _, sql := range []string{"DROP DATABASE IF EXISTS " + raw + " WITH (FORCE)", "CREATE DATABASE " + raw + " STRATEGY file_copy"} {
		if _, err := conn.Exec(ctx, sql); err != nil {
			return err
		}
	}
	if err := postgres.Migrate(ctx, withDatabase(c.dsn, raw)); err != nil {
		return err
	}
	for _, sql := range []string{
		"ALTER DATABASE " + raw + " ALLOW_CONNECTIONS false",
		"ALTER DATABASE " + raw + " RENAME TO " + name,
	} {
		if _, err := conn.Exec(ctx, sql); err != nil {
			return err
		}
	}
	return nil
}

// schemaHash tells schemas apart: by the migrations, by the program that applies
// them, and by the job queue's version, which brings migrations of its own.
func schemaHash() (string, error) {
	sum := sha256.New()
	history, err := db.History()
	if err != nil {
		return "", err
	}
	if err := hashFiles(sum, history, "*.sql"); err != nil {
		return "", err
	}
	if _, here, _, ok := runtime.Caller(0); ok {
		// Not there in a binary that was moved; then it is of one build anyway.
		if err := hashFiles(sum, os.DirFS(filepath.Dir(filepath.Dir(here))), "*.go"); err != nil {
			return "", err
		}
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, module := range info.Deps {
			fmt.Fprintln(sum, module.Path, module.Version)
		}
	}
	return fmt.Sprintf("%x", sum.Sum(nil)[:8]), nil
}

func hashFiles(w interface{ Write([]byte) (int, error) }, from fs.FS, pattern string) error {
	names, err := fs.Glob(from, pattern)
	if err != nil {
		return err
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%s %d\n%s", name, len(text), text)
	}
	return nil
}
