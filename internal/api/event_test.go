package api_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"habitue/internal/api/edge"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// writeKey is a header by which a site reports.
func (w *world) writeKey(scopes ...staff.Permission) string {
	w.t.Helper()
	if len(scopes) == 0 {
		scopes = []staff.Permission{staff.EventWrite}
	}
	secret := strings.TrimPrefix(w.key("site", scopes...), "Bearer ")
	return "Authorization: Basic " + base64.StdEncoding.EncodeToString([]byte(secret+":"))
}

type eventsPage struct {
	Items []struct {
		Kind, Text, Name, Label, Path, Currency string
		SKUs                                    []string
		Amount                                  *int64
		Before                                  bool   `json:"before_known"`
		OccurredAt                              string `json:"occurred_at"`
		Source                                  struct{ Name string }
	}
	State      string
	NextCursor *string `json:"next_cursor"`
}

func (w *world) eventsOf(id, who string, query ...string) (p eventsPage) {
	w.t.Helper()
	w.do("GET", "/api/v1/members/"+id+"/events"+strings.Join(query, ""), "", who, "Accept-Language: zh-CN").want(200).into(&p)
	return p
}

// TestBehaviourComesInAsSegmentsClientsSendIt: a batch as @segment/analytics-node writes
// it, with what a visitor did before, in words on the member's page.
func TestBehaviourComesInAsSegmentsClientsSendIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till, site := as(w.everything()), w.writeKey()
	id := w.joined(member.Join{External: []member.SystemNumber{{System: "shop", Number: "u-1"}}})
	const batch = `{"batch":[
		{"type":"page","name":"Home","properties":{"url":"https://shop.example.com/tea?token=secret","title":"Wang's page"},"anonymousId":"9fc0e7ac","messageId":"node-1","timestamp":"2026-09-12T03:59:50.000Z","context":{"library":{"name":"@segment/analytics-node","version":"3.1.0"},"ip":"203.0.113.9"},"integrations":{},"_metadata":{"nodeVersion":"22.0.0"}},
		{"type":"track","event":"Product Viewed","anonymousId":"9fc0e7ac","messageId":"node-2","timestamp":"2026-09-12T03:59:51.000Z","properties":{"product_id":"p1","sku":"TEA-1","name":"龙井","price":30.005,"quantity":2,"currency":"CNY","email":"wang@example.com"}},
		{"type":"track","event":"Products Searched","anonymousId":"9fc0e7ac","messageId":"node-3","timestamp":"2026-09-12T03:59:52.000Z","properties":{"query":"红茶 13800001234"}},
		{"type":"identify","userId":"u-1","anonymousId":"9fc0e7ac","messageId":"node-4","timestamp":"2026-09-12T03:59:53.000Z","traits":{"name":"王小明","phone":"13800001234"}},
		{"type":"track","event":"Order Completed","userId":"u-1","messageId":"node-5","timestamp":"2026-09-12T03:59:54.000Z","properties":{"order_id":"1","total":"99.90","products":[{"sku":"TEA-1","quantity":1},{"sku":"CUP-1","quantity":3}]}},
		{"type":"track","event":"Filled Form","userId":"u-1","messageId":"node-6","timestamp":"2026-09-12T03:59:55.000Z","properties":{"name":"王小明","address":"x"}}
	],"sentAt":"2026-09-12T03:59:59.000Z","writeKey":"ignored"}`
	for range 2 { // sent again, as after a lost answer
		if got := w.do("POST", "/v1/batch?system=shop", batch, site).want(200); got.Body != `{"success":true}` {
			t.Errorf("%s", got.Body)
		}
	}
	p := w.eventsOf(id, till)
	if len(p.Items) != 5 || p.State != "kept" {
		t.Fatalf("%+v", p)
	}
	for i, want := range []string{"其他行为「Filled Form」", "下单「TEA-1, CUP-1」", "搜索了「红茶 …」", "浏览了商品「龙井」", "打开了页面「Home」"} {
		if p.Items[i].Text != want || p.Items[i].Before != (i > 1) || p.Items[i].Source.Name != "site" {
			t.Errorf("%+v, want %s", p.Items[i], want)
		}
	}
	if o := p.Items[1]; o.Amount == nil || *o.Amount != 9990 || o.Currency != "CNY" || len(o.SKUs) != 2 {
		t.Errorf("%+v", o)
	}
	if v := p.Items[3]; v.Amount == nil || *v.Amount != 6002 || v.OccurredAt != "2026-09-12T04:19:52Z" {
		t.Errorf("%+v: seen eight seconds before it was sent, and 30.005 is 30.01 apiece", v)
	}
	if h := p.Items[4]; h.Path != "/tea" {
		t.Errorf("%+v", h)
	}
	for _, secret := range []string{"13800001234", "王小明", "wang@", "token", "Wang", "203.0.113.9"} {
		var n int
		if err := w.deps.DB.QueryRow(t.Context(), `SELECT count(*) FROM event.event e WHERE e::text LIKE '%' || $1 || '%'`, secret).Scan(&n); err != nil || n > 0 {
			t.Errorf("%s is kept, %v", secret, err)
		}
	}
	first := w.eventsOf(id, till, "?limit=3")
	rest := w.eventsOf(id, till, "?limit=3&cursor=", *first.NextCursor)
	if len(first.Items) != 3 || len(rest.Items) != 2 || rest.NextCursor != nil || rest.Items[0].Kind != "product_viewed" {
		t.Errorf("%+v, %+v", first, rest)
	}
	if found := w.eventsOf(id, till, "?group=search"); len(found.Items) != 1 || found.Items[0].Kind != "searched" {
		t.Errorf("%+v", found)
	}
	copied := w.do("POST", "/api/v1/members/"+id+"/copy", `{"via":"counter","reason":"asked for it"}`, w.person("service@example.com", staff.CustomerService)).want(200)
	if text := unzip(t, copied.Body)["behaviour.csv"]; !strings.Contains(text, "Searched “红茶 …”") || !strings.Contains(text, "99.90 CNY") {
		t.Errorf("%s", text)
	}
}

