package intake_test

import (
	"context"
	"strings"
	"testing"

	"habitue/internal/intake"
	"habitue/internal/member"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// TestTagsComeWithMembersAndGoWithThem: by code or name, in any language; what is none, has
// ended or excludes another refuses its row; undoing takes them away, and what staff put on
// somebody since hinders it.
func TestTagsComeWithMembersAndGoWithThem(t *testing.T) {
	t.Parallel()
	m := moving(t)
	m.Tx(func(ctx context.Context, tx postgres.Tx) error {
		if err := m.Members.SaveTagGroup(ctx, tx, member.TagGroup{Code: "mood", Name: i18n.Of("心情", "Mood"), Exclusive: true}, "staff:1"); err != nil {
			return err
		}
		for _, tag := range []member.Tag{
			{Code: "vip", Name: i18n.Of("贵宾", "VIP guest"), Colour: "gold"}, {Code: "trial", Name: i18n.Of("试用", "Trial"), Colour: "red", Days: 30},
			{Code: "calm", Name: i18n.Of("平和", "Calm"), Colour: "red", Group: "mood"}, {Code: "cross", Name: i18n.Of("生气", "Cross"), Colour: "red", Group: "mood"},
		} {
			if err := m.Members.SaveTag(ctx, tx, tag, "staff:1"); err != nil {
				return err
			}
		}
		return m.Members.SaveTag(ctx, tx, member.Tag{Code: "calm", Name: i18n.Of("平和", "Calm"), Colour: "red", Group: "mood", Version: 1}, "staff:1")
	})
	ask := m.asking(intake.OpenMembers, "卡号,标签\nA1,贵宾、trial\nA2,vip guest\nA3,平和; 生气\nA4,没有的\nA5,\n")
	ask.MaxBad = 50
	done := m.open(ask)
	var codes []string
	for _, e := range done.Errors {
		codes = append(codes, e.Code)
	}
	if got := strings.Join(codes, " "); got != "intake.tags_exclude intake.tag_unknown" || done.Applied.Joined != 3 {
		t.Fatalf("%s: %+v", got, done.Applied)
	}
	if len(done.Unknown) != 1 || done.Unknown[0].Word != "没有的" || done.Unknown[0].Field != intake.FieldTags {
		t.Errorf("unknown %+v", done.Unknown)
	}
	held := func(card string) (list []string) {
		t.Helper()
		tags, err := m.Members.HeldTags(t.Context(), m.DB, m.by(member.Card, card))
		if err != nil {
			t.Fatal(err)
		}
		for _, tag := range tags {
			if (tag.Code == "trial") == tag.Until.IsZero() {
				t.Errorf("%s holds until %s", tag.Code, tag.Until)
			}
			list = append(list, tag.Code)
		}
		return list
	}
	if got := strings.Join(held("A1"), " "); got != "trial vip" {
		t.Errorf("A1 has %s", got)
	}
	a2 := m.by(member.Card, "A2")
	history, err := m.Members.TagHistory(t.Context(), m.DB, a2, 1<<62, 10)
	if err != nil || len(history) != 1 || history[0].Tag != "vip" || history[0].By != "test" {
		t.Errorf("history %+v %v", history, err)
	}
	if hindered, err := m.in.Hindrances(t.Context(), m.DB, done.Run); err != nil || len(hindered) != 0 {
		t.Errorf("hindered by %+v %v", hindered, err)
	}
	if _, err := m.in.UndoOpening(t.Context(), done.Run, nil); err != nil {
		t.Fatal(err)
	}
	if tags, err := m.Members.HeldTags(t.Context(), m.DB, a2); err != nil || len(tags) != 0 {
		t.Errorf("still has %+v %v", tags, err)
	}
	m.proven()
}
