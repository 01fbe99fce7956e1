package admin

import (
	"context"
	"time"

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
	list, booked, err := h.Reader.Balances(ctx, h.DB, edge.From(ctx).Language, id)
	if err == nil && !booked {
		_, err = h.member(ctx, in.ID)
	}
	if err != nil {
		return nil, err
	}
	return &balancesReply{Body: Balances{Items: list}}, err
}

const entryCursor = "entry"

func (h *handlers) listEntries(ctx context.Context, in *memberEntries) (*entriesReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	asset, err := h.asset(ctx, in.Asset)
	if err != nil {
		return nil, err
	}
	after, err := placeOf(in.Cursor)
	if err != nil {
		return nil, err
	}
	list, err := h.Reader.Ledger.Movements(ctx, h.DB, m.ID, asset, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(v ledger.Movement) string {
		p := v.Place()
		return edge.Cursor(entryCursor, p.At.UnixMicro(), int64(p.Posting), int64(p.No))
	})
	shown, err := h.Reader.Entries(ctx, h.DB, edge.From(ctx).Language, m.ID, list)
	return &entriesReply{Body: edge.PageOf(shown, next)}, err
}

// asset finds an asset by its code; "" is every asset.
func (h *handlers) asset(ctx context.Context, code string) (ledger.AssetID, error) {
	if code == "" {
		return 0, nil
	}
	return h.Reader.AssetByCode(ctx, h.DB, code)
}

func placeOf(cursor string) (*ledger.Place, error) {
	position, err := edge.Position(entryCursor, cursor, 3)
	if err != nil || position == nil {
		return nil, err
	}
	return &ledger.Place{At: time.UnixMicro(position[0]).UTC(), Posting: ledger.PostingID(position[1]), No: int16(position[2])}, nil
}
