package member

import (
	"context"
	"encoding/binary"
	"fmt"
	"time"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/postgres"
)

// MarkKind says of what kind a mark is.
type MarkKind string

// The kinds of marks.
const (
	DeviceMark MarkKind = "device" // with what somebody signed in
	PayerMark  MarkKind = "payer"  // who paid, as a wallet or bank calls him
)

// Mark is something that two records of one person may share without saying so. It is
// kept blind: that two members left one can be seen, what it was cannot.
type Mark struct {
	Kind   MarkKind
	System string // who gave the name: a wallet, a bank; "": whoever bears it
	Name   string
}

// String keeps names out of logs.
func (Mark) String() string { return "member.Mark" }

// GoString keeps names out of logs.
func (Mark) GoString() string { return "member.Mark" }

// blindMark is a mark as it is kept. It follows from the key that is never exchanged:
// the name is not kept anywhere, so that it could not be blinded anew; and names are
// long and made at random, so that nobody who got hold of the key could try them all.
func (s *Service) blindMark(m Mark) int64 {
	return int64(binary.BigEndian.Uint64(s.keys.Lasting("mark", string(m.Kind)+"|"+m.System+"|"+m.Name)))
}

// LeaveMarks notes marks of a member, or of one who has become another. They go with him
// when he is merged, and back when that is undone.
func (s *Service) LeaveMarks(ctx context.Context, tx postgres.Tx, owner ID, marks ...Mark) error {
	if len(marks) == 0 {
		return nil
	}
	p := memberdb.LeaveMarksParams{OwnerID: int64(owner), Now: s.clock.Now()}
	seen := map[int64]bool{} // one statement notes a mark once
	for _, m := range marks {
		if blind := s.blindMark(m); !seen[blind] {
			seen[blind] = true
			p.Marks, p.Kinds = append(p.Marks, blind), append(p.Kinds, string(m.Kind))
		}
	}
	if err := query(tx).LeaveMarks(ctx, p); err != nil {
		return fmt.Errorf("leave marks of member %d: %w", owner, err)
	}
	return nil
}

// KeptMark is that a mark of a member is kept, for himself to read.
type KeptMark struct {
	Kind            MarkKind
	FirstAt, SeenAt time.Time
}

// Marks returns which marks are kept of members who are one, the oldest first.
func (s *Service) Marks(ctx context.Context, q postgres.Querier, members ...ID) ([]KeptMark, error) {
	rows, err := query(q).MarksKept(ctx, postgres.IDs(members))
	if err != nil {
		return nil, fmt.Errorf("read marks: %w", err)
	}
	list := make([]KeptMark, len(rows))
	for i, r := range rows {
		list[i] = KeptMark{MarkKind(r.Kind), r.FirstAt.UTC(), r.SeenAt.UTC()}
	}
	return list, nil
}
