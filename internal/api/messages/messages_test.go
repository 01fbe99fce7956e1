package messages_test

import (
	"slices"
	"testing"

	"habitue/internal/api/messages"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
)

func TestLanguageOf(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]messages.Language{
		"": messages.Chinese, "fr": messages.Chinese, "*": messages.Chinese,
		"en": messages.English, "EN-gb": messages.English, "zh-TW": messages.Chinese,
		"fr, en;q=0.5, zh;q=0.4": messages.English, "en;q=0.5, zh;q=0.8": messages.Chinese,
		"en;q=0, zh;q=0": messages.Chinese, "en;q=x": messages.Chinese, "en;q=2": messages.Chinese,
		"english": messages.Chinese, "en, zh": messages.English,
	} {
		if got := messages.LanguageOf(header); got != want {
			t.Errorf("%q reads %s, want %s", header, got, want)
		}
	}
}

func FuzzLanguageOf(f *testing.F) {
	f.Add("en;q=0.5, zh;q=0.8,,;q=")
	f.Fuzz(func(t *testing.T, header string) {
		if got := messages.LanguageOf(header); !slices.Contains(messages.Languages, got) {
			t.Fatalf("%q reads %q", header, got)
		}
	})
}

func TestText(t *testing.T) {
	t.Parallel()
	got := messages.Text(messages.English, "http.rate_limited", errs.Params("retry_s", 3)...)
	if got != "Too many attempts; try again in 3 seconds." {
		t.Error(got)
	}
	if got := messages.Text(messages.English, "no.such_code"); got != "no.such_code" {
		t.Error(got)
	}
}

func TestFigures(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ got, want string }{
		{messages.Money(123456789, "CNY"), "¥1,234,567.89"}, {messages.Money(5, "CNY"), "¥0.05"}, {messages.Money(-100000, "GBP"), "−£1,000.00"},
		{messages.Money(1200, "JPY"), "JP¥1,200"}, {messages.Money(1500, "KWD"), "KWD 1.500"}, {messages.Money(-1<<63, "CNY"), "−¥92,233,720,368,547,758.08"},
		{messages.Number(-1234567), "−1,234,567"}, {messages.Number(999), "999"},
		{messages.Rate(money.One), "1"}, {messages.Rate(15000), "1.5"}, {messages.Rate(12345), "1.2345"},
	} {
		if c.got != c.want {
			t.Errorf("%s, want %s", c.got, c.want)
		}
	}
}
