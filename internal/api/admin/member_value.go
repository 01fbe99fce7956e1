package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
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
	MemberPath
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
		Errors:  []*errs.Error{member.ErrUnknown, edge.ErrBadCursor},
	}, h.listEntries)
}

func (h *handlers) listBalances(ctx context.Context, in *MemberPath) (*balancesReply, error) {
	id := edge.As[member.ID](in.ID)
	list, booked, err := h.Reader.BalancesNow(ctx, edge.From(ctx).Language, id)
	if err == nil && !booked {
		_, err = h.member(ctx, in.ID)
	}
	if err != nil {
		return nil, err
	}
	return &balancesReply{Body: Balances{Items: list}}, err
}

func (h *handlers) listEntries(ctx context.Context, in *memberEntries) (*entriesReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	page, err := h.Reader.EntriesOf(ctx, h.DB, edge.From(ctx).Language, m.ID, in.Asset, in.Paging)
	return &entriesReply{Body: page}, err
}

// asset finds an asset by its code; "" is every asset.
func (h *handlers) asset(ctx context.Context, code string) (ledger.AssetID, error) {
	if code == "" {
		return 0, nil
	}
	return h.Reader.AssetByCode(ctx, h.DB, code)
}
