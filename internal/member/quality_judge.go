package member

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5/pgtype"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/member/internal/quality"
	"habitue/internal/platform/postgres"
)

// How records are judged: a member when his record changes, by a notice, and everybody
// once a day, in chunks. Both lock whom they judge, so that nobody is judged by what he
// was a moment ago, and both come to the same.

const (
	// judgedAtOnce is how many members are locked and open at a time.
	judgedAtOnce = 500
	// seenAnewAfter is how old "last seen" may be of what is found again: a change of a
	// member does not write all that is wrong with him anew.
	seenAnewAfter = 12 * time.Hour
	// judgedEvery is how long after a run the next one begins; sooner where rules changed
	// or members became many more, but not at once.
	judgedEvery   = 24 * time.Hour
	judgedAtLeast = time.Hour
)

// OnRecordChanged judges a member whose record changed. What the time alone makes wrong,
// and what follows from orders, waits for the night.
func (s *Service) OnRecordChanged(ctx context.Context, id ID, _ []ID) error {
	return s.db.InTx(ctx, func(tx postgres.Tx) error {
		_, err := s.Judge(ctx, tx, id)
		return err
	})
}

// Judge judges members by the rules as they are set, within tx, and returns how much it
// found. Who was merged has nothing open. Twice does nothing more.
func (s *Service) Judge(ctx context.Context, tx postgres.Tx, ids ...ID) (int, error) {
	by, err := s.judgedBy(ctx, tx)
	if err != nil {
		return 0, err
	}
	return s.judge(ctx, tx, by, ids)
}

// judgedBy is by what members are judged.
type judgedBy struct {
	rules  []quality.Rule
	fields []Field
}

func (s *Service) judgedBy(ctx context.Context, q postgres.Querier) (judgedBy, error) {
	rules, err := s.QualityRules(ctx, q)
	if err != nil {
		return judgedBy{}, err
	}
	fields, err := s.Fields(ctx, q)
	return judgedBy{switchedOn(rules), fields}, err
}

func (s *Service) judge(ctx context.Context, tx postgres.Tx, by judgedBy, ids []ID) (int, error) {
	locked, err := query(tx).LockAll(ctx, postgres.IDs(ids))
	if err != nil {
		return 0, fmt.Errorf("lock %d members: %w", len(ids), err)
	}
	var here []ID
	var away []int64
	for _, r := range locked {
		if Status(r.Status) == Active {
			here = append(here, ID(r.MemberID))
		} else {
			away = append(away, r.MemberID)
		}
	}
	if len(away) > 0 {
		if err := query(tx).CloseMerged(ctx, away); err != nil {
			return 0, fmt.Errorf("close findings of %d members: %w", len(away), err)
		}
	}
	if len(here) == 0 {
		return 0, nil
	}
	facts, err := s.qualityFacts(ctx, tx, by.fields, here)
	if err != nil {
		return 0, err
	}
	kept, err := query(tx).FindingsOf(ctx, postgres.IDs(here))
	if err != nil {
		return 0, fmt.Errorf("read findings: %w", err)
	}
	v := verdict{now: s.clock.Now(), asked: codesOf(by.rules), kept: map[findingKey]memberdb.MemberFinding{}}
	for _, r := range kept {
		v.kept[findingKey{r.MemberID, r.Rule}] = r
	}
	n := 0
	for _, id := range here {
		found := quality.Judge(by.rules, facts[id])
		n += len(found)
		v.weigh(int64(id), found)
	}
	v.end()
	return n, v.write(ctx, query(tx))
}

type findingKey struct {
	member int64
	rule   string
}

// verdict is what changes of findings: what is new or back, what is seen again, and what
// is repaired.
type verdict struct {
	now                      time.Time
	asked                    []string
	kept                     map[findingKey]memberdb.MemberFinding
	opened, seen, ended      []findingKey
	openedFixable, seenByFix []bool
}

