package pricing

import (
	"context"
	"fmt"
	"time"

	"habitue/internal/catalog"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/cache"
	"habitue/internal/platform/check"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/id"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/pricing/internal/pricingdb"
	"habitue/internal/staff"
	"habitue/internal/tier"
)

// Deps is what pricing needs.
type Deps struct {
	DB      *postgres.DB
	IDs     *id.Source
	Clock   clock.Clock
	Org     *org.Service
	Staff   *staff.Service
	Catalog *catalog.Service
	Members *member.Service
	Orders  *order.Service
	Tiers   *tier.Service
	Notices *notice.Bus
}

// Service keeps promotions and prices baskets.
type Service struct {
	Deps
	// Floors are the versions of the floor rule.
	Floors staff.Rules[Floor]

	lately *cache.Cache[struct{}, *published]
	bodies *cache.Cache[versionKey, Rule] // of published versions, which never change
}

// versionKey names a version of a promotion.
type versionKey struct {
	id      int64
	version int32
}

// keptFor is how long a publication in another process may go unseen.
const keptFor = 2 * time.Second

// New returns pricing over its dependencies.
func New(d Deps) *Service {
	return &Service{Deps: d, Floors: floors(d), lately: cache.New[struct{}, *published](1, keptFor),
		bodies: cache.New[versionKey, Rule](10_000, 24*time.Hour)}
}

func query(q postgres.Querier) *pricingdb.Queries { return pricingdb.New(q.(pricingdb.DBTX)) }

// Proofs are what must hold of budgets.
func Proofs() []check.Proof {
	return []check.Proof{
		check.None("pricing.budgets_are_reservations",
			func(ctx context.Context, q postgres.Querier) ([]pricingdb.BudgetsUnlikeReservationsRow, error) {
				return query(q).BudgetsUnlikeReservations(ctx)
			},
			func(r pricingdb.BudgetsUnlikeReservationsRow) string {
				return fmt.Sprintf("promotion %d counts money %d, %d uses and %d pieces; its reservations are %d, %d and %d",
					r.PromotionID, r.Money, r.Uses, r.Pieces, r.ReservedMoney, r.ReservedUses, r.ReservedPieces)
			}),
		check.None("pricing.groups_count_their_seats",
			func(ctx context.Context, q postgres.Querier) ([]pricingdb.GroupsUnlikeSeatsRow, error) {
				return query(q).GroupsUnlikeSeats(ctx)
			},
			func(r pricingdb.GroupsUnlikeSeatsRow) string {
				return fmt.Sprintf("group %d counts %d seats, %d of them paid; it has %d and %d", r.ID, r.Taken, r.Paid, r.Seats, r.SeatsPaid)
			}),
	}
}
