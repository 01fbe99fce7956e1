package member

import (
	"context"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5/pgtype"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/org"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// FindingState is what became of a finding.
type FindingState string

// The states: what was ignored is open again when its time is over, and what was
// repaired when it is found again.
const (
	FindingOpen     FindingState = "open"
	FindingIgnored  FindingState = "ignored"
	FindingRepaired FindingState = "repaired"
)

// Finding is a rule that does not hold of a member, without what he said.
type Finding struct {
	Member  ID
	Rule    string
	State   FindingState
	Fixable bool // there is a suggestion
	Since   time.Time
	SeenAt  time.Time
	EndedAt time.Time // of what was repaired
	Until   time.Time // of what is ignored; zero: for good
	Reason  string    // why it is ignored
	SaidBy  string
	SaidAt  time.Time
	Version int
}

// String keeps personal text out of logs.
func (Finding) String() string { return "member.Finding" }

// GoString keeps personal text out of logs.
func (Finding) GoString() string { return "member.Finding" }

func findingField(rule string) string { return "finding/" + rule }

func (s *Service) openFinding(ctx context.Context, q postgres.Querier, r memberdb.MemberFinding) (Finding, error) {
	f := Finding{Member: ID(r.MemberID), Rule: r.Rule, State: FindingState(r.State), Fixable: r.Fixable, Since: r.Since.UTC(), SeenAt: r.SeenAt.UTC(),
		EndedAt: postgres.Value(r.EndedAt).UTC(), Until: postgres.Value(r.Until).UTC(), SaidBy: postgres.Value(r.SaidBy), SaidAt: postgres.Value(r.SaidAt).UTC(), Version: int(r.Version)}
	var err error
	f.Reason, err = s.Unseal(ctx, q, f.Member, findingField(f.Rule), r.Sealed)
	return f, err
}

// FindingsOf returns what was found wrong with a member by the rules that are switched on.
func (s *Service) FindingsOf(ctx context.Context, q postgres.Querier, id ID) ([]Finding, error) {
	all, err := s.QualityRules(ctx, q)
	if err != nil {
		return nil, err
	}
	rows, err := query(q).FindingsOf(ctx, []int64{int64(id)})
	if err != nil {
		return nil, fmt.Errorf("read findings of member %d: %w", id, err)
	}
	codes := codesOf(switchedOn(all))
	rows = slices.DeleteFunc(rows, func(r memberdb.MemberFinding) bool { return !slices.Contains(codes, r.Rule) })
	return s.openFindings(ctx, q, rows)
}

func (s *Service) openFindings(ctx context.Context, q postgres.Querier, rows []memberdb.MemberFinding) ([]Finding, error) {
	list := make([]Finding, len(rows))
	for i, r := range rows {
		var err error
		if list[i], err = s.openFinding(ctx, q, r); err != nil {
			return nil, fmt.Errorf("open a finding of member %d: %w", r.MemberID, err)
		}
	}
	return list, nil
}

// FindingFilter says which findings are wanted.
type FindingFilter struct {
	Rules   []string // empty: of all rules that are switched on
	State   FindingState
	Fixable bool
	Store   org.StoreID // zero: of all stores that Scope admits
	Source  string
	Run     int64     // zero: of all imports and none
	Scope   org.Scope // of whom: who joined in these stores
}

// FindingSpot is the last finding of a page.
type FindingSpot struct {
	Since  time.Time
	Member ID
	Rule   string
}

// Findings returns a page of findings, the latest first.
func (s *Service) Findings(ctx context.Context, q postgres.Querier, f FindingFilter, after *FindingSpot, limit int) ([]Finding, error) {
	all, err := s.QualityRules(ctx, q)
	if err != nil {
		return nil, err
	}
	codes := codesOf(switchedOn(all))
	if len(f.Rules) > 0 {
		codes = slices.DeleteFunc(codes, func(c string) bool { return !slices.Contains(f.Rules, c) })
	}
	everywhere, stores := f.Scope.All(), postgres.IDs(f.Scope.Narrow())
	if f.Store != 0 {
		if everywhere || slices.Contains(stores, int64(f.Store)) {
			everywhere, stores = false, []int64{int64(f.Store)}
		} else {
			return nil, nil
		}
	}
	p := memberdb.FindingsParams{State: string(f.State), Rules: codes, Fixable: f.Fixable, Everywhere: everywhere, Stores: stores, Source: f.Source, Run: f.Run,
		Since: endOfTime, Max: int32(limit)}
	if after != nil {
		p.Since, p.MemberID, p.Rule = after.Since, int64(after.Member), after.Rule
	}
	rows, err := query(postgres.Anew(q)).Findings(ctx, p)
	if err != nil {
		return nil, fmt.Errorf("list findings: %w", err)
	}
	return s.openFindings(ctx, q, rows)
}

// Ignoring says that a finding is none.
type Ignoring struct {
	Member  ID
	Rule    string
	Version int // as it was seen
	Reason  string
	Until   time.Time // zero: for good
	By      string
}

// IgnoreFinding lets a finding rest, with the reason, and returns it.
// Errors: ErrNoFinding, ErrFindingMoved, ErrBadNote with its fields.
func (s *Service) IgnoreFinding(ctx context.Context, tx postgres.Tx, i Ignoring) (Finding, error) {
	now := s.clock.Now()
	i.Reason = i18n.Clean(i.Reason, mostWhy)
	switch {
	case utf8.RuneCountInString(i.Reason) < 2:
		return Finding{}, ErrBadNote.Field("reason", "http.required")
	case !i.Until.IsZero() && !i.Until.After(now):
		return Finding{}, ErrBadNote.Field("until", "member.tag_until_past")
	}
	sealed, err := s.Seal(ctx, tx, i.Member, findingField(i.Rule), i.Reason)
	if err != nil {
		return Finding{}, err
	}
	n, err := query(tx).IgnoreFinding(ctx, memberdb.IgnoreFindingParams{MemberID: int64(i.Member), Rule: i.Rule, Seen: int32(i.Version),
		Until: postgres.Optional(i.Until), Sealed: sealed, SaidBy: i.By, SaidAt: now})
	return s.changedFinding(ctx, tx, i.Member, i.Rule, n, err)
}

// ReopenFinding takes back that a finding is ignored. Errors: ErrNoFinding, ErrFindingMoved.
func (s *Service) ReopenFinding(ctx context.Context, tx postgres.Tx, id ID, rule string, seen int) (Finding, error) {
	n, err := query(tx).ReopenFinding(ctx, int64(id), rule, int32(seen))
	return s.changedFinding(ctx, tx, id, rule, n, err)
}

func (s *Service) changedFinding(ctx context.Context, tx postgres.Tx, id ID, rule string, changed int64, err error) (Finding, error) {
	if err != nil {
		return Finding{}, fmt.Errorf("change a finding of member %d: %w", id, err)
	}
	list, err := s.FindingsOf(ctx, tx, id)
	if err != nil {
		return Finding{}, err
	}
	at := slices.IndexFunc(list, func(f Finding) bool { return f.Rule == rule })
	switch {
	case at < 0:
		return Finding{}, ErrNoFinding.With("rule", rule)
	case changed == 0:
		return Finding{}, ErrFindingMoved.With("rule", rule)
	}
	return list[at], nil
}

// RuleCount is of how many members a rule found something wrong.
type RuleCount struct{ Open, Ignored, Fixable int64 }

// QualityNow is how good records are at this moment.
type QualityNow struct {
	Members int64 // who are judged
	AtFault int64 // of whom something is wrong
	Counts  map[string]RuleCount
}

// QualityNow counts findings of members of a scope.
func (s *Service) QualityNow(ctx context.Context, q postgres.Querier, rules []QualityRule, scope org.Scope) (QualityNow, error) {
	everywhere, stores := scope.All(), postgres.IDs(scope.Narrow())
	now := QualityNow{Counts: map[string]RuleCount{}}
	var err error
	if now.Members, err = query(postgres.Anew(q)).CountJudged(ctx, everywhere, stores); err != nil {
		return now, fmt.Errorf("count members: %w", err)
	}
	if now.AtFault, err = query(postgres.Anew(q)).CountAtFault(ctx, codesOf(switchedOn(rules)), everywhere, stores); err != nil {
		return now, fmt.Errorf("count members of whom something is wrong: %w", err)
	}
	rows, err := query(postgres.Anew(q)).CountFindings(ctx, everywhere, stores)
	if err != nil {
		return now, fmt.Errorf("count findings: %w", err)
	}
	for _, r := range rows {
		now.Counts[r.Rule] = RuleCount{r.Open, r.Ignored, r.Fixable}
	}
	return now, nil
}

// QualityOfRun is how good the records are of those whom an import brought and the scope
// admits, at this moment.
func (s *Service) QualityOfRun(ctx context.Context, q postgres.Querier, run int64, rules []QualityRule, scope org.Scope) (QualityNow, error) {
	row, err := query(q).QualityOfRun(ctx, memberdb.QualityOfRunParams{Run: run, Rules: codesOf(switchedOn(rules)), Everywhere: scope.All(), Stores: postgres.IDs(scope.Narrow())})
	if err != nil {
		return QualityNow{}, fmt.Errorf("count findings of import %d: %w", run, err)
	}
	return QualityNow{Members: row.Members, AtFault: row.AtFault}, nil
}

// Score is how good the records of so many members are in a dimension, in basis points:
// the share of members of whom each rule holds, by the weights of the rules. ok is false
// where nobody is judged by anything.
func Score(rules []QualityRule, in QualityDimension, members int64, open func(rule string) int64) (bps int, ok bool) {
	var weight, good int64
	for _, r := range rules {
		if !r.Enabled || r.Dimension != in || r.Weight == 0 {
			continue
		}
		weight += int64(r.Weight)
		good += int64(r.Weight) * max(0, members-open(r.Code))
	}
	if weight == 0 || members == 0 {
		return 0, false
	}
	return int(good * 10_000 / (weight * members)), true
}

// KnownCounts says of how many members something is known in each of the retailer's own
// fields. It counts all of them.
func (s *Service) KnownCounts(ctx context.Context, q postgres.Querier) (map[string]int64, error) {
	rows, err := query(q).CountKnown(ctx)
	if err != nil {
		return nil, fmt.Errorf("count what is known: %w", err)
	}
	found := make(map[string]int64, len(rows))
	for _, r := range rows {
		found[r.Field] = r.N
	}
	return found, nil
}

// QualityDay is what was counted on a day.
type QualityDay struct {
	Day     time.Time
	Members int64
	AtFault int64
	Open    map[string]int64 // by rule
}

// QualityTrend returns what was counted on each day from a day on.
func (s *Service) QualityTrend(ctx context.Context, q postgres.Querier, from time.Time) ([]QualityDay, error) {
	rows, err := query(q).QualityDays(ctx, pgtype.Date{Time: from, Valid: true})
	if err != nil {
		return nil, fmt.Errorf("read findings by day: %w", err)
	}
	var list []QualityDay
	for _, r := range rows {
		if len(list) == 0 || !list[len(list)-1].Day.Equal(r.Day.Time) {
			list = append(list, QualityDay{Day: r.Day.Time, Members: r.Members, Open: map[string]int64{}})
		}
		if last := &list[len(list)-1]; r.Rule == "" {
			last.AtFault = r.Found
		} else {
			last.Open[r.Rule] = r.Found
		}
	}
	return list, nil
}

// QualityPart is what was counted of who came by one way: a store, a channel, a source.
type QualityPart struct {
	Part, Key string
	QualityDay
}

// QualityParts returns what the last run counted of each store, channel and source.
func (s *Service) QualityParts(ctx context.Context, q postgres.Querier) ([]QualityPart, error) {
	rows, err := query(q).QualityParts(ctx)
	if err != nil {
		return nil, fmt.Errorf("read findings by store and channel: %w", err)
	}
	var list []QualityPart
	for _, r := range rows { // of each part the rule without a name comes first
		if r.Rule == "" {
			list = append(list, QualityPart{Part: r.Part, Key: r.Key, QualityDay: QualityDay{Members: r.Members, AtFault: r.Found, Open: map[string]int64{}}})
		} else if len(list) > 0 {
			list[len(list)-1].Open[r.Rule] = r.Found
		}
	}
	return list, nil
}
