package api

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"habitue/internal/api/docs"
	"habitue/internal/api/edge"
	"habitue/internal/api/open"
	"habitue/internal/platform/httpx"
)

// memberRoot is where the members' face is served.
const memberRoot = "/m/"

// routes divides what is asked among the API, its pages and the console, which
// has every path that nobody else has reserved.
func routes(d Deps, e *edge.Edge) (http.Handler, error) {
	console, err := consoleHandler(d.Console)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	handle := func(pattern string, h http.Handler) { mux.Handle(pattern, routed(pattern, h)) }
	mux.Handle("/api/", protect(e)) // the edge names its own routes
	// The contract is seldom asked for and large: it is made when it is, and not kept.
	contract := func() *huma.OpenAPI { return Operations(d).OpenAPI() }
	handle("GET /openapi.json", contractHandler(contract))
	handle("GET /docs", docs.Pages(contract))
	member, err := memberHandler(d.Member)
	if err != nil {
		return nil, err
	}
	handle(memberRoot, member)
	handle("GET /m", http.HandlerFunc(toMemberRoot))
	handle(open.SegmentRoot, open.Segment(d.open()))
	handle("/till/", http.HandlerFunc(noRoute)) // of a face that is still to come
	handle("/", console)
	return mux, nil
}

// toMemberRoot keeps what a link says behind its question mark, such as a poster.
func toMemberRoot(w http.ResponseWriter, r *http.Request) {
	to := url.URL{Path: memberRoot, RawQuery: r.URL.RawQuery}
	http.Redirect(w, r, to.String(), http.StatusMovedPermanently)
}

// routed names the route for the access log and the metrics.
func routed(pattern string, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		httpx.From(r.Context()).Route = pattern
		h.ServeHTTP(w, r)
	})
}

// protect refuses requests that another site's page makes a browser send; the
// cookie would go with them.
func protect(next http.Handler) http.Handler {
	c := http.NewCrossOriginProtection()
	c.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		edge.WriteProblem(w, r, edge.ErrCrossOrigin)
	}))
	return c.Handler(next)
}

func noRoute(w http.ResponseWriter, r *http.Request) { edge.WriteProblem(w, r, edge.ErrNoRoute) }

// contractHandler writes the contract when it is first asked for.
func contractHandler(contract func() *huma.OpenAPI) http.Handler {
	written := sync.OnceValues(func() ([]byte, error) { return contract().MarshalJSON() })
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw, err := written()
		if err != nil {
			edge.WriteProblem(w, r, fmt.Errorf("write contract: %w", err))
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-cache")
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(raw))
	})
}
