package api_test

import (
	"encoding/csv"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"habitue/internal/staff"
)

// newBooks is a shop with a few postings in September and October 2026: 100
// points earned, 40 spent of them, 10 given back, all of a member who may have
// been anybody's formula.
func newBooks(t *testing.T) posts {
	p := newPosts(t)
	p.auth = as(p.everything())
	p.send("/postings", `{"member_id":"MEMBER","key":"e","reason":"earn","credits":[{"asset":"points","amount":100},{"asset":"growth","amount":5}],"memo":{"zh-CN":"=cmd()"}}`).want(201)
	var spent struct{ ID string }
	p.send("/postings", `{"member_id":"MEMBER","key":"s","reason":"spend","debits":[{"asset":"points","amount":40}]}`).want(201).into(&spent)
	p.clock.Set(time.Date(2026, 10, 5, 4, 0, 0, 0, time.UTC))
	p.send("/postings/"+spent.ID+"/reverse", `{"member_id":"MEMBER","key":"r","amounts":[{"asset":"points","amount":10}]}`).want(201)
	return p
}

// get reads an answer of the books.
func (p posts) get(target string, into any) {
	p.t.Helper()
	p.do("GET", "/api/v1"+strings.ReplaceAll(target, "MEMBER", p.member), "", p.auth).want(200).into(into)
}

type holding struct{ Available, Pending int64 }

// statement is what is read of a statement.
type statement struct {
	Asset, Clock     string
	Opening, Closing holding
	Postings         int
	Items            []struct {
		Reason        struct{ Code string }
		Change, After holding
	}
	NextCursor *string `json:"next_cursor"`
}

func TestAStatementIsReadOverHTTP(t *testing.T) {
	t.Parallel()
	p := newBooks(t)
	var whole statement
	p.get("/members/MEMBER/statement?from=2026-09-01T00:00:00Z", &whole)
	if whole.Asset != "points" || whole.Clock != "occurred" || whole.Opening.Available != 0 || whole.Closing.Available != 70 || whole.Postings != 3 || len(whole.Items) != 3 {
		t.Fatalf("%+v", whole)
	}
	var first, rest statement
	p.get("/members/MEMBER/statement?from=2026-09-01T00:00:00Z&limit=2", &first)
	if len(first.Items) != 2 || first.NextCursor == nil || first.Items[1].After.Available != 60 {
		t.Fatalf("%+v", first)
	}
	p.get("/members/MEMBER/statement?from=2026-09-01T00:00:00Z&limit=2&cursor="+*first.NextCursor, &rest)
	if len(rest.Items) != 1 || rest.Items[0].Change.Available != 10 || rest.Items[0].After.Available != 70 || rest.NextCursor != nil {
		t.Fatalf("%+v", rest)
	}
	var month statement // without a period: this month's
	p.get("/members/MEMBER/statement", &month)
	if month.Opening.Available != 60 || month.Closing.Available != 70 || len(month.Items) != 1 {
		t.Fatalf("%+v", month)
	}
	var past struct {
		Items []struct {
			Asset     string
			Available int64
		}
	}
	p.get("/members/MEMBER/balances/past?at=2026-10-01T00:00:00Z&clock=recorded", &past)
	if len(past.Items) < 2 || past.Items[0].Asset != "points" || past.Items[0].Available != 60 || past.Items[1].Available != 5 {
		t.Fatalf("%+v", past)
	}
	for target, status := range map[string]int{
		"/members/999999/statement":                                                      404,
		"/members/MEMBER/statement?asset=gold":                                           422,
		"/members/MEMBER/statement?from=2026-10-01T00:00:00Z&until=2026-10-01T00:00:00Z": 422,
		"/members/MEMBER/statement?cursor=bm9uZQ":                                        422,
		"/members/MEMBER/statement/export?until=2026-09-01T00:00:00Z":                    422, // from is this month's first
		"/members/999999/balances/past?at=2026-10-01T00:00:00Z":                          404,
		"/members/MEMBER/balances/past":                                                  422,
	} {
		p.do("GET", "/api/v1"+strings.ReplaceAll(target, "MEMBER", p.member), "", p.auth).want(status)
	}
}

