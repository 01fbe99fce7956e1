package api_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"habitue/internal/staff"
)

// refused checks that the answer is a problem of this code.
func (r reply) refused(status int, code string) {
	r.t.Helper()
	var p struct{ Code string }
	if r.want(status).into(&p); p.Code != code {
		r.t.Fatalf("refused with %s, want %s: %s", p.Code, code, r.Body)
	}
}

// posts is a world in which value is posted for one member.
type posts struct {
	*world
	auth, member string
}

func newPosts(t *testing.T) posts {
	w := newWorld(t)
	auth := w.key("shop", staff.LedgerPost, staff.LedgerRead, staff.MemberJoin)
	return posts{w, as(auth), w.join(auth, "13800000001")}
}

func (p posts) send(path, body string) reply {
	p.t.Helper()
	return p.do("POST", "/api/v1/ledger"+path, strings.ReplaceAll(body, "MEMBER", p.member), p.auth)
}

// A retry after the lot has expired is still the first answer: its body is what
// was asked, not what was decided (formancehq/wallets#109).
func TestARetryIsTheFirstAnswerAlsoAcrossAnExpiry(t *testing.T) {
	t.Parallel()
	p := newPosts(t)
	body := `{"member_id":"MEMBER","key":"game:1","reason":"earn","credits":[{"asset":"points","amount":120}],"memo":{"zh-CN":"小游戏"}}`
	spend := `{"member_id":"MEMBER","key":"shop:1","reason":"spend","debits":[{"asset":"points","amount":20}]}`
	earned, spent := p.send("/postings", body).want(201), p.send("/postings", spend).want(201)
	p.clock.Advance(3 * 366 * 24 * time.Hour)
	for sent, first := range map[string]reply{body: earned, spend: spent} {
		again := p.send("/postings", sent).want(201)
		if first.Body != again.Body || again.Header.Get("Idempotency-Replayed") != "true" || first.Header.Get("Idempotency-Replayed") != "" {
			t.Errorf("first %s\nagain %s %v", first.Body, again.Body, again.Header)
		}
	}
	p.send("/postings", strings.Replace(body, "120", "121", 1)).refused(409, "ledger.key_reused")
	p.send("/postings", strings.Replace(spend, "shop:1", "shop:2", 1)).refused(409, "ledger.insufficient_balance")
	p.send("/postings", strings.Replace(spend, "MEMBER", "999999", 1)).refused(404, "member.unknown")
	p.send("/postings", strings.Replace(body, `"points"`, `"gold"`, 1)).want(422)
}

func TestPostingsSentTogetherAreDecidedEachByItself(t *testing.T) {
	t.Parallel()
	p := newPosts(t)
	one := `{"member_id":"MEMBER","key":"%s","reason":"%s","%s":[{"asset":"points","amount":%d}]}`
	items := []string{
		fmt.Sprintf(one, "a", "earn", "credits", 50), fmt.Sprintf(one, "b", "spend", "debits", 60),
		fmt.Sprintf(one, "c", "spend", "debits", 50), fmt.Sprintf(one, "a", "earn", "credits", 50),
	}
	var got struct {
		Items []struct {
			Posting *struct{ ID string }
			Problem *struct{ Code, Detail string }
		}
	}
	p.send("/postings/batch", `{"items":[`+strings.Join(items, ",")+`]}`).want(200).into(&got)
	if len(got.Items) != 4 || got.Items[0].Posting == nil || got.Items[2].Posting == nil || got.Items[3].Posting == nil ||
		got.Items[3].Posting.ID != got.Items[0].Posting.ID {
		t.Errorf("%+v", got)
	}
	if b := got.Items[1].Problem; b == nil || b.Code != "ledger.insufficient_balance" || b.Detail == "" {
		t.Errorf("%+v", got.Items[1])
	}
}

