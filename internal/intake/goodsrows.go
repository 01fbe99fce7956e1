package intake

import (
	"slices"
	"strings"

	"habitue/internal/catalog"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
)

// listFields are the fields of each kind of list and the headings that mean them, as
// systems of the trade write them. The first ones are needed.
var listFields = map[ListKind][]struct {
	field  string
	needed bool
	names  []string
}{
	GoodsList: {
		{"code", true, []string{"code", "sku", "article", "item", "article code", "商品编码", "商品代码", "编码", "代码", "货号", "商品编号", "规格编码"}},
		{"name", false, []string{"name", "name_zh", "title", "商品名称", "名称", "品名", "中文名称"}},
		{"name_en", false, []string{"name_en", "english name", "英文名称", "英文名"}},
		{"kind", false, []string{"kind", "type", "类型", "商品类型"}},
		{"category", false, []string{"category", "品类", "分类", "类目", "品类代码", "分类编码"}},
		{"brand", false, []string{"brand", "品牌", "品牌代码"}},
		{"earns", false, []string{"earns", "earns points", "参与积分", "是否积分"}},
		{"discountable", false, []string{"discountable", "参与打折", "可打折", "是否可打折", "允许折扣"}},
		{"archived", false, []string{"archived", "停用", "是否停用"}},
		{"variant_of", false, []string{"variant_of", "variant of", "parent", "style", "spu", "款号", "款式编码", "所属商品", "spu编码"}},
		{"cost", false, []string{"cost", "cost price", "成本", "成本价", "进价"}},
		{"currency", false, []string{"currency", "币种", "货币"}},
		{"tax_class", false, []string{"tax_class", "tax class", "tax", "税类", "税类代码"}},
		{"unit", false, []string{"unit", "单位", "计价单位", "计价方式"}},
		{"scale", false, []string{"scale", "decimals", "数量小数位"}},
		{"barcodes", false, []string{"barcodes", "barcode", "ean", "upc", "gtin", "条码", "条形码", "商品条码"}},
	},
	PricesList: {
		{"code", true, []string{"code", "sku", "article", "item", "article code", "商品编码", "商品代码", "编码", "代码", "货号", "商品编号", "规格编码"}},
		{"price", true, []string{"price", "amount", "售价", "价格", "零售价", "单价", "标价"}},
		{"list", false, []string{"list", "price list", "price_list", "价目表", "价格表", "价目表代码"}},
		{"member", false, []string{"member price", "member_price", "member", "会员价"}},
		{"from", false, []string{"from", "valid from", "start", "开始", "生效时间", "开始时间", "生效日期", "开始日期"}},
		{"until", false, []string{"until", "valid until", "end", "结束", "失效时间", "结束时间", "失效日期", "结束日期"}},
	},
	StockList: {
		{"code", true, []string{"code", "sku", "article", "item", "article code", "商品编码", "商品代码", "编码", "代码", "货号", "商品编号", "规格编码"}},
		{"quantity", true, []string{"quantity", "qty", "stock", "on hand", "数量", "库存", "库存数量", "可用库存", "现货"}},
		{"store", false, []string{"store", "shop", "warehouse", "门店", "店铺", "门店代码", "门店编码", "仓库"}},
		{"channel", false, []string{"channel", "渠道", "渠道代码"}},
		{"counted_at", false, []string{"counted_at", "counted at", "time", "date", "盘点时间", "上报时间", "时间", "日期"}},
	},
}

// Headings that carry the code of something in themselves: 属性:颜色, member:gold.
var (
	attributeHeads = []string{"attribute:", "attr:", "属性:", "属性："}
	memberHeads    = []string{"member:", "member price:", "会员价:", "会员价："}
)

// listHeads says which column is what.
type listHeads struct {
	at         map[string]int // by field
	attributes map[string]int // by the attribute's code
	members    map[string]int // by level
	columns    []ListColumn
	unused     []string
}

func (h listHeads) has(field string) bool { _, ok := h.at[field]; return ok }

