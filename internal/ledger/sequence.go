package ledger

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"golang.org/x/mod/sumdb/tlog"

	"habitue/internal/platform/postgres"
)

const (
	logLock  = 7221010          // the advisory lock of the one sequencer
	logBatch = 2048             // outbox rows, or postings of a back-fill, of one transaction
	logPause = time.Second      // between looks, so that a look finds many
	logRetry = 10 * time.Second // after a failure
)

// KeepLog puts what was posted into the Merkle log, and signs, until ctx ends.
// Of any number of processes one at a time does; posting never waits for it. It
// looks once a second and not without pause: each look costs two commits, which
// the disk would take from those who post.
func (s *Service) KeepLog(ctx context.Context) {
	for ctx.Err() == nil {
		pause := logPause
		// The batch in hand is finished also when ctx ends.
		if err := s.WriteLog(context.WithoutCancel(ctx)); err != nil {
			s.Log.ErrorContext(ctx, "log not written", "error", err)
			pause = logRetry
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
	}
}

// WriteLog puts everything that waits into the log, batch by batch, and then
// signs what it came to. It does nothing while another process does.
//
// Errors: ErrLogBroken.
func (s *Service) WriteLog(ctx context.Context) error {
	for {
		more, err := s.sequence(ctx, false)
		if postgres.IsUnique(err) {
			// Somebody put a row into the outbox again: that must not stop the log.
			more, err = s.sequence(ctx, true)
		}
		if err != nil {
			return err
		}
		// A long import is signed on its way, too.
		if err := s.sign(ctx); err != nil || !more {
			return err
		}
	}
}

// sequencing runs fn in a transaction of the sequencer, unless another is at it.
// It is on disk when this returns: what is signed cannot be lost.
func (s *Service) sequencing(ctx context.Context, fn func(tx postgres.Tx) error) error {
	return s.DB.InTx(ctx, func(tx postgres.Tx) error {
		var mine bool
		if err := tx.QueryRow(ctx, `SELECT pg_try_advisory_xact_lock($1)`, int64(logLock)).Scan(&mine); err != nil || !mine {
			return err
		}
		if _, err := tx.Exec(ctx, `SET LOCAL synchronous_commit = on`); err != nil {
			return err
		}
		return fn(tx)
	})
}

// sequence gives leaves their places: of the postings that wait in the outbox
// and, when those are few, of the next that are older than the log. Where the
// outbox is doubtful, what it names is looked up first. It reports whether more
// may wait. There is no watermark: what commits later comes later.
func (s *Service) sequence(ctx context.Context, doubtful bool) (more bool, err error) {
	err = s.sequencing(ctx, func(tx postgres.Tx) error {
		w, err := outbox(ctx, tx)
		if err != nil {
			return err
		}
		if !w.more {
			if err := w.older(ctx, tx); err != nil {
				return err
			}
		}
		more = w.more
		if len(w.postings) == 0 {
			return nil
		}
		if doubtful {
			if err := w.dropLogged(ctx, tx); err != nil {
				return err
			}
		}
		return w.write(ctx, tx)
	})
	if err != nil {
		return false, fmt.Errorf("write log: %w", err)
	}
	return more, nil
}

// unlogged are postings that go into the log together, in this order.
type unlogged struct {
	rows     []int64 // of the outbox
	postings []unplaced
	more     bool // there may be others behind them
}

// unplaced is a posting whose leaves have no place yet.
type unplaced struct {
	member, posting int64
	hashes          []byte // of its leaves
	unread          bool   // its entries are still to be read and hashed
}

func outbox(ctx context.Context, tx postgres.Tx) (unlogged, error) {
	var w unlogged
	rows, err := tx.Query(ctx, `SELECT id, member_ids, posting_ids, counts, hashes FROM ledger.outbox WHERE NOT lost ORDER BY id LIMIT $1`, logBatch)
	if err != nil {
		return w, fmt.Errorf("read outbox: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var members, postings []int64
		var counts []int16
		var hashes []byte
		if err := rows.Scan(&id, &members, &postings, &counts, &hashes); err != nil {
			return w, fmt.Errorf("read outbox: %w", err)
		}
		if w.more = len(w.rows) > 0 && len(w.postings)+len(postings) > 2*logBatch; w.more {
			break
		}
		w.rows = append(w.rows, id)
		for i, posting := range postings {
			p := unplaced{member: members[i], posting: posting, unread: hashes == nil}
			if !p.unread {
				n := min(int(counts[i])*tlog.HashSize, len(hashes))
				p.hashes, hashes = hashes[:n:n], hashes[n:]
			}
			w.postings = append(w.postings, p)
		}
	}
	w.more = w.more || len(w.rows) == logBatch
	return w, rows.Err()
}

// older adds the next page of the back-fill. What is in the log, or waits to be
// taken by its outbox row, is passed over.
func (w *unlogged) older(ctx context.Context, tx postgres.Tx) error {
	var after struct{ member, posting int64 }
	err := tx.QueryRow(ctx, `SELECT member_id, posting_id FROM ledger.back_fill`).Scan(&after.member, &after.posting)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read back-fill: %w", err)
	}
	rows, err := tx.Query(ctx, `
		SELECT p.member_id, p.id FROM ledger.posting p
		WHERE (p.member_id, p.id) > ($1, $2)
		  AND NOT EXISTS (SELECT FROM ledger.leaf l WHERE l.member_id = p.member_id AND l.posting_id = p.id)
		  AND p.id <> ALL (SELECT unnest(posting_ids) FROM ledger.outbox)
		ORDER BY p.member_id, p.id LIMIT $3`, after.member, after.posting, logBatch)
	if err != nil {
		return fmt.Errorf("read older postings: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&after.member, &after.posting); err != nil {
			return fmt.Errorf("read older postings: %w", err)
		}
		w.postings = append(w.postings, unplaced{member: after.member, posting: after.posting, unread: true})
		w.more = true
	}
	if rows.Err() != nil {
		return rows.Err()
	}
	if w.more {
		_, err = tx.Exec(ctx, `UPDATE ledger.back_fill SET member_id = $1, posting_id = $2`, after.member, after.posting)
	} else {
		_, err = tx.Exec(ctx, `DELETE FROM ledger.back_fill`)
	}
	if err != nil {
		return fmt.Errorf("move back-fill: %w", err)
	}
	return nil
}

// write appends the leaves of the postings and takes their rows out of the outbox.
func (w unlogged) write(ctx context.Context, tx postgres.Tx) error {
	lost, err := w.read(ctx, tx)
	if err != nil {
		return err
	}
	e, err := readEdge(ctx, tx)
	if err != nil {
		return err
	}
	var placed [][]any
	for _, p := range w.postings {
		if len(p.hashes) == 0 {
			continue // a claw-back that found nothing has no entries
		}
		placed = append(placed, []any{p.member, p.posting, e.size, int32(len(p.hashes) / tlog.HashSize)})
		for hash := range slices.Chunk(p.hashes, tlog.HashSize) {
			e.add(tlog.Hash(hash))
		}
	}
	if _, err := tx.CopyFrom(ctx, pgx.Identifier{"ledger", "leaf"}, []string{"member_id", "posting_id", "first", "entries"}, pgx.CopyFromRows(placed)); err != nil {
		return fmt.Errorf("write leaves: %w", err)
	}
	if err := e.save(ctx, tx); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `DELETE FROM ledger.outbox WHERE id = ANY ($1)`, w.rows); err != nil {
		return fmt.Errorf("clear outbox: %w", err)
	}
	return noteLost(ctx, tx, lost)
}

