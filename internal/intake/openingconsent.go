package intake

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
)

// What members agreed to and refused are columns, too: one for each question that there is
// a text for (consent:marketing:sms), for all ways of a purpose (consent:marketing), or one
// that lists what a member agreed to. A yes counts by the text that he was shown, which a
// file cannot know: whoever brings it in names it (Mapping.Texts).

const (
	consentMark = "consent:"

	// FieldConsents lists what a member agreed to.
	FieldConsents Field = "consents"
	// FieldConsented is when it was said, where the cells do not say so themselves.
	FieldConsented Field = "consented_at"
)

// Of a text, in place of a version.
const (
	TextOfFile = "file" // the cells name it, and mean this retailer's versions
	NoText     = "none" // none can be named: what is a yes is left out
)

// openingConsent is a yes or no of a row.
type openingConsent struct {
	Purpose member.Purpose `json:"p"`
	Way     member.Way     `json:"w,omitempty"`
	Yes     bool           `json:"y,omitempty"`
	Text    int            `json:"t,omitempty"`
	At      time.Time      `json:"a,omitzero"` // zero: when the run began
}

func (c openingConsent) question() member.Question {
	return member.Question{Purpose: c.Purpose, Way: c.Way}
}

// consentColumn is the field in which a question is answered.
func consentColumn(q member.Question) Field { return Field(consentMark + questionCode(q)) }

func questionCode(q member.Question) string {
	if q.Way == member.NoWay {
		return string(q.Purpose)
	}
	return string(q.Purpose) + ":" + string(q.Way)
}

// questionsOf are those that a code means: one, or all of a purpose. What guardians are
// asked is in no file.
func questionsOf(code string) (list []member.Question) {
	purpose := member.Purpose(code)
	if purpose == member.Guardianship {
		return nil
	}
	if purpose.Valid() {
		for _, w := range purpose.Ways() {
			list = append(list, member.Question{Purpose: purpose, Way: w})
		}
		return list
	}
	if at := strings.LastIndexByte(code, ':'); at > 0 {
		if q := (member.Question{Purpose: member.Purpose(code[:at]), Way: member.Way(code[at+1:])}); q.Valid() && q.Way != member.NoWay {
			return []member.Question{q}
		}
	}
	return nil
}

// asks are the questions that a field answers; none: it is another one.
func (f Field) asks() []member.Question {
	code, ok := strings.CutPrefix(string(f), consentMark)
	if !ok {
		return nil
	}
	return questionsOf(code)
}

// ConsentCell is what a member said last of a question, as it is read again: the answer, the
// version of the text, and when, to the microsecond.
func ConsentCell(c member.Consent, zone *time.Location, language string) string {
	answer := saidNo
	if c.Granted {
		answer = saidYes
	}
	cell := answer.In(language)
	if c.Text != 0 {
		cell += " v" + strconv.Itoa(c.Text)
	}
	return cell + " " + c.Since.In(zone).Format(time.RFC3339Nano)
}

var saidYes, saidNo = i18n.Of("同意", "yes"), i18n.Of("不同意", "no")

// answers are the words that mean yes or no, folded by foldWord.
var answers = map[string]bool{
	"同意": true, "已同意": true, "是": true, "有": true, "接受": true, "允许": true, "授权": true, "已授权": true, "订阅": true, "已订阅": true, "开启": true,
	"yes": true, "y": true, "true": true, "t": true, "1": true, "on": true, "subscribed": true, "opted in": true, "opted-in": true, "opt-in": true, "optin": true,
	"agree": true, "agreed": true, "granted": true, "accepted": true, "√": true, "✓": true, "✔": true,

	"不同意": false, "未同意": false, "否": false, "不": false, "拒绝": false, "已拒绝": false, "不接受": false, "不允许": false, "禁止": false, "未授权": false,
	"撤回": false, "已撤回": false, "退订": false, "已退订": false, "未订阅": false, "关闭": false, "no": false, "n": false, "false": false, "f": false, "0": false,
	"off": false, "unsubscribed": false, "opted out": false, "opted-out": false, "opt-out": false, "optout": false, "declined": false, "refused": false,
	"withdrawn": false, "revoked": false, "not subscribed": false, "×": false, "✗": false, "✘": false,
}

// saidCell is an answer with the version and the time that may follow it.
var saidCell = regexp.MustCompile(`^(1|0|.*?\D)(?:\s+v(?:ersion )?\s?(\d{1,6})|\s*第\s?(\d{1,6})\s?版)?(?:\s+(\d{4}.*))?$`)

