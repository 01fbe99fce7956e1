package ledger

import (
	"slices"
	"time"
)

// extended is a lot whose end was moved by hand.
type extended struct {
	adjustment AdjustmentID
	lot        LotID
	was, until time.Time
	recorded   time.Time
}

// extend lets lots of an asset live to at least an instant: those that are named,
// or all. It passes over what is spent or has ended, which is not brought back,
// and what lives as long anyway. A lot that ends by activity goes on doing so,
// only not before. Errors: ErrNothingToExtend.
func (b *Book) extend(a Adjustment, now time.Time) ([]LotMoved, error) {
	var moved []LotMoved
	for _, l := range b.lots {
		wanted := l.Asset == a.Asset && (len(a.Lots) == 0 || slices.Contains(a.Lots, l.ID))
		if !wanted || l.Remaining == 0 || l.expiredAt(now) || l.ExpiresAt.IsZero() || !a.Until.After(l.ExpiresAt) {
			continue
		}
		moved = append(moved, LotMoved{Lot: l.ID, Remaining: l.Remaining, Was: l.ExpiresAt, Until: a.Until})
		b.extended = append(b.extended, extended{a.ID, l.ID, l.ExpiresAt, a.Until, b.recordedAt(now)})
		l.ExpiresAt, l.changed = a.Until, true
	}
	if len(moved) == 0 {
		return nil, ErrNothingToExtend.With("until", a.Until)
	}
	return moved, nil
}

type extensionColumns struct {
	member, adjustment, lot []int64
	was, until, recorded    []time.Time
}

func (t *extensionColumns) add(b *Book, e extended) {
	t.member, t.adjustment, t.lot = append(t.member, int64(b.Member)), append(t.adjustment, int64(e.adjustment)), append(t.lot, int64(e.lot))
	t.was, t.until, t.recorded = append(t.was, e.was), append(t.until, e.until), append(t.recorded, e.recorded)
}

const insertExtensions = `
	INSERT INTO ledger.extension (member_id, adjustment_id, lot_id, was, until, recorded_at)
	SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[])`
