package ledger

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// mostAliases bounds how many members can have become one.
const mostAliases = 16

// MergeOutcome says what a merge, or its undoing, moves: a line for each asset.
type MergeOutcome struct {
	From, Into member.ID
	Assets     []MergedAsset
	Replayed   bool // it was made, or undone, before
}

// MergedAsset is what goes from one member to the other of an asset.
type MergedAsset struct {
	Asset     AssetID
	Available int64
	Pending   int64
	Held      int64 // set aside by holds, which go along
	Owed      int64

	// Of undoing a merge: what became of the value that had come with it.
	Came   int64 // in all, also what was given back since
	Lapsed int64
	Short  int64 // spent or taken back since, and not there to return
}

// Merge makes one member of two, within tx: whatever From has goes to Into, lot by
// lot with its maturity and expiry, with what is pending, held and owed, of every
// asset. History stays where it happened. The same merge again changes nothing.
//
// Errors: ErrToOneself, ErrMerged for a member who is not his own any more,
// ErrMergeKnown, ErrTooMany, ErrOverflow.
func (s *Service) Merge(ctx context.Context, tx postgres.Tx, m member.Merging) (MergeOutcome, error) {
	o, from, err := s.merge(ctx, tx, m)
	if err != nil || o.Replayed {
		return o, err
	}
	return o, s.Save(ctx, tx, from)
}

// PreviewMerge says what Merge would do, and does nothing.
func (s *Service) PreviewMerge(ctx context.Context, tx postgres.Tx, m member.Merging) (MergeOutcome, error) {
	o, _, err := s.merge(ctx, tx, m)
	return o, err
}

func (s *Service) merge(ctx context.Context, tx postgres.Tx, m member.Merging) (MergeOutcome, *Book, error) {
	from, into, err := s.both(ctx, tx, m)
	if err != nil {
		return MergeOutcome{}, nil, err
	}
	if known := from.kin.merge(m.ID); known != nil {
		if known.from != m.From || known.into != m.Into {
			return MergeOutcome{}, nil, ErrMergeKnown.With("merge", m.ID)
		}
		return MergeOutcome{From: m.From, Into: m.Into, Replayed: true}, from, nil
	}
	o, err := from.mergeInto(into, m, s.Clock.Now())
	return o, from, err
}

// both reads the books of the two, and of all their kin.
func (s *Service) both(ctx context.Context, tx postgres.Tx, m member.Merging) (from, into *Book, err error) {
	if m.From == m.Into {
		return nil, nil, ErrToOneself
	}
	if err := s.lockKin(ctx, tx, m.From, m.Into); err != nil {
		return nil, nil, fmt.Errorf("merge %d: %w", m.ID, err)
	}
	books, err := s.load(ctx, tx, oneKin, []Need{{Member: m.From}, {Member: m.Into}})
	if err != nil {
		return nil, nil, fmt.Errorf("merge %d: %w", m.ID, err)
	}
	return books[m.From], books[m.Into], nil
}

// mergeInto moves all that the book has to another.
func (b *Book) mergeInto(into *Book, m member.Merging, now time.Time) (MergeOutcome, error) {
	for _, one := range []*Book{b, into} {
		if one.into != 0 {
			return MergeOutcome{}, ErrMerged.With("member", int64(one.Member), "into", int64(one.root().Member))
		}
	}
	if len(b.aliases)+1+len(into.aliases) > mostAliases {
		return MergeOutcome{}, ErrTooMany.With("most", mostAliases)
	}
	if err := b.settleAll(now); err != nil {
		return MergeOutcome{}, err
	}
	for _, a := range b.accounts {
		if err := into.canTake(a.Asset, max(a.Balance+a.Pending, 0)); err != nil {
			return MergeOutcome{}, err
		}
	}
	key := fmt.Sprintf("merge:%d", m.ID)
	w, err := b.begin(Posting{Member: b.Member, Key: key, Reason: Merge, Staff: m.Staff, Ref: Ref{"merge", m.ID}, Peer: into.Member}, now)
	if err != nil {
		return MergeOutcome{}, err
	}
	w.at(into).Key = key
	moved := map[LotID]LotID{}
	out := outcome{}
	lots := slices.Clone(b.lots)
	slices.SortFunc(lots, inDrawingOrder)
	for _, l := range lots {
		if l.Remaining == 0 {
			continue
		}
		out.count(l)
		if l.expiredAt(now) {
			l.Idle = 0 // only a hold keeps it, and no activity will
		}
		to, err := b.carry(w, l, l.Remaining, into, m.ID)
		if err != nil {
			return MergeOutcome{}, err
		}
		to.Pinned, l.Pinned = l.Pinned, 0
		moved[l.ID] = to.ID
	}
	made := &merge{id: m.ID, from: b.Member, into: into.Member, owed: map[AssetID]int64{}, madeAt: now, fresh: true}
	for _, a := range b.accounts {
		if a.Owed > 0 {
			made.owed[a.Asset] = a.Owed
			out.of(a.Asset).Owed = a.Owed
			b.carryDebt(w, into, a.Asset, a.Owed)
		}
	}
	for _, h := range slices.Clone(b.holds) {
		if h.State != Held {
			continue
		}
		out.of(h.Asset).Held += h.Left()
		if err := b.carryHold(h, into, m.ID, moved); err != nil {
			return MergeOutcome{}, err
		}
	}
	b.finish(w, w.bodyHash())
	b.kin.merges = append(b.kin.merges, made)
	b.into, b.joined, b.rejoined = into.Member, true, true
	into.aliases = append(append(into.aliases, b.Member), b.aliases...)
	into.joined, into.rejoined = true, true
	return MergeOutcome{From: b.Member, Into: into.Member, Assets: out.sorted()}, nil
}

