package table

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"sync/atomic"
)

// Options state what should not be guessed, and the bounds. The zero value
// guesses everything and has generous bounds.
type Options struct {
	Encoding   Encoding
	Delimiter  byte // 0: one of , ; tab | by what the first rows show
	MaxRow     int  // bytes of one row; default 1 MiB
	MaxField   int  // bytes of one field; default 64 KiB
	MaxColumns int  // default 1,000
}

func (o Options) withDefaults() Options {
	if o.MaxRow == 0 {
		o.MaxRow = 1 << 20
	}
	if o.MaxField == 0 {
		o.MaxField = 64 << 10
	}
	if o.MaxColumns == 0 {
		o.MaxColumns = 1000
	}
	return o
}

// Open reads the header of a file, compressed by gzip or not, and returns a
// reader of its rows. Errors: ErrNoSuchFile, ErrUnreadable and those of New.
func Open(path string, o Options) (*Reader, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNoSuchFile.With("path", path)
	}
	if err != nil {
		return nil, ErrUnreadable.With("path", path).Because(err)
	}
	info, err := f.Stat()
	if err == nil && info.IsDir() {
		err = errors.New("is a folder")
	}
	if err != nil {
		_ = f.Close()
		return nil, ErrUnreadable.With("path", path).Because(err)
	}
	r, err := New(f, o)
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	r.file, r.size = f, info.Size()
	return r, nil
}

// New reads the header from src and returns a reader of the rows.
// Errors: ErrEmpty, ErrNotText, ErrBadOption and what Next may return.
func New(src io.Reader, o Options) (*Reader, error) {
	r := &Reader{options: o.withDefaults(), eol: '\n', delimiter: o.Delimiter}
	if o.Delimiter == '"' || o.Delimiter == '\n' || o.Delimiter == '\r' || o.Delimiter >= 0x80 {
		return nil, ErrBadOption.With("option", "delimiter", "value", string(rune(o.Delimiter)))
	}
	counted := &counter{src: src, n: &r.bytes}
	plain, err := r.unpack(bufio.NewReaderSize(counted, chunk))
	if err != nil {
		return nil, err
	}
	if r.text, err = newDecoder(plain, o.Encoding); err != nil {
		return nil, err
	}
	return r, r.readHeader()
}

// unpack looks at the first bytes: gzip is opened, and the formats that people
// take for CSV are refused by their name.
func (r *Reader) unpack(raw *bufio.Reader) (io.Reader, error) {
	magic, err := raw.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, ErrUnreadable.Because(err)
	}
	if what := foreign(magic); what != "" {
		return nil, ErrNotText.With("what", what, "row", 1)
	}
	if !bytes.HasPrefix(magic, []byte{0x1f, 0x8b}) {
		return raw, nil
	}
	r.compressed = true
	z, err := gzip.NewReader(raw)
	if err != nil {
		return nil, r.readError(err)
	}
	return z, nil
}

// foreign names a file format by its first bytes.
func foreign(magic []byte) string {
	for _, f := range []struct{ magic, what string }{
		{"PK\x03\x04", "xlsx"},
		{"\xd0\xcf\x11\xe0", "xls"},
		{"%PDF", "pdf"},
		{"SQLi", "sqlite"},
		{"PAR1", "parquet"},
	} {
		if bytes.HasPrefix(magic, []byte(f.magic)) {
			return f.what
		}
	}
	return ""
}

// counter counts the bytes that passed, for progress shown by another goroutine.
type counter struct {
	src io.Reader
	n   *atomic.Int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.src.Read(p)
	c.n.Add(int64(n))
	return n, err
}
