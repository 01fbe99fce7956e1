package admin

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/catalog"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// PriceList is prices that hold together.
type PriceList struct {
	ID               edge.ID    `json:"id" doc:"Id" zh:"编号"`
	Code             string     `json:"code" doc:"Code" zh:"代码" example:"base"`
	Name             string     `json:"name" doc:"Name in the reader's language" zh:"名称" example:"标准价"`
	NameI18n         i18n.Text  `json:"name_i18n" doc:"Name in every language" zh:"各语言名称"`
	Currency         string     `json:"currency" doc:"ISO 4217" zh:"货币" example:"CNY"`
	CurrencyExponent int        `json:"currency_exponent" doc:"Decimals of the currency" zh:"货币小数位" example:"2"`
	Priority         int        `json:"priority" doc:"The higher goes first" zh:"优先级，大者先" example:"0"`
	Channels         []string   `json:"channels" doc:"Codes of channels; empty: all" zh:"渠道代码；空为全部" example:"app"`
	Stores           []string   `json:"stores" doc:"Codes of stores; with regions empty too: everywhere" zh:"门店代码；与区域均空为全部" example:"SH-001"`
	Regions          []string   `json:"regions" doc:"Codes of regions, with everything below them" zh:"区域代码，含下级" example:"east"`
	From             *edge.Time `json:"from" doc:"Since when it holds; null: since ever" zh:"生效时间；null 为自始" example:"2026-11-01T00:00:00Z"`
	Until            *edge.Time `json:"until" doc:"When it ends; null: never" zh:"失效时间；null 为不限" example:"2026-12-01T00:00:00Z"`
	ArchivedAt       *edge.Time `json:"archived_at" doc:"Since when it is not used any more; null: in use" zh:"停用时间；在用为 null" example:"2026-09-12T01:00:00Z"`
	Articles         int64      `json:"articles" doc:"Articles that it prices" zh:"定价商品数" example:"154"`
	UpdatedAt        edge.Time  `json:"updated_at" doc:"Last change of the list itself" zh:"最近修改" example:"2026-09-12T01:00:00Z"`
	Version          int        `json:"version" doc:"Counts the changes; a change names the one it was made of" zh:"版本；修改时须注明所见版本" example:"3"`
}

// PriceListFields are what staff say about a list. It is exported because it is embedded.
type PriceListFields struct {
	Name     i18n.Text  `json:"name_i18n" doc:"Name by language" zh:"各语言名称"`
	Priority int        `json:"priority,omitempty" minimum:"-1000000" maximum:"1000000" doc:"The higher goes first" zh:"优先级，大者先" example:"0"`
	Channels []string   `json:"channels,omitempty" maxItems:"100" doc:"Codes of channels; absent: all" zh:"渠道代码；缺省为全部" example:"app"`
	Stores   []string   `json:"stores,omitempty" maxItems:"2000" doc:"Codes of stores; absent with regions: everywhere" zh:"门店代码；与区域均缺省为全部" example:"SH-001"`
	Regions  []string   `json:"regions,omitempty" maxItems:"200" doc:"Codes of regions, with everything below them" zh:"区域代码，含下级" example:"east"`
	From     *time.Time `json:"from,omitempty" doc:"Since when it holds; absent: since ever" zh:"生效时间；缺省为自始" example:"2026-11-01T00:00:00Z"`
	Until    *time.Time `json:"until,omitempty" doc:"When it ends; absent: never" zh:"失效时间；缺省为不限" example:"2026-12-01T00:00:00Z"`
}

// NewPriceList is a list to be made.
type NewPriceList struct {
	Code     string `json:"code" minLength:"1" maxLength:"64" doc:"Code; stays" zh:"代码，之后不可更改" example:"base"`
	Currency string `json:"currency" pattern:"^[A-Z]{3}$" doc:"ISO 4217; stays" zh:"货币，之后不可更改" example:"CNY"`
	PriceListFields
}

