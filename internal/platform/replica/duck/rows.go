package duck

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/big"
	"reflect"
	"strings"
	"sync"

	duckdb "github.com/duckdb/duckdb-go/v2"

	"habitue/internal/platform/replica"
)

// ask runs a query of somebody who was counted among the users.
func (e *engine) ask(ctx context.Context, sql string, args []any) (replica.Rows, error) {
	ctx, cancel := context.WithCancel(ctx)
	stop := context.AfterFunc(e.life, cancel)
	return ask(ctx, e.db, sql, args, func() {
		stop()
		cancel()
		e.users.Done()
	})
}

// ask runs a query. What is done at the end is done whatever comes.
func ask(ctx context.Context, db asked, query string, args []any, done func()) (replica.Rows, error) {
	plain := make([]any, len(args))
	for i, arg := range args {
		plain[i] = parameter(arg)
	}
	rows, err := db.QueryContext(ctx, query, plain...)
	if err != nil {
		err = reason(ctx, err) // before the end ends the context
		done()
		return nil, err
	}
	a := &answer{ctx: ctx, rows: rows, done: sync.OnceFunc(done)}
	if err := a.look(); err != nil {
		a.Close()
		return nil, err
	}
	return a, nil
}

// asked is the readers' pool or the writing connection.
type asked interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// parameter brings slices of ids and words to the types that DuckDB knows. A
// slice that is nil means what it does for PostgreSQL: NULL.
func parameter(arg any) any {
	v := reflect.ValueOf(arg)
	if v.Kind() != reflect.Slice || v.Type().Elem().Kind() == reflect.Uint8 {
		return arg
	}
	if v.IsNil() {
		return nil
	}
	switch v.Type().Elem().Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		list := make([]int64, v.Len())
		for i := range list {
			list[i] = v.Index(i).Int()
		}
		return list
	case reflect.String:
		list := make([]string, v.Len())
		for i := range list {
			list[i] = v.Index(i).String()
		}
		return list
	default:
		return arg
	}
}

// answer is the rows of a query. What PostgreSQL's driver can put into a
// variable and database/sql cannot is put there by hand.
type answer struct {
	ctx    context.Context
	rows   *sql.Rows
	byHand []bool
	err    error // that ended the rows
	done   func()
}

// look finds the columns whose values database/sql does not know.
func (a *answer) look() error {
	types, err := a.rows.ColumnTypes()
	if err != nil {
		return fmt.Errorf("read columns: %w", err)
	}
	a.byHand = make([]bool, len(types))
	for i, t := range types {
		name := t.DatabaseTypeName()
		a.byHand[i] = name == "HUGEINT" || strings.HasPrefix(name, "DECIMAL") || strings.HasSuffix(name, "]")
	}
	return nil
}

// Next implements replica.Rows.
func (a *answer) Next() bool {
	if a.rows.Next() {
		return true
	}
	a.err = cmp.Or(a.err, reason(a.ctx, a.rows.Err())) // before the end ends the context
	a.done()
	return false
}

// Scan implements replica.Rows.
func (a *answer) Scan(dest ...any) error {
	into := make([]any, len(dest))
	for i, d := range dest {
		into[i] = d
		if _, any := d.(*any); any || i < len(a.byHand) && a.byHand[i] {
			into[i] = &hand{d}
		}
	}
	return a.rows.Scan(into...)
}

// Err implements replica.Rows.
func (a *answer) Err() error { return a.err }

// Close implements replica.Rows.
func (a *answer) Close() {
	// What ended the rows early was told by Err.
	_ = a.rows.Close()
	a.done()
}

// reason prefers to say that the asker went away.
func reason(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// hand puts one value into a variable.
type hand struct{ dest any }

// Scan implements sql.Scanner.
func (h *hand) Scan(value any) error {
	dest := reflect.ValueOf(h.dest)
	if dest.Kind() != reflect.Pointer || dest.IsNil() {
		return errors.New("a value is read into a pointer")
	}
	return put(dest.Elem(), value)
}

func put(dest reflect.Value, value any) error {
	value = whole(value)
	if value == nil {
		switch dest.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Interface:
			dest.SetZero()
			return nil
		}
		return fmt.Errorf("cannot read NULL into %s", dest.Type())
	}
	if dest.Kind() == reflect.Pointer && !reflect.TypeOf(value).AssignableTo(dest.Type()) {
		dest.Set(reflect.New(dest.Type().Elem()))
		return put(dest.Elem(), value)
	}
	if list, ok := value.([]any); ok && (dest.Kind() == reflect.Slice || dest.Kind() == reflect.Interface) {
		return putList(dest, list)
	}
	from := reflect.ValueOf(value)
	switch {
	case from.Type().AssignableTo(dest.Type()):
		dest.Set(from)
	case from.CanInt() && dest.CanInt() && !dest.OverflowInt(from.Int()):
		dest.SetInt(from.Int())
	case from.CanInt() && dest.CanFloat():
		dest.SetFloat(float64(from.Int()))
	case from.CanFloat() && dest.CanFloat():
		dest.SetFloat(from.Float())
	case from.Kind() == reflect.String && dest.Kind() == reflect.String:
		dest.SetString(from.String())
	default:
		return fmt.Errorf("cannot read %v (%T) into %s", value, value, dest.Type())
	}
	return nil
}

// putList makes a slice; of whole numbers where nobody says of what.
func putList(dest reflect.Value, list []any) error {
	t := dest.Type()
	if dest.Kind() == reflect.Interface {
		t = reflect.TypeFor[[]any]()
		if len(list) > 0 {
			if _, ok := whole(list[0]).(int64); ok {
				t = reflect.TypeFor[[]int64]()
			}
		}
	}
	slice := reflect.MakeSlice(t, len(list), len(list))
	for i, v := range list {
		if err := put(slice.Index(i), v); err != nil {
			return err
		}
	}
	dest.Set(slice)
	return nil
}

// whole makes an int64 of every whole number and a float64 of decimals. A sum
// that an int64 does not hold stays what it is, and finds no variable.
func whole(value any) any {
	switch v := value.(type) {
	case int8:
		return int64(v)
	case int16:
		return int64(v)
	case int32:
		return int64(v)
	case *big.Int:
		if v.IsInt64() {
			return v.Int64()
		}
	case duckdb.Decimal:
		if v.Scale == 0 && v.Value.IsInt64() {
			return v.Value.Int64()
		}
		return v.Float64()
	}
	return value
}
