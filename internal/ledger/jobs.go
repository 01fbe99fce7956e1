package ledger

import (
	"context"

	"habitue/internal/ledger/internal/ledgerdb"
	"habitue/internal/member"
	"habitue/internal/platform/job"
	"habitue/internal/platform/postgres"
)

// SettleDue records what fell due for every member. The books come out the same
// however late or often it runs. It returns how many members it settled.
func (s *Service) SettleDue(ctx context.Context) (int, error) {
	now := s.Clock.Now()
	find := func(ctx context.Context, after int64, limit int32) ([]int64, error) {
		return ledgerdb.New(s.DB).MembersDue(ctx, now, after, limit)
	}
	return job.EachDue(ctx, find, func(ctx context.Context, m int64) error { return s.settleMember(ctx, member.ID(m)) })
}

func (s *Service) settleMember(ctx context.Context, m member.ID) error {
	return s.DB.InTx(ctx, func(tx postgres.Tx) error {
		books, err := s.load(ctx, tx, without, []Need{{Member: m}})
		if err != nil {
			return err
		}
		if err := books[m].Settle(s.Clock.Now()); err != nil {
			return err
		}
		return s.Save(ctx, tx, books[m])
	})
}