// PriceListChange is a list as it shall be.
type PriceListChange struct {
	Seen
	PriceListFields
	Archived bool `json:"archived,omitempty" doc:"Not used any more" zh:"停用" example:"false"`
}

// PriceEdit says what an article is to cost from a moment on.
type PriceEdit struct {
	Article string                `json:"article" minLength:"1" maxLength:"64" doc:"Code of the article" zh:"商品代码" example:"TEA-0042"`
	From    *time.Time            `json:"from,omitempty" doc:"Since when; absent: since ever. A price of the same list, article and beginning is replaced" zh:"生效时间；缺省为自始。同表同商品同起点的价格被替换" example:"2026-11-01T00:00:00Z"`
	Until   *time.Time            `json:"until,omitempty" doc:"When it ends; absent: never" zh:"失效时间；缺省为不限" example:"2026-12-01T00:00:00Z"`
	Amount  edge.Minor            `json:"amount,omitempty" doc:"List price of one unit" zh:"单位售价"`
	Member  map[string]edge.Minor `json:"member,omitempty" doc:"Member prices by code of the level; * is every member" zh:"会员价，以等级代码为键；* 为所有会员"`
	Remove  bool                  `json:"remove,omitempty" doc:"Take the price that begins then away" zh:"删除该起点的价格" example:"false"`
}

// PriceEdits are prices to be changed together.
type PriceEdits struct {
	Prices []PriceEdit `json:"prices" minItems:"1" maxItems:"1000" nullable:"false" doc:"All of them are changed or none" zh:"全部修改，或全不修改"`
	Reason string      `json:"reason,omitempty" maxLength:"200" doc:"Why" zh:"原因" example:"双十一"`
}

// PriceChanged is what came of changing prices, or would.
type PriceChanged struct {
	Change  edge.Maybe[PriceChange] `json:"change" doc:"What was changed; null when it was tried only, or when nothing is different" zh:"已执行的调价；试算或无变化时为 null"`
	Effects []PriceEffect           `json:"effects" doc:"What is paid before and after where the list holds; of a trial" zh:"调价前后的实际售价；仅试算时给出"`
}

// PriceChange is prices that were changed together.
type PriceChange struct {
	ID       edge.ID             `json:"id" doc:"Id" zh:"编号"`
	ListID   edge.ID             `json:"list_id" doc:"The price list" zh:"价目表编号"`
	At       edge.Time           `json:"at" doc:"When" zh:"时间" example:"2026-09-12T01:00:00Z"`
	By       string              `json:"by" doc:"Who" zh:"操作者" example:"staff:73014444033"`
	Reason   string              `json:"reason" doc:"Why" zh:"原因" example:"双十一"`
	Prices   int                 `json:"prices" doc:"How many prices are different" zh:"变动价格数" example:"12"`
	Steps    []PriceStep         `json:"steps" doc:"The first 100 of them" zh:"前 100 条"`
	Undoes   edge.Maybe[edge.ID] `json:"undoes" doc:"The change that it takes back" zh:"所撤销的调价"`
	UndoneBy edge.Maybe[edge.ID] `json:"undone_by" doc:"The change that took it back" zh:"撤销它的调价"`
}

// PriceStep is one price before and after.
type PriceStep struct {
	Article CatalogName           `json:"article" doc:"The article" zh:"商品"`
	From    *edge.Time            `json:"from" doc:"When the price begins; null: since ever" zh:"价格起点；null 为自始" example:"2026-11-01T00:00:00Z"`
	Before  edge.Maybe[PriceTerm] `json:"before" doc:"Null: there was none" zh:"之前；null 为无"`
	After   edge.Maybe[PriceTerm] `json:"after" doc:"Null: there is none" zh:"之后；null 为无"`
}

