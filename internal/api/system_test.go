package api_test

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"habitue/internal/api"
	"habitue/internal/member"
	"habitue/internal/org/orgtest"
	"habitue/internal/platform/check"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
	"habitue/internal/platform/secret"
	"habitue/internal/platform/system"
	"habitue/internal/staff"
)

// flaky is a listener that fails for as long as it is broken.
type flaky struct {
	broken bool
	heard  []int64
}

const rung notice.Kind = "test.rung"

func (f *flaky) hear(_ context.Context, _ int64, ids []int64) error {
	if f.broken {
		return errors.New("the bell is broken")
	}
	f.heard = append(f.heard, ids...)
	return nil
}

func newFlaky(t *testing.T) (*world, *flaky) {
	f := &flaky{}
	return newWorld(t, func(d *api.Deps) { notice.Hear(d.Notices, rung, "test.on_rung", f.hear) }), f
}

func (w *world) ring(id int64) {
	w.t.Helper()
	w.tx(func(ctx context.Context, tx postgres.Tx) error {
		return w.deps.Notices.Speak(ctx, tx, rung, notice.Ref{Member: 7, ID: id}, notice.Ref{Member: -9, ID: id})
	})
}

// acts returns who did what in the trail, with its reason.
func (w *world) acts(action string) (list []staff.Recorded) {
	w.t.Helper()
	list, err := w.deps.Staff.Trail(w.t.Context(), w.deps.DB, staff.TrailFilter{Action: action}, nil, 10)
	if err != nil {
		w.t.Fatal(err)
	}
	return list
}

func TestOperatorPausesAListener(t *testing.T) {
	t.Parallel()
	w, f := newFlaky(t)
	admin := w.person("admin@example.com", staff.Administrator)
	path := "/api/v1/system/listeners/test.on_rung"
	w.do("POST", path+"/pause", `{"reason":"a wrong rule"}`, admin).want(200)
	w.ring(1)
	w.settle()
	if len(f.heard) != 0 {
		t.Fatalf("heard %v while it was paused", f.heard)
	}
	var list struct {
		Items []struct {
			Name, Kind, Reason string
			PausedAt           *time.Time `json:"paused_at"`
			Due                int64
		}
	}
	w.do("GET", "/api/v1/system/listeners", "", admin).want(200).into(&list)
	found := false
	for _, l := range list.Items {
		if l.Name != "test.on_rung" {
			if l.PausedAt != nil {
				t.Errorf("%s is paused as well", l.Name)
			}
			continue
		}
		found = l.PausedAt != nil && l.Reason == "a wrong rule" && l.Due == 1 && l.Kind == "test.rung"
	}
	if !found || len(list.Items) < 7 {
		t.Errorf("%+v", list.Items)
	}
	w.do("POST", path+"/resume", "", admin).want(200)
	w.settle()
	if len(f.heard) != 2 {
		t.Errorf("heard %v after it was let go on", f.heard)
	}
	if a := w.acts("system.pause_listener"); len(a) != 1 || a[0].Reason != "a wrong rule" || a[0].Subject.ID != "test.on_rung" {
		t.Errorf("the trail has %+v", a)
	}
	if a := w.acts("system.resume_listener"); len(a) != 1 {
		t.Errorf("the trail has %+v", a)
	}
	if r := w.do("POST", "/api/v1/system/listeners/nobody/pause", `{"reason":"x"}`, admin).want(404); !strings.Contains(r.Body, "notice.no_such_listener") {
		t.Error(r.Body)
	}
	w.do("POST", path+"/pause", `{"reason":""}`, admin).want(422)
}

type parkedPage struct {
	Items []struct {
		ID, Listener, Kind, Error string
		Total                     int64
		Concerns                  []struct {
			MemberID *string `json:"member_id"`
			ID       string
		}
	}
	NextCursor *string `json:"next_cursor"`
}

