package intake_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"habitue/internal/coupon"
	"habitue/internal/coupon/coupontest"
	"habitue/internal/intake"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/payment"
	"habitue/internal/platform/check"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/sheet"
	"habitue/internal/prepaid"
	"habitue/internal/program/programtest"
)

// mover is a shop that moves in from another system.
type mover struct {
	*programtest.Shop
	t       *testing.T
	coupons *coupon.Service
	cards   *prepaid.Service
	in      *intake.Service
	folder  string
}

func moving(t *testing.T) *mover {
	t.Helper()
	s := programtest.Open(t)
	m := &mover{Shop: s, t: t, folder: t.TempDir()}
	m.coupons = coupon.New(coupon.Deps{DB: s.DB.DB, IDs: s.IDs, Clock: s.Clock, Notices: s.Bus, Org: s.Org, Staff: s.Staff, Catalog: s.Catalog,
		Members: s.Members, Orders: s.Orders})
	pay := payment.New(payment.Deps{DB: s.DB.DB, IDs: s.IDs, Clock: s.Clock, Notices: s.Bus, Staff: s.Staff, Log: slog.New(slog.DiscardHandler)})
	cards := prepaid.New(prepaid.Deps{DB: s.DB.DB, IDs: s.IDs, Clock: s.Clock, Notices: s.Bus, Org: s.Org, Staff: s.Staff, Members: s.Members,
		Ledger: s.Ledger, Coupons: m.coupons, Payment: pay, Log: slog.New(slog.DiscardHandler)})
	m.cards = cards
	s.Tx(func(ctx context.Context, tx postgres.Tx) error { return cards.Seed(ctx, tx) })
	m.in = intake.New(intake.Deps{DB: s.DB.DB, IDs: s.IDs, Clock: s.Clock, Org: s.Org, Catalog: s.Catalog, Members: s.Members, Orders: s.Orders,
		Program: s.Program, Ledger: s.Ledger, Tiers: s.Tiers, Coupons: m.coupons, Prepaid: cards, Payment: pay})
	s.Now("2026-01-05 10:00")
	return m
}

// asking is a request to bring a file in that has this content.
func (m *mover) asking(kind intake.OpeningKind, content string) intake.OpeningRequest {
	m.t.Helper()
	file := filepath.Join(m.t.TempDir(), "old.csv")
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		m.t.Fatal(err)
	}
	return intake.OpeningRequest{Kind: kind, File: file, Folder: m.folder, Mapping: intake.Mapping{Guess: true, System: "oldpos"}, Language: "en", Principal: "test",
		MaxBad: 90, ErrorFile: filepath.Join(m.t.TempDir(), "errors.csv")}
}

func (m *mover) open(r intake.OpeningRequest) intake.Opened {
	m.t.Helper()
	o, err := m.in.Open(m.t.Context(), r)
	if err != nil {
		m.t.Fatal(err)
	}
	return o
}

func (m *mover) refuses(r intake.OpeningRequest, want error) intake.Opened {
	m.t.Helper()
	o, err := m.in.Open(m.t.Context(), r)
	if !errors.Is(err, want) {
		m.t.Fatalf("%v, want %v", err, want)
	}
	return o
}

func (m *mover) by(kind member.Kind, value string) member.ID {
	m.t.Helper()
	id, err := m.Members.Resolve(m.t.Context(), m.DB, kind, value)
	if err != nil {
		m.t.Fatalf("%s %s: %v", kind, value, err)
	}
	return id
}

// has is what a member has of an asset, and when the first of it ends.
func (m *mover) has(id member.ID, asset string) (int64, time.Time) {
	m.t.Helper()
	all, err := m.Ledger.Balances(m.t.Context(), m.DB, id)
	if err != nil {
		m.t.Fatal(err)
	}
	assets, err := m.Ledger.Assets(m.t.Context(), m.DB)
	if err != nil {
		m.t.Fatal(err)
	}
	for _, b := range all[id] {
		if assets[b.Asset].Code == asset {
			var ends time.Time
			if len(b.Expiring) > 0 {
				ends = b.Expiring[0].At
			}
			return b.Available, ends
		}
	}
	return 0, time.Time{}
}

