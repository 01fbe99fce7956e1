package pgserver

import (
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

const (
	socketName = "/.s.PGSQL.5432"
	// longestSocket is what fits in a sockaddr_un, with the ending 0.
	longestSocket = 107
	// shortPrefix begins the folders for sockets whose data folder lies too deep.
	shortPrefix = "habitue-pg-"
)

// sockets makes the folder of the unix socket: in the data folder, or with a
// random name among the temporary files where that path would be too long.
func (f *folder) sockets(a account) (string, error) {
	dir := filepath.Join(f.path, "run")
	if len(dir)+len(socketName) > longestSocket {
		short, err := os.MkdirTemp("/tmp", shortPrefix)
		if err != nil {
			return "", notWritable("/tmp", err)
		}
		dir = short
	} else if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", notWritable(f.path, err)
	}
	if err := errors.Join(os.Chmod(dir, 0o700), a.give(dir)); err != nil {
		return "", notWritable(dir, err)
	}
	return dir, nil
}

// removeSocket removes the socket of an earlier run, whose lock file could name
// a zombie for ever. It touches only what such a run would have made.
func (f *folder) removeSocket(dir string) error {
	own := dir == filepath.Join(f.path, "run")
	short := filepath.Dir(dir) == "/tmp" && strings.HasPrefix(filepath.Base(dir), shortPrefix)
	if !own && !short {
		return nil
	}
	for _, name := range []string{dir + socketName, dir + socketName + ".lock"} {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return notWritable(dir, err)
		}
	}
	return nil
}

// removeSockets removes the socket's folder as well.
func (f *folder) removeSockets(dir string) error {
	if err := f.removeSocket(dir); err != nil {
		return err
	}
	// It may be gone, or not ours: then nothing of ours is left in it.
	os.Remove(dir)
	return nil
}

// dsn returns the address of a database behind the socket.
func dsn(sockets, password, database string) string {
	u := url.URL{
		Scheme:   "postgres",
		User:     url.UserPassword(owner, password),
		Path:     "/" + database,
		RawQuery: url.Values{"host": {sockets}, "port": {"5432"}, "sslmode": {"disable"}}.Encode(),
	}
	return u.String()
}
