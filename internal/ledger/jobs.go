package ledger

import (
	"context"
	"fmt"

	"habitue/internal/ledger/internal/ledgerdb"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// duePage is how many members one look at the due lots returns.
const duePage = 500

// SettleDue records what fell due for every member, one transaction each. It
// may run late, twice or beside itself: the books come out the same. It
// returns how many members it settled.
func (s *Service) SettleDue(ctx context.Context) (int, error) {
	now, after, settled := s.Clock.Now(), int64(0), 0
	for {
		members, err := ledgerdb.New(s.DB).MembersDue(ctx, now, after, duePage)
		if err != nil {
			return settled, fmt.Errorf("look for due lots: %w", err)
		}
		for _, m := range members {
			if err := s.settleMember(ctx, member.ID(m)); err != nil {
				return settled, fmt.Errorf("settle member %d: %w", m, err)
			}
			settled++
			after = m
		}
		if len(members) < duePage {
			return settled, nil
		}
	}
}

func (s *Service) settleMember(ctx context.Context, m member.ID) error {
	return s.DB.InTx(ctx, func(tx postgres.Tx) error {
		books, err := s.Load(ctx, tx, Need{Member: m})
		if err != nil {
			return err
		}
		if err := books[m].Settle(s.Clock.Now()); err != nil {
			return err
		}
		return s.Save(ctx, tx, books[m])
	})
}
