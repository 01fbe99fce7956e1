package coupon

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/coupon/internal/coupondb"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// BatchID names a batch.
type BatchID int64

// Batch is codes that were ordered together. Which codes they are is decided
// when they are made, a part at a time; each part is there or not.
//
//	within the limit ──► due ──made a part at a time──► ready
//	above it ──► asked ──approved──┘
type Batch struct {
	ID         BatchID
	Template   TemplateID
	Count      int
	Made       int
	Claimed    int
	ValidUntil time.Time // until when one can be claimed; zero: as long as the template lives
	Reason     string
	Note       string
	AskedBy    staff.AccountID
	AskedAt    time.Time
	Approval   staff.ApprovalID // 0: within the limit
	EndedAt    time.Time        // all are made

	hash []byte
	due  bool
}

// Status is where a batch is: asked, making or ready.
func (b Batch) Status() string {
	switch {
	case !b.EndedAt.IsZero():
		return "ready"
	case b.due:
		return "making"
	}
	return "asked"
}

// Hash is of everything that an approval is about.
func (b Batch) Hash() []byte { return b.hash }

// Ordering is codes that somebody wants.
type Ordering struct {
	Template   TemplateID
	Count      int
	ValidUntil time.Time
	Reason     string
	Note       string
	Act        staff.Act
}

// mostCodes bounds a batch.
const mostCodes = 5_000_000

const longestNote = 500

// OrderBatch orders codes of a template. They count against its stock at once,
// or when a second person has agreed. Errors: ErrBadBatch, ErrNoReason,
// ErrNoTemplate, ErrNotLive, ErrEnded, ErrSoldOut, staff.ErrPeopleOnly, staff.ErrMayNot.
func (s *Service) OrderBatch(ctx context.Context, tx postgres.Tx, o Ordering) (Batch, error) {
	now := s.Clock.Now()
	bad := ErrBadBatch
	if o.Count < 1 || o.Count > mostCodes {
		bad = bad.Field("count", "coupon.number_out_of_range", "max", mostCodes)
	}
	if !o.ValidUntil.IsZero() && !o.ValidUntil.After(now) {
		bad = bad.Field("valid_until", "coupon.ends_before_it_begins")
	}
	if len([]rune(o.Note)) > longestNote {
		bad = bad.Field("note", "coupon.text_too_long", "max", longestNote)
	}
	if len(bad.Fields) > 0 {
		return Batch{}, bad
	}
	if o.Act.By.Kind != staff.Person {
		return Batch{}, staff.ErrPeopleOnly
	}
	if err := s.knows(ctx, tx, o.Reason); err != nil {
		return Batch{}, err
	}
	c, err := s.readConfig(ctx, tx, now)
	if err != nil {
		return Batch{}, err
	}
	t, err := c.template(o.Template)
	if err != nil {
		return Batch{}, err
	}
	id, err := s.IDs.Next(ctx)
	if err != nil {
		return Batch{}, err
	}
	b := Batch{ID: BatchID(id), Template: t.ID, Count: o.Count, ValidUntil: o.ValidUntil.UTC(), Reason: o.Reason, Note: strings.TrimSpace(o.Note),
		AskedBy: staff.AccountID(o.Act.By.ID), AskedAt: now}
	b.hash = digest(b)
	b.due = o.Count <= c.policy.AloneCodes
	if b.due {
		err = s.takeStock(ctx, tx, t, int64(o.Count))
	} else if left := t.Left(); left >= 0 && left < int64(o.Count) {
		err = ErrSoldOut.With("template", t.Code)
	} else {
		var asked staff.Approval
		asked, err = s.Staff.Ask(ctx, tx, staff.Asking{Kind: staff.OrderCodes, Subject: itoa(b.ID), Hash: b.hash, Note: b.Note, By: o.Act.By, Address: o.Act.Address})
		b.Approval = asked.ID
	}
	if err != nil {
		return Batch{}, err
	}
	err = query(tx).InsertBatch(ctx, coupondb.InsertBatchParams{
		ID: id, TemplateID: int64(t.ID), Count: int32(b.Count), ValidUntil: postgres.Optional(b.ValidUntil), Reason: b.Reason, Note: b.Note, Hash: b.hash,
		AskedBy: int64(b.AskedBy), AskedAt: now, ApprovalID: postgres.Optional(int64(b.Approval)), Due: b.due,
	})
	if err != nil {
		return b, fmt.Errorf("order codes: %w", err)
	}
	s.forget()
	if err := s.audit(ctx, tx, o.Act, "coupon.order_codes", "coupon_batch", itoa(b.ID), map[string]any{"template": t.Code, "count": b.Count, "reason": b.Reason}); err != nil {
		return b, err
	}
	return b, s.wake(ctx, tx, b.due)
}

