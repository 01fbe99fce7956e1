package admin

import (
	"context"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/insight"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
	"habitue/internal/platform/replica"
	"habitue/internal/staff"
)

// InsightAsk is what figures may be asked for. It is exported because the
// contract's reader does not look into embedded structs that are not.
type InsightAsk struct {
	From     string    `query:"from" format:"date" doc:"First business day; with until absent too: the 30 days until yesterday" zh:"起始营业日；与 until 均缺省时为截至昨日的 30 天" example:"2026-10-01"`
	Until    string    `query:"until" format:"date" doc:"Business day before which it ends" zh:"结束营业日（不含）" example:"2026-11-01"`
	Stores   []edge.ID `query:"store" maxItems:"500" doc:"Only these stores, separated by commas" zh:"只看这些门店，逗号分隔"`
	Channels []edge.ID `query:"channel" maxItems:"100" doc:"Only these channels, separated by commas" zh:"只看这些渠道，逗号分隔"`
	Brand    edge.ID   `query:"brand" doc:"Only stores of this brand of the retailer" zh:"只看此品牌的门店"`
	Currency string    `query:"currency" pattern:"^[A-Z]{3}$" doc:"Only orders in this currency; needed where there are several" zh:"只看此货币的订单；存在多种货币时必填" example:"CNY"`
}

// InsightPeriod is a period of business days.
type InsightPeriod struct {
	From  string `json:"from" format:"date" doc:"First day" zh:"起始日" example:"2026-10-01"`
	Until string `json:"until" format:"date" doc:"Day before which it ends" zh:"结束日（不含）" example:"2026-11-01"`
}

// InsightCompared says what an answer is about. It is exported because it is embedded.
type InsightCompared struct {
	Period           InsightPeriod `json:"period" doc:"What is counted" zh:"统计区间"`
	Before           InsightPeriod `json:"before" doc:"The period of the same length before" zh:"上一区间（等长）"`
	LastYear         InsightPeriod `json:"last_year" doc:"The same days a year earlier" zh:"去年同期"`
	Currency         string        `json:"currency" doc:"Currency of the amounts" zh:"货币" example:"CNY"`
	CurrencyExponent int           `json:"currency_exponent" doc:"Decimals of the currency" zh:"货币小数位" example:"2"`
}

// InsightFigure is one figure.
type InsightFigure struct {
	Key      string  `json:"key" doc:"Which figure" zh:"指标" example:"sales"`
	Name     string  `json:"name" doc:"Its name in the reader's language" zh:"名称" example:"销售额"`
	Formula  string  `json:"formula" doc:"How it is reckoned, in the reader's language" zh:"口径" example:"区间内订单实付合计，减去区间内的退款"`
	Unit     string  `json:"unit" enum:"count,money,points,rate,pieces,days" doc:"What it counts" zh:"单位" example:"money"`
	Decimals int     `json:"decimals" doc:"Values are whole numbers of 10^-decimals; a rate of 0.4321 is 4321 with 4" zh:"小数位：数值以 10^-decimals 为单位" example:"2"`
	Value    *int64  `json:"value" doc:"In the period; null: there is none, such as a rate of nothing" zh:"本期值；无法计算为 null" example:"1234500"`
	Before   *int64  `json:"before" doc:"In the period before" zh:"上期值" example:"1200000"`
	LastYear *int64  `json:"last_year" doc:"In the same days last year" zh:"去年同期值" example:"1100000"`
	Filtered bool    `json:"filtered" doc:"False: it is of the whole retailer, whatever stores and channels were asked for" zh:"false 表示不随门店、渠道筛选" example:"true"`
	Behind   *string `json:"behind" doc:"How GET /insight/members lists the members whom it counts; null: nobody can be listed" zh:"下钻：GET /insight/members 的 behind 参数；null 为不可下钻" example:"buyers"`
}

// InsightOverview is the figures of a period.
type InsightOverview struct {
	InsightCompared
	Figures []InsightFigure `json:"figures" doc:"The figures, in the order in which they are read" zh:"指标"`
}

type overviewReply struct{ Body InsightOverview }

func (h *handlers) insight(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-overview", Method: "GET", Path: "/insight/overview", Tag: "insight", Permission: staff.InsightRead,
		Summary: edge.Words{Chinese: "经营总览指标", English: "The figures of a period"},
		Description: edge.Words{Chinese: "销售、会员、复购与积分指标，各附上期与去年同期。多种货币并存时须指定货币。",
			English: "Sales, members, repurchase and points, each beside the period before and last year. Where there are several currencies, one must be chosen."},
		Errors: insightErrors,
	}, h.getOverview)
	h.insightTrend(e)
	h.insightMembers(e)
	h.insightPosters(e)
}

var insightErrors = []*errs.Error{insight.ErrBadPeriod, insight.ErrSeveralCurrencies, replica.ErrBuilding, replica.ErrStopped}

func (h *handlers) getOverview(ctx context.Context, in *InsightAsk) (*overviewReply, error) {
	ask, err := in.ask(ctx)
	if err != nil {
		return nil, err
	}
	o, err := h.Insight.Overview(ctx, ask)
	if err != nil {
		return nil, err
	}
	c := edge.From(ctx)
	return &overviewReply{Body: InsightOverview{shownCompared(o.Compared), edge.Each(o.Figures, func(f insight.Figure) InsightFigure {
		return InsightFigure{
			Key: f.Key, Name: c.Text("insight." + f.Key), Formula: c.Text("insight." + f.Key + "_formula"),
			Unit: string(f.Unit), Decimals: f.Decimals, Value: f.Value, Before: f.Before, LastYear: f.LastYear,
			Filtered: f.Filtered, Behind: edge.OrNull(string(f.Behind)),
		}
	})}}, nil
}

// ask reads what is asked for, of the stores that the caller sees. Errors: insight.ErrBadPeriod.
func (in InsightAsk) ask(ctx context.Context) (a insight.Ask, err error) {
	a = insight.Ask{
		Stores: edge.From(ctx).Scope().Narrow(edge.Each(in.Stores, edge.As[org.StoreID])...), Channels: edge.Each(in.Channels, edge.As[org.ChannelID]),
		Brand: edge.As[org.BrandID](in.Brand), Currency: in.Currency,
	}
	if in.From == "" && in.Until == "" {
		return a, nil
	}
	if a.Period.From, err = time.Parse(time.DateOnly, in.From); err == nil {
		a.Period.Until, err = time.Parse(time.DateOnly, in.Until)
	}
	if err != nil { // one of the two alone
		return a, insight.ErrBadPeriod.With("max", insight.MaxDays)
	}
	return a, nil
}

func shownCompared(c insight.Compared) InsightCompared {
	return InsightCompared{
		Period: shownPeriod(c.Period), Before: shownPeriod(c.Before), LastYear: shownPeriod(c.LastYear),
		Currency: c.Currency, CurrencyExponent: money.Exponent(c.Currency),
	}
}

func shownPeriod(p insight.Period) InsightPeriod {
	return InsightPeriod{p.From.Format(time.DateOnly), p.Until.Format(time.DateOnly)}
}
