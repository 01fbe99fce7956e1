package program

import (
	"context"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/engine"
)

// Forecast tells what a basket would earn if it were paid now: by the rule in
// force and the member's level. Which articles never earn is for the caller to say,
// who has read them. Without a member nothing is earned.
func (s *Service) Forecast(ctx context.Context, q postgres.Querier, m member.ID, f engine.Facts, o engine.Order) (engine.Earned, error) {
	if m == 0 {
		return engine.Earned{}, nil
	}
	rule, err := s.Earning.Live(ctx, q)
	if err != nil {
		return engine.Earned{}, err
	}
	rounding, err := s.Ledger.Rounding(ctx, q)
	if err != nil {
		return engine.Earned{}, err
	}
	now := s.Clock.Now()
	f.Rounding = engine.Rounding{Points: rounding(ledger.Points, now), Growth: rounding(ledger.Growth, now)}
	return engine.Earn(rule.Body, f, o), nil
}
