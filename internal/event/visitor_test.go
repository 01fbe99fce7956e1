package event

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestVisitorsAreTheFirstOnes: in whatever order it is told who was known by a visitor,
// the owner is the first, and nothing that lies behind the first sight of anybody else
// is his.
func TestVisitorsAreTheFirstOnes(t *testing.T) {
	t.Parallel()
	begin := time.Date(2026, 3, 10, 2, 0, 0, 0, time.UTC)
	rapid.Check(t, func(rt *rapid.T) {
		type news struct {
			who int64
			at  int
		}
		list := rapid.SliceOfNDistinct(rapid.Custom(func(rt *rapid.T) news {
			return news{rapid.SampledFrom([]int64{somebody, 1, 2, 3, -4}).Draw(rt, "who"), rapid.IntRange(0, 30).Draw(rt, "at")}
		}), 1, 8, func(n news) int { return n.at }).Draw(rt, "news")
		var v visitor
		for _, n := range list {
			v.identified(n.who, begin.Add(time.Duration(n.at)*time.Minute))
		}
		first := list[0]
		for _, n := range list {
			if n.at < first.at {
				first = n
			}
		}
		other, last := 1000, first.at // of anybody else, and of the owner before
		for _, n := range list {
			if n.who != first.who || n.who == somebody {
				other = min(other, n.at)
			}
		}
		for _, n := range list {
			if n.who == first.who && n.at < other {
				last = max(last, n.at)
			}
		}
		minutes := func(at time.Time) int { return int(at.Sub(begin) / time.Minute) }
		if v.owner != first.who {
			rt.Fatalf("%v: the owner is %d", list, v.owner)
		}
		if v.owner == somebody {
			if minutes(v.other) != first.at || !v.until.IsZero() {
				rt.Fatalf("%v: %+v", list, v)
			}
			return
		}
		if until := minutes(v.until); until < first.at || until > last || minutes(v.first) != first.at {
			rt.Fatalf("%v: %d to %d, want until %d at most", list, minutes(v.first), until, last)
		}
		if (other == 1000) != v.other.IsZero() || other < 1000 && minutes(v.other) != other {
			rt.Fatalf("%v: somebody else at %v, want %d", list, v.other, other)
		}
		if again := v; again.identified(first.who, v.first) {
			rt.Fatalf("%v: the same again is news", list)
		}
	})
}

func TestNothingPersonalIsKept(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"wang@example.com":                  "…",
		"写给 wang.xm+tea@mail.example.cn 的信": "写给 … 的信",
		"call 138 0000 1234 now":            "call … now",
		"13800001234":                       "…",
		"１３８００００１２３４":                       "…",
		"+86-138-0000-1234":                 "…",
		"110101199003071234":                "…",
		"11010119900307123X":                "…",
		"6222 0200 0000 1234 567":           "…",
		"(010) 6512-3456":                   "(…",
		"龙井 2026 明前 250g":                   "龙井 2026 明前 250g",
		"iPhone 15 Pro 256":                 "iPhone 15 Pro 256",
		" two\nlines\x00 ":                  "two lines",
	} {
		if got := harmless(text, longestLabel); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
	for path, want := range map[string]string{
		"https://shop.example.com/tea/longjing?name=wang#x": "/tea/longjing",
		"https://shop.example.com":                          "/",
		"/me/13800001234/orders":                            "/me/…/orders",
		"/u/wang@example.com":                               "/u/…",
		"/u/%77ang%40example.com":                           "/u/…",
		"/cart;jsessionid=1":                                "/cart",
	} {
		if got := harmlessPath(path); got != want {
			t.Errorf("%q became %q, want %q", path, got, want)
		}
	}
	for sku, want := range map[string]string{
		"TEA-1": "TEA-1", "6901234567892": "6901234567892", "13800001234": "", "+8613800001234": "", "86 138 0000 1234": "",
		"a@b.c": "", "line\nbreak": "", "": "", "龙井250": "龙井250", "x'); DROP TABLE": "",
	} {
		if got := code(sku); got != want {
			t.Errorf("%q became %q, want %q", sku, got, want)
		}
	}
}

func FuzzHarmless(f *testing.F) {
	f.Add("wang@example.com 13800001234")
	f.Add("%E7%8E%8B\xff\x00://")
	f.Add("0@0@0")
	f.Fuzz(func(t *testing.T, text string) {
		for _, got := range []string{harmless(text, longestLabel), harmlessPath(text), code(text)} {
			if len(got) > 4*longestPath || strings.ContainsAny(got, "@＠\n\x00") {
				t.Fatalf("%q became %q", text, got)
			}
		}
		if again := harmless(harmless(text, longestLabel), longestLabel); again != harmless(text, longestLabel) {
			t.Fatalf("%q is cleaned twice: %q", text, again)
		}
	})
}
