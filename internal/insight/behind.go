package insight

import (
	"context"

	"habitue/internal/member"
)

// Behind names members who are counted by a figure.
type Behind string

// Who can be listed.
const (
	Buyers      Behind = "buyers"      // bought within the period
	Active      Behind = "active"      // bought within the 30 days that end with it
	Joined      Behind = "joined"      // joined within it
	Repurchased Behind = "repurchased" // bought again within 30 days of a purchase in it, or as much earlier as it is too recent
	Moved       Behind = "moved"       // went from one level to another within it, or stayed
)

// Who says which members are to be listed; From and To are of Moved alone.
type Who struct {
	Behind   Behind
	From, To string
}

func idQuestion(name string) question[member.ID] {
	return newQuestion(name, func(id *member.ID) []any { return []any{(*int64)(id)} })
}

var (
	behindBuyersQuestion      = idQuestion("behind_buyers")
	behindJoinedQuestion      = idQuestion("behind_joined")
	behindRepurchasedQuestion = idQuestion("behind_repurchased")
	behindMovedQuestion       = idQuestion("behind_moved")
)

// Members lists up to limit of the members behind a figure, by id, after one.
// Errors: ErrBadPeriod, ErrSeveralCurrencies.
func (s *Service) Members(ctx context.Context, a Ask, who Who, after member.ID, limit int) ([]member.ID, error) {
	page := []any{int64(after), int64(limit)}
	if who.Behind == Joined || who.Behind == Moved { // no money is counted
		sc, err := s.scope(ctx, a)
		if err != nil {
			return nil, err
		}
		return s.behindStanding(ctx, sc, who, page)
	}
	sc, err := s.settled(ctx, a)
	if err != nil {
		return nil, err
	}
	if who.Behind == Repurchased {
		sc = sc.ripe()
		return ask(ctx, s, behindRepurchasedQuestion, sc.args(append([]any{sc.repurchasedUntil()}, page...)...)...)
	}
	if who.Behind == Active {
		sc = sc.during(sc.last(activeDays))
	}
	return ask(ctx, s, behindBuyersQuestion, sc.args(page...)...)
}

// behindStanding lists members by what they are, not by what they bought.
func (s *Service) behindStanding(ctx context.Context, sc scope, who Who, page []any) ([]member.ID, error) {
	args := []any{sc.from(), sc.until(), sc.stores, sc.channels}
	if who.Behind == Joined {
		return ask(ctx, s, behindJoinedQuestion, append(args, page...)...)
	}
	live, err := s.Tiers.Ladders.Live(ctx, s.DB)
	if err != nil {
		return nil, err
	}
	args = append(args, live.Body.Levels[0].Code, who.From, who.To)
	return ask(ctx, s, behindMovedQuestion, append(args, page...)...)
}
