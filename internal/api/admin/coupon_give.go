package admin

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/coupon"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// CouponItem is so many coupons of a template.
type CouponItem struct {
	TemplateID edge.ID `json:"template_id" doc:"The template" zh:"模板编号"`
	Name       string  `json:"name,omitempty" readOnly:"true" doc:"What it is called in the reader's language" zh:"名称（读者的语言）" example:"满 100 减 20"`
	Quantity   int     `json:"quantity" minimum:"1" maximum:"100" doc:"How many for each" zh:"每人张数" example:"1"`
}

// NewHandout is what somebody wants to hand out.
type NewHandout struct {
	Items       []CouponItem `json:"items" minItems:"1" maxItems:"20" nullable:"false" doc:"What each member gets" zh:"每位会员得到什么"`
	People      []string     `json:"people" minItems:"1" maxItems:"100000" nullable:"false" doc:"Who: member ids, phones, cards or e-mails, one each" zh:"发给谁：会员编号、手机号、卡号或邮箱，每项一个"`
	SkipUnknown bool         `json:"skip_unknown,omitempty" doc:"Leave lines out that are nobody we know; otherwise they refuse the whole" zh:"跳过找不到的行；否则整单拒绝" example:"false"`
	Reason      string       `json:"reason" minLength:"1" maxLength:"40" doc:"Code of the reason" zh:"原因代码" example:"goodwill"`
	Note        string       `json:"note,omitempty" maxLength:"500" doc:"What to say beside it; no personal data" zh:"说明；请勿写个人信息" example:"会员日补发"`
}

// Handout is coupons that staff hand out, and how far that has come.
type Handout struct {
	ID         edge.Maybe[edge.ID]   `json:"id" doc:"Id; null when it was tried only" zh:"编号；试算时为 null"`
	Items      []CouponItem          `json:"items" doc:"What each member gets" zh:"每位会员得到什么"`
	Members    int                   `json:"members" doc:"How many members" zh:"会员数" example:"21"`
	Coupons    int64                 `json:"coupons" doc:"How many coupons in all" zh:"券总数" example:"42"`
	Reason     string                `json:"reason" doc:"Code of the reason" zh:"原因代码" example:"goodwill"`
	Note       string                `json:"note" doc:"What was said beside it" zh:"说明" example:"会员日补发"`
	Status     string                `json:"status" enum:"planned,asked,giving,done" doc:"Where it is" zh:"状态" example:"done"`
	Done       int                   `json:"done" doc:"Members who have theirs" zh:"已发会员数" example:"21"`
	Failed     int                   `json:"failed" doc:"Members who got nothing" zh:"未发成会员数" example:"0"`
	ApprovalID edge.Maybe[edge.ID]   `json:"approval_id" doc:"The approval it needs; null: within the limit" zh:"审批编号；null 为限额以内"`
	Decision   string                `json:"decision" enum:"none,asked,approved,refused,withdrawn,expired,done,failed" doc:"Where the approval is; none: it needs none" zh:"审批状态；none 为无需审批" example:"done"`
	DecidedBy  edge.Maybe[view.Doer] `json:"decided_by" doc:"Who agreed or refused" zh:"审批人"`
	AskedBy    view.Doer             `json:"asked_by" doc:"Who asked" zh:"发起人"`
	AskedAt    edge.Time             `json:"asked_at" doc:"When" zh:"发起时间" example:"2026-09-12T04:20:00Z"`
	EndedAt    *edge.Time            `json:"ended_at" doc:"When everybody was served" zh:"完成时间" example:"2026-09-12T04:21:00Z"`
	Limit      int                   `json:"limit" doc:"Coupons that one hands out alone" zh:"可独自发放的张数" example:"20"`
	Needs      bool                  `json:"needs_approval" doc:"Whether a second person has to look" zh:"是否需要第二人批准" example:"false"`
	Unknown    []UnknownPerson       `json:"unknown" doc:"Of a trial: lines that are nobody we know, the first hundred" zh:"试算：找不到会员的行（前 100 行）"`
	Unknowns   int                   `json:"unknowns" doc:"And how many they are" zh:"找不到的行数" example:"0"`
	Short      []edge.ID             `json:"short" doc:"Of a trial: templates of which not enough are left" zh:"试算：库存不足的模板"`
}

