package member_test

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nyaruka/phonenumbers"
	"pgregory.net/rapid"

	"habitue/internal/member"
)

func TestMasks(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		mask       func(string) string
		name       string
		text, want string
	}{
		{member.MaskName, "a_name_of_three", "王小明", "王*明"},
		{member.MaskName, "a_name_of_two", "王明", "王*"},
		{member.MaskName, "a_name_of_one", "王", "*"},
		{member.MaskName, "a_double_surname", "欧阳娜娜", "欧**娜"},
		{member.MaskName, "a_latin_name", "John Smith", "J***"},
		{member.MaskName, "a_rare_character", "𠮷野家", "𠮷*家"},
		{member.MaskName, "no_name", "", ""},
		{member.MaskPhone, "a_chinese_mobile", "+8613800001234", "138****1234"},
		{member.MaskPhone, "a_british_mobile", "+447911123456", "+44 79****3456"},
		{member.MaskPhone, "a_phone_from_hong_kong", "+85251234567", "+852 51****67"},
		{member.MaskPhone, "no_phone", "", ""},
		{member.MaskPhone, "what_is_no_phone", "hello", "****"},
		{member.MaskEmail, "an_e-mail", "wang@example.com", "w***@example.com"},
		{member.MaskEmail, "a_chinese_e-mail", "王@例子.中国", "王***@例子.中国"},
		{member.MaskEmail, "what_is_no_e-mail", "hello", "****"},
		{member.MaskCard, "a_card", "612345678901", "****8901"},
		{member.MaskCard, "a_short_card", "1234567", "****"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := c.mask(c.text); got != c.want {
				t.Errorf("%q is shown as %q, want %q", c.text, got, c.want)
			}
		})
	}
}

func TestNoMaskShowsMoreThanHalf(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringN(3, 40, -1).Draw(t, "name")
		if got := member.MaskName(name); utf8.RuneCountInString(strings.ReplaceAll(got, "*", "")) > 2 {
			t.Fatalf("%q is shown as %q", name, got)
		}
		card := rapid.StringMatching(`[A-Z0-9]{1,30}`).Draw(t, "card")
		if got := strings.ReplaceAll(member.MaskCard(card), "*", ""); 2*len(got) > len(card) {
			t.Fatalf("%q is shown as %q", card, got)
		}
	})
}

// What is taken apart by hand is taken apart as the machinery does.
func TestChineseMobilesAreMaskedAsAnyNumber(t *testing.T) {
	t.Parallel()
	for prefix := 100; prefix < 200; prefix++ {
		e164 := "+86" + strconv.Itoa(prefix) + "00001234"
		number, err := phonenumbers.Parse(e164, "")
		if err != nil {
			t.Fatal(err)
		}
		digits := phonenumbers.GetNationalSignificantNumber(number)
		want := digits[:min(3, len(digits)-8)] + "****" + digits[len(digits)-4:]
		if got := member.MaskPhone(e164); len(digits) >= 10 && got != want {
			t.Errorf("%s: %s, want %s", e164, got, want)
		}
	}
}
