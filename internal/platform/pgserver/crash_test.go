package pgserver

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

func itoa(n int) string { return strconv.Itoa(n) }

func TestPostgresEndsWithAKilledProgram(t *testing.T) {
	t.Parallel()
	dir := madeDir(t)
	c := startChild(t, dir, nil)
	exec1(t, c.dsn, `CREATE TABLE kept AS SELECT 7 AS n`)
	c.kill()
	eventually(t, "PostgreSQL ends with its program", func() bool { return deserted(dir) })
	log, err := os.ReadFile(filepath.Join(dir, "postgres.log"))
	must(t, err)
	if !strings.HasSuffix(strings.TrimSpace(string(log)), "database system is shut down") {
		t.Errorf("the guard did not stop it cleanly:\n%s", lastLines(string(log), 5))
	}
	if got := ask[int](t, start(t, dir).DSN(), `SELECT n FROM kept`); got != 7 {
		t.Errorf("kept %d", got)
	}
}

func TestPostgresEndsWithAKilledGuard(t *testing.T) {
	t.Parallel()
	dir := madeDir(t)
	c := startChild(t, dir, nil)
	exec1(t, c.dsn, `CREATE TABLE kept AS SELECT 7 AS n`)
	guard := guardOf(t, postmasterOf(t, dir))
	c.kill() // first, so that it does not start another
	syscall.Kill(guard, syscall.SIGKILL)
	eventually(t, "PostgreSQL ends with its guard", func() bool { return deserted(dir) })
	if got := ask[int](t, start(t, dir).DSN(), `SELECT n FROM kept`); got != 7 {
		t.Errorf("kept %d", got)
	}
}

func TestAKilledPostgresComesBackOnTheSameAddress(t *testing.T) {
	t.Parallel()
	dir := madeDir(t)
	s := start(t, dir)
	exec1(t, s.DSN(), `CREATE TABLE kept AS SELECT 7 AS n`)
	old := postmasterOf(t, dir)
	must(t, syscall.Kill(old, syscall.SIGKILL))
	eventually(t, "another postmaster is ready", func() bool {
		p, found, err := s.folder.postmaster()
		return err == nil && found && p.pid != old && p.status == "ready"
	})
	if got := ask[int](t, s.DSN(), `SELECT n FROM kept`); got != 7 {
		t.Errorf("kept %d", got)
	}
}

func TestPostgresThatKeepsDyingIsGivenUp(t *testing.T) {
	t.Parallel()
	dir := madeDir(t)
	s := start(t, dir)
	// From now on each start fails.
	must(t, os.WriteFile(filepath.Join(dir, "postgres", "local.conf"), []byte("nonsense = 1\n"), 0o644))
	must(t, syscall.Kill(postmasterOf(t, dir), syscall.SIGKILL))
	<-s.Done()
	if err := s.Err(); !errors.Is(err, ErrStart) || !strings.Contains(err.Error(), "nonsense") {
		t.Errorf("the end is reported as %v", err)
	}
}

func TestBothKilledLoseNothingCommitted(t *testing.T) {
	t.Parallel()
	killBoth(t, madeDir(t), 1)
}

func TestBothKilledAgainAndAgainLoseNothingCommitted(t *testing.T) {
	t.Parallel()
	needHeavy(t)
	killBoth(t, madeDir(t), 15)
}

// killBoth kills guard, program and postmaster at once after a commit, and
// finds every row again at each next start.
func killBoth(t *testing.T, dir string, rounds int) {
	t.Helper()
	for round := range rounds + 1 {
		c := startChild(t, dir, nil)
		if c.err != "" {
			t.Fatalf("start %d: %s", round, c.err)
		}
		exec1(t, c.dsn, `CREATE TABLE IF NOT EXISTS kept (n int)`)
		if got := ask[int](t, c.dsn, `SELECT count(*)::int FROM kept`); got != round {
			t.Fatalf("start %d finds %d rows", round, got)
		}
		exec1(t, c.dsn, `INSERT INTO kept VALUES (1)`)
		postmaster := postmasterOf(t, dir)
		guard := guardOf(t, postmaster)
		syscall.Kill(postmaster, syscall.SIGKILL)
		syscall.Kill(guard, syscall.SIGKILL)
		c.kill()
	}
}

func TestAPostgresOfACrashedRunIsStoppedFirst(t *testing.T) {
	t.Parallel()
	dir := madeDir(t)
	s := start(t, dir)
	exec1(t, s.DSN(), `CREATE TABLE kept AS SELECT 7 AS n`)
	stop(t, s)
	// A server without a guard, as a crash of everything else would leave it.
	must(t, os.Mkdir(s.sockets, 0o700))
	must(t, s.account.give(s.sockets))
	cmd := exec.Command(filepath.Join(s.binaries.Dir, "postgres"), "-D", s.folder.cluster())
	cmd.Dir, cmd.Env = "/", cleanEnv()
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: s.account.credential(), Setsid: true}
	must(t, cmd.Start())
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	eventually(t, "the orphan is ready", func() bool { return s.answers(t.Context()) })

	if got := ask[int](t, start(t, dir).DSN(), `SELECT n FROM kept`); got != 7 {
		t.Errorf("kept %d", got)
	}
	cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != 0 {
		t.Errorf("the orphan ended with %s, not cleanly", cmd.ProcessState)
	}
}

func TestAStalePidOfSomebodyElseDoesNotMatter(t *testing.T) {
	t.Parallel()
	dir := madeDir(t)
	pid := itoa(os.Getpid()) // alive, and certainly no PostgreSQL
	text := pid + "\n" + dir + "/postgres\n1\n5432\n" + dir + "/run\n\n 1 1\nready\n"
	must(t, os.WriteFile(filepath.Join(dir, "postgres", "postmaster.pid"), []byte(text), 0o600))
	ask[int](t, start(t, dir).DSN(), `SELECT 1`)
}

func TestACutOffInitdbIsDoneAgain(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	must(t, makePath(filepath.Join(dir, "postgres.new.123", "data")))
	must(t, os.WriteFile(filepath.Join(dir, "postgres.new.123", "data", "PG_VERSION"), nil, 0o600))
	ask[int](t, start(t, dir).DSN(), `SELECT 1`)
	if left, _ := filepath.Glob(filepath.Join(dir, "*.new.*")); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}
