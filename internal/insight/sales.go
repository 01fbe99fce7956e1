package insight

import (
	"context"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"
)

// soldDay is what was sold on one day in one currency.
type soldDay struct {
	Sold
	Day      time.Time
	Currency string

	returned, memberReturned int64
}

var salesQuestion = newQuestion("sales", func(d *soldDay) []any {
	return []any{&d.Day, &d.Currency, &d.Orders, &d.MemberOrders, &d.Sales, &d.MemberSales, &d.returned, &d.memberReturned}
})

// sales returns what was sold in each of the periods, day by day.
func (s *Service) sales(ctx context.Context, sc scope, periods ...Period) ([][]soldDay, error) {
	answers := make([][]soldDay, len(periods))
	group, ctx := errgroup.WithContext(ctx)
	for i, p := range periods {
		group.Go(func() error {
			list, err := ask(ctx, s, salesQuestion, p.From, p.Until, sc.stores, sc.channels)
			answers[i] = make([]soldDay, len(list))
			for j, d := range list {
				d.Sales -= d.returned
				d.MemberSales -= d.memberReturned
				answers[i][j] = d
			}
			return err
		})
	}
	return answers, group.Wait()
}

// settleCurrency chooses the currency in which the scope counts: the reader's
// choice or the only one that there is. Errors: ErrSeveralCurrencies.
func (sc *scope) settleCurrency(answers ...[]soldDay) error {
	if sc.currency != "" {
		return nil
	}
	var found []string
	for _, list := range answers {
		for _, d := range list {
			if !slices.Contains(found, d.Currency) {
				found = append(found, d.Currency)
			}
		}
	}
	slices.Sort(found)
	switch len(found) {
	case 0:
		sc.currency = sc.home
	case 1:
		sc.currency = found[0]
	default:
		return ErrSeveralCurrencies.With("currencies", strings.Join(found, ", "))
	}
	return nil
}

// total sums the days of the scope's currency.
func (sc scope) total(list []soldDay) (sum Sold) {
	for _, d := range list {
		if d.Currency == sc.currency {
			sum.add(d.Sold)
		}
	}
	return sum
}
