package member

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
)

// BroughtFor is what a file says that a member agreed to and refused: at most one
// statement of each question, each with a reference of its own.
type BroughtFor struct {
	Member     ID
	Statements []Statement
}

// Outcome is what becomes of one thing that a file says.
type Outcome int

// The outcomes.
const (
	Kept    Outcome = iota // it is stated
	Same                   // it says what holds already, or something else was said since
	Refused                // a yes of who said no, or is no member any more: his word stands
	Unasked                // a yes of a minor, or of who came of age and was not asked anew
)

// BringConsents keeps what a file says of consents of members who were here before it came.
// It may narrow what somebody agreed to, and never widens what he refused: only where
// nothing was ever said a yes counts. The answer has the outcome of each statement.
//
// Errors: ErrBadConsent, ErrNoConsentText, both with the reference.
func (s *Service) BringConsents(ctx context.Context, tx postgres.Tx, list []BroughtFor) ([][]Outcome, error) {
	if len(list) == 0 {
		return nil, nil
	}
	now := s.clock.Now().UTC().Truncate(time.Microsecond)
	if err := s.admitBrought(ctx, tx, list, now); err != nil {
		return nil, err
	}
	ids := make([]int64, len(list))
	for i, one := range list {
		ids[i] = int64(one.Member)
	}
	slices.Sort(ids)
	locked, err := query(tx).LockAll(ctx, slices.Compact(ids)) // who says no meanwhile is waited for
	if err != nil {
		return nil, fmt.Errorf("lock whose consents are brought: %w", err)
	}
	active := make(map[ID]bool, len(locked))
	for _, l := range locked {
		active[ID(l.MemberID)] = l.Status == string(Active)
	}
	whom := make([]ID, len(list))
	for i, one := range list {
		whom[i] = one.Member
	}
	said, err := s.Said(ctx, tx, whom...)
	if err != nil {
		return nil, err
	}
	unasked, err := s.notYetAsked(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	outcomes, rows := make([][]Outcome, len(list)), [][]any{}
	var changed, unprofiled []ID
	for i, one := range list {
		outcomes[i] = make([]Outcome, len(one.Statements))
		for k, st := range one.Statements {
			o := judgeBrought(st, said[one.Member], active[one.Member], unasked[one.Member])
			if outcomes[i][k] = o; o != Kept {
				continue
			}
			rows = append(rows, consentRow(one.Member, st, now))
			if !slices.Contains(changed, one.Member) {
				changed = append(changed, one.Member)
			}
			if !st.Granted && st.Purpose == Profiling {
				unprofiled = append(unprofiled, one.Member)
			}
		}
	}
	return outcomes, s.writeBrought(ctx, tx, rows, changed, unprofiled)
}

// judgeBrought decides what becomes of one statement of a member of whom something is known.
func judgeBrought(st Statement, said map[Question]Consent, active, unasked bool) Outcome {
	known, spoken := said[st.Question]
	switch {
	case !active:
		return Refused
	case st.Granted && spoken && !known.Granted:
		return Refused
	case st.Granted && unasked && st.Purpose != Serving:
		return Unasked
	case spoken && (known.Granted == st.Granted || known.Since.After(st.At)):
		return Same
	}
	return Kept
}

// admitBrought refuses what is no statement, and texts that there are not.
func (s *Service) admitBrought(ctx context.Context, q postgres.Querier, list []BroughtFor, now time.Time) error {
	texts, err := s.TextVersions(ctx, q)
	if err != nil {
		return err
	}
	for _, one := range list {
		for i := range one.Statements {
			if err := one.Statements[i].admitBrought(texts, now); err != nil {
				return err
			}
		}
	}
	return nil
}

// TextVersions returns the versions of texts that there are, by purpose.
func (s *Service) TextVersions(ctx context.Context, q postgres.Querier) (map[Purpose][]int, error) {
	rows, err := query(q).ConsentTextsThere(ctx)
	if err != nil {
		return nil, fmt.Errorf("read which consent texts there are: %w", err)
	}
	texts := map[Purpose][]int{}
	for _, r := range rows {
		texts[Purpose(r.Purpose)] = append(texts[Purpose(r.Purpose)], int(r.Version))
	}
	return texts, nil
}

func (st *Statement) admitBrought(texts map[Purpose][]int, now time.Time) error {
	if st.At.IsZero() {
		st.At = now
	}
	st.At = st.At.UTC().Truncate(time.Microsecond)
	st.Via = ViaImport
	var err *errs.Error
	switch wrong := st.validate(now); {
	case wrong != nil:
		err = errs.Of(wrong)
	case st.Purpose == Guardianship || st.Reference == "":
		err = ErrBadConsent.Field("purpose", "member.bad_purpose")
	case st.Text != 0 && !slices.Contains(texts[st.Purpose], st.Text):
		err = ErrNoConsentText
	default:
		return nil
	}
	return err.With("reference", st.Reference)
}

func consentRow(of ID, st Statement, now time.Time) []any {
	return []any{int64(of), int64(0), string(st.Purpose), string(st.Way), st.Granted, postgres.Null(int32(st.Text)), string(st.Via), st.By, st.Reason, st.Reference, st.At, now}
}

// consentRows are rows of statements as they are written; their ids are put in last.
func (s *Service) consentRows(ctx context.Context, rows [][]any) (postgres.Rows, error) {
	set := postgres.Rows{Schema: "member", Table: "consent", Values: rows, Columns: []string{"member_id", "consent_id", "purpose", "channel", "granted",
		"text_version", "via", "stated_by", "reason", "reference", "occurred_at", "recorded_at"}}
	if len(rows) == 0 {
		return set, nil
	}
	keys, err := s.ids.Take(ctx, len(rows))
	for i := range keys {
		rows[i][1] = keys[i]
	}
	return set, err
}

func (s *Service) writeBrought(ctx context.Context, tx postgres.Tx, rows [][]any, changed, unprofiled []ID) error {
	if len(rows) == 0 {
		return nil
	}
	set, err := s.consentRows(ctx, rows)
	if err != nil {
		return err
	}
	var out postgres.Writes
	out.Insert(set)
	if err := out.Flush(ctx, tx); err != nil {
		return fmt.Errorf("keep consents that were brought: %w", err)
	}
	return s.consentsMoved(ctx, tx, changed, unprofiled)
}

// consentsMoved says of members, some at a time, that something else is in force.
func (s *Service) consentsMoved(ctx context.Context, tx postgres.Tx, changed, unprofiled []ID) error {
	for _, id := range unprofiled {
		if err := s.stopReckoning(ctx, tx, id); err != nil {
			return err
		}
	}
	for some := range slices.Chunk(changed, spokenAtOnce) {
		refs := make([]notice.Ref, len(some))
		for i, id := range some {
			refs[i] = notice.Ref{Member: int64(id), ID: int64(id)}
		}
		if err := s.notices.Speak(ctx, tx, NoticeConsentChanged, refs...); err != nil {
			return err
		}
		if err := s.recordChanged(ctx, tx, some...); err != nil {
			return err
		}
	}
	return nil
}

// notYetAsked are those who may not agree to anything but to be served.
func (s *Service) notYetAsked(ctx context.Context, q postgres.Querier, ids []int64) (map[ID]bool, error) {
	rows, err := query(q).NotYetAsked(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("read who is a minor: %w", err)
	}
	found := make(map[ID]bool, len(rows))
	for _, id := range rows {
		found[ID(id)] = true
	}
	return found, nil
}

// Said returns what each of the members said last of each question that he, or somebody who
// was merged into him, ever spoke of; what he is silent about is not in it.
func (s *Service) Said(ctx context.Context, q postgres.Querier, ids ...ID) (map[ID]map[Question]Consent, error) {
	rows, err := query(q).ConsentsInForce(ctx, postgres.IDs(ids))
	if err != nil {
		return nil, fmt.Errorf("read consents of members: %w", err)
	}
	all := make(map[ID]map[Question]Consent, len(ids))
	for _, r := range rows {
		of := ID(r.MemberID)
		if all[of] == nil {
			all[of] = map[Question]Consent{}
		}
		asked := Question{Purpose(r.Purpose), Way(r.Channel)}
		all[of][asked] = Consent{asked, r.Granted, int(postgres.Value(r.TextVersion)), r.OccurredAt.UTC()}
	}
	return all, nil
}

// SpokenSince are those of the members who said something of a question since it was brought
// under a reference that begins so, or are no members any more.
func (s *Service) SpokenSince(ctx context.Context, q postgres.Querier, prefix string, ids ...ID) ([]ID, error) {
	rows, err := query(q).SpokenSince(ctx, postgres.IDs(ids), prefix)
	if err != nil {
		return nil, fmt.Errorf("look for who spoke since: %w", err)
	}
	list := make([]ID, len(rows))
	for i, id := range rows {
		list[i] = ID(id)
	}
	return list, nil
}

// UnsayConsents takes back what was brought of members under references that begin so. It
// stays as evidence of what was brought, and counts no more: what held before holds again.
func (s *Service) UnsayConsents(ctx context.Context, tx postgres.Tx, prefix string, ids ...ID) error {
	brought, err := query(tx).BroughtConsents(ctx, postgres.IDs(ids), prefix)
	if err != nil || len(brought) == 0 {
		return wrap(err, "find what was brought under %s", strconv.Quote(prefix))
	}
	now := s.clock.Now().UTC().Truncate(time.Microsecond)
	rows := postgres.Rows{Schema: "member", Table: "consent_unsaid", Columns: []string{"member_id", "consent_id", "unsaid_at"}}
	var changed []ID
	for _, c := range brought {
		rows.Values = append(rows.Values, []any{c.MemberID, c.ConsentID, now})
		changed = append(changed, ID(c.MemberID))
	}
	slices.Sort(changed)
	changed = slices.Compact(changed)
	before, err := s.Said(ctx, tx, changed...)
	if err != nil {
		return err
	}
	var out postgres.Writes
	out.Insert(rows)
	if err := out.Flush(ctx, tx); err != nil {
		return fmt.Errorf("take consents back: %w", err)
	}
	after, err := s.Said(ctx, tx, changed...)
	if err != nil {
		return err
	}
	var unprofiled []ID
	asked := Question{Profiling, NoWay}
	for _, id := range changed { // of who is silent may be reckoned
		if holds, spoken := after[id][asked]; spoken && !holds.Granted && before[id][asked].Granted {
			unprofiled = append(unprofiled, id)
		}
	}
	return s.consentsMoved(ctx, tx, changed, unprofiled)
}
