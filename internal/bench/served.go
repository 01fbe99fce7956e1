package bench

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// served is the program in a process of its own, so that what it costs can be
// told from what its clients cost.
type served struct {
	cmd     *exec.Cmd
	address string
	url     string
}

// serveProgram starts program on the data folder and database, and waits until it answers.
func serveProgram(ctx context.Context, program, pgBin, data, dsn string, log io.Writer) (*served, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("find a free address: %w", err)
	}
	s := &served{address: l.Addr().String()}
	s.url = "http://" + s.address
	if err := l.Close(); err != nil {
		return nil, err
	}
	s.cmd = exec.CommandContext(ctx, program, "serve", "--data", data, "--listen", s.address, "--log-level", "warn")
	s.cmd.Cancel = func() error { return s.cmd.Process.Signal(syscall.SIGINT) }
	s.cmd.Env = append(os.Environ(), "HABITUE_PG_BIN="+pgBin, "DATABASE_URL="+dsn, "HABITUE_ROLES=api,worker")
	s.cmd.Stdout, s.cmd.Stderr = log, log
	if err := s.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start the program: %w", err)
	}
	for {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+"/readyz", nil)
		if err != nil {
			return nil, err
		}
		if answer, err := http.DefaultClient.Do(r); err == nil {
			answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				return s, nil
			}
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(lookEvery):
		}
	}
}

func (s *served) stop() error {
	if err := s.cmd.Process.Signal(syscall.SIGINT); err != nil {
		return err
	}
	if err := s.cmd.Wait(); err != nil {
		return fmt.Errorf("stop the program: %w", err)
	}
	return nil
}

// cost is what the processor and the memory gave.
type cost struct {
	program  time.Duration
	postgres time.Duration
	peakMiB  int64 // of the program
}

// cost reads what the program and PostgreSQL, whose first process is postmaster,
// have used until now.
func (s *served) cost(postmaster int) (cost, error) {
	var c cost
	var err error
	if c.program, err = cpuOf(s.cmd.Process.Pid); err != nil {
		return c, err
	}
	if c.postgres, err = cpuOfTree(postmaster); err != nil {
		return c, err
	}
	c.peakMiB, err = peakOf(s.cmd.Process.Pid)
	return c, err
}

// postmasterOf finds the process that all of PostgreSQL's others come from.
func postmasterOf(ctx context.Context, db *pgxpool.Pool) (int, error) {
	var backend int
	if err := db.QueryRow(ctx, `SELECT pg_backend_pid()`).Scan(&backend); err != nil {
		return 0, fmt.Errorf("find PostgreSQL's processes: %w", err)
	}
	fields, err := statOf(backend)
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(fields[1])
}

// tick is how Linux counts the time of a process.
const tick = time.Second / 100

// cpuOf is what a process used, with its children that have ended.
func cpuOf(pid int) (time.Duration, error) {
	fields, err := statOf(pid)
	if err != nil {
		return 0, err
	}
	var sum time.Duration
	for _, i := range []int{11, 12, 13, 14} { // utime, stime, cutime, cstime
		n, err := strconv.ParseInt(fields[i], 10, 64)
		if err != nil {
			return 0, fmt.Errorf("read the time of a process: %w", err)
		}
		sum += time.Duration(n) * tick
	}
	return sum, nil
}

// statOf reads the figures that Linux has of a process: its state, its parent, …
func statOf(pid int) ([]string, error) {
	text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	if err != nil {
		return nil, fmt.Errorf("read the figures of a process: %w", err)
	}
	// The name in brackets may hold anything; the figures stand behind it.
	return strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:])), nil
}

// cpuOfTree is cpuOf of a process and of all that run below it.
func cpuOfTree(pid int) (time.Duration, error) {
	sum, err := cpuOf(pid)
	if err != nil {
		return 0, err
	}
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	if err != nil {
		return 0, fmt.Errorf("read the processes of PostgreSQL: %w", err)
	}
	for _, child := range strings.Fields(string(text)) {
		n, err := strconv.Atoi(child)
		if err != nil {
			return 0, err
		}
		below, err := cpuOfTree(n)
		if errors.Is(err, os.ErrNotExist) {
			continue // it has ended since, and counts with its parent
		}
		if err != nil {
			return 0, err
		}
		sum += below
	}
	return sum, nil
}

func peakOf(pid int) (int64, error) {
	f, err := os.Open(filepath.Join("/proc", strconv.Itoa(pid), "status"))
	if err != nil {
		return 0, fmt.Errorf("read the memory of a process: %w", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var kib int64
		if n, _ := fmt.Sscanf(lines.Text(), "VmHWM: %d kB", &kib); n == 1 {
			return kib / 1024, nil
		}
	}
	return 0, errors.Join(errors.New("no peak of memory is told"), lines.Err())
}

// wire is one kept connection that speaks just enough HTTP to cost little.
type wire struct {
	conn net.Conn
	in   *bufio.Reader
	head string // of every request, up to the length of the body
	out  []byte
}

func dial(address, key string) (*wire, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("reach the program: %w", err)
	}
	return &wire{conn: conn, in: bufio.NewReader(conn),
		head: "Host: " + address + "\r\nAuthorization: Bearer " + key + "\r\nContent-Type: application/json\r\nContent-Length: "}, nil
}

func (w *wire) close() { _ = w.conn.Close() }

// ask sends a request and returns the status and the answer, which is good until the next.
func (w *wire) ask(method, path string, body []byte) (int, []byte, error) {
	w.out = append(w.out[:0], method...)
	w.out = append(w.out, ' ')
	w.out = append(w.out, path...)
	w.out = append(w.out, " HTTP/1.1\r\n"...)
	w.out = append(w.out, w.head...)
	w.out = strconv.AppendInt(w.out, int64(len(body)), 10)
	w.out = append(w.out, "\r\n\r\n"...)
	w.out = append(w.out, body...)
	if _, err := w.conn.Write(w.out); err != nil {
		return 0, nil, fmt.Errorf("ask the program: %w", err)
	}
	answer, err := http.ReadResponse(w.in, nil)
	if err != nil {
		return 0, nil, fmt.Errorf("read answer: %w", err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return 0, nil, fmt.Errorf("read answer: %w", err)
	}
	return answer.StatusCode, text, nil
}
