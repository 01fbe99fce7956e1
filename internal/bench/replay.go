package bench

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"golang.org/x/sync/errgroup"

	"habitue/internal/platform/postgres"
)

// replay sends recorded units over a bare pool, each in one trip, and returns
// how long that took: the least that the same statements cost from Go.
func replay(ctx context.Context, db *postgres.DB, units []unit, side int) (time.Duration, error) {
	queue := make(chan unit, len(units))
	for _, u := range units {
		queue <- u
	}
	close(queue)
	begun := startWatch()
	group, ctx := errgroup.WithContext(ctx)
	for range side {
		group.Go(func() error {
			for u := range queue {
				if err := sendBehind(ctx, db, u); err != nil {
					return err
				}
			}
			return nil
		})
	}
	err := group.Wait()
	return begun.read(), err
}

// overtaken is how often a unit is sent again that came before what it refers to:
// a listener's, sent beside what it heard of.
const overtaken = 1000

func sendBehind(ctx context.Context, db *postgres.DB, u unit) (err error) {
	for range overtaken {
		var refused *pgconn.PgError
		if err = send(ctx, db, u); !errors.As(err, &refused) || refused.Code != "23503" {
			return err
		}
	}
	return err
}

// send sends one unit. What it finds may differ from the recorded run, where
// others came first; what it writes is the same.
func send(ctx context.Context, db *postgres.DB, u unit) error {
	var b pgx.Batch
	for _, s := range u {
		b.Queue(s.sql, s.args...)
	}
	if err := db.SendBatch(ctx, &b).Close(); err != nil {
		return fmt.Errorf("replay %q: %w", u[0].sql, err)
	}
	return nil
}
