package ledger

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/money"
)

// HoldID names a hold.
type HoldID int64

// HoldState is where a hold is.
type HoldState string

// The states. All but the first are final.
const (
	Held     HoldState = "held"
	Captured HoldState = "captured"
	Released HoldState = "released"
	TimedOut HoldState = "timed_out"

	// away: the member was merged, and the hold goes on as another of the one who
	// has his value now; or that other, when the merge was undone. Nobody is shown it.
	away HoldState = "moved"
)

// Hold is value set aside in certain lots until it is captured, released or
// timed out. What it pins does not expire meanwhile.
type Hold struct {
	ID         HoldID
	Member     member.ID
	Asset      AssetID
	Key        string
	Amount     int64 // as authorised
	Captured   int64
	State      HoldState
	Ref        Ref
	RecordedAt time.Time
	ExpiresAt  time.Time
	Lots       []Pin // what it still pins

	bodyHash       []byte
	origin         HoldID // of another member, that goes on as this one
	merge          int64  // by which it came from there; 0: the other was absorbed before
	releaseKey     string
	fresh, changed bool
}

// Pin is so much of a lot.
type Pin struct {
	Lot    LotID
	Amount int64
}

// Left is what can still be captured.
func (h Hold) Left() int64 {
	if h.State != Held {
		return 0
	}
	return h.Amount - h.Captured
}

// longestHold bounds how long value can be kept from expiring.
const longestHold = 7 * 24 * time.Hour

// Authorisation asks to set value aside.
type Authorisation struct {
	Member    member.ID
	Key       string // unique per member among holds
	Asset     AssetID
	Amount    int64
	Ref       Ref
	ExpiresAt time.Time // when it is released by itself
}

func (a Authorisation) need() Need {
	return Need{Member: a.Member, HoldKeys: []string{a.Key}, Lots: FirstLots}
}

func (a Authorisation) decide(b *Book, now time.Time) (Answer, error) {
	h, replayed, err := b.Hold(a, now)
	if err != nil {
		return Answer{}, err
	}
	return Answer{Hold: *h, Replayed: replayed}, nil
}

