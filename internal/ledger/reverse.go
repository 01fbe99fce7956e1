package ledger

import (
	"cmp"
	"slices"
	"time"
)

// reversible says whether the posting can be undone, and stands by itself or is a
// transfer, which is undone with its other side. Others with a peer are parts.
func (o *original) reversible() bool {
	return slices.Contains(undoable, string(o.Reason)) && (o.Peer == 0 || o.Reason == TransferValue)
}

// sides are the two sides of a transfer of which one is the book's.
type sides struct {
	giver, taker  *Book
	given, gotten *original
}

func (b *Book) sides(o *original) sides {
	other := b.kin.books[o.Peer]
	if len(o.Lots) > 0 {
		return sides{giver: other, given: other.originals[o.Twin], taker: b, gotten: o}
	}
	return sides{giver: b, given: o, taker: other, gotten: other.originals[o.Twin]}
}

// checkReversal refuses a reversal of what is unknown, of more than is left of
// the original, or, where the asset's policy says so, of what was already spent.
func (b *Book) checkReversal(r Reversal) error {
	o := b.originals[r.Posting]
	if o == nil {
		return ErrNoPosting.With("posting", int64(r.Posting))
	}
	if !o.reversible() {
		return ErrFinal.With("posting", int64(r.Posting), "reason", string(o.Reason))
	}
	taker, gotten := b, o
	if o.Reason == TransferValue {
		s := b.sides(o)
		taker, gotten = s.taker, s.gotten
	}
	for _, a := range r.Amounts {
		whole := o.credited(a.Asset)
		if whole == 0 {
			whole = o.drawn(a.Asset)
		}
		if o.Reversed[a.Asset]+a.Amount > whole {
			return ErrOverReversed.With("posting", int64(r.Posting), "left", b.assets[a.Asset].said(whole-o.Reversed[a.Asset]), "asked", b.assets[a.Asset].said(a.Amount))
		}
		if gotten.credited(a.Asset) == 0 || b.assets[a.Asset].ClawBack != ClawBackRefuse {
			continue
		}
		// What has matured in its lots is part of what is available.
		var there int64
		for _, p := range taker.pieces(gotten, a.Asset) {
			there += p.lot.Expired
			if !p.lot.Matured {
				there += p.lot.Remaining
			}
		}
		if free := max(taker.root().available(a.Asset), 0); there+free < a.Amount {
			return ErrInsufficient.With("asset", b.assets[a.Asset].Code, "short", b.assets[a.Asset].said(a.Amount-there-free), "available", b.assets[a.Asset].said(free))
		}
	}
	return nil
}

// credited is what the posting gave of an asset.
func (o *original) credited(asset AssetID) (sum int64) {
	for _, l := range o.Lots {
		if l.Asset == asset {
			sum += l.Amount
		}
	}
	return sum
}

// drawn is what the posting took of an asset.
func (o *original) drawn(asset AssetID) (sum int64) {
	for _, d := range o.Draws {
		if l := d.in.lot(d.Lot); l != nil && l.Asset == asset && d.Amount > 0 {
			sum += d.Amount
		}
	}
	return sum
}

func (b *Book) lot(id LotID) *Lot {
	for _, l := range b.lots {
		if l.ID == id {
			return l
		}
	}
	return nil
}

