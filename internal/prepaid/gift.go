package prepaid

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
)

// Handing is stored value that a member gives to another.
type Handing struct {
	From, To member.ID
	Amount   int64  // principal and bonus together
	Key      string // unique of the giver; the same again gets the gift of then
}

// Give moves stored value to another member, in principal and bonus as the giver has
// them but with no more bonus than came with so much principal, and with the age of
// its lots. The taker spends it last and is never paid it
// out, so that no refund turns what was given into money.
//
// Errors: ErrInvalid, member.ErrUnknown, ledger.ErrToOneself, ErrNoGiving,
// ErrGivenEnough, ErrOverLimit, ledger.ErrInsufficient.
func (s *Service) Give(ctx context.Context, tx postgres.Tx, in Handing) (Gift, error) {
	if in.Key == "" || len(in.Key) > maxKey {
		return Gift{}, ErrInvalid
	}
	from, to, err := s.lockBoth(ctx, tx, in.From, in.To)
	if err != nil {
		return Gift{}, err
	}
	kin, err := s.kin(ctx, tx, from)
	if err != nil {
		return Gift{}, err
	}
	known, err := gifts(ctx, tx, `WHERE member_id = ANY ($1) AND key = $2`, kin, in.Key)
	if err != nil {
		return Gift{}, err
	}
	if len(known) > 0 {
		return known[0], nil
	}
	rule, err := s.Rules.Live(ctx, tx)
	if err != nil {
		return Gift{}, err
	}
	giver, err := s.Card(ctx, tx, from, "")
	if err != nil {
		return Gift{}, err
	}
	if err := s.mayGive(ctx, tx, giver, kin, rule.Body.Giving, in.Amount); err != nil {
		return Gift{}, err
	}
	g := Gift{From: from, To: to, At: s.Clock.Now()}
	g.Bonus = giver.givable(in.Amount)
	if g.Principal = in.Amount - g.Bonus; g.Principal > giver.Principal.Available {
		return Gift{}, ledger.ErrInsufficient.With("short", g.Principal-giver.Principal.Available)
	}
	taker, err := s.Card(ctx, tx, to, giver.Currency)
	if err != nil {
		return Gift{}, err
	}
	if err := s.fits(ctx, tx, taker, rule.Body, g.Principal); err != nil {
		return Gift{}, err
	}
	if g.ID, err = s.IDs.Next(ctx); err != nil {
		return Gift{}, err
	}
	return g, s.move(ctx, tx, giver, g, in.Key)
}

// mayGive refuses what a member may not give now.
func (s *Service) mayGive(ctx context.Context, tx postgres.Tx, c Card, kin []int64, rule Giving, amount int64) error {
	if rule.Off {
		return ErrNoGiving
	}
	if amount <= 0 || amount%rule.Step != 0 {
		return ErrInvalid.Field("amount", "prepaid.not_in_steps", "step", c.in(rule.Step))
	}
	if has := c.Principal.Available + c.Bonus.Available; has < amount {
		return ledger.ErrInsufficient.With("short", amount-has)
	}
	settings, err := s.Org.Settings(ctx, tx)
	if err != nil {
		return err
	}
	zone, err := org.Location(settings.Zone)
	if err != nil {
		return err
	}
	y, m, d := s.Clock.Now().In(zone).Date()
	var given int64
	if err := tx.QueryRow(ctx, `SELECT coalesce(sum(principal + bonus), 0)::bigint FROM prepaid.gift WHERE member_id = ANY ($1) AND given_at >= $2`,
		kin, time.Date(y, m, d, 0, 0, 0, 0, zone)).Scan(&given); err != nil {
		return fmt.Errorf("count gifts: %w", err)
	}
	if given+amount > rule.Day {
		return ErrGivenEnough.With("most", c.in(rule.Day), "given", c.in(given))
	}
	return nil
}

// move writes a gift: its two sides in the ledger, and what the taker received.
func (s *Service) move(ctx context.Context, tx postgres.Tx, c Card, g Gift, key string) error {
	for _, part := range []ledger.Amount{{Asset: c.Principal.Asset, Amount: g.Principal}, {Asset: c.Bonus.Asset, Amount: g.Bonus}} {
		if part.Amount == 0 {
			continue
		}
		if _, err := s.Ledger.Transfer(ctx, tx, ledger.Transfer{From: g.From, To: g.To, Key: fmt.Sprintf("prepaid_gift:%d:%d", g.ID, part.Asset),
			Asset: part.Asset, Amount: part.Amount, Ref: ledger.Ref{Kind: "prepaid_gift", ID: g.ID}}); err != nil {
			return err
		}
	}
	// A card that only ever received is drawn as the giver's.
	if _, err := tx.Exec(ctx, `
		INSERT INTO prepaid.card (member_id, currency, draw, received, received_bonus, sold_at) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (member_id, currency) DO UPDATE SET received = card.received + excluded.received,
			received_bonus = card.received_bonus + excluded.received_bonus, xid = pg_current_xact_id()`,
		int64(g.To), c.Currency, drawOf(c), g.Principal, g.Bonus, g.At); err != nil {
		return fmt.Errorf("write card: %w", err)
	}
	if _, err := tx.Exec(ctx, `INSERT INTO prepaid.gift (member_id, id, key, taker, currency, principal, bonus, given_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, int64(g.From), g.ID, key, int64(g.To), c.Currency, g.Principal, g.Bonus,
		g.At.UTC().Truncate(time.Microsecond)); err != nil {
		return fmt.Errorf("write gift: %w", err)
	}
	return nil
}

func drawOf(c Card) string {
	if c.Draw == "" {
		return string(DefaultRule().Draw)
	}
	return string(c.Draw)
}

// lockBoth locks two members in ascending order.
func (s *Service) lockBoth(ctx context.Context, tx postgres.Tx, from, to member.ID) (member.ID, member.ID, error) {
	order := []*member.ID{&from, &to}
	if to < from {
		slices.Reverse(order)
	}
	var err error
	for _, m := range order {
		if *m, err = s.Members.Lock(ctx, tx, *m); err != nil {
			return 0, 0, err
		}
	}
	if from == to {
		return 0, 0, ledger.ErrToOneself
	}
	return from, to, nil
}

// Gifts are what a member gave, the latest first.
func (s *Service) Gifts(ctx context.Context, q postgres.Querier, m member.ID) ([]Gift, error) {
	kin, err := s.kin(ctx, q, m)
	if err != nil {
		return nil, err
	}
	return gifts(ctx, q, `WHERE member_id = ANY ($1) ORDER BY id DESC`, kin)
}

func gifts(ctx context.Context, q postgres.Querier, where string, args ...any) ([]Gift, error) {
	rows, err := q.Query(ctx, `SELECT member_id, taker, id, principal, bonus, given_at FROM prepaid.gift `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("read gifts: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (g Gift, err error) {
		return g, row.Scan(&g.From, &g.To, &g.ID, &g.Principal, &g.Bonus, &g.At)
	})
	if err != nil {
		return nil, fmt.Errorf("read gifts: %w", err)
	}
	return list, nil
}
