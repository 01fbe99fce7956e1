package member_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
)

// inTray keeps the codes that were sent, as a phone does.
type inTray struct {
	mu    sync.Mutex
	codes []member.Code
	fail  error
}

func (t *inTray) SendCode(_ context.Context, c member.Code) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.fail != nil {
		return t.fail
	}
	t.codes = append(t.codes, c)
	return nil
}

func (t *inTray) last() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.codes[len(t.codes)-1].Text
}

// door is a service that people sign in to.
type door struct {
	*bundle
	tray *inTray
	now  *clock.Fake
}

func openDoor(t *testing.T) *door {
	t.Helper()
	b := setup(t)
	tray := &inTray{}
	b.deps.Codes = tray
	b.Service = member.New(b.deps)
	return &door{b, tray, b.deps.Clock.(*clock.Fake)}
}

const phone = "13800005678"

func (d *door) ask(to string) error {
	_, err := d.SendCode(d.t.Context(), member.CodeAsked{To: member.Key{Kind: member.Phone, Value: to}, Device: member.Device{Address: "203.0.113.7"}})
	return err
}

func (d *door) signIn(to, code string, change ...func(*member.SigningIn)) (member.Session, member.Tokens, error) {
	in := member.SigningIn{By: member.Key{Kind: member.Phone, Value: to}, Code: code, Remember: true,
		Device: member.Device{Address: "203.0.113.7", Agent: "Mozilla/5.0 (iPhone) MicroMessenger/8"}, Joining: &member.Joining{Source: "test"}}
	for _, f := range change {
		f(&in)
	}
	s, tokens, _, err := d.SignIn(d.t.Context(), in)
	return s, tokens, err
}

// enter is somebody who signs in, and joins at the first time.
func (d *door) enter(to string) (member.Session, member.Tokens) {
	d.t.Helper()
	if err := d.ask(to); err != nil {
		d.t.Fatal(err)
	}
	s, tokens, err := d.signIn(to, d.tray.last())
	if err != nil {
		d.t.Fatal(err)
	}
	return s, tokens
}

func wrong(code string) string {
	if code[0] == '0' {
		return "1" + code[1:]
	}
	return "0" + code[1:]
}

func (d *door) refused(what string, err, want error) {
	d.t.Helper()
	if !errors.Is(err, want) {
		d.t.Errorf("%s: %v, want %v", what, err, want)
	}
}

func TestJoiningAndSigningInByCode(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	if err := d.ask(phone); err != nil {
		t.Fatal(err)
	}
	code := d.tray.last()
	if len(code) != 6 || strings.Trim(code, "0123456789") != "" || d.tray.codes[0].To.Value != "+8613800005678" {
		t.Errorf("sent %+v %q", d.tray.codes[0].To, code)
	}
	_, _, err := d.signIn(phone, code, func(in *member.SigningIn) { in.Joining = nil })
	d.refused("who is no member and does not want to be", err, member.ErrNotJoined)
	s, tokens, err := d.signIn(phone, code, func(in *member.SigningIn) {
		in.Joining = &member.Joining{Source: "test", Name: "王小云", Birthday: member.Birthday{Month: 5, Day: 20}}
	})
	if err != nil {
		t.Fatal(err)
	}
	if p := d.personal(s.Member.ID); p.Name != "王小云" || p.Phone() != "+8613800005678" || s.Member.Birthday.Day != 20 {
		t.Errorf("%+v", s.Member)
	}
	if s.Device != "iPhone · WeChat" || s.Network != "203.0.113.0/24" {
		t.Errorf("device %q from %q", s.Device, s.Network)
	}
	again, err := d.SignedIn(t.Context(), tokens.Access)
	if err != nil || again.Member.ID != s.Member.ID {
		t.Fatalf("%v, %v", again, err)
	}
	second, _ := d.enter(phone)
	if second.Member.ID != s.Member.ID || second.ID == s.ID {
		t.Errorf("the second sign-in is %v of member %d", second.ID, second.Member.ID)
	}
}

func TestACodeIsGoodOnce(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	d.enter(phone)
	_, _, err := d.signIn(phone, d.tray.last())
	d.refused("the code again", err, member.ErrWrongCode)
}

