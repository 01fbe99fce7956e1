package view

import (
	"strings"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/platform/errs"
	"habitue/internal/profile"
)

// Class is a value class.
type Class struct {
	Code string `json:"code" enum:"high,medium,potential,low,dormant,none" doc:"Code of the class; none: nothing is kept of what was bought" zh:"价值分层代码；none 为所购均已退回" example:"high"`
	Name string `json:"name" doc:"Name in the reader's language" zh:"名称（读者的语言）" example:"高价值"`
}

// ClassOf names a class.
func ClassOf(c profile.Class, l messages.Language) Class {
	return Class{Code: string(c), Name: messages.Text(l, "profile.class."+string(c))}
}

// ClassChange is one move between classes.
type ClassChange struct {
	From  Class  `json:"from" doc:"From" zh:"原分层"`
	To    Class  `json:"to" doc:"To" zh:"新分层"`
	On    string `json:"on" format:"date" doc:"Business day" zh:"营业日" example:"2026-05-02"`
	Cause Reason `json:"cause" doc:"What had changed" zh:"起因"`
	Why   []Why  `json:"why" doc:"Which conditions were met then" zh:"当时满足的条件"`
}

// ClassChangeOf tells a move between classes by the rule that it followed.
func ClassChangeOf(c profile.Change, rule profile.Rule, currency string, l messages.Language) ClassChange {
	why := ClassWhy(rule, c.To, c.To.AsOf, currency, l)
	if c.Cause == profile.CauseRefused {
		why = []Why{} // the cause says it
	}
	return ClassChange{
		From: ClassOf(c.From, l), To: ClassOf(c.To.Value.Class, l), On: Date(c.To.AsOf),
		Cause: Reason{Code: c.Cause, Text: messages.Text(l, "profile.cause."+c.Cause)},
		Why:   why,
	}
}

// Date writes a business day.
func Date(day time.Time) string { return day.Format(time.DateOnly) }

// DateUnlessZero writes a business day; the zero time is none.
func DateUnlessZero(day time.Time) *string {
	if day.IsZero() {
		return nil
	}
	return edge.OrNull(Date(day))
}

// valuer puts values and the rules about them into words.
type valuer struct {
	language messages.Language
	currency string
	plain    bool // for who does not know what R, F and M are
}

// ProfileWords says a rule of value classes in sentences.
func ProfileWords(r profile.Rule, currency string, l messages.Language) []string {
	v := valuer{language: l, currency: currency}
	words := []string{v.say("words.profile.window", "months", r.Months)}
	if r.Months == 0 {
		words[0] = v.say("words.profile.window_ever")
	}
	words = append(words, v.scale(r.Recency, profile.Recency), v.scale(r.Frequency, profile.Orders), v.scale(r.Monetary, profile.Spend))
	for _, line := range r.Classes {
		words = append(words, v.say("words.profile.line", "class", ClassOf(line.Class, l).Name, "when", v.conditions(line.When)))
	}
	return append(words, v.say("words.profile.rest", "class", ClassOf(r.Rest, l).Name))
}

func (v valuer) say(code string, pairs ...any) string {
	return messages.Text(v.language, code, errs.Params(pairs...)...)
}

// measure names what is measured.
func (v valuer) measure(m profile.Measure) string {
	if v.plain && (m == profile.ScoreR || m == profile.ScoreF || m == profile.ScoreM) {
		return v.say("decision.score." + string(m))
	}
	return v.say("profile.measure." + string(m))
}

func (v valuer) scale(s profile.Scale, of profile.Measure) string {
	measure := v.say("words.profile.scored_" + string(of))
	if s.By == profile.ByQuantile {
		return v.say("words.profile.quantile", "measure", measure)
	}
	pairs := []any{"measure", measure}
	for i, name := range []string{"two", "three", "four", "five"} {
		pairs = append(pairs, name, v.value(of, s.Steps[i]))
	}
	if of == profile.Recency {
		return v.say("words.profile.within", pairs...)
	}
	return v.say("words.profile.from", pairs...)
}

func (v valuer) conditions(list []profile.Condition) string {
	words := make([]string, len(list))
	for i, c := range list {
		words[i] = v.condition(c)
	}
	return strings.Join(words, v.say("words.profile.and"))
}

func (v valuer) condition(c profile.Condition) string {
	measure := v.measure(c.Of)
	switch {
	case c.Max == nil:
		return v.say("words.profile.at_least", "measure", measure, "min", v.value(c.Of, *c.Min))
	case c.Min == nil:
		return v.say("words.profile.at_most", "measure", measure, "max", v.value(c.Of, *c.Max))
	case *c.Min == *c.Max:
		return v.say("words.profile.exactly", "measure", measure, "min", v.value(c.Of, *c.Min))
	}
	return v.say("words.profile.between", "measure", measure, "min", v.value(c.Of, *c.Min), "max", v.value(c.Of, *c.Max))
}

// value writes a measure with its unit.
func (v valuer) value(of profile.Measure, n int64) string {
	switch of {
	case profile.Spend, profile.Average:
		return messages.Money(n, v.currency)
	case profile.Recency, profile.Tenure:
		return v.say("words.profile.days", "n", messages.Number(n))
	case profile.Orders:
		return v.say("words.profile.times", "n", messages.Number(n))
	case profile.ScoreR, profile.ScoreF, profile.ScoreM:
		return v.say("words.profile.score", "n", n)
	}
	return messages.Number(n)
}

// ClassWhy tells why a member is of a class as of a day: the conditions that
// were met, and with what.
func ClassWhy(r profile.Rule, rated profile.Rated, day time.Time, currency string, l messages.Language) []Why {
	return classWhy(valuer{language: l, currency: currency}, r, rated, day)
}

func classWhy(v valuer, r profile.Rule, rated profile.Rated, day time.Time) []Why {
	if rated.Value.Class == profile.None {
		return []Why{{Code: "none", Text: v.say("profile.why.none")}}
	}
	reasons := r.Why(rated, day)
	if len(reasons) == 0 {
		return []Why{{Code: "rest", Text: v.say("profile.why.rest", "class", ClassOf(rated.Value.Class, v.language).Name)}}
	}
	return edge.Each(reasons, func(reason profile.Reason) Why {
		return Why{Code: string(reason.Of), Text: v.say("profile.why.met", "condition", v.condition(reason.Condition),
			"value", v.value(reason.Of, reason.Value))}
	})
}
