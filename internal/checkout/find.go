package checkout

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
)

// Filter narrows a list of checkouts; what is zero does not matter.
type Filter struct {
	State       State
	Member      member.ID
	From, Until time.Time // opened within [From, Until)
	Stores      []org.StoreID
	Before      Place // of the last one seen
}

// Place is where a page of checkouts ends.
type Place struct {
	At time.Time
	ID ID
}

// List returns up to limit checkouts, the newest first.
func (s *Service) List(ctx context.Context, q postgres.Querier, f Filter, limit int) ([]Checkout, error) {
	before, until := f.Before, f.Until
	if before.At.IsZero() {
		before = Place{At: endOfTime}
	}
	if until.IsZero() {
		until = endOfTime
	}
	return many(ctx, postgres.Anew(q), `WHERE (opened_at, id) < ($1, $2) AND opened_at >= $3 AND opened_at < $4 AND ($5 = '' OR state = $5)
		AND (($6::bigint[])[1] IS NULL OR store_id = ANY ($6)) AND ($7::bigint = 0 OR member_id = $7)
		ORDER BY opened_at DESC, id DESC LIMIT $8`,
		before.At, int64(before.ID), f.From, until, string(f.State), postgres.IDs(f.Stores), int64(f.Member), limit)
}

var endOfTime = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// ByIDs returns checkouts by their ids; those that are not there are left out.
func (s *Service) ByIDs(ctx context.Context, q postgres.Querier, ids ...ID) (map[ID]Checkout, error) {
	list, err := many(ctx, q, `WHERE (member_id, id) IN (SELECT member_id, id FROM checkout.place WHERE id = ANY ($1))`, postgres.IDs(ids))
	if err != nil {
		return nil, err
	}
	found := make(map[ID]Checkout, len(list))
	for _, c := range list {
		found[c.ID] = c
	}
	return found, nil
}

// mostAlike bounds how many checkouts of one number are shown: sources that
// number orders are few.
const mostAlike = 50

// ByNumber returns the checkouts that a number leads to, the newest first: its own
// id or that of its order, the number of the order or of one of its refunds, or
// what a provider or a slip calls one of its payments.
func (s *Service) ByNumber(ctx context.Context, q postgres.Querier, number string) ([]Checkout, error) {
	var orders []order.ID
	named, err := s.Orders.ByNumber(ctx, q, "", number)
	if err != nil {
		return nil, err
	}
	for _, o := range named {
		orders = append(orders, o.ID)
	}
	var ids []ID
	if id, err := strconv.ParseInt(number, 10, 64); err == nil && id > 0 {
		ids, orders = append(ids, ID(id)), append(orders, order.ID(id))
	}
	charges, err := s.Payment.ByNumber(ctx, q, number)
	if err != nil {
		return nil, err
	}
	for _, c := range charges {
		if c.Subject.Kind == subjectKind {
			ids = append(ids, ID(c.Subject.ID))
		}
	}
	keys, err := s.keysOf(ctx, q, ids, orders, number)
	if err != nil || len(keys) == 0 {
		return nil, err
	}
	members, own := make([]int64, len(keys)), make([]int64, len(keys))
	for i, k := range keys {
		members[i], own[i] = k.member, k.id
	}
	return many(ctx, q, `WHERE (member_id, id) IN (SELECT * FROM unnest($1::bigint[], $2::bigint[])) ORDER BY opened_at DESC, id DESC LIMIT $3`,
		members, own, mostAlike)
}

type key struct{ member, id int64 }

// keysOf finds under whom checkouts are kept: those of the ids, of the orders,
// and those that become an order of a number.
func (s *Service) keysOf(ctx context.Context, q postgres.Querier, ids []ID, orders []order.ID, number string) ([]key, error) {
	rows, err := q.Query(ctx, `
		SELECT member_id, id FROM checkout.place
		WHERE id = ANY ($1) OR id IN (SELECT checkout_id FROM checkout.sold WHERE order_id = ANY ($2))
		UNION
		SELECT member_id, id FROM checkout.checkout WHERE reference = $3`, postgres.IDs(ids), postgres.IDs(orders), number)
	if err != nil {
		return nil, fmt.Errorf("find checkouts: %w", err)
	}
	keys, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (k key, err error) { return k, row.Scan(&k.member, &k.id) })
	if err != nil {
		return nil, fmt.Errorf("find checkouts: %w", err)
	}
	return keys, nil
}
