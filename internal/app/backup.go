package app

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"

	"habitue/internal/platform/backup"
	"habitue/internal/platform/config"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/system"
	"habitue/internal/staff"
)

// Schema is the version of the database's schema.
func (a *App) Schema(ctx context.Context) (int64, error) {
	have, _, err := postgres.SchemaVersion(ctx, a.db.interactive)
	return have, err
}

// BackedUp is what is on record of a backup.
type BackedUp struct {
	File string `json:"file"`
	backup.Summary
}

// Backup writes the database into a file, and puts on record that it did. The
// master keys are not in it.
func (a *App) Backup(ctx context.Context, path string) (backup.Summary, error) {
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	begun := a.clock.Now()
	summary, err := backup.WriteFile(ctx, a.db.dsn, path)
	if ctx.Err() != nil {
		return summary, err
	}
	return summary, errors.Join(err, a.System.Note(ctx, system.Backup, begun, BackedUp{path, summary}, err))
}

// Restored says what a restore brought back.
type Restored struct {
	backup.Summary
	List        string `json:"erasure_list"`       // the file of who was erased
	ListFound   bool   `json:"erasure_list_found"` // without it, who was erased since the backup is back
	ErasedAgain int    `json:"erased_again"`
}

// Restore loads a backup into an empty data folder or database, and erases again who
// was erased since. It needs no keys and builds nothing: until it is done there is
// nothing to build on.
//
// Errors: ErrErasureList, those of backup and pgserver.
func Restore(ctx context.Context, c config.Config, log *slog.Logger, path string) (done Restored, err error) {
	file, err := os.Open(path)
	if err != nil {
		return done, ErrNoFile.With("path", path).Because(err)
	}
	defer file.Close()
	// A file that is no good is told before a database is made for it.
	if _, err := backup.Verify(file); err != nil {
		return done, err
	}
	done.List = erasureList(c)
	list, there, err := listOf(c)
	if err != nil {
		return done, err
	}
	done.ListFound = there
	d, err := reach(ctx, c, Options{Log: log})
	if err != nil {
		return done, err
	}
	defer func() { err = errors.Join(err, d.close(ctx)) }()
	done.Summary, err = backup.Restore(ctx, d.dsn, file, erasing(list, postgres.MigrateTo, &done.ErasedAgain))
	return done, err
}

// CreateKey makes an API key for who sits at the machine.
func (a *App) CreateKey(ctx context.Context, n staff.NewKey) (secret string, key staff.Key, err error) {
	err = a.db.interactive.InTx(ctx, func(tx postgres.Tx) error {
		secret, key, err = a.Requests.Staff.CreateKey(ctx, tx, n)
		return err
	})
	return secret, key, err
}
