package program

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/tier"
)

// Timeline is what one member bought and gave back, or one order without a
// member, as a file tells it.
type Timeline struct {
	Member  member.ID // 0: none
	Orders  []order.Report
	Refunds []order.ReturnReport
}

// Replayed is what became of timelines.
type Replayed struct {
	Orders, Refunds int // kept now
	Known           int // orders and refunds whose reference was known: left as they are
	Points, Growth  int64
}

// Replay keeps the timelines' orders and refunds within tx and lets each member
// live through them in time order, as if they had arrived one by one: earning by
// the level of the moment, refunds taking back, points maturing and expiring,
// levels rising and falling. What is known by its reference is left as it is, so
// that the same timelines again change nothing. run names the import. Reports
// must have passed Validate.
func (s *Service) Replay(ctx context.Context, tx postgres.Tx, run int64, timelines ...Timeline) (Replayed, error) {
	r := replay{Service: s, tx: tx, run: run}
	if err := r.prepare(ctx, timelines); err != nil {
		return Replayed{}, err
	}
	if err := r.keep(ctx); err != nil {
		return Replayed{}, err
	}
	if err := r.live(ctx); err != nil {
		return Replayed{}, err
	}
	return r.done, r.speak(ctx)
}

// replay is one call of Replay.
type replay struct {
	*Service
	tx  postgres.Tx
	run int64

	orders   []*order.Order  // new ones
	refunds  []*order.Refund // new ones
	returned []*order.Order  // known orders of which new refunds return something
	byRef    map[order.Reference]*order.Order
	byID     map[order.ID]*order.Order
	fresh    map[order.ID]bool // of orders
	done     Replayed
}

// prepare makes orders and refunds of the reports and drops what is known.
func (r *replay) prepare(ctx context.Context, timelines []Timeline) error {
	var reports []order.Report
	var returns []order.ReturnReport
	var of []member.ID // of each return
	for _, t := range timelines {
		for _, o := range t.Orders {
			o.Member = t.Member
			reports = append(reports, o)
		}
		for _, f := range t.Refunds {
			returns, of = append(returns, f), append(of, t.Member)
		}
	}
	orders, err := r.Orders.Prepare(ctx, r.tx, r.run, reports...)
	if err != nil {
		return err
	}
	ours, err := r.Orders.Claim(ctx, r.tx, orders, nil)
	if err != nil {
		return err
	}
	r.byRef, r.byID, r.fresh = map[order.Reference]*order.Order{}, map[order.ID]*order.Order{}, map[order.ID]bool{}
	for _, o := range orders {
		if !ours[int64(o.ID)] {
			r.done.Known++
			continue
		}
		r.orders = append(r.orders, o)
		r.fresh[o.ID] = true
		r.index(o)
	}
	return r.prepareReturns(ctx, returns, of)
}

func (r *replay) index(o *order.Order) {
	r.byRef[order.Reference{Source: o.Source, Reference: o.Reference}], r.byID[o.ID] = o, o
}

func (r *replay) prepareReturns(ctx context.Context, returns []order.ReturnReport, of []member.ID) error {
	if err := r.findKnown(ctx, returns); err != nil {
		return err
	}
	find := func(ref order.Reference) *order.Order { return r.byRef[ref] }
	refunds, err := r.Orders.PrepareReturns(ctx, r.tx, r.run, find, returns...)
	if err != nil {
		return err
	}
	for i, f := range refunds {
		f.Member = of[i]
	}
	known, err := r.Orders.Locate(ctx, r.tx, references(refunds)...)
	if err != nil {
		return err
	}
	for _, f := range refunds {
		if _, ok := known[f.Key()]; ok {
			r.done.Known++
			continue
		}
		r.giveBack(f)
		r.refunds = append(r.refunds, f)
	}
	// Claimed last: without a member, a refund is kept where its links say.
	ours, err := r.Orders.Claim(ctx, r.tx, nil, r.refunds)
	if err != nil {
		return err
	}
	if len(ours) != len(r.refunds) {
		return order.ErrReferenceTaken.With("reference", "of a refund that came twice")
	}
	return nil
}

