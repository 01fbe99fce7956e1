package order

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/order/internal/orderdb"
	"habitue/internal/platform/money"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
)

// Return is a refund of one order as a till or shop tells it.
type Return struct {
	Source     string
	Reference  string
	Member     member.ID // 0: not said; else it must be the order's
	Order      Place     // found by the caller, by id or reference
	OccurredAt time.Time
	Reason     string
	Lines      []ReturnLine
}

// ReturnLine gives back so many pieces of a line, for so much money; nil asks
// us to reckon the pieces' share of what the line cost. Money without a piece is a
// price that became lower because something else came back.
type ReturnLine struct {
	LineNo   int
	Quantity int64
	Amount   *int64
}

// Validate says everything that is wrong with the return by itself.
func (r Return) Validate(now time.Time) error {
	v := validation{bad: ErrInvalid}
	v.head(r.Source, r.Reference, r.OccurredAt, now)
	v.text("reason", r.Reason)
	if len(r.Lines) == 0 || len(r.Lines) > MaxLines {
		v.wrong("lines", "order.line_count", "max", MaxLines)
	}
	seen := map[int]bool{}
	for i, l := range r.Lines {
		if l.LineNo < 1 || seen[l.LineNo] {
			v.wrong(at("lines", i, "line_no"), "order.line_missing_or_twice")
		}
		seen[l.LineNo] = true
		if l.Quantity < 0 || l.Quantity > maxCount || l.Quantity == 0 && (l.Amount == nil || *l.Amount == 0) {
			v.wrong(at("lines", i, "quantity"), "order.quantity_out_of_range", "max", maxCount)
		}
		if l.Amount != nil && (*l.Amount < 0 || *l.Amount > MaxAmount) {
			v.wrong(at("lines", i, "amount"), "order.negative_amount")
		}
	}
	return v.result()
}

// Refund keeps a return within tx, locks and marks the order it returns, and
// states it. A known reference answers as Record does. Errors: ErrInvalid,
// ErrNotFound, ErrOtherMember, ErrBeforePurchase, ErrNoLine, ErrRefundTooMuch,
// ErrReferenceTaken.
func (s *Service) Refund(ctx context.Context, tx postgres.Tx, r Return) (Refund, error) {
	now := s.Clock.Now()
	if err := r.Validate(now); err != nil {
		return Refund{}, err
	}
	ref := Reference{r.Source, r.Reference, true}
	if known, err := s.Locate(ctx, tx, ref); err != nil {
		return Refund{}, err
	} else if p, ok := known[ref]; ok {
		return s.knownRefund(ctx, tx, p, r)
	}
	o, err := s.lock(ctx, tx, r.Order)
	if err != nil {
		return Refund{}, err
	}
	if err := s.sameBuyer(ctx, tx, r.Member, o.Member); err != nil {
		return Refund{}, err
	}
	if r.OccurredAt.Before(o.OccurredAt) {
		return Refund{}, ErrBeforePurchase
	}
	refund, err := s.buildRefund(ctx, tx, r, &o, now)
	if err != nil {
		return Refund{}, err
	}
	if err := o.Return(&refund); err != nil {
		return Refund{}, err
	}
	ours, err := s.Claim(ctx, tx, nil, []*Refund{&refund})
	if err != nil {
		return Refund{}, err
	}
	if !ours[int64(refund.ID)] { // somebody was first since we looked; nothing of ours is kept
		return Refund{}, ErrReferenceTaken.With("reference", r.Reference)
	}
	if err := s.write(ctx, tx, nil, []*Refund{&refund}, []*Order{&o}); err != nil {
		return Refund{}, err
	}
	if refund.Member == 0 {
		return refund, nil
	}
	return refund, s.Notices.Speak(ctx, tx, Refunded, notice.Ref{Member: int64(refund.Member), ID: int64(refund.ID)})
}

// sameBuyer refuses a return that names another member than the order's: neither him nor
// who has become him, or whom he has become. Errors: ErrOtherMember.
func (s *Service) sameBuyer(ctx context.Context, q postgres.Querier, named, buyer member.ID) error {
	if named == 0 || named == buyer {
		return nil
	}
	found, err := s.Members.ByIDs(ctx, q, named, buyer)
	if err != nil {
		return err
	}
	if buyer == 0 || found[named].ID == 0 || found[named].Stands() != found[buyer].Stands() {
		return ErrOtherMember
	}
	return nil
}

func (s *Service) knownRefund(ctx context.Context, tx postgres.Tx, p Place, r Return) (Refund, error) {
	list, err := s.refunds(ctx, tx, []RefundID{RefundID(p.ID)}, p.key)
	if err != nil {
		return Refund{}, err
	}
	if len(list) == 0 {
		return Refund{}, ErrNotFound
	}
	return list[0], sameReport(list[0].Hash, hashOf(r), r.Reference)
}

// lock reads an order for change; it stays locked until tx ends. One that was
// attached to a member, perhaps while we waited, is locked there.
func (s *Service) lock(ctx context.Context, tx postgres.Tx, p Place) (Order, error) {
	row, err := query(tx).Lock(ctx, key(p.Member, p.ID), p.ID)
	if errors.Is(err, pgx.ErrNoRows) {
		return Order{}, ErrNotFound
	}
	if err != nil {
		return Order{}, err
	}
	if to := row.OrdersOrder.MovedTo; to != nil {
		return s.lock(ctx, tx, Place{Member: member.ID(*to), ID: p.ID})
	}
	orders, err := s.withLines(ctx, tx, []orderdb.OrdersOrder{row.OrdersOrder})
	if err != nil {
		return Order{}, err
	}
	return orders[0], nil
}

func (s *Service) buildRefund(ctx context.Context, tx postgres.Tx, r Return, o *Order, now time.Time) (Refund, error) {
	id, err := s.IDs.Next(ctx)
	if err != nil {
		return Refund{}, err
	}
	day, err := s.dayOf(ctx, tx, o)
	if err != nil {
		return Refund{}, err
	}
	refund := Refund{
		ID: RefundID(id), Member: o.Member, Source: r.Source, Reference: r.Reference,
		Store: o.Store, Channel: o.Channel, Currency: o.Currency,
		OccurredAt: r.OccurredAt.UTC().Truncate(time.Microsecond), RecordedAt: now,
		LocalDate: day.Of(r.OccurredAt), Zone: day.Zone, Reason: r.Reason, Hash: hashOf(r),
	}
	net := o.Net()
	for i, l := range r.Lines {
		line := o.Line(l.LineNo)
		if line == nil {
			return Refund{}, ErrNoLine.With("line", l.LineNo)
		}
		amount := money.Portion(net[l.LineNo-1], line.Quantity, line.RefundedQuantity+l.Quantity, line.RefundedAmount)
		if l.Amount != nil {
			amount = *l.Amount
		}
		refund.Lines = append(refund.Lines, RefundLine{
			No: i + 1, Order: o.ID, LineNo: l.LineNo, Code: line.Code, Name: line.Name,
			Quantity: l.Quantity, Scale: line.Scale, Amount: amount,
		})
		refund.Amount += amount
	}
	return refund, nil
}
