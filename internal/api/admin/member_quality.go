package admin

import (
	"context"
	"net/http"
	"slices"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/api/view"
	"habitue/internal/intake"
	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/staff"
)

// QualityScore is how good records are in one dimension.
type QualityScore struct {
	Dimension string `json:"dimension" enum:"complete,valid,consistent,timely" doc:"In what way" zh:"维度：完整、有效、一致、及时" example:"complete"`
	Score     *int   `json:"score_bps" doc:"Share of members of whom each rule holds, by the weights of the rules, in basis points; null: nothing is judged" zh:"各规则达标会员占比按权重平均（万分之几）；无规则为 null" example:"8730"`
	Open      int64  `json:"open" doc:"Findings that are open" zh:"待处理问题数" example:"412"`
}

// QualityRun is the last judging of everybody.
type QualityRun struct {
	BeganAt  edge.Time  `json:"began_at" doc:"When it began" zh:"开始时间" example:"2026-09-12T01:00:00Z"`
	EndedAt  *edge.Time `json:"ended_at" doc:"When it ended; null while it is at work" zh:"结束时间；进行中为 null" example:"2026-09-12T01:02:10Z"`
	Members  int64      `json:"members" doc:"How many there were when it began" zh:"开始时的会员数" example:"20000"`
	Judged   int64      `json:"judged" doc:"How many it has judged" zh:"已检查会员数" example:"12000"`
	Findings int64      `json:"findings" doc:"How much it found" zh:"发现的问题数" example:"3120"`
}

// MemberQuality is how good the records of members are at this moment.
type MemberQuality struct {
	Members    int64                  `json:"members" doc:"Members whom the reader sees" zh:"读者可见的会员数" example:"20000"`
	AtFault    int64                  `json:"at_fault" doc:"Of whom something is found wrong" zh:"有问题的会员数" example:"5120"`
	Dimensions []QualityScore         `json:"dimensions" doc:"By dimension" zh:"各维度"`
	Rules      []QualityRule          `json:"rules" doc:"Rules, by dimension" zh:"规则，按维度"`
	Run        edge.Maybe[QualityRun] `json:"run" doc:"The last judging of everybody; null before the first" zh:"最近一次全量检查；从未检查为 null"`
}

// QualityOfDay is what was counted on a day.
type QualityOfDay struct {
	Day     string         `json:"day" format:"date" doc:"Business day" zh:"营业日" example:"2026-09-12"`
	Members int64          `json:"members" doc:"Members" zh:"会员数" example:"20000"`
	AtFault int64          `json:"at_fault" doc:"Of whom something was found wrong" zh:"有问题的会员数" example:"5120"`
	Scores  []QualityScore `json:"scores" doc:"By dimension" zh:"各维度"`
}

// QualityOfPart is what the last judging counted of who came by one way.
type QualityOfPart struct {
	Part    string         `json:"part" enum:"store,channel,source,run" doc:"By what; run: by the import that brought them" zh:"按入会门店、渠道、来源系统或导入批次" example:"store"`
	Key     string         `json:"key" doc:"Id of the store, channel or import, or name of the source; 0: unknown" zh:"门店、渠道或导入编号，或来源名称；0 为未知" example:"73014444033"`
	Name    string         `json:"name" doc:"Name in the reader's language" zh:"名称" example:"南京东路店"`
	Members int64          `json:"members" doc:"Members who came this way" zh:"会员数" example:"1200"`
	AtFault int64          `json:"at_fault" doc:"Of whom something was found wrong" zh:"有问题的会员数" example:"320"`
	Scores  []QualityScore `json:"scores" doc:"By dimension" zh:"各维度"`
}

// QualityOfImport is how good the records are of those whom an import brought.
type QualityOfImport struct {
	Members int64 `json:"members" doc:"Members whom it brought and the reader sees" zh:"该次导入带来的、读者可见的会员数" example:"1200"`
	AtFault int64 `json:"at_fault" doc:"Of whom something is found wrong" zh:"有问题的会员数" example:"320"`
}