// PriceTerm is what a price says.
type PriceTerm struct {
	Until  *edge.Time            `json:"until" doc:"When it ends; null: never" zh:"失效时间；null 为不限" example:"2026-12-01T00:00:00Z"`
	Amount edge.Minor            `json:"amount" doc:"List price of one unit" zh:"单位售价"`
	Member map[string]edge.Minor `json:"member" doc:"Member prices by code of the level; * is every member" zh:"会员价，以等级代码为键；* 为所有会员"`
}

// PriceEffect is what is paid for an article before and after.
type PriceEffect struct {
	Article   CatalogName             `json:"article" doc:"The article" zh:"商品"`
	At        edge.Time               `json:"at" doc:"The moment that is looked at" zh:"所看时刻" example:"2026-11-01T00:00:00Z"`
	Before    edge.Maybe[EffectPrice] `json:"before" doc:"Null: no list prices it" zh:"之前；null 为没有价格"`
	After     edge.Maybe[EffectPrice] `json:"after" doc:"Null: no list prices it" zh:"之后；null 为没有价格"`
	BelowCost bool                    `json:"below_cost" doc:"Whether it would be sold for less than it costs; always false to who may not see costs" zh:"是否低于成本；无权看成本者恒为 false" example:"false"`
}

// EffectPrice is what is paid by the list that wins.
type EffectPrice struct {
	List   string                 `json:"list" doc:"Code of the list that wins" zh:"所用价目表代码" example:"base"`
	Amount edge.Minor             `json:"amount" doc:"List price" zh:"售价"`
	Member edge.Maybe[edge.Minor] `json:"member" doc:"What every member pays, where it is another price" zh:"所有会员价"`
}

type (
	priceListReply    struct{ Body PriceList }
	priceListsReply   struct{ Body edge.Page[PriceList] }
	priceChangesReply struct{ Body edge.Page[PriceChange] }

	// PriceListPath names a list in a path.
	PriceListPath struct {
		ID edge.ID `path:"id" doc:"Id of the price list" zh:"价目表编号"`
	}
	newPriceList struct {
		edge.Keyed
		Body NewPriceList
	}
	changePrices struct {
		PriceListPath
		edge.Keyed
		DryRun bool `query:"dry_run" doc:"Say what would come of it, and write nothing" zh:"只试算，不写入" example:"true"`
		Body   PriceEdits
	}
)

