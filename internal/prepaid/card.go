package prepaid

import (
	"context"
	"fmt"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/engine"
)

// Card returns a member's stored value in a currency; "" is the retailer's.
func (s *Service) Card(ctx context.Context, q postgres.Querier, m member.ID, currency string) (Card, error) {
	c := Card{Member: m, Currency: currency}
	if currency == "" {
		settings, err := s.Org.Settings(ctx, q)
		if err != nil {
			return c, err
		}
		c.Currency = settings.Currency
	}
	kin, err := s.kin(ctx, q, m)
	if err != nil {
		return c, err
	}
	if c.Draw, c.Received, err = s.kept(ctx, q, kin, c.Currency); err != nil {
		return c, err
	}
	if err := s.holdings(ctx, q, &c); err != nil {
		return c, err
	}
	if c.TopUps, err = many(ctx, q, `WHERE member_id = ANY ($1) AND currency = $2 AND state = 'paid' ORDER BY id`, kin, c.Currency); err != nil {
		return c, err
	}
	var paidOut int64
	if err := q.QueryRow(ctx, `SELECT coalesce(sum(bonus), 0)::bigint, coalesce(sum(opened), 0)::bigint FROM prepaid.refund WHERE member_id = ANY ($1) AND currency = $2`,
		kin, c.Currency).Scan(&c.Returned, &paidOut); err != nil {
		return c, fmt.Errorf("sum refunds: %w", err)
	}
	if c.Principal.Asset != 0 {
		carried, err := s.Ledger.CarriedTo(ctx, q, c.Principal.Asset, kin...)
		if err != nil {
			return c, err
		}
		c.Opened = max(carried-paidOut, 0)
	}
	return c, nil
}

// kin is under whom a member's rows are kept: himself first, and whoever was merged
// into him. Rows stay where they were written, so that a merge can be undone.
func (s *Service) kin(ctx context.Context, q postgres.Querier, m member.ID) ([]int64, error) {
	absorbed, err := s.Members.Absorbed(ctx, q, m)
	return append([]int64{int64(m)}, postgres.IDs(absorbed)...), err
}

// kept is what is noted of a card. The member's own says out of what it is drawn;
// where he has none, the one that was merged into him first.
func (s *Service) kept(ctx context.Context, q postgres.Querier, kin []int64, currency string) (draw engine.Draw, received Gift, err error) {
	err = q.QueryRow(ctx, `
		SELECT coalesce((array_agg(draw ORDER BY array_position($1, member_id)))[1], ''), coalesce(sum(received), 0)::bigint,
		       coalesce(sum(received_bonus), 0)::bigint
		FROM prepaid.card WHERE member_id = ANY ($1) AND currency = $2`, kin, currency).Scan(&draw, &received.Principal, &received.Bonus)
	if err != nil {
		return "", Gift{}, fmt.Errorf("read card: %w", err)
	}
	return draw, received, nil
}

// holdings asks the ledger what is on the card.
func (s *Service) holdings(ctx context.Context, q postgres.Querier, c *Card) (err error) {
	if c.Principal.Asset, c.Bonus.Asset, err = s.assets(ctx, q, c.Currency); err != nil {
		return err
	}
	balances, err := s.Ledger.Balances(ctx, q, c.Member)
	if err != nil {
		return err
	}
	for _, b := range balances[c.Member] {
		for _, h := range []*Holding{&c.Principal, &c.Bonus} {
			if h.Asset != 0 && b.Asset == h.Asset {
				h.Available, h.Held = b.Available, b.Held
			}
		}
	}
	return nil
}

// Draw tells out of what a member's stored value is drawn, as it was sold; where
// nothing was, as the rule of spending says.
func (s *Service) Draw(ctx context.Context, q postgres.Querier, m member.ID, currency string, otherwise engine.StoredAsMoney) (engine.StoredAsMoney, error) {
	if m == 0 {
		return otherwise, nil
	}
	draw, _, err := s.kept(ctx, q, []int64{int64(m)}, currency)
	if err == nil && draw == "" { // a purchase asks; few were merged
		var kin []int64
		if kin, err = s.kin(ctx, q, m); err == nil && len(kin) > 1 {
			draw, _, err = s.kept(ctx, q, kin, currency)
		}
	}
	if err != nil || draw == "" {
		return otherwise, err
	}
	return engine.StoredAsMoney{Draw: draw}, nil
}

// sellCard fixes out of what a card is drawn: anew where nothing is on it.
func (s *Service) sellCard(ctx context.Context, tx postgres.Tx, c Card, t TopUp) error {
	if _, err := tx.Exec(ctx, `
		INSERT INTO prepaid.card (member_id, currency, draw, sold_at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (member_id, currency) DO UPDATE SET xid = pg_current_xact_id(),
			draw = CASE WHEN $5 THEN excluded.draw ELSE card.draw END, sold_at = CASE WHEN $5 THEN excluded.sold_at ELSE card.sold_at END`,
		int64(c.Member), c.Currency, string(t.Terms.Draw), s.Clock.Now(), c.empty()); err != nil {
		return fmt.Errorf("write card: %w", err)
	}
	return nil
}

// empty reports whether nothing is on the card, not even held.
func (c *Card) empty() bool {
	return c.Principal.Available+c.Principal.Held+c.Bonus.Available+c.Bonus.Held == 0
}

// member's assets as amounts of a posting, without those of nothing.
func credits(c Card, principal, bonus int64) (list []ledger.Credit) {
	list = append(list, ledger.Credit{Asset: c.Principal.Asset, Amount: principal, From: ledger.Paid})
	if bonus > 0 {
		list = append(list, ledger.Credit{Asset: c.Bonus.Asset, Amount: bonus, From: ledger.Issued})
	}
	return list
}

func debits(c Card, principal, bonus int64) (list []ledger.Debit) {
	list = append(list, ledger.Debit{Asset: c.Principal.Asset, Amount: principal, To: ledger.Paid})
	if bonus > 0 {
		list = append(list, ledger.Debit{Asset: c.Bonus.Asset, Amount: bonus, To: ledger.Issued})
	}
	return list
}
