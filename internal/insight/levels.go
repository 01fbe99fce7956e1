package insight

import (
	"context"
	"slices"

	"habitue/internal/tier"
)

// Levels is who stood on which level when a period began and when it ended.
type Levels struct {
	Compared
	Mix   []LevelCount // from the lowest; those of earlier ladders behind
	Moves []Move
}

// LevelCount is how many members stood on a level.
type LevelCount struct {
	Level      tier.Level
	Begin, End int64
}

// Move is how many members went from one level to another or stayed. From is
// empty for who joined within the period.
type Move struct {
	From, To string
	Members  int64
}

var movesQuestion = newQuestion("tier_moves", func(m *Move) []any { return []any{&m.From, &m.To, &m.Members} })

// Levels returns the mix of levels and the moves between them. Errors: ErrBadPeriod.
func (s *Service) Levels(ctx context.Context, a Ask) (Levels, error) {
	sc, err := s.scope(ctx, a)
	if err != nil {
		return Levels{}, err
	}
	if sc.currency == "" {
		sc.currency = sc.home // nothing here is money
	}
	live, err := s.Deps.Tiers.Ladders.Live(ctx, s.DB)
	if err != nil {
		return Levels{}, err
	}
	levels := live.Body.Levels
	moves, err := ask(ctx, s, movesQuestion, sc.from(), sc.until(), sc.stores, sc.channels, levels[0].Code)
	if err != nil {
		return Levels{}, err
	}
	return Levels{sc.compared(), mix(levels, moves), moves}, nil
}

// mix counts the members of each level from the moves.
func mix(levels []tier.Level, moves []Move) []LevelCount {
	list := make([]LevelCount, len(levels))
	for i, l := range levels {
		list[i].Level = l
	}
	at := func(code string) *LevelCount {
		i := slices.IndexFunc(list, func(c LevelCount) bool { return c.Level.Code == code })
		if i < 0 {
			list = append(list, LevelCount{Level: tier.Level{Code: code}})
			i = len(list) - 1
		}
		return &list[i]
	}
	for _, m := range moves {
		at(m.To).End += m.Members
		if m.From != "" {
			at(m.From).Begin += m.Members
		}
	}
	return list
}
