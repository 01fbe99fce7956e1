// Package api is the HTTP edge, the only code that knows HTTP. It is cut by
// audience: admin is what the console asks, pos what tills and shops ask; edge
// is what all of them have in common, view what several of them show, messages
// every sentence in both languages, docs the pages for people.
//
// Handlers translate, check permission, open the transaction and join several
// capabilities into an answer by batch reads. They decide nothing a merchant
// would recognise.
package api

import (
	"log/slog"

	"habitue/internal/api/admin"
	"habitue/internal/api/edge"
	"habitue/internal/api/pos"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/httpx"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Deps is all that the API translates for.
type Deps struct {
	DB      *postgres.DB
	Clock   clock.Clock
	Log     *slog.Logger
	Notices *notice.Bus
	Staff   *staff.Service
	Proxies httpx.Proxies
	Version string // of the program
}

// Operations returns the edge with every operation registered.
func Operations(d Deps) *edge.Edge {
	e := edge.New(edge.Deps{DB: d.DB, Clock: d.Clock, Who: d.Staff, Proxies: d.Proxies, Version: d.Version})
	admin.Register(e, admin.Deps{DB: d.DB, Clock: d.Clock, Notices: d.Notices, Staff: d.Staff, Version: d.Version})
	pos.Register(e, pos.Deps{DB: d.DB, Clock: d.Clock})
	e.DescribeSchemas()
	return e
}
