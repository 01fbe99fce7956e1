package app

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"habitue/internal/member"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/config"
	"habitue/internal/platform/postgres"
)

// erasureList is where it is written who was erased, unless somebody chose otherwise:
// beside the keys, which a restored backup needs as well. It holds ids and instants.
func erasureList(c config.Config) string {
	if c.ErasureList != "" {
		return c.ErasureList
	}
	return filepath.Join(filepath.Dir(keyFile(c)), "erasures.jsonl")
}

// erasedTogether is how many erasures are written down at once.
const erasedTogether = 1000

// listErasures writes erasures into the list that a restore reads. The file has them
// before the database notes that it does: what is cut off in between stands there
// twice, which changes nothing.
func (a *App) listErasures(ctx context.Context) error {
	for {
		list, err := a.Background.Members.Unlisted(ctx, a.db.jobs, erasedTogether)
		if err != nil || len(list) == 0 {
			return err
		}
		if err := appendErasures(erasureList(a.Config), list); err != nil {
			return fmt.Errorf("write the list of erasures: %w", err)
		}
		if err := a.Background.Members.Listed(ctx, a.db.jobs, list...); err != nil {
			return err
		}
	}
}

func appendErasures(path string, list []member.Erasure) (err error) {
	var text bytes.Buffer
	for _, e := range list {
		line, err := json.Marshal(e)
		if err != nil {
			return err
		}
		text.Write(append(line, '\n'))
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	end, err := lastLine(file)
	if err != nil {
		return err
	}
	// What a crash left half written is written over: the database has it still.
	if err := file.Truncate(end); err != nil {
		return err
	}
	if _, err := file.WriteAt(text.Bytes(), end); err != nil {
		return err
	}
	return file.Sync()
}

// lastLine is where the last whole line of a file ends.
func lastLine(file *os.File) (int64, error) {
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return 0, err
	}
	tail := make([]byte, min(size, 1<<20))
	if _, err := file.ReadAt(tail, size-int64(len(tail))); err != nil {
		return 0, err
	}
	return size - int64(len(tail)) + int64(bytes.LastIndexByte(tail, '\n')+1), nil
}

// readErasures reads the list. A last line that was cut off is passed over; any other
// damage is an error, because whoever stood there would come back to life.
// Errors: ErrErasureList, fs.ErrNotExist.
func readErasures(path string) (list []member.Erasure, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	in := bufio.NewReader(file)
	for no := 1; ; no++ {
		line, err := in.ReadBytes('\n')
		switch {
		case errors.Is(err, io.EOF):
			return list, nil
		case err != nil:
			return nil, err
		}
		var e member.Erasure
		if err := json.Unmarshal(line, &e); err != nil || e.Member <= 0 {
			return nil, ErrErasureList.With("path", path, "line", no)
		}
		list = append(list, e)
	}
}

// erasing wraps the migrations of a restore: when the last is done, those who were
// erased since the backup are erased again before anybody is served. It counts them.
func erasing(list []member.Erasure, migrate func(context.Context, string, int64) error, again *int) func(context.Context, string, int64) error {
	return func(ctx context.Context, dsn string, version int64) error {
		if err := migrate(ctx, dsn, version); err != nil || version != 0 || len(list) == 0 {
			return err
		}
		db, err := postgres.Open(ctx, dsn, postgres.Options{MaxConns: 1, StatementTimeout: -1, AsOwner: true})
		if err != nil {
			return err
		}
		defer db.Close()
		for len(list) > 0 {
			n := min(erasedTogether, len(list))
			err := db.InTx(ctx, func(tx postgres.Tx) error {
				erased, err := member.EraseAgain(ctx, tx, clock.System{}.Now(), list[:n]...)
				*again += erased
				return err
			})
			if err != nil {
				return err
			}
			list = list[n:]
		}
		return nil
	}
}

// listOf reads the list for a restore; where there is none, that is said.
func listOf(c config.Config) (list []member.Erasure, there bool, err error) {
	list, err = readErasures(erasureList(c))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, nil
	}
	return list, err == nil, err
}
