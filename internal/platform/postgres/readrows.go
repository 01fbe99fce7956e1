package postgres

import (
	"errors"
	"fmt"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

// CommandTag says what a statement did.
type CommandTag = pgconn.CommandTag

// readRows are rows that were read to their end, off their connection.
type readRows struct {
	fields []pgconn.FieldDescription
	rows   [][][]byte
	tag    CommandTag
	err    error

	at    int // 0: before the first
	types *pgtype.Map
}

// typeMaps read values as connections do. One is used by one at a time.
var typeMaps = sync.Pool{New: func() any {
	m := pgtype.NewMap()
	m.RegisterType(utcType())
	return m
}}

// readAll reads rows to their end.
func readAll(rows pgx.Rows, err error) *readRows {
	if err != nil {
		return &readRows{err: err}
	}
	defer rows.Close()
	r := &readRows{}
	for rows.Next() {
		if r.fields == nil {
			r.fields = append(r.fields, rows.FieldDescriptions()...)
		}
		r.rows = append(r.rows, copied(rows.RawValues()))
	}
	rows.Close()
	r.tag, r.err = rows.CommandTag(), rows.Err()
	return r
}

// copied are a row's values in memory of their own.
func copied(values [][]byte) [][]byte {
	n := 0
	for _, v := range values {
		n += len(v)
	}
	all, row := make([]byte, 0, n), make([][]byte, len(values))
	for i, v := range values {
		if v != nil {
			all = append(all, v...)
			row[i] = all[len(all)-len(v) : len(all) : len(all)]
		}
	}
	return row
}

func (r *readRows) Next() bool {
	if r.err != nil || r.at >= len(r.rows) {
		r.Close()
		return false
	}
	r.at++
	return true
}

func (r *readRows) Scan(dest ...any) error {
	if r.err != nil {
		return r.err
	}
	if len(dest) == 1 {
		if whole, ok := dest[0].(pgx.RowScanner); ok {
			return whole.ScanRow(r)
		}
	}
	row := r.RawValues()
	if len(dest) != len(row) {
		r.err = fmt.Errorf("postgres: %d values for %d places", len(row), len(dest))
		return r.err
	}
	if r.types == nil {
		r.types = typeMaps.Get().(*pgtype.Map)
	}
	for i, d := range dest {
		if d == nil {
			continue
		}
		f := r.fields[i]
		if err := r.types.Scan(f.DataTypeOID, f.Format, row[i], d); err != nil {
			r.err = pgx.ScanArgError{ColumnIndex: i, FieldName: f.Name, Err: err}
			return r.err
		}
	}
	return nil
}

func (r *readRows) Close() {
	if r.types != nil {
		typeMaps.Put(r.types)
		r.types = nil
	}
}

func (r *readRows) RawValues() [][]byte                          { return r.rows[r.at-1] }
func (r *readRows) Err() error                                   { return r.err }
func (r *readRows) CommandTag() CommandTag                       { return r.tag }
func (r *readRows) FieldDescriptions() []pgconn.FieldDescription { return r.fields }
func (*readRows) Conn() *pgx.Conn                                { return nil }
func (r *readRows) TypeMap() *pgtype.Map                         { return r.types }

// errValues says that what is read together is scanned.
var errValues = errors.New("postgres: rows that were read together are scanned into places")

// Values implements pgx.Rows.
func (*readRows) Values() ([]any, error) { return nil, errValues }

// readRow is the first of rows.
type readRow struct{ rows *readRows }

func (r readRow) Scan(dest ...any) error {
	defer r.rows.Close()
	if !r.rows.Next() {
		if r.rows.err != nil {
			return r.rows.err
		}
		return pgx.ErrNoRows
	}
	return r.rows.Scan(dest...)
}
