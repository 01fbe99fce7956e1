package catalog_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"habitue/internal/catalog"
	"habitue/internal/catalog/catalogtest"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
)

// in runs fn in a transaction that is committed, and fails the test on its error.
func in(t *testing.T, db *postgres.DB, fn func(ctx context.Context, tx postgres.Tx) error) {
	t.Helper()
	if err := db.InTx(t.Context(), func(tx postgres.Tx) error { return fn(t.Context(), tx) }); err != nil {
		t.Fatal(err)
	}
}

// tree makes drinks > tea > {fruit, milk} and food.
func tree(t *testing.T, db *postgres.DB, s *catalog.Service) {
	t.Helper()
	in(t, db, func(ctx context.Context, tx postgres.Tx) error {
		_, err := s.SaveCategories(ctx, tx, // children first: the order does not matter
			catalog.CategoryInput{Code: "fruit", Parent: "tea", Name: i18n.Of("果茶", "Fruit tea")},
			catalog.CategoryInput{Code: "milk", Parent: "tea", Name: i18n.Of("奶茶", "Milk tea")},
			catalog.CategoryInput{Code: "tea", Parent: "drinks", Name: i18n.Of("茶", "Tea")},
			catalog.CategoryInput{Code: "drinks", Name: i18n.Of("饮品", "Drinks")},
			catalog.CategoryInput{Code: "food", Name: i18n.Of("食品", "Food")},
		)
		return err
	})
}

func TestEnsure(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t).DB
	s := catalogtest.New(t, db)
	tree(t, db, s)
	var made map[string]catalog.Article
	in(t, db, func(ctx context.Context, tx postgres.Tx) (err error) {
		made, err = s.Ensure(ctx, tx, []catalog.ArticleInput{
			{Code: "FT-001", Name: i18n.Of("满杯葡萄", ""), Category: "fruit", Brand: "cloudridge"},
			{Code: "NEW", Name: i18n.Of("  新 品\t\u202E ", "")},
			{Code: "NEW", Category: "unheard", Name: i18n.Of("别名", "")}, // completes the line above
			{Code: "BAG", Kind: catalog.KindOther, NoEarn: true},
		})
		return err
	})
	t.Run("an_article_is_in_its_category_and_in_all_above", func(t *testing.T) {
		a := made["FT-001"]
		if !slices.Equal(a.Categories, []string{"fruit", "tea", "drinks"}) || !a.In("drinks") || a.In("milk") || a.In("food") {
			t.Errorf("%v", a.Categories)
		}
		if a.BrandCode != "cloudridge" || a.Kind != catalog.KindGoods || !a.Earns {
			t.Errorf("%+v", a)
		}
	})
	t.Run("what_is_said_in_several_lines_is_put_together", func(t *testing.T) {
		if a := made["NEW"]; a.Name.In("en") != "新 品" || !slices.Equal(a.Categories, []string{"unheard"}) {
			t.Errorf("%+v", a)
		}
	})
	t.Run("what_has_no_name_bears_its_code", func(t *testing.T) {
		if a := made["BAG"]; a.Name.In("zh-CN") != "BAG" || a.Earns || a.Kind != catalog.KindOther || a.Categories != nil {
			t.Errorf("%+v", a)
		}
	})
	t.Run("what_staff_put_right_stays", func(t *testing.T) {
		in(t, db, func(ctx context.Context, tx postgres.Tx) error {
			got, err := s.SaveArticles(ctx, tx, catalog.ArticleInput{Code: "FT-001", Name: i18n.Of("葡萄", "Grape"), Category: "milk", NoEarn: true})
			if err == nil && (got["FT-001"].ID != made["FT-001"].ID || got["FT-001"].Categories[0] != "milk") {
				t.Errorf("saved %+v", got["FT-001"])
			}
			return err
		})
		in(t, db, func(ctx context.Context, tx postgres.Tx) error {
			got, err := s.Ensure(ctx, tx, []catalog.ArticleInput{{Code: "FT-001", Name: i18n.Of("满杯葡萄", ""), Category: "fruit"}})
			if a := got["FT-001"]; err == nil && (a.Name.In("en") != "Grape" || a.Earns || !a.In("milk")) {
				t.Errorf("ensured %+v", a)
			}
			return err
		})
	})
	t.Run("it_is_found_by_code_by_id_and_in_the_list", func(t *testing.T) {
		byCode, err := s.ArticlesByCodes(t.Context(), db, "BAG", "BAG", "none", "", "a\x00", "\xff")
		if err != nil || len(byCode) != 1 {
			t.Fatalf("%v, %v", byCode, err)
		}
		byID, err := s.ArticlesByIDs(t.Context(), db, made["BAG"].ID, made["NEW"].ID, 1)
		if err != nil || len(byID) != 2 || byID[made["NEW"].ID].Code != "NEW" {
			t.Fatalf("%v, %v", byID, err)
		}
		first, err := s.ListArticles(t.Context(), db, "", 2)
		if err != nil || len(first) != 2 || first[1].Code != "FT-001" || !first[1].In("tea") {
			t.Fatalf("%v, %v", first, err)
		}
		rest, err := s.ListArticles(t.Context(), db, first[1].Code, 2)
		if err != nil || len(rest) != 1 || rest[0].Code != "NEW" {
			t.Fatalf("%v, %v", rest, err)
		}
	})
}

