package duck

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
)

const (
	// mostRows is how many rows of a table one step takes, with those that are
	// written with them, if transactions are small: a step is one transaction of
	// the engine and must fit its memory.
	mostRows = 200_000
	// markEvery is how often the mark is written though nothing was applied.
	markEvery = time.Minute
)

// step applies the next window, and reports whether there is more.
//
// The window ends before the oldest transaction that is still running: all
// before it have ended, so nothing can appear in it later. Time stamps and
// sequences have no such place, which is why neither is followed.
func (r *Replica) step(ctx context.Context, e *engine) (more bool, err error) {
	err = r.DB.Snapshot(ctx, func(tx postgres.Tx) error {
		c, err := readCut(ctx, tx)
		if err != nil {
			return err
		}
		if err := r.mark.check(c, r.shape); err != nil {
			return err
		}
		r.samples.add(c)
		more, err = r.bring(ctx, tx, e, c)
		return err
	})
	return more, err
}

// bring finds out what is new in the picture and applies it.
func (r *Replica) bring(ctx context.Context, tx postgres.Tx, e *engine, c cut) (more bool, err error) {
	w := window{r.mark.watermark, c.xmin}
	if w.until == w.from && c.picture == r.looked {
		r.advance(w.until)
		return false, nil
	}
	// Statistics lag behind; a window is always found by the index.
	if _, err := tx.Exec(ctx, `SET LOCAL enable_seqscan = off`); err != nil {
		return false, fmt.Errorf("begin step: %w", err)
	}
	changed, err := r.changed(ctx, tx, w)
	if err != nil {
		return false, err
	}
	if w.until, err = bound(ctx, tx, changed, w); err != nil {
		return false, err
	}
	looks, err := r.wholeChanged(ctx, tx, c)
	if err != nil {
		return false, err
	}
	if len(changed) == 0 && len(looks) == 0 && time.Since(r.marked) < markEvery {
		r.advance(w.until)
		return false, nil
	}
	if err := r.commit(ctx, tx, e, c, w, changed, looks); err != nil {
		return false, err
	}
	return w.until < c.xmin, nil
}

// commit writes one step down: rows and mark together.
func (r *Replica) commit(ctx context.Context, tx postgres.Tx, e *engine, c cut, w window, changed []*table, looks map[string]string) error {
	next := r.mark
	next.watermark, next.asOf = w.until, r.samples.asOf(w.until, r.mark.asOf)
	var rows int64
	err := e.inTx(ctx, func() error {
		for _, t := range changed {
			n, err := e.apply(ctx, tx, t, w)
			if err != nil {
				return err
			}
			rows += n
		}
		for _, t := range r.tables {
			if look, ok := looks[t.Name]; ok {
				if _, err := e.copyWhole(ctx, tx, t, look, nil); err != nil {
					return err
				}
			}
		}
		if err := onDisk(ctx, r.DB, tx, c); err != nil {
			return err
		}
		return e.writeMark(ctx, next)
	})
	if err != nil {
		return err
	}
	r.marked = time.Now()
	for name, look := range looks {
		r.looks[name] = look
	}
	r.advance(w.until)
	r.applied(rows)
	return nil
}

// changed returns the tables in which a window's transactions wrote.
func (r *Replica) changed(ctx context.Context, tx postgres.Tx, w window) ([]*table, error) {
	var asked []*table
	var parts []string
	for _, t := range r.tables {
		if t.Change != replica.Whole && t.With == nil {
			asked = append(asked, t)
			parts = append(parts, "EXISTS (SELECT FROM "+t.ident+" WHERE "+inWindow+")")
		}
	}
	is := make([]bool, len(asked))
	into := make([]any, len(asked))
	for i := range is {
		into[i] = &is[i]
	}
	if err := tx.QueryRow(ctx, "SELECT "+strings.Join(parts, ", "), w.from, w.until).Scan(into...); err != nil {
		return nil, fmt.Errorf("look for what is new: %w", err)
	}
	wrote := map[string]bool{}
	for i, t := range asked {
		wrote[t.Name] = is[i]
	}
	var changed []*table
	for _, t := range r.tables {
		if wrote[t.Name] || t.With != nil && wrote[t.With.Table] {
			changed = append(changed, t)
		}
	}
	return changed, nil
}

// bound ends a window earlier where it has more rows than fit one step. A
// transaction is never cut in two.
func bound(ctx context.Context, tx postgres.Tx, changed []*table, w window) (int64, error) {
	until := w.until
	with := map[string]int{}
	for _, t := range changed {
		if t.With != nil {
			with[t.With.Table]++
		}
	}
	for _, t := range changed {
		if t.With != nil {
			continue
		}
		var at int64
		err := tx.QueryRow(ctx, "SELECT xid::text::bigint FROM "+t.ident+" WHERE "+inWindow+" ORDER BY xid OFFSET $3 LIMIT 1",
			w.from, until, mostRows/(1+with[t.Name])).Scan(&at)
		switch {
		case err == nil:
			until = min(until, max(at, w.from+1))
		case err != pgx.ErrNoRows:
			return 0, fmt.Errorf("measure the window of %s: %w", t.Name, err)
		}
	}
	return until, nil
}

// wholeChanged returns the looks of tables that are copied whole and differ from
// what was copied. Looking reads them, so it is done seldom enough to take a
// hundredth of the time.
func (r *Replica) wholeChanged(ctx context.Context, tx postgres.Tx, c cut) (map[string]string, error) {
	begun := time.Now()
	if c.picture == r.looked || begun.Before(r.lookAgain) {
		return nil, nil
	}
	var tables []*table
	for _, t := range r.tables {
		if t.Change == replica.Whole {
			tables = append(tables, t)
		}
	}
	looks, err := lookAt(ctx, tx, tables)
	if err != nil {
		return nil, err
	}
	r.looked, r.lookAgain = c.picture, begun.Add(min(100*time.Since(begun), mostRest))
	for name, look := range looks {
		if r.looks[name] == look {
			delete(looks, name)
		}
	}
	return looks, nil
}

// mostRest is how long a change of a small table may stay unseen.
const mostRest = 30 * time.Second

// lookAt tells tables by their rows' versions: whatever changes a row gives it
// another place or another transaction.
func lookAt(ctx context.Context, tx postgres.Tx, tables []*table) (map[string]string, error) {
	looks := map[string]string{}
	if len(tables) == 0 {
		return looks, nil
	}
	parts := make([]string, len(tables))
	found := make([]string, len(tables))
	into := make([]any, len(tables))
	for i, t := range tables {
		parts[i] = `(SELECT count(*)::text || ' ' || coalesce(sum(hashtextextended(xmin::text || ctid::text, 0)), 0)::text FROM ` + t.ident + `)`
		into[i] = &found[i]
	}
	if err := tx.QueryRow(ctx, "SELECT "+strings.Join(parts, ", ")).Scan(into...); err != nil {
		return nil, fmt.Errorf("look at small tables: %w", err)
	}
	for i, t := range tables {
		looks[t.Name] = found[i]
	}
	return looks, nil
}
