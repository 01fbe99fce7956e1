package app

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/config"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
	"habitue/internal/platform/replica"
	"habitue/internal/platform/secret"
	"habitue/internal/platform/system"
	"habitue/internal/sample/fill"
)

// told collects what the program tells its user.
type told []string

func (l *told) tell(code string, _ ...any) { *l = append(*l, code) }

func configure(t *testing.T, db *pgtest.DB) config.Config {
	t.Helper()
	c := config.Default()
	c.Data, c.DatabaseURL = filepath.Join(t.TempDir(), "data"), db.DSN
	return c
}

func options(t *testing.T, l *told) Options {
	return Options{Log: slog.New(slog.NewTextHandler(t.Output(), nil)), Tell: l.tell, Version: "test",
		Ladder: fill.Ladder(), Scratch: true} // the tests' PostgreSQL does not sync
}

func open(t *testing.T, c config.Config) *App {
	t.Helper()
	a, err := Open(t.Context(), c, options(t, new(told)))
	must(t, err)
	t.Cleanup(func() { must(t, a.Close(context.Background())) })
	return a
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestFirstStartMakesKeysAndSaysSoOnce(t *testing.T) {
	t.Parallel()
	c := configure(t, pgtest.New(t))
	for _, want := range []int{1, 0} {
		var l told
		a, err := Open(t.Context(), c, options(t, &l))
		must(t, err)
		must(t, a.Close(t.Context()))
		if len(l) != want || want == 1 && l[0] != "app.key_made" {
			t.Errorf("told %v, want %d", l, want)
		}
	}
	info, err := os.Stat(keyFile(c))
	must(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the key file has mode %o", info.Mode().Perm())
	}
}

func startOnce(t *testing.T, c config.Config, o Options) {
	t.Helper()
	a, err := Open(t.Context(), c, o)
	must(t, err)
	must(t, a.Close(t.Context()))
}

func TestOpenRefusesWhatCannotBeTrusted(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spoil func(t *testing.T, db *pgtest.DB, c *config.Config, o *Options)
		want  error
	}{
		"a_database_that_forgets": {func(t *testing.T, _ *pgtest.DB, _ *config.Config, o *Options) { o.Scratch = false }, ErrNotDurable},
		"a_restore_that_was_cut_off": {func(t *testing.T, db *pgtest.DB, _ *config.Config, _ *Options) {
			_, err := db.Owner(t).Exec(t.Context(), `DO $$ BEGIN EXECUTE format('COMMENT ON DATABASE %I IS %L',
				current_database(), 'habitue: a restore has not finished'); END $$`)
			must(t, err)
		}, ErrHalfRestored},
		"a_newer_schema": {func(t *testing.T, db *pgtest.DB, _ *config.Config, _ *Options) {
			_, err := db.Owner(t).Exec(t.Context(), `INSERT INTO public.goose_db_version (version_id, is_applied) VALUES (9999, true)`)
			must(t, err)
		}, postgres.ErrUnknownSchema},
		"keys_that_were_lost": {func(t *testing.T, _ *pgtest.DB, c *config.Config, o *Options) {
			startOnce(t, *c, *o)
			must(t, os.Remove(keyFile(*c)))
		}, secret.ErrMissing},
		"the_keys_of_another_installation": {func(t *testing.T, _ *pgtest.DB, c *config.Config, o *Options) {
			startOnce(t, *c, *o)
			other := configure(t, pgtest.New(t))
			startOnce(t, other, *o)
			c.Data = other.Data
		}, member.ErrWrongKeys},
		"no_database": {func(t *testing.T, _ *pgtest.DB, c *config.Config, _ *Options) {
			c.DatabaseURL = "postgres://nobody@127.0.0.1:1/none"
		}, postgres.ErrUnavailable},
		"a_file_where_the_data_folder_should_be": {func(t *testing.T, _ *pgtest.DB, c *config.Config, _ *Options) {
			must(t, os.WriteFile(c.Data, nil, 0o600))
		}, ErrDataFolder},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := pgtest.New(t)
			conf, o := configure(t, db), options(t, new(told))
			c.spoil(t, db, &conf, &o)
			_, err := Open(t.Context(), conf, o)
			if !errors.Is(err, c.want) {
				t.Fatalf("got %v", err)
			}
		})
	}
}

func TestClocksThatDifferAreNoticed(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t).DB
	must(t, clocksAgree(t.Context(), db, clock.System{}))
	for _, off := range []time.Duration{-3 * time.Second, 3 * time.Second} {
		ours := clock.NewFake(clock.System{}.Now().Add(off))
		if err := clocksAgree(t.Context(), db, ours); !errors.Is(err, ErrClock) {
			t.Errorf("ours %s off: %v", off, err)
		}
	}
}

func TestReadinessSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	a, err := Open(t.Context(), configure(t, pgtest.New(t)), options(t, new(told)))
	must(t, err)
	ask := func() (int, map[string]system.State) {
		w := httptest.NewRecorder()
		a.readiness(w, httptest.NewRequest(http.MethodGet, "/readyz", nil))
		var document struct {
			Ready  bool
			Checks []system.State
		}
		must(t, json.Unmarshal(w.Body.Bytes(), &document))
		by := map[string]system.State{}
		for _, s := range document.Checks {
			by[s.Name] = s
		}
		if document.Ready != (w.Code == http.StatusOK) {
			t.Errorf("ready %t with status %d", document.Ready, w.Code)
		}
		return w.Code, by
	}
	code, checks := ask()
	if code != http.StatusOK || !checks["database"].OK || !checks["schema"].OK || !checks["disk"].OK || !checks["notices"].OK {
		t.Errorf("%d %v", code, checks)
	}
	_, err = a.db.jobs.Exec(t.Context(), `INSERT INTO notice.pending (listener, id, kind, member_ids, ids, recorded_at, due_at, parked_at)
		VALUES ('x', 1, 'y', '{1}', '{1}', now(), now(), now())`)
	must(t, err)
	if code, checks = ask(); code != http.StatusOK || !checks["notices"].Warn {
		t.Errorf("a parked notice: %d %v", code, checks)
	}
	must(t, a.Close(t.Context()))
	if code, checks = ask(); code != http.StatusServiceUnavailable || checks["database"].OK {
		t.Errorf("without a database: %d %v", code, checks)
	}
}

