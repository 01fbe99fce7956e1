package view

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
	"habitue/internal/profile"
	"habitue/internal/staff"
	"habitue/internal/tier"
)

// A time line is made of lists that each owner keeps by time. All are asked for
// as much as one page may show, and merged; a page therefore costs the same
// wherever it lies, and what is written meanwhile moves nothing on later pages.

// kinds of happenings with who may see them. Of what happened at one instant
// the later ones here stand further down: they came first.
var happenings = []struct {
	kind       string
	permission staff.Permission
}{
	{HappenedReveal, staff.StaffRead},
	{HappenedClass, staff.ProfileRead},
	{HappenedTier, staff.TierRead},
	{HappenedPosting, staff.LedgerRead},
	{HappenedRefund, staff.OrderRead},
	{HappenedOrder, staff.OrderRead},
	{HappenedJoin, staff.MemberRead},
}

// Moment is a place in a time line.
type Moment struct {
	At   time.Time
	Rank int // of the kind
	ID   int64
}

// SeenHappenings are the kinds that a reader may see.
func SeenHappenings(reader staff.Principal) []string {
	var kinds []string
	for _, h := range happenings {
		if reader.May(h.permission) {
			kinds = append(kinds, h.kind)
		}
	}
	return kinds
}

// moment is a happening in its place.
type moment struct {
	Moment
	Happening
}

// Happenings shows a page of what happened to a member, the newest first, of the
// kinds given, after a moment or from the newest. It returns where the next page
// begins, nil on the last.
func (r *Reader) Happenings(ctx context.Context, q postgres.Querier, c *edge.Call, m member.Member, kinds []string, after *Moment, limit int) ([]Happening, *Moment, error) {
	if after == nil {
		after = &Moment{At: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)}
	}
	var all []moment
	for rank, h := range happenings {
		if !slices.Contains(kinds, h.kind) {
			continue
		}
		list, err := r.happened(ctx, q, c, m, h.kind, after.before(rank), limit+1)
		if err != nil {
			return nil, nil, err
		}
		for i := range list {
			list[i].Rank, list[i].Kind = rank, h.kind
			list[i].Happening.ID, list[i].Happening.At = edge.IDOf(list[i].Moment.ID), edge.At(list[i].Moment.At)
		}
		all = append(all, list...)
	}
	slices.SortFunc(all, func(a, b moment) int { return a.compare(b.Moment) })
	var next *Moment
	if len(all) > limit {
		all = all[:limit]
		next = &all[limit-1].Moment
	}
	return edge.Each(all, func(m moment) Happening { return m.Happening }), next, nil
}

// compare puts the newest first.
func (m Moment) compare(o Moment) int {
	return cmp.Or(o.At.Compare(m.At), cmp.Compare(m.Rank, o.Rank), cmp.Compare(o.ID, m.ID))
}

// spot is a place in the list of one kind.
type spot struct {
	at time.Time
	id int64
}

// before returns where the list of a kind continues behind a moment.
func (m Moment) before(rank int) spot {
	switch {
	case rank < m.Rank:
		return spot{m.At, math.MinInt64} // those of the same instant were shown
	case rank > m.Rank:
		return spot{m.At, math.MaxInt64}
	}
	return spot{m.At, m.ID}
}

// happened reads up to limit happenings of one kind.
func (r *Reader) happened(ctx context.Context, q postgres.Querier, c *edge.Call, m member.Member, kind string, before spot, limit int) ([]moment, error) {
	switch kind {
	case HappenedOrder:
		return r.ordersHappened(ctx, q, c, m.ID, before, limit)
	case HappenedRefund:
		return r.refundsHappened(ctx, q, m.ID, before, limit)
	case HappenedPosting:
		return r.postingsHappened(ctx, q, c, m.ID, before, limit)
	case HappenedTier:
		return r.movesHappened(ctx, q, c, m.ID, before, limit)
	case HappenedClass:
		return r.classesHappened(ctx, q, c, m.ID, before, limit)
	case HappenedReveal:
		return r.looksHappened(ctx, q, m.ID, before, limit)
	default:
		return r.joinHappened(ctx, q, c, m, before)
	}
}

func (r *Reader) ordersHappened(ctx context.Context, q postgres.Querier, c *edge.Call, m member.ID, before spot, limit int) ([]moment, error) {
	person, err := r.Members.Person(ctx, q, m)
	if err != nil {
		return nil, err
	}
	list, err := r.Orders.List(ctx, q, &order.Spot{At: before.at, ID: order.ID(before.id)}, limit, person...)
	if err != nil {
		return nil, err
	}
	shown, err := r.OrderSummaries(ctx, q, c, list)
	moments := make([]moment, len(shown))
	for i, o := range shown {
		moments[i] = moment{Moment{At: list[i].OccurredAt, ID: int64(list[i].ID)}, Happening{Order: edge.Some(o)}}
	}
	return moments, err
}

