package payment

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/org"
	"habitue/internal/platform/postgres"
)

// Filter narrows a list of charges; what is zero does not matter.
type Filter struct {
	State       State
	Method      string
	From, Until time.Time // asked for within [From, Until)
	Stores      []org.StoreID
	Before      Place // of the last one seen
}

// Place is where a page of charges ends.
type Place struct {
	At time.Time
	ID ChargeID
}

// List returns up to limit charges, the newest first.
func (s *Service) List(ctx context.Context, q postgres.Querier, f Filter, limit int) ([]Charge, error) {
	before, until := f.Before, f.Until
	if before.At.IsZero() {
		before = Place{At: endOfTime}
	}
	if until.IsZero() {
		until = endOfTime
	}
	return many(ctx, postgres.Anew(q), `WHERE (asked_at, id) < ($1, $2) AND asked_at >= $3 AND asked_at < $4 AND ($5 = '' OR state = $5) AND ($6 = '' OR method = $6)
		AND (($7::bigint[])[1] IS NULL OR store_id = ANY ($7)) ORDER BY asked_at DESC, id DESC LIMIT $8`,
		before.At, int64(before.ID), f.From, until, string(f.State), f.Method, postgres.IDs(f.Stores), limit)
}

var endOfTime = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// mostAlike bounds how many charges of one number are shown: slips of several
// terminals may bear the same.
const mostAlike = 50

// ByNumber returns the charges that a number leads to, the newest first: our
// reference or that of one of its refunds, its id, or what the slip or the
// provider calls it.
func (s *Service) ByNumber(ctx context.Context, q postgres.Querier, number string) ([]Charge, error) {
	charge := cmp.Or(numberOf(number, chargePrefix), numberOf(number, ""))
	refund := cmp.Or(numberOf(number, refundPrefix), numberOf(number, ""))
	rows, err := q.Query(ctx, `
		SELECT member_id, id FROM payment.charge WHERE slip = $1
		UNION
		SELECT member_id, id FROM payment.reference WHERE id = $2
		UNION
		SELECT r.member_id, r.charge_id FROM payment.reference k JOIN payment.refund r ON r.member_id = k.member_id AND r.id = k.id WHERE k.id = $3
		LIMIT $4`, number, charge, refund, mostAlike)
	if err != nil {
		return nil, fmt.Errorf("find charges: %w", err)
	}
	type place struct{ member, id int64 }
	places, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (p place, err error) { return p, row.Scan(&p.member, &p.id) })
	if err != nil {
		return nil, fmt.Errorf("find charges: %w", err)
	}
	if len(places) == 0 {
		return nil, nil
	}
	members, ids := make([]int64, len(places)), make([]int64, len(places))
	for i, p := range places {
		members[i], ids[i] = p.member, p.id
	}
	return many(ctx, q, `WHERE (member_id, id) IN (SELECT * FROM unnest($1::bigint[], $2::bigint[])) ORDER BY asked_at DESC, id DESC`, members, ids)
}

// RefundFilter narrows a list of refunds; what is zero does not matter.
type RefundFilter struct {
	State  RefundState
	Stores []org.StoreID
	Before RefundPlace // of the last one seen
}

// RefundPlace is where a page of refunds ends.
type RefundPlace struct {
	At time.Time
	ID RefundID
}

// Refunds returns up to limit refunds, the newest first.
func (s *Service) Refunds(ctx context.Context, q postgres.Querier, f RefundFilter, limit int) ([]Refund, error) {
	before := f.Before
	if before.At.IsZero() {
		before = RefundPlace{At: endOfTime}
	}
	return refunds(ctx, postgres.Anew(q), `WHERE (asked_at, id) < ($1, $2) AND ($3 = '' OR state = $3)
		AND (($4::bigint[])[1] IS NULL OR EXISTS (SELECT FROM payment.charge c
			WHERE c.member_id = refund.member_id AND c.id = refund.charge_id AND c.store_id = ANY ($4)))
		ORDER BY asked_at DESC, id DESC LIMIT $5`, before.At, int64(before.ID), string(f.State), postgres.IDs(f.Stores), limit)
}
