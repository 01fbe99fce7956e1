package coupon

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/coupon/internal/coupondb"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// HandoutID names a handout.
type HandoutID int64

// Handout is coupons that somebody of the staff hands out: to each of some
// members the same. What it says never changes; how far it has come does.
//
//	within the limit ──► due ──some members at a time──► ended
//	above it ──► asked ──approved──┘
type Handout struct {
	ID       HandoutID
	Items    []Item
	Members  int
	Coupons  int64
	Reason   string
	Note     string
	AskedBy  staff.AccountID
	AskedAt  time.Time
	Approval staff.ApprovalID // 0: within the limit
	Done     int              // members who have theirs
	Failed   int
	EndedAt  time.Time

	hash []byte
	due  bool
}

// Status is where a handout is: asked, giving or done.
func (h Handout) Status() string {
	switch {
	case !h.EndedAt.IsZero():
		return "done"
	case h.due:
		return "giving"
	}
	return "asked"
}

// Hash is of everything that an approval is about.
func (h Handout) Hash() []byte { return h.hash }

// HandingOut is what somebody asks for.
type HandingOut struct {
	Members []member.ID
	Items   []Item
	Reason  string
	Note    string
	Act     staff.Act
}

// Plan is what a handout would be.
type Plan struct {
	Handout
	Limit         int // coupons that one hands out alone
	NeedsApproval bool
	Short         []TemplateID // of which not enough are left
}

// mostMembers bounds a handout: a list that somebody has in hand, not a segment.
const mostMembers = 100_000

// handNow is how many members get theirs within the request.
const handNow = 20

// PlanHandout says what HandOut would do, and writes nothing. Errors: those of HandOut but ErrSoldOut.
func (s *Service) PlanHandout(ctx context.Context, q postgres.Querier, h HandingOut) (Plan, error) {
	p, _, err := s.plan(ctx, q, h)
	return p, err
}

func (s *Service) plan(ctx context.Context, q postgres.Querier, h HandingOut) (p Plan, members []member.ID, err error) {
	bad := ErrBadHandout
	members = slices.Clone(h.Members)
	slices.Sort(members)
	members = slices.Compact(members)
	if len(members) < 1 || len(members) > mostMembers {
		bad = bad.Field("members", "coupon.number_out_of_range", "max", mostMembers)
	}
	if len([]rune(h.Note)) > longestNote {
		bad = bad.Field("note", "coupon.text_too_long", "max", longestNote)
	}
	each := 0
	for _, i := range h.Items {
		if i.Quantity < 1 || i.Quantity > mostAtOnce {
			bad = bad.Field("items", "coupon.number_out_of_range", "max", mostAtOnce)
		}
		each += i.Quantity
	}
	if each < 1 || each > mostAtOnce {
		bad = bad.Field("items", "coupon.number_out_of_range", "max", mostAtOnce)
	}
	if len(bad.Fields) > 0 {
		return p, nil, bad
	}
	if h.Act.By.Kind != staff.Person {
		return p, nil, staff.ErrPeopleOnly
	}
	if err := s.knows(ctx, q, h.Reason); err != nil {
		return p, nil, err
	}
	c, err := s.readConfig(ctx, q, s.Clock.Now())
	if err != nil {
		return p, nil, err
	}
	p.Handout = Handout{Items: h.Items, Members: len(members), Coupons: int64(each) * int64(len(members)), Reason: h.Reason, Note: strings.TrimSpace(h.Note),
		AskedBy: staff.AccountID(h.Act.By.ID), AskedAt: c.read}
	for _, i := range h.Items {
		t, err := c.template(i.Template)
		if err != nil {
			return p, nil, err
		}
		if _, until := t.Terms.Validity.Of(c.read, c.zone); !until.After(c.read) {
			return p, nil, ErrOver.With("template", t.Code)
		}
		if left := t.Left(); left >= 0 && left < int64(i.Quantity)*int64(len(members)) {
			p.Short = append(p.Short, t.ID)
		}
	}
	p.Limit = c.policy.AloneCoupons
	p.NeedsApproval = p.Coupons > int64(p.Limit)
	return p, members, nil
}

