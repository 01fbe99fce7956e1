package terms

import (
	"slices"
	"time"
)

// When is a set of conditions on member, place and moment; all that are given
// must hold.
type When struct {
	Levels    []string `json:"levels,omitempty"`
	Labels    []string `json:"labels,omitempty"` // any of them
	Stores    []string `json:"stores,omitempty"`
	Channels  []string `json:"channels,omitempty"`
	MonthDays []int    `json:"month_days,omitempty"` // member day: 8, or 8, 18, 28
	Weekdays  []int    `json:"weekdays,omitempty"`   // 1 Monday … 7 Sunday
	Hours     []Hours  `json:"hours,omitempty"`      // any of them
	From      string   `json:"from,omitempty"`       // local dates, both inclusive: 2026-11-01
	Until     string   `json:"until,omitempty"`
	Birthday  string   `json:"birthday,omitempty"` // day, week (3 days around), month
	Festival  string   `json:"festival,omitempty"` // spring_festival, mid_autumn … with days around
	Before    int      `json:"days_before,omitempty"`
	After     int      `json:"days_after,omitempty"`
	First     bool     `json:"first_order,omitempty"` // the member never bought before
}

// Hours is a part of the day on the store's clock, from inclusive, until
// exclusive; one that ends before it begins goes on past midnight, and belongs
// to the business day on which it began.
type Hours struct {
	From  string `json:"from"` // 08:30
	Until string `json:"until"`
}

// Occasion is what conditions must know of a member, a place and a moment.
type Occasion struct {
	Level                string // in force at the moment
	Labels               []string
	Store, Channel       string    // codes
	Day                  time.Time // the business day in the store's zone, as midnight UTC
	Minute               int       // of the store's clock, 0 … 1439
	BirthMonth, BirthDay int       // 0: unknown
	First                bool      // the member never bought before
}

// Holds reports whether every condition given is met.
func (w When) Holds(o Occasion) bool { return w.Unmet(o) == "" }

// Unmet names the first condition that is not met, by its name in JSON; "" when
// all are.
func (w When) Unmet(o Occasion) string {
	date := ""
	if w.From != "" || w.Until != "" {
		date = o.Day.Format(time.DateOnly)
	}
	switch {
	case len(w.Levels) > 0 && !slices.Contains(w.Levels, o.Level):
		return "levels"
	case len(w.Labels) > 0 && !slices.ContainsFunc(w.Labels, func(l string) bool { return slices.Contains(o.Labels, l) }):
		return "labels"
	case w.First && !o.First:
		return "first_order"
	case len(w.Stores) > 0 && !slices.Contains(w.Stores, o.Store):
		return "stores"
	case len(w.Channels) > 0 && !slices.Contains(w.Channels, o.Channel):
		return "channels"
	case w.From != "" && date < w.From:
		return "from"
	case w.Until != "" && date > w.Until:
		return "until"
	case len(w.MonthDays) > 0 && !slices.Contains(w.MonthDays, o.Day.Day()):
		return "month_days"
	case len(w.Weekdays) > 0 && !slices.Contains(w.Weekdays, isoWeekday(o.Day)):
		return "weekdays"
	case len(w.Hours) > 0 && !slices.ContainsFunc(w.Hours, func(h Hours) bool { return h.include(o.Minute) }):
		return "hours"
	case w.Birthday != "" && !nearBirthday(w.Birthday, o):
		return "birthday"
	case w.Festival != "" && !nearFestival(w, o.Day):
		return "festival"
	}
	return ""
}

// Only is the one condition of this name, by which Unmet calls it.
func (w When) Only(what string) (only When) {
	switch what {
	case "levels":
		only.Levels = w.Levels
	case "labels":
		only.Labels = w.Labels
	case "first_order":
		only.First = w.First
	case "stores":
		only.Stores = w.Stores
	case "channels":
		only.Channels = w.Channels
	case "from":
		only.From = w.From
	case "until":
		only.Until = w.Until
	case "month_days":
		only.MonthDays = w.MonthDays
	case "weekdays":
		only.Weekdays = w.Weekdays
	case "hours":
		only.Hours = w.Hours
	case "birthday":
		only.Birthday = w.Birthday
	case "festival":
		only.Festival, only.Before, only.After = w.Festival, w.Before, w.After
	}
	return only
}

// include reports whether a minute of the day lies within the hours.
func (h Hours) include(minute int) bool {
	from, until := minuteOf(h.From), minuteOf(h.Until)
	if from <= until {
		return from <= minute && minute < until
	}
	return minute >= from || minute < until
}

// minuteOf reads 08:30 as minutes after midnight, and 24:00 as the day's end; −1
// is no time of day.
func minuteOf(clock string) int {
	if clock == "24:00" {
		return 24 * 60
	}
	if len(clock) != 5 || clock[2] != ':' {
		return -1
	}
	digits := [4]int{}
	for i, at := range [4]int{0, 1, 3, 4} {
		if digits[i] = int(clock[at]) - '0'; digits[i] < 0 || digits[i] > 9 {
			return -1
		}
	}
	hour, minute := digits[0]*10+digits[1], digits[2]*10+digits[3]
	if hour > 23 || minute > 59 {
		return -1
	}
	return hour*60 + minute
}
