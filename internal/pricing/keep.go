package pricing

import (
	"context"
	"fmt"
	"slices"

	"habitue/internal/platform/postgres"
	"habitue/internal/pricing/internal/pricingdb"
)

// Keep gives back what was reserved under a key beyond what the claims say: a part
// of the goods was returned, and the claims are what the kept ones use. A promotion
// of which there is no claim any more is given back whole, its use with it. What a
// claim asks beyond what is reserved is not taken: nothing that was given back once
// is claimed again. Keeping the same again changes nothing.
func (s *Service) Keep(ctx context.Context, tx postgres.Tx, key string, claims []Claim) error {
	q := query(tx)
	rows, err := q.LockReservations(ctx, key)
	if err != nil {
		return fmt.Errorf("read reservations: %w", err)
	}
	for _, r := range rows {
		if r.State == "released" {
			continue
		}
		at := slices.IndexFunc(claims, func(c Claim) bool { return int64(c.Promotion) == r.PromotionID })
		if at < 0 {
			err = endReservation(ctx, q, r)
		} else {
			err = lower(ctx, q, r, claims[at])
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func endReservation(ctx context.Context, q *pricingdb.Queries, r pricingdb.PricingReservation) error {
	if err := giveBack(ctx, q, r); err != nil {
		return err
	}
	if err := q.EndReservation(ctx, r.Key, r.PromotionID); err != nil {
		return fmt.Errorf("end reservation of promotion %d: %w", r.PromotionID, err)
	}
	return nil
}

// lower brings a reservation down to what is still used of it.
func lower(ctx context.Context, q *pricingdb.Queries, r pricingdb.PricingReservation, c Claim) error {
	money, pieces := min(r.Money, c.Money), min(r.Pieces, c.Pieces)
	if money == r.Money && pieces == r.Pieces {
		return nil
	}
	for _, scope := range r.Scopes {
		if err := q.GiveSome(ctx, r.Money-money, r.Pieces-pieces, r.PromotionID, scope); err != nil {
			return fmt.Errorf("give a part back to promotion %d: %w", r.PromotionID, err)
		}
	}
	if err := q.LowerReservation(ctx, money, pieces, r.Key, r.PromotionID); err != nil {
		return fmt.Errorf("lower reservation of promotion %d: %w", r.PromotionID, err)
	}
	return nil
}
