package staff

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff/internal/staffdb"
)

// ViewID names a saved view.
type ViewID int64

// View is a list as somebody likes to see it: the filters and the order as they
// stand in the page's address, and the columns. It is its owner's alone.
type View struct {
	ID      ViewID
	Page    string // "members"
	Name    string
	Search  string
	Columns []string
}

// Bounds of views.
const (
	maxViews    = 100 // of one account
	maxViewName = 40  // characters
)

// Views returns the views that somebody saved of a page, by name.
func (s *Service) Views(ctx context.Context, q postgres.Querier, owner AccountID, page string) ([]View, error) {
	rows, err := staffdb.New(q).Views(ctx, int64(owner), page)
	if err != nil {
		return nil, fmt.Errorf("read views: %w", err)
	}
	list := make([]View, len(rows))
	for i, r := range rows {
		list[i] = View{ViewID(r.ID), r.Page, r.Name, r.Search, r.Columns}
	}
	return list, nil
}

// SaveView keeps a view; one of the same name is replaced.
// Errors: ErrBadView, ErrTooManyViews.
func (s *Service) SaveView(ctx context.Context, tx postgres.Tx, owner AccountID, v View) (View, error) {
	v.Name = strings.TrimSpace(v.Name)
	if v.Name == "" || utf8.RuneCountInString(v.Name) > maxViewName || !i18n.OneLine(v.Name) {
		return View{}, ErrBadView.With("most", maxViewName)
	}
	n, err := staffdb.New(tx).CountViews(ctx, int64(owner), v.Name)
	if err != nil {
		return View{}, fmt.Errorf("count views: %w", err)
	}
	if n >= maxViews {
		return View{}, ErrTooManyViews.With("most", maxViews)
	}
	fresh, err := s.IDs.Next(ctx)
	if err != nil {
		return View{}, err
	}
	id, err := staffdb.New(tx).SaveView(ctx, staffdb.SaveViewParams{ID: fresh, AccountID: int64(owner), Page: v.Page, Name: v.Name,
		Search: v.Search, Columns: v.Columns, UpdatedAt: s.Clock.Now()})
	if err != nil {
		return View{}, fmt.Errorf("save view: %w", err)
	}
	v.ID = ViewID(id)
	return v, nil
}

// DeleteView forgets a view of its owner. Errors: ErrNoView.
func (s *Service) DeleteView(ctx context.Context, tx postgres.Tx, owner AccountID, id ViewID) error {
	n, err := staffdb.New(tx).DeleteView(ctx, int64(owner), int64(id))
	if err != nil {
		return fmt.Errorf("delete view: %w", err)
	}
	if n == 0 {
		return ErrNoView
	}
	return nil
}
