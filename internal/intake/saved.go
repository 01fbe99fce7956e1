package intake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/intake/internal/intakedb"
	"habitue/internal/platform/coded"
	"habitue/internal/platform/postgres"
)

// SaveMapping keeps a mapping under its name for the next file.
// Errors: ErrBadMapping.
func (s *Service) SaveMapping(ctx context.Context, tx postgres.Tx, m Mapping) error {
	if m.Name == "" || len(m.Name) > coded.MaxLength {
		return ErrBadMapping.With("name", m.Name)
	}
	if err := m.Validate(); err != nil {
		return err
	}
	body, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("save mapping %s: %w", m.Name, err)
	}
	if err := query(tx).SaveMapping(ctx, intakedb.SaveMappingParams{Name: m.Name, Kind: kindOrders, Body: body, At: s.Clock.Now()}); err != nil {
		return fmt.Errorf("save mapping %s: %w", m.Name, err)
	}
	return nil
}

// Mapping returns the mapping of a name: one that was saved, else a preset.
// Errors: ErrNoSuchPreset.
func (s *Service) Mapping(ctx context.Context, q postgres.Querier, name string) (Mapping, error) {
	body, err := query(q).GetMapping(ctx, name)
	if errors.Is(err, pgx.ErrNoRows) {
		return Preset(name)
	}
	if err != nil {
		return Mapping{}, fmt.Errorf("read mapping %s: %w", name, err)
	}
	return ParseMapping(body)
}

// SavedMapping is a mapping that somebody kept, and when.
type SavedMapping struct {
	Mapping
	UpdatedAt time.Time
}

// Mappings lists the mappings that were saved, by name.
func (s *Service) Mappings(ctx context.Context, q postgres.Querier) ([]SavedMapping, error) {
	rows, err := query(q).Mappings(ctx, kindOrders)
	if err != nil {
		return nil, fmt.Errorf("list mappings: %w", err)
	}
	list := make([]SavedMapping, len(rows))
	for i, r := range rows {
		m, err := ParseMapping(r.Body)
		if err != nil {
			return nil, fmt.Errorf("read mapping %s: %w", r.Name, err)
		}
		list[i] = SavedMapping{m, r.UpdatedAt.UTC()}
	}
	return list, nil
}

// ForgetMapping deletes a mapping that was saved. Errors: ErrNoSuchPreset.
func (s *Service) ForgetMapping(ctx context.Context, tx postgres.Tx, name string) error {
	n, err := query(tx).ForgetMapping(ctx, name)
	if err != nil {
		return fmt.Errorf("forget mapping %s: %w", name, err)
	}
	if n == 0 {
		return noSuchPreset(name)
	}
	return nil
}
