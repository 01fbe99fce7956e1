package intake_test

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"habitue/internal/intake"
	"habitue/internal/member"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// asks gives the shop fields of its own, one of each kind.
func (m *mover) asks() {
	m.t.Helper()
	choices := []member.Choice{{Code: "green", Name: i18n.Of("绿茶", "Green tea")}, {Code: "black", Name: i18n.Of("红茶", "Black tea")}}
	for _, f := range []member.Field{
		{Code: "nickname", Kind: member.TextField, Name: i18n.Of("昵称", "Nickname"), Most: "6", Personal: true},
		{Code: "size", Kind: member.NumberField, Name: i18n.Of("鞋码", "Shoe size"), Least: "20", Most: "50", Required: true},
		{Code: "wedding", Kind: member.DateField, Name: i18n.Of("结婚纪念日", "Wedding day")},
		{Code: "tea", Kind: member.ChoicesField, Name: i18n.Of("喜欢的茶", "Favourite tea"), Choices: choices},
		{Code: "first", Kind: member.ChoiceField, Name: i18n.Of("首选", "First choice"), Choices: choices, Readers: []staff.Role{staff.CustomerService}},
		{Code: "over", Kind: member.TextField, Name: i18n.Of("旧字段", "Old field"), Ended: true},
	} {
		f.Face = member.Hidden
		m.Tx(func(ctx context.Context, tx postgres.Tx) error {
			_, _, err := m.Members.SaveField(ctx, tx, f, "staff:1")
			return err
		})
	}
}

// known is what is kept of a member in the shop's own fields, and where he lives.
func (m *mover) known(id member.ID) (map[string]string, []member.HeldAddress) {
	m.t.Helper()
	values, err := m.Members.FieldValues(m.t.Context(), m.DB, id)
	if err != nil {
		m.t.Fatal(err)
	}
	list := map[string]string{}
	for code, v := range values {
		list[code] = strings.Join(v.Values, "+")
		if v.StatedBy != "test" {
			m.t.Errorf("%s was said by %s", code, v.StatedBy)
		}
	}
	homes, err := m.Members.Addresses(m.t.Context(), m.DB, id)
	if err != nil {
		m.t.Fatal(err)
	}
	return list, homes
}

const ownMembers = `卡号,姓名,昵称,Shoe Size,结婚纪念日,喜欢的茶,字段:first,旧字段,省份,城市,区县,详细地址
A1,甲,小甲,４２．５０,2019年5月1日,绿茶、black,红茶,x,广东,深圳市,南山区,科技园　1号
A2,乙,无,0,43528,,,x,北京市,市辖区,朝阳区,北京市朝阳区建国路8号
A3,丙,七个字的昵称啊,42,,,,,,,,
A4,丁,,四二,,,,,,,,
A5,戊,,19,,,,,,,,
A6,己,,42,2019-02-30,,,,,,,
A7,庚,,42,,绿茶、白茶,,,,,,
A8,辛,,42,,,白毫,,,,,
A9,壬,,42,,,,,,,,200 Queen's Road
B1,癸,,"1,0",,,,,上海市,,,
`

