package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/staff"
)

type (
	balancesReply struct{ Body Balances }
	entriesReply  struct{ Body edge.Page[view.Entry] }
)

// Balances is what a member has, by asset.
type Balances struct {
	Items []view.Balance `json:"items" doc:"One for each asset" zh:"每种资产一项"`
}

type memberEntries struct {
	oneMember
	edge.Paging
	Asset string `query:"asset" maxLength:"40" doc:"Only this asset" zh:"只看此资产" example:"points"`
}

func (h *handlers) memberValue(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-member-balances", Method: "GET", Path: "/members/{id}/balances", Tag: "ledger", Permission: staff.LedgerRead,
		Summary: edge.Words{Chinese: "会员余额", English: "What a member has"},
		Errors:  memberErrors,
	}, h.listBalances)
	edge.Register(e, edge.Operation{
		ID: "list-member-entries", Method: "GET", Path: "/members/{id}/entries", Tag: "ledger", Permission: staff.LedgerRead,
		Summary: edge.Words{Chinese: "会员积分明细（含原因）", English: "A member's entries, each with its reasons"},
		Errors:  append(memberErrors, edge.ErrBadCursor),
	}, h.listEntries)
}

func (h *handlers) listBalances(ctx context.Context, in *oneMember) (*balancesReply, error) {
	return nil, errPending
}

func (h *handlers) listEntries(ctx context.Context, in *memberEntries) (*entriesReply, error) {
	return nil, errPending
}
