package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"habitue/internal/staff"
)

type hung struct {
	ID, Code, Link, State string
	Scans                 int64
	Version               int
}

// poster makes one that runs; edits change or (nil) remove its fields.
func (w *world) poster(who, key string, edits map[string]any) (p hung) {
	w.t.Helper()
	w.do("POST", "/api/v1/member-posters", posterBody(edits), who, "Idempotency-Key: "+key).want(201).into(&p)
	return p
}

func posterBody(edits map[string]any) string {
	body := map[string]any{"name": "门口立牌", "headline_i18n": map[string]string{"zh-CN": "入会即享首杯五折", "en": "Join, and the first cup is half price"},
		"words_i18n": map[string]string{"zh-CN": "新会员当天可用", "en": "For new members, on the day"}, "from": start.Add(-time.Hour).Format(time.RFC3339)}
	for k, v := range edits {
		if body[k] = v; v == nil {
			delete(body, k)
		}
	}
	return toJSON(body)
}

// joinBy joins by the link of a poster.
func (w *world) joinBy(phone, code string) {
	w.t.Helper()
	w.do("POST", "/api/v1/me/session", fmt.Sprintf(`{"phone":%q,"code":%q,"join":{"poster":%q}}`, phone, w.code(phone), code)).want(200)
}

func TestPostersOverHTTP(t *testing.T) {
	t.Parallel()
	s := newStreet(t)
	manager := s.works("manager@example.com", staff.StoreManager, "S001")
	p := s.poster(s.admin, "p", map[string]any{"store": "S001", "channel": "mini", "adviser": "li.na"})
	far := s.poster(s.admin, "far", map[string]any{"store": "S002", "name": "外滩桌卡"})
	same := s.poster(s.admin, "p", map[string]any{"store": "S001", "channel": "mini", "adviser": "li.na"})
	if same.ID != p.ID || len(p.Code) != 8 || p.State != "running" || !strings.HasSuffix(p.Link, "/m/?poster="+p.Code) {
		t.Errorf("%+v and again %+v", p, same)
	}
	own := s.poster(manager, "own", nil)                              // of the store where its maker works
	path, nobody := "/api/v1/member-posters/"+p.ID, "Authorization: " // who has a cookie alone
	run(t, s.world, []scenario{
		{name: "all_are_listed", method: "GET", target: "/api/v1/member-posters", headers: []string{s.admin}, status: 200, contains: []string{p.Code, far.Code, own.Code, `"headline":"Join, and`}},
		{name: "of_one_store_for_who_works_there", method: "GET", target: "/api/v1/member-posters", headers: []string{nobody, manager}, status: 200, contains: []string{p.Code, own.Code}, lacks: []string{far.Code}},
		{name: "by_a_part_of_the_name", method: "GET", target: "/api/v1/member-posters?q=%E6%A1%8C", headers: []string{s.admin}, status: 200, contains: []string{far.Code}, lacks: []string{p.Code}},
		{name: "by_the_adviser", method: "GET", target: "/api/v1/member-posters?q=LI", headers: []string{s.admin}, status: 200, contains: []string{p.Code}, lacks: []string{far.Code}},
		{name: "by_the_code", method: "GET", target: "/api/v1/member-posters?q=" + strings.ToLower(far.Code), headers: []string{s.admin}, status: 200, contains: []string{far.Code}, lacks: []string{p.Code}},
		{name: "by_state", method: "GET", target: "/api/v1/member-posters?state=ended", headers: []string{s.admin}, status: 200, contains: []string{`"items":[]`}},
		{name: "by_store", method: "GET", target: "/api/v1/member-posters?store=S002", headers: []string{s.admin}, status: 200, contains: []string{far.Code}, lacks: []string{p.Code}},
		{name: "another_store_is_not_there", method: "GET", target: "/api/v1/member-posters/" + far.ID, headers: []string{nobody, manager}, status: 404, contains: []string{"member.no_poster"}},
		{name: "nor_is_it_ended_from_here", method: "PUT", target: "/api/v1/member-posters/" + far.ID + "/state", body: `{"state":"ended","version":1}`, headers: []string{nobody, manager}, status: 404},
		{name: "nor_made_for", method: "POST", target: "/api/v1/member-posters", body: posterBody(map[string]any{"store": "S002"}), headers: []string{nobody, manager, "Idempotency-Key: x"}, status: 422, contains: []string{"order.unknown_store"}},
		{name: "a_cashier_makes_none", method: "POST", target: "/api/v1/member-posters", body: posterBody(nil), headers: []string{nobody, s.works("cash@example.com", staff.Cashier, "S001")}, status: 403},
		{name: "without_a_headline_it_is_none", method: "POST", target: "/api/v1/member-posters", body: posterBody(map[string]any{"headline_i18n": map[string]string{}}), headers: []string{s.admin, "Idempotency-Key: y"}, status: 422, contains: []string{"member.bad_poster_words"}},
		{name: "it_is_paused", method: "PUT", target: path + "/state", body: `{"state":"paused","version":1}`, headers: []string{nobody, manager}, status: 200, contains: []string{`"state":"paused"`, `"version":2`}},
		{name: "as_it_was_seen_only", method: "PUT", target: path + "/state", body: `{"state":"ended","version":1}`, headers: []string{nobody, manager}, status: 409, contains: []string{"member.poster_moved"}},
		{name: "it_says_nothing_then", method: "GET", target: "/api/v1/me/posters/" + p.Code, status: 200, contains: []string{`"running":false`, `"headline":null`}, lacks: []string{"half price"}},
		{name: "it_is_ended", method: "PUT", target: path + "/state", body: `{"state":"ended","version":2}`, headers: []string{nobody, manager}, status: 200, contains: []string{`"state":"ended"`}},
		{name: "and_runs_again", method: "PUT", target: path + "/state", body: `{"state":"running","version":3}`, headers: []string{nobody, manager}, status: 200, contains: []string{`"state":"running"`}},
		{name: "who_opens_it_reads_it", method: "GET", target: "/api/v1/me/posters/" + strings.ToLower(p.Code), status: 200, contains: []string{`"running":true`, "half price", "For new members", "Nanjing East Road"}, lacks: []string{"li.na", "门口立牌"}},
		{name: "none_of_ours", method: "GET", target: "/api/v1/me/posters/door-3", status: 404, contains: []string{"member.no_poster"}},
		{name: "its_words_change", method: "PUT", target: path, body: strings.Replace(posterBody(map[string]any{"name": "橱窗"}), "{", `{"version":4,`, 1), headers: []string{nobody, manager}, status: 200, contains: []string{"橱窗", `"adviser":"li.na"`}},
		{name: "all_is_on_record", method: "GET", target: "/api/v1/staff/audit?action=member.turn_poster", headers: []string{s.admin}, status: 200, contains: []string{"paused", "ended", p.ID}},
	})
}

