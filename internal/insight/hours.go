package insight

import "context"

// Hour is what was sold at one hour of one weekday.
type Hour struct {
	Weekday int64 // 1 is Monday
	Hour    int64
	Orders  int64
	Sales   int64 // before refunds
}

// Hours is when the shop sells.
type Hours struct {
	Compared
	Cells []Hour // those in which something was sold
}

var hoursQuestion = newQuestion("hours", func(h *Hour) []any { return []any{&h.Weekday, &h.Hour, &h.Orders, &h.Sales} })

// Hours returns orders and sales by weekday and hour. Errors: ErrBadPeriod,
// ErrSeveralCurrencies.
func (s *Service) Hours(ctx context.Context, a Ask) (Hours, error) {
	sc, err := s.settled(ctx, a)
	if err != nil {
		return Hours{}, err
	}
	cells, err := ask(ctx, s, hoursQuestion, sc.args()...)
	return Hours{sc.compared(), cells}, err
}

// settled is scope with the currency settled by what was sold in the period.
func (s *Service) settled(ctx context.Context, a Ask) (scope, error) {
	sc, err := s.scope(ctx, a)
	if err != nil || sc.currency != "" {
		return sc, err
	}
	sold, err := s.sales(ctx, sc, sc.Period)
	if err != nil {
		return sc, err
	}
	return sc, sc.settleCurrency(sold...)
}
