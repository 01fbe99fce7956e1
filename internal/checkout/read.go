package checkout

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
)

const selectCheckout = `
	SELECT member_id, id, state, source, reference, store, channel, coalesce(store_id, 0), currency, payable, sale, spent, told,
	       coalesce(till, ''), coalesce(cashier, ''), opened_at, expires_at, ended_at, coalesce(order_id, 0), coalesce(group_id, 0),
	       coalesce(bearer_id, 0)
	FROM checkout.checkout `

func scanCheckout(row pgx.CollectableRow) (c Checkout, err error) {
	var key int64
	var sale, spent, told []byte
	var ended *time.Time
	if err := row.Scan(&key, &c.ID, &c.State, &c.Source, &c.Reference, &c.Store, &c.Channel, &c.StoreID, &c.Currency, &c.Payable, &sale, &spent, &told,
		&c.Till, &c.Cashier, &c.OpenedAt, &c.ExpiresAt, &ended, &c.Order, &c.Group, &c.Bearer); err != nil {
		return c, err
	}
	c.Member, c.EndedAt = memberOf(key), postgres.Value(ended)
	if told != nil {
		err = json.Unmarshal(told, &c.Told)
	}
	return c, errors.Join(err, json.Unmarshal(sale, &c.Sale), json.Unmarshal(spent, &c.Spent))
}

func many(ctx context.Context, q postgres.Querier, where string, args ...any) ([]Checkout, error) {
	rows, err := q.Query(ctx, selectCheckout+where, args...)
	if err != nil {
		return nil, fmt.Errorf("read checkouts: %w", err)
	}
	list, err := pgx.CollectRows(rows, scanCheckout)
	if err != nil {
		return nil, fmt.Errorf("read checkouts: %w", err)
	}
	return list, nil
}

// Get returns a checkout. Errors: ErrNoCheckout.
func (s *Service) Get(ctx context.Context, q postgres.Querier, id ID) (Checkout, error) {
	return s.find(ctx, q, id, "")
}

// lock returns a checkout and keeps it from changing until tx ends.
func (s *Service) lock(ctx context.Context, tx postgres.Tx, id ID) (Checkout, error) {
	return s.find(ctx, tx, id, " FOR UPDATE")
}

func (s *Service) find(ctx context.Context, q postgres.Querier, id ID, how string) (Checkout, error) {
	list, err := many(ctx, q, `WHERE member_id = (SELECT member_id FROM checkout.place WHERE id = $1) AND id = $1`+how, int64(id))
	if err != nil {
		return Checkout{}, err
	}
	if len(list) == 0 {
		return Checkout{}, ErrNoCheckout.With("checkout", int64(id))
	}
	return list[0], nil
}

// OfOrder returns the checkout of which an order came. Errors: ErrNoSale.
func (s *Service) OfOrder(ctx context.Context, q postgres.Querier, o order.ID) (ID, error) {
	var id ID
	err := q.QueryRow(ctx, `SELECT checkout_id FROM checkout.sold WHERE order_id = $1`, int64(o)).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, ErrNoSale.With("order", int64(o))
	}
	if err != nil {
		return 0, fmt.Errorf("find checkout of order %d: %w", o, err)
	}
	return id, nil
}

// Returns are what came back of a checkout, oldest first.
func (s *Service) Returns(ctx context.Context, q postgres.Querier, c Checkout) ([]Returned, error) {
	rows, err := q.Query(ctx, `SELECT id, checkout_id, refund_id, gone, back, reason, returned_at FROM checkout.return
		WHERE member_id = $1 AND checkout_id = $2 ORDER BY id`, c.key(), int64(c.ID))
	if err != nil {
		return nil, fmt.Errorf("read returns: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (r Returned, err error) {
		var gone, back []byte
		if err := row.Scan(&r.ID, &r.Checkout, &r.Refund, &gone, &back, &r.Reason, &r.ReturnedAt); err != nil {
			return r, err
		}
		return r, errors.Join(json.Unmarshal(gone, &r.Gone), json.Unmarshal(back, &r.Back))
	})
	if err != nil {
		return nil, fmt.Errorf("read returns: %w", err)
	}
	return list, nil
}

func (s *Service) store(ctx context.Context, q postgres.Querier, code string) (org.StoreID, error) {
	if code == "" {
		return 0, nil
	}
	stores, err := s.Org.StoresByCodes(ctx, q, code)
	if err != nil {
		return 0, err
	}
	found, ok := stores[code]
	if !ok {
		return 0, org.ErrNoStore.With("store", code)
	}
	return found.ID, nil
}
