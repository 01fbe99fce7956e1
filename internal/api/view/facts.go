package view

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/profile"
	"habitue/internal/staff"
	"habitue/internal/tier"
)

// facts are what the capabilities know of some members: as much as a list shows.
type facts struct {
	members    map[member.ID]member.Member // where they were asked for, too
	personal   map[member.ID]member.Personal
	levels     map[member.ID]tier.Held
	balances   map[member.ID][]ledger.Balance
	restricted map[member.ID]member.Restriction
	refused    map[member.ID]bool
	rated      map[member.ID][]profile.Rated // these two only for a reader who may know what members are worth
	labels     map[member.ID][]member.Label
}

// about is a member and how much is to be known of him.
type about struct {
	member member.ID
	valued bool
}

// readFacts reads what is known of members in as many trips as the capability takes
// that asks most often in turn.
func (r *Reader) readFacts(ctx context.Context, q postgres.Querier, ids []member.ID, valued bool, more ...func(context.Context, postgres.Querier) error) (*facts, error) {
	f := new(facts)
	if len(ids) == 0 {
		return f, nil
	}
	readers := append(more, known(&f.personal, r.Members.Personal, ids), known(&f.levels, r.Tiers.Levels, ids),
		known(&f.balances, r.Ledger.Balances, ids), known(&f.restricted, r.Members.Restricted, ids), known(&f.refused, r.Members.Unprofiled, ids))
	if valued {
		readers = append(readers, known(&f.rated, r.Profile.Rated, ids), known(&f.labels, r.Members.Labels, ids))
	}
	return f, postgres.Together(ctx, q, readers...)
}

// readShared reads what those want to know who ask at the same time.
func (r *Reader) readShared(ctx context.Context, asked []about) (map[about]*facts, error) {
	var ids []member.ID
	valued := false
	for _, a := range asked {
		ids = append(ids, a.member)
		valued = valued || a.valued
	}
	var rows map[member.ID]member.Member
	f, err := r.readFacts(ctx, r.DB, ids, valued, known(&rows, r.Members.ByIDs, ids))
	if err != nil {
		return nil, err
	}
	f.members = rows
	shared := make(map[about]*facts, len(asked))
	for _, a := range asked {
		shared[a] = f
	}
	return shared, nil
}

// SummaryNow is Summaries of one member as committed now, in a trip that is shared with
// whoever asks at the same time.
//
// Errors: member.ErrUnknown.
func (r *Reader) SummaryNow(ctx context.Context, c *edge.Call, id member.ID) ([]MemberSummary, error) {
	f, _, err := r.shared.One(ctx, about{id, mayValue(c)})
	if err != nil {
		return nil, err
	}
	m, there := f.members[id]
	if !there {
		return nil, member.ErrUnknown.With("member", int64(id))
	}
	return r.shownFacts(ctx, r.DB, c, []member.Member{m}, f, func(id member.ID, p member.Personal) *string { return shownName(c, id, p) })
}

// mayValue reports whether a reader may know what members are worth.
func mayValue(c *edge.Call) bool { return c.Principal.May(staff.ProfileRead) }

// known reads what a capability knows of members, beside what others know.
func known[T any](into *T, read func(context.Context, postgres.Querier, ...member.ID) (T, error), ids []member.ID) func(context.Context, postgres.Querier) error {
	return func(ctx context.Context, q postgres.Querier) (err error) {
		*into, err = read(ctx, q, ids...)
		return err
	}
}

// value is what a member is worth to a reader who may know.
func (f *facts) value(id member.ID, c *edge.Call) edge.Maybe[MemberValue] {
	brands := f.rated[id]
	if f.refused[id] || len(brands) == 0 || brands[0].Brand != 0 || !mayValue(c) {
		return edge.Maybe[MemberValue]{}
	}
	v := brands[0]
	return edge.Some(MemberValue{Class: ClassOf(v.Value.Class, c.Language), R: v.Value.R, F: v.Value.F, M: v.Value.M,
		LastOrderOn: DateUnlessZero(v.Last), Orders: v.Orders, Spend: edge.Minor(v.Spend)})
}

// labelled are the labels of a member for a reader who may know them.
func (f *facts) labelled(id member.ID, c *edge.Call) []string {
	if !mayValue(c) {
		return []string{}
	}
	return edge.Each(f.labels[id], func(l member.Label) string { return l.Label })
}
