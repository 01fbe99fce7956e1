package intake

import (
	"fmt"
	"strings"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
)

// messages are the sentences of the error file. {name} stands for a parameter.
var messages = map[string]i18n.Text{
	"table.column_count":   i18n.Of("这一行有 {got} 列，表头有 {want} 列。", "The row has {got} columns, the header {want}."),
	"table.encoding":       i18n.Of("文字无法按 {encoding} 解读，请核对文件编码。", "The text cannot be read as {encoding}: check the encoding of the file."),
	"table.field_too_long": i18n.Of("单元格超过 {limit} 字节。", "The cell is longer than {limit} bytes."),
	rowMissing:             i18n.Of("缺少必填内容。", "A value is needed here."),
	rowAmount:              i18n.Of("“{value}”不是可识别的金额。", "“{value}” cannot be read as an amount."),
	rowAmountRange:         i18n.Of("金额“{value}”超出允许范围。", "The amount “{value}” is out of range."),
	rowQuantity:            i18n.Of("“{value}”不是可识别的数量。", "“{value}” cannot be read as a quantity."),
	rowQuantityRange:       i18n.Of("数量“{value}”超出允许范围，或小数超过三位。", "The quantity “{value}” is out of range or has more than three decimals."),
	rowQuantityZero:        i18n.Of("数量为零，金额却不为零。", "Nothing was bought, but it cost something."),
	rowSign:                i18n.Of("数量、金额与优惠的正负互相矛盾。", "The signs of quantity, amount and discount contradict each other."),
	rowTime:                i18n.Of("“{value}”不是可识别的时间。", "“{value}” cannot be read as a date."),
	rowTimeRange:           i18n.Of("时间“{value}”早于 1990 年或晚于明天。", "“{value}” is before 1990 or after tomorrow."),
	rowCurrency:            i18n.Of("“{value}”不是 ISO 4217 币种代码。", "“{value}” is no ISO 4217 currency code."),
	rowKind:                i18n.Of("不认识的行类型“{value}”。", "Unknown kind of line “{value}”."),
	rowDocument:            i18n.Of("“{value}”既不是销售也不是退款。", "“{value}” is neither a sale nor a refund."),
	rowIdentity:            i18n.Of("手机号、邮箱或卡号无法识别。", "The phone number, e-mail address or card number cannot be read."),
	rowDamaged:             i18n.Of("“{value}”被电子表格写成了科学计数法，数字已丢失，请重新导出。", "A spreadsheet has shortened this number to “{value}”; its digits are lost. Export the file again."),
	rowTooLong:             i18n.Of("内容超过 {limit} 个字符。", "The text is longer than {limit} characters."),
	rowOrderIncomplete:     i18n.Of("本行无误，但同一订单的第 {row} 行有误；订单须整单导入。", "The row is right, but row {row} of the same order is not; orders come in whole."),
	rowCustomers:           i18n.Of("同一订单出现了不同的会员。", "The rows of this order name different customers."),
	rowCurrencies:          i18n.Of("同一订单出现了不同币种：{one} 与 {other}。", "The rows of this order are in different currencies: {one} and {other}."),
	rowSpread:              i18n.Of("同一订单各行的时间相差超过 {hours} 小时，订单号可能被重复使用。", "The rows of this order are more than {hours} hours apart: the number may have been used twice."),
	rowRefundMixed:         i18n.Of("同一退款单中有正有负，无法判断退还了什么。", "The lines of this refund go both ways."),
	rowOrderNegative:       i18n.Of("优惠大于商品金额，订单总额为负。", "The discounts exceed the order: its total is below zero."),
	rowUnacceptable:        i18n.Of("订单的 {where} 不合要求（{problem}）。", "{where} of the order cannot be accepted ({problem})."),
	rowOrderTooLarge:       i18n.Of("一个订单超过 {limit} 行，请检查订单号对应的列。", "An order of more than {limit} rows: check which column is the order number."),
}

// Message puts a row error into words for a reader of the language.
func Message(code string, params []errs.Param, language string) string {
	text, ok := messages[code]
	if !ok {
		text, ok = openingMessages[code]
	}
	if !ok {
		return code
	}
	return filled(text.In(language), params)
}

func filled(s string, params []errs.Param) string {
	for _, p := range params {
		s = strings.ReplaceAll(s, "{"+p.Name+"}", fmt.Sprint(p.Value))
	}
	return s
}
