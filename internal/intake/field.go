package intake

import "slices"

// Field is something we want to know of a row.
type Field string

// The fields. Order, Time and one of Price and Amount are needed.
const (
	FieldOrder    Field = "order"    // order number
	FieldReturns  Field = "returns"  // number of the order that a refund returns
	FieldDocument Field = "document" // sale or refund
	FieldCustomer Field = "customer" // number of the customer in the merchant's system
	FieldCard     Field = "card"
	FieldPhone    Field = "phone"
	FieldEmail    Field = "email"
	FieldTime     Field = "time"
	FieldStore    Field = "store"
	FieldChannel  Field = "channel"
	FieldTender   Field = "tender"
	FieldArticle  Field = "article"
	FieldName     Field = "name"
	FieldCategory Field = "category"
	FieldBrand    Field = "brand"
	FieldKind     Field = "kind" // kind of line
	FieldQuantity Field = "quantity"
	FieldPrice    Field = "price"    // list price of one
	FieldAmount   Field = "amount"   // paid for the line
	FieldDiscount Field = "discount" // taken off the line
	FieldCurrency Field = "currency"
)

var fields = [fieldCount]Field{
	FieldOrder, FieldReturns, FieldDocument, FieldCustomer, FieldCard, FieldPhone, FieldEmail, FieldTime, FieldStore,
	FieldChannel, FieldTender, FieldArticle, FieldName, FieldCategory, FieldBrand, FieldKind, FieldQuantity, FieldPrice,
	FieldAmount, FieldDiscount, FieldCurrency,
}

// fieldCount bounds arrays that have a place for every field.
const fieldCount = 21

var fieldIndex = func() map[Field]int {
	index := map[Field]int{}
	for i, f := range fields {
		index[f] = i
	}
	return index
}()

// Fields lists the fields, for help texts.
func Fields() []Field { return slices.Clone(fields[:]) }

func (f Field) known() bool { return slices.Contains(fields[:], f) }

// joint is what stands between the columns of a field that is made of several.
func (f Field) joint() string {
	switch f {
	case FieldOrder, FieldReturns, FieldCustomer:
		return "-"
	}
	return " "
}

// columnNames are the headings under which tills, shops and platforms export a
// field, folded by foldHeading; the likeliest first.
var columnNames = map[Field][]string{
	FieldOrder: {
		"订单号", "订单编号", "小票号", "单号", "交易号", "交易单号", "流水号", "销售单号", "单据号", "主订单编号", "发票号",
		"orderno", "ordernumber", "orderid", "order", "invoiceno", "invoice", "invoiceid", "invoicenumber", "receiptno",
		"receiptnumber", "receipt", "transactionid", "ticketno", "ticket", "basketid", "billno",
	},
	FieldReturns:  {"原订单号", "原单号", "退货原单号", "原小票号", "originalorder", "originalorderno", "originalorderid", "returnedorder", "parentorder"},
	FieldDocument: {"单据类型", "订单类型", "交易类型", "documenttype", "ordertype", "transactiontype"},
	FieldCustomer: {
		"会员号", "会员编号", "会员id", "客户编号", "客户号", "客户id", "顾客编号", "用户id", "买家id", "memberid", "memberno",
		"membernumber", "customerid", "customerno", "customernumber", "customer", "userid", "buyerid", "householdid",
	},
	FieldCard: {"会员卡号", "卡号", "cardno", "cardnumber", "card", "loyaltycard"},
	FieldPhone: {
		"会员手机号", "手机号", "手机号码", "会员手机", "客户手机", "买家手机", "收货人手机", "联系电话", "电话", "手机",
		"phone", "phonenumber", "mobile", "mobilephone", "tel", "telephone",
	},
	FieldEmail: {"邮箱", "电子邮箱", "会员邮箱", "email", "emailaddress", "customeremail"},
	FieldTime: {
		"下单时间", "付款时间", "支付时间", "交易时间", "销售时间", "订单时间", "成交时间", "订单创建时间", "下单日期", "销售日期", "交易日期", "营业日期", "消费时间", "消费日期", "结账时间", "开单时间", "日期", "时间",
		"ordertime", "orderdate", "orderedat", "paidat", "createdat", "invoicedate", "transactiontimestamp", "transactiondate",
		"transactiontime", "timestamp", "datetime", "date", "time",
	},
	FieldStore:    {"门店", "门店编号", "门店编码", "门店名称", "店铺", "店铺名称", "店号", "store", "storeid", "storeno", "storecode", "shop", "branch", "location"},
	FieldChannel:  {"渠道", "销售渠道", "订单来源", "来源", "saleschannel", "channel", "source"},
	FieldTender:   {"支付方式", "付款方式", "paymentmethod", "tender", "payment", "paymenttype"},
	FieldArticle:  {"商品编码", "商品编号", "商品货号", "货号", "商品代码", "商品条码", "条码", "商品id", "sku", "skuid", "sku编码", "stockcode", "productid", "productcode", "article", "articleno", "itemcode", "itemid", "barcode", "ean", "upc"},
	FieldName:     {"商品名称", "商品", "品名", "商品标题", "description", "productname", "itemname", "product", "item", "title", "name"},
	FieldCategory: {"分类", "商品分类", "品类", "类目", "商品类目", "category", "productcategory", "department"},
	FieldBrand:    {"品牌", "商品品牌", "brand"},
	FieldKind:     {"行类型", "明细类型", "商品类型", "linetype", "itemtype"},
	FieldQuantity: {"数量", "商品数量", "销售数量", "购买数量", "件数", "quantity", "qty", "units", "count"},
	FieldPrice:    {"单价", "商品单价", "售价", "原价", "标价", "unitprice", "price", "listprice", "itemprice"},
	FieldAmount: {
		"实付金额", "实收金额", "实付", "实收", "成交金额", "应付金额", "销售金额", "商品金额", "小计", "金额",
		"lineamount", "linetotal", "amountpaid", "salesvalue", "netamount", "amount", "total", "subtotal", "dollarvalue",
	},
	FieldDiscount: {"优惠金额", "折扣金额", "优惠", "折扣额", "discountamount", "discount"},
	FieldCurrency: {"币种", "货币", "currency", "currencycode"},
}
