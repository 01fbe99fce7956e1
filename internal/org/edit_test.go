package org_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"habitue/internal/org"
	"habitue/internal/org/orgtest"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
)

// edit runs fn in a transaction that is committed unless fn refuses.
func edit[T any](t *testing.T, db *postgres.DB, fn func(ctx context.Context, tx postgres.Tx) (T, error)) (v T, err error) {
	t.Helper()
	err = db.InTx(t.Context(), func(tx postgres.Tx) (err error) {
		v, err = fn(t.Context(), tx)
		return err
	})
	return v, err
}

// done is edit of what must succeed.
func done[T any](t *testing.T, db *postgres.DB, fn func(ctx context.Context, tx postgres.Tx) (T, error)) T {
	t.Helper()
	v, err := edit(t, db, fn)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// refused is edit of what must be refused with an error.
func refused[T any](t *testing.T, db *postgres.DB, want error, fn func(ctx context.Context, tx postgres.Tx) (T, error)) {
	t.Helper()
	if _, err := edit(t, db, fn); !errors.Is(err, want) {
		t.Errorf("refused with %v, want %v", err, want)
	}
}

func TestEditStore(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t).DB
	s := orgtest.New(t, db)
	region := done(t, db, func(ctx context.Context, tx postgres.Tx) (org.Region, error) {
		return s.CreateRegion(ctx, tx, org.Region{Code: "east", Name: i18n.Of("华东", "East")})
	})
	made := done(t, db, func(ctx context.Context, tx postgres.Tx) (org.Store, error) {
		return s.CreateStore(ctx, tx, org.Store{Code: "SH-01", Name: i18n.Of("南京东路店", ""), Region: region.ID})
	})
	if made.Version != 1 || made.Region != region.ID || !made.ArchivedAt.IsZero() {
		t.Errorf("%+v", made)
	}
	t.Run("a_code_is_somebodys_once", func(t *testing.T) {
		refused(t, db, org.ErrCodeTaken, func(ctx context.Context, tx postgres.Tx) (org.Store, error) {
			return s.CreateStore(ctx, tx, org.Store{Code: "SH-01", Name: i18n.Of("别的店", "")})
		})
	})
	t.Run("it_is_changed_for_orders_at_once", func(t *testing.T) {
		if _, err := s.StoresByCodes(t.Context(), db, "SH-01"); err != nil { // kept in memory
			t.Fatal(err)
		}
		minutes := 120
		c := done(t, db, func(ctx context.Context, tx postgres.Tx) (org.Changed[org.Store], error) {
			return s.EditStore(ctx, tx, made.ID, 1, org.Store{Code: "another", Name: i18n.Of("外滩店", "The Bund"), Zone: "Asia/Urumqi", CutoffMinutes: &minutes})
		})
		if a := c.After; c.Before.Version != 1 || a.Version != 2 || a.Code != "SH-01" || a.Region != 0 || *a.CutoffMinutes != 120 {
			t.Errorf("%+v", c)
		}
		if now, err := s.StoresByCodes(t.Context(), db, "SH-01"); err != nil || now["SH-01"].Zone != "Asia/Urumqi" {
			t.Errorf("%v, %v", now, err)
		}
	})
	for name, c := range map[string]struct {
		seen  int
		store org.Store
		want  error
	}{
		"who_saw_an_older_one_is_refused": {1, org.Store{Name: i18n.Of("店", "")}, org.ErrChanged},
		"a_name_is_given":                 {2, org.Store{}, org.ErrBadName},
		"a_zone_is_one":                   {2, org.Store{Name: i18n.Of("店", ""), Zone: "Mars"}, org.ErrBadZone},
		"a_region_is_one":                 {2, org.Store{Name: i18n.Of("店", ""), Region: 999}, org.ErrUnknownRegion},
		"a_brand_is_one":                  {2, org.Store{Name: i18n.Of("店", ""), Brand: 999}, org.ErrUnknownBrand},
	} {
		t.Run(name, func(t *testing.T) {
			refused(t, db, c.want, func(ctx context.Context, tx postgres.Tx) (org.Changed[org.Store], error) {
				return s.EditStore(ctx, tx, made.ID, c.seen, c.store)
			})
		})
	}
	t.Run("it_closes_and_reopens", func(t *testing.T) {
		closed := done(t, db, func(ctx context.Context, tx postgres.Tx) (org.Changed[org.Store], error) {
			return s.CloseStore(ctx, tx, made.ID, 2)
		})
		if !closed.After.ArchivedAt.Equal(orgtest.Now) || closed.After.Name.In("en") != "The Bund" {
			t.Errorf("%+v", closed.After)
		}
		opened := done(t, db, func(ctx context.Context, tx postgres.Tx) (org.Changed[org.Store], error) {
			return s.ReopenStore(ctx, tx, made.ID, closed.After.Version)
		})
		if !opened.After.ArchivedAt.IsZero() || opened.After.Version != 4 {
			t.Errorf("%+v", opened.After)
		}
	})
	t.Run("nobody_closes_what_is_not_there", func(t *testing.T) {
		refused(t, db, org.ErrNoStore, func(ctx context.Context, tx postgres.Tx) (org.Changed[org.Store], error) {
			return s.CloseStore(ctx, tx, 999, 1)
		})
	})
}

