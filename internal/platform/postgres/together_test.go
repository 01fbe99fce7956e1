package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
)

// trips counts what is sent.
type trips struct {
	postgres.Querier
	n atomic.Int64
}

func (c *trips) SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults {
	c.n.Add(1)
	return c.Querier.SendBatch(ctx, b)
}

func TestReadersTogetherShareTrips(t *testing.T) {
	t.Parallel()
	db := pgtest.Empty(t)
	counted := &trips{Querier: db.DB}
	var row, sum int
	var none error
	err := postgres.Together(t.Context(), counted,
		func(ctx context.Context, q postgres.Querier) error { // twice in turn
			if err := q.QueryRow(ctx, `SELECT $1::int`, 7).Scan(&row); err != nil {
				return err
			}
			return q.QueryRow(ctx, `SELECT $1::int + 1`, row).Scan(&row)
		},
		func(ctx context.Context, q postgres.Querier) error {
			rows, err := q.Query(ctx, `SELECT n FROM generate_series(1, 1000) n`)
			if err != nil {
				return err
			}
			defer rows.Close()
			for rows.Next() {
				var n int
				if err := rows.Scan(&n); err != nil {
					return err
				}
				sum += n
			}
			return rows.Err()
		},
		func(ctx context.Context, q postgres.Querier) error {
			none = q.QueryRow(ctx, `SELECT 1 WHERE false`).Scan(new(int))
			return nil
		},
		func(context.Context, postgres.Querier) error { return nil }, // asks nothing
		func(ctx context.Context, q postgres.Querier) error { // leaves its answer lying
			_, err := q.Query(ctx, `SELECT n FROM generate_series(1, 10) n`)
			return err
		},
	)
	if err != nil {
		t.Fatal(err)
	}
	if row != 8 || sum != 500_500 || !errors.Is(none, pgx.ErrNoRows) {
		t.Errorf("%d, %d, %v", row, sum, none)
	}
	if n := counted.n.Load(); n != 2 {
		t.Errorf("%d trips, not 2", n)
	}
}

func TestAReaderWhoFailsEndsTheOthers(t *testing.T) {
	t.Parallel()
	db := pgtest.Empty(t)
	bad := errors.New("refused")
	err := postgres.Together(t.Context(), db.DB,
		func(ctx context.Context, q postgres.Querier) error {
			if err := q.QueryRow(ctx, `SELECT 1`).Scan(new(int)); err != nil {
				return err
			}
			return bad
		},
		func(ctx context.Context, q postgres.Querier) error {
			for {
				if err := q.QueryRow(ctx, `SELECT 1`).Scan(new(int)); err != nil {
					return err
				}
			}
		},
	)
	if !errors.Is(err, bad) {
		t.Errorf("%v", err)
	}
	if err := postgres.Together(t.Context(), db.DB,
		func(ctx context.Context, q postgres.Querier) error { _, err := q.Exec(ctx, `SELECT 1/0`); return err },
		func(ctx context.Context, q postgres.Querier) error { return q.QueryRow(ctx, `SELECT 1`).Scan(new(int)) },
	); err == nil {
		t.Error("a division by zero was no failure")
	}
}

// Readers of several questions each, whose answers differ in length, and some who
// send batches of their own, get what they asked for and nobody else's.
// A panic of one is his error, whatever he had begun, and keeps nobody waiting.
func TestAReaderWhoPanicsEndsTheOthers(t *testing.T) {
	t.Parallel()
	db := pgtest.Empty(t)
	began := make(chan struct{})
	err := postgres.Together(t.Context(), db.DB,
		func(ctx context.Context, q postgres.Querier) error {
			var b pgx.Batch
			b.Queue(`SELECT 1`)
			q.SendBatch(ctx, &b)
			close(began)
			panic("a reader's fault")
		},
		func(ctx context.Context, q postgres.Querier) error {
			<-began
			var n int
			return q.QueryRow(ctx, `SELECT 1`).Scan(&n)
		})
	if err == nil || !strings.Contains(err.Error(), "a reader's fault") {
		t.Errorf("told is %v", err)
	}
	if n := db.DB.Stat().AcquiredConns(); n != 0 {
		t.Errorf("%d connections are kept", n)
	}
}

func TestReadersTogetherGetTheirOwnAnswers(t *testing.T) {
	t.Parallel()
	db := pgtest.Empty(t)
	err := db.InTx(t.Context(), func(tx postgres.Tx) error {
		var readers []func(context.Context, postgres.Querier) error
		for who := range 20 {
			readers = append(readers, func(ctx context.Context, q postgres.Querier) error {
				for turn := range who % 5 {
					want, got := who*100+turn, 0
					if who%3 == 0 {
						var b pgx.Batch
						b.Queue(`SELECT $1::int`, want).QueryRow(func(r pgx.Row) error { return r.Scan(&got) })
						if err := q.SendBatch(ctx, &b).Close(); err != nil {
							return err
						}
					} else if err := q.QueryRow(ctx, `SELECT $1::int`, want).Scan(&got); err != nil {
						return err
					}
					if got != want {
						return fmt.Errorf("reader %d asked for %d and got %d", who, want, got)
					}
				}
				return nil
			})
		}
		return postgres.Together(t.Context(), tx, readers...)
	})
	if err != nil {
		t.Error(err)
	}
}
