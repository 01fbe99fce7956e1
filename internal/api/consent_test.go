package api_test

import (
	"strings"
	"testing"
)

func TestMyConsents(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if asked := w.do("GET", "/api/v1/me/consents/questions", "").want(200); !strings.Contains(asked.Body, `"marketing"`) {
		t.Error(asked.Body)
	}
	w.do("GET", "/api/v1/me/consents", "").want(401)
	granted := `"channel":"sms","granted":true`
	mine, others := w.memberIn("13800005678"), w.memberIn("13900005678")
	quiet := w.do("GET", "/api/v1/me/consents", "", mine).want(200).Body
	if marketing := quiet[strings.Index(quiet, `"marketing"`):]; strings.Contains(marketing, `"granted":true`) {
		t.Error("who said nothing agreed to something:", quiet)
	}
	said := `{"answers":[{"purpose":"marketing","channel":"sms","granted":%,"text_version":1}]}`
	ofMarketing := func(body string) string {
		_, body, _ = strings.Cut(body, `"marketing"`)
		body, _, _ = strings.Cut(body, `"profiling"`)
		return body
	}
	r := w.do("PUT", "/api/v1/me/consents", strings.Replace(said, "%", "true", 1), mine).want(200)
	if !strings.Contains(ofMarketing(r.Body), granted) {
		t.Error(r.Body)
	}
	if r := w.do("GET", "/api/v1/me/consents", "", others).want(200); strings.Contains(ofMarketing(r.Body), granted) {
		t.Error("another member's consent changed:", r.Body)
	}
	r = w.do("PUT", "/api/v1/me/consents", strings.Replace(said, "%", "false", 1), mine).want(200)
	if strings.Contains(ofMarketing(r.Body), granted) {
		t.Error("withdrawn, and still in force:", r.Body)
	}
	w.do("PUT", "/api/v1/me/consents", `{"answers":[{"purpose":"marketing","granted":true,"text_version":1}]}`, mine).want(422)
	w.do("PUT", "/api/v1/me/consents", `{"answers":[{"purpose":"profiling","granted":true,"text_version":9}]}`, mine).want(404)
	joined := w.do("POST", "/api/v1/me/session", `{"phone":"13700005678","code":"`+w.code("13700005678")+`","join":{"consents":[{"purpose":"profiling","granted":true,"text_version":1}]}}`).want(200)
	r = w.do("GET", "/api/v1/me/consents", "", cookiesOf(joined)).want(200)
	if _, profiling, _ := strings.Cut(r.Body, `"profiling"`); !strings.Contains(profiling[:strings.Index(profiling, "analytics")], `"granted":true`) {
		t.Error(r.Body)
	}
}
