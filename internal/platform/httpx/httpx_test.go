package httpx_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/httpx"
)

// site is a handler in its chain, and what it logs and measures.
type site struct {
	http.Handler
	log     *bytes.Buffer
	metrics *httpx.Metrics
}

func newSite(o httpx.Options, h http.HandlerFunc) site {
	s := site{log: &bytes.Buffer{}, metrics: httpx.NewMetrics()}
	o.Log, o.Metrics = slog.New(slog.NewJSONHandler(s.log, nil)), s.metrics
	o.Refuse = func(w http.ResponseWriter, r *http.Request, cause error) {
		status := http.StatusInternalServerError
		if errs.KindOf(cause) == errs.Unavailable {
			status = http.StatusServiceUnavailable
		}
		httpx.From(r.Context()).Err = cause
		http.Error(w, "refused", status)
	}
	s.Handler = httpx.Chain(o, h)
	return s
}

func (s site) get(target string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", target, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	rec := httptest.NewRecorder()
	s.ServeHTTP(rec, r)
	return rec
}

func TestAccessLogNamesTheRouteAndNothingPersonal(t *testing.T) {
	t.Parallel()
	s := newSite(httpx.Options{}, func(w http.ResponseWriter, r *http.Request) {
		x := httpx.From(r.Context())
		x.Route, x.Principal, x.Code = "GET /members", "staff:17", "member.unknown"
		w.WriteHeader(404)
		io.WriteString(w, "nobody")
	})
	rec := s.get("/members/8613800005678?phone=13800005678", "X-Request-Id", "abcdef0123", "Authorization", "Bearer hbk_secret")
	if rec.Header().Get("X-Request-Id") != "abcdef0123" {
		t.Errorf("the id of a proxy was not taken over: %v", rec.Header())
	}
	var line map[string]any
	if err := json.Unmarshal(s.log.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]any{"request_id": "abcdef0123", "route": "GET /members", "status": 404.0, "bytes": 6.0,
		"principal": "staff:17", "code": "member.unknown", "method": "GET"} {
		if line[key] != want {
			t.Errorf("%s is %v, want %v", key, line[key], want)
		}
	}
	for _, personal := range []string{"13800005678", "hbk_secret"} {
		if strings.Contains(s.log.String(), personal) {
			t.Errorf("the log holds %s", personal)
		}
	}
	if odd := s.get("/", "X-Request-Id", "a b\nc"); strings.ContainsAny(odd.Header().Get("X-Request-Id"), " \n") {
		t.Error("an id that is none was taken over")
	}
}

// Whoever hangs up is told nothing; what fails because of that is no error.
func TestASenderWhoIsGoneIsNoFault(t *testing.T) {
	t.Parallel()
	gone, hangUp := context.WithCancel(t.Context())
	s := newSite(httpx.Options{}, func(w http.ResponseWriter, _ *http.Request) {
		hangUp()
		w.WriteHeader(500)
	})
	s.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(gone, "GET", "/", nil))
	if text := s.log.String(); !strings.Contains(text, `"level":"INFO"`) || !strings.Contains(text, `"status":499`) {
		t.Errorf("logged %s", text)
	}
}

func TestAPanicIsAnsweredAndLoggedOnce(t *testing.T) {
	t.Parallel()
	s := newSite(httpx.Options{}, func(http.ResponseWriter, *http.Request) { panic("broken invariant") })
	if rec := s.get("/"); rec.Code != 500 || rec.Body.String() != "refused\n" {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
	if n := strings.Count(s.log.String(), `"msg":"panic"`); n != 1 || !strings.Contains(s.log.String(), "httpx_test.go") {
		t.Errorf("logged %d times: %s", n, s.log)
	}
	begun := newSite(httpx.Options{}, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(200); panic("too late") })
	defer func() {
		if recover() != http.ErrAbortHandler {
			t.Error("an answer that had begun was ended as if whole")
		}
	}()
	begun.get("/")
}