// DictionaryField is what the retailer knows of members, in words.
type DictionaryField struct {
	MemberField
	Meaning string `json:"meaning" doc:"What it is, in the reader's language" zh:"含义" example:"寄送样品时参考"`
	Filled  *int64 `json:"filled" doc:"Of how many members it is known; null: nobody counts" zh:"已填写的会员数；未统计为 null" example:"8120"`
	Members int64  `json:"members" doc:"Members" zh:"会员数" example:"20000"`
}

type (
	qualityReply      struct{ Body MemberQuality }
	qualityTrendReply struct{ Body edge.Page[QualityOfDay] }
	qualityPartsReply struct{ Body edge.Page[QualityOfPart] }
	dictionaryReply   struct{ Body edge.Page[DictionaryField] }
	qualityTrendAsked struct {
		Days int `query:"days" minimum:"1" maximum:"366" default:"90" doc:"How many days back" zh:"天数" example:"90"`
	}
)

func (h *handlers) memberQuality(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-member-quality", Method: "GET", Path: "/member-quality", Tag: "member", Permission: staff.MemberQuality,
		Summary: edge.Words{Chinese: "会员数据质量报告", English: "How good the records of members are"},
		Description: edge.Words{Chinese: "各维度得分 = 各规则达标会员占比按规则权重的平均。门店员工所见为在其门店入会的会员。",
			English: "The score of a dimension is the share of members of whom each rule holds, averaged by the weights of the rules. Who works in certain stores is told of those who joined there."},
	}, h.getMemberQuality)
	edge.Register(e, edge.Operation{
		ID: "list-member-quality-days", Method: "GET", Path: "/member-quality/days", Tag: "member", Permission: staff.MemberQuality,
		Summary: edge.Words{Chinese: "数据质量趋势", English: "How good records were, day by day"},
		Description: edge.Words{Chinese: "每晚全量检查后计数。仅限可见所有门店者，否则为空。",
			English: "Counted after each night's judging. Empty for who sees certain stores only."},
	}, h.listQualityDays)
	edge.Register(e, edge.Operation{
		ID: "list-member-quality-parts", Method: "GET", Path: "/member-quality/parts", Tag: "member", Permission: staff.MemberQuality,
		Summary: edge.Words{Chinese: "问题数据从哪里来：按入会门店、渠道、来源与导入批次", English: "Where bad data comes from: by store, channel and source of joining, and by import"},
	}, h.listQualityParts)
	edge.Register(e, edge.Operation{
		ID: "get-quality-of-import", Method: "GET", Path: "/member-quality/imports/{id}", Tag: "member", Permission: staff.MemberQuality,
		Summary: edge.Words{Chinese: "一次导入带来的会员中有多少问题数据", English: "How many of whom an import brought have something wrong"},
		Description: edge.Words{Chinese: "即时计数；问题明细见 /member-quality/findings?run=。新导入的会员在下一次全量检查时判定。",
			English: "Counted when asked; which they are is in /member-quality/findings?run=. Who was just brought in is judged with everybody else, the next time."},
	}, h.getQualityOfImport)
	edge.Register(e, edge.Operation{
		ID: "list-member-dictionary", Method: "GET", Path: "/member-quality/dictionary", Tag: "member", Permission: staff.MemberQuality,
		Summary: edge.Words{Chinese: "会员数据字典", English: "What is known of members, field by field"},
	}, h.listDictionary)
	edge.Register(e, edge.Operation{
		ID: "judge-members", Method: "POST", Path: "/member-quality/run", Tag: "member", Permission: staff.MemberFields, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "现在检查所有会员", English: "Judge all members now"},
		Description: edge.Words{Chinese: "已在检查时不重复开始；一分钟内由后台任务执行。",
			English: "One that is at work goes on; a job takes it up within a minute."},
	}, func(ctx context.Context, _ *struct{}) (*qualityReply, error) {
		if err := h.Reader.Members.AskToJudge(ctx, h.DB); err != nil {
			return nil, err
		}
		return h.getMemberQuality(ctx, nil)
	})
}

