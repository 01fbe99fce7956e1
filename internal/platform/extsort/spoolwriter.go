package extsort

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
)

// SpoolWriter writes a spool under a passing name, and gives it its own when it is whole.
type SpoolWriter struct {
	path    string
	file    *os.File
	out     *bufio.Writer
	sum     hash.Hash
	size    int64
	count   int64
	offsets []byte
	err     error
}

// CreateSpool begins a spool at path, in place of an unfinished one.
func CreateSpool(path string) (*SpoolWriter, error) {
	f, err := os.OpenFile(path+".part", os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("begin a spool: %w", err)
	}
	sum := sha256.New()
	return &SpoolWriter{path: path, file: f, sum: sum, out: bufio.NewWriterSize(io.MultiWriter(f, sum), spoolBuffer)}, nil
}

// Add appends a record. The first error stays and is told by Finish too.
func (w *SpoolWriter) Add(record []byte) error {
	if len(record) > MaxRecord {
		return ErrTooLarge.With("bytes", len(record), "limit", MaxRecord)
	}
	if w.count%stride == 0 {
		w.offsets = binary.LittleEndian.AppendUint64(w.offsets, uint64(w.size))
	}
	var head [headSize]byte
	binary.LittleEndian.PutUint32(head[:], uint32(len(record)))
	binary.LittleEndian.PutUint32(head[4:], crc32.Checksum(record, castagnoli))
	w.write(head[:])
	w.write(record)
	w.size += int64(headSize + len(record))
	w.count++
	return w.err
}

func (w *SpoolWriter) write(b []byte) {
	if w.err == nil {
		_, w.err = w.out.Write(b)
	}
}

// Count returns how many records were added.
func (w *SpoolWriter) Count() int64 { return w.count }

// Finish writes meta and the final marker, brings everything to disk and gives
// the spool its name. After an error nothing is left.
func (w *SpoolWriter) Finish(meta []byte) error {
	if w.err == nil {
		w.err = w.out.Flush() // the hash now covers the whole body
	}
	w.out = bufio.NewWriter(w.file)
	w.write(w.offsets)
	w.write(meta)
	w.write(w.sum.Sum(nil))
	w.write(binary.LittleEndian.AppendUint64(nil, uint64(w.size)))
	w.write(binary.LittleEndian.AppendUint64(nil, uint64(w.count)))
	w.write(binary.LittleEndian.AppendUint64(nil, uint64(len(meta))))
	w.write([]byte(spoolMagic))
	if w.err == nil {
		w.err = w.out.Flush()
	}
	if w.err == nil {
		w.err = w.file.Sync()
	}
	if w.err != nil {
		w.Discard()
		return fmt.Errorf("finish a spool: %w", w.err)
	}
	if err := errors.Join(w.file.Close(), os.Rename(w.path+".part", w.path)); err != nil {
		return fmt.Errorf("finish a spool: %w", err)
	}
	return syncFolder(filepath.Dir(w.path))
}

// Discard gives the spool up.
func (w *SpoolWriter) Discard() {
	_ = w.file.Close()
	_ = os.Remove(w.path + ".part")
}

// syncFolder makes a rename survive a loss of power.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("finish a spool: %w", err)
	}
	if err := errors.Join(d.Sync(), d.Close()); err != nil {
		return fmt.Errorf("finish a spool: %w", err)
	}
	return nil
}