func (v *verdict) weigh(of int64, found []quality.Found) {
	for _, f := range found {
		key, fixable := findingKey{of, f.Rule}, f.Fix != nil
		had, there := v.kept[key]
		delete(v.kept, key)
		rests := had.State == "ignored" && (had.Until == nil || had.Until.After(v.now))
		switch {
		case !there || had.State == "repaired" || had.State == "ignored" && !rests:
			v.opened, v.openedFixable = append(v.opened, key), append(v.openedFixable, fixable)
		case had.Fixable != fixable || v.now.Sub(had.SeenAt) >= seenAnewAfter:
			v.seen, v.seenByFix = append(v.seen, key), append(v.seenByFix, fixable)
		}
	}
}

// end ends what was not found again. Of a rule that is switched off nobody knows.
func (v *verdict) end() {
	for key, had := range v.kept {
		if had.State != "repaired" && slices.Contains(v.asked, key.rule) {
			v.ended = append(v.ended, key)
		}
	}
}

func columnsOf(keys []findingKey) (members []int64, rules []string) {
	for _, k := range keys {
		members, rules = append(members, k.member), append(rules, k.rule)
	}
	return members, rules
}

func (v *verdict) write(ctx context.Context, q *memberdb.Queries) error {
	if members, rules := columnsOf(v.opened); len(members) > 0 {
		if err := q.OpenFindings(ctx, memberdb.OpenFindingsParams{Members: members, Rules: rules, Fixable: v.openedFixable, Now: v.now}); err != nil {
			return fmt.Errorf("write findings: %w", err)
		}
	}
	if members, rules := columnsOf(v.seen); len(members) > 0 {
		if err := q.SeeFindings(ctx, memberdb.SeeFindingsParams{Members: members, Rules: rules, Fixable: v.seenByFix, Now: v.now}); err != nil {
			return fmt.Errorf("note findings: %w", err)
		}
	}
	if members, rules := columnsOf(v.ended); len(members) > 0 {
		if err := q.EndFindings(ctx, v.now, members, rules); err != nil {
			return fmt.Errorf("end findings: %w", err)
		}
	}
	return nil
}

// QualityRun is one judging of everybody.
type QualityRun struct {
	ID            int64
	BeganAt       time.Time
	EndedAt       time.Time // zero: at work
	Members       int64     // how many there were when it began
	Judged, Found int64
	rules         string
	after         int64
}

func qualityRunOf(r memberdb.MemberQualityRun) QualityRun {
	return QualityRun{ID: r.ID, BeganAt: r.BeganAt.UTC(), EndedAt: postgres.Value(r.EndedAt).UTC(), Members: r.Members, Judged: r.Judged, Found: r.Found,
		rules: r.Rules, after: r.After}
}

// QualityRun returns the last judging of everybody; ok is false where there was none.
func (s *Service) QualityRun(ctx context.Context, q postgres.Querier) (r QualityRun, ok bool, err error) {
	rows, err := query(q).LastQualityRun(ctx)
	if err != nil || len(rows) == 0 {
		return r, false, err
	}
	return qualityRunOf(rows[0]), true, nil
}

// AskToJudge begins to judge everybody, unless that is under way; JudgeDue carries it on.
func (s *Service) AskToJudge(ctx context.Context, q postgres.Querier) error {
	all, err := s.QualityRules(ctx, q)
	if err != nil {
		return err
	}
	rules, err := fingerprint(all)
	if err != nil {
		return err
	}
	members, err := query(q).CountJudged(ctx, true, nil)
	if err != nil {
		return fmt.Errorf("count members: %w", err)
	}
	id, err := s.ids.Next(ctx)
	if err != nil {
		return err
	}
	if _, err = query(q).BeginQualityRun(ctx, memberdb.BeginQualityRunParams{ID: id, Rules: rules, BeganAt: s.clock.Now(), Members: members}); err != nil {
		return fmt.Errorf("begin to judge members: %w", err)
	}
	return nil
}

