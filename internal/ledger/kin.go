package ledger

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// origin is where a lot came from when it moved from one member to another.
type origin struct {
	member member.ID
	lot    LotID
	merge  int64 // 0: it was given away
}

// kin are the books that a decision about one of them may have to touch: of
// members who became one, also of those who are apart again, because value that
// was drawn meanwhile knows the way back; and the two sides of a transfer.
//
// History stays where it happened. A posting that is asked of an absorbed member
// is his, and where its value lies with another, that one has a part of it, a
// posting of the same act; "merged" is the account between the two.
type kin struct {
	books  map[member.ID]*Book
	merges []*merge
}

// merge is how one member's value went to another.
type merge struct {
	id               int64
	from, into       member.ID
	owed             map[AssetID]int64 // went along
	madeAt, undoneAt time.Time         // zero: in force

	fresh, changed bool
}

func (m *merge) inForce() bool { return m.undoneAt.IsZero() }

// errLacksKin says that a book which was read alone would have to touch those of
// its kin; it is read with them then.
var errLacksKin = errors.New("ledger: the book lacks its kin")

// lacksKin reports whether a posting needs books that were not read.
func (b *Book) lacksKin(r *Reversal) bool {
	if b.kin != nil {
		return false
	}
	if b.into != 0 || r != nil && b.joined {
		return true
	}
	return r != nil && b.originals[r.Posting] != nil && b.originals[r.Posting].Reason == TransferValue
}

// sorted returns the books in ascending order of members.
func (k *kin) sorted() []*Book {
	if k == nil {
		return nil
	}
	return slices.SortedFunc(maps.Values(k.books), func(a, b *Book) int { return cmp.Compare(a.Member, b.Member) })
}

// join gives a posting of one of the books a part in each of the others.
func (k *kin) join(b *Book, w *posted) error {
	if k == nil {
		return nil
	}
	w.parts = map[*Book]*posted{b: w}
	for _, other := range k.sorted() {
		if other == b {
			continue
		}
		id, err := b.newID()
		if err != nil {
			return err
		}
		w.parts[other] = &posted{ID: PostingID(id), RecordedAt: w.RecordedAt, Posting: Posting{
			Member: other.Member, Key: partKey(w.ID), Reason: w.Reason, Ref: w.Ref, Rule: w.Rule, Staff: w.Staff, Approval: w.Approval,
			Memo: w.Memo, OccurredAt: w.OccurredAt, Peer: b.Member,
		}}
	}
	return nil
}

// partKey is the key of the parts of a posting in the books of kin.
func partKey(id PostingID) string { return fmt.Sprintf("with:%d", id) }

// at is the part of a posting that is in a book.
func (w *posted) at(b *Book) *posted {
	if w.parts == nil {
		return w
	}
	return w.parts[b]
}

// across lets value go from one book to another, each side of which sums to zero.
func (w *posted) across(from, to *Book, asset AssetID, amount int64) {
	if from == to {
		return
	}
	from.entry(w.at(from), asset, Merged, amount)
	to.entry(w.at(to), asset, Merged, -amount)
}

// root is the book in which the member's value is.
func (b *Book) root() *Book {
	for b.into != 0 {
		b = b.kin.books[b.into]
	}
	return b
}

// absorbing is the merge by which the member's value is another's.
func (b *Book) absorbing() *merge {
	i := slices.IndexFunc(b.kin.merges, func(m *merge) bool { return m.from == b.Member && m.inForce() })
	return b.kin.merges[i]
}

// settleAll records what fell due in the book and those of its kin.
func (b *Book) settleAll(now time.Time) error {
	if b.kin == nil {
		return b.Settle(now)
	}
	for _, one := range b.kin.sorted() {
		if err := one.Settle(now); err != nil {
			return err
		}
	}
	return nil
}

// carry moves value of a lot to another book, into a lot of its own that keeps
// maturity, expiry and the time of credit.
func (b *Book) carry(w *posted, l *Lot, amount int64, to *Book, merge int64) (*Lot, error) {
	id, err := b.newID()
	if err != nil {
		return nil, err
	}
	moved := &Lot{
		ID: LotID(id), Asset: l.Asset, Posting: w.at(to).ID, Amount: amount, Remaining: amount, Matured: l.Matured,
		MaturesAt: l.MaturesAt, ExpiresAt: l.ExpiresAt, CreditedAt: l.CreditedAt, Idle: l.Idle, freedAt: l.freedAt, fresh: true,
		origin: origin{member: b.Member, lot: l.ID, merge: merge},
	}
	to.liveOn(moved) // the two are one, and so is what they did
	to.lots = append(to.lots, moved)
	b.draw(w.at(b), l, amount)
	b.add(w.at(b), l, -amount)
	to.add(w.at(to), moved, amount)
	w.across(b, to, l.Asset, amount)
	return moved, nil
}