// digest is of what an approval is about, as JSON writes it.
func digest(v any) []byte {
	body, err := json.Marshal(v)
	if err != nil {
		panic("coupon: what an approval is about cannot be written as JSON: " + err.Error())
	}
	sum := sha256.Sum256(body)
	return sum[:]
}

func (s *Service) wake(ctx context.Context, tx postgres.Tx, due bool) error {
	if !due || s.Wake == nil {
		return nil
	}
	return s.Wake(ctx, tx)
}

func (s *Service) batchApproved(ctx context.Context, tx postgres.Tx, a staff.Approval, act staff.Act) error {
	b, err := s.BatchOf(ctx, tx, a.Subject)
	if err != nil {
		return err
	}
	if string(b.hash) != string(a.Hash) {
		return staff.ErrPayloadChanged
	}
	c, err := s.readConfig(ctx, tx, s.Clock.Now())
	if err != nil {
		return err
	}
	t, err := c.template(b.Template)
	if err != nil {
		return err
	}
	if err := s.takeStock(ctx, tx, t, int64(b.Count)); err != nil {
		return err
	}
	if err := query(tx).BatchDue(ctx, int64(b.ID)); err != nil {
		return fmt.Errorf("let batch %d begin: %w", b.ID, err)
	}
	s.forget()
	if err := s.Staff.Audit(ctx, tx, act.Entry("coupon.make_codes", staff.Subject{Kind: "coupon_batch", ID: a.Subject}, nil, map[string]any{"count": b.Count})); err != nil {
		return err
	}
	return s.wake(ctx, tx, true)
}

// BatchOf reads the batch that an approval is about. Errors: ErrNoBatch.
func (s *Service) BatchOf(ctx context.Context, q postgres.Querier, subject string) (Batch, error) {
	id, err := idOf(subject)
	if err != nil {
		return Batch{}, ErrNoBatch.Because(err)
	}
	row, err := query(q).Batch(ctx, id)
	if errors.Is(err, pgx.ErrNoRows) {
		return Batch{}, ErrNoBatch.With("batch", id)
	}
	if err != nil {
		return Batch{}, fmt.Errorf("read batch %d: %w", id, err)
	}
	list, err := s.counted(ctx, q, batchOf(row))
	if err != nil {
		return Batch{}, err
	}
	return list[0], nil
}

// Spot is where a page of what was asked for ended.
type Spot struct {
	At time.Time
	ID int64
}

// never is behind every instant of a list.
var never = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

func (p *Spot) before() Spot {
	if p == nil {
		return Spot{never, 1<<63 - 1}
	}
	return *p
}

// Batches returns a page of a template's batches, the latest first.
func (s *Service) Batches(ctx context.Context, q postgres.Querier, t TemplateID, after *Spot, limit int) ([]Batch, error) {
	before := after.before()
	rows, err := query(q).BatchesPage(ctx, int64(t), before.At, before.ID, int32(limit))
	if err != nil {
		return nil, fmt.Errorf("list batches: %w", err)
	}
	list := make([]Batch, len(rows))
	for i, r := range rows {
		list[i] = batchOf(r)
	}
	return s.counted(ctx, q, list...)
}

