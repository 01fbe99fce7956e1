package ledger

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// Need says whose book is wanted and what of the past it must know.
type Need struct {
	Member    member.ID
	Keys      []string    // keys about to be used, which may be known already
	Originals []PostingID // postings about to be reversed
	Holds     []HoldID    // holds about to be ended, which may be over already
	HoldKeys  []string    // keys of holds about to be asked for
	Releases  []string    // keys of releases about to be made
	Lots      Lots        // which lots are read
}

// Lots says how many of a member's lots a book must know.
type Lots uint8

// The zero value is always right; less is for who knows what will be asked.
const (
	AllLots   Lots = iota
	FirstLots      // those that are drawn first, and those that are due
	DueLots        // those that are due: for credits
)

// first is how many lots of an asset FirstLots reads for one ask. Where they do
// not suffice, the book says so and is read whole.
const first = 24

// shelf is the books that are loaded together.
type shelf map[member.ID]*Book

func (s shelf) members() []member.ID { return slices.Collect(maps.Keys(s)) }

// Load locks the members' accounts in ascending order until tx ends and reads
// their books. All statements for all members go in one round trip; members who
// are new here, and those who have holds, take another, and members who became
// one with others a few more.
func (s *Service) Load(ctx context.Context, tx postgres.Tx, needs ...Need) (map[member.ID]*Book, error) {
	return s.load(ctx, tx, byNeed, needs)
}

// kinship says whose kin are read with their books.
type kinship uint8

const (
	byNeed  kinship = iota // of who took part in a merge, or takes back a transfer
	oneKin                 // of all: they are about to become one
	without                // nobody's: what is due needs no other book
)

// load is Load with a choice of whose kin are read.
func (s *Service) load(ctx context.Context, tx postgres.Tx, kin kinship, needs []Need) (map[member.ID]*Book, error) {
	c, err := s.configuration(ctx, tx)
	if err != nil {
		return nil, err
	}
	var batch pgx.Batch
	r := s.reading(ctx, c, needs)
	r.queue(&batch)
	if err := tx.SendBatch(ctx, &batch).Close(); err != nil {
		return nil, fmt.Errorf("load books: %w", err)
	}
	if err := r.complete(ctx, tx); err != nil {
		return nil, err
	}
	return r.books, s.gather(ctx, tx, c, r, kin)
}

// Lock locks members' accounts until tx ends, as Load does, without reading
// books: for a caller that must first read what it will ask them to do.
func (s *Service) Lock(ctx context.Context, tx postgres.Tx, members ...member.ID) error {
	var batch pgx.Batch
	sorted := slices.Sorted(slices.Values(postgres.IDs(members)))
	queueOpen(&batch, sorted)
	queueLock(&batch, sorted)
	if err := tx.SendBatch(ctx, &batch).Close(); err != nil {
		return fmt.Errorf("lock accounts: %w", err)
	}
	return nil
}

// queueOpen gives members the two accounts that everybody has. The row of points
// stands for all accounts of a member when it is locked.
func queueOpen(batch *pgx.Batch, members []int64) {
	batch.Queue(`
		INSERT INTO ledger.account (member_id, asset_id, balance, pending, version)
		SELECT m, a, 0, 0, 0 FROM unnest($1::bigint[]) m CROSS JOIN (VALUES (1::smallint), (2::smallint)) assets (a)
		ON CONFLICT DO NOTHING`, members)
}

const selectAccounts = `
	SELECT member_id, asset_id, balance, pending, held, owed, version, active_at, merged_into, aliases FROM ledger.account
	WHERE member_id = ANY ($1::bigint[]) ORDER BY member_id, asset_id`

// queueLock locks members in ascending order. Accounts are read by a statement
// behind it, which sees what those wrote for whom it waited.
func queueLock(batch *pgx.Batch, members []int64) {
	batch.Queue(`SELECT FROM ledger.account WHERE member_id = ANY ($1::bigint[]) AND asset_id = 1 ORDER BY member_id FOR UPDATE`, members)
}