func TestOperatorDealsWithParkedNotices(t *testing.T) {
	t.Parallel()
	w, f := newFlaky(t)
	admin := w.person("admin@example.com", staff.Administrator)
	f.broken = true
	for id := range int64(4) {
		w.ring(id + 1)
	}
	for range notice.MaxAttempts {
		w.settle()
		w.clock.Advance(time.Hour)
	}
	admin, _ = w.signIn("admin@example.com", password) // hours have passed
	f.broken = false
	var first, second parkedPage
	w.do("GET", "/api/v1/system/notices?limit=3", "", admin).want(200).into(&first)
	if len(first.Items) != 3 || first.NextCursor == nil {
		t.Fatalf("%+v", first)
	}
	w.do("GET", "/api/v1/system/notices?limit=3&cursor="+*first.NextCursor, "", admin).want(200).into(&second)
	if len(second.Items) != 1 || second.NextCursor != nil {
		t.Fatalf("%+v", second)
	}
	one := first.Items[0]
	if one.Error != "the bell is broken" || one.Kind != "test.rung" || one.Total != 2 || *one.Concerns[0].MemberID != "7" || one.Concerns[1].MemberID != nil {
		t.Errorf("%+v", one)
	}
	path := "/api/v1/system/listeners/test.on_rung/notices/"
	w.do("POST", path+one.ID+"/retry", "", admin).want(200)
	w.settle()
	if len(f.heard) != 2 {
		t.Fatalf("heard %v after one was retried", f.heard)
	}
	if r := w.do("POST", path+one.ID+"/retry", "", admin).want(404); !strings.Contains(r.Body, "notice.not_parked") {
		t.Error(r.Body)
	}
	gone := first.Items[1].ID
	w.do("POST", path+gone+"/drop", `{"reason":"rung by mistake"}`, admin).want(204)
	w.do("POST", path+gone+"/drop", `{"reason":"again"}`, admin).want(404)
	var retried struct{ Notices int }
	w.do("POST", "/api/v1/system/listeners/test.on_rung/retry", "", admin).want(200).into(&retried)
	w.settle()
	if retried.Notices != 2 || len(f.heard) != 6 {
		t.Errorf("%d retried, heard %v", retried.Notices, f.heard)
	}
	acts := w.acts("system.drop_notice")
	if len(acts) != 1 || acts[0].Reason != "rung by mistake" || acts[0].Subject.ID != gone {
		t.Fatalf("the trail has %+v", acts)
	}
	var kept notice.Parked
	if err := json.Unmarshal(acts[0].Before, &kept); err != nil || kept.Kind != rung || len(kept.Refs) != 2 || kept.Refs[0].Member != 7 {
		t.Errorf("the trail keeps %s, %v", acts[0].Before, err)
	}
	if n := len(w.acts("system.retry_notice")) + len(w.acts("system.retry_notices")); n != 2 {
		t.Errorf("the trail has %d retries", n)
	}
}

// TestWhoMayLookMayNotOperate asks as an auditor, who sees everything and
// changes nothing, and as a cashier, who sees nothing.
func TestWhoMayLookMayNotOperate(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	auditor, cashier := w.person("auditor@example.com", staff.Auditor), w.person("cashier@example.com", staff.Cashier)
	for _, path := range []string{"status", "about", "tables", "listeners", "notices", "jobs", "checks", "comparisons", "backups", "replica"} {
		w.do("GET", "/api/v1/system/"+path, "", auditor).want(200)
		w.do("GET", "/api/v1/system/"+path, "", cashier).want(403)
	}
	for _, path := range []string{"listeners/tier.on_refunded/pause", "listeners/tier.on_refunded/resume", "jobs/ledger.settle_due/run"} {
		w.do("POST", "/api/v1/system/"+path, `{"reason":"x"}`, auditor).want(403)
	}
}

func TestOperatorRunsAJob(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.person("admin@example.com", staff.Administrator)
	var list struct {
		Items []struct {
			Name, State     string
			IntervalSeconds int64      `json:"interval_seconds"`
			NextAt          *time.Time `json:"next_at"`
			Last            *struct{ Outcome string }
		}
	}
	w.do("GET", "/api/v1/system/jobs", "", admin).want(200).into(&list)
	if len(list.Items) != 1 || list.Items[0].State != "resting" || list.Items[0].IntervalSeconds != 60 || list.Items[0].NextAt == nil {
		t.Fatalf("%+v", list)
	}
	w.do("POST", "/api/v1/system/jobs/ledger.settle_due/run", "", admin).want(202)
	w.do("GET", "/api/v1/system/jobs", "", admin).want(200).into(&list)
	if list.Items[0].State != "queued" || len(w.acts("system.run_job")) != 1 {
		t.Fatalf("%+v", list)
	}
	if err := w.deps.System.Jobs.RunNow(t.Context(), "ledger.settle_due"); err != nil {
		t.Fatal(err)
	}
	w.do("GET", "/api/v1/system/jobs", "", admin).want(200).into(&list)
	if l := list.Items[0].Last; l == nil || l.Outcome != "done" {
		t.Errorf("%+v", list)
	}
	if r := w.do("POST", "/api/v1/system/jobs/nobody.knows/run", "", admin).want(404); !strings.Contains(r.Body, "job.no_such_job") {
		t.Error(r.Body)
	}
}

