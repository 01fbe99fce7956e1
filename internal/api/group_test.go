package api_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"habitue/internal/staff"
)

// aGroup is what the API says of members who buy together.
type aGroup struct {
	ID, State         string
	Size, Taken, Paid int
	Seats             []struct {
		State  string
		Opener bool
		Member *struct {
			ID           string
			Number, Name *string
		}
	}
}

// together is a shop that sells three teas' worth to two members at once.
type together struct {
	*world
	all, promotion string
	members        []string
}

// newTogether publishes a group buy of two, teas at 25.00 and for the opener at
// 20.00, and lets four people join the shop.
func newTogether(t *testing.T) *together {
	t.Helper()
	s := &together{world: newWorld(t)}
	till := s.everything()
	s.all = as(till)
	li, chen := s.person("li@example.com", staff.Marketing), s.person("chen@example.com", staff.Operations)
	s.promotion = s.publishPromotion(`{"priority":0,"group":{"size":2,"minutes":60,"opener_amount":2000,"one_at_once":true},
		"name":{"zh-CN":"二人拼茶","en":"Tea for two"},
		"offer":{"benefit":{"kind":"fixed_price","amount":2500},"threshold":{},"on":{"articles":["TEA"]},"except":{},"when":{},"stacking":{}},
		"limits":{"total":{},"day":{},"member":{},"member_a_day":{}}}`, li, chen).ID
	for i := range 4 {
		s.members = append(s.members, s.join(till, fmt.Sprintf("1380000000%d", i)))
	}
	return s
}

// basket is one tea at 30.00 for a member, bought in a group; "" opens one.
func (s *together) basket(member, group string) string {
	if group == "" {
		group = `new","group_promotion_id":"` + s.promotion
	}
	return `{"member_id":"` + member + `","store":"S001","group":"` + group + `","lines":[{"no":1,"article":"TEA","quantity":1,"unit":3000}]`
}

// commit quotes a basket and agrees to it: what it costs, and the answer.
func (s *together) commit(basket, key string) (payable int64, r reply) {
	s.t.Helper()
	var q struct {
		Digest  string
		Payable int64
		Group   *struct{ Used bool }
	}
	s.do("POST", "/api/v1/quotes", basket+"}", s.all).want(200).into(&q)
	if q.Group == nil || !q.Group.Used {
		s.t.Fatalf("the price of the group is not in the quote: %+v", q)
	}
	return q.Payable, s.do("POST", "/api/v1/quotes/commit", basket+`,"digest":"`+q.Digest+`"}`, s.all, "Idempotency-Key: "+key)
}

// seat takes a seat in a group, and says in which.
func (s *together) seat(member, group string, price int64) (checkout, in string) {
	s.t.Helper()
	payable, r := s.commit(s.basket(member, group), "commit-"+member+group)
	var agreed struct {
		Checkout struct {
			ID    string
			Group string `json:"group_id"`
		}
	}
	r.want(201).into(&agreed)
	if payable != price {
		s.t.Fatalf("a seat costs %d, not %d", payable, price)
	}
	return agreed.Checkout.ID, agreed.Checkout.Group
}

func (s *together) pay(checkout string, price int64) (state string) {
	s.t.Helper()
	var c struct{ State string }
	s.do("POST", "/api/v1/checkouts/"+checkout+"/pay", fmt.Sprintf(`{"tenders":[{"method":"cash","amount":%d}]}`, price), s.all, "Idempotency-Key: pay-"+checkout).want(201).into(&c)
	return c.State
}

func (s *together) order(checkout string) (state, order string) {
	s.t.Helper()
	var c struct {
		State string
		Order *string `json:"order_id"`
	}
	s.do("GET", "/api/v1/checkouts/"+checkout, "", s.all).want(200).into(&c)
	if c.Order == nil {
		return c.State, ""
	}
	return c.State, *c.Order
}

func (s *together) toJoin() (open []aGroup) {
	s.t.Helper()
	var page struct{ Items []aGroup }
	r := s.do("GET", "/api/v1/groups?promotion_id="+s.promotion, "", s.all).want(200).into(&page)
	for _, m := range s.members {
		if strings.Contains(r.Body, m) {
			s.t.Errorf("whoever may join is told of a member: %s", r.Body)
		}
	}
	return page.Items
}

// A group is opened by one and joined by another; each has an order only when
// both have paid, and then nobody else gets in.
func TestAGroupIsOpenedJoinedAndBuysOverTheAPI(t *testing.T) {
	t.Parallel()
	s := newTogether(t)
	first, group := s.seat(s.members[0], "", 20_00)
	if got := s.pay(first, 20_00); got != "waiting" {
		t.Fatalf("alone in the group: %s", got)
	}
	s.settle()
	if state, order := s.order(first); state != "waiting" || order != "" {
		t.Fatalf("an order before the group is full: %s %s", state, order)
	}
	if open := s.toJoin(); len(open) != 1 || open[0].ID != group || open[0].Size != 2 || open[0].Taken != 1 || open[0].Paid != 1 {
		t.Fatalf("%+v", open)
	}
	// Whoever opens two at once is told so, and the second one does not exist.
	if _, r := s.commit(s.basket(s.members[0], ""), "twice"); r.Status != 409 || !strings.Contains(r.Body, "pricing.in_a_group") {
		t.Fatalf("%d %s", r.Status, r.Body)
	}

	second, joined := s.seat(s.members[1], group, 25_00)
	if joined != group {
		t.Fatalf("joined %s, not %s", joined, group)
	}
	if open := s.toJoin(); len(open) != 0 {
		t.Fatalf("a full group is offered: %+v", open)
	}
	late := s.basket(s.members[2], group) + "}"
	s.do("POST", "/api/v1/quotes", late, s.all).refused(409, "pricing.group_full")
	s.pay(second, 25_00)
	s.settle()
	for _, c := range []string{first, second} {
		state, order := s.order(c)
		if state != "paid" || order == "" {
			t.Fatalf("the full group has not bought: %s %s", state, order)
		}
		s.do("GET", "/api/v1/orders/"+order, "", s.all).want(200)
	}
	s.do("POST", "/api/v1/quotes", late, s.all).refused(409, "pricing.group_over")
	s.do("POST", "/api/v1/checkouts/"+first+"/cancel", "", s.all).refused(409, "checkout.not_open")

	var g aGroup
	if s.do("GET", "/api/v1/groups/"+group, "", s.all).want(200).into(&g); g.State != "succeeded" || g.Paid != 2 || g.Seats != nil {
		t.Fatalf("%+v", g)
	}
	var p struct {
		Groups struct {
			Open, Succeeded, Failed int
			Bought                  int `json:"members_bought"`
		}
	}
	s.do("GET", "/api/v1/promotions/"+s.promotion+"/budget", "", s.all).want(200).into(&p)
	if p.Groups.Open != 0 || p.Groups.Succeeded != 1 || p.Groups.Failed != 0 || p.Groups.Bought != 2 {
		t.Fatalf("%+v", p.Groups)
	}
}

