package edge

import (
	"crypto/sha256"
	"mime"
	"net/http"
	"strings"
	"time"

	"habitue/internal/platform/httpx"
)

const (
	defaultBody = 1 << 20          // bytes of a request
	bodyTime    = 10 * time.Second // for the whole of it
)

// readJSON reads the body of a request. The hash is what an idempotency key is
// compared by.
func readJSON(w http.ResponseWriter, r *http.Request, limit int64) (body []byte, hash [sha256.Size]byte, err error) {
	if err := jsonOnly(r.Header.Get("Content-Type")); err != nil {
		return nil, hash, err
	}
	body, err = httpx.ReadBody(w, r, limit, bodyTime)
	if err != nil {
		return nil, hash, err
	}
	if len(body) == 0 {
		return nil, hash, ErrNoBody
	}
	return body, sha256.Sum256(body), nil
}

// jsonOnly refuses other media types. Besides being honest, it keeps HTML forms
// of other sites out: a form cannot send application/json.
func jsonOnly(header string) error {
	kind, params, err := mime.ParseMediaType(header)
	if err != nil || kind != "application/json" {
		return ErrMediaType
	}
	if charset, ok := params["charset"]; ok && !strings.EqualFold(charset, "utf-8") {
		return ErrMediaType
	}
	return nil
}
