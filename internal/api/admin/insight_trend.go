package admin

import (
	"context"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/insight"
	"habitue/internal/platform/i18n"
	"habitue/internal/staff"
)

// InsightTrend is how sales went, piece by piece of the period.
type InsightTrend struct {
	InsightCompared
	By         string          `json:"by" enum:"day,week,month" doc:"How long a piece is" zh:"粒度" example:"day"`
	Split      string          `json:"split" enum:"none,store,channel,category,return" doc:"What the series are" zh:"拆分方式" example:"store"`
	Starts     []string        `json:"starts" doc:"First day of each piece; the first may begin before the period, the last end after it" zh:"各段起始日；首段可早于区间、末段可晚于区间" example:"[\"2026-10-01\"]"`
	Series     []InsightSeries `json:"series" doc:"Those that sold most first; at most twelve and the rest" zh:"序列，按销售额降序；最多十二个，其余合并"`
	Buyers     []int64         `json:"buyers" doc:"Members who bought, by piece; null when split" zh:"各段购买会员数；拆分时为 null" nullable:"true"`
	NewMembers []int64         `json:"new_members" doc:"Who joined, by piece; null when split" zh:"各段新增会员；拆分时为 null" nullable:"true"`
	Members    []int64         `json:"members" doc:"Members at the end of each piece; null when split" zh:"各段结束时会员总数；拆分时为 null" nullable:"true"`
}

// InsightSeries is one part of the sales.
type InsightSeries struct {
	Key      string        `json:"key" doc:"Code of the store, channel or category; or all, none, rest, walk_in, new, returning" zh:"门店、渠道或品类代码；或 all、none、rest、walk_in、new、returning" example:"S001"`
	Name     string        `json:"name" doc:"Name in the reader's language" zh:"名称" example:"南京东路店"`
	Sales    []edge.Minor  `json:"sales" doc:"By piece; net of refunds, but for the split by return" zh:"各段销售额；除按新老拆分外均已减退款"`
	Counts   []int64       `json:"counts" doc:"Orders by piece; pieces of goods when split by category" zh:"各段订单数；按品类拆分时为件数"`
	Total    InsightAmount `json:"total" doc:"Of the period" zh:"本期合计"`
	Before   InsightAmount `json:"before" doc:"Of the period before" zh:"上期合计"`
	LastYear InsightAmount `json:"last_year" doc:"Of the same days last year" zh:"去年同期合计"`
}

// InsightAmount is sales and a count.
type InsightAmount struct {
	Sales edge.Minor `json:"sales" doc:"Sales" zh:"销售额"`
	Count int64      `json:"count" doc:"Orders, or pieces of goods" zh:"订单数或件数" example:"183"`
}

// InsightHours is when the shop sells.
type InsightHours struct {
	InsightCompared
	Cells []InsightHour `json:"cells" doc:"The hours in which something was sold" zh:"有销售的时段"`
}

// InsightHour is one hour of one weekday.
type InsightHour struct {
	Weekday int        `json:"weekday" doc:"Of the business day; 1 is Monday" zh:"营业日的星期，1 为周一" example:"6"`
	Hour    int        `json:"hour" doc:"On the clock of the shop's wall, 0 to 23" zh:"门店当地小时，0 至 23" example:"14"`
	Orders  int64      `json:"orders" doc:"Orders" zh:"订单数" example:"183"`
	Sales   edge.Minor `json:"sales" doc:"Sales before refunds" zh:"销售额，未减退款"`
}

// InsightArticles is what sold most.
type InsightArticles struct {
	InsightCompared
	Rank  string           `json:"rank" enum:"sales,pieces" doc:"What most is" zh:"排序依据" example:"sales"`
	Items []InsightArticle `json:"items" doc:"The articles" zh:"商品"`
}

