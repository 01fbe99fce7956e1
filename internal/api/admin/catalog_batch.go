package admin

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/catalog"
	"habitue/internal/intake"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/httpx"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/sheet"
	"habitue/internal/platform/table"
	"habitue/internal/staff"
)

// ArticleRow is what another system says of an article; what is absent stays as it is.
type ArticleRow struct {
	Code         string             `json:"code" minLength:"1" maxLength:"64" doc:"Code in the retailer's systems" zh:"商品代码" example:"TEA-0042"`
	NameI18n     *i18n.Text         `json:"name_i18n,omitempty" doc:"Name by language" zh:"各语言名称"`
	Kind         *string            `json:"kind,omitempty" enum:"goods,delivery,service,tip,discount,other" doc:"What it is" zh:"类型" example:"goods"`
	Category     *string            `json:"category,omitempty" maxLength:"64" doc:"Code of its category; an unknown one is made; empty: none" zh:"品类代码；未知则新建，空为无" example:"tea"`
	Brand        *string            `json:"brand,omitempty" maxLength:"64" doc:"Code of its brand; an unknown one is made; empty: none" zh:"品牌代码；未知则新建，空为无" example:"cloudridge"`
	Earns        *bool              `json:"earns,omitempty" doc:"Whether it can earn points" zh:"是否参与积分" example:"true"`
	Archived     *bool              `json:"archived,omitempty" doc:"Not sold any more" zh:"停用" example:"false"`
	VariantOf    *string            `json:"variant_of,omitempty" maxLength:"64" doc:"Code of the article of which it is a variant; empty: of none" zh:"所属商品代码；空为无" example:"TEE"`
	Attributes   *map[string]string `json:"attributes,omitempty" doc:"All values by code of the attribute" zh:"全部属性值，以属性代码为键"`
	Cost         *ArticleCost       `json:"cost,omitempty" doc:"What one unit costs; below zero: not known" zh:"单位成本；小于零为未知"`
	TaxClass     *string            `json:"tax_class,omitempty" maxLength:"64" doc:"Code of its tax class; empty: not said" zh:"税类代码；空为无" example:"vat13"`
	Unit         *string            `json:"unit,omitempty" enum:"piece,weight" doc:"Sold by the piece or by the kilogram" zh:"按件或按公斤计" example:"piece"`
	Scale        *int               `json:"scale,omitempty" minimum:"0" maximum:"3" doc:"Decimals that a quantity may have" zh:"数量小数位" example:"0"`
	Discountable *bool              `json:"discountable,omitempty" doc:"Whether promotions and coupons may make it cheaper" zh:"是否可参与优惠" example:"true"`
	Barcodes     *[]string          `json:"barcodes,omitempty" maxItems:"20" doc:"All its barcodes" zh:"全部条码" example:"6901234567892"`
}

// PriceRow is a price that another system states.
type PriceRow struct {
	List string `json:"list" minLength:"1" maxLength:"64" doc:"Code of the price list" zh:"价目表代码" example:"base"`
	PriceEdit
}

// StockRow is what a system that keeps stock says of an article.
type StockRow struct {
	Article       string     `json:"article" minLength:"1" maxLength:"64" doc:"Code of the article" zh:"商品代码" example:"TEA-0042"`
	Store         string     `json:"store,omitempty" maxLength:"64" doc:"Code of the store; absent: what is in none" zh:"门店代码；缺省为不属任何门店" example:"SH-001"`
	Channel       string     `json:"channel,omitempty" maxLength:"64" doc:"Code of the channel; absent: for every one" zh:"渠道代码；缺省为所有渠道" example:"app"`
	QuantityMilli int64      `json:"quantity_milli" doc:"In thousandths: 12,000 is 12" zh:"数量，以千分之一为单位：12000 即 12" example:"12000"`
	CountedAt     *time.Time `json:"counted_at,omitempty" doc:"When it was counted; absent: now. What was counted earlier than what is known changes nothing" zh:"盘点时间；缺省为现在。早于已知的不生效" example:"2026-09-12T01:00:00Z"`
}

// RowResult is what became of one row.
type RowResult struct {
	Row     int64   `json:"row" doc:"Which row: its place in the batch from 1, or its number in the file" zh:"行号：批次内自 1 起，或文件中的行号" example:"3"`
	Code    string  `json:"code" doc:"Code of the article" zh:"商品代码" example:"TEA-0042"`
	Outcome string  `json:"outcome" enum:"made,changed,unchanged,removed,refused,out_of_date" doc:"What became of it" zh:"结果" example:"made"`
	Error   *string `json:"error" doc:"Stable code of why it was refused" zh:"拒绝原因代码" example:"catalog.unknown_article"`
	Text    *string `json:"text" doc:"The reason in the reader's language" zh:"原因" example:"没有商品 X-1。"`
}

