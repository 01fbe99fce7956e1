package admin

import (
	"context"
	"hash/fnv"
	"net/http"
	"slices"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/intake"
	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// SuggestedRepair is what would be right, masked.
type SuggestedRepair struct {
	What string `json:"what" enum:"name,email,address" doc:"What is changed" zh:"修改什么" example:"email"`
	Was  string `json:"was" doc:"As it is, masked" zh:"现值（遮蔽）" example:"w***@gmial.com"`
	Is   string `json:"is" doc:"As it would be, masked" zh:"建议值（遮蔽）" example:"w***@gmail.com"`
}

// FindingIgnored says why a finding rests.
type FindingIgnored struct {
	Reason string     `json:"reason" doc:"Why" zh:"理由" example:"确为元旦生日"`
	Until  *edge.Time `json:"until" doc:"Until when; null: for good" zh:"至；null 为一直" example:"2026-12-11T04:20:00Z"`
	By     view.Doer  `json:"by" doc:"Who says so" zh:"操作人"`
	At     edge.Time  `json:"at" doc:"When" zh:"时间" example:"2026-09-12T04:20:00Z"`
}

// MemberFinding is a rule that does not hold of a member.
type MemberFinding struct {
	ID         string                         `json:"id" doc:"Id of the member and rule" zh:"会员编号与规则" example:"7100000000000000001-email_typo"`
	MemberID   edge.ID                        `json:"member_id" doc:"Id of the member" zh:"会员编号"`
	Member     edge.Maybe[view.MemberSummary] `json:"member" doc:"The member, in a list of many" zh:"会员（列表中）"`
	Rule       string                         `json:"rule" doc:"Code of the rule" zh:"规则代码" example:"email_typo"`
	Name       string                         `json:"name" doc:"What is wrong, in the reader's language" zh:"问题" example:"邮箱域名拼写有误"`
	Advice     string                         `json:"advice" doc:"What to do about it" zh:"怎么办" example:"按建议修正"`
	Dimension  string                         `json:"dimension" enum:"complete,valid,consistent,timely" doc:"In what way" zh:"维度" example:"valid"`
	Severity   string                         `json:"severity" enum:"low,medium,high" doc:"How much it matters" zh:"严重程度" example:"high"`
	State      string                         `json:"state" enum:"open,ignored,repaired" doc:"What became of it" zh:"状态" example:"open"`
	Since      edge.Time                      `json:"since" doc:"Since when it is found" zh:"首次发现" example:"2026-09-12T04:20:00Z"`
	SeenAt     edge.Time                      `json:"seen_at" doc:"When it was found last" zh:"最近发现" example:"2026-09-13T01:00:00Z"`
	EndedAt    *edge.Time                     `json:"ended_at" doc:"When it was repaired" zh:"修复时间" example:"2026-09-14T01:00:00Z"`
	Suggestion edge.Maybe[SuggestedRepair]    `json:"suggestion" doc:"What would be right, where that is provable" zh:"可证明的修正建议"`
	Ignored    edge.Maybe[FindingIgnored]     `json:"ignored" doc:"Why it rests" zh:"忽略情况"`
	Version    int                            `json:"version" doc:"Counts the changes" zh:"版本" example:"1"`
}

// FindingVerdict says that a finding is none, or is one after all.
type FindingVerdict struct {
	State   string    `json:"state" enum:"ignored,open" doc:"ignored: it is right as it is; open: take that back" zh:"ignored 忽略；open 收回忽略" example:"ignored"`
	Reason  string    `json:"reason,omitempty" maxLength:"200" doc:"Why it is ignored" zh:"忽略的理由" example:"确为元旦生日"`
	Until   time.Time `json:"until,omitempty" doc:"Until when; absent: for good" zh:"至；缺省为一直" example:"2026-12-11T04:20:00Z"`
	Version int       `json:"version" minimum:"1" maximum:"1000000000" doc:"The version that was seen" zh:"所见版本" example:"1"`
}

// FindingNamed names a finding.
type FindingNamed struct {
	Member edge.ID `json:"member" doc:"Id of the member" zh:"会员编号"`
	Rule   string  `json:"rule" maxLength:"80" doc:"Code of the rule" zh:"规则代码" example:"email_typo"`
}

// Repairing applies suggestions.
type Repairing struct {
	Findings []FindingNamed `json:"findings" minItems:"1" maxItems:"500" nullable:"false" doc:"Which" zh:"哪些问题"`
	DryRun   bool           `json:"dry_run,omitempty" doc:"Say what would be done, and do nothing" zh:"仅预览" example:"true"`
}

// RepairDone says what a repair did, or would do.
type RepairDone struct {
	Batch   edge.Maybe[edge.ID] `json:"batch" doc:"What undoes it; null: nothing was done" zh:"批次，用于撤销；未执行为 null"`
	Done    int                 `json:"done" doc:"Findings that are repaired by it" zh:"修正数" example:"12"`
	Gone    int                 `json:"gone" doc:"Of which nothing is provable any more" zh:"已无建议的数目" example:"1"`
	Refused []FindingNamed      `json:"refused" doc:"Which cannot be: somebody else has what would be right" zh:"无法修正的：建议值已属于他人"`
}

// RepairUndone says what undoing a repair did.
type RepairUndone struct {
	Undone int `json:"undone" doc:"What is again as it was" zh:"已恢复数" example:"12"`
	Kept   int `json:"kept" doc:"What was changed since, and stays" zh:"此后又有修改、予以保留的数目" example:"0"`
}

type (
	memberFindingReply  struct{ Body MemberFinding }
	memberFindingsReply struct{ Body edge.Page[MemberFinding] }
	repairReply         struct{ Body RepairDone }
	repairUndoneReply   struct{ Body RepairUndone }
	findingsAsked       struct {
		edge.Paging
		Rule    []string `query:"rule" maxItems:"50" nullable:"false" doc:"Of these rules" zh:"规则" example:"email_typo"`
		State   string   `query:"state" enum:"open,ignored" default:"open" doc:"In this state" zh:"状态" example:"open"`
		Fixable bool     `query:"fixable" doc:"With a suggestion only" zh:"仅有建议的" example:"true"`
		Store   edge.ID  `query:"store" doc:"Who joined in this store" zh:"入会门店"`
		Run     edge.ID  `query:"run" doc:"Who was brought by this import" zh:"由此次导入带来"`
		Source  string   `query:"source" maxLength:"64" doc:"Who was reported by this system" zh:"来源系统" example:"till"`
	}
)

func (h *handlers) findings(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-member-findings", Method: "GET", Path: "/member-quality/findings", Tag: "member", Permission: staff.MemberQuality,
		Summary: edge.Words{Chinese: "待处理的数据问题", English: "What is found wrong with records of members, the latest first"},
		Description: edge.Words{Chinese: "建议值与姓名、手机号一样遮蔽。门店员工所见为在其门店入会的会员。",
			English: "Suggestions are masked, as names and phones are. Who works in certain stores sees those who joined there."},
		Errors: []*errs.Error{edge.ErrBadCursor},
	}, h.listFindings)
	edge.Register(e, edge.Operation{
		ID: "get-findings-of-member", Method: "GET", Path: "/members/{id}/findings", Tag: "member", Permission: staff.MemberQuality,
		Summary: edge.Words{Chinese: "一位会员的数据问题", English: "What is found wrong with the record of a member"},
		Errors:  memberErrors,
	}, h.listFindingsOf)
	edge.Register(e, edge.Operation{
		ID: "judge-finding", Method: "PUT", Path: "/members/{id}/findings/{rule}", Tag: "member", Permission: staff.MemberQuality,
		Summary: edge.Words{Chinese: "忽略一个数据问题，或收回忽略（记入审计）", English: "Let a finding rest, or take that back (audited)"},
		Errors:  append(append([]*errs.Error{member.ErrBadNote}, findingErrors...), memberErrors...),
	}, h.judgeFinding)
	edge.Register(e, edge.Operation{
		ID: "repair-findings", Method: "POST", Path: "/member-quality/repairs", Tag: "member", Permission: staff.MemberEdit, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "按建议修正，可先预览（记入审计）", English: "Apply suggestions; preview first (audited)"},
		Description: edge.Words{Chinese: "修改邮箱另需 member:identify 权限，否则列入 refused。",
			English: "To change an e-mail needs member:identify as well; without it such a finding is refused."},
		Errors: []*errs.Error{member.ErrTooManyRepairs},
	}, h.repairFindings)
	edge.Register(e, edge.Operation{
		ID: "undo-repair", Method: "POST", Path: "/member-quality/repairs/{batch}/undo", Tag: "member", Permission: staff.MemberEdit, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "撤销一批修正（记入审计）", English: "Undo a repair (audited)"},
		Errors:  []*errs.Error{member.ErrNoRepair, member.ErrRepairUndone},
	}, h.undoRepair)
}