func (h *handlers) prices(e *edge.Edge) {
	wrong := []*errs.Error{catalog.ErrBadName, catalog.ErrBadPriority, catalog.ErrBadPeriod, catalog.ErrBadPlace}
	edge.Register(e, edge.Operation{
		ID: "list-price-lists", Method: "GET", Path: "/catalog/price-lists", Tag: "catalog", Permission: staff.CatalogRead,
		Summary: edge.Words{Chinese: "价目表", English: "Price lists"},
		Description: edge.Words{Chinese: "哪个价目表生效：优先级高者先；其次写明门店的、写明区域的、未写明的；再次写明渠道的；再次有期限的；最后按代码。",
			English: "Which list wins: the higher priority; then one that names the store, a region of it, neither; then one that names the channel; then one that is for a time; then by code."},
	}, h.listPriceLists)
	edge.Register(e, edge.Operation{
		ID: "get-price-list", Method: "GET", Path: "/catalog/price-lists/{id}", Tag: "catalog", Permission: staff.CatalogRead,
		Summary: edge.Words{Chinese: "一个价目表", English: "One price list"},
		Errors:  []*errs.Error{catalog.ErrNoList},
	}, h.getPriceList)
	edge.Register(e, edge.Operation{
		ID: "create-price-list", Method: "POST", Path: "/catalog/price-lists", Tag: "catalog", Permission: staff.CatalogPrice, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "新建价目表", English: "Make a price list"},
		Errors:  append([]*errs.Error{catalog.ErrBadCode, catalog.ErrCodeTaken, catalog.ErrBadCurrency}, wrong...),
	}, h.createPriceList)
	edge.Register(e, edge.Operation{
		ID: "edit-price-list", Method: "PUT", Path: "/catalog/price-lists/{id}", Tag: "catalog", Permission: staff.CatalogPrice,
		Summary: edge.Words{Chinese: "修改价目表的范围、优先级与期限", English: "Change where, when and before which others a price list holds"},
		Errors:  append([]*errs.Error{catalog.ErrNoList, catalog.ErrChanged}, wrong...),
	}, h.editPriceList)
	edge.Register(e, edge.Operation{
		ID: "list-prices", Method: "GET", Path: "/catalog/price-lists/{id}/prices", Tag: "catalog", Permission: staff.CatalogRead,
		Summary: edge.Words{Chinese: "价目表中的价格，按商品", English: "Prices of a list, article by article"},
		Errors:  []*errs.Error{catalog.ErrNoList, edge.ErrBadCursor},
	}, h.listPrices)
	edge.Register(e, edge.Operation{
		ID: "change-prices", Method: "POST", Path: "/catalog/price-lists/{id}/prices", Tag: "catalog", Permission: staff.CatalogPrice, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "调价", English: "Change prices of a list"},
		Description: edge.Words{Chinese: "dry_run=true 时只给出每个商品此前与此后的实际售价。提交后立即对所有收银端生效，可撤销。",
			English: "With dry_run=true only what is paid for each article before and after. It counts at once for every till, and can be taken back."},
		Errors: []*errs.Error{catalog.ErrNoList, catalog.ErrUnknownArticle, catalog.ErrBadPeriod, catalog.ErrBadAmount, catalog.ErrRowTwice},
	}, h.changePrices)
	edge.Register(e, edge.Operation{
		ID: "list-price-changes", Method: "GET", Path: "/catalog/price-lists/{id}/changes", Tag: "catalog", Permission: staff.CatalogRead,
		Summary: edge.Words{Chinese: "调价记录，最新在前", English: "How prices of a list were changed, newest first"},
		Errors:  []*errs.Error{catalog.ErrNoList, edge.ErrBadCursor},
	}, h.listPriceChanges)
	edge.Register(e, edge.Operation{
		ID: "undo-price-change", Method: "POST", Path: "/catalog/price-changes/{id}/undo", Tag: "catalog", Permission: staff.CatalogPrice, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "撤销一次调价", English: "Take a change of prices back"},
		Errors:  []*errs.Error{catalog.ErrNoChange, catalog.ErrUndone, catalog.ErrPricesMoved},
	}, h.undoPriceChange)
}

