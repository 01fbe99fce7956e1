package pgserver

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

func TestDataOutlivesTheServer(t *testing.T) {
	t.Parallel()
	dir := madeDir(t)
	s := start(t, dir)
	exec1(t, s.DSN(), `CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)`)
	if got := ask[string](t, s.DSN(), `SELECT current_database() || ' ' || current_user || ' ' || current_setting('timezone') || ' ' || current_setting('jit')`); got != "habitue habitue UTC off" {
		t.Errorf("database, role, zone, jit: %q", got)
	}
	if got := ask[string](t, s.DSN(), `SELECT string_agg(v, '' ORDER BY v) FROM unnest(ARRAY['b','A','a','B','银']) v`); got != "ABab银" {
		t.Errorf("texts sort as %q, not by code point", got)
	}
	stop(t, s)
	if !deserted(dir) {
		t.Error("processes stay after Stop")
	}
	if _, err := os.Stat(filepath.Join(dir, "run")); err == nil {
		t.Error("the socket's folder stays after Stop")
	}

	begun := time.Now()
	s = start(t, dir)
	t.Logf("second start: %s, PostgreSQL %d", time.Since(begun).Round(time.Millisecond), s.Version())
	if got := ask[int](t, s.DSN(), `SELECT n FROM kept`); got != 7 {
		t.Errorf("kept %d", got)
	}
}

func TestRootDoesNotRunPostgres(t *testing.T) {
	t.Parallel()
	needRoot(t)
	dir := madeDir(t)
	s := start(t, dir)
	info, err := os.Stat(filepath.Join("/proc", itoa(postmasterOf(t, dir))))
	must(t, err)
	if uid := info.Sys().(*syscall.Stat_t).Uid; uid == 0 || int(uid) != s.account.UID {
		t.Errorf("postgres runs as uid %d", uid)
	}
	for path, want := range map[string]os.FileMode{"postgres.secret": 0o600, "run": 0o700, "postgres": 0o700} {
		info, err := os.Stat(filepath.Join(dir, path))
		must(t, err)
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %o", path, got)
		}
	}
}

func TestNobodyServesAsItself(t *testing.T) {
	t.Parallel()
	needRoot(t)
	dir := dataDir(t)
	nobody, err := lookUp("65534")
	must(t, err)
	must(t, os.Chown(filepath.Dir(dir), nobody.UID, nobody.GID))
	c := startChild(t, dir, nobody.credential())
	if c.err != "" {
		t.Fatal(c.err)
	}
	exec1(t, c.dsn, `CREATE TABLE kept (n int)`)
	c.kill()
	eventually(t, "PostgreSQL ends with its program", func() bool { return deserted(dir) })
	// Root finds the cluster of another and leaves it to that one.
	s := start(t, dir)
	if s.account.UID != nobody.UID {
		t.Errorf("the cluster of %d runs as %d", nobody.UID, s.account.UID)
	}
}

func TestStopEndsOpenSessions(t *testing.T) {
	t.Parallel()
	s := start(t, madeDir(t))
	conn, err := pgx.Connect(t.Context(), s.DSN())
	must(t, err)
	defer conn.Close(context.Background())
	_, err = conn.Exec(t.Context(), `BEGIN; CREATE TABLE half (n int)`)
	must(t, err)
	stop(t, s)
	stop(t, s) // twice is once
	if err := s.Err(); err != nil {
		t.Errorf("a wanted end is reported as %v", err)
	}
}

func TestStopBecomesImmediateWhenPatienceEnds(t *testing.T) {
	t.Parallel()
	dir := madeDir(t)
	s := start(t, dir)
	exec1(t, s.DSN(), `CREATE TABLE kept AS SELECT 7 AS n`)
	// A stopped postmaster hears no fast shutdown; SIGKILL is all that is left.
	must(t, syscall.Kill(postmasterOf(t, dir), syscall.SIGSTOP))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	ended := make(chan error, 1)
	go func() { ended <- s.Stop(ctx) }()
	eventually(t, "the guard loses its patience too", func() bool {
		s.guard.hurry()
		select {
		case <-s.Done():
			return true
		default:
			return false
		}
	})
	must(t, <-ended)
	if got := ask[int](t, start(t, dir).DSN(), `SELECT n FROM kept`); got != 7 {
		t.Errorf("kept %d", got)
	}
}

func TestOddAndLongPathsWork(t *testing.T) {
	t.Parallel()
	made := madeDir(t)
	dir := filepath.Join(filepath.Dir(made), `it's "常客", 100%`, strings.Repeat("深", 40))
	must(t, makePath(filepath.Dir(dir)))
	must(t, os.Rename(made, dir))
	s := start(t, dir)
	if len(s.sockets) > 60 {
		t.Errorf("the socket lies at %s", s.sockets)
	}
	ask[int](t, s.DSN(), `SELECT 1`)
	stop(t, s)
	if _, err := os.Stat(s.sockets); err == nil {
		t.Error("the short folder of the socket stays")
	}
	start(t, dir)
}

func TestRefusedStatementsLeaveNothingInTheLog(t *testing.T) {
	t.Parallel()
	s := start(t, madeDir(t))
	conn, err := pgx.Connect(t.Context(), s.DSN())
	must(t, err)
	defer conn.Close(context.Background())
	if _, err := conn.Exec(t.Context(), `SELECT '13800138000'::date`); err == nil {
		t.Fatal("a phone number is a date")
	}
	log, err := os.ReadFile(s.folder.log())
	must(t, err)
	if text := string(log); strings.Contains(text, "13800138000") || strings.Contains(text, "ERROR") {
		t.Errorf("the log says:\n%s", lastLines(text, 5))
	}
}

func TestLocalSettingsWin(t *testing.T) {
	t.Parallel()
	dir := madeDir(t)
	must(t, os.WriteFile(filepath.Join(dir, "postgres", "local.conf"), []byte("work_mem = '11MB'\n"), 0o644))
	if got := ask[string](t, start(t, dir).DSN(), `SHOW work_mem`); got != "11MB" {
		t.Errorf("work_mem is %s", got)
	}
}

func TestTerminalInterruptReachesTheProgramOnly(t *testing.T) {
	t.Parallel()
	dir := madeDir(t)
	c := startChild(t, dir, nil)
	exec1(t, c.dsn, `CREATE TABLE drained (n int)`)
	must(t, syscall.Kill(-c.cmd.Process.Pid, syscall.SIGINT))
	exec1(t, c.dsn, `INSERT INTO drained VALUES (1)`)
	c.stdin.Close()
	var exit *exec.ExitError
	if err := c.cmd.Wait(); errors.As(err, &exit) {
		t.Errorf("the program ended with %v", exit)
	}
	if !deserted(dir) {
		t.Error("PostgreSQL stays after a clean end")
	}
}
