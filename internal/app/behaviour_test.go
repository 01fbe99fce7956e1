package app

import (
	"path/filepath"
	"testing"

	"habitue/internal/event"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
)

// TestBehaviourSurvivesABackup: the months come back with what is in them, and what
// comes in afterwards finds its month.
func TestBehaviourSurvivesABackup(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	c := configure(t, pgtest.New(t))
	a, err := Open(ctx, c, options(t, new(told)))
	must(t, err)
	var m member.Member
	must(t, a.db.interactive.InTx(ctx, func(tx postgres.Tx) (err error) {
		m, err = a.Requests.Members.Join(ctx, tx, member.Join{Card: "VIP-1", Source: "test"})
		return err
	}))
	view := func(a *App, key string) event.Taken {
		t.Helper()
		taken, err := a.Requests.Events.Record(ctx, event.Source{Key: 1, System: member.Card}, []event.Report{
			{Deed: event.Track, Key: key, Name: "Cart Viewed", Anonymous: "a"}, {Deed: event.Track, Name: "Cart Viewed", User: "vip-1", Anonymous: "a"}})
		must(t, err)
		return taken
	}
	must(t, a.Requests.Events.MakeMonths(ctx))
	view(a, "one")
	if report, err := a.Check(ctx); err != nil || !report.Holds {
		t.Errorf("the check says %+v, %v", report, err)
	}
	file := filepath.Join(t.TempDir(), "backup.hab")
	_, err = a.Backup(ctx, file)
	must(t, err)
	must(t, a.Close(ctx))

	c.DatabaseURL = pgtest.Empty(t).DSN
	_, err = Restore(ctx, c, options(t, nil).Log, file)
	must(t, err)
	a = open(t, c)
	if taken := view(a, "one"); taken.Kept != 1 || taken.Known != 1 {
		t.Errorf("after the restore: %+v", taken)
	}
	list, err := a.Requests.Events.List(ctx, a.db.interactive, nil, nil, 10, m.ID)
	if err != nil || len(list) != 3 {
		t.Errorf("%d events, %v", len(list), err)
	}
	must(t, a.Requests.Events.MakeMonths(ctx))
}
