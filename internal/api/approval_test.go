package api_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"habitue/internal/platform/money"
	"habitue/internal/profile"
	"habitue/internal/program/engine"
	"habitue/internal/staff"
)

// drafted is a version of a rule, as far as the tests look at it.
type drafted struct {
	Version      int
	Status, Hash string
	Body         engine.Rule
}

// draft makes a draft of the earning rule that gives so much for each 1 spent.
func (w *world) draft(auth string, rate money.RateBps) (d drafted) {
	w.t.Helper()
	w.do("POST", "/api/v1/program/earning/versions", earningBody(w.t, rate, ""), auth).want(201).into(&d)
	return d
}

func earningBody(t testing.TB, rate money.RateBps, hash string) string {
	t.Helper()
	rule := engine.Default()
	rule.PointsRate = rate
	fields := map[string]any{"body": rule}
	if hash != "" {
		fields["hash"] = hash
	}
	body, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// asked is an approval, as far as the tests look at it.
type asked struct {
	ID, Status, Hash string
	MayDecide        bool   `json:"may_decide"`
	Changed          bool   `json:"changed"`
	Fault            string `json:"fault"`
	Words            []string
	Differences      []struct{ Change, Words string }
}

func (w *world) ask(auth string, d drafted, more string) (a asked) {
	w.t.Helper()
	w.do("POST", "/api/v1/approvals", askBody(d, more), auth).want(201).into(&a)
	return a
}

func askBody(d drafted, more string) string {
	return fmt.Sprintf(`{"kind":"earning_rule","version":%d,"hash":%q,"note":"double for autumn"%s}`, d.Version, d.Hash, more)
}

func agree(a asked) string { return fmt.Sprintf(`{"hash":%q}`, a.Hash) }

func (w *world) live() (d drafted) {
	w.t.Helper()
	w.do("GET", "/api/v1/program/earning", "", as(w.key("reader", staff.ProgramRead))).want(200).into(&d)
	return d
}

// TestARuleIsPublishedByTwo goes the whole way: draft, ask, look, approve, live.
func TestARuleIsPublishedByTwo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	li, chen := w.person("li@example.com", staff.Operations), w.person("chen@example.com", staff.Operations)
	d := w.draft(li, 2*money.One)
	if r := w.do("POST", fmt.Sprintf("/api/v1/program/earning/versions/%d/publish", d.Version), `{"reason":"in a hurry"}`, li).want(409); !strings.Contains(r.Body, "staff.second_person_needed") {
		t.Error(r.Body)
	}
	if r := w.do("GET", "/api/v1/approvals/kinds", "", li).want(200); !strings.Contains(r.Body, `{"kind":"earning_rule","may":true,"others":1}`) {
		t.Error(r.Body)
	}
	a := w.ask(li, d, "")
	if a.Status != "asked" || a.MayDecide {
		t.Fatalf("%+v", a)
	}
	w.do("POST", "/api/v1/approvals", askBody(d, ""), li).want(409)
	if r := w.do("POST", "/api/v1/approvals/"+a.ID+"/approve", agree(a), li).want(403); !strings.Contains(r.Body, "staff.own_asking") {
		t.Error(r.Body)
	}
	if r := w.do("POST", "/api/v1/approvals/"+a.ID+"/approve", agree(a), as(w.everything())).want(403); !strings.Contains(r.Body, "staff.people_only") {
		t.Error(r.Body)
	}
	var seen asked
	w.do("GET", "/api/v1/approvals/"+a.ID, "", chen).want(200).into(&seen)
	if !seen.MayDecide || seen.Changed || len(seen.Differences) != 2 ||
		seen.Differences[0].Change != "removed" || !strings.Contains(seen.Differences[0].Words, "1 point(s)") ||
		seen.Differences[1].Change != "added" || !strings.Contains(seen.Differences[1].Words, "2 point(s)") {
		t.Fatalf("%+v", seen)
	}
	w.do("POST", "/api/v1/approvals/"+a.ID+"/approve", agree(seen), chen).want(200)
	w.settle()
	if is := w.live(); is.Version != d.Version || is.Body.PointsRate != 2*money.One {
		t.Fatalf("live is %+v", is)
	}
	var done asked
	w.do("GET", "/api/v1/approvals/"+a.ID, "", li).want(200).into(&done)
	if done.Status != "done" || len(done.Differences) != 2 || done.Changed {
		t.Errorf("afterwards it no longer tells what it changed: %+v", done)
	}
	if r := w.do("GET", "/api/v1/approvals", "", w.person("cashier@example.com", staff.Cashier)).want(200); strings.Contains(r.Body, a.ID) {
		t.Error("a cashier sees what was asked for")
	}
	trail := w.do("GET", "/api/v1/staff/audit?action=program.publish", "", as(w.key("auditor", staff.StaffRead))).want(200)
	for _, want := range []string{`"approval":"` + a.ID + `"`, `"reason":"double for autumn"`, `"name":"李店长"`} {
		if !strings.Contains(trail.Body, want) {
			t.Errorf("the trail lacks %s: %s", want, trail.Body)
		}
	}
}

