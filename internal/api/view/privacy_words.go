package view

import (
	"habitue/internal/api/messages"
	"habitue/internal/platform/errs"
	"habitue/internal/privacy"
)

// HoldingName is what a kind of data is called.
func HoldingName(l messages.Language, code string) string {
	return messages.Text(l, "privacy.holding."+code)
}

// PrivacyWords says a rule of privacy in sentences, for a retailer of a country.
func PrivacyWords(p privacy.Policy, country string, language messages.Language) []string {
	say := func(code string, pairs ...any) string {
		return messages.Text(language, "words.privacy."+code, errs.Params(pairs...)...)
	}
	byLaw := ""
	if p.ByLaw {
		byLaw = "_law"
	}
	var words []string
	if p = p.In(country); p.WorkingDays > 0 {
		words = append(words, say("due_days"+byLaw, "days", p.WorkingDays))
	} else {
		words = append(words, say("due_months"+byLaw, "months", p.Months))
	}
	words = append(words, say("grace", "days", p.GraceDays), say("lift", "days", p.LiftDays))
	if p.InactiveYears == 0 {
		words = append(words, say("inactive_off"))
	} else {
		words = append(words, say("inactive", "years", p.InactiveYears))
	}
	for _, h := range privacy.Holdings() {
		if h.By == privacy.ByPolicy {
			words = append(words, say("keep", "what", HoldingName(language, h.Code), "days", messages.Number(int64(p.Days(h)))))
		}
	}
	return append(words, say("never"))
}
