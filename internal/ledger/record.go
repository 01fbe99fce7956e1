package ledger

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// Record is a posting as it stands in the books, with all that hangs on it.
type Record struct {
	Member     member.ID
	Posting    PostingID
	Key        string
	Reason     Reason
	Ref        Ref
	Rule       Rule
	Staff      int64
	Approval   int64
	Hold       HoldID    // of which it is a capture
	Peer       member.ID // of a transfer: the other member
	Memo       map[string]string
	OccurredAt time.Time
	RecordedAt time.Time
	Entries    []Entry
	Draws      []Draw
	Opened     []LotID     // lots that it credited
	Reverses   PostingID   // what it undoes
	ReversedBy []PostingID // what undid it, oldest first
	Left       []Amount    // of it, what can still be undone by hand
}

// undoable are the reasons whose postings can be reversed. What jobs write follows
// from the lots; a reversal is undone by posting anew, a merge by Unmerge.
var undoable = []string{string(Earn), string(Spend), string(Adjust), string(CaptureHold), string(Donate), string(TopUp), string(Refund),
	string(TransferValue), string(CarryOver)}

// Place returns where a page that ends with r continues.
func (r *Record) Place() Place { return Place{At: r.OccurredAt, Posting: r.Posting} }

const (
	named = `unnest($1::bigint[], $2::bigint[]) w (member_id, id)`

	selectPostings = `
	SELECT p.member_id, p.id, p.key, p.reason, p.ref_kind, p.ref_id, p.rule_id, p.rule_version, p.reverses_id,
	       p.staff_id, p.approval_id, p.hold_id, p.peer_id, p.memo, p.occurred_at, p.recorded_at
	FROM ` + named + ` JOIN ledger.posting p ON p.member_id = w.member_id AND p.id = w.id
	ORDER BY p.occurred_at DESC, p.id DESC`

	selectLegs = `
	SELECT e.posting_id, e.no, e.asset_id, e.account, e.amount
	FROM ` + named + ` JOIN ledger.entry e ON e.member_id = w.member_id AND e.posting_id = w.id
	ORDER BY e.posting_id, e.no`

	selectDraws = `
	SELECT d.posting_id, d.lot_id, d.amount
	FROM ` + named + ` JOIN ledger.draw d ON d.member_id = w.member_id AND d.posting_id = w.id
	ORDER BY d.posting_id, d.no`

	selectOpened = `
	SELECT l.posting_id, l.id
	FROM ` + named + ` JOIN ledger.lot l ON l.member_id = w.member_id AND l.posting_id = w.id
	ORDER BY l.posting_id, l.id`

	selectReversals = `
	SELECT p.reverses_id, p.id
	FROM ` + named + ` JOIN ledger.posting p ON p.member_id = w.member_id AND p.reverses_id = w.id
	ORDER BY p.reverses_id, p.recorded_at, p.id`

	// The house's legs tell how much a posting moved, and how much of it came back.
	// What a rule gave is taken back by the rule when its purchase is returned, and
	// must be found as it was: that is not left to anybody's hand.
	selectLeft = `
	SELECT e.posting_id, e.asset_id, (abs(e.amount) - coalesce((
		SELECT abs(sum(re.amount)) FROM ledger.posting r
		JOIN ledger.entry re ON re.member_id = r.member_id AND re.posting_id = r.id
		WHERE r.member_id = e.member_id AND r.reverses_id = e.posting_id
		  AND re.asset_id = e.asset_id AND re.account = e.account), 0))::bigint
	FROM ` + named + ` JOIN ledger.posting p ON p.member_id = w.member_id AND p.id = w.id AND p.reason = ANY($3) AND p.rule_id IS NULL
		AND (p.peer_id IS NULL OR p.reason = 'transfer')
	JOIN ledger.entry e ON e.member_id = w.member_id AND e.posting_id = w.id AND e.account NOT IN ('available', 'pending', 'merged')
	ORDER BY e.posting_id, e.asset_id`
)

// records are postings that are being read, and by their ids.
type records struct {
	list []*Record
	at   map[PostingID]*Record
}

