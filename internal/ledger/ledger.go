package ledger

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"strings"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
)

// AssetID names an asset.
type AssetID int16

// The assets that every installation has.
const (
	Points AssetID = 1
	Growth AssetID = 2
)

// PostingID names a posting, LotID a lot.
type (
	PostingID int64
	LotID     int64
)

// Reason says why a posting happened. The vocabulary is fixed.
type Reason string

// The reasons.
const (
	Earn    Reason = "earn"
	Mature  Reason = "mature"
	Spend   Reason = "spend"
	Expire  Reason = "expire"
	Adjust  Reason = "adjust"
	Reverse Reason = "reverse"

	CaptureHold   Reason = "capture"
	Donate        Reason = "donate"
	TopUp         Reason = "top_up"
	Refund        Reason = "refund"
	TransferValue Reason = "transfer"
	Merge         Reason = "merge"
	Unmerge       Reason = "unmerge"
	CarryOver     Reason = "carry_over" // what a member had in the system before this one
)

// Side is where an entry stands: with the member, or in a house code.
type Side string

// The sides. The first two are the member's.
const (
	Available Side = "available"
	Pending   Side = "pending"

	Issued   Side = "issued"
	Redeemed Side = "redeemed"
	Expired  Side = "expired"
	Adjusted Side = "adjusted"

	Donated Side = "donated"
	Moved   Side = "transferred"
	Merged  Side = "merged" // between members who became one
	Partner Side = "partner"
	Paid    Side = "paid"
	Carried Side = "carried" // out of the system before this one
)

// Ref is what caused a posting.
type Ref struct {
	Kind string `json:"kind"` // "order", "refund", "lot"
	ID   int64  `json:"id"`
}

// Rule is the version of the rule that a posting followed.
type Rule struct {
	ID      int64 `json:"id"`
	Version int   `json:"version"`
}

// Credit gives a member value out of a house code.
type Credit struct {
	Asset     AssetID   `json:"asset"`
	Amount    int64     `json:"amount"`
	From      Side      `json:"from"`
	MaturesAt time.Time `json:"matures_at"` // zero: available at once
	ExpiresAt time.Time `json:"expires_at"` // zero: by the asset's rule

	expires time.Time // of a transfer: with the lot that it came out of
	origin  origin
}

// Debit takes value from a member into a house code.
type Debit struct {
	Asset  AssetID `json:"asset"`
	Amount int64   `json:"amount"`
	To     Side    `json:"to"`
}

// Reversal undoes so much of an earlier posting of the same member.
type Reversal struct {
	Posting PostingID `json:"posting"`
	Amounts []Amount  `json:"amounts"`
}

// Amount is so much of an asset.
type Amount struct {
	Asset  AssetID `json:"asset"`
	Amount int64   `json:"amount"`
}

// Posting is a change to be made: credits, debits, or a reversal.
type Posting struct {
	Member     member.ID
	Key        string // unique per member; chosen by the caller from what caused it
	Reason     Reason
	Ref        Ref
	Rule       Rule
	Staff      int64
	Approval   int64
	Memo       map[string]string
	OccurredAt time.Time // zero: the instant at which it is decided
	Credits    []Credit
	Debits     []Debit
	Reverses   *Reversal
	Hold       HoldID    // of which this is a capture; 0: none
	Peer       member.ID // of a transfer: the other member; 0: none
}

// Validate says what is wrong with the posting by itself, before any balance is looked at.
func (p Posting) Validate() error {
	bad := checkKey(p.Key, ErrInvalid)
	if p.Member <= 0 {
		bad = bad.Field("member", "ledger.no_member")
	}
	for _, a := range p.amounts() {
		if a <= 0 || !money.Safe(a) {
			bad = bad.Field("amount", "ledger.bad_amount", "amount", a)
		}
	}
	if len(p.amounts()) == 0 || (p.Reverses != nil) != (len(p.Credits)+len(p.Debits) == 0) {
		bad = bad.Field("legs", "ledger.bad_legs")
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}

// ourKeys begin the keys that the ledger chooses itself. Whoever could take one
// would keep a lot from maturing, or be taken for a part of another posting.
var ourKeys = []string{"mature:", "expire:", "merge:", "unmerge:", "with:"}

// checkKey adds to bad what is wrong with a key of a caller's.
func checkKey(key string, bad *errs.Error) *errs.Error {
	if key == "" || len(key) > 200 {
		return bad.Field("key", "ledger.bad_key")
	}
	for _, ours := range ourKeys {
		if strings.HasPrefix(key, ours) {
			return bad.Field("key", "ledger.reserved_key", "prefix", ours)
		}
	}
	return bad
}

func (p Posting) amounts() []int64 {
	var list []int64
	for _, c := range p.Credits {
		list = append(list, c.Amount)
	}
	for _, d := range p.Debits {
		list = append(list, d.Amount)
	}
	if p.Reverses != nil {
		for _, a := range p.Reverses.Amounts {
			list = append(list, a.Amount)
		}
	}
	return list
}

// bodyHash is the identity of what was asked: everything but the member and the
// key, under which it is looked up. What is decided when asked, such as the
// instant of an undated posting, is no part of it: the same again is the same.
func (p Posting) bodyHash() []byte {
	var at int64
	if !p.OccurredAt.IsZero() {
		at = p.OccurredAt.UnixMicro()
	}
	body, err := json.Marshal(struct {
		Reason   Reason
		Ref      Ref
		Rule     Rule
		At       int64
		Credits  []Credit
		Debits   []Debit
		Reverses *Reversal
		Hold     HoldID `json:",omitempty"`
	}{p.Reason, p.Ref, p.Rule, at, p.Credits, p.Debits, p.Reverses, p.Hold})
	if err != nil {
		panic("ledger: a posting that cannot be written as JSON: " + err.Error())
	}
	sum := sha256.Sum256(body)
	return sum[:16]
}

// Entry is one leg of a posting.
type Entry struct {
	Posting PostingID
	No      int16
	Asset   AssetID
	Side    Side
	Amount  int64
}

// Draw is how much of a lot a posting took; negative: put back.
type Draw struct {
	Posting PostingID
	Lot     LotID
	Amount  int64
}

// Receipt is the answer to a posting.
type Receipt struct {
	Posting  PostingID
	Replayed bool // the key was known; this is the first answer again
	Entries  []Entry
	Draws    []Draw

	of member.ID // whose posting it is, where that is not who was asked; 0 otherwise
}

// Moved returns what the posting changed on the member's side of an asset:
// available and pending together.
func (r Receipt) Moved(asset AssetID) int64 {
	var sum int64
	for _, e := range r.Entries {
		if e.Asset == asset && (e.Side == Available || e.Side == Pending) {
			sum += e.Amount
		}
	}
	return sum
}

// salt makes 16 bytes for the leaves of a posting from a random seed and its id.
func salt(seed [16]byte, id PostingID) []byte {
	var b [24]byte
	copy(b[:], seed[:])
	binary.BigEndian.PutUint64(b[16:], uint64(id))
	sum := sha256.Sum256(b[:])
	return sum[:16]
}
