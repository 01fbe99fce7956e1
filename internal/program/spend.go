package program

import (
	"context"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/engine"
)

// Burnable is what a member could pay with beside money, and by which rule. How
// much of it is chosen where the basket is priced; the ledger holds it.
type Burnable struct {
	Rule ledger.Rule // the spending rule that says so

	Points int64 // available; 0 where points do not pay
	As     engine.PointsAsMoney

	Draw      engine.StoredAsMoney
	Principal Stored
	Bonus     Stored
}

// Stored is what there is of one kind of stored value. Asset 0: there is no such kind.
type Stored struct {
	Asset     ledger.AssetID
	Available int64
}

// Burnable tells what a member could pay with in a currency.
// Errors: rulebook.ErrNoVersion.
func (s *Service) Burnable(ctx context.Context, q postgres.Querier, m member.ID, currency string) (Burnable, error) {
	rule, err := s.Spending.Live(ctx, q)
	if err != nil {
		return Burnable{}, err
	}
	b := Burnable{Rule: ledger.Rule{ID: rule.ID, Version: rule.Number}, As: rule.Body.Points, Draw: rule.Body.Stored}
	if m == 0 {
		return b, nil
	}
	assets, err := s.Ledger.Assets(ctx, q)
	if err != nil {
		return b, err
	}
	balances, err := s.Ledger.Balances(ctx, q, m)
	if err != nil {
		return b, err
	}
	for _, a := range assets {
		if a.Currency == currency && a.Brand == 0 {
			switch a.Kind {
			case ledger.KindPrincipal:
				b.Principal.Asset = a.ID
			case ledger.KindBonus:
				b.Bonus.Asset = a.ID
			}
		}
	}
	for _, have := range balances[m] {
		switch {
		case have.Asset == ledger.Points && !b.As.Off:
			b.Points = have.Available
		case have.Asset == b.Principal.Asset:
			b.Principal.Available = have.Available
		case have.Asset == b.Bonus.Asset:
			b.Bonus.Available = have.Available
		}
	}
	return b, nil
}
