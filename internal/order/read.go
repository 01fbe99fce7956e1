package order

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/catalog"
	"habitue/internal/member"
	"habitue/internal/order/internal/orderdb"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
)

// Get returns an order with its lines; one that was attached to a member is the
// member's. Errors: ErrNotFound.
func (s *Service) Get(ctx context.Context, q postgres.Querier, m member.ID, id ID) (Order, error) {
	row, err := query(q).Get(ctx, key(m, int64(id)), int64(id))
	if errors.Is(err, pgx.ErrNoRows) {
		return Order{}, ErrNotFound
	}
	if err != nil {
		return Order{}, fmt.Errorf("read order %d: %w", id, err)
	}
	if to := row.OrdersOrder.MovedTo; to != nil {
		return s.Get(ctx, q, member.ID(*to), id)
	}
	orders, err := s.withLines(ctx, q, []orderdb.OrdersOrder{row.OrdersOrder})
	if err != nil {
		return Order{}, err
	}
	return orders[0], nil
}

// ByIDs returns a member's orders of these ids with their lines; unknown ones are left out.
func (s *Service) ByIDs(ctx context.Context, q postgres.Querier, m member.ID, ids ...ID) (map[ID]*Order, error) {
	found := make(map[ID]*Order, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	rows, err := query(q).ByIDs(ctx, int64(m), postgres.IDs(ids))
	if err != nil {
		return nil, fmt.Errorf("read orders: %w", err)
	}
	heads := make([]orderdb.OrdersOrder, len(rows))
	for i, r := range rows {
		heads[i] = r.OrdersOrder
	}
	orders, err := s.withLines(ctx, q, heads)
	for i := range orders {
		found[orders[i].ID] = &orders[i]
	}
	return found, err
}

// Summary is an order without its lines, and how many it has.
type Summary struct {
	Order
	LineCount int
}

// Spot is where a page of orders ended.
type Spot struct {
	At time.Time
	ID ID
}

// orNewest is the spot, or the one before which everything lies.
func (s *Spot) orNewest() Spot {
	if s == nil {
		return Spot{At: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), ID: math.MaxInt64}
	}
	return *s
}

// List returns a page of the orders of a member, or of members who are one
// (member.Person), newest first, after a spot or from the newest.
func (s *Service) List(ctx context.Context, q postgres.Querier, after *Spot, limit int, members ...member.ID) ([]Summary, error) {
	before := after.orNewest()
	rows, err := query(q).OfMember(ctx, postgres.IDs(members), before.At, int64(before.ID), int32(limit))
	if err != nil {
		return nil, fmt.Errorf("list orders: %w", err)
	}
	list := make([]Summary, len(rows))
	for i, r := range rows {
		o, err := orderOf(r.OrdersOrder)
		if err != nil {
			return nil, err
		}
		list[i] = Summary{Order: o, LineCount: int(r.Lines)}
	}
	return list, nil
}

// RefundsByIDs returns a member's refunds with their lines, oldest first.
func (s *Service) RefundsByIDs(ctx context.Context, q postgres.Querier, m member.ID, ids ...RefundID) ([]Refund, error) {
	return s.refunds(ctx, q, ids, int64(m))
}

// OfPerson returns an order of a member, or of one who has become him. Errors: ErrNotFound.
func (s *Service) OfPerson(ctx context.Context, q postgres.Querier, m member.ID, id ID) (Order, error) {
	o, err := s.Find(ctx, q, id)
	if err != nil || o.Member == m {
		return o, err
	}
	person, err := s.Members.Person(ctx, q, m)
	if err != nil {
		return Order{}, err
	}
	if !slices.Contains(person, o.Member) {
		return Order{}, ErrNotFound
	}
	return o, nil
}

// Bought says whether a member has any order, or one who has become him.
func (s *Service) Bought(ctx context.Context, q postgres.Querier, m member.ID) (bool, error) {
	person, err := s.Members.Person(ctx, q, m)
	if err != nil {
		return false, err
	}
	has, err := query(q).Bought(ctx, postgres.IDs(person))
	if err != nil {
		return false, fmt.Errorf("read whether member %d has bought: %w", m, err)
	}
	return has, nil
}

