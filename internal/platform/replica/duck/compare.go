package duck

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
)

// Compare holds the copy against the database, day by day, on one cut: the
// transactions before the watermark. Of a row that was written since, the
// database has only the new version and the copy only the former, so that keys
// of such rows are left out on both sides; small tables that changed since they
// were copied are left out as a whole. Others may write meanwhile; the copy
// stands still.
//
// Where there is a difference a new copy is asked for.
//
// Errors: replica.ErrMissing, replica.ErrStale.
func (r *Replica) Compare(ctx context.Context) (replica.Comparison, error) {
	return r.compare(ctx, false)
}

// CompareNew is Compare of what was applied since the last comparison, or since
// the copy was opened: cheap enough for every few minutes. Rows that only the
// copy has are found by Compare alone.
func (r *Replica) CompareNew(ctx context.Context) (replica.Comparison, error) {
	return r.compare(ctx, true)
}

func (r *Replica) compare(ctx context.Context, fresh bool) (found replica.Comparison, err error) {
	r.work.Lock()
	defer r.work.Unlock()
	if r.engine == nil {
		return found, replica.ErrMissing.With("folder", r.Folder)
	}
	since := int64(0)
	if fresh {
		since = r.compared
	}
	err = r.DB.Snapshot(ctx, func(tx postgres.Tx) error {
		c, err := readCut(ctx, tx)
		if err != nil {
			return err
		}
		if err := r.mark.check(c, r.shape); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0`); err != nil {
			return fmt.Errorf("begin comparison: %w", err)
		}
		if fresh { // statistics lag behind; what is new is always found by the index
			if _, err := tx.Exec(ctx, `SET LOCAL enable_seqscan = off`); err != nil {
				return fmt.Errorf("begin comparison: %w", err)
			}
		}
		found = replica.Comparison{Differences: []replica.Difference{}}
		for _, t := range r.tables {
			if err := r.compareTable(ctx, tx, t, since, &found); err != nil {
				return err
			}
		}
		return nil
	})
	var old stale
	if errors.As(err, &old) {
		return found, replica.ErrStale.With("why", old.why)
	}
	if err != nil {
		return found, err
	}
	r.compared = r.mark.watermark
	r.lastCompared(found)
	if len(found.Differences) > 0 {
		r.Log.WarnContext(ctx, "replica differs from the database and will be made anew", "first", found.Differences[0].String())
		err = Ask(r.Folder, "differs")
	}
	return found, err
}

// compareTable compares what transactions from since to the watermark wrote.
func (r *Replica) compareTable(ctx context.Context, tx postgres.Tx, t *table, since int64, found *replica.Comparison) error {
	inDatabase, inCopy := "", ""
	if t.Change == replica.Whole {
		looks, err := lookAt(ctx, tx, []*table{t})
		if err != nil {
			return err
		}
		if looks[t.Name] != r.looks[t.Name] {
			return nil
		}
	} else {
		inDatabase = " WHERE " + t.written(fmt.Sprintf(`xid >= '%d'::xid8 AND xid < '%d'::xid8`, since, r.mark.watermark)) +
			t.leftAlone(fmt.Sprintf(`xid >= '%d'::xid8`, r.mark.watermark))
		var err error
		if inCopy, err = r.sameRows(ctx, tx, t, since); err != nil {
			return err
		}
	}
	database, err := sums(ctx, replica.Postgres{DB: tx}, t.sums(postgresWords, inDatabase))
	if err != nil {
		return fmt.Errorf("sum %s in the database: %w", t.Name, err)
	}
	copied, err := sums(ctx, writer{r.engine}, t.sums(duckWords, inCopy))
	if err != nil {
		return fmt.Errorf("sum %s in the replica: %w", t.Name, err)
	}
	found.Tables++
	for _, s := range database {
		found.Rows += s.Rows
	}
	found.Differences = append(found.Differences, differ(t.Name, database, copied)...)
	return nil
}

// sameRows is the condition for the rows of the copy that the database is asked
// for. The copy does not know which transaction wrote a row, so keys are brought
// over: of a part, those that are in it; of everything, those that were written
// again since the watermark and are not.
func (r *Replica) sameRows(ctx context.Context, tx postgres.Tx, t *table, since int64) (string, error) {
	switch {
	case since > 0:
		if err := r.stageKeys(ctx, tx, t, t.written(inWindow)+t.leftAlone(`xid >= $2`), since, r.mark.watermark); err != nil {
			return "", err
		}
		return " o WHERE EXISTS (SELECT 1 FROM temp.main.stage n WHERE " + t.sameKey("o", "n") + ")", nil
	case t.Change == replica.Updated:
		if err := r.stageKeys(ctx, tx, t, t.written(`xid >= $1`), r.mark.watermark); err != nil {
			return "", err
		}
		return " o WHERE NOT EXISTS (SELECT 1 FROM temp.main.stage n WHERE " + t.sameKey("o", "n") + ")", nil
	}
	return "", nil
}

// stageKeys brings keys of the database's rows into the copy's stage.
func (r *Replica) stageKeys(ctx context.Context, tx postgres.Tx, t *table, condition string, args ...any) error {
	key := &table{Table: t.Table, ident: t.ident}
	key.Columns, key.columns = nil, idents(t.Key)
	for _, k := range t.Key {
		key.Columns = append(key.Columns, *t.column(k))
	}
	if err := r.engine.exec(ctx, key.createAs("TEMP TABLE stage")); err != nil {
		return err
	}
	rows, err := query(ctx, tx, key.read(condition), args...)
	if err != nil {
		return fmt.Errorf("read keys of %s: %w", t.Name, err)
	}
	_, err = r.engine.pour(ctx, rows, key, stage, nil)
	return err
}

// words are how an engine writes what differs between the two.
type words struct{ hash, instant string }

var (
	postgresWords = words{hash: `('x' || left(md5(%s), 15))::bit(60)::bigint`, instant: `(extract(epoch FROM %s) * 1000000)::bigint`}
	duckWords     = words{hash: `('0x' || left(md5(%s), 15))::bigint`, instant: `epoch_us(%s)`}
)

// sums asks for day, rows and the sum of their hashes. A row's hash is the first
// 60 bits of the MD5 of its columns as text, | between them and ~ where one is
// missing: whole numbers as such, instants as microseconds since 1970, dates as
// days since 2000, truth as 0 or 1, lists with commas.
func (t *table) sums(w words, where string) string {
	parts := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		text := ident(c.Name)
		switch c.Type {
		case replica.Boolean:
			text += "::int"
		case replica.Date:
			text = "(" + text + " - date '2000-01-01')"
		case replica.Timestamp:
			text = fmt.Sprintf(w.instant, text)
		case replica.BigInts, replica.Integers:
			text = "array_to_string(" + text + ", ',')"
		}
		parts[i] = "coalesce(" + text + "::text, '~')"
	}
	hash := fmt.Sprintf(w.hash, strings.Join(parts, " || '|' || "))
	return "SELECT " + t.day() + " AS day, count(*), sum(" + hash + ")::text FROM " + t.ident + where + " GROUP BY 1"
}

// members is into how many parts tables without days are divided.
const members = 64

// day is by what rows are summed.
func (t *table) day() string {
	if c := t.column(t.Sorted); c != nil && c.Type == replica.Date {
		return ident(c.Name) + "::text"
	} else if c != nil && c.Type == replica.Timestamp {
		return "(" + ident(c.Name) + " AT TIME ZONE 'UTC')::date::text"
	}
	if t.column("member_id") == nil {
		return "'all'"
	}
	return fmt.Sprintf("'members ' || (abs(member_id) %% %d)::text || ' of %d'", members, members)
}

func sums(ctx context.Context, a replica.Analyst, sql string) (map[string]replica.Sum, error) {
	rows, err := a.Query(ctx, sql)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	found := map[string]replica.Sum{}
	for rows.Next() {
		var day string
		var s replica.Sum
		if err := rows.Scan(&day, &s.Rows, &s.Hash); err != nil {
			return nil, err
		}
		found[day] = s
	}
	return found, rows.Err()
}

func differ(table string, database, copied map[string]replica.Sum) (list []replica.Difference) {
	for day, s := range database {
		if s != copied[day] {
			list = append(list, replica.Difference{Table: table, Day: day, Database: s, Copy: copied[day]})
		}
	}
	for day, s := range copied {
		if _, is := database[day]; !is {
			list = append(list, replica.Difference{Table: table, Day: day, Copy: s})
		}
	}
	slices.SortFunc(list, func(a, b replica.Difference) int { return cmp.Compare(a.Day, b.Day) })
	return list
}

// writer asks on the writing connection, which alone sees its temporary tables.
type writer struct{ *engine }

// Query implements replica.Analyst.
func (w writer) Query(ctx context.Context, sql string, args ...any) (replica.Rows, error) {
	return ask(ctx, w.write, sql, args, func() {})
}
