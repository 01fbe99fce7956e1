package quality

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"habitue/internal/platform/division"
)

// placeholders are names that somebody typed who had none to type.
var placeholders = map[string]bool{}

func init() {
	for name := range strings.FieldsSeq(`测试 测试会员 测试用户 测试账号 测试员 先生 女士 小姐 顾客 客户 会员 新会员 老会员 用户 匿名 无名 无名氏 未知 不详 散客 路人
		路人甲 张三 李四 王五 某某 某某某 佚名 保密 无 没有 暂无 空 姓名 名字 默认 默认用户 微信用户 收银员 店员 test tester testing test1 test123 testuser
		asdf asdfgh qwerty qwe abc abcd aaa xxx none null nil undefined unknown anonymous guest user customer member noname noone nobody name mr mrs ms na n/a
		johndoe janedoe foo foobar admin`) {
		placeholders[name] = true
	}
}

var testName = regexp.MustCompile(`^(test|测试|ceshi)[0-9_ -]*$`)

// placeholderName reports whether a name is none: a word for anybody, one character over
// and over, or nothing but digits and signs.
func placeholderName(name string) bool {
	if name == "" {
		return false
	}
	folded := strings.ToLower(strings.ReplaceAll(norm.NFKC.String(name), " ", ""))
	if placeholders[folded] || testName.MatchString(folded) {
		return true
	}
	letters := strings.ContainsFunc(folded, unicode.IsLetter)
	return !letters || repeated(folded) && utf8.RuneCountInString(folded) > 2
}

// repeated reports whether a text is one character over and over.
func repeated(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return s != "" && strings.Trim(s, string(first)) == ""
}

// nameForm finds names with full-width letters, or signs at their ends.
func nameForm(_ Rule, f Facts) (*Fix, bool) {
	tidy := strings.TrimFunc(norm.NFKC.String(f.Name), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsPunct(r) && !strings.ContainsRune(".'’)）", r) || unicode.IsControl(r) || r == '\ufeff' || r == '\u200b'
	})
	tidy = strings.Join(strings.Fields(tidy), " ")
	if tidy == f.Name || tidy == "" {
		return nil, false
	}
	return &Fix{What: "name", Was: f.Name, Is: tidy}, true
}

// chineseRanges are beginnings of mobile numbers that are allotted to nobody who would
// be a member: data cards, things, and what was never allotted.
var chineseRanges = regexp.MustCompile(`^1(?:0|1|2|40|41|42|43|44|46|48|49|54|60|61|63|64|68|69|79)`)

func phoneRange(f Facts) bool {
	for _, phone := range f.Phones {
		digits, chinese := strings.CutPrefix(phone, "+86")
		if chinese && len(digits) == 11 && digits[0] == '1' && chineseRanges.MatchString(digits) {
			return true
		}
	}
	return false
}

// phonePlaceholder finds numbers that are typed to get past a question: they lie within
// a real range and are nobody's who shops here.
func phonePlaceholder(f Facts) bool {
	for _, phone := range f.Phones {
		digits := strings.TrimPrefix(strings.TrimPrefix(phone, "+86"), "+")
		switch {
		case digits == "13800138000" || digits == "13812345678" || digits == "13912345678" || digits == "18612345678":
			return true
		case len(digits) >= 8 && repeated(digits[len(digits)-8:]):
			return true
		case strings.HasSuffix(digits, "12345678") || strings.HasSuffix(digits, "87654321"):
			return true
		}
	}
	return false
}

