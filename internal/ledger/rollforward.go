package ledger

import (
	"context"
	"time"
)

// Flow is what came to members from a side of the house in a month; what went
// there is below zero.
type Flow struct {
	Amount  int64
	Entries int64
}

// RollMonth is a month of a roll-forward: Opening and the flows are Closing.
type RollMonth struct {
	Month   Month
	Opening int64
	Flows   map[Side]Flow
	Closing int64
}

// RollForward returns what members had of an asset from month to month, until
// the month before until, and what it came from and went to. Its last closing is
// what the trial balance of that instant says of members.
//
// Errors: ErrBadPeriod.
func (s *Service) RollForward(ctx context.Context, from Source, by Clock, asset AssetID, first, until Month) ([]RollMonth, error) {
	if n := until.since(first); n < 1 || n > MaxMonths {
		return nil, ErrBadPeriod
	}
	zone, err := s.Zone(ctx)
	if err != nil {
		return nil, err
	}
	type row struct {
		month   *time.Time // nil: of all times
		side    Side
		amount  int64
		entries int64
	}
	rows, err := ask(ctx, s, from, by, "roll_forward", []any{int64(asset), first.Begins(zone), zone.String()},
		func(r *row) []any { return []any{&r.month, &r.side, &r.amount, &r.entries} })
	if err != nil {
		return nil, err
	}
	months := make([]RollMonth, until.since(first))
	for i := range months {
		months[i] = RollMonth{Month: first.Add(i), Flows: map[Side]Flow{}}
	}
	for _, r := range rows {
		switch {
		case r.side == Available || r.side == Pending: // the other half of what the house's sides say
		case r.month == nil:
			months[0].Opening -= r.amount
		default:
			months[0].Opening += r.amount // since the first month: not before it
			if i := (Month{r.month.UTC()}).since(first); i < len(months) {
				months[i].Flows[r.side] = Flow{Amount: -r.amount, Entries: r.entries}
			}
		}
	}
	for i := range months {
		m := &months[i]
		if i > 0 {
			m.Opening = months[i-1].Closing
		}
		m.Closing = m.Opening
		for _, f := range m.Flows {
			m.Closing += f.Amount
		}
	}
	return months, nil
}

// MaxMonths bounds a roll-forward.
const MaxMonths = 120
