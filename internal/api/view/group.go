package view

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/checkout"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/pricing"
)

// Group is members who buy together.
type Group struct {
	ID          edge.ID    `json:"id" doc:"Id" zh:"团编号" example:"73014444121"`
	PromotionID edge.ID    `json:"promotion_id" doc:"The promotion" zh:"促销编号"`
	Version     int        `json:"version" doc:"Version of the promotion by which it was opened, and by which all of it buy" zh:"开团时的规则版本，全团按此版本" example:"2"`
	State       string     `json:"state" enum:"open,succeeded,failed" doc:"open: seats are to be taken or paid; succeeded: all are paid; failed: its time is over, or everybody has left" zh:"open：拼团中；succeeded：已成团；failed：未成团（超时或全部退出）" example:"open"`
	Size        int        `json:"size" doc:"How many it takes" zh:"成团人数" example:"3"`
	Taken       int        `json:"taken" doc:"Seats that are taken, paid ones among them" zh:"已占席位（含已付款）" example:"2"`
	Paid        int        `json:"paid" doc:"Seats that are paid" zh:"已付款席位" example:"1"`
	OpenedAt    edge.Time  `json:"opened_at" doc:"When it was opened" zh:"开团时间"`
	ClosesAt    edge.Time  `json:"closes_at" doc:"Until when it has to be full" zh:"成团截止时间"`
	EndedAt     *edge.Time `json:"ended_at" doc:"When it succeeded or failed" zh:"成团或失败的时间"`
}

// GroupOf shows a group.
func GroupOf(g pricing.Group) Group {
	return Group{ID: edge.IDOf(g.ID), PromotionID: edge.IDOf(g.Promotion), Version: g.Version, State: string(g.State), Size: g.Size, Taken: g.Taken, Paid: g.Paid,
		OpenedAt: edge.At(g.OpenedAt), ClosesAt: edge.At(g.ClosesAt), EndedAt: edge.AtUnlessZero(g.EndedAt)}
}

// GroupWithSeats is a group with who is in it.
type GroupWithSeats struct {
	Group
	Seats []GroupSeat `json:"seats" doc:"In the order in which they were taken" zh:"席位，按占位时间"`
}

// GroupSeat is the place of one member in a group.
type GroupSeat struct {
	State      string                  `json:"state" enum:"held,paid,left" doc:"held: taken, and not yet paid; left: given up" zh:"held：已占未付；paid：已付款；left：已退出" example:"paid"`
	Opener     bool                    `json:"opener" doc:"Whether the member opened the group" zh:"是否团长" example:"true"`
	Member     edge.Maybe[OrderMember] `json:"member" doc:"Who, as far as the reader may see it; null: bought in a store that is not the reader's" zh:"会员（按权限遮蔽）；非本人可见门店为 null"`
	CheckoutID edge.Maybe[edge.ID]     `json:"checkout_id" doc:"The checkout; null: of a store that is not the reader's" zh:"结账编号；非本人可见门店为 null"`
	TakenAt    edge.Time               `json:"taken_at" doc:"When it was taken" zh:"占位时间"`
	PaidAt     *edge.Time              `json:"paid_at" doc:"When it was paid" zh:"付款时间"`
}

// GroupSeats shows a group with its seats, of whom as far as the reader may see them.
func (r *Reader) GroupSeats(ctx context.Context, q postgres.Querier, c *edge.Call, g pricing.Group, seats []pricing.Seat) (GroupWithSeats, error) {
	shown := GroupWithSeats{Group: GroupOf(g), Seats: []GroupSeat{}}
	ids, members := make([]checkout.ID, len(seats)), make([]member.ID, len(seats))
	for i, s := range seats {
		ids[i], members[i] = checkout.ID(s.Subject), s.Member
	}
	checkouts, err := r.Checkouts.ByIDs(ctx, q, ids...)
	if err != nil {
		return shown, err
	}
	buyers, err := r.Named(ctx, q, c, members...)
	if err != nil {
		return shown, err
	}
	for i, s := range seats {
		seat := GroupSeat{State: string(s.State), Opener: i == 0, TakenAt: edge.At(s.TakenAt), PaidAt: edge.AtUnlessZero(s.PaidAt)}
		if one, ok := checkouts[ids[i]]; ok && c.Scope().Sees(one.StoreID) {
			seat.Member, seat.CheckoutID = buyers(s.Member), edge.Some(edge.IDOf(one.ID))
		}
		shown.Seats = append(shown.Seats, seat)
	}
	return shown, nil
}

// QuoteGroup is the group in which a basket would be bought.
type QuoteGroup struct {
	ID          edge.Maybe[edge.ID] `json:"id" doc:"The group; null: it would be opened" zh:"团编号；null 为将开新团"`
	PromotionID edge.ID             `json:"promotion_id" doc:"The promotion" zh:"促销编号"`
	Size        int                 `json:"size" doc:"How many it takes" zh:"成团人数" example:"3"`
	Taken       int                 `json:"taken" doc:"Seats that are taken so far" zh:"目前已占席位" example:"1"`
	ClosesAt    edge.Time           `json:"closes_at" doc:"Until when it has to be full" zh:"成团截止时间"`
	Used        bool                `json:"used" doc:"Whether its price is in this quote; where something better excludes it, or nothing in the basket is meant by it, a commit is refused" zh:"本报价是否用到拼团价；被更优的互斥优惠取代或购物篮中没有其商品时为 false，提交会被拒绝" example:"true"`
}

func quoteGroupOf(q pricing.Quoted) edge.Maybe[QuoteGroup] {
	g := q.Group
	if g == nil {
		return edge.Maybe[QuoteGroup]{}
	}
	return edge.Some(QuoteGroup{ID: idOrNull(g.ID), PromotionID: edge.IDOf(g.Promotion), Size: g.Size, Taken: g.Taken, ClosesAt: edge.At(g.ClosesAt), Used: q.InGroup()})
}
