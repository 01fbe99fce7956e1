package member

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/job"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
)

// Guardianship is the purpose of a guardian's consent to a minor being a member. It is
// stated by the guardian and by nobody else.
const Guardianship Purpose = "guardian"

// MinorState is where somebody is between being a minor and being asked as one of age.
type MinorState string

// The states.
const (
	NoMinor      MinorState = ""
	MinorPending MinorState = "pending" // no guardian has agreed
	MinorAgreed  MinorState = "agreed"
	MinorGrown   MinorState = "grown" // is of age, and was not asked anew yet
)

// Minority is what is known of somebody who is or was below the age of consent.
type Minority struct {
	State    MinorState
	Until    time.Time // the day on which he comes of age, in the retailer's zone; zero: not known
	Guardian string    // phone of who agreed; "" before, and after he came of age
	AgreedAt time.Time
	Via      How
	Text     int // version that the guardian was shown
}

// String keeps personal text out of logs.
func (Minority) String() string { return "member.Minority" }

// GoString keeps personal text out of logs.
func (Minority) GoString() string { return "member.Minority" }

// Is reports whether he is a minor now.
func (m Minority) Is() bool { return m.State == MinorPending || m.State == MinorAgreed }

// OfAge is what somebody says of his age who tells no year of birth.
type OfAge string

// What one may say.
const (
	AgeUnsaid OfAge = ""
	Of        OfAge = "yes"
	Below     OfAge = "no"
)

// AgeOfConsent is the age below which a guardian must agree; zero: nobody is asked.
func (s *Service) AgeOfConsent() int { return s.ageOfConsent }

// Guardian is somebody who agrees for a minor, and shows by a code that the phone is his.
type Guardian struct {
	Phone string
	Code  string
	Text  int // version that he was shown
}

// ToGuard is the use of a code that a guardian is sent.
const ToGuard CodeUse = "guard"

// SendGuardianCode sends a code to a guardian. Errors: those of SendCode.
func (s *Service) SendGuardianCode(ctx context.Context, a CodeAsked) (CodeSent, error) {
	if a.To.Kind != Phone {
		return CodeSent{}, ErrBadIdentity.With("kind", string(a.To.Kind))
	}
	return s.sendCode(ctx, a, ToGuard, 0)
}

// guard is a guardian whose code was judged, and is still to be taken.
type guard struct {
	key
	hash []byte
	text int
}

// judgeGuardian judges the code of a guardian, whose phone must be another than the
// minor's own: otherwise a minor would agree for himself.
// Errors: ErrBadIdentity, ErrOwnGuardian, ErrGuardianCode.
func (s *Service) judgeGuardian(ctx context.Context, own []key, g *Guardian) (*guard, error) {
	if g == nil {
		return nil, nil
	}
	k, err := s.foldKey(ctx, Key{Phone, g.Phone})
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(own, func(o key) bool { return o == k }) {
		return nil, ErrOwnGuardian
	}
	if m, err := s.whose(ctx, s.db, k); err == nil {
		is, err := s.MinorityOf(ctx, s.db, m.ID)
		if err != nil {
			return nil, err
		}
		if is.Is() {
			return nil, ErrOwnGuardian
		}
	} else if !errors.Is(err, ErrUnknown) && !errors.Is(err, ErrHasLeft) {
		return nil, err
	}
	hash, err := s.checkCode(ctx, k, g.Code, ToGuard.purpose(0))
	if errors.Is(err, ErrWrongCode) {
		err = ErrGuardianCode
	}
	return &guard{k, hash, g.Text}, err
}

// minority works out whether who joins is a minor. What the day of birth says counts
// before what he says; who is below must tell it, or nobody would know when he comes of
// age. Errors: ErrAgeNeeded.
func (s *Service) minority(ctx context.Context, q postgres.Querier, b Birthday, said OfAge) (minor bool, until time.Time, err error) {
	switch {
	case s.ageOfConsent == 0:
		return false, until, nil
	case b.Year != 0:
		now, err := s.today(ctx, q)
		until = b.turns(s.ageOfConsent)
		return now.Before(until), until, err
	case said == Of:
		return false, until, nil
	}
	return false, until, ErrAgeNeeded.With("age", s.ageOfConsent)
}

