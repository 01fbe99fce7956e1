package privacy

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// Ask takes a request, within tx. What can be done at once is done at once: a copy and
// an explanation are what the caller hands over with the receipt; restriction holds from
// now on (member.Restrict), and not being profiled is said as a consent that is refused. Who wants to leave is told
// first what ends (member.PreviewErase); where money of his own is left he says what
// becomes of it, and from then on he is sent nothing but service messages.
//
// Errors: ErrInvalid, ErrNotActive, ErrAsked, member.ErrUnknown, member.ErrOwed, member.ErrRestricted.
func (s *Service) Ask(ctx context.Context, tx postgres.Tx, a Asking) (Request, error) {
	a.Note = i18n.Clean(a.Note, 4*longest)
	if err := a.validate(); err != nil {
		return Request{}, err
	}
	if err := s.active(ctx, tx, a.Member); err != nil {
		return Request{}, err
	}
	r, err := s.begin(ctx, tx, a)
	if err != nil {
		return Request{}, err
	}
	switch a.Kind {
	case Leave:
		if err := s.mayLeave(ctx, tx, a); err != nil {
			return Request{}, err
		}
		err = s.withdraw(ctx, tx, r, a, func(p member.Purpose) bool { return p != member.Serving })
	case Restrict:
		if err := s.Members.Restrict(ctx, tx, a.Member, int64(r.ID), a.By); err != nil {
			return Request{}, err
		}
		err = s.withdraw(ctx, tx, r, a, func(p member.Purpose) bool { return p != member.Serving })
	case Unprofiled:
		err = s.refuseProfiling(ctx, tx, r, a)
	}
	if err != nil {
		return Request{}, err
	}
	if a.Kind == Copy || a.Kind == Explain || a.Kind == Restrict || a.Kind == Unprofiled {
		r.Status, r.AnsweredBy, r.AnsweredAt = Done, a.By, r.AskedAt
	}
	return r, s.insert(ctx, tx, r)
}

func (s *Service) active(ctx context.Context, tx postgres.Tx, id member.ID) error {
	holder, err := s.Members.Lock(ctx, tx, id)
	if err != nil {
		return err
	}
	m, err := s.Members.Get(ctx, tx, holder)
	if err != nil {
		return err
	}
	if holder != id || m.Status != member.Active {
		return ErrNotActive.With("member", int64(id))
	}
	return nil
}

// begin fixes until when a request is answered.
func (s *Service) begin(ctx context.Context, tx postgres.Tx, a Asking) (Request, error) {
	next, err := s.IDs.Next(ctx)
	if err != nil {
		return Request{}, err
	}
	policy, err := s.Policy(ctx, tx)
	if err != nil {
		return Request{}, err
	}
	settings, err := s.Org.Settings(ctx, tx)
	if err != nil {
		return Request{}, err
	}
	day, err := settings.DayAt(nil)
	if err != nil {
		return Request{}, err
	}
	now := s.Clock.Now().UTC().Truncate(time.Microsecond)
	r := Request{Member: a.Member, ID: ID(next), Kind: a.Kind, Status: Open, Via: a.Via, Money: a.Money, About: a.About, AskedBy: a.By, AskedAt: now, Note: a.Note}
	if r.DueAt = policy.due(now, day.Location()); a.Kind == Leave {
		r.DueAt = now.AddDate(0, 0, policy.GraceDays)
	}
	return r, nil
}

// mayLeave refuses who has money of his own and has not said what becomes of it.
func (s *Service) mayLeave(ctx context.Context, tx postgres.Tx, a Asking) error {
	if a.Money != NoMoney {
		return nil
	}
	losses, err := s.Members.PreviewErase(ctx, tx, a.Member)
	if err != nil {
		return err
	}
	for _, l := range losses {
		if l.Bar == member.Owed {
			return member.ErrOwed.With("member", int64(a.Member))
		}
	}
	return nil
}

// refuseProfiling says as the member's word that nothing be reckoned of him: also
// where he never spoke of it, because who says nothing is reckoned.
func (s *Service) refuseProfiling(ctx context.Context, tx postgres.Tx, r Request, a Asking) error {
	return s.Members.StateConsents(ctx, tx, a.Member, member.Statement{Question: member.Question{Purpose: member.Profiling}, Via: a.Via, By: a.By, Address: a.Address,
		Reference: reference(r, member.Question{Purpose: member.Profiling})})
}

