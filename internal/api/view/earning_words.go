package view

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"habitue/internal/api/messages"
	"habitue/internal/coupon/terms"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
	"habitue/internal/program/engine"
	"habitue/internal/tier"
)

// wordsmith puts an earning rule into sentences of one language.
type wordsmith struct {
	language messages.Language
	currency string
	levels   map[string]string
	names    names // of places and goods; by their codes where there are none
}

// EarningWords says an earning rule in sentences.
func EarningWords(r engine.Rule, ladder tier.Ladder, currency string, language messages.Language) []string {
	w := wordsmith{language: language, currency: currency, levels: map[string]string{}}
	for _, l := range ladder.Levels {
		w.levels[l.Code] = l.Name.In(string(language))
	}
	one := messages.Money(money.MinorPerMajor(currency), currency)
	words := []string{w.say("base", "one", one, "points", messages.Rate(r.PointsRate), "growth", messages.Rate(r.GrowthRate))}
	for _, l := range ladder.Levels {
		if rate, ok := r.Levels[l.Code]; ok && rate != money.One {
			words = append(words, w.say("level", "level", w.levels[l.Code], "rate", messages.Rate(rate)))
		}
	}
	for _, m := range r.Multipliers {
		code := "multiplier"
		if m.Paid != "" {
			code = "paid_by"
		}
		words = append(words, w.say(code, "name", m.Name.In(string(language)), "when", w.when(m.When),
			"goods", w.goods(m.On), "rate", messages.Rate(m.Rate)))
	}
	if len(r.Multipliers) > 1 {
		words = append(words, w.say("combine_"+string(r.Combine)))
	}
	if r.MaxRate > 0 {
		words = append(words, w.say("max", "rate", messages.Rate(r.MaxRate)))
	}
	for _, b := range r.Bonuses {
		words = append(words, w.say("bonus", "name", b.Name.In(string(language)), "when", w.when(b.When),
			"min", messages.Money(b.MinPaid, currency), "points", messages.Number(b.Points)))
	}
	return append(words, w.bounds(r)...)
}

func (w wordsmith) bounds(r engine.Rule) (words []string) {
	if goods := w.list(r.Exclude); goods != "" {
		words = append(words, w.say("exclude", "goods", goods))
	}
	if r.MinPaid > 0 {
		words = append(words, w.say("min_paid", "min", messages.Money(r.MinPaid, w.currency)))
	}
	if r.PendingDays > 0 {
		return append(words, w.say("pending", "days", strconv.Itoa(r.PendingDays)))
	}
	return append(words, w.say("at_once"))
}

func (w wordsmith) say(code string, pairs ...any) string {
	return messages.Text(w.language, "words.earning."+code, errs.Params(pairs...)...)
}

// when says all conditions, parted as the language does; "always" without any.
func (w wordsmith) when(c terms.When) string {
	var parts []string
	add := func(given bool, code string, value string) {
		if given {
			parts = append(parts, w.say("when_"+code, "value", value))
		}
	}
	add(len(c.Levels) > 0, "levels", w.join(c.Levels, func(l string) string { return cmp.Or(w.levels[l], l) }))
	add(len(c.Labels) > 0, "labels", w.join(c.Labels, nil))
	if c.First {
		parts = append(parts, w.say("when_first_order"))
	}
	add(len(c.Stores) > 0, "stores", w.join(c.Stores, w.named("stores")))
	add(len(c.Channels) > 0, "channels", w.join(c.Channels, w.named("channels")))
	add(len(c.MonthDays) > 0, "month_days", w.join(texts(c.MonthDays), nil))
	add(len(c.Weekdays) > 0, "weekdays", w.join(texts(c.Weekdays), func(d string) string { return w.say("weekday_" + d) }))
	add(len(c.Hours) > 0, "hours", w.hours(c.Hours))
	add(c.From != "" && c.Until == "", "from", c.From)
	add(c.From == "" && c.Until != "", "until", c.Until)
	if c.From != "" && c.Until != "" {
		parts = append(parts, w.say("when_between", "from", c.From, "until", c.Until))
	}
	if c.Birthday != "" {
		parts = append(parts, w.say("when_birthday_"+c.Birthday))
	}
	if c.Festival != "" {
		parts = append(parts, w.say("when_festival", "value", w.say("festival_"+c.Festival),
			"before", strconv.Itoa(c.Before), "after", strconv.Itoa(c.After)))
	}
	if len(parts) == 0 {
		return w.say("when_always")
	}
	return strings.Join(parts, w.say("and"))
}

func (w wordsmith) hours(all []terms.Hours) string {
	spans := make([]string, len(all))
	for i, h := range all {
		spans[i] = h.From + "–" + h.Until
	}
	return w.join(spans, nil)
}

// goods says which goods a multiplier is for; "" where it is for all.
func (w wordsmith) goods(g terms.Goods) string {
	if list := w.list(g); list != "" {
		return w.say("on", "goods", list)
	}
	return ""
}

func (w wordsmith) list(g terms.Goods) string {
	var parts []string
	for _, k := range [...]struct {
		kind  string
		codes []string
	}{{"articles", g.Articles}, {"brands", g.Brands}, {"categories", g.Categories}} {
		if len(k.codes) > 0 {
			parts = append(parts, w.say("goods_"+k.kind, "value", w.join(k.codes, w.named(k.kind))))
		}
	}
	return strings.Join(parts, w.say("or"))
}

// named calls things of one kind by their names.
func (w wordsmith) named(kind string) func(string) string {
	return func(code string) string { return w.names.of(kind, code) }
}

func (w wordsmith) join(list []string, name func(string) string) string {
	if len(list) == 0 {
		return ""
	}
	named := slices.Clone(list)
	for i := range named {
		if name != nil {
			named[i] = name(named[i])
		}
	}
	return strings.Join(named, w.say("comma"))
}

func texts(list []int) []string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = strconv.Itoa(n)
	}
	return out
}
