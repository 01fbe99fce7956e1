package ledger

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// Holding is what the entries of an account come to: available is below zero by
// what the member owes.
type Holding struct{ Available, Pending int64 }

func (s Holding) plus(o Holding) Holding {
	return Holding{s.Available + o.Available, s.Pending + o.Pending}
}

func (s Holding) minus(o Holding) Holding {
	return Holding{s.Available - o.Available, s.Pending - o.Pending}
}

// Total is both together.
func (s Holding) Total() int64 { return s.Available + s.Pending }

// Line is a posting on a member's statement: all its entries of the asset on the
// member's side, and what there was after it.
type Line struct {
	Posting    PostingID // 0: it is due and not recorded yet
	Reason     Reason
	Ref        Ref
	Rule       Rule
	Reverses   PostingID
	Staff      int64
	Peer       member.ID
	Memo       map[string]string
	OccurredAt time.Time
	RecordedAt time.Time // zero: not yet
	Change     Holding
	After      Holding
}

// StatementAsk is which part of a member's books is wanted.
type StatementAsk struct {
	Member      member.ID
	Asset       AssetID
	Clock       Clock
	From, Until time.Time  // [From, Until) by the clock
	After       *LinePlace // where the page before ended
	Limit       int
}

// LinePlace is where a page of a statement ended.
type LinePlace struct {
	At      time.Time // by the statement's clock
	Posting PostingID
}

// Statement is a page of what happened to a member's asset in a period, oldest
// first. Opening and everything of the period is Closing.
type Statement struct {
	Opening, Closing Holding
	Postings         int64 // in the whole period, those not recorded yet among them
	Lines            []Line
	Next             *LinePlace // where the next page begins; nil on the last
}

// Statement reads a page. Opening, closing and lines are of one picture of the
// database. By when things occurred, a maturity or an expiry that is due and not
// recorded counts, on the last page, as it will be recorded: a statement until
// now closes with the balance of now.
//
// It counts back from the account, which is the fold of all entries, so that a
// statement costs what happened since its period began, and not the whole past.
//
// Errors: ErrBadPeriod.
func (s *Service) Statement(ctx context.Context, ask StatementAsk) (st Statement, err error) {
	if !ask.From.Before(ask.Until) {
		return st, ErrBadPeriod
	}
	err = s.DB.Snapshot(ctx, func(tx postgres.Tx) (err error) {
		st, err = s.statement(ctx, tx, ask)
		return err
	})
	return st, err
}

// WholeStatement hands over page after page, all of one picture of the database.
//
// Errors: ErrBadPeriod.
func (s *Service) WholeStatement(ctx context.Context, ask StatementAsk, each func(Statement) error) error {
	if !ask.From.Before(ask.Until) {
		return ErrBadPeriod
	}
	handed := false
	return s.DB.Snapshot(ctx, func(tx postgres.Tx) error {
		if handed { // the database was lost and is asked again, but a page cannot be taken back
			return postgres.ErrUnavailable
		}
		for {
			st, err := s.statement(ctx, tx, ask)
			if err != nil {
				return err
			}
			handed = true
			if err := each(st); err != nil || st.Next == nil {
				return err
			}
			ask.After = st.Next
		}
	})
}

// HoldingAt returns what a member's entries of an asset came to before an
// instant, by a clock.
func (s *Service) HoldingAt(ctx context.Context, m member.ID, asset AssetID, cut Cut) (at Holding, err error) {
	err = s.DB.Snapshot(ctx, func(tx postgres.Tx) error {
		st, err := s.statement(ctx, tx, StatementAsk{Member: m, Asset: asset, Clock: cut.Clock, From: cut.At, Until: cut.At})
		at = st.Closing
		return err
	})
	return at, err
}

