package intake_test

import (
	"bufio"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"habitue/internal/catalog"
	"habitue/internal/intake"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/id"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
	"habitue/internal/program"
	"habitue/internal/program/programtest"
	"habitue/internal/tier"
)

// What an import leaves behind, told by the file's own numbers.
var states = []string{
	`SELECT reference || ' ' || occurred_at || ' ' || paid_amount || ' ' || refunded_amount || ' ' || (member_id > 0) FROM orders.orders`,
	`SELECT o.reference || ' ' || l.no || ' ' || l.code || ' ' || l.quantity || ' ' || l.paid_amount || ' ' || l.refunded_quantity || ' ' || l.earns
		FROM orders.line l JOIN orders.orders o ON o.member_id = l.member_id AND o.id = l.order_id`,
	`SELECT r.reference || ' ' || l.no || ' ' || l.quantity || ' ' || l.amount || ' ' || coalesce(o.reference, '-') || ' ' || coalesce(l.line_no, 0)
		FROM orders.refund r JOIN orders.refund_line l ON l.member_id = r.member_id AND l.refund_id = r.id
		LEFT JOIN orders.orders o ON o.member_id = l.member_id AND o.id = l.order_id`,
	`SELECT o.reference || ' ' || e.level || ' ' || e.points || ' ' || e.growth || ' ' || e.line_points::text
		FROM program.earning e JOIN orders.orders o ON o.member_id = e.member_id AND o.id = e.order_id`,
	`SELECT r.reference || ' ' || t.points || ' ' || t.growth FROM program.taking t
		JOIN orders.refund r ON r.member_id = t.member_id AND r.id = t.refund_id`,
	`SELECT asset_id || ' ' || balance || ' ' || pending || ' ' || owed FROM ledger.account`,
	`SELECT from_level || ' ' || to_level || ' ' || cause || ' ' || effective_at FROM tier.change`,
	`SELECT count(*)::text FROM member.member`,
	`SELECT count(*)::text FROM member.claim`,
	`SELECT status || ' ' || applied || ' ' || total FROM intake.run`,
	`SELECT 'a chunk is left' FROM intake.chunk`,
}

// An import is killed like kill -9 while it reads and again while it applies,
// and the same call is made again each time: the end is that of an import that
// nobody disturbed.
func TestKilledImportEndsLikeAnUndisturbedOne(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "orders.csv")
	writeOrders(t, file, 60_000)
	quiet, disturbed := programtest.Open(t), programtest.Open(t)
	outcomes := map[*programtest.Shop]string{}
	for shop, kills := range map[*programtest.Shop][]string{
		quiet:     nil,
		disturbed: {"read", "link", "apply", "apply", "apply"},
	} {
		c := child{t: t, dsn: shop.DB.DSN, file: file, keys: filepath.Join(t.TempDir(), "keys"), folder: t.TempDir()}
		for _, at := range kills {
			c.run(at)
		}
		outcomes[shop] = c.run("")
	}
	if outcomes[quiet] != outcomes[disturbed] || !strings.Contains(outcomes[quiet], "Known:0 ") {
		t.Errorf("undisturbed %s\nkilled      %s", outcomes[quiet], outcomes[disturbed])
	}
	for _, query := range states {
		a, b := texts(t, quiet, query), texts(t, disturbed, query)
		if !slices.Equal(a, b) {
			t.Errorf("%d rows and %d rows of %s", len(a), len(b), query)
		}
	}
	proveBooks(t, disturbed)
}

// child imports in a process of its own.
type child struct {
	t                       *testing.T
	dsn, file, keys, folder string
}

// run lets the child import until it says something that begins with killAt,
// and kills it then; with "" it may finish, and its last words are returned.
func (c child) run(killAt string) (last string) {
	c.t.Helper()
	cmd := exec.CommandContext(c.t.Context(), os.Args[0], "-test.run=^TestImportInAProcessOfItsOwn$", "-test.v")
	cmd.Env = append(os.Environ(), "HABITUE_TEST_DSN="+c.dsn, "HABITUE_TEST_FILE="+c.file, "HABITUE_TEST_KEYS="+c.keys, "HABITUE_TEST_FOLDER="+c.folder)
	out, err := cmd.StdoutPipe()
	if err != nil {
		c.t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	killed := false
	for lines := bufio.NewScanner(out); lines.Scan(); {
		word, said := strings.CutPrefix(lines.Text(), "child: ")
		if !said {
			continue
		}
		if last = word; killAt != "" && !killed && strings.HasPrefix(word, killAt) {
			killed = true
			_ = cmd.Process.Kill()
		}
	}
	if err := cmd.Wait(); (err != nil) != killed {
		c.t.Fatalf("the child ended with %v, killed %v at %q, its last words %q", err, killed, killAt, last)
	}
	if killed == (killAt == "") {
		c.t.Fatalf("the child never said %q", killAt)
	}
	return last
}

// TestImportInAProcessOfItsOwn is the other half of TestKilledImportEndsLikeAnUndisturbedOne.
func TestImportInAProcessOfItsOwn(t *testing.T) {
	t.Parallel()
	dsn := os.Getenv("HABITUE_TEST_DSN")
	if dsn == "" {
		return
	}
	db, err := postgres.Open(t.Context(), dsn, postgres.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	keys, _, err := secret.LoadOrCreate(os.Getenv("HABITUE_TEST_KEYS"))
	if err != nil {
		t.Fatal(err)
	}
	say := func(words ...any) { fmt.Print("\nchild: ", fmt.Sprintln(words...)) }
	outcome, err := serviceOver(db, keys).Import(t.Context(), intake.ImportRequest{Request: intake.Request{
		File: os.Getenv("HABITUE_TEST_FILE"), Folder: os.Getenv("HABITUE_TEST_FOLDER"), Mapping: guessing(),
		Progress: func(p intake.Progress) { say(p.Phase, p.Done) },
	}})
	if err != nil {
		t.Fatal(err)
	}
	say(fmt.Sprintf("%+v", outcome.Applied))
}

// serviceOver builds the capabilities that an import needs, on a clock that stands.
func serviceOver(db *postgres.DB, keys *secret.Keys) *intake.Service {
	ids, now := id.New(db), clock.NewFake(afterRealFile)
	bus := notice.New(db, ids, now, slog.New(slog.DiscardHandler))
	d := intake.Deps{DB: db, IDs: ids, Clock: now, Org: org.New(org.Deps{IDs: ids, Clock: now})}
	d.Catalog = catalog.New(catalog.Deps{IDs: ids, Clock: now, Org: d.Org})
	d.Members = member.New(member.Deps{DB: db, IDs: ids, Clock: now, Keys: keys, Notices: bus, Org: d.Org})
	d.Orders = order.New(order.Deps{IDs: ids, Clock: now, Notices: bus, Org: d.Org, Catalog: d.Catalog, Members: d.Members})
	books := ledger.New(ledger.Deps{DB: db, IDs: ids, Clock: now, Notices: bus, Org: d.Org})
	tiers := tier.New(tier.Deps{DB: db, IDs: ids, Clock: now, Notices: bus, Org: d.Org, Members: d.Members, Orders: d.Orders})
	d.Program = program.New(program.Deps{
		DB: db, Clock: now, Notices: bus, Org: d.Org, Catalog: d.Catalog, Members: d.Members, Orders: d.Orders, Ledger: books, Tiers: tiers,
	})
	return intake.New(d)
}
