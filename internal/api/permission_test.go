package api_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"habitue/internal/api"
	"habitue/internal/api/edge"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// route is one operation of the contract.
type route struct {
	id, method, path string
	permission       staff.Permission
}

// contractRoutes walks the contract. An operation without a permission fails.
func contractRoutes(t *testing.T) []route {
	t.Helper()
	var list []route
	for path, item := range api.Operations(api.Deps{}).OpenAPI().Paths {
		for _, op := range operations(item) {
			p, _ := op.Extensions["x-permission"].(string)
			r := route{op.OperationID, op.Method, path, staff.Permission(p)}
			if !r.permission.Known() && !edge.OfNobody(r.permission) {
				t.Errorf("%s %s has the permission %q, which the table does not list", op.Method, path, p)
			}
			list = append(list, r)
		}
		if item.Patch != nil || item.Head != nil || item.Options != nil || item.Trace != nil {
			t.Errorf("%s has a method that this test does not walk", path)
		}
	}
	if len(list) < 30 {
		t.Fatalf("only %d operations; the walk is broken", len(list))
	}
	return list
}

func operations(item *huma.PathItem) []*huma.Operation {
	return slices.DeleteFunc([]*huma.Operation{item.Get, item.Post, item.Put, item.Delete}, func(op *huma.Operation) bool { return op == nil })
}

// TestEveryPermissionOfTheTableIsUsed keeps the table from listing what nothing asks for.
func TestEveryPermissionOfTheTableIsUsed(t *testing.T) {
	t.Parallel()
	used := map[staff.Permission]bool{}
	for _, r := range contractRoutes(t) {
		used[r.permission] = true
	}
	for _, k := range staff.ApprovalKinds() { // asked for by kind, behind one operation for all
		used[k.Asking()], used[k.Permission()] = true, true
	}
	for _, p := range staff.Permissions() {
		if !used[p] {
			t.Errorf("no operation asks for %s", p)
		}
	}
}

// TestNobodyIsAnswered calls every operation without saying who asks.
func TestNobodyIsAnswered(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, r := range contractRoutes(t) {
		if r.permission == edge.Anyone {
			continue
		}
		target := strings.NewReplacer("{id}", "1", "{version}", "1", "{session}", "0123456789abcdef").Replace(r.path)
		for _, headers := range [][]string{nil, {"Authorization: Bearer hbk_wrong"}, {"Authorization: Basic eDp5"}, {"Cookie: habitue_session=wrong"}} {
			got := w.do(r.method, target, "", headers...)
			code := "staff.not_signed_in"
			if r.permission == edge.AsMember {
				code = "member.not_signed_in"
			}
			if got.Status != http.StatusUnauthorized || !strings.Contains(got.Body, code) {
				t.Errorf("%s %s with %v: %d %s", r.method, r.path, headers, got.Status, got.Body)
			}
		}
	}
}

// TestKeysEndAtOnce revokes a key between two requests.
func TestKeysEndAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.everything()
	var made struct{ ID, Key, Prefix string }
	w.do("POST", "/api/v1/staff/keys", `{"name":"till-7","scopes":["org:read"]}`, as(admin)).want(201).into(&made)
	if !strings.HasPrefix(made.Key, made.Prefix) || !strings.HasPrefix(made.Key, "hbk_") {
		t.Fatalf("made %+v", made)
	}
	w.do("GET", "/api/v1/org/stores", "", as("Bearer "+made.Key)).want(200)
	w.do("DELETE", "/api/v1/staff/keys/"+made.ID, "", as(admin)).want(204)
	w.do("GET", "/api/v1/org/stores", "", as("Bearer "+made.Key)).want(401)
	w.do("DELETE", "/api/v1/staff/keys/"+made.ID, "", as(admin)).want(404)
	if list := w.do("GET", "/api/v1/staff/keys", "", as(admin)).want(200); strings.Contains(list.Body, made.Key) {
		t.Error("the list shows a secret")
	}
}