// BatchResult is what became of a batch: each row for itself.
type BatchResult struct {
	Rows []RowResult `json:"rows" doc:"In the order of the batch" zh:"按批次顺序"`
}

// ListImport is what became of a file about goods.
type ListImport struct {
	Kind      string              `json:"kind" enum:"goods,prices,stock" doc:"What the file is about" zh:"文件内容" example:"goods"`
	DryRun    bool                `json:"dry_run" doc:"Whether it was tried only" zh:"是否仅试算" example:"false"`
	Read      int                 `json:"read" doc:"Rows with anything in them" zh:"读取行数" example:"154"`
	Outcomes  map[string]int      `json:"outcomes" doc:"Rows by what became of them" zh:"各结果的行数"`
	Columns   []intake.ListColumn `json:"columns" doc:"What the columns were taken for" zh:"各列的含义"`
	Unused    []string            `json:"unused" doc:"Columns that nothing is taken from" zh:"未使用的列" example:"备注"`
	WrongRows []RowResult         `json:"wrong_rows" doc:"The first 500 rows that were refused" zh:"被拒绝的前 500 行"`
}

type (
	batchReply   struct{ Body BatchResult }
	articleBatch struct {
		Body struct {
			Articles []ArticleRow `json:"articles" minItems:"1" maxItems:"1000" nullable:"false" doc:"Each row for itself" zh:"逐行处理"`
		}
	}
	priceBatch struct {
		Body struct {
			Prices []PriceRow `json:"prices" minItems:"1" maxItems:"1000" nullable:"false" doc:"Each row for itself" zh:"逐行处理"`
			Reason string     `json:"reason,omitempty" maxLength:"200" doc:"Why" zh:"原因" example:"ERP"`
		}
	}
	stockBatch struct {
		Body struct {
			Stock []StockRow `json:"stock" minItems:"1" maxItems:"1000" nullable:"false" doc:"Each row for itself" zh:"逐行处理"`
		}
	}
	// ListFile is what a file about goods comes with. It is exported because it is embedded.
	ListFile struct {
		edge.Keyed
		FileName string `query:"file_name" maxLength:"200" doc:"Name of the file; kept with changed prices" zh:"文件名；随调价记录保存" example:"prices-2026-11.xlsx"`
		DryRun   bool   `query:"dry_run" doc:"Say what would come of it, and write nothing" zh:"只试算，不写入" example:"true"`
	}
	importPriceList struct {
		ListFile
		List string `query:"list" maxLength:"64" doc:"Code of the price list, where the file has no column of it" zh:"价目表代码；文件无此列时必填" example:"base"`
	}
)

// listFiles are the media types of a file about goods.
var listFileTypes = []string{"text/csv", "application/gzip", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}

// batchBody is room for a thousand rows with all they can say.
const batchBody = 8 << 20

// maxListFile bounds a file about goods, in bytes.
const maxListFile = 32 << 20

