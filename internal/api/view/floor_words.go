package view

import (
	"habitue/internal/api/messages"
	"habitue/internal/platform/errs"
	"habitue/internal/pricing"
	"habitue/internal/pricing/engine"
)

// Costless is for how many goods no floor can be kept, because their cost is not known.
type Costless struct{ Goods, Without int64 }

// FloorWords says a floor rule in sentences.
func FloorWords(f pricing.Floor, c Costless, language messages.Language) []string {
	say := func(code string, pairs ...any) string {
		return messages.Text(language, "words.floor."+code, errs.Params(pairs...)...)
	}
	if f.Off {
		return []string{say("off")}
	}
	words := []string{say("cost")}
	if f.Rate > 0 {
		words[0] = say("share", "share", messages.Rate(f.Rate*100))
	}
	for _, p := range f.Parts {
		goods := wordsmith{language: language}.list(p.Goods)
		switch {
		case p.Off:
			words = append(words, say("part_off", "goods", goods))
		case p.Rate == 0:
			words = append(words, say("part_cost", "goods", goods))
		default:
			words = append(words, say("part_share", "goods", goods, "share", messages.Rate(p.Rate*100)))
		}
	}
	if len(f.Parts) > 1 {
		words = append(words, say("first_counts"))
	}
	words = append(words, say("prices"), say("payments"))
	if c.Without == 0 {
		return append(words, say("costless"))
	}
	return append(words, say("costless_some", "n", messages.Number(c.Without), "of", messages.Number(c.Goods)))
}

// cutWords says by what an offer was cut, and by how much; "" where it was not.
func cutWords(a engine.Applied, currency string, language messages.Language) string {
	if a.Cut == "" || a.Short == 0 {
		return "" // from before it was kept
	}
	return messages.Text(language, "pricing.cut."+a.Cut, errs.Params("amount", messages.Money(a.Short, currency))...)
}

// floorNotes says which lines of a basket have no floor although there is one.
func floorNotes(in engine.Input, language messages.Language) []string {
	if in.Margin == nil {
		return nil
	}
	var costless []int
	for _, l := range in.Basket.Lines {
		if l.Kind == "goods" && !l.NoDiscount && l.Cost == 0 {
			costless = append(costless, l.No)
		}
	}
	if len(costless) == 0 {
		return nil
	}
	return []string{messages.Text(language, "pricing.floor.costless", errs.Params("lines", lines(costless))...)}
}
