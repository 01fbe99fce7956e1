package ledger

import (
	"fmt"
	"slices"
	"time"
)

// Settle records every maturity, expiry and time-out of a hold that fell due
// until now, oldest first, each dated at its due instant. Doing it late, twice,
// or as part of another posting gives the same books.
func (b *Book) Settle(now time.Time) error {
	for {
		lot, at := b.nextDue(now)
		if h := b.nextOver(now); h != nil && (lot == nil || !h.ExpiresAt.After(at)) {
			b.unpin(h, TimedOut, h.ExpiresAt)
			continue
		}
		if lot == nil {
			b.tell(now)
			return nil
		}
		if err := b.settleLot(lot, at, now); err != nil {
			return err
		}
	}
}

// nextDue finds the earliest maturity or expiry until now that is not recorded.
func (b *Book) nextDue(now time.Time) (due *Lot, at time.Time) {
	for _, l := range b.lots {
		if l.free() == 0 {
			continue
		}
		when := l.MaturesAt
		if l.Matured {
			if when = l.endsAt(); when.IsZero() {
				continue
			}
		}
		if when.After(now) {
			continue
		}
		if due == nil || when.Before(at) || (when.Equal(at) && inDrawingOrder(l, due) < 0) {
			due, at = l, when
		}
	}
	return due, at
}

// nextOver finds the hold that timed out first until now.
func (b *Book) nextOver(now time.Time) (over *Hold) {
	for _, h := range b.holds {
		if h.State == Held && !h.ExpiresAt.After(now) && (over == nil || h.ExpiresAt.Before(over.ExpiresAt)) {
			over = h
		}
	}
	return over
}

func (b *Book) settleLot(lot *Lot, at, now time.Time) error {
	id, err := b.newID()
	if err != nil {
		return err
	}
	w := &posted{ID: PostingID(id), RecordedAt: b.recordedAt(now), Posting: Posting{
		Member: b.Member, OccurredAt: at, Ref: Ref{Kind: "lot", ID: int64(lot.ID)},
	}}
	a := b.account(lot.Asset)
	amount := lot.free()
	lot.changed = true
	if !lot.Matured {
		w.Reason, w.Key = Mature, fmt.Sprintf("mature:%d", lot.ID)
		lot.Matured = true
		a.Pending -= amount
		a.Balance += amount
		b.entry(w, lot.Asset, Pending, -amount)
		b.entry(w, lot.Asset, Available, amount)
		b.repay(w, lot)
	} else {
		// A lot expires again when value came back to it, even at one instant,
		// hence the key: the lot, when, and what reopened it.
		w.Reason, w.Key = Expire, fmt.Sprintf("expire:%d:%d:%d", lot.ID, at.UnixMicro(), lot.reopened)
		// What a hold kept when the member's debt was made, or came with a member
		// who was merged, has not paid yet.
		b.repay(w, lot)
		amount = lot.free()
		a.Balance -= amount
		lot.Expired += amount
		b.draw(w, lot, amount)
		if lot.Remaining > 0 {
			lot.Idle = 0 // what is pinned ends here, whatever the member does later
		}
		b.entry(w, lot.Asset, Available, -amount)
		b.entry(w, lot.Asset, Expired, amount)
	}
	b.note(w, w.bodyHash())
	return nil
}

// drawable returns the lots of an asset that a debit at t may draw, in order.
func (b *Book) drawable(asset AssetID, t time.Time) []*Lot {
	var list []*Lot
	for _, l := range b.lots {
		if l.Asset == asset && l.free() > 0 && l.Matured && !l.expiredAt(t) {
			list = append(list, l)
		}
	}
	slices.SortFunc(list, inDrawingOrder)
	return list
}

// debit draws lots first-expiring-first; check has made sure that they suffice.
func (b *Book) debit(w *posted, d Debit, now time.Time) {
	if b.root().drawFrom(w, b.root().drawable(d.Asset, now), d.Amount) != 0 {
		panic("ledger: a checked debit finds too little")
	}
	b.root().pay(w, b, d.Asset, d.Amount)
	b.entry(w, d.Asset, d.To, d.Amount)
}

// pay takes what was drawn off the balance, for a posting in the book of kin or
// in this one.
func (b *Book) pay(w *posted, by *Book, asset AssetID, amount int64) {
	b.account(asset).Balance -= amount
	b.entry(w.at(b), asset, Available, -amount)
	w.across(b, by, asset, amount)
}

// drawFrom takes up to amount out of lots in order and returns what they lacked.
func (b *Book) drawFrom(w *posted, lots []*Lot, amount int64) (left int64) {
	for _, l := range lots {
		if amount == 0 {
			break
		}
		take := min(l.free(), amount)
		b.draw(w.at(b), l, take)
		amount -= take
	}
	return amount
}