// HandOut gives coupons to members by hand: at once where that is within what
// somebody may do alone, the first of a long list at once and the others by a
// job; else it is put before a second person.
//
// Errors: ErrBadHandout, ErrNoReason, ErrNoTemplate, ErrNotLive, ErrEnded,
// ErrOver, ErrSoldOut, staff.ErrPeopleOnly, staff.ErrMayNot.
func (s *Service) HandOut(ctx context.Context, tx postgres.Tx, h HandingOut) (Handout, error) {
	p, members, err := s.plan(ctx, tx, h)
	if err != nil {
		return p.Handout, err
	}
	if len(p.Short) > 0 {
		return p.Handout, ErrSoldOut.With("template", int64(p.Short[0]))
	}
	id, err := s.IDs.Next(ctx)
	if err != nil {
		return p.Handout, err
	}
	made := p.Handout
	made.ID, made.due = HandoutID(id), !p.NeedsApproval
	made.hash = digest(struct {
		Handout
		To []member.ID
	}{made, members})
	if p.NeedsApproval {
		asked, err := s.Staff.Ask(ctx, tx, staff.Asking{Kind: staff.HandOutCoupons, Subject: itoa(made.ID), Hash: made.hash, Note: made.Note, By: h.Act.By, Address: h.Act.Address})
		if err != nil {
			return made, err
		}
		made.Approval = asked.ID
	}
	items, err := json.Marshal(made.Items)
	if err != nil {
		return made, fmt.Errorf("write handout: %w", err)
	}
	err = query(tx).InsertHandout(ctx, coupondb.InsertHandoutParams{ID: id, Items: items, Members: int32(made.Members), Coupons: made.Coupons, Reason: made.Reason,
		Note: made.Note, Hash: made.hash, AskedBy: int64(made.AskedBy), AskedAt: made.AskedAt, ApprovalID: postgres.Optional(int64(made.Approval)), Due: made.due})
	if err != nil {
		return made, fmt.Errorf("write handout: %w", err)
	}
	_, err = tx.CopyFrom(ctx, pgx.Identifier{"coupon", "handout_line"}, []string{"handout_id", "no", "member_id"}, pgx.CopyFromSlice(len(members), func(i int) ([]any, error) {
		return []any{id, i + 1, int64(members[i])}, nil
	}))
	if err != nil {
		return made, fmt.Errorf("write members of a handout: %w", err)
	}
	err = s.audit(ctx, tx, h.Act, "coupon.hand_out", "coupon_handout", itoa(made.ID), map[string]any{"members": made.Members, "coupons": made.Coupons, "reason": made.Reason})
	if err != nil || !made.due {
		return made, err
	}
	if made.Members > handNow {
		return made, s.wake(ctx, tx, true)
	}
	if _, err := s.handPart(ctx, tx, id, handNow); err != nil {
		return made, err
	}
	return s.HandoutOf(ctx, tx, itoa(made.ID))
}

func (s *Service) handoutApproved(ctx context.Context, tx postgres.Tx, a staff.Approval, act staff.Act) error {
	h, err := s.HandoutOf(ctx, tx, a.Subject)
	if err != nil {
		return err
	}
	if string(h.hash) != string(a.Hash) {
		return staff.ErrPayloadChanged
	}
	if err := query(tx).HandoutDue(ctx, int64(h.ID)); err != nil {
		return fmt.Errorf("let handout %d begin: %w", h.ID, err)
	}
	err = s.Staff.Audit(ctx, tx, act.Entry("coupon.give", staff.Subject{Kind: "coupon_handout", ID: a.Subject}, nil, map[string]any{"members": h.Members, "coupons": h.Coupons}))
	if err != nil {
		return err
	}
	return s.wake(ctx, tx, true)
}

// HandoutOf reads the handout that an approval is about. Errors: ErrNoHandout.
func (s *Service) HandoutOf(ctx context.Context, q postgres.Querier, subject string) (Handout, error) {
	id, err := idOf(subject)
	if err != nil {
		return Handout{}, ErrNoHandout.Because(err)
	}
	row, err := query(q).Handout(ctx, id)
	if errors.Is(err, pgx.ErrNoRows) {
		return Handout{}, ErrNoHandout.With("handout", id)
	}
	if err != nil {
		return Handout{}, fmt.Errorf("read handout %d: %w", id, err)
	}
	return handoutOf(row)
}

