package api_test

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// valued is how a member stands with what is reckoned of members.
type valued struct {
	Restricted  bool
	Profiled    bool
	Labels      []string
	Value       *struct{ Class struct{ Code string } }
	Restriction *struct{ Until *time.Time }
}

func (w *world) refresh() {
	w.t.Helper()
	w.tx(func(ctx context.Context, tx postgres.Tx) error {
		_, err := w.deps.Profile.Ask(ctx, tx, "test")
		return err
	})
	if _, err := w.deps.Profile.RefreshDue(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
}

// worthOf is what the list says of a member, and his page.
func (w *world) worthOf(auth, id string) (v valued) {
	w.t.Helper()
	var list struct {
		Items []struct {
			ID string
			valued
		}
	}
	w.do("GET", "/api/v1/members?limit=200", "", auth).want(200).into(&list)
	for _, item := range list.Items {
		if item.ID == id {
			v = item.valued
		}
	}
	var one valued
	w.do("GET", "/api/v1/members/"+id, "", auth).want(200).into(&one)
	v.Profiled, v.Restriction = one.Profiled, one.Restriction
	return v
}

func (v valued) reckoned() bool {
	labelled := false
	for _, l := range v.Labels {
		labelled = labelled || strings.HasPrefix(l, "value:")
	}
	if classed := v.Value != nil && v.Value.Class.Code != "none"; classed != labelled {
		panic("a class without its label, or the other way round")
	}
	return labelled
}

// TestARestrictedMemberIsKeptAndNotUsed: labels end in the moment of the request, the
// class with its notice; nothing is sent, reckoned or merged; purchases still earn; staff
// lift it with notice, the member at once.
func TestARestrictedMemberIsKeptAndNotUsed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till, template := w.everything(), w.claimable()
	wang := w.someone(till, template, "13800005678", "R-WANG")
	w.someone(till, template, "13911118765", "R-LI")
	id, other := w.memberID("13800005678", till), w.memberID("13911118765", till)
	auth := as(till)
	w.refresh()
	if v := w.worthOf(auth, id); !v.reckoned() || v.Restricted || !v.Profiled {
		t.Fatalf("before: %+v", v)
	}
	w.do("PUT", "/api/v1/me/consents", `{"answers":[{"purpose":"marketing","channel":"sms","granted":true,"text_version":1}]}`, wang.cookies).want(200)

	const ask = "/api/v1/me/privacy/requests"
	first := w.do("POST", ask, `{"kind":"restrict"}`, wang.cookies, "Idempotency-Key: once").want(201)
	again := w.do("POST", ask, `{"kind":"restrict"}`, wang.cookies, "Idempotency-Key: once").want(201)
	if first.Body != again.Body {
		t.Errorf("the same key got two answers: %s %s", first.Body, again.Body)
	}
	w.do("POST", ask, `{"kind":"restrict"}`, wang.cookies, "Idempotency-Key: twice").refused(409, "member.restricted")
	w.do("POST", ask, `{"kind":"unprofiled"}`, wang.cookies, "Idempotency-Key: once").want(422)
	if v := w.worthOf(auth, id); len(v.Labels) > 0 || !v.Restricted || v.Profiled || v.Restriction == nil {
		t.Errorf("at once: %+v", v)
	}
	w.settle()
	if v := w.worthOf(auth, id); v.reckoned() || !v.Restricted {
		t.Errorf("after the notice: %+v", v)
	}
	w.refresh()
	if v := w.worthOf(auth, id); v.reckoned() {
		t.Errorf("a refresh reckons: %+v", v)
	}
	if v := w.worthOf(auth, other); !v.reckoned() || v.Restricted {
		t.Errorf("another member: %+v", v)
	}
	// Agreeing again does not undo it, and being served goes on.
	w.do("PUT", "/api/v1/me/consents", `{"answers":[{"purpose":"marketing","channel":"sms","granted":true,"text_version":1}]}`, wang.cookies).want(200)
	number, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	for purpose, want := range map[member.Purpose]bool{member.Marketing: false, member.Serving: true} {
		if may, err := w.deps.Members.MayContact(t.Context(), w.deps.DB, member.ID(number), purpose, member.BySMS); err != nil || may != want {
			t.Errorf("may be reached for %s: %v, %v", purpose, may, err)
		}
	}
	boss := w.person("boss@example.com", staff.Operations)
	for _, pair := range [][2]string{{id, other}, {other, id}} {
		w.do("POST", "/api/v1/members/"+pair[0]+"/merge", `{"from":"`+pair[1]+`","reason":"one person"}`, boss).refused(409, "member.restricted")
	}
	type balance struct {
		Asset     string
		Available int64
	}
	var before, after struct{ Balances []balance }
	w.do("GET", "/api/v1/members/"+id, "", auth).want(200).into(&before)
	w.do("POST", "/api/v1/orders", sale("R-WANG-2", map[string]any{"member": map[string]any{"phone": "13800005678"}}), auth).want(201)
	w.settle()
	w.do("GET", "/api/v1/members/"+id, "", auth).want(200).into(&after)
	if len(before.Balances) == 0 || slices.Equal(before.Balances, after.Balances) {
		t.Errorf("a purchase earned nothing: %+v %+v", before, after)
	}
	export := w.do("POST", "/api/v1/members/export", `{"filter":{},"columns":["number","restricted"],"reason":"for the list"}`, boss, "Accept-Language: en").want(200)
	if strings.Count(export.Body, "restricted") != 1 {
		t.Error(export.Body)
	}

	lift := "/api/v1/members/" + id + "/restrictions"
	cashier := w.person("cashier@example.com", staff.Cashier)
	w.do("POST", lift+"/lift", `{"reason":"settled"}`, cashier).want(403)
	w.do("POST", lift+"/lift", `{"reason":"  "}`, boss).want(422)
	w.do("POST", lift+"/lift", `{"reason":"异议已处理"}`, boss, "Idempotency-Key: l").want(201)
	w.do("POST", "/api/v1/members/"+other+"/restrictions/lift", `{"reason":"none there"}`, boss).refused(409, "member.not_restricted")
	var mine struct {
		Profiled    bool
		Restriction *struct {
			Until  *time.Time
			Reason *string
		}
	}
	w.do("GET", "/api/v1/me/privacy", "", wang.cookies).want(200).into(&mine)
	if want := w.clock.Now().AddDate(0, 0, 7); mine.Restriction == nil || !mine.Restriction.Until.Equal(want) || *mine.Restriction.Reason != "异议已处理" || mine.Profiled {
		t.Errorf("the member is told %+v", mine)
	}
	w.do("POST", "/api/v1/me/privacy/restriction/lift", "", wang.cookies).want(201)
	w.do("GET", "/api/v1/me/privacy", "", wang.cookies).want(200).into(&mine)
	if mine.Restriction != nil {
		t.Errorf("lifted, and %+v", mine)
	}
	w.do("POST", "/api/v1/me/privacy/restriction/lift", "", wang.cookies).refused(409, "member.not_restricted")
	if page := w.do("GET", lift, "", boss).want(200); strings.Count(page.Body, `"begun_at"`) != 1 || !strings.Contains(page.Body, `"by_member":true`) {
		t.Error(page.Body)
	}
	// He never spoke of profiling by itself: the next refresh reckons again.
	w.refresh()
	if v := w.worthOf(auth, id); !v.reckoned() || !v.Profiled || v.Restricted {
		t.Errorf("after the restriction: %+v", v)
	}
}

