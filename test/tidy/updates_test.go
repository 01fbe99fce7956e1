package tidy

import (
	"regexp"
	"strings"
	"testing"

	"habitue/internal/platform/postgres/pgtest"
)

var (
	updates = regexp.MustCompile(`(?is)\bUPDATE\s+(?:ONLY\s+)?([a-z_]+\.[a-z_]+)\b.*?\bSET\b(.*)`)
	upserts = regexp.MustCompile(`(?is)\bINSERT\s+INTO\s+([a-z_]+\.[a-z_]+)\b.*?\bDO\s+UPDATE\s+SET\b(.*)`)
	deletes = regexp.MustCompile(`(?is)\b(?:DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?)\s+(?:ONLY\s+)?([a-z_]+\.[a-z_]+)\b`)
	setsXid = regexp.MustCompile(`(?i)\bxid\s*=\s*pg_catalog\.pg_current_xact_id\(\)|\bxid\s*=\s*pg_current_xact_id\(\)`)
	clocks  = regexp.MustCompile(`(?i)\b(now|clock_timestamp|statement_timestamp|transaction_timestamp)\(\)|\bcurrent_(timestamp|date|time)\b`)
)

// TestChangesOfMembersRowsAreSeen holds that the replica, which follows xid,
// sees every change, and that a change computes nothing that another shard
// would compute otherwise.
func TestChangesOfMembersRowsAreSeen(t *testing.T) {
	t.Parallel()
	kind := kinds(t, pgtest.New(t))
	seen := 0
	for _, s := range statements(t) {
		for _, pattern := range []*regexp.Regexp{updates, upserts} {
			for _, m := range pattern.FindAllStringSubmatch(s.sql, -1) {
				table := strings.ToLower(m[1])
				if kind[table] != "member" || withoutXid[table] != "" {
					continue
				}
				seen++
				if !setsXid.MatchString(m[2]) {
					t.Errorf("%s: this changes rows of %s and does not set xid = pg_current_xact_id(); the replica would not see it", s.at, table)
				}
				if clocks.MatchString(m[2]) {
					t.Errorf("%s: this change of %s asks PostgreSQL for the time; pass it as a parameter", s.at, table)
				}
			}
		}
		for _, m := range deletes.FindAllStringSubmatch(s.sql, -1) {
			if table := strings.ToLower(m[1]); kind[table] == "member" && withoutXid[table] == "" {
				t.Errorf("%s: this deletes rows of %s, which the replica cannot follow; end them by a column", s.at, table)
			}
		}
	}
	if seen < 4 {
		t.Errorf("only %d changes of members' rows were found in the source; this test no longer sees them", seen)
	}
}
