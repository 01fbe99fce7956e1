package view

import (
	"context"
	"maps"
	"slices"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// PostingRecord is a posting as it stands in the books, with all that hangs on it.
type PostingRecord struct {
	Posting
	MemberID   edge.ID                 `json:"member_id" doc:"Whose value it changed" zh:"会员编号"`
	Key        string                  `json:"key" doc:"Its name by whoever posted it, unique for the member" zh:"记账键，会员内唯一" example:"earn:73014444033"`
	Reason     Reason                  `json:"reason" doc:"Why" zh:"原因"`
	Reference  edge.Maybe[Reference]   `json:"reference" doc:"What caused it" zh:"由何引起"`
	Rule       edge.Maybe[RuleVersion] `json:"rule" doc:"The rule it followed" zh:"依据的规则"`
	Why        []AssetWhy              `json:"why" doc:"How the amounts came about, asset by asset" zh:"各资产数量如何得出"`
	StaffID    edge.Maybe[edge.ID]     `json:"staff_id" doc:"Who posted it by hand" zh:"人工记账的员工"`
	StaffName  *string                 `json:"staff_name" doc:"Name of who posted it by hand" zh:"人工记账的员工姓名" example:"李店长"`
	ApprovalID edge.Maybe[edge.ID]     `json:"approval_id" doc:"The approval it was posted under" zh:"所依据的审批"`
	HoldID     edge.Maybe[edge.ID]     `json:"hold_id" doc:"The hold of which it is a capture" zh:"所扣的预占"`
	PeerID     edge.Maybe[edge.ID]     `json:"peer_id" doc:"Of a transfer: the other member" zh:"转让的另一方会员"`
	OpenedLots []edge.ID               `json:"opened_lots" doc:"Lots that it credited" zh:"由此产生的批次"`
	Reverses   edge.Maybe[edge.ID]     `json:"reverses" doc:"The posting that it undoes, in part or whole" zh:"所冲正的记账"`
	ReversedBy []edge.ID               `json:"reversed_by" doc:"Postings that undid it, oldest first" zh:"冲正此笔的记账，按时间"`
	Reversible []AssetAmount           `json:"reversible" doc:"What of it can still be reversed by hand; what a rule gave is taken back by refunds" zh:"尚可人工冲正的部分；规则给出的由退款收回"`
	OccurredAt edge.Time               `json:"occurred_at" doc:"When it happened" zh:"发生时间" example:"2026-09-12T04:20:00Z"`
	RecordedAt edge.Time               `json:"recorded_at" doc:"When it was written" zh:"记录时间" example:"2026-09-12T04:20:01Z"`
	Memo       *string                 `json:"memo" doc:"Note of whoever posted it" zh:"备注" example:"补登小票"`
	MemoI18n   i18n.Text               `json:"memo_i18n" doc:"The note in every language that it was written in" zh:"备注（各语言）"`
}

// AssetAmount is so much of an asset.
type AssetAmount struct {
	Asset  string      `json:"asset" doc:"Code of the asset" zh:"资产代码" example:"points"`
	Amount edge.Points `json:"amount" doc:"How much" zh:"数量"`
}

// AssetWhy tells how the amount of an asset came about.
type AssetWhy struct {
	Asset string `json:"asset" doc:"Code of the asset" zh:"资产代码" example:"points"`
	Steps []Why  `json:"steps" doc:"The steps that led to it" zh:"计算步骤"`
}

// Lot is value credited together, as it stands now.
type Lot struct {
	ID         edge.ID               `json:"id" doc:"Id" zh:"编号"`
	Asset      string                `json:"asset" doc:"Code of the asset" zh:"资产代码" example:"points"`
	PostingID  edge.ID               `json:"posting_id" doc:"The posting that credited it" zh:"产生此批次的记账"`
	Reason     edge.Maybe[Reason]    `json:"reason" doc:"Why it was credited; null of one that came with a merged member" zh:"入账原因；随合并会员而来的为 null"`
	Reference  edge.Maybe[Reference] `json:"reference" doc:"What caused it" zh:"由何引起"`
	Amount     edge.Points           `json:"amount" doc:"As credited" zh:"入账数量"`
	Remaining  edge.Points           `json:"remaining" doc:"What is left" zh:"剩余"`
	Pinned     edge.Points           `json:"pinned" doc:"Of it, set aside by holds" zh:"其中已预占"`
	State      string                `json:"state" enum:"pending,available,spent,expired" doc:"Where it is in its life" zh:"状态" example:"available"`
	CreditedAt edge.Time             `json:"credited_at" doc:"When it was credited" zh:"入账时间" example:"2026-09-12T04:20:00Z"`
	MaturesAt  edge.Time             `json:"matures_at" doc:"From when it can be used" zh:"生效时间" example:"2026-09-19T16:00:00Z"`
	ExpiresAt  *edge.Time            `json:"expires_at" doc:"When it ends; null: never" zh:"到期时间；null 为永久" example:"2027-09-30T16:00:00Z"`
	IdleMonths int                   `json:"idle_months" doc:"Months that it lives on from the member's last activity; 0: its end is fixed" zh:"自会员最近一次活动起的有效月数；0 为固定到期" example:"0"`
}

// MemberHold is a hold with what it is for and what it pins.
type MemberHold struct {
	Hold
	Key        string                `json:"key" doc:"Its name by whoever asked for it, unique for the member" zh:"预占键，会员内唯一" example:"checkout:5521"`
	Reference  edge.Maybe[Reference] `json:"reference" doc:"What it is for" zh:"业务来源"`
	RecordedAt edge.Time             `json:"recorded_at" doc:"When it was written" zh:"记录时间" example:"2026-09-12T04:20:01Z"`
	Lots       []LotDraw             `json:"lots" doc:"How much of which lots it still sets aside" zh:"仍预占的批次"`
}

// Postings shows records of the books.
func (r *Reader) Postings(ctx context.Context, q postgres.Querier, l messages.Language, list []*ledger.Record) ([]PostingRecord, error) {
	shown := make([]PostingRecord, len(list))
	known, err := r.causesOfRecords(ctx, q, l, list)
	if err != nil {
		return nil, err
	}
	names, err := r.posters(ctx, q, list)
	if err != nil {
		return nil, err
	}
	assets, err := r.Ledger.Assets(ctx, q)
	if err != nil {
		return nil, err
	}
	for i, p := range list {
		legs, err := r.Posting(ctx, q, ledger.Receipt{Posting: p.Posting, Entries: p.Entries, Draws: p.Draws})
		if err != nil {
			return nil, err
		}
		shown[i] = PostingRecord{
			Posting: legs, MemberID: edge.IDOf(p.Member), Key: p.Key,
			Reason:    reasonOf(p.Reason, l),
			Reference: known[p.Member].reference(p.Ref, l), Rule: ruleOf(p.Rule), Why: known[p.Member].whyOf(p, assets),
			StaffID: idOrNull(p.Staff), StaffName: edge.OrNull(names[p.Staff]), ApprovalID: idOrNull(p.Approval), HoldID: idOrNull(p.Hold), PeerID: idOrNull(p.Peer),
			OpenedLots: edge.Each(p.Opened, edge.IDOf[ledger.LotID]),
			Reversible: edge.Each(p.Left, func(a ledger.Amount) AssetAmount {
				return AssetAmount{Asset: assets[a.Asset].Code, Amount: edge.Points(a.Amount)}
			}),
			Reverses: idOrNull(p.Reverses), ReversedBy: edge.Each(p.ReversedBy, edge.IDOf[ledger.PostingID]),
			OccurredAt: edge.At(p.OccurredAt), RecordedAt: edge.At(p.RecordedAt), Memo: edge.OrNull(i18n.Text(p.Memo).In(string(l))),
			MemoI18n: i18n.Text(maps.Collect(maps.All(p.Memo))),
		}
	}
	return shown, nil
}

// causesOfRecords reads what caused postings, by member.
func (r *Reader) causesOfRecords(ctx context.Context, q postgres.Querier, l messages.Language, list []*ledger.Record) (map[member.ID]causes, error) {
	byMember := map[member.ID][]ledger.Ref{}
	for _, p := range list {
		if p.Ref.Kind == "order" || p.Ref.Kind == "refund" {
			byMember[p.Member] = append(byMember[p.Member], p.Ref)
		}
	}
	found := make(map[member.ID]causes, len(byMember))
	for m, refs := range byMember {
		c, err := r.causesOf(ctx, q, l, m, refs)
		if err != nil {
			return nil, err
		}
		found[m] = c
	}
	return found, nil
}

// whyOf tells of each of the member's assets in a posting how its amount came about.
func (c causes) whyOf(p *ledger.Record, assets map[ledger.AssetID]ledger.Asset) []AssetWhy {
	list := []AssetWhy{}
	for _, e := range p.Entries {
		code := assets[e.Asset].Code
		told := slices.ContainsFunc(list, func(w AssetWhy) bool { return w.Asset == code })
		if told || (e.Side != ledger.Available && e.Side != ledger.Pending) {
			continue
		}
		if steps := c.why(p.Reason, p.Ref, e.Asset); len(steps) > 0 {
			list = append(list, AssetWhy{Asset: code, Steps: steps})
		}
	}
	return list
}

// posters names the people who posted by hand.
func (r *Reader) posters(ctx context.Context, q postgres.Querier, list []*ledger.Record) (map[int64]string, error) {
	principals := map[int64]string{}
	for _, p := range list {
		if p.Staff != 0 {
			principals[p.Staff] = staff.Principal{Kind: staff.Person, ID: p.Staff}.String()
		}
	}
	if len(principals) == 0 {
		return nil, nil
	}
	names, err := r.Staff.Names(ctx, q, slices.Collect(maps.Values(principals))...)
	if err != nil {
		return nil, err
	}
	for id, principal := range principals {
		principals[id] = names[principal]
	}
	return principals, nil
}

// Lots shows lots of one member as they stand.
func (r *Reader) Lots(ctx context.Context, q postgres.Querier, l messages.Language, m member.ID, list []ledger.LotView) ([]Lot, error) {
	assets, err := r.Ledger.Assets(ctx, q)
	if err != nil {
		return nil, err
	}
	refs := make([]ledger.Ref, len(list))
	for i, lot := range list {
		refs[i] = lot.Ref
	}
	causes, err := r.bought(ctx, q, m, refs)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(v ledger.LotView) Lot {
		shown := Lot{
			ID: edge.IDOf(v.ID), Asset: assets[v.Asset].Code, PostingID: edge.IDOf(v.Posting), Reference: causes.reference(v.Ref, l),
			Amount: edge.Points(v.Amount), Remaining: edge.Points(v.Remaining), Pinned: edge.Points(v.Pinned), State: string(v.State),
			CreditedAt: edge.At(v.CreditedAt), MaturesAt: edge.At(v.MaturesAt), ExpiresAt: edge.AtUnlessZero(v.ExpiresAt), IdleMonths: v.Idle,
		}
		if v.Reason != "" {
			shown.Reason = edge.Some(reasonOf(v.Reason, l))
		}
		return shown
	}), nil
}

