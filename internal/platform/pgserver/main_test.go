package pgserver

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/heavy"
)

// childFolder in the environment makes the test binary a program of its own
// that serves that folder: something that can be killed.
const childFolder = "HABITUE_PGSERVER_CHILD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childFolder); dir != "" {
		os.Exit(serveChild(dir))
	}
	code := m.Run()
	if pattern.dir != "" {
		os.RemoveAll(pattern.dir)
	}
	os.Exit(code)
}

// serveChild starts a server, says so on a line, and stops when its input ends.
func serveChild(dir string) int {
	signal.Ignore(syscall.SIGINT) // as a program that drains
	ctx := context.Background()
	s, err := Start(ctx, Options{DataDir: dir, BinDir: os.Getenv("HABITUE_PG_BIN"), Settings: modest})
	if err != nil {
		fmt.Println("error", strings.ReplaceAll(err.Error(), "\n", " | "))
		return 1
	}
	fmt.Println("ready", s.DSN())
	io.Copy(io.Discard, os.Stdin)
	if err := s.Stop(ctx); err != nil {
		fmt.Println("error", err)
		return 1
	}
	return 0
}

// child is a program in a process group of its own.
type child struct {
	cmd   *exec.Cmd
	stdin io.WriteCloser
	dsn   string
	err   string // what it said instead of being ready
}

func startChild(t *testing.T, dir string, as *syscall.Credential) *child {
	t.Helper()
	cmd := exec.Command("/proc/self/exe")
	cmd.Dir = "/"
	cmd.Env = append(os.Environ(), childFolder+"="+dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Credential: as}
	stdin, err := cmd.StdinPipe()
	must(t, err)
	stdout, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	c := &child{cmd: cmd, stdin: stdin}
	t.Cleanup(func() { stdin.Close(); cmd.Wait() })
	line, err := bufio.NewReader(stdout).ReadString('\n')
	must(t, err)
	word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
	if word == "ready" {
		c.dsn = rest
	} else {
		c.err = rest
	}
	return c
}

// kill ends the program as kill -9 does.
func (c *child) kill() {
	c.cmd.Process.Kill()
	c.cmd.Wait()
}

// dataDir returns a folder that PostgreSQL's account can reach, which
// t.TempDir is not when the tests run as root.
func dataDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "habitue-pgserver-")
	must(t, err)
	must(t, os.Chmod(dir, 0o711))
	t.Cleanup(func() { os.RemoveAll(dir) })
	return filepath.Join(dir, "data")
}

// pattern is a data folder that was started and stopped once. Copies of it save
// the tests that are not about initdb a second each.
var pattern struct {
	once sync.Once
	dir  string
	err  error
}

// madeDir returns a data folder whose cluster is made already.
func madeDir(t *testing.T) string {
	t.Helper()
	pattern.once.Do(func() {
		if pattern.dir, pattern.err = os.MkdirTemp("", "habitue-pgserver-pattern-"); pattern.err != nil {
			return
		}
		if pattern.err = os.Chmod(pattern.dir, 0o711); pattern.err != nil {
			return
		}
		o := testOptions(t, filepath.Join(pattern.dir, "data"))
		o.NoSync = true // the copies sync again
		s, err := Start(context.Background(), o)
		if pattern.err = err; err == nil {
			pattern.err = s.Stop(context.Background())
		}
	})
	must(t, pattern.err)
	dir := dataDir(t)
	out, err := exec.Command("cp", "-a", filepath.Join(pattern.dir, "data"), dir).CombinedOutput()
	if err != nil {
		t.Fatalf("copy data folder: %v: %s", err, out)
	}
	return dir
}

// start starts a server that ends with the test.
func start(t *testing.T, dir string) *Server {
	t.Helper()
	s, err := Start(t.Context(), testOptions(t, dir))
	must(t, err)
	t.Cleanup(func() { stop(t, s) })
	return s
}

func testOptions(t *testing.T, dir string) Options {
	return Options{
		DataDir: dir,
		BinDir:  os.Getenv("HABITUE_PG_BIN"),
		Log:     slog.New(slog.NewTextHandler(t.Output(), nil)),

		Settings: modest,
	}
}

// modest keeps dozens of servers from each laying out gigabytes of buffers.
var modest = map[string]string{"shared_buffers": "16MB"}

func stop(t *testing.T, s *Server) {
	t.Helper()
	must(t, s.Stop(context.Background()))
}

func exec1(t *testing.T, dsn, sql string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	must(t, err)
	defer conn.Close(context.Background())
	_, err = conn.Exec(t.Context(), sql)
	must(t, err)
}

func ask[T any](t *testing.T, dsn, sql string) T {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	must(t, err)
	defer conn.Close(context.Background())
	var v T
	must(t, conn.QueryRow(t.Context(), sql).Scan(&v))
	return v
}

// eventually waits for what other processes do.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	if err := poll(ctx, 10*time.Millisecond, func() (bool, error) { return is(), nil }); err != nil {
		t.Fatalf("waited in vain: %s", what)
	}
}

// postmasterOf returns the pid of the server that works on the folder.
func postmasterOf(t *testing.T, dir string) int {
	t.Helper()
	p, found, err := (&folder{path: dir}).postmaster()
	must(t, err)
	if !found {
		t.Fatal("no postmaster.pid")
	}
	return p.pid
}

// guardOf returns the pid of the guard above a postmaster.
func guardOf(t *testing.T, postmaster int) int {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", postmaster))
	must(t, err)
	var state string
	var parent int
	_, err = fmt.Sscanf(string(text[strings.LastIndex(string(text), ")")+1:]), "%s %d", &state, &parent)
	must(t, err)
	return parent
}

func deserted(dir string) bool {
	pids, err := (&folder{path: dir}).inhabitants()
	return err == nil && len(pids) == 0
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// needRoot is for what only root can arrange.
func needRoot(t *testing.T) {
	t.Helper()
	switch {
	case os.Geteuid() == 0:
	case heavy.On():
		t.Fatal("this case changes users, which needs root: sudo make check")
	default:
		t.Skip("this case changes users, which needs root; make check (HABITUE_HEAVY=1) insists on it")
	}
}

// needHeavy is for what make check repeats and go test need not.
func needHeavy(t *testing.T) {
	t.Helper()
	if !heavy.On() {
		t.Skip("runs in make check (HABITUE_HEAVY=1)")
	}
}
