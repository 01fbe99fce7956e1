package member_test

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/vouch"
	"habitue/internal/platform/vouch/vouchtest"
)

const home = "https://club.example.com"

// gate is a door beside which providers stand.
type gate struct {
	*door
	liar   *vouchtest.Liar
	wechat *vouchtest.WeChat
}

var here = member.Device{Address: "203.0.113.7", Agent: "Mozilla/5.0 (iPhone) MicroMessenger/8"}

// openGate is a shop with a provider that wants a code first ("strict"), one whose word
// is enough ("easy"), and WeChat as page, mini-program and QR code on a desk.
func openGate(t *testing.T) *gate {
	t.Helper()
	d := openDoor(t)
	g := &gate{d, vouchtest.NewLiar(t), vouchtest.NewWeChat(t)}
	g.liar.Now = d.now.Now
	oidc := func() vouch.Provider {
		return vouch.NewOIDC(vouch.OIDCOptions{Issuer: g.liar.Issuer, Client: vouchtest.Client, Secret: vouchtest.Secret, Now: d.now.Now})
	}
	wechat := func(flavour vouch.Flavour) vouch.Provider {
		return vouch.NewWeChat(vouch.WeChatOptions{App: vouchtest.App, Secret: vouchtest.Secret, Flavour: flavour, Scope: "snsapi_base", Page: g.wechat.Page, API: g.wechat.API})
	}
	d.deps.Home = home
	d.deps.Providers = []vouch.Listed{
		{Provider: oidc(), Name: "strict", Chinese: "严格", English: "Strict", Prove: true}, {Provider: oidc(), Name: "easy", Chinese: "宽松", English: "Easy"},
		{Provider: wechat(vouch.InApp), Name: "wechat", Chinese: "微信", English: "WeChat", Prove: true}, {Provider: wechat(vouch.MiniProgram), Name: "mini", Chinese: "小程序", English: "Mini-program", Prove: true},
		{Provider: wechat(vouch.Website), Name: "scan", Chinese: "微信扫码", English: "WeChat by scanning", Prove: true},
	}
	d.Service = member.New(d.deps)
	return g
}

// begin goes to a provider to sign in.
func (g *gate) begin(provider string, change ...func(*member.Attempting)) member.Attempt {
	g.t.Helper()
	in := member.Attempting{Provider: provider, Use: member.AttemptSignIn, ReturnTo: "/coupons", Remember: true, Device: here}
	for _, f := range change {
		f(&in)
	}
	a, err := g.BeginAttempt(g.t.Context(), in)
	if err != nil {
		g.t.Fatal(err)
	}
	return a
}

// back is the answer of who signed in at the provider as somebody.
func (g *gate) back(a member.Attempt, who vouchtest.Claims) member.Answer {
	g.t.Helper()
	login := g.liar.Login
	if strings.Contains(a.Address, "wechat_redirect") {
		login = g.wechat.Login
	}
	state, code := login(a.Address, who)
	return member.Answer{State: state, Code: code, Browser: a.Browser, Device: here}
}

// come goes there and back.
func (g *gate) come(provider string, who vouchtest.Claims) member.Arrived {
	g.t.Helper()
	at, err := g.Arrive(g.t.Context(), g.back(g.begin(provider), who))
	if err != nil {
		g.t.Fatal(err)
	}
	return at
}

// join lets the owner of a phone join who came from a provider.
func (g *gate) joinBy(ticket, phone string) member.Session {
	g.t.Helper()
	g.now.Advance(2 * time.Minute)
	if err := g.ask(phone); err != nil {
		g.t.Fatal(err)
	}
	s, _, err := g.signIn(phone, g.tray.last(), func(in *member.SigningIn) { in.Ticket = ticket })
	if err != nil {
		g.t.Fatal(err)
	}
	return s
}

func (g *gate) sessions() (n int) {
	g.t.Helper()
	if err := g.db.QueryRow(g.t.Context(), `SELECT count(*) FROM member.session`).Scan(&n); err != nil {
		g.t.Fatal(err)
	}
	return n
}

