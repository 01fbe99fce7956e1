package view

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// HeldIdentity is an identity in force.
type HeldIdentity struct {
	ID        edge.ID   `json:"id" doc:"Id, by which it is named without its value" zh:"编号"`
	Kind      string    `json:"kind" doc:"phone, email, card, oidc or external:<system>" zh:"类型" example:"phone"`
	Shown     string    `json:"shown" doc:"The value, masked" zh:"遮蔽后的值" example:"138****5678"`
	Since     edge.Time `json:"since" doc:"Since when" zh:"起始时间" example:"2026-09-12T01:00:00Z"`
	Source    string    `json:"source" doc:"Who told us" zh:"来源" example:"till"`
	Provider  *string   `json:"provider" doc:"Name of the sign-in provider that vouches for it; null where none does" zh:"为其作证的第三方登录；无则为 null" example:"google"`
	Number    bool      `json:"number" doc:"Whether it is printed on the card, and stays" zh:"是否会员号（不可解除）" example:"false"`
	Reachable bool      `json:"reachable" doc:"Whether a code can be sent to it" zh:"能否接收验证码" example:"true"`
}

// HeldIdentityOf shows one.
func HeldIdentityOf(h member.HeldIdentity) HeldIdentity {
	return HeldIdentity{ID: edge.IDOf(h.ID), Kind: string(h.Kind), Shown: h.Mask(), Since: edge.At(h.Since), Source: h.Source, Provider: edge.OrNull(h.Provider), Number: h.Number, Reachable: h.Reaches()}
}

// IdentityChange is a thing that became of an identity.
type IdentityChange struct {
	Kind   string    `json:"kind" doc:"phone, email, card, oidc, password, passkey or external:<system>" zh:"类型" example:"phone"`
	Deed   string    `json:"deed" enum:"bound,changed,ended,copied" doc:"What was done; copied: of a passkey there are two, and it was stopped" zh:"变更：绑定、更换、解除；copied：通行密钥可能被复制，已停用" example:"changed"`
	Via    string    `json:"via" enum:"code,staff,provider,passkey" doc:"How we know: by a code that was sent to it, by staff, by who vouches for the member, or by the key itself" zh:"依据：验证码、员工、第三方登录或通行密钥本身" example:"code"`
	Was    *string   `json:"was" doc:"Before, masked" zh:"原值（遮蔽）" example:"138****5678"`
	Is     *string   `json:"is" doc:"Since, masked" zh:"新值（遮蔽）" example:"139****1111"`
	Reason *string   `json:"reason" doc:"The reason that staff gave" zh:"员工填写的理由" example:"更换手机号"`
	By     string    `json:"by" doc:"Who did it: member, or a principal" zh:"操作者：member 或员工" example:"staff:17"`
	Name   *string   `json:"name" doc:"Name of who did it; null for the member" zh:"操作者姓名；会员本人为 null" example:"李店长"`
	At     edge.Time `json:"at" doc:"When" zh:"时间" example:"2026-09-12T01:00:00Z"`
}

// IdentityHistory reads what became of a member's identities.
func (r *Reader) IdentityHistory(ctx context.Context, q postgres.Querier, id member.ID) ([]IdentityChange, error) {
	history, err := r.Members.IdentityHistory(ctx, q, id)
	if err != nil {
		return nil, err
	}
	names, err := r.Staff.Names(ctx, q, edge.Each(history, func(c member.IdentityChange) string { return c.By })...)
	if err != nil {
		return nil, err
	}
	return edge.Each(history, func(c member.IdentityChange) IdentityChange {
		return IdentityChange{Kind: string(c.Kind), Deed: string(c.Deed), Via: string(c.Via), Was: edge.OrNull(c.Was), Is: edge.OrNull(c.Is),
			Reason: edge.OrNull(c.Reason), By: c.By, Name: edge.OrNull(names[c.By]), At: edge.At(c.At)}
	}), nil
}
