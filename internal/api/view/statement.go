package view

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// Holding is what the entries of an account come to.
type Holding struct {
	Available edge.Points `json:"available" doc:"Matured, what holds set aside among it; below zero by what is owed" zh:"已生效（含预占）；欠分时为负"`
	Pending   edge.Points `json:"pending" doc:"Waiting for the return window" zh:"待生效"`
}

// StatementLine is a posting on a member's statement.
type StatementLine struct {
	PostingID  edge.Maybe[edge.ID]     `json:"posting_id" doc:"The posting; null: it is due and not recorded yet" zh:"记账编号；null 表示已到期、尚未记录"`
	Reason     Reason                  `json:"reason" doc:"Why" zh:"原因"`
	Why        []Why                   `json:"why" doc:"How the amount came about" zh:"如何得出"`
	Reference  edge.Maybe[Reference]   `json:"reference" doc:"What caused it" zh:"由何引起"`
	Rule       edge.Maybe[RuleVersion] `json:"rule" doc:"The rule it followed" zh:"依据的规则"`
	Reverses   edge.Maybe[edge.ID]     `json:"reverses" doc:"The posting that it undoes, in part or whole" zh:"所冲回的记账"`
	PeerID     edge.Maybe[edge.ID]     `json:"peer_id" doc:"Of a transfer: the other member" zh:"转让的另一方会员"`
	OccurredAt edge.Time               `json:"occurred_at" doc:"When it happened" zh:"发生时间" example:"2026-09-12T04:20:00Z"`
	RecordedAt *edge.Time              `json:"recorded_at" doc:"When it was written; null: not yet" zh:"记录时间；null 表示尚未记录" example:"2026-09-12T04:20:01Z"`
	Memo       *string                 `json:"memo" doc:"Note of whoever posted it" zh:"备注" example:"补登小票"`
	Change     Holding                 `json:"change" doc:"What it changed" zh:"变动"`
	After      Holding                 `json:"after" doc:"What there was after it" zh:"结余"`
}

// HoldingOf shows what entries come to.
func HoldingOf(s ledger.Holding) Holding {
	return Holding{Available: edge.Points(s.Available), Pending: edge.Points(s.Pending)}
}

// Lines shows a page of one member's statement.
func (r *Reader) Lines(ctx context.Context, q postgres.Querier, l messages.Language, m member.ID, asset ledger.AssetID, list []ledger.Line) ([]StatementLine, error) {
	causes, err := r.causesOf(ctx, q, l, m, edge.Each(list, func(v ledger.Line) ledger.Ref { return v.Ref }))
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(v ledger.Line) StatementLine {
		return StatementLine{
			PostingID: idOrNull(v.Posting), Reason: reasonOf(v.Reason, l), Why: causes.why(v.Reason, v.Ref, asset),
			Reference: causes.reference(v.Ref, l), Rule: ruleOf(v.Rule), Reverses: idOrNull(v.Reverses), PeerID: idOrNull(v.Peer),
			OccurredAt: edge.At(v.OccurredAt), RecordedAt: edge.AtUnlessZero(v.RecordedAt),
			Memo:   edge.OrNull(i18n.Text(v.Memo).In(string(l))),
			Change: HoldingOf(v.Change), After: HoldingOf(v.After),
		}
	}), nil
}
