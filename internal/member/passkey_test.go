package member_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/passkey"
	"habitue/internal/platform/passkey/passkeytest"
	"habitue/internal/platform/postgres"
)

const clubSite = "club.example.com"

// ring is a door behind which keys lie in devices.
type ring struct {
	*door
	device member.Device
}

func openRing(t *testing.T, change ...func(*member.Deps)) *ring {
	t.Helper()
	d := openDoor(t)
	d.deps.Home = home
	for _, f := range change {
		f(&d.deps)
	}
	d.Service = member.New(d.deps)
	return &ring{d, member.Device{ID: "phone-1", Address: "203.0.113.7", Agent: "Mozilla/5.0 (iPhone) Safari"}}
}

func (r *ring) challenge(use member.AttemptUse, s member.Session) member.PasskeyAsk {
	r.t.Helper()
	ask, err := r.AskForPasskey(r.t.Context(), use, s, r.device)
	if err != nil {
		r.t.Fatal(err)
	}
	return ask
}

// add lets a member add a key that is new in his device.
func (r *ring) add(s member.Session, name string) *passkeytest.Authenticator {
	r.t.Helper()
	a := passkeytest.New(r.t, home, clubSite)
	if err := r.tryAdd(s, a, name); err != nil {
		r.t.Fatal(err)
	}
	return a
}

func (r *ring) tryAdd(s member.Session, a *passkeytest.Authenticator, name string) error {
	r.t.Helper()
	ask, err := r.AskForPasskey(r.t.Context(), member.AttemptBind, s, r.device)
	if err != nil {
		return err
	}
	a.Handle = ask.Handle
	return r.AddPasskey(r.t.Context(), s, member.PasskeyMade{Made: a.Make(ask.Challenge), Name: name, Handle: ask.Handle, Device: r.device})
}

func (r *ring) by(a *passkeytest.Authenticator, change ...func(*member.ByPasskeyShown)) (member.Session, member.Tokens, error) {
	r.t.Helper()
	in := member.ByPasskeyShown{Shown: a.Sign(r.challenge(member.AttemptSignIn, member.Session{}).Challenge), Device: r.device, Remember: true}
	for _, f := range change {
		f(&in)
	}
	return r.SignInByPasskey(r.t.Context(), in)
}

func (r *ring) list(m member.ID) []member.Passkey {
	r.t.Helper()
	list, err := r.Passkeys(r.t.Context(), r.db, m)
	if err != nil {
		r.t.Fatal(err)
	}
	return list
}

// later lets time pass, so that nobody comes too often.
func (r *ring) later() { r.now.Advance(11 * time.Minute) }

func TestSigningInByAPasskey(t *testing.T) {
	t.Parallel()
	r := openRing(t)
	wang, tokens := r.enter(phone)
	a := r.add(wang, "  我的   手机 ")
	s, _, err := r.by(a, func(in *member.ByPasskeyShown) { in.Previous = tokens.Access })
	if err != nil || s.Member.ID != wang.Member.ID || !s.Remembered || s.Device != "iPhone · Safari" || !r.Proved(s) {
		t.Fatalf("session %v of member %d, %v", s.ID, s.Member.ID, err)
	}
	_, err = r.SignedIn(t.Context(), tokens.Access)
	r.refused("the session that the browser had", err, member.ErrNotSignedIn)
	list := r.list(wang.Member.ID)
	if len(list) != 1 || list[0].Name != "我的 手机" || list[0].UsedAt.IsZero() || !list[0].CopiedAt.IsZero() {
		t.Errorf("passkeys: %d, %q", len(list), list[0].Name)
	}
	// A second key stands under the same account in his devices, and the ones he has are named.
	ask := r.challenge(member.AttemptBind, s)
	if string(ask.Handle) != string(a.Handle) || len(ask.Handle) != 32 || len(ask.Known) != 1 || string(ask.Known[0]) != string(a.ID) || ask.Site != clubSite || ask.Account != wang.Member.Number {
		t.Errorf("asked for another account: %d keys known", len(ask.Known))
	}
	if sign := r.challenge(member.AttemptSignIn, member.Session{}); len(sign.Handle) != 0 || len(sign.Known) != 0 || sign.Account != "" {
		t.Error("who signs in is told of somebody")
	}
	r.later()
	r.later()
	if r.Proved(s) {
		t.Fatal("still proved")
	}
	err = r.ProveByPasskey(t.Context(), s, r.device, a.Sign(r.challenge(member.AttemptProve, s).Challenge))
	if err != nil {
		t.Fatal(err)
	}
	var proved time.Time
	if err := r.db.QueryRow(t.Context(), `SELECT proved_at FROM member.session WHERE id = $1`, int64(s.ID)).Scan(&proved); err != nil || !proved.Equal(r.now.Now()) {
		t.Errorf("proved at %v, %v", proved, err)
	}
	history, err := r.IdentityHistory(t.Context(), r.db, wang.Member.ID)
	if err != nil || len(history) != 1 || history[0].Kind != "passkey" || history[0].Deed != member.Bound || history[0].Via != member.ByPasskey || history[0].Is != "我的 手机" {
		t.Errorf("history: %+v, %v", history, err)
	}
}

