package org

import (
	"context"
	"fmt"

	"habitue/internal/org/internal/orgdb"
	"habitue/internal/platform/postgres"
)

// Brands returns all brands in the order of their codes.
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

// SaveBrands makes the brands or renames them, and returns their ids by code.
// Errors: ErrBadCode, ErrBadName.
func (s *Service) SaveBrands(ctx context.Context, tx postgres.Tx, brands ...Brand) (map[string]BrandID, error) {
	ids := make(map[string]BrandID, len(brands))
	for _, b := range brands {
		if err := validNamed(b.Code, b.Name); err != nil {
			return nil, err
		}
		fresh, err := s.ids.Next(ctx)
		if err != nil {
			return nil, err
		}
		saved, err := query(tx).SaveBrand(ctx, fresh, b.Code, b.Name)
		if err != nil {
			return nil, fmt.Errorf("save brand %s: %w", b.Code, err)
		}
		ids[b.Code] = BrandID(saved)
	}
	return ids, nil
}

// Regions returns all regions in the order of their codes.
func (s *Service) Regions(ctx context.Context, q postgres.Querier) ([]Region, error) {
	rows, err := query(q).Regions(ctx)
	if err != nil {
		return nil, fmt.Errorf("list regions: %w", err)
	}
	list := make([]Region, len(rows))
	for i, r := range rows {
		list[i] = Region{ID: RegionID(r.ID), Code: r.Code, Name: r.Name, Parent: RegionID(postgres.Value(r.ParentID)), Version: int(r.Version)}
	}
	return list, nil
}

// SaveRegion makes the region, or renames and moves it, and returns its id.
// Errors: ErrBadCode, ErrBadName.
func (s *Service) SaveRegion(ctx context.Context, tx postgres.Tx, r Region) (RegionID, error) {
	if err := validNamed(r.Code, r.Name); err != nil {
		return 0, err
	}
	fresh, err := s.ids.Next(ctx)
	if err != nil {
		return 0, err
	}
	saved, err := query(tx).SaveRegion(ctx, orgdb.SaveRegionParams{
		ID: fresh, Code: r.Code, Name: r.Name, ParentID: postgres.Optional(int64(r.Parent)),
	})
	if err != nil {
		return 0, fmt.Errorf("save region %s: %w", r.Code, err)
	}
	return RegionID(saved), nil
}

func brandOf(r orgdb.OrgBrand) Brand {
	return Brand{ID: BrandID(r.ID), Code: r.Code, Name: r.Name, ArchivedAt: postgres.Value(r.ArchivedAt).UTC(), Version: int(r.Version)}
}
