package intake

import (
	"habitue/internal/catalog"
	"habitue/internal/coupon"
	"habitue/internal/intake/internal/intakedb"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/payment"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/id"
	"habitue/internal/platform/postgres"
	"habitue/internal/prepaid"
	"habitue/internal/program"
	"habitue/internal/tier"
)

// Deps is what bringing files in needs. DB is the pool for bulk work.
type Deps struct {
	DB      *postgres.DB
	IDs     *id.Source
	Clock   clock.Clock
	Org     *org.Service
	Catalog *catalog.Service
	Members *member.Service
	Orders  *order.Service
	Payment *payment.Service
	Program *program.Service

	// Of openings.
	Ledger  *ledger.Service
	Tiers   *tier.Service
	Coupons *coupon.Service
	Prepaid *prepaid.Service
}

// Service brings files in.
type Service struct{ Deps }

// New returns the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }

func query(q postgres.Querier) *intakedb.Queries { return intakedb.New(q.(intakedb.DBTX)) }