// read hashes the leaves of those postings that did not bring theirs, as the books
// have them now, and returns those that are not there.
func (w unlogged) read(ctx context.Context, tx postgres.Tx) (lost []unplaced, err error) {
	var members, postings []int64
	for _, p := range w.postings {
		if p.unread {
			members, postings = append(members, p.member), append(postings, p.posting)
		}
	}
	if len(postings) == 0 {
		return nil, nil
	}
	leaves, err := readLeaves(ctx, tx, members, postings)
	if err != nil {
		return nil, err
	}
	for i := range w.postings {
		p := &w.postings[i]
		if !p.unread {
			continue
		}
		list, there := leaves[PostingID(p.posting)]
		if !there {
			lost = append(lost, *p)
		}
		for _, l := range list {
			hash := l.Hash()
			p.hashes = append(p.hashes, hash[:]...)
		}
	}
	return lost, nil
}

// noteLost keeps what was written once and is gone for check to tell: it is never forgotten.
func noteLost(ctx context.Context, tx postgres.Tx, lost []unplaced) error {
	if len(lost) == 0 {
		return nil
	}
	var members, postings []int64
	for _, p := range lost {
		members, postings = append(members, p.member), append(postings, p.posting)
	}
	_, err := tx.Exec(ctx, `INSERT INTO ledger.outbox (id, member_ids, posting_ids, recorded_at, lost) VALUES ($1, $2, $3, now(), true)`,
		postings[0], members, postings)
	if err != nil {
		return fmt.Errorf("note lost postings: %w", err)
	}
	return nil
}

