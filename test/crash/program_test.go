package crash_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// habitue is the program under test, built once.
var habitue string

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "habitue-crash-bin-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	habitue = filepath.Join(dir, "habitue")
	if out, err := exec.Command("go", "build", "-o", habitue, "../../cmd/habitue").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "build habitue: %v\n%s", err, out)
		return 1
	}
	defer func() { os.RemoveAll(pattern.dir) }()
	return m.Run()
}

// environment is the caller's, in English, with the PostgreSQL that make brought.
func environment() []string {
	env := append(os.Environ(), "LC_ALL=C.UTF-8", "HABITUE_LOG_FORMAT=json")
	if os.Getenv("HABITUE_PG_BIN") == "" {
		if bundled, err := filepath.Abs("../../bin/pgsql/bin"); err == nil {
			if _, err := os.Stat(bundled); err == nil {
				env = append(env, "HABITUE_PG_BIN="+bundled)
			}
		}
	}
	return env
}

// dataDir is a folder that PostgreSQL's account can reach, which t.TempDir is
// not when the tests run as root.
func dataDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "habitue-crash-")
	must(t, err)
	must(t, os.Chmod(dir, 0o711))
	t.Cleanup(func() { os.RemoveAll(dir) })
	return filepath.Join(dir, "data")
}

// pattern is a data folder that was started once and has the key of a till.
// Copies of it spare the tests that are not about the first start its seconds.
var pattern struct {
	once     sync.Once
	dir, key string
}

// madeDir returns a data folder whose database is made, and the key.
func madeDir(t *testing.T) (dir, key string) {
	t.Helper()
	pattern.once.Do(func() {
		var err error
		pattern.dir, err = os.MkdirTemp("", "habitue-crash-pattern-")
		must(t, err)
		must(t, os.Chmod(pattern.dir, 0o711))
		var made struct{ Key string }
		call(t, &made, "admin", "key", "create", "--name", "till", "--scope", "order:write,order:read,intake:run,member:join,ledger:post,ledger:read",
			"--data", filepath.Join(pattern.dir, "data"), "--json")
		pattern.key = made.Key
	})
	if pattern.key == "" {
		t.Fatal("the pattern of the data folders was not made")
	}
	dir = dataDir(t)
	if out, err := exec.Command("cp", "-a", filepath.Join(pattern.dir, "data"), dir).CombinedOutput(); err != nil {
		t.Fatalf("copy data folder: %v: %s", err, out)
	}
	return dir, pattern.key
}

// program is one running habitue.
type program struct {
	t     *testing.T
	cmd   *exec.Cmd
	ended chan struct{}

	mu    sync.Mutex
	lines []string
	heard chan struct{} // closed and made anew at each line
	out   bytes.Buffer
}

func start(t *testing.T, args ...string) *program {
	t.Helper()
	p := &program{t: t, ended: make(chan struct{}), heard: make(chan struct{})}
	p.cmd = exec.Command(habitue, args...)
	p.cmd.Env, p.cmd.Dir = environment(), "/"
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	out, err := p.cmd.StdoutPipe()
	must(t, err)
	errors, err := p.cmd.StderrPipe()
	must(t, err)
	must(t, p.cmd.Start())
	var readers sync.WaitGroup
	readers.Go(func() { p.listen(errors) })
	readers.Go(func() { p.listen(io.TeeReader(out, &p.out)) })
	go func() {
		readers.Wait()
		p.cmd.Wait()
		close(p.ended)
	}()
	t.Cleanup(func() { p.cmd.Process.Kill(); <-p.ended })
	return p
}

func (p *program) listen(r io.Reader) {
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		p.mu.Lock()
		p.lines = append(p.lines, in.Text())
		close(p.heard)
		p.heard = make(chan struct{})
		p.mu.Unlock()
	}
}

// line waits until the program writes a line that matches, and returns what the
// first group holds.
func (p *program) line(pattern string) string {
	p.t.Helper()
	found, ok := p.lineOrEnd(pattern)
	if !ok {
		p.t.Fatalf("habitue ended without saying %q:\n%s", pattern, p.said())
	}
	return found
}

// lineOrEnd is line for a program that may come to its end before it says so.
func (p *program) lineOrEnd(pattern string) (found string, ok bool) {
	p.t.Helper()
	wanted := regexp.MustCompile(pattern)
	patience := time.After(3 * time.Minute)
	for seen, last := 0, false; ; {
		p.mu.Lock()
		lines, heard := p.lines, p.heard
		p.mu.Unlock()
		for ; seen < len(lines); seen++ {
			if found := wanted.FindStringSubmatch(lines[seen]); found != nil {
				return found[len(found)-1], true
			}
		}
		if last {
			return "", false
		}
		select {
		case <-heard:
		case <-p.ended: // all it wrote is there now: look once more
			last = true
		case <-patience:
			p.t.Fatalf("habitue does not say %q:\n%s", pattern, p.said())
		}
	}
}

func (p *program) said() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return strings.Join(p.lines, "\n")
}

// kill is kill -9.
func (p *program) kill() {
	p.cmd.Process.Kill()
	<-p.ended
}

func (p *program) signal(s os.Signal) { must(p.t, p.cmd.Process.Signal(s)) }

// wait returns the exit code.
func (p *program) wait() int {
	p.t.Helper()
	select {
	case <-p.ended:
		return p.cmd.ProcessState.ExitCode()
	case <-time.After(3 * time.Minute):
		p.t.Fatalf("habitue does not end:\n%s", p.said())
		return 0
	}
}

// stop ends the program as Ctrl-C does, and wants a clean end.
func (p *program) stop() {
	p.t.Helper()
	p.signal(syscall.SIGINT)
	if code := p.wait(); code != 0 {
		p.t.Fatalf("ended with %d:\n%s", code, p.said())
	}
}

// call runs a command to its end and reads its JSON document into result.
func call(t *testing.T, result any, args ...string) {
	t.Helper()
	p := start(t, args...)
	if code := p.wait(); code != 0 {
		t.Fatalf("habitue %s: exit %d:\n%s", strings.Join(args, " "), code, p.said())
	}
	if result != nil {
		must(t, json.Unmarshal(p.out.Bytes(), result))
	}
}

// postmaster is the pid of the PostgreSQL on a data folder; 0 when there is none.
func postmaster(t *testing.T, dir string) int {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "postgres", "postmaster.pid"))
	if os.IsNotExist(err) {
		return 0
	}
	must(t, err)
	first, _, written := strings.Cut(string(text), "\n")
	if !written { // made a moment ago, and not yet filled in
		return 0
	}
	pid, err := strconv.Atoi(first)
	must(t, err)
	return pid
}

// holds wants every proof of habitue check to hold.
func holds(t *testing.T, dir string) {
	t.Helper()
	var report struct {
		Holds  bool
		Proofs []struct{ Name string }
	}
	call(t, &report, "check", "--data", dir, "--json")
	if !report.Holds || len(report.Proofs) < 8 {
		t.Errorf("check: %+v", report)
	}
}

// times is how often a kill is repeated.
func times(light, heavy int) int {
	if os.Getenv("HABITUE_HEAVY") != "" {
		return heavy
	}
	return light
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
