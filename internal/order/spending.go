package order

import (
	"context"
	"fmt"
	"time"

	"habitue/internal/catalog"
	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
)

// Spending is what somebody bought in a time, in one currency, less what came back.
type Spending struct {
	Months   []SpentMonth   // that have orders, in order
	Articles []SpentArticle // goods, most first
	Stores   []SpentStore   // most first
	Since    time.Time      // business day of the first order there ever was; zero: none
}

// SpentMonth is a calendar month of business days.
type SpentMonth struct {
	Month  time.Time // its first day
	Orders int64
	Amount int64 // paid less refunded
	Saved  int64 // discounts
}

// SpentArticle is what was paid for an article, less refunds; 0: one that is not known.
type SpentArticle struct {
	Article catalog.ArticleID
	Amount  int64
}

// SpentStore is what was paid in a store, less refunds; 0: in none.
type SpentStore struct {
	Store  org.StoreID
	Orders int64
	Amount int64
}

// SpendingOf adds up orders of members, who are one person, from a business day until
// before another.
func (s *Service) SpendingOf(ctx context.Context, q postgres.Querier, currency string, from, until time.Time, members ...member.ID) (sum Spending, err error) {
	db, ids := query(q), postgres.IDs(members)
	months, err := db.SpentByMonth(ctx, ids, currency, from, until)
	if err != nil {
		return sum, fmt.Errorf("add up months: %w", err)
	}
	for _, r := range months {
		sum.Months = append(sum.Months, SpentMonth{Month: r.Month.UTC(), Orders: r.Orders, Amount: r.Amount, Saved: r.Saved})
	}
	articles, err := db.SpentByArticle(ctx, ids, currency, from, until)
	if err != nil {
		return sum, fmt.Errorf("add up articles: %w", err)
	}
	for _, r := range articles {
		sum.Articles = append(sum.Articles, SpentArticle{catalog.ArticleID(r.ArticleID), r.Amount})
	}
	stores, err := db.SpentByStore(ctx, ids, currency, from, until)
	if err != nil {
		return sum, fmt.Errorf("add up stores: %w", err)
	}
	for _, r := range stores {
		sum.Stores = append(sum.Stores, SpentStore{org.StoreID(r.StoreID), r.Orders, r.Amount})
	}
	first, err := db.FirstBought(ctx, ids)
	if err != nil {
		return sum, fmt.Errorf("find the first order: %w", err)
	}
	if len(first) > 0 {
		sum.Since = first[0].UTC()
	}
	return sum, nil
}