// recogniseList finds the fields by the headings. Errors: ErrFieldMissing, ErrTwoColumns.
func recogniseList(kind ListKind, header []string) (listHeads, error) {
	h := listHeads{at: map[string]int{}, attributes: map[string]int{}, members: map[string]int{}, columns: []ListColumn{}, unused: []string{}}
	for i, column := range header {
		field := h.take(kind, column, i)
		switch {
		case field == "" && column != "":
			h.unused = append(h.unused, column)
		case field == twice:
			return h, ErrTwoColumns.With("column", i18n.Clean(column, 60), "field", kind)
		case field != "":
			h.columns = append(h.columns, ListColumn{column, field})
		}
	}
	for _, f := range listFields[kind] {
		if f.needed && !h.has(f.field) {
			return h, ErrFieldMissing.With("field", f.field, "columns", i18n.Clean(strings.Join(header, ", "), 300))
		}
	}
	return h, nil
}

const twice = "twice"

// take notes what a column is, and returns the field; empty where it is nothing.
func (h listHeads) take(kind ListKind, column string, i int) string {
	plain := strings.ToLower(strings.TrimSpace(column))
	put := func(to map[string]int, key, field string) string {
		if _, has := to[key]; has {
			return twice
		}
		to[key] = i
		return field
	}
	for _, f := range listFields[kind] {
		if slices.Contains(f.names, plain) {
			return put(h.at, f.field, f.field)
		}
	}
	if code, ok := behind(column, attributeHeads); ok && kind == GoodsList {
		return put(h.attributes, code, "attribute "+code)
	}
	if code, ok := behind(column, memberHeads); ok && kind == PricesList {
		return put(h.members, code, "member "+code)
	}
	return ""
}

// behind returns what stands behind one of the beginnings, in its own case.
func behind(column string, beginnings []string) (string, bool) {
	for _, b := range beginnings {
		if len(column) > len(b) && strings.EqualFold(column[:len(b)], b) {
			code := strings.TrimSpace(column[len(b):])
			return code, code != ""
		}
	}
	return "", false
}

var listKinds = map[string]catalog.Kind{"商品": catalog.KindGoods, "配送": catalog.KindDelivery, "服务": catalog.KindService,
	"小费": catalog.KindTip, "折扣": catalog.KindDiscount, "其他": catalog.KindOther}

var listUnits = map[string]catalog.Unit{"piece": catalog.Piece, "pcs": catalog.Piece, "件": catalog.Piece, "个": catalog.Piece, "瓶": catalog.Piece,
	"盒": catalog.Piece, "包": catalog.Piece, "袋": catalog.Piece, "按件": catalog.Piece,
	"weight": catalog.Weight, "kg": catalog.Weight, "公斤": catalog.Weight, "千克": catalog.Weight, "称重": catalog.Weight, "按重量": catalog.Weight}

// article reads a row of goods. What a cell leaves empty stays as it is.
func (in *listReader) article(row listRow) (a catalog.ArticleRow, wrong *errs.Error) {
	a.Code, _ = in.text(row, "code")
	name := i18n.Text{}
	if v, ok := in.text(row, "name"); ok {
		name["zh-CN"] = v
	}
	if v, ok := in.text(row, "name_en"); ok {
		name["en"] = v
	}
	if len(name) > 0 {
		a.Name = &name
	}
	if v, ok := in.text(row, "kind"); ok {
		kind, known := listKinds[v]
		if !known {
			kind = catalog.Kind(strings.ToLower(v))
		}
		a.Kind = &kind
	}
	a.Category, a.Brand, a.VariantOf, a.Tax = in.orNone(row, "category"), in.orNone(row, "brand"), in.orNone(row, "variant_of"), in.orNone(row, "tax_class")
	if a.Earns, wrong = in.yesNo(row, "earns"); wrong != nil {
		return a, wrong
	}
	if a.Discountable, wrong = in.yesNo(row, "discountable"); wrong != nil {
		return a, wrong
	}
	if a.Archived, wrong = in.yesNo(row, "archived"); wrong != nil {
		return a, wrong
	}
	if a.Cost, wrong = in.cost(row); wrong != nil {
		return a, wrong
	}
	if v, ok := in.text(row, "unit"); ok {
		unit, known := listUnits[strings.ToLower(v)]
		if !known {
			return a, unreadable("unit", v)
		}
		a.Unit = &unit
		if unit == catalog.Weight && !in.has("scale") {
			grams := 3
			a.Scale = &grams
		}
	}
	if v, ok := in.text(row, "scale"); ok {
		d, isNumber := parseDecimal([]byte(v), false)
		scale := int(d.trimmed().mantissa)
		if !isNumber || d.trimmed().scale > 0 || scale < 0 || scale > 3 {
			return a, unreadable("scale", v)
		}
		a.Scale = &scale
	}
	if v, ok := in.text(row, "barcodes"); ok {
		list := strings.FieldsFunc(v, func(r rune) bool { return strings.ContainsRune(" ,;|、，；", r) })
		if v == none {
			list = []string{}
		}
		a.Barcodes = &list
	}
	for code, column := range in.attributes {
		if v := row.cell(column); v != "" {
			if a.Also == nil {
				a.Also = map[string]string{}
			}
			if a.Also[code] = v; v == none {
				a.Also[code] = ""
			}
		}
	}
	return a, nil
}

