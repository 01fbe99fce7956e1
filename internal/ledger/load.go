package ledger

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// Need says whose book is wanted and what of the past it must know.
type Need struct {
	Member    member.ID
	Keys      []string    // keys about to be posted, which may be known already
	Originals []PostingID // postings about to be reversed
}

// Load locks the members' accounts in ascending order until tx ends and reads
// their books. All statements of all members go in one round trip.
func (s *Service) Load(ctx context.Context, tx postgres.Tx, needs ...Need) (map[member.ID]*Book, error) {
	c, err := s.configuration(ctx, tx)
	if err != nil {
		return nil, err
	}
	newID := func() (int64, error) { return s.IDs.Next(ctx) }
	var batch pgx.Batch
	books := make(map[member.ID]*Book, len(needs))
	for _, n := range sortedByMember(needs) {
		b := newBook(n.Member, c.assets, c.zone, newID)
		books[n.Member] = b
		b.queueLoad(&batch, n)
	}
	if err := tx.SendBatch(ctx, &batch).Close(); err != nil {
		return nil, fmt.Errorf("load books: %w", err)
	}
	return books, nil
}

// Lock locks members' accounts until tx ends, as Load does, without reading
// books: for a caller that must first read what it will ask them to do.
func (s *Service) Lock(ctx context.Context, tx postgres.Tx, members ...member.ID) error {
	var batch pgx.Batch
	for _, m := range slices.Sorted(slices.Values(members)) {
		queueLock(&batch, m)
	}
	if err := tx.SendBatch(ctx, &batch).Close(); err != nil {
		return fmt.Errorf("lock accounts: %w", err)
	}
	return nil
}

func queueLock(batch *pgx.Batch, m member.ID) *pgx.QueuedQuery {
	batch.Queue(`
		INSERT INTO ledger.account (member_id, asset_id, balance, pending, version)
		VALUES ($1, 1, 0, 0, 0), ($1, 2, 0, 0, 0) ON CONFLICT DO NOTHING`, m)
	return batch.Queue(`
		SELECT asset_id, balance, pending, held, owed, version FROM ledger.account
		WHERE member_id = $1 ORDER BY asset_id FOR UPDATE`, m)
}

// queueLoad asks for everything a book holds. The lock comes first: what is
// read after it cannot change before the transaction ends.
func (b *Book) queueLoad(batch *pgx.Batch, n Need) {
	queueLock(batch, n.Member).Query(b.readAccounts)
	batch.Queue(selectLots+`WHERE member_id = $1 AND remaining > 0`, n.Member).Query(b.readLots)
	if len(n.Keys) > 0 {
		batch.Queue(`SELECT id, key, body_hash FROM ledger.posting WHERE member_id = $1 AND key = ANY ($2)`,
			n.Member, n.Keys).Query(b.readKeys)
	}
	if len(n.Originals) == 0 {
		return
	}
	batch.Queue(selectLots+`WHERE member_id = $1 AND (posting_id = ANY ($2) OR id IN (
			SELECT lot_id FROM ledger.draw WHERE member_id = $1 AND posting_id = ANY ($2)))`,
		n.Member, n.Originals).Query(b.readLots)
	batch.Queue(`
		SELECT e.posting_id, e.asset_id, e.account, coalesce((
			SELECT abs(sum(re.amount)) FROM ledger.posting r
			JOIN ledger.entry re ON re.member_id = r.member_id AND re.posting_id = r.id
			WHERE r.member_id = $1 AND r.reverses_id = e.posting_id
			  AND re.asset_id = e.asset_id AND re.account = e.account), 0)::bigint
		FROM ledger.entry e
		WHERE e.member_id = $1 AND e.posting_id = ANY ($2) AND e.account NOT IN ('available', 'pending')`,
		n.Member, n.Originals).Query(b.readOriginals)
	batch.Queue(`
		SELECT posting_id, lot_id, amount FROM ledger.draw
		WHERE member_id = $1 AND posting_id = ANY ($2) ORDER BY posting_id, no`,
		n.Member, n.Originals).Query(b.readDraws)
}

const selectLots = `
	SELECT id, asset_id, posting_id, amount, remaining, expired, matured, matures_at, expires_at, credited_at
	FROM ledger.lot `

func (b *Book) readAccounts(rows pgx.Rows) error {
	for rows.Next() {
		a := new(Account)
		if err := rows.Scan(&a.Asset, &a.Balance, &a.Pending, &a.Held, &a.Owed, &a.Version); err != nil {
			return err
		}
		b.accounts[a.Asset] = a
	}
	return rows.Err()
}

func (b *Book) readLots(rows pgx.Rows) error {
	for rows.Next() {
		l := new(Lot)
		var expires *time.Time
		if err := rows.Scan(&l.ID, &l.Asset, &l.Posting, &l.Amount, &l.Remaining, &l.Expired, &l.Matured,
			&l.MaturesAt, &expires, &l.CreditedAt); err != nil {
			return err
		}
		if expires != nil {
			l.ExpiresAt = *expires
		}
		if b.lot(l.ID) == nil {
			b.lots = append(b.lots, l)
		}
	}
	return rows.Err()
}

func (b *Book) readKeys(rows pgx.Rows) error {
	for rows.Next() {
		var a answer
		var key string
		if err := rows.Scan(&a.receipt.Posting, &key, &a.bodyHash); err != nil {
			return err
		}
		b.answered[key] = a
	}
	return rows.Err()
}

func (b *Book) readOriginals(rows pgx.Rows) error {
	for rows.Next() {
		var posting PostingID
		var asset AssetID
		var house Side
		var reversed int64
		if err := rows.Scan(&posting, &asset, &house, &reversed); err != nil {
			return err
		}
		o := b.originals[posting]
		if o == nil {
			o = &original{House: map[AssetID]Side{}, Reversed: map[AssetID]int64{}}
			b.originals[posting] = o
			for _, l := range b.lots {
				if l.Posting == posting {
					o.Lots = append(o.Lots, l)
				}
			}
		}
		o.House[asset], o.Reversed[asset] = house, reversed
	}
	return rows.Err()
}

func (b *Book) readDraws(rows pgx.Rows) error {
	for rows.Next() {
		var d Draw
		if err := rows.Scan(&d.Posting, &d.Lot, &d.Amount); err != nil {
			return err
		}
		if o := b.originals[d.Posting]; o != nil {
			o.Draws = append(o.Draws, d)
		}
	}
	return rows.Err()
}
