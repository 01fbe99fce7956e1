package duck

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"habitue/internal/platform/replica"
)

// folder is where the file lies:
//
//	lock          held by the one process that keeps the copy
//	7.duckdb      the copy; the highest number counts
//	8.building    the next one, until it is whole
//	spill/        what a query could not keep in memory
//	rebuild       somebody asks for a new copy
//	status.json   how the copy stands, for commands beside the one that keeps it
//
// A copy that is whole gets its name by one rename. The names never come again,
// so that a file and its log (7.duckdb.wal) always belong together.
type folder struct {
	path string
	lock *os.File
}

// Endings of a copy that is whole and of one that is being made.
const (
	made   = ".duckdb"
	making = ".building"
)

// openFolder makes the folder where it is missing and takes its lock.
//
// Errors: replica.ErrHeld.
func openFolder(path string) (*folder, error) {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("make the replica's folder: %w", err)
	}
	lock, err := os.OpenFile(filepath.Join(path, "lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock the replica's folder: %w", err)
	}
	err = syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, errors.Join(replica.ErrHeld.With("folder", path), lock.Close())
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("lock the replica's folder: %w", err), lock.Close())
	}
	return &folder{path: path, lock: lock}, nil
}

// release unlocks explicitly: a child that is just being forked may hold a copy
// of the file for a moment, and the lock with it.
func (f *folder) release() error {
	return errors.Join(syscall.Flock(int(f.lock.Fd()), syscall.LOCK_UN), f.lock.Close())
}

func (f *folder) spill() string  { return filepath.Join(f.path, "spill") }
func (f *folder) asking() string { return filepath.Join(f.path, "rebuild") }

// asked returns why somebody asks for a new copy, or nothing.
func (f *folder) asked() string {
	why, err := os.ReadFile(f.asking())
	if err != nil {
		return ""
	}
	return cmp.Or(strings.TrimSpace(string(why)), "asked")
}

// Ask asks the process that keeps the copy for a new one, or whichever does so
// next. It needs no lock.
func Ask(path, why string) error {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return fmt.Errorf("make the replica's folder: %w", err)
	}
	return os.WriteFile(filepath.Join(path, "rebuild"), []byte(why+"\n"), 0o600)
}

// newest returns the copy that counts and its number; 0 where there is none.
func (f *folder) newest() (path string, number int, err error) {
	entries, err := os.ReadDir(f.path)
	if err != nil {
		return "", 0, fmt.Errorf("read the replica's folder: %w", err)
	}
	for _, e := range entries {
		digits, is := strings.CutSuffix(e.Name(), made)
		if n, err := strconv.Atoi(digits); is && err == nil && n > number {
			path, number = filepath.Join(f.path, e.Name()), n
		}
	}
	return path, number, nil
}

// clean removes everything but the copy that counts and what asks for a new one.
func (f *folder) clean(keep string) error {
	entries, err := os.ReadDir(f.path)
	if err != nil {
		return fmt.Errorf("clean the replica's folder: %w", err)
	}
	for _, e := range entries {
		path := filepath.Join(f.path, e.Name())
		if e.Name() == "lock" || path == reportFile(f.path) || path == f.asking() || keep != "" && (path == keep || path == keep+".wal") {
			continue
		}
		if err := os.RemoveAll(path); err != nil {
			return fmt.Errorf("clean the replica's folder: %w", err)
		}
	}
	return nil
}

// next is the path of a copy to be made and the one it gets when it is whole.
func (f *folder) next(number int) (building, done string) {
	base := filepath.Join(f.path, strconv.Itoa(number+1))
	return base + making, base + made
}

// finish gives a copy that was closed its name. The folder is written down, or
// a power cut could bring the former copy back.
func (f *folder) finish(building, done string) error {
	if err := os.Rename(building, done); err != nil {
		return fmt.Errorf("name the new copy: %w", err)
	}
	dir, err := os.Open(f.path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}
