package intake

import (
	"bytes"
	"strings"
)

// civil is a date and time of day as somebody wrote it, without knowing where.
type civil struct {
	year, month, day     int
	hour, minute, second int
	micro                int
	offset               int  // seconds east of Greenwich
	hasOffset            bool // the text names the offset: the shop's zone does not matter
	unix                 bool // year…micro are empty; second and micro count from 1970
}

// parseCivil reads the ways in which tills and spreadsheets write a moment:
//
//	2026-03-04 05:06:07.89   2026/3/4 5:06   20260304050607   2026年3月4日 5时6分
//	2026-03-04T05:06:07+08:00   4.3.2026   3/4/26 5:06 PM   4-Mar-2026   1772596800
//
// Where the year comes last, order says whether the day or the month is first;
// without it such a text is not readable.
func parseCivil(b []byte, order DateOrder) (civil, bool) {
	s := scanner{b: bytes.TrimSpace(b)}
	first, width := s.number()
	switch {
	case width == 8 || width == 12 || width == 14:
		return s.packed(first, width)
	case (width == 10 || width == 13) && s.done():
		return epoch(first, width), true
	}
	var c civil
	if !s.date(&c, first, width, order) {
		return civil{}, false
	}
	s.emptyClock()
	if !s.clock(&c) || !s.done() {
		return civil{}, false
	}
	return c, c.valid()
}

// yearLast says that a text begins with a day or month, and which two numbers
// come first. It is how the order of a file is found out.
func yearLast(b []byte) (first, second int, yes bool) {
	s := scanner{b: bytes.TrimSpace(b)}
	first, width := s.number()
	if width == 0 || width > 2 || !s.any("/-.") {
		return 0, 0, false
	}
	second, width = s.number()
	return first, second, width == 1 || width == 2
}

func epoch(n, width int) civil {
	if width == 13 {
		return civil{unix: true, second: n / 1000, micro: n % 1000 * 1000}
	}
	return civil{unix: true, second: n}
}

func (c *civil) valid() bool {
	return c.year >= 1 && c.year <= 9999 && c.month >= 1 && c.month <= 12 && c.day >= 1 && c.day <= daysIn(c.year, c.month) &&
		c.hour <= 23 && c.minute <= 59 && c.second <= 59 && c.offset > -86400 && c.offset < 86400
}

func daysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// scanner walks through the text of a moment.
type scanner struct{ b []byte }

func (s *scanner) done() bool { return len(s.b) == 0 }

// number takes the digits at the front; more than 18 are none.
func (s *scanner) number() (value, width int) {
	for width < len(s.b) && isDigit(s.b[width]) {
		if width == maxDigits {
			return 0, 0
		}
		value = value*10 + int(s.b[width]-'0')
		width++
	}
	s.b = s.b[width:]
	return value, width
}

// any takes one of the characters.
func (s *scanner) any(chars string) bool {
	if len(s.b) > 0 && strings.IndexByte(chars, s.b[0]) >= 0 {
		s.b = s.b[1:]
		return true
	}
	return false
}

// word takes a text.
func (s *scanner) word(text string) bool {
	if bytes.HasPrefix(s.b, []byte(text)) {
		s.b = s.b[len(text):]
		return true
	}
	return false
}

func (s *scanner) blanks() {
	for s.any(" \t") {
	}
}

// packed reads 20260304, 202603040506 and 20260304050607, where 8 digits may
// be followed by a time of day.
func (s *scanner) packed(n, width int) (civil, bool) {
	var c civil
	if width == 14 {
		c.second, n = n%100, n/100
	}
	if width >= 12 {
		c.minute, c.hour, n = n%100, n/100%100, n/10000
	}
	c.year, c.month, c.day = n/10000, n/100%100, n%100
	ok := (width > 8 || s.clock(&c)) && s.done() && c.valid()
	return c, ok
}

// date reads a date of which the first number is taken already.
func (s *scanner) date(c *civil, first, width int, order DateOrder) bool {
	switch {
	case width == 4:
		c.year = first
		return s.yearFirst(c)
	case width == 1 || width == 2:
		return s.dayOrMonthFirst(c, first, order)
	}
	return false
}

func (s *scanner) yearFirst(c *civil) bool {
	if s.word("年") {
		return s.counted(&c.month, "月") && s.counted(&c.day, "日")
	}
	if !s.any("-/.") {
		return false
	}
	return s.upTo(&c.month, 2) && s.any("-/.") && s.upTo(&c.day, 2)
}

