package pgserver

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Reach returns the address of the server that another program runs on the
// data folder: for a backup of an installation at work, which needs no lock.
//
// Errors: ErrNotRunning.
func Reach(dataDir string) (string, error) {
	path, err := filepath.Abs(dataDir)
	if err == nil {
		path, err = filepath.EvalSymlinks(path)
	}
	if err != nil {
		return "", notRunning(dataDir, err)
	}
	f := &folder{path: path}
	p, found, err := f.postmaster()
	if err == nil && (!found || p.status != "ready") {
		err = errors.New("no server is ready there")
	}
	if err != nil {
		return "", notRunning(dataDir, err)
	}
	if alive, err := f.inhabitants(); err != nil || !slices.Contains(alive, p.pid) {
		return "", notRunning(dataDir, errors.Join(errors.New("its server has crashed"), err))
	}
	secret, err := os.ReadFile(f.secret())
	if err != nil {
		return "", notRunning(dataDir, err)
	}
	return dsn(p.socket, strings.TrimSpace(string(secret)), owner), nil
}

func notRunning(dataDir string, err error) error {
	return advise(ErrNotRunning.With("folder", dataDir),
		"no habitue serves this data folder, or it belongs to another user; start it, or run this as the same user: %w", err)
}
