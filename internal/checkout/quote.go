package checkout

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"habitue/internal/coupon"
	"habitue/internal/coupon/terms"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/pricing"
	"habitue/internal/pricing/engine"
	"habitue/internal/program"
	earning "habitue/internal/program/engine"
)

// Ask is a basket, and how it shall be paid.
type Ask struct {
	Member   member.ID // 0: none
	Bearer   member.ID // who was identified (member.Bearer); the order becomes his. 0: the member
	Store    string    // codes
	Channel  string
	Currency string // "": the retailer's
	Lines    []pricing.AskLine

	Coupons []coupon.ID // of the member: those to be used; nil: the best of all
	Points  int64       // engine.None, engine.All or so many
	Stored  int64       // engine.None, engine.All or so much

	Objective engine.Objective
	Incumbent []string         // offers of an earlier quote, than which it shall not come out dearer
	Group     *pricing.Joining // in which it is to be bought; nil: alone
}

// Quote is a basket priced with what is true now.
type Quote struct {
	pricing.Quoted
	Burnable program.Burnable
	Digest   string // of what is agreed on
	Spent    Spent  // what points and stored value it would take
	Earns    earning.Earned
}

// Quote prices a basket. It writes nothing.
// Errors: ErrNoCoupon, member.ErrUnknown and those of pricing.Quote.
func (s *Service) Quote(ctx context.Context, q postgres.Querier, ask Ask) (Quote, error) {
	var out Quote
	settings, err := s.Org.Settings(ctx, q)
	if err != nil {
		return out, err
	}
	if ask.Currency == "" {
		ask.Currency = settings.Currency
	}
	p := pricing.Ask{
		Member: ask.Member, Store: ask.Store, Channel: ask.Channel, Currency: ask.Currency, Lines: ask.Lines, Objective: ask.Objective, Incumbent: ask.Incumbent,
		Level:  new(string),
		Group:  ask.Group,
		Buying: func(ctx context.Context, q postgres.Querier) (bool, error) { return s.buying(ctx, q, ask.Member) },
	}
	known, err := s.Pricing.Know(ctx, q, p,
		func(ctx context.Context, q postgres.Querier) (err error) {
			*p.Level, err = s.level(ctx, q, ask.Member)
			return err
		},
		func(ctx context.Context, q postgres.Querier) (err error) {
			out.Burnable, err = s.burnable(ctx, q, ask.Member, ask.Currency)
			return err
		},
		func(ctx context.Context, q postgres.Querier) (err error) {
			p.Coupons, err = s.coupons(ctx, q, ask)
			return err
		})
	if err != nil {
		return out, err
	}
	p.Points = pointsOf(out.Burnable, *p.Level, ask.Points)
	p.Stored = engine.Stored{Have: out.Burnable.Principal.Available + out.Burnable.Bonus.Available, Want: ask.Stored}
	if out.Quoted, err = s.Pricing.QuoteKnowing(ctx, q, p, known); err != nil {
		return out, err
	}
	out.Spent = spentOf(out.Burnable, out.Totals)
	if out.Earns, err = s.earns(ctx, q, ask.Member, &out.Quoted); err != nil {
		return out, err
	}
	out.Digest = digest(&out)
	return out, nil
}

// Ready learns which promotions are published, if that is not known, so that the
// transactions of those who sell need not read them.
func (s *Service) Ready(ctx context.Context, q postgres.Querier) error {
	_, err := s.Pricing.Live(ctx, q, s.Clock.Now())
	return err
}

// Newcomer reports whether a member never bought, and is not buying.
func (s *Service) Newcomer(ctx context.Context, q postgres.Querier, m member.ID) (bool, error) {
	bought, err := s.Orders.Bought(ctx, q, m)
	if err == nil && !bought {
		bought, err = s.buying(ctx, q, m)
	}
	return err == nil && !bought, err
}

// buying tells whether a checkout of the member, or of who has become him, waits for
// its money or its group: an order that is not paid yet uses up what is for the first.
func (s *Service) buying(ctx context.Context, q postgres.Querier, m member.ID) (waits bool, err error) {
	person, err := s.Members.Person(ctx, q, m)
	if err != nil {
		return false, err
	}
	if err := q.QueryRow(ctx, `SELECT EXISTS (SELECT FROM checkout.checkout WHERE member_id = ANY ($1) AND state IN ('open', 'waiting'))`,
		postgres.IDs(person)).Scan(&waits); err != nil {
		return false, fmt.Errorf("read whether member %d is buying: %w", m, err)
	}
	return waits, nil
}

