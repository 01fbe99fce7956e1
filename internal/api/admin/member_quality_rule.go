package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// QualityRuleFields are what staff say about a rule. It is exported because it is embedded.
type QualityRuleFields struct {
	Enabled   bool   `json:"enabled" doc:"Whether it is asked" zh:"是否启用" example:"true"`
	Weight    int    `json:"weight" minimum:"0" maximum:"100" doc:"How much it counts in the score of its dimension" zh:"在维度得分中的权重" example:"20"`
	Severity  string `json:"severity" enum:"low,medium,high" doc:"How much it matters" zh:"严重程度" example:"high"`
	Threshold int    `json:"threshold,omitempty" minimum:"0" maximum:"1200" doc:"Of rules that count: years, months or characters" zh:"阈值：年、月或字数" example:"36"`
}

// QualityOwnRule is what a rule of the retailer's own asks of a field.
type QualityOwnRule struct {
	Field     string    `json:"field" maxLength:"40" doc:"Code of the field" zh:"字段代码" example:"shoe_size"`
	Check     string    `json:"check" enum:"required,pattern,range,choice" doc:"What is asked" zh:"检查方式：必填、格式、范围、选项" example:"pattern"`
	Pattern   string    `json:"pattern,omitempty" maxLength:"200" doc:"RE2 expression that the whole text fits" zh:"整个文本须符合的 RE2 表达式" example:"[0-9]{2}"`
	Least     string    `json:"least,omitempty" maxLength:"24" doc:"Smallest number, or first day" zh:"最小值或最早日期" example:"35"`
	Most      string    `json:"most,omitempty" maxLength:"24" doc:"Largest number, or last day" zh:"最大值或最晚日期" example:"48"`
	Choices   []string  `json:"choices,omitempty" maxItems:"200" doc:"What it may be" zh:"可取的值" example:"[\"42\"]"`
	Dimension string    `json:"dimension" enum:"complete,valid,consistent,timely" doc:"In what way records are good by it" zh:"维度" example:"valid"`
	NameI18n  i18n.Text `json:"name_i18n" doc:"What is wrong where it does not hold, by language" zh:"问题名称（各语言）"`
	WhyI18n   i18n.Text `json:"why_i18n,omitempty" doc:"Why it matters, by language" zh:"为什么重要（各语言）"`
}

// QualityRule is something that must hold of records, and of how many it does not.
type QualityRule struct {
	Code      string `json:"code" doc:"Code" zh:"代码" example:"email_typo"`
	Name      string `json:"name" doc:"What is wrong where it does not hold, in the reader's language" zh:"问题" example:"邮箱域名拼写有误"`
	Why       string `json:"why" doc:"Why it matters" zh:"为什么重要" example:"寄出的邮件全部退回"`
	Advice    string `json:"advice" doc:"What to do about it" zh:"怎么办" example:"按建议修正"`
	Dimension string `json:"dimension" enum:"complete,valid,consistent,timely" doc:"In what way" zh:"维度" example:"valid"`
	Unit      string `json:"unit,omitempty" enum:"years,months,characters" doc:"What its threshold counts" zh:"阈值单位" example:"months"`
	QualityRuleFields
	Own     edge.Maybe[QualityOwnRule] `json:"own" doc:"Of the retailer's own: what it asks; null: the program's" zh:"自定义规则的内容；内置为 null"`
	Open    int64                      `json:"open" doc:"Members of whom it does not hold" zh:"不达标会员数" example:"120"`
	Ignored int64                      `json:"ignored" doc:"Of whom that is ignored" zh:"已忽略数" example:"3"`
	Fixable int64                      `json:"fixable" doc:"Of whom it is provable what would be right" zh:"有修正建议的数目" example:"118"`
	Version int                        `json:"version" doc:"Counts the changes; 0: as the program has it" zh:"版本；0 为出厂设置" example:"0"`
}

// SavedQualityRule is a rule as it shall be.
type SavedQualityRule struct {
	QualityRuleFields
	Own     *QualityOwnRule `json:"own,omitempty" doc:"Of the retailer's own: what it asks" zh:"自定义规则的内容"`
	Version int             `json:"version" minimum:"0" maximum:"1000000" doc:"The version that was seen; 0 makes a new one, or changes the program's for the first time" zh:"所见版本；0 为新建或首次修改内置规则" example:"0"`
}

