package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

// leafForm opens every leaf. Whoever changes what a leaf says gives it another
// number; leaves of the form before stay as they are.
const leafForm = "habitue.ledger.entry/1"

// leafRoom is what most leaves fit into.
const leafRoom = 640

// Leaf is what the Merkle log knows of an entry: its leg and the head of its
// posting. It has no memo and no personal text, and of the key, which a caller
// chose, a digest only. The salt keeps it from being guessed from its hash.
type Leaf struct {
	Member int64
	Entry
	Key             string
	Reason          Reason
	Ref             Ref
	Rule            Rule
	Reverses        PostingID
	Staff, Approval int64
	Hold, Peer      int64
	OccurredAt      time.Time
	RecordedAt      time.Time
	Salt            []byte
}

// Text is the canonical form of the leaf: a line for each field, in this order.
// What is absent is 0, or "".
func (l Leaf) Text() []byte { return l.appendText(make([]byte, 0, leafRoom)) }

func (l *Leaf) appendText(b []byte) []byte {
	var room [256]byte
	key := sha256.Sum256(append(append(room[:0], l.Salt...), l.Key...))
	text := func(name, value string) { b = append(append(append(append(b, name...), ' '), value...), '\n') }
	numbers := func(name string, values ...int64) {
		b = append(b, name...)
		for _, v := range values {
			b = strconv.AppendInt(append(b, ' '), v, 10)
		}
		b = append(b, '\n')
	}
	b = append(append(b, leafForm...), '\n')
	numbers("member", l.Member)
	numbers("posting", int64(l.Posting))
	numbers("no", int64(l.No))
	numbers("asset", int64(l.Asset))
	text("account", string(l.Side))
	numbers("amount", l.Amount)
	text("reason", string(l.Reason))
	b = strconv.AppendQuote(append(b, "ref "...), l.Ref.Kind)
	numbers("", l.Ref.ID)
	numbers("rule", l.Rule.ID, int64(l.Rule.Version))
	numbers("reverses", int64(l.Reverses))
	numbers("staff", l.Staff)
	numbers("approval", l.Approval)
	numbers("hold", l.Hold)
	numbers("peer", l.Peer)
	b = append(appendInstant(append(b, "occurred "...), l.OccurredAt), '\n')
	b = append(appendInstant(append(b, "recorded "...), l.RecordedAt), '\n')
	b = hex.AppendEncode(append(b, "key "...), key[:])
	b = hex.AppendEncode(append(b, "\nsalt "...), l.Salt)
	return append(b, '\n')
}

// Hash is the leaf in the Merkle tree, as RFC 6962 hashes one: SHA-256 of a zero and
// its text.
func (l *Leaf) Hash() tlog.Hash {
	var room [leafRoom]byte
	return sha256.Sum256(l.appendText(append(room[:0], 0)))
}

// appendInstant writes a time as exactly as PostgreSQL keeps it.
func appendInstant(b []byte, t time.Time) []byte {
	return t.UTC().AppendFormat(b, "2006-01-02T15:04:05.000000Z")
}
