package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Listener is who hears notices, and how it stands.
type Listener struct {
	Name          string     `json:"name" doc:"Name of the listener" zh:"监听者" example:"program.on_order_paid"`
	Kind          *string    `json:"kind" doc:"What it hears; null where only another version of the program has it" zh:"监听的通知；仅其他版本程序才有时为 null" example:"order.paid"`
	Due           int64      `json:"due" doc:"Waiting" zh:"待处理" example:"0"`
	Parked        int64      `json:"parked" doc:"Set aside after repeated failure" zh:"多次失败后搁置" example:"0"`
	OldestSeconds float64    `json:"oldest_seconds" doc:"Age of the oldest that waits" zh:"最早一条的等待秒数" example:"0.2"`
	PausedAt      *edge.Time `json:"paused_at" doc:"Since when it is told nothing; null: it is told" zh:"暂停时间；未暂停为 null"`
	Reason        *string    `json:"reason" doc:"Why it is paused" zh:"暂停原因" example:"规则有误，先停发积分"`
}

// ParkedNotice is a notice that was set aside after repeated failure.
type ParkedNotice struct {
	ID         edge.ID     `json:"id" doc:"Id of the notice" zh:"通知编号"`
	Listener   string      `json:"listener" doc:"Who should hear it" zh:"监听者" example:"program.on_order_paid"`
	Kind       string      `json:"kind" doc:"What happened" zh:"发生了什么" example:"order.paid"`
	Concerns   []NoticeRef `json:"concerns" doc:"What it concerns, 20 at most" zh:"涉及对象，最多 20 个"`
	Total      int64       `json:"total" doc:"How much it concerns in all" zh:"涉及对象总数" example:"1"`
	Attempts   int64       `json:"attempts" doc:"How often it was told" zh:"尝试次数" example:"12"`
	Error      string      `json:"error" doc:"What the last attempt failed with" zh:"最后一次失败的原因"`
	RecordedAt edge.Time   `json:"recorded_at" doc:"When it happened" zh:"发生时间" example:"2026-09-12T01:00:00Z"`
	ParkedAt   edge.Time   `json:"parked_at" doc:"When it was set aside" zh:"搁置时间" example:"2026-09-12T02:00:00Z"`
}

// NoticeRef is one thing that a notice concerns.
type NoticeRef struct {
	MemberID *edge.ID `json:"member_id" doc:"Whose; null where it is nobody's" zh:"会员编号；不属于会员时为 null"`
	ID       edge.ID  `json:"id" doc:"Id of the thing: of an order, a refund, an approval" zh:"对象编号：订单、退款或审批"`
}

// OperatorReason is why an operator does something.
type OperatorReason struct {
	Reason string `json:"reason" minLength:"1" maxLength:"200" doc:"Why; it goes into the audit trail" zh:"原因，写入操作日志" example:"规则有误，先停发积分"`
}

// Retried is how many parked notices will be heard again.
type Retried struct {
	Notices int64 `json:"notices" doc:"Notices that will be heard again" zh:"将重新处理的通知数" example:"3"`
}

type (
	// ListenerPath and NoticePath are the paths of what is done to one.
	ListenerPath struct {
		Listener string `path:"listener" maxLength:"80" doc:"Name of the listener" zh:"监听者" example:"program.on_order_paid"`
	}
	NoticePath struct {
		ListenerPath
		ID edge.ID `path:"id" doc:"Id of the notice" zh:"通知编号"`
	}
	listenersReply struct{ Body edge.Page[Listener] }
	parkedReply    struct{ Body edge.Page[ParkedNotice] }
	retriedReply   struct{ Body Retried }
)

