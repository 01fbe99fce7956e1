package prepaid

import (
	"context"
	"log/slog"

	"habitue/internal/coupon"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/payment"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/id"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
	"habitue/internal/staff"
)

// What the package states, with the id of the top-up or refund.
const (
	SoldNotice     notice.Kind = "prepaid.sold"
	RefundedNotice notice.Kind = "prepaid.refunded"
)

// ruleID is that of the one rule there is.
const ruleID = 1

// Deps is what prepaid needs.
type Deps struct {
	DB      *postgres.DB
	IDs     *id.Source
	Clock   clock.Clock
	Notices *notice.Bus
	Org     *org.Service
	Staff   *staff.Service
	Members *member.Service
	Ledger  *ledger.Service
	Coupons *coupon.Service
	Payment *payment.Service
	Log     *slog.Logger
}

// Service sells stored value and gives it back.
type Service struct {
	Deps
	// Rules are the versions of how it is sold and given back.
	Rules staff.Rules[Rule]
}

// New returns prepaid over its dependencies.
func New(d Deps) *Service {
	return &Service{Deps: d, Rules: staff.Rules[Rule]{
		Book:  rulebook.New[Rule]("prepaid.rule", ruleID, d.Clock),
		Staff: d.Staff, Kind: staff.PublishPrepaid, Owner: "prepaid",
	}}
}

// Seed makes the default rule hold where there is none.
func (s *Service) Seed(ctx context.Context, tx postgres.Tx) error {
	return s.Rules.Seed(ctx, tx, DefaultRule())
}
