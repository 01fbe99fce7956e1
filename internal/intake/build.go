package intake

import (
	"time"

	"habitue/internal/catalog"
	"habitue/internal/order"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
)

// builder makes an order, a refund or both of the lines of one document.
type builder struct {
	*assembler
	customer Customer
	order    *Order
	refund   *Refund
}

// returnSuffix names the refund that a sale with returned pieces contains.
const returnSuffix = "-R"

// build checks that the lines are of one purchase, and builds. A code says why
// the document is refused.
func (b *builder) build() (code string, f Field, params []any) {
	if code, f, params := b.agree(); code != "" {
		return code, f, params
	}
	b.dropDuplicates()
	if b.lines[0].kind == Return {
		if !b.buildRefund() {
			return rowRefundMixed, b.amountField(), nil
		}
	} else {
		b.buildSale()
	}
	if b.order != nil {
		total := b.order.Total()
		if total < 0 {
			return rowOrderNegative, b.amountField(), []any{"total", total}
		}
		if total > order.MaxAmount {
			return rowAmountRange, b.amountField(), []any{"value", total}
		}
	}
	if b.refund != nil && b.refund.Total() > order.MaxAmount {
		return rowAmountRange, b.amountField(), []any{"value", b.refund.Total()}
	}
	return b.acceptable()
}

// acceptable asks the record of orders itself, so that the second pass never
// meets a document that it would refuse.
func (b *builder) acceptable() (code string, f Field, params []any) {
	var told []order.Report
	if b.order != nil {
		told = append(told, b.order.report(b.mapping.system()))
	}
	if b.refund != nil {
		told = append(told, b.refund.asSale(b.mapping.system()))
	}
	for _, r := range told {
		if err := errs.Of(r.Validate(b.now)); err != nil {
			return rowUnacceptable, FieldOrder, []any{"problem", err.Fields[0].Code, "where", err.Fields[0].Path}
		}
	}
	return "", "", nil
}

func (b *builder) amountField() Field {
	if b.source(FieldAmount).any() {
		return FieldAmount
	}
	return FieldPrice
}

// agree finds the customer, and refuses lines that cannot be of one purchase.
func (b *builder) agree() (code string, f Field, params []any) {
	first := &b.lines[0]
	earliest, latest := first.at, first.at
	var ids [len(identityFields)][]byte
	for i := range b.lines {
		l := &b.lines[i]
		earliest, latest = min(earliest, l.at), max(latest, l.at)
		if string(l.currency) != string(first.currency) {
			return rowCurrencies, FieldCurrency, []any{"one", string(first.currency), "other", string(l.currency)}
		}
		for k, id := range l.customer {
			switch {
			case len(id) == 0:
			case ids[k] == nil:
				ids[k] = id
			case string(ids[k]) != string(id):
				return rowCustomers, identityFields[k], nil
			}
		}
	}
	if time.Duration(latest-earliest)*time.Microsecond > maxSpread {
		return rowSpread, FieldTime, []any{"hours", int64(maxSpread.Hours())}
	}
	for k, id := range ids {
		if id != nil {
			b.customer = append(b.customer, Identity{Kind: string(b.kinds[k]), Value: string(id)})
		}
	}
	return "", "", nil
}

// earliest is when the document happened: some tills write a minute per line.
func (b *builder) earliest() time.Time {
	at := b.lines[0].at
	for i := range b.lines {
		at = min(at, b.lines[i].at)
	}
	return time.UnixMicro(at).UTC()
}

// buildSale makes an order of what was bought, and a refund of what was brought
// back in the same breath: an exchange is both.
func (b *builder) buildSale() {
	var bought []Line
	var returned []RefundLine
	for i := range b.lines {
		l := &b.lines[i]
		if l.quantity < 0 && l.lineKind != catalog.KindDiscount {
			returned = append(returned, b.refundLine(l))
		} else {
			bought = append(bought, b.orderLine(l))
		}
	}
	reference := string(b.lines[0].reference)
	if len(bought) > 0 {
		b.order = &Order{
			Reference: reference, OccurredAt: b.earliest(), Currency: b.names.of(b.lines[0].currency), Lines: bought,
			Store: b.first((*line).storeOf), Channel: b.first((*line).channelOf), Tender: b.first((*line).tenderOf),
		}
		reference += returnSuffix
	}
	if len(returned) > 0 {
		b.refund = b.newRefund(reference, returned)
	}
}

