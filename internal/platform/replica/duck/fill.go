package duck

import (
	"context"
	"fmt"
	"slices"

	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
)

// fill copies everything into an engine that holds nothing, from one picture.
func (r *Replica) fill(ctx context.Context, e *engine) error {
	return r.DB.Snapshot(ctx, func(tx postgres.Tx) error {
		c, err := readCut(ctx, tx)
		if err != nil {
			return err
		}
		// It takes as long as it takes, and sorting makes it sit still meanwhile.
		if _, err := tx.Exec(ctx, `SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0`); err != nil {
			return fmt.Errorf("begin fill: %w", err)
		}
		if err := r.estimate(ctx, tx); err != nil {
			return err
		}
		if err := e.exec(ctx, makeMark, `DELETE FROM replica.mark`, `DELETE FROM replica.whole`); err != nil {
			return err
		}
		for _, t := range r.tables {
			if err := r.fillTable(ctx, tx, e, t, c); err != nil {
				return err
			}
		}
		if err := onDisk(ctx, r.DB, tx, c); err != nil {
			return err
		}
		m := mark{identity: c.identity, shape: r.shape, watermark: c.xmin}
		if c.xmax == c.xmin {
			m.asOf = c.at // else the first step will tell
		}
		return e.inTx(ctx, func() error { return e.writeMark(ctx, m) })
	})
}

func (r *Replica) fillTable(ctx context.Context, tx postgres.Tx, e *engine, t *table, c cut) error {
	r.filling(t.Name)
	if err := e.exec(ctx, "CREATE SCHEMA IF NOT EXISTS "+ident(t.schema), t.create()); err != nil {
		return err
	}
	if t.Change == replica.Whole {
		looks, err := lookAt(ctx, tx, []*table{t})
		if err != nil {
			return err
		}
		_, err = e.copyWhole(ctx, tx, t, looks[t.Name], r.filled)
		return err
	}
	into := t.itself()
	if t.Sorted != "" {
		into = target{"", "replica", "fill"}
		if err := e.exec(ctx, t.createAs("TABLE replica.fill")); err != nil {
			return err
		}
	}
	// As one transaction, or the rows would be written to the log as well.
	err := e.inTx(ctx, func() error {
		rows, err := query(ctx, tx, t.read(t.written(`xid < $1`)), c.xmin)
		if err != nil {
			return fmt.Errorf("read %s: %w", t.Name, err)
		}
		_, err = e.pour(ctx, rows, t, into, r.filled)
		return err
	})
	if err != nil || t.Sorted == "" {
		return err
	}
	return e.exec(ctx, "INSERT INTO "+t.ident+" SELECT * FROM replica.fill"+t.order(), "DROP TABLE replica.fill")
}

// estimate asks PostgreSQL how many rows there may be, and puts the largest
// tables first: what their sorting leaves free in the file is used by the others.
func (r *Replica) estimate(ctx context.Context, tx postgres.Tx) error {
	names := make([]string, len(r.tables))
	for i, t := range r.tables {
		names[i] = t.Name
	}
	rows, err := tx.Query(ctx, `
		SELECT n.nspname || '.' || c.relname, greatest(c.reltuples, 0)::bigint
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname || '.' || c.relname = ANY ($1) AND c.relkind = 'r'`, names)
	if err != nil {
		return fmt.Errorf("estimate rows: %w", err)
	}
	defer rows.Close()
	size, total := map[string]int64{}, int64(0)
	for rows.Next() {
		var name string
		var n int64
		if err := rows.Scan(&name, &n); err != nil {
			return fmt.Errorf("estimate rows: %w", err)
		}
		size[name], total = n, total+n
	}
	slices.SortStableFunc(r.tables, func(a, b *table) int { return int(size[b.Name] - size[a.Name]) })
	r.expect(total)
	return rows.Err()
}
