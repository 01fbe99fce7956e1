package log_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"habitue/internal/platform/log"
)

func TestMask(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"mail to wang.xiao-ming+shop@example.com.cn failed": "mail to (e-mail) failed",
		"phone 13812345678":               "phone (phone)",
		"phone=138 1234 5678, again":      "phone=(phone), again",
		"+86 138-1234-5678":               "(phone)",
		"call +441632960960 now":          "call (phone) now",
		"电话：13812345678。":                 "电话：(phone)。",
		"postgres://u:hunter2@db/habitue": "postgres://u:(hidden)@db/habitue",
		// What is no personal data stays readable.
		"SH01-20260912-000183":           "SH01-20260912-000183",
		"member 73014444033":             "member 73014444033",
		"2026-09-12T04:20:00.123456789Z": "2026-09-12T04:20:00.123456789Z",
		"order 1381234567890123":         "order 1381234567890123",
		"GET /api/v1/members":            "GET /api/v1/members",
		"took 1.2s, 15900 rows":          "took 1.2s, 15900 rows",
	} {
		if got := log.Mask(text); got != want {
			t.Errorf("%q\n got %q\nwant %q", text, got, want)
		}
	}
}

func TestNoPersonalDataReachesTheLog(t *testing.T) {
	t.Parallel()
	type row struct{ Phone, Mail string }
	for _, format := range []string{"json", "text"} {
		t.Run(format, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			l := log.New(&out, log.Options{Level: "debug", Format: format})
			l.With("who", "a@example.com").WithGroup("g").Info("joined with 13812345678",
				"error", errors.New("duplicate +8613812345678"),
				"row", row{"13812345678", "a@example.com"},
				slog.Group("inner", "list", []string{"13812345678"}),
				"phone", "0755-1234", "password", "hunter2", "member_id", 13812345678)
			text := out.String()
			for _, leak := range []string{"example.com", "1381234567\"", "hunter2", "0755", "+86"} {
				if strings.Contains(text, leak) {
					t.Errorf("%s got out: %s", leak, text)
				}
			}
			if strings.Count(text, "13812345678") != 1 {
				t.Errorf("only the id may stand there: %s", text)
			}
		})
	}
}

func TestFormatAndLevel(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	l := log.New(&out, log.Options{Level: "warn"})
	l.Info("unheard")
	l.Warn("heard", "job", "ledger.settle_due")
	var line map[string]any
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		t.Fatalf("a pipe gets no JSON: %s", out.String())
	}
	if line["msg"] != "heard" || line["job"] != "ledger.settle_due" {
		t.Fatalf("%v", line)
	}
	if log.New(&out, log.Options{Level: "nonsense"}).Enabled(context.Background(), slog.LevelDebug) {
		t.Error("an unknown level is not taken as info")
	}
	f, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if log.Terminal(f) || log.Terminal(&out) {
		t.Error("a file or a buffer is taken for a terminal")
	}
}
