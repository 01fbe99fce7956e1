package httpx

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"net/http"
	"regexp"
)

// RequestIDHeader carries the id of a request, both ways.
const RequestIDHeader = "X-Request-Id"

// Exchange is what is known of one request while it is answered. Handlers fill
// in what the access log should say; one goroutine does so at a time.
type Exchange struct {
	ID        string // of the request, for reader, log and support
	Route     string // the pattern that matched, never the path itself
	Principal string // who asked: "staff:17", "key:4"
	Code      string // of the error told
	Err       error  // its whole text, for the log only
}

type exchangeKey struct{}

// From returns the exchange of a request's context; outside of one, an empty
// one that nobody reads.
func From(ctx context.Context) *Exchange {
	if x, ok := ctx.Value(exchangeKey{}).(*Exchange); ok {
		return x
	}
	return &Exchange{}
}

// acceptableID is what we take over from a proxy in front of us.
var acceptableID = regexp.MustCompile(`^[A-Za-z0-9._-]{8,64}$`)

// exchange begins the exchange of each request.
func exchange(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		x := &Exchange{ID: r.Header.Get(RequestIDHeader)}
		if !acceptableID.MatchString(x.ID) {
			x.ID = newID()
		}
		w.Header().Set(RequestIDHeader, x.ID)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), exchangeKey{}, x)))
	})
}

func newID() string {
	var raw [12]byte
	rand.Read(raw[:]) // never fails
	return hex.EncodeToString(raw[:])
}
