package intake

import (
	"strings"
	"testing"
	"time"

	"habitue/internal/member"
)

// Headings of real systems, ours in both languages, and those that only look like it.
func TestHeadingsThatAskForConsent(t *testing.T) {
	t.Parallel()
	for heading, want := range map[string]string{
		"短信营销": "marketing:sms", "营销 短信": "marketing:sms", "是否接收短信推广": "marketing:sms", "短信订阅": "marketing:sms", "Accepts Marketing": "marketing",
		"accepts_email_marketing": "marketing:email", "SMS Opt-In": "marketing:sms", "Email Marketing Consent": "marketing:email", "sms_consent": "marketing:sms",
		"E-Mail subscribed": "marketing:email", "Newsletter subscription": "marketing", "微信营销授权": "marketing:wechat", "同意电话营销": "marketing:phone",
		"个性化推荐授权": "profiling", "consent:sharing:acme.x_1": "sharing:acme.x_1", "授权：marketing:push": "marketing:push", "CONSENT: Marketing by e-mail": "marketing:email",
		"授权:数据分析": "analytics", "服务通知授权": "service",

		"邮箱": "", "短信": "", "电话": "", "营销": "", "服务": "", "来源渠道": "", "授权时间": "", "同意时间": "", "短信余额": "", "email": "", "phone": "", "marketing": "",
		"consent": "", "授权": "", "consent:guardian": "", "consent:marketing:fax": "", "营销活动名称": "", "profiling:sms": "", "服务门店": "", "电话订阅人": "", "授权码": "",
	} {
		if got, ok := questionNamed(heading); got != want || ok != (want != "") {
			t.Errorf("%q asks for %q, want %q", heading, got, want)
		}
	}
	asked := consentColumns([]member.Purpose{member.Serving, member.Marketing, member.Profiling, member.Analytics, member.Guardianship, member.Sharing("a.b-c_1")})
	for _, c := range asked {
		for _, q := range c.Field.asks() {
			for _, language := range []string{"zh-CN", "en"} {
				if got, ok := questionNamed(ConsentHeading(q, language)); !ok || got != questionCode(q) {
					t.Errorf("our own heading %q is taken for %q", ConsentHeading(q, language), got)
				}
			}
		}
		for _, name := range texts(c.Name) {
			if got, ok := questionNamed(name); ok && consentMark+got != string(c.Field) {
				t.Errorf("the name %q of %s is taken for %q", name, c.Field, got)
			}
		}
	}
}

// Whatever stands in a cell or heading of a consent: no panic, nothing is agreed to without a
// text that there is, and what is exported is read as it was.
func FuzzConsent(f *testing.F) {
	for _, s := range []string{"同意 v2 2025-03-01T10:00:00.123456+08:00", "1", "0 v1", "YES v9", "no 2019-02-30", "是 第2版 2025年3月1日", "\x00", "opted out", "yes v999999999", "同意 2999-01-01", "1 v1 2025-03-04T00:00:00Z"} {
		f.Add(s, "短信营销", int64(1_741_000_000_123_456), true)
	}
	f.Fuzz(func(t *testing.T, cell, heading string, at int64, granted bool) {
		code, ok := questionNamed(heading)
		if ok && len(questionsOf(code)) == 0 {
			t.Fatalf("%q asks for %q, which is no question", heading, code)
		}
		asked := consentColumns([]member.Purpose{member.Marketing})
		read := func(cell string) (*openingRow, []RowError) {
			m := Mapping{Texts: map[string]string{"marketing": TextOfFile}, Fields: map[Field]Source{FieldCard: {Columns: []string{"卡号"}}, "consent:marketing:sms": {Columns: []string{"短信"}}}}
			r := reading(OpenMembers, []string{"卡号", "短信"})
			r.facts.texts = map[member.Purpose][]int{member.Marketing: {1, 2}}
			b, problems := bindOpening(OpenMembers, m, r.header, nil, asked, nil, func(Field, string) bool { return true })
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			r.openingBinding = b
			return r.read(2, []string{"A1", cell})
		}
		row, wrong := read(cell)
		for _, w := range wrong {
			if _, known := openingMessages[w.Code]; !known {
				t.Fatalf("%s has no words", w.Code)
			}
		}
		for _, c := range row.Consents {
			if c.Yes && c.Text != 1 && c.Text != 2 || c.At.After(time.Date(2026, 1, 5, 2, 0, 0, 0, time.UTC)) {
				t.Fatalf("%q is %+v", cell, c)
			}
		}
		since := time.UnixMicro(at).UTC()
		if since.Year() < 1990 || since.Year() > 2025 {
			return
		}
		said := member.Consent{Question: member.Question{Purpose: member.Marketing, Way: member.BySMS}, Granted: granted, Text: 2, Since: since}
		for _, language := range []string{"zh-CN", "en"} {
			exported := ConsentCell(said, time.FixedZone("", 8*3600), language)
			row, wrong := read(exported)
			if len(wrong) > 0 || len(row.Consents) != 1 || row.Consents[0] != (openingConsent{member.Marketing, member.BySMS, granted, 2, since}) {
				t.Fatalf("%q is read as %+v %v", exported, row.Consents, wrong)
			}
			if strings.ContainsAny(exported[:1], "=+-@") {
				t.Fatalf("a spreadsheet would run %q", exported)
			}
		}
	})
}
