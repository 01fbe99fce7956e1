package admin

import (
	"context"
	"net/http"
	"strings"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/profile"
	"habitue/internal/staff"
)

// TagFields are what staff say about a tag. It is exported because it is embedded.
type TagFields struct {
	NameI18n i18n.Text `json:"name_i18n" doc:"Name by language" zh:"各语言名称"`
	Colour   string    `json:"colour" enum:"default,red,orange,gold,green,cyan,blue,purple,magenta" doc:"Colour" zh:"颜色" example:"gold"`
	Group    string    `json:"group,omitempty" maxLength:"40" doc:"Code of its group" zh:"所属分组代码" example:"skin"`
	Days     int       `json:"days,omitempty" minimum:"0" maximum:"3650" doc:"How many days it holds unless somebody says otherwise; 0: until it is taken" zh:"默认有效天数；0 为长期" example:"90"`
	Ended    bool      `json:"ended,omitempty" doc:"Put on nobody any more; who has it keeps it" zh:"停用：不再打标，已有的保留" example:"false"`
}

// TagShown is something that staff may say of members by hand.
type TagShown struct {
	Code  string `json:"code" doc:"Code; the label is tag:<code>" zh:"代码；对应标签 tag:代码" example:"vip_guest"`
	Label string `json:"label" doc:"The label that rules and filters name" zh:"规则与筛选所用的标签" example:"tag:vip_guest"`
	Name  string `json:"name" doc:"Name in the reader's language" zh:"名称" example:"贵宾"`
	TagFields
	Version int `json:"version" doc:"Counts the changes" zh:"版本" example:"1"`
}

// MemberTag is a tag with how many have it.
type MemberTag struct {
	TagShown
	Members int64 `json:"members" doc:"Who have it now" zh:"当前拥有的会员数" example:"120"`
}

// SavedTag is a tag as it shall be.
type SavedTag struct {
	TagFields
	Version int `json:"version" minimum:"0" maximum:"1000000" doc:"The version that was seen; 0 makes a new one" zh:"所见版本；0 为新建" example:"0"`
}

// MemberTagGroup holds tags together.
type MemberTagGroup struct {
	Code      string    `json:"code" doc:"Code; stays" zh:"代码，之后不可更改" example:"skin"`
	Name      string    `json:"name" doc:"Name in the reader's language" zh:"名称" example:"肤质"`
	NameI18n  i18n.Text `json:"name_i18n" doc:"Name by language" zh:"各语言名称"`
	Exclusive bool      `json:"exclusive" doc:"Whether a member has one of it at most" zh:"是否互斥：每位会员至多其一" example:"true"`
	Version   int       `json:"version" doc:"Counts the changes" zh:"版本" example:"1"`
}

// SavedTagGroup is a group as it shall be.
type SavedTagGroup struct {
	NameI18n  i18n.Text `json:"name_i18n" doc:"Name by language" zh:"各语言名称"`
	Exclusive bool      `json:"exclusive" doc:"Whether a member has one of it at most" zh:"是否互斥：每位会员至多其一" example:"true"`
	Version   int       `json:"version" minimum:"0" maximum:"1000000" doc:"The version that was seen; 0 makes a new one" zh:"所见版本；0 为新建" example:"0"`
}

// MemberTags are the tags that there are.
type MemberTags struct {
	Tags   []MemberTag      `json:"tags" doc:"Tags; those that ended last" zh:"标签；停用的在后"`
	Groups []MemberTagGroup `json:"groups" doc:"Groups" zh:"分组"`
}

// HeldTag is a tag that a member has.
type HeldTag struct {
	TagShown
	Since edge.Time  `json:"since" doc:"From when on" zh:"自" example:"2026-09-12T04:20:00Z"`
	Until *edge.Time `json:"until" doc:"Until when; null: until it is taken" zh:"至；null 为长期" example:"2026-12-11T04:20:00Z"`
}

