package admin

import (
	"context"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/api/view"
	"habitue/internal/profile"
	"habitue/internal/staff"
)

// MemberProfile is what a member is worth, and how that came about.
type MemberProfile struct {
	AsOf     *string            `json:"as_of" format:"date" doc:"Business day as of which it was reckoned; null before the first time" zh:"截至营业日；尚未计算过为 null" example:"2026-09-12"`
	Currency string             `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	Months   int                `json:"months" doc:"Over how many months frequency and money count; 0: ever" zh:"次数与金额的统计月数；0 为全部历史" example:"24"`
	Value    edge.Maybe[Rating] `json:"value" doc:"Over all brands; null: never bought" zh:"全部品牌合计；null 为从未消费"`
	Brands   []BrandRating      `json:"brands" doc:"By brand, where there are several" zh:"分品牌（多品牌时）"`
	History  []view.ClassChange `json:"history" doc:"Moves between classes, newest first" zh:"分层变动，新的在前"`
}

// Rating is a class and the scores it follows from.
type Rating struct {
	Class        view.Class `json:"class" doc:"Value class" zh:"价值分层"`
	Since        string     `json:"since" format:"date" doc:"Since which business day" zh:"自哪个营业日起" example:"2026-05-02"`
	Why          []view.Why `json:"why" doc:"Which conditions were met, and with what" zh:"满足了哪些条件"`
	FirstOrderOn *string    `json:"first_order_on" format:"date" doc:"Business day of the first purchase" zh:"首次消费日" example:"2025-03-02"`
	LastOrderOn  *string    `json:"last_order_on" format:"date" doc:"Business day of the last purchase" zh:"最近消费日" example:"2026-09-01"`
	Recency      Score      `json:"recency" doc:"Days since the last purchase" zh:"距最近一次消费的天数"`
	Frequency    Score      `json:"frequency" doc:"Purchases within the window" zh:"统计期内消费次数"`
	Monetary     Score      `json:"monetary" doc:"What they come to, in minor units" zh:"统计期内消费金额（最小货币单位）"`
	RuleVersion  int        `json:"rule_version" doc:"Version of the rule it follows" zh:"依据的规则版本" example:"3"`
}

// Score is a value, what it is scored, and from where the scores begin.
type Score struct {
	Score int      `json:"score" doc:"From 1 to 5; 0 where nothing is kept" zh:"得分 1–5；无消费为 0" example:"4"`
	Value int64    `json:"value" doc:"The value" zh:"数值" example:"12"`
	From  []*int64 `json:"from" doc:"Where the scores 2, 3, 4 and 5 begin; null: nobody has it" zh:"2、3、4、5 分的起点；null 为无人得此分"`
}

// BrandRating is the rating of one brand.
type BrandRating struct {
	Brand ShopBrand `json:"brand" doc:"The brand" zh:"品牌"`
	Value Rating    `json:"value" doc:"Value class and scores" zh:"分层与得分"`
}

type memberProfileReply struct{ Body MemberProfile }

func (h *handlers) memberProfile(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-member-profile", Method: "GET", Path: "/members/{id}/profile", Tag: "profile", Permission: staff.ProfileRead,
		Summary: edge.Words{Chinese: "会员价值：RFM、分层与变动", English: "A member's value: RFM, class and moves"},
		Errors:  memberErrors,
	}, h.getMemberProfile)
}

func (h *handlers) getMemberProfile(ctx context.Context, in *MemberPath) (*memberProfileReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	found, err := h.Reader.Profile.Rated(ctx, h.DB, m.ID)
	if err != nil {
		return nil, err
	}
	changes, err := h.Reader.Profile.Changes(ctx, h.DB, m.ID, 0, nil, view.ChangesShown)
	if err != nil {
		return nil, err
	}
	brands, err := h.brands(ctx, "")
	if err != nil {
		return nil, err
	}
	r, err := h.rater(ctx, brands.currency)
	if err != nil {
		return nil, err
	}
	shown := MemberProfile{AsOf: view.DateUnlessZero(r.last.AsOf), Currency: r.currency, Months: r.rules[r.last.Version].Months,
		Brands: []BrandRating{}, History: edge.Each(changes, func(c profile.Change) view.ClassChange {
			return view.ClassChangeOf(c, r.rules[c.To.Version], r.currency, r.language)
		})}
	refused, err := h.Reader.Members.Unprofiled(ctx, h.DB, m.ID)
	if err != nil {
		return nil, err
	}
	for _, v := range found[m.ID] {
		if refused[m.ID] {
			break // what was reckoned before the refusal is taken back, or will be at once
		}
		if place, ok := brands.names[v.Brand]; ok {
			shown.Brands = append(shown.Brands, BrandRating{Brand: place, Value: r.rating(v)})
		} else if v.Brand == 0 {
			shown.Value = edge.Some(r.rating(v))
		}
	}
	return &memberProfileReply{Body: shown}, nil
}

// rater shows ratings with the rules and the last refresh that they follow.
type rater struct {
	language messages.Language
	currency string
	last     profile.Refresh
	rules    map[int]profile.Rule
}

func (h *handlers) rater(ctx context.Context, currency string) (rater, error) {
	r := rater{language: edge.From(ctx).Language, currency: currency, rules: map[int]profile.Rule{}}
	var err error
	if r.last, err = h.Reader.Profile.LastDone(ctx); err != nil {
		return r, err
	}
	versions, err := h.Reader.Profile.Rules.List(ctx, h.DB)
	for _, v := range versions {
		r.rules[v.Number] = v.Body
	}
	return r, err
}

func (r rater) rating(v profile.Rated) Rating {
	rule, edges := r.rules[v.Version], r.last.Edges[v.Brand]
	shown := Rating{
		Class: view.ClassOf(v.Value.Class, r.language), Since: view.Date(v.Since), Why: r.why(v, r.last.AsOf),
		FirstOrderOn: view.DateUnlessZero(v.First), LastOrderOn: view.DateUnlessZero(v.Last), RuleVersion: v.Version,
		Recency:   Score{Score: v.Value.R, From: begins(rule.Recency, edges.R[:])},
		Frequency: Score{Score: v.Value.F, Value: v.Orders, From: begins(rule.Frequency, edges.F[:])},
		Monetary:  Score{Score: v.Value.M, Value: v.Spend, From: begins(rule.Monetary, edges.M[:])},
	}
	if !v.Last.IsZero() {
		shown.Recency.Value = v.Recency(r.last.AsOf)
	}
	return shown
}

// begins are where the scores begin: the steps of the rule, or where they were
// found to begin among everybody.
func begins(s profile.Scale, found []*int64) []*int64 {
	if s.By == profile.ByQuantile {
		return found
	}
	return edge.Each(s.Steps, func(v int64) *int64 { return &v })
}

func (r rater) why(v profile.Rated, day time.Time) []view.Why {
	return view.ClassWhy(r.rules[v.Version], v, day, r.currency, r.language)
}
