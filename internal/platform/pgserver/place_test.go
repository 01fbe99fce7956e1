package pgserver

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestServerAtWorkCanBeReached(t *testing.T) {
	t.Parallel()
	dir := madeDir(t)
	if _, err := Reach(dir); !errors.Is(err, ErrNotRunning) {
		t.Fatalf("nothing runs there, got %v", err)
	}
	s := start(t, dir)
	address, err := Reach(dir)
	must(t, err)
	if address != s.DSN() {
		t.Errorf("another address")
	}
	if _, err := Reach(filepath.Join(dir, "elsewhere")); !errors.Is(err, ErrNotRunning) {
		t.Errorf("got %v", err)
	}
}

func TestFreeSpaceOfAFolderThatIsNotThereYet(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, path := range []string{dir, filepath.Join(dir, "a", "b")} {
		if free, err := FreeBytes(path); err != nil || free == 0 {
			t.Errorf("%s: %d, %v", path, free, err)
		}
	}
}

// These change the working folder and the environment, so they run alone.
func TestDefaultDataDir(t *testing.T) {
	below := func(mode os.FileMode) string {
		dir := filepath.Dir(dataDir(t))
		must(t, os.Chmod(dir, mode))
		return dir
	}
	t.Run("is_what_the_environment_says", func(t *testing.T) {
		t.Setenv("HABITUE_DATA", "/somewhere")
		if got := DefaultDataDir(); got != "/somewhere" {
			t.Error(got)
		}
	})
	t.Run("is_here_where_PostgreSQL_can_pass", func(t *testing.T) {
		t.Setenv("HABITUE_DATA", "")
		dir := below(0o711)
		t.Chdir(dir)
		if got := DefaultDataDir(); got != filepath.Join(dir, ".habitue") {
			t.Error(got)
		}
	})
	t.Run("is_the_systems_place_below_a_closed_home", func(t *testing.T) {
		needRoot(t)
		t.Setenv("HABITUE_DATA", "")
		t.Chdir(below(0o700))
		if got := DefaultDataDir(); got != "/var/lib/habitue" {
			t.Error(got)
		}
	})
}

func TestSettingsFitTheMachine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		memory, free uint64
		smallShm     bool
		want         []string
	}{
		{512 << 20, 1 << 30, true, []string{"shared_buffers = '64MB'", "work_mem = '4MB'", "max_wal_size = '256MB'", "'mmap'"}},
		{24 << 30, 100 << 30, false, []string{"shared_buffers = '3072MB'", "work_mem = '64MB'", "max_wal_size = '4096MB'", "'posix'"}},
		{1 << 40, 1 << 40, false, []string{"shared_buffers = '4096MB'", "maintenance_work_mem = '512MB'"}},
	} {
		got := settings("/run/it's", c.memory, c.free, c.smallShm, Options{})
		contains(t, got, append(c.want, `'"/run/it''s"'`, "jit = 'off'")...)
		if strings.Contains(got, "fsync") {
			t.Error("durability is up for discussion")
		}
	}
}
