package pgserver

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// refused starts with the options and returns the refusal's text.
func refused(t *testing.T, o Options, want error) string {
	t.Helper()
	s, err := Start(t.Context(), o)
	if err == nil {
		stop(t, s)
		t.Fatal("started")
	}
	if !errors.Is(err, want) {
		t.Fatalf("refused with %v, want %v", err, want)
	}
	return err.Error()
}

func contains(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q does not name %q", text, part)
		}
	}
}

func TestSecondProgramIsToldWhoHoldsTheFolder(t *testing.T) {
	t.Parallel()
	dir := madeDir(t)
	s := start(t, dir)
	text := refused(t, testOptions(t, dir), ErrHeld)
	contains(t, text, "pid="+itoa(os.Getpid()), dir)
	ask[int](t, s.DSN(), `SELECT 1`) // and the holder is not disturbed
}

func TestFolderThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	var as *syscall.Credential
	if os.Geteuid() == 0 { // whom no mode stops
		nobody, err := lookUp("65534")
		must(t, err)
		as = nobody.credential()
	}
	must(t, os.Chmod(filepath.Dir(dir), 0o555))
	c := startChild(t, dir, as)
	contains(t, c.err, ErrNotWritable.Code, "--data", dir)
}

func TestClusterOfAnotherUser(t *testing.T) {
	t.Parallel()
	needRoot(t)
	dir := dataDir(t)
	nobody, err := lookUp("65534")
	must(t, err)
	must(t, makePath(filepath.Join(dir, "postgres")))
	must(t, os.Chown(dir, nobody.UID, nobody.GID))
	c := startChild(t, dir, nobody.credential())
	contains(t, c.err, ErrForeignOwner.Code, "owner=0")
}

func TestPathClosedToTheDatabasesUser(t *testing.T) {
	t.Parallel()
	needRoot(t)
	dir := dataDir(t)
	closed := filepath.Join(dir, "home")
	must(t, makePath(closed))
	must(t, os.Chmod(closed, 0o700))
	text := refused(t, testOptions(t, filepath.Join(closed, "data")), ErrNotPassable)
	contains(t, text, "component="+closed+" ", "uid=", "/var/lib/habitue", "--data")
}

func TestOwnFolderIsOpenedForTheDatabasesUser(t *testing.T) {
	t.Parallel()
	dir := madeDir(t)
	must(t, makePath(dir))
	must(t, os.Chmod(dir, 0o700)) // as mktemp -d makes them
	ask[int](t, start(t, dir).DSN(), `SELECT 1`)
}

func TestNoBinaries(t *testing.T) {
	t.Parallel()
	o := testOptions(t, dataDir(t))
	o.BinDir = t.TempDir()
	contains(t, refused(t, o, ErrNoBinaries), o.BinDir, "HABITUE_PG_BIN", "DATABASE_URL")
}

func TestClusterOfAnotherMajor(t *testing.T) {
	t.Parallel()
	dir := madeDir(t)
	must(t, os.WriteFile(filepath.Join(dir, "postgres", "PG_VERSION"), []byte("12\n"), 0o600))
	contains(t, refused(t, testOptions(t, dir), ErrOtherMajor), "needed=12", "habitue backup", "habitue restore")
}

func TestDiskTooFull(t *testing.T) {
	t.Parallel()
	o := testOptions(t, dataDir(t))
	o.MinFree = 1 << 60
	contains(t, refused(t, o, ErrNoSpace), "free_mb=", "needed_mb=")
}

func TestFailingInitdbIsQuoted(t *testing.T) {
	t.Parallel()
	o := testOptions(t, dataDir(t))
	o.BinDir = fakeBinaries(t, "17.2", "echo the moon is wrong; exit 1")
	contains(t, refused(t, o, ErrInitdb), "the moon is wrong")
	if _, err := os.Stat(filepath.Join(o.DataDir, "postgres")); err == nil {
		t.Error("a half cluster stays")
	}
}

func TestFailingStartQuotesTheLog(t *testing.T) {
	t.Parallel()
	dir := madeDir(t)
	must(t, os.WriteFile(filepath.Join(dir, "postgres", "local.conf"), []byte("nonsense = 1\n"), 0o644))
	contains(t, refused(t, testOptions(t, dir), ErrStart), "postgres.log", `"nonsense"`)
}

func TestBinariesOutOfReachAreCopied(t *testing.T) {
	t.Parallel()
	needRoot(t)
	dir := fakeBinaries(t, "17.2", "exit 1")
	closed := filepath.Dir(filepath.Dir(dir))
	must(t, os.Chmod(closed, 0o700))
	found, err := Find(dir, 17)
	must(t, err)
	nobody, err := lookUp("65534")
	must(t, err)
	f := &folder{path: dataDir(t)}
	must(t, makePath(f.path))
	for range 2 { // the second time the copy is there
		b, err := found.reachable(nobody, f)
		must(t, err)
		if !strings.HasPrefix(b.Dir, f.path) {
			t.Fatalf("still at %s", b.Dir)
		}
		out, err := runAs(t.Context(), nobody, filepath.Join(b.Dir, "postgres"))
		must(t, err)
		contains(t, string(out), "17.2")
		_, err = os.Readlink(filepath.Join(b.Dir, "..", "share", "link"))
		must(t, err)
	}
}

// fakeBinaries makes a tree with a postgres that knows its version only.
func fakeBinaries(t *testing.T, version, initdb string) string {
	t.Helper()
	tree := filepath.Join(filepath.Dir(dataDir(t)), "pgsql")
	bin := filepath.Join(tree, "bin")
	must(t, makePath(bin))
	must(t, makePath(filepath.Join(tree, "share")))
	must(t, os.Symlink("../bin", filepath.Join(tree, "share", "link")))
	script := "#!/bin/sh\necho 'postgres (PostgreSQL) " + version + "'\n"
	must(t, os.WriteFile(filepath.Join(bin, "postgres"), []byte(script), 0o700))
	must(t, os.WriteFile(filepath.Join(bin, "initdb"), []byte("#!/bin/sh\n"+initdb+"\n"), 0o755))
	must(t, os.Chmod(bin, 0o755))
	return bin
}
