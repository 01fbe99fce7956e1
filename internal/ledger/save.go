package ledger

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
)

// Save writes what the books and their kin decided since they were loaded, within
// the transaction that loaded them, and states it. A book is spent afterwards.
func (s *Service) Save(ctx context.Context, tx postgres.Tx, books ...*Book) error {
	w, err := newWrites(withKin(books))
	if err != nil {
		return err
	}
	var batch pgx.Batch
	w.queue(&batch)
	if batch.Len() > 0 {
		if err := tx.SendBatch(ctx, &batch).Close(); err != nil {
			return fmt.Errorf("write books: %w", err)
		}
	}
	return s.Notices.Speak(ctx, tx, PostedNotice, w.spoken...)
}

// withKin are the books and those of their kin, each once.
func withKin(books []*Book) []*Book {
	all := slices.Clone(books)
	for _, b := range books {
		for _, other := range b.kin.sorted() {
			if !slices.Contains(all, other) {
				all = append(all, other)
			}
		}
	}
	return all
}

// writes is what a transaction writes, column by column: however many rows there
// are, the statements and their plans stay the same.
type writes struct {
	posting struct {
		member, id                                          []int64
		key                                                 []string
		hash                                                [][]byte
		reason                                              []string
		refKind                                             []*string
		ref, rule, version, reverses, staff, approval, hold []*int64
		peer                                                []*int64
		memo                                                []*string
		occurred, recorded                                  []time.Time
		salt                                                [][]byte
	}
	outbox struct {
		leaves []int16 // of each posting
		hashes []byte
	}
	entry struct {
		member, posting []int64
		no, asset       []int16
		side            []string
		amount          []int64
	}
	lot     lotColumns
	changed lotColumns
	draw    struct{ member, posting, lot, no, amount []int64 }
	opened  accountColumns
	account accountColumns
	hold    holdColumns
	ended   holdColumns
	pin     struct{ member, hold, lot, no, amount []int64 }
	moved   extensionColumns
	made    mergeColumns
	undone  mergeColumns
	joined  struct {
		member  []int64
		into    []*int64
		aliases []string // as PostgreSQL writes an array
	}
	spoken []notice.Ref
}

type mergeColumns struct {
	member, id, other []int64
	absorbed          []bool
	owed              []string
	made              []time.Time
	undone            []*time.Time
}

type accountColumns struct {
	member, balance, pending, held, owed, version []int64
	asset                                         []int16
	active                                        []*time.Time
	activeBy                                      []*int64
}

type lotColumns struct {
	member, id, posting, amount, remaining, pinned, expired []int64
	asset                                                   []int16
	idle                                                    []*int64
	matured                                                 []bool
	matures, credited                                       []time.Time
	expires                                                 []*time.Time
	originMember, originLot, merge                          []*int64
}

type holdColumns struct {
	member, id, amount, captured []int64
	asset                        []int16
	key, state                   []string
	hash                         [][]byte
	refKind                      []*string
	ref                          []*int64
	recorded, expires            []time.Time
	origin, merge                []*int64
	releaseKey                   []*string
}

