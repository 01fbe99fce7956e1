package api_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestWhatIsRequiredIsAskedOnJoining lets nobody join by himself without what the shop
// requires of him, with a code that stays good; tills are not asked.
func TestWhatIsRequiredIsAskedOnJoining(t *testing.T) {
	t.Parallel()
	s := newStreet(t)
	define := func(code, rest string) {
		s.do("PUT", "/api/v1/member-fields/"+code, `{"version":0,"name_i18n":{"zh-CN":"字段`+code+`","en":"Field `+code+`"},"weight":0,`+rest+`}`, s.admin).want(200)
	}
	define("size", `"kind":"number","face":"changeable","required":true,"least":"20","most":"50"`)
	define("tea", `"kind":"choice","face":"changeable","choices":[{"code":"green","name_i18n":{"zh-CN":"绿茶","en":"Green"}}]`)
	define("inner", `"kind":"text","face":"hidden","required":true`)
	shop := s.do("GET", "/api/v1/me/shop", "", "Accept-Language: en", "Authorization: ").want(200)
	if !strings.Contains(shop.Body, `"asks":[{"code":"size"`) || strings.Contains(shop.Body, "inner") || strings.Contains(shop.Body, `"tea"`) {
		t.Error(shop.Body)
	}

	join := func(phone, code, said string, status int) reply {
		return s.do("POST", "/api/v1/me/session", `{"phone":"`+phone+`","code":"`+code+`","join":`+said+`}`, "Authorization: ", "Accept-Language: en").want(status)
	}
	const phone = "13700005678"
	code := s.code(phone, "Authorization: ")
	refused := func(phone, code, said, want string) {
		t.Helper()
		if r := join(phone, code, said, 422); !strings.Contains(r.Body, want) || !strings.Contains(r.Body, "member.bad_value") {
			t.Errorf("%s: %s", said, r.Body)
		}
	}
	refused(phone, code, `{}`, `"values.size"`)
	refused(phone, code, `{"values":{"size":[]}}`, `"http.required"`)
	for i, c := range [][2]string{
		{`{"values":{"size":["9"]}}`, "member.out_of_bounds"}, {`{"values":{"size":["42"],"inner":["x"]}}`, "member.may_not_change"},
		{`{"values":{"size":["42"],"tea":["black"]}}`, "member.not_a_choice"}, {`{"values":{"size":["42"],"none":["x"]}}`, "member.no_such_field"},
	} {
		other := fmt.Sprintf("1370000600%d", i)
		refused(other, s.code(other, "Authorization: "), c[0], c[1])
	}
	mine := cookiesOf(join(phone, code, `{"values":{"size":["４２"],"tea":["green"]}}`, 200))
	details := s.do("GET", "/api/v1/me/details", "", mine, "Authorization: ").want(200).Body
	if !strings.Contains(details, `"values":["42"]`) || !strings.Contains(details, `"values":["green"]`) {
		t.Error(details)
	}

	// Who is a member already signs in without being asked, and a till takes in as ever.
	s.do("POST", "/api/v1/members", `{"phone":"13700005679"}`, as(s.till)).want(201)
	again := s.code("13700005679", "Authorization: ")
	s.do("POST", "/api/v1/me/session", `{"phone":"13700005679","code":"`+again+`","join":{}}`, "Authorization: ").want(200)
}
