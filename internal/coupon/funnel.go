package coupon

import (
	"context"
	"embed"
	"fmt"
	"strings"
	"time"

	"habitue/internal/coupon/terms"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
)

//go:embed analysis/*.sql
var analysis embed.FS

// Questions lists the names and texts of what is asked of everybody's coupons,
// for who compares engines.
func Questions() map[string]string {
	entries, err := analysis.ReadDir("analysis")
	if err != nil {
		panic("coupon: " + err.Error())
	}
	all := make(map[string]string, len(entries))
	for _, e := range entries {
		all[strings.TrimSuffix(e.Name(), ".sql")] = question(strings.TrimSuffix(e.Name(), ".sql"))
	}
	return all
}

func question(name string) string {
	raw, err := analysis.ReadFile("analysis/" + name + ".sql")
	if err != nil {
		panic("coupon: " + err.Error())
	}
	return string(raw)
}

// Funnel is how far the coupons of a template came, and why those that were not
// redeemed were not.
type Funnel struct {
	Issued, Seen, Locked, Redeemed int64
	Cancelled, Expired             int64
	Saved                          int64 // by those that are redeemed, minor units
	Unredeemed                     []Unredeemed
	At                             time.Time
}

// Unredeemed is how many coupons were not redeemed for one reason.
type Unredeemed struct {
	Over    bool // their time is over; else they may still be used
	Reason  NotUsed
	Band    int // of BelowThreshold: 0 to 3, the quarter of the threshold that the largest basket reached; else −1
	Coupons int64
	Short   int64 // of BelowThreshold: what was missing, of all together
}

// NotUsed is why a coupon was not redeemed, as the member's orders tell.
type NotUsed string

// The reasons, of which a coupon has one.
const (
	NeverSeen      NotUsed = "never_seen"      // as far as channels report it
	NeverBought    NotUsed = "never_bought"    // nothing at all while it was valid
	OutOfScope     NotUsed = "out_of_scope"    // but none of the goods in question
	BelowThreshold NotUsed = "below_threshold" // but never enough in one basket
	NotTaken       NotUsed = "not_used"        // one basket would have done
)

// Funnel asks the replica how far the coupons of a template came. Thresholds and
// goods are those of the version that holds. Errors: ErrNoTemplate.
func (s *Service) Funnel(ctx context.Context, id TemplateID) (f Funnel, err error) {
	t, err := s.Template(ctx, s.DB, id)
	if err != nil {
		return f, err
	}
	f.At = s.Clock.Now()
	analyst := s.Analyst
	if analyst == nil {
		analyst = replica.Postgres{DB: s.DB}
	}
	rows, err := replica.Collect(ctx, analyst, question("funnel"), []any{int64(id), f.At}, func(r replica.Rows) (g Funnel, err error) {
		var seen, locked, redeemed, cancelled, expired, saved *int64
		err = r.Scan(&g.Issued, &seen, &locked, &redeemed, &cancelled, &expired, &saved)
		g.Seen, g.Locked, g.Redeemed = postgres.Value(seen), postgres.Value(locked), postgres.Value(redeemed)
		g.Cancelled, g.Expired, g.Saved = postgres.Value(cancelled), postgres.Value(expired), postgres.Value(saved)
		return g, err
	})
	if err != nil || len(rows) != 1 {
		return f, fmt.Errorf("ask how coupons of %s came on: %w", t.Code, err)
	}
	rows[0].At = f.At
	f = rows[0]
	articles, categories, brands, err := s.goodsIDs(ctx, t.Terms.Offer.On)
	if err != nil {
		return f, err
	}
	f.Unredeemed, err = replica.Collect(ctx, analyst, question("unredeemed"),
		[]any{int64(id), f.At, t.Terms.Offer.Threshold.Amount, t.Currency, articles, categories, brands},
		func(r replica.Rows) (u Unredeemed, err error) {
			var over, band int64
			err = r.Scan(&over, &u.Reason, &band, &u.Coupons, &u.Short)
			u.Over, u.Band = over == 1, int(band)
			return u, err
		})
	if err != nil {
		return f, fmt.Errorf("ask why coupons of %s were not redeemed: %w", t.Code, err)
	}
	return f, nil
}

// goodsIDs are the ids of goods that an offer names by codes; 0 first: all goods.
func (s *Service) goodsIDs(ctx context.Context, g terms.Goods) (articles, categories, brands []int64, err error) {
	articles, categories, brands = []int64{0}, []int64{0}, []int64{0}
	if g.Empty() {
		return articles, categories, brands, nil
	}
	articles[0] = -1 // no article has it
	found, err := s.Catalog.ArticlesByCodes(ctx, s.DB, g.Articles...)
	if err != nil {
		return nil, nil, nil, err
	}
	for _, a := range found {
		articles = append(articles, int64(a.ID))
	}
	tree, err := s.Catalog.Tree(ctx, s.DB)
	if err != nil {
		return nil, nil, nil, err
	}
	for _, code := range g.Categories {
		categories = append(categories, postgres.IDs(tree.Below(code))...)
	}
	all, err := s.Catalog.Brands(ctx, s.DB)
	if err != nil {
		return nil, nil, nil, err
	}
	for _, b := range all {
		for _, code := range g.Brands {
			if b.Code == code {
				brands = append(brands, int64(b.ID))
			}
		}
	}
	return articles, categories, brands, nil
}
