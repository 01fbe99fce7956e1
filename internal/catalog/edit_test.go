package catalog_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"habitue/internal/catalog"
	"habitue/internal/catalog/catalogtest"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
)

// refused runs fn in a transaction and wants it to be refused with an error.
func refused(t *testing.T, db *postgres.DB, want error, fn func(ctx context.Context, tx postgres.Tx) error) {
	t.Helper()
	if err := db.InTx(t.Context(), func(tx postgres.Tx) error { return fn(t.Context(), tx) }); !errors.Is(err, want) {
		t.Errorf("refused with %v, want %v", err, want)
	}
}

func codesOf(list []catalog.Article) []string {
	codes := make([]string, len(list))
	for i, a := range list {
		codes[i] = a.Code
	}
	return codes
}

// shelf makes a tree and three articles, one of which is in no category.
func shelf(t *testing.T, db *postgres.DB, s *catalog.Service) map[string]catalog.Article {
	t.Helper()
	tree(t, db, s)
	var made map[string]catalog.Article
	in(t, db, func(ctx context.Context, tx postgres.Tx) (err error) {
		made, err = s.Ensure(ctx, tx, []catalog.ArticleInput{
			{Code: "FT-001", Name: i18n.Of("满杯葡萄", "Grape Tea"), Category: "fruit", Brand: "cloudridge"},
			{Code: "MT-002", Name: i18n.Of("珍珠奶茶", "Bubble Tea"), Category: "milk"},
			{Code: "BAG_1", Name: i18n.Of("纸袋", ""), Kind: catalog.KindOther, NoEarn: true},
		})
		return err
	})
	return made
}

func TestSearch(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t).DB
	s := catalogtest.New(t, db)
	made := shelf(t, db, s)
	yes, no := true, false
	for name, c := range map[string]struct {
		filter catalog.Filter
		want   []string
	}{
		"all_in_the_order_of_codes":         {catalog.Filter{}, []string{"BAG_1", "FT-001", "MT-002"}},
		"part_of_a_code_in_any_case":        {catalog.Filter{Text: "t-00"}, []string{"FT-001", "MT-002"}},
		"part_of_a_name_in_either_language": {catalog.Filter{Text: "grape"}, []string{"FT-001"}},
		"part_of_a_chinese_name":            {catalog.Filter{Text: "奶茶"}, []string{"MT-002"}},
		"what_was_typed_is_no_pattern":      {catalog.Filter{Text: "%"}, []string{}},
		"the_tag_of_a_language_is_no_name":  {catalog.Filter{Text: "zh-CN"}, []string{}},
		"a_category_with_all_below":         {catalog.Filter{Category: "drinks"}, []string{"FT-001", "MT-002"}},
		"in_no_category":                    {catalog.Filter{Unfiled: true}, []string{"BAG_1"}},
		"of_a_brand":                        {catalog.Filter{Brand: "cloudridge"}, []string{"FT-001"}},
		"of_a_brand_there_is_not":           {catalog.Filter{Brand: "none"}, []string{}},
		"of_a_kind":                         {catalog.Filter{Kinds: []catalog.Kind{catalog.KindOther}}, []string{"BAG_1"}},
		"that_earn":                         {catalog.Filter{Earns: &yes}, []string{"FT-001", "MT-002"}},
		"that_do_not":                       {catalog.Filter{Earns: &no}, []string{"BAG_1"}},
		"archived":                          {catalog.Filter{Archived: &yes}, []string{}},
		"among_some":                        {catalog.Filter{Among: []catalog.ArticleID{made["BAG_1"].ID}}, []string{"BAG_1"}},
		"among_none":                        {catalog.Filter{Among: []catalog.ArticleID{}}, []string{}},
		"but_for_some":                      {catalog.Filter{Except: []catalog.ArticleID{made["BAG_1"].ID}}, []string{"FT-001", "MT-002"}},
		"all_conditions_hold_together":      {catalog.Filter{Text: "t", Category: "tea", Earns: &yes, Brand: "cloudridge"}, []string{"FT-001"}},
	} {
		t.Run(name, func(t *testing.T) {
			list, err := s.Search(t.Context(), db, c.filter, "", 10)
			if err != nil || !slices.Equal(codesOf(list), c.want) {
				t.Errorf("%v, %v; want %v", codesOf(list), err, c.want)
			}
		})
	}
	t.Run("page_by_page", func(t *testing.T) {
		var all []string
		for after := ""; ; {
			page, err := s.Search(t.Context(), db, catalog.Filter{}, after, 2)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, codesOf(page)...)
			if len(page) < 2 {
				break
			}
			after = page[1].Code
		}
		if !slices.Equal(all, []string{"BAG_1", "FT-001", "MT-002"}) {
			t.Error(all)
		}
	})
	t.Run("an_unknown_category_is_said_to_be_one", func(t *testing.T) {
		if _, err := s.Search(t.Context(), db, catalog.Filter{Category: "nowhere"}, "", 10); !errors.Is(err, catalog.ErrUnknownCategory) {
			t.Error(err)
		}
	})
}

