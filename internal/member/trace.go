package member

import (
	"context"
	"fmt"
	"time"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
)

// maxKeys bounds by how many keys one visitor is known.
const maxKeys = 8

// Trace is something that a visitor did who is no member yet: an order.
type Trace struct {
	What  string // whose it is: "order"
	ID    int64
	Until time.Time // nobody follows it afterwards
}

// LeaveTrace keeps by which keys a visitor did something. Whoever joins with one of
// them is told of by NoticeVisited. Errors: ErrBadIdentity.
func (s *Service) LeaveTrace(ctx context.Context, tx postgres.Tx, t Trace, keys ...Key) error {
	if len(keys) > maxKeys {
		return ErrBadIdentity.With("most", maxKeys)
	}
	settings, err := s.org.Settings(ctx, tx)
	if err != nil {
		return err
	}
	index := s.keys.Indexes()[0]
	for _, k := range keys {
		folded, err := Fold(k.Kind, k.Value, settings.Country)
		if err != nil {
			return err
		}
		err = query(tx).LeaveTrace(ctx, memberdb.LeaveTraceParams{Kind: string(k.Kind), Blind: index.Blind(string(k.Kind), folded), IndexKey: int16(index.Generation()),
			What: t.What, RefID: t.ID, Until: t.Until})
		if err != nil {
			return fmt.Errorf("leave a trace of %s %d: %w", t.What, t.ID, err)
		}
	}
	return nil
}

// TracesOf lists what members did as visitors and nobody has followed yet, the
// oldest first.
func (s *Service) TracesOf(ctx context.Context, q postgres.Querier, what string, id ID) ([]int64, error) {
	now := s.clock.Now()
	list, err := query(q).TracesOf(ctx, int64(id), what, now)
	if err != nil {
		return nil, fmt.Errorf("read traces of member %d: %w", id, err)
	}
	return list, nil
}

// WipeTraces ends traces: they were followed, or lead nowhere.
func (s *Service) WipeTraces(ctx context.Context, tx postgres.Tx, what string, ids ...int64) error {
	if err := query(tx).WipeTraces(ctx, what, ids); err != nil {
		return fmt.Errorf("wipe traces: %w", err)
	}
	return nil
}

// recogniseVisitors gives the traces of those who just joined to them, and says so.
func (s *Service) recogniseVisitors(ctx context.Context, tx postgres.Tx, fresh []*person) error {
	var kinds []string
	var blinds [][]byte
	var members []int64
	for _, p := range fresh {
		for _, k := range p.keys {
			for _, blind := range s.everyBlind(string(k.kind), k.value) {
				kinds, blinds, members = append(kinds, string(k.kind)), append(blinds, blind), append(members, int64(p.id))
			}
		}
	}
	if len(kinds) == 0 {
		return nil
	}
	visited, err := query(tx).RecogniseVisitors(ctx, kinds, blinds, members)
	if err != nil {
		return fmt.Errorf("recognise visitors: %w", err)
	}
	if len(visited) == 0 {
		return nil
	}
	refs := make([]notice.Ref, len(visited))
	for i, m := range visited {
		refs[i] = notice.Ref{Member: m, ID: m}
	}
	return s.notices.Speak(ctx, tx, NoticeVisited, refs...)
}

// ForgetTraces deletes at most limit of the traces whose time is over, and says how
// many.
func (s *Service) ForgetTraces(ctx context.Context, limit int) (int, error) {
	n, err := query(s.db).ForgetTraces(ctx, s.clock.Now(), int32(limit))
	if err != nil {
		return 0, fmt.Errorf("forget traces: %w", err)
	}
	return int(n), nil
}
