package ledger

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

// leafForm opens every leaf. Whoever changes what a leaf says gives it another
// number; leaves of the form before stay as they are.
const leafForm = "habitue.ledger.entry/1"

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
func (l Leaf) Text() []byte {
	key := sha256.New()
	key.Write(l.Salt)
	key.Write([]byte(l.Key))
	var b strings.Builder
	fmt.Fprintf(&b, "%s\nmember %d\nposting %d\nno %d\nasset %d\naccount %s\namount %d\n",
		leafForm, l.Member, l.Posting, l.No, l.Asset, l.Side, l.Amount)
	fmt.Fprintf(&b, "reason %s\nref %q %d\nrule %d %d\nreverses %d\nstaff %d\napproval %d\nhold %d\npeer %d\n",
		l.Reason, l.Ref.Kind, l.Ref.ID, l.Rule.ID, l.Rule.Version, l.Reverses, l.Staff, l.Approval, l.Hold, l.Peer)
	fmt.Fprintf(&b, "occurred %s\nrecorded %s\nkey %x\nsalt %x\n", instant(l.OccurredAt), instant(l.RecordedAt), key.Sum(nil), l.Salt)
	return []byte(b.String())
}

// Hash is the leaf in the Merkle tree, as RFC 6962 hashes one.
func (l Leaf) Hash() tlog.Hash { return tlog.RecordHash(l.Text()) }

// instant writes a time as exactly as PostgreSQL keeps it.
func instant(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000Z") }
