package app

import (
	"context"
	"errors"
	"fmt"

	"habitue/internal/member"
	"habitue/internal/sample"
	"habitue/internal/sample/fill"
)

// Progress is how far long work has come.
type Progress struct {
	Phase string // a code to be put into words
	Done  int64
	Total int64 // 0 while nobody knows
}

// FillDemo puts the sample retailer into an empty database. What was begun and
// cut off is gone on with; a database that holds something else is left as it is.
// It reports whether it did anything. small makes a retailer of 3,000 orders.
//
// The rows go the way of an import and are known by their numbers, so that doing
// it again changes nothing. A note in the data folder says which retailer it is
// and whether all of it is there.
func (a *App) FillDemo(ctx context.Context, small bool, progress func(Progress)) (bool, error) {
	note, err := a.demoNote()
	if err != nil {
		return false, err
	}
	empty, err := a.emptyDatabase(ctx)
	if err != nil {
		return false, err
	}
	switch {
	case empty:
		note = &demoNote{path: a.demoNotePath(), Small: small, End: a.clock.Now().In(sample.Shanghai()).Format(dateOnly)}
		if err := note.save(); err != nil {
			return false, err
		}
	case note == nil || note.Finished:
		return false, nil
	}
	retailer, err := note.retailer()
	if err != nil {
		return false, err
	}
	c := a.Bulk
	in := fill.Into{DB: c.DB, Org: c.Org, Catalog: c.Catalog, Members: c.Members, Tiers: c.Tiers, Program: c.Program}
	err = fill.All(ctx, in, retailer, func(orders, of int) {
		progress(Progress{Phase: "demo.filling", Done: int64(orders), Total: int64(of)})
	})
	if err != nil {
		// One whose time was over may only be told of a connection that closed.
		return true, fmt.Errorf("fill with the sample: %w", errors.Join(err, ctx.Err()))
	}
	if err := fill.GroupBuy(ctx, in, c.Pricing, retailer); err != nil {
		return true, err
	}
	if err := a.analyze(ctx); err != nil {
		return true, err
	}
	note.Finished = true
	return true, note.save()
}

// emptyDatabase reports whether nobody has used the database yet.
func (a *App) emptyDatabase(ctx context.Context) (bool, error) {
	settings, err := a.Bulk.Org.Settings(ctx, a.db.bulk)
	if err != nil {
		return false, err
	}
	members, err := a.Bulk.Members.List(ctx, a.db.bulk, member.Cursor{}, 1)
	return !settings.Chosen && len(members) == 0, err
}

// analyze lets PostgreSQL see what it holds now, so that the first plans are
// not those of empty tables.
func (a *App) analyze(ctx context.Context) error {
	owner, err := a.db.owner(ctx)
	if err != nil {
		return err
	}
	defer owner.Close()
	if _, err := owner.Exec(ctx, "ANALYZE"); err != nil {
		return fmt.Errorf("analyze: %w", err)
	}
	return nil
}