func TestWhatAPasskeyMustBe(t *testing.T) {
	t.Parallel()
	r := openRing(t)
	wang, _ := r.enter(phone)
	li, _ := r.enter("13900005678")
	key := r.add(wang, "手机")
	other := r.add(li, "李的手机")

	shown := key.Sign(r.challenge(member.AttemptSignIn, member.Session{}).Challenge)
	for i, want := range []error{nil, member.ErrAttemptOver, member.ErrAttemptOver} {
		_, _, err := r.SignInByPasskey(t.Context(), member.ByPasskeyShown{Shown: shown, Device: r.device})
		if i == 0 && err != nil {
			t.Fatal(err)
		} else if i > 0 {
			r.refused("a replay", err, want)
		}
	}
	// An answer that was refused is over, too.
	shown = key.Sign(r.challenge(member.AttemptSignIn, member.Session{}).Challenge)
	spoilt := shown
	spoilt.Signature = append([]byte{}, shown.Signature...)
	spoilt.Signature[9] ^= 1
	_, _, err := r.SignInByPasskey(t.Context(), member.ByPasskeyShown{Shown: spoilt, Device: r.device})
	r.refused("a wrong signature", err, member.ErrPasskeyRefused)
	_, _, err = r.SignInByPasskey(t.Context(), member.ByPasskeyShown{Shown: shown, Device: r.device})
	r.refused("the same challenge after it", err, member.ErrAttemptOver)

	r.later()
	for what, c := range map[string]struct {
		change func(*member.ByPasskeyShown)
		want   error
	}{
		"another device":          {func(in *member.ByPasskeyShown) { in.Device.ID = "phone-2" }, member.ErrAttemptOver},
		"another member's handle": {func(in *member.ByPasskeyShown) { in.Handle = other.Handle }, member.ErrPasskeyRefused},
		"no handle":               {func(in *member.ByPasskeyShown) { in.Handle = nil }, member.ErrPasskeyRefused},
		"another member's key":    {func(in *member.ByPasskeyShown) { in.ID = other.ID }, member.ErrPasskeyRefused},
		"nobody's key":            {func(in *member.ByPasskeyShown) { in.ID = []byte("nobody's") }, member.ErrPasskeyRefused},
		"no client data":          {func(in *member.ByPasskeyShown) { in.Client = nil }, member.ErrPasskeyRefused},
		"cut-off client data":     {func(in *member.ByPasskeyShown) { in.Client = in.Client[:20] }, member.ErrPasskeyRefused},
	} {
		_, _, err := r.by(key, c.change)
		r.refused(what, err, c.want)
	}
	r.later()
	for what, lie := range map[string]func(*passkeytest.Authenticator){
		"another origin":   func(a *passkeytest.Authenticator) { a.Origin = "https://club.example.net" },
		"another site":     func(a *passkeytest.Authenticator) { a.Site = "example.net" },
		"nobody was asked": func(a *passkeytest.Authenticator) { a.Verified = false },
	} {
		liar := *key
		liar.Counter += 10
		lie(&liar)
		_, _, err := r.by(&liar)
		r.refused(what, err, member.ErrPasskeyRefused)
		err = r.tryAdd(wang, &liar, "x")
		r.refused(what+", added", err, member.ErrNotProved) // it is too late by now
	}
	// A challenge of one thing is good for nothing else, nor in another session, nor made up.
	r.later()
	r.now.Advance(time.Minute)
	wang, _ = r.enter(phone)
	li, _ = r.enter("13900005678")
	forged := append(r.challenge(member.AttemptSignIn, member.Session{}).Challenge[:24:24], make([]byte, 16)...)
	for what, challenge := range map[string][]byte{
		"of proving": r.challenge(member.AttemptProve, wang).Challenge, "of adding": r.challenge(member.AttemptBind, wang).Challenge,
		"forged": forged, "short": []byte("short"),
	} {
		_, _, err := r.SignInByPasskey(t.Context(), member.ByPasskeyShown{Shown: key.Sign(challenge), Device: r.device})
		r.refused("a challenge "+what, err, member.ErrAttemptOver)
	}
	r.refused("proving in another session", r.ProveByPasskey(t.Context(), li, r.device, key.Sign(r.challenge(member.AttemptProve, wang).Challenge)), member.ErrAttemptOver)
	r.refused("proving with another's key", r.ProveByPasskey(t.Context(), li, r.device, key.Sign(r.challenge(member.AttemptProve, li).Challenge)), member.ErrPasskeyRefused)

	// Five minutes, and not one more.
	r.later()
	ask := r.challenge(member.AttemptSignIn, member.Session{})
	r.now.Advance(5 * time.Minute)
	_, _, err = r.SignInByPasskey(t.Context(), member.ByPasskeyShown{Shown: key.Sign(ask.Challenge), Device: r.device})
	r.refused("five minutes later", err, member.ErrAttemptOver)
	if _, _, err = r.by(key); err != nil {
		t.Error(err)
	}
}

