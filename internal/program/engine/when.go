package engine

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/6tail/lunar-go/calendar"
)

func field(list string, i int) string { return fmt.Sprintf("%s[%d]", list, i) }

// lunarDay is a day of the Chinese calendar.
type lunarDay struct{ month, day int }

// festivals that a rule may name, by their lunar day.
var festivals = map[string]lunarDay{
	"spring_festival": {1, 1},
	"lantern":         {1, 15},
	"dragon_boat":     {5, 5},
	"qixi":            {7, 7},
	"mid_autumn":      {8, 15},
	"double_ninth":    {9, 9},
}

// holds reports whether every condition given is met on the order's local day.
func (w When) holds(f Facts, day time.Time) bool {
	date := day.Format(time.DateOnly)
	switch {
	case len(w.Levels) > 0 && !slices.Contains(w.Levels, f.Level),
		len(w.Stores) > 0 && !slices.Contains(w.Stores, f.Store),
		len(w.Channels) > 0 && !slices.Contains(w.Channels, f.Channel),
		len(w.MonthDays) > 0 && !slices.Contains(w.MonthDays, day.Day()),
		len(w.Weekdays) > 0 && !slices.Contains(w.Weekdays, isoWeekday(day)),
		w.From != "" && date < w.From,
		w.Until != "" && date > w.Until,
		w.Birthday != "" && !nearBirthday(w.Birthday, f, day),
		w.Festival != "" && !nearFestival(w, day):
		return false
	}
	return true
}

func isoWeekday(day time.Time) int { return (int(day.Weekday())+6)%7 + 1 }

// nearBirthday compares with the birthday in the years around, so that a week
// around New Year counts. Who was born on 29 February celebrates on the 28th in
// other years.
func nearBirthday(span string, f Facts, day time.Time) bool {
	if f.BirthMonth == 0 {
		return false
	}
	if span == "month" {
		return int(day.Month()) == f.BirthMonth
	}
	reach := 0
	if span == "week" {
		reach = 3
	}
	for year := day.Year() - 1; year <= day.Year()+1; year++ {
		last := time.Date(year, time.Month(f.BirthMonth)+1, 0, 0, 0, 0, 0, time.UTC).Day()
		born := time.Date(year, time.Month(f.BirthMonth), min(f.BirthDay, last), 0, 0, 0, 0, time.UTC)
		if daysApart(day, born, reach, reach) {
			return true
		}
	}
	return false
}

func nearFestival(w When, day time.Time) bool {
	for year := day.Year() - 1; year <= day.Year(); year++ {
		if daysApart(day, feast(w.Festival, year), w.Before, w.After) {
			return true
		}
	}
	return false
}

// feasts keeps the days that were reckoned: a lunar year costs more than a
// thousand orders. There are a few festivals and a few years, so it is bounded.
var feasts sync.Map

type feastOf struct {
	festival string
	year     int
}

// feast returns the day of a festival in a lunar year.
func feast(festival string, year int) time.Time {
	key := feastOf{festival, year}
	if known, ok := feasts.Load(key); ok {
		return known.(time.Time)
	}
	lunar := festivals[festival]
	solar := calendar.NewLunarFromYmd(year, lunar.month, lunar.day).GetSolar()
	on := time.Date(solar.GetYear(), time.Month(solar.GetMonth()), solar.GetDay(), 0, 0, 0, 0, time.UTC)
	feasts.Store(key, on)
	return on
}

// daysApart reports whether day lies within so many days before and after another.
func daysApart(day, other time.Time, before, after int) bool {
	apart := int(day.Sub(other).Hours() / 24)
	return -before <= apart && apart <= after
}
