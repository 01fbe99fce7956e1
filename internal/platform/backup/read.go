package backup

import (
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Limits of what a line or a block of a backup can be, so that a damaged
// length asks for no absurd memory.
const (
	maxLine  = 16 << 20
	maxBlock = 1 << 20
)

// Verify reads a whole backup and returns what it holds.
//
// Errors: ErrForeign, ErrFormat, ErrDamaged.
func Verify(r io.ReadSeeker) (Summary, error) {
	h, m, size, err := verify(r)
	if err != nil {
		return Summary{}, err
	}
	return summarize(h, m, size), nil
}

func verify(r io.ReadSeeker) (head, manifest, int64, error) {
	size, err := r.Seek(0, io.SeekEnd)
	if err != nil {
		return head{}, manifest{}, 0, fmt.Errorf("read backup: %w", err)
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return head{}, manifest{}, 0, fmt.Errorf("read backup: %w", err)
	}
	if err := checkMagic(r); err != nil {
		return head{}, manifest{}, 0, err
	}
	length := size - int64(len(magic)) - sha256.Size
	if length < 0 {
		return head{}, manifest{}, 0, damaged("it ends after %d bytes", size)
	}
	sum := sha256.New()
	io.WriteString(sum, magic)
	body := io.TeeReader(io.LimitReader(r, length), sum)
	h, m, err := digestBody(body)
	if err != nil {
		return head{}, manifest{}, 0, err
	}
	if _, err := io.Copy(io.Discard, body); err != nil {
		return head{}, manifest{}, 0, fmt.Errorf("read backup: %w", err)
	}
	want := make([]byte, sha256.Size)
	if _, err := io.ReadFull(r, want); err != nil {
		return head{}, manifest{}, 0, damaged("its check sum cannot be read: %w", err)
	}
	if !slices.Equal(want, sum.Sum(nil)) {
		return head{}, manifest{}, 0, damaged("its check sum is another")
	}
	return h, m, size, nil
}

func damaged(format string, args ...any) error {
	return ErrDamaged.Because(fmt.Errorf("the backup is cut off or was changed: "+format+"; nothing was restored", args...))
}

func checkMagic(r io.Reader) error {
	got := make([]byte, len(magic))
	n, err := io.ReadFull(r, got)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("read backup: %w", err)
	}
	text := string(got[:n])
	switch family := magic[:strings.IndexByte(magic, ' ')+1]; {
	case text == magic:
		return nil
	case n > 0 && strings.HasPrefix(magic, text):
		return damaged("it ends after %d bytes", n)
	case strings.HasPrefix(text, family):
		return ErrFormat.Because(errors.New("the backup is of another format than this program's; use the program that wrote it, or a newer one"))
	}
	return ErrForeign.Because(errors.New("the file is not a backup made by habitue backup"))
}

// digestBody reads through the compressed part and compares each table with
// the manifest.
func digestBody(body io.Reader) (head, manifest, error) {
	in, err := newReader(body)
	if err != nil {
		return head{}, manifest{}, err
	}
	var found []counted
	for in.next() {
		var d digest
		if _, err := io.Copy(&d, in); err != nil {
			return head{}, manifest{}, damaged("%s: %w", in.current.ident(), err)
		}
		found = append(found, d.count(in.current))
	}
	if in.err != nil {
		return head{}, manifest{}, in.err
	}
	if !slices.Equal(found, in.manifest.Tables) {
		return head{}, manifest{}, damaged("its tables are not those of its list")
	}
	return in.head, in.manifest, nil
}

// reader reads the compressed part of a backup: the head, then table by table
// with next, and its rows with Read.
type reader struct {
	in       *bufio.Reader
	head     head
	current  table
	manifest manifest // after the last table
	err      error
	block    int  // bytes left of the block
	ended    bool // the current table's rows were read
}

func newReader(body io.Reader) (*reader, error) {
	gz, err := gzip.NewReader(body)
	if err != nil {
		return nil, damaged("%w", err)
	}
	gz.Multistream(false)
	r := &reader{in: bufio.NewReaderSize(gz, blockSize), ended: true}
	if err := r.line(&r.head); err != nil {
		return nil, err
	}
	return r, nil
}

// line reads one line of JSON.
func (r *reader) line(into any) error {
	var text []byte
	for {
		part, err := r.in.ReadSlice('\n')
		text = append(text, part...)
		if err == nil {
			break
		}
		if !errors.Is(err, bufio.ErrBufferFull) || len(text) > maxLine {
			return damaged("%w", err)
		}
	}
	if err := json.Unmarshal(text, into); err != nil {
		return damaged("%w", err)
	}
	return nil
}

// next goes to the next table; at the end it reads the manifest.
func (r *reader) next() bool {
	if r.err != nil {
		return false
	}
	var l struct {
		table
		manifest
	}
	if r.err = r.line(&l); r.err != nil {
		return false
	}
	if l.Name != "" {
		r.current, r.ended = l.table, false
		return true
	}
	r.manifest = l.manifest
	if _, err := r.in.ReadByte(); !errors.Is(err, io.EOF) {
		r.err = damaged("there is more after its end")
	}
	return false
}

// Read implements io.Reader on the current table's rows.
func (r *reader) Read(p []byte) (int, error) {
	if r.block == 0 && !r.ended {
		var length [4]byte
		if _, err := io.ReadFull(r.in, length[:]); err != nil {
			return 0, noEOF(err)
		}
		n := binary.BigEndian.Uint32(length[:])
		if n > maxBlock {
			return 0, fmt.Errorf("a block of %d bytes", n)
		}
		r.block, r.ended = int(n), n == 0
	}
	if r.ended {
		return 0, io.EOF
	}
	n, err := r.in.Read(p[:min(len(p), r.block)])
	r.block -= n
	return n, noEOF(err)
}

// noEOF keeps an early end of the file from looking like the end of a table.
func noEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
