package httpx

import (
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"

	"habitue/internal/platform/errs"
)

// The refusals of this package.
var (
	ErrOverloaded   = errs.New(errs.Unavailable, "http.overloaded")
	ErrBodyTooLarge = errs.New(errs.Invalid, "http.body_too_large")
	ErrBodyTooSlow  = errs.New(errs.Unavailable, "http.body_too_slow")
	ErrBodyCut      = errs.New(errs.Invalid, "http.body_cut")
)

// Options shape a Chain.
type Options struct {
	Log         *slog.Logger
	Metrics     *Metrics
	MaxInFlight int                                                       // requests answered at once; 256 when zero
	Refuse      func(w http.ResponseWriter, r *http.Request, cause error) // answers an error
	Policy      string                                                    // the Content-Security-Policy; ConsolePolicy when empty
}

// Chain puts the machinery around a handler.
func Chain(o Options, next http.Handler) http.Handler {
	if o.MaxInFlight == 0 {
		o.MaxInFlight = 256
	}
	if o.Policy == "" {
		o.Policy = ConsolePolicy
	}
	h := compress(next)
	h = headers(o.Policy, h)
	h = shed(o, h)
	h = recoverPanic(o, h)
	h = accessLog(o.Log, o.Metrics, h)
	return exchange(h)
}

// shed answers at once what is too much. The bound is far above what keeps the
// machine busy and far below what would exhaust its memory.
func shed(o Options, next http.Handler) http.Handler {
	slots := make(chan struct{}, o.MaxInFlight)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case slots <- struct{}{}:
			defer func() { <-slots }()
			next.ServeHTTP(w, r)
		default:
			o.Metrics.shed.Inc()
			o.Refuse(w, r, ErrOverloaded)
		}
	})
}

// recoverPanic answers for a handler that panicked. http.ErrAbortHandler is
// not a fault: it is how a handler hangs up.
func recoverPanic(o Options, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			if p == http.ErrAbortHandler {
				panic(p)
			}
			o.Metrics.panics.Inc()
			o.Log.ErrorContext(r.Context(), "panic", "request_id", From(r.Context()).ID, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			if rec, ok := w.(*record); ok && rec.status != 0 {
				panic(http.ErrAbortHandler) // the answer had begun; hang up rather than end it as if whole
			}
			o.Refuse(w, r, fmt.Errorf("panic: %v", p))
		}()
		next.ServeHTTP(w, r)
	})
}