func TestMoreThanTheBoundIsShed(t *testing.T) {
	t.Parallel()
	entered, release := make(chan struct{}), make(chan struct{})
	s := newSite(httpx.Options{MaxInFlight: 2}, func(http.ResponseWriter, *http.Request) { entered <- struct{}{}; <-release })
	answers := make(chan int, 2)
	for range 2 {
		go func() { answers <- s.get("/").Code }()
	}
	<-entered
	<-entered
	if rec := s.get("/"); rec.Code != http.StatusServiceUnavailable {
		t.Errorf("the third beside two: %d", rec.Code)
	}
	close(release)
	for range 2 {
		if code := <-answers; code != 200 {
			t.Errorf("one that was let in: %d", code)
		}
	}
}

func TestMetricsCarryUnits(t *testing.T) {
	t.Parallel()
	s := newSite(httpx.Options{}, func(w http.ResponseWriter, r *http.Request) { httpx.From(r.Context()).Route = "GET /x" })
	s.get("/x")
	r := httptest.NewRequest("INVENTED", "/x", nil)
	s.ServeHTTP(httptest.NewRecorder(), r)
	rec := httptest.NewRecorder()
	s.metrics.Handler().ServeHTTP(rec, httptest.NewRequest("GET", "/metrics", nil))
	for _, want := range []string{`habitue_http_requests_total{method="GET",route="GET /x",status="200"} 1`, `method="other"`,
		"habitue_http_request_duration_seconds_bucket", "habitue_http_requests_in_flight 0"} {
		if !strings.Contains(rec.Body.String(), want) {
			t.Errorf("lacks %s", want)
		}
	}
	if strings.Contains(rec.Body.String(), "INVENTED") {
		t.Error("a client makes labels")
	}
}

func TestGzipWhereItPays(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("客户忠诚度", 400)
	for _, c := range []struct {
		name, kind, body, accept string
		zipped                   bool
	}{
		{"long_json_is_zipped", "application/json", long, "gzip, br", true},
		{"problems_are_json_too", "application/problem+json", long, "gzip", true},
		{"short_json_is_not", "application/json", "{}", "gzip", false},
		{"images_are_not", "image/png", long, "gzip", false},
		{"who_does_not_take_it_gets_it_plain", "application/json", long, "br", false},
		{"who_refuses_it_gets_it_plain", "application/json", long, "gzip;q=0", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newSite(httpx.Options{}, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", c.kind)
				for i := range len(c.body) { // byte by byte, as a careless handler
					io.WriteString(w, c.body[i:i+1])
				}
			})
			rec := s.get("/", "Accept-Encoding", c.accept)
			if got := rec.Header().Get("Content-Encoding") == "gzip"; got != c.zipped {
				t.Fatalf("zipped %v: %v", got, rec.Header())
			}
			body := io.Reader(rec.Body)
			if c.zipped {
				var err error
				if body, err = gzip.NewReader(rec.Body); err != nil {
					t.Fatal(err)
				}
			}
			if got, err := io.ReadAll(body); err != nil || string(got) != c.body {
				t.Errorf("read %d bytes, %v", len(got), err)
			}
		})
	}
}

func TestAssetsAreKeptByTheirHash(t *testing.T) {
	t.Parallel()
	a, err := httpx.NewAssets(fstest.MapFS{
		"index.html": {Data: []byte("<html>")}, "assets/app-BX3f9a1c.js": {Data: []byte("1")}, "assets/logo.svg": {Data: []byte("<svg/>")},
	})
	if err != nil {
		t.Fatal(err)
	}
	serve := func(name, match string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("GET", "/"+name, nil)
		r.Header.Set("If-None-Match", match)
		rec := httptest.NewRecorder()
		a.Serve(rec, r, name)
		return rec
	}
	if h := serve("assets/app-BX3f9a1c.js", "").Header(); !strings.Contains(h.Get("Cache-Control"), "immutable") || !strings.Contains(h.Get("Content-Type"), "javascript") {
		t.Errorf("%v", h)
	}
	logo := serve("assets/logo.svg", "")
	if logo.Header().Get("Cache-Control") != "no-cache" {
		t.Errorf("%v", logo.Header())
	}
	for _, tag := range []string{logo.Header().Get("ETag"), "W/" + logo.Header().Get("ETag")} { // gzip makes it weak
		if rec := serve("assets/logo.svg", tag); rec.Code != http.StatusNotModified {
			t.Errorf("%s: %d", tag, rec.Code)
		}
	}
}

