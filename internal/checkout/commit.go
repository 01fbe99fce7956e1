package checkout

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"habitue/internal/coupon"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/pricing"
	"habitue/internal/pricing/engine"
)

// Commit agrees on a quote.
type Commit struct {
	Ask
	Digest    string // of the quote that was agreed on
	Source    string
	Reference string // of the order that it becomes; "": its own number
	Till      string
	Cashier   string
	Lifetime  time.Duration // 0: a quarter of an hour
}

// Open prices the basket again, refuses it where the price is another than was
// agreed on, and takes aside what it needs: coupons, limits of promotions, points
// and stored value. Of two tills that want the same at one instant, one gets it
// and the other is told.
//
// Errors: ErrInvalid, *Changed (ErrPriceChanged), ErrGroupPrice, those of Quote, of
// coupon.Lock, of pricing.Reserve, of pricing.Sit and of ledger.Do.
func (s *Service) Open(ctx context.Context, tx postgres.Tx, in Commit) (Checkout, error) {
	if in.Lifetime == 0 {
		in.Lifetime = lifetime
	}
	if in.Digest == "" || in.Lifetime < 0 || in.Lifetime > longest || len(in.Lines) == 0 {
		return Checkout{}, ErrInvalid
	}
	now := s.Clock.Now()
	quote, err := s.quoteAgain(ctx, tx, in)
	if err != nil {
		return Checkout{}, err
	}
	if quote.Digest == in.Digest && quote.ForNewcomers() {
		if quote, err = s.quoteBehindOthers(ctx, tx, in); err != nil {
			return Checkout{}, err
		}
	}
	if quote.Digest != in.Digest {
		return Checkout{}, changed(quote)
	}
	if quote.Group != nil && !quote.InGroup() {
		return Checkout{}, ErrGroupPrice.With("promotion", int64(quote.Group.Promotion))
	}
	id, err := s.IDs.Next(ctx)
	if err != nil {
		return Checkout{}, err
	}
	c := Checkout{
		Member: in.Member, Bearer: bearer(in.Ask), ID: ID(id), State: Open, Source: in.Source, Reference: in.Reference, Store: in.Store, Channel: in.Channel,
		Currency: quote.Currency, Payable: quote.Totals.Payable, Sale: engine.Sale{Input: quote.Input, Quote: quote.Quote, Given: quote.Given}, Spent: quote.Spent, Told: told(quote),
		Till: in.Till, Cashier: in.Cashier, OpenedAt: now, ExpiresAt: now.Add(in.Lifetime),
	}
	if c.Reference == "" {
		c.Reference = "CK" + strconv.FormatInt(id, 10)
	}
	if c.StoreID, err = s.store(ctx, tx, in.Store); err != nil {
		return Checkout{}, err
	}
	c.Sale.Input.Offers = applied(c.Sale)
	until := c.ExpiresAt.Add(grace)
	if g := quote.Group; g != nil { // what it holds has to last until its group ends
		until = g.ClosesAt.Add(pricing.GroupGrace)
		if g.ClosesAt.Before(c.ExpiresAt) {
			c.ExpiresAt = g.ClosesAt
		}
	}
	if err := s.takeAside(ctx, tx, &c, until); err != nil {
		return Checkout{}, err
	}
	if err := s.sit(ctx, tx, &c, quote.Quoted); err != nil {
		return Checkout{}, err
	}
	if err := s.insert(ctx, tx, &c); err != nil {
		return Checkout{}, err
	}
	return c, s.reserve(ctx, tx, &c, until)
}

// bearer is who was identified, where that is somebody else than the member.
func bearer(a Ask) member.ID {
	if a.Bearer == a.Member {
		return 0
	}
	return a.Bearer
}

// quoteAgain prices a basket as it was quoted: the same search comes to the same
// price. Where it comes to another one and had to stop, what was agreed on may still
// be had, and the search begins with that.
func (s *Service) quoteAgain(ctx context.Context, q postgres.Querier, in Commit) (Quote, error) {
	ask := in.Ask
	ask.Incumbent = nil
	quote, err := s.Quote(ctx, q, ask)
	if err != nil || quote.Digest == in.Digest || quote.Exact || len(in.Incumbent) == 0 {
		return quote, err
	}
	return s.Quote(ctx, q, in.Ask)
}

