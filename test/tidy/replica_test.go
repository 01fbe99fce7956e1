package tidy

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"habitue/internal/catalog"
	"habitue/internal/checkout"
	"habitue/internal/coupon"
	"habitue/internal/ledger"
	"habitue/internal/member"
	orders "habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/payment"
	"habitue/internal/platform/postgres/pgtest"
	"habitue/internal/platform/replica"
	"habitue/internal/prepaid"
	"habitue/internal/profile"
	"habitue/internal/program"
	"habitue/internal/tier"
)

// replicated is what each capability lets analysis read.
var replicated = map[string]func() []replica.Table{
	"org": org.Replicated, "catalog": catalog.Replicated, "member": member.Replicated, "order": orders.Replicated,
	"ledger": ledger.Replicated, "tier": tier.Replicated, "coupon": coupon.Replicated, "program": program.Replicated,
	"payment": payment.Replicated, "prepaid": prepaid.Replicated, "checkout": checkout.Replicated, "profile": profile.Replicated,
}

// notReplicated are tables of members that analysis cannot read, and why.
var notReplicated = map[string]string{
	"member.identity":    "its key is a blind index of the phone or card",
	"member.tag_change":  "who put a tag by hand and why is a matter of oversight; what holds are labels, which are copied",
	"event.event":        "whole months of it are dropped, which the copy cannot follow; nobody asks it of many yet",
	"member.restriction": "whose data may not be used is asked as it stands this moment, of all things",
	"privacy.request":    "what members ask for by right is no matter of analysis",
	"orders.late_entry":  "who attached a receipt and why is a matter of oversight, which is read as it stands this moment",
	"prepaid.card":       "out of what a member's stored value is drawn is asked of the card that is before the till",
	"ledger.hold":        "it lives for minutes; what came of it are postings",
	"ledger.hold_lot":    "as its hold",
	"member.erasure":     "members say that they were erased; who did it and when is a matter of oversight",
	"member.merge":       "members say into whom they were merged; who decided it and why is a matter of oversight",
	"ledger.merge":       "members say who became one with whom; these rows are for putting value back",
	"ledger.adjustment":  "who adjusted what by hand and why is a matter of oversight, which is read as it stands; what came of it are postings",
	"coupon.change":      "the time line of one coupon; the coupon has the instants that are counted",
	"tier.carried":       "what it led to are changes of tiers, which are copied",
	"ledger.extension":   "the lot has the end that it gave it",
}

// TestEveryTableOfMembersIsReplicated holds that what is new in the database can
// be analysed, or that somebody said why not.
func TestEveryTableOfMembersIsReplicated(t *testing.T) {
	t.Parallel()
	is := map[string]bool{}
	for _, declare := range replicated {
		for _, table := range declare() {
			is[table.Name] = true
		}
	}
	kind := kinds(t, pgtest.New(t))
	for table, class := range kind {
		reason, excused := notReplicated[table]
		switch {
		case is[table] && (class == "vault" || class == "keyed" || class == "local"):
			t.Errorf("table %s is of class %s, which never leaves PostgreSQL", table, class)
		case class == "member" && is[table] == excused:
			t.Errorf("table %s: its owner declares it in Replicated(), or it stands in notReplicated with the reason, and not both", table)
		case excused && reason == "":
			t.Errorf("table %s is excused without a reason", table)
		}
	}
	for table := range notReplicated {
		if kind[table] != "member" {
			t.Errorf("the exception for %s has no table", table)
		}
	}
}

// TestEveryOwnerIsAsked holds that what is declared is also copied.
func TestEveryOwnerIsAsked(t *testing.T) {
	t.Parallel()
	wiring := read(t, "internal/app/wiring.go")
	for _, word := range capabilities(t) {
		text, err := os.ReadFile(filepath.Join(root(t), "internal", word, "replica.go"))
		declares := err == nil && strings.Contains(string(text), "func Replicated()")
		if declares != (replicated[word] != nil) {
			t.Errorf("internal/%s/replica.go and the list of this test differ", word)
		}
		if declares && !strings.Contains(wiring, word+".Replicated()") {
			t.Errorf("internal/app/wiring.go does not ask %s for its tables", word)
		}
	}
}

