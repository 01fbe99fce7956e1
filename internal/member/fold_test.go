package member_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/nyaruka/phonenumbers"
	"pgregory.net/rapid"

	"habitue/internal/member"
)

func TestFold(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name           string
		kind           member.Kind
		value, country string
		want           string // empty: refused
	}{
		{"a_mobile_as_a_cashier_types_it", member.Phone, "13800001234", "CN", "+8613800001234"},
		{"a_mobile_with_spaces_and_dashes", member.Phone, " 138-0000 1234 ", "CN", "+8613800001234"},
		{"a_mobile_from_an_input_method_in_full_width", member.Phone, "１３８００００１２３４", "CN", "+8613800001234"},
		{"a_mobile_with_its_country", member.Phone, "+86 138 0000 1234", "GB", "+8613800001234"},
		{"a_mobile_with_the_international_prefix", member.Phone, "0086 13800001234", "CN", "+8613800001234"},
		{"a_landline_with_its_area", member.Phone, "(021) 6123-4567", "CN", "+862161234567"},
		{"a_phone_at_home_in_britain", member.Phone, "07911 123456", "GB", "+447911123456"},
		{"a_phone_from_hong_kong", member.Phone, "+852 5123 4567", "CN", "+85251234567"},
		{"a_phone_that_a_spreadsheet_rounded", member.Phone, "1.38E+10", "CN", ""},
		{"a_phone_with_an_extension", member.Phone, "021-61234567 ext. 12", "CN", ""},
		{"a_phone_with_a_digit_too_few", member.Phone, "1380000123", "CN", ""},
		{"a_phone_of_letters", member.Phone, "call me", "CN", ""},
		{"a_phone_in_a_country_that_does_not_exist", member.Phone, "13800001234", "XX", ""},
		{"a_phone_that_is_an_emergency", member.Phone, "110", "CN", ""},
		{"a_phone_of_a_thousand_digits", member.Phone, strings.Repeat("1", 1000), "CN", ""},
		{"a_phone_with_a_hidden_turn", member.Phone, "138\u202E00001234", "CN", ""},
		{"nothing", member.Phone, " ", "CN", ""},
		{"an_e-mail_in_capitals", member.Email, " Wang.XM@Example.COM ", "CN", "wang.xm@example.com"},
		{"an_e-mail_in_chinese", member.Email, "王@例子.中国", "CN", "王@例子.中国"},
		{"an_e-mail_with_a_name", member.Email, "Wang <w@example.com>", "CN", ""},
		{"two_e-mails", member.Email, "a@example.com,b@example.com", "CN", ""},
		{"an_e-mail_without_a_domain", member.Email, "wang@", "CN", ""},
		{"an_e-mail_of_a_machine", member.Email, "root@localhost", "CN", ""},
		{"an_e-mail_with_a_new_header", member.Email, "a@example.com\r\nBcc: x@example.com", "CN", ""},
		{"a_card_in_groups", member.Card, " ab12 3456 ", "CN", "AB123456"},
		{"a_card_in_full_width", member.Card, "ＡＢ１２", "CN", "AB12"},
		{"a_card_with_a_zero_byte", member.Card, "AB\x00", "CN", ""},
		{"a_card_that_is_not_utf8", member.Card, "\xff\xfe", "CN", ""},
		{"a_foreign_number_keeps_its_capitals", member.External("wechat.unionid"), "oAbC-1", "CN", "oAbC-1"},
		{"a_system_without_a_name", member.External(""), "1", "CN", ""},
		{"a_system_with_a_name_of_its_own_making", member.External("a/b"), "1", "CN", ""},
		{"an_unknown_kind", "passport", "E123", "CN", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := member.Fold(c.kind, c.value, c.country)
			if c.want == "" {
				if !errors.Is(err, member.ErrBadIdentity) {
					t.Fatalf("folds to %q, %v; want it refused", got, err)
				}
				if len(strings.TrimSpace(c.value)) > 2 && strings.Contains(err.Error(), c.value) {
					t.Fatalf("the error repeats what was entered: %v", err)
				}
				return
			}
			if err != nil || got != c.want {
				t.Fatalf("folds to %q, %v; want %q", got, err, c.want)
			}
			if again, err := member.Fold(c.kind, got, c.country); err != nil || again != got {
				t.Fatalf("folded twice: %q, %v", again, err)
			}
		})
	}
}

// The short way for Chinese mobiles must say what the general machinery says.
func TestTheShortWayFoldsLikeTheGeneralOne(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		digits := rapid.StringMatching(`(\+86)?1[0-9]{10}`).Draw(t, "digits")
		got, err := member.Fold(member.Phone, digits, "CN")
		number, parseErr := phonenumbers.Parse(digits, "CN")
		valid := parseErr == nil && phonenumbers.IsValidNumber(number)
		if valid != (err == nil) {
			t.Fatalf("%s: folds %v, the machinery says valid %v", digits, err, valid)
		}
		if valid && got != phonenumbers.Format(number, phonenumbers.E164) {
			t.Fatalf("%s folds to %s", digits, got)
		}
	})
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"13800001234", "Wang@Example.com", "ab 12", "\xff", "１３８", "+", "ﬁ@ﬁ.ﬁ", "İ@x.y"} {
		f.Add(s)
	}
	kinds := []member.Kind{member.Phone, member.Email, member.Card, member.External("erp")}
	f.Fuzz(func(t *testing.T, s string) {
		for _, kind := range kinds {
			got, err := member.Fold(kind, s, "CN")
			if err != nil {
				continue
			}
			again, err := member.Fold(kind, got, "CN")
			if err != nil || again != got {
				t.Fatalf("%s %q folds to %q, and that to %q, %v", kind, s, got, again, err)
			}
			shown := member.Key{Kind: kind, Value: got}.Mask()
			if strings.Trim(got, "*") != "" && len(got) > 3 && shown == got {
				t.Fatalf("%s %q is shown in full", kind, got)
			}
		}
	})
}

func BenchmarkFoldPhone(b *testing.B) {
	for name, phone := range map[string]string{"mobile": "13800001234", "landline": "021-61234567"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := member.Fold(member.Phone, phone, "CN"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
