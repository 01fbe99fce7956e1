package admin

import (
	"context"
	"errors"
	"net/http"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/insight"
	"habitue/internal/org"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/sheet"
	"habitue/internal/staff"
)

// PosterSum is what came of posters. It is exported because it is embedded.
type PosterSum struct {
	Scans   int64      `json:"scans" doc:"How often they were opened: each browser once a day, while the poster ran" zh:"打开次数：有效期内每个浏览器每日计一次" example:"320"`
	Joined  int64      `json:"joined" doc:"Who joined by them, whatever became of them since: merged, left and erased members count where they joined" zh:"入会人数：此后合并、退会或注销的仍计在入会处" example:"48"`
	Ordered int64      `json:"ordered" doc:"How many of these bought within the days that were asked for" zh:"其中在期限内首购的人数" example:"31"`
	Amount  edge.Minor `json:"amount" doc:"What these paid the first time, before refunds" zh:"首单实付合计（未扣退款）"`
}

// PosterPart is the sum of one poster, store, adviser or day.
type PosterPart struct {
	Poster  edge.Maybe[PosterNamed] `json:"poster" doc:"Which poster; null unless summed by poster" zh:"海报；仅按海报汇总时"`
	Store   edge.Maybe[view.Place]  `json:"store" doc:"Which store; null: no store" zh:"门店；无门店为 null"`
	Adviser *string                 `json:"adviser" doc:"Which adviser; null: none" zh:"导购；无则为 null" example:"li.na"`
	Day     *string                 `json:"day" format:"date" doc:"Which business day; null unless summed by day" zh:"营业日；仅按日汇总时" example:"2026-10-01"`
	PosterSum
}

// PosterNamed is a poster as far as a report needs it.
type PosterNamed struct {
	ID    edge.ID `json:"id" doc:"Id" zh:"编号"`
	Code  string  `json:"code" doc:"Code in its link" zh:"链接中的代码" example:"7K3QW9XD"`
	Name  string  `json:"name" doc:"Name by which staff know it" zh:"名称" example:"南京东路店门口立牌"`
	State string  `json:"state" enum:"waiting,running,paused,ended" doc:"How it is now" zh:"状态" example:"running"`
}

// InsightPosters is what came of posters in a period.
type InsightPosters struct {
	InsightCompared
	By    string       `json:"by" enum:"poster,store,adviser,day" doc:"By what it is summed" zh:"汇总方式"`
	Days  int          `json:"days" doc:"Within how many days of joining a first order counts" zh:"首购期限（天）" example:"30"`
	Parts []PosterPart `json:"parts" doc:"Those by which most joined first; days in their order" zh:"明细：按入会人数降序；按日则按日期"`
	Total PosterSum    `json:"total" doc:"All together" zh:"合计"`
}

// PostersAsk is what the report of posters is asked for. It is exported because it is embedded.
type PostersAsk struct {
	InsightAsk
	By   string `query:"by" enum:"poster,store,adviser,day" default:"poster" doc:"By what it is summed" zh:"汇总方式" example:"poster"`
	Days int    `query:"days" minimum:"1" maximum:"366" default:"30" doc:"Within how many days of joining a first order counts" zh:"首购期限（天）" example:"30"`
}

type postersInsightReply struct{ Body InsightPosters }

func (h *handlers) insightPosters(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-poster-report", Method: "GET", Path: "/insight/posters", Tag: "insight", Permission: staff.InsightRead,
		Summary: edge.Words{Chinese: "海报成效：打开、入会、首购", English: "What came of posters: opened, joined, bought"},
		Description: edge.Words{Chinese: "入会与首购计在入会那一天。首购为入会（按分钟）之后、期限之内的第一笔订单。",
			English: "Joining and the first order count on the day of joining. The first order is the first one from the minute of joining on, within the days asked for."},
		Errors: insightErrors,
	}, h.getPosterReport)
	edge.Register(e, edge.Operation{
		ID: "export-poster-report", Method: "GET", Path: "/insight/posters/export", Tag: "insight", Permission: staff.InsightRead, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "导出海报成效", English: "Export what came of posters"}, Description: fileWords, Errors: insightErrors, Answer: fileAnswer,
	}, h.exportPosterReport)
}

func (h *handlers) getPosterReport(ctx context.Context, in *PostersAsk) (*postersInsightReply, error) {
	ask, err := in.ask(ctx)
	if err != nil {
		return nil, err
	}
	r, err := h.Insight.Posters(ctx, ask, insight.PosterBy(in.By), in.Days)
	if err != nil {
		return nil, err
	}
	c, now := edge.From(ctx), h.Clock.Now()
	stores, err := h.Reader.StoresNamed(ctx, h.DB, c.Language, edge.Each(r.Parts, func(p insight.PosterPart) org.StoreID { return max(p.Store, p.Poster.Store) })...)
	if err != nil {
		return nil, err
	}
	return &postersInsightReply{InsightPosters{shownCompared(r.Compared), in.By, in.Days, edge.Each(r.Parts, func(p insight.PosterPart) PosterPart {
		shown := PosterPart{PosterSum: shownPosterSum(p.PosterSum), Store: stores(p.Store), Adviser: edge.OrNull(p.Adviser)}
		if p.Poster.ID != 0 {
			shown.Poster = edge.Some(PosterNamed{edge.IDOf(p.Poster.ID), p.Poster.Code, p.Poster.Name, string(p.Poster.StateAt(now))})
			shown.Store, shown.Adviser = stores(p.Poster.Store), edge.OrNull(p.Poster.Adviser)
		}
		if !p.Day.IsZero() {
			day := p.Day.Format(time.DateOnly)
			shown.Day = &day
		}
		return shown
	}), shownPosterSum(r.Total)}}, nil
}

func shownPosterSum(s insight.PosterSum) PosterSum {
	return PosterSum{s.Scans, s.Joined, s.Ordered, edge.Minor(s.Amount)}
}

func (h *handlers) exportPosterReport(ctx context.Context, in *struct {
	PostersAsk
	FileAsk
}) (*fileReply, error) {
	r, err := h.getPosterReport(ctx, &in.PostersAsk)
	if err != nil {
		return nil, err
	}
	b := r.Body
	name := "posters-by-" + b.By + "-" + b.Period.From + "-" + b.Period.Until
	return h.file(ctx, in.FileAsk, name, "insight.posters", func(w sheet.Writer) error {
		err := w.Row(posterHeader()...)
		for _, p := range b.Parts {
			poster, _ := p.Poster.Get()
			store, _ := p.Store.Get()
			err = errors.Join(err, w.Row(b.cells(p.PosterSum, postgres.Value(p.Day), poster.Code, poster.Name, store.Code, store.Name, postgres.Value(p.Adviser))...))
		}
		return errors.Join(err, w.Row(b.cells(b.Total, both("insight.posters_total"), "", "", "", "", "")...))
	}), nil
}

func posterHeader() (cells []any) {
	for _, c := range []string{"day", "code", "poster", "store_code", "store", "adviser", "scans", "joined", "ordered", "amount", "currency"} {
		cells = append(cells, both("insight.posters_"+c))
	}
	return cells
}

func (b InsightPosters) cells(s PosterSum, texts ...string) (cells []any) {
	for _, t := range texts {
		cells = append(cells, t)
	}
	return append(cells, s.Scans, s.Joined, s.Ordered, sheet.Decimal{Units: int64(s.Amount), Decimals: money.Exponent(b.Currency)}, b.Currency)
}
