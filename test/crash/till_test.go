package crash_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// shop is a server and a key of a till.
type shop struct {
	*program
	url, key string
}

// open starts a server on the folder.
func open(t *testing.T, dir, key string) *shop {
	t.Helper()
	s := &shop{program: start(t, "serve", "--data", dir, "--listen", "127.0.0.1:0"), key: key}
	s.url = s.line(`"msg":"serving","address":"([^"]+)"`)
	return s
}

// request asks as the till and returns the status; 0 when there was no answer.
func (s *shop) request(method, path, body string) (int, []byte) {
	r, err := http.NewRequest(method, s.url+"/api/v1"+path, strings.NewReader(body))
	if err != nil {
		panic(err) // ours
	}
	r.Header.Set("Authorization", "Bearer "+s.key)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Idempotency-Key", fmt.Sprintf("%x", body[:min(len(body), 60)]))
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, nil
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return 0, nil
	}
	return answer.StatusCode, text
}

func (s *shop) sell(reference string) int {
	status, _ := s.request("POST", "/orders", fmt.Sprintf(`{"reference":%q,"source":"till","currency":"CNY","occurred_at":%q,`+
		`"lines":[{"code":"TEA","quantity":1,"list_amount":1800}]}`, reference, time.Now().UTC().Format(time.RFC3339)))
	return status
}

// rush lets tills sell side by side until stop is closed; acknowledged receives
// every reference that was answered with 201.
func (s *shop) rush(prefix string, acknowledged *sync.Map, count *atomic.Int64, stop <-chan struct{}) *sync.WaitGroup {
	var tills sync.WaitGroup
	for till := range 8 {
		tills.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-stop:
					return
				default:
				}
				reference := fmt.Sprintf("%s-%d-%d", prefix, till, n)
				if s.sell(reference) == http.StatusCreated {
					acknowledged.Store(reference, true)
					count.Add(1)
				}
			}
		})
	}
	return &tills
}

// keeps wants every acknowledged order to be there.
func (s *shop) keeps(acknowledged *sync.Map) {
	s.t.Helper()
	acknowledged.Range(func(reference, _ any) bool {
		status, body := s.request("GET", "/orders?source=till&reference="+url.QueryEscape(reference.(string)), "")
		var found struct{ Items []struct{ Reference string } }
		if status == http.StatusOK {
			must(s.t, json.Unmarshal(body, &found))
		}
		if len(found.Items) != 1 {
			s.t.Errorf("order %v was acknowledged and is lost: %d %s", reference, status, body)
			return false
		}
		return true
	})
}

// until waits for a condition that other processes bring about.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	patience := time.After(2 * time.Minute)
	for !is() {
		select {
		case <-tick.C:
		case <-patience:
			t.Fatalf("waited in vain: %s", what)
		}
	}
}