// TestRunsAreShown puts runs of each kind on record and reads them.
func TestRunsAreShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx, s := t.Context(), w.deps.System
	auditor := w.person("auditor@example.com", staff.Auditor)
	first, err := s.Begin(ctx, system.Check, 2)
	if err != nil {
		t.Fatal(err)
	}
	w.clock.Advance(time.Minute)
	run, err := s.Begin(ctx, system.Check, 2) // the process of the first was killed
	if err == nil {
		err = run.Progress(ctx, 1)
	}
	if err != nil {
		t.Fatal(err)
	}
	var checks struct {
		Items []struct {
			Outcome     *string
			Done, Total int
			Proofs      []struct {
				Name   string
				Holds  bool
				Broken []string
			}
		}
	}
	w.do("GET", "/api/v1/system/checks", "", auditor).want(200).into(&checks)
	if len(checks.Items) != 2 || checks.Items[0].Outcome != nil || checks.Items[0].Done != 1 || *checks.Items[1].Outcome != "cut_off" {
		t.Fatalf("%+v", checks)
	}
	proofs := []check.Result{{Name: "test.adds_up", Holds: true}, {Name: "test.is_whole", Broken: []string{"half"}}}
	if err := errors.Join(run.End(ctx, system.Broken, proofs, nil), first.End(ctx, system.Holds, nil, nil)); err != nil {
		t.Fatal(err)
	}
	w.do("GET", "/api/v1/system/checks", "", auditor).want(200).into(&checks)
	if c := checks.Items[0]; *c.Outcome != "broken" || c.Done != 2 || len(c.Proofs) != 2 || c.Proofs[1].Broken[0] != "half" || *checks.Items[1].Outcome != "cut_off" {
		t.Errorf("%+v", checks)
	}

	found := compared{Everything: true, Comparison: replica.Comparison{Tables: 3, Rows: 40, Differences: []replica.Difference{
		{Table: "orders.line", Day: "2026-09-12", Database: replica.Sum{Rows: 9}, Copy: replica.Sum{Rows: 8}}}}, Differ: 1}
	run, err = s.Begin(ctx, system.Comparison, 0)
	if err == nil {
		err = run.End(ctx, system.Broken, found, nil)
	}
	failure := errors.New("no space")
	if err = errors.Join(err, s.Note(ctx, system.Backup, start, map[string]any{"file": "/backup/x.hab", "rows": 12}, nil),
		s.Note(ctx, system.Backup, start.Add(time.Hour), nil, failure)); err != nil {
		t.Fatal(err)
	}
	if r := w.do("GET", "/api/v1/system/comparisons", "", auditor).want(200); !strings.Contains(r.Body, `"database_rows":9,"copy_rows":8`) || !strings.Contains(r.Body, `"everything":true`) {
		t.Error(r.Body)
	}
	if r := w.do("GET", "/api/v1/system/backups", "", auditor).want(200); !strings.Contains(r.Body, `/backup/x.hab`) || !strings.Contains(r.Body, `"error":"no space"`) {
		t.Error(r.Body)
	}
	w.clock.Advance(system.Keep + 2*time.Hour)
	if n, err := s.Forget(ctx, 100); n != 5 || err != nil {
		t.Errorf("forgot %d, %v", n, err)
	}
}

type compared struct {
	Everything bool `json:"everything"`
	replica.Comparison
	Differ int `json:"differ"`
}

func TestTablesAreMeasured(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var list struct {
		Items []struct {
			Schema, Name, Class string
			Bytes               int64
		}
	}
	w.do("GET", "/api/v1/system/tables", "", w.person("auditor@example.com", staff.Auditor)).want(200).into(&list)
	for _, l := range list.Items {
		if l.Schema == "orders" && l.Name == "line" {
			if l.Class != "member" || l.Bytes == 0 {
				t.Errorf("%+v", l)
			}
			return
		}
	}
	t.Errorf("no lines among %d tables", len(list.Items))
}

