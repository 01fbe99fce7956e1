package admin

import (
	"cmp"
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/org"
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
	ID       edge.ID   `json:"id" doc:"Id" zh:"编号"`
	Code     string    `json:"code" doc:"Code in the retailer's systems" zh:"代码" example:"S001"`
	Name     string    `json:"name" doc:"Name in the reader's language" zh:"名称" example:"南京东路店"`
	NameI18n i18n.Text `json:"name_i18n" doc:"Name in every language" zh:"各语言名称"`
	Zone     string    `json:"zone" doc:"IANA time zone" zh:"时区" example:"Asia/Shanghai"`
}

// Channel is a sales channel.
type Channel struct {
	ID       edge.ID   `json:"id" doc:"Id" zh:"编号"`
	Code     string    `json:"code" doc:"Code in the retailer's systems" zh:"代码" example:"mini"`
	Kind     string    `json:"kind" enum:"till,mini_program,app,web_shop,delivery_platform,other" doc:"What it is to the member" zh:"类型" example:"mini_program"`
	Name     string    `json:"name" doc:"Name in the reader's language" zh:"名称" example:"小程序"`
	NameI18n i18n.Text `json:"name_i18n" doc:"Name in every language" zh:"各语言名称"`
}

type (
	settingsReply struct{ Body OrgSettings }
	storesReply   struct{ Body edge.Page[Store] }
	channelsReply struct{ Body edge.Page[Channel] }
)

func (h *handlers) org(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-org-settings", Method: "GET", Path: "/org/settings", Tag: "org", Permission: staff.OrgRead,
		Summary: edge.Words{Chinese: "零售商设置", English: "Settings of the retailer"},
	}, h.getSettings)
	edge.Register(e, edge.Operation{
		ID: "list-stores", Method: "GET", Path: "/org/stores", Tag: "org", Permission: staff.OrgRead,
		Summary: edge.Words{Chinese: "门店列表", English: "List stores"},
	}, h.listStores)
	edge.Register(e, edge.Operation{
		ID: "list-channels", Method: "GET", Path: "/org/channels", Tag: "org", Permission: staff.OrgRead,
		Summary: edge.Words{Chinese: "渠道列表", English: "List channels"},
	}, h.listChannels)
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

func (h *handlers) listStores(ctx context.Context, in *struct{ edge.Paging }) (*storesReply, error) {
	after, err := in.AfterText(storeCursor)
	if err != nil {
		return nil, err
	}
	list, err := h.Reader.Org.ListStores(ctx, h.DB, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	settings, err := h.Reader.Org.Settings(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(s org.Store) string { return edge.TextCursor(storeCursor, s.Code) })
	return &storesReply{Body: edge.PageOf(edge.Each(list, func(s org.Store) Store {
		return Store{ID: edge.IDOf(s.ID), Code: s.Code, Name: s.Name.In(language(ctx)), NameI18n: s.Name, Zone: cmp.Or(s.Zone, settings.Zone)}
	}), next)}, nil
}

func (h *handlers) listChannels(ctx context.Context, _ *struct{}) (*channelsReply, error) {
	list, err := h.Reader.Org.Channels(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	return &channelsReply{Body: edge.PageOf(edge.Each(list, func(c org.Channel) Channel {
		return Channel{ID: edge.IDOf(c.ID), Code: c.Code, Kind: string(c.Kind), Name: c.Name.In(language(ctx)), NameI18n: c.Name}
	}), "")}, nil
}

func language(ctx context.Context) string { return string(edge.From(ctx).Language) }
