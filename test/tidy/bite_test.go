package tidy

import "testing"

// TestRulesBite shows each rule something wrong and something right: a rule
// that refuses nothing would be green for ever.
func TestRulesBite(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from, to string
		allowed  bool
	}{
		{"internal/order", "internal/member", true},
		{"internal/order", "internal/ledger", false},
		{"internal/order", "internal/order/internal/orderdb", true},
		{"internal/order", "internal/order/ordertest", false},
		{"internal/order", "internal/api/edge", false},
		{"internal/program/engine", "internal/platform/money", true},
		{"internal/platform/notice", "internal/order", false},
		{"internal/platform/postgres", "db", true},
		{"internal/api/pos", "internal/program", true},
		{"internal/api/pos", "internal/app", false},
		{"internal/app", "internal/insight", true},
		{"internal/app", "internal/sample", true},
		{"internal/program", "internal/sample", false},
		{"internal/sample", "internal/order", false},
		{"internal/sample/fill", "internal/order", true},
		{"cmd/habitue", "internal/app", true},
		{"cmd/habitue", "internal/platform/postgres/pgtest", false},
		{"db", "internal/platform/errs", false},
	} {
		if why := refuse(c.from, c.to); (why == "") != c.allowed {
			t.Errorf("%s imports %s: the rule says %q", c.from, c.to, why)
		}
	}
	for _, c := range []struct {
		from, to, columns string
		allowed           bool
	}{
		{"member", "member", "member_id>member_id posting_id>id", true},
		{"member", "member", "merged_into>member_id", false},
		{"member", "reference", "asset_id>id", true},
		{"reference", "member", "owner>member_id", false},
		{"local", "member", "member_id>member_id", false},
		{"keyed", "member", "member_id>member_id", false},
		{"local", "local", "run_id>id", true},
	} {
		if why := refuseKey(c.from, c.to, c.columns); (why == "") != c.allowed {
			t.Errorf("%s rows point at %s rows by %s: the rule says %q", c.from, c.to, c.columns, why)
		}
	}
	for sql, table := range map[string]string{
		"UPDATE ledger.lot SET remaining = $1 WHERE id = $2":                                "ledger.lot",
		"INSERT INTO tier.standing (a) VALUES (1)\nON CONFLICT (a) DO UPDATE SET b = now()": "tier.standing",
	} {
		m := updates.FindStringSubmatch(sql)
		if m == nil {
			m = upserts.FindStringSubmatch(sql)
		}
		if m == nil || m[1] != table || setsXid.MatchString(m[2]) {
			t.Errorf("%q: the rule reads it as %q", sql, m)
		}
	}
	if owns("internal/api/admin", "ledger") || !owns("internal/order/internal/orderdb", "orders") || owns("internal/orders", "orders") {
		t.Error("a folder beside the owner's passes for the owner")
	}
}
