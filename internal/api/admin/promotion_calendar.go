package admin

import (
	"context"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/coupon/terms"
	"habitue/internal/platform/errs"
	"habitue/internal/pricing"
	"habitue/internal/staff"
)

// PromotionCalendar is a month with what applies on its days.
type PromotionCalendar struct {
	Month     string           `json:"month" doc:"The month" zh:"月份" example:"2026-11"`
	Today     string           `json:"today" format:"date" doc:"The retailer's business day" zh:"今天（营业日）" example:"2026-11-17"`
	Items     []PromotionBar   `json:"items" doc:"What applies on some days first, then what does all month; at most 300" zh:"先部分日期、后整月；最多 300 条"`
	LeftOut   int              `json:"left_out" doc:"How many more there are" zh:"未列出的条数" example:"0"`
	Festivals []PromotionFeast `json:"festivals" doc:"Festivals that rules may name" zh:"规则可引用的节日"`
}

// PromotionBar is a promotion in a calendar.
type PromotionBar struct {
	ID     edge.ID         `json:"id" doc:"Id of the promotion" zh:"促销编号"`
	Name   string          `json:"name" doc:"Name in the reader's language" zh:"名称" example:"满100减20"`
	Status string          `json:"status" enum:"draft,scheduled,live,off,over,ended" doc:"Where it is in its life today" zh:"当前状态" example:"live"`
	Kind   string          `json:"kind" doc:"Kind of its offer; group_buy where it is had together" zh:"优惠类型；拼团为 group_buy" example:"amount_off"`
	Spans  []PromotionSpan `json:"spans" doc:"Days on end on which it applies to somebody at some hour; of a draft, on which it would" zh:"连续适用的日期段（对某些人、某些时段）；草稿为拟适用日期"`
}

// PromotionSpan is days on end.
type PromotionSpan struct {
	From  string `json:"from" format:"date" doc:"First day" zh:"首日" example:"2026-11-01"`
	Until string `json:"until" format:"date" doc:"Last day, inclusive" zh:"末日（含）" example:"2026-11-11"`
}

// PromotionFeast is a festival on its day.
type PromotionFeast struct {
	Day  string `json:"day" format:"date" doc:"On which day it falls" zh:"日期" example:"2026-09-25"`
	Code string `json:"code" doc:"As rules name it" zh:"代码" example:"mid_autumn"`
	Name string `json:"name" doc:"In the reader's language" zh:"名称" example:"中秋节"`
}

// PromotionBudget is what was used of a promotion's limits.
type PromotionBudget struct {
	Total   LimitUse `json:"total" doc:"In all" zh:"总限额"`
	Day     LimitUse `json:"day" doc:"Today" zh:"今日限额"`
	Members int64    `json:"members" doc:"How many members have used it, where the use by each is limited" zh:"已使用的会员数（限制每人用量时）" example:"183"`

	Groups edge.Maybe[GroupTally] `json:"groups" doc:"How its groups have fared; null: it is not had together" zh:"拼团情况；null 为非拼团"`
}

// LimitUse is a limit and what is used of it.
type LimitUse struct {
	Limit pricing.Limit `json:"limit" doc:"What is allowed; 0 and absent: no limit" zh:"上限；0 或缺省为不限"`
	Used  pricing.Limit `json:"used" doc:"What is used or held by checkouts; counted only where something limits it" zh:"已用与结账中占用的；仅对有上限的计数"`
}

const mostBars = 300

func (h *handlers) promotionCalendars(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-promotion-calendar", Method: "GET", Path: "/promotions/calendar", Tag: "pricing", Permission: staff.PricingRead,
		Summary:     edge.Words{Chinese: "促销日历：一个月里每天有哪些促销", English: "Which promotions apply on the days of a month"},
		Description: edge.Words{Chinese: "按规则的日期条件推算（起止、星期、每月几号、节日），含草稿。", English: "By the conditions on days of each rule (first and last day, weekdays, days of the month, festivals); drafts too."},
	}, h.getPromotionCalendar)
	edge.Register(e, edge.Operation{
		ID: "get-promotion-budget", Method: "GET", Path: "/promotions/{id}/budget", Tag: "pricing", Permission: staff.PricingRead,
		Summary: edge.Words{Chinese: "促销限额的用量", English: "How much of a promotion's limits is used"},
		Errors:  []*errs.Error{pricing.ErrNoPromotion},
	}, h.getPromotionBudget)
}

func (h *handlers) getPromotionCalendar(ctx context.Context, in *struct {
	Month string `query:"month" pattern:"^20[0-9]{2}-(0[1-9]|1[0-2])$" doc:"The month; this one when absent" zh:"月份；缺省为本月" example:"2026-11"`
}) (*struct{ Body PromotionCalendar }, error) {
	today, err := h.Pricing.Today(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	first := today.AddDate(0, 0, 1-today.Day())
	if given, err := time.Parse("2006-01", in.Month); err == nil {
		first = given
	}
	last := first.AddDate(0, 1, -1)
	bars, err := h.Pricing.Calendar(ctx, h.DB, first, last)
	if err != nil {
		return nil, err
	}
	language := edge.From(ctx).Language
	shown := PromotionCalendar{Month: first.Format("2006-01"), Today: today.Format(time.DateOnly), LeftOut: max(len(bars)-mostBars, 0)}
	shown.Items = edge.Each(bars[:min(len(bars), mostBars)], func(b pricing.Bar) PromotionBar {
		return PromotionBar{ID: edge.IDOf(b.ID), Name: b.Meant.Name.In(string(language)), Status: string(b.State(today)),
			Kind: string(b.Meant.Kind()), Spans: spansOf(b.Days)}
	})
	shown.Festivals = edge.Each(terms.FeastsBetween(first, last), func(f terms.Feast) PromotionFeast {
		return PromotionFeast{Day: f.Day.Format(time.DateOnly), Code: f.Festival, Name: messages.Text(language, "words.earning.festival_"+f.Festival)}
	})
	return &struct{ Body PromotionCalendar }{shown}, nil
}

// spansOf joins days that follow each other.
func spansOf(days []time.Time) (spans []PromotionSpan) {
	for i, day := range days {
		if i > 0 && days[i-1].AddDate(0, 0, 1).Equal(day) {
			spans[len(spans)-1].Until = day.Format(time.DateOnly)
			continue
		}
		spans = append(spans, PromotionSpan{From: day.Format(time.DateOnly), Until: day.Format(time.DateOnly)})
	}
	return spans
}

func (h *handlers) getPromotionBudget(ctx context.Context, in *PromotionPath) (*struct{ Body PromotionBudget }, error) {
	p, err := h.Pricing.Get(ctx, h.DB, edge.As[pricing.PromotionID](in.ID))
	if err != nil {
		return nil, err
	}
	used, err := h.Pricing.Used(ctx, h.DB, p)
	if err != nil {
		return nil, err
	}
	tally, err := h.groupTally(ctx, h.DB, p)
	if err != nil {
		return nil, err
	}
	limits := p.Rule.Limits
	shown := PromotionBudget{Total: LimitUse{limits.Total, used.Total}, Day: LimitUse{limits.Day, used.Day}, Members: used.Members}
	if tally != nil {
		shown.Groups = edge.Some(*tally)
	}
	return &struct{ Body PromotionBudget }{shown}, nil
}