// of finds the posting on which something hangs. Where somebody took it out of
// the books behind our back there is none: Orphans tells that, not a reader.
func (r *records) of(id PostingID) *Record {
	if known := r.at[id]; known != nil {
		return known
	}
	return new(Record)
}

// readRecords reads postings in one trip, newest first. Ids are nobody's twice,
// so that what hangs on a posting is told by its id alone.
func readRecords(ctx context.Context, q postgres.Querier, places []postingPlace) ([]*Record, error) {
	if len(places) == 0 {
		return nil, nil
	}
	members, ids := make([]int64, len(places)), make([]int64, len(places))
	for i, p := range places {
		members[i], ids[i] = p.member, p.id
	}
	r := &records{at: make(map[PostingID]*Record, len(places))}
	var batch pgx.Batch
	for _, part := range []struct {
		sql  string
		row  func(pgx.Rows) error
		more []any
	}{
		{selectPostings, r.posting, nil}, {selectLegs, r.leg, nil}, {selectDraws, r.draw, nil},
		{selectOpened, r.opened, nil}, {selectReversals, r.reversal, nil}, {selectLeft, r.left, []any{undoable}},
	} {
		batch.Queue(part.sql, append([]any{members, ids}, part.more...)...).Query(func(rows pgx.Rows) error {
			for rows.Next() {
				if err := part.row(rows); err != nil {
					return err
				}
			}
			return rows.Err()
		})
	}
	if err := q.SendBatch(ctx, &batch).Close(); err != nil {
		return nil, fmt.Errorf("read postings: %w", err)
	}
	return r.list, nil
}

func (r *records) posting(rows pgx.Rows) error {
	p, err := scanRecord(rows)
	r.at[p.Posting] = p
	r.list = append(r.list, p)
	return err
}

func (r *records) leg(rows pgx.Rows) error {
	var e Entry
	err := rows.Scan(&e.Posting, &e.No, &e.Asset, &e.Side, &e.Amount)
	p := r.of(e.Posting)
	p.Entries = append(p.Entries, e)
	return err
}

func (r *records) draw(rows pgx.Rows) error {
	var d Draw
	err := rows.Scan(&d.Posting, &d.Lot, &d.Amount)
	p := r.of(d.Posting)
	p.Draws = append(p.Draws, d)
	return err
}

func (r *records) opened(rows pgx.Rows) error {
	var id PostingID
	var l LotID
	err := rows.Scan(&id, &l)
	p := r.of(id)
	p.Opened = append(p.Opened, l)
	return err
}

func (r *records) reversal(rows pgx.Rows) error {
	var id, by PostingID
	err := rows.Scan(&id, &by)
	p := r.of(id)
	p.ReversedBy = append(p.ReversedBy, by)
	return err
}

func (r *records) left(rows pgx.Rows) error {
	var id PostingID
	var a Amount
	err := rows.Scan(&id, &a.Asset, &a.Amount)
	if p := r.of(id); a.Amount > 0 {
		p.Left = append(p.Left, a)
	}
	return err
}

func scanRecord(rows pgx.Rows) (*Record, error) {
	r := new(Record)
	var kind *string
	var ref, rule, reverses, staff, approval, hold, peer *int64
	var version *int32
	var memo []byte
	err := rows.Scan(&r.Member, &r.Posting, &r.Key, &r.Reason, &kind, &ref, &rule, &version, &reverses,
		&staff, &approval, &hold, &peer, &memo, &r.OccurredAt, &r.RecordedAt)
	if err != nil {
		return r, err
	}
	r.Ref = Ref{Kind: postgres.Value(kind), ID: postgres.Value(ref)}
	r.Rule = Rule{ID: postgres.Value(rule), Version: int(postgres.Value(version))}
	r.Reverses, r.Hold = PostingID(postgres.Value(reverses)), HoldID(postgres.Value(hold))
	r.Staff, r.Approval, r.Peer = postgres.Value(staff), postgres.Value(approval), member.ID(postgres.Value(peer))
	if memo != nil {
		err = json.Unmarshal(memo, &r.Memo)
	}
	return r, err
}
