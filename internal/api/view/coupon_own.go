package view

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/coupon"
	"habitue/internal/coupon/terms"
	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/tier"
)

// OwnCoupons shows coupons to whoever has them, for one reader: whose they are,
// what they do in plain words, and why one cannot be used now. How many there are of
// a kind, and whatever else only the shop needs, stays out.
type OwnCoupons struct {
	reader   *Reader
	language messages.Language
	ladder   tier.Ladder
	names    names
	shop     string
	brands   map[org.BrandID]string
	day      org.Day
	now      time.Time
}

// fewLeft is how many of a kind are so few that whoever hesitates should know.
const fewLeft = 20

// OwnCoupons reads what is needed to show offers to members.
func (r *Reader) OwnCoupons(ctx context.Context, q postgres.Querier, l messages.Language, now time.Time, offers ...terms.Offer) (*OwnCoupons, error) {
	o := &OwnCoupons{reader: r, language: l, now: now, brands: map[org.BrandID]string{}}
	ladder, err := r.Tiers.Ladders.Live(ctx, q)
	if err != nil {
		return nil, err
	}
	o.ladder = ladder.Body
	settings, err := r.Org.Settings(ctx, q)
	if err != nil {
		return nil, err
	}
	o.shop = settings.Name.In(string(l))
	if o.day, err = settings.DayAt(nil); err != nil {
		return nil, err
	}
	brands, err := r.Org.Brands(ctx, q)
	if err != nil {
		return nil, err
	}
	for _, b := range brands {
		o.brands[b.ID] = b.Name.In(string(l))
	}
	o.names, err = r.namesIn(ctx, q, l, offers...)
	return o, err
}

// Shop is whose coupons of a brand are: the brand's name, or the retailer's where
// they are of every brand.
func (o *OwnCoupons) Shop(b org.BrandID) string { return cmp.Or(o.brands[b], o.shop) }

// Words says what a coupon does, and on what conditions.
func (o *OwnCoupons) Words(t coupon.Terms, currency string) []string {
	w := newOffersmith(o.ladder, currency, o.language)
	w.names = o.names
	offer := t.Offer
	words := []string{w.benefit(offer)}
	switch on := w.list(offer.On); {
	case on != "":
		words = append(words, w.say("goods", "goods", on))
	case offer.Benefit.Kind == terms.BundlePrice:
		words = append(words, w.say("goods_of_parts"))
	default:
		words = append(words, o.say("all_goods"))
	}
	if not := w.list(offer.Except); not != "" {
		words = append(words, w.say("except", "goods", not))
	}
	if offer.Threshold.Amount > 0 {
		words = append(words, o.say("basis_"+map[bool]string{true: "before", false: "after"}[offer.Threshold.Of == terms.BeforeDiscount]))
	}
	if most := offer.Benefit.Cap; most > 0 {
		words = append(words, w.say("cap", "amount", w.money(most)))
	}
	if offer.Benefit.Times > 0 {
		words = append(words, w.say("times", "n", messages.Number(offer.Benefit.Times)))
	}
	if when := o.when(offer.When); when != "" {
		words = append(words, o.say("when", "when", when))
	}
	if len(offer.Stacking.Groups) > 0 {
		words = append(words, o.say("not_with_some"))
	}
	words = append(words, w.stacking(terms.Stacking{NotWith: offer.Stacking.NotWith})...)
	return append(words, o.say("return_"+string(cmp.Or(t.OnReturn, coupon.Lost))))
}

// OfferedWords says besides how long a coupon lasts that is claimed now, until when
// it can be claimed and how many one may have.
func (o *OwnCoupons) OfferedWords(t coupon.Terms, currency string) []string {
	words := append(o.Words(t, currency), o.validity(t.Validity))
	if t.Claim.Open && t.Claim.Until != "" {
		words = append(words, o.say("claim_until", "until", t.Claim.Until))
	}
	if t.PerMember > 0 {
		words = append(words, o.say("limit", "n", strconv.Itoa(t.PerMember)))
	}
	if t.Giveable {
		words = append(words, o.say("giveable"))
	}
	return words
}

// Few is how many are left, where they are few.
func (o *OwnCoupons) Few(t coupon.Template) *int64 {
	if left := t.Left(); left > 0 && left <= fewLeft {
		return &left
	}
	return nil
}

// CannotNow says why a coupon cannot be used at this moment; nothing where it can, as
// far as it can be said without a basket, a store and a channel.
func (o *OwnCoupons) CannotNow(c coupon.Coupon, t coupon.Terms, of terms.Occasion) edge.Maybe[Reason] {
	if err := c.Usable(o.now); err != nil {
		var known *errs.Error
		if !errors.As(err, &known) {
			return edge.Maybe[Reason]{}
		}
		code := strings.TrimPrefix(known.Code, "coupon.")
		at := c.Until
		if code == "not_valid_yet" {
			at = c.ValidFrom
		}
		return edge.Some(Reason{Code: known.Code, Text: o.say("cannot_"+code, "at", o.moment(at))})
	}
	when := t.Offer.When
	when.Stores, when.Channels = nil, nil
	what := when.Unmet(of)
	if what == "" {
		return edge.Maybe[Reason]{}
	}
	return edge.Some(Reason{Code: "coupon.condition_" + what, Text: o.say("cannot_now", "when", o.when(when.Only(what)))})
}

