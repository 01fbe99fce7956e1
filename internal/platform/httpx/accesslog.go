package httpx

import (
	"log/slog"
	"net/http"
	"time"
)

// accessLog writes one line for each answer and counts it. A line names the
// route, not the path or the query: those may carry a phone number.
func accessLog(log *slog.Logger, m *Metrics, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		m.began()
		rec := &record{ResponseWriter: w}
		defer func() {
			took := time.Since(began)
			if rec.status >= 500 && r.Context().Err() != nil {
				rec.status = clientGone
			}
			x := From(r.Context())
			m.ended(x.Route, r.Method, rec.status, took)
			if level := levelOf(rec.status); log.Enabled(r.Context(), level) {
				log.LogAttrs(r.Context(), level, "http", attributes(x, r, rec, took)...)
			}
		}()
		next.ServeHTTP(rec, r)
		if rec.status == 0 {
			rec.status = http.StatusOK // a handler that wrote nothing; one that hung up keeps 0
		}
	})
}

// clientGone is what the log and the metrics say of a request whose sender hung
// up while it was answered: what failed because of that is no fault of ours.
const clientGone = 499

func levelOf(status int) slog.Level {
	switch {
	case status >= 500 && status != http.StatusServiceUnavailable:
		return slog.LevelError
	case status == http.StatusServiceUnavailable || status == http.StatusTooManyRequests:
		return slog.LevelWarn
	}
	return slog.LevelInfo
}

func attributes(x *Exchange, r *http.Request, rec *record, took time.Duration) []slog.Attr {
	list := []slog.Attr{
		slog.String("request_id", x.ID),
		slog.String("method", r.Method),
		slog.String("route", x.Route),
		slog.Int("status", rec.status),
		slog.Int64("bytes", rec.bytes),
		slog.Float64("ms", float64(took.Microseconds())/1000),
	}
	if x.Principal != "" {
		list = append(list, slog.String("principal", x.Principal))
	}
	if x.Code != "" {
		list = append(list, slog.String("code", x.Code))
	}
	if x.Err != nil && rec.status >= 500 {
		list = append(list, slog.String("error", x.Err.Error()))
	}
	return list
}