// reading is books on their way out of the database.
type reading struct {
	books                  shelf
	members                []int64
	keys, originals, holds wanted
	releases               wanted
	asked                  map[member.ID]int32 // how many asks want the first lots
	assets                 []int16             // all there are
	now                    time.Time
}

func (s *Service) reading(ctx context.Context, c *config, needs []Need) *reading {
	newID := func() (int64, error) { return s.IDs.Next(ctx) }
	needs = slices.SortedFunc(slices.Values(needs), func(a, b Need) int { return cmp.Compare(a.Member, b.Member) })
	r := &reading{books: make(shelf, len(needs)), asked: map[member.ID]int32{}, now: s.Clock.Now()}
	for a := range c.assets {
		r.assets = append(r.assets, int16(a))
	}
	for _, n := range needs {
		b := r.books[n.Member]
		if b == nil {
			b = newBook(n.Member, c.assets, c.zone, newID)
			b.lacks = n.Lots
			r.books[n.Member] = b
			r.members = append(r.members, int64(n.Member))
		}
		b.lacks = min(b.lacks, n.Lots)
		if n.Lots == FirstLots {
			r.asked[n.Member]++
		}
		for _, k := range n.Keys {
			r.keys.add(n.Member, 0, k)
		}
		for _, p := range n.Originals {
			r.originals.addOnce(n.Member, int64(p))
		}
		for _, h := range n.Holds {
			r.holds.add(n.Member, int64(h), "")
		}
		for _, k := range n.HoldKeys {
			r.holds.add(n.Member, 0, k)
		}
		for _, k := range n.Releases {
			r.releases.add(n.Member, 0, k)
		}
	}
	return r
}

// queue asks for everything the books hold but what concerns holds. The lock
// comes first: what is read after it cannot change before the transaction ends.
func (r *reading) queue(batch *pgx.Batch) {
	queueLock(batch, r.members)
	batch.Queue(selectAccounts, r.members).Query(r.books.readAccounts)
	r.queueLots(batch)
	if len(r.keys.members) > 0 {
		batch.Queue(`
			SELECT p.member_id, p.id, p.key, p.body_hash FROM unnest($1::bigint[], $2::text[]) w (member_id, key)
			JOIN ledger.posting p ON p.member_id = w.member_id AND p.key = w.key`, r.keys.members, r.keys.keys).Query(r.books.readKeys)
	}
	if len(r.originals.members) > 0 {
		r.books.queueOriginals(batch, r.originals)
	}
}

// complete reads what only few books need: the accounts of members who have none
// yet, behind which everything is read again, and holds.
func (r *reading) complete(ctx context.Context, tx sender) error {
	var batch pgx.Batch
	if fresh := r.withoutAccounts(); len(fresh) > 0 {
		queueOpen(&batch, fresh)
		for _, m := range fresh { // what was read before the lock was there may be old
			b := r.books[member.ID(m)]
			b.lots, b.originals, b.answered = nil, map[PostingID]*original{}, map[string]answer{}
		}
		r.queue(&batch)
	}
	if batch.Len() > 0 {
		if err := tx.SendBatch(ctx, &batch).Close(); err != nil {
			return fmt.Errorf("load books of new members: %w", err)
		}
		batch = pgx.Batch{}
	}
	r.queueHolds(&batch)
	r.queueInherited(&batch)
	if batch.Len() == 0 {
		return nil
	}
	if err := tx.SendBatch(ctx, &batch).Close(); err != nil {
		return fmt.Errorf("load holds: %w", err)
	}
	return nil
}

// sender is a transaction or the connection that it is open on.
type sender interface {
	SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults
}

// only forgets whoever is not among these.
func (r *reading) only(known map[member.ID]bool) {
	r.members = slices.DeleteFunc(r.members, func(m int64) bool { return !known[member.ID(m)] })
}

func (r *reading) withoutAccounts() (fresh []int64) {
	for _, m := range r.members {
		if b := r.books[member.ID(m)]; b.accounts[Points] == nil || b.accounts[Growth] == nil {
			fresh = append(fresh, m)
		}
	}
	return fresh
}

