package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Duplicate is two members who may be one person.
type Duplicate struct {
	ID          string                `json:"id" doc:"Ids of the two, with a hyphen between" zh:"两位会员的编号，以连字符相连" example:"7100000000000000001-7100000000000000002"`
	First       view.MemberSummary    `json:"first" doc:"One of the two" zh:"其一"`
	Second      view.MemberSummary    `json:"second" doc:"The other" zh:"其二"`
	Probability int                   `json:"probability_bps" doc:"How likely they are one person, in basis points" zh:"同一人的可能性（万分之几）" example:"9730"`
	Score       int                   `json:"score" doc:"Logarithm to the base of two of one person against two, in hundredths" zh:"同一人与两人可能性之比的对数（以 2 为底，百分之一）" example:"518"`
	Evidence    []DuplicateEvidence   `json:"evidence" doc:"What speaks for one person, and against" zh:"支持与反对的依据"`
	State       string                `json:"state" enum:"open,later,apart" doc:"What was judged" zh:"处理状态" example:"open"`
	FoundAt     edge.Time             `json:"found_at" doc:"When they were found" zh:"发现时间" example:"2026-09-12T01:00:00Z"`
	DueAt       edge.Time             `json:"due_at" doc:"From when on they are shown" zh:"再次显示的时间" example:"2026-09-19T01:00:00Z"`
	JudgedAt    *edge.Time            `json:"judged_at" doc:"When somebody judged" zh:"判断时间" example:"2026-09-12T02:00:00Z"`
	JudgedBy    edge.Maybe[Colleague] `json:"judged_by" doc:"Who judged" zh:"判断人"`
}

// DuplicateEvidence is what one trait of two members says.
type DuplicateEvidence struct {
	Code   string `json:"code" doc:"What was found" zh:"代码" example:"name_same"`
	Text   string `json:"text" doc:"In words of the reader's language" zh:"说明（读者的语言）" example:"姓名相同"`
	Weight int    `json:"weight" doc:"Hundredths of a bit; below nought it speaks against" zh:"权重（百分之一比特），负数为反对" example:"1642"`
}

// DuplicateVerdict is what somebody says of two members.
type DuplicateVerdict struct {
	State string `json:"state" enum:"apart,later,open" doc:"apart: two people, for good; later: ask again in a week; open: take a verdict back. Who is one person is merged instead" zh:"apart：不是同一人，不再提示；later：一周后再提示；open：收回判断。同一人请合并" example:"apart"`
}

// DuplicatePath names two members in a path.
type DuplicatePath struct {
	First  edge.ID `path:"first" doc:"One of the two" zh:"其一"`
	Second edge.ID `path:"second" doc:"The other" zh:"其二"`
}

// DuplicateSearch is how far the search for duplicates has come, and what waits.
type DuplicateSearch struct {
	BeganAt      *edge.Time `json:"began_at" doc:"When the last search began; null before the first" zh:"最近一次查找开始时间；从未查找为 null" example:"2026-09-12T01:00:00Z"`
	EndedAt      *edge.Time `json:"ended_at" doc:"When it ended; null while it is at work" zh:"结束时间；进行中为 null" example:"2026-09-12T01:00:40Z"`
	Members      int64      `json:"members" doc:"Members it looks through" zh:"查找的会员数" example:"20000"`
	Progress     int        `json:"progress_bps" doc:"How much of it is done, in basis points" zh:"进度（万分之几）" example:"7500"`
	Compared     int64      `json:"compared" doc:"Pairs that were compared" zh:"比对的对数" example:"41200"`
	CutBlocks    int64      `json:"cut_blocks" doc:"Keys that too many members share: these were not compared by them" zh:"共有者过多而未据以比对的键数" example:"2"`
	LargestBlock int64      `json:"largest_block" doc:"How many members share the commonest of these" zh:"其中最多有多少会员共有" example:"310"`
	Waiting      int64      `json:"waiting" doc:"Pairs that wait, counted up to 10,000" zh:"待核对的对数，最多数到一万" example:"12"`
	Later        int64      `json:"later" doc:"Pairs that were put off" zh:"稍后处理的对数" example:"3"`
	Apart        int64      `json:"apart" doc:"Pairs that are two people" zh:"判为不同人的对数" example:"40"`
}

type duplicatesAsked struct {
	edge.Paging
	State string `query:"state" enum:"open,later,apart" default:"open" doc:"Which pairs" zh:"处理状态" example:"open"`
}

type (
	duplicatesReply      struct{ Body edge.Page[Duplicate] }
	duplicateReply       struct{ Body Duplicate }
	duplicateSearchReply struct{ Body DuplicateSearch }
)

func (h *handlers) duplicates(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-duplicates", Method: "GET", Path: "/duplicates", Tag: "member", Permission: staff.MemberMerge,
		Summary: edge.Words{Chinese: "疑似重复的会员", English: "Members who may be one person, the likeliest first"},
		Description: edge.Words{Chinese: "每对附依据与权重（Fellegi–Sunter 对数似然比）。姓名与手机号按权限遮蔽。",
			English: "Each pair with its evidence and weights (log-likelihood ratios after Fellegi and Sunter). Names and phones are masked as the reader's permissions say."},
		Errors: []*errs.Error{edge.ErrBadCursor},
	}, h.listDuplicates)
	edge.Register(e, edge.Operation{
		ID: "judge-duplicate", Method: "PUT", Path: "/duplicates/{first}/{second}/verdict", Tag: "member", Permission: staff.MemberMerge,
		Summary: edge.Words{Chinese: "判断一对会员", English: "Say what two members are"},
		Errors:  []*errs.Error{member.ErrNoTwin, staff.ErrPeopleOnly},
	}, h.judgeDuplicate)
	edge.Register(e, edge.Operation{
		ID: "get-duplicate-search", Method: "GET", Path: "/duplicates/search", Tag: "member", Permission: staff.MemberMerge,
		Summary: edge.Words{Chinese: "查找重复会员的进度", English: "How far the search for duplicates has come"},
	}, h.duplicateSearch)
	edge.Register(e, edge.Operation{
		ID: "ask-duplicate-search", Method: "POST", Path: "/duplicates/search", Tag: "member", Permission: staff.MemberMerge,
		Summary: edge.Words{Chinese: "现在查找重复会员", English: "Look for duplicates now"},
		Description: edge.Words{Chinese: "已在查找时不重复开始；一分钟内由后台任务执行。",
			English: "One that is at work goes on; a job takes it up within a minute."},
	}, h.askForDuplicates)
}