func references(refunds []*order.Refund) []order.Reference {
	refs := make([]order.Reference, len(refunds))
	for i, f := range refunds {
		refs[i] = f.Key()
	}
	return refs
}

// findKnown reads the orders of earlier runs that returns name.
func (r *replay) findKnown(ctx context.Context, returns []order.ReturnReport) error {
	var refs []order.Reference
	for _, f := range returns {
		for _, l := range f.Lines {
			if l.Of != (order.Reference{}) && r.byRef[l.Of] == nil && !slices.Contains(refs, l.Of) {
				refs = append(refs, l.Of)
			}
		}
	}
	if len(refs) == 0 {
		return nil
	}
	places, err := r.Orders.Locate(ctx, r.tx, refs...)
	if err != nil {
		return err
	}
	ofMember := map[member.ID][]order.ID{}
	for _, p := range places {
		if p.Member != 0 {
			ofMember[p.Member] = append(ofMember[p.Member], order.ID(p.ID))
		}
	}
	for m, ids := range ofMember {
		known, err := r.Orders.ByIDs(ctx, r.tx, m, ids...)
		if err != nil {
			return err
		}
		for _, o := range known {
			r.index(o)
		}
	}
	return nil
}

// giveBack notes a refund on the orders it returns. A line that returns more
// than is left, or an order of somebody else, is kept without its link: the
// money went back, but it takes nothing of what the order earned.
func (r *replay) giveBack(f *order.Refund) {
	for i := range f.Lines {
		l := &f.Lines[i]
		if l.Order == 0 {
			continue
		}
		o := r.byID[l.Order]
		one := order.Refund{Lines: []order.RefundLine{*l}}
		if !f.CanReturn(o) || f.OccurredAt.Before(o.OccurredAt) || o.Return(&one) != nil {
			l.Order, l.LineNo = 0, 0
			continue
		}
		r.addReturned(o)
	}
}

// addReturned remembers an order of an earlier run, whose row must be changed.
func (r *replay) addReturned(o *order.Order) {
	if !r.fresh[o.ID] && !slices.Contains(r.returned, o) {
		r.returned = append(r.returned, o)
	}
}

func (r *replay) keep(ctx context.Context) error {
	r.done.Orders, r.done.Refunds = len(r.orders), len(r.refunds)
	return r.Orders.WriteReturned(ctx, r.tx, r.orders, r.refunds, r.returned)
}

// live passes the new orders and refunds of each member over a counter.
func (r *replay) live(ctx context.Context) error {
	lives := map[member.ID]*life{}
	of := func(m member.ID) *life {
		if lives[m] == nil {
			lives[m] = &life{}
		}
		return lives[m]
	}
	for _, o := range r.orders {
		of(o.Member).orders = append(of(o.Member).orders, o)
	}
	for _, f := range r.refunds {
		of(f.Member).refunds = append(of(f.Member).refunds, f)
	}
	delete(lives, 0)
	members := make([]member.ID, 0, len(lives))
	for m := range lives {
		members = append(members, m)
	}
	slices.Sort(members)
	counters, tracks, err := r.counters(ctx, members, lives)
	if err != nil {
		return err
	}
	for _, c := range counters {
		if err := lives[c.member.ID].pass(c, r.byID, r.Clock.Now()); err != nil {
			return fmt.Errorf("member %d: %w", c.member.ID, err)
		}
		for _, e := range c.earned {
			if e.fresh {
				r.done.Points, r.done.Growth = r.done.Points+e.Points, r.done.Growth+e.Growth
			}
		}
	}
	if err := r.close(ctx, r.tx, counters...); err != nil {
		return err
	}
	for _, c := range counters { // who has become another has no level of his own
		if stands := c.member.Stands(); stands != c.member.ID {
			delete(tracks, c.member.ID)
			if tracks[stands] == nil {
				tracks[stands] = c.track
			}
		}
	}
	return r.Tiers.Keep(ctx, r.tx, tracks)
}

