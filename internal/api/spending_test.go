package api_test

import (
	"slices"
	"strings"
	"testing"
)

func TestTheSpendingRuleIsDraftedAndSaysWhatItDoes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	all := as(w.everything())
	var rule struct {
		Version int
		Status  string
		Hash    string
		Words   []string
	}
	w.do("GET", "/api/v1/program/spending", "", all).want(200).into(&rule)
	if rule.Status != "live" || !slices.Contains(rule.Words, "100 points pay ¥1.00.") {
		t.Fatalf("%+v", rule)
	}
	body := `{"body":{"points":{"off":false,"per":100,"worth":150,"min_basket":0,"step":50,"max_share_bps":5000,"level_worth":{"gold":200}},"stored":{"draw":"bonus_first"}}}`
	w.do("POST", "/api/v1/program/spending/versions", body, all).want(201).into(&rule)
	said := strings.Join(rule.Words, " ")
	for _, part := range []string{"100 points pay ¥1.50.", "pay ¥2.00.", "50 points", "50 %", "bonus first"} {
		if !strings.Contains(said, part) {
			t.Errorf("%q is not in %s", part, said)
		}
	}
	w.do("POST", "/api/v1/program/spending/versions", strings.Replace(body, `"worth":150`, `"worth":0`, 1), all).want(422)
	w.do("POST", "/api/v1/program/spending/versions", strings.Replace(body, "bonus_first", "random", 1), all).want(422)
	w.do("POST", "/api/v1/program/spending/versions/2/publish", `{}`, all).want(403) // a key cannot
}
