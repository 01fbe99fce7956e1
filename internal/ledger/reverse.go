package ledger

import (
	"slices"
	"time"
)

// checkReversal refuses a reversal of what is unknown, of more than is left of
// the original, or, where the asset's policy says so, of what was already spent.
func (b *Book) checkReversal(r Reversal) error {
	o := b.originals[r.Posting]
	if o == nil {
		return ErrNoPosting.With("posting", int64(r.Posting))
	}
	for _, a := range r.Amounts {
		whole := o.credited(a.Asset)
		if whole == 0 {
			whole = o.drawn(b, a.Asset)
		}
		if o.Reversed[a.Asset]+a.Amount > whole {
			return ErrOverReversed.With("posting", int64(r.Posting), "left", whole-o.Reversed[a.Asset], "asked", a.Amount)
		}
		if o.credited(a.Asset) == 0 || b.assets[a.Asset].ClawBack != ClawBackRefuse {
			continue
		}
		// What has matured in its lots is part of what is available.
		var there int64
		for _, l := range o.Lots {
			if l.Asset != a.Asset {
				continue
			}
			there += l.Expired
			if !l.Matured {
				there += l.Remaining
			}
		}
		if free := max(b.available(a.Asset), 0); there+free < a.Amount {
			return ErrInsufficient.With("asset", b.assets[a.Asset].Code, "short", a.Amount-there-free, "available", free)
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
func (o *original) drawn(b *Book, asset AssetID) (sum int64) {
	for _, d := range o.Draws {
		if l := b.lot(d.Lot); l != nil && l.Asset == asset && d.Amount > 0 {
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

func (b *Book) reverse(w *posted, now time.Time) {
	o := b.originals[w.Reverses.Posting]
	for _, a := range w.Reverses.Amounts {
		if o.credited(a.Asset) > 0 {
			o.Reversed[a.Asset] += b.takeBack(w, o, a, now)
		} else {
			b.giveBack(w, o, a, now)
			o.Reversed[a.Asset] += a.Amount
		}
	}
}

// takeBack undoes a credit. It looks for the value where that credit put it:
// first what is left in its lots; then what lapsed in them, which the member
// never had the use of; and only for what was spent, the member's other lots
// and, by the asset's policy, a debt that later earning repays. It
// returns what it took, which is less than asked only within_balance.
func (b *Book) takeBack(w *posted, o *original, a Amount, now time.Time) (taken int64) {
	account := b.account(a.Asset)
	left := a.Amount
	for _, l := range o.Lots {
		if l.Asset != a.Asset || left == 0 {
			continue
		}
		side, take := Available, min(l.free(), left)
		if !l.Matured {
			side = Pending
			account.Pending -= take
		} else {
			account.Balance -= take
		}
		b.draw(w, l, take)
		b.entry(w, a.Asset, side, -take)
		left -= take

		lapsed := min(l.Expired, left)
		l.Expired -= lapsed
		l.changed = true
		b.entry(w, a.Asset, Expired, -lapsed)
		left -= lapsed
	}
	spent := left
	left = b.drawFrom(w, b.drawable(a.Asset, now), spent)
	if b.assets[a.Asset].ClawBack == ClawBackOwe {
		account.Owed += left
		left = 0
	}
	account.Balance -= spent - left
	b.entry(w, a.Asset, Available, -(spent - left))
	b.entry(w, a.Asset, o.House[a.Asset], a.Amount-left)
	return a.Amount - left
}

// giveBack undoes a debit: value returns to the very lots it came from, the one
// drawn last first. A lot that has expired meanwhile lives on for the asset's
// days of grace; without grace the value expires again at once.
func (b *Book) giveBack(w *posted, o *original, a Amount, now time.Time) {
	account := b.account(a.Asset)
	account.Balance += a.Amount
	b.entry(w, a.Asset, Available, a.Amount)
	b.entry(w, a.Asset, o.House[a.Asset], -a.Amount)

	skip, left := o.Reversed[a.Asset], a.Amount
	for _, d := range slices.Backward(o.Draws) {
		l := b.lot(d.Lot)
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
		b.draw(w, l, -back)
		if l.expiredAt(now) {
			l.ExpiresAt = now.AddDate(0, 0, b.assets[a.Asset].GraceDays)
			l.reopened = int64(w.ID)
		}
		b.repay(w, l)
	}
	if left != 0 {
		panic("ledger: a checked reversal finds too little to give back")
	}
}
