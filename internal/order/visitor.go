package order

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// ByVisitor is who attaches what a member had bought as a visitor: nobody, it is
// theirs by a key that they proved on joining.
const ByVisitor = "visitor"

// traced is what a visitor's trace of an order is called.
const traced = "order"

// RecordVisit records an order as Record does, of somebody who may be no member yet and
// whom the channel knows by keys: the member's to whom the first of them leads, or who
// brought that one to him (member.Bearer). Where
// none does, it becomes the order of whoever joins with one of them within the days in
// which receipts may be attached. The same report again gets the same order, whoever
// joined in between. Errors: those of Record, member.ErrBadIdentity.
func (s *Service) RecordVisit(ctx context.Context, tx postgres.Tx, r Report, keys ...member.Key) (Order, error) {
	owners, err := s.Members.Bearers(ctx, tx, keys)
	if err != nil {
		return Order{}, err
	}
	var m member.ID
	if i := slices.IndexFunc(keys, func(k member.Key) bool { return owners[k].Own != 0 }); i >= 0 {
		m = owners[keys[i]].Own
	}
	ref := Reference{r.Source, r.Reference, false}
	places, err := s.Locate(ctx, tx, ref)
	if err != nil {
		return Order{}, err
	}
	if _, known := places[ref]; m != 0 && !known {
		r.Member = m
		return s.Record(ctx, tx, r)
	}
	o, err := s.Record(ctx, tx, r)
	if errors.Is(err, ErrReferenceTaken) && m != 0 {
		r.Member = m
		return s.Record(ctx, tx, r)
	}
	if err != nil || o.Member > 0 || m != 0 {
		return o, err
	}
	policy, err := s.LatePolicy(ctx, tx)
	if err != nil {
		return o, err
	}
	until := o.LocalDate.AddDate(0, 0, policy.WindowDays+2) // the day itself, wherever it ends
	return o, s.Members.LeaveTrace(ctx, tx, member.Trace{What: traced, ID: int64(o.ID), Until: until}, keys...)
}

// OnVisited hears that somebody joined who bought as a visitor.
func (s *Service) OnVisited(ctx context.Context, m member.ID, _ []member.ID) error {
	return s.DB.InTx(ctx, func(tx postgres.Tx) error {
		holder, err := s.Members.Lock(ctx, tx, m)
		if err != nil {
			return err
		}
		list, err := s.Members.TracesOf(ctx, tx, traced, m)
		if err != nil || len(list) == 0 {
			return err
		}
		switch err := s.memberActive(ctx, tx, holder); {
		case errors.Is(err, ErrMemberGone):
		case err != nil:
			return err
		default:
			for _, id := range list {
				if err := s.recognise(ctx, tx, holder, ID(id)); err != nil {
					return fmt.Errorf("attach order %d to its visitor: %w", id, err)
				}
			}
		}
		return s.Members.WipeTraces(ctx, tx, traced, list...)
	})
}

// recognise attaches a visitor's order. What has a member by now, or is too long ago,
// stays as it is.
func (s *Service) recognise(ctx context.Context, tx postgres.Tx, m member.ID, id ID) error {
	o, movedTo, err := s.lockLoose(ctx, tx, id)
	switch {
	case errors.Is(err, ErrHasMember), errors.Is(err, ErrNotFound):
		return nil
	case err != nil || movedTo != 0:
		return err
	}
	policy, err := s.LatePolicy(ctx, tx)
	if err != nil {
		return err
	}
	e, _, err := s.entry(ctx, tx, Late{Order: id, Member: m, By: ByVisitor}, &o)
	if err != nil || !policy.open(&o, e.LocalDate) {
		return err
	}
	if err := s.addEntry(ctx, tx, e); err != nil {
		return err
	}
	return s.move(ctx, tx, &o, e)
}
