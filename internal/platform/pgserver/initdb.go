package pgserver

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// owner is the role that owns the database, and the database's name.
const owner = "habitue"

// initialise makes the cluster in a folder of its own and moves it into place
// when it is whole, so that a cluster that exists is a cluster that works.
//
// Errors: ErrInitdb, ErrNotWritable.
func (f *folder) initialise(ctx context.Context, b Binaries, a account, noSync bool) error {
	secret, err := f.password()
	if err != nil {
		return err
	}
	stage, err := os.MkdirTemp(f.path, "postgres.new.*")
	if err != nil {
		return notWritable(f.path, err)
	}
	defer os.RemoveAll(stage)
	if err := a.give(stage); err != nil {
		return notWritable(f.path, err)
	}
	out, err := initdbWithLocale(ctx, b, a, stage, secret, "C.UTF-8", noSync)
	if err != nil && strings.Contains(out, "invalid locale") {
		// The system has no C.UTF-8; C sorts the same way.
		out, err = initdbWithLocale(ctx, b, a, stage, secret, "C", noSync)
	}
	if err != nil {
		return advise(ErrInitdb.With("folder", f.path, "account", a.Name),
			"initdb of %s: %w; it said:\n%s", b.Dir, err, lastLines(out, 12))
	}
	if err := os.Rename(filepath.Join(stage, "data"), f.cluster()); err != nil {
		return notWritable(f.path, err)
	}
	return syncFolder(f.path)
}

// sweep removes what an initdb that was cut off left.
func (f *folder) sweep() error {
	left, err := filepath.Glob(filepath.Join(f.path, "*.new.*"))
	for _, path := range left {
		err = errors.Join(err, os.RemoveAll(path))
	}
	return err
}

func initdbWithLocale(ctx context.Context, b Binaries, a account, stage, secret, locale string, noSync bool) (string, error) {
	pwfile := filepath.Join(stage, "pw")
	if err := errors.Join(os.RemoveAll(pwfile), os.WriteFile(pwfile, []byte(secret+"\n"), 0o600), a.give(pwfile)); err != nil {
		return "", err
	}
	data := filepath.Join(stage, "data")
	args := []string{
		"--pgdata=" + data, "--username=" + owner, "--pwfile=" + pwfile, "--auth=scram-sha-256",
		"--encoding=UTF8", "--locale=" + locale, "--lc-messages=C", "--data-checksums", "--no-instructions",
	}
	if b.Major >= 17 {
		// The builtin provider sorts the same whatever the system's library does.
		args = append(args, "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
	}
	if noSync {
		args = append(args, "--no-sync")
	}
	out, err := runAs(ctx, a, filepath.Join(b.Dir, "initdb"), args...)
	return string(out), errors.Join(err, os.RemoveAll(pwfile))
}

// runAs runs a helper as the account and returns what it said. It dies with us.
func runAs(ctx context.Context, a account, name string, args ...string) ([]byte, error) {
	// The death signal belongs to the thread that starts the child.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = "/"
	cmd.Env = cleanEnv()
	cmd.WaitDelay = 5 * time.Second
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: a.credential(), Setsid: true, Pdeathsig: syscall.SIGKILL}
	return cmd.CombinedOutput()
}

// cleanEnv keeps PGDATA, PGPORT and their like away from what we start.
func cleanEnv() []string {
	return []string{"PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C", "TZ=UTC"}
}

func syncFolder(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

// lastLines returns the end of a text.
func lastLines(text string, n int) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	return strings.Join(lines[max(0, len(lines)-n):], "\n")
}