// TestTheMasterKeyIsExchangedOverTheAPI goes through an exchange as an operator sees it.
func TestTheMasterKeyIsExchangedOverTheAPI(t *testing.T) {
	t.Parallel()
	keys, _, err := secret.LoadOrCreate(filepath.Join(t.TempDir(), "keys", "master.json"))
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, func(d *api.Deps) {
		d.Members = member.New(member.Deps{DB: d.DB, IDs: orgtest.IDs(t, d.DB), Clock: d.Clock, Keys: keys, Notices: d.Notices, Org: d.Org})
	})
	type state struct {
		Current string
		Keys    []struct {
			ID      string
			Held    bool
			Members int64
		}
		Rotations []struct {
			From, To, Phase string
			Done, Total     int64
		}
		Backups []struct{ File, Key string }
	}
	if err := w.deps.Members.CheckKeys(t.Context()); err != nil {
		t.Fatal(err)
	}
	m := w.join(w.everything(), "13800005678")
	old := keys.Current()
	if err := w.deps.System.Note(t.Context(), system.Backup, w.clock.Now(), map[string]any{"file": "/backup/before.hbk"}, nil); err != nil {
		t.Fatal(err)
	}
	w.clock.Advance(time.Hour)
	admin := w.person("li@example.com", staff.Administrator)
	var s state
	w.do("GET", "/api/v1/system/keys", "", w.person("wu@example.com", staff.Auditor)).want(200).into(&s)
	if s.Current != old || len(s.Keys) != 1 || s.Keys[0].Members != 1 || len(s.Rotations)+len(s.Backups) != 0 {
		t.Fatalf("%+v", s)
	}
	w.do("POST", "/api/v1/system/keys/rotate", `{"reason":"每年轮换"}`, admin).want(202).into(&s)
	w.do("POST", "/api/v1/system/keys/rotate", `{"reason":"每年轮换"}`, admin).refused(409, "member.rotating")
	w.do("POST", "/api/v1/system/keys/"+old+"/destroy", `{"reason":"x y"}`, admin).refused(409, "member.key_needed")
	for end := time.Now().Add(2 * time.Minute); s.Rotations[0].Phase != "wrapped"; {
		if _, err := w.deps.Members.RotateKeys(t.Context()); err != nil || time.Now().After(end) {
			t.Fatalf("%+v %v", s, err)
		}
		w.do("GET", "/api/v1/system/keys", "", admin).want(200).into(&s)
	}
	if s.Current == old || s.Current != s.Rotations[0].To || s.Rotations[0].Done != 1 || len(s.Backups) != 1 || s.Backups[0].Key != old {
		t.Fatalf("%+v", s)
	}
	w.do("POST", "/api/v1/system/keys/"+old+"/destroy", `{"reason":"每年轮换"}`, admin).refused(409, "member.key_needed")
	w.do("POST", "/api/v1/system/keys/"+old+"/destroy", `{"reason":"每年轮换","give_up_backups":true}`, admin).want(200).into(&s)
	if len(s.Keys) != 1 || s.Keys[0].ID != s.Current || s.Rotations[0].Phase != "destroyed" {
		t.Fatalf("%+v", s)
	}
	w.do("POST", "/api/v1/members/"+m+"/reveal", `{"reason":"来电核实"}`, admin).want(200)
	var acts int
	w.tx(func(ctx context.Context, tx postgres.Tx) error {
		return tx.QueryRow(ctx, `SELECT count(*) FROM staff.audit WHERE action IN ('system.rotate_key', 'system.destroy_key') AND reason = '每年轮换'`).Scan(&acts)
	})
	if acts != 2 {
		t.Errorf("the trail has %d acts", acts)
	}
}