// TestReplicatedTablesAreAsDeclared compares declarations with the catalogue.
func TestReplicatedTablesAreAsDeclared(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	blank := erasables(t, db)
	for word, declare := range replicated {
		for _, table := range declare() {
			schema, _, _ := strings.Cut(table.Name, ".")
			if !owns("internal/"+word, schema) {
				t.Errorf("%s declares %s, which is not its own", word, table.Name)
			}
			key := lines(t, db, `SELECT a.attname FROM pg_index i CROSS JOIN unnest(i.indkey) WITH ORDINALITY k (att, no)
				JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.att
				WHERE i.indrelid = $1::regclass AND i.indisprimary ORDER BY k.no`, table.Name)
			if !slices.Equal(key, table.Key) {
				t.Errorf("table %s: the key is %v, declared is %v", table.Name, key, table.Key)
			}
			names := map[string]bool{}
			for _, c := range table.Columns {
				want := string(c.Type) + map[bool]string{false: " not null", true: ""}[c.Null]
				is := lines(t, db, `SELECT CASE format_type(atttypid, NULL) WHEN 'timestamp with time zone' THEN 'timestamptz'
					ELSE format_type(atttypid, NULL) END || CASE WHEN attnotnull THEN ' not null' ELSE '' END
					FROM pg_attribute WHERE attrelid = $1::regclass AND attname = $2`, table.Name, c.Name)
				if len(is) != 1 || is[0] != want {
					t.Errorf("table %s: column %s is %v, declared is %s", table.Name, c.Name, is, want)
				}
				names[c.Name] = true
			}
			if table.Sorted != "" && !names[table.Sorted] || slices.ContainsFunc(key, func(k string) bool { return !names[k] }) {
				t.Errorf("table %s: what it is sorted and found by is copied too", table.Name)
			}
			checkWith(t, table, declare())
			checkChange(t, table, kinds(t, db)[table.Name], blank[table.Name])
		}
	}
}

// checkWith holds that what is written with another table's rows is found by them:
// by the whole key, or of rows that are written again at least by the member.
func checkWith(t *testing.T, table replica.Table, all []replica.Table) {
	t.Helper()
	if table.With == nil {
		return
	}
	i := slices.IndexFunc(all, func(o replica.Table) bool { return o.Name == table.With.Table })
	if i < 0 || all[i].With != nil || all[i].Change != replica.Appended {
		t.Errorf("table %s is written with %s, which its owner must declare as one whose rows appear", table.Name, table.With.Table)
		return
	}
	if n := len(table.With.Ours); n == 0 || n > len(table.Key) || !slices.Equal(table.With.Ours, table.Key[:n]) ||
		!slices.Equal(table.With.Theirs, all[i].Key[:n]) || table.Change == replica.Appended && n != len(all[i].Key) {
		t.Errorf("table %s is written with %s: their keys begin alike, and rows that only appear have the whole key", table.Name, table.With.Table)
	}
}

// checkChange holds that changes are found in the way that is declared.
func checkChange(t *testing.T, table replica.Table, class string, erasable []string) {
	t.Helper()
	if (table.Change == replica.Whole) != (class == "reference") {
		t.Errorf("table %s is of class %s: reference tables are copied whole, others by their transactions", table.Name, class)
	}
	changed := false
	for _, s := range statements(t) {
		for _, m := range updates.FindAllStringSubmatch(s.sql, -1) {
			if strings.ToLower(m[1]) != table.Name {
				continue
			}
			changed = changed || !blanks(m[2], erasable)
			set, _, _ := strings.Cut(m[2], "WHERE")
			if table.Sorted != "" && regexp.MustCompile(`\b`+table.Sorted+`\s*=`).MatchString(set) {
				t.Errorf("%s: this sets %s, by which the replica finds rows of %s; it must never change", s.at, table.Sorted, table.Name)
			}
		}
	}
	if changed && table.Change == replica.Appended {
		t.Errorf("table %s is changed, and declared as if rows only appeared", table.Name)
	}
}