// TestWhoRefusesProfilingIsReckonedNoMore: by request or as a consent, without ever
// having agreed, and through a merge.
func TestWhoRefusesProfilingIsReckonedNoMore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till, template := w.everything(), w.claimable()
	wang := w.someone(till, template, "13800005678", "R-WANG")
	li := w.someone(till, template, "13911118765", "R-LI")
	w.someone(till, template, "13722223333", "R-ZHAO")
	ids := []string{w.memberID("13800005678", till), w.memberID("13911118765", till), w.memberID("13722223333", till)}
	auth := as(till)
	w.refresh()
	w.do("POST", "/api/v1/me/privacy/requests", `{"kind":"unprofiled"}`, wang.cookies).want(201)
	w.do("PUT", "/api/v1/me/consents", `{"answers":[{"purpose":"profiling","granted":false}]}`, li.cookies).want(200)
	w.settle()
	for i, want := range []bool{false, false, true} {
		if v := w.worthOf(auth, ids[i]); v.reckoned() != want || v.Profiled != want {
			t.Errorf("member %d: %+v", i, v)
		}
	}
	boss := w.person("boss@example.com", staff.Operations)
	var made struct{ ID string }
	w.do("POST", "/api/v1/members/"+ids[2]+"/merge", `{"from":"`+ids[0]+`","reason":"one person"}`, boss).want(201).into(&made)
	w.settle()
	if v := w.worthOf(auth, ids[2]); v.reckoned() || v.Profiled {
		t.Errorf("one with somebody who refused: %+v", v)
	}
	w.do("POST", "/api/v1/merges/"+made.ID+"/undo", `{"reason":"two people"}`, boss).want(201)
	w.settle()
	w.refresh()
	for i, want := range []bool{false, false, true} {
		if v := w.worthOf(auth, ids[i]); v.reckoned() != want {
			t.Errorf("two again, member %d: %+v", i, v)
		}
	}
}

