package member_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

const passphrase = "yun-wu-0520-cha"

func (d *door) withPassword(to, password string, change ...func(*member.ByPassword)) (member.Session, member.Tokens, error) {
	in := member.ByPassword{By: byPhone(to), Password: password, Device: member.Device{Address: "203.0.113.7"}}
	for _, f := range change {
		f(&in)
	}
	return d.SignInByPassword(d.t.Context(), in)
}

func TestSigningInByPassword(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	elsewhere, elsewhereTokens := d.enter(phone)
	d.now.Advance(2 * time.Minute)
	here, hereTokens := d.enter(phone)
	_, _, err := d.withPassword(phone, passphrase)
	d.refused("before there is one", err, member.ErrWrongPassword)
	for _, bad := range []string{"short", "aaaaaaaaaa", "123456789", string(make([]byte, 300))} {
		d.refused(fmt.Sprintf("%.12q as a password", bad), d.SetPassword(t.Context(), here, bad), member.ErrBadPassword)
	}
	if err := d.SetPassword(t.Context(), here, passphrase); err != nil {
		t.Fatal(err)
	}
	_, err = d.SignedIn(t.Context(), elsewhereTokens.Access)
	d.refused("elsewhere", err, member.ErrNotSignedIn)
	s, tokens, err := d.withPassword(phone, passphrase, func(in *member.ByPassword) { in.Previous = hereTokens.Access })
	if err != nil || s.Member.ID != elsewhere.Member.ID {
		t.Fatalf("%+v, %v", s, err)
	}
	_, err = d.SignedIn(t.Context(), hereTokens.Access)
	d.refused("the session that the browser had", err, member.ErrNotSignedIn)
	_, _, err = d.withPassword(phone, passphrase+"x")
	d.refused("another one", err, member.ErrWrongPassword)
	_, _, err = d.withPassword(phone, string(make([]byte, 1<<16)))
	d.refused("a very long one", err, member.ErrWrongPassword)
	err = d.db.InTx(t.Context(), func(tx postgres.Tx) error { return d.RemovePassword(t.Context(), tx, s) })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.SignedIn(t.Context(), tokens.Access); err != nil {
		t.Error(err)
	}
	_, _, err = d.withPassword(phone, passphrase)
	d.refused("after it was removed", err, member.ErrWrongPassword)
	history, err := d.IdentityHistory(t.Context(), d.db, s.Member.ID)
	if err != nil || len(history) != 2 || history[0].Deed != member.Ended || history[1].Deed != member.Bound {
		t.Errorf("%+v, %v", history, err)
	}
	d.now.Advance(16 * time.Minute)
	d.refused("an old sign-in sets one", d.SetPassword(t.Context(), s, passphrase), member.ErrNotProved)
}

// TestAForgottenPasswordIsSetByACode lets a thief be signed in, who knows the old one.
func TestAForgottenPasswordIsSetByACode(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	s, _ := d.enter(phone)
	if err := d.SetPassword(t.Context(), s, passphrase); err != nil {
		t.Fatal(err)
	}
	_, thief, err := d.withPassword(phone, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	d.now.Advance(2 * time.Minute)
	if err := d.ask(phone); err != nil {
		t.Fatal(err)
	}
	code := d.tray.last()
	_, _, err = d.signIn(phone, code, func(in *member.SigningIn) { in.NewPassword = "short" })
	d.refused("a short one", err, member.ErrBadPassword)
	_, tokens, err := d.signIn(phone, code, func(in *member.SigningIn) { in.NewPassword = "another one 42" })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.SignedIn(t.Context(), tokens.Access); err != nil {
		t.Errorf("who set it: %v", err)
	}
	_, err = d.SignedIn(t.Context(), thief.Access)
	d.refused("the thief", err, member.ErrNotSignedIn)
	_, _, err = d.Renew(t.Context(), thief.Renew)
	d.refused("nor can he renew", err, member.ErrNotSignedIn)
	_, _, err = d.withPassword(phone, passphrase)
	d.refused("the old one", err, member.ErrWrongPassword)
	if _, _, err := d.withPassword(phone, "another one 42"); err != nil {
		t.Error(err)
	}
}

// TestNobodyLearnsWhoHasAPassword compares answers, and how long they take, for a member with
// one, a member without, one who has left, and a stranger.
func TestNobodyLearnsWhoHasAPassword(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	s, _ := d.enter(phone)
	if err := d.SetPassword(t.Context(), s, passphrase); err != nil {
		t.Fatal(err)
	}
	d.must(member.Join{Phone: "13900000001"})
	asked := []string{phone, "13900000001", "13900000002"}
	var told [3][]string
	took := make([][]time.Duration, 3)
	for i, to := range asked {
		for try := range 12 {
			began := time.Now()
			_, _, err := d.withPassword(to, "wrong wrong", func(in *member.ByPassword) {
				in.Device = member.Device{Address: fmt.Sprintf("198.51.%d.%d", i, try)}
			})
			told[i] = append(told[i], fmt.Sprint(err))
			if errors.Is(err, member.ErrWrongPassword) {
				took[i] = append(took[i], time.Since(began))
			}
		}
	}
	for i := range asked {
		if !slices.Equal(told[i], told[0]) {
			t.Errorf("%s is told %v, and not %v", asked[i], told[i], told[0])
		}
		// A hash takes tens of milliseconds, what else differs a fraction of one: the
		// quickest of ten would be far below another's quickest if none were made.
		if fast, ref := slices.Min(took[i]), slices.Min(took[0]); fast < ref/3 || fast > ref*3 {
			t.Errorf("%s takes %v, and not about %v", asked[i], fast, ref)
		}
	}
	// Who is shut out so signs in by a code.
	d.now.Advance(2 * time.Minute)
	d.enter(phone)
}

func TestGuessingPasswords(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	s, _ := d.enter(phone)
	if err := d.SetPassword(t.Context(), s, passphrase); err != nil {
		t.Fatal(err)
	}
	for i := range 10 {
		_, _, err := d.withPassword(phone, fmt.Sprintf("guess number %d", i), func(in *member.ByPassword) { in.Device.Address = fmt.Sprintf("198.51.100.%d", i) })
		d.refused("a guess", err, member.ErrWrongPassword)
	}
	_, _, err := d.withPassword(phone, passphrase, func(in *member.ByPassword) { in.Device.Address = "192.0.2.1" })
	d.refused("the right one after ten guesses from everywhere", err, member.ErrTooOften)
	d.now.Advance(15 * time.Minute)
	if _, _, err := d.withPassword(phone, passphrase); err != nil {
		t.Errorf("a quarter of an hour later: %v", err)
	}
}

// TestAPasswordGoesWithItsMember looks what is left of one.
func TestAPasswordGoesWithItsMember(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	s, _ := d.enter(phone)
	if err := d.SetPassword(t.Context(), s, passphrase); err != nil {
		t.Fatal(err)
	}
	var plain bool
	if err := d.db.QueryRow(t.Context(), `SELECT position('argon2id'::bytea IN sealed) > 0 FROM member.password`).Scan(&plain); err != nil || plain {
		t.Errorf("the hash can be read: %t, %v", plain, err)
	}
	d.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := d.Erase(ctx, tx, member.Erasing{Member: s.Member.ID, Cause: member.CauseAsked})
		return err
	})
	var left int
	if err := d.db.QueryRow(t.Context(), `SELECT count(*) FROM member.password`).Scan(&left); err != nil || left != 0 {
		t.Errorf("%d passwords are left, %v", left, err)
	}
	_, _, err := d.withPassword(phone, passphrase)
	d.refused("who was erased", err, member.ErrWrongPassword)
}