// TagStep is a tag that was put on a member, or taken.
type TagStep struct {
	ID     edge.ID             `json:"id" doc:"Id" zh:"编号"`
	Tag    string              `json:"tag" doc:"Code of the tag" zh:"标签代码" example:"vip_guest"`
	Name   string              `json:"name" doc:"Name in the reader's language" zh:"名称" example:"贵宾"`
	Put    bool                `json:"put" doc:"Whether it was put, else taken" zh:"打上为 true，取下为 false" example:"true"`
	Until  *edge.Time          `json:"until" doc:"Until when it was to hold" zh:"有效至" example:"2026-12-11T04:20:00Z"`
	Reason *string             `json:"reason" doc:"Why" zh:"理由" example:"店庆到访"`
	By     view.Doer           `json:"by" doc:"Who" zh:"操作人"`
	At     edge.Time           `json:"at" doc:"When" zh:"时间" example:"2026-09-12T04:20:00Z"`
	Batch  edge.Maybe[edge.ID] `json:"batch" doc:"Of many at once; null: this one alone" zh:"批量编号；单独操作为 null"`
}

// TagsOfMember are what staff said of a member by tags.
type TagsOfMember struct {
	Held    []HeldTag `json:"held" doc:"What holds" zh:"当前标签"`
	History []TagStep `json:"history" doc:"What was put and taken, the latest first" zh:"打标记录，最近在前"`
}

// Tagging says what to put or take.
type Tagging struct {
	Tag    string    `json:"tag" maxLength:"40" doc:"Code of the tag" zh:"标签代码" example:"vip_guest"`
	Take   bool      `json:"take,omitempty" doc:"Take it, else put it" zh:"取下为 true" example:"false"`
	Until  time.Time `json:"until,omitempty" doc:"Until when it holds; absent: as long as the tag says" zh:"有效至；缺省按标签默认" example:"2026-12-11T04:20:00Z"`
	Reason string    `json:"reason,omitempty" maxLength:"200" doc:"Why" zh:"理由" example:"店庆到访"`
}

// TaggingMany says what to put on many members, or to take.
type TaggingMany struct {
	Tagging
	Filter *MemberFilter `json:"filter,omitempty" doc:"Whom, as in the list" zh:"筛选，与会员列表相同"`
	Lines  []string      `json:"lines,omitempty" maxItems:"20000" doc:"Whom, line by line: member number, card, phone or e-mail" zh:"名单，每行一个会员号、卡号、手机号或邮箱" example:"13800005678"`
	DryRun bool          `json:"dry_run,omitempty" doc:"Only say what would be done" zh:"只预览" example:"true"`
}

// TaggedMany is what was done, or would be.
type TaggedMany struct {
	Batch    edge.Maybe[edge.ID] `json:"batch" doc:"By which it is undone; null: nothing was done" zh:"撤销所用的批次；未执行为 null"`
	Named    int                 `json:"named" doc:"Who were named" zh:"名单人数" example:"120"`
	Changed  int                 `json:"changed" doc:"Who get it, or lose it" zh:"将变动的人数" example:"100"`
	Same     int                 `json:"same" doc:"Who have it already, or have it not" zh:"无需变动的人数" example:"20"`
	Replaced int                 `json:"replaced" doc:"Who lose another of an exclusive group by it" zh:"因互斥而替换的人数" example:"3"`
	Inactive int                 `json:"inactive" doc:"Who are no members any more" zh:"已退会或注销的人数" example:"0"`
	Unknown  []int               `json:"unknown" doc:"Lines, from 1, that lead to nobody; 100 at most" zh:"找不到会员的行号（从 1 起），至多 100 个" example:"[7]"`
	Unfound  int                 `json:"unfound" doc:"How many lines lead to nobody" zh:"找不到会员的行数" example:"1"`
}

// TaggingUndone is how many members are as they were.
type TaggingUndone struct {
	Changed int `json:"changed" doc:"Tags that were put back or taken" zh:"恢复的标签数" example:"100"`
}

// TagPath names a tag in a path.
type TagPath struct {
	Code string `path:"code" maxLength:"40" doc:"Code" zh:"代码" example:"vip_guest"`
}

type (
	tagsReply         struct{ Body MemberTags }
	tagsOfMemberReply struct{ Body TagsOfMember }
	taggedReply       struct{ Body TaggedMany }
	tagUndoneReply    struct{ Body TaggingUndone }
)

