package intake

import (
	"time"

	"habitue/internal/ledger"
	"habitue/internal/platform/coded"
	"habitue/internal/platform/money"
)

// wide are the fields that are balances by themselves.
var wide = []struct {
	field Field
	asset ledger.AssetID
}{{FieldPoints, ledger.Points}, {FieldGrowth, ledger.Growth}, {FieldPrincipal, somePrincipal}, {FieldBonus, someBonus}}

// readLots reads the balances of a row. The end is that of the points, where several
// assets stand in one row: growth and stored value end by their own rules.
func (r *openingReader) readLots() {
	if r.kind != OpenMembers && r.kind != OpenBalances {
		return
	}
	expires, ends := r.moment(FieldExpires, true, false)
	over := ends && !expires.After(r.asOf)
	some := false
	add := func(f Field, asset ledger.AssetID, ending bool) {
		v := r.half(f)
		if v == "" {
			some = some || r.raw(f) != ""
			return
		}
		amount, ok := r.amount(f, v, asset)
		some = true
		if !ok || amount == 0 {
			return
		}
		lot := openingLot{Asset: asset, Amount: amount}
		if ending && over {
			r.repairs.note(Expired, r.number, f, v, "")
			r.repairs.lapsed(asset, amount)
			return
		}
		if ending && ends {
			lot.Expires = expires
		}
		r.row.Lots = append(r.row.Lots, lot)
	}
	if r.has(FieldAsset) {
		word := r.value(FieldAsset)
		asset, known := r.facts.asset(word)
		if !known {
			r.refuse(FieldAsset, rowAsset, "value", clip([]byte(word)))
			r.repairs.unknown(FieldAsset, word)
			return
		}
		add(FieldAmount, asset, true)
	}
	for _, w := range wide {
		if r.has(w.field) {
			add(w.field, w.asset, w.field == FieldPoints || len(r.balances()) == 1)
		}
	}
	if some && len(r.row.Lots) == 0 && r.kind == OpenBalances {
		r.row.Quantity = -1
	}
}

// balances are the fields of a file that are balances by themselves.
func (r *openingReader) balances() (list []Field) {
	for _, w := range wide {
		if r.has(w.field) {
			list = append(list, w.field)
		}
	}
	return list
}

// amount reads a balance into the asset's units.
func (r *openingReader) amount(f Field, v string, asset ledger.AssetID) (int64, bool) {
	d, ok := parseDecimal([]byte(v), r.mapping.DecimalComma)
	if !ok {
		r.refuse(f, rowAmount, "value", clip([]byte(v)))
		return 0, false
	}
	if d.mantissa < 0 {
		r.refuse(f, rowNegative, "value", clip([]byte(v)))
		return 0, false
	}
	d = d.trimmed()
	decimals := r.facts.decimals[asset]
	if d.scale > decimals {
		r.refuse(f, rowDecimals, "value", clip([]byte(v)))
		return 0, false
	}
	by := int64(powers[decimals-d.scale])
	if d.mantissa > maxMantissa/by || !money.Safe(d.mantissa*by) {
		r.refuse(f, rowAmountRange, "value", clip([]byte(v)))
		return 0, false
	}
	return d.mantissa * by, true
}

// readLevel reads the tier, from when and until when.
func (r *openingReader) readLevel() {
	if !r.kind.has(FieldLevel) || !r.has(FieldLevel) {
		return
	}
	word := r.value(FieldLevel)
	if word == "" {
		if r.kind == OpenTiers {
			r.refuse(FieldLevel, rowMissing)
		}
		return
	}
	level, ok := r.facts.level(word)
	if !ok {
		r.refuse(FieldLevel, rowLevel, "value", clip([]byte(word)))
		r.repairs.unknown(FieldLevel, word)
		return
	}
	r.row.Level = level
	r.row.Since, _ = r.moment(FieldSince, false, true)
	until, ends := r.moment(FieldUntil, true, false)
	if r.row.Since.IsZero() || r.row.Since.After(r.asOf) {
		r.row.Since = r.asOf
	}
	if ends && !until.After(r.asOf) {
		r.repairs.note(Expired, r.number, FieldUntil, word, "")
		r.row.Level, r.row.Since = "", time.Time{}
		if r.kind == OpenTiers {
			r.row.Quantity = -1
		}
		return
	}
	r.row.Until = until
}

const mostCoupons = 100 // of one template in one row

func (r *openingReader) readCoupon() {
	if r.kind != OpenCoupons {
		return
	}
	word := r.value(FieldTemplate)
	id, ok := r.facts.template(word)
	switch {
	case word == "":
		r.refuse(FieldTemplate, rowMissing)
		return
	case !ok:
		r.refuse(FieldTemplate, rowTemplate, "value", clip([]byte(word)))
		r.repairs.unknown(FieldTemplate, word)
		return
	}
	r.row.Template, r.row.Quantity = int64(id), 1
	if v := r.half(FieldQuantity); v != "" {
		d, ok := parseDecimal([]byte(v), false)
		if d = d.trimmed(); !ok || d.scale > 0 || d.mantissa < 1 || d.mantissa > mostCoupons {
			r.refuse(FieldQuantity, rowQuantity, "value", clip([]byte(v)))
			return
		}
		r.row.Quantity = int(d.mantissa)
	}
	r.row.Number = string(oneLine([]byte(r.half(FieldCoupon))))
	if len([]rune(r.row.Number)) > coded.MaxLength {
		r.refuse(FieldCoupon, rowTooLong, "limit", coded.MaxLength)
	}
	expires, ends := r.moment(FieldExpires, true, false)
	if ends && !expires.After(r.asOf) {
		r.repairs.note(Expired, r.number, FieldExpires, word, "")
		r.row.Template, r.row.Quantity = 0, -1
		return
	}
	r.row.Expires = expires
}
