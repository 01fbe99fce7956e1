package admin

import (
	"bufio"
	"context"
	"encoding/csv"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/httpx"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/sheet"
	"habitue/internal/staff"
)

// AccessedField is something that was seen.
type AccessedField struct {
	Code string `json:"code" doc:"Code of the field" zh:"字段代码" example:"phone"`
	Name string `json:"name" doc:"Name in the reader's language" zh:"名称" example:"手机号"`
}

// MemberAccess is somebody seeing personal data in full, or taking data of many along.
type MemberAccess struct {
	ID      edge.ID                  `json:"id" doc:"Id" zh:"编号"`
	At      edge.Time                `json:"at" doc:"When" zh:"时间" example:"2026-09-12T04:20:00Z"`
	By      view.Doer                `json:"by" doc:"Who" zh:"查看人"`
	Act     string                   `json:"act" enum:"revealed,listed,exported,copied" doc:"revealed: asked for on the page; listed: shown by an answer because of the role; exported: a list of members as a file; copied: the copy that a member may ask for" zh:"revealed 页面查看；listed 因角色权限随页面显示；exported 导出列表；copied 生成个人信息副本" example:"revealed"`
	Member  edge.Maybe[AccessedWhom] `json:"member" doc:"Of whom; null: of many" zh:"被查看的会员；多人为 null"`
	Members int64                    `json:"members" doc:"Of how many" zh:"涉及会员数" example:"1"`
	Fields  []AccessedField          `json:"fields" doc:"What was seen; empty: it was not noted at that time" zh:"看到的字段；当时未记录则为空"`
	In      *string                  `json:"in" doc:"Of what is listed: which answer showed it, in the reader's language" zh:"listed 时：在哪个页面或接口中显示" example:"会员列表"`
	Reason  *string                  `json:"reason" doc:"Why, as it was given" zh:"理由" example:"核对收货电话"`
	Address *string                  `json:"address" doc:"From where" zh:"来源地址" example:"203.0.113.7"`
}

// AccessedWhom names a member without anything personal.
type AccessedWhom struct {
	ID     edge.ID `json:"id" doc:"Id of the member" zh:"会员编号"`
	Number string  `json:"number" doc:"Number on the card" zh:"会员卡号" example:"880012345678"`
}

// AccessLooker is how many members somebody looked at.
type AccessLooker struct {
	By      view.Doer `json:"by" doc:"Who" zh:"查看人"`
	Members int64     `json:"members" doc:"Members whose personal data was seen in the last 24 hours" zh:"近 24 小时查看的会员数" example:"34"`
	Usual   int64     `json:"usual" doc:"On the median day of the 30 days before on which this person looked at all" zh:"前 30 天有查看之日的中位数" example:"4"`
	Unusual bool      `json:"unusual" doc:"More than 20, and more than three times what is usual" zh:"超过 20 位且超过平时的三倍" example:"true"`
}

type (
	accessesAsked struct {
		edge.Paging
		accessFilter
	}
	accessFilter struct {
		Staff  string    `query:"staff" maxLength:"40" doc:"Only what this one saw" zh:"只看此查看人" example:"staff:17"`
		Member edge.ID   `query:"member" doc:"Only what was seen of this member" zh:"只看此会员"`
		Since  time.Time `query:"since" doc:"Not before" zh:"不早于" example:"2026-09-01T00:00:00Z"`
		Until  time.Time `query:"until" doc:"Before" zh:"早于" example:"2026-10-01T00:00:00Z"`
		Asked  bool      `query:"asked" doc:"Only what was asked for, not what lists show because of the role" zh:"只看主动查看，不含因角色权限随列表显示的" example:"true"`
	}
	accessesReply struct{ Body edge.Page[MemberAccess] }
	lookersReply  struct{ Body edge.Page[AccessLooker] }
)

