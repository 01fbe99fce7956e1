package intake_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"habitue/internal/intake"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// says states something for a member at a counter.
func (m *mover) says(id member.ID, purpose member.Purpose, way member.Way, yes bool) {
	m.t.Helper()
	text := 0
	if yes {
		text = 1
	}
	m.Tx(func(ctx context.Context, tx postgres.Tx) error {
		return m.Members.StateConsents(ctx, tx, id, member.Statement{Question: member.Question{Purpose: purpose, Way: way}, Granted: yes, Text: text, Via: member.ViaCounter, By: "staff:1"})
	})
}

// agreed is what a member said last to marketing: sms+ email-.
func (m *mover) agreed(id member.ID) string {
	m.t.Helper()
	said, err := m.Members.Said(m.t.Context(), m.DB, id)
	if err != nil {
		m.t.Fatal(err)
	}
	var list []string
	for q, c := range said[id] {
		may, err := m.Members.MayContact(m.t.Context(), m.DB, id, q.Purpose, q.Way)
		if err != nil || may != c.Granted {
			m.t.Errorf("may contact by %s %s: %t %v", q.Purpose, q.Way, may, err)
		}
		list = append(list, fmt.Sprintf("%s:%s%s", q.Purpose, q.Way, map[bool]string{true: "+", false: "-"}[c.Granted]))
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// withTexts names version 1 of the text for each purpose.
func withTexts(r intake.OpeningRequest, texts ...string) intake.OpeningRequest {
	for _, text := range texts {
		if err := r.Mapping.SetText(text); err != nil {
			panic(err)
		}
	}
	return r
}

const consentFile = `卡号,短信营销,邮件订阅,是否接收微信推广,授权:profiling,授权时间
A1,同意,Y,0,,2025-06-01 10:00
A2,YES,,-,拒绝,2025-06-02
A3,maybe,,,,2025-06-02
A4,同意,,,,never
A5,,,,,
A6,已订阅 v7,,,,2025-06-02
`

// TestConsentsComeWithMembers: recognised by their headings, cleaned in sight, refused where
// a yes cannot be read or has no text, and kept with all the evidence that there is.
func TestConsentsComeWithMembers(t *testing.T) {
	t.Parallel()
	m := moving(t)
	r := m.asking(intake.OpenMembers, consentFile)
	look, err := m.in.LookAtOpening(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	columns := map[intake.Field]string{}
	for _, c := range look.Columns {
		columns[c.Field] = strings.Join(c.Columns, "+")
	}
	for field, want := range map[intake.Field]string{"consent:marketing:sms": "短信营销", "consent:marketing:email": "邮件订阅", "consent:marketing:wechat": "是否接收微信推广",
		"consent:profiling": "授权:profiling", intake.FieldConsented: "授权时间"} {
		if columns[field] != want {
			t.Errorf("%s is taken from %q, want %q", field, columns[field], want)
		}
	}
	if len(look.Problems) != 1 || look.Problems[0].Code != "intake.text_unnamed" {
		t.Errorf("nothing says which text was agreed to, and the problems are %v", look.Problems)
	}
	m.refuses(r, intake.ErrTextUnnamed)
	m.refuses(withTexts(r, "marketing=99"), intake.ErrTextUnnamed)

	r = withTexts(r, "marketing=1")
	before := m.everything()
	dry := r
	dry.DryRun, dry.Sample = true, 10
	seen := m.open(dry)
	var codes []string
	for _, e := range seen.Errors {
		codes = append(codes, e.Code)
		if words := intake.Message(e.Code, e.Params, "zh-CN"); words == e.Code || strings.Contains(words, "{") && !strings.Contains(words, "word:") {
			t.Errorf("row %d: %s", e.Row, words)
		}
	}
	if got := strings.Join(codes, " "); got != "intake.consent_unreadable intake.time_unreadable intake.consent_text_differs" {
		t.Errorf("refused for %s", got)
	}
	if len(seen.Unknown) != 1 || seen.Unknown[0].Word != "maybe" || seen.Unknown[0].Field != "consent:marketing:sms" {
		t.Errorf("words to be explained: %+v", seen.Unknown)
	}
	repairs := map[string]bool{}
	for _, e := range seen.Repairs {
		repairs[string(e.Repair)+" "+string(e.Field)] = true
	}
	for _, want := range []string{"answer consent:marketing:email", "answer consent:marketing:wechat", "placeholder consent:marketing:wechat"} {
		if !repairs[want] {
			t.Errorf("no repair %q in %v", want, repairs)
		}
	}
	if m.everything() != before {
		t.Error("a dry run changed something")
	}

	done := m.open(r)
	a1, a2 := m.by(member.Card, "A1"), m.by(member.Card, "A2")
	if got := m.agreed(a1); got != "marketing:email+ marketing:sms+ marketing:wechat-" {
		t.Errorf("A1 said %s", got)
	}
	if got := m.agreed(a2); got != "marketing:sms+ profiling:-" {
		t.Errorf("A2 said %s", got)
	}
	if got := m.agreed(m.by(member.Card, "A5")); got != "" {
		t.Errorf("A5 said nothing, and %s is kept", got)
	}
	if got := done.Applied.Consents; len(got) != 4 || got[1] != (intake.OpeningConsents{Purpose: "marketing", Channel: "sms", Yes: 2}) {
		t.Errorf("counted %+v", got)
	}
	history, err := m.Members.ConsentHistory(t.Context(), m.DB, a1, 0, 10)
	if err != nil || len(history) != 3 {
		t.Fatalf("%d statements, %v", len(history), err)
	}
	for _, st := range history {
		if st.Via != member.ViaImport || st.By != "test" || !st.At.Equal(m.At("2025-06-01 10:00")) || st.Granted != (st.Text == 1) ||
			st.Reason != fmt.Sprintf("Import %d: old.csv, row 2", done.Run) || !st.UnsaidAt.IsZero() {
			t.Errorf("evidence %+v", st)
		}
	}
	m.proven()
}

// TestAFileNeverWidensWhatAMemberRefused: it may narrow what he agreed to, and adds a yes only
// where he never spoke; undone, what held before holds again, and what was brought stays as
// evidence.
func TestAFileNeverWidensWhatAMemberRefused(t *testing.T) {
	t.Parallel()
	m := moving(t)
	m.open(m.asking(intake.OpenMembers, "卡号\nA1\nA2\n"))
	a1, a2 := m.by(member.Card, "A1"), m.by(member.Card, "A2")
	m.says(a1, member.Marketing, member.BySMS, false)
	m.says(a1, member.Marketing, member.ByEmail, true)
	m.says(a1, member.Marketing, member.ByPush, true)
	m.says(a2, member.Profiling, member.NoWay, true)
	m.Now("2026-01-06 10:00")
	was1, was2 := m.agreed(a1), m.agreed(a2)

	// Push was agreed to after the day of which the file speaks; of email nothing dates the no.
	file := "卡号,短信营销,邮件营销,微信营销,推送营销,画像授权\nA1,是,否,是,否 2025-01-01,\nA2,,,,,no\nB1,是,,,,\n"
	done := m.open(withTexts(m.asking(intake.OpenMembers, file), "marketing=1"))
	if got := m.agreed(a1); got != "marketing:email- marketing:push+ marketing:sms- marketing:wechat+" {
		t.Errorf("A1 said %s", got)
	}
	if got := m.agreed(a2); got != "profiling:-" {
		t.Errorf("A2 said %s", got)
	}
	for _, want := range []intake.OpeningConsents{{Purpose: "marketing", Channel: "sms", Yes: 1, Kept: 1}, {Purpose: "marketing", Channel: "email", No: 1},
		{Purpose: "marketing", Channel: "push", Same: 1}, {Purpose: "marketing", Channel: "wechat", Yes: 1}, {Purpose: "profiling", No: 1}} {
		if !slices.Contains(done.Applied.Consents, want) {
			t.Errorf("%+v is not among %+v", want, done.Applied.Consents)
		}
	}

	if list, err := m.in.Hindrances(t.Context(), m.DB, done.Run); err != nil || len(list) > 0 {
		t.Fatalf("hindered by %+v %v", list, err)
	}
	if _, err := m.in.UndoOpening(t.Context(), done.Run, nil); err != nil {
		t.Fatal(err)
	}
	if got1, got2 := m.agreed(a1), m.agreed(a2); got1 != was1 || got2 != was2 {
		t.Errorf("after undoing %s and %s hold, before %s and %s", got1, got2, was1, was2)
	}
	history, err := m.Members.ConsentHistory(t.Context(), m.DB, a1, 0, 10)
	unsaid := 0
	for _, st := range history {
		if st.UnsaidAt.IsZero() != (st.Via != member.ViaImport) {
			t.Errorf("%+v", st)
		}
		if !st.UnsaidAt.IsZero() {
			unsaid++
		}
	}
	if err != nil || len(history) != 5 || unsaid != 2 {
		t.Errorf("the evidence: %d statements, %d taken back, %v", len(history), unsaid, err)
	}

	// Brought again, and spoken of since.
	again := m.open(withTexts(m.asking(intake.OpenMembers, file), "marketing=1"))
	if again.Already || m.agreed(a1) == was1 {
		t.Errorf("what was taken back does not come again: %s", m.agreed(a1))
	}
	m.says(a1, member.Marketing, member.ByWeChat, false)
	list, err := m.in.Hindrances(t.Context(), m.DB, again.Run)
	if err != nil || len(list) != 1 || list[0].Code != intake.HinderedConsent || list[0].Members != 1 {
		t.Errorf("hindered by %+v %v", list, err)
	}
	if _, err := m.in.UndoOpening(t.Context(), again.Run, nil); !errors.Is(err, intake.ErrHindered) {
		t.Errorf("undone although somebody spoke since: %v", err)
	}
	m.proven()
}

// TestTheStricterAnswerCounts: of two columns, and of all ways against one.
func TestTheStricterAnswerCounts(t *testing.T) {
	t.Parallel()
	m := moving(t)
	done := m.open(withTexts(m.asking(intake.OpenMembers, "卡号,短信营销,营销短信,授权:marketing,consent:marketing:push\nA1,同意,不同意,,\nA2,是,,,否\nA3,,,同意,否\nA4,,,no,yes\n"), "marketing=1"))
	for card, want := range map[string]string{
		"A1": "marketing:sms-", "A2": "marketing:push- marketing:sms+", "A4": "marketing:email- marketing:phone- marketing:push- marketing:sms- marketing:wechat-",
		"A3": "marketing:email+ marketing:phone+ marketing:push- marketing:sms+ marketing:wechat+",
	} {
		if got := m.agreed(m.by(member.Card, card)); got != want {
			t.Errorf("%s said %s, want %s", card, got, want)
		}
	}
	if !slices.ContainsFunc(done.Repairs, func(r intake.Repaired) bool { return r.Repair == intake.Strictest && r.Rows > 0 }) {
		t.Errorf("nobody is told: %+v", done.Repairs)
	}
}

// TestWhatCannotBeProvenIsLeftOut: on purpose, and counted; a list is agreed to item by item;
// nobody agrees because a mapping says so, and nobody brings what is not his to say.
func TestWhatCannotBeProvenIsLeftOut(t *testing.T) {
	t.Parallel()
	m := moving(t)
	done := m.open(withTexts(m.asking(intake.OpenMembers, "卡号,短信营销\nA1,同意\nA2,否\n"), "marketing=none"))
	if got := m.agreed(m.by(member.Card, "A1")) + m.agreed(m.by(member.Card, "A2")); got != "marketing:sms-" {
		t.Errorf("said %s", got)
	}
	if !slices.ContainsFunc(done.Repairs, func(r intake.Repaired) bool { return r.Repair == intake.Unproven && r.Rows == 1 }) {
		t.Errorf("nobody is told: %+v", done.Repairs)
	}

	listed := m.asking(intake.OpenMembers, "卡号,乐意\nB1,营销短信、营销 邮件\nB2,服务通知 短信\nB3,\n")
	m.open(withTexts(listed, "marketing=1"))
	if got := m.agreed(m.by(member.Card, "B1")) + m.agreed(m.by(member.Card, "B2")); got != "marketing:email+ marketing:sms+" {
		t.Errorf("of a list %s", got)
	}
	if m.open(m.asking(intake.OpenMembers, "卡号,来源渠道\nC1,微信\nC2,短信\n")); m.agreed(m.by(member.Card, "C1")) != "" {
		t.Error("where somebody came from is taken for what he agreed to")
	}

	constant := withTexts(m.asking(intake.OpenMembers, "卡号\nD1\n"), "marketing=1")
	if err := constant.Mapping.SetOpening(intake.OpenMembers, "consent:marketing:sms==同意"); err != nil {
		t.Fatal(err)
	}
	m.refuses(constant, intake.ErrBadMapping)
	for _, bad := range []string{"guardian=1", "nothing=1", "marketing=0", "marketing=01", "marketing", "marketing:fax=1"} {
		var mapping intake.Mapping
		if err := mapping.SetText(bad); !errors.Is(err, intake.ErrBadMapping) {
			t.Errorf("%s: %v", bad, err)
		}
	}

	by := m.asking(intake.OpenMembers, "卡号,短信营销\nF1,否\n")
	by.By.NoConsents = true
	m.refuses(by, intake.ErrMayNotBring)
	m.proven()
}