func TestAddingAndRemovingPasskeys(t *testing.T) {
	t.Parallel()
	r := openRing(t)
	wang, _ := r.enter(phone)
	li, _ := r.enter("13900005678")
	key := r.add(wang, "手机")
	for what, name := range map[string]string{"no name": "  ", "a long name": strings.Repeat("长", 41)} {
		r.refused(what, r.tryAdd(wang, passkeytest.New(t, home, clubSite), name), member.ErrBadPasskey)
	}
	again := *key
	r.refused("a key that is there already", r.tryAdd(wang, &again, "手机"), member.ErrPasskeyKnown)
	theirs := *key
	r.refused("another member's key", r.tryAdd(li, &theirs, "手机"), member.ErrPasskeyKnown)
	ask := r.challenge(member.AttemptBind, li)
	a := passkeytest.New(t, home, clubSite)
	r.refused("under another's handle", r.AddPasskey(t.Context(), li, member.PasskeyMade{Made: a.Make(ask.Challenge), Name: "x", Handle: key.Handle, Device: r.device}), member.ErrAttemptOver)
	r.refused("for another site", r.tryAdd(li, passkeytest.New(t, home, "example.net"), "x"), member.ErrPasskeyRefused)
	r.refused("at another origin", r.tryAdd(li, passkeytest.New(t, "https://example.net", clubSite), "x"), member.ErrPasskeyRefused)
	r.refused("in another session", func() error {
		ask := r.challenge(member.AttemptBind, wang)
		return r.AddPasskey(t.Context(), li, member.PasskeyMade{Made: a.Make(ask.Challenge), Name: "x", Handle: ask.Handle, Device: r.device})
	}(), member.ErrAttemptOver)

	remove := func(s member.Session, id member.PasskeyID) error {
		return r.db.InTx(t.Context(), func(tx postgres.Tx) error { return r.RemovePasskey(t.Context(), tx, s, id) })
	}
	mine := r.list(wang.Member.ID)[0].ID
	r.refused("another member's passkey", remove(li, mine), member.ErrNoPasskey)
	r.now.Advance(14 * time.Minute)
	elsewhere, elsewhereTokens, err := r.by(key)
	if err != nil {
		t.Fatal(err)
	}
	r.now.Advance(time.Minute)
	r.refused("without proof", remove(wang, mine), member.ErrNotProved)
	r.refused("adding without proof", func() error {
		_, err := r.AskForPasskey(t.Context(), member.AttemptBind, wang, r.device)
		return err
	}(), member.ErrNotProved)
	here, _, err := r.by(key)
	if err != nil {
		t.Fatal(err)
	}
	if err := remove(here, mine); err != nil {
		t.Fatal(err)
	}
	_, err = r.SignedIn(t.Context(), elsewhereTokens.Access)
	r.refused("where the key had signed in before", err, member.ErrNotSignedIn)
	if elsewhere.ID == here.ID {
		t.Error("one session")
	}
	_, _, err = r.by(key)
	r.refused("a key that was removed", err, member.ErrPasskeyRefused)

	r.now.Advance(time.Hour)
	li, _ = r.enter("13900005678")
	for i := range 10 {
		if i%5 == 4 {
			r.now.Advance(10 * time.Minute)
			r.now.Advance(time.Minute)
			li, _ = r.enter("13900005678")
		}
		r.add(li, "钥匙")
	}
	r.refused("one too many", r.tryAdd(li, passkeytest.New(t, home, clubSite), "钥匙"), member.ErrTooManyPasskeys)
}

// A counter that goes back says that somebody copied the key. He may be signed in by it
// already, so that everybody goes.
func TestACopiedPasskeySignsNobodyIn(t *testing.T) {
	t.Parallel()
	r := openRing(t)
	wang, tokens := r.enter(phone)
	key := r.add(wang, "手机")
	copy := *key
	for range 3 {
		if _, _, err := r.by(key); err != nil {
			t.Fatal(err)
		}
	}
	_, _, err := r.by(&copy)
	r.refused("the copy", err, member.ErrPasskeyCopied)
	_, err = r.SignedIn(t.Context(), tokens.Access)
	r.refused("the member elsewhere", err, member.ErrNotSignedIn)
	_, _, err = r.by(key)
	r.refused("the key itself, from then on", err, member.ErrPasskeyCopied)
	if list := r.list(wang.Member.ID); len(list) != 1 || list[0].CopiedAt.IsZero() {
		t.Error("the member is not told")
	}
	history, err := r.IdentityHistory(t.Context(), r.db, wang.Member.ID)
	if err != nil || len(history) != 2 || history[0].Deed != member.Copied || history[0].Was != "手机" {
		t.Errorf("history %+v, %v", history, err)
	}
	r.later()
	li, _ := r.enter("13900005678")
	plain := passkeytest.New(t, home, clubSite)
	plain.Counter = 0 // it does not count
	if err := r.tryAdd(li, plain, "密码管理器"); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, _, err := r.by(plain); err != nil {
			t.Fatal(err)
		}
	}
}

