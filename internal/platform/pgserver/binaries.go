package pgserver

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// oldestMajor is the oldest PostgreSQL that the program works with.
const oldestMajor = 15

// Binaries is a folder that holds initdb and postgres.
type Binaries struct {
	Dir     string
	Major   int    // 18
	Version string // "18.4"
}

// Find returns the binaries to use: of explicit when given, else those beside
// the program (pgsql/bin), else the newest of the system. A major other than 0
// asks for exactly that version.
//
// Errors: ErrNoBinaries, ErrOtherMajor.
func Find(explicit string, major int) (Binaries, error) {
	dirs := candidates(explicit)
	var seen []string
	for _, dir := range dirs {
		b, err := probe(dir)
		if err != nil {
			continue
		}
		if b.Major == major || major == 0 && b.Major >= oldestMajor {
			return b, nil
		}
		seen = append(seen, fmt.Sprintf("%s (%s)", b.Version, b.Dir))
	}
	if major != 0 {
		return Binaries{}, advise(ErrOtherMajor.With("needed", major, "found", strings.Join(seen, ", ")),
			"the data folder was made by PostgreSQL %d; install that version or name its folder in HABITUE_PG_BIN. The way to a new major version is habitue backup with the old one, then habitue restore into a new folder", major)
	}
	return Binaries{}, advise(ErrNoBinaries.With("looked_in", strings.Join(dirs, ", "), "found", strings.Join(seen, ", ")),
		"no PostgreSQL %d or newer found; run tools/postgres/install.sh bin/pgsql, or apt-get install postgresql, or name the folder of postgres and initdb in HABITUE_PG_BIN, or set DATABASE_URL to a server you have", oldestMajor)
}

// candidates lists the folders to look in, best first.
func candidates(explicit string) []string {
	if explicit != "" {
		if abs, err := filepath.Abs(explicit); err == nil {
			explicit = abs
		}
		return []string{explicit}
	}
	var dirs []string
	if exe, err := os.Executable(); err == nil {
		dirs = append(dirs, filepath.Join(filepath.Dir(exe), "pgsql", "bin"))
	}
	for _, pattern := range []string{"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/pgsql/bin"} {
		found, _ := filepath.Glob(pattern)
		slices.SortFunc(found, func(a, b string) int { return cmp.Compare(numberIn(b), numberIn(a)) })
		dirs = append(dirs, found...)
	}
	if path, err := exec.LookPath("postgres"); err == nil {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			path = real
		}
		dirs = append(dirs, filepath.Dir(path))
	}
	return dirs
}

var digits = regexp.MustCompile(`\d+`)

func numberIn(path string) int {
	n, _ := strconv.Atoi(digits.FindString(path))
	return n
}

var versionLine = regexp.MustCompile(`PostgreSQL\) ((\d+)[.\w]*)`)

// probe asks the binaries in dir for their version.
func probe(dir string) (Binaries, error) {
	if _, err := os.Stat(filepath.Join(dir, "initdb")); err != nil {
		return Binaries{}, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, filepath.Join(dir, "postgres"), "--version").Output()
	if err != nil {
		return Binaries{}, err
	}
	m := versionLine.FindSubmatch(out)
	if m == nil {
		return Binaries{}, fmt.Errorf("odd version %q", out)
	}
	major, err := strconv.Atoi(string(m[2]))
	if err != nil {
		return Binaries{}, err
	}
	return Binaries{Dir: dir, Major: major, Version: string(m[1])}, nil
}

// reachable returns the binaries themselves, or a copy in the data folder
// where the account cannot pass to them: a clone below a home of mode 700.
//
// Errors: ErrNotPassable, ErrNotWritable.
func (b Binaries) reachable(a account, f *folder) (Binaries, error) {
	real, err := filepath.EvalSymlinks(b.Dir)
	if err != nil {
		return Binaries{}, fmt.Errorf("find binaries: %w", err)
	}
	blocked := a.blocked(real)
	if blocked == "" {
		return b, nil
	}
	tree := filepath.Dir(real)
	if _, err := os.Stat(filepath.Join(tree, "share")); err != nil {
		return Binaries{}, notPassable(a, blocked, real)
	}
	info, err := os.Stat(filepath.Join(real, "postgres"))
	if err != nil {
		return Binaries{}, fmt.Errorf("find binaries: %w", err)
	}
	kept := filepath.Join(f.path, fmt.Sprintf("pgsql-%s-%x", b.Version, info.ModTime().Unix()))
	if _, err := os.Stat(kept); err != nil {
		if err := copyTree(tree, kept); err != nil {
			return Binaries{}, notWritable(f.path, err)
		}
	}
	b.Dir = filepath.Join(kept, filepath.Base(real))
	return b, nil
}