// turns is the day on which somebody born on b is so many years old. Who was born on the
// 29th of February is a year older on the 1st of March.
func (b Birthday) turns(years int) time.Time {
	return time.Date(b.Year+years, time.Month(b.Month), b.Day, 0, 0, 0, 0, time.UTC)
}

// today is the day in the retailer's zone, as midnight in UTC.
func (s *Service) today(ctx context.Context, q postgres.Querier) (time.Time, error) {
	settings, err := s.org.Settings(ctx, q)
	if err != nil {
		return time.Time{}, err
	}
	zone, err := time.LoadLocation(settings.Zone)
	if err != nil {
		return time.Time{}, fmt.Errorf("load the zone: %w", err)
	}
	now := s.clock.Now().In(zone)
	return time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC), nil
}

// keepMinor is what is sealed of a minor.
type keptMinor struct {
	Until    string `json:"until,omitempty"` // 2006-01-02
	Guardian string `json:"guardian,omitempty"`
}

const minorField = "minor"

func minorText(until time.Time, guardian string) string {
	kept := keptMinor{Guardian: guardian}
	if !until.IsZero() {
		kept.Until = until.Format(time.DateOnly)
	}
	text, err := json.Marshal(kept)
	if err != nil {
		panic("member: " + err.Error()) // two strings
	}
	return string(text)
}

// joinMinor notes of somebody who has just joined that he is a minor, with the guardian
// who agreed. Errors: ErrGuardianNeeded, ErrMinor, ErrGuardianCode, ErrNoConsentText.
func (s *Service) joinMinor(ctx context.Context, tx postgres.Tx, m ID, until time.Time, g *guard, from Joining) error {
	if g == nil {
		return ErrGuardianNeeded.With("age", s.ageOfConsent)
	}
	for _, st := range from.Consents {
		if st.Granted && st.Purpose != Serving {
			return ErrMinor
		}
	}
	return s.agree(ctx, tx, m, until, g, from.Address, ViaJoining)
}

// agree keeps that a guardian agreed, and the statement with its evidence.
func (s *Service) agree(ctx context.Context, tx postgres.Tx, m ID, until time.Time, g *guard, address string, via Via) error {
	err := s.takeCode(ctx, tx, g.key, g.hash)
	if errors.Is(err, ErrWrongCode) {
		err = ErrGuardianCode
	}
	if err != nil {
		return err
	}
	return s.putGuardian(ctx, tx, m, until, g.value, ByCode, Statement{Question: Question{Guardianship, NoWay}, Granted: true, Text: g.text,
		Via: via, By: string(Guardianship), Address: address})
}

func (s *Service) putGuardian(ctx context.Context, tx postgres.Tx, m ID, until time.Time, phone string, via How, st Statement) error {
	now := s.clock.Now().UTC().Truncate(time.Microsecond)
	st.At = now
	if err := s.admitStatement(ctx, tx, st, now); err != nil {
		return err
	}
	data, err := s.dataKey(ctx, tx, m)
	if err != nil {
		return err
	}
	how := string(via)
	err = query(tx).PutMinor(ctx, memberdb.PutMinorParams{MemberID: int64(m), Sealed: data.Seal(minorText(until, phone), place(m, minorField, firstVersion)),
		AgreedAt: &now, AgreedVia: &how, TextVersion: postgres.Optional(int32(st.Text))})
	if err != nil {
		return fmt.Errorf("note the guardian of member %d: %w", m, err)
	}
	return s.changingConsents(ctx, tx, m, func() error { return s.keepStatement(ctx, tx, m, st, now) })
}