func TestSigningInByAProvider(t *testing.T) {
	t.Parallel()
	g := openGate(t)
	li, _ := g.enter("13900005678")
	at := g.come("strict", vouchtest.Claims{"sub": "wang", "email": "wang@example.com", "email_verified": true, "name": "王小云"})
	if at.Known || at.Ticket == "" || at.ReturnTo != "/coupons" || at.Email != "wang@example.com" || at.Name != "王小云" {
		t.Fatalf("known %v to %q", at.Known, at.ReturnTo)
	}
	wang := g.joinBy(at.Ticket, phone)
	if wang.Member.ID == li.Member.ID {
		t.Error("he is somebody else")
	}
	_, _, err := g.signIn(phone, "000000", func(in *member.SigningIn) { in.Ticket = at.Ticket })
	g.refused("a wrong code", err, member.ErrWrongCode)

	again := g.come("strict", vouchtest.Claims{"sub": "wang"})
	if !again.Known || again.Session.Member.ID != wang.Member.ID || again.Session.ID == wang.ID || again.Session.Device != "iPhone · WeChat" {
		t.Fatalf("%v %v", again.Known, again.Session.ID)
	}
	if s, err := g.SignedIn(t.Context(), again.Tokens.Access); err != nil || s.Member.ID != wang.Member.ID {
		t.Error(err)
	}
	// A browser that is signed in there comes back unasked: that is no proof.
	if g.Proved(again.Session) {
		t.Error("coming back from a provider counts as proof")
	}
	if other := g.come("strict", vouchtest.Claims{"sub": "li"}); other.Known {
		t.Error("somebody else is he")
	}
	held, err := g.HeldIdentities(t.Context(), g.db, wang.Member.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range held {
		if h.Kind == member.OIDC && (h.Provider != "strict" || strings.Contains(h.Mask(), "wang") || h.Reaches()) {
			t.Errorf("%s by %q", h.Mask(), h.Provider)
		}
	}
}

// TestNobodyIsSignedInByAnEmail lets a provider say that a member's e-mail is somebody's.
// The answer to who comes first is the same as for an e-mail of nobody.
func TestNobodyIsSignedInByAnEmail(t *testing.T) {
	t.Parallel()
	g := openGate(t)
	wang := g.must(member.Join{Phone: phone, Email: "wang@example.com"})
	before := g.sessions()
	for _, provider := range []string{"strict", "easy"} {
		known := g.come(provider, vouchtest.Claims{"sub": "thief-" + provider, "email": "Wang@Example.com", "email_verified": true, "phone_number": "+8613800005678", "phone_number_verified": true})
		unknown := g.come(provider, vouchtest.Claims{"sub": "other-" + provider, "email": "Nobody@Example.com", "email_verified": true, "phone_number": "+8613800005679", "phone_number_verified": true})
		if known.Known || unknown.Known || known.ReturnTo != unknown.ReturnTo || (known.Ticket == "") != (unknown.Ticket == "") {
			t.Errorf("%s tells them apart", provider)
		}
		_, _, err := g.JoinVouched(t.Context(), member.VouchedJoining{Ticket: known.Ticket, Device: here, Joining: member.Joining{Source: "test"}})
		g.refused("joining with a member's e-mail by "+provider, err, member.ErrProveFirst)
		s, _, err := g.JoinVouched(t.Context(), member.VouchedJoining{Ticket: unknown.Ticket, Device: here, Joining: member.Joining{Source: "test"}})
		if provider == "strict" {
			g.refused("joining by a word that is not enough", err, member.ErrProveFirst)
			continue
		}
		if err != nil || !g.Proved(s) || s.Member.ID == wang.ID {
			t.Fatal(err)
		}
		// What the provider says is his is not an identity here.
		if p := g.personal(s.Member.ID); p.Email() != "" || p.Phone() != "" {
			t.Error("he has an e-mail that nobody proved")
		}
		// The ticket of who was refused is still good: he shows by a code who he is.
		if linked := g.joinBy(known.Ticket, phone); linked.Member.ID != wang.ID {
			t.Error("he is not linked")
		}
	}
	if n := g.sessions(); n != before+2 {
		t.Errorf("%d sessions", n-before)
	}
}

func TestWhatAnAnswerMustBe(t *testing.T) {
	t.Parallel()
	g := openGate(t)
	g.joinBy(g.come("strict", vouchtest.Claims{"sub": "wang"}).Ticket, phone)
	wang := vouchtest.Claims{"sub": "wang"}
	for name, c := range map[string]struct {
		change func(a *member.Answer)
		lie    func(l *vouchtest.Liar)
		want   error
	}{
		"no_state":                   {func(a *member.Answer) { a.State = "" }, nil, member.ErrAttemptOver},
		"another_state":              {func(a *member.Answer) { a.State = "in_" + strings.Repeat("A", 32) }, nil, member.ErrAttemptOver},
		"a_state_of_another_attempt": {func(a *member.Answer) { a.State = g.back(g.begin("strict"), wang).State }, nil, member.ErrAttemptOver},
		"a_state_of_another_kind":    {func(a *member.Answer) { a.State = "my_" + a.State[3:] }, nil, member.ErrAttemptOver},
		"no_browser":                 {func(a *member.Answer) { a.Browser = "" }, nil, member.ErrAttemptOver},
		"another_browser":            {func(a *member.Answer) { a.Browser = g.begin("strict").Browser }, nil, member.ErrAttemptOver},
		"the_state_as_browser":       {func(a *member.Answer) { a.Browser = a.State[3:] }, nil, member.ErrAttemptOver},
		"the_person_said_no":         {func(a *member.Answer) { a.Refused = true }, nil, member.ErrNotVouched},
		"no_code":                    {func(a *member.Answer) { a.Code = "" }, nil, member.ErrNotVouched},
		"a_code_of_another_attempt":  {func(a *member.Answer) { a.Code = g.back(g.begin("strict"), wang).Code }, nil, member.ErrNotVouched},
		"another_issuer":             {func(a *member.Answer) { a.Issuer = "https://accounts.example.com" }, nil, member.ErrNotVouched},
		"another_nonce":              {nil, func(l *vouchtest.Liar) { l.Twist = func(c vouchtest.Claims) { c["nonce"] = "x" } }, member.ErrNotVouched},
		"another_audience":           {nil, func(l *vouchtest.Liar) { l.Twist = func(c vouchtest.Claims) { c["aud"] = "x" } }, member.ErrNotVouched},
		"another_signature":          {nil, func(l *vouchtest.Liar) { l.Sign = l.ByAnotherKey }, member.ErrNotVouched},
		"an_old_token": {nil, func(l *vouchtest.Liar) {
			l.Twist = func(c vouchtest.Claims) { c["exp"] = g.now.Now().Add(-time.Minute).Unix() }
		}, member.ErrNotVouched},
		"a_provider_that_is_down": {nil, func(l *vouchtest.Liar) { l.Fault = 503 }, member.ErrProviderDown},
	} {
		t.Run(name, func(t *testing.T) {
			before := g.sessions()
			g.now.Advance(11 * time.Minute) // tries are limited
			a := g.back(g.begin("strict"), wang)
			if c.change != nil {
				c.change(&a)
			}
			if c.lie != nil {
				c.lie(g.liar)
			}
			_, err := g.Arrive(t.Context(), a)
			g.liar.Twist, g.liar.Sign, g.liar.Fault = nil, nil, 0
			g.refused(name, err, c.want)
			if g.sessions() != before {
				t.Error("a session was begun")
			}
		})
	}
	g.now.Advance(11 * time.Minute)
	a := g.back(g.begin("strict"), wang)
	g.now.Advance(10*time.Minute + time.Second)
	_, err := g.Arrive(t.Context(), a)
	g.refused("an attempt that is over", err, member.ErrAttemptOver)
	a = g.back(g.begin("strict"), wang)
	if _, err := g.Arrive(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	g.liar.Again = true
	_, err = g.Arrive(t.Context(), a)
	g.refused("a state again", err, member.ErrAttemptOver)
}

// TestOfManyWithOneAnswerOneGetsIn lets a provider take one code from everybody who brings it.
func TestOfManyWithOneAnswerOneGetsIn(t *testing.T) {
	t.Parallel()
	g := openGate(t)
	g.joinBy(g.come("strict", vouchtest.Claims{"sub": "wang"}).Ticket, phone)
	g.joinBy(g.come("wechat", vouchtest.Claims{"openid": "o1"}).Ticket, "13900005678")
	g.liar.Again, g.wechat.Again = true, true
	a := g.back(g.begin("strict"), vouchtest.Claims{"sub": "wang"})
	mini := g.wechat.Code(vouchtest.Claims{"openid": "o1"})
	before := g.sessions()
	var mu sync.Mutex
	var all sync.WaitGroup
	in := map[string]int{}
	note := func(what string, err error) {
		mu.Lock()
		defer mu.Unlock()
		if err == nil {
			in[what]++
		} else if !errors.Is(err, member.ErrAttemptOver) {
			t.Errorf("%s: %v", what, err)
		}
	}
	for i := range 10 {
		from := member.Device{Address: fmt.Sprintf("198.51.100.%d", i)}
		all.Go(func() {
			b := a
			b.Device = from
			_, err := g.Arrive(context.Background(), b)
			note("page", err)
		})
		all.Go(func() {
			_, err := g.ArriveByCode(context.Background(), member.MiniCode{Provider: "mini", Code: mini, Device: from})
			note("mini", err)
		})
	}
	all.Wait()
	if in["page"] != 1 || in["mini"] != 1 || g.sessions() != before+2 {
		t.Errorf("%v, %d sessions", in, g.sessions()-before)
	}
}

func TestATicketIsGoodOnce(t *testing.T) {
	t.Parallel()
	g := openGate(t)
	at := g.come("easy", vouchtest.Claims{"sub": "wang"})
	twin := g.come("easy", vouchtest.Claims{"sub": "wang"})
	joining := func(ticket string) error {
		_, _, err := g.JoinVouched(t.Context(), member.VouchedJoining{Ticket: ticket, Device: here, Joining: member.Joining{Source: "test"}})
		return err
	}
	if err := joining(at.Ticket); err != nil {
		t.Fatal(err)
	}
	g.refused("a ticket again", joining(at.Ticket), member.ErrAttemptOver)
	g.refused("another ticket of one who joined", joining(twin.Ticket), member.ErrIdentityTaken)
	g.refused("no ticket", joining(""), member.ErrAttemptOver)
	late := g.come("easy", vouchtest.Claims{"sub": "li"})
	g.now.Advance(16 * time.Minute)
	g.refused("a ticket that is over", joining(late.Ticket), member.ErrAttemptOver)
	if n, err := g.ForgetSignIns(t.Context(), 100); err != nil || n < 3 {
		t.Errorf("%d, %v", n, err)
	}
	var left int
	if err := g.db.QueryRow(t.Context(), `SELECT count(*) FROM member.sign_in_attempt`).Scan(&left); err != nil || left != 0 {
		t.Errorf("%d attempts are left: %v", left, err)
	}
}

// TestWhereOneMayReturnTo refuses every way out of the members' face.
func TestWhereOneMayReturnTo(t *testing.T) {
	t.Parallel()
	g := openGate(t)
	for _, to := range []string{"https://evil.example.com", "//evil.example.com", "/\\evil.example.com", "/..", "/../../x", "javascript:alert(1)", "/a//b", "/a?b=c", "/a#b", "/%2f%2fevil", "/a\n", "a", " /a", "/" + strings.Repeat("a", 65)} {
		_, err := g.BeginAttempt(t.Context(), member.Attempting{Provider: "strict", Use: member.AttemptSignIn, ReturnTo: to, Device: here})
		g.refused(to, err, member.ErrBadReturn)
	}
	a := g.begin("strict", func(in *member.Attempting) { in.ReturnTo = "/orders/1028" })
	u, err := url.Parse(a.Address)
	if err != nil || u.Query().Get("redirect_uri") != home+"/m/sign-in" {
		t.Errorf("back to %s", a.Address)
	}
	_, err = g.BeginAttempt(t.Context(), member.Attempting{Provider: "nobody", Use: member.AttemptSignIn, Device: here})
	g.refused("a provider that there is not", err, member.ErrNoProvider)
	_, err = g.BeginAttempt(t.Context(), member.Attempting{Provider: "mini", Use: member.AttemptSignIn, Device: here})
	g.refused("a page of a mini-program", err, member.ErrNoProvider)
	for range 100 {
		if _, err = g.BeginAttempt(t.Context(), member.Attempting{Provider: "strict", Use: member.AttemptSignIn, Device: here}); err != nil {
			break
		}
	}
	g.refused("a hundred tries from one address", err, member.ErrTooOften)
}

func TestBindingAProvider(t *testing.T) {
	t.Parallel()
	g := openGate(t)
	wang, _ := g.enter(phone)
	li, _ := g.enter("13900005678")
	bind := func(s member.Session) func(*member.Attempting) {
		return func(in *member.Attempting) { in.Use, in.Session, in.ReturnTo = member.AttemptBind, s, "/me/identities" }
	}
	a := g.back(g.begin("strict", bind(wang)), vouchtest.Claims{"sub": "wang"})
	_, err := g.ArriveOwn(t.Context(), li, a)
	g.refused("another's way", err, member.ErrAttemptOver)
	if to, err := g.ArriveOwn(t.Context(), wang, g.back(g.begin("strict", bind(wang)), vouchtest.Claims{"sub": "wang"})); err != nil || to != "/me/identities" {
		t.Fatal(to, err)
	}
	_, err = g.ArriveOwn(t.Context(), li, g.back(g.begin("strict", bind(li)), vouchtest.Claims{"sub": "wang"}))
	g.refused("what is another's", err, member.ErrIdentityTaken)
	_, err = g.Arrive(t.Context(), g.back(g.begin("strict", bind(wang)), vouchtest.Claims{"sub": "wang"}))
	g.refused("a way to be bound as one to be signed in", err, member.ErrAttemptOver)
	if at := g.come("strict", vouchtest.Claims{"sub": "wang"}); !at.Known || at.Session.Member.ID != wang.Member.ID {
		t.Error("it does not sign him in")
	}

	g.now.Advance(16 * time.Minute)
	_, err = g.BeginAttempt(t.Context(), member.Attempting{Provider: "strict", Use: member.AttemptBind, Session: wang, Device: here})
	g.refused("binding by an old sign-in", err, member.ErrNotProved)
	g.now.Advance(11 * time.Minute)
	prove := func(in *member.Attempting) { in.Use, in.Session = member.AttemptProve, wang }
	_, err = g.ArriveOwn(t.Context(), wang, g.back(g.begin("strict", prove), vouchtest.Claims{"sub": "wang", "auth_time": g.now.Now().Add(-time.Hour).Unix()}))
	g.refused("a proof of an hour ago", err, member.ErrNotVouched)
	_, err = g.ArriveOwn(t.Context(), wang, g.back(g.begin("strict", prove), vouchtest.Claims{"sub": "li", "auth_time": g.now.Now().Unix()}))
	g.refused("a proof of somebody else", err, member.ErrNotVouched)
	_, err = g.BeginAttempt(t.Context(), member.Attempting{Provider: "wechat", Use: member.AttemptProve, Session: wang, Device: here})
	g.refused("a proof by WeChat, which asks nobody", err, member.ErrNoProvider)
	b := g.begin("strict", prove)
	if !strings.Contains(b.Address, "prompt=login") || !strings.Contains(b.Address, "max_age=0") {
		t.Error(b.Address)
	}
	if _, err := g.ArriveOwn(t.Context(), wang, g.back(b, vouchtest.Claims{"sub": "wang", "auth_time": g.now.Now().Unix()})); err != nil {
		t.Fatal(err)
	}
	row := g.sessionOf(wang)
	if !g.Proved(row) {
		t.Error("he is not proved")
	}
	off := g.held(wang.Member.ID, member.OIDC)
	g.in(func(ctx context.Context, tx postgres.Tx) error { return g.UnbindOwn(ctx, tx, row, off.ID) })
	if at := g.come("strict", vouchtest.Claims{"sub": "wang"}); at.Known {
		t.Error("what was taken off signs him in")
	}
}

// sessionOf reads a session as it is now.
func (g *gate) sessionOf(s member.Session) member.Session {
	g.t.Helper()
	list, err := g.Sessions(g.t.Context(), s.Member)
	if err != nil {
		g.t.Fatal(err)
	}
	for _, one := range list {
		if one.ID == s.ID {
			return one
		}
	}
	g.t.Fatal("the session is over")
	return s
}

func (g *gate) held(m member.ID, kind member.Kind) member.HeldIdentity {
	g.t.Helper()
	list, err := g.HeldIdentities(g.t.Context(), g.db, m)
	if err != nil {
		g.t.Fatal(err)
	}
	for _, h := range list {
		if h.Kind == kind {
			return h
		}
	}
	g.t.Fatalf("he has no %s", kind)
	return member.HeldIdentity{}
}

func TestWeChatKnowsOneByTwoKeys(t *testing.T) {
	t.Parallel()
	g := openGate(t)
	open := member.External("wechat." + vouchtest.App)
	wang := g.joinBy(g.come("wechat", vouchtest.Claims{"openid": "o1"}).Ticket, phone)
	// Later WeChat tells of a unionid, too: it is his from then on, and counts before the openid.
	if at := g.come("wechat", vouchtest.Claims{"openid": "o1", "unionid": "u1"}); !at.Known || at.Session.Member.ID != wang.Member.ID {
		t.Fatal("he is unknown")
	}
	mini, err := g.ArriveByCode(t.Context(), member.MiniCode{Provider: "mini", Code: g.wechat.Code(vouchtest.Claims{"openid": "o2", "unionid": "u1"}), Device: here})
	if err != nil || !mini.Known || mini.Session.Member.ID != wang.Member.ID {
		t.Fatal(mini.Known, err)
	}
	// So is who scans on a desk, where his openid is another one again.
	if at := g.come("scan", vouchtest.Claims{"openid": "o5", "unionid": "u1", "scope": "snsapi_login"}); !at.Known || at.Session.Member.ID != wang.Member.ID || g.Proved(at.Session) {
		t.Error("he is unknown on a desk")
	}
	li := g.joinBy(g.come("wechat", vouchtest.Claims{"openid": "o3"}).Ticket, "13900005678")
	if at := g.come("wechat", vouchtest.Claims{"openid": "o3", "unionid": "u1"}); at.Session.Member.ID != wang.Member.ID {
		t.Error("the openid counts before the unionid")
	}
	if at := g.come("wechat", vouchtest.Claims{"openid": "o3"}); at.Session.Member.ID != li.Member.ID {
		t.Error("the openid of another was taken away")
	}
	_, err = g.ArriveByCode(t.Context(), member.MiniCode{Provider: "mini", Code: "never", Device: here})
	g.refused("a code that WeChat does not know", err, member.ErrNotVouched)
	_, err = g.ArriveByCode(t.Context(), member.MiniCode{Provider: "wechat", Code: "never", Device: here})
	g.refused("a code of the page", err, member.ErrNoProvider)

	g.now.Advance(2 * time.Minute)
	fresh, _ := g.enter(phone)
	off := g.held(wang.Member.ID, open)
	g.in(func(ctx context.Context, tx postgres.Tx) error { return g.UnbindOwn(ctx, tx, fresh, off.ID) })
	for _, who := range []vouchtest.Claims{{"openid": "o1"}, {"openid": "o9", "unionid": "u1"}} {
		if at := g.come("wechat", who); at.Known {
			t.Errorf("%v still signs him in", who)
		}
	}
}

// TestProvidersThroughMergeAndErasure follows what a provider vouches for.
func TestProvidersThroughMergeAndErasure(t *testing.T) {
	t.Parallel()
	g := openGate(t)
	wang := g.joinBy(g.come("strict", vouchtest.Claims{"sub": "wang"}).Ticket, phone).Member.ID
	li := g.joinBy(g.come("strict", vouchtest.Claims{"sub": "li"}).Ticket, "13900005678").Member.ID
	who := func(sub string) member.ID {
		g.t.Helper()
		g.now.Advance(11 * time.Minute)
		at := g.come("strict", vouchtest.Claims{"sub": sub})
		return at.Session.Member.ID
	}
	var merge member.Merge
	g.in(func(ctx context.Context, tx postgres.Tx) (err error) {
		merge, err = g.Merge(ctx, tx, wang, li, "one person", 1)
		return err
	})
	if who("wang") != wang || who("li") != wang {
		t.Error("after the merge they are not one")
	}
	g.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := g.Unmerge(ctx, tx, merge.ID, "two people", 1)
		return err
	})
	if who("wang") != wang || who("li") != li {
		t.Error("after its undoing they are not two")
	}
	g.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := g.Erase(ctx, tx, member.Erasing{Member: li, Cause: member.CauseAsked, Staff: 1})
		return err
	})
	g.now.Advance(11 * time.Minute)
	if at := g.come("strict", vouchtest.Claims{"sub": "li"}); at.Known {
		t.Error("an erased member is signed in")
	}
}
