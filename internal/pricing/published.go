package pricing

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
)

// published are all published versions of promotions that were not ended, as they
// were read at one moment.
type published struct {
	versions map[PromotionID][]rulebook.Version[Rule]

	mu     sync.Mutex
	lately inForce // what was asked for last
}

// inForce are the promotions whose version in force between two instants applies
// to anything, in the order of their ids.
type inForce struct {
	from, until time.Time // until is zero where nothing is to change
	promotions  []Promotion
	alone       *offering // of those that nobody needs others for
}

func (f inForce) holds(at time.Time) bool {
	return f.promotions != nil && !at.Before(f.from) && (f.until.IsZero() || at.Before(f.until))
}

// at returns what is in force at an instant. Nobody may change it: every basket of
// two seconds is priced with the same.
func (p *published) at(at time.Time) inForce {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.lately.holds(at) {
		return p.lately
	}
	f := inForce{promotions: make([]Promotion, 0, len(p.versions))}
	for _, id := range slices.Sorted(maps.Keys(p.versions)) {
		for _, v := range p.versions[id] {
			switch {
			case !v.From.After(at) && v.From.After(f.from):
				f.from = v.From
			case v.From.After(at) && (f.until.IsZero() || v.From.Before(f.until)):
				f.until = v.From
			}
		}
		if v := rulebook.At(p.versions[id], at); !v.Body.Off {
			f.promotions = append(f.promotions, Promotion{ID: id, Version: v.Number, From: v.From, Rule: v.Body})
		}
	}
	f.promotions = slices.Clip(f.promotions)
	f.alone = offeringOf(slices.DeleteFunc(slices.Clone(f.promotions), func(p Promotion) bool { return p.Rule.Group != nil }), nil)
	if !at.Before(p.lately.from) {
		p.lately = f
	}
	return f
}

// Live returns the promotions in force at an instant, in the order of their ids.
// They are not to be changed.
// Errors: ErrManyLive.
func (s *Service) Live(ctx context.Context, q postgres.Querier, at time.Time) ([]Promotion, error) {
	f, err := s.live(ctx, q, at)
	return f.promotions, err
}

// live is what is in force at an instant. Errors: ErrManyLive.
func (s *Service) live(ctx context.Context, q postgres.Querier, at time.Time) (inForce, error) {
	all, err := s.published(ctx, q)
	if err != nil {
		return inForce{}, err
	}
	f := all.at(at)
	if len(f.promotions) > mostLive {
		return inForce{}, ErrManyLive.With("max", mostLive)
	}
	return f, nil
}

// published are the versions as they were committed at most two seconds ago.
// Whoever asks within a transaction reads over its own connection: waiting for
// another one while holding one would bring many tills at once to a stop. What it
// reads may be rolled back, and is not kept.
func (s *Service) published(ctx context.Context, q postgres.Querier) (*published, error) {
	if known, is := s.lately.One(struct{}{}); is {
		return known, nil
	}
	versions, err := s.readPublished(ctx, q)
	if err != nil {
		return nil, err
	}
	all := &published{versions: versions}
	if _, pool := q.(*postgres.DB); pool {
		s.lately.Put(struct{}{}, all)
	}
	return all, nil
}

// readPublished reads which versions there are, and of those whose rule is not
// known the rule: what is published never changes.
func (s *Service) readPublished(ctx context.Context, q postgres.Querier) (map[PromotionID][]rulebook.Version[Rule], error) {
	rows, err := query(q).PublishedRules(ctx)
	if err != nil {
		return nil, fmt.Errorf("read promotions: %w", err)
	}
	keys := make([]versionKey, len(rows))
	for i, r := range rows {
		keys[i] = versionKey{r.ID, r.Version}
	}
	bodies, err := s.bodies.ThroughTx(keys, func(unknown []versionKey, found func(versionKey, Rule, bool)) error {
		return s.readBodies(ctx, q, unknown, found)
	})
	if err != nil {
		return nil, err
	}
	all := map[PromotionID][]rulebook.Version[Rule]{}
	for i, r := range rows {
		v := rulebook.Version[Rule]{ID: r.ID, Number: int(r.Version), From: postgres.Value(r.ValidFrom), Body: bodies[keys[i]]}
		all[PromotionID(r.ID)] = append(all[PromotionID(r.ID)], v)
	}
	return all, nil
}

func (s *Service) readBodies(ctx context.Context, q postgres.Querier, of []versionKey, found func(k versionKey, r Rule, settled bool)) error {
	ids := make([]int64, len(of))
	for i, k := range of {
		ids[i] = k.id
	}
	rows, err := query(q).PublishedBodies(ctx, ids)
	if err != nil {
		return fmt.Errorf("read rules of promotions: %w", err)
	}
	for _, r := range rows {
		var rule Rule
		if err := json.Unmarshal(r.Body, &rule); err != nil {
			return fmt.Errorf("read version %d of promotion %d: %w", r.Version, r.ID, err)
		}
		found(versionKey{r.ID, r.Version}, rule, r.Settled)
	}
	return nil
}