func TestAddressThatIsTakenOrNone(t *testing.T) {
	t.Parallel()
	l, err := Listen(t.Context(), "127.0.0.1:0")
	must(t, err)
	defer l.Close()
	if _, err := Listen(t.Context(), l.Addr().String()); !errors.Is(err, ErrAddressTaken) {
		t.Errorf("got %v", err)
	}
	if _, err := Listen(t.Context(), "192.0.2.1:80"); !errors.Is(err, ErrAddress) || !strings.Contains(err.Error(), "assign") {
		t.Errorf("got %v", err)
	}
}

func TestEveryJobRuns(t *testing.T) {
	t.Parallel()
	a := open(t, configure(t, pgtest.New(t)))
	all, err := a.Jobs.List(t.Context(), a.db.interactive, time.Now())
	must(t, err)
	if len(all) < 20 {
		t.Errorf("there are %d jobs", len(all))
	}
	for _, one := range all {
		// What reads the copy says that there is none here.
		if err := a.Jobs.RunNow(t.Context(), one.Name); err != nil && !errors.Is(err, replica.ErrStopped) {
			t.Errorf("%s: %v", one.Name, err)
		}
	}
}

func TestSweepGoesOnUntilNothingIsLeft(t *testing.T) {
	t.Parallel()
	left, calls := 2*sweepBatch+1, 0
	must(t, inBatches(func(_ context.Context, limit int) (int, error) {
		n := min(left, limit)
		left, calls = left-n, calls+1
		return n, nil
	})(t.Context()))
	if left != 0 || calls != 3 {
		t.Errorf("%d left after %d calls", left, calls)
	}
}

func TestDemoIsFilledOnceAndGoneOnWith(t *testing.T) {
	t.Parallel()
	a := open(t, configure(t, pgtest.New(t)))
	broken, cancel := context.WithCancel(t.Context())
	_, err := a.FillDemo(broken, true, func(Progress) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("a filling that was cut off: %v", err)
	}
	did, err := a.FillDemo(t.Context(), false, func(Progress) {}) // still the small one that was begun
	if err != nil || !did {
		t.Fatalf("gone on with: %t, %v", did, err)
	}
	if did, err = a.FillDemo(t.Context(), true, func(Progress) {}); err != nil || did {
		t.Fatalf("filled twice: %t, %v", did, err)
	}
	var orders int
	must(t, a.db.bulk.QueryRow(t.Context(), `SELECT count(*) FROM orders.orders`).Scan(&orders))
	if orders != 3000 {
		t.Errorf("%d orders", orders)
	}
	report, err := a.Check(t.Context())
	if err != nil || !report.Holds {
		t.Errorf("%+v, %v", report, err)
	}
}

func TestDemoLeavesARetailersOwnDataAlone(t *testing.T) {
	t.Parallel()
	a := open(t, configure(t, pgtest.New(t)))
	must(t, a.db.bulk.InTx(t.Context(), func(tx postgres.Tx) error {
		_, err := a.Bulk.Members.Join(t.Context(), tx, member.Join{Phone: "13800001234", Source: "till"})
		return err
	}))
	if did, err := a.FillDemo(t.Context(), true, func(Progress) {}); err != nil || did {
		t.Fatalf("filled: %t, %v", did, err)
	}
}

func TestDemoSignInIsMadeOnce(t *testing.T) {
	t.Parallel()
	a := open(t, configure(t, pgtest.New(t)))
	first, err := a.DemoSignIn(t.Context())
	must(t, err)
	second, err := a.DemoSignIn(t.Context())
	must(t, err)
	if first != second || len(first.Password) != 19 {
		t.Errorf("%+v, then %+v", first, second)
	}
	info, err := os.Stat(first.File)
	must(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the password's file has mode %o", info.Mode().Perm())
	}
}

func TestWhoIsAskedToEndBeforeServingHasNotFailed(t *testing.T) {
	t.Parallel()
	a := open(t, configure(t, pgtest.New(t)))
	l, err := Listen(t.Context(), "127.0.0.1:0")
	must(t, err)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	must(t, a.Serve(ctx, l))
}

func TestServingEndsWithItsContext(t *testing.T) {
	t.Parallel()
	for _, roles := range [][]string{{config.RoleAPI, config.RoleWorker}, {config.RoleAPI}, {config.RoleWorker}} {
		t.Run(strings.Join(roles, "_and_"), func(t *testing.T) {
			t.Parallel()
			c := configure(t, pgtest.New(t))
			c.Roles = roles
			a := open(t, c)
			l, err := Listen(t.Context(), "127.0.0.1:0")
			must(t, err)
			ctx, stop := context.WithCancel(t.Context())
			ended := make(chan error, 1)
			go func() { ended <- a.Serve(ctx, l) }()
			answer, err := http.Get("http://" + l.Addr().String() + "/openapi.json")
			must(t, err)
			answer.Body.Close()
			if want := slices.Contains(roles, config.RoleAPI); (answer.StatusCode == http.StatusOK) != want {
				t.Errorf("the contract is answered with %d", answer.StatusCode)
			}
			stop()
			must(t, <-ended)
		})
	}
}
