package ledger

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// AdjustReason is why staff adjust by hand, as the retailer puts it.
type AdjustReason struct {
	Code string
	Name i18n.Text
}

// AdjustReasons returns the list that staff choose from, in its order.
func (s *Service) AdjustReasons(ctx context.Context, q postgres.Querier) ([]AdjustReason, error) {
	return readReasons(ctx, q, `WHERE NOT archived ORDER BY place, code`)
}

// everyReason is also of those that were taken off the list.
func (s *Service) everyReason(ctx context.Context, q postgres.Querier) ([]AdjustReason, error) {
	return readReasons(ctx, q, `ORDER BY archived, place, code`)
}

func readReasons(ctx context.Context, q postgres.Querier, which string) ([]AdjustReason, error) {
	rows, err := q.Query(ctx, `SELECT code, name FROM ledger.adjust_reason `+which)
	if err != nil {
		return nil, fmt.Errorf("read reasons of adjusting: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[AdjustReason])
	if err != nil {
		return nil, fmt.Errorf("read reasons of adjusting: %w", err)
	}
	return list, nil
}

// mostReasons bounds the list: people choose from it.
const mostReasons = 50

var reasonCode = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

// SaveAdjustReasons replaces the list. One that is no longer on it cannot be
// chosen, and keeps its name for what was adjusted by it. Errors: ErrBadReasons.
func (s *Service) SaveAdjustReasons(ctx context.Context, tx postgres.Tx, list []AdjustReason, act staff.Act) error {
	bad := ErrBadReasons
	if len(list) == 0 || len(list) > mostReasons {
		bad = bad.Field("items", "ledger.reason_count", "max", mostReasons)
	}
	codes := make([]string, len(list))
	for i, r := range list {
		if !reasonCode.MatchString(r.Code) || slices.Contains(codes[:i], r.Code) {
			bad = bad.Field(fmt.Sprintf("items[%d].code", i), "ledger.bad_reason_code")
		}
		codes[i] = r.Code
		bad = hasName(bad, fmt.Sprintf("items[%d].name", i), r.Name)
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	// Two lists at once would mix; the lock lets them queue.
	if _, err := tx.Exec(ctx, `LOCK TABLE ledger.adjust_reason IN SHARE ROW EXCLUSIVE MODE`); err != nil {
		return fmt.Errorf("lock reasons of adjusting: %w", err)
	}
	before, err := s.AdjustReasons(ctx, tx)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `UPDATE ledger.adjust_reason SET archived = true WHERE code <> ALL ($1::text[])`, codes); err != nil {
		return fmt.Errorf("take reasons off the list: %w", err)
	}
	for i, r := range list {
		_, err := tx.Exec(ctx, `
			INSERT INTO ledger.adjust_reason (code, name, place) VALUES ($1, $2, $3)
			ON CONFLICT (code) DO UPDATE SET name = excluded.name, place = excluded.place, archived = false`, r.Code, r.Name, i+1)
		if err != nil {
			return fmt.Errorf("save reason %s: %w", r.Code, err)
		}
	}
	return s.Staff.Audit(ctx, tx, staff.Entry{By: act.By, Action: "ledger.adjust_reasons", Subject: staff.Subject{Kind: "adjust_reasons", ID: "1"},
		Before: before, After: list, Address: act.Address})
}

// AdjustmentState is an adjustment with what came of it.
type AdjustmentState struct {
	Adjustment
	ReasonName i18n.Text
	Posting    PostingID            // 0: nothing posted
	Undone     bool                 // all that it posted was reversed
	Status     staff.ApprovalStatus // within the limit: staff.Done
	Fault      string               // code of why an approved one could not be done
	DecidedBy  *staff.AccountID
}

// AdjustmentSpot is where a page of adjustments ended.
type AdjustmentSpot struct {
	At time.Time
	ID AdjustmentID
}

const selectAdjustments = `
	SELECT a.member_id, a.id, a.kind, a.asset_id, a.amount, a.lot_ids, a.until, a.undoes_id, a.reason, a.note, a.reference, a.asked_by, a.asked_at,
		a.approval_id, r.name, p.id, coalesce((
			SELECT sum(e.amount) = 0 FROM ledger.entry e
			WHERE e.member_id = a.member_id AND e.account NOT IN ('available', 'pending') AND e.posting_id = ANY (ARRAY(
				SELECT p.id UNION ALL SELECT x.id FROM ledger.posting x WHERE x.member_id = a.member_id AND x.reverses_id = p.id))), false)
	FROM ledger.adjustment a
	JOIN ledger.adjust_reason r ON r.code = a.reason
	LEFT JOIN ledger.posting p ON p.member_id = a.member_id AND p.key = 'adjust:' || a.id `

// Adjustments returns a page of what was done, or asked for, by hand for a
// member, newest first.
func (s *Service) Adjustments(ctx context.Context, q postgres.Querier, m member.ID, after *AdjustmentSpot, limit int) ([]AdjustmentState, error) {
	before := AdjustmentSpot{At: never, ID: 1<<63 - 1}
	if after != nil {
		before = *after
	}
	rows, err := q.Query(ctx, selectAdjustments+`
		WHERE a.member_id = $1 AND (a.asked_at, a.id) < ($2, $3) ORDER BY a.asked_at DESC, a.id DESC LIMIT $4`, m, before.At, before.ID, limit)
	if err != nil {
		return nil, fmt.Errorf("list adjustments: %w", err)
	}
	list, err := pgx.CollectRows(rows, scanAdjustment)
	if err != nil {
		return nil, fmt.Errorf("list adjustments: %w", err)
	}
	return list, s.judged(ctx, q, list)
}

// AdjustmentsByIDs returns adjustments of a member by their ids.
func (s *Service) AdjustmentsByIDs(ctx context.Context, q postgres.Querier, m member.ID, ids ...AdjustmentID) (map[AdjustmentID]AdjustmentState, error) {
	found := make(map[AdjustmentID]AdjustmentState, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	rows, err := q.Query(ctx, selectAdjustments+`WHERE a.member_id = $1 AND a.id = ANY ($2::bigint[])`, m, postgres.IDs(ids))
	if err != nil {
		return nil, fmt.Errorf("read adjustments: %w", err)
	}
	list, err := pgx.CollectRows(rows, scanAdjustment)
	if err != nil {
		return nil, fmt.Errorf("read adjustments: %w", err)
	}
	if err := s.judged(ctx, q, list); err != nil {
		return nil, err
	}
	for _, a := range list {
		found[a.ID] = a
	}
	return found, nil
}

// AdjustmentOf reads the adjustment that an approval is about.
func (s *Service) AdjustmentOf(ctx context.Context, q postgres.Querier, subject string) (a AdjustmentState, err error) {
	of, number, _ := strings.Cut(subject, "/")
	m, err := strconv.ParseInt(of, 10, 64)
	id, wrong := strconv.ParseInt(number, 10, 64)
	if err := errors.Join(err, wrong); err != nil {
		return a, errNoAdjustment.Because(err)
	}
	found, err := s.AdjustmentsByIDs(ctx, q, member.ID(m), AdjustmentID(id))
	if err != nil {
		return a, err
	}
	a, ok := found[AdjustmentID(id)]
	if !ok {
		return a, errNoAdjustment.With("adjustment", id)
	}
	return a, nil
}

// judged tells what became of those that needed a second person.
func (s *Service) judged(ctx context.Context, q postgres.Querier, list []AdjustmentState) error {
	var subjects []string
	for _, a := range list {
		if a.Approval != 0 {
			subjects = append(subjects, a.subject())
		}
	}
	if len(subjects) == 0 {
		return nil
	}
	approvals, err := s.Staff.ApprovalsOf(ctx, q, staff.AdjustValue, subjects...)
	if err != nil {
		return err
	}
	for i := range list {
		a := &list[i]
		for _, approval := range approvals[a.subject()] {
			if approval.ID == a.Approval {
				a.Status, a.Fault, a.DecidedBy = approval.Status, approval.Fault, approval.DecidedBy
			}
		}
	}
	return nil
}

func scanAdjustment(row pgx.CollectableRow) (AdjustmentState, error) {
	a := AdjustmentState{Status: staff.Done}
	var lots []int64
	var until *time.Time
	var undoes, approval, posting *int64
	err := row.Scan(&a.Member, &a.ID, &a.Kind, &a.Asset, &a.Amount, &lots, &until, &undoes, &a.Reason, &a.Note, &a.Reference, &a.AskedBy,
		&a.AskedAt, &approval, &a.ReasonName, &posting, &a.Undone)
	a.AskedAt, a.Until = a.AskedAt.UTC(), postgres.Value(until).UTC()
	if until == nil {
		a.Until = time.Time{}
	}
	a.Undoes, a.Approval, a.Posting = PostingID(postgres.Value(undoes)), staff.ApprovalID(postgres.Value(approval)), PostingID(postgres.Value(posting))
	for _, l := range lots {
		a.Lots = append(a.Lots, LotID(l))
	}
	a.Undone = a.Undone && a.Kind == AdjustBy && a.Posting != 0
	return a, err
}
