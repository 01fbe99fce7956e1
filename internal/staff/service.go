package staff

import (
	"log/slog"
	"time"

	"habitue/internal/platform/cache"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/id"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/password"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff/internal/staffdb"
)

// Deps is what the service needs.
type Deps struct {
	DB      *postgres.DB
	IDs     *id.Source
	Clock   clock.Clock
	Log     *slog.Logger
	Notices *notice.Bus
}

// Service signs people in, knows keys, lets a second person look and keeps the
// audit trail.
type Service struct {
	Deps
	hasher    *password.Hasher
	keys      *cache.Cache[keyHash, staffdb.StaffApiKey]
	strangers *strangers
}

const (
	// keyLife bounds how long another process may not know that a key was revoked.
	keyLife  = 5 * time.Second
	keysKept = 1000
)

// New returns the service over its dependencies.
func New(d Deps) *Service {
	return &Service{Deps: d, hasher: password.New(ErrBusy), keys: cache.New[keyHash, staffdb.StaffApiKey](keysKept, keyLife), strangers: newStrangers()}
}
