package edge

import (
	"context"
	"encoding/json"
	"net/http"

	"habitue/internal/api/messages"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/httpx"
)

// The refusals of the edge that concern the request as a whole.
var (
	ErrNoRoute     = errs.New(errs.NotFound, "http.no_such_route")
	ErrMethod      = errs.New(errs.Invalid, "http.method_not_allowed")
	ErrMediaType   = errs.New(errs.Invalid, "http.media_type")
	ErrNoBody      = errs.New(errs.Invalid, "http.body_missing")
	ErrCrossOrigin = errs.New(errs.Denied, "http.cross_origin")
	ErrRateLimited = errs.New(errs.Exhausted, "http.rate_limited")
	ErrInternal    = errs.New(errs.Internal, "http.internal")
)

// Problem is how every error is told (RFC 9457).
type Problem struct {
	Type      string         `json:"type" doc:"Where the error is explained" example:"/docs#ledger.insufficient_balance" zh:"错误说明的位置"`
	Title     string         `json:"title" doc:"What kind of error it is, in the reader's language" example:"余额、额度或库存不足" zh:"错误类别（读者的语言）"`
	Status    int            `json:"status" doc:"HTTP status" example:"409" zh:"HTTP 状态码"`
	Detail    string         `json:"detail" doc:"What happened, in the reader's language" example:"可用积分不足，还差 40。" zh:"发生了什么（读者的语言）"`
	Code      string         `json:"code" doc:"Stable code that programs may rely on" example:"ledger.insufficient_balance" zh:"程序可依赖的稳定代码"`
	RequestID string         `json:"request_id" doc:"Id of the request, for support" example:"5f0c9a1b2c3d4e5f60718293" zh:"请求编号，供支持人员查询"`
	Errors    []ProblemField `json:"errors" doc:"Which fields are wrong" zh:"哪些字段有误"`
}

// ProblemField is one wrong field.
type ProblemField struct {
	Path    string `json:"path" doc:"Where it stands in the request" example:"lines[0].quantity" zh:"字段在请求中的位置"`
	Code    string `json:"code" doc:"Stable code" example:"http.too_small" zh:"稳定代码"`
	Message string `json:"message" doc:"What is wrong, in the reader's language" example:"不能小于 1。" zh:"问题说明（读者的语言）"`
}

// Error implements error.
func (p *Problem) Error() string { return p.Code }

// statuses are the codes whose status is not that of their kind. Clients of Segment send
// again whatever is refused otherwise than by 400.
var statuses = map[string]int{
	"staff.not_signed_in":     http.StatusUnauthorized,
	"staff.wrong_credentials": http.StatusUnauthorized,
	"member.not_signed_in":    http.StatusUnauthorized,
	"member.wrong_code":       http.StatusUnauthorized,
	"member.wrong_password":   http.StatusUnauthorized,
	"http.malformed_json":     http.StatusBadRequest,
	"http.invalid_text":       http.StatusBadRequest,
	"http.body_missing":       http.StatusBadRequest,
	"http.body_cut":           http.StatusBadRequest,
	"http.body_too_slow":      http.StatusRequestTimeout,
	"http.body_too_large":     http.StatusRequestEntityTooLarge,
	"event.bad_batch":         http.StatusBadRequest,
	"event.bad_id":            http.StatusBadRequest,
	"event.bad_message":       http.StatusBadRequest,
	"event.bad_system":        http.StatusBadRequest,
	"event.bad_timestamp":     http.StatusBadRequest,
	"event.bad_type":          http.StatusBadRequest,
	"event.nameless":          http.StatusBadRequest,
	"event.nobody":            http.StatusBadRequest,
	"event.too_large":         http.StatusBadRequest,
	"http.media_type":         http.StatusUnsupportedMediaType,
	"http.method_not_allowed": http.StatusMethodNotAllowed,
	"http.rate_limited":       http.StatusTooManyRequests,
	"staff.locked_out":        http.StatusTooManyRequests,
	"member.too_often":        http.StatusTooManyRequests,
}

// StatusOf is the one place that turns an error into an HTTP status.
func StatusOf(kind errs.Kind, code string) int {
	if status, ok := statuses[code]; ok {
		return status
	}
	switch kind {
	case errs.Invalid:
		return http.StatusUnprocessableEntity
	case errs.NotFound:
		return http.StatusNotFound
	case errs.Conflict, errs.Exhausted:
		return http.StatusConflict
	case errs.Denied:
		return http.StatusForbidden
	case errs.Unavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// retryAfter is what a reader is told to wait when nothing better is known.
const retryAfter = "2"

// problemOf tells err in the reader's language, notes it for the access log
// and sets the headers that go with it. What nobody classified is told as
// http.internal with the request's id; its own text stays in the log.
func problemOf(w http.ResponseWriter, r *http.Request, err error) *Problem {
	x := httpx.From(r.Context())
	e := errs.Of(err)
	if e == nil || e.Kind == errs.Internal {
		e = ErrInternal.With("request_id", x.ID)
	}
	x.Code, x.Err = e.Code, err
	status := StatusOf(e.Kind, e.Code)
	setHeaders(w, e, status)
	l := messages.LanguageOf(r.Header.Get("Accept-Language"))
	w.Header().Set("Content-Language", string(l))
	return told(e, l, x.ID)
}

// ProblemOf tells, in the reader's language, what went wrong with one of several
// things that were asked together. A fault of ours is returned: it concerns all.
func ProblemOf(ctx context.Context, err error) (Problem, error) {
	e := errs.Of(err)
	if e == nil || e.Kind == errs.Internal {
		return Problem{}, err
	}
	return *told(e, From(ctx).Language, httpx.From(ctx).ID), nil
}

func told(e *errs.Error, l messages.Language, request string) *Problem {
	p := &Problem{
		Type:      "/docs#" + e.Code,
		Title:     messages.Text(l, "kind."+e.Kind.String()),
		Status:    StatusOf(e.Kind, e.Code),
		Detail:    messages.Text(l, e.Code, e.Params...),
		Code:      e.Code,
		RequestID: request,
		Errors:    []ProblemField{},
	}
	for _, f := range e.Fields {
		p.Errors = append(p.Errors, ProblemField{Path: f.Path, Code: f.Code, Message: messages.Text(l, f.Code, f.Params...)})
	}
	return p
}

func setHeaders(w http.ResponseWriter, e *errs.Error, status int) {
	h := w.Header()
	h.Add("Vary", "Accept-Language")
	switch status {
	case http.StatusUnauthorized:
		h.Set("WWW-Authenticate", `Bearer realm="habitue"`)
	case http.StatusServiceUnavailable, http.StatusTooManyRequests:
		h.Set("Retry-After", retryAfter)
		setLimits(h, e)
	}
}

// setLimits tells how long to wait, and of a rate limit what it is.
func setLimits(h http.Header, e *errs.Error) {
	for _, p := range e.Params {
		n, ok := p.Value.(int)
		switch {
		case ok && p.Name == "retry_s":
			h.Set("Retry-After", itoa(max(n, 1)))
			h.Set("RateLimit-Reset", itoa(max(n, 1)))
		case ok && p.Name == "limit":
			h.Set("RateLimit-Limit", itoa(n))
			h.Set("RateLimit-Remaining", "0")
		}
	}
}

// WriteProblem answers err.
func WriteProblem(w http.ResponseWriter, r *http.Request, err error) {
	p := problemOf(w, r, err)
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	json.NewEncoder(w).Encode(p)
}