func (h *handlers) qualityRules(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "save-quality-rule", Method: "PUT", Path: "/member-quality/rules/{code}", Tag: "member", Permission: staff.MemberFields,
		Summary: edge.Words{Chinese: "设置数据质量规则，或新建自定义规则（记入审计）", English: "Set a quality rule, or make one of one's own (audited)"},
		Description: edge.Words{Chinese: "自定义规则的代码以 own: 开头。规则变更后一小时内重新检查所有会员。",
			English: "Codes of rules of one's own begin with own:. All members are judged anew within minutes after a change."},
		Errors: []*errs.Error{member.ErrBadRule, member.ErrNoRule, member.ErrRuleMoved, member.ErrTooManyRules},
	}, h.saveQualityRule)
}

// ruleWords are the words of a rule in one language.
type ruleWords struct{ Name, Why, Advice string }

func wordsOf(r member.QualityRule, l messages.Language) ruleWords {
	if r.Own != nil {
		return ruleWords{r.Own.Name.In(string(l)), r.Own.Why.In(string(l)), messages.Text(l, "member.quality_do.own")}
	}
	about := errs.Param{Name: "field", Value: r.About.Name.In(string(l))}
	code := r.Words()
	return ruleWords{messages.Text(l, "member.quality."+code, about), messages.Text(l, "member.quality_why."+code, about), messages.Text(l, "member.quality_do."+code, about)}
}

var thresholdUnits = map[string]string{"birthday_range": "years", "contact_stale": "months", "address_vague": "characters"}

func shownRule(r member.QualityRule, l messages.Language, now member.QualityNow) QualityRule {
	words, n := wordsOf(r, l), now.Counts[r.Code]
	shown := QualityRule{Code: r.Code, Name: words.Name, Why: words.Why, Advice: words.Advice, Dimension: string(r.Dimension), Unit: thresholdUnits[r.Code],
		QualityRuleFields: QualityRuleFields{Enabled: r.Enabled, Weight: r.Weight, Severity: string(r.Severity), Threshold: r.Threshold},
		Open:              n.Open, Ignored: n.Ignored, Fixable: n.Fixable, Version: r.Version}
	if o := r.Own; o != nil {
		shown.Own = edge.Some(QualityOwnRule{Field: o.Field, Check: string(o.Check), Pattern: o.Pattern, Least: o.Least, Most: o.Most, Choices: o.Choices,
			Dimension: string(o.Dimension), NameI18n: o.Name, WhyI18n: o.Why})
	}
	return shown
}

func (h *handlers) saveQualityRule(ctx context.Context, in *struct {
	Code string `path:"code" maxLength:"80" doc:"Code of the rule" zh:"规则代码" example:"email_typo"`
	Body SavedQualityRule
}) (*qualityReply, error) {
	c, b := edge.From(ctx), in.Body
	r := member.QualityRule{Version: b.Version}
	r.Code, r.Enabled, r.Weight, r.Severity, r.Threshold = in.Code, b.Enabled, b.Weight, member.QualitySeverity(b.Severity), b.Threshold
	if o := b.Own; o != nil {
		r.Own = &member.OwnRule{Field: o.Field, Check: member.QualityCheck(o.Check), Pattern: o.Pattern, Least: o.Least, Most: o.Most, Choices: o.Choices,
			Dimension: member.QualityDimension(o.Dimension), Name: o.NameI18n, Why: o.WhyI18n}
	}
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		if err := h.Reader.Members.SaveQualityRule(ctx, tx, r, c.Principal.String()); err != nil {
			return err
		}
		return h.Staff.Audit(ctx, tx, staff.Entry{By: c.Principal, Action: "member.save_quality_rule", Subject: staff.Subject{Kind: "member_quality_rule", ID: in.Code}, After: b, Address: c.Address})
	})
	if err != nil {
		return nil, err
	}
	return h.getMemberQuality(ctx, nil)
}