func (h *handlers) listPriceLists(ctx context.Context, _ *struct{}) (*priceListsReply, error) {
	list, err := h.Catalog.PriceLists(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	n, err := h.Catalog.CountPriced(ctx, h.DB)
	return &priceListsReply{Body: edge.PageOf(edge.Each(list, func(l catalog.PriceList) PriceList { return shownPriceList(ctx, l, n[l.ID]) }), "")}, err
}

func shownPriceList(ctx context.Context, l catalog.PriceList, articles int64) PriceList {
	return PriceList{ID: edge.IDOf(l.ID), Code: l.Code, Name: l.Name.In(language(ctx)), NameI18n: l.Name, Currency: l.Currency,
		CurrencyExponent: money.Exponent(l.Currency), Priority: l.Priority, Channels: l.Channels, Stores: l.Stores, Regions: l.Regions,
		From: edge.AtUnlessZero(l.From), Until: edge.AtUnlessZero(l.Until), ArchivedAt: edge.AtUnlessZero(l.ArchivedAt), Articles: articles,
		UpdatedAt: edge.At(l.UpdatedAt), Version: l.Version}
}

func (h *handlers) getPriceList(ctx context.Context, in *PriceListPath) (*priceListReply, error) {
	l, err := h.Catalog.PriceList(ctx, h.DB, edge.As[catalog.PriceListID](in.ID))
	return h.priceListReply(ctx, l, err)
}

func (h *handlers) priceListReply(ctx context.Context, l catalog.PriceList, err error) (*priceListReply, error) {
	if err != nil {
		return nil, err
	}
	n, err := h.Catalog.CountPriced(ctx, h.DB)
	return &priceListReply{Body: shownPriceList(ctx, l, n[l.ID])}, err
}

func orZero(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return *t
}

func (f PriceListFields) list() catalog.PriceList {
	return catalog.PriceList{Name: f.Name, Priority: f.Priority, Channels: f.Channels, Stores: f.Stores, Regions: f.Regions,
		From: orZero(f.From), Until: orZero(f.Until)}
}

// priceListState is a list as the trail keeps it.
func priceListState(l catalog.PriceList) map[string]any {
	return map[string]any{"code": l.Code, "name": l.Name, "currency": l.Currency, "priority": l.Priority, "channels": l.Channels, "stores": l.Stores,
		"regions": l.Regions, "from": edge.AtUnlessZero(l.From), "until": edge.AtUnlessZero(l.Until), "archived": !l.ArchivedAt.IsZero()}
}

func (h *handlers) createPriceList(ctx context.Context, in *newPriceList) (*edge.Answer[PriceList], error) {
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (PriceList, error) {
		wanted := in.Body.list()
		wanted.Code, wanted.Currency = in.Body.Code, in.Body.Currency
		l, err := h.Catalog.CreatePriceList(ctx, tx, wanted)
		if err != nil {
			return PriceList{}, err
		}
		return shownPriceList(ctx, l, 0), h.note(ctx, tx, "catalog.create_price_list", subject("price_list", l.ID), nil, priceListState(l))
	})
}

func (h *handlers) editPriceList(ctx context.Context, in *struct {
	PriceListPath
	Body PriceListChange
}) (*priceListReply, error) {
	var done catalog.Changed[catalog.PriceList]
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		done, err = h.Catalog.EditPriceList(ctx, tx, edge.As[catalog.PriceListID](in.ID), in.Body.Version, in.Body.list(), in.Body.Archived)
		if err != nil {
			return err
		}
		return h.note(ctx, tx, "catalog.edit_price_list", subject("price_list", done.After.ID), priceListState(done.Before), priceListState(done.After))
	})
	return h.priceListReply(ctx, done.After, err)
}

const pricesCursor = "price"

func (h *handlers) listPrices(ctx context.Context, in *struct {
	PriceListPath
	edge.Paging
	Text string `query:"q" maxLength:"100" doc:"Part of a code or of a name in any language" zh:"代码或任一语言名称的一部分" example:"茉莉"`
}) (*pricedReply, error) {
	after, err := in.AfterText(pricesCursor)
	if err != nil {
		return nil, err
	}
	l, err := h.Catalog.PriceList(ctx, h.DB, edge.As[catalog.PriceListID](in.ID))
	if err != nil {
		return nil, err
	}
	list, err := h.Catalog.PricedArticles(ctx, h.DB, l.ID, in.Text, after, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(a catalog.PricedArticle) string { return edge.TextCursor(pricesCursor, a.Article.Code) })
	lists := map[catalog.PriceListID]catalog.PriceList{l.ID: l}
	return &pricedReply{Body: edge.PageOf(edge.Each(list, func(a catalog.PricedArticle) PricedArticle {
		shown := PricedArticle{ID: edge.IDOf(a.Article.ID), Code: a.Article.Code, Name: a.Article.Name.In(language(ctx)), Unit: string(a.Article.Unit)}
		if a.Article.Cost.Known() && h.mayCost(ctx) {
			shown.Cost = edge.Some(ArticleCost{edge.Minor(a.Article.Cost.Amount), a.Article.Cost.Currency, money.Exponent(a.Article.Cost.Currency)})
		}
		shown.Prices = edge.Each(a.Prices, func(p catalog.Price) ArticlePrice {
			return shownPrice(ctx, lists[p.List], p, a.Article.Code, h.Clock.Now())
		})
		return shown
	}), next)}, nil
}