func reasonOf(r ledger.Reason, l messages.Language) Reason {
	return Reason{Code: string(r), Text: messages.Text(l, "ledger.reason."+string(r))}
}

// Holds shows holds of one member.
func (r *Reader) Holds(ctx context.Context, q postgres.Querier, l messages.Language, m member.ID, list []ledger.Hold) ([]MemberHold, error) {
	refs := make([]ledger.Ref, len(list))
	for i, h := range list {
		refs[i] = h.Ref
	}
	causes, err := r.bought(ctx, q, m, refs)
	if err != nil {
		return nil, err
	}
	shown := make([]MemberHold, len(list))
	for i, h := range list {
		hold, err := r.Hold(ctx, q, h)
		if err != nil {
			return nil, err
		}
		shown[i] = MemberHold{
			Hold: hold, Key: h.Key, Reference: causes.reference(h.Ref, l), RecordedAt: edge.At(h.RecordedAt),
			Lots: edge.Each(h.Lots, func(p ledger.Pin) LotDraw {
				return LotDraw{LotID: edge.IDOf(p.Lot), Amount: edge.Points(p.Amount)}
			}),
		}
	}
	return shown, nil
}

// bought reads the orders and refunds among what caused something.
func (r *Reader) bought(ctx context.Context, q postgres.Querier, m member.ID, refs []ledger.Ref) (c causes, err error) {
	var orders []order.ID
	var refunds []order.RefundID
	for _, ref := range refs {
		switch ref.Kind {
		case "order":
			orders = append(orders, order.ID(ref.ID))
		case "refund":
			refunds = append(refunds, order.RefundID(ref.ID))
		}
	}
	c.orders, c.refunds = map[order.ID]*order.Order{}, map[order.RefundID]order.Refund{}
	if len(orders)+len(refunds) == 0 {
		return c, nil
	}
	person, err := r.Members.Person(ctx, q, m) // what one who has become him bought moved his value, too
	if err != nil {
		return c, err
	}
	for _, m := range person {
		own, err := r.Orders.ByIDs(ctx, q, m, distinct(orders)...)
		if err != nil {
			return c, err
		}
		maps.Copy(c.orders, own)
		found, err := r.Orders.RefundsByIDs(ctx, q, m, distinct(refunds)...)
		if err != nil {
			return c, err
		}
		for _, f := range found {
			c.refunds[f.ID] = f
		}
	}
	return c, nil
}
