package prepaid

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"habitue/internal/ledger"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// assets are the two assets of a currency; an id of 0 is one that is not there yet.
func (s *Service) assets(ctx context.Context, q postgres.Querier, currency string) (principal, bonus ledger.AssetID, err error) {
	all, err := s.Ledger.AssetList(ctx, q)
	if err != nil {
		return 0, 0, err
	}
	for _, a := range all {
		switch {
		case a.Currency != currency || a.Brand != 0:
		case a.Kind == ledger.KindPrincipal:
			principal = a.ID
		case a.Kind == ledger.KindBonus:
			bonus = a.ID
		}
	}
	return principal, bonus, nil
}

// NeedAssets makes the assets of a currency that are not there, and returns both. Principal in a name
// never expires, and neither does what goes with it.
func (s *Service) NeedAssets(ctx context.Context, tx postgres.Tx, currency string) (principal, bonus ledger.AssetID, err error) {
	principal, bonus, err = s.assets(ctx, tx, currency)
	if err != nil || principal != 0 && bonus != 0 {
		return principal, bonus, err
	}
	// Of two that sell the first top-up at one instant, one makes them.
	if _, err := tx.Exec(ctx, `SELECT FROM prepaid.rule WHERE id = $1 FOR UPDATE`, ruleID); err != nil {
		return 0, 0, fmt.Errorf("lock rule: %w", err)
	}
	for _, a := range []struct {
		there ledger.AssetID
		kind  ledger.AssetKind
		name  i18n.Text
	}{
		{principal, ledger.KindPrincipal, i18n.Of("储值本金", "Stored value")},
		{bonus, ledger.KindBonus, i18n.Of("储值赠送金", "Stored value bonus")},
	} {
		if a.there != 0 {
			continue
		}
		rule := ledger.AssetRule{Expiry: ledger.Expiry{Rule: "never"}, ClawBack: ledger.ClawBackRefuse, Limits: []ledger.Limit{},
			Worth: &ledger.Worth{Units: 1, Minor: 1, Currency: currency}}
		rule.Rounding.Mode, rule.Rounding.Step = "floor", 1
		_, err := s.Ledger.CreateAsset(ctx, tx, ledger.NewAsset{
			Code: string(a.kind) + "_" + strings.ToLower(currency), Kind: a.kind, Currency: currency, Name: a.name,
			Unit: i18n.Of("分", "minor unit"), Rule: rule, Act: staff.Act{By: staff.Operator},
		})
		if err != nil && !errors.Is(err, ledger.ErrAssetTaken) {
			return 0, 0, err
		}
	}
	s.Ledger.AssetsChanged()
	return s.assets(ctx, tx, currency)
}
