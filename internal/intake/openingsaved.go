package intake

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"habitue/internal/intake/internal/intakedb"
	"habitue/internal/platform/coded"
	"habitue/internal/platform/postgres"
)

// savedAs keeps the names of each kind of file apart: one system exports members and
// balances.
func (k OpeningKind) savedAs(name string) string { return string(k) + "/" + name }

// ParseOpeningMapping reads a mapping of a kind of opening. What it does not know it refuses.
// Errors: ErrBadMapping, ErrBadOpening.
func ParseOpeningMapping(k OpeningKind, saved []byte) (m Mapping, err error) {
	d := json.NewDecoder(bytes.NewReader(saved))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return Mapping{}, ErrBadMapping.With("reason", err.Error())
	}
	return m, checkOpening(k, m)
}

// SaveOpeningMapping keeps a mapping under its name for the next file of the kind.
// Errors: ErrBadMapping, ErrBadOpening.
func (s *Service) SaveOpeningMapping(ctx context.Context, tx postgres.Tx, k OpeningKind, m Mapping) error {
	if m.Name == "" || len(m.Name) > coded.MaxLength {
		return ErrBadMapping.With("name", m.Name)
	}
	if err := checkOpening(k, m); err != nil {
		return err
	}
	body, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("save mapping %s: %w", m.Name, err)
	}
	err = query(tx).SaveMapping(ctx, intakedb.SaveMappingParams{Name: k.savedAs(m.Name), Kind: string(k), Body: body, At: s.Clock.Now()})
	if err != nil {
		return fmt.Errorf("save mapping %s: %w", m.Name, err)
	}
	return nil
}

// OpeningMapping returns the mapping of a kind that was saved under a name.
// Errors: ErrNoSuchPreset.
func (s *Service) OpeningMapping(ctx context.Context, q postgres.Querier, k OpeningKind, name string) (Mapping, error) {
	body, err := query(q).GetMapping(ctx, k.savedAs(name))
	if errors.Is(err, pgx.ErrNoRows) {
		return Mapping{}, ErrNoSuchPreset.With("preset", name, "presets", "")
	}
	if err != nil {
		return Mapping{}, fmt.Errorf("read mapping %s: %w", name, err)
	}
	return ParseOpeningMapping(k, body)
}

// OpeningMappings lists the mappings of a kind that were saved, by name.
func (s *Service) OpeningMappings(ctx context.Context, q postgres.Querier, k OpeningKind) ([]SavedMapping, error) {
	rows, err := query(q).Mappings(ctx, string(k))
	if err != nil {
		return nil, fmt.Errorf("list mappings: %w", err)
	}
	list := make([]SavedMapping, len(rows))
	for i, r := range rows {
		m, err := ParseOpeningMapping(k, r.Body)
		if err != nil {
			return nil, fmt.Errorf("read mapping %s: %w", r.Name, err)
		}
		list[i] = SavedMapping{m, r.UpdatedAt.UTC()}
	}
	return list, nil
}

// ForgetOpeningMapping deletes a mapping that was saved. Errors: ErrNoSuchPreset.
func (s *Service) ForgetOpeningMapping(ctx context.Context, tx postgres.Tx, k OpeningKind, name string) error {
	n, err := query(tx).ForgetMapping(ctx, k.savedAs(name))
	if err != nil {
		return fmt.Errorf("forget mapping %s: %w", name, err)
	}
	if n == 0 {
		return ErrNoSuchPreset.With("preset", name, "presets", "")
	}
	return nil
}
