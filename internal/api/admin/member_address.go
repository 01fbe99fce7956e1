package admin

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/platform/division"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// MaskedAddress is an address by which somebody can say that it is his.
type MaskedAddress struct {
	ID           edge.ID `json:"id" doc:"Id" zh:"编号"`
	Recipient    *string `json:"recipient" doc:"Who receives, masked" zh:"收件人（遮蔽）" example:"王*云"`
	Phone        *string `json:"phone" doc:"Phone, masked" zh:"手机号（遮蔽）" example:"138****5678"`
	DivisionName *string `json:"division_name" doc:"The division with those it lies in; null: abroad" zh:"省市区；境外为 null" example:"上海市浦东新区"`
	Chosen       bool    `json:"chosen" doc:"Whether it is used unless another is named" zh:"是否默认地址" example:"true"`
	Version      int     `json:"version" doc:"Counts the changes" zh:"版本" example:"1"`
}

// SavedAddress is an address as it shall be.
type SavedAddress struct {
	view.AddressFields
	Version int  `json:"version,omitempty" minimum:"0" maximum:"1000000" doc:"The version that was seen, of one that is there" zh:"修改时所见的版本" example:"1"`
	Chosen  bool `json:"chosen,omitempty" doc:"Use it unless another is named" zh:"设为默认" example:"true"`
}

// AddressPath names an address of a member in a path.
type AddressPath struct {
	MemberPath
	Address edge.ID `path:"address" doc:"Id of the address" zh:"地址编号"`
}

type addressesReply struct{ Body edge.Page[MaskedAddress] }

func (h *handlers) memberAddresses(e *edge.Edge) {
	wrong := append([]*errs.Error{member.ErrBadAddress, member.ErrHasLeft}, memberErrors...)
	edge.Register(e, edge.Operation{
		ID: "list-member-addresses", Method: "GET", Path: "/members/{id}/addresses", Tag: "member", Permission: staff.MemberRead,
		Summary: edge.Words{Chinese: "会员的地址（遮蔽）", English: "Addresses of a member, masked"},
		Errors:  memberErrors,
	}, h.listAddresses)
	edge.Register(e, edge.Operation{
		ID: "add-member-address", Method: "POST", Path: "/members/{id}/addresses", Tag: "member", Permission: staff.MemberEdit, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "添加地址（记入审计）", English: "Add an address (audited)"},
		Errors:  append([]*errs.Error{member.ErrTooManyAddresses}, wrong...),
	}, func(ctx context.Context, in *struct {
		MemberPath
		Body SavedAddress
	}) (*addressesReply, error) {
		return h.saveAddress(ctx, in.MemberPath, 0, in.Body)
	})
	edge.Register(e, edge.Operation{
		ID: "change-member-address", Method: "PUT", Path: "/members/{id}/addresses/{address}", Tag: "member", Permission: staff.MemberEdit,
		Summary: edge.Words{Chinese: "修改地址（记入审计）", English: "Change an address (audited)"},
		Errors:  append([]*errs.Error{member.ErrNoAddress, member.ErrAddressMoved}, wrong...),
	}, func(ctx context.Context, in *struct {
		AddressPath
		Body SavedAddress
	}) (*addressesReply, error) {
		return h.saveAddress(ctx, in.MemberPath, edge.As[member.AddressID](in.Address), in.Body)
	})
	edge.Register(e, edge.Operation{
		ID: "delete-member-address", Method: "DELETE", Path: "/members/{id}/addresses/{address}", Tag: "member", Permission: staff.MemberEdit,
		Summary: edge.Words{Chinese: "删除地址（记入审计）", English: "Take an address away (audited)"},
		Errors:  append([]*errs.Error{member.ErrNoAddress, member.ErrHasLeft}, memberErrors...),
	}, h.deleteAddress)
}

func (h *handlers) listAddresses(ctx context.Context, in *MemberPath) (*addressesReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	list, err := h.Reader.Members.Addresses(ctx, h.DB, m.ID)
	return &addressesReply{edge.PageOf(edge.Each(list, func(a member.HeldAddress) MaskedAddress {
		shown := MaskedAddress{ID: edge.IDOf(a.ID), Recipient: edge.OrNull(member.MaskName(a.Recipient)), DivisionName: edge.OrNull(division.Name(a.Division)), Chosen: a.Chosen, Version: a.Version}
		if a.Phone != "" {
			shown.Phone = edge.OrNull(member.MaskPhone(a.Phone))
		}
		return shown
	}), "")}, err
}

func (h *handlers) saveAddress(ctx context.Context, of MemberPath, id member.AddressID, b SavedAddress) (*addressesReply, error) {
	c := edge.From(ctx)
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		_, err := h.Reader.Members.SaveAddress(ctx, tx, edge.As[member.ID](of.ID), id, b.Version, b.Of(), b.Chosen, c.Principal.String())
		if err != nil {
			return err
		}
		return h.auditAddress(ctx, tx, "member.save_address", of)
	})
	if err != nil {
		return nil, err
	}
	return h.listAddresses(ctx, &of)
}

func (h *handlers) deleteAddress(ctx context.Context, in *AddressPath) (*addressesReply, error) {
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		if err := h.Reader.Members.ForgetAddress(ctx, tx, edge.As[member.ID](in.ID), edge.As[member.AddressID](in.Address)); err != nil {
			return err
		}
		return h.auditAddress(ctx, tx, "member.delete_address", in.MemberPath)
	})
	if err != nil {
		return nil, err
	}
	return h.listAddresses(ctx, &in.MemberPath)
}

func (h *handlers) auditAddress(ctx context.Context, tx postgres.Tx, action string, of MemberPath) error {
	c := edge.From(ctx)
	return h.Staff.Audit(ctx, tx, staff.Entry{By: c.Principal, Action: action, Subject: staff.Subject{Kind: "member", ID: string(of.ID)}, Address: c.Address})
}
