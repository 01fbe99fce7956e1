// Package division knows the administrative divisions of China by the codes of
// GB/T 2260: provinces, cities, districts. An address says its division by code, so
// that the same place is the same in every file and screen. The codes are facts;
// divisions.txt holds them one a line, a province by two digits, a city by four, a
// district by six. Below Hong Kong, Macao and Taiwan the standard has none.
package division

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed divisions.txt
var text string

// Division is a province, a city or a district.
type Division struct {
	Code string // six digits
	Name string
}

const digits = 6

var (
	names = map[string]string{}   // by the digits that matter
	below = map[string][]string{} // in the order of their codes
)

func init() {
	for line := range strings.Lines(text) {
		code, name, _ := strings.Cut(strings.TrimSpace(line), " ")
		names[code] = name
		up := code[:len(code)-2]
		below[up] = append(below[up], code)
	}
}

// full writes a code as the standard does.
func full(code string) string { return code + strings.Repeat("0", digits-len(code)) }

// short leaves the digits that matter.
func short(code string) string {
	if len(code) != digits {
		return "-"
	}
	for len(code) > 2 && strings.HasSuffix(code, "00") {
		code = code[:len(code)-2]
	}
	return code
}

// Known reports whether there is a division with this code.
func Known(code string) bool { return names[short(code)] != "" }

// Path is the division with this code and those it lies in, the largest first.
// A city that only repeats the name of its province, or has none, is left out.
func Path(code string) []Division {
	at := short(code)
	if names[at] == "" {
		return nil
	}
	var path []Division
	for n := 2; n <= len(at); n += 2 {
		part := at[:n]
		if n == 4 && len(at) > 4 && direct(part) {
			continue
		}
		path = append(path, Division{full(part), names[part]})
	}
	return path
}

// direct reports whether the districts of a city are directly those of its province.
func direct(city string) bool {
	return names[city] == names[city[:2]] || strings.HasPrefix(names[city], "省直辖") || strings.HasPrefix(names[city], "自治区直辖") || names[city] == "县"
}

// Name is a division with those it lies in, as it is written on a letter.
func Name(code string) string {
	var b strings.Builder
	for _, d := range Path(code) {
		b.WriteString(d.Name)
	}
	return b.String()
}

// Below are the divisions that lie directly in one; in "" the provinces.
func Below(code string) []Division {
	at := ""
	if code != "" {
		at = short(code)
	}
	list := make([]Division, len(below[at]))
	for i, c := range below[at] {
		list[i] = Division{full(c), names[c]}
	}
	return list
}

// Parse reads the division at the beginning of an address as people write it, with
// or without 省 and 市, and returns the deepest that is certain with what follows.
func Parse(address string) (code, rest string, ok bool) {
	rest = strings.TrimSpace(address)
	at := ""
	if province, after, ok := first(below[""], rest); ok {
		at, rest = province, after
	}
	var cities []string
	for _, province := range below[""] {
		if at == "" || province == at {
			cities = append(cities, below[province]...)
		}
	}
	if city, after, ok := first(cities, rest); ok {
		at, rest = city, after
	}
	if at == "" {
		return "", rest, false
	}
	var districts []string
	for _, city := range cities {
		if strings.HasPrefix(city, at) {
			districts = append(districts, below[city]...)
		}
	}
	if district, after, ok := first(districts, rest); ok {
		at, rest = district, after
	}
	return full(at), rest, true
}

// first finds which of the divisions a text begins with, by the longest name. Of two
// with the same name neither is certain.
func first(codes []string, text string) (code, rest string, ok bool) {
	best := ""
	for _, c := range codes {
		for _, name := range spellings(c) {
			switch {
			case !strings.HasPrefix(text, name) || len(name) < len(best):
			case name != names[c] && goesOn(text[len(name):]): // 朝阳区 is not 朝阳市
			case name == best && code != c:
				ok = false
			default:
				code, best, ok = c, name, true
			}
		}
	}
	if !ok {
		return "", text, false
	}
	return code, strings.TrimLeft(text[len(best):], " \u3000,，、"), true
}

// goesOn reports whether a name left short is in truth that of something smaller.
func goesOn(rest string) bool {
	return strings.ContainsAny(firstRune(rest), "区县镇乡路街道")
}

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return "-"
}

// endings are what people leave away. Districts are written in full: 朝阳 alone may
// be a road.
var endings = map[int][]string{
	2: {"特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市"},
	4: {"市", "地区", "盟"},
}

func spellings(code string) []string {
	name := names[code]
	list := []string{name}
	for _, ending := range endings[len(code)] {
		if bare, cut := strings.CutSuffix(name, ending); cut && len(bare) >= 2*len("京") {
			return append(list, bare)
		}
	}
	return slices.Clip(list)
}
