package org_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"habitue/internal/org"
	"habitue/internal/org/orgtest"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
)

// in runs fn in a transaction that is committed.
func in(t *testing.T, db *postgres.DB, fn func(ctx context.Context, tx postgres.Tx)) {
	t.Helper()
	err := db.InTx(t.Context(), func(tx postgres.Tx) error {
		fn(t.Context(), tx)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestChoose(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t).DB
	s := orgtest.New(t, db)
	before, err := s.Settings(t.Context(), db)
	if err != nil || before.Chosen || before.Currency != "CNY" || before.Zone != "Asia/Shanghai" {
		t.Fatalf("a new database has %+v, %v", before, err)
	}
	in(t, db, func(ctx context.Context, tx postgres.Tx) {
		for _, c := range []org.Choice{{"GBP", "Europe/Nowhere", ""}, {"GBP", "Local", ""}, {"GBP", "", ""}} {
			if _, err := s.Choose(ctx, tx, c); !errors.Is(err, org.ErrBadZone) {
				t.Errorf("%v is chosen: %v", c, err)
			}
		}
		for _, currency := range []string{"", "gbp", "POUND", "G\x00P", "£££"} {
			if _, err := s.Choose(ctx, tx, org.Choice{Currency: currency, Zone: "Europe/London"}); !errors.Is(err, org.ErrBadCurrency) {
				t.Errorf("%q is chosen: %v", currency, err)
			}
		}
		if _, err := s.Choose(ctx, tx, org.Choice{Currency: "GBP", Zone: "Europe/London"}); err != nil {
			t.Fatal(err)
		}
	})
	in(t, db, func(ctx context.Context, tx postgres.Tx) {
		got, err := s.Choose(ctx, tx, org.Choice{Currency: "JPY", Zone: "Asia/Tokyo"})
		if err != nil || got.Currency != "GBP" || got.Zone != "Europe/London" || !got.Chosen {
			t.Fatalf("the second choice gives %+v, %v", got, err)
		}
	})
	after, err := s.Settings(t.Context(), db)
	if err != nil || after.Currency != "GBP" || after.Country != "GB" {
		t.Fatalf("settings are %+v, %v", after, err)
	}
}

func TestStores(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t).DB
	s := orgtest.New(t, db)
	minutes := 180
	opened := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	var ids map[string]org.StoreID
	in(t, db, func(ctx context.Context, tx postgres.Tx) {
		brands, err := s.SaveBrands(ctx, tx, org.Brand{Code: "tea", Name: i18n.Of("云岫", "Cloudridge")})
		if err != nil {
			t.Fatal(err)
		}
		region, err := s.SaveRegion(ctx, tx, org.Region{Code: "east", Name: i18n.Of("华东", "East")})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.SaveRegion(ctx, tx, org.Region{Code: "sh", Name: i18n.Of("上海", ""), Parent: region}); err != nil {
			t.Fatal(err)
		}
		full := org.Store{Code: "SH-01", Name: i18n.Of("南京东路店", "Nanjing Road"), Region: region, Brand: brands["tea"],
			Zone: "Asia/Urumqi", CutoffMinutes: &minutes, OpenedOn: opened}
		if ids, err = s.SaveStores(ctx, tx, full, org.Store{Code: "SH-02", Name: i18n.Of("人民广场店", "")}); err != nil {
			t.Fatal(err)
		}
		if again, err := s.SaveStores(ctx, tx, full); err != nil || again["SH-01"] != ids["SH-01"] {
			t.Fatalf("saved twice: %v, %v", again, err)
		}
	})
	got, err := s.StoresByCodes(t.Context(), db, "SH-01", "SH-01", "none", "", "a\x00b", "\xff")
	if err != nil || len(got) != 1 {
		t.Fatalf("by codes %v, %v", got, err)
	}
	store := got["SH-01"]
	if store.Zone != "Asia/Urumqi" || *store.CutoffMinutes != 180 || !store.OpenedOn.Equal(opened) || store.Region == 0 || store.Brand == 0 {
		t.Errorf("store %+v", store)
	}
	byID, err := s.StoresByIDs(t.Context(), db, ids["SH-01"], ids["SH-02"], 1)
	if err != nil || len(byID) != 2 || byID[ids["SH-02"]].Code != "SH-02" {
		t.Errorf("by ids %v, %v", byID, err)
	}
	page, err := s.ListStores(t.Context(), db, "SH-01", 10)
	if err != nil || len(page) != 1 || page[0].Code != "SH-02" {
		t.Errorf("page %v, %v", page, err)
	}
	if regions, err := s.Regions(t.Context(), db); err != nil || len(regions) != 2 || regions[1].Parent != regions[0].ID {
		t.Errorf("regions %v, %v", regions, err)
	}
	if brands, err := s.Brands(t.Context(), db); err != nil || len(brands) != 1 || brands[0].Name.In("en") != "Cloudridge" {
		t.Errorf("brands %v, %v", brands, err)
	}
}

func TestEnsureStores(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t).DB
	s := orgtest.New(t, db)
	t.Run("what_a_rolled_back_import_made_is_forgotten", func(t *testing.T) {
		undo := errors.New("undo")
		err := db.InTx(t.Context(), func(tx postgres.Tx) error {
			orgtest.Store(t, tx, s, "gone")
			if got, err := s.StoresByCodes(t.Context(), tx, "gone"); err != nil || len(got) != 1 {
				t.Errorf("within the transaction: %v, %v", got, err)
			}
			return undo
		})
		if !errors.Is(err, undo) {
			t.Fatal(err)
		}
		if got, err := s.StoresByCodes(t.Context(), db, "gone"); err != nil || len(got) != 0 {
			t.Fatalf("after it: %v, %v", got, err)
		}
	})
	t.Run("imports_at_once_agree_on_the_ids", func(t *testing.T) {
		codes := make([]string, 50)
		for i := range codes {
			codes[i] = fmt.Sprintf("店-%02d", i)
		}
		got := make([]map[string]org.StoreID, 8)
		var group sync.WaitGroup
		for i := range got {
			other := orgtest.New(t, db) // another process: it remembers nothing
			group.Go(func() {
				err := db.InTx(t.Context(), func(tx postgres.Tx) (err error) {
					got[i], err = other.EnsureStores(t.Context(), tx, codes...)
					return err
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		for i := range got {
			for _, code := range codes {
				if got[i][code] == 0 || got[i][code] != got[0][code] {
					t.Fatalf("import %d: %s is %d, and %d elsewhere", i, code, got[i][code], got[0][code])
				}
			}
		}
	})
	t.Run("codes_that_nothing_may_have_are_refused", func(t *testing.T) {
		for _, code := range []string{"", " a", "a\nb", "\xff", "a\x00", "\u202Ea", strings.Repeat("x", 65)} {
			err := db.InTx(t.Context(), func(tx postgres.Tx) error {
				_, err := s.EnsureStores(t.Context(), tx, "good", code)
				return err
			})
			if !errors.Is(err, org.ErrBadCode) {
				t.Errorf("%q: %v", code, err)
			}
		}
	})
}

func TestChannels(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t).DB
	s := orgtest.New(t, db)
	in(t, db, func(ctx context.Context, tx postgres.Tx) {
		ids, err := s.SaveChannels(ctx, tx, org.Channel{Code: "mini", Kind: org.MiniProgram, Name: i18n.Of("小程序", "")})
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.EnsureChannels(ctx, tx, "mini", "eleme")
		if err != nil || got["mini"] != ids["mini"] || got["eleme"] == 0 {
			t.Fatalf("%v, %v", got, err)
		}
		byID, err := s.ChannelsByIDs(ctx, tx, got["eleme"])
		if err != nil || byID[got["eleme"]].Kind != org.Other || byID[got["eleme"]].Name.In("en") != "eleme" {
			t.Fatalf("%v, %v", byID, err)
		}
		if _, err := s.SaveChannels(ctx, tx, org.Channel{Code: "x", Kind: "fax", Name: i18n.Of("x", "")}); !errors.Is(err, org.ErrBadChannelKind) {
			t.Fatal(err)
		}
	})
	list, err := s.Channels(t.Context(), db)
	if err != nil || len(list) != 2 || list[0].Code != "eleme" {
		t.Fatalf("%v, %v", list, err)
	}
}

func TestSettingsThatAreRefused(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t).DB
	s := orgtest.New(t, db)
	good := org.Settings{Name: i18n.Of("店", ""), Country: "CN", Currency: "CNY", Zone: "Asia/Shanghai"}
	for _, c := range []struct {
		name   string
		change func(*org.Settings)
		want   error
	}{
		{"a_name_in_no_language", func(s *org.Settings) { s.Name = nil }, org.ErrBadName},
		{"a_day_that_ends_in_the_afternoon", func(s *org.Settings) { s.CutoffMinutes = 720 }, org.ErrBadCutoff},
		{"a_day_that_ends_before_midnight", func(s *org.Settings) { s.CutoffMinutes = -1 }, org.ErrBadCutoff},
		{"a_country_by_its_name", func(s *org.Settings) { s.Country = "China" }, org.ErrBadCountry},
		{"a_zone_of_no_place", func(s *org.Settings) { s.Zone = "../../etc/passwd" }, org.ErrBadZone},
	} {
		t.Run(c.name, func(t *testing.T) {
			settings := good
			c.change(&settings)
			in(t, db, func(ctx context.Context, tx postgres.Tx) {
				if _, err := s.SaveSettings(ctx, tx, settings); !errors.Is(err, c.want) {
					t.Errorf("%v, want %v", err, c.want)
				}
			})
		})
	}
}
