package ledger

import (
	"strings"
	"testing"
	"time"

	"habitue/internal/platform/postgres/pgtest"
)

// A member with ten thousand lots among many who have two: what is due of him is
// found without looking through what he has.
func TestALaneFindsWhatIsDueWithoutLookingThroughAll(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	owner := db.Owner(t)
	for _, sql := range []string{
		`INSERT INTO ledger.lot (member_id, id, asset_id, posting_id, amount, remaining, matured, matures_at, expires_at, credited_at)
		 SELECT CASE WHEN n <= 10000 THEN 1 ELSE n / 2 END, n, 1, n, 10, 10, n % 100 > 0, '2026-01-01Z', '2028-01-01Z', '2025-12-01Z'
		 FROM generate_series(1, 40000) n`,
		`UPDATE ledger.lot SET expires_at = '2026-01-02Z' WHERE id = 7`,
		`ANALYZE ledger.lot`,
	} {
		if _, err := owner.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	conn, err := db.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	if _, err := conn.Exec(t.Context(), laneSettings); err != nil {
		t.Fatal(err)
	}
	// As a statement that is prepared, so that the plan is a lane's: one for all.
	if _, err := conn.Exec(t.Context(), `PREPARE due (bigint[], smallint[], timestamptz) AS `+selectDue); err != nil {
		t.Fatal(err)
	}
	rows, err := conn.Query(t.Context(), `EXPLAIN EXECUTE due ('{1}', '{1,2}', '2026-06-01Z')`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var plan strings.Builder
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			t.Fatal(err)
		}
		plan.WriteString(line + "\n")
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
	for _, index := range []string{"lot_live", "lot_pending"} {
		if !strings.Contains(plan.String(), "using "+index+" ") {
			t.Errorf("%s does not serve:\n%s", index, plan.String())
		}
	}
	rows.Close()

	var due int
	if err := conn.QueryRow(t.Context(), `SELECT count(*) FROM (`+selectDue+`) due`, []int64{1}, []int16{1, 2},
		time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)).Scan(&due); err != nil {
		t.Fatal(err)
	}
	if due != 101 { // one that ends, a hundred that mature
		t.Errorf("%d lots are due, not 101", due)
	}
}