// Agree lets the guardian of a minor who is a member already agree, by a code. It runs a
// transaction of its own, as SignIn does.
// Errors: ErrNotMinor, ErrTooOften, those of judging and keeping.
func (s *Service) Agree(ctx context.Context, m ID, d Device, g Guardian) error {
	if err := s.allowTry(ctx, d); err != nil {
		return err
	}
	held, err := s.HeldIdentities(ctx, s.db, m)
	if err != nil {
		return err
	}
	var own []key
	for _, h := range held {
		own = append(own, key{h.Kind, h.Value})
	}
	judged, err := s.judgeGuardian(ctx, own, &g)
	if err != nil {
		return refusedInside(err)
	}
	return s.db.InTx(ctx, func(tx postgres.Tx) error {
		return s.ofMinor(ctx, tx, m, func(of ID, now Minority) error {
			return s.agree(ctx, tx, of, now.Until, judged, d.Address, ViaMemberCentre)
		})
	})
}

// AgreeOnPaper notes, within tx, that a guardian agreed before staff, who say where the
// evidence lies. Errors: ErrNotMinor, ErrBadIdentity, ErrOwnGuardian, those of keeping.
func (s *Service) AgreeOnPaper(ctx context.Context, tx postgres.Tx, m ID, phone string, st Statement) error {
	k, err := s.foldAny(ctx, tx, Key{Phone, phone})
	if err != nil {
		return err
	}
	st.Question, st.Granted = Question{Guardianship, NoWay}, true
	return s.ofMinor(ctx, tx, m, func(of ID, now Minority) error {
		held, err := s.HeldIdentities(ctx, tx, m)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(held, func(h HeldIdentity) bool { return h.Kind == k.kind && h.Value == k.value }) {
			return ErrOwnGuardian
		}
		return s.putGuardian(ctx, tx, of, now.Until, k.value, ByStaff, st)
	})
}

// ofMinor locks a member and does something for the minor who he is, or who became he.
// Errors: ErrNotMinor.
func (s *Service) ofMinor(ctx context.Context, tx postgres.Tx, m ID, do func(of ID, now Minority) error) error {
	if err := s.lockLiving(ctx, tx, m); err != nil {
		return err
	}
	all, err := s.minorsOf(ctx, tx, m)
	if err != nil {
		return err
	}
	for _, one := range all {
		if one.Is() {
			return do(one.of, one.Minority)
		}
	}
	return ErrNotMinor
}

// minorOf is a minority and whose it is.
type minorOf struct {
	Minority
	of ID
}