// TestDecisionsAreExplainedAndLookedAtByAPerson: what was decided, on what, and that one
// may want a person to look, once for each decision at a time.
func TestDecisionsAreExplainedAndLookedAtByAPerson(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till, template := w.everything(), w.claimable()
	wang := w.someone(till, template, "13800005678", "R-WANG")
	w.refresh()
	type decision struct {
		What, Text string
		Why        []string
		MayObject  bool `json:"may_object"`
	}
	read := func(language string) map[string]decision {
		var list struct{ Items []decision }
		w.do("GET", "/api/v1/me/privacy/decisions", "", wang.cookies, "Accept-Language: "+language).want(200).into(&list)
		found := map[string]decision{}
		for _, d := range list.Items {
			found[d.What] = d
			for _, s := range append(d.Why, d.Text) {
				if s == "" || strings.Contains(s, "{") || strings.Contains(s, "decision.") {
					t.Errorf("%s in %s: %q", d.What, language, s)
				}
			}
		}
		return found
	}
	for language, want := range map[string]map[string]string{
		"en":    {"class": "in which fifth of all members", "label": "Value class: Low (reckoned from your purchases)", "use": "You can refuse", "price": "line by line"},
		"zh-CN": {"class": "“最近消费”得分", "label": "价值分层：低价值（按您的消费推算）", "use": "您可以拒绝", "price": "订单"},
	} {
		for what, part := range want {
			if d := read(language)[what]; !strings.Contains(strings.Join(d.Why, " "), part) {
				t.Errorf("%s in %s says %q", what, language, d.Why)
			}
		}
	}
	if d := read("en"); !d["class"].MayObject || d["churn"].MayObject || d["use"].MayObject {
		t.Errorf("%+v", d)
	}
	ask := "/api/v1/me/privacy/requests"
	w.do("POST", ask, `{"kind":"object","note":"why so low?"}`, wang.cookies).want(422)
	w.do("POST", ask, `{"kind":"object","about":"class"}`, wang.cookies).want(422)
	w.do("POST", ask, `{"kind":"correct","about":"class","note":"x"}`, wang.cookies).want(422)
	var asked struct {
		privacyReceipt
		About string
	}
	w.do("POST", ask, `{"kind":"object","about":"class","note":"why so low?"}`, wang.cookies).want(201).into(&asked)
	w.do("POST", ask, `{"kind":"object","about":"class","note":"again"}`, wang.cookies).refused(409, "privacy.asked_already")
	w.do("POST", ask, `{"kind":"object","about":"tier","note":"that, too"}`, wang.cookies).want(201)
	service := w.person("service@example.com", staff.CustomerService)
	w.do("GET", "/api/v1/privacy/requests/"+asked.ID, "", service).want(200).into(&asked)
	if asked.About != "class" || asked.Status != "open" || *asked.Note != "why so low?" {
		t.Errorf("%+v", asked)
	}
	w.do("POST", "/api/v1/privacy/requests/"+asked.ID+"/answer", `{}`, service).want(422)
	w.do("POST", "/api/v1/privacy/requests/"+asked.ID+"/answer", `{"answer":"looked at: right"}`, service).want(201)
	w.do("POST", "/api/v1/me/privacy/requests", `{"kind":"restrict"}`, wang.cookies).want(201)
	w.settle()
	if d := read("en"); !strings.Contains(d["use"].Text, "kept and not used since 2026-09-12") || d["label"].Text != "None" || d["class"].Text != "No class" {
		t.Errorf("restricted: %+v", d)
	}
}
