package extsort

import (
	"bytes"
	"container/heap"
)

// source gives records in order; what it returns is valid until its next call.
type source interface {
	next() (key, payload []byte, ok bool, err error)
}

// merger gives the records of several sources in one order. Among equal keys
// the earlier source comes first.
type merger struct {
	heads heads
	spent bool // the first head was returned and has to move on
}

type head struct {
	key, payload []byte
	prefix       uint64
	rank         int
	source       source
}

func newMerger(sources []source) (*merger, error) {
	m := &merger{}
	for rank, s := range sources {
		h := &head{rank: rank, source: s}
		ok, err := h.advance()
		if err != nil {
			return nil, err
		}
		if ok {
			m.heads = append(m.heads, h)
		}
	}
	heap.Init(&m.heads)
	return m, nil
}

func (h *head) advance() (ok bool, err error) {
	h.key, h.payload, ok, err = h.source.next()
	h.prefix = prefix(h.key)
	return ok, err
}

func (m *merger) next() (key, payload []byte, ok bool, err error) {
	if m.spent {
		m.spent = false
		more, err := m.heads[0].advance()
		if err != nil {
			return nil, nil, false, err
		}
		if more {
			heap.Fix(&m.heads, 0)
		} else {
			heap.Pop(&m.heads)
		}
	}
	if len(m.heads) == 0 {
		return nil, nil, false, nil
	}
	m.spent = true
	return m.heads[0].key, m.heads[0].payload, true, nil
}

// heads is a heap of the sources by their next record.
type heads []*head

func (h heads) Len() int      { return len(h) }
func (h heads) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h heads) Less(i, j int) bool {
	if h[i].prefix != h[j].prefix {
		return h[i].prefix < h[j].prefix
	}
	if c := bytes.Compare(h[i].key, h[j].key); c != 0 {
		return c < 0
	}
	return h[i].rank < h[j].rank
}

func (h *heads) Push(x any) { *h = append(*h, x.(*head)) }

func (h *heads) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