// HandoutNow is a handout with what became of its coupons.
type HandoutNow struct {
	Handout
	InHand    int64 `json:"in_hand" doc:"Coupons of it that may still be used" zh:"仍可使用的张数" example:"30"`
	Redeemed  int64 `json:"redeemed" doc:"That are used" zh:"已核销" example:"10"`
	Cancelled int64 `json:"cancelled" doc:"That were taken away" zh:"已作废" example:"0"`
	Expired   int64 `json:"expired" doc:"That are over" zh:"已过期" example:"2"`
}

// HandoutUndone is how far a handout is undone.
type HandoutUndone struct {
	Coupons int  `json:"coupons" doc:"Taken away now" zh:"本次收回张数" example:"30"`
	More    bool `json:"more" doc:"There are others; ask again with another key" zh:"尚有未收回，换一个幂等键再请求" example:"false"`
}

// UnknownPerson is a line of a list that is nobody we know.
type UnknownPerson struct {
	Line int    `json:"line" doc:"Its number, from 1" zh:"行号" example:"3"`
	Text string `json:"text" doc:"What stands there" zh:"内容" example:"13800000000"`
}

// HandoutFault is a member who got nothing.
type HandoutFault struct {
	MemberID edge.ID                      `json:"member_id" doc:"Who" zh:"会员编号"`
	Member   edge.Maybe[view.OrderMember] `json:"member" doc:"Who, as far as the reader may see" zh:"会员，按读者权限遮蔽"`
	Code     string                       `json:"code" doc:"Code of why" zh:"原因代码" example:"coupon.none_left"`
	Text     string                       `json:"text" doc:"Why, in the reader's language" zh:"原因（读者的语言）" example:"券已领完。"`
}

type (
	handOut struct {
		edge.Keyed
		DryRun bool `query:"dry_run" doc:"Say what would come of it, and write nothing" zh:"只试算，不写入" example:"true"`
		Body   NewHandout
	}
	// HandoutPath names a handout in a path.
	HandoutPath struct {
		Handout edge.ID `path:"handout" doc:"Id of the handout" zh:"发券编号"`
	}
)

func (h *handlers) couponGiving(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "hand-out-coupons", Method: "POST", Path: "/coupons/handouts", Tag: "coupon", Permission: staff.CouponIssue, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "手工发券", English: "Hand coupons out to members"},
		Description: edge.Words{Chinese: "限额以内立即发放（人多时由后台任务继续）；超过则须由另一位有 coupon:approve 权限的人在 7 天内批准。仅限员工本人。",
			English: "Within the limit they are given at once, to many by a job; above it somebody else with coupon:approve has 7 days to approve. For people: keys are refused."},
		Errors: []*errs.Error{coupon.ErrBadHandout, coupon.ErrNoReason, coupon.ErrNoTemplate, coupon.ErrNotLive, coupon.ErrEnded, coupon.ErrOver, coupon.ErrSoldOut,
			coupon.ErrUnknownPeople, staff.ErrPeopleOnly},
	}, h.handOut)
	edge.Register(e, edge.Operation{
		ID: "list-handouts", Method: "GET", Path: "/coupons/handouts", Tag: "coupon", Permission: staff.CouponIssue,
		Summary: edge.Words{Chinese: "手工发券记录", English: "What was handed out, newest first"},
		Errors:  []*errs.Error{edge.ErrBadCursor},
	}, h.listHandouts)
	edge.Register(e, edge.Operation{
		ID: "get-handout", Method: "GET", Path: "/coupons/handouts/{handout}", Tag: "coupon", Permission: staff.CouponIssue,
		Summary: edge.Words{Chinese: "一次手工发券", English: "One handout"},
		Errors:  []*errs.Error{coupon.ErrNoHandout},
	}, h.getHandout)
	edge.Register(e, edge.Operation{
		ID: "list-handout-faults", Method: "GET", Path: "/coupons/handouts/{handout}/faults", Tag: "coupon", Permission: staff.CouponIssue,
		Summary: edge.Words{Chinese: "未发成的会员", English: "Who got nothing, and why"},
		Errors:  []*errs.Error{coupon.ErrNoHandout, edge.ErrBadCursor},
	}, h.listHandoutFaults)
	edge.Register(e, edge.Operation{
		ID: "undo-handout", Method: "POST", Path: "/coupons/handouts/{handout}/undo", Tag: "coupon", Permission: staff.CouponIssue, Status: http.StatusCreated,
		Summary:     edge.Words{Chinese: "收回一次手工发券中未用的券", English: "Take the unused coupons of a handout away again"},
		Description: edge.Words{Chinese: "每次处理一部分会员；more 为真时换幂等键再请求。已核销的不动，结算中的暂不收回，已转赠的从现持有人收回。", English: "Those of some members at a time: ask again while more is true. Used ones stay used, those in a checkout stay, those given away are taken from who has them now."},
		Errors:      []*errs.Error{coupon.ErrNoReason, coupon.ErrNoHandout, coupon.ErrNotGiven},
	}, h.undoHandout)
}

