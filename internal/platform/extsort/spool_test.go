package extsort_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"habitue/internal/platform/extsort"
)

func writeSpool(t *testing.T, path string, n int) {
	t.Helper()
	w, err := extsort.CreateSpool(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		if err := w.Add(fmt.Appendf(nil, "record %d", i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Finish([]byte("meta")); err != nil {
		t.Fatal(err)
	}
}

func TestSpoolIsReadFromAnyRecord(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 1023, 1024, 1025, 5000} {
		t.Run(fmt.Sprint(n, "_records"), func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "spool")
			writeSpool(t, path, n)
			s, err := extsort.OpenSpool(path)
			if err != nil {
				t.Fatal(err)
			}
			if s.Count() != int64(n) || string(s.Meta()) != "meta" || s.Verify() != nil {
				t.Fatalf("count %d, meta %q, verify %v", s.Count(), s.Meta(), s.Verify())
			}
			for _, from := range []int{0, 1, n / 2, n - 1, n, n + 1} {
				readFrom(t, s, max(from, 0), n)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func readFrom(t *testing.T, s *extsort.Spool, from, n int) {
	t.Helper()
	r, err := s.From(int64(from))
	if err != nil {
		t.Fatal(err)
	}
	for i := from; i < n; i++ {
		record, ok, err := r.Next()
		if err != nil || !ok || string(record) != fmt.Sprintf("record %d", i) {
			t.Fatalf("from %d: record %d is %q (%v %v)", from, i, record, ok, err)
		}
	}
	if _, ok, err := r.Next(); ok || err != nil {
		t.Fatalf("from %d: a record after the last (%v)", from, err)
	}
}

func TestSpoolWithoutItsMarkerIsNone(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "spool")
	if _, err := extsort.OpenSpool(path); !errors.Is(err, extsort.ErrUnfinished) {
		t.Fatalf("no file: %v", err)
	}
	w, err := extsort.CreateSpool(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Add([]byte("lost in a crash")); err != nil {
		t.Fatal(err)
	}
	if _, err := extsort.OpenSpool(path); !errors.Is(err, extsort.ErrUnfinished) {
		t.Fatalf("an unfinished file: %v", err)
	}
	writeSpool(t, path, 3000) // begun again
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []int{0, 10, len(whole) / 2, len(whole) - 1} {
		if err := os.WriteFile(path, whole[:size], 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := extsort.OpenSpool(path); !errors.Is(err, extsort.ErrUnfinished) {
			t.Fatalf("cut to %d bytes: %v", size, err)
		}
	}
}

func TestSpoolNoticesAChangedByte(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "spool")
	writeSpool(t, path, 100)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	whole[50]++
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := extsort.OpenSpool(path)
	if err != nil {
		t.Fatal(err)
	}
	if !errors.Is(s.Verify(), extsort.ErrCorrupt) {
		t.Fatal("verified")
	}
	r, err := s.From(0)
	for ok := true; err == nil && ok; {
		_, ok, err = r.Next()
	}
	if !errors.Is(err, extsort.ErrCorrupt) {
		t.Fatalf("read to the end: %v", err)
	}
}

func TestSpoolsOfTheSameRecordsHaveTheSameHash(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var hashes [2][32]byte
	for i := range hashes {
		path := filepath.Join(dir, fmt.Sprint(i))
		writeSpool(t, path, 2000)
		s, err := extsort.OpenSpool(path)
		if err != nil {
			t.Fatal(err)
		}
		hashes[i] = s.Hash()
	}
	if hashes[0] != hashes[1] {
		t.Fatal("hashes differ")
	}
}

// A spool may be handed in by a crash or by mischief: opening never panics.
func FuzzOpenSpool(f *testing.F) {
	path := filepath.Join(f.TempDir(), "seed")
	w, err := extsort.CreateSpool(path)
	if err != nil {
		f.Fatal(err)
	}
	if err := errors.Join(w.Add([]byte("one")), w.Add(nil), w.Finish([]byte("m"))); err != nil {
		f.Fatal(err)
	}
	seed, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(seed)
	f.Fuzz(func(t *testing.T, content []byte) {
		path := filepath.Join(t.TempDir(), "spool")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := extsort.OpenSpool(path)
		if err != nil {
			return
		}
		defer s.Close()
		r, err := s.From(1)
		for ok := true; err == nil && ok; {
			_, ok, err = r.Next()
		}
	})
}
