package clock

import "time"

// MonthsOn returns the same day n months on or, below zero, back: the last day
// where the month is shorter. A month after 31 January is 28 February, and not 3
// March as AddDate has it.
func MonthsOn(t time.Time, n int) (int, time.Month, int) {
	y, m, d := t.Date()
	last := time.Date(y, m+time.Month(n)+1, 0, 0, 0, 0, 0, time.UTC)
	return last.Year(), last.Month(), min(d, last.Day())
}

// AddMonths is MonthsOn at the same time of day.
func AddMonths(t time.Time, n int) time.Time {
	y, m, d := MonthsOn(t, n)
	hour, minute, sec := t.Clock()
	return time.Date(y, m, d, hour, minute, sec, t.Nanosecond(), t.Location())
}
