package admin

import (
	"context"
	"slices"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/staff"
)

// Timeline is a page of what happened to a member.
type Timeline struct {
	Items      []view.Happening `json:"items" doc:"What happened, newest first" zh:"发生的事，新的在前"`
	Kinds      []string         `json:"kinds" doc:"Kinds that the reader may see" zh:"读者可见的类型" example:"order"`
	NextCursor *string          `json:"next_cursor" doc:"Where the next page begins; null on the last" zh:"下一页的起点；最后一页为 null" example:"dGltZWxpbmU6MTow"`
}

type (
	timelineSearch struct {
		MemberPath
		edge.Paging
		Kind []string `query:"kind" enum:"order,refund,posting,tier,class,reveal,join" maxItems:"7" doc:"Only these kinds, comma separated; all that the reader may see when left out" zh:"只看这些类型，逗号分隔；不填则为读者可见的全部" example:"order"`
	}
	timelineReply struct{ Body Timeline }
)

func (h *handlers) memberTimeline(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-member-timeline", Method: "GET", Path: "/members/{id}/timeline", Tag: "member", Permission: staff.MemberRead,
		Summary: edge.Words{Chinese: "会员时间线：订单、退款、记账、等级与分层变动、查看完整信息、入会", English: "A member's time line: orders, refunds, postings, moves between levels and value classes, looks at personal data, joining"},
		Description: edge.Words{Chinese: "按时间合并，新的在前，各附原因；读者无权查看的类型不在其中。没有带来积分的订单也说明原因。",
			English: "Merged by time, newest first, each with its reason; kinds that the reader may not see are left out. Orders that brought nothing say why, too."},
		Errors: []*errs.Error{member.ErrUnknown, edge.ErrBadCursor},
	}, h.listTimeline)
}

const timelineCursor = "timeline"

func (h *handlers) listTimeline(ctx context.Context, in *timelineSearch) (*timelineReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	position, err := edge.Position(timelineCursor, in.Cursor, 3)
	if err != nil {
		return nil, err
	}
	var after *view.Moment
	if position != nil {
		after = &view.Moment{At: time.UnixMicro(position[0]).UTC(), Rank: int(position[1]), ID: position[2]}
	}
	c := edge.From(ctx)
	seen := view.SeenHappenings(c.Principal)
	wanted := seen
	if len(in.Kind) > 0 {
		wanted = slices.DeleteFunc(slices.Clone(seen), func(kind string) bool { return !slices.Contains(in.Kind, kind) })
	}
	list, next, err := h.Reader.Happenings(ctx, h.DB, c, m, wanted, after, in.Limit)
	if err != nil {
		return nil, err
	}
	body := Timeline{Items: list, Kinds: seen}
	if next != nil {
		cursor := edge.Cursor(timelineCursor, next.At.UnixMicro(), int64(next.Rank), next.ID)
		body.NextCursor = &cursor
	}
	return &timelineReply{Body: body}, nil
}
