package catalog

import (
	"context"
	"fmt"
	"slices"

	"habitue/internal/catalog/internal/catalogdb"
	"habitue/internal/platform/coded"
	"habitue/internal/platform/postgres"
)

// EnsureCategories returns the ids of the codes; an unknown category is made at
// the top of the tree and bears its code as its name. Errors: ErrBadCode.
func (s *Service) EnsureCategories(ctx context.Context, tx postgres.Tx, codes ...string) (map[string]CategoryID, error) {
	return coded.Things[CategoryID]{
		IDs: s.ids, Bad: ErrBadCode,
		Find: func(codes []string) (map[string]CategoryID, error) { return s.categoriesByCodes(ctx, tx, codes) },
		Add:  func(r coded.Rows) error { return query(tx).AddCategories(ctx, r.IDs, r.Codes, r.Names) },
	}.Ensure(ctx, codes)
}

// categoriesByCodes asks the tree in memory, and the database when that does not
// know them all.
func (s *Service) categoriesByCodes(ctx context.Context, q postgres.Querier, codes []string) (map[string]CategoryID, error) {
	t, err := s.Tree(ctx, q)
	if err != nil {
		return nil, err
	}
	ids := t.idsOf(codes)
	if slices.ContainsFunc(codes, func(code string) bool { return ids[code] == 0 }) {
		if t, err = s.readTree(ctx, q); err != nil {
			return nil, err
		}
		ids = t.idsOf(codes)
	}
	return ids, nil
}

// SaveCategories makes the categories or, where their codes are known, gives
// them the name and the parent said here. They may come in any order. Others who
// change the tree wait. Errors: ErrBadCode, ErrBadName, ErrUnknownParent, ErrBadTree.
func (s *Service) SaveCategories(ctx context.Context, tx postgres.Tx, inputs ...CategoryInput) (map[string]CategoryID, error) {
	codes := make([]string, len(inputs))
	for i, in := range inputs {
		if !in.Name.Valid() {
			return nil, ErrBadName.With("code", in.Code)
		}
		codes[i] = in.Code
	}
	if err := query(tx).LockCategories(ctx); err != nil {
		return nil, fmt.Errorf("lock categories: %w", err)
	}
	if _, err := s.EnsureCategories(ctx, tx, codes...); err != nil {
		return nil, err
	}
	t, err := s.readTree(ctx, tx)
	if err != nil {
		return nil, err
	}
	changed, err := t.with(inputs)
	if err != nil {
		return nil, err
	}
	ids := make(map[string]CategoryID, len(inputs))
	for _, code := range codes {
		c, _ := changed.ByCode(code)
		ids[code] = c.ID
		p := catalogdb.SaveCategoryParams{
			ID: int64(c.ID), Code: code, Name: c.Name, ParentID: postgres.Optional(int64(c.Parent)),
		}
		if err := query(tx).SaveCategory(ctx, p); err != nil {
			return nil, fmt.Errorf("save category %s: %w", code, err)
		}
	}
	s.tree.Forget()
	return ids, nil
}

// with returns the tree as the inputs change it. All their codes are in it already.
func (t *Tree) with(inputs []CategoryInput) (*Tree, error) {
	list := t.All()
	for _, in := range inputs {
		c := &list[t.byCode[in.Code]]
		c.Name, c.Parent = in.Name, 0
		if in.Parent != "" {
			parent, ok := t.ByCode(in.Parent)
			if !ok {
				return nil, ErrUnknownParent.With("code", in.Code, "parent", in.Parent)
			}
			c.Parent = parent.ID
		}
	}
	changed := newTree(list)
	for id, path := range changed.paths {
		if len(path) > maxDepth { // a circle has no end
			return nil, ErrBadTree.With("code", list[changed.byID[id]].Code, "levels", maxDepth)
		}
	}
	return changed, nil
}