// person reads what stands in a line of a list as what it could be, in the order
// in which it is tried.
func possible(text string) []member.Key {
	return []member.Key{{Kind: member.Phone, Value: text}, {Kind: member.Card, Value: text}, {Kind: member.Email, Value: text}}
}

// peopleOf finds the members of a list, and the lines that are nobody we know.
func (h *handlers) peopleOf(ctx context.Context, q postgres.Querier, lines []string) (ids []member.ID, unknown []UnknownPerson, err error) {
	const atOnce = 2000
	for from := 0; from < len(lines); from += atOnce {
		part := lines[from:min(from+atOnce, len(lines))]
		var keys []member.Key
		var numbers []member.ID
		for _, text := range part {
			text = strings.TrimSpace(text)
			keys = append(keys, possible(text)...)
			if n, err := strconv.ParseInt(text, 10, 64); err == nil && n > 0 {
				numbers = append(numbers, member.ID(n))
			}
		}
		found, err := h.Reader.Members.ResolveMany(ctx, q, keys)
		if err != nil {
			return nil, nil, err
		}
		known, err := h.Reader.Members.ByIDs(ctx, q, numbers...)
		if err != nil {
			return nil, nil, err
		}
		for i, text := range part {
			text = strings.TrimSpace(text)
			var who member.ID
			for _, k := range possible(text) {
				if id, ok := found[k]; ok && who == 0 {
					who = id
				}
			}
			if n, err := strconv.ParseInt(text, 10, 64); err == nil && who == 0 {
				if m, ok := known[member.ID(n)]; ok {
					who = m.ID
				}
			}
			if who != 0 {
				ids = append(ids, who)
			} else if text != "" {
				unknown = append(unknown, UnknownPerson{Line: from + i + 1, Text: text})
			}
		}
	}
	return ids, unknown, nil
}

