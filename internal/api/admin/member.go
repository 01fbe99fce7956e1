package admin

import (
	"context"
	"errors"
	"slices"
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

// memberSearch is how members are listed and found.
type memberSearch struct {
	edge.Paging
	Q     string `query:"q" maxLength:"100" doc:"What the search box holds: phone in any format, its last four digits, card or member number, e-mail, beginning of a name, pinyin, initials; several words must all fit" zh:"搜索框内容：任意格式的手机号、手机号后四位、卡号或会员号、邮箱、姓名开头、拼音、首字母；多个词须同时符合" example:"王 5678"`
	Phone string `query:"phone" maxLength:"40" doc:"Exact phone, as written or E.164" zh:"手机号（精确）" example:"13800005678"`
	Card  string `query:"card" maxLength:"64" doc:"Exact card or member number" zh:"卡号或会员号（精确）" example:"800000123456"`
	MemberFilter
	Sort string `query:"sort" enum:"joined,last_order,spend" default:"joined" doc:"Latest or largest first; what q, phone or card find is in the order of ids unless it is filtered or sorted" zh:"排序，新或大的在前；搜索结果若不筛选排序则按编号" example:"joined"`
}

// MemberPath names a member in a path. It is exported because the contract's
// reader does not look into embedded structs that are not.
type MemberPath struct {
	ID edge.ID `path:"id" doc:"Id of the member" zh:"会员编号"`
}

// Revealing says why personal data must be seen.
type Revealing struct {
	Reason string `json:"reason" minLength:"2" maxLength:"200" doc:"Why; kept in the audit trail" zh:"查看理由，记入审计" example:"会员来电核实"`
}

// Revealed is the personal data of a member in plain text.
type Revealed struct {
	Name  *string `json:"name" doc:"Name" zh:"姓名" example:"王小云"`
	Phone *string `json:"phone" doc:"Phone, E.164" zh:"手机号" example:"+8613800005678"`
	Email *string `json:"email" doc:"E-mail" zh:"邮箱" example:"wang@example.com"`
}

type (
	membersReply  struct{ Body edge.Page[view.MemberSummary] }
	memberReply   struct{ Body view.Member }
	revealedReply struct{ Body Revealed }
)

func (h *handlers) members(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-members", Method: "GET", Path: "/members", Tag: "member", Permission: staff.MemberRead,
		Summary: edge.Words{Chinese: "会员列表与查找", English: "List and find members"},
		Description: edge.Words{Chinese: "搜索框 q，或按手机号、卡号精确查找，或按筛选与排序翻页；筛选由分析副本回答，晚数秒。符合的人过多时回答 member.too_common，请补充信息。姓名与手机号按权限遮蔽。",
			English: "By the search box q, by exact phone or card, or page by page as filtered and sorted; filters are answered by the replica, a few seconds behind. A search that fits too many answers member.too_common: say more. Names and phones are masked as the reader's permissions say."},
		Errors: []*errs.Error{edge.ErrBadCursor, member.ErrBadIdentity, member.ErrTooCommon},
	}, h.listMembers)
	edge.Register(e, edge.Operation{
		ID: "get-member", Method: "GET", Path: "/members/{id}", Tag: "member", Permission: staff.MemberRead,
		Summary: edge.Words{Chinese: "一位会员", English: "One member"},
		Errors:  memberErrors,
	}, h.getMember)
	edge.Register(e, edge.Operation{
		ID: "reveal-member", Method: "POST", Path: "/members/{id}/reveal", Tag: "member", Permission: staff.MemberReveal,
		Summary: edge.Words{Chinese: "查看会员明文信息（记入审计）", English: "See a member's personal data in plain text (audited)"},
		Errors:  memberErrors,
	}, h.revealMember)
}

const (
	memberCursor = "member" // by the time of joining, newest first
	searchCursor = "search" // of what the search box found, by id

	filteredCursor = "filtered_" // and the order, by what it orders by
)