// Handouts returns a page of handouts, the latest first.
func (s *Service) Handouts(ctx context.Context, q postgres.Querier, after *Spot, limit int) ([]Handout, error) {
	before := after.before()
	rows, err := query(q).HandoutsPage(ctx, before.At, before.ID, int32(limit))
	if err != nil {
		return nil, fmt.Errorf("list handouts: %w", err)
	}
	list := make([]Handout, len(rows))
	for i, r := range rows {
		if list[i], err = handoutOf(r); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// Fault is a member of a handout who got nothing, and the code of why.
type Fault struct {
	No     int
	Member member.ID
	Code   string
}

// Faults returns a page of who got nothing of a handout.
func (s *Service) Faults(ctx context.Context, q postgres.Querier, h HandoutID, after, limit int) ([]Fault, error) {
	rows, err := query(q).FaultyLines(ctx, int64(h), int32(after), int32(limit))
	if err != nil {
		return nil, fmt.Errorf("list faults of handout %d: %w", h, err)
	}
	list := make([]Fault, len(rows))
	for i, r := range rows {
		list[i] = Fault{No: int(r.No), Member: member.ID(r.MemberID), Code: postgres.Value(r.Fault)}
	}
	return list, nil
}

// handAtOnce is how many members one transaction serves.
const handAtOnce = 200

// WorkDue hands out and makes what is due, and returns how many members and codes
// that were.
func (s *Service) WorkDue(ctx context.Context) (int, error) {
	given, err := s.GiveDue(ctx)
	if err != nil {
		return given, err
	}
	made, err := s.MakeCodes(ctx)
	return given + made, err
}

// GiveDue hands out what is due, and returns to how many members.
func (s *Service) GiveDue(ctx context.Context) (int, error) {
	ids, err := query(s.DB).HandoutsDue(ctx)
	if err != nil {
		return 0, fmt.Errorf("look for handouts: %w", err)
	}
	total := 0
	for _, id := range ids {
		for n := 1; n > 0; {
			err := s.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
				n, err = s.handPart(ctx, tx, id, handAtOnce)
				return err
			})
			if err != nil {
				return total, fmt.Errorf("hand out %d: %w", id, err)
			}
			total += n
		}
	}
	return total, nil
}

// handPart serves the next members of a handout, in ascending order, as all locks
// of members are taken. Who cannot get one is noted, and stops nobody.
func (s *Service) handPart(ctx context.Context, tx postgres.Tx, id int64, most int32) (int, error) {
	row, err := query(tx).HandoutToWork(ctx, id)
	if err != nil || !row.Due {
		return 0, err
	}
	h, err := handoutOf(row)
	if err != nil {
		return 0, err
	}
	lines, err := query(tx).HandoutLines(ctx, id, row.Done+row.Failed, most)
	if err != nil {
		return 0, fmt.Errorf("read members of handout %d: %w", id, err)
	}
	for _, l := range lines {
		fault, err := s.handTo(ctx, tx, h, member.ID(l.MemberID))
		if err != nil {
			return 0, err
		}
		if fault == "" {
			row.Done++
			continue
		}
		row.Failed++
		if err := query(tx).LineFailed(ctx, &fault, id, l.No); err != nil {
			return 0, fmt.Errorf("note a fault of handout %d: %w", id, err)
		}
	}
	var ended *time.Time
	if row.Done+row.Failed == row.Members {
		ended = postgres.Optional(s.Clock.Now())
	}
	return len(lines), query(tx).HandoutWorked(ctx, coupondb.HandoutWorkedParams{ID: id, Done: row.Done, Failed: row.Failed, Due: ended == nil, EndedAt: ended})
}

// handTo serves one member within a savepoint: what cannot be given leaves
// nothing behind, and is told by its code.
func (s *Service) handTo(ctx context.Context, tx postgres.Tx, h Handout, m member.ID) (fault string, err error) {
	err = pgx.BeginFunc(ctx, tx, func(inner pgx.Tx) error {
		_, err := s.Issue(ctx, inner, Issuing{Member: m, Items: h.Items, Key: "handout:" + itoa(h.ID) + ":" + itoa(m), Source: ByHand, Staff: int64(h.AskedBy),
			Reason: h.Reason, handout: h.ID})
		return err
	})
	if known := errs.Of(err); known != nil && known.Kind != errs.Internal && known.Kind != errs.Unavailable {
		return known.Code, nil
	}
	return "", err
}

func handoutOf(r coupondb.CouponHandout) (Handout, error) {
	h := Handout{ID: HandoutID(r.ID), Members: int(r.Members), Coupons: r.Coupons, Reason: r.Reason, Note: r.Note, AskedBy: staff.AccountID(r.AskedBy),
		AskedAt: r.AskedAt.UTC(), Approval: staff.ApprovalID(postgres.Value(r.ApprovalID)), Done: int(r.Done), Failed: int(r.Failed), EndedAt: utc(r.EndedAt),
		hash: r.Hash, due: r.Due}
	if err := json.Unmarshal(r.Items, &h.Items); err != nil {
		return h, fmt.Errorf("read handout %d: %w", r.ID, err)
	}
	return h, nil
}

func idOf(subject string) (int64, error) { return strconv.ParseInt(subject, 10, 64) }
