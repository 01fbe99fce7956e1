package checkout

import (
	"log/slog"

	"habitue/internal/coupon"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/payment"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/id"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/prepaid"
	"habitue/internal/pricing"
	"habitue/internal/program"
	"habitue/internal/tier"
)

// What the package states, with the checkout's id.
const (
	PaidNotice     notice.Kind = "checkout.paid"
	ReturnedNotice notice.Kind = "checkout.returned"
)

// Deps is what checkout needs.
type Deps struct {
	DB      *postgres.DB
	IDs     *id.Source
	Clock   clock.Clock
	Notices *notice.Bus
	Org     *org.Service
	Members *member.Service
	Orders  *order.Service
	Ledger  *ledger.Service
	Tiers   *tier.Service
	Coupons *coupon.Service
	Program *program.Service
	Pricing *pricing.Service
	Payment *payment.Service
	Prepaid *prepaid.Service
	Log     *slog.Logger
}

// Service prices, sells and takes back.
type Service struct{ Deps }

// New returns checkout over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
