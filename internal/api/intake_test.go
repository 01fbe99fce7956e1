package api_test

import (
	"net/http"
	"strings"
	"testing"
)

const ordersFile = "order id,time,sku,quantity,price,phone\n" +
	"F-1,2026-03-01 10:00:00,TEA-1,2,18.00,13800005678\n" +
	"F-1,2026-03-01 10:00:00,CUP,1,9.50,13800005678\n" +
	"F-2,2026-03-02 11:00:00,TEA-1,1,18.00,\n"

// TestImportOverHTTP sends a file, waits for it and reads what came of it.
func TestImportOverHTTP(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if err := w.deps.Inbox.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	admin := w.everything()
	csv := []string{as(admin), "Content-Type: text/csv"}
	var run struct{ ID, Status, Phase string }
	w.do("POST", "/api/v1/intake/orders?file_name=march.csv", ordersFile, csv...).want(http.StatusAccepted).into(&run)
	// Whoever works them off may have it in hand already.
	if run.ID == "" || run.Status != "waiting" || (run.Phase != "Waiting" && run.Phase != "Looking at the file") {
		t.Errorf("%+v", run)
	}
	var dry struct{ ID string }
	w.do("POST", "/api/v1/intake/orders?dry_run=true", "nothing,of,ours\n1,2,3\n", csv...).want(202).into(&dry)
	w.deps.Inbox.Drain()

	done := w.do("GET", "/api/v1/intake/runs/"+run.ID, "", as(admin)).want(200)
	for _, want := range []string{`"status":"done"`, `"orders":2`, `"joined":1`, `"file_name":"march.csv"`, `"error":null`, `"file_id":null`} {
		if !strings.Contains(done.Body, want) {
			t.Errorf("lacks %s: %s", want, done.Body)
		}
	}
	refused := w.do("GET", "/api/v1/intake/runs/"+dry.ID, "", as(admin)).want(200)
	if !strings.Contains(refused.Body, `"status":"refused"`) || !strings.Contains(refused.Body, "intake.") {
		t.Error(refused.Body)
	}
	r := w.do("GET", "/api/v1/intake/runs/"+run.ID+"/errors", "", as(admin)).want(200)
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "text/csv") {
		t.Errorf("%v %q", r.Header, r.Body)
	}
	if r := w.do("GET", "/api/v1/members?phone=13800005678", "", as(admin)).want(200); !strings.Contains(r.Body, `"phone_masked":"138****5678"`) {
		t.Error(r.Body)
	}
	run2 := w.do("GET", "/api/v1/intake/runs/1", "", as(admin)).want(404)
	if !strings.Contains(run2.Body, "intake.no_such_run") {
		t.Error(run2.Body)
	}
	w.do("POST", "/api/v1/intake/orders", ordersFile, as(admin), "Content-Type: application/zip").want(415)
	w.do("POST", "/api/v1/intake/orders?preset=nobodys", ordersFile, csv...).want(404)
}

