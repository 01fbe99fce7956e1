package staff_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"habitue/internal/org/orgtest"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
	"habitue/internal/staff"
)

var start = time.Date(2026, 9, 12, 4, 20, 0, 0, time.UTC)

const password = "correct horse battery"

type bundle struct {
	*staff.Service
	t     *testing.T
	db    *postgres.DB
	clock *clock.Fake
	bus   *notice.Bus
}

func setup(t *testing.T) *bundle {
	t.Helper()
	db, c, log := pgtest.New(t).DB, clock.NewFake(start), slog.New(slog.DiscardHandler)
	ids := orgtest.IDs(t, db)
	bus := notice.New(db, ids, c, log)
	return &bundle{t: t, db: db, clock: c, bus: bus,
		Service: staff.New(staff.Deps{DB: db, IDs: ids, Clock: c, Log: log, Notices: bus})}
}

// person makes an account with the roles.
func (b *bundle) person(email string, roles ...staff.Role) staff.Account {
	b.t.Helper()
	a, err := b.CreateAccount(b.t.Context(), staff.NewAccount{Email: email, Name: "李", Password: password, Roles: roles, By: staff.Operator})
	if err != nil {
		b.t.Fatal(err)
	}
	return a
}

func (b *bundle) signIn(email, password string) (string, error) {
	token, _, err := b.SignIn(b.t.Context(), staff.Credentials{Email: email, Password: password, Address: "10.0.0.1", Agent: "test"})
	return token, err
}

