package api_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// bookPage is a page of whatever hangs on a member's books.
type bookPage struct {
	Items []struct {
		ID, Key, State, Asset string
		MemberID              string `json:"member_id"`
		Reason                struct{ Code, Text string }
		Reference             *struct{ Kind, ID, Text string }
		ReversedBy            []string `json:"reversed_by"`
		OpenedLots            []string `json:"opened_lots"`
		Remaining, Left       int64
		ExpiresAt             *string `json:"expires_at"`
		Lots                  []struct{ Amount int64 }
	}
	NextCursor *string `json:"next_cursor"`
}

func (p posts) page(target string) (page bookPage) {
	p.t.Helper()
	p.do("GET", "/api/v1"+strings.ReplaceAll(target, "MEMBER", p.member), "", p.auth).want(200).into(&page)
	return page
}

func TestTheBooksAreReadOverHTTP(t *testing.T) {
	t.Parallel()
	p := newPosts(t)
	p.send("/postings", `{"member_id":"MEMBER","key":"e","reason":"earn","credits":[{"asset":"points","amount":100},{"asset":"growth","amount":5}],"reference":{"kind":"game","id":"7"}}`).want(201)
	var spent struct{ ID string }
	p.send("/postings", `{"member_id":"MEMBER","key":"s","reason":"spend","debits":[{"asset":"points","amount":40}]}`).want(201).into(&spent)
	p.send("/postings/"+spent.ID+"/reverse", `{"member_id":"MEMBER","key":"r","amounts":[{"asset":"points","amount":10}]}`).want(201)
	p.send("/holds", `{"member_id":"MEMBER","key":"h","asset":"points","amount":20,"expires_at":"2026-09-12T05:20:00Z"}`).want(201)

	for _, target := range []string{"/ledger/postings/" + spent.ID + "?member_id=MEMBER", "/ledger/postings/" + spent.ID} {
		var one struct {
			Key        string
			ReversedBy []string `json:"reversed_by"`
			Draws      []struct{ Amount int64 }
		}
		p.do("GET", "/api/v1"+strings.ReplaceAll(target, "MEMBER", p.member), "", p.auth).want(200).into(&one)
		if one.Key != "s" || len(one.ReversedBy) != 1 || len(one.Draws) != 1 || one.Draws[0].Amount != 40 {
			t.Errorf("%s: %+v", target, one)
		}
	}
	if got := p.page("/ledger/postings?reference_kind=game&reference_id=7"); len(got.Items) != 1 || got.Items[0].MemberID != p.member ||
		len(got.Items[0].OpenedLots) != 2 || got.Items[0].Reference == nil || got.Items[0].Reference.Text != "game" {
		t.Errorf("%+v", got)
	}
	if got := p.page("/ledger/postings?member_id=MEMBER&key=r"); len(got.Items) != 1 || got.Items[0].Reason.Code != "reverse" {
		t.Errorf("%+v", got)
	}
	first := p.page("/ledger/postings?member_id=MEMBER&limit=2")
	if len(first.Items) != 2 || first.NextCursor == nil {
		t.Fatalf("%+v", first)
	}
	if rest := p.page("/ledger/postings?member_id=MEMBER&limit=2&cursor=" + *first.NextCursor); len(rest.Items) != 1 || rest.Items[0].Key != "e" || rest.NextCursor != nil {
		t.Errorf("%+v", rest)
	}
	lots := p.page("/members/MEMBER/lots?limit=1")
	if len(lots.Items) != 1 || lots.Items[0].Asset != "points" || lots.Items[0].Remaining != 70 || lots.Items[0].ExpiresAt == nil || lots.NextCursor == nil {
		t.Fatalf("%+v", lots)
	}
	if rest := p.page("/members/MEMBER/lots?limit=1&cursor=" + *lots.NextCursor); len(rest.Items) != 1 || rest.Items[0].Asset != "growth" || rest.Items[0].ExpiresAt != nil || rest.NextCursor != nil {
		t.Errorf("%+v", rest)
	}
	if got := p.page("/members/MEMBER/lots?expires_before=2026-10-01T00:00:00Z"); len(got.Items) != 0 {
		t.Errorf("%+v", got)
	}
	if got := p.page("/members/MEMBER/holds?which=open"); len(got.Items) != 1 || got.Items[0].Key != "h" || got.Items[0].Left != 20 || len(got.Items[0].Lots) != 1 {
		t.Errorf("%+v", got)
	}
	for target, status := range map[string]int{
		"/ledger/postings":                                422, // by nothing
		"/ledger/postings?key=e":                          422, // a key is a member's
		"/ledger/postings?reference_id=7":                 422, // of which kind
		"/ledger/postings?member_id=999999":               404,
		"/ledger/postings/4711":                           404,
		"/ledger/postings?member_id=MEMBER&cursor=bm9uZQ": 422,
		"/members/999999/lots":                            404,
		"/members/999999/holds":                           404,
		"/members/MEMBER/lots?asset=gold":                 422,
	} {
		p.do("GET", "/api/v1"+strings.ReplaceAll(target, "MEMBER", p.member), "", p.auth).want(status)
	}
}

