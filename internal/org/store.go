package org

import (
	"context"
	"fmt"

	"habitue/internal/org/internal/orgdb"
	"habitue/internal/platform/coded"
	"habitue/internal/platform/postgres"
)

// StoresByCodes returns the stores that exist under the codes. Of most orders it
// costs no query; what another process changed is seen within five seconds.
func (s *Service) StoresByCodes(ctx context.Context, q postgres.Querier, codes ...string) (map[string]Store, error) {
	return s.stores.ThroughTx(coded.Possible(codes), func(unknown []string, found func(string, Store, bool)) error {
		rows, err := query(q).StoresByCodes(ctx, unknown)
		if err != nil {
			return fmt.Errorf("read stores: %w", err)
		}
		for _, r := range rows {
			found(r.OrgStore.Code, storeOf(r.OrgStore), r.Settled)
		}
		return nil
	})
}

// StoreByCode returns the store of a code, and whether there is one.
func (s *Service) StoreByCode(ctx context.Context, q postgres.Querier, code string) (Store, bool, error) {
	if store, known := s.stores.One(code); known {
		return store, true, nil
	}
	stores, err := s.StoresByCodes(ctx, q, code)
	store, is := stores[code]
	return store, is, err
}

// StoresByIDs returns the stores of the ids that exist.
func (s *Service) StoresByIDs(ctx context.Context, q postgres.Querier, ids ...StoreID) (map[StoreID]Store, error) {
	found := make(map[StoreID]Store, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	rows, err := query(q).StoresByIDs(ctx, postgres.IDs(ids))
	if err != nil {
		return nil, fmt.Errorf("read stores: %w", err)
	}
	for _, r := range rows {
		found[StoreID(r.ID)] = storeOf(r)
	}
	return found, nil
}

// ListStores returns up to limit stores in the order of their codes, behind the
// code after; "" begins. The code of the last one is where the next page begins.
func (s *Service) ListStores(ctx context.Context, q postgres.Querier, after string, limit int) ([]Store, error) {
	rows, err := query(q).StoresAfter(ctx, after, int32(limit))
	if err != nil {
		return nil, fmt.Errorf("list stores: %w", err)
	}
	list := make([]Store, len(rows))
	for i, r := range rows {
		list[i] = storeOf(r)
	}
	return list, nil
}

// EnsureStores returns the ids of the codes; a store that is not known yet is
// made and bears its code as its name. Errors: ErrBadCode.
func (s *Service) EnsureStores(ctx context.Context, tx postgres.Tx, codes ...string) (map[string]StoreID, error) {
	known, err := coded.Things[Store]{
		IDs: s.ids, Bad: ErrBadCode,
		Find: func(codes []string) (map[string]Store, error) { return s.StoresByCodes(ctx, tx, codes...) },
		Add:  func(r coded.Rows) error { return query(tx).AddStores(ctx, r.IDs, r.Codes, r.Names) },
	}.Ensure(ctx, codes)
	if err != nil {
		return nil, fmt.Errorf("ensure stores: %w", err)
	}
	ids := make(map[string]StoreID, len(known))
	for code, store := range known {
		ids[code] = store.ID
	}
	return ids, nil
}

// SaveStores makes the stores or, where their codes are known, gives them what
// is said here, and returns their ids by code.
// Errors: ErrBadCode, ErrBadName, ErrBadZone, ErrBadCutoff.
func (s *Service) SaveStores(ctx context.Context, tx postgres.Tx, stores ...Store) (map[string]StoreID, error) {
	ids := make(map[string]StoreID, len(stores))
	for _, store := range stores {
		if err := store.validate(); err != nil {
			return nil, err
		}
		fresh, err := s.ids.Next(ctx)
		if err != nil {
			return nil, err
		}
		saved, err := query(tx).SaveStore(ctx, storeParams(fresh, store))
		if err != nil {
			return nil, fmt.Errorf("save store %s: %w", store.Code, err)
		}
		ids[store.Code] = StoreID(saved)
		s.stores.Forget(store.Code)
	}
	return ids, nil
}

func storeParams(id int64, store Store) orgdb.SaveStoreParams {
	p := orgdb.SaveStoreParams{
		ID: id, Code: store.Code, Name: store.Name,
		RegionID: postgres.Optional(int64(store.Region)), BrandID: postgres.Optional(int64(store.Brand)),
		Zone: postgres.Optional(store.Zone), OpenedOn: postgres.Optional(store.OpenedOn),
	}
	if store.CutoffMinutes != nil {
		minutes := int32(*store.CutoffMinutes)
		p.CutoffMinutes = &minutes
	}
	return p
}

func storeOf(r orgdb.OrgStore) Store {
	store := Store{
		ID: StoreID(r.ID), Code: r.Code, Name: r.Name,
		Region: RegionID(postgres.Value(r.RegionID)), Brand: BrandID(postgres.Value(r.BrandID)),
		Zone: postgres.Value(r.Zone), OpenedOn: postgres.Value(r.OpenedOn).UTC(), ArchivedAt: postgres.Value(r.ArchivedAt).UTC(),
		Version: int(r.Version),
	}
	if r.CutoffMinutes != nil {
		minutes := int(*r.CutoffMinutes)
		store.CutoffMinutes = &minutes
	}
	return store
}
