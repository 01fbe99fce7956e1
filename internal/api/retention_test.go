package api_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"habitue/internal/platform/postgres"
	"habitue/internal/privacy"
	"habitue/internal/staff"
)

const privacyBody = `{"by_law":%t,"working_days":10,"months":1,"grace_days":7,"lift_days":5,"inactive_years":2,"keep":%s}`

// setPrivacy lets one person draft a rule of privacy and another one publish it.
func (w *world) setPrivacy(body string) {
	w.t.Helper()
	n := w.clock.Now().Unix()
	wang, chen := w.person(fmt.Sprintf("wang%d@example.com", n), staff.Operations), w.person(fmt.Sprintf("chen%d@example.com", n), staff.Operations)
	var d drafted
	w.do("POST", "/api/v1/privacy/policy/versions", `{"body":`+body+`}`, wang).want(201).into(&d)
	w.do("POST", fmt.Sprintf("/api/v1/privacy/policy/versions/%d/publish", d.Version), `{"reason":"in a hurry"}`, wang).refused(409, "staff.second_person_needed")
	var a asked
	w.do("POST", "/api/v1/approvals", fmt.Sprintf(`{"kind":"privacy_rule","version":%d,"hash":%q,"note":"shorter"}`, d.Version, d.Hash), wang).want(201).into(&a)
	w.do("POST", "/api/v1/approvals/"+a.ID+"/approve", agree(a), wang).refused(403, "staff.own_asking")
	w.do("GET", "/api/v1/approvals/"+a.ID, "", chen).want(200).into(&a)
	if len(a.Words) == 0 || len(a.Differences) == 0 {
		w.t.Fatalf("an approval says nothing: %+v", a)
	}
	w.do("POST", "/api/v1/approvals/"+a.ID+"/approve", agree(a), chen).want(200)
	w.settle()
}

// retained runs the job and says what it took away.
func (w *world) retained(wanted int) {
	w.t.Helper()
	if n, err := w.deps.Privacy.RetainDue(context.Background()); err != nil || n != wanted {
		w.t.Errorf("%d rows went, not %d: %v", n, wanted, err)
	}
}

type heldKinds struct {
	Items []struct {
		Code, By, Why string
		Days          *int
		Old           int64
		Oldest        *time.Time
	}
	InactiveUntil string `json:"inactive_until"`
}

func (k heldKinds) old(t *testing.T, code string) int64 {
	t.Helper()
	for _, item := range k.Items {
		if item.Code == code {
			return item.Old
		}
	}
	t.Fatalf("no holding %s", code)
	return 0
}

// TestTheRuleOfPrivacyIsPublishedByTwo: bounds, words, what it would take away, and
// that requests and the grace follow it from then on.
func TestTheRuleOfPrivacyIsPublishedByTwo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mine, service := w.memberIn("13800005678"), w.person("service@example.com", staff.CustomerService)
	boss := w.person("boss@example.com", staff.Operations)
	run(t, w, []scenario{
		{name: "who_handles_requests_does_not_set_the_rule", method: "POST", target: "/api/v1/privacy/policy/versions", body: `{"body":` + fmt.Sprintf(privacyBody, true, `{}`) + `}`, headers: []string{"Authorization: ", service}, status: 403},
		{name: "evidence_is_kept_for_three_years_at_least", method: "POST", target: "/api/v1/privacy/policy/versions", body: `{"body":` + fmt.Sprintf(privacyBody, true, `{"consent_evidence":1000}`) + `}`, headers: []string{"Authorization: ", boss}, status: 422, contains: []string{"keep.consent_evidence", "1095"}},
		{name: "of_orders_no_rule_can_speak", method: "POST", target: "/api/v1/privacy/policy/versions", body: `{"body":` + fmt.Sprintf(privacyBody, true, `{"orders":100}`) + `}`, headers: []string{"Authorization: ", boss}, status: 422, contains: []string{"privacy.invalid_policy"}},
		{name: "it_is_said_in_words", method: "GET", target: "/api/v1/privacy/policy", headers: []string{"Authorization: ", boss, "Accept-Language: en"}, status: 200, contains: []string{"within 15 working days, as the law of the country wants", "Service notes: kept for 1,095 days."}},
		{name: "what_is_kept_says_why", method: "GET", target: "/api/v1/privacy/retention", headers: []string{"Authorization: ", service, "Accept-Language: zh-CN"}, status: 200, contains: []string{`"code":"ledger"`, "会计档案管理办法", `"by":"always"`, `"inactive_until":"2023-09-12"`}},
	})
	w.setPrivacy(fmt.Sprintf(privacyBody, false, `{"sessions":60}`))
	var asked privacyReceipt
	w.do("POST", "/api/v1/me/privacy/requests", `{"kind":"correct","note":"生日"}`, mine).want(201).into(&asked)
	if want := time.Date(2026, 9, 25, 16, 0, 0, 0, time.UTC); !asked.DueAt.Equal(want) {
		t.Errorf("due %s, not %s", asked.DueAt, want)
	}
	w.do("POST", "/api/v1/me/privacy/requests", `{"kind":"leave"}`, mine).want(201).into(&asked)
	if want := start.AddDate(0, 0, 7); !asked.DueAt.Equal(want) {
		t.Errorf("leaves %s, not %s", asked.DueAt, want)
	}
}

