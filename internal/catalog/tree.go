package catalog

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"habitue/internal/catalog/internal/catalogdb"
	"habitue/internal/platform/postgres"
)

// maxDepth bounds the levels of the tree.
const maxDepth = 16

// Tree is all categories at one moment. It is not changed once made.
type Tree struct {
	list   []Category // by code
	byID   map[CategoryID]int
	byCode map[string]int
	paths  map[CategoryID][]string
}

func newTree(list []Category) *Tree {
	t := &Tree{
		list: list, byID: map[CategoryID]int{}, byCode: map[string]int{}, paths: map[CategoryID][]string{},
	}
	for i, c := range list {
		t.byID[c.ID], t.byCode[c.Code] = i, i
	}
	for _, c := range list {
		t.paths[c.ID] = t.climb(c.ID)
	}
	return t
}

// climb collects the codes from a category up to the top.
func (t *Tree) climb(id CategoryID) []string {
	var path []string
	for id != 0 && len(path) <= maxDepth {
		i, ok := t.byID[id]
		if !ok {
			break
		}
		path = append(path, t.list[i].Code)
		id = t.list[i].Parent
	}
	return path
}

// All returns the categories in the order of their codes.
func (t *Tree) All() []Category { return slices.Clone(t.list) }

// ByID returns the category of the id.
func (t *Tree) ByID(id CategoryID) (Category, bool) {
	i, ok := t.byID[id]
	if !ok {
		return Category{}, false
	}
	return t.list[i], true
}

// Below returns the ids of a category and of all that hang under it.
func (t *Tree) Below(code string) []CategoryID {
	var ids []CategoryID
	for _, c := range t.list {
		if slices.Contains(t.paths[c.ID], code) {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// under returns what hangs directly under a category, in the order in which it
// is shown; 0 is the top.
func (t *Tree) under(parent CategoryID) []Category {
	var list []Category
	for _, c := range t.list {
		if c.Parent == parent {
			list = append(list, c)
		}
	}
	slices.SortStableFunc(list, func(a, b Category) int { return cmp.Compare(a.Position, b.Position) })
	return list
}

// ByCode returns the category of the code.
func (t *Tree) ByCode(code string) (Category, bool) {
	i, ok := t.byCode[code]
	if !ok {
		return Category{}, false
	}
	return t.list[i], true
}

// idsOf returns the ids of those codes that a category has.
func (t *Tree) idsOf(codes []string) map[string]CategoryID {
	ids := make(map[string]CategoryID, len(codes))
	for _, code := range codes {
		if c, ok := t.ByCode(code); ok {
			ids[code] = c.ID
		}
	}
	return ids
}

// Path returns the codes of a category and of each above it; nil of an unknown one.
// It is shared and must not be changed.
func (t *Tree) Path(id CategoryID) []string { return t.paths[id] }

// PathOf is Path by code: what a line says that names its category itself.
func (t *Tree) PathOf(code string) []string {
	c, _ := t.ByCode(code)
	return t.paths[c.ID]
}

// Tree returns the categories; what another process changed is seen within five seconds.
func (s *Service) Tree(ctx context.Context, q postgres.Querier) (*Tree, error) {
	if known, is := s.tree.One(struct{}{}); is {
		return known, nil
	}
	return s.readTree(ctx, q)
}

// treeWith returns a tree that knows the categories: one that this transaction
// has just made is not in the tree in memory.
func (s *Service) treeWith(ctx context.Context, q postgres.Querier, ids []CategoryID) (*Tree, error) {
	t, err := s.Tree(ctx, q)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if _, ok := t.byID[id]; id != 0 && !ok {
			return s.readTree(ctx, q)
		}
	}
	return t, nil
}

func (s *Service) readTree(ctx context.Context, q postgres.Querier) (*Tree, error) {
	rows, err := query(q).Categories(ctx)
	if err != nil {
		return nil, fmt.Errorf("read categories: %w", err)
	}
	settled := true
	list := make([]Category, len(rows))
	for i, r := range rows {
		list[i] = categoryOf(r.CatalogCategory)
		settled = settled && r.Settled
	}
	t := newTree(list)
	if settled {
		s.tree.Put(struct{}{}, t)
	}
	return t, nil
}

func categoryOf(r catalogdb.CatalogCategory) Category {
	return Category{ID: CategoryID(r.ID), Code: r.Code, Name: r.Name, Parent: CategoryID(postgres.Value(r.ParentID)),
		Position: int(r.Position), Version: int(r.Version)}
}
