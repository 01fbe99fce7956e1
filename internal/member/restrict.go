package member

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
)

// Restriction is a time in which a member's data is kept and not used: he is sent
// nothing but service messages, nothing is reckoned of him, and he becomes one with
// nobody. What he buys still counts and earns.
type Restriction struct {
	ID       int64
	Request  int64 // by which he wanted it
	BegunAt  time.Time
	BegunBy  string
	LiftedAt time.Time // when somebody said that it ends; zero: nobody has
	LiftedBy string
	Until    time.Time // when it ends
	Reason   string    // why it was lifted; "": none was given, or he was erased
}

// InForce reports whether it holds at an instant.
func (r Restriction) InForce(at time.Time) bool { return r.Until.IsZero() || at.Before(r.Until) }

const restrictionColumns = `SELECT member_id, restriction_id, request_id, begun_at, begun_by, until, lifted_at, coalesce(lifted_by, ''), reason FROM member.restriction `

func (s *Service) restrictions(ctx context.Context, q postgres.Querier, where string, args ...any) (map[ID][]Restriction, error) {
	rows, err := q.Query(ctx, restrictionColumns+where, args...)
	if err != nil {
		return nil, fmt.Errorf("read restrictions: %w", err)
	}
	type row struct {
		of     ID
		sealed []byte
		Restriction
	}
	list, err := pgx.CollectRows(rows, func(read pgx.CollectableRow) (r row, err error) {
		var until, lifted *time.Time
		err = read.Scan(&r.of, &r.ID, &r.Request, &r.BegunAt, &r.BegunBy, &until, &lifted, &r.LiftedBy, &r.sealed)
		r.BegunAt, r.Until, r.LiftedAt = r.BegunAt.UTC(), postgres.Value(until).UTC(), postgres.Value(lifted).UTC()
		return r, err
	})
	if err != nil {
		return nil, fmt.Errorf("read restrictions: %w", err)
	}
	found := map[ID][]Restriction{}
	for _, r := range list {
		if r.Reason, err = s.Unseal(ctx, q, r.of, restrictionAt(r.ID), r.sealed); err != nil && !errors.Is(err, ErrErased) {
			return nil, fmt.Errorf("open restriction %d: %w", r.ID, err)
		}
		found[r.of] = append(found[r.of], r.Restriction)
	}
	return found, nil
}

func restrictionAt(id int64) string { return fmt.Sprintf("restriction/%d", id) }

// Restricted returns the restrictions that are in force of members; who may be used as
// others are is not in the answer.
func (s *Service) Restricted(ctx context.Context, q postgres.Querier, ids ...ID) (map[ID]Restriction, error) {
	all, err := s.restrictions(ctx, q, `WHERE member_id = ANY ($1::bigint[]) AND (until IS NULL OR until > $2) ORDER BY until NULLS LAST`, postgres.IDs(ids), s.clock.Now())
	if err != nil {
		return nil, err
	}
	found := make(map[ID]Restriction, len(all))
	for id, list := range all {
		found[id] = list[len(list)-1]
	}
	return found, nil
}

// Restrictions returns every restriction of a member, the latest first.
func (s *Service) Restrictions(ctx context.Context, q postgres.Querier, id ID) ([]Restriction, error) {
	all, err := s.restrictions(ctx, q, `WHERE member_id = $1 ORDER BY restriction_id DESC`, int64(id))
	return all[id], err
}

// Restrict lets a member's data be kept and not used from now on, within tx. One that
// was about to end goes on. Errors: ErrUnknown, ErrNotActive, ErrRestricted.
func (s *Service) Restrict(ctx context.Context, tx postgres.Tx, id ID, request int64, by string) error {
	if err := s.lockOwn(ctx, tx, id); err != nil {
		return err
	}
	if err := s.stopReckoning(ctx, tx, id); err != nil {
		return err
	}
	return s.insertRestriction(ctx, tx, id, request, by)
}

func (s *Service) insertRestriction(ctx context.Context, tx postgres.Tx, id ID, request int64, by string) error {
	next, err := s.ids.Next(ctx)
	if err != nil {
		return err
	}
	tag, err := tx.Exec(ctx, `INSERT INTO member.restriction (member_id, restriction_id, request_id, begun_at, begun_by)
		VALUES ($1, $2, $3, $4, $5) ON CONFLICT (member_id) WHERE until IS NULL DO NOTHING`, int64(id), next, request, s.clock.Now(), by)
	if err != nil {
		return fmt.Errorf("restrict member %d: %w", id, err)
	}
	if tag.RowsAffected() == 0 {
		return ErrRestricted.With("member", int64(id))
	}
	return nil
}

// lockOwn locks a member who stands for himself.
func (s *Service) lockOwn(ctx context.Context, tx postgres.Tx, id ID) error {
	holder, err := s.Lock(ctx, tx, id)
	if err != nil {
		return err
	}
	m, err := s.Get(ctx, tx, holder)
	if err != nil {
		return err
	}
	if holder != id || m.Status != Active {
		return ErrNotActive.With("member", int64(id), "status", string(m.Status))
	}
	return nil
}

