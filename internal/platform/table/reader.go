package table

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"sync/atomic"
)

// Row is one record of the file. It and its fields are valid until the next
// call of Next; whoever keeps a field copies it.
type Row struct {
	Number int64    // as a spreadsheet counts: the header is 1, empty lines count
	Line   int64    // physical line on which the row begins, 1-based
	Fields [][]byte // as many as the header has; UTF-8, without quotes
	Fault  error    // nil, or FaultColumns, FaultText, FaultField with their parameters
}

// Reader reads rows. It belongs to one goroutine, except for BytesRead.
type Reader struct {
	options    Options
	file       *os.File
	size       int64
	bytes      atomic.Int64
	compressed bool
	text       *decoder
	eol        byte
	delimiter  byte

	buf        []byte // the window buf[start:end] is what was read and not yet returned
	start, end int
	eof        bool
	failed     error // what reading met; told after the rows before it

	header []string
	row    Row
	number int64 // of the last complete row
	line   int64 // lines passed
	blank  int64
}

// Header returns the names of the columns, without surrounding blanks.
func (r *Reader) Header() []string { return r.header }

// Encoding returns how the text is spelled; UTF8 while only ASCII was seen.
func (r *Reader) Encoding() Encoding {
	if r.text.encoding == Auto {
		return UTF8
	}
	return r.text.encoding
}

// Delimiter returns what separates the columns.
func (r *Reader) Delimiter() byte { return r.delimiter }

// Compressed says whether the file was packed by gzip.
func (r *Reader) Compressed() bool { return r.compressed }

// Blank returns how many rows without any content were passed over.
func (r *Reader) Blank() int64 { return r.blank }

// Size returns the length of the file in bytes, 0 where it is not a file.
func (r *Reader) Size() int64 { return r.size }

// BytesRead returns how much of Size was read; any goroutine may ask.
func (r *Reader) BytesRead() int64 { return r.bytes.Load() }

// Close closes the file that Open opened.
func (r *Reader) Close() error {
	if r.file == nil {
		return nil
	}
	return r.file.Close()
}

// readHeader takes the first row that holds anything as the names of the columns.
func (r *Reader) readHeader() error {
	if err := r.prime(); err != nil {
		return err
	}
	row, err := r.Next()
	if errors.Is(err, io.EOF) {
		return ErrEmpty
	}
	if err != nil {
		return err
	}
	if row.Fault != nil {
		return errors.Join(ErrEmpty.With("row", row.Number), row.Fault)
	}
	r.header = make([]string, len(row.Fields))
	for i, f := range row.Fields {
		r.header[i] = strings.TrimSpace(string(f))
	}
	return nil
}

// Next returns the next row that holds anything, or io.EOF.
// Errors: ErrTruncated, ErrCorrupt, ErrQuote, ErrRowTooLong, ErrManyColumns,
// ErrNotText, ErrUnreadable.
func (r *Reader) Next() (*Row, error) {
	for {
		r.row = Row{Number: r.number + 1, Line: r.line + 1, Fields: r.row.Fields[:0]}
		record, err := r.record()
		if err != nil {
			return nil, err
		}
		if bytes.IndexByte(record, 0) >= 0 {
			return nil, r.binary()
		}
		if err := r.split(record); err != nil {
			return nil, err
		}
		r.number++
		if r.isBlank() {
			r.blank++
			continue
		}
		r.inspect(record)
		return &r.row, nil
	}
}

func (r *Reader) isBlank() bool {
	for _, f := range r.row.Fields {
		if len(f) > 0 && len(bytes.TrimSpace(f)) > 0 {
			return false
		}
	}
	return true
}

// fill reads more into the window, and makes the buffer as large as one row may be.
func (r *Reader) fill() error {
	if r.failed != nil {
		return r.readError(r.failed)
	}
	if r.start > 0 {
		r.end = copy(r.buf, r.buf[r.start:r.end])
		r.start = 0
	}
	if r.end == len(r.buf) {
		r.buf = append(r.buf, make([]byte, max(chunk, len(r.buf)))...)
	}
	n, err := r.text.Read(r.buf[r.end:])
	r.end += n
	switch {
	case errors.Is(err, io.EOF):
		r.eof = true
	case err != nil:
		r.failed = err // rows that are complete come first
	}
	return nil
}

func (r *Reader) rowTooLong() error {
	if bytes.IndexByte(r.buf[r.start:r.end], 0) >= 0 {
		return r.binary()
	}
	return ErrRowTooLong.With("row", r.number+1, "line", r.line+1, "limit", r.options.MaxRow)
}

func (r *Reader) binary() error { return ErrNotText.With("what", "binary", "row", r.number+1) }

// readError says what an error of the layers below means for the reader of the file.
func (r *Reader) readError(err error) error {
	var disk *fs.PathError
	switch {
	case errors.As(err, &disk) || !r.compressed:
		return ErrUnreadable.With("last_good_row", r.number).Because(err)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return ErrTruncated.With("last_good_row", r.number)
	}
	return ErrCorrupt.With("last_good_row", r.number).Because(err)
}