// TestEachCallOfSegment: identify, track and the others alone, with numbers of cards.
func TestEachCallOfSegment(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till, site := as(w.everything()), w.writeKey()
	id := w.joined(member.Join{Card: "VIP-1"})
	for call, body := range map[string]string{
		"page":   `{"anonymousId":"a","name":"Tea"}`,
		"screen": `{"anonymousId":"b","name":"Start","properties":{"path":"/start"}}`,
		"track":  `{"anonymousId":12345,"event":"cart viewed"}`,
		"group":  `{"userId":"VIP-1","groupId":"company"}`,
	} {
		w.do("POST", "/v1/"+call, body, site).want(200)
	}
	w.do("POST", "/v1/identify", `{"userId":"vip-1","anonymousId":"a"}`, site).want(200)
	w.do("POST", "/v1/alias", `{"userId":"VIP-1","previousId":"b"}`, site).want(200)
	w.do("POST", "/v1/alias", `{"userId":"VIP-1","previousId":"12345"}`, site).want(200)
	var kinds []string
	for _, e := range w.eventsOf(id, till).Items {
		kinds = append(kinds, e.Kind)
	}
	if got := strings.Join(kinds, " "); strings.Count(got, "page_viewed") != 2 || strings.Count(got, "cart_viewed") != 1 || len(kinds) != 3 {
		t.Errorf("%s", got)
	}
}

