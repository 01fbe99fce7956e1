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
	s.do("GET", one, "", manager).refused(404, "ledger.no_such_posting")
	s.do("GET", caused, "", manager).want(422)
	s.do("GET", one+"?member_id="+s.far, "", manager).want(200)
	s.do("GET", one+"?member_id="+s.near, "", manager).refused(404, "ledger.no_such_posting")
	s.do("GET", one, "", s.admin).want(200)
	s.do("GET", caused, "", s.admin).want(200)
}
