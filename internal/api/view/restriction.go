package view

import (
	"habitue/internal/api/edge"
	"habitue/internal/member"
)

// Restriction is a time in which a member's data is kept and not used.
type Restriction struct {
	Request  edge.ID    `json:"request" doc:"Number of the receipt by which it was asked for" zh:"申请的回执编号"`
	BegunAt  edge.Time  `json:"begun_at" doc:"Since when" zh:"开始时间"`
	LiftedAt *edge.Time `json:"lifted_at" doc:"When somebody said that it ends" zh:"宣布解除的时间"`
	Until    *edge.Time `json:"until" doc:"When it ends; null: nobody has lifted it" zh:"结束时间；null 为未解除"`
	ByMember bool       `json:"by_member" doc:"The member lifted it himself" zh:"由会员本人解除" example:"false"`
	Reason   *string    `json:"reason" doc:"Why it is lifted" zh:"解除原因" example:"异议已处理"`
}

// RestrictionOf shows a restriction.
func RestrictionOf(r member.Restriction, byMember string) Restriction {
	return Restriction{Request: edge.IDOf(r.Request), BegunAt: edge.At(r.BegunAt), LiftedAt: edge.AtUnlessZero(r.LiftedAt), Until: edge.AtUnlessZero(r.Until),
		ByMember: r.LiftedBy == byMember, Reason: edge.OrNull(r.Reason)}
}
