package org

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"habitue/internal/org/internal/orgdb"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// Changed is a thing before and after a change.
type Changed[T any] struct{ Before, After T }

// CreateStore makes a store that is not known yet.
// Errors: ErrCodeTaken, ErrBadCode, ErrBadName, ErrBadZone, ErrBadCutoff, ErrUnknownRegion, ErrUnknownBrand.
func (s *Service) CreateStore(ctx context.Context, tx postgres.Tx, store Store) (Store, error) {
	if err := store.validate(); err != nil {
		return store, err
	}
	fresh, err := s.ids.Next(ctx)
	if err != nil {
		return store, err
	}
	if err := s.placed(ctx, tx, store); err != nil {
		return store, err
	}
	err = query(tx).InsertStore(ctx, orgdb.InsertStoreParams(storeParams(fresh, store)))
	if postgres.IsUnique(err) {
		return store, ErrCodeTaken.With("code", store.Code)
	}
	if err != nil {
		return store, fmt.Errorf("make store %s: %w", store.Code, err)
	}
	s.stores.Forget(store.Code)
	return readStore(ctx, tx, StoreID(fresh))
}

// EditStore makes a store, as it was seen, what is said here; its code and
// whether it is open stay. The days of orders that were recorded stay as they
// were counted. Errors: ErrNoStore, ErrChanged, and those of CreateStore.
func (s *Service) EditStore(ctx context.Context, tx postgres.Tx, id StoreID, seen int, store Store) (Changed[Store], error) {
	return s.changeStore(ctx, tx, id, seen, func(before Store) Store {
		store.ID, store.Code, store.ArchivedAt = before.ID, before.Code, before.ArchivedAt
		return store
	})
}

// CloseStore says that a store sells no more. What it sold stays, and an order
// that is reported late is still taken: what was sold is always recorded.
// Errors: ErrNoStore, ErrChanged.
func (s *Service) CloseStore(ctx context.Context, tx postgres.Tx, id StoreID, seen int) (Changed[Store], error) {
	return s.changeStore(ctx, tx, id, seen, func(store Store) Store {
		if store.ArchivedAt.IsZero() {
			store.ArchivedAt = s.clock.Now()
		}
		return store
	})
}

// ReopenStore says that a store that was closed sells again.
// Errors: ErrNoStore, ErrChanged.
func (s *Service) ReopenStore(ctx context.Context, tx postgres.Tx, id StoreID, seen int) (Changed[Store], error) {
	return s.changeStore(ctx, tx, id, seen, func(store Store) Store {
		store.ArchivedAt = Store{}.ArchivedAt
		return store
	})
}

func (s *Service) changeStore(ctx context.Context, tx postgres.Tx, id StoreID, seen int, change func(Store) Store) (Changed[Store], error) {
	var none Changed[Store]
	before, err := readStore(ctx, tx, id)
	if err != nil {
		return none, err
	}
	if before.Version != seen {
		return none, ErrChanged.With("code", before.Code)
	}
	store := change(before)
	if err := store.validate(); err != nil {
		return none, err
	}
	if err := s.placed(ctx, tx, store); err != nil {
		return none, err
	}
	p := storeParams(int64(id), store)
	err = query(tx).UpdateStore(ctx, orgdb.UpdateStoreParams{
		ID: p.ID, Name: p.Name, RegionID: p.RegionID, BrandID: p.BrandID, Zone: p.Zone, CutoffMinutes: p.CutoffMinutes,
		OpenedOn: p.OpenedOn, ArchivedAt: postgres.Optional(store.ArchivedAt),
	})
	if err != nil {
		return none, fmt.Errorf("change store %s: %w", store.Code, err)
	}
	s.stores.Forget(store.Code)
	after, err := readStore(ctx, tx, id)
	return Changed[Store]{before, after}, err
}

// placed refuses a store in a region or of a brand that there is not.
func (s *Service) placed(ctx context.Context, tx postgres.Tx, store Store) error {
	if store.Region != 0 {
		t, err := s.regionTree(ctx, tx)
		if err != nil {
			return err
		}
		if _, ok := t[store.Region]; !ok {
			return ErrUnknownRegion
		}
	}
	if store.Brand == 0 {
		return nil
	}
	if _, err := readBrand(ctx, tx, store.Brand); errors.Is(err, ErrNoBrand) {
		return ErrUnknownBrand
	} else if err != nil {
		return err
	}
	return nil
}

// Store returns a store. Errors: ErrNoStore.
func (s *Service) Store(ctx context.Context, q postgres.Querier, id StoreID) (Store, error) {
	found, err := s.StoresByIDs(ctx, q, id)
	if err != nil {
		return Store{}, err
	}
	store, ok := found[id]
	if !ok {
		return store, ErrNoStore
	}
	return store, nil
}