func (h *handlers) systemNotices(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-listeners", Method: "GET", Path: "/system/listeners", Tag: "system", Permission: staff.SystemRead,
		Summary: edge.Words{Chinese: "监听者与积压", English: "Listeners and what they still have to hear"},
	}, h.listListeners)
	edge.Register(e, edge.Operation{
		ID: "pause-listener", Method: "POST", Path: "/system/listeners/{listener}/pause", Tag: "system", Permission: staff.SystemOperate,
		Summary: edge.Words{Chinese: "暂停监听者", English: "Pause a listener"},
		Description: edge.Words{Chinese: "手上的一批处理完即停；其后的通知保留，恢复后照常处理。",
			English: "The batch in hand is finished; what comes afterwards waits until it goes on."},
		Errors: []*errs.Error{notice.ErrNoListener},
	}, h.pauseListener)
	edge.Register(e, edge.Operation{
		ID: "resume-listener", Method: "POST", Path: "/system/listeners/{listener}/resume", Tag: "system", Permission: staff.SystemOperate,
		Summary: edge.Words{Chinese: "恢复监听者", English: "Let a paused listener go on"},
		Errors:  []*errs.Error{notice.ErrNoListener},
	}, h.resumeListener)
	edge.Register(e, edge.Operation{
		ID: "retry-listener", Method: "POST", Path: "/system/listeners/{listener}/retry", Tag: "system", Permission: staff.SystemOperate,
		Summary: edge.Words{Chinese: "重试该监听者的全部搁置通知", English: "Retry everything that is parked of a listener"},
	}, h.retryListener)
	edge.Register(e, edge.Operation{
		ID: "list-parked-notices", Method: "GET", Path: "/system/notices", Tag: "system", Permission: staff.SystemRead,
		Summary: edge.Words{Chinese: "搁置的通知", English: "Parked notices"},
		Errors:  []*errs.Error{edge.ErrBadCursor},
	}, h.listParked)
	edge.Register(e, edge.Operation{
		ID: "retry-notice", Method: "POST", Path: "/system/listeners/{listener}/notices/{id}/retry", Tag: "system", Permission: staff.SystemOperate,
		Summary: edge.Words{Chinese: "重试搁置的通知", English: "Retry a parked notice"},
		Errors:  []*errs.Error{notice.ErrNotParked},
	}, h.retryNotice)
	edge.Register(e, edge.Operation{
		ID: "drop-notice", Method: "POST", Path: "/system/listeners/{listener}/notices/{id}/drop", Tag: "system", Permission: staff.SystemOperate,
		Summary: edge.Words{Chinese: "放弃搁置的通知", English: "Give a parked notice up"},
		Description: edge.Words{Chinese: "不可撤销：监听者不再处理它。操作日志保留通知的内容与原因。",
			English: "For ever: its listener will not hear it. The audit trail keeps what it was, and why."},
		Errors: []*errs.Error{notice.ErrNotParked},
	}, h.dropNotice)
}

func (h *handlers) listListeners(ctx context.Context, _ *struct{}) (*listenersReply, error) {
	list, err := h.Notices.Listeners(ctx)
	return &listenersReply{Body: edge.PageOf(edge.Each(list, shownListener), "")}, err
}

func shownListener(s notice.Standing) Listener {
	return Listener{Name: s.Listener, Kind: edge.OrNull(string(s.Kind)), Due: s.Due, Parked: s.Parked, OldestSeconds: s.OldestSeconds,
		PausedAt: edge.AtUnlessZero(s.PausedAt), Reason: edge.OrNull(s.Reason)}
}

// operate does an act of an operator and records it, in one transaction.
func (h *handlers) operate(ctx context.Context, act staff.Entry, do func(tx postgres.Tx) (after any, err error)) error {
	c := edge.From(ctx)
	return h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		if act.After, err = do(tx); err != nil {
			return err
		}
		act.By, act.Address = c.Principal, c.Address
		return h.Staff.Audit(ctx, tx, act)
	})
}

func listenerSubject(name string) staff.Subject { return staff.Subject{Kind: "listener", ID: name} }

func (h *handlers) pauseListener(ctx context.Context, in *struct {
	ListenerPath
	Body OperatorReason
}) (*listenersReply, error) {
	err := h.operate(ctx, staff.Entry{Action: "system.pause_listener", Subject: listenerSubject(in.Listener), Reason: in.Body.Reason},
		func(tx postgres.Tx) (any, error) {
			_, err := h.Notices.Pause(ctx, tx, in.Listener, in.Body.Reason)
			return nil, err
		})
	if err != nil {
		return nil, err
	}
	return h.listListeners(ctx, nil)
}

