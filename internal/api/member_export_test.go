package api_test

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"habitue/internal/platform/postgres"
	"habitue/internal/platform/sheet"
	"habitue/internal/staff"
)

// everyKind are own fields of each kind and tags, two of which exclude each other, and texts of
// consents; names that would be read as something else are among them.
func (w *world) everyKind(auth string) {
	w.t.Helper()
	for code, body := range map[string]string{
		"nickname": `"kind":"text","name_i18n":{"zh-CN":"昵称","en":"Nickname"},"personal":true,"weight":1`,
		"shoe":     `"kind":"number","name_i18n":{"zh-CN":"鞋码","en":"Shoe size"},"least":"-50","weight":1`,
		"wedding":  `"kind":"date","name_i18n":{"zh-CN":"结婚纪念日","en":"Wedding day"},"weight":1`,
		"tea": `"kind":"choices","name_i18n":{"zh-CN":"爱喝的茶","en":"Favourite tea"},"weight":1,"choices":[{"code":"green","name_i18n":{"zh-CN":"绿茶","en":"Green tea"}},
			{"code":"black","name_i18n":{"zh-CN":"红茶、黑茶","en":"Black, dark"}},{"code":"white","name_i18n":{"zh-CN":"green","en":"White tea"}}]`,
		"mail": `"kind":"text","name_i18n":{"zh-CN":"邮箱","en":"E-mail"},"weight":1`,
		"care": `"kind":"text","name_i18n":{"zh-CN":"护理记录","en":"Care"},"weight":1,"readers":["service"]`,
	} {
		w.do("PUT", "/api/v1/member-fields/"+code, `{"version":0,"face":"hidden",`+body+`}`, as(auth)).want(200)
	}
	for _, text := range []string{`"purpose":"marketing","after":1`, `"purpose":"sharing:acme_1","after":0`} {
		w.do("POST", "/api/v1/members/consent-texts", `{`+text+`,"title_zh":"优惠","title_en":"Offers","body_zh":"发送优惠信息。","body_en":"We send offers."}`, as(auth)).want(201)
	}
	w.do("PUT", "/api/v1/member-tag-groups/mood", `{"name_i18n":{"zh-CN":"心情"},"exclusive":true,"version":0}`, as(auth)).want(200)
	for code, name := range map[string]string{"vip": "贵宾", "calm": "平和", "cross": "生气"} {
		group := ""
		if code != "vip" {
			group = `"group":"mood",`
		}
		w.do("PUT", "/api/v1/member-tags/"+code, `{`+group+`"name_i18n":{"zh-CN":"`+name+`","en":"`+code+`"},"colour":"gold","days":0,"version":0}`, as(auth)).want(200)
	}
}

// bringIn sends a file of members and waits until it is brought in.
func (w *world) bringIn(auth, name, body string, headers ...string) (status string) {
	w.t.Helper()
	var file, run struct{ ID, Status string }
	w.do("POST", "/api/v1/intake/files?file_name="+name, body, append([]string{auth}, headers...)...).want(201).into(&file)
	w.do("POST", "/api/v1/intake/files/"+file.ID+"/runs", `{"kind":"members","mapping":{"guess":true,"fields":{},"texts":{"service":"file","marketing":"file","profiling":"file","sharing:acme_1":"file"}}}`, auth).want(202).into(&run)
	w.deps.Inbox.Drain()
	if r := w.do("GET", "/api/v1/intake/runs/"+run.ID, "", auth).want(200).into(&run); run.Status != "done" {
		w.t.Logf("%s: %s", name, r.Body)
	}
	return run.Status
}

const whatIsBroughtAgain = `"columns":["number","name","phone","email","birthday","joined_at","home_store_code","channel_code","level","points","tags","consents","province","city","district","address"],
	"fields":["shoe","nickname","tea","wedding","mail"],"full":true,"reason":"moving house"`

const membersOfOld = "卡号,姓名,手机号,邮箱,生日,入会时间,门店代码,渠道代码,标签,省份,城市,区县,详细地址,鞋码,昵称,爱喝的茶,结婚纪念日,字段:mail,授权：营销 短信,consent:marketing:email,营销 微信,授权:sharing:acme_1,是否画像,服务通知短信\n" +
	"800001,王小明,13800001234,wang@example.com,1990-05-01,2026-03-01 10:00:00,S9,mini,贵宾、平和,广东省,深圳市,南山区,科技园 1 号,42.5,'=小明,绿茶、black,2019-05-01,+86 home,同意 v2 2025-03-01T10:00:00.123456+08:00,不同意 v1 2025-03-02T23:59:59Z,no 2025-03-03 08:00,yes v1 2025-03-04,,\n" +
	"800002,\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\",+442079460958,,05-02,2026-03-02 11:30:05,,,,上海市,,浦东新区,世纪大道 2 号,'-40,@me,white,,,同意 v1 2025-04-01,,,,不同意,否 2025-05-01\n" +
	"800003,,13900001234,,,2026-03-03 00:00:00,S9,,生气,,,,221B Baker Street,,,,,,,,,,,\n"

