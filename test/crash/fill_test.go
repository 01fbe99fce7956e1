package crash_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/bench"
	"habitue/internal/platform/pgserver"
	"habitue/internal/sample"
)

// An import is killed while it applies, and the same command ends like one that
// nobody disturbed.
func TestKilledImportIsTakenUpByTheSameCommand(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "orders.csv")
	writeOrders(t, file)
	quiet, _ := madeDir(t)
	disturbed, _ := madeDir(t)
	call(t, nil, "import", "orders", file, "--data", quiet, "--json")
	for kill := range times(1, 8) {
		p := start(t, "import", "orders", file, "--data", disturbed)
		if _, applying := p.lineOrEnd(`Applying orders`); !applying {
			// What was killed before had left nothing to apply but its last word.
			if code := p.wait(); code != 0 || kill == 0 {
				t.Fatalf("run %d ended by itself, exit %d:\n%s", kill+1, code, p.said())
			}
			break
		}
		p.kill()
	}
	call(t, nil, "import", "orders", file, "--data", disturbed, "--json")
	holds(t, disturbed)
	if a, b := picture(t, quiet), picture(t, disturbed); a != b {
		t.Errorf("undisturbed %s\nkilled      %s", a, b)
	}
}

func TestInterruptedImportSaysSoAndLeavesNothingRunning(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "orders.csv")
	writeOrders(t, file)
	dir, _ := madeDir(t)
	p := start(t, "import", "orders", file, "--data", dir)
	p.line(`Applying orders`)
	p.signal(syscall.SIGINT)
	if code := p.wait(); code != 1 {
		t.Errorf("exit %d:\n%s", code, p.said())
	}
	p.line(`Interrupted\.`)
	if pid := postmaster(t, dir); pid != 0 {
		t.Errorf("PostgreSQL %d is still there", pid)
	}
}

func TestKilledDemoIsFilledByTheNextStart(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	args := []string{"demo", "--small", "--json", "--data", dir, "--listen", "127.0.0.1:0"}
	for range times(1, 5) {
		p := start(t, args...)
		p.line(`Sample retailer`)
		p.kill()
	}
	p := start(t, args...)
	p.line(`"address": "(.*)"`)
	p.line(`^}$`)
	p.stop()
	holds(t, dir)
	if got := ask(t, dir, `SELECT count(*)::text FROM orders.orders`); got != "3000" {
		t.Errorf("%s orders, want 3000", got)
	}
}

// writeOrders makes a file that takes some seconds to apply.
func writeOrders(t *testing.T, path string) {
	t.Helper()
	c := sample.Small(time.Date(2026, 9, 1, 0, 0, 0, 0, sample.Shanghai()))
	c.Members, c.Orders = c.Members*3, c.Orders*3
	file, err := os.Create(path)
	must(t, err)
	defer file.Close()
	_, err = bench.WriteOrders(file, sample.New(c), 0)
	must(t, err)
}

// picture is what an import leaves behind, told by the file's own numbers.
func picture(t *testing.T, dir string) string {
	t.Helper()
	return ask(t, dir, `
		SELECT (SELECT count(*) || ':' || md5(string_agg(reference || paid_amount || refunded_amount || occurred_at, ',' ORDER BY reference)) FROM orders.orders)
		|| ' ' || (SELECT count(*) || ':' || md5(string_agg(reference || occurred_at, ',' ORDER BY reference)) FROM orders.refund)
		|| ' ' || (SELECT count(*) || ':' || md5(string_agg(o.reference || e.level || e.points || e.growth, ',' ORDER BY o.reference))
			FROM program.earning e JOIN orders.orders o ON o.member_id = e.member_id AND o.id = e.order_id)
		|| ' ' || (SELECT md5(string_agg(balance || ',' || pending || ',' || owed, ',' ORDER BY asset_id, balance, pending, owed)) FROM ledger.account)
		|| ' ' || (SELECT count(*) FROM member.member)`)
}

// ask reads one text from the database of a folder that nobody serves.
func ask(t *testing.T, dir, sql string) (text string) {
	t.Helper()
	server, err := pgserver.Start(t.Context(), pgserver.Options{DataDir: dir, BinDir: binaries()})
	must(t, err)
	defer func() { must(t, server.Stop(context.Background())) }()
	conn, err := pgx.Connect(t.Context(), server.DSN())
	must(t, err)
	defer conn.Close(context.Background())
	must(t, conn.QueryRow(t.Context(), sql).Scan(&text))
	return text
}

// binaries is the folder that environment gives to the program.
func binaries() string {
	for _, pair := range environment() {
		if dir, ok := strings.CutPrefix(pair, "HABITUE_PG_BIN="); ok {
			return dir
		}
	}
	return ""
}
