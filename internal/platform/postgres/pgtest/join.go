package pgtest

import (
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"habitue/internal/platform/pgserver"
)

// join finds the shared server or starts it, and keeps this process counted
// among its users until it exits.
func join(ctx context.Context) (*cluster, error) {
	binaries, err := findBinaries()
	if err != nil {
		return nil, err
	}
	dir, err := meetingPlace(binaries)
	if err != nil {
		return nil, err
	}
	starting, err := lock(filepath.Join(dir, "start.lock"), syscall.LOCK_EX)
	if err != nil {
		return nil, err
	}
	defer starting.Close()
	// While a keeper is closing down it has this lock for itself, and we wait.
	users, err := lock(filepath.Join(dir, "users.lock"), syscall.LOCK_SH)
	if err != nil {
		return nil, err
	}
	c, err := reach(ctx, dir)
	if err != nil {
		if err = startKeeper(dir, binaries); err == nil {
			c, err = reach(ctx, dir)
		}
	}
	if err != nil {
		users.Close()
		return nil, err
	}
	stillHere = users
	return c, nil
}

// stillHere counts this process among the server's users for as long as it lives.
var stillHere *os.File

// reach connects to the server that the folder names.
func reach(ctx context.Context, dir string) (*cluster, error) {
	text, err := os.ReadFile(filepath.Join(dir, "dsn"))
	if err != nil {
		return nil, err
	}
	dsn := withDatabase(strings.TrimSpace(string(text)), "postgres")
	cfg, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return nil, err
	}
	cfg.MaxConns = 4
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, err
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, err
	}
	c := &cluster{admin: pool, dsn: dsn}
	c.template = sync.OnceValues(c.makeTemplate)
	return c, nil
}

// findBinaries prefers what the repository has installed, as make does.
func findBinaries() (pgserver.Binaries, error) {
	if dir := os.Getenv("HABITUE_PG_BIN"); dir != "" {
		return pgserver.Find(dir, 0)
	}
	if root := repository(); root != "" {
		if b, err := pgserver.Find(filepath.Join(root, "bin", "pgsql", "bin"), 0); err == nil {
			return b, nil
		}
	}
	return pgserver.Find("", 0)
}

// repository returns the folder of go.mod above the test, or "".
func repository() string {
	dir, err := os.Getwd()
	for err == nil && dir != filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		dir = filepath.Dir(dir)
	}
	return ""
}

// meetingPlace is the folder where test processes of this user and these
// binaries find each other.
func meetingPlace(b pgserver.Binaries) (string, error) {
	key := sha256.Sum256([]byte(b.Dir + b.Version + os.Getenv(idleEnv)))
	dir := filepath.Join(os.TempDir(), fmt.Sprintf("habitue-pgtest-%d-%x", os.Getuid(), key[:4]))
	if err := os.Mkdir(dir, 0o711); err == nil {
		// PostgreSQL's account passes through, whatever the umask says.
		if err := os.Chmod(dir, 0o711); err != nil {
			return "", err
		}
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return "", err
	}
	if !info.IsDir() || int(info.Sys().(*syscall.Stat_t).Uid) != os.Getuid() {
		return "", fmt.Errorf("%s belongs to somebody else; remove it or set TMPDIR", dir)
	}
	return dir, nil
}

// startKeeper runs this binary again as the keeper, and returns when its server
// is there. It inherits nothing of ours: `go test` would wait for its output.
func startKeeper(dir string, b pgserver.Binaries) error {
	report, theirs, err := os.Pipe()
	if err != nil {
		return err
	}
	defer report.Close()
	log, err := os.Create(filepath.Join(dir, "keeper.log"))
	if err != nil {
		return err
	}
	defer log.Close()
	cmd := exec.Command("/proc/self/exe")
	cmd.Args = []string{"habitue-pgtest-keeper"}
	cmd.Dir, cmd.Stdout, cmd.Stderr = "/", log, log
	cmd.Env = append(os.Environ(), keeperEnv+"="+dir, "HABITUE_PG_BIN="+b.Dir)
	cmd.ExtraFiles = []*os.File{theirs}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	err = cmd.Start()
	theirs.Close()
	if err != nil {
		return fmt.Errorf("start keeper: %w", err)
	}
	go cmd.Wait() // reaps it, should it end before us
	if err := report.SetReadDeadline(time.Now().Add(2 * time.Minute)); err != nil {
		return err
	}
	line, err := bufio.NewReader(report).ReadString(0)
	if err != nil {
		return fmt.Errorf("start keeper: it said %q: %w", line, err)
	}
	if line = strings.TrimSuffix(line, "\x00"); line != "" {
		return errors.New(line)
	}
	return nil
}

// lock opens a file and locks it until it is closed.
func lock(path string, how int) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	for {
		err = syscall.Flock(int(file.Fd()), how)
		if !errors.Is(err, syscall.EINTR) {
			break
		}
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return file, nil
}
