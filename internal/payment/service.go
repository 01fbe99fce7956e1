package payment

import (
	"log/slog"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/id"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// What the package states, with the charge's id: Settled when a charge that was
// pending has become paid or closed.
const Settled notice.Kind = "payment.settled"

// Deps is what payment needs.
type Deps struct {
	DB        *postgres.DB
	IDs       *id.Source
	Clock     clock.Clock
	Notices   *notice.Bus
	Staff     *staff.Service
	Members   *member.Service
	Providers map[string]Provider
	Log       *slog.Logger
}

// Service collects and gives back.
type Service struct{ Deps }

// New returns payment over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }

const (
	askTimeout   = 10 * time.Second // of a call to a provider
	firstAsk     = 15 * time.Second // after which a charge of which nothing is heard is asked for
	longestPause = 10 * time.Minute // between attempts
	graceAfter   = 2 * time.Minute  // that a provider has to tell of what was paid in the last moment
)

// pause is how long to wait after so many attempts.
func pause(attempts int) time.Duration {
	return min(firstAsk<<min(attempts, 10), longestPause)
}
