package app

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"habitue/internal/platform/config"
	"habitue/internal/platform/job"
	"habitue/internal/platform/postgres/pgtest"
	"habitue/internal/platform/system"
)

// latest returns the latest run of a kind.
func latest(t *testing.T, a *App, kind system.Kind) system.Record {
	t.Helper()
	list, err := a.System.Latest(t.Context(), a.db.interactive, kind, 1)
	must(t, err)
	if len(list) != 1 {
		t.Fatalf("%d runs of %s", len(list), kind)
	}
	return list[0]
}

func TestNightlyCheckIsOnRecordAndToldOf(t *testing.T) {
	t.Parallel()
	a := filled(t)
	must(t, a.Jobs.RunNow(t.Context(), "check.nightly"))
	r := latest(t, a, system.Check)
	if r.Outcome != system.Holds || r.Total != len(a.proofs()) || r.Done != r.Total || len(r.Result) == 0 {
		t.Fatalf("%+v", r)
	}
	if s := a.checkState(t.Context()); !s.OK {
		t.Errorf("%+v", s)
	}
	_, err := a.db.bulk.Exec(t.Context(), `UPDATE ledger.account SET owed = owed + 77777`)
	must(t, err)
	must(t, a.Jobs.RunNow(t.Context(), "check.nightly"))
	if r = latest(t, a, system.Check); r.Outcome != system.Broken || !strings.Contains(string(r.Result), "ledger.balances_equal_lots") {
		t.Errorf("%+v", r)
	}
	if s := a.checkState(t.Context()); s.OK || !s.Warn {
		t.Errorf("%+v", s)
	}
}

// TestReplicaIsComparedWhileItServes damages the copy of a running program: the
// comparison is on record, and the copy is made anew by itself.
func TestReplicaIsComparedWhileItServes(t *testing.T) {
	t.Parallel()
	a := filled(t)
	must(t, a.KeepReplica(t.Context(), func() error {
		must(t, a.Jobs.RunNow(t.Context(), "replica.compare_nightly"))
		if r := latest(t, a, system.Comparison); r.Outcome != system.Holds {
			t.Fatalf("%+v", r)
		}
		must(t, a.Jobs.RunNow(t.Context(), "replica.compare_new"))
		if r := latest(t, a, system.Comparison); r.Outcome != system.Holds {
			t.Fatalf("%+v", r)
		}
		// A change that the replica cannot see: xid is not set.
		_, err := a.db.bulk.Exec(t.Context(), `UPDATE orders.orders SET run_id = 42 WHERE (member_id, id) =
			(SELECT member_id, id FROM orders.orders ORDER BY id LIMIT 1)`)
		must(t, err)
		before := a.Replica.State().Rebuilt
		must(t, a.Jobs.RunNow(t.Context(), "replica.compare_nightly"))
		if r := latest(t, a, system.Comparison); r.Outcome != system.Broken || !strings.Contains(string(r.Result), `"differ": 1`) {
			t.Fatalf("%+v: %s", r, r.Result)
		}
		must(t, a.Replica.CatchUp(t.Context()))
		must(t, a.Jobs.RunNow(t.Context(), "replica.compare_nightly"))
		if r := latest(t, a, system.Comparison); r.Outcome != system.Holds || a.Replica.State().Rebuilt != before+1 {
			t.Fatalf("after it was made anew: %+v", r)
		}
		must(t, a.Jobs.RunNow(t.Context(), "replica.rebuild"))
		must(t, a.Replica.CatchUp(t.Context()))
		if n := a.Replica.State().Rebuilt; n != before+2 {
			t.Errorf("made anew %d times", n-before)
		}
		return nil
	}))
}

func TestBackupIsOnRecordAndNotInItself(t *testing.T) {
	t.Parallel()
	a := open(t, configure(t, pgtest.New(t)))
	path := filepath.Join(t.TempDir(), "x.hab")
	summary, err := a.Backup(t.Context(), path)
	must(t, err)
	if r := latest(t, a, system.Backup); r.Outcome != system.Holds {
		t.Errorf("%+v", r)
	}
	if n, is := summary.RowsOf["system.run"]; is {
		t.Errorf("the backup has %d runs", n)
	}
	if _, err := a.Backup(t.Context(), filepath.Join(path, "impossible")); err == nil {
		t.Fatal("a file is a folder")
	}
	if r := latest(t, a, system.Backup); r.Outcome != system.Failed || r.Error == "" {
		t.Errorf("%+v", r)
	}
}

// TestProcessesWorkOffWhatTheyAreFor holds that a job which needs the replica
// waits for the process that keeps it.
func TestProcessesWorkOffWhatTheyAreFor(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		roles []string
		want  []job.Queue
	}{
		"all":          {[]string{config.RoleAPI, config.RoleWorker, config.RoleAnalyst}, []job.Queue{job.Ordinary, job.Long, job.Replica}},
		"only_answers": {[]string{config.RoleAPI}, nil},
		"only_works":   {[]string{config.RoleWorker}, []job.Queue{job.Ordinary, job.Long}},
		"only_keeps":   {[]string{config.RoleAnalyst}, []job.Queue{job.Replica}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			conf := configure(t, pgtest.New(t))
			conf.Roles = c.roles
			a := open(t, conf)
			if !slices.Equal(a.queues(), c.want) {
				t.Errorf("works off %v", a.queues())
			}
			list, err := a.Jobs.List(t.Context(), a.db.jobs, a.clock.Now())
			must(t, err)
			if !slices.ContainsFunc(list, func(s job.Standing) bool { return s.Name == "replica.rebuild" && s.NextAt.IsZero() }) {
				t.Error("it does not know what others do")
			}
		})
	}
}

// TestConsoleNamesWhatRuns holds that the page System says every job, listener
// and proof of this program in words, in both languages.
func TestConsoleNamesWhatRuns(t *testing.T) {
	t.Parallel()
	a := open(t, configure(t, pgtest.New(t)))
	jobs, err := a.Jobs.List(t.Context(), a.db.jobs, a.clock.Now())
	must(t, err)
	listeners, err := a.Notices.Listeners(t.Context())
	must(t, err)
	for _, language := range []string{"zh-CN", "en"} {
		text, err := os.ReadFile(filepath.Join("..", "..", "web", "console", "src", "locales", language, "system.json"))
		must(t, err)
		var words struct {
			Job   struct{ Kind map[string]string }
			Heard map[string]string
			Proof map[string]string
		}
		must(t, json.Unmarshal(text, &words))
		named := func(in map[string]string, code string) {
			if in[camel(code)] == "" {
				t.Errorf("%s has no words for %s; they would be %s", language, code, camel(code))
			}
		}
		for _, j := range jobs {
			named(words.Job.Kind, j.Name)
		}
		for _, l := range listeners {
			named(words.Heard, l.Listener)
		}
		for _, p := range a.proofs() {
			named(words.Proof, p.Name)
		}
	}
}

// camel is the console's key of a code: tierOnRefunded of tier.on_refunded.
func camel(code string) string {
	parts := strings.FieldsFunc(code, func(r rune) bool { return r == '.' || r == '_' })
	for i, p := range parts[1:] {
		parts[i+1] = strings.ToUpper(p[:1]) + p[1:]
	}
	return strings.Join(parts, "")
}
