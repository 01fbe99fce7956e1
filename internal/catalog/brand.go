package catalog

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"habitue/internal/catalog/internal/catalogdb"
	"habitue/internal/platform/coded"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// Brands returns all brands of goods in the order of their codes.
func (s *Service) Brands(ctx context.Context, q postgres.Querier) ([]Brand, error) {
	rows, err := query(q).Brands(ctx)
	if err != nil {
		return nil, fmt.Errorf("list brands: %w", err)
	}
	list := make([]Brand, len(rows))
	for i, r := range rows {
		list[i] = brandOf(r)
	}
	return list, nil
}

// EnsureBrands returns the ids of the codes; an unknown brand is made and bears
// its code as its name. Errors: ErrBadCode.
func (s *Service) EnsureBrands(ctx context.Context, tx postgres.Tx, codes ...string) (map[string]BrandID, error) {
	return coded.Things[BrandID]{
		IDs: s.ids, Bad: ErrBadCode,
		Find: func(codes []string) (map[string]BrandID, error) { return brandsByCodes(ctx, tx, codes) },
		Add:  func(r coded.Rows) error { return query(tx).AddBrands(ctx, r.IDs, r.Codes, r.Names) },
	}.Ensure(ctx, codes)
}

func brandsByCodes(ctx context.Context, q postgres.Querier, codes []string) (map[string]BrandID, error) {
	found := make(map[string]BrandID, len(codes))
	codes = coded.Possible(codes)
	if len(codes) == 0 {
		return found, nil
	}
	rows, err := query(q).BrandsByCodes(ctx, codes)
	if err != nil {
		return nil, fmt.Errorf("read brands: %w", err)
	}
	for _, r := range rows {
		found[r.Code] = BrandID(r.ID)
	}
	return found, nil
}

// SaveBrands makes the brands or renames them, and returns their ids by code.
// Errors: ErrBadCode, ErrBadName.
func (s *Service) SaveBrands(ctx context.Context, tx postgres.Tx, inputs ...BrandInput) (map[string]BrandID, error) {
	codes := make([]string, len(inputs))
	for i, in := range inputs {
		if !in.Name.Valid() {
			return nil, ErrBadName.With("code", in.Code)
		}
		codes[i] = in.Code
	}
	ids, err := s.EnsureBrands(ctx, tx, codes...)
	if err != nil {
		return nil, err
	}
	for _, in := range inputs {
		if err := query(tx).SaveBrand(ctx, int64(ids[in.Code]), in.Code, in.Name); err != nil {
			return nil, fmt.Errorf("save brand %s: %w", in.Code, err)
		}
	}
	return ids, nil
}

// CreateBrand makes a brand. Errors: ErrBadCode, ErrBadName, ErrCodeTaken.
func (s *Service) CreateBrand(ctx context.Context, tx postgres.Tx, in BrandInput) (Brand, error) {
	known, err := brandsByCodes(ctx, tx, []string{in.Code})
	if err != nil {
		return Brand{}, err
	}
	if known[in.Code] != 0 {
		return Brand{}, ErrCodeTaken.With("code", in.Code)
	}
	ids, err := s.SaveBrands(ctx, tx, in)
	if err != nil {
		return Brand{}, err
	}
	return readBrand(ctx, tx, ids[in.Code])
}

// RenameBrand gives a brand, as it was seen, another name, and returns it before
// and after. Errors: ErrNoBrand, ErrChanged, ErrBadName.
func (s *Service) RenameBrand(ctx context.Context, tx postgres.Tx, id BrandID, seen int, name i18n.Text) (before, after Brand, err error) {
	if before, err = readBrand(ctx, tx, id); err != nil {
		return before, after, err
	}
	if before.Version != seen {
		return before, after, ErrChanged.With("code", before.Code)
	}
	if _, err = s.SaveBrands(ctx, tx, BrandInput{Code: before.Code, Name: name}); err != nil {
		return before, after, err
	}
	after, err = readBrand(ctx, tx, id)
	return before, after, err
}

// readBrand reads a brand and keeps others from changing it.
func readBrand(ctx context.Context, tx postgres.Tx, id BrandID) (Brand, error) {
	r, err := query(tx).LockBrand(ctx, int64(id))
	if errors.Is(err, pgx.ErrNoRows) {
		return Brand{}, ErrNoBrand
	}
	if err != nil {
		return Brand{}, fmt.Errorf("read brand %d: %w", id, err)
	}
	return brandOf(r), nil
}

func brandOf(r catalogdb.CatalogBrand) Brand {
	return Brand{ID: BrandID(r.ID), Code: r.Code, Name: r.Name, Version: int(r.Version)}
}