// TestWhatIsTooOldGoes: each holding loses what is older than its rule says and nothing
// else, what is kept as proof stays, and each run says what it took.
func TestWhatIsTooOldGoes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till := w.everything()
	mine := w.memberIn("13800005678")
	id := w.memberID("13800005678", till)
	service := w.person("service@example.com", staff.CustomerService)
	notes := "/api/v1/members/" + id + "/notes"
	var old, corrected struct{ ID string }
	w.do("POST", notes, `{"kind":"call","text":"long ago"}`, service).want(201).into(&old)
	w.do("POST", notes, `{"kind":"call","text":"to be corrected"}`, service).want(201).into(&corrected)
	consent := func(granted string) string {
		return `{"answers":[{"purpose":"marketing","channel":"sms","granted":` + granted + `,"text_version":1}]}`
	}
	w.do("PUT", "/api/v1/me/consents", consent("true"), mine).want(200)
	w.do("POST", "/api/v1/members/"+id+"/copy", `{"via":"counter","reason":"a reason in the trail"}`, service).want(200)
	var asked privacyReceipt
	w.do("POST", "/api/v1/me/privacy/requests", `{"kind":"correct","note":"words of mine"}`, mine).want(201).into(&asked)
	w.do("POST", "/api/v1/privacy/requests/"+asked.ID+"/answer", `{"answer":"done"}`, service).want(201)
	w.do("POST", "/api/v1/me/privacy/requests", `{"kind":"correct","note":"still open"}`, mine).want(201)
	// The next day everything of the first day is judged by rules that say a little more than three years.
	w.clock.Set(start.AddDate(0, 0, 20))
	mine, service = w.memberIn("13800005678"), w.person("service2@example.com", staff.CustomerService)
	w.do("PUT", "/api/v1/me/consents", consent("false"), mine).want(200)
	w.do("PUT", notes+"/"+corrected.ID, `{"kind":"call","text":"corrected","version":1}`, service).want(200)
	w.do("POST", "/api/v1/members/"+id+"/copy", `{"via":"counter","reason":"a later reason"}`, service).want(200)

	w.retained(0)
	w.clock.Set(start.AddDate(3, 0, 10))
	boss := w.person("boss@example.com", staff.Operations)
	var held heldKinds
	w.do("GET", "/api/v1/privacy/retention", "", boss).want(200).into(&held)
	for code, want := range map[string]int64{"notes": 1, "requests": 1, "consent_evidence": 0} {
		if n := held.old(t, code); n != want {
			t.Errorf("%d of %s are too old, not %d", n, code, want)
		}
	}
	said := w.do("POST", "/api/v1/privacy/policy/words", `{"body":`+fmt.Sprintf(privacyBody, true, `{"notes":3650}`)+`}`, boss, "Accept-Language: en").want(200)
	if strings.Contains(said.Body, "Service notes: 1 from before") || !strings.Contains(said.Body, "Words of requests that were answered: 1 from before 2026-09-") {
		t.Error(said.Body)
	}
	total := 0
	for _, item := range held.Items {
		total += int(item.Old)
	}
	w.retained(total)
	w.retained(0)
	count := func(sql string) (n int) {
		w.tx(func(ctx context.Context, tx postgres.Tx) error { return tx.QueryRow(ctx, sql).Scan(&n) })
		return n
	}
	for sql, want := range map[string]int{
		`SELECT count(*) FROM member.note`:                                                        1,
		`SELECT count(*) FROM member.note_version`:                                                2,
		`SELECT count(*) FROM privacy.request WHERE kind = 'correct'`:                             2,
		`SELECT count(*) FROM privacy.request WHERE kind = 'correct' AND note IS NOT NULL`:        1,
		`SELECT count(*) FROM member.consent WHERE purpose = 'marketing'`:                         2,
		`SELECT count(*) FROM member.consent WHERE purpose = 'marketing' AND address IS NOT NULL`: 2,
		`SELECT count(*) FROM staff.audit WHERE action = 'member.copied'`:                         2,
		`SELECT count(*) FROM staff.audit WHERE action = 'member.copied' AND reason IS NOT NULL`:  1,
		`SELECT count(*) FROM member.member WHERE status = 'active'`:                              1,
	} {
		if n := count(sql); n != want {
			t.Errorf("%s: %d, not %d", sql, n, want)
		}
	}
	// Two years on the withdrawal is old enough that the yes before it needs no evidence.
	w.clock.Set(start.AddDate(5, 1, 0))
	if _, err := w.deps.Privacy.RetainDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := count(`SELECT count(*) FROM member.consent WHERE purpose = 'marketing' AND address IS NOT NULL`); n != 1 {
		t.Errorf("%d statements keep evidence, not that in force alone", n)
	}
	boss = w.person("boss2@example.com", staff.Operations)
	var runs struct {
		Items []struct {
			Holding string
			Removed int64
			EndedAt *time.Time `json:"ended_at"`
			Oldest  *time.Time
		}
	}
	w.do("GET", "/api/v1/privacy/retention/runs?limit=200&all=true", "", boss).want(200).into(&runs)
	removed := map[string]int64{}
	for _, r := range runs.Items {
		removed[r.Holding] += r.Removed
		if r.EndedAt == nil {
			t.Errorf("%s has not ended", r.Holding)
		}
	}
	if removed["notes"] != 2 || removed["consent_evidence"] != 1 || removed["requests"] != 1 {
		t.Errorf("runs tell of %v", removed)
	}
}

