package view

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"habitue/internal/api/messages"
	"habitue/internal/coupon/terms"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
	"habitue/internal/pricing"
	"habitue/internal/pricing/engine"
	"habitue/internal/tier"
)

// offersmith puts offers into sentences of one language.
type offersmith struct{ wordsmith }

func newOffersmith(ladder tier.Ladder, currency string, language messages.Language) offersmith {
	w := wordsmith{language: language, currency: currency}
	if len(ladder.Levels) > 0 {
		w.levels = make(map[string]string, len(ladder.Levels))
	}
	for _, l := range ladder.Levels {
		w.levels[l.Code] = l.Name.In(string(language))
	}
	return offersmith{w}
}

func (w offersmith) say(code string, pairs ...any) string {
	return messages.Text(w.language, "words.promotion."+code, errs.Params(pairs...)...)
}

func (w offersmith) money(n int64) string { return messages.Money(n, w.currency) }

// PromotionWords says what a promotion does, for whom, when and within which limits.
func PromotionWords(r pricing.Rule, ladder tier.Ladder, currency string, language messages.Language) []string {
	w := newOffersmith(ladder, currency, language)
	if r.Off {
		return []string{w.say("off")}
	}
	words := append(w.offer(r.Offer), w.together(r.Group)...)
	words = append(words, w.limits(r.Limits)...)
	if r.Priority != 0 {
		words = append(words, w.say("priority", "n", strconv.Itoa(r.Priority)))
	}
	return words
}

// together says how something is had in a group, and what else whoever opens one has.
func (w offersmith) together(g *pricing.GroupBuy) (words []string) {
	if g == nil {
		return nil
	}
	words = append(words, w.say("together", "n", messages.Number(int64(g.Size)), "span", w.span(int64(g.Minutes))))
	if g.OpenerAmount > 0 {
		words = append(words, w.say("opener_amount", "amount", w.money(g.OpenerAmount)))
	}
	if g.OpenerRate > 0 {
		words = append(words, w.say("opener_rate", "rate", w.rate(g.OpenerRate)))
	}
	if g.OneAtOnce {
		words = append(words, w.say("one_at_once"))
	}
	if g.NewOnly {
		words = append(words, w.say("new_members_only"))
	}
	return words
}

// span says so many minutes in the largest unit of which they are several whole ones.
func (w offersmith) span(minutes int64) string {
	const hour, day = 60, 24 * 60
	switch {
	case minutes%day == 0 && minutes > day:
		return w.say("days", "n", messages.Number(minutes/day))
	case minutes%hour == 0 && minutes > hour:
		return w.say("hours", "n", messages.Number(minutes/hour))
	}
	return w.say("minutes", "n", messages.Number(minutes))
}

// OfferWords says what an offer does, of whomever it is.
func OfferWords(o terms.Offer, ladder tier.Ladder, currency string, language messages.Language) []string {
	return newOffersmith(ladder, currency, language).offer(o)
}

func (w offersmith) offer(o terms.Offer) []string {
	words := []string{w.benefit(o), w.goodsOf(o)}
	if not := w.list(o.Except); not != "" {
		words = append(words, w.say("except", "goods", not))
	}
	if o.Threshold.Amount > 0 {
		code := "basis_after"
		if o.Threshold.Of == terms.BeforeDiscount {
			code = "basis_before"
		}
		words = append(words, w.say(code))
	}
	if most := o.Benefit.Cap; most > 0 {
		words = append(words, w.say("cap", "amount", w.money(most)))
	}
	if o.Benefit.Times > 0 {
		words = append(words, w.say("times", "n", messages.Number(o.Benefit.Times)))
	}
	words = append(words, w.say("when", "when", w.when(o.When)))
	return append(words, w.stacking(o.Stacking)...)
}

// benefit is the sentence of the kind.
func (w offersmith) benefit(o terms.Offer) string {
	b := o.Benefit
	code := string(b.Kind)
	switch {
	case b.Kind == terms.Delivery && b.Amount == 0, b.Kind == terms.Exchange && b.Amount == 0, b.Kind == terms.AddOn && b.Amount == 0:
		code += "_free"
	case b.Kind == terms.BuyGet && b.Rate == money.One, b.Kind == terms.NthPiece && b.Rate == money.One:
		code += "_free"
	}
	if b.Kind == terms.BuyGet && len(b.Parts) > 0 {
		code += "_other"
	}
	return sentence(w.say(code, "from", w.from(o), "amount", w.money(b.Amount), "rate", w.rate(b.Rate),
		"nth", messages.Number(b.Nth), "buy", messages.Number(b.Buy), "get", messages.Number(b.Get), "parts", w.parts(b.Parts)))
}

// sentence begins with a capital, where its language has them.
func sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// from is from when on something is had; "" without a threshold.
func (w offersmith) from(o terms.Offer) string {
	code := "from"
	if o.Benefit.Every {
		code = "every"
	}
	t := o.Threshold
	switch {
	case t.Amount > 0 && t.Pieces > 0:
		return w.say(code+"_both", "amount", w.money(t.Amount), "n", messages.Number(t.Pieces))
	case t.Amount > 0:
		return w.say(code+"_amount", "amount", w.money(t.Amount))
	case t.Pieces > 0:
		return w.say(code+"_pieces", "n", messages.Number(t.Pieces))
	}
	return ""
}

