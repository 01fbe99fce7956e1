package extsort

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
)

// A spool is a body of records, each length, checksum and bytes, then a trailer:
//
//	offset of every stride-th record, 8 bytes each
//	meta, as the writer gave it
//	sha256 of the body, body length, record count, meta length, magic
const (
	spoolMagic  = "HABSPL01"
	stride      = 1024
	footerSize  = sha256.Size + 3*8 + len(spoolMagic)
	headSize    = 8 // length and CRC-32C of one record
	spoolBuffer = 256 << 10
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Spool is a complete file of records. Several readers may read at a time.
type Spool struct {
	file    *os.File
	path    string
	count   int64
	size    int64
	offsets []byte
	meta    []byte
	sum     [sha256.Size]byte
}

// OpenSpool opens a finished spool. Errors: ErrUnfinished, also where there is none.
func OpenSpool(path string) (*Spool, error) {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, ErrUnfinished.With("path", path)
	}
	if err != nil {
		return nil, fmt.Errorf("open a spool: %w", err)
	}
	s := &Spool{file: f, path: path}
	if err := s.readTrailer(); err != nil {
		_ = f.Close()
		return nil, err
	}
	return s, nil
}

func (s *Spool) readTrailer() error {
	unfinished := ErrUnfinished.With("path", s.path)
	info, err := s.file.Stat()
	if err != nil {
		return fmt.Errorf("open a spool: %w", err)
	}
	if info.Size() < int64(footerSize) {
		return unfinished
	}
	footer := make([]byte, footerSize)
	if _, err := s.file.ReadAt(footer, info.Size()-int64(footerSize)); err != nil {
		return unfinished.Because(err)
	}
	numbers := footer[sha256.Size:]
	if string(numbers[24:]) != spoolMagic {
		return unfinished
	}
	copy(s.sum[:], footer)
	s.size = int64(binary.LittleEndian.Uint64(numbers))
	s.count = int64(binary.LittleEndian.Uint64(numbers[8:]))
	metaSize := int64(binary.LittleEndian.Uint64(numbers[16:]))
	indexSize := (s.count + stride - 1) / stride * 8
	if s.size < 0 || s.count < 0 || metaSize < 0 || indexSize < 0 || s.size+indexSize+metaSize+int64(footerSize) != info.Size() {
		return unfinished
	}
	rest := make([]byte, indexSize+metaSize)
	if _, err := s.file.ReadAt(rest, s.size); err != nil {
		return unfinished.Because(err)
	}
	s.offsets, s.meta = rest[:indexSize], rest[indexSize:]
	return nil
}

// Count returns the number of records.
func (s *Spool) Count() int64 { return s.count }

// Meta returns what the writer gave to Finish.
func (s *Spool) Meta() []byte { return s.meta }

// Hash returns the SHA-256 of the records: two spools with the same records in
// the same order have the same.
func (s *Spool) Hash() [sha256.Size]byte { return s.sum }

// Close closes the file; readers of it end.
func (s *Spool) Close() error { return s.file.Close() }

// Verify reads everything and compares with the hash.
func (s *Spool) Verify() error {
	sum := sha256.New()
	if _, err := io.Copy(sum, io.NewSectionReader(s.file, 0, s.size)); err != nil {
		return fmt.Errorf("verify a spool: %w", err)
	}
	if !bytes.Equal(sum.Sum(nil), s.sum[:]) {
		return ErrCorrupt.With("path", s.path)
	}
	return nil
}

// From returns a reader that begins with record n, counted from 0.
func (s *Spool) From(n int64) (*SpoolReader, error) {
	r := &SpoolReader{spool: s}
	if n >= s.count {
		r.pos = s.count
		return r, nil
	}
	r.pos = n - n%stride
	offset := int64(binary.LittleEndian.Uint64(s.offsets[n/stride*8:]))
	r.in = bufio.NewReaderSize(io.NewSectionReader(s.file, offset, s.size-offset), spoolBuffer)
	for r.pos < n {
		if _, _, err := r.Next(); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// SpoolReader reads records in order.
type SpoolReader struct {
	spool  *Spool
	in     *bufio.Reader
	pos    int64
	record []byte
}

// Pos returns the number of the record that Next will return.
func (r *SpoolReader) Pos() int64 { return r.pos }

// Next returns the next record, valid until the following call, and whether
// there was one. Errors: ErrCorrupt.
func (r *SpoolReader) Next() (record []byte, ok bool, err error) {
	if r.pos == r.spool.count {
		return nil, false, nil
	}
	corrupt := func(cause error) error {
		return ErrCorrupt.With("path", r.spool.path, "record", r.pos).Because(cause)
	}
	var head [headSize]byte
	if _, err := io.ReadFull(r.in, head[:]); err != nil {
		return nil, false, corrupt(err)
	}
	size := int(binary.LittleEndian.Uint32(head[:]))
	if size > MaxRecord {
		return nil, false, corrupt(nil)
	}
	if cap(r.record) < size {
		r.record = make([]byte, size, size+size/2)
	}
	r.record = r.record[:size]
	if _, err := io.ReadFull(r.in, r.record); err != nil {
		return nil, false, corrupt(err)
	}
	if crc32.Checksum(r.record, castagnoli) != binary.LittleEndian.Uint32(head[4:]) {
		return nil, false, corrupt(errors.New("checksum differs"))
	}
	r.pos++
	return r.record, true, nil
}
