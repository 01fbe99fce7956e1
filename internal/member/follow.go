package member

import (
	"context"
	"time"

	"habitue/internal/platform/postgres"
)

// Merging is one member becoming another: From goes into Into. ID names it, so
// that it is done once and can be undone.
type Merging struct {
	ID         int64
	From, Into ID
	Staff      int64     // who decided it; 0: nobody
	MadeAt     time.Time // when it was made
}

// Effect is a thing that a merge would do or undo, as a code with its parameters
// for whoever decides about it.
type Effect struct {
	Code   string
	Params map[string]any
}

// Follower is a capability that keeps state of members and follows when two
// become one. Members do not know their followers; the wiring does. What is told
// twice is done once.
type Follower interface {
	// Preview says what following would do, or undo, and does nothing.
	Preview(ctx context.Context, tx postgres.Tx, m Merging, undo bool) ([]Effect, error)
	Merge(ctx context.Context, tx postgres.Tx, m Merging) error
	Unmerge(ctx context.Context, tx postgres.Tx, m Merging) error
}
