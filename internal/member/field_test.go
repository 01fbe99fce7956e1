package member_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

var named = i18n.Of("字段", "Field")

func TestFieldsFold(t *testing.T) {
	t.Parallel()
	choices := []member.Choice{{Code: "green", Name: named}, {Code: "black", Name: named}, {Code: "old", Name: named, Ended: true}}
	text := member.Field{Kind: member.TextField, Most: "4"}
	number := member.Field{Kind: member.NumberField, Least: "-1", Most: "1000.5"}
	day := member.Field{Kind: member.DateField, Least: "2000-01-01", Most: "2030-12-31"}
	one, many := member.Field{Kind: member.ChoiceField, Choices: choices}, member.Field{Kind: member.ChoicesField, Choices: choices}
	for _, c := range []struct {
		field member.Field
		said  []string
		had   []string
		want  []string
		wrong string
	}{
		{text, []string{" 四个字啊 "}, nil, []string{"四个字啊"}, ""},
		{text, []string{"五个字的话"}, nil, nil, "member.bad_text"},
		{text, []string{"a\nb"}, nil, nil, "member.bad_text"},
		{text, []string{"a", "b"}, nil, nil, "member.one_value"},
		{text, []string{" ", ""}, nil, nil, ""},
		{number, []string{"１２．５"}, nil, []string{"12.5"}, ""},
		{number, []string{"1000.50001"}, nil, nil, "member.out_of_bounds"},
		{number, []string{"-1.1"}, nil, nil, "member.out_of_bounds"},
		{number, []string{"1e3"}, nil, nil, "member.not_a_number"},
		{number, []string{"0x10"}, nil, nil, "member.not_a_number"},
		{number, []string{"NaN"}, nil, nil, "member.not_a_number"},
		{member.Field{Kind: member.NumberField}, []string{strings.Repeat("9", 16)}, nil, nil, "member.not_a_number"},
		{day, []string{"2024-02-29"}, nil, []string{"2024-02-29"}, ""},
		{day, []string{"2023-02-29"}, nil, nil, "member.not_a_date"},
		{day, []string{"1999-12-31"}, nil, nil, "member.out_of_bounds"},
		{day, []string{"24-02-29"}, nil, nil, "member.not_a_date"},
		{one, []string{"green"}, nil, []string{"green"}, ""},
		{one, []string{"red"}, nil, nil, "member.not_a_choice"},
		{one, []string{"old"}, nil, nil, "member.not_a_choice"},
		{one, []string{"old"}, []string{"old"}, []string{"old"}, ""},
		{many, []string{"black", "green", "black"}, nil, []string{"green", "black"}, ""},
		{many, []string{"black", "old"}, []string{"green"}, nil, "member.not_a_choice"},
		{member.Field{Kind: member.CoreField}, []string{"x"}, nil, nil, "member.not_own"},
	} {
		got, wrong := c.field.Fold(c.said, c.had)
		if !slices.Equal(got, c.want) || wrong != c.wrong {
			t.Errorf("%s %q: %q %q, want %q %q", c.field.Kind, c.said, got, wrong, c.want, c.wrong)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom([]member.Field{text, number, day, one, many}).Draw(t, "field")
		said := rapid.SliceOfN(rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"green", "black", "old", "2001-01-01", " 7 ", "０"})), 0, 3).Draw(t, "said")
		once, wrong := f.Fold(said, nil)
		if again, _ := f.Fold(once, nil); wrong == "" && !slices.Equal(again, once) {
			t.Errorf("%s %q folds to %q and that to %q", f.Kind, said, once, again)
		}
	})
}

