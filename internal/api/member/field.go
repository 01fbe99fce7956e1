package member

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
)

// MyDetails are what the retailer wants to know, as far as the member sees it.
type MyDetails struct {
	Completeness view.Completeness `json:"completeness" doc:"How much is known" zh:"资料完整度"`
	Fields       []view.FieldAsked `json:"fields" doc:"What is asked, with what is known" zh:"填写项与已知的值"`
}

// MyValues are what the member says of himself.
type MyValues struct {
	Values map[string][]string `json:"values" doc:"By the codes of the fields; an empty list takes the value away, what is not named stays" zh:"按字段代码；空列表为清除，未列出的不变"`
}

// MySavedAddress is an address as it shall be.
type MySavedAddress struct {
	view.AddressFields
	Version int  `json:"version,omitempty" minimum:"0" maximum:"1000000" doc:"The version that was seen, of one that is there" zh:"修改时所见的版本" example:"1"`
	Chosen  bool `json:"chosen,omitempty" doc:"Use it unless another is named" zh:"设为默认" example:"true"`
}

// MyAddressPath names one of the member's addresses in a path.
type MyAddressPath struct {
	ID edge.ID `path:"id" doc:"Id of the address" zh:"地址编号"`
}

type (
	detailsReply   struct{ Body MyDetails }
	addressesReply struct{ Body edge.Page[view.Address] }
)

func (h *handlers) details(e *edge.Edge) {
	wrong := []*errs.Error{member.ErrBadAddress, member.ErrHasLeft}
	edge.Register(e, edge.Operation{
		ID: "get-my-details", Method: "GET", Path: "/me/details", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "我的资料与完整度", English: "What is known of me, and what is asked"},
	}, h.getDetails)
	edge.Register(e, edge.Operation{
		ID: "set-my-details", Method: "PUT", Path: "/me/details", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "填写我的资料", English: "Say something of myself"},
		Errors:  []*errs.Error{member.ErrBadValue, member.ErrHasLeft},
	}, h.setDetails)
	edge.Register(e, edge.Operation{
		ID: "list-my-addresses", Method: "GET", Path: "/me/addresses", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "我的地址", English: "My addresses"},
	}, h.listAddresses)
	edge.Register(e, edge.Operation{
		ID: "add-my-address", Method: "POST", Path: "/me/addresses", Tag: tag, Permission: edge.AsMember, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "添加地址", English: "Add an address"},
		Errors:  append([]*errs.Error{member.ErrTooManyAddresses}, wrong...),
	}, func(ctx context.Context, in *struct{ Body MySavedAddress }) (*addressesReply, error) {
		return h.saveAddress(ctx, 0, in.Body)
	})
	edge.Register(e, edge.Operation{
		ID: "change-my-address", Method: "PUT", Path: "/me/addresses/{id}", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "修改地址", English: "Change an address"},
		Errors:  append([]*errs.Error{member.ErrNoAddress, member.ErrAddressMoved}, wrong...),
	}, func(ctx context.Context, in *struct {
		MyAddressPath
		Body MySavedAddress
	}) (*addressesReply, error) {
		return h.saveAddress(ctx, edge.As[member.AddressID](in.ID), in.Body)
	})
	edge.Register(e, edge.Operation{
		ID: "delete-my-address", Method: "DELETE", Path: "/me/addresses/{id}", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "删除地址", English: "Take an address away"},
		Errors:  []*errs.Error{member.ErrNoAddress, member.ErrHasLeft},
	}, func(ctx context.Context, in *MyAddressPath) (*addressesReply, error) {
		err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
			return h.Members.ForgetAddress(ctx, tx, edge.From(ctx).Member.Member.ID, edge.As[member.AddressID](in.ID))
		})
		if err != nil {
			return nil, err
		}
		return h.listAddresses(ctx, nil)
	})
}

func (h *handlers) getDetails(ctx context.Context, _ *struct{}) (*detailsReply, error) {
	c := edge.From(ctx)
	id := c.Member.Member.ID
	fields, err := h.Members.Fields(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	values, err := h.Members.FieldValues(ctx, h.DB, id)
	if err != nil {
		return nil, err
	}
	// What he cannot tell us himself is nothing to remind him of.
	counts := func(f member.Field) bool { return f.Face == member.Changeable || f.Code == "address" }
	complete, err := h.Reader.Completeness(ctx, h.DB, c.Language, id, fields, counts)
	if err != nil {
		return nil, err
	}
	d := MyDetails{Completeness: complete, Fields: []view.FieldAsked{}}
	for _, f := range fields {
		if f.Kind != member.CoreField && !f.Ended && f.Face != member.Hidden {
			d.Fields = append(d.Fields, view.AskedOf(f, values[f.Code].Values, f.Face == member.Changeable, c.Language))
		}
	}
	return &detailsReply{d}, nil
}

func (h *handlers) setDetails(ctx context.Context, in *struct{ Body MyValues }) (*detailsReply, error) {
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		return h.Members.SetFields(ctx, tx, edge.From(ctx).Member.Member.ID, source, in.Body.Values, func(f member.Field) bool { return f.Face == member.Changeable })
	})
	if err != nil {
		return nil, err
	}
	return h.getDetails(ctx, nil)
}

func (h *handlers) listAddresses(ctx context.Context, _ *struct{}) (*addressesReply, error) {
	list, err := h.Members.Addresses(ctx, h.DB, edge.From(ctx).Member.Member.ID)
	return &addressesReply{edge.PageOf(edge.Each(list, view.AddressOf), "")}, err
}

func (h *handlers) saveAddress(ctx context.Context, id member.AddressID, b MySavedAddress) (*addressesReply, error) {
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		_, err := h.Members.SaveAddress(ctx, tx, edge.From(ctx).Member.Member.ID, id, b.Version, b.Of(), b.Chosen, source)
		return err
	})
	if err != nil {
		return nil, err
	}
	return h.listAddresses(ctx, nil)
}
