package sample

import (
	"math"
	"time"

	lunar "github.com/6tail/lunar-go/calendar"
)

// calendar knows every day of the records: what the weather, the week and the feasts
// do to the shop. Days are numbered from 0; negative ones lie before the records.
type calendar struct {
	zone  *time.Location
	start time.Time
	days  []day

	anniversaries map[int16][]int // the days on which a month × 100 + day falls
}

// day is one local day.
type day struct {
	date      time.Time // local midnight
	base      int64     // Unix second from which its clock time counts, see newDay
	stamp     string    // 20260310, for order numbers
	monthDay  int       // 310: month × 100 + day, to meet birthdays
	weekday   time.Weekday
	rest      bool    // weekend or public holiday
	memberDay bool    // the 8th of each month
	heat      float64 // −1 in late January … +1 in late July
	demand    float64 // how much of everything is bought, 1 is ordinary
	feasts    [feastCount]float64
}

// feast is an occasion that sells gift boxes.
type feast int

const (
	springFestival feast = iota // 春节
	dragonBoat                  // 端午
	midAutumn                   // 中秋
	feastCount
)

// How many days ahead each feast's boxes are on the shelf.
var feastDays = [feastCount]int{springFestival: 35, dragonBoat: 21, midAutumn: 40}

// memberDayOfMonth is the 8th: 八 sounds like 发.
const memberDayOfMonth = 8

// moodDeviation is the shared luck of a day (rain, a concert next door): 7 %.
const moodDeviation = 0.07

func newCalendar(c Config) *calendar {
	start, end := c.period()
	cal := &calendar{zone: c.Zone, start: start, anniversaries: map[int16][]int{}}
	almanac := newAlmanac(start.Year(), end.Year())
	for n := 0; ; n++ {
		d := newDay(cal.midnight(n))
		if !d.date.Before(end) {
			return cal
		}
		r := newRandom(c.Seed, streamMood, n)
		almanac.mark(&d)
		d.demand *= (1 + 0.06*d.heat) * math.Exp(moodDeviation*r.normal())
		cal.days = append(cal.days, d)
		cal.anniversaries[int16(d.monthDay)] = append(cal.anniversaries[int16(d.monthDay)], n)
	}
}

// midnight is the local midnight that begins day n.
func (c *calendar) midnight(n int) time.Time {
	y, m, d := c.start.Date()
	return time.Date(y, m, d+n, 0, 0, 0, 0, c.zone)
}

// newDay works out what follows from the date alone. The base is twelve hours before
// local noon: where clocks change in the night, opening hours still come out right.
func newDay(midnight time.Time) day {
	y, m, d := midnight.Date()
	noon := time.Date(y, m, d, 12, 0, 0, 0, midnight.Location())
	weekday := noon.Weekday()
	return day{
		date: midnight, base: noon.Unix() - 12*3600, stamp: midnight.Format("20060102"),
		monthDay: int(m)*100 + d, weekday: weekday,
		rest:      weekday == time.Saturday || weekday == time.Sunday,
		memberDay: d == memberDayOfMonth,
		heat:      -math.Cos(2 * math.Pi * float64(noon.YearDay()-25) / 365.25),
		demand:    weekdayDemand[weekday],
	}
}

var weekdayDemand = [7]float64{
	time.Sunday: 1.08, time.Monday: 0.93, time.Tuesday: 0.95, time.Wednesday: 0.98,
	time.Thursday: 1.00, time.Friday: 1.08, time.Saturday: 1.12,
}

// instant is the moment of a clock time on day n, in UTC.
func (c *calendar) instant(n, second int) time.Time {
	return time.Unix(c.days[n].base+int64(second), 0).UTC()
}

// almanac holds the feasts of the years that the records touch.
type almanac struct {
	feasts   [feastCount]map[int]time.Time // by solar year
	qingming map[int]time.Time
}

func newAlmanac(from, to int) almanac {
	a := almanac{qingming: map[int]time.Time{}}
	for f := range a.feasts {
		a.feasts[f] = map[int]time.Time{}
	}
	for year := from; year <= to+1; year++ {
		a.feasts[springFestival][year] = civil(lunar.NewLunarFromYmd(year, 1, 1).GetSolar())
		a.feasts[dragonBoat][year] = civil(lunar.NewLunarFromYmd(year, 5, 5).GetSolar())
		a.feasts[midAutumn][year] = civil(lunar.NewLunarFromYmd(year, 8, 15).GetSolar())
		a.qingming[year] = civil(lunar.NewLunarFromYmd(year, 1, 1).GetJieQiTable()["清明"])
	}
	return a
}

func civil(s *lunar.Solar) time.Time {
	return time.Date(s.GetYear(), time.Month(s.GetMonth()), s.GetDay(), 0, 0, 0, 0, time.UTC)
}

// mark writes the feasts and public holidays into a day.
func (a almanac) mark(d *day) {
	y, m, dom := d.date.Date()
	date := time.Date(y, m, dom, 0, 0, 0, 0, time.UTC)
	for f := range a.feasts {
		ahead := daysBetween(date, a.feasts[f][y])
		if ahead < 0 { // this year's is over: the next one may be near
			ahead = daysBetween(date, a.feasts[f][y+1])
		}
		if ahead <= feastDays[f] {
			// Boxes sell best some days before the feast, and hardly on the day itself.
			d.feasts[f] = giftCurve(float64(ahead) / float64(feastDays[f]))
		}
	}
	newYear := daysBetween(a.feasts[springFestival][y], date) // 0 on 正月初一
	switch {
	case newYear >= -1 && newYear <= 2: // 除夕 to 初三: many shops close early, cities are empty
		d.rest, d.demand = true, d.demand*0.62
	case newYear >= 3 && newYear <= 6: // until 初七, the last public holiday
		d.rest, d.demand = true, d.demand*1.05
	case m == time.October && dom <= 7:
		d.rest, d.demand = true, d.demand*1.10
	case m == time.May && dom <= 5:
		d.rest, d.demand = true, d.demand*1.12
	case m == time.January && dom == 1, date.Equal(a.qingming[y]),
		date.Equal(a.feasts[dragonBoat][y]), date.Equal(a.feasts[midAutumn][y]):
		d.rest, d.demand = true, d.demand*1.08
	}
}

// giftCurve rises from the first box on the shelf (1) to its height a quarter of the
// way before the feast (0), then falls.
func giftCurve(left float64) float64 {
	const height = 0.25
	if left > height {
		return 0.05 + 0.95*(1-left)/(1-height)
	}
	return 0.15 + 0.85*left/height
}

func daysBetween(from, to time.Time) int { return int(to.Sub(from).Hours() / 24) }