func (r *Reader) refundsHappened(ctx context.Context, q postgres.Querier, m member.ID, before spot, limit int) ([]moment, error) {
	person, err := r.Members.Person(ctx, q, m)
	if err != nil {
		return nil, err
	}
	list, err := r.Orders.ListRefunds(ctx, q, &order.Spot{At: before.at, ID: order.ID(before.id)}, limit, person...)
	return edge.Each(list, func(f order.Refund) moment {
		shown := RefundOf(f)
		return moment{Moment{At: f.OccurredAt, ID: int64(f.ID)}, Happening{Refund: edge.Some(HappenedReturn{
			Reference: shown.Reference, OrderID: shown.OrderID, Currency: shown.Currency, Amount: shown.Amount, Reason: shown.Reason})}}
	}), err
}

// legs is how many changes on a member's side a posting may have.
const legs = 8

// postingsHappened reads movements and puts those of one posting together.
func (r *Reader) postingsHappened(ctx context.Context, q postgres.Querier, c *edge.Call, m member.ID, before spot, limit int) ([]moment, error) {
	place := ledger.Place{At: before.at, Posting: ledger.PostingID(before.id), No: math.MinInt16}
	list, err := r.Ledger.Movements(ctx, q, m, 0, &place, limit*legs)
	if err != nil {
		return nil, err
	}
	postings := byPosting(list, limit)
	entries, err := r.Entries(ctx, q, c.Language, m, slices.Concat(postings...))
	if err != nil {
		return nil, err
	}
	return edge.Each(postings, func(p []ledger.Movement) moment {
		own := entries[:len(p)]
		entries = entries[len(p):]
		return moment{Moment{At: p[0].OccurredAt, ID: int64(p[0].Posting)}, Happening{Posting: edge.Some(HappenedPostings{
			Reason: own[0].Reason, Reference: own[0].Reference, Entries: own})}}
	}), nil
}

// byPosting cuts movements, newest first, where the posting changes: at most limit.
func byPosting(list []ledger.Movement, limit int) [][]ledger.Movement {
	var postings [][]ledger.Movement
	for len(list) > 0 && len(postings) < limit {
		n := 1
		for n < len(list) && list[n].Posting == list[0].Posting {
			n++
		}
		postings = append(postings, list[:n])
		list = list[n:]
	}
	return postings
}

func (r *Reader) movesHappened(ctx context.Context, q postgres.Querier, c *edge.Call, m member.ID, before spot, limit int) ([]moment, error) {
	list, err := r.Tiers.Changes(ctx, q, m, &tier.Spot{At: before.at, ID: before.id}, limit)
	if err != nil {
		return nil, err
	}
	shown, err := r.Moves(ctx, q, c.Language, list)
	moments := make([]moment, len(shown))
	for i, t := range shown {
		moments[i] = moment{Moment{At: list[i].At, ID: list[i].ID}, Happening{Tier: edge.Some(t)}}
	}
	return moments, err
}

// classesHappened reads moves between classes, of all brands together, as of
// when they were found: a business day has no time of its own.
func (r *Reader) classesHappened(ctx context.Context, q postgres.Querier, c *edge.Call, m member.ID, before spot, limit int) ([]moment, error) {
	list, err := r.Profile.Changes(ctx, q, m, 0, &profile.Spot{At: before.at, ID: before.id}, limit)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	settings, err := r.Org.Settings(ctx, q)
	if err != nil {
		return nil, err
	}
	versions, err := r.Profile.Rules.List(ctx, q)
	if err != nil {
		return nil, err
	}
	rules := make(map[int]profile.Rule, len(versions))
	for _, v := range versions {
		rules[v.Number] = v.Body
	}
	return edge.Each(list, func(change profile.Change) moment {
		return moment{Moment{At: change.RecordedAt, ID: change.ID}, Happening{
			Class: edge.Some(ClassChangeOf(change, rules[change.To.Version], settings.Currency, c.Language))}}
	}), nil
}

func (r *Reader) looksHappened(ctx context.Context, q postgres.Querier, m member.ID, before spot, limit int) ([]moment, error) {
	looks := staff.TrailFilter{Action: "member.reveal", Subject: staff.Subject{Kind: "member", ID: string(edge.IDOf(m))}}
	list, err := r.Staff.Trail(ctx, q, looks, &staff.TrailSpot{At: before.at, ID: before.id}, limit)
	if err != nil {
		return nil, err
	}
	doers, err := r.Doers(ctx, q, edge.Each(list, func(l staff.Recorded) string { return l.Principal })...)
	return edge.Each(list, func(l staff.Recorded) moment {
		return moment{Moment{At: l.At, ID: l.ID}, Happening{Reveal: edge.Some(HappenedLook{By: doers(l.Principal), Reason: edge.OrNull(l.Reason)})}}
	}), err
}

func (r *Reader) joinHappened(ctx context.Context, q postgres.Querier, c *edge.Call, m member.Member, before spot) ([]moment, error) {
	joined := Moment{At: m.JoinedAt, ID: int64(m.ID)}
	if joined.At.After(before.at) || (joined.At.Equal(before.at) && joined.ID >= before.id) {
		return nil, nil
	}
	places, err := r.places(ctx, q, c.Language, []org.StoreID{m.Store}, []org.ChannelID{m.Channel})
	return []moment{{joined, Happening{Join: edge.Some(HappenedJoining{
		Source: m.Source, Store: places.store(m.Store), Channel: places.channel(m.Channel)})}}}, err
}
