package pgserver

import (
	"os"
	"path/filepath"
	"syscall"
)

// DefaultDataDir returns the data folder of a program that was told none:
// HABITUE_DATA, else .habitue in the working folder when PostgreSQL's account
// can reach it, else /var/lib/habitue for root, else XDG's place for data.
func DefaultDataDir() string {
	if dir := os.Getenv("HABITUE_DATA"); dir != "" {
		return dir
	}
	if here, err := filepath.Abs(".habitue"); err == nil {
		a, err := chooseAccount(filepath.Join(here, "postgres"))
		if err == nil && a.blocked(filepath.Dir(here)) == "" && writable(filepath.Dir(here)) {
			return here
		}
	}
	if os.Geteuid() == 0 {
		return "/var/lib/habitue"
	}
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "habitue")
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return filepath.Join(os.TempDir(), "habitue")
	}
	return filepath.Join(home, ".local", "share", "habitue")
}

// writable tells whether we may make a folder in dir.
func writable(dir string) bool {
	const write = 2
	return syscall.Access(dir, write) == nil
}