// carryDebt lets another member owe what this one owes.
func (b *Book) carryDebt(w *posted, to *Book, asset AssetID, amount int64) {
	for _, side := range []struct {
		book *Book
		owes int64
	}{{b, -amount}, {to, amount}} {
		a := side.book.account(asset)
		a.Owed += side.owes
		a.Balance -= side.owes
		side.book.entry(w.at(side.book), asset, Available, -side.owes)
		side.book.entry(w.at(side.book), asset, Merged, side.owes)
	}
}

// carryHold lets what is left of a hold go on as one of another member, on the
// lots to which its own went.
func (b *Book) carryHold(h *Hold, to *Book, merge int64, lots map[LotID]LotID) error {
	id, err := b.newID()
	if err != nil {
		return err
	}
	left := h.Left()
	next := &Hold{ID: HoldID(id), Member: to.Member, Asset: h.Asset, Key: fmt.Sprintf("merge:%d:%d", merge, h.ID), Amount: left, State: Held,
		Ref: h.Ref, RecordedAt: h.RecordedAt, ExpiresAt: h.ExpiresAt, bodyHash: h.bodyHash, origin: h.ID, merge: merge, fresh: true}
	for _, pin := range h.Lots {
		next.Lots = append(next.Lots, Pin{lots[pin.Lot], pin.Amount})
	}
	to.holds = append(to.holds, next)
	b.account(h.Asset).Held -= left
	to.account(h.Asset).Held += left
	h.Lots, h.State, h.changed = nil, away, true
	return nil
}

// outcome adds up what moves, by asset.
type outcome map[AssetID]*MergedAsset

func (o outcome) of(a AssetID) *MergedAsset {
	if o[a] == nil {
		o[a] = &MergedAsset{Asset: a}
	}
	return o[a]
}

func (o outcome) count(l *Lot) {
	if l.Matured {
		o.of(l.Asset).Available += l.free()
	} else {
		o.of(l.Asset).Pending += l.Remaining
	}
}

func (o outcome) sorted() []MergedAsset {
	list := make([]MergedAsset, 0, len(o))
	for _, a := range o {
		list = append(list, *a)
	}
	slices.SortFunc(list, func(a, b MergedAsset) int { return cmp.Compare(a.Asset, b.Asset) })
	return list
}

// Unmerge makes two members of one again, within tx: what is left of the lots that
// came returns to the lots it came from, and the holds with it; what was spent
// since stays spent, and a debt that came returns as far as it is still owed. A
// member who was absorbed by way of another returns after that other. The same
// again changes nothing.
//
// Errors: ErrNoMerge, ErrMerged where the one who has the value is not his own any
// more, ErrHeldSince.
func (s *Service) Unmerge(ctx context.Context, tx postgres.Tx, m member.Merging) (MergeOutcome, error) {
	o, from, err := s.unmerge(ctx, tx, m)
	if err != nil || o.Replayed {
		return o, err
	}
	return o, s.Save(ctx, tx, from)
}

// PreviewUnmerge says what Unmerge would do, and does nothing.
func (s *Service) PreviewUnmerge(ctx context.Context, tx postgres.Tx, m member.Merging) (MergeOutcome, error) {
	o, _, err := s.unmerge(ctx, tx, m)
	return o, err
}