// PricedArticle is an article with its prices by one list.
type PricedArticle struct {
	ID     edge.ID                 `json:"id" doc:"Id of the article" zh:"商品编号"`
	Code   string                  `json:"code" doc:"Its code" zh:"商品代码" example:"TEA-0042"`
	Name   string                  `json:"name" doc:"Its name in the reader's language" zh:"名称" example:"茉莉绿茶 大杯"`
	Unit   string                  `json:"unit" enum:"piece,weight" doc:"Sold by the piece or by the kilogram" zh:"按件或按公斤计" example:"piece"`
	Cost   edge.Maybe[ArticleCost] `json:"cost" doc:"What one unit costs the retailer; null: not known, or not for you (catalog:cost)" zh:"单位成本；未知或无权查看（catalog:cost）时为 null"`
	Prices []ArticlePrice          `json:"prices" doc:"In the order in which they begin" zh:"按起点先后"`
}

type pricedReply struct{ Body edge.Page[PricedArticle] }

// errTried rolls a trial back.
var errTried = errors.New("only tried")

func (h *handlers) changePrices(ctx context.Context, in *changePrices) (*edge.Answer[PriceChanged], error) {
	list := edge.As[catalog.PriceListID](in.ID)
	edits := edge.Each(in.Body.Prices, func(p PriceEdit) catalog.PriceEdit { return p.edit() })
	if in.DryRun {
		return h.tryPrices(ctx, list, edits)
	}
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (PriceChanged, error) {
		c, err := h.Catalog.ChangePrices(ctx, tx, list, edits, edge.From(ctx).Principal.String(), in.Body.Reason)
		if err != nil || c.ID == 0 {
			return PriceChanged{Effects: []PriceEffect{}}, err
		}
		shown, err := h.shownPriceChanges(ctx, tx, c)
		if err != nil {
			return PriceChanged{}, err
		}
		return PriceChanged{Change: edge.Some(shown[0]), Effects: []PriceEffect{}}, h.notePrices(ctx, tx, "catalog.change_prices", c)
	})
}

func (p PriceEdit) edit() catalog.PriceEdit {
	e := catalog.PriceEdit{Article: p.Article, From: orZero(p.From), Until: orZero(p.Until), Amount: int64(p.Amount), Remove: p.Remove}
	for level, amount := range p.Member {
		if e.Member == nil {
			e.Member = map[string]int64{}
		}
		e.Member[level] = int64(amount)
	}
	return e
}

func (h *handlers) tryPrices(ctx context.Context, list catalog.PriceListID, edits []catalog.PriceEdit) (*edge.Answer[PriceChanged], error) {
	shown := PriceChanged{}
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		l, err := h.Catalog.PriceList(ctx, tx, list)
		if err != nil {
			return err
		}
		effects, err := h.Catalog.Preview(ctx, tx, list, edits)
		if err != nil {
			return err
		}
		shown.Effects = edge.Each(effects, func(e catalog.PriceEffect) PriceEffect {
			return PriceEffect{Article: CatalogName{Code: e.Article, Name: e.After.Name.In(language(ctx))}, At: edge.At(e.At),
				Before: shownQuoted(e.Before), After: shownQuoted(e.After), BelowCost: h.mayCost(ctx) && e.BelowCost(l.Currency)}
		})
		return errTried
	})
	if !errors.Is(err, errTried) {
		return nil, err
	}
	body, err := json.Marshal(shown)
	return &edge.Answer[PriceChanged]{Status: http.StatusOK, Body: body}, err
}

func shownQuoted(q catalog.Quoted) edge.Maybe[EffectPrice] {
	if !q.Priced {
		return edge.Maybe[EffectPrice]{}
	}
	shown := EffectPrice{List: q.List, Amount: edge.Minor(q.Amount)}
	if q.IsMember {
		shown.Member = edge.Some(edge.Minor(q.Member))
	}
	return edge.Some(shown)
}

