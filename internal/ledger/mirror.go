package ledger

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"golang.org/x/mod/sumdb/tlog"

	"habitue/internal/platform/postgres"
)

// Tile returns hashes of the log that lie side by side, as c2sp.org/tlog-tiles has
// them: so many from the beginning of tile no of a level. What is not under the
// latest checkpoint is not shown. path is what stands behind "tile/":
// "0/x001/234", or "0/x001/234.p/17" where a tile is not full.
//
// Errors: ErrNoTile, ErrNoCheckpoint, ErrLogBroken.
func (s *Service) Tile(ctx context.Context, q postgres.Querier, path string) ([]byte, error) {
	// The world of sumdb puts the height first, which is 8 everywhere else.
	t, err := tlog.ParseTilePath(fmt.Sprintf("tile/%d/%s", tileHeight, path))
	if err != nil || t.L < 0 {
		return nil, ErrNoTile.With("tile", path)
	}
	c, err := s.Checkpoint(ctx, q)
	if err != nil {
		return nil, err
	}
	if t.L > 7 || t.N*tileWidth+int64(t.W) > c.Size>>(tileHeight*t.L) {
		return nil, ErrNoTile.With("tile", path)
	}
	var hashes []byte
	err = q.QueryRow(ctx, `SELECT hashes FROM ledger.tile WHERE level = $1 AND no = $2`, t.L, t.N).Scan(&hashes)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return nil, fmt.Errorf("read tile: %w", err)
	}
	if len(hashes) < t.W*tlog.HashSize {
		return nil, ErrLogBroken.With("level", t.L, "tile", t.N)
	}
	return hashes[:t.W*tlog.HashSize], nil
}

// Origin is a name that the log has had.
type Origin struct {
	Name    string
	Key     string // public, as note.NewVerifier reads it
	Size    int64  // of the log when it took the name
	Note    string // the signed statement by which it began
	BegunAt time.Time
}

// Origins returns the names that the log has had, in their order. A second one
// says that the database was restored, or that another key signs.
func (s *Service) Origins(ctx context.Context, q postgres.Querier) ([]Origin, error) {
	rows, err := q.Query(ctx, `SELECT name, key, size, note, begun_at FROM ledger.origin ORDER BY no`)
	if err != nil {
		return nil, fmt.Errorf("read origins of the log: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Origin])
	if err != nil {
		return nil, fmt.Errorf("read origins of the log: %w", err)
	}
	return list, nil
}
