package edge

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"habitue/internal/platform/clock"
	"habitue/internal/platform/errs"
	"habitue/internal/staff"
)

// TestInspectNamesThePlace says where in a document something is wrong.
func TestInspectNamesThePlace(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, doc, path, code string }{
		{"a_key_twice_deep_inside", `{"a":[{"b":1},{"c":{"d":1,"d":2}}]}`, "a[1].c.d", codeTwice},
		{"a_key_twice_by_an_escape", `{"ab":1,"a\u0062":2}`, "ab", codeTwice},
		{"a_key_twice_among_many", `{` + many(40) + `"k7":1}`, "k7", codeTwice},
		{"a_fraction_in_a_list", `{"a":[1,2.0]}`, "a[1]", codeNotWhole},
		{"minus_zero_point_zero", `[-0.0]`, "[0]", codeNotWhole},
		{"one_too_large", `{"n":9007199254740992}`, "n", codeOutOfRange},
		{"one_too_small", `{"n":-9007199254740992}`, "n", codeOutOfRange},
		{"a_nul_in_a_key", `{"a\u0000":1}`, "", codeText},
		{"a_lone_low_surrogate", `{"a":"\udc00"}`, "a", codeText},
		{"a_high_one_before_a_letter", `{"a":"\ud83dx"}`, "a", codeText},
		{"a_high_one_at_the_end", `{"a":"\ud83d"}`, "a", codeText},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			e := errs.Of(Inspect([]byte(c.doc)))
			if e == nil || len(e.Fields) != 1 || e.Fields[0].Path != c.path || e.Fields[0].Code != c.code {
				t.Fatalf("%s: %v", c.doc, e)
			}
		})
	}
	for _, sound := range []string{`{}`, `[]`, `null`, `"x"`, `9007199254740991`, `{"a":{"a":{"a":1}},"b":"\ud83d\ude00\\u0000"}`, `[{"a":1},{"a":2}]`, ` { "a" : [ ] } `} {
		if err := Inspect([]byte(sound)); err != nil {
			t.Errorf("%s: %v", sound, err)
		}
	}
}

func many(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(`"k` + itoa(i) + `":1,`)
	}
	return b.String()
}

// FuzzInspect holds that what passes is JSON that loses nothing on the way
// through encoding/json: read and written again it says the same.
func FuzzInspect(f *testing.F) {
	for _, doc := range []string{`{"a":[1,{"b":"\u00e9\ud83d\ude00"}]}`, `{"a":1,"a":2}`, `[1e5]`, "\xff", `"\u0000"`, `{"a":"\\"}`, `[[[]]]`, `"\\\""`} {
		f.Add([]byte(doc))
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		if Inspect(doc) != nil {
			return
		}
		var v any
		if err := json.Unmarshal(doc, &v); err != nil {
			t.Fatalf("%q passes and is no JSON: %v", doc, err)
		}
		again, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(again, []byte(`\u0000`)) && !bytes.Contains(doc, []byte(`\\u0000`)) {
			t.Fatalf("%q passes with a NUL", doc)
		}
		if bytes.ContainsRune(again, '\uFFFD') && !bytes.ContainsRune(doc, '\uFFFD') && !bytes.Contains(bytes.ToLower(doc), []byte("fffd")) {
			t.Fatalf("%q passes and loses text: %q", doc, again)
		}
		if err := Inspect(again); err != nil {
			t.Fatalf("%q passes, but written again not: %v", doc, err)
		}
	})
}