// Buyers are those of the members who have any order or refund.
func (s *Service) Buyers(ctx context.Context, q postgres.Querier, members ...member.ID) ([]member.ID, error) {
	rows, err := q.Query(ctx, `SELECT DISTINCT member_id FROM orders.orders WHERE member_id = ANY ($1)
		UNION SELECT DISTINCT member_id FROM orders.refund WHERE member_id = ANY ($1)`, postgres.IDs(members))
	if err != nil {
		return nil, fmt.Errorf("look for buyers: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[member.ID])
}

// FirstDays returns on which business day each of the members first bought; who never
// did is not in the answer.
func (s *Service) FirstDays(ctx context.Context, q postgres.Querier, members ...member.ID) (map[member.ID]time.Time, error) {
	rows, err := q.Query(ctx, `SELECT member_id, first_date FROM orders.buyer WHERE member_id = ANY ($1)`, postgres.IDs(members))
	if err != nil {
		return nil, fmt.Errorf("read first orders: %w", err)
	}
	found := map[member.ID]time.Time{}
	var id member.ID
	var day time.Time
	_, err = pgx.ForEachRow(rows, []any{&id, &day}, func() error {
		found[id] = day
		return nil
	})
	return found, err
}

// ListRefunds returns a page of the refunds of a member, or of members who are one, with
// their lines, newest first, after a spot or from the newest.
func (s *Service) ListRefunds(ctx context.Context, q postgres.Querier, after *Spot, limit int, members ...member.ID) ([]Refund, error) {
	before := after.orNewest()
	rows, err := query(q).RefundsOfMember(ctx, postgres.IDs(members), before.At, int64(before.ID), int32(limit))
	if err != nil {
		return nil, fmt.Errorf("list refunds: %w", err)
	}
	ids := make([]RefundID, len(rows))
	for i, r := range rows {
		ids[i] = RefundID(r.ID)
	}
	list, err := s.refunds(ctx, q, ids, postgres.IDs(members)...)
	slices.Reverse(list)
	return list, err
}

func (s *Service) refunds(ctx context.Context, q postgres.Querier, ids []RefundID, members ...int64) ([]Refund, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	rows, err := query(q).Refunds(ctx, members, postgres.IDs(ids))
	if err != nil {
		return nil, fmt.Errorf("read refunds: %w", err)
	}
	lines, err := query(q).RefundLines(ctx, members, postgres.IDs(ids))
	if err != nil {
		return nil, fmt.Errorf("read refund lines: %w", err)
	}
	list := make([]Refund, len(rows))
	place := make(map[int64]*Refund, len(rows))
	for i, r := range rows {
		list[i] = refundOf(r.OrdersRefund)
		place[r.OrdersRefund.ID] = &list[i]
	}
	for _, l := range lines {
		v := l.OrdersRefundLine
		r := place[v.RefundID]
		r.Lines = append(r.Lines, RefundLine{
			No: int(v.No), Order: ID(postgres.Value(v.OrderID)), LineNo: int(postgres.Value(v.LineNo)), Code: v.Code, Name: v.Name,
			Quantity: v.Quantity, Scale: int(v.Scale), Amount: v.Amount,
		})
	}
	return list, nil
}

// RefundsOf returns every refund that returns something of a member's orders,
// oldest first; without a member, of the first order given.
func (s *Service) RefundsOf(ctx context.Context, q postgres.Querier, m member.ID, orders ...ID) ([]Refund, error) {
	if len(orders) == 0 {
		return nil, nil
	}
	member := key(m, int64(orders[0]))
	rows, err := query(q).RefundsOfOrders(ctx, member, postgres.IDs(orders))
	if err != nil {
		return nil, fmt.Errorf("look for refunds: %w", err)
	}
	ids := make([]RefundID, len(rows))
	for i, r := range rows {
		ids[i] = RefundID(r.ID)
	}
	return s.refunds(ctx, q, ids, member)
}

// Spent is one event of a member's spending: a purchase, or money back of one.
type Spent struct {
	At, RecordedAt time.Time
	Order          ID
	Refund         RefundID // 0: the purchase
	Amount         int64
}

// History returns what members spent on goods in a currency, oldest first, with what
// was spent by those who became them by a merge.
func (s *Service) History(ctx context.Context, q postgres.Querier, currency string, members ...member.ID) (map[member.ID][]Spent, error) {
	aliases, err := s.Members.Aliases(ctx, q, members...)
	if err != nil {
		return nil, err
	}
	asked := slices.Clone(members)
	for _, list := range aliases {
		asked = append(asked, list...)
	}
	rows, err := query(q).History(ctx, postgres.IDs(asked), currency)
	if err != nil {
		return nil, fmt.Errorf("read spending: %w", err)
	}
	own := make(map[member.ID][]Spent, len(asked))
	for _, r := range rows {
		m := member.ID(r.MemberID)
		own[m] = append(own[m], Spent{
			At: r.OccurredAt, RecordedAt: r.RecordedAt, Order: ID(r.OrderID), Refund: RefundID(r.RefundID), Amount: r.Amount,
		})
	}
	history := make(map[member.ID][]Spent, len(members))
	for _, m := range members {
		all := own[m]
		for _, a := range aliases[m] {
			all = append(all, own[a]...)
		}
		if len(aliases[m]) > 0 {
			slices.SortFunc(all, Spent.Compare)
		}
		if len(all) > 0 {
			history[m] = all
		}
	}
	return history, nil
}

// Compare puts what was spent in the order of a history: by time, purchases before refunds.
func (a Spent) Compare(b Spent) int {
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Refund, b.Refund), cmp.Compare(a.Order, b.Order))
}