// Two want the last seat, and each has seen its price: one gets it, the other is
// told why not under a code that a shop can act on.
func TestOfTwoWhoWantTheLastSeatOneGetsIt(t *testing.T) {
	t.Parallel()
	s := newTogether(t)
	_, group := s.seat(s.members[0], "", 20_00)
	quoted := make([]string, 2)
	for i, m := range s.members[1:3] {
		basket := s.basket(m, group)
		var q struct{ Digest string }
		s.do("POST", "/api/v1/quotes", basket+"}", s.all).want(200).into(&q)
		quoted[i] = basket + `,"digest":"` + q.Digest + `"}`
	}
	answers := make(chan reply)
	for i, body := range quoted {
		go func() {
			answers <- s.do("POST", "/api/v1/quotes/commit", body, s.all, fmt.Sprintf("Idempotency-Key: last-%d", i))
		}()
	}
	var got, told int
	for range quoted {
		switch r := <-answers; {
		case r.Status == 201:
			got++
		case r.Status == 409 && strings.Contains(r.Body, `"pricing.group_full"`):
			told++
		default:
			t.Errorf("%d %s", r.Status, r.Body)
		}
	}
	if got != 1 || told != 1 {
		t.Fatalf("%d got the last seat, %d were told that it is taken", got, told)
	}
}

// A group that is not full in time gives everything back, and cannot be joined.
func TestAGroupThatIsNotFullInTimeGivesEverythingBack(t *testing.T) {
	t.Parallel()
	s := newTogether(t)
	first, group := s.seat(s.members[0], "", 20_00)
	s.pay(first, 20_00)
	s.clock.Advance(61 * time.Minute)
	s.do("POST", "/api/v1/quotes", s.basket(s.members[1], group)+"}", s.all).refused(409, "pricing.group_over")
	if open := s.toJoin(); len(open) != 0 {
		t.Fatalf("%+v", open)
	}
	if _, err := s.deps.Pricing.FailOverdue(t.Context(), 10); err != nil {
		t.Fatal(err)
	}
	s.settle()
	var c struct {
		State   string
		Charges []struct {
			Amount   int64
			Refunded int64
		}
	}
	s.do("GET", "/api/v1/checkouts/"+first, "", s.all).want(200).into(&c)
	if c.State != "expired" || len(c.Charges) != 1 || c.Charges[0].Refunded != 20_00 {
		t.Fatalf("%+v", c)
	}
	s.do("GET", "/api/v1/groups/404", "", s.all).refused(404, "pricing.no_such_group")
	s.do("POST", "/api/v1/quotes", strings.Replace(s.basket("", group), `"member_id":"",`, "", 1)+"}", s.all).refused(422, "pricing.group_needs_member")
}

// Who is in a group is shown in the console as far as the reader may see members:
// by name where members may be read, by nothing but a seat in a store that is not
// the reader's.
func TestMembersOfAGroupAreMasked(t *testing.T) {
	t.Parallel()
	s := newTogether(t)
	_, group := s.seat(s.members[0], "", 20_00)
	s.seat(s.members[1], group, 25_00)
	path := "/api/v1/promotions/" + s.promotion + "/groups/" + group
	look := func(who string) (g aGroup, body string) {
		t.Helper()
		r := s.do("GET", path, "", who).want(200).into(&g)
		if len(g.Seats) != 2 || !g.Seats[0].Opener || g.Seats[1].Opener {
			t.Fatalf("%s", r.Body)
		}
		return g, r.Body
	}
	g, body := look(s.person("service@example.com", staff.Operations))
	for i, seat := range g.Seats {
		if seat.Member == nil || seat.Member.ID != s.members[i] || seat.Member.Number == nil {
			t.Fatalf("%s", body)
		}
	}
	if strings.Contains(body, "1380000000") {
		t.Errorf("a phone shows: %s", body)
	}
	g, body = look(as(s.key("figures", staff.PricingRead)))
	for _, seat := range g.Seats {
		if seat.Member != nil && (seat.Member.Number != nil || seat.Member.Name != nil) {
			t.Errorf("a member shows to whom members are not shown: %s", body)
		}
	}
	g, body = look(s.person("elsewhere@example.com", staff.Cashier))
	for _, seat := range g.Seats {
		if seat.Member != nil {
			t.Errorf("a member of a store shows to whom does not work there: %s", body)
		}
	}
	s.do("GET", strings.Replace(path, s.promotion, "404", 1), "", s.all).refused(404, "pricing.no_such_group")
}