func (h *handlers) handOut(ctx context.Context, in *handOut) (*edge.Answer[Handout], error) {
	b := in.Body
	members, unknown, err := h.peopleOf(ctx, h.DB, b.People)
	if err != nil {
		return nil, err
	}
	want := coupon.HandingOut{Members: members, Reason: b.Reason, Note: b.Note, Act: actOf(ctx, b.Note)}
	for _, i := range b.Items {
		want.Items = append(want.Items, coupon.Item{Template: edge.As[coupon.TemplateID](i.TemplateID), Quantity: i.Quantity})
	}
	if in.DryRun {
		var p coupon.Plan
		if len(members) > 0 { // a list of strangers is a finding, and no mistake of the form
			if p, err = h.Reader.CouponService.PlanHandout(ctx, h.DB, want); err != nil {
				return nil, err
			}
		}
		shown, err := h.shownHandouts(ctx, h.DB, p.Handout)
		if err != nil {
			return nil, err
		}
		s := shown[0]
		s.Status, s.Limit, s.Needs, s.Unknowns, s.Short = "planned", p.Limit, p.NeedsApproval, len(unknown), edge.Each(p.Short, edge.IDOf[coupon.TemplateID])
		s.Unknown = append(s.Unknown, unknown[:min(len(unknown), 100)]...)
		body, err := json.Marshal(s)
		return &edge.Answer[Handout]{Status: http.StatusOK, Body: body}, err
	}
	if len(unknown) > 0 && !b.SkipUnknown {
		return nil, coupon.ErrUnknownPeople.With("count", len(unknown), "line", unknown[0].Line)
	}
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (Handout, error) {
		made, err := h.Reader.CouponService.HandOut(ctx, tx, want)
		if err != nil {
			return Handout{}, err
		}
		shown, err := h.shownHandouts(ctx, tx, made)
		if err != nil {
			return Handout{}, err
		}
		return shown[0], nil
	})
}

func (h *handlers) shownHandouts(ctx context.Context, q postgres.Querier, list ...coupon.Handout) ([]Handout, error) {
	policy, err := h.Reader.CouponService.Policy(ctx, q)
	if err != nil {
		return nil, err
	}
	decided, err := h.decidedHandouts(ctx, q, list)
	if err != nil {
		return nil, err
	}
	who := edge.Each(list, func(x coupon.Handout) string { return principalOf(x.AskedBy) })
	for _, a := range decided {
		if a.DecidedBy != nil {
			who = append(who, principalOf(*a.DecidedBy))
		}
	}
	doers, err := h.Reader.Doers(ctx, q, who...)
	if err != nil {
		return nil, err
	}
	items, err := h.couponItems(ctx, q, edge.Each(list, func(x coupon.Handout) []coupon.Item { return x.Items })...)
	return edge.Each(list, func(x coupon.Handout) Handout {
		shown := Handout{Items: items(x.Items), Members: x.Members, Coupons: x.Coupons, Reason: x.Reason, Note: x.Note, Status: x.Status(), Done: x.Done, Failed: x.Failed,
			AskedBy: doers(principalOf(x.AskedBy)), AskedAt: edge.At(x.AskedAt), EndedAt: edge.AtUnlessZero(x.EndedAt), Limit: policy.AloneCoupons,
			Needs: x.Approval != 0, Decision: "none", Unknown: []UnknownPerson{}, Short: []edge.ID{}}
		if x.ID != 0 {
			shown.ID = edge.Some(edge.IDOf(x.ID))
		}
		if x.Approval != 0 {
			shown.ApprovalID = edge.Some(edge.IDOf(x.Approval))
		}
		if a, ok := decided[x.Approval]; ok {
			shown.Decision = string(a.Status)
			if a.DecidedBy != nil {
				shown.DecidedBy = edge.Some(doers(principalOf(*a.DecidedBy)))
			}
		}
		return shown
	}), err
}

// decidedHandouts are the approvals of handouts that need one.
func (h *handlers) decidedHandouts(ctx context.Context, q postgres.Querier, list []coupon.Handout) (map[staff.ApprovalID]staff.Approval, error) {
	var subjects []string
	for _, x := range list {
		if x.Approval != 0 {
			subjects = append(subjects, string(edge.IDOf(x.ID)))
		}
	}
	found := map[staff.ApprovalID]staff.Approval{}
	if len(subjects) == 0 {
		return found, nil
	}
	approvals, err := h.Staff.ApprovalsOf(ctx, q, staff.HandOutCoupons, subjects...)
	for _, of := range approvals {
		for _, a := range of {
			found[a.ID] = a
		}
	}
	return found, err
}