// Lift ends the restriction of a member at an instant, now or later, within tx.
// Errors: ErrUnknown, ErrNotActive, ErrNotRestricted.
func (s *Service) Lift(ctx context.Context, tx postgres.Tx, id ID, at time.Time, by, reason string) (Restriction, error) {
	if err := s.lockOwn(ctx, tx, id); err != nil {
		return Restriction{}, err
	}
	now := s.clock.Now().UTC().Truncate(time.Microsecond)
	if at.Before(now) {
		at = now
	}
	held, err := s.Restricted(ctx, tx, id)
	if err != nil {
		return Restriction{}, err
	}
	r, ok := held[id]
	if !ok {
		return Restriction{}, ErrNotRestricted.With("member", int64(id))
	}
	r.LiftedAt, r.LiftedBy, r.Until, r.Reason = now, by, at.UTC().Truncate(time.Microsecond), reason
	sealed, err := s.Seal(ctx, tx, id, restrictionAt(r.ID), reason)
	if err != nil {
		return Restriction{}, err
	}
	_, err = tx.Exec(ctx, `UPDATE member.restriction SET until = $3, lifted_at = $4, lifted_by = $5, reason = $6, xid = pg_current_xact_id()
		WHERE member_id = $1 AND (restriction_id = $2 OR until > $3)`, int64(id), r.ID, r.Until, r.LiftedAt, by, sealed)
	if err != nil {
		return Restriction{}, fmt.Errorf("lift restriction of member %d: %w", id, err)
	}
	return r, nil
}

// inheritRestriction lets who was one with a restricted member be restricted, too:
// nobody can say which of the two wanted it.
func (s *Service) inheritRestriction(ctx context.Context, tx postgres.Tx, m Merge) error {
	held, err := s.Restricted(ctx, tx, m.Into)
	if err != nil {
		return err
	}
	r, ok := held[m.Into]
	if !ok {
		return nil
	}
	if err := s.stopReckoning(ctx, tx, m.From); err != nil {
		return err
	}
	return s.insertRestriction(ctx, tx, m.From, r.Request, r.BegunBy)
}

// NoticeUnprofiled says that nothing may be reckoned of members any more: they are
// restricted, or have refused profiling. Its ids are the members themselves; whoever
// hears it takes back what he had reckoned.
const NoticeUnprofiled notice.Kind = "member.unprofiled"

// reckoningLock orders who reckons and who refuses: what began to be written of a
// member before he refused is there when it is taken back.
const reckoningLock = 7_221_016

// stopReckoning ends what was reckoned of a member, within the tx in which he refuses.
// His labels end here and now; the rest is taken back by whoever hears the notice.
func (s *Service) stopReckoning(ctx context.Context, tx postgres.Tx, id ID) error {
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock($1)`, int64(reckoningLock)); err != nil {
		return fmt.Errorf("wait for who reckons: %w", err)
	}
	_, err := tx.Exec(ctx, `UPDATE member.label SET expires_at = $2, xid = pg_current_xact_id()
		WHERE member_id = $1 AND source <> ALL ($3::text[]) AND (expires_at IS NULL OR expires_at > $2)`,
		int64(id), s.clock.Now(), []string{tagSource, labelSource})
	if err != nil {
		return fmt.Errorf("end labels of member %d: %w", id, err)
	}
	return s.notices.Speak(ctx, tx, NoticeUnprofiled, notice.Ref{Member: int64(id), ID: int64(id)})
}

// Reckoning lets whoever reckons something of members write it until tx ends, and
// returns those among the members after one until another (who belongs to them) of
// whom nothing may be reckoned.
func (s *Service) Reckoning(ctx context.Context, tx postgres.Tx, after, upto ID) (map[ID]bool, error) {
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock_shared($1)`, int64(reckoningLock)); err != nil {
		return nil, fmt.Errorf("lock against who refuses: %w", err)
	}
	// Who may have refused, who are few of the many.
	rows, err := tx.Query(ctx, `SELECT r.member_id FROM member.restriction r WHERE r.member_id > $1 AND r.member_id <= $2 AND (r.until IS NULL OR r.until > $3)
		UNION SELECT c.member_id FROM member.consent c WHERE c.purpose = 'profiling' AND NOT c.granted AND c.member_id > $1 AND c.member_id <= $2
		UNION SELECT g.into_id FROM member.merge g WHERE g.undone_at IS NULL AND g.into_id > $1 AND g.into_id <= $2`,
		int64(after), int64(upto), s.clock.Now())
	if err != nil {
		return nil, fmt.Errorf("find who refused profiling: %w", err)
	}
	suspects, err := pgx.CollectRows(rows, pgx.RowTo[ID])
	if err != nil {
		return nil, fmt.Errorf("find who refused profiling: %w", err)
	}
	return s.Unprofiled(ctx, tx, suspects...)
}

// Unprofiled returns those of the members of whom nothing may be reckoned.
func (s *Service) Unprofiled(ctx context.Context, q postgres.Querier, ids ...ID) (map[ID]bool, error) {
	refused := make(map[ID]bool, len(ids))
	if len(ids) == 0 {
		return refused, nil
	}
	may, err := s.mayUse(ctx, q, Question{Profiling, NoWay}, true, ids...)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if !may[id] {
			refused[id] = true
		}
	}
	return refused, nil
}