// rate says what is taken off as the reader's shops do: 20 %, or 8 折.
func (w offersmith) rate(off money.RateBps) string {
	if w.language == messages.Chinese {
		return w.say("rate", "off", fold(off))
	}
	return w.say("rate", "off", messages.Rate(off*100))
}

// fold is what is left of a price in tenths, as Chinese shops say it: 20 % off is
// 8 折.
func fold(off money.RateBps) string {
	left := strconv.FormatInt(int64(money.One-off), 10)
	left = strings.Repeat("0", max(0, 4-len(left))) + left
	s := strings.TrimRight(left[:len(left)-3]+"."+left[len(left)-3:], "0")
	return strings.TrimSuffix(s, ".")
}

func (w offersmith) parts(parts []terms.Part) string {
	said := make([]string, len(parts))
	for i, p := range parts {
		said[i] = w.say("part", "n", messages.Number(p.Quantity), "goods", w.list(p.Goods))
	}
	return strings.Join(said, w.say("plus"))
}

func (w offersmith) goodsOf(o terms.Offer) string {
	if o.Benefit.Kind == terms.BundlePrice && o.On.Empty() {
		return w.say("goods_of_parts")
	}
	if on := w.list(o.On); on != "" {
		return w.say("goods", "goods", on)
	}
	return w.say("all_goods")
}

func (w offersmith) stacking(s terms.Stacking) (words []string) {
	if len(s.Groups) > 0 {
		code := "group"
		if s.Whole {
			code = "group_whole"
		}
		words = append(words, w.say(code, "groups", w.join(s.Groups, nil)))
	}
	if len(s.NotWith) > 0 {
		sources := make([]string, len(s.NotWith))
		for i, source := range s.NotWith {
			sources[i] = w.say("source_" + string(source))
		}
		words = append(words, w.say("not_with", "sources", w.join(sources, nil)))
	}
	return words
}

func (w offersmith) limits(l pricing.Limits) (words []string) {
	for _, each := range []struct {
		code  string
		limit pricing.Limit
	}{{"total", l.Total}, {"day", l.Day}, {"member", l.Member}, {"member_a_day", l.MemberOnDay}} {
		var bounds []string
		if n := each.limit.Money; n > 0 {
			bounds = append(bounds, w.money(n))
		}
		if n := each.limit.Uses; n > 0 {
			bounds = append(bounds, w.say("uses", "n", messages.Number(n)))
		}
		if n := each.limit.Pieces; n > 0 {
			bounds = append(bounds, w.say("pieces", "n", messages.Number(n)))
		}
		if len(bounds) > 0 {
			words = append(words, w.say("limit_"+each.code, "bounds", w.join(bounds, nil)))
		}
	}
	return words
}

// RefusalWords says why an offer is not applied and what would let it be. names
// are of the offers by id.
func RefusalWords(r engine.Refusal, names map[string]string, currency string, language messages.Language) string {
	say := func(code string, pairs ...any) string {
		return messages.Text(language, "pricing.why."+code, errs.Params(pairs...)...)
	}
	switch r.Code {
	case engine.WhyCondition:
		return say("condition_" + r.What)
	case engine.WhyUnfit:
		return say("unfit_" + r.What)
	}
	w := newOffersmith(tier.Ladder{}, currency, language)
	if u := r.Unlock; u != nil && u.Amount+u.Pieces > 0 {
		goods := w.list(u.Of)
		if goods == "" {
			goods = say("any_goods")
		}
		if u.Amount > 0 {
			return say("unlock_amount", "amount", w.money(u.Amount), "goods", goods)
		}
		return say("unlock_pieces", "n", messages.Number(u.Pieces), "goods", goods)
	}
	if plain := say(r.Code); !strings.Contains(plain, "{") {
		return plain // as most say it
	}
	without := make([]string, len(r.Without))
	for i, id := range r.Without {
		if without[i] = names[id]; without[i] == "" {
			without[i] = w.say("source_" + id)
		}
	}
	need, have := messages.Number(r.Need), messages.Number(r.Have)
	if r.Code == engine.WhyAmount || r.Code == engine.WhyMinimum || r.Code == engine.WhyBudget {
		need, have = w.money(r.Need), w.money(r.Have)
	}
	return say(r.Code, "need", need, "have", have, "without", w.join(without, nil))
}

// FindingWords says what is found of a promotion in a sentence.
func FindingWords(f pricing.Finding, nameOf func(pricing.PromotionID) string, language messages.Language) string {
	w := newOffersmith(tier.Ladder{}, "", language)
	others := make([]string, len(f.Others))
	for i, id := range f.Others {
		others[i] = w.say("quoted", "name", nameOf(id))
	}
	what := f.What
	if f.Code == pricing.FoundUsedUp || f.Code == pricing.FoundUsedToday {
		what = messages.Text(language, "pricing.found.limit_"+what)
	}
	return messages.Text(language, "pricing.found."+f.Code, errs.Params("others", w.join(others, nil), "what", what,
		"from", f.From.Format(time.DateOnly), "until", f.Until.Format(time.DateOnly))...)
}

// GoodsWords names goods.
func GoodsWords(g terms.Goods, language messages.Language) string {
	return wordsmith{language: language}.list(g)
}