// quoteBehindOthers prices a basket for who never bought once all his other checkouts
// are agreed on: of two at one instant, one is his first. Nothing else is held yet, so
// nobody waits in a circle.
func (s *Service) quoteBehindOthers(ctx context.Context, tx postgres.Tx, in Commit) (Quote, error) {
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('checkout.first:' || $1::bigint, 0))`, int64(in.Member)); err != nil {
		return Quote{}, fmt.Errorf("wait for other checkouts of member %d: %w", in.Member, err)
	}
	return s.quoteAgain(ctx, tx, in)
}

// holdKey names what the checkout holds, wherever that is.
func (c *Checkout) holdKey() string { return "checkout:" + strconv.FormatInt(int64(c.ID), 10) }

// takeAside holds what an open checkout needs of the member. Everywhere the order
// is the same: coupons, value, groups, limits; so that two checkouts wait for each other
// and never in a circle. Limits come last, because all who buy wait for those.
func (s *Service) takeAside(ctx context.Context, tx postgres.Tx, c *Checkout, until time.Time) error {
	if used := c.usedCoupons(); len(used) > 0 {
		if err := s.Coupons.Lock(ctx, tx, c.Member, used, c.holdKey(), until); err != nil {
			return err
		}
	}
	for _, name := range []string{"points", "principal", "bonus"} {
		p := c.Spent.parts()[name]
		if p == nil {
			continue
		}
		a, err := s.Ledger.Do(ctx, tx, ledger.Authorisation{
			Member: c.Member, Key: c.holdKey() + ":" + name, Asset: p.Asset, Amount: p.Amount,
			Ref: ledger.Ref{Kind: "checkout", ID: int64(c.ID)}, ExpiresAt: until,
		})
		if err != nil {
			return err
		}
		p.Hold = a.Hold.ID
	}
	return nil
}

// reserve takes what an open checkout needs of promotions' limits.
func (s *Service) reserve(ctx context.Context, tx postgres.Tx, c *Checkout, until time.Time) error {
	claims := c.claims()
	if len(claims) == 0 {
		return nil
	}
	return s.Pricing.Reserve(ctx, tx, pricing.Reserving{
		Key: c.holdKey(), Member: c.Member, Day: c.Sale.Input.Occasion.Day, ExpiresAt: until, Claims: claims,
	})
}

// usedCoupons are the coupons that the quote applies.
func (c *Checkout) usedCoupons() (list []coupon.ID) {
	for _, a := range c.Sale.Quote.Applied {
		if id, ok := CouponOf(a.Offer); ok {
			list = append(list, id)
		}
	}
	return list
}

// CouponOf reads which coupon an offer of a quote is.
func CouponOf(offer string) (coupon.ID, bool) {
	digits, ok := strings.CutPrefix(offer, couponPrefix)
	id, err := strconv.ParseInt(digits, 10, 64)
	return coupon.ID(id), ok && err == nil
}

// applied are the offers that the quote applies: what came of the others is past.
func applied(sale engine.Sale) []engine.Offer {
	return slices.DeleteFunc(slices.Clone(sale.Input.Offers), func(o engine.Offer) bool {
		return !slices.ContainsFunc(sale.Quote.Applied, func(a engine.Applied) bool { return a.Offer == o.ID })
	})
}

// claims are what the quote takes of promotions' limits.
func (c *Checkout) claims() []pricing.Claim { return pricing.Claims(c.Sale.Quote) }

func (s *Service) insert(ctx context.Context, tx postgres.Tx, c *Checkout) error {
	sale, err := json.Marshal(c.Sale)
	if err != nil {
		return fmt.Errorf("write sale: %w", err)
	}
	spent, err := json.Marshal(c.Spent)
	if err != nil {
		return fmt.Errorf("write what is spent: %w", err)
	}
	told, err := json.Marshal(c.Told)
	if err != nil {
		return fmt.Errorf("write what the quote said: %w", err)
	}
	if _, err := tx.Exec(ctx, `
		WITH place AS (INSERT INTO checkout.place (id, member_id) VALUES ($2, $1))
		INSERT INTO checkout.checkout (member_id, id, state, source, reference, store, channel, store_id, currency, payable, sale, spent, told,
			till, cashier, opened_at, expires_at, group_id, bearer_id)
		VALUES ($1, $2, 'open', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
		c.key(), int64(c.ID), c.Source, c.Reference, c.Store, c.Channel, postgres.Optional(int64(c.StoreID)), c.Currency, c.Payable, sale, spent, told,
		postgres.Optional(c.Till), postgres.Optional(c.Cashier), c.OpenedAt, c.ExpiresAt, postgres.Optional(int64(c.Group)),
		postgres.Optional(int64(c.Bearer))); err != nil {
		return fmt.Errorf("write checkout: %w", err)
	}
	return nil
}