// queueHolds asks for the open holds of those who have some, with the lots that
// they pin, and for holds that were asked for by name.
func (r *reading) queueHolds(batch *pgx.Batch) {
	var holders []int64
	for _, m := range r.members {
		for _, a := range r.books[member.ID(m)].accounts {
			if a.Held > 0 && !slices.Contains(holders, m) {
				holders = append(holders, m)
			}
		}
	}
	if len(holders) > 0 {
		batch.Queue(lotColumnsOf+`
			FROM ledger.hold h
			JOIN ledger.hold_lot p ON p.member_id = h.member_id AND p.hold_id = h.id
			JOIN ledger.lot l ON l.member_id = p.member_id AND l.id = p.lot_id
			WHERE h.member_id = ANY ($1::bigint[]) AND h.state = 'held'`, holders).Query(r.books.readLots)
		batch.Queue(selectHolds+`WHERE h.member_id = ANY ($1::bigint[]) AND h.state = 'held'`+groupHolds, holders).Query(r.books.readHolds)
	}
	if len(r.holds.members) > 0 {
		batch.Queue(selectHolds+`
			JOIN unnest($1::bigint[], $2::bigint[], $3::text[]) w (member_id, id, key)
			  ON h.member_id = w.member_id AND (h.id = w.id OR h.key = w.key)
			WHERE h.state <> 'held'`+groupHolds, r.holds.members, r.holds.ids, r.holds.keys).Query(r.books.readHolds)
	}
	if len(r.releases.members) > 0 {
		batch.Queue(selectHolds+`
			JOIN unnest($1::bigint[], $2::text[]) w (member_id, key) ON h.member_id = w.member_id AND h.release_key = w.key
			WHERE true`+groupHolds, r.releases.members, r.releases.keys).Query(r.books.readHolds)
	}
}

// queueInherited asks for what was answered, under the keys about to be used, to
// those who were absorbed.
func (r *reading) queueInherited(batch *pgx.Batch) {
	var theirs wanted
	for i, m := range r.keys.members {
		for _, alias := range r.books[member.ID(m)].aliases {
			theirs.add(alias, m, r.keys.keys[i])
		}
	}
	if len(theirs.members) > 0 {
		batch.Queue(`
			SELECT w.heir, p.member_id, p.id, p.key, p.body_hash FROM unnest($1::bigint[], $2::bigint[], $3::text[]) w (member_id, heir, key)
			JOIN ledger.posting p ON p.member_id = w.member_id AND p.key = w.key`, theirs.members, theirs.ids, theirs.keys).Query(r.books.readInherited)
	}
}

// queueLots asks for the lots that each book must know: all, or those that are
// due, and for debits those that are drawn first.
func (r *reading) queueLots(batch *pgx.Batch) {
	var whole, some, drawn []int64
	var limits []int32
	for _, m := range r.members {
		b := r.books[member.ID(m)]
		if b.lacks == AllLots {
			whole = append(whole, m)
			continue
		}
		some = append(some, m)
		if n := r.asked[b.Member]; n > 0 {
			drawn, limits = append(drawn, m), append(limits, first*n)
		}
	}
	if len(whole) > 0 {
		batch.Queue(selectLots+`WHERE member_id = ANY ($1::bigint[]) AND remaining > 0`, whole).Query(r.books.readLots)
	}
	if len(some) > 0 {
		batch.Queue(selectDue, some, r.assets, r.now).Query(r.books.readLots)
	}
	if len(drawn) > 0 {
		batch.Queue(`
			SELECT l.* FROM unnest($1::bigint[], $2::int[]) w (member_id, lim)
			JOIN ledger.account a ON a.member_id = w.member_id
			CROSS JOIN LATERAL ((`+selectLots+`
				WHERE l.member_id = a.member_id AND l.asset_id = a.asset_id AND l.remaining > 0 AND l.matured AND l.idle_months IS NULL
				ORDER BY l.expires_at, l.credited_at, l.id LIMIT w.lim)
				UNION ALL (`+selectLots+`
				WHERE l.member_id = a.member_id AND l.asset_id = a.asset_id AND l.remaining > 0 AND l.matured AND l.idle_months IS NOT NULL
				ORDER BY l.idle_months, l.credited_at, l.id LIMIT w.lim)) l`,
			drawn, limits).Query(r.books.readLots)
	}
}