const findingCursor = "finding"

// ruleKey stands for a rule in a cursor.
func ruleKey(code string) int64 {
	sum := fnv.New64a()
	sum.Write([]byte(code)) // never fails
	return int64(sum.Sum64() >> 1)
}

func (h *handlers) listFindings(ctx context.Context, in *findingsAsked) (*memberFindingsReply, error) {
	rules, err := h.readable(ctx)
	if err != nil {
		return nil, err
	}
	position, err := edge.Position(findingCursor, in.Cursor, 3)
	if err != nil {
		return nil, err
	}
	var after *member.FindingSpot
	if position != nil {
		at := slices.IndexFunc(rules, func(r member.QualityRule) bool { return ruleKey(r.Code) == position[2] })
		if at < 0 {
			return nil, edge.ErrBadCursor
		}
		after = &member.FindingSpot{Since: time.UnixMicro(position[0]).UTC(), Member: member.ID(position[1]), Rule: rules[at].Code}
	}
	filter := member.FindingFilter{State: member.FindingState(in.State), Fixable: in.Fixable, Store: edge.As[org.StoreID](in.Store), Source: in.Source, Run: int64(edge.As[intake.RunID](in.Run)), Scope: edge.From(ctx).Scope()}
	for _, r := range rules {
		if len(in.Rule) == 0 || slices.Contains(in.Rule, r.Code) {
			filter.Rules = append(filter.Rules, r.Code)
		}
	}
	if len(filter.Rules) == 0 {
		return &memberFindingsReply{edge.PageOf([]MemberFinding{}, "")}, nil
	}
	list, err := h.Reader.Members.Findings(ctx, h.DB, filter, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(f member.Finding) string {
		return edge.Cursor(findingCursor, f.Since.UnixMicro(), int64(f.Member), ruleKey(f.Rule))
	})
	shown, err := h.shownFindings(ctx, h.DB, list)
	if err != nil {
		return nil, err
	}
	return &memberFindingsReply{edge.PageOf(shown, next)}, h.withMembers(ctx, shown)
}