func TestOwnFieldsAndAddressesComeWithTheMembers(t *testing.T) {
	t.Parallel()
	m := moving(t)
	m.asks()
	ctx := t.Context()
	r := m.asking(intake.OpenMembers, ownMembers)

	look, err := m.in.LookAtOpening(ctx, r)
	if err != nil || len(look.Problems) > 0 || len(slices.DeleteFunc(look.Own, func(c intake.OwnColumn) bool { return !strings.HasPrefix(string(c.Field), "field:") })) != 5 {
		t.Fatalf("%+v %v, %v", look.Own, look.Problems, err)
	}
	for _, row := range look.Samples {
		if shown := strings.Join(row, ","); strings.Contains(shown, "小甲") || strings.Contains(shown, "科技园") || strings.Contains(shown, "红茶") {
			t.Errorf("a sample shows what is personal: %s", shown)
		}
	}
	columns := map[intake.Field]string{}
	for _, c := range look.Columns {
		columns[c.Field] = strings.Join(c.Columns, "+")
	}
	for field, want := range map[intake.Field]string{"field:nickname": "昵称", "field:size": "Shoe Size", "field:first": "字段:first", "field:over": "",
		intake.FieldProvince: "省份", intake.FieldAddress: "详细地址"} {
		if columns[field] != want {
			t.Errorf("%s is taken from %q, want %q", field, columns[field], want)
		}
	}
	if !slices.Contains(look.Unused, "旧字段") {
		t.Errorf("an ended field is taken from a column: unused are %v", look.Unused)
	}

	before := m.everything()
	dry := r
	dry.DryRun, dry.Sample = true, 5
	seen := m.open(dry)
	codes := map[string]int{}
	for _, e := range seen.Errors {
		codes[e.Code]++
		if words := intake.Message(e.Code, e.Params, "zh-CN"); words == e.Code || strings.Contains(words, "七个字") || strings.Contains(words, "白毫") {
			t.Errorf("row %d: %s", e.Row, words)
		}
	}
	for code, n := range map[string]int{"intake.own_text": 1, "intake.own_number": 2, "intake.own_bounds": 2, "intake.own_date": 1, "intake.own_choice": 2} {
		if codes[code] != n {
			t.Errorf("%d × %s, want %d: %+v", codes[code], code, n, seen.Errors)
		}
	}
	if len(seen.Unknown) != 1 || seen.Unknown[0].Word != "白茶" || seen.Unknown[0].Field != "field:tea" {
		t.Errorf("words to be explained: %+v", seen.Unknown)
	}
	repairs := map[string]bool{}
	for _, e := range seen.Repairs {
		repairs[string(e.Repair)+" "+string(e.Field)] = true
		for _, x := range e.Examples {
			if strings.Contains(x.Before+x.After, "科技园") {
				t.Errorf("an example shows where somebody lives: %+v", x)
			}
		}
	}
	for _, want := range []string{"half_width field:size", "date field:wedding", "region province"} {
		if !repairs[want] {
			t.Errorf("no repair %q in %v", want, repairs)
		}
	}
	if after := m.everything(); after != before {
		t.Fatalf("a dry run changed something:\n%s\n%s", before, after)
	}
	file, err := os.ReadFile(r.ErrorFile)
	if err != nil || !strings.Contains(string(file), "intake.own_bounds") {
		t.Errorf("error file %s, %v", file, err)
	}

	// A word of the earlier system is explained; size 0 of A2 is corrected by hand.
	again := m.asking(intake.OpenMembers, strings.Replace(ownMembers, "无,0,", "无,40,", 1))
	again.Mapping.Words = map[string]string{"白茶": "black"}
	done := m.open(again)
	if done.Applied.Joined != 4 || done.Applied.Refused != 0 {
		t.Fatalf("applied %+v: %+v", done.Applied, done.Errors)
	}
	values, homes := m.known(m.by(member.Card, "A1"))
	for code, want := range map[string]string{"nickname": "小甲", "size": "42.5", "wedding": "2019-05-01", "tea": "green+black", "first": "black"} {
		if values[code] != want {
			t.Errorf("%s is %q, want %q", code, values[code], want)
		}
	}
	if len(homes) != 1 || homes[0].Division != "440305" || homes[0].Line != "科技园 1号" || !homes[0].Chosen || homes[0].StatedBy != "test" {
		t.Errorf("%d addresses; %s %s", len(homes), homes[0].Division, homes[0].Line)
	}
	labels, err := m.Members.Labels(ctx, m.DB, m.by(member.Card, "A1"))
	if list := labels[m.by(member.Card, "A1")]; err != nil || len(list) != 2 || list[0].Label != "own:tea=black" {
		t.Errorf("labels %+v, %v", labels, err)
	}
	values, homes = m.known(m.by(member.Card, "A2"))
	if len(values) != 2 || values["wedding"] != "2019-03-04" || len(homes) != 1 || homes[0].Division != "110105" || homes[0].Line != "建国路8号" {
		t.Errorf("%v; %d addresses", values, len(homes))
	}
	if values, _ = m.known(m.by(member.Card, "A7")); values["tea"] != "green+black" {
		t.Errorf("an explained word: %v", values)
	}
	if _, homes = m.known(m.by(member.Card, "A9")); len(homes) != 1 || homes[0].Division != "" || homes[0].Line != "200 Queen's Road" {
		t.Errorf("abroad: %d addresses", len(homes))
	}

	// Who is known stays as he was.
	other := m.asking(intake.OpenMembers, "卡号,鞋码,详细地址\nA1,30,上海市浦东新区世纪大道1号\n")
	if o := m.open(other); o.Applied.Rows != 1 || o.Applied.Joined != 0 {
		t.Fatalf("%+v", o.Applied)
	} else if _, err := m.in.UndoOpening(ctx, o.Run, nil); err != nil {
		t.Fatal(err)
	}
	if values, homes = m.known(m.by(member.Card, "A1")); values["size"] != "42.5" || len(homes) != 1 {
		t.Errorf("who was known was changed: %v, %d addresses", values, len(homes))
	}

	// What was told on entering does not hinder; what is said later does.
	a1 := m.by(member.Card, "A1")
	m.Now("2026-01-06 10:00")
	say := func(values ...string) {
		m.Tx(func(ctx context.Context, tx postgres.Tx) error {
			return m.Members.SetFields(ctx, tx, a1, "staff:1", map[string][]string{"wedding": values}, func(member.Field) bool { return true })
		})
	}
	if list, err := m.in.Hindrances(ctx, m.DB, done.Run); err != nil || len(list) > 0 {
		t.Errorf("hindered by %+v, %v", list, err)
	}
	say("2020-01-01")
	if list, err := m.in.Hindrances(ctx, m.DB, done.Run); err != nil || len(list) != 1 || list[0].Code != intake.HinderedMember {
		t.Errorf("hindered by %+v, %v", list, err)
	}
	m.proven()
}

