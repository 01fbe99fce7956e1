package edge

import (
	"context"
	"maps"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"habitue/internal/api/messages"
	"habitue/internal/member"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/httpx"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Identifier knows who stands behind a session's token or an API key.
type Identifier interface {
	SignedIn(ctx context.Context, token string) (staff.Session, error)
	ByKey(ctx context.Context, secret string) (staff.Principal, error)
}

// MemberIdentifier knows which member stands behind a token.
type MemberIdentifier interface {
	SignedIn(ctx context.Context, token string) (member.Session, error)
}

// Witness writes down of whom somebody saw personal data in full.
type Witness interface {
	Listed(ctx context.Context, q postgres.Querier, l staff.Listing) error
}

// Deps is what the edge itself needs.
type Deps struct {
	DB      *postgres.DB
	Clock   clock.Clock
	Who     Identifier
	Members MemberIdentifier
	Witness Witness
	Proxies httpx.Proxies
	Version string // of the program, shown in the contract
}

// Edge takes operations and answers requests for them.
type Edge struct {
	Deps
	mux    *http.ServeMux
	api    huma.API
	inputs []*input
	named  map[string]Words // what operations do, by their ids
}

// New returns an edge without operations.
func New(d Deps) *Edge {
	e := &Edge{Deps: d, mux: http.NewServeMux(), named: map[string]Words{}}
	config := huma.DefaultConfig("Habitué", d.Version)
	config.Components.Schemas = huma.NewMapRegistry(schemaRoot, schemaName)
	config.CreateHooks = nil // no $schema in bodies
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", ""
	config.RejectUnknownQueryParameters = true
	config.Info.Description = "Members, points and tiers of a retailer. " +
		"Ids are strings, money and points are integers (minor units), times are RFC 3339 in UTC. " +
		"Errors are RFC 9457 problems with a stable code. Lists take cursor and limit."
	config.Info.Extensions = map[string]any{"x-description-zh-CN": "零售商的会员、积分与等级。" +
		"编号是字符串，金额与积分是整数（最小货币单位），时间为 UTC 的 RFC 3339。" +
		"错误按 RFC 9457 返回，带稳定代码。列表用 cursor 与 limit 翻页。"}
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"session": {Type: "apiKey", In: "cookie", Name: SessionCookie, Description: "Staff who signed in (POST /api/v1/session)"},
		"member":  {Type: "apiKey", In: "cookie", Name: MemberCookie, Description: "A member who signed in (POST /api/v1/me/session)"},
		"token":   {Type: "http", Scheme: "bearer", BearerFormat: "hbm_…", Description: "The same in an app or a mini-program, which keeps its tokens itself"},
		"key":     {Type: "http", Scheme: "bearer", BearerFormat: "hbk_…", Description: "API key of a till, shop or program"},
	}
	e.api = humago.New(e.mux, config)
	e.mux.HandleFunc(anythingElse, e.noRoute)
	return e
}

// Named says what an operation does, in a language; of one that is no more its id.
func (e *Edge) Named(operation string, l messages.Language) string {
	switch words, known := e.named[operation]; {
	case !known:
		return operation
	case l == messages.Chinese:
		return words.Chinese
	default:
		return words.English
	}
}

// OpenAPI returns the contract of the operations registered so far.
func (e *Edge) OpenAPI() *huma.OpenAPI { return e.api.OpenAPI() }

// Forget lets go of the contract, of which serving needs nothing but the schemas of
// inputs: two thirds of what the program would otherwise keep in memory, and the
// collector look through, for as long as it runs. No operation can be added then.
func (e *Edge) Forget() {
	schemas := e.api.OpenAPI().Components.Schemas.Map()
	needed := map[string]bool{}
	for _, in := range e.inputs {
		for _, s := range in.takes() {
			markSchemas(s, schemas, needed)
		}
	}
	maps.DeleteFunc(schemas, func(name string, _ *huma.Schema) bool { return !needed[name] })
	e.api, e.inputs = nil, nil
}

// markSchemas marks those schemas that s speaks of by name, and those that they do.
func markSchemas(s *huma.Schema, schemas map[string]*huma.Schema, marked map[string]bool) {
	if s == nil {
		return
	}
	if name, named := strings.CutPrefix(s.Ref, schemaRoot); named && !marked[name] {
		marked[name] = true
		markSchemas(schemas[name], schemas, marked)
	}
	markSchemas(s.Items, schemas, marked)
	markSchemas(s.Not, schemas, marked)
	if within, is := s.AdditionalProperties.(*huma.Schema); is {
		markSchemas(within, schemas, marked)
	}
	for _, p := range s.Properties {
		markSchemas(p, schemas, marked)
	}
	for _, list := range [][]*huma.Schema{s.OneOf, s.AnyOf, s.AllOf} {
		for _, p := range list {
			markSchemas(p, schemas, marked)
		}
	}
}

// schemaRoot is where the contract keeps what has a name.
const schemaRoot = "#/components/schemas/"

// ServeHTTP answers the operations, and requests for what is none with a problem.
func (e *Edge) ServeHTTP(w http.ResponseWriter, r *http.Request) { e.mux.ServeHTTP(w, r) }

// anythingElse is the pattern of what no operation takes.
const anythingElse = "/"

// noRoute tells a wrong method from a wrong path.
func (e *Edge) noRoute(w http.ResponseWriter, r *http.Request) {
	other := r.Clone(r.Context())
	var allowed []string
	for _, m := range []string{"GET", "POST", "PUT", "DELETE"} {
		other.Method = m
		if _, pattern := e.mux.Handler(other); pattern != anythingElse {
			allowed = append(allowed, m)
		}
	}
	if len(allowed) == 0 {
		WriteProblem(w, r, ErrNoRoute)
		return
	}
	for _, m := range allowed {
		w.Header().Add("Allow", m)
	}
	WriteProblem(w, r, ErrMethod.With("method", r.Method))
}
