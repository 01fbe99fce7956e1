package ledger

import (
	"context"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"habitue/internal/platform/postgres"
)

// tileHeight is the height of a tile: 256 hashes side by side, as everybody has it.
const (
	tileHeight = 8
	tileWidth  = 1 << tileHeight
)

// tileID names a tile.
type tileID struct {
	level int
	no    int64
}

// edge is the right edge of the tree: the last tile of each level, and the
// tiles that were changed since it was read.
type edge struct {
	size    int64 // leaves
	last    []tileID
	tiles   map[tileID][]byte
	changed map[tileID]bool
	forgets bool // tiles that are full: for a walk over the whole log
}

// readEdge reads the right edge of the tree.
func readEdge(ctx context.Context, q postgres.Querier) (*edge, error) {
	e := &edge{tiles: map[tileID][]byte{}, changed: map[tileID]bool{}}
	rows, err := q.Query(ctx, `
		SELECT l.level, t.no, t.hashes FROM generate_series(0, 7) l (level)
		CROSS JOIN LATERAL (SELECT no, hashes FROM ledger.tile WHERE level = l.level ORDER BY no DESC LIMIT 1) t ORDER BY 1`)
	if err != nil {
		return nil, fmt.Errorf("read the edge of the log: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id tileID
		var hashes []byte
		if err := rows.Scan(&id.level, &id.no, &hashes); err != nil {
			return nil, fmt.Errorf("read the edge of the log: %w", err)
		}
		e.last, e.tiles[id] = append(e.last, id), hashes
	}
	if len(e.last) > 0 {
		e.size = e.last[0].no*tileWidth + int64(len(e.tiles[e.last[0]])/tlog.HashSize)
	}
	return e, rows.Err()
}

// add appends a leaf.
func (e *edge) add(h tlog.Hash) {
	e.size++
	e.push(0, h)
}

// push appends a hash to a level. A tile that it fills becomes one hash of the
// level above.
func (e *edge) push(level int, h tlog.Hash) {
	if level == len(e.last) {
		e.last = append(e.last, tileID{level, 0})
	}
	id := e.last[level]
	if len(e.tiles[id]) == tileWidth*tlog.HashSize {
		if e.forgets {
			delete(e.tiles, id)
			delete(e.changed, id)
		}
		id.no++
		e.last[level] = id
	}
	e.tiles[id] = append(e.tiles[id], h[:]...)
	e.changed[id] = true
	if full := e.tiles[id]; len(full) == tileWidth*tlog.HashSize {
		e.push(level+1, fold(full))
	}
}

// fold is the root of a full tile.
func fold(hashes []byte) tlog.Hash {
	if len(hashes) == tlog.HashSize {
		return tlog.Hash(hashes)
	}
	half := len(hashes) / 2
	return tlog.NodeHash(fold(hashes[:half]), fold(hashes[half:]))
}

// ReadHashes implements tlog.HashReader on what the edge holds, which is enough
// for the root of the whole tree.
func (e *edge) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	return hashesFrom(e.tiles, indexes)
}

// root is the root of the whole tree.
func (e *edge) root() (tlog.Hash, error) { return tlog.TreeHash(e.size, e) }

func hashesFrom(tiles map[tileID][]byte, indexes []int64) ([]tlog.Hash, error) {
	list := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		t := tlog.TileForIndex(tileHeight, index)
		hashes := tiles[tileID{t.L, t.N}]
		if len(hashes) < t.W*tlog.HashSize {
			return nil, ErrLogBroken.With("level", t.L, "tile", t.N)
		}
		h, err := tlog.HashFromTile(t, hashes, index)
		if err != nil {
			return nil, fmt.Errorf("read tile: %w", err)
		}
		list[i] = h
	}
	return list, nil
}

// tileReader reads the hashes that a proof needs out of the database.
func tileReader(ctx context.Context, q postgres.Querier) tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		tiles := map[tileID][]byte{}
		var levels []int16
		var nos []int64
		for _, index := range indexes {
			t := tlog.TileForIndex(tileHeight, index)
			if id := (tileID{t.L, t.N}); tiles[id] == nil {
				tiles[id] = []byte{}
				levels, nos = append(levels, int16(t.L)), append(nos, t.N)
			}
		}
		rows, err := q.Query(ctx, `SELECT t.level, t.no, t.hashes FROM unnest($1::smallint[], $2::bigint[]) w (level, no)
			JOIN ledger.tile t ON t.level = w.level AND t.no = w.no`, levels, nos)
		if err != nil {
			return nil, fmt.Errorf("read tiles: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			var id tileID
			var hashes []byte
			if err := rows.Scan(&id.level, &id.no, &hashes); err != nil {
				return nil, fmt.Errorf("read tiles: %w", err)
			}
			tiles[id] = hashes
		}
		if rows.Err() != nil {
			return nil, rows.Err()
		}
		return hashesFrom(tiles, indexes)
	})
}

// save writes the tiles that grew.
func (e *edge) save(ctx context.Context, tx postgres.Tx) error {
	var levels []int16
	var nos []int64
	var hashes [][]byte
	for id := range e.changed {
		levels, nos, hashes = append(levels, int16(id.level)), append(nos, id.no), append(hashes, e.tiles[id])
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO ledger.tile (level, no, hashes) SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[])
		ON CONFLICT (level, no) DO UPDATE SET hashes = excluded.hashes`, levels, nos, hashes)
	if err != nil {
		return fmt.Errorf("write tiles: %w", err)
	}
	return nil
}