// InsightArticle is what was sold of an article, before refunds.
type InsightArticle struct {
	ID       edge.ID       `json:"id" doc:"Id of the article" zh:"商品编号"`
	Code     string        `json:"code" doc:"Code" zh:"代码" example:"TEA-0042"`
	Name     string        `json:"name" doc:"Name in the reader's language" zh:"名称" example:"茉莉绿茶 大杯"`
	Total    InsightAmount `json:"total" doc:"Of the period; the count is pieces" zh:"本期，数量为件数"`
	Before   InsightAmount `json:"before" doc:"Of the period before" zh:"上期"`
	LastYear InsightAmount `json:"last_year" doc:"Of the same days last year" zh:"去年同期"`
}

// InsightTiers is who stands on which level, and who moved.
type InsightTiers struct {
	InsightCompared
	Levels []InsightLevel `json:"levels" doc:"From the lowest" zh:"等级，由低到高"`
	Moves  []InsightMove  `json:"moves" doc:"From where to where, those who stayed among them" zh:"流向，含未变动者"`
}

// InsightLevel is how many members stand on a level.
type InsightLevel struct {
	Code  string `json:"code" doc:"Level" zh:"等级代码" example:"gold"`
	Name  string `json:"name" doc:"Name in the reader's language" zh:"名称" example:"金卡"`
	Begin int64  `json:"begin" doc:"When the period began" zh:"期初人数" example:"1200"`
	End   int64  `json:"end" doc:"When it ended" zh:"期末人数" example:"1260"`
}

// InsightMove is how many members went from one level to another.
type InsightMove struct {
	From    *string `json:"from" doc:"Level at the beginning; null: joined within the period" zh:"期初等级；null 为期内入会" example:"silver"`
	To      string  `json:"to" doc:"Level at the end" zh:"期末等级" example:"gold"`
	Members int64   `json:"members" doc:"How many" zh:"人数" example:"60"`
}

type (
	trendAsk struct {
		InsightAsk
		By    string `query:"by" enum:"day,week,month" default:"day" doc:"How long a piece is; weeks begin on Monday" zh:"粒度；周一为一周之始"`
		Split string `query:"split" enum:"none,store,channel,category,return" default:"none" doc:"How sales are divided; return: no member, for the first time, again" zh:"拆分方式；return 为非会员、首次、再次购买"`
	}
	articlesAsk struct {
		InsightAsk
		Rank  string `query:"rank" enum:"sales,pieces" default:"sales" doc:"What most is" zh:"排序依据"`
		Limit int    `query:"limit" minimum:"1" maximum:"100" default:"20" doc:"How many" zh:"数量"`
	}
	trendReply   struct{ Body InsightTrend }
	hoursReply   struct{ Body InsightHours }
	bestReply    struct{ Body InsightArticles }
	tierMixReply struct{ Body InsightTiers }
)

func (h *handlers) insightTrend(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-trend", Method: "GET", Path: "/insight/trend", Tag: "insight", Permission: staff.InsightRead,
		Summary: edge.Words{Chinese: "销售走势，可按门店、渠道、品类、新老拆分", English: "Sales by day, week or month, whole or split"},
		Errors:  insightErrors,
	}, h.getTrend)
	edge.Register(e, edge.Operation{
		ID: "get-hours", Method: "GET", Path: "/insight/hours", Tag: "insight", Permission: staff.InsightRead,
		Summary: edge.Words{Chinese: "时段热力：星期与小时", English: "When the shop sells: weekday and hour"},
		Errors:  insightErrors,
	}, h.getHours)
	edge.Register(e, edge.Operation{
		ID: "get-top-articles", Method: "GET", Path: "/insight/articles", Tag: "insight", Permission: staff.InsightRead,
		Summary: edge.Words{Chinese: "畅销商品", English: "The articles that sold most"},
		Errors:  insightErrors,
	}, h.getTopArticles)
	edge.Register(e, edge.Operation{
		ID: "get-tier-mix", Method: "GET", Path: "/insight/tiers", Tag: "insight", Permission: staff.InsightRead,
		Summary: edge.Words{Chinese: "等级结构与流向", English: "Levels and the moves between them"},
		Errors:  insightErrors,
	}, h.getTierMix)
}

