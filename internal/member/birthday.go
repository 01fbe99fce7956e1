package member

import (
	"fmt"
	"time"
)

// Birthday is a date of birth. The zero value says that it is not known; the
// year may be zero by itself.
type Birthday struct{ Year, Month, Day int }

// IsZero reports whether nothing is known.
func (b Birthday) IsZero() bool { return b == Birthday{} }

// String returns "MM-DD", or "" when nothing is known. The year is not shown.
func (b Birthday) String() string {
	if b.IsZero() {
		return ""
	}
	return fmt.Sprintf("%02d-%02d", b.Month, b.Day)
}

// ParseBirthday reads "MM-DD" or "YYYY-MM-DD"; "" is the zero value. The 29th of
// February exists without a year and in leap years. Errors: ErrBadBirthday.
func ParseBirthday(s string) (Birthday, error) {
	if s == "" {
		return Birthday{}, nil
	}
	if day, err := time.Parse(time.DateOnly, s); err == nil {
		return Birthday{day.Year(), int(day.Month()), day.Day()}, nil
	}
	// Parsed within a leap year, in which every day exists that can be a birthday.
	if day, err := time.Parse(time.DateOnly, "2000-"+s); err == nil {
		return Birthday{0, int(day.Month()), day.Day()}, nil
	}
	return Birthday{}, ErrBadBirthday
}

// firstBirthYear is before anybody who can join.
const firstBirthYear = 1900

// valid reports whether b is not known, or a date that exists and is past.
func (b Birthday) valid(now time.Time) bool {
	if b.IsZero() {
		return true
	}
	year := b.Year
	if year == 0 {
		year = 2000
	}
	day := time.Date(year, time.Month(b.Month), b.Day, 0, 0, 0, 0, time.UTC)
	if day.Year() != year || int(day.Month()) != b.Month || day.Day() != b.Day {
		return false
	}
	// Somewhere on earth it is already tomorrow.
	return b.Year == 0 || (b.Year >= firstBirthYear && !day.After(now.Add(24*time.Hour)))
}

func birthdayOf(month, day *int16) Birthday {
	if month == nil || day == nil {
		return Birthday{}
	}
	return Birthday{Month: int(*month), Day: int(*day)}
}
