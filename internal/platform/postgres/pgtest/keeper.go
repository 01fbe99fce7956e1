package pgtest

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"habitue/internal/platform/pgserver"
)

const (
	// keeperEnv makes a process the keeper of the server in that folder.
	keeperEnv = "HABITUE_PGTEST_KEEPER"
	// idleEnv says how long a server without users stays.
	idleEnv = "HABITUE_PGTEST_IDLE"
)

// Every test binary that imports this package can become the keeper.
func init() {
	if dir := os.Getenv(keeperEnv); dir != "" {
		report := os.NewFile(3, "report")
		if err := keep(dir, report); err != nil {
			io.WriteString(report, err.Error()+"\x00")
			os.Exit(1)
		}
		os.Exit(0)
	}
}

// keep runs the server until it has had no users for a while.
func keep(dir string, report io.WriteCloser) error {
	signal.Ignore(syscall.SIGINT, syscall.SIGHUP)
	data, err := freshFolder(dir)
	if err != nil {
		return err
	}
	ctx := context.Background()
	server, err := pgserver.Start(ctx, pgserver.Options{
		DataDir: data,
		BinDir:  os.Getenv("HABITUE_PG_BIN"),
		Log:     slog.New(slog.NewTextHandler(os.Stderr, nil)),
		NoSync:  true,
		Settings: map[string]string{
			"max_connections": "400",
			// Dropping a database looks through all buffers, and cloning writes
			// the dirty ones: many small databases want few.
			"shared_buffers": "128MB",
			"autovacuum":     "off",
		},
	})
	if err != nil {
		return err
	}
	address := filepath.Join(dir, "dsn")
	if err := os.WriteFile(address, []byte(server.DSN()), 0o600); err != nil {
		return errors.Join(err, server.Stop(ctx))
	}
	io.WriteString(report, "\x00")
	report.Close()

	last := awaitIdle(filepath.Join(dir, "users.lock"), server.Done())
	defer last.Close() // newcomers wait until the folder is clean
	return errors.Join(server.Stop(ctx), os.Remove(address), os.RemoveAll(data))
}

// freshFolder clears what killed keepers left and returns a new data folder.
func freshFolder(dir string) (string, error) {
	old, err := filepath.Glob(filepath.Join(dir, "data-*"))
	for _, path := range old {
		err = errors.Join(err, os.RemoveAll(path))
	}
	if err != nil {
		return "", err
	}
	data, err := os.MkdirTemp(dir, "data-")
	if err != nil {
		return "", err
	}
	return data, os.Chmod(data, 0o711)
}

// awaitIdle returns when nobody has used the server for long enough, with the
// users' lock for itself, or when the server is gone.
func awaitIdle(users string, gone <-chan struct{}) *os.File {
	patience := time.Minute
	if d, err := time.ParseDuration(os.Getenv(idleEnv)); err == nil {
		patience = d
	}
	file, err := os.OpenFile(users, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil // the folder was removed: there is nobody to wait for
	}
	tick := time.NewTicker(min(time.Second, patience/4))
	defer tick.Stop()
	used := time.Now()
	for {
		select {
		case <-gone:
			return file
		case now := <-tick.C:
			if syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil {
				used = now
				continue
			}
			if now.Sub(used) >= patience {
				return file
			}
			syscall.Flock(int(file.Fd()), syscall.LOCK_UN)
		}
	}
}
