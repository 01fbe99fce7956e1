package httpx

import (
	"maps"
	"net/http"
)

// ConsolePolicy is the Content-Security-Policy of the console: everything from
// ourselves. Styles may stand inline, because Ant Design writes them at run
// time; scripts may not.
const ConsolePolicy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
	"img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; " +
	"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// headers sets what every answer carries. All answers share the values: whoever adds
// to one gets a list of his own, because these have no room.
func headers(policy string, next http.Handler) http.Handler {
	always := http.Header{
		"Content-Security-Policy":      {policy},
		"X-Content-Type-Options":       {"nosniff"},
		"X-Frame-Options":              {"DENY"},
		"Referrer-Policy":              {"same-origin"},
		"Cross-Origin-Opener-Policy":   {"same-origin"},
		"Cross-Origin-Resource-Policy": {"same-origin"},
		"Permissions-Policy":           {"camera=(), microphone=(), geolocation=(), payment=()"},
		"Cache-Control":                {"no-store"}, // answers are personal; assets say otherwise
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		maps.Copy(w.Header(), always)
		next.ServeHTTP(w, r)
	})
}