// consents are the fields that answer questions and have a column, in their order.
func (b *openingBinding) consents() (list []Field) {
	for _, c := range b.asked {
		if b.has(c.Field) {
			list = append(list, c.Field)
		}
	}
	return list
}

// textOf is what the mapping names as the text of a question: a version, TextOfFile, NoText,
// or nothing.
func (m Mapping) textOf(q member.Question) string {
	if named, ok := m.Texts[questionCode(q)]; ok {
		return named
	}
	return m.Texts[string(q.Purpose)]
}

// SetText names a text by which members said yes, as flags write it: marketing=2.
// Errors: ErrBadMapping.
func (m *Mapping) SetText(assignment string) error {
	code, text, _ := strings.Cut(assignment, "=")
	one := Mapping{Texts: map[string]string{strings.TrimSpace(code): strings.TrimSpace(text)}}
	if err := one.checkTexts(); err != nil {
		return err
	}
	m.Texts = over(m.Texts, one.Texts)
	return nil
}

// checkTexts finds what is wrong with the texts that a mapping names, whatever there is.
func (m Mapping) checkTexts() error {
	for code, text := range m.Texts {
		n, err := strconv.Atoi(text)
		if questionsOf(code) == nil || text != TextOfFile && text != NoText && (err != nil || n < 1 || strconv.Itoa(n) != text) {
			return ErrBadMapping.With("text", code, "version", text)
		}
	}
	for f, source := range m.Fields {
		if yes, word := answers[foldWord(source.Constant)]; word && yes && f.asks() != nil || f == FieldConsents && source.Constant != "" {
			return ErrBadMapping.With("field", string(f), "constant", source.Constant) // nobody agrees because a mapping says so
		}
	}
	return nil
}

// unproven finds questions to which somebody in the first rows said yes, and no text, or one
// that there is not, is named.
func (r *openingReader) unproven(samples [][]string) (problems []*errs.Error) {
	r.repairs.silent = true
	defer func() { r.repairs.silent = false }()
	seen := map[string]bool{}
	for n, cells := range samples {
		r.number, r.cells, r.row, r.wrong = int64(n), cells, openingRow{}, r.wrong[:0]
		r.readConsents()
		for _, w := range r.wrong {
			purpose := ""
			for _, p := range w.Params {
				if p.Name == "purpose" {
					purpose, _ = p.Value.(string)
				}
			}
			if (w.Code == rowConsentText || w.Code == rowConsentVersion) && !seen[w.Code+purpose] {
				seen[w.Code+purpose] = true
				problems = append(problems, ErrTextUnnamed.With("field", consentMark+purpose, "purpose", purposeName(member.Purpose(purpose)), "column", w.Column))
			}
		}
	}
	r.wrong = r.wrong[:0]
	return problems
}

func purposeName(p member.Purpose) string {
	if name, ok := purposeNames[p]; ok {
		return name.In("zh-CN") + " / " + name.In("en")
	}
	return string(p)
}

// Why a consent is refused.
const (
	rowConsent        = "intake.consent_unreadable"
	rowConsentText    = "intake.consent_text_unnamed"
	rowConsentVersion = "intake.consent_text_unknown"
	rowConsentOther   = "intake.consent_text_differs"
	rowConsentDate    = "intake.consent_date"
)

// readConsents reads what a row says of consents. Of two answers to one question the
// stricter counts.
func (r *openingReader) readConsents() {
	r.consented = time.Time{}
	if list := r.consents(); len(list) > 0 || r.has(FieldConsents) {
		r.consented, _ = r.moment(FieldConsented, false, false)
	}
	for _, f := range r.consents() {
		s := r.columns[f]
		cells := []string{string(s.constant)}
		for _, c := range s.columns {
			cells = append(cells, r.at(c))
		}
		for _, raw := range cells {
			if v := strings.TrimSpace(norm.NFKC.String(string(bare([]byte(raw))))); v != "" {
				r.readConsent(f, raw, v)
			}
		}
	}
	if v := r.value(FieldConsents); v != "" {
		for _, part := range choicesIn(v) {
			code, ok := questionNamed(consentHeads[0] + part)
			if !ok {
				r.refuse(FieldConsents, rowConsent, "value", clip([]byte(part)))
				continue
			}
			for _, q := range questionsOf(code) {
				if q.Purpose != member.Serving { // for which nobody is asked
					r.says(FieldConsents, openingConsent{Purpose: q.Purpose, Way: q.Way, Yes: true}, "", "")
				}
			}
		}
	}
}

