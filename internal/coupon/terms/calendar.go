package terms

import (
	"sync"
	"time"

	"github.com/6tail/lunar-go/calendar"
)

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

func isoWeekday(day time.Time) int { return (int(day.Weekday())+6)%7 + 1 }

// nearBirthday compares with the birthday in the years around, so that a week
// around New Year counts. Who was born on 29 February celebrates on the 28th in
// other years.
func nearBirthday(span string, o Occasion) bool {
	day := o.Day
	if o.BirthMonth == 0 {
		return false
	}
	if span == "month" {
		return int(day.Month()) == o.BirthMonth
	}
	reach := 0
	if span == "week" {
		reach = 3
	}
	for year := day.Year() - 1; year <= day.Year()+1; year++ {
		last := time.Date(year, time.Month(o.BirthMonth)+1, 0, 0, 0, 0, 0, time.UTC).Day()
		born := time.Date(year, time.Month(o.BirthMonth), min(o.BirthDay, last), 0, 0, 0, 0, time.UTC)
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
