package admin

import (
	"context"
	"maps"
	"slices"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/staff"
)

// StatementAsk says of what and when a statement is. It is exported because it is
// embedded.
type StatementAsk struct {
	MemberPath
	AssetAsk
	Clock string    `query:"clock" enum:"occurred,recorded" default:"occurred" doc:"By when things happened, or by when they were recorded" zh:"按发生时间或记录时间" example:"occurred"`
	From  time.Time `query:"from" doc:"When it begins; absent: with the month at hand" zh:"起始时刻；缺省为本月初" example:"2026-08-31T16:00:00Z"`
	Until time.Time `query:"until" doc:"When it ends; absent: with today" zh:"结束时刻（不含）；缺省至今日末" example:"2026-09-30T16:00:00Z"`
}

type statementPage struct {
	StatementAsk
	edge.Paging
}

// Statement is a page of what happened to a member's asset in a period.
type Statement struct {
	AssetTold
	Clock    string       `json:"clock" enum:"occurred,recorded" doc:"By which clock" zh:"按何时间" example:"occurred"`
	From     edge.Time    `json:"from" doc:"When it begins" zh:"起始时刻" example:"2026-08-31T16:00:00Z"`
	Until    edge.Time    `json:"until" doc:"When it ends" zh:"结束时刻（不含）" example:"2026-09-30T16:00:00Z"`
	Opening  view.Holding `json:"opening" doc:"What there was when it began" zh:"期初"`
	Closing  view.Holding `json:"closing" doc:"What there was when it ended: opening and everything of the period" zh:"期末，等于期初加全部变动"`
	Postings int64        `json:"postings" doc:"How many postings the period has" zh:"期内记账笔数" example:"42"`
	edge.Page[view.StatementLine]
}

// PastBalances is what a member had at an instant.
type PastBalances struct {
	Clock string        `json:"clock" enum:"occurred,recorded" doc:"By which clock" zh:"按何时间" example:"occurred"`
	At    edge.Time     `json:"at" doc:"Before which instant" zh:"时刻" example:"2026-09-30T16:00:00Z"`
	Items []PastBalance `json:"items" doc:"One for each asset" zh:"每种资产一项"`
}

// PastBalance is what a member had of an asset.
type PastBalance struct {
	AssetTold
	view.Holding
}

type (
	statementReply    struct{ Body Statement }
	pastBalancesReply struct{ Body PastBalances }
)

type pastAsk struct {
	MemberPath
	At    time.Time `query:"at" required:"true" doc:"What lies before this instant" zh:"此刻之前" example:"2026-09-30T16:00:00Z"`
	Clock string    `query:"clock" enum:"occurred,recorded" default:"occurred" doc:"By when things happened: what was true then; or by when they were recorded: what was known then" zh:"按发生时间（当时的事实）或记录时间（当时所知）" example:"occurred"`
}

func (h *handlers) memberStatement(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-member-statement", Method: "GET", Path: "/members/{id}/statement", Tag: "ledger", Permission: staff.LedgerRead,
		Summary: edge.Words{Chinese: "会员对账单", English: "A member's statement"},
		Description: edge.Words{Chinese: "期初、期内每笔记账及其后结余、期末，旧的在前；期初加全部变动等于期末。",
			English: "Opening, every posting of the period with what there was after it, closing; oldest first. Opening and all changes are closing."},
		Errors: []*errs.Error{member.ErrUnknown, ledger.ErrBadPeriod, edge.ErrBadCursor},
	}, h.getStatement)
	edge.Register(e, edge.Operation{
		ID: "get-member-past-balances", Method: "GET", Path: "/members/{id}/balances/past", Tag: "ledger", Permission: staff.LedgerRead,
		Summary: edge.Words{Chinese: "会员在某一时刻的余额", English: "What a member had at an instant"},
		Description: edge.Words{Chinese: "按发生时间为当时的事实（以现在所知），按记录时间为当时账上所记。",
			English: "By when things happened it is what was true then, as known now; by when they were recorded, what the books said then."},
		Errors: memberErrors,
	}, h.getPastBalances)
}

// ask settles what was left open.
func (h *handlers) statementAsk(ctx context.Context, in *StatementAsk) (a ledger.StatementAsk, named AssetTold, err error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return a, named, err
	}
	a = ledger.StatementAsk{Member: m.ID, Clock: ledger.Clock(in.Clock), From: in.From, Until: in.Until}
	asset, named, err := h.assetTold(ctx, in.Asset)
	if err != nil {
		return a, named, err
	}
	a.Asset = asset.ID
	zone, err := h.Reader.Ledger.Zone(ctx)
	if err != nil {
		return a, named, err
	}
	now := h.Clock.Now().In(zone)
	if a.From.IsZero() {
		a.From = ledger.MonthOf(now, zone).Begins(zone)
	}
	if a.Until.IsZero() {
		a.Until = time.Date(now.Year(), now.Month(), now.Day()+1, 0, 0, 0, 0, zone)
	}
	return a, named, nil
}

const statementCursor = "statement"

func (h *handlers) getStatement(ctx context.Context, in *statementPage) (*statementReply, error) {
	position, err := edge.Position(statementCursor, in.Cursor, 2)
	if err != nil {
		return nil, err
	}
	ask, named, err := h.statementAsk(ctx, &in.StatementAsk)
	if err != nil {
		return nil, err
	}
	ask.Limit = in.Limit
	if position != nil {
		ask.After = &ledger.LinePlace{At: time.UnixMicro(position[0]).UTC(), Posting: ledger.PostingID(position[1])}
	}
	st, err := h.Reader.Ledger.Statement(ctx, ask)
	if err != nil {
		return nil, err
	}
	lines, err := h.Reader.Lines(ctx, h.DB, edge.From(ctx).Language, ask.Member, ask.Asset, st.Lines)
	if err != nil {
		return nil, err
	}
	next := ""
	if st.Next != nil {
		next = edge.Cursor(statementCursor, st.Next.At.UnixMicro(), int64(st.Next.Posting))
	}
	return &statementReply{Body: Statement{
		AssetTold: named, Clock: in.Clock, From: edge.At(ask.From), Until: edge.At(ask.Until),
		Opening: view.HoldingOf(st.Opening), Closing: view.HoldingOf(st.Closing), Postings: st.Postings,
		Page: edge.PageOf(lines, next),
	}}, nil
}

func (h *handlers) getPastBalances(ctx context.Context, in *pastAsk) (*pastBalancesReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	assets, err := h.Reader.Ledger.Assets(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	list := make([]PastBalance, 0, len(assets))
	for _, id := range slices.Sorted(maps.Keys(assets)) {
		s, err := h.Reader.Ledger.HoldingAt(ctx, m.ID, id, ledger.Cut{Clock: ledger.Clock(in.Clock), At: in.At})
		if err != nil {
			return nil, err
		}
		list = append(list, PastBalance{nameAsset(assets[id], edge.From(ctx)), view.HoldingOf(s)})
	}
	return &pastBalancesReply{Body: PastBalances{Clock: in.Clock, At: edge.At(in.At), Items: list}}, nil
}
