package member_test

import (
	"errors"
	"testing"

	"habitue/internal/member"
)

func TestParseBirthday(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]member.Birthday{
		"":           {},
		"02-29":      {Month: 2, Day: 29},
		"12-31":      {Month: 12, Day: 31},
		"1996-02-29": {Year: 1996, Month: 2, Day: 29},
	} {
		if got, err := member.ParseBirthday(text); err != nil || got != want {
			t.Errorf("%q reads %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"02-30", "04-31", "13-01", "00-10", "1-1", "1995-02-29", "29-02", "1990/01/01", "01-01-1990", "today", "\xff"} {
		if got, err := member.ParseBirthday(text); !errors.Is(err, member.ErrBadBirthday) {
			t.Errorf("%q reads %v, %v; want it refused", text, got, err)
		}
	}
	if got := (member.Birthday{Year: 1996, Month: 2, Day: 29}).String(); got != "02-29" {
		t.Errorf("the year is shown: %s", got)
	}
}
