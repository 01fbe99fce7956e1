package intake

import (
	"context"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/table"
)

// refuse notes the error of a row. Errors are found in two passes; they are
// sorted by row for the error file.
func (p *preparation) refuse(e RowError) error {
	out := encoder{}
	out.text(e.Column)
	out.text(e.Code)
	out.uint(uint64(len(e.Params)))
	for _, param := range e.Params {
		out.text(param.Name)
		out.text(fmt.Sprint(param.Value))
	}
	return p.wrong.Add(binary.BigEndian.AppendUint64(nil, uint64(e.Row)), out.b)
}

// decodeRowError is the reverse; values come back as texts.
func decodeRowError(key, record []byte) (RowError, error) {
	d := decoder{b: record}
	e := RowError{Row: int64(binary.BigEndian.Uint64(key)), Column: d.text(), Code: d.text()}
	for range d.count() {
		e.Params = append(e.Params, errs.Param{Name: d.text(), Value: d.text()})
	}
	return e, d.end()
}

// judge writes the error file, and refuses the file where too much is wrong:
// then the mapping is at fault, and not the rows.
func (p *preparation) judge(_ context.Context) error {
	if p.wrong.Count() == 0 {
		return nil
	}
	if err := p.writeErrors(); err != nil {
		return err
	}
	p.plan.ErrorFile = p.request.ErrorFile
	counts := p.plan.Rows
	if counts.Bad*100 > counts.Read*int64(p.request.MaxBad) {
		first := p.plan.Errors[0]
		return ErrTooManyBad.With("bad", counts.Bad, "rows", counts.Read, "limit_percent", p.request.MaxBad,
			"first_row", first.Row, "first_column", first.Column, "first_code", first.Code)
	}
	return nil
}

// writeErrors writes the error file: what is wrong, then the row as it was, so
// that it can be corrected in place and imported by itself. The rows are read
// from the file once more instead of being carried along.
func (p *preparation) writeErrors() (err error) {
	in, err := table.Open(p.request.File, p.request.Mapping.reading())
	if err != nil {
		return err
	}
	defer in.Close()
	f, err := os.OpenFile(p.request.ErrorFile, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("write the error file: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := errorWriter{in: in, language: p.request.Language, out: csv.NewWriter(f)}
	if _, err := f.WriteString("\ufeff"); err != nil { // Excel takes a file without a mark for the local code page
		return fmt.Errorf("write the error file: %w", err)
	}
	w.write(append(errorColumns(), in.Header()...))
	if err := p.wrong.Sort(); err != nil {
		return err
	}
	for {
		key, record, ok, err := p.wrong.Next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		e, err := decodeRowError(key, record)
		if err != nil {
			return err
		}
		if len(p.plan.Errors) < firstErrors {
			p.plan.Errors = append(p.plan.Errors, e)
		}
		if err := w.add(e); err != nil {
			return err
		}
	}
	return w.finish()
}

// errorColumns stand before the columns of the file; their names cannot be
// taken for fields when the file is imported again.
func errorColumns() []string { return []string{"_row", "_column", "_code", "_message"} }

// errorWriter writes one row for each wrong row, whatever number of errors it has.
type errorWriter struct {
	in       *table.Reader
	language string
	out      *csv.Writer
	row      int64 // at hand; 0 for none
	columns  []string
	codes    []string
	messages []string
}

func (w *errorWriter) add(e RowError) error {
	if e.Row != w.row {
		if err := w.flush(); err != nil {
			return err
		}
		w.row = e.Row
	}
	w.columns = append(w.columns, e.Column)
	w.codes = append(w.codes, e.Code)
	w.messages = append(w.messages, Message(e.Code, e.Params, w.language))
	return nil
}

// flush writes the row at hand, next to what the file has in its place.
func (w *errorWriter) flush() error {
	if w.row == 0 {
		return nil
	}
	for {
		row, err := w.in.Next()
		if errors.Is(err, io.EOF) {
			return ErrFileChanged
		}
		if err != nil {
			return err
		}
		if row.Number < w.row {
			continue
		}
		cells := append([]string{fmt.Sprint(w.row), strings.Join(w.columns, "; "), strings.Join(w.codes, "; "), strings.Join(w.messages, " ")}, copyRow(row)...)
		w.write(cells)
		break
	}
	w.row, w.columns, w.codes, w.messages = 0, w.columns[:0], w.codes[:0], w.messages[:0]
	return nil
}

// write appends a row of cells that no spreadsheet takes for formulas.
func (w *errorWriter) write(cells []string) {
	for i, c := range cells {
		cells[i] = harmless(c)
	}
	_ = w.out.Write(cells) // the first error stays and finish tells it
}

func (w *errorWriter) finish() error {
	if err := w.flush(); err != nil {
		return err
	}
	w.out.Flush()
	if err := w.out.Error(); err != nil {
		return fmt.Errorf("write the error file: %w", err)
	}
	return nil
}

// formulaStarts begin a formula in some spreadsheet.
const formulaStarts = "=+-@\t\r"

// harmless puts an apostrophe before what a spreadsheet would calculate. Plain
// numbers keep their sign, so that the file can be imported again; bare takes
// the apostrophe off then.
func harmless(cell string) string {
	if cell == "" || !strings.ContainsRune(formulaStarts, rune(cell[0])) {
		return cell
	}
	if strings.Trim(cell[1:], "0123456789.,") == "" && (cell[0] == '-' || cell[0] == '+') {
		return cell
	}
	return "'" + cell
}