// withMembers says of whom findings are.
func (h *handlers) withMembers(ctx context.Context, shown []MemberFinding) error {
	var ids []member.ID
	for _, f := range shown {
		if id := edge.As[member.ID](f.MemberID); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	members, err := h.membersInOrder(ctx, ids)
	if err != nil {
		return err
	}
	summaries, err := h.Reader.Summaries(ctx, h.DB, edge.From(ctx), members)
	if err != nil {
		return err
	}
	for i := range shown {
		if at := slices.IndexFunc(summaries, func(s view.MemberSummary) bool { return s.ID == shown[i].MemberID }); at >= 0 {
			shown[i].Member = edge.Some(summaries[at])
		}
	}
	return nil
}

func (h *handlers) shownFindings(ctx context.Context, q postgres.Querier, list []member.Finding) ([]MemberFinding, error) {
	rules, err := h.readable(ctx)
	if err != nil {
		return nil, err
	}
	c := edge.From(ctx)
	show := findingShown{rules: map[string]member.QualityRule{}, l: c.Language, names: c.Principal.May(staff.MemberReveal)}
	for _, r := range rules {
		show.rules[r.Code] = r
	}
	list = slices.DeleteFunc(slices.Clone(list), func(f member.Finding) bool { _, there := show.rules[f.Rule]; return !there })
	var fixable []member.FindingRef
	var who []string
	for _, f := range list {
		if f.Fixable && f.State == member.FindingOpen {
			fixable = append(fixable, member.FindingRef{Member: f.Member, Rule: f.Rule})
		}
		if f.SaidBy != "" {
			who = append(who, f.SaidBy)
		}
	}
	if show.right, err = h.Reader.Members.Suggestions(ctx, q, fixable...); err != nil {
		return nil, err
	}
	if show.doers, err = h.Reader.Doers(ctx, q, who...); err != nil {
		return nil, err
	}
	return edge.Each(list, show.finding), nil
}

func (s findingShown) finding(f member.Finding) MemberFinding {
	r := s.rules[f.Rule]
	words := wordsOf(r, s.l)
	shown := MemberFinding{ID: string(edge.IDOf(f.Member)) + "-" + f.Rule, MemberID: edge.IDOf(f.Member), Rule: f.Rule, Name: words.Name, Advice: words.Advice,
		Dimension: string(r.Dimension), Severity: string(r.Severity), State: string(f.State), Since: edge.At(f.Since), SeenAt: edge.At(f.SeenAt),
		EndedAt: edge.AtUnlessZero(f.EndedAt), Version: f.Version}
	if g, there := s.right[member.FindingRef{Member: f.Member, Rule: f.Rule}]; there {
		was, is := g.Mask()
		if g.What == "name" && s.names { // as names are shown beside it
			was, is = g.Was, g.Is
		}
		shown.Suggestion = edge.Some(SuggestedRepair{What: g.What, Was: was, Is: is})
	}
	if f.State == member.FindingIgnored {
		shown.Ignored = edge.Some(FindingIgnored{Reason: f.Reason, Until: edge.AtUnlessZero(f.Until), By: s.doers(f.SaidBy), At: edge.At(f.SaidAt)})
	}
	return shown
}

// within refuses a member who did not join in the reader's stores.
func (h *handlers) within(ctx context.Context, id edge.ID) (member.Member, error) {
	m, err := h.member(ctx, id)
	if scope := edge.From(ctx).Scope(); err == nil && !scope.All() && !scope.Sees(m.Store) {
		return m, member.ErrUnknown.With("member", int64(m.ID))
	}
	return m, err
}

func (h *handlers) listFindingsOf(ctx context.Context, in *MemberPath) (*memberFindingsReply, error) {
	m, err := h.within(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	list, err := h.Reader.Members.FindingsOf(ctx, h.DB, m.ID)
	if err != nil {
		return nil, err
	}
	shown, err := h.shownFindings(ctx, h.DB, list)
	return &memberFindingsReply{edge.PageOf(shown, "")}, err
}

func (h *handlers) judgeFinding(ctx context.Context, in *struct {
	MemberPath
	Rule string `path:"rule" maxLength:"80" doc:"Code of the rule" zh:"规则代码" example:"email_typo"`
	Body FindingVerdict
}) (*memberFindingReply, error) {
	m, err := h.within(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	c := edge.From(ctx)
	var shown []MemberFinding
	err = h.DB.InTx(ctx, func(tx postgres.Tx) error {
		var f member.Finding
		action := "member.reopen_finding"
		if in.Body.State == "ignored" {
			action = "member.ignore_finding"
			f, err = h.Reader.Members.IgnoreFinding(ctx, tx, member.Ignoring{Member: m.ID, Rule: in.Rule, Version: in.Body.Version,
				Reason: in.Body.Reason, Until: in.Body.Until, By: c.Principal.String()})
		} else {
			f, err = h.Reader.Members.ReopenFinding(ctx, tx, m.ID, in.Rule, in.Body.Version)
		}
		if err != nil {
			return err
		}
		err = h.Staff.Audit(ctx, tx, staff.Entry{By: c.Principal, Action: action, Subject: staff.Subject{Kind: "member", ID: string(in.ID)},
			After: map[string]any{"rule": in.Rule}, Address: c.Address})
		if err != nil {
			return err
		}
		shown, err = h.shownFindings(ctx, tx, []member.Finding{f})
		return err
	})
	if err != nil {
		return nil, err
	}
	if len(shown) == 0 {
		return nil, member.ErrNoFinding.With("rule", in.Rule)
	}
	return &memberFindingReply{shown[0]}, nil
}

func (h *handlers) repairFindings(ctx context.Context, in *struct{ Body Repairing }) (*repairReply, error) {
	c := edge.From(ctx)
	refs := edge.Each(in.Body.Findings, func(f FindingNamed) member.FindingRef {
		return member.FindingRef{Member: edge.As[member.ID](f.Member), Rule: f.Rule}
	})
	members, err := h.Reader.Members.ByIDs(ctx, h.DB, edge.Each(refs, func(r member.FindingRef) member.ID { return r.Member })...)
	if err != nil {
		return nil, err
	}
	var barred []member.FindingRef
	refs = slices.DeleteFunc(refs, func(r member.FindingRef) bool {
		m, there := members[r.Member]
		return !there || !c.Scope().All() && !c.Scope().Sees(m.Store)
	})
	if !c.Principal.May(staff.MemberIdentify) {
		right, err := h.Reader.Members.Suggestions(ctx, h.DB, refs...)
		if err != nil {
			return nil, err
		}
		refs = slices.DeleteFunc(refs, func(r member.FindingRef) bool {
			if right[r].What == "email" {
				barred = append(barred, r)
			}
			return right[r].What == "email"
		})
	}
	outside := len(in.Body.Findings) - len(refs) - len(barred)
	var done member.Repaired
	err = h.DB.InTx(ctx, func(tx postgres.Tx) error {
		if done, err = h.Reader.Members.Repair(ctx, tx, refs, c.Principal.String(), in.Body.DryRun); err != nil || done.Batch == 0 {
			return err
		}
		return h.Staff.Audit(ctx, tx, staff.Entry{By: c.Principal, Action: "member.repair_findings", Subject: staff.Subject{Kind: "member_repair", ID: string(edge.IDOf(done.Batch))},
			After: map[string]any{"done": done.Done}, Address: c.Address})
	})
	if err != nil {
		return nil, err
	}
	shown := RepairDone{Done: done.Done, Gone: done.Gone + outside, Refused: edge.Each(append(done.Refused, barred...), func(r member.FindingRef) FindingNamed {
		return FindingNamed{edge.IDOf(r.Member), r.Rule}
	})}
	if done.Batch != 0 {
		shown.Batch = edge.Some(edge.IDOf(done.Batch))
	}
	return &repairReply{shown}, nil
}

func (h *handlers) undoRepair(ctx context.Context, in *struct {
	Batch edge.ID `path:"batch" doc:"Which repair" zh:"修正批次"`
}) (*repairUndoneReply, error) {
	c := edge.From(ctx)
	var shown RepairUndone
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		shown.Undone, shown.Kept, err = h.Reader.Members.UndoRepair(ctx, tx, edge.As[int64](in.Batch), c.Principal.String(), c.Scope())
		if err != nil {
			return err
		}
		return h.Staff.Audit(ctx, tx, staff.Entry{By: c.Principal, Action: "member.undo_repair", Subject: staff.Subject{Kind: "member_repair", ID: string(in.Batch)},
			After: map[string]any{"undone": shown.Undone, "kept": shown.Kept}, Address: c.Address})
	})
	return &repairUndoneReply{shown}, err
}