func (h *handlers) listMembers(ctx context.Context, in *memberSearch) (*membersReply, error) {
	if err := mayFilter(edge.From(ctx).Principal, in.MemberFilter, profile.Order(in.Sort)); err != nil {
		return nil, err
	}
	if key, exact := in.exact(); exact {
		shown, err := h.lookUp(ctx, key, in.Level)
		return &membersReply{Body: edge.PageOf(shown, "")}, err
	}
	var list []member.Member
	var next string
	var err error
	// What is asked in a till's hurry, and the newest, PostgreSQL answers by key.
	plain := in.isEmpty() && profile.Order(in.Sort) == profile.ByJoining && edge.From(ctx).Scope().All()
	switch {
	case !plain:
		if list, err = h.atTheCounter(ctx, in); err == nil && len(list) == 0 {
			list, next, err = h.filteredMembers(ctx, in)
		}
	case in.Q != "":
		list, next, err = h.searchMembers(ctx, in)
	default:
		list, next, err = h.newestMembers(ctx, in.Paging)
	}
	if err != nil {
		return nil, err
	}
	shown, err := h.Reader.Summaries(ctx, h.DB, edge.From(ctx), list)
	return &membersReply{Body: edge.PageOf(shown, next)}, err
}

// exact is what names one member at the most.
func (in *memberSearch) exact() (k member.Key, is bool) {
	switch {
	case in.Phone != "":
		return member.Key{Kind: member.Phone, Value: in.Phone}, true
	case in.Card != "":
		return member.Key{Kind: member.Card, Value: in.Card}, true
	}
	return k, false
}

// lookUp answers an exact search: nobody or one.
func (h *handlers) lookUp(ctx context.Context, k member.Key, levels []string) ([]view.MemberSummary, error) {
	id, err := h.Reader.Members.ResolveNow(ctx, k.Kind, k.Value)
	if errors.Is(err, member.ErrUnknown) {
		return []view.MemberSummary{}, nil
	}
	if err != nil {
		return nil, err
	}
	if len(levels) > 0 {
		held, err := h.Reader.Tiers.Levels(ctx, h.DB, id)
		if err != nil || !slices.Contains(levels, held[id].Level.Code) {
			return []view.MemberSummary{}, err
		}
	}
	return h.Reader.SummaryNow(ctx, edge.From(ctx), id)
}

// searchMembers answers the search box.
func (h *handlers) searchMembers(ctx context.Context, in *memberSearch) (list []member.Member, next string, err error) {
	after, err := in.After(searchCursor)
	if err != nil {
		return nil, "", err
	}
	search, err := h.Reader.Members.ReadSearch(ctx, h.DB, in.Q)
	if err != nil {
		return nil, "", err
	}
	page, err := h.Reader.Members.Page(ctx, h.DB, search, member.ID(after), in.Limit)
	if err != nil {
		return nil, "", err
	}
	if page.Next != 0 {
		next = edge.Cursor(searchCursor, int64(page.Next))
	}
	list, err = h.whoGoOn(ctx, page.IDs)
	return list, next, err
}

// atTheCounter finds, for somebody who sees the members of certain stores, also
// one of another store who says who they are: by a whole phone, card, number or e-mail.
func (h *handlers) atTheCounter(ctx context.Context, in *memberSearch) ([]member.Member, error) {
	if edge.From(ctx).Scope().All() || in.Q == "" || !in.isEmpty() || in.Cursor != "" {
		return nil, nil
	}
	search, err := h.Reader.Members.ReadSearch(ctx, h.DB, in.Q)
	if err != nil {
		return nil, err
	}
	whole, ok := search.Whole()
	if !ok {
		return nil, nil
	}
	page, err := h.Reader.Members.Page(ctx, h.DB, whole, 0, in.Limit)
	if err != nil {
		return nil, err
	}
	return h.whoGoOn(ctx, page.IDs)
}

// whoGoOn reads the members of ids in the order of these; who was merged is found by
// his old name and digits, and leads to whoever goes on.
func (h *handlers) whoGoOn(ctx context.Context, ids []member.ID) ([]member.Member, error) {
	found, err := h.membersInOrder(ctx, ids)
	if err != nil {
		return nil, err
	}
	standing := make([]member.ID, 0, len(found))
	merged := false
	for _, m := range found {
		id := m.ID
		if m.MergedInto != 0 {
			id, merged = m.MergedInto, true
		}
		if !slices.Contains(standing, id) {
			standing = append(standing, id)
		}
	}
	if !merged {
		return found, nil
	}
	return h.membersInOrder(ctx, standing)
}

// membersInOrder reads the members of ids in the order of these.
func (h *handlers) membersInOrder(ctx context.Context, ids []member.ID) (list []member.Member, err error) {
	found, err := h.Reader.Members.ByIDs(ctx, h.DB, ids...)
	for _, id := range ids {
		if m, ok := found[id]; ok {
			list = append(list, m)
		}
	}
	return list, err
}

