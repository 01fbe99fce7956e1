package intake

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/sheet"
	"habitue/internal/platform/table"
)

// openingSource reads the rows of a file one by one, whatever its format.
type openingSource interface {
	Header() []string
	// Next returns a row, valid until the following call, or io.EOF.
	Next() (number int64, cells []string, fault *errs.Error, err error)
	Read() (done, size int64)
	Close() error
}

// maxOpeningRows bounds a file: what tells duplicates apart is kept in memory.
const maxOpeningRows = 5_000_000

// MaxWorkbook bounds a workbook in bytes: unlike a text it is opened as a whole.
const MaxWorkbook = 64 << 20

// openSource opens a workbook, or a text of any encoding and delimiter.
// Errors: those of table.Open, sheet.ErrUnreadable, ErrNoRows.
func openSource(path string, o table.Options) (openingSource, error) {
	file, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, table.ErrNoSuchFile.With("path", path)
	}
	if err != nil {
		return nil, table.ErrUnreadable.With("path", path).Because(err)
	}
	var magic [4]byte
	n, _ := io.ReadFull(file, magic[:])
	info, err := file.Stat()
	if err != nil || n < len(magic) || !bytes.Equal(magic[:], []byte("PK\x03\x04")) {
		_ = file.Close()
		r, err := table.Open(path, o)
		if err != nil {
			return nil, err
		}
		return &textSource{Reader: r}, nil
	}
	defer file.Close()
	if info.Size() > MaxWorkbook {
		return nil, sheet.ErrUnreadable.With("bytes", info.Size(), "max_bytes", MaxWorkbook)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, table.ErrUnreadable.With("path", path).Because(err)
	}
	r, err := sheet.Read(file)
	if err != nil {
		return nil, err
	}
	s := &sheetSource{in: r, size: info.Size()}
	_, header, err := r.Next()
	if err != nil {
		if errors.Is(err, io.EOF) {
			err = ErrNoRows
		}
		return nil, errors.Join(err, r.Close())
	}
	for _, h := range header {
		s.header = append(s.header, strings.TrimSpace(h))
	}
	return s, nil
}

// textSource is a delimited text.
type textSource struct {
	*table.Reader
	cells []string
}

func (s *textSource) Next() (int64, []string, *errs.Error, error) {
	row, err := s.Reader.Next()
	if err != nil {
		return 0, nil, nil, err
	}
	s.cells = s.cells[:0]
	for _, f := range row.Fields {
		s.cells = append(s.cells, string(f))
	}
	if row.Fault != nil {
		for i, c := range s.cells {
			s.cells[i] = strings.ToValidUTF8(c, "�")
		}
		return row.Number, s.cells, errs.Of(row.Fault), nil
	}
	return row.Number, s.cells, nil, nil
}

func (s *textSource) Read() (int64, int64) { return s.BytesRead(), s.Size() }

// sheetSource is the first sheet of a workbook.
type sheetSource struct {
	in     *sheet.Reader
	header []string
	size   int64
	read   int64
}

func (s *sheetSource) Header() []string { return s.header }

func (s *sheetSource) Next() (int64, []string, *errs.Error, error) {
	number, cells, err := s.in.Next()
	s.read = number
	return number, cells, nil, err
}

// Read has no better idea of how much is left than that a row has some bytes.
func (s *sheetSource) Read() (int64, int64) { return min(s.read*40, s.size), s.size }

func (s *sheetSource) Close() error { return s.in.Close() }
