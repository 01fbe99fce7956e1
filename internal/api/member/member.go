// Package member is the API of members themselves, as their own page, a
// mini-program or an app asks it: joining and signing in by a code, and what they
// have. Every operation below /me that is not about signing in acts as the member
// who is signed in and takes no member's id from anywhere else, so that there is
// nothing by which one could see another's.
package member

import (
	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/postgres"
)

// Deps is what the members' operations translate for.
type Deps struct {
	DB      *postgres.DB
	Clock   clock.Clock
	Members *member.Service
	Reader  *view.Reader
}

type handlers struct {
	Deps
	edge   *edge.Edge
	codes  *edge.Limiter // of coupons that a member types
	links  *edge.Limiter // that an address looks behind
	copies *edge.Limiter // that a member makes of what is known of him

	receipts *edge.Limiter // that a member has written
	scans    *edge.Limiter // of posters, that an address may be counted for
}

// A minute's turns: nobody types more codes, and a shop's guests share an address.
const (
	codesTyped  = 12
	linksLooked = 120
	copiesMade  = 2

	receiptsMade = 30
	scansCounted = 120
)

// Register adds the members' operations to e.
func Register(e *edge.Edge, d Deps) {
	h := &handlers{Deps: d, edge: e, codes: edge.NewLimiter(d.Clock, codesTyped), links: edge.NewLimiter(d.Clock, linksLooked),
		copies: edge.NewLimiter(d.Clock, copiesMade), receipts: edge.NewLimiter(d.Clock, receiptsMade),
		scans: edge.NewLimiter(d.Clock, scansCounted)}
	h.posters(e)
	h.sessions(e)
	h.devices(e)
	h.identities(e)
	h.passwords(e)
	h.providers(e)
	h.passkeys(e)
	h.guardians(e)
	h.me(e)
	h.consents(e)
	h.privacy(e)
	h.details(e)
	h.value(e)
	h.coupons(e)
	h.orders(e)
}

// tag groups these operations in the documentation.
const tag = "me"
