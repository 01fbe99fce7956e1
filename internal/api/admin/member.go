package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/platform/errs"
	"habitue/internal/staff"
)

// memberSearch is how members are listed and found.
type memberSearch struct {
	edge.Paging
	Phone string `query:"phone" maxLength:"40" doc:"Exact phone, as written or E.164" zh:"手机号（精确）" example:"13800005678"`
	Card  string `query:"card" maxLength:"64" doc:"Exact card or member number" zh:"卡号或会员号（精确）" example:"800000123456"`
	Level string `query:"level" maxLength:"40" doc:"Only this level" zh:"只看此等级" example:"gold"`
}

type oneMember struct {
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
		Description: edge.Words{Chinese: "按手机号或卡号精确查找，或按编号顺序翻页。姓名与手机号按权限遮蔽。",
			English: "By exact phone or card, or page by page. Names and phones are masked as the reader's permissions say."},
		Errors: []*errs.Error{edge.ErrBadCursor},
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

func (h *handlers) listMembers(ctx context.Context, in *memberSearch) (*membersReply, error) {
	return nil, errPending
}

func (h *handlers) getMember(ctx context.Context, in *oneMember) (*memberReply, error) {
	return nil, errPending
}

func (h *handlers) revealMember(ctx context.Context, in *struct {
	oneMember
	Body Revealing
}) (*revealedReply, error) {
	return nil, errPending
}

var memberErrors = []*errs.Error{}
