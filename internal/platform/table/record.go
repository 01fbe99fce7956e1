package table

import (
	"bytes"
	"io"
	"unicode/utf8"
)

// record returns the bytes of the next record without its line end, and moves
// past it. Quoted line ends belong to the record.
func (r *Reader) record() ([]byte, error) {
	for {
		window := r.buf[r.start:r.end]
		length, next, err := r.measure(window)
		if err != nil {
			return nil, err
		}
		if next > 0 {
			r.start += next
			return window[:length], nil
		}
		if r.eof {
			return nil, io.EOF
		}
		if len(window) > r.options.MaxRow {
			return nil, r.rowTooLong()
		}
		if err := r.fill(); err != nil {
			return nil, err
		}
	}
}

// measure finds the end of the first record in window: its length, and where
// the next one begins. next is 0 where the window does not hold a whole record.
func (r *Reader) measure(window []byte) (length, next int, err error) {
	end := bytes.IndexByte(window, r.eol)
	whole := end >= 0
	if !whole {
		if !r.eof || len(window) == 0 {
			return 0, 0, nil
		}
		end = len(window)
	}
	next = min(end+1, len(window))
	if bytes.IndexByte(window[:end], '"') >= 0 {
		if end, next, err = r.measureQuoted(window); next == 0 || err != nil {
			return 0, 0, err
		}
	}
	if end > r.options.MaxRow {
		return 0, 0, r.rowTooLong()
	}
	r.line += int64(bytes.Count(window[:next], []byte{r.eol}))
	if next == end { // the last line has no end
		r.line++
	}
	if r.eol == '\n' && end > 0 && window[end-1] == '\r' {
		end--
	}
	return end, next, nil
}

// measureQuoted walks field by field, because a quote opens a quoted field
// only as its first character: 6" is an ordinary text.
func (r *Reader) measureQuoted(window []byte) (length, next int, err error) {
	pos, column := 0, 1
	for {
		if pos < len(window) && window[pos] == '"' {
			after, err := r.closingQuote(window, pos, column)
			if err != nil || after == 0 {
				return 0, 0, err
			}
			pos = after
		}
		for pos < len(window) && window[pos] != r.delimiter && window[pos] != r.eol {
			pos++
		}
		switch {
		case pos == len(window) && !r.eof:
			return 0, 0, nil
		case pos == len(window):
			return pos, pos, nil
		case window[pos] == r.eol:
			return pos, pos + 1, nil
		}
		pos++
		column++
	}
}

// closingQuote returns the position behind the quote that closes the field
// opened at pos, or 0 where the window ends before it can be told.
func (r *Reader) closingQuote(window []byte, pos, column int) (int, error) {
	broken := ErrQuote.With("row", r.number+1, "line", r.line+1, "column", column)
	for i := pos + 1; ; i += 2 {
		n := bytes.IndexByte(window[i:], '"')
		if n < 0 && r.eof {
			return 0, broken
		}
		if n < 0 {
			return 0, nil
		}
		i += n
		if i+2 >= len(window) && !r.eof {
			return 0, nil // what follows the quote is not read yet
		}
		rest := window[i+1:]
		switch {
		case len(rest) == 0, rest[0] == r.delimiter, rest[0] == r.eol, rest[0] == '\r' && (len(rest) == 1 || rest[1] == '\n'):
			return i + 1, nil
		case rest[0] != '"':
			return 0, broken
		}
	}
}

// split cuts a record into fields; a quoted field is unquoted where it lies.
func (r *Reader) split(record []byte) error {
	for len(r.row.Fields) <= r.options.MaxColumns {
		var field []byte
		if len(record) > 0 && record[0] == '"' {
			field, record = unquote(record)
		} else if end := bytes.IndexByte(record, r.delimiter); end >= 0 {
			field, record = record[:end:end], record[end:]
		} else {
			field, record = record, nil
		}
		r.row.Fields = append(r.row.Fields, field)
		if len(record) == 0 {
			return nil
		}
		record = record[1:] // the delimiter
	}
	return ErrManyColumns.With("row", r.row.Number, "limit", r.options.MaxColumns)
}

// unquote returns the text of the quoted field at the front of record, and what
// follows it. measureQuoted has seen that the quotes are in order.
func unquote(record []byte) (field, rest []byte) {
	length, pos := 0, 1
	for {
		n := bytes.IndexByte(record[pos:], '"')
		length += copy(record[length:], record[pos:pos+n])
		pos += n + 1
		if pos == len(record) || record[pos] != '"' {
			return record[:length:length], record[pos:]
		}
		record[length] = '"'
		length++
		pos++
	}
}

// inspect finds the faults that spoil this row only.
func (r *Reader) inspect(record []byte) {
	if r.header != nil {
		r.fitColumns()
	}
	for i, f := range r.row.Fields {
		if len(f) > r.options.MaxField {
			r.row.Fault = FaultField.With("column", i+1, "limit", r.options.MaxField)
		}
	}
	if asciiPrefix(record) == len(record) {
		return
	}
	for i, f := range r.row.Fields {
		if !utf8.Valid(f) || r.text.encoding != UTF8 && bytes.ContainsRune(f, utf8.RuneError) {
			r.row.Fault = FaultText.With("column", i+1, "encoding", string(r.Encoding()))
			return
		}
	}
}

// fitColumns compares with the header. Empty columns too many are common at
// the end of lines and mean nothing.
func (r *Reader) fitColumns() {
	got, want := len(r.row.Fields), len(r.header)
	for n := got; n > want && len(r.row.Fields[n-1]) == 0; n-- {
		r.row.Fields = r.row.Fields[:n-1]
	}
	if len(r.row.Fields) != want {
		r.row.Fault = FaultColumns.With("want", want, "got", got)
	}
}
