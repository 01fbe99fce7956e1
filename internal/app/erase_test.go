package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"habitue/internal/event"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
	"habitue/internal/staff"
)

// planted is what nobody may find afterwards: in the vault, and in what staff wrote
// although they were asked not to.
var planted = []string{"庄南华植", "13812345677", "zhuangzi.planted", "oPlantedUnionid7", "8001999912345", "planted-device-7", "oPlantedPayer7",
	"planted-anonymous-7", "planted-message-7"}

// plant lets a member join, become one with another, and have value, coupons apart.
func plant(t *testing.T, a *App) (m, other member.ID) {
	t.Helper()
	ctx, now := t.Context(), a.clock.Now()
	must(t, a.db.interactive.InTx(ctx, func(tx postgres.Tx) error {
		one, err := a.Requests.Members.Join(ctx, tx, member.Join{Phone: planted[1], Email: planted[2] + "@example.com", Name: planted[0], Source: "test",
			Birthday: member.Birthday{Year: 1987, Month: 3, Day: 4}, External: []member.SystemNumber{{System: "wechat", Number: planted[3]}}})
		if err != nil {
			return err
		}
		two, err := a.Requests.Members.Join(ctx, tx, member.Join{Card: planted[4], Name: planted[0], Source: "test"})
		if err != nil {
			return err
		}
		m, other = one.ID, two.ID
		for _, id := range []member.ID{m, other} {
			for key, maturing := range map[string]time.Time{"a": {}, "b": now.AddDate(0, 0, 7)} {
				if _, err := a.Requests.Ledger.Post(ctx, tx, ledger.Posting{Member: id, Key: "plant:" + key, Reason: ledger.Earn, Memo: map[string]string{"note": planted[0]},
					Credits: []ledger.Credit{{Asset: ledger.Points, Amount: 300, From: ledger.Issued, MaturesAt: maturing}}}); err != nil {
					return err
				}
			}
		}
		if err := a.Requests.Members.StateConsents(ctx, tx, m, member.Statement{Question: member.Question{Purpose: "marketing", Way: "sms"}, Granted: true, Text: 1,
			Via: "paper", By: "staff:1", Address: "203.0.113.7", Reason: planted[0], Reference: planted[1]}); err != nil {
			return err
		}
		for _, id := range []member.ID{m, other} {
			if err := a.Requests.Members.LeaveMarks(ctx, tx, id, member.Mark{Kind: member.DeviceMark, Name: planted[5]}, member.Mark{Kind: member.PayerMark, System: "wechat", Name: planted[6]}); err != nil {
				return err
			}
		}
		return a.Requests.Staff.Audit(ctx, tx, staff.Entry{Action: "member.reveal", Subject: staff.Subject{Kind: "member", ID: fmt.Sprint(int64(m))}, Reason: planted[0]})
	}))
	// What people write into behaviour although nobody asked for it, before and after they are known.
	for i, user := range []string{"", planted[3]} {
		_, err := a.Requests.Events.Record(ctx, event.Source{Key: 1, System: member.External("wechat")}, []event.Report{
			{Deed: event.Track, Name: "Products Searched", Key: fmt.Sprint(planted[8], i), User: user, Anonymous: planted[7], At: now.Add(-time.Minute),
				About: event.About{Label: "plant of " + planted[2] + "@example.com, " + planted[1]}},
			{Deed: event.Page, Name: planted[1], User: user, Anonymous: planted[7], About: event.About{Path: "/me/" + planted[1] + "?name=" + planted[0]}},
			{Deed: event.Identify, User: user, Anonymous: planted[7]},
		})
		must(t, err)
	}
	must(t, a.db.interactive.InTx(ctx, func(tx postgres.Tx) error {
		_, err := a.Requests.Members.Merge(ctx, tx, m, other, planted[0], 0)
		return err
	}))
	return m, other
}