// readable are the rules over what the reader may see of members.
func (h *handlers) readable(ctx context.Context) ([]member.QualityRule, error) {
	roles := seeing(edge.From(ctx))
	all, err := h.Reader.Members.QualityRules(ctx, h.DB)
	return slices.DeleteFunc(all, func(r member.QualityRule) bool { return r.Field != "" && !r.About.ReadBy(roles) }), err
}

func scoresOf(rules []member.QualityRule, members int64, open func(rule string) int64) []QualityScore {
	return edge.Each(member.QualityDimensions(), func(d member.QualityDimension) QualityScore {
		shown := QualityScore{Dimension: string(d)}
		if bps, ok := member.Score(rules, d, members, open); ok {
			shown.Score = &bps
		}
		for _, r := range rules {
			if r.Enabled && r.Dimension == d {
				shown.Open += open(r.Code)
			}
		}
		return shown
	})
}

func (h *handlers) getMemberQuality(ctx context.Context, _ *struct{}) (*qualityReply, error) {
	rules, err := h.readable(ctx)
	if err != nil {
		return nil, err
	}
	now, err := h.Reader.Members.QualityNow(ctx, h.DB, rules, edge.From(ctx).Scope())
	if err != nil {
		return nil, err
	}
	run, ok, err := h.Reader.Members.QualityRun(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	l := edge.From(ctx).Language
	shown := MemberQuality{Members: now.Members, AtFault: now.AtFault,
		Dimensions: scoresOf(rules, now.Members, func(rule string) int64 { return now.Counts[rule].Open }),
		Rules:      edge.Each(rules, func(r member.QualityRule) QualityRule { return shownRule(r, l, now) })}
	if ok {
		shown.Run = edge.Some(QualityRun{BeganAt: edge.At(run.BeganAt), EndedAt: edge.AtUnlessZero(run.EndedAt), Members: run.Members, Judged: run.Judged, Findings: run.Found})
	}
	return &qualityReply{shown}, nil
}

func (h *handlers) listQualityDays(ctx context.Context, in *qualityTrendAsked) (*qualityTrendReply, error) {
	if !edge.From(ctx).Scope().All() {
		return &qualityTrendReply{edge.PageOf([]QualityOfDay{}, "")}, nil
	}
	rules, err := h.readable(ctx)
	if err != nil {
		return nil, err
	}
	list, err := h.Reader.Members.QualityTrend(ctx, h.DB, h.Clock.Now().AddDate(0, 0, -in.Days))
	if err != nil {
		return nil, err
	}
	return &qualityTrendReply{edge.PageOf(edge.Each(list, func(d member.QualityDay) QualityOfDay {
		return QualityOfDay{Day: d.Day.Format(time.DateOnly), Members: d.Members, AtFault: d.AtFault,
			Scores: scoresOf(rules, d.Members, func(rule string) int64 { return d.Open[rule] })}
	}), "")}, nil
}

func (h *handlers) listQualityParts(ctx context.Context, _ *struct{}) (*qualityPartsReply, error) {
	rules, err := h.readable(ctx)
	if err != nil {
		return nil, err
	}
	list, err := h.Reader.Members.QualityParts(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	scope := edge.From(ctx).Scope()
	list = slices.DeleteFunc(list, func(p member.QualityPart) bool {
		return !scope.All() && (p.Part != "store" || !scope.Sees(edge.As[org.StoreID](edge.ID(p.Key))))
	})
	name, err := h.partNames(ctx, list)
	if err != nil {
		return nil, err
	}
	return &qualityPartsReply{edge.PageOf(edge.Each(list, func(p member.QualityPart) QualityOfPart {
		return QualityOfPart{Part: p.Part, Key: p.Key, Name: name(p), Members: p.Members, AtFault: p.AtFault,
			Scores: scoresOf(rules, p.Members, func(rule string) int64 { return p.Open[rule] })}
	}), "")}, nil
}

func (h *handlers) getQualityOfImport(ctx context.Context, in *struct {
	ID edge.ID `path:"id" doc:"Id of the import" zh:"导入编号"`
}) (*struct{ Body QualityOfImport }, error) {
	rules, err := h.readable(ctx)
	if err != nil {
		return nil, err
	}
	now, err := h.Reader.Members.QualityOfRun(ctx, h.DB, int64(edge.As[intake.RunID](in.ID)), rules, edge.From(ctx).Scope())
	return &struct{ Body QualityOfImport }{QualityOfImport{Members: now.Members, AtFault: now.AtFault}}, err
}

// partNames names stores, channels and imports; what has no name is named by its key.
func (h *handlers) partNames(ctx context.Context, list []member.QualityPart) (func(member.QualityPart) string, error) {
	var stores []org.StoreID
	var channels []org.ChannelID
	var runs []intake.RunID
	for _, p := range list {
		switch p.Part {
		case "store":
			stores = append(stores, edge.As[org.StoreID](edge.ID(p.Key)))
		case "channel":
			channels = append(channels, edge.As[org.ChannelID](edge.ID(p.Key)))
		case "run":
			runs = append(runs, edge.As[intake.RunID](edge.ID(p.Key)))
		}
	}
	l := language(ctx)
	named, err := h.Reader.Org.StoresByIDs(ctx, h.DB, stores...)
	if err != nil {
		return nil, err
	}
	ways, err := h.Reader.Org.ChannelsByIDs(ctx, h.DB, channels...)
	if err != nil {
		return nil, err
	}
	files, err := h.Intake.RunNames(ctx, h.DB, runs...)
	if err != nil {
		return nil, err
	}
	settings, err := h.Reader.Org.Settings(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	day, err := settings.DayAt(nil)
	if err != nil {
		return nil, err
	}
	return func(p member.QualityPart) string {
		if f, there := files[edge.As[intake.RunID](edge.ID(p.Key))]; p.Part == "run" && there {
			return f.FileName + " " + f.StartedAt.In(day.Location()).Format(time.DateOnly)
		}
		switch s, there := named[edge.As[org.StoreID](edge.ID(p.Key))]; {
		case p.Part == "source":
			return p.Key
		case p.Part == "store" && there:
			return s.Name.In(l)
		case p.Part == "channel":
			if c, there := ways[edge.As[org.ChannelID](edge.ID(p.Key))]; there {
				return c.Name.In(l)
			}
		}
		return messages.Text(edge.From(ctx).Language, "member.quality_unknown_part")
	}, nil
}

func (h *handlers) listDictionary(ctx context.Context, _ *struct{}) (*dictionaryReply, error) {
	c := edge.From(ctx)
	roles, l := seeing(c), language(ctx)
	fields, err := h.Reader.Members.Fields(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	rules, err := h.Reader.Members.QualityRules(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	now, err := h.Reader.Members.QualityNow(ctx, h.DB, rules, org.Everywhere())
	if err != nil {
		return nil, err
	}
	known, err := h.Reader.Members.KnownCounts(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	fields = slices.DeleteFunc(fields, func(f member.Field) bool { return !f.ReadBy(roles) })
	return &dictionaryReply{edge.PageOf(edge.Each(fields, func(f member.Field) DictionaryField {
		shown := DictionaryField{MemberField: shownField(f, l), Meaning: f.Hint.In(l), Members: now.Members}
		n := known[f.Code]
		if f.Kind == member.CoreField {
			if shown.Meaning == "" {
				shown.Meaning = messages.Text(c.Language, "member.dictionary."+f.Code)
			}
			gap := "missing_" + f.Code
			n = now.Members - now.Counts[gap].Open - now.Counts[gap].Ignored
			if !slices.ContainsFunc(rules, func(r member.QualityRule) bool { return r.Code == gap && r.Enabled }) {
				return shown
			}
		}
		shown.Filled = &n
		return shown
	}), "")}, nil
}

// findingShown joins what several findings need to be shown.
type findingShown struct {
	rules map[string]member.QualityRule
	right map[member.FindingRef]member.Suggestion
	doers func(string) view.Doer
	l     messages.Language
	names bool // the reader sees names in full
}

var findingErrors = []*errs.Error{member.ErrNoFinding, member.ErrFindingMoved}
