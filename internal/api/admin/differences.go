package admin

import (
	"context"
	"strings"

	"habitue/internal/api/edge"
	"habitue/internal/catalog"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
	"habitue/internal/platform/sheet"
	"habitue/internal/staff"
)

// ComparedArticle is an article in every channel.
type ComparedArticle struct {
	ArticleID        edge.ID           `json:"article_id" doc:"Id of the article" zh:"商品编号"`
	Code             string            `json:"code" doc:"Its code" zh:"商品代码" example:"TEA-0042"`
	Name             string            `json:"name" doc:"Its name in the reader's language" zh:"名称" example:"茉莉绿茶 大杯"`
	Unit             string            `json:"unit" enum:"piece,weight" doc:"Sold by the piece or by the kilogram" zh:"按件或按公斤计" example:"piece"`
	Currency         string            `json:"currency" doc:"Currency of the prices" zh:"货币" example:"CNY"`
	CurrencyExponent int               `json:"currency_exponent" doc:"Decimals of the currency" zh:"货币小数位" example:"2"`
	Differences      []string          `json:"differences" enum:"price,no_price,stock,no_stock,old" doc:"In what the channels differ" zh:"渠道间的差异" example:"price"`
	Channels         []ComparedChannel `json:"channels" doc:"The channels in use" zh:"在用渠道"`
}

// ComparedChannel is an article in one channel.
type ComparedChannel struct {
	Channel   CatalogName            `json:"channel" doc:"The channel" zh:"渠道"`
	Amount    edge.Maybe[edge.Minor] `json:"amount" doc:"List price; null: no list prices it here" zh:"售价；null 为没有价格"`
	List      *string                `json:"list" doc:"Code of the price list that wins" zh:"所用价目表代码" example:"base"`
	Quantity  edge.Maybe[int64]      `json:"quantity_milli" doc:"Stock in thousandths as reported; null: nobody has said anything" zh:"上报库存（以千分之一为单位）；null 为未上报" example:"12000"`
	CountedAt *edge.Time             `json:"counted_at" doc:"When it was counted" zh:"盘点时间" example:"2026-09-12T01:00:00Z"`
}

// ComparePlace says where prices and stock are compared. It is exported because it is embedded.
type ComparePlace struct {
	Store    string `query:"store" maxLength:"64" doc:"Code of a store; prices and stock of no store when absent" zh:"门店代码；缺省为不属门店的价格与库存" example:"SH-001"`
	Currency string `query:"currency" pattern:"^[A-Z]{3}$" doc:"Currency of the prices; the retailer's when absent" zh:"货币；缺省为零售商货币" example:"CNY"`
}

// DifferenceSearch chooses what the report compares. It is exported because it is embedded.
type DifferenceSearch struct {
	ComparePlace
	Text     string `query:"q" maxLength:"100" doc:"Part of a code, a name or a barcode" zh:"代码、名称或条码的一部分" example:"茉莉"`
	Category string `query:"category" maxLength:"64" doc:"Code of a category; with everything below it" zh:"品类代码，含下级" example:"tea"`
	Brand    string `query:"brand" maxLength:"64" doc:"Code of a brand of goods" zh:"商品品牌代码" example:"cloudridge"`
	Only     string `query:"only" enum:"price,no_price,stock,no_stock,old,any,all" default:"any" doc:"One difference; any of them; or all articles, also those that are the same everywhere" zh:"某种差异；任一差异；或全部商品" example:"price"`
}

type channelDifferencesReply struct{ Body edge.Page[ComparedArticle] }

func (h *handlers) channelDifferences(e *edge.Edge) {
	refusals := []*errs.Error{catalog.ErrUnknownStore, catalog.ErrUnknownCategory, edge.ErrBadCursor}
	edge.Register(e, edge.Operation{
		ID: "list-channel-differences", Method: "GET", Path: "/catalog/differences", Tag: "catalog", Permission: staff.CatalogRead,
		Summary: edge.Words{Chinese: "渠道差异：同一商品在各渠道的价格与库存", English: "Differences: price and stock of each article in every channel"},
		Description: edge.Words{Chinese: "每页最多查看 4,000 个商品；某页可能较短甚至为空而仍有下一页。",
			English: "A page looks at 4,000 articles at most; it may be short or empty while there is a next one."},
		Errors: refusals,
	}, h.listChannelDifferences)
	edge.Register(e, edge.Operation{
		ID: "export-channel-differences", Method: "GET", Path: "/catalog/differences/export", Tag: "catalog", Permission: staff.CatalogRead,
		Summary: edge.Words{Chinese: "导出渠道差异", English: "Export the differences"}, Description: fileWords, Errors: refusals, Answer: fileAnswer,
	}, h.exportDifferences)
}

