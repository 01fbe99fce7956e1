package intake_test

import (
	"context"
	"errors"
	"os"
	"slices"
	"testing"
	"time"

	"habitue/internal/intake"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/check"
	"habitue/internal/platform/postgres"
	"habitue/internal/program"
	"habitue/internal/program/programtest"
	"habitue/internal/tier"
)

// afterMarch is when most of these imports happen.
const afterMarch = "2026-04-01 10:00"

func service(s *programtest.Shop) *intake.Service {
	return intake.New(intake.Deps{
		DB: s.DB.DB, IDs: s.IDs, Clock: s.Clock, Org: s.Org, Catalog: s.Catalog, Members: s.Members, Orders: s.Orders, Program: s.Program,
	})
}

// importing is a request to import a file as it stands here.
func importing(t *testing.T, m intake.Mapping, file string) intake.ImportRequest {
	t.Helper()
	r := request(t, m, file)
	r.Now, r.MaxBad = time.Time{}, 0
	return intake.ImportRequest{Request: r, Principal: "test"}
}

func count(t *testing.T, s *programtest.Shop, query string) (n int64) {
	t.Helper()
	if err := s.DB.Owner(t).QueryRow(t.Context(), query).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// counts is everything an import may write.
const counts = `SELECT (SELECT count(*) FROM orders.orders) + (SELECT count(*) FROM orders.line) + (SELECT count(*) FROM orders.refund)
	+ (SELECT count(*) FROM member.member) + (SELECT count(*) FROM ledger.entry) + (SELECT count(*) FROM catalog.article)
	+ (SELECT count(*) FROM program.earning)`

func TestRealFileBecomesMembersWithPoints(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	shop.Clock.Set(time.Date(2011, 9, 10, 8, 0, 0, 0, time.UTC))
	mapping, err := intake.Preset("online-retail")
	if err != nil {
		t.Fatal(err)
	}
	r := intake.ImportRequest{Request: intake.Request{File: realFile, Folder: t.TempDir(), Mapping: mapping}, Principal: "test"}
	began := time.Now()
	first, err := service(shop).Import(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%.0f lines/s", float64(first.Plan.Rows.Read)/time.Since(began).Seconds())
	want := intake.Applied{Lines: first.Applied.Lines, Orders: 13_513, Refunds: 2_624, Joined: 3_412, Points: first.Applied.Points, Growth: first.Applied.Growth}
	if first.Applied != want || first.Applied.Points == 0 {
		t.Fatalf("applied %+v, want %+v", first.Applied, want)
	}
	if n := count(t, shop, "SELECT count(*) FROM orders.orders WHERE member_id < 0"); n != first.Plan.Orders.WithoutCustomer {
		t.Fatalf("%d orders without a member, want %d", n, first.Plan.Orders.WithoutCustomer)
	}
	linked := "SELECT count(*) FROM orders.refund_line WHERE order_id IS NOT NULL"
	if n := count(t, shop, linked); n < first.Plan.Links.Linked {
		t.Fatalf("%d pieces of refunds are linked, the plan has %d rows", n, first.Plan.Links.Linked)
	}
	proveBooks(t, shop)
	before := count(t, shop, counts)

	again, err := service(shop).Import(t.Context(), r)
	if err != nil || !again.Already || again.Run != first.Run || again.Applied != first.Applied {
		t.Fatalf("the same file again: %v %+v", err, again.Applied)
	}
	r.MaxBad = 20 // read in another way: a run of its own
	other, err := service(shop).Import(t.Context(), r)
	if err != nil || other.Run == first.Run || other.Applied.Known != 13_513+2_624 || other.Applied.Orders != 0 || other.Applied.Joined != 0 {
		t.Fatalf("the same orders in another run: %v %+v", err, other.Applied)
	}
	if after := count(t, shop, counts); after != before {
		t.Fatalf("%d rows became %d", before, after)
	}
	if left, err := os.ReadDir(r.Folder); err != nil || len(left) > 0 {
		t.Fatalf("left in the folder of runs: %v (%v)", left, err)
	}
}

func TestImportedOrdersEarnAndRefundsTakeBack(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	shop.Now(afterMarch)
	if _, err := service(shop).Import(t.Context(), importing(t, guessing(), "单号,单据类型,时间,会员手机号,门店,商品编码,商品名称,分类,数量,单价,支付方式\n"+
		"1,销售,2026-03-01 10:00,13800138000,S1,T1,西湖龙井,茶叶,2,50,微信\n"+
		"1,销售,2026-03-01 10:00,13800138000,S1,CUP,杯子,器具,1.5,20,微信\n"+
		"2,退货,2026-03-02 10:00,13800138000,S1,T1,西湖龙井,茶叶,1,50,\n"+
		"3,销售,2026-03-05 10:00,,S2,T1,西湖龙井,茶叶,1,50,现金\n")); err != nil {
		t.Fatal(err)
	}
	wang, err := shop.Members.Resolve(t.Context(), shop.DB.DB, member.Phone, "13800138000")
	if err != nil {
		t.Fatal(err)
	}
	shop.Want(wang, ledger.Points, programtest.Balance{Available: 80})
	if n := count(t, shop, "SELECT count(*) FROM orders.orders o JOIN org.store s ON s.id = o.store_id WHERE s.code IN ('S1', 'S2')"); n != 2 {
		t.Fatalf("%d orders in their stores", n)
	}
	if n := count(t, shop, "SELECT quantity FROM orders.line WHERE code = 'CUP' AND scale = 3"); n != 1500 {
		t.Fatalf("one and a half cups are kept as %d", n)
	}
	shop.Check()
}

// The file of April returns what the file of March sold.
func TestRefundsOfALaterFileFindTheOrdersOfAnEarlierOne(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	shop.Now(afterMarch)
	head := "单号,单据类型,时间,会员号,商品编码,数量,金额\n"
	for _, file := range []string{
		"1,销售,2026-03-01 10:00,a,T1,2,100\n2,销售,2026-03-03 10:00,a,T1,1,60\n",
		"3,退货,2026-03-20 10:00,a,T1,1,50\n",
		"4,退货,2026-03-21 10:00,a,T1,2,100\n", // one piece at 50 is left
	} {
		if _, err := service(shop).Import(t.Context(), importing(t, guessing(), head+file)); err != nil {
			t.Fatal(err)
		}
	}
	got := texts(t, shop, `SELECT r.reference || ' ' || coalesce(o.reference, '-') || ' ' || l.quantity || ' ' || l.amount FROM orders.refund r
		JOIN orders.refund_line l ON l.member_id = r.member_id AND l.refund_id = r.id
		LEFT JOIN orders.orders o ON o.member_id = l.member_id AND o.id = l.order_id`)
	want := []string{"3 1 1 50", "4 1 1 50", "4 2 1 50"}
	for i := range want {
		want[i] += "00"
	}
	if !slices.Equal(got, want) {
		t.Fatalf("refunds %v, want %v", got, want)
	}
	shop.Check()
}

// A file that comes after a merge and names the one who became another by what he brought
// is kept as his: it earns for both while they are one, and goes back with him. A refund of
// it returns what he bought before.
func TestAFileAfterAMergeIsKeptUnderWhoItNames(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	shop.Now(afterMarch)
	shop.Members.Follow(shop.Orders.Follower(), shop.Ledger.Follower(), shop.Tiers.Follower())
	head := "单号,单据类型,时间,会员手机号,商品编码,数量,金额\n"
	bring := func(rows string) {
		t.Helper()
		if _, err := service(shop).Import(t.Context(), importing(t, guessing(), head+rows)); err != nil {
			t.Fatal(err)
		}
	}
	bring("1,销售,2026-03-01 10:00,13800138000,T1,2,100\n2,销售,2026-03-01 10:00,13800138001,T1,1,40\n")
	who := func(phone string) member.ID {
		t.Helper()
		m, err := shop.Members.Resolve(t.Context(), shop.DB.DB, member.Phone, phone)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	old, kept := who("13800138000"), who("13800138001")
	var m member.Merge
	shop.Tx(func(ctx context.Context, tx postgres.Tx) (err error) {
		m, err = shop.Members.Merge(ctx, tx, kept, old, "one person", 1)
		return err
	})
	bring("3,销售,2026-03-02 10:00,13800138000,T1,1,30\n4,退货,2026-03-03 10:00,13800138000,T1,1,50\n5,销售,2026-03-02 10:00,13800138001,T1,1,7\n")
	shop.Want(kept, ledger.Points, programtest.Balance{Available: 100 + 40 + 30 - 50 + 7})
	shop.Want(old, ledger.Points, programtest.Balance{})
	if n := count(t, shop, `SELECT count(*) FROM orders.refund_line WHERE order_id IS NOT NULL`); n != 1 {
		t.Errorf("%d lines are known to return something", n)
	}
	shop.Tx(func(ctx context.Context, tx postgres.Tx) error {
		_, err := shop.Members.Unmerge(ctx, tx, m.ID, "two people", 1)
		return err
	})
	shop.Want(old, ledger.Points, programtest.Balance{Available: 100 + 30 - 50})
	shop.Want(kept, ledger.Points, programtest.Balance{Available: 40 + 7})
	shop.Check()
}

func TestARefusedFileIsOnRecordAndChangesNothing(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	shop.Now(afterMarch)
	s := service(shop)
	r := importing(t, guessing(), "order,time,price\n1,never,10\n")
	before := count(t, shop, counts)
	outcome, err := s.Import(t.Context(), r)
	if !errors.Is(err, intake.ErrTooManyBad) || outcome.Plan.ErrorFile == "" {
		t.Fatalf("%v %+v", err, outcome)
	}
	run, err := s.Get(t.Context(), shop.DB.DB, outcome.Run)
	if err != nil || run.Status != intake.Refused || run.Outcome.Problem.Code != "intake.too_many_bad_rows" || run.FinishedAt.IsZero() {
		t.Fatalf("%v %+v", err, run)
	}
	if after := count(t, shop, counts); after != before {
		t.Fatalf("%d rows became %d", before, after)
	}
	if _, err := s.Get(t.Context(), shop.DB.DB, 1); !errors.Is(err, intake.ErrNoSuchRun) {
		t.Fatalf("a run nobody began: %v", err)
	}
	runs, err := s.List(t.Context(), shop.DB.DB, intake.RunFilter{}, 10)
	if err != nil || len(runs) != 1 || runs[0].ID != outcome.Run {
		t.Fatalf("%v %+v", err, runs)
	}
}

func TestADryRunSaysWhatWouldHappenAndDoesNothing(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	shop.Now(afterMarch)
	s := service(shop)
	first := importing(t, guessing(), "order,time,customer,price\n1,2026-03-01 10:00,a,10\n")
	if _, err := s.Import(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	before := count(t, shop, counts+"+ (SELECT count(*) FROM intake.run)")
	dry := importing(t, guessing(), "order,time,customer,price\n1,2026-03-01 10:00,a,10\n2,2026-03-02 10:00,b,10\n")
	dry.DryRun = true
	outcome, err := s.Import(t.Context(), dry)
	if err != nil || outcome.Applied != (intake.Applied{Lines: 2, Orders: 1, Known: 1, Joined: 1}) {
		t.Fatalf("%v %+v", err, outcome.Applied)
	}
	if after := count(t, shop, counts+"+ (SELECT count(*) FROM intake.run)"); after != before {
		t.Fatalf("%d rows became %d", before, after)
	}
	if left, err := os.ReadDir(dry.Folder); err != nil || len(left) > 0 {
		t.Fatalf("left: %v (%v)", left, err)
	}
}

func TestTheSameFileTwiceAtATimeIsRefusedOnce(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	shop.Now(afterMarch)
	s := service(shop)
	r := importing(t, guessing(), "order,time,price\n1,2026-03-01 10:00,10\n")
	second := errors.New("not asked")
	r.Progress = func(p intake.Progress) {
		if p.Phase == intake.PhaseLink {
			rival := r
			rival.Progress = nil
			_, second = s.Import(t.Context(), rival)
		}
	}
	if _, err := s.Import(t.Context(), r); err != nil || !errors.Is(second, intake.ErrRunning) {
		t.Fatalf("first %v, second %v", err, second)
	}
}

func TestMappingsAreKeptUnderTheirNames(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	s := service(shop)
	m := guessing()
	m.Name = "our tills"
	shop.Tx(func(ctx context.Context, tx postgres.Tx) error { return s.SaveMapping(ctx, tx, m) })
	if got, err := s.Mapping(t.Context(), shop.DB.DB, "our tills"); err != nil || got.Zone != m.Zone || !got.Guess {
		t.Fatalf("%+v %v", got, err)
	}
	if got, err := s.Mapping(t.Context(), shop.DB.DB, "online-retail"); err != nil || got.Currency != "GBP" {
		t.Fatalf("%+v %v", got, err)
	}
	if _, err := s.Mapping(t.Context(), shop.DB.DB, "none"); !errors.Is(err, intake.ErrNoSuchPreset) {
		t.Fatal(err)
	}
}

// proveBooks runs every proof with the planner's full freedom: a serving
// connection has none, and these read whole tables.
func proveBooks(t *testing.T, s *programtest.Shop) {
	t.Helper()
	proofs := slices.Concat(ledger.Proofs(), s.Orders.Proofs(), tier.Proofs(), program.Proofs())
	results, err := check.Run(t.Context(), s.DB.Owner(t), proofs)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		if !r.Holds {
			t.Errorf("%s: %v", r.Name, r.Broken)
		}
	}
}

func texts(t *testing.T, s *programtest.Shop, query string) []string {
	t.Helper()
	rows, err := s.DB.Owner(t).Query(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			t.Fatal(err)
		}
		list = append(list, text)
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
	slices.Sort(list)
	return list
}
