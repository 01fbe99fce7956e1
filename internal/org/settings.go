package org

import (
	"context"
	"fmt"

	"golang.org/x/text/language"

	"habitue/internal/org/internal/orgdb"
	"habitue/internal/platform/postgres"
)

// Settings returns what holds for the whole retailer.
func (s *Service) Settings(ctx context.Context, q postgres.Querier) (Settings, error) {
	if known, is := s.settings.One(struct{}{}); is {
		return known, nil
	}
	row, err := query(q).Settings(ctx)
	if err != nil {
		return Settings{}, fmt.Errorf("read settings: %w", err)
	}
	settings := settingsOf(row.OrgSetting)
	if row.Settled {
		s.settings.Put(struct{}{}, settings)
	}
	return settings, nil
}

// Choice is what an import or staff knows about the retailer's books.
type Choice struct {
	Currency string // ISO 4217
	Zone     string // IANA
	Country  string // ISO 3166; empty: the currency's own, where it has one
}

// country of GBP is GB: the first two letters of a currency are its country,
// but for those of several countries.
func (c Choice) country(before string) string {
	if c.Country != "" {
		return c.Country
	}
	if !letters(c.Currency, 3) {
		return before
	}
	region, err := language.ParseRegion(c.Currency[:2])
	if err != nil || !region.IsCountry() {
		return before
	}
	return region.String()
}

// Choose makes the currency and zone the retailer's, unless they were chosen
// before, and returns what holds from now on. Two first imports at once do not
// mix: the second finds what the first chose.
// Errors: ErrBadCurrency, ErrBadZone, ErrBadCountry.
func (s *Service) Choose(ctx context.Context, tx postgres.Tx, c Choice) (Settings, error) {
	settings, err := s.lockSettings(ctx, tx)
	if err != nil || settings.Chosen {
		return settings, err
	}
	settings.Currency, settings.Zone, settings.Country = c.Currency, c.Zone, c.country(settings.Country)
	return s.save(ctx, tx, settings)
}

// SaveSettings replaces the settings; what they say counts as chosen.
// Errors: ErrBadName, ErrBadCountry, ErrBadCurrency, ErrBadZone, ErrBadCutoff.
func (s *Service) SaveSettings(ctx context.Context, tx postgres.Tx, settings Settings) (Settings, error) {
	if _, err := s.lockSettings(ctx, tx); err != nil {
		return Settings{}, err
	}
	return s.save(ctx, tx, settings)
}

func (s *Service) lockSettings(ctx context.Context, tx postgres.Tx) (Settings, error) {
	row, err := query(tx).LockSettings(ctx)
	if err != nil {
		return Settings{}, fmt.Errorf("lock settings: %w", err)
	}
	return settingsOf(row), nil
}

func (s *Service) save(ctx context.Context, tx postgres.Tx, settings Settings) (Settings, error) {
	settings.Chosen, settings.UpdatedAt = true, s.clock.Now()
	if err := settings.validate(); err != nil {
		return Settings{}, err
	}
	err := query(tx).SaveSettings(ctx, orgdb.SaveSettingsParams{
		Name: settings.Name, Country: settings.Country, Currency: settings.Currency, Zone: settings.Zone,
		CutoffMinutes: int32(settings.CutoffMinutes), Chosen: true, UpdatedAt: settings.UpdatedAt,
	})
	if err != nil {
		return Settings{}, fmt.Errorf("save settings: %w", err)
	}
	s.settings.Forget()
	return settings, nil
}

func settingsOf(r orgdb.OrgSetting) Settings {
	return Settings{
		Name: r.Name, Country: r.Country, Currency: r.Currency, Zone: r.Zone,
		CutoffMinutes: int(r.CutoffMinutes), Chosen: r.Chosen, UpdatedAt: r.UpdatedAt.UTC(),
	}
}
