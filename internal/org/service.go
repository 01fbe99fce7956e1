package org

import (
	"time"

	"habitue/internal/org/internal/orgdb"
	"habitue/internal/platform/cache"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/id"
)

// Deps is what the service needs.
type Deps struct {
	IDs   *id.Source
	Clock clock.Clock
}

// Service answers who the retailer is.
type Service struct {
	ids   *id.Source
	clock clock.Clock

	settings *cache.Cache[struct{}, Settings]
	stores   *cache.Cache[string, Store]
	channels *cache.Cache[string, Channel]
}

// What is kept in memory: as many stores and channels as a large retailer has,
// for as long as nobody minds being behind.
const (
	keptCodes = 20_000
	keptFor   = 5 * time.Second
)

// New returns the service.
func New(d Deps) *Service {
	return &Service{
		ids: d.IDs, clock: d.Clock,
		settings: cache.New[struct{}, Settings](1, keptFor),
		stores:   cache.New[string, Store](keptCodes, keptFor),
		channels: cache.New[string, Channel](keptCodes, keptFor),
	}
}

func query(q orgdb.DBTX) *orgdb.Queries { return orgdb.New(q) }
