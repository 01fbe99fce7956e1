package member

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"time"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/member/internal/twin"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
)

// Twin is two members who may be one person. Member is the lesser id.
type Twin struct {
	Member, Other ID
	Score         int // hundredths of a bit: at nought one person is as likely as two
	Evidence      []TwinEvidence
	State         TwinState
	FoundAt       time.Time
	DueAt         time.Time // from when on it is shown
	JudgedAt      time.Time // zero: nobody has
	JudgedBy      int64
}

// TwinEvidence is what speaks for one person, or against.
type TwinEvidence struct {
	Code   string
	Weight int // hundredths of a bit
}

// TwinState is what somebody has judged of two members.
type TwinState string

// The states of a pair. One is reached by merging, and left by undoing that.
const (
	TwinOpen  TwinState = "open"
	TwinLater TwinState = "later" // shown again after a while
	TwinApart TwinState = "apart" // two people, for good
	TwinOne   TwinState = "one"   // merged
)

// laterAfter is how long a pair rests that somebody put off.
const laterAfter = 7 * 24 * time.Hour

// Probability is how likely the two are one person, in basis points.
func (t Twin) Probability() int {
	return int(math.Round(twin.Probability(float64(t.Score)/100) * 10_000))
}

// TwinPlace is the last pair of a page. The zero value begins the list.
type TwinPlace struct {
	Score         int
	Member, Other ID
}

// Twins returns pairs that are in a state and due, the likeliest first; what was
// put off comes back among the open ones.
func (s *Service) Twins(ctx context.Context, q postgres.Querier, in TwinState, after TwinPlace, limit int) ([]Twin, error) {
	if after == (TwinPlace{}) {
		after.Score = math.MaxInt32
	}
	now := s.clock.Now()
	p := memberdb.TwinsParams{Now: now, States: []string{string(in)}, Due: now, Score: int32(after.Score), MemberID: int64(after.Member), OtherID: int64(after.Other), Max: int32(limit)}
	switch in {
	case TwinOpen:
		p.States = []string{string(TwinOpen), string(TwinLater)}
	case TwinLater:
		p.Due = endOfTime
	}
	rows, err := query(q).Twins(ctx, p)
	if err != nil {
		return nil, fmt.Errorf("list members who may be one: %w", err)
	}
	list := make([]Twin, 0, len(rows))
	for _, r := range rows {
		if t := twinOf(r); in != TwinLater || t.DueAt.After(now) {
			list = append(list, t)
		}
	}
	return list, nil
}

// JudgeTwin keeps what somebody says of two members: apart, later, or open again.
// Errors: ErrNoTwin.
func (s *Service) JudgeTwin(ctx context.Context, tx postgres.Tx, a, b ID, state TwinState, by int64) (Twin, error) {
	now := s.clock.Now()
	due := now
	if state == TwinLater {
		due = now.Add(laterAfter)
	}
	p := memberdb.JudgeTwinParams{MemberID: int64(min(a, b)), OtherID: int64(max(a, b)), State: string(state), DueAt: due}
	if state != TwinOpen {
		p.JudgedAt, p.JudgedBy = &now, &by
	}
	rows, err := query(tx).JudgeTwin(ctx, p)
	if err != nil {
		return Twin{}, fmt.Errorf("judge members %d and %d: %w", a, b, err)
	}
	if len(rows) == 0 {
		return Twin{}, ErrNoTwin
	}
	return twinOf(memberdb.TwinsRow(rows[0])), s.recordChanged(ctx, tx, a, b)
}

// TwinCounts says how many pairs wait, rest and were judged, counted up to a bound.
type TwinCounts struct{ Waiting, Later, Apart int64 }

// mostCounted bounds a count of pairs.
const mostCounted = 10_000

// TwinCounts counts pairs.
func (s *Service) TwinCounts(ctx context.Context, q postgres.Querier) (TwinCounts, error) {
	r, err := query(q).CountTwins(ctx, s.clock.Now(), mostCounted)
	if err != nil {
		return TwinCounts{}, fmt.Errorf("count members who may be one: %w", err)
	}
	return TwinCounts{r.Waiting, r.Later, r.Apart}, nil
}

func twinOf(r memberdb.TwinsRow) Twin {
	t := Twin{
		Member: ID(r.MemberID), Other: ID(r.OtherID), Score: int(r.Score), State: TwinState(r.State), FoundAt: r.FoundAt.UTC(),
		DueAt: r.DueAt.UTC(), JudgedAt: postgres.Value(r.JudgedAt).UTC(), JudgedBy: postgres.Value(r.JudgedBy),
	}
	for i, code := range r.Evidence {
		t.Evidence = append(t.Evidence, TwinEvidence{code, int(r.Weights[i])})
	}
	return t
}

// noteMerged remembers of a pair that it is one member now, or two again for good:
// who undoes a merge has judged, too. While it is in force, whom the absorbed member
// was judged not to be the survivor is not either.
func (s *Service) noteMerged(ctx context.Context, tx postgres.Tx, m Merge) error {
	q, low, high := query(tx), int64(min(m.From, m.Into)), int64(max(m.From, m.Into))
	if m.InForce() {
		return errors.Join(
			q.MergedTwin(ctx, memberdb.MergedTwinParams{MemberID: low, OtherID: high, JudgedAt: m.MadeAt, JudgedBy: m.Staff}),
			q.InheritApart(ctx, int64(m.Into), m.ID, int64(m.From)))
	}
	return errors.Join(
		q.PartedTwin(ctx, memberdb.PartedTwinParams{MemberID: low, OtherID: high, Now: m.UndoneAt, JudgedBy: m.UndoneBy}),
		q.DisinheritApart(ctx, m.UndoneAt, m.ID))
}

// twinKeys blinds the blocking keys of a member.
func twinKeys(x *secret.Index, t twin.Traits) []int64 {
	keys := twin.Prepare(t).Keys()
	list := make([]int64, len(keys))
	for i, k := range keys {
		list[i] = int64(binary.BigEndian.Uint64(x.Blind("twin", k)))
	}
	return list
}

// traits are what is compared of a member.
func traits(p Personal, homes []string, month, day *int16, store *int64) twin.Traits {
	t := twin.Traits{
		Name: p.Name, Year: p.BirthYear, Month: int(postgres.Value(month)), Day: int(postgres.Value(day)), Store: postgres.Value(store), Homes: homes,
	}
	for _, k := range p.Identities {
		switch k.Kind {
		case Phone:
			t.Phones = append(t.Phones, k.Value)
		case Email:
			t.Emails = append(t.Emails, k.Value)
		}
	}
	return t
}

// homes are the addresses of members, in the form in which two of them are compared.
func (s *Service) homes(ctx context.Context, q postgres.Querier, list []ID) (map[ID][]string, error) {
	rows, err := query(q).Addresses(ctx, postgres.IDs(list))
	if err != nil {
		return nil, fmt.Errorf("read addresses: %w", err)
	}
	of := map[ID][]string{}
	for _, r := range rows {
		a, err := s.openAddress(r)
		if err != nil {
			return nil, fmt.Errorf("open an address of member %d: %w", r.MemberID, err)
		}
		if home := twin.Home(a.Division, a.Line); home != "" {
			of[ID(r.MemberID)] = append(of[ID(r.MemberID)], home)
		}
	}
	return of, nil
}
