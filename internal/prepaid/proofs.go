package prepaid

import (
	"context"
	"fmt"

	"habitue/internal/ledger"
	"habitue/internal/platform/check"
	"habitue/internal/platform/postgres"
)

// Proofs are what must hold of top-ups at any instant: of themselves, beside what
// was collected, and beside the ledger.
func (s *Service) Proofs() []check.Proof {
	return []check.Proof{
		{Name: "prepaid.refunds_within_top_ups", Broken: s.offRefunds},
		{Name: "prepaid.money_is_principal", Broken: s.offMoney},
		{Name: "prepaid.books_are_top_ups", Broken: s.offBooks},
	}
}

const mostBroken = 20

// offRefunds are top-ups that say another sum than their refunds.
func (s *Service) offRefunds(ctx context.Context, q postgres.Querier) (broken []string, err error) {
	paid := map[ID]int64{}
	rows, err := refunds(ctx, q, "")
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		whole := r.Opened
		for _, p := range r.Parts {
			paid[p.TopUp] += p.Amount
			whole += p.Amount
		}
		if whole != r.Money {
			broken = append(broken, fmt.Sprintf("refund %d: %d was paid out, its parts sum to %d", r.ID, r.Money, whole))
		}
	}
	err = s.each(ctx, q, func(t TopUp) {
		if t.Refunded != paid[t.ID] {
			broken = append(broken, fmt.Sprintf("top-up %d: says %d is refunded, refunds sum to %d", t.ID, t.Refunded, paid[t.ID]))
		}
	})
	return capped(broken), err
}

// offMoney are top-ups for which other money is kept than is theirs.
func (s *Service) offMoney(ctx context.Context, q postgres.Querier) (broken []string, err error) {
	kept, err := s.Payment.KeptFor(ctx, q, SubjectKind)
	if err != nil {
		return nil, err
	}
	err = s.each(ctx, q, func(t TopUp) {
		if t.State != Open && kept[int64(t.ID)] != t.Left() {
			broken = append(broken, fmt.Sprintf("top-up %d: %d is kept in money, %d is principal not refunded", t.ID, kept[int64(t.ID)], t.Left()))
		}
	})
	return capped(broken), err
}

// offBooks are top-ups and refunds of which the ledger was posted something else.
func (s *Service) offBooks(ctx context.Context, q postgres.Querier) (broken []string, err error) {
	posted, err := s.Ledger.MovedFor(ctx, q, SubjectKind, refundKind)
	if err != nil {
		return nil, err
	}
	err = s.each(ctx, q, func(t TopUp) {
		if moved := posted[ledger.Ref{Kind: SubjectKind, ID: int64(t.ID)}]; t.State == Paid && moved != t.Principal+t.Bonus || t.State != Paid && moved != 0 {
			broken = append(broken, fmt.Sprintf("top-up %d: %d was sold, %d was posted", t.ID, t.Principal+t.Bonus, moved))
		}
	})
	if err != nil {
		return nil, err
	}
	list, err := refunds(ctx, q, "")
	for _, r := range list {
		if moved := posted[ledger.Ref{Kind: refundKind, ID: r.ID}]; moved != -r.Money-r.Bonus {
			broken = append(broken, fmt.Sprintf("refund %d: %d was taken, %d was posted", r.ID, r.Money+r.Bonus, moved))
		}
	}
	return capped(broken), err
}

// each visits every top-up.
func (s *Service) each(ctx context.Context, q postgres.Querier, visit func(TopUp)) error {
	list, err := many(ctx, q, "")
	for _, t := range list {
		visit(t)
	}
	return err
}

func capped(broken []string) []string { return broken[:min(len(broken), mostBroken)] }
