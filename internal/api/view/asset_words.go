package view

import (
	"strings"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/ledger"
	"habitue/internal/platform/errs"
	"habitue/internal/staff"
)

// AssetRuleWords says what an asset does in sentences: when its value ends, what
// is taken back, how fractions become whole, what it is worth, and who adjusts
// how much alone.
func AssetRuleWords(r ledger.AssetRule, a ledger.Asset, language messages.Language) []string {
	say := func(code string, pairs ...any) string {
		return messages.Text(language, "words.asset."+code, errs.Params(pairs...)...)
	}
	amount := func(n int64) string { return AmountWords(n, a, language) }
	words := []string{say(expiryCode(r.Expiry), "n", messages.Number(int64(r.Expiry.N)))}
	if r.GraceDays > 0 {
		words = append(words, say("grace", "days", messages.Number(int64(r.GraceDays))))
	} else {
		words = append(words, say("no_grace"))
	}
	words = append(words, say("claw_back_"+string(r.ClawBack)), say("rounding_"+string(r.Rounding.Mode), "step", messages.Number(r.Rounding.Step)))
	switch {
	case r.Worth != nil:
		words = append(words, say("worth", "units", amount(r.Worth.Units), "money", messages.Money(r.Worth.Minor, r.Worth.Currency)))
	case a.Kind != ledger.KindGrowth:
		words = append(words, say("no_worth"))
	}
	if len(r.Limits) == 0 {
		return append(words, say("no_limits"))
	}
	for _, role := range staff.Roles() {
		for _, l := range r.Limits {
			if l.Role == role {
				words = append(words, say("limit", "role", messages.Text(language, "role."+string(role)), "amount", amount(l.Amount)))
			}
		}
	}
	return words
}

func expiryCode(e ledger.Expiry) string {
	code := "expiry_" + e.Rule
	switch {
	case strings.HasPrefix(e.Rule, "end_of_") && e.N == 0:
		return code + "_0"
	case e.Until != "" && (e.Rule == "days" || e.Rule == "months"):
		return code + "_until_" + e.Until
	}
	return code
}

// AmountWords writes so much of an asset: stored value is money, other things
// have their unit.
func AmountWords(n int64, a ledger.Asset, language messages.Language) string {
	if a.Currency != "" {
		return messages.Money(n, a.Currency)
	}
	unit := a.Unit.In(string(language))
	if language == messages.English {
		unit = " " + unit
	}
	return messages.Number(n) + unit
}

// WorthOf is what so much of an asset is worth, where its rule says so.
func WorthOf(a ledger.Asset, n int64) *Money {
	if a.Worth == nil {
		return nil
	}
	minor, ok := a.Worth.Of(n)
	if !ok {
		return nil
	}
	return &Money{Amount: edge.Minor(minor), Currency: a.Worth.Currency}
}
