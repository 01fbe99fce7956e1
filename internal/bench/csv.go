package bench

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"habitue/internal/sample"
)

// heading is how a Chinese till would export its orders. Import recognises all
// of it without a mapping.
var heading = []string{
	"订单号", "原订单号", "单据类型", "下单时间", "门店", "渠道", "会员卡号", "手机号",
	"商品编码", "商品名称", "分类", "行类型", "数量", "单价", "优惠金额", "实付金额",
}

// WriteOrders writes the sample's orders and refunds as a CSV file in the order
// of time, whole orders until there are so many lines; 0 writes all of them. It
// returns the number of lines below the heading.
func WriteOrders(w io.Writer, g *sample.Generator, lines int) (int, error) {
	buffered := bufio.NewWriterSize(w, 1<<20)
	out := csv.NewWriter(buffered)
	e := export{out: out, world: g.Retailer(), g: g, orders: map[string]*sample.Order{}}
	if err := out.Write(heading); err != nil {
		return 0, err
	}
	for _, r := range history(g) {
		if lines > 0 && e.lines >= lines {
			break
		}
		if err := e.record(r); err != nil {
			return e.lines, err
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return e.lines, err
	}
	return e.lines, buffered.Flush()
}

// history is all that the tills wrote down, the oldest first.
func history(g *sample.Generator) []sample.Record {
	var all []sample.Record
	for t := range g.Customers() {
		all = append(all, t.Records...)
	}
	slices.SortStableFunc(all, func(a, b sample.Record) int { return a.OccurredAt().Compare(b.OccurredAt()) })
	return all
}

// export writes one file.
type export struct {
	out    *csv.Writer
	world  sample.Retailer
	g      *sample.Generator
	orders map[string]*sample.Order // that may still be returned
	lines  int
}

func (e *export) record(r sample.Record) error {
	if o := r.Order; o != nil {
		e.orders[o.Reference] = o
		for _, l := range o.Lines {
			if err := e.line(o, l, l.Quantity, l.Discount, l.Paid, o.Reference, "", "销售", o.OccurredAt); err != nil {
				return err
			}
		}
		return nil
	}
	f := r.Refund
	o := e.orders[f.Order]
	if o == nil {
		return fmt.Errorf("refund %s is older than its order", f.Reference)
	}
	for _, l := range f.Lines {
		of := o.Lines[l.Line]
		discount := l.Quantity*of.UnitPrice - l.Amount
		if err := e.line(o, of, l.Quantity, discount, l.Amount, f.Reference, o.Reference, "退款", f.OccurredAt); err != nil {
			return err
		}
	}
	return nil
}

func (e *export) line(o *sample.Order, l sample.Line, quantity, discount, paid int64, number, returns, kind string, at time.Time) error {
	e.lines++
	code, name, category, of := "DELIVERY", "配送费", "", "配送费"
	if l.Article != sample.NoArticle {
		a := &e.world.Articles[l.Article]
		code, name, category, of = a.SKU, a.Name.ZH, e.world.Categories[a.Category].Code, "商品"
	}
	card, phone := "", ""
	if o.Member != sample.NoMember {
		m := e.g.Member(o.Member)
		card, phone = m.Card, m.Phone
	}
	return e.out.Write([]string{
		number, returns, kind, at.In(sample.Shanghai()).Format(time.DateTime), e.world.Stores[o.Store].Code,
		e.world.Channels[o.Channel].Code, card, phone, code, name, category, of,
		strconv.FormatInt(quantity, 10), yuan(l.UnitPrice), yuan(discount), yuan(paid),
	})
}

func yuan(fen int64) string { return fmt.Sprintf("%d.%02d", fen/100, fen%100) }
