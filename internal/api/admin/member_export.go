package admin

import (
	"bufio"
	"context"
	"errors"
	"net/http"
	"slices"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/httpx"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/sheet"
	"habitue/internal/profile"
	"habitue/internal/staff"
)

// MemberExport says what of which members is written into a file.
type MemberExport struct {
	Filter  MemberFilter `json:"filter" doc:"Which members, as in the list" zh:"筛选，与列表相同"`
	Sort    string       `json:"sort,omitempty" enum:"joined,last_order,spend" default:"joined" doc:"In which order, latest or largest first" zh:"排序，新或大的在前" example:"joined"`
	Columns []string     `json:"columns" minItems:"1" maxItems:"40" uniqueItems:"true" nullable:"false" enum:"number,name,phone,email,birthday,joined_on,joined_at,home_store,home_store_code,channel,channel_code,source,level,points,class,r,f,m,last_order_on,orders,spend,labels,tags,consents,province,city,district,address,restricted" doc:"Which columns, in this order" zh:"列，按此顺序" example:"number"`
	Fields  []string     `json:"fields,omitempty" maxItems:"100" uniqueItems:"true" doc:"Codes of the retailer's own fields, behind the columns" zh:"自定义字段的代码，排在各列之后" example:"favourite_tea"`
	Full    bool         `json:"full,omitempty" doc:"Personal data in full, so that the file can be brought in again; needs member:reveal" zh:"个人信息为明文，可再次导入；需要 member:reveal 权限" example:"false"`
	Format  string       `json:"format,omitempty" enum:"csv,xlsx" default:"csv" doc:"Kind of file" zh:"文件格式" example:"xlsx"`
	Reason  string       `json:"reason" minLength:"2" maxLength:"200" doc:"Why; kept in the audit trail" zh:"导出理由，记入审计" example:"会员日短信名单核对"`
}

func (h *handlers) memberExport(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "export-members", Method: "POST", Path: "/members/export", Tag: "member", Permission: staff.MemberExport, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "导出会员列表（记入审计）", English: "Export a list of members (audited)"},
		Description: edge.Words{Chinese: "CSV（UTF-8 带 BOM）或 XLSX。姓名、联系方式、地址与敏感字段一律遮蔽；full 为明文。CSV 中以 = + - @ 开头的单元格前加单引号，XLSX 的文本不会被当作公式。明文文件可由会员导入再次读入（授权逐项列出，含文本版本与时间；统计类的列除外）。最多 1,000,000 人。",
			English: "CSV (UTF-8 with a byte order mark) or XLSX. Names, contacts, streets and personal fields are masked for everybody, but for full. In CSV cells that begin with = + - @ get an apostrophe in front; in XLSX texts are texts. What is exported in full can be brought in again as members (consents have a column each, with the version of the text and the time; figures are not read). At most 1,000,000 members."},
		Errors: []*errs.Error{member.ErrTooMany, member.ErrNoField},
		Answer: fileAnswer,
	}, h.exportMembers)
}

const (
	exportedAtOnce = 2_000     // members in memory at a time
	exportedAtMost = 1_000_000 // a sheet holds little more
)

func (h *handlers) exportMembers(ctx context.Context, in *struct{ Body MemberExport }) (*fileReply, error) {
	c, by := edge.From(ctx), profile.Order(in.Body.Sort)
	if err := mayFilter(c.Principal, in.Body.Filter, by); err != nil {
		return nil, err
	}
	if err := mayExport(c.Principal, in.Body); err != nil {
		return nil, err
	}
	f, err := h.filter(ctx, in.Body.Filter)
	if err != nil {
		return nil, err
	}
	n, more, err := h.Reader.Profile.Count(ctx, f, exportedAtMost)
	if err != nil {
		return nil, err
	}
	if more {
		return nil, member.ErrTooMany.With("most", exportedAtMost)
	}
	x, err := h.newExport(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	// Written down before the first row leaves: what is not recorded did not happen.
	err = h.DB.InTx(ctx, func(tx postgres.Tx) error {
		return h.Staff.Audit(ctx, tx, staff.Entry{
			By: c.Principal, Action: "member.export", Subject: staff.Subject{Kind: "members", ID: "list"}, Address: c.Address,
			After: map[string]any{"filter": in.Body.Filter, "columns": edge.Each(x.columns, x.word), "fields": edge.Each(x.own, func(f member.Field) string { return f.Code }),
				"full": x.full, "format": in.Body.Format, "members": n},
			Reason: i18n.Clean(in.Body.Reason, 200),
		})
	})
	if err != nil {
		return nil, err
	}
	return &fileReply{Body: func(answer http.ResponseWriter) {
		format := sheet.Format(in.Body.Format)
		answer.Header().Set("Content-Type", format.MediaType())
		answer.Header().Set("Content-Disposition", `attachment; filename="members-`+x.today+`.`+in.Body.Format+`"`)
		answer.WriteHeader(http.StatusOK)
		out := bufio.NewWriter(httpx.SlowAnswer(c.Writer, silence))
		w, err := sheet.New(format, out, messages.Text(c.Language, "member.export"))
		if err == nil {
			err = x.write(ctx, w, f, by)
		}
		if err == nil {
			err = w.Close()
		}
		if errors.Join(err, out.Flush()) != nil {
			panic(http.ErrAbortHandler) // half a file must not look whole
		}
	}}, nil
}

// mayExport refuses columns that the reader does not see in the list either, and personal
// data in full to whoever may not see it.
func mayExport(reader staff.Principal, m MemberExport) error {
	needed := []staff.Permission{staff.MemberRead}
	for _, c := range m.Columns {
		switch c {
		case "points":
			needed = append(needed, staff.LedgerRead)
		case "last_order_on", "orders", "spend":
			needed = append(needed, staff.OrderRead)
		case "class", "r", "f", "m", "labels":
			needed = append(needed, staff.ProfileRead)
		}
	}
	if m.Full {
		needed = append(needed, staff.MemberReveal)
	}
	if at := slices.IndexFunc(needed, func(p staff.Permission) bool { return !reader.May(p) }); at >= 0 {
		return staff.ErrMayNot.With("permission", string(needed[at]))
	}
	return nil
}
