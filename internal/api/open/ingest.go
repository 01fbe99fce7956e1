package open

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/event"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/httpx"
	"habitue/internal/staff"
)

// SegmentRoot is where the clients of Segment find what they know.
const SegmentRoot = "/v1/"

// EventsRecorded says what became of messages.
type EventsRecorded struct {
	Kept    int            `json:"kept" doc:"Events that were written" zh:"写入的行为数"`
	Known   int            `json:"known" doc:"Messages that had been received before" zh:"之前已收到的消息数"`
	Unkept  int            `json:"unkept" doc:"Messages that leave no event: they say who somebody is, or are of a member of whom none may be kept" zh:"不留行为的消息数：仅说明身份，或会员不允许保留"`
	Refused []EventRefusal `json:"refused" doc:"Messages that are wrong; the others were taken" zh:"有误的消息；其余均已接收"`
}

// EventRefusal is what is wrong with one message.
type EventRefusal struct {
	Index   int          `json:"index" doc:"Place of the message in the batch, from 0" zh:"消息在批次中的位置（从 0 起）"`
	Problem edge.Problem `json:"problem" doc:"What is wrong" zh:"问题"`
}

type (
	eventsSent struct {
		System string `query:"system" maxLength:"32" doc:"Whose ids userId are: the system that members' external numbers name; left out, members' numbers" zh:"userId 属于哪个系统（会员外部编号的系统名）；不填则为会员号" example:"shop"`
	}
	recordedReply struct{ Body EventsRecorded }
)

// events registers the operation that takes behaviour in.
func (d Deps) events(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "record-events", Method: "POST", Path: "/events", Tag: "event", Permission: staff.EventWrite, MaxBody: mostBatch, File: []string{"application/json"},
		Summary: edge.Words{Chinese: "上报行为（批量）", English: "Report behaviour, in a batch"},
		Description: edge.Words{Chinese: "内容与 Segment 的 /v1/batch 相同；Segment 客户端请直接使用 /v1/。一条有误不影响其余，逐条答复；messageId 三十天内重复只算一次。",
			English: "The body is that of Segment's /v1/batch; its clients ask /v1/ themselves. One bad message does not lose the others and is answered by itself; a messageId counts once in thirty days."},
		Errors: []*errs.Error{event.ErrBadBatch, event.ErrBadSystem, event.ErrTooLarge, event.ErrBadMessage},
	}, func(ctx context.Context, in *eventsSent) (*recordedReply, error) {
		c := edge.From(ctx)
		reader, err := d.reading(ctx)
		if err != nil {
			return nil, err
		}
		body, err := readSent(c.Writer, c.Request, "batch")
		if err != nil {
			return nil, err
		}
		s, err := reader.readBatch(body)
		if err != nil {
			return nil, err
		}
		taken, err := d.record(ctx, c.Principal, in.System, &s)
		if err != nil {
			return nil, err
		}
		reply := EventsRecorded{Kept: taken.Kept, Known: taken.Known, Unkept: taken.Unkept, Refused: []EventRefusal{}}
		for _, i := range slices.Sorted(maps.Keys(s.refused)) {
			p, err := edge.ProblemOf(ctx, s.refused[i])
			if err != nil {
				return nil, err
			}
			reply.Refused = append(reply.Refused, EventRefusal{i, p})
		}
		return &recordedReply{Body: reply}, nil
	})
}

func (d Deps) reading(ctx context.Context) (reading, error) {
	settings, err := d.Org.Settings(ctx, d.DB)
	return reading{now: d.Clock.Now().UTC(), currency: settings.Currency}, err
}

// record takes what was sent, and adds to its refusals.
func (d Deps) record(ctx context.Context, by staff.Principal, system string, s *sent) (event.Taken, error) {
	from := event.Source{Key: by.ID, System: member.Card}
	if system != "" {
		from.System = member.External(system)
	}
	taken, err := d.Events.Record(ctx, from, s.reports)
	for i, refusal := range taken.Refused {
		s.refused[s.places[i]] = refusal
	}
	return taken, err
}

