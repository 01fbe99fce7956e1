package program

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"habitue/internal/catalog"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/internal/programdb"
	"habitue/internal/tier"
)

// OnOrderPaid lets a member's orders earn what they have not earned yet.
func (s *Service) OnOrderPaid(ctx context.Context, m member.ID, orders []order.ID) error {
	return s.settle(ctx, m, orders)
}

// OnRefunded lets a member's refunds take back what they have not taken yet.
func (s *Service) OnRefunded(ctx context.Context, m member.ID, refunds []order.RefundID) error {
	list, err := s.Orders.RefundsByIDs(ctx, s.DB, m, refunds...)
	if err != nil {
		return err
	}
	var orders []order.ID
	for i := range list {
		orders = append(orders, list[i].Orders()...)
	}
	return s.settle(ctx, m, orders)
}

// settle makes a member's orders right: each has earned, and each of its
// refunds has taken back. Doing it again changes nothing.
func (s *Service) settle(ctx context.Context, m member.ID, ids []order.ID) error {
	if len(ids) == 0 {
		return nil
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	return s.DB.InTx(ctx, func(tx postgres.Tx) error {
		// Locked first: what is read below is then complete and stays so.
		if err := s.Ledger.Lock(ctx, tx, m); err != nil {
			return err
		}
		b, err := s.open(ctx, tx, m, ids)
		if err != nil {
			return err
		}
		if err := b.run(s.Clock.Now()); err != nil {
			return err
		}
		return s.close(ctx, tx, b.counter)
	})
}

// open stands up a member's counter for some orders.
func (s *Service) open(ctx context.Context, tx postgres.Tx, m member.ID, ids []order.ID) (*bench, error) {
	orders, err := s.Orders.ByIDs(ctx, tx, m, ids...)
	if err != nil {
		return nil, err
	}
	refunds, err := s.Orders.RefundsOf(ctx, tx, m, returned(orders)...)
	if err != nil {
		return nil, err
	}
	earned, err := s.earnings(ctx, tx, m, ids...)
	if err != nil {
		return nil, err
	}
	b := &bench{refunds: pointers(refunds)}
	for _, id := range ids {
		if o := orders[id]; o != nil {
			b.orders = append(b.orders, o)
		}
	}
	slices.SortFunc(b.orders, func(a, b *order.Order) int {
		return cmp.Or(a.OccurredAt.Compare(b.OccurredAt), cmp.Compare(a.ID, b.ID))
	})
	sortRefunds(b.refunds)
	b.counter, err = s.counter(ctx, tx, m, b, earned)
	return b, err
}

// returned are the orders of which something came back: of most, nothing did,
// and nobody need ask for their refunds.
func returned(orders map[order.ID]*order.Order) []order.ID {
	var ids []order.ID
	for id, o := range orders {
		if slices.ContainsFunc(o.Lines, func(l order.Line) bool { return l.RefundedQuantity > 0 }) {
			ids = append(ids, id)
		}
	}
	return ids
}

func (s *Service) counter(ctx context.Context, tx postgres.Tx, m member.ID, b *bench, earned map[order.ID]*Earned) (*counter, error) {
	w, err := s.world(ctx, tx, b.orders)
	if err != nil {
		return nil, err
	}
	members, err := s.Members.ByIDs(ctx, tx, m)
	if err != nil {
		return nil, err
	}
	tracks, err := s.tracks(ctx, tx, members)
	if err != nil {
		return nil, err
	}
	books, err := s.Ledger.Load(ctx, tx, need(m, b, earned))
	if err != nil {
		return nil, err
	}
	return &counter{world: w, member: members[m], book: books[m], track: tracks[m], earned: earned}, nil
}

// tracks are what the members' levels are reckoned by: of one who has become another, what
// both spent, because they have one level. Each has a track of his own, which goes by time.
func (s *Service) tracks(ctx context.Context, q postgres.Querier, members map[member.ID]member.Member) (map[member.ID]*tier.Track, error) {
	tracks := make(map[member.ID]*tier.Track, len(members))
	var own []member.ID
	for id, m := range members {
		if m.Stands() == id {
			own = append(own, id)
			continue
		}
		found, err := s.Tiers.Tracks(ctx, q, m.Stands())
		if err != nil {
			return nil, err
		}
		tracks[id] = found[m.Stands()]
	}
	if len(own) == 0 {
		return tracks, nil
	}
	found, err := s.Tiers.Tracks(ctx, q, own...)
	maps.Copy(tracks, found)
	return tracks, err
}

// need says what the member's book must know to settle a bench.
func need(m member.ID, b *bench, earned map[order.ID]*Earned) ledger.Need {
	n := ledger.Need{Member: m}
	for _, o := range b.orders {
		n.Keys = append(n.Keys, earnKey(o.ID))
	}
	for _, r := range b.refunds {
		for _, id := range r.Orders() {
			n.Keys = append(n.Keys, takeBackKey(r.ID, id))
		}
	}
	for _, e := range earned {
		if e.Posting != 0 {
			n.Originals = append(n.Originals, e.Posting)
		}
	}
	return n
}

// world reads what counters share for some orders.
func (s *Service) world(ctx context.Context, q postgres.Querier, orders []*order.Order) (*world, error) {
	w := &world{recorded: s.Clock.Now()}
	var err error
	if w.rules, err = s.Earning.Published(ctx, q); err != nil {
		return nil, err
	}
	if w.rounding, err = s.Ledger.Rounding(ctx, q); err != nil {
		return nil, err
	}
	stores, channels, articles := map[org.StoreID]bool{}, map[org.ChannelID]bool{}, map[catalog.ArticleID]bool{}
	for _, o := range orders {
		stores[o.Store], channels[o.Channel] = true, true
		for _, l := range o.Lines {
			articles[l.Article] = true
		}
	}
	// What an import has just added and then rolls back may be kept for a moment;
	// nothing will ever bear its id.
	w.stores, err = s.stores.Through(keys(stores), func(ids []org.StoreID) (map[org.StoreID]org.Store, error) {
		return s.Org.StoresByIDs(ctx, q, ids...)
	})
	if err != nil {
		return nil, err
	}
	w.channels, err = s.channels.Through(keys(channels), func(ids []org.ChannelID) (map[org.ChannelID]org.Channel, error) {
		return s.Org.ChannelsByIDs(ctx, q, ids...)
	})
	if err != nil {
		return nil, err
	}
	w.articles, err = s.articles.Through(keys(articles), func(ids []catalog.ArticleID) (map[catalog.ArticleID]catalog.Article, error) {
		return s.Catalog.ArticlesByIDs(ctx, q, ids...)
	})
	return w, err
}

// keys returns the ids of a set but zero, which is none.
func keys[K ~int64](set map[K]bool) []K {
	var list []K
	for k := range set {
		if k != 0 {
			list = append(list, k)
		}
	}
	return list
}

func pointers(list []order.Refund) []*order.Refund {
	out := make([]*order.Refund, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out
}

// bench is a counter and the orders and refunds to pass over it.
type bench struct {
	*counter
	orders  []*order.Order  // by time
	refunds []*order.Refund // by time, every one that returns something of the orders
}

// close writes what counters decided.
func (s *Service) close(ctx context.Context, tx postgres.Tx, counters ...*counter) error {
	books := make([]*ledger.Book, len(counters))
	earnings, takings := newEarnings(), newTakings()
	for i, c := range counters {
		books[i] = c.book
		if err := c.queue(&earnings, &takings); err != nil {
			return err
		}
	}
	if err := s.Ledger.Save(ctx, tx, books...); err != nil {
		return err
	}
	var w postgres.Writes
	w.Insert(earnings)
	w.Insert(takings)
	return w.Flush(ctx, tx)
}

// earnings reads what orders earned and which refunds took back.
func (s *Service) earnings(ctx context.Context, q postgres.Querier, m member.ID, ids ...order.ID) (map[order.ID]*Earned, error) {
	rows, err := query(q).Earnings(ctx, int64(m), postgres.IDs(ids))
	if err != nil {
		return nil, fmt.Errorf("read earnings: %w", err)
	}
	earned := make(map[order.ID]*Earned, len(rows))
	if len(rows) == 0 {
		return earned, nil
	}
	taken, err := query(q).Takings(ctx, int64(m), postgres.IDs(ids))
	if err != nil {
		return nil, fmt.Errorf("read takings: %w", err)
	}
	for _, r := range rows {
		e, err := earnedOf(r)
		if err != nil {
			return nil, err
		}
		earned[e.Order] = e
	}
	for _, t := range taken {
		if e := earned[order.ID(t.OrderID)]; e != nil {
			e.taken[order.RefundID(t.RefundID)] = true
			e.TakenPoints += t.Points
			e.TakenGrowth += t.Growth
			e.Takings = append(e.Takings, Taking{
				Refund: order.RefundID(t.RefundID), Posting: ledger.PostingID(postgres.Value(t.PostingID)), Points: t.Points, Growth: t.Growth,
			})
		}
	}
	return earned, nil
}

// Earned returns what a member's orders earned, by order; those that have not
// been reckoned yet are left out.
func (s *Service) Earned(ctx context.Context, q postgres.Querier, m member.ID, ids ...order.ID) (map[order.ID]*Earned, error) {
	return s.earnings(ctx, q, m, ids...)
}

func earnedOf(r programdb.EarningsRow) (*Earned, error) {
	e := &Earned{
		Order: order.ID(r.OrderID), Posting: ledger.PostingID(postgres.Value(r.PostingID)),
		Rule: ledger.Rule{ID: r.RuleID, Version: int(r.RuleVersion)}, Level: r.Level,
		Points: r.Points, Growth: r.Growth, OccurredAt: r.OccurredAt, taken: map[order.RefundID]bool{},
	}
	return e, e.fill(r)
}