// selectDue are lots that are due. The order is that of lot_live and of
// lot_pending, so that these serve on a lane, which does not sort: to the planner
// one member has as few lots as another, and to look through all of them seems as
// good.
const selectDue = `
	(` + selectLots + `
	WHERE l.member_id = ANY ($1::bigint[]) AND l.asset_id = ANY ($2::smallint[]) AND l.remaining > 0 AND l.expires_at <= $3
	ORDER BY l.member_id, l.asset_id, l.expires_at, l.credited_at, l.id)
	UNION ALL (` + selectLots + `
	WHERE l.member_id = ANY ($1::bigint[]) AND l.remaining > 0 AND NOT l.matured AND l.matures_at <= $3
	ORDER BY l.member_id, l.matures_at)`

// wanted are things of members, column by column.
type wanted struct {
	members, ids []int64
	keys         []string
}

func (w *wanted) add(m member.ID, id int64, key string) {
	w.members, w.ids, w.keys = append(w.members, int64(m)), append(w.ids, id), append(w.keys, key)
}

// addOnce is add of what must not come twice.
func (w *wanted) addOnce(m member.ID, id int64) {
	for i, known := range w.ids {
		if known == id && w.members[i] == int64(m) {
			return
		}
	}
	w.add(m, id, "")
}

func (s shelf) queueOriginals(batch *pgx.Batch, o wanted) {
	const these = `unnest($1::bigint[], $2::bigint[]) w (member_id, posting_id)`
	batch.Queue(lotColumnsOf+`
		FROM `+these+`
		JOIN ledger.lot l ON l.member_id = w.member_id AND l.posting_id = w.posting_id`,
		o.members, o.ids).Query(s.readLots)
	batch.Queue(lotColumnsOf+`
		FROM `+these+`
		JOIN ledger.draw d ON d.member_id = w.member_id AND d.posting_id = w.posting_id
		JOIN ledger.lot l ON l.member_id = d.member_id AND l.id = d.lot_id`,
		o.members, o.ids).Query(s.readLots)
	batch.Queue(`
		SELECT p.member_id, p.id, p.reason, coalesce(p.peer_id, 0), coalesce(t.id, 0) FROM `+these+`
		JOIN ledger.posting p ON p.member_id = w.member_id AND p.id = w.posting_id
		LEFT JOIN ledger.posting t ON p.reason = 'transfer' AND t.member_id = p.peer_id AND t.key = p.key AND t.peer_id = p.member_id`,
		o.members, o.ids).Query(s.readOriginals)
	batch.Queue(`
		SELECT e.member_id, e.posting_id, e.asset_id, e.account, coalesce((
			SELECT abs(sum(re.amount)) FROM ledger.posting r
			JOIN ledger.entry re ON re.member_id = r.member_id AND re.posting_id = r.id
			WHERE r.member_id = e.member_id AND r.reverses_id = e.posting_id
			  AND re.asset_id = e.asset_id AND re.account = e.account), 0)::bigint
		FROM `+these+`
		JOIN ledger.entry e ON e.member_id = w.member_id AND e.posting_id = w.posting_id
		WHERE e.account NOT IN ('available', 'pending', 'merged')`,
		o.members, o.ids).Query(s.readHouse)
	batch.Queue(`
		SELECT d.member_id, d.posting_id, d.lot_id, d.amount FROM `+these+`
		JOIN ledger.draw d ON d.member_id = w.member_id AND d.posting_id = w.posting_id
		ORDER BY d.member_id, d.posting_id, d.no`,
		o.members, o.ids).Query(s.readDraws)
}

