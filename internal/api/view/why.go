package view

import (
	"context"
	"fmt"
	"strings"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/ledger"
	"habitue/internal/order"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/program"
	"habitue/internal/program/engine"
)

// teller puts the steps of an earning into words for one reader.
type teller struct {
	language messages.Language
	levels   map[string]string // names by code
}

func (r *Reader) teller(ctx context.Context, q postgres.Querier, l messages.Language) (teller, error) {
	live, err := r.Tiers.Ladders.Live(ctx, q)
	if err != nil {
		return teller{}, err
	}
	t := teller{language: l, levels: map[string]string{}}
	for _, level := range live.Body.Levels {
		t.levels[level.Code] = level.Name.In(string(l))
	}
	return t, nil
}

// earned shows what an order earned; nothing while it has not been reckoned.
func (t teller) earned(e *program.Earned, currency string) edge.Maybe[Earned] {
	if e == nil {
		return edge.Maybe[Earned]{}
	}
	return edge.Some(Earned{
		Points: edge.Points(e.Points), Growth: edge.Points(e.Growth), TakenPoints: edge.Points(e.TakenPoints),
		Why: t.steps(ledger.Points, e.Why, currency),
	})
}

// onlyPoints are the steps that do not touch growth, which every line earns at
// one rate.
var onlyPoints = map[string]bool{
	engine.WhyLevel: true, engine.WhyMultiplier: true, engine.WhyPaidBy: true, engine.WhyCapped: true, engine.WhyBonus: true, engine.WhyBelowOne: true,
}

// steps tells the steps that led to the amount of an asset.
func (t teller) steps(asset ledger.AssetID, steps []engine.Reason, currency string) []Why {
	list := make([]Why, 0, len(steps))
	for _, s := range steps {
		if asset == ledger.Growth && onlyPoints[s.Code] {
			continue
		}
		w := Why{Code: s.Code, Text: t.step(asset, s, currency)}
		if s.Points != 0 {
			points := edge.Points(s.Points)
			w.Amount = &points
		}
		if s.Rate != 0 && (asset != ledger.Growth) {
			rate := int64(s.Rate)
			w.RateBps = &rate
		}
		list = append(list, w)
	}
	return list
}

func (t teller) step(asset ledger.AssetID, s engine.Reason, currency string) string {
	code := "program.why." + s.Code
	if asset == ledger.Growth && s.Code == engine.WhyBase {
		code += "_growth"
	}
	text := messages.Text(t.language, code, errs.Params(
		"amount", messages.Money(s.Amount, currency), "one", messages.Money(money.MinorPerMajor(currency), currency),
		"rate", messages.Rate(s.Rate), "points", messages.Number(s.Points),
		"level", t.level(s.Level), "name", s.Name.In(string(t.language)), "lines", lines(s.Lines),
	)...)
	if len(s.Lines) == 0 || s.Code != engine.WhyMultiplier && s.Code != engine.WhyPaidBy {
		return text
	}
	return text + messages.Text(t.language, "program.why.on_lines", errs.Params("lines", lines(s.Lines))...)
}

func (t teller) level(code string) string {
	if name, ok := t.levels[code]; ok {
		return name
	}
	return code
}

// takenBack tells that a refund took its part.
func (t teller) takenBack(r order.Refund) Why {
	return Why{Code: "take_back", Text: messages.Text(t.language, "program.why.take_back", errs.Params(
		"amount", messages.Money(r.Amount, r.Currency), "reference", r.Reference)...)}
}

// linesTold bounds how many line numbers a sentence lists.
const linesTold = 8

func lines(nos []int) string {
	shown := nos
	if len(shown) > linesTold {
		shown = shown[:linesTold]
	}
	text := strings.Trim(strings.ReplaceAll(fmt.Sprint(shown), " ", ", "), "[]")
	if len(nos) > linesTold {
		text += "…"
	}
	return text
}
