package intake

import (
	"habitue/internal/catalog"
	"habitue/internal/platform/table"
)

// Why good rows are left aside.
const (
	noteStock = "stock"         // pieces taken off the shelf for nothing: a write-off
	noteZero  = "zero_quantity" // nothing of something, for nothing
)

// readAmounts reads how many and how much.
//
// The amount is what was paid for the line: as the file says, or quantity ×
// price less the discount. Signs tell what happened in a sale: fewer than
// nothing for money is a return (assemble.go makes a refund of it), for nothing
// a write-off; some of it for less than nothing is a discount.
func (r *rowReader) readAmounts(row *table.Row) (note string) {
	l := &r.line
	quantity, ok := r.readQuantity(row)
	if !ok {
		return ""
	}
	l.quantity = quantity
	if !r.readMoney(row) {
		return ""
	}
	switch {
	case quantity == 0 && l.amount == 0:
		return noteZero
	case quantity == 0:
		r.refuse(FieldQuantity, rowQuantityZero)
	case l.kind == Return:
	case l.lineKind == catalog.KindDiscount:
		l.amount = -int64(abs(l.amount))
		l.list = l.amount
	case quantity > 0 && l.amount < 0:
		l.lineKind, l.earns, l.list = catalog.KindDiscount, false, l.amount
	case quantity < 0 && l.amount == 0:
		return noteStock
	case quantity < 0 && l.amount > 0:
		r.refuse(r.moneyField(), rowSign)
	}
	return ""
}

// moneyField is the column that messages about the amount name.
func (r *rowReader) moneyField() Field {
	if r.source(FieldAmount).any() {
		return FieldAmount
	}
	return FieldPrice
}

func (r *rowReader) readQuantity(row *table.Row) (Quantity, bool) {
	if !r.source(FieldQuantity).any() {
		return QuantityOne, true
	}
	v := r.value(row, FieldQuantity)
	if len(v) == 0 {
		r.refuse(FieldQuantity, rowMissing)
		return 0, false
	}
	d, ok := parseDecimal(v, r.mapping.DecimalComma)
	if !ok {
		r.refuse(FieldQuantity, rowQuantity, "value", clip(v))
		return 0, false
	}
	q, ok := d.quantity()
	if !ok || abs(int64(q)) > uint64(maxQuantity) {
		r.refuse(FieldQuantity, rowQuantityRange, "value", clip(v))
		return 0, false
	}
	return q, true
}

// readMoney fills list and amount.
func (r *rowReader) readMoney(row *table.Row) bool {
	l := &r.line
	price, hasPrice, ok1 := r.number(row, FieldPrice)
	amount, hasAmount, ok2 := r.number(row, FieldAmount)
	discount, _, ok3 := r.number(row, FieldDiscount)
	if !ok1 || !ok2 || !ok3 {
		return false
	}
	if !hasPrice && !hasAmount {
		r.refuse(r.moneyField(), rowMissing)
		return false
	}
	currency := string(l.currency)
	off, ok := discount.minor(currency)
	if !ok {
		return r.outOfRange(row, FieldDiscount)
	}
	off = int64(abs(off)) // written as 5 and as −5 by different systems
	if hasPrice {
		if l.list, ok = times(price, l.quantity, currency); !ok {
			return r.outOfRange(row, FieldPrice)
		}
	}
	if hasAmount {
		if l.amount, ok = amount.minor(currency); !ok {
			return r.outOfRange(row, FieldAmount)
		}
		if !hasPrice {
			l.list = toward(l.amount, off)
		}
		return true
	}
	l.amount = toward(l.list, -off)
	if (l.amount < 0) != (l.list < 0) && l.amount != 0 {
		r.refuse(FieldDiscount, rowSign)
		return false
	}
	return true
}

// toward moves a value away from zero by a distance, or nearer by a negative one.
func toward(v, distance int64) int64 {
	if v < 0 {
		return v - distance
	}
	return v + distance
}

// number reads a decimal; has is false where the cell is empty.
func (r *rowReader) number(row *table.Row, f Field) (d decimal, has, ok bool) {
	if !r.source(f).any() {
		return decimal{}, false, true
	}
	v := r.value(row, f)
	if len(v) == 0 {
		return decimal{}, false, true
	}
	if d, ok = parseDecimal(v, r.mapping.DecimalComma); !ok {
		r.refuse(f, rowAmount, "value", clip(v))
	}
	return d, true, ok
}

func (r *rowReader) outOfRange(row *table.Row, f Field) bool {
	r.refuse(f, rowAmountRange, "value", clip(r.value(row, f)))
	return false
}
