package admin

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// StoreFields are what staff say about a store. It is exported because it is embedded.
type StoreFields struct {
	Name          i18n.Text `json:"name_i18n" doc:"Name by language" zh:"各语言名称"`
	RegionID      edge.ID   `json:"region_id,omitempty" doc:"Region in which it lies; none when absent" zh:"所在区域；缺省为无"`
	BrandID       edge.ID   `json:"brand_id,omitempty" doc:"Brand under which it trades; none when absent" zh:"所属品牌；缺省为无"`
	Zone          string    `json:"own_zone,omitempty" maxLength:"64" doc:"Its own IANA zone; the retailer's when absent" zh:"自有时区；缺省随零售商" example:"Asia/Urumqi"`
	CutoffMinutes *int      `json:"cutoff_minutes,omitempty" minimum:"0" maximum:"719" doc:"Minutes after midnight that still belong to the day before; the retailer's when absent" zh:"营业日切点（午夜后分钟数）；缺省随零售商" example:"180"`
	OpenedOn      string    `json:"opened_on,omitempty" format:"date" doc:"Day on which it opened" zh:"开业日期" example:"2024-05-01"`
}

// NewStore is a store to be made.
type NewStore struct {
	Code string `json:"code" minLength:"1" maxLength:"64" doc:"Code in the retailer's systems; stays" zh:"门店代码，之后不可更改" example:"S001"`
	StoreFields
}

// StoreChange is a store as it shall be.
type StoreChange struct {
	Seen
	StoreFields
}

// StoreClosing closes or reopens a store.
type StoreClosing struct {
	Seen
	Reason string `json:"reason,omitempty" maxLength:"200" doc:"Why; kept in the audit trail" zh:"理由，记入审计" example:"租约到期"`
}

// RegionFields are what staff say about a region. It is exported because it is embedded.
type RegionFields struct {
	Name     i18n.Text `json:"name_i18n" doc:"Name by language" zh:"各语言名称"`
	ParentID edge.ID   `json:"parent_id,omitempty" doc:"The region around it; at the top when absent" zh:"上级区域；缺省为顶层"`
}

// NewRegion is a region to be made.
type NewRegion struct {
	Code string `json:"code" minLength:"1" maxLength:"64" doc:"Code; stays" zh:"代码，之后不可更改" example:"east"`
	RegionFields
}

// RegionChange is a region as it shall be.
type RegionChange struct {
	Seen
	RegionFields
}

// ChannelFields are what staff say about a channel. It is exported because it is embedded.
type ChannelFields struct {
	Name i18n.Text `json:"name_i18n" doc:"Name by language" zh:"各语言名称"`
	Kind string    `json:"kind" enum:"till,mini_program,app,web_shop,delivery_platform,other" doc:"What it is to the member" zh:"类型" example:"mini_program"`
}

// NewChannel is a channel to be made.
type NewChannel struct {
	Code string `json:"code" minLength:"1" maxLength:"64" doc:"Code in the retailer's systems; stays" zh:"渠道代码，之后不可更改" example:"mini"`
	ChannelFields
}

// ChannelChange is a channel as it shall be.
type ChannelChange struct {
	Seen
	ChannelFields
}

type (
	// RegionPath names a region in a path.
	RegionPath struct {
		ID edge.ID `path:"id" doc:"Id of the region" zh:"区域编号"`
	}
	// OrgBrandPath names a brand of the retailer in a path.
	OrgBrandPath struct {
		ID edge.ID `path:"id" doc:"Id of the brand" zh:"品牌编号"`
	}
	// ChannelPath names a channel in a path.
	ChannelPath struct {
		ID edge.ID `path:"id" doc:"Id of the channel" zh:"渠道编号"`
	}
)