// TestFieldsAreKept sets values, seals them, labels by choices, and follows a merge.
func TestFieldsAreKept(t *testing.T) {
	t.Parallel()
	b := setup(t)
	save := func(f member.Field) (after member.Field, err error) {
		err = b.db.InTx(t.Context(), func(tx postgres.Tx) error {
			_, after, err = b.SaveField(t.Context(), tx, f, "staff:1")
			return err
		})
		return after, err
	}
	must := func(f member.Field) member.Field {
		t.Helper()
		f.Name = named
		f, err := save(f)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	choices := []member.Choice{{Code: "green", Name: named}, {Code: "black", Name: named}}
	tea := must(member.Field{Code: "tea", Kind: member.ChoicesField, Choices: choices, Face: member.Changeable, Weight: 50, Required: true})
	must(member.Field{Code: "secret", Kind: member.TextField, Personal: true, Face: member.Hidden})
	must(member.Field{Code: "inner", Kind: member.ChoiceField, Choices: choices, Readers: []staff.Role{staff.CustomerService}, Face: member.Hidden})

	for what, f := range map[string]member.Field{
		"a code with a space":         {Code: "a b", Kind: member.TextField, Name: named, Face: member.Hidden},
		"a core field of one's own":   {Code: "mine", Kind: member.CoreField, Name: named, Face: member.Hidden},
		"a choice of nothing":         {Code: "mine", Kind: member.ChoiceField, Name: named, Face: member.Hidden},
		"one code twice":              {Code: "mine", Kind: member.ChoiceField, Name: named, Face: member.Hidden, Choices: []member.Choice{choices[0], choices[0]}},
		"a text of no characters":     {Code: "mine", Kind: member.TextField, Name: named, Face: member.Hidden, Most: "0"},
		"a least above the most":      {Code: "mine", Kind: member.NumberField, Name: named, Face: member.Hidden, Least: "2", Most: "1"},
		"a role that there is not":    {Code: "mine", Kind: member.TextField, Name: named, Face: member.Hidden, Readers: []staff.Role{"king"}},
		"a weight of more than there": {Code: "mine", Kind: member.TextField, Name: named, Face: member.Hidden, Weight: 101},
	} {
		if _, err := save(f); !errors.Is(err, member.ErrBadField) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := save(member.Field{Code: "tea", Kind: member.TextField, Name: named, Face: member.Hidden}); !errors.Is(err, member.ErrFieldMoved) {
		t.Errorf("made twice: %v", err)
	}
	changed := tea
	changed.Kind, changed.Choices = member.TextField, choices[1:]
	if after := must(changed); after.Kind != member.ChoicesField || len(after.Choices) != 2 || !after.Choices[1].Ended {
		t.Errorf("kind and choices did not stay: %+v", after)
	}
	if _, err := save(changed); !errors.Is(err, member.ErrFieldMoved) {
		t.Errorf("changed as it was not seen: %v", err)
	}
	changed.Version++
	changed.Choices = choices
	must(changed)

	wang := b.must(member.Join{Phone: "13800001234", Name: "王小明"})
	other := b.must(member.Join{Phone: "13800005678"})
	all := func(member.Field) bool { return true }
	set := func(id member.ID, values map[string][]string) error {
		return b.db.InTx(t.Context(), func(tx postgres.Tx) error { return b.SetFields(t.Context(), tx, id, "member", values, all) })
	}
	labels := func(id member.ID) (names []string) {
		held, err := b.Labels(t.Context(), b.db, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range held[id] {
			names = append(names, l.Label)
		}
		return names
	}
	if err := set(wang.ID, map[string][]string{"tea": {"black", "green"}, "secret": {"埋下的秘密"}, "inner": {"green"}}); err != nil {
		t.Fatal(err)
	}
	if got := labels(wang.ID); !slices.Equal(got, []string{"own:tea=black", "own:tea=green"}) {
		t.Errorf("labels %q", got)
	}
	if err := set(wang.ID, map[string][]string{"tea": {"green"}}); err != nil {
		t.Fatal(err)
	}
	if got := labels(wang.ID); !slices.Equal(got, []string{"own:tea=green"}) {
		t.Errorf("labels %q", got)
	}
	err := set(wang.ID, map[string][]string{"tea": {}, "secret": {"x", "y"}, "nothing": {"1"}, "name": {"王"}})
	codes := map[string]string{}
	for _, f := range errs.Of(err).Fields {
		codes[f.Path] = f.Code
	}
	if !errors.Is(err, member.ErrBadValue) || !maps.Equal(codes, map[string]string{"values.tea": "http.required", "values.secret": "member.one_value",
		"values.nothing": "member.no_such_field", "values.name": "member.no_such_field"}) {
		t.Errorf("%v %v", err, codes)
	}
	values := func(id member.ID) map[string]member.FieldValue {
		found, err := b.FieldValues(t.Context(), b.db, id)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	if v := values(wang.ID); !slices.Equal(v["secret"].Values, []string{"埋下的秘密"}) || v["secret"].StatedBy != "member" || !slices.Equal(v["tea"].Values, []string{"green"}) {
		t.Errorf("%v", v)
	}
	var plain int
	if err := b.db.QueryRow(t.Context(), `SELECT count(*) FROM member.field_value WHERE position('埋下'::bytea IN sealed) > 0 OR position('green'::bytea IN sealed) > 0`).Scan(&plain); err != nil || plain > 0 {
		t.Errorf("%d values in plain text, %v", plain, err)
	}
	known := func(id member.ID) member.Completeness {
		fields, err := b.Fields(t.Context(), b.db)
		if err != nil {
			t.Fatal(err)
		}
		found, err := b.Completeness(t.Context(), b.db, fields, all, id)
		if err != nil {
			t.Fatal(err)
		}
		return found[id]
	}
	if c := known(wang.ID); c.Percent != (20+30+50)*100/150 || c.Missing[0].Weight != 20 {
		t.Errorf("%+v", c)
	}
	if c := known(other.ID); c.Percent != 30*100/150 || c.Missing[0].Code != "tea" {
		t.Errorf("%+v", c)
	}

	// What the survivor did not say himself is read of who became he, and goes with him again.
	var merge member.Merge
	b.in(func(ctx context.Context, tx postgres.Tx) (err error) {
		merge, err = b.Merge(ctx, tx, other.ID, wang.ID, "one person", 1)
		return err
	})
	if err := set(other.ID, map[string][]string{"secret": nil}); err != nil {
		t.Fatal(err)
	}
	if v := values(other.ID); len(v["secret"].Values) != 0 || !slices.Equal(v["tea"].Values, []string{"green"}) {
		t.Errorf("after the merge %v", v)
	}
	if err := set(wang.ID, map[string][]string{"tea": {"black"}}); !errors.Is(err, member.ErrHasLeft) {
		t.Errorf("of who is another now: %v", err)
	}
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := b.Unmerge(ctx, tx, merge.ID, "two", 1)
		return err
	})
	if v := values(other.ID); len(v["tea"].Values) != 0 {
		t.Errorf("two again, and %v", v)
	}
	if v := values(wang.ID); !slices.Equal(v["secret"].Values, []string{"埋下的秘密"}) {
		t.Errorf("two again, and %v", v)
	}

	// Erasure leaves nothing, and no label.
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		if _, err := b.SaveAddress(ctx, tx, wang.ID, 0, 0, member.Address{Line: "x"}, true, "member"); err != nil {
			return err
		}
		_, err := b.Erase(ctx, tx, member.Erasing{Member: wang.ID, Waive: true, Cause: member.CauseAsked})
		return err
	})
	var left int
	err = b.db.QueryRow(t.Context(), `SELECT (SELECT count(*) FROM member.field_value WHERE member_id = $1) + (SELECT count(*) FROM member.address WHERE member_id = $1)`, int64(wang.ID)).Scan(&left)
	if err != nil || left > 0 || len(labels(wang.ID)) > 0 {
		t.Errorf("%d rows and labels %q stay of who was erased, %v", left, labels(wang.ID), err)
	}
}

