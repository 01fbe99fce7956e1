package intake

import (
	"slices"
	"strings"

	"habitue/internal/member"
	"habitue/internal/platform/i18n"
)

// How the columns that hold consents are called, and which headings mean them.

// consentHeads are what stands in a heading before what is asked.
var consentHeads = []string{consentMark, "授权:", "授权："}

// consentColumns are the columns for what there is a text for, in the order in which it is
// asked: for all ways of a purpose first.
func consentColumns(purposes []member.Purpose) (list []OwnColumn) {
	for _, p := range purposes {
		if p == member.Guardianship {
			continue
		}
		list = append(list, OwnColumn{Field(consentMark + string(p)), consentName(p, member.NoWay)})
		if p.Ways()[0] == member.NoWay {
			continue
		}
		for _, w := range p.Ways() {
			list = append(list, OwnColumn{consentColumn(member.Question{Purpose: p, Way: w}), consentName(p, w)})
		}
	}
	return list
}

var purposeNames = map[member.Purpose]i18n.Text{
	member.Serving:   i18n.Of("服务通知", "service"),
	member.Marketing: i18n.Of("营销", "marketing"),
	member.Profiling: i18n.Of("画像", "profiling"),
	member.Analytics: i18n.Of("分析", "analytics"),
}

var wayNames = map[member.Way]i18n.Text{
	member.BySMS: i18n.Of("短信", "SMS"), member.ByEmail: i18n.Of("邮件", "e-mail"), member.ByWeChat: i18n.Of("微信", "WeChat"),
	member.ByPush: i18n.Of("推送", "push"), member.ByCalling: i18n.Of("电话", "telephone"),
}

// consentName is what a column is called.
func consentName(p member.Purpose, w member.Way) i18n.Text {
	name, known := purposeNames[p]
	if !known {
		name = i18n.Of(string(p), string(p))
	}
	zh, en := "授权："+name.In("zh-CN"), "Consent: "+name.In("en")
	if w != member.NoWay {
		zh, en = zh+" "+wayNames[w].In("zh-CN"), en+" by "+wayNames[w].In("en")
	} else if known && p.Ways()[0] != member.NoWay {
		zh, en = zh+" 全部渠道", en+" by all channels"
	}
	return i18n.Of(zh, en)
}

// ConsentHeading is under which heading a file has the answers to a question, so that they
// are taken for it when the file is brought in.
func ConsentHeading(q member.Question, language string) string {
	if _, known := purposeNames[q.Purpose]; !known {
		return consentMark + questionCode(q)
	}
	return consentName(q.Purpose, q.Way).In(language)
}

// Purposes and ways as headings name them, folded by foldHeading; what contains another
// stands before it.
var (
	consentWords = []string{"subscription", "subscribed", "subscribe", "permission", "receives", "receive", "accepts", "accept", "consented", "consent", "agreed", "agree",
		"allowed", "allows", "allow", "optedin", "optin", "授权", "同意", "接受", "接收", "允许", "订阅", "许可", "意愿", "是否"}
	fillers      = []string{"messages", "message", "allchannels", "全部渠道", "信息", "消息", "方式", "渠道", "通过", "by", "via", "to"}
	purposeWords = []struct {
		member.Purpose
		words []string
	}{
		{member.Marketing, []string{"营销", "推广", "促销", "广告", "marketing", "promotional", "promotions", "promotion", "newsletter"}},
		{member.Serving, []string{"服务通知", "服务", "transactional", "service"}},
		{member.Profiling, []string{"画像", "个性化推荐", "个性化", "profiling", "personalisation", "personalization"}},
		{member.Analytics, []string{"数据分析", "统计分析", "分析", "analytics"}},
	}
	wayWords = map[string]member.Way{
		"短信": member.BySMS, "手机短信": member.BySMS, "sms": member.BySMS, "text": member.BySMS, "电子邮件": member.ByEmail, "邮件": member.ByEmail, "邮箱": member.ByEmail,
		"email": member.ByEmail, "mail": member.ByEmail, "微信": member.ByWeChat, "公众号": member.ByWeChat, "wechat": member.ByWeChat, "推送": member.ByPush, "app推送": member.ByPush,
		"push": member.ByPush, "电话": member.ByCalling, "phone": member.ByCalling, "telephone": member.ByCalling, "call": member.ByCalling, "calls": member.ByCalling,
	}
)

// questionNamed is the code of the question, or purpose, that a heading names: in words of
// either language, or by its code behind what says that a consent follows. Agreeing to a way
// and to nothing else is agreeing to marketing: for being served nobody is asked.
func questionNamed(heading string) (code string, ok bool) {
	heading = strings.TrimSpace(heading)
	if named, marked := behind(heading, consentHeads); marked {
		if named = strings.ToLower(strings.TrimSpace(named)); questionsOf(named) != nil {
			return named, true
		}
	}
	rest, asked := foldHeading(heading), false
	for _, word := range consentWords {
		if strings.Contains(rest, word) {
			rest, asked = strings.ReplaceAll(rest, word, ""), true
		}
	}
	purpose := member.Purpose("")
	for _, p := range purposeWords {
		if at := slices.IndexFunc(p.words, func(word string) bool { return strings.Contains(rest, word) }); at >= 0 && purpose == "" {
			purpose, rest = p.Purpose, strings.Replace(rest, p.words[at], "", 1)
		}
	}
	for _, word := range fillers {
		rest = strings.ReplaceAll(rest, word, "")
	}
	way, named := wayWords[rest]
	switch {
	case rest != "" && !named, purpose == "" && !(named && asked), rest == "" && !asked:
		return "", false
	case purpose == "":
		purpose = member.Marketing
	}
	code = questionCode(member.Question{Purpose: purpose, Way: way})
	if questionsOf(code) == nil { // nobody is profiled by SMS
		return "", false
	}
	return code, true
}

// byConsentName takes columns for the questions that their headings name. What two columns
// say of one is read in both: the stricter counts.
func (b *openingBinding) byConsentName(taken map[int]bool, samples [][]string, reads func(Field, string) bool) {
	if b.kind != OpenMembers {
		return
	}
	known := b.fields()
	for c, heading := range b.header {
		code, ok := questionNamed(heading)
		f := Field(consentMark + code)
		if _, stated := b.mapping.Fields[f]; !ok || taken[c] || stated || !slices.Contains(known, f) {
			continue
		}
		taken[c] = true
		if at := slices.IndexFunc(b.explain, func(r Recognised) bool { return r.Field == f }); at >= 0 {
			b.columns[f] = boundSource{columns: append(slices.Clone(b.columns[f].columns), c)}
			b.explain[at].Columns = append(b.explain[at].Columns, heading)
			continue
		}
		b.bound(Recognised{Field: f, How: ByName, Confidence: support(f, c, samples, reads)}, c)
	}
}