// The entries since the period began, folded by posting; what the account had
// where the period begins, where it ends and where the page begins; and the page.
const selectStatement = `
	WITH moved AS MATERIALIZED (
		SELECT p.id, p.occurred_at AS at,
		       coalesce(sum(e.amount) FILTER (WHERE e.account = 'available'), 0)::bigint AS available,
		       coalesce(sum(e.amount) FILTER (WHERE e.account = 'pending'), 0)::bigint AS pending
		FROM ledger.posting p
		JOIN ledger.entry e ON e.member_id = p.member_id AND e.posting_id = p.id
		WHERE p.member_id = $1 AND e.member_id = $1 AND e.asset_id = $2 AND e.account IN ('available', 'pending')
		  AND p.occurred_at >= $3
		GROUP BY p.id, p.occurred_at
	), account AS (
		SELECT coalesce(sum(balance), 0)::bigint AS available, coalesce(sum(pending), 0)::bigint AS pending
		FROM ledger.account WHERE member_id = $1 AND asset_id = $2
	), sums AS (
		SELECT (a.available - coalesce(sum(m.available), 0))::bigint AS opening_available,
		       (a.pending - coalesce(sum(m.pending), 0))::bigint AS opening_pending,
		       (a.available - coalesce(sum(m.available) FILTER (WHERE m.at >= $4), 0))::bigint AS closing_available,
		       (a.pending - coalesce(sum(m.pending) FILTER (WHERE m.at >= $4), 0))::bigint AS closing_pending,
		       (a.available - coalesce(sum(m.available) FILTER (WHERE (m.at, m.id) > ($5, $6)), 0))::bigint AS before_available,
		       (a.pending - coalesce(sum(m.pending) FILTER (WHERE (m.at, m.id) > ($5, $6)), 0))::bigint AS before_pending,
		       count(m.id) FILTER (WHERE m.at < $4) AS postings
		FROM account a LEFT JOIN moved m ON true
		GROUP BY a.available, a.pending
	), page AS (
		SELECT m.* FROM moved m
		WHERE m.at < $4 AND (m.at, m.id) > ($5, $6)
		ORDER BY m.at, m.id LIMIT $7
	)
	SELECT s.opening_available, s.opening_pending, s.closing_available, s.closing_pending,
	       s.before_available, s.before_pending, s.postings,
	       m.id, m.available, m.pending,
	       p.reason, p.ref_kind, p.ref_id, p.rule_id, p.rule_version, p.reverses_id, p.staff_id, p.peer_id, p.memo,
	       p.occurred_at, p.recorded_at
	FROM sums s
	LEFT JOIN page m ON true
	LEFT JOIN ledger.posting p ON p.member_id = $1 AND p.id = m.id
	ORDER BY m.at, m.id`

// statementByRecorded differs in the clock alone; the instants of a line stay both.
var statementByRecorded = strings.NewReplacer("p.occurred_at AS at", "p.recorded_at AS at",
	"p.occurred_at >=", "p.recorded_at >=", "GROUP BY p.id, p.occurred_at", "GROUP BY p.id, p.recorded_at").Replace(selectStatement)

func (s *Service) statement(ctx context.Context, tx postgres.Tx, ask StatementAsk) (st Statement, err error) {
	after := LinePlace{At: ask.From}
	if ask.After != nil {
		after = *ask.After
	}
	sql := selectStatement
	if ask.Clock == ByRecorded {
		sql = statementByRecorded
	}
	rows, err := tx.Query(ctx, sql, ask.Member, ask.Asset, ask.From, ask.Until, after.At, after.Posting, ask.Limit+1)
	if err != nil {
		return st, fmt.Errorf("read statement: %w", err)
	}
	var balance Holding
	lines, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (Line, error) { return st.scan(row, &balance) })
	if err != nil {
		return st, fmt.Errorf("read statement: %w", err)
	}
	if len(lines) == 1 && lines[0].Posting == 0 { // nothing on the page
		lines = nil
	}
	due, err := s.unrecorded(ctx, tx, ask)
	if err != nil {
		return st, err
	}
	more := len(lines) > ask.Limit
	if more {
		lines = lines[:ask.Limit]
		last := lines[ask.Limit-1]
		st.Next = &LinePlace{At: last.by(ask.Clock), Posting: last.Posting}
	}
	for _, l := range due {
		if l.OccurredAt.Before(ask.From) {
			st.Opening, balance = st.Opening.plus(l.Change), balance.plus(l.Change)
		} else {
			st.Postings++
		}
		st.Closing = st.Closing.plus(l.Change)
		if !more && !l.OccurredAt.Before(ask.From) && ask.Limit > 0 {
			lines = append(lines, l)
		}
	}
	for i := range lines {
		balance = balance.plus(lines[i].Change)
		lines[i].After = balance
	}
	st.Lines = lines
	return st, nil
}

