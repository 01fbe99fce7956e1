package api_test

import (
	"strings"
	"testing"
	"time"

	"habitue/internal/staff"
)

func TestAStatementIsSentAndALargeDifferenceSettledByTwo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	all := as(w.everything())
	id := w.charge(38_00)
	day := w.clock.Now().UTC().Format(time.DateOnly)
	file := "time,reference,number,amount\n" + day + " 12:00:00,HC" + id + ",N1,38.00\n" + day + " 12:00:00,SHOP-1,N2,500.00\n"
	path := "/api/v1/payments/statements/file?provider=sandbox&day=" + day
	send := func(path string, more ...string) reply {
		return w.do("POST", path, file, append([]string{all, "Content-Type: text/csv"}, more...)...)
	}
	send(path).refused(422, "payment.day_not_over")
	w.clock.Advance(48 * time.Hour)
	var out struct {
		DryRun       bool `json:"dry_run"`
		New, Applied int
		Found        map[string]int
		Columns      []struct{ Column, Field string }
	}
	send(path + "&dry_run=true").want(200).into(&out)
	if !out.DryRun || out.New != 2 || out.Applied != 1 || out.Found["unknown_here"] != 1 || len(out.Columns) != 4 {
		t.Fatalf("%+v", out)
	}
	var c struct{ State string }
	w.do("GET", "/api/v1/payments/"+id, "", all).want(200).into(&c)
	if c.State != "pending" {
		t.Fatalf("tried only: %+v", c)
	}
	first := send(path, "Idempotency-Key: s1").want(201)
	if again := send(path, "Idempotency-Key: s1").want(201); again.Body != first.Body || again.Header.Get("Idempotency-Replayed") != "true" {
		t.Errorf("%s, then %s", first.Body, again.Body)
	}
	w.do("GET", "/api/v1/payments/"+id, "", all).want(200).into(&c)
	if c.State != "paid" {
		t.Fatalf("%+v", c)
	}
	w.do("POST", path+"&map=colour=x", file, all, "Content-Type: text/csv").refused(422, "http.invalid_request")
	w.do("POST", path, "{}", all).want(415)
	r := w.do("POST", path, "reference,amount\nX,much\n", all, "Content-Type: text/csv").want(422)
	if !strings.Contains(r.Body, "intake.bad_statement") || !strings.Contains(r.Body, "row 2") {
		t.Error(r.Body)
	}
	w.do("POST", path, file, as(w.key("reader", staff.PaymentRead)), "Content-Type: text/csv").want(403)

	anna, bert := w.person("anna@example.com", staff.Operations), w.person("bert@example.com", staff.Operations)
	var page struct {
		Items []struct{ ID, Reference string }
	}
	w.do("GET", "/api/v1/payments/differences?open=true", "", all).want(200).into(&page)
	var settled struct {
		SettledAt *string `json:"settled_at"`
		Asked     *struct {
			ApprovalID string `json:"approval_id"`
			Status     string
		}
	}
	w.do("POST", "/api/v1/payments/differences/"+page.Items[0].ID+"/settle", `{"note":"转入其他应付款"}`, anna).want(200).into(&settled)
	if settled.SettledAt != nil || settled.Asked == nil || settled.Asked.Status != "asked" {
		t.Fatalf("%+v", settled)
	}
	var approval struct {
		Hash  string
		Words []string
	}
	w.do("GET", "/api/v1/approvals/"+settled.Asked.ApprovalID, "", bert).want(200).into(&approval)
	if len(approval.Words) != 3 || !strings.Contains(approval.Words[1], "500.00") || !strings.Contains(approval.Words[2], "转入其他应付款") {
		t.Errorf("%v", approval.Words)
	}
	w.do("POST", "/api/v1/approvals/"+settled.Asked.ApprovalID+"/approve", `{"hash":"`+approval.Hash+`"}`, bert).want(200)
	w.settle()
	w.do("GET", "/api/v1/payments/differences?open=true", "", all).want(200).into(&page)
	if len(page.Items) != 0 {
		t.Errorf("%+v", page)
	}
	var policy struct{ Alone, Version int64 }
	w.do("GET", "/api/v1/payments/settlement-policy", "", all).want(200).into(&policy)
	w.do("PUT", "/api/v1/payments/settlement-policy", `{"alone":50000,"version":0}`, all).want(200).into(&policy)
	if policy.Alone != 500_00 || policy.Version != 1 {
		t.Errorf("%+v", policy)
	}
	w.do("PUT", "/api/v1/payments/settlement-policy", `{"alone":1,"version":0}`, all).refused(409, "payment.policy_changed")
}
