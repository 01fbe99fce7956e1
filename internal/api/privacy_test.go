package api_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

type privacyReceipt struct {
	ID, Kind, Status string
	DueAt            time.Time `json:"due_at"`
	AnsweredAt       *string   `json:"answered_at"`
	Overdue          bool
	Note, Answer     *string
}

// unzip reads a copy.
func unzip(t *testing.T, body string) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader([]byte(body)), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range archive.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(text)
	}
	return files
}

// TestMembersGetTheirOwnCopy: one request, everything that is known, for machines,
// spreadsheets and people; a receipt; and by staff only with a reason and a trail.
func TestMembersGetTheirOwnCopy(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till, template := w.everything(), w.claimable()
	wang := w.someone(till, template, "13800005678", "R-WANG")
	w.someone(till, template, "13911118765", "R-LI")
	w.do("PUT", "/api/v1/me/consents", `{"answers":[{"purpose":"marketing","channel":"sms","granted":true,"text_version":1}]}`, wang.cookies).want(200)

	w.do("PUT", "/api/v1/member-fields/illness", `{"kind":"text","version":0,"name_i18n":{"zh-CN":"过敏","en":"Allergies"},"face":"hidden","personal":true,"weight":0}`, as(till)).want(200)
	w.do("PUT", "/api/v1/members/"+w.memberID("13800005678", till)+"/fields", `{"values":{"illness":["hay fever"]},"reason":"told us"}`, as(till)).want(200)
	w.do("POST", "/api/v1/me/addresses", `{"recipient":"王小云","division":"310115","line":"世纪大道 1 号"}`, wang.cookies).want(201)

	w.do("POST", "/api/v1/me/privacy/copy", "").want(401)
	files := unzip(t, w.do("POST", "/api/v1/me/privacy/copy", "", wang.cookies).want(200).Body)
	var whole map[string][]map[string]any
	text := files["copy.json"]
	if err := json.Unmarshal([]byte(strings.NewReplacer(`"shop":`, `"x":[],"y":`).Replace(text)), &map[string]any{}); err != nil {
		t.Fatal(err)
	}
	var loose map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &loose); err != nil {
		t.Fatal(err)
	}
	whole = map[string][]map[string]any{}
	for name, raw := range loose {
		var rows []map[string]any
		if json.Unmarshal(raw, &rows) == nil {
			whole[name] = rows
		}
	}
	for part, least := range map[string]int{"profile": 1, "identities": 2, "fields": 1, "addresses": 1, "consents": 1, "orders": 1, "order_lines": 1, "entries": 2, "stored_value": 1, "coupons": 1, "devices": 1, "requests": 1, "decisions": 4} {
		if len(whole[part]) < least {
			t.Errorf("%s has %d rows, not %d: %v", part, len(whole[part]), least, whole[part])
		}
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(files[part+".csv"], "\ufeff"))).ReadAll()
		if err != nil || len(rows) != len(whole[part])+1 {
			t.Errorf("%s.csv has %d rows, %v", part, len(rows), err)
		}
	}
	for _, wanted := range []string{wang.number, "+8613800005678", "R-WANG", "hay fever", "浦东新区", "世纪大道 1 号"} {
		for _, file := range []string{"copy.json", "copy.zh-CN.html", "copy.en.html"} {
			if !strings.Contains(files[file], strings.TrimPrefix(wanted, "+")) {
				t.Errorf("%s does not say %s", file, wanted)
			}
		}
	}
	for name, text := range files {
		if strings.Contains(text, "13911118765") || strings.Contains(text, "R-LI") {
			t.Errorf("%s tells of somebody else", name)
		}
	}
	if !strings.Contains(files["copy.zh-CN.html"], "授权同意") || !strings.Contains(files["copy.en.html"], "Consents") {
		t.Error("the pages are not in their languages")
	}
	var mine struct{ Requests []privacyReceipt }
	w.do("GET", "/api/v1/me/privacy", "", wang.cookies).want(200).into(&mine)
	if len(mine.Requests) != 1 || mine.Requests[0].Kind != "copy" || mine.Requests[0].Status != "done" || mine.Requests[0].AnsweredAt == nil {
		t.Errorf("receipts %+v", mine.Requests)
	}
	w.do("POST", "/api/v1/me/privacy/copy", "", wang.cookies).want(200)
	w.do("POST", "/api/v1/me/privacy/copy", "", wang.cookies).want(429)

	id := w.memberID("13800005678", till)
	service, cashier := w.person("service@example.com", staff.CustomerService), w.person("cashier@example.com", staff.Cashier)
	w.do("POST", "/api/v1/members/"+id+"/copy", `{"via":"counter","reason":"asked at the counter"}`, cashier).want(403)
	w.do("POST", "/api/v1/members/"+id+"/copy", `{"via":"counter"}`, service).want(422)
	unzip(t, w.do("POST", "/api/v1/members/"+id+"/copy", `{"via":"counter","reason":"asked at the counter"}`, service).want(200).Body)
	if trail := w.do("GET", "/api/v1/staff/audit?limit=20", "", till2(w)).want(200); !strings.Contains(trail.Body, "member.copied") {
		t.Error("the trail does not say that a copy was made")
	}
	if d := w.do("GET", "/api/v1/members/"+id+"/decisions", "", service, "Accept-Language: en").want(200); !strings.Contains(d.Body, "Spending in the window") && !strings.Contains(d.Body, "higher level") {
		t.Errorf("decisions %s", d.Body)
	}
}