// TestOfManyWithOneCodeOneGetsIn lets twenty know the right code at once. More
// than five are not even compared.
func TestOfManyWithOneCodeOneGetsIn(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	if err := d.ask(phone); err != nil {
		t.Fatal(err)
	}
	code := d.tray.last()
	var in, refused sync.Map
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			s, _, err := d.signIn(phone, code, func(in *member.SigningIn) { in.Device.Address = fmt.Sprintf("198.51.100.%d", i) })
			switch {
			case err == nil:
				in.Store(s.ID, true)
			case errors.Is(err, member.ErrWrongCode):
				refused.Store(i, true)
			default:
				t.Error(err)
			}
		})
	}
	all.Wait()
	if a, b := size(&in), size(&refused); a != 1 || b != 19 {
		t.Errorf("%d got in, %d were refused", a, b)
	}
}

func size(m *sync.Map) (n int) {
	m.Range(func(any, any) bool { n++; return true })
	return n
}

func TestGuessing(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	if err := d.ask(phone); err != nil {
		t.Fatal(err)
	}
	code := d.tray.last()
	for i := range 5 {
		_, _, err := d.signIn(phone, wrong(code), func(in *member.SigningIn) { in.Device.Address = fmt.Sprintf("198.51.100.%d", i) })
		d.refused("a guess", err, member.ErrWrongCode)
	}
	_, _, err := d.signIn(phone, code)
	d.refused("the right code after five guesses", err, member.ErrWrongCode)
	for i := range 12 {
		_, _, err = d.signIn(fmt.Sprintf("1390000%04d", i), code, func(in *member.SigningIn) { in.Device.ID = "one-device" })
		d.refused("the code of another phone", err, member.ErrWrongCode)
	}
	_, _, err = d.signIn("13900009999", code, func(in *member.SigningIn) { in.Device.ID = "one-device" })
	d.refused("the thirteenth phone of one device", err, member.ErrTooOften)
	for i := range 60 {
		_, _, err = d.signIn(fmt.Sprintf("1370000%04d", i), code, func(in *member.SigningIn) { in.Device.Address = "2001:db8:1:2::" + fmt.Sprint(i+1) })
	}
	_, _, err = d.signIn("13700009999", code, func(in *member.SigningIn) { in.Device.Address = "2001:db8:1:2:ffff::1" })
	d.refused("the sixty-first try of one household", err, member.ErrTooOften)
}