func reference(r Request, q member.Question) string {
	return "privacy:" + strconv.FormatInt(int64(r.ID), 10) + ":" + string(q.Purpose) + ":" + string(q.Way)
}

// LiftRestriction ends the restriction of a member, within tx: at once where he wants
// it himself; where staff do, he is told before, and it ends when the policy's days
// are over. Errors: ErrInvalid, and those of member.Lift.
func (s *Service) LiftRestriction(ctx context.Context, tx postgres.Tx, m member.ID, by, reason string) (member.Restriction, error) {
	at := s.Clock.Now()
	reason = i18n.Clean(reason, longest)
	if by != ByMember {
		if reason == "" {
			return member.Restriction{}, ErrInvalid.Field("reason", "privacy.say_why_lifted")
		}
		policy, err := s.Policy(ctx, tx)
		if err != nil {
			return member.Restriction{}, err
		}
		at = at.AddDate(0, 0, policy.LiftDays)
	}
	return s.Members.Lift(ctx, tx, m, at, by, reason)
}

// withdraw says as the member's word that he agrees no more to whatever of the
// purposes is in force.
func (s *Service) withdraw(ctx context.Context, tx postgres.Tx, r Request, a Asking, concerned func(member.Purpose) bool) error {
	held, err := s.Members.Consents(ctx, tx, a.Member)
	if err != nil {
		return err
	}
	var list []member.Statement
	for _, c := range held {
		if !c.Granted || !concerned(c.Purpose) {
			continue
		}
		list = append(list, member.Statement{Question: c.Question, Via: a.Via, By: a.By, Address: a.Address,
			Reference: reference(r, c.Question)})
	}
	return s.Members.StateConsents(ctx, tx, a.Member, list...)
}

func noteAt(id ID) string   { return "request/" + strconv.FormatInt(int64(id), 10) }
func answerAt(id ID) string { return noteAt(id) + "/answer" }

func (s *Service) insert(ctx context.Context, tx postgres.Tx, r Request) error {
	note, err := s.Members.Seal(ctx, tx, r.Member, noteAt(r.ID), r.Note)
	if err != nil {
		return err
	}
	tag, err := tx.Exec(ctx, `
		INSERT INTO privacy.request (member_id, id, kind, status, via, money, asked_by, asked_at, due_at, answered_by, answered_at, note, about)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (member_id, kind, about) WHERE status = 'open' DO NOTHING`,
		int64(r.Member), int64(r.ID), string(r.Kind), string(r.Status), string(r.Via), string(r.Money), r.AskedBy, r.AskedAt, r.DueAt,
		postgres.Null(r.AnsweredBy), postgres.Null(r.AnsweredAt), note, string(r.About))
	if err != nil {
		return fmt.Errorf("keep a request of member %d: %w", r.Member, err)
	}
	if tag.RowsAffected() == 0 {
		return ErrAsked.With("kind", string(r.Kind))
	}
	return nil
}

// Withdraw lets a member take back what he asked for: who was leaving has come back.
// Errors: ErrNoRequest, ErrAnswered.
func (s *Service) Withdraw(ctx context.Context, tx postgres.Tx, m member.ID, id ID, by string) (Request, error) {
	r, err := s.lock(ctx, tx, id)
	if err != nil {
		return r, err
	}
	if r.Member != m {
		return Request{}, ErrNoRequest.With("request", int64(id))
	}
	return s.end(ctx, tx, r, Withdrawn, by, "")
}