func (h *handlers) catalogBatches(e *edge.Edge) {
	each := edge.Words{Chinese: "每行独立：错误的行说明原因，其余照常生效。相同内容再次提交不产生变化。",
		English: "Each row for itself: a wrong one says why, the others count. The same again changes nothing."}
	edge.Register(e, edge.Operation{
		ID: "sync-articles", Method: "PUT", Path: "/catalog/articles", Tag: "catalog", Permission: staff.CatalogWrite, MaxBody: batchBody,
		Summary: edge.Words{Chinese: "批量同步商品", English: "Take articles over from another system"}, Description: each,
	}, h.syncArticles)
	edge.Register(e, edge.Operation{
		ID: "sync-prices", Method: "PUT", Path: "/catalog/prices", Tag: "catalog", Permission: staff.CatalogPrice, MaxBody: batchBody,
		Summary: edge.Words{Chinese: "批量同步价格", English: "Take prices over from another system"}, Description: each,
	}, h.syncPrices)
	edge.Register(e, edge.Operation{
		ID: "report-stock", Method: "PUT", Path: "/catalog/stock", Tag: "catalog", Permission: staff.CatalogStock, MaxBody: batchBody,
		Summary: edge.Words{Chinese: "上报库存", English: "Report stock"}, Description: each,
	}, h.reportStock)
	file := edge.Words{Chinese: "请求体即文件：CSV（UTF-8、GB18030，可 gzip）或 XLSX，最大 32 MiB、100,000 行。列按表头识别。错误的行被指出并略过；整体不可信的文件不产生任何变化。",
		English: "The body is the file: CSV (UTF-8, GB18030, also gzip) or XLSX, up to 32 MiB and 100,000 rows. Columns are found by their headings. Wrong rows are named and left out; a file that cannot be trusted as a whole changes nothing."}
	refusals := []*errs.Error{httpx.ErrBodyTooLarge, edge.ErrMediaType, intake.ErrNoRows, intake.ErrTooManyRows, intake.ErrFieldMissing, intake.ErrTwoColumns,
		table.ErrNotText, table.ErrEmpty, table.ErrTruncated, table.ErrCorrupt, table.ErrRowTooLong, table.ErrManyColumns, table.ErrQuote, sheet.ErrUnreadable}
	edge.Register(e, edge.Operation{
		ID: "import-goods", Method: "POST", Path: "/catalog/imports/goods", Tag: "catalog", Permission: staff.CatalogWrite, File: listFileTypes, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "导入商品文件", English: "Bring in a file of goods"}, Description: file, Errors: refusals,
	}, h.importGoods)
	edge.Register(e, edge.Operation{
		ID: "import-prices", Method: "POST", Path: "/catalog/imports/prices", Tag: "catalog", Permission: staff.CatalogPrice, File: listFileTypes, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "导入价格文件", English: "Bring in a file of prices"}, Description: file,
		Errors: append([]*errs.Error{catalog.ErrUnknownList}, refusals...),
	}, h.importPrices)
	edge.Register(e, edge.Operation{
		ID: "import-stock", Method: "POST", Path: "/catalog/imports/stock", Tag: "catalog", Permission: staff.CatalogStock, File: listFileTypes, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "导入库存文件", English: "Bring in a file of stock"}, Description: file, Errors: refusals,
	}, h.importStock)
}

func (r ArticleRow) row() catalog.ArticleRow {
	row := catalog.ArticleRow{Code: r.Code, Name: r.NameI18n, Category: r.Category, Brand: r.Brand, Earns: r.Earns, Archived: r.Archived,
		Detail: catalog.Detail{VariantOf: r.VariantOf, Attributes: r.Attributes, Tax: r.TaxClass, Scale: r.Scale, Discountable: r.Discountable, Barcodes: r.Barcodes}}
	if r.Kind != nil {
		kind := catalog.Kind(*r.Kind)
		row.Kind = &kind
	}
	if r.Unit != nil {
		unit := catalog.Unit(*r.Unit)
		row.Unit = &unit
	}
	if r.Cost != nil {
		row.Cost = &catalog.Cost{}
		if r.Cost.Amount >= 0 {
			row.Cost = &catalog.Cost{Amount: int64(r.Cost.Amount), Currency: r.Cost.Currency}
		}
	}
	return row
}

func (h *handlers) syncArticles(ctx context.Context, in *articleBatch) (*batchReply, error) {
	return h.batch(ctx, "catalog.sync_articles", func(tx postgres.Tx) ([]catalog.RowResult, error) {
		return h.Catalog.SyncArticles(ctx, tx, edge.Each(in.Body.Articles, func(r ArticleRow) catalog.ArticleRow { return r.row() }))
	})
}

func (h *handlers) syncPrices(ctx context.Context, in *priceBatch) (*batchReply, error) {
	return h.batch(ctx, "catalog.sync_prices", func(tx postgres.Tx) ([]catalog.RowResult, error) {
		return h.Catalog.SyncPrices(ctx, tx, edge.Each(in.Body.Prices, func(r PriceRow) catalog.PriceRow {
			return catalog.PriceRow{List: r.List, PriceEdit: r.edit()}
		}), edge.From(ctx).Principal.String(), in.Body.Reason)
	})
}

// reportStock is not in the trail: it is a reading and no decision, and comes by
// the thousand.
func (h *handlers) reportStock(ctx context.Context, in *stockBatch) (*batchReply, error) {
	return h.batch(ctx, "", func(tx postgres.Tx) ([]catalog.RowResult, error) {
		return h.Catalog.ReportStock(ctx, tx, edge.Each(in.Body.Stock, func(r StockRow) catalog.StockRow {
			return catalog.StockRow{Article: r.Article, Store: r.Store, Channel: r.Channel, Quantity: r.QuantityMilli, CountedAt: orZero(r.CountedAt)}
		}), edge.From(ctx).Principal.String(), edge.From(ctx).Scope())
	})
}