func (h *handlers) orgEditing(e *edge.Edge) {
	h.storeEditing(e)
	h.regionEditing(e)
	named := []*errs.Error{org.ErrBadCode, org.ErrBadName, org.ErrCodeTaken}
	edge.Register(e, edge.Operation{
		ID: "create-org-brand", Method: "POST", Path: "/org/brands", Tag: "org", Permission: staff.OrgWrite, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "新建零售商品牌", English: "Make a brand of the retailer"},
		Errors:  named,
	}, h.createOrgBrand)
	edge.Register(e, edge.Operation{
		ID: "rename-org-brand", Method: "PUT", Path: "/org/brands/{id}", Tag: "org", Permission: staff.OrgWrite,
		Summary: edge.Words{Chinese: "重命名零售商品牌", English: "Rename a brand of the retailer"},
		Errors:  []*errs.Error{org.ErrNoBrand, org.ErrBadName, org.ErrChanged},
	}, h.renameOrgBrand)
	edge.Register(e, edge.Operation{
		ID: "create-channel", Method: "POST", Path: "/org/channels", Tag: "org", Permission: staff.OrgWrite, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "新建渠道", English: "Make a channel"},
		Errors:  append([]*errs.Error{org.ErrBadChannelKind}, named...),
	}, h.createChannel)
	edge.Register(e, edge.Operation{
		ID: "edit-channel", Method: "PUT", Path: "/org/channels/{id}", Tag: "org", Permission: staff.OrgWrite,
		Summary: edge.Words{Chinese: "修改渠道的名称与类型", English: "Change a channel's name and kind"},
		Errors:  []*errs.Error{org.ErrNoChannel, org.ErrBadName, org.ErrBadChannelKind, org.ErrChanged},
	}, h.editChannel)
}

func (h *handlers) storeEditing(e *edge.Edge) {
	wrong := []*errs.Error{org.ErrBadName, org.ErrBadZone, org.ErrBadCutoff, org.ErrUnknownRegion, org.ErrUnknownBrand}
	seen := []*errs.Error{org.ErrNoStore, org.ErrChanged}
	edge.Register(e, edge.Operation{
		ID: "create-store", Method: "POST", Path: "/org/stores", Tag: "org", Permission: staff.OrgWrite, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "新建门店", English: "Make a store"},
		Errors:  append([]*errs.Error{org.ErrBadCode, org.ErrCodeTaken}, wrong...),
	}, h.createStore)
	edge.Register(e, edge.Operation{
		ID: "edit-store", Method: "PUT", Path: "/org/stores/{id}", Tag: "org", Permission: staff.OrgWrite,
		Summary: edge.Words{Chinese: "修改门店", English: "Change a store"},
		Description: edge.Words{Chinese: "时区与切点自之后记录的订单起生效；已记录订单的营业日不变。",
			English: "Zone and cut-off count for orders that are recorded from then on; the business days of others stay."},
		Errors: append(seen, wrong...),
	}, h.editStore)
	edge.Register(e, edge.Operation{
		ID: "close-store", Method: "POST", Path: "/org/stores/{id}/close", Tag: "org", Permission: staff.OrgWrite,
		Summary: edge.Words{Chinese: "关店", English: "Close a store"},
		Description: edge.Words{Chinese: "历史订单与会员不变；迟到的订单仍会记录。",
			English: "What it sold and its members stay; an order that is reported late is still taken."},
		Errors: seen,
	}, h.closing("org.close_store", (*org.Service).CloseStore))
	edge.Register(e, edge.Operation{
		ID: "reopen-store", Method: "POST", Path: "/org/stores/{id}/reopen", Tag: "org", Permission: staff.OrgWrite,
		Summary: edge.Words{Chinese: "重新开店", English: "Open a closed store again"},
		Errors:  seen,
	}, h.closing("org.reopen_store", (*org.Service).ReopenStore))
}

func (h *handlers) regionEditing(e *edge.Edge) {
	wrong := []*errs.Error{org.ErrBadName, org.ErrUnknownRegion, org.ErrBadTree}
	edge.Register(e, edge.Operation{
		ID: "create-region", Method: "POST", Path: "/org/regions", Tag: "org", Permission: staff.OrgWrite, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "新建区域", English: "Make a region"},
		Errors:  append([]*errs.Error{org.ErrBadCode, org.ErrCodeTaken}, wrong...),
	}, h.createRegion)
	edge.Register(e, edge.Operation{
		ID: "edit-region", Method: "PUT", Path: "/org/regions/{id}", Tag: "org", Permission: staff.OrgWrite,
		Summary: edge.Words{Chinese: "重命名或移动区域", English: "Rename or move a region"},
		Errors:  append([]*errs.Error{org.ErrNoRegion, org.ErrChanged}, wrong...),
	}, h.editRegion)
	edge.Register(e, edge.Operation{
		ID: "delete-region", Method: "DELETE", Path: "/org/regions/{id}", Tag: "org", Permission: staff.OrgWrite, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "删除空区域", English: "Delete a region that holds nothing"},
		Errors:  []*errs.Error{org.ErrNoRegion, org.ErrChanged, org.ErrNotEmpty},
	}, h.deleteRegion)
}

