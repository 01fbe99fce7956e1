package ledger

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// LotChange is one thing that happened to a lot.
type LotChange struct {
	At      time.Time
	Posting PostingID // 0: its end was moved
	Reason  Reason
	Amount  int64 // signed: credited and given back, or drawn

	Adjustment AdjustmentID // by which the end was moved
	Was, Until time.Time
	Why        i18n.Text
	Note       string
	By         staff.AccountID
}

// Lot returns a lot as it stands now and everything that happened to it, the
// oldest first. Errors: ErrNoLot.
func (s *Service) Lot(ctx context.Context, m member.ID, id LotID) (l LotView, changes []LotChange, err error) {
	list, err := s.Lots(ctx, m, LotFilter{ID: id}, LotPlace{}, 1)
	if err != nil {
		return l, nil, err
	}
	if len(list) == 0 {
		return l, nil, ErrNoLot.With("lot", int64(id))
	}
	rows, err := s.DB.Query(ctx, `
		SELECT p.occurred_at AS at, 0, p.id, p.reason, l.amount, 0::bigint, NULL::timestamptz, NULL::timestamptz, NULL::jsonb, '', 0::bigint
		FROM ledger.lot l JOIN ledger.posting p ON p.member_id = l.member_id AND p.id = l.posting_id
		WHERE l.member_id = $1 AND l.id = $2
		UNION ALL
		SELECT p.occurred_at, 1, p.id, p.reason, -d.amount, 0, NULL, NULL, NULL, '', 0
		FROM ledger.draw d JOIN ledger.posting p ON p.member_id = d.member_id AND p.id = d.posting_id
		WHERE d.member_id = $1 AND d.lot_id = $2
		UNION ALL
		SELECT x.recorded_at, 2, 0, '', 0, a.id, x.was, x.until, r.name, a.note, a.asked_by
		FROM ledger.extension x
		JOIN ledger.adjustment a ON a.member_id = x.member_id AND a.id = x.adjustment_id
		JOIN ledger.adjust_reason r ON r.code = a.reason
		WHERE x.member_id = $1 AND x.lot_id = $2
		ORDER BY 1, 2, 3`, m, id)
	if err != nil {
		return l, nil, fmt.Errorf("read lot %d: %w", id, err)
	}
	changes, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (c LotChange, err error) {
		var order int
		var was, until *time.Time
		err = row.Scan(&c.At, &order, &c.Posting, &c.Reason, &c.Amount, &c.Adjustment, &was, &until, &c.Why, &c.Note, &c.By)
		c.Was, c.Until = postgres.Value(was), postgres.Value(until)
		return c, err
	})
	if err != nil {
		return l, nil, fmt.Errorf("read lot %d: %w", id, err)
	}
	return list[0], changes, nil
}
