package duck

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"habitue/internal/platform/replica"
)

type memberID int64

func TestBothEnginesAnswerAlike(t *testing.T) {
	t.Parallel()
	s, r := copied(t)
	day := time.Date(2024, 1, 6, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		sql  string
		args []any
		into func() []any
	}{
		"whole_numbers": {`SELECT count(*), sum(amount)::bigint, max(no), max(hour), 7 / 2 FROM shop.sale`, nil,
			func() []any { return []any{new(int64), new(int64), new(int), new(int16), new(int64)} }},
		"ids_and_words": {`SELECT member_id, note FROM shop.sale WHERE id = 3`, nil,
			func() []any { return []any{new(memberID), new(string)} }},
		"what_is_missing": {`SELECT note, nos, NULL::bigint FROM shop.sale WHERE id = 5`, nil,
			func() []any { return []any{new(*string), new([]int64), new(*int64)} }},
		"lists": {`SELECT parts, nos FROM shop.sale WHERE id = 7`, nil,
			func() []any { return []any{new([]int64), new([]int64)} }},
		"times": {`SELECT "at", day, date_trunc('month', day)::date, "at" AT TIME ZONE 'Asia/Shanghai' FROM shop.sale WHERE id = 6`, nil,
			func() []any { return []any{new(time.Time), new(time.Time), new(time.Time), new(time.Time)} }},
		"fractions": {`SELECT avg(amount)::double precision, (sum(amount) / 3.0)::double precision FROM shop.sale`, nil,
			func() []any { return []any{new(float64), new(float64)} }},
		"sums_of_sums": {`SELECT sum(a) FROM (SELECT sum(amount) AS a FROM shop.sale GROUP BY hour) x`, nil,
			func() []any { return []any{new(int64)} }},
		"any_of_ids": {`SELECT count(*) FROM shop.sale WHERE id = ANY($1) AND member_id = ANY($2)`, []any{[]int64{1, 2, 3, 900}, []memberID{1}},
			func() []any { return []any{new(int64)} }},
		"any_of_words": {`SELECT count(*) FROM shop.sale WHERE note = ANY($1)`, []any{[]string{"编号 3", "编号 6"}},
			func() []any { return []any{new(int64)} }},
		"any_of_none": {`SELECT count(*) FROM shop.sale WHERE id = ANY($1)`, []any{[]int64{}},
			func() []any { return []any{new(int64)} }},
		"any_of_nothing": {`SELECT count(*) FROM shop.sale WHERE id = ANY($1::bigint[])`, []any{[]int64(nil)},
			func() []any { return []any{new(int64)} }},
		"days": {`SELECT count(*) FROM shop.sale WHERE day >= $1::date AND day < $2::date`, []any{day, day.AddDate(0, 0, 5)},
			func() []any { return []any{new(int64)} }},
		"instants": {`SELECT count(*) FROM shop.sale WHERE "at" >= $1`, []any{day.Add(time.Hour)},
			func() []any { return []any{new(int64)} }},
		"the_same_parameter_twice": {`SELECT count(*) FROM shop.sale WHERE id = $1 OR no = $1`, []any{int64(4)},
			func() []any { return []any{new(int64)} }},
		"missing_parameter": {`SELECT count(*) FROM shop.sale WHERE $1::bigint IS NULL OR id = $1`, []any{(*int64)(nil)},
			func() []any { return []any{new(int64)} }},
		"truth": {`SELECT bool_or(open), open FROM shop.sale WHERE id = 1 GROUP BY open`, nil,
			func() []any { return []any{new(bool), new(bool)} }},
		"missing_last_and_first": {`SELECT note FROM shop.sale WHERE id < 4 ORDER BY note DESC, id LIMIT 1`, nil,
			func() []any { return []any{new(*string)} }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got [2]string
			for i, a := range []replica.Analyst{replica.Postgres{DB: s.scans}, r} {
				list, err := replica.Collect(t.Context(), a, c.sql, c.args, func(rows replica.Rows) (string, error) {
					into := c.into()
					err := rows.Scan(into...)
					return shown(into), err
				})
				must(t, err)
				got[i] = fmt.Sprint(list)
			}
			if got[0] != got[1] || got[0] == "[]" {
				t.Errorf("PostgreSQL %s, replica %s", got[0], got[1])
			}
		})
	}
}