func (m *mover) level(id member.ID) string {
	m.t.Helper()
	held, err := m.Tiers.Levels(m.t.Context(), m.DB, id)
	if err != nil {
		m.t.Fatal(err)
	}
	return held[id].Level.Code
}

func (m *mover) proven() {
	m.t.Helper()
	proveBooks(m.t, m.Shop)
	results, err := check.Run(m.t.Context(), m.DB.Owner(m.t), slices.Concat(m.coupons.Proofs(), member.Proofs()))
	if err != nil {
		m.t.Fatal(err)
	}
	for _, r := range results {
		if !r.Holds {
			m.t.Errorf("%s: %v", r.Name, r.Broken)
		}
	}
	if err := m.Ledger.WriteLog(m.t.Context()); err != nil {
		m.t.Fatal(err)
	}
	if _, err := m.Ledger.VerifyLog(m.t.Context(), m.DB); err != nil {
		m.t.Fatal(err)
	}
}

// oldMembers is an export as they come: Chinese headings, full-width digits, every way of
// writing phones and dates, what is over, what is wrong, and people who are there twice.
const oldMembers = `会员编号,手机,会员姓名,生日,开卡时间,开卡门店,可用积分,积分到期日,成长值,储值余额,赠送余额,会员等级,等级有效期至,备注
0001,138-0013-8001,张　三,1990年5月1日,2019/3/4 10:00,南京路,"1,200",2026-12-31,３００,88.50,10,金卡,2026-06-30,x
0002,１３８００１３８００２,李四,5月2日,43528,南京路,50,2025-12-31,0,0,,普通,,
0003,0086 13800138003,王五,1900-01-01,2019-03-04,徐家汇,0,,-,100,,银卡,2025-06-30,
0004,13800138004.0,赵六,,,,7,,,,,黄金,,
0005,13800138005,钱七,,,,12.5,,,,,普通,,
0006,13800138006,孙八,,,,-3,,,,,普通,,
0007,1.38E+10,周九,,,,5,,,,,普通,,
0008,13800138008,吴十,,,,10,,,,,普通,,
0008,13800138008,吴十,,,,20,,,,,普通,,
0009,13800138009,郑一,,,,9,,,,,普通,,
0009,13800138009,郑一,,,,9,,,,,普通,,
,,无名,,,,9,,,,,普通,,
`