// TestADraftThatChangedIsNotApproved changes it after it was asked for, after
// it was looked at, and at the very moment.
func TestADraftThatChangedIsNotApproved(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	li, chen := w.person("li@example.com", staff.Operations), w.person("chen@example.com", staff.Operations)
	d := w.draft(li, 2*money.One)
	a := w.ask(li, d, "")
	path := fmt.Sprintf("/api/v1/program/earning/versions/%d", d.Version)
	var revised drafted
	w.do("PUT", path, earningBody(t, 9*money.One, d.Hash), li).want(200).into(&revised)
	if r := w.do("PUT", path, earningBody(t, 8*money.One, d.Hash), chen).want(409); !strings.Contains(r.Body, "rulebook.draft_changed") {
		t.Error(r.Body)
	}
	var seen asked
	w.do("GET", "/api/v1/approvals/"+a.ID, "", chen).want(200).into(&seen)
	if !seen.Changed {
		t.Error("the change is not shown")
	}
	for _, hash := range []string{d.Hash, revised.Hash, "beef"} {
		if r := w.do("POST", "/api/v1/approvals/"+a.ID+"/approve", `{"hash":"`+hash+`"}`, chen).want(409); !strings.Contains(r.Body, "staff.payload_changed") {
			t.Error(r.Body)
		}
	}
	if r := w.do("POST", "/api/v1/approvals", askBody(d, ""), li).want(409); !strings.Contains(r.Body, "rulebook.draft_changed") {
		t.Error(r.Body)
	}
	again := w.ask(li, revised, "")
	w.do("POST", "/api/v1/approvals/"+again.ID+"/approve", agree(again), chen).want(200)
	// Approved, but not carried out yet: a change in between ends it as failed.
	w.do("PUT", path, earningBody(t, 3*money.One, revised.Hash), li).want(200)
	w.settle()
	w.do("GET", "/api/v1/approvals/"+again.ID, "", chen).want(200).into(&seen)
	if seen.Status != "failed" || !strings.Contains(seen.Fault, "changed") || w.live().Version != 1 {
		t.Fatalf("%+v, live %d", seen, w.live().Version)
	}
	w.do("POST", path+"/publish", `{"reason":"x"}`, as(w.everything())).want(403)
}

// TestADraftIsThrownAway leaves no trace of it but the trail, and nothing to approve.
func TestADraftIsThrownAway(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	li, chen := w.person("li@example.com", staff.Operations), w.person("chen@example.com", staff.Operations)
	d := w.draft(li, 2*money.One)
	a := w.ask(li, d, "")
	path := fmt.Sprintf("/api/v1/program/earning/versions/%d", d.Version)
	w.do("DELETE", path, "", li).want(422)
	w.do("DELETE", path+"?hash=beef", "", li).refused(409, "rulebook.draft_changed")
	w.do("DELETE", "/api/v1/program/earning/versions/1?hash="+d.Hash, "", li).refused(409, "rulebook.already_published")
	w.do("DELETE", path+"?hash="+d.Hash, "", w.person("cashier@example.com", staff.Cashier)).want(403)
	w.do("DELETE", path+"?hash="+d.Hash, "", li).want(204)
	w.do("DELETE", path+"?hash="+d.Hash, "", li).refused(404, "rulebook.no_such_version")
	if all := w.do("GET", "/api/v1/program/earning/versions", "", li).want(200); strings.Contains(all.Body, `"status":"draft"`) {
		t.Error(all.Body)
	}
	w.do("POST", "/api/v1/approvals/"+a.ID+"/approve", agree(a), chen).refused(404, "rulebook.no_such_version")
	var seen asked
	w.do("GET", "/api/v1/approvals/"+a.ID, "", chen).want(200).into(&seen)
	if !seen.Changed || len(seen.Words) != 0 || len(seen.Differences) != 0 {
		t.Errorf("what was asked for is gone, and the request says %+v", seen)
	}
	w.do("POST", "/api/v1/approvals/"+a.ID+"/withdraw", "{}", li).want(200)
	trail := w.do("GET", "/api/v1/staff/audit?action=program.discard", "", as(w.key("auditor", staff.StaffRead))).want(200)
	if !strings.Contains(trail.Body, `"before":{`) {
		t.Errorf("the trail does not keep what the draft said: %s", trail.Body)
	}
}

