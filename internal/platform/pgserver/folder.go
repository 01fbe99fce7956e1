package pgserver

import (
	"bufio"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// folder is a data folder that we hold.
type folder struct {
	path string // absolute, links resolved
	lock *os.File
}

func (f *folder) cluster() string { return filepath.Join(f.path, "postgres") }
func (f *folder) log() string     { return filepath.Join(f.path, "postgres.log") }
func (f *folder) secret() string  { return filepath.Join(f.path, "postgres.secret") }

// openFolder makes the data folder where it is missing and takes its lock, so
// that all that follows is done by one program at a time.
func openFolder(path string) (*folder, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if err := makePath(path); err != nil {
		return nil, notWritable(path, err)
	}
	if path, err = filepath.EvalSymlinks(path); err != nil {
		return nil, notWritable(path, err)
	}
	f := &folder{path: path}
	if err := f.take(); err != nil {
		return nil, err
	}
	return f, nil
}

// makePath makes the folders of path that are missing, passable for everybody
// whatever the umask says: files below have their own modes.
func makePath(path string) error {
	for _, dir := range ancestors(path) {
		err := os.Mkdir(dir, 0o711)
		if err == nil {
			err = os.Chmod(dir, 0o711)
		}
		if err == nil || errors.Is(err, fs.ErrExist) {
			continue
		}
		if info, statErr := os.Stat(dir); statErr == nil && info.IsDir() {
			continue // there already, on a read-only or closed parent
		}
		return err
	}
	return nil
}

// take locks the folder and leaves our pid for whoever comes second. The lock
// is the kernel's and ends with us, whatever happens.
func (f *folder) take() error {
	name := filepath.Join(f.path, "habitue.lock")
	lock, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return notWritable(f.path, err)
	}
	err = syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		defer lock.Close()
		return advise(ErrHeld.With("folder", f.path, "pid", firstLine(lock)),
			"another habitue works on this data folder; stop it first, or ask it through its API")
	}
	if err != nil {
		lock.Close()
		return fmt.Errorf("lock %s: %w", name, err)
	}
	if err := errors.Join(lock.Truncate(0), writeAt(lock, fmt.Sprintln(os.Getpid()))); err != nil {
		lock.Close()
		return notWritable(f.path, err)
	}
	f.lock = lock
	return nil
}

// release unlocks explicitly: a child that is just being forked may hold a copy
// of the file for a moment, and the lock with it.
func (f *folder) release() {
	syscall.Flock(int(f.lock.Fd()), syscall.LOCK_UN)
	f.lock.Close()
}

func writeAt(file *os.File, text string) error {
	_, err := file.WriteAt([]byte(text), 0)
	return err
}

func firstLine(file *os.File) string {
	line, _ := bufio.NewReader(file).ReadString('\n')
	return strings.TrimSpace(line)
}

// major returns the major version that made the cluster, or 0 where there is none yet.
func (f *folder) major() (int, error) {
	text, err := os.ReadFile(filepath.Join(f.cluster(), "PG_VERSION"))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, notWritable(f.path, err)
	}
	major, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return 0, fmt.Errorf("read the cluster's version: %w", err)
	}
	return major, nil
}

// password returns the secret of the owner role, made on first use.
func (f *folder) password() (string, error) {
	text, err := os.ReadFile(f.secret())
	if err == nil && len(text) > 0 {
		return strings.TrimSpace(string(text)), nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", notWritable(f.path, err)
	}
	raw := make([]byte, 24)
	rand.Read(raw)
	secret := hex.EncodeToString(raw)
	if err := writeWhole(f.secret(), secret+"\n", 0o600); err != nil {
		return "", notWritable(f.path, err)
	}
	return secret, nil
}

// openTo lets the account through the folder itself, which is ours to arrange;
// the way up to it belongs to others and is only reported.
func (f *folder) openTo(a account) error {
	blocked := a.blocked(f.path)
	if blocked == f.path {
		info, err := os.Stat(f.path)
		if err == nil {
			err = os.Chmod(f.path, info.Mode().Perm()|0o011)
		}
		if err != nil {
			return notWritable(f.path, err)
		}
		blocked = a.blocked(f.path)
	}
	if blocked != "" {
		return notPassable(a, blocked, f.path)
	}
	return nil
}

func notPassable(a account, component, path string) error {
	return advise(ErrNotPassable.With("component", component, "path", path, "account", a.Name, "uid", a.UID),
		"PostgreSQL runs as %s, who may not pass %s; keep the data under /var/lib/habitue (--data /var/lib/habitue), or open the way (chmod o+x %s)",
		a.Name, component, component)
}

func notWritable(path string, err error) error {
	return advise(ErrNotWritable.With("path", path),
		"the data folder cannot be written; choose another with --data or HABITUE_DATA, or give it to this user: %w", err)
}

// checkSpace refuses a start that would end in the middle of a write.
func (f *folder) checkSpace(needed uint64) error {
	free, err := FreeBytes(f.path)
	if err != nil {
		return fmt.Errorf("read free space: %w", err)
	}
	if free < needed {
		return advise(ErrNoSpace.With("path", f.path, "free_mb", free>>20, "needed_mb", needed>>20),
			"the disk of the data folder is nearly full; free some space, or move the folder to a larger disk (--data)")
	}
	return nil
}

// writeWhole replaces a file in one step, durably.
func writeWhole(path, text string, mode fs.FileMode) error {
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new.*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	_, err = file.WriteString(text)
	err = errors.Join(err, file.Chmod(mode), file.Sync(), file.Close())
	if err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}