// JudgeDue judges everybody once a day, and when rules changed, members became many
// more or somebody asked; it returns how many it judged. What was cut off goes on
// behind the last who was judged, and two at a time judge nobody twice. Rules and fields
// are read once: where they change meanwhile, everybody is judged anew.
func (s *Service) JudgeDue(ctx context.Context) (int, error) {
	run, ok, err := s.QualityRun(ctx, s.db)
	if err != nil {
		return 0, err
	}
	if !ok || !run.EndedAt.IsZero() {
		if due, err := s.mustJudge(ctx, run, ok); err != nil || !due {
			return 0, err
		}
		if err := s.AskToJudge(ctx, s.db); err != nil {
			return 0, err
		}
	}
	by, err := s.judgedBy(ctx, s.db)
	if err != nil {
		return 0, err
	}
	judged := 0
	for {
		n, more, err := s.judgeNext(ctx, by)
		judged += n
		if err != nil || !more {
			return judged, err
		}
	}
}

// mustJudge reports whether the last run is not good enough any more.
func (s *Service) mustJudge(ctx context.Context, last QualityRun, ok bool) (bool, error) {
	since := s.clock.Now().Sub(last.BeganAt)
	if !ok || since >= judgedEvery {
		return true, nil
	}
	all, err := s.QualityRules(ctx, s.db)
	if err != nil {
		return false, err
	}
	rules, err := fingerprint(all)
	if err != nil || rules != last.rules {
		return err == nil, err
	}
	if since < judgedAtLeast {
		return false, nil
	}
	members, err := query(s.db).CountJudged(ctx, true, nil)
	return members > last.Members+last.Members/10, err
}

// JudgeNext judges the next members of the run that is under way, in one transaction,
// and ends it behind the last. more is false where nothing is under way any more.
func (s *Service) JudgeNext(ctx context.Context) (judged int, more bool, err error) {
	by, err := s.judgedBy(ctx, s.db)
	if err != nil {
		return 0, false, err
	}
	return s.judgeNext(ctx, by)
}

func (s *Service) judgeNext(ctx context.Context, by judgedBy) (judged int, more bool, err error) {
	err = s.db.InTx(ctx, func(tx postgres.Tx) error {
		last, ok, err := s.QualityRun(ctx, tx)
		if err != nil || !ok {
			return err
		}
		rows, err := query(tx).LockQualityRun(ctx, last.ID)
		if err != nil || len(rows) == 0 {
			return err // somebody else ended it
		}
		run := qualityRunOf(rows[0])
		next, err := query(tx).ToJudge(ctx, run.after, judgedAtOnce)
		if err != nil {
			return fmt.Errorf("find whom to judge: %w", err)
		}
		if len(next) == 0 {
			return s.endQualityRun(ctx, tx, run)
		}
		found, err := s.judge(ctx, tx, by, ids(next))
		if err != nil {
			return err
		}
		judged, more = len(next), true
		return query(tx).AdvanceQualityRun(ctx, memberdb.AdvanceQualityRunParams{ID: run.ID, After: next[len(next)-1], Judged: int64(len(next)), Found: int64(found)})
	})
	return judged, more && err == nil, err
}

// endQualityRun ends a run, with what was counted that day.
func (s *Service) endQualityRun(ctx context.Context, tx postgres.Tx, run QualityRun) error {
	settings, err := s.org.Settings(ctx, tx)
	if err != nil {
		return err
	}
	zone, err := settings.DayAt(nil)
	if err != nil {
		return err
	}
	all, err := s.QualityRules(ctx, tx)
	if err != nil {
		return err
	}
	q, day, codes := query(tx), zone.Of(s.clock.Now()), codesOf(switchedOn(all))
	members, err := q.CountJudged(ctx, true, nil)
	if err != nil {
		return fmt.Errorf("count members: %w", err)
	}
	if err := q.ForgetQualityDay(ctx, pgtype.Date{Time: day, Valid: true}); err != nil {
		return fmt.Errorf("count findings of a day: %w", err)
	}
	if err := q.CountDay(ctx, pgtype.Date{Time: day, Valid: true}, members, codes); err != nil {
		return fmt.Errorf("count findings of a day: %w", err)
	}
	if err := q.CountParts(ctx, pgtype.Date{Time: day, Valid: true}, codes); err != nil {
		return fmt.Errorf("count findings of stores and channels: %w", err)
	}
	return q.EndQualityRun(ctx, s.clock.Now(), run.ID)
}
