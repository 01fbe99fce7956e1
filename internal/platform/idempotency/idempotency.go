package idempotency

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/sweep"
)

// Keep is how long a key is kept at least.
const Keep = 30 * 24 * time.Hour

// ErrBodyDiffers says that the key was used before with another body.
var ErrBodyDiffers = errs.New(errs.Invalid, "idempotency.body_differs")

// errTaken ends a transaction whose key somebody else has committed.
var errTaken = errors.New("key taken")

// Request is what identifies a request.
type Request struct {
	Principal string
	Route     string // "POST /api/v1/orders"
	Key       string
	BodyHash  []byte
	At        time.Time
}

// Answer is what the first request got.
type Answer struct {
	Status   int
	Body     []byte
	Replayed bool
}

// Work is done once for a key. It may run more than once, each time in a
// transaction of its own of which one is kept.
type Work func(tx postgres.Tx) (status int, response []byte, err error)

// Do runs fn, or replays the answer of the request that ran it before.
// Errors: ErrBodyDiffers and those of fn.
func Do(ctx context.Context, db *postgres.DB, r Request, fn Work) (Answer, error) {
	var a Answer
	err := db.InTx(ctx, func(tx postgres.Tx) error {
		status, response, err := fn(tx)
		if err != nil {
			return err
		}
		a = Answer{Status: status, Body: response}
		return claim(ctx, tx, r, a)
	})
	if err == nil {
		return a, nil
	}
	first, found, lookErr := lookUp(ctx, db, r)
	switch {
	case errors.Is(lookErr, ErrBodyDiffers), lookErr != nil && errors.Is(err, errTaken):
		return Answer{}, lookErr // whatever the other body ran into: the key says that it is another
	case lookErr != nil || !found:
		return Answer{}, err // the work's own failure says more than that of looking
	}
	return first, nil
}

// claim inserts the key as the transaction's last statement. A concurrent
// holder makes it wait until that one has committed or undone its work.
func claim(ctx context.Context, tx postgres.Tx, r Request, a Answer) error {
	tag, err := tx.Exec(ctx, `
		INSERT INTO idempotency.key (principal, route, key, body_hash, status, response, recorded_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
		r.Principal, r.Route, r.Key, r.BodyHash, a.Status, a.Body, r.At)
	if err != nil {
		return fmt.Errorf("claim key: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return errTaken
	}
	return nil
}

// lookUp finds the first answer to the key, whose body must be the same.
func lookUp(ctx context.Context, db *postgres.DB, r Request) (a Answer, found bool, err error) {
	var hash []byte
	err = db.QueryRow(ctx, `
		SELECT body_hash, status, response FROM idempotency.key
		WHERE principal = $1 AND route = $2 AND key = $3`, r.Principal, r.Route, r.Key).Scan(&hash, &a.Status, &a.Body)
	if errors.Is(err, pgx.ErrNoRows) {
		return a, false, nil
	}
	if err != nil {
		return a, false, fmt.Errorf("look up key: %w", err)
	}
	if !bytes.Equal(hash, r.BodyHash) {
		return a, true, ErrBodyDiffers
	}
	a.Replayed = true
	return a, true, nil
}

// Aged are first answers that are old.
var Aged = sweep.Rows{
	Count: `SELECT (SELECT count(*) FROM idempotency.key WHERE recorded_at < $1), (SELECT min(recorded_at) FROM idempotency.key WHERE recorded_at >= $1)`,
	Remove: `DELETE FROM idempotency.key WHERE ctid = ANY (ARRAY (
		SELECT ctid FROM idempotency.key WHERE recorded_at < $1 ORDER BY recorded_at LIMIT $2 FOR UPDATE SKIP LOCKED))`,
}
