package catalog

import (
	"time"

	"habitue/internal/catalog/internal/catalogdb"
	"habitue/internal/platform/cache"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/id"
)

// Deps is what the service needs.
type Deps struct {
	IDs   *id.Source
	Clock clock.Clock
}

// Service answers what is sold.
type Service struct {
	ids   *id.Source
	clock clock.Clock

	articles *cache.Cache[string, Article]
	tree     *cache.Cache[struct{}, *Tree]
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
		ids: d.IDs, clock: d.Clock,
		articles: cache.New[string, Article](keptArticles, keptFor),
		tree:     cache.New[struct{}, *Tree](1, keptFor),
	}
}

func query(q catalogdb.DBTX) *catalogdb.Queries { return catalogdb.New(q) }
