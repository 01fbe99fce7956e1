package intake

import (
	"hash/maphash"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/coded"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
)

// Repair is what cleaning changes in a value.
type Repair string

// The repairs.
const (
	Trimmed     Repair = "trimmed"     // blanks, apostrophes, what a spreadsheet puts around
	HalfWidth   Repair = "half_width"  // full-width letters and digits
	PhoneWords  Repair = "phone"       // separators, country codes, a decimal point behind
	DateWords   Repair = "date"        // the day number of a spreadsheet, Chinese dates, dates without blanks
	NameSpaces  Repair = "name"        // blanks within a name, characters that nobody can see
	Placeholder Repair = "placeholder" // what stands for nothing: 0, -, 无, 1900-01-01
	LeftOut     Repair = "left_out"    // an optional value that cannot be read
	Expired     Repair = "expired"     // a balance or coupon that is over
	Shortened   Repair = "shortened"   // a text that was too long
)

// openingReader turns rows into what is brought in, and cleans values on the way.
type openingReader struct {
	*openingBinding
	facts   *openingFacts
	zone    zoner
	country string
	system  member.Kind
	now     time.Time
	asOf    time.Time
	repairs *repairs
	seed    maphash.Seed
	used    []int // columns that some field is in

	number int64
	cells  []string
	row    openingRow
	wrong  []RowError
}

func (r *openingReader) refuse(f Field, code string, pairs ...any) {
	r.wrong = append(r.wrong, RowError{Row: r.number, Column: r.column(f), Code: code, Params: errs.Params(pairs...)})
}

// column is how messages name the place of a field.
func (r *openingReader) column(f Field) string {
	if names := r.names(r.columns[f]); len(names) > 0 {
		return strings.Join(names, "+")
	}
	return string(f)
}

// raw is what stands in a field, joined where it is in several columns.
func (r *openingReader) raw(f Field) string {
	s := r.columns[f]
	switch len(s.columns) {
	case 0:
		return string(s.constant)
	case 1:
		return r.at(s.columns[0])
	}
	parts := make([]string, len(s.columns))
	for i, c := range s.columns {
		parts[i] = strings.TrimSpace(r.at(c))
	}
	return strings.TrimSpace(strings.Join(parts, f.joint()))
}

func (r *openingReader) at(column int) string {
	if column >= len(r.cells) {
		return ""
	}
	return r.cells[column]
}

// value is raw without what programs put around it; "" where it stands for nothing.
func (r *openingReader) value(f Field) string {
	raw := r.raw(f)
	if raw == "" {
		return ""
	}
	v := string(bare([]byte(raw)))
	if v != raw {
		r.repairs.note(Trimmed, r.number, f, raw, v)
	}
	if isNobody([]byte(v)) {
		if v != "" && f != FieldPoints && f != FieldGrowth && f != FieldPrincipal && f != FieldBonus && f != FieldAmount {
			r.repairs.note(Placeholder, r.number, f, v, "")
		}
		return ""
	}
	return v
}