func till2(w *world) string { return w.person("auditor@example.com", staff.Auditor) }

func (w *world) memberID(phone, till string) string {
	w.t.Helper()
	var found struct{ Items []struct{ ID string } }
	w.do("GET", "/api/v1/members?phone="+phone, "", as(till)).want(200).into(&found)
	return found.Items[0].ID
}

// TestRequestsAreAnsweredInTime: taken, due by the law's days, overdue, answered with
// who and when, refused with why; restriction holds at once.
func TestRequestsAreAnsweredInTime(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till := w.everything()
	mine := w.memberIn("13800005678")
	id := w.memberID("13800005678", till)
	service, boss, cashier := w.person("service@example.com", staff.CustomerService), w.person("boss@example.com", staff.Operations), w.person("cashier@example.com", staff.Cashier)
	w.do("PUT", "/api/v1/me/consents", `{"answers":[{"purpose":"marketing","channel":"sms","granted":true,"text_version":1},{"purpose":"profiling","granted":true,"text_version":1}]}`, mine).want(200)

	var asked, again privacyReceipt
	w.do("POST", "/api/v1/me/privacy/requests", `{"kind":"correct"}`, mine).want(422)
	w.do("POST", "/api/v1/me/privacy/requests", `{"kind":"correct","note":"生日应为 5 月 21 日"}`, mine).want(201).into(&asked)
	w.do("POST", "/api/v1/me/privacy/requests", `{"kind":"correct","note":"again"}`, mine).want(409)
	// Saturday, 12 September 2026, 12:20 in Shanghai: the fifteenth working day is Friday, 2 October.
	if want := time.Date(2026, 10, 2, 16, 0, 0, 0, time.UTC); !asked.DueAt.Equal(want) {
		t.Errorf("due %s, not %s", asked.DueAt, want)
	}
	w.do("POST", "/api/v1/privacy/requests", `{"member":"`+id+`","kind":"unprofiled","via":"telephone"}`, cashier).want(403)
	w.do("POST", "/api/v1/privacy/requests", `{"member":"`+id+`","kind":"unprofiled","via":"telephone"}`, service).want(201).into(&again)
	if r := w.do("GET", "/api/v1/me/consents", "", mine).want(200); again.Status != "done" || strings.Count(r.Body, `"granted":true`) != 6 {
		t.Errorf("%+v, and agreed to %s", again, r.Body)
	}
	w.do("POST", "/api/v1/me/privacy/requests", `{"kind":"restrict"}`, mine).want(201)
	if r := w.do("GET", "/api/v1/me/consents", "", mine).want(200); strings.Count(r.Body, `"granted":true`) != 5 { // service messages
		t.Errorf("restricted, and agreed to %s", r.Body)
	}

	var page struct {
		Items         []privacyReceipt
		Open, Overdue int
	}
	w.clock.Set(w.clock.Now().AddDate(0, 0, 21))
	service, boss = w.person("service2@example.com", staff.CustomerService), w.person("boss2@example.com", staff.Operations)
	w.do("GET", "/api/v1/privacy/requests?overdue=true", "", service).want(200).into(&page)
	if len(page.Items) != 1 || !page.Items[0].Overdue || page.Overdue != 1 || page.Open != 1 || *page.Items[0].Note != "生日应为 5 月 21 日" {
		t.Errorf("overdue %+v", page)
	}
	path := "/api/v1/privacy/requests/" + asked.ID
	w.do("POST", path+"/answer", `{"refuse":true}`, service).want(422)
	w.do("POST", path+"/answer", `{"answer":"已更正"}`, as(till)).want(403)
	w.do("POST", path+"/answer", `{"answer":"已更正"}`, service).want(201).into(&again)
	w.do("POST", path+"/answer", `{"answer":"已更正"}`, service).want(409)
	if again.Status != "done" || *again.Answer != "已更正" {
		t.Errorf("%+v", again)
	}
	// Erasure by request: service may take it, and only who may erase completes it.
	w.do("POST", "/api/v1/privacy/requests", `{"member":"`+id+`","kind":"erase","via":"paper","note":"王小明，13800005678"}`, service).want(201).into(&asked)
	path = "/api/v1/privacy/requests/" + asked.ID
	w.do("POST", path+"/answer", `{}`, service).want(403)
	w.do("POST", path+"/answer", `{}`, boss).want(201)
	w.do("GET", path, "", boss).want(200).into(&again)
	if again.Status != "done" || again.Note != nil || again.AnsweredAt == nil {
		t.Errorf("the receipt of an erasure: %+v", again)
	}
	w.do("GET", "/api/v1/me", "", mine).want(401)
}

