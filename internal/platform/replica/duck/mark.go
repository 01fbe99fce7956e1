package duck

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"habitue/internal/platform/postgres"
)

// mark says up to where a copy goes, and of what. It is written in the
// transaction of the rows.
type mark struct {
	identity  string // of the database's life
	shape     string // of the declarations
	watermark int64  // every transaction before this one is in the copy, and none from it on
	asOf      time.Time
}

// stale says that a copy is of another life of the database, or of other
// declarations, and must be made anew.
type stale struct{ why string }

func (s stale) Error() string { return "the copy is stale: " + s.why }

const makeMark = `
	CREATE SCHEMA IF NOT EXISTS replica;
	CREATE TABLE IF NOT EXISTS replica.mark (identity text, shape text, watermark bigint, as_of timestamptz);
	CREATE TABLE IF NOT EXISTS replica.whole (name text, look text)`

func (e *engine) readMark(ctx context.Context) (m mark, err error) {
	err = e.write.QueryRowContext(ctx, `SELECT identity, shape, watermark, as_of FROM replica.mark`).
		Scan(&m.identity, &m.shape, &m.watermark, &m.asOf)
	if err != nil {
		return m, fmt.Errorf("read the mark: %w", err)
	}
	return m, nil
}

// writeMark replaces the mark, within the caller's transaction.
func (e *engine) writeMark(ctx context.Context, m mark) error {
	if err := e.exec(ctx, `DELETE FROM replica.mark`); err != nil {
		return err
	}
	_, err := e.write.ExecContext(ctx, `INSERT INTO replica.mark VALUES ($1, $2, $3, $4)`, m.identity, m.shape, m.watermark, m.asOf)
	if err != nil {
		return fmt.Errorf("write the mark: %w", err)
	}
	return nil
}

// readLooks returns by which look each table that is copied whole was copied.
func (e *engine) readLooks(ctx context.Context) (map[string]string, error) {
	rows, err := e.write.QueryContext(ctx, `SELECT name, look FROM replica.whole`)
	if err != nil {
		return nil, fmt.Errorf("read looks: %w", err)
	}
	defer rows.Close()
	looks := map[string]string{}
	for rows.Next() {
		var name, look string
		if err := rows.Scan(&name, &look); err != nil {
			return nil, fmt.Errorf("read looks: %w", err)
		}
		looks[name] = look
	}
	return looks, rows.Err()
}

func (e *engine) writeLook(ctx context.Context, name, look string) error {
	if _, err := e.write.ExecContext(ctx, `DELETE FROM replica.whole WHERE name = $1`, name); err != nil {
		return fmt.Errorf("write look: %w", err)
	}
	if _, err := e.write.ExecContext(ctx, `INSERT INTO replica.whole VALUES ($1, $2)`, name, look); err != nil {
		return fmt.Errorf("write look: %w", err)
	}
	return nil
}

// cut is a picture of the database and what is known of transactions in it:
// all before xmin have ended, and what they committed is in the picture; none
// from xmax on had begun to write.
type cut struct {
	identity   string
	picture    string // the numbers of transactions that it is made of
	xmin, xmax int64
	at         time.Time // by PostgreSQL's clock, after the picture was taken
	wal        string    // everything in the picture stands before it in the log
}

// readCut takes the picture of tx, whose first statement it must be. The life of
// a database is told by the cluster, the database in it, the timeline (another
// server took over, or the past was gone back to) and an epoch, which a restored
// backup does not have.
func readCut(ctx context.Context, tx postgres.Tx) (c cut, err error) {
	var epoch sql.NullString
	err = tx.QueryRow(ctx, `
		SELECT s::text, pg_snapshot_xmin(s)::text::bigint, pg_snapshot_xmax(s)::text::bigint, clock_timestamp(), pg_current_wal_insert_lsn()::text,
		       (SELECT system_identifier::text FROM pg_control_system()) || '.' ||
		       (SELECT oid::text FROM pg_database WHERE datname = current_database()) || '.' ||
		       left(pg_walfile_name(pg_current_wal_insert_lsn()), 8),
		       (SELECT epoch FROM replica.epoch)
		FROM pg_current_snapshot() s`).Scan(&c.picture, &c.xmin, &c.xmax, &c.at, &c.wal, &c.identity, &epoch)
	if err != nil {
		return c, fmt.Errorf("take a picture: %w", err)
	}
	c.identity += "." + epoch.String
	return c, nil
}

// ensureEpoch names this life of the database where nobody did.
func ensureEpoch(ctx context.Context, db *postgres.DB, name string, now time.Time) error {
	_, err := db.Exec(ctx, `INSERT INTO replica.epoch (id, epoch, recorded_at) VALUES (1, $1, $2) ON CONFLICT DO NOTHING`, name, now)
	if err != nil {
		return fmt.Errorf("name the database's life: %w", err)
	}
	return nil
}

const (
	flushEvery    = 10 * time.Millisecond
	flushPatience = time.Second
)

// onDisk returns when everything in the picture is in PostgreSQL's log on disk.
// What commits without waiting for the disk (notices) is visible before; after a
// crash it has never been, its transaction's number is given to another one, and
// a copy that had it would be wrong for ever.
func onDisk(ctx context.Context, db *postgres.DB, tx postgres.Tx, c cut) error {
	begun := time.Now()
	pushed := false
	for {
		var is bool
		if err := tx.QueryRow(ctx, `SELECT pg_current_wal_flush_lsn() >= $1::pg_lsn`, c.wal).Scan(&is); err != nil {
			return fmt.Errorf("wait for the log: %w", err)
		}
		if is {
			return nil
		}
		if !pushed && time.Since(begun) > flushPatience {
			// Records without a commit are not flushed by themselves.
			if err := push(ctx, db); err != nil {
				return err
			}
			pushed = true
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(flushEvery):
		}
	}
}

// push makes a commit that waits for the disk.
func push(ctx context.Context, db *postgres.DB) error {
	return db.InTx(ctx, func(tx postgres.Tx) error {
		_, err := tx.Exec(ctx, `SELECT pg_logical_emit_message(true, 'habitue', 'flush')`)
		return err
	})
}

// check refuses a mark that does not belong to the picture.
func (m mark) check(c cut, shape string) error {
	switch {
	case m.identity != c.identity:
		return stale{"other_database"}
	case m.shape != shape:
		return stale{"other_tables"}
	case m.watermark > c.xmin:
		return stale{"gone_back"} // the database has been put back to an earlier time
	}
	return nil
}

// sample says that whatever committed before at has a number below xmax.
type sample struct {
	xmax int64
	at   time.Time
}

// samples are the last pictures, the oldest first.
type samples []sample

// mostSamples are ten minutes of them; what is held back longer shows the age
// of the oldest that is left.
const mostSamples = 600

func (s *samples) add(c cut) {
	list := *s
	if n := len(list); n > 0 && list[n-1].xmax == c.xmax {
		list[n-1].at = c.at
		return
	}
	if len(list) == mostSamples {
		list = list[1:]
	}
	*s = append(list, sample{c.xmax, c.at})
}

// asOf returns the latest instant before which everything committed is below
// the watermark, or the given one where none is later.
func (s samples) asOf(watermark int64, known time.Time) time.Time {
	for _, one := range s {
		if one.xmax <= watermark && one.at.After(known) {
			known = one.at
		}
	}
	return known
}

// forget drops what the watermark has passed.
func (s *samples) forget(watermark int64) {
	*s = slices.DeleteFunc(*s, func(one sample) bool { return one.xmax < watermark })
}