func TestEverybodysBooksAreReadOverHTTP(t *testing.T) {
	t.Parallel()
	p := newBooks(t)
	for _, source := range []string{"copy", "record"} {
		var trial struct {
			Source string
			AsOf   *string `json:"as_of"`
			Assets []struct {
				Asset, Name         string
				Members, House, Sum int64
				Sides               []struct {
					Side, Name, Holder string
					Amount             int64
				}
			}
		}
		p.get("/ledger/trial-balance?source="+source, &trial)
		if trial.Source != source || trial.AsOf != nil || len(trial.Assets) != 2 || trial.Assets[0].Asset != "points" ||
			trial.Assets[0].Members != 70 || trial.Assets[0].House != -70 || trial.Assets[0].Sum != 0 || trial.Assets[0].Sides[0].Holder != "members" {
			t.Fatalf("%+v", trial)
		}
		p.get("/ledger/trial-balance?as_of=2026-10-01T00:00:00Z&source="+source, &trial)
		if trial.Assets[0].Members != 60 || trial.AsOf == nil {
			t.Fatalf("%+v", trial)
		}
		var roll struct {
			From, Until string
			Months      []struct {
				Month, From, Until string
				Opening, Closing   int64
				Flows              []struct {
					Side   string
					Amount int64
				}
			}
		}
		p.get("/ledger/roll-forward?source="+source, &roll)
		if len(roll.Months) != 12 || roll.From != "2025-11" || roll.Until != "2026-11" {
			t.Fatalf("%+v", roll)
		}
		september, october := roll.Months[10], roll.Months[11]
		if september.Closing != 60 || september.Flows[0].Amount != 100 || september.Flows[1].Amount != -40 ||
			october.Opening != 60 || october.Flows[1].Amount != 10 || october.Closing != 70 || october.From != "2026-09-30T16:00:00Z" {
			t.Fatalf("%+v", roll.Months[10:])
		}
		var owed struct {
			Open, Available, Pending, Owed int64
			ByCredit, ByExpiry             []struct {
				Month  *string
				Amount int64
			}
		}
		p.get("/ledger/liability?source="+source, &owed)
		if owed.Open != 70 || owed.Available != 70 || owed.Owed != 0 {
			t.Fatalf("%+v", owed)
		}
		var breakage struct {
			Open    int64
			Cohorts []struct {
				Month                string
				Credited, Open       int64
				Used, Expired, Taken []int64
			}
		}
		p.get("/ledger/breakage?source="+source, &breakage)
		if breakage.Open != 70 || len(breakage.Cohorts) != 1 || breakage.Cohorts[0].Month != "2026-09" || len(breakage.Cohorts[0].Used) != 2 ||
			breakage.Cohorts[0].Used[0] != 40 || breakage.Cohorts[0].Used[1] != 30 {
			t.Fatalf("%+v", breakage)
		}
	}
	found := p.page("/ledger/postings?asset=points&account=redeemed&from=2026-08-31T16:00:00Z&until=2026-09-30T16:00:00Z")
	if len(found.Items) != 1 || found.Items[0].Key != "s" {
		t.Errorf("%+v", found)
	}
	if all := p.page("/ledger/postings?asset=points&from=2026-08-31T16:00:00Z&until=2026-10-30T16:00:00Z&limit=2"); len(all.Items) != 2 || all.NextCursor == nil {
		t.Errorf("%+v", all)
	}
	p.do("GET", "/api/v1/ledger/postings?asset=points", "", p.auth).want(422)
	p.do("GET", "/api/v1/ledger/postings?asset=points&key=e&from=2026-08-31T16:00:00Z&until=2026-09-30T16:00:00Z", "", p.auth).want(422)
	p.do("GET", "/api/v1/ledger/roll-forward?from=2026-13", "", p.auth).want(422)
	p.do("GET", "/api/v1/ledger/roll-forward?from=2026-10&until=2026-10", "", p.auth).refused(422, "ledger.bad_period")
}

// Who reads a member's books does not therefore read everybody's.
func TestEverybodysBooksAreForWhoAnswersForThem(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	reader := as(w.key("till", staff.LedgerRead))
	for _, target := range []string{"trial-balance", "trial-balance/export", "roll-forward", "roll-forward/export", "liability", "liability/export", "breakage",
		"postings?asset=points&from=2026-08-31T16:00:00Z&until=2026-09-30T16:00:00Z"} {
		w.do("GET", "/api/v1/ledger/"+target, "", reader).refused(403, "staff.may_not")
	}
	for _, role := range staff.Roles() {
		for _, p := range staff.May(role) {
			if p == staff.LedgerBooks && staff.InStores(role) {
				t.Errorf("%s works in certain stores and reads everybody's books", role)
			}
		}
	}
}