// bookedPosting is a posting as its page shows it.
type bookedPosting struct {
	ID        string
	StaffName *string           `json:"staff_name"`
	MemoI18n  map[string]string `json:"memo_i18n"`
	Reason    struct{ Code string }
	Reverses  *string
	Reference *struct {
		OrderID string `json:"order_id"`
	}
	Why []struct {
		Asset string
		Steps []struct{ Code, Text string }
	}
	Reversible []struct {
		Asset  string
		Amount int64
	}
}

func (b bookedPosting) left() string { return fmt.Sprint(b.Reversible) }

// A person reverses in parts; the books say who did, why, and what is left.
func TestAReversalByHandSaysWhoDidIt(t *testing.T) {
	t.Parallel()
	p := newPosts(t)
	p.send("/postings", `{"member_id":"MEMBER","key":"e","reason":"earn","credits":[{"asset":"points","amount":100}]}`).want(201)
	var spent, back struct{ ID string }
	p.send("/postings", `{"member_id":"MEMBER","key":"s","reason":"spend","debits":[{"asset":"points","amount":40}]}`).want(201).into(&spent)
	read := func(id string) (b bookedPosting) {
		t.Helper()
		p.do("GET", "/api/v1/ledger/postings/"+id+"?member_id="+p.member, "", p.auth).want(200).into(&b)
		return b
	}
	if b := read(spent.ID); b.left() != "[{points 40}]" || b.StaffName != nil || len(b.MemoI18n) != 0 {
		t.Errorf("%+v", b)
	}
	reverse := `{"member_id":"` + p.member + `","key":"%s","amounts":[{"asset":"points","amount":%d}],"memo":{"zh-CN":"多扣了","en":"too much"}}`
	path := "/api/v1/ledger/postings/" + spent.ID + "/reverse"
	admin := p.person("boss@example.com", staff.Administrator)
	p.do("POST", path, fmt.Sprintf(reverse, "r1", 15), p.person("service@example.com", staff.CustomerService)).want(403)
	p.do("POST", path, fmt.Sprintf(reverse, "r1", 15), admin).want(201).into(&back)
	if b := read(spent.ID); b.left() != "[{points 25}]" {
		t.Errorf("of 40, 15 were reversed: %+v", b)
	}
	if b := read(back.ID); b.StaffName == nil || *b.StaffName == "" || b.MemoI18n["zh-CN"] != "多扣了" || b.MemoI18n["en"] != "too much" ||
		b.Reverses == nil || *b.Reverses != spent.ID || b.left() != "[]" {
		t.Errorf("%+v", b)
	}
	p.do("POST", path, fmt.Sprintf(reverse, "r2", 26), admin).refused(409, "ledger.reversed_beyond_original")
	p.do("POST", path, fmt.Sprintf(reverse, "r2", 25), admin).want(201)
	if b := read(spent.ID); b.left() != "[]" {
		t.Errorf("all was reversed: %+v", b)
	}
}