func (f StoreFields) store(code string) org.Store {
	return org.Store{Code: code, Name: f.Name, Region: edge.As[org.RegionID](f.RegionID), Brand: edge.As[org.BrandID](f.BrandID),
		Zone: f.Zone, CutoffMinutes: f.CutoffMinutes, OpenedOn: dayOf(f.OpenedOn)}
}

func (h *handlers) createStore(ctx context.Context, in *struct{ Body NewStore }) (*storeReply, error) {
	var s org.Store
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		if s, err = h.Reader.Org.CreateStore(ctx, tx, in.Body.store(in.Body.Code)); err != nil {
			return err
		}
		return h.note(ctx, tx, "org.create_store", subject("store", s.ID), nil, storeState(s))
	})
	return h.storeReply(ctx, s, err)
}

func (h *handlers) editStore(ctx context.Context, in *struct {
	StorePath
	Body StoreChange
}) (*storeReply, error) {
	var done org.Changed[org.Store]
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		done, err = h.Reader.Org.EditStore(ctx, tx, edge.As[org.StoreID](in.ID), in.Body.Version, in.Body.store(""))
		if err != nil {
			return err
		}
		return h.note(ctx, tx, "org.edit_store", subject("store", done.After.ID), storeState(done.Before), storeState(done.After))
	})
	return h.storeReply(ctx, done.After, err)
}

// storeClosing is a store to be closed or reopened.
type storeClosing struct {
	StorePath
	Body StoreClosing
}

// closing closes or reopens a store, and keeps why.
func (h *handlers) closing(action string, change func(*org.Service, context.Context, postgres.Tx, org.StoreID, int) (org.Changed[org.Store], error)) func(context.Context, *storeClosing) (*storeReply, error) {
	return func(ctx context.Context, in *storeClosing) (*storeReply, error) {
		c := edge.From(ctx)
		var done org.Changed[org.Store]
		err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
			if done, err = change(h.Reader.Org, ctx, tx, edge.As[org.StoreID](in.ID), in.Body.Version); err != nil {
				return err
			}
			return h.Staff.Audit(ctx, tx, staff.Entry{By: c.Principal, Action: action, Subject: subject("store", done.After.ID),
				Before: storeState(done.Before), After: storeState(done.After), Reason: in.Body.Reason, Address: c.Address})
		})
		return h.storeReply(ctx, done.After, err)
	}
}

func (h *handlers) createRegion(ctx context.Context, in *struct{ Body NewRegion }) (*regionReply, error) {
	var r org.Region
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		r, err = h.Reader.Org.CreateRegion(ctx, tx, org.Region{Code: in.Body.Code, Name: in.Body.Name, Parent: edge.As[org.RegionID](in.Body.ParentID)})
		if err != nil {
			return err
		}
		return h.note(ctx, tx, "org.create_region", subject("region", r.ID), nil, regionState(r))
	})
	if err != nil {
		return nil, err
	}
	return &regionReply{Body: shownRegion(ctx, r)}, nil
}

func (h *handlers) editRegion(ctx context.Context, in *struct {
	RegionPath
	Body RegionChange
}) (*regionReply, error) {
	var done org.Changed[org.Region]
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		done, err = h.Reader.Org.EditRegion(ctx, tx, edge.As[org.RegionID](in.ID), in.Body.Version,
			org.Region{Name: in.Body.Name, Parent: edge.As[org.RegionID](in.Body.ParentID)})
		if err != nil {
			return err
		}
		return h.note(ctx, tx, "org.edit_region", subject("region", done.After.ID), regionState(done.Before), regionState(done.After))
	})
	if err != nil {
		return nil, err
	}
	return &regionReply{Body: shownRegion(ctx, done.After)}, nil
}