// dropLogged leaves out what is in the log already, and what is named twice.
func (w *unlogged) dropLogged(ctx context.Context, tx postgres.Tx) error {
	var members, postings []int64
	for _, p := range w.postings {
		members, postings = append(members, p.member), append(postings, p.posting)
	}
	rows, err := tx.Query(ctx, `SELECT l.posting_id FROM unnest($1::bigint[], $2::bigint[]) w (member_id, posting_id)
		JOIN ledger.leaf l ON l.member_id = w.member_id AND l.posting_id = w.posting_id`, members, postings)
	if err != nil {
		return fmt.Errorf("look for what is logged: %w", err)
	}
	known, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return fmt.Errorf("look for what is logged: %w", err)
	}
	seen := make(map[int64]bool, len(known))
	for _, posting := range known {
		seen[posting] = true
	}
	w.postings = slices.DeleteFunc(w.postings, func(p unplaced) bool {
		was := seen[p.posting]
		seen[p.posting] = true
		return was
	})
	return nil
}

const selectHeads = `
	SELECT p.member_id, p.id, p.key, p.reason, coalesce(p.ref_kind, ''), coalesce(p.ref_id, 0), coalesce(p.rule_id, 0),
	       coalesce(p.rule_version, 0), coalesce(p.reverses_id, 0), coalesce(p.staff_id, 0), coalesce(p.approval_id, 0),
	       coalesce(p.hold_id, 0), coalesce(p.peer_id, 0), p.occurred_at, p.recorded_at, p.salt,
	       e.no, e.asset_id, e.account, e.amount
	FROM unnest($1::bigint[], $2::bigint[]) w (member_id, posting_id)
	JOIN ledger.posting p ON p.member_id = w.member_id AND p.id = w.posting_id
	LEFT JOIN ledger.entry e ON e.member_id = p.member_id AND e.posting_id = p.id
	ORDER BY p.id, e.no`

// readLeaves reads the leaves of postings as the books have them now. A posting
// that is not there is not among the answers.
func readLeaves(ctx context.Context, q postgres.Querier, members, postings []int64) (map[PostingID][]Leaf, error) {
	rows, err := q.Query(ctx, selectHeads, members, postings)
	if err != nil {
		return nil, fmt.Errorf("read entries for the log: %w", err)
	}
	defer rows.Close()
	leaves := make(map[PostingID][]Leaf, len(postings))
	for rows.Next() {
		var l Leaf
		var no, asset *int16
		var side *Side
		var amount *int64
		err := rows.Scan(&l.Member, &l.Posting, &l.Key, &l.Reason, &l.Ref.Kind, &l.Ref.ID, &l.Rule.ID, &l.Rule.Version, &l.Reverses,
			&l.Staff, &l.Approval, &l.Hold, &l.Peer, &l.OccurredAt, &l.RecordedAt, &l.Salt, &no, &asset, &side, &amount)
		if err != nil {
			return nil, fmt.Errorf("read entries for the log: %w", err)
		}
		list := leaves[l.Posting]
		if no != nil {
			l.No, l.Asset, l.Side, l.Amount = *no, AssetID(*asset), *side, *amount
			list = append(list, l)
		}
		leaves[l.Posting] = list
	}
	return leaves, rows.Err()
}

// Lag is how far the log is behind the books.
type Lag struct {
	Transactions int64   // that wait in the outbox
	Seconds      float64 // age of the oldest
}

// LogLag tells how far the log is behind the books.
func (s *Service) LogLag(ctx context.Context, q postgres.Querier) (l Lag, err error) {
	err = q.QueryRow(ctx, `SELECT count(*), coalesce(extract(epoch FROM $1 - min(recorded_at)), 0)::float8
		FROM ledger.outbox WHERE NOT lost`, s.Clock.Now()).Scan(&l.Transactions, &l.Seconds)
	if err != nil {
		return l, fmt.Errorf("read lag of the log: %w", err)
	}
	return l, nil
}
