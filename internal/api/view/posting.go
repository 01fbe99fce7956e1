package view

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/ledger"
	"habitue/internal/platform/postgres"
)

// Posting is what was posted.
type Posting struct {
	ID      edge.ID      `json:"id" doc:"Id" zh:"编号"`
	Entries []PostingLeg `json:"entries" doc:"Its legs; they sum to zero for each asset" zh:"分录，每种资产合计为零"`
	Draws   []LotDraw    `json:"draws" doc:"How much of which lots it took, or put back when negative" zh:"抽取的批次；负数为放回"`
}

// PostingLeg is one leg of a posting.
type PostingLeg struct {
	Asset   string      `json:"asset" doc:"Code of the asset" zh:"资产代码" example:"points"`
	Account string      `json:"account" doc:"available and pending are the member's, the others the house's" zh:"available 与 pending 属会员，其余属机构" example:"available"`
	Amount  edge.Points `json:"amount" doc:"How much" zh:"数量"`
}

// LotDraw is so much of a lot.
type LotDraw struct {
	LotID  edge.ID     `json:"lot_id" doc:"The lot" zh:"批次编号"`
	Amount edge.Points `json:"amount" doc:"How much" zh:"数量"`
}

// Hold is value set aside.
type Hold struct {
	ID        edge.ID     `json:"id" doc:"Id" zh:"编号"`
	MemberID  edge.ID     `json:"member_id" doc:"Whose value it is" zh:"会员编号"`
	Asset     string      `json:"asset" doc:"Code of the asset" zh:"资产代码" example:"points"`
	Amount    edge.Points `json:"amount" doc:"As authorised" zh:"预占数量"`
	Captured  edge.Points `json:"captured" doc:"Of it, spent" zh:"已扣款"`
	Left      edge.Points `json:"left" doc:"What can still be captured" zh:"剩余可扣"`
	State     string      `json:"state" enum:"held,captured,released,timed_out" doc:"Where it is" zh:"状态" example:"held"`
	ExpiresAt edge.Time   `json:"expires_at" doc:"When it is released by itself" zh:"自动释放时间"`
}

// Posting shows a receipt.
func (r *Reader) Posting(ctx context.Context, q postgres.Querier, receipt ledger.Receipt) (Posting, error) {
	assets, err := r.Ledger.Assets(ctx, q)
	if err != nil {
		return Posting{}, err
	}
	return Posting{
		ID: edge.IDOf(receipt.Posting),
		Entries: edge.Each(receipt.Entries, func(e ledger.Entry) PostingLeg {
			return PostingLeg{Asset: assets[e.Asset].Code, Account: string(e.Side), Amount: edge.Points(e.Amount)}
		}),
		Draws: edge.Each(receipt.Draws, func(d ledger.Draw) LotDraw {
			return LotDraw{LotID: edge.IDOf(d.Lot), Amount: edge.Points(d.Amount)}
		}),
	}, nil
}

// Hold shows a hold.
func (r *Reader) Hold(ctx context.Context, q postgres.Querier, h ledger.Hold) (Hold, error) {
	assets, err := r.Ledger.Assets(ctx, q)
	if err != nil {
		return Hold{}, err
	}
	return Hold{
		ID: edge.IDOf(h.ID), MemberID: edge.IDOf(h.Member), Asset: assets[h.Asset].Code,
		Amount: edge.Points(h.Amount), Captured: edge.Points(h.Captured), Left: edge.Points(h.Left()),
		State: string(h.State), ExpiresAt: edge.At(h.ExpiresAt),
	}, nil
}

// AssetByCode finds an asset.
func (r *Reader) AssetByCode(ctx context.Context, q postgres.Querier, code string) (ledger.AssetID, error) {
	assets, err := r.Ledger.Assets(ctx, q)
	if err != nil {
		return 0, err
	}
	for id, a := range assets {
		if a.Code == code {
			return id, nil
		}
	}
	return 0, edge.ErrRequest.Field("asset", "http.unknown_asset", "asset", code)
}
