package view

import (
	"habitue/internal/api/messages"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
	"habitue/internal/prepaid"
	"habitue/internal/program/engine"
)

// tenOff is what the discount of a level leaves, with which a real price is told.
const tenOff money.RateBps = 9_000

// PrepaidWords says a rule of stored value in sentences, what it really costs among
// them.
func PrepaidWords(r prepaid.Rule, currency string, language messages.Language) []string {
	say := func(code string, pairs ...any) string {
		return messages.Text(language, "words.prepaid."+code, errs.Params(pairs...)...)
	}
	amount := func(n int64) string { return messages.Money(n, currency) }
	rate := func(n money.RateBps) string { return messages.Rate(n * 100) }
	var words []string
	if r.Off {
		words = append(words, say("off"))
	}
	for _, t := range r.Tiers {
		words = append(words, say("tier", "pay", amount(t.Pay), "bonus", amount(t.Bonus), "price", rate(t.RealPrice(money.One)), "gold", rate(t.RealPrice(tenOff))))
		for _, c := range t.Coupons {
			words = append(words, say("coupons", "pay", amount(t.Pay), "n", c.Quantity, "template", c.Template))
		}
		if t.Label != "" {
			words = append(words, say("label", "pay", amount(t.Pay), "label", t.Label))
		}
		if t.Times > 0 {
			words = append(words, say("times", "pay", amount(t.Pay), "n", t.Times))
		}
	}
	words = append(words, say("draw_"+string(r.Draw)), say("cooling", "days", r.CoolingDays), say("most", "named", amount(r.Most.Named), "unnamed", amount(r.Most.Unnamed)))
	if r.Giving.Off {
		return append(words, say("no_giving"))
	}
	return append(words, say("giving", "step", amount(r.Giving.Step), "day", amount(r.Giving.Day)))
}

// PrepaidWarnings says what a rule gives away that its writer may not have meant.
func PrepaidWarnings(r prepaid.Rule, currency string, language messages.Language) []Warning {
	warnings := []Warning{}
	warn := func(code string, pairs ...any) {
		warnings = append(warnings, Warning{Code: code, Text: messages.Text(language, "words.prepaid.warn_"+code, errs.Params(pairs...)...)})
	}
	for _, t := range r.Tiers {
		pay := messages.Money(t.Pay, currency)
		if r.Draw == engine.BonusFirst && t.Bonus > 0 && t.Times == 0 {
			warn("free_bonus", "pay", pay, "bonus", messages.Money(t.Bonus, currency))
		}
		if t.RealPrice(money.One) < 6_000 {
			warn("dear", "pay", pay, "price", messages.Rate(t.RealPrice(money.One)*100))
		}
		if t.Pay > r.Most.Named {
			warn("over_limit", "pay", pay, "most", messages.Money(r.Most.Named, currency))
		}
		if len(t.Coupons) > 0 {
			warn("used_coupons", "pay", pay)
		}
	}
	if r.CoolingDays < 7 {
		warn("cooling")
	}
	if r.Most.Named > prepaid.DefaultRule().Most.Named || r.Most.Unnamed > prepaid.DefaultRule().Most.Unnamed {
		warn("law")
	}
	return warnings
}