// Occasion is what conditions are tested on now, for a member at no place.
func (o *OwnCoupons) Occasion(ctx context.Context, q postgres.Querier, m member.ID) (of terms.Occasion, err error) {
	local := o.now.In(o.day.Location())
	of.Day, of.Minute = o.day.Of(o.now), local.Hour()*60+local.Minute()
	traits, err := o.reader.Members.Traits(ctx, q, m)
	if err != nil {
		return of, err
	}
	of.BirthMonth, of.BirthDay, of.Labels = traits.Birthday.Month, traits.Birthday.Day, traits.Labels
	if of.First, err = o.reader.Checkouts.Newcomer(ctx, q, m); err != nil {
		return of, err
	}
	levels, err := o.reader.Tiers.Levels(ctx, q, m)
	of.Level = levels[m].Level.Code
	return of, err
}

func (o *OwnCoupons) say(code string, pairs ...any) string {
	return messages.Text(o.language, "words.my_coupon."+code, errs.Params(pairs...)...)
}

// moment is an instant as the reader's language writes it, on the shop's clock.
func (o *OwnCoupons) moment(at time.Time) string {
	layout := "Jan 2, 2006, 15:04"
	if o.language == messages.Chinese {
		layout = "2006/01/02 15:04"
	}
	return at.In(o.day.Location()).Format(layout)
}

// when says conditions; "" without any. Labels are the shop's own words for people:
// who has one was chosen, and need not read as what.
func (o *OwnCoupons) when(c terms.When) string {
	w := newOffersmith(o.ladder, "", o.language).wordsmith
	w.names = o.names
	invited := len(c.Labels) > 0
	c.Labels = nil
	always := w.say("when_always")
	said := w.when(c)
	switch {
	case invited && said == always:
		return o.say("invited")
	case invited:
		return o.say("invited") + w.say("and") + said
	case said == always:
		return ""
	}
	return said
}

func (o *OwnCoupons) validity(v coupon.Validity) string {
	switch {
	case v.Until != "" && v.From != "":
		return o.say("valid_between", "from", v.From, "until", v.Until)
	case v.Until != "":
		return o.say("valid_until", "until", v.Until)
	case v.After > 0:
		return o.say("valid_after", "after", strconv.Itoa(v.After), "days", strconv.Itoa(v.Days))
	}
	return o.say("valid_days", "days", strconv.Itoa(v.Days))
}

// names are what codes of places and goods are called, for one reader.
type names map[string]string

func (n names) of(kind, code string) string { return cmp.Or(n[kind+":"+code], code) }

// namesIn reads the names of everything that offers name by codes.
func (r *Reader) namesIn(ctx context.Context, q postgres.Querier, l messages.Language, offers ...terms.Offer) (names, error) {
	var stores, channels, articles []string
	goods := false
	for _, o := range offers {
		stores, channels = append(stores, o.When.Stores...), append(channels, o.When.Channels...)
		all := []terms.Goods{o.On, o.Except}
		for _, p := range o.Benefit.Parts {
			all = append(all, p.Goods)
		}
		for _, g := range all {
			articles = append(articles, g.Articles...)
			goods = goods || len(g.Categories) > 0 || len(g.Brands) > 0
		}
	}
	n := names{}
	if len(stores) > 0 {
		found, err := r.Org.StoresByCodes(ctx, q, unique(stores)...)
		if err != nil {
			return nil, err
		}
		for code, s := range found {
			n["stores:"+code] = s.Name.In(string(l))
		}
	}
	if len(channels) > 0 {
		found, err := r.Org.ChannelsByCodes(ctx, q, unique(channels)...)
		if err != nil {
			return nil, err
		}
		for code, c := range found {
			n["channels:"+code] = c.Name.In(string(l))
		}
	}
	if len(articles) > 0 {
		found, err := r.Catalog.ArticlesByCodes(ctx, q, unique(articles)...)
		if err != nil {
			return nil, err
		}
		for code, a := range found {
			n["articles:"+code] = a.Name.In(string(l))
		}
	}
	if !goods {
		return n, nil
	}
	tree, err := r.Catalog.Tree(ctx, q)
	if err != nil {
		return nil, err
	}
	for _, c := range tree.All() {
		n["categories:"+c.Code] = c.Name.In(string(l))
	}
	brands, err := r.Catalog.Brands(ctx, q)
	if err != nil {
		return nil, err
	}
	for _, b := range brands {
		n["brands:"+b.Code] = b.Name.In(string(l))
	}
	return n, nil
}

func unique(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}
