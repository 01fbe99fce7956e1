package extsort_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"habitue/internal/platform/extsort"
)

type record struct{ key, payload []byte }

func TestSorterIsAStableSortWhateverTheBudget(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		budget := rapid.SampledFrom([]int{1, 100, 1000, 1 << 20}).Draw(t, "budget")
		keys := rapid.SliceOfN(rapid.SliceOfN(rapid.ByteRange('a', 'c'), 0, 10), 0, 200).Draw(t, "keys")
		s := extsort.NewSorter(dir, budget)
		var want []record
		for i, k := range keys {
			r := record{k, fmt.Appendf(nil, "%d", i)}
			want = append(want, r)
			if err := s.Add(r.key, r.payload); err != nil {
				t.Fatal(err)
			}
		}
		slices.SortStableFunc(want, func(a, b record) int { return bytes.Compare(a.key, b.key) })
		if err := s.Sort(); err != nil {
			t.Fatal(err)
		}
		for i, w := range want {
			key, payload, ok, err := s.Next()
			if err != nil || !ok || !bytes.Equal(key, w.key) || !bytes.Equal(payload, w.payload) {
				t.Fatalf("record %d is %q %q (%v %v), want %q %q", i, key, payload, ok, err, w.key, w.payload)
			}
		}
		if _, _, ok, err := s.Next(); ok || err != nil {
			t.Fatalf("a record too many (%v)", err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	})
}

// So many runs that runs of runs are merged: three levels.
func TestSorterMergesManyRunsAndLeavesNoFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := extsort.NewSorter(dir, 256)
	rnd := rand.New(rand.NewPCG(7, 7))
	const n = 20_000
	for i := range n {
		var key [8]byte
		binary.BigEndian.PutUint64(key[:], rnd.Uint64N(n/4))
		if err := s.Add(key[:], binary.BigEndian.AppendUint64(nil, uint64(i))); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Sort(); err != nil {
		t.Fatal(err)
	}
	var lastKey, lastValue uint64
	for i := range n {
		key, payload, ok, err := s.Next()
		if err != nil || !ok {
			t.Fatal(i, ok, err)
		}
		k, v := binary.BigEndian.Uint64(key), binary.BigEndian.Uint64(payload)
		if k < lastKey || i > 0 && k == lastKey && v < lastValue {
			t.Fatalf("record %d: key %d value %d after key %d value %d", i, k, v, lastKey, lastValue)
		}
		lastKey, lastValue = k, v
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Fatalf("files left: %v (%v)", left, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestSorterRefusesARecordThatIsTooLarge(t *testing.T) {
	t.Parallel()
	s := extsort.NewSorter(t.TempDir(), 0)
	if err := s.Add(nil, make([]byte, extsort.MaxRecord+1)); err == nil {
		t.Fatal("taken")
	}
	if err := s.Add(nil, make([]byte, 3<<20)); err != nil {
		t.Fatalf("a record larger than a block: %v", err)
	}
}

func TestSorterTellsAFolderItCannotWrite(t *testing.T) {
	t.Parallel()
	s := extsort.NewSorter(t.TempDir()+"/none", 1)
	err := s.Add([]byte("a"), nil)
	if err == nil {
		err = s.Add([]byte("b"), nil)
	}
	if err == nil {
		t.Fatal("spilled into a folder that does not exist")
	}
}

func BenchmarkSorterInMemory(b *testing.B) { benchmarkSorter(b, 256<<20) }
func BenchmarkSorterSpilling(b *testing.B) { benchmarkSorter(b, 4<<20) }

func benchmarkSorter(b *testing.B, budget int) {
	const n = 300_000
	payload := make([]byte, 100)
	for b.Loop() {
		s := extsort.NewSorter(b.TempDir(), budget)
		rnd := rand.New(rand.NewPCG(1, 1))
		for range n {
			var key [16]byte
			binary.BigEndian.PutUint64(key[8:], rnd.Uint64())
			key[0] = byte(rnd.Uint32())
			if err := s.Add(key[:], payload); err != nil {
				b.Fatal(err)
			}
		}
		if err := s.Sort(); err != nil {
			b.Fatal(err)
		}
		for ok := true; ok; {
			_, _, ok, _ = s.Next()
		}
		_ = s.Close()
	}
	b.ReportMetric(float64(b.N)*n/b.Elapsed().Seconds(), "records/s")
}