// half is value with full-width letters and digits made plain.
func (r *openingReader) half(f Field) string {
	v := r.value(f)
	if isASCII(v) {
		return v
	}
	plain := strings.TrimSpace(norm.NFKC.String(v))
	if plain != v {
		r.repairs.note(HalfWidth, r.number, f, v, plain)
	}
	return plain
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// identify reads only by whom the row is: what tells duplicates apart.
func (r *openingReader) identify(number int64, cells []string) []member.Key {
	r.number, r.cells, r.row, r.wrong = number, cells, openingRow{Row: number}, r.wrong[:0]
	r.readKeys()
	return r.row.Keys
}

// read reads a whole row. The answer is valid until the next one.
func (r *openingReader) read(number int64, cells []string) (*openingRow, []RowError) {
	r.identify(number, cells)
	if len(r.row.Keys) == 0 && len(r.wrong) == 0 {
		r.refuse(r.firstIdentity(), rowNobody)
	}
	if r.kind == OpenMembers {
		r.readPerson()
	}
	r.readLots()
	r.readLevel()
	r.readCoupon()
	if len(r.wrong) == 0 && r.kind != OpenMembers && len(r.row.Lots) == 0 && r.row.Level == "" && r.row.Template == 0 && !r.row.empty() {
		r.refuse(r.firstIdentity(), rowNothing)
	}
	return &r.row, r.wrong
}

// empty is a row whose balances are over or nothing: right, and nothing to do.
func (r *openingRow) empty() bool { return r.Quantity < 0 }

func (r *openingReader) firstIdentity() Field {
	for _, f := range identified {
		if r.has(f) {
			return f
		}
	}
	return FieldPhone
}

// readKeys reads the identities. One that cannot be read is refused where there is no
// other to know the member by, and left out where there is.
func (r *openingReader) readKeys() {
	var unreadable []Field
	for i, kind := range [...]member.Kind{r.system, member.Card, member.Phone, member.Email} {
		f := identityFields[i]
		if !r.has(f) {
			continue
		}
		v := r.value(f)
		if v == "" {
			continue
		}
		if damaged([]byte(v)) {
			r.refuse(f, rowDamaged, "value", clip([]byte(v)))
			continue
		}
		folded, ok := r.fold(kind, f, v)
		if !ok {
			unreadable = append(unreadable, f)
			continue
		}
		r.row.Keys = append(r.row.Keys, member.Key{Kind: kind, Value: folded})
	}
	for _, f := range unreadable {
		if len(r.row.Keys) == 0 {
			r.refuse(f, rowIdentity)
		} else {
			r.repairs.note(LeftOut, r.number, f, r.raw(f), "")
		}
	}
}

// fold gives an identity the form in which it is kept, with more patience than a form
// on a screen has: what an export writes around a phone is taken off.
func (r *openingReader) fold(kind member.Kind, f Field, v string) (string, bool) {
	folded, err := member.Fold(kind, v, r.country)
	if err == nil {
		if kind == member.Phone && folded != v && strings.TrimPrefix(folded, "+86") != v {
			r.repairs.note(PhoneWords, r.number, f, v, folded)
		}
		return folded, true
	}
	if kind != member.Phone {
		return "", false
	}
	if folded, err = member.Fold(kind, repairPhone(v), r.country); err != nil {
		return "", false
	}
	r.repairs.note(PhoneWords, r.number, f, v, folded)
	return folded, true
}

// repairPhone takes off what exports write around a phone: 0086-138…, 86138…, 13812345678.0,
// tel:138…, several separators.
func repairPhone(v string) string {
	v = strings.TrimSpace(norm.NFKC.String(v))
	v = strings.TrimSuffix(strings.TrimSuffix(v, ".00"), ".0")
	if i := strings.IndexAny(v, ":"); i >= 0 {
		v = v[i+1:]
	}
	plus := strings.HasPrefix(strings.TrimSpace(v), "+")
	digits := strings.Map(func(c rune) rune {
		if unicode.IsDigit(c) {
			return c
		}
		return -1
	}, v)
	switch {
	case strings.HasPrefix(digits, "00"):
		return "+" + digits[2:]
	case !plus && len(digits) == 13 && strings.HasPrefix(digits, "861"):
		return "+" + digits
	case plus:
		return "+" + digits
	}
	return digits
}

const mostName = 100 // characters; member knows it, too

func (r *openingReader) readPerson() {
	if v := r.value(FieldName); v != "" {
		name := strings.Join(strings.Fields(i18n.Clean(norm.NFC.String(strings.ReplaceAll(v, "　", " ")), mostName)), " ")
		if short := strings.ReplaceAll(name, " ", ""); readsAsName(short) { // 张　三 is written so to be as wide as others
			name = short
		}
		if name != v {
			what := NameSpaces
			if len([]rune(v)) > mostName {
				what = Shortened
			}
			r.repairs.note(what, r.number, FieldName, v, name)
		}
		r.row.Name = name
	}
	if v := r.half(FieldBirthday); v != "" {
		r.readBirthday(v)
	}
	if at, ok := r.moment(FieldJoined, false, true); ok {
		if at.After(r.now) || at.Year() < 1990 {
			r.repairs.note(LeftOut, r.number, FieldJoined, r.raw(FieldJoined), "")
		} else {
			r.row.Joined = at
		}
	}
	r.row.Store, r.row.Channel = r.code(FieldStore), r.code(FieldChannel)
}

// code reads a text that names a place; one that is too long for a code is left out.
func (r *openingReader) code(f Field) string {
	v := string(oneLine([]byte(r.half(f))))
	if len([]rune(v)) > coded.MaxLength {
		r.repairs.note(LeftOut, r.number, f, v, "")
		return ""
	}
	return v
}

// readBirthday reads a day with or without its year.
func (r *openingReader) readBirthday(v string) {
	b, err := member.ParseBirthday(strings.NewReplacer("/", "-", ".", "-").Replace(v))
	if err != nil {
		var c civil
		ok := false
		if c, ok = r.civil(v); ok && !c.unix {
			b = member.Birthday{Year: c.year, Month: c.month, Day: c.day}
			r.repairs.note(DateWords, r.number, FieldBirthday, v, iso(c))
		} else if c, ok = monthAndDay(v); ok {
			b = member.Birthday{Month: c.month, Day: c.day}
			r.repairs.note(DateWords, r.number, FieldBirthday, v, b.String())
		} else {
			r.repairs.note(LeftOut, r.number, FieldBirthday, v, "")
			return
		}
	}
	if b.Year != 0 && b.Year <= 1900 {
		r.repairs.note(Placeholder, r.number, FieldBirthday, v, "")
		return
	}
	if (member.Join{Source: "x", Birthday: b}).Validate("CN", r.now) != nil {
		r.repairs.note(LeftOut, r.number, FieldBirthday, v, "")
		return
	}
	r.row.Birthday = [3]int{b.Year, b.Month, b.Day}
}

// monthAndDay reads 5月1日.
func monthAndDay(v string) (c civil, ok bool) {
	s := scanner{b: []byte(v)}
	return c, s.counted(&c.month, "月") && s.counted(&c.day, "日") && s.done() && c.month >= 1 && c.month <= 12 && c.day >= 1
}

func iso(c civil) string {
	return time.Date(c.year, time.Month(c.month), c.day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// civil reads a date as somebody wrote it, or the day number of a spreadsheet.
func (r *openingReader) civil(v string) (civil, bool) {
	if c, ok := serialDate(v); ok {
		return c, true
	}
	return parseCivil([]byte(v), r.mapping.DateOrder)
}

// serialDate reads the number by which a spreadsheet counts days.
func serialDate(v string) (c civil, ok bool) {
	if len(v) < 5 || !isDigit(v[0]) {
		return c, false
	}
	d, ok := parseDecimal([]byte(v), false)
	if !ok || d.mantissa < 0 {
		return c, false
	}
	whole, rest := d.mantissa/int64(powers[d.scale]), d.mantissa%int64(powers[d.scale])
	if whole < firstSerial || whole > lastSerial || strings.ContainsAny(v, "-,") {
		return c, false
	}
	seconds := (rest*day + int64(powers[d.scale])/2) / int64(powers[d.scale])
	at := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(whole)).Add(time.Duration(seconds) * time.Second)
	return civil{year: at.Year(), month: int(at.Month()), day: at.Day(), hour: at.Hour(), minute: at.Minute(), second: at.Second()}, true
}

// moment reads a time; the end of a day, where it is an end and no hour is told. What
// cannot be read is left out where the row is good without it, and refused elsewhere.
func (r *openingReader) moment(f Field, isEnd, optional bool) (time.Time, bool) {
	v := r.half(f)
	if v == "" {
		return time.Time{}, false
	}
	c, ok := r.civil(v)
	switch {
	case !ok && strings.Trim(v, "0-/:. ") == "":
		r.repairs.note(Placeholder, r.number, f, v, "")
		return time.Time{}, false
	case !ok && optional:
		r.repairs.note(LeftOut, r.number, f, v, "")
		return time.Time{}, false
	case !ok:
		r.refuse(f, rowTime, "value", clip([]byte(v)))
		return time.Time{}, false
	}
	if c.year <= 1900 && !c.unix {
		r.repairs.note(Placeholder, r.number, f, v, "")
		return time.Time{}, false
	}
	if c.year >= 2900 { // 2999-12-31, 9999-12-31: for ever
		r.repairs.note(Placeholder, r.number, f, v, "")
		return time.Time{}, false
	}
	if isEnd && !c.unix && c.hour == 0 && c.minute == 0 && c.second == 0 && !strings.ContainsAny(v, ":时") {
		next := time.Date(c.year, time.Month(c.month), c.day+1, 0, 0, 0, 0, time.UTC)
		c.year, c.month, c.day = next.Year(), int(next.Month()), next.Day()
	}
	if !c.unix && !strings.HasPrefix(v, "19") && !strings.HasPrefix(v, "20") || len(v) < 8 {
		r.repairs.note(DateWords, r.number, f, v, iso(c))
	}
	return time.UnixMicro(r.zone.instant(c)).UTC().Truncate(time.Second), true
}

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

// reads says whether a text can be read as a field, to recognise columns by example.
func (r *openingReader) reads(f Field, v string) bool {
	switch f {
	case FieldCustomer, FieldCard:
		_, err := member.Fold(member.Card, v, r.country)
		return err == nil && !damaged([]byte(v))
	case FieldPhone:
		if damaged([]byte(v)) {
			return false
		}
		if _, err := member.Fold(member.Phone, v, r.country); err == nil {
			return true
		}
		_, err := member.Fold(member.Phone, repairPhone(v), r.country)
		return err == nil
	case FieldEmail:
		_, err := member.Fold(member.Email, v, "")
		return err == nil
	case FieldName:
		return readsAsName(v)
	case FieldLevel:
		_, ok := r.facts.level(v)
		return ok
	case FieldTemplate:
		_, ok := r.facts.template(v)
		return ok
	case FieldAsset:
		_, ok := r.facts.asset(v)
		return ok
	case FieldBirthday:
		c, ok := r.civil(norm.NFKC.String(v))
		return ok && !c.unix && c.year > 1920 && c.year <= r.now.Year()-3
	case FieldJoined, FieldExpires, FieldSince, FieldUntil:
		_, ok := r.civil(norm.NFKC.String(v))
		return ok || strings.Trim(v, "0-/:. ") == ""
	case FieldPoints, FieldGrowth, FieldPrincipal, FieldBonus, FieldAmount, FieldQuantity:
		_, ok := parseDecimal([]byte(norm.NFKC.String(v)), r.mapping.DecimalComma)
		return ok
	}
	return v != ""
}

// dated are the fields whose order of day and month must be known.
var dated = []Field{FieldBirthday, FieldJoined, FieldExpires, FieldSince, FieldUntil}

// dateOrder finds out, by the first rows, whether day or month comes first.
// Errors: ErrDateOrder.
func (b *openingBinding) dateOrder(samples [][]string) *errs.Error {
	s := dateSample{order: b.mapping.DateOrder}
	column := ""
	for _, f := range dated {
		for _, c := range b.columns[f].columns {
			column = b.header[c]
			for _, row := range samples {
				if c < len(row) {
					s.look(bare([]byte(row[c])))
				}
			}
		}
	}
	order, err := s.decide(column)
	if err != nil {
		return errs.Of(err)
	}
	b.mapping.DateOrder = order
	return nil
}

// handle names an identity in eight bytes, to others than whoever wrote the file by chance.
func (r *openingReader) handle(k member.Key) uint64 {
	var h maphash.Hash
	h.SetSeed(r.seed)
	_, _ = h.WriteString(string(k.Kind))
	_ = h.WriteByte(0)
	_, _ = h.WriteString(k.Value)
	return h.Sum64()
}

// digest tells rows that say the same from rows that do not.
func (r *openingReader) digest() uint64 {
	var h maphash.Hash
	h.SetSeed(r.seed)
	for _, c := range r.used {
		_, _ = h.Write(bare([]byte(r.at(c))))
		_ = h.WriteByte(0)
	}
	return h.Sum64()
}