func (h *handlers) newestMembers(ctx context.Context, p edge.Paging) (list []member.Member, next string, err error) {
	var after member.Cursor
	position, err := edge.Position(memberCursor, p.Cursor, 2)
	if err != nil {
		return nil, "", err
	}
	if position != nil {
		after = member.Cursor{JoinedAt: time.UnixMicro(position[0]).UTC(), ID: member.ID(position[1])}
	}
	if list, err = h.Reader.Members.List(ctx, h.DB, after, p.Limit+1); err != nil {
		return nil, "", err
	}
	list, next = edge.Cut(list, p.Limit, func(m member.Member) string {
		return edge.Cursor(memberCursor, m.JoinedAt.UnixMicro(), int64(m.ID))
	})
	return list, next, nil
}

// filteredMembers answers what PostgreSQL would have to scan everybody for.
func (h *handlers) filteredMembers(ctx context.Context, in *memberSearch) (list []member.Member, next string, err error) {
	f, err := h.filter(ctx, in.MemberFilter)
	if err != nil {
		return nil, "", err
	}
	var search member.Search
	if in.Q != "" {
		if search, err = h.Reader.Members.ReadSearch(ctx, h.DB, in.Q); err != nil {
			return nil, "", err
		}
		if err := h.among(ctx, &f, search); err != nil {
			return nil, "", err
		}
	}
	cursor := filteredCursor + in.Sort
	position, err := edge.Position(cursor, in.Cursor, 2)
	if err != nil {
		return nil, "", err
	}
	var after *profile.Place
	if position != nil {
		after = &profile.Place{Key: position[0], Member: member.ID(position[1])}
	}
	places, err := h.Reader.Profile.Find(ctx, f, profile.Order(in.Sort), after, in.Limit+1)
	if err != nil {
		return nil, "", err
	}
	places, next = edge.Cut(places, in.Limit, func(p profile.Place) string { return edge.Cursor(cursor, p.Key, int64(p.Member)) })
	ids := edge.Each(places, func(p profile.Place) member.ID { return p.Member })
	if in.Q != "" {
		if ids, err = h.Reader.Members.Fitting(ctx, h.DB, search, ids); err != nil {
			return nil, "", err
		}
	}
	list, err = h.membersInOrder(ctx, ids)
	return list, next, err
}

func (h *handlers) getMember(ctx context.Context, in *MemberPath) (*memberReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	shown, err := h.Reader.Member(ctx, h.DB, edge.From(ctx), m)
	return &memberReply{Body: shown}, err
}

// member finds the member of a path; one that was merged is shown as it stands.
func (h *handlers) member(ctx context.Context, id edge.ID) (member.Member, error) {
	return h.Reader.Members.Get(ctx, h.DB, edge.As[member.ID](id))
}

// noteReveal writes down who looked, at what and why: nothing is shown before that is kept.
func (h *handlers) noteReveal(ctx context.Context, tx postgres.Tx, id edge.ID, reason string, fields []string) error {
	c := edge.From(ctx)
	return h.Staff.Audit(ctx, tx, staff.Entry{
		By: c.Principal, Action: "member.reveal", Subject: staff.Subject{Kind: "member", ID: string(id)},
		After: map[string]any{"fields": fields}, Reason: i18n.Clean(reason, 200), Address: c.Address,
	})
}

// seenOf lists what there was to see.
func seenOf(there map[string]bool) []string {
	seen := []string{}
	for code, is := range there {
		if is {
			seen = append(seen, code)
		}
	}
	slices.Sort(seen)
	return seen
}

// revealMember writes down who looked and why before it shows anything.
func (h *handlers) revealMember(ctx context.Context, in *struct {
	MemberPath
	Body Revealing
}) (*revealedReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	var personal map[member.ID]member.Personal
	err = h.DB.InTx(ctx, func(tx postgres.Tx) error {
		if personal, err = h.Reader.Members.Personal(ctx, tx, m.ID); err != nil {
			return err
		}
		p := personal[m.ID]
		return h.noteReveal(ctx, tx, in.ID, in.Body.Reason, seenOf(map[string]bool{"name": p.Name != "", "phone": p.Phone() != "", "email": p.Email() != ""}))
	})
	if err != nil {
		return nil, err
	}
	p := personal[m.ID]
	return &revealedReply{Body: Revealed{Name: edge.OrNull(p.Name), Phone: edge.OrNull(p.Phone()), Email: edge.OrNull(p.Email())}}, nil
}

var memberErrors = []*errs.Error{member.ErrUnknown}
