package profile

import (
	"context"
	"fmt"
	"time"

	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/cache"
	"habitue/internal/platform/check"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/id"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
	"habitue/internal/platform/rulebook"
	"habitue/internal/profile/internal/profiledb"
	"habitue/internal/staff"
)

// ruleID is the one rule of the foundation.
const ruleID = 1

// source is who the labels of members come from.
const source = "profile"

// Deps is what profiles need.
type Deps struct {
	DB      *postgres.DB
	IDs     *id.Source
	Clock   clock.Clock
	Org     *org.Service
	Staff   *staff.Service
	Members *member.Service
	Analyst replica.Analyst

	// Wake lets the job that does what Ask asked for run soon; nil: at its next turn.
	Wake func(ctx context.Context, tx postgres.Tx) error
	// CatchUp lets the analyst know all that is committed; nil: it always does.
	CatchUp func(ctx context.Context) error
	// Imported tells when a file was last brought in; nil: never.
	Imported func(ctx context.Context) (time.Time, error)
}

// Service says what members are worth.
type Service struct {
	Deps
	// Rules are the versions of the rule.
	Rules staff.Rules[Rule]

	pictures *cache.Cache[subject, Comparison]
	turn     chan struct{} // of whoever takes pictures on demand
	batch    int           // rows written in one transaction
}

// How many pictures of the past are kept, and for how long: an order that is
// reported late may change them.
const (
	keptPictures = 64
	keptFor      = 2 * time.Minute
)

// New returns profiles over their dependencies.
func New(d Deps) *Service {
	return &Service{
		Deps: d,
		Rules: staff.Rules[Rule]{
			Book:  rulebook.New[Rule]("profile.rule", ruleID, d.Clock),
			Staff: d.Staff, Kind: staff.PublishProfile, Owner: "profile",
		},
		pictures: cache.New[subject, Comparison](keptPictures, keptFor), turn: make(chan struct{}, 1), batch: batchSize,
	}
}

func query(q postgres.Querier) *profiledb.Queries { return profiledb.New(q.(profiledb.DBTX)) }

// Seed makes the default rule hold where there is none.
func (s *Service) Seed(ctx context.Context, tx postgres.Tx) error {
	return s.Rules.Seed(ctx, tx, Default())
}

// Proofs are what must hold of the classes.
func Proofs() []check.Proof {
	return []check.Proof{
		check.None("profile.classes_equal_changes",
			func(ctx context.Context, q postgres.Querier) ([]profiledb.ClassesOffHistoryRow, error) {
				return query(q).ClassesOffHistory(ctx)
			},
			func(r profiledb.ClassesOffHistoryRow) string {
				return fmt.Sprintf("member %d, brand %d, is of class %s; the last move led to %s", r.MemberID, r.BrandID, r.Class, r.ToClass)
			}),
	}
}