// A file says what the page says, in CSV and in XLSX alike.
func TestTheBooksAreTakenAlong(t *testing.T) {
	t.Parallel()
	p := newBooks(t)
	for target, want := range map[string][][]string{
		"/ledger/trial-balance/export?as_of=2026-10-01T00:00:00Z": {
			{"资产 Asset", "科目 Side", "数量 Amount", "分录数 Entries"},
			{"points", "会员 · 可用 Members, available", "60", "2"},
			{"points", "发放 Issued", "-100", "1"},
			{"points", "兑换抵扣 Redeemed", "40", "1"},
			{"points", "合计 Sum", "0", "4"},
			{"growth", "会员 · 可用 Members, available", "5", "1"},
			{"growth", "发放 Issued", "-5", "1"},
			{"growth", "合计 Sum", "0", "2"},
		},
		"/ledger/roll-forward/export?from=2026-09&until=2026-11": {
			{"月份 Month", "期初 Opening", "发放 Issued", "兑换抵扣 Redeemed", "过期 Expired", "调整 Adjusted", "期末 Closing"},
			{"2026-09", "0", "100", "-40", "0", "0", "60"},
			{"2026-10", "60", "0", "10", "0", "0", "70"},
		},
		"/ledger/liability/export": {
			{"划分 Divided by", "月份 Month", "数量 Amount", "批次数 Lots"},
			{"入账月份 Month of credit", "2026-09", "70", "1"},
			{"到期月份 Month of expiry", "2027-09", "70", "1"},
			{"批次剩余 Left in lots", "", "70", ""},
			{"会员欠分 Owed by members", "", "0", ""},
			{"会员 · 可用 Members, available", "", "70", ""},
			{"会员 · 待生效 Members, pending", "", "0", ""},
		},
		"/members/MEMBER/statement/export?from=2026-09-01T00:00:00Z": {
			{"发生时间 Occurred", "记录时间 Recorded", "原因 Reason", "如何得出 How it came about", "业务单号 Reference", "记账编号 Posting",
				"可用变动 Available, change", "待生效变动 Pending, change", "可用结余 Available after", "待生效结余 Pending after", "备注 Memo"},
			{"2026-09-01 08:00:00", "", "期初 Opening", "", "", "", "", "", "0", "0", ""},
			{"2026-09-12 12:20:00", "2026-09-12 12:20:00", "消费获得 Earned", "", "", "ID", "100", "0", "100", "0", "=cmd()"},
			{"2026-09-12 12:20:00", "2026-09-12 12:20:00", "使用 Spent", "", "", "ID", "-40", "0", "60", "0", ""},
			{"2026-10-05 12:00:00", "2026-10-05 12:00:00", "退货收回 Taken back", "", "", "ID", "10", "0", "70", "0", ""},
			{"2026-10-06 00:00:00", "", "期末 Closing", "", "", "", "", "", "70", "0", ""},
		},
	} {
		target = strings.ReplaceAll(target, "MEMBER", p.member) + join(target)
		for format, read := range map[string]func(*testing.T, string) [][]string{"csv": readCSV, "xlsx": readXLSX} {
			r := p.do("GET", "/api/v1"+target+"format="+format, "", p.auth).want(200)
			if name := r.Header.Get("Content-Disposition"); !strings.HasSuffix(name, "."+format+`"`) {
				t.Errorf("%s is named %s", target, name)
			}
			got := read(t, r.Body)
			for i, row := range want {
				if i >= len(got) || !sameRow(got[i], row, format) {
					t.Errorf("%s as %s, row %d:\ngot  %q\nwant %q", target, format, i, at(got, i), row)
				}
			}
			if len(got) != len(want) {
				t.Errorf("%s as %s has %d rows, want %d", target, format, len(got), len(want))
			}
		}
	}
}

func join(target string) string {
	if strings.Contains(target, "?") {
		return "&"
	}
	return "?"
}

func at(rows [][]string, i int) []string {
	if i < len(rows) {
		return rows[i]
	}
	return nil
}

// sameRow compares cells: ID is any id, and what would be a formula in CSV has an
// apostrophe there. XLSX drops empty cells at the end of a row.
func sameRow(got, want []string, format string) bool {
	for len(got) < len(want) {
		got = append(got, "")
	}
	for i, cell := range want {
		switch {
		case cell == "ID":
			if n, err := strconv.ParseInt(got[i], 10, 64); err != nil || n <= 0 {
				return false
			}
		case strings.HasPrefix(cell, "=") && format == "csv":
			if got[i] != "'"+cell {
				return false
			}
		case got[i] != cell:
			return false
		}
	}
	return len(got) == len(want)
}

func readCSV(t *testing.T, body string) [][]string {
	t.Helper()
	text, marked := strings.CutPrefix(body, "\ufeff")
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || !marked {
		t.Fatal(marked, err)
	}
	return rows
}

func readXLSX(t *testing.T, body string) [][]string {
	t.Helper()
	file, err := excelize.OpenReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := file.GetRows(file.GetSheetName(0), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
