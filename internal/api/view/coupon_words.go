package view

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"habitue/internal/api/messages"
	"habitue/internal/coupon"
	"habitue/internal/coupon/terms"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
)

// CouponWords returns what says the terms of a coupon in sentences.
func (r *Reader) CouponWords(ctx context.Context, q postgres.Querier, l messages.Language) (func(coupon.Terms, string) []string, error) {
	ladder, err := r.Tiers.Ladders.Live(ctx, q)
	if err != nil {
		return nil, err
	}
	levels := map[string]string{}
	for _, level := range ladder.Body.Levels {
		levels[level.Code] = level.Name.In(string(l))
	}
	return func(t coupon.Terms, currency string) []string {
		w := couponsmith{wordsmith{language: l, currency: currency, levels: levels}}
		words := w.offer(t.Offer)
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

// couponsmith says coupons; conditions and goods it says as earning rules do.
type couponsmith struct{ wordsmith }

func (w couponsmith) say(code string, pairs ...any) string {
	return messages.Text(w.language, "words.coupon."+code, errs.Params(pairs...)...)
}

func (w couponsmith) money(amount int64) string { return messages.Money(amount, w.currency) }

// offer says what is taken off, on what, and when.
func (w couponsmith) offer(o terms.Offer) []string {
	words := []string{w.say("offer", "goods", w.of(o.On), "threshold", w.threshold(o.Threshold, o.Benefit.Every), "benefit", w.benefit(o.Benefit))}
	if o.Benefit.Cap > 0 {
		words = append(words, w.say("cap", "amount", w.money(o.Benefit.Cap)))
	}
	if except := w.list(o.Except); except != "" {
		words = append(words, w.say("except", "goods", except))
	}
	if when := w.when(o.When); when != w.wordsmith.say("when_always") {
		words = append(words, w.say("when", "when", when))
	}
	if len(o.Stacking.NotWith) > 0 {
		var names []string
		for _, s := range o.Stacking.NotWith {
			names = append(names, w.say("source_"+string(s)))
		}
		words = append(words, w.say("not_with", "sources", w.join(names, nil)))
	}
	if len(o.Stacking.Groups) > 0 {
		words = append(words, w.say("groups", "groups", w.join(o.Stacking.Groups, nil)))
	}
	return words
}

// of names the goods in question, and says so where they are all.
func (w couponsmith) of(g terms.Goods) string {
	if list := w.list(g); list != "" {
		return list
	}
	return w.say("all_goods")
}

func (w couponsmith) threshold(t terms.Threshold, every bool) string {
	code := "from"
	if every {
		code = "every"
	}
	switch {
	case t.Amount > 0:
		return w.say("threshold_"+code, "value", w.money(t.Amount))
	case t.Pieces > 0:
		return w.say("threshold_"+code, "value", w.say("pieces", "n", messages.Number(t.Pieces)))
	}
	return ""
}

func (w couponsmith) benefit(b terms.Benefit) string {
	var parts []string
	for _, p := range b.Parts {
		parts = append(parts, w.say("part", "goods", w.of(p.Goods), "n", messages.Number(p.Quantity)))
	}
	code := string(b.Kind)
	if (b.Kind == terms.Delivery || b.Kind == terms.Exchange) && b.Amount > 0 {
		code += "_amount"
	}
	return w.say("benefit_"+code, "amount", w.money(b.Amount), "percent", percent(b.Rate), "nth", strconv.FormatInt(b.Nth, 10),
		"buy", messages.Number(b.Buy), "get", messages.Number(b.Get), "parts", strings.Join(parts, w.wordsmith.say("comma")))
}

// percent writes a rate of basis points as so many in a hundred.
func percent(r money.RateBps) string {
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(float64(r)/100, 'f', 2, 64), "0"), ".")
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