// Segment answers the clients of Segment: POST /v1/batch, /v1/track and so on, with the
// key as the name of a user without a password.
func Segment(d Deps) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		refused, err := d.segment(w, r)
		if err != nil {
			edge.WriteProblem(w, r, err)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(struct {
			Success bool      `json:"success"`
			Refused []refusal `json:"refused,omitempty"`
		}{true, refused})
	})
}

// refusal tells whoever looks at what a client was answered which message is wrong.
type refusal struct {
	Index int    `json:"index"`
	Code  string `json:"code"`
}

func (d Deps) segment(w http.ResponseWriter, r *http.Request) ([]refusal, error) {
	call := strings.TrimPrefix(r.URL.Path, SegmentRoot)
	if !slices.Contains([]string{"batch", "identify", "track", "page", "screen", "group", "alias"}, call) {
		return nil, edge.ErrNoRoute
	}
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		return nil, edge.ErrMethod
	}
	by, err := d.writeKey(r)
	if err != nil {
		return nil, err
	}
	body, err := readSent(w, r, call)
	if err != nil {
		return nil, err
	}
	ctx := r.Context()
	reader, err := d.reading(ctx)
	if err != nil {
		return nil, err
	}
	s := sent{refused: map[int]error{}}
	if call == "batch" {
		s, err = reader.readBatch(body)
	} else {
		var report event.Report
		report, err = reader.read(body, event.Deed(call), "")
		s.reports, s.places = []event.Report{report}, []int{0}
	}
	if err != nil {
		return nil, err
	}
	if _, err := d.record(ctx, by, r.URL.Query().Get("system"), &s); err != nil {
		return nil, err
	}
	if alone := s.refused[0]; call != "batch" && alone != nil {
		return nil, alone
	}
	var list []refusal
	for _, i := range slices.Sorted(maps.Keys(s.refused)) {
		list = append(list, refusal{i, errs.Of(s.refused[i]).Code})
	}
	return list, nil
}

// writeKey finds out who reports. Errors: staff.ErrNotSignedIn, staff.ErrMayNot.
func (d Deps) writeKey(r *http.Request) (staff.Principal, error) {
	key, password, ok := r.BasicAuth()
	if !ok || password != "" || !strings.HasPrefix(key, staff.KeyPrefix) || len(key) > 128 {
		return staff.Principal{}, staff.ErrNotSignedIn
	}
	by, err := d.Staff.ByKey(r.Context(), key)
	if err != nil {
		return by, err
	}
	httpx.From(r.Context()).Principal = by.String()
	if !by.May(staff.EventWrite) {
		return by, staff.ErrMayNot.With("permission", string(staff.EventWrite))
	}
	return by, nil
}

// sendTime bounds how long a body may take.
const sendTime = 10 * time.Second

// readSent reads a body, which many clients compress. One that is too large is refused in
// a way after which clients do not send it again. Errors: event.ErrTooLarge, event.ErrBadMessage.
func readSent(w http.ResponseWriter, r *http.Request, call string) ([]byte, error) {
	limit := int64(mostMessage)
	if call == "batch" {
		limit = mostBatch
	}
	body, err := httpx.ReadBody(w, r, limit, sendTime)
	if errors.Is(err, httpx.ErrBodyTooLarge) {
		return nil, event.ErrTooLarge.With("max_bytes", limit)
	}
	if err != nil || r.Header.Get("Content-Encoding") != "gzip" {
		return body, err
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, event.ErrBadMessage.Because(err)
	}
	body, err = io.ReadAll(io.LimitReader(unpacked, limit+1))
	switch {
	case err != nil:
		return nil, event.ErrBadMessage.Because(err)
	case int64(len(body)) > limit:
		return nil, event.ErrTooLarge.With("max_bytes", limit)
	}
	return body, nil
}
