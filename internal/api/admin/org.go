package admin

import (
	"cmp"
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
	"habitue/internal/staff"
)

// OrgSettings is what holds for the whole retailer.
type OrgSettings struct {
	Name             string    `json:"name" doc:"Name in the reader's language" zh:"名称" example:"云起茶咖"`
	NameI18n         i18n.Text `json:"name_i18n" doc:"Name in every language" zh:"各语言名称"`
	Currency         string    `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	CurrencyExponent int       `json:"currency_exponent" doc:"Decimals of the currency" zh:"货币小数位" example:"2"`
	Zone             string    `json:"zone" doc:"IANA time zone" zh:"时区" example:"Asia/Shanghai"`
}

// Store is a store.
type Store struct {
	ID            edge.ID             `json:"id" doc:"Id" zh:"编号"`
	Code          string              `json:"code" doc:"Code in the retailer's systems" zh:"代码" example:"S001"`
	Name          string              `json:"name" doc:"Name in the reader's language" zh:"名称" example:"南京东路店"`
	NameI18n      i18n.Text           `json:"name_i18n" doc:"Name in every language" zh:"各语言名称"`
	Named         bool                `json:"named" doc:"False: nobody has named it yet, it bears its code" zh:"false 表示尚未命名，名称即代码" example:"true"`
	RegionID      edge.Maybe[edge.ID] `json:"region_id" doc:"Region in which it lies" zh:"所在区域"`
	BrandID       edge.Maybe[edge.ID] `json:"brand_id" doc:"Brand of the retailer under which it trades" zh:"所属品牌"`
	Zone          string              `json:"zone" doc:"IANA time zone" zh:"时区" example:"Asia/Shanghai"`
	OwnZone       *string             `json:"own_zone" doc:"Its own zone; null: the retailer's" zh:"自有时区；null 为随零售商" example:"Asia/Urumqi"`
	CutoffMinutes *int                `json:"cutoff_minutes" doc:"Minutes after midnight that still belong to the day before; null: the retailer's" zh:"营业日切点（午夜后分钟数）；null 为随零售商" example:"180"`
	OpenedOn      *string             `json:"opened_on" format:"date" doc:"Day on which it opened" zh:"开业日期" example:"2024-05-01"`
	ClosedAt      *edge.Time          `json:"closed_at" doc:"Since when it is closed; null: open" zh:"关店时间；营业中为 null" example:"2026-09-12T01:00:00Z"`
	Version       int                 `json:"version" doc:"Counts the changes; a change names the one it was made of" zh:"版本；修改时须注明所见版本" example:"2"`
}

// Channel is a sales channel.
type Channel struct {
	ID       edge.ID   `json:"id" doc:"Id" zh:"编号"`
	Code     string    `json:"code" doc:"Code in the retailer's systems" zh:"代码" example:"mini"`
	Kind     string    `json:"kind" enum:"till,mini_program,app,web_shop,delivery_platform,other" doc:"What it is to the member" zh:"类型" example:"mini_program"`
	Name     string    `json:"name" doc:"Name in the reader's language" zh:"名称" example:"小程序"`
	NameI18n i18n.Text `json:"name_i18n" doc:"Name in every language" zh:"各语言名称"`
	Version  int       `json:"version" doc:"Counts the changes; a change names the one it was made of" zh:"版本；修改时须注明所见版本" example:"1"`
}

// Region is a part of the country in which stores lie.
type Region struct {
	ID       edge.ID             `json:"id" doc:"Id" zh:"编号"`
	Code     string              `json:"code" doc:"Code" zh:"代码" example:"east"`
	Name     string              `json:"name" doc:"Name in the reader's language" zh:"名称" example:"华东"`
	NameI18n i18n.Text           `json:"name_i18n" doc:"Name in every language" zh:"各语言名称"`
	ParentID edge.Maybe[edge.ID] `json:"parent_id" doc:"The region around it; null at the top" zh:"上级区域；顶层为 null"`
	Version  int                 `json:"version" doc:"Counts the changes; a change names the one it was made of" zh:"版本；修改时须注明所见版本" example:"1"`
}

// OrgBrand is a brand under which the retailer trades.
type OrgBrand struct {
	ID       edge.ID   `json:"id" doc:"Id" zh:"编号"`
	Code     string    `json:"code" doc:"Code" zh:"代码" example:"cloudridge"`
	Name     string    `json:"name" doc:"Name in the reader's language" zh:"名称" example:"云岫茶饮"`
	NameI18n i18n.Text `json:"name_i18n" doc:"Name in every language" zh:"各语言名称"`
	Version  int       `json:"version" doc:"Counts the changes; a change names the one it was made of" zh:"版本；修改时须注明所见版本" example:"1"`
}

type (
	settingsReply  struct{ Body OrgSettings }
	storeReply     struct{ Body Store }
	storesReply    struct{ Body edge.Page[Store] }
	channelReply   struct{ Body Channel }
	channelsReply  struct{ Body edge.Page[Channel] }
	regionReply    struct{ Body Region }
	regionsReply   struct{ Body edge.Page[Region] }
	orgBrandReply  struct{ Body OrgBrand }
	orgBrandsReply struct{ Body edge.Page[OrgBrand] }

	// StorePath names a store in a path.
	StorePath struct {
		ID edge.ID `path:"id" doc:"Id of the store" zh:"门店编号"`
	}

	// StoreSearch is what a list of stores takes.
	StoreSearch struct {
		edge.Paging
		Text   string  `query:"q" maxLength:"100" doc:"Part of a code or of a name in any language" zh:"代码或任一语言名称的一部分" example:"南京"`
		Region edge.ID `query:"region" doc:"Only in this region, with all that lies in it" zh:"只看此区域，含下级"`
		Brand  edge.ID `query:"brand" doc:"Only of this brand" zh:"只看此品牌"`
		State  string  `query:"state" enum:"open,closed" doc:"Only open, or only closed ones" zh:"只看营业中或已关店" example:"open"`
		Named  string  `query:"named" enum:"yes,no" doc:"Only those with a name of their own, or those that bear their code" zh:"只看已命名或尚未命名" example:"no"`
	}
)

func (h *handlers) org(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-org-settings", Method: "GET", Path: "/org/settings", Tag: "org", Permission: staff.OrgRead,
		Summary: edge.Words{Chinese: "零售商设置", English: "Settings of the retailer"},
	}, h.getSettings)
	edge.Register(e, edge.Operation{
		ID: "list-stores", Method: "GET", Path: "/org/stores", Tag: "org", Permission: staff.OrgRead,
		Summary: edge.Words{Chinese: "门店列表与查询", English: "List and search stores"},
		Errors:  []*errs.Error{edge.ErrBadCursor, org.ErrUnknownRegion},
	}, h.listStores)
	edge.Register(e, edge.Operation{
		ID: "get-store", Method: "GET", Path: "/org/stores/{id}", Tag: "org", Permission: staff.OrgRead,
		Summary: edge.Words{Chinese: "一家门店", English: "One store"},
		Errors:  []*errs.Error{org.ErrNoStore},
	}, h.getStore)
	edge.Register(e, edge.Operation{
		ID: "list-channels", Method: "GET", Path: "/org/channels", Tag: "org", Permission: staff.OrgRead,
		Summary: edge.Words{Chinese: "渠道列表", English: "List channels"},
	}, h.listChannels)
	edge.Register(e, edge.Operation{
		ID: "list-regions", Method: "GET", Path: "/org/regions", Tag: "org", Permission: staff.OrgRead,
		Summary: edge.Words{Chinese: "区域列表", English: "List regions"},
	}, h.listRegions)
	edge.Register(e, edge.Operation{
		ID: "list-org-brands", Method: "GET", Path: "/org/brands", Tag: "org", Permission: staff.OrgRead,
		Summary: edge.Words{Chinese: "零售商品牌列表", English: "List the retailer's brands"},
	}, h.listOrgBrands)
}

const storeCursor = "store"

func (h *handlers) getSettings(ctx context.Context, _ *struct{}) (*settingsReply, error) {
	s, err := h.Reader.Org.Settings(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	return &settingsReply{Body: OrgSettings{
		Name: s.Name.In(language(ctx)), NameI18n: s.Name, Currency: s.Currency,
		CurrencyExponent: money.Exponent(s.Currency), Zone: s.Zone,
	}}, nil
}

func (h *handlers) listStores(ctx context.Context, in *StoreSearch) (*storesReply, error) {
	after, err := in.AfterText(storeCursor)
	if err != nil {
		return nil, err
	}
	filter := org.Filter{Text: in.Text, Region: edge.As[org.RegionID](in.Region), Brand: edge.As[org.BrandID](in.Brand), Named: yesOrNo(in.Named)}
	if in.State != "" {
		closed := in.State == "closed"
		filter.Closed = &closed
	}
	list, err := h.Reader.Org.Search(ctx, h.DB, filter, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(s org.Store) string { return edge.TextCursor(storeCursor, s.Code) })
	shown, err := h.shownStores(ctx, list...)
	return &storesReply{Body: edge.PageOf(shown, next)}, err
}

func (h *handlers) getStore(ctx context.Context, in *StorePath) (*storeReply, error) {
	s, err := h.Reader.Org.Store(ctx, h.DB, edge.As[org.StoreID](in.ID))
	return h.storeReply(ctx, s, err)
}

func (h *handlers) storeReply(ctx context.Context, s org.Store, err error) (*storeReply, error) {
	if err != nil {
		return nil, err
	}
	shown, err := h.shownStores(ctx, s)
	if err != nil {
		return nil, err
	}
	return &storeReply{Body: shown[0]}, nil
}

func (h *handlers) shownStores(ctx context.Context, list ...org.Store) ([]Store, error) {
	settings, err := h.Reader.Org.Settings(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(s org.Store) Store {
		return Store{ID: edge.IDOf(s.ID), Code: s.Code, Name: s.Name.In(language(ctx)), NameI18n: s.Name, Named: s.Named(),
			RegionID: idOrNull(s.Region), BrandID: idOrNull(s.Brand), Zone: cmp.Or(s.Zone, settings.Zone), OwnZone: edge.OrNull(s.Zone),
			CutoffMinutes: s.CutoffMinutes, OpenedOn: view.DateUnlessZero(s.OpenedOn), ClosedAt: edge.AtUnlessZero(s.ArchivedAt), Version: s.Version}
	}), nil
}

// idOrNull shows an id of which zero is none.
func idOrNull[T ~int64](id T) edge.Maybe[edge.ID] {
	if id == 0 {
		return edge.Maybe[edge.ID]{}
	}
	return edge.Some(edge.IDOf(id))
}

func (h *handlers) listChannels(ctx context.Context, _ *struct{}) (*channelsReply, error) {
	list, err := h.Reader.Org.Channels(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	return &channelsReply{Body: edge.PageOf(edge.Each(list, func(c org.Channel) Channel { return shownChannel(ctx, c) }), "")}, nil
}

func shownChannel(ctx context.Context, c org.Channel) Channel {
	return Channel{ID: edge.IDOf(c.ID), Code: c.Code, Kind: string(c.Kind), Name: c.Name.In(language(ctx)), NameI18n: c.Name, Version: c.Version}
}

func (h *handlers) listRegions(ctx context.Context, _ *struct{}) (*regionsReply, error) {
	list, err := h.Reader.Org.Regions(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	return &regionsReply{Body: edge.PageOf(edge.Each(list, func(r org.Region) Region { return shownRegion(ctx, r) }), "")}, nil
}

func shownRegion(ctx context.Context, r org.Region) Region {
	return Region{ID: edge.IDOf(r.ID), Code: r.Code, Name: r.Name.In(language(ctx)), NameI18n: r.Name, ParentID: idOrNull(r.Parent), Version: r.Version}
}

func (h *handlers) listOrgBrands(ctx context.Context, _ *struct{}) (*orgBrandsReply, error) {
	list, err := h.Reader.Org.Brands(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	return &orgBrandsReply{Body: edge.PageOf(edge.Each(list, func(b org.Brand) OrgBrand { return shownOrgBrand(ctx, b) }), "")}, nil
}

func shownOrgBrand(ctx context.Context, b org.Brand) OrgBrand {
	return OrgBrand{ID: edge.IDOf(b.ID), Code: b.Code, Name: b.Name.In(language(ctx)), NameI18n: b.Name, Version: b.Version}
}

func language(ctx context.Context) string { return string(edge.From(ctx).Language) }
