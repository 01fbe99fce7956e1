package api_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"habitue/internal/org"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// street is two stores side by side, each with a member who joined and bought
// there, and an order of nobody.
type street struct {
	*world
	till, admin      string
	near, far        string // members
	nearOrder, order string // orders, the other one of the far store
}

func newStreet(t *testing.T) *street {
	t.Helper()
	return newWorld(t).street()
}

func (w *world) street() *street {
	w.t.Helper()
	s := &street{world: w}
	s.till, s.admin = s.everything(), s.person("admin@example.com", staff.Administrator)
	s.tx(func(ctx context.Context, tx postgres.Tx) error {
		_, err := s.deps.Org.SaveStores(ctx, tx, org.Store{Code: "S002", Name: i18n.Of("外滩店", "The Bund")})
		return err
	})
	s.near, s.nearOrder = s.shopper("S001", "13800000001", "王小云", "N-1")
	s.far, s.order = s.shopper("S002", "13800000002", "王大山", "F-1")
	s.settle()
	return s
}

// shopper joins and buys in a store.
func (s *street) shopper(store, phone, name, reference string) (id, order string) {
	s.t.Helper()
	var m, o struct{ ID string }
	s.do("POST", "/api/v1/members", fmt.Sprintf(`{"phone":%q,"name":%q,"store":%q}`, phone, name, store), as(s.till)).want(201).into(&m)
	s.do("POST", "/api/v1/orders", sale(reference, map[string]any{"member_id": m.ID, "store": store}), as(s.till)).want(201).into(&o)
	return m.ID, o.ID
}

// works signs somebody in who works in certain stores.
func (s *street) works(email string, role staff.Role, stores ...string) (cookie string) {
	s.t.Helper()
	cookie = s.person(email, role)
	s.ties(email, stores...)
	return cookie
}

// ties says in which stores somebody works.
func (w *world) ties(email string, stores ...string) {
	w.t.Helper()
	manager := as(w.key("manager", staff.Permissions()...))
	var page struct{ Items []struct{ ID, Email string } }
	w.do("GET", "/api/v1/staff/accounts?limit=200", "", manager).want(200).into(&page)
	for _, a := range page.Items {
		if a.Email == email {
			body := toJSON(map[string]any{"stores": append([]string{}, stores...), "reason": "new shop"})
			w.do("PUT", "/api/v1/staff/accounts/"+a.ID+"/stores", body, manager).want(200)
		}
	}
}

// ids lists what a request answers.
func (s *street) ids(target, who string) string {
	s.t.Helper()
	var page struct{ Items []struct{ ID string } }
	s.do("GET", "/api/v1/"+target, "", who).want(200).into(&page)
	var all []string
	for _, x := range page.Items {
		all = append(all, x.ID)
	}
	return strings.Join(all, " ")
}

