package duck

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"

	duckdb "github.com/duckdb/duckdb-go/v2"
	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
)

// window is the transactions [from, until).
type window struct{ from, until int64 }

const inWindow = `xid >= $1 AND xid < $2`

// pour reads rows from PostgreSQL and appends them to a table of the engine that
// has the same columns. Where somebody wants to know, it tells of every thousand.
func (e *engine) pour(ctx context.Context, rows pgx.Rows, t *table, into target, seen func(n int64)) (n int64, err error) {
	defer rows.Close()
	err = e.write.Raw(func(conn any) (err error) {
		to, err := duckdb.NewAppender(conn.(driver.Conn), into.catalog, into.schema, into.name)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, to.Close()) }()
		values := make([]driver.Value, len(t.Columns))
		for rows.Next() {
			for i, raw := range rows.RawValues() {
				if values[i], err = decode(t.Columns[i].Type, raw); err != nil {
					return fmt.Errorf("column %s: %w", t.Columns[i].Name, err)
				}
			}
			if err := to.AppendRow(values...); err != nil {
				return err
			}
			if n++; n%1024 == 0 && seen != nil {
				seen(1024)
			}
		}
		if seen != nil {
			seen(n % 1024)
		}
		return rows.Err()
	})
	if err != nil {
		return n, fmt.Errorf("copy %s: %w", t.Name, err)
	}
	return n, nil
}

// target is a table of the engine.
type target struct{ catalog, schema, name string }

func (t *table) itself() target { return target{"", t.schema, t.name} }

// stage is where rows wait that replace others.
var stage = target{"temp", "main", "stage"}

func query(ctx context.Context, tx postgres.Tx, sql string, args ...any) (pgx.Rows, error) {
	return tx.Query(ctx, sql, append([]any{pgx.QueryResultFormats{pgx.BinaryFormatCode}}, args...)...)
}

// apply brings what a window's transactions wrote in a table.
func (e *engine) apply(ctx context.Context, tx postgres.Tx, t *table, w window) (int64, error) {
	rows, err := query(ctx, tx, t.read(t.written(inWindow)), w.from, w.until)
	if err != nil {
		return 0, fmt.Errorf("read %s: %w", t.Name, err)
	}
	if t.Change == replica.Appended {
		return e.pour(ctx, rows, t, t.itself(), nil)
	}
	if err := e.exec(ctx, t.createAs("TEMP TABLE stage")); err != nil {
		rows.Close()
		return 0, err
	}
	n, err := e.pour(ctx, rows, t, stage, nil)
	if err != nil {
		return n, err
	}
	if err := e.replace(ctx, t); err != nil {
		return n, fmt.Errorf("replace rows of %s: %w", t.Name, err)
	}
	return n, nil
}

// replace puts the staged rows in the place of those with their keys. What is
// sorted is only looked for where it can lie, so that this costs as much as the
// window is long and not as much as the table.
func (e *engine) replace(ctx context.Context, t *table) error {
	where, args := "", []any{}
	if t.Sorted != "" {
		var low, high any
		err := e.write.QueryRowContext(ctx, "SELECT min("+ident(t.Sorted)+"), max("+ident(t.Sorted)+") FROM temp.main.stage").Scan(&low, &high)
		if err != nil {
			return err
		}
		kind := string(t.column(t.Sorted).Type)
		where = " AND o." + ident(t.Sorted) + " BETWEEN $1::" + kind + " AND $2::" + kind
		args = append(args, low, high)
	}
	_, err := e.write.ExecContext(ctx, "DELETE FROM "+t.ident+" o USING temp.main.stage n WHERE "+t.sameKey("o", "n")+where, args...)
	if err != nil {
		return err
	}
	return e.exec(ctx, "INSERT INTO "+t.ident+" SELECT * FROM temp.main.stage"+t.order(), "DROP TABLE temp.main.stage")
}

// order lays rows down so that a range is found without reading the rest.
func (t *table) order() string {
	if t.Sorted == "" {
		return ""
	}
	return " ORDER BY " + ident(t.Sorted)
}

// copyWhole replaces all rows of a small table.
func (e *engine) copyWhole(ctx context.Context, tx postgres.Tx, t *table, look string, seen func(int64)) (int64, error) {
	if err := e.exec(ctx, "DELETE FROM "+t.ident); err != nil {
		return 0, err
	}
	rows, err := query(ctx, tx, t.read(""))
	if err != nil {
		return 0, fmt.Errorf("read %s: %w", t.Name, err)
	}
	n, err := e.pour(ctx, rows, t, t.itself(), seen)
	if err != nil {
		return n, err
	}
	return n, e.writeLook(ctx, t.Name, look)
}