// TestASweepIsSharedAndGoesOn: two at once take each row once; what somebody holds is
// left to the next turn, which goes on with the same run.
func TestASweepIsSharedAndGoesOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const rows = 3_500
	w.tx(func(ctx context.Context, tx postgres.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO idempotency.key (principal, route, key, body_hash, status, response, recorded_at)
			SELECT 'key:1', 'POST /x', n::text, '\x00', 201, '\x00', $1::timestamptz - interval '31 days' FROM generate_series(1, $2::int) n`, start, rows)
		return err
	})
	held, release := make(chan struct{}), make(chan struct{})
	holding := make(chan error, 1)
	go func() {
		holding <- w.deps.DB.InTx(context.Background(), func(tx postgres.Tx) error {
			_, err := tx.Exec(context.Background(), `SELECT FROM idempotency.key WHERE key = '7' FOR UPDATE`)
			close(held)
			<-release
			return err
		})
	}()
	<-held
	var group sync.WaitGroup
	var counts [2]int
	for i := range counts {
		group.Go(func() {
			n, err := w.deps.Privacy.RetainDue(context.Background())
			if counts[i] = n; err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if n := counts[0] + counts[1]; n != rows-1 {
		t.Errorf("two took %d rows, not %d", n, rows-1)
	}
	runOf := func() (r privacy.Run) {
		list, err := w.deps.Privacy.Runs(t.Context(), w.deps.DB, true, 0, 100)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range list {
			if one.Holding == "answers" {
				r = one
			}
		}
		return r
	}
	first := runOf()
	if first.Removed != rows-1 || !first.EndedAt.IsZero() {
		t.Errorf("a row is held, and the run says %+v", first)
	}
	close(release)
	if err := <-holding; err != nil {
		t.Fatal(err)
	}
	w.retained(1)
	if r := runOf(); r.ID != first.ID || r.Removed != rows || r.EndedAt.IsZero() {
		t.Errorf("the run did not go on: %+v", r)
	}
}