// TestScansOverHTTP: a page that is read is counted, what opens links by itself is not.
func TestScansOverHTTP(t *testing.T) {
	t.Parallel()
	s := newStreet(t)
	p := s.poster(s.admin, "p", nil)
	target := "/api/v1/me/posters/" + p.Code + "/scans"
	phone := "User-Agent: Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0"
	counted := func(what string, want int64) {
		t.Helper()
		var is hung
		s.do("GET", "/api/v1/member-posters/"+p.ID, "", s.admin).want(200).into(&is)
		if is.Scans != want {
			t.Errorf("%s: %d scans, want %d", what, is.Scans, want)
		}
	}
	for what, headers := range map[string][]string{
		"a robot":              {"User-Agent: Mozilla/5.0 (compatible; Googlebot/2.1)"},
		"a preview":            {"User-Agent: facebookexternalhit/1.1"},
		"a program":            {"User-Agent: curl/8.9"},
		"nobody in particular": {},
		"what fetches early":   {phone, "Sec-Purpose: prefetch;prerender"},
	} {
		if r := s.do("POST", target, "", headers...).want(204); r.Header.Get("Set-Cookie") != "" {
			t.Errorf("%s is given %s", what, r.Header.Get("Set-Cookie"))
		}
		counted(what, 0)
	}
	s.do("POST", target, "", phone, "Sec-Fetch-Site: cross-site").want(403)
	counted("another site", 0)
	r := s.do("POST", target, "", phone, "Sec-Fetch-Site: same-origin").want(204)
	counted("who reads it", 1)
	set := r.Header.Get("Set-Cookie") + ";"
	for _, part := range []string{"habitue_scans=20260912." + p.Code + ";", "Path=/api/v1/me/posters;", "HttpOnly;", "SameSite=Strict;", "Expires=Sat, 12 Sep 2026 16:00:00 GMT;"} {
		if !strings.Contains(set, part) {
			t.Errorf("cookie %q lacks %s", set, part)
		}
	}
	s.do("POST", target, "", phone, cookiesOf(r)).want(204)
	counted("who reads it again", 1)
	s.do("POST", target, "", phone).want(204)
	counted("another", 2)
	s.do("POST", "/api/v1/me/posters/NOSUCH22/scans", "", phone).want(404)
	for range 150 {
		r = s.do("POST", target, "", phone)
	}
	if r.Status != 429 {
		t.Errorf("as often as somebody wants: %d", r.Status)
	}
}