func (b *Book) reverse(w *posted, now time.Time) error {
	o := b.originals[w.Reverses.Posting]
	for _, a := range w.Reverses.Amounts {
		var err error
		switch {
		case o.Reason == TransferValue:
			err = b.reverseTransfer(w, o, a, now)
		case o.credited(a.Asset) > 0:
			b.takeBack(w, o, a, now)
		default:
			err = b.giveBack(w, o, a, now)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// reverseTransfer undoes both sides of a transfer, whichever of them was asked:
// the giver gets back what is found with the taker, or owed by him.
func (b *Book) reverseTransfer(w *posted, o *original, a Amount, now time.Time) error {
	s := b.sides(o)
	if other := w.at(b.kin.books[o.Peer]); other != w {
		other.Reverses = &Reversal{Posting: o.Twin, Amounts: []Amount{a}}
	}
	a.Amount = s.taker.takeBack(w, s.gotten, a, now)
	if a.Amount == 0 {
		return nil
	}
	return s.giver.giveBack(w, s.given, a, now)
}

// takeBack undoes a credit. It looks for the value where that credit put it:
// first what is left in its lots; then what lapsed in them, which the member
// never had the use of; and only for what was spent, the member's other lots
// and, by the asset's policy, a debt that later earning repays. It
// returns what it took, which is less than asked only within_balance.
func (b *Book) takeBack(w *posted, o *original, a Amount, now time.Time) (taken int64) {
	left := a.Amount
	for _, l := range o.inOrder() {
		if l.Asset != a.Asset {
			continue
		}
		pieces := b.piecesOf(l)
		for _, p := range pieces {
			if take := min(p.lot.free(), left); take > 0 {
				p.in.draw(w.at(p.in), p.lot, take)
				p.in.add(w.at(p.in), p.lot, -take)
				w.across(p.in, b, a.Asset, take)
				left -= take
			}
		}
		for _, p := range pieces {
			if lapsed := min(p.lot.Expired, left); lapsed > 0 {
				p.lot.Expired -= lapsed
				p.lot.changed = true
				p.in.entry(w.at(p.in), a.Asset, Expired, -lapsed)
				w.across(p.in, b, a.Asset, lapsed)
				left -= lapsed
			}
		}
	}
	root, spent := b.root(), left
	left = root.drawFrom(w, root.drawable(a.Asset, now), spent)
	if b.assets[a.Asset].ClawBack == ClawBackOwe {
		root.account(a.Asset).Owed += left
		left = 0
	}
	root.pay(w, b, a.Asset, spent-left)
	b.entry(w.at(b), a.Asset, o.House[a.Asset], a.Amount-left)
	o.Reversed[a.Asset] += a.Amount - left
	return a.Amount - left
}

// inOrder returns the lots that the posting opened in the order in which they are
// taken back: of a transfer the last first, as the giver's lots get it back.
func (o *original) inOrder() []*Lot {
	if o.Reason != TransferValue {
		return o.Lots
	}
	lots := slices.Clone(o.Lots)
	slices.SortFunc(lots, func(a, b *Lot) int { return cmp.Compare(b.ID, a.ID) })
	return lots
}

// giveBack undoes a debit: value returns to the very lots it came from, the one
// drawn last first. A lot that has expired meanwhile lives on for the asset's
// days of grace; without grace the value expires again at once.
func (b *Book) giveBack(w *posted, o *original, a Amount, now time.Time) error {
	b.entry(w.at(b), a.Asset, o.House[a.Asset], -a.Amount)
	skip, left := o.Reversed[a.Asset], a.Amount
	for _, d := range slices.Backward(o.Draws) {
		l := d.in.lot(d.Lot)
		if l == nil || l.Asset != a.Asset || d.Amount <= 0 {
			continue
		}
		room := d.Amount
		already := min(skip, room)
		skip -= already
		back := min(room-already, left)
		if back == 0 {
			continue
		}
		left -= back
		home, lot := d.in.home(l)
		w.across(b, home, a.Asset, back)
		if err := home.putBack(w, lot, back, now); err != nil {
			return err
		}
	}
	if left != 0 {
		panic("ledger: a checked reversal finds too little to give back")
	}
	o.Reversed[a.Asset] += a.Amount
	return nil
}

// putBack returns value to a lot of the book.
func (b *Book) putBack(w *posted, l *Lot, amount int64, now time.Time) error {
	if l.Remaining == 0 && !l.MaturesAt.After(now) {
		l.Matured = true // its value was with another when that fell due
	}
	b.draw(w.at(b), l, -amount)
	b.add(w.at(b), l, amount)
	if l.expiredAt(now) {
		l.reopened = int64(w.at(b).ID)
		if grace := b.assets[l.Asset].GraceDays; grace > 0 || l.Idle > 0 {
			l.ExpiresAt, l.Idle = now.AddDate(0, 0, grace), 0
		} else {
			l.freedAt = now // what a hold still pins there keeps the lot's own end
		}
	}
	b.liveOn(l)
	return b.forward(w, l, amount)
}