func TestInputsThatAreRefused(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t).DB
	s := catalogtest.New(t, db)
	for _, c := range []struct {
		name  string
		input catalog.ArticleInput
		want  error
	}{
		{"no_code", catalog.ArticleInput{}, catalog.ErrBadCode},
		{"a_code_with_a_zero_byte", catalog.ArticleInput{Code: "a\x00"}, catalog.ErrBadCode},
		{"a_code_that_is_not_utf8", catalog.ArticleInput{Code: "\xff"}, catalog.ErrBadCode},
		{"a_code_that_is_too_long", catalog.ArticleInput{Code: strings.Repeat("x", 65)}, catalog.ErrBadCode},
		{"a_category_on_two_lines", catalog.ArticleInput{Code: "a", Category: "b\nc"}, catalog.ErrBadCode},
		{"a_brand_of_a_space", catalog.ArticleInput{Code: "a", Brand: " "}, catalog.ErrBadCode},
		{"a_kind_of_its_own", catalog.ArticleInput{Code: "a", Kind: "magic"}, catalog.ErrBadKind},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := db.InTx(t.Context(), func(tx postgres.Tx) error {
				_, err := s.Ensure(t.Context(), tx, []catalog.ArticleInput{{Code: "good"}, c.input})
				return err
			})
			if !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
		})
	}
	if list, err := s.ListArticles(t.Context(), db, "", 10); err != nil || len(list) != 0 {
		t.Errorf("%v, %v", list, err)
	}
}

func TestCategories(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t).DB
	s := catalogtest.New(t, db)
	tree(t, db, s)
	save := func(inputs ...catalog.CategoryInput) error {
		return db.InTx(t.Context(), func(tx postgres.Tx) error {
			_, err := s.SaveCategories(t.Context(), tx, inputs...)
			return err
		})
	}
	name := i18n.Of("名", "")
	t.Run("a_circle_is_refused", func(t *testing.T) {
		if err := save(catalog.CategoryInput{Code: "drinks", Parent: "fruit", Name: name}); !errors.Is(err, catalog.ErrBadTree) {
			t.Error(err)
		}
		if err := save(catalog.CategoryInput{Code: "food", Parent: "food", Name: name}); !errors.Is(err, catalog.ErrBadTree) {
			t.Error(err)
		}
	})
	t.Run("seventeen_levels_are_refused", func(t *testing.T) {
		inputs := []catalog.CategoryInput{{Code: "l0", Name: name}}
		for i := range 16 {
			inputs = append(inputs, catalog.CategoryInput{Code: fmt.Sprint("l", i+1), Parent: fmt.Sprint("l", i), Name: name})
		}
		if err := save(inputs...); !errors.Is(err, catalog.ErrBadTree) {
			t.Error(err)
		}
		if err := save(inputs[:16]...); err != nil {
			t.Errorf("sixteen: %v", err)
		}
	})
	t.Run("a_parent_must_exist", func(t *testing.T) {
		if err := save(catalog.CategoryInput{Code: "x", Parent: "nowhere", Name: name}); !errors.Is(err, catalog.ErrUnknownParent) {
			t.Error(err)
		}
	})
	t.Run("a_category_that_moves_takes_its_articles_along", func(t *testing.T) {
		in(t, db, func(ctx context.Context, tx postgres.Tx) error {
			_, err := s.Ensure(ctx, tx, []catalog.ArticleInput{{Code: "MT-1", Category: "milk"}})
			return err
		})
		if got, err := s.ArticlesByCodes(t.Context(), db, "MT-1"); err != nil || !got["MT-1"].In("drinks") {
			t.Fatalf("%v, %v", got, err)
		}
		if err := save(catalog.CategoryInput{Code: "tea", Parent: "food", Name: name}); err != nil {
			t.Fatal(err)
		}
		got, err := s.ArticlesByCodes(t.Context(), db, "MT-1")
		if err != nil || !slices.Equal(got["MT-1"].Categories, []string{"milk", "tea", "food"}) {
			t.Fatalf("%v, %v", got, err)
		}
	})
	t.Run("two_who_would_close_a_circle_together_do_not", func(t *testing.T) {
		if err := save(catalog.CategoryInput{Code: "a", Name: name}, catalog.CategoryInput{Code: "b", Name: name}); err != nil {
			t.Fatal(err)
		}
		errs := make([]error, 2)
		var group sync.WaitGroup
		for i, c := range []catalog.CategoryInput{{Code: "a", Parent: "b", Name: name}, {Code: "b", Parent: "a", Name: name}} {
			group.Go(func() { errs[i] = save(c) })
		}
		group.Wait()
		if (errs[0] == nil) == (errs[1] == nil) || !errors.Is(errors.Join(errs...), catalog.ErrBadTree) {
			t.Fatal(errs)
		}
	})
}

func TestARolledBackOrderLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t).DB
	s := catalogtest.New(t, db)
	undo := errors.New("undo")
	for _, category := range []string{"", "ghost"} {
		err := db.InTx(t.Context(), func(tx postgres.Tx) error {
			savepoint, err := tx.Begin(t.Context()) // rows of a savepoint look older than they are
			if err != nil {
				return err
			}
			if _, err := s.Ensure(t.Context(), savepoint, []catalog.ArticleInput{{Code: "GHOST", Category: category}}); err != nil {
				return err
			}
			if err := savepoint.Commit(t.Context()); err != nil {
				return err
			}
			if got, err := s.ArticlesByCodes(t.Context(), tx, "GHOST"); err != nil || len(got) != 1 {
				t.Errorf("within the transaction: %v, %v", got, err)
			}
			return undo
		})
		if !errors.Is(err, undo) {
			t.Fatal(err)
		}
	}
	if got, err := s.ArticlesByCodes(t.Context(), db, "GHOST"); err != nil || len(got) != 0 {
		t.Errorf("after it: %v, %v", got, err)
	}
	if tree, err := s.Tree(t.Context(), db); err != nil || len(tree.All()) != 0 {
		t.Errorf("categories after it: %v, %v", tree, err)
	}
}

func TestOrdersAtOnceAgreeOnTheirArticles(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t).DB
	got := make([]map[string]catalog.Article, 6)
	var group sync.WaitGroup
	for n := range got {
		s := catalogtest.New(t, db) // another process: it remembers nothing
		group.Go(func() {
			inputs := make([]catalog.ArticleInput, 60)
			for i := range inputs {
				at := (i + n*10) % len(inputs)
				inputs[i] = catalog.ArticleInput{Code: fmt.Sprint("A", at), Category: fmt.Sprint("c", at%7), Brand: fmt.Sprint("b", at%5)}
			}
			err := db.InTx(t.Context(), func(tx postgres.Tx) (err error) {
				got[n], err = s.Ensure(t.Context(), tx, inputs)
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	for n := range got {
		for i := range 60 {
			code := fmt.Sprint("A", i)
			if a := got[n][code]; a.ID == 0 || a.ID != got[0][code].ID || !a.In(fmt.Sprint("c", i%7)) {
				t.Fatalf("order %d: %s is %+v", n, code, a)
			}
		}
	}
}

func TestBrands(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t).DB
	s := catalogtest.New(t, db)
	in(t, db, func(ctx context.Context, tx postgres.Tx) error {
		ids, err := s.SaveBrands(ctx, tx, catalog.BrandInput{Code: "b", Name: i18n.Of("牌", "Brand")})
		if err != nil {
			return err
		}
		again, err := s.EnsureBrands(ctx, tx, "b", "c", "b")
		if err == nil && (again["b"] != ids["b"] || again["c"] == 0) {
			t.Errorf("%v, then %v", ids, again)
		}
		return err
	})
	list, err := s.Brands(t.Context(), db)
	if err != nil || len(list) != 2 || list[0].Name.In("en") != "Brand" || list[1].Name.In("en") != "c" {
		t.Fatalf("%v, %v", list, err)
	}
}

// An order of 20 lines asks for its articles: this is what it costs when they
// are remembered.
func BenchmarkEnsure20(b *testing.B) {
	db := pgtest.New(b).DB
	s := catalogtest.New(b, db)
	inputs := make([]catalog.ArticleInput, 20)
	for i := range inputs {
		inputs[i] = catalog.ArticleInput{Code: fmt.Sprint("A", i), Category: "c"}
	}
	ensure := func() {
		err := db.InTx(b.Context(), func(tx postgres.Tx) error {
			_, err := s.Ensure(b.Context(), tx, inputs)
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	ensure()
	if err := db.InTx(b.Context(), func(tx postgres.Tx) error {
		for b.Loop() {
			if _, err := s.Ensure(b.Context(), tx, inputs); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		b.Fatal(err)
	}
}