// TestWhatSourcesDoWrong: codes, statuses after which clients do not send it again, and
// nobody's good message is lost for another one.
func TestWhatSourcesDoWrong(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till, site := as(w.everything()), w.writeKey()
	id := w.joined(member.Join{Card: "VIP-1"})
	good := func(n int) string {
		return fmt.Sprintf(`{"type":"track","event":"Cart Viewed","userId":"VIP-1","messageId":"g%d"}`, n)
	}
	large := `{"type":"track","event":"x","userId":"VIP-1","properties":{"x":"` + strings.Repeat("x", 33<<10) + `"}}`
	mixed := []string{good(1), `{"type":"track","userId":"VIP-1"}`, `[]`, `"x"`, `{"type":"dance","userId":"VIP-1"}`, `{"type":"track","event":"x"}`,
		`{"type":"track","event":"x","userId":"VIP-1","timestamp":"yesterday"}`, `{"type":"track","event":"x","userId":{"a":1}}`, large,
		`{"type":"track","event":7,"userId":"VIP-1"}`, `null`, `{"type":"alias","userId":"VIP-1"}`, good(2),
		`{"type":"track","event":"Product Viewed","userId":"VIP-1","properties":{"products":"none","price":1e999,"sku":["x"],"name":{"x":1}}}`}
	var r struct {
		Kept    int
		Refused []struct {
			Index   int
			Problem struct{ Code, Detail string }
		}
	}
	w.do("POST", "/api/v1/events", `{"batch":[`+strings.Join(mixed, ",")+`]}`, till).want(200).into(&r)
	var codes []string
	for _, refused := range r.Refused {
		codes = append(codes, fmt.Sprint(refused.Index, " ", refused.Problem.Code))
	}
	want := "1 event.nameless, 2 event.bad_message, 3 event.bad_message, 4 event.bad_type, 5 event.nobody, 6 event.bad_timestamp, 7 event.bad_message, 8 event.too_large, 9 event.bad_message, 10 event.bad_message, 11 event.nobody"
	if got := strings.Join(codes, ", "); got != want || r.Kept != 3 {
		t.Errorf("%d kept; %s\nwant %s", r.Kept, got, want)
	}
	answered := w.do("POST", "/v1/batch", `{"batch":[`+good(3)+`,{}]}`, site).want(200)
	if answered.Body != `{"success":true,"refused":[{"index":1,"code":"event.bad_type"}]}` {
		t.Errorf("%s", answered.Body)
	}
	if n := len(w.eventsOf(id, till).Items); n != 4 {
		t.Errorf("%d events", n)
	}
	for name, c := range map[string]struct {
		call, body, code string
		status           int
		headers          []string
	}{
		"no JSON":           {"batch", `{"batch":[`, "event.bad_batch", 400, nil},
		"no list":           {"batch", `{"batch":{}}`, "event.bad_batch", 400, nil},
		"nothing":           {"batch", `[]`, "event.bad_batch", 400, nil},
		"deep":              {"batch", `{"batch":[` + strings.Repeat("[", 20000) + strings.Repeat("]", 20000) + `]}`, "event.bad_batch", 400, nil},
		"too large":         {"batch", `{"batch":["` + strings.Repeat("x", 500<<10) + `"]}`, "event.too_large", 400, nil},
		"a large message":   {"track", large, "event.too_large", 400, nil},
		"nobody":            {"track", `{"event":"x"}`, "event.nobody", 400, nil},
		"no system":         {"batch?system=Ä", `{"batch":[]}`, "event.bad_system", 400, nil},
		"no gzip":           {"batch", `{"batch":[]}`, "event.bad_message", 400, []string{"Content-Encoding: gzip"}},
		"a bomb":            {"batch", zipped(strings.Repeat(" ", 8<<20)), "event.too_large", 400, []string{"Content-Encoding: gzip"}},
		"no key":            {"batch", `{"batch":[]}`, "staff.not_signed_in", 401, []string{"Authorization: "}},
		"a key as a bearer": {"batch", `{"batch":[]}`, "staff.not_signed_in", 401, []string{till}},
		"another key":       {"batch", `{"batch":[]}`, "staff.may_not", 403, []string{w.writeKey(staff.OrderWrite)}},
		"no such call":      {"import", `{"batch":[]}`, "http.no_such_route", 404, nil},
	} {
		got := w.do("POST", "/v1/"+c.call, c.body, append([]string{site}, c.headers...)...)
		if got.Status != c.status || !strings.Contains(got.Body, `"`+c.code+`"`) {
			t.Errorf("%s: %d %s, want %d %s", name, got.Status, got.Body, c.status, c.code)
		}
	}
	if got := w.do("GET", "/v1/batch", "", site); got.Status != http.StatusMethodNotAllowed {
		t.Errorf("%+v", got)
	}
	w.do("POST", "/v1/batch", zipped(`{"batch":[`+good(9)+`]}`), site, "Content-Encoding: gzip").want(200)
	if n := len(w.eventsOf(id, till).Items); n != 5 {
		t.Errorf("%d events", n)
	}
	w.do("GET", "/api/v1/members/"+id+"/events", "", strings.Replace(site, "Basic", "Bearer", 1)).want(401)
	w.do("GET", "/api/v1/members/"+id+"/events", "", as(w.key("other", staff.MemberRead))).refused(403, "staff.may_not")
	w.do("GET", "/api/v1/members/"+id+"/events?cursor=eA", "", till).refused(422, "http.bad_cursor")
}