func (h *handlers) deleteRegion(ctx context.Context, in *struct {
	RegionPath
	SeenQuery
}) (*struct{}, error) {
	return nil, h.DB.InTx(ctx, func(tx postgres.Tx) error {
		r, err := h.Reader.Org.DeleteRegion(ctx, tx, edge.As[org.RegionID](in.ID), in.Version)
		if err != nil {
			return err
		}
		return h.note(ctx, tx, "org.delete_region", subject("region", r.ID), regionState(r), nil)
	})
}

func (h *handlers) createOrgBrand(ctx context.Context, in *struct{ Body NewNamed }) (*orgBrandReply, error) {
	var b org.Brand
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		if b, err = h.Reader.Org.CreateBrand(ctx, tx, org.Brand{Code: in.Body.Code, Name: in.Body.Name}); err != nil {
			return err
		}
		return h.note(ctx, tx, "org.create_brand", subject("brand", b.ID), nil, namedState(b.Code, b.Name))
	})
	if err != nil {
		return nil, err
	}
	return &orgBrandReply{Body: shownOrgBrand(ctx, b)}, nil
}

func (h *handlers) renameOrgBrand(ctx context.Context, in *struct {
	OrgBrandPath
	Body NamedChange
}) (*orgBrandReply, error) {
	var done org.Changed[org.Brand]
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		if done, err = h.Reader.Org.RenameBrand(ctx, tx, edge.As[org.BrandID](in.ID), in.Body.Version, in.Body.Name); err != nil {
			return err
		}
		return h.note(ctx, tx, "org.rename_brand", subject("brand", done.After.ID), namedState(done.Before.Code, done.Before.Name),
			namedState(done.After.Code, done.After.Name))
	})
	if err != nil {
		return nil, err
	}
	return &orgBrandReply{Body: shownOrgBrand(ctx, done.After)}, nil
}

func (h *handlers) createChannel(ctx context.Context, in *struct{ Body NewChannel }) (*channelReply, error) {
	var made org.Channel
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		made, err = h.Reader.Org.CreateChannel(ctx, tx, org.Channel{Code: in.Body.Code, Kind: org.ChannelKind(in.Body.Kind), Name: in.Body.Name})
		if err != nil {
			return err
		}
		return h.note(ctx, tx, "org.create_channel", subject("channel", made.ID), nil, channelState(made))
	})
	if err != nil {
		return nil, err
	}
	return &channelReply{Body: shownChannel(ctx, made)}, nil
}

func (h *handlers) editChannel(ctx context.Context, in *struct {
	ChannelPath
	Body ChannelChange
}) (*channelReply, error) {
	var done org.Changed[org.Channel]
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		done, err = h.Reader.Org.EditChannel(ctx, tx, edge.As[org.ChannelID](in.ID), in.Body.Version,
			org.Channel{Kind: org.ChannelKind(in.Body.Kind), Name: in.Body.Name})
		if err != nil {
			return err
		}
		return h.note(ctx, tx, "org.edit_channel", subject("channel", done.After.ID), channelState(done.Before), channelState(done.After))
	})
	if err != nil {
		return nil, err
	}
	return &channelReply{Body: shownChannel(ctx, done.After)}, nil
}

// storeState is a store as the trail keeps it.
func storeState(s org.Store) map[string]any {
	return map[string]any{"code": s.Code, "name": s.Name, "region_id": idOrNull(s.Region), "brand_id": idOrNull(s.Brand), "zone": s.Zone,
		"cutoff_minutes": s.CutoffMinutes, "opened_on": view.DateUnlessZero(s.OpenedOn), "closed": !s.ArchivedAt.IsZero()}
}

func regionState(r org.Region) map[string]any {
	return map[string]any{"code": r.Code, "name": r.Name, "parent_id": idOrNull(r.Parent)}
}

func channelState(c org.Channel) map[string]any {
	return map[string]any{"code": c.Code, "name": c.Name, "kind": c.Kind}
}
