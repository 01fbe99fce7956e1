package org

import "testing"

func TestTheCountryOfAChoice(t *testing.T) {
	t.Parallel()
	for currency, want := range map[string]string{
		"GBP": "GB", "CNY": "CN", "JPY": "JP", "USD": "US", "HKD": "HK",
		"EUR": "CN", "XAF": "CN", "XXX": "CN", "": "CN", "pounds": "CN", // of no one country: as before
	} {
		if got := (Choice{Currency: currency}).country("CN"); got != want {
			t.Errorf("%q is at home in %s, want %s", currency, got, want)
		}
	}
	if got := (Choice{Currency: "EUR", Country: "FR"}).country("CN"); got != "FR" {
		t.Errorf("a country that is named becomes %s", got)
	}
}