func TestAddresses(t *testing.T) {
	t.Parallel()
	b := setup(t)
	wang, li := b.must(member.Join{Phone: "13800001234"}), b.must(member.Join{Phone: "13800005678"})
	save := func(of member.ID, id member.AddressID, seen int, a member.Address, choose bool) (made member.AddressID, err error) {
		err = b.db.InTx(t.Context(), func(tx postgres.Tx) error {
			made, err = b.SaveAddress(t.Context(), tx, of, id, seen, a, choose, "member")
			return err
		})
		return made, err
	}
	list := func(of member.ID) []member.HeldAddress {
		t.Helper()
		held, err := b.Addresses(t.Context(), b.db, of)
		if err != nil {
			t.Fatal(err)
		}
		return held
	}
	home, err := save(wang.ID, 0, 0, member.Address{Recipient: " 王 小明 ", Phone: "138 0000 1234", Line: "上海市 浦东新区世纪大道  1 号", Postcode: "２００１２０"}, false)
	if err != nil {
		t.Fatal(err)
	}
	want := member.Address{Recipient: "王 小明", Phone: "+8613800001234", Division: "310115", Line: "世纪大道 1 号", Postcode: "200120"}
	if got := list(wang.ID); len(got) != 1 || got[0].Address != want || !got[0].Chosen {
		t.Errorf("%#v", got[0].Address.Line)
	}
	work, err := save(wang.ID, 0, 0, member.Address{Division: "310115", Line: "200 Century Avenue"}, true)
	if err != nil {
		t.Fatal(err)
	}
	if got := list(wang.ID); got[0].ID != work || !got[0].Chosen || got[1].Chosen {
		t.Errorf("the chosen one is not the first, or not alone: %v", got)
	}
	for what, a := range map[string]member.Address{
		"line": {Division: "310115"}, "division": {Division: "999999", Line: "x"}, "phone": {Phone: "12", Line: "x"}, "postcode": {Postcode: "1234567890123", Line: "x"},
	} {
		if _, err := save(wang.ID, 0, 0, a, false); !errors.Is(err, member.ErrBadAddress) || errs.Of(err).Fields[0].Path != what {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := save(wang.ID, home, 2, want, false); !errors.Is(err, member.ErrAddressMoved) {
		t.Errorf("as it was not seen: %v", err)
	}
	want.Line = "世纪大道2号"
	if _, err := save(wang.ID, home, 1, want, false); err != nil || list(wang.ID)[1].Line != want.Line {
		t.Errorf("changed: %v", err)
	}
	if _, err := save(li.ID, home, 2, want, true); !errors.Is(err, member.ErrNoAddress) {
		t.Errorf("another's address: %v", err)
	}
	forget := func(of member.ID, id member.AddressID) error {
		return b.db.InTx(t.Context(), func(tx postgres.Tx) error { return b.ForgetAddress(t.Context(), tx, of, id) })
	}
	if err := forget(li.ID, home); !errors.Is(err, member.ErrNoAddress) {
		t.Errorf("another's address: %v", err)
	}
	if err := forget(wang.ID, work); err != nil || !list(wang.ID)[0].Chosen || len(list(wang.ID)) != 1 {
		t.Errorf("the chosen one went, and none is chosen: %v", err)
	}
	for range 19 {
		if _, err := save(wang.ID, 0, 0, member.Address{Line: "x"}, false); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := save(wang.ID, 0, 0, member.Address{Line: "x"}, false); !errors.Is(err, member.ErrTooManyAddresses) {
		t.Errorf("one more than there may be: %v", err)
	}
	var plain int
	if err := b.db.QueryRow(t.Context(), `SELECT count(*) FROM member.address WHERE position('世纪'::bytea IN sealed) > 0`).Scan(&plain); err != nil || plain > 0 {
		t.Errorf("%d addresses in plain text, %v", plain, err)
	}
}