// traces looks for what was planted in every column of every table.
func traces(t *testing.T, db postgres.Querier) (found []string) {
	t.Helper()
	rows, err := db.Query(t.Context(), `
		SELECT format('%I.%I', n.nspname, c.relname), quote_ident(a.attname)
		FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'`)
	must(t, err)
	columns := map[string][]string{}
	for rows.Next() {
		var table, column string
		must(t, rows.Scan(&table, &column))
		columns[table] = append(columns[table], column)
	}
	must(t, rows.Err())
	if len(columns) < 80 {
		t.Fatalf("looked into %d tables only", len(columns))
	}
	for table, list := range columns {
		var n int
		var conditions []string
		for _, c := range list {
			conditions = append(conditions, fmt.Sprintf("%s::text ~ $1", c))
		}
		var words []string
		for _, p := range planted {
			words = append(words, p, fmt.Sprintf("%x", p))
		}
		must(t, db.QueryRow(t.Context(), "SELECT count(*) FROM "+table+" WHERE "+strings.Join(conditions, " OR "), strings.Join(words, "|")).Scan(&n))
		if n > 0 {
			found = append(found, table)
		}
	}
	return found
}

func TestErasedMembersAreNowhereAndStayErased(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	db := pgtest.New(t)
	c := configure(t, db)
	var logged bytes.Buffer
	o := options(t, new(told))
	o.Log = slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))
	a, err := Open(ctx, c, o)
	must(t, err)
	m, other := plant(t, a)
	must(t, a.Requests.Ledger.WriteLog(ctx))
	before, err := a.Requests.Ledger.VerifyMember(ctx, a.db.interactive, m)
	must(t, err)
	if len(traces(t, a.db.interactive)) < 5 {
		t.Fatalf("planted in %v only", traces(t, a.db.interactive))
	}
	backup := filepath.Join(t.TempDir(), "before.hab")
	_, err = a.Backup(ctx, backup)
	must(t, err)

	erase := func(id member.ID, waive bool) error {
		return a.db.interactive.InTx(ctx, func(tx postgres.Tx) error {
			_, err := a.Requests.Members.Erase(ctx, tx, member.Erasing{Member: id, Waive: waive, Cause: member.CauseAsked})
			return err
		})
	}
	if err := erase(other, true); !errors.Is(err, member.ErrMergedAway) {
		t.Errorf("of who is another now: %v", err)
	}
	must(t, erase(m, false))
	if err := erase(m, false); !errors.Is(err, member.ErrErased) {
		t.Errorf("erased again: %v", err)
	}

	if found := traces(t, a.db.interactive); len(found) > 0 {
		t.Errorf("found in %v", found)
	}
	var behaved int
	must(t, a.db.interactive.QueryRow(ctx, `SELECT (SELECT count(*) FROM event.event) + (SELECT count(*) FROM event.visitor)`).Scan(&behaved))
	if behaved != 0 {
		t.Errorf("%d rows of behaviour are left", behaved)
	}
	must(t, a.Requests.Ledger.WriteLog(ctx))
	after, err := a.Requests.Ledger.VerifyMember(ctx, a.db.interactive, m, *before.Checkpoint)
	must(t, err)
	if len(after.Breaches) > 0 || after.Signed <= before.Signed || before.Signed == 0 {
		t.Errorf("of the member's entries %d were under the log, and now %d: %v", before.Signed, after.Signed, after.Breaches)
	}
	balances, err := a.Requests.Ledger.Balances(ctx, a.db.interactive, m)
	must(t, err)
	for _, b := range balances[m] {
		if b.Available+b.Pending != 0 {
			t.Errorf("still owed: %+v", b)
		}
	}
	report, err := a.Check(ctx)
	must(t, err)
	if !report.Holds {
		t.Errorf("%+v", report.Proofs)
	}
	if _, err := a.Requests.Members.Resolve(ctx, a.db.interactive, member.Phone, planted[1]); err == nil {
		t.Error("the phone still leads to somebody")
	}
	must(t, a.listErasures(ctx))
	must(t, a.listErasures(ctx))
	must(t, a.KeepReplica(ctx, func() error { return a.Replica.CatchUp(ctx) }))
	must(t, a.Close(ctx))

	// The files: what the program writes itself, and those of PostgreSQL once it has
	// written over what was there.
	for _, table := range []string{"member.vault", "member.data_key", "member.consent", "ledger.posting", "staff.audit", "member.merge"} {
		var n int
		query(t, db.DSN, "VACUUM FULL "+table)
		for _, p := range planted {
			must(t, ask(t, db.DSN, &n, fmt.Sprintf("SELECT position('%s'::bytea in pg_read_binary_file(pg_relation_filepath('%s')))", strings.ReplaceAll(p, "'", ""), table)))
			if n > 0 {
				t.Errorf("the file of %s holds %s", table, p)
			}
		}
	}
	files := 0
	must(t, filepath.WalkDir(c.Data, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		text, err := os.ReadFile(path)
		for _, p := range planted {
			if bytes.Contains(text, []byte(p)) {
				t.Errorf("%s holds %s", path, p)
			}
		}
		return err
	}))
	for _, p := range planted {
		if strings.Contains(logged.String(), p) {
			t.Errorf("the log holds %s", p)
		}
	}
	if files < 3 || logged.Len() == 0 {
		t.Fatalf("%d files, %d bytes of log", files, logged.Len())
	}

	// A backup of before brings nobody back, though it had the keys.
	restored := c
	restored.DatabaseURL = pgtest.Empty(t).DSN
	done, err := Restore(ctx, restored, o.Log, backup)
	must(t, err)
	if !done.ListFound || done.ErasedAgain != 2 {
		t.Errorf("restored %+v", done)
	}
	b := open(t, restored)
	known, err := b.Requests.Members.Personal(ctx, b.db.interactive, m, other)
	must(t, err)
	if len(known) > 0 {
		t.Error("the vault of a restored backup opens")
	}
	settled, err := b.Requests.Members.SettleErasures(ctx)
	must(t, err)
	if found := traces(t, b.db.interactive); settled != 1 || len(found) > 0 {
		t.Errorf("settled %d, found in %v", settled, found)
	}
	if report, err = b.Check(ctx); err != nil || !report.Holds {
		t.Errorf("%+v, %v", report.Proofs, err)
	}

	// Without the list the backup is what it was: so the list is what keeps them away.
	bare := restored
	bare.DatabaseURL, bare.ErasureList = pgtest.Empty(t).DSN, filepath.Join(t.TempDir(), "none")
	if done, err = Restore(ctx, bare, o.Log, backup); err != nil || done.ListFound || done.ErasedAgain != 0 {
		t.Errorf("%+v, %v", done, err)
	}
	// A damaged list lets nothing be restored.
	must(t, os.WriteFile(bare.ErasureList, []byte("{\"member\":1}\nzzz\n{"), 0o600))
	bare.DatabaseURL = pgtest.Empty(t).DSN
	if _, err := Restore(ctx, bare, o.Log, backup); !errors.Is(err, ErrErasureList) {
		t.Errorf("a damaged list: %v", err)
	}
}

func query(t *testing.T, dsn, sql string) {
	t.Helper()
	db, err := postgres.Open(t.Context(), dsn, postgres.Options{MaxConns: 1, AsOwner: true})
	must(t, err)
	defer db.Close()
	_, err = db.Exec(t.Context(), sql)
	must(t, err)
}

func ask(t *testing.T, dsn string, into any, sql string) error {
	t.Helper()
	db, err := postgres.Open(t.Context(), dsn, postgres.Options{MaxConns: 1, AsOwner: true})
	must(t, err)
	defer db.Close()
	return db.QueryRow(context.Background(), sql).Scan(into)
}
