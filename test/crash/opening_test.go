package crash_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"habitue/internal/platform/heavy"
)

// moved is a file of an earlier system's members, and what it comes to.
type moved struct {
	file, totals string
	rows         int
	points       int
}

// writeMoved makes a file that comes in several chunks. Everything in it differs from row
// to row, so that what came twice or not at all would show in a sum.
func writeMoved(t *testing.T, rows int) moved {
	t.Helper()
	m := moved{file: filepath.Join(t.TempDir(), "members.csv"), rows: rows}
	file, err := os.Create(m.file)
	must(t, err)
	out := bufio.NewWriter(file)
	fmt.Fprintln(out, "会员编号,手机号,姓名,注册时间,开卡门店,可用积分,积分到期日,成长值,会员等级")
	growth, gold := 0, 0
	for i := range rows {
		level := "普通"
		if i%7 == 0 {
			level = "金卡"
			gold++
		}
		m.points, growth = m.points+i%5000, growth+i%800
		fmt.Fprintf(out, "%d,139%08d,钱%d,2024-03-0%d,S%d,%d,2099-12-31,%d,%s\n", 10_000+i, i, i, i%9+1, i%5, i%5000, i%800, level)
	}
	must(t, out.Flush())
	must(t, file.Close())
	m.totals = filepath.Join(t.TempDir(), "totals.csv")
	must(t, os.WriteFile(m.totals, fmt.Appendf(nil, "members,%d\npoints,%d\ngrowth,%d\ntier:gold,%d\n", rows, m.points, growth, gold), 0o600))
	return m
}

// opened is what the commands say at their end.
type opened struct {
	Run     int64
	Already bool
	Applied struct{ Rows, Refused, Joined int64 }
	Parity  []struct {
		Of, Problem string
		Old, Here   int64
	}
}

// present counts what the opening left in the database: members, their identities (number,
// phone and the card they are given), rows on record, and points as entries and as balances.
func present(t *testing.T, dir string) string {
	t.Helper()
	return ask(t, dir, `
		SELECT 'members ' || (SELECT count(*) FROM member.member WHERE status = 'active') || ' claims ' || (SELECT count(*) FROM member.claim)
		|| ' opened ' || (SELECT count(*) FROM intake.opened) || ' chunks ' || (SELECT count(*) FROM intake.chunk)
		|| ' carried ' || (SELECT coalesce(-sum(e.amount), 0) FROM ledger.entry e WHERE e.account = 'carried' AND e.asset_id = 1)
		|| ' points ' || (SELECT coalesce(sum(balance), 0) FROM ledger.account WHERE asset_id = 1)
		|| ' runs ' || (SELECT string_agg(status, ',' ORDER BY id) FROM intake.run)`)
}

// A file of members is killed while it is read and again while it is applied, some chunks
// being in and one or two half done; the same command goes on each time. The end has every
// row once, and the earlier system's totals to the point. Taking it back is killed as well
// (make check).
func TestKilledOpeningIsTakenUpByTheSameCommand(t *testing.T) {
	t.Parallel()
	m := writeMoved(t, times(9_000, 60_000))
	dir, _ := madeDir(t)
	command := []string{"import", "members", m.file, "--totals", m.totals, "--data", dir, "--system", "old"}
	kill := func(at string, args ...string) {
		t.Helper()
		p := start(t, args...)
		if done := p.line(at); strings.ReplaceAll(done, ",", "") == fmt.Sprint(m.rows) {
			t.Errorf("it was not killed in the middle: %s", p.said())
		}
		p.kill()
	}
	kill(`Reading`, command...)
	for range times(1, 9) {
		kill(`Bringing members in ([\d,]+) /`, command...)
	}

	var o opened
	call(t, &o, append(command, "--json")...)
	if o.Already || o.Applied.Rows != int64(m.rows) || o.Applied.Joined != int64(m.rows) || o.Applied.Refused != 0 || len(o.Parity) != 4 {
		t.Errorf("%+v", o)
	}
	for _, line := range o.Parity {
		if line.Problem != "" || line.Old != line.Here {
			t.Errorf("%+v", line)
		}
	}
	want := fmt.Sprintf("members %d claims %d opened %d chunks 0 carried %d points %d runs done", m.rows, 3*m.rows, m.rows, m.points, m.points)
	if said := present(t, dir); said != want {
		t.Errorf("is  %s\nnot %s", said, want)
	}
	call(t, &o, append(command, "--json")...)
	if !o.Already {
		t.Error("the same file was brought in again")
	}

	if heavy.On() {
		undo := []string{"import", "undo", fmt.Sprint(o.Run), "--data", dir}
		for range 5 {
			kill(`Taking back ([\d,]+) /`, undo...)
		}
		call(t, nil, undo...)
		want = fmt.Sprintf("members 0 claims 0 opened %d chunks 0 carried 0 points 0 runs undone", m.rows)
		if said := present(t, dir); said != want {
			t.Errorf("is  %s\nnot %s", said, want)
		}
	}
	holds(t, dir)
}
