package pgserver

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"syscall"
	"time"
)

// guardMark in the environment makes a process of this program the guard.
const guardMark = "HABITUE_POSTGRES_GUARD"

// order is what the program tells its guard to run.
type order struct {
	Command    []string
	Env        []string
	Credential *syscall.Credential
}

// Every program that imports this package can become the guard, test binaries
// included; to leave it to main would mean that a forgotten call runs main twice.
func init() { GuardMain() }

// GuardMain turns this process into the guard of a PostgreSQL when it was
// started as one, and does not return then. Otherwise it does nothing.
func GuardMain() {
	if os.Getenv(guardMark) == "" {
		return
	}
	if err := guardPostgres(); err != nil {
		fmt.Fprintln(os.Stderr, "habitue guard:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// guardPostgres starts what standard input orders and stops it when standard
// input ends. It returns an error when PostgreSQL ended without being told.
func guardPostgres() error {
	// Whether PostgreSQL ends is decided by the program alone; SIGQUIT is how it
	// says that its patience is over.
	signal.Ignore(syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE)
	impatient := make(chan os.Signal, 1)
	signal.Notify(impatient, syscall.SIGQUIT)

	in := json.NewDecoder(os.Stdin)
	var o order
	if err := in.Decode(&o); err != nil {
		return fmt.Errorf("read order: %w", err)
	}
	abandoned := make(chan struct{})
	go func() {
		var more any
		for in.Decode(&more) == nil {
		}
		close(abandoned)
	}()

	// Should the guard itself be killed, the kernel stops PostgreSQL in its
	// stead. That signal belongs to this thread, which waits below.
	runtime.LockOSThread()
	cmd := exec.Command(o.Command[0], o.Command[1:]...)
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = "/", o.Env, os.Stdout, os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: o.Credential, Pdeathsig: syscall.SIGINT}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start postgres: %w", err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()

	select {
	case err := <-ended:
		return errors.Join(errors.New("postgres ended by itself"), err)
	case <-abandoned:
	case <-impatient:
	}
	return stopPostgres(cmd.Process, ended, impatient)
}

// fastStop is how long a fast shutdown may take: it writes a checkpoint, which
// a slow disk and large buffers draw out.
const fastStop = 2 * time.Minute

// stopPostgres ends PostgreSQL: fast, then immediately, then by force.
func stopPostgres(p *os.Process, ended <-chan error, impatient <-chan os.Signal) error {
	steps := []struct {
		signal syscall.Signal
		wait   time.Duration
	}{{syscall.SIGINT, fastStop}, {syscall.SIGQUIT, 10 * time.Second}, {syscall.SIGKILL, 10 * time.Second}}
	for _, step := range steps {
		p.Signal(step.signal)
		select {
		case err := <-ended:
			return err
		case <-impatient:
		case <-time.After(step.wait):
		}
	}
	return errors.New("postgres does not end")
}