// typos are domains that nobody has a mailbox at, and what was meant.
var typos = map[string]string{
	"gmial.com": "gmail.com", "gmai.com": "gmail.com", "gmal.com": "gmail.com", "gamil.com": "gmail.com", "gnail.com": "gmail.com",
	"gmaill.com": "gmail.com", "gmail.co": "gmail.com", "gmail.cm": "gmail.com", "gmail.con": "gmail.com", "gmail.cn": "gmail.com", "gmail.comm": "gmail.com",
	"hotmial.com": "hotmail.com", "hotmal.com": "hotmail.com", "hotmai.com": "hotmail.com", "hotmail.con": "hotmail.com", "hotmail.co": "hotmail.com", "hotnail.com": "hotmail.com",
	"outlok.com": "outlook.com", "outllook.com": "outlook.com", "outlook.con": "outlook.com", "outlook.co": "outlook.com",
	"yaho.com": "yahoo.com", "yahooo.com": "yahoo.com", "yahoo.con": "yahoo.com", "yhaoo.com": "yahoo.com",
	"qq.con": "qq.com", "qq.co": "qq.com", "qq.cm": "qq.com", "qq.comm": "qq.com", "qqq.com": "qq.com", "qq.cn": "qq.com",
	"163.con": "163.com", "163.co": "163.com", "163.cm": "163.com", "163.comm": "163.com", "126.con": "126.com", "126.co": "126.com", "126.cm": "126.com",
	"sina.con": "sina.com", "foxmial.com": "foxmail.com", "foxmai.com": "foxmail.com", "foxmail.con": "foxmail.com", "iclud.com": "icloud.com",
	"icloud.con": "icloud.com", "icoud.com": "icloud.com", "139.con": "139.com", "189.con": "189.cn",
}

// emailTypo finds addresses whose domain is a slip of the hand.
func emailTypo(_ Rule, f Facts) (*Fix, bool) {
	for _, email := range f.Emails {
		local, domain, _ := strings.Cut(email, "@")
		if meant, slip := typos[domain]; slip {
			return &Fix{What: "email", Was: email, Is: local + "@" + meant}, true
		}
	}
	return nil, false
}

var (
	reserved  = regexp.MustCompile(`(^|\.)(example\.(com|org|net)|test\.com|test|invalid|localhost|mailinator\.com|noemail\.com|none\.com|xxx\.com|abc\.com)$`)
	noMailbox = regexp.MustCompile(`^(test|none|no|noemail|nomail|null|abc|aaa|xxx|asdf)[0-9]*@`)
	domain    = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+([a-z]{2,}|xn--[a-z0-9-]+)$`)
)

// emailPlaceholder finds addresses that nobody reads, or that cannot be.
func emailPlaceholder(f Facts) bool {
	for _, email := range f.Emails {
		_, at, _ := strings.Cut(email, "@")
		latin := strings.IndexFunc(at, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
		if reserved.MatchString(at) || noMailbox.MatchString(email) || latin && !domain.MatchString(at) {
			return true
		}
	}
	return false
}

// birthdayDefault finds days that a form or another system put in: the first of January
// of no year, or of a year in which forms begin.
func birthdayDefault(f Facts) bool {
	if f.Month != 1 || f.Day != 1 {
		return false
	}
	switch f.Year {
	case 0, 1900, 1901, 1970, 1980, 1990, 2000:
		return true
	}
	return false
}

// birthdayRange finds who would be older than anybody, or is not born yet.
func birthdayRange(r Rule, f Facts) (*Fix, bool) {
	if f.Year == 0 || f.Month == 0 {
		return nil, false
	}
	age := ageAt(f, f.Now.Year(), int(f.Now.Month()), f.Now.Day())
	return nil, age < 0 || age > r.Threshold
}

func ageAt(f Facts, year, month, day int) int {
	age := year - f.Year
	if month < f.Month || month == f.Month && day < f.Day {
		age--
	}
	return age
}

// regionUnknown finds addresses whose division is no longer one, or is missing though
// the text begins with it.
func regionUnknown(_ Rule, f Facts) (*Fix, bool) {
	for _, h := range f.Homes {
		if h.Division != "" && division.Known(h.Division) || h.Division == "" && h.Parsed == "" {
			continue
		}
		if h.Parsed == "" || h.Rest == "" {
			return nil, true
		}
		return &Fix{What: "address", Address: h.ID, Was: h.Line, Is: division.Name(h.Parsed) + " " + h.Rest}, true
	}
	return nil, false
}

// addressVague finds addresses at which no parcel arrives.
func addressVague(r Rule, f Facts) (*Fix, bool) {
	for _, h := range f.Homes {
		if utf8.RuneCountInString(h.Line) < r.Threshold || placeholderName(h.Line) {
			return nil, true
		}
	}
	return nil, false
}
