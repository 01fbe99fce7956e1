package ledger

import (
	"slices"
	"time"
)

// Lots of an asset whose rule is by activity live so many months from whatever
// the member does last in it. Only the account is told of an activity; the end
// of each lot follows from it when it is asked for. So a posting costs the same
// however many lots there are, and nobody has to sweep.
//
// What is recorded: the account's active_at and the posting that set it; the
// lot's months and its expires_at, the earliest it can end. The end is the later
// of expires_at and active_at + months. That it may be told without history,
// three things hold:
//
//   - an activity lets only lots live on that had not ended when it was recorded:
//     one that outlived its end by being pinned gets a fixed end there and then;
//   - a lot of which nothing is left keeps the end it had when the last of it
//     was drawn, until something comes back to it;
//   - a lot credited late lives on by a later activity only if by itself it would
//     have lived until then.

// activities are the reasons of what a member does with an asset. Adjusting,
// reversing, transferring and merging are none: value does not grow younger by
// what staff do, nor by being sent to and fro.
var activities = []Reason{Earn, Spend, CaptureHold, Donate, TopUp}

// active lets the lots of the assets of a posting live on, before it draws any:
// those of who is asked, of who has the value now, and of the book in which the
// value is that is drawn, where it is known. It counts from when the posting
// occurred, but not from the future.
func (b *Book) active(w *posted, in *Book, now time.Time) {
	if !slices.Contains(activities, w.Reason) {
		return
	}
	at := w.OccurredAt
	if at.After(now) {
		at = now
	}
	var assets []AssetID
	for _, c := range w.Credits {
		assets = append(assets, c.Asset)
	}
	for _, d := range w.Debits {
		assets = append(assets, d.Asset)
	}
	for _, asset := range assets {
		for _, one := range []*Book{b, b.root(), in} {
			one.activeIn(asset, w.at(one).ID, at, now)
		}
	}
}

func (b *Book) activeIn(asset AssetID, by PostingID, at, now time.Time) {
	a := b.account(asset)
	if !at.After(a.ActiveAt) {
		return
	}
	for _, l := range b.lots {
		if l.Asset != asset || l.Idle == 0 || l.Remaining == 0 {
			continue
		}
		if l.expiredAt(now) {
			l.Idle, l.changed = 0, true
			continue
		}
		l.ExpiresAt = later(l.ExpiresAt, idleEnd(at, l.Idle, b.zone))
	}
	a.ActiveAt, a.activeBy = at, by
}

// activeAt is when the member did something last; zero: never, as far as known.
func (b *Book) activeAt(asset AssetID) time.Time {
	if a := b.accounts[asset]; a != nil {
		return a.ActiveAt
	}
	return time.Time{}
}

// liveOn lets one lot end by the activity that is known of its account.
func (b *Book) liveOn(l *Lot) {
	if at := b.activeAt(l.Asset); l.Idle > 0 && l.Remaining > 0 && !at.IsZero() {
		l.ExpiresAt = later(l.ExpiresAt, idleEnd(at, l.Idle, b.zone))
	}
}

// moved reports whether a lot's end lies beyond what its months alone make of
// it: it was extended by hand, or would have ended before it matured. Such lots
// are not in the order in which lots by activity are read.
func (b *Book) moved(l *Lot) bool {
	return l.Idle > 0 && l.ExpiresAt.After(idleEnd(later(l.CreditedAt, b.activeAt(l.Asset)), l.Idle, b.zone))
}

// tell writes down the end of lots that live on although the earliest they could
// end has come, so that the job which looks for what is due need not look again.
func (b *Book) tell(now time.Time) {
	for _, l := range b.lots {
		if l.Idle > 0 && l.Remaining > 0 && !l.told.After(now) && l.ExpiresAt.After(now) {
			l.told, l.changed = l.ExpiresAt, true
		}
	}
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
