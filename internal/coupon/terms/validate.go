package terms

import (
	"time"

	"habitue/internal/platform/errs"
)

// maxAround is how many days around a festival may be named.
const maxAround = 60

// Validate adds to bad everything that is wrong with the conditions, which stand
// at path.
func (w When) Validate(bad *errs.Error, path string) *errs.Error {
	for _, d := range w.MonthDays {
		if d < 1 || d > 31 {
			bad = bad.Field(path+".month_days", "coupon.unknown_choice", "given", d)
		}
	}
	for _, d := range w.Weekdays {
		if d < 1 || d > 7 {
			bad = bad.Field(path+".weekdays", "coupon.unknown_choice", "given", d)
		}
	}
	for _, h := range w.Hours {
		switch from, until := minuteOf(h.From), minuteOf(h.Until); {
		case from < 0 || until < 0 || from == 24*60:
			bad = bad.Field(path+".hours", "coupon.bad_hour", "from", h.From, "until", h.Until)
		case from == until:
			bad = bad.Field(path+".hours", "coupon.ends_before_it_begins")
		}
	}
	for name, date := range map[string]string{"from": w.From, "until": w.Until} {
		if date == "" {
			continue
		}
		if _, err := time.Parse(time.DateOnly, date); err != nil {
			bad = bad.Field(path+"."+name, "coupon.bad_date", "given", date)
		}
	}
	if w.From != "" && w.Until != "" && w.Until < w.From {
		bad = bad.Field(path+".until", "coupon.ends_before_it_begins")
	}
	switch w.Birthday {
	case "", "day", "week", "month":
	default:
		bad = bad.Field(path+".birthday", "coupon.unknown_choice", "given", w.Birthday)
	}
	if _, known := festivals[w.Festival]; w.Festival != "" && !known {
		bad = bad.Field(path+".festival", "coupon.unknown_choice", "given", w.Festival)
	}
	if w.Before < 0 || w.After < 0 || w.Before > maxAround || w.After > maxAround {
		bad = bad.Field(path+".days_before", "coupon.days_out_of_range", "max", maxAround)
	}
	return bad
}
