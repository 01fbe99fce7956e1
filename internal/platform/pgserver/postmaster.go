package pgserver

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// postmaster is what a running or crashed server says of itself in postmaster.pid.
type postmaster struct {
	pid    int
	socket string // folder of its socket
	status string // "starting", "ready", "stopping", …
}

// postmaster reads postmaster.pid; ok is false where there is none.
func (f *folder) postmaster() (p postmaster, ok bool, err error) {
	text, err := os.ReadFile(f.pidFile())
	if errors.Is(err, fs.ErrNotExist) {
		return postmaster{}, false, nil
	}
	if err != nil {
		return postmaster{}, false, err
	}
	// pid, data folder, start time, port, socket folder, address, shared memory, status
	lines := strings.Split(string(text), "\n")
	line := func(i int) string {
		if i < len(lines) {
			return strings.TrimSpace(lines[i])
		}
		return ""
	}
	p = postmaster{socket: line(4), status: line(7)}
	p.pid, _ = strconv.Atoi(line(0))
	return p, true, nil
}

func (f *folder) pidFile() string { return filepath.Join(f.cluster(), "postmaster.pid") }

// inhabitants lists the live PostgreSQL processes whose working folder is the
// cluster: the one proof that a process is of this very folder. A pid alone
// proves nothing: it may be a zombie nobody reaps, or by now somebody else's.
func (f *folder) inhabitants() ([]int, error) {
	cluster, err := os.Stat(f.cluster())
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil, err
	}
	var pids []int
	for _, entry := range entries {
		pid, err := strconv.Atoi(entry.Name())
		if err != nil {
			continue
		}
		comm, _ := os.ReadFile(filepath.Join("/proc", entry.Name(), "comm"))
		if strings.TrimSpace(string(comm)) != "postgres" {
			continue
		}
		// A zombie has no working folder any more, so it is not counted.
		cwd, err := os.Stat(filepath.Join("/proc", entry.Name(), "cwd"))
		if err == nil && os.SameFile(cwd, cluster) {
			pids = append(pids, pid)
		}
	}
	return pids, nil
}