var tagErrors = []*errs.Error{member.ErrNoTag, member.ErrTagEnded, member.ErrBadTagging}

func (h *handlers) memberTags(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-member-tags", Method: "GET", Path: "/member-tags", Tag: "member", Permission: staff.MemberRead,
		Summary: edge.Words{Chinese: "可打的标签与分组", English: "Tags that staff put by hand, and their groups"},
	}, h.listTags)
	saving := []*errs.Error{member.ErrBadTag, member.ErrTagMoved, member.ErrTooManyTags}
	edge.Register(e, edge.Operation{
		ID: "save-member-tag", Method: "PUT", Path: "/member-tags/{code}", Tag: "member", Permission: staff.MemberTags,
		Summary: edge.Words{Chinese: "新建或修改标签", English: "Make or change a tag"}, Errors: saving,
	}, h.saveTag)
	edge.Register(e, edge.Operation{
		ID: "save-member-tag-group", Method: "PUT", Path: "/member-tag-groups/{code}", Tag: "member", Permission: staff.MemberTags,
		Summary: edge.Words{Chinese: "新建或修改标签分组", English: "Make or change a group of tags"}, Errors: saving,
	}, h.saveTagGroup)
	edge.Register(e, edge.Operation{
		ID: "get-tags-of-member", Method: "GET", Path: "/members/{id}/tags", Tag: "member", Permission: staff.MemberRead,
		Summary: edge.Words{Chinese: "会员的标签与打标记录", English: "Tags of a member, with who put them and why"}, Errors: memberErrors,
	}, func(ctx context.Context, in *MemberPath) (*tagsOfMemberReply, error) { return h.tagsOf(ctx, in.ID) })
	edge.Register(e, edge.Operation{
		ID: "tag-member", Method: "POST", Path: "/members/{id}/tags", Tag: "member", Permission: staff.MemberTag, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "给会员打标签或取下", English: "Put a tag on a member, or take it"}, Errors: append(append([]*errs.Error{}, tagErrors...), memberErrors...),
	}, h.tagMember)
	edge.Register(e, edge.Operation{
		ID: "tag-members", Method: "POST", Path: "/members/tags", Tag: "member", Permission: staff.MemberTags, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "批量打标签或取下（可先预览，记入审计）", English: "Put a tag on many members, or take it; with a preview, audited"},
		Errors:  append([]*errs.Error{member.ErrTooManyTagged}, tagErrors...),
	}, h.tagMany)
	edge.Register(e, edge.Operation{
		ID: "undo-tagging", Method: "POST", Path: "/members/tags/{batch}/undo", Tag: "member", Permission: staff.MemberTags, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "撤销一次批量打标", English: "Undo what was done to many at once"},
		Errors:  []*errs.Error{member.ErrNoTagging, member.ErrTaggingUndone},
	}, h.undoTagging)
}

