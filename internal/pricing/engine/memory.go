package engine

import "sync"

// memory is what pricing one basket needs of memory. It is kept for the next basket:
// of what a quote costs, asking for it and giving it back was the larger part. What
// a Quote holds is never of it.
type memory struct {
	ints    shelf[int]
	amounts shelf[int64]
	flags   shelf[bool]
	words   shelf[uint64]
	lists   shelf[[]int]
	sorts   shelf[ordered]
	seqs    shelf[*candidate]
	prices  shelf[[]int64]

	candidates []candidate
	searches   []search
	byCode     [3]map[string]set // lines by what names them
	groups     map[string]int    // exclusion groups by name
	ofGroup    [][]int           // candidates of each
	taken      []takenOff
	relaxed    relaxed

	keptLines   [2][]line
	keptCands   []*candidate
	keptRefused []Refusal
}

var memories = sync.Pool{New: func() any {
	return &memory{byCode: [3]map[string]set{{}, {}, {}}, groups: map[string]int{}}
}}

// manyKept is up to how many candidates and lines memory is kept.
const manyKept = 4_096

// keep gives the memory back. Nothing of the basket stays reachable from it.
func (p *pricing) keep() {
	m := p.memory
	m.keptCands, m.keptRefused = p.cands, p.refused
	if cap(m.candidates)+cap(m.keptLines[0]) > manyKept {
		return
	}
	m.ints.clear()
	m.amounts.clear()
	m.flags.clear()
	m.words.clear()
	m.lists.clear()
	m.sorts.clear()
	m.seqs.clear()
	m.prices.clear()
	m.relaxed.clear()
	clear(m.candidates)
	clear(m.searches)
	for _, codes := range m.byCode {
		clear(codes)
	}
	clear(m.groups)
	clear(m.taken)
	clear(m.keptLines[0])
	clear(m.keptLines[1])
	clear(m.keptCands)
	clear(m.keptRefused)
	memories.Put(m)
}

// shelf hands out slices of one piece of memory.
type shelf[T any] struct {
	all  []T
	used int
}

// take hands out n zeros.
func (s *shelf[T]) take(n int) []T {
	if s.used+n > len(s.all) {
		s.all, s.used = make([]T, max(2*len(s.all), n, 256)), 0
	}
	list := s.all[s.used : s.used+n : s.used+n]
	s.used += n
	return list
}

// clear takes everything back.
func (s *shelf[T]) clear() {
	clear(s.all[:s.used])
	s.used = 0
}

// withRoom returns list with room for n, empty.
func withRoom[T any](list []T, n int) []T {
	if cap(list) < n {
		return make([]T, 0, n)
	}
	return list[:0]
}
