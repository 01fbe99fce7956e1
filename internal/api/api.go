// Package api is the HTTP edge, the only code that knows HTTP. It is cut by
// audience: admin is what the console asks, pos what tills and shops ask, member
// what members ask for themselves; edge
// is what all of them have in common, view what several of them show, messages
// every sentence in both languages, docs the pages for people.
//
// Handlers translate, check permission, open the transaction and join several
// capabilities into an answer by batch reads. They decide nothing a merchant
// would recognise.
package api

import (
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"

	"habitue/internal/api/admin"
	"habitue/internal/api/edge"
	"habitue/internal/api/inbox"
	memberapi "habitue/internal/api/member"
	"habitue/internal/api/open"
	"habitue/internal/api/pos"
	"habitue/internal/api/view"
	"habitue/internal/catalog"
	"habitue/internal/checkout"
	"habitue/internal/coupon"
	"habitue/internal/event"
	"habitue/internal/insight"
	"habitue/internal/intake"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/payment"
	"habitue/internal/payment/sandbox"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/httpx"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/system"
	"habitue/internal/prepaid"
	"habitue/internal/pricing"
	"habitue/internal/privacy"
	"habitue/internal/profile"
	"habitue/internal/program"
	"habitue/internal/staff"
	"habitue/internal/tier"
)

// Deps is all that the API translates for.
type Deps struct {
	DB      *postgres.DB
	Clock   clock.Clock
	Log     *slog.Logger
	Metrics *httpx.Metrics
	Notices *notice.Bus

	Staff    *staff.Service
	Org      *org.Service
	Catalog  *catalog.Service
	Members  *member.Service
	Privacy  *privacy.Service
	Events   *event.Service
	Orders   *order.Service
	Ledger   *ledger.Service
	Group    *ledger.Group // started and stopped by the caller
	Tiers    *tier.Service
	Coupons  *coupon.Service
	Program  *program.Service
	Pricing  *pricing.Service
	Payment  *payment.Service
	Checkout *checkout.Service
	Prepaid  *prepaid.Service
	Wallet   *sandbox.Wallet // nil where none is offered
	Profile  *profile.Service
	Insight  *insight.Service
	Intake   *intake.Service
	Inbox    *inbox.Inbox // started and stopped by the caller
	System   *system.Service

	Console     fs.FS         // the built console; nil where it was not built
	Member      fs.FS         // the built face of members; nil where it was not built
	Proxies     httpx.Proxies // whether what stands before us speaks for the client
	MaxInFlight int           // requests answered at once; httpx has a default
	Version     string        // of the program
}

// New returns the handler of everything that is served for people and
// programs; probes and metrics are the process's own (internal/app).
func New(d Deps) (http.Handler, error) {
	serving := Operations(d)
	serving.Forget()
	mux, err := routes(d, serving)
	if err != nil {
		return nil, fmt.Errorf("build routes: %w", err)
	}
	return httpx.Chain(httpx.Options{
		Log: d.Log, Metrics: d.Metrics, MaxInFlight: d.MaxInFlight, Refuse: edge.WriteProblem,
	}, mux), nil
}

// open is what the API of other systems needs.
func (d Deps) open() open.Deps {
	return open.Deps{DB: d.DB, Clock: d.Clock, Org: d.Org, Staff: d.Staff, Events: d.Events, Payment: d.Payment}
}

// Operations returns the edge with every operation registered.
func Operations(d Deps) *edge.Edge {
	e := edge.New(edge.Deps{DB: d.DB, Clock: d.Clock, Who: d.Staff, Members: d.Members, Witness: d.Staff, Proxies: d.Proxies, Version: d.Version})
	reader := view.NewReader(view.Sources{
		DB: d.DB, Org: d.Org, Staff: d.Staff, Members: d.Members, Privacy: d.Privacy, Orders: d.Orders, Ledger: d.Ledger, Tiers: d.Tiers, Program: d.Program,
		Events: d.Events, Profile: d.Profile, Prepaid: d.Prepaid, CouponService: d.Coupons, Catalog: d.Catalog, Payment: d.Payment, Checkouts: d.Checkout,
	})
	admin.Register(e, admin.Deps{
		DB: d.DB, Clock: d.Clock, Notices: d.Notices, Staff: d.Staff, Catalog: d.Catalog, Insight: d.Insight, Pricing: d.Pricing, Reader: reader,
		Intake: d.Intake, Inbox: d.Inbox, System: d.System, Payment: d.Payment, Wallet: d.Wallet,
		Version: d.Version,
	})
	pos.Register(e, pos.Deps{DB: d.DB, Clock: d.Clock, Log: d.Log, Reader: reader, Group: d.Group, Checkout: d.Checkout, Payment: d.Payment, Pricing: d.Pricing})
	memberapi.Register(e, memberapi.Deps{DB: d.DB, Clock: d.Clock, Members: d.Members, Reader: reader})
	open.Register(e, d.open())
	e.DescribeSchemas()
	return e
}