func (s *Service) unmerge(ctx context.Context, tx postgres.Tx, m member.Merging) (MergeOutcome, *Book, error) {
	from, into, err := s.both(ctx, tx, m)
	if err != nil {
		return MergeOutcome{}, nil, err
	}
	known := from.kin.merge(m.ID)
	if known == nil || known.from != m.From || known.into != m.Into {
		return MergeOutcome{}, nil, ErrNoMerge.With("merge", m.ID)
	}
	if !known.inForce() {
		return MergeOutcome{From: m.From, Into: m.Into, Replayed: true}, from, nil
	}
	o, err := from.leave(into, known, m.Staff, s.Clock.Now())
	return o, from, err
}

// leave takes back what went from the book to another by a merge.
func (b *Book) leave(into *Book, m *merge, staff int64, now time.Time) (MergeOutcome, error) {
	if into.into != 0 {
		return MergeOutcome{}, ErrMerged.With("member", int64(into.Member), "into", int64(into.root().Member))
	}
	if err := b.settleAll(now); err != nil {
		return MergeOutcome{}, err
	}
	if err := into.pinnedSince(m.id); err != nil {
		return MergeOutcome{}, err
	}
	key := fmt.Sprintf("unmerge:%d", m.id)
	w, err := b.begin(Posting{Member: b.Member, Key: key, Reason: Unmerge, Staff: staff, Ref: Ref{"merge", m.id}, Peer: into.Member}, now)
	if err != nil {
		return MergeOutcome{}, err
	}
	w.at(into).Key = key
	out := outcome{}
	for _, l := range into.lots {
		if l.origin.merge != m.id {
			continue
		}
		a := out.of(l.Asset)
		a.Came += l.Amount
		a.Lapsed += l.Expired
		a.Short += l.Amount - l.Expired - l.Remaining
		if l.Remaining > 0 {
			out.count(l)
			into.giveUp(w, l, b, m.madeAt)
		}
	}
	for _, h := range into.holds {
		if h.merge == m.id && h.State != away {
			out.of(h.Asset).Held += h.Left()
			into.giveUpHold(h, b)
		}
	}
	for asset, owed := range m.owed {
		if back := min(owed, into.account(asset).Owed); back > 0 {
			out.of(asset).Owed = back
			into.carryDebt(w, b, asset, back)
		}
	}
	b.finish(w, w.bodyHash())
	m.undoneAt, m.changed = now, true
	b.into, b.rejoined, into.rejoined = 0, true, true
	into.aliases = slices.DeleteFunc(into.aliases, func(a member.ID) bool { return a == b.Member || slices.Contains(b.aliases, a) })
	return MergeOutcome{From: b.Member, Into: into.Member, Assets: out.sorted()}, b.settleAll(now)
}

// pinnedSince refuses while value that came by a merge is set aside by a hold that
// did not: nobody could say whose it is before the hold ends.
func (b *Book) pinnedSince(merge int64) error {
	for _, h := range b.holds {
		if h.State != Held || h.merge == merge {
			continue
		}
		for _, pin := range h.Lots {
			if b.lot(pin.Lot).origin.merge == merge {
				return ErrHeldSince.With("hold", int64(h.ID), "until", h.ExpiresAt)
			}
		}
	}
	return nil
}

// giveUp returns what is left of a lot to the one out of which it came. One that
// lives by activity does so by what was done since, not by what the other did before.
func (b *Book) giveUp(w *posted, l *Lot, to *Book, since time.Time) {
	home, amount := to.lot(l.origin.lot), l.Remaining
	home.Matured = l.Matured
	asBefore := l.Idle > 0 && home.Idle == l.Idle && b.activeAt(l.Asset).Before(since) && !b.moved(l)
	if !asBefore && (home.Remaining == 0 || home.ExpiresAt.Before(l.ExpiresAt)) {
		home.ExpiresAt, home.Idle = l.ExpiresAt, l.Idle
	}
	home.Pinned, l.Pinned = home.Pinned+l.Pinned, 0
	home.reopened = int64(w.at(to).ID)
	b.draw(w.at(b), l, amount)
	b.add(w.at(b), l, -amount)
	to.draw(w.at(to), home, -amount)
	to.add(w.at(to), home, amount)
	w.across(b, to, l.Asset, amount)
}

// giveUpHold lets a hold that came by a merge go on as the one that it was, with
// what was captured since, or end as it ended.
func (b *Book) giveUpHold(h *Hold, to *Book) {
	was := to.hold(h.origin)
	was.State, was.changed = h.State, true
	was.Captured += h.Captured
	if was.releaseKey == "" {
		was.releaseKey = h.releaseKey
	}
	if h.State != Held {
		return
	}
	for _, pin := range h.Lots {
		was.Lots = append(was.Lots, Pin{b.lot(pin.Lot).origin.lot, pin.Amount})
	}
	b.account(h.Asset).Held -= h.Left()
	to.account(h.Asset).Held += h.Left()
	h.Lots, h.State, h.changed = nil, away, true
}
