package pgtest

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"habitue/internal/platform/postgres"
)

func TestEachTestHasADatabaseOfItsOwn(t *testing.T) {
	t.Parallel()
	a := New(t)
	begun := time.Now()
	b := New(t)
	t.Logf("a migrated database takes %s", time.Since(begun).Round(time.Millisecond))
	insert := `INSERT INTO idempotency.key VALUES ('p', 'r', 'k', '', 200, '', now())`
	for _, db := range []*DB{a, b} {
		if _, err := db.Exec(t.Context(), insert); err != nil {
			t.Fatal(err)
		}
	}
}

func TestPoolHasTheServingRole(t *testing.T) {
	t.Parallel()
	db := New(t)
	for pool, want := range map[*postgres.DB]string{db.DB: postgres.AppRole, db.Owner(t): "habitue"} {
		var got string
		if err := pool.QueryRow(t.Context(), "SELECT current_user").Scan(&got); err != nil || got != want {
			t.Errorf("role %q, want %q; %v", got, want, err)
		}
	}
}

func TestEmptyHasNoSchemaOfOurs(t *testing.T) {
	t.Parallel()
	var n int
	err := Empty(t).QueryRow(t.Context(), `SELECT count(*) FROM pg_namespace
		WHERE nspname NOT LIKE 'pg\_%' AND nspname NOT IN ('public', 'information_schema')`).Scan(&n)
	if err != nil || n != 0 {
		t.Fatalf("%d schemas, %v", n, err)
	}
}

func TestDatabaseIsDroppedWithItsTest(t *testing.T) {
	t.Parallel()
	var name string
	t.Run("inner", func(t *testing.T) {
		db := New(t)
		name = db.Config().ConnConfig.Database
	})
	var n int
	err := process.cluster.admin.QueryRow(t.Context(), "SELECT count(*) FROM pg_database WHERE datname = $1", name).Scan(&n)
	if err != nil || n != 0 {
		t.Fatalf("%d databases, %v", n, err)
	}
}

// visitorEnv makes the test binary a test process that joins, says where, and
// leaves when its input ends.
const visitorEnv = "HABITUE_PGTEST_VISITOR"

func TestMain(m *testing.M) {
	if os.Getenv(visitorEnv) == "" {
		os.Exit(m.Run())
	}
	c, err := join(context.Background())
	if err != nil {
		fmt.Println(strings.ReplaceAll(err.Error(), "\n", " "))
		os.Exit(1)
	}
	fmt.Println(c.dsn)
	io.Copy(io.Discard, os.Stdin)
}

type visitor struct {
	cmd   *exec.Cmd
	stdin io.Closer
	said  chan string
}

// visit starts a test process whose servers live in a temporary folder of their own.
func visit(t *testing.T, tmp string, env ...string) *visitor {
	t.Helper()
	cmd := exec.Command("/proc/self/exe")
	cmd.Env = append(append(os.Environ(), visitorEnv+"=1", "TMPDIR="+tmp), env...)
	stdin, err := cmd.StdinPipe()
	check(t, err)
	stdout, err := cmd.StdoutPipe()
	check(t, err)
	check(t, cmd.Start())
	v := &visitor{cmd: cmd, stdin: stdin, said: make(chan string, 1)}
	go func() {
		line, _ := bufio.NewReader(stdout).ReadString('\n')
		v.said <- strings.TrimSpace(line)
	}()
	t.Cleanup(v.leave)
	return v
}

func (v *visitor) leave() {
	v.stdin.Close()
	v.cmd.Wait()
}

// ownTmp is a temporary folder in which servers of this test only are found; at
// the end of the test they are waited for.
func ownTmp(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "pgtest-")
	check(t, err)
	check(t, os.Chmod(dir, 0o711))
	t.Cleanup(func() {
		awaitNoServer(t, dir)
		os.RemoveAll(dir)
	})
	return dir
}

// awaitNoServer waits until the keeper has gone and taken its server along.
func awaitNoServer(t *testing.T, tmp string) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for range 1500 {
		if left, _ := filepath.Glob(filepath.Join(tmp, "habitue-pgtest-*", "data-*")); len(left) == 0 {
			return
		}
		<-tick.C
	}
	t.Error("the server does not end")
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestProcessesThatComeTogetherShareOneServerThatEndsWithThem(t *testing.T) {
	t.Parallel()
	tmp := ownTmp(t)
	a, b := visit(t, tmp, idleEnv+"=100ms"), visit(t, tmp, idleEnv+"=100ms")
	dsn := <-a.said
	if other := <-b.said; other != dsn || !strings.HasPrefix(dsn, "postgres://") {
		t.Fatalf("they meet at %q and %q", dsn, other)
	}
	a.leave()
	c := visit(t, tmp, idleEnv+"=100ms")
	if other := <-c.said; other != dsn {
		t.Fatalf("the server in use was left for %q", other)
	}
	b.leave()
	c.leave()
	awaitNoServer(t, tmp)
	if next := <-visit(t, tmp, idleEnv+"=100ms").said; next == dsn || !strings.HasPrefix(next, "postgres://") {
		t.Fatalf("after its end one meets at %q", next)
	}
}

func TestKilledKeeperIsReplaced(t *testing.T) {
	t.Parallel()
	tmp := ownTmp(t)
	a := visit(t, tmp, idleEnv+"=101ms")
	dsn := <-a.said
	killKeeper(t, tmp)
	a.leave()
	if next := <-visit(t, tmp, idleEnv+"=101ms").said; next == dsn || !strings.HasPrefix(next, "postgres://") {
		t.Fatalf("after the kill one meets at %q", next)
	}
}

// killKeeper kills the process that holds the data folder, and waits for the
// guard's clean end of PostgreSQL.
func killKeeper(t *testing.T, tmp string) {
	t.Helper()
	locks, err := filepath.Glob(filepath.Join(tmp, "habitue-pgtest-*", "data-*", "habitue.lock"))
	check(t, err)
	if len(locks) != 1 {
		t.Fatalf("%d servers", len(locks))
	}
	text, err := os.ReadFile(locks[0])
	check(t, err)
	var pid int
	_, err = fmt.Sscan(string(text), &pid)
	check(t, err)
	check(t, syscall.Kill(pid, syscall.SIGKILL))
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for range 3000 {
		if _, err := os.Stat(filepath.Join(filepath.Dir(locks[0]), "postgres", "postmaster.pid")); err != nil {
			return
		}
		<-tick.C
	}
	t.Fatal("PostgreSQL stays")
}

func TestMissingPostgresNamesTheCommand(t *testing.T) {
	t.Parallel()
	v := visit(t, ownTmp(t), "HABITUE_PG_BIN="+t.TempDir())
	if said := <-v.said; !strings.Contains(said, "tools/postgres/install.sh") {
		t.Fatalf("it says %q", said)
	}
}
