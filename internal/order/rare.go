package order

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
)

const (
	// rareFor is for how long what somebody bought says something of him.
	rareFor = 2 * 365 * 24 * time.Hour
	// fewBuy is which part of all buyers bought at most what is called rare.
	fewBuy = 0.01
)

//go:embed analysis/rare.sql
var rareSQL string

// Rare returns what members bought of late that few buy, each with whoever has become he:
// what two have in common of it may say that they are one (member.AskPurchases). It is
// asked of the analyst, who may be some seconds behind; while he cannot answer, nobody
// bought anything.
func (s *Service) Rare(ctx context.Context, q postgres.Querier, members ...member.ID) (map[member.ID][]member.Bought, error) {
	aliases, err := s.Members.Aliases(ctx, q, members...)
	if err != nil {
		return nil, err
	}
	stands := make(map[member.ID]member.ID, len(members))
	for _, m := range members {
		stands[m] = m
		for _, alias := range aliases[m] {
			stands[alias] = m
		}
	}
	asked := make([]int64, 0, len(stands))
	for m := range stands {
		asked = append(asked, int64(m))
	}
	type row struct {
		by member.ID
		member.Bought
	}
	rows, err := replica.Collect(ctx, s.analyst(q), rareSQL, []any{asked, s.Clock.Now().Add(-rareFor), fewBuy}, func(r replica.Rows) (found row, err error) {
		return found, r.Scan(&found.by, &found.Article, &found.Store, &found.Share)
	})
	switch {
	case errors.Is(err, replica.ErrBuilding), errors.Is(err, replica.ErrStopped):
		return nil, nil // it only supports what else speaks for two, and is asked again the day after
	case err != nil:
		return nil, fmt.Errorf("look for rare purchases: %w", err)
	}
	bought := map[member.ID][]member.Bought{}
	for _, r := range rows {
		bought[stands[r.by]] = append(bought[stands[r.by]], r.Bought)
	}
	return bought, nil
}
