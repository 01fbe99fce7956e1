package org

import (
	"context"
	"fmt"

	"habitue/internal/org/internal/orgdb"
	"habitue/internal/platform/postgres"
)

// maxDepth bounds the levels of regions.
const maxDepth = 8

// regions are all regions by their ids.
type regions map[RegionID]Region

func (s *Service) regionTree(ctx context.Context, q postgres.Querier) (regions, error) {
	list, err := s.Regions(ctx, q)
	if err != nil {
		return nil, err
	}
	t := make(regions, len(list))
	for _, r := range list {
		t[r.ID] = r
	}
	return t, nil
}

// sound refuses a region whose way to the top does not end.
func (t regions) sound(id RegionID) error {
	code := t[id].Code
	for levels := 0; id != 0; levels++ {
		if levels == maxDepth {
			return ErrBadTree.With("code", code, "levels", maxDepth)
		}
		id = t[id].Parent
	}
	return nil
}

// within reports whether a region lies in another one, or is it.
func (t regions) within(id, outer RegionID) bool {
	for levels := 0; id != 0 && levels < maxDepth; levels++ {
		if id == outer {
			return true
		}
		id = t[id].Parent
	}
	return false
}

// CreateRegion makes a region. Others who change the tree wait.
// Errors: ErrBadCode, ErrBadName, ErrCodeTaken, ErrUnknownRegion, ErrBadTree.
func (s *Service) CreateRegion(ctx context.Context, tx postgres.Tx, r Region) (Region, error) {
	if err := validNamed(r.Code, r.Name); err != nil {
		return r, err
	}
	t, err := s.lockRegions(ctx, tx)
	if err != nil {
		return r, err
	}
	for _, other := range t {
		if other.Code == r.Code {
			return r, ErrCodeTaken.With("code", r.Code)
		}
	}
	fresh, err := s.ids.Next(ctx)
	if err != nil {
		return r, err
	}
	r.ID, r.Version = RegionID(fresh), 1
	if err := t.take(r); err != nil {
		return r, err
	}
	err = query(tx).InsertRegion(ctx, orgdb.InsertRegionParams{ID: fresh, Code: r.Code, Name: r.Name, ParentID: postgres.Optional(int64(r.Parent))})
	if err != nil {
		return r, fmt.Errorf("make region %s: %w", r.Code, err)
	}
	return r, nil
}

// EditRegion renames a region, as it was seen, and moves it, with all that lies
// in it. Errors: ErrNoRegion, ErrChanged, ErrBadName, ErrUnknownRegion, ErrBadTree.
func (s *Service) EditRegion(ctx context.Context, tx postgres.Tx, id RegionID, seen int, r Region) (Changed[Region], error) {
	var none Changed[Region]
	t, before, err := s.lockRegion(ctx, tx, id, seen)
	if err != nil {
		return none, err
	}
	r.ID, r.Code, r.Version = before.ID, before.Code, before.Version+1
	if err := validNamed(r.Code, r.Name); err != nil {
		return none, err
	}
	if err := t.take(r); err != nil {
		return none, err
	}
	if err := query(tx).UpdateRegion(ctx, r.Name, postgres.Optional(int64(r.Parent)), int64(id)); err != nil {
		return none, fmt.Errorf("change region %s: %w", r.Code, err)
	}
	return Changed[Region]{before, r}, nil
}

// DeleteRegion takes a region away that holds nothing: no store, no other region.
// Errors: ErrNoRegion, ErrChanged, ErrNotEmpty.
func (s *Service) DeleteRegion(ctx context.Context, tx postgres.Tx, id RegionID, seen int) (Region, error) {
	t, before, err := s.lockRegion(ctx, tx, id, seen)
	if err != nil {
		return before, err
	}
	holds := int64(id)
	full, err := query(tx).HasStores(ctx, &holds)
	if err != nil {
		return before, fmt.Errorf("look into region %s: %w", before.Code, err)
	}
	for _, other := range t {
		full = full || other.Parent == id
	}
	if full {
		return before, ErrNotEmpty.With("code", before.Code)
	}
	err = query(tx).DeleteRegion(ctx, holds)
	if postgres.IsReferenced(err) { // a store was put there a moment ago
		return before, ErrNotEmpty.With("code", before.Code)
	}
	if err != nil {
		return before, fmt.Errorf("delete region %s: %w", before.Code, err)
	}
	return before, nil
}

// take puts a region into the tree, unless it would hang in the air or in a circle.
func (t regions) take(r Region) error {
	if _, ok := t[r.Parent]; r.Parent != 0 && !ok {
		return ErrUnknownRegion
	}
	t[r.ID] = r
	for id := range t {
		if err := t.sound(id); err != nil {
			return err
		}
	}
	return nil
}

// lockRegions keeps others from changing the tree, and reads it.
func (s *Service) lockRegions(ctx context.Context, tx postgres.Tx) (regions, error) {
	if err := query(tx).LockRegions(ctx); err != nil {
		return nil, fmt.Errorf("lock regions: %w", err)
	}
	return s.regionTree(ctx, tx)
}

func (s *Service) lockRegion(ctx context.Context, tx postgres.Tx, id RegionID, seen int) (regions, Region, error) {
	t, err := s.lockRegions(ctx, tx)
	if err != nil {
		return nil, Region{}, err
	}
	r, ok := t[id]
	switch {
	case !ok:
		return nil, r, ErrNoRegion
	case r.Version != seen:
		return nil, r, ErrChanged.With("code", r.Code)
	}
	return t, r, nil
}
