package httpx

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// Proxies says whether what stands in front of us may speak for the client.
type Proxies struct {
	// Trusted is set where a reverse proxy of ours ends TLS and sets the
	// X-Forwarded headers itself. Without it they are whatever a client wrote.
	Trusted bool
}

// Address returns the client's address without port, for limits and the audit trail.
func (p Proxies) Address(r *http.Request) string {
	if p.Trusted {
		list := r.Header.Values("X-Forwarded-For")
		if len(list) > 0 {
			// The last is what our own proxy added; those before it are hearsay.
			parts := strings.Split(list[len(list)-1], ",")
			if a, err := netip.ParseAddr(strings.TrimSpace(parts[len(parts)-1])); err == nil {
				return a.Unmap().String()
			}
		}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// Secure reports whether the client speaks to us, or to our proxy, over TLS.
func (p Proxies) Secure(r *http.Request) bool {
	return r.TLS != nil || (p.Trusted && strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https"))
}