// What is printed is read again by others' readers: the text, and the link in the code.
func TestAPosterIsPrinted(t *testing.T) {
	t.Parallel()
	s := newStreet(t)
	p := s.poster(s.admin, "p", map[string]any{"store": "S001", "adviser": "li.na", "until": "2026-12-31T16:00:00Z"})
	long := s.poster(s.admin, "long", map[string]any{"store": "S001", "until": "2026-12-31T16:00:00Z",
		"headline_i18n": map[string]string{"zh-CN": strings.Repeat("会员日全场饮品买一送一", 10), "en": strings.Repeat("members drink ", 8)},
		"words_i18n":    map[string]string{"zh-CN": strings.Repeat("每周三新老会员同享优惠", 10), "en": strings.Repeat("each Wednesday ", 8)}})
	for _, c := range []struct {
		query       string
		want, lacks []string
	}{
		{"", []string{"入会即享首杯五折", "half", "南京东路店", "Nanjing", "扫一扫", "Scan", "2026/12/31", "/m/privacy", p.Code}, []string{"li.na", "门口立牌"}},
		{"?paper=a4&language=zh-CN", []string{"入会即享首杯五折", "新会员当天可用", "扫一扫"}, []string{"half", "Scan"}},
		{"?paper=a6&language=both", []string{"入会即享首杯五折", "half", "/m/privacy"}, nil},
		{"?paper=a6&language=en", []string{"half", "Scan"}, []string{"入会即享"}},
	} {
		file := s.do("GET", "/api/v1/member-posters/"+p.ID+"/sheet.pdf"+c.query, "", s.admin).want(200)
		text := textOf(t, "poster"+strings.NewReplacer("?", "-", "=", "-", "&", "-").Replace(c.query), file.Body)
		for _, want := range c.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is not found in %q", c.query, want, text)
			}
		}
		for _, other := range c.lacks {
			if strings.Contains(text, other) {
				t.Errorf("%s: %q is found in %q", c.query, other, text)
			}
		}
	}
	for _, query := range []string{"?paper=a4", "?paper=a6", "?paper=a4&language=zh-CN", "?paper=a6&language=en"} {
		file := s.do("GET", "/api/v1/member-posters/"+long.ID+"/sheet.pdf"+query, "", s.admin).want(200).Body
		if n := strings.Count(file, "/Type /Page\n"); n != 1 {
			t.Errorf("%s: the longest words are on %d sheets", query, n)
		}
		textOf(t, "poster-long"+strings.NewReplacer("?", "-", "=", "-", "&", "-").Replace(query), file)
	}
	picture := s.do("GET", "/api/v1/member-posters/"+p.ID+"/code?format=png", "", s.admin).want(200)
	drawn, err := png.Decode(bytes.NewReader([]byte(picture.Body)))
	if err != nil {
		t.Fatal(err)
	}
	bitmap, err := gozxing.NewBinaryBitmapFromImage(drawn)
	if err != nil {
		t.Fatal(err)
	}
	if read, err := qrcode.NewQRCodeReader().Decode(bitmap, nil); err != nil || read.GetText() != p.Link {
		t.Errorf("%v, %v, want %s", read, err, p.Link)
	}
	if r := s.do("GET", "/api/v1/member-posters/"+p.ID+"/code?format=svg", "", s.admin).want(200); r.Header.Get("Content-Type") != "image/svg+xml" || !strings.Contains(r.Body, "<svg ") {
		t.Errorf("%s: %.80s", r.Header.Get("Content-Type"), r.Body)
	}
	if dir := os.Getenv("HABITUE_KEEP"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, "poster.png"), []byte(picture.Body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// came is what the report says of one part, and what the test reckons for itself.
type came struct{ Scans, Joined, Ordered, Amount int64 }

func (c came) and(o came) came {
	return came{c.Scans + o.Scans, c.Joined + o.Joined, c.Ordered + o.Ordered, c.Amount + o.Amount}
}

// TestTheReportOfPostersAgreesWithItsSources lets people come by posters of two stores and
// of none over some weeks, buy, come back, become one and be erased, and reckons what the
// report must say from what happened, and again from the tables of members and orders.
func TestTheReportOfPostersAgreesWithItsSources(t *testing.T) {
	t.Parallel()
	s := newStreet(t)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	by := rand.New(rand.NewPCG(seed, 0))
	posters := []hung{
		s.poster(s.admin, "a", map[string]any{"store": "S001", "adviser": "li.na"}),
		s.poster(s.admin, "b", map[string]any{"store": "S001", "adviser": "zhao"}),
		s.poster(s.admin, "c", map[string]any{"store": "S002", "adviser": "li.na"}),
		s.poster(s.admin, "d", nil),
	}
	stores, advisers := []string{"S001", "S001", "S002", ""}, []string{"li.na", "zhao", "li.na", ""}
	want := map[string]came{}
	tell := func(n int, day string, c came) {
		for _, key := range []string{"poster " + posters[n].Code, "store " + stores[n], "adviser " + advisers[n], "day " + day} {
			want[key] = want[key].and(c)
		}
		want["all"] = want["all"].and(c)
	}
	today := func() string { return s.clock.Now().Add(8 * time.Hour).Format(time.DateOnly) }
	type newcomer struct {
		phone, day string
		poster     int
		joined     time.Time
		bought     bool
	}
	var people []*newcomer
	buy := func(p *newcomer, amount int) {
		s.do("POST", "/api/v1/orders", sale(fmt.Sprintf("P-%d", by.Uint32()), map[string]any{"member": map[string]any{"phone": p.phone}, "store": "S001", "occurred_at": s.clock.Now().Format(time.RFC3339),
			"lines": []any{map[string]any{"code": "TEA-1", "name": "茉莉绿茶", "quantity": 1, "list_amount": amount}}}), as(s.till)).want(201)
		if !p.bought && s.clock.Now().Before(p.joined.AddDate(0, 0, 7)) {
			tell(p.poster, p.day, came{Ordered: 1, Amount: int64(amount)})
		}
		p.bought = true
	}
	for i := range 24 {
		s.clock.Advance(time.Duration(2+by.IntN(20)) * time.Hour)
		n := by.IntN(len(posters))
		for range by.IntN(3) {
			s.do("POST", "/api/v1/me/posters/"+posters[n].Code+"/scans", "", "User-Agent: Mozilla/5.0 (Android)").want(204)
			tell(n, today(), came{Scans: 1})
		}
		p := &newcomer{phone: fmt.Sprintf("138%08d", 1000+i), poster: n, day: today(), joined: s.clock.Now()}
		s.joinBy(p.phone, posters[n].Code)
		tell(n, p.day, came{Joined: 1})
		people = append(people, p)
		for range by.IntN(3) {
			s.clock.Advance(time.Duration(by.IntN(30)) * time.Hour)
			buy(people[by.IntN(len(people))], 1000+by.IntN(9000))
		}
	}
	s.joinBy("13900009999", "7K3QW9XD") // by none of ours
	s.settle()
	until, looked := "", 0
	agree := func(what string) {
		t.Helper()
		looked++ // at another day each time: what was answered a moment ago is answered again
		until = s.clock.Now().AddDate(0, 0, 2+looked).Format(time.DateOnly)
		got := map[string]came{}
		for _, kind := range []string{"poster", "store", "adviser", "day"} {
			var r struct {
				Parts []struct {
					Poster  *struct{ Code string }
					Store   *struct{ Code string }
					Adviser *string
					Day     *string
					came
				}
				Total came
			}
			s.do("GET", "/api/v1/insight/posters?from=2026-09-01&until="+until+"&days=7&by="+kind, "", as(s.till)).want(200).into(&r)
			for _, p := range r.Parts {
				key := kind + " "
				switch {
				case p.Poster != nil:
					key += p.Poster.Code
				case kind == "store" && p.Store != nil:
					key += p.Store.Code
				case kind == "adviser" && p.Adviser != nil:
					key += *p.Adviser
				case p.Day != nil:
					key += *p.Day
				}
				if p.came != (came{}) {
					got[key] = p.came
				}
			}
			got["all"] = r.Total
		}
		for _, key := range slices.Sorted(maps.Keys(want)) {
			if want[key] == (came{}) {
				delete(want, key)
			}
		}
		if !maps.Equal(got, want) {
			for _, key := range slices.Sorted(maps.Keys(want)) {
				if got[key] != want[key] {
					t.Errorf("%s: %s is %+v, want %+v", what, key, got[key], want[key])
				}
			}
			for key := range got {
				if _, known := want[key]; !known {
					t.Errorf("%s: %s is %+v and nobody knows of it", what, key, got[key])
				}
			}
		}
		var joined, ordered int64
		if err := s.deps.DB.QueryRow(t.Context(), `SELECT count(*), count(*) FILTER (WHERE EXISTS (SELECT 1 FROM orders.orders r
				WHERE r.member_id = m.member_id AND r.moved_to IS NULL AND r.occurred_at >= m.joined_at AND r.occurred_at < m.joined_at + interval '7 days'))
			FROM member.origin o JOIN member.member m USING (member_id) JOIN member.poster p ON p.code = o.poster
			WHERE p.store_id IS NOT DISTINCT FROM m.store_id AND p.adviser IS NOT DISTINCT FROM o.adviser`).Scan(&joined, &ordered); err != nil {
			t.Fatal(err)
		}
		if joined != want["all"].Joined || ordered != want["all"].Ordered {
			t.Errorf("%s: %d members have joined by posters and %d of them bought; want %+v", what, joined, ordered, want["all"])
		}
	}
	agree("as it happened")

	boss := s.person("boss@example.com", staff.Operations)
	ids := edgeIDs(s, people[0].phone, people[1].phone, people[2].phone, people[3].phone)
	s.do("POST", "/api/v1/members/"+ids[0]+"/merge", `{"from":"`+ids[1]+`","reason":"one person"}`, boss, "Idempotency-Key: m").want(201)
	agree("after two became one")
	s.do("POST", "/api/v1/members/"+ids[2]+"/erase", `{"reason":"asked for it"}`, boss, "Idempotency-Key: e").want(201)
	s.settle()
	agree("after one was erased")
	// What is bought by the phone of who was merged stays his, and is the first or is not.
	buy(people[1], 5000)
	buy(people[3], 7000)
	s.settle()
	agree("after they bought again")

	csv := s.do("GET", "/api/v1/insight/posters/export?from=2026-09-01&until="+until+"&days=7&by=adviser", "", as(s.till)).want(200).Body
	if total := fmt.Sprintf("%d,%d,%d,%d.%02d,CNY", want["all"].Scans, want["all"].Joined, want["all"].Ordered, want["all"].Amount/100, want["all"].Amount%100); !strings.Contains(csv, total) {
		t.Errorf("the file lacks %s: %s", total, csv)
	}
	if r := s.do("GET", "/api/v1/insight/posters/export?by=day&format=xlsx", "", as(s.till)).want(200); !strings.HasPrefix(r.Body, "PK") {
		t.Errorf("%.20q", r.Body)
	}
	near := s.do("GET", "/api/v1/insight/posters?by=store&from=2026-09-01&until="+until, "", s.works("near@example.com", staff.StoreManager, "S001")).want(200)
	if strings.Contains(near.Body, "S002") || !json.Valid([]byte(near.Body)) || !strings.Contains(near.Body, "S001") {
		t.Errorf("who works in one store is told %s", near.Body)
	}
}

func edgeIDs(s *street, phones ...string) (ids []string) {
	for _, p := range phones {
		ids = append(ids, s.memberID(p, s.till))
	}
	return ids
}
