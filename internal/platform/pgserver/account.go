package pgserver

import (
	"errors"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// account is the user that PostgreSQL runs as. PostgreSQL refuses root, and
// refuses a uid that the user database does not know.
type account struct {
	UID, GID int
	Name     string
	Own      bool // it is the user we run as: nothing is switched
}

// accounts that a root program tries for its PostgreSQL, in this order.
var accountNames = []string{"habitue", "postgres", "nobody"}

// chooseAccount decides who runs the cluster: its owner where it exists
// already, otherwise ourselves, or as root the first account that exists.
func chooseAccount(cluster string) (account, error) {
	owner, err := ownerOf(cluster)
	if err != nil {
		return account{}, err
	}
	if me := os.Geteuid(); me != 0 {
		if owner >= 0 && owner != me {
			return account{}, advise(ErrForeignOwner.With("folder", cluster, "owner", owner, "uid", me),
				"the data folder was made by another user; run the program as that user or as root, or choose another folder with --data")
		}
		return lookUp(strconv.Itoa(me))
	}
	if owner > 0 {
		return lookUp(strconv.Itoa(owner))
	}
	for _, name := range accountNames {
		if u, err := user.Lookup(name); err == nil && u.Uid != "0" {
			return newAccount(u)
		}
	}
	return account{}, advise(ErrNoAccount.With("tried", strings.Join(accountNames, ", ")),
		"PostgreSQL does not run as root and none of these accounts exists; make one (useradd --system habitue) or start the program as an ordinary user")
}

// ownerOf returns the uid that owns path, or -1 where it does not exist.
func ownerOf(path string) (int, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return -1, nil
	case err != nil:
		return -1, advise(ErrNotWritable.With("path", path), "the data folder cannot be read: %w", err)
	}
	return int(info.Sys().(*syscall.Stat_t).Uid), nil
}

func lookUp(uid string) (account, error) {
	u, err := user.LookupId(uid)
	if err != nil {
		return account{}, advise(ErrNoAccount.With("uid", uid),
			"PostgreSQL runs only as a user with an entry in /etc/passwd; add one for this uid, or set DATABASE_URL")
	}
	return newAccount(u)
}

func newAccount(u *user.User) (account, error) {
	uid, err := strconv.Atoi(u.Uid)
	if err != nil {
		return account{}, err
	}
	gid, err := strconv.Atoi(u.Gid)
	if err != nil {
		return account{}, err
	}
	return account{UID: uid, GID: gid, Name: u.Username, Own: uid == os.Geteuid()}, nil
}

// credential is what a child of ours needs to become the account; nil for ourselves.
func (a account) credential() *syscall.Credential {
	if a.Own {
		return nil
	}
	return &syscall.Credential{Uid: uint32(a.UID), Gid: uint32(a.GID)}
}

// give makes the account the owner of path.
func (a account) give(path string) error {
	if a.Own {
		return nil
	}
	return os.Chown(path, a.UID, a.GID)
}

// blocked returns the first component on the way to path, path included, that
// the account may not pass, or "". What does not exist yet blocks nobody.
func (a account) blocked(path string) string {
	for _, dir := range ancestors(path) {
		info, err := os.Stat(dir)
		if errors.Is(err, fs.ErrNotExist) {
			return ""
		}
		if err != nil || info.IsDir() && !a.passes(dir, info) {
			return dir
		}
	}
	return ""
}

// passes tells whether the account may use dir on the way to something inside.
func (a account) passes(dir string, info fs.FileInfo) bool {
	if a.Own {
		const execute = 1
		return syscall.Access(dir, execute) == nil
	}
	stat, mode := info.Sys().(*syscall.Stat_t), info.Mode().Perm()
	switch {
	case int(stat.Uid) == a.UID:
		return mode&0o100 != 0
	case int(stat.Gid) == a.GID:
		return mode&0o010 != 0
	default:
		return mode&0o001 != 0
	}
}

// ancestors lists "/", "/a", "/a/b" for "/a/b".
func ancestors(path string) []string {
	var list []string
	for dir := path; ; dir = filepath.Dir(dir) {
		list = append([]string{dir}, list...)
		if dir == filepath.Dir(dir) {
			return list
		}
	}
}