// TestImportByHandOverHTTP sends a file nobody can recognise, maps it by hand,
// tries it, saves the mapping and brings the file in.
func TestImportByHandOverHTTP(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if err := w.deps.Inbox.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	admin := w.everything()
	var file struct{ ID string }
	w.do("POST", "/api/v1/intake/files?file_name=../../till.csv", "nr,day,clock,sum,who,code\n7,03/04/2026,10:00,18.00,13800005678,TEA\n",
		as(admin), "Content-Type: text/csv").want(201).into(&file)
	at := "/api/v1/intake/files/" + file.ID
	if r := w.do("GET", "/api/v1/intake/files", "", as(admin)).want(200); !strings.Contains(r.Body, `"name":"till.csv"`) {
		t.Error(r.Body)
	}
	for _, want := range []string{`"missing":["order","time","amount"]`, `"code":"intake.field_missing"`, `"samples":["138****5678"]`, `"rows":1`} {
		if r := w.do("POST", at+"/inspect", `{}`, as(admin)).want(200); !strings.Contains(r.Body, want) {
			t.Errorf("lacks %s: %s", want, r.Body)
		}
	}
	mapping := `{"fields":{"order":{"columns":["nr"]},"time":{"columns":["day","clock"]},"amount":{"columns":["sum"]},
		"phone":{"columns":["who"]},"article":{"columns":["code"]},"store":{"constant":"S001"}},"system":"till","date_order":"DATE"}`
	doubtful := strings.Replace(mapping, `,"date_order":"DATE"`, "", 1)
	for _, want := range []string{`"missing":[]`, `"field":"time"`, `"code":"intake.date_order"`, `"how":"stated"`} {
		if r := w.do("POST", at+"/inspect", `{"mapping":`+doubtful+`}`, as(admin)).want(200); !strings.Contains(r.Body, want) {
			t.Errorf("lacks %s: %s", want, r.Body)
		}
	}
	mapping = strings.Replace(mapping, "DATE", "mdy", 1)
	if r := w.do("POST", at+"/inspect", `{"mapping":`+mapping+`}`, as(admin)).want(200); !strings.Contains(r.Body, `"problems":[]`) {
		t.Error(r.Body)
	}
	w.do("PUT", "/api/v1/intake/mappings/till", mapping, as(admin)).want(200)
	w.do("POST", at+"/runs", `{"preset":"till","dry_run":true}`, as(admin)).want(202)
	w.do("POST", at+"/runs", `{"mapping":{"fields":{"nonsense":{"columns":["nr"]}}}}`, as(admin)).want(422)
	w.do("POST", at+"/runs", `{"mapping":`+mapping+`,"duplicates":"drop","max_bad":5}`, as(admin)).want(202)
	w.do("DELETE", at, "", as(admin)).want(409)
	w.deps.Inbox.Drain()

	var list struct {
		Items []struct {
			ID, Status, By string
			DryRun         bool `json:"dry_run"`
			Applied        struct{ Orders, Joined int64 }
			Report         any
		}
	}
	w.do("GET", "/api/v1/intake/runs?limit=2", "", as(admin)).want(200).into(&list)
	if len(list.Items) != 2 || list.Items[0].DryRun || !list.Items[1].DryRun || list.Items[0].Report != nil {
		t.Fatalf("%+v", list)
	}
	for _, run := range list.Items {
		if run.Status != "done" || run.Applied.Orders != 1 || run.Applied.Joined != 1 || !strings.HasPrefix(run.By, "key:") {
			t.Errorf("%+v", run)
		}
	}
	first := w.do("GET", "/api/v1/intake/runs?limit=1&status=done", "", as(admin)).want(200)
	var page struct {
		Next string `json:"next_cursor"`
	}
	first.into(&page)
	if r := w.do("GET", "/api/v1/intake/runs?limit=1&cursor="+page.Next, "", as(admin)).want(200); !strings.Contains(r.Body, `"next_cursor":null`) {
		t.Error(r.Body)
	}
	if r := w.do("GET", "/api/v1/intake/runs?status=running", "", as(admin)).want(200); !strings.Contains(r.Body, `"items":[]`) {
		t.Error(r.Body)
	}
	w.do("GET", at, "", as(admin)).want(404) // brought in, and gone
	w.do("POST", "/api/v1/intake/runs/"+list.Items[0].ID+"/cancel", "", as(admin)).want(409)
	w.do("POST", "/api/v1/intake/runs/"+list.Items[0].ID+"/retry", "", as(admin)).want(404)
	if r := w.do("GET", "/api/v1/intake/mappings", "", as(admin)).want(200); !strings.Contains(r.Body, `"name":"till"`) || !strings.Contains(r.Body, `"name":"online-retail","built_in":true`) {
		t.Error(r.Body)
	}
	w.do("DELETE", "/api/v1/intake/mappings/till", "", as(admin)).want(204)
	w.do("DELETE", "/api/v1/intake/mappings/till", "", as(admin)).want(404)
	var acts int
	err := w.deps.DB.QueryRow(t.Context(), `SELECT count(*) FROM staff.audit WHERE action IN ('intake.ask', 'intake.save_mapping', 'intake.delete_mapping')`).Scan(&acts)
	if err != nil || acts != 3 {
		t.Errorf("the trail has %d acts, %v", acts, err)
	}
}

func TestHostileFilesOverHTTP(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if err := w.deps.Inbox.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.deps.Inbox.Stop)
	csv := []string{"Content-Type: text/csv"}
	run(t, w, []scenario{
		{name: "another_media_type", method: "POST", target: "/api/v1/intake/files", body: ordersFile, headers: []string{"Content-Type: application/zip"},
			status: 415, contains: []string{"http.media_type"}},
		{name: "a_spreadsheet", method: "POST", target: "/api/v1/intake/files?file_name=x.csv", body: "PK\x03\x04....", headers: csv,
			status: 422, contains: []string{"sheet.unreadable"}},
		{name: "nothing", method: "POST", target: "/api/v1/intake/files", body: "\n", headers: csv, status: 422, contains: []string{"table.empty"}},
		{name: "a_header_of_many_columns", method: "POST", target: "/api/v1/intake/files", body: strings.Repeat("x,", 100_000) + "\n1\n", headers: csv,
			status: 422, contains: []string{"table.too_many_columns"}},
		{name: "a_file_that_is_not_there", method: "POST", target: "/api/v1/intake/files/7/inspect", body: "{}", status: 404, contains: []string{"http.no_such_file"}},
		{name: "a_status_that_is_none", method: "GET", target: "/api/v1/intake/runs?status=gone", status: 422, contains: []string{"http.not_one_of"}},
		{name: "the_cursor_of_another_list", method: "GET", target: "/api/v1/intake/runs?cursor=eA", status: 422, contains: []string{"http.bad_cursor"}},
	})
	if n := len(w.deps.Inbox.Files()); n > 0 {
		t.Errorf("%d files are kept", n)
	}
}