func TestWhoWorksInAStoreSeesItsRows(t *testing.T) {
	t.Parallel()
	s := newStreet(t)
	manager := s.works("manager@example.com", staff.StoreManager, "S001")
	both := s.order + " " + s.nearOrder
	for name, c := range map[string]struct{ target, who, want string }{
		"orders_of_their_store":                       {"orders", manager, s.nearOrder},
		"orders_of_a_neighbour_are_none":              {"orders?store=S002", manager, ""},
		"nor_by_what_the_replica_answers":             {"orders?with_member=yes", manager, s.nearOrder},
		"nor_by_a_filter_of_the_neighbour":            {"orders?with_member=yes&store=S002", manager, ""},
		"nor_by_the_number_on_a_receipt":              {"orders?reference=F-1", manager, ""},
		"their_own_by_its_number":                     {"orders?reference=N-1", manager, s.nearOrder},
		"the_administrator_sees_all":                  {"orders", s.admin, both},
		"members_of_their_store":                      {"members", manager, s.near},
		"in_any_order":                                {"members?sort=spend", manager, s.near},
		"a_neighbours_members_are_none":               {"members?home_store=" + s.storeID("S002"), manager, ""},
		"nor_by_where_they_bought":                    {"members?order_store=" + s.storeID("S002"), manager, ""},
		"a_name_that_both_bear_finds_ones_own":        {"members?q=%E7%8E%8B", manager, s.near},
		"the_last_digits_of_a_neighbours_find_nobody": {"members?q=0002", manager, ""},
		"who_says_the_whole_phone_is_at_the_counter":  {"members?q=13800000002", manager, s.far},
	} {
		t.Run(name, func(t *testing.T) {
			if got := s.ids(c.target, c.who); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
	t.Run("an_order_of_a_neighbour_is_not_found", func(t *testing.T) {
		s.do("GET", "/api/v1/orders/"+s.nearOrder, "", manager).want(200)
		s.do("GET", "/api/v1/orders/"+s.order, "", manager).want(404)
		loose := s.loose(s.till, "L-1", map[string]any{"store": "S002"})
		s.do("POST", "/api/v1/orders/"+loose+"/attach", receipt(s.near, "L-1", nil), manager).want(404)
	})
	t.Run("members_are_counted_as_they_are_listed", func(t *testing.T) {
		if r := s.do("GET", "/api/v1/members/count", "", manager).want(200); !strings.Contains(r.Body, `"count":1,`) {
			t.Error(r.Body)
		}
	})
	t.Run("figures_are_those_of_their_store", func(t *testing.T) {
		days := "from=2026-09-12&until=2026-09-13"
		if r := s.do("GET", "/api/v1/insight/stores?"+days, "", manager).want(200); strings.Count(r.Body, `"store_id"`) != 1 {
			t.Error(r.Body)
		}
		r := s.do("GET", "/api/v1/insight/overview?"+days+"&store="+s.storeID("S002"), "", manager).want(200)
		if !strings.Contains(r.Body, `"key":"orders"`) || strings.Contains(r.Body, `"value":4100`) {
			t.Error(r.Body)
		}
		if got := s.ids("insight/members?behind=buyers&"+days, manager); got != s.near {
			t.Errorf("%q", got)
		}
	})
	t.Run("another_store_counts_from_the_next_request", func(t *testing.T) {
		s.ties("manager@example.com", "S002")
		if got := s.ids("orders?reference=F-1", manager); got != s.order {
			t.Errorf("%q", got)
		}
	})
	t.Run("who_bought_in_a_store_is_its_member_too", func(t *testing.T) {
		s.do("POST", "/api/v1/orders", sale("F-2", map[string]any{"member_id": s.near, "store": "S002"}), as(s.till)).want(201)
		if got := s.ids("members", manager); !strings.Contains(got, s.near) || !strings.Contains(got, s.far) {
			t.Errorf("%q", got)
		}
	})
	t.Run("in_no_store_one_sees_nothing", func(t *testing.T) {
		s.ties("manager@example.com")
		for _, target := range []string{"orders", "members", "members?q=%E7%8E%8B"} {
			if got := s.ids(target, manager); got != "" {
				t.Errorf("%s: %q", target, got)
			}
		}
	})
}

// What is sold without naming a store is of the store of who sells, who sees it then and may
// take it back; who works in several says for which, and a program may leave it open.
func TestWhatNamesNoStoreIsOfOnesOwn(t *testing.T) {
	t.Parallel()
	s := newStreet(t)
	cashier, both := s.works("cashier@example.com", staff.Cashier, "S001"), s.works("both@example.com", staff.Cashier, "S001", "S002")
	lost := s.works("lost@example.com", staff.Cashier)
	var o struct {
		ID    string
		Store *struct{ Code string }
	}
	report := func(number string) string { return sale(number, map[string]any{"member_id": s.near, "store": nil}) }
	s.do("POST", "/api/v1/orders", report("O-1"), cashier).want(201).into(&o)
	if o.Store == nil || o.Store.Code != "S001" {
		t.Errorf("of the store %+v", o.Store)
	}
	s.do("GET", "/api/v1/orders/"+o.ID, "", cashier).want(200)
	s.do("POST", "/api/v1/refunds", `{"source":"console","reference":"R-1","order":{"id":"`+o.ID+`"},"occurred_at":"`+start.Format(time.RFC3339)+`","lines":[{"line_no":1,"quantity":1}]}`, cashier).want(201)
	for name, who := range map[string]string{"both": both, "none": lost} {
		if r := s.do("POST", "/api/v1/orders", report("O-"+name), who).want(422); !strings.Contains(r.Body, "org.store_needed") {
			t.Errorf("%s: %s", name, r.Body)
		}
		if r := s.do("GET", "/api/v1/orders?reference=O-"+name, "", s.admin).want(200); !strings.Contains(r.Body, `"items":[]`) {
			t.Errorf("%s: something was kept: %s", name, r.Body)
		}
	}
	s.do("POST", "/api/v1/orders", report("O-2"), as(s.till)).want(201).into(&o)
	if o.Store != nil && o.Store.Code != "" {
		t.Errorf("a program's is of %+v", o.Store)
	}
	basket := fmt.Sprintf(`{"member_id":%q,"lines":[{"no":1,"article":"TEA","quantity":2,"unit":3000}]`, s.near)
	var quote struct{ Digest string }
	s.do("POST", "/api/v1/quotes", basket+"}", cashier).want(200).into(&quote)
	var agreed struct{ Checkout struct{ ID string } }
	s.do("POST", "/api/v1/quotes/commit", basket+`,"digest":"`+quote.Digest+`"}`, cashier, "Idempotency-Key: c").want(201).into(&agreed)
	s.do("GET", "/api/v1/checkouts/"+agreed.Checkout.ID, "", cashier).want(200)
	s.do("POST", "/api/v1/checkouts/"+agreed.Checkout.ID+"/pay", `{"tenders":[{"method":"cash","amount":6000}]}`, cashier, "Idempotency-Key: p").want(201)
	s.do("POST", "/api/v1/returns", `{"checkout_id":"`+agreed.Checkout.ID+`","reason":"x","lines":[{"no":1,"quantity":1}]}`, cashier, "Idempotency-Key: r").want(201)
	s.do("POST", "/api/v1/quotes", basket+"}", both).want(422)
}

func TestWhoHasAnotherRoleSeesAll(t *testing.T) {
	t.Parallel()
	s := newStreet(t)
	s.account("two@example.com", staff.Cashier, staff.CustomerService)
	two, _ := s.signIn("two@example.com", password)
	s.ties("two@example.com", "S001")
	adviser := s.works("adviser@example.com", staff.Adviser, "S002")
	if got := s.ids("orders", two); len(strings.Fields(got)) != 2 {
		t.Errorf("%q", got)
	}
	if got := s.ids("members", adviser); got != s.far {
		t.Errorf("%q", got)
	}
	t.Run("a_program_sees_what_its_key_may", func(t *testing.T) {
		if got := s.ids("orders", as(s.key("cash", staff.May(staff.Cashier)...))); len(strings.Fields(got)) != 2 {
			t.Errorf("%q", got)
		}
	})
}

func (s *street) storeID(code string) string {
	s.t.Helper()
	return s.found(s.till, "/api/v1/org/stores?q="+code)[0].ID
}