// buildRefund makes a refund. Files write its amounts below zero or above; what
// matters is that the lines agree. A discount line that goes the other way takes
// off what is paid back. False where goods go both ways.
func (b *builder) buildRefund() bool {
	back, off := 0, int64(0)
	for i := range b.lines {
		if l := &b.lines[i]; l.lineKind != catalog.KindDiscount {
			if back == 0 {
				back = l.direction()
			}
			if l.direction() != back {
				return false
			}
		}
	}
	var lines []RefundLine
	var weights []int64
	for i := range b.lines {
		l := &b.lines[i]
		if l.lineKind == catalog.KindDiscount && back != 0 && l.direction() != back {
			off += int64(abs(l.amount))
			continue
		}
		r := b.refundLine(l)
		lines, weights = append(lines, r), append(weights, r.Amount)
	}
	for i, part := range money.Spread(off, weights) {
		if lines[i].Amount -= part; lines[i].Amount < 0 {
			return false
		}
	}
	b.refund = b.newRefund(string(b.lines[0].reference), lines)
	return true
}

// direction is +1 or −1: which way money, or else goods, went.
func (l *line) direction() int {
	switch {
	case l.amount < 0, l.amount == 0 && l.quantity < 0:
		return -1
	}
	return 1
}

func (b *builder) newRefund(reference string, lines []RefundLine) *Refund {
	return &Refund{
		Reference: reference, OccurredAt: b.earliest(), Currency: b.names.of(b.lines[0].currency), Lines: lines,
		Store: b.first((*line).storeOf), Channel: b.first((*line).channelOf),
	}
}

func (b *builder) orderLine(l *line) Line {
	return Line{
		Row: l.row, Article: b.names.of(l.article), Name: b.names.of(l.name), Category: b.names.of(l.category), Brand: b.names.of(l.brand),
		Kind: l.lineKind, Earns: l.earns, Quantity: l.quantity, List: l.list, Amount: l.amount,
	}
}

func (b *builder) refundLine(l *line) RefundLine {
	return RefundLine{
		Row: l.row, Article: b.names.of(l.article), Name: b.names.of(l.name), Category: b.names.of(l.category), Brand: b.names.of(l.brand),
		Kind: l.lineKind, Earns: l.earns, Quantity: Quantity(abs(int64(l.quantity))), Amount: int64(abs(l.amount)),
		Order: string(l.returns), Line: -1,
	}
}

func (l *line) storeOf() []byte   { return l.store }
func (l *line) channelOf() []byte { return l.channel }
func (l *line) tenderOf() []byte  { return l.tender }

// first returns a text of the whole document: some exports give it on the first
// line only.
func (b *builder) first(text func(*line) []byte) string {
	for i := range b.lines {
		if t := text(&b.lines[i]); len(t) > 0 {
			return b.names.of(t)
		}
	}
	return ""
}

// handOn gives what was built to the second sort. A refund that names its order
// and no customer belongs to whoever bought.
func (b *builder) handOn() error {
	if b.order != nil {
		if string(b.lines[0].reference) == string(b.root) {
			b.rootOwner = b.customer
		}
		if err := b.hand(b.customer, Document{Order: b.order}, b.order.OccurredAt, rankSale, b.order.Reference); err != nil {
			return err
		}
	}
	if b.refund == nil {
		return nil
	}
	if !b.customer.Known() {
		b.customer = b.rootOwner
	}
	return b.hand(b.customer, Document{Refund: b.refund}, b.refund.OccurredAt, rankRefund, b.refund.Reference)
}