// shown tells what pointers point at.
func shown(into []any) string {
	text := ""
	for _, p := range into {
		switch v := p.(type) {
		case **string:
			if *v == nil {
				text += "none "
				continue
			}
			text += **v + " "
		case **int64:
			text += fmt.Sprint(*v == nil, " ")
		case *time.Time:
			text += v.Format(time.RFC3339Nano) + " "
		case *[]int64:
			text += fmt.Sprint(*v, *v == nil, " ")
		case *string:
			text += *v + " "
		case *int64:
			text += fmt.Sprint(*v, " ")
		case *int:
			text += fmt.Sprint(*v, " ")
		case *int16:
			text += fmt.Sprint(*v, " ")
		case *memberID:
			text += fmt.Sprint(*v, " ")
		case *float64:
			text += fmt.Sprintf("%.9g ", *v)
		case *bool:
			text += fmt.Sprint(*v, " ")
		default:
			panic("a kind of variable that the test does not show")
		}
	}
	return text
}

func TestWholeNumbersOfAnyVariableAreInt64(t *testing.T) {
	t.Parallel()
	_, r := copied(t)
	rows, err := r.Query(t.Context(), `SELECT max(no), sum(amount), max(hour), parts, 3.5 FROM shop.sale WHERE id = 7 GROUP BY parts`)
	must(t, err)
	defer rows.Close()
	if !rows.Next() {
		t.Fatal(rows.Err())
	}
	var no, sum, hour, parts, half any
	must(t, rows.Scan(&no, &sum, &hour, &parts, &half))
	if no != int64(7) || sum != int64(49) || hour != int64(7) || fmt.Sprintf("%T", parts) != "[]int64" || half != 3.5 {
		t.Errorf("%T %T %T %T %T", no, sum, hour, parts, half)
	}
}

func TestSumThatNoInt64HoldsIsRefused(t *testing.T) {
	t.Parallel()
	_, r := copied(t)
	rows, err := r.Query(t.Context(), `SELECT sum(9223372036854775807) FROM shop.sale`)
	must(t, err)
	defer rows.Close()
	var n int64
	if rows.Next(); rows.Scan(&n) == nil {
		t.Errorf("it came as %d", n)
	}
	var b *big.Int
	if err := rows.Scan(&b); err != nil || b.IsInt64() {
		t.Errorf("%v, %v", b, err)
	}
}

func TestNothingOutsideCanBeReached(t *testing.T) {
	t.Parallel()
	s, r := copied(t)
	secret := filepath.Join(t.TempDir(), "secret.csv")
	must(t, os.WriteFile(secret, []byte("a\n1\n"), 0o600))
	out := filepath.Join(s.dir, "out.csv")
	for _, sql := range []string{
		`SELECT * FROM read_csv('` + secret + `')`,
		`SELECT * FROM '` + secret + `'`,
		`SELECT content FROM read_text('` + secret + `')`,
		`SELECT * FROM glob('/etc/*')`,
		`COPY shop.sale TO '` + out + `'`,
		`ATTACH '` + filepath.Join(s.dir, "other.duckdb") + `' AS other`,
		`EXPORT DATABASE '` + s.dir + `'`,
		`INSTALL httpfs`, `LOAD httpfs`,
		`SET enable_external_access = true`, `SET memory_limit = '100GB'`, `SET temp_directory = '/tmp'`, `RESET memory_limit`,
		`PRAGMA enable_external_access`,
	} {
		rows, err := r.Query(t.Context(), sql)
		if err == nil {
			rows.Next()
			err = rows.Err()
			rows.Close()
		}
		if err == nil {
			t.Errorf("%s was done", sql)
		}
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("a file was written")
	}
	equal(t, r)
}

func TestQueryEndsWhenTheReplicaHasNoTime(t *testing.T) {
	t.Parallel()
	_, r := copied(t)
	ended := make(chan error)
	go func() {
		_, err := r.Query(t.Context(), `SELECT count(*) FROM range(100000000) a, range(100000000) b WHERE a.range * b.range % 7 = 3`)
		ended <- err
	}()
	r.engine.end()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
}

func TestReasonOfAFailureIsTold(t *testing.T) {
	t.Parallel()
	_, r := copied(t)
	rows, err := r.Query(t.Context(), `SELECT CASE WHEN range = 90000 THEN error('here it is') ELSE 'x' END FROM range(100000)`)
	if err == nil {
		for rows.Next() {
		}
		err = rows.Err()
		rows.Close()
	}
	if err == nil || !strings.Contains(err.Error(), "here it is") {
		t.Error(err)
	}
}

func TestQueryEndsWithItsAsker(t *testing.T) {
	t.Parallel()
	_, r := copied(t)
	ctx, cancel := context.WithCancel(t.Context())
	begun := make(chan struct{})
	ended := make(chan error)
	go func() {
		close(begun)
		_, err := replica.Collect(ctx, r, `SELECT count(*) FROM range(100000000) a, range(100000000) b WHERE a.range * b.range % 7 = 3`, nil,
			func(rows replica.Rows) (n int64, err error) { return n, rows.Scan(&n) })
		ended <- err
	}()
	<-begun
	if n := copies(t, r, "shop.sale"); n != 100 { // others are answered meanwhile
		t.Errorf("%d rows", n)
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
