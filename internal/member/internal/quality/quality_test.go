package quality_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"habitue/internal/member/internal/quality"
	"habitue/internal/platform/i18n"
)

var now = time.Date(2026, 3, 10, 2, 0, 0, 0, time.UTC)

// good is a record of which nothing is wrong.
func good() quality.Facts {
	return quality.Facts{
		Now: now, Name: "王小云", Phones: []string{"+8613800001234"}, Emails: []string{"wang@gmail.com"}, Year: 1987, Month: 3, Day: 4,
		Homes:    []quality.Home{{ID: 1, Division: "440305", Line: "科技园路 1 号", Postcode: "518057"}},
		JoinedAt: now.AddDate(-1, 0, 0), Confirmed: now.AddDate(-1, 0, 0),
	}
}

func judged(f quality.Facts) (codes []string, fixes map[string]quality.Fix) {
	rules := quality.BuiltIn()
	for i := range rules {
		rules[i].Enabled = true
	}
	fixes = map[string]quality.Fix{}
	for _, found := range quality.Judge(rules, f) {
		codes = append(codes, found.Rule)
		if found.Fix != nil {
			fixes[found.Rule] = *found.Fix
		}
	}
	return codes, fixes
}

func TestRules(t *testing.T) {
	t.Parallel()
	if codes, _ := judged(good()); len(codes) > 0 {
		t.Fatalf("of a good record %v is wrong", codes)
	}
	for name, c := range map[string]struct {
		change func(*quality.Facts)
		want   string
		fix    string
	}{
		"nobody":                          {func(f *quality.Facts) { f.Name = "" }, "missing_name", ""},
		"without_a_phone":                 {func(f *quality.Facts) { f.Phones = nil }, "missing_phone", ""},
		"whom_nothing_reaches":            {func(f *quality.Facts) { f.Phones, f.Emails = nil, nil }, "missing_phone missing_email unreachable", ""},
		"without_a_birthday":              {func(f *quality.Facts) { f.Year, f.Month, f.Day = 0, 0, 0 }, "missing_birthday", ""},
		"without_an_address":              {func(f *quality.Facts) { f.Homes = nil }, "missing_address", ""},
		"a_test":                          {func(f *quality.Facts) { f.Name = "测试" }, "name_placeholder", ""},
		"a_numbered_test":                 {func(f *quality.Facts) { f.Name = "Test 07" }, "name_placeholder", ""},
		"a_gentleman":                     {func(f *quality.Facts) { f.Name = "先生" }, "name_placeholder", ""},
		"a_gentleman_with_a_name_is_one":  {func(f *quality.Facts) { f.Name = "王先生" }, "", ""},
		"three_ones":                      {func(f *quality.Facts) { f.Name = "111" }, "name_placeholder", ""},
		"full_width":                      {func(f *quality.Facts) { f.Name = "Ｗａｎｇ　Ｙｕｎ" }, "name_form", "Wang Yun"},
		"a_comma_behind_a_name":           {func(f *quality.Facts) { f.Name = "王小云," }, "name_form", "王小云"},
		"a_name_that_ends_in_a_full_stop": {func(f *quality.Facts) { f.Name = "Martin Jr." }, "", ""},
		"a_number_nobody_has":             {func(f *quality.Facts) { f.Phones = []string{"+8614012341234"} }, "phone_range", ""},
		"the_number_of_the_carrier":       {func(f *quality.Facts) { f.Phones = []string{"+8613800138000"} }, "phone_placeholder", ""},
		"eights":                          {func(f *quality.Facts) { f.Phones = []string{"+8613888888888"} }, "phone_placeholder", ""},
		"a_foreign_number":                {func(f *quality.Facts) { f.Phones = []string{"+14155552671"} }, "", ""},
		"a_slip_of_the_hand":              {func(f *quality.Facts) { f.Emails = []string{"wang@gmial.com"} }, "email_typo", "wang@gmail.com"},
		"a_domain_that_is_like_another":   {func(f *quality.Facts) { f.Emails = []string{"wang@mail.com"} }, "", ""},
		"nobodys_mailbox":                 {func(f *quality.Facts) { f.Emails = []string{"test@qq.com"} }, "email_placeholder", ""},
		"the_domain_of_examples":          {func(f *quality.Facts) { f.Emails = []string{"wang@example.com"} }, "email_placeholder", ""},
		"no_domain":                       {func(f *quality.Facts) { f.Emails = []string{"wang@a_b.c"} }, "email_placeholder", ""},
		"a_domain_in_chinese":             {func(f *quality.Facts) { f.Emails = []string{"wang@公司.中国"} }, "", ""},
		"the_first_of_january_of_no_year": {func(f *quality.Facts) { f.Year, f.Month, f.Day = 0, 1, 1 }, "birthday_default", ""},
		"the_first_of_january_of_1987":    {func(f *quality.Facts) { f.Month, f.Day = 1, 1 }, "", ""},
		"older_than_anybody":              {func(f *quality.Facts) { f.Year = 1919 }, "birthday_range", ""},
		"not_born_yet":                    {func(f *quality.Facts) { f.Year = 2027 }, "birthday_range", ""},
		"a_division_that_there_is_not":    {func(f *quality.Facts) { f.Homes[0].Division, f.Homes[0].Postcode = "999999", "" }, "region_unknown", ""},
		"a_division_in_front_of_the_line": {func(f *quality.Facts) {
			h := &f.Homes[0]
			h.Division, h.Line, h.Parsed, h.Rest = "", "广东省深圳市南山区科技园路 1 号", "440305", "科技园路 1 号"
		}, "region_unknown", "广东省深圳市南山区 科技园路 1 号"},
		"an_address_abroad":              {func(f *quality.Facts) { f.Homes[0].Division, f.Homes[0].Line = "", "1 Main Street" }, "", ""},
		"a_line_that_says_nothing":       {func(f *quality.Facts) { f.Homes[0].Line = "无" }, "address_vague", ""},
		"a_postcode_of_another_province": {func(f *quality.Facts) { f.Homes[0].Postcode = "100000" }, "region_postcode", ""},
		"a_line_that_rings_elsewhere":    {func(f *quality.Facts) { f.Homes[0].Phone = "+861065551234" }, "region_phone", ""},
		"a_line_that_rings_there":        {func(f *quality.Facts) { f.Homes[0].Phone = "+8675526551234" }, "", ""},
		"a_mobile_says_nothing":          {func(f *quality.Facts) { f.Homes[0].Phone = "+8613800001234" }, "", ""},
		"an_age_that_the_year_denies":    {func(f *quality.Facts) { f.Fields = map[string]quality.Value{"age": {Values: []string{"25"}}} }, "birthday_age", ""},
		"an_age_that_was_said_last_year": {func(f *quality.Facts) { f.Fields = map[string]quality.Value{"age": {Values: []string{"38"}}} }, "", ""},
		"who_bought_before_he_joined":    {func(f *quality.Facts) { f.FirstOrder = now.AddDate(-2, 0, 0) }, "joined_after_order", ""},
		"who_bought_as_he_joined":        {func(f *quality.Facts) { f.FirstOrder = f.JoinedAt.Truncate(24 * time.Hour) }, "", ""},
		"a_consent_without_a_text":       {func(f *quality.Facts) { f.Unproven = 1 }, "consent_unproven", ""},
		"who_may_be_somebody_else_too":   {func(f *quality.Facts) { f.Twins = 2 }, "twin_open", ""},
		"who_was_not_asked_for_years":    {func(f *quality.Facts) { f.Confirmed = now.AddDate(-4, 0, 0) }, "contact_stale", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := good()
			c.change(&f)
			codes, fixes := judged(f)
			if got := strings.Join(codes, " "); got != c.want {
				t.Fatalf("wrong is %q, want %q", got, c.want)
			}
			if c.fix != "" && fixes[codes[0]].Is != c.fix {
				t.Errorf("suggested is %q, want %q", fixes[codes[0]].Is, c.fix)
			}
			if c.fix == "" && len(fixes) > 0 {
				t.Errorf("suggested is %v", len(fixes))
			}
		})
	}
}