// forward lets value that came into a lot go on to where the member's value is;
// there it first pays what is owed.
func (b *Book) forward(w *posted, l *Lot, amount int64) error {
	for b.into != 0 {
		to := b.kin.books[b.into]
		moved, err := b.carry(w, l, amount, to, b.absorbing().id)
		if err != nil {
			return err
		}
		b, l = to, moved
	}
	b.repay(w.at(b), l)
	return nil
}

// piece is a lot and the book in which it is.
type piece struct {
	in  *Book
	lot *Lot
}

// pieces are the lots of an asset in which value of a credit is, or has been.
func (b *Book) pieces(o *original, asset AssetID) (list []piece) {
	for _, l := range o.Lots {
		if l.Asset == asset {
			list = append(list, b.piecesOf(l)...)
		}
	}
	return list
}

// piecesOf are a lot and those that came out of it by merging.
func (b *Book) piecesOf(l *Lot) []piece {
	list := []piece{{b, l}}
	for i := 0; i < len(list); i++ {
		for _, other := range b.kin.sorted() {
			for _, l := range other.lots {
				if l.origin.merge != 0 && l.origin.lot == list[i].lot.ID {
					list = append(list, piece{other, l})
				}
			}
		}
	}
	return list
}

// home is where value of a lot belongs by now: a lot that came by a merge which
// was undone has none any more.
func (b *Book) home(l *Lot) (*Book, *Lot) {
	for l.origin.merge != 0 && !b.kin.merge(l.origin.merge).inForce() {
		b, l = b.kin.books[l.origin.member], b.kin.books[l.origin.member].lot(l.origin.lot)
	}
	return b, l
}

func (k *kin) merge(id int64) *merge {
	if k == nil {
		return nil
	}
	i := slices.IndexFunc(k.merges, func(m *merge) bool { return m.id == id })
	if i < 0 {
		return nil
	}
	return k.merges[i]
}

// lockKin locks members and their kin in ascending order, before any of them is
// locked alone: for who knows that there are some.
func (s *Service) lockKin(ctx context.Context, tx postgres.Tx, members ...member.ID) error {
	var all []member.ID
	for more := members; len(more) > 0; {
		all = append(all, more...)
		rows, err := tx.Query(ctx, `SELECT DISTINCT other_id FROM ledger.merge WHERE member_id = ANY ($1::bigint[])`, postgres.IDs(more))
		if err != nil {
			return fmt.Errorf("look for kin: %w", err)
		}
		more, err = pgx.CollectRows(rows, pgx.RowTo[member.ID])
		if err != nil {
			return fmt.Errorf("look for kin: %w", err)
		}
		more = slices.DeleteFunc(more, func(m member.ID) bool { return slices.Contains(all, m) })
	}
	return s.Lock(ctx, tx, all...)
}

// queueKin asks for the kin that an ask may have to touch, so that they can be
// locked in order.
func queueKin(batch *pgx.Batch, n Need, kin *[]member.ID) {
	batch.Queue(`
		SELECT other_id FROM ledger.merge WHERE member_id = $1
		UNION
		SELECT peer_id FROM ledger.posting WHERE member_id = $1 AND id = ANY ($2::bigint[]) AND reason = 'transfer'`,
		n.Member, postgres.IDs(n.Originals)).Query(func(rows pgx.Rows) (err error) {
		*kin, err = pgx.CollectRows(rows, pgx.RowTo[member.ID])
		return err
	})
}

// gather reads the kin of the books that have some. They are locked in ascending
// order among themselves; where others locked them the other way round, PostgreSQL
// ends one of both, which is done again.
func (s *Service) gather(ctx context.Context, tx postgres.Tx, c *config, r *reading, which kinship) error {
	members := r.related(which)
	if len(members) == 0 {
		return nil
	}
	k := &kin{books: map[member.ID]*Book{}}
	for {
		slices.Sort(members)
		known := len(members)
		k.merges = nil
		var batch pgx.Batch
		queueLock(&batch, members)
		batch.Queue(`SELECT member_id, id, other_id, absorbed, owed, made_at, undone_at FROM ledger.merge
			WHERE member_id = ANY ($1::bigint[]) ORDER BY id, member_id`, members).Query(k.readMerges)
		if err := tx.SendBatch(ctx, &batch).Close(); err != nil {
			return fmt.Errorf("lock kin: %w", err)
		}
		for _, m := range k.merges {
			members = append(members, int64(m.from), int64(m.into))
		}
		slices.Sort(members)
		if members = slices.Compact(members); len(members) == known {
			break
		}
	}
	return s.loadKin(ctx, tx, c, r, k, members)
}

