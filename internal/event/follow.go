package event

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// OnVisited hears that somebody is known by an id under which something was done before:
// he joined, or an identity became his. All of it is his.
func (s *Service) OnVisited(ctx context.Context, m member.ID, _ []member.ID) error {
	return s.DB.InTx(ctx, func(tx postgres.Tx) error {
		if _, err := s.Members.Lock(ctx, tx, m); err != nil {
			return err
		}
		list, err := s.Members.TracesOf(ctx, tx, traced, m)
		if err != nil || len(list) == 0 {
			return err
		}
		// Who takes away waits for who takes in, and so comes before there is a row for which
		// somebody who takes in might wait.
		refused, err := s.Members.Untracked(ctx, tx, m)
		if err != nil {
			return err
		}
		if refused[m] {
			if err := takingAway(ctx, tx); err != nil {
				return err
			}
		}
		if err := own(ctx, tx, m, s.Clock.Now(), list...); err != nil {
			return err
		}
		if refused[m] {
			if err := s.forgetUntracked(ctx, tx, m); err != nil {
				return err
			}
		}
		return s.Members.WipeTraces(ctx, tx, traced, list...)
	})
}

// OnUnprofiled hears that members refused to be profiled or what no service needs: what
// was kept of them goes. Of who is restricted it is kept and not used.
func (s *Service) OnUnprofiled(ctx context.Context, _ int64, members []member.ID) error {
	// Most who change what they agree to speak of something else: nobody waits for them.
	refused, err := s.Members.Untracked(ctx, s.DB, members...)
	if err != nil || len(refused) == 0 {
		return err
	}
	return s.DB.InTx(ctx, func(tx postgres.Tx) error { return s.forgetUntracked(ctx, tx, members...) })
}

func (s *Service) forgetUntracked(ctx context.Context, tx postgres.Tx, members ...member.ID) error {
	if err := takingAway(ctx, tx); err != nil {
		return err
	}
	refused, err := s.Members.Untracked(ctx, tx, members...) // one may have thought better of it
	if err != nil || len(refused) == 0 {
		return err
	}
	restricted, err := s.Members.Restricted(ctx, tx, members...)
	if err != nil {
		return err
	}
	for _, m := range members {
		if _, keep := restricted[m]; keep || !refused[m] {
			continue
		}
		one, err := s.Members.ByIDs(ctx, tx, m)
		if err != nil {
			return err
		}
		if one[m].Status == member.Merged { // whoever stands for him is asked
			continue
		}
		all, err := s.Members.Person(ctx, tx, m)
		if err != nil {
			return err
		}
		if err := forget(ctx, tx, all...); err != nil {
			return err
		}
	}
	return nil
}

// Forgetter deletes what members who are erased did.
func (s *Service) Forgetter() member.Forgetter { return forgetter{} }

type forgetter struct{}

// Foresee implements member.Forgetter.
func (forgetter) Foresee(ctx context.Context, tx postgres.Tx, f member.Forgetting) ([]member.Loss, error) {
	var n int64
	err := tx.QueryRow(ctx, `SELECT (SELECT count(*) FROM event.event WHERE member_id = ANY ($1::bigint[]))
		+ (SELECT count(*) FROM event.visitor v JOIN event.event e ON e.member_id = -v.id AND e.occurred_at <= v.until WHERE v.owner = ANY ($1::bigint[]))`,
		postgres.IDs(f.All())).Scan(&n)
	if err != nil {
		return nil, fmt.Errorf("count events of member %d: %w", f.Member, err)
	}
	if n == 0 {
		return nil, nil
	}
	return []member.Loss{{Effect: member.Effect{Code: "event.erase.goes", Params: map[string]any{"events": n}}}}, nil
}

// Forget implements member.Forgetter.
func (forgetter) Forget(ctx context.Context, tx postgres.Tx, f member.Forgetting) error {
	return Forget(ctx, tx, f.All()...)
}

// Forget deletes what members did within tx, also of whom an import that is taken back had
// brought.
func Forget(ctx context.Context, tx postgres.Tx, members ...member.ID) error {
	if len(members) == 0 {
		return nil
	}
	if err := takingAway(ctx, tx); err != nil {
		return err
	}
	return forget(ctx, tx, members...)
}

// forget deletes what members did, and the visitors who were they. Of a visitor by whom
// nobody else was known everything goes, also what was done since.
func forget(ctx context.Context, tx postgres.Tx, members ...member.ID) error {
	ids := postgres.IDs(members)
	var b pgx.Batch
	b.Queue(`DELETE FROM event.event WHERE member_id = ANY ($1::bigint[])`, ids)
	b.Queue(`DELETE FROM event.event e USING event.visitor v
		WHERE v.owner = ANY ($1::bigint[]) AND e.member_id = -v.id AND (v.other_at IS NULL OR e.occurred_at <= v.until)`, ids)
	b.Queue(`DELETE FROM event.visitor WHERE owner = ANY ($1::bigint[])`, ids)
	if err := tx.SendBatch(ctx, &b).Close(); err != nil {
		return fmt.Errorf("forget what %d members did: %w", len(members), err)
	}
	return nil
}
