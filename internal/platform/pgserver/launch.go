package pgserver

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
)

// guard is the program's hold on its guard process.
type guard struct {
	cmd   *exec.Cmd
	leash *os.File      // closed to stop PostgreSQL
	ended chan struct{} // closed when guard and PostgreSQL are gone
}

// launch starts PostgreSQL under a guard. The server is not ready yet.
func (f *folder) launch(b Binaries, a account) (*guard, error) {
	log, err := f.openLog()
	if err != nil {
		return nil, notWritable(f.log(), err)
	}
	defer log.Close()
	in, leash, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("start guard: %w", err)
	}
	defer in.Close()

	// The link leads to our own file even when a new version has replaced it.
	cmd := exec.Command("/proc/self/exe")
	cmd.Args = []string{"habitue-postgres-guard"}
	cmd.Dir, cmd.Env = "/", []string{guardMark + "=1", "GOMAXPROCS=1"}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = in, log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		leash.Close()
		return nil, fmt.Errorf("start guard: %w", err)
	}
	g := &guard{cmd: cmd, leash: leash, ended: make(chan struct{})}
	go func() {
		cmd.Wait()
		close(g.ended)
	}()
	err = json.NewEncoder(leash).Encode(order{
		Command:    []string{filepath.Join(b.Dir, "postgres"), "-D", f.cluster()},
		Env:        cleanEnv(),
		Credential: a.credential(),
	})
	if err != nil {
		leash.Close()
		return nil, fmt.Errorf("instruct guard: %w", err)
	}
	return g, nil
}

// hurry gives up the clean shutdown that a closed leash began.
func (g *guard) hurry() { g.cmd.Process.Signal(syscall.SIGQUIT) }

// openLog opens the server's log, and puts a large one aside first.
func (f *folder) openLog() (*os.File, error) {
	const large = 8 << 20
	if info, err := os.Stat(f.log()); err == nil && info.Size() > large {
		if err := os.Rename(f.log(), f.log()+".1"); err != nil {
			return nil, err
		}
	}
	return os.OpenFile(f.log(), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
}

// logSince returns the last lines that the server's log gained after offset.
func (f *folder) logSince(offset int64) string {
	log, err := os.Open(f.log())
	if err != nil {
		return ""
	}
	defer log.Close()
	const enough = 16 << 10
	if info, err := log.Stat(); err == nil {
		offset = max(offset, info.Size()-enough)
	}
	buf := make([]byte, enough)
	n, _ := log.ReadAt(buf, offset)
	return lastLines(string(buf[:n]), 12)
}

// logSize is where the log ends now.
func (f *folder) logSize() int64 {
	info, err := os.Stat(f.log())
	if err != nil {
		return 0
	}
	return info.Size()
}
