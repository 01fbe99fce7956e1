package api_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"habitue/internal/staff"
)

// outcome is what came of an adjustment, as far as the tests look at it.
type outcome struct {
	NeedsApproval bool `json:"needs_approval"`
	Limit         int64
	Amount        int64
	Before, After struct{ Available int64 }
	Adjustment    *struct {
		ID, Status string
		ApprovalID string `json:"approval_id"`
		PostingID  string `json:"posting_id"`
		Undone     bool
	}
	Lots []struct {
		Was, Until time.Time
	}
}

func adjustBody(amount int64) string {
	return fmt.Sprintf(`{"kind":"adjust","asset":"points","amount":%d,"reason":"goodwill","note":"waited long","reference":"CS-17"}`, amount)
}

// TestValueIsAdjustedByTwo goes the whole way over HTTP: tried, done within the
// limit, asked for above it, looked at by another person, approved, undone.
func TestValueIsAdjustedByTwo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join(w.everything(), "13800000001")
	path := "/api/v1/members/" + m + "/adjustments"
	service, boss := w.person("service@example.com", staff.CustomerService), w.person("boss@example.com", staff.Operations)
	var o outcome
	w.do("POST", path+"?dry_run=true", adjustBody(1000), service).want(200).into(&o)
	if o.NeedsApproval || o.Limit != 1000 || o.After.Available != 1000 || o.Adjustment != nil {
		t.Errorf("%+v", o)
	}
	first := w.do("POST", path, adjustBody(1000), service, "Idempotency-Key: one").want(201)
	again := w.do("POST", path, adjustBody(1000), service, "Idempotency-Key: one").want(201)
	if first.Body != again.Body || again.Header.Get("Idempotency-Replayed") != "true" {
		t.Errorf("%s and then %s", first.Body, again.Body)
	}
	first.into(&o)
	if o.Adjustment == nil || o.Adjustment.Status != "done" || o.Adjustment.PostingID == "" {
		t.Fatalf("%+v", o)
	}
	done := o
	if r := w.do("POST", path, adjustBody(-1001), service).want(409); !strings.Contains(r.Body, "ledger.insufficient_balance") {
		t.Error(r.Body)
	}
	w.do("POST", path, adjustBody(5000), service).want(201).into(&o)
	if !o.NeedsApproval || o.Adjustment.Status != "asked" || o.Adjustment.ApprovalID == "" {
		t.Fatalf("%+v", o)
	}
	var seen struct {
		asked
		Adjustment struct {
			Amount        int64
			Before, After *struct{ Available int64 }
			Problem       string
		}
	}
	approval := "/api/v1/approvals/" + o.Adjustment.ApprovalID
	w.do("GET", approval, "", boss).want(200).into(&seen)
	if !seen.MayDecide || seen.Changed || seen.Adjustment.Amount != 5000 || seen.Adjustment.After == nil || seen.Adjustment.After.Available != 6000 ||
		seen.Words[0] != "Give the member 5,000 points of Points." {
		t.Errorf("%+v", seen)
	}
	if r := w.do("POST", approval+"/approve", agree(seen.asked), service).want(403); !strings.Contains(r.Body, "staff.may_not") {
		t.Error(r.Body)
	}
	w.do("GET", approval, "", w.person("cashier@example.com", staff.Cashier)).want(404)
	w.do("POST", approval+"/approve", agree(seen.asked), boss).want(200)
	w.settle()
	w.do("GET", approval, "", service).want(200).into(&seen)
	if seen.Status != "done" || seen.Adjustment.Before != nil {
		t.Errorf("%+v", seen)
	}
	balance := w.do("GET", "/api/v1/members/"+m+"/balances", "", service).want(200)
	if !strings.Contains(balance.Body, `"available":6000`) {
		t.Error(balance.Body)
	}
	undo := fmt.Sprintf(`{"kind":"undo","undoes":%q,"reason":"correction"}`, done.Adjustment.PostingID)
	w.do("POST", path, undo, service).want(201).into(&o)
	if o.Amount != -1000 || o.Adjustment.Status != "done" {
		t.Errorf("%+v", o)
	}
	if r := w.do("POST", path, undo, service).want(409); !strings.Contains(r.Body, "ledger.nothing_to_undo") {
		t.Error(r.Body)
	}
	list := w.do("GET", path, "", service).want(200)
	for _, want := range []string{`"undone":true`, `"reference":"CS-17"`, `"text":"Goodwill"`, `"status":"done"`} {
		if !strings.Contains(list.Body, want) {
			t.Errorf("the list lacks %s: %s", want, list.Body)
		}
	}
	var page struct {
		Items []struct{ ID string }
		Next  string `json:"next_cursor"`
	}
	var ids []string
	for next := ""; ; next = page.Next {
		page.Next = "" // null leaves it as it is
		w.do("GET", path+"?limit=1&cursor="+next, "", service).want(200).into(&page)
		for _, item := range page.Items {
			ids = append(ids, item.ID)
		}
		if page.Next == "" || len(ids) > 3 {
			break
		}
	}
	if len(ids) != 3 {
		t.Errorf("pages of one hold %v", ids)
	}
}

