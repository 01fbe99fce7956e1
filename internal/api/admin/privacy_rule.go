package admin

import (
	"context"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/api/view"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/rulebook"
	"habitue/internal/privacy"
	"habitue/internal/staff"
)

// PrivacyRule is one version of the rule of privacy.
type PrivacyRule struct {
	ID        edge.ID        `json:"id" doc:"Id of the rule" zh:"规则编号"`
	Version   int            `json:"version" doc:"Version" zh:"版本" example:"3"`
	Status    string         `json:"status" enum:"draft,approved,live,ended" doc:"Where it is in its life" zh:"状态" example:"live"`
	ValidFrom *edge.Time     `json:"valid_from" doc:"From when it counts; null: since ever, or a draft" zh:"生效时间；null 为自始或草稿" example:"2026-01-01T00:00:00Z"`
	Body      privacy.Policy `json:"body" doc:"Deadlines of requests, the grace of leaving, and days by kind of data" zh:"请求期限、退会冷静期与各类数据的保存天数"`
	Words     []string       `json:"words" doc:"The rule in sentences of the reader's language" zh:"规则的文字说明"`
	Written
}

// PrivacyDraft is a version to be made.
type PrivacyDraft struct {
	Body privacy.Policy `json:"body" doc:"Deadlines of requests, the grace of leaving, and days by kind of data" zh:"请求期限、退会冷静期与各类数据的保存天数"`
}

// PrivacyRevision is another body for a draft.
type PrivacyRevision struct {
	PrivacyDraft
	SeenDraft
}

func (d PrivacyDraft) body() privacy.Policy { return d.Body }

// PrivacySentences is a draft in words, and what it would take away.
type PrivacySentences struct {
	Words       []string          `json:"words" doc:"The draft in sentences of the reader's language" zh:"草稿的文字说明"`
	Differences []view.Difference `json:"differences" doc:"What it changes against the rule in force" zh:"与现行规则相比的变化"`
	Warnings    []Swept           `json:"warnings" doc:"What the next run would take away by it" zh:"按此规则，下次清理会删除的内容"`
}

// Swept says what a run would take away of a kind of data.
type Swept struct {
	Code string `json:"code" doc:"Kind of data" zh:"数据种类" example:"notes"`
	Text string `json:"text" doc:"In a sentence" zh:"说明" example:"服务备注：下次清理删除 2023-11-29 之前的 12,345 条。"`
	Rows int64  `json:"rows" doc:"How many" zh:"条数" example:"12345"`
}

// HoldingShown is a kind of data that is kept.
type HoldingShown struct {
	Code    string     `json:"code" doc:"Kind of data" zh:"数据种类" example:"notes"`
	Name    string     `json:"name" doc:"In the reader's language" zh:"名称" example:"服务备注"`
	Why     string     `json:"why" doc:"Why it is kept for so long, and what of it goes" zh:"保存理由与清理方式" example:"民事诉讼时效为三年。"`
	By      string     `json:"by" enum:"policy,fixed,always" doc:"policy: the rule says for how long; fixed: it follows from what it is for; always: it is never taken away" zh:"policy 按规则；fixed 固定；always 永久保存" example:"policy"`
	Days    *int       `json:"days" doc:"Days it is kept by the rule in force; null: the rule has no say" zh:"现行保存天数；null 为不由规则决定" example:"1095"`
	Least   int        `json:"least" doc:"Least days the rule may say" zh:"最短天数" example:"90"`
	Most    int        `json:"most" doc:"Most days the rule may say" zh:"最长天数" example:"3650"`
	Default int        `json:"default" doc:"Days where the rule says nothing" zh:"默认天数" example:"1095"`
	Old     int64      `json:"old" doc:"What is too old now, and goes with the next run" zh:"已到期、下次清理删除的条数" example:"0"`
	Oldest  *edge.Time `json:"oldest" doc:"The oldest that stays" zh:"留存中最早的时间" example:"2025-01-01T00:00:00Z"`
}