// TestNobodyGivesWhatTheyLack tries to make a key and an account that may more
// than their maker.
func TestNobodyGivesWhatTheyLack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	manager := w.key("manager", staff.StaffManage, staff.OrgRead)
	if r := w.do("POST", "/api/v1/staff/keys", `{"name":"x","scopes":["org:read","order:write"]}`, as(manager)).want(403); !strings.Contains(r.Body, "order:write") {
		t.Error(r.Body)
	}
	w.do("POST", "/api/v1/staff/accounts", `{"email":"a@b.cn","name":"A","password":"long enough","roles":["administrator"]}`, as(manager)).want(403)
}

// TestRevealingIsWrittenDown looks at personal data, with and without the right.
func TestRevealingIsWrittenDown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till := w.everything()
	m := w.join(till, "13800005678")
	cashier := w.key("cashier", staff.May(staff.Cashier)...)
	shown := w.do("GET", "/api/v1/members/"+m, "", as(cashier)).want(200)
	if strings.Contains(shown.Body, "王小云") || strings.Contains(shown.Body, "13800005678") || !strings.Contains(shown.Body, "王*云") {
		t.Errorf("a cashier sees %s", shown.Body)
	}
	w.do("POST", "/api/v1/members/"+m+"/reveal", `{"reason":"来电核实"}`, as(cashier)).want(403)
	plain := w.do("POST", "/api/v1/members/"+m+"/reveal", `{"reason":"来电核实"}`, as(till)).want(200)
	if !strings.Contains(plain.Body, "王小云") || !strings.Contains(plain.Body, "+8613800005678") {
		t.Errorf("revealed %s", plain.Body)
	}
	var who, why string
	w.tx(func(ctx context.Context, tx postgres.Tx) error {
		return tx.QueryRow(ctx, `SELECT principal, reason FROM staff.audit WHERE action = 'member.reveal' AND subject_id = $1`, m).Scan(&who, &why)
	})
	if !strings.HasPrefix(who, "key:") || why != "来电核实" {
		t.Errorf("the trail says %q %q", who, why)
	}
	for _, search := range []string{"phone=13800005678", "phone=" + "%2B86+138-0000-5678"} {
		if r := w.do("GET", "/api/v1/members?"+search, "", as(cashier)).want(200); !strings.Contains(r.Body, fmt.Sprintf(`"id":%q`, m)) {
			t.Errorf("%s finds %s", search, r.Body)
		}
	}
}

// TestSearchBox finds members as a cashier would, who sees them masked.
func TestSearchBox(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till := w.everything()
	m, other := w.join(till, "13800005678"), w.join(till, "13900005678")
	cashier := w.key("cashier", staff.May(staff.Cashier)...)
	search := func(q, more string) (ids []string, next string) {
		t.Helper()
		r := w.do("GET", "/api/v1/members?q="+url.QueryEscape(q)+more, "", as(cashier)).want(200)
		if strings.Contains(r.Body, "王小云") || strings.Contains(r.Body, "8000056") {
			t.Errorf("a cashier sees %s", r.Body)
		}
		var page struct {
			Items []struct{ ID string }
			Next  *string `json:"next_cursor"`
		}
		r.into(&page)
		for _, i := range page.Items {
			ids = append(ids, i.ID)
		}
		if page.Next != nil {
			next = *page.Next
		}
		return ids, next
	}
	for _, q := range []string{"138 0000 5678", "13800005678 王"} {
		if ids, _ := search(q, ""); !slices.Equal(ids, []string{m}) {
			t.Errorf("%q finds %v", q, ids)
		}
	}
	for _, q := range []string{"王", "wang xiao yun", "wxy", "5678", "5678 王小"} {
		first, next := search(q, "&limit=1")
		second, end := search(q, "&limit=1&cursor="+next)
		if both := append(first, second...); len(both) != 2 || end != "" || !slices.Contains(both, m) || !slices.Contains(both, other) {
			t.Errorf("%q finds %v and then %v", q, first, second)
		}
	}
	if ids, _ := search("李", ""); len(ids) > 0 {
		t.Errorf("a stranger is %v", ids)
	}
	w.do("GET", "/api/v1/members?q=w&cursor=bWVtYmVyOjE", "", as(cashier)).want(422)
}