func (h *handlers) listTags(ctx context.Context, _ *struct{}) (*tagsReply, error) {
	tags, err := h.Reader.Members.CountedTags(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	groups, err := h.Reader.Members.TagGroups(ctx, h.DB)
	l := language(ctx)
	return &tagsReply{MemberTags{Tags: edge.Each(tags, func(t member.Tag) MemberTag { return MemberTag{shownTag(t, l), t.Members} }),
		Groups: edge.Each(groups, func(g member.TagGroup) MemberTagGroup {
			return MemberTagGroup{g.Code, g.Name.In(l), g.Name, g.Exclusive, g.Version}
		})}}, err
}

func shownTag(t member.Tag, l string) TagShown {
	return TagShown{Code: t.Code, Label: t.Label(), Name: t.Name.In(l), TagFields: TagFields{t.Name, t.Colour, t.Group, t.Days, t.Ended}, Version: t.Version}
}

func (h *handlers) saveTag(ctx context.Context, in *struct {
	TagPath
	Body SavedTag
}) (*tagsReply, error) {
	b := in.Body
	t := member.Tag{Code: in.Code, Name: b.NameI18n, Colour: b.Colour, Group: b.Group, Days: b.Days, Ended: b.Ended, Version: b.Version}
	return h.savedTags(ctx, "member.save_tag", in.Code, b, func(ctx context.Context, tx postgres.Tx, by string) error {
		return h.Reader.Members.SaveTag(ctx, tx, t, by)
	})
}

func (h *handlers) saveTagGroup(ctx context.Context, in *struct {
	TagPath
	Body SavedTagGroup
}) (*tagsReply, error) {
	b := in.Body
	g := member.TagGroup{Code: in.Code, Name: b.NameI18n, Exclusive: b.Exclusive, Version: b.Version}
	return h.savedTags(ctx, "member.save_tag_group", in.Code, b, func(ctx context.Context, tx postgres.Tx, by string) error {
		return h.Reader.Members.SaveTagGroup(ctx, tx, g, by)
	})
}

func (h *handlers) savedTags(ctx context.Context, action, code string, after any, save func(ctx context.Context, tx postgres.Tx, by string) error) (*tagsReply, error) {
	c := edge.From(ctx)
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		if err := save(ctx, tx, c.Principal.String()); err != nil {
			return err
		}
		return h.Staff.Audit(ctx, tx, staff.Entry{By: c.Principal, Action: action, Subject: staff.Subject{Kind: "member_tag", ID: code}, After: after, Address: c.Address})
	})
	if err != nil {
		return nil, err
	}
	return h.listTags(ctx, nil)
}

// tagsShown bounds the history that a member's page shows at once.
const tagsShown = 100

