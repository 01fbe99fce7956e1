package extsort

// arena keeps records in blocks of fixed size, so that it grows without copying
// and can be filled again after a spill without asking for memory.
type arena struct {
	blocks [][]byte // every record lies within one block
	block  int      // which is being filled
	used   int
}

const (
	blockBits = 20
	blockSize = 1 << blockBits
)

// add copies a record and returns its position: the block in the upper half,
// the offset in the lower. Positions grow with every record.
func (a *arena) add(key, payload []byte) int64 {
	size := len(key) + len(payload)
	if a.block < len(a.blocks) && len(a.blocks[a.block])+size > cap(a.blocks[a.block]) {
		a.block++
	}
	if a.block == len(a.blocks) || cap(a.blocks[a.block]) < size {
		a.blocks = append(a.blocks[:a.block], make([]byte, 0, max(blockSize, size)))
	}
	b := a.blocks[a.block]
	at := int64(a.block)<<32 | int64(len(b))
	b = append(append(b, key...), payload...)
	a.blocks[a.block] = b
	a.used += size
	return at
}

func (a *arena) get(e entry) []byte {
	from := e.at & (1<<32 - 1)
	return a.blocks[e.at>>32][from : from+int64(e.size)]
}

// reset forgets the records and keeps the blocks.
func (a *arena) reset() {
	for i := range a.blocks {
		a.blocks[i] = a.blocks[i][:0]
	}
	a.block, a.used = 0, 0
}
