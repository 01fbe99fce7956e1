package intake

import (
	"bytes"
	"slices"
	"strings"

	"habitue/internal/catalog"
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
	return code{catalog.KindGoods, true, false}
}

// kindWords are how files name the kind of a line.
var kindWords = byWord(map[LineKind][]string{
	catalog.KindGoods:    {"goods", "product", "item", "商品", "普通商品"},
	catalog.KindDelivery: {"delivery", "shipping", "postage", "运费", "配送费", "快递费"},
	catalog.KindTip:      {"tip", "小费"},
	catalog.KindService:  {"service", "服务", "服务费", "包装费", "餐盒费"},
	catalog.KindDiscount: {"discount", "优惠", "折扣", "减免", "抹零"},
	catalog.KindOther:    {"other", "其他"},
})

func byWord(words map[LineKind][]string) map[string]LineKind {
	kinds := map[string]LineKind{}
	for kind, list := range words {
		for _, word := range list {
			kinds[word] = kind
		}
	}
	return kinds
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