func TestAnOpeningIsCleanedShownBroughtInAndTakenBack(t *testing.T) {
	t.Parallel()
	m := moving(t)
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(oldMembers)
	if err != nil {
		t.Fatal(err)
	}
	r := m.asking(intake.OpenMembers, gb)
	before := m.everything()

	dry := r
	dry.DryRun, dry.Sample = true, 10
	seen := m.open(dry)
	if got := seen.Rows; got.Read != 12 || got.Good != 4 || got.Bad != 7 || got.Duplicates != 1 || got.Twice != 2 {
		t.Errorf("rows %+v, errors %v", got, seen.Errors)
	}
	codes := map[string]int{}
	for _, e := range seen.Errors {
		codes[e.Code]++
	}
	for code, n := range map[string]int{"intake.level_unknown": 1, "intake.amount_decimals": 1, "intake.amount_negative": 1, "intake.number_damaged": 1,
		"intake.member_twice": 2, "intake.nobody": 1} {
		if codes[code] != n {
			t.Errorf("%d × %s, want %d: %v", codes[code], code, n, seen.Errors)
		}
	}
	repairs := map[string]bool{}
	for _, e := range seen.Repairs {
		repairs[string(e.Repair)+" "+string(e.Field)] = true
		for _, x := range e.Examples {
			if strings.Contains(x.Before+x.After, "1380013") || strings.Contains(x.Before, "三") {
				t.Errorf("an example shows what is personal: %+v", x)
			}
		}
	}
	for _, want := range []string{"phone phone", "half_width growth", "date birthday", "name name", "expired points", "placeholder birthday", "expired level_until"} {
		if !repairs[want] {
			t.Errorf("no repair %q in %v", want, repairs)
		}
	}
	if len(seen.Unknown) != 1 || seen.Unknown[0].Word != "黄金" {
		t.Errorf("unknown words %+v", seen.Unknown)
	}
	if seen.Sample == nil || len(seen.Sample.Members) != 4 || seen.Sample.Sums.Joined != 4 || seen.Sample.Members[0].Level != "gold" ||
		len(seen.Sample.Members[0].Balances) != 4 || seen.Sample.Members[0].Name != "张*" {
		t.Errorf("sample %+v", seen.Sample)
	}
	if after := m.everything(); after != before {
		t.Fatalf("a dry run changed something:\n%s\n%s", before, after)
	}

	r.Mapping.Words = map[string]string{"黄金": "gold"}
	r.Totals = []intake.OldTotal{{Of: "会员数", Value: "5"}, {Of: "points", Value: "1,216"}, {Of: "principal", Value: "188.50"}, {Of: "tier:gold", Value: "3"},
		{Of: "nothing we know", Value: "1"}}
	done := m.open(r)
	if done.Applied.Rows != 5 || done.Applied.Joined != 5 {
		t.Errorf("applied %+v", done.Applied)
	}
	for i, want := range []string{"", "", "", "differs", "problem"} {
		l := done.Parity[i]
		if got := map[bool]string{true: "differs"}[l.Differs()]; l.Problem != "" && want != "problem" || l.Problem == "" && got != want {
			t.Errorf("parity %+v, want %q", l, want)
		}
	}
	zhang := m.by(member.Phone, "+8613800138001")
	if m.by(member.External("oldpos"), "0001") != zhang {
		t.Error("the number of the earlier system leads elsewhere")
	}
	if points, ends := m.has(zhang, "points"); points != 1200 || !ends.Equal(m.At("2027-01-01 00:00")) {
		t.Errorf("%d points until %s", points, ends)
	}
	if principal, _ := m.has(zhang, "stored_principal_cny"); principal != 8850 {
		t.Errorf("principal %d", principal)
	}
	if m.level(zhang) != "gold" || m.level(m.by(member.Phone, "+8613800138004")) != "gold" || m.level(m.by(member.Phone, "+8613800138003")) != "basic" {
		t.Error("the tiers are not those that were brought")
	}
	m.proven()
	errorFile, err := os.ReadFile(r.ErrorFile)
	if err != nil || !strings.Contains(string(errorFile), "intake.amount_negative") || !strings.Contains(string(errorFile), "孙八") {
		t.Errorf("error file %s, %v", errorFile, err)
	}

	if again := m.open(r); !again.Already || again.Run != done.Run {
		t.Errorf("the same file again: %+v", again.Applied)
	}
	other := m.asking(intake.OpenMembers, "手机,积分\n13800138001,5\n13800138099,6\n")
	if o := m.open(other); o.Rows.Good != 1 || o.Errors[0].Code != "intake.opened_before" {
		t.Errorf("points that came before: %+v %+v", o.Rows, o.Errors)
	} else if _, err := m.in.UndoOpening(t.Context(), o.Run, nil); err != nil {
		t.Fatal(err)
	}

	undone, err := m.in.UndoOpening(t.Context(), done.Run, nil)
	if err != nil || undone.Undone.Rows != 5 || undone.Undone.Joined != 5 {
		t.Fatalf("undone %+v, %v", undone.Undone, err)
	}
	if after := m.everything(); after != before {
		t.Errorf("undoing leaves something:\n%s\n%s", before, after)
	}
	m.proven()
	if run, err := m.in.Get(t.Context(), m.DB, done.Run); err != nil || run.Status != intake.Undone || run.Opened.Undone == nil {
		t.Errorf("%+v, %v", run, err)
	}
	if once := m.open(r); once.Already || once.Applied.Joined != 5 {
		t.Errorf("after it was taken back the file comes again: %+v", once.Applied)
	}
	m.proven()
}