// by is when the line counts by a clock.
func (l Line) by(c Clock) time.Time {
	if c == ByRecorded {
		return l.RecordedAt
	}
	return l.OccurredAt
}

// scan reads a row: the sums, which stand in every row, and a line, which the
// only row of an empty page lacks.
func (st *Statement) scan(row pgx.CollectableRow, before *Holding) (l Line, err error) {
	var id, available, pending, ref, rule, reverses, staff, peer *int64
	var version *int32
	var reason, kind *string
	var memo []byte
	var occurred, recorded *time.Time
	err = row.Scan(&st.Opening.Available, &st.Opening.Pending, &st.Closing.Available, &st.Closing.Pending,
		&before.Available, &before.Pending, &st.Postings, &id, &available, &pending,
		&reason, &kind, &ref, &rule, &version, &reverses, &staff, &peer, &memo, &occurred, &recorded)
	if err != nil || id == nil {
		return l, err
	}
	l = Line{
		Posting: PostingID(*id), Reason: Reason(postgres.Value(reason)), Ref: Ref{Kind: postgres.Value(kind), ID: postgres.Value(ref)},
		Rule:     Rule{ID: postgres.Value(rule), Version: int(postgres.Value(version))},
		Reverses: PostingID(postgres.Value(reverses)), Staff: postgres.Value(staff), Peer: member.ID(postgres.Value(peer)),
		OccurredAt: postgres.Value(occurred), RecordedAt: postgres.Value(recorded),
		Change: Holding{postgres.Value(available), postgres.Value(pending)},
	}
	if memo != nil {
		err = json.Unmarshal(memo, &l.Memo)
	}
	return l, err
}

// unrecorded is what fell due before a statement ends and no job has recorded:
// the book is read without a lock, settled in memory, and what would be written
// is shown. None of it has been recorded, so that by that clock there is nothing.
// It comes after every recorded line, because whoever posts settles first.
func (s *Service) unrecorded(ctx context.Context, tx postgres.Tx, ask StatementAsk) ([]Line, error) {
	if ask.Clock == ByRecorded {
		return nil, nil
	}
	c, err := s.configuration(ctx, tx)
	if err != nil {
		return nil, err
	}
	r := s.reading(ctx, c, []Need{{Member: ask.Member, Lots: DueLots}})
	book := r.books[ask.Member]
	var id int64
	book.newID = func() (int64, error) { id--; return id, nil }
	var batch pgx.Batch
	batch.Queue(selectAccounts, r.members).Query(r.books.readAccounts)
	r.queueLots(&batch)
	if err := tx.SendBatch(ctx, &batch).Close(); err != nil {
		return nil, fmt.Errorf("read what is due: %w", err)
	}
	batch = pgx.Batch{}
	if r.queueHolds(&batch); batch.Len() > 0 {
		if err := tx.SendBatch(ctx, &batch).Close(); err != nil {
			return nil, fmt.Errorf("read what is due: %w", err)
		}
	}
	if err := book.Settle(r.now); err != nil {
		return nil, err
	}
	var lines []Line
	for _, w := range book.written {
		l := Line{Reason: w.Reason, Ref: w.Ref, OccurredAt: w.OccurredAt}
		for _, e := range w.Entries {
			switch {
			case e.Asset != ask.Asset:
			case e.Side == Available:
				l.Change.Available += e.Amount
			case e.Side == Pending:
				l.Change.Pending += e.Amount
			}
		}
		if l.Change != (Holding{}) && w.OccurredAt.Before(ask.Until) {
			lines = append(lines, l)
		}
	}
	return lines, nil
}
