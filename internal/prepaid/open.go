package prepaid

import (
	"context"
	"encoding/json"
	"fmt"

	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
)

// Opening is a top-up that somebody wants.
type Opening struct {
	Member  member.ID
	Pay     int64  // the price of a tier
	Store   string // code; "": none
	Till    string
	Cashier string
}

// Open sells a top-up by the rule in force: what it gives, and how it is given back,
// is fixed by now. It is paid by Pay within a quarter of an hour.
//
// Errors: member.ErrUnknown, ErrNotActive, ErrOff, ErrNoTier, ErrTooOften, ErrOverLimit,
// org.ErrNoStore.
func (s *Service) Open(ctx context.Context, tx postgres.Tx, in Opening) (TopUp, error) {
	holder, err := s.Members.Lock(ctx, tx, in.Member)
	if err != nil {
		return TopUp{}, err
	}
	rule, err := s.Rules.Live(ctx, tx)
	if err != nil {
		return TopUp{}, err
	}
	if rule.Body.Off {
		return TopUp{}, ErrOff
	}
	tier, ok := rule.Body.tier(in.Pay)
	if !ok {
		return TopUp{}, ErrNoTier.With("pay", in.Pay)
	}
	card, err := s.Card(ctx, tx, holder, "")
	if err != nil {
		return TopUp{}, err
	}
	if err := s.admit(ctx, tx, card, rule.Body, tier); err != nil {
		return TopUp{}, err
	}
	id, err := s.IDs.Next(ctx)
	if err != nil {
		return TopUp{}, err
	}
	now := s.Clock.Now()
	t := TopUp{
		Member: holder, ID: ID(id), State: Open, Currency: card.Currency, Principal: tier.Pay, Bonus: tier.Bonus, Till: in.Till, Cashier: in.Cashier,
		Terms:    Terms{Version: rule.Number, Tier: tier, Draw: rule.Body.Draw, CoolingDays: rule.Body.CoolingDays},
		OpenedAt: now, ExpiresAt: now.Add(lifetime),
	}
	if card.Draw != "" && !card.empty() {
		t.Terms.Draw = card.Draw
	}
	if t.Store, err = s.store(ctx, tx, in.Store); err != nil {
		return TopUp{}, err
	}
	if _, _, err = s.NeedAssets(ctx, tx, card.Currency); err != nil {
		return TopUp{}, err
	}
	return t, s.insert(ctx, tx, t)
}

// admit refuses what the member may not buy now.
func (s *Service) admit(ctx context.Context, tx postgres.Tx, c Card, rule Rule, tier Tier) error {
	m, err := s.Members.Get(ctx, tx, c.Member)
	if err != nil {
		return err
	}
	if m.Status != member.Active {
		return ErrNotActive.With("member", int64(c.Member))
	}
	kin, err := s.kin(ctx, tx, c.Member)
	if err != nil {
		return err
	}
	waiting, err := many(ctx, tx, `WHERE member_id = ANY ($1) AND state = 'open' AND expires_at > $2`, kin, s.Clock.Now())
	if err != nil {
		return err
	}
	standing, times := tier.Pay, 0
	for _, t := range append(c.TopUps, waiting...) {
		if t.State == Open {
			standing += t.Principal
		}
		// Who gave one back wholly has not had it.
		if t.Principal == tier.Pay && t.Refunded < t.Principal {
			times++
		}
	}
	if tier.Times > 0 && times >= tier.Times {
		return ErrTooOften.With("pay", tier.Pay, "times", tier.Times)
	}
	return s.fits(ctx, tx, c, rule, standing)
}

// fits refuses what would be more principal on a card than may be.
func (s *Service) fits(ctx context.Context, q postgres.Querier, c Card, rule Rule, more int64) error {
	most, err := s.most(ctx, q, rule, c.Member)
	if err != nil {
		return err
	}
	if has := c.Principal.Available + c.Principal.Held; has+more > most {
		return ErrOverLimit.With("most", c.in(most), "has", c.in(has))
	}
	return nil
}

// most is how much principal a member may have: more in a name than without.
func (s *Service) most(ctx context.Context, q postgres.Querier, rule Rule, m member.ID) (int64, error) {
	known, err := s.Members.Personal(ctx, q, m)
	if err != nil {
		return 0, err
	}
	if known[m].Name == "" {
		return rule.Most.Unnamed, nil
	}
	return rule.Most.Named, nil
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

func (s *Service) insert(ctx context.Context, tx postgres.Tx, t TopUp) error {
	terms, err := json.Marshal(t.Terms)
	if err != nil {
		return fmt.Errorf("write terms: %w", err)
	}
	if _, err := tx.Exec(ctx, `
		INSERT INTO prepaid.top_up (member_id, id, state, currency, principal, bonus, terms, store_id, till, cashier, opened_at, expires_at)
		VALUES ($1, $2, 'open', $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		int64(t.Member), int64(t.ID), t.Currency, t.Principal, t.Bonus, terms, postgres.Optional(int64(t.Store)), postgres.Optional(t.Till),
		postgres.Optional(t.Cashier), t.OpenedAt, t.ExpiresAt); err != nil {
		return fmt.Errorf("write top-up: %w", err)
	}
	if _, err := tx.Exec(ctx, `INSERT INTO prepaid.place (id, member_id) VALUES ($1, $2)`, int64(t.ID), int64(t.Member)); err != nil {
		return fmt.Errorf("write top-up's place: %w", err)
	}
	return nil
}
