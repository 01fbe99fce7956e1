package event

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/id"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
)

// Deps is what the front door needs.
type Deps struct {
	DB      *postgres.DB
	IDs     *id.Source
	Clock   clock.Clock
	Keys    *secret.Keys
	Org     *org.Service
	Members *member.Service
}

// Service takes reports in and shows what became of them.
type Service struct {
	Deps
	months months
}

// New returns the front door over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }

// takingLock orders who takes in and who takes away: what began to be written of
// somebody before nothing may be kept of him is there when it is deleted.
const takingLock = 7_221_041

// taking lets reports be written until the transaction ends that the trip is of.
func taking(trip *pgx.Batch) {
	trip.Queue(`SELECT pg_advisory_xact_lock_shared($1)`, int64(takingLock))
}

// takingAway waits for who takes in, and lets nobody begin until tx ends.
func takingAway(ctx context.Context, tx postgres.Tx) error {
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock($1)`, int64(takingLock)); err != nil {
		return fmt.Errorf("wait for who takes in: %w", err)
	}
	return nil
}
