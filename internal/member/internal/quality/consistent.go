package quality

import (
	"strconv"
	"strings"

	"habitue/internal/platform/division"
)

// postcodes are the beginnings of Chinese postcodes in each province.
var postcodes = map[string][]string{
	"11": {"10"}, "12": {"30"}, "13": {"05", "06", "07"}, "14": {"03", "04"}, "15": {"01", "02", "16", "13", "12"},
	"21": {"11", "12"}, "22": {"13"}, "23": {"15", "16"}, "31": {"20"}, "32": {"21", "22"}, "33": {"31", "32"}, "34": {"23", "24"},
	"35": {"35", "36"}, "36": {"33", "34"}, "37": {"25", "26", "27"}, "41": {"45", "46", "47"}, "42": {"43", "44"}, "43": {"41", "42"},
	"44": {"51", "52"}, "45": {"53", "54"}, "46": {"57"}, "50": {"40"}, "51": {"61", "62", "63", "64"}, "52": {"55", "56"},
	"53": {"65", "66", "67"}, "54": {"85", "86"}, "61": {"71", "72"}, "62": {"73", "74"}, "63": {"81", "82", "83"}, "64": {"75"},
	"65": {"83", "84"},
}

// regionPostcode finds addresses whose postcode lies in another province.
func regionPostcode(f Facts) bool {
	for _, h := range f.Homes {
		if len(h.Postcode) != 6 || len(h.Division) != 6 || strings.Trim(h.Postcode, "0123456789") != "" {
			continue
		}
		if known := postcodes[h.Division[:2]]; known != nil && !beginsWithOne(h.Postcode, known) {
			return true
		}
	}
	return false
}

func beginsWithOne(text string, beginnings []string) bool {
	for _, b := range beginnings {
		if strings.HasPrefix(text, b) {
			return true
		}
	}
	return false
}

// areas are the provinces of the area codes of fixed lines, by their beginning.
var areas = map[string]string{
	"10": "11", "21": "31", "22": "12", "23": "50", "24": "21", "25": "32", "27": "42", "28": "51", "29": "61",
	"31": "13", "34": "14", "35": "14", "37": "41", "39": "41", "41": "21", "42": "21", "43": "22", "45": "23", "46": "23",
	"47": "15", "48": "15", "51": "32", "52": "32", "53": "37", "54": "37", "55": "34", "56": "34", "57": "33", "58": "33",
	"59": "35", "63": "37", "70": "36", "71": "42", "72": "42", "73": "43", "74": "43", "75": "44", "76": "44", "77": "45",
	"79": "36", "81": "51", "82": "51", "83": "51", "85": "52", "87": "53", "88": "53", "91": "61", "93": "62", "94": "62", "95": "64", "97": "63", "99": "65",
}

// regionPhone finds addresses whose fixed line rings in another province. Mobiles move
// with their owners and say nothing.
func regionPhone(f Facts) bool {
	for _, h := range f.Homes {
		digits, chinese := strings.CutPrefix(h.Phone, "+86")
		if !chinese || len(digits) < 9 || len(h.Division) != 6 || digits[0] == '1' && !strings.HasPrefix(digits, "10") || len(digits) == 11 && digits[0] == '1' {
			continue
		}
		if at := areas[digits[:2]]; at != "" && at != h.Division[:2] && division.Known(h.Division) {
			return true
		}
	}
	return false
}

// ageFields are codes under which retailers keep an age.
var ageFields = []string{"age", "nianling", "years_old"}

// birthdayAge finds who says an age that his year of birth does not bear out. Somebody
// who said it a while ago is older since: two years are given.
func birthdayAge(f Facts) bool {
	if f.Year == 0 {
		return false
	}
	for _, code := range ageFields {
		values := f.Fields[code].Values
		if len(values) != 1 {
			continue
		}
		said, err := strconv.Atoi(values[0])
		age := ageAt(f, f.Now.Year(), int(f.Now.Month()), f.Now.Day())
		if err == nil && (said > age+1 || said < age-2) {
			return true
		}
	}
	return false
}

// joinedAfterOrder finds who bought as a member before he was one. What somebody did as
// a visitor is his from joining on, so a day is given for clocks, no more.
func joinedAfterOrder(f Facts) bool {
	return !f.FirstOrder.IsZero() && f.FirstOrder.AddDate(0, 0, 1).Before(f.JoinedAt)
}

// contactStale finds who has not been asked for so many months whether it is all true still.
func contactStale(r Rule, f Facts) (*Fix, bool) {
	reachable := len(f.Phones)+len(f.Emails) > 0
	return nil, reachable && !f.Confirmed.IsZero() && f.Confirmed.AddDate(0, r.Threshold, 0).Before(f.Now)
}