func TestEditArticle(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t).DB
	s := catalogtest.New(t, db)
	was := shelf(t, db, s)["FT-001"]
	edit := catalog.Edit{Name: i18n.Of("多肉葡萄", "Grape"), Kind: catalog.KindGoods, Category: "milk", Earns: false, Archived: true}
	in(t, db, func(ctx context.Context, tx postgres.Tx) error {
		done, err := s.EditArticle(ctx, tx, was.ID, was.Version, edit)
		if err != nil {
			return err
		}
		b, a := done.Before, done.After
		if b.Version != 1 || !b.Earns || b.BrandCode != "cloudridge" || !b.In("fruit") {
			t.Errorf("before %+v", b)
		}
		if a.Version != 2 || a.Earns || a.BrandCode != "" || !a.In("milk") || !a.In("drinks") || a.ArchivedAt.IsZero() || a.Name.In("en") != "Grape" {
			t.Errorf("after %+v", a)
		}
		return nil
	})
	t.Run("orders_go_by_it_at_once", func(t *testing.T) {
		in(t, db, func(ctx context.Context, tx postgres.Tx) error {
			known, err := s.Ensure(ctx, tx, []catalog.ArticleInput{{Code: "FT-001", Category: "fruit", Name: i18n.Of("x", "")}})
			if a := known["FT-001"]; a.Earns || !a.In("milk") {
				t.Errorf("%+v", a)
			}
			return err
		})
	})
	t.Run("who_saw_an_older_one_is_refused", func(t *testing.T) {
		refused(t, db, catalog.ErrChanged, func(ctx context.Context, tx postgres.Tx) error {
			_, err := s.EditArticle(ctx, tx, was.ID, was.Version, edit)
			return err
		})
	})
	for name, c := range map[string]struct {
		change func(*catalog.Edit)
		want   error
	}{
		"a_name_is_given":          {func(e *catalog.Edit) { e.Name = i18n.Text{} }, catalog.ErrBadName},
		"a_kind_is_one_of_ours":    {func(e *catalog.Edit) { e.Kind = "magic" }, catalog.ErrBadKind},
		"a_slip_makes_no_category": {func(e *catalog.Edit) { e.Category = "milkk" }, catalog.ErrUnknownCategory},
		"a_slip_makes_no_brand":    {func(e *catalog.Edit) { e.Brand = "cloud" }, catalog.ErrUnknownBrand},
	} {
		t.Run(name, func(t *testing.T) {
			e := edit
			c.change(&e)
			refused(t, db, c.want, func(ctx context.Context, tx postgres.Tx) error {
				_, err := s.EditArticle(ctx, tx, was.ID, 2, e)
				return err
			})
		})
	}
	t.Run("nobody_edits_what_is_not_there", func(t *testing.T) {
		refused(t, db, catalog.ErrNoArticle, func(ctx context.Context, tx postgres.Tx) error {
			_, err := s.EditArticle(ctx, tx, 999, 1, edit)
			return err
		})
	})
	t.Run("a_new_one_is_made_once", func(t *testing.T) {
		in(t, db, func(ctx context.Context, tx postgres.Tx) error {
			a, err := s.CreateArticle(ctx, tx, "FT-002", catalog.Edit{Name: i18n.Of("桃", ""), Kind: catalog.KindGoods, Category: "fruit", Earns: true})
			if a.Version != 1 || !a.In("tea") || !a.Earns || !a.ArchivedAt.IsZero() {
				t.Errorf("%+v", a)
			}
			return err
		})
		refused(t, db, catalog.ErrCodeTaken, func(ctx context.Context, tx postgres.Tx) error {
			_, err := s.CreateArticle(ctx, tx, "FT-002", edit)
			return err
		})
	})
}

