package intake

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func location(t interface{ Fatal(...any) }, name string) *time.Location {
	l, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestTimeIsReadAsTillsWriteIt(t *testing.T) {
	t.Parallel()
	shanghai := location(t, "Asia/Shanghai")
	for _, c := range []struct {
		text  string
		order DateOrder
		want  string // in Shanghai; empty: not readable
	}{
		{"2026-03-04 05:06:07", "", "2026-03-04 05:06:07"},
		{"2026-03-04", "", "2026-03-04 00:00:00"},
		{"2026/3/4 5:06", "", "2026-03-04 05:06:00"},
		{"2026.03.04", "", "2026-03-04 00:00:00"},
		{"2026-03-04T05:06:07.891234567", "", "2026-03-04 05:06:07.891234"},
		{"2026-03-04T05:06:07Z", "", "2026-03-04 13:06:07"},
		{"2026-03-04T05:06:07+02:00", "", "2026-03-04 11:06:07"},
		{"2026-03-04 05:06:07 -0330", "", "2026-03-04 16:36:07"},
		{"20260304", "", "2026-03-04 00:00:00"},
		{"2026-03-04 00:00:00 05:06:07", "", "2026-03-04 05:06:07"}, // a date of a database, and a column of clocks
		{"4/3/2026 00:00:00.000 5:06 PM", DayMonthYear, "2026-03-04 17:06:00"},
		{"2026-03-04 00:00:00 +02:00", "", "2026-03-04 06:00:00"},
		{"2026-03-04 00:00:00 00:00:00 05:06", "", ""},
		{"20260304 05:06", "", "2026-03-04 05:06:00"},
		{"202603040506", "", "2026-03-04 05:06:00"},
		{"20260304050607", "", "2026-03-04 05:06:07"},
		{"2026年3月4日 5时6分", "", "2026-03-04 05:06:00"},
		{"2026年3月4日", "", "2026-03-04 00:00:00"},
		{"2026年3月4日 下午5:06", "", "2026-03-04 17:06:00"},
		{"2026-03-04 下午 05:06:07", "", "2026-03-04 17:06:07"},
		{"3/4/2026 5:06 PM", MonthDayYear, "2026-03-04 17:06:00"},
		{"3/4/2026 12:06 am", MonthDayYear, "2026-03-04 00:06:00"},
		{"3/4/26", DayMonthYear, "2026-04-03 00:00:00"},
		{"3.4.2026", DayMonthYear, "2026-04-03 00:00:00"},
		{"13/4/2026", DayMonthYear, "2026-04-13 00:00:00"},
		{"4-Mar-2026 05:06", "", "2026-03-04 05:06:00"},
		{"4 March 2026", "", "2026-03-04 00:00:00"},
		{"1772572767", "", "2026-03-04 05:19:27"},
		{"1772572767123", "", "2026-03-04 05:19:27.123"},
		{"2024-02-29", "", "2024-02-29 00:00:00"},
		{"3/4/2026", "", ""},
		{"13/4/2026", MonthDayYear, ""},
		{"2026-02-29", "", ""},
		{"2026-13-01", "", ""},
		{"2026-03-04 24:00", "", ""},
		{"2026-03-04 05:60", "", ""},
		{"2026-03-04 13:06 am", "", ""},
		{"2026-03-04 05:06:07 CST", "", ""},
		{"2026-03-04 05:06:07+99:00", "", ""},
		{"2026-03", "", ""}, {"tomorrow", "", ""}, {"0", "", ""}, {"40513.35", "", ""}, {"2026-03-04x", "", ""},
		{"", "", ""},
	} {
		t.Run(fmt.Sprintf("%q %s", c.text, c.order), func(t *testing.T) {
			t.Parallel()
			got := ""
			if civil, ok := parseCivil([]byte(c.text), c.order); ok {
				z := zoner{location: shanghai}
				got = time.UnixMicro(z.instant(civil)).In(shanghai).Format("2006-01-02 15:04:05.999999")
			}
			if got != c.want {
				t.Fatalf("read %q, want %q", got, c.want)
			}
		})
	}
}

func TestTimesThatNeverWereOrWereTwice(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ zone, wall, want string }{
		{"Europe/London", "2011-03-27 00:59:59", "2011-03-27T00:59:59Z"},
		{"Europe/London", "2011-03-27 01:30:00", "2011-03-27T01:30:00Z"}, // the clock showed 02:30 then
		{"Europe/London", "2011-03-27 02:00:00", "2011-03-27T01:00:00Z"},
		{"Europe/London", "2010-10-31 01:30:00", "2010-10-31T00:30:00Z"}, // the first of two
		{"Europe/London", "2010-10-31 02:00:00", "2010-10-31T02:00:00Z"},
		{"America/New_York", "2026-11-01 01:30:00", "2026-11-01T05:30:00Z"},
		{"Asia/Shanghai", "1991-04-14 00:30:00", "1991-04-13T16:30:00Z"},
	} {
		t.Run(c.zone+" "+c.wall, func(t *testing.T) {
			t.Parallel()
			civil, ok := parseCivil([]byte(c.wall), "")
			z := zoner{location: location(t, c.zone)}
			if got := time.UnixMicro(z.instant(civil)).UTC().Format(time.RFC3339); !ok || got != c.want {
				t.Fatalf("%s, want %s", got, c.want)
			}
		})
	}
}

// One zoner that jumps about in time agrees with the time package wherever the
// wall clock leaves no doubt.
func TestZonesAgreeWithTheTimePackage(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		l := location(t, rapid.SampledFrom([]string{"Asia/Shanghai", "Europe/London", "America/New_York", "Australia/Lord_Howe", "UTC", "Asia/Kolkata"}).Draw(t, "zone"))
		z := zoner{location: l}
		for _, unix := range rapid.SliceOfN(rapid.Int64Range(600_000_000, 2_000_000_000), 1, 20).Draw(t, "times") {
			at := time.Unix(unix, 0).In(l)
			c := civil{year: at.Year(), month: int(at.Month()), day: at.Day(), hour: at.Hour(), minute: at.Minute(), second: at.Second()}
			got := time.UnixMicro(z.instant(c)).In(l)
			if got.Format(time.DateTime) != at.Format(time.DateTime) {
				t.Fatalf("%s reads as %s", at, got)
			}
			if got.After(at) {
				t.Fatalf("of two times the later was taken: %s for %s", got, at)
			}
		}
	})
}

func FuzzCivil(f *testing.F) {
	for _, s := range []string{"2026-03-04 05:06:07", "3/4/26 5:06 PM", "2026年3月4日 下午5时", "1772572767123", "20260304050607", "4-Mar-2026", "2026-03-04T05:06:07.123+08:00"} {
		for _, o := range []string{"", "dmy", "mdy"} {
			f.Add(s, o)
		}
	}
	z := zoner{location: location(f, "Europe/London")}
	f.Fuzz(func(t *testing.T, text, order string) {
		c, ok := parseCivil([]byte(text), DateOrder(order))
		if ok && !c.unix && !c.valid() {
			t.Fatalf("%q gives %+v", text, c)
		}
		if ok {
			z.instant(c)
		}
	})
}