// TestSuggestionsAreRight holds that what is suggested is not found wrong in turn.
func TestSuggestionsAreRight(t *testing.T) {
	t.Parallel()
	for _, f := range []quality.Facts{
		{Now: now, Name: " Ｗａｎｇ,"}, {Now: now, Emails: []string{"a@gmial.com"}}, {Now: now, Name: "\u200b王小云"},
	} {
		_, fixes := judged(f)
		for code, fix := range fixes {
			switch fix.What {
			case "name":
				f.Name = fix.Is
			case "email":
				f.Emails = []string{fix.Is}
			}
			if again, _ := judged(f); slices.Contains(again, code) {
				t.Errorf("after the suggestion of %s it is wrong still", code)
			}
		}
	}
}

func ownRule(change func(*quality.Own)) *quality.Own {
	o := &quality.Own{Field: "size", Check: quality.Required, Dimension: quality.Complete, Name: i18n.Of("尺码必填", "Size is known"), Why: i18n.Of("", "Shoes are reserved by it")}
	change(o)
	return o
}

func TestOwnRules(t *testing.T) {
	t.Parallel()
	known := func(values ...string) quality.Facts {
		return quality.Facts{Now: now, Fields: map[string]quality.Value{"size": {Values: values}}}
	}
	pattern := func(p string) func(*quality.Own) {
		return func(o *quality.Own) { o.Check, o.Pattern = quality.Pattern, p }
	}
	within := func(least, most string) func(*quality.Own) {
		return func(o *quality.Own) { o.Check, o.Least, o.Most = quality.Range, least, most }
	}
	among := func(c ...string) func(*quality.Own) {
		return func(o *quality.Own) { o.Check, o.Choices = quality.Choice, c }
	}
	for name, c := range map[string]struct {
		own   func(*quality.Own)
		facts quality.Facts
		wrong bool
	}{
		"required_and_missing":            {func(*quality.Own) {}, quality.Facts{}, true},
		"required_and_there":              {func(*quality.Own) {}, known("42"), false},
		"a_pattern_fits_the_whole":        {pattern(`[0-9]{2}`), known("42x"), true},
		"alternatives_are_whole_too":      {pattern(`a|b`), known("bc"), true},
		"and_fits":                        {pattern(`[0-9]{2}`), known("42"), false},
		"what_is_missing_fits_no_pattern": {pattern(`[0-9]{2}`), quality.Facts{}, false},
		"too_small":                       {within("35", "48"), known("34.5"), true},
		"nine_is_less_than_ten":           {within("9", "10"), known("9.5"), false},
		"too_late":                        {within("2020-01-01", "2020-12-31"), known("2021-01-01"), true},
		"a_number_where_a_day_is_asked":   {within("2020-01-01", ""), known("42"), true},
		"not_one_of_these":                {among("s", "m"), known("m", "xl"), true},
		"one_of_these":                    {among("s", "m"), known("m"), false},
		"text_that_is_too_long_to_match":  {pattern(`.*`), known(strings.Repeat("x", 501)), true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := ownRule(c.own)
			if err := o.Prepare(); err != nil {
				t.Fatal(err)
			}
			if found := quality.Judge([]quality.Rule{o.Rule("x")}, c.facts); (len(found) == 1) != c.wrong {
				t.Errorf("found %d", len(found))
			}
		})
	}
	for name, change := range map[string]func(*quality.Own){
		"a_pattern_that_is_none": pattern(`[`), "a_long_one": pattern(strings.Repeat("a", 201)), "one_that_unrolls": pattern(`((((a{9}){9}){9}){9}){9}`),
		"one_that_looks_back": pattern(`(a)\1`), "bounds_that_cross": within("2", "1"), "bounds_of_two_kinds": within("1", "2020-01-01"), "no_bounds": within("", ""),
		"no_choices": among(), "an_empty_choice": among(""), "a_check_that_is_none": func(o *quality.Own) { o.Check = "sql" },
		"no_name": func(o *quality.Own) { o.Name = nil }, "a_dimension_that_is_none": func(o *quality.Own) { o.Dimension = "x" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var bad quality.ErrSpec
			if err := ownRule(change).Prepare(); !errors.As(err, &bad) {
				t.Errorf("it is taken: %v", err)
			}
		})
	}
}