func (in *listReader) cost(row listRow) (*catalog.Cost, *errs.Error) {
	v, ok := in.text(row, "cost")
	if !ok {
		return nil, nil
	}
	if v == none {
		return &catalog.Cost{}, nil
	}
	currency := in.currency
	if c, ok := in.text(row, "currency"); ok {
		currency = strings.ToUpper(c)
	}
	amount, wrong := in.amount("cost", v, currency)
	return &catalog.Cost{Amount: amount, Currency: currency}, wrong
}

// priceRow reads a row of prices. A dash as the price takes it away.
func (in *listReader) priceRow(row listRow) (p catalog.PriceRow, wrong *errs.Error) {
	p.Article, _ = in.text(row, "code")
	if p.List = in.price; in.has("list") {
		if v, ok := in.text(row, "list"); ok {
			p.List = v
		}
	}
	currency, known := in.currencies[p.List]
	if !known {
		return p, catalog.ErrUnknownList.With("list", i18n.Clean(p.List, 60))
	}
	if p.From, wrong = in.moment(row, "from", false); wrong != nil {
		return p, wrong
	}
	if p.Until, wrong = in.moment(row, "until", true); wrong != nil {
		return p, wrong
	}
	v, _ := in.text(row, "price")
	if v == none {
		p.Remove = true
		return p, nil
	}
	if p.Amount, wrong = in.amount("price", v, currency); wrong != nil {
		return p, wrong
	}
	levels := map[string]int{}
	for level, column := range in.members {
		levels[level] = column
	}
	if column, ok := in.at["member"]; ok {
		levels[catalog.EveryMember] = column
	}
	for level, column := range levels {
		v := row.cell(column)
		if v == "" || v == none {
			continue
		}
		amount, wrong := in.amount("member", v, currency)
		if wrong != nil {
			return p, wrong
		}
		if p.Member == nil {
			p.Member = map[string]int64{}
		}
		p.Member[level] = amount
	}
	return p, nil
}

// stock reads a row of what is there.
func (in *listReader) stock(row listRow) (r catalog.StockRow, wrong *errs.Error) {
	r.Article, _ = in.text(row, "code")
	r.Store, _ = in.text(row, "store")
	r.Channel, _ = in.text(row, "channel")
	v, _ := in.text(row, "quantity")
	d, ok := parseDecimal([]byte(v), false)
	if !ok {
		return r, unreadable("quantity", v)
	}
	d = d.trimmed()
	if d.scale > 3 {
		return r, catalog.ErrBadQuantity
	}
	if d.mantissa > 1e15 || d.mantissa < -1e15 {
		return r, catalog.ErrBadQuantity
	}
	r.Quantity = d.mantissa * int64(powers[3-d.scale])
	r.CountedAt, wrong = in.moment(row, "counted_at", false)
	return r, wrong
}
