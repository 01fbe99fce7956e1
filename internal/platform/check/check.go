// Package check is how capabilities prove that their books are right.
package check

import (
	"context"
	"fmt"
	"time"

	"habitue/internal/platform/postgres"
)

// Proof is one thing that must hold, and how to find what breaks it.
type Proof struct {
	Name string // "ledger.entries_sum_to_zero"
	// Broken returns a description of each breach found, at most a page of them.
	Broken func(ctx context.Context, q postgres.Querier) ([]string, error)
}

// Result is what became of one proof.
type Result struct {
	Name   string   `json:"name"`
	Holds  bool     `json:"holds"`
	Broken []string `json:"broken,omitempty"`

	Seconds float64 `json:"seconds"` // that it took
}

// Run runs the proofs on one unchanging picture of the database.
func Run(ctx context.Context, db *postgres.DB, proofs []Proof) ([]Result, error) {
	return Watch(ctx, db, proofs, func(int) {})
}

// Watch is Run that tells after each proof how many are done.
func Watch(ctx context.Context, db *postgres.DB, proofs []Proof, told func(done int)) ([]Result, error) {
	results := make([]Result, 0, len(proofs))
	err := db.Snapshot(ctx, func(tx postgres.Tx) error {
		results = results[:0]
		for _, p := range proofs {
			begun := time.Now()
			broken, err := p.Broken(ctx, tx)
			if err != nil {
				return fmt.Errorf("check %s: %w", p.Name, err)
			}
			results = append(results, Result{Name: p.Name, Holds: len(broken) == 0, Broken: broken, Seconds: time.Since(begun).Seconds()})
			told(len(results))
		}
		return nil
	})
	return results, err
}

// None is a proof by a query that must return no rows; describe puts one
// breach in words.
func None[R any](name string, find func(context.Context, postgres.Querier) ([]R, error), describe func(R) string) Proof {
	return Proof{Name: name, Broken: func(ctx context.Context, q postgres.Querier) ([]string, error) {
		rows, err := find(ctx, q)
		if err != nil {
			return nil, err
		}
		var broken []string
		for _, r := range rows {
			broken = append(broken, describe(r))
		}
		return broken, nil
	}}
}
