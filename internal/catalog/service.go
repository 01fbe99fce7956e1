package catalog

import (
	"sync/atomic"
	"time"

	"habitue/internal/catalog/internal/catalogdb"
	"habitue/internal/org"
	"habitue/internal/platform/cache"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/id"
)

// Deps is what the service needs.
type Deps struct {
	IDs   *id.Source
	Clock clock.Clock
	Org   *org.Service
}

// Service answers what is sold.
type Service struct {
	ids   *id.Source
	clock clock.Clock
	org   *org.Service

	articles *cache.Cache[string, Article]
	tree     *cache.Cache[struct{}, *Tree]
	regions  *cache.Cache[struct{}, map[org.RegionID]org.Region]
	prices   atomic.Pointer[book]
}

// What is kept in memory: the articles in use of a large retailer (about 20 MB),
// for as long as nobody minds being behind.
const (
	keptArticles = 50_000
	keptFor      = 5 * time.Second
)

// New returns the service.
func New(d Deps) *Service {
	return &Service{
		ids: d.IDs, clock: d.Clock, org: d.Org,
		articles: cache.New[string, Article](keptArticles, keptFor),
		tree:     cache.New[struct{}, *Tree](1, keptFor),
		regions:  cache.New[struct{}, map[org.RegionID]org.Region](1, keptFor),
	}
}

func query(q catalogdb.DBTX) *catalogdb.Queries { return catalogdb.New(q) }
