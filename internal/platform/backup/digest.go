package backup

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math/bits"
)

// digest reads the COPY text of a table: a line per row, line feeds inside
// values escaped. It is the sum of the rows' SHA-256 modulo 2^256, and so the
// same for the same rows in any order.
type digest struct {
	sum  [4]uint64 // least significant first
	rows int64
	part []byte // of a line whose end has not come
}

// Write never fails.
func (d *digest) Write(text []byte) (int, error) {
	n := len(text)
	for {
		end := bytes.IndexByte(text, '\n')
		if end < 0 {
			d.part = append(d.part, text...)
			return n, nil
		}
		line := text[:end]
		if len(d.part) > 0 {
			line = append(d.part, line...)
			d.part = line[:0]
		}
		d.add(sha256.Sum256(line))
		text = text[end+1:]
	}
}

func (d *digest) add(row [32]byte) {
	var carry uint64
	for i := range d.sum {
		d.sum[i], carry = bits.Add64(d.sum[i], binary.LittleEndian.Uint64(row[8*i:]), carry)
	}
	d.rows++
}

func (d *digest) count(t table) counted {
	var b [32]byte
	for i, word := range d.sum {
		binary.LittleEndian.PutUint64(b[8*i:], word)
	}
	return counted{Schema: t.Schema, Name: t.Name, Rows: d.rows, Digest: hex.EncodeToString(b[:])}
}