const (
	lotColumnsOf = `
	SELECT l.member_id, l.id, l.asset_id, l.posting_id, l.amount, l.remaining, l.pinned, l.expired, l.matured,
		l.matures_at, l.expires_at, l.credited_at, l.idle_months, l.origin_member_id, l.origin_lot_id, l.merge_id`
	selectLots = lotColumnsOf + ` FROM ledger.lot l `
)

func (s shelf) readAccounts(rows pgx.Rows) error {
	for rows.Next() {
		a := new(Account)
		var m member.ID
		var active *time.Time
		var into *member.ID
		var aliases []member.ID
		if err := rows.Scan(&m, &a.Asset, &a.Balance, &a.Pending, &a.Held, &a.Owed, &a.Version, &active, &into, &aliases); err != nil {
			return err
		}
		a.ActiveAt = postgres.Value(active)
		b := s[m]
		b.accounts[a.Asset] = a
		if aliases != nil {
			b.joined, b.into, b.aliases = true, postgres.Value(into), aliases
		}
	}
	return rows.Err()
}

func (s shelf) readLots(rows pgx.Rows) error {
	for rows.Next() {
		l := new(Lot)
		var m member.ID
		var expires *time.Time
		var idle *int16
		var from, lot, merge *int64
		if err := rows.Scan(&m, &l.ID, &l.Asset, &l.Posting, &l.Amount, &l.Remaining, &l.Pinned, &l.Expired, &l.Matured,
			&l.MaturesAt, &expires, &l.CreditedAt, &idle, &from, &lot, &merge); err != nil {
			return err
		}
		l.ExpiresAt, l.Idle = postgres.Value(expires), int(postgres.Value(idle))
		l.told = l.ExpiresAt
		if lot != nil {
			l.origin = origin{member.ID(postgres.Value(from)), LotID(*lot), postgres.Value(merge)}
		}
		if b := s[m]; b.lot(l.ID) == nil {
			b.liveOn(l)
			b.lots = append(b.lots, l)
		}
	}
	return rows.Err()
}

func (s shelf) readKeys(rows pgx.Rows) error {
	for rows.Next() {
		var a answer
		var m member.ID
		var key string
		if err := rows.Scan(&m, &a.receipt.Posting, &key, &a.bodyHash); err != nil {
			return err
		}
		s[m].answered[key] = a
	}
	return rows.Err()
}

func (s shelf) readInherited(rows pgx.Rows) error {
	for rows.Next() {
		var into member.ID
		var a answer
		var key string
		if err := rows.Scan(&into, &a.receipt.of, &a.receipt.Posting, &key, &a.bodyHash); err != nil {
			return err
		}
		b := s[into]
		if b.inherited == nil {
			b.inherited = map[string]answer{}
		}
		b.inherited[key] = a
	}
	return rows.Err()
}

func (s shelf) readOriginals(rows pgx.Rows) error {
	for rows.Next() {
		var m member.ID
		var posting PostingID
		o := &original{House: map[AssetID]Side{}, Reversed: map[AssetID]int64{}}
		if err := rows.Scan(&m, &posting, &o.Reason, &o.Peer, &o.Twin); err != nil {
			return err
		}
		b := s[m]
		for _, l := range b.lots {
			if l.Posting == posting {
				o.Lots = append(o.Lots, l)
			}
		}
		b.originals[posting] = o
	}
	return rows.Err()
}

func (s shelf) readHouse(rows pgx.Rows) error {
	for rows.Next() {
		var m member.ID
		var posting PostingID
		var asset AssetID
		var house Side
		var reversed int64
		if err := rows.Scan(&m, &posting, &asset, &house, &reversed); err != nil {
			return err
		}
		if o := s[m].originals[posting]; o != nil {
			o.House[asset], o.Reversed[asset] = house, reversed
		}
	}
	return rows.Err()
}

func (s shelf) readDraws(rows pgx.Rows) error {
	for rows.Next() {
		var m member.ID
		var d Draw
		if err := rows.Scan(&m, &d.Posting, &d.Lot, &d.Amount); err != nil {
			return err
		}
		if o := s[m].originals[d.Posting]; o != nil {
			o.drew(s[m], []Draw{d})
		}
	}
	return rows.Err()
}
