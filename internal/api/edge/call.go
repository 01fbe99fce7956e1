package edge

import (
	"context"
	"crypto/sha256"
	"net/http"
	"net/url"
	"strconv"

	"habitue/internal/api/messages"
	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/staff"
)

// Call is what a handler may want to know of the request besides its input.
type Call struct {
	Language  messages.Language
	Principal staff.Principal
	Session   staff.Session  // of the person who is signed in by cookie; else zero
	Member    member.Session // of the member who asks; else zero
	Route     string         // "POST /api/v1/orders"
	BodyHash  [sha256.Size]byte
	Address   string
	Request   *http.Request
	Writer    http.ResponseWriter

	seen  map[member.ID]bool // of whom the answer shows the name in full
	query url.Values
	body  []byte // JSON, where the operation takes any
}

type callKey struct{}

// From returns the call that ctx belongs to.
func From(ctx context.Context) *Call { return ctx.Value(callKey{}).(*Call) }

// SawName notes that the answer shows a member's name in full. It is written down before
// the answer is sent.
func (c *Call) SawName(m member.ID) {
	if c.seen == nil {
		c.seen = map[member.ID]bool{}
	}
	c.seen[m] = true
}

// Body is a JSON body as it came, for what is signed.
func (c *Call) Body() []byte { return c.body }

// Text says code in the reader's language.
func (c *Call) Text(code string) string { return messages.Text(c.Language, code) }

// Scope says of which stores the caller sees the rows: a person of theirs, a
// program of all, because whoever gave it a key has said what it may do.
func (c *Call) Scope() org.Scope {
	if c.Principal.Kind == staff.Person {
		return c.Session.Scope
	}
	return org.Everywhere()
}

func itoa(n int) string { return strconv.Itoa(n) }
