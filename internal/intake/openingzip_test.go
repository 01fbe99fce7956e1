package intake_test

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"
)

// zipped writes archives of blanks.
type zipped struct{ w *zip.Writer }

func newZip(to io.Writer) zipped { return zipped{zip.NewWriter(to)} }

func (z zipped) add(t *testing.T, name string, size int) {
	t.Helper()
	part, err := z.w.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	blank := bytes.Repeat([]byte{' '}, 1<<20)
	for size > 0 {
		n, err := part.Write(blank[:min(size, len(blank))])
		if err != nil {
			t.Fatal(err)
		}
		size -= n
	}
}

func (z zipped) close(t *testing.T) {
	t.Helper()
	if err := z.w.Close(); err != nil {
		t.Fatal(err)
	}
}
