package org

import (
	"context"
	"fmt"
	"strings"

	"habitue/internal/platform/postgres"
)

// Filter chooses stores. The zero value is all of them.
type Filter struct {
	Text   string // part of a code or of a name in any language, whatever its case
	Region RegionID
	Brand  BrandID
	Closed *bool
	Named  *bool // by a name of their own, or by their code alone
}

// Named reports whether somebody has given the store a name of its own; one that
// an import made bears its code.
func (s Store) Named() bool {
	for _, name := range s.Name {
		if name != s.Code {
			return true
		}
	}
	return false
}

// Search returns up to limit stores in the order of their codes, behind the code
// after; "" begins. A retailer has thousands of stores at most, so that all of
// them are looked at. Errors: ErrUnknownRegion.
func (s *Service) Search(ctx context.Context, q postgres.Querier, f Filter, after string, limit int) ([]Store, error) {
	t, err := s.regionTree(ctx, q)
	if err != nil {
		return nil, err
	}
	if _, ok := t[f.Region]; f.Region != 0 && !ok {
		return nil, ErrUnknownRegion
	}
	var found []Store
	for len(found) < limit {
		page, err := s.ListStores(ctx, q, after, lookPage)
		if err != nil {
			return nil, fmt.Errorf("search stores: %w", err)
		}
		for _, store := range page {
			if f.takes(store, t) {
				found = append(found, store)
			}
		}
		if len(page) < lookPage {
			break
		}
		after = page[len(page)-1].Code
	}
	return found[:min(limit, len(found))], nil
}

// lookPage is how many stores are read at a time.
const lookPage = 1000

func (f Filter) takes(s Store, t regions) bool {
	return (f.Text == "" || s.says(f.Text)) &&
		(f.Region == 0 || t.within(s.Region, f.Region)) &&
		(f.Brand == 0 || s.Brand == f.Brand) &&
		(f.Closed == nil || s.ArchivedAt.IsZero() != *f.Closed) &&
		(f.Named == nil || s.Named() == *f.Named)
}

// says reports whether a text is part of the store's code or of one of its names.
func (s Store) says(text string) bool {
	text = strings.ToLower(text)
	if strings.Contains(strings.ToLower(s.Code), text) {
		return true
	}
	for _, name := range s.Name {
		if strings.Contains(strings.ToLower(name), text) {
			return true
		}
	}
	return false
}