func TestLotsAreExtendedAndSaySo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join(w.everything(), "13800000001")
	service := w.person("service@example.com", staff.CustomerService)
	path := "/api/v1/members/" + m
	w.do("POST", path+"/adjustments", adjustBody(10), service).want(201)
	var o outcome
	extend := `{"kind":"extend","asset":"points","until":"2029-06-30","reason":"goodwill","note":"was ill"}`
	w.do("POST", path+"/adjustments", extend, service).want(201).into(&o)
	if len(o.Lots) != 1 || !o.Lots[0].Until.Equal(time.Date(2029, 6, 30, 16, 0, 0, 0, time.UTC)) || o.Amount != 10 {
		t.Errorf("%+v", o)
	}
	if r := w.do("POST", path+"/adjustments", extend, service).want(409); !strings.Contains(r.Body, "ledger.nothing_to_extend") {
		t.Error(r.Body)
	}
	var lots struct {
		Items []struct {
			ID        string
			ExpiresAt time.Time `json:"expires_at"`
		}
	}
	w.do("GET", path+"/lots", "", service).want(200).into(&lots)
	if len(lots.Items) != 1 || !lots.Items[0].ExpiresAt.Equal(o.Lots[0].Until) {
		t.Fatalf("%+v", lots)
	}
	statement := w.do("GET", path+"/lots/"+lots.Items[0].ID, "", service).want(200)
	for _, want := range []string{`"code":"adjust"`, `"code":"extend"`, `"note":"was ill"`, `"until":"2029-06-30T16:00:00Z"`, `"amount":10`} {
		if !strings.Contains(statement.Body, want) {
			t.Errorf("the statement lacks %s: %s", want, statement.Body)
		}
	}
	w.do("GET", path+"/lots/7", "", service).want(404)
}