func TestFileArticles(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t).DB
	s := catalogtest.New(t, db)
	made := shelf(t, db, s)
	ft, mt := made["FT-001"], made["MT-002"]
	var done []catalog.Changed[catalog.Article]
	in(t, db, func(ctx context.Context, tx postgres.Tx) (err error) {
		done, err = s.FileArticles(ctx, tx,
			catalog.Filing{ID: mt.ID, Seen: 1, Category: "food", Brand: "cloudridge", Earns: false},
			catalog.Filing{ID: ft.ID, Seen: 1, Category: "food", Earns: false})
		return err
	})
	for _, d := range done {
		if a := d.After; !a.In("food") || a.In("tea") || a.Earns || a.Version != 2 || a.Name.In("en") != d.Before.Name.In("en") {
			t.Errorf("%+v", a)
		}
	}
	t.Run("one_that_changed_meanwhile_leaves_all_as_they_are", func(t *testing.T) {
		refused(t, db, catalog.ErrChanged, func(ctx context.Context, tx postgres.Tx) error {
			_, err := s.FileArticles(ctx, tx,
				catalog.Filing{ID: mt.ID, Seen: 2, Category: "milk", Earns: true}, catalog.Filing{ID: ft.ID, Seen: 1, Category: "fruit", Earns: true})
			return err
		})
		if a, err := s.Get(t.Context(), db, mt.ID); err != nil || !a.In("food") || a.Version != 2 {
			t.Errorf("%+v, %v", a, err)
		}
	})
	t.Run("what_they_were_before_takes_it_back", func(t *testing.T) {
		in(t, db, func(ctx context.Context, tx postgres.Tx) error {
			var back []catalog.Filing
			for _, d := range done {
				f := catalog.Filing{ID: d.Before.ID, Seen: d.After.Version, Brand: d.Before.BrandCode, Earns: d.Before.Earns}
				if len(d.Before.Categories) > 0 {
					f.Category = d.Before.Categories[0]
				}
				back = append(back, f)
			}
			_, err := s.FileArticles(ctx, tx, back...)
			return err
		})
		a, err := s.Get(t.Context(), db, ft.ID)
		b, other := s.Get(t.Context(), db, mt.ID)
		if err != nil || other != nil || !a.In("fruit") || a.BrandCode != "cloudridge" || !a.Earns || !b.In("milk") || b.BrandCode != "" {
			t.Errorf("%+v %+v, %v %v", a, b, err, other)
		}
	})
}