// TestWhoRefusesIsNotWatched: what was kept goes when a member refuses profiling or what
// no service needs, nothing more comes in, and what he does without being known never
// becomes his, nor anybody's who uses the device after him.
func TestWhoRefusesIsNotWatched(t *testing.T) {
	t.Parallel()
	for _, purpose := range []string{"profiling", "analytics"} {
		t.Run(purpose, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			till, site := as(w.everything()), w.writeKey()
			id := w.joined(member.Join{Card: "VIP-1"})
			sister := w.joined(member.Join{Card: "VIP-2"})
			view := func(message string) { w.do("POST", "/v1/track", message, site).want(200) }
			view(`{"event":"Cart Viewed","anonymousId":"a"}`)
			view(`{"event":"Cart Viewed","userId":"VIP-1","anonymousId":"a"}`)
			if p := w.eventsOf(id, till); len(p.Items) != 2 {
				t.Fatalf("%+v", p)
			}
			service := w.person("service@example.com", staff.CustomerService)
			state := func(granted string) {
				w.do("POST", "/api/v1/members/"+id+"/consents", `{"purpose":"`+purpose+`","granted":`+granted+`,"via":"counter","reason":"asked","text_version":1}`, service).want(200)
				w.settle()
			}
			if purpose == "analytics" {
				state("true") // a no is news where a yes was said
			}
			state("false")
			view(`{"event":"Cart Viewed","anonymousId":"b"}`)
			view(`{"event":"Cart Viewed","userId":"VIP-1","anonymousId":"b"}`)
			if p := w.eventsOf(id, till); len(p.Items) != 0 || p.State != "refused" {
				t.Errorf("%+v", p)
			}
			w.clock.Set(start.Add(60e9))
			view(`{"event":"Cart Viewed","userId":"VIP-2","anonymousId":"b"}`)
			if p := w.eventsOf(sister, till); len(p.Items) != 1 {
				t.Errorf("the sister has %+v", p)
			}
			var n int
			if err := w.deps.DB.QueryRow(t.Context(), `SELECT count(*) FROM event.event WHERE member_id = $1`, id).Scan(&n); err != nil || n != 0 {
				t.Errorf("%d events are kept, %v", n, err)
			}
			state("true")
			view(`{"event":"Cart Viewed","userId":"VIP-1"}`)
			if p := w.eventsOf(id, till); len(p.Items) != 1 || p.State != "kept" {
				t.Errorf("%+v", p)
			}
		})
	}
}

// TestBehaviourOfWhoIsRestrictedIsKeptAndNotShown until the restriction ends.
func TestBehaviourOfWhoIsRestrictedIsKeptAndNotShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	site := w.writeKey()
	mine := w.memberIn("13800005678")
	all := w.everything()
	id := w.memberID("13800005678", all)
	till, number := as(all), ""
	w.into("SELECT number FROM member.member WHERE member_id = $1", id, &number)
	w.do("POST", "/v1/track", `{"event":"Cart Viewed","userId":"`+number+`"}`, site).want(200)
	w.do("POST", "/api/v1/me/privacy/requests", `{"kind":"restrict"}`, mine).want(201)
	w.settle()
	w.do("POST", "/v1/track", `{"event":"Cart Viewed","userId":"`+number+`"}`, site).want(200)
	if p := w.eventsOf(id, till); len(p.Items) != 0 || p.State != "restricted" {
		t.Errorf("%+v", p)
	}
	w.do("POST", "/api/v1/me/privacy/restriction/lift", "", mine).want(201)
	if p := w.eventsOf(id, till); len(p.Items) != 1 || p.State != "kept" {
		t.Errorf("%+v", p)
	}
}

// TestBehaviourFollowsAMergeAndItsUndoing: two are read as one, and each has his own again.
func TestBehaviourFollowsAMergeAndItsUndoing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till, site := as(w.everything()), w.writeKey()
	one, two := w.joined(member.Join{Card: "VIP-1"}), w.joined(member.Join{Card: "VIP-2"})
	for _, message := range []string{`{"event":"one","anonymousId":"a"}`, `{"event":"one","userId":"VIP-1","anonymousId":"a"}`, `{"event":"two","userId":"VIP-2"}`} {
		w.do("POST", "/v1/track", message, site).want(200)
	}
	boss := w.person("boss@example.com", staff.Operations)
	var merge struct{ ID string }
	w.do("POST", "/api/v1/members/"+two+"/merge", `{"from":"`+one+`","reason":"the same person"}`, boss).want(201).into(&merge)
	w.do("POST", "/v1/track", `{"event":"both","userId":"VIP-1"}`, site).want(200)
	if p := w.eventsOf(two, till); len(p.Items) != 4 {
		t.Errorf("%+v", p)
	}
	w.do("POST", "/api/v1/merges/"+merge.ID+"/undo", `{"reason":"two after all"}`, boss).want(201)
	if p, q := w.eventsOf(one, till), w.eventsOf(two, till); len(p.Items) != 3 || len(q.Items) != 1 {
		t.Errorf("%+v, %+v", p, q)
	}
}

// joined lets somebody join and returns the id.
func (w *world) joined(j member.Join) (id string) {
	w.t.Helper()
	j.Source = "test"
	w.tx(func(ctx context.Context, tx postgres.Tx) error {
		m, err := w.deps.Members.Join(ctx, tx, j)
		id = string(edge.IDOf(m.ID))
		return err
	})
	return id
}

// into asks the database for one value.
func (w *world) into(sql string, arg, to any) {
	w.t.Helper()
	if err := w.deps.DB.QueryRow(w.t.Context(), sql, arg).Scan(to); err != nil {
		w.t.Fatal(err)
	}
}

func zipped(text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(text))
	_ = z.Close()
	return b.String()
}