// What is held is not available, and what is over stays over (blnkfinance/blnk
// #181, #182).
func TestHoldsCountAndEnd(t *testing.T) {
	t.Parallel()
	p := newPosts(t)
	p.send("/postings", `{"member_id":"MEMBER","key":"e","reason":"earn","credits":[{"asset":"points","amount":100}]}`).want(201)
	ends := start.Add(time.Hour).Format(time.RFC3339)
	var hold struct {
		ID    string
		Left  int64
		State string
	}
	authorise := `{"member_id":"MEMBER","key":"h","asset":"points","amount":80,"expires_at":"` + ends + `"}`
	p.send("/holds", authorise).want(201).into(&hold)
	if again := p.send("/holds", authorise).want(201); again.Header.Get("Idempotency-Replayed") != "true" {
		t.Errorf("%v", again.Header)
	}
	p.available(20, 80)
	p.send("/postings", `{"member_id":"MEMBER","key":"s","reason":"spend","debits":[{"asset":"points","amount":21}]}`).refused(409, "ledger.insufficient_balance")

	capture := `{"member_id":"MEMBER","key":"%s","amount":%d}`
	p.send("/holds/"+hold.ID+"/capture", fmt.Sprintf(capture, "c1", 30)).want(201)
	p.send("/holds/"+hold.ID+"/capture", fmt.Sprintf(capture, "c1", 30)).want(201) // the same again
	p.available(20, 50)
	p.send("/holds/"+hold.ID+"/capture", fmt.Sprintf(capture, "c2", 51)).refused(409, "ledger.captured_beyond_hold")
	release := `{"member_id":"MEMBER","key":"r1"}`
	p.send("/holds/"+hold.ID+"/release", release).want(200).into(&hold)
	if again := p.send("/holds/"+hold.ID+"/release", release).want(200); again.Header.Get("Idempotency-Replayed") != "true" {
		t.Errorf("the same release again: %v", again.Header)
	}
	if hold.State != "released" || hold.Left != 0 {
		t.Errorf("%+v", hold)
	}
	p.available(70, 0)
	p.send("/holds/"+hold.ID+"/release", `{"member_id":"MEMBER"}`).refused(409, "ledger.hold_over")
	p.send("/holds/"+hold.ID+"/capture", fmt.Sprintf(capture, "c3", 1)).refused(409, "ledger.hold_over")
	p.send("/holds/"+hold.ID+"/capture", fmt.Sprintf(capture, "c1", 30)).want(201) // a lost answer is given again also now
	p.send("/holds/4711/release", `{"member_id":"MEMBER"}`).refused(404, "ledger.no_such_hold")

	p.send("/holds", strings.Replace(authorise, `"h"`, `"h2"`, 1)).refused(409, "ledger.insufficient_balance")
	p.send("/holds", strings.NewReplacer(`"h"`, `"h3"`, "80", "10").Replace(authorise)).want(201).into(&hold)
	p.available(60, 10)
	p.send("/holds/"+hold.ID+"/release", release).refused(409, "ledger.key_reused")
	p.clock.Advance(time.Hour)
	p.available(70, 0) // timed out, although no job has been there
	p.send("/holds/"+hold.ID+"/capture", fmt.Sprintf(capture, "c4", 1)).refused(409, "ledger.hold_over")
}

func TestAReversalGoesBackToTheLots(t *testing.T) {
	t.Parallel()
	p := newPosts(t)
	p.send("/postings", `{"member_id":"MEMBER","key":"e","reason":"earn","credits":[{"asset":"points","amount":100}]}`).want(201)
	var spent struct{ ID string }
	p.send("/postings", `{"member_id":"MEMBER","key":"s","reason":"spend","debits":[{"asset":"points","amount":40}]}`).want(201).into(&spent)
	back := `{"member_id":"MEMBER","key":"%s","amounts":[{"asset":"points","amount":%d}]}`
	p.send("/postings/"+spent.ID+"/reverse", fmt.Sprintf(back, "r1", 30)).want(201)
	p.send("/postings/"+spent.ID+"/reverse", fmt.Sprintf(back, "r2", 11)).refused(409, "ledger.reversed_beyond_original")
	p.send("/postings/"+spent.ID+"/reverse", fmt.Sprintf(back, "r3", 10)).want(201)
	p.available(100, 0)
	p.send("/postings/4711/reverse", fmt.Sprintf(back, "r4", 1)).refused(404, "ledger.no_such_posting")
}

func (p posts) available(available, held int64) {
	p.t.Helper()
	var got struct {
		Items []struct {
			Asset           string
			Available, Held int64
		}
	}
	p.do("GET", "/api/v1/members/"+p.member+"/balances", "", p.auth).want(200).into(&got)
	for _, b := range got.Items {
		if b.Asset == "points" && (b.Available != available || b.Held != held) {
			p.t.Errorf("available %d, held %d; want %d and %d", b.Available, b.Held, available, held)
		}
	}
}

func TestATransferOverHTTP(t *testing.T) {
	t.Parallel()
	p := newPosts(t)
	other := p.join(p.auth[len("Authorization: "):], "13800000002")
	p.send("/postings", `{"member_id":"MEMBER","key":"e","reason":"earn","credits":[{"asset":"points","amount":100}]}`).want(201)
	give := `{"from_member_id":"MEMBER","to_member_id":"` + other + `","key":"t","asset":"points","amount":60}`
	first := p.send("/transfers", give).want(201)
	if again := p.send("/transfers", give).want(201); again.Body != first.Body || again.Header.Get("Idempotency-Replayed") != "true" {
		t.Errorf("first %s\nagain %s", first.Body, again.Body)
	}
	p.available(40, 0)
	var made struct{ From, To struct{ ID string } }
	first.into(&made)
	// Reversed at the taker's side, so much is back with the giver.
	p.send("/postings/"+made.To.ID+"/reverse", `{"member_id":"`+other+`","key":"r","amounts":[{"asset":"points","amount":10}]}`).want(201)
	p.available(50, 0)
	p.send("/postings/"+made.From.ID+"/reverse", `{"member_id":"MEMBER","key":"r","amounts":[{"asset":"points","amount":51}]}`).refused(409, "ledger.reversed_beyond_original")
	p.send("/transfers", strings.ReplaceAll(give, other, "999999")).refused(404, "member.unknown")
	p.send("/transfers", strings.ReplaceAll(give, "points", "growth")).refused(403, "ledger.asset_stays")
	p.member = other
	p.available(50, 0)
}
