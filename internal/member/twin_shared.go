package member

import (
	"context"
	"fmt"
	"slices"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/member/internal/twin"
	"habitue/internal/platform/postgres"
)

// Bought is an article that a member bought in a store.
type Bought struct {
	Article, Store int64
	Share          float64 // of all buyers, those who bought it
}

// Purchases tells what members bought that few buy. Orders are below members, so the
// wiring fills it in.
type Purchases func(ctx context.Context, q postgres.Querier, ids ...ID) (map[ID][]Bought, error)

// AskPurchases names whoever knows what members bought. The wiring calls it once.
func (s *Service) AskPurchases(ask Purchases) { s.purchases = ask }

// marksOf reads by how many each mark of members is shared.
func (s *Service) marksOf(ctx context.Context, q postgres.Querier, list []ID) (map[ID][]memberdb.MarksOfRow, error) {
	rows, err := query(q).MarksOf(ctx, twin.MostHolders, postgres.IDs(list))
	if err != nil {
		return nil, fmt.Errorf("read marks: %w", err)
	}
	of := map[ID][]memberdb.MarksOfRow{}
	for _, r := range rows {
		of[ID(r.MemberID)] = append(of[ID(r.MemberID)], r)
	}
	return of, nil
}

// withMarks adds marks to what is compared of a member.
func withMarks(t twin.Traits, marks []memberdb.MarksOfRow) twin.Traits {
	for _, m := range marks {
		mark := twin.Mark{Key: m.Mark, Holders: int(m.Holders)}
		switch MarkKind(m.Kind) {
		case DeviceMark:
			t.Devices = append(t.Devices, mark)
		case PayerMark:
			t.Payers = append(t.Payers, mark)
		}
	}
	return t
}

// judged are two members and what was found of them.
type judged struct {
	couple
	score    float64
	evidence []twin.Evidence
}

// judge weighs two members.
func (c couple) judge(open map[ID]twin.Prepared, names *twin.Frequencies, prior float64) (judged, bool) {
	a, okA := open[c.a]
	b, okB := open[c.b]
	if !okA || !okB {
		return judged{}, false // merged, left or erased
	}
	evidence := twin.Compare(a, b, names)
	return judged{c, prior + twin.Sum(evidence), evidence}, twin.Personal(evidence) && (!c.marked || twin.Alike(evidence))
}

// withPurchases weighs those anew who are so near to one person that what they bought may
// decide: it is asked for of these alone, and of nobody who refused to be profiled.
func (s *Service) withPurchases(ctx context.Context, near []judged, open map[ID]twin.Prepared, names *twin.Frequencies, prior float64) error {
	if s.purchases == nil || len(near) == 0 {
		return nil
	}
	asked := map[ID]bool{}
	var list []ID
	for _, j := range near {
		for _, id := range []ID{j.a, j.b} {
			if !asked[id] {
				asked[id] = true
				list = append(list, id)
			}
		}
	}
	refused, err := s.Unprofiled(ctx, s.db, list...)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(id ID) bool { return refused[id] })
	bought, err := s.purchases(ctx, s.db, list...)
	if err != nil {
		return fmt.Errorf("read what members bought: %w", err)
	}
	for id, articles := range bought {
		p := open[id]
		for _, b := range articles {
			p.Bought = append(p.Bought, twin.Bought(b))
		}
		open[id] = p
	}
	for i, j := range near {
		near[i], _ = j.judge(open, names, prior)
	}
	return nil
}
