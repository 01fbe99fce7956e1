package app

import (
	"context"
	"fmt"
	"time"

	"habitue/internal/platform/clock"
	"habitue/internal/platform/postgres"
)

// durable refuses a PostgreSQL that may forget what it acknowledged: a posting
// that a member was shown must survive a power cut.
func durable(ctx context.Context, db *postgres.DB) error {
	for _, setting := range []string{"fsync", "synchronous_commit", "full_page_writes"} {
		var value string
		if err := db.QueryRow(ctx, "SELECT current_setting($1)", setting).Scan(&value); err != nil {
			return fmt.Errorf("read %s: %w", setting, err)
		}
		if value == "off" {
			return ErrNotDurable.With("setting", setting)
		}
	}
	return nil
}

// mostSkew is by how much our clock and PostgreSQL's may differ: points mature
// and rules begin by ours, rows are compared by either.
const mostSkew = 2 * time.Second

func clocksAgree(ctx context.Context, db *postgres.DB, ours clock.Clock) error {
	skew, err := clockSkew(ctx, db, ours)
	if err != nil {
		return err
	}
	if skew.Abs() > mostSkew {
		return ErrClock.With("seconds", fmt.Sprintf("%.1f", skew.Seconds()), "most", mostSkew.Seconds())
	}
	return nil
}

// clockSkew is how far PostgreSQL's clock is ahead of ours, as far as the time
// of the question allows to say.
func clockSkew(ctx context.Context, db *postgres.DB, ours clock.Clock) (time.Duration, error) {
	asked := ours.Now()
	var theirs time.Time
	if err := db.QueryRow(ctx, "SELECT clock_timestamp()").Scan(&theirs); err != nil {
		return 0, fmt.Errorf("read PostgreSQL's clock: %w", err)
	}
	answered := ours.Now()
	switch {
	case theirs.Before(asked):
		return theirs.Sub(asked), nil
	case theirs.After(answered):
		return theirs.Sub(answered), nil
	default:
		return 0, nil
	}
}