// Retention is how long what is kept.
type Retention struct {
	Items         []HoldingShown `json:"items" doc:"Every kind of data" zh:"各类数据"`
	InactiveYears int            `json:"inactive_years" doc:"Years without a purchase after which members are proposed to be asked; 0: never" zh:"多少年未消费即列为待询问；0 为不列" example:"3"`
	InactiveUntil string         `json:"inactive_until" doc:"The last purchase of those proposed was on this business day or earlier; empty: nobody is" zh:"其最近消费不晚于该日；空为不列" example:"2023-11-29"`
}

// RetentionRun is one time that what was too old was taken away.
type RetentionRun struct {
	ID      edge.ID    `json:"id" doc:"Id" zh:"编号"`
	Holding string     `json:"holding" doc:"Kind of data" zh:"数据种类" example:"notes"`
	Name    string     `json:"name" doc:"In the reader's language" zh:"名称" example:"服务备注"`
	Version int        `json:"version" doc:"Version of the rule" zh:"规则版本" example:"2"`
	Before  edge.Time  `json:"before" doc:"What was older went" zh:"清理此前的内容"`
	BegunAt edge.Time  `json:"begun_at" doc:"When it began" zh:"开始时间"`
	EndedAt *edge.Time `json:"ended_at" doc:"When it ended; null: it goes on" zh:"结束时间；null 为进行中"`
	Removed int64      `json:"removed" doc:"How many rows went, or were blanked" zh:"删除或清空的条数" example:"12345"`
	Oldest  *edge.Time `json:"oldest" doc:"The oldest that stayed" zh:"留存中最早的时间"`
}

func (h *handlers) privacyRules(e *edge.Edge) {
	registerRule[privacy.Policy, PrivacyDraft, PrivacyRevision](h, e, ruleFace[privacy.Policy, PrivacyRule]{
		id: "privacy-rule", path: "/privacy/policy", tag: "privacy", called: edge.Words{Chinese: "个人信息规则", English: "the rule of privacy"},
		read: staff.PrivacyRead, publish: staff.PrivacyPolicy, bad: privacy.ErrBadPolicy,
		rules: func() staff.Rules[privacy.Policy] { return h.Reader.Privacy.Rules }, show: h.shownPrivacyRules,
	})
	edge.Register(e, edge.Operation{
		ID: "word-privacy-rule", Method: "POST", Path: "/privacy/policy/words", Tag: "privacy", Permission: staff.PrivacyRead,
		Summary: edge.Words{Chinese: "用文字说明一份个人信息规则及其影响，不保存", English: "Say a rule of privacy in words, and what it would take away, without keeping it"},
		Errors:  []*errs.Error{privacy.ErrBadPolicy},
	}, h.wordPrivacyRule)
	edge.Register(e, edge.Operation{
		ID: "get-retention", Method: "GET", Path: "/privacy/retention", Tag: "privacy", Permission: staff.PrivacyRead,
		Summary: edge.Words{Chinese: "各类数据保存多久、为何，以及已到期的条数", English: "How long what is kept and why, and what is too old now"},
	}, h.getRetention)
	edge.Register(e, edge.Operation{
		ID: "list-retention-runs", Method: "GET", Path: "/privacy/retention/runs", Tag: "privacy", Permission: staff.PrivacyRead,
		Summary: edge.Words{Chinese: "历次清理，从新到旧", English: "Each time that what was too old was taken away, the latest first"},
		Errors:  []*errs.Error{edge.ErrBadCursor},
	}, h.listRetentionRuns)
}

func (h *handlers) shownPrivacyRules(ctx context.Context, list ...rulebook.Version[privacy.Policy]) ([]PrivacyRule, error) {
	words, err := h.privacyWords(ctx)
	if err != nil {
		return nil, err
	}
	written, err := written(ctx, h, list)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(v rulebook.Version[privacy.Policy]) PrivacyRule {
		return PrivacyRule{ID: edge.IDOf(v.ID), Version: v.Number, Status: v.Status, ValidFrom: edge.AtUnlessZero(v.From), Body: v.Body,
			Words: words(v.Body), Written: written(v)}
	}), nil
}