// key makes an API key of the operator's.
func (b *bundle) key(n staff.NewKey) (secret string, k staff.Key) {
	b.t.Helper()
	n.By = staff.Operator
	err := b.db.InTx(b.t.Context(), func(tx postgres.Tx) (err error) {
		secret, k, err = b.CreateKey(b.t.Context(), tx, n)
		return err
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return secret, k
}

func TestSessionsEndUnseenAndOld(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.person("li@example.com", staff.Cashier)
	ctx := t.Context()
	unseen, err := b.signIn("li@example.com", password)
	if err != nil {
		t.Fatal(err)
	}
	b.clock.Advance(12*time.Hour - time.Second)
	if _, err := b.SignedIn(ctx, unseen); err != nil {
		t.Fatalf("just before twelve hours: %v", err)
	}
	b.clock.Advance(12*time.Hour - time.Second) // the use before began them anew
	if _, err := b.SignedIn(ctx, unseen); err != nil {
		t.Fatalf("sliding: %v", err)
	}
	b.clock.Advance(12 * time.Hour)
	if _, err := b.SignedIn(ctx, unseen); !errors.Is(err, staff.ErrNotSignedIn) {
		t.Fatalf("twelve hours unseen: %v", err)
	}
	old, err := b.signIn("li@example.com", password)
	if err != nil {
		t.Fatal(err)
	}
	for range 14 {
		if _, err := b.SignedIn(ctx, old); err != nil {
			t.Fatal(err)
		}
		b.clock.Advance(12*time.Hour - time.Minute)
	}
	b.clock.Advance(15 * time.Minute)
	if _, err := b.SignedIn(ctx, old); !errors.Is(err, staff.ErrNotSignedIn) {
		t.Fatalf("seven days old: %v", err)
	}
	if n, err := b.ForgetSessions(ctx, 10); err != nil || n != 2 {
		t.Fatalf("forgot %d sessions, %v", n, err)
	}
}

func TestOnlyHashesAreKept(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.person("li@example.com", staff.Cashier)
	token, err := b.signIn("li@example.com", password)
	if err != nil {
		t.Fatal(err)
	}
	secret, _ := b.key(staff.NewKey{Name: "till", Scopes: []staff.Permission{staff.OrgRead}})
	for _, table := range []string{"account", "session", "api_key", "audit"} {
		rows, err := b.db.Query(t.Context(), `SELECT row_to_json(x)::text FROM staff.`+table+` x`)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var row string
			if err := rows.Scan(&row); err != nil {
				t.Fatal(err)
			}
			for _, plain := range []string{password, token, secret} {
				if strings.Contains(row, plain) {
					t.Errorf("%s keeps a secret in plain text: %s", table, row)
				}
			}
		}
		rows.Close()
	}
}

// TestManyGuessesAtOnce gives many guesses no more tries than five.
func TestManyGuessesAtOnce(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.person("li@example.com", staff.Cashier)
	const many = 12
	failures := make([]error, many)
	var group sync.WaitGroup
	for i := range many {
		group.Go(func() { _, failures[i] = b.signIn("li@example.com", "guess") })
	}
	group.Wait()
	wrong, locked := 0, 0
	for _, err := range failures {
		switch {
		case errors.Is(err, staff.ErrWrongCredentials):
			wrong++
		case errors.Is(err, staff.ErrLockedOut):
			locked++
		default:
			t.Errorf("unexpected: %v", err)
		}
	}
	if wrong != 5 || locked != many-5 {
		t.Errorf("%d guesses were looked at and %d refused", wrong, locked)
	}
}

func TestLockOutGrowsAndSuccessForgives(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.person("li@example.com", staff.Cashier)
	for _, minutes := range []int{15, 30, 60} {
		for range 5 {
			if _, err := b.signIn("li@example.com", "guess"); !errors.Is(err, staff.ErrWrongCredentials) {
				t.Fatal(err)
			}
		}
		_, err := b.signIn("li@example.com", password)
		if !errors.Is(err, staff.ErrLockedOut) {
			t.Fatal(err)
		}
		b.clock.Advance(time.Duration(minutes)*time.Minute - time.Second)
		if _, err := b.signIn("li@example.com", password); !errors.Is(err, staff.ErrLockedOut) {
			t.Fatalf("unlocked before %d minutes: %v", minutes, err)
		}
		b.clock.Advance(time.Second)
	}
	if _, err := b.signIn("li@example.com", password); err != nil {
		t.Fatal(err)
	}
	for range 4 {
		b.signIn("li@example.com", "guess")
	}
	if _, err := b.signIn("li@example.com", password); err != nil {
		t.Fatalf("four failures after a success lock: %v", err)
	}
}

func TestResetPasswordHelpsWhoIsLockedOut(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.person("li@example.com", staff.Cashier)
	for range 5 {
		b.signIn("li@example.com", "guess")
	}
	if err := b.ResetPassword(t.Context(), "LI@example.com", "a brand new one"); err != nil {
		t.Fatal(err)
	}
	if _, err := b.signIn("li@example.com", "a brand new one"); err != nil {
		t.Fatal(err)
	}
	if err := b.ResetPassword(t.Context(), "nobody@example.com", "a brand new one"); !errors.Is(err, staff.ErrNoAccount) {
		t.Fatal(err)
	}
}

func TestAccountsThatAreRefused(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.person("taken@example.com", staff.Cashier)
	good := staff.NewAccount{Email: "a@example.com", Name: "A", Password: password, Roles: []staff.Role{staff.Cashier}, By: staff.Operator}
	for _, c := range []struct {
		name string
		edit func(*staff.NewAccount)
		want string
	}{
		{"a_short_password", func(n *staff.NewAccount) { n.Password = "九个字符也还是短" }, "staff.password_too_short"},
		{"the_e-mail_as_password", func(n *staff.NewAccount) { n.Email, n.Password = "somebody@example.com", "Somebody@Example.com" }, "staff.password_is_email"},
		{"one_character_repeated", func(n *staff.NewAccount) { n.Password = "aaaaaaaaaaaa" }, "staff.password_one_character"},
		{"no_e-mail", func(n *staff.NewAccount) { n.Email = "nobody" }, "staff.email_unreadable"},
		{"an_e-mail_with_a_name", func(n *staff.NewAccount) { n.Email = "A <a@example.com>" }, "staff.email_unreadable"},
		{"a_role_there_is_not", func(n *staff.NewAccount) { n.Roles = []staff.Role{"king"} }, "staff.unknown_role"},
		{"no_role", func(n *staff.NewAccount) { n.Roles = nil }, "staff.no_role"},
		{"a_name_of_two_lines", func(n *staff.NewAccount) { n.Name = "a\nb" }, "staff.name_unreadable"},
		{"a_language_there_is_not", func(n *staff.NewAccount) { n.Locale = "tlh" }, "staff.unknown_locale"},
	} {
		t.Run(c.name, func(t *testing.T) {
			n := good
			c.edit(&n)
			_, err := b.CreateAccount(t.Context(), n)
			e := errs.Of(err)
			if !errors.Is(err, staff.ErrInvalidAccount) || len(e.Fields) != 1 || e.Fields[0].Code != c.want {
				t.Fatalf("%v, want %s", err, c.want)
			}
		})
	}
	t.Run("an_e-mail_that_is_taken", func(t *testing.T) {
		n := good
		n.Email = "Taken@Example.com"
		if _, err := b.CreateAccount(t.Context(), n); !errors.Is(err, staff.ErrEmailTaken) {
			t.Fatal(err)
		}
	})
	t.Run("more_than_the_maker_may", func(t *testing.T) {
		n := good
		n.By, n.Roles = staff.Principal{Kind: staff.Person, ID: 1, Permissions: staff.May(staff.Operations)}, []staff.Role{staff.Administrator}
		if _, err := b.CreateAccount(t.Context(), n); !errors.Is(err, staff.ErrMayNot) {
			t.Fatal(err)
		}
	})
}

func TestOfTwoFirstAdministratorsOneIsMade(t *testing.T) {
	t.Parallel()
	b := setup(t)
	failures := make([]error, 2)
	var group sync.WaitGroup
	for i := range failures {
		group.Go(func() {
			email := []string{"a@example.com", "b@example.com"}[i]
			_, failures[i] = b.FirstAdministrator(t.Context(), staff.NewAccount{Email: email, Name: "A", Password: password})
		})
	}
	group.Wait()
	if (failures[0] == nil) == (failures[1] == nil) || !errors.Is(errors.Join(failures...), staff.ErrNotFirst) {
		t.Fatalf("%v", failures)
	}
	list, err := b.Accounts(t.Context(), b.db, 0, 10)
	if err != nil || len(list) != 1 || list[0].Roles[0] != staff.Administrator {
		t.Fatalf("%+v %v", list, err)
	}
}

func TestKeysExpireAndNoteTheirUseOnceAMinute(t *testing.T) {
	t.Parallel()
	b := setup(t)
	ends := start.Add(time.Hour)
	secret, k := b.key(staff.NewKey{Name: "till", Scopes: []staff.Permission{staff.OrderWrite}, ExpiresAt: &ends})
	used := func() *time.Time {
		list, err := b.Keys(t.Context(), b.db, 0, 10)
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		return list[0].UsedAt
	}
	for _, after := range []time.Duration{0, 30 * time.Second, 29 * time.Second} {
		b.clock.Advance(after)
		p, err := b.ByKey(t.Context(), secret)
		if err != nil || !p.May(staff.OrderWrite) || p.May(staff.OrderRead) || p.String() != "key:"+itoa(int64(k.ID)) {
			t.Fatal(p, err)
		}
	}
	if at := used(); at == nil || !at.Equal(start) {
		t.Fatalf("used at %v, want the first use", at)
	}
	b.clock.Advance(time.Second)
	if _, err := b.ByKey(t.Context(), secret); err != nil || !used().Equal(start.Add(time.Minute)) {
		t.Fatal(used(), err)
	}
	b.clock.Set(ends)
	if _, err := b.ByKey(t.Context(), secret); !errors.Is(err, staff.ErrNotSignedIn) {
		t.Fatal(err)
	}
}

// TestTheTrailOnlyGrows tries what the serving role must not be able to do. Reasons it
// can blank, because they go with the member of whom they tell (decision 0037).
func TestTheTrailOnlyGrows(t *testing.T) {
	t.Parallel()
	b := setup(t)
	err := b.db.InTx(t.Context(), func(tx postgres.Tx) error {
		return b.Audit(t.Context(), tx, staff.Entry{By: staff.Operator, Action: "test.act", Subject: staff.Subject{Kind: "thing", ID: "1"},
			Before: map[string]int{"a": 1}, After: map[string]int{"a": 2}, Reason: "why"})
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, sql := range []string{
		`UPDATE staff.audit SET action = 'x'`, `UPDATE staff.audit SET principal = 'x'`, `UPDATE staff.audit SET subject_id = 'x'`,
		`UPDATE staff.audit SET after = NULL`, `UPDATE staff.audit SET at = at`, `UPDATE staff.audit SET reason = NULL, action = action`,
		`DELETE FROM staff.audit`, `TRUNCATE staff.audit`,
	} {
		if _, err := b.db.Exec(context.Background(), sql); err == nil || !strings.Contains(err.Error(), "42501") {
			t.Errorf("%s: %v", sql, err)
		}
	}
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func TestTable(t *testing.T) {
	t.Parallel()
	if got := staff.May(staff.Administrator); len(got) != len(staff.Permissions()) {
		t.Errorf("an administrator may %d of %d", len(got), len(staff.Permissions()))
	}
	looks := []staff.Permission{staff.CatalogCost, staff.InsightMembers, staff.OrderReview, staff.LedgerBooks} // that only look, under another verb
	for _, r := range []staff.Role{staff.Finance, staff.Auditor, staff.Analyst} {
		for _, p := range staff.May(r) {
			if verb := string(p)[strings.IndexByte(string(p), ':')+1:]; verb != "read" && !slices.Contains(looks, p) {
				t.Errorf("%s changes something: %s", r, p)
			}
		}
	}
	for _, p := range staff.May(staff.Analyst) {
		if p == staff.MemberRead || p == staff.InsightMembers {
			t.Error("an analyst sees members")
		}
	}
	if got := staff.May("king"); got != nil {
		t.Errorf("a role there is not may %v", got)
	}
}