// Validate says what is wrong with the authorisation by itself.
func (a Authorisation) Validate() error {
	bad := checkKey(a.Key, ErrInvalid)
	if a.Member <= 0 {
		bad = bad.Field("member", "ledger.no_member")
	}
	if a.Amount <= 0 || !money.Safe(a.Amount) {
		bad = bad.Field("amount", "ledger.bad_amount", "amount", a.Amount)
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}

func (a Authorisation) bodyHash() []byte {
	body, err := json.Marshal(struct {
		Hold   string
		Asset  AssetID
		Amount int64
		Ref    Ref
		Until  int64
	}{"hold", a.Asset, a.Amount, a.Ref, a.ExpiresAt.UnixMicro()})
	if err != nil {
		panic("ledger: an authorisation that cannot be written as JSON: " + err.Error())
	}
	sum := sha256.Sum256(body)
	return sum[:16]
}

// Hold decides a at the instant now and returns the hold; a known key gets the
// hold as it is by now. What an absorbed member asks for is set aside where his
// value is. Errors: ErrInvalid, ErrInsufficient, ErrKeyReused.
func (b *Book) Hold(a Authorisation, now time.Time) (h *Hold, replayed bool, err error) {
	if err := a.Validate(); err != nil {
		return nil, false, err
	}
	if b.joined && b.kin == nil {
		return nil, false, errLacksKin
	}
	hash := a.bodyHash()
	if h, err := b.holdKnown(a.Key, hash); h != nil || err != nil {
		return h, h != nil, err
	}
	if !a.ExpiresAt.After(now) || a.ExpiresAt.Sub(now) > longestHold {
		return nil, false, ErrInvalid.Field("expires_at", "ledger.bad_hold_end", "days", int(longestHold.Hours()/24))
	}
	if err := b.settleAll(now); err != nil {
		return nil, false, err
	}
	if err := b.root().canDraw(a.Asset, a.Amount, now); err != nil {
		return nil, false, err
	}
	h, err = b.newHold(a, hash, now)
	if err != nil {
		return nil, false, err
	}
	root, live := b.root(), h
	if root != b { // it stays known by the name of whoever asked, and goes on there
		if live, err = root.newHold(a, hash, now); err != nil {
			return nil, false, err
		}
		live.Key, live.origin = fmt.Sprintf("with:%d", h.ID), h.ID
		h.State = away
	}
	root.setAside(live, now)
	return b.shown(h), false, nil
}

// newHold makes a hold that has set nothing aside yet.
func (b *Book) newHold(a Authorisation, hash []byte, now time.Time) (*Hold, error) {
	id, err := b.newID()
	if err != nil {
		return nil, err
	}
	h := &Hold{ID: HoldID(id), Member: b.Member, Asset: a.Asset, Key: a.Key, Amount: a.Amount, State: Held, Ref: a.Ref,
		RecordedAt: b.recordedAt(now), ExpiresAt: a.ExpiresAt, bodyHash: hash, fresh: true}
	b.holds = append(b.holds, h)
	return h, nil
}

// setAside pins lots for a hold in the order of drawing; they have been checked.
func (b *Book) setAside(h *Hold, now time.Time) {
	left := h.Amount
	for _, l := range b.drawable(h.Asset, now) {
		if take := min(l.free(), left); take > 0 {
			l.Pinned += take
			l.changed = true
			h.Lots = append(h.Lots, Pin{l.ID, take})
			left -= take
		}
	}
	if left != 0 {
		panic("ledger: a checked hold finds too little")
	}
	b.account(h.Asset).Held += h.Amount
}

// holdKnown finds the hold that was asked for under a key, here or by a member
// who was absorbed since, as it is by now.
func (b *Book) holdKnown(key string, hash []byte) (*Hold, error) {
	for _, h := range b.holds {
		if h.Key != key {
			continue
		}
		if string(h.bodyHash) != string(hash) {
			return nil, ErrKeyReused.With("key", key)
		}
		return b.shown(h), nil
	}
	for _, alias := range b.aliases {
		for _, h := range b.kin.books[alias].holds {
			if h.Key == key && string(h.bodyHash) == string(hash) {
				return b.kin.books[alias].shown(h), nil
			}
		}
	}
	return nil, nil
}

// shown is a hold under the name by which it was asked for, wherever it is now.
func (b *Book) shown(h *Hold) *Hold {
	if h.State != away {
		return h
	}
	_, live := b.live(h)
	as := *live
	as.ID, as.Member, as.Key, as.Amount = h.ID, h.Member, h.Key, h.Amount
	as.Captured = h.Amount - live.Amount + live.Captured
	return &as
}

// live finds as what a hold goes on now, and in which book.
func (b *Book) live(h *Hold) (*Book, *Hold) {
	for h.State == away {
		in, next := b.kin.hold(func(o *Hold) bool { return o.origin == h.ID && (o.merge == 0 || b.kin.merge(o.merge).inForce()) })
		if next == nil { // it went back
			in, next = b.kin.hold(func(o *Hold) bool { return o.ID == h.origin })
		}
		b, h = in, next
	}
	return b, h
}

func (k *kin) hold(is func(*Hold) bool) (*Book, *Hold) {
	for _, b := range k.sorted() {
		if i := slices.IndexFunc(b.holds, is); i >= 0 {
			return b, b.holds[i]
		}
	}
	return nil, nil
}

// Capture asks to spend what a hold has set aside, all of it or a part.
type Capture struct {
	Posting // its reason, key, reference, memo and times; no legs of its own
	Hold    HoldID
	Amount  int64
	To      Side
	Last    bool // what is left is released
}

func (c Capture) need() Need {
	return Need{Member: c.Member, Keys: []string{c.Key}, Holds: []HoldID{c.Hold}}
}

func (c Capture) decide(b *Book, now time.Time) (Answer, error) {
	r, err := b.Capture(c, now)
	if err != nil {
		return Answer{}, err
	}
	return Answer{Receipt: r, Replayed: r.Replayed, Hold: *b.shown(b.hold(c.Hold))}, nil
}

// Capture decides c at the instant now. Errors: ErrInvalid, ErrKeyReused,
// ErrNoHold, ErrHoldOver, ErrOverCaptured.
func (b *Book) Capture(c Capture, now time.Time) (Receipt, error) {
	p := c.Posting
	p.Debits = []Debit{{Asset: 0, Amount: c.Amount, To: c.To}}
	h := b.hold(c.Hold)
	if h != nil {
		p.Debits[0].Asset = h.Asset
	}
	p.Hold = c.Hold
	if err := p.Validate(); err != nil {
		return Receipt{}, err
	}
	if h == nil {
		return Receipt{}, ErrNoHold.With("hold", int64(c.Hold))
	}
	if b.joined && b.kin == nil {
		return Receipt{}, errLacksKin
	}
	hash := p.bodyHash()
	if r, known, err := b.known(p.Key, hash); known {
		return r, err
	}
	if err := b.settleAll(now); err != nil {
		return Receipt{}, err
	}
	in, h := b.live(h)
	if h.State != Held {
		return Receipt{}, ErrHoldOver.With("hold", int64(c.Hold), "state", string(h.State))
	}
	if left := h.Left(); c.Amount > left {
		return Receipt{}, ErrOverCaptured.With("hold", int64(c.Hold), "left", b.assets[h.Asset].said(left), "asked", b.assets[h.Asset].said(c.Amount))
	}
	w, err := b.begin(p, now)
	if err != nil {
		return Receipt{}, err
	}
	b.active(w, in, now)
	in.capture(w.at(in), h, c.Amount)
	in.pay(w, b, h.Asset, c.Amount)
	b.entry(w, h.Asset, c.To, c.Amount)
	b.finish(w, hash)
	switch {
	case h.Left() == 0:
		h.State = Captured
	case c.Last:
		in.unpin(h, Released, now)
	}
	return b.answered[p.Key].receipt, b.settleAll(now)
}

// capture draws amount out of what the hold pins, the first pinned first.
func (b *Book) capture(w *posted, h *Hold, amount int64) {
	b.account(h.Asset).Held -= amount
	h.Captured += amount
	h.changed = true
	for i := range h.Lots {
		pin := &h.Lots[i]
		take := min(pin.Amount, amount)
		if take == 0 {
			continue
		}
		l := b.lot(pin.Lot)
		l.Pinned -= take
		pin.Amount -= take
		amount -= take
		b.draw(w, l, take)
	}
	if amount != 0 {
		panic("ledger: a checked capture finds too little pinned")
	}
	h.Lots = slices.DeleteFunc(h.Lots, func(p Pin) bool { return p.Amount == 0 })
}

// Release asks to give back what a hold has set aside and not captured.
type Release struct {
	Member member.ID
	Hold   HoldID
	Key    string // unique per member among releases; empty: asked again it is refused
}

func (r Release) need() Need {
	n := Need{Member: r.Member, Holds: []HoldID{r.Hold}}
	if r.Key != "" {
		n.Releases = []string{r.Key}
	}
	return n
}

func (r Release) decide(b *Book, now time.Time) (Answer, error) {
	h, replayed, err := b.Release(r, now)
	if err != nil {
		return Answer{}, err
	}
	return Answer{Hold: *h, Replayed: replayed}, nil
}

// Release ends a hold; a known key gets the hold as it is. Errors: ErrInvalid,
// ErrNoHold, ErrHoldOver, ErrKeyReused.
func (b *Book) Release(r Release, now time.Time) (h *Hold, replayed bool, err error) {
	if r.Key != "" {
		if bad := checkKey(r.Key, ErrInvalid); len(bad.Fields) > 0 {
			return nil, false, bad
		}
	}
	if b.joined && b.kin == nil {
		return nil, false, errLacksKin
	}
	for _, known := range b.holds {
		switch {
		case r.Key == "" || known.releaseKey != r.Key:
		case known.ID != r.Hold:
			return nil, false, ErrKeyReused.With("key", r.Key)
		default:
			return b.shown(known), true, nil
		}
	}
	asked := b.hold(r.Hold)
	if asked == nil {
		return nil, false, ErrNoHold.With("hold", int64(r.Hold))
	}
	if err := b.settleAll(now); err != nil {
		return nil, false, err
	}
	in, h := b.live(asked)
	if h.State != Held {
		return nil, false, ErrHoldOver.With("hold", int64(r.Hold), "state", string(h.State))
	}
	in.unpin(h, Released, now)
	asked.releaseKey, asked.changed = r.Key, true
	return b.shown(asked), false, b.settleAll(now)
}

// unpin ends a hold at an instant. What its lots outlived only by being pinned
// expires then.
func (b *Book) unpin(h *Hold, state HoldState, at time.Time) {
	for _, pin := range h.Lots {
		l := b.lot(pin.Lot)
		l.Pinned -= pin.Amount
		l.changed = true
		l.freedAt, l.reopened = at, int64(h.ID)
	}
	b.account(h.Asset).Held -= h.Amount - h.Captured
	h.Lots, h.State, h.changed = nil, state, true
}

func (b *Book) hold(id HoldID) *Hold {
	for _, h := range b.holds {
		if h.ID == id {
			return h
		}
	}
	return nil
}

const (
	selectHolds = `
	SELECT h.member_id, h.id, h.asset_id, h.key, h.body_hash, h.amount, h.captured, h.state, h.ref_kind, h.ref_id,
		h.recorded_at, h.expires_at, coalesce(h.origin_id, 0), coalesce(h.merge_id, 0), coalesce(h.release_key, ''),
		coalesce(array_agg(p.lot_id ORDER BY p.no) FILTER (WHERE p.amount > 0), '{}'),
		coalesce(array_agg(p.amount ORDER BY p.no) FILTER (WHERE p.amount > 0), '{}')
	FROM ledger.hold h
	LEFT JOIN ledger.hold_lot p ON p.member_id = h.member_id AND p.hold_id = h.id `
	groupHolds = ` GROUP BY h.member_id, h.id`
)

func scanHold(rows pgx.Rows) (*Hold, error) {
	h := new(Hold)
	var lots, amounts []int64
	var kind *string
	var ref *int64
	err := rows.Scan(&h.Member, &h.ID, &h.Asset, &h.Key, &h.bodyHash, &h.Amount, &h.Captured, &h.State, &kind, &ref,
		&h.RecordedAt, &h.ExpiresAt, &h.origin, &h.merge, &h.releaseKey, &lots, &amounts)
	if err != nil {
		return nil, err
	}
	if kind != nil && ref != nil {
		h.Ref = Ref{*kind, *ref}
	}
	if h.State != Held {
		return h, nil
	}
	h.Lots = pinsLeft(lots, amounts, h.Captured)
	return h, nil
}

// pinsLeft is what a hold still pins: what was captured came out of the lots in
// their order.
func pinsLeft(lots, amounts []int64, captured int64) []Pin {
	var pins []Pin
	for i, l := range lots {
		took := min(captured, amounts[i])
		captured -= took
		if left := amounts[i] - took; left > 0 {
			pins = append(pins, Pin{LotID(l), left})
		}
	}
	return pins
}

func (s shelf) readHolds(rows pgx.Rows) error {
	for rows.Next() {
		h, err := scanHold(rows)
		if err != nil {
			return err
		}
		if b := s[h.Member]; b.hold(h.ID) == nil {
			b.holds = append(b.holds, h)
		}
	}
	return rows.Err()
}
