package table

import "bytes"

// prime reads the first chunk and tells from it how rows and columns are separated.
func (r *Reader) prime() error {
	for r.end < chunk && !r.eof && r.failed == nil {
		if err := r.fill(); err != nil {
			return err
		}
	}
	sample := r.buf[r.start:r.end]
	if bytes.IndexByte(sample, '\n') < 0 && bytes.IndexByte(sample, '\r') >= 0 {
		r.eol = '\r' // a Macintosh of the last century, or a till
	}
	if r.delimiter == 0 {
		r.delimiter = sniffDelimiter(sample, r.eol)
	}
	return nil
}

// sniffRows is how many rows are looked at to find the delimiter.
const sniffRows = 10

// sniffDelimiter chooses the separator that the header has most often among
// those which every one of the first rows has as often; without such a one,
// the most frequent in the header. A decimal comma in the rows of a file
// separated by ; thus does not mislead.
func sniffDelimiter(sample []byte, eol byte) byte {
	best, bestCount, bestSteady := byte(','), 0, false
	for _, candidate := range []byte{',', ';', '\t', '|'} {
		count, steady := columnsBy(sample, eol, candidate)
		if count == 0 {
			continue
		}
		if steady && !bestSteady || steady == bestSteady && count > bestCount {
			best, bestCount, bestSteady = candidate, count, steady
		}
	}
	return best
}

// columnsBy counts a delimiter outside quotes in the header, and says whether
// the rows after it have it as often.
func columnsBy(sample []byte, eol, delimiter byte) (inHeader int, steady bool) {
	count, rows, quoted, empty := 0, 0, false, true
	steady = true
	for _, c := range sample {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == delimiter:
			count++
		case c == eol && empty: // a blank line says nothing
		case c == eol:
			if rows == 0 {
				inHeader = count
			}
			steady = steady && count == inHeader
			if rows++; rows == sniffRows {
				return inHeader, steady
			}
			count, empty = 0, true
			continue
		}
		empty = empty && (c == eol || c == '\r')
	}
	if rows == 0 {
		inHeader = count
	}
	return inHeader, steady
}
