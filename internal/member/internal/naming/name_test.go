package naming_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"habitue/internal/member/internal/naming"
)

// of lists the texts of one kind.
func of(name string, kind naming.Kind) []string {
	var list []string
	for _, s := range naming.Fold(name).Spellings() {
		if s.Kind == kind {
			list = append(list, s.Text)
		}
	}
	return list
}

func TestSpellings(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]struct{ characters, pinyin, initials, letters string }{
		"王小明":           {"王 王小 王小明", "wang wangxiao wangxiaoming", "wxm", ""},
		" 王 小明 ":        {"王 王小 王小明", "wang wangxiao wangxiaoming", "wxm", ""},
		"陳曉東":           {"陈 陈晓 陈晓东", "chen chenxiao chenxiaodong", "cxd", ""},
		"欧阳娜":           {"欧 欧阳 欧阳娜", "ou ouyang ouyangna", "oyn", ""},
		"尉迟恭":           {"尉 尉迟 尉迟恭", "yu yuchi yuchigong wei weichi weichigong", "ycg wcg", ""},
		"单雄信":           {"单 单雄 单雄信", "shan shanxiong shanxiongxin dan danxiong danxiongxin", "sxx dxx", ""},
		"曾国藩":           {"曾 曾国 曾国藩", "zeng zengguo zengguofan", "zgf", ""},
		"仇英":            {"仇 仇英", "qiu qiuying chou chouying", "qy cy", ""},
		"解晓东":           {"解 解晓 解晓东", "xie xiexiao xiexiaodong jie jiexiao jiexiaodong", "xxd jxd", ""},
		"王重庆":           {"王 王重 王重庆", "wang wangchong wangchongqing", "wcq", ""},
		"李乐":            {"李 李乐", "li lile liyue", "ll ly", ""},
		"吕布":            {"吕 吕布", "lv lvbu lu lubu lyu lyubu", "lb", ""},
		"艾力·买买提":        {"艾 艾力 艾力买 艾力买买 艾力买买提", "ai aili ailimai ailimaimai ailimaimaiti", "almmt", ""},
		"John Smith":    {"", "johnsmith", "", "jo joh john sm smi smit smith"},
		"JOSÉ Ångström": {"", "joseangstrom", "", "jo jos jose an ang angs angst angstr angstro angstrom"},
		"王Tony":         {"王", "wang", "", "to ton tony"},
		"😀王芳❤️":         {"王 王芳", "wang wangfang", "wf", ""},
		"ＡＢ":            {"", "", "", "ab"},
		"O'Neil":        {"", "", "", "on one onei oneil"},
		"さくら":           {"さ さく さくら", "", "", ""},
		"김민준":           {"김 김민 김민준", "", "", ""},
		"":              {},
		"😀😀":            {},
		"---":           {},
		"A":             {"", "", "", "a"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for kind, texts := range map[naming.Kind]string{
				naming.Characters: want.characters, naming.Pinyin: want.pinyin, naming.Initials: want.initials, naming.Letters: want.letters,
			} {
				// Variants of a reading come side by side; their order does not matter.
				got, wanted := of(name, kind), strings.Fields(texts)
				slices.Sort(got)
				slices.Sort(wanted)
				if !slices.Equal(got, wanted) {
					t.Errorf("%s: %v, want %v", kind, got, wanted)
				}
			}
		})
	}
}

func TestHasLooksBeyondWhatIsSpelledOut(t *testing.T) {
	t.Parallel()
	long := naming.Fold("中华人民共和国中央银行 Christopherson-Wellington")
	for _, c := range []struct {
		s    naming.Spelling
		want bool
	}{
		{naming.Spelling{Kind: naming.Characters, Text: "中华人民共和国中央银"}, true},
		{naming.Spelling{Kind: naming.Characters, Text: "中华人民共和国中方"}, false},
		{naming.Spelling{Kind: naming.Letters, Text: "christopherson"}, true},
		{naming.Spelling{Kind: naming.Letters, Text: "christophersen"}, false},
		{naming.Spelling{Kind: naming.Characters, Text: ""}, false},
	} {
		if got := long.Has(c.s); got != c.want {
			t.Errorf("%v: %v", c.s, got)
		}
		if c.want && !slices.Contains(long.Spellings(), c.s.Cut()) {
			t.Errorf("%v is cut to %v, which is not spelled out", c.s, c.s.Cut())
		}
	}
}

// FuzzSpellings holds that no name, however hostile, costs much or is not found
// by what is spelled out of it.
func FuzzSpellings(f *testing.F) {
	for _, s := range []string{"王小明", "单于重庆乐乐行长", "John O’Neil", "\xff\x00", "ﷺ", strings.Repeat("乐", 100), "é́́́", "😀王", "ǅ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := naming.Fold(s)
		list := n.Spellings()
		if len(list) > 100 {
			t.Fatalf("%d spellings", len(list))
		}
		for _, sp := range list {
			if sp.Text == "" || !utf8.ValidString(sp.Text) {
				t.Fatalf("spelling %q of %q", sp, s)
			}
			if !n.Has(sp) {
				t.Fatalf("%q does not have %v", s, sp)
			}
		}
	})
}