// readStore reads a store and keeps others from changing it.
func readStore(ctx context.Context, tx postgres.Tx, id StoreID) (Store, error) {
	r, err := query(tx).LockStore(ctx, int64(id))
	if errors.Is(err, pgx.ErrNoRows) {
		return Store{}, ErrNoStore
	}
	if err != nil {
		return Store{}, fmt.Errorf("read store %d: %w", id, err)
	}
	return storeOf(r), nil
}

// CreateBrand makes a brand of the retailer. Errors: ErrBadCode, ErrBadName, ErrCodeTaken.
func (s *Service) CreateBrand(ctx context.Context, tx postgres.Tx, b Brand) (Brand, error) {
	if err := validNamed(b.Code, b.Name); err != nil {
		return b, err
	}
	fresh, err := s.ids.Next(ctx)
	if err != nil {
		return b, err
	}
	err = query(tx).InsertBrand(ctx, fresh, b.Code, b.Name)
	if postgres.IsUnique(err) {
		return b, ErrCodeTaken.With("code", b.Code)
	}
	if err != nil {
		return b, fmt.Errorf("make brand %s: %w", b.Code, err)
	}
	return readBrand(ctx, tx, BrandID(fresh))
}

// RenameBrand gives a brand, as it was seen, another name.
// Errors: ErrNoBrand, ErrChanged, ErrBadName.
func (s *Service) RenameBrand(ctx context.Context, tx postgres.Tx, id BrandID, seen int, name i18n.Text) (Changed[Brand], error) {
	var none Changed[Brand]
	before, err := readBrand(ctx, tx, id)
	if err != nil {
		return none, err
	}
	if before.Version != seen {
		return none, ErrChanged.With("code", before.Code)
	}
	if err := validNamed(before.Code, name); err != nil {
		return none, err
	}
	if err := query(tx).UpdateBrand(ctx, name, int64(id)); err != nil {
		return none, fmt.Errorf("rename brand %s: %w", before.Code, err)
	}
	after, err := readBrand(ctx, tx, id)
	return Changed[Brand]{before, after}, err
}

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

// CreateChannel makes a channel that is not known yet.
// Errors: ErrBadCode, ErrBadName, ErrBadChannelKind, ErrCodeTaken.
func (s *Service) CreateChannel(ctx context.Context, tx postgres.Tx, c Channel) (Channel, error) {
	if err := c.validate(); err != nil {
		return c, err
	}
	fresh, err := s.ids.Next(ctx)
	if err != nil {
		return c, err
	}
	err = query(tx).InsertChannel(ctx, orgdb.InsertChannelParams{ID: fresh, Code: c.Code, Kind: string(c.Kind), Name: c.Name})
	if postgres.IsUnique(err) {
		return c, ErrCodeTaken.With("code", c.Code)
	}
	if err != nil {
		return c, fmt.Errorf("make channel %s: %w", c.Code, err)
	}
	s.channels.Forget(c.Code)
	return readChannel(ctx, tx, ChannelID(fresh))
}

// EditChannel gives a channel, as it was seen, another name and kind.
// Errors: ErrNoChannel, ErrChanged, ErrBadName, ErrBadChannelKind.
func (s *Service) EditChannel(ctx context.Context, tx postgres.Tx, id ChannelID, seen int, c Channel) (Changed[Channel], error) {
	var none Changed[Channel]
	before, err := readChannel(ctx, tx, id)
	if err != nil {
		return none, err
	}
	if before.Version != seen {
		return none, ErrChanged.With("code", before.Code)
	}
	c.Code = before.Code
	if err := c.validate(); err != nil {
		return none, err
	}
	err = query(tx).UpdateChannel(ctx, orgdb.UpdateChannelParams{
		ID: int64(id), Kind: string(c.Kind), Name: c.Name, ArchivedAt: postgres.Optional(before.ArchivedAt),
	})
	if err != nil {
		return none, fmt.Errorf("change channel %s: %w", c.Code, err)
	}
	s.channels.Forget(c.Code)
	after, err := readChannel(ctx, tx, id)
	return Changed[Channel]{before, after}, err
}

func readChannel(ctx context.Context, tx postgres.Tx, id ChannelID) (Channel, error) {
	r, err := query(tx).LockChannel(ctx, int64(id))
	if errors.Is(err, pgx.ErrNoRows) {
		return Channel{}, ErrNoChannel
	}
	if err != nil {
		return Channel{}, fmt.Errorf("read channel %d: %w", id, err)
	}
	return channelOf(r), nil
}