// TestTwoApproveAtOnce lets several people approve over HTTP at once.
func TestTwoApproveAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	li := w.person("li@example.com", staff.Operations)
	a := w.ask(li, w.draft(li, 2*money.One), "")
	var group sync.WaitGroup
	statuses := make([]int, 4)
	for i := range statuses {
		cookie := w.person(fmt.Sprintf("p%d@example.com", i), staff.Operations)
		group.Go(func() { statuses[i] = w.do("POST", "/api/v1/approvals/"+a.ID+"/approve", agree(a), cookie).Status })
	}
	group.Wait()
	ok := 0
	for _, s := range statuses {
		if s == 200 {
			ok++
		} else if s != 409 {
			t.Errorf("status %d", s)
		}
	}
	w.settle()
	w.settle()
	var published int
	err := w.deps.DB.QueryRow(t.Context(), `SELECT count(*) FROM staff.audit WHERE action = 'program.publish'`).Scan(&published)
	if ok != 1 || published != 1 || err != nil {
		t.Fatalf("%d approved, published %d times, %v", ok, published, err)
	}
}

// TestARuleBeginsWhenItWasAskedFor approves in time, and too late.
func TestARuleBeginsWhenItWasAskedFor(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	li, chen := w.person("li@example.com", staff.Operations), w.person("chen@example.com", staff.Operations)
	from := func(d time.Duration) string {
		return fmt.Sprintf(`,"starts_at":%q`, start.Add(d).Format(time.RFC3339))
	}
	in, late := w.draft(li, 2*money.One), w.draft(li, 3*money.One)
	if r := w.do("POST", "/api/v1/approvals", askBody(in, from(-time.Second)), li).want(422); !strings.Contains(r.Body, "rulebook.cannot_begin_in_the_past") {
		t.Error(r.Body)
	}
	a, b := w.ask(li, in, from(2*time.Hour)), w.ask(li, late, from(time.Hour))
	w.do("POST", "/api/v1/approvals/"+a.ID+"/approve", agree(a), chen).want(200)
	w.settle()
	if w.live().Version != 1 {
		t.Error("it holds before its time")
	}
	w.clock.Advance(time.Hour)
	if r := w.do("POST", "/api/v1/approvals/"+b.ID+"/approve", agree(b), chen).want(409); !strings.Contains(r.Body, "staff.approval_expired") {
		t.Error(r.Body)
	}
	w.clock.Advance(time.Hour)
	if w.live().Version != in.Version {
		t.Error("it does not hold from its time")
	}
}