// FuzzPosition holds that a cursor is read as it was written, and nothing else is.
func FuzzPosition(f *testing.F) {
	f.Add("member", int64(1), int64(-5), "bWVtYmVyOjE6Mg")
	f.Fuzz(func(t *testing.T, list string, a, b int64, made string) {
		if !strings.Contains(list, ":") {
			if got, err := Position(list, Cursor(list, a, b), 2); err != nil || got[0] != a || got[1] != b {
				t.Fatalf("wrote %d, %d, read %v %v", a, b, got, err)
			}
			if _, err := Position(list, Cursor(list, a), 2); !errors.Is(err, ErrBadCursor) {
				t.Fatal("a cursor with too few numbers is read")
			}
		}
		if got, err := Position("member", made, 2); err == nil && made != "" && len(got) != 2 {
			t.Fatalf("%q is read as %v", made, got)
		}
		p := Paging{Cursor: made}
		if text, err := p.AfterText("store"); err == nil && !soundText(text) {
			t.Fatalf("%q is read as %q", made, text)
		}
	})
}

func TestCursorsOfOtherLists(t *testing.T) {
	t.Parallel()
	if _, err := Position("entry", Cursor("order", 1, 2), 2); !errors.Is(err, ErrBadCursor) {
		t.Error("the cursor of one list is taken for another's")
	}
	p := Paging{Cursor: TextCursor("store", "S 001 号")}
	if text, err := p.AfterText("store"); err != nil || text != "S 001 号" {
		t.Error(text, err)
	}
	if _, err := p.AfterText("article"); !errors.Is(err, ErrBadCursor) {
		t.Error("the cursor of one list is taken for another's")
	}
}

// FuzzBearer holds that nothing but one of our keys leaves the header.
func FuzzBearer(f *testing.F) {
	for _, h := range []string{"Bearer hbk_abc", "bearer  hbk_abc ", "Basic eDp5", "Bearer", "", "Bearer\thbk_x"} {
		f.Add(h)
	}
	f.Fuzz(func(t *testing.T, header string) {
		secret, ok := bearer(header)
		if ok && (!strings.HasPrefix(secret, staff.KeyPrefix) || len(secret) > 128 || !strings.Contains(header, secret)) {
			t.Fatalf("%q gives %q", header, secret)
		}
	})
}

// FuzzSessionToken holds that reading cookies never fails and is bounded.
func FuzzSessionToken(f *testing.F) {
	for _, c := range []string{"habitue_session=abc", "a=b; habitue_session=x; habitue_session=y", `habitue_session="q"`, ";;;=", ""} {
		f.Add(c)
	}
	f.Fuzz(func(t *testing.T, cookie string) {
		r := &http.Request{Header: http.Header{"Cookie": {cookie}}}
		if token, ok := SessionToken(r); ok && (token == "" || len(token) > 128) {
			t.Fatalf("%q gives %q", cookie, token)
		}
	})
}

func TestLimiterGivesTurnsBack(t *testing.T) {
	t.Parallel()
	c := clock.NewFake(time.Date(2026, 9, 12, 0, 0, 0, 0, time.UTC))
	l := NewLimiter(c, 20)
	for range 20 {
		if err := l.Take("10.0.0.1"); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Take("10.0.0.1"); !errors.Is(err, ErrRateLimited) {
		t.Fatal(err)
	}
	if err := l.Take("10.0.0.2"); err != nil {
		t.Fatal("one address uses up another's turns:", err)
	}
	c.Advance(3 * time.Second)
	if err := l.Take("10.0.0.1"); err != nil {
		t.Fatal("after three seconds:", err)
	}
	for i := range maxLimited + 10 {
		l.Take(itoa(i))
	}
	if len(l.keys) > maxLimited {
		t.Errorf("%d addresses are remembered", len(l.keys))
	}
}

// TestEveryKindHasAStatus keeps the one mapping whole.
func TestEveryKindHasAStatus(t *testing.T) {
	t.Parallel()
	for kind, want := range map[errs.Kind]int{
		errs.Invalid: 422, errs.NotFound: 404, errs.Conflict: 409, errs.Denied: 403, errs.Exhausted: 409, errs.Unavailable: 503, errs.Internal: 500,
	} {
		if got := StatusOf(kind, "x.y"); got != want {
			t.Errorf("%s is %d, want %d", kind, got, want)
		}
	}
}
