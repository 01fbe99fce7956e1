package extsort

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
)

// run is a file of records in order.
type run struct {
	file *os.File
	size int64
}

const runBuffer = 128 << 10

type runWriter struct {
	file *os.File
	out  *bufio.Writer
	size int64
	head [2 * binary.MaxVarintLen32]byte
}

func newRunWriter(dir string) (*runWriter, error) {
	f, err := nameless(dir)
	if err != nil {
		return nil, err
	}
	return &runWriter{file: f, out: bufio.NewWriterSize(f, runBuffer)}, nil
}

// add writes a record. The writer keeps its first error, finish tells it.
func (w *runWriter) add(key, payload []byte) {
	n := binary.PutUvarint(w.head[:], uint64(len(key)))
	n += binary.PutUvarint(w.head[n:], uint64(len(payload)))
	_, _ = w.out.Write(w.head[:n])
	_, _ = w.out.Write(key)
	_, _ = w.out.Write(payload)
	w.size += int64(n + len(key) + len(payload))
}

func (w *runWriter) finish() (run, error) {
	if err := w.out.Flush(); err != nil {
		_ = w.file.Close()
		return run{}, fmt.Errorf("write a run of %d bytes: %w", w.size, err)
	}
	return run{file: w.file, size: w.size}, nil
}

func (r run) reader() *runReader {
	return &runReader{in: bufio.NewReaderSize(io.NewSectionReader(r.file, 0, r.size), runBuffer)}
}

// runReader reads a run from its beginning.
type runReader struct {
	in     *bufio.Reader
	record []byte
}

func (r *runReader) next() (key, payload []byte, ok bool, err error) {
	keySize, err := binary.ReadUvarint(r.in)
	if errors.Is(err, io.EOF) {
		return nil, nil, false, nil
	}
	if err != nil {
		return nil, nil, false, fmt.Errorf("read a run: %w", err)
	}
	size, err := binary.ReadUvarint(r.in)
	if err != nil {
		return nil, nil, false, fmt.Errorf("read a run: %w", err)
	}
	total := int(keySize + size)
	if cap(r.record) < total {
		r.record = make([]byte, total, total+total/2)
	}
	r.record = r.record[:total]
	if _, err := io.ReadFull(r.in, r.record); err != nil {
		return nil, nil, false, fmt.Errorf("read a run: %w", err)
	}
	return r.record[:keySize], r.record[keySize:], true, nil
}

// mergeRuns makes one run of several and closes them.
func mergeRuns(dir string, runs []run) (run, error) {
	w, err := newRunWriter(dir)
	if err != nil {
		return run{}, err
	}
	sources := make([]source, len(runs))
	for i, r := range runs {
		sources[i] = r.reader()
	}
	m, err := newMerger(sources)
	for err == nil {
		var key, payload []byte
		var ok bool
		if key, payload, ok, err = m.next(); !ok {
			break
		}
		w.add(key, payload)
	}
	merged, finishErr := w.finish()
	for _, r := range runs {
		_ = r.file.Close()
	}
	return merged, errors.Join(err, finishErr)
}
