package postgres

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
)

// Rows are rows to be inserted into one table.
type Rows struct {
	Schema, Table string
	Columns       []string
	Values        [][]any
}

// copyFrom is the number of rows from which COPY costs less than VALUES.
const copyFrom = 64

// Writes collects what one transaction writes, so that a few rows go in one
// round trip and many go through COPY. Inserts keep the order of their sets
// and come before the updates.
type Writes struct {
	sets    []Rows
	updates pgx.Batch
}

// Insert adds rows. Sets of one table are joined.
func (w *Writes) Insert(r Rows) {
	if len(r.Values) == 0 {
		return
	}
	for i := range w.sets {
		if s := &w.sets[i]; s.Schema == r.Schema && s.Table == r.Table {
			s.Values = append(s.Values, r.Values...)
			return
		}
	}
	w.sets = append(w.sets, r)
}

// Update adds a statement.
func (w *Writes) Update(sql string, args ...any) { w.updates.Queue(sql, args...) }

// Flush writes everything within tx.
func (w *Writes) Flush(ctx context.Context, tx Tx) error {
	var small pgx.Batch
	for _, s := range w.sets {
		if len(s.Values) < copyFrom {
			small.Queue(s.statement(), s.flat()...)
			continue
		}
		// Parents that are few must be there before children that are many.
		if err := send(ctx, tx, &small); err != nil {
			return err
		}
		small = pgx.Batch{}
		if _, err := tx.CopyFrom(ctx, pgx.Identifier{s.Schema, s.Table}, s.Columns, pgx.CopyFromRows(s.Values)); err != nil {
			return fmt.Errorf("copy into %s.%s: %w", s.Schema, s.Table, err)
		}
	}
	for _, q := range w.updates.QueuedQueries {
		small.Queue(q.SQL, q.Arguments...)
	}
	return send(ctx, tx, &small)
}

func send(ctx context.Context, tx Tx, b *pgx.Batch) error {
	if b.Len() == 0 {
		return nil
	}
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return fmt.Errorf("write rows: %w", err)
	}
	return nil
}

func (r Rows) statement() string {
	var b strings.Builder
	fmt.Fprintf(&b, "INSERT INTO %s.%s (%s) VALUES ", r.Schema, r.Table, strings.Join(r.Columns, ", "))
	n := 0
	for i := range r.Values {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteByte('(')
		for j := range r.Columns {
			if j > 0 {
				b.WriteString(", ")
			}
			n++
			b.WriteByte('$')
			b.WriteString(strconv.Itoa(n))
		}
		b.WriteByte(')')
	}
	return b.String()
}

func (r Rows) flat() []any {
	args := make([]any, 0, len(r.Values)*len(r.Columns))
	for _, v := range r.Values {
		args = append(args, v...)
	}
	return args
}