func TestArrangeCategories(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t).DB
	s := catalogtest.New(t, db)
	shelf(t, db, s)
	category := func(code string) catalog.Category {
		t.Helper()
		tree, err := s.Tree(t.Context(), db)
		if err != nil {
			t.Fatal(err)
		}
		c, ok := tree.ByCode(code)
		if !ok {
			t.Fatalf("no category %s", code)
		}
		return c
	}
	edit := func(ctx context.Context, tx postgres.Tx, code, parent string, at int) error {
		c := category(code)
		_, err := s.EditCategory(ctx, tx, c.ID, c.Version, catalog.Arrangement{Name: c.Name, Parent: parent, Position: at})
		return err
	}
	t.Run("it_moves_with_what_is_under_it", func(t *testing.T) {
		in(t, db, func(ctx context.Context, tx postgres.Tx) error { return edit(ctx, tx, "tea", "food", 9) })
		known, err := s.ArticlesByCodes(t.Context(), db, "FT-001")
		if a := known["FT-001"]; err != nil || !slices.Equal(a.Categories, []string{"fruit", "tea", "food"}) {
			t.Errorf("%v, %v", a.Categories, err)
		}
	})
	t.Run("not_under_itself_or_what_is_under_it", func(t *testing.T) {
		for _, parent := range []string{"tea", "fruit"} {
			refused(t, db, catalog.ErrBadTree, func(ctx context.Context, tx postgres.Tx) error { return edit(ctx, tx, "tea", parent, 0) })
		}
	})
	t.Run("not_under_what_is_not_there", func(t *testing.T) {
		refused(t, db, catalog.ErrUnknownParent, func(ctx context.Context, tx postgres.Tx) error { return edit(ctx, tx, "tea", "nowhere", 0) })
	})
	t.Run("who_saw_an_older_one_is_refused", func(t *testing.T) {
		c := category("tea")
		refused(t, db, catalog.ErrChanged, func(ctx context.Context, tx postgres.Tx) error {
			_, err := s.EditCategory(ctx, tx, c.ID, c.Version-1, catalog.Arrangement{Name: c.Name})
			return err
		})
	})
	t.Run("those_of_a_parent_stand_as_they_were_put", func(t *testing.T) {
		in(t, db, func(ctx context.Context, tx postgres.Tx) error {
			c, err := s.CreateCategory(ctx, tx, "herbal", catalog.Arrangement{Name: i18n.Of("凉茶", "Herbal"), Parent: "tea", Position: 1})
			if c.Position != 1 || c.Code != "herbal" {
				t.Errorf("%+v", c)
			}
			return err
		})
		if f, h, m := category("fruit"), category("herbal"), category("milk"); f.Position != 0 || h.Position != 1 || m.Position != 2 {
			t.Errorf("%d %d %d", f.Position, h.Position, m.Position)
		}
		in(t, db, func(ctx context.Context, tx postgres.Tx) error { return edit(ctx, tx, "milk", "tea", 0) })
		if f, h, m := category("fruit"), category("herbal"), category("milk"); m.Position != 0 || f.Position != 1 || h.Position != 2 {
			t.Errorf("%d %d %d", f.Position, h.Position, m.Position)
		}
	})
	t.Run("a_code_is_somebodys_once", func(t *testing.T) {
		refused(t, db, catalog.ErrCodeTaken, func(ctx context.Context, tx postgres.Tx) error {
			_, err := s.CreateCategory(ctx, tx, "tea", catalog.Arrangement{Name: i18n.Of("茶", "")})
			return err
		})
	})
	t.Run("only_an_empty_one_is_deleted", func(t *testing.T) {
		for _, code := range []string{"fruit", "food"} { // holds an article; holds a category
			c := category(code)
			refused(t, db, catalog.ErrNotEmpty, func(ctx context.Context, tx postgres.Tx) error {
				_, err := s.DeleteCategory(ctx, tx, c.ID, c.Version)
				return err
			})
		}
		c := category("herbal")
		in(t, db, func(ctx context.Context, tx postgres.Tx) error {
			_, err := s.DeleteCategory(ctx, tx, c.ID, c.Version)
			return err
		})
		refused(t, db, catalog.ErrNoCategory, func(ctx context.Context, tx postgres.Tx) error {
			_, err := s.DeleteCategory(ctx, tx, c.ID, c.Version)
			return err
		})
	})
	t.Run("an_order_may_name_one_that_another_process_has_just_deleted", func(t *testing.T) {
		in(t, db, func(ctx context.Context, tx postgres.Tx) error {
			_, err := s.CreateCategory(ctx, tx, "brief", catalog.Arrangement{Name: i18n.Of("短暂", "")})
			return err
		})
		other, gone := catalogtest.New(t, db), category("brief")
		in(t, db, func(ctx context.Context, tx postgres.Tx) error {
			_, err := other.DeleteCategory(ctx, tx, gone.ID, gone.Version)
			return err
		})
		in(t, db, func(ctx context.Context, tx postgres.Tx) error {
			made, err := s.Ensure(ctx, tx, []catalog.ArticleInput{{Code: "NEW-1", Category: "brief"}})
			if len(made) != 1 {
				t.Errorf("%v", made)
			}
			return err
		})
	})
	t.Run("they_are_counted", func(t *testing.T) {
		h, err := s.Holding(t.Context(), db)
		if err != nil || h.Categories[category("fruit").ID] != 1 || h.Categories[0] != 2 {
			t.Errorf("%v, %v", h, err)
		}
	})
}

func TestEditBrands(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t).DB
	s := catalogtest.New(t, db)
	var b catalog.Brand
	in(t, db, func(ctx context.Context, tx postgres.Tx) (err error) {
		b, err = s.CreateBrand(ctx, tx, catalog.BrandInput{Code: "cloudridge", Name: i18n.Of("云起", "")})
		return err
	})
	refused(t, db, catalog.ErrCodeTaken, func(ctx context.Context, tx postgres.Tx) error {
		_, err := s.CreateBrand(ctx, tx, catalog.BrandInput{Code: "cloudridge", Name: i18n.Of("云", "")})
		return err
	})
	in(t, db, func(ctx context.Context, tx postgres.Tx) error {
		before, after, err := s.RenameBrand(ctx, tx, b.ID, b.Version, i18n.Of("云起", "Cloudridge"))
		if before.Name.In("en") != "云起" || after.Name.In("en") != "Cloudridge" || after.Version != b.Version+1 {
			t.Errorf("%+v %+v", before, after)
		}
		return err
	})
	refused(t, db, catalog.ErrChanged, func(ctx context.Context, tx postgres.Tx) error {
		_, _, err := s.RenameBrand(ctx, tx, b.ID, b.Version, i18n.Of("云", ""))
		return err
	})
	refused(t, db, catalog.ErrNoBrand, func(ctx context.Context, tx postgres.Tx) error {
		_, _, err := s.RenameBrand(ctx, tx, 999, 1, i18n.Of("云", ""))
		return err
	})
}