// batch writes rows, and notes in the trail how many were changed.
func (h *handlers) batch(ctx context.Context, action string, write func(tx postgres.Tx) ([]catalog.RowResult, error)) (*batchReply, error) {
	reply := &batchReply{}
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		results, err := write(tx)
		if err != nil {
			return err
		}
		reply.Body.Rows = make([]RowResult, len(results))
		outcomes := map[catalog.Outcome]int{}
		for i, r := range results {
			reply.Body.Rows[i] = shownRow(ctx, int64(i+1), r.Code, r.Outcome, r.Err)
			outcomes[r.Outcome]++
		}
		return h.noteRows(ctx, tx, action, outcomes)
	})
	return reply, err
}

func (h *handlers) noteRows(ctx context.Context, tx postgres.Tx, action string, outcomes map[catalog.Outcome]int) error {
	if action == "" || outcomes[catalog.Made]+outcomes[catalog.Edited]+outcomes[catalog.Removed] == 0 {
		return nil
	}
	return h.note(ctx, tx, action, staff.Subject{Kind: "articles"}, nil, outcomes)
}

func shownRow(ctx context.Context, row int64, code string, o catalog.Outcome, wrong *errs.Error) RowResult {
	shown := RowResult{Row: row, Code: code, Outcome: string(o)}
	if wrong != nil {
		text := messages.Text(edge.From(ctx).Language, wrong.Code, wrong.Params...)
		shown.Error, shown.Text = &wrong.Code, &text
	}
	return shown
}

func (h *handlers) importGoods(ctx context.Context, in *ListFile) (*edge.Answer[ListImport], error) {
	return h.importList(ctx, *in, intake.GoodsList, "", "catalog.import_goods")
}

func (h *handlers) importPrices(ctx context.Context, in *importPriceList) (*edge.Answer[ListImport], error) {
	return h.importList(ctx, in.ListFile, intake.PricesList, in.List, "catalog.import_prices")
}

func (h *handlers) importStock(ctx context.Context, in *ListFile) (*edge.Answer[ListImport], error) {
	return h.importList(ctx, *in, intake.StockList, "", "")
}

func (h *handlers) importList(ctx context.Context, in ListFile, kind intake.ListKind, list, action string) (*edge.Answer[ListImport], error) {
	body, err := fileOf(ctx, maxListFile, list)
	if err != nil {
		return nil, err
	}
	work := func(tx postgres.Tx) (ListImport, error) {
		out, err := h.Intake.ImportList(ctx, tx, intake.ListRequest{
			Kind: kind, File: bytes.NewReader(body), Price: list, By: edge.From(ctx).Principal.String(), Of: edge.From(ctx).Scope(), Note: in.FileName,
		})
		if err != nil {
			return ListImport{}, err
		}
		return shownList(ctx, out, in.DryRun), h.noteRows(ctx, tx, action, out.Outcomes)
	}
	if in.DryRun {
		return tried(ctx, h, work)
	}
	return edge.Once(ctx, h.edge, in.Key, work)
}

// tried does work, tells what came of it, and undoes it.
func tried[T any](ctx context.Context, h *handlers, work func(tx postgres.Tx) (T, error)) (*edge.Answer[T], error) {
	var shown T
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		if shown, err = work(tx); err != nil {
			return err
		}
		return errTried
	})
	if !errors.Is(err, errTried) {
		return nil, err
	}
	return edge.AnswerOf(http.StatusOK, shown)
}

// fileOf reads a file that is a request's body, wholly and before any transaction:
// nobody waits for the sender's line. An idempotency key is compared by the file and
// by what is said beside it.
func fileOf(ctx context.Context, limit int64, beside ...string) ([]byte, error) {
	c := edge.From(ctx)
	body, err := io.ReadAll(io.LimitReader(httpx.SlowBody(c.Writer, c.Request, silence), limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(body)) > limit {
		return nil, httpx.ErrBodyTooLarge.With("max_bytes", limit)
	}
	hash := sha256.Sum256(body)
	c.BodyHash = sha256.Sum256(append(hash[:], strings.Join(beside, "\x00")...))
	return body, nil
}

func shownList(ctx context.Context, out intake.ListOutcome, dryRun bool) ListImport {
	shown := ListImport{Kind: string(out.Kind), DryRun: dryRun, Read: out.Rows, Outcomes: map[string]int{}, Columns: out.Columns, Unused: out.Unused,
		WrongRows: edge.Each(out.WrongRows, func(w intake.WrongRow) RowResult { return shownRow(ctx, w.Row, w.Code, catalog.Refused, w.Why) })}
	for o, n := range out.Outcomes {
		shown.Outcomes[string(o)] = n
	}
	return shown
}