const duplicateCursor = "duplicate"

func (h *handlers) listDuplicates(ctx context.Context, in *duplicatesAsked) (*duplicatesReply, error) {
	var after member.TwinPlace
	position, err := edge.Position(duplicateCursor, in.Cursor, 3)
	if err != nil {
		return nil, err
	}
	if position != nil {
		after = member.TwinPlace{Score: int(position[0]), Member: member.ID(position[1]), Other: member.ID(position[2])}
	}
	list, err := h.Reader.Members.Twins(ctx, h.DB, member.TwinState(in.State), after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(t member.Twin) string {
		return edge.Cursor(duplicateCursor, int64(t.Score), int64(t.Member), int64(t.Other))
	})
	shown, err := h.shownDuplicates(ctx, h.DB, list...)
	return &duplicatesReply{Body: edge.PageOf(shown, next)}, err
}

func (h *handlers) judgeDuplicate(ctx context.Context, in *struct {
	DuplicatePath
	Body DuplicateVerdict
}) (*duplicateReply, error) {
	by, err := person(ctx)
	if err != nil {
		return nil, err
	}
	var shown []Duplicate
	err = h.DB.InTx(ctx, func(tx postgres.Tx) error {
		t, err := h.Reader.Members.JudgeTwin(ctx, tx, edge.As[member.ID](in.First), edge.As[member.ID](in.Second), member.TwinState(in.Body.State), by)
		if err != nil {
			return err
		}
		c := edge.From(ctx)
		err = h.Staff.Audit(ctx, tx, staff.Entry{
			By: c.Principal, Action: "member.judge_duplicate", Subject: staff.Subject{Kind: "member", ID: string(edge.IDOf(t.Member))},
			After: map[string]any{"other": edge.IDOf(t.Other), "state": t.State}, Address: c.Address,
		})
		if err != nil {
			return err
		}
		shown, err = h.shownDuplicates(ctx, tx, t)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &duplicateReply{Body: shown[0]}, nil
}

func (h *handlers) shownDuplicates(ctx context.Context, q postgres.Querier, list ...member.Twin) ([]Duplicate, error) {
	var ids []member.ID
	var people []string
	for _, t := range list {
		ids, people = append(ids, t.Member, t.Other), append(people, principalOf(staff.AccountID(t.JudgedBy)))
	}
	members, err := h.membersInOrder(ctx, ids)
	if err != nil {
		return nil, err
	}
	c := edge.From(ctx)
	summaries, err := h.Reader.Summaries(ctx, q, c, members)
	if err != nil {
		return nil, err
	}
	byID := make(map[edge.ID]view.MemberSummary, len(summaries))
	for _, s := range summaries {
		byID[s.ID] = s
	}
	names, err := h.Staff.Names(ctx, q, people...)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(t member.Twin) Duplicate {
		first, second := edge.IDOf(t.Member), edge.IDOf(t.Other)
		shown := Duplicate{
			ID: string(first) + "-" + string(second), First: byID[first], Second: byID[second], Probability: t.Probability(), Score: t.Score,
			State: string(t.State), FoundAt: edge.At(t.FoundAt), DueAt: edge.At(t.DueAt),
			Evidence: edge.Each(t.Evidence, func(e member.TwinEvidence) DuplicateEvidence {
				return DuplicateEvidence{Code: e.Code, Text: messages.Text(c.Language, "member.alike."+e.Code), Weight: e.Weight}
			}),
		}
		if !t.JudgedAt.IsZero() {
			at, by := edge.At(t.JudgedAt), principalOf(staff.AccountID(t.JudgedBy))
			shown.JudgedAt, shown.JudgedBy = &at, edge.Some(Colleague{ID: edge.IDOf(t.JudgedBy), Name: names[by]})
		}
		return shown
	}), nil
}

func (h *handlers) duplicateSearch(ctx context.Context, _ *struct{}) (*duplicateSearchReply, error) {
	r, ok, err := h.Reader.Members.TwinRun(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	n, err := h.Reader.Members.TwinCounts(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	shown := DuplicateSearch{Waiting: n.Waiting, Later: n.Later, Apart: n.Apart}
	if ok {
		began := edge.At(r.BeganAt)
		shown.BeganAt, shown.Members, shown.Progress = &began, r.Members, r.Done*10_000/r.Parts
		shown.Compared, shown.CutBlocks, shown.LargestBlock = r.Compared, r.CutBlocks, r.LargestBlock
		if !r.EndedAt.IsZero() {
			ended := edge.At(r.EndedAt)
			shown.EndedAt = &ended
		}
	}
	return &duplicateSearchReply{Body: shown}, nil
}

func (h *handlers) askForDuplicates(ctx context.Context, in *struct{}) (*duplicateSearchReply, error) {
	if err := h.Reader.Members.AskForTwins(ctx, h.DB); err != nil {
		return nil, err
	}
	return h.duplicateSearch(ctx, in)
}