func (h *handlers) memberAccesses(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-member-accesses", Method: "GET", Path: "/member-accesses", Tag: "member", Permission: staff.StaffRead,
		Summary: edge.Words{Chinese: "敏感信息查看记录", English: "Who saw personal data of members, the latest first"},
		Errors:  append([]*errs.Error{edge.ErrBadCursor}, memberErrors...),
	}, h.listAccesses)
	edge.Register(e, edge.Operation{
		ID: "list-access-lookers", Method: "GET", Path: "/member-accesses/lookers", Tag: "member", Permission: staff.StaffRead,
		Summary: edge.Words{Chinese: "近 24 小时谁查看了多少会员", English: "Who saw personal data of how many members in the last 24 hours"},
		Description: edge.Words{Chinese: "超过 20 位、且超过此人平时（前 30 天有查看之日的中位数）三倍的，标为异常。",
			English: "Unusual is more than 20 members, and more than three times the median day of the 30 days before."},
	}, h.listLookers)
	edge.Register(e, edge.Operation{
		ID: "get-accesses-of-member", Method: "GET", Path: "/members/{id}/accesses", Tag: "member", Permission: staff.StaffRead,
		Summary: edge.Words{Chinese: "谁查看过这位会员的敏感信息", English: "Who saw personal data of this member, and of whoever became he"},
		Errors:  append([]*errs.Error{edge.ErrBadCursor}, memberErrors...),
	}, func(ctx context.Context, in *struct {
		MemberPath
		edge.Paging
	}) (*accessesReply, error) {
		return h.listAccesses(ctx, &accessesAsked{Paging: in.Paging, accessFilter: accessFilter{Member: in.ID}})
	})
	edge.Register(e, edge.Operation{
		ID: "export-member-accesses", Method: "GET", Path: "/member-accesses/export", Tag: "member", Permission: staff.StaffRead,
		Summary: edge.Words{Chinese: "导出敏感信息查看记录（CSV）", English: "Who saw personal data, as CSV"},
		Answer: &huma.Response{Description: "OK", Content: map[string]*huma.MediaType{
			"text/csv": {Schema: &huma.Schema{Type: huma.TypeString}}}},
		Errors: memberErrors,
	}, h.exportAccesses)
}

const accessCursor = "access"

// accessed translates a filter; of a member it takes those who became he along.
func (h *handlers) accessed(ctx context.Context, in accessFilter) (staff.AccessFilter, error) {
	f := staff.AccessFilter{Principal: in.Staff, Since: in.Since, Till: in.Until, Asked: in.Asked}
	if in.Member == "" {
		return f, nil
	}
	m, err := h.member(ctx, in.Member)
	if err != nil {
		return f, err
	}
	kin, err := h.Reader.Members.Absorbed(ctx, h.DB, m.ID)
	f.Members = postgres.IDs(append(kin, m.ID))
	return f, err
}

func (h *handlers) listAccesses(ctx context.Context, in *accessesAsked) (*accessesReply, error) {
	position, err := edge.Position(accessCursor, in.Cursor, 2)
	if err != nil {
		return nil, err
	}
	var after *staff.TrailSpot
	if position != nil {
		after = &staff.TrailSpot{At: time.UnixMicro(position[0]), ID: position[1]}
	}
	f, err := h.accessed(ctx, in.accessFilter)
	if err != nil {
		return nil, err
	}
	list, err := h.Staff.Accesses(ctx, h.DB, f, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(a staff.Access) string { return edge.Cursor(accessCursor, a.At.UnixMicro(), a.ID) })
	shown, err := h.shownAccesses(ctx, h.DB, list)
	return &accessesReply{edge.PageOf(shown, next)}, err
}

var accessActs = map[string]string{"member.reveal": "revealed", staff.ListedAct: "listed", "member.export": "exported", "member.copied": "copied"}

func (h *handlers) shownAccesses(ctx context.Context, q postgres.Querier, list []staff.Access) ([]MemberAccess, error) {
	var ids []member.ID
	for _, a := range list {
		if a.Subject.Kind == "member" {
			ids = append(ids, edge.As[member.ID](edge.ID(a.Subject.ID)))
		}
	}
	members, err := h.Reader.Members.ByIDs(ctx, q, ids...)
	if err != nil {
		return nil, err
	}
	doers, err := h.Reader.Doers(ctx, q, edge.Each(list, func(a staff.Access) string { return a.Principal })...)
	if err != nil {
		return nil, err
	}
	name, err := h.fieldNames(ctx, q)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(a staff.Access) MemberAccess {
		shown := MemberAccess{ID: edge.IDOf(a.ID), At: edge.At(a.At), By: doers(a.Principal), Act: accessActs[a.Action], Members: max(1, a.Members),
			Reason: edge.OrNull(a.Reason), Address: edge.OrNull(a.Address),
			Fields: edge.Each(a.Fields, func(code string) AccessedField { return AccessedField{code, name(code)} })}
		if a.Answer != "" {
			in := h.edge.Named(a.Answer, edge.From(ctx).Language)
			shown.In = &in
		}
		if m, there := members[edge.As[member.ID](edge.ID(a.Subject.ID))]; there && a.Subject.Kind == "member" {
			shown.Member = edge.Some(AccessedWhom{edge.IDOf(m.ID), m.Number})
		}
		return shown
	}), nil
}