func (s *Service) withLines(ctx context.Context, q postgres.Querier, heads []orderdb.OrdersOrder) ([]Order, error) {
	orders := make([]Order, len(heads))
	byMember := map[int64][]int64{}
	place := map[int64]*Order{}
	for i, h := range heads {
		o, err := orderOf(h)
		if err != nil {
			return nil, err
		}
		orders[i], place[h.ID] = o, &orders[i]
		byMember[h.MemberID] = append(byMember[h.MemberID], h.ID)
	}
	for m, ids := range byMember {
		lines, err := query(q).Lines(ctx, m, ids)
		if err != nil {
			return nil, fmt.Errorf("read lines: %w", err)
		}
		for _, l := range lines {
			o := place[l.OrdersLine.OrderID]
			o.Lines = append(o.Lines, lineOf(l.OrdersLine))
		}
	}
	return orders, nil
}

func orderOf(r orderdb.OrdersOrder) (Order, error) {
	o := Order{
		ID: ID(r.ID), Member: max(member.ID(r.MemberID), 0), Source: r.Source, Reference: r.Reference,
		Store: org.StoreID(postgres.Value(r.StoreID)), Channel: org.ChannelID(postgres.Value(r.ChannelID)), Currency: r.Currency,
		OccurredAt: r.OccurredAt, RecordedAt: r.RecordedAt, LocalDate: r.LocalDate, LocalHour: int(r.LocalHour), Zone: r.Zone,
		Till: postgres.Value(r.Till), Cashier: postgres.Value(r.Cashier), List: r.ListAmount, Discounted: r.DiscountAmount,
		Paid: r.PaidAmount, Spending: r.GoodsAmount, Refunded: r.RefundedAmount, Hash: r.PayloadHash, Run: postgres.Value(r.RunID),
	}
	if r.Tenders != nil {
		if err := json.Unmarshal(r.Tenders, &o.Tenders); err != nil {
			return o, fmt.Errorf("read tenders of order %d: %w", r.ID, err)
		}
	}
	return o, nil
}

func lineOf(r orderdb.OrdersLine) Line {
	return Line{
		No: int(r.No), Kind: Kind(r.Kind), Article: catalog.ArticleID(postgres.Value(r.ArticleID)), Code: r.Code, Name: r.Name,
		Quantity: r.Quantity, Scale: int(r.Scale), List: r.ListAmount, Discounted: r.DiscountAmount, Paid: r.PaidAmount,
		TaxRateBps: r.TaxRateBps, TaxIncluded: r.TaxIncluded, Tax: r.TaxAmount, Earns: r.Earns,
		RefundedQuantity: r.RefundedQuantity, RefundedAmount: r.RefundedAmount,
	}
}

func refundOf(r orderdb.OrdersRefund) Refund {
	return Refund{
		ID: RefundID(r.ID), Member: max(member.ID(r.MemberID), 0), Source: r.Source, Reference: r.Reference,
		Store: org.StoreID(postgres.Value(r.StoreID)), Channel: org.ChannelID(postgres.Value(r.ChannelID)), Currency: r.Currency,
		OccurredAt: r.OccurredAt, RecordedAt: r.RecordedAt, LocalDate: r.LocalDate, Zone: r.Zone,
		Amount: r.Amount, Reason: postgres.Value(r.Reason), Hash: r.PayloadHash, Run: postgres.Value(r.RunID),
	}
}

func (s *Service) dayOf(ctx context.Context, q postgres.Querier, o *Order) (org.Day, error) {
	settings, err := s.Org.Settings(ctx, q)
	if err != nil {
		return org.Day{}, err
	}
	if o.Store == 0 {
		return settings.DayAt(nil)
	}
	stores, err := s.Org.StoresByIDs(ctx, q, o.Store)
	if err != nil {
		return org.Day{}, err
	}
	store := stores[o.Store]
	return settings.DayAt(&store)
}
