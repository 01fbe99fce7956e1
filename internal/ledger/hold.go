package ledger

import (
	"crypto/sha256"
	"encoding/json"
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
	bad := ErrInvalid
	if a.Key == "" || len(a.Key) > 200 {
		bad = bad.Field("key", "ledger.bad_key")
	}
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
// hold as it is by now. Errors: ErrInvalid, ErrInsufficient, ErrKeyReused.
func (b *Book) Hold(a Authorisation, now time.Time) (h *Hold, replayed bool, err error) {
	if err := a.Validate(); err != nil {
		return nil, false, err
	}
	hash := a.bodyHash()
	for _, known := range b.holds {
		if known.Key == a.Key {
			if string(known.bodyHash) != string(hash) {
				return nil, false, ErrKeyReused.With("key", a.Key)
			}
			return known, true, nil
		}
	}
	if !a.ExpiresAt.After(now) || a.ExpiresAt.Sub(now) > longestHold {
		return nil, false, ErrInvalid.Field("expires_at", "ledger.bad_hold_end", "days", int(longestHold.Hours()/24))
	}
	if err := b.Settle(now); err != nil {
		return nil, false, err
	}
	if err := b.canDraw(a.Asset, a.Amount, now); err != nil {
		return nil, false, err
	}
	id, err := b.newID()
	if err != nil {
		return nil, false, err
	}
	h = &Hold{ID: HoldID(id), Member: b.Member, Asset: a.Asset, Key: a.Key, Amount: a.Amount, State: Held, Ref: a.Ref,
		RecordedAt: b.recordedAt(now), ExpiresAt: a.ExpiresAt, bodyHash: hash, fresh: true}
	left := a.Amount
	for _, l := range b.drawable(a.Asset, now) {
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
	b.account(a.Asset).Held += a.Amount
	b.holds = append(b.holds, h)
	return h, false, nil
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
	a := Answer{Receipt: r, Replayed: r.Replayed}
	if h := b.hold(c.Hold); h != nil {
		a.Hold = *h
	}
	return a, nil
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
	hash := p.bodyHash()
	if r, known, err := b.known(p.Key, hash); known {
		return r, err
	}
	if err := b.Settle(now); err != nil {
		return Receipt{}, err
	}
	if h.State != Held {
		return Receipt{}, ErrHoldOver.With("hold", int64(h.ID), "state", string(h.State))
	}
	if left := h.Left(); c.Amount > left {
		return Receipt{}, ErrOverCaptured.With("hold", int64(h.ID), "left", left, "asked", c.Amount)
	}
	id, err := b.newID()
	if err != nil {
		return Receipt{}, err
	}
	w := &posted{Posting: p.at(now), ID: PostingID(id), RecordedAt: b.recordedAt(now)}
	b.capture(w, h, c.Amount)
	b.entry(w, h.Asset, Available, -c.Amount)
	b.entry(w, h.Asset, c.To, c.Amount)
	b.note(w, hash)
	switch {
	case h.Left() == 0:
		h.State = Captured
	case c.Last:
		b.unpin(h, Released, now)
	}
	return b.answered[p.Key].receipt, b.Settle(now)
}

// capture draws amount out of what the hold pins, the first pinned first.
func (b *Book) capture(w *posted, h *Hold, amount int64) {
	a := b.account(h.Asset)
	a.Held -= amount
	a.Balance -= amount
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
}

func (r Release) need() Need { return Need{Member: r.Member, Holds: []HoldID{r.Hold}} }

func (r Release) decide(b *Book, now time.Time) (Answer, error) {
	h, err := b.Release(r.Hold, now)
	if err != nil {
		return Answer{}, err
	}
	return Answer{Hold: *h}, nil
}

// Release ends a hold. Errors: ErrNoHold, ErrHoldOver.
func (b *Book) Release(id HoldID, now time.Time) (*Hold, error) {
	h := b.hold(id)
	if h == nil {
		return nil, ErrNoHold.With("hold", int64(id))
	}
	if err := b.Settle(now); err != nil {
		return nil, err
	}
	if h.State != Held {
		return nil, ErrHoldOver.With("hold", int64(h.ID), "state", string(h.State))
	}
	b.unpin(h, Released, now)
	return h, b.Settle(now)
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
		h.recorded_at, h.expires_at,
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
		&h.RecordedAt, &h.ExpiresAt, &lots, &amounts)
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