// everything is what an opening gives, and an undo takes: who can be found and is known of,
// what they have, where they stand.
func (m *mover) everything() string {
	m.t.Helper()
	var all []string
	for _, query := range []string{
		`SELECT 'active ' || count(*) FROM member.member WHERE status = 'active'`, `SELECT 'claims ' || count(*) FROM member.claim`,
		`SELECT 'identities ' || count(*) FROM member.identity`, `SELECT 'vault ' || count(*) FROM member.vault`, `SELECT 'keys ' || count(*) FROM member.data_key`,
		`SELECT 'found later ' || count(*) FROM member.search_due`,
		`SELECT 'own values ' || count(*) FROM member.field_value`, `SELECT 'addresses ' || count(*) FROM member.address`,
		`SELECT 'labels ' || count(*) FROM member.label WHERE expires_at IS NULL`,
		`SELECT a.code || ' ' || sum(balance + pending + held + owed) FROM ledger.account JOIN ledger.asset a ON a.id = asset_id GROUP BY a.code HAVING sum(balance + pending + held + owed) <> 0`,
		`SELECT level || ' ' || count(*) FROM tier.standing WHERE level <> 'basic' GROUP BY level`,
		`SELECT status || ' coupons ' || count(*) FROM coupon.coupon WHERE status <> 'cancelled' GROUP BY status`,
	} {
		list := texts(m.t, m.Shop, query)
		slices.Sort(list)
		all = append(all, list...)
	}
	return strings.Join(all, "; ")
}

func TestBalancesByLotTiersUntilADayAndCouponsByTemplate(t *testing.T) {
	t.Parallel()
	m := moving(t)
	template := coupontest.Live(t, m.DB.DB, m.coupons)
	m.open(m.asking(intake.OpenMembers, "卡号,姓名\nA1,甲\nA2,乙\n"))
	a1 := m.by(member.Card, "A1")

	lots := m.open(m.asking(intake.OpenBalances, "卡号,资产类型,余额,有效期至\nA1,积分,100,2026-03-31\nA1,积分,200,2026-09-30\nA1,储值本金,50.05,\nA9,积分,1,\nA2,里程,1,\n"))
	if lots.Rows.Good != 3 || lots.Rows.Bad != 2 {
		t.Fatalf("%+v %+v", lots.Rows, lots.Errors)
	}
	if points, ends := m.has(a1, "points"); points != 300 || !ends.Equal(m.At("2026-04-01 00:00")) {
		t.Errorf("%d points, the first until %s", points, ends)
	}
	tiers := m.open(m.asking(intake.OpenTiers, "卡号,等级,等级生效日期,等级到期日\nA1,钻石,2025-07-01,2026-06-30\nA2,basic,,\n"))
	if m.level(a1) != "diamond" || tiers.Rows.Good != 2 {
		t.Errorf("level %s", m.level(a1))
	}
	given := m.open(m.asking(intake.OpenCoupons, "卡号,券名称,张数,有效期至,券码\nA1,满 100 减 20,2,2026-02-28,OLD-1\nA2,"+template.Code+",1,2025-12-31,OLD-2\nA2,没有的券,1,,\n"))
	if given.Rows.Good != 2 || given.Applied.Rows != 1 || given.Unknown[0].Word != "没有的券" {
		t.Errorf("%+v %+v", given.Rows, given.Applied)
	}
	wallet, err := m.coupons.Wallet(t.Context(), m.DB, a1, nil, 10)
	if err != nil || len(wallet) != 2 || !wallet[0].ExpiresAt.Equal(m.At("2026-03-01 00:00")) || wallet[0].Source != coupon.ByImport {
		t.Errorf("wallet %+v, %v", wallet, err)
	}
	lines, err := m.in.Parity(t.Context(), m.DB, "oldpos", []intake.OldTotal{{Of: "members", Value: "2"}, {Of: "积分", Value: "300"}, {Of: "储值本金", Value: "50.05"},
		{Of: "等级:钻石", Value: "1"}, {Of: "coupons", Value: "2"}, {Of: "coupons:" + template.Code, Value: "2"}})
	if err != nil || slices.ContainsFunc(lines, intake.ParityLine.Differs) {
		t.Errorf("%+v, %v", lines, err)
	}

	// The tier is reviewed when it ends, and nothing was bought.
	m.Now("2026-07-01 00:01")
	if m.level(a1) != "gold" {
		t.Errorf("after its end the tier is %s", m.level(a1))
	}
	m.proven()

	// The members of the first file are needed by the others.
	first := m.runs()[0]
	hindered, err := m.in.Hindrances(t.Context(), m.DB, first)
	if err != nil || len(hindered) == 0 || !slices.ContainsFunc(hindered, func(h intake.Hindrance) bool { return h.Code == intake.HinderedRun && h.Members == 2 }) {
		t.Errorf("%+v, %v", hindered, err)
	}
	if _, err := m.in.UndoOpening(t.Context(), first, nil); !errors.Is(err, intake.ErrHindered) {
		t.Error(err)
	}
	// Points that are over hinder nobody; the rest goes in any order.
	for _, run := range []intake.RunID{tiers.Run, lots.Run, given.Run} {
		if _, err := m.in.UndoOpening(t.Context(), run, nil); err != nil {
			t.Errorf("run %d: %v", run, err)
		}
	}
	if points, _ := m.has(a1, "points"); points != 0 || m.level(a1) != "basic" {
		t.Errorf("%d points and %s are left", points, m.level(a1))
	}
	m.proven()
}

