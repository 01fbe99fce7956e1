package intake

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/sheet"
	"habitue/internal/platform/table"
)

// listRow is one row of a file that is a list of things, whatever its format.
type listRow struct {
	number int64 // as a spreadsheet counts
	cells  []string
	fault  *errs.Error // nil, or why the row cannot be read
}

// cell returns what stands in a column, without blanks around it.
func (r listRow) cell(column int) string {
	if column < 0 || column >= len(r.cells) {
		return ""
	}
	return strings.TrimSpace(r.cells[column])
}

// list is a file that is read to its end before anything is done with it: half a
// file must not look like a whole one.
type list struct {
	header []string
	rows   []listRow
}

// maxListRows bounds a list: it is brought in by one transaction.
const maxListRows = 100_000

// readList reads a workbook, or a text of any encoding and delimiter.
// Errors: ErrNoRows, ErrTooManyRows, those of table and sheet.ErrUnreadable.
func readList(from io.Reader) (list, error) {
	source := bufio.NewReader(from)
	magic, _ := source.Peek(4)
	var l list
	var err error
	if bytes.Equal(magic, []byte("PK\x03\x04")) {
		l, err = readWorkbook(source)
	} else {
		l, err = readText(source, table.Options{})
	}
	if err == nil && len(l.rows) == 0 {
		err = ErrNoRows
	}
	return l, err
}

func readText(source io.Reader, o table.Options) (l list, err error) {
	r, err := table.New(source, o)
	if err != nil {
		return l, err
	}
	l.header = r.Header()
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return l, nil
		}
		if err != nil {
			return l, err
		}
		read := listRow{number: row.Number}
		if row.Fault != nil {
			read.fault = errs.Of(row.Fault)
		}
		for _, f := range row.Fields {
			read.cells = append(read.cells, string(f))
		}
		if l.rows = append(l.rows, read); len(l.rows) > maxListRows {
			return l, ErrTooManyRows.With("max", maxListRows)
		}
	}
}

func readWorkbook(source io.Reader) (l list, err error) {
	r, err := sheet.Read(source)
	if err != nil {
		return l, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	for {
		number, cells, err := r.Next()
		if errors.Is(err, io.EOF) {
			return l, nil
		}
		if err != nil {
			return l, err
		}
		if l.header == nil {
			for _, c := range cells {
				l.header = append(l.header, strings.TrimSpace(c))
			}
			continue
		}
		if l.rows = append(l.rows, listRow{number: number, cells: cells}); len(l.rows) > maxListRows {
			return l, ErrTooManyRows.With("max", maxListRows)
		}
	}
}