func (s *scanner) dayOrMonthFirst(c *civil, first int, order DateOrder) bool {
	if !s.any("/-. ") {
		return false
	}
	if month := s.monthName(); month > 0 {
		c.day, c.month = first, month
		return s.any("/-. ") && s.yearAtEnd(c)
	}
	second := 0
	if !s.upTo(&second, 2) || !s.any("/-.") || !s.yearAtEnd(c) {
		return false
	}
	switch order {
	case DayMonthYear:
		c.day, c.month = first, second
	case MonthDayYear:
		c.month, c.day = first, second
	default:
		return false
	}
	return true
}

// yearAtEnd takes a year of four digits, or of two: 79 is 2079, 80 is 1980.
func (s *scanner) yearAtEnd(c *civil) bool {
	year, width := s.number()
	switch {
	case width == 2 && year < 80:
		year += 2000
	case width == 2:
		year += 1900
	case width != 4:
		return false
	}
	c.year = year
	return true
}

var monthNames = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// monthName takes an English name of a month, short or long.
func (s *scanner) monthName() int {
	n := 0
	for n < len(s.b) && (s.b[n]|0x20) >= 'a' && (s.b[n]|0x20) <= 'z' {
		n++
	}
	if n < 3 {
		return 0
	}
	for i, name := range monthNames {
		if strings.EqualFold(string(s.b[:3]), name) {
			s.b = s.b[n:]
			return i + 1
		}
	}
	return 0
}

// upTo takes a number of at most width digits.
func (s *scanner) upTo(to *int, width int) bool {
	n, got := s.number()
	*to = n
	return got > 0 && got <= width
}

// counted takes a number of one or two digits and the word behind it.
func (s *scanner) counted(to *int, unit string) bool {
	return s.upTo(to, 2) && s.word(unit)
}

// emptyClock passes over the midnight that databases write behind a date, where
// the time of day follows from a column of its own.
func (s *scanner) emptyClock() {
	rest := *s
	if !rest.any("T ") || !rest.word("00:00:00") {
		return
	}
	if rest.any(".") {
		for rest.any("0") {
		}
	}
	if rest.any(" ") && !rest.done() && isDigit(rest.b[0]) {
		*s = rest
	}
}

// clock reads the time of day, if there is one.
func (s *scanner) clock(c *civil) bool {
	if s.done() {
		return true
	}
	if !s.any("T") {
		s.blanks()
	}
	morning, afternoon := s.word("上午"), s.word("下午")
	s.blanks()
	if !s.upTo(&c.hour, 2) {
		return false
	}
	if s.word("时") {
		if !s.counted(&c.minute, "分") {
			return s.done()
		}
		return s.done() || s.counted(&c.second, "秒")
	}
	if !s.any(":") || !s.upTo(&c.minute, 2) {
		return false
	}
	if s.any(":") && (!s.upTo(&c.second, 2) || !s.fraction(c)) {
		return false
	}
	return s.half(c, morning, afternoon) && s.zone(c)
}

// fraction reads a part of a second; what is finer than a microsecond is cut off.
func (s *scanner) fraction(c *civil) bool {
	if !s.any(".,") {
		return true
	}
	n, width := s.number()
	for ; width < 6; width++ {
		n *= 10
	}
	for ; width > 6; width-- {
		n /= 10
	}
	c.micro = n
	return true
}

// half turns a clock of twelve hours into one of twenty-four.
func (s *scanner) half(c *civil, morning, afternoon bool) bool {
	s.blanks()
	if len(s.b) >= 2 && (s.b[1]|0x20) == 'm' {
		morning, afternoon = (s.b[0]|0x20) == 'a', (s.b[0]|0x20) == 'p'
		if !morning && !afternoon {
			return false
		}
		s.b = s.b[2:]
	}
	switch {
	case !morning && !afternoon:
		return true
	case c.hour > 12 || c.hour == 0:
		return afternoon && c.hour > 12 // 下午 14:30 is written, and clear
	case morning && c.hour == 12:
		c.hour = 0
	case afternoon && c.hour < 12:
		c.hour += 12
	}
	return true
}

// zone reads Z, +08:00, +0800 or +08.
func (s *scanner) zone(c *civil) bool {
	s.blanks()
	if s.done() {
		return true
	}
	if s.word("Z") || s.word("UTC") {
		c.hasOffset = true
		return true
	}
	sign := 1
	if s.any("-") {
		sign = -1
	} else if !s.any("+") {
		return false
	}
	n, width := s.number()
	minutes := 0
	switch {
	case width == 4:
		n, minutes = n/100, n%100
	case width != 2 || s.any(":") && !s.upTo(&minutes, 2):
		return false
	}
	c.offset, c.hasOffset = sign*(n*3600+minutes*60), true
	return minutes <= 59
}
