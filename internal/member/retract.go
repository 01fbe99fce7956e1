package member

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
)

// Involved are those of the members with whom something has happened here since they were
// entered: they signed in, stated a consent, bear a label, had something stated or
// written of them (but not what was told as they were entered), became one with somebody, or
// brought somebody. Who was entered by mistake is not among them.
func (s *Service) Involved(ctx context.Context, q postgres.Querier, ids ...ID) ([]ID, error) {
	rows, err := q.Query(ctx, `
		SELECT member_id FROM member.member WHERE member_id = ANY ($1) AND status <> 'active'
		UNION SELECT merged_into FROM member.member WHERE merged_into = ANY ($1)
		UNION SELECT member_id FROM member.merge WHERE member_id = ANY ($1)
		UNION SELECT into_id FROM member.merge WHERE into_id = ANY ($1)
		UNION SELECT member_id FROM member.session WHERE member_id = ANY ($1)
		UNION SELECT c.member_id FROM member.consent c JOIN member.member m ON m.member_id = c.member_id
			WHERE c.member_id = ANY ($1) AND NOT (c.via = 'import' AND c.recorded_at = m.recorded_at)
		UNION SELECT l.member_id FROM member.label l JOIN member.member m ON m.member_id = l.member_id
			WHERE l.member_id = ANY ($1) AND NOT (l.since = m.recorded_at
				AND (l.source = 'member' AND l.label LIKE 'own:%' OR l.source = 'staff' AND l.label LIKE 'tag:%'))
		UNION SELECT v.member_id FROM member.field_value v JOIN member.member m ON m.member_id = v.member_id
			WHERE v.member_id = ANY ($1) AND v.stated_at <> m.recorded_at
		UNION SELECT a.member_id FROM member.address a JOIN member.member m ON m.member_id = a.member_id
			WHERE a.member_id = ANY ($1) AND a.stated_at <> m.recorded_at
		UNION SELECT member_id FROM member.note WHERE member_id = ANY ($1)
		UNION SELECT inviter_id FROM member.origin WHERE inviter_id = ANY ($1)`, postgres.IDs(ids))
	if err != nil {
		return nil, fmt.Errorf("look for who is involved: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[ID])
}

// Retract takes back that members were entered: their identities are free again, and what
// the vault held of them is destroyed with its key. Their ids stay, as erased, so that
// what was posted for them and taken back still adds up. Who is involved must not be
// among them.
func (s *Service) Retract(ctx context.Context, tx postgres.Tx, ids ...ID) error {
	if len(ids) == 0 {
		return nil
	}
	now := s.clock.Now().UTC().Truncate(time.Microsecond)
	if err := shred(ctx, tx, ids, now); err != nil {
		return err
	}
	if err := query(tx).Retracted(ctx, now, postgres.IDs(ids)); err != nil {
		return fmt.Errorf("retract members: %w", err)
	}
	return nil
}