func TestMembersWithOwnFieldsAreTakenBack(t *testing.T) {
	t.Parallel()
	m := moving(t)
	m.asks()
	before := m.everything()
	done := m.open(m.asking(intake.OpenMembers, ownMembers))
	if done.Applied.Joined != 2 {
		t.Fatalf("applied %+v: %+v", done.Applied, done.Errors)
	}
	if m.everything() == before {
		t.Fatal("nothing came")
	}
	if _, err := m.in.UndoOpening(t.Context(), done.Run, nil); err != nil {
		t.Fatal(err)
	}
	if after := m.everything(); after != before {
		t.Errorf("undoing leaves something:\n%s\n%s", before, after)
	}
	m.proven()
}

func TestAMappingNamesOwnFieldsByTheirCode(t *testing.T) {
	t.Parallel()
	m := moving(t)
	m.asks()
	r := m.asking(intake.OpenMembers, "卡号,尺寸\nA1,42\n")
	if err := r.Mapping.SetOpening(intake.OpenMembers, "field:size=尺寸"); err != nil {
		t.Fatal(err)
	}
	if err := r.Mapping.SetOpening(intake.OpenTiers, "field:size=尺寸"); err == nil {
		t.Error("a file of tiers takes a field of the retailer's own")
	}
	m.open(r)
	if values, _ := m.known(m.by(member.Card, "A1")); values["size"] != "42" {
		t.Errorf("%v", values)
	}
	for _, gone := range []string{"field:over=尺寸", "field:nothing=尺寸"} {
		r := m.asking(intake.OpenMembers, "卡号,尺寸\nA1,42\n")
		if err := r.Mapping.SetOpening(intake.OpenMembers, gone); err != nil {
			t.Fatal(err)
		}
		m.refuses(r, intake.ErrBadMapping)
	}
	m.refuses(m.asking(intake.OpenMembers, "卡号,鞋码,field:size\nA1,42,43\n"), intake.ErrTwoColumns)
}
