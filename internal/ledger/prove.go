package ledger

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"golang.org/x/mod/sumdb/tlog"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// Included shows that a leaf is under a checkpoint.
type Included struct {
	Leaf  Leaf
	Index int64
	Path  []tlog.Hash // from the leaf's neighbour up to the root's
}

// Prove shows, for each entry of a posting, that it is under the latest checkpoint.
//
// Errors: ErrNoPosting, ErrNotLogged, ErrNoCheckpoint, ErrLogBroken.
func (s *Service) Prove(ctx context.Context, q postgres.Querier, m member.ID, posting PostingID) (Checkpoint, []Included, error) {
	c, err := s.Checkpoint(ctx, q)
	if err != nil {
		return c, nil, err
	}
	leaves, err := readLeaves(ctx, q, []int64{int64(m)}, []int64{int64(posting)})
	if err != nil {
		return c, nil, err
	}
	list, there := leaves[posting]
	if !there {
		return c, nil, ErrNoPosting.With("posting", posting)
	}
	var first int64
	err = q.QueryRow(ctx, `SELECT first FROM ledger.leaf WHERE member_id = $1 AND posting_id = $2`, m, posting).Scan(&first)
	if errors.Is(err, pgx.ErrNoRows) || err == nil && first+int64(len(list)) > c.Size {
		return c, nil, ErrNotLogged.With("posting", posting)
	}
	if err != nil {
		return c, nil, fmt.Errorf("read place of posting %d: %w", posting, err)
	}
	proofs := make([]Included, len(list))
	for i, l := range list {
		index := first + int64(i)
		path, err := tlog.ProveRecord(c.Size, index, tileReader(ctx, q))
		if err != nil {
			return c, nil, fmt.Errorf("prove leaf %d: %w", index, err)
		}
		if tlog.CheckRecord(path, c.Size, c.Root, index, l.Hash()) != nil {
			return c, nil, ErrLogBroken.With("leaf", index)
		}
		proofs[i] = Included{l, index, path}
	}
	return c, proofs, nil
}

// Continues shows that the log at one size is the beginning of the log at the
// latest checkpoint.
//
// Errors: ErrBeyondLog, ErrNoCheckpoint.
func (s *Service) Continues(ctx context.Context, q postgres.Querier, from int64) (Checkpoint, []tlog.Hash, error) {
	c, err := s.Checkpoint(ctx, q)
	if err != nil {
		return c, nil, err
	}
	if from < 1 || from > c.Size {
		return c, nil, ErrBeyondLog.With("size", from, "signed", c.Size)
	}
	proof, err := tlog.ProveTree(c.Size, from, tileReader(ctx, q))
	if err != nil {
		return c, nil, fmt.Errorf("prove consistency: %w", err)
	}
	return c, proof, nil
}