// TestALadderNeedsASecondPersonToo asks for the tiers, which are refused.
func TestALadderNeedsASecondPersonToo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	li, chen := w.person("li@example.com", staff.Operations), w.person("chen@example.com", staff.Operations)
	body := `{"body":{"levels":[{"code":"basic","name":{"zh-CN":"会员","en":"Member"},"threshold":0,"keep_threshold":0},
		{"code":"vip","name":{"zh-CN":"贵宾","en":"VIP"},"threshold":50000,"keep_threshold":0}],"window":{"kind":"calendar","unit":"year"},"fall":"fit"}}`
	var d drafted
	w.do("POST", "/api/v1/tiers/ladder/versions", body, li).want(201)
	var list struct{ Items []json.RawMessage }
	w.do("GET", "/api/v1/tiers/ladder/versions", "", li).want(200).into(&list)
	var head struct {
		Version int
		Hash    string
	}
	if err := json.Unmarshal(list.Items[0], &head); err != nil {
		t.Fatal(err)
	}
	d.Version, d.Hash = head.Version, head.Hash
	w.do("POST", "/api/v1/tiers/ladder/versions/2/publish", `{"reason":"in a hurry"}`, li).want(409)
	var a asked
	w.do("POST", "/api/v1/approvals", strings.Replace(askBody(d, ""), "earning_rule", "ladder", 1), li).want(201).into(&a)
	w.do("POST", "/api/v1/approvals/"+a.ID+"/refuse", `{"reason":"too few levels"}`, chen).want(200)
	w.do("POST", "/api/v1/approvals/"+a.ID+"/approve", agree(a), chen).want(409)
	w.do("POST", "/api/v1/approvals", strings.Replace(askBody(d, ""), "earning_rule", "ladder", 1), li).want(201).into(&a)
	w.do("POST", "/api/v1/approvals/"+a.ID+"/approve", agree(a), chen).want(200)
	w.settle()
	if r := w.do("GET", "/api/v1/tiers/ladder", "", li).want(200); !strings.Contains(r.Body, `"code":"vip"`) || !strings.Contains(r.Body, `"published_by":"李店长"`) {
		t.Error(r.Body)
	}
}

// TestValueClassesNeedASecondPersonToo drafts the rule of value classes,
// changes the draft, says it in words, and lets another person approve it.
func TestValueClassesNeedASecondPersonToo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	li, chen := w.person("li@example.com", staff.Operations), w.person("chen@example.com", staff.Operations)
	rule := profile.Default()
	body := func(hash string) string {
		fields := map[string]any{"body": rule}
		if hash != "" {
			fields["hash"] = hash
		}
		text, err := json.Marshal(fields)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	var d, revised drafted
	w.do("POST", "/api/v1/profile/rule/versions", body(""), li).want(201).into(&d)
	path := fmt.Sprintf("/api/v1/profile/rule/versions/%d", d.Version)
	rule.Months = 12
	if r := w.do("POST", "/api/v1/profile/rule/words", body(""), li).want(200); !strings.Contains(r.Body, "over the last 12 months") ||
		!strings.Contains(r.Body, `{"change":"removed","words":"Purchases and spend count over the last 24 months`) {
		t.Error(r.Body)
	}
	w.do("PUT", path, body(d.Hash), li).want(200).into(&revised)
	if r := w.do("PUT", path, body(d.Hash), chen).want(409); !strings.Contains(r.Body, "rulebook.draft_changed") {
		t.Error(r.Body)
	}
	w.do("POST", path+"/publish", `{"reason":"in a hurry"}`, li).want(409)
	ask := strings.Replace(askBody(revised, ""), "earning_rule", "profile_rule", 1)
	w.do("POST", "/api/v1/approvals", strings.Replace(ask, revised.Hash, d.Hash, 1), li).want(409)
	var a, seen asked
	w.do("POST", "/api/v1/approvals", ask, li).want(201).into(&a)
	w.do("GET", "/api/v1/approvals/"+a.ID, "", chen).want(200).into(&seen)
	if !seen.MayDecide || len(seen.Differences) != 2 || !strings.Contains(seen.Differences[1].Words, "12 months") {
		t.Fatalf("%+v", seen)
	}
	w.do("POST", "/api/v1/approvals/"+a.ID+"/approve", agree(a), w.person("marketing@example.com", staff.Marketing)).want(404)
	w.do("POST", "/api/v1/approvals/"+a.ID+"/approve", agree(a), chen).want(200)
	w.settle()
	live := w.do("GET", "/api/v1/profile/rule", "", li).want(200).Body
	if !strings.Contains(live, `"months":12`) || !strings.Contains(live, `"published_by":"李店长"`) {
		t.Error(live)
	}
	trail := w.do("GET", "/api/v1/staff/audit?action=profile.publish", "", as(w.key("auditor", staff.StaffRead))).want(200)
	if !strings.Contains(trail.Body, `"approval":"`+a.ID+`"`) || !strings.Contains(trail.Body, `"subject_kind":"profile_rule"`) {
		t.Error(trail.Body)
	}
}