// burnable is what the member could pay with beside money; how stored value is
// drawn is what was agreed on when it was sold.
func (s *Service) burnable(ctx context.Context, q postgres.Querier, m member.ID, currency string) (program.Burnable, error) {
	b, err := s.Program.Burnable(ctx, q, m, currency)
	if err != nil || b.Principal.Available+b.Bonus.Available == 0 {
		return b, err
	}
	b.Draw, err = s.Prepaid.Draw(ctx, q, m, currency, b.Draw)
	return b, err
}

// level is the member's, by which points are worth more or less; "" is nobody's.
func (s *Service) level(ctx context.Context, q postgres.Querier, m member.ID) (string, error) {
	if m == 0 {
		return "", nil
	}
	levels, err := s.Tiers.Levels(ctx, q, m)
	if err != nil {
		return "", err
	}
	return levels[m].Level.Code, nil
}

// earns is what the basket would earn: on what is paid in money and stored value.
func (s *Service) earns(ctx context.Context, q postgres.Querier, m member.ID, quoted *pricing.Quoted) (earning.Earned, error) {
	at, lines := &quoted.Input.Occasion, quoted.Input.Basket.Lines
	o := earning.Order{Currency: quoted.Currency, Day: at.Day, Minute: at.Minute, Stored: quoted.Totals.Stored, Lines: make([]earning.Line, len(lines))}
	for i := range lines {
		l, priced, article := &lines[i], &quoted.Lines[i], quoted.Goods[i].Article
		o.Lines[i] = earning.Line{No: l.No, Kind: l.Kind, Article: l.Article, Categories: l.Categories, Brand: l.Brand,
			Quantity: l.Quantity, Paid: priced.Net - priced.Points, Earns: article == nil || article.Earns}
	}
	return s.Program.Forecast(ctx, q, m, earning.Facts{Level: at.Level, Store: at.Store, Channel: at.Channel,
		BirthMonth: at.BirthMonth, BirthDay: at.BirthDay}, o)
}

func pointsOf(b program.Burnable, level string, want int64) engine.Points {
	if b.As.Off {
		want = engine.None
	}
	return engine.Points{Have: b.Points, Per: b.As.Per, Worth: b.As.WorthAt(level), MinBasket: b.As.MinBasket, Step: b.As.Step, MaxShare: b.As.MaxShare, Want: want}
}

// spentOf says out of which assets points and stored value come.
func spentOf(b program.Burnable, t engine.Totals) (s Spent) {
	if t.Points > 0 {
		s.Points = &Part{Asset: ledger.Points, Amount: t.Points}
	}
	principal, bonus := b.Draw.Split(t.Stored, b.Principal.Available, b.Bonus.Available)
	if principal > 0 {
		s.Principal = &Part{Asset: b.Principal.Asset, Amount: principal}
	}
	if bonus > 0 {
		s.Bonus = &Part{Asset: b.Bonus.Asset, Amount: bonus}
	}
	return s
}

// coupons are what the member holds and may use, as offers. Where some are named,
// only they are, and one that cannot be used is refused by name: never skipped.
func (s *Service) coupons(ctx context.Context, q postgres.Querier, ask Ask) ([]engine.Offer, error) {
	if ask.Member == 0 {
		if len(ask.Coupons) > 0 {
			return nil, ErrNoCoupon.With("coupon", int64(ask.Coupons[0]))
		}
		return nil, nil
	}
	usable, err := s.Coupons.ForBasket(ctx, q, ask.Member)
	if err != nil {
		return nil, err
	}
	for _, wanted := range ask.Coupons {
		if !slices.ContainsFunc(usable, func(u coupon.InBasket) bool { return u.ID == wanted }) {
			return nil, ErrNoCoupon.With("coupon", int64(wanted))
		}
	}
	offers := make([]engine.Offer, 0, len(usable))
	for i := range usable {
		u := &usable[i]
		if ask.Coupons != nil && !slices.Contains(ask.Coupons, u.ID) || u.Currency != "" && u.Currency != ask.Currency {
			continue
		}
		offers = append(offers, engine.Offer{
			ID: couponOffer(u.ID), Version: u.Version, Name: u.Terms.Name, Source: terms.FromCoupon, Template: u.Template, Terms: &u.Terms.Offer,
		})
	}
	return offers, nil
}

const couponPrefix = "coupon:"

func couponOffer(id coupon.ID) string { return couponPrefix + strconv.FormatInt(int64(id), 10) }

// Changed is the refusal of a commit whose price is another by now. It carries the
// new quote, so that whoever asked can show it at once.
type Changed struct {
	Now     Quote
	refusal *errs.Error
}

func (c *Changed) Error() string { return c.refusal.Error() }

// Unwrap lets ErrPriceChanged be told.
func (c *Changed) Unwrap() error { return c.refusal }

func changed(now Quote) error {
	return &Changed{now, ErrPriceChanged.With("payable", money.Amount{Minor: now.Totals.Payable, Currency: now.Currency}, "digest", now.Digest)}
}
