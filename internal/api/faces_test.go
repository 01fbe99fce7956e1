package api_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"habitue/internal/api"
)

func console(d *api.Deps) {
	d.Console = fstest.MapFS{
		"index.html":                {Data: []byte("<!doctype html><title>console</title>")},
		"assets/app-3f9a1c2b.js":    {Data: []byte(strings.Repeat("let a = 1;\n", 500))},
		"assets/brand.svg":          {Data: []byte("<svg/>")},
		"favicon.ico":               {Data: []byte{0, 0, 1, 0}},
		"assets/index-AbC_-123.css": {Data: []byte("body{}")},
	}
}

func TestConsoleFiles(t *testing.T) {
	t.Parallel()
	w := newWorld(t, console)
	for _, path := range []string{"/", "/members", "/members/1028/orders", "/settings/staff"} {
		r := w.do("GET", path, "").want(200)
		if !strings.Contains(r.Body, "<title>console</title>") || r.Header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s: %v %s", path, r.Header, r.Body)
		}
	}
	script := w.do("GET", "/assets/app-3f9a1c2b.js", "", "Accept-Encoding: gzip").want(200)
	if script.Header.Get("Cache-Control") != "public, max-age=31536000, immutable" || script.Header.Get("Content-Encoding") != "gzip" {
		t.Errorf("script %v", script.Header)
	}
	icon := w.do("GET", "/assets/brand.svg", "").want(200)
	w.do("GET", "/assets/brand.svg", "", "If-None-Match: "+icon.Header.Get("ETag")).want(304)
	for _, path := range []string{"/assets/gone.js", "/v1/import", "/m/", "/till/", "/api/nothing"} {
		if r := w.do("GET", path, "").want(404); !strings.Contains(r.Body, "http.no_such_route") {
			t.Errorf("%s: %s", path, r.Body)
		}
	}
	w.do("POST", "/members", "{}").want(405)
}

// TestMemberFiles holds that the members' face has its own root, and the console
// nothing of it.
func TestMemberFiles(t *testing.T) {
	t.Parallel()
	w := newWorld(t, console, func(d *api.Deps) {
		d.Member = fstest.MapFS{
			"index.html":             {Data: []byte("<!doctype html><title>member</title>")},
			"assets/app-3f9a1c2b.js": {Data: []byte("let m = 1")},
			"boot.js":                {Data: []byte("1")},
		}
	})
	for _, path := range []string{"/m/", "/m/coupons", "/m/orders/1028", "/m/claim"} {
		if r := w.do("GET", path, "").want(200); !strings.Contains(r.Body, "<title>member</title>") || r.Header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s: %v %s", path, r.Header, r.Body)
		}
	}
	if r := w.do("GET", "/m/assets/app-3f9a1c2b.js", "").want(200); r.Body != "let m = 1" || !strings.Contains(r.Header.Get("Cache-Control"), "immutable") {
		t.Errorf("%v %s", r.Header, r.Body)
	}
	w.do("GET", "/m/boot.js", "").want(200)
	for _, path := range []string{"/m/assets/gone.js", "/m/favicon.ico"} {
		w.do("GET", path, "").want(404)
	}
	if r := w.do("GET", "/m", "").want(301); r.Header.Get("Location") != "/m/" {
		t.Error(r.Header)
	}
	w.do("POST", "/m/coupons", "{}").want(405)
	if r := w.do("GET", "/members", "").want(200); !strings.Contains(r.Body, "<title>console</title>") {
		t.Error(r.Body)
	}
}

func TestConsoleThatWasNotBuilt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.do("GET", "/", "").want(200)
	for _, want := range []string{"控制台尚未构建", "The console was not built", "make build"} {
		if !strings.Contains(r.Body, want) {
			t.Errorf("lacks %s", want)
		}
	}
	w.do("GET", "/members", "").want(404)
}

func TestEveryAnswerIsGuarded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, console)
	for _, path := range []string{"/", "/docs", "/openapi.json", "/api/v1/session", "/api/none"} {
		h := w.do("GET", path, "").Header
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Content-Security-Policy": "frame-ancestors 'none'",
			"X-Request-Id": "", "Referrer-Policy": "same-origin",
		} {
			if got := h.Get(name); got == "" || !strings.Contains(got, want) {
				t.Errorf("%s: %s is %q", path, name, got)
			}
		}
	}
	if h := w.do("GET", "/api/v1/session", "").Header; h.Get("Cache-Control") != "no-store" {
		t.Errorf("an API answer may be kept: %v", h)
	}
}

// TestDocs reads the pages as people do: complete in both languages, and
// nothing comes from anywhere else.
func TestDocs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	zh := w.do("GET", "/docs?lang=zh-CN", "").want(200).Body
	en := w.do("GET", "/docs", "", "Accept-Language: en-GB,en;q=0.9").want(200).Body
	for _, page := range []string{zh, en} {
		for _, foreign := range []string{"https://", "<script", "@import", "docs.title", "ZgotmplZ"} {
			if strings.Contains(page, foreign) {
				t.Errorf("the page contains %s", foreign)
			}
		}
		for _, want := range []string{`id="report-order"`, `id="order.refund_exceeds_purchase"`, `href="#type-TierLadder"`, "/api/v1/members/{id}/reveal"} {
			if !strings.Contains(page, want) {
				t.Errorf("the page lacks %s", want)
			}
		}
	}
	if !strings.Contains(zh, "上报订单") || !strings.Contains(zh, "收银系统单号") || !strings.Contains(en, "Report an order") || strings.Contains(en, "上报订单") {
		t.Error("a page is not in its language")
	}
}

// TestContractInBothLanguages finds operations and fields that only one of the
// languages describes.
func TestContractInBothLanguages(t *testing.T) {
	t.Parallel()
	doc := api.Operations(api.Deps{}).OpenAPI()
	for path, item := range doc.Paths {
		for _, op := range operations(item) {
			if op.Summary == "" || op.Extensions["x-summary-zh-CN"] == "" || (op.Description != "") != (op.Extensions["x-description-zh-CN"] != nil) {
				t.Errorf("%s %s is not described in both languages", op.Method, path)
			}
			for _, p := range op.Parameters {
				if p.Description == "" || p.Extensions["x-description-zh-CN"] == nil {
					t.Errorf("%s %s: parameter %s is not described in both languages", op.Method, path, p.Name)
				}
			}
		}
	}
	for name, schema := range doc.Components.Schemas.Map() {
		for field, p := range schema.Properties {
			if (p.Description != "") != (p.Extensions["x-description-zh-CN"] != nil) {
				t.Errorf("%s.%s is described in one language only", name, field)
			}
		}
	}
}
