package view

import (
	"context"
	"slices"
	"strconv"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/ledger"
	"habitue/internal/org"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/program"
	"habitue/internal/tier"
)

// Warning is something about a draft that is allowed and yet seldom meant.
type Warning struct {
	Code string `json:"code" doc:"Stable code" zh:"稳定代码" example:"level_dear"`
	Text string `json:"text" doc:"The warning in the reader's language" zh:"提醒（读者的语言）" example:"金卡返利 12%，高于常见的 1–5%，请核对倍率。"`
}

// Warnings puts warnings about an earning rule into words.
func Warnings(list []program.Warning, ladder tier.Ladder, l messages.Language) []Warning {
	names := levelNames(ladder, l)
	return edge.Each(list, func(w program.Warning) Warning {
		params := slices.Clone(w.Params)
		for i, p := range params {
			switch v := p.Value.(type) {
			case i18n.Text:
				params[i].Value = v.In(string(l))
			case int64:
				params[i].Value = messages.Number(v)
				if p.Name == "bps" {
					params[i].Value = Percent(v)
				}
			case string:
				if name, ok := names[v]; ok {
					params[i].Value = name
				}
			}
		}
		return Warning{Code: w.Code, Text: messages.Text(l, "words.warning."+w.Code, params...)}
	})
}

func levelNames(ladder tier.Ladder, l messages.Language) map[string]string {
	names := map[string]string{}
	for _, level := range ladder.Levels {
		names[level.Code] = level.Name.In(string(l))
	}
	return names
}

// Percent writes basis points as per cent: 215 is 2.15 %.
func Percent(bps int64) string {
	return strconv.FormatFloat(float64(bps)*100/float64(money.One), 'f', -1, 64)
}

// TriedTeller tells of the orders of a trial.
type TriedTeller struct {
	teller
	places   places
	currency string
}

// TriedTeller looks up what the orders of a trial name.
func (r *Reader) TriedTeller(ctx context.Context, q postgres.Querier, l messages.Language, t program.Trial) (TriedTeller, error) {
	tell, err := r.teller(ctx, q, l)
	if err != nil {
		return TriedTeller{}, err
	}
	var stores []org.StoreID
	for _, o := range t.Orders {
		if o.Order.Store != 0 {
			stores = append(stores, o.Order.Store)
		}
	}
	places, err := r.places(ctx, q, l, stores, nil)
	return TriedTeller{teller: tell, places: places, currency: t.Currency}, err
}

// Store is where an order was bought.
func (t TriedTeller) Store(o program.Tried) edge.Maybe[Place] { return t.places.store(o.Order.Store) }

// Level is the level before an order.
func (t TriedTeller) Level(o program.Tried) Level {
	return Level{Code: o.Level, Name: t.level(o.Level)}
}

// Why are the steps by which the draft comes to its points.
func (t TriedTeller) Why(o program.Tried) []Why {
	return t.steps(ledger.Points, o.Draft.Why, t.currency)
}