// counters stands up one for each member: locked, with what earlier runs and
// tills left behind.
func (r *replay) counters(ctx context.Context, members []member.ID, lives map[member.ID]*life) ([]*counter, map[member.ID]*tier.Track, error) {
	w, err := r.world(ctx, r.tx, append(slices.Clone(r.orders), r.returned...))
	if err != nil {
		return nil, nil, err
	}
	people, err := r.Members.ByIDs(ctx, r.tx, members...)
	if err != nil {
		return nil, nil, err
	}
	earned := map[member.ID]map[order.ID]*Earned{}
	for _, o := range r.returned {
		lives[o.Member].known = append(lives[o.Member].known, o.ID)
	}
	if err := r.Ledger.Lock(ctx, r.tx, members...); err != nil {
		return nil, nil, err
	}
	needs := make([]ledger.Need, len(members))
	for i, m := range members {
		needs[i] = ledger.Need{Member: m}
		earned[m] = map[order.ID]*Earned{}
		if ids := lives[m].known; len(ids) > 0 {
			if earned[m], err = r.earnings(ctx, r.tx, m, ids...); err != nil {
				return nil, nil, err
			}
			for _, e := range earned[m] {
				needs[i].Originals = append(needs[i].Originals, e.Posting)
			}
		}
	}
	books, err := r.Ledger.Load(ctx, r.tx, needs...)
	if err != nil {
		return nil, nil, err
	}
	tracks, err := r.tracks(ctx, r.tx, people)
	if err != nil {
		return nil, nil, err
	}
	counters := make([]*counter, len(members))
	for i, m := range members {
		books[m].RecordAt(w.recorded)
		counters[i] = &counter{world: w, member: people[m], book: books[m], track: tracks[m], earned: earned[m]}
	}
	return counters, tracks, nil
}

// life is what one member's new orders and refunds are.
type life struct {
	orders  []*order.Order
	refunds []*order.Refund
	known   []order.ID // earlier orders of which something is returned
}

// pass lets a member live through them: everything at its own time, a purchase
// before a refund of the same instant, and at the end everything that fell due
// until now.
func (l *life) pass(c *counter, byID map[order.ID]*order.Order, now time.Time) error {
	slices.SortStableFunc(l.orders, func(a, b *order.Order) int {
		return cmp.Or(a.OccurredAt.Compare(b.OccurredAt), cmp.Compare(a.Reference, b.Reference))
	})
	sortRefunds(l.refunds)
	refunds := l.refunds
	for _, o := range l.orders {
		for len(refunds) > 0 && refunds[0].OccurredAt.Before(o.OccurredAt) {
			if err := l.takeBack(c, refunds[0], byID); err != nil {
				return err
			}
			refunds = refunds[1:]
		}
		if err := c.earn(o, c.track, o.OccurredAt); err != nil {
			return err
		}
	}
	for _, f := range refunds {
		if err := l.takeBack(c, f, byID); err != nil {
			return err
		}
	}
	return c.book.Settle(now)
}

func (l *life) takeBack(c *counter, f *order.Refund, byID map[order.ID]*order.Order) error {
	for _, id := range f.Orders() {
		if err := c.takeBack(f, byID[id], l.refunds, f.OccurredAt); err != nil {
			return err
		}
	}
	return nil
}

// speak states what was imported, for those who want to hear of it; program and
// tier have done their part.
func (r *replay) speak(ctx context.Context) error {
	refs := make([]notice.Ref, 0, len(r.orders))
	for _, o := range r.orders {
		if o.Member != 0 {
			refs = append(refs, notice.Ref{Member: int64(o.Member), ID: int64(o.ID)})
		}
	}
	return r.Notices.Speak(ctx, r.tx, order.Imported, refs...)
}