func TestSendFloods(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	ask := func(to, device, address string) error {
		_, err := d.SendCode(t.Context(), member.CodeAsked{To: member.Key{Kind: member.Phone, Value: to}, Device: member.Device{ID: device, Address: address}})
		return err
	}
	if err := ask(phone, "", "203.0.113.1"); err != nil {
		t.Fatal(err)
	}
	err := ask("+86 138-0000-5678", "", "203.0.113.2")
	d.refused("a second code within a minute", err, member.ErrTooOften)
	if wait := param(err, "retry_s"); wait != 60 {
		t.Errorf("wait %d s", wait)
	}
	for i := range 4 {
		d.now.Advance(time.Minute)
		if err := ask(phone, "", fmt.Sprintf("203.0.113.%d", 10+i)); err != nil {
			t.Fatal(err)
		}
	}
	d.now.Advance(time.Minute)
	d.refused("the sixth code of a phone within an hour", ask(phone, "", "203.0.113.20"), member.ErrTooOften)
	for i := range 8 {
		if err := ask(fmt.Sprintf("1390000%04d", i), "device", fmt.Sprintf("203.0.113.%d", 30+i)); err != nil {
			t.Fatal(err)
		}
	}
	d.refused("the ninth phone of a device", ask("13900009999", "device", "203.0.113.50"), member.ErrTooOften)
	for i := range 40 {
		if err := ask(fmt.Sprintf("1370000%04d", i), "", "203.0.113.60"); err != nil {
			t.Fatal(err)
		}
	}
	d.refused("the forty-first phone of an address", ask("13700009999", "", "203.0.113.60"), member.ErrTooOften)
	// Of a hundred who ask for one phone at one instant, one message leaves.
	d.now.Advance(24 * time.Hour)
	before := len(d.tray.codes)
	var all sync.WaitGroup
	for i := range 30 {
		all.Go(func() {
			if err := ask(phone, "", fmt.Sprintf("192.0.2.%d", i)); err != nil && !errors.Is(err, member.ErrTooOften) {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := len(d.tray.codes) - before; n != 1 {
		t.Errorf("%d codes left at once", n)
	}
}

func param(err error, name string) (n int) {
	for _, p := range errs.Of(err).Params {
		if p.Name == name {
			n, _ = p.Value.(int)
		}
	}
	return n
}

// TestNobodyLearnsWhoIsAMember compares, for a member and a stranger, every answer
// before the code is known, and the statements that make it.
func TestNobodyLearnsWhoIsAMember(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	known, unknown := "13800000001", "13800000002"
	d.must(member.Join{Phone: known})
	var told [2][]string
	for i, to := range []string{known, unknown} {
		note := func(err error) { told[i] = append(told[i], fmt.Sprint(err)) }
		_, _, err := d.signIn(to, "000000")
		note(err)
		note(d.ask(to))
		code := d.tray.last()
		note(d.ask(to))
		for range 6 {
			_, _, err = d.signIn(to, wrong(code))
			note(err)
		}
	}
	if fmt.Sprint(told[0]) != fmt.Sprint(told[1]) {
		t.Errorf("a member is told\n%v\na stranger\n%v", told[0], told[1])
	}
}

func TestClockJumps(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	if err := d.ask(phone); err != nil {
		t.Fatal(err)
	}
	code := d.tray.last()
	d.now.Advance(-time.Hour)
	_, _, err := d.signIn(phone, code)
	d.refused("a code of the future", err, member.ErrWrongCode)
	if err := d.ask(phone); err != nil {
		t.Errorf("after the clock was set back nobody gets a code: %v", err)
	}
	code = d.tray.last()
	d.now.Advance(5*time.Minute - time.Second)
	if _, _, err := d.signIn(phone, code, func(in *member.SigningIn) { in.Joining = nil }); !errors.Is(err, member.ErrNotJoined) {
		t.Errorf("within its five minutes: %v", err)
	}
	d.now.Advance(time.Second)
	_, _, err = d.signIn(phone, code)
	d.refused("after five minutes", err, member.ErrWrongCode)

	_, tokens := d.enter(phone)
	d.now.Advance(-time.Minute)
	_, err = d.SignedIn(t.Context(), tokens.Access)
	d.refused("an access token of the future", err, member.ErrNotSignedIn)
}

func TestCodesWithoutAWayOut(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	d.tray.fail = errors.New("the carrier is down")
	d.refused("a carrier that fails", d.ask(phone), member.ErrCodeNotSent)
	d.tray.fail = nil
	if err := d.ask(phone); err != nil {
		t.Errorf("what was never sent is waited for: %v", err)
	}
	d.deps.Codes = nil
	d.Service = member.New(d.deps)
	d.refused("nobody who delivers", d.ask("13800000009"), member.ErrNoSender)
}

// TestNothingOfACodeIsKept searches the database for it and for the phone.
func TestNothingOfACodeIsKept(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	if err := d.ask(phone); err != nil {
		t.Fatal(err)
	}
	var kept string
	var plain bool
	err := d.db.QueryRow(t.Context(), `SELECT c::text || (SELECT string_agg(a::text, ' ') FROM member.allowance a),
		position($1::bytea IN c.hash) + position($1::bytea IN c.salt) > 0 FROM member.sign_in_code c`, []byte(d.tray.last())).Scan(&kept, &plain)
	if err != nil || plain || strings.Contains(kept, "13800005678") || strings.Contains(kept, "203.0.113") {
		t.Errorf("%v: %t %s", err, plain, kept)
	}
	if s := fmt.Sprintf("%v %+v %#v", d.tray.codes[0], d.tray.codes[0], d.tray.codes[0]); strings.Contains(s, d.tray.last()) {
		t.Error(s)
	}
}

func TestRenewing(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	_, first := d.enter(phone)
	d.now.Advance(16 * time.Minute)
	_, err := d.SignedIn(t.Context(), first.Access)
	d.refused("an access token after its time", err, member.ErrNotSignedIn)
	_, err = d.SignedIn(t.Context(), first.Renew)
	d.refused("a token for renewing in place of one for access", err, member.ErrNotSignedIn)
	_, second, err := d.Renew(t.Context(), first.Renew)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.SignedIn(t.Context(), second.Access); err != nil {
		t.Error(err)
	}
	// The answer was lost, or two pages asked: within half a minute it is told again.
	_, again, err := d.Renew(t.Context(), first.Renew)
	if err != nil || again != second {
		t.Errorf("asked again: %v", err)
	}
	d.now.Advance(31 * time.Second)
	_, _, err = d.Renew(t.Context(), first.Renew)
	d.refused("an old token after half a minute", err, member.ErrNotSignedIn)
	_, _, err = d.Renew(t.Context(), second.Renew)
	d.refused("the thief's or the owner's, after one of them used an old one", err, member.ErrNotSignedIn)
	_, err = d.SignedIn(t.Context(), second.Access)
	d.refused("and the access with it", err, member.ErrNotSignedIn)
}

func TestManyRenewAtOnce(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	_, first := d.enter(phone)
	var pairs sync.Map
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			_, pair, err := d.Renew(t.Context(), first.Renew)
			if err != nil {
				t.Error(err)
			}
			pairs.Store(pair, true)
		})
	}
	all.Wait()
	if n := size(&pairs); n != 1 {
		t.Errorf("%d pairs came of one token", n)
	}
}

func TestForgedTokens(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	_, tokens := d.enter(phone)
	for i := range len(tokens.Access) {
		forged := []byte(tokens.Access)
		forged[i] ^= 1
		if _, err := d.SignedIn(t.Context(), string(forged)); err == nil && i < len(forged)-1 {
			t.Errorf("with another letter at %d it is still a token", i)
		}
	}
	for _, text := range []string{"", "hbm_", "hbm_AAAA", "hbk_" + tokens.Access[4:], strings.Repeat("A", 4096), tokens.Access + "AA"} {
		_, err := d.SignedIn(t.Context(), text)
		d.refused(text, err, member.ErrNotSignedIn)
	}
	other := member.New(func() member.Deps { o := d.deps; o.Keys = newKeys(); return o }())
	_, err := other.SignedIn(t.Context(), tokens.Access)
	d.refused("under another key", err, member.ErrNotSignedIn)
	// A forged token for renewing does not sign anybody out.
	if _, _, err := d.Renew(t.Context(), "hbr_"+tokens.Access[4:]); !errors.Is(err, member.ErrNotSignedIn) {
		t.Error(err)
	}
	if _, err := d.SignedIn(t.Context(), tokens.Access); err != nil {
		t.Error(err)
	}
}

func TestSessionsOfAMember(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	here, hereTokens := d.enter(phone)
	d.now.Advance(2 * time.Minute)
	there, thereTokens := d.enter(phone)
	stranger, strangerTokens := d.enter("13900000001")
	list, err := d.Sessions(t.Context(), here.Member)
	if err != nil || len(list) != 2 || list[0].ID != there.ID || list[1].ID != here.ID {
		t.Fatalf("%+v, %v", list, err)
	}
	d.refused("another's session", d.EndSession(t.Context(), here.Member.ID, stranger.ID), member.ErrNoSession)
	if err := d.EndSession(t.Context(), here.Member.ID, there.ID); err != nil {
		t.Fatal(err)
	}
	d.refused("a session that has ended", d.EndSession(t.Context(), here.Member.ID, there.ID), member.ErrNoSession)
	_, err = d.SignedIn(t.Context(), thereTokens.Access)
	d.refused("signed out from elsewhere", err, member.ErrNotSignedIn)
	_, _, err = d.Renew(t.Context(), thereTokens.Renew)
	d.refused("nor can it be renewed", err, member.ErrNotSignedIn)
	if n, err := d.EndSessions(t.Context(), here.Member.ID, here.ID); n != 0 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if err := d.SignOut(t.Context(), here); err != nil {
		t.Fatal(err)
	}
	_, err = d.SignedIn(t.Context(), hereTokens.Access)
	d.refused("after signing out", err, member.ErrNotSignedIn)
	if _, err := d.SignedIn(t.Context(), strangerTokens.Access); err != nil {
		t.Errorf("a stranger was signed out: %v", err)
	}
}

// TestFixation holds that signing in makes a session of its own and ends the one
// that the browser brought, whoever had planted it.
func TestFixation(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	_, planted := d.enter("13900000001")
	if err := d.ask(phone); err != nil {
		t.Fatal(err)
	}
	s, tokens, err := d.signIn(phone, d.tray.last(), func(in *member.SigningIn) { in.Previous = planted.Access })
	if err != nil || tokens.Access == planted.Access {
		t.Fatalf("%v, %v", s, err)
	}
	_, err = d.SignedIn(t.Context(), planted.Access)
	d.refused("the planted one", err, member.ErrNotSignedIn)
}

func TestWhoLeftOrWasMerged(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	s, tokens := d.enter(phone)
	other := d.must(member.Join{Phone: "13900000001"})
	set := func(sql string, args ...any) {
		t.Helper()
		if _, err := d.db.Exec(t.Context(), sql, args...); err != nil {
			t.Fatal(err)
		}
	}
	set(`UPDATE member.member SET status = 'merged', merged_into = $2, xid = pg_current_xact_id() WHERE member_id = $1`, int64(s.Member.ID), int64(other.ID))
	now, err := d.SignedIn(t.Context(), tokens.Access)
	if err != nil || now.Member.ID != other.ID {
		t.Fatalf("%+v, %v", now.Member, err)
	}
	if list, err := d.Sessions(t.Context(), other); err != nil || len(list) != 1 {
		t.Errorf("%v, %v", list, err)
	}
	set(`UPDATE member.member SET status = 'left', xid = pg_current_xact_id() WHERE member_id = $1`, int64(other.ID))
	_, err = d.SignedIn(t.Context(), tokens.Access)
	d.refused("who has left", err, member.ErrNotSignedIn)
	if err := d.ask("13900000001"); err != nil {
		t.Fatal(err)
	}
	_, _, err = d.signIn("13900000001", d.tray.last())
	d.refused("who has left and comes back", err, member.ErrHasLeft)
}

func TestWhatBroughtAMember(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	inviter := d.must(member.Join{Phone: "13900000001"})
	poster := d.hang(nil)
	if err := d.ask(phone); err != nil {
		t.Fatal(err)
	}
	s, _, err := d.signIn(phone, d.tray.last(), func(in *member.SigningIn) {
		in.Joining = &member.Joining{Source: "test", Adviser: "li.na", Poster: poster.Code, Inviter: strings.ToLower(d.Invitation(inviter.ID)), Store: "gone", Channel: "gone"}
	})
	if err != nil {
		t.Fatal(err)
	}
	found, err := d.Origins(t.Context(), d.db, s.Member.ID)
	if want := (member.Origin{Adviser: "li.na", Poster: poster.Code, Inviter: inviter.ID}); err != nil || found[s.Member.ID] != want {
		t.Errorf("%+v, %v", found, err)
	}
	if err := d.ask("13800000002"); err != nil {
		t.Fatal(err)
	}
	s, _, err = d.signIn("13800000002", d.tray.last(), func(in *member.SigningIn) {
		in.Joining = &member.Joining{Source: "test", Adviser: "<script>", Poster: strings.Repeat("x", 61), Inviter: "AAAAAAAAAAAAAAAAAAAAAAA"}
	})
	if err != nil {
		t.Fatal(err)
	}
	if found, err := d.Origins(t.Context(), d.db, s.Member.ID); err != nil || len(found) != 0 {
		t.Errorf("%+v, %v", found, err)
	}
}

func TestPass(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	m := d.must(member.Join{Phone: phone})
	pass := d.Pass(m.ID)
	if strings.Trim(pass.Text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") != "" || len(pass.Text) > 45 {
		t.Errorf("%q is a large QR code", pass.Text)
	}
	if id, err := d.ReadPass(pass.Text); err != nil || id != m.ID {
		t.Fatalf("%d, %v", id, err)
	}
	for i := range pass.Text {
		forged := []byte(pass.Text)
		if forged[i]++; forged[i] > 'Z' {
			forged[i] = 'A'
		}
		if id, err := d.ReadPass(string(forged)); err == nil && i < len(forged)-1 {
			t.Errorf("with another letter at %d it is the pass of %d", i, id)
		}
	}
	d.now.Advance(time.Minute)
	_, err := d.ReadPass(pass.Text)
	d.refused("a minute later", err, member.ErrBadPass)
	d.now.Advance(-2 * time.Minute)
	_, err = d.ReadPass(pass.Text)
	d.refused("from the future", err, member.ErrBadPass)
	for _, text := range []string{"", "HM", m.Number, strings.Repeat("H", 5000), "HM" + strings.Repeat("=", 39)} {
		_, err := d.ReadPass(text)
		d.refused(text, err, member.ErrBadPass)
	}
}

func TestWhatIsOverIsForgotten(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	d.enter(phone)
	if err := d.ask("13900000001"); err != nil {
		t.Fatal(err)
	}
	if n, err := d.ForgetSignIns(t.Context(), 10); n != 0 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	d.now.Advance(200 * 24 * time.Hour)
	if n, err := d.ForgetSignIns(t.Context(), 1000); n == 0 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	d.in(func(ctx context.Context, tx postgres.Tx) error {
		var left int
		err := tx.QueryRow(ctx, `SELECT (SELECT count(*) FROM member.sign_in_code) + (SELECT count(*) FROM member.allowance)`).Scan(&left)
		if left != 0 {
			t.Errorf("%d rows are left", left)
		}
		return err
	})
}
