package view

import (
	"cmp"
	"context"
	"strconv"

	"habitue/internal/api/messages"
	"habitue/internal/coupon"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
)

// CouponWords returns what says the terms of a coupon in sentences.
func (r *Reader) CouponWords(ctx context.Context, q postgres.Querier, l messages.Language) (func(coupon.Terms, string) []string, error) {
	ladder, err := r.Tiers.Ladders.Live(ctx, q)
	if err != nil {
		return nil, err
	}
	return func(t coupon.Terms, currency string) []string {
		w := couponsmith{l}
		words := OfferWords(t.Offer, ladder.Body, currency, l)
		words = append(words, w.validity(t.Validity), w.say("return_"+string(cmp.Or(t.OnReturn, coupon.Lost))))
		if t.Stock > 0 {
			words = append(words, w.say("stock", "n", messages.Number(t.Stock)))
		}
		if t.Claim.Open {
			words = append(words, w.claim(t))
		}
		if t.Giveable {
			words = append(words, w.say("giveable"))
		}
		return words
	}, nil
}

// couponsmith says what a coupon has besides its offer.
type couponsmith struct{ language messages.Language }

func (w couponsmith) say(code string, pairs ...any) string {
	return messages.Text(w.language, "words.coupon."+code, errs.Params(pairs...)...)
}

func (w couponsmith) validity(v coupon.Validity) string {
	switch {
	case v.Until != "" && v.From != "":
		return w.say("valid_between", "from", v.From, "until", v.Until)
	case v.Until != "":
		return w.say("valid_until", "until", v.Until)
	case v.After > 0:
		return w.say("valid_after", "after", strconv.Itoa(v.After), "days", strconv.Itoa(v.Days))
	}
	return w.say("valid_days", "days", strconv.Itoa(v.Days))
}

func (w couponsmith) claim(t coupon.Terms) string {
	span := ""
	switch c := t.Claim; {
	case c.From != "" && c.Until != "":
		span = w.say("claim_between", "from", c.From, "until", c.Until)
	case c.From != "":
		span = w.say("claim_from", "from", c.From)
	case c.Until != "":
		span = w.say("claim_until", "until", c.Until)
	}
	if t.PerMember > 0 {
		return w.say("claim_limit", "span", span, "n", strconv.Itoa(t.PerMember))
	}
	return w.say("claim", "span", span)
}
