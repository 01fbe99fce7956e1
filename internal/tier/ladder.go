package tier

import (
	"time"

	"habitue/internal/platform/clock"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
)

// Ladder is the body of a version: levels from the lowest up, and how they move.
type Ladder struct {
	Levels []Level `json:"levels"`
	Window Window  `json:"window"`
	Fall   string  `json:"fall"` // one, fit
}

// Level is one step of a ladder. Thresholds are spending in the window, in
// minor units of the retailer's currency.
type Level struct {
	Code      string    `json:"code"`
	Name      i18n.Text `json:"name"`
	Threshold int64     `json:"threshold"`      // reached from here
	Keep      int64     `json:"keep_threshold"` // kept at a review from here
}

// Window says over which time spending counts and when levels are reviewed.
type Window struct {
	Kind   string `json:"kind"`             // rolling, calendar
	Months int    `json:"months,omitempty"` // rolling: length of the window and of a level's term
	Unit   string `json:"unit,omitempty"`   // calendar: month, quarter, year
}

// ErrBadLadder says that a ladder's body cannot be used, and which parts of it.
var ErrBadLadder = errs.New(errs.Invalid, "tier.bad_ladder")

// Validate says everything that is wrong with a ladder.
func (l Ladder) Validate() error {
	bad := ErrBadLadder
	if len(l.Levels) == 0 || len(l.Levels) > 20 {
		return bad.Field("levels", "tier.level_count", "max", 20)
	}
	seen := map[string]bool{}
	for i, v := range l.Levels {
		path := "levels[" + v.Code + "]"
		if v.Code == "" || len(v.Code) > 40 || seen[v.Code] {
			bad = bad.Field(path, "tier.code_missing_or_twice", "code", v.Code)
		}
		seen[v.Code] = true
		switch {
		case i == 0 && (v.Threshold != 0 || v.Keep != 0):
			bad = bad.Field(path+".threshold", "tier.first_level_is_free")
		case i > 0 && v.Threshold <= l.Levels[i-1].Threshold:
			bad = bad.Field(path+".threshold", "tier.thresholds_must_rise")
		case v.Keep < 0 || v.Keep > v.Threshold:
			bad = bad.Field(path+".keep_threshold", "tier.keep_above_threshold")
		case i > 0 && v.Keep < l.Levels[i-1].Keep:
			bad = bad.Field(path+".keep_threshold", "tier.thresholds_must_rise")
		case v.Threshold > money.MaxSafe:
			bad = bad.Field(path+".threshold", "tier.amount_out_of_range")
		}
	}
	rolling := l.Window.Kind == "rolling" && l.Window.Months >= 1 && l.Window.Months <= 60
	calendar := l.Window.Kind == "calendar" && (l.Window.Unit == "month" || l.Window.Unit == "quarter" || l.Window.Unit == "year")
	if !rolling && !calendar {
		bad = bad.Field("window", "tier.unknown_window")
	}
	if l.Fall != "one" && l.Fall != "fit" {
		bad = bad.Field("fall", "tier.unknown_fall", "given", l.Fall)
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}

// reached returns the highest level whose threshold spend meets.
func (l Ladder) reached(spend int64) int {
	at := 0
	for i, v := range l.Levels {
		if spend >= v.Threshold {
			at = i
		}
	}
	return at
}

// afterReview returns the level that spend leaves a member at the end of a term.
func (l Ladder) afterReview(level int, spend int64) int {
	if spend >= l.Levels[level].Keep {
		return level
	}
	if l.Fall == "one" {
		return level - 1
	}
	for level > 0 && spend < l.Levels[level].Keep {
		level--
	}
	return level
}

// rank returns a level's place by its code, 0 where the ladder does not know it.
func (l Ladder) rank(code string) int {
	for i, v := range l.Levels {
		if v.Code == code {
			return i
		}
	}
	return 0
}

// opens returns the instant from which spending counts in the window that ends at t.
func (w Window) opens(t time.Time, zone *time.Location) time.Time {
	local := t.In(zone)
	if w.Kind == "rolling" {
		return clock.AddMonths(local, -w.Months)
	}
	y, m, _ := local.Date()
	switch w.Unit {
	case "quarter":
		m = (m-1)/3*3 + 1
	case "year":
		m = 1
	}
	return time.Date(y, m, 1, 0, 0, 0, 0, zone)
}

// review returns when a level held from t is looked at again: the end of its
// term, or of the calendar period.
func (w Window) review(t time.Time, zone *time.Location) time.Time {
	local := t.In(zone)
	if w.Kind == "rolling" {
		return clock.AddMonths(local, w.Months)
	}
	months := map[string]int{"month": 1, "quarter": 3, "year": 12}[w.Unit]
	return w.opens(t, zone).AddDate(0, months, 0)
}

// Default is the ladder of a new installation, in minor units: silver from
// 1,000, gold from 3,000, diamond from 5,000 spent in twelve months; kept for
// twelve months, then with four fifths of it; down one level at a time.
func Default() Ladder {
	level := func(code, zh, en string, major int64) Level {
		return Level{Code: code, Name: i18n.Of(zh, en), Threshold: major * 100, Keep: major * 80}
	}
	return Ladder{
		Levels: []Level{
			level("basic", "普通", "Basic", 0), level("silver", "银卡", "Silver", 1_000),
			level("gold", "金卡", "Gold", 3_000), level("diamond", "钻石", "Diamond", 5_000),
		},
		Window: Window{Kind: "rolling", Months: 12},
		Fall:   "one",
	}
}
