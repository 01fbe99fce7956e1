package catalog

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"habitue/internal/catalog/internal/catalogdb"
	"habitue/internal/platform/postgres"
)

// rows makes the inputs rows to be written, in the order of their codes, and
// makes the categories and brands they name.
func (s *Service) rows(ctx context.Context, tx postgres.Tx, wanted map[string]ArticleInput) (catalogdb.AddArticlesParams, error) {
	var none catalogdb.AddArticlesParams
	var categories, brands []string
	inputs := make([]ArticleInput, 0, len(wanted))
	for _, code := range slices.Sorted(maps.Keys(wanted)) {
		in, err := wanted[code].normal()
		if err != nil {
			return none, err
		}
		if in.Category != "" {
			categories = append(categories, in.Category)
		}
		if in.Brand != "" {
			brands = append(brands, in.Brand)
		}
		inputs = append(inputs, in)
	}
	categoryIDs, err := s.EnsureCategories(ctx, tx, categories...)
	if err != nil {
		return none, err
	}
	brandIDs, err := s.EnsureBrands(ctx, tx, brands...)
	if err != nil {
		return none, err
	}
	ids, err := s.ids.Take(ctx, len(inputs))
	if err != nil {
		return none, err
	}
	rows := catalogdb.AddArticlesParams{Ids: ids, At: s.clock.Now()}
	for _, in := range inputs {
		name, err := json.Marshal(in.Name)
		if err != nil {
			return none, fmt.Errorf("name of %s: %w", in.Code, err)
		}
		rows.Codes = append(rows.Codes, in.Code)
		rows.Names = append(rows.Names, name)
		rows.Kinds = append(rows.Kinds, string(in.Kind))
		rows.CategoryIds = append(rows.CategoryIds, int64(categoryIDs[in.Category]))
		rows.BrandIds = append(rows.BrandIds, int64(brandIDs[in.Brand]))
		rows.Earns = append(rows.Earns, !in.NoEarn)
	}
	return rows, nil
}
