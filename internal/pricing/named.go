package pricing

import (
	"context"
	"fmt"

	"habitue/internal/platform/postgres"
)

// Named is what promotions name that has no list of its own.
type Named struct{ ExclusionGroups, Labels []string }

// Named tells what promotions name that were not ended, in all their versions, so
// that another rule can name the same and not almost the same.
func (s *Service) Named(ctx context.Context, q postgres.Querier) (n Named, err error) {
	if n.ExclusionGroups, err = query(q).NamedGroups(ctx); err != nil {
		return n, fmt.Errorf("read exclusion groups: %w", err)
	}
	if n.Labels, err = query(q).NamedLabels(ctx); err != nil {
		return n, fmt.Errorf("read labels of promotions: %w", err)
	}
	return n, nil
}