func (s *Service) counted(ctx context.Context, q postgres.Querier, list ...Batch) ([]Batch, error) {
	ids := make([]int64, len(list))
	for i, b := range list {
		ids[i] = int64(b.ID)
	}
	rows, err := query(q).CountClaimedCodes(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("count claimed codes: %w", err)
	}
	for _, r := range rows {
		for i := range list {
			if int64(list[i].ID) == r.BatchID {
				list[i].Claimed = int(r.N)
			}
		}
	}
	return list, nil
}

func batchOf(r coupondb.CouponBatch) Batch {
	return Batch{ID: BatchID(r.ID), Template: TemplateID(r.TemplateID), Count: int(r.Count), Made: int(r.Made), ValidUntil: utc(r.ValidUntil), Reason: r.Reason,
		Note: r.Note, AskedBy: staff.AccountID(r.AskedBy), AskedAt: r.AskedAt.UTC(), Approval: staff.ApprovalID(postgres.Value(r.ApprovalID)),
		EndedAt: utc(r.EndedAt), hash: r.Hash, due: r.Due}
}

// codesAtOnce is how many codes one transaction makes: a run that is broken off
// loses no more.
const codesAtOnce = 50_000

// MakeCodes makes the codes that are due, and returns how many it made.
func (s *Service) MakeCodes(ctx context.Context) (int, error) {
	ids, err := query(s.DB).BatchesDue(ctx)
	if err != nil {
		return 0, fmt.Errorf("look for batches: %w", err)
	}
	total := 0
	for _, id := range ids {
		for more := true; more; {
			made := 0
			err := s.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
				made, more, err = s.makePart(ctx, tx, id)
				return err
			})
			if err != nil {
				return total, fmt.Errorf("make codes of batch %d: %w", id, err)
			}
			total += made
		}
	}
	return total, nil
}

func (s *Service) makePart(ctx context.Context, tx postgres.Tx, id int64) (made int, more bool, err error) {
	row, err := query(tx).BatchToWork(ctx, id)
	if err != nil || !row.Due {
		return 0, false, err
	}
	made = min(int(row.Count-row.Made), codesAtOnce)
	codes, err := makeCodes(made)
	if err != nil {
		return 0, false, err
	}
	// In order they go into the indexes side by side, which is what takes the time.
	slices.Sort(codes)
	// A code that exists fails the part, which the next run makes anew: at a
	// thousand million codes that happens once in some hundred parts.
	_, err = tx.CopyFrom(ctx, pgx.Identifier{"coupon", "code"}, []string{"code", "batch_id"}, pgx.CopyFromSlice(made, func(i int) ([]any, error) {
		return []any{codes[i], id}, nil
	}))
	if err != nil {
		return 0, false, fmt.Errorf("copy codes: %w", err)
	}
	more = row.Made+int32(made) < row.Count
	var ended *time.Time
	if !more {
		ended = postgres.Optional(s.Clock.Now())
	}
	return made, more, query(tx).BatchMade(ctx, row.Made+int32(made), more, ended, id)
}

// CodeOfBatch is a code as an export lists it.
type CodeOfBatch struct {
	Code      string
	ClaimedAt time.Time
}

// Codes returns a page of a batch's codes in order, behind one. Errors: ErrNoBatch, ErrNotMade.
func (s *Service) Codes(ctx context.Context, q postgres.Querier, id BatchID, after string, limit int) ([]CodeOfBatch, error) {
	rows, err := query(q).CodesOfBatch(ctx, int64(id), after, int32(limit))
	if err != nil {
		return nil, fmt.Errorf("list codes: %w", err)
	}
	list := make([]CodeOfBatch, len(rows))
	for i, r := range rows {
		list[i] = CodeOfBatch{Code: r.Code, ClaimedAt: utc(r.ClaimedAt)}
	}
	return list, nil
}
