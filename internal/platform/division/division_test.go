package division_test

import (
	"testing"

	"habitue/internal/platform/division"
)

func TestCodesLeadToNames(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		"310115": "上海市浦东新区", "440305": "广东省深圳市南山区", "440300": "广东省深圳市", "110000": "北京市",
		"429004": "湖北省仙桃市", "500101": "重庆市万州区", "810000": "香港特别行政区",
		"": "", "31": "", "999999": "", "310199999": "", "3101１5": "",
	} {
		if got := division.Name(code); got != want {
			t.Errorf("%q is %q, want %q", code, got, want)
		}
		if division.Known(code) != (want != "") {
			t.Errorf("%q: known is %v", code, !(want != ""))
		}
	}
	if n := len(division.Below("")); n != 34 {
		t.Errorf("%d provinces", n)
	}
	if list := division.Below("440300"); len(list) < 9 || list[0].Code != "440303" {
		t.Errorf("below Shenzhen: %v", list)
	}
}

func TestAddressesAreParsed(t *testing.T) {
	t.Parallel()
	for address, want := range map[string][2]string{
		"上海市浦东新区世纪大道1号":         {"310115", "世纪大道1号"},
		"上海 浦东新区 世纪大道1号":        {"310115", "世纪大道1号"},
		"上海，200 Century Avenue": {"310000", "200 Century Avenue"},
		"上海市上海市黄浦区南京东路":         {"310101", "南京东路"},
		"广东深圳南山区科技园":            {"440305", "科技园"},
		"深圳市南山区科技园":             {"440305", "科技园"},
		"北京市朝阳路8号":              {"110000", "朝阳路8号"}, // a road, not a district
		"湖北省仙桃市沔阳大道":            {"429004", "沔阳大道"},
		"内蒙古呼和浩特市新城区":           {"150102", ""},
		"朝阳区建国路":                {"", "朝阳区建国路"}, // there are several
		"200 Queen's Road":      {"", "200 Queen's Road"},
	} {
		code, rest, ok := division.Parse(address)
		if code != want[0] || rest != want[1] || ok != (want[0] != "") {
			t.Errorf("%s: %q %q %v, want %q", address, code, rest, ok, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("上海市浦东新区世纪大道1号")
	f.Fuzz(func(t *testing.T, address string) {
		code, rest, ok := division.Parse(address)
		if ok != division.Known(code) || len(rest) > len(address) {
			t.Errorf("%q: %q %q %v", address, code, rest, ok)
		}
	})
}