func TestReadBody(t *testing.T) {
	t.Parallel()
	read := func(body io.Reader, limit int64) error {
		r := httptest.NewRequest("POST", "/", body)
		_, err := httpx.ReadBody(httptest.NewRecorder(), r, limit, time.Minute)
		return err
	}
	if err := read(strings.NewReader("12345"), 5); err != nil {
		t.Error(err)
	}
	if err := read(strings.NewReader("123456"), 5); !errors.Is(err, httpx.ErrBodyTooLarge) {
		t.Error("declared:", err)
	}
	if err := read(io.MultiReader(strings.NewReader("123456")), 5); !errors.Is(err, httpx.ErrBodyTooLarge) {
		t.Error("not declared:", err)
	}
	if err := read(io.MultiReader(strings.NewReader("1"), failing{}), 5); !errors.Is(err, httpx.ErrBodyCut) {
		t.Error("cut off:", err)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestOnlyATrustedProxySpeaksForTheClient(t *testing.T) {
	t.Parallel()
	r := httptest.NewRequest("GET", "/", nil)
	r.RemoteAddr = "10.1.2.3:4567"
	r.Header.Set("X-Forwarded-For", "6.6.6.6, 203.0.113.9")
	r.Header.Set("X-Forwarded-Proto", "https")
	direct, behind := httpx.Proxies{}, httpx.Proxies{Trusted: true}
	if direct.Address(r) != "10.1.2.3" || direct.Secure(r) {
		t.Error("a client speaks for itself:", direct.Address(r))
	}
	if behind.Address(r) != "203.0.113.9" || !behind.Secure(r) {
		t.Error("behind a proxy:", behind.Address(r))
	}
}

// TestServerDrains stops a server while it answers: that answer is finished,
// and no new connection is taken.
func TestServerDrains(t *testing.T) {
	t.Parallel()
	entered, release := make(chan struct{}), make(chan struct{})
	server := httpx.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(entered)
		<-release
		io.WriteString(w, "whole")
	}), slog.New(slog.DiscardHandler))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stopped := make(chan error, 1)
	go func() { stopped <- server.Serve(ctx, l) }()
	answer := make(chan string, 1)
	go func() {
		r, err := http.Get("http://" + l.Addr().String())
		if err != nil {
			answer <- err.Error()
			return
		}
		defer r.Body.Close()
		body, _ := io.ReadAll(r.Body)
		answer <- string(body)
	}()
	<-entered
	stop()
	select {
	case err := <-stopped:
		t.Fatalf("stopped before the answer was finished: %v", err)
	default:
	}
	close(release)
	if got := <-answer; got != "whole" {
		t.Errorf("the answer in hand became %q", got)
	}
	if err := <-stopped; err != nil {
		t.Error(err)
	}
	if _, err := net.Dial("tcp", l.Addr().String()); err == nil {
		t.Error("it still listens")
	}
}

// TestFilesPassBothWays sends a file through the chain over a real connection
// and gets it back, gzipped on the way.
func TestFilesPassBothWays(t *testing.T) {
	t.Parallel()
	s := newSite(httpx.Options{}, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/csv")
		if _, err := io.Copy(httpx.SlowAnswer(w, time.Minute), httpx.SlowBody(w, r, time.Minute)); err != nil {
			t.Error(err)
		}
	})
	server := httptest.NewServer(s)
	defer server.Close()
	file := strings.Repeat("订单,商品,数量\n", 100_000)
	r, err := http.Post(server.URL, "text/csv", strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if back, err := io.ReadAll(r.Body); err != nil || string(back) != file || !r.Uncompressed {
		t.Errorf("%d of %d bytes came back, zipped %v, %v", len(back), len(file), r.Uncompressed, err)
	}
}