// TestLeavingWaitsForTheGraceAndForMoney: what ends is shown first, money of one's own
// is asked about, one may come back, and time ends it once the money is paid out.
func TestLeavingWaitsForTheGraceAndForMoney(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till, template := w.everything(), w.claimable()
	wang := w.someone(till, template, "13800005678", "R-WANG")
	id := w.memberID("13800005678", till)
	var mine struct {
		Requests  []privacyReceipt
		GraceDays int `json:"grace_days"`
		Losses    []struct{ Text, Bar string }
	}
	w.do("GET", "/api/v1/me/privacy", "", wang.cookies).want(200).into(&mine)
	bars := []string{}
	for _, l := range mine.Losses {
		bars = append(bars, l.Bar)
	}
	if mine.GraceDays != 15 || len(mine.Losses) < 4 || !slices.Contains(bars, "owed") {
		t.Errorf("leaving would end %+v", mine)
	}
	leave := "/api/v1/me/privacy/requests"
	var asked privacyReceipt
	w.do("POST", leave, `{"kind":"leave"}`, wang.cookies).want(409)
	w.do("POST", leave, `{"kind":"leave","money":"refund"}`, wang.cookies).want(201).into(&asked)
	w.do("POST", leave+"/"+asked.ID+"/withdraw", "", wang.cookies).want(201)
	w.do("POST", leave, `{"kind":"leave","money":"refund"}`, wang.cookies).want(201).into(&asked)

	due := func(wanted int) {
		t.Helper()
		if n, err := w.deps.Privacy.LeaveDue(context.Background()); err != nil || n != wanted {
			t.Errorf("%d left, not %d: %v", n, wanted, err)
		}
	}
	due(0)
	w.clock.Set(w.clock.Now().AddDate(0, 0, 16))
	due(0) // the money is not paid out yet
	boss := w.person("boss@example.com", staff.Operations)
	w.do("POST", "/api/v1/privacy/requests/"+asked.ID+"/answer", `{}`, boss).want(409)
	w.do("POST", "/api/v1/members/"+id+"/prepaid/refunds", `{"reason":"leaving"}`, boss, "Idempotency-Key: r").want(201)
	w.settle()
	due(1)
	due(0)
	var page struct{ Items []privacyReceipt }
	w.do("GET", "/api/v1/privacy/requests?member="+id+"&kind=leave&status=done", "", boss).want(200).into(&page)
	if len(page.Items) != 1 || page.Items[0].AnsweredAt == nil {
		t.Errorf("%+v", page)
	}
	if page := w.do("GET", "/api/v1/members/"+id, "", boss).want(200); !strings.Contains(page.Body, `"erased"`) {
		t.Error(page.Body)
	}
	// The order is there still, and may come back.
	w.do("GET", "/api/v1/members/"+id+"/orders", "", boss).want(200)
}

