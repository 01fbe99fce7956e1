package intake

import (
	"bytes"
	"slices"
	"strings"
)

// code is what the rules make of an article.
type code struct {
	kind    LineKind
	earns   bool
	special bool // a rule named it
}

// codebook applies code rules, and remembers what it said.
type codebook struct {
	exact    map[string]CodeRule
	prefixes []CodeRule
	known    map[string]code // by the code as written
}

// codebookLimit bounds what is remembered; a catalogue is rarely larger.
const codebookLimit = 100_000

func newCodebook(rules []CodeRule) *codebook {
	b := &codebook{exact: map[string]CodeRule{}, known: map[string]code{}}
	for _, r := range slices.Backward(rules) { // the first of equal rules decides
		folded := strings.ToLower(r.Code)
		if begin, ok := strings.CutSuffix(folded, "*"); ok {
			r.Code = begin
			b.prefixes = slices.Insert(b.prefixes, 0, r)
		} else {
			b.exact[folded] = r
		}
	}
	return b
}

func (b *codebook) of(article []byte) code {
	if c, ok := b.known[string(article)]; ok {
		return c
	}
	c := b.decide(strings.ToLower(string(article)))
	if len(b.known) < codebookLimit {
		b.known[string(article)] = c
	}
	return c
}

func (b *codebook) decide(article string) code {
	if r, ok := b.exact[article]; ok {
		return code{r.Kind, r.Earns, true}
	}
	for _, r := range b.prefixes {
		if strings.HasPrefix(article, r.Code) {
			return code{r.Kind, r.Earns, true}
		}
	}
	return code{Goods, true, false}
}

// kindWords are how files name the kind of a line.
var kindWords = map[string]LineKind{
	"goods": Goods, "product": Goods, "item": Goods, "商品": Goods, "普通商品": Goods,
	"delivery": Delivery, "shipping": Delivery, "postage": Delivery, "运费": Delivery, "配送费": Delivery, "快递费": Delivery,
	"tip": Tip, "小费": Tip,
	"service": Service, "服务": Service, "服务费": Service, "包装费": Service, "餐盒费": Service,
	"discount": Discount, "优惠": Discount, "折扣": Discount, "减免": Discount, "抹零": Discount,
	"other": Other, "其他": Other,
}

// documentWords are how files name a sale and a refund.
var documentWords = map[string]DocumentKind{
	"sale": Sale, "sales": Sale, "order": Sale, "purchase": Sale, "销售": Sale, "销售单": Sale, "正常": Sale, "订单": Sale, "消费": Sale,
	"refund": Return, "return": Return, "credit": Return, "退货": Return, "退款": Return, "退货单": Return, "退单": Return, "退": Return,
}

// documentKind tells by its number what a document is; note says why it is ignored.
func documentKind(rules []DocumentRule, reference []byte) (kind DocumentKind, note string) {
	for _, r := range rules {
		if rest, ok := bytes.CutPrefix(reference, []byte(r.Prefix)); ok && len(rest) > 0 && isDigit(rest[0]) {
			return r.Kind, r.Note
		}
	}
	return Sale, ""
}