// TestWhatIsExportedCanBeBroughtInAgain: into a retailer who asks the same of members and
// has nobody; what is exported there is the same file, in either format and language.
func TestWhatIsExportedCanBeBroughtInAgain(t *testing.T) {
	t.Parallel()
	old := newWorld(t)
	admin := old.everything()
	old.everyKind(admin)
	if err := old.deps.Inbox.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	if status := old.bringIn(as(admin), "old.csv", membersOfOld, "Content-Type: text/csv"); status != "done" {
		t.Fatal(status)
	}
	for _, c := range []struct{ format, language, media string }{{"csv", "zh-CN", "text/csv"}, {"csv", "en", "text/csv"}, {"xlsx", "zh-CN", sheet.XLSX.MediaType()}} {
		t.Run(c.format+"_"+c.language, func(t *testing.T) {
			t.Parallel()
			export := func(w *world, auth string) string {
				return w.do("POST", "/api/v1/members/export", `{"filter":{},"format":"`+c.format+`",`+whatIsBroughtAgain+`}`, as(auth), "Accept-Language: "+c.language).want(200).Body
			}
			file := export(old, admin)
			fresh := newWorld(t)
			auth := fresh.everything()
			fresh.everyKind(auth)
			if err := fresh.deps.Inbox.Start(t.Context()); err != nil {
				t.Fatal(err)
			}
			if status := fresh.bringIn(as(auth), "export."+c.format, file, "Content-Type: "+c.media); status != "done" {
				t.Fatalf("%s: %s", status, file)
			}
			was, is := rowsOf(t, c.format, file), rowsOf(t, c.format, export(fresh, auth))
			if len(was) != 4 || !slices.EqualFunc(was, is, slices.Equal) {
				t.Errorf("exported again:\n%q\nwant\n%q", is, was)
			}
			if c.format != "csv" {
				return
			}
			if again := export(fresh, auth); again != file {
				t.Errorf("not to the byte:\n%s\nwant\n%s", again, file)
			}
			if answers := strings.Join(was[3], "|"); !strings.Contains(answers, "v2 2025-03-01T10:00:00.123456+08:00|") || !strings.Contains(answers, "v1 2025-03-03T07:59:59+08:00|") {
				t.Errorf("consents of the first member: %s", answers)
			}
			for _, row := range was {
				for _, cell := range row {
					if cell != "" && strings.ContainsAny(cell[:1], "=+-@") && cell != "-40" {
						t.Errorf("a spreadsheet would run %q", cell)
					}
				}
			}
		})
	}
}

