package ledger

import (
	"context"
	"slices"
	"time"
)

// Liability is what is owed to members of an asset. Open is what is left in lots;
// what members owe is not in them, so that Open less Owed is Holding together.
type Liability struct {
	Holding
	Open     int64
	Owed     int64
	ByCredit []Outstanding // by the month in which it was credited
	ByExpiry []Outstanding // by the month with whose last days it ends; the last never, if any
}

// Outstanding is what is left in the lots of a month.
type Outstanding struct {
	Month  Month // zero: it never ends
	Amount int64
	Lots   int64
}

// Liability returns what is owed of an asset before a cut. When lots end is told
// as it is known now, also of an earlier instant.
func (s *Service) Liability(ctx context.Context, from Source, asset AssetID, cut Cut) (l Liability, err error) {
	zone, err := s.Zone(ctx)
	if err != nil {
		return l, err
	}
	name, args := "liability_whole", []any{int64(asset), zone.String()}
	if !cut.At.IsZero() {
		name, args = "liability", []any{int64(asset), cut.At, zone.String()}
	}
	type row struct {
		credited, ends *time.Time
		amount, lots   int64
	}
	rows, err := ask(ctx, s, from, cut.Clock, name, args,
		func(r *row) []any { return []any{&r.credited, &r.ends, &r.amount, &r.lots} })
	if err != nil {
		return l, err
	}
	credit, expiry := outstanding{}, outstanding{}
	for _, r := range rows {
		if r.credited == nil { // the one row of what entries say
			l.Holding = Holding{Available: r.amount, Pending: r.lots}
			continue
		}
		l.Open += r.amount
		credit.add(r.credited, r.amount, r.lots)
		expiry.add(r.ends, r.amount, r.lots)
	}
	l.Owed = l.Open - l.Total()
	l.ByCredit, l.ByExpiry = credit.sorted(), expiry.sorted()
	return l, nil
}

// outstanding adds up by months; nil is never.
type outstanding map[Month]Outstanding

func (o outstanding) add(at *time.Time, amount, lots int64) {
	var m Month
	if at != nil {
		m = Month{at.UTC()}
	}
	sum := o[m]
	o[m] = Outstanding{Month: m, Amount: sum.Amount + amount, Lots: sum.Lots + lots}
}

func (o outstanding) sorted() []Outstanding {
	list := make([]Outstanding, 0, len(o))
	for _, sum := range o {
		list = append(list, sum)
	}
	slices.SortFunc(list, func(a, b Outstanding) int {
		if a.Month.IsZero() != b.Month.IsZero() { // never comes last
			return b.Month.Compare(a.Month.Time)
		}
		return a.Month.Compare(b.Month.Time)
	})
	return list
}
