package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/platform/i18n"
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
	Kind     string    `json:"kind" doc:"till, mini_program, app, web, delivery, …" zh:"类型" example:"mini_program"`
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

func (h *handlers) getSettings(ctx context.Context, _ *struct{}) (*settingsReply, error) {
	return nil, errPending
}

func (h *handlers) listStores(ctx context.Context, _ *struct{ edge.Paging }) (*storesReply, error) {
	return nil, errPending
}

func (h *handlers) listChannels(ctx context.Context, _ *struct{ edge.Paging }) (*channelsReply, error) {
	return nil, errPending
}