// The number on a receipt leads to what the purchase and its refund caused, and
// these to their lots, for whoever sees the store.
func TestTheNumberOnAReceiptLeadsToItsPostings(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	till := w.everything()
	m := w.join(till, "13800005678")
	w.do("POST", "/api/v1/orders", sale("A-1", map[string]any{"member_id": m}), as(till)).want(201)
	w.settle()
	w.do("POST", "/api/v1/refunds", `{"source":"till","reference":"R-1","order":{"reference":"A-1"},
		"occurred_at":"2026-09-12T04:10:00Z","lines":[{"line_no":1,"quantity":1}]}`, as(till)).want(201)
	w.settle()
	for _, number := range []string{"A-1", "R-1"} {
		var page struct{ Items []bookedPosting }
		w.do("GET", "/api/v1/ledger/postings?number="+number, "", as(till)).want(200).into(&page)
		if len(page.Items) != 2 {
			t.Fatalf("%s: %+v", number, page)
		}
		back, earned := page.Items[0], page.Items[1]
		if earned.Reason.Code != "earn" || back.Reason.Code != "reverse" || earned.Reference == nil || back.Reference == nil ||
			earned.Reference.OrderID == "" || earned.Reference.OrderID != back.Reference.OrderID {
			t.Errorf("%s: %+v", number, page)
		}
		if earned.left() != "[]" {
			t.Errorf("what a rule gave is offered to be undone by hand: %+v", earned)
		}
		if len(earned.Why) == 0 || earned.Why[0].Asset != "points" || len(earned.Why[0].Steps) == 0 || len(back.Why) == 0 {
			t.Errorf("%s: the amounts are not explained: %+v", number, page)
		}
		lots := w.do("GET", "/api/v1/members/"+m+"/lots?which=all&posting_id="+back.ID, "", as(till)).want(200)
		for _, want := range []string{`"posting_id":"` + earned.ID + `"`, `"reason":{"code":"earn"`, `"text":"A-1"`, `"order_id":"` + earned.Reference.OrderID + `"`} {
			if !strings.Contains(lots.Body, want) {
				t.Errorf("the lots that were drawn lack %s: %s", want, lots.Body)
			}
		}
	}
	for target, want := range map[string]string{
		"/api/v1/members/" + m + "/lots?which=spent":   `"items":[]`,
		"/api/v1/members/" + m + "/lots?which=expired": `"items":[]`,
		"/api/v1/ledger/postings?number=A-2":           `"items":[]`,
	} {
		if got := w.do("GET", target, "", as(till)).want(200); !strings.Contains(got.Body, want) {
			t.Errorf("%s: %s", target, got.Body)
		}
	}
	w.do("GET", "/api/v1/ledger/postings?number=A-1&member_id="+m, "", as(till)).want(422)
}

// What a neighbour's till posted is not found by guessing what caused it.
func TestWhoWorksInAStoreNamesTheMember(t *testing.T) {
	t.Parallel()
	s := newStreet(t)
	manager := s.works("manager@example.com", staff.StoreManager, "S001")
	var far member.ID
	if _, err := fmt.Sscan(s.far, &far); err != nil {
		t.Fatal(err)
	}
	var posting ledger.PostingID
	s.tx(func(ctx context.Context, tx postgres.Tx) error {
		r, err := s.deps.Ledger.Post(ctx, tx, ledger.Posting{Member: far, Key: "e", Reason: ledger.Earn, Ref: ledger.Ref{Kind: "game", ID: 7},
			Credits: []ledger.Credit{{Asset: ledger.Points, Amount: 10, From: ledger.Issued}}})
		posting = r.Posting
		return err
	})
	one, caused := fmt.Sprintf("/api/v1/ledger/postings/%d", posting), "/api/v1/ledger/postings?reference_kind=game&reference_id=7"
	for number, found := range map[string]bool{"N-1": true, "F-1": false} {
		got := s.do("GET", "/api/v1/ledger/postings?number="+number, "", manager).want(200)
		if found == strings.Contains(got.Body, `"items":[]`) {
			t.Errorf("%s: %s", number, got.Body)
		}
	}
	s.do("GET", one, "", manager).refused(404, "ledger.no_such_posting")
	s.do("GET", caused, "", manager).want(422)
	s.do("GET", one+"?member_id="+s.far, "", manager).want(200)
	s.do("GET", one+"?member_id="+s.near, "", manager).refused(404, "ledger.no_such_posting")
	s.do("GET", one, "", s.admin).want(200)
	s.do("GET", caused, "", s.admin).want(200)
}