// TestAnAssetIsMadeAndItsRuleChangedByTwo makes one, states what points are
// worth, and sees it in balances, once two have looked.
func TestAnAssetIsMadeAndItsRuleChangedByTwo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	li, chen := w.person("li@example.com", staff.Operations), w.person("chen@example.com", staff.Operations)
	body := `{"code":"tea","kind":"points","name_i18n":{"zh-CN":"茶分"},"unit_i18n":{"zh-CN":"分"},
		"rule":{"expiry":{"rule":"activity","n":6},"grace_days":0,"claw_back":"owe","rounding":{"mode":"half_up","step":5},"limits":[{"role":"operations","amount":99}]}}`
	r := w.do("POST", "/api/v1/ledger/assets", body, li).want(201)
	for _, want := range []string{"6 months after the member last earned or spent", "rounded half up to multiples of 5", "needs a second person", `"limits":[]`} {
		if !strings.Contains(r.Body, want) {
			t.Errorf("it lacks %s: %s", want, r.Body)
		}
	}
	w.do("POST", "/api/v1/ledger/assets", body, li).want(409)
	w.do("PUT", "/api/v1/ledger/assets/tea", `{"name_i18n":{"zh-CN":"茶分","en":"Tea points"},"unit_i18n":{"zh-CN":"分","en":"points"}}`, chen).want(200)
	if r := w.do("GET", "/api/v1/ledger/assets", "", li).want(200); !strings.Contains(r.Body, `"name":"Tea points"`) || !strings.Contains(r.Body, `"code":"growth"`) {
		t.Error(r.Body)
	}
	worth := `{"body":{"expiry":{"rule":"months","n":12,"until":"end_of_month"},"grace_days":0,"claw_back":"owe","rounding":{"mode":"floor","step":1},
		"worth":{"units":100,"minor":100,"currency":"CNY"},"limits":[{"role":"service","amount":5}]}}`
	if r := w.do("POST", "/api/v1/ledger/assets/points/words", worth, li).want(200); !strings.Contains(r.Body, `{"change":"added","words":"100 points are worth ¥1.00`) {
		t.Error(r.Body)
	}
	var d drafted
	w.do("POST", "/api/v1/ledger/assets/points/versions", worth, li).want(201).into(&d)
	var unwanted drafted
	w.do("POST", "/api/v1/ledger/assets/points/versions", worth, li).want(201).into(&unwanted)
	w.do("DELETE", fmt.Sprintf("/api/v1/ledger/assets/points/versions/%d?hash=%s", unwanted.Version, unwanted.Hash), "", chen).want(204)
	w.do("POST", "/api/v1/ledger/assets/points/versions/2/publish", `{"reason":"in a hurry"}`, li).want(409)
	ask := fmt.Sprintf(`{"kind":"asset_rule","asset":"points","version":%d,"hash":%q,"note":"for the books"}`, d.Version, d.Hash)
	var a, seen asked
	w.do("POST", "/api/v1/approvals", strings.Replace(ask, `"points"`, `"nothing"`, 1), li).want(404)
	w.do("POST", "/api/v1/approvals", ask, li).want(201).into(&a)
	w.do("GET", "/api/v1/approvals/"+a.ID, "", chen).want(200).into(&seen)
	if !seen.MayDecide || len(seen.Differences) == 0 {
		t.Fatalf("%+v", seen)
	}
	m := w.join(w.everything(), "13800000001")
	w.do("POST", "/api/v1/members/"+m+"/adjustments", adjustBody(250), li).want(201)
	w.do("POST", "/api/v1/approvals/"+a.ID+"/approve", agree(a), chen).want(200)
	w.settle()
	if r := w.do("GET", "/api/v1/members/"+m+"/balances", "", li).want(200); !strings.Contains(r.Body, `"worth":{"amount":250,"currency":"CNY"}`) {
		t.Error(r.Body)
	}
	if r := w.do("GET", "/api/v1/ledger/assets/points/versions", "", li).want(200); !strings.Contains(r.Body, `"published_by":"李店长"`) {
		t.Error(r.Body)
	}
	var o outcome
	w.do("POST", "/api/v1/members/"+m+"/adjustments?dry_run=true", adjustBody(6), w.person("service@example.com", staff.CustomerService)).want(200).into(&o)
	if !o.NeedsApproval || o.Limit != 5 {
		t.Errorf("the limit of the new rule: %+v", o)
	}
	trail := w.do("GET", "/api/v1/staff/audit?action=ledger.publish", "", as(w.key("auditor", staff.StaffRead))).want(200)
	if !strings.Contains(trail.Body, `"subject_id":"points/2"`) {
		t.Error(trail.Body)
	}
}

// TestWhoMayNotAdjust asks for each of it as somebody who may not.
func TestWhoMayNotAdjust(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join(w.everything(), "13800000001")
	for name, role := range map[string]staff.Role{"cashier": staff.Cashier, "finance": staff.Finance, "analyst": staff.Analyst, "adviser": staff.Adviser} {
		who := w.person(name+"@example.com", role)
		w.do("POST", "/api/v1/members/"+m+"/adjustments", adjustBody(1), who).want(403)
		w.do("PUT", "/api/v1/ledger/adjust-reasons", `{"items":[{"code":"x","name_i18n":{"en":"X"}}]}`, who).want(403)
		w.do("POST", "/api/v1/ledger/assets/points/words", `{"body":{}}`, who).want(403)
	}
	// A program that may post may still not adjust by hand.
	if r := w.do("POST", "/api/v1/members/"+m+"/adjustments", adjustBody(1), as(w.key("till", staff.LedgerPost))).want(403); !strings.Contains(r.Body, "ledger:adjust") {
		t.Error(r.Body)
	}
	if r := w.do("POST", "/api/v1/members/"+m+"/adjustments", adjustBody(1), as(w.everything())).want(403); !strings.Contains(r.Body, "staff.people_only") {
		t.Error(r.Body)
	}
}