func TestSearchStores(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t).DB
	s := orgtest.New(t, db)
	outer := done(t, db, func(ctx context.Context, tx postgres.Tx) (org.Region, error) {
		return s.CreateRegion(ctx, tx, org.Region{Code: "east", Name: i18n.Of("华东", "East")})
	})
	inner := done(t, db, func(ctx context.Context, tx postgres.Tx) (org.Region, error) {
		return s.CreateRegion(ctx, tx, org.Region{Code: "sh", Name: i18n.Of("上海", ""), Parent: outer.ID})
	})
	brand := done(t, db, func(ctx context.Context, tx postgres.Tx) (org.Brand, error) {
		return s.CreateBrand(ctx, tx, org.Brand{Code: "tea", Name: i18n.Of("云岫", "Cloudridge")})
	})
	for _, store := range []org.Store{
		{Code: "A-1", Name: i18n.Of("南京东路店", "Nanjing Road"), Region: inner.ID, Brand: brand.ID},
		{Code: "B-2", Name: i18n.Of("外滩店", ""), Region: outer.ID},
	} {
		done(t, db, func(ctx context.Context, tx postgres.Tx) (org.Store, error) { return s.CreateStore(ctx, tx, store) })
	}
	// An import meets a code that nobody has told us of.
	done(t, db, func(ctx context.Context, tx postgres.Tx) (map[string]org.StoreID, error) {
		return s.EnsureStores(ctx, tx, "C-3")
	})
	b, err := s.StoresByCodes(t.Context(), db, "B-2", "C-3")
	if err != nil {
		t.Fatal(err)
	}
	done(t, db, func(ctx context.Context, tx postgres.Tx) (org.Changed[org.Store], error) {
		return s.CloseStore(ctx, tx, b["B-2"].ID, 1)
	})
	yes, no := true, false
	search := func(f org.Filter) []string {
		t.Helper()
		list, err := s.Search(t.Context(), db, f, "", 10)
		if err != nil {
			t.Fatal(err)
		}
		codes := []string{}
		for _, store := range list {
			codes = append(codes, store.Code)
		}
		return codes
	}
	for name, c := range map[string]struct {
		filter org.Filter
		want   []string
	}{
		"all":                        {org.Filter{}, []string{"A-1", "B-2", "C-3"}},
		"part_of_a_name_in_any_case": {org.Filter{Text: "nanJING"}, []string{"A-1"}},
		"part_of_a_code":             {org.Filter{Text: "-2"}, []string{"B-2"}},
		"a_region_with_all_in_it":    {org.Filter{Region: outer.ID}, []string{"A-1", "B-2"}},
		"a_region_within":            {org.Filter{Region: inner.ID}, []string{"A-1"}},
		"a_brand":                    {org.Filter{Brand: brand.ID}, []string{"A-1"}},
		"closed":                     {org.Filter{Closed: &yes}, []string{"B-2"}},
		"open":                       {org.Filter{Closed: &no}, []string{"A-1", "C-3"}},
		"nobody_has_named":           {org.Filter{Named: &no}, []string{"C-3"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := search(c.filter); !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
	t.Run("page_by_page", func(t *testing.T) {
		page, err := s.Search(t.Context(), db, org.Filter{}, "A-1", 1)
		if err != nil || len(page) != 1 || page[0].Code != "B-2" {
			t.Errorf("%v, %v", page, err)
		}
	})
	t.Run("an_unknown_code_is_named_later_and_an_import_leaves_its_name", func(t *testing.T) {
		done(t, db, func(ctx context.Context, tx postgres.Tx) (org.Changed[org.Store], error) {
			return s.EditStore(ctx, tx, b["C-3"].ID, 1, org.Store{Name: i18n.Of("虹桥店", "Hongqiao")})
		})
		again := done(t, db, func(ctx context.Context, tx postgres.Tx) (map[string]org.StoreID, error) {
			return s.EnsureStores(ctx, tx, "C-3")
		})
		store, err := s.Store(t.Context(), db, again["C-3"])
		if err != nil || again["C-3"] != b["C-3"].ID || store.Name.In("en") != "Hongqiao" || len(search(org.Filter{Named: &no})) != 0 {
			t.Errorf("%+v, %v", store, err)
		}
	})
}

func TestArrangeRegions(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t).DB
	s := orgtest.New(t, db)
	create := func(code string, parent org.RegionID) org.Region {
		t.Helper()
		return done(t, db, func(ctx context.Context, tx postgres.Tx) (org.Region, error) {
			return s.CreateRegion(ctx, tx, org.Region{Code: code, Name: i18n.Of(code, ""), Parent: parent})
		})
	}
	move := func(r org.Region, parent org.RegionID) func(context.Context, postgres.Tx) (org.Changed[org.Region], error) {
		return func(ctx context.Context, tx postgres.Tx) (org.Changed[org.Region], error) {
			return s.EditRegion(ctx, tx, r.ID, r.Version, org.Region{Name: r.Name, Parent: parent})
		}
	}
	remove := func(r org.Region) func(context.Context, postgres.Tx) (org.Region, error) {
		return func(ctx context.Context, tx postgres.Tx) (org.Region, error) {
			return s.DeleteRegion(ctx, tx, r.ID, r.Version)
		}
	}
	east := create("east", 0)
	sh := create("sh", east.ID)
	west := create("west", 0)
	refused(t, db, org.ErrBadTree, move(east, sh.ID))
	refused(t, db, org.ErrBadTree, move(east, east.ID))
	refused(t, db, org.ErrUnknownRegion, move(east, 999))
	refused(t, db, org.ErrNotEmpty, remove(east))
	moved := done(t, db, move(sh, west.ID)).After
	if moved.Parent != west.ID || moved.Version != 2 || moved.Code != "sh" {
		t.Errorf("%+v", moved)
	}
	refused(t, db, org.ErrChanged, move(sh, east.ID))
	done(t, db, remove(east))
	done(t, db, func(ctx context.Context, tx postgres.Tx) (org.Store, error) {
		return s.CreateStore(ctx, tx, org.Store{Code: "S", Name: i18n.Of("店", ""), Region: sh.ID})
	})
	refused(t, db, org.ErrNotEmpty, remove(moved))
	refused(t, db, org.ErrCodeTaken, func(ctx context.Context, tx postgres.Tx) (org.Region, error) {
		return s.CreateRegion(ctx, tx, org.Region{Code: "sh", Name: i18n.Of("上海", "")})
	})
}

func TestEditBrandsAndChannels(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t).DB
	s := orgtest.New(t, db)
	b := done(t, db, func(ctx context.Context, tx postgres.Tx) (org.Brand, error) {
		return s.CreateBrand(ctx, tx, org.Brand{Code: "tea", Name: i18n.Of("云", "")})
	})
	rename := func(ctx context.Context, tx postgres.Tx) (org.Changed[org.Brand], error) {
		return s.RenameBrand(ctx, tx, b.ID, b.Version, i18n.Of("云岫", "Cloudridge"))
	}
	if c := done(t, db, rename); c.After.Version != 2 || c.After.Name.In("en") != "Cloudridge" {
		t.Errorf("%+v", c)
	}
	refused(t, db, org.ErrChanged, rename)
	refused(t, db, org.ErrCodeTaken, func(ctx context.Context, tx postgres.Tx) (org.Brand, error) {
		return s.CreateBrand(ctx, tx, org.Brand{Code: "tea", Name: i18n.Of("茶", "")})
	})
	channel := done(t, db, func(ctx context.Context, tx postgres.Tx) (org.Channel, error) {
		return s.CreateChannel(ctx, tx, org.Channel{Code: "app", Kind: org.Other, Name: i18n.Of("app", "")})
	})
	change := func(kind org.ChannelKind) func(context.Context, postgres.Tx) (org.Changed[org.Channel], error) {
		return func(ctx context.Context, tx postgres.Tx) (org.Changed[org.Channel], error) {
			return s.EditChannel(ctx, tx, channel.ID, channel.Version, org.Channel{Kind: kind, Name: i18n.Of("手机应用", "App")})
		}
	}
	refused(t, db, org.ErrBadChannelKind, change("magic"))
	if c := done(t, db, change(org.App)); c.After.Kind != org.App || c.After.Code != "app" || c.After.Version != 2 {
		t.Errorf("%+v", c)
	}
	refused(t, db, org.ErrChanged, change(org.App))
	refused(t, db, org.ErrCodeTaken, func(ctx context.Context, tx postgres.Tx) (org.Channel, error) {
		return s.CreateChannel(ctx, tx, org.Channel{Code: "app", Kind: org.App, Name: i18n.Of("应用", "")})
	})
}