// Of many who come with one answer at once, one is signed in.
func TestOfManyWithOnePasskeyAnswerOneGetsIn(t *testing.T) {
	t.Parallel()
	r := openRing(t)
	wang, _ := r.enter(phone)
	key := r.add(wang, "手机")
	shown := key.Sign(r.challenge(member.AttemptSignIn, member.Session{}).Challenge)
	var in, out sync.Map
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			if _, _, err := r.SignInByPasskey(context.WithoutCancel(t.Context()), member.ByPasskeyShown{Shown: shown, Device: r.device}); err == nil {
				in.Store(i, true)
			} else {
				out.Store(i, err)
			}
		})
	}
	all.Wait()
	n := 0
	in.Range(func(any, any) bool { n++; return true })
	out.Range(func(_, err any) bool { r.refused("one of many", err.(error), member.ErrAttemptOver); return true })
	if n != 1 {
		t.Errorf("%d were signed in", n)
	}
}

func TestWhereThereAreNoPasskeys(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"", "http://192.0.2.7:8080", "http://127.0.0.1:8080"} {
		r := openRing(t, func(d *member.Deps) { d.Home = address })
		if at := r.PasskeyOrigin(); at != "" {
			t.Errorf("at %q there are, at %q", address, at)
		}
		_, err := r.AskForPasskey(t.Context(), member.AttemptSignIn, member.Session{}, r.device)
		r.refused("asking", err, member.ErrNoPasskeys)
		_, _, err = r.SignInByPasskey(t.Context(), member.ByPasskeyShown{Shown: passkey.Shown{Client: []byte(`{}`)}, Device: r.device})
		r.refused("answering", err, member.ErrNoPasskeys)
	}
}

// Passkeys go with their member when two become one, back when they are two again, and
// away when he is erased; none of it is readable in between.
func TestPasskeysThroughMergeAndErasure(t *testing.T) {
	t.Parallel()
	r := openRing(t)
	wang, _ := r.enter(phone)
	li, _ := r.enter("13900005678")
	wangs, lis := r.add(wang, "王的手机"), r.add(li, "李的手机")
	var merge member.Merge
	r.in(func(ctx context.Context, tx postgres.Tx) (err error) {
		merge, err = r.Merge(ctx, tx, wang.Member.ID, li.Member.ID, "same", 1)
		return err
	})
	one, _, err := r.by(lis)
	if err != nil || one.Member.ID != wang.Member.ID {
		t.Fatalf("signed in as %d, %v", one.Member.ID, err)
	}
	if list := r.list(wang.Member.ID); len(list) != 2 {
		t.Errorf("%d passkeys of both", len(list))
	}
	between := r.add(one, "合并后的")
	r.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := r.Unmerge(ctx, tx, merge.ID, "two after all", 1)
		return err
	})
	r.later()
	for _, c := range []struct {
		key *passkeytest.Authenticator
		who member.ID
	}{{wangs, wang.Member.ID}, {lis, li.Member.ID}, {between, wang.Member.ID}} {
		s, _, err := r.by(c.key)
		if err != nil || s.Member.ID != c.who {
			t.Errorf("signed in as %d, %v; want %d", s.Member.ID, err, c.who)
		}
	}
	var readable bool
	err = r.db.QueryRow(t.Context(), `SELECT bool_or(position(convert_to('手机', 'UTF8') IN sealed) > 0 OR position($1::bytea IN sealed) > 0 OR credential = $1) FROM member.passkey`, lis.ID).Scan(&readable)
	if err != nil || readable {
		t.Errorf("readable: %v, %v", readable, err)
	}
	r.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := r.Erase(ctx, tx, member.Erasing{Member: li.Member.ID, Cause: member.CauseAsked})
		return err
	})
	_, _, err = r.by(lis)
	r.refused("who was erased", err, member.ErrPasskeyRefused)
	var left int
	if err := r.db.QueryRow(t.Context(), `SELECT count(*) FROM member.passkey WHERE member_id = $1`, int64(li.Member.ID)).Scan(&left); err != nil || left != 0 {
		t.Errorf("%d left, %v", left, err)
	}
}
