package member

import (
	"context"
	"fmt"
	"slices"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/postgres"
)

// MayContact reports whether the member may be reached for a purpose by a way now,
// and for purposes that reach nobody (NoWay) whether they are allowed. Who is
// merged, has left or is erased may not: a merge passes on no permission.
func (s *Service) MayContact(ctx context.Context, q postgres.Querier, id ID, p Purpose, w Way) (bool, error) {
	may, err := s.MayContactMany(ctx, q, p, w, id)
	return may[id], err
}

// MayContactMany is MayContact for many; who may not be reached is not in the answer.
func (s *Service) MayContactMany(ctx context.Context, q postgres.Querier, p Purpose, w Way, ids ...ID) (map[ID]bool, error) {
	if !(Question{p, w}).Valid() {
		return map[ID]bool{}, nil
	}
	return s.mayUse(ctx, q, Question{p, w}, p == Serving, ids...)
}

// Agreed returns for what the members may be contacted or their data used now, of all that
// there is a text for, in the order in which it is asked.
func (s *Service) Agreed(ctx context.Context, q postgres.Querier, ids ...ID) (map[ID][]Question, error) {
	questions, err := s.Questions(ctx, q)
	if err != nil {
		return nil, err
	}
	found := make(map[ID][]Question, len(ids))
	for _, asked := range questions {
		may, err := s.MayContactMany(ctx, q, asked.Purpose, asked.Way, ids...)
		if err != nil {
			return nil, err
		}
		for id := range may {
			found[id] = append(found[id], asked)
		}
	}
	return found, nil
}

// Questions are those that members are asked, of all that there is a text for, in the order
// in which they are asked.
func (s *Service) Questions(ctx context.Context, q postgres.Querier) (list []Question, err error) {
	texts, err := s.ConsentTexts(ctx, q)
	for _, t := range texts {
		if t.Purpose == Guardianship {
			continue // a guardian is asked, and not the member
		}
		for _, w := range t.Purpose.Ways() {
			list = append(list, Question{t.Purpose, w})
		}
	}
	return list, err
}

// mayUse returns of whom something may be done that a question asks about. Silent says
// what holds of those who never spoke of it. Of who is restricted nothing may be done
// but to serve him.
func (s *Service) mayUse(ctx context.Context, q postgres.Querier, asked Question, silent bool, ids ...ID) (map[ID]bool, error) {
	may := make(map[ID]bool, len(ids))
	rows, err := query(q).MayContact(ctx, memberdb.MayContactParams{Ids: postgres.IDs(ids), Purpose: string(asked.Purpose), Channel: string(asked.Way),
		Silent: silent, Now: s.clock.Now()})
	if err != nil {
		return nil, fmt.Errorf("read who may be contacted: %w", err)
	}
	for _, id := range rows {
		may[ID(id)] = true
	}
	return may, nil
}

// Consents returns what is in force of every question there is a text for, in the
// order in which they are asked, also of what the member never spoke of.
func (s *Service) Consents(ctx context.Context, q postgres.Querier, id ID) ([]Consent, error) {
	questions, err := s.Questions(ctx, q)
	if err != nil {
		return nil, err
	}
	said, err := s.inForce(ctx, q, id)
	if err != nil {
		return nil, err
	}
	var list []Consent
	for _, asked := range questions {
		list = append(list, said.of(asked))
	}
	return list, nil
}

// spoken is what is in force of all that a member spoke of.
type spoken map[Question]Consent

// of is what holds of a question, also without a word.
func (s spoken) of(q Question) Consent {
	if c, ok := s[q]; ok {
		return c
	}
	return Consent{Question: q, Granted: q.Purpose == Serving}
}

// inForce is what holds: of a minor nothing but being served, whatever was said.
func (s *Service) inForce(ctx context.Context, q postgres.Querier, id ID) (spoken, error) {
	said, err := s.spokenOf(ctx, q, id)
	if err != nil {
		return nil, err
	}
	minors, err := s.minorsOf(ctx, q, id)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(minors, minorOf.Is) {
		for asked, c := range said {
			if c.Granted && asked.Purpose != Serving && asked.Purpose != Guardianship {
				c.Granted = false
				said[asked] = c
			}
		}
	}
	return said, nil
}

// spokenOf is what was said last.
func (s *Service) spokenOf(ctx context.Context, q postgres.Querier, id ID) (spoken, error) {
	all, err := s.Said(ctx, q, id)
	if err != nil {
		return nil, err
	}
	if said := spoken(all[id]); said != nil {
		return said, nil
	}
	return spoken{}, nil
}