func (m *mover) runs() (ids []intake.RunID) {
	m.t.Helper()
	list, err := m.in.List(m.t.Context(), m.DB, intake.RunFilter{}, 50)
	if err != nil {
		m.t.Fatal(err)
	}
	for _, r := range slices.Backward(list) {
		ids = append(ids, r.ID)
	}
	return ids
}

func TestWhatIsSpentKeepsARunFromBeingTakenBack(t *testing.T) {
	t.Parallel()
	m := moving(t)
	o := m.open(m.asking(intake.OpenMembers, "手机,积分\n13800138001,100\n13800138002,100\n"))
	spender := m.by(member.Phone, "+8613800138001")
	m.Tx(func(ctx context.Context, tx postgres.Tx) error {
		_, err := m.Ledger.Post(ctx, tx, ledger.Posting{Member: spender, Key: "x", Reason: ledger.Spend, Debits: []ledger.Debit{{Asset: ledger.Points, Amount: 1, To: ledger.Redeemed}}})
		return err
	})
	list, err := m.in.Hindrances(t.Context(), m.DB, o.Run)
	if err != nil || len(list) != 2 || list[0].Code != intake.HinderedBalance || list[0].First[0] != spender || list[1].Code != intake.HinderedPosting {
		t.Errorf("%+v, %v", list, err)
	}
	before := m.everything()
	if _, err := m.in.UndoOpening(t.Context(), o.Run, nil); !errors.Is(err, intake.ErrHindered) {
		t.Fatal(err)
	}
	if m.everything() != before {
		t.Error("an undo that is hindered changed something")
	}
}

// manyMembers is a file of n members, some of them strange.
func manyMembers(n int) string {
	var b strings.Builder
	b.WriteString("会员编号,手机号,姓名,积分,成长值,储值余额,等级\n")
	for i := range n {
		fmt.Fprintf(&b, "%d,138%08d,张%d,%d,%d,%d.%02d,%s\n", i, i, i, i%1000, i%77, i%50, i%100, []string{"普通", "银卡", "金卡"}[i%3])
	}
	return b.String()
}

// An opening that is stopped between its chunks goes on where it was, and what comes of it
// is what comes of one that nobody disturbed.
func TestAnOpeningThatIsStoppedBetweenChunksGoesOn(t *testing.T) {
	t.Parallel()
	content := manyMembers(6_100)
	quiet, disturbed := moving(t), moving(t)
	quiet.open(quiet.asking(intake.OpenMembers, content))

	r := disturbed.asking(intake.OpenMembers, content)
	for range 2 {
		ctx, stop := context.WithCancel(t.Context())
		r.Progress = func(p intake.Progress) {
			if p.Phase == intake.PhaseBring {
				stop()
			}
		}
		if _, err := disturbed.in.Open(ctx, r); !errors.Is(err, context.Canceled) {
			t.Fatalf("%v", err)
		}
		stop()
	}
	if n := count(t, disturbed.Shop, `SELECT count(*) FROM intake.opened`); n == 0 || n == 6_100 {
		t.Fatalf("%d rows are in after it was stopped twice", n)
	}
	r.Progress = nil
	o := disturbed.open(r)
	if o.Applied.Rows != 6_100 || o.Applied.Joined != 6_100 || len(disturbed.runs()) != 1 {
		t.Errorf("%+v", o.Applied)
	}
	if a, b := quiet.everything(), disturbed.everything(); a != b {
		t.Errorf("undisturbed %s\nstopped     %s", a, b)
	}
	disturbed.proven()
}