// fieldNames names fields and columns of exports; what has no name is named by its code.
func (h *handlers) fieldNames(ctx context.Context, q postgres.Querier) (func(string) string, error) {
	l := edge.From(ctx).Language
	fields, err := h.Reader.Members.Fields(ctx, q)
	return func(code string) string {
		if at := slices.IndexFunc(fields, func(f member.Field) bool { return f.Code == code }); at >= 0 {
			return fields[at].Name.In(string(l))
		}
		if text := messages.Text(l, "member.column."+code); text != "member.column."+code {
			return text
		}
		return code
	}, err
}

func (h *handlers) listLookers(ctx context.Context, _ *struct{}) (*lookersReply, error) {
	list, err := h.Staff.Lookers(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	doers, err := h.Reader.Doers(ctx, h.DB, edge.Each(list, func(l staff.Looker) string { return l.Principal })...)
	return &lookersReply{edge.PageOf(edge.Each(list, func(l staff.Looker) AccessLooker {
		return AccessLooker{By: doers(l.Principal), Members: l.Members, Usual: l.Usual, Unusual: l.Unusual}
	}), "")}, err
}

// accessesAtOnce is how many are in memory at a time while they are exported.
const accessesAtOnce = 500

func (h *handlers) exportAccesses(ctx context.Context, in *struct{ accessFilter }) (*fileReply, error) {
	c := edge.From(ctx)
	f, err := h.accessed(ctx, in.accessFilter)
	if err != nil {
		return nil, err
	}
	return &fileReply{Body: func(answer http.ResponseWriter) {
		answer.Header().Set("Content-Type", "text/csv; charset=utf-8")
		answer.Header().Set("Content-Disposition", `attachment; filename="member-accesses.csv"`)
		answer.WriteHeader(http.StatusOK)
		out := bufio.NewWriter(httpx.SlowAnswer(c.Writer, silence))
		if err := h.writeAccesses(ctx, out, f); err != nil || out.Flush() != nil {
			panic(http.ErrAbortHandler) // half a file must not look whole
		}
	}}, nil
}

func (h *handlers) writeAccesses(ctx context.Context, out *bufio.Writer, f staff.AccessFilter) error {
	if _, err := out.WriteString("\ufeff"); err != nil {
		return err
	}
	w := csv.NewWriter(out)
	if err := w.Write([]string{"at", "by", "name", "act", "member", "members", "fields", "in", "reason", "address"}); err != nil {
		return err
	}
	var after *staff.TrailSpot
	for {
		list, err := h.Staff.Accesses(ctx, h.DB, f, after, accessesAtOnce)
		if err != nil || len(list) == 0 {
			w.Flush()
			return err
		}
		shown, err := h.shownAccesses(ctx, h.DB, list)
		if err != nil {
			return err
		}
		for i, a := range shown {
			var codes []string
			for _, field := range a.Fields {
				codes = append(codes, field.Code)
			}
			row := []string{list[i].At.Format(time.RFC3339), a.By.Principal, a.By.Name, a.Act, list[i].Subject.ID, strconv.FormatInt(a.Members, 10),
				strings.Join(codes, " "), list[i].Answer, list[i].Reason, list[i].Address}
			for j := range row {
				row[j] = sheet.Harmless(row[j])
			}
			if err := w.Write(row); err != nil {
				return err
			}
		}
		last := list[len(list)-1]
		after = &staff.TrailSpot{At: last.At, ID: last.ID}
	}
}
