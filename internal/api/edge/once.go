package edge

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"habitue/internal/platform/idempotency"
	"habitue/internal/platform/postgres"
)

// Once does work in a transaction and answers 201 with what it returns. With a
// key, the same request again gets the first answer; without one, what makes
// the work safe to repeat is the natural key of what it writes.
// Errors: idempotency.ErrBodyDiffers and those of the work.
func Once[T any](ctx context.Context, e *Edge, key string, work func(tx postgres.Tx) (T, error)) (*Answer[T], error) {
	write := func(tx postgres.Tx) (int, []byte, error) {
		reply, err := work(tx)
		if err != nil {
			return 0, nil, err
		}
		body, err := json.Marshal(reply)
		if err != nil {
			return 0, nil, fmt.Errorf("write answer: %w", err)
		}
		return http.StatusCreated, body, nil
	}
	if key == "" {
		a := &Answer[T]{}
		err := e.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
			a.Status, a.Body, err = write(tx)
			return err
		})
		return a, err
	}
	c := From(ctx)
	first, err := idempotency.Do(ctx, e.DB, idempotency.Request{
		Principal: c.Principal.String(), Route: c.Route, Key: key, BodyHash: c.BodyHash[:], At: e.Clock.Now(),
	}, write)
	if err != nil {
		return nil, err
	}
	a := &Answer[T]{Status: first.Status, Body: first.Body}
	if first.Replayed {
		a.Replayed = "true"
	}
	return a, nil
}
