package crash_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
)

// slow begins to send a file and returns once the server reads it. finish sends
// the rest and returns the answer's status.
func (s *shop) slow(t *testing.T) (finish func() int) {
	t.Helper()
	body, feed := io.Pipe()
	r, err := http.NewRequestWithContext(context.Background(), "POST", s.url+"/api/v1/intake/orders?file_name=x.csv", body)
	must(t, err)
	r.Header.Set("Authorization", "Bearer "+s.key)
	r.Header.Set("Content-Type", "text/csv")
	status := make(chan int, 1)
	go func() {
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			status <- 0
			return
		}
		answer.Body.Close()
		status <- answer.StatusCode
	}()
	_, err = io.WriteString(feed, "order,date\n")
	must(t, err)
	until(t, "the request in flight", func() bool {
		answer, err := http.Get(s.url + "/metrics")
		must(t, err)
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		must(t, err)
		return strings.Contains(string(text), "\nhabitue_http_requests_in_flight 1")
	})
	t.Cleanup(func() { feed.Close() })
	return func() int { feed.Close(); return <-status }
}

func TestRequestInHandIsAnsweredBeforeTheEnd(t *testing.T) {
	t.Parallel()
	dir, key := madeDir(t)
	s := open(t, dir, key)
	finish := s.slow(t)
	s.signal(syscall.SIGTERM)
	s.line(`Stopping`)
	until(t, "no new connection", func() bool {
		conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
		if err == nil {
			conn.Close()
		}
		return err != nil
	})
	if status := finish(); status != http.StatusAccepted {
		t.Errorf("answered %d", status)
	}
	if code := s.wait(); code != 0 {
		t.Errorf("ended with %d:\n%s", code, s.said())
	}
	if pid := postmaster(t, dir); pid != 0 {
		t.Errorf("PostgreSQL %d is still there", pid)
	}
}

func TestSecondInterruptEndsAtOnce(t *testing.T) {
	t.Parallel()
	dir, key := madeDir(t)
	s := open(t, dir, key)
	s.slow(t)
	s.signal(syscall.SIGINT)
	s.line(`Stopping`)
	s.signal(syscall.SIGINT)
	if code := s.wait(); code != 130 {
		t.Errorf("ended with %d", code)
	}
	open(t, dir, key).stop() // the guard has ended PostgreSQL, or the next start does
}

func TestRefusalsSayWhatToDo(t *testing.T) {
	t.Parallel()
	dir, key := madeDir(t)
	s := open(t, dir, key)
	taken := strings.TrimPrefix(s.url, "http://")
	for name, c := range map[string]struct {
		args []string
		code int
		says []string
	}{
		"the_address_is_taken":          {[]string{"serve", "--data", dataDir(t), "--listen", taken}, 1, []string{taken, "--listen"}},
		"the_folder_is_held":            {[]string{"import", "orders", "x.csv", "--data", dir}, 1, []string{dir, "--server"}},
		"there_is_no_such_file":         {[]string{"restore", "/nowhere/x", "--data", dataDir(t)}, 1, []string{"/nowhere/x"}},
		"the_address_is_none":           {[]string{"serve", "--listen", "nonsense"}, 2, []string{"127.0.0.1:8080"}},
		"there_is_no_such_command":      {[]string{"dance"}, 2, []string{"dance", "--help"}},
		"there_is_no_such_flag":         {[]string{"serve", "--loud"}, 2, []string{"--loud"}},
		"no_password_comes":             {[]string{"admin", "create", "--email", "a@example.com"}, 2, []string{"--password-stdin"}},
		"no_server_answers":             {[]string{"import", "orders", habitue, "--server", "http://127.0.0.1:1", "--key", "k"}, 1, []string{"127.0.0.1:1"}},
		"the_server_does_not_know_them": {[]string{"import", "orders", habitue, "--server", s.url, "--key", "k"}, 1, []string{"refused"}},
	} {
		t.Run(name, func(t *testing.T) {
			p := start(t, c.args...)
			if code := p.wait(); code != c.code {
				t.Errorf("exit %d, want %d", code, c.code)
			}
			for _, text := range c.says {
				if !strings.Contains(p.said(), text) {
					t.Errorf("does not say %q:\n%s", text, p.said())
				}
			}
			if p.out.Len() > 0 {
				t.Errorf("writes to standard output: %s", p.out.String())
			}
		})
	}
	s.stop()
}