// FuzzDecode holds that what is read can be judged, in bounded time, and is written as it was read.
func FuzzDecode(f *testing.F) {
	for _, o := range []func(*quality.Own){func(*quality.Own) {}, func(o *quality.Own) { o.Check, o.Pattern = quality.Pattern, `(a|b)*c{3}` },
		func(o *quality.Own) { o.Check, o.Least = quality.Range, "2020-02-29" }, func(o *quality.Own) { o.Check, o.Choices = quality.Choice, []string{"a"} }} {
		body, err := json.Marshal(ownRule(o))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body, "aaaaaaaaaaaaaaaac")
	}
	f.Add([]byte(`{"field":"x","check":"pattern","pattern":"(((a{1000}){1000}))"}`), "a")
	f.Add([]byte(`{}{}`), "")
	f.Fuzz(func(t *testing.T, body []byte, value string) {
		o, err := quality.Decode(body)
		if err != nil {
			var bad quality.ErrSpec
			if !errors.As(err, &bad) {
				t.Fatalf("an error of another kind: %v", err)
			}
			return
		}
		facts := quality.Facts{Now: now, Fields: map[string]quality.Value{o.Field: {Values: []string{value}}}}
		first := quality.Judge([]quality.Rule{o.Rule("x")}, facts)
		again, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		p, err := quality.Decode(again)
		if err != nil {
			t.Fatalf("what was written cannot be read: %v", err)
		}
		if len(quality.Judge([]quality.Rule{p.Rule("x")}, facts)) != len(first) {
			t.Error("read again it judges otherwise")
		}
	})
}
