package edge

import (
	"context"
	"fmt"
	"maps"
	"mime"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"habitue/internal/api/messages"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/httpx"
	"habitue/internal/staff"
)

// Root is where the operations live.
const Root = "/api/v1"

// Words is a sentence of the documentation in both languages.
type Words struct{ Chinese, English string }

// Operation declares one operation of the API.
type Operation struct {
	ID          string // "list-members": names the call in generated clients
	Method      string
	Path        string // below Root; a last part {name...} takes all that is left
	Tag         string // the capability
	Permission  staff.Permission
	Summary     Words
	Description Words
	Status      int            // of a good answer; 200 when zero
	MaxBody     int64          // bytes; 1 MiB when zero
	File        []string       // media types of a body that is streamed to the handler and not JSON
	Errors      []*errs.Error  // that its own capability may answer with
	Answer      *huma.Response // of a good answer that is no JSON
}

// Register adds an operation. It panics when the permission is none of the
// table: a route that nobody can be allowed would otherwise go unnoticed.
func Register[I, O any](e *Edge, op Operation, handle func(ctx context.Context, in *I) (*O, error)) {
	e.register(op, reflect.TypeFor[I](), reflect.TypeFor[O](), func(ctx context.Context, in any) (any, error) {
		out, err := handle(ctx, in.(*I))
		if out == nil {
			return nil, err
		}
		return out, err
	})
}

// register is Register without its types, so that it is compiled once.
func (e *Edge) register(op Operation, in, out reflect.Type, handle func(ctx context.Context, in any) (any, error)) {
	if !OfNobody(op.Permission) && !op.Permission.Known() {
		panic(fmt.Sprintf("edge: operation %s has the permission %q, which is not in the table", op.ID, op.Permission))
	}
	_, hasBody := in.FieldByName("Body")
	doc, schemas := op.document(hasBody, e), e.api.OpenAPI().Components.Schemas
	takes := inputOf(in, &doc, schemas)
	gives := answerOf(out, &doc, schemas)
	e.inputs = append(e.inputs, takes)
	e.api.OpenAPI().AddOperation(&doc)
	enter := e.enter(op, hasBody)
	e.mux.HandleFunc(op.Method+" "+doc.Path, func(w http.ResponseWriter, r *http.Request) {
		c, err := enter(w, r)
		if err != nil {
			WriteProblem(w, r, err)
			return
		}
		v := reflect.New(in)
		if err := takes.fill(v.Elem(), c.Request, c.query, c.body); err != nil {
			WriteProblem(w, r, err)
			return
		}
		reply, err := handle(c.Request.Context(), v.Interface())
		if err == nil {
			err = e.noteSeen(op, c)
		}
		switch {
		case err != nil:
		case reply == nil:
			w.WriteHeader(gives.good)
		default:
			err = gives.write(w, reflect.ValueOf(reply).Elem())
		}
		if err != nil {
			WriteProblem(w, r, err)
		}
	})
	e.named[op.ID] = op.Summary
	op.nameRest(e.api.OpenAPI().Paths)
	op.checkPath(operationOf(e.api.OpenAPI().Paths[Root+op.Path], op.Method))
	describeParams(in, e.api.OpenAPI(), op)
}

// noteSeen writes down whose names the answer shows in full. Who writes does something
// with a member, which is on record by itself.
func (e *Edge) noteSeen(op Operation, c *Call) error {
	if len(c.seen) == 0 || op.Method != http.MethodGet {
		return nil
	}
	l := staff.Listing{By: c.Principal, Answer: op.ID, Fields: []string{"name"}, Address: c.Address}
	for _, m := range slices.Sorted(maps.Keys(c.seen)) {
		l.Members = append(l.Members, int64(m))
	}
	return e.Witness.Listed(c.Request.Context(), e.DB, l)
}

// OfNobody reports whether a permission is none of the table, because it needs none.
func OfNobody(p staff.Permission) bool { return p == Anyone || p == SignedIn || p == AsMember }

// nameRest lets the contract say {name} where the path ends with {name...}, which
// takes whatever is left of it: OpenAPI has no word for that.
func (op *Operation) nameRest(paths map[string]*huma.PathItem) {
	path, rest := strings.CutSuffix(op.Path, "...}")
	if !rest {
		return
	}
	paths[Root+path+"}"] = paths[Root+op.Path]
	delete(paths, Root+op.Path)
	op.Path = path + "}"
}

// checkPath panics when a part of the path is not among the inputs: it would
// silently be empty.
func (op Operation) checkPath(doc *huma.Operation) {
	for part := range strings.SplitSeq(op.Path, "/") {
		name, isParam := strings.CutPrefix(part, "{")
		name = strings.TrimSuffix(name, "}")
		if isParam && !slices.ContainsFunc(doc.Parameters, func(p *huma.Param) bool { return p.In == "path" && p.Name == name }) {
			panic(fmt.Sprintf("edge: operation %s does not read {%s}", op.ID, name))
		}
	}
}