// rowsOf reads a file that was exported.
func rowsOf(t *testing.T, format, file string) (rows [][]string) {
	t.Helper()
	if format == "csv" {
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(file, "\ufeff"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	in, err := sheet.Read(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	for {
		_, cells, err := in.Next()
		if errors.Is(err, io.EOF) {
			return rows
		}
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, slices.Clone(cells))
	}
}

// TestExportShowsWhatItsReaderMaySee: masked but for who may see all and says so; own fields
// by who may read them; on record with what was in it.
func TestExportShowsWhatItsReaderMaySee(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.everything()
	w.everyKind(admin)
	id := w.takeIn(admin, "13800001234", "王小明")
	w.do("PUT", "/api/v1/members/"+id+"/fields", `{"values":{"nickname":["小明"],"tea":["green","black"],"shoe":["42.5"],"care":["敏感"]}}`, as(admin)).want(200)
	w.do("POST", "/api/v1/members/"+id+"/addresses", `{"recipient":"王小明","line":"上海浦东新区世纪大道 1 号"}`, as(admin)).want(201)
	w.do("POST", "/api/v1/members/"+id+"/tags", `{"tag":"vip","reason":"x"}`, as(admin))
	marketing, operations := w.person("marketing@example.com", staff.Marketing), w.person("operations@example.com", staff.Operations)
	columns := `"columns":["name","phone","email","birthday","province","district","address","consents"]`
	ask := func(auth, more string) reply {
		return w.do("POST", "/api/v1/members/export", `{"filter":{},`+columns+`,"reason":"for the list"`+more+`}`, auth, "Accept-Language: zh-CN")
	}
	masked := rowsOf(t, "csv", ask(marketing, `,"fields":["nickname","tea","shoe"]`).want(200).Body)
	want := []string{"王*明", "138****1234", "", "", "上海市", "浦东新区", "****", "", "****", "绿茶、black", "42.5"}
	if got := masked[1]; got[7] == "" || !strings.Contains(got[7], "服务通知 短信") {
		t.Errorf("agreed to %q", got[7])
	} else if got[7] = ""; !slices.Equal(got, want) {
		t.Errorf("masked %q, want %q", got, want)
	}
	if head := masked[0]; head[0] != "姓名（遮蔽）" || head[6] != "详细地址（遮蔽）" || head[9] != "爱喝的茶" {
		t.Errorf("headed %q", head)
	}
	ask(marketing, `,"full":true`).want(http.StatusForbidden)
	ask(marketing, `,"fields":["care"]`).want(404)
	ask(operations, `,"fields":["care"]`).want(404)
	ask(operations, `,"fields":["none"]`).want(404)
	full := rowsOf(t, "csv", ask(operations, `,"full":true,"fields":["nickname","mail"]`).want(200).Body)
	if got := full[1]; got[0] != "王小明" || got[1] != "13800001234" || got[6] != "世纪大道 1 号" || got[len(got)-2] != "小明" {
		t.Errorf("in full %q", got)
	}
	if head := full[0]; head[0] != "姓名" || head[12] != "授权：营销 短信" || head[len(head)-1] != "field:mail" {
		t.Errorf("headed %q", head)
	}
	var after string
	w.tx(func(ctx context.Context, tx postgres.Tx) error {
		return tx.QueryRow(ctx, `SELECT after::text FROM staff.audit WHERE action = 'member.export' ORDER BY id DESC LIMIT 1`).Scan(&after)
	})
	for _, part := range []string{`"name_full"`, `"nickname"`, `"full": true`, `"members": 1`} {
		if !strings.Contains(after, part) {
			t.Errorf("the trail lacks %s: %s", part, after)
		}
	}
	if strings.Contains(after, "小明") {
		t.Errorf("the trail says %s", after)
	}
	seen := w.do("GET", "/api/v1/member-accesses", "", as(admin), "Accept-Language: zh-CN").want(200).Body
	for _, part := range []string{`"code":"phone_full","name":"手机号"`, `"code":"nickname","name":"昵称"`} {
		if !strings.Contains(seen, part) {
			t.Errorf("the access log lacks %s: %s", part, seen)
		}
	}
	if r := ask(marketing, `,"format":"xlsx"`).want(200); r.Header.Get("Content-Type") != sheet.XLSX.MediaType() || len(rowsOf(t, "xlsx", r.Body)) != 2 {
		t.Errorf("as a workbook %v", r.Header)
	}
}

// TestFilesSayWhatTheirBringerMaySay: a column that says of members what is not for who
// brings it to say is refused before anything is read, and named as the retailer does.
func TestFilesSayWhatTheirBringerMaySay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.everything()
	w.everyKind(admin)
	if err := w.deps.Inbox.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	operations := w.person("operations@example.com", staff.Operations)
	var file struct{ ID string }
	w.do("POST", "/api/v1/intake/files?file_name=care.csv", "卡号,护理记录,鞋码\nA1,对花生过敏,４２\n", operations, "Content-Type: text/csv").want(201).into(&file)
	inspected := w.do("POST", "/api/v1/intake/files/"+file.ID+"/inspect", `{"kind":"members"}`, operations, "Accept-Language: zh-CN").want(200)
	for _, part := range []string{`"field":"field:care","code":"intake.may_not_bring"`, "护理记录 / Care", "您无权填写"} {
		if !strings.Contains(inspected.Body, part) {
			t.Errorf("the inspection lacks %s: %s", part, inspected.Body)
		}
	}
	ask := func(auth, file, body string) (run string) {
		t.Helper()
		var asked struct{ ID string }
		w.do("POST", "/api/v1/intake/files/"+file+"/runs", body, auth).want(202).into(&asked)
		return asked.ID
	}
	var tagged struct{ ID string }
	w.do("POST", "/api/v1/intake/files?file_name=tags.csv", "卡号,标签\nA2,贵宾\n", as(admin), "Content-Type: text/csv").want(201).into(&tagged)
	untagging := w.key("untagging", staff.IntakeRun, staff.MemberRead)
	without := `{"kind":"members","dry_run":true,"mapping":{"fields":{"card":{"columns":["卡号"]},"field:shoe":{"columns":["鞋码"]}}}}`
	refused := []string{ask(operations, file.ID, `{"kind":"members","dry_run":true}`), ask(as(untagging), tagged.ID, `{"kind":"members","dry_run":true}`)}
	tried, done := ask(operations, file.ID, without), ask(as(admin), file.ID, `{"kind":"members"}`)
	w.deps.Inbox.Drain()
	type run struct {
		Status  string
		Error   *struct{ Code string }
		Opening *struct {
			Own []struct {
				Field string
				Name  map[string]string
			}
		}
	}
	read := func(id string) (r run) {
		t.Helper()
		w.do("GET", "/api/v1/intake/runs/"+id, "", as(admin)).want(200).into(&r)
		return r
	}
	for i, id := range refused {
		if r := read(id); r.Status != "refused" || r.Error == nil || r.Error.Code != "intake.may_not_bring" {
			t.Errorf("%d: who may not: %+v %+v", i, r, r.Error)
		}
	}
	if r := read(tried); r.Status != "done" || r.Opening == nil || len(r.Opening.Own) != 1 || fmt.Sprint(r.Opening.Own[0]) != "{field:shoe map[en:Shoe size zh-CN:鞋码]}" {
		t.Errorf("without it: %+v %+v", r, r.Opening)
	}
	if r := read(done); r.Status != "done" {
		t.Errorf("a program: %+v", r)
	}
	if r := w.do("GET", "/api/v1/members?card=A1", "", as(admin)).want(200); !strings.Contains(r.Body, `"number":"A1"`) {
		t.Errorf("nobody came: %s", r.Body)
	}
}