// related are the members whose kin have to be read: who took part in a merge,
// and the other side of a transfer about to be reversed.
func (r *reading) related(which kinship) (list []int64) {
	if which == without {
		return nil
	}
	for m, b := range r.books {
		if b.joined || which == oneKin {
			list = append(list, int64(m))
		}
		for _, o := range b.originals {
			if o.Reason == TransferValue {
				list = append(list, int64(m), int64(o.Peer))
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func (k *kin) readMerges(rows pgx.Rows) error {
	for rows.Next() {
		var one, other member.ID
		var absorbed bool
		var undone *time.Time
		m := new(merge)
		if err := rows.Scan(&one, &m.id, &other, &absorbed, &m.owed, &m.madeAt, &undone); err != nil {
			return err
		}
		if m.undoneAt = postgres.Value(undone); !absorbed {
			one, other = other, one
		}
		m.from, m.into = one, other
		if k.merge(m.id) == nil {
			k.merges = append(k.merges, m)
		}
	}
	return rows.Err()
}

// loadKin reads the books of kin whole: also lots of which nothing is left, where
// value went or came by merging.
func (s *Service) loadKin(ctx context.Context, tx postgres.Tx, c *config, r *reading, k *kin, members []int64) error {
	newID := func() (int64, error) { return s.IDs.Next(ctx) }
	all := &reading{books: shelf{}, members: members, now: r.now}
	for i, m := range r.originals.members {
		if slices.Contains(members, m) {
			all.originals.addOnce(member.ID(m), r.originals.ids[i])
		}
	}
	for _, m := range members {
		b := r.books[member.ID(m)]
		if b == nil {
			b = newBook(member.ID(m), c.assets, c.zone, newID)
		}
		for _, o := range b.originals {
			if o.Reason == TransferValue {
				all.originals.addOnce(o.Peer, int64(o.Twin))
			}
		}
		b.lacks, b.kin, b.originals = AllLots, k, map[PostingID]*original{}
		all.books[b.Member], k.books[b.Member] = b, b
	}
	var batch pgx.Batch
	// The lots first, so that postings find what they opened.
	for _, from := range []string{
		`ledger.lot l WHERE l.member_id = ANY ($1::bigint[]) AND l.merge_id IS NOT NULL`,
		`ledger.lot m JOIN ledger.lot l ON l.member_id = m.origin_member_id AND l.id = m.origin_lot_id
		 WHERE m.member_id = ANY ($1::bigint[]) AND m.merge_id IS NOT NULL`,
	} {
		batch.Queue(lotColumnsOf+` FROM `+from, members).Query(all.books.readLots)
	}
	if len(all.originals.members) > 0 {
		batch.Queue(lotColumnsOf+partDraws+`
			JOIN ledger.lot l ON l.member_id = d.member_id AND l.id = d.lot_id`,
			all.originals.members, all.originals.ids, members).Query(all.books.readLots)
	}
	all.queue(&batch)
	if len(all.originals.members) > 0 {
		batch.Queue(`SELECT w.member_id, w.posting_id, d.member_id, d.lot_id, d.amount`+partDraws+`
			ORDER BY w.member_id, w.posting_id, p.id, d.no`,
			all.originals.members, all.originals.ids, members).Query(all.books.readPartDraws)
	}
	batch.Queue(selectHolds+`
		WHERE h.member_id = ANY ($1::bigint[])
		  AND (h.state IN ('held', 'moved') OR h.origin_id IS NOT NULL OR h.key = ANY ($2::text[]))`+groupHolds,
		members, r.holds.keys).Query(all.books.readHolds)
	if err := tx.SendBatch(ctx, &batch).Close(); err != nil {
		return fmt.Errorf("load kin: %w", err)
	}
	return nil
}

// partDraws are the draws that the parts of postings made in the books of kin.
const partDraws = `
	FROM unnest($1::bigint[], $2::bigint[]) w (member_id, posting_id)
	JOIN ledger.posting p ON p.member_id = ANY ($3::bigint[]) AND p.key = 'with:' || w.posting_id AND p.peer_id = w.member_id
	JOIN ledger.draw d ON d.member_id = p.member_id AND d.posting_id = p.id`

func (s shelf) readPartDraws(rows pgx.Rows) error {
	for rows.Next() {
		var m, in member.ID
		var d Draw
		if err := rows.Scan(&m, &d.Posting, &in, &d.Lot, &d.Amount); err != nil {
			return err
		}
		if o := s[m].originals[d.Posting]; o != nil {
			o.drew(s[in], []Draw{d})
		}
	}
	return rows.Err()
}
