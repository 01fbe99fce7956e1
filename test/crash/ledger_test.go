package crash_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// Under 64 clients the server, one of PostgreSQL's backends and the whole of
// PostgreSQL are killed in turn. Afterwards the clients' journal is compared with
// the books: what was acknowledged is there once, with the answer given then;
// what was not is there once when it is sent again.
func TestKillsLoseAndDoubleNoPosting(t *testing.T) {
	t.Parallel()
	dir, key := madeDir(t)
	s := open(t, dir, key)
	j := &journal{members: s.members(t, 16), first: map[string]string{}}
	for round := range times(1, 17) {
		for name, kill := range map[string]func(){
			"server":     func() { s.kill() },
			"backend":    func() { must(t, syscall.Kill(backendOf(t, postmaster(t, dir)), syscall.SIGKILL)) },
			"postgresql": func() { must(t, syscall.Kill(postmaster(t, dir), syscall.SIGKILL)) },
		} {
			until(t, "a server that posts", func() bool { return j.post(s, j.members[0], fmt.Sprintf("ready-%s%d", name, round)) })
			var count atomic.Int64
			stop := make(chan struct{})
			clients := j.press(s, fmt.Sprintf("%s%d", name, round), &count, stop)
			until(t, "200 postings", func() bool { return count.Load() >= 200 })
			kill()
			close(stop)
			clients.Wait()
			if name == "server" {
				s = open(t, dir, key)
			}
		}
	}
	until(t, "a server that posts", func() bool { return j.post(s, j.members[0], "ready-in-the-end") })
	j.compare(t, s)
	s.stop()
	holds(t, dir)
}

// members joins so many people.
func (s *shop) members(t *testing.T, n int) []string {
	t.Helper()
	list := make([]string, n)
	for i := range list {
		status, body := s.request("POST", "/members", fmt.Sprintf(`{"phone":"138%08d"}`, i))
		var m struct{ ID string }
		if status != http.StatusCreated {
			t.Fatalf("join: %d %s", status, body)
		}
		must(t, json.Unmarshal(body, &m))
		list[i] = m.ID
	}
	return list
}

// journal is what clients know of their postings: what each asked, and the first
// answer where there was one.
type journal struct {
	members []string
	mu      sync.Mutex
	first   map[string]string // posting by "member key"; "" where no answer came
}

func (s *shop) post(member, key string) (posting string, ok bool) {
	status, body := s.request("POST", "/ledger/postings", fmt.Sprintf(
		`{"member_id":%q,"key":%q,"reason":"earn","credits":[{"asset":"points","amount":1}]}`, member, key))
	var made struct{ ID string }
	if status != http.StatusCreated || json.Unmarshal(body, &made) != nil {
		return "", false
	}
	return made.ID, true
}

// insist asks until there is an answer, or it is too late: the last kill may not have
// been noticed yet when a connection that outlived it for a moment said that all is well.
func (s *shop) insist(member, key string, late time.Time) (posting string, ok bool) {
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for ; ; <-tick.C {
		if posting, ok = s.post(member, key); ok || time.Now().After(late) {
			return posting, ok
		}
	}
}

// post asks once and writes down what came of it.
func (j *journal) post(s *shop, member, key string) bool {
	posting, ok := s.post(member, key)
	j.mu.Lock()
	defer j.mu.Unlock()
	j.first[member+" "+key] = posting
	return ok
}

// press lets 64 clients post until stop is closed. One that gets no answer asks
// the same again, as a till does: a server that found its database gone a moment
// ago still has connections that it must learn about one by one.
func (j *journal) press(s *shop, prefix string, count *atomic.Int64, stop <-chan struct{}) *sync.WaitGroup {
	var clients sync.WaitGroup
	for client := range 64 {
		clients.Go(func() {
			for n := 0; ; {
				select {
				case <-stop:
					return // what became of the last one is found out in the end
				default:
				}
				member, key := j.members[(client+n)%len(j.members)], fmt.Sprintf("%s-%d-%d", prefix, client, n)
				if j.post(s, member, key) {
					count.Add(1)
					n++
				}
			}
		})
	}
	return &clients
}

// compare sends everything again: an acknowledged posting has its first answer,
// and in the end each key has counted once.
func (j *journal) compare(t *testing.T, s *shop) {
	t.Helper()
	want := map[string]int{}
	unknown := 0
	var clients sync.WaitGroup
	places := make(chan struct{}, 16)
	late := time.Now().Add(time.Minute)
	for asked, first := range j.first {
		member, key, _ := strings.Cut(asked, " ")
		want[member]++
		if first == "" {
			unknown++
		}
		places <- struct{}{}
		clients.Go(func() {
			defer func() { <-places }()
			again, ok := s.insist(member, key, late)
			if !ok {
				t.Errorf("posting %s of member %s is refused now", key, member)
			} else if first != "" && again != first {
				t.Errorf("posting %s of member %s was acknowledged as %s and is %s", key, member, first, again)
			}
		})
	}
	clients.Wait()
	for member, n := range want {
		status, body := s.request("GET", "/members/"+member+"/balances", "")
		var has struct {
			Items []struct {
				Asset     string
				Available int
			}
		}
		if status != http.StatusOK {
			t.Fatalf("balance: %d %s", status, body)
		}
		must(t, json.Unmarshal(body, &has))
		for _, b := range has.Items {
			if b.Asset == "points" && b.Available != n {
				t.Errorf("member %s has %d points, and %d keys were posted", member, b.Available, n)
			}
		}
	}
	t.Logf("%d postings, %d of them without an answer at first", len(j.first), unknown)
}

// backendOf finds a process that serves a connection.
func backendOf(t *testing.T, postmaster int) int {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", postmaster, postmaster))
	must(t, err)
	for child := range strings.FieldsSeq(string(text)) {
		name, err := os.ReadFile("/proc/" + child + "/cmdline")
		if err == nil && strings.Contains(string(name), "[local]") {
			var pid int
			_, err := fmt.Sscan(child, &pid)
			must(t, err)
			return pid
		}
	}
	t.Fatal("PostgreSQL serves nobody")
	return 0
}