// Answer says what was done about a request, or why it is refused, within tx. To
// answer that somebody be erased erases him.
//
// Errors: ErrInvalid, ErrNoRequest, ErrAnswered, ErrByTime, and those of member.Erase.
func (s *Service) Answer(ctx context.Context, tx postgres.Tx, a Answering) (Request, error) {
	a.Text = i18n.Clean(a.Text, longest)
	if a.Refuse && a.Text == "" {
		return Request{}, ErrInvalid.Field("answer", "privacy.say_why")
	}
	r, err := s.lock(ctx, tx, a.ID)
	if err != nil {
		return r, err
	}
	switch {
	case r.Status == Open && r.Kind == Object && a.Text == "":
		return r, ErrInvalid.Field("answer", "privacy.say_what_was_found")
	case r.Status != Open:
		return r, ErrAnswered.With("request", int64(r.ID))
	case a.Refuse:
		return s.end(ctx, tx, r, Refused, a.By, a.Text)
	case r.Kind == Leave:
		return r, ErrByTime.With("request", int64(r.ID))
	case r.Kind != Erase:
		return s.end(ctx, tx, r, Done, a.By, a.Text)
	}
	return s.erase(ctx, tx, r, member.Erasing{Member: r.Member, Waive: a.Waive || r.Money == Waive, Staff: a.Staff, Cause: member.CauseAsked}, a.By)
}

// erase erases whose request it is. The forgetter has closed all that was open by then.
func (s *Service) erase(ctx context.Context, tx postgres.Tx, r Request, e member.Erasing, by string) (Request, error) {
	ended, err := s.end(ctx, tx, r, Done, by, "")
	if err != nil {
		return r, err
	}
	if _, err := s.Members.Erase(ctx, tx, e); err != nil {
		return r, err
	}
	ended.Note = ""
	return ended, nil
}

func (s *Service) end(ctx context.Context, tx postgres.Tx, r Request, as Status, by, text string) (Request, error) {
	if r.Status != Open {
		return r, ErrAnswered.With("request", int64(r.ID))
	}
	sealed, err := s.Members.Seal(ctx, tx, r.Member, answerAt(r.ID), text)
	if err != nil {
		return r, err
	}
	r.Status, r.AnsweredBy, r.AnsweredAt, r.Answer = as, by, s.Clock.Now().UTC().Truncate(time.Microsecond), text
	_, err = tx.Exec(ctx, `
		UPDATE privacy.request SET status = $3, answered_by = $4, answered_at = $5, answer = $6, xid = pg_current_xact_id()
		WHERE member_id = $1 AND id = $2`, int64(r.Member), int64(r.ID), string(as), by, r.AnsweredAt, sealed)
	if err != nil {
		return r, fmt.Errorf("answer request %d: %w", r.ID, err)
	}
	return r, nil
}

// lock reads a request with its member locked before it: in the order in which a
// merge or an erasure takes them.
func (s *Service) lock(ctx context.Context, tx postgres.Tx, id ID) (Request, error) {
	seen, err := s.Get(ctx, tx, id)
	if err != nil {
		return seen, err
	}
	if _, err := s.Members.Lock(ctx, tx, seen.Member); err != nil {
		return seen, err
	}
	return s.Get(ctx, tx, id)
}

// Who asks or answers and is nobody of the staff.
const (
	ByMember = "member" // the member himself
	ByTime   = "system" // whatever time ends
)

// LeaveDue erases those whose grace is over, and returns how many. Whom something
// keeps (principal that is not paid out yet, an open checkout) is tried again by the
// next run; until then his request is overdue.
func (s *Service) LeaveDue(ctx context.Context) (int, error) {
	rows, err := s.DB.Query(ctx, `SELECT id FROM privacy.request WHERE status = 'open' AND kind = 'leave' AND due_at <= $1 ORDER BY due_at, id`, s.Clock.Now())
	if err != nil {
		return 0, fmt.Errorf("find whose grace is over: %w", err)
	}
	due, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return 0, fmt.Errorf("find whose grace is over: %w", err)
	}
	gone := 0
	for _, id := range due {
		err := s.DB.InTx(ctx, func(tx postgres.Tx) error {
			r, err := s.lock(ctx, tx, ID(id))
			if err != nil || r.Status != Open || s.Clock.Now().Before(r.DueAt) {
				return err
			}
			_, err = s.erase(ctx, tx, r, member.Erasing{Member: r.Member, Waive: r.Money == Waive, Cause: member.CauseLeft}, ByTime)
			return err
		})
		switch {
		case errors.Is(err, member.ErrOwed), errors.Is(err, member.ErrUnfinished), errors.Is(err, member.ErrMergedAway):
		case err != nil:
			return gone, err
		default:
			gone++
		}
	}
	return gone, nil
}
