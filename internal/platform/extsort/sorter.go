package extsort

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"slices"
)

// DefaultBudget is what a Sorter keeps in memory when nothing is said.
const DefaultBudget = 64 << 20

// MaxRecord bounds key and payload together.
const MaxRecord = 64 << 20

// fanIn is how many runs are merged at once; each needs an open file and a buffer.
const fanIn = 32

// Sorter collects records. It belongs to one goroutine.
type Sorter struct {
	dir    string
	budget int
	arena  arena
	index  []entry
	count  int64
	levels [][]run // levels[0] are the newest runs; every merge of fanIn runs lifts one level up
	sorted bool
	merged *merger
}

// entry finds one record in the arena. The first bytes of the key decide most
// comparisons without a visit to the record; the position keeps equals in order.
type entry struct {
	prefix uint64
	at     int64
	key    int32
	size   int32 // key and payload
}

// entrySize is what an entry costs in memory.
const entrySize = 24

// NewSorter returns an empty sorter that spills to dir beyond budget bytes; 0 is DefaultBudget.
func NewSorter(dir string, budget int) *Sorter {
	if budget <= 0 {
		budget = DefaultBudget
	}
	return &Sorter{dir: dir, budget: budget}
}

// Count returns how many records were added.
func (s *Sorter) Count() int64 { return s.count }

// Add takes a copy of one record.
func (s *Sorter) Add(key, payload []byte) error {
	size := len(key) + len(payload)
	if size > MaxRecord {
		return ErrTooLarge.With("bytes", size, "limit", MaxRecord)
	}
	if s.sorted {
		panic("extsort: a record was added after Sort")
	}
	if len(s.index) > 0 && s.arena.used+size+(len(s.index)+1)*entrySize > s.budget {
		if err := s.spill(); err != nil {
			return err
		}
	}
	s.index = append(s.index, entry{prefix: prefix(key), at: s.arena.add(key, payload), key: int32(len(key)), size: int32(size)})
	s.count++
	return nil
}

// prefix is the first eight bytes of a key as a number that orders alike.
func prefix(key []byte) uint64 {
	if len(key) >= 8 {
		return binary.BigEndian.Uint64(key)
	}
	var b [8]byte
	copy(b[:], key)
	return binary.BigEndian.Uint64(b[:])
}

func (s *Sorter) sortIndex() {
	slices.SortFunc(s.index, func(a, b entry) int {
		if a.prefix != b.prefix {
			if a.prefix < b.prefix {
				return -1
			}
			return 1
		}
		if c := bytes.Compare(s.arena.get(a)[:a.key], s.arena.get(b)[:b.key]); c != 0 {
			return c
		}
		return int(a.at - b.at)
	})
}

// spill writes what is in memory as one sorted run.
func (s *Sorter) spill() error {
	s.sortIndex()
	w, err := newRunWriter(s.dir)
	if err != nil {
		return err
	}
	for _, e := range s.index {
		record := s.arena.get(e)
		w.add(record[:e.key], record[e.key:])
	}
	r, err := w.finish()
	if err != nil {
		return err
	}
	s.index = s.index[:0]
	s.arena.reset()
	return s.lift(r, 0)
}

// lift files a run under its level and, when the level is full, merges it into
// one run of the level above. Runs of a level are neighbours in the order of
// arrival, which keeps the whole stable.
func (s *Sorter) lift(r run, level int) error {
	for len(s.levels) <= level {
		s.levels = append(s.levels, nil)
	}
	s.levels[level] = append(s.levels[level], r)
	if len(s.levels[level]) < fanIn {
		return nil
	}
	full := s.levels[level]
	s.levels[level] = nil
	merged, err := mergeRuns(s.dir, full)
	if err != nil {
		return err
	}
	return s.lift(merged, level+1)
}

// runs returns the runs in order of arrival.
func (s *Sorter) runs() []run {
	var all []run
	for _, level := range slices.Backward(s.levels) {
		all = append(all, level...)
	}
	return all
}

// Sort ends adding and makes the records ready to be read by Next.
func (s *Sorter) Sort() error {
	s.sorted = true
	s.sortIndex()
	sources := make([]source, 0, fanIn)
	for _, r := range s.runs() {
		sources = append(sources, r.reader())
	}
	sources = append(sources, &memory{sorter: s}) // the newest records come last
	m, err := newMerger(sources)
	if err != nil {
		return fmt.Errorf("merge %d runs: %w", len(sources), err)
	}
	s.merged = m
	return nil
}

// Next returns the next record in order, valid until the following call, and
// whether there was one.
func (s *Sorter) Next() (key, payload []byte, ok bool, err error) {
	return s.merged.next()
}

// Close frees memory and files.
func (s *Sorter) Close() error {
	var first error
	for _, r := range s.runs() {
		if err := r.file.Close(); err != nil && first == nil {
			first = err
		}
	}
	*s = Sorter{dir: s.dir, budget: s.budget}
	return first
}

// memory reads the records that were never spilled.
type memory struct {
	sorter *Sorter
	pos    int
}

func (m *memory) next() (key, payload []byte, ok bool, err error) {
	if m.pos == len(m.sorter.index) {
		return nil, nil, false, nil
	}
	e := m.sorter.index[m.pos]
	m.pos++
	record := m.sorter.arena.get(e)
	return record[:e.key], record[e.key:], true, nil
}

// nameless makes a file without a name: the system removes it with its last user.
func nameless(dir string) (*os.File, error) {
	f, err := os.CreateTemp(dir, "sort-*.run")
	if err != nil {
		return nil, fmt.Errorf("make a run: %w", err)
	}
	if err := os.Remove(f.Name()); err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("unlink a run: %w", err)
	}
	return f, nil
}