// TestLeavingPaysOutWhatWasBrought: principal that an earlier system knew is a task until
// staff have paid it out with a number that proves it; only then is the member erased.
func TestLeavingPaysOutWhatWasBrought(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till, template := w.everything(), w.claimable()
	wang := w.someone(till, template, "13800005678", "R-WANG")
	id := w.memberID("13800005678", till)
	boss := w.person("boss@example.com", staff.Operations)
	w.do("POST", "/api/v1/members/"+id+"/prepaid/refunds", `{"reason":"first what was topped up"}`, boss, "Idempotency-Key: first").want(201)
	number, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	err = w.deps.DB.InTx(t.Context(), func(tx postgres.Tx) error {
		principal, bonus, err := w.deps.Prepaid.NeedAssets(t.Context(), tx, "CNY")
		if err != nil {
			return err
		}
		refused, err := w.deps.Ledger.CarryOver(t.Context(), tx, 7, w.clock.Now(), []ledger.Carry{{Member: member.ID(number), Key: "opening:7:1",
			Lots: []ledger.CarriedLot{{Asset: principal, Amount: 88_00}, {Asset: bonus, Amount: 8_00}}}})
		return errors.Join(err, errors.Join(refused...))
	})
	if err != nil {
		t.Fatal(err)
	}
	type payout struct {
		Currency  string
		Due, Paid int64
	}
	var mine struct{ Requests []struct{ Payout *payout } }
	var asked privacyReceipt
	w.clock.Set(w.clock.Now().Add(time.Minute)) // what was paid out before is not of this request
	w.do("POST", "/api/v1/me/privacy/requests", `{"kind":"leave","money":"refund"}`, wang.cookies).want(201).into(&asked)
	shows := func(want payout) {
		t.Helper()
		w.do("GET", "/api/v1/me/privacy", "", wang.cookies).want(200).into(&mine)
		var page struct{ Items []struct{ Payout *payout } }
		w.do("GET", "/api/v1/privacy/requests?kind=leave&status=open", "", boss).want(200).into(&page)
		if mine.Requests[0].Payout == nil || *mine.Requests[0].Payout != want || page.Items[0].Payout == nil || *page.Items[0].Payout != want {
			t.Errorf("the member sees %+v, staff %+v, want %+v", mine.Requests[0].Payout, page.Items[0].Payout, want)
		}
	}
	shows(payout{"CNY", 88_00, 0})
	refunds := "/api/v1/members/" + id + "/prepaid/refunds"
	var tried struct{ Opened int64 }
	if w.do("POST", refunds+"?dry_run=true", `{"reason":"leaving"}`, boss).want(200).into(&tried); tried.Opened != 88_00 {
		t.Errorf("tried: %+v", tried)
	}
	if said := w.do("POST", refunds, `{"reason":"leaving"}`, boss, "Idempotency-Key: a"); !strings.Contains(said.Body, "prepaid.needs_payout") {
		t.Errorf("%d %s", said.Status, said.Body)
	}
	w.do("POST", refunds, `{"amount":3000,"reason":"leaving","method":"cash","reference":"T1"}`, boss, "Idempotency-Key: b").want(201)
	shows(payout{"CNY", 58_00, 30_00})
	w.clock.Set(w.clock.Now().AddDate(0, 0, 16))
	if n, err := w.deps.Privacy.LeaveDue(t.Context()); err != nil || n != 0 {
		t.Errorf("%d left while 58 yuan are owed: %v", n, err)
	}
	boss = w.person("second@example.com", staff.Operations)
	w.do("POST", refunds, `{"reason":"leaving","method":"cash","reference":"T2"}`, boss, "Idempotency-Key: c").want(201)
	w.do("POST", refunds, `{"reason":"leaving","method":"cash","reference":"T2"}`, boss, "Idempotency-Key: c").want(201)
	w.do("POST", refunds, `{"reason":"leaving","method":"cash","reference":"T3"}`, boss, "Idempotency-Key: d").want(409)
	w.settle()
	if n, err := w.deps.Privacy.LeaveDue(t.Context()); err != nil || n != 1 {
		t.Errorf("%d left once all was paid out: %v", n, err)
	}
}