// readConsent reads one cell of a column of answers.
func (r *openingReader) readConsent(f Field, raw, v string) {
	parts := saidCell.FindStringSubmatch(v)
	word := v
	if parts != nil {
		word = strings.TrimSpace(parts[1])
	}
	yes, known := answers[r.facts.meant(word)]
	if !known {
		if word = foldWord(word); word == "-" || word == "--" || word == "/" || word == "null" || word == "n/a" || word == "未知" || word == "unknown" {
			r.repairs.note(Placeholder, r.number, f, raw, "")
			return
		}
		r.refuse(f, rowConsent, "value", clip([]byte(v)))
		r.repairs.unknown(f, word)
		return
	}
	answer := saidNo
	if yes {
		answer = saidYes
	}
	if parts == nil {
		parts = make([]string, 5)
	}
	if parts[1] != "" && word != answer.In("zh-CN") && word != answer.In("en") {
		r.repairs.note(AnswerWords, r.number, f, raw, answer.In("zh-CN")+" / "+answer.In("en"))
	}
	for _, q := range f.asks() {
		r.says(f, openingConsent{Purpose: q.Purpose, Way: q.Way, Yes: yes}, parts[2]+parts[3], parts[4])
	}
}

// says adds a yes or no to the row, with its text and time as the cell names them, or the
// mapping and the row do.
func (r *openingReader) says(f Field, c openingConsent, version, at string) {
	if !r.dateConsent(f, &c, at) || !r.proveConsent(f, &c, version) {
		return
	}
	for i, other := range r.row.Consents {
		if other.question() != c.question() {
			continue
		}
		if other.Yes != c.Yes {
			r.repairs.note(Strictest, r.number, f, saidYes.In("zh-CN")+" / "+saidNo.In("zh-CN"), saidNo.In("zh-CN"))
		}
		if other.Yes && !c.Yes || other.Yes == c.Yes && c.At.After(other.At) {
			r.row.Consents[i] = c
		}
		return
	}
	r.row.Consents = append(r.row.Consents, c)
}

// dateConsent finds when it was said. A yes whose time cannot be read proves nothing.
func (r *openingReader) dateConsent(f Field, c *openingConsent, at string) bool {
	readable := true
	if c.At = r.consented; at != "" {
		c.At, readable = r.saidAt(at)
	}
	if c.At.IsZero() && readable || c.At.Year() >= 1990 && !c.At.After(r.now) {
		return true
	}
	if c.Yes {
		if at == "" {
			at = r.raw(FieldConsented)
		}
		r.refuse(f, rowConsentDate, "value", clip([]byte(at)))
		return false
	}
	r.repairs.note(LeftOut, r.number, f, at, "")
	c.At = time.Time{}
	return true
}

// saidAt reads when a cell says that it was said.
func (r *openingReader) saidAt(v string) (time.Time, bool) {
	if when, err := time.Parse(time.RFC3339Nano, v); err == nil {
		return when.UTC().Truncate(time.Microsecond), true
	}
	said, ok := r.civil(v)
	if !ok {
		return time.Time{}, false
	}
	return time.UnixMicro(r.zone.instant(said)).UTC(), true
}

// proveConsent finds the text by which it was said. A no needs none.
func (r *openingReader) proveConsent(f Field, c *openingConsent, version string) bool {
	named := r.mapping.textOf(c.question())
	cell, _ := strconv.Atoi(version)
	if named == TextOfFile {
		c.Text = cell
	} else {
		c.Text, _ = strconv.Atoi(named)
	}
	there := slices.Contains(r.facts.texts[c.Purpose], c.Text)
	if !c.Yes {
		if named != TextOfFile || !there {
			c.Text = 0
		}
		return true
	}
	switch {
	case named == NoText:
		r.repairs.note(Unproven, r.number, f, saidYes.In("zh-CN")+" / "+saidYes.In("en"), "")
		return false
	case c.Text == 0:
		r.refuse(f, rowConsentText, "purpose", string(c.Purpose))
	case !there:
		r.refuse(f, rowConsentVersion, "purpose", string(c.Purpose), "version", c.Text)
	case cell != 0 && cell != c.Text:
		r.refuse(f, rowConsentOther, "version", cell, "named", c.Text)
	default:
		return true
	}
	return false
}
