package open

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"habitue/internal/event"
	"habitue/internal/platform/errs"
)

var came = time.Date(2026, 9, 12, 4, 20, 0, 0, time.UTC)

// TestWhenItHappened: by our clock, whatever the source's says.
func TestWhenItHappened(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		m      string
		sentAt string
		want   string
	}{
		"nothing is said":                  {`{}`, "", "2026-09-12T04:20:00Z"},
		"as long before as by its clock":   {`{"timestamp":"2026-09-12T04:00:00.000Z"}`, "2026-09-12T04:00:05Z", "2026-09-12T04:19:55Z"},
		"its clock is a year behind":       {`{"timestamp":"2025-01-01T00:00:00+08:00"}`, "2025-01-01T00:01:00+08:00", "2026-09-12T04:19:00Z"},
		"its clock is ahead":               {`{"timestamp":"2030-01-01T00:00:00Z"}`, "2030-01-01T00:00:30Z", "2026-09-12T04:19:30Z"},
		"it was sent before it happened":   {`{"timestamp":"2026-09-12T04:00:05Z"}`, "2026-09-12T04:00:00Z", "2026-09-12T04:20:00Z"},
		"what was on its way":              {`{"timestamp":"2026-09-12T04:19:51Z"}`, "2026-09-12T04:19:53Z", "2026-09-12T04:19:51Z"},
		"a message says itself when":       {`{"timestamp":"2026-09-12T04:00:00Z","sentAt":"2026-09-12T04:00:10Z"}`, "2026-09-12T05:00:00Z", "2026-09-12T04:19:50Z"},
		"what is brought in from before":   {`{"timestamp":"2026-01-02"}`, "", "2026-01-02T00:00:00Z"},
		"what Segment has corrected":       {`{"timestamp":"2026-09-12T03:00:00Z","originalTimestamp":"2020-01-01T00:00:00Z"}`, "2020-01-01T00:00:09Z", "2026-09-12T03:00:00Z"},
		"only what it was before":          {`{"originalTimestamp":"2026-09-12T04:00:00Z"}`, "2026-09-12T04:00:05Z", "2026-09-12T04:19:55Z"},
		"a zone without a colon":           {`{"timestamp":"2026-09-12T12:00:00.5+0800"}`, "", "2026-09-12T04:00:00.5Z"},
		"no zone":                          {`{"timestamp":"2026-09-12T12:00:00"}`, "", ""},
		"before there were such clients":   {`{"timestamp":"0001-01-01T00:00:00Z"}`, "", ""},
		"it was sent on a day there isn't": {`{"timestamp":"2026-09-12T12:00:00Z"}`, "2026-02-30T00:00:00Z", ""},
	} {
		var m message
		if err := json.Unmarshal([]byte(c.m), &m); err != nil {
			t.Fatal(err)
		}
		at, err := reading{now: came}.when(m, c.sentAt)
		if got := at.Format(time.RFC3339Nano); c.want != "" && (err != nil || got != c.want) {
			t.Errorf("%s: %s, %v, want %s", name, got, err, c.want)
		}
		if c.want == "" && !errors.Is(err, event.ErrBadTimestamp) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestAmountsAreMinorUnits, half a unit up, and nothing is made of what is none.
func TestAmountsAreMinorUnits(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]int64{`30`: 3000, `30.5`: 3050, `"99.90"`: 9990, `0.005`: 1, `-1.005`: -101, `0.0049999`: 0, `19.999`: 2000} {
		if got, ok := minor(json.RawMessage(raw), "CNY"); !ok || got != want {
			t.Errorf("%s: %d, %t, want %d", raw, got, ok, want)
		}
	}
	for _, raw := range []string{``, `null`, `"x"`, `1e9`, `1e999`, `[]`, `"1,5"`, `99999999999999999999`, `true`, `"¥5"`} {
		if got, ok := minor(json.RawMessage(raw), "CNY"); ok {
			t.Errorf("%s: %d", raw, got)
		}
	}
	if got, _ := minor(json.RawMessage(`1500`), "JPY"); got != 1500 {
		t.Errorf("%d yen", got)
	}
}

// FuzzBatch reads whatever comes: every message is a report or refused with a code of
// its own, once, and what is kept of it is small.
func FuzzBatch(f *testing.F) {
	f.Add([]byte(`{"batch":[{"type":"track","event":"Product Viewed","userId":"u","messageId":"m","properties":{"sku":"TEA","price":1.5,"products":[{"sku":1,"quantity":"2"}]}}],"sentAt":"2026-09-12T04:00:00Z"}`))
	f.Add([]byte(`{"batch":[null,[],{},{"type":"alias","previousId":7},{"type":"page","properties":{"url":"https://x/%zz?a#b"}}]}`))
	f.Add([]byte(`{"batch":[{"type":"identify","userId":{},"traits":{"phone":"13800001234"}}]}`))
	f.Add([]byte(`{"batch":[` + strings.Repeat(`{"type":"group","userId":1},`, 20) + `{"timestamp":"2026-09-12"}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		s, err := reading{now: came, currency: "CNY"}.readBatch(body)
		if err != nil {
			if !errors.Is(err, event.ErrBadBatch) {
				t.Fatal(err)
			}
			return
		}
		seen := map[int]bool{}
		for i, r := range s.reports {
			if seen[s.places[i]] || s.refused[s.places[i]] != nil {
				t.Fatalf("message %d is told of twice", s.places[i])
			}
			seen[s.places[i]] = true
			if r.At.After(came.AddDate(8000, 0, 0)) || r.At.IsZero() || len(fmt.Sprint(r)) > 100 {
				t.Fatalf("it happened %s; %v", r.At, r)
			}
		}
		for i, refusal := range s.refused {
			if errs.Of(refusal) == nil {
				t.Fatalf("message %d: %v has no code", i, refusal)
			}
		}
	})
}
