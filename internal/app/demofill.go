package app

import (
	"context"
	"sync"

	"golang.org/x/sync/errgroup"

	"habitue/internal/platform/postgres"
	"habitue/internal/program"
	"habitue/internal/sample"
)

const (
	fillWorkers = 2    // at the same time: one decides while PostgreSQL writes for the other
	fillOrders  = 1500 // in one transaction, about
)

// filling is one run of putting the sample into the database.
type filling struct {
	*App
	note     *demoNote
	retailer *sample.Generator
	world    world
	progress func(Progress)

	mu     sync.Mutex
	orders int64
	ended  map[int]int // batches that ended out of order: first customer to the one after the last
}

// batch is some customers next to each other.
type batch struct {
	first  int
	people []sample.Timeline
	orders int
}

func (a *App) newFilling(ctx context.Context, note *demoNote, progress func(Progress)) (*filling, error) {
	retailer, err := note.retailer()
	if err != nil {
		return nil, err
	}
	f := &filling{App: a, note: note, retailer: retailer, progress: progress, ended: map[int]int{}}
	f.world, err = a.saveWorld(ctx, retailer.Retailer())
	return f, err
}

// run applies all customers that were not applied yet, in batches.
func (f *filling) run(ctx context.Context) error {
	batches := make(chan batch)
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		defer close(batches)
		return f.cut(ctx, batches)
	})
	for range fillWorkers {
		group.Go(func() error {
			for b := range batches {
				if err := f.apply(ctx, b); err != nil {
					return err
				}
				if err := f.finished(b); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	f.note.Finished = true
	return f.note.save()
}

// cut makes batches of the customers that are not done yet.
func (f *filling) cut(ctx context.Context, to chan<- batch) error {
	send := func(b batch) error {
		select {
		case to <- b:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	i, done := 0, f.note.Done
	b := batch{first: done}
	for t := range f.retailer.Customers() {
		if i++; i <= done {
			f.count(ordersOf(t))
			continue
		}
		b.people = append(b.people, t)
		if b.orders += ordersOf(t); b.orders >= fillOrders {
			if err := send(b); err != nil {
				return err
			}
			b = batch{first: i}
		}
	}
	if len(b.people) == 0 {
		return nil
	}
	return send(b)
}

func (f *filling) count(orders int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.orders += int64(orders)
}

func ordersOf(t sample.Timeline) int {
	n := 0
	for _, r := range t.Records {
		if r.Order != nil {
			n++
		}
	}
	return n
}

// apply commits one batch.
func (f *filling) apply(ctx context.Context, b batch) error {
	timelines, joins, err := f.reports(b)
	if err != nil {
		return err
	}
	return f.db.bulk.InTx(ctx, func(tx postgres.Tx) error {
		joined, err := f.Bulk.Members.JoinMany(ctx, tx, joins)
		if err != nil {
			return err
		}
		// Members come before the others, and so do their timelines.
		lives := make([]program.Timeline, len(timelines))
		copy(lives, timelines)
		for i, j := range joined {
			lives[i].Member = j.ID
		}
		_, err = f.Bulk.Program.Replay(ctx, tx, 0, lives...)
		return err
	})
}

// finished notes how far everything is committed, without gaps.
func (f *filling) finished(b batch) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ended[b.first] = b.first + len(b.people)
	for next, ok := f.ended[f.note.Done]; ok; next, ok = f.ended[f.note.Done] {
		delete(f.ended, f.note.Done)
		f.note.Done = next
	}
	f.orders += int64(b.orders)
	f.progress(Progress{Phase: "demo.filling", Done: f.orders, Total: int64(f.retailer.Config().Orders)})
	return f.note.save()
}