// minorsOf reads what is known of a member, and of those who became he.
func (s *Service) minorsOf(ctx context.Context, q postgres.Querier, m ID) ([]minorOf, error) {
	kin, err := s.Absorbed(ctx, q, m)
	if err != nil {
		return nil, err
	}
	rows, err := query(q).MinorsAmong(ctx, postgres.IDs(append(kin, m)))
	if err != nil || len(rows) == 0 {
		return nil, wrap(err, "read whether member %d is a minor", m)
	}
	today, err := s.today(ctx, q)
	if err != nil {
		return nil, err
	}
	list := make([]minorOf, len(rows))
	for i, r := range rows {
		if list[i], err = s.openMinor(r, today); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func wrap(err error, format string, args ...any) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf(format+": %w", append(args, err)...)
}

func (s *Service) openMinor(r memberdb.MinorsAmongRow, today time.Time) (minorOf, error) {
	m := minorOf{of: ID(r.MemberID)}
	m.AgreedAt, m.Via, m.Text = postgres.Value(r.AgreedAt).UTC(), How(postgres.Value(r.AgreedVia)), int(postgres.Value(r.TextVersion))
	switch {
	case r.EndedAt != nil && r.AskedAt != nil:
		return m, nil
	case r.EndedAt != nil:
		m.State = MinorGrown
		return m, nil
	}
	data, err := s.keys.Unwrap(secret.Wrapped{MasterKeyID: r.MasterKeyID, Key: r.Wrapped}, owner(m.of))
	if err != nil {
		return m, err
	}
	text, err := data.Open(r.Sealed, place(m.of, minorField, firstVersion))
	if err != nil {
		return m, fmt.Errorf("open the minority of member %d: %w", m.of, err)
	}
	var kept keptMinor
	if err := json.Unmarshal([]byte(text), &kept); err != nil {
		return m, fmt.Errorf("read the minority of member %d: %w", m.of, err)
	}
	m.Guardian = kept.Guardian
	if kept.Until != "" {
		if m.Until, err = time.Parse(time.DateOnly, kept.Until); err != nil {
			return m, fmt.Errorf("read the minority of member %d: %w", m.of, err)
		}
	}
	switch {
	case !m.Until.IsZero() && !today.Before(m.Until):
		m.State = MinorGrown // the job is still to come
	case m.AgreedAt.IsZero():
		m.State = MinorPending
	default:
		m.State = MinorAgreed
	}
	return m, nil
}

// MinorityOf says whether a member is a minor, himself or as somebody who became he; the
// strictest counts.
func (s *Service) MinorityOf(ctx context.Context, q postgres.Querier, m ID) (Minority, error) {
	all, err := s.minorsOf(ctx, q, m)
	if err != nil {
		return Minority{}, err
	}
	strict := map[MinorState]int{MinorPending: 3, MinorAgreed: 2, MinorGrown: 1}
	var found Minority
	for _, one := range all {
		if strict[one.State] > strict[found.State] {
			found = one.Minority
		}
	}
	return found, nil
}

// Asked notes that a member who came of age was asked anew what he agrees to.
func (s *Service) Asked(ctx context.Context, tx postgres.Tx, m ID) error {
	kin, err := s.Absorbed(ctx, tx, m)
	if err != nil {
		return err
	}
	if err := query(tx).AskedOfAge(ctx, s.clock.Now(), postgres.IDs(append(kin, m))); err != nil {
		return fmt.Errorf("note that member %d was asked: %w", m, err)
	}
	return nil
}

// EndMinorities lets those be of age who came of it, and returns how many they are. The
// guardian's phone is forgotten, and what had been agreed to besides being served is
// withdrawn: who is of age is asked anew.
func (s *Service) EndMinorities(ctx context.Context) (int, error) {
	done := 0
	find := func(ctx context.Context, after int64, limit int32) ([]int64, error) {
		return query(s.db).MinorsNow(ctx, after, limit)
	}
	_, err := job.EachDue(ctx, find, func(ctx context.Context, id int64) error {
		return s.db.InTx(ctx, func(tx postgres.Tx) error {
			ended, err := s.endMinority(ctx, tx, ID(id), s.clock.Now())
			if ended {
				done++
			}
			return err
		})
	})
	return done, err
}

// endMinority ends the minority of somebody who came of age. What he says at that very
// instant comes after it.
func (s *Service) endMinority(ctx context.Context, tx postgres.Tx, m ID, at time.Time) (ended bool, err error) {
	if _, err := s.Lock(ctx, tx, m); err != nil {
		return false, err
	}
	rows, err := query(tx).MinorsAmong(ctx, []int64{int64(m)})
	if err != nil || len(rows) == 0 {
		return false, wrap(err, "read whether member %d is a minor", m)
	}
	today, err := s.today(ctx, tx)
	if err != nil {
		return false, err
	}
	is, err := s.openMinor(rows[0], today)
	if err != nil || is.State != MinorGrown || rows[0].EndedAt != nil {
		return false, err
	}
	now := at.UTC().Truncate(time.Microsecond).Add(-time.Microsecond)
	said, err := s.spokenOf(ctx, tx, m)
	if err != nil {
		return false, err
	}
	for asked, c := range said {
		if !c.Granted || asked.Purpose == Serving {
			continue
		}
		st := Statement{Question: asked, Via: ViaMemberCentre, By: "system", Reason: "came of age", At: now}
		if err := s.keepStatement(ctx, tx, m, st, now); err != nil {
			return false, err
		}
	}
	n, err := query(tx).EndMinority(ctx, now, int64(m))
	return n > 0, wrap(err, "end the minority of member %d", m)
}