func (h *handlers) getTrend(ctx context.Context, in *trendAsk) (*trendReply, error) {
	ask, err := in.ask(ctx)
	if err != nil {
		return nil, err
	}
	t, err := h.Insight.Trend(ctx, ask, insight.Grain(in.By), insight.Split(in.Split))
	if err != nil {
		return nil, err
	}
	return &trendReply{Body: InsightTrend{
		InsightCompared: shownCompared(t.Compared), By: in.By, Split: in.Split,
		Starts: edge.Each(t.Starts, func(d time.Time) string { return d.Format(time.DateOnly) }),
		Series: edge.Each(t.Series, func(v insight.Series) InsightSeries {
			return InsightSeries{
				Key: v.Key, Name: seriesName(edge.From(ctx), v.Key, v.Name), Counts: v.Counts,
				Sales: edge.Each(v.Sales, func(n int64) edge.Minor { return edge.Minor(n) }),
				Total: shownAmount(v.Total), Before: shownAmount(v.Before), LastYear: shownAmount(v.LastYear),
			}
		}),
		Buyers: t.Buyers, NewMembers: t.Joined, Members: t.Members,
	}}, nil
}

// seriesName is the owner's name of a part, or our word for it.
func seriesName(c *edge.Call, key string, name i18n.Text) string {
	if len(name) == 0 {
		return c.Text("insight.series_" + key)
	}
	return name.In(string(c.Language))
}

func shownAmount(a insight.Amount) InsightAmount {
	return InsightAmount{Sales: edge.Minor(a.Sales), Count: a.Count}
}

func (h *handlers) getHours(ctx context.Context, in *InsightAsk) (*hoursReply, error) {
	ask, err := in.ask(ctx)
	if err != nil {
		return nil, err
	}
	o, err := h.Insight.Hours(ctx, ask)
	if err != nil {
		return nil, err
	}
	return &hoursReply{Body: InsightHours{shownCompared(o.Compared), edge.Each(o.Cells, func(c insight.Hour) InsightHour {
		return InsightHour{Weekday: int(c.Weekday), Hour: int(c.Hour), Orders: c.Orders, Sales: edge.Minor(c.Sales)}
	})}}, nil
}

func (h *handlers) getTopArticles(ctx context.Context, in *articlesAsk) (*bestReply, error) {
	ask, err := in.ask(ctx)
	if err != nil {
		return nil, err
	}
	top, err := h.Insight.Articles(ctx, ask, insight.Ranking(in.Rank), in.Limit)
	if err != nil {
		return nil, err
	}
	return &bestReply{Body: InsightArticles{shownCompared(top.Compared), in.Rank, edge.Each(top.List, func(a insight.Article) InsightArticle {
		known := top.Known[a.ID]
		return InsightArticle{ID: edge.IDOf(a.ID), Code: known.Code, Name: known.Name.In(language(ctx)),
			Total: shownAmount(a.Total), Before: shownAmount(a.Before), LastYear: shownAmount(a.LastYear)}
	})}}, nil
}

func (h *handlers) getTierMix(ctx context.Context, in *InsightAsk) (*tierMixReply, error) {
	ask, err := in.ask(ctx)
	if err != nil {
		return nil, err
	}
	t, err := h.Insight.Levels(ctx, ask)
	if err != nil {
		return nil, err
	}
	return &tierMixReply{Body: InsightTiers{
		InsightCompared: shownCompared(t.Compared),
		Levels: edge.Each(t.Mix, func(c insight.LevelCount) InsightLevel {
			shown := InsightLevel{Code: c.Level.Code, Name: c.Level.Name.In(language(ctx)), Begin: c.Begin, End: c.End}
			if shown.Name == "" { // of a ladder that no longer holds
				shown.Name = shown.Code
			}
			return shown
		}),
		Moves: edge.Each(t.Moves, func(m insight.Move) InsightMove {
			return InsightMove{From: edge.OrNull(m.From), To: m.To, Members: m.Members}
		}),
	}}, nil
}