// TestTheIndexKeyIsExchangedOverTheAPI goes through an exchange of the index key.
func TestTheIndexKeyIsExchangedOverTheAPI(t *testing.T) {
	t.Parallel()
	keys, _, err := secret.LoadOrCreate(filepath.Join(t.TempDir(), "keys", "master.json"))
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, func(d *api.Deps) {
		d.Members = member.New(member.Deps{DB: d.DB, IDs: orgtest.IDs(t, d.DB), Clock: d.Clock, Keys: keys, Notices: d.Notices, Org: d.Org})
	})
	type state struct {
		Index struct {
			Current int
			Keys    []struct {
				Generation                  int
				Members, Sessions, Visitors int64
			}
			Rotations []struct {
				From, To, Phase string
				Done, Total     int64
			}
			Backups []struct{ File, Key string }
		}
	}
	if err := w.deps.Members.CheckKeys(t.Context()); err != nil {
		t.Fatal(err)
	}
	m := w.join(w.everything(), "13800005678")
	if err := w.deps.System.Note(t.Context(), system.Backup, w.clock.Now(), map[string]any{"file": "/backup/before.hbk"}, nil); err != nil {
		t.Fatal(err)
	}
	w.clock.Advance(time.Hour)
	admin, auditor := w.person("li@example.com", staff.Administrator), w.person("wu@example.com", staff.Auditor)
	w.do("POST", "/api/v1/system/keys/index/rotate", `{"reason":"密钥外泄"}`, auditor).refused(403, "staff.may_not")
	var s state
	w.do("GET", "/api/v1/system/keys", "", auditor).want(200).into(&s)
	if s.Index.Current != 1 || len(s.Index.Keys) != 1 || s.Index.Keys[0].Members != 1 || len(s.Index.Rotations)+len(s.Index.Backups) != 0 {
		t.Fatalf("%+v", s)
	}
	w.do("POST", "/api/v1/system/keys/index/rotate", `{"reason":"密钥外泄"}`, admin).want(202).into(&s)
	w.do("POST", "/api/v1/system/keys/rotate", `{"reason":"密钥外泄"}`, admin).refused(409, "member.rotating")
	w.do("POST", "/api/v1/system/keys/index/1/destroy", `{"reason":"密钥外泄","give_up_backups":true,"give_up_rest":true}`, admin).refused(409, "member.index_key_needed")
	for end := time.Now().Add(2 * time.Minute); s.Index.Rotations[0].Phase != "wrapped"; {
		if _, err := w.deps.Members.RotateKeys(t.Context()); err != nil || time.Now().After(end) {
			t.Fatalf("%+v %v", s, err)
		}
		w.do("GET", "/api/v1/system/keys", "", admin).want(200).into(&s)
	}
	if s.Index.Current != 2 || s.Index.Rotations[0].Done != 1 || len(s.Index.Backups) != 1 || s.Index.Backups[0].Key != "1" {
		t.Fatalf("%+v", s)
	}
	w.tx(func(ctx context.Context, tx postgres.Tx) error { // somebody who has not renewed his sign-in
		_, err := tx.Exec(ctx, `INSERT INTO member.session (id, member_id, salt, generation, remembered, device, network, created_at, renewed_at, seen_at, expires_at)
			VALUES (1, $1, '', 1, true, '', '', $2, $2, $2, $3)`, m, w.clock.Now(), w.clock.Now().Add(time.Hour))
		return err
	})
	at := "/api/v1/system/keys/index/1/destroy"
	w.do("POST", at, `{"reason":"密钥外泄"}`, admin).refused(409, "member.index_key_needed")
	w.do("POST", at, `{"reason":"密钥外泄","give_up_backups":true}`, admin).refused(409, "member.index_key_needed")
	w.do("POST", at, `{"reason":"密钥外泄","give_up_rest":true}`, admin).refused(409, "member.index_key_needed")
	w.do("POST", at, `{"reason":"密钥外泄","give_up_backups":true,"give_up_rest":true}`, admin).want(200).into(&s)
	if len(s.Index.Keys) != 1 || s.Index.Keys[0].Generation != 2 || s.Index.Rotations[0].Phase != "destroyed" {
		t.Fatalf("%+v", s)
	}
	if r := w.do("GET", "/api/v1/members?phone=13800005678", "", admin); !strings.Contains(r.Body, m) {
		t.Errorf("by his phone: %d %s", r.Status, r.Body)
	}
	var acts int
	w.tx(func(ctx context.Context, tx postgres.Tx) error {
		return tx.QueryRow(ctx, `SELECT count(*) FROM staff.audit WHERE action IN ('system.rotate_index_key', 'system.destroy_index_key')
			AND subject_kind = 'index_key' AND reason = '密钥外泄'`).Scan(&acts)
	})
	if acts != 2 {
		t.Errorf("the trail has %d acts", acts)
	}
}
