package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/platform/errs"
	pricing "habitue/internal/pricing/engine"
	"habitue/internal/program/engine"
	"habitue/internal/staff"
	"habitue/internal/tier"
)

// SpendingSentences is a draft in words.
type SpendingSentences struct {
	Words       []string          `json:"words" doc:"The draft in sentences of the reader's language" zh:"草稿的文字说明"`
	Differences []view.Difference `json:"differences" doc:"What it changes against the rule in force" zh:"与现行规则相比的变化"`
}

// SpendingTrial is a draft to be tried on a purchase.
type SpendingTrial struct {
	SpendingDraft
	Amount edge.Minor  `json:"amount" minimum:"0" maximum:"1000000000" doc:"What the basket comes to after offers, in minor units of the retailer's currency" zh:"优惠后金额（分）" example:"12800"`
	Points edge.Points `json:"points" minimum:"0" maximum:"1000000000" doc:"Points that the member has" zh:"会员可用积分" example:"3000"`
}

// SpendingTried is how much points would pay of a purchase, at each level.
type SpendingTried struct {
	Currency string          `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	Levels   []SpendingLevel `json:"levels" doc:"Level by level, the lowest first" zh:"逐级，低的在前"`
}

// SpendingLevel is how much points would pay at a level, now and under a draft.
type SpendingLevel struct {
	Level view.Level    `json:"level" doc:"Level" zh:"等级"`
	Live  PointsPayment `json:"live" doc:"By the rule in force" zh:"现行规则"`
	Draft PointsPayment `json:"draft" doc:"By the draft" zh:"草稿"`
}

// PointsPayment is so many points that pay so much.
type PointsPayment struct {
	Points edge.Points `json:"points" doc:"Points used" zh:"使用积分"`
	Off    edge.Minor  `json:"off" doc:"What they pay" zh:"抵扣金额"`
	Left   edge.Minor  `json:"left" doc:"What is left to pay" zh:"剩余应付"`
}

func (h *handlers) spendingTrials(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "word-spending-rule", Method: "POST", Path: "/program/spending/words", Tag: "program", Permission: staff.ProgramPublish,
		Summary: edge.Words{Chinese: "用文字说明一份抵扣规则，不保存", English: "Say a spending rule in words, without keeping it"},
		Errors:  []*errs.Error{engine.ErrBadSpending},
	}, h.wordSpending)
	edge.Register(e, edge.Operation{
		ID: "preview-spending-rule", Method: "POST", Path: "/program/spending/preview", Tag: "program", Permission: staff.ProgramPublish,
		Summary: edge.Words{Chinese: "用一单试算一份抵扣规则", English: "Try a spending rule on a purchase"},
		Description: edge.Words{Chinese: "按各等级分别用现行规则与草稿计算尽量多用积分时的抵扣，不写入任何数据。",
			English: "Tells at each level what as many points as may be would pay, by the rule in force and by the draft. Writes nothing."},
		Errors: []*errs.Error{engine.ErrBadSpending},
	}, h.previewSpending)
}

func (h *handlers) wordSpending(ctx context.Context, in *struct{ Body SpendingDraft }) (*struct{ Body SpendingSentences }, error) {
	if err := in.Body.Body.Validate(); err != nil {
		return nil, err
	}
	words, err := h.spendingWords(ctx)
	if err != nil {
		return nil, err
	}
	live, err := h.Reader.Program.Spending.Live(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	said := words(in.Body.Body)
	return &struct{ Body SpendingSentences }{SpendingSentences{Words: said, Differences: view.Differences(words(live.Body), said)}}, nil
}

func (h *handlers) previewSpending(ctx context.Context, in *struct{ Body SpendingTrial }) (*struct{ Body SpendingTried }, error) {
	draft := in.Body.Body
	if err := draft.Validate(); err != nil {
		return nil, err
	}
	live, err := h.Reader.Program.Spending.Live(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	ladder, err := h.Reader.Tiers.Ladders.Live(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	settings, err := h.Reader.Org.Settings(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	tried := SpendingTried{Currency: settings.Currency}
	for _, l := range ladder.Body.Levels {
		level := SpendingLevel{Level: view.Level{Code: l.Code, Name: l.Name.In(string(edge.From(ctx).Language))}}
		if level.Live, err = pointsPay(live.Body.Points, l, settings.Currency, in.Body); err != nil {
			return nil, err
		}
		if level.Draft, err = pointsPay(draft.Points, l, settings.Currency, in.Body); err != nil {
			return nil, err
		}
		tried.Levels = append(tried.Levels, level)
	}
	return &struct{ Body SpendingTried }{tried}, nil
}

// pointsPay prices a basket of one line, so that what is tried is what a till does.
func pointsPay(as engine.PointsAsMoney, l tier.Level, currency string, t SpendingTrial) (PointsPayment, error) {
	in := pricing.Input{Basket: pricing.Basket{Currency: currency, Lines: []pricing.Line{{No: 1, Kind: "goods", Unit: int64(t.Amount), Quantity: 1}}}}
	if !as.Off {
		in.Points = pricing.Points{Have: int64(t.Points), Per: as.Per, Worth: as.WorthAt(l.Code), MinBasket: as.MinBasket, Step: as.Step,
			MaxShare: as.MaxShare, Want: pricing.All}
	}
	q, err := pricing.Evaluate(in)
	return PointsPayment{Points: edge.Points(q.Totals.Points), Off: edge.Minor(q.Totals.PointsOff), Left: edge.Minor(q.Totals.Payable)}, err
}
