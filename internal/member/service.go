package member

import (
	"context"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/org"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/gather"
	"habitue/internal/platform/id"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/passkey"
	"habitue/internal/platform/password"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
	"habitue/internal/platform/vouch"
)

// Deps is what the service needs.
type Deps struct {
	DB      *postgres.DB
	IDs     *id.Source
	Clock   clock.Clock
	Keys    *secret.Keys
	Notices *notice.Bus
	Org     *org.Service
	Codes   CodeSender // nil: nobody signs in by a code

	Providers []vouch.Listed // who vouches for members, too
	Home      string         // address of the program, to which providers send browsers back, and whose passkeys are

	AgeOfConsent int // below it a guardian must agree; 0: nobody is asked
}

// Service answers who a member is and lets people join.
type Service struct {
	db      *postgres.DB
	ids     *id.Source
	clock   clock.Clock
	keys    *secret.Keys
	notices *notice.Bus
	org     *org.Service
	codes   CodeSender
	hasher  *password.Hasher

	providers []vouch.Listed
	home      string
	site      passkey.Site // whose passkeys sign in

	ageOfConsent int

	resolving *gather.Reads[key, ID]

	firstOrders FirstOrders
	purchases   Purchases
	followers   []Follower
	forgetters  []Forgetter
}

// New returns the service.
func New(d Deps) *Service {
	s := &Service{db: d.DB, ids: d.IDs, clock: d.Clock, keys: d.Keys, notices: d.Notices, org: d.Org, codes: d.Codes, hasher: password.New(ErrBusy),
		providers: d.Providers, home: d.Home, site: passkey.At(d.Home), ageOfConsent: d.AgeOfConsent}
	s.resolving = gather.New(resolvedAbreast, resolvedAtOnce, func(ctx context.Context, keys []key) (map[key]ID, error) {
		return s.owners(ctx, s.db, keys...)
	})
	return s
}

// Identities are resolved on so many trips at once, of so many each.
const (
	resolvedAbreast = 2
	resolvedAtOnce  = 64
)

func query(q memberdb.DBTX) *memberdb.Queries { return memberdb.New(q) }