// couponItems returns what shows items by the names of their templates.
func (h *handlers) couponItems(ctx context.Context, q postgres.Querier, lists ...[]coupon.Item) (func([]coupon.Item) []CouponItem, error) {
	var ids []coupon.TemplateID
	for _, list := range lists {
		for _, i := range list {
			ids = append(ids, i.Template)
		}
	}
	templates, err := h.Reader.CouponService.TemplatesByIDs(ctx, q, ids...)
	language := string(edge.From(ctx).Language)
	return func(list []coupon.Item) []CouponItem {
		return edge.Each(list, func(i coupon.Item) CouponItem {
			return CouponItem{TemplateID: edge.IDOf(i.Template), Name: templates[i.Template].Terms.Name.In(language), Quantity: i.Quantity}
		})
	}, err
}

const (
	handoutCursor = "handout"
	batchCursor   = "batch"
	faultCursor   = "fault"
)

// spotOf reads where a list continues that is ordered by when and id.
func spotOf(p edge.Paging, list string) (*coupon.Spot, error) {
	position, err := edge.Position(list, p.Cursor, 2)
	if err != nil || position == nil {
		return nil, err
	}
	return &coupon.Spot{At: time.UnixMicro(position[0]).UTC(), ID: position[1]}, nil
}

func (h *handlers) listHandouts(ctx context.Context, in *struct{ edge.Paging }) (*struct{ Body edge.Page[Handout] }, error) {
	after, err := spotOf(in.Paging, handoutCursor)
	if err != nil {
		return nil, err
	}
	list, err := h.Reader.CouponService.Handouts(ctx, h.DB, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(x coupon.Handout) string { return edge.Cursor(handoutCursor, x.AskedAt.UnixMicro(), int64(x.ID)) })
	shown, err := h.shownHandouts(ctx, h.DB, list...)
	return &struct{ Body edge.Page[Handout] }{edge.PageOf(shown, next)}, err
}

func (h *handlers) getHandout(ctx context.Context, in *HandoutPath) (*struct{ Body HandoutNow }, error) {
	x, err := h.Reader.CouponService.HandoutOf(ctx, h.DB, string(in.Handout))
	if err != nil {
		return nil, err
	}
	shown, err := h.shownHandouts(ctx, h.DB, x)
	if err != nil {
		return nil, err
	}
	o, err := h.Reader.CouponService.OutcomeOf(ctx, h.DB, x.ID)
	return &struct{ Body HandoutNow }{HandoutNow{shown[0], o.InHand, o.Redeemed, o.Cancelled, o.Expired}}, err
}

func (h *handlers) undoHandout(ctx context.Context, in *struct {
	HandoutPath
	edge.Keyed
	Body CouponCancelling
}) (*edge.Answer[HandoutUndone], error) {
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (HandoutUndone, error) {
		done, err := h.Reader.CouponService.UndoHandout(ctx, tx, coupon.Undoing{
			Handout: edge.As[coupon.HandoutID](in.Handout), Reason: in.Body.Reason, Act: actOf(ctx, in.Body.Note)})
		return HandoutUndone{done.Coupons, done.More}, err
	})
}

func (h *handlers) listHandoutFaults(ctx context.Context, in *struct {
	HandoutPath
	edge.Paging
}) (*struct{ Body edge.Page[HandoutFault] }, error) {
	after, err := in.After(faultCursor)
	if err != nil {
		return nil, err
	}
	x, err := h.Reader.CouponService.HandoutOf(ctx, h.DB, string(in.Handout))
	if err != nil {
		return nil, err
	}
	list, err := h.Reader.CouponService.Faults(ctx, h.DB, x.ID, int(after), in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(f coupon.Fault) string { return edge.Cursor(faultCursor, int64(f.No)) })
	c := edge.From(ctx)
	who, err := h.Reader.Named(ctx, h.DB, c, edge.Each(list, func(f coupon.Fault) member.ID { return f.Member })...)
	if err != nil {
		return nil, err
	}
	return &struct{ Body edge.Page[HandoutFault] }{edge.PageOf(edge.Each(list, func(f coupon.Fault) HandoutFault {
		return HandoutFault{MemberID: edge.IDOf(f.Member), Member: who(f.Member), Code: f.Code, Text: c.Text(f.Code)}
	}), next)}, nil
}
