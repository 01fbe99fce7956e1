package order

import (
	"context"

	"habitue/internal/member"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
)

// Record keeps an order within tx and states it. A report whose reference is
// known returns the order kept then, provided the report is the same. Errors:
// ErrInvalid, ErrUnknownMember, ErrReferenceTaken, ErrUnknownStore,
// ErrUnknownChannel.
func (s *Service) Record(ctx context.Context, tx postgres.Tx, r Report) (Order, error) {
	now := s.Clock.Now()
	if err := r.Validate(now); err != nil {
		return Order{}, err
	}
	if err := s.memberKnown(ctx, tx, r.Member); err != nil {
		return Order{}, err
	}
	built, err := s.Prepare(ctx, tx, 0, r)
	if err != nil {
		return Order{}, err
	}
	o := *built[0]
	if err := s.noteWhoPaid(ctx, tx, r); err != nil {
		return Order{}, err
	}
	ref := Reference{o.Source, o.Reference, false}
	ours, err := s.Claim(ctx, tx, []*Order{&o}, nil)
	if err != nil {
		return Order{}, err
	}
	if !ours[int64(o.ID)] {
		return s.known(ctx, tx, ref, o.Hash)
	}
	if err := s.Write(ctx, tx, []*Order{&o}, nil); err != nil {
		return Order{}, err
	}
	if o.Member == 0 {
		return o, nil
	}
	return o, s.Notices.Speak(ctx, tx, Paid, notice.Ref{Member: int64(o.Member), ID: int64(o.ID)})
}

// noteWhoPaid leaves by whom an order was paid as marks of its member.
func (s *Service) noteWhoPaid(ctx context.Context, tx postgres.Tx, r Report) error {
	if r.Member == 0 {
		return nil
	}
	marks := make([]member.Mark, len(r.Payers))
	for i, p := range r.Payers {
		marks[i] = member.Mark{Kind: member.PayerMark, System: p.System, Name: p.ID}
	}
	return s.Members.LeaveMarks(ctx, tx, r.Member, marks...)
}

// known answers a report whose reference is taken.
func (s *Service) known(ctx context.Context, tx postgres.Tx, ref Reference, hash []byte) (Order, error) {
	places, err := s.Locate(ctx, tx, ref)
	if err != nil {
		return Order{}, err
	}
	o, err := s.Get(ctx, tx, places[ref].Member, ID(places[ref].ID))
	if err != nil {
		return Order{}, err
	}
	return o, sameReport(o.Hash, hash, ref.Reference)
}

// memberKnown refuses a member that does not exist.
func (s *Service) memberKnown(ctx context.Context, tx postgres.Tx, m member.ID) error {
	if m == 0 {
		return nil
	}
	found, err := s.Members.ByIDs(ctx, tx, m)
	if err != nil {
		return err
	}
	if _, ok := found[m]; !ok {
		return ErrUnknownMember
	}
	return nil
}