func (h *handlers) tagsOf(ctx context.Context, id edge.ID) (*tagsOfMemberReply, error) {
	m, err := h.member(ctx, id)
	if err != nil {
		return nil, err
	}
	held, err := h.Reader.Members.HeldTags(ctx, h.DB, m.ID)
	if err != nil {
		return nil, err
	}
	history, err := h.Reader.Members.TagHistory(ctx, h.DB, m.ID, 0, tagsShown)
	if err != nil {
		return nil, err
	}
	all, err := h.Reader.Members.Tags(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	doers, err := h.Reader.Doers(ctx, h.DB, edge.Each(history, func(s member.TagChange) string { return s.By })...)
	if err != nil {
		return nil, err
	}
	l, names := language(ctx), map[string]string{}
	for _, t := range all {
		names[t.Code] = t.Name.In(l)
	}
	return &tagsOfMemberReply{TagsOfMember{
		Held: edge.Each(held, func(t member.HeldTag) HeldTag {
			return HeldTag{TagShown: shownTag(t.Tag, l), Since: edge.At(t.Since), Until: edge.AtUnlessZero(t.Until)}
		}),
		History: edge.Each(history, func(s member.TagChange) TagStep {
			step := TagStep{ID: edge.IDOf(s.ID), Tag: s.Tag, Name: names[s.Tag], Put: s.Put, Until: edge.AtUnlessZero(s.Until), Reason: edge.OrNull(s.Reason), By: doers(s.By), At: edge.At(s.At)}
			if s.Batch != 0 {
				step.Batch = edge.Some(edge.IDOf(s.Batch))
			}
			return step
		}),
	}}, nil
}

func (in Tagging) of(by string, members ...member.ID) member.Tagging {
	return member.Tagging{Tag: in.Tag, Take: in.Take, Until: in.Until, Reason: in.Reason, By: by, Members: members}
}

func (h *handlers) tagMember(ctx context.Context, in *struct {
	MemberPath
	Body Tagging
}) (*tagsOfMemberReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	c := edge.From(ctx)
	err = h.DB.InTx(ctx, func(tx postgres.Tx) error {
		done, err := h.Reader.Members.Tagging(ctx, tx, in.Body.of(c.Principal.String(), m.ID), false)
		if err == nil && done.Inactive > 0 {
			err = member.ErrHasLeft
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return h.tagsOf(ctx, in.ID)
}

func (h *handlers) tagMany(ctx context.Context, in *struct{ Body TaggingMany }) (*taggedReply, error) {
	ids, unknown, err := h.named(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	c := edge.From(ctx)
	var done member.Tagged
	err = h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		if done, err = h.Reader.Members.Tagging(ctx, tx, in.Body.of(c.Principal.String(), ids...), in.Body.DryRun); err != nil || in.Body.DryRun {
			return err
		}
		return h.Staff.Audit(ctx, tx, staff.Entry{By: c.Principal, Action: "member.tag_list", Subject: staff.Subject{Kind: "member_tag", ID: in.Body.Tag},
			After:  map[string]any{"take": in.Body.Take, "filter": in.Body.Filter, "members": done.Changed, "batch": edge.IDOf(done.Batch)},
			Reason: i18n.Clean(in.Body.Reason, 200), Address: c.Address})
	})
	if err != nil {
		return nil, err
	}
	shown := TaggedMany{Named: len(ids), Changed: done.Changed, Same: done.Same, Replaced: done.Replaced, Inactive: done.Inactive,
		Unknown: append([]int{}, unknown[:min(len(unknown), 100)]...), Unfound: len(unknown)}
	if done.Batch != 0 {
		shown.Batch = edge.Some(edge.IDOf(done.Batch))
	}
	return &taggedReply{shown}, nil
}

// named are the members whom a filter or a list means, and the lines that lead to nobody.
func (h *handlers) named(ctx context.Context, in TaggingMany) (ids []member.ID, unknown []int, err error) {
	if (in.Filter == nil) == (len(in.Lines) == 0) {
		return nil, nil, edge.ErrRequest.Field("filter", "http.not_both", "other", "lines")
	}
	if in.Filter == nil {
		return h.listed(ctx, in.Lines)
	}
	if err := mayFilter(edge.From(ctx).Principal, *in.Filter, profile.ByJoining); err != nil {
		return nil, nil, err
	}
	f, err := h.filter(ctx, *in.Filter)
	if err != nil {
		return nil, nil, err
	}
	for after := (*profile.Place)(nil); ; {
		page, err := h.Reader.Profile.Find(ctx, f, profile.ByJoining, after, 2000)
		if err != nil {
			return nil, nil, err
		}
		for _, p := range page {
			ids = append(ids, p.Member)
		}
		if len(page) < 2000 || len(ids) > member.MostTagged {
			return ids, nil, nil
		}
		after = &page[len(page)-1]
	}
}

// listed finds the members of a list: each line is a card or number, a phone or an e-mail.
func (h *handlers) listed(ctx context.Context, lines []string) (ids []member.ID, unknown []int, err error) {
	kinds := []member.Kind{member.Card, member.Phone, member.Email}
	for from := 0; from < len(lines); from += 1000 {
		part := lines[from:min(from+1000, len(lines))]
		keys := make([]member.Key, 0, len(kinds)*len(part))
		for _, line := range part {
			for _, kind := range kinds {
				keys = append(keys, member.Key{Kind: kind, Value: strings.TrimSpace(line)})
			}
		}
		found, err := h.Reader.Members.ResolveMany(ctx, h.DB, keys)
		if err != nil {
			return nil, nil, err
		}
		for i, line := range part {
			text, id := strings.TrimSpace(line), member.ID(0)
			for _, kind := range kinds {
				if at, ok := found[member.Key{Kind: kind, Value: text}]; ok && id == 0 {
					id = at
				}
			}
			switch {
			case id != 0:
				ids = append(ids, id)
			case text != "":
				unknown = append(unknown, from+i+1)
			}
		}
	}
	return ids, unknown, nil
}

func (h *handlers) undoTagging(ctx context.Context, in *struct {
	Batch edge.ID `path:"batch" doc:"Id of the batch" zh:"批次编号"`
}) (*tagUndoneReply, error) {
	c := edge.From(ctx)
	n := 0
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		if n, err = h.Reader.Members.UndoTagging(ctx, tx, edge.As[int64](in.Batch), c.Principal.String()); err != nil {
			return err
		}
		return h.Staff.Audit(ctx, tx, staff.Entry{By: c.Principal, Action: "member.undo_tagging", Subject: staff.Subject{Kind: "member_tag", ID: string(in.Batch)},
			After: map[string]any{"changed": n}, Address: c.Address})
	})
	return &tagUndoneReply{TaggingUndone{n}}, err
}