func newWrites(books []*Book) (*writes, error) {
	var seed [16]byte
	if _, err := rand.Read(seed[:]); err != nil {
		return nil, err
	}
	w := new(writes)
	w.outbox.hashes = []byte{} // also where no posting has an entry
	for _, b := range books {
		for _, p := range b.written {
			if err := w.addPosting(b, p, seed); err != nil {
				return nil, err
			}
			w.spoken = append(w.spoken, notice.Ref{Member: int64(b.Member), ID: int64(p.ID)})
		}
		for _, l := range b.lots {
			switch {
			case l.fresh:
				w.lot.add(b, l)
			case l.changed:
				w.changed.add(b, l)
			}
		}
		for _, h := range b.holds {
			w.addHold(h)
		}
		for _, e := range b.extended {
			w.moved.add(b, e)
		}
		for _, a := range b.accounts {
			switch {
			case a.fresh:
				w.opened.add(b, a)
			case a.changed:
				w.account.add(b, a)
			}
		}
		if err := w.addMerges(b); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// addMerges writes a book's rows of the merges that were made or undone, and what
// its account says of them.
func (w *writes) addMerges(b *Book) error {
	if b.kin == nil {
		return nil
	}
	for _, m := range b.kin.merges {
		if b.Member != m.from && b.Member != m.into {
			continue
		}
		t := &w.undone
		switch {
		case m.fresh:
			t = &w.made
		case !m.changed:
			continue
		}
		owed, err := json.Marshal(m.owed)
		if err != nil {
			return fmt.Errorf("write a merge: %w", err)
		}
		other := m.into
		if b.Member == m.into {
			other = m.from
		}
		t.member, t.id, t.other = append(t.member, int64(b.Member)), append(t.id, m.id), append(t.other, int64(other))
		t.absorbed, t.owed = append(t.absorbed, b.Member == m.from), append(t.owed, string(owed))
		t.made, t.undone = append(t.made, m.madeAt), append(t.undone, nil)
		if !m.undoneAt.IsZero() {
			t.undone[len(t.undone)-1] = &m.undoneAt
		}
	}
	if b.rejoined {
		t := &w.joined
		t.member, t.into = append(t.member, int64(b.Member)), append(t.into, postgres.Optional(int64(b.into)))
		t.aliases = append(t.aliases, postgres.ArrayText(postgres.IDs(b.aliases)))
	}
	return nil
}

func (w *writes) addPosting(b *Book, p *posted, seed [16]byte) error {
	t := &w.posting
	t.member, t.id, t.key = append(t.member, int64(b.Member)), append(t.id, int64(p.ID)), append(t.key, p.Key)
	t.hash, t.reason = append(t.hash, b.answered[p.Key].bodyHash), append(t.reason, string(p.Reason))
	t.refKind, t.ref = append(t.refKind, postgres.Optional(p.Ref.Kind)), append(t.ref, postgres.Optional(p.Ref.ID))
	t.rule, t.version = append(t.rule, postgres.Optional(p.Rule.ID)), append(t.version, postgres.Optional(int64(p.Rule.Version)))
	var reverses int64
	if p.Reverses != nil {
		reverses = int64(p.Reverses.Posting)
	}
	t.reverses, t.hold = append(t.reverses, postgres.Optional(reverses)), append(t.hold, postgres.Optional(int64(p.Hold)))
	t.peer = append(t.peer, postgres.Optional(int64(p.Peer)))
	t.staff, t.approval = append(t.staff, postgres.Optional(p.Staff)), append(t.approval, postgres.Optional(p.Approval))
	memo, err := memoText(p.Memo)
	if err != nil {
		return err
	}
	t.memo, t.salt = append(t.memo, memo), append(t.salt, salt(seed, p.ID))
	t.occurred, t.recorded = append(t.occurred, p.OccurredAt), append(t.recorded, p.RecordedAt)
	leaf := Leaf{Member: int64(b.Member), Key: p.Key, Reason: p.Reason, Ref: p.Ref, Rule: p.Rule, Reverses: PostingID(reverses),
		Staff: p.Staff, Approval: p.Approval, Hold: int64(p.Hold), Peer: int64(p.Peer),
		OccurredAt: p.OccurredAt, RecordedAt: p.RecordedAt, Salt: t.salt[len(t.salt)-1]}
	w.outbox.leaves = append(w.outbox.leaves, int16(len(p.Entries)))
	for _, e := range p.Entries {
		t := &w.entry
		t.member, t.posting, t.no = append(t.member, int64(b.Member)), append(t.posting, int64(p.ID)), append(t.no, e.No)
		t.asset, t.side, t.amount = append(t.asset, int16(e.Asset)), append(t.side, string(e.Side)), append(t.amount, e.Amount)
		leaf.Entry = e
		leaf.Posting = p.ID
		hash := leaf.Hash()
		w.outbox.hashes = append(w.outbox.hashes, hash[:]...)
	}
	for i, d := range p.Draws {
		t := &w.draw
		t.member, t.posting, t.lot = append(t.member, int64(b.Member)), append(t.posting, int64(p.ID)), append(t.lot, int64(d.Lot))
		t.no, t.amount = append(t.no, int64(i+1)), append(t.amount, d.Amount)
	}
	return nil
}

func memoText(m map[string]string) (*string, error) {
	if len(m) == 0 {
		return nil, nil
	}
	text, err := json.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("write a memo: %w", err)
	}
	s := string(text)
	return &s, nil
}

func (t *lotColumns) add(b *Book, l *Lot) {
	t.member, t.id, t.posting = append(t.member, int64(b.Member)), append(t.id, int64(l.ID)), append(t.posting, int64(l.Posting))
	t.amount, t.remaining = append(t.amount, l.Amount), append(t.remaining, l.Remaining)
	t.pinned, t.expired = append(t.pinned, l.Pinned), append(t.expired, l.Expired)
	t.asset, t.matured = append(t.asset, int16(l.Asset)), append(t.matured, l.Matured)
	t.matures, t.credited = append(t.matures, l.MaturesAt), append(t.credited, l.CreditedAt)
	t.expires, t.idle = append(t.expires, timeOrNull(l.ExpiresAt)), append(t.idle, postgres.Optional(int64(l.Idle)))
	t.originMember, t.originLot = append(t.originMember, postgres.Optional(int64(l.origin.member))), append(t.originLot, postgres.Optional(int64(l.origin.lot)))
	t.merge = append(t.merge, postgres.Optional(l.origin.merge))
}

func timeOrNull(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func (t *accountColumns) add(b *Book, a *Account) {
	t.member, t.asset = append(t.member, int64(b.Member)), append(t.asset, int16(a.Asset))
	t.balance, t.pending = append(t.balance, a.Balance), append(t.pending, a.Pending)
	t.held, t.owed, t.version = append(t.held, a.Held), append(t.owed, a.Owed), append(t.version, a.Version+1)
	t.active, t.activeBy = append(t.active, timeOrNull(a.ActiveAt)), append(t.activeBy, postgres.Optional(int64(a.activeBy)))
}

func (w *writes) addHold(h *Hold) {
	t := &w.ended
	switch {
	case h.fresh:
		t = &w.hold
		for i, pin := range h.Lots {
			p := &w.pin
			p.member, p.hold, p.lot = append(p.member, int64(h.Member)), append(p.hold, int64(h.ID)), append(p.lot, int64(pin.Lot))
			p.no, p.amount = append(p.no, int64(i+1)), append(p.amount, pin.Amount)
		}
	case !h.changed:
		return
	}
	t.member, t.id, t.asset = append(t.member, int64(h.Member)), append(t.id, int64(h.ID)), append(t.asset, int16(h.Asset))
	t.key, t.hash = append(t.key, h.Key), append(t.hash, h.bodyHash)
	t.amount, t.captured, t.state = append(t.amount, h.Amount), append(t.captured, h.Captured), append(t.state, string(h.State))
	t.refKind, t.ref = append(t.refKind, postgres.Optional(h.Ref.Kind)), append(t.ref, postgres.Optional(h.Ref.ID))
	t.recorded, t.expires = append(t.recorded, h.RecordedAt), append(t.expires, h.ExpiresAt)
	t.origin, t.merge = append(t.origin, postgres.Optional(int64(h.origin))), append(t.merge, postgres.Optional(h.merge))
	t.releaseKey = append(t.releaseKey, postgres.Optional(h.releaseKey))
}

// queue hands everything over, parents first.
func (w *writes) queue(batch *pgx.Batch) {
	if t := &w.posting; len(t.id) > 0 {
		batch.Queue(insertPostings, t.member, t.id, t.key, t.hash, t.reason, t.refKind, t.ref, t.rule, t.version, t.reverses,
			t.staff, t.approval, t.hold, t.memo, t.occurred, t.recorded, t.salt, t.peer)
		batch.Queue(insertOutbox, t.id[0], t.member, t.id, t.recorded[0], w.outbox.leaves, w.outbox.hashes)
	}
	if t := &w.lot; len(t.id) > 0 {
		batch.Queue(insertLots, t.member, t.id, t.asset, t.posting, t.amount, t.remaining, t.pinned, t.expired, t.matured,
			t.matures, t.expires, t.credited, t.originMember, t.originLot, t.merge, t.idle)
	}
	if t := &w.entry; len(t.member) > 0 {
		batch.Queue(insertEntries, t.member, t.posting, t.no, t.asset, t.side, t.amount)
	}
	if t := &w.draw; len(t.member) > 0 {
		batch.Queue(insertDraws, t.member, t.posting, t.lot, t.no, t.amount)
	}
	if t := &w.changed; len(t.id) > 0 {
		batch.Queue(updateLots, t.member, t.id, t.remaining, t.pinned, t.expired, t.matured, t.expires, t.idle)
	}
	if t := &w.moved; len(t.member) > 0 {
		batch.Queue(insertExtensions, t.member, t.adjustment, t.lot, t.was, t.until, t.recorded)
	}
	if t := &w.hold; len(t.id) > 0 {
		batch.Queue(insertHolds, t.member, t.id, t.asset, t.key, t.hash, t.amount, t.captured, t.state, t.refKind, t.ref, t.recorded, t.expires,
			t.origin, t.merge, t.releaseKey)
	}
	if t := &w.pin; len(t.member) > 0 {
		batch.Queue(insertPins, t.member, t.hold, t.lot, t.no, t.amount)
	}
	if t := &w.ended; len(t.id) > 0 {
		batch.Queue(updateHolds, t.member, t.id, t.captured, t.state, t.releaseKey)
	}
	if t := &w.opened; len(t.member) > 0 {
		batch.Queue(insertAccounts, t.member, t.asset, t.balance, t.pending, t.held, t.owed, t.version, t.active, t.activeBy)
	}
	if t := &w.account; len(t.member) > 0 {
		batch.Queue(updateAccounts, t.member, t.asset, t.balance, t.pending, t.held, t.owed, t.version, t.active, t.activeBy)
	}
	if t := &w.made; len(t.id) > 0 {
		batch.Queue(insertMerges, t.member, t.id, t.other, t.absorbed, t.owed, t.made)
	}
	if t := &w.undone; len(t.id) > 0 {
		batch.Queue(updateMerges, t.member, t.id, t.undone)
	}
	if t := &w.joined; len(t.member) > 0 {
		batch.Queue(updateJoined, t.member, t.into, t.aliases, int16(Points))
	}
}

const (
	insertPostings = `
	INSERT INTO ledger.posting (member_id, id, key, body_hash, reason, ref_kind, ref_id, rule_id, rule_version, reverses_id,
		staff_id, approval_id, hold_id, memo, occurred_at, recorded_at, salt, peer_id)
	SELECT member_id, id, key, body_hash, reason, ref_kind, ref_id, rule_id, rule_version, reverses_id,
		staff_id, approval_id, hold_id, memo::jsonb, occurred_at, recorded_at, salt, peer_id
	FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::bytea[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[],
		$10::bigint[], $11::bigint[], $12::bigint[], $13::bigint[], $14::text[], $15::timestamptz[], $16::timestamptz[], $17::bytea[],
		$18::bigint[])
		r (member_id, id, key, body_hash, reason, ref_kind, ref_id, rule_id, rule_version, reverses_id,
		staff_id, approval_id, hold_id, memo, occurred_at, recorded_at, salt, peer_id)`

	// One row a transaction: the Merkle log comes for its leaves afterwards.
	insertOutbox = `INSERT INTO ledger.outbox (id, member_ids, posting_ids, recorded_at, counts, hashes) VALUES ($1, $2, $3, $4, $5, $6)`

	insertLots = `
	INSERT INTO ledger.lot (member_id, id, asset_id, posting_id, amount, remaining, pinned, expired, matured, matures_at, expires_at,
		credited_at, origin_member_id, origin_lot_id, merge_id, idle_months)
	SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[],
		$9::boolean[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[], $13::bigint[], $14::bigint[], $15::bigint[], $16::smallint[])`

	insertEntries = `
	INSERT INTO ledger.entry (member_id, posting_id, no, asset_id, account, amount)
	SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::smallint[], $5::text[], $6::bigint[])`

	insertDraws = `
	INSERT INTO ledger.draw (member_id, posting_id, lot_id, no, amount)
	SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[])`

	updateLots = `
	UPDATE ledger.lot l SET remaining = r.remaining, pinned = r.pinned, expired = r.expired, matured = r.matured,
		expires_at = r.expires_at, idle_months = r.idle_months, xid = pg_current_xact_id()
	FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::boolean[], $7::timestamptz[], $8::smallint[])
		r (member_id, id, remaining, pinned, expired, matured, expires_at, idle_months)
	WHERE l.member_id = r.member_id AND l.id = r.id`

	updateAccounts = `
	UPDATE ledger.account a SET balance = r.balance, pending = r.pending, held = r.held, owed = r.owed, version = r.version,
		active_at = r.active_at, active_posting_id = coalesce(r.active_posting_id, a.active_posting_id)
	FROM unnest($1::bigint[], $2::smallint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::timestamptz[], $9::bigint[])
		r (member_id, asset_id, balance, pending, held, owed, version, active_at, active_posting_id)
	WHERE a.member_id = r.member_id AND a.asset_id = r.asset_id`

	insertAccounts = `
	INSERT INTO ledger.account (member_id, asset_id, balance, pending, held, owed, version, active_at, active_posting_id)
	SELECT * FROM unnest($1::bigint[], $2::smallint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::timestamptz[], $9::bigint[])`

	insertHolds = `
	INSERT INTO ledger.hold (member_id, id, asset_id, key, body_hash, amount, captured, state, ref_kind, ref_id, recorded_at, expires_at,
		origin_id, merge_id, release_key)
	SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::text[], $5::bytea[], $6::bigint[], $7::bigint[], $8::text[],
		$9::text[], $10::bigint[], $11::timestamptz[], $12::timestamptz[], $13::bigint[], $14::bigint[], $15::text[])`

	insertPins = `
	INSERT INTO ledger.hold_lot (member_id, hold_id, lot_id, no, amount)
	SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[])`

	updateHolds = `
	UPDATE ledger.hold h SET captured = r.captured, state = r.state, release_key = r.release_key, xid = pg_current_xact_id()
	FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[]) r (member_id, id, captured, state, release_key)
	WHERE h.member_id = r.member_id AND h.id = r.id`

	insertMerges = `
	INSERT INTO ledger.merge (member_id, id, other_id, absorbed, owed, made_at)
	SELECT member_id, id, other_id, absorbed, owed::jsonb, made_at
	FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::boolean[], $5::text[], $6::timestamptz[])
		r (member_id, id, other_id, absorbed, owed, made_at)`

	updateMerges = `
	UPDATE ledger.merge m SET undone_at = r.undone_at, xid = pg_current_xact_id()
	FROM unnest($1::bigint[], $2::bigint[], $3::timestamptz[]) r (member_id, id, undone_at)
	WHERE m.member_id = r.member_id AND m.id = r.id`

	updateJoined = `
	UPDATE ledger.account a SET merged_into = r.merged_into, aliases = r.aliases::bigint[]
	FROM unnest($1::bigint[], $2::bigint[], $3::text[]) r (member_id, merged_into, aliases)
	WHERE a.member_id = r.member_id AND a.asset_id = $4`
)