func (h *handlers) resumeListener(ctx context.Context, in *ListenerPath) (*listenersReply, error) {
	err := h.operate(ctx, staff.Entry{Action: "system.resume_listener", Subject: listenerSubject(in.Listener)},
		func(tx postgres.Tx) (any, error) { return nil, h.Notices.Resume(ctx, tx, in.Listener) })
	if err != nil {
		return nil, err
	}
	return h.listListeners(ctx, nil)
}

func (h *handlers) retryListener(ctx context.Context, in *ListenerPath) (*retriedReply, error) {
	reply := &retriedReply{}
	err := h.operate(ctx, staff.Entry{Action: "system.retry_notices", Subject: listenerSubject(in.Listener)},
		func(tx postgres.Tx) (_ any, err error) {
			reply.Body.Notices, err = h.Notices.RetryAll(ctx, tx, in.Listener)
			return reply.Body, err
		})
	if err != nil {
		return nil, err
	}
	return reply, nil
}

const parkedCursor = "parked"

// mostConcerns is how much of what a notice concerns is shown.
const mostConcerns = 20

func (h *handlers) listParked(ctx context.Context, in *struct {
	edge.Paging
	Listener string `query:"listener" maxLength:"80" doc:"Only of this listener" zh:"只看此监听者" example:"program.on_order_paid"`
}) (*parkedReply, error) {
	position, err := in.AfterText(parkedCursor)
	if err != nil {
		return nil, err
	}
	after, err := notice.SpotOf(position)
	if err != nil {
		return nil, edge.ErrBadCursor
	}
	list, err := h.Notices.Parked(ctx, in.Listener, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(p notice.Parked) string { return edge.TextCursor(parkedCursor, p.Spot().String()) })
	return &parkedReply{Body: edge.PageOf(edge.Each(list, shownParked), next)}, nil
}

func shownParked(p notice.Parked) ParkedNotice {
	return ParkedNotice{
		ID: edge.IDOf(p.ID), Listener: p.Listener, Kind: string(p.Kind),
		Concerns: edge.Each(p.Refs[:min(len(p.Refs), mostConcerns)], shownRef), Total: int64(len(p.Refs)),
		Attempts: int64(p.Attempts), Error: p.Error, RecordedAt: edge.At(p.RecordedAt), ParkedAt: edge.At(p.ParkedAt),
	}
}

// shownRef leaves out the member of an order that is nobody's.
func shownRef(r notice.Ref) NoticeRef {
	ref := NoticeRef{ID: edge.IDOf(r.ID)}
	if r.Member > 0 {
		id := edge.IDOf(r.Member)
		ref.MemberID = &id
	}
	return ref
}

func noticeSubject(id edge.ID) staff.Subject { return staff.Subject{Kind: "notice", ID: string(id)} }

func (in NoticePath) spot() notice.Spot {
	return notice.Spot{Listener: in.Listener, ID: edge.As[int64](in.ID)}
}

func (h *handlers) retryNotice(ctx context.Context, in *NoticePath) (*retriedReply, error) {
	err := h.operate(ctx, staff.Entry{Action: "system.retry_notice", Subject: noticeSubject(in.ID)},
		func(tx postgres.Tx) (any, error) {
			return map[string]string{"listener": in.Listener}, h.Notices.Retry(ctx, tx, in.spot())
		})
	if err != nil {
		return nil, err
	}
	return &retriedReply{Body: Retried{Notices: 1}}, nil
}

func (h *handlers) dropNotice(ctx context.Context, in *struct {
	NoticePath
	Body OperatorReason
}) (*struct{}, error) {
	c := edge.From(ctx)
	return nil, h.DB.InTx(ctx, func(tx postgres.Tx) error {
		dropped, err := h.Notices.Drop(ctx, tx, in.spot())
		if err != nil {
			return err
		}
		return h.Staff.Audit(ctx, tx, staff.Entry{By: c.Principal, Action: "system.drop_notice", Subject: noticeSubject(in.ID),
			Before: dropped, Reason: in.Body.Reason, Address: c.Address})
	})
}