// comparing says where and in which currency.
func (h *handlers) comparing(ctx context.Context, in ComparePlace) (catalog.DifferenceAsk, error) {
	ask := catalog.DifferenceAsk{At: h.Clock.Now(), Currency: in.Currency}
	if in.Currency == "" {
		settings, err := h.Reader.Org.Settings(ctx, h.DB)
		if err != nil {
			return ask, err
		}
		ask.Currency = settings.Currency
	}
	if in.Store == "" {
		return ask, nil
	}
	stores, err := h.Reader.Org.StoresByCodes(ctx, h.DB, in.Store)
	if err != nil {
		return ask, err
	}
	store, ok := stores[in.Store]
	if !ok || !edge.From(ctx).Scope().Sees(store.ID) {
		return ask, catalog.ErrUnknownStore.With("code", in.Store)
	}
	ask.Store = store
	return ask, nil
}

func (h *handlers) differenceAsk(ctx context.Context, in DifferenceSearch) (catalog.DifferenceAsk, error) {
	ask, err := h.comparing(ctx, in.ComparePlace)
	inUse := false
	ask.Filter = catalog.Filter{Text: in.Text, Category: in.Category, Brand: in.Brand, Kinds: []catalog.Kind{catalog.KindGoods}, Archived: &inUse, Sold: true}
	switch in.Only {
	case "any":
	case "all":
		ask.AsIs = true
	default:
		ask.Only = []catalog.Difference{catalog.Difference(in.Only)}
	}
	return ask, err
}

const channelDifferenceCursor = "difference"

func (h *handlers) listChannelDifferences(ctx context.Context, in *struct {
	DifferenceSearch
	edge.Paging
}) (*channelDifferencesReply, error) {
	after, err := in.AfterText(channelDifferenceCursor)
	if err != nil {
		return nil, err
	}
	ask, err := h.differenceAsk(ctx, in.DifferenceSearch)
	if err != nil {
		return nil, err
	}
	list, next, err := h.Catalog.Differences(ctx, h.DB, ask, after, in.Limit)
	if err != nil {
		return nil, err
	}
	if next != "" {
		next = edge.TextCursor(channelDifferenceCursor, next)
	}
	return &channelDifferencesReply{Body: edge.PageOf(edge.Each(list, func(c catalog.Compared) ComparedArticle { return shownChannels(ctx, c, ask) }), next)}, nil
}

func shownChannels(ctx context.Context, c catalog.Compared, ask catalog.DifferenceAsk) ComparedArticle {
	return ComparedArticle{ArticleID: edge.IDOf(c.Article.ID), Code: c.Article.Code, Name: c.Article.Name.In(language(ctx)), Unit: string(c.Article.Unit),
		Currency: ask.Currency, CurrencyExponent: money.Exponent(ask.Currency), Differences: edge.Strings(c.Differences),
		Channels: edge.Each(c.Channels, func(in catalog.InChannel) ComparedChannel { return shownInChannel(ctx, in) })}
}

func shownInChannel(ctx context.Context, in catalog.InChannel) ComparedChannel {
	shown := ComparedChannel{Channel: CatalogName{Code: in.Channel.Code, Name: in.Channel.Name.In(language(ctx))}}
	if in.Quoted.Priced {
		shown.Amount, shown.List = edge.Some(edge.Minor(in.Quoted.Amount)), &in.Quoted.List
	}
	if in.Stock != nil {
		shown.Quantity, shown.CountedAt = edge.Some(in.Stock.Quantity), edge.AtUnlessZero(in.Stock.CountedAt)
	}
	return shown
}

// exportDifferences writes one row per article with two columns for each channel.
func (h *handlers) exportDifferences(ctx context.Context, in *struct {
	DifferenceSearch
	FileAsk
}) (*fileReply, error) {
	ask, err := h.differenceAsk(ctx, in.DifferenceSearch)
	if err != nil {
		return nil, err
	}
	channels, err := h.Reader.Org.Channels(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	return h.file(ctx, in.FileAsk, "differences", "catalog.differences", func(w sheet.Writer) error {
		heads := []any{both("catalog.column.code"), both("catalog.column.name"), both("catalog.column.differences")}
		for _, c := range channels {
			if c.ArchivedAt.IsZero() {
				name := c.Name.In(language(ctx))
				heads = append(heads, name+" "+both("catalog.column.price"), name+" "+both("catalog.column.stock"))
			}
		}
		if err := w.Row(heads...); err != nil {
			return err
		}
		for after := ""; ; {
			list, next, err := h.Catalog.Differences(ctx, h.DB, ask, after, 500)
			if err != nil {
				return err
			}
			for _, c := range list {
				if err := w.Row(comparedCells(ctx, c, ask.Currency)...); err != nil {
					return err
				}
			}
			if next == "" {
				return nil
			}
			after = next
		}
	}), nil
}

func comparedCells(ctx context.Context, c catalog.Compared, currency string) []any {
	var words []string
	for _, d := range c.Differences {
		words = append(words, edge.From(ctx).Text("catalog.difference."+string(d)))
	}
	cells := []any{c.Article.Code, c.Article.Name.In(language(ctx)), strings.Join(words, "; ")}
	for _, in := range c.Channels {
		var price, stock any
		if in.Quoted.Priced {
			price = sheet.Decimal{Units: in.Quoted.Amount, Decimals: money.Exponent(currency)}
		}
		if in.Stock != nil {
			stock = sheet.Decimal{Units: in.Stock.Quantity, Decimals: 3}
		}
		cells = append(cells, price, stock)
	}
	return cells
}
