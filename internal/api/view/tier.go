package view

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/platform/postgres"
	"habitue/internal/tier"
)

// TierChange is one move between levels.
type TierChange struct {
	From        Level     `json:"from" doc:"From" zh:"原等级"`
	To          Level     `json:"to" doc:"To" zh:"新等级"`
	Cause       Reason    `json:"cause" doc:"Why" zh:"原因"`
	EffectiveAt edge.Time `json:"effective_at" doc:"From when on" zh:"生效时间" example:"2026-03-01T16:00:00Z"`
}

// Moves shows moves between levels, named as the present ladder does; one that
// it no longer has keeps its code.
func (r *Reader) Moves(ctx context.Context, q postgres.Querier, l messages.Language, list []tier.Recorded) ([]TierChange, error) {
	teller, err := r.teller(ctx, q, l)
	if err != nil {
		return nil, err
	}
	level := func(code string) Level { return Level{Code: code, Name: teller.level(code)} }
	return edge.Each(list, func(c tier.Recorded) TierChange {
		return TierChange{From: level(c.From), To: level(c.To), EffectiveAt: edge.At(c.At),
			Cause: Reason{Code: string(c.Cause), Text: messages.Text(l, "tier.cause."+string(c.Cause))}}
	}), nil
}