// Whatever is sent as an opening is refused with a code, or accounted for row by row.
func TestHostileOpenings(t *testing.T) {
	t.Parallel()
	m := moving(t)
	dry := func(content string) intake.OpeningRequest {
		r := m.asking(intake.OpenMembers, content)
		r.DryRun = true
		return r
	}
	m.refuses(dry("手机,手机,积分\n13800138001,13800138002,1\n"), intake.ErrTwoColumns)
	m.refuses(dry("a,b\n1,2\n"), intake.ErrFieldMissing)
	m.refuses(dry("手机,积分\n"), intake.ErrNoRows)
	latin := dry("电话,积分\n13800138001,1\n")
	latin.Mapping.Encoding = "utf-16"
	if _, err := m.in.Open(t.Context(), latin); errs.Of(err) == nil {
		t.Errorf("a wrong encoding: %v", err)
	}
	bad := dry("手机,积分\n" + strings.Repeat("nobody,x\n", 100_000))
	bad.MaxBad = 10
	if o := m.refuses(bad, intake.ErrTooManyBad); o.Rows.Bad != 100_000 || len(o.Errors) > 20 {
		t.Errorf("%+v, %d errors are kept", o.Rows, len(o.Errors))
	}
	// Two rows of one member whom nobody could know to be the same: the second is told.
	m.open(m.asking(intake.OpenMembers, "手机,卡号\n13800138001,C1\n"))
	if o := m.open(dry("手机,卡号,积分\n13800138001,,1\n,C1,2\n")); o.Rows.Good != 1 || o.Errors[0].Code != "intake.member_twice" {
		t.Errorf("%+v %+v", o.Rows, o.Errors)
	}
	m.open(m.asking(intake.OpenMembers, "手机,卡号\n13800138002,C2\n"))
	if o := m.open(dry("手机,卡号,积分\n13800138001,C2,1\n13800138003,,1\n")); o.Errors[0].Code != "intake.members_conflict" {
		t.Errorf("%+v", o.Errors)
	}

	// By what stands in the columns, without any heading that says so.
	guessed := dry("x1,x2,x3,x4\n13800138011,张三,金卡,1990-01-02\n13800138012,李四,银卡,1985-11-12\n")
	if o := m.open(guessed); len(o.Columns) != 4 || o.Columns[0].How != intake.ByExample || o.Columns[0].Confidence != 100 || o.Rows.Good != 2 {
		t.Errorf("%+v", o.Columns)
	}

	var book bytes.Buffer
	w, err := sheet.New(sheet.XLSX, &book, "会员")
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(w.Row("手机", "姓名", "积分", "生日"), w.Row("13800138021", "王五", int64(12), int64(33000)), w.Close()); err != nil {
		t.Fatal(err)
	}
	if o := m.open(m.asking(intake.OpenMembers, book.String())); o.Applied.Joined != 1 {
		t.Errorf("a workbook: %+v %+v", o.Rows, o.Errors)
	}
	m.refuses(dry("PK\x03\x04 this is no workbook"), sheet.ErrUnreadable)
	m.refuses(dry(bomb(t)), sheet.ErrUnreadable)
	if _, err := intake.ReadTotals(io.LimitReader(strings.NewReader(strings.Repeat("points,1\n", 1_000_000)), 1<<20)); !errors.Is(err, intake.ErrTooManyRows) {
		t.Error(err)
	}
}

// bomb is a small workbook that comes to far more than one may when it is unpacked.
func bomb(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	z := newZip(&b)
	z.add(t, "[Content_Types].xml", 1)
	z.add(t, "xl/worksheets/sheet1.xml", 300<<20)
	z.close(t)
	return b.String()
}