// notePrices writes into the trail that prices were changed; what they were stands
// in the change itself.
func (h *handlers) notePrices(ctx context.Context, tx postgres.Tx, action string, c catalog.PriceChange) error {
	return h.note(ctx, tx, action, subject("price_list", c.List), nil, map[string]any{"change": edge.IDOf(c.ID), "prices": len(c.Steps), "reason": c.Reason})
}

const priceChangeCursor = "price-change"

func (h *handlers) listPriceChanges(ctx context.Context, in *struct {
	PriceListPath
	edge.Paging
}) (*priceChangesReply, error) {
	before, err := in.After(priceChangeCursor)
	if err != nil {
		return nil, err
	}
	l, err := h.Catalog.PriceList(ctx, h.DB, edge.As[catalog.PriceListID](in.ID))
	if err != nil {
		return nil, err
	}
	list, err := h.Catalog.PriceChanges(ctx, h.DB, l.ID, before, in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(c catalog.PriceChange) string { return edge.Cursor(priceChangeCursor, c.ID) })
	shown, err := h.shownPriceChanges(ctx, h.DB, list...)
	return &priceChangesReply{Body: edge.PageOf(shown, next)}, err
}

// maxSteps bounds how many prices of a change are shown.
const maxSteps = 100

func (h *handlers) shownPriceChanges(ctx context.Context, q postgres.Querier, list ...catalog.PriceChange) ([]PriceChange, error) {
	var ids []catalog.ArticleID
	for _, c := range list {
		for _, s := range c.Steps[:min(len(c.Steps), maxSteps)] {
			ids = append(ids, s.Article)
		}
	}
	articles, err := h.Catalog.ArticlesByIDs(ctx, q, ids...)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(c catalog.PriceChange) PriceChange {
		shown := PriceChange{ID: edge.IDOf(c.ID), ListID: edge.IDOf(c.List), At: edge.At(c.At), By: c.By, Reason: c.Reason, Prices: len(c.Steps),
			Steps: edge.Each(c.Steps[:min(len(c.Steps), maxSteps)], func(s catalog.PriceStep) PriceStep {
				a := articles[s.Article]
				return PriceStep{Article: CatalogName{Code: a.Code, Name: a.Name.In(language(ctx))}, From: edge.AtUnlessZero(s.From),
					Before: shownTerm(s.Before), After: shownTerm(s.After)}
			})}
		if c.Undoes != 0 {
			shown.Undoes = edge.Some(edge.IDOf(c.Undoes))
		}
		if c.UndoneBy != 0 {
			shown.UndoneBy = edge.Some(edge.IDOf(c.UndoneBy))
		}
		return shown
	}), nil
}

func shownTerm(t *catalog.PriceTerm) edge.Maybe[PriceTerm] {
	if t == nil {
		return edge.Maybe[PriceTerm]{}
	}
	return edge.Some(PriceTerm{Until: edge.AtUnlessZero(t.Until), Amount: edge.Minor(t.Amount), Member: minors(t.Member)})
}

func (h *handlers) undoPriceChange(ctx context.Context, in *struct {
	ID edge.ID `path:"id" doc:"Id of the change" zh:"调价编号"`
	edge.Keyed
}) (*edge.Answer[PriceChange], error) {
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (PriceChange, error) {
		c, err := h.Catalog.UndoPrices(ctx, tx, edge.As[int64](in.ID), edge.From(ctx).Principal.String(), "")
		if err != nil {
			return PriceChange{}, err
		}
		shown, err := h.shownPriceChanges(ctx, tx, c)
		if err != nil {
			return PriceChange{}, err
		}
		return shown[0], h.notePrices(ctx, tx, "catalog.undo_prices", c)
	})
}
