package coupon

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// CarriedTouched are those of the members who have done something with the coupons that
// were issued under their keys, or, for who was made by an import, have others.
func (s *Service) CarriedTouched(ctx context.Context, q postgres.Querier, prefix string, without bool, members ...member.ID) ([]member.ID, error) {
	sql := `SELECT DISTINCT member_id FROM coupon.coupon WHERE member_id = ANY ($1) AND starts_with(issue_key, $2) AND status NOT IN ('held', 'expired', 'cancelled')`
	if without {
		sql = `SELECT DISTINCT member_id FROM coupon.coupon WHERE member_id = ANY ($1) AND NOT starts_with(issue_key, $2)`
	}
	rows, err := q.Query(ctx, sql, postgres.IDs(members), prefix)
	if err != nil {
		return nil, fmt.Errorf("look for used coupons: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[member.ID])
}

// CarryBack cancels the coupons that an import issued to a member, as far as they are
// still in hand. Their stock stays counted, as of any that is cancelled.
func (s *Service) CarryBack(ctx context.Context, tx postgres.Tx, m member.ID, key string) error {
	list, err := s.IssuedBy(ctx, tx, m, key)
	if err != nil {
		return err
	}
	var ids []ID
	for _, c := range list {
		if c.Status == Held {
			ids = append(ids, c.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	b := s.begin(s.Clock.Now())
	held, err := s.take(ctx, tx, b, m, ids)
	if err != nil {
		return err
	}
	for _, c := range held {
		c.Status, c.Until = Cancelled, zero
		b.change(c, Change{Verb: Cancel, Note: string(ByImport)})
	}
	return b.save(ctx, tx)
}

// CarriedCount is how many coupons of a template imports issued that are still in hand, or
// were used.
type CarriedCount struct {
	Template TemplateID
	Coupons  int64
}

// CarriedCounts counts the coupons that imports issued and did not take back, by template.
func (s *Service) CarriedCounts(ctx context.Context, q postgres.Querier, prefixes ...string) ([]CarriedCount, error) {
	rows, err := q.Query(ctx, `
		SELECT c.template_id, count(*) FROM coupon.coupon c
		WHERE c.source = 'import' AND c.born AND c.status <> 'cancelled' AND EXISTS (SELECT FROM unnest($1::text[]) p WHERE starts_with(c.issue_key, p))
		GROUP BY c.template_id ORDER BY c.template_id`, prefixes)
	if err != nil {
		return nil, fmt.Errorf("count coupons that were brought: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[CarriedCount])
}
