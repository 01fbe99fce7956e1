package staff_test

import (
	"errors"
	"sync"
	"testing"

	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

func (b *bundle) disable(id staff.AccountID, by staff.Account) error {
	return b.tx(func(tx postgres.Tx) error {
		_, err := b.Disable(b.t.Context(), tx, id, staff.Act{By: by.Principal(), Reason: "test"})
		return err
	})
}

func (b *bundle) roles(id staff.AccountID, by staff.Account, roles ...staff.Role) error {
	return b.tx(func(tx postgres.Tx) error {
		_, err := b.ChangeRoles(b.t.Context(), tx, id, roles, staff.Act{By: by.Principal(), Reason: "test"})
		return err
	})
}

// TestAnAdministratorIsAlwaysLeft lets three administrators take the role from
// each other at once, some by disabling; again and again one is left.
func TestAnAdministratorIsAlwaysLeft(t *testing.T) {
	t.Parallel()
	b := setup(t)
	admins := []staff.Account{
		b.person("a@example.com", staff.Administrator), b.person("b@example.com", staff.Administrator), b.person("c@example.com", staff.Administrator),
	}
	var group sync.WaitGroup
	for i, by := range admins {
		for j, target := range admins {
			if i == j {
				continue
			}
			group.Go(func() {
				var err error
				if (i+j)%2 == 0 {
					err = b.disable(target.ID, by)
				} else {
					err = b.roles(target.ID, by, staff.Operations)
				}
				if err != nil && !errors.Is(err, staff.ErrLastAdmin) {
					t.Error(err)
				}
			})
		}
	}
	group.Wait()
	var left int
	err := b.db.QueryRow(t.Context(), `SELECT count(*) FROM staff.account WHERE 'administrator' = ANY (roles) AND disabled_at IS NULL`).Scan(&left)
	if err != nil || left != 1 {
		t.Fatalf("%d administrators are left, %v", left, err)
	}
}

func TestNobodyChangesTheirOwnStandingOrThatOfAMorePowerfulOne(t *testing.T) {
	t.Parallel()
	b := setup(t)
	admin, other := b.person("a@example.com", staff.Administrator), b.person("b@example.com", staff.Administrator)
	if err := b.roles(admin.ID, admin, staff.Administrator, staff.Finance); !errors.Is(err, staff.ErrOwnAccount) {
		t.Error(err)
	}
	if err := b.disable(admin.ID, admin); !errors.Is(err, staff.ErrOwnAccount) {
		t.Error(err)
	}
	operations := b.person("o@example.com", staff.Operations)
	if err := b.disable(other.ID, operations); !errors.Is(err, staff.ErrMayNot) {
		t.Error(err)
	}
	if err := b.roles(b.person("x@example.com", staff.Cashier).ID, operations, staff.Administrator); !errors.Is(err, staff.ErrMayNot) {
		t.Error(err)
	}
	if err := b.roles(12345, admin, staff.Cashier); !errors.Is(err, staff.ErrNoAccount) {
		t.Error(err)
	}
	if err := b.roles(other.ID, admin, "king"); !errors.Is(err, staff.ErrInvalidAccount) {
		t.Error(err)
	}
	if err := b.roles(other.ID, admin, staff.Auditor); err != nil {
		t.Error(err)
	}
	trail, err := b.Trail(t.Context(), b.db, staff.TrailFilter{Action: "staff.change_roles"}, nil, 10)
	if err != nil || len(trail) != 1 || string(trail[0].Before) != `{"roles": ["administrator"]}` || string(trail[0].After) != `{"roles": ["auditor"]}` || trail[0].Reason != "test" {
		t.Errorf("%+v %v", trail, err)
	}
}

func TestDisablingEndsSessionsAtOnce(t *testing.T) {
	t.Parallel()
	b := setup(t)
	admin, cashier := b.person("a@example.com", staff.Administrator), b.person("c@example.com", staff.Cashier)
	token, err := b.signIn("c@example.com", password)
	if err != nil {
		t.Fatal(err)
	}
	if list, err := b.SessionsOf(t.Context(), b.db, cashier.ID); err != nil || len(list) != 1 || list[0].Agent != "test" {
		t.Fatal(list, err)
	}
	if err := b.disable(cashier.ID, admin); err != nil {
		t.Fatal(err)
	}
	if _, err := b.SignedIn(t.Context(), token); !errors.Is(err, staff.ErrNotSignedIn) {
		t.Fatal(err)
	}
	if _, err := b.signIn("c@example.com", password); !errors.Is(err, staff.ErrWrongCredentials) {
		t.Fatal(err)
	}
	err = b.tx(func(tx postgres.Tx) error {
		_, err := b.Enable(t.Context(), tx, cashier.ID, staff.Act{By: admin.Principal(), Reason: "back"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.SignedIn(t.Context(), token); !errors.Is(err, staff.ErrNotSignedIn) {
		t.Fatal("enabling brings old sessions back")
	}
	if _, err := b.signIn("c@example.com", password); err != nil {
		t.Fatal(err)
	}
}

// TestAPasswordThatSomebodySawHoldsOnce follows an invitation and a reset.
func TestAPasswordThatSomebodySawHoldsOnce(t *testing.T) {
	t.Parallel()
	b := setup(t)
	admin := b.person("a@example.com", staff.Administrator)
	a, first, err := b.Invite(t.Context(), staff.NewAccount{Email: "new@example.com", Name: "新", Roles: []staff.Role{staff.Cashier}, By: admin.Principal()})
	if err != nil {
		t.Fatal(err)
	}
	mustChange := func(token string) bool {
		t.Helper()
		s, err := b.SignedIn(t.Context(), token)
		if err != nil {
			t.Fatal(err)
		}
		if s.Account.MustChange != (len(s.Principal.Permissions) == 0) {
			t.Errorf("must change %v, may %v", s.Account.MustChange, s.Principal.Permissions)
		}
		return s.Account.MustChange
	}
	token, err := b.signIn("new@example.com", first)
	if err != nil || !mustChange(token) {
		t.Fatal(err)
	}
	if _, _, err := b.ChangePassword(t.Context(), staff.PasswordChange{Account: a.ID, Current: first, New: first}); !errors.Is(err, staff.ErrInvalidAccount) {
		t.Fatal(err)
	}
	token, s, err := b.ChangePassword(t.Context(), staff.PasswordChange{Account: a.ID, Current: first, New: "my own long one"})
	if err != nil || mustChange(token) || len(s.Principal.Permissions) == 0 {
		t.Fatal(err, s.Principal)
	}
	_, second, err := b.GiveNewPassword(t.Context(), a.ID, staff.Act{By: admin.Principal(), Reason: "forgotten"})
	if err != nil || second == first || len(second) != 19 {
		t.Fatal(second, err)
	}
	if _, err := b.SignedIn(t.Context(), token); !errors.Is(err, staff.ErrNotSignedIn) {
		t.Fatal("a reset leaves sessions", err)
	}
	if token, err = b.signIn("new@example.com", second); err != nil || !mustChange(token) {
		t.Fatal(err)
	}
	if _, _, err := b.GiveNewPassword(t.Context(), admin.ID, staff.Act{By: admin.Principal()}); !errors.Is(err, staff.ErrOwnAccount) {
		t.Fatal(err)
	}
}

func TestSessionsAreEndedOneByOne(t *testing.T) {
	t.Parallel()
	b := setup(t)
	a := b.person("a@example.com", staff.Cashier)
	one, err := b.signIn("a@example.com", password)
	if err != nil {
		t.Fatal(err)
	}
	two, err := b.signIn("a@example.com", password)
	if err != nil {
		t.Fatal(err)
	}
	list, err := b.SessionsOf(t.Context(), b.db, a.ID)
	if err != nil || len(list) != 2 {
		t.Fatal(list, err)
	}
	end := func(id string) error {
		return b.tx(func(tx postgres.Tx) error {
			return b.EndSession(t.Context(), tx, a.ID, id, staff.Act{By: staff.Operator})
		})
	}
	if err := errors.Join(end(list[0].ID)); err != nil {
		t.Fatal(err)
	}
	if err := end(list[0].ID); !errors.Is(err, staff.ErrNoSession) {
		t.Fatal(err)
	}
	_, first := b.SignedIn(t.Context(), one)
	_, second := b.SignedIn(t.Context(), two)
	if (first == nil) == (second == nil) {
		t.Fatalf("%v, %v", first, second)
	}
}