// document makes huma's description of the operation.
func (op Operation) document(hasBody bool, e *Edge) huma.Operation {
	doc := huma.Operation{
		OperationID: op.ID, Method: op.Method, Path: Root + op.Path, Tags: []string{op.Tag},
		Summary: op.Summary.English, Description: op.Description.English,
		DefaultStatus: op.Status,
		Responses:     map[string]*huma.Response{},
		Extensions:    map[string]any{"x-permission": string(op.Permission), "x-summary-zh-CN": op.Summary.Chinese},
	}
	if op.Description.Chinese != "" {
		doc.Extensions["x-description-zh-CN"] = op.Description.Chinese
	}
	switch op.Permission {
	case Anyone:
	case AsMember:
		doc.Security = []map[string][]string{{"member": {}}, {"token": {}}}
	case SignedIn:
		doc.Security = []map[string][]string{{"session": {}}}
	default:
		doc.Security = []map[string][]string{{"session": {}}, {"key": {}}}
	}
	if len(op.File) > 0 {
		doc.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{}}
		for _, kind := range op.File {
			doc.RequestBody.Content[kind] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
		}
	}
	if op.Answer != nil {
		doc.Responses[strconv.Itoa(op.Status)] = op.Answer
	}
	op.documentErrors(&doc, hasBody, e.api.OpenAPI().Components.Schemas)
	return doc
}

// documentErrors lists, by status, the codes an operation may answer with.
func (op Operation) documentErrors(doc *huma.Operation, hasBody bool, schemas huma.Registry) {
	list := []*errs.Error{ErrRequest, ErrInternal, httpx.ErrOverloaded}
	switch op.Permission {
	case Anyone:
	case AsMember:
		list = append(list, member.ErrNotSignedIn)
	default:
		list = append(list, staff.ErrNotSignedIn)
	}
	switch {
	case op.Permission == SignedIn:
		list = append(list, staff.ErrPeopleOnly)
	case !OfNobody(op.Permission):
		list = append(list, staff.ErrMayNot, staff.ErrMustChange)
	}
	if hasBody {
		list = append(list, ErrMalformed, ErrInvalidText, ErrNoBody, httpx.ErrBodyTooLarge, ErrMediaType)
	}
	byStatus := map[int][]string{}
	for _, e := range append(list, op.Errors...) {
		status := StatusOf(e.Kind, e.Code)
		if !slices.Contains(byStatus[status], e.Code) {
			byStatus[status] = append(byStatus[status], e.Code)
		}
	}
	problem := schemas.Schema(reflect.TypeFor[Problem](), true, "")
	for status, codes := range byStatus {
		slices.Sort(codes)
		doc.Responses[strconv.Itoa(status)] = &huma.Response{
			Description: strings.Join(codes, ", "),
			Content:     map[string]*huma.MediaType{"application/problem+json": {Schema: problem}},
			Extensions:  map[string]any{"x-codes": codes},
		}
	}
}

// enter is what every request passes before it is read. What it returns holds the
// request whose context the call is in.
func (e *Edge) enter(op Operation, hasBody bool) func(http.ResponseWriter, *http.Request) (*Call, error) {
	limit := op.MaxBody
	if limit == 0 {
		limit = defaultBody
	}
	route := op.Method + " " + Root + op.Path
	return func(w http.ResponseWriter, r *http.Request) (*Call, error) {
		httpx.From(r.Context()).Route = r.Pattern
		c := &Call{
			Language: messages.LanguageOf(r.Header.Get("Accept-Language")), Route: route,
			Address: e.Proxies.Address(r), Request: r, Writer: w, query: r.URL.Query(),
		}
		if err := c.soundURL(); err != nil {
			return nil, err
		}
		if err := e.permit(r, c, op.Permission); err != nil {
			return nil, err
		}
		if err := op.takesFile(r); err != nil {
			return nil, err
		}
		if hasBody {
			var err error
			if c.body, c.BodyHash, err = readJSON(w, r, limit); err != nil {
				return nil, err
			}
		}
		w.Header().Set("Content-Language", string(c.Language))
		w.Header().Add("Vary", "Accept-Language")
		c.Request = r.WithContext(context.WithValue(r.Context(), callKey{}, c))
		return c, nil
	}
}

// takesFile refuses media types that are not those of the file the operation takes.
func (op Operation) takesFile(r *http.Request) error {
	if len(op.File) == 0 {
		return nil
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || !slices.Contains(op.File, kind) {
		return ErrMediaType
	}
	return nil
}

// soundURL refuses text in path and query that PostgreSQL could not keep.
func (c *Call) soundURL() error {
	if !soundText(c.Request.URL.Path) {
		return ErrInvalidText
	}
	for name, values := range c.query {
		if !soundText(name) || slices.ContainsFunc(values, func(v string) bool { return !soundText(v) }) {
			return ErrInvalidText
		}
	}
	return nil
}

func soundText(s string) bool { return utf8.ValidString(s) && strings.IndexByte(s, 0) < 0 }
