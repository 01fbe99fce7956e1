package intake

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"habitue/internal/member"
	"habitue/internal/platform/coded"
	"habitue/internal/platform/i18n"
)

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
	r.readAddress()
	r.readTags()
	r.readOwn()
	r.readConsents()
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
