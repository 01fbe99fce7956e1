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
	if run.ID == "" || run.Status != "reading" || run.Phase != "Waiting" {
		t.Errorf("%+v", run)
	}
	var dry struct{ ID string }
	w.do("POST", "/api/v1/intake/orders?dry_run=true", "nothing,of,ours\n1,2,3\n", csv...).want(202).into(&dry)
	w.deps.Inbox.Drain()

	done := w.do("GET", "/api/v1/intake/runs/"+run.ID, "", as(admin)).want(200)
	for _, want := range []string{`"status":"done"`, `"orders":2`, `"joined":1`, `"file_name":"march.csv"`, `"error":null`} {
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