// privacyWords returns what says a rule of privacy in the reader's sentences.
func (h *handlers) privacyWords(ctx context.Context) (func(privacy.Policy) []string, error) {
	settings, err := h.Reader.Org.Settings(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	language := edge.From(ctx).Language
	return func(p privacy.Policy) []string { return view.PrivacyWords(p, settings.Country, language) }, nil
}

func (h *handlers) wordPrivacyRule(ctx context.Context, in *struct{ Body PrivacyDraft }) (*struct{ Body PrivacySentences }, error) {
	if err := in.Body.Body.Validate(); err != nil {
		return nil, err
	}
	words, err := h.privacyWords(ctx)
	if err != nil {
		return nil, err
	}
	live, err := h.Reader.Privacy.Policy(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	kept, err := h.Reader.Privacy.Kept(ctx, h.DB, in.Body.Body)
	if err != nil {
		return nil, err
	}
	said := words(in.Body.Body)
	reply := PrivacySentences{Words: said, Differences: view.Differences(words(live), said), Warnings: []Swept{}}
	for _, k := range kept {
		if k.Old == 0 {
			continue
		}
		l := edge.From(ctx).Language
		reply.Warnings = append(reply.Warnings, Swept{k.Code, messages.Text(l, "words.privacy.sweeps", errs.Params("what", view.HoldingName(l, k.Code),
			"n", messages.Number(k.Old), "before", k.Before.Format(time.DateOnly))...), k.Old})
	}
	return &struct{ Body PrivacySentences }{reply}, nil
}

func (h *handlers) getRetention(ctx context.Context, _ *struct{}) (*struct{ Body Retention }, error) {
	p, err := h.Reader.Privacy.Policy(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	kept, err := h.Reader.Privacy.Kept(ctx, h.DB, p)
	if err != nil {
		return nil, err
	}
	l := edge.From(ctx).Language
	reply := Retention{InactiveYears: p.InactiveYears, Items: edge.Each(kept, func(k privacy.Kept) HoldingShown {
		shown := HoldingShown{Code: k.Code, Name: view.HoldingName(l, k.Code), Why: messages.Text(l, "privacy.holding_why."+k.Code), By: string(k.By),
			Least: k.Least, Most: k.Most, Default: k.Holding.Days, Old: k.Old, Oldest: edge.AtUnlessZero(k.Oldest)}
		if k.By == privacy.ByPolicy {
			shown.Days = &k.Days
		}
		return shown
	})}
	if p.InactiveYears > 0 {
		settings, err := h.Reader.Org.Settings(ctx, h.DB)
		if err != nil {
			return nil, err
		}
		day, err := settings.DayAt(nil)
		if err != nil {
			return nil, err
		}
		reply.InactiveUntil = day.Of(h.Clock.Now()).AddDate(-p.InactiveYears, 0, 0).Format(time.DateOnly)
	}
	return &struct{ Body Retention }{reply}, nil
}

const retentionCursor = "retention" // by id, newest first

func (h *handlers) listRetentionRuns(ctx context.Context, in *struct {
	edge.Paging
	All bool `query:"all" doc:"Also those that found nothing to take away" zh:"含没有内容可清理的" example:"false"`
}) (*struct{ Body edge.Page[RetentionRun] }, error) {
	before, err := in.After(retentionCursor)
	if err != nil {
		return nil, err
	}
	list, err := h.Reader.Privacy.Runs(ctx, h.DB, in.All, before, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(r privacy.Run) string { return edge.Cursor(retentionCursor, r.ID) })
	l := edge.From(ctx).Language
	shown := edge.Each(list, func(r privacy.Run) RetentionRun {
		return RetentionRun{ID: edge.IDOf(r.ID), Holding: r.Holding, Name: view.HoldingName(l, r.Holding), Version: r.Version, Before: edge.At(r.Before),
			BegunAt: edge.At(r.BegunAt), EndedAt: edge.AtUnlessZero(r.EndedAt), Removed: r.Removed, Oldest: edge.AtUnlessZero(r.Oldest)}
	})
	return &struct{ Body edge.Page[RetentionRun] }{edge.PageOf(shown, next)}, nil
}
